//! `_heapq`: heaps in lists. The smallest item is at 0, and the items at 2i + 1 and 2i + 2 are not smaller than that at i.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{function, unpacked, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::protocols::compare::Comparison;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_heapq",
    doc: "Heap queue algorithm (a.k.a. priority queue).",
    functions: &[
        unpacked(
            "heappush",
            2,
            2,
            push,
            "heappush(heap, item) -> None. Adds item to the heap.",
        ),
        function(
            "heappop",
            1,
            1,
            pop,
            "Takes the smallest item off the heap and gives it back.",
        ),
        function(
            "heapify",
            1,
            1,
            heapify,
            "Reorders a list into a heap; takes time in proportion to its length.",
        ),
        unpacked(
            "heapreplace",
            2,
            2,
            replace,
            "heapreplace(heap, item) -> value. Takes the smallest item off and puts item in.",
        ),
        unpacked(
            "heappushpop",
            2,
            2,
            push_pop,
            "heappushpop(heap, item) -> value. Puts item in, then takes the smallest off;\nthat may be item itself.",
        ),
        unpacked(
            "nlargest",
            2,
            2,
            |vm, a| best(vm, a, true),
            "The n largest items in a list that starts with the largest:\nsorted(iterable, reverse=True)[:n]\n",
        ),
        unpacked(
            "nsmallest",
            2,
            2,
            |vm, a| best(vm, a, false),
            "The n smallest items in a list that starts with the smallest:\nsorted(iterable)[:n]\n",
        ),
    ],
    initialize: |_, _| Ok(()),
};

fn heap(vm: &mut Vm, arguments: &[Value]) -> Result<Ref<ListObject>> {
    if !vm.is_kind(arguments[0], Kind::List) {
        return Err(vm.type_error("heap argument must be a list"));
    }
    Ok(Ref::of(arguments[0]))
}

/// x < y; classes that define only `__le__` are asked for y <= x.
fn less(vm: &mut Vm, x: Value, y: Value) -> Result<bool> {
    if x.is_integer() && y.is_integer() {
        return Ok(x.as_integer() < y.as_integer());
    }
    let only_le = match vm.kind_of(x) {
        Kind::OldInstance => {
            let name = vm.names.__lt__;
            vm.old_instance_special(x, name)?.is_none()
        }
        Kind::Object => {
            let name = vm.names.__lt__;
            vm.lookup_special(x, name).is_none()
        }
        _ => false,
    };
    if only_le {
        return Ok(!vm.compare_truth(Comparison::LessEqual, y, x)?);
    }
    vm.compare_truth(Comparison::Less, x, y)
}

/// An item; a comparison may have made the list shorter. IndexError.
fn item(vm: &mut Vm, heap: Ref<ListObject>, i: usize) -> Result {
    match heap.items().get(i) {
        Some(&v) => Ok(v),
        None => Err(vm.raise(Error::IndexError, "list index out of range")),
    }
}

fn check_size(vm: &mut Vm, heap: Ref<ListObject>, size: usize) -> Result<()> {
    if heap.len() != size {
        return Err(vm.raise(Error::RuntimeError, "list changed size during iteration"));
    }
    Ok(())
}

/// Moves the item at `at` towards the root, not beyond `start`.
fn rise(vm: &mut Vm, heap: Ref<ListObject>, start: usize, mut at: usize) -> Result<()> {
    let size = heap.len();
    let moved = item(vm, heap, at)?;
    while at > start {
        let above = (at - 1) >> 1;
        let parent = item(vm, heap, above)?;
        let smaller = less(vm, moved, parent)?;
        check_size(vm, heap, size)?;
        if !smaller {
            break;
        }
        vm.list_put(heap, at, parent);
        vm.list_put(heap, above, moved);
        at = above;
    }
    Ok(())
}

/// Moves the item at `at`, whose children are heaps, to its place: first to a leaf, the smaller children moving up, and from
/// there up again, for the item mostly comes from a leaf.
fn sink(vm: &mut Vm, heap: Ref<ListObject>, start: usize) -> Result<()> {
    let size = heap.len();
    let mut at = start;
    while 2 * at + 1 < size {
        let mut child = 2 * at + 1;
        if child + 1 < size {
            let (left, right) = (item(vm, heap, child)?, item(vm, heap, child + 1)?);
            let left_smaller = less(vm, left, right)?;
            check_size(vm, heap, size)?;
            child += !left_smaller as usize;
        }
        let (up, down) = (item(vm, heap, child)?, item(vm, heap, at)?);
        vm.list_put(heap, at, up);
        vm.list_put(heap, child, down);
        at = child;
    }
    rise(vm, heap, start, at)
}

fn push(vm: &mut Vm, arguments: &[Value]) -> Result {
    let heap = heap(vm, arguments)?;
    vm.list_append(heap, arguments[1])?;
    rise(vm, heap, 0, heap.len() - 1)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let heap = heap(vm, arguments)?;
    let Some(last) = heap.len().checked_sub(1) else {
        return Err(vm.raise(Error::IndexError, "index out of range"));
    };
    let last = vm.list_remove(heap, last);
    if heap.is_empty() {
        return Ok(last);
    }
    let smallest = heap.get(0);
    vm.list_put(heap, 0, last);
    sink(vm, heap, 0)?;
    Ok(smallest)
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> Result {
    let heap = heap(vm, arguments)?;
    if heap.is_empty() {
        return Err(vm.raise(Error::IndexError, "index out of range"));
    }
    let smallest = heap.get(0);
    vm.list_put(heap, 0, arguments[1]);
    sink(vm, heap, 0)?;
    Ok(smallest)
}

fn push_pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let heap = heap(vm, arguments)?;
    if heap.is_empty() || !less(vm, heap.get(0), arguments[1])? {
        return Ok(arguments[1]);
    }
    replace(vm, arguments)
}

fn heapify(vm: &mut Vm, arguments: &[Value]) -> Result {
    let heap = heap(vm, arguments)?;
    for i in (0..heap.len() / 2).rev() {
        sink(vm, heap, i)?;
    }
    Ok(Value::NONE)
}

/// The first `n` items of a sorted iterable: as many again are taken in, then sorted with those.
fn best(vm: &mut Vm, arguments: &[Value], largest: bool) -> Result {
    let count = vm.index_clipped(arguments[0])?.max(0) as usize;
    let iterator = vm.iter(arguments[1])?;
    let list = vm.new_list(0)?;
    if count > 0 {
        while let Some(v) = vm.next(iterator)? {
            vm.list_append(list, v)?;
            if list.len() >= count.saturating_mul(2).saturating_add(64) {
                vm.list_sort(list, Value::NONE, Value::NONE, largest)?;
                vm.list_truncate(list, count);
            }
        }
        vm.list_sort(list, Value::NONE, Value::NONE, largest)?;
        if list.len() > count {
            vm.list_truncate(list, count);
        }
    }
    Ok(list.value())
}
