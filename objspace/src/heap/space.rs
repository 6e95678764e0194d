//! The reserved address space and its side tables: what each block is, which objects are marked.
//!
//! This is the only place that computes with block numbers and mark bits. A [`Space`] is a set of
//! addresses and is copied freely; the heap keeps the mappings alive. But a copy is only good for
//! looking at marks until the next major collection, which exchanges the mark tables.

use super::classes::{class_size, GRANULE};
use super::memory;

const BLOCK_SHIFT: usize = 15;

/// Bytes of a block: the unit in which address space is given to a size class or a large object.
pub(super) const BLOCK: usize = 1 << BLOCK_SHIFT;

/// Granules of a block: one mark bit each.
pub(super) const BLOCK_GRANULES: usize = BLOCK / GRANULE;

const BLOCK_MARKS: usize = BLOCK_GRANULES / 64;

/// Mark tables of so many bytes, and multiples of it, are given back while they are not in use. Whole pages.
const GIVEN_BACK: usize = 64 << 10;

/// Alignment of the reservation, that of large pages.
const ALIGNMENT: usize = 2 << 20;

/// The smallest reservation that is worth running with.
const SMALLEST: usize = 64 << 20;

/// What a block is used for.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Unused, or never used: the value of fresh table memory.
    Free = 0,
    /// Cells of one size class.
    Small,
    /// The first block of a large object.
    Large,
    /// Any other block of a large object.
    Rest,
}

/// The table entry of a block.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub state: State,
    /// `Small`: the size class.
    pub class: u8,
    /// The granules below this one may be nonzero; those from it on are zero.
    pub dirty: u16,
    /// `Small`: how many cells were marked at the last sweep.
    pub live: u16,
    /// `Small`: the cells below this index that are not marked were allocated since the last
    /// collection; those from it on that are not marked are free. For the block that a cursor
    /// is in, brought up to date by `Heap::update_current_blocks`.
    pub filled: u16,
    /// `Small`: bytes of a cell. `Large`: binary logarithm of the blocks of its address range if
    /// it is in the huge region, else zero.
    pub cell_size: u32,
    /// `Small`: 2^32 / cell_size, rounded up. `Large`: number of blocks. `Rest`: number of blocks
    /// back to the first.
    pub extra: u32,
}

impl Block {
    /// A block of cells of `class`, all free.
    pub fn small(class: usize, dirty: u16) -> Block {
        let cell_size = class_size(class) as u32;
        Block {
            state: State::Small,
            class: class as u8,
            dirty,
            live: 0,
            filled: 0,
            cell_size,
            extra: ((1u64 << 32) / u64::from(cell_size) + 1) as u32,
        }
    }

    fn other(state: State, cell_size: u32, extra: u32) -> Block {
        Block {
            state,
            class: 0,
            dirty: BLOCK_GRANULES as u16,
            live: 0,
            filled: 0,
            cell_size,
            extra,
        }
    }

    /// `Small`: how many cells the block has.
    pub fn cells(&self) -> usize {
        BLOCK / self.cell_size as usize
    }

    /// `Small`: the index of the cell that contains the byte at `offset`. It may be the
    /// incomplete one at the end. Exact because `offset < 2^15`.
    #[inline(always)]
    pub fn cell_at(&self, offset: usize) -> usize {
        (offset * self.extra as usize) >> 32
    }
}

/// Addresses of the reservation and of its side tables.
#[derive(Clone, Copy)]
pub(super) struct Space {
    /// First address; a multiple of the block size.
    pub base: usize,
    /// Bytes reserved from `base` on.
    pub size: usize,
    /// One bit a granule, set at the start of each object that survived a collection. During a
    /// major collection: that it has reached.
    marks: *mut u64,
    /// As `marks`, of the last collection. The same table, but for during a major collection.
    previous: *mut u64,
    blocks: *mut Block,
    reservation: usize,
    tables: usize,
}

