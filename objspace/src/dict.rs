//! `dict`: insertion order, compact. Entries (hash, key, value) stand in a row in the order of insertion; dicts of more than eight entries
//! have an index: an open-addressing table of the living entries' numbers. A deleted entry leaves an unbound key behind until the next
//! rebuild; the row then left behind says where the entries went, for the iterators that still look at it.
//!
//! Looking up may run Python code (`__eq__`) unless both keys are of trusted types; when the table's structure
//! changed meanwhile the search starts again.

use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{flags, Field, Ref, Storage};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct DictObject {
    pub header: Header,
    /// Living entries.
    pub used: Cell<usize>,
    /// Entries ever appended to the row, dead ones included.
    pub fill: Cell<usize>,
    /// Changes whenever an entry appears, dies or moves: (dict, version) names one structure, process-wide.
    pub version: Cell<u64>,
    /// Entries cell, three words an entry; unbound while there is none.
    pub entries: Field,
    /// Bytes cell of u32: entry number + 1; unbound for small dicts.
    pub index: Field,
}

const SMALL: usize = 8;

/// What [`Vm::quiet_entry`] says of a key without an entry.
pub const ABSENT: i64 = -1;
/// What it says where it cannot tell.
pub const UNKNOWN: i64 = -2;

/// What a search found.
enum Found {
    Entry(usize),
    Absent,
}

impl DictObject {
    pub fn len(&self) -> usize {
        match self.used.get() {
            0 if self.is_view() => self.view_len(),
            used => used,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries there are, dead ones included.
    fn fill(&self) -> usize {
        match self.fill.get() {
            0 if self.is_view() => self.view_fill(),
            fill => fill,
        }
    }

    fn row(&self) -> Ref<Storage> {
        self.entries.of::<Storage>()
    }

    fn capacity(&self) -> usize {
        match self.entries.get().bound() {
            Some(_) => self.row().length.get() / 3,
            None => 0,
        }
    }

    fn hash_word(&self, entry: usize) -> u64 {
        self.row().get(entry * 3).0
    }

    /// A number that stands for the hash of an entry's key in `dict_get_hashed` and `dict_set_hashed`: its low 63 bits.
    pub fn hash_of(&self, entry: usize) -> i64 {
        if self.is_view() {
            return Vm::current().hash_of_str(Ref::of(self.view_key(entry)));
        }
        self.hash_word(entry) as i64 >> 1
    }

    /// Memory of the dict and what belongs to it.
    pub fn size_in_bytes(&self) -> usize {
        let index = self.index_table().map_or(0, |index| 16 + (index.mask + 1) * 4);
        std::mem::size_of::<DictObject>() + 16 + self.capacity() * 24 + index
    }

    /// Key of an entry; unbound if it is dead.
    pub fn key(&self, entry: usize) -> Value {
        if self.entries.get().is_unbound() {
            return self.view_key(entry);
        }
        self.row().get(entry * 3 + 1)
    }

    pub fn value_of(&self, entry: usize) -> Value {
        if self.entries.get().is_unbound() {
            return self.view_value(entry);
        }
        self.row().get(entry * 3 + 2)
    }

    /// Byte offset of an entry's value in the cell of entries.
    pub const fn value_offset(entry: usize) -> u32 {
        (16 + (entry * 3 + 2) * 8) as u32
    }

    fn index_table(&self) -> Option<Index> {
        let index = Ref::<Storage>::of(self.index.get().bound()?);
        Some(Index::of(index))
    }

    /// The first entry with this hash word that `matches` takes, dead ones included; None: it could not tell.
    #[inline(always)]
    fn first_entry(&self, word: u64, mut matches: impl FnMut(usize) -> Option<bool>) -> Option<Found> {
        let row = self.row();
        match self.index_table() {
            None => {
                for entry in 0..self.fill.get() {
                    if row.get(entry * 3).0 == word && matches(entry)? {
                        return Some(Found::Entry(entry));
                    }
                }
            }
            Some(index) => {
                for entry in index.candidates(word) {
                    if row.get(entry * 3).0 == word && matches(entry)? {
                        return Some(Found::Entry(entry));
                    }
                }
            }
        }
        Some(Found::Absent)
    }

    /// The first living entry at or after `position`: (its number, key, value). Go on with number + 1.
    pub fn next(&self, position: usize) -> Option<(usize, Value, Value)> {
        (position..self.fill())
            .find(|&i| !self.key(i).is_unbound())
            .map(|i| (i, self.key(i), self.value_of(i)))
    }

    /// The last living entry.
    pub fn last(&self) -> Option<(usize, Value, Value)> {
        let i = (0..self.fill()).rev().find(|&i| !self.key(i).is_unbound())?;
        Some((i, self.key(i), self.value_of(i)))
    }

    /// What became of position `position` of the row `entries`, if the dict has rebuilt its entries since.
    pub fn current_position(&self, entries: Value, position: usize) -> usize {
        let (mut row, mut position) = (entries, position);
        while row != self.entries.get() && !row.is_unbound() {
            let old = Ref::<Storage>::of(row);
            let successor = old.get(0);
            if !successor.is_pointer() {
                // Cleared since: what stands there now came later.
                return 0;
            }
            let dead = (0..position).filter(|i| old.get(i * 3 + 1).is_unbound()).count();
            (row, position) = (successor, position - dead);
        }
        position
    }

    /// Key and value pairs in order; nothing may change the dict meanwhile.
    pub fn pairs(&self) -> impl Iterator<Item = (Value, Value)> + '_ {
        (0..self.fill())
            .filter(|&i| !self.key(i).is_unbound())
            .map(|i| (self.key(i), self.value_of(i)))
    }
}

/// The index: an open-addressing table of numbers (an entry's plus one, 0 = free), each with as many bits of the entry's hash above it as
/// fit, so that most of the entries that a search passes are not looked at.
#[derive(Clone, Copy)]
struct Index {
    table: *mut u32,
    mask: usize,
}

impl Index {
    fn of(cell: Ref<Storage>) -> Index {
        Index {
            table: cell.bytes() as *mut u32,
            mask: cell.length.get() / 4 - 1,
        }
    }

