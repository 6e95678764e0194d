//! The values of characters that are numbers.

use crate::{at, find, section, Edition};

/// What a character is worth: as a digit of decimal numbers, as any digit (a superscript, a circled one), as a number.
#[derive(Clone, Copy)]
pub struct Numbers {
    pub decimal: Option<u32>,
    pub digit: Option<u32>,
    pub numeric: Option<f64>,
}

/// Bytes of a triple in the table: decimal and digit (255: none), numeric (not a number: none).
const TRIPLE: usize = 10;

/// The values of a character; None for one that has none of the three.
pub fn numbers(edition: Edition, code: u32) -> Option<Numbers> {
    let list = match edition {
        Edition::Current => at::NUMBERS,
        Edition::Old => at::OLD_NUMBERS,
    };
    let number = find(section(list), 4, code)?[0] as usize;
    let (small, numeric) = section(at::TRIPLES)[number * TRIPLE..][..TRIPLE].split_at(2);
    let present = |byte: u8| (byte != 255).then_some(byte as u32);
    let numeric = f64::from_le_bytes(numeric.try_into().expect("eight bytes"));
    Some(Numbers {
        decimal: present(small[0]),
        digit: present(small[1]),
        numeric: (!numeric.is_nan()).then_some(numeric),
    })
}
