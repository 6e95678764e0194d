//! UTF-8 as CPython 2.7 reads it: surrogates are allowed, and errors name the bytes they are about.
//!
//! A sequence of code points is kept in *generalized* UTF-8, in which a surrogate is three bytes like its neighbours.

/// The reason where a sequence goes beyond the end of the bytes.
pub const UNEXPECTED_END: &str = "unexpected end of data";

/// What is wrong at `bytes[start..end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

impl DecodeError {
    /// The text of Python's `UnicodeDecodeError`.
    pub fn message(&self, codec: &str, bytes: &[u8]) -> String {
        let DecodeError { start, end, reason } = *self;
        if end == start + 1 {
            let byte = bytes[start];
            format!("'{codec}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        } else {
            let last = end - 1;
            format!("'{codec}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    }
}

/// The length of the sequence that starts with `byte`, or 0 if none does.
pub fn sequence_length(byte: u8) -> usize {
    match byte {
        0x00..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 0,
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Decodes the code point at the start of `bytes[at..]` and tells its length.
///
/// # Errors
/// If there is no whole, shortest sequence.
pub fn decode_at(bytes: &[u8], at: usize) -> Result<(u32, usize), DecodeError> {
    let rest = &bytes[at..];
    let length = sequence_length(rest[0]);
    let error = |length: usize, reason| DecodeError {
        start: at,
        end: at + length,
        reason,
    };
    if length == 0 {
        return Err(error(1, "invalid start byte"));
    }
    let continuations = rest[1..].iter().take_while(|&&byte| is_continuation(byte)).count();
    if rest.len() < length {
        return Err(error(1 + continuations, UNEXPECTED_END));
    }
    let in_range = match rest[0] {
        0xe0 => rest[1] >= 0xa0,
        0xf0 => rest[1] >= 0x90,
        0xf4 => rest[1] <= 0x8f,
        _ => true,
    };
    if continuations < length - 1 || !in_range {
        let bad = 1 + continuations.min(length.saturating_sub(2));
        return Err(error(bad, "invalid continuation byte"));
    }
    let first = match length {
        1 => u32::from(rest[0]),
        _ => u32::from(rest[0]) & (0x7f >> length),
    };
    let code_point = rest[1..length]
        .iter()
        .fold(first, |value, &byte| value << 6 | u32::from(byte & 0x3f));
    Ok((code_point, length))
}

/// Checks that `bytes` decode.
///
/// # Errors
/// The first sequence that does not.
pub fn check(bytes: &[u8]) -> Result<(), DecodeError> {
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(());
    }
    let mut at = 0;
    while at < bytes.len() {
        at += decode_at(bytes, at)?.1;
    }
    Ok(())
}

/// Decodes with U+FFFD in place of what is wrong.
pub fn decode_lossy(bytes: &[u8]) -> Vec<u32> {
    let mut code_points = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match decode_at(bytes, at) {
            Ok((code_point, length)) => {
                code_points.push(code_point);
                at += length;
            }
            Err(error) => {
                code_points.push(0xfffd);
                at = error.end;
            }
        }
    }
    code_points
}

/// How many bytes a code point takes.
pub fn encoded_length(code_point: u32) -> usize {
    match code_point {
        0..=0x7f => 1,
        0x80..=0x7ff => 2,
        0x800..=0xffff => 3,
        _ => 4,
    }
}

/// Appends a code point, which may be a surrogate.
pub fn push(buffer: &mut Vec<u8>, code_point: u32) {
    let tail = |shift: u32| 0x80 | (code_point >> shift & 0x3f) as u8;
    match code_point {
        0..=0x7f => buffer.push(code_point as u8),
        0x80..=0x7ff => buffer.extend([0xc0 | (code_point >> 6) as u8, tail(0)]),
        0x800..=0xffff => buffer.extend([0xe0 | (code_point >> 12) as u8, tail(6), tail(0)]),
        _ => buffer.extend([0xf0 | (code_point >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_point_comes_back() {
        for code_point in 0..=0x10ffff {
            let mut buffer = Vec::new();
            push(&mut buffer, code_point);
            assert_eq!(decode_at(&buffer, 0), Ok((code_point, buffer.len())));
            assert_eq!(encoded_length(code_point), buffer.len());
        }
    }

    #[test]
    fn errors_are_cpythons() {
        // Recorded from CPython 2.7.18: bytes, start, end, reason.
        let table: [(&[u8], usize, usize, &str); 10] = [
            (b"a\x80", 1, 2, "invalid start byte"),
            (b"\xc0\x80", 0, 1, "invalid start byte"),
            (b"\xc3", 0, 1, "unexpected end of data"),
            (b"\xc3a", 0, 1, "invalid continuation byte"),
            (b"\xe2\x82", 0, 2, "unexpected end of data"),
            (b"\xe2\x82a", 0, 2, "invalid continuation byte"),
            (b"\xe0\x80\x80", 0, 2, "invalid continuation byte"),
            (b"\xf0\x80\x80\x80", 0, 3, "invalid continuation byte"),
            (b"\xf4\x90\x80\x80", 0, 3, "invalid continuation byte"),
            (b"\xff", 0, 1, "invalid start byte"),
        ];
        for (bytes, start, end, reason) in table {
            assert_eq!(check(bytes), Err(DecodeError { start, end, reason }), "{bytes:x?}");
        }
    }
}
