//! `list.sort`. An array of item numbers is sorted, not the items: so the items stay where the collector sees them, and a failing
//! comparison leaves them complete. Keys of one simple type, whose comparison runs no Python, go through faster ways.

use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::{Ref, Storage};
use crate::protocols::compare::Comparison;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::types::merge_sort;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

/// Integers up to this size are exact as floats.
const EXACT_AS_FLOAT: u64 = 1 << 53;

pub fn sort(vm: &mut Vm, arguments: &[Value]) -> Result {
    let reverse = match arguments[3].bound() {
        Some(v) => vm.argument_i64(v)? != 0,
        None => false,
    };
    vm.list_sort(Ref::of(arguments[0]), arguments[1], arguments[2], reverse)?;
    Ok(Value::NONE)
}

impl Vm {
    /// Sorts a list in place. `cmp` and `key` are functions, or None or unbound. While it runs, the list is empty; ValueError if it
    /// was changed meanwhile. If something raises, the list has its items in some order.
    pub fn list_sort(&mut self, list: Ref<ListObject>, cmp: Value, key: Value, reverse: bool) -> Result<()> {
        let count = list.len();
        let Some(storage) = list.storage.get().bound() else {
            return Ok(());
        };
        let items = Ref::<Storage>::of(storage);
        self.list_clear(list);
        // What the list is made of meanwhile tells whether it was touched.
        let untouched = self.new_words(0)?.value();
        list.set(self, |l| &l.storage, untouched);
        let result = self.sort_items(items, count, given(cmp), given(key), reverse);
        let modified = list.storage.get() != untouched;
        list.set(self, |l| &l.storage, storage);
        list.length.set(count);
        if modified && result.is_ok() {
            return Err(self.value_error("list modified during sort"));
        }
        result
    }

    fn sort_items(
        &mut self,
        items: Ref<Storage>,
        count: usize,
        cmp: Option<Value>,
        key: Option<Value>,
        reverse: bool,
    ) -> Result<()> {
        if count > u32::MAX as usize {
            return Err(self.memory_error());
        }
        let keys = match key {
            None => items,
            Some(function) => {
                let keys = self.new_words(count)?;
                for i in 0..count {
                    let key = self.call(function, &[items.get(i)])?;
                    keys.put(self, i, key);
                }
                keys
            }
        };
        self.sort_by(items, keys, count, cmp, reverse)
    }

    /// Sorts a list by a list of its items' keys, which nobody else sees. If a comparison raises, it has its items in some order.
    pub fn sort_by_keys(&mut self, items: Ref<ListObject>, keys: Ref<ListObject>, reverse: bool) -> Result<()> {
        let count = items.len().min(keys.len());
        match (items.storage.get().bound(), keys.storage.get().bound()) {
            (Some(items), Some(keys)) => self.sort_by(Ref::of(items), Ref::of(keys), count, None, reverse),
            _ => Ok(()),
        }
    }

    /// Sorts items by their keys, which may be the items.
    fn sort_by(
        &mut self,
        items: Ref<Storage>,
        keys: Ref<Storage>,
        count: usize,
        cmp: Option<Value>,
        reverse: bool,
    ) -> Result<()> {
        if cmp.is_none() {
            if keys.value() == items.value() && sort_integers(keys, count, reverse) {
                return Ok(());
            }
            if let Some(order) = simple_order(self, keys.values(count), reverse) {
                self.arrange(items, &order);
                return Ok(());
            }
        }
        let mut order: Vec<u32> = (0..count as u32).collect();
        if reverse {
            // Equal items keep their order that way.
            order.reverse();
        }
        let result = match cmp {
            None => merge_sort::sort(&mut order, |a, b| {
                self.compare_truth(Comparison::Less, keys.get(a as usize), keys.get(b as usize))
            }),
            Some(cmp) => merge_sort::sort(&mut order, |a, b| {
                self.call_cmp(cmp, keys.get(a as usize), keys.get(b as usize))
            }),
        };
        if reverse {
            order.reverse();
        }
        self.arrange(items, &order);
        result
    }

    /// Whether `cmp(a, b)` says that a is less.
    fn call_cmp(&mut self, cmp: Value, a: Value, b: Value) -> Result<bool> {
        let result = self.call(cmp, &[a, b])?;
        match self.as_int(result) {
            Some(i) => Ok(i < 0),
            None => {
                let name = self.type_name(result);
                Err(self.type_error(&format!("comparison function must return int, not {name}")))
            }
        }
    }

    /// Puts the items into the order of these numbers.
    fn arrange(&mut self, items: Ref<Storage>, order: &[u32]) {
        // Nothing is allocated on the heap while the values are in the vector.
        let values: Vec<Value> = order.iter().map(|&i| items.get(i as usize)).collect();
        for (i, &v) in values.iter().enumerate() {
            items.init(i, v);
        }
        self.heap.write_barrier(items.pointer());
    }
}

fn given(v: Value) -> Option<Value> {
    v.bound().filter(|v| !v.is_none())
}

