//! The values of string literals.

use crate::ast::Str;
use crate::declared::{Declared, EncodeError};
use crate::utf8::{self, DecodeError};
use std::borrow::Cow;

/// What can be wrong with a string literal that the lexer accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringError {
    /// A `ValueError` with this message.
    Value(&'static str),
    /// A `UnicodeDecodeError` with this text.
    Unicode(String),
    /// See [`EncodeError::Raised`].
    Raised,
}

impl From<EncodeError> for StringError {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::Unicode(message) => StringError::Unicode(message),
            EncodeError::Raised => StringError::Raised,
        }
    }
}

/// How the source shapes its strings.
#[derive(Clone, Copy)]
pub struct StringContext<'s> {
    /// The declared encoding of the source, or UTF-8 for a `unicode` source.
    pub encoding: Option<&'s Declared<'s>>,
    /// Whether a string without prefix is unicode.
    pub unicode_literals: bool,
}

/// Joins adjacent literals.
#[derive(Debug, Default)]
pub struct StringBuilder {
    value: Vec<u8>,
    is_unicode: bool,
}

/// The parts of a literal.
struct Literal<'t> {
    body: &'t [u8],
    is_raw: bool,
    is_unicode: bool,
}

impl<'t> Literal<'t> {
    fn split(text: &'t [u8], unicode_literals: bool) -> Self {
        let mut is_raw = false;
        let mut is_unicode = unicode_literals;
        let mut rest = text;
        loop {
            match rest[0] {
                b'u' | b'U' => is_unicode = true,
                b'b' | b'B' => is_unicode = false,
                b'r' | b'R' => is_raw = true,
                _ => break,
            }
            rest = &rest[1..];
        }
        let quotes = if rest.len() >= 6 && rest[1] == rest[0] && rest[2] == rest[0] {
            3
        } else {
            1
        };
        Literal {
            body: &rest[quotes..rest.len() - quotes],
            is_raw,
            is_unicode,
        }
    }
}

impl StringBuilder {
    /// Appends a literal as the lexer delimits it.
    ///
    /// # Errors
    /// See [`StringError`].
    pub fn push(&mut self, text: &[u8], context: StringContext) -> Result<(), StringError> {
        let literal = Literal::split(text, context.unicode_literals);
        if literal.is_unicode {
            if !self.is_unicode {
                check_ascii(&self.value)?;
                self.is_unicode = true;
            }
            return decode_unicode(&literal, context.encoding, &mut self.value);
        }
        let start = self.value.len();
        decode_bytes(&literal, context.encoding, &mut self.value)?;
        if self.is_unicode {
            check_ascii(&self.value[start..])?;
        }
        Ok(())
    }

    /// The whole string.
    pub fn finish(self) -> Str {
        match self.is_unicode {
            true => Str::Unicode(self.value.into()),
            false => Str::Bytes(self.value.into()),
        }
    }
}

/// Byte strings join unicode strings through ASCII.
fn check_ascii(bytes: &[u8]) -> Result<(), StringError> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        None => Ok(()),
        Some(start) => {
            let error = DecodeError {
                start,
                end: start + 1,
                reason: "ordinal not in range(128)",
            };
            Err(StringError::Unicode(error.message("ascii", bytes)))
        }
    }
}

