//! `complex`.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
use crate::types::float_format;
use crate::types::float_type::{float_hash, parse_text};
use crate::types::number_methods::{self, binary_methods};
use crate::types::numbers::Number;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Complex,
    base: Kind::Object,
    doc: "complex(real[, imag]) -> complex number\n\nreal + imag*1j; imag is 0 if it is not given.\nA string is read as a complex number.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

binary_methods!();

static METHODS: &[Native] = &[
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
    special("__pow__", 1, 2, complex_pow, "x.__pow__(y[, z]) <==> pow(x, y[, z])"),
    special("__rpow__", 1, 2, rpow, "y.__rpow__(x[, z]) <==> pow(x, y[, z])"),
    special("__lt__", 1, 1, unordered, "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, unordered, "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, eq, "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, ne, "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, unordered, "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, unordered, "x.__ge__(y) <==> x>=y"),
    special("__neg__", 0, 0, neg, "x.__neg__() <==> -x"),
    special("__pos__", 0, 0, pos, "x.__pos__() <==> +x"),
    special("__abs__", 0, 0, abs, "x.__abs__() <==> abs(x)"),
    special("__nonzero__", 0, 0, nonzero, "x.__nonzero__() <==> x != 0"),
    special("__int__", 0, 0, no_int, "x.__int__() <==> int(x)"),
    special("__long__", 0, 0, no_long, "x.__long__() <==> long(x)"),
    special("__float__", 0, 0, no_float, "x.__float__() <==> float(x)"),
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
    function("__getnewargs__", 0, 0, getnewargs, ""),
    function("conjugate", 0, 0, conjugate, "complex.conjugate() -> complex"),
    getter("real", real, "the real part").member(),
    getter("imag", imag, "the imaginary part").member(),
];

fn this(vm: &Vm, arguments: &[Value]) -> (f64, f64) {
    vm.complex_parts(arguments[0])
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [re, im] = number_methods::constructor_arguments(vm, arguments, "complex", &["real", "imag"], 2)?;
    let class = Ref::<TypeObject>::of(arguments[0]);
    let plain = class == vm.type_of_kind(Kind::Complex);
    if let (Some(x), true) = (re.bound(), im.is_unbound()) {
        if plain && vm.is_exact(x, Kind::Complex) {
            return Ok(x);
        }
    }
    let (a, b) = match re.bound() {
        None => (0.0, None),
        Some(x) if matches!(vm.kind_of(x), Kind::Str | Kind::Unicode) => {
            if !im.is_unbound() {
                return Err(vm.type_error("complex() can't take second arg if first is a string"));
            }
            let text = if vm.kind_of(x) == Kind::Unicode {
                number_methods::decimal_text(vm, x)?
            } else {
                Ref::<crate::string::StrObject>::of(x).text().into_owned()
            };
            match parse(&text) {
                Some((re, im)) => (re, Some(im)),
                None => return Err(vm.value_error("complex() arg is a malformed string")),
            }
        }
        Some(x) => part(vm, x)?,
    };
    let (c, d) = match im.bound() {
        None => (0.0, None),
        Some(x) if matches!(vm.kind_of(x), Kind::Str | Kind::Unicode) => {
            return Err(vm.type_error("complex() second arg can't be a string"));
        }
        Some(x) => part(vm, x)?,
    };
    // Only what is there is added: adding to it would change a zero's sign.
    let re_part = d.map_or(a, |d| a - d);
    let im_part = match b {
        Some(b) if im.is_unbound() => b,
        Some(b) => b + c,
        None => c,
    };
    if plain {
        return Ok(vm.complex(re_part, im_part));
    }
    let instance = vm.new_instance(class)?;
    unsafe {
        *(instance.pointer() as *mut f64).add(1) = re_part;
        *(instance.pointer() as *mut f64).add(2) = im_part;
    }
    Ok(instance)
}

/// An argument of complex() as a complex number: `__complex__`, a complex, or a float, which has no imaginary part.
fn part(vm: &mut Vm, x: Value) -> Result<(f64, Option<f64>)> {
    if vm.is_exact(x, Kind::Complex) {
        let (re, im) = vm.complex_parts(x);
        return Ok((re, Some(im)));
    }
    let name = vm.names.__complex__;
    if let Some(result) = vm.call_special(x, name, &[])? {
        if vm.kind_of(result) != Kind::Complex {
            return Err(vm.type_error("__complex__ should return a complex object"));
        }
        let (re, im) = vm.complex_parts(result);
        return Ok((re, Some(im)));
    }
    if vm.kind_of(x) == Kind::Complex {
        let (re, im) = vm.complex_parts(x);
        return Ok((re, Some(im)));
    }
    let name = vm.names.__float__;
    let old = vm.kind_of(x) == Kind::OldInstance;
    if !old && vm.number(x, false).is_none() && vm.lookup_special(x, name).is_none() {
        return Err(vm.type_error("complex() argument must be a string or a number"));
    }
    Ok((vm.float_argument(x)?, None))
}

/// A complex number from text: `1`, `2j`, `1+2j`, in parentheses or not.
fn parse(text: &str) -> Option<(f64, f64)> {
    let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c');
    let text = text.trim_matches(space);
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim_matches(space),
        None => text,
    };
    let lower = text.to_ascii_lowercase();
    let Some(body) = lower.strip_suffix('j') else {
        return parse_text(&lower).map(|f| (f, 0.0));
    };
    // The sign that starts the imaginary part: the last one that is not an exponent's.
    let bytes = body.as_bytes();
    let split = (1..bytes.len()).rev().find(|&i| {
        matches!(bytes[i], b'+' | b'-')
            && !(bytes[i - 1] == b'e' && i >= 2 && (bytes[i - 2].is_ascii_digit() || bytes[i - 2] == b'.'))
    });
    let imaginary = |text: &str| match text {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        other => parse_text(other),
    };
    match split {
        Some(i) => Some((parse_text(&body[..i])?, imaginary(&body[i..])?)),
        None => Some((0.0, imaginary(body)?)),
    }
}

