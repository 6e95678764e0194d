//! The free blocks of the main region.
//!
//! Single blocks freed by minor collections are reused last in, first out, since they are in the
//! processor's cache; everything else goes by lowest address first, which keeps the region dense.

use super::memory;
use super::space::{Space, State, BLOCK};

/// Bytes that are made accessible at a time.
const STEP: usize = 4 << 20;

/// Blocks that stay accessible beyond those in use, so that when the system refuses more memory
/// allocations that cannot fail are served until the program sees the error.
const RESERVE: usize = (1 << 20) / BLOCK;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    first: usize,
    count: usize,
}

/// The free blocks of the main region.
pub(super) struct BlockPool {
    space: Space,
    /// Free blocks, last freed on top.
    singles: Vec<u32>,
    /// Free spans, by falling address after `coalesce`.
    spans: Vec<Span>,
    /// Blocks were freed since the last `coalesce`.
    scattered: bool,
    /// Blocks from here on were never used.
    top: usize,
    /// Blocks below this are accessible.
    opened: usize,
    /// The end of the region.
    end: usize,
}

impl BlockPool {
    /// The pool of the blocks below `end`.
    pub fn new(space: Space, end: usize) -> BlockPool {
        memory::prefer_small_pages(space.base, STEP.min(end * BLOCK));
        BlockPool {
            space,
            singles: Vec::new(),
            spans: Vec::new(),
            scattered: false,
            top: 0,
            opened: 0,
            end,
        }
    }

    /// Blocks from here on are not in use.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Bytes that are accessible.
    pub fn committed_bytes(&self) -> usize {
        self.opened * BLOCK
    }

    /// A free block, or `None`. `reserve`: from the reserve if there is no other.
    pub fn take_block(&mut self, reserve: bool) -> Option<usize> {
        if let Some(block) = self.singles.pop() {
            return Some(block as usize);
        }
        match self.spans.last_mut() {
            Some(span) => {
                let block = span.first;
                span.first += 1;
                span.count -= 1;
                if span.count == 0 {
                    self.spans.pop();
                }
                Some(block)
            }
            None => self.grow(1, reserve),
        }
    }

    /// `count` adjacent free blocks, or `None`. Does not touch the reserve.
    pub fn take_span(&mut self, count: usize) -> Option<usize> {
        if let Some(first) = self.take_from_spans(count) {
            return Some(first);
        }
        if self.scattered {
            self.coalesce();
            if let Some(first) = self.take_from_spans(count) {
                return Some(first);
            }
        }
        self.grow(count, false)
    }

    fn take_from_spans(&mut self, count: usize) -> Option<usize> {
        let index = self.spans.iter().rposition(|span| span.count >= count)?;
        let span = &mut self.spans[index];
        let first = span.first;
        span.first += count;
        span.count -= count;
        if span.count == 0 {
            self.spans.remove(index);
        }
        Some(first)
    }

    /// Adds up to `more` blocks to the span of `count` blocks at `first` if those after it are
    /// free. All or nothing.
    pub fn extend_span(&mut self, first: usize, count: usize, more: usize) -> bool {
        let after = first + count;
        if after == self.top {
            return self.grow(more, false).is_some();
        }
        let Some(index) = (self.spans.iter()).rposition(|s| s.first == after && s.count >= more) else {
            return false;
        };
        let span = &mut self.spans[index];
        span.first += more;
        span.count -= more;
        if span.count == 0 {
            self.spans.remove(index);
        }
        true
    }

    /// Blocks that were never used.
    fn grow(&mut self, count: usize, reserve: bool) -> Option<usize> {
        let first = self.top;
        let end = first + count;
        if !self.open(if reserve { end } else { end + RESERVE }) {
            return None;
        }
        self.top = end;
        Some(first)
    }

    /// Makes the blocks below `block` accessible.
    fn open(&mut self, block: usize) -> bool {
        if block <= self.opened {
            return true;
        }
        if block > self.end {
            return false;
        }
        let target = (block * BLOCK).next_multiple_of(STEP).min(self.end * BLOCK);
        let start = self.opened * BLOCK;
        if !memory::open(self.space.base + start, target - start) {
            return false;
        }
        self.opened = target / BLOCK;
        true
    }

    /// Takes back a block, already marked free in the table.
    pub fn put_block(&mut self, block: usize) {
        debug_assert!(self.space.block(block).state == State::Free);
        self.singles.push(block as u32);
        self.scattered = true;
    }

    /// Takes back a span, already marked free in the table.
    pub fn put_span(&mut self, first: usize, count: usize) {
        debug_assert!(self.space.block(first).state == State::Free);
        self.spans.push(Span { first, count });
        self.scattered = true;
    }

    /// Joins adjacent free blocks.
    pub fn coalesce(&mut self) {
        let singles = self.singles.drain(..).map(|block| Span {
            first: block as usize,
            count: 1,
        });
        self.spans.extend(singles);
        self.spans.sort_unstable_by_key(|span| std::cmp::Reverse(span.first));
        self.spans.dedup_by(|lower, upper| {
            let adjacent = lower.first + lower.count == upper.first;
            if adjacent {
                upper.first = lower.first;
                upper.count += lower.count;
            }
            adjacent
        });
        self.scattered = false;
    }

    /// Gives the memory of free blocks back to the system, the highest addresses first, until at
    /// most `keep` bytes of them hold any. To be called after [`BlockPool::coalesce`].
    pub fn release_excess(&mut self, keep: usize) {
        let space = self.space;
        let dirty = |block: &usize| space.block(*block).dirty > 0;
        let free = || (self.spans.iter()).flat_map(|s| (s.first..s.first + s.count).rev());
        let held = free().filter(dirty).count();
        let excess = held.saturating_sub(keep / BLOCK);
        let mut dirty = free().filter(dirty).take(excess).peekable();
        while let Some(last) = dirty.next() {
            let mut first = last;
            while dirty.next_if_eq(&(first - 1)).is_some() {
                first -= 1;
            }
            memory::release(space.address_of(first), (last + 1 - first) * BLOCK);
            for block in first..=last {
                space.block_mut(block).dirty = 0;
            }
        }
    }
}
