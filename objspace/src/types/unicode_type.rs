//! `unicode`: constructor and special methods. The others are in `unicode_methods`.

use crate::class::TypeObject;
use crate::code_points;
use crate::codecs::errors::push_escape;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::slice::SliceObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Unicode,
    base: Kind::BaseString,
    doc: "unicode(object='') -> unicode object\nunicode(string[, encoding[, errors]]) -> unicode object\n\nA text made of an object, or of bytes in an encoding (the default one if none is given).\nerrors: 'strict' (default), 'replace' or 'ignore'.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special("__add__", 1, 1, add, "x.__add__(y) <==> x+y"),
    special("__mul__", 1, 1, mul, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, mul, "x.__rmul__(n) <==> n*x"),
    special("__mod__", 1, 1, modulo, "x.__mod__(y) <==> x%y"),
    special("__rmod__", 1, 1, rmodulo, "x.__rmod__(y) <==> y%x"),
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    special("__getslice__", 2, 2, getslice, "x.__getslice__(i, j) <==> x[i:j]"),
    special("__contains__", 1, 1, contains, "x.__contains__(y) <==> y in x"),
    special("__lt__", 1, 1, lt, "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, le, "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, eq, "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, ne, "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, gt, "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, ge, "x.__ge__(y) <==> x>=y"),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, str, "x.__str__() <==> str(x)"),
    crate::native::function("__getnewargs__", 0, 0, getnewargs, ""),
    crate::native::function("__sizeof__", 0, 0, sizeof, "S.__sizeof__() -> how many bytes S takes"),
];

fn this(arguments: &[Value]) -> Ref<UnicodeObject> {
    Ref::of(arguments[0])
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    const NAMES: &[&str] = &["string", "encoding", "errors"];
    let [x, encoding, errors] = crate::types::number_methods::named_arguments(vm, arguments, "unicode", NAMES, 3)?;
    let mut codec = [Value::UNBOUND; 2];
    for (i, v) in [encoding, errors].into_iter().enumerate() {
        codec[i] = match v.bound() {
            None => v,
            Some(v) if vm.is_kind(v, Kind::Str) => v,
            Some(v) if vm.is_kind(v, Kind::Unicode) => vm.encode_default(v)?,
            Some(v) => {
                let name = vm.type_name(v);
                return Err(vm.type_error(&format!("unicode() argument {} must be string, not {name}", i + 2)));
            }
        };
    }
    let text = match x.bound() {
        None => Ref::of(vm.common.empty_unicode),
        Some(x) if codec[0].is_unbound() && codec[1].is_unbound() => vm.to_unicode(x)?,
        Some(x) => Ref::of(vm.decode_object(x, codec[0].bound(), codec[1].bound())?),
    };
    let class = Ref::<TypeObject>::of(arguments[0]);
    if class == vm.type_of_kind(Kind::Unicode) {
        return Ok(text.value());
    }
    vm.unicode_of_class(class, text)
}

fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.kind_of(arguments[1]) {
        Kind::Unicode => vm.concatenate_unicode(this(arguments), Ref::of(arguments[1])),
        Kind::Str | Kind::Buffer => {
            let other = vm.coerce_to_unicode(arguments[1])?;
            vm.concatenate_unicode(this(arguments), other)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn mul(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(n) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if n == 1 && vm.is_exact(arguments[0], Kind::Unicode) {
        return Ok(arguments[0]);
    }
    let bytes = this(arguments).bytes();
    if bytes.is_empty() || n == 0 {
        return Ok(vm.common.empty_unicode);
    }
    // Four bytes a character, as CPython counts, must be a number; whether there is memory is another question.
    let length = this(arguments).len().checked_mul(n).filter(|&t| t < usize::MAX / 4);
    let Some(length) = length else {
        return Err(vm.raise(Error::OverflowError, "repeated string is too long"));
    };
    let Some(size) = bytes.len().checked_mul(n) else {
        return Err(vm.memory_error());
    };
    vm.unicode_with(size, length, |out| {
        for chunk in out.chunks_mut(bytes.len()) {
            chunk.copy_from_slice(bytes);
        }
    })
}

fn modulo(vm: &mut Vm, arguments: &[Value]) -> Result {
    crate::types::format_percent::format(vm, arguments[0], arguments[1])
}

fn rmodulo(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Unicode) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    crate::types::format_percent::format(vm, arguments[1], arguments[0])
}

fn len(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.int(this(arguments).len() as i64))
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    let u = this(arguments);
    if vm.kind_of(arguments[1]) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(arguments[1]), || u.len())?;
        if range.count == 0 {
            return Ok(vm.common.empty_unicode);
        }
        let start = range.start as usize;
        if range.step == 1 {
            return Ok(slice(vm, arguments[0], start, start + range.count));
        }
        let mut out = Vec::with_capacity(range.count);
        let mut at = range.start;
        for _ in 0..range.count {
            let offset = vm.unicode_offset(u, at as usize);
            code_points::push(&mut out, code_points::decode_at(u.bytes(), offset).0);
            at += range.step;
        }
        return Ok(vm.unicode_counted(&out, range.count));
    }
    let index = vm.names.__index__;
    if vm.as_int(arguments[1]).is_none() && !vm.has_special(arguments[1], index)? {
        return Err(vm.type_error("string indices must be integers"));
    }
    let i = vm.index_i64(arguments[1])?;
    let i = if i < 0 { i + u.len() as i64 } else { i };
    if i < 0 || i >= u.len() as i64 {
        return Err(vm.raise(Error::IndexError, "string index out of range"));
    }
    Ok(vm.unicode_at(u, i as usize))
}

