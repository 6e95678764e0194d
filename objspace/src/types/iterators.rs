//! The built-in iterators over sequences and by calling: their structs, `next`, and tables.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::{function, special, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::memory::Content;
use jit::Region;
use std::cell::Cell;

/// Iterators over a sequence by index: list, tuple, reversed list, anything with `__getitem__`.
#[repr(C)]
pub struct SequenceIteratorObject {
    pub header: Header,
    /// Unbound once exhausted.
    pub sequence: Field,
    /// The next index, a raw number.
    pub index: Cell<i64>,
}

impl SequenceIteratorObject {
    pub const SEQUENCE: jit::Field = jit::Field::new(8, Content::Value, Region::Other);
    pub const INDEX: jit::Field = jit::Field::new(16, Content::Word, Region::Other);
}

/// The iterator of xrange: raw numbers.
#[repr(C)]
pub struct XrangeIteratorObject {
    pub header: Header,
    pub next: Cell<i64>,
    pub step: Cell<i64>,
    pub remaining: Cell<i64>,
}

impl XrangeIteratorObject {
    pub const NEXT: jit::Field = jit::Field::new(8, Content::Word, Region::Other);
    pub const STEP: jit::Field = jit::Field::immutable(16, Content::Word, Region::Other);
    pub const REMAINING: jit::Field = jit::Field::new(24, Content::Word, Region::Other);
}

/// iter(callable, sentinel).
#[repr(C)]
pub struct CallableIteratorObject {
    pub header: Header,
    /// Unbound once exhausted.
    pub callable: Field,
    pub sentinel: Field,
}

const fn iterator(kind: Kind, methods: &'static [Native]) -> TypeDefinition {
    TypeDefinition {
        kind,
        base: Kind::Object,
        doc: "",
        new: None,
        methods,
        subclassable: false,
    }
}

pub static LIST: TypeDefinition = iterator(Kind::ListIterator, METHODS);
pub static LIST_REVERSE: TypeDefinition = iterator(Kind::ListReverseIterator, METHODS);
pub static TUPLE: TypeDefinition = iterator(Kind::TupleIterator, METHODS);
pub static SEQUENCE: TypeDefinition = iterator(Kind::SequenceIterator, METHODS);
pub static XRANGE: TypeDefinition = iterator(Kind::XrangeIterator, METHODS);
pub static CALLABLE: TypeDefinition = iterator(Kind::CallableIterator, CALLABLE_METHODS);
pub static DICT_KEYS: TypeDefinition = iterator(Kind::DictKeyIterator, METHODS);
pub static DICT_VALUES: TypeDefinition = iterator(Kind::DictValueIterator, METHODS);
pub static DICT_ITEMS: TypeDefinition = iterator(Kind::DictItemIterator, METHODS);
pub static SET: TypeDefinition = iterator(Kind::SetIterator, METHODS);

const ITER: Native = special("__iter__", 0, 0, itself, "x.__iter__() <==> iter(x)");
const NEXT: Native = special(
    "next",
    0,
    0,
    next,
    "x.next() -> the item that comes next; after the last one StopIteration is raised",
);

static METHODS: &[Native] = &[
    ITER,
    NEXT,
    function(
        "__length_hint__",
        0,
        0,
        length_hint,
        "The number of values that are left, as far as is known.",
    ),
];

static CALLABLE_METHODS: &[Native] = &[ITER, NEXT];

fn itself(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(arguments[0])
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.native_next(arguments[0]) {
        Some(result) => {
            let result = result?;
            vm.next_result(result)
        }
        None => {
            let name = vm.type_name(arguments[0]);
            Err(vm.type_error(&format!("{name} object is not an iterator")))
        }
    }
}

fn length_hint(vm: &mut Vm, arguments: &[Value]) -> Result {
    let v = arguments[0];
    let left = match vm.kind_of(v) {
        Kind::XrangeIterator => Ref::<XrangeIteratorObject>::of(v).remaining.get(),
        Kind::DictKeyIterator | Kind::DictValueIterator | Kind::DictItemIterator | Kind::SetIterator => {
            vm.dict_iterator_hint(Ref::of(v)) as i64
        }
        kind => {
            let it = Ref::<SequenceIteratorObject>::of(v);
            let Some(sequence) = it.sequence.get().bound() else {
                return Ok(Value::integer(0));
            };
            let (length, index) = (vm.len(sequence)? as i64, it.index.get());
            if kind != Kind::ListReverseIterator {
                (length - index).max(0)
            } else if length > index {
                index + 1
            } else {
                0
            }
        }
    };
    Ok(vm.int(left))
}

impl Vm {
    /// What a native `next` method gives back for the next value or the end: StopIteration.
    pub fn next_result(&mut self, next: Option<Value>) -> Result {
        match next {
            Some(v) => Ok(v),
            None => Err(self.raise_with(Error::StopIteration, &[])),
        }
    }

    /// An iterator by index of this kind.
    pub fn new_sequence_iterator(&mut self, kind: Kind, sequence: Value, index: i64) -> Value {
        let p = self.heap.allocate(kind.body_size(), kind.map());
        let iterator = unsafe { Ref::<SequenceIteratorObject>::from_pointer(p) };
        iterator.sequence.init(sequence);
        iterator.index.set(index);
        iterator.value()
    }

    /// iter() of anything with `__getitem__`.
    pub fn sequence_iterator(&mut self, v: Value) -> Result {
        Ok(self.new_sequence_iterator(Kind::SequenceIterator, v, 0))
    }

