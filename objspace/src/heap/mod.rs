//! The heap: a non-moving, generational mark and sweep collector.
//!
//! It knows nothing of Python: objects are a [`Header`] followed by words whose meaning the
//! [`Layout`] of the object's map gives. Native stacks and registers are scanned conservatively,
//! objects precisely.

mod classes;
mod layout;
mod memory;
mod pacing;
mod roots;

pub use classes::{class_size, size_class, CLASSES, GRANULE, MAX_SMALL};
pub use layout::{Layout, Trace};
pub use pacing::Options;
pub use roots::{Root, RootVec};

use layout::Kind;
use roots::RootList;
use std::collections::VecDeque;

/// A tagged value: low three bits clear and nonzero is a pointer to a heap object; everything
/// else is not traced.
pub type Word = u64;

/// What every object starts with.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// The map, which determines the object's layout.
    pub map: u32,
    /// The constants of [`Header`]; bits 8 and up belong to the VM.
    pub flags: u32,
}

impl Header {
    /// Survived a collection and is not in the remembered set: stores into it need the barrier.
    pub const OLD: u32 = 1 << 0;
    /// The address was observed as a hash or an identity. Kept by the VM.
    pub const HASH_TAKEN: u32 = 1 << 1;
    /// At least one weak reference to the object was registered.
    pub const HAS_WEAKREF: u32 = 1 << 2;
    /// A finalizer is registered and was not queued yet.
    pub const HAS_FINALIZER: u32 = 1 << 3;
    /// Owns native resources or charged external memory.
    pub const EXTERNAL: u32 = 1 << 4;
    /// Never dies.
    pub const IMMORTAL: u32 = 1 << 5;
    /// The first bit that belongs to the VM.
    pub const VM_SHIFT: u32 = 8;
}

/// The memory limit (or the system's memory) does not allow an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

/// The part of a free run of cells that one size class allocates from.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor {
    /// The next cell, already zeroed.
    pub next: usize,
    /// The end of the run. `next + cell size > end`: take the slow path.
    pub end: usize,
}

/// Addresses of array slots that were given a young object since the last collection.
#[repr(C)]
pub struct SlotBuffer {
    /// Where the next slot address goes.
    pub next: *mut *mut Word,
    /// The end of the buffer. `next == end`: take the slow path.
    pub end: *mut *mut Word,
}

/// Figures about a heap.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statistics {
    pub minor_collections: u64,
    pub major_collections: u64,
    pub minor_nanoseconds: u64,
    pub major_nanoseconds: u64,
    pub longest_pause_nanoseconds: u64,
    /// Bytes in objects that survived the last collection.
    pub old_bytes: usize,
    /// Bytes handed to the allocation cursors and large objects since the last collection.
    pub young_bytes: usize,
    /// Bytes charged by [`Heap::charge_external`].
    pub external_bytes: usize,
    /// Bytes of address space that were opened.
    pub committed_bytes: usize,
    /// The largest sum of old, young and external bytes seen at a collection.
    pub peak_bytes: usize,
}

/// Names a source added by [`Heap::add_root_source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootSource(u32);

/// Names a stack registered by [`Heap::register_thread_stack`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadStack(u32);

/// What root sources and custom layouts report tagged words to.
pub struct Visitor {
    report: Option<Box<dyn FnMut(*mut u8)>>,
}

impl Visitor {
    /// Reports a tagged word.
    #[inline]
    pub fn word(&mut self, word: Word) {
        if word & 7 == 0 && word != 0 {
            if let Some(report) = &mut self.report {
                report(word as *mut u8);
            }
        }
    }

    /// Reports the tagged word at `slot`.
    #[inline]
    pub fn slot(&mut self, slot: *mut Word) {
        // SAFETY: the caller gives a readable slot.
        self.word(unsafe { *slot });
    }

    /// Reports the `count` tagged words from `first` on.
    pub fn range(&mut self, first: *const Word, count: usize) {
        if count > 0 {
            // SAFETY: the caller gives a readable range.
            self.words(unsafe { std::slice::from_raw_parts(first, count) });
        }
    }

