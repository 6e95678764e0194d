//! `file`.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
use std::cell::Cell;

#[repr(C)]
pub struct FileObject {
    pub header: Header,
    pub name: Field,
    pub mode: Field,
    pub encoding: Field,
    pub errors: Field,
    /// The native file state; owned, null when never opened.
    pub state: Cell<*mut u8>,
    pub softspace: Cell<bool>,
}

impl FileObject {
    pub const MASK: u64 = mask!(FileObject: name mode encoding errors);
}
