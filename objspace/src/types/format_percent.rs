//! `format % arguments`, for str; a unicode argument makes the result unicode.

use crate::code_points;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::float_format;
use crate::types::long_type::long_from;
use crate::types::numbers::Number;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::Signed;

/// One conversion of a format.
#[derive(Clone, Copy, Default)]
struct Spec {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// The most bytes of a result whose buffer the next one is written to.
const LARGEST_BUFFER: usize = 4096;

/// Where the arguments come from.
struct Arguments {
    all: Value,
    tuple: bool,
    next: usize,
}

impl Arguments {
    fn next(&mut self, vm: &mut Vm) -> Result {
        if self.tuple {
            let items = vm.items_of(self.all);
            if self.next < items.len() {
                self.next += 1;
                return Ok(items[self.next - 1]);
            }
        } else if self.next == 0 {
            self.next = 1;
            return Ok(self.all);
        }
        Err(vm.type_error("not enough arguments for format string"))
    }

    /// Whether conversions may take the arguments by keys.
    fn are_mapping(&self, vm: &mut Vm) -> Result<bool> {
        let getitem = vm.names.__getitem__;
        match vm.kind_of(self.all) {
            _ if self.tuple => Ok(false),
            Kind::Str | Kind::Unicode => Ok(false),
            // Each may have a `__getitem__`.
            Kind::OldInstance => Ok(true),
            _ => vm.has_special(self.all, getitem),
        }
    }
}

/// Formats; `format` is a str or unicode. The result is unicode if the format or any formatted argument is.
pub fn format(vm: &mut Vm, format: Value, arguments: Value) -> Result {
    let unicode = vm.kind_of(format) == Kind::Unicode;
    match run(vm, format, arguments, unicode)? {
        Some(text) => {
            let result = match unicode {
                true => vm.unicode(&text),
                false => vm.str(&text),
            };
            if text.capacity() <= LARGEST_BUFFER {
                vm.format_buffer = text;
            }
            Ok(result)
        }
        None => {
            // An argument was unicode: the whole again, in unicode.
            let format = vm.decode_default(format)?;
            match run(vm, format, arguments, true)? {
                Some(text) => Ok(vm.unicode(&text)),
                None => unreachable!("unicode formats take unicode arguments"),
            }
        }
    }
}

/// The formatted bytes (UTF-8 for unicode). None: the format is a str and an argument is unicode.
fn run(vm: &mut Vm, format: Value, arguments: Value, unicode: bool) -> Result<Option<Vec<u8>>> {
    let bytes: &'static [u8] = if unicode {
        Ref::<UnicodeObject>::of(format).bytes()
    } else {
        Ref::<StrObject>::of(format).bytes()
    };
    let tuple = vm.is_kind(arguments, Kind::Tuple);
    let mut from = Arguments {
        all: arguments,
        tuple,
        next: 0,
    };
    let mut out = std::mem::take(&mut vm.format_buffer);
    out.clear();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] != b'%' {
            let end = memchr::memchr(b'%', &bytes[i..]).map_or(bytes.len(), |n| i + n);
            out.extend_from_slice(&bytes[i..end]);
            i = end;
            continue;
        }
        i += 1;
        let mut spec = Spec::default();
        let mut keyed = None;
        if bytes.get(i) == Some(&b'(') {
            if !from.are_mapping(vm)? {
                return Err(vm.type_error("format requires a mapping"));
            }
            let start = i + 1;
            let mut depth = 1;
            i += 1;
            while i < bytes.len() && depth > 0 {
                match bytes[i] {
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                i += 1;
            }
            if depth > 0 {
                return Err(vm.value_error("incomplete format key"));
            }
            let key = if unicode {
                vm.unicode(&bytes[start..i - 1])
            } else {
                vm.str(&bytes[start..i - 1])
            };
            keyed = Some(vm.getitem(arguments, key)?);
            from.next = 1;
        }
        while let Some(&flag) = bytes.get(i) {
            match flag {
                b'-' => spec.left = true,
                b'+' => spec.plus = true,
                b' ' => spec.space = true,
                b'#' => spec.alternate = true,
                b'0' => spec.zero = true,
                _ => break,
            }
            i += 1;
        }
        if bytes.get(i) == Some(&b'*') {
            i += 1;
            let n = star(vm, &mut from, i64::MAX)?;
            spec.left |= n < 0;
            spec.width = n.unsigned_abs() as usize;
        } else {
            while let Some(d) = bytes.get(i).filter(|b| b.is_ascii_digit()) {
                spec.width = spec.width.saturating_mul(10).saturating_add((d - b'0') as usize);
                i += 1;
            }
            if spec.width > isize::MAX as usize {
                return Err(vm.value_error("width too big"));
            }
        }
        if bytes.get(i) == Some(&b'.') {
            i += 1;
            let mut precision = 0usize;
            if bytes.get(i) == Some(&b'*') {
                i += 1;
                precision = star(vm, &mut from, i32::MAX as i64)?.max(0) as usize;
            } else {
                while let Some(d) = bytes.get(i).filter(|b| b.is_ascii_digit()) {
                    precision = precision.saturating_mul(10).saturating_add((d - b'0') as usize);
                    i += 1;
                }
            }
            if precision > i32::MAX as usize {
                return Err(vm.value_error("prec too big"));
            }
            spec.precision = Some(precision);
        }
        if matches!(bytes.get(i), Some(b'h' | b'l' | b'L')) {
            i += 1;
        }
        let Some(&conversion) = bytes.get(i) else {
            return Err(vm.value_error("incomplete format"));
        };
        i += 1;
        if conversion == b'%' {
            let precision = None;
            pad_text(&mut out, b"%", &Spec { precision, ..spec }, unicode);
            continue;
        }
        let v = match keyed {
            Some(v) => v,
            None => from.next(vm)?,
        };
        match conversion {
            b's' | b'r' => {
                let text: &[u8] = if conversion == b'r' {
                    vm.repr(v)?.bytes()
                } else if vm.kind_of(v) == Kind::Unicode {
                    if !unicode {
                        return Ok(None);
                    }
                    vm.to_unicode(v)?.bytes()
                } else if unicode {
                    vm.to_unicode(v)?.bytes()
                } else if vm.is_exact(v, Kind::Str) {
                    Ref::<StrObject>::of(v).bytes()
                } else {
                    let text = vm.str_or_unicode(v)?;
                    if vm.kind_of(text) == Kind::Unicode {
                        return Ok(None);
                    }
                    Ref::<StrObject>::of(text).bytes()
                };
                pad_text(&mut out, text, &spec, unicode);
            }
            b'c' => {
                let text = character(vm, v, unicode)?;
                match text {
                    Some(text) => pad_text(
                        &mut out,
                        &text,
                        &Spec {
                            precision: None,
                            ..spec
                        },
                        unicode,
                    ),
                    None => return Ok(None),
                }
            }
            b'd' | b'i' | b'u' | b'x' if v.is_integer() && spec.precision.is_none() && !spec.alternate => {
                let i = v.as_integer();
                let radix = if conversion == b'x' { 16 } else { 10 };
                let mut room = [0; 20];
                pad_number(&mut out, i < 0, small_digits(i.unsigned_abs(), radix, &mut room), &spec);
            }
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
                let (negative, digits) = integer(vm, v, conversion, &spec)?;
                pad_number(&mut out, negative, digits.as_bytes(), &spec);
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let f = match vm.float_argument(v) {
                    Ok(f) => f,
                    Err(e) => {
                        if !unicode && vm.exception_matches(Error::TypeError) {
                            vm.take_exception();
                            let name = vm.type_name(v);
                            return Err(vm.type_error(&format!("float argument required, not {name}")));
                        }
                        return Err(e);
                    }
                };
                let text = if f.is_nan() {
                    "nan".to_string()
                } else if f.is_infinite() {
                    "inf".to_string()
                } else {
                    float_format::format(f, conversion, spec.precision.unwrap_or(6), spec.alternate)
                };
                let text = if conversion.is_ascii_uppercase() {
                    text.to_ascii_uppercase()
                } else {
                    text
                };
                let negative = f.is_sign_negative() && !f.is_nan();
                let spec = if f.is_finite() {
                    spec
                } else {
                    Spec { zero: false, ..spec }
                };
                pad_number(&mut out, negative, text.as_bytes(), &spec);
            }
            other => {
                // Positions in unicode are in characters, of which only printable ASCII is shown.
                let (code, index) = if unicode {
                    let before = &bytes[..i - 1];
                    (code_points::decode_at(bytes, i - 1).0, code_points::count(before))
                } else {
                    (other as u32, i - 1)
                };
                let shown = if unicode && !(31..=126).contains(&code) {
                    b'?'
                } else {
                    code as u8
                };
                let start = b"unsupported format character '";
                let end = format!("' (0x{code:x}) at index {index}");
                let message = [&start[..], &[shown], end.as_bytes()].concat();
                let message = vm.str(&message);
                return Err(vm.raise_with(Error::ValueError, &[message]));
            }
        }
    }
    if tuple && from.next < vm.items_of(arguments).len() || !tuple && from.next == 0 && !from.are_mapping(vm)? {
        return Err(vm.type_error("not all arguments converted during string formatting"));
    }
    Ok(Some(out))
}

