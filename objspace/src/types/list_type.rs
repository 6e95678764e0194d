//! `list`: its table and its special methods.

use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::{
    function, named, special, special_variadic, Intrinsic, Native, Quiet, Result, TypeDefinition, Writes,
    INITIALIZER_DOC,
};
use crate::object::{Ref, Storage};
use crate::protocols::compare::Comparison;
use crate::slice::{clip_bounds, SliceObject, SliceRange};
use crate::types::{list_methods as methods, sort};
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::List,
    base: Kind::Object,
    doc: "list() -> an empty list\nlist(iterable) -> a list of the iterable's items",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", init, INITIALIZER_DOC),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__lt__", 1, 1, |vm, a| compare(vm, Comparison::Less, a), "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, |vm, a| compare(vm, Comparison::LessEqual, a), "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, |vm, a| compare(vm, Comparison::Equal, a), "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, |vm, a| compare(vm, Comparison::NotEqual, a), "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, |vm, a| compare(vm, Comparison::Greater, a), "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, |vm, a| compare(vm, Comparison::GreaterEqual, a), "x.__ge__(y) <==> x>=y"),
    special("__iter__", 0, 0, iter, "x.__iter__() <==> iter(x)"),
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__contains__", 1, 1, contains, "x.__contains__(y) <==> y in x"),
    special("__add__", 1, 1, add, "x.__add__(y) <==> x+y"),
    special("__iadd__", 1, 1, add_in_place, "x.__iadd__(y) <==> x+=y"),
    special("__mul__", 1, 1, multiply, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, multiply, "x.__rmul__(n) <==> n*x"),
    special("__imul__", 1, 1, multiply_in_place, "x.__imul__(y) <==> x*=y"),
    special("__getslice__", 2, 2, getslice, "x.__getslice__(i, j) <==> x[i:j], negative indices not supported"),
    special("__setslice__", 3, 3, setslice, "x.__setslice__(i, j, y) <==> x[i:j]=y, negative indices not supported"),
    special("__delslice__", 2, 2, delslice, "x.__delslice__(i, j) <==> del x[i:j], negative indices not supported"),
    special("__setitem__", 2, 2, setitem, "x.__setitem__(i, y) <==> x[i]=y"),
    special("__delitem__", 1, 1, delitem, "x.__delitem__(y) <==> del x[y]"),
    function("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    function("__reversed__", 0, 0, reversed, "L.__reversed__() -> an iterator over the items from the last to the first"),
    function("__sizeof__", 0, 0, sizeof, "L.__sizeof__() -> the memory the list takes, in bytes"),
    function("append", 1, 1, methods::append, "L.append(object) adds an item at the end.").quiet(Quiet::Always).writing(Writes::Lists).traced(Intrinsic::Append),
    function("insert", 2, 2, methods::insert, "L.insert(index, object) puts an item before the one at index.").quiet(Quiet::PlainFirst).writing(Writes::Lists).traced(Intrinsic::Insert),
    function("extend", 1, 1, methods::extend, "L.extend(iterable) adds all of an iterable's items at the end.").quiet(Quiet::Items).writing(Writes::Lists).traced(Intrinsic::Extend),
    function("pop", 0, 1, methods::pop, "L.pop([index]) -> the item at index, the last one by default, which is removed.\nRaises IndexError if there is none.").quiet(Quiet::Plain).writing(Writes::Lists).traced(Intrinsic::Pop),
    function("remove", 1, 1, methods::remove, "L.remove(value) removes the first item that equals value.\nRaises ValueError if there is none."),
    function("index", 1, 3, methods::index, "L.index(value, [start, [stop]]) -> the index of the first item that equals value.\nRaises ValueError if there is none."),
    function("count", 1, 1, methods::count, "L.count(value) -> the number of items that equal value"),
    function("reverse", 0, 0, methods::reverse, "L.reverse() turns the order of the items around, in place.").quiet(Quiet::Always).writing(Writes::Lists),
    named("sort", 0, &["cmp", "key", "reverse"], sort::sort, "L.sort(cmp=None, key=None, reverse=False) sorts the items in place; equal ones keep their order.\ncmp(x, y) -> -1, 0, 1"),
];