/// `(a + bi) <op> (c + di)`. None: not defined for complex numbers.
pub fn operation(vm: &mut Vm, op: Operator, (a, b): (f64, f64), (c, d): (f64, f64)) -> Option<Result> {
    let (re, im) = match op {
        Operator::Add => (a + c, b + d),
        Operator::Subtract => (a - c, b - d),
        Operator::Multiply => (a * c - b * d, a * d + b * c),
        Operator::Divide | Operator::TrueDivide => match quotient((a, b), (c, d)) {
            Some(q) => q,
            None => return Some(Err(vm.raise(Error::ZeroDivisionError, "complex division by zero"))),
        },
        Operator::FloorDivide | Operator::Modulo | Operator::DivMod => {
            let what = match op {
                Operator::Modulo => "complex remainder",
                _ => "complex divmod()",
            };
            let Some((q, _)) = quotient((a, b), (c, d)) else {
                return Some(Err(vm.raise(Error::ZeroDivisionError, what)));
            };
            let q = q.floor();
            let r = (a - q * c, b - q * d);
            match op {
                Operator::FloorDivide => (q, 0.0),
                Operator::Modulo => r,
                _ => {
                    let q = vm.complex(q, 0.0);
                    let r = vm.complex(r.0, r.1);
                    return Some(Ok(vm.tuple(&[q, r])));
                }
            }
        }
        Operator::Power => return Some(power(vm, (a, b), (c, d))),
        _ => return None,
    };
    Some(Ok(vm.complex(re, im)))
}

/// Smith's method: scales by the larger part of the divisor.
fn quotient((a, b): (f64, f64), (c, d): (f64, f64)) -> Option<(f64, f64)> {
    if c.abs() >= d.abs() {
        if c == 0.0 {
            return None;
        }
        let ratio = d / c;
        let denominator = c + d * ratio;
        Some(((a + b * ratio) / denominator, (b - a * ratio) / denominator))
    } else {
        let ratio = c / d;
        let denominator = c * ratio + d;
        Some(((a * ratio + b) / denominator, (b * ratio - a) / denominator))
    }
}

