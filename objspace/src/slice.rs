//! Slice objects and the arithmetic of slices.

use crate::heap::Header;
use crate::kind::Kind;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct SliceObject {
    pub header: Header,
    pub start: Field,
    pub stop: Field,
    pub step: Field,
}

impl Vm {
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        let p = self
            .heap
            .allocate(std::mem::size_of::<SliceObject>(), Kind::Slice.map());
        let s = unsafe { Ref::<SliceObject>::from_pointer(p) };
        s.start.init(start);
        s.stop.init(stop);
        s.step.init(step);
        s.value()
    }
}
