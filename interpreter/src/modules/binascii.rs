//! `binascii`: bytes as text. Hexadecimal and base 64 are here, the encodings of mail in `binascii_lines`.

use super::binascii_lines as lines;
use super::support::{argument_type_name, keep_type, kept_type, text_or_buffer};
use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::{function, named, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "binascii",
    doc: "Bytes as text (hex, base64, uu, quoted-printable, BinHex) and back, and checksums.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "hexlify",
        1,
        1,
        to_hex,
        "b2a_hex(data) -> s; two hex digits for each byte of data.",
    ),
    function(
        "b2a_hex",
        1,
        1,
        to_hex,
        "b2a_hex(data) -> s; two hex digits for each byte of data.",
    ),
    function(
        "unhexlify",
        1,
        1,
        from_hex,
        "a2b_hex(hexstr) -> s; the bytes that pairs of hex digits stand for.",
    ),
    function(
        "a2b_hex",
        1,
        1,
        from_hex,
        "a2b_hex(hexstr) -> s; the bytes that pairs of hex digits stand for.",
    ),
    function(
        "b2a_base64",
        1,
        1,
        to_base64,
        "(bin) -> ascii. One line in base 64",
    ),
    function(
        "a2b_base64",
        1,
        1,
        from_base64,
        "(ascii) -> bin. The bytes of text in base 64",
    ),
    function(
        "crc32",
        1,
        2,
        super::zlib::crc32,
        "(data, oldcrc = 0) -> newcrc. The CRC-32 of data, gone on with from oldcrc",
    ),
    function("a2b_uu", 1, 1, lines::from_uu, "(ascii) -> bin. The bytes of one line in uu encoding"),
    function("b2a_uu", 1, 1, lines::to_uu, "(bin) -> ascii. One line in uu encoding"),
    named("a2b_qp", 1, &["data", "header"], lines::from_quoted, "The bytes that a quoted-printable text stands for"),
    named(
        "b2a_qp",
        1,
        &["data", "quotetabs", "istext", "header"],
        lines::to_quoted,
        "b2a_qp(data, quotetabs=0, istext=1, header=0) -> s; data as quoted-printable text.\n\nWith istext line ends stay as they are and blanks before them are encoded;\nwithout it \\r and \\n are encoded too.  With quotetabs all spaces and tabs are.",
    ),
    function("a2b_hqx", 1, 1, lines::from_binhex, "ascii -> bin, done. The bytes of BinHex text"),
    function("b2a_hqx", 1, 1, lines::to_binhex, "Encode .hqx data"),
    function("rlecode_hqx", 1, 1, lines::to_runs, "Shortens repeated bytes as BinHex does"),
    function("rledecode_hqx", 1, 1, lines::from_runs, "Expands the repeated bytes of BinHex data"),
    function("crc_hqx", 2, 2, lines::crc_16, "(data, oldcrc) -> newcrc. Compute hqx CRC incrementally"),
];

/// The digits of hexadecimal numbers.
pub const DIGITS: &[u8; 16] = b"0123456789abcdef";

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let base = vm.error_class(Error::Exception);
    let error = vm.new_exception_class("binascii.Error", base, "");
    keep_type(vm, "binascii.Error", error);
    vm.module_set(module, "Error", error.value());
    let incomplete = vm.new_exception_class("binascii.Incomplete", base, "");
    keep_type(vm, "binascii.Incomplete", incomplete);
    vm.module_set(module, "Incomplete", incomplete.value());
    Ok(())
}

/// The bytes of the first argument of a function. TypeError with the function's name, which is empty where names are no part of it.
pub fn data_of(vm: &mut Vm, v: Value, function: &str) -> Result<&'static [u8]> {
    if let Some(bytes) = text_or_buffer(vm, v)? {
        return Ok(bytes);
    }
    let name = argument_type_name(vm, v);
    let call = if function.is_empty() {
        String::new()
    } else {
        format!("{function}() ")
    };
    Err(vm.type_error(&format!("{call}argument 1 must be string or buffer, not {name}")))
}

/// Raises the module's `Error` or `Incomplete`.
pub fn fail(vm: &mut Vm, class: &str, message: &str) -> jit::Exception {
    let key = if class == "Error" {
        "binascii.Error"
    } else {
        "binascii.Incomplete"
    };
    let (class, message) = (kept_type(vm, key), vm.str(message.as_bytes()));
    match vm.call(class.value(), &[message]) {
        Ok(error) => vm.raise_instance(error, Value::UNBOUND),
        Err(e) => e,
    }
}

fn to_hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "b2a_hex")?;
    let digit = |d: u8| DIGITS[d as usize];
    let text: Vec<u8> = data.iter().flat_map(|&b| [digit(b >> 4), digit(b & 15)]).collect();
    Ok(vm.str(&text))
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = data_of(vm, arguments[0], "a2b_hex")?;
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
    let data = data_of(vm, arguments[0], "b2a_base64")?;
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
    let text = data_of(vm, arguments[0], "a2b_base64")?;
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
        return Err(fail(vm, "Error", "Incorrect padding"));
    }
    Ok(vm.str(&data))
}
