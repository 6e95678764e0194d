//! How attributes are reached, worked out from a map and a name: green computations behind inline caches and guards.

use crate::kind::Kind;
use crate::machine::{AttributePlan, StorePlan};
use crate::map::Place;
use crate::object::Ref;
use crate::protocols::attribute::PropertyObject;
use crate::string::StrObject;
use crate::vm::Vm;

/// Built-in types whose exact instances have no attributes but their type's.
fn has_plain_methods(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Str
            | Kind::Unicode
            | Kind::List
            | Kind::Dict
            | Kind::Tuple
            | Kind::Set
            | Kind::FrozenSet
            | Kind::ByteArray
            | Kind::Long
            | Kind::File
            | Kind::Generator
    )
}

impl Vm {
    /// How `object.name` is read for objects of this map. Depends on the map and on the class's attribute `name`, on `__getattribute__`
    /// (and nothing else) of the class.
    pub fn plan_attribute(&mut self, id: u32, name: Ref<StrObject>) -> AttributePlan {
        let map = self.map(id);
        if (id as usize) < Kind::ALL.len() && has_plain_methods(map.kind) {
            return match self.lookup(map.class, name) {
                Some(method) if method.map() == Kind::MethodDescriptor.map() => AttributePlan::NativeMethod(method),
                _ => AttributePlan::Slow,
            };
        }
        if self.is_volatile(map.class, name) {
            return AttributePlan::Slow;
        }
        if map.variable
            || map.dict_mode
            || !matches!(
                map.kind,
                Kind::Object | Kind::Exception | Kind::List | Kind::Dict | Kind::Native | Kind::Set
            )
        {
            // Old-style instances, types, modules, functions have protocols of their own.
            return AttributePlan::Slow;
        }
        let class = map.class;
        let hook = self.names.__getattribute__;
        match self.lookup(class, hook) {
            Some(hook) if self.is_default_getattribute(hook) => {}
            _ => return AttributePlan::Slow,
        }
        let found = self.lookup(class, name);
        if let Some(attribute) = found {
            if self.kind_of(attribute) == Kind::Property {
                let getter = Ref::<PropertyObject>::of(attribute).getter.get();
                if getter.is_pointer() && getter.map() == Kind::Function.map() {
                    return AttributePlan::Property(getter);
                }
                return AttributePlan::Slow;
            }
            if self.kind_of(attribute) == Kind::MemberDescriptor {
                if let Some(slot) = self.member_slot(Ref::of(attribute)) {
                    return AttributePlan::Slot(map.slots_offset() + slot as u32 * 8);
                }
            }
            if self.is_data_descriptor(attribute) {
                return AttributePlan::Slow;
            }
        }
        match map.find(name) {
            Some(Place::Slot(slot)) => return AttributePlan::Slot(map.slots_offset() + slot as u32 * 8),
            Some(Place::Overflow { array_slot, item }) => {
                return AttributePlan::Overflow(map.slots_offset() + array_slot as u32 * 8, item as u32)
            }
            None => {}
        }
        match found {
            None => AttributePlan::Slow,
            Some(attribute) if !attribute.is_pointer() => AttributePlan::Constant(attribute),
            Some(attribute) => match self.kind_of(attribute) {
                Kind::Function => AttributePlan::Method(attribute),
                // Kinds whose types have no __get__.
                Kind::Str
                | Kind::Unicode
                | Kind::Int
                | Kind::Long
                | Kind::Float
                | Kind::Tuple
                | Kind::List
                | Kind::Dict => AttributePlan::Constant(attribute),
                Kind::Type | Kind::NativeFunction => AttributePlan::Constant(attribute),
                _ => AttributePlan::Slow,
            },
        }
    }

    /// How `object.name = v` writes for objects of this map.
    pub fn plan_store(&mut self, id: u32, name: Ref<StrObject>) -> StorePlan {
        let map = self.map(id);
        if map.variable
            || map.dict_mode
            || !matches!(map.kind, Kind::Object | Kind::Exception)
            || self.is_volatile(map.class, name)
        {
            return StorePlan::Slow;
        }
        let class = map.class;
        let hook = self.names.__setattr__;
        match self.lookup(class, hook) {
            Some(hook) if self.kind_of(hook) == Kind::SlotWrapper => {}
            _ => return StorePlan::Slow,
        }
        if let Some(attribute) = self.lookup(class, name) {
            if self.kind_of(attribute) == Kind::MemberDescriptor {
                if let Some(slot) = self.member_slot(Ref::of(attribute)) {
                    return StorePlan::Slot(map.slots_offset() + slot as u32 * 8);
                }
            }
            if self.is_data_descriptor(attribute) {
                return StorePlan::Slow;
            }
        }
        if !map.has_dict {
            return StorePlan::Slow;
        }
        match map.find(name) {
            Some(Place::Slot(slot)) => StorePlan::Slot(map.slots_offset() + slot as u32 * 8),
            Some(Place::Overflow { array_slot, item }) => {
                StorePlan::Overflow(map.slots_offset() + array_slot as u32 * 8, item as u32)
            }
            None => {
                let Some(next) = self.map_with(id, name) else {
                    return StorePlan::Slow;
                };
                let map = self.map(next);
                match map.place(map.names.len() as u16 - 1) {
                    Place::Slot(slot) => StorePlan::Add {
                        offset: map.slots_offset() + slot as u32 * 8,
                        map: next,
                    },
                    Place::Overflow { .. } => StorePlan::Slow,
                }
            }
        }
    }

    fn is_default_getattribute(&self, hook: crate::value::Value) -> bool {
        hook.is_pointer() && hook.map() == Kind::SlotWrapper.map()
    }
}
