//! The visitor: what root sources and layouts report words to, and the marking loop.

use super::layout::{Kind, Layout};
use super::memory;
use super::space::Space;
use super::{Header, Word};

/// Arrays are scanned this many items at a time, which bounds the mark stack.
const CHUNK: usize = 512;

/// How many objects wait between the mark stack and their scan, for their prefetch to arrive.
const QUEUE: usize = 8;

/// A mark stack entry with this bit is an array that is scanned already up to the item whose
/// index is the entry below.
const PARTLY_SCANNED: usize = 1;

/// A mark stack longer than this is given back after a collection.
const KEEP_STACK: usize = 64 << 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Mark what is reported, and all that it refers to.
    Mark,
    /// Only write down what is reported.
    Collect,
}

/// What root sources and custom layouts report tagged words to.
pub struct Visitor {
    space: Space,
    layouts: *const [Layout],
    purpose: Purpose,
    major: bool,
    /// Marked objects that are not scanned yet.
    stack: Vec<usize>,
    /// For [`Purpose::Collect`].
    collected: Vec<usize>,
}

/// Whether `word` is tagged as a pointer: not zero and the low three bits clear. The rotation
/// makes this one comparison.
#[inline(always)]
pub(super) fn is_pointer(word: Word) -> bool {
    word.rotate_right(3).wrapping_sub(1) < u64::MAX >> 3
}

/// The header of an object.
#[inline(always)]
pub(super) fn header(object: usize) -> *mut Header {
    object as *mut Header
}

impl Visitor {
    pub(super) fn new(space: Space) -> Visitor {
        Visitor {
            space,
            layouts: &[],
            purpose: Purpose::Mark,
            major: false,
            stack: Vec::new(),
            collected: Vec::new(),
        }
    }

    /// Prepares for the marking of a collection.
    pub(super) fn begin(&mut self, space: Space, layouts: &[Layout], major: bool) {
        debug_assert!(self.stack.is_empty());
        self.space = space;
        self.layouts = layouts;
        self.purpose = Purpose::Mark;
        self.major = major;
    }

    /// Ends a collection: `layouts` may change from now on.
    pub(super) fn end(&mut self) {
        self.layouts = &[];
        self.stack.shrink_to(KEEP_STACK);
    }

    /// Reports a tagged word.
    #[inline]
    pub fn word(&mut self, word: Word) {
        if is_pointer(word) {
            match self.purpose {
                Purpose::Mark => self.mark(word as usize),
                Purpose::Collect => self.collected.push(word as usize),
            }
        }
    }

    /// Reports the tagged word at `slot`.
    #[inline]
    pub fn slot(&mut self, slot: *mut Word) {
        // SAFETY: the caller gives a readable slot.
        self.word(unsafe { *slot });
    }

    /// Reports the `count` tagged words from `first` on.
    pub fn range(&mut self, first: *const Word, count: usize) {
        if count > 0 {
            // SAFETY: the caller gives a readable range.
            self.words(unsafe { std::slice::from_raw_parts(first, count) });
        }
    }

    /// Reports tagged words.
    pub fn words(&mut self, words: &[Word]) {
        for &word in words {
            self.word(word);
        }
    }

    /// Reports the aligned words of the addresses `low..high`, each of which may or may not be
    /// a pointer to an object or into one.
    pub fn conservative(&mut self, low: usize, high: usize) {
        let mut address = low.next_multiple_of(size_of::<usize>());
        while address + size_of::<usize>() <= high {
            // SAFETY: the caller gives a readable range. Volatile: it may be a stack that other
            // code of this thread has live variables in.
            self.conservative_word(unsafe { (address as *const usize).read_volatile() });
            address += size_of::<usize>();
        }
    }

    /// Reports a word that may or may not be a pointer to an object or into one.
    #[inline]
    pub fn conservative_word(&mut self, word: usize) {
        if let Some(object) = self.space.resolve(word) {
            match self.purpose {
                Purpose::Mark => self.mark(object),
                Purpose::Collect => self.collected.push(object),
            }
        }
    }

    /// As [`Visitor::conservative`], for addresses whose words have not changed since the last
    /// collection: a minor collection skips them. (The watermark of a deep stack.)
    pub fn unchanged(&mut self, low: usize, high: usize) {
        if self.major || self.purpose == Purpose::Collect {
            self.conservative(low, high);
        }
    }

    /// Whether the whole heap is being traced, not only the young objects.
    pub fn is_major(&self) -> bool {
        self.major
    }

    /// Marks an object and, when [`Visitor::drain`] gets to it, all that it refers to.
    #[inline]
    pub(super) fn mark(&mut self, object: usize) {
        mark(self.space, &mut self.stack, object);
    }

    /// Scans an old object that was given young ones, when [`Visitor::drain`] gets to it.
    pub(super) fn rescan(&mut self, object: usize) {
        self.stack.push(object);
    }

