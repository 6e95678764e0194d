//! Instances: attribute slots behind the struct of the kind, found through the map.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::map::{Map, Place};
use crate::native::Result;
use crate::object::{Ref, Storage};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

/// Byte offset of slot 0 of an object with this map.
pub fn slots_offset(object: *mut u8, map: &Map) -> usize {
    if !map.variable {
        return map.slots_offset() as usize;
    }
    let words = object as *const u64;
    // The struct's own count of its variable part.
    let body = map.kind.body_size();
    let extra = unsafe {
        match map.kind {
            Kind::Tuple => *words.add(1) as usize * 8,
            Kind::Str => (*words.add(2) as usize).max(16),
            Kind::Unicode => crate::unicode::inline_size(object),
            Kind::Long => crate::long::inline_size(object),
            _ => 0,
        }
    };
    (body + extra + 7) & !7
}

fn slot(object: Value, map: &Map, i: u16) -> *mut Value {
    debug_assert!(i < map.capacity);
    unsafe {
        object
            .pointer()
            .add(slots_offset(object.pointer(), map) + i as usize * 8) as *mut Value
    }
}

impl Vm {
    /// A new instance of a class whose kind has a fixed-size struct, all fields zero, no attributes.
    pub fn new_instance(&mut self, class: Ref<TypeObject>) -> Result {
        self.new_instance_sized(class, 0)
    }

    /// As `new_instance`, with `extra` bytes of variable part behind the struct.
    pub fn new_instance_sized(&mut self, class: Ref<TypeObject>, extra: usize) -> Result {
        let kind = class.kind.get();
        let map = self.instance_map_of(class);
        let capacity = self.map(map).capacity as usize;
        let body = if kind == Kind::Native {
            class.native_size.get() as usize
        } else {
            kind.body_size()
        };
        let size = ((body.saturating_add(extra)).saturating_add(7) & !7).saturating_add(capacity * 8);
        let p = self.allocate(size, map)?;
        if class.has_finalizer.get() {
            self.heap.register_finalizer(p);
        }
        Ok(Value(p as u64))
    }

    /// The map of new instances of exactly this class: the kind's own for built-in types.
    pub fn instance_map_of(&mut self, class: Ref<TypeObject>) -> u32 {
        if !class.heap_type.get() && self.types[class.kind.get() as usize] == class {
            return class.kind.get().map();
        }
        class.instance_map(self)
    }

    /// Value of slot `i` (members of __slots__ are slots too); unbound if unset.
    pub fn slot_get(&self, object: Value, i: u16) -> Value {
        unsafe { *slot(object, self.map(object.map()), i) }
    }

    pub fn slot_set(&mut self, object: Value, i: u16, v: Value) {
        unsafe { *slot(object, self.map(object.map()), i) = v };
        self.heap.write_barrier(object.pointer());
    }

    fn place_get(&self, object: Value, map: &Map, place: Place) -> Value {
        match place {
            Place::Slot(i) => unsafe { *slot(object, map, i) },
            Place::Overflow { array_slot, item } => {
                let array = unsafe { *slot(object, map, array_slot) };
                Ref::<Storage>::of(array).get(item as usize)
            }
        }
    }

    /// The instance's own attribute (its __dict__'s entry) of this interned name.
    #[inline]
    pub fn instance_get(&self, object: Value, name: Ref<StrObject>) -> Option<Value> {
        let map = self.map(object.map());
        if map.dict_mode {
            return self.dict_get_str(self.dict_of_dict_mode(object, map), name);
        }
        map.find(name)
            .map(|place| self.place_get(object, map, place))
            .and_then(Value::bound)
    }

    /// The value of attribute number `i` of the object's map; unbound if it is not set.
    pub(crate) fn attribute_at(&self, object: Value, i: usize) -> Value {
        let map = self.map(object.map());
        match i < map.names.len() {
            true => self.place_get(object, map, map.place(i as u16)),
            false => Value::UNBOUND,
        }
    }

    pub(crate) fn put_attribute_at(&mut self, object: Value, i: usize, v: Value) {
        let map = self.map(object.map());
        self.place_set(object, map, map.place(i as u16), v);
    }

    pub(crate) fn dict_of_dict_mode(&self, object: Value, map: &Map) -> Ref<DictObject> {
        Ref::of(unsafe { *slot(object, map, map.members) })
    }

    /// Whether the object can have attributes of its own.
    pub fn has_instance_dict(&self, object: Value) -> bool {
        object.is_pointer() && self.map(object.map()).has_dict
    }

    /// Sets the instance's own attribute. The object has a dict.
    pub fn instance_set(&mut self, object: Value, name: Ref<StrObject>, v: Value) -> Result<()> {
        let id = object.map();
        let map = self.map(id);
        if map.dict_mode {
            let dict = self.dict_of_dict_mode(object, map);
            self.dict_set_str(dict, name, v);
            return Ok(());
        }
        match map.find(name) {
            Some(place) => self.place_set(object, map, place, v),
            None => match self.map_with(id, name) {
                Some(next) => self.instance_add(object, next, v)?,
                None => {
                    let dict = self.to_dict_mode(object)?;
                    self.dict_set_str(dict, name, v);
                }
            },
        }
        Ok(())
    }

