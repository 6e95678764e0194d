//! Codecs of one byte a character whose characters a mapping tells: a dict or the like, a unicode object with the characters of the
//! bytes, or an `EncodingMap`, which `charmap_build` makes of such a unicode object to encode with.

use super::support::{keep_type, kept_type};
use objspace::code_points;
use objspace::codecs::errors::{Decoding, Handling};
use objspace::codecs::single_byte::{encode_each, Complaint};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::native::{function, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::collections::BTreeSet;

const COMPLAINT: Complaint = Complaint {
    encoding: "charmap",
    reason: "character maps to <undefined>",
    first_only: false,
};

/// Stands in a table at bytes that mean nothing.
const NOTHING: u32 = 0xfffe;

/// What a table of 256 characters says, the other way round. Byte 0 is character 0.
#[repr(C)]
struct EncodingMap {
    header: Header,
    /// A str of three bytes an entry, sorted: the character's code (of 16 bits, the high ones first) and its byte.
    entries: Field,
}

const ENTRY: usize = 3;

static ENCODING_MAP: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[function(
        "size",
        0,
        0,
        size,
        "Return the size (in bytes) of this object",
    )],
    subclassable: false,
};

/// Makes the type; part of the initialization of `_codecs`.
pub fn initialize(vm: &mut Vm, _module: Value) -> Result<()> {
    let size = std::mem::size_of::<EncodingMap>() as u32;
    let class = vm.new_native_type("EncodingMap", size, Layout::fixed_words(1, 1), &ENCODING_MAP);
    keep_type(vm, "EncodingMap", class);
    Ok(())
}

fn entries(map: Value) -> &'static [u8] {
    Ref::<EncodingMap>::of(map).entries.of::<StrObject>().bytes()
}

fn code(entry: &[u8]) -> u32 {
    (entry[0] as u32) << 8 | entry[1] as u32
}

/// What CPython's tables of two levels take for these characters: programs that write codecs compare it with a dict's size.
fn size(vm: &mut Vm, arguments: &[Value]) -> Result {
    let codes = || entries(arguments[0]).chunks(ENTRY).map(code);
    let middle: BTreeSet<u32> = codes().map(|code| code >> 11).collect();
    let last: BTreeSet<u32> = codes().map(|code| code >> 7).collect();
    Ok(vm.int(63 + 16 * middle.len() as i64 + 128 * last.len() as i64))
}

/// `charmap_build`: an EncodingMap, or where one cannot be (character 0 elsewhere, or characters above 0xffff) a dict. TypeError.
pub fn build(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[0]) != Kind::Unicode {
        let got = super::support::argument_type_name(vm, arguments[0]);
        return Err(vm.type_error(&format!("charmap_build() argument 1 must be unicode, not {got}")));
    }
    let table = Ref::<UnicodeObject>::of(arguments[0]);
    if table.len() != 256 {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let codes: Vec<u32> = table.code_points().collect();
    if codes[0] != 0 || codes[1..].iter().any(|&code| code == 0 || code > 0xffff) {
        let dict = vm.new_dict();
        for (byte, &code) in codes.iter().enumerate() {
            vm.dict_set(dict, Value::integer(code as i64), Value::integer(byte as i64))?;
        }
        return Ok(dict.value());
    }
    // Of two bytes for a character the second counts.
    let mut sorted: Vec<(u32, usize)> = codes
        .iter()
        .copied()
        .zip(0..)
        .skip(1)
        .filter(|(code, _)| *code != NOTHING)
        .collect();
    sorted.sort_by_key(|&(code, byte)| (code, std::cmp::Reverse(byte)));
    sorted.dedup_by_key(|(code, _)| *code);
    let bytes: Vec<u8> = sorted
        .iter()
        .flat_map(|&(code, byte)| [(code >> 8) as u8, code as u8, byte as u8])
        .collect();
    let entries = vm.str(&bytes);
    let class = kept_type(vm, "EncodingMap");
    let map = Ref::<EncodingMap>::of(vm.new_instance(class)?);
    map.entries.init(entries);
    Ok(map.value())
}

