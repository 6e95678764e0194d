//! `_codecs`: the registry of codecs and the conversions that are native.

use super::charmap;
use super::support::{argument_type_name, name_argument, text_or_buffer};
use objspace::codecs::byte_order::{self, Decoded, Order};
use objspace::codecs::errors::Handling;
use objspace::codecs::{escapes, single_byte, utf_7, utf_8};
use objspace::kind::Kind;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_codecs",
    doc: "",
    functions: FUNCTIONS,
    initialize: charmap::initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "register",
        1,
        1,
        register,
        "register(function)\n\nAdds a function that finds codecs: it gets an encoding's name in lower case and returns a CodecInfo, a\ntuple (encoder, decoder, stream reader, stream writer), or None.",
    ),
    function(
        "lookup",
        1,
        1,
        lookup,
        "lookup(encoding) -> CodecInfo\n\nThe codec of an encoding; LookupError if there is none.",
    ),
    function(
        "encode",
        1,
        3,
        |vm, a| transcode(vm, a, "encode"),
        "encode(object[, encoding[, errors]]) -> object\n\nWhat the encoder of an encoding (by default the default encoding) makes of an object.",
    ),
    function(
        "decode",
        1,
        3,
        |vm, a| transcode(vm, a, "decode"),
        "decode(object[, encoding[, errors]]) -> object\n\nWhat the decoder of an encoding (by default the default encoding) makes of an object.",
    ),
    function(
        "register_error",
        2,
        2,
        register_error,
        "register_error(name, handler)\n\nMakes a function the handler of errors under a name: it gets an exception that tells the error and\nreturns a tuple (replacement, position to go on at).",
    ),
    function(
        "lookup_error",
        1,
        1,
        lookup_error,
        "lookup_error(name) -> handler\n\nThe handler of errors of this name; LookupError if there is none.",
    ),
    function("utf_8_encode", 1, 2, |vm, a| encoder(vm, a, "utf_8_encode", |_, u, _| Ok(utf_8::encode(text(u)))), ""),
    function("utf_7_encode", 1, 2, |vm, a| encoder(vm, a, "utf_7_encode", |_, u, _| Ok(utf_7::encode(text(u)))), ""),
    function("utf_16_encode", 1, 3, utf_16_encode, ""),
    function("utf_16_le_encode", 1, 2, |vm, a| encoder(vm, a, "utf_16_le_encode", |_, u, _| Ok(byte_order::encode_16(text(u), Order::Little))), ""),
    function("utf_16_be_encode", 1, 2, |vm, a| encoder(vm, a, "utf_16_be_encode", |_, u, _| Ok(byte_order::encode_16(text(u), Order::Big))), ""),
    function("utf_32_encode", 1, 3, utf_32_encode, ""),
    function("utf_32_le_encode", 1, 2, |vm, a| encoder(vm, a, "utf_32_le_encode", |_, u, _| Ok(byte_order::encode_32(text(u), Order::Little))), ""),
    function("utf_32_be_encode", 1, 2, |vm, a| encoder(vm, a, "utf_32_be_encode", |_, u, _| Ok(byte_order::encode_32(text(u), Order::Big))), ""),
    function("ascii_encode", 1, 2, |vm, a| encoder(vm, a, "ascii_encode", |vm, u, h| single_byte::encode(vm, u, h, single_byte::ASCII)), ""),
    function("latin_1_encode", 1, 2, |vm, a| encoder(vm, a, "latin_1_encode", |vm, u, h| single_byte::encode(vm, u, h, single_byte::LATIN_1)), ""),
    function("unicode_escape_encode", 1, 2, |vm, a| encoder(vm, a, "unicode_escape_encode", |_, u, _| Ok(escapes::encode_unicode(text(u)))), ""),
    function("raw_unicode_escape_encode", 1, 2, |vm, a| encoder(vm, a, "raw_unicode_escape_encode", |_, u, _| Ok(escapes::encode_raw_unicode(text(u)))), ""),
    function("unicode_internal_encode", 1, 2, unicode_internal_encode, ""),
    function("charmap_encode", 1, 3, charmap_encode, ""),
    function("escape_encode", 1, 2, escape_encode, ""),
    function("readbuffer_encode", 1, 2, |vm, a| buffer_encode(vm, a, "readbuffer_encode", READ_ONLY), ""),
    function("charbuffer_encode", 1, 2, charbuffer_encode, ""),
    function("utf_8_decode", 1, 3, |vm, a| partial_decoder(vm, a, "utf_8_decode", utf_8::decode), ""),
    function("utf_7_decode", 1, 3, |vm, a| partial_decoder(vm, a, "utf_7_decode", utf_7::decode), ""),
    function("utf_16_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_16_decode", byte_order::decode_16, Order::Marked), ""),
    function("utf_16_le_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_16_le_decode", byte_order::decode_16, Order::Little), ""),
    function("utf_16_be_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_16_be_decode", byte_order::decode_16, Order::Big), ""),
    function("utf_16_ex_decode", 1, 4, |vm, a| telling_decoder(vm, a, "utf_16_ex_decode", byte_order::decode_16), ""),
    function("utf_32_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_32_decode", byte_order::decode_32, Order::Marked), ""),
    function("utf_32_le_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_32_le_decode", byte_order::decode_32, Order::Little), ""),
    function("utf_32_be_decode", 1, 3, |vm, a| ordered_decoder(vm, a, "utf_32_be_decode", byte_order::decode_32, Order::Big), ""),
    function("utf_32_ex_decode", 1, 4, |vm, a| telling_decoder(vm, a, "utf_32_ex_decode", byte_order::decode_32), ""),
    function("ascii_decode", 1, 2, |vm, a| decoder(vm, a, "ascii_decode", single_byte::decode_ascii), ""),
    function("latin_1_decode", 1, 2, |vm, a| decoder(vm, a, "latin_1_decode", |vm, source, _| Ok(single_byte::decode_latin_1(vm, source.bytes()))), ""),
    function("unicode_escape_decode", 1, 2, |vm, a| decoder(vm, a, "unicode_escape_decode", escapes::decode_unicode), ""),
    function("raw_unicode_escape_decode", 1, 2, |vm, a| decoder(vm, a, "raw_unicode_escape_decode", escapes::decode_raw_unicode), ""),
    function("unicode_internal_decode", 1, 2, unicode_internal_decode, ""),
    function("charmap_decode", 1, 3, charmap_decode, ""),
    function("escape_decode", 1, 2, escape_decode, ""),
    function("charmap_build", 1, 1, charmap::build, ""),
];

