//! The heap: a non-moving, generational mark and sweep collector.
//!
//! It knows nothing of Python: objects are a [`Header`] followed by words whose meaning the
//! [`Layout`] of the object's map gives. Objects never move. Native stacks and registers are
//! scanned conservatively, objects precisely.
//!
//! Small objects are cells of blocks of 32 KiB, each with cells of one size; mark bits and what
//! is known of each block are in tables beside. Marks are *sticky*: what survived a collection
//! stays marked and is old, so that a minor collection marks and frees young objects only,
//! starting from the roots and from the old objects that the write barrier recorded. A major
//! collection starts without marks.
//!
//! Every allocation is a safepoint: it may collect. No code of the program runs there; what it
//! has to know (dead weak references, finalizers, a memory error) waits for its next poll.

// The interface takes addresses of objects. That they are live objects of this heap, of the
// layout of their map, is the contract of every function here that takes one.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

mod allocate;
mod barrier;
mod blocks;
mod classes;
mod collect;
mod finalize;
mod huge;
mod inspect;
mod layout;
mod log;
pub mod machine;
mod memory;
mod pacing;
mod roots;
mod space;
mod stacks;
#[cfg(test)]
mod tests;
mod verify;
mod visitor;
mod weak;

pub use classes::{class_size, size_class, CLASSES, GRANULE, MAX_SMALL, MOST_PREZEROED};
pub use collect::RootSource;
pub use layout::{Layout, Trace};
pub use pacing::Options;
pub use roots::{Root, RootVec};
pub use stacks::ThreadStack;
pub use visitor::Visitor;

use allocate::ClassState;
use blocks::BlockPool;
use finalize::{Finalizers, Natives};
use huge::HugeRegion;
use layout::Kind;
use pacing::Pacing;
use roots::RootList;
use space::Space;
use stacks::Stacks;
use std::cell::Cell;
use std::collections::VecDeque;
use verify::Credits;
use weak::WeakTable;

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
    /// A finalizer is registered and was neither queued nor cancelled yet.
    pub const HAS_FINALIZER: u32 = 1 << 3;
    /// Owns native resources or charged external memory.
    pub const EXTERNAL: u32 = 1 << 4;
    /// Never dies.
    pub const IMMORTAL: u32 = 1 << 5;
    /// Is in the list of finalizable objects, though its finalizer may have been cancelled. Kept
    /// by the heap.
    pub const FINALIZER_LISTED: u32 = 1 << 6;
    /// The first bit that belongs to the VM.
    pub const VM_SHIFT: u32 = 8;
}

/// The memory limit (or the system's memory) does not allow an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

/// The bit that the heap sets in the VM's poll flag.
pub const POLL_HEAP: u32 = 1;

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
    start: *mut *mut Word,
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
    /// Bytes of address space that are accessible.
    pub committed_bytes: usize,
    /// The largest sum of old, young and external bytes seen at a collection.
    pub peak_bytes: usize,
}

type Source = Box<dyn FnMut(&mut Visitor)>;
type LivenessHook = Box<dyn FnMut(&dyn Fn(*mut u8) -> bool)>;

/// The heap. Machine code embeds its address and allocates through the cursors at offset 0.
#[repr(C)]
pub struct Heap {
    /// One per size class; class `c` is at offset `16 * c`.
    pub cursors: [Cursor; CLASSES],
    /// At offset `16 * CLASSES`.
    pub slot_buffer: SlotBuffer,

    space: Space,
    pool: BlockPool,
    huge: HugeRegion,
    classes: [ClassState; CLASSES],
    layouts: Vec<Layout>,

    /// Blocks that were allocated in since the last collection.
    young_blocks: Vec<u32>,
    /// First blocks of the large objects allocated since the last collection.
    young_large: Vec<u32>,
    /// First blocks of the other large objects.
    large: Vec<u32>,
    /// Old objects that may refer to young ones; their OLD flag is clear.
    remembered: Vec<usize>,

    visitor: Visitor,
    stacks: Stacks,
    roots: RootList,
    sources: Vec<Option<Source>>,
    immortals: Vec<usize>,
    /// The immortals below this index are old.
    old_immortals: usize,

    weak: WeakTable,
    cleared_word: Word,
    dead_weak: VecDeque<usize>,
    finalizers: Finalizers,
    ready_finalizers: VecDeque<usize>,
    natives: Natives,
    liveness_hooks: Vec<LivenessHook>,

