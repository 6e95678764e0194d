//! UTF-8 as Python 2.7 has it: surrogates are characters like others; when encoded, a pair of them is one character.

use crate::code_points;
use crate::codecs::errors::Handling;
use crate::native::Result;
use crate::value::Value;
use crate::vm::Vm;

/// The code point of a pair of surrogates.
pub fn pair(high: u32, low: u32) -> Option<u32> {
    ((0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low))
        .then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
}

/// The bytes of unicode text (held as generalised UTF-8).
pub fn encode(text: &[u8]) -> Vec<u8> {
    let high = |at: usize| text[at] == 0xed && text[at + 1] & 0xf0 == 0xa0;
    let mut out = Vec::with_capacity(text.len());
    let mut start = 0;
    for at in memchr::memchr_iter(0xed, text) {
        if at < start || !high(at) || at + 6 > text.len() {
            continue;
        }
        let (first, next) = code_points::decode_at(text, at);
        let (second, end) = code_points::decode_at(text, next);
        if let Some(code) = pair(first, second) {
            out.extend_from_slice(&text[start..at]);
            code_points::push(&mut out, code);
            start = end;
        }
    }
    out.extend_from_slice(&text[start..]);
    out
}

/// What is wrong with a sequence: how many of its bytes, and why. `Ok` is its length; `incomplete`: the bytes end within it.
enum Sequence {
    Good(usize),
    Bad(usize, &'static str),
    Incomplete,
}

fn sequence(rest: &[u8]) -> Sequence {
    let first = rest[0];
    let (length, second) = match first {
        0..=0x7f => return Sequence::Good(1),
        0xc2..=0xdf => (2, 0x80..=0xbf),
        0xe0 => (3, 0xa0..=0xbf),
        0xe1..=0xef => (3, 0x80..=0xbf),
        0xf0 => (4, 0x90..=0xbf),
        0xf1..=0xf3 => (4, 0x80..=0xbf),
        0xf4 => (4, 0x80..=0x8f),
        _ => return Sequence::Bad(1, "invalid start byte"),
    };
    for i in 1..length {
        match rest.get(i) {
            None => return Sequence::Incomplete,
            Some(b) if i == 1 && second.contains(b) || i > 1 && b & 0xc0 == 0x80 => {}
            Some(_) => return Sequence::Bad(i, "invalid continuation byte"),
        }
    }
    Sequence::Good(length)
}

/// Decodes, and says how many bytes were consumed: all, or where an incomplete sequence at the end starts unless `last`.
pub fn decode(vm: &mut Vm, bytes: &[u8], handling: Handling, last: bool) -> Result<(Value, usize)> {
    if std::str::from_utf8(bytes).is_ok() {
        return Ok((vm.unicode(bytes), bytes.len()));
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (end, reason) = match sequence(&bytes[at..]) {
            Sequence::Good(length) => {
                out.extend_from_slice(&bytes[at..at + length]);
                at += length;
                continue;
            }
            Sequence::Bad(length, reason) => (at + length, reason),
            Sequence::Incomplete if !last => break,
            Sequence::Incomplete => (bytes.len(), "unexpected end of data"),
        };
        let replaced = vm.decode_error(handling, "utf8", bytes, at..end, reason)?;
        out.extend_from_slice(&replaced.text);
        at = replaced.position;
    }
    Ok((vm.unicode(&out), at))
}
