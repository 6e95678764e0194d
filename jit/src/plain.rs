//! The part of [`Machine`](crate::Machine) that is the same for every plain machine (`V = u64`, `I = i64`, `F = f64`).

/// Arithmetic on raw integers and floats, constants, and bit-for-bit comparison of words, for use inside
/// `impl Machine for ...`.
#[macro_export]
macro_rules! plain_arithmetic {
    () => {
        $crate::plain_arithmetic! { @methods
            value(word: u64) -> u64 { word }
            integer(value: i64) -> i64 { value }
            float(value: f64) -> f64 { value }
            is_same(v: u64, constant: u64) -> bool { v == constant }
            are_same(a: u64, b: u64) -> bool { a == b }
            promote(v: u64) -> u64 { v }
            promote_integer(i: i64) -> i64 { i }
            word_to_integer(v: u64) -> i64 { v as i64 }
            integer_to_word(i: i64) -> u64 { i as u64 }
            add_overflow(a: i64, b: i64) -> Option<i64> { a.checked_add(b) }
            subtract_overflow(a: i64, b: i64) -> Option<i64> { a.checked_sub(b) }
            multiply_overflow(a: i64, b: i64) -> Option<i64> { (a >> 1).checked_mul(b) }
            integer_add(a: i64, b: i64) -> i64 { a.wrapping_add(b) }
            integer_subtract(a: i64, b: i64) -> i64 { a.wrapping_sub(b) }
            integer_multiply(a: i64, b: i64) -> i64 { a.wrapping_mul(b) }
            integer_and(a: i64, b: i64) -> i64 { a & b }
            integer_or(a: i64, b: i64) -> i64 { a | b }
            integer_xor(a: i64, b: i64) -> i64 { a ^ b }
            integer_shift_left(a: i64, count: i64) -> i64 { a << count }
            integer_shift_right(a: i64, count: i64) -> i64 { a >> count }
            integer_floor_divide(a: i64, b: i64) -> i64 {
                let quotient = a / b;
                if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
            }
            integer_modulo(a: i64, b: i64) -> i64 {
                let remainder = a % b;
                if remainder != 0 && (remainder < 0) != (b < 0) { remainder + b } else { remainder }
            }
            integer_less(a: i64, b: i64) -> bool { a < b }
            integer_less_equal(a: i64, b: i64) -> bool { a <= b }
            integer_equal(a: i64, b: i64) -> bool { a == b }
            integer_below(a: i64, b: i64) -> bool { (a as u64) < b as u64 }
            has_bits(a: i64, mask: u32, value: u32) -> bool { a & mask as i64 == value as i64 }
            float_add(a: f64, b: f64) -> f64 { a + b }
            float_subtract(a: f64, b: f64) -> f64 { a - b }
            float_multiply(a: f64, b: f64) -> f64 { a * b }
            float_divide(a: f64, b: f64) -> f64 { a / b }
            float_negate(a: f64) -> f64 { -a }
            float_absolute(a: f64) -> f64 { a.abs() }
            float_square_root(a: f64) -> f64 { a.sqrt() }
            float_floor(a: f64) -> f64 { a.floor() }
            float_less(a: f64, b: f64) -> bool { a < b }
            float_less_equal(a: f64, b: f64) -> bool { a <= b }
            float_equal(a: f64, b: f64) -> bool { a == b }
            integer_to_float(a: i64) -> f64 { a as f64 }
            float_to_integer(a: f64) -> i64 { a as i64 }
            float_bits(a: f64) -> i64 { a.to_bits() as i64 }
            bits_float(a: i64) -> f64 { f64::from_bits(a as u64) }
        }
    };
    (@methods $($name:ident($($argument:ident: $type:ty),+) -> $result:ty $body:block)+) => {
        $(#[inline(always)]
        fn $name(&mut self, $($argument: $type),+) -> $result $body)+
    };
}

/// Loads and stores of fields and items at addresses (`word + offset`), without write barriers, for use inside
/// `impl Machine for ...` of a language whose pointers are plain addresses and whose collector needs no barrier.
#[macro_export]
macro_rules! plain_memory {
    () => {
        $crate::plain_memory! { @load load load_item u64, load_integer load_item_integer i64 }
        fn load_float(&mut self, object: u64, field: $crate::Field) -> f64 {
            f64::from_bits(self.load(object, field))
        }
        fn store(&mut self, object: u64, field: $crate::Field, v: u64) {
            // Invariant: the semantics store fields into objects that have them.
            unsafe { $crate::plain::store(object + field.offset as u64, field.content, v) }
        }
        fn store_integer(&mut self, object: u64, field: $crate::Field, i: i64) {
            self.store(object, field, i as u64);
        }
        fn store_float(&mut self, object: u64, field: $crate::Field, f: f64) {
            self.store(object, field, f.to_bits());
        }
        fn store_item(&mut self, object: u64, index: i64, array: $crate::Array, v: u64) {
            // Invariant: the index lies within the array.
            unsafe { $crate::plain::store($crate::plain::item(object, index, array), array.content, v) }
        }
        fn store_item_integer(&mut self, object: u64, index: i64, array: $crate::Array, i: i64) {
            self.store_item(object, index, array, i as u64);
        }
        fn set_map(&mut self, object: u64, map: u32) {
            // Invariant: an object starts with its map id.
            unsafe { *(object as *mut u32) = map }
        }
    };
    (@load $($load:ident $item:ident $type:ty),+) => {
        $(fn $load(&mut self, object: u64, field: $crate::Field) -> $type {
            // Invariant: the semantics load fields of objects that have them.
            unsafe { $crate::plain::load(object + field.offset as u64, field.content) as $type }
        }
        fn $item(&mut self, object: u64, index: i64, array: $crate::Array) -> $type {
            // Invariant: the index lies within the array.
            unsafe { $crate::plain::load($crate::plain::item(object, index, array), array.content) as $type }
        })+
    };
}

use crate::memory::{Array, Content};

/// The address of an item.
pub fn item(object: u64, index: i64, array: Array) -> u64 {
    object + array.first as u64 + index as u64 * array.stride as u64
}

/// What memory holds, zero-extended.
///
/// # Safety
/// `address` is that of memory of this content.
pub unsafe fn load(address: u64, content: Content) -> u64 {
    match content {
        Content::Value | Content::Word | Content::Float => *(address as *const u64),
        Content::Half => *(address as *const u32) as u64,
        Content::Byte => *(address as *const u8) as u64,
    }
}

/// Writes memory.
///
/// # Safety
/// As [`load`].
pub unsafe fn store(address: u64, content: Content, bits: u64) {
    match content {
        Content::Value | Content::Word | Content::Float => *(address as *mut u64) = bits,
        Content::Half => *(address as *mut u32) = bits as u32,
        Content::Byte => *(address as *mut u8) = bits as u8,
    }
}
