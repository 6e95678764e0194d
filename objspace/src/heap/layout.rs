//! Layouts: where the tagged words of a map's objects are.

use super::visitor::header;
use super::{Visitor, Word};
use std::ops::Range;

/// Traces an object of a custom layout: reports each of its tagged words to the visitor.
/// Runs inside the collector: it must neither allocate nor store into heap objects.
pub type Trace = fn(object: *mut u8, visitor: &mut Visitor);

/// How the objects of a map are traced. Word 0 is the header and is never traced.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub(super) kind: Kind,
    /// `FixedAndArray`, `Array`: the word that holds the untagged item count.
    pub(super) length_word: u16,
    /// `Words`, `Array`, `FixedAndArray`: the first traced word.
    pub(super) first: u32,
    pub(super) detail: Detail,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// No layout was set: tracing such an object is an error in the caller.
    Unset,
    Raw,
    /// The words whose bit is set in `detail.mask`.
    Mask,
    /// `detail.count` words from `first`.
    Words,
    /// `detail.flagged.count` words from `first` if the header has one of `detail.flagged.flags`.
    FlaggedWords,
    /// As many words from `first` as `length_word` says.
    Array,
    /// `Mask` and `Array`.
    MaskAndArray,
    /// Whatever `detail.trace` reports.
    Custom,
}

#[derive(Clone, Copy)]
pub(super) union Detail {
    pub mask: u64,
    pub count: u64,
    pub flagged: Flagged,
    pub trace: Trace,
}

#[derive(Clone, Copy)]
pub(super) struct Flagged {
    pub flags: u32,
    pub count: u32,
}

impl std::fmt::Debug for Detail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        // SAFETY: all variants are eight initialized bytes.
        write!(formatter, "{:#x}", unsafe { self.mask })
    }
}

impl Layout {
    pub(super) const UNSET: Layout = Layout::new(Kind::Unset, 0, 0, Detail { mask: 0 });

    const fn new(kind: Kind, length_word: usize, first: usize, detail: Detail) -> Layout {
        assert!(length_word <= u16::MAX as usize && first <= u32::MAX as usize);
        Layout {
            kind,
            length_word: length_word as u16,
            first: first as u32,
            detail,
        }
    }

    /// No tagged words at all.
    pub const fn raw() -> Layout {
        Layout::new(Kind::Raw, 0, 0, Detail { mask: 0 })
    }

    /// Word `i` is a tagged word if bit `i` of `mask` is set. Bit 0, the header, must be clear.
    pub const fn fixed(mask: u64) -> Layout {
        assert!(mask & 1 == 0, "the header is not a tagged word");
        match mask {
            0 => Layout::raw(),
            _ => Layout::new(Kind::Mask, 0, 0, Detail { mask }),
        }
    }

    /// The words `first..first + count` are tagged words.
    pub const fn fixed_words(first: usize, count: usize) -> Layout {
        assert!(first > 0, "the header is not a tagged word");
        let count = count as u64;
        Layout::new(Kind::Words, 0, first, Detail { count })
    }

    /// The words `first..first + count` are tagged words in an object whose header has at least one of
    /// `flags`; in the others none is.
    pub const fn flagged_words(flags: u32, first: usize, count: usize) -> Layout {
        assert!(first > 0, "the header is not a tagged word");
        assert!(count <= u32::MAX as usize);
        let count = count as u32;
        let flagged = Flagged { flags, count };
        Layout::new(Kind::FlaggedWords, 0, first, Detail { flagged })
    }

    /// Word `length_word` holds an untagged count, and that many tagged words start at word
    /// `first_item`.
    pub const fn array(length_word: usize, first_item: usize) -> Layout {
        assert!(first_item > 0, "the header is not a tagged word");
        Layout::new(Kind::Array, length_word, first_item, Detail { mask: 0 })
    }

    /// The tagged words of [`Layout::fixed`] and those of [`Layout::array`].
    pub const fn fixed_and_array(mask: u64, length_word: usize, first_item: usize) -> Layout {
        assert!(mask & 1 == 0, "the header is not a tagged word");
        let detail = Detail { mask };
        Layout::new(Kind::MaskAndArray, length_word, first_item, detail)
    }

    /// The mask of a layout of single words, as [`Layout::fixed`] takes it; None for layouts with more than 64 words or an array.
    pub fn fixed_mask(&self) -> Option<u64> {
        match self.kind {
            Kind::Raw => Some(0),
            // SAFETY: the kind says which variant is there.
            Kind::Mask => Some(unsafe { self.detail.mask }),
            Kind::Words => {
                let (first, count) = (self.first as u64, unsafe { self.detail.count });
                (count > 0 && first + count <= 64).then(|| (u64::MAX >> (64 - count)) << first)
            }
            _ => None,
        }
    }

    /// `trace` reports the tagged words.
    pub const fn custom(trace: Trace) -> Layout {
        Layout::new(Kind::Custom, 0, 0, Detail { trace })
    }

    /// Calls `take` with each tagged word of the fixed part of an object.
    ///
    /// # Safety
    /// `object` is a valid object of this layout, which is not a custom one.
    #[inline(always)]
    pub(super) unsafe fn for_each_fixed(&self, object: usize, mut take: impl FnMut(Word)) {
        let words = object as *const Word;
        match self.kind {
            Kind::Mask | Kind::MaskAndArray => {
                let mut mask = self.detail.mask;
                while mask != 0 {
                    take(*words.add(mask.trailing_zeros() as usize));
                    mask &= mask - 1;
                }
            }
            Kind::Words => {
                for index in 0..self.detail.count as usize {
                    take(*words.add(self.first as usize + index));
                }
            }
            Kind::FlaggedWords => {
                let Flagged { flags, count } = self.detail.flagged;
                if (*header(object)).flags & flags != 0 {
                    for index in 0..count as usize {
                        take(*words.add(self.first as usize + index));
                    }
                }
            }
            _ => (),
        }
    }

    /// Calls `take` with each of these items of an array.
    ///
    /// # Safety
    /// As [`Layout::for_each_fixed`]; the object has those items.
    #[inline(always)]
    pub(super) unsafe fn for_each_item(&self, object: usize, items: Range<usize>, mut take: impl FnMut(Word)) {
        let words = (object as *const Word).add(self.first as usize);
        for index in items {
            take(*words.add(index));
        }
    }

    /// The number of items of an array; zero for an object of another kind.
    ///
    /// # Safety
    /// `object` is a valid object of this layout.
    #[inline(always)]
    pub(super) unsafe fn length(&self, object: usize) -> usize {
        match self.kind {
            Kind::Array | Kind::MaskAndArray => *(object as *const usize).add(self.length_word as usize),
            _ => 0,
        }
    }
}
