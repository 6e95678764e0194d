//! Allocation: cells from free runs through the cursors, spans of blocks for large objects.

use super::classes::{class_size, size_class, CELL_STARTS, CLASSES, GRANULE, MAX_SMALL, MOST_PREZEROED};
use super::huge::HUGE;
use super::space::{Block, State, BLOCK, BLOCK_GRANULES};
use super::visitor::header;
use super::{Cursor, Header, Heap, OutOfMemory, POLL_HEAP};

/// Blocks with less free space than this are left alone until more of them dies.
const WORTHWHILE: usize = BLOCK / 16;

/// Where a size class allocates, besides its cursor.
pub(super) struct ClassState {
    /// The block that the cursor is in.
    block: Option<usize>,
    /// The granule of that block from which the next free run is searched.
    scan: usize,
    /// The end of the cursor's run, which the cursor itself does not show while a collection is
    /// requested, and in stress mode.
    run_end: usize,
    /// Blocks that have free cells. Reused last in, first out.
    available: Vec<u32>,
}

impl ClassState {
    pub(super) const fn new() -> ClassState {
        ClassState {
            block: None,
            scan: 0,
            run_end: 0,
            available: Vec::new(),
        }
    }
}

impl Heap {
    /// A new object of `size` bytes, `1..=MAX_SMALL`, header included: the header is written
    /// (flags clear), the rest is zero. Never fails: over the memory limit a reserve serves it
    /// and the error becomes pending, see [`Heap::take_memory_error`]. May collect.
    #[inline(always)]
    pub fn allocate(&mut self, size: usize, map: u32) -> *mut u8 {
        debug_assert!((1..=MAX_SMALL).contains(&size));
        let class = size_class(size);
        let cell = class_size(class);
        let cursor = &mut self.cursors[class];
        let object = cursor.next;
        if object + cell > cursor.end {
            return self.allocate_slow(class, map);
        }
        cursor.next = object + cell;
        if cell > MOST_PREZEROED {
            // SAFETY: as below.
            unsafe { std::ptr::write_bytes(object as *mut u8, 0, cell) };
        }
        // SAFETY: the cell is free, ours and aligned.
        unsafe { *(object as *mut u64) = u64::from(map) };
        object as *mut u8
    }

    /// The slow path of [`Heap::allocate`]: a new object in a cell of size class `class`.
    #[cold]
    #[inline(never)]
    pub fn allocate_slow(&mut self, class: usize, map: u32) -> *mut u8 {
        if self.is_collection_due() {
            self.collect_as_due();
        }
        if self.pacing.is_alarming(self.used_bytes()) {
            self.collect_major();
            if self.pacing.allow_reserve(self.used_bytes()) {
                self.report_memory_error();
            }
        }
        let cell = self.next_cell_or_collect(class).or_else(|| {
            self.report_memory_error();
            self.next_cell(class, true)
        });
        match cell {
            Some(cell) => self.begin_object(cell, map),
            None => out_of_reserve(),
        }
    }

    /// A new object of any size, zeroed but for the header. May collect.
    ///
    /// # Errors
    /// [`OutOfMemory`] if the object does not fit even after a full collection.
    pub fn allocate_large_or_small(&mut self, size: usize, map: u32) -> Result<*mut u8, OutOfMemory> {
        if size > MAX_SMALL {
            return self.allocate_large(size, map, true);
        }
        let class = size_class(size.max(1));
        let cursor = self.cursors[class];
        if cursor.next + class_size(class) <= cursor.end {
            return Ok(self.allocate(size.max(1), map));
        }
        if self.is_collection_due() {
            self.collect_as_due();
        }
        self.make_room(0)?;
        let cell = self.next_cell_or_collect(class).ok_or(OutOfMemory)?;
        Ok(self.begin_object(cell, map))
    }

    /// As [`Heap::allocate_large_or_small`], but the words after the header may hold anything:
    /// for objects without tagged words that are filled at once.
    ///
    /// # Errors
    /// [`OutOfMemory`] if the object does not fit even after a full collection.
    pub fn allocate_uninitialized(&mut self, size: usize, map: u32) -> Result<*mut u8, OutOfMemory> {
        if size > MAX_SMALL {
            return self.allocate_large(size, map, false);
        }
        let class = size_class(size.max(1));
        let cell = class_size(class);
        let cursor = &mut self.cursors[class];
        if cursor.next + cell > cursor.end {
            return self.allocate_large_or_small(size, map);
        }
        let object = cursor.next;
        cursor.next = object + cell;
        Ok(self.begin_object(object, map))
    }

    fn allocate_large(&mut self, size: usize, map: u32, zeroed: bool) -> Result<*mut u8, OutOfMemory> {
        let count = size.div_ceil(BLOCK);
        let bytes = count.checked_mul(BLOCK).ok_or(OutOfMemory)?;
        if bytes > self.space.size || self.pacing.exceeds_limit(bytes) {
            return Err(OutOfMemory);
        }
        if self.is_collection_due() {
            self.collect_as_due();
        }
        self.make_room(bytes)?;
        let first = match self.take_large(count, zeroed) {
            Some(first) => first,
            None => {
                self.collect_major();
                self.take_large(count, zeroed).ok_or(OutOfMemory)?
            }
        };
        self.young_bytes += bytes;
        self.young_large.push(first as u32);
        Ok(self.begin_object(self.space.address_of(first), map))
    }

