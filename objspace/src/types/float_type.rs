//! `float`.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
use crate::types::number_methods::{self, binary_methods};
use crate::types::numbers::Number;
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::FromPrimitive;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Float,
    base: Kind::Object,
    doc: "float(x) -> floating point number\n\nA number or the text of one as a float.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

binary_methods!();

static METHODS: &[Native] = &[
    function(
        "__getformat__",
        1,
        1,
        get_format,
        "float.__getformat__(typestr) -> string: how 'double' or 'float' lie in memory",
    )
    .class_method(),
    function(
        "__setformat__",
        2,
        2,
        set_format,
        "float.__setformat__(typestr, fmt) -> None: only what is so already can be set",
    )
    .class_method(),
    special("__add__", 1, 1, add, "x.__add__(y) <==> x+y"),
    special("__radd__", 1, 1, radd, "x.__radd__(y) <==> y+x"),
    special("__sub__", 1, 1, sub, "x.__sub__(y) <==> x-y"),
    special("__rsub__", 1, 1, rsub, "x.__rsub__(y) <==> y-x"),
    special("__mul__", 1, 1, mul, "x.__mul__(y) <==> x*y"),
    special("__rmul__", 1, 1, rmul, "x.__rmul__(y) <==> y*x"),
    special("__div__", 1, 1, div, "x.__div__(y) <==> x/y"),
    special("__rdiv__", 1, 1, rdiv, "x.__rdiv__(y) <==> y/x"),
    special("__truediv__", 1, 1, truediv, "x.__truediv__(y) <==> x/y"),
    special("__rtruediv__", 1, 1, rtruediv, "x.__rtruediv__(y) <==> y/x"),
    special("__floordiv__", 1, 1, floordiv, "x.__floordiv__(y) <==> x//y"),
    special("__rfloordiv__", 1, 1, rfloordiv, "x.__rfloordiv__(y) <==> y//x"),
    special("__mod__", 1, 1, modulo, "x.__mod__(y) <==> x%y"),
    special("__rmod__", 1, 1, rmodulo, "x.__rmod__(y) <==> y%x"),
    special("__divmod__", 1, 1, divmod, "x.__divmod__(y) <==> divmod(x, y)"),
    special("__rdivmod__", 1, 1, rdivmod, "x.__rdivmod__(y) <==> divmod(y, x)"),
    special("__pow__", 1, 2, pow, "x.__pow__(y[, z]) <==> pow(x, y[, z])"),
    special("__rpow__", 1, 2, rpow, "y.__rpow__(x[, z]) <==> pow(x, y[, z])"),
    special("__lt__", 1, 1, number_methods::lt, "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, number_methods::le, "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, number_methods::eq, "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, number_methods::ne, "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, number_methods::gt, "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, number_methods::ge, "x.__ge__(y) <==> x>=y"),
    special("__neg__", 0, 0, neg, "x.__neg__() <==> -x"),
    special("__pos__", 0, 0, pos, "x.__pos__() <==> +x"),
    special("__abs__", 0, 0, abs, "x.__abs__() <==> abs(x)"),
    special("__nonzero__", 0, 0, nonzero, "x.__nonzero__() <==> x != 0"),
    special("__int__", 0, 0, int, "x.__int__() <==> int(x)"),
    special("__long__", 0, 0, long, "x.__long__() <==> long(x)"),
    special("__float__", 0, 0, pos, "x.__float__() <==> float(x)"),
    special(
        "__coerce__",
        1,
        1,
        number_methods::coerce,
        "x.__coerce__(y) <==> coerce(x, y)",
    ),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, str, "x.__str__() <==> str(x)"),
    function("__trunc__", 0, 0, int, "the whole part of x, as an int or a long"),
    function("__getnewargs__", 0, 0, getnewargs, ""),
    function("conjugate", 0, 0, pos, "x itself: a float has no imaginary part"),
    function("is_integer", 0, 0, is_integer, "whether the float is an integer"),
    function(
        "as_integer_ratio",
        0,
        0,
        as_integer_ratio,
        "a pair of integers whose ratio is exactly the float",
    ),
    function("hex", 0, 0, hex, "a hexadecimal representation"),
    function("fromhex", 1, 1, fromhex, "a float from a hexadecimal string").class_method(),
    getter("real", pos, "the real part: the float itself"),
    getter("imag", imag, "the imaginary part: 0.0"),
];

