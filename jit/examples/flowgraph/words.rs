//! Tagged words: `..1` a 63-bit integer, `.10` a float whose exponent is common, `000` a pointer, `100` anything else.

use jit::language::Tag;

/// Map ids.
pub const FLOAT_MAP: u32 = 1;
pub const PAIR_MAP: u32 = 2;

pub const fn integer(value: i64) -> u64 {
    (value as u64) << 1 | 1
}

pub const fn as_integer(word: u64) -> i64 {
    word as i64 >> 1
}

/// The word of a float, if it needs no box.
pub fn immediate_float(value: f64) -> Option<u64> {
    let word = value.to_bits().wrapping_add(1 << 60).rotate_left(3);
    (word & 3 == 2).then_some(word)
}

pub fn tag(word: u64) -> Tag {
    if word & 1 != 0 {
        Tag::Integer
    } else if word & 3 == 2 {
        Tag::Float
    } else if word & 7 != 0 || word == 0 {
        Tag::Immediate
    } else if map_of(word) == FLOAT_MAP {
        Tag::Float
    } else {
        Tag::Pointer
    }
}

pub fn map_of(word: u64) -> u32 {
    // Invariant: the word is a pointer to an object, which starts with its map id.
    unsafe { *(word as *const u32) }
}

pub fn as_float(word: u64) -> f64 {
    if word & 3 == 2 {
        f64::from_bits(word.rotate_right(3).wrapping_sub(1 << 60))
    } else {
        // Invariant: the word is a boxed float.
        f64::from_bits(unsafe { *((word + 8) as *const u64) })
    }
}

/// The word as text.
pub fn show(word: u64) -> String {
    match tag(word) {
        Tag::Integer => as_integer(word).to_string(),
        Tag::Float => format!("{:?}", as_float(word)),
        Tag::Immediate => "nothing".to_string(),
        Tag::Pointer => {
            // Invariant: pairs are the only objects.
            let (first, second) = unsafe { (*((word + 8) as *const u64), *((word + 16) as *const u64)) };
            format!("({}, {})", show(first), show(second))
        }
    }
}