    /// An iterator of xrange: `count` numbers from `start` on, all of them small integers.
    pub fn new_xrange_iterator(&mut self, start: i64, step: i64, count: i64) -> Value {
        let p = self
            .heap
            .allocate(Kind::XrangeIterator.body_size(), Kind::XrangeIterator.map());
        let iterator = unsafe { Ref::<XrangeIteratorObject>::from_pointer(p) };
        iterator.next.set(start);
        iterator.step.set(step);
        iterator.remaining.set(count);
        iterator.value()
    }

    /// iter(callable, sentinel): calls until the sentinel comes back.
    pub fn new_callable_iterator(&mut self, callable: Value, sentinel: Value) -> Value {
        let p = self
            .heap
            .allocate(Kind::CallableIterator.body_size(), Kind::CallableIterator.map());
        let iterator = unsafe { Ref::<CallableIteratorObject>::from_pointer(p) };
        iterator.callable.init(callable);
        iterator.sentinel.init(sentinel);
        iterator.value()
    }

    /// `next` of the built-in iterators without a method call; None: not one of them.
    #[inline]
    pub fn native_next(&mut self, iterator: Value) -> Option<Result<Option<Value>>> {
        if !iterator.is_pointer() {
            return None;
        }
        let kind = *Kind::ALL.get(iterator.map() as usize)?;
        Some(match kind {
            Kind::ListIterator => {
                let it = Ref::<SequenceIteratorObject>::of(iterator);
                Ok(it.sequence.get().bound().and_then(|sequence| {
                    let i = it.index.get() as usize;
                    step(it, Ref::<ListObject>::of(sequence).items().get(i), 1)
                }))
            }
            Kind::TupleIterator => {
                let it = Ref::<SequenceIteratorObject>::of(iterator);
                Ok(it.sequence.get().bound().and_then(|sequence| {
                    let i = it.index.get() as usize;
                    step(it, Ref::<TupleObject>::of(sequence).items().get(i), 1)
                }))
            }
            Kind::ListReverseIterator => {
                let it = Ref::<SequenceIteratorObject>::of(iterator);
                Ok(it.sequence.get().bound().and_then(|sequence| {
                    let i = it.index.get() as usize;
                    step(it, Ref::<ListObject>::of(sequence).items().get(i), -1)
                }))
            }
            Kind::XrangeIterator => {
                let it = Ref::<XrangeIteratorObject>::of(iterator);
                let remaining = it.remaining.get();
                if remaining == 0 {
                    return Some(Ok(None));
                }
                let i = it.next.get();
                it.next.set(i.wrapping_add(it.step.get()));
                it.remaining.set(remaining - 1);
                Ok(Some(Value::integer(i)))
            }
            Kind::Generator => (self.hooks.resume_generator)(self, iterator, Value::NONE, false),
            Kind::DictKeyIterator | Kind::DictValueIterator | Kind::DictItemIterator | Kind::SetIterator => {
                self.dict_iterator_next(Ref::of(iterator), kind)
            }
            Kind::SequenceIterator => self.sequence_next(Ref::of(iterator)),
            Kind::Enumerate => self.enumerate_next(Ref::of(iterator)),
            Kind::Reversed => self.reversed_next(Ref::of(iterator)),
            Kind::CallableIterator => self.callable_next(Ref::of(iterator)),
            _ => return None,
        })
    }

    fn sequence_next(&mut self, it: Ref<SequenceIteratorObject>) -> Result<Option<Value>> {
        let Some(sequence) = it.sequence.get().bound() else {
            return Ok(None);
        };
        let i = it.index.get();
        if self.is_exact(sequence, Kind::Str) {
            let item = Ref::<StrObject>::of(sequence).bytes().get(i as usize);
            let item = item.map(|&b| self.char_str(b));
            return Ok(step(it, item.as_ref(), 1));
        }
        if self.is_exact(sequence, Kind::Unicode) {
            let u = Ref::<UnicodeObject>::of(sequence);
            let item = ((i as usize) < u.len()).then(|| self.unicode_at(u, i as usize));
            return Ok(step(it, item.as_ref(), 1));
        }
        let index = self.int(i);
        let result = self.getitem(sequence, index);
        match self.unless_past_end(result)? {
            Some(item) => {
                it.index.set(i + 1);
                Ok(Some(item))
            }
            None => {
                it.sequence.init(Value::UNBOUND);
                Ok(None)
            }
        }
    }

    /// `Ok(None)` for the exceptions that end iteration by index: IndexError and StopIteration.
    pub fn unless_past_end(&mut self, result: Result) -> Result<Option<Value>> {
        match self.unless(result, Error::IndexError) {
            Ok(item) => Ok(item),
            Err(e) => self.unless(Err(e), Error::StopIteration),
        }
    }

    fn callable_next(&mut self, it: Ref<CallableIteratorObject>) -> Result<Option<Value>> {
        let Some(callable) = it.callable.get().bound() else {
            return Ok(None);
        };
        let result = self.call(callable, &[]);
        if let Some(v) = self.unless(result, Error::StopIteration)? {
            let sentinel = it.sentinel.get();
            // The call may have exhausted the iterator itself.
            if !sentinel.is_unbound() && !self.equal(v, sentinel)? {
                return Ok(Some(v));
            }
        }
        it.callable.init(Value::UNBOUND);
        it.sentinel.init(Value::UNBOUND);
        Ok(None)
    }
}

/// Goes on to the next index if there is an item; the end is for good.
#[inline(always)]
fn step(it: Ref<SequenceIteratorObject>, item: Option<&Value>, by: i64) -> Option<Value> {
    match item {
        Some(&item) => {
            it.index.set(it.index.get() + by);
            Some(item)
        }
        None => {
            it.sequence.init(Value::UNBOUND);
            None
        }
    }
}