    /// Reports tagged words.
    pub fn words(&mut self, words: &[Word]) {
        for &word in words {
            self.word(word);
        }
    }

    /// Reports the aligned words of the addresses `low..high`, each of which may or may not be
    /// a pointer to an object or into one.
    pub fn conservative(&mut self, _low: usize, _high: usize) {}

    /// As [`Visitor::conservative`], for addresses whose words have not changed since the last
    /// collection: a minor collection skips them. (The watermark of a deep stack.)
    pub fn unchanged(&mut self, low: usize, high: usize) {
        if self.is_major() {
            self.conservative(low, high);
        }
    }

    /// Whether the whole heap is being traced, not only the young objects.
    pub fn is_major(&self) -> bool {
        true
    }
}

/// The heap. Machine code embeds its address and allocates through the cursors at offset 0.
#[repr(C)]
pub struct Heap {
    /// One per size class; class `c` is at offset `16 * c`.
    pub cursors: [Cursor; CLASSES],
    /// At offset `16 * CLASSES`.
    pub slot_buffer: SlotBuffer,
    roots: RootList,
    layouts: Vec<Layout>,
    objects: Vec<usize>,
    start: usize,
    top: usize,
    end: usize,
    poll_flag: *mut u32,
    own_poll_flag: Box<u32>,
    cleared_word: Word,
    dead_weak: VecDeque<*mut u8>,
    ready_finalizers: VecDeque<*mut u8>,
    sources: Vec<Option<Box<dyn FnMut(&mut Visitor)>>>,
    external_bytes: usize,
}

const RESERVATION: usize = 16 << 30;

impl Heap {
    /// A new, empty heap.
    ///
    /// # Errors
    /// [`OutOfMemory`] if the system gives no address space.
    pub fn new(_options: Options) -> Result<Box<Heap>, OutOfMemory> {
        let start = memory::map_lazily(RESERVATION).ok_or(OutOfMemory)?;
        let mut own_poll_flag = Box::new(0);
        Ok(Box::new(Heap {
            cursors: [Cursor::default(); CLASSES],
            slot_buffer: SlotBuffer {
                next: std::ptr::null_mut(),
                end: std::ptr::null_mut(),
            },
            roots: RootList::new(),
            layouts: Vec::new(),
            objects: Vec::new(),
            start,
            top: start,
            end: start + RESERVATION,
            poll_flag: &mut *own_poll_flag,
            own_poll_flag,
            cleared_word: 0,
            dead_weak: VecDeque::new(),
            ready_finalizers: VecDeque::new(),
            sources: Vec::new(),
            external_bytes: 0,
        }))
    }

    /// A new object of `size` bytes, `1..=MAX_SMALL`, header included: the header is written
    /// (flags clear), the rest is zero. Never fails: over the memory limit a reserve serves it
    /// and the error becomes pending, see [`Heap::take_memory_error`]. May collect.
    #[inline(always)]
    pub fn allocate(&mut self, size: usize, map: u32) -> *mut u8 {
        let class = size_class(size);
        let cell = class_size(class);
        let cursor = &mut self.cursors[class];
        let object = cursor.next;
        if object + cell > cursor.end {
            return self.allocate_slow(class, map);
        }
        cursor.next = object + cell;
        // SAFETY: the cell is ours and 16-byte aligned.
        unsafe { *(object as *mut u64) = u64::from(map) };
        object as *mut u8
    }

    /// The slow path of [`Heap::allocate`], also for machine code: a new object in a cell of
    /// size class `class`.
    #[cold]
    #[inline(never)]
    pub fn allocate_slow(&mut self, class: usize, map: u32) -> *mut u8 {
        self.allocate_large_or_small(class_size(class), map)
            .expect("the reservation is large enough")
    }

    /// A new object of any size, zeroed but for the header. May collect.
    ///
    /// # Errors
    /// [`OutOfMemory`] if the object does not fit even after a full collection.
    pub fn allocate_large_or_small(&mut self, size: usize, map: u32) -> Result<*mut u8, OutOfMemory> {
        let size = size.checked_next_multiple_of(GRANULE).ok_or(OutOfMemory)?;
        if size > self.end - self.top {
            return Err(OutOfMemory);
        }
        let object = self.top;
        self.top += size;
        self.objects.push(object);
        // SAFETY: fresh memory inside the reservation.
        unsafe { *(object as *mut u64) = u64::from(map) };
        Ok(object as *mut u8)
    }