    /// Scans marked objects, and what they lead to, until none is left.
    #[inline(never)]
    pub(super) fn drain(&mut self) {
        // Local variables, which marking cannot change behind the compiler's back.
        let space = self.space;
        // SAFETY: the layouts do not change between `begin` and `end`.
        let layouts = unsafe { &*self.layouts };
        let mut stack = std::mem::take(&mut self.stack);
        let mut queue = [0; QUEUE];
        let mut position = 0;
        let mut idle = 0;
        while idle <= QUEUE {
            let incoming = match stack.pop() {
                Some(entry) if entry & PARTLY_SCANNED != 0 => {
                    let item = stack.pop().unwrap_or(0);
                    let object = entry & !PARTLY_SCANNED;
                    // SAFETY: marked objects are valid.
                    unsafe { scan_items(space, &mut stack, object, layout_of(layouts, object), item) };
                    continue;
                }
                Some(object) => {
                    memory::prefetch(object);
                    object
                }
                None => 0,
            };
            let object = std::mem::replace(&mut queue[position % QUEUE], incoming);
            position += 1;
            if object == 0 {
                idle += 1;
                continue;
            }
            idle = 0;
            // SAFETY: marked objects are valid, and their layouts describe them.
            unsafe {
                let header = header(object);
                if (*header).flags & Header::OLD == 0 {
                    (*header).flags |= Header::OLD;
                }
                let layout = layout_of(layouts, object);
                match layout.kind {
                    Kind::Raw => (),
                    Kind::Custom => {
                        self.stack = stack;
                        (layout.detail.trace)(object as *mut u8, self);
                        stack = std::mem::take(&mut self.stack);
                    }
                    Kind::Array | Kind::MaskAndArray => {
                        layout.for_each_fixed(object, |word| mark_word(space, &mut stack, word));
                        scan_items(space, &mut stack, object, layout, 0);
                    }
                    _ => layout.for_each_fixed(object, |word| mark_word(space, &mut stack, word)),
                }
            }
        }
        self.stack = stack;
    }

    /// Appends the objects that `object` refers to directly to `found`.
    pub(super) fn referents(&mut self, object: usize, found: &mut Vec<usize>) {
        let purpose = std::mem::replace(&mut self.purpose, Purpose::Collect);
        std::mem::swap(&mut self.collected, found);
        // SAFETY: the caller gives a valid object, between `begin` and `end`.
        unsafe {
            let layout = layout_of(&*self.layouts, object);
            match layout.kind {
                Kind::Custom => (layout.detail.trace)(object as *mut u8, self),
                _ => {
                    layout.for_each_fixed(object, |word| self.word(word));
                    let items = 0..layout.length(object);
                    layout.for_each_item(object, items, |word| self.word(word));
                }
            }
        }
        std::mem::swap(&mut self.collected, found);
        self.purpose = purpose;
    }
}

#[inline(always)]
fn mark(space: Space, stack: &mut Vec<usize>, object: usize) {
    debug_assert!(
        space.resolve(object) == Some(object),
        "{object:#x} was reported as a tagged word but is not an object"
    );
    if space.mark(object) {
        memory::prefetch(object);
        stack.push(object);
    }
}

#[inline(always)]
fn mark_word(space: Space, stack: &mut Vec<usize>, word: Word) {
    if is_pointer(word) {
        mark(space, stack, word as usize);
    }
}

/// Marks a chunk of the items of an array from `item` on, and leaves the rest on the stack.
///
/// # Safety
/// `object` is a valid object of that layout, of an array kind.
#[inline(always)]
unsafe fn scan_items(space: Space, stack: &mut Vec<usize>, object: usize, layout: Layout, item: usize) {
    let length = layout.length(object);
    let end = length.min(item + CHUNK);
    if end < length {
        stack.push(end);
        stack.push(object | PARTLY_SCANNED);
    }
    layout.for_each_item(object, item..end, |word| mark_word(space, stack, word));
}

/// # Safety
/// `object` is a valid object.
#[inline(always)]
unsafe fn layout_of(layouts: &[Layout], object: usize) -> Layout {
    let map = (*header(object)).map;
    let layout = layouts.get(map as usize).copied().unwrap_or(Layout::UNSET);
    debug_assert!(
        layout.kind != Kind::Unset,
        "the map {map} of the object at {object:#x} has no layout"
    );
    layout
}

#[cfg(test)]
mod tests {
    use super::is_pointer;

    #[test]
    fn the_tag_tells_pointers() {
        assert!(!is_pointer(0));
        for word in [8, 16, 0x7f00_0000_0010, u64::MAX - 7] {
            assert!(is_pointer(word));
            for tag in 1..8 {
                assert!(!is_pointer(word | tag));
            }
        }
        for tag in 1..8 {
            assert!(!is_pointer(tag));
        }
    }
}