/// Characters `start..end`; an exact unicode object itself if they are all.
fn slice(vm: &mut Vm, v: Value, start: usize, end: usize) -> Value {
    let u = Ref::<UnicodeObject>::of(v);
    if start == 0 && end == u.len() && vm.is_exact(v, Kind::Unicode) {
        return v;
    }
    if start >= end {
        return vm.common.empty_unicode;
    }
    vm.unicode_slice(u, start, end)
}

fn getslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = this(arguments).len() as i64;
    let (start, end) = (
        vm.argument_i64(arguments[1])?.clamp(0, n),
        vm.argument_i64(arguments[2])?.clamp(0, n),
    );
    Ok(slice(vm, arguments[0], start as usize, end as usize))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    let part = match vm.coerce_to_unicode(arguments[1]) {
        Ok(part) => part,
        Err(e) => {
            if vm.swallow(Error::TypeError) {
                let name = vm.type_name(arguments[1]);
                return Err(vm.type_error(&format!("coercing to Unicode: need string or buffer, {name} found")));
            }
            return Err(e);
        }
    };
    Ok(memmem::find(this(arguments).bytes(), part.bytes()).is_some().into())
}

/// Comparison with unicode or str. A str that does not decode is unequal, with a warning; its order is an error.
fn rich(vm: &mut Vm, arguments: &[Value], op: Comparison) -> Result {
    let other = match vm.kind_of(arguments[1]) {
        Kind::Unicode => Ref::of(arguments[1]),
        Kind::Str => match vm.coerce_to_unicode(arguments[1]) {
            Ok(other) => other,
            Err(e) => {
                let what = match op {
                    Comparison::Equal => "Unicode equal comparison failed to convert both arguments to Unicode - interpreting them as being unequal",
                    Comparison::NotEqual => "Unicode unequal comparison failed to convert both arguments to Unicode - interpreting them as being unequal",
                    _ => return Err(e),
                };
                if !vm.swallow(Error::UnicodeDecodeError) {
                    return Err(e);
                }
                vm.warn(Error::UnicodeWarning, what)?;
                return Ok(Value::bool(op == Comparison::NotEqual));
            }
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    // The order of bytes is that of code points.
    let ordering = this(arguments).bytes().cmp(other.bytes());
    Ok(Value::bool(op.holds(ordering)))
}

macro_rules! rich_methods {
    ($($name:ident $op:ident;)*) => {
        $(fn $name(vm: &mut Vm, arguments: &[Value]) -> Result {
            rich(vm, arguments, Comparison::$op)
        })*
    };
}

rich_methods! {
    lt Less;
    le LessEqual;
    eq Equal;
    ne NotEqual;
    gt Greater;
    ge GreaterEqual;
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = vm.hash_of_unicode(this(arguments));
    Ok(vm.int(hash))
}

/// The escapes of unicode text: printable ASCII as it is. `quote`: a byte that gets a backslash too.
pub fn escape(text: &[u8], quote: Option<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 3);
    for code in code_points::code_points(text) {
        match code {
            0x5c => out.extend_from_slice(b"\\\\"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0d => out.extend_from_slice(b"\\r"),
            _ if quote.is_some_and(|q| q as u32 == code) => out.extend_from_slice(&[b'\\', code as u8]),
            0x20..=0x7e => out.push(code as u8),
            _ => push_escape(&mut out, code),
        }
    }
    out
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = this(arguments).bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    let mut text = vec![b'u', quote];
    text.extend(escape(bytes, Some(quote)));
    text.push(quote);
    Ok(vm.str(&text))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.encode_default(arguments[0])
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let u = this(arguments);
    let copy = vm.unicode_counted(u.bytes(), u.len());
    Ok(vm.tuple(&[copy]))
}

fn sizeof(vm: &mut Vm, arguments: &[Value]) -> Result {
    let u = this(arguments);
    Ok(vm.int((std::mem::size_of::<UnicodeObject>() + u.bytes().len()) as i64))
}