    /// Where the search for a hash begins.
    fn home(self, word: u64) -> usize {
        home_slot(word, self.mask)
    }

    /// What an entry's slot holds.
    fn slot_of(self, word: u64, entry: usize) -> u32 {
        self.tag(word) | (entry + 1) as u32
    }

    fn tag(self, word: u64) -> u32 {
        (word.wrapping_mul(0x9e3779b97f4a7c15) >> 32) as u32 & !(self.mask as u32)
    }

    fn slot(self, at: usize) -> &'static Cell<u32> {
        debug_assert!(at <= self.mask);
        // A slot up to the mask is inside the table.
        unsafe { &*(self.table.add(at) as *const Cell<u32>) }
    }

    fn entry_of(self, slot: u32) -> usize {
        (slot as usize & self.mask) - 1
    }

    /// The entries whose hash may be this one, in the order of their search.
    fn candidates(self, word: u64) -> Candidates {
        Candidates {
            index: self,
            tag: self.tag(word),
            at: self.home(word),
        }
    }

    fn insert(self, word: u64, entry: usize) {
        let mut at = self.home(word);
        while self.slot(at).get() != 0 {
            at = (at + 1) & self.mask;
        }
        self.slot(at).set(self.slot_of(word, entry));
    }

    /// Takes an entry of `d` out: those after it that could stand there move up.
    fn remove(self, d: Ref<DictObject>, entry: usize) {
        let (word, mask) = (d.hash_word(entry), self.mask);
        let wanted = self.slot_of(word, entry);
        let mut gap = self.home(word);
        while self.slot(gap).get() != wanted {
            gap = (gap + 1) & mask;
        }
        let mut next = gap;
        loop {
            next = (next + 1) & mask;
            let slot = self.slot(next).get();
            if slot == 0 {
                break;
            }
            let home = self.home(d.hash_word(self.entry_of(slot)));
            // Its search passes the gap unless it starts behind it.
            if (next.wrapping_sub(home) & mask) >= (next.wrapping_sub(gap) & mask) {
                self.slot(gap).set(slot);
                gap = next;
            }
        }
        self.slot(gap).set(0);
    }
}

