//! Binary operations of longs, on the digits where they are.

use crate::digits;
use crate::exception::Error;
use crate::long::Integer;
use crate::native::Result;
use crate::protocols::arithmetic::Operator;
use crate::types::long_type::true_divide;
use crate::vm::Vm;
use jit::Exception;
use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Results of more bits than this are refused with MemoryError before they are begun.
const MOST_BITS: u64 = 1 << 38;

/// `a <op> b` as a long (DivMod: a tuple of two; TrueDivide and a negative exponent: a float). ZeroDivisionError, ValueError for
/// negative shift counts, OverflowError, MemoryError.
pub fn operation(vm: &mut Vm, op: Operator, a: &Integer, b: &Integer) -> Result {
    match op {
        Operator::Add => return add(vm, a, b.negative, b.digits()),
        Operator::Subtract => return add(vm, a, !b.negative, b.digits()),
        Operator::Multiply => {
            let (x, y) = (a.digits(), b.digits());
            return vm.long_with(x.len() + y.len(), |out| {
                digits::multiply(x, y, out);
                a.negative != b.negative
            });
        }
        Operator::Divide | Operator::FloorDivide | Operator::Modulo | Operator::DivMod => {
            if let Some(result) = divide_by_estimate(vm, op, a, b) {
                return result;
            }
        }
        _ => {}
    }
    let mut out = std::mem::take(&mut vm.long_digits);
    let negative = match op {
        Operator::Add | Operator::Subtract | Operator::Multiply => unreachable!(),
        Operator::And | Operator::Or | Operator::Xor => {
            digits::bitwise(op, (a.negative, a.digits()), (b.negative, b.digits()), &mut out)
        }
        Operator::Divide | Operator::FloorDivide | Operator::Modulo | Operator::DivMod => {
            return divide(vm, op, a, b, out);
        }
        Operator::ShiftLeft | Operator::ShiftRight => {
            shift(vm, op, a, b, &mut out)?;
            a.negative
        }
        Operator::TrueDivide => {
            if b.is_zero() {
                return Err(vm.raise(Error::ZeroDivisionError, "division by zero"));
            }
            return true_divide(vm, &a.to_bigint(), &b.to_bigint());
        }
        Operator::Power => return power(vm, &a.to_bigint(), &b.to_bigint()),
    };
    finish(vm, negative, out)
}

/// `operation` of numbers that were taken out of their objects.
pub fn bigint_operation(vm: &mut Vm, op: Operator, a: &BigInt, b: &BigInt) -> Result {
    let (x, y): (Vec<u64>, Vec<u64>) = (a.iter_u64_digits().collect(), b.iter_u64_digits().collect());
    let (a, b) = (Integer::large(a.is_negative(), &x), Integer::large(b.is_negative(), &y));
    operation(vm, op, &a, &b)
}

/// The long; the buffer goes back for the next operation unless it has grown out of proportion.
fn finish(vm: &mut Vm, negative: bool, out: Vec<u64>) -> Result {
    let result = vm.long_from_digits(negative, &out);
    if out.capacity() <= 1 << 16 {
        vm.long_digits = out;
    }
    result
}

/// a + b.
fn add(vm: &mut Vm, a: &Integer, b_negative: bool, b: &[u64]) -> Result {
    let x = a.digits();
    if a.negative == b_negative {
        return vm.long_with(x.len().max(b.len()) + 1, |out| {
            digits::add(x, b, out);
            a.negative
        });
    }
    let (large, small, negative) = match digits::compare(x, b) {
        Ordering::Less => (b, x, b_negative),
        _ => (x, b, a.negative),
    };
    vm.long_with(large.len(), |out| {
        digits::subtract(large, small, out);
        negative
    })
}

/// Division whose quotient is small enough to be told from the highest digits. None: it is not.
fn divide_by_estimate(vm: &mut Vm, op: Operator, a: &Integer, b: &Integer) -> Option<Result> {
    let (x, y) = (a.digits(), b.digits());
    let quotient = digits::quotient_by_estimate(x, y)?;
    let is_rounded_up = a.negative != b.negative;
    if !is_rounded_up && matches!(op, Operator::Divide | Operator::FloorDivide) {
        return Some(vm.long_from_digits(false, &[quotient]));
    }
    let mut remainder = std::mem::take(&mut vm.long_digits);
    remainder.resize(x.len(), 0);
    digits::subtract_multiple(x, y, quotient, &mut remainder);
    digits::trim(&mut remainder);
    let mut quotient = quotient as u128;
    if is_rounded_up && !remainder.is_empty() {
        quotient += 1;
        let rest = std::mem::replace(&mut remainder, vec![0; y.len()]);
        digits::subtract(y, &rest, &mut remainder);
    }
    Some(quotient_and_remainder(
        vm,
        op,
        is_rounded_up,
        quotient,
        b.negative,
        remainder,
    ))
}

