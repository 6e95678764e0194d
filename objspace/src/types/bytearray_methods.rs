//! `bytearray`: its methods. Those that do not change it are `str`'s, with results made bytearrays.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, named, Native, NativeFunction, Result};
use crate::object::Ref;
use crate::types::bytearray::{extend, this};
use crate::types::str_methods as text;
use crate::value::Value;
use crate::vm::Vm;

/// A method of `str` whose str results become bytearrays; its arguments have to be buffers, but for numbers and None.
macro_rules! of_str {
    ($name:literal $min:literal $max:literal $method:ident) => {
        function($name, $min, $max, |vm, a| as_of_str(vm, a, text::$method), "")
    };
}

pub static METHODS: &[Native] = &[
    of_str!("split" 0 2 split),
    of_str!("rsplit" 0 2 rsplit),
    of_str!("splitlines" 0 1 splitlines),
    function("partition", 1, 1, |vm, a| divided(vm, a, text::partition), ""),
    function("rpartition", 1, 1, |vm, a| divided(vm, a, text::rpartition), ""),
    of_str!("replace" 2 3 replace),
    of_str!("find" 1 3 find),
    of_str!("rfind" 1 3 rfind),
    function("index", 1, 3, |vm, a| located(vm, a, text::find), ""),
    function("rindex", 1, 3, |vm, a| located(vm, a, text::rfind), ""),
    of_str!("count" 1 3 count),
    of_str!("startswith" 1 3 startswith),
    of_str!("endswith" 1 3 endswith),
    of_str!("strip" 0 1 strip),
    of_str!("lstrip" 0 1 lstrip),
    of_str!("rstrip" 0 1 rstrip),
    of_str!("upper" 0 0 upper),
    of_str!("lower" 0 0 lower),
    of_str!("swapcase" 0 0 swapcase),
    of_str!("capitalize" 0 0 capitalize),
    of_str!("title" 0 0 title),
    of_str!("isalpha" 0 0 isalpha),
    of_str!("isdigit" 0 0 isdigit),
    of_str!("isalnum" 0 0 isalnum),
    of_str!("isspace" 0 0 isspace),
    of_str!("isupper" 0 0 isupper),
    of_str!("islower" 0 0 islower),
    of_str!("istitle" 0 0 istitle),
    function("center", 1, 2, |vm, a| padded(vm, a, "center", text::center), ""),
    function("ljust", 1, 2, |vm, a| padded(vm, a, "ljust", text::ljust), ""),
    function("rjust", 1, 2, |vm, a| padded(vm, a, "rjust", text::rjust), ""),
    of_str!("zfill" 1 1 zfill),
    of_str!("expandtabs" 0 1 expandtabs),
    of_str!("translate" 1 2 translate),
    function("join", 1, 1, join, "B.join(iterable_of_bytes) -> bytes"),
    named(
        "decode",
        0,
        &["encoding", "errors"],
        decode,
        "B.decode([encoding[, errors]]) -> unicode object.",
    ),
    function("append", 1, 1, append, "B.append(int) -> None"),
    function(
        "extend",
        1,
        1,
        |vm, a| {
            extend(vm, this(a), a[1])?;
            Ok(Value::NONE)
        },
        "B.extend(iterable int) -> None",
    ),
    function("insert", 2, 2, insert, "B.insert(index, int) -> None"),
    function("pop", 0, 1, pop, "B.pop([index]) -> int"),
    function("remove", 1, 1, remove, "B.remove(int) -> None"),
    function(
        "reverse",
        0,
        0,
        |_, a| {
            this(a).bytes_mut().reverse();
            Ok(Value::NONE)
        },
        "B.reverse() -> None",
    ),
    function("fromhex", 1, 1, from_hex, "bytearray.fromhex(string) -> bytearray").class_method(),
    function(
        "__alloc__",
        0,
        0,
        |vm, a| Ok(vm.int(this(a).len() as i64 + 1)),
        "B.__alloc__() -> int",
    ),
    function(
        "__sizeof__",
        0,
        0,
        |vm, a| Ok(vm.int(this(a).capacity() as i64 + 48)),
        "B.__sizeof__() -> int",
    ),
    function(
        "__reduce__",
        0,
        0,
        reduce,
        "What pickle and copy build the object from again.",
    ),
];

/// A result of a method of `str`: strs in it become bytearrays.
fn converted(vm: &mut Vm, result: Value) -> Result {
    match vm.kind_of(result) {
        Kind::Str => {
            let bytes = vm.buffer_bytes(result)?;
            vm.bytearray(bytes)
        }
        Kind::List => {
            let list = Ref::<crate::list::ListObject>::of(result);
            for i in 0..list.len() {
                let item = converted(vm, list.get(i))?;
                vm.list_put(list, i, item);
            }
            Ok(result)
        }
        Kind::Tuple => {
            let tuple = Ref::<crate::tuple::TupleObject>::of(result);
            for i in 0..tuple.len() {
                let item = converted(vm, tuple.get(i))?;
                vm.tuple_put(tuple, i, item);
            }
            Ok(result)
        }
        _ => Ok(result),
    }
}

