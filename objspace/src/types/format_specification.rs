//! Format specifications: `[[fill]align][sign][#][0][width][,][.precision][type]`, and numbers and text formatted by them.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::float_format;
use crate::types::numbers::Number;
use crate::unicode::{encode_code_point, first_code_point, UnicodeObject};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// Significant digits of a float whose specification names no type: those of `str`.
const STR_PRECISION: usize = 12;

#[derive(Clone, Copy)]
struct Specification<'a> {
    /// The bytes of the fill character, where given.
    fill: Option<&'a [u8]>,
    align: u8,
    alternate: bool,
    /// `+`, `-`, a space, or 0.
    sign: u8,
    width: usize,
    thousands: bool,
    precision: Option<usize>,
    /// Code point of the presentation type; 0 where none is given.
    presentation: u32,
}

/// A number in text, in parts: what padding goes between.
#[derive(Default)]
struct NumberText<'a> {
    negative: bool,
    prefix: &'static str,
    /// Digits before the point, to be grouped.
    digits: &'a str,
    rest: &'a str,
}

/// Bytes of the character that starts at `i`.
fn character(bytes: &[u8], i: usize, unicode: bool) -> &[u8] {
    if !unicode {
        return &bytes[i..i + 1];
    }
    let end = (i + 1..bytes.len())
        .find(|&k| bytes[k] & 0xc0 != 0x80)
        .unwrap_or(bytes.len());
    &bytes[i..end]
}

/// A decimal number at `at`, which moves behind it; None where there are no digits. ValueError when it is too large.
pub fn decimal(vm: &mut Vm, bytes: &[u8], at: &mut usize) -> Result<Option<usize>> {
    let start = *at;
    let mut n = 0i64;
    while let Some(digit) = bytes.get(*at).filter(|b| b.is_ascii_digit()) {
        let next = n.checked_mul(10).and_then(|n| n.checked_add((digit - b'0') as i64));
        n = match next {
            Some(next) => next,
            None => return Err(vm.value_error("Too many decimal digits in format string")),
        };
        *at += 1;
    }
    Ok((*at > start).then_some(n as usize))
}

fn parse<'a>(vm: &mut Vm, text: &'a [u8], unicode: bool, align: u8) -> Result<Specification<'a>> {
    let mut spec = Specification {
        fill: None,
        align,
        alternate: false,
        sign: 0,
        width: 0,
        thousands: false,
        precision: None,
        presentation: 0,
    };
    let is_align = |b: Option<&u8>| matches!(b, Some(b'<' | b'>' | b'=' | b'^'));
    let mut i = 0;
    let mut aligned = true;
    let first = if text.is_empty() {
        text
    } else {
        character(text, 0, unicode)
    };
    if !first.is_empty() && is_align(text.get(first.len())) {
        spec.fill = Some(first);
        spec.align = text[first.len()];
        i = first.len() + 1;
    } else if is_align(text.first()) {
        spec.align = text[0];
        i = 1;
    } else {
        aligned = false;
    }
    if let Some(&sign @ (b'+' | b'-' | b' ')) = text.get(i) {
        spec.sign = sign;
        i += 1;
    }
    if text.get(i) == Some(&b'#') {
        spec.alternate = true;
        i += 1;
    }
    if spec.fill.is_none() && text.get(i) == Some(&b'0') {
        spec.fill = Some(b"0");
        if !aligned {
            spec.align = b'=';
        }
        i += 1;
    }
    spec.width = decimal(vm, text, &mut i)?.unwrap_or(0);
    if text.get(i) == Some(&b',') {
        spec.thousands = true;
        i += 1;
    }
    if text.get(i) == Some(&b'.') {
        i += 1;
        spec.precision = decimal(vm, text, &mut i)?;
        if spec.precision.is_none() {
            return Err(vm.value_error("Format specifier missing precision"));
        }
    }
    if i < text.len() {
        let last = character(text, i, unicode);
        if i + last.len() < text.len() {
            return Err(vm.value_error("Invalid conversion specification"));
        }
        spec.presentation = if unicode {
            let c = vm.unicode(last);
            first_code_point(Ref::<UnicodeObject>::of(c))
        } else {
            last[0] as u32
        };
    }
    // Text alone is aligned to the left unless told otherwise; it has no groups of digits.
    let presentation = match spec.presentation {
        0 if align == b'<' => b's' as u32,
        given => given,
    };
    if spec.thousands && !is_one_of(presentation, b"defgEG%F\0") {
        let code = shown(presentation);
        return Err(vm.value_error(&format!("Cannot specify ',' with '{code}'.")));
    }
    Ok(spec)
}

