//! Weak references.

use crate::heap::Header;
use crate::kind::Kind;
use crate::object::{flags, Field, Ref};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// weakref.ref and the proxies. The referent's word is not traced; the collector clears it.
#[repr(C)]
pub struct WeakObject {
    pub header: Header,
    /// The referent; unbound when it died.
    pub referent: Cell<Value>,
    /// The callback or None.
    pub callback: Field,
    /// The referent's hash, once asked for: 0 before.
    pub hash: Cell<i64>,
}

impl Vm {
    /// A weak reference without callback.
    pub fn weak_reference(&mut self, referent: Value) -> Value {
        self.new_weak(Kind::WeakReference.map(), referent, Value::NONE)
    }

    pub fn new_weak(&mut self, map: u32, referent: Value, callback: Value) -> Value {
        let p = self.heap.allocate(std::mem::size_of::<WeakObject>(), map);
        let weak = unsafe { Ref::<WeakObject>::from_pointer(p) };
        weak.referent.set(referent);
        weak.callback.init(callback);
        self.heap.register_weak(p, 1);
        let _ = flags::WATCHED;
        weak.value()
    }

    /// What a weak reference points to, while it lives.
    pub fn weak_target(&self, weak: Value) -> Option<Value> {
        Ref::<WeakObject>::of(weak).referent.get().bound()
    }
}