fn list_of(v: Value) -> Ref<ListObject> {
    Ref::of(v)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [source] = vm.named_arguments("list", 0, ["sequence"], &arguments[1..])?;
    let list = list_of(arguments[0]);
    vm.list_clear(list);
    if let Some(source) = source.bound() {
        methods::extend_from(vm, list, source)?;
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = arguments[0];
    if !vm.enter_repr(list)? {
        return Ok(vm.str(b"[...]"));
    }
    let mut text = vec![b'['];
    let result = match vm.check_native_stack(" while getting the repr of an object") {
        Ok(()) => vm.repr_items(&mut text, list),
        Err(e) => Err(e),
    };
    vm.leave_repr();
    result?;
    text.push(b']');
    vm.str_with(text.len(), |s| s.copy_from_slice(&text))
}

fn compare(vm: &mut Vm, op: Comparison, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::List) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.compare_sequences(op, arguments[0], arguments[1])
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_sequence_iterator(Kind::ListIterator, arguments[0], 0))
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> Result {
    let last = list_of(arguments[0]).len() as i64 - 1;
    Ok(vm.new_sequence_iterator(Kind::ListReverseIterator, arguments[0], last))
}

fn len(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(list_of(arguments[0]).len() as i64))
}

fn sizeof(_: &mut Vm, arguments: &[Value]) -> Result {
    let size = Kind::List.body_size() + 16 + list_of(arguments[0]).capacity() * 8;
    Ok(Value::integer(size as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.contains_item(arguments[0], arguments[1]).map(Value::bool)
}

pub(crate) fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::List) {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("can only concatenate list (not \"{name}\") to list")));
    }
    let (a, b) = (list_of(arguments[0]), list_of(arguments[1]));
    let sum = vm.new_list(a.len() + b.len())?;
    vm.list_extend(sum, a.items())?;
    vm.list_extend(sum, b.items())?;
    Ok(sum.value())
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    methods::extend_from(vm, list_of(arguments[0]), arguments[1])?;
    Ok(arguments[0])
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(count) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let list = list_of(arguments[0]);
    let length = vm.repeated_length(list.len(), count)?;
    let product = vm.new_list(length)?;
    if length > 0 {
        fill_repeated(vm, product, list.items(), length);
    }
    Ok(product.value())
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(count) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let list = list_of(arguments[0]);
    let length = vm.repeated_length(list.len(), count)?;
    if length == 0 {
        vm.list_clear(list);
    } else {
        vm.list_reserve(list, length)?;
        fill_repeated(vm, list, list.items(), length);
    }
    Ok(list.value())
}

/// Fills a list's storage with `items` again and again. There is room; `items` may be the start of it.
fn fill_repeated(vm: &mut Vm, list: Ref<ListObject>, items: &[Value], length: usize) {
    let storage = list.storage.of::<Storage>();
    let first = storage.item(0);
    unsafe {
        std::ptr::copy(items.as_ptr(), first, items.len());
        let mut filled = items.len();
        while filled < length {
            let more = filled.min(length - filled);
            std::ptr::copy_nonoverlapping(first, first.add(filled), more);
            filled += more;
        }
    }
    vm.heap.write_barrier(storage.pointer());
    list.length.set(length);
}

impl Vm {
    /// `list[index]` of a list or an instance of a subclass.
    pub fn list_getitem(&mut self, list: Value, index: Value) -> Result {
        let l = list_of(list);
        if index.is_integer() {
            return match self.item_index(index.as_integer(), l.len()) {
                Some(i) => Ok(l.get(i)),
                None => Err(self.raise(Error::IndexError, "list index out of range")),
            };
        }
        if self.is_index(index) {
            let i = self.index_i64(index)?;
            return match self.item_index(i, l.len()) {
                Some(i) => Ok(l.get(i)),
                None => Err(self.raise(Error::IndexError, "list index out of range")),
            };
        }
        if !self.is_kind(index, Kind::Slice) {
            return Err(self.bad_list_index(index));
        }
        let range = self.slice_range(Ref::<SliceObject>::of(index), || l.len())?;
        self.list_getslice(l, range)
    }

    /// A new list of the items of a range that was computed for the list's present length.
    pub fn list_getslice(&mut self, list: Ref<ListObject>, range: SliceRange) -> Result {
        if range.count == 0 {
            return Ok(self.list(&[]));
        }
        let copy = self.new_list(range.count)?;
        let storage = copy.storage.of::<Storage>();
        let items = list.items();
        // There is room for all, and the storage is new.
        let room = unsafe { std::slice::from_raw_parts_mut(storage.item(0), range.count) };
        if range.step == 1 {
            let (low, high) = range.bounds();
            room.copy_from_slice(&items[low..high]);
        } else if range.step == -1 {
            let first = range.index(range.count - 1);
            for (v, &item) in room.iter_mut().rev().zip(&items[first..]) {
                *v = item;
            }
        } else {
            for (v, index) in room.iter_mut().zip(range.indexes()) {
                *v = items[index];
            }
        }
        self.heap.write_barrier(storage.pointer());
        copy.length.set(range.count);
        Ok(copy.value())
    }

