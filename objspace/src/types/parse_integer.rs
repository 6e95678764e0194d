//! Integers from text, as int() and long() take them.

use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::number_methods::decimal_text;
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;

/// The integer a str or unicode spells in a base (0: by its prefix). `function`: "int" or "long". ValueError.
pub fn parse(vm: &mut Vm, v: Value, base: i64, function: &str) -> Result<BigInt> {
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
        None => {
            let shown = vm.repr(v)?.text();
            Err(vm.value_error(&format!("invalid literal for {function}() with base {base}: {shown}")))
        }
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