fn is_one_of(presentation: u32, types: &[u8]) -> bool {
    types.iter().any(|&t| t as u32 == presentation)
}

/// A presentation type in a message: an ASCII character as it is.
fn shown(code: u32) -> String {
    match code {
        0..=127 => (code as u8 as char).to_string(),
        _ => format!("\\x{code:x}"),
    }
}

fn unknown_type(vm: &mut Vm, presentation: u32, type_name: &str) -> jit::Exception {
    let code = shown(presentation);
    vm.value_error(&format!(
        "Unknown format code '{code}' for object of type '{type_name}'"
    ))
}

/// Appends `text` padded to the width; `length` is its length in characters.
fn pad(vm: &mut Vm, out: &mut Vec<u8>, text: &[u8], length: usize, spec: &Specification) -> Result<()> {
    let padding = spec.width.saturating_sub(length);
    let left = match spec.align {
        b'>' => padding,
        b'^' => padding / 2,
        _ => 0,
    };
    let fill = spec.fill.unwrap_or(b" ");
    reserve(vm, out, text.len().saturating_add(padding.saturating_mul(fill.len())))?;
    repeat(out, fill, left);
    out.extend_from_slice(text);
    repeat(out, fill, padding - left);
    Ok(())
}

fn reserve(vm: &mut Vm, out: &mut Vec<u8>, bytes: usize) -> Result<()> {
    out.try_reserve(bytes).map_err(|_| vm.memory_error())
}

fn repeat(out: &mut Vec<u8>, fill: &[u8], count: usize) {
    if let [byte] = fill {
        out.resize(out.len() + count, *byte);
    } else {
        (0..count).for_each(|_| out.extend_from_slice(fill));
    }
}

