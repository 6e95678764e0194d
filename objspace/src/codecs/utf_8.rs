//! UTF-8 as Python 2.7 has it: surrogates are characters like others; when encoded, a pair of them is one character.

use crate::code_points;
use crate::codecs::errors::{Decoding, Handling};
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
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

enum Sequence {
    Good(usize),
    /// So many bytes are no character, and why.
    Bad(usize, &'static str),
    /// The bytes end before the sequence does; so many of them belong to it.
    Incomplete(usize),
}

/// What the bytes start with. As many bytes as the first one asks for are looked at together: an error is seen only when all are
/// there, and takes what looks like a part of the sequence.
fn sequence(rest: &[u8]) -> Sequence {
    let length = match rest[0] {
        0..=0x7f => return Sequence::Good(1),
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Sequence::Bad(1, "invalid start byte"),
    };
    let continued = rest[1..]
        .iter()
        .take(length - 1)
        .take_while(|&b| b & 0xc0 == 0x80)
        .count();
    if rest.len() < length {
        return Sequence::Incomplete(1 + continued);
    }
    let in_range = match rest[0] {
        0xe0 => rest[1] >= 0xa0,
        0xf0 => rest[1] >= 0x90,
        0xf4 => rest[1] <= 0x8f,
        _ => true,
    };
    if continued == length - 1 && in_range {
        return Sequence::Good(length);
    }
    Sequence::Bad(1 + continued.min(length - 2), "invalid continuation byte")
}

/// Decodes, and says how many bytes were consumed: all, or where an incomplete sequence at the end starts unless `last`.
pub fn decode(vm: &mut Vm, source: Ref<StrObject>, handling: Handling, last: bool) -> Result<(Value, usize)> {
    let bytes = source.bytes();
    if std::str::from_utf8(bytes).is_ok() {
        return Ok((vm.unicode(bytes), bytes.len()));
    }
    let mut errors = Decoding::new("utf8", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (length, reason) = match sequence(&bytes[at..]) {
            Sequence::Good(length) => {
                out.extend_from_slice(&bytes[at..at + length]);
                at += length;
                continue;
            }
            Sequence::Bad(length, reason) => (length, reason),
            Sequence::Incomplete(_) if !last => break,
            Sequence::Incomplete(length) => (length, "unexpected end of data"),
        };
        at = errors.replace(vm, &mut out, at..at + length, reason)?;
    }
    Ok((vm.unicode(&out), at))
}
