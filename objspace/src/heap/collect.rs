//! The course of a collection.

use super::log::Entry;
use super::memory::{self, REGISTERS};
use super::space::State;
use super::visitor::{header, Visitor};
use super::{Header, Heap};
use std::time::{Duration, Instant};

impl Heap {
    /// Collects the objects allocated since the last collection.
    pub fn collect_minor(&mut self) {
        self.collect(false);
    }

    /// Collects all objects.
    pub fn collect_major(&mut self) {
        self.collect(true);
    }

    /// The collection that the pacing (or the stress mode) asks for.
    pub(super) fn collect_as_due(&mut self) {
        let major = match self.stress {
            true => self.stress_major_due(),
            false => self.pacing.is_major_due(self.old_bytes + self.external),
        };
        self.collect(major);
    }

    /// Turns collecting off and on: while it is off, allocation never collects. For the start of the
    /// program, when what it allocates is not reachable from roots yet.
    pub fn set_collecting(&mut self, collecting: bool) {
        self.collecting = collecting;
    }

    #[inline(never)]
    fn collect(&mut self, major: bool) {
        if !self.collecting {
            return;
        }
        memory::with_registers_spilled(|registers, stack_pointer| {
            self.collect_from(major, registers, stack_pointer);
        });
    }

    fn collect_from(&mut self, major: bool, registers: &[usize; REGISTERS], stack_pointer: usize) {
        let start = Instant::now();
        let before = self.used_bytes();
        self.retire_cursors();
        let verify = self.is_verification_due(major);
        if verify {
            self.verify_recorded();
        }
        if major {
            self.space.swap_marks();
        }
        self.visitor.begin(self.space, &self.layouts, major);
        self.mark_roots(registers, stack_pointer);
        if !major {
            self.mark_recorded();
        }
        self.visitor.drain();
        self.forget_recorded();
        self.clear_dead_weak(major);
        self.queue_dead_finalizers(major);
        self.forget_unreachable_weak(major);
        self.drop_dead_natives(major);
        self.call_liveness_hooks();
        self.visitor.end();
        self.sweep(major);
        self.requested = false;
        self.young_bytes = 0;
        self.young_external = 0;
        let used = self.old_bytes + self.external;
        self.pacing.after_collection(major, used);
        if major {
            let keep = self.pacing.headroom(used);
            self.pool.release_excess(keep);
            self.huge.release_cached();
        }
        if !self.dead_weak.is_empty() || !self.ready_finalizers.is_empty() {
            self.set_poll_bit();
        }
        self.account(major, before, start.elapsed());
        if verify {
            self.verify_marked();
        }
    }

    fn mark_roots(&mut self, registers: &[usize; REGISTERS], stack_pointer: usize) {
        let visitor = &mut self.visitor;
        self.stacks.visit(registers, stack_pointer, visitor);
        self.roots.visit(visitor);
        for source in self.sources.iter_mut().flatten() {
            source(visitor);
        }
        let new_immortals = if visitor.is_major() { 0 } else { self.old_immortals };
        for &object in &self.immortals[new_immortals..] {
            visitor.mark(object);
        }
        self.old_immortals = self.immortals.len();
        for &object in self.dead_weak.iter().chain(&self.ready_finalizers) {
            visitor.mark(object);
        }
    }

    fn account(&mut self, major: bool, before: usize, duration: Duration) {
        let nanoseconds = duration.as_nanos() as u64;
        let statistics = &mut self.statistics;
        if major {
            statistics.major_collections += 1;
            statistics.major_nanoseconds += nanoseconds;
        } else {
            statistics.minor_collections += 1;
            statistics.minor_nanoseconds += nanoseconds;
        }
        statistics.longest_pause_nanoseconds = statistics.longest_pause_nanoseconds.max(nanoseconds);
        statistics.peak_bytes = statistics.peak_bytes.max(before);
        Entry {
            major,
            duration,
            before: before - self.external.min(before),
            after: self.old_bytes,
            external: self.external,
            committed: self.committed_bytes(),
        }
        .write();
    }

