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
    #[inline(always)]
    pub(super) fn mark(&mut self, object: usize) {
        debug_assert!(
            self.space.resolve(object) == Some(object),
            "{object:#x} was reported as a tagged word but is not an object"
        );
        if self.space.mark(object) {
            memory::prefetch(object);
            self.stack.push(object);
        }
    }

    /// Marks what a marked object refers to. In a minor collection: an old object that was given
    /// young ones.
    pub(super) fn rescan(&mut self, object: usize) {
        // SAFETY: remembered objects are valid until the next major collection.
        unsafe {
            (*header(object)).flags |= Header::OLD;
            self.trace(object, Visitor::mark_word);
        }
    }

    #[inline(always)]
    fn mark_word(&mut self, word: Word) {
        if is_pointer(word) {
            self.mark(word as usize);
        }
    }

    /// Scans marked objects until none is left.
    #[inline(never)]
    pub(super) fn drain(&mut self) {
        let mut queue = [0; QUEUE];
        let mut position = 0;
        let mut idle = 0;
        while idle <= QUEUE {
            let incoming = match self.stack.pop() {
                Some(entry) if entry & PARTLY_SCANNED != 0 => {
                    let item = self.stack.pop().unwrap_or(0);
                    self.scan_items(entry & !PARTLY_SCANNED, item);
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
            if object != 0 {
                idle = 0;
                self.scan(object);
            } else {
                idle += 1;
            }
        }
    }

    #[inline(always)]
    fn layout_of(&self, object: usize) -> Layout {
        // SAFETY: `object` is valid, and `layouts` between `begin` and `end`.
        let layout = unsafe { (&*self.layouts).get((*header(object)).map as usize) };
        layout.copied().unwrap_or(Layout::UNSET)
    }

    /// Marks what a just marked object refers to, the items of a long array in parts.
    #[inline(always)]
    fn scan(&mut self, object: usize) {
        // SAFETY: marked objects are valid; layouts describe them by the contract of the heap.
        unsafe {
            let header = header(object);
            if (*header).flags & Header::OLD == 0 {
                (*header).flags |= Header::OLD;
            }
            let layout = self.layout_of(object);
            if matches!(layout.kind, Kind::Array | Kind::MaskAndArray)
                && layout.length(object) > CHUNK
            {
                self.trace_mask(object, layout.mask(), Visitor::mark_word);
                self.scan_items(object, 0);
            } else {
                self.trace(object, Visitor::mark_word);
            }
        }
    }

    /// Marks a chunk of the items of an array from `item` on.
    fn scan_items(&mut self, object: usize, item: usize) {
        let layout = self.layout_of(object);
        // SAFETY: as in `scan`.
        unsafe {
            let count = (layout.length(object) - item).min(CHUNK);
            if item + count < layout.length(object) {
                self.stack.push(item + count);
                self.stack.push(object | PARTLY_SCANNED);
            }
            let first = layout.first as usize + item;
            self.trace_words(object, first, count, Visitor::mark_word);
        }
    }

    /// Calls `take` with each tagged word of an object.
    ///
    /// # Safety
    /// `object` is a valid object, described by the layout of its map.
    #[inline(always)]
    unsafe fn trace(&mut self, object: usize, take: impl Fn(&mut Visitor, Word) + Copy) {
        let layout = self.layout_of(object);
        let first = layout.first as usize;
        match layout.kind {
            Kind::Raw => (),
            Kind::Mask => self.trace_mask(object, layout.mask(), take),
            Kind::Words => self.trace_words(object, first, layout.detail.count as usize, take),
            Kind::Array => self.trace_words(object, first, layout.length(object), take),
            Kind::MaskAndArray => {
                self.trace_mask(object, layout.mask(), take);
                self.trace_words(object, first, layout.length(object), take);
            }
            Kind::Custom => (layout.detail.trace)(object as *mut u8, self),
            Kind::Unset => debug_assert!(
                false,
                "the map {} of the object at {object:#x} has no layout",
                (*header(object)).map
            ),
        }
    }

    #[inline(always)]
    unsafe fn trace_mask(
        &mut self,
        object: usize,
        mut mask: u64,
        take: impl Fn(&mut Visitor, Word),
    ) {
        while mask != 0 {
            let index = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            take(self, *(object as *const Word).add(index));
        }
    }

    #[inline(always)]
    unsafe fn trace_words(
        &mut self,
        object: usize,
        first: usize,
        count: usize,
        take: impl Fn(&mut Visitor, Word),
    ) {
        let words = (object as *const Word).add(first);
        for index in 0..count {
            take(self, *words.add(index));
        }
    }

    /// Appends the objects that `object` refers to directly to `found`.
    pub(super) fn referents(&mut self, object: usize, found: &mut Vec<usize>) {
        let purpose = std::mem::replace(&mut self.purpose, Purpose::Collect);
        std::mem::swap(&mut self.collected, found);
        // SAFETY: the caller gives a valid object.
        unsafe { self.trace(object, Visitor::word) };
        std::mem::swap(&mut self.collected, found);
        self.purpose = purpose;
    }
}

impl Layout {
    /// The traced words of the fixed part.
    #[inline(always)]
    fn mask(&self) -> u64 {
        match self.kind {
            // SAFETY: these kinds are made with a mask.
            Kind::Mask | Kind::MaskAndArray => unsafe { self.detail.mask },
            _ => 0,
        }
    }

    /// The number of items of an array.
    ///
    /// # Safety
    /// `object` is a valid object of this layout, which is of an array kind.
    #[inline(always)]
    unsafe fn length(&self, object: usize) -> usize {
        *(object as *const usize).add(self.length_word as usize)
    }
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
