//! Weak references.

use super::visitor::{header, is_pointer};
use super::{Header, Heap, Word};
use ahash::AHashMap;

/// No further entry.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Entry {
    /// The object that holds the reference; 0 if the entry is void.
    weak: usize,
    /// Which of its words that is.
    slot_word: u32,
    /// The previous entry for the same referent.
    previous: u32,
    referent: usize,
}

/// All weak references, in the order of registration.
#[derive(Default)]
pub(super) struct WeakTable {
    entries: Vec<Entry>,
    /// The entries from here on were registered since the last collection.
    young: usize,
    void: usize,
    /// The last entry for each referent.
    last: AHashMap<usize, u32>,
}

impl WeakTable {
    fn push(&mut self, entry: Entry) {
        let index = self.entries.len() as u32;
        let previous = self.last.insert(entry.referent, index).unwrap_or(NONE);
        self.entries.push(Entry { previous, ..entry });
    }

    /// Removes the void entries once they are the majority.
    fn compact(&mut self) {
        if self.void * 2 <= self.entries.len() {
            return;
        }
        let entries = std::mem::take(&mut self.entries);
        self.last.clear();
        self.void = 0;
        for entry in entries.into_iter().filter(|entry| entry.weak != 0) {
            self.push(entry);
        }
        self.last.shrink_to(self.entries.len() * 2);
    }
}

impl Heap {
    /// Word `slot_word` of `weak`, which its layout must not trace, refers weakly to the object
    /// that it holds. When that object dies, the word becomes the cleared word and `weak`, if it
    /// is alive, is queued for [`Heap::take_dead_weak`]. Nothing happens if the word holds no
    /// object. A word that is registered must not be given another object.
    pub fn register_weak(&mut self, weak: *mut u8, slot_word: usize) {
        // SAFETY: `weak` is a live object with that word, which holds a live object or none.
        unsafe {
            let referent: Word = *weak.cast::<Word>().add(slot_word);
            if !is_pointer(referent) {
                return;
            }
            (*header(referent as usize)).flags |= Header::HAS_WEAKREF;
            self.weak.push(Entry {
                weak: weak as usize,
                slot_word: slot_word as u32,
                previous: NONE,
                referent: referent as usize,
            });
        }
    }

    /// What dead weak references are overwritten with. Zero unless set. Not a pointer.
    pub fn set_cleared_word(&mut self, word: Word) {
        debug_assert!(!is_pointer(word));
        self.cleared_word = word;
    }

    /// The next object of [`Heap::register_weak`] whose referent died.
    pub fn take_dead_weak(&mut self) -> Option<*mut u8> {
        self.dead_weak.pop_front().map(|weak| weak as *mut u8)
    }

    /// The objects registered by [`Heap::register_weak`] that refer to `object`, the most recent
    /// first. Some may be unreachable since the last collection; they are valid all the same.
    pub fn weak_references(&self, object: *mut u8) -> Vec<*mut u8> {
        let mut found = Vec::new();
        let mut next = match self.weak.last.get(&(object as usize)) {
            Some(&index) => index,
            None => NONE,
        };
        while next != NONE {
            let entry = self.weak.entries[next as usize];
            if entry.weak != 0 {
                found.push(entry.weak as *mut u8);
            }
            next = entry.previous;
        }
        found
    }

    /// After marking: clears the references to dead objects, whether or not a finalizer will
    /// bring these back, and queues those references that are alive, the most recent first.
    pub(super) fn clear_dead_weak(&mut self, major: bool) {
        let table = &mut self.weak;
        let start = if major { 0 } else { table.young };
        for entry in table.entries[start..].iter_mut().rev() {
            if entry.weak == 0 || self.space.is_marked(entry.referent) {
                continue;
            }
            // SAFETY: nothing was freed yet, so that both objects are valid, dead or alive.
            unsafe {
                *(entry.weak as *mut Word).add(entry.slot_word as usize) = self.cleared_word;
                (*header(entry.referent)).flags &= !Header::HAS_WEAKREF;
            }
            if self.space.is_marked(entry.weak) {
                self.dead_weak.push_back(entry.weak);
            }
            table.last.remove(&entry.referent);
            entry.weak = 0;
            table.void += 1;
        }
    }

    /// Before the sweep: forgets the references that are themselves dead, after finalizers have
    /// kept what they need.
    pub(super) fn forget_unreachable_weak(&mut self, major: bool) {
        let table = &mut self.weak;
        let start = if major { 0 } else { table.young };
        for entry in &mut table.entries[start..] {
            if entry.weak != 0 && !self.space.is_marked(entry.weak) {
                entry.weak = 0;
                table.void += 1;
            }
        }
        table.compact();
        table.young = table.entries.len();
    }
}
