//! Numeric literals: where they end, and their values.

use crate::ast::Num;
use num_bigint::BigInt;
use num_traits::{Num as _, ToPrimitive};

/// The end of the number that starts at `start`.
///
/// # Errors
/// The place where it goes wrong.
pub fn end(text: &[u8], start: usize) -> Result<usize, usize> {
    let at = |index: usize| text.get(index).copied().unwrap_or(0);
    let digits = |mut index: usize| {
        while at(index).is_ascii_digit() {
            index += 1;
        }
        index
    };
    let long = |index: usize| index + matches!(at(index), b'l' | b'L') as usize;

    if at(start) == b'0' {
        let is_digit: Option<fn(&u8) -> bool> = match at(start + 1) {
            b'x' | b'X' => Some(u8::is_ascii_hexdigit),
            b'o' | b'O' => Some(|byte| (b'0'..=b'7').contains(byte)),
            b'b' | b'B' => Some(|byte| matches!(byte, b'0' | b'1')),
            _ => None,
        };
        if let Some(is_digit) = is_digit {
            let mut end = start + 2;
            while is_digit(&at(end)) {
                end += 1;
            }
            return if end == start + 2 { Err(end) } else { Ok(long(end)) };
        }
    }
    let mut end = digits(start);
    let leading_zero = at(start) == b'0';
    let is_octal = leading_zero && text[start..end].iter().all(|&byte| byte < b'8');
    if matches!(at(end), b'l' | b'L') && end > start && (is_octal || !leading_zero) {
        return Ok(end + 1);
    }
    let integer_end = end;
    if at(end) == b'.' {
        end = digits(end + 1);
    }
    if matches!(at(end), b'e' | b'E') {
        match at(end + 1) {
            b'+' | b'-' => {
                if !at(end + 2).is_ascii_digit() {
                    return Err(end + 2);
                }
                end = digits(end + 2);
            }
            byte if byte.is_ascii_digit() => end = digits(end + 1),
            // An `e` without digits starts the next token.
            _ => return Ok(end),
        }
    }
    if matches!(at(end), b'j' | b'J') {
        end += 1;
    }
    if end == integer_end && leading_zero && !is_octal {
        return Err(end);
    }
    Ok(end)
}

/// The value of a number as the lexer delimits it, negated if a minus sign was folded into it.
pub fn parse(text: &[u8], negative: bool) -> Num {
    let text = std::str::from_utf8(text).expect("numbers are ASCII");
    let sign = if negative { -1.0 } else { 1.0 };
    let (digits, radix, is_long) = match integer(text) {
        Some(integer) => integer,
        None => {
            return match text.strip_suffix(['j', 'J']) {
                Some(imaginary) => Num::Imaginary(sign * float(imaginary)),
                None => Num::Float(sign * float(text)),
            };
        }
    };
    if !is_long {
        // The magnitude of the least int does not fit an i64.
        if let Ok(magnitude) = u64::from_str_radix(digits, radix) {
            let value = if negative {
                -i128::from(magnitude)
            } else {
                i128::from(magnitude)
            };
            if let Ok(value) = i64::try_from(value) {
                return Num::Int(value);
            }
        }
    }
    let magnitude = BigInt::from_str_radix(digits, radix).expect("the lexer checked the digits");
    let value = if negative { -magnitude } else { magnitude };
    match value.to_i64() {
        Some(value) if !is_long => Num::Int(value),
        _ => Num::Long(value),
    }
}

/// The digits of an integer, its radix, and whether it ends in `L`.
fn integer(text: &str) -> Option<(&str, u32, bool)> {
    let (digits, is_long) = match text.strip_suffix(['l', 'L']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let (digits, radix) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&digits[2..], 16),
        [b'0', b'o' | b'O', ..] => (&digits[2..], 8),
        [b'0', b'b' | b'B', ..] => (&digits[2..], 2),
        [b'0', ..] => (digits, 8),
        _ => (digits, 10),
    };
    // What looks like an octal number but is none is a float: `089.`, `1e5`, or `08` directly before an `e`.
    digits
        .bytes()
        .all(|byte| char::from(byte).is_digit(radix))
        .then_some((digits, radix, is_long))
}

fn float(text: &str) -> f64 {
    text.parse().expect("the lexer checked the digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Num {
        Num::Long(text.parse().unwrap())
    }

    #[test]
    fn values() {
        let table = [
            ("0", Num::Int(0)),
            ("0777", Num::Int(0o777)),
            ("0o17", Num::Int(0o17)),
            ("0XfF", Num::Int(0xff)),
            ("0b101", Num::Int(5)),
            ("9223372036854775807", Num::Int(i64::MAX)),
            ("9223372036854775808", big("9223372036854775808")),
            ("0xffffffffffffffff", big("18446744073709551615")),
            ("0x7fffffffffffffff", Num::Int(i64::MAX)),
            ("12L", big("12")),
            ("010l", big("8")),
            ("0L", big("0")),
            ("1.", Num::Float(1.0)),
            (".5", Num::Float(0.5)),
            ("1e3", Num::Float(1000.0)),
            ("1.E-3", Num::Float(0.001)),
            ("1e400", Num::Float(f64::INFINITY)),
            ("089.5", Num::Float(89.5)),
            ("08", Num::Float(8.0)),
            ("010j", Num::Imaginary(10.0)),
            ("1.5J", Num::Imaginary(1.5)),
            ("00", Num::Int(0)),
        ];
        for (text, value) in table {
            assert_eq!(parse(text.as_bytes(), false), value, "{text}");
        }
    }

    #[test]
    fn folded_minus() {
        let table = [
            ("9223372036854775808", Num::Int(i64::MIN)),
            ("0x8000000000000000", Num::Int(i64::MIN)),
            ("9223372036854775809", big("-9223372036854775809")),
            ("9223372036854775808L", big("-9223372036854775808")),
            ("0777", Num::Int(-0o777)),
            ("0", Num::Int(0)),
            ("1j", Num::Imaginary(-1.0)),
        ];
        for (text, value) in table {
            assert_eq!(parse(text.as_bytes(), true), value, "{text}");
        }
        let Num::Float(zero) = parse(b"0.0", true) else {
            panic!("a float");
        };
        assert!(zero.is_sign_negative());
    }
}
