//! Generator objects: a frame's registers between two resumes.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
use jit::memory::Content;
use jit::Region;
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Finished,
}

#[repr(C)]
pub struct GeneratorObject {
    pub header: Header,
    /// The function (register 0); unbound once finished.
    pub function: Field,
    pub code: Field,
    /// Words cell with the registers; unbound while running or finished.
    pub registers: Field,
    /// Frame object, if somebody asked for gi_frame or a traceback holds it.
    pub frame: Field,
    /// Where it goes on.
    pub pc: Cell<*const u64>,
    pub state: Cell<GeneratorState>,
}

impl GeneratorObject {
    pub const MASK: u64 = mask!(GeneratorObject: function code registers frame);
    pub const FUNCTION: jit::Field = jit::Field::new(8, Content::Value, Region::Other);
    pub const CODE: jit::Field = jit::Field::immutable(16, Content::Value, Region::Other);
    pub const REGISTERS: jit::Field = jit::Field::new(24, Content::Value, Region::Other);
    pub const PC: jit::Field = jit::Field::new(40, Content::Word, Region::Other);
    pub const STATE: jit::Field = jit::Field::new(48, Content::Byte, Region::Other);
}
