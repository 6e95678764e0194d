//! The methods of `set` and `frozenset`.

use super::set::{self, elements_of};
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// A set of these elements, of the class of `set` itself.
pub fn like(vm: &mut Vm, set: Value, elements: Ref<DictObject>) -> Result {
    let class = vm.class_of(set);
    if vm.is_exact(set, Kind::FrozenSet) && elements.is_empty() {
        return Ok(vm.common.empty_frozenset);
    }
    vm.new_set_of_class(class, elements)
}

pub fn copy(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.is_exact(arguments[0], Kind::FrozenSet) {
        return Ok(arguments[0]);
    }
    let elements = vm.dict_copy(elements_of(arguments[0]))?;
    like(vm, arguments[0], elements)
}

pub fn union(vm: &mut Vm, arguments: &[Value]) -> Result {
    let elements = vm.dict_copy(elements_of(arguments[0]))?;
    for &other in &arguments[1..] {
        set::update(vm, elements, other)?;
    }
    like(vm, arguments[0], elements)
}

pub fn intersection(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some((&first, rest)) = arguments[1..].split_first() else {
        return copy(vm, arguments);
    };
    let mut elements = set::intersection(vm, elements_of(arguments[0]), first)?;
    for &other in rest {
        elements = set::intersection(vm, elements, other)?;
    }
    like(vm, arguments[0], elements)
}

pub fn difference(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some((&first, rest)) = arguments[1..].split_first() else {
        return copy(vm, arguments);
    };
    let elements = set::difference(vm, elements_of(arguments[0]), first)?;
    for &other in rest {
        set::difference_update(vm, elements, other)?;
    }
    like(vm, arguments[0], elements)
}

pub fn symmetric_difference(vm: &mut Vm, arguments: &[Value]) -> Result {
    let elements = set::symmetric_difference(vm, elements_of(arguments[0]), arguments[1])?;
    like(vm, arguments[0], elements)
}

pub fn isdisjoint(vm: &mut Vm, arguments: &[Value]) -> Result {
    set::is_disjoint(vm, elements_of(arguments[0]), arguments[1]).map(Value::bool)
}

pub fn issubset(vm: &mut Vm, arguments: &[Value]) -> Result {
    let other = vm.elements_from(arguments[1])?;
    set::is_subset(vm, elements_of(arguments[0]), other).map(Value::bool)
}

pub fn issuperset(vm: &mut Vm, arguments: &[Value]) -> Result {
    let other = vm.elements_from(arguments[1])?;
    set::is_subset(vm, other, elements_of(arguments[0])).map(Value::bool)
}

pub fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    set::add(vm, elements_of(arguments[0]), arguments[1])?;
    Ok(Value::NONE)
}

/// Removes an element; false if it is not there.
fn remove_element(vm: &mut Vm, arguments: &[Value]) -> Result<bool> {
    let elements = elements_of(arguments[0]);
    match vm.set_entry(elements, arguments[1])? {
        Some(entry) => {
            vm.dict_remove_entry(elements, entry);
            Ok(true)
        }
        None => Ok(false),
    }
}

pub fn remove(vm: &mut Vm, arguments: &[Value]) -> Result {
    if remove_element(vm, arguments)? {
        return Ok(Value::NONE);
    }
    Err(vm.raise_with(Error::KeyError, &[arguments[1]]))
}

pub fn discard(vm: &mut Vm, arguments: &[Value]) -> Result {
    remove_element(vm, arguments)?;
    Ok(Value::NONE)
}

pub fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let elements = elements_of(arguments[0]);
    match elements.last() {
        Some((entry, element, _)) => {
            vm.dict_remove_entry(elements, entry);
            Ok(element)
        }
        None => Err(vm.raise(Error::KeyError, "pop from an empty set")),
    }
}

pub fn clear(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.dict_clear(elements_of(arguments[0]));
    Ok(Value::NONE)
}

pub fn update(vm: &mut Vm, arguments: &[Value]) -> Result {
    for &other in &arguments[1..] {
        set::update(vm, elements_of(arguments[0]), other)?;
    }
    Ok(Value::NONE)
}

pub fn intersection_update(vm: &mut Vm, arguments: &[Value]) -> Result {
    let elements = elements_of(arguments[0]);
    let mut kept = elements;
    for &other in &arguments[1..] {
        kept = set::intersection(vm, kept, other)?;
    }
    if kept != elements {
        vm.dict_take_over(elements, kept);
    }
    Ok(Value::NONE)
}

pub fn difference_update(vm: &mut Vm, arguments: &[Value]) -> Result {
    for &other in &arguments[1..] {
        set::difference_update(vm, elements_of(arguments[0]), other)?;
    }
    Ok(Value::NONE)
}

pub fn symmetric_difference_update(vm: &mut Vm, arguments: &[Value]) -> Result {
    set::symmetric_difference_update(vm, elements_of(arguments[0]), arguments[1])?;
    Ok(Value::NONE)
}
