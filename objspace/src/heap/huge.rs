//! The region of huge objects: each has address space to spare behind it, so that it can grow in
//! place.

use super::memory;
use super::space::{Space, BLOCK};

/// Objects of at least this many bytes go to the huge region.
pub(super) const HUGE: usize = 1 << 20;

/// An object gets its size times two to this power of address space, while there is plenty.
const SLACK_LOG: u32 = 5;

/// So many blocks of ranges that were taken back stay accessible, for reuse.
const CACHE: usize = (32 << 20) / BLOCK;

/// A range that was taken back and whose first `count` blocks are accessible and dirty.
struct Cached {
    first: usize,
    log: u32,
    count: usize,
}

/// Blocks for an object.
pub(super) struct HugeBlocks {
    pub first: usize,
    /// The binary logarithm of the length of the address range.
    pub log: u32,
    /// How many of the blocks may be nonzero, from the first on.
    pub dirty: usize,
}

/// Address ranges whose sizes are powers of two, from a bump pointer and free lists.
pub(super) struct HugeRegion {
    space: Space,
    first: usize,
    next: usize,
    end: usize,
    /// Free ranges by the binary logarithm of their number of blocks. None is accessible.
    free: [Vec<usize>; usize::BITS as usize],
    /// The ranges taken back last.
    cached: Vec<Cached>,
    cached_blocks: usize,
    committed_blocks: usize,
}

impl HugeRegion {
    /// The region of the blocks `first..end`.
    pub fn new(space: Space, first: usize, end: usize) -> HugeRegion {
        HugeRegion {
            space,
            first,
            next: first,
            end,
            free: [const { Vec::new() }; usize::BITS as usize],
            cached: Vec::new(),
            cached_blocks: 0,
            committed_blocks: 0,
        }
    }

    /// Bytes that are accessible.
    pub fn committed_bytes(&self) -> usize {
        self.committed_blocks * BLOCK
    }

    /// `count` accessible blocks at the start of a range. `None` if there is no range, or the
    /// system refuses memory.
    pub fn take(&mut self, count: usize) -> Option<HugeBlocks> {
        if let Some(blocks) = self.take_cached(count) {
            return Some(blocks);
        }
        let (first, log) = self.take_range(count)?;
        if !self.open(first, count) {
            self.free[log as usize].push(first);
            return None;
        }
        let dirty = 0;
        Some(HugeBlocks { first, log, dirty })
    }

    /// The blocks of a cached range of about the right length.
    fn take_cached(&mut self, count: usize) -> Option<HugeBlocks> {
        let smallest = count.next_power_of_two().ilog2();
        let fits = |cached: &Cached| (smallest..=smallest + SLACK_LOG).contains(&cached.log);
        let index = self.cached.iter().rposition(fits)?;
        let Cached {
            first,
            log,
            count: held,
        } = self.cached[index];
        if held < count && !self.open(first + held, count - held) {
            return None;
        }
        self.cached.remove(index);
        self.cached_blocks -= held;
        if held > count {
            self.close(first + count, held - count);
        }
        let dirty = held.min(count);
        Some(HugeBlocks { first, log, dirty })
    }

    fn open(&mut self, first: usize, count: usize) -> bool {
        let opened = memory::open(self.space.address_of(first), count * BLOCK);
        if opened {
            self.committed_blocks += count;
        }
        opened
    }

    fn close(&mut self, first: usize, count: usize) {
        let (address, size) = (self.space.address_of(first), count * BLOCK);
        if !memory::close(address, size) {
            memory::release(address, size);
        }
        self.committed_blocks -= count;
    }

    fn take_range(&mut self, count: usize) -> Option<(usize, u32)> {
        let smallest = count.next_power_of_two().ilog2();
        let roomy = smallest + SLACK_LOG;
        let free = self.end - self.next;
        let wanted = match free >= (self.end - self.first) / 2 {
            true => [roomy, smallest],
            false => [smallest, smallest],
        };
        for log in wanted {
            if let Some(first) = self.free[log as usize].pop() {
                return Some((first, log));
            }
            if 1 << log <= free {
                let first = self.next;
                self.next += 1 << log;
                return Some((first, log));
            }
        }
        let larger = smallest..smallest + 2 * SLACK_LOG;
        larger
            .into_iter()
            .find_map(|log| Some((self.free.get_mut(log as usize)?.pop()?, log)))
    }

    /// Makes the object of `count` blocks at `first` longer by `more` blocks if its range allows.
    pub fn extend(&mut self, first: usize, log: u32, count: usize, more: usize) -> bool {
        count + more <= 1 << log && self.open(first + count, more)
    }

    /// Takes back the range of an object of `count` blocks.
    pub fn put(&mut self, first: usize, log: u32, count: usize) {
        self.cached.push(Cached { first, log, count });
        self.cached_blocks += count;
        while self.cached_blocks > CACHE {
            let Cached { first, log, count } = self.cached.remove(0);
            self.cached_blocks -= count;
            self.close(first, count);
            self.free[log as usize].push(first);
        }
    }

    /// Gives the memory of all free ranges back.
    pub fn release_cached(&mut self) {
        for Cached { first, log, count } in std::mem::take(&mut self.cached) {
            self.close(first, count);
            self.free[log as usize].push(first);
        }
        self.cached_blocks = 0;
    }
}