fn this(vm: &Vm, arguments: &[Value]) -> f64 {
    vm.as_float(arguments[0]).unwrap_or(0.0)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = number_methods::constructor_arguments(vm, arguments, "float", &["x"], 1)?;
    let f = match given[0].bound() {
        None => 0.0,
        Some(v) => vm.float_from(v)?,
    };
    number_methods::float_of_class(vm, arguments[0], f)
}

impl Vm {
    /// `float(v)`: numbers, strings, `__float__`.
    pub fn float_from(&mut self, v: Value) -> Result<f64> {
        match self.kind_of(v) {
            Kind::Str => {
                let bytes = Ref::<crate::string::StrObject>::of(v).bytes();
                return parse(self, bytes);
            }
            Kind::Unicode => {
                let text = number_methods::decimal_text(self, v)?;
                return parse(self, text.as_bytes());
            }
            Kind::OldInstance => {}
            _ => {
                let name = self.names.__float__;
                if self.number(v, false).is_none() && self.lookup_special(v, name).is_none() {
                    if let Some(text) = self.text_of_buffer(v) {
                        return parse(self, Ref::<crate::string::StrObject>::of(text).bytes());
                    }
                    return Err(self.type_error("float() argument must be a string or a number"));
                }
            }
        }
        self.float_argument(v)
    }

    /// The float of a number argument (math functions): no strings. TypeError "a float is required".
    pub fn float_argument(&mut self, v: Value) -> Result<f64> {
        if let Some(f) = self.as_float(v) {
            if v.is_immediate_float() || v.map() == Kind::Float.map() {
                return Ok(f);
            }
        }
        match self.number(v, false) {
            Some(Number::Int(i)) => return Ok(i as f64),
            Some(Number::Long(l)) => return self.float_of_bigint(&l),
            _ => {}
        }
        let name = self.names.__float__;
        match self.call_special(v, name, &[])? {
            Some(result) => match self.as_float(result) {
                Some(f) => Ok(f),
                None => {
                    let name = self.type_name(result);
                    Err(self.type_error(&format!("__float__ returned non-float (type {name})")))
                }
            },
            None if self.kind_of(v) == Kind::OldInstance => Err(self.no_attribute(v, name)),
            None => Err(self.type_error("a float is required")),
        }
    }
}

/// A float from text, as float() takes it. ValueError.
pub fn parse(vm: &mut Vm, bytes: &[u8]) -> Result<f64> {
    let text = String::from_utf8_lossy(bytes);
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c');
    let text = text.trim_start_matches(is_space);
    if let Some(f) = parse_text(text.trim_end_matches(is_space)) {
        return Ok(f);
    }
    let problem = if starts_like_float(text) {
        "invalid literal for float()"
    } else {
        "could not convert string to float"
    };
    let shown: String = text.split('\0').next().unwrap_or("").chars().take(200).collect();
    Err(vm.value_error(&format!("{problem}: {shown}")))
}

/// Whether some start of the text spells a float.
fn starts_like_float(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text).to_ascii_lowercase();
    let number = digits.strip_prefix('.').unwrap_or(&digits);
    number.starts_with(|c: char| c.is_ascii_digit()) || digits.starts_with("inf") || digits.starts_with("nan")
}

