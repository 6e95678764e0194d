//! How attributes are reached, worked out from a map and a name: green computations behind inline caches and guards.

use crate::dict::DictObject;
use crate::kind::Kind;
use crate::machine::{AttributePlan, StorePlan};
use crate::map::{Map, Place};
use crate::object::{flags, Ref};
use crate::old_class::OldClassObject;
use crate::protocols::attribute::PropertyObject;
use crate::string::StrObject;
use crate::value::Value;
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

/// How an attribute of the instance's own is read.
fn own_attribute(map: &Map, name: Ref<StrObject>) -> Option<AttributePlan> {
    Some(match map.find(name)? {
        Place::Slot(slot) => AttributePlan::Slot(map.slots_offset() + slot as u32 * 8),
        Place::Overflow { array_slot, item } => {
            AttributePlan::Overflow(map.slots_offset() + array_slot as u32 * 8, item as u32)
        }
    })
}

/// A line of the cache behind the inline caches, for places that see objects of many maps.
#[derive(Clone, Copy)]
pub struct PlanLine {
    /// Map and epoch, as inline caches have them.
    key: u64,
    /// Address of the name; that of a plan for writing with bit 0 set.
    name: u64,
    plan: u64,
}

const PLAN_LINES: usize = 1024;

/// A table of lines that hold no plan.
pub(crate) fn no_plans() -> Box<[PlanLine]> {
    let empty = PlanLine {
        key: 0,
        name: 0,
        plan: 0,
    };
    vec![empty; PLAN_LINES].into_boxed_slice()
}

fn plan_line(map: u32, name: u64) -> usize {
    (name >> 4 ^ map as u64).wrapping_mul(0x9e3779b97f4a7c15) as usize >> 54 & (PLAN_LINES - 1)
}

impl Vm {
    /// `plan_attribute`, packed, for inline caches: worked out once a map and name as long as no class changes.
    #[cold]
    #[inline(never)]
    pub fn plan_word(&mut self, map: u32, name: Ref<StrObject>) -> u64 {
        let line = plan_line(map, name.value().0);
        let key = map as u64 | (self.attribute_epoch as u64) << 32;
        let cached = self.plan_cache[line];
        if cached.key == key && cached.name == name.value().0 {
            return cached.plan;
        }
        let plan = self.plan_attribute(map, name).pack();
        // Working it out may have changed the epoch.
        let key = map as u64 | (self.attribute_epoch as u64) << 32;
        let name = name.value().0;
        self.plan_cache[line] = PlanLine { key, name, plan };
        plan
    }

    /// As `plan_word` for `plan_store`.
    #[cold]
    #[inline(never)]
    pub fn store_plan_word(&mut self, map: u32, name: Ref<StrObject>) -> u64 {
        let tagged = name.value().0 | 1;
        let line = plan_line(map, tagged);
        let key = map as u64 | (self.attribute_epoch as u64) << 32;
        let cached = self.plan_cache[line];
        if cached.key == key && cached.name == tagged {
            return cached.plan;
        }
        let plan = self.plan_store(map, name).pack();
        let key = map as u64 | (self.attribute_epoch as u64) << 32;
        self.plan_cache[line] = PlanLine {
            key,
            name: tagged,
            plan,
        };
        plan
    }

    /// How `object.name` is read for objects of this map. Depends on the map and on the class's attribute `name`, on `__getattribute__`
    /// (and nothing else) of the class.
    pub fn plan_attribute(&mut self, id: u32, name: Ref<StrObject>) -> AttributePlan {
        let map = self.map(id);
        if Kind::of_exact_map(id).is_some_and(has_plain_methods) {
            return match self.lookup(map.class, name) {
                Some(method) if method.map() == Kind::MethodDescriptor.map() => AttributePlan::NativeMethod(method),
                _ => AttributePlan::Slow,
            };
        }
        if map.kind == Kind::OldInstance {
            return self.plan_old_attribute(map, name);
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
            // Types, modules, functions have protocols of their own.
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
            if attribute.map() == Kind::Property.map() {
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
        if let Some(plan) = own_attribute(map, name) {
            return plan;
        }
        match found {
            // Of a built-in type that the class is or derives from.
            Some(method) if method.is_pointer() && method.map() == Kind::MethodDescriptor.map() => {
                AttributePlan::NativeMethod(method)
            }
            Some(attribute) => self.plan_class_attribute(attribute),
            None => AttributePlan::Slow,
        }
    }

    /// What reading a class attribute that is no data descriptor gives.
    fn plan_class_attribute(&mut self, attribute: Value) -> AttributePlan {
        if !attribute.is_pointer() {
            return AttributePlan::Constant(attribute);
        }
        if self.class_of(attribute).heap_type.get() {
            // A class in Python that derives from a built-in type may be one of descriptors.
            let get = self.names.__get__;
            if self.lookup_special(attribute, get).is_some() {
                return AttributePlan::Slow;
            }
        }
        match self.kind_of(attribute) {
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
        }
    }

    /// As `plan_attribute` for old-style instances: their own attributes come first and depend on nothing, those of the class on the
    /// namespaces of the class and its bases.
    fn plan_old_attribute(&mut self, map: &Map, name: Ref<StrObject>) -> AttributePlan {
        if map.dict_mode || name == self.names.__dict__ || name == self.names.__class__ {
            return AttributePlan::Slow;
        }
        if let Some(plan) = own_attribute(map, name) {
            return plan;
        }
        self.depend_on_namespaces(map.old_class);
        match self.old_class_lookup(map.old_class, name) {
            // A built-in type's subclass may define __get__.
            Some(attribute) if attribute.map() as usize >= Kind::ALL.len() => AttributePlan::Slow,
            Some(attribute) => self.plan_class_attribute(attribute),
            None => AttributePlan::Slow,
        }
    }

    /// From now on a change of the old-style class's namespace, or of a base's, voids the inline caches.
    pub(crate) fn depend_on_namespaces(&self, class: Value) {
        let class = Ref::<OldClassObject>::of(class);
        class
            .dict
            .of::<DictObject>()
            .set_flags(flags::WATCHED | flags::OLD_NAMESPACE);
        for &base in class.base_items() {
            self.depend_on_namespaces(base);
        }
    }

    /// How `object.name = v` writes for objects of this map.
    pub fn plan_store(&mut self, id: u32, name: Ref<StrObject>) -> StorePlan {
        let map = self.map(id);
        if map.variable || map.dict_mode {
            return StorePlan::Slow;
        }
        if map.kind == Kind::OldInstance {
            return self.plan_old_store(id, name);
        }
        if !matches!(map.kind, Kind::Object | Kind::Exception) || self.is_volatile(map.class, name) {
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
        self.plan_own_store(id, name)
    }

    /// As `plan_store` for old-style instances: depends on there being no `__setattr__`.
    fn plan_old_store(&mut self, id: u32, name: Ref<StrObject>) -> StorePlan {
        let class = self.map(id).old_class;
        let hook = self.names.__setattr__;
        let special = [self.names.__dict__, self.names.__class__, self.names.__del__];
        if special.contains(&name) || self.old_class_lookup(class, hook).is_some() {
            return StorePlan::Slow;
        }
        self.depend_on_namespaces(class);
        self.plan_own_store(id, name)
    }

    /// How an attribute of the instance's own is written.
    fn plan_own_store(&mut self, id: u32, name: Ref<StrObject>) -> StorePlan {
        let map = self.map(id);
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