fn power(vm: &mut Vm, (a, b): (f64, f64), (c, d): (f64, f64)) -> Result {
    if c == 0.0 && d == 0.0 {
        return Ok(vm.complex(1.0, 0.0));
    }
    if a == 0.0 && b == 0.0 {
        if d != 0.0 || c < 0.0 {
            return Err(vm.raise(Error::ZeroDivisionError, "0.0 to a negative or complex power"));
        }
        return Ok(vm.complex(0.0, 0.0));
    }
    if d == 0.0 && c == c.floor() && c.abs() <= 100.0 {
        // Small integer exponents by repeated multiplication, as CPython does.
        let multiply = |x: (f64, f64), y: (f64, f64)| (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0);
        let mut n = c.abs() as u32;
        let (mut r, mut p) = ((1.0, 0.0), (a, b));
        let mut mask = 1;
        while mask > 0 && n >= mask {
            if n & mask != 0 {
                r = multiply(r, p);
            }
            mask <<= 1;
            p = multiply(p, p);
        }
        n = 0;
        let _ = n;
        if c < 0.0 {
            r = quotient((1.0, 0.0), r).unwrap_or((f64::NAN, f64::NAN));
        }
        return Ok(vm.complex(r.0, r.1));
    }
    let modulus = a.hypot(b);
    let mut length = modulus.powf(c);
    let angle = b.atan2(a);
    let mut phase = angle * c;
    if d != 0.0 {
        length /= (angle * d).exp();
        phase += d * modulus.ln();
    }
    let (re, im) = (length * phase.cos(), length * phase.sin());
    if !re.is_finite() || !im.is_finite() {
        return Err(vm.raise(Error::OverflowError, "complex exponentiation"));
    }
    Ok(vm.complex(re, im))
}

fn complex_pow(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments.get(2).is_some_and(|z| !z.is_none()) {
        return Err(vm.value_error("complex modulo"));
    }
    pow(vm, &arguments[..2])
}

fn unordered(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.number(arguments[1], true).is_some() {
        return Err(vm.type_error("no ordering relation is defined for complex numbers"));
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn equal(vm: &mut Vm, arguments: &[Value]) -> Option<bool> {
    let (a, b) = this(vm, arguments);
    match vm.number(arguments[1], true)? {
        Number::Complex(c, d) => Some(a == c && b == d),
        other => {
            let ordering = crate::types::numbers::compare(&Number::Float(a), &other).flatten();
            Some(b == 0.0 && ordering == Some(std::cmp::Ordering::Equal))
        }
    }
}

fn eq(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(equal(vm, arguments).map_or(Value::NOT_IMPLEMENTED, Value::from))
}

fn ne(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(equal(vm, arguments).map_or(Value::NOT_IMPLEMENTED, |e| (!e).into()))
}

fn neg(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok(vm.complex(-a, -b))
}

fn pos(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok(vm.complex(a, b))
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    let r = a.hypot(b);
    if r.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(vm.raise(Error::OverflowError, "absolute value too large"));
    }
    Ok(vm.float(r))
}

fn nonzero(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok((a != 0.0 || b != 0.0).into())
}

fn no_int(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("can't convert complex to int"))
}

fn no_long(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("can't convert complex to long"))
}

fn no_float(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("can't convert complex to float"))
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    let (x, y) = (float_hash(vm, a)?, float_hash(vm, b)?);
    let hash = x.wrapping_add(y.wrapping_mul(1000003));
    Ok(vm.int(if hash == -1 { -2 } else { hash }))
}

fn shown(a: f64, b: f64, part: fn(f64) -> String) -> String {
    let plain = |f: f64| {
        let text = part(f);
        text.strip_suffix(".0").map_or(text.clone(), str::to_string)
    };
    if a == 0.0 && !a.is_sign_negative() {
        return format!("{}j", plain(b));
    }
    let sign = if b.is_sign_negative() && !b.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", plain(a), plain(b))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok(vm.str(shown(a, b, float_format::repr).as_bytes()))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok(vm.str(shown(a, b, float_format::str).as_bytes()))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    let (a, b) = (vm.float(a), vm.float(b));
    Ok(vm.tuple(&[a, b]))
}

fn conjugate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = this(vm, arguments);
    Ok(vm.complex(a, -b))
}

fn real(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, _) = this(vm, arguments);
    Ok(vm.float(a))
}

fn imag(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (_, b) = this(vm, arguments);
    Ok(vm.float(b))
}
