//! `bytearray`.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
use std::cell::Cell;

#[repr(C)]
pub struct ByteArrayObject {
    pub header: Header,
    pub length: Cell<usize>,
    /// Bytes cell; unbound while empty.
    pub storage: Field,
    /// How many memory views look at the bytes: no resizing then.
    pub exports: Cell<usize>,
}

impl ByteArrayObject {
    pub const MASK: u64 = mask!(ByteArrayObject: storage);
}
