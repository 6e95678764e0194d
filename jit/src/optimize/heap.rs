//! The heap cache: what memory is known to hold.
//!
//! Locations are kept by field (region and offset) or array, each with a short list of objects. A store drops what
//! it may have changed: other objects' same location, unless they are known to be other objects. A call drops
//! whole regions, by time stamps.

use ahash::AHashMap;

use super::available::NO_IMPORT;
use crate::helper::Effects;
use crate::ir::{Kind, Operand};
use crate::memory::{Array, Content, Field, Region};
use crate::verify::content_kind;

/// Objects remembered for one field or array.
const MAX_ENTRIES: usize = 48;

/// What a location holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub object: Operand,
    /// NONE for fields.
    pub index: Operand,
    pub value: Operand,
    pub content: Content,
    time: u32,
    /// The label's import that it came from.
    pub import: u32,
}

/// A field or an array.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Field(Field),
    Item(Array),
}

impl Place {
    fn key(self) -> u64 {
        match self {
            Place::Field(field) => field.offset as u64 | (field.region as u64) << 32,
            Place::Item(array) => {
                array.first as u64 | (array.region as u64) << 32 | (array.stride as u64) << 40 | 1 << 63
            }
        }
    }

    fn region(self) -> Region {
        match self {
            Place::Field(field) => field.region,
            Place::Item(array) => array.region,
        }
    }

    pub fn content(self) -> Content {
        match self {
            Place::Field(field) => field.content,
            Place::Item(array) => array.content,
        }
    }

    fn is_immutable(self) -> bool {
        match self {
            Place::Field(field) => field.immutable,
            Place::Item(array) => array.immutable,
        }
    }

    fn with_content(self, content: Content) -> Place {
        match self {
            Place::Field(field) => Place::Field(Field { content, ..field }),
            Place::Item(array) => Place::Item(Array { content, ..array }),
        }
    }

    pub fn kind(self) -> Kind {
        content_kind(self.content())
    }
}

#[derive(Clone)]
struct List {
    place: Place,
    entries: Vec<Entry>,
}

#[derive(Clone)]
pub(super) struct HeapCache {
    lists: Vec<List>,
    list_of: AHashMap<u64, u32>,
    /// Advances at each event that may change memory.
    clock: u32,
    /// When each region was last written by something that does not say where.
    written: [u32; Region::ALL.len()],
    /// When anything in it was last written.
    stored: [u32; Region::ALL.len()],
}

impl HeapCache {
    pub fn new() -> HeapCache {
        HeapCache {
            lists: Vec::new(),
            list_of: AHashMap::new(),
            clock: 1,
            written: [0; Region::ALL.len()],
            stored: [0; Region::ALL.len()],
        }
    }

    pub fn clear(&mut self) {
        for list in &mut self.lists {
            list.entries.clear();
        }
    }

    pub fn now(&self) -> u32 {
        self.clock
    }

    /// Something happens that may change memory; the time of it.
    pub fn tick(&mut self) -> u32 {
        self.clock += 1;
        self.clock
    }

    /// A call with these effects.
    pub fn call(&mut self, effects: Effects) {
        let now = self.tick();
        for region in Region::ALL {
            if effects.writes_region(region) {
                self.written[region as usize] = now;
                self.stored[region as usize] = now;
            }
        }
    }

    /// Nothing that a call with these effects reads was written since `time`.
    pub fn unchanged_since(&self, effects: Effects, time: u32) -> bool {
        Region::ALL
            .into_iter()
            .all(|region| !effects.reads_region(region) || self.stored[region as usize] <= time)
    }

    /// A store somewhere in the region.
    pub fn note_store(&mut self, region: Region) {
        let now = self.tick();
        self.stored[region as usize] = now;
    }

    fn list(&mut self, place: Place) -> &mut List {
        let lists = &mut self.lists;
        let number = *self.list_of.entry(place.key()).or_insert_with(|| {
            lists.push(List {
                place,
                entries: Vec::new(),
            });
            lists.len() as u32 - 1
        });
        &mut self.lists[number as usize]
    }

    /// What the location holds, if it is known.
    pub fn find(&self, place: Place, object: Operand, index: Operand) -> Option<Entry> {
        let list = &self.lists[*self.list_of.get(&place.key())? as usize];
        let entry = list
            .entries
            .iter()
            .rev()
            .find(|entry| entry.object == object && entry.index == index)?;
        let valid = place.is_immutable() || entry.time >= self.written[place.region() as usize];
        (valid && entry.content == place.content()).then_some(*entry)
    }

    /// The location is known to hold `value`.
    pub fn learn(&mut self, place: Place, object: Operand, index: Operand, value: Operand, import: u32) {
        let time = self.clock;
        let list = self.list(place);
        list.entries
            .retain(|entry| entry.object != object || entry.index != index);
        if list.entries.len() >= MAX_ENTRIES {
            list.entries.remove(0);
        }
        list.entries.push(Entry {
            object,
            index,
            value,
            content: place.content(),
            time,
            import,
        });
    }

    /// A store of `value`; `untouched` says of an object and index of the same field or array that it is another location.
    pub fn store(
        &mut self,
        place: Place,
        object: Operand,
        index: Operand,
        value: Operand,
        untouched: impl Fn(Operand, Operand) -> bool,
    ) {
        self.note_store(place.region());
        let list = self.list(place);
        list.entries.retain(|entry| untouched(entry.object, entry.index));
        self.learn(place, object, index, value, NO_IMPORT);
    }

    /// Every location that is known now, with what it holds.
    pub fn entries(&self) -> impl Iterator<Item = (Place, Entry)> + '_ {
        self.lists.iter().flat_map(move |list| {
            let written = self.written[list.place.region() as usize];
            let valid = move |entry: &&Entry| list.place.is_immutable() || entry.time >= written;
            let entries = list.entries.iter().filter(valid);
            entries.map(|&entry| (list.place.with_content(entry.content), entry))
        })
    }
}