const READ_ONLY: &str = "string or read-only buffer";

fn text(u: Value) -> &'static [u8] {
    Ref::<UnicodeObject>::of(u).bytes()
}

/// The second argument of a conversion: the name of an error handler, or None. TypeError.
fn handling(vm: &mut Vm, arguments: &[Value], function: &str) -> Result<Handling<'static>> {
    match arguments.get(1) {
        Some(&v) if !v.is_none() => Ok(Some(name_argument(vm, v, function, 2, " or None")?.bytes())),
        _ => Ok(None),
    }
}

/// What a decoder reads. TypeError.
fn source(vm: &mut Vm, v: Value, function: &str) -> Result<Ref<StrObject>> {
    if text_or_buffer(vm, v)?.is_none() {
        let got = argument_type_name(vm, v);
        return Err(vm.type_error(&format!("{function}() argument 1 must be string or buffer, not {got}")));
    }
    vm.decoded_bytes(v)
}

/// The bytes of a buffer that cannot change. TypeError with what was expected.
fn read_only(vm: &mut Vm, v: Value, function: &str, expected: &str) -> Result<&'static [u8]> {
    if !matches!(vm.kind_of(v), Kind::ByteArray | Kind::MemoryView) {
        if let Some(bytes) = text_or_buffer(vm, v)? {
            return Ok(bytes);
        }
    }
    let got = argument_type_name(vm, v);
    Err(vm.type_error(&format!("{function}() argument 1 must be {expected}, not {got}")))
}

/// An argument that is a number; absent: 0.
fn number(vm: &mut Vm, arguments: &[Value], i: usize) -> Result<i64> {
    match arguments.get(i) {
        Some(&v) => vm.argument_i64(v),
        None => Ok(0),
    }
}