/// The float that a whole text spells: decimal, inf, nan.
pub fn parse_text(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = digits.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => {
            return Some(if text.starts_with('-') {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            })
        }
        "nan" => return Some(if text.starts_with('-') { -f64::NAN } else { f64::NAN }),
        _ => {}
    }
    let first = digits.bytes().next()?;
    if !(first.is_ascii_digit() || first == b'.') || !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if digits
        .bytes()
        .any(|b| !(b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-')))
    {
        return None;
    }
    text.parse().ok()
}

/// `f <op> g`. None: not defined for floats.
pub fn operation(vm: &mut Vm, op: Operator, f: f64, g: f64) -> Option<Result> {
    let r = match op {
        Operator::Add => f + g,
        Operator::Subtract => f - g,
        Operator::Multiply => f * g,
        Operator::Divide | Operator::TrueDivide => {
            if g == 0.0 {
                return Some(Err(vm.raise(Error::ZeroDivisionError, "float division by zero")));
            }
            f / g
        }
        Operator::FloorDivide | Operator::Modulo | Operator::DivMod => {
            if g == 0.0 {
                let message = if op == Operator::Modulo {
                    "float modulo"
                } else {
                    "float divmod()"
                };
                return Some(Err(vm.raise(Error::ZeroDivisionError, message)));
            }
            let (q, r) = divide(f, g);
            match op {
                Operator::FloorDivide => q,
                Operator::Modulo => r,
                _ => {
                    let (q, r) = (vm.float(q), vm.float(r));
                    return Some(Ok(vm.tuple(&[q, r])));
                }
            }
        }
        Operator::Power => return Some(power(vm, f, g)),
        _ => return None,
    };
    Some(Ok(vm.float(r)))
}

/// Floor division and modulo as CPython computes them: the remainder has the divisor's sign, and q * g + r is f.
fn divide(f: f64, g: f64) -> (f64, f64) {
    let mut r = f % g;
    let mut q = (f - r) / g;
    if r != 0.0 {
        if (g < 0.0) != (r < 0.0) {
            r += g;
            q -= 1.0;
        }
    } else {
        r = 0f64.copysign(g);
    }
    let q = if q != 0.0 {
        let floor = q.floor();
        if q - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    } else {
        0f64.copysign(f / g)
    };
    (q, r)
}

fn power(vm: &mut Vm, f: f64, g: f64) -> Result {
    if g == 0.0 || f == 1.0 {
        return Ok(vm.float(1.0));
    }
    if f == 0.0 && g == f64::NEG_INFINITY {
        return Ok(vm.float(f64::INFINITY));
    }
    if f == 0.0 && g < 0.0 {
        return Err(vm.raise(Error::ZeroDivisionError, "0.0 cannot be raised to a negative power"));
    }
    if f < 0.0 && f.is_finite() && g.is_finite() && g != g.floor() {
        return Err(vm.value_error("negative number cannot be raised to a fractional power"));
    }
    let r = f.powf(g);
    if r.is_infinite() && f.is_finite() && g.is_finite() {
        let text = vm.str(b"Numerical result out of range");
        return Err(vm.raise_with(Error::OverflowError, &[Value::integer(34), text]));
    }
    Ok(vm.float(r))
}

fn neg(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = -this(vm, arguments);
    Ok(vm.float(f))
}

fn pos(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    Ok(vm.float(f))
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments).abs();
    Ok(vm.float(f))
}

fn imag(vm: &mut Vm, _: &[Value]) -> Result {
    Ok(vm.float(0.0))
}

fn nonzero(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok((this(vm, arguments) != 0.0).into())
}

fn integer(vm: &mut Vm, f: f64, what: &str) -> Result<BigInt> {
    if f.is_nan() {
        return Err(vm.value_error(&format!("cannot convert float NaN to {what}")));
    }
    match BigInt::from_f64(f.trunc()) {
        Some(i) => Ok(i),
        None => Err(vm.raise(
            Error::OverflowError,
            &format!("cannot convert float infinity to {what}"),
        )),
    }
}

fn int(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    if f.abs() < 9.2e18 {
        return Ok(vm.int(f as i64));
    }
    let i = integer(vm, f, "integer")?;
    vm.int_or_long(&i)
}

fn long(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    let i = integer(vm, f, "integer")?;
    vm.long(&i)
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    let hash = float_hash(vm, f)?;
    Ok(vm.int(hash))
}

/// CPython 2.7's hash of a float: that of the integer if it is one, else from mantissa and exponent.
pub fn float_hash(vm: &mut Vm, f: f64) -> Result<i64> {
    if f.is_infinite() {
        return Ok(if f > 0.0 { 314159 } else { -271828 });
    }
    if f.is_nan() {
        return Ok(0);
    }
    if f == f.trunc() {
        if f.abs() < 9.2e18 {
            let i = f as i64;
            return Ok(if i == -1 { -2 } else { i });
        }
        let i = integer(vm, f, "integer")?;
        let l = vm.long(&i)?;
        return vm.hash(l);
    }
    let (mantissa, exponent) = crate::types::float_format::frexp(f);
    let scaled = mantissa * 2147483648.0;
    let high = scaled as i64;
    let low = (scaled - high as f64) * 2147483648.0;
    let hash = high.wrapping_add(low as i64).wrapping_add((exponent as i64) << 15);
    Ok(if hash == -1 { -2 } else { hash })
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = crate::types::float_format::repr(this(vm, arguments));
    Ok(vm.str(text.as_bytes()))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = crate::types::float_format::str(this(vm, arguments));
    Ok(vm.str(text.as_bytes()))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    let f = vm.float(f);
    Ok(vm.tuple(&[f]))
}