struct Candidates {
    index: Index,
    tag: u32,
    at: usize,
}

impl Iterator for Candidates {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        let mask = self.index.mask;
        loop {
            let slot = self.index.slot(self.at).get();
            if slot == 0 {
                return None;
            }
            self.at = (self.at + 1) & mask;
            if slot & !(mask as u32) == self.tag {
                return Some(self.index.entry_of(slot));
            }
        }
    }
}

fn hash_word(hash: i64) -> u64 {
    (hash as u64) << 1 | 1
}

/// The slot of the index where the search for a hash begins. Neighbouring hashes (numbers in a row) share a cache line, eight at a time;
/// the eights are spread by multiplication, for searches are long where many slots in a row are taken.
fn home_slot(word: u64, mask: usize) -> usize {
    let hash = word >> 1;
    let group = (hash >> 3).wrapping_mul(0x9e3779b97f4a7c15) >> (mask.leading_zeros() + 3);
    (group << 3 | hash & 7) as usize
}

impl Vm {
    pub fn new_dict(&mut self) -> Ref<DictObject> {
        let p = self.heap.allocate(std::mem::size_of::<DictObject>(), Kind::Dict.map());
        unsafe { Ref::from_pointer(p) }
    }

    fn next_dict_version(&mut self) -> u64 {
        self.dict_versions += 1;
        self.dict_versions
    }

    fn structure_changed(&mut self, d: Ref<DictObject>) {
        let version = self.next_dict_version();
        d.version.set(version);
        if d.has_flag(flags::WATCHED) {
            self.watched_structure_changed(d);
        }
    }

    /// Finds the entry of an exact str. None: a key of another type has the same hash, which the general search must compare.
    #[inline]
    fn dict_search_str(&self, d: Ref<DictObject>, key: Value, word: u64) -> Option<Found> {
        let name = Ref::<StrObject>::of(key);
        let row = match d.entries.get().bound() {
            Some(row) => Ref::<Storage>::of(row),
            None if d.is_view() => {
                return Some(self.view_entry(d, name).map_or(Found::Absent, Found::Entry));
            }
            None => return Some(Found::Absent),
        };
        // Whether the entry is the key's, if its hash says that it may be.
        let compare = |entry: usize| -> Option<bool> {
            let other = row.get(entry * 3 + 1);
            if other == key {
                return Some(true);
            }
            if other.is_unbound() {
                return Some(false);
            }
            if other.map() != Kind::Str.map() {
                return None;
            }
            let other = Ref::<StrObject>::of(other);
            Some(other.len() == name.len() && other.bytes() == name.bytes())
        };
        d.first_entry(word, compare)
    }

    /// The number of a key's entry, or [`ABSENT`]; [`UNKNOWN`] where telling takes more: a view of attributes, keys whose comparison may
    /// run Python code. The key's hashing runs none.
    pub fn quiet_entry(&mut self, d: Ref<DictObject>, key: Value) -> i64 {
        if d.entries.get().is_unbound() {
            return if d.is_view() { UNKNOWN } else { ABSENT };
        }
        let Ok(hash) = self.hash(key) else {
            self.take_exception();
            return UNKNOWN;
        };
        let word = hash_word(hash);
        let found = match key.map() == Kind::Str.map() {
            true => self.dict_search_str(d, key, word),
            false => d.first_entry(word, |entry| match d.key(entry) {
                other if other.is_unbound() => Some(false),
                other => self.quiet_equal(other, key),
            }),
        };
        match found {
            Some(Found::Entry(entry)) => entry as i64,
            Some(Found::Absent) => ABSENT,
            None => UNKNOWN,
        }
    }

    /// Appends the entry of a key that is absent, as [`quiet_entry`](Vm::quiet_entry) says.
    pub fn append_entry(&mut self, d: Ref<DictObject>, key: Value, value: Value) -> Result<()> {
        let hash = self.hash(key)?;
        self.dict_append(d, key, hash, value)
    }