impl Space {
    /// Reserves `preferred` bytes (rounded), or as much of that as the system gives.
    pub fn reserve(preferred: usize) -> Option<Space> {
        let mut size = preferred.next_multiple_of(ALIGNMENT);
        loop {
            match Space::reserve_exactly(size) {
                Some(space) => return Some(space),
                None if size / 4 < SMALLEST => return None,
                None => size = (size / 4).next_multiple_of(ALIGNMENT),
            }
        }
    }

    fn reserve_exactly(size: usize) -> Option<Space> {
        let reservation = memory::reserve(size + ALIGNMENT)?;
        let Some(tables) = memory::map_lazily(Space::tables_size(size)) else {
            memory::unmap(reservation, size + ALIGNMENT);
            return None;
        };
        memory::prefer_small_pages(tables, Space::tables_size(size));
        let marks_size = Space::marks_size(size);
        Some(Space {
            base: reservation.next_multiple_of(ALIGNMENT),
            size,
            marks: tables as *mut u64,
            previous: tables as *mut u64,
            blocks: (tables + 2 * marks_size) as *mut Block,
            reservation,
            tables,
        })
    }

    fn marks_size(size: usize) -> usize {
        size / GRANULE / 8
    }

    fn tables_size(size: usize) -> usize {
        2 * Space::marks_size(size) + size / BLOCK * size_of::<Block>()
    }

    /// Gives everything back. No address in this space may be used afterwards.
    pub fn unmap(self) {
        memory::unmap(self.reservation, self.size + ALIGNMENT);
        memory::unmap(self.tables, Space::tables_size(self.size));
    }

    /// Number of blocks.
    pub fn block_count(&self) -> usize {
        self.size / BLOCK
    }

