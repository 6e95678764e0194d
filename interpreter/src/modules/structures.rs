//! `_struct`: values as the bytes of C structs, described by format strings.

use super::support::{keep_type, kept_type, module_error, text_or_buffer};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{
    function, getter, special_variadic, variadic, ModuleDefinition, Native, Result, TypeDefinition, INITIALIZER_DOC,
};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::rc::Rc;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_struct",
    doc: "Values as the bytes of a C structure and back.\n\nA format says what the bytes hold. It may start with the order of bytes:\n  @  the machine's order, sizes and alignment (this without a sign, too)\n  =  the machine's order, standard sizes, no alignment\n  <  low byte first, standard sizes     >, !  high byte first, standard sizes\n\nEach value has a letter, with a number before it for several alike:\n  b B  char         h H  short       i I  int        l L  long\n  q Q  long long    f    float       d    double     ?    bool\n  c    one byte     x    a byte that is skipped      P    pointer (with @ only)\n  s p  a string, and one with its length in front; the number is the size\nCapital letters of integers are unsigned. Blanks do not count.\n\nWhat cannot be done raises struct.error.\n",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    variadic("pack", |vm, a| of_module(vm, a, "pack", pack), "The values v1, v2, ... as a string of bytes laid out by fmt."),
    variadic("pack_into", |vm, a| of_module(vm, a, "pack_into", pack_into), "Writes the values v1, v2, ... as fmt says\ninto the buffer buf from offset on."),
    function("unpack", 0, 255, unpack_of_module, "The values that fmt finds in the string, as a tuple.\nThe string must have just calcsize(fmt) bytes."),
    variadic("unpack_from", |vm, a| of_module(vm, a, "unpack_from", unpack_from), "The values that fmt finds in the buffer from offset on, as a tuple.\nAt least calcsize(fmt) bytes must follow there."),
    function(
        "calcsize",
        1,
        1,
        |vm, a| {
            let format = format_of(vm, a[0])?;
            Ok(vm.int(format.size as i64))
        },
        "How many bytes the structure fmt takes.",
    ),
    function("_clearcache", 0, 0, clear_cache, "Clear the internal cache."),
];

static STRUCT: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Compiled struct object",
    new: Some(new),
    methods: &[
        special_variadic("__init__", init, INITIALIZER_DOC),
        variadic(
            "pack",
            |vm, a| of_struct(vm, a, pack),
            "The values as a string of bytes laid out by this format.",
        ),
        variadic(
            "pack_into",
            |vm, a| of_struct(vm, a, pack_into),
            "Writes the values as this format says into a buffer from an offset on.",
        ),
        function(
            "unpack",
            0,
            255,
            unpack_of_struct,
            "The values that this format finds in the string.",
        ),
        variadic(
            "unpack_from",
            |vm, a| of_struct(vm, a, unpack_from),
            "The values that this format finds in the buffer from an offset on.",
        ),
        getter(
            "format",
            |_, a| {
                Ok(Ref::<StructObject>::of(a[0])
                    .format
                    .get()
                    .bound()
                    .unwrap_or(Value::NONE))
            },
            "struct format string",
        ),
        getter("size", size, "struct size in bytes"),
    ],
    subclassable: true,
};

#[repr(C)]
struct StructObject {
    header: Header,
    /// A str; unbound before `__init__`.
    format: Field,
}

/// The formats seen last, by their text.
type Cache = ahash::AHashMap<Vec<u8>, Rc<Format>>;
const CACHE: &str = "_struct.formats";
const CACHED: usize = 256;

/// A format string, understood.
struct Format {
    items: Vec<Item>,
    size: usize,
    /// How many values it takes.
    arity: usize,
}

#[derive(Clone, Copy)]
struct Item {
    code: u8,
    offset: usize,
    /// Bytes a value takes.
    width: usize,
    /// How many values; for `s` and `p` one.
    repeat: usize,
    big: bool,
    /// With `@`: native sizes.
    native: bool,
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let error = module_error(vm, "struct", "error", Error::Exception);
    keep_type(vm, "struct.error", error);
    vm.module_set(module, "error", error.value());
    let size = std::mem::size_of::<StructObject>() as u32;
    let class = vm.new_native_type("Struct", size, Layout::fixed_words(1, 1), &STRUCT);
    class.has_weakrefs.set(true);
    vm.module_set(module, "Struct", class.value());
    vm.module_state.insert(CACHE, Box::new(Cache::new()));
    Ok(())
}

