//! What `set` and `frozenset` are made of: a dict whose values do not matter, and the operations on such dicts.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct SetObject {
    pub header: Header,
    /// The dict that holds the elements as keys.
    pub dict: Field,
    /// frozenset's hash once computed; 0 before.
    pub hash: Cell<i64>,
}

impl SetObject {
    pub const MASK: u64 = mask!(SetObject: dict);
    pub const DICT: jit::Field = jit::Field::new(8, jit::memory::Content::Value, jit::Region::Dict);
}

/// The elements of a set or frozenset.
pub fn elements_of(v: Value) -> Ref<DictObject> {
    Ref::<SetObject>::of(v).dict.of()
}

impl Vm {
    /// Whether the value is a set or frozenset.
    pub fn is_set(&self, v: Value) -> bool {
        matches!(self.kind_of(v), Kind::Set | Kind::FrozenSet)
    }

    /// An exact set or frozenset of these elements, which become its own.
    pub fn set_of_elements(&mut self, kind: Kind, elements: Ref<DictObject>) -> Value {
        let p = self.heap.allocate(kind.body_size(), kind.map());
        let set = unsafe { Ref::<SetObject>::from_pointer(p) };
        set.dict.init(elements.value());
        set.value()
    }

    /// A set or frozenset of this class, without `__new__` and `__init__`.
    pub fn new_set_of_class(&mut self, class: Ref<TypeObject>, elements: Ref<DictObject>) -> Result {
        let instance = self.new_instance(class)?;
        Ref::<SetObject>::of(instance).set(self, |s| &s.dict, elements.value());
        Ok(instance)
    }

    /// Adds an element. TypeError if it is unhashable.
    pub fn set_add(&mut self, set: Value, v: Value) -> Result<()> {
        add(self, elements_of(set), v)
    }

    /// The entry of an element. A set that is looked for stands for the frozenset of its elements.
    pub fn set_entry(&mut self, elements: Ref<DictObject>, v: Value) -> Result<Option<usize>> {
        let result = self.dict_entry(elements, v);
        if result.is_err() && self.is_kind(v, Kind::Set) && self.swallow(Error::TypeError) {
            let frozen = self.set_of_elements(Kind::FrozenSet, elements_of(v));
            return self.dict_entry(elements, frozen);
        }
        result
    }

    /// The elements of a set; those of anything else that can be iterated over in a new dict.
    pub fn elements_from(&mut self, v: Value) -> Result<Ref<DictObject>> {
        if self.is_set(v) {
            return Ok(elements_of(v));
        }
        let elements = self.new_dict();
        update(self, elements, v)?;
        Ok(elements)
    }
}

/// Adds an element unless an equal one is there.
pub fn add(vm: &mut Vm, elements: Ref<DictObject>, v: Value) -> Result<()> {
    vm.dict_set(elements, v, Value::NONE)
}

/// What a set can be changed or compared by without new hashing: the elements of a set, the keys of an exact dict.
fn hashed(vm: &Vm, v: Value) -> Option<Ref<DictObject>> {
    if vm.is_set(v) {
        Some(elements_of(v))
    } else if vm.is_exact(v, Kind::Dict) {
        Some(Ref::of(v))
    } else {
        None
    }
}

/// Adds all that iterating over `source` gives.
pub fn update(vm: &mut Vm, elements: Ref<DictObject>, source: Value) -> Result<()> {
    if let Some(other) = hashed(vm, source) {
        return add_all(vm, elements, other);
    }
    if vm.is_exact(source, Kind::List) || vm.is_exact(source, Kind::Tuple) {
        // Hashing and comparing may run Python code, which may change the list.
        let mut i = 0;
        while let Some(&v) = vm.items_of(source).get(i) {
            add(vm, elements, v)?;
            i += 1;
        }
        return Ok(());
    }
    let iterator = vm.iter(source)?;
    while let Some(v) = vm.next(iterator)? {
        add(vm, elements, v)?;
    }
    Ok(())
}

/// Adds the keys of a dict.
pub fn add_all(vm: &mut Vm, elements: Ref<DictObject>, other: Ref<DictObject>) -> Result<()> {
    if elements.is_empty() {
        vm.dict_reserve(elements, other.len())?;
    }
    let mut position = 0;
    while let Some((entry, key, _)) = other.next(position) {
        vm.dict_set_hashed(elements, key, other.hash_of(entry), Value::NONE)?;
        position = entry + 1;
    }
    Ok(())
}

fn has(vm: &mut Vm, elements: Ref<DictObject>, key: Value, hash: i64) -> Result<bool> {
    Ok(vm.dict_get_hashed(elements, key, hash)?.is_some())
}

/// The keys of `a` for which being in `b` is `wanted`.
fn filtered(vm: &mut Vm, a: Ref<DictObject>, b: Ref<DictObject>, wanted: bool) -> Result<Ref<DictObject>> {
    let result = vm.new_dict();
    let mut position = 0;
    while let Some((entry, key, _)) = a.next(position) {
        let hash = a.hash_of(entry);
        if has(vm, b, key, hash)? == wanted {
            vm.dict_set_hashed(result, key, hash, Value::NONE)?;
        }
        position = entry + 1;
    }
    Ok(result)
}

