//! The methods of `list`, but for `sort`.

use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::{Ref, Storage};
use crate::types::iterators::SequenceIteratorObject;
use crate::value::Value;
use crate::vm::Vm;

/// Room that a list is made with when the length hint says more: hints may lie.
const HINTED: usize = 1 << 20;

/// Adds all that iterating over `source` gives.
pub fn extend_from(vm: &mut Vm, list: Ref<ListObject>, source: Value) -> Result<()> {
    if vm.is_exact(source, Kind::List) || vm.is_exact(source, Kind::Tuple) || source == list.value() {
        return vm.list_extend(list, vm.items_of(source));
    }
    if vm.is_exact(source, Kind::ListReverseIterator) {
        return extend_reversed(vm, list, Ref::of(source));
    }
    let iterator = vm.iter(source)?;
    let hint = vm.length_hint(source, 8)?;
    if hint > isize::MAX as usize / 64 && vm.is_exact(source, crate::kind::Kind::Xrange) {
        // All of it would not fit, and what it says of its length is true.
        return Err(vm.memory_error());
    }
    if list.is_empty() {
        vm.list_reserve(list, hint.min(HINTED))?;
    }
    vm.list_consume(list, iterator)
}

/// Adds what an iterator still gives that goes through a list from its end; that is exhausted then.
fn extend_reversed(vm: &mut Vm, list: Ref<ListObject>, iterator: Ref<SequenceIteratorObject>) -> Result<()> {
    let Some(source) = iterator.sequence.get().bound() else {
        return Ok(());
    };
    let (source, last) = (Ref::<ListObject>::of(source), iterator.index.get());
    if source == list || last >= source.len() as i64 {
        return vm.list_consume(list, iterator.value());
    }
    let count = (last + 1) as usize;
    if count > 0 {
        vm.list_reserve(list, list.len() + count)?;
        vm.list_put_behind(list, source.items()[..count].iter().rev().copied());
    }
    iterator.sequence.init(Value::UNBOUND);
    iterator.index.set(-1);
    Ok(())
}

impl Vm {
    /// Appends all that the iterator still gives.
    pub fn list_consume(&mut self, list: Ref<ListObject>, iterator: Value) -> Result<()> {
        while let Some(item) = self.next(iterator)? {
            self.list_append(list, item)?;
        }
        Ok(())
    }
}

pub fn append(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.list_append(Ref::of(arguments[0]), arguments[1])?;
    Ok(Value::NONE)
}

pub fn insert(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = vm.argument_i64(arguments[1])?;
    insert_at(vm, Ref::of(arguments[0]), i, arguments[2])?;
    Ok(Value::NONE)
}

/// `list.insert` at an index as programs give it.
pub fn insert_at(vm: &mut Vm, list: Ref<ListObject>, i: i64, v: Value) -> Result<()> {
    let n = list.len() as i64;
    let i = if i < 0 { i.saturating_add(n) } else { i }.clamp(0, n);
    vm.list_insert(list, i as usize, v)
}

pub fn extend(vm: &mut Vm, arguments: &[Value]) -> Result {
    extend_from(vm, Ref::of(arguments[0]), arguments[1])?;
    Ok(Value::NONE)
}

pub fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = match arguments.get(1) {
        Some(&i) => vm.argument_i64(i)?,
        None => -1,
    };
    pop_at(vm, Ref::of(arguments[0]), i)
}

/// `list.pop` at an index as programs give it. IndexError.
pub fn pop_at(vm: &mut Vm, list: Ref<ListObject>, i: i64) -> Result {
    if list.is_empty() {
        return Err(vm.raise(Error::IndexError, "pop from empty list"));
    }
    match vm.item_index(i, list.len()) {
        Some(i) => Ok(vm.list_remove(list, i)),
        None => Err(vm.raise(Error::IndexError, "pop index out of range")),
    }
}

pub fn remove(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = Ref::<ListObject>::of(arguments[0]);
    match vm.find_item(list.value(), arguments[1], 0, usize::MAX)? {
        Some(i) => {
            // The comparison may have shortened the list.
            if i < list.len() {
                vm.list_remove(list, i);
            }
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

pub fn index(vm: &mut Vm, arguments: &[Value]) -> Result {
    let length = Ref::<ListObject>::of(arguments[0]).len();
    let (low, high) = vm.search_bounds(&arguments[2..], length)?;
    match vm.find_item(arguments[0], arguments[1], low, high)? {
        Some(i) => Ok(Value::integer(i as i64)),
        None => {
            let text = vm.repr_text(arguments[1])?;
            Err(vm.value_error(&format!("{text} is not in list")))
        }
    }
}

pub fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.count_item(arguments[0], arguments[1])
}

pub fn reverse(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = Ref::<ListObject>::of(arguments[0]);
    if !list.is_empty() {
        let storage = list.storage.of::<Storage>();
        // Nothing looks at the items meanwhile.
        unsafe { std::slice::from_raw_parts_mut(storage.item(0), list.len()) }.reverse();
        vm.heap.write_barrier(storage.pointer());
    }
    Ok(Value::NONE)
}
