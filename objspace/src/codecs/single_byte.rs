//! The codecs whose bytes are the code points themselves: ascii and latin-1.

use crate::code_points;
use crate::codecs::errors::Handling;
use crate::native::Result;
use crate::object::Ref;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// An encoding that has the code points below `limit`.
#[derive(Clone, Copy)]
pub struct Range {
    name: &'static str,
    limit: u32,
    reason: &'static str,
}

pub const ASCII: Range = Range {
    name: "ascii",
    limit: 128,
    reason: "ordinal not in range(128)",
};

pub const LATIN_1: Range = Range {
    name: "latin-1",
    limit: 256,
    reason: "ordinal not in range(256)",
};

/// The bytes of the unicode object `u`. UnicodeEncodeError for a run of characters out of range.
pub fn encode(vm: &mut Vm, u: Value, handling: Handling, range: Range) -> Result<Vec<u8>> {
    let object = Ref::<UnicodeObject>::of(u);
    let bytes = object.bytes();
    if object.is_ascii() {
        return Ok(bytes.to_vec());
    }
    let mut out = Vec::with_capacity(object.len());
    let (mut at, mut position) = (0, 0);
    while at < bytes.len() {
        let (code, next) = code_points::decode_at(bytes, at);
        if code < range.limit {
            out.push(code as u8);
            (at, position) = (next, position + 1);
            continue;
        }
        let (mut end, mut after) = (position + 1, next);
        while after < bytes.len() {
            let (code, next) = code_points::decode_at(bytes, after);
            if code < range.limit {
                break;
            }
            (end, after) = (end + 1, next);
        }
        let replaced = vm.encode_error(handling, range.name, u, position..end, range.reason)?;
        for code in code_points::code_points(&replaced.text) {
            if code >= range.limit {
                let e = vm.encode_exception(range.name, u, position, end, range.reason)?;
                return Err(vm.raise_instance(e, Value::UNBOUND));
            }
            out.push(code as u8);
        }
        position = replaced.position;
        at = vm.unicode_offset(object, position);
    }
    Ok(out)
}

/// ASCII bytes as unicode. UnicodeDecodeError.
pub fn decode_ascii(vm: &mut Vm, bytes: &[u8], handling: Handling) -> Result {
    if bytes.is_ascii() {
        return Ok(vm.unicode_counted(bytes, bytes.len()));
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            out.push(byte);
            at += 1;
            continue;
        }
        let replaced = vm.decode_error(handling, ASCII.name, bytes, at..at + 1, ASCII.reason)?;
        out.extend_from_slice(&replaced.text);
        at = replaced.position;
    }
    Ok(vm.unicode(&out))
}

/// Latin-1 bytes as unicode: every byte is a character.
pub fn decode_latin_1(vm: &mut Vm, bytes: &[u8]) -> Value {
    if bytes.is_ascii() {
        return vm.unicode_counted(bytes, bytes.len());
    }
    let mut out = Vec::with_capacity(bytes.len() * 2);
    bytes.iter().for_each(|&b| code_points::push(&mut out, b as u32));
    vm.unicode_counted(&out, bytes.len())
}
