//! `binascii`: bytes as text. Hexadecimal and base 64, and the CRC-32 of zip files.

use super::support::{bytes, keep_type, kept_type};
use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "binascii",
    doc: "Conversion between binary data and ASCII",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "hexlify",
        1,
        1,
        to_hex,
        "b2a_hex(data) -> s; Hexadecimal representation of binary data.",
    ),
    function(
        "b2a_hex",
        1,
        1,
        to_hex,
        "b2a_hex(data) -> s; Hexadecimal representation of binary data.",
    ),
    function(
        "unhexlify",
        1,
        1,
        from_hex,
        "a2b_hex(hexstr) -> s; Binary data of hexadecimal representation.",
    ),
    function(
        "a2b_hex",
        1,
        1,
        from_hex,
        "a2b_hex(hexstr) -> s; Binary data of hexadecimal representation.",
    ),
    function(
        "b2a_base64",
        1,
        1,
        to_base64,
        "(bin) -> ascii. Base64-code line of data",
    ),
    function(
        "a2b_base64",
        1,
        1,
        from_base64,
        "(ascii) -> bin. Decode a line of base64 data",
    ),
    function(
        "crc32",
        1,
        2,
        super::zlib::crc32,
        "(data, oldcrc = 0) -> newcrc. Compute CRC-32 incrementally",
    ),
];

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let base = vm.error_class(Error::Exception);
    let error = vm.new_exception_class("binascii.Error", base, "");
    keep_type(vm, "binascii.Error", error);
    vm.module_set(module, "Error", error.value());
    let incomplete = vm.new_exception_class("binascii.Incomplete", base, "");
    vm.module_set(module, "Incomplete", incomplete.value());
    Ok(())
}

fn to_hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = bytes(vm, arguments[0])?;
    let digit = |d: u8| b"0123456789abcdef"[d as usize];
    let text: Vec<u8> = data.iter().flat_map(|&b| [digit(b >> 4), digit(b & 15)]).collect();
    Ok(vm.str(&text))
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = bytes(vm, arguments[0])?;
    if text.len() % 2 != 0 {
        return Err(vm.type_error("Odd-length string"));
    }
    let digit = |b: u8| (b as char).to_digit(16);
    let data: Option<Vec<u8>> = text
        .chunks(2)
        .map(|pair| Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8))
        .collect();
    match data {
        Some(data) => Ok(vm.str(&data)),
        None => Err(vm.type_error("Non-hexadecimal digit found")),
    }
}

fn to_base64(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = bytes(vm, arguments[0])?;
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for group in data.chunks(3) {
        let byte = |i: usize| group.get(i).copied().unwrap_or(0) as usize;
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            text.push(if i <= group.len() {
                ALPHABET[bits >> (18 - 6 * i) & 63]
            } else {
                b'='
            });
        }
    }
    text.push(b'\n');
    Ok(vm.str(&text))
}

fn from_base64(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = bytes(vm, arguments[0])?;
    let mut data = Vec::with_capacity(text.len() / 4 * 3);
    // Digits of the current group of four, and padding seen in it. Other characters are passed over.
    let (mut bits, mut digits, mut padding) = (0u32, 0, 0);
    for &b in text {
        if b == b'=' {
            padding += 1;
            if digits >= 2 && digits + padding >= 4 {
                digits = 0;
                break;
            }
            continue;
        }
        let Some(digit) = ALPHABET.iter().position(|&a| a == b) else {
            continue;
        };
        padding = 0;
        bits = bits << 6 | digit as u32;
        digits = (digits + 1) % 4;
        match digits {
            2 => data.push((bits >> 4) as u8),
            3 => data.push((bits >> 2) as u8),
            0 => data.push(bits as u8),
            _ => {}
        }
    }
    if digits != 0 {
        let class = kept_type(vm, "binascii.Error");
        let message = vm.str(b"Incorrect padding");
        let error = vm.call(class.value(), &[message])?;
        return Err(vm.raise_instance(error, Value::UNBOUND));
    }
    Ok(vm.str(&data))
}