fn error(vm: &mut Vm, message: &str) -> jit::Exception {
    let class = kept_type(vm, "struct.error").value();
    let text = vm.str(message.as_bytes());
    match vm.call(class, &[text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

fn cache(vm: &mut Vm) -> &mut Cache {
    let state = vm.module_state.get_mut(CACHE).and_then(|state| state.downcast_mut());
    state.expect("the module was initialized")
}

fn clear_cache(vm: &mut Vm, _: &[Value]) -> Result {
    cache(vm).clear();
    Ok(Value::NONE)
}

/// The format that a str or unicode describes. TypeError, struct.error.
fn format_of(vm: &mut Vm, text: Value) -> Result<Rc<Format>> {
    let bytes = match vm.kind_of(text) {
        Kind::Str => Ref::<StrObject>::of(text).bytes(),
        Kind::Unicode if Ref::<UnicodeObject>::of(text).is_ascii() => Ref::<UnicodeObject>::of(text).bytes(),
        Kind::Unicode => {
            vm.encode_default(text)?;
            &[]
        }
        _ => {
            let name = vm.type_name(text);
            let name = if text.is_none() { "NoneType" } else { &name };
            return Err(vm.type_error(&format!("Struct() argument 1 must be string, not {name}")));
        }
    };
    if let Some(format) = cache(vm).get(bytes) {
        return Ok(format.clone());
    }
    let format = match parse(bytes) {
        Ok(format) => Rc::new(format),
        Err(message) => return Err(error(vm, message)),
    };
    let cache = cache(vm);
    if cache.len() >= CACHED {
        cache.clear();
    }
    cache.insert(bytes.to_vec(), format.clone());
    Ok(format)
}

/// Size and alignment of a format code.
fn extent(code: u8, native: bool) -> Option<(usize, usize)> {
    let (size, standard) = match code {
        b'x' | b'c' | b'b' | b'B' | b's' | b'p' | b'?' => (1, 1),
        b'h' | b'H' => (2, 2),
        b'i' | b'I' | b'f' => (4, 4),
        b'l' | b'L' => (8, 4),
        b'q' | b'Q' | b'd' => (8, 8),
        b'P' if native => (8, 8),
        _ => return None,
    };
    Some(if native { (size, size) } else { (standard, 1) })
}

fn parse(text: &[u8]) -> std::result::Result<Format, &'static str> {
    let (native, big, mut rest) = match text.first() {
        Some(b'@') => (true, cfg!(target_endian = "big"), &text[1..]),
        Some(b'=') => (false, cfg!(target_endian = "big"), &text[1..]),
        Some(b'<') => (false, false, &text[1..]),
        Some(b'>' | b'!') => (false, true, &text[1..]),
        _ => (true, cfg!(target_endian = "big"), text),
    };
    let mut format = Format {
        items: Vec::new(),
        size: 0,
        arity: 0,
    };
    // A zero byte ends the format.
    rest = &rest[..rest.iter().position(|&b| b == 0).unwrap_or(rest.len())];
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first.is_ascii_whitespace() || first == 0x0b {
            continue;
        }
        let (mut code, mut count) = (first, 1usize);
        if first.is_ascii_digit() {
            count = (first - b'0') as usize;
            loop {
                let Some((&next, after)) = rest.split_first() else {
                    return Ok(format);
                };
                rest = after;
                if !next.is_ascii_digit() {
                    code = next;
                    break;
                }
                let grown = count
                    .checked_mul(10)
                    .and_then(|n| n.checked_add((next - b'0') as usize));
                count = match grown {
                    Some(n) if n <= isize::MAX as usize => n,
                    _ => return Err("total struct size too long"),
                };
            }
        }
        let Some((width, align)) = extent(code, native) else {
            return Err("bad char in struct format");
        };
        let offset = format.size.div_ceil(align) * align;
        let total = count.checked_mul(width).and_then(|n| n.checked_add(offset));
        format.size = match total {
            Some(size) if size <= isize::MAX as usize => size,
            _ => return Err("total struct size too long"),
        };
        let (width, repeat) = match code {
            b'x' => continue,
            b's' | b'p' => (count, 1),
            _ => (width, count),
        };
        if repeat > 0 {
            format.arity += repeat;
            format.items.push(Item {
                code,
                offset,
                width,
                repeat,
                big,
                native,
            });
        }
    }
    Ok(format)
}

impl Format {
    /// Writes values, as many as the arity, into `out`, which is as long as the format's size.
    fn write(&self, vm: &mut Vm, out: &mut [u8], values: &[Value]) -> Result<()> {
        out.fill(0);
        let mut values = values.iter();
        for item in &self.items {
            for i in 0..item.repeat {
                let at = item.offset + i * item.width;
                let v = *values.next().unwrap_or(&Value::NONE);
                item.write(vm, &mut out[at..at + item.width], v)?;
            }
        }
        Ok(())
    }

    /// The values in `bytes`, which are as long as the format's size.
    fn read(&self, vm: &mut Vm, bytes: &[u8]) -> Result {
        let tuple = vm.new_tuple(self.arity)?;
        let mut n = 0;
        for item in &self.items {
            for i in 0..item.repeat {
                let at = item.offset + i * item.width;
                let v = item.read(vm, &bytes[at..at + item.width])?;
                vm.tuple_put(tuple, n, v);
                n += 1;
            }
        }
        Ok(tuple.value())
    }
}

impl Item {
    fn is_signed(&self) -> bool {
        matches!(self.code, b'b' | b'h' | b'i' | b'l' | b'q')
    }

    fn write(&self, vm: &mut Vm, out: &mut [u8], v: Value) -> Result<()> {
        let bits = match self.code {
            b's' | b'p' => {
                if vm.kind_of(v) != Kind::Str {
                    let code = self.code as char;
                    return Err(error(vm, &format!("argument for '{code}' must be a string")));
                }
                let bytes = Ref::<StrObject>::of(v).bytes();
                let skip = (self.code == b'p') as usize;
                if out.len() >= skip {
                    let count = bytes.len().min(out.len() - skip);
                    out[skip..skip + count].copy_from_slice(&bytes[..count]);
                    if skip == 1 {
                        out[0] = count.min(255) as u8;
                    }
                }
                return Ok(());
            }
            b'c' => {
                let one = (vm.kind_of(v) == Kind::Str).then(|| Ref::<StrObject>::of(v).bytes());
                let Some([byte]) = one else {
                    return Err(error(vm, "char format require string of length 1"));
                };
                *byte as u64
            }
            b'?' => vm.truth(v)? as u64,
            b'f' | b'd' => self.float_bits(vm, v)?,
            _ => self.integer_bits(vm, v)?,
        };
        let bytes = bits.to_le_bytes();
        for (i, place) in out.iter_mut().enumerate() {
            *place = bytes[if self.big { self.width - 1 - i } else { i }];
        }
        Ok(())
    }

    fn float_bits(&self, vm: &mut Vm, v: Value) -> Result<u64> {
        let number = vm.float_argument(v);
        let f = match number {
            Ok(f) => f,
            Err(_) => {
                vm.take_exception();
                return Err(error(vm, "required argument is not a float"));
            }
        };
        if self.code == b'd' {
            return Ok(f.to_bits());
        }
        let narrow = f as f32;
        if narrow.is_infinite() && f.is_finite() && !self.native {
            return Err(vm.raise(Error::OverflowError, "float too large to pack with f format"));
        }
        Ok(narrow.to_bits() as u64)
    }

    /// The integer in an argument, as far as 64 bits go. The bits are the value's modulo 2^64; struct.error.
    fn integer_bits(&self, vm: &mut Vm, v: Value) -> Result<u64> {
        let code = self.code as char;
        let v = whole(vm, v)?;
        let number = match vm.as_int(v) {
            Some(i) => i as i128,
            None => vm.bigint(v).and_then(|l| i128::try_from(l).ok()).unwrap_or(i128::MAX),
        };
        if self.code == b'P' {
            if number >= 0 && number <= u64::MAX as i128 || number >= i64::MIN as i128 && number < 0 {
                return Ok(number as u64);
            }
            let message = if number < 0 {
                "Python int too large to convert to C long"
            } else {
                "long int too large to convert"
            };
            return Err(vm.raise(Error::OverflowError, message));
        }
        // Bytes, and shorts in the machine's order, are taken as C's long first.
        let as_long = self.is_signed() || self.width == 1 || (!self.big && self.width == 2);
        let (low, high) = if as_long {
            (i64::MIN as i128, i64::MAX as i128)
        } else {
            (0, u64::MAX as i128)
        };
        if number < low || number > high {
            return Err(error(vm, &format!("integer out of range for '{code}' format code")));
        }
        let bits = self.width as u32 * 8;
        let (least, most) = match self.is_signed() {
            true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            false => (0, (1i128 << bits) - 1),
        };
        if number < least || number > most {
            let message = match (self.code, !self.big) {
                (b'b', _) => "byte format requires -128 <= number <= 127".to_string(),
                (b'B', _) => "ubyte format requires 0 <= number <= 255".to_string(),
                (b'h', true) => "short format requires SHRT_MIN <= number <= SHRT_MAX".to_string(),
                (b'H', true) => "ushort format requires 0 <= number <= USHRT_MAX".to_string(),
                _ => format!("'{code}' format requires {least} <= number <= {most}"),
            };
            return Err(error(vm, &message));
        }
        Ok(number as u64)
    }

    fn read(&self, vm: &mut Vm, bytes: &[u8]) -> Result {
        if self.code == b's' {
            return Ok(vm.str(bytes));
        }
        if self.code == b'p' {
            let count = match bytes.first() {
                Some(&n) => (n as usize).min(bytes.len() - 1),
                None => return Ok(vm.empty_str()),
            };
            return Ok(vm.str(&bytes[1..1 + count]));
        }
        let mut little = [0; 8];
        for (i, &byte) in bytes.iter().enumerate() {
            little[if self.big { self.width - 1 - i } else { i }] = byte;
        }
        let bits = u64::from_le_bytes(little);
        Ok(match self.code {
            b'c' => vm.char_str(bytes[0]),
            b'?' => (bits != 0).into(),
            b'f' => vm.float(f32::from_bits(bits as u32) as f64),
            b'd' => vm.float(f64::from_bits(bits)),
            _ if self.is_signed() => {
                let shift = 64 - 8 * self.width as u32;
                vm.int((bits << shift) as i64 >> shift)
            }
            // What C holds in an unsigned long is a long unless it surely fits.
            b'Q' | b'P' | b'L' if self.width == 8 && bits > i64::MAX as u64 => vm.long_from_digits(false, &[bits])?,
            _ => vm.int(bits as i64),
        })
    }
}

/// An argument as int or long. struct.error for what has neither `__index__` nor `__int__`.
fn whole(vm: &mut Vm, v: Value) -> Result {
    match vm.kind_of(v) {
        Kind::Int | Kind::Bool | Kind::Long => return Ok(v),
        Kind::Str | Kind::Unicode | Kind::NoneType => {}
        Kind::Float => {
            let name = vm.names.__int__;
            return Ok(vm.call_special(v, name, &[])?.unwrap_or(v));
        }
        _ => {
            for name in [vm.names.__index__, vm.names.__int__] {
                if let Some(result) = vm.call_special(v, name, &[])? {
                    if matches!(vm.kind_of(result), Kind::Int | Kind::Bool | Kind::Long) {
                        return Ok(result);
                    }
                }
            }
        }
    }
    Err(error(vm, "cannot convert argument to integer"))
}

/// Functions shared by the module and by Struct: the format and the other arguments, the keyword dict or unbound last.
type Operation = fn(&mut Vm, &Format, &[Value]) -> Result;

fn of_module(vm: &mut Vm, arguments: &[Value], name: &str, operation: Operation) -> Result {
    if arguments.len() < 2 {
        let _ = name;
        return Err(vm.type_error("missing format argument"));
    }
    let format = format_of(vm, arguments[0])?;
    operation(vm, &format, &arguments[1..])
}

fn of_struct(vm: &mut Vm, arguments: &[Value], operation: Operation) -> Result {
    let format = own_format(vm, arguments[0])?;
    match format {
        Some(format) => operation(vm, &format, &arguments[1..]),
        None => {
            let given = arguments.len() - 2;
            Err(error(vm, &format!("pack expected -1 items for packing (got {given})")))
        }
    }
}

fn own_format(vm: &mut Vm, this: Value) -> Result<Option<Rc<Format>>> {
    match Ref::<StructObject>::of(this).format.get().bound() {
        Some(text) => format_of(vm, text).map(Some),
        None => Ok(None),
    }
}

fn pack(vm: &mut Vm, format: &Format, arguments: &[Value]) -> Result {
    let values = &arguments[..arguments.len() - 1];
    if values.len() != format.arity {
        let (arity, given) = (format.arity, values.len());
        return Err(error(
            vm,
            &format!("pack expected {arity} items for packing (got {given})"),
        ));
    }
    let mut out = Vec::new();
    if out.try_reserve_exact(format.size).is_err() {
        return Err(vm.memory_error());
    }
    out.resize(format.size, 0);
    format.write(vm, &mut out, values)?;
    Ok(vm.str(&out))
}

fn pack_into(vm: &mut Vm, format: &Format, arguments: &[Value]) -> Result {
    let given = &arguments[..arguments.len() - 1];
    let [buffer, offset, values @ ..] = given else {
        let missing = if given.is_empty() { "buffer" } else { "offset" };
        return Err(error(vm, &format!("pack_into expected {missing} argument")));
    };
    if values.len() != format.arity {
        let (arity, count) = (format.arity, values.len());
        return Err(error(
            vm,
            &format!("pack_into expected {arity} items for packing (got {count})"),
        ));
    }
    let Some(view) = vm.buffer_view(*buffer).filter(|view| view.writable) else {
        let name = vm.type_name(*buffer);
        return Err(vm.type_error(&format!("argument must be read-write buffer, not {name}")));
    };
    let offset = vm.argument_i64(*offset)?;
    let start = if offset < 0 {
        offset.saturating_add(view.length as i64)
    } else {
        offset
    };
    if start < 0 || view.length as i64 - start < format.size as i64 {
        let size = format.size;
        return Err(error(
            vm,
            &format!("pack_into requires a buffer of at least {size} bytes"),
        ));
    }
    // Converting values can run Python code: the bytes are written first to a place of their own.
    let mut out = vec![0; format.size];
    format.write(vm, &mut out, values)?;
    if let Some(view) = vm.buffer_view(*buffer) {
        let start = start as usize;
        if start + out.len() <= view.length {
            view.slice_mut()[start..start + out.len()].copy_from_slice(&out);
        }
    }
    Ok(Value::NONE)
}

fn unpack_of_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.check_count("unpack", 2, 2, arguments.len())?;
    let format = format_of(vm, arguments[0])?;
    unpack(vm, &format, arguments[1])
}