    fn place_set(&mut self, object: Value, map: &Map, place: Place, v: Value) {
        match place {
            Place::Slot(i) => {
                unsafe { *slot(object, map, i) = v };
                self.heap.write_barrier(object.pointer());
            }
            Place::Overflow { array_slot, item } => {
                let array = unsafe { *slot(object, map, array_slot) };
                Ref::<Storage>::of(array).put(self, item as usize, v);
            }
        }
    }

    /// Moves the object to `next`, its map plus one attribute, whose value is `v`.
    pub fn instance_add(&mut self, object: Value, next: u32, v: Value) -> Result<()> {
        let map = self.map(next);
        let place = map.place(map.names.len() as u16 - 1);
        if let Place::Overflow { array_slot, item } = place {
            let at = slot(object, map, array_slot);
            let old = unsafe { *at };
            if item == 1 {
                // The last slot's attribute becomes item 0 of the new overflow array.
                let array = self.new_words(4)?;
                array.init(0, old);
                unsafe { *at = array.value() };
            } else if Ref::<Storage>::of(old).length.get() <= item as usize {
                let old = Ref::<Storage>::of(old);
                let array = self.new_words(item as usize * 2)?;
                for i in 0..old.length.get() {
                    array.init(i, old.get(i));
                }
                self.heap.log_object(array.pointer());
                unsafe { *at = array.value() };
            }
            self.heap.write_barrier(object.pointer());
        }
        self.place_set(object, map, place, v);
        unsafe { (*(object.pointer() as *mut Header)).map = next };
        Ok(())
    }

    /// Deletes the instance's own attribute; false if there is none.
    pub fn instance_delete(&mut self, object: Value, name: Ref<StrObject>) -> Result<bool> {
        if self.instance_get(object, name).is_none() {
            return Ok(false);
        }
        let map = self.map(object.map());
        if !map.dict_mode && self.remove_attribute(object, map, name)? {
            return Ok(true);
        }
        let dict = self.instance_dict(object)?;
        Ok(self.dict_delete_str(dict, name).is_some())
    }

    /// Moves the object to the map with the same attributes but one. False: the class has too many maps.
    fn remove_attribute(&mut self, object: Value, map: &'static Map, name: Ref<StrObject>) -> Result<bool> {
        let mut next = map.root;
        for &other in map.names.iter().filter(|&&other| other != name) {
            match self.map_with(next, other) {
                Some(with) => next = with,
                None => return Ok(false),
            }
        }
        let attributes = self.instance_attributes(object);
        self.clear_attribute_slots(object, map);
        unsafe { (*(object.pointer() as *mut Header)).map = map.root };
        for (key, value) in attributes.pairs() {
            if key != name.value() {
                self.instance_set(object, Ref::of(key), value)?;
            }
        }
        Ok(true)
    }

    fn clear_attribute_slots(&mut self, object: Value, map: &Map) {
        for i in map.members..map.capacity {
            unsafe { *slot(object, map, i) = Value::UNBOUND };
        }
    }

    /// A dict that holds the instance's attributes: the instance turns to dict mode.
    pub fn instance_dict(&mut self, object: Value) -> Result<Ref<DictObject>> {
        let map = self.map(object.map());
        if map.dict_mode {
            return Ok(self.dict_of_dict_mode(object, map));
        }
        self.to_dict_mode(object)
    }

    /// The instance's own attributes, in order, without turning it to dict mode.
    pub fn instance_attributes(&mut self, object: Value) -> Ref<DictObject> {
        let dict = self.new_dict();
        let map = self.map(object.map());
        if map.dict_mode {
            let own = self.dict_of_dict_mode(object, map);
            let _ = self.dict_update_from(dict, own);
            return dict;
        }
        for (i, &name) in map.names.iter().enumerate() {
            let v = self.place_get(object, map, map.place(i as u16));
            if !v.is_unbound() {
                self.dict_set_str(dict, name, v);
            }
        }
        dict
    }

    fn to_dict_mode(&mut self, object: Value) -> Result<Ref<DictObject>> {
        if let Some(view) = self.view_of(object) {
            self.make_plain(view);
            return Ok(view);
        }
        let dict = self.instance_attributes(object);
        self.install_dict(object, dict);
        Ok(dict)
    }

    /// Makes `dict` the instance's __dict__ (assignment to `__dict__`).
    pub fn install_dict(&mut self, object: Value, dict: Ref<DictObject>) {
        if let Some(view) = self.view_of(object) {
            if view == dict {
                return;
            }
            self.detach_view(view);
        }
        self.make_plain(dict);
        let next = self.dict_mode_map(object.map());
        let map = self.map(next);
        self.clear_attribute_slots(object, map);
        unsafe {
            *slot(object, map, map.members) = dict.value();
            (*(object.pointer() as *mut Header)).map = next;
        }
        self.heap.write_barrier(object.pointer());
    }
}