fn is_integer(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    Ok((f.is_finite() && f == f.floor()).into())
}

fn as_integer_ratio(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments);
    if f.is_infinite() {
        return Err(vm.raise(Error::OverflowError, "Cannot pass infinity to float.as_integer_ratio."));
    }
    if f.is_nan() {
        return Err(vm.value_error("Cannot pass NaN to float.as_integer_ratio."));
    }
    let (mut mantissa, mut exponent) = crate::types::float_format::frexp(f);
    while mantissa != mantissa.floor() {
        mantissa *= 2.0;
        exponent -= 1;
    }
    let numerator = BigInt::from_f64(mantissa).unwrap_or_default();
    let (n, d) = if exponent >= 0 {
        (numerator << exponent as usize, BigInt::from(1))
    } else {
        (numerator, BigInt::from(1) << (-exponent) as usize)
    };
    let n = vm.int_or_long(&n)?;
    let d = vm.int_or_long(&d)?;
    Ok(vm.tuple(&[n, d]))
}

fn hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = crate::types::float_format::hex(this(vm, arguments));
    Ok(vm.str(text.as_bytes()))
}

fn fromhex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = match vm.kind_of(arguments[1]) {
        Kind::Str => Ref::<crate::string::StrObject>::of(arguments[1]).text(),
        Kind::Unicode => Ref::<crate::unicode::UnicodeObject>::of(arguments[1]).text(),
        _ => return Err(vm.type_error("expected a string")),
    };
    match crate::types::float_format::from_hex(text.trim()) {
        Ok(f) => {
            let f = vm.float(f);
            vm.call(arguments[0], &[f])
        }
        Err(true) => Err(vm.raise(
            Error::OverflowError,
            "hexadecimal value too large to represent as a float",
        )),
        Err(false) => Err(vm.value_error("invalid hexadecimal floating-point string")),
    }
}

/// How the platform holds floats.
const FORMAT: &str = if cfg!(target_endian = "big") {
    "IEEE, big-endian"
} else {
    "IEEE, little-endian"
};

/// The name of a C type in an argument of a function. TypeError, ValueError.
fn check_type_name(vm: &mut Vm, v: Value, function: &str) -> Result<()> {
    if !vm.is_kind(v, Kind::Str) {
        let name = vm.type_name(v);
        let what = match function {
            "__getformat__" => format!("{function}() argument must be string, not {name}"),
            _ => format!("{function}() argument 1 must be string, not {name}"),
        };
        return Err(vm.type_error(&what));
    }
    match Ref::<crate::string::StrObject>::of(v).bytes() {
        b"double" | b"float" => Ok(()),
        _ => Err(vm.value_error(&format!("{function}() argument 1 must be 'double' or 'float'"))),
    }
}

fn get_format(vm: &mut Vm, arguments: &[Value]) -> Result {
    check_type_name(vm, arguments[1], "__getformat__")?;
    Ok(vm.str(FORMAT.as_bytes()))
}

fn set_format(vm: &mut Vm, arguments: &[Value]) -> Result {
    check_type_name(vm, arguments[1], "__setformat__")?;
    if !vm.is_kind(arguments[2], Kind::Str) {
        let name = vm.type_name(arguments[2]);
        return Err(vm.type_error(&format!("__setformat__() argument 2 must be string, not {name}")));
    }
    let format = Ref::<crate::string::StrObject>::of(arguments[2]).bytes();
    let kind = Ref::<crate::string::StrObject>::of(arguments[1]).text();
    if format == b"unknown" || format == FORMAT.as_bytes() {
        return Ok(Value::NONE);
    }
    if matches!(format, b"IEEE, little-endian" | b"IEEE, big-endian") {
        return Err(vm.value_error(&format!(
            "can only set {kind} format to 'unknown' or the detected platform value"
        )));
    }
    Err(vm.value_error("__setformat__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'"))
}
