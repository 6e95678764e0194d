//! Properties of characters, by code point. Surrogates have none.

fn character(code: u32) -> Option<char> {
    char::from_u32(code)
}

fn has(code: u32, property: fn(char) -> bool) -> bool {
    character(code).is_some_and(property)
}

/// White space: what `split` and `strip` drop.
pub fn is_space(code: u32) -> bool {
    match code {
        0x1c..=0x1f => true,
        // No space since a later edition of Unicode than Python 2.7's.
        0x180e => true,
        _ => has(code, char::is_whitespace),
    }
}

/// What ends a line.
pub fn is_line_break(code: u32) -> bool {
    matches!(code, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

pub fn is_alpha(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_alphabetic();
    }
    // Letters only: marks and letter numbers are alphabetic, but no letters.
    has(code, char::is_alphabetic) && !has(code, char::is_numeric) && !is_mark(code)
}

/// Combining marks and enclosed letters, which Unicode calls alphabetic.
fn is_mark(code: u32) -> bool {
    matches!(code, 0x345 | 0x24b6..=0x24e9)
}

pub fn is_upper(code: u32) -> bool {
    has(code, char::is_uppercase) && !matches!(code, 0x24b6..=0x24cf | 0x2160..=0x216f)
}

pub fn is_lower(code: u32) -> bool {
    has(code, char::is_lowercase) && !matches!(code, 0x24d0..=0x24e9 | 0x2170..=0x217f | 0x345)
}

/// Digraphs of an upper and a lower case letter, and letters with iota: their own upper case when first in a word.
pub fn is_title(code: u32) -> bool {
    matches!(code, 0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc)
}

/// The one character a case mapping gives; the character itself if it gives several.
fn simple(code: u32, mut mapped: impl Iterator<Item = char>) -> u32 {
    match (mapped.next(), mapped.next()) {
        (Some(c), None) => c as u32,
        _ => code,
    }
}

pub fn to_upper(code: u32) -> u32 {
    match code {
        // Greek vowels with iota below: one character, though the full mapping has two.
        0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7 => code + 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        _ => character(code).map_or(code, |c| simple(code, c.to_uppercase())),
    }
}

pub fn to_lower(code: u32) -> u32 {
    match code {
        0x130 => 0x69,
        _ => character(code).map_or(code, |c| simple(code, c.to_lowercase())),
    }
}

pub fn to_title(code: u32) -> u32 {
    match code {
        0x1c4..=0x1c6 => 0x1c5,
        0x1c7..=0x1c9 => 0x1c8,
        0x1ca..=0x1cc => 0x1cb,
        0x1f1..=0x1f3 => 0x1f2,
        _ => to_upper(code),
    }
}

/// The value of a decimal digit of any script: scripts' digits stand in runs of ten.
pub fn decimal(code: u32) -> Option<u32> {
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
        0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
        0xa900, 0xa9d0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    ];
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&code))
        .map(|zero| code - zero)
}

/// The value of a digit: decimal ones, and superscripts, circled ones and the like.
pub fn digit(code: u32) -> Option<u32> {
    Some(match code {
        0xb2 | 0xb3 => code - 0xb0,
        0xb9 => 1,
        0x1369..=0x1371 => code - 0x1368,
        0x19da => 1,
        0x2070 | 0x2074..=0x2079 => code - 0x2070,
        0x2080..=0x2089 => code - 0x2080,
        0x2460..=0x2468 => code - 0x245f,
        0x2474..=0x247c => code - 0x2473,
        0x2488..=0x2490 => code - 0x2487,
        0x24ea | 0x24ff => 0,
        0x24f5..=0x24fd => code - 0x24f4,
        0x2776..=0x277e => code - 0x2775,
        0x2780..=0x2788 => code - 0x277f,
        0x278a..=0x2792 => code - 0x2789,
        0x10a40..=0x10a43 => code - 0x10a3f,
        0x10e60..=0x10e68 => code - 0x10e5f,
        0x1f100 => 0,
        0x1f101..=0x1f10a => code - 0x1f101,
        _ => return decimal(code),
    })
}

pub fn is_numeric(code: u32) -> bool {
    digit(code).is_some() || has(code, char::is_numeric)
}

pub fn is_alphanumeric(code: u32) -> bool {
    is_alpha(code) || is_numeric(code)
}

/// The character with a name: not with an alias, and computed names only in upper case.
pub fn named(name: &[u8]) -> Option<u32> {
    let name = std::str::from_utf8(name).ok()?;
    let character = unicode_names2::character(name)?;
    let canonical = unicode_names2::name(character)?.to_string();
    let is_computed = ["CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "]
        .iter()
        .any(|prefix| canonical.starts_with(prefix));
    let matches = match is_computed {
        true => canonical == name,
        false => canonical.eq_ignore_ascii_case(name),
    };
    matches.then_some(character as u32)
}