/// The number that a `*` stands for, of at most this magnitude. TypeError, OverflowError.
fn star(vm: &mut Vm, from: &mut Arguments, limit: i64) -> Result<i64> {
    let v = from.next(vm)?;
    match vm.as_int(v) {
        Some(n) if (-limit - 1..=limit).contains(&n) => Ok(n),
        Some(_) => Err(vm.raise(Error::OverflowError, "Python int too large to convert to C int")),
        None => Err(vm.type_error("* wants int")),
    }
}

fn pad_text(out: &mut Vec<u8>, text: &[u8], spec: &Spec, unicode: bool) {
    let characters = |bytes: &[u8]| {
        if unicode {
            bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
        } else {
            bytes.len()
        }
    };
    let mut text = text;
    if let Some(precision) = spec.precision {
        if characters(text) > precision {
            let end = if unicode {
                text.iter()
                    .enumerate()
                    .filter(|(_, b)| **b & 0xc0 != 0x80)
                    .nth(precision)
                    .map_or(text.len(), |(i, _)| i)
            } else {
                precision
            };
            text = &text[..end];
        }
    }
    let padding = spec.width.saturating_sub(characters(text));
    if !spec.left {
        out.extend(std::iter::repeat_n(b' ', padding));
    }
    out.extend_from_slice(text);
    if spec.left {
        out.extend(std::iter::repeat_n(b' ', padding));
    }
}

