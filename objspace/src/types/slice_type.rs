//! `slice`.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::slice::SliceObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Slice,
    base: Kind::Object,
    doc: "slice(stop)\nslice(start, stop[, step])\n\nWhat stands between the brackets of a[0:10:2].",
    new: Some(new),
    methods: METHODS,
    subclassable: false,
};

static METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__cmp__", 1, 1, cmp, "x.__cmp__(y) <==> cmp(x,y)"),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    function("__reduce__", 0, 0, reduce, "What pickle keeps of a slice."),
    function(
        "indices",
        1,
        1,
        indices,
        "S.indices(len) -> (start, stop, stride)\n\nThe bounds that the slice has for a sequence of this length.",
    ),
    getter("start", |_, a| Ok(slice_of(a[0]).start.get()), "").member(),
    getter("stop", |_, a| Ok(slice_of(a[0]).stop.get()), "").member(),
    getter("step", |_, a| Ok(slice_of(a[0]).step.get()), "").member(),
];

fn slice_of(v: Value) -> Ref<SliceObject> {
    Ref::of(v)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    match *vm.positional_arguments("slice", 1, 3, &arguments[1..])? {
        [stop] => Ok(vm.new_slice(Value::NONE, stop, Value::NONE)),
        [start, stop] => Ok(vm.new_slice(start, stop, Value::NONE)),
        [start, stop, step, ..] => Ok(vm.new_slice(start, stop, step)),
        [] => Ok(Value::NONE),
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = slice_of(arguments[0]);
    let mut text = b"slice(".to_vec();
    for (i, v) in [s.start.get(), s.stop.get(), s.step.get()].into_iter().enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(vm.repr(v)?.bytes());
    }
    text.push(b')');
    Ok(vm.str(&text))
}

fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.check_compared(arguments[0], arguments[1], Kind::Slice)?;
    let (a, b) = (slice_of(arguments[0]), slice_of(arguments[1]));
    let parts = [
        (a.start.get(), b.start.get()),
        (a.stop.get(), b.stop.get()),
        (a.step.get(), b.step.get()),
    ];
    for (x, y) in parts {
        let ordering = vm.cmp(x, y)?;
        if ordering.is_ne() {
            return Ok(Value::integer(ordering as i64));
        }
    }
    Ok(Value::integer(0))
}

fn hash(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("unhashable type"))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = slice_of(arguments[0]);
    let parts = vm.tuple(&[s.start.get(), s.stop.get(), s.step.get()]);
    let class = vm.class_of(arguments[0]).value();
    Ok(vm.tuple(&[class, parts]))
}

fn indices(vm: &mut Vm, arguments: &[Value]) -> Result {
    let length = vm.index_as(arguments[1], Error::OverflowError)?;
    let range = vm.slice_range(slice_of(arguments[0]), || length.max(0) as usize)?;
    let (start, stop, step) = (vm.int(range.start), vm.int(range.stop), vm.int(range.step));
    Ok(vm.tuple(&[start, stop, step]))
}
