//! `enumerate` and `reversed`.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::{function, special, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::protocols::arithmetic::Operator;
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct EnumerateObject {
    pub header: Header,
    pub iterator: Field,
    /// The next number, an int or long.
    pub number: Field,
}

impl EnumerateObject {
    pub const ITERATOR: jit::Field = jit::Field::immutable(8, jit::memory::Content::Value, jit::Region::Other);
    pub const NUMBER: jit::Field = jit::Field::new(16, jit::memory::Content::Value, jit::Region::Other);
}

#[repr(C)]
pub struct ReversedObject {
    pub header: Header,
    /// Unbound once exhausted.
    pub sequence: Field,
    /// The next index, a small integer.
    pub index: Field,
}

pub static ENUMERATE: TypeDefinition = TypeDefinition {
    kind: Kind::Enumerate,
    base: Kind::Object,
    doc: "enumerate(iterable[, start]) -> an iterator over pairs of a number, counting from start\n(0 by default), and a value of the iterable",
    new: Some(new_enumerate),
    methods: ENUMERATE_METHODS,
    subclassable: true,
};

static ENUMERATE_METHODS: &[Native] = &[
    ITER,
    special(
        "next",
        0,
        0,
        |vm, a| {
            let next = vm.enumerate_next(Ref::of(a[0]))?;
            vm.next_result(next)
        },
        "x.next() -> the item that comes next; after the last one StopIteration is raised",
    ),
];

pub static REVERSED: TypeDefinition = TypeDefinition {
    kind: Kind::Reversed,
    base: Kind::Object,
    doc: "reversed(sequence) -> an iterator over the items from the last to the first",
    new: Some(new_reversed),
    methods: REVERSED_METHODS,
    subclassable: true,
};

static REVERSED_METHODS: &[Native] = &[
    ITER,
    special(
        "next",
        0,
        0,
        |vm, a| {
            let next = vm.reversed_next(Ref::of(a[0]))?;
            vm.next_result(next)
        },
        "x.next() -> the item that comes next; after the last one StopIteration is raised",
    ),
    function(
        "__length_hint__",
        0,
        0,
        length_hint,
        "The number of values that are left, as far as is known.",
    ),
];

const ITER: Native = special("__iter__", 0, 0, |_, a| Ok(a[0]), "x.__iter__() <==> iter(x)");

fn new_enumerate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [iterable, start] = vm.named_arguments("enumerate", 1, ["sequence", "start"], &arguments[1..])?;
    let number = match start.bound() {
        Some(start) => {
            let start = vm.index(start)?;
            let small = vm.index_as(start, Error::OverflowError);
            match vm.unless(small, Error::OverflowError)? {
                Some(i) => vm.int(i),
                None => start,
            }
        }
        None => Value::integer(0),
    };
    let iterator = vm.iter(iterable)?;
    let instance = vm.new_instance(Ref::of(arguments[0]))?;
    let it = Ref::<EnumerateObject>::of(instance);
    it.set(vm, |it| &it.iterator, iterator);
    it.set(vm, |it| &it.number, number);
    Ok(instance)
}

fn new_reversed(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[sequence] = vm.positional_arguments("reversed", 1, 1, &arguments[1..])? else {
        return Err(vm.type_error("reversed expected 1 arguments"));
    };
    let name = vm.names.__reversed__;
    if let Some(iterator) = vm.call_special(sequence, name, &[])? {
        return Ok(iterator);
    }
    if !vm.is_sequence(sequence)? {
        return Err(vm.type_error("argument to reversed() must be a sequence"));
    }
    let length = vm.len(sequence)?;
    let instance = vm.new_instance(Ref::of(arguments[0]))?;
    let it = Ref::<ReversedObject>::of(instance);
    it.set(vm, |it| &it.sequence, sequence);
    it.index.init(Value::integer(length as i64 - 1));
    Ok(instance)
}

fn length_hint(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it = Ref::<ReversedObject>::of(arguments[0]);
    let Some(sequence) = it.sequence.get().bound() else {
        return Ok(Value::integer(0));
    };
    let (length, left) = (vm.len(sequence)? as i64, it.index.get().as_integer() + 1);
    Ok(Value::integer(if length < left { 0 } else { left }))
}

impl Vm {
    /// Whether the value has items by number: it has `__getitem__` and is no dict.
    pub fn is_sequence(&mut self, v: Value) -> Result<bool> {
        let name = self.names.__getitem__;
        Ok(!matches!(self.kind_of(v), Kind::Dict | Kind::DictProxy) && self.has_special(v, name)?)
    }

    pub(super) fn enumerate_next(&mut self, it: Ref<EnumerateObject>) -> Result<Option<Value>> {
        let iterator = it.iterator.get();
        let Some(item) = self.next(iterator)? else {
            return Ok(None);
        };
        self.numbered(it, item).map(Some)
    }

    /// The pair of the next number and an item; the number is counted up.
    pub fn numbered(&mut self, it: Ref<EnumerateObject>, item: Value) -> Result {
        let number = it.number.get();
        if number.is_integer() && number.as_integer() < Value::MAX_INTEGER {
            it.number.init(Value::integer(number.as_integer() + 1));
        } else {
            let next = self.binary(Operator::Add, number, Value::integer(1))?;
            it.set(self, |it| &it.number, next);
        }
        Ok(self.tuple(&[number, item]))
    }

    pub(super) fn reversed_next(&mut self, it: Ref<ReversedObject>) -> Result<Option<Value>> {
        let Some(sequence) = it.sequence.get().bound() else {
            return Ok(None);
        };
        let index = it.index.get();
        if index.as_integer() >= 0 {
            let result = self.getitem(sequence, index);
            let result = self.unless_past_end(result);
            if let Ok(Some(_)) = result {
                it.index.init(Value::integer(index.as_integer() - 1));
                return result;
            }
            it.sequence.init(Value::UNBOUND);
            return result;
        }
        it.sequence.init(Value::UNBOUND);
        Ok(None)
    }
}
