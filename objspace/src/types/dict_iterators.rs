//! Iterators over dicts and sets, in the order of their entries.
//!
//! As in CPython they object to a changed number of entries only. A program may delete and insert while iterating as long as
//! the number stays: the iterator finds its place again when the dict has rebuilt its entries, and gives no more values than the
//! dict had at first.

use crate::dict::DictObject;
use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct DictIteratorObject {
    pub header: Header,
    /// The dict; unbound once exhausted.
    pub dict: Field,
    /// The dict's cell of entries that the position is one of.
    entries: Field,
    /// The entry to look at next.
    position: Cell<usize>,
    /// How many are left.
    remaining: Cell<usize>,
    /// The dict's number of entries; none is so large once it has changed.
    size: Cell<usize>,
}

impl DictIteratorObject {
    pub const MASK: u64 = mask!(DictIteratorObject: dict entries);
}

const CHANGED: usize = usize::MAX;

impl Vm {
    /// An iterator over the keys, values or items of a dict, or over the elements of a set's dict.
    pub fn new_dict_iterator(&mut self, kind: Kind, dict: Ref<DictObject>) -> Value {
        let p = self.heap.allocate(kind.body_size(), kind.map());
        let it = unsafe { Ref::<DictIteratorObject>::from_pointer(p) };
        it.dict.init(dict.value());
        it.entries.init(dict.entries.get());
        it.remaining.set(dict.len());
        it.size.set(dict.len());
        it.value()
    }

    pub(super) fn dict_iterator_next(&mut self, it: Ref<DictIteratorObject>, kind: Kind) -> Result<Option<Value>> {
        let Some(dict) = it.dict.get().bound().map(Ref::<DictObject>::of) else {
            return Ok(None);
        };
        if dict.len() != it.size.get() {
            it.size.set(CHANGED);
            let what = if kind == Kind::SetIterator { "Set" } else { "dictionary" };
            return Err(self.raise(Error::RuntimeError, &format!("{what} changed size during iteration")));
        }
        if it.entries.get() != dict.entries.get() {
            it.position
                .set(dict.current_position(it.entries.get(), it.position.get()));
            it.set(self, |it| &it.entries, dict.entries.get());
        }
        let next = if it.remaining.get() > 0 {
            dict.next(it.position.get())
        } else {
            None
        };
        let Some((entry, key, value)) = next else {
            it.dict.init(Value::UNBOUND);
            it.entries.init(Value::UNBOUND);
            return Ok(None);
        };
        it.position.set(entry + 1);
        it.remaining.set(it.remaining.get() - 1);
        Ok(Some(match kind {
            Kind::DictValueIterator => value,
            Kind::DictItemIterator => self.tuple(&[key, value]),
            _ => key,
        }))
    }

    pub(super) fn dict_iterator_hint(&self, it: Ref<DictIteratorObject>) -> usize {
        match it.dict.get().bound().map(Ref::<DictObject>::of) {
            Some(dict) if DictObject::len(&dict) == it.size.get() => it.remaining.get(),
            _ => 0,
        }
    }
}
