//! `tuple`.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::slice::{clip_bounds, SliceObject, SliceRange};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Tuple,
    base: Kind::Object,
    doc: "tuple() -> the empty tuple\ntuple(iterable) -> a tuple of the iterable's items\n\nA tuple is given back as it is.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
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
    special("__mul__", 1, 1, multiply, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, multiply, "x.__rmul__(n) <==> n*x"),
    special("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    special("__getslice__", 2, 2, getslice, "x.__getslice__(i, j) <==> x[i:j], negative indices not supported"),
    function("__getnewargs__", 0, 0, getnewargs, ""),
    function("count", 1, 1, count, "T.count(value) -> the number of items that equal value"),
    function("index", 1, 3, index, "T.index(value, [start, [stop]]) -> the index of the first item that equals value.\nRaises ValueError if there is none."),
];

fn tuple_of(v: Value) -> Ref<TupleObject> {
    Ref::of(v)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [source] = vm.named_arguments("tuple", 0, ["sequence"], &arguments[1..])?;
    let items = match source.bound() {
        Some(source) => vm.tuple_from(source)?,
        None => vm.common.empty_tuple,
    };
    let class = Ref::of(arguments[0]);
    if class == vm.type_of_kind(Kind::Tuple) {
        return Ok(items);
    }
    instance(vm, class, tuple_of(items))
}

/// An instance of a subclass of tuple with these items.
pub fn instance(vm: &mut Vm, class: Ref<TypeObject>, items: Ref<TupleObject>) -> Result {
    let instance = vm.new_instance_sized(class, items.len() * 8)?;
    let tuple = tuple_of(instance);
    tuple.length.set(items.len());
    for (i, &v) in items.items().iter().enumerate() {
        vm.tuple_put(tuple, i, v);
    }
    Ok(instance)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let tuple = arguments[0];
    if tuple_of(tuple).is_empty() {
        return Ok(vm.str(b"()"));
    }
    // A tuple can contain itself through a list or dict only: that one sees it.
    vm.check_native_stack(" while getting the repr of an object")?;
    let mut text = vec![b'('];
    vm.repr_items(&mut text, tuple)?;
    text.extend_from_slice(if tuple_of(tuple).len() == 1 { b",)" } else { b")" });
    vm.str_with(text.len(), |s| s.copy_from_slice(&text))
}

/// CPython's hash of the items' hashes, in order.
fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = tuple_of(arguments[0]).items();
    let mut multiplier = 1000003u64;
    let mut hash = 0x345678u64;
    for (i, &item) in items.iter().enumerate() {
        let left = (items.len() - 1 - i) as u64;
        hash = (hash ^ vm.hash(item)? as u64).wrapping_mul(multiplier);
        multiplier = multiplier.wrapping_add(82520 + 2 * left);
    }
    let hash = hash.wrapping_add(97531) as i64;
    Ok(vm.int(if hash == -1 { -2 } else { hash }))
}

fn compare(vm: &mut Vm, op: Comparison, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Tuple) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.compare_sequences(op, arguments[0], arguments[1])
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_sequence_iterator(Kind::TupleIterator, arguments[0], 0))
}

fn len(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(tuple_of(arguments[0]).len() as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.contains_item(arguments[0], arguments[1]).map(Value::bool)
}

pub(crate) fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Tuple) {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("can only concatenate tuple (not \"{name}\") to tuple")));
    }
    let (a, b) = (tuple_of(arguments[0]).items(), tuple_of(arguments[1]).items());
    if a.is_empty() && b.is_empty() {
        return Ok(vm.common.empty_tuple);
    }
    let sum = vm.new_tuple(a.len() + b.len())?;
    for (i, &v) in a.iter().chain(b).enumerate() {
        vm.tuple_put(sum, i, v);
    }
    Ok(sum.value())
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(count) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let items = tuple_of(arguments[0]).items();
    if count == 1 && vm.is_exact(arguments[0], Kind::Tuple) {
        return Ok(arguments[0]);
    }
    let length = vm.repeated_length(items.len(), count)?;
    if length == 0 {
        return Ok(vm.common.empty_tuple);
    }
    let product = vm.new_tuple(length)?;
    for (i, &v) in items.iter().cycle().take(length).enumerate() {
        vm.tuple_put(product, i, v);
    }
    Ok(product.value())
}

impl Vm {
    /// `tuple[index]` of a tuple or an instance of a subclass.
    pub fn tuple_getitem(&mut self, tuple: Value, index: Value) -> Result {
        let items = tuple_of(tuple).items();
        if self.is_index(index) {
            let i = self.index_i64(index)?;
            return match self.item_index(i, items.len()) {
                Some(i) => Ok(items[i]),
                None => Err(self.raise(Error::IndexError, "tuple index out of range")),
            };
        }
        if !self.is_kind(index, Kind::Slice) {
            let name = self.type_name(index);
            return Err(self.type_error(&format!("tuple indices must be integers, not {name}")));
        }
        let range = self.slice_range(Ref::<SliceObject>::of(index), || items.len())?;
        self.tuple_getslice(tuple, range)
    }

    /// A tuple of the items of a range that was computed for the tuple's length; the whole of an exact tuple is itself.
    pub fn tuple_getslice(&mut self, tuple: Value, range: SliceRange) -> Result {
        let items = tuple_of(tuple).items();
        if range.count == items.len() && range.step == 1 && self.is_exact(tuple, Kind::Tuple) {
            return Ok(tuple);
        }
        if range.count == 0 {
            return Ok(self.common.empty_tuple);
        }
        let slice = self.new_tuple(range.count)?;
        for (i, index) in range.indexes().enumerate() {
            self.tuple_put(slice, i, items[index]);
        }
        Ok(slice.value())
    }
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.tuple_getitem(arguments[0], arguments[1])
}

fn getslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (low, high) = (vm.argument_i64(arguments[1])?, vm.argument_i64(arguments[2])?);
    let (low, high) = clip_bounds(low, high, tuple_of(arguments[0]).len());
    vm.tuple_getslice(arguments[0], SliceRange::contiguous(low, high))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = tuple_of(arguments[0]).items();
    let plain = if vm.is_exact(arguments[0], Kind::Tuple) {
        arguments[0]
    } else {
        vm.tuple(items)
    };
    Ok(vm.tuple(&[plain]))
}

fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.count_item(arguments[0], arguments[1])
}

fn index(vm: &mut Vm, arguments: &[Value]) -> Result {
    let length = tuple_of(arguments[0]).len();
    let (low, high) = vm.search_bounds(&arguments[2..], length)?;
    match vm.find_item(arguments[0], arguments[1], low, high)? {
        Some(i) => Ok(Value::integer(i as i64)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}
