//! `long`: sign and 64-bit digits inline.

use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use std::cell::Cell;
use std::cmp::Ordering;

#[repr(C)]
pub struct LongObject {
    pub header: Header,
    pub negative: Cell<bool>,
    /// Number of digits; no leading zeros, 0 has none.
    pub count: Cell<usize>,
    // u64 digits inline, least significant first.
}

const BODY: usize = std::mem::size_of::<LongObject>();

/// Bytes of the variable part of a long.
pub fn inline_size(object: *mut u8) -> usize {
    unsafe { (*(object as *const LongObject)).count.get() * 8 }
}

impl LongObject {
    /// The digits, least significant first.
    pub fn digits(&self) -> &'static [u64] {
        unsafe {
            std::slice::from_raw_parts(
                (self as *const LongObject as *const u8).add(BODY) as *const u64,
                self.count.get(),
            )
        }
    }

    /// Sets sign and digits (no leading zeros) of a new long with room for them.
    pub fn fill(&self, negative: bool, digits: &[u64]) {
        self.negative.set(negative && !digits.is_empty());
        self.count.set(digits.len());
        unsafe {
            let at = (self as *const LongObject as *mut u8).add(BODY) as *mut u64;
            std::ptr::copy_nonoverlapping(digits.as_ptr(), at, digits.len());
        }
    }

    pub fn integer(&self) -> Integer<'static> {
        Integer::large(self.negative.get(), self.digits())
    }

    pub fn to_bigint(&self) -> BigInt {
        self.integer().to_bigint()
    }
}

/// An integer whose digits are looked at where they are: those of a long on the heap until the next allocation.
pub struct Integer<'a> {
    pub negative: bool,
    small: u64,
    large: Option<&'a [u64]>,
}

impl<'a> Integer<'a> {
    pub fn small(i: i64) -> Self {
        Integer {
            negative: i < 0,
            small: i.unsigned_abs(),
            large: None,
        }
    }

    pub fn large(negative: bool, digits: &'a [u64]) -> Self {
        Integer {
            negative,
            small: 0,
            large: Some(digits),
        }
    }

    /// The magnitude, least significant digit first, no leading zeros.
    pub fn digits(&self) -> &[u64] {
        match self.large {
            Some(digits) => digits,
            None if self.small == 0 => &[],
            None => std::slice::from_ref(&self.small),
        }
    }

    pub fn is_zero(&self) -> bool {
        self.digits().is_empty()
    }

    pub fn to_bigint(&self) -> BigInt {
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, crate::digits::large(self.digits()))
    }

    pub fn compare(&self, other: &Integer) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => crate::digits::compare(self.digits(), other.digits()),
            (true, true) => crate::digits::compare(other.digits(), self.digits()),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

impl Vm {
    /// The integer in an exact int, long or bool.
    pub fn integer(&self, v: Value) -> Option<Integer<'static>> {
        if v.is_pointer() && v.map() == Kind::Long.map() {
            let long = Ref::<LongObject>::of(v);
            return Some(Integer::large(long.negative.get(), long.digits()));
        }
        if v.is_pointer() && v.map() != Kind::Int.map() {
            return None;
        }
        self.as_int(v).map(Integer::small)
    }

    /// A long with these digits (leading zeros allowed).
    pub fn long_from_digits(&mut self, negative: bool, digits: &[u64]) -> Result {
        let count = digits.iter().rposition(|&d| d != 0).map_or(0, |i| i + 1);
        let p = self.allocate(BODY + count * 8, Kind::Long.map())?;
        let long = unsafe { Ref::<LongObject>::from_pointer(p) };
        long.negative.set(negative && count > 0);
        long.count.set(count);
        unsafe { std::ptr::copy_nonoverlapping(digits.as_ptr(), p.add(BODY) as *mut u64, count) };
        Ok(long.value())
    }

    /// A long whose digits `fill` writes into room for `count`; leading zeros may be left, and it says whether the number is
    /// negative.
    pub fn long_with(&mut self, count: usize, fill: impl FnOnce(&mut [u64]) -> bool) -> Result {
        let size = BODY + count * 8;
        let p = if size <= crate::heap::MOST_PREZEROED {
            self.heap.allocate(size, Kind::Long.map())
        } else {
            match self.heap.allocate_uninitialized(size, Kind::Long.map()) {
                Ok(p) => p,
                Err(_) => return Err(self.memory_error()),
            }
        };
        let long = unsafe { Ref::<LongObject>::from_pointer(p) };
        let room = unsafe { std::slice::from_raw_parts_mut(p.add(BODY) as *mut u64, count) };
        let negative = fill(room);
        let used = crate::digits::trimmed(room);
        if count > 16 && used < count / 2 {
            // Most of the room would be kept for nothing.
            long.count.set(used);
            return self.long_from_digits(negative, long.digits());
        }
        long.count.set(used);
        long.negative.set(negative && used > 0);
        Ok(long.value())
    }

    /// A long.
    pub fn long(&mut self, i: &BigInt) -> Result {
        let digits: Vec<u64> = i.iter_u64_digits().collect();
        self.long_from_digits(i.sign() == Sign::Minus, &digits)
    }

    /// An int: the word itself, or a box for the outer 64-bit range.
    #[inline]
    pub fn int(&mut self, i: i64) -> Value {
        if (Value::MIN_INTEGER..=Value::MAX_INTEGER).contains(&i) {
            return Value::integer(i);
        }
        let p = self.heap.allocate(16, Kind::Int.map());
        unsafe { *(p as *mut i64).add(1) = i };
        Value(p as u64)
    }

    /// A float: immediate, or a box.
    #[inline]
    pub fn float(&mut self, f: f64) -> Value {
        match Value::immediate_float(f) {
            Some(v) => v,
            None => {
                let p = self.heap.allocate(16, Kind::Float.map());
                unsafe { *(p as *mut f64).add(1) = f };
                Value(p as u64)
            }
        }
    }

    /// A complex number.
    pub fn complex(&mut self, real: f64, imaginary: f64) -> Value {
        let p = self.heap.allocate(Kind::Complex.body_size(), Kind::Complex.map());
        unsafe {
            *(p as *mut f64).add(1) = real;
            *(p as *mut f64).add(2) = imaginary;
        }
        Value(p as u64)
    }

    /// The i64 of an int (bools and subclasses included); None for anything else.
    pub fn as_int(&self, v: Value) -> Option<i64> {
        if v.is_integer() {
            return Some(v.as_integer());
        }
        match v {
            Value::FALSE => Some(0),
            Value::TRUE => Some(1),
            _ if v.is_pointer() && self.kind_of(v) == Kind::Int => Some(unsafe { *(v.pointer() as *const i64).add(1) }),
            _ => None,
        }
    }

    /// The f64 of a float (subclasses included); None for anything else.
    pub fn as_float(&self, v: Value) -> Option<f64> {
        if v.is_immediate_float() {
            return Some(v.as_immediate_float());
        }
        (v.is_pointer() && self.kind_of(v) == Kind::Float).then(|| unsafe { *(v.pointer() as *const f64).add(1) })
    }
}
