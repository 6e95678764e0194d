//! Arithmetic on constants. Whatever would raise, would depend on run-time switches or would grow large is left to run time.

use super::fold::is_true;
use crate::code::Constant;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};
use pyrs_syntax::ast::{Operator, UnaryOperator};

/// Bound of the bits of a folded integer.
const MOST_BITS: u64 = 4096;
/// Bound of the length of a folded sequence, CPython's.
const LONGEST: usize = 20;
/// Integers up to here are exact as floats.
const EXACT: i64 = 1 << 53;

/// The value of a unary operator.
pub(super) fn unary(op: UnaryOperator, operand: &Constant) -> Option<Constant> {
    use Constant::{Complex, Float, Int, Long};
    Some(match (op, operand) {
        (UnaryOperator::Not, operand) => Constant::Bool(!is_true(operand)),
        (UnaryOperator::UAdd, Int(_) | Long(_) | Float(_) | Complex(..)) => operand.clone(),
        (UnaryOperator::USub, Int(value)) => match value.checked_neg() {
            Some(value) => Int(value),
            None => Long(-BigInt::from(*value)),
        },
        (UnaryOperator::USub, Long(value)) => Long(-value),
        (UnaryOperator::USub, Float(value)) => Float(-value),
        (UnaryOperator::USub, Complex(real, imaginary)) => Complex(-real, -imaginary),
        (UnaryOperator::Invert, Int(value)) => Int(!value),
        (UnaryOperator::Invert, Long(value)) => Long(!value),
        _ => return None,
    })
}

/// The value of a binary operator.
pub(super) fn binary(op: Operator, left: &Constant, right: &Constant, true_division: bool) -> Option<Constant> {
    use Constant::{Complex, Float, Int, Long};
    match (left, right) {
        (Int(a), Int(b)) => int(op, *a, *b, true_division),
        (Int(a), Long(b)) => long(op, &BigInt::from(*a), b),
        (Long(a), Int(b)) => long(op, a, &BigInt::from(*b)),
        (Long(a), Long(b)) => long(op, a, b),
        (Float(a), Float(b)) => float(op, *a, *b),
        (Float(a), Int(b)) => float(op, *a, exact(*b)?),
        (Int(a), Float(b)) => float(op, exact(*a)?, *b),
        (Complex(a, b), Complex(c, d)) => complex(op, (*a, *b), (*c, *d)),
        (Complex(a, b), Float(c)) => complex(op, (*a, *b), (*c, 0.0)),
        (Float(a), Complex(c, d)) => complex(op, (*a, 0.0), (*c, *d)),
        (Complex(a, b), Int(c)) => complex(op, (*a, *b), (exact(*c)?, 0.0)),
        (Int(a), Complex(c, d)) => complex(op, (exact(*a)?, 0.0), (*c, *d)),
        _ => sequence(op, left, right),
    }
}

fn exact(value: i64) -> Option<f64> {
    (-EXACT..=EXACT).contains(&value).then_some(value as f64)
}

/// An `int` if it fits: the result of arithmetic on ints.
fn narrow(value: BigInt) -> Constant {
    match value.to_i64() {
        Some(value) => Constant::Int(value),
        None => Constant::Long(value),
    }
}

fn int(op: Operator, a: i64, b: i64, true_division: bool) -> Option<Constant> {
    if op == Operator::Div {
        if !true_division {
            return None;
        }
        return float(Operator::Div, exact(a)?, exact(b)?);
    }
    match long(op, &BigInt::from(a), &BigInt::from(b))? {
        Constant::Long(value) => Some(narrow(value)),
        other => Some(other),
    }
}

fn long(op: Operator, a: &BigInt, b: &BigInt) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MOST_BITS => a * b,
        Operator::FloorDiv if !b.is_zero() => floor_divide(a, b).0,
        Operator::Mod if !b.is_zero() => floor_divide(a, b).1,
        Operator::Pow if !b.is_negative() => {
            let exponent = b.to_u32().filter(|&exponent| {
                a.bits()
                    .checked_mul(u64::from(exponent))
                    .is_some_and(|bits| bits <= MOST_BITS)
            })?;
            a.pow(exponent)
        }
        Operator::LShift if !b.is_negative() => {
            let places = b.to_u64().filter(|&places| places <= MOST_BITS)?;
            a << places
        }
        Operator::RShift if !b.is_negative() => a >> b.to_u64()?,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        _ => return None,
    };
    Some(Constant::Long(value))
}

/// Quotient rounded down, and the remainder, which has the divisor's sign.
fn floor_divide(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let quotient = a / b;
    let remainder = a - &quotient * b;
    let opposite_signs = matches!(
        (remainder.sign(), b.sign()),
        (Sign::Plus, Sign::Minus) | (Sign::Minus, Sign::Plus)
    );
    if opposite_signs {
        (quotient - 1, remainder + b)
    } else {
        (quotient, remainder)
    }
}