/// What is in both; in the order of the smaller set, or of the iterable.
pub fn intersection(vm: &mut Vm, a: Ref<DictObject>, other: Value) -> Result<Ref<DictObject>> {
    if vm.is_set(other) {
        let b = elements_of(other);
        return if b.len() > a.len() {
            filtered(vm, a, b, true)
        } else {
            filtered(vm, b, a, true)
        };
    }
    let result = vm.new_dict();
    let iterator = vm.iter(other)?;
    while let Some(v) = vm.next(iterator)? {
        let hash = vm.hash(v)?;
        if has(vm, a, v, hash)? {
            vm.dict_set_hashed(result, v, hash, Value::NONE)?;
        }
    }
    Ok(result)
}

/// What is in `a` and not in `other`.
pub fn difference(vm: &mut Vm, a: Ref<DictObject>, other: Value) -> Result<Ref<DictObject>> {
    if let Some(b) = hashed(vm, other) {
        return filtered(vm, a, b, false);
    }
    let result = vm.dict_copy(a)?;
    difference_update(vm, result, other)?;
    Ok(result)
}

/// What is in one of them only: first what is in `a`.
pub fn symmetric_difference(vm: &mut Vm, a: Ref<DictObject>, other: Value) -> Result<Ref<DictObject>> {
    let b = match hashed(vm, other) {
        Some(b) => b,
        None => vm.elements_from(other)?,
    };
    let result = filtered(vm, a, b, false)?;
    let rest = filtered(vm, b, a, false)?;
    add_all(vm, result, rest)?;
    Ok(result)
}

/// Removes all that iterating over `other` gives.
pub fn difference_update(vm: &mut Vm, elements: Ref<DictObject>, other: Value) -> Result<()> {
    if vm.is_set(other) {
        let b = elements_of(other);
        if b == elements {
            vm.dict_clear(elements);
            return Ok(());
        }
        let mut position = 0;
        while let Some((entry, key, _)) = b.next(position) {
            vm.dict_delete_hashed(elements, key, b.hash_of(entry))?;
            position = entry + 1;
        }
        return Ok(());
    }
    let iterator = vm.iter(other)?;
    while let Some(v) = vm.next(iterator)? {
        vm.dict_delete(elements, v)?;
    }
    Ok(())
}

/// Keeps what is in `other`, too.
pub fn intersection_update(vm: &mut Vm, elements: Ref<DictObject>, other: Value) -> Result<()> {
    let kept = intersection(vm, elements, other)?;
    vm.dict_take_over(elements, kept);
    Ok(())
}

/// Keeps what is not in `other`, and adds what only that has.
pub fn symmetric_difference_update(vm: &mut Vm, elements: Ref<DictObject>, other: Value) -> Result<()> {
    let result = symmetric_difference(vm, elements, other)?;
    vm.dict_take_over(elements, result);
    Ok(())
}

/// Whether all keys of `a` are in `b`.
pub fn is_subset(vm: &mut Vm, a: Ref<DictObject>, b: Ref<DictObject>) -> Result<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((entry, key, _)) = a.next(position) {
        if !has(vm, b, key, a.hash_of(entry))? {
            return Ok(false);
        }
        position = entry + 1;
    }
    Ok(true)
}

/// Whether the elements and what iterating over `other` gives have nothing in common.
pub fn is_disjoint(vm: &mut Vm, a: Ref<DictObject>, other: Value) -> Result<bool> {
    if vm.is_set(other) {
        let b = elements_of(other);
        let (small, large) = if b.len() > a.len() { (a, b) } else { (b, a) };
        let mut position = 0;
        while let Some((entry, key, _)) = small.next(position) {
            if has(vm, large, key, small.hash_of(entry))? {
                return Ok(false);
            }
            position = entry + 1;
        }
        return Ok(true);
    }
    let iterator = vm.iter(other)?;
    while let Some(v) = vm.next(iterator)? {
        if vm.dict_entry(a, v)?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// frozenset's hash: CPython's, which does not depend on the order.
pub fn hash(vm: &mut Vm, set: Ref<SetObject>) -> Result<i64> {
    let known = set.hash.get();
    if known != 0 {
        return Ok(known);
    }
    let elements = elements_of(set.value());
    let mut hash = 1927868237u64.wrapping_mul(elements.len() as u64 + 1);
    let mut position = 0;
    while let Some((entry, key, _)) = elements.next(position) {
        let h = vm.hash(key)? as u64;
        hash ^= (h ^ (h << 16) ^ 89869747).wrapping_mul(3644798167);
        position = entry + 1;
    }
    let hash = hash.wrapping_mul(69069).wrapping_add(907133923) as i64;
    let hash = if hash == -1 { 590923713 } else { hash };
    set.hash.set(hash);
    Ok(hash)
}