fn as_of_str(vm: &mut Vm, arguments: &[Value], method: NativeFunction) -> Result {
    for (i, &v) in arguments.iter().enumerate().skip(1) {
        let acceptable = match vm.kind_of(v) {
            Kind::NoneType => true,
            // Counts and bounds come behind the operands.
            Kind::Int | Kind::Long | Kind::Bool => {
                i > 1
                    || std::ptr::fn_addr_eq(method, text::zfill as NativeFunction)
                    || std::ptr::fn_addr_eq(method, text::expandtabs as NativeFunction)
                    || std::ptr::fn_addr_eq(method, text::splitlines as NativeFunction)
            }
            Kind::Tuple => true,
            _ => i > 1 && vm.kind_of(v) != Kind::Unicode,
        };
        if !acceptable {
            vm.byte_operand(v)?;
        }
    }
    let result = method(vm, arguments)?;
    converted(vm, result)
}

fn divided(vm: &mut Vm, arguments: &[Value], method: NativeFunction) -> Result {
    if vm.buffer_view(arguments[1]).is_none() {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("'{name}' does not have the buffer interface")));
    }
    let result = method(vm, arguments)?;
    converted(vm, result)
}

fn located(vm: &mut Vm, arguments: &[Value], method: NativeFunction) -> Result {
    let found = as_of_str(vm, arguments, method)?;
    if found.as_integer() < 0 {
        return Err(vm.value_error("subsection not found"));
    }
    Ok(found)
}

fn padded(vm: &mut Vm, arguments: &[Value], name: &str, method: NativeFunction) -> Result {
    if let Some(&fill) = arguments.get(2) {
        let one = vm.kind_of(fill) == Kind::Str && vm.buffer_bytes(fill)?.len() == 1;
        if !one {
            let got = vm.type_name(fill);
            return Err(vm.type_error(&format!("{name}() argument 2 must be char, not {got}")));
        }
    }
    let result = method(vm, arguments)?;
    converted(vm, result)
}

fn join(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = vm.fast_sequence(arguments[1], "can only join an iterable")?;
    let separator = this(arguments).bytes();
    let mut out = Vec::new();
    for (i, &item) in vm.items_of(items).iter().enumerate() {
        if !matches!(vm.kind_of(item), Kind::Str | Kind::ByteArray) {
            let name = vm.type_name(item);
            return Err(vm.type_error(&format!(
                "can only join an iterable of bytes (item {i} has type '{name}')"
            )));
        }
        if i > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(vm.buffer_bytes(item)?);
    }
    vm.bytearray(&out)
}

fn decode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = vm.str(this(arguments).bytes());
    vm.decode_method(&[bytes, arguments[1], arguments[2]])
}

fn append(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (array, byte) = (this(arguments), vm.byte_argument(arguments[1])?);
    let length = array.len();
    vm.bytes_resize(array, length + 1)?;
    array.bytes_mut()[length] = byte;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> Result {
    let array = this(arguments);
    let at = vm.argument_i64(arguments[1])?;
    let byte = vm.byte_argument(arguments[2])?;
    let length = array.len() as i64;
    let at = if at < 0 { at.saturating_add(length) } else { at }.clamp(0, length) as usize;
    vm.bytes_splice(array, at, at, &[byte])?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let array = this(arguments);
    let at = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)?,
        None => -1,
    };
    if array.is_empty() {
        return Err(vm.raise(Error::IndexError, "pop from empty bytearray"));
    }
    let Some(at) = vm.item_index(at, array.len()) else {
        return Err(vm.raise(Error::IndexError, "pop index out of range"));
    };
    let byte = array.bytes()[at];
    vm.bytes_splice(array, at, at + 1, &[])?;
    Ok(Value::integer(byte as i64))
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (array, byte) = (this(arguments), vm.byte_argument(arguments[1])?);
    match memchr::memchr(byte, array.bytes()) {
        Some(at) => {
            vm.bytes_splice(array, at, at + 1, &[])?;
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !matches!(vm.kind_of(arguments[1]), Kind::Unicode) && vm.buffer_view(arguments[1]).is_none() {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!(
            "fromhex() argument 1 must be string or read-only buffer, not {name}"
        )));
    }
    let digits = vm.buffer_bytes(arguments[1])?;
    let digit = |i: usize| digits.get(i).and_then(|&b| (b as char).to_digit(16));
    let (mut bytes, mut i) = (Vec::with_capacity(digits.len() / 2), 0);
    while i < digits.len() {
        if digits[i] == b' ' {
            i += 1;
            continue;
        }
        let (Some(high), Some(low)) = (digit(i), digit(i + 1)) else {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {i}");
            return Err(vm.value_error(&message));
        };
        bytes.push((high << 4 | low) as u8);
        i += 2;
    }
    let array = vm.bytearray(&bytes)?;
    let class = arguments[0];
    if class == vm.type_of_kind(Kind::ByteArray).value() {
        return Ok(array);
    }
    vm.call(class, &[array])
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]).value();
    let mut text = Vec::new();
    for &byte in this(arguments).bytes() {
        text.extend_from_slice(&crate::unicode::encode_code_point(byte as u32));
    }
    let (text, encoding) = (vm.unicode(&text), vm.str(b"latin-1"));
    let constructor = vm.tuple(&[text, encoding]);
    let name = vm.names.__dict__;
    let state = vm.getattr_optional(arguments[0], name)?.unwrap_or(Value::NONE);
    Ok(vm.tuple(&[class, constructor, state]))
}