/// The byte of a character.
fn byte_of(entries: &[u8], wanted: u32) -> Option<u8> {
    if wanted == 0 {
        return Some(0);
    }
    let (mut low, mut high) = (0, entries.len() / ENTRY);
    while low < high {
        let middle = (low + high) / 2;
        let entry = &entries[middle * ENTRY..][..ENTRY];
        match code(entry).cmp(&wanted) {
            std::cmp::Ordering::Equal => return Some(entry[2]),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// Appends what a mapping has for a character: a byte as an int, or a str. False where it has nothing. TypeError.
fn put_mapped(vm: &mut Vm, mapping: Value, code: u32, out: &mut Vec<u8>) -> Result<bool> {
    let found = vm.getitem(mapping, Value::integer(code as i64));
    let Some(v) = vm.unless(found, Error::LookupError)? else {
        return Ok(false);
    };
    match vm.kind_of(v) {
        Kind::NoneType => return Ok(false),
        Kind::Str => out.extend_from_slice(Ref::<StrObject>::of(v).bytes()),
        Kind::Int | Kind::Bool => match vm.as_int(v) {
            Some(byte @ 0..=255) => out.push(byte as u8),
            _ => return Err(vm.type_error("character mapping must be in range(256)")),
        },
        _ => return Err(vm.type_error("character mapping must return integer, None or str")),
    }
    Ok(true)
}

/// Unicode as bytes. UnicodeEncodeError; TypeError for a mapping with other values than it may have.
pub fn encode(vm: &mut Vm, u: Value, handling: Handling, mapping: Value) -> Result<Vec<u8>> {
    if vm.class_of(mapping) != kept_type(vm, "EncodingMap") {
        return encode_each(vm, u, handling, COMPLAINT, |vm, code, out| {
            put_mapped(vm, mapping, code, out)
        });
    }
    let entries = entries(mapping);
    encode_each(vm, u, handling, COMPLAINT, |_, code, out| {
        let byte = byte_of(entries, code);
        out.extend(byte);
        Ok(byte.is_some())
    })
}

/// Appends what a mapping has for a byte: a code point as an int, or unicode. False where it has nothing. TypeError.
fn put_character(vm: &mut Vm, mapping: Value, byte: u8, out: &mut Vec<u8>) -> Result<bool> {
    let found = vm.getitem(mapping, Value::integer(byte as i64));
    let Some(v) = vm.unless(found, Error::LookupError)? else {
        return Ok(false);
    };
    match vm.kind_of(v) {
        Kind::NoneType => return Ok(false),
        Kind::Unicode => {
            let text = Ref::<UnicodeObject>::of(v);
            if text.len() == 1 && text.code_points().next() == Some(NOTHING) {
                return Ok(false);
            }
            out.extend_from_slice(text.bytes());
        }
        Kind::Int | Kind::Bool => match vm.as_int(v).and_then(|code| u32::try_from(code).ok()) {
            Some(NOTHING) => return Ok(false),
            Some(code @ 0..=code_points::MAXIMUM) => code_points::push(out, code),
            _ => return Err(vm.type_error("character mapping must be in range(0x110000)")),
        },
        _ => return Err(vm.type_error("character mapping must return integer, None or unicode")),
    }
    Ok(true)
}

/// Bytes as unicode. UnicodeDecodeError; TypeError for a mapping with other values than it may have.
pub fn decode(vm: &mut Vm, source: Ref<StrObject>, handling: Handling, mapping: Value) -> Result {
    let bytes = source.bytes();
    let table: Option<Vec<u32>> = vm
        .is_exact(mapping, Kind::Unicode)
        .then(|| Ref::<UnicodeObject>::of(mapping).code_points().take(256).collect());
    let mut errors = Decoding::new(COMPLAINT.encoding, source, handling);
    let mut out = Vec::with_capacity(bytes.len() * 2);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let defined = match &table {
            Some(table) => match table.get(byte as usize) {
                None | Some(&NOTHING) => false,
                Some(&code) => {
                    code_points::push(&mut out, code);
                    true
                }
            },
            None => put_character(vm, mapping, byte, &mut out)?,
        };
        at = if defined {
            at + 1
        } else {
            errors.replace(vm, &mut out, at..at + 1, COMPLAINT.reason)?
        };
    }
    Ok(vm.unicode(&out))
}