    /// Whether `address` is in the reservation.
    #[inline(always)]
    pub fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.base) < self.size
    }

    /// The number of the block that contains `address`.
    #[inline(always)]
    pub fn block_of(&self, address: usize) -> usize {
        debug_assert!(self.contains(address));
        (address - self.base) >> BLOCK_SHIFT
    }

    /// The first address of a block.
    #[inline(always)]
    pub fn address_of(&self, block: usize) -> usize {
        self.base + (block << BLOCK_SHIFT)
    }

    /// The table entry of a block.
    #[inline(always)]
    pub fn block(&self, block: usize) -> Block {
        debug_assert!(block < self.block_count());
        // SAFETY: inside the table, whose fresh memory is a valid (free) entry.
        unsafe { *self.blocks.add(block) }
    }

    /// The table entry of a block, to change. One at a time.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn block_mut(&self, block: usize) -> &mut Block {
        debug_assert!(block < self.block_count());
        // SAFETY: as in `block`; callers keep the reference for one statement or one function
        // that takes no other.
        unsafe { &mut *self.blocks.add(block) }
    }

    /// Makes `count` blocks from `first` on one large object.
    pub fn set_large(&self, first: usize, count: usize, range_log: u32) {
        *self.block_mut(first) = Block::other(State::Large, range_log, count as u32);
        self.set_rest(first, 1, count);
    }

    /// Makes the blocks from the `from`th to the `to`th of a large object parts of it.
    pub fn set_rest(&self, first: usize, from: usize, to: usize) {
        for back in from..to {
            *self.block_mut(first + back) = Block::other(State::Rest, 0, back as u32);
        }
    }

    /// Makes `count` blocks from `first` on free.
    pub fn set_free(&self, first: usize, count: usize) {
        for block in first..first + count {
            self.block_mut(block).state = State::Free;
        }
    }

    /// Zeroes `count` blocks from `first` on, which the caller owns.
    pub fn zero(&self, first: usize, count: usize) {
        // SAFETY: the blocks are accessible and belong to the caller.
        unsafe { std::ptr::write_bytes(self.address_of(first) as *mut u8, 0, count * BLOCK) };
    }

    /// As [`Space::zero`], but for the blocks that are zero already.
    pub fn zero_dirty(&self, first: usize, count: usize) {
        for block in first..first + count {
            if self.block(block).dirty > 0 {
                self.zero(block, 1);
            }
        }
    }

    #[inline(always)]
    fn bit(&self, object: usize) -> (usize, u64) {
        debug_assert!(self.contains(object) && object.is_multiple_of(GRANULE));
        let granule = (object - self.base) / GRANULE;
        (granule / 64, 1 << (granule % 64))
    }

    /// Whether `object` survived a collection, or this one has reached it.
    #[inline(always)]
    pub fn is_marked(&self, object: usize) -> bool {
        let (index, mask) = self.bit(object);
        // SAFETY: inside the table.
        unsafe { *self.marks.add(index) & mask != 0 }
    }

    /// Marks `object`. False if it was marked.
    #[inline(always)]
    pub fn mark(&self, object: usize) -> bool {
        let (index, mask) = self.bit(object);
        // SAFETY: inside the table.
        unsafe {
            let word = self.marks.add(index);
            let old = *word;
            *word = old | mask;
            old & mask == 0
        }
    }

    /// The mark bits of a block.
    #[inline(always)]
    pub fn marks_of(&self, block: usize) -> &[u64; BLOCK_MARKS] {
        // SAFETY: inside the table; nobody marks while the reference is held.
        unsafe { &*self.marks.add(block * BLOCK_MARKS).cast() }
    }

    /// Number of marked objects that start in a block.
    #[inline(always)]
    pub fn count_marks(&self, block: usize) -> usize {
        let marks = self.marks_of(block);
        marks.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Begins a major collection: nothing is marked any more, while [`Space::resolve`] goes by
    /// the marks so far. The other table is all zero by the invariant of [`Space::forget`].
    pub fn swap_marks(&mut self) {
        debug_assert!(self.marks == self.previous);
        let second = self.tables + Space::marks_size(self.size);
        self.marks = match self.marks as usize == self.tables {
            true => second as *mut u64,
            false => self.tables as *mut u64,
        };
    }

    /// Ends a major collection: zeroes the previous marks, which can be in the first `blocks`
    /// blocks and at the start of the blocks `large`.
    pub fn forget_previous_marks(&mut self, blocks: usize, large: impl Iterator<Item = usize>) {
        let table = self.previous;
        let size = blocks * BLOCK_MARKS * 8;
        // SAFETY: inside the table.
        unsafe {
            for block in large {
                *table.add(block * BLOCK_MARKS) = 0;
            }
        }
        // Nothing is read there before the next major collection: large tables take no memory meanwhile.
        let given_back = if size < GIVEN_BACK { 0 } else { size & !(GIVEN_BACK - 1) };
        if given_back > 0 {
            memory::release(table as usize, given_back);
        }
        // SAFETY: inside the table.
        unsafe { std::ptr::write_bytes(table.cast::<u8>().add(given_back), 0, size - given_back) };
        self.previous = self.marks;
    }

    /// The object that `word` points to or into, be it live or dead but not yet swept.
    #[inline]
    pub fn resolve(&self, word: usize) -> Option<usize> {
        if !self.contains(word) {
            return None;
        }
        let number = self.block_of(word);
        let block = self.block(number);
        let start = self.address_of(number);
        match block.state {
            State::Free => None,
            State::Large => Some(start),
            State::Rest => Some(start - ((block.extra as usize) << BLOCK_SHIFT)),
            State::Small => {
                let cell = block.cell_at(word - start);
                let object = start + cell * block.cell_size as usize;
                let (index, mask) = self.bit(object);
                // SAFETY: inside the table.
                let marked = unsafe { *self.previous.add(index) & mask != 0 };
                (cell < block.filled as usize || marked).then_some(object)
            }
        }
    }

    /// Bytes that the object at `object` may use.
    pub fn object_size(&self, object: usize) -> usize {
        let block = self.block(self.block_of(object));
        match block.state {
            State::Large => (block.extra as usize) << BLOCK_SHIFT,
            _ => block.cell_size as usize,
        }
    }
}
