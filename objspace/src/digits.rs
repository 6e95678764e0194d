//! Arithmetic on magnitudes: u64 digits, least significant first, no leading zeros (0 has no digit).
//!
//! Every function replaces what its `out` held, so that one buffer serves call after call; where the size of the result is known
//! beforehand, `out` is the room for it, and leading zeros may be left. The algorithms are the schoolbook's:
//! Knuth, The Art of Computer Programming 2, 4.3.1 (division: algorithm D) with the reciprocal of Möller and Granlund, "Improved
//! division by invariant integers"; products of two large numbers go to num-bigint, which knows better than n * m steps.

use crate::protocols::arithmetic::Operator;
use num_bigint::BigUint;
use std::cmp::Ordering;

/// From this many digits of the shorter factor on num-bigint multiplies: the copies are paid by then.
const LARGE_FACTOR: usize = 48;

/// Takes leading zeros away.
pub fn trim(out: &mut Vec<u64>) {
    out.truncate(trimmed(out));
}

pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// The digits without their leading zeros.
pub fn trimmed(digits: &[u64]) -> usize {
    digits.iter().rposition(|&digit| digit != 0).map_or(0, |at| at + 1)
}

/// Adds or subtracts digit by digit; the carry that is left. In fours, between whose digits the carry stays in the processor's flag.
#[inline(always)]
fn in_fours(a: &[u64], b: &[u64], out: &mut [u64], step: impl Fn(u64, u64, bool) -> (u64, bool)) -> bool {
    let ((a_fours, a_rest), (b_fours, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let (out_fours, out_rest) = out[..a.len()].as_chunks_mut::<4>();
    let mut carry = false;
    for ((out, a), b) in out_fours.iter_mut().zip(a_fours).zip(b_fours) {
        (out[0], carry) = step(a[0], b[0], carry);
        (out[1], carry) = step(a[1], b[1], carry);
        (out[2], carry) = step(a[2], b[2], carry);
        (out[3], carry) = step(a[3], b[3], carry);
    }
    for ((out, &a), &b) in out_rest.iter_mut().zip(a_rest).zip(b_rest) {
        (*out, carry) = step(a, b, carry);
    }
    carry
}

/// a + b into one digit more than the longer one has.
pub fn add(a: &[u64], b: &[u64], out: &mut [u64]) {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let (low, high) = long.split_at(short.len());
    let mut carry = in_fours(low, short, out, u64::carrying_add);
    let rest = &mut out[short.len()..];
    for (sum, &x) in rest.iter_mut().zip(high) {
        (*sum, carry) = x.overflowing_add(carry as u64);
    }
    out[long.len()] = carry as u64;
}

/// Adds `b` to the digits of `a`, which are as many or more; whether a carry is left over.
fn add_to(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut carry = false;
    for (x, &y) in low.iter_mut().zip(b) {
        (*x, carry) = x.carrying_add(y, carry);
    }
    carry && increment(high)
}

/// Adds one; whether a carry is left over.
fn increment(digits: &mut [u64]) -> bool {
    for digit in digits {
        *digit = digit.wrapping_add(1);
        if *digit != 0 {
            return false;
        }
    }
    true
}

/// a + 1 in place.
pub fn add_one(out: &mut Vec<u64>) {
    if increment(out) {
        out.push(1);
    }
}

/// a - b, where a >= b, into as many digits as a has.
pub fn subtract(a: &[u64], b: &[u64], out: &mut [u64]) {
    let (low, high) = a.split_at(b.len());
    let mut borrow = in_fours(low, b, out, u64::borrowing_sub);
    let rest = &mut out[b.len()..];
    for (difference, &x) in rest.iter_mut().zip(high) {
        (*difference, borrow) = x.overflowing_sub(borrow as u64);
    }
    debug_assert!(!borrow, "subtract wants the larger number first");
}

/// a * b into as many digits as both have together.
pub fn multiply(a: &[u64], b: &[u64], out: &mut [u64]) {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    if short.len() >= LARGE_FACTOR {
        out.fill(0);
        let product = large(long) * large(short);
        for (digit, value) in out.iter_mut().zip(product.iter_u64_digits()) {
            *digit = value;
        }
        return;
    }
    let Some((&first, others)) = short.split_first() else {
        return out.fill(0);
    };
    let mut carry = 0;
    for (digit, &y) in out.iter_mut().zip(long) {
        (*digit, carry) = y.carrying_mul(first, carry);
    }
    out[long.len()] = carry;
    for (at, &factor) in others.iter().enumerate() {
        let row = &mut out[at + 1..];
        let mut carry = 0;
        for (digit, &y) in row.iter_mut().zip(long) {
            (*digit, carry) = y.carrying_mul_add(factor, *digit, carry);
        }
        row[long.len()] = carry;
    }
}

/// Numbers of fewer digits are divided digit by digit at once.
const ESTIMATED: usize = 3;

/// The quotient of a / b rounded to zero where the highest bits of the two tell it: it is below 2^62, and b has a few digits.
pub fn quotient_by_estimate(a: &[u64], b: &[u64]) -> Option<u64> {
    if b.len() < ESTIMATED {
        return None;
    }
    let (a_bits, b_bits) = (bit_length(a), bit_length(b));
    if a_bits < b_bits {
        return Some(0);
    }
    if a_bits - b_bits > 61 {
        return None;
    }
    // The highest 64 bits of b, and those of a above the same power of two: what is cut off moves the quotient by less than
    // one between the two divisions.
    let cut = b_bits as usize - 64;
    let divisor = digit_at(b, cut);
    let dividend = (digit_at(a, cut + 64) as u128) << 64 | digit_at(a, cut) as u128;
    let most = (dividend / divisor as u128) as u64;
    let least = (dividend / (divisor as u128 + 1)) as u64;
    (most == least).then_some(most)
}

/// a - b * factor, which is not negative, into as many digits as a has.
pub fn subtract_multiple(a: &[u64], b: &[u64], factor: u64, out: &mut [u64]) {
    out.copy_from_slice(a);
    if a.len() > b.len() {
        subtract_product(out, b, factor);
        return;
    }
    let mut carry = 0u64;
    for (x, &y) in out.iter_mut().zip(b) {
        let (low, high) = y.carrying_mul(factor, carry);
        let (difference, borrow) = x.overflowing_sub(low);
        *x = difference;
        carry = high + borrow as u64;
    }
    debug_assert_eq!(carry, 0);
}

/// Quotient and remainder of a number by one digit, which is not 0.
pub fn divide_by_digit(a: &[u64], divisor: u64, quotient: &mut [u64]) -> u64 {
    let shift = divisor.leading_zeros();
    let divisor = divisor << shift;
    let reciprocal = reciprocal(divisor);
    let spread = |high: u64, low: u64| match shift {
        0 => high,
        _ => high << shift | low >> (64 - shift),
    };
    let Some(&top) = a.last() else { return 0 };
    let mut rest = spread(0, top);
    for at in (0..a.len()).rev() {
        let below = if at == 0 { 0 } else { a[at - 1] };
        (quotient[at], rest) = divide_two_digits(rest, spread(a[at], below), divisor, reciprocal);
    }
    rest >> shift
}

/// The number num-bigint works on.
pub fn large(digits: &[u64]) -> BigUint {
    BigUint::new(
        digits
            .iter()
            .flat_map(|&digit| [digit as u32, (digit >> 32) as u32])
            .collect(),
    )
}

/// Quotient and remainder of a / b, both rounded to zero; b is not 0.
pub fn divide(a: &[u64], b: &[u64], quotient: &mut Vec<u64>, remainder: &mut Vec<u64>) {
    quotient.clear();
    if compare(a, b) == Ordering::Less {
        remainder.clear();
        remainder.extend_from_slice(a);
        return;
    }
    if let &[divisor] = b {
        quotient.resize(a.len(), 0);
        let rest = divide_by_digit(a, divisor, quotient);
        remainder.clear();
        remainder.push(rest);
        trim(quotient);
        trim(remainder);
        return;
    }
    // Both numbers are shifted until the divisor's highest bit is set: quotient digits are then guessed at most two too large.
    let shift = b[b.len() - 1].leading_zeros();
    let mut divisor = Vec::new();
    shift_left(b, shift as usize, &mut divisor);
    shift_left(a, shift as usize, remainder);
    if remainder.len() == a.len() {
        remainder.push(0);
    }
    quotient.resize(remainder.len() - divisor.len(), 0);
    let top = divisor[divisor.len() - 1];
    let reciprocal = reciprocal(top);
    let count = divisor.len();
    for at in (0..quotient.len()).rev() {
        let window = &mut remainder[at..at + count + 1];
        let guess = guess_digit(window, &divisor, reciprocal);
        quotient[at] = if subtract_product(window, &divisor, guess) {
            // One too large.
            let carry = add_to(&mut window[..count], &divisor);
            window[count] = window[count].wrapping_add(carry as u64);
            guess - 1
        } else {
            guess
        };
    }
    trim(quotient);
    trim(remainder);
    shift_right_in_place(remainder, shift);
}

/// The quotient digit of a window of n + 1 digits by n >= 2 digits, at most one too large.
fn guess_digit(window: &[u64], divisor: &[u64], reciprocal: u64) -> u64 {
    let count = divisor.len();
    let (top, second) = (divisor[count - 1], divisor[count - 2]);
    let (high, middle, low) = (window[count], window[count - 1], window[count - 2]);
    let (mut guess, mut rest) = if high >= top {
        let (rest, over) = middle.overflowing_add(top);
        if over {
            return u64::MAX;
        }
        (u64::MAX, rest)
    } else {
        divide_two_digits(high, middle, top, reciprocal)
    };
    while guess as u128 * second as u128 > ((rest as u128) << 64 | low as u128) {
        guess -= 1;
        let (sum, over) = rest.overflowing_add(top);
        if over {
            break;
        }
        rest = sum;
    }
    guess
}

/// window -= divisor * factor; whether that went below zero.
fn subtract_product(window: &mut [u64], divisor: &[u64], factor: u64) -> bool {
    let mut carry = 0u64;
    for (x, &y) in window.iter_mut().zip(divisor) {
        let product = y as u128 * factor as u128 + carry as u128;
        let (difference, borrow) = x.overflowing_sub(product as u64);
        *x = difference;
        carry = (product >> 64) as u64 + borrow as u64;
    }
    let last = &mut window[divisor.len()];
    let (difference, borrow) = last.overflowing_sub(carry);
    *last = difference;
    borrow
}

/// (2^128 - 1) / divisor - 2^64 of a divisor whose highest bit is set.
fn reciprocal(divisor: u64) -> u64 {
    (u128::MAX / divisor as u128 - (1 << 64)) as u64
}

/// Quotient and remainder of high:low by a divisor whose highest bit is set; high < divisor.
fn divide_two_digits(high: u64, low: u64, divisor: u64, reciprocal: u64) -> (u64, u64) {
    let guess = (reciprocal as u128 * high as u128).wrapping_add((high as u128) << 64 | low as u128);
    let mut quotient = ((guess >> 64) as u64).wrapping_add(1);
    let mut rest = low.wrapping_sub(quotient.wrapping_mul(divisor));
    if rest > guess as u64 {
        quotient = quotient.wrapping_sub(1);
        rest = rest.wrapping_add(divisor);
    }
    if rest >= divisor {
        quotient = quotient.wrapping_add(1);
        rest -= divisor;
    }
    (quotient, rest)
}

/// a * 2^count.
pub fn shift_left(a: &[u64], count: usize, out: &mut Vec<u64>) {
    let (whole, bits) = (count / 64, (count % 64) as u32);
    out.clear();
    if a.is_empty() {
        return;
    }
    out.resize(whole, 0);
    if bits == 0 {
        out.extend_from_slice(a);
        return;
    }
    let mut carry = 0;
    out.extend(a.iter().map(|&digit| {
        let shifted = digit << bits | carry;
        carry = digit >> (64 - bits);
        shifted
    }));
    if carry != 0 {
        out.push(carry);
    }
}

/// a / 2^count rounded down; whether a bit that was set fell off.
pub fn shift_right(a: &[u64], count: usize, out: &mut Vec<u64>) -> bool {
    let (whole, bits) = (count / 64, (count % 64) as u32);
    out.clear();
    if whole >= a.len() {
        return !a.is_empty();
    }
    out.extend_from_slice(&a[whole..]);
    let lost = a[..whole].iter().any(|&digit| digit != 0) || a[whole] & ((1 << bits) - 1) != 0;
    shift_right_in_place(out, bits);
    lost
}

/// Shifts by less than a digit.
fn shift_right_in_place(out: &mut Vec<u64>, bits: u32) {
    if bits == 0 {
        return;
    }
    let mut carry = 0;
    for digit in out.iter_mut().rev() {
        let shifted = *digit >> bits | carry;
        carry = *digit << (64 - bits);
        *digit = shifted;
    }
    trim(out);
}

/// `&`, `|` or `^` of two signed numbers as if in two's complement with endless sign bits; whether the result is negative.
pub fn bitwise(op: Operator, a: (bool, &[u64]), b: (bool, &[u64]), out: &mut Vec<u64>) -> bool {
    let combine = |x: u64, y: u64| match op {
        Operator::And => x & y,
        Operator::Or => x | y,
        _ => x ^ y,
    };
    let count = a.1.len().max(b.1.len()) + 1;
    let (mut x, mut y) = (Complement::new(a), Complement::new(b));
    out.clear();
    out.extend((0..count).map(|_| combine(x.next_digit(), y.next_digit())));
    let negative = combine(a.0 as u64, b.0 as u64) != 0;
    if negative {
        for digit in out.iter_mut() {
            *digit = !*digit;
        }
        increment(out);
    }
    trim(out);
    negative
}

/// The digits of a number in two's complement, one after the other, without end.
struct Complement<'a> {
    negative: bool,
    carry: bool,
    digits: std::slice::Iter<'a, u64>,
}

impl<'a> Complement<'a> {
    fn new((negative, digits): (bool, &'a [u64])) -> Self {
        Complement {
            negative,
            carry: negative,
            digits: digits.iter(),
        }
    }

    fn next_digit(&mut self) -> u64 {
        let digit = self.digits.next().copied().unwrap_or(0);
        if !self.negative {
            return digit;
        }
        let (digit, carry) = (!digit).overflowing_add(self.carry as u64);
        self.carry = carry;
        digit
    }
}

/// Number of bits.
pub fn bit_length(digits: &[u64]) -> u64 {
    digits
        .last()
        .map_or(0, |last| digits.len() as u64 * 64 - last.leading_zeros() as u64)
}

/// The 64 bits from bit `at` on.
fn digit_at(digits: &[u64], at: usize) -> u64 {
    let (whole, bits) = (at / 64, (at % 64) as u32);
    let digit = |at: usize| digits.get(at).copied().unwrap_or(0);
    match bits {
        0 => digit(whole),
        _ => digit(whole) >> bits | digit(whole + 1) << (64 - bits),
    }
}

/// The `width` (at most 63) bits from bit `at` on.
pub fn bits_at(digits: &[u64], at: usize, width: u32) -> u64 {
    let (whole, bits) = (at / 64, (at % 64) as u32);
    let mut value = digits.get(whole).map_or(0, |digit| digit >> bits);
    if bits + width > 64 {
        value |= digits.get(whole + 1).map_or(0, |digit| digit << (64 - bits));
    }
    value & ((1 << width) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt, Sign};

    /// Numbers of 0 to 60 digits, many of them with digits of all ones or all zeros: where carries and guesses go wrong.
    struct Numbers(u64);

    impl Numbers {
        fn word(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
        }

        fn digits(&mut self) -> Vec<u64> {
            let limit = [2, 4, 8, 61][self.word() as usize % 4];
            let count = self.word() as usize % limit;
            let mut digits: Vec<u64> = (0..count)
                .map(|_| match self.word() % 5 {
                    0 => 0,
                    1 => u64::MAX,
                    2 => 1 << 63,
                    3 => self.word() % 3,
                    _ => self.word(),
                })
                .collect();
            trim(&mut digits);
            digits
        }
    }

    fn signed(negative: bool, digits: &[u64]) -> BigInt {
        BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, large(digits))
    }

    #[test]
    fn agrees_with_num_bigint() {
        let mut numbers = Numbers(88_172_645_463_325_252);
        let (mut out, mut rest) = (Vec::new(), Vec::new());
        for _ in 0..40_000 {
            let (a, b) = (numbers.digits(), numbers.digits());
            let (x, y) = (large(&a), large(&b));
            assert_eq!(compare(&a, &b), x.cmp(&y));
            let mut room = vec![7; a.len().max(b.len()) + 1];
            add(&a, &b, &mut room);
            assert_eq!(large(&room), &x + &y);
            let mut room = vec![7; a.len() + b.len()];
            multiply(&a, &b, &mut room);
            assert_eq!(large(&room), &x * &y);
            if x >= y {
                let mut room = vec![7; a.len()];
                subtract(&a, &b, &mut room);
                assert_eq!(large(&room), &x - &y);
            }
            if !b.is_empty() {
                // Near multiples of b: where estimates may go wrong.
                let multiple = &y * (numbers.word() >> (numbers.word() % 64));
                for z in [x.clone(), multiple.clone(), &multiple + 1u32, (&multiple + &y) - 1u32] {
                    let c: Vec<u64> = z.iter_u64_digits().collect();
                    if let Some(quotient) = quotient_by_estimate(&c, &b) {
                        assert_eq!(BigUint::from(quotient), &z / &y, "{c:x?} / {b:x?}");
                        let mut room = vec![7; c.len()];
                        subtract_multiple(&c, &b, quotient, &mut room);
                        assert_eq!(large(&room), &z % &y);
                    }
                }
                divide(&a, &b, &mut out, &mut rest);
                assert_eq!((large(&out), large(&rest)), (&x / &y, &x % &y), "{a:x?} / {b:x?}");
            }
            let count = numbers.word() as usize % 300;
            shift_left(&a, count, &mut out);
            assert_eq!(large(&out), &x << count);
            let lost = shift_right(&a, count, &mut out);
            assert_eq!(large(&out), &x >> count);
            assert_eq!(lost, (&x >> count) << count != x);
            assert_eq!(bit_length(&a), x.bits());
            let (p, q) = (
                numbers.word() % 2 == 1 && !a.is_empty(),
                numbers.word() % 2 == 1 && !b.is_empty(),
            );
            let (i, j) = (signed(p, &a), signed(q, &b));
            for (op, expected) in [
                (Operator::And, &i & &j),
                (Operator::Or, &i | &j),
                (Operator::Xor, &i ^ &j),
            ] {
                let negative = bitwise(op, (p, &a), (q, &b), &mut out);
                assert_eq!(signed(negative, &out), expected);
            }
        }
    }

    #[test]
    fn bits_across_digits() {
        let digits = [0xf000_0000_0000_0001, 0b101];
        assert_eq!(bits_at(&digits, 60, 30), 0b101_1111);
        assert_eq!(bits_at(&digits, 0, 30), 1);
        assert_eq!(bits_at(&digits, 120, 30), 0);
    }
}
