//! Write barriers: which old objects may refer to young ones.
//!
//! Two records, both emptied by every collection: the *remembered* objects, which the next minor
//! collection traces whole and whose OLD flag is clear meanwhile, so that each is recorded once;
//! and the *slot buffer*, addresses of array items that were given a young object.

use super::visitor::{header, is_pointer};
use super::{Header, Heap, SlotBuffer, Word};
use std::alloc::{alloc, dealloc, handle_alloc_error, Layout};

/// Slots of a new buffer.
const FIRST_CAPACITY: usize = 4096;

/// A full buffer grows while it has less than a slot for this many bytes of nursery.
const BYTES_PER_SLOT: usize = 256;

/// So many slots are marked at a time, which keeps the mark stack short.
const SLOTS_AT_A_TIME: usize = 1024;

impl SlotBuffer {
    pub(super) fn new() -> SlotBuffer {
        SlotBuffer::with_capacity(FIRST_CAPACITY)
    }

    fn with_capacity(capacity: usize) -> SlotBuffer {
        let layout = SlotBuffer::layout(capacity);
        // SAFETY: the layout is not empty; the end is that of the allocation.
        unsafe {
            let start = alloc(layout).cast::<*mut Word>();
            if start.is_null() {
                handle_alloc_error(layout);
            }
            SlotBuffer {
                next: start,
                end: start.add(capacity),
                start,
            }
        }
    }

    fn layout(capacity: usize) -> Layout {
        Layout::array::<*mut Word>(capacity).expect("the capacity is bounded by the nursery")
    }

    fn capacity(&self) -> usize {
        (self.end as usize - self.start as usize) / size_of::<*mut Word>()
    }

    /// The recorded slots, in order, possibly with repetitions.
    pub(super) fn slots(&self) -> &[*mut Word] {
        let count = (self.next as usize - self.start as usize) / size_of::<*mut Word>();
        // SAFETY: the slots below `next` were written.
        unsafe { std::slice::from_raw_parts(self.start, count) }
    }

    pub(super) fn clear(&mut self) {
        self.next = self.start;
    }

    /// Doubles the capacity.
    fn grow(&mut self) {
        let mut larger = SlotBuffer::with_capacity(self.capacity() * 2);
        for &slot in self.slots() {
            larger.push(slot);
        }
        *self = larger;
    }

    #[inline(always)]
    fn push(&mut self, slot: *mut Word) {
        debug_assert!(self.next < self.end);
        // SAFETY: there is room.
        unsafe {
            *self.next = slot;
            self.next = self.next.add(1);
        }
    }
}

impl Drop for SlotBuffer {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout.
        unsafe { dealloc(self.start.cast(), SlotBuffer::layout(self.capacity())) };
    }
}

impl Heap {
    /// To be called with each store of a pointer into a field of `object`, before or after it,
    /// with no allocation in between. Not needed if `object` was allocated since the last one.
    #[inline(always)]
    pub fn write_barrier(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        if unsafe { (*header(object as usize)).flags } & Header::OLD != 0 {
            self.log_object(object);
        }
    }

    /// The barrier for any number of stores into `object` until the next allocation: the next
    /// minor collection traces the object whole.
    #[cold]
    #[inline(never)]
    pub fn log_object(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        let flags = unsafe { &mut (*header(object as usize)).flags };
        if *flags & Header::OLD != 0 {
            *flags &= !Header::OLD;
            self.remembered.push(object as usize);
        }
    }

    /// Stores `value` into `slot` inside the items of `array`, with the barrier.
    #[inline(always)]
    pub fn array_store(&mut self, array: *mut u8, slot: *mut Word, value: Word) {
        // SAFETY: `slot` is a word of the live object `array`; `value` is a tagged word.
        unsafe {
            *slot = value;
            if is_pointer(value)
                && (*header(array as usize)).flags & Header::OLD != 0
                && (*header(value as usize)).flags & Header::OLD == 0
            {
                if self.slot_buffer.next == self.slot_buffer.end {
                    self.slot_buffer_full(array, slot);
                } else {
                    self.slot_buffer.push(slot);
                }
            }
        }
    }

    /// Records that `slot` of the old object `array` was given a young object, when the slot
    /// buffer is full: makes it longer, or falls back to remembering the array as a whole.
    #[cold]
    #[inline(never)]
    pub fn slot_buffer_full(&mut self, array: *mut u8, slot: *mut Word) {
        if self.slot_buffer.capacity() < self.pacing.nursery() / BYTES_PER_SLOT {
            self.slot_buffer.grow();
            self.slot_buffer.push(slot);
        } else {
            self.log_object(array);
        }
    }

    /// Marks the young objects that old ones were given since the last collection.
    pub(super) fn mark_recorded(&mut self) {
        for &object in &self.remembered {
            self.visitor.rescan(object);
        }
        for slots in self.slot_buffer.slots().chunks(SLOTS_AT_A_TIME) {
            for &slot in slots {
                self.visitor.slot(slot);
            }
            self.visitor.drain();
        }
    }

    /// Empties both records. The remembered objects are old again.
    pub(super) fn forget_recorded(&mut self) {
        for object in self.remembered.drain(..) {
            // SAFETY: nothing was freed since the object was recorded.
            unsafe { (*header(object)).flags |= Header::OLD };
        }
        self.slot_buffer.clear();
    }
}