fn float(op: Operator, a: f64, b: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    (!value.is_nan()).then_some(Constant::Float(value))
}

fn complex(op: Operator, (a, b): (f64, f64), (c, d): (f64, f64)) -> Option<Constant> {
    Some(match op {
        Operator::Add => Constant::Complex(a + c, b + d),
        Operator::Sub => Constant::Complex(a - c, b - d),
        Operator::Mult => Constant::Complex(a * c - b * d, a * d + b * c),
        _ => return None,
    })
}

fn sequence(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    use Constant::{Int, Str, Tuple, Unicode};
    match (op, left, right) {
        (Operator::Add, Str(a), Str(b)) if a.len() + b.len() <= LONGEST => Some(Str([&a[..], b].concat().into())),
        (Operator::Add, Unicode(a), Unicode(b)) if characters(a) + characters(b) <= LONGEST => {
            Some(Unicode([&a[..], b].concat().into()))
        }
        (Operator::Add, Tuple(a), Tuple(b)) if a.len() + b.len() <= LONGEST => {
            Some(Tuple(a.iter().chain(b).cloned().collect()))
        }
        (Operator::Mult, Str(text), Int(count)) | (Operator::Mult, Int(count), Str(text)) => {
            Some(Str(text.repeat(repetitions(text.len(), *count)?).into()))
        }
        (Operator::Mult, Unicode(text), Int(count)) | (Operator::Mult, Int(count), Unicode(text)) => {
            Some(Unicode(text.repeat(repetitions(characters(text), *count)?).into()))
        }
        (Operator::Mult, Tuple(items), Int(count)) | (Operator::Mult, Int(count), Tuple(items)) => {
            let count = repetitions(items.len(), *count)?;
            Some(Tuple(std::iter::repeat_n(items, count).flatten().cloned().collect()))
        }
        _ => None,
    }
}

/// The number of code points of UTF-8.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn repetitions(length: usize, count: i64) -> Option<usize> {
    let count = usize::try_from(count.max(0)).ok()?;
    // Nested sequences must not grow either, so even an empty one is repeated few times only.
    (length.max(1).checked_mul(count)? <= LONGEST).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Constant::{Float, Int, Long};

    fn ints(op: Operator, a: i64, b: i64) -> Option<Constant> {
        binary(op, &Int(a), &Int(b), false)
    }

    #[test]
    fn integers_as_python() {
        assert_eq!(ints(Operator::FloorDiv, -7, 2), Some(Int(-4)));
        assert_eq!(ints(Operator::Mod, -7, 2), Some(Int(1)));
        assert_eq!(ints(Operator::Mod, 7, -2), Some(Int(-1)));
        assert_eq!(ints(Operator::FloorDiv, 1, 0), None);
        assert_eq!(ints(Operator::Div, 4, 2), None);
        assert_eq!(binary(Operator::Div, &Int(1), &Int(2), true), Some(Float(0.5)));
        assert_eq!(ints(Operator::Add, i64::MAX, 1), Some(Long(BigInt::from(i64::MAX) + 1)));
        assert_eq!(
            ints(Operator::FloorDiv, i64::MIN, -1),
            Some(Long(-BigInt::from(i64::MIN)))
        );
        assert_eq!(ints(Operator::Pow, 2, 10), Some(Int(1024)));
        assert_eq!(ints(Operator::Pow, 2, -1), None);
        assert_eq!(ints(Operator::Pow, 10, 1_000_000), None);
        assert_eq!(ints(Operator::LShift, 1, 100_000), None);
        assert_eq!(ints(Operator::RShift, -1, 100), Some(Int(-1)));
    }

    #[test]
    fn a_long_stays_long() {
        assert_eq!(
            binary(Operator::Add, &Int(1), &Long(2.into()), false),
            Some(Long(3.into()))
        );
    }

    #[test]
    fn negative_zero_keeps_its_sign() {
        let Some(Float(zero)) = unary(UnaryOperator::USub, &Float(0.0)) else {
            panic!("a float");
        };
        assert!(zero.is_sign_negative());
    }

    #[test]
    fn sequences_stay_small() {
        let text = Constant::Str((*b"ab").into());
        assert_eq!(
            binary(Operator::Mult, &text, &Int(3), false),
            Some(Constant::Str((*b"ababab").into()))
        );
        assert_eq!(binary(Operator::Mult, &text, &Int(1000), false), None);
        assert_eq!(binary(Operator::Mult, &text, &Int(i64::MAX), false), None);
    }
}
