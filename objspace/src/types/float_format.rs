//! Floats as text: shortest repr, fixed precision, hexadecimal.

/// Mantissa in [0.5, 1) and binary exponent, as C's frexp.
pub fn frexp(f: f64) -> (f64, i32) {
    if f == 0.0 || !f.is_finite() {
        return (f, 0);
    }
    let bits = f.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0 {
        // Subnormal: scale up first.
        let (m, e) = frexp(f * 2f64.powi(64));
        return (m, e - 64);
    }
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - 1022)
}

/// The decimal digits of a finite non-zero |f| and the exponent e such that it is 0.d1d2... * 10^e: the shortest ones that read back as
/// the same float, or `precision` correctly rounded ones.
fn digits(f: f64, precision: Option<usize>) -> (String, i32) {
    let text = match precision {
        None => format!("{:e}", f.abs()),
        Some(n) => exponent_form(f.abs(), n - 1),
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut digits = mantissa.replace('.', "");
    if precision.is_none() {
        end_evenly(f.abs(), &mut digits, exponent);
    }
    (digits, exponent.parse::<i32>().unwrap_or(0) + 1)
}

/// Of two shortest representations that are equally near, the one with the even last digit is taken (as David Gay's algorithm does). There
/// are two only with sixteen digits or more.
fn end_evenly(f: f64, digits: &mut String, exponent: &str) {
    const ENOUGH: usize = 60;
    let count = digits.len();
    let last = digits.as_bytes()[count - 1];
    if count < 16 || last.is_multiple_of(2) {
        return;
    }
    // Half of a last digit of 10^place is an odd number times 2^(place - 1).
    let place = exponent.parse::<i32>().unwrap_or(0) + 1 - count as i32;
    let (mantissa, binary) = frexp(f);
    let lowest = binary - 53 + ((mantissa * 2f64.powi(53)) as u64).trailing_zeros() as i32;
    if lowest != place - 1 {
        return;
    }
    let exact = format!("{f:.*e}", count + ENOUGH);
    let exact = exact.split('e').next().unwrap_or_default().replace('.', "");
    let (below, rest) = exact.split_at(count);
    let is_between = rest.starts_with('5') && rest[1..].bytes().all(|digit| digit == b'0');
    // The odd digit is the upper of the two or the lower one.
    let even = match below == digits.as_str() {
        true => last + 1,
        false => last - 1,
    };
    if is_between && even <= b'9' {
        let other = format!("{}{}", &digits[..count - 1], even as char);
        if format!("{}.{}e{exponent}", &other[..1], &other[1..]).parse() == Ok(f) {
            *digits = other;
        }
    }
}

/// `repr(f)`.
pub fn repr(f: f64) -> String {
    general(f, None, 16)
}

/// `str(f)`: twelve significant digits.
pub fn str(f: f64) -> String {
    general(f, Some(12), 11)
}

/// Like %g with ".0" where nothing else shows that it is a float; exponents from 10^`limit` on.
pub fn general(f: f64, precision: Option<usize>, limit: i32) -> String {
    if f.is_nan() {
        return "nan".to_string();
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f.is_infinite() {
        return format!("{sign}inf");
    }
    if f == 0.0 {
        return format!("{sign}0.0");
    }
    let (d, e) = digits(f, precision);
    let d = d.trim_end_matches('0');
    let d = if d.is_empty() { "0" } else { d };
    if e > -4 && e <= limit {
        let body = if e <= 0 {
            format!("0.{}{d}", "0".repeat(-e as usize))
        } else if d.len() as i32 <= e {
            format!("{d}{}.0", "0".repeat(e as usize - d.len()))
        } else {
            format!("{}.{}", &d[..e as usize], &d[e as usize..])
        };
        return format!("{sign}{body}");
    }
    let exponent = e - 1;
    let (first, rest) = d.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{first}{point}{rest}e{exponent_sign}{:02}", exponent.abs())
}

/// No float has more decimal digits, before or behind the point: what follows are zeros.
const MOST_DIGITS: usize = 1100;

/// `%.{precision}f` of any precision.
fn fixed(f: f64, precision: usize) -> String {
    let digits = precision.min(MOST_DIGITS);
    format!("{f:.digits$}") + &"0".repeat(precision - digits)
}

/// `%.{precision}e` of any precision, with the exponent as Rust writes it.
fn exponent_form(f: f64, precision: usize) -> String {
    let digits = precision.min(MOST_DIGITS);
    let text = format!("{f:.digits$e}");
    if digits == precision {
        return text;
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{mantissa}{}e{exponent}", "0".repeat(precision - digits))
}

/// `%e`, `%f`, `%g` with this precision (and `alternate`: keep the point and, for %g, trailing zeros), without sign or padding; the caller
/// handles infinities and NaN.
pub fn format(f: f64, conversion: u8, precision: usize, alternate: bool) -> String {
    let f = f.abs();
    let exponential = |text: String| {
        let (mantissa, exponent) = match text.split_once('e') {
            Some((m, e)) => (m.to_string(), e.parse::<i32>().unwrap_or(0)),
            None => (text.clone(), 0),
        };
        let point = if alternate && !mantissa.contains('.') { "." } else { "" };
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{mantissa}{point}e{sign}{:02}", exponent.abs())
    };
    match conversion {
        b'e' | b'E' => exponential(exponent_form(f, precision)),
        b'f' | b'F' => {
            let text = fixed(f, precision);
            if alternate && precision == 0 {
                text + "."
            } else {
                text
            }
        }
        _ => {
            let p = precision.max(1);
            let e = if f == 0.0 { 0 } else { digits(f, Some(p)).1 - 1 };
            let strip = |text: String| {
                if alternate || !text.contains('.') {
                    return text;
                }
                text.trim_end_matches('0').trim_end_matches('.').to_string()
            };
            if e < -4 || e as i64 >= p as i64 {
                let text = exponent_form(f, p - 1);
                let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                exponential(format!("{}e{exponent}", strip(mantissa.to_string())))
            } else {
                let text = fixed(f, (p as i64 - 1 - e as i64).max(0) as usize);
                let text = if alternate && !text.contains('.') {
                    text + "."
                } else {
                    text
                };
                strip(text)
            }
        }
    }
}

/// `float.hex()`.
pub fn hex(f: f64) -> String {
    if !f.is_finite() {
        return repr(f);
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = f.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (lead, e) = if exponent == 0 {
        (0, -1022)
    } else {
        (1, exponent - 1023)
    };
    let e_sign = if e < 0 { '-' } else { '+' };
    format!("{sign}0x{lead}.{fraction:013x}p{e_sign}{}", e.abs())
}

/// `float.fromhex()`. Err(true): too large; Err(false): malformed.
pub fn from_hex(text: &str) -> Result<f64, bool> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = body.to_ascii_lowercase();
    let value = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => {
            let body = lower.strip_prefix("0x").unwrap_or(&lower);
            let (mantissa, exponent) = match body.split_once('p') {
                Some((m, e)) => (m, e.parse::<i64>().map_err(|_| false)?),
                None => (body, 0),
            };
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let all: String = format!("{whole}{fraction}");
            if all.is_empty() || !all.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(false);
            }
            let digits = num_bigint::BigInt::parse_bytes(all.as_bytes(), 16).ok_or(false)?;
            scale(&digits, exponent - 4 * fraction.len() as i64)?
        }
    };
    Ok(if negative { -value } else { value })
}

/// digits * 2^exponent, rounded once.
fn scale(digits: &num_bigint::BigInt, exponent: i64) -> Result<f64, bool> {
    let bits = digits.bits() as i64;
    if bits == 0 {
        return Ok(0.0);
    }
    if bits + exponent > 1025 {
        return Err(true);
    }
    if bits + exponent < -1080 {
        return Ok(0.0);
    }
    crate::types::long_type::scaled_float(digits, exponent).ok_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        for (f, text) in [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (1e16, "1e+16"),
            (123456789012345.0, "123456789012345.0"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
            (-0.0, "-0.0"),
            (1.5e300, "1.5e+300"),
        ] {
            assert_eq!(repr(f), text);
        }
        assert_eq!(str(1.0 / 3.0), "0.333333333333");
        assert_eq!(str(1e11), "1e+11");
        assert_eq!(str(123456789012.0), "1.23456789012e+11");
        assert_eq!(str(12345678901.0), "12345678901.0");
    }

    #[test]
    fn general_format() {
        assert_eq!(format(0.0001, b'g', 6, false), "0.0001");
        assert_eq!(format(1e10, b'g', 6, false), "1e+10");
        assert_eq!(format(3.0, b'g', 6, true), "3.00000");
        assert_eq!(format(2.5, b'e', 3, false), "2.500e+00");
    }
}
