//! Properties of characters, by code point, as the methods of unicode need them.

use unicode_database::numbers::{numbers, Numbers};
use unicode_database::{category, Edition};

pub use unicode_database::case::{to_lower, to_title, to_upper};
pub use unicode_database::names::named;

/// White space: what `split` and `strip` drop.
pub fn is_space(code: u32) -> bool {
    matches!(
        code,
        0x09..=0x0d
            | 0x1c..=0x20
            | 0x85
            | 0xa0
            | 0x1680
            | 0x180e
            | 0x2000..=0x200a
            | 0x2028
            | 0x2029
            | 0x202f
            | 0x205f
            | 0x3000
    )
}

/// What ends a line.
pub fn is_line_break(code: u32) -> bool {
    matches!(code, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Whether a character is a letter.
pub fn is_alpha(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_alphabetic();
    }
    category(code).starts_with('L')
}

pub fn is_upper(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_uppercase();
    }
    category(code) == "Lu"
}

pub fn is_lower(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_lowercase();
    }
    category(code) == "Ll"
}

/// Digraphs of an upper and a lower case letter, and letters with iota: their own upper case when first in a word.
pub fn is_title(code: u32) -> bool {
    code >= 0x80 && category(code) == "Lt"
}

fn values(code: u32) -> Option<Numbers> {
    numbers(Edition::Current, code)
}

/// The value of a decimal digit of any script.
pub fn decimal(code: u32) -> Option<u32> {
    if code < 0x80 {
        return char::from(code as u8).to_digit(10);
    }
    values(code)?.decimal
}

/// The value of a digit: decimal ones, and superscripts, circled ones and the like.
pub fn digit(code: u32) -> Option<u32> {
    if code < 0x80 {
        return char::from(code as u8).to_digit(10);
    }
    values(code)?.digit
}

pub fn is_numeric(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_digit();
    }
    values(code).is_some_and(|values| values.numeric.is_some())
}

pub fn is_alphanumeric(code: u32) -> bool {
    is_alpha(code) || is_numeric(code)
}