/// What conversions return: the result, and how much of the input they used.
fn pair(vm: &mut Vm, result: Value, used: usize) -> Value {
    vm.tuple(&[result, Value::integer(used as i64)])
}

/// A conversion of unicode to bytes.
fn encoder(
    vm: &mut Vm,
    arguments: &[Value],
    function: &str,
    encode: impl FnOnce(&mut Vm, Value, Handling) -> Result<Vec<u8>>,
) -> Result {
    let handling = handling(vm, arguments, function)?;
    let u = vm.coerce_to_unicode(arguments[0])?;
    let out = encode(vm, u.value(), handling)?;
    let result = vm.str(&out);
    Ok(pair(vm, result, u.len()))
}

/// A conversion of bytes to unicode, all at once.
fn decoder(
    vm: &mut Vm,
    arguments: &[Value],
    function: &str,
    decode: impl FnOnce(&mut Vm, Ref<StrObject>, Handling) -> Result,
) -> Result {
    let source = source(vm, arguments[0], function)?;
    let handling = handling(vm, arguments, function)?;
    let result = decode(vm, source, handling)?;
    Ok(pair(vm, result, source.len()))
}

/// A conversion of bytes to unicode whose third argument says whether they are the last.
fn partial_decoder(
    vm: &mut Vm,
    arguments: &[Value],
    function: &str,
    decode: impl FnOnce(&mut Vm, Ref<StrObject>, Handling, bool) -> Result<(Value, usize)>,
) -> Result {
    let source = source(vm, arguments[0], function)?;
    let handling = handling(vm, arguments, function)?;
    let last = number(vm, arguments, 2)? != 0;
    let (result, used) = decode(vm, source, handling, last)?;
    Ok(pair(vm, result, used))
}

type OrderedDecode = fn(&mut Vm, Ref<StrObject>, Handling, Order, bool) -> Result<Decoded>;

fn ordered_decoder(vm: &mut Vm, arguments: &[Value], function: &str, decode: OrderedDecode, order: Order) -> Result {
    partial_decoder(vm, arguments, function, |vm, source, handling, last| {
        let decoded = decode(vm, source, handling, order, last)?;
        Ok((decoded.text, decoded.consumed))
    })
}

/// (data, errors, order, final) -> (text, consumed, order found).
fn telling_decoder(vm: &mut Vm, arguments: &[Value], function: &str, decode: OrderedDecode) -> Result {
    let source = source(vm, arguments[0], function)?;
    let handling = handling(vm, arguments, function)?;
    let order = Order::from_number(number(vm, arguments, 2)?);
    let last = number(vm, arguments, 3)? != 0;
    let decoded = decode(vm, source, handling, order, last)?;
    let used = Value::integer(decoded.consumed as i64);
    Ok(vm.tuple(&[decoded.text, used, Value::integer(decoded.order.number())]))
}

fn register(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_callable(arguments[0])? {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.register_codec_search(arguments[0])?;
    Ok(Value::NONE)
}

fn lookup(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = name_argument(vm, arguments[0], "lookup", 1, "")?;
    Ok(vm.lookup_codec(name.bytes())?.value())
}

fn transcode(vm: &mut Vm, arguments: &[Value], function: &str) -> Result {
    let encoding = match arguments.get(1) {
        Some(&v) => name_argument(vm, v, function, 2, "")?.value(),
        None => vm.default_encoding(),
    };
    let errors = match arguments.get(2) {
        Some(&v) => Some(name_argument(vm, v, function, 3, "")?.value()),
        None => None,
    };
    if function == "encode" {
        vm.codec_encode(arguments[0], encoding, errors)
    } else {
        vm.codec_decode(arguments[0], encoding, errors)
    }
}

fn register_error(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = name_argument(vm, arguments[0], "register_error", 1, "")?;
    if !vm.is_callable(arguments[1])? {
        return Err(vm.type_error("handler must be callable"));
    }
    vm.register_error_handler(name.bytes(), arguments[1]);
    Ok(Value::NONE)
}

fn lookup_error(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = name_argument(vm, arguments[0], "lookup_error", 1, "")?;
    vm.error_handler(name.bytes())
}

fn utf_16_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let order = Order::from_number(number(vm, arguments, 2)?);
    encoder(vm, arguments, "utf_16_encode", |_, u, _| {
        Ok(byte_order::encode_16(text(u), order))
    })
}

