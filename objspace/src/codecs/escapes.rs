//! Escapes as in string literals: unicode-escape, raw-unicode-escape, string-escape.

use crate::characters;
use crate::code_points;
use crate::codecs::errors::{push_escape, Decoding, Handling};
use crate::exception::Error;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::vm::Vm;

/// What a backslash and this byte mean, both in str and unicode literals.
fn simple(byte: u8) -> Option<u8> {
    Some(match byte {
        b'\\' | b'\'' | b'"' => byte,
        b'b' => 8,
        b'f' => 12,
        b't' => b'\t',
        b'n' => b'\n',
        b'r' => b'\r',
        b'v' => 11,
        b'a' => 7,
        _ => return None,
    })
}

/// The value of the digits at the start (at most `most`) and how many they are.
fn number(text: &[u8], radix: u32, most: usize) -> (u32, usize) {
    let digits = text
        .iter()
        .take(most)
        .map_while(|&byte| char::from(byte).to_digit(radix));
    digits.fold((0, 0), |(value, length), digit| (value * radix + digit, length + 1))
}

/// Text (generalised UTF-8) as unicode-escape.
pub fn encode_unicode(text: &[u8]) -> Vec<u8> {
    crate::types::unicode_type::escape(text, None)
}

/// Text (generalised UTF-8) as raw-unicode-escape: only what Latin-1 does not have is escaped.
pub fn encode_raw_unicode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for code in code_points::code_points(text) {
        match code {
            0..=0xff => out.push(code as u8),
            _ => push_escape(&mut out, code),
        }
    }
    out
}

/// Bytes as string-escape.
pub fn encode_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            b'\\' | b'\'' => out.extend_from_slice(&[b'\\', byte]),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x20..=0x7e => out.push(byte),
            _ => push_escape(&mut out, byte as u32),
        }
    }
    out
}

/// The end of the escape after `\N` at `at`, and the character named or what is wrong.
fn named_character(bytes: &[u8], at: usize) -> (usize, std::result::Result<u32, &'static str>) {
    const MALFORMED: &str = "malformed \\N character escape";
    if bytes.get(at) != Some(&b'{') {
        return (at, Err(MALFORMED));
    }
    let Some(length) = memchr::memchr(b'}', &bytes[at..]) else {
        return (bytes.len(), Err(MALFORMED));
    };
    if length == 1 {
        return (at + 1, Err(MALFORMED));
    }
    let found = characters::named(&bytes[at + 1..at + length]);
    (at + length + 1, found.ok_or("unknown Unicode character name"))
}

/// Bytes of unicode-escape. UnicodeDecodeError.
pub fn decode_unicode(vm: &mut Vm, source: Ref<StrObject>, handling: Handling) -> Result {
    let bytes = source.bytes();
    let mut errors = Decoding::new("unicodeescape", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            code_points::push(&mut out, bytes[at] as u32);
            at += 1;
            continue;
        }
        let start = at;
        let Some(&escaped) = bytes.get(at + 1) else {
            at = errors.replace(vm, &mut out, at..at + 1, "\\ at end of string")?;
            continue;
        };
        at += 2;
        let mut hexadecimal = |digits: usize, truncated: &'static str| {
            let (code, length) = number(&bytes[at..], 16, digits);
            at += length;
            match code {
                _ if length < digits => Err(truncated),
                0..=code_points::MAXIMUM => Ok(code),
                _ => Err("illegal Unicode character"),
            }
        };
        let found = match escaped {
            b'\n' => continue,
            b'0'..=b'7' => {
                let (code, length) = number(&bytes[at - 1..], 8, 3);
                at += length - 1;
                Ok(code)
            }
            b'x' => hexadecimal(2, "truncated \\xXX escape"),
            b'u' => hexadecimal(4, "truncated \\uXXXX escape"),
            b'U' => hexadecimal(8, "truncated \\UXXXXXXXX escape"),
            b'N' => {
                let found;
                (at, found) = named_character(bytes, at);
                found
            }
            _ => match simple(escaped) {
                Some(byte) => Ok(byte as u32),
                None => {
                    out.push(b'\\');
                    Ok(escaped as u32)
                }
            },
        };
        match found {
            Ok(code) => code_points::push(&mut out, code),
            Err(reason) => at = errors.replace(vm, &mut out, start..at, reason)?,
        }
    }
    Ok(vm.unicode(&out))
}

/// Bytes of raw-unicode-escape: only `\u` and `\U`, after an odd number of backslashes. UnicodeDecodeError.
pub fn decode_raw_unicode(vm: &mut Vm, source: Ref<StrObject>, handling: Handling) -> Result {
    let bytes = source.bytes();
    let mut errors = Decoding::new("rawunicodeescape", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            code_points::push(&mut out, bytes[at] as u32);
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at) == Some(&b'\\') {
            out.push(b'\\');
            at += 1;
        }
        let digits = match bytes.get(at) {
            Some(b'u') if (at - start) % 2 == 1 => 4,
            Some(b'U') if (at - start) % 2 == 1 => 8,
            _ => continue,
        };
        out.pop();
        let (code, length) = number(&bytes[at + 1..], 16, digits);
        at += 1 + length;
        let reason = if length < digits {
            "truncated \\uXXXX"
        } else if code > code_points::MAXIMUM {
            "\\Uxxxxxxxx out of range"
        } else {
            code_points::push(&mut out, code);
            continue;
        };
        at = errors.replace(vm, &mut out, start..at, reason)?;
    }
    Ok(vm.unicode(&out))
}

/// Bytes of string-escape. ValueError; only `strict`, `replace` and `ignore` handle a bad `\x`.
pub fn decode_bytes(vm: &mut Vm, bytes: &[u8], handling: Handling) -> Result {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            out.push(bytes[at]);
            at += 1;
            continue;
        }
        let Some(&escaped) = bytes.get(at + 1) else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        at += 2;
        match escaped {
            b'\n' => {}
            b'0'..=b'7' => {
                let (code, length) = number(&bytes[at - 1..], 8, 3);
                at += length - 1;
                out.push(code as u8);
            }
            b'x' => {
                let (code, length) = number(&bytes[at..], 16, 2);
                at += length;
                match handling.unwrap_or(b"strict") {
                    _ if length == 2 => out.push(code as u8),
                    b"strict" => return Err(vm.value_error("invalid \\x escape")),
                    b"replace" => out.push(b'?'),
                    b"ignore" => {}
                    other => {
                        let name = String::from_utf8_lossy(other);
                        let message = format!("decoding error; unknown error handling code: {name}");
                        return Err(vm.raise(Error::ValueError, &message));
                    }
                }
            }
            _ => match simple(escaped) {
                Some(byte) => out.push(byte),
                None => out.extend_from_slice(&[b'\\', escaped]),
            },
        }
    }
    Ok(vm.str(&out))
}
