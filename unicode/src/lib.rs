//! The Unicode character database in the two editions that Python 2.7 has: 5.2.0, and 3.2.0 for internet names. Knows nothing of
//! Python. Code points are numbers up to 0x10ffff, surrogates among them.
//!
//! `generate.py` writes the tables.

pub mod case;
mod layout;
pub mod names;
pub mod normal;
pub mod numbers;

use layout as at;
use std::ops::Range;

static DATABASE: &[u8] = include_bytes!("database.bin");

fn section(range: Range<usize>) -> &'static [u8] {
    &DATABASE[range]
}

fn u16_at(bytes: &[u8], i: usize) -> usize {
    bytes[i] as usize | (bytes[i + 1] as usize) << 8
}

fn u24_at(bytes: &[u8], i: usize) -> u32 {
    (u16_at(bytes, i) | (bytes[i + 2] as usize) << 16) as u32
}

/// The entry of a code in a sorted list of entries of so many bytes that start with a code of three bytes; the rest of the entry.
fn find(list: &'static [u8], size: usize, code: u32) -> Option<&'static [u8]> {
    let (mut low, mut high) = (0, list.len() / size);
    while low < high {
        let middle = (low + high) / 2;
        let entry = &list[middle * size..][..size];
        match u24_at(entry, 0).cmp(&code) {
            std::cmp::Ordering::Equal => return Some(&entry[3..]),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// An edition of Unicode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    Current,
    Old,
}

impl Edition {
    /// `5.2.0` or `3.2.0`.
    pub fn version(self) -> &'static str {
        at::VERSIONS[self as usize]
    }
}

/// What every character has.
#[derive(Clone, Copy)]
pub struct Properties {
    category: u8,
    direction: u8,
    /// Canonical combining class.
    pub combining: u8,
    /// Whether it is mirrored in text that runs from right to left.
    pub mirrored: bool,
    width: u8,
}

/// The properties of a code point; those of unassigned ones are the defaults.
pub fn properties(edition: Edition, code: u32) -> Properties {
    let index = match edition {
        Edition::Current => at::INDEX,
        Edition::Old => at::OLD_INDEX,
    };
    let block = section(index)[(code >> at::SHIFT) as usize] as usize;
    let place = (block << at::SHIFT) + (code as usize & ((1 << at::SHIFT) - 1));
    let record = &section(at::RECORDS)[section(at::BLOCKS)[place] as usize * 4..][..4];
    Properties {
        category: record[0],
        direction: record[1],
        combining: record[2],
        mirrored: record[3] & 0x80 != 0,
        width: record[3] & 0x7f,
    }
}

impl Properties {
    /// The general category, `Lu`.
    pub fn category(self) -> &'static str {
        at::CATEGORIES[self.category as usize]
    }

    /// The bidirectional class, `AL`; empty for unassigned code points.
    pub fn direction(self) -> &'static str {
        at::DIRECTIONS[self.direction as usize]
    }

    /// The east asian width, `Na`.
    pub fn width(self) -> &'static str {
        at::WIDTHS[self.width as usize]
    }

    pub fn is_assigned(self) -> bool {
        self.category() != "Cn"
    }
}

/// The general category of a code point in the current edition.
pub fn category(code: u32) -> &'static str {
    properties(Edition::Current, code).category()
}
