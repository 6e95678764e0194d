//! Tagged words: those of the compiler's plain language. The one kind of object of our own is the pair.

use jit::backend::plain;
use jit::language::Tag;

pub const PAIR_MAP: u32 = plain::FIRST_MAP;

pub const fn integer(value: i64) -> u64 {
    plain::integer_word(value)
}

pub const fn as_integer(word: u64) -> i64 {
    word as i64 >> 1
}

pub fn tag(word: u64) -> Tag {
    // Invariant: words that are pointers point to objects.
    unsafe { plain::tag(word) }
}

pub fn map_of(word: u64) -> u32 {
    // Invariant: the word is a pointer to an object, which starts with its map id.
    unsafe { plain::map_of(word) }
}

pub fn as_float(word: u64) -> f64 {
    // Invariant: the word is a float.
    unsafe { plain::float_of(word) }
}

/// The word as text; what is nested too deeply is left out.
pub fn show(word: u64) -> String {
    show_nested(word, 8)
}

fn show_nested(word: u64, depth: u32) -> String {
    match tag(word) {
        Tag::Integer => as_integer(word).to_string(),
        Tag::Float => format!("{:?}", as_float(word)),
        Tag::Immediate => "nothing".to_string(),
        Tag::Pointer if depth == 0 => "...".to_string(),
        Tag::Pointer => {
            // Invariant: pairs are the only objects.
            let (first, second) = unsafe { (*((word + 8) as *const u64), *((word + 16) as *const u64)) };
            format!(
                "({}, {})",
                show_nested(first, depth - 1),
                show_nested(second, depth - 1)
            )
        }
    }
}
