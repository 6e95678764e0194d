//! UTF-7: ASCII, in which other characters are UTF-16 in base 64 between `+` and `-`.

use crate::code_points;
use crate::codecs::errors::{Decoding, Handling};
use crate::codecs::utf_8::pair;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    } as u32)
}

/// Whether a character is written as itself.
fn is_direct(code: u32) -> bool {
    matches!(code, 9 | 10 | 13 | 0x20..=0x7d) && code != '+' as u32 && code != '\\' as u32
}

/// Bits that are no whole digit (or unit) yet.
#[derive(Default)]
struct Bits {
    value: u32,
    count: u32,
}

impl Bits {
    fn add(&mut self, value: u32, count: u32) {
        self.value = self.value << count | value;
        self.count += count;
    }

    fn take(&mut self, count: u32) -> Option<u32> {
        if self.count < count {
            return None;
        }
        self.count -= count;
        let taken = self.value >> self.count;
        self.value &= (1 << self.count) - 1;
        Some(taken)
    }
}

/// Text (generalised UTF-8) as utf-7.
pub fn encode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut bits = Bits::default();
    let mut shifted = false;
    let flush = |bits: &mut Bits, out: &mut Vec<u8>| {
        while let Some(digit) = bits.take(6) {
            out.push(ALPHABET[digit as usize]);
        }
    };
    let finish = |bits: &mut Bits, out: &mut Vec<u8>| {
        if bits.count > 0 {
            out.push(ALPHABET[(bits.value << (6 - bits.count)) as usize]);
            *bits = Bits::default();
        }
    };
    for code in code_points::code_points(text) {
        if is_direct(code) {
            if shifted {
                finish(&mut bits, &mut out);
                shifted = false;
                // What could be taken for a part of the sequence needs an end in front.
                if code == '-' as u32 || digit(code as u8).is_some() {
                    out.push(b'-');
                }
            }
            out.push(code as u8);
            continue;
        }
        if !shifted {
            out.push(b'+');
            if code == '+' as u32 {
                out.push(b'-');
                continue;
            }
            shifted = true;
        }
        if code >= 0x10000 {
            bits.add(0xd800 + ((code - 0x10000) >> 10), 16);
            flush(&mut bits, &mut out);
            bits.add(0xdc00 + (code & 0x3ff), 16);
        } else {
            bits.add(code, 16);
        }
        flush(&mut bits, &mut out);
    }
    finish(&mut bits, &mut out);
    if shifted {
        out.push(b'-');
    }
    out
}

/// Decodes, and says how many bytes were consumed: all, or where a sequence that does not end starts unless `last`.
/// UnicodeDecodeError.
pub fn decode(vm: &mut Vm, source: Ref<StrObject>, handling: Handling, last: bool) -> Result<(Value, usize)> {
    let bytes = source.bytes();
    let mut errors = Decoding::new("utf7", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    // The sequence being read: where it starts, and where its output does.
    let mut shift: Option<(usize, usize)> = None;
    let mut bits = Bits::default();
    // A unit that may be the first of a pair.
    let mut high: Option<u32> = None;
    loop {
        let Some(&byte) = bytes.get(at) else {
            let Some((start, output)) = shift else { break };
            if !last {
                out.truncate(output);
                at = start;
                break;
            }
            shift = None;
            if high.is_some() || bits.count >= 6 || bits.value != 0 {
                at = errors.replace(vm, &mut out, start..bytes.len(), "unterminated shift sequence")?;
                continue;
            }
            break;
        };
        match (shift, digit(byte)) {
            (Some(_), Some(digit)) => {
                at += 1;
                bits.add(digit, 6);
                let Some(unit) = bits.take(16) else { continue };
                if let Some(first) = high.take() {
                    if let Some(code) = pair(first, unit) {
                        code_points::push(&mut out, code);
                        continue;
                    }
                    code_points::push(&mut out, first);
                }
                if (0xd800..0xdc00).contains(&unit) {
                    high = Some(unit);
                } else {
                    code_points::push(&mut out, unit);
                }
            }
            (Some((start, _)), None) => {
                shift = None;
                let reason = if bits.count >= 6 {
                    Some("partial character in shift sequence")
                } else if bits.value != 0 {
                    Some("non-zero padding bits in shift sequence")
                } else {
                    None
                };
                if let Some(reason) = reason {
                    at = errors.replace(vm, &mut out, start..at + 1, reason)?;
                    continue;
                }
                if let Some(first) = high {
                    if is_decoded_directly(byte) {
                        code_points::push(&mut out, first);
                    }
                }
                if byte == b'-' {
                    at += 1;
                }
            }
            (None, _) if byte == b'+' => {
                if bytes.get(at + 1) == Some(&b'-') {
                    out.push(b'+');
                    at += 2;
                } else {
                    shift = Some((at, out.len()));
                    (bits, high) = (Bits::default(), None);
                    at += 1;
                }
            }
            (None, _) if is_decoded_directly(byte) => {
                out.push(byte);
                at += 1;
            }
            (None, _) => at = errors.replace(vm, &mut out, at..at + 1, "unexpected special character")?,
        }
    }
    Ok((vm.unicode(&out), at))
}

/// Decoding takes all ASCII characters for themselves.
fn is_decoded_directly(byte: u8) -> bool {
    byte < 0x80 && byte != b'+'
}
