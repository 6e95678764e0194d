//! Looking at the heap: for `gc.get_objects`, `gc.get_referrers`, `gc.get_referents`.

use super::space::State;
use super::{Heap, Statistics};

impl Heap {
    /// The object that `word` points to, or into.
    pub fn object_containing(&mut self, word: usize) -> Option<*mut u8> {
        self.update_current_blocks();
        self.space.resolve(word).map(|object| object as *mut u8)
    }

    /// Calls `action` with each object. After a major collection these are the live ones. The
    /// action must not allocate.
    pub fn for_each_object(&mut self, mut action: impl FnMut(*mut u8)) {
        self.update_current_blocks();
        let space = self.space;
        for number in 0..self.pool.top() {
            let block = space.block(number);
            if block.state == State::Small {
                let (start, size) = (space.address_of(number), block.cell_size as usize);
                for cell in 0..block.cells() {
                    let object = start + cell * size;
                    if cell < block.filled as usize || space.is_marked(object) {
                        action(object as *mut u8);
                    }
                }
            }
        }
        for &block in self.large.iter().chain(&self.young_large) {
            action(space.address_of(block as usize) as *mut u8);
        }
    }

    /// The objects that `object` refers to directly, in the order of its words.
    pub fn referents(&mut self, object: *mut u8) -> Vec<*mut u8> {
        self.update_current_blocks();
        let mut found = Vec::new();
        self.visitor.begin(self.space, &self.layouts, true);
        self.visitor.referents(object as usize, &mut found);
        self.visitor.end();
        found.into_iter().map(|object| object as *mut u8).collect()
    }

    /// The objects that refer directly to one of `objects`.
    pub fn referrers(&mut self, objects: &[*mut u8]) -> Vec<*mut u8> {
        let mut all = Vec::new();
        self.for_each_object(|object| all.push(object));
        self.visitor.begin(self.space, &self.layouts, true);
        let mut found = Vec::new();
        all.retain(|&object| {
            found.clear();
            self.visitor.referents(object as usize, &mut found);
            let mut referents = found.iter();
            referents.any(|&referent| objects.contains(&(referent as *mut u8)))
        });
        self.visitor.end();
        all
    }

    /// Figures about this heap.
    pub fn statistics(&self) -> Statistics {
        Statistics {
            old_bytes: self.old_bytes,
            young_bytes: self.young_bytes,
            external_bytes: self.external,
            committed_bytes: self.committed_bytes(),
            peak_bytes: self.statistics.peak_bytes.max(self.used_bytes()),
            ..self.statistics
        }
    }

    pub(super) fn committed_bytes(&self) -> usize {
        self.pool.committed_bytes() + self.huge.committed_bytes()
    }
}
