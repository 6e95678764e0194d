//! Maps (Self-style hidden classes): what a header's map id means.
//!
//! A map names its class, the kind of Rust struct, and which attribute lies in which slot. Maps are immutable and shared;
//! adding an attribute moves an object along a transition. An instance has `capacity` slots in the object; when an
//! attribute more is added, the last of them turns into a pointer to an overflow array (a Words cell) whose item 0 takes over what that slot
//! held. A map in dict mode has its attributes in a dict, which slot 0 points to.

use crate::class::TypeObject;
use crate::heap::{Header, Layout};
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::old_class::OldClassObject;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use ahash::AHashMap;

/// Attributes an instance may have before it turns to dict mode.
pub const MAX_ATTRIBUTES: usize = 80;
/// Maps a class may have before its instances turn to dict mode.
pub const MAX_CLASS_MAPS: u32 = 64;

/// Where an attribute lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Slot of the object.
    Slot(u16),
    /// Item of the overflow array, which the given slot points to.
    Overflow { array_slot: u16, item: u16 },
}

pub struct Map {
    /// The class of objects of this map (`instance` for old-style instances).
    pub class: Ref<TypeObject>,
    /// Old-style instances: their classobj; otherwise unbound.
    pub old_class: Value,
    pub kind: Kind,
    /// Attributes are in a dict at slot 0.
    pub dict_mode: bool,
    /// The kind's struct has no fixed size: slots lie behind its variable part.
    pub variable: bool,
    /// Objects of this map can have attributes at all (a __dict__).
    pub has_dict: bool,
    /// Slots in the object.
    pub capacity: u16,
    /// The first slots belong to __slots__ members.
    pub members: u16,
    /// Attribute names in the order of their slots (after the members).
    pub names: Vec<Ref<StrObject>>,
    index: AHashMap<u64, u16>,
    transitions: AHashMap<u64, u32>,
    /// Maps with the same attributes of other classes, by class: where objects go whose `__class__` is assigned.
    moves: AHashMap<u64, u32>,
    /// The same class and capacity in dict mode (0: not made yet).
    pub dict_map: u32,
    /// The map that this one grew from: the same class and capacity without attributes.
    pub root: u32,
}

impl Map {
    /// Byte offset of slot 0 in objects whose kind has a fixed size.
    pub fn slots_offset(&self) -> u32 {
        match self.kind {
            Kind::Native => self.class.native_size.get(),
            kind => kind.body_size() as u32,
        }
    }

    /// Place of the attribute with this interned name.
    #[inline]
    pub fn find(&self, name: Ref<StrObject>) -> Option<Place> {
        self.number_of(name).map(|i| self.place(i as u16))
    }

    /// The number of the attribute with this interned name.
    #[inline]
    pub fn number_of(&self, name: Ref<StrObject>) -> Option<usize> {
        if self.names.len() <= 4 {
            self.names.iter().position(|&n| n == name)
        } else {
            self.index.get(&name.value().0).map(|&i| i as usize)
        }
    }

    /// Place of the attribute number `i`.
    pub fn place(&self, i: u16) -> Place {
        let slot = self.members + i;
        let count = self.members as usize + self.names.len();
        let in_object = if count > self.capacity as usize {
            self.capacity - 1
        } else {
            self.capacity
        };
        if slot < in_object {
            Place::Slot(slot)
        } else {
            Place::Overflow {
                array_slot: self.capacity - 1,
                item: slot - in_object,
            }
        }
    }
}

/// The table of all maps, by id.
pub struct Maps {
    pub table: Vec<Box<Map>>,
    /// The structs of native modules' types, by type.
    pub native_layouts: AHashMap<u64, Layout>,
}

impl Maps {
    #[inline(always)]
    pub fn get(&self, id: u32) -> &Map {
        &self.table[id as usize]
    }
}

