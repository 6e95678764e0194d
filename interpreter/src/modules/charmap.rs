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
    /// A str: for each of the 512 pages of the characters up to 0xffff the number of its block, then the blocks, the first of
    /// them empty. A block has the bytes of 128 characters; 0: none.
    blocks: Field,
}

const PAGE: usize = 128;
const PAGES: usize = 0x10000 / PAGE;

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

fn blocks(map: Value) -> &'static [u8] {
    Ref::<EncodingMap>::of(map).blocks.of::<StrObject>().bytes()
}

/// What CPython's tables of three levels take for these characters: programs that write codecs compare it with a dict's size.
fn size(vm: &mut Vm, arguments: &[Value]) -> Result {
    let used = || (0..PAGES).filter(|&page| blocks(arguments[0])[page] != 0);
    let middle: BTreeSet<usize> = used().map(|page| page / 16).collect();
    Ok(vm.int(63 + 16 * middle.len() as i64 + 128 * used().count() as i64))
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
        return dict_of(vm, &codes);
    }
    let mut blocks = vec![0; PAGES + PAGE];
    // Byte 0 is character 0. Of two bytes for a character the second counts.
    for (byte, &code) in codes.iter().enumerate().skip(1).filter(|(_, &code)| code != NOTHING) {
        let page = code as usize / PAGE;
        if blocks[page] == 0 {
            blocks[page] = ((blocks.len() - PAGES) / PAGE) as u8;
            blocks.resize(blocks.len() + PAGE, 0);
        }
        let block = PAGES + blocks[page] as usize * PAGE;
        blocks[block + code as usize % PAGE] = byte as u8;
    }
    if blocks.len() >= PAGES + 256 * PAGE {
        return dict_of(vm, &codes);
    }
    let blocks = vm.str(&blocks);
    let class = kept_type(vm, "EncodingMap");
    let map = Ref::<EncodingMap>::of(vm.new_instance(class)?);
    map.blocks.init(blocks);
    Ok(map.value())
}

/// The bytes of characters as a dict.
fn dict_of(vm: &mut Vm, codes: &[u32]) -> Result {
    let dict = vm.new_dict();
    for (byte, &code) in codes.iter().enumerate() {
        vm.dict_set(dict, Value::integer(code as i64), Value::integer(byte as i64))?;
    }
    Ok(dict.value())
}

/// The byte of a character.
fn byte_of(blocks: &[u8], code: u32) -> Option<u8> {
    if code == 0 || code > 0xffff {
        return (code == 0).then_some(0);
    }
    let block = blocks[code as usize / PAGE] as usize;
    let byte = blocks[PAGES + block * PAGE + code as usize % PAGE];
    (byte != 0).then_some(byte)
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
    let blocks = blocks(mapping);
    encode_each(vm, u, handling, COMPLAINT, |_, code, out| {
        let byte = byte_of(blocks, code);
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
    // The UTF-8 of the characters, where they are all there.
    let mut table = vec![];
    if vm.is_exact(mapping, Kind::Unicode) {
        for code in Ref::<UnicodeObject>::of(mapping).code_points().take(256) {
            let mut text = Vec::with_capacity(4);
            if code != NOTHING {
                code_points::push(&mut text, code);
            }
            table.push(text);
        }
    }
    let by_table = !table.is_empty();
    let mut errors = Decoding::new(COMPLAINT.encoding, source, handling);
    let mut out = Vec::with_capacity(bytes.len() * 2);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let defined = if by_table {
            let text: &[u8] = table.get(byte as usize).map_or(&[], |text| text);
            out.extend_from_slice(text);
            !text.is_empty()
        } else {
            put_character(vm, mapping, byte, &mut out)?
        };
        at = if defined {
            at + 1
        } else {
            errors.replace(vm, &mut out, at..at + 1, COMPLAINT.reason)?
        };
    }
    Ok(vm.unicode(&out))
}
