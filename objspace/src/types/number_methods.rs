//! Methods that the number types share.

use crate::characters;
use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
use crate::protocols::compare::Comparison;
use crate::types::numbers::{compare, Number};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// Whether a number of rank 0 int, 1 long, 2 float, 3 complex takes the other operand: not one of a wider type.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Int | Kind::Bool => 0,
        Kind::Long => 1,
        Kind::Float => 2,
        _ => 3,
    }
}

/// `self <op> other`; NotImplemented where the other side is of a wider type or no number.
pub fn forward(vm: &mut Vm, arguments: &[Value], op: Operator) -> Result {
    binary(vm, arguments[0], arguments[1], arguments[0], op)
}

/// `other <op> self`.
pub fn reflected(vm: &mut Vm, arguments: &[Value], op: Operator) -> Result {
    binary(vm, arguments[1], arguments[0], arguments[0], op)
}

fn binary(vm: &mut Vm, a: Value, b: Value, own: Value, op: Operator) -> Result {
    let (Some(x), Some(y)) = (vm.number(a, true), vm.number(b, true)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let other = if own == a { b } else { a };
    if rank(vm.kind_of(other)) > rank(vm.kind_of(own)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.binary_numbers(op, x, y).unwrap_or(Ok(Value::NOT_IMPLEMENTED))
}

/// `pow(x, y, z)`.
pub fn power(vm: &mut Vm, arguments: &[Value]) -> Result {
    match arguments.get(2).filter(|z| !z.is_none()) {
        None => forward(vm, arguments, Operator::Power),
        Some(&z) => crate::types::long_type::power_modulo(vm, arguments[0], arguments[1], z),
    }
}

/// The arithmetic special methods of a number type, as functions of the module it is used in.
macro_rules! binary_methods {
    () => {
        binary_methods!(@each add radd Add; sub rsub Subtract; mul rmul Multiply; div rdiv Divide; truediv rtruediv TrueDivide;
            floordiv rfloordiv FloorDivide; modulo rmodulo Modulo; divmod rdivmod DivMod;);
        fn pow(vm: &mut Vm, arguments: &[Value]) -> Result {
            number_methods::power(vm, arguments)
        }
        fn rpow(vm: &mut Vm, arguments: &[Value]) -> Result {
            number_methods::reflected(vm, arguments, Operator::Power)
        }
    };
    (@each $($forward:ident $reflected:ident $op:ident;)*) => {
        $(
            fn $forward(vm: &mut Vm, arguments: &[Value]) -> Result {
                number_methods::forward(vm, arguments, Operator::$op)
            }
            fn $reflected(vm: &mut Vm, arguments: &[Value]) -> Result {
                number_methods::reflected(vm, arguments, Operator::$op)
            }
        )*
    };
}
pub(crate) use binary_methods;

fn rich(vm: &mut Vm, arguments: &[Value], op: Comparison) -> Result {
    let (Some(x), Some(y)) = (vm.number(arguments[0], true), vm.number(arguments[1], true)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match compare(&x, &y) {
        Some(ordering) => Ok(Value::bool(
            ordering.map_or(op == Comparison::NotEqual, |o| op.holds(o)),
        )),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

macro_rules! rich_methods {
    ($($name:ident $op:ident;)*) => {
        $(pub fn $name(vm: &mut Vm, arguments: &[Value]) -> Result {
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

/// `int.__cmp__` and `long.__cmp__`: the other side has the same type. TypeError.
pub fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    let wanted = match vm.kind_of(arguments[0]) {
        Kind::Bool => Kind::Int,
        kind => kind,
    };
    let class = vm.type_of_kind(wanted);
    if !vm.is_instance_of(arguments[1], class) {
        let (own, got) = (vm.type_name(arguments[0]), vm.type_name(arguments[1]));
        return Err(vm.type_error(&format!("{own}.__cmp__(x,y) requires y to be a '{own}', not a '{got}'")));
    }
    let (Some(x), Some(y)) = (vm.number(arguments[0], true), vm.number(arguments[1], true)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match compare(&x, &y) {
        Some(Some(ordering)) => Ok(Value::integer(ordering as i64)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `x.__coerce__(y)`: a pair in x's type, or NotImplemented.
pub fn coerce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = (arguments[0], arguments[1]);
    if vm.number(b, true).is_none() || rank(vm.kind_of(b)) > rank(vm.kind_of(a)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match vm.coerce(a, b)? {
        Some((x, y)) => Ok(vm.tuple(&[x, y])),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The arguments of a number's constructor, by position or name: absent ones unbound.
pub fn constructor_arguments(
    vm: &mut Vm,
    arguments: &[Value],
    function: &str,
    names: &[&str],
    most: usize,
) -> Result<[Value; 2]> {
    named_arguments(vm, arguments, function, names, most)
}

/// As `constructor_arguments`, for any number of them.
pub fn named_arguments<const N: usize>(
    vm: &mut Vm,
    arguments: &[Value],
    function: &str,
    names: &[&str],
    most: usize,
) -> Result<[Value; N]> {
    let given = &arguments[1..arguments.len() - 1];
    let mut all = [Value::UNBOUND; N];
    let keywords = arguments[arguments.len() - 1];
    let count = keywords.bound().map_or(0, |k| Ref::<DictObject>::of(k).len());
    if given.len() + count > most {
        let plural = if most == 1 { "" } else { "s" };
        return Err(vm.type_error(&format!(
            "{function}() takes at most {most} argument{plural} ({} given)",
            given.len() + count
        )));
    }
    all[..given.len()].copy_from_slice(given);
    if count > 0 {
        let dict = Ref::<DictObject>::of(keywords);
        let mut position = 0;
        while let Some((entry, key, v)) = dict.next(position) {
            position = entry + 1;
            let text = vm.keyword_text(key)?;
            match names.iter().position(|name| *name == text) {
                Some(i) if all[i].is_unbound() => all[i] = v,
                Some(i) => {
                    return Err(vm.type_error(&format!("Argument given by name ('{text}') and position ({})", i + 1)))
                }
                None => {
                    return Err(vm.type_error(&format!("'{text}' is an invalid keyword argument for this function")))
                }
            }
        }
    }
    Ok(all)
}

/// A float of exactly `float`, or an instance of a subclass.
pub fn float_of_class(vm: &mut Vm, class: Value, f: f64) -> Result {
    let class = Ref::<TypeObject>::of(class);
    if class == vm.type_of_kind(Kind::Float) {
        return Ok(vm.float(f));
    }
    let instance = vm.new_instance(class)?;
    unsafe { *(instance.pointer() as *mut f64).add(1) = f };
    Ok(instance)
}

/// The text of a unicode number with its digits and spaces made ASCII. UnicodeEncodeError.
pub fn decimal_text(vm: &mut Vm, v: Value) -> Result<String> {
    let mut out = String::new();
    for (position, code) in Ref::<crate::unicode::UnicodeObject>::of(v).code_points().enumerate() {
        if characters::is_space(code) {
            out.push(' ');
        } else if let Some(digit) = characters::decimal(code).and_then(|d| char::from_digit(d, 10)) {
            out.push(digit);
        } else if let Ok(byte @ 1..=0x7f) = u8::try_from(code) {
            out.push(byte as char);
        } else {
            let encoding = vm.str(b"decimal");
            let reason = vm.str(b"invalid decimal Unicode string");
            let (start, end) = (Value::integer(position as i64), Value::integer(position as i64 + 1));
            return Err(vm.raise_with(Error::UnicodeEncodeError, &[encoding, v, start, end, reason]));
        }
    }
    Ok(out)
}

impl Vm {
    /// An int if it fits 64 bits, else a long.
    pub fn int_or_long(&mut self, i: &BigInt) -> Result {
        match i.to_i64() {
            Some(small) => Ok(self.int(small)),
            None => self.long(i),
        }
    }

    /// The integer in an int, long or bool (subclasses included).
    pub fn bigint(&self, v: Value) -> Option<BigInt> {
        match self.number(v, true)? {
            Number::Int(i) => Some(BigInt::from(i)),
            Number::Long(l) => Some(l),
            _ => None,
        }
    }
}
