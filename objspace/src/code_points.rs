//! Code points in generalised UTF-8: every code up to 0x10ffff, surrogates too. Bytes that a `UnicodeObject` holds are always
//! well-formed in this sense, so nothing here checks.

/// Greatest code point.
pub const MAXIMUM: u32 = 0x10ffff;

/// The code point that starts at byte `at`, and where the next one starts.
#[inline]
pub fn decode_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes[at];
    if first < 0x80 {
        return (first as u32, at + 1);
    }
    let width = width_of_first(first);
    let lead = first as u32 & (0x7f >> width);
    let code = bytes[at + 1..at + width]
        .iter()
        .fold(lead, |code, &b| code << 6 | (b & 0x3f) as u32);
    (code, at + width)
}

/// The code point that ends before byte `end`, and where it starts.
pub fn decode_before(bytes: &[u8], end: usize) -> (u32, usize) {
    let mut start = end - 1;
    while !is_first(bytes[start]) {
        start -= 1;
    }
    (decode_at(bytes, start).0, start)
}

/// How many bytes a code point has whose first byte this is.
#[inline]
pub fn width_of_first(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Whether a code point starts with this byte.
#[inline]
pub fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// How many code points these bytes hold.
pub fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| is_first(b)).count()
}

/// Appends a code point.
#[inline]
pub fn push(out: &mut Vec<u8>, code: u32) {
    if code < 0x80 {
        out.push(code as u8);
        return;
    }
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
    match code {
        0..=0x7ff => out.extend_from_slice(&[0xc0 | (code >> 6) as u8, tail(0)]),
        0x800..=0xffff => out.extend_from_slice(&[0xe0 | (code >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend_from_slice(&[0xf0 | (code >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// The code points of these bytes, from both ends.
#[derive(Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

pub fn code_points(bytes: &[u8]) -> CodePoints<'_> {
    CodePoints { bytes }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.bytes.is_empty() {
            return None;
        }
        let (code, next) = decode_at(self.bytes, 0);
        self.bytes = &self.bytes[next..];
        Some(code)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.bytes.len() / 4, Some(self.bytes.len()))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        if self.bytes.is_empty() {
            return None;
        }
        let (code, start) = decode_before(self.bytes, self.bytes.len());
        self.bytes = &self.bytes[..start];
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_round_trips() {
        let codes = [
            0, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xdc00, 0xffff, 0x10000, 0x10ffff,
        ];
        let mut bytes = Vec::new();
        codes.iter().for_each(|&code| push(&mut bytes, code));
        assert_eq!(code_points(&bytes).collect::<Vec<_>>(), codes);
        assert_eq!(count(&bytes), codes.len());
        let mut back: Vec<u32> = code_points(&bytes).rev().collect();
        back.reverse();
        assert_eq!(back, codes);
    }
}