/// Sorts items that are all small integers. False: they are not.
fn sort_integers(items: Ref<Storage>, count: usize, reverse: bool) -> bool {
    if !items.values(count).iter().all(|v| v.is_integer()) {
        return false;
    }
    // Tagged small integers are in the order of their words, and equal ones are the same.
    let words = unsafe { std::slice::from_raw_parts_mut(items.item(0) as *mut i64, count) };
    words.sort_unstable();
    if reverse {
        words.reverse();
    }
    true
}

/// The order of keys whose comparison runs no Python: all numbers (and none NaN) or all strs. None: they are something else.
fn simple_order(vm: &Vm, keys: &[Value], reverse: bool) -> Option<Vec<u32>> {
    let first = *keys.first()?;
    if first.is_pointer() && first.header().map == Kind::Str.map() {
        return str_order(keys, reverse);
    }
    if first.is_pointer() && first.header().map == Kind::Tuple.map() {
        return tuple_order(keys, reverse);
    }
    if keys.iter().all(|v| v.is_integer()) {
        return Some(order_of(keys.iter().map(|v| v.as_integer()), reverse, |a, b| a.cmp(b)));
    }
    if !keys.iter().all(|&v| is_exact_number(vm, v)) {
        return None;
    }
    let numbers = keys.iter().map(|&v| {
        if v.is_integer() {
            v.as_integer() as f64
        } else {
            vm.as_float(v).unwrap_or(f64::NAN)
        }
    });
    Some(order_of(numbers, reverse, |a, b| {
        a.partial_cmp(b).unwrap_or(Ordering::Equal)
    }))
}

/// A float that is no NaN, or an integer that is exact as a float.
fn is_exact_number(vm: &Vm, v: Value) -> bool {
    if v.is_integer() {
        return v.as_integer().unsigned_abs() <= EXACT_AS_FLOAT;
    }
    vm.is_exact(v, Kind::Float) && vm.as_float(v).is_some_and(|f| !f.is_nan())
}

fn str_order(keys: &[Value], reverse: bool) -> Option<Vec<u32>> {
    let is_str = |v: &Value| v.is_pointer() && v.header().map == Kind::Str.map();
    if !keys.iter().all(is_str) {
        return None;
    }
    let bytes = |v: Value| Ref::<StrObject>::of(v).bytes();
    // Mostly the first bytes decide: they are at hand.
    let parts = keys.iter().map(|&v| {
        let text = bytes(v);
        let mut start = [0; 8];
        let n = text.len().min(8);
        start[..n].copy_from_slice(&text[..n]);
        (u64::from_be_bytes(start), v)
    });
    Some(order_of(parts, reverse, |a, b| {
        a.0.cmp(&b.0).then_with(|| bytes(a.1).cmp(bytes(b.1)))
    }))
}

/// Tuples that have at each place all small integers or all strs.
fn tuple_order(keys: &[Value], reverse: bool) -> Option<Vec<u32>> {
    if !keys
        .iter()
        .all(|v| v.is_pointer() && v.header().map == Kind::Tuple.map())
    {
        return None;
    }
    let items = |v: Value| Ref::<TupleObject>::of(v).items();
    let kinds: Vec<Option<ItemKind>> = items(keys[0]).iter().map(|&v| ItemKind::of(v)).collect();
    for &key in keys {
        let items = items(key);
        if items.len() != kinds.len()
            || !items
                .iter()
                .zip(&kinds)
                .all(|(&v, &kind)| kind.is_some() && ItemKind::of(v) == kind)
        {
            return None;
        }
    }
    Some(order_of(keys.iter().copied(), reverse, |&a, &b| {
        for (&x, &y) in items(a).iter().zip(items(b)) {
            let ordering = match x.is_integer() {
                true => x.as_integer().cmp(&y.as_integer()),
                false => Ref::<StrObject>::of(x).bytes().cmp(Ref::<StrObject>::of(y).bytes()),
            };
            if ordering.is_ne() {
                return ordering;
            }
        }
        Ordering::Equal
    }))
}

/// What items of tuples are compared without the protocol.
#[derive(Clone, Copy, PartialEq)]
enum ItemKind {
    Integer,
    Str,
}

impl ItemKind {
    fn of(v: Value) -> Option<ItemKind> {
        match v.is_integer() {
            true => Some(ItemKind::Integer),
            false => (v.is_pointer() && v.header().map == Kind::Str.map()).then_some(ItemKind::Str),
        }
    }
}

/// The numbers of the keys in their stable order; equal keys keep their order in reverse, too.
fn order_of<K>(keys: impl Iterator<Item = K>, reverse: bool, compare: impl Fn(&K, &K) -> Ordering) -> Vec<u32> {
    let mut numbered: Vec<(K, u32)> = keys.zip(0..).collect();
    if reverse {
        numbered.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        numbered.sort_by(|a, b| compare(&a.0, &b.0));
    }
    numbered.into_iter().map(|(_, i)| i).collect()
}