/// The value of an escape sequence that both kinds of string share, given the byte after the backslash.
fn simple_escape(byte: u8) -> Option<u8> {
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

/// The value and the length of up to three octal digits.
fn octal(digits: &[u8]) -> (u32, usize) {
    let length = digits
        .iter()
        .take(3)
        .take_while(|byte| (b'0'..=b'7').contains(byte))
        .count();
    let value = digits[..length]
        .iter()
        .fold(0, |value, &digit| value << 3 | u32::from(digit - b'0'));
    (value, length)
}

/// The value and the number of the hexadecimal digits at the start, at most `most`.
fn hexadecimal(text: &[u8], most: usize) -> (u32, usize) {
    let digits = text.iter().take(most).map_while(|&byte| char::from(byte).to_digit(16));
    digits.fold((0, 0), |(value, length), digit| (value << 4 | digit, length + 1))
}

fn decode_bytes(literal: &Literal, encoding: Option<&Declared>, value: &mut Vec<u8>) -> Result<(), StringError> {
    let body = literal.body;
    let encoding = encoding.filter(|encoding| !encoding.is_transparent());
    if literal.is_raw || memchr::memchr(b'\\', body).is_none() {
        match encoding {
            Some(encoding) if !(encoding.extends_ascii() && body.is_ascii()) => value.extend(encoding.encode(body)?),
            _ => value.extend_from_slice(body),
        }
        return Ok(());
    }
    // Where there are escape sequences, CPython encodes runs of what is not ASCII.
    let copy = |value: &mut Vec<u8>, part: &[u8]| match encoding {
        Some(encoding) if !part.is_ascii() => {
            for run in part.chunk_by(|one, next| one.is_ascii() == next.is_ascii()) {
                match run.is_ascii() {
                    true => value.extend_from_slice(run),
                    false => value.extend(encoding.encode(run)?),
                }
            }
            Ok(())
        }
        _ => {
            value.extend_from_slice(part);
            Ok::<_, EncodeError>(())
        }
    };
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\\', &body[at..]) {
        copy(value, &body[at..at + length])?;
        at += length + 1;
        let escaped = body[at];
        match escaped {
            b'\n' => at += 1,
            b'0'..=b'7' => {
                let (byte, length) = octal(&body[at..]);
                value.push(byte as u8);
                at += length;
            }
            b'x' => {
                let (byte, length) = hexadecimal(&body[at + 1..], 2);
                if length < 2 {
                    return Err(StringError::Value("invalid \\x escape"));
                }
                value.push(byte as u8);
                at += 3;
            }
            _ => match simple_escape(escaped) {
                Some(byte) => {
                    value.push(byte);
                    at += 1;
                }
                // The escaped byte may be the first of a character: it is copied with what follows.
                None => value.push(b'\\'),
            },
        }
    }
    copy(value, &body[at..])?;
    Ok(())
}

fn decode_unicode(literal: &Literal, encoding: Option<&Declared>, value: &mut Vec<u8>) -> Result<(), StringError> {
    let text = match encoding {
        Some(encoding) if !encoding.is_latin1() => {
            if memchr::memchr(b'\\', literal.body).is_none() {
                return copy_utf8(literal.body, value);
            }
            escape_non_ascii(literal.body)?
        }
        _ => Cow::Borrowed(literal.body),
    };
    let result = match literal.is_raw {
        true => decode_raw_unicode(&text, value),
        false => decode_escaped_unicode(&text, value),
    };
    let codec = if literal.is_raw {
        "rawunicodeescape"
    } else {
        "unicodeescape"
    };
    result.map_err(|error| StringError::Unicode(error.message(codec, &text)))
}

/// Appends UTF-8, checking each run of bytes that are not ASCII by itself, as CPython does.
fn copy_utf8(text: &[u8], value: &mut Vec<u8>) -> Result<(), StringError> {
    if std::str::from_utf8(text).is_err() {
        for run in text.split(u8::is_ascii) {
            utf8::check(run).map_err(|error| StringError::Unicode(error.message("utf8", run)))?;
        }
    }
    value.extend_from_slice(text);
    Ok(())
}

/// Writes what is not ASCII as escape sequences, as CPython does before it decodes: positions in errors count these.
fn escape_non_ascii(body: &[u8]) -> Result<Cow<'_, [u8]>, StringError> {
    if body.is_ascii() {
        return Ok(Cow::Borrowed(body));
    }
    let mut text = Vec::with_capacity(body.len() * 2);
    let mut at = 0;
    while at < body.len() {
        if body[at] == b'\\' {
            text.push(b'\\');
            at += 1;
            if !body[at].is_ascii() {
                text.extend_from_slice(b"u005c");
            }
        }
        let length = body[at..].iter().take_while(|byte| !byte.is_ascii()).count();
        if length == 0 {
            text.push(body[at]);
            at += 1;
            continue;
        }
        let run = &body[at..at + length];
        let mut decoded = 0;
        while decoded < run.len() {
            let (code_point, length) =
                utf8::decode_at(run, decoded).map_err(|error| StringError::Unicode(error.message("utf8", run)))?;
            text.extend_from_slice(format!("\\U{code_point:08x}").as_bytes());
            decoded += length;
        }
        at += length;
    }
    Ok(Cow::Owned(text))
}