    /// Tries to make `object` at least `new_size` bytes long without moving it. New bytes are
    /// zero. False if it cannot, or if the memory limit forbids it. Never collects.
    pub fn extend_in_place(&mut self, _object: *mut u8, _new_size: usize) -> bool {
        false
    }

    /// Sets how objects of `map` are traced. Must precede the first collection that sees one.
    pub fn set_layout(&mut self, map: u32, layout: Layout) {
        let index = map as usize;
        if index >= self.layouts.len() {
            self.layouts.resize(index + 1, Layout::UNSET);
        }
        self.layouts[index] = layout;
    }

    /// How objects of `map` are traced.
    pub fn layout(&self, map: u32) -> Layout {
        match self.layouts.get(map as usize) {
            Some(layout) if layout.kind != Kind::Unset => *layout,
            _ => Layout::raw(),
        }
    }

    /// To be called with each store of a pointer into a field of `object`, before or after it,
    /// with no allocation in between. Not needed if `object` was allocated since the last one.
    #[inline(always)]
    pub fn write_barrier(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        if unsafe { (*object.cast::<Header>()).flags } & Header::OLD != 0 {
            self.log_object(object);
        }
    }

    /// Stores `value` into `slot` inside the items of `array`, with the barrier.
    #[inline(always)]
    pub fn array_store(&mut self, _array: *mut u8, slot: *mut Word, value: Word) {
        // SAFETY: `slot` is a word of the live object `array`.
        unsafe { *slot = value };
    }

    /// The barrier for any number of stores into `object` until the next allocation: the next
    /// minor collection traces the object whole.
    pub fn log_object(&mut self, _object: *mut u8) {}

    /// Collects the young objects.
    pub fn collect_minor(&mut self) {}

    /// Collects all objects.
    pub fn collect_major(&mut self) {}

    /// Makes the next allocation that leaves its fast path collect.
    pub fn request_collection(&mut self) {}

    /// Accounts for memory outside of the heap that heap objects own: positive at allocation,
    /// negative at release.
    pub fn charge_external(&mut self, bytes: isize) {
        self.external_bytes = self.external_bytes.saturating_add_signed(bytes);
    }

    /// Word `slot_word` of `weak`, which its layout must not trace, refers weakly to the object
    /// that it holds. When that object dies, the word becomes the cleared word and `weak`, if it
    /// is alive, is queued for [`Heap::take_dead_weak`].
    pub fn register_weak(&mut self, _weak: *mut u8, _slot_word: usize) {}

    /// What dead weak references are overwritten with. Zero unless set.
    pub fn set_cleared_word(&mut self, word: Word) {
        self.cleared_word = word;
    }

    /// The next object of [`Heap::register_weak`] whose referent died.
    pub fn take_dead_weak(&mut self) -> Option<*mut u8> {
        self.dead_weak.pop_front()
    }

    /// The objects registered by [`Heap::register_weak`] that refer to `object`, the most recent
    /// first.
    pub fn weak_references(&self, _object: *mut u8) -> Vec<*mut u8> {
        Vec::new()
    }

    /// Once `object` is found dead it is kept, with all that it refers to, and queued for
    /// [`Heap::take_finalizer`]: once, and before the objects that it refers to.
    pub fn register_finalizer(&mut self, _object: *mut u8) {}

    /// The next object whose finalizer is to run.
    pub fn take_finalizer(&mut self) -> Option<*mut u8> {
        self.ready_finalizers.pop_front()
    }

    /// All objects whose finalizer has not been queued yet, the oldest first.
    pub fn finalizable_objects(&self) -> Vec<*mut u8> {
        Vec::new()
    }

    /// `drop` is called with `object` when its cell dies. It runs inside the collector: it may
    /// read the object's own words but must not touch any other part of the heap.
    pub fn register_native_drop(&mut self, _object: *mut u8, _drop: fn(*mut u8)) {}

