//! Counters in the instruction stream: one word at each loop header and each code's entry.

/// The word: how many arrivals are left until the interpreter calls the compiler, and what the compiler knows
/// of the place. A place that has a tree keeps its count at 1, so that each arrival calls in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Counter {
    pub count: u32,
    pub(crate) tree: u32,
}

/// Marks `Counter::tree` as the number of recordings that were given up.
const ABORTED: u32 = 1 << 31;

/// Back-off stops doubling here.
const MAX_ABORTS: u32 = 16;

impl Counter {
    pub const fn new(count: u32) -> Counter {
        Counter { count, tree: 0 }
    }

    /// One arrival. True: call the compiler.
    ///
    /// # Safety
    /// `counter` points to a live counter that no other reference borrows.
    #[inline(always)]
    pub unsafe fn arrive(counter: *mut Counter) -> bool {
        let count = (*counter).count.wrapping_sub(1);
        (*counter).count = count;
        count == 0
    }

    /// The serial number of the place's tree, if it has one (the tree may be gone).
    pub(crate) fn tree(self) -> Option<u32> {
        (self.tree != 0 && self.tree & ABORTED == 0).then_some(self.tree)
    }

    /// From now on each arrival calls in.
    pub(crate) fn set_tree(&mut self, serial: u32) {
        *self = Counter { count: 1, tree: serial };
    }

    /// Starts over, without a tree.
    pub(crate) fn reset(&mut self, threshold: u32) {
        *self = Counter::new(threshold);
    }

    fn aborts(self) -> u32 {
        if self.tree & ABORTED != 0 {
            self.tree & !ABORTED
        } else {
            0
        }
    }

    /// Waits as long as it did before.
    pub(crate) fn wait(&mut self, threshold: u32) {
        self.count = threshold.max(1).saturating_mul(1 << self.aborts());
    }

    /// A recording was given up here: the wait doubles each time.
    pub(crate) fn back_off(&mut self, threshold: u32) {
        self.tree = ABORTED | (self.aborts() + 1).min(MAX_ABORTS);
        self.wait(threshold);
    }
}
