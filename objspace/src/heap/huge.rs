//! The region of huge objects: each has address space to spare behind it, so that it can grow in
//! place.

use super::memory;
use super::space::{Space, BLOCK};

/// Objects of at least this many bytes go to the huge region.
pub(super) const HUGE: usize = 1 << 20;

/// An object gets its size times two to this power of address space, while there is plenty.
const SLACK_LOG: u32 = 3;

/// Address ranges whose sizes are powers of two, from a bump pointer and free lists.
pub(super) struct HugeRegion {
    space: Space,
    first: usize,
    next: usize,
    end: usize,
    /// Free ranges by the binary logarithm of their number of blocks. None is accessible.
    free: [Vec<usize>; usize::BITS as usize],
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
            committed_blocks: 0,
        }
    }

    /// Bytes that are accessible.
    pub fn committed_bytes(&self) -> usize {
        self.committed_blocks * BLOCK
    }

    /// `count` accessible, zeroed blocks at the start of a range: its first block and the binary
    /// logarithm of its length. `None` if there is no range, or the system refuses memory.
    pub fn take(&mut self, count: usize) -> Option<(usize, u32)> {
        let (first, log) = self.take_range(count)?;
        if !memory::open(self.space.address_of(first), count * BLOCK) {
            self.free[log as usize].push(first);
            return None;
        }
        self.committed_blocks += count;
        Some((first, log))
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
        if count + more > 1 << log
            || !memory::open(self.space.address_of(first + count), more * BLOCK)
        {
            return false;
        }
        self.committed_blocks += more;
        true
    }

    /// Takes back the range of an object of `count` blocks.
    pub fn put(&mut self, first: usize, log: u32, count: usize) {
        let (address, size) = (self.space.address_of(first), count * BLOCK);
        if !memory::close(address, size) {
            memory::release(address, size);
        }
        self.committed_blocks -= count;
        self.free[log as usize].push(first);
    }
}