    /// Finds the entry of `key`.
    fn dict_search(&mut self, d: Ref<DictObject>, key: Value, hash: i64) -> Result<Found> {
        let word = hash_word(hash);
        if key.map() == Kind::Str.map() {
            if let Some(found) = self.dict_search_str(d, key, word) {
                return Ok(found);
            }
        } else if d.is_view() {
            if !key.is_pointer() || matches!(key.map(), m if m == Kind::Tuple.map() || m == Kind::Long.map()) {
                return Ok(Found::Absent);
            }
            self.make_plain(d);
        }
        'again: loop {
            let version = d.version.get();
            let candidate = |vm: &mut Vm, entry: usize| -> Result<Option<bool>> {
                let other = d.key(entry);
                if other == key {
                    return Ok(Some(true));
                }
                let equal = match vm.trusted_equal(other, key) {
                    Some(equal) => equal,
                    None => vm.equal(other, key)?,
                };
                // Python code ran and changed the table: start again.
                Ok(if d.version.get() != version { None } else { Some(equal) })
            };
            match d.index_table() {
                None => {
                    for entry in 0..d.fill.get() {
                        if d.hash_word(entry) == word && !d.key(entry).is_unbound() {
                            match candidate(self, entry)? {
                                None => continue 'again,
                                Some(true) => return Ok(Found::Entry(entry)),
                                Some(false) => {}
                            }
                        }
                    }
                }
                Some(index) => {
                    for entry in index.candidates(word) {
                        if d.hash_word(entry) == word && !d.key(entry).is_unbound() {
                            match candidate(self, entry)? {
                                None => continue 'again,
                                Some(true) => return Ok(Found::Entry(entry)),
                                Some(false) => {}
                            }
                        }
                    }
                }
            }
            return Ok(Found::Absent);
        }
    }

    /// The entry number of `key` (see `DictObject::value_of`).
    pub fn dict_entry(&mut self, d: Ref<DictObject>, key: Value) -> Result<Option<usize>> {
        let hash = self.hash(key)?;
        Ok(match self.dict_search(d, key, hash)? {
            Found::Entry(entry) => Some(entry),
            Found::Absent => None,
        })
    }

    /// The value at `key`. TypeError if the key is unhashable.
    pub fn dict_get(&mut self, d: Ref<DictObject>, key: Value) -> Result<Option<Value>> {
        Ok(self.dict_entry(d, key)?.map(|entry| d.value_of(entry)))
    }

    /// As `dict_get` with the hash known.
    pub fn dict_get_hashed(&mut self, d: Ref<DictObject>, key: Value, hash: i64) -> Result<Option<Value>> {
        Ok(match self.dict_search(d, key, hash)? {
            Found::Entry(entry) => Some(d.value_of(entry)),
            Found::Absent => None,
        })
    }

    /// The entry number at an interned str. Keys equal to it that are neither str nor unicode are not looked for: no Python runs.
    pub fn dict_entry_str(&self, d: Ref<DictObject>, name: Ref<StrObject>) -> Option<usize> {
        if d.is_view() {
            return self.view_entry(d, name);
        }
        let word = hash_word(self.hash_of_str(name));
        let matches = |entry: usize| {
            if d.hash_word(entry) != word {
                return false;
            }
            let key = d.key(entry);
            key == name.value() || (!key.is_unbound() && self.trusted_equal(key, name.value()) == Some(true))
        };
        match d.index_table() {
            None => (0..d.fill.get()).find(|&entry| matches(entry)),
            Some(index) => index.candidates(word).find(|&entry| matches(entry)),
        }
    }

    /// The value at an interned str.
    #[inline]
    pub fn dict_get_str(&self, d: Ref<DictObject>, name: Ref<StrObject>) -> Option<Value> {
        self.dict_entry_str(d, name).map(|entry| d.value_of(entry))
    }

    /// Sets an entry. TypeError if the key is unhashable; MemoryError.
    pub fn dict_set(&mut self, d: Ref<DictObject>, key: Value, value: Value) -> Result<()> {
        let hash = self.hash(key)?;
        self.dict_set_hashed(d, key, hash, value)
    }

    pub fn dict_set_hashed(&mut self, d: Ref<DictObject>, key: Value, hash: i64, value: Value) -> Result<()> {
        match self.dict_search(d, key, hash)? {
            Found::Entry(entry) => {
                self.dict_put(d, entry, value);
                Ok(())
            }
            Found::Absent => self.dict_append(d, key, hash, value),
        }
    }

    /// Sets the entry of an interned str; never runs Python.
    pub fn dict_set_str(&mut self, d: Ref<DictObject>, name: Ref<StrObject>, value: Value) {
        match self.dict_entry_str(d, name) {
            Some(entry) => self.dict_put(d, entry, value),
            None => {
                let hash = self.hash_of_str(name);
                if self.dict_append(d, name.value(), hash, value).is_err() {
                    panic!("out of memory for a dict entry");
                }
            }
        }
    }

    /// Replaces the value of a living entry.
    pub fn dict_put(&mut self, d: Ref<DictObject>, entry: usize, value: Value) {
        if d.has_flag(flags::WATCHED) {
            self.watched_store(d, entry, value);
        }
        if d.is_view() {
            return self.view_put(d, entry, value);
        }
        d.row().put(self, entry * 3 + 2, value);
    }

    fn dict_append(&mut self, d: Ref<DictObject>, key: Value, hash: i64, value: Value) -> Result<()> {
        if d.is_view() {
            if key.map() == Kind::Str.map() {
                return self.view_append(d, Ref::of(key), value);
            }
            self.make_plain(d);
        }
        if d.fill.get() == d.capacity() {
            self.dict_rebuild(d, (d.used.get() * 2).max(4))?;
        }
        let entry = d.fill.get();
        let row = d.row();
        row.init(entry * 3, Value(hash_word(hash)));
        if row.header().flags & Header::OLD == 0 {
            row.init(entry * 3 + 1, key);
            row.init(entry * 3 + 2, value);
        } else {
            row.put(self, entry * 3 + 1, key);
            row.put(self, entry * 3 + 2, value);
        }
        d.fill.set(entry + 1);
        d.used.set(d.used.get() + 1);
        if let Some(index) = d.index_table() {
            index.insert(hash_word(hash), entry);
        }
        self.structure_changed(d);
        if d.has_flag(flags::WATCHED) {
            self.watched_key_changed(d, key);
        }
        Ok(())
    }

    /// Drops dead entries and makes room for `capacity` of them.
    fn dict_rebuild(&mut self, d: Ref<DictObject>, capacity: usize) -> Result<()> {
        if capacity >= u32::MAX as usize - 1 {
            return Err(self.memory_error());
        }
        let p = self.allocate(16 + capacity * 24, Kind::Entries.map())?;
        let row = unsafe { Ref::<Storage>::from_pointer(p) };
        row.length.set(capacity * 3);
        let index = if capacity > SMALL {
            let slots = (capacity * 3 / 2).next_power_of_two();
            Some(self.new_bytes(slots * 4)?)
        } else {
            None
        };
        let mut count = 0;
        if let Some(old) = d.entries.get().bound() {
            // SAFETY: both rows hold three words an entry, the new one as many entries as live in the old one; nothing allocates.
            let (old, new) = unsafe {
                let old = Ref::<Storage>::of(old).item(0) as *const [Value; 3];
                let new = std::slice::from_raw_parts_mut(row.item(0) as *mut [Value; 3], d.used.get());
                (std::slice::from_raw_parts(old, d.fill.get()), new)
            };
            for &entry in old {
                if !entry[1].is_unbound() {
                    new[count] = entry;
                    count += 1;
                }
            }
            if let Some(index) = index.map(Index::of) {
                for (i, entry) in new.iter().enumerate() {
                    index.insert(entry[0].0, i);
                }
            }
        }
        self.heap.write_barrier(row.pointer());
        if d.fill.get() > 0 {
            d.row().put(self, 0, row.value());
        }
        d.set(self, |d| &d.entries, row.value());
        d.set(self, |d| &d.index, index.map_or(Value::UNBOUND, |i| i.value()));
        d.fill.set(count);
        self.structure_changed(d);
        Ok(())
    }

    /// Removes `key`; gives its value.
    pub fn dict_delete(&mut self, d: Ref<DictObject>, key: Value) -> Result<Option<Value>> {
        let hash = self.hash(key)?;
        self.dict_delete_hashed(d, key, hash)
    }

    /// As `dict_delete` with the hash known.
    pub fn dict_delete_hashed(&mut self, d: Ref<DictObject>, key: Value, hash: i64) -> Result<Option<Value>> {
        Ok(match self.dict_search(d, key, hash)? {
            Found::Absent => None,
            Found::Entry(entry) => Some(self.dict_remove_entry(d, entry)),
        })
    }

    pub fn dict_delete_str(&mut self, d: Ref<DictObject>, name: Ref<StrObject>) -> Option<Value> {
        self.dict_entry_str(d, name)
            .map(|entry| self.dict_remove_entry(d, entry))
    }

    /// Removes a living entry; gives its value.
    pub fn dict_remove_entry(&mut self, d: Ref<DictObject>, entry: usize) -> Value {
        let (key, value) = (d.key(entry), d.value_of(entry));
        if d.is_view() {
            if self.view_remove(d, entry).is_err() {
                panic!("out of memory for attributes");
            }
            return value;
        }
        if let Some(index) = d.index_table() {
            index.remove(d, entry);
        }
        let row = d.row();
        row.init(entry * 3 + 1, Value::UNBOUND);
        row.init(entry * 3 + 2, Value::UNBOUND);
        d.used.set(d.used.get() - 1);
        let mut fill = d.fill.get();
        while fill > 0 && d.key(fill - 1).is_unbound() {
            fill -= 1;
        }
        d.fill.set(fill);
        self.structure_changed(d);
        if d.has_flag(flags::WATCHED) {
            self.watched_key_changed(d, key);
        }
        value
    }

    pub fn dict_clear(&mut self, d: Ref<DictObject>) {
        self.make_plain(d);
        d.entries.init(Value::UNBOUND);
        d.index.init(Value::UNBOUND);
        d.used.set(0);
        d.fill.set(0);
        self.structure_changed(d);
        if d.has_flag(flags::WATCHED) {
            self.watched_all_changed(d);
        }
    }

    /// Makes room for so many entries in all.
    pub fn dict_reserve(&mut self, d: Ref<DictObject>, capacity: usize) -> Result<()> {
        if d.capacity() < capacity && !d.is_view() {
            self.dict_rebuild(d, capacity)?;
        }
        Ok(())
    }

    /// Gives `d` the entries of `other`, a dict that is not used any more.
    pub fn dict_take_over(&mut self, d: Ref<DictObject>, other: Ref<DictObject>) {
        self.make_plain(d);
        self.make_plain(other);
        d.set(self, |d| &d.entries, other.entries.get());
        d.set(self, |d| &d.index, other.index.get());
        d.used.set(other.used.get());
        d.fill.set(other.fill.get());
        self.structure_changed(d);
        if d.has_flag(flags::WATCHED) {
            self.watched_all_changed(d);
        }
    }

    /// A copy with the same entries in the same order.
    pub fn dict_copy(&mut self, d: Ref<DictObject>) -> Result<Ref<DictObject>> {
        let copy = self.new_dict();
        self.dict_update_from(copy, d)?;
        Ok(copy)
    }

    /// Sets all entries of `other` in `d` (exact dicts; hashes are taken over).
    pub fn dict_update_from(&mut self, d: Ref<DictObject>, other: Ref<DictObject>) -> Result<()> {
        if d.is_empty() {
            self.dict_reserve(d, other.len())?;
        }
        let mut position = 0;
        while let Some((entry, key, value)) = other.next(position) {
            self.dict_set_hashed(d, key, other.hash_of(entry), value)?;
            position = entry + 1;
        }
        Ok(())
    }
}