    /// Frees what is not marked: every block in a major collection, those that were allocated in
    /// since the last collection in a minor one.
    fn sweep(&mut self, major: bool) {
        if major {
            let top = self.pool.top();
            let large = self.large.iter().map(|&block| block as usize);
            self.space.forget_previous_marks(top, large);
            self.clear_available();
            self.old_bytes = 0;
            // Downwards, so that the lowest addresses are reused first.
            for block in (0..top).rev() {
                if self.space.block(block).state == State::Small {
                    self.sweep_block(block);
                }
            }
            self.young_blocks.clear();
            let large = std::mem::take(&mut self.large);
            self.sweep_large(large);
        } else {
            let blocks = std::mem::take(&mut self.young_blocks);
            for &block in blocks.iter().rev() {
                self.sweep_block(block as usize);
            }
            self.young_blocks = blocks;
            self.young_blocks.clear();
        }
        let young = std::mem::take(&mut self.young_large);
        self.sweep_large(young);
        if major {
            self.pool.coalesce();
        }
    }

    /// Counts the marked cells of a block; those not marked are free from now on.
    fn sweep_block(&mut self, number: usize) {
        let live = self.space.count_marks(number);
        if self.poison {
            self.poison_free_cells(number);
        }
        let block = self.space.block_mut(number);
        let before = if self.visitor.is_major() {
            0
        } else {
            block.live as usize
        };
        self.old_bytes += (live - before) * block.cell_size as usize;
        block.live = live as u16;
        block.filled = 0;
        let swept = *block;
        if live == 0 {
            block.state = State::Free;
            self.pool.put_block(number);
        } else {
            self.offer_block(number, swept, live);
        }
    }

    fn sweep_large(&mut self, blocks: Vec<u32>) {
        for first in blocks {
            let number = first as usize;
            let block = self.space.block(number);
            let count = block.extra as usize;
            if self.space.is_marked(self.space.address_of(number)) {
                self.old_bytes += self.space.object_size(self.space.address_of(number));
                self.large.push(first);
                continue;
            }
            self.space.set_free(number, count);
            match block.cell_size {
                0 => self.pool.put_span(number, count),
                log => self.huge.put(number, log, count),
            }
        }
    }

    /// Overwrites the free cells of a block, so that a stale reference is noticed.
    fn poison_free_cells(&mut self, number: usize) {
        let block = self.space.block(number);
        let (start, size) = (self.space.address_of(number), block.cell_size as usize);
        let dirty = start + block.dirty as usize * super::GRANULE;
        for cell in 0..block.cells() {
            let address = start + cell * size;
            if address + size <= dirty && !self.space.is_marked(address) {
                // SAFETY: the cell is free; it is zeroed when it is taken since it is dirty.
                unsafe { std::ptr::write_bytes(address as *mut u8, POISON, size) };
            }
        }
    }

    /// Bytes in use: allocated and not yet found dead, and external.
    pub(super) fn used_bytes(&self) -> usize {
        self.old_bytes + self.young_bytes + self.external
    }

    /// Accounts for memory outside of the heap that heap objects own: positive at allocation,
    /// negative at release. Not a safepoint, but brings the next collection closer.
    pub fn charge_external(&mut self, bytes: isize) {
        self.external = self.external.saturating_add_signed(bytes);
        if bytes > 0 {
            self.young_external = self.young_external.saturating_add(bytes as usize);
            if self.young_external >= self.pacing.nursery().max(EXTERNAL_NURSERY) {
                self.young_external = 0;
                self.request_collection();
            }
        }
    }

    /// Keeps `object`, and what it refers to, for good.
    pub fn make_immortal(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        let flags = unsafe { &mut (*header(object as usize)).flags };
        if *flags & Header::IMMORTAL == 0 {
            *flags |= Header::IMMORTAL;
            self.immortals.push(object as usize);
        }
    }

    fn call_liveness_hooks(&mut self) {
        let space = self.space;
        for hook in &mut self.liveness_hooks {
            hook(&|object| space.is_marked(object as usize));
        }
    }

    /// Calls `action` after each collection's marking, with a test for whether an object that
    /// was alive before is alive still: for tables that hold references weakly. The action must
    /// not touch the heap otherwise.
    pub fn add_liveness_hook(&mut self, action: impl FnMut(&dyn Fn(*mut u8) -> bool) + 'static) {
        self.liveness_hooks.push(Box::new(action));
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
}

/// Names a source added by [`Heap::add_root_source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootSource(u32);

/// The byte that poisoned cells are filled with.
const POISON: u8 = 0xd5;

/// External bytes that are worth a minor collection at least: they need no scan.
const EXTERNAL_NURSERY: usize = 4 << 20;
