//! `set` and `frozenset`: a dict whose values do not matter.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
use std::cell::Cell;

#[repr(C)]
pub struct SetObject {
    pub header: Header,
    /// The dict that holds the elements as keys.
    pub dict: Field,
    /// frozenset's hash once computed; 0 before.
    pub hash: Cell<i64>,
}

impl SetObject {
    pub const MASK: u64 = mask!(SetObject: dict);
}
