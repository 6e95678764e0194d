//! Old-style classes. Instances have maps like new-style ones; their map names the class.

use crate::heap::Header;
use crate::layout::mask;
use crate::object::Field;
use std::cell::Cell;

#[repr(C)]
pub struct OldClassObject {
    pub header: Header,
    pub name: Field,
    pub bases: Field,
    pub dict: Field,
    /// Map of new instances (0: not made yet).
    pub root_map: Cell<u32>,
    pub predicted_slots: Cell<u16>,
}

impl OldClassObject {
    pub const MASK: u64 = mask!(OldClassObject: name bases dict);
}