    /// Blocks for a large object, entered into the block table.
    fn take_large(&mut self, count: usize, zeroed: bool) -> Option<usize> {
        if count * BLOCK >= HUGE {
            if let Some(blocks) = self.huge.take(count) {
                if zeroed {
                    self.space.zero(blocks.first, blocks.dirty);
                }
                self.space.set_large(blocks.first, count, blocks.log);
                return Some(blocks.first);
            }
        }
        let first = self.pool.take_span(count)?;
        if zeroed {
            self.space.zero_dirty(first, count);
        }
        self.space.set_large(first, count, 0);
        Some(first)
    }

    fn begin_object(&self, address: usize, map: u32) -> *mut u8 {
        // SAFETY: the memory is free, ours and aligned.
        unsafe { header(address).write(Header { map, flags: 0 }) };
        address as *mut u8
    }

    /// Tries to make `object` at least `new_size` bytes long without moving it. Bytes that it
    /// never had are zero. False if it cannot, or if the memory limit forbids it. Never collects.
    pub fn extend_in_place(&mut self, object: *mut u8, new_size: usize) -> bool {
        let object = object as usize;
        if new_size <= self.space.object_size(object) {
            return true;
        }
        let first = self.space.block_of(object);
        let block = self.space.block(first);
        if block.state != State::Large || new_size > self.space.size {
            return false;
        }
        let count = block.extra as usize;
        let more = new_size.div_ceil(BLOCK) - count;
        let bytes = more * BLOCK;
        if self.is_too_much(bytes) {
            return false;
        }
        if block.cell_size > 0 {
            if !self.huge.extend(first, block.cell_size, count, more) {
                return false;
            }
        } else {
            if !self.pool.extend_span(first, count, more) {
                return false;
            }
            self.space.zero_dirty(first + count, more);
        }
        self.space.set_rest(first, count, count + more);
        self.space.block_mut(first).extra = (count + more) as u32;
        if self.space.is_marked(object) {
            self.old_bytes += bytes;
        }
        self.young_bytes += bytes;
        true
    }

    /// The number of bytes that `object` may use: what was asked for, rounded up.
    pub fn object_size(&self, object: *mut u8) -> usize {
        self.space.object_size(object as usize)
    }

    /// A free, zeroed cell of `class`, after a full collection if necessary; `None` if there is
    /// no memory but the reserve.
    fn next_cell_or_collect(&mut self, class: usize) -> Option<usize> {
        self.next_cell(class, false).or_else(|| {
            self.collect_major();
            self.next_cell(class, false)
        })
    }

    /// A free, zeroed cell of `class`; `None` if there is no memory. `reserve`: from the reserve
    /// if there is no other.
    fn next_cell(&mut self, class: usize, reserve: bool) -> Option<usize> {
        let size = class_size(class);
        loop {
            let run_end = self.classes[class].run_end;
            let cursor = &mut self.cursors[class];
            if cursor.next + size <= run_end {
                let cell = cursor.next;
                cursor.next += size;
                cursor.end = if self.stress { cursor.next } else { run_end };
                if size > MOST_PREZEROED {
                    // SAFETY: the cell is free and ours.
                    unsafe { std::ptr::write_bytes(cell as *mut u8, 0, size) };
                }
                return Some(cell);
            }
            if !self.next_run(class) {
                self.next_block(class, reserve)?;
            }
        }
    }

    /// Moves the cursor of `class` to the next free run of its block. False if there is none.
    fn next_run(&mut self, class: usize) -> bool {
        let state = &mut self.classes[class];
        let Some(number) = state.block else {
            return false;
        };
        let size = class_size(class);
        let stride = size / GRANULE;
        let limit = BLOCK_GRANULES / stride * stride;
        let marks = self.space.marks_of(number);
        // The first start of a cell without a mark, 64 granules at a time.
        let mut start = state.scan;
        while start < limit {
            let starts = CELL_STARTS[class] << (start % 64);
            match starts & !marks[start / 64] {
                0 => start = (start & !63) + starts.ilog2() as usize + stride,
                free => {
                    start = (start & !63) + free.trailing_zeros() as usize;
                    break;
                }
            }
        }
        let block = self.space.block_mut(number);
        if start >= limit {
            block.filled = block.cells() as u16;
            block.dirty = BLOCK_GRANULES as u16;
            state.block = None;
            state.run_end = 0;
            self.cursors[class] = Cursor::default();
            return false;
        }
        // The run ends at the next mark, which is at the start of a cell.
        let mut index = start / 64;
        let mut word = marks[index] & (u64::MAX << (start % 64));
        while word == 0 && index + 1 < marks.len() {
            index += 1;
            word = marks[index];
        }
        let end = match word {
            0 => limit,
            _ => index * 64 + word.trailing_zeros() as usize,
        };
        let address = self.space.address_of(number);
        let (next, run_end) = (address + start * GRANULE, address + end * GRANULE);
        let dirty_end = end.min(block.dirty as usize);
        if dirty_end > start && size <= MOST_PREZEROED {
            // SAFETY: the cells of the run are free.
            unsafe { std::ptr::write_bytes(next as *mut u8, 0, (dirty_end - start) * GRANULE) };
        }
        state.scan = end;
        state.run_end = run_end;
        self.cursors[class] = Cursor { next, end: run_end };
        self.young_bytes += run_end - next;
        true
    }