/// Appends the bytes before the first backslash as code points, and tells how many they are.
fn copy_latin1(text: &[u8], value: &mut Vec<u8>) -> usize {
    let length = memchr::memchr(b'\\', text).unwrap_or(text.len());
    let text = &text[..length];
    if text.is_ascii() {
        value.extend_from_slice(text);
    } else {
        for &byte in text {
            utf8::push(value, u32::from(byte));
        }
    }
    length
}

fn decode_escaped_unicode(text: &[u8], value: &mut Vec<u8>) -> Result<(), DecodeError> {
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let error = |end, reason| Err(DecodeError { start, end, reason });
        if text[at] != b'\\' {
            at += copy_latin1(&text[at..], value);
            continue;
        }
        let escaped = text[at + 1];
        at += 2;
        match escaped {
            b'\n' => {}
            b'0'..=b'7' => {
                let (code_point, length) = octal(&text[at - 1..]);
                utf8::push(value, code_point);
                at += length - 1;
            }
            b'x' | b'u' | b'U' => {
                let (digits, truncated) = match escaped {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let (code_point, length) = hexadecimal(&text[at..], digits);
                at += length;
                if length < digits {
                    return error(at, truncated);
                }
                if code_point > 0x10ffff {
                    return error(at, "illegal Unicode character");
                }
                utf8::push(value, code_point);
            }
            b'N' => {
                let (name, end) = character_name(text, at);
                let Some(name) = name else {
                    return error(end, "malformed \\N character escape");
                };
                let Some(code_point) = unicode_database::names::named(name) else {
                    return error(end, "unknown Unicode character name");
                };
                utf8::push(value, code_point);
                at = end;
            }
            _ => match simple_escape(escaped) {
                Some(byte) => value.push(byte),
                None => {
                    value.push(b'\\');
                    utf8::push(value, u32::from(escaped));
                }
            },
        }
    }
    Ok(())
}

/// The name between braces at `text[at..]`, and the end of what was looked at.
fn character_name(text: &[u8], at: usize) -> (Option<&[u8]>, usize) {
    if text.get(at) != Some(&b'{') {
        return (None, at);
    }
    let Some(length) = memchr::memchr(b'}', &text[at..]) else {
        return (None, text.len());
    };
    let end = at + length;
    if length == 1 {
        return (None, end);
    }
    (Some(&text[at + 1..end]), end + 1)
}

/// Raw strings know only `\u` and `\U`, after an odd number of backslashes.
fn decode_raw_unicode(text: &[u8], value: &mut Vec<u8>) -> Result<(), DecodeError> {
    let mut at = 0;
    while at < text.len() {
        let start = at;
        if text[at] != b'\\' {
            at += copy_latin1(&text[at..], value);
            continue;
        }
        while text.get(at) == Some(&b'\\') {
            value.push(b'\\');
            at += 1;
        }
        let digits = match text.get(at) {
            Some(b'u') if (at - start) % 2 == 1 => 4,
            Some(b'U') if (at - start) % 2 == 1 => 8,
            _ => continue,
        };
        value.pop();
        let (code_point, length) = hexadecimal(&text[at + 1..], digits);
        at += 1 + length;
        let error = |reason| Err(DecodeError { start, end: at, reason });
        if length < digits {
            return error("truncated \\uXXXX");
        }
        if code_point > 0x10ffff {
            return error("\\Uxxxxxxxx out of range");
        }
        utf8::push(value, code_point);
    }
    Ok(())
}
