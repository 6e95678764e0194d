//! Integers from text, as int() and long() take them.

use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::number_methods::decimal_text;
use crate::value::Value;
use crate::vm::Vm;
use jit::Exception;
use num_bigint::BigInt;

/// What a look at a text says of the integer it spells in base 10.
pub enum Spelled {
    Small(i64),
    No,
    /// To be parsed.
    Other,
}

/// Tells short plain numbers, and ASCII texts that begin with something else than one.
pub fn look(text: &[u8]) -> Spelled {
    let is_space = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r');
    let text = text.trim_ascii_start();
    let text = &text[..text.len() - text.iter().rev().take_while(|b| is_space(b)).count()];
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.first().is_some_and(u8::is_ascii_alphabetic) && text.is_ascii() && !text.contains(&0) {
        return Spelled::No;
    }
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return Spelled::Other;
    }
    let i = digits.iter().fold(0, |i, digit| i * 10 + (digit - b'0') as i64);
    Spelled::Small(if negative { -i } else { i })
}

/// The ValueError of a text that spells no integer. `int` shows a str without the space before it; both show it up to a null byte unless
/// a base is given.
pub fn invalid(vm: &mut Vm, v: Value, base: Option<i64>, function: &str) -> Exception {
    let bytes = match vm.kind_of(v) {
        Kind::Unicode => match decimal_text(vm, v) {
            Ok(text) => text.into_bytes(),
            Err(e) => return e,
        },
        _ => Ref::<StrObject>::of(v).bytes().to_vec(),
    };
    let text = match base {
        None => bytes.split(|&b| b == 0).next().unwrap_or(&bytes),
        Some(_) => &bytes[..],
    };
    let text = if function == "int" {
        text.trim_ascii_start()
    } else {
        text
    };
    let base = match base {
        Some(0) if function == "long" && !text.contains(&0) => prefix_base(text),
        base => base.unwrap_or(10),
    };
    let shown = vm.str(text);
    match vm.repr(shown) {
        Ok(shown) => {
            let shown = shown.text();
            vm.value_error(&format!("invalid literal for {function}() with base {base}: {shown}"))
        }
        Err(e) => e,
    }
}

/// The base that a text's prefix says.
fn prefix_base(text: &[u8]) -> i64 {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
    match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        [b'0', _, ..] => 8,
        _ => 10,
    }
}

/// The integer a str or unicode spells in a base (0: by its prefix; None: 10). `function`: "int" or "long". ValueError.
pub fn parse(vm: &mut Vm, v: Value, given: Option<i64>, function: &str) -> Result<BigInt> {
    let base = given.unwrap_or(10);
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error(&format!("{function}() base must be >= 2 and <= 36, or 0")));
    }
    let text = if vm.kind_of(v) == Kind::Unicode {
        decimal_text(vm, v)?
    } else {
        let bytes = Ref::<StrObject>::of(v).bytes();
        if bytes.contains(&0) && vm.kind_of(v) == Kind::Str {
            let end = bytes.iter().position(|&b| b == 0).unwrap_or(0);
            if digits(&String::from_utf8_lossy(&bytes[..end]), base, function == "long").is_some() && base == 10 {
                return Err(vm.value_error(&format!("null byte in argument for {function}()")));
            }
        }
        String::from_utf8_lossy(bytes).into_owned()
    };
    match digits(&text, base, function == "long") {
        Some(i) => Ok(i),
        None => Err(invalid(vm, v, given, function)),
    }
}

fn digits(text: &str, base: i64, long: bool) -> Option<BigInt> {
    let text = text.trim_matches(|c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c'));
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let text = text.trim_start_matches([' ', '\t']);
    let lower = text.to_ascii_lowercase();
    let marked = long && base < 22;
    let lower = lower.strip_suffix('l').filter(|_| marked).unwrap_or(&lower);
    let (base, rest) = match base {
        0 if lower.starts_with("0x") => (16, &lower[2..]),
        0 if lower.starts_with("0o") => (8, &lower[2..]),
        0 if lower.starts_with("0b") => (2, &lower[2..]),
        0 if lower.starts_with('0') && lower.len() > 1 => (8, &lower[1..]),
        0 => (10, lower),
        16 if lower.starts_with("0x") => (16, &lower[2..]),
        8 if lower.starts_with("0o") => (8, &lower[2..]),
        2 if lower.starts_with("0b") => (2, &lower[2..]),
        base => (base as u32, lower),
    };
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let i = BigInt::parse_bytes(rest.as_bytes(), base)?;
    Some(if negative { -i } else { i })
}
