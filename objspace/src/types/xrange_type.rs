//! `xrange`.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::{function, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct XrangeObject {
    pub header: Header,
    pub start: Cell<i64>,
    pub step: Cell<i64>,
    pub length: Cell<i64>,
}

impl XrangeObject {
    pub const START: jit::Field = jit::Field::immutable(8, jit::memory::Content::Word, jit::Region::Other);
    pub const STEP: jit::Field = jit::Field::immutable(16, jit::memory::Content::Word, jit::Region::Other);
    pub const LENGTH: jit::Field = jit::Field::immutable(24, jit::memory::Content::Word, jit::Region::Other);

    /// Number `i` of the range.
    pub fn get(&self, i: i64) -> i64 {
        self.start.get().wrapping_add(i.wrapping_mul(self.step.get()))
    }

    /// The first number behind the range, as `repr` shows it.
    fn stop(&self) -> i64 {
        self.get(self.length.get())
    }

    /// Whether the number is one of the range's.
    pub fn contains(&self, n: i64) -> bool {
        let (offset, step) = (n as i128 - self.start.get() as i128, self.step.get() as i128);
        offset % step == 0 && (0..self.length.get() as i128).contains(&(offset / step))
    }
}

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Xrange,
    base: Kind::Object,
    doc: "xrange(stop) -> xrange object\nxrange(start, stop[, step]) -> xrange object\n\nThe numbers that range() gives, made one by one as they are needed.",
    new: Some(new),
    methods: METHODS,
    subclassable: false,
};

static METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    special("__iter__", 0, 0, iter, "x.__iter__() <==> iter(x)"),
    function(
        "__reversed__",
        0,
        0,
        reversed,
        "An iterator over the numbers from the last to the first.",
    ),
    function("__reduce__", 0, 0, reduce, "What pickle keeps of an xrange."),
];

fn xrange_of(v: Value) -> Ref<XrangeObject> {
    Ref::of(v)
}

/// How many numbers there are from `start` to before `stop`, `step` apart.
pub fn range_length(start: i64, stop: i64, step: i64) -> u64 {
    let (start, stop) = (start as i128, stop as i128);
    let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
    if low >= high {
        return 0;
    }
    ((high - low - 1) / (step as i128).abs() + 1) as u64
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let positional = vm.positional_arguments("xrange", 0, usize::MAX, &arguments[1..])?;
    if !(1..=3).contains(&positional.len()) {
        return Err(vm.type_error("xrange() requires 1-3 int arguments"));
    }
    let mut numbers = [0; 3];
    for (number, &v) in numbers.iter_mut().zip(positional) {
        *number = vm.argument_i64(v)?;
    }
    let (start, stop, step) = match (positional.len(), numbers) {
        (1, [stop, ..]) => (0, stop, 1),
        (2, [start, stop, _]) => (start, stop, 1),
        (_, [start, stop, step]) => (start, stop, step),
    };
    if step == 0 {
        return Err(vm.value_error("xrange() arg 3 must not be zero"));
    }
    let length = range_length(start, stop, step);
    if length > i64::MAX as u64 {
        return Err(vm.raise(Error::OverflowError, "xrange() result has too many items"));
    }
    let instance = vm.new_instance(Ref::of(arguments[0]))?;
    let range = xrange_of(instance);
    range.start.set(start);
    range.step.set(step);
    range.length.set(length as i64);
    Ok(instance)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let range = xrange_of(arguments[0]);
    let (start, stop, step) = (range.start.get(), range.stop(), range.step.get());
    let text = match (start, step) {
        (0, 1) => format!("xrange({stop})"),
        (_, 1) => format!("xrange({start}, {stop})"),
        _ => format!("xrange({start}, {stop}, {step})"),
    };
    Ok(vm.str(text.as_bytes()))
}

fn len(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.int(xrange_of(arguments[0]).length.get()))
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    let range = xrange_of(arguments[0]);
    if !vm.is_index(arguments[1]) {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("sequence index must be integer, not '{name}'")));
    }
    let i = vm.index_i64(arguments[1])?;
    match vm.item_index(i, range.length.get() as usize) {
        Some(i) => Ok(vm.int(range.get(i as i64))),
        None => Err(vm.raise(Error::IndexError, "xrange object index out of range")),
    }
}

impl Vm {
    /// iter() of an xrange: by raw numbers if all of them are small integers.
    pub fn xrange_iter(&mut self, range: Ref<XrangeObject>) -> Value {
        self.numbers_from(range, range.start.get(), range.step.get())
    }

    fn numbers_from(&mut self, range: Ref<XrangeObject>, first: i64, step: i64) -> Value {
        let length = range.length.get();
        let small = |n: i64| (Value::MIN_INTEGER..=Value::MAX_INTEGER).contains(&n);
        if length == 0 || (small(range.get(0)) && small(range.get(length - 1))) {
            return self.new_xrange_iterator(first, step, length);
        }
        if step == range.step.get() {
            return self.new_sequence_iterator(Kind::SequenceIterator, range.value(), 0);
        }
        let class = self.type_of_kind(Kind::Xrange);
        let backwards = match self.new_instance(class) {
            Ok(instance) => xrange_of(instance),
            Err(_) => panic!("out of memory for a range"),
        };
        backwards.start.set(first);
        backwards.step.set(step);
        backwards.length.set(length);
        self.new_sequence_iterator(Kind::SequenceIterator, backwards.value(), 0)
    }
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.xrange_iter(xrange_of(arguments[0])))
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> Result {
    let range = xrange_of(arguments[0]);
    let last = range.get(range.length.get().wrapping_sub(1));
    Ok(vm.numbers_from(range, last, range.step.get().wrapping_neg()))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let range = xrange_of(arguments[0]);
    let parts = [range.start.get(), range.stop(), range.step.get()].map(|n| vm.int(n));
    let parts = vm.tuple(&parts);
    let class = vm.class_of(arguments[0]).value();
    Ok(vm.tuple(&[class, parts]))
}
