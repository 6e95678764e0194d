//! `tuple`: length and items inline.

use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct TupleObject {
    pub header: Header,
    pub length: Cell<usize>,
}

impl TupleObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    fn item(&self, i: usize) -> *mut Value {
        unsafe { (self as *const TupleObject as *mut Value).add(2 + i) }
    }

    #[inline(always)]
    pub fn get(&self, i: usize) -> Value {
        debug_assert!(i < self.len());
        unsafe { *self.item(i) }
    }

    /// The items. They live as long as the tuple.
    #[inline(always)]
    pub fn items(&self) -> &'static [Value] {
        unsafe { std::slice::from_raw_parts(self.item(0), self.len()) }
    }

    /// Writes an item of a tuple that was allocated since the last safepoint.
    #[inline(always)]
    pub fn init(&self, i: usize, v: Value) {
        debug_assert!(i < self.len());
        unsafe { *self.item(i) = v }
    }
}

impl Vm {
    pub fn tuple(&mut self, items: &[Value]) -> Value {
        if items.is_empty() {
            return self.common.empty_tuple;
        }
        match self.new_tuple(items.len()) {
            Ok(t) => {
                for (i, &v) in items.iter().enumerate() {
                    t.init(i, v);
                }
                t.value()
            }
            Err(_) => panic!("out of memory for a tuple of {} items", items.len()),
        }
    }

    /// A tuple of `length` unbound items, to be filled before the next allocation, or with `tuple_put`.
    pub fn new_tuple(&mut self, length: usize) -> Result<Ref<TupleObject>> {
        let p = self.allocate(16usize.saturating_add(length.saturating_mul(8)), Kind::Tuple.map())?;
        let t = unsafe { Ref::<TupleObject>::from_pointer(p) };
        t.length.set(length);
        Ok(t)
    }

    /// Writes an item of a tuple that no program has seen yet.
    pub fn tuple_put(&mut self, t: Ref<TupleObject>, i: usize, v: Value) {
        debug_assert!(i < t.len());
        self.heap.array_store(t.pointer(), t.item(i) as *mut u64, v.0);
    }
}