    pacing: Pacing,
    /// Bytes of the objects that survived the last collection.
    old_bytes: usize,
    /// Bytes handed out since.
    young_bytes: usize,
    /// Charged bytes outside of the heap.
    external: usize,
    /// Those charged since the last collection or request of one.
    young_external: usize,
    /// Collections are not turned off.
    collecting: bool,
    /// The next slow path collects.
    requested: bool,
    memory_error: bool,
    stress: bool,
    stress_interval: u32,
    /// Allocations until the next collection in stress mode.
    stress_wait: Cell<u32>,
    verify: bool,
    poison: bool,
    credits: Credits,
    poll_flag: *mut u32,
    /// Where `poll_flag` points at first.
    own_poll_flag: u32,
    statistics: Statistics,
}

/// The least address space to reserve for a heap, if there is so much: half of it is for huge
/// objects and used sparsely.
const RESERVATION: usize = 64 << 30;

impl Heap {
    /// A new, empty heap. No stack is scanned until one is registered and adopted.
    ///
    /// # Errors
    /// [`OutOfMemory`] if the system gives no address space.
    pub fn new(options: Options) -> Result<Box<Heap>, OutOfMemory> {
        let reservation = options.reservation.unwrap_or_else(|| {
            let machine = memory::machine_memory().unwrap_or(0);
            RESERVATION.max(machine.saturating_mul(2))
        });
        let space = Space::reserve(reservation).ok_or(OutOfMemory)?;
        let blocks = space.block_count();
        let mut heap = Box::new(Heap {
            cursors: [Cursor::default(); CLASSES],
            slot_buffer: SlotBuffer::new(),
            space,
            pool: BlockPool::new(space, blocks / 2),
            huge: HugeRegion::new(space, blocks / 2, blocks),
            classes: [const { ClassState::new() }; CLASSES],
            layouts: Vec::new(),
            young_blocks: Vec::new(),
            young_large: Vec::new(),
            large: Vec::new(),
            remembered: Vec::new(),
            visitor: Visitor::new(space),
            stacks: Stacks::default(),
            roots: RootList::new(),
            sources: Vec::new(),
            immortals: Vec::new(),
            old_immortals: 0,
            weak: WeakTable::default(),
            cleared_word: 0,
            dead_weak: VecDeque::new(),
            finalizers: Finalizers::default(),
            ready_finalizers: VecDeque::new(),
            natives: Natives::default(),
            liveness_hooks: Vec::new(),
            pacing: Pacing::new(&options),
            old_bytes: 0,
            young_bytes: 0,
            external: 0,
            young_external: 0,
            collecting: true,
            requested: false,
            memory_error: false,
            stress: options.stress,
            stress_interval: options.stress_interval,
            stress_wait: Cell::new(0),
            verify: options.verify,
            poison: options.verify,
            credits: Credits::default(),
            poll_flag: std::ptr::null_mut(),
            own_poll_flag: 0,
            statistics: Statistics::default(),
        });
        heap.poll_flag = &raw mut heap.own_poll_flag;
        Ok(heap)
    }

    /// Sets how objects of `map` are traced. Must precede the first collection that sees one.
    pub fn set_layout(&mut self, map: u32, layout: Layout) {
        let index = map as usize;
        if index >= self.layouts.len() {
            self.layouts.resize(index + 1, Layout::UNSET);
        }
        self.layouts[index] = layout;
    }

    /// How objects of `map` are traced; that of a map without layout is raw.
    pub fn layout(&self, map: u32) -> Layout {
        match self.layouts.get(map as usize) {
            Some(layout) if layout.kind != Kind::Unset => *layout,
            _ => Layout::raw(),
        }
    }

    /// The heap sets [`POLL_HEAP`] in `*flag` when there is work for the VM's next poll: dead
    /// weak references, finalizers, a memory error. The VM clears it, and keeps the flag alive
    /// as long as the heap.
    pub fn set_poll_flag(&mut self, flag: *mut u32) {
        self.poll_flag = flag;
    }

    /// Where the heap reports queued work; a word of its own until [`Heap::set_poll_flag`].
    pub fn poll_word(&mut self) -> *mut u32 {
        self.poll_flag
    }

    /// Changes the settings of [`Options`]; `None` leaves one as it is.
    pub fn set_pacing(&mut self, nursery: Option<usize>, major: Option<f64>, max: Option<usize>) {
        self.pacing.set(nursery, major, max);
    }

    /// Bytes that are allocated between two minor collections.
    pub fn nursery(&self) -> usize {
        self.pacing.nursery()
    }

    /// Fixes the bytes to allocate between two minor collections; `None`: as the live bytes suggest.
    pub fn set_nursery(&mut self, bytes: Option<usize>) {
        self.pacing.set_nursery(bytes);
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.drop_all_natives();
        self.space.unmap();
    }
}