    /// `list[index] = v`; `v` unbound: `del list[index]`.
    pub fn list_setitem(&mut self, list: Value, index: Value, v: Value) -> Result<()> {
        let l = list_of(list);
        if self.is_index(index) {
            let i = self.index_i64(index)?;
            let Some(i) = self.item_index(i, l.len()) else {
                return Err(self.raise(Error::IndexError, "list assignment index out of range"));
            };
            if v.is_unbound() {
                self.list_remove(l, i);
            } else {
                self.list_put(l, i, v);
            }
            return Ok(());
        }
        if !self.is_kind(index, Kind::Slice) {
            return Err(self.bad_list_index(index));
        }
        let range = self.slice_range(Ref::<SliceObject>::of(index), || l.len())?;
        if range.step == 1 {
            let (low, high) = range.bounds();
            self.list_setslice(l, low as i64, high as i64, v)
        } else if v.is_unbound() {
            self.list_delete_extended(l, range)
        } else {
            self.list_assign_extended(l, range, v)
        }
    }

    /// `list[low:high] = v`, bounds clipped to the list; `v` unbound: `del list[low:high]`.
    pub fn list_setslice(&mut self, list: Ref<ListObject>, low: i64, high: i64, v: Value) -> Result<()> {
        if v.is_unbound() {
            let (low, high) = clip_bounds(low, high, list.len());
            return self.list_splice(list, low, high, &[]);
        }
        let source = if v == list.value() {
            self.list(list.items())
        } else if self.is_exact(v, Kind::List) {
            v
        } else {
            self.fast_sequence(v, "can only assign an iterable")?
        };
        let (low, high) = clip_bounds(low, high, list.len());
        self.list_splice(list, low, high, self.items_of(source))
    }

    fn list_delete_extended(&mut self, list: Ref<ListObject>, range: SliceRange) -> Result<()> {
        if range.count == 0 {
            return Ok(());
        }
        let storage = list.storage.of::<Storage>();
        let (first, last) = (range.index(0), range.index(range.count - 1));
        let (first, step) = (first.min(last), range.step.unsigned_abs() as usize);
        let mut kept = first;
        for i in first..list.len() {
            let deleted = (i - first) % step == 0 && (i - first) / step < range.count;
            if !deleted {
                storage.init(kept, storage.get(i));
                kept += 1;
            }
        }
        self.heap.write_barrier(storage.pointer());
        self.list_truncate(list, kept);
        Ok(())
    }

    fn list_assign_extended(&mut self, list: Ref<ListObject>, range: SliceRange, v: Value) -> Result<()> {
        let source = if v == list.value() {
            self.list(list.items())
        } else {
            self.fast_sequence(v, "must assign iterable to extended slice")?
        };
        let items = self.items_of(source);
        if items.len() != range.count {
            let (given, count) = (items.len(), range.count);
            return Err(self.value_error(&format!(
                "attempt to assign sequence of size {given} to extended slice of size {count}"
            )));
        }
        for (index, &item) in range.indexes().zip(items) {
            // Iterating over the source may have shortened the list.
            if index < list.len() {
                self.list_put(list, index, item);
            }
        }
        Ok(())
    }

    #[cold]
    fn bad_list_index(&mut self, index: Value) -> jit::Exception {
        let name = self.type_name(index);
        self.type_error(&format!("list indices must be integers, not {name}"))
    }
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.list_getitem(arguments[0], arguments[1])
}

fn setitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.list_setitem(arguments[0], arguments[1], arguments[2])?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.list_setitem(arguments[0], arguments[1], Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn getslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (low, high) = (vm.argument_i64(arguments[1])?, vm.argument_i64(arguments[2])?);
    let list = list_of(arguments[0]);
    let (low, high) = clip_bounds(low, high, list.len());
    vm.list_getslice(list, SliceRange::contiguous(low, high))
}

fn setslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (low, high) = (vm.argument_i64(arguments[1])?, vm.argument_i64(arguments[2])?);
    vm.list_setslice(list_of(arguments[0]), low, high, arguments[3])?;
    Ok(Value::NONE)
}

fn delslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (low, high) = (vm.argument_i64(arguments[1])?, vm.argument_i64(arguments[2])?);
    vm.list_setslice(list_of(arguments[0]), low, high, Value::UNBOUND)?;
    Ok(Value::NONE)
}
