//! Generator objects: a frame's registers between two resumes.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
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
}
