//! Comparing dicts.

use super::dict_type::dict_of;
use crate::dict::DictObject;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

/// `<` and its kind: left to `cmp`.
pub fn unordered(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::NOT_IMPLEMENTED)
}

pub fn eq(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.dicts_equal(dict_of(arguments[0]), dict_of(arguments[1]))
        .map(Value::bool)
}

pub fn ne(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = vm.dicts_equal(dict_of(arguments[0]), dict_of(arguments[1]))?;
    Ok(Value::bool(!equal))
}

pub fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.check_compared(arguments[0], arguments[1], Kind::Dict)?;
    let ordering = compare(vm, dict_of(arguments[0]), dict_of(arguments[1]))?;
    Ok(Value::integer(ordering as i64))
}

impl Vm {
    /// TypeError unless `__cmp__` of a built-in type got a second operand of that type.
    pub fn check_compared(&mut self, a: Value, b: Value, kind: Kind) -> Result<()> {
        if self.is_kind(b, kind) {
            return Ok(());
        }
        let (class, other) = (self.type_name(a), self.type_name(b));
        Err(self.type_error(&format!(
            "{class}.__cmp__(x,y) requires y to be a '{class}', not a '{other}'"
        )))
    }

    /// Whether two dicts have the same keys with equal values.
    pub fn dicts_equal(&mut self, a: Ref<DictObject>, b: Ref<DictObject>) -> Result<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        let mut position = 0;
        while let Some((entry, key, value)) = a.next(position) {
            match self.dict_get_hashed(b, key, a.hash_of(entry))? {
                Some(other) if self.equal(value, other)? => {}
                _ => return Ok(false),
            }
            position = entry + 1;
        }
        Ok(true)
    }
}

/// The shorter dict is less; among dicts of one length the smallest key that is not in the other with an equal value decides, and then
/// its value.
fn compare(vm: &mut Vm, a: Ref<DictObject>, b: Ref<DictObject>) -> Result<Ordering> {
    if a.len() != b.len() {
        return Ok(a.len().cmp(&b.len()));
    }
    let Some((a_key, a_value)) = smallest_difference(vm, a, b)? else {
        return Ok(Ordering::Equal);
    };
    let Some((b_key, b_value)) = smallest_difference(vm, b, a)? else {
        return Ok(Ordering::Equal);
    };
    let ordering = vm.cmp(a_key, b_key)?;
    if ordering.is_ne() {
        return Ok(ordering);
    }
    vm.cmp(a_value, b_value)
}

/// The smallest key of `a` that `b` does not have with an equal value, and its value in `a`.
fn smallest_difference(vm: &mut Vm, a: Ref<DictObject>, b: Ref<DictObject>) -> Result<Option<(Value, Value)>> {
    let mut found = None;
    let mut position = 0;
    while let Some((entry, key, value)) = a.next(position) {
        position = entry + 1;
        if let Some((smallest, _)) = found {
            if vm.compare_truth(Comparison::Less, smallest, key)? {
                continue;
            }
        }
        let same = match vm.dict_get_hashed(b, key, a.hash_of(entry))? {
            Some(other) => vm.equal(value, other)?,
            None => false,
        };
        if !same {
            found = Some((key, value));
        }
    }
    Ok(found)
}