/// The digits of a number, lower-case, in the end of the room.
fn small_digits(mut n: u64, radix: u64, room: &mut [u8; 20]) -> &[u8] {
    let mut at = room.len();
    loop {
        at -= 1;
        let digit = (n % radix) as u8;
        room[at] = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
        n /= radix;
        if n == 0 {
            return &room[at..];
        }
    }
}

fn pad_number(out: &mut Vec<u8>, negative: bool, text: &[u8], spec: &Spec) {
    let sign = if negative {
        "-"
    } else if spec.plus {
        "+"
    } else if spec.space {
        " "
    } else {
        ""
    };
    let padding = spec.width.saturating_sub(sign.len() + text.len());
    if spec.left {
        out.extend_from_slice(sign.as_bytes());
        out.extend_from_slice(text);
        out.extend(std::iter::repeat_n(b' ', padding));
    } else if spec.zero {
        out.extend_from_slice(sign.as_bytes());
        // Zeros come after the prefix of hexadecimal numbers.
        let prefix = if text.starts_with(b"0x") || text.starts_with(b"0X") {
            2
        } else {
            0
        };
        out.extend_from_slice(&text[..prefix]);
        out.extend(std::iter::repeat_n(b'0', padding));
        out.extend_from_slice(&text[prefix..]);
    } else {
        out.extend(std::iter::repeat_n(b' ', padding));
        out.extend_from_slice(sign.as_bytes());
        out.extend_from_slice(text);
    }
}

/// The sign and digits of %d, %o, %x.
fn integer(vm: &mut Vm, v: Value, conversion: u8, spec: &Spec) -> Result<(bool, String)> {
    let conversion = if conversion == b'i' { b'd' } else { conversion };
    let converted = match vm.kind_of(v) {
        Kind::Int | Kind::Bool | Kind::Long => Some(v),
        Kind::Str | Kind::Unicode | Kind::ByteArray | Kind::Buffer | Kind::Complex | Kind::NoneType => None,
        _ => whole_number(vm, v)?,
    };
    let n = match converted.map(|v| (v, vm.number(v, true))) {
        Some((_, Some(Number::Int(i)))) => {
            let digits = match conversion {
                b'o' => format!("{:o}", i.unsigned_abs()),
                b'x' => format!("{:x}", i.unsigned_abs()),
                b'X' => format!("{:X}", i.unsigned_abs()),
                _ => i.unsigned_abs().to_string(),
            };
            return Ok((i < 0, decorate(digits, conversion, spec)));
        }
        Some((v, Some(Number::Long(_)))) if !vm.is_exact(v, Kind::Long) => return own_digits(vm, v, conversion, spec),
        Some((_, Some(Number::Long(l)))) => l,
        _ => {
            let (name, shown) = (vm.type_name(v), conversion as char);
            return Err(vm.type_error(&format!("%{shown} format: a number is required, not {name}")));
        }
    };
    let magnitude: BigInt = n.abs();
    let digits = match conversion {
        b'o' => magnitude.to_str_radix(8),
        b'x' => magnitude.to_str_radix(16),
        b'X' => magnitude.to_str_radix(16).to_ascii_uppercase(),
        _ => magnitude.to_string(),
    };
    Ok((n.is_negative(), decorate(digits, conversion, spec)))
}