impl Vm {
    #[inline(always)]
    pub fn map(&self, id: u32) -> &'static Map {
        // Maps are boxed and live as long as the process.
        unsafe { &*(&**self.maps.table.get_unchecked(id as usize) as *const Map) }
    }

    pub(crate) fn add_map(&mut self, map: Map) -> u32 {
        let id = self.maps.table.len() as u32;
        let layout = match (map.kind, map.capacity) {
            (Kind::Native, n) => self.native_layout(map.class, n),
            (Kind::Object, n) => Layout::fixed_words(1, n as usize),
            (kind, 0) => kind.layout(),
            (kind, _) => kind.layout_with_slots(map.capacity),
        };
        self.heap.set_layout(id, layout);
        self.maps.table.push(Box::new(map));
        id
    }

    /// Tracing of instances with `slots` attribute slots of a native module's type or a class derived from one.
    fn native_layout(&self, class: Ref<TypeObject>, slots: u16) -> Layout {
        let mut native = class;
        while native.heap_type.get() {
            native = native.base.of();
        }
        let words = class.native_size.get() as usize / 8;
        let own = self.maps.native_layouts[&native.value().0];
        match own.fixed_mask() {
            Some(mask) if words + (slots as usize) < 64 => Layout::fixed(mask | ((1u64 << slots) - 1) << words),
            _ if slots == 0 => own,
            // The structs of native types that can be derived from hold tagged words only.
            _ => Layout::fixed_words(1, words + slots as usize - 1),
        }
    }

    /// A new map of `class` with no attributes yet. Objects have `capacity` slots, the first `members` for __slots__.
    pub fn new_root_map(&mut self, class: Ref<TypeObject>, old_class: Value, capacity: u16) -> u32 {
        let kind = class.kind.get();
        class.has_maps.set(true);
        self.add_map(Map {
            class,
            old_class,
            kind,
            dict_mode: false,
            variable: kind.is_variable(),
            has_dict: class.has_dict.get(),
            capacity,
            members: class.members.get(),
            names: Vec::new(),
            index: AHashMap::new(),
            transitions: AHashMap::new(),
            moves: AHashMap::new(),
            dict_map: 0,
            root: self.maps.table.len() as u32,
        })
    }

    /// The map of `map` plus attribute `name`; None when the instance must turn to dict mode.
    pub fn map_with(&mut self, id: u32, name: Ref<StrObject>) -> Option<u32> {
        let map = self.map(id);
        if let Some(&next) = map.transitions.get(&name.value().0) {
            return Some(next);
        }
        let old_class = map.old_class.bound().map(Ref::<OldClassObject>::of);
        let map_count = old_class.as_ref().map_or(&map.class.map_count, |c| &c.map_count);
        if map.names.len() >= MAX_ATTRIBUTES || map_count.get() >= MAX_CLASS_MAPS {
            return None;
        }
        map_count.set(map_count.get() + 1);
        let mut names = map.names.clone();
        let mut index = map.index.clone();
        index.insert(name.value().0, names.len() as u16);
        names.push(name);
        let total = (map.members as usize + names.len()) as u16;
        match &old_class {
            Some(class) if total > class.predicted_slots.get() => {
                class.predicted_slots.set(total);
                class.root_map.set(0);
            }
            None if total > map.class.predicted_slots.get() => map.class.predict_slots(self, total),
            _ => {}
        }
        let next = self.add_map(Map {
            names,
            index,
            transitions: AHashMap::new(),
            moves: AHashMap::new(),
            dict_map: 0,
            root: map.root,
            class: map.class,
            old_class: map.old_class,
            kind: map.kind,
            dict_mode: false,
            variable: map.variable,
            has_dict: map.has_dict,
            capacity: map.capacity,
            members: map.members,
        });
        self.maps.table[id as usize].transitions.insert(name.value().0, next);
        Some(next)
    }

    /// The map of the class (`old_class` unless unbound) with the attributes of `id`: what lies in the slots stays where it is.
    /// None: the class has too many maps. Both classes' instances have the same members and struct.
    fn map_in_class(&mut self, id: u32, class: Ref<TypeObject>, old_class: Value) -> Option<u32> {
        let key = old_class.bound().unwrap_or(class.value()).0;
        let map = self.map(id);
        if let Some(&found) = map.moves.get(&key) {
            return Some(found);
        }
        let mut next = self.new_root_map(class, old_class, map.capacity);
        if map.dict_mode {
            next = self.dict_mode_map(next);
        }
        for &name in &map.names {
            next = self.map_with(next, name)?;
        }
        self.maps.table[id as usize].moves.insert(key, next);
        Some(next)
    }

    /// Makes the object, whose own slots the class's instances share, an instance of another class.
    pub fn move_to_class(&mut self, object: Value, class: Ref<TypeObject>, old_class: Value) -> Result<()> {
        let next = match self.map_in_class(object.map(), class, old_class) {
            Some(next) => next,
            None => {
                self.instance_dict(object)?;
                // A map in dict mode has no names that could be too many.
                self.map_in_class(object.map(), class, old_class)
                    .unwrap_or(object.map())
            }
        };
        unsafe { (*(object.pointer() as *mut Header)).map = next };
        Ok(())
    }

    /// The dict-mode map of the same class and capacity.
    pub fn dict_mode_map(&mut self, id: u32) -> u32 {
        let map = self.map(id);
        if map.dict_map != 0 {
            return map.dict_map;
        }
        let next = self.add_map(Map {
            names: Vec::new(),
            index: AHashMap::new(),
            transitions: AHashMap::new(),
            moves: AHashMap::new(),
            dict_map: 0,
            root: map.root,
            class: map.class,
            old_class: map.old_class,
            kind: map.kind,
            dict_mode: true,
            variable: map.variable,
            has_dict: true,
            capacity: map.capacity,
            members: map.members,
        });
        self.maps.table[id as usize].dict_map = next;
        next
    }
}

impl Map {
    /// The map of objects whose type is exactly a kind's.
    pub(crate) fn of_kind(kind: Kind, class: Ref<TypeObject>) -> Map {
        Map {
            class,
            old_class: Value::UNBOUND,
            kind,
            dict_mode: false,
            variable: kind.is_variable(),
            has_dict: false,
            capacity: 0,
            members: 0,
            names: Vec::new(),
            index: AHashMap::new(),
            transitions: AHashMap::new(),
            moves: AHashMap::new(),
            dict_map: 0,
            // Built-in types' maps are numbered by kind.
            root: kind.map(),
        }
    }
}