fn unpack_of_struct(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = arguments.len() - 1;
    if given != 1 {
        return Err(vm.type_error(&format!("unpack() takes exactly one argument ({given} given)")));
    }
    match own_format(vm, arguments[0])? {
        Some(format) => unpack(vm, &format, arguments[1]),
        None => Err(error(vm, "unpack requires a string argument of length -1")),
    }
}

fn unpack(vm: &mut Vm, format: &Format, data: Value) -> Result {
    match text_or_buffer(vm, data)? {
        Some(bytes) if bytes.len() == format.size => format.read(vm, bytes),
        _ => {
            let size = format.size;
            Err(error(
                vm,
                &format!("unpack requires a string argument of length {size}"),
            ))
        }
    }
}

fn unpack_from(vm: &mut Vm, format: &Format, arguments: &[Value]) -> Result {
    let [buffer, offset] = vm.named_arguments("unpack_from", 1, ["buffer", "offset"], arguments)?;
    let Some(bytes) = text_or_buffer(vm, buffer)? else {
        let name = vm.type_name(buffer);
        return Err(vm.type_error(&format!(
            "unpack_from() argument 1 must be string or buffer, not {name}"
        )));
    };
    let offset = match offset.bound() {
        Some(offset) => vm.argument_i64(offset)?,
        None => 0,
    };
    let start = if offset < 0 {
        offset.saturating_add(bytes.len() as i64)
    } else {
        offset
    };
    if start < 0 || bytes.len() as i64 - start < format.size as i64 {
        let size = format.size;
        return Err(error(
            vm,
            &format!("unpack_from requires a buffer of at least {size} bytes"),
        ));
    }
    let start = start as usize;
    format.read(vm, &bytes[start..start + format.size])
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    let by_name = keywords.bound().map_or(0, |k| Ref::<DictObject>::of(k).len());
    let given = arguments.len() - 2 + by_name;
    if given > 1 {
        return Err(vm.type_error(&format!("Struct() takes at most 1 argument ({given} given)")));
    }
    let [format] = vm.named_arguments("Struct", 1, ["format"], &arguments[1..])?;
    format_of(vm, format)?;
    let format = if vm.kind_of(format) == Kind::Unicode {
        vm.encode_default(format)?
    } else {
        format
    };
    Ref::<StructObject>::of(arguments[0]).set(vm, |s| &s.format, format);
    Ok(Value::NONE)
}

fn size(vm: &mut Vm, arguments: &[Value]) -> Result {
    let format = own_format(vm, arguments[0])?;
    Ok(vm.int(format.map_or(-1, |f| f.size as i64)))
}