/// A number of another kind as an int or long; None for what is none, or does not become one, whatever it raises.
fn whole_number(vm: &mut Vm, v: Value) -> Result<Option<Value>> {
    let (int, float) = (vm.names.__int__, vm.names.__float__);
    if vm.kind_of(v) != Kind::OldInstance && !vm.has_special(v, int)? && !vm.has_special(v, float)? {
        return Ok(None);
    }
    let result = vm.int_from(v, None);
    if let Some(i) = vm.unless(result, Error::BaseException)? {
        return Ok(Some(i));
    }
    let result = long_from(vm, v);
    match vm.unless(result, Error::BaseException)? {
        Some(i) => vm.long(&i).map(Some),
        None => Ok(None),
    }
}

/// As `integer` for an instance of a subclass of long: the digits are what its `__str__`, `__oct__` or `__hex__` says. TypeError,
/// ValueError for a text without digits or prefix.
fn own_digits(vm: &mut Vm, v: Value, conversion: u8, spec: &Spec) -> Result<(bool, String)> {
    let (method, prefix) = match conversion {
        b'o' => ("__oct__", "0"),
        b'x' | b'X' => ("__hex__", "0x"),
        _ => ("__str__", ""),
    };
    let name = vm.intern(method);
    let text = vm.call_special(v, name, &[])?.unwrap_or(Value::NONE);
    let text = match vm.kind_of(text) {
        Kind::Str => text,
        Kind::Unicode => vm.encode_default(text)?,
        _ => {
            let name = vm.type_name(text);
            return Err(vm.type_error(&format!("expected string or Unicode object, {name} found")));
        }
    };
    let text = Ref::<StrObject>::of(text).text().into_owned();
    let text = text.strip_suffix('L').unwrap_or(&text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let negative = digits.len() < text.len();
    let capital = digits.strip_prefix("0X").filter(|_| prefix == "0x");
    let bare = match capital.or(digits.strip_prefix(prefix)) {
        // A zero is no prefix where nothing follows it.
        Some("") if prefix == "0" => digits,
        Some(bare) if !bare.is_empty() => bare,
        _ => {
            let (name, shown) = (vm.type_name(v), conversion as char);
            let message = format!("%{shown} format: invalid result of {method} (type={name})");
            return Err(vm.value_error(&message));
        }
    };
    let bare = if conversion == b'X' {
        bare.to_ascii_uppercase()
    } else {
        bare.to_string()
    };
    Ok((negative, decorate(bare, conversion, spec)))
}

fn decorate(digits: String, conversion: u8, spec: &Spec) -> String {
    let digits = match spec.precision {
        Some(p) if p > digits.len() => format!("{}{digits}", "0".repeat(p - digits.len())),
        _ => digits,
    };
    match conversion {
        b'x' if spec.alternate => format!("0x{digits}"),
        b'X' if spec.alternate => format!("0X{digits}"),
        b'o' if spec.alternate && !digits.starts_with('0') => format!("0{digits}"),
        _ => digits,
    }
}

/// %c: one character, or a code. None: a unicode argument of a str format.
fn character(vm: &mut Vm, v: Value, unicode: bool) -> Result<Option<Vec<u8>>> {
    match vm.kind_of(v) {
        Kind::Str => {
            let bytes = Ref::<StrObject>::of(v).bytes();
            if bytes.len() != 1 {
                return Err(vm.type_error("%c requires int or char"));
            }
            if unicode {
                let u = vm.decode_default(v)?;
                return Ok(Some(Ref::<UnicodeObject>::of(u).bytes().to_vec()));
            }
            Ok(Some(bytes.to_vec()))
        }
        Kind::Unicode => {
            if !unicode {
                return Ok(None);
            }
            let u = Ref::<UnicodeObject>::of(v);
            if u.len() != 1 {
                return Err(vm.type_error("%c requires int or char"));
            }
            Ok(Some(u.bytes().to_vec()))
        }
        _ => {
            if unicode {
                let code = if vm.kind_of(v) == Kind::Float {
                    vm.as_float(v).filter(|f| f.abs() < 9e18).map(|f| f as i64)
                } else {
                    let code = vm.c_long(v);
                    vm.unless(code, Error::Exception)?
                };
                let Some(code) = code else {
                    return Err(vm.type_error("%c requires int or char"));
                };
                if !(0..=0x10ffff).contains(&code) {
                    return Err(vm.raise(
                        Error::OverflowError,
                        "%c arg not in range(0x110000) (wide Python build)",
                    ));
                }
                return Ok(Some(crate::unicode::encode_code_point(code as u32)));
            }
            let code = vm.argument_i64(v)?;
            if !(0..256).contains(&code) {
                return Err(vm.raise(
                    Error::OverflowError,
                    if code < 0 {
                        "unsigned byte integer is less than minimum"
                    } else {
                        "unsigned byte integer is greater than maximum"
                    },
                ));
            }
            Ok(Some(vec![code as u8]))
        }
    }
}
