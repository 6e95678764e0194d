//! Sets and categories of characters, positions, and lower case.

use super::program::{header, Op};
use objspace::characters;

/// Numbers inside a set, of `sre_constants`.
const FAILURE: u32 = 0;
const CATEGORY: u32 = 9;
const CHARSET: u32 = 10;
const BIGCHARSET: u32 = 11;
const LITERAL: u32 = 19;
const NEGATE: u32 = 26;
const RANGE: u32 = 27;

/// How many categories there are.
pub const CATEGORIES: u32 = 18;

/// Words of a bitmap of 256 characters.
const BITMAP: usize = 8;

/// What lower case means: flags of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    Ascii,
    Unicode,
}

impl Case {
    pub fn of_flags(flags: i64) -> Case {
        if flags & 32 != 0 {
            Case::Unicode
        } else {
            Case::Ascii
        }
    }

    #[inline]
    pub fn lower(self, character: u32) -> u32 {
        match self {
            Case::Unicode if character >= 128 => characters::to_lower(character),
            _ if (65..=90).contains(&character) => character + 32,
            _ => character,
        }
    }
}

fn is_word(character: u32) -> bool {
    character == 95 || character < 128 && (character as u8).is_ascii_alphanumeric()
}

fn is_unicode_word(character: u32) -> bool {
    character == 95 || characters::is_alphanumeric(character)
}

/// Whether a character is of a category. Those of a locale are those of the C locale.
pub fn is_of_category(category: u32, character: u32) -> bool {
    let is = match category & !1 {
        0 => (48..=57).contains(&character),
        2 => matches!(character, 9..=13 | 32),
        4 | 8 => is_word(character),
        6 => character == 10,
        10 => characters::decimal(character).is_some(),
        12 => characters::is_space(character),
        14 => is_unicode_word(character),
        _ => characters::is_line_break(character),
    };
    is != (category & 1 == 1)
}

/// The position codes of `sre_constants`.
pub mod positions {
    pub const BEGINNING: u32 = 0;
    pub const BEGINNING_LINE: u32 = 1;
    pub const BEGINNING_STRING: u32 = 2;
    // Each boundary is followed by its opposite.
    pub const BOUNDARY: u32 = 3;
    pub const END: u32 = 5;
    pub const END_LINE: u32 = 6;
    pub const END_STRING: u32 = 7;
    pub const LOCALE_BOUNDARY: u32 = 8;
    pub const UNICODE_BOUNDARY: u32 = 10;
}

/// Whether a character is of a word, for a boundary's position code.
pub fn is_of_word(position: u32, character: u32) -> bool {
    if position >= positions::UNICODE_BOUNDARY {
        is_unicode_word(character)
    } else {
        is_word(character)
    }
}

/// Whether a set of `sre_compile` is well-formed: ended by FAILURE, its blocks inside.
pub fn is_valid(set: &[u32]) -> bool {
    let mut at = 0;
    while let Some(&op) = set.get(at) {
        at += match op {
            FAILURE => return at + 1 == set.len(),
            NEGATE => 1,
            LITERAL => 2,
            RANGE => 3,
            CATEGORY => match set.get(at + 1) {
                Some(&category) if category < CATEGORIES => 2,
                _ => return false,
            },
            CHARSET => 1 + BITMAP,
            BIGCHARSET => {
                let (Some(&blocks), Some(indices)) = (set.get(at + 1), set.get(at + 2..at + 66)) else {
                    return false;
                };
                let inside = |word: &u32| word.to_ne_bytes().iter().all(|&index| (index as u32) < blocks);
                if blocks > 256 || !indices.iter().all(inside) {
                    return false;
                }
                66 + blocks as usize * BITMAP
            }
            _ => return false,
        };
    }
    false
}

#[inline]
fn bit(words: &[u32], number: u32) -> bool {
    words[number as usize >> 5] >> (number & 31) & 1 != 0
}

/// Whether a set of `sre_compile` has a character. Invariant: the set is valid.
fn holds(set: &[u32], character: u32) -> bool {
    let (mut at, mut is) = (0, true);
    loop {
        match set[at] {
            NEGATE => {
                is = !is;
                at += 1;
            }
            LITERAL => {
                if character == set[at + 1] {
                    return is;
                }
                at += 2;
            }
            RANGE => {
                if set[at + 1] <= character && character <= set[at + 2] {
                    return is;
                }
                at += 3;
            }
            CATEGORY => {
                if is_of_category(set[at + 1], character) {
                    return is;
                }
                at += 2;
            }
            CHARSET => {
                if character < 256 && bit(&set[at + 1..], character) {
                    return is;
                }
                at += 1 + BITMAP;
            }
            BIGCHARSET => {
                let blocks = set[at + 1] as usize;
                if character < 1 << 16 {
                    let high = character as usize >> 8;
                    let index = set[at + 2 + high / 4].to_ne_bytes()[high % 4] as usize;
                    if bit(&set[at + 66 + index * BITMAP..], character & 255) {
                        return is;
                    }
                }
                at += 66 + blocks * BITMAP;
            }
            _ => return !is,
        }
    }
}

/// The first 256 characters of a valid set.
pub fn bitmap(set: &[u32]) -> [u32; BITMAP] {
    let mut words = [0; BITMAP];
    for character in 0..256 {
        if holds(set, character) {
            words[character as usize >> 5] |= 1 << (character & 31);
        }
    }
    words
}

/// A set of a program.
#[derive(Clone, Copy)]
pub struct Set<'a> {
    first: &'a [u32; BITMAP],
    rest: &'a [u32],
}

impl Set<'_> {
    #[inline]
    pub fn has(self, character: u32) -> bool {
        if character < 256 {
            return self.first[character as usize >> 5] >> (character & 31) & 1 != 0;
        }
        holds(self.rest, character)
    }
}

/// A program's words and what lower case is to it.
#[derive(Clone, Copy)]
pub struct Program<'a> {
    pub words: &'a [u32],
    pub case: Case,
}

impl<'a> Program<'a> {
    /// The set at a place of the program.
    #[inline]
    pub fn set(&self, place: usize) -> Set<'a> {
        let (first, rest) = self.words[place..]
            .split_first_chunk()
            .expect("a set begins with its bitmap");
        Set { first, rest }
    }

    pub fn start(&self) -> usize {
        self.words[header::START] as usize
    }

    #[inline]
    pub fn op(&self, code: usize) -> Op {
        Op::of(self.words[code])
    }

    /// Whether the set at a place of the program has a character.
    #[inline]
    pub fn set_has(&self, set: usize, character: u32) -> bool {
        if character < 256 {
            return bit(&self.words[set..], character);
        }
        holds(&self.words[set + BITMAP..], character)
    }

    /// Whether an operation that matches single characters matches this one.
    #[inline]
    pub fn accepts(&self, op: Op, operand: u32, character: u32) -> bool {
        match op {
            Op::Any => character != 10,
            Op::AnyAll => true,
            Op::Literal => character == operand,
            Op::NotLiteral => character != operand,
            Op::LiteralIgnore => self.case.lower(character) == operand,
            Op::NotLiteralIgnore => self.case.lower(character) != operand,
            Op::In => self.set_has(operand as usize, character),
            Op::InIgnore => self.set_has(operand as usize, self.case.lower(character)),
            Op::Category => is_of_category(operand, character),
            _ => unreachable!("an operation that matches single characters"),
        }
    }
}
