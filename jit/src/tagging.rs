//! A tagging of words that languages may use, and the default of [`Language`](crate::Language): `..1` is a 63-bit
//! integer, `.10` a float (its bits rotated so that those of common magnitude fit), `000` a pointer, anything else an
//! immediate. Boxed floats and boxed wide integers are pointers here: telling them apart takes the heap.

use crate::language::Tag;

const FLOAT_BIAS: u64 = 1 << 60;

pub fn tag(word: u64) -> Tag {
    match word & 7 {
        _ if word & 1 != 0 => Tag::Integer,
        _ if word & 3 == 2 => Tag::Float,
        0 => Tag::Pointer,
        _ => Tag::Immediate,
    }
}

/// The word of a doubled integer.
pub fn box_integer(doubled: i64) -> u64 {
    doubled as u64 | 1
}

/// The doubled integer of a word, if it is an integer.
pub fn unbox_integer(word: u64) -> Option<i64> {
    (word & 1 != 0).then_some((word & !1) as i64)
}

/// The word of a float, if it fits one.
pub fn box_float(float: f64) -> Option<u64> {
    let word = float.to_bits().wrapping_add(FLOAT_BIAS).rotate_left(3);
    (word & 3 == 2).then_some(word)
}

/// The float of a word, if it is an immediate one.
pub fn unbox_float(word: u64) -> Option<f64> {
    (word & 3 == 2).then(|| f64::from_bits(word.rotate_right(3).wrapping_sub(FLOAT_BIAS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for i in [0, 2, -2, i64::MAX - 1, i64::MIN] {
            assert_eq!(unbox_integer(box_integer(i)), Some(i));
            assert_eq!(tag(box_integer(i)), Tag::Integer);
        }
        for f in [1.0, -1.5, 1e77, -1e-76, 3.25e10] {
            let word = box_float(f).unwrap();
            assert_eq!(unbox_float(word), Some(f));
            assert_eq!(tag(word), Tag::Float);
        }
        for f in [0.0, -0.0, 1e300, 1e-300, f64::INFINITY, f64::NAN] {
            assert_eq!(box_float(f), None);
        }
    }
}