    /// Takes a block with free cells for `class`; `None` if there is no memory.
    fn next_block(&mut self, class: usize, reserve: bool) -> Option<()> {
        let number = match self.classes[class].available.pop() {
            Some(number) => number as usize,
            None => {
                let number = self.pool.take_block(reserve)?;
                let dirty = self.space.block(number).dirty;
                *self.space.block_mut(number) = Block::small(class, dirty);
                number
            }
        };
        let state = &mut self.classes[class];
        state.block = Some(number);
        state.scan = 0;
        self.young_blocks.push(number as u32);
        Some(())
    }

    /// Brings `filled` and `dirty` of the block that the cursor of `class` is in up to date.
    pub(super) fn update_current_block(&mut self, class: usize) {
        if let Some(number) = self.classes[class].block {
            let offset = self.cursors[class].next - self.space.address_of(number);
            let block = self.space.block_mut(number);
            block.filled = (offset / block.cell_size as usize) as u16;
            block.dirty = block.dirty.max((offset / GRANULE) as u16);
        }
    }

    /// [`Heap::update_current_block`] of every class.
    pub(super) fn update_current_blocks(&mut self) {
        for class in 0..CLASSES {
            self.update_current_block(class);
        }
    }

    /// Takes all cursors out of their blocks, before these are swept.
    pub(super) fn retire_cursors(&mut self) {
        self.update_current_blocks();
        for class in 0..CLASSES {
            self.cursors[class] = Cursor::default();
            self.classes[class].block = None;
            self.classes[class].run_end = 0;
        }
    }

    /// Forgets the blocks with free cells, before a sweep of all blocks finds them anew.
    pub(super) fn clear_available(&mut self) {
        for state in &mut self.classes {
            state.available.clear();
        }
    }

    /// Makes a swept block available if it has enough free cells. `live`: its marked cells.
    pub(super) fn offer_block(&mut self, number: usize, block: Block, live: usize) {
        if (block.cells() - live) * block.cell_size as usize >= WORTHWHILE {
            let state = &mut self.classes[block.class as usize];
            state.available.push(number as u32);
        }
    }

    /// Makes the next allocation take the slow path and collect. Not itself a safepoint.
    pub fn request_collection(&mut self) {
        self.requested = true;
        for cursor in &mut self.cursors {
            cursor.end = cursor.next;
        }
    }

    fn is_collection_due(&self) -> bool {
        self.stress && self.is_stress_due() || self.requested || self.young_bytes >= self.pacing.nursery()
    }

    /// Whether this allocation is the one of so many that collects in stress mode.
    fn is_stress_due(&self) -> bool {
        let waits = self.stress_wait.get();
        self.stress_wait
            .set(waits.checked_sub(1).unwrap_or(self.stress_interval.saturating_sub(1)));
        waits == 0
    }

    /// Whether the memory limit forbids another `bytes`.
    fn is_too_much(&mut self, bytes: usize) -> bool {
        let used = self.used_bytes().saturating_add(bytes);
        self.pacing.exceeds_limit(used)
    }

    /// Collects all objects if the memory limit forbids another `bytes`; an error if it still
    /// does.
    fn make_room(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        if self.is_too_much(bytes) {
            self.collect_major();
            if self.is_too_much(bytes) {
                return Err(OutOfMemory);
            }
        }
        Ok(())
    }

    fn report_memory_error(&mut self) {
        self.memory_error = true;
        self.set_poll_bit();
    }

    /// Whether an allocation that cannot fail went over the memory limit since the last call.
    pub fn take_memory_error(&mut self) -> bool {
        std::mem::take(&mut self.memory_error)
    }

    pub(super) fn set_poll_bit(&self) {
        use std::sync::atomic::{AtomicU32, Ordering};
        // SAFETY: the VM keeps the flag alive; signal handlers set other bits of it.
        let flag = unsafe { AtomicU32::from_ptr(self.poll_flag) };
        flag.fetch_or(POLL_HEAP, Ordering::Relaxed);
    }
}

/// Small allocations cannot fail and machine code cannot unwind: once the system refuses memory,
/// the reserve is used up and the program has not polled for its error, this is the end.
#[cold]
fn out_of_reserve() -> ! {
    eprintln!("fatal error: the system gives no more memory");
    std::process::abort();
}
