//! `str`: special methods. The others are in `str_methods`.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::slice::SliceObject;
use crate::string::StrObject;
use crate::types::number_methods::constructor_arguments;
use crate::value::Value;
use crate::vm::Vm;

pub static BASE: TypeDefinition = TypeDefinition {
    kind: Kind::BaseString,
    base: Kind::Object,
    doc: "The common base of str and unicode. It has no objects of its own.",
    new: Some(new_base),
    methods: &[],
    subclassable: true,
};

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Str,
    base: Kind::BaseString,
    doc: "str(object='') -> string\n\nThe object as text, the way print shows it.\nA str is given back as it is.",
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
];

fn this(arguments: &[Value]) -> Ref<StrObject> {
    Ref::of(arguments[0])
}

fn new_base(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("The basestring type cannot be instantiated"))
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [x, _] = constructor_arguments(vm, arguments, "str", &["object"], 1)?;
    let text = match x.bound() {
        None => Ref::of(vm.empty_str()),
        Some(x) => vm.to_str(x)?,
    };
    let class = Ref::<TypeObject>::of(arguments[0]);
    if class == vm.type_of_kind(Kind::Str) {
        return Ok(text.value());
    }
    let bytes = text.bytes();
    let instance = vm.new_instance_sized(class, bytes.len().max(16))?;
    Ref::<StrObject>::of(instance).fill(bytes);
    Ok(instance)
}

fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.kind_of(arguments[1]) {
        Kind::Str => vm.concatenate(this(arguments), Ref::of(arguments[1])),
        Kind::Unicode => {
            let u = vm.decode_default(arguments[0])?;
            vm.binary(crate::protocols::arithmetic::Operator::Add, u, arguments[1])
        }
        Kind::ByteArray => crate::types::bytearray::concatenate(vm, arguments[0], arguments[1]),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn mul(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(n) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let bytes = this(arguments).bytes();
    if n == 1 && vm.is_exact(arguments[0], Kind::Str) {
        return Ok(arguments[0]);
    }
    let Some(total) = bytes.len().checked_mul(n).filter(|&t| t <= isize::MAX as usize) else {
        return Err(vm.raise(Error::OverflowError, "repeated string is too long"));
    };
    if total == 0 {
        return Ok(vm.empty_str());
    }
    vm.str_with(total, |out| {
        if let [byte] = bytes {
            out.fill(*byte);
        } else {
            for chunk in out.chunks_mut(bytes.len()) {
                chunk.copy_from_slice(bytes);
            }
        }
    })
}

fn modulo(vm: &mut Vm, arguments: &[Value]) -> Result {
    crate::types::format_percent::format(vm, arguments[0], arguments[1])
}

fn rmodulo(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !matches!(vm.kind_of(arguments[1]), Kind::Str | Kind::Unicode) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    crate::types::format_percent::format(vm, arguments[1], arguments[0])
}

fn len(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.int(this(arguments).len() as i64))
}

/// The bytes from `start` on, `count` of them `step` apart.
fn stepped(vm: &mut Vm, bytes: &[u8], start: i64, step: i64, count: usize) -> Result {
    if step == 1 {
        return Ok(vm.str(&bytes[start as usize..start as usize + count]));
    }
    vm.str_with(count, |out| {
        let mut at = start;
        for b in out {
            *b = bytes[at as usize];
            at += step;
        }
    })
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    if vm.kind_of(arguments[1]) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(arguments[1]), || s.len())?;
        if range.count == 0 {
            return Ok(vm.empty_str());
        }
        return stepped(vm, s.bytes(), range.start, range.step, range.count);
    }
    let index = vm.names.__index__;
    if vm.as_int(arguments[1]).is_none() && !vm.has_special(arguments[1], index)? {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("string indices must be integers, not {name}")));
    }
    let i = vm.index_i64(arguments[1])?;
    let i = if i < 0 { i + s.len() as i64 } else { i };
    if i < 0 || i >= s.len() as i64 {
        return Err(vm.raise(Error::IndexError, "string index out of range"));
    }
    Ok(vm.char_str(s.bytes()[i as usize]))
}

fn getslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let n = s.len() as i64;
    let (i, j) = (
        vm.argument_i64(arguments[1])?.clamp(0, n),
        vm.argument_i64(arguments[2])?.clamp(0, n),
    );
    if i == 0 && j == n && vm.is_exact(arguments[0], Kind::Str) {
        return Ok(arguments[0]);
    }
    if i >= j {
        return Ok(vm.empty_str());
    }
    Ok(vm.str(&s.bytes()[i as usize..j as usize]))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.kind_of(arguments[1]) {
        Kind::Str => {
            let needle = Ref::<StrObject>::of(arguments[1]).bytes();
            Ok(memchr::memmem::find(this(arguments).bytes(), needle).is_some().into())
        }
        Kind::Unicode => {
            let u = vm.decode_default(arguments[0])?;
            Ok(vm.contains(u, arguments[1])?.into())
        }
        _ => {
            let name = vm.type_name(arguments[1]);
            Err(vm.type_error(&format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

macro_rules! rich {
    ($($name:ident $method:ident;)*) => {
        $(fn $name(vm: &mut Vm, arguments: &[Value]) -> Result {
            if vm.kind_of(arguments[1]) != Kind::Str {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let ordering = this(arguments).bytes().cmp(Ref::<StrObject>::of(arguments[1]).bytes());
            Ok(ordering.$method().into())
        })*
    };
}

rich! {
    lt is_lt;
    le is_le;
    eq is_eq;
    ne is_ne;
    gt is_gt;
    ge is_ge;
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = vm.hash_of_str(this(arguments));
    Ok(vm.int(hash))
}

/// The repr of bytes: quotes chosen so that fewest need escaping.
pub fn repr_bytes(bytes: &[u8]) -> Vec<u8> {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    let mut out = Vec::with_capacity(bytes.len() + 2);
    out.push(quote);
    for &b in bytes {
        match b {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ if b == quote => out.extend_from_slice(&[b'\\', b]),
            0x20..=0x7e => out.push(b),
            _ => out.extend_from_slice(format!("\\x{b:02x}").as_bytes()),
        }
    }
    out.push(quote);
    out
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = repr_bytes(this(arguments).bytes());
    Ok(vm.str(&text))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.is_exact(arguments[0], Kind::Str) {
        return Ok(arguments[0]);
    }
    Ok(vm.str(this(arguments).bytes()))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = vm.str(this(arguments).bytes());
    Ok(vm.tuple(&[s]))
}
