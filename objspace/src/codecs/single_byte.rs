//! The codecs whose bytes are the code points themselves: ascii and latin-1.

use crate::code_points;
use crate::codecs::errors::{Decoding, Handling};
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
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
    if object.is_ascii() {
        return Ok(object.bytes().to_vec());
    }
    let complaint = Complaint {
        encoding: range.name,
        reason: range.reason,
        first_only: true,
    };
    encode_each(vm, u, handling, complaint, |_, code, out| {
        if code < range.limit {
            out.push(code as u8);
        }
        Ok(code < range.limit)
    })
}

/// How errors of an encoding are worded.
#[derive(Clone, Copy)]
pub struct Complaint {
    pub encoding: &'static str,
    pub reason: &'static str,
    /// Whether the error for a replacement that does not encode either tells the first character of the run only.
    pub first_only: bool,
}

/// The bytes that `put` appends for each character of the unicode object `u`; it gives false for one that the encoding does not
/// have. UnicodeEncodeError for a run of those.
pub fn encode_each(
    vm: &mut Vm,
    u: Value,
    handling: Handling,
    complaint: Complaint,
    mut put: impl FnMut(&mut Vm, u32, &mut Vec<u8>) -> Result<bool>,
) -> Result<Vec<u8>> {
    let Complaint { encoding, reason, .. } = complaint;
    let object = Ref::<UnicodeObject>::of(u);
    let bytes = object.bytes();
    let mut out = Vec::with_capacity(object.len());
    let (mut at, mut position) = (0, 0);
    while at < bytes.len() {
        let (code, next) = code_points::decode_at(bytes, at);
        if put(vm, code, &mut out)? {
            (at, position) = (next, position + 1);
            continue;
        }
        let (mut end, mut after) = (position + 1, next);
        while after < bytes.len() {
            let (code, next) = code_points::decode_at(bytes, after);
            let length = out.len();
            if put(vm, code, &mut out)? {
                out.truncate(length);
                break;
            }
            (end, after) = (end + 1, next);
        }
        let replaced = vm.encode_error(handling, encoding, u, position..end, reason)?;
        for code in code_points::code_points(&replaced.text) {
            if !put(vm, code, &mut out)? {
                let end = if complaint.first_only { position + 1 } else { end };
                let e = vm.encode_exception(encoding, u, position, end, reason)?;
                return Err(vm.raise_instance(e, Value::UNBOUND));
            }
        }
        position = replaced.position;
        at = vm.unicode_offset(object, position);
    }
    Ok(out)
}

/// ASCII bytes as unicode. UnicodeDecodeError.
pub fn decode_ascii(vm: &mut Vm, source: Ref<StrObject>, handling: Handling) -> Result {
    let bytes = source.bytes();
    if bytes.is_ascii() {
        return Ok(vm.unicode_counted(bytes, bytes.len()));
    }
    let mut errors = Decoding::new(ASCII.name, source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            out.push(byte);
            at += 1;
        } else {
            at = errors.replace(vm, &mut out, at..at + 1, ASCII.reason)?;
        }
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