fn utf_32_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let order = Order::from_number(number(vm, arguments, 2)?);
    encoder(vm, arguments, "utf_32_encode", |_, u, _| {
        Ok(byte_order::encode_32(text(u), order))
    })
}

/// The bytes of an object that is no unicode. TypeError.
fn readable(vm: &mut Vm, v: Value) -> Result<&'static [u8]> {
    match vm.buffer_view(v) {
        Some(view) => Ok(view.slice()),
        None => Err(vm.type_error("expected a readable buffer object")),
    }
}

fn unicode_internal_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    handling(vm, arguments, "unicode_internal_encode")?;
    if vm.kind_of(arguments[0]) == Kind::Unicode {
        return encoder(vm, arguments, "", |_, u, _| Ok(byte_order::encode_internal(text(u))));
    }
    let bytes = readable(vm, arguments[0])?;
    let copy = vm.str(bytes);
    Ok(pair(vm, copy, bytes.len()))
}

fn unicode_internal_decode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let handling = handling(vm, arguments, "unicode_internal_decode")?;
    if vm.kind_of(arguments[0]) == Kind::Unicode {
        return Ok(pair(vm, arguments[0], Ref::<UnicodeObject>::of(arguments[0]).len()));
    }
    readable(vm, arguments[0])?;
    let source = vm.decoded_bytes(arguments[0])?;
    let result = byte_order::decode_internal(vm, source, handling)?;
    Ok(pair(vm, result, source.len()))
}

fn escape_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[0]) != Kind::Str {
        let got = argument_type_name(vm, arguments[0]);
        return Err(vm.type_error(&format!("escape_encode() argument 1 must be string, not {got}")));
    }
    handling(vm, arguments, "escape_encode")?;
    let bytes = Ref::<StrObject>::of(arguments[0]).bytes();
    let result = vm.str(&escapes::encode_bytes(bytes));
    Ok(pair(vm, result, bytes.len()))
}

fn escape_decode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = read_only(vm, arguments[0], "escape_decode", READ_ONLY)?;
    let handling = handling(vm, arguments, "escape_decode")?;
    let result = escapes::decode_bytes(vm, bytes, handling)?;
    Ok(pair(vm, result, bytes.len()))
}

fn buffer_encode(vm: &mut Vm, arguments: &[Value], function: &str, expected: &str) -> Result {
    let bytes = read_only(vm, arguments[0], function, expected)?;
    handling(vm, arguments, function)?;
    let copy = vm.str(bytes);
    Ok(pair(vm, copy, bytes.len()))
}

fn charbuffer_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[0]) == Kind::Array {
        return Err(vm.type_error(
            "charbuffer_encode() argument 1 must be string or read-only character buffer, not array.array",
        ));
    }
    let expected = match vm.kind_of(arguments[0]) {
        Kind::ByteArray => "string or pinned buffer",
        _ => "string or read-only character buffer",
    };
    buffer_encode(vm, arguments, "charbuffer_encode", expected)
}

/// The third argument of the functions about character maps.
fn mapping(arguments: &[Value]) -> Option<Value> {
    arguments.get(2).copied().filter(|v| !v.is_none())
}

fn charmap_encode(vm: &mut Vm, arguments: &[Value]) -> Result {
    encoder(vm, arguments, "charmap_encode", |vm, u, handling| {
        match mapping(arguments) {
            Some(mapping) => charmap::encode(vm, u, handling, mapping),
            None => single_byte::encode(vm, u, handling, single_byte::LATIN_1),
        }
    })
}

fn charmap_decode(vm: &mut Vm, arguments: &[Value]) -> Result {
    decoder(vm, arguments, "charmap_decode", |vm, source, handling| {
        match mapping(arguments) {
            Some(mapping) => charmap::decode(vm, source, handling, mapping),
            None => Ok(single_byte::decode_latin_1(vm, source.bytes())),
        }
    })
}