    /// As [`Heap::charge_external`], charged to `object`: undone when it dies.
    pub fn charge_object(&mut self, _object: *mut u8, bytes: isize) {
        self.charge_external(bytes);
    }

    /// Keeps `object`, and what it refers to, for good.
    pub fn make_immortal(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        unsafe { (*object.cast::<Header>()).flags |= Header::IMMORTAL };
    }

    /// The heap sets [`POLL_HEAP`] in `*flag` when there is work for the VM's next poll: dead
    /// weak references, finalizers, a pending memory error.
    pub fn set_poll_flag(&mut self, flag: *mut u32) {
        self.poll_flag = flag;
    }

    /// Where the heap reports queued work; a word of its own until [`Heap::set_poll_flag`].
    pub fn poll_word(&mut self) -> *mut u32 {
        self.poll_flag
    }

    /// Whether an allocation that cannot fail went over the memory limit since the last call.
    pub fn take_memory_error(&mut self) -> bool {
        false
    }

    /// `source` is called at each collection to report roots. It must not touch the heap.
    pub fn add_root_source(&mut self, source: impl FnMut(&mut Visitor) + 'static) -> RootSource {
        self.sources.push(Some(Box::new(source)));
        RootSource(self.sources.len() as u32 - 1)
    }

    /// Forgets a root source.
    pub fn remove_root_source(&mut self, source: RootSource) {
        self.sources[source.0 as usize] = None;
    }

    /// Registers the native stack of a thread or a coroutine. `base` is the highest address that
    /// can hold references: the address of a local of the outermost function that has any.
    pub fn register_thread_stack(&mut self, _base: usize) -> ThreadStack {
        ThreadStack(0)
    }

    /// Forgets a stack.
    pub fn unregister_thread_stack(&mut self, _stack: ThreadStack) {}

    /// The caller runs on `stack` from now on (it got the global lock, or switched to it).
    pub fn adopt_thread_stack(&mut self, _stack: ThreadStack) {}

    /// The caller is about to give up the global lock or to switch stacks: its registers and
    /// stack pointer are recorded, and it touches no heap object until it adopts a stack.
    pub fn publish_thread_stack(&mut self) {}

    /// The object that `word` points to, or into.
    pub fn object_containing(&mut self, _word: usize) -> Option<*mut u8> {
        None
    }

    /// The number of bytes that `object` may use.
    pub fn object_size(&self, _object: *mut u8) -> usize {
        0
    }

    /// Calls `action` with each object. After a major collection these are the live ones. The
    /// action must not allocate.
    pub fn for_each_object(&mut self, mut action: impl FnMut(*mut u8)) {
        for &object in &self.objects {
            action(object as *mut u8);
        }
    }

    /// The objects that `object` refers to directly, in the order of its words.
    pub fn referents(&mut self, _object: *mut u8) -> Vec<*mut u8> {
        Vec::new()
    }

    /// The objects that refer directly to one of `objects`.
    pub fn referrers(&mut self, _objects: &[*mut u8]) -> Vec<*mut u8> {
        Vec::new()
    }

    /// Calls `action` after each collection's marking, with a test for whether an object that
    /// was alive before is alive still: for tables that hold references weakly. The action must
    /// not touch the heap otherwise.
    pub fn add_liveness_hook(&mut self, _action: impl FnMut(&dyn Fn(*mut u8) -> bool) + 'static) {}

    /// Changes the settings of [`Options`]; `None` leaves one as it is.
    pub fn set_pacing(&mut self, _nursery: Option<usize>, _major: Option<f64>, _max: Option<usize>) {}

    /// Figures about this heap.
    pub fn statistics(&self) -> Statistics {
        Statistics {
            old_bytes: self.top - self.start,
            external_bytes: self.external_bytes,
            ..Statistics::default()
        }
    }

    pub(crate) fn root_list(&mut self) -> &mut RootList {
        &mut self.roots
    }
}

/// The bit that the heap sets in the VM's poll flag.
pub const POLL_HEAP: u32 = 1;

impl Drop for Heap {
    fn drop(&mut self) {
        memory::unmap(self.start, RESERVATION);
    }
}