/// What a division gives, of a quotient of up to two digits.
fn quotient_and_remainder(
    vm: &mut Vm,
    op: Operator,
    quotient_negative: bool,
    quotient: u128,
    remainder_negative: bool,
    remainder: Vec<u64>,
) -> Result {
    let quotient = [quotient as u64, (quotient >> 64) as u64];
    match op {
        Operator::Modulo => finish(vm, remainder_negative, remainder),
        Operator::DivMod => {
            let r = finish(vm, remainder_negative, remainder)?;
            let q = vm.long_from_digits(quotient_negative, &quotient)?;
            Ok(vm.tuple(&[q, r]))
        }
        _ => {
            vm.long_digits = remainder;
            vm.long_from_digits(quotient_negative, &quotient)
        }
    }
}

/// Quotient rounded down and remainder with the divisor's sign.
fn divide(vm: &mut Vm, op: Operator, a: &Integer, b: &Integer, mut quotient: Vec<u64>) -> Result {
    if b.is_zero() {
        return Err(division_by_zero(vm));
    }
    let mut remainder = Vec::new();
    digits::divide(a.digits(), b.digits(), &mut quotient, &mut remainder);
    let (quotient_negative, remainder_negative) = (a.negative != b.negative, b.negative);
    if quotient_negative && !remainder.is_empty() {
        digits::add_one(&mut quotient);
        let rest = std::mem::replace(&mut remainder, vec![0; b.digits().len()]);
        digits::subtract(b.digits(), &rest, &mut remainder);
    }
    match op {
        Operator::Modulo => {
            vm.long_digits = quotient;
            vm.long_from_digits(remainder_negative, &remainder)
        }
        Operator::DivMod => {
            let q = finish(vm, quotient_negative, quotient)?;
            let r = vm.long_from_digits(remainder_negative, &remainder)?;
            Ok(vm.tuple(&[q, r]))
        }
        _ => finish(vm, quotient_negative, quotient),
    }
}

fn division_by_zero(vm: &mut Vm) -> Exception {
    vm.raise(Error::ZeroDivisionError, "long division or modulo by zero")
}

/// a << b or a >> b, the magnitude of it.
fn shift(vm: &mut Vm, op: Operator, a: &Integer, b: &Integer, out: &mut Vec<u64>) -> Result<()> {
    let count = match b.digits() {
        [] => Some(0),
        [count] => usize::try_from(*count)
            .ok()
            .filter(|&count| count <= isize::MAX as usize + b.negative as usize),
        _ => None,
    };
    let Some(count) = count else {
        return Err(vm.raise(Error::OverflowError, "long int too large to convert to int"));
    };
    if b.negative {
        return Err(vm.value_error("negative shift count"));
    }
    if op == Operator::ShiftRight {
        // Rounded down: towards minus infinity.
        let lost = digits::shift_right(a.digits(), count, out);
        if lost && a.negative {
            digits::add_one(out);
        }
    } else if a.is_zero() {
        out.clear();
    } else if (count as u64) < MOST_BITS {
        digits::shift_left(a.digits(), count, out);
    } else {
        return Err(vm.memory_error());
    }
    Ok(())
}

/// a ** b.
fn power(vm: &mut Vm, a: &BigInt, b: &BigInt) -> Result {
    if b.is_negative() {
        if a.is_zero() {
            return Err(vm.raise(Error::ZeroDivisionError, "0.0 cannot be raised to a negative power"));
        }
        let (f, g) = (vm.float_of_bigint(a)?, vm.float_of_bigint(b)?);
        return Ok(vm.float(f.powf(g)));
    }
    let Some(exponent) = b.to_u32() else {
        if a.abs() <= BigInt::one() {
            return vm.long(&if a.is_negative() && b.is_even() {
                BigInt::one()
            } else {
                a.clone()
            });
        }
        return Err(vm.memory_error());
    };
    if a.bits().saturating_mul(exponent as u64) > MOST_BITS {
        return Err(vm.memory_error());
    }
    let negative = a.sign() == Sign::Minus && exponent % 2 == 1;
    let power: Vec<u64> = num_traits::Pow::pow(a.magnitude(), exponent)
        .iter_u64_digits()
        .collect();
    vm.long_from_digits(negative, &power)
}
