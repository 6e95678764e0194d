//! A value: one tagged 64-bit word.
//!
//! `..1` a 63-bit integer; `.10` a float whose exponent is near zero's, rotated: `rotl3(bits + 2^60)`; `000` a pointer to
//! a heap object (0: unbound); `100` the other immediates: None, False, True, NotImplemented, Ellipsis, 0.0, -0.0.
//! Floats and integers out of those ranges are boxed on the heap.

use crate::heap::Header;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(pub u64);

impl Value {
    /// No value: an unbound local, an absent argument, an exception being raised.
    pub const UNBOUND: Value = Value(0);
    pub const NONE: Value = Value(0x4);
    pub const FALSE: Value = Value(0xc);
    pub const TRUE: Value = Value(0x14);
    pub const NOT_IMPLEMENTED: Value = Value(0x1c);
    pub const ELLIPSIS: Value = Value(0x24);
    pub const FLOAT_ZERO: Value = Value(0x2c);
    pub const FLOAT_NEGATIVE_ZERO: Value = Value(0x34);

    /// The end of an iteration, where a stage asked for the next value: no program sees it.
    pub const END: Value = Value(0x44);

    pub const MAX_INTEGER: i64 = (1 << 62) - 1;
    pub const MIN_INTEGER: i64 = -(1 << 62);

    /// An integer of the 63-bit range.
    #[inline(always)]
    pub const fn integer(i: i64) -> Value {
        debug_assert!(i >= Value::MIN_INTEGER && i <= Value::MAX_INTEGER);
        Value((i as u64) << 1 | 1)
    }

    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b {
            Value::TRUE
        } else {
            Value::FALSE
        }
    }

    /// The word of a float that needs no box.
    #[inline(always)]
    pub fn immediate_float(f: f64) -> Option<Value> {
        let word = f.to_bits().wrapping_add(1 << 60).rotate_left(3);
        if word & 3 == 2 {
            Some(Value(word))
        } else if f == 0.0 {
            Some(if f.is_sign_negative() {
                Value::FLOAT_NEGATIVE_ZERO
            } else {
                Value::FLOAT_ZERO
            })
        } else {
            None
        }
    }

    #[inline(always)]
    pub const fn is_integer(self) -> bool {
        self.0 & 1 != 0
    }

    /// The integer of a word known to be a small one.
    #[inline(always)]
    pub const fn as_integer(self) -> i64 {
        self.0 as i64 >> 1
    }

    /// A float in the word itself, zeros included.
    #[inline(always)]
    pub fn is_immediate_float(self) -> bool {
        self.0 & 3 == 2 || self == Value::FLOAT_ZERO || self == Value::FLOAT_NEGATIVE_ZERO
    }

    /// The float of a word known to be an immediate float.
    #[inline(always)]
    pub fn as_immediate_float(self) -> f64 {
        if self.0 & 3 == 2 {
            f64::from_bits(self.0.rotate_right(3).wrapping_sub(1 << 60))
        } else if self == Value::FLOAT_ZERO {
            0.0
        } else {
            -0.0
        }
    }

    /// A pointer to a heap object.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.0 & 7 == 0 && self.0 != 0
    }

    #[inline(always)]
    pub const fn is_unbound(self) -> bool {
        self.0 == 0
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    /// Bound, or None for the unbound word.
    #[inline(always)]
    pub fn bound(self) -> Option<Value> {
        (self.0 != 0).then_some(self)
    }

    /// The header of a word known to be a pointer.
    #[inline(always)]
    pub fn header(self) -> &'static Header {
        debug_assert!(self.is_pointer());
        // A pointer word always points to the start of a live cell, which starts with its header.
        unsafe { &*(self.0 as *const Header) }
    }

    /// The map id; 0 for words that are not pointers.
    #[inline(always)]
    pub fn map(self) -> u32 {
        if self.is_pointer() {
            self.header().map
        } else {
            0
        }
    }

    #[inline(always)]
    pub fn pointer(self) -> *mut u8 {
        self.0 as *mut u8
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        if self.is_integer() {
            write!(f, "{}", self.as_integer())
        } else if self.is_immediate_float() {
            write!(f, "{:?}", self.as_immediate_float())
        } else {
            match *self {
                Value::UNBOUND => f.write_str("unbound"),
                Value::NONE => f.write_str("None"),
                Value::FALSE => f.write_str("False"),
                Value::TRUE => f.write_str("True"),
                Value::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
                Value::ELLIPSIS => f.write_str("Ellipsis"),
                _ => write!(f, "<map {} at {:#x}>", self.map(), self.0),
            }
        }
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::bool(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_round_trip() {
        for f in [1.0, -1.0, 0.5, 1e70, -1e-70, 0.0, -0.0, 3.25e10] {
            let v = Value::immediate_float(f).unwrap();
            assert!(v.is_immediate_float() && !v.is_integer() && !v.is_pointer());
            assert_eq!(v.as_immediate_float().to_bits(), f.to_bits());
        }
        for f in [1e300, f64::NAN, f64::INFINITY, 5e-324] {
            assert!(Value::immediate_float(f).is_none());
        }
    }

    #[test]
    fn integers_round_trip() {
        for i in [0, 1, -1, Value::MAX_INTEGER, Value::MIN_INTEGER] {
            assert_eq!(Value::integer(i).as_integer(), i);
        }
    }
}
