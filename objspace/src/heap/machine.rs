//! What machine code needs: offsets from the heap's address, and functions to call.
//!
//! The code of an allocation of class `c` with cells of `size` bytes is
//!
//! ```text
//! object = load(heap + cursor_next_offset(c))
//! if object + size > load(heap + cursor_end_offset(c)): object = allocate_slow(heap, c, map)
//! else: store(heap + cursor_next_offset(c), object + size); store(object, map as u64)
//! ```
//!
//! and a store into an array item is the field store of [`Heap::array_store`]. Both flags of the
//! barrier are in the byte at [`FLAGS_OFFSET`] of an object.

use super::{Cursor, Header, Heap, SlotBuffer, Word};
use std::mem::offset_of;

/// Offset of the low byte of an object's flags, which has [`Header::OLD`].
pub const FLAGS_OFFSET: usize = offset_of!(Header, flags);

/// Offset of the slot buffer's `next` in the heap.
pub const SLOT_BUFFER_NEXT_OFFSET: usize = offset_of!(Heap, slot_buffer) + offset_of!(SlotBuffer, next);

/// Offset of the slot buffer's `end` in the heap.
pub const SLOT_BUFFER_END_OFFSET: usize = offset_of!(Heap, slot_buffer) + offset_of!(SlotBuffer, end);

/// Offset of the `next` of the cursor of `class` in the heap.
pub const fn cursor_next_offset(class: usize) -> usize {
    offset_of!(Heap, cursors) + class * size_of::<Cursor>() + offset_of!(Cursor, next)
}

/// Offset of the `end` of the cursor of `class` in the heap.
pub const fn cursor_end_offset(class: usize) -> usize {
    offset_of!(Heap, cursors) + class * size_of::<Cursor>() + offset_of!(Cursor, end)
}

/// [`Heap::allocate_slow`] for machine code.
///
/// # Safety
/// `heap` is the heap, and no reference to it is in use.
pub unsafe extern "C" fn allocate_slow(heap: *mut Heap, class: usize, map: u32) -> *mut u8 {
    (*heap).allocate_slow(class, map)
}

/// [`Heap::log_object`] for machine code.
///
/// # Safety
/// As [`allocate_slow`]; `object` is a live object.
pub unsafe extern "C" fn log_object(heap: *mut Heap, object: *mut u8) {
    (*heap).log_object(object);
}

/// [`Heap::slot_buffer_full`] for machine code.
///
/// # Safety
/// As [`allocate_slow`]; `slot` is a word of the live object `array`.
pub unsafe extern "C" fn slot_buffer_full(heap: *mut Heap, array: *mut u8, slot: *mut Word) {
    (*heap).slot_buffer_full(array, slot);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_is_as_documented() {
        assert_eq!(cursor_next_offset(3), 48);
        assert_eq!(cursor_end_offset(3), 56);
        assert_eq!(FLAGS_OFFSET, 4);
        assert_eq!(SLOT_BUFFER_NEXT_OFFSET, 16 * super::super::CLASSES);
    }
}
