//! The built-in iterators.

use crate::heap::Header;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::memory::Content;
use jit::Region;
use std::cell::Cell;

/// Iterators over a sequence by index: list, tuple, str, reversed list, anything with `__getitem__`.
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

/// Iterators over a dict or set: in the order of entries.
#[repr(C)]
pub struct DictIteratorObject {
    pub header: Header,
    /// The dict; unbound once exhausted.
    pub dict: Field,
    /// The entry to look at next.
    pub position: Cell<usize>,
    /// `DictObject::mutations` when it started.
    pub mutations: Cell<u64>,
    /// How many are left, for `__length_hint__`.
    pub remaining: Cell<usize>,
}

impl Vm {
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

    /// An iterator of xrange: `count` numbers from `start` on.
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

    /// `next` of the built-in iterators without a method call; None: not one of them.
    pub fn native_next(&mut self, iterator: Value) -> Option<Result<Option<Value>>> {
        if !iterator.is_pointer() {
            return None;
        }
        let map = iterator.map();
        if map == Kind::ListIterator.map() {
            let it = Ref::<SequenceIteratorObject>::of(iterator);
            let sequence = it.sequence.get();
            if sequence.is_unbound() {
                return Some(Ok(None));
            }
            let (list, i) = (Ref::<ListObject>::of(sequence), it.index.get() as usize);
            if i < list.len() {
                it.index.set(i as i64 + 1);
                return Some(Ok(Some(list.get(i))));
            }
            it.sequence.init(Value::UNBOUND);
            return Some(Ok(None));
        }
        if map == Kind::TupleIterator.map() {
            let it = Ref::<SequenceIteratorObject>::of(iterator);
            let sequence = it.sequence.get();
            if sequence.is_unbound() {
                return Some(Ok(None));
            }
            let (tuple, i) = (Ref::<TupleObject>::of(sequence), it.index.get() as usize);
            if i < tuple.len() {
                it.index.set(i as i64 + 1);
                return Some(Ok(Some(tuple.get(i))));
            }
            it.sequence.init(Value::UNBOUND);
            return Some(Ok(None));
        }
        if map == Kind::XrangeIterator.map() {
            let it = Ref::<XrangeIteratorObject>::of(iterator);
            if it.remaining.get() == 0 {
                return Some(Ok(None));
            }
            let i = it.next.get();
            it.next.set(i.wrapping_add(it.step.get()));
            it.remaining.set(it.remaining.get() - 1);
            return Some(Ok(Some(self.int(i))));
        }
        if map == Kind::Generator.map() {
            return Some((self.hooks.resume_generator)(self, iterator, Value::NONE, false));
        }
        None
    }
}