/// Digits with commas, zeros put in front until at least `width` wide.
fn grouped(digits: &str, width: usize) -> String {
    let mut reversed = String::with_capacity(digits.len().max(width) * 4 / 3 + 2);
    let mut left = digits.bytes().rev();
    let mut count = 0;
    loop {
        let next = left.next();
        if next.is_none() && reversed.len() >= width {
            break;
        }
        if count == 3 {
            reversed.push(',');
            count = 0;
        }
        reversed.push(next.unwrap_or(b'0') as char);
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// Appends a number: sign, prefix, digits (grouped if wanted) and rest, padded.
fn put_number(vm: &mut Vm, out: &mut Vec<u8>, number: &NumberText, spec: &Specification) -> Result<()> {
    let sign = match (number.negative, spec.sign) {
        (true, _) => "-",
        (_, b'+') => "+",
        (_, b' ') => " ",
        _ => "",
    };
    let fill = spec.fill.unwrap_or(b" ");
    let fixed = sign.len() + number.prefix.len() + number.rest.len();
    let zeros = fill == b"0" && spec.align == b'=';
    let digits = if spec.thousands && !number.digits.is_empty() {
        let width = if zeros { spec.width.saturating_sub(fixed) } else { 0 };
        reserve(vm, out, width.saturating_mul(4))?;
        grouped(number.digits, width)
    } else {
        String::new()
    };
    let digits = if digits.is_empty() { number.digits } else { &digits };
    let length = fixed + digits.len();
    let padding = spec.width.saturating_sub(length);
    reserve(vm, out, length.saturating_add(padding.saturating_mul(fill.len())))?;
    let (left, inner, right) = match spec.align {
        b'<' => (0, 0, padding),
        b'^' => (padding / 2, 0, padding - padding / 2),
        b'=' => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    repeat(out, fill, left);
    out.extend_from_slice(sign.as_bytes());
    out.extend_from_slice(number.prefix.as_bytes());
    repeat(out, fill, inner);
    out.extend_from_slice(digits.as_bytes());
    out.extend_from_slice(number.rest.as_bytes());
    repeat(out, fill, right);
    Ok(())
}

fn format_text(vm: &mut Vm, out: &mut Vec<u8>, text: &[u8], spec: &Specification, unicode: bool) -> Result<()> {
    if spec.sign != 0 {
        return Err(vm.value_error("Sign not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == b'=' {
        return Err(vm.value_error("'=' alignment not allowed in string format specifier"));
    }
    let starts = |b: &u8| *b & 0xc0 != 0x80;
    let mut length = if unicode {
        text.iter().filter(|b| starts(b)).count()
    } else {
        text.len()
    };
    let mut text = text;
    if let Some(precision) = spec.precision.filter(|&p| p < length) {
        let end = if unicode {
            let mut boundaries = (0..text.len()).filter(|&i| starts(&text[i]));
            boundaries.nth(precision).unwrap_or(text.len())
        } else {
            precision
        };
        text = &text[..end];
        length = precision;
    }
    pad(vm, out, text, length, spec)
}

fn format_integer(vm: &mut Vm, out: &mut Vec<u8>, number: &Number, spec: &Specification, unicode: bool) -> Result<()> {
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.presentation == b'c' as u32 {
        return format_code(vm, out, number, spec, unicode);
    }
    let (radix, prefix) = match spec.presentation as u8 {
        b'b' => (2, "0b"),
        b'o' => (8, "0o"),
        b'x' => (16, "0x"),
        b'X' => (16, "0X"),
        _ => (10, ""),
    };
    let (negative, mut digits) = match number {
        Number::Int(i) => {
            let n = i.unsigned_abs();
            let text = match radix {
                2 => format!("{n:b}"),
                8 => format!("{n:o}"),
                16 => format!("{n:x}"),
                _ => n.to_string(),
            };
            (*i < 0, text)
        }
        Number::Long(l) => (l.is_negative(), l.magnitude().to_str_radix(radix)),
        _ => unreachable!("callers pass integers"),
    };
    if spec.presentation == b'X' as u32 {
        digits.make_ascii_uppercase();
    }
    let text = NumberText {
        negative,
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
    };
    put_number(vm, out, &text, spec)
}

/// The type `c`: the character of a code.
fn format_code(vm: &mut Vm, out: &mut Vec<u8>, number: &Number, spec: &Specification, unicode: bool) -> Result<()> {
    if spec.sign != 0 {
        return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    let code = match number {
        Number::Int(i) => *i,
        _ => return Err(vm.raise(Error::OverflowError, "Python int too large to convert to C long")),
    };
    let text = match code {
        0..=255 if !unicode => vec![code as u8],
        0..=0x10ffff if unicode => encode_code_point(code as u32),
        _ if unicode => {
            return Err(vm.raise(
                Error::OverflowError,
                "%c arg not in range(0x110000) (wide Python build)",
            ))
        }
        _ => return Err(vm.raise(Error::OverflowError, "%c arg not in range(0x100)")),
    };
    let spec = Specification {
        align: if spec.align == b'=' { b'>' } else { spec.align },
        ..*spec
    };
    pad(vm, out, &text, 1, &spec)
}

/// |f| as digits before the point and the rest, by a presentation type (0: as `str` does it, with this precision).
fn float_text(f: f64, presentation: u32, precision: Option<usize>) -> (String, usize) {
    let (mut kind, default, mut dot_zero, mut percent) = (presentation as u8, 6, false, false);
    match kind {
        0 => (kind, dot_zero) = (b'g', true),
        b'n' => kind = b'g',
        b'%' => (kind, percent) = (b'f', true),
        _ => {}
    }
    let precision = precision.unwrap_or(if dot_zero { STR_PRECISION } else { default });
    let f = if percent { f * 100.0 } else { f };
    let mut text = if f.is_nan() {
        "nan".to_string()
    } else if f.is_infinite() {
        "inf".to_string()
    } else if dot_zero {
        float_format::general(f.abs(), Some(precision.max(1)), precision.max(1) as i32 - 1)
    } else {
        float_format::format(f, kind, precision, false)
    };
    if kind.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    if percent {
        text.push('%');
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (text, digits)
}

fn format_float(vm: &mut Vm, out: &mut Vec<u8>, f: f64, spec: &Specification) -> Result<()> {
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed in float format specifier"));
    }
    check_precision(vm, spec)?;
    let (text, digits) = float_text(f, spec.presentation, spec.precision);
    let text = NumberText {
        negative: f.is_sign_negative() && !f.is_nan(),
        prefix: "",
        digits: &text[..digits],
        rest: &text[digits..],
    };
    put_number(vm, out, &text, spec)
}

fn check_precision(vm: &mut Vm, spec: &Specification) -> Result<()> {
    match spec.precision {
        Some(p) if p > i32::MAX as usize => Err(vm.value_error("precision too big")),
        // More digits than the machine's own formatting can be asked for.
        Some(p) if p > u16::MAX as usize => Err(vm.value_error("precision too big")),
        _ => Ok(()),
    }
}

fn format_complex(vm: &mut Vm, out: &mut Vec<u8>, (re, im): (f64, f64), spec: &Specification) -> Result<()> {
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed in complex format specifier"));
    }
    if spec.fill == Some(b"0") {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == b'=' {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    check_precision(vm, spec)?;
    let plain = spec.presentation == 0;
    let only_imaginary = plain && re == 0.0 && !re.is_sign_negative();
    let presentation = if plain { b'g' as u32 } else { spec.presentation };
    let precision = spec.precision.or(plain.then_some(STR_PRECISION));
    let bare = Specification {
        fill: None,
        align: b'<',
        width: 0,
        ..*spec
    };
    let mut text = Vec::new();
    let mut part = |vm: &mut Vm, f: f64, spec: &Specification| {
        let (shown, digits) = float_text(f, presentation, precision);
        let number = NumberText {
            negative: f.is_sign_negative() && !f.is_nan(),
            prefix: "",
            digits: &shown[..digits],
            rest: &shown[digits..],
        };
        put_number(vm, &mut text, &number, spec)
    };
    if !only_imaginary {
        part(vm, re, &bare)?;
    }
    let sign = if only_imaginary { bare.sign } else { b'+' };
    part(vm, im, &Specification { sign, ..bare })?;
    text.push(b'j');
    if plain && !only_imaginary {
        text.insert(0, b'(');
        text.push(b')');
    }
    pad(vm, out, &text, text.len(), spec)
}

/// Appends `v`, of a built-in number or string type, formatted by a specification that is not empty. The result is UTF-8 if
/// `unicode`. ValueError and OverflowError as the specification deserves.
pub fn format(vm: &mut Vm, out: &mut Vec<u8>, v: Value, text: &[u8], unicode: bool) -> Result<()> {
    match vm.kind_of(v) {
        Kind::Str | Kind::Unicode => {
            let spec = parse(vm, text, unicode, b'<')?;
            if spec.presentation != 0 && spec.presentation != b's' as u32 {
                let name = vm.type_name(v);
                return Err(unknown_type(vm, spec.presentation, &name));
            }
            let bytes = if vm.kind_of(v) == Kind::Unicode {
                Ref::<UnicodeObject>::of(v).bytes()
            } else {
                Ref::<StrObject>::of(v).bytes()
            };
            format_text(vm, out, bytes, &spec, unicode)
        }
        _ => {
            let spec = parse(vm, text, unicode, b'>')?;
            let Some(number) = vm.number(v, true) else {
                return Err(vm.type_error("a number is required"));
            };
            format_number(vm, out, v, number, &spec, unicode)
        }
    }
}

fn format_number(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    v: Value,
    number: Number,
    spec: &Specification,
    unicode: bool,
) -> Result<()> {
    let is_float_type = is_one_of(spec.presentation, b"eEfFgG%");
    match number {
        Number::Int(_) | Number::Long(_) => {
            if spec.presentation == 0 || is_one_of(spec.presentation, b"bcdoxXn") {
                return format_integer(vm, out, &number, spec, unicode);
            }
            if is_float_type {
                let f = match &number {
                    Number::Int(i) => *i as f64,
                    Number::Long(l) => float_of(vm, l)?,
                    _ => unreachable!(),
                };
                return format_float(vm, out, f, spec);
            }
        }
        Number::Float(f) => {
            if spec.presentation == 0 || is_float_type || is_one_of(spec.presentation, b"n") {
                return format_float(vm, out, f, spec);
            }
        }
        Number::Complex(re, im) => {
            if spec.presentation == 0 || is_one_of(spec.presentation, b"eEfFgGn") {
                return format_complex(vm, out, (re, im), spec);
            }
        }
    }
    let name = vm.type_name(v);
    Err(unknown_type(vm, spec.presentation, &name))
}

fn float_of(vm: &mut Vm, l: &BigInt) -> Result<f64> {
    match l.to_i64() {
        Some(i) => Ok(i as f64),
        None => vm.float_of_bigint(l),
    }
}
