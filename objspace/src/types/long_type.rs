//! `long`.

use crate::class::TypeObject;
use crate::digits;
use crate::exception::Error;
use crate::kind::Kind;
use crate::long::LongObject;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
pub use crate::types::long_operations::{bigint_operation, operation};
use crate::types::number_methods::{self, binary_methods};
use crate::types::parse_integer::parse;
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Long,
    base: Kind::Object,
    doc: "long(x=0) -> long\nlong(x, base=10) -> long\n\nA number, or the text of one in some base, as a long;\na float loses what is after its point.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

binary_methods!();
binary_methods!(@each lshift rlshift ShiftLeft; rshift rrshift ShiftRight; and rand And; or ror Or; xor rxor Xor;);

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
    special("__pow__", 1, 2, pow, "x.__pow__(y[, z]) <==> pow(x, y[, z])"),
    special("__rpow__", 1, 2, rpow, "y.__rpow__(x[, z]) <==> pow(x, y[, z])"),
    special("__lshift__", 1, 1, lshift, "x.__lshift__(y) <==> x<<y"),
    special("__rlshift__", 1, 1, rlshift, "x.__rlshift__(y) <==> y<<x"),
    special("__rshift__", 1, 1, rshift, "x.__rshift__(y) <==> x>>y"),
    special("__rrshift__", 1, 1, rrshift, "x.__rrshift__(y) <==> y>>x"),
    special("__and__", 1, 1, and, "x.__and__(y) <==> x&y"),
    special("__rand__", 1, 1, rand, "x.__rand__(y) <==> y&x"),
    special("__or__", 1, 1, or, "x.__or__(y) <==> x|y"),
    special("__ror__", 1, 1, ror, "x.__ror__(y) <==> y|x"),
    special("__xor__", 1, 1, xor, "x.__xor__(y) <==> x^y"),
    special("__rxor__", 1, 1, rxor, "x.__rxor__(y) <==> y^x"),
    special("__cmp__", 1, 1, number_methods::cmp, "x.__cmp__(y) <==> cmp(x,y)"),
    special("__neg__", 0, 0, neg, "x.__neg__() <==> -x"),
    special("__pos__", 0, 0, pos, "x.__pos__() <==> +x"),
    special("__abs__", 0, 0, abs, "x.__abs__() <==> abs(x)"),
    special("__invert__", 0, 0, invert, "x.__invert__() <==> ~x"),
    special("__nonzero__", 0, 0, nonzero, "x.__nonzero__() <==> x != 0"),
    special("__int__", 0, 0, int, "x.__int__() <==> int(x)"),
    special("__long__", 0, 0, pos, "x.__long__() <==> long(x)"),
    special("__float__", 0, 0, float, "x.__float__() <==> float(x)"),
    special("__index__", 0, 0, pos, "x[y:z] <==> x[y.__index__():z.__index__()]"),
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
    special("__oct__", 0, 0, oct, "x.__oct__() <==> oct(x)"),
    special("__hex__", 0, 0, hex, "x.__hex__() <==> hex(x)"),
    function("__trunc__", 0, 0, pos, "x itself: there is nothing to cut off."),
    function("__getnewargs__", 0, 0, getnewargs, ""),
    function("conjugate", 0, 0, pos, "x itself: a long has no imaginary part."),
    function("bit_length", 0, 0, bit_length, "How many binary digits x takes."),
    getter("real", pos, "the real part: the long itself"),
    getter("imag", zero, "the imaginary part: 0L"),
    getter("numerator", pos, "the upper part of the long as a fraction: itself"),
    getter("denominator", one, "the lower part of the long as a fraction: 1L"),
];

fn this(arguments: &[Value]) -> BigInt {
    Ref::<LongObject>::of(arguments[0]).to_bigint()
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [x, base] = number_methods::constructor_arguments(vm, arguments, "long", &["x", "base"], 2)?;
    let i = match (x.bound(), base.bound()) {
        (None, None) => BigInt::zero(),
        (None, Some(_)) => return Err(vm.type_error("long() missing string argument")),
        (Some(x), Some(base)) => {
            let base = vm.argument_c_int(base)?;
            if !matches!(vm.kind_of(x), Kind::Str | Kind::Unicode) {
                return Err(vm.type_error("long() can't convert non-string with explicit base"));
            }
            parse(vm, x, Some(base), "long")?
        }
        (Some(x), None) => long_from(vm, x)?,
    };
    let class = Ref::<TypeObject>::of(arguments[0]);
    if class == vm.type_of_kind(Kind::Long) {
        return vm.long(&i);
    }
    let digits: Vec<u64> = i.iter_u64_digits().collect();
    let instance = vm.new_instance_sized(class, digits.len() * 8)?;
    let long = Ref::<LongObject>::of(instance);
    long.fill(i.sign() == Sign::Minus, &digits);
    Ok(instance)
}

/// `long(x)`. TypeError, ValueError, OverflowError.
pub fn long_from(vm: &mut Vm, x: Value) -> Result<BigInt> {
    if matches!(vm.kind_of(x), Kind::Str | Kind::Unicode) {
        return parse(vm, x, None, "long");
    }
    let name = vm.names.__long__;
    if let Some(result) = vm.call_special(x, name, &[])? {
        return match vm.bigint(result) {
            Some(i) => Ok(i),
            None => {
                let name = vm.type_name(result);
                Err(vm.type_error(&format!("__long__ returned non-long (type {name})")))
            }
        };
    }
    let name = vm.names.__trunc__;
    if vm.kind_of(x) != Kind::OldInstance && vm.lookup_special(x, name).is_none() {
        if let Some(text) = vm.text_of_buffer(x) {
            return crate::types::parse_integer::parse(vm, text, None, "long");
        }
        let name = vm.type_name(x);
        return Err(vm.type_error(&format!("long() argument must be a string or a number, not '{name}'")));
    }
    // What is left is converted as int() does: old-style instances by `__int__`, all by `__trunc__`.
    let v = if vm.kind_of(x) == Kind::OldInstance {
        vm.int_from(x, None)?
    } else {
        vm.int_by_truncation(x)?
    };
    Ok(vm.bigint(v).unwrap_or_default())
}

/// The correctly rounded quotient. OverflowError.
pub fn true_divide(vm: &mut Vm, a: &BigInt, b: &BigInt) -> Result {
    // Scale so that the quotient has 64 bits or more; a sticky bit keeps the rounding right.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    let (n, d) = if shift > 0 {
        (a.abs() << shift as usize, b.abs())
    } else {
        (a.abs(), b.abs() << (-shift) as usize)
    };
    let (q, r) = n.div_rem(&d);
    let q = if r.is_zero() { q } else { q | BigInt::one() };
    let negative = a.is_negative() != b.is_negative();
    match scaled_float(&q, -shift) {
        Some(f) => Ok(vm.float(if negative { -f } else { f })),
        None => Err(vm.raise(Error::OverflowError, "long/long too large for a float")),
    }
}

/// q * 2^exponent rounded once to the nearest float; q is not negative and, where inexact, odd in a bit that does not count.
pub fn scaled_float(q: &BigInt, exponent: i64) -> Option<f64> {
    if q.is_zero() {
        return Some(0.0);
    }
    let bits = q.bits() as i64;
    // The exponent of the last bit that counts.
    let last = (bits + exponent - 53).max(-1074);
    let drop = last - exponent;
    let (mut m, half_up) = if drop <= 0 {
        (q << (-drop) as usize, false)
    } else {
        let m: BigInt = q >> drop as usize;
        let rest = q - (&m << drop as usize);
        let half = BigInt::one() << (drop - 1) as usize;
        let up = rest > half || (rest == half && m.is_odd());
        (m, up)
    };
    if half_up {
        m += 1;
    }
    let f = m.to_u64()? as f64;
    let mut r = f;
    let mut e = last;
    while e > 0 {
        let step = e.min(1000);
        r *= 2f64.powi(step as i32);
        e -= step;
    }
    while e < 0 {
        let step = (-e).min(1000);
        r /= 2f64.powi(step as i32);
        e += step;
    }
    r.is_finite().then_some(r)
}

/// The nearest float, ties to even; None: too large.
pub fn nearest_float(l: &BigInt) -> Option<f64> {
    let f = scaled_float(&l.abs(), 0)?;
    Some(if l.is_negative() { -f } else { f })
}

/// `pow(x, y, z)` of integers.
pub fn power_modulo(vm: &mut Vm, x: Value, y: Value, z: Value) -> Result {
    let mut long = [x, y, z].iter().any(|&v| vm.kind_of(v) == Kind::Long);
    if let (false, Some(a), Some(b), Some(m)) = (long, vm.as_int(x), vm.as_int(y), vm.as_int(z)) {
        if b >= 0 && m != 0 {
            match machine_power(a, b, m) {
                Some(r) => return Ok(vm.int(r)),
                None => long = true,
            }
        }
    }
    let (Some(a), Some(b), Some(m)) = (vm.bigint(x), vm.bigint(y), vm.bigint(z)) else {
        if vm.as_float(x).is_some() || vm.as_float(y).is_some() || vm.as_float(z).is_some() {
            return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
        }
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if b.is_negative() {
        return Err(vm.type_error("pow() 2nd argument cannot be negative when 3rd argument specified"));
    }
    if m.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    let magnitude = m.abs();
    let mut r = a.mod_floor(&magnitude).modpow(&b, &magnitude);
    if m.is_negative() && !r.is_zero() {
        r += &m;
    }
    if long {
        vm.long(&r)
    } else {
        vm.int_or_long(&r)
    }
}

/// CPython's power of machine integers by a positive exponent, which squares before it reduces. None: it overflows on the way; the result
/// is a long then.
fn machine_power(base: i64, mut exponent: i64, modulus: i64) -> Option<i64> {
    let (mut square, mut result) = (base, 1i64);
    while exponent > 0 {
        if exponent & 1 != 0 {
            result = result.checked_mul(square)?;
        }
        exponent >>= 1;
        if exponent == 0 {
            break;
        }
        square = square.checked_mul(square)?;
        result = result.wrapping_rem(modulus);
        square = square.wrapping_rem(modulus);
    }
    // The remainder gets the modulus' sign.
    let rest = result.wrapping_rem(modulus);
    let other_sign = rest != 0 && (rest < 0) != (modulus < 0);
    Some(if other_sign { rest + modulus } else { rest })
}

fn neg(vm: &mut Vm, arguments: &[Value]) -> Result {
    let long = Ref::<LongObject>::of(arguments[0]);
    let digits = long.digits().to_vec();
    vm.long_from_digits(!long.negative.get(), &digits)
}

fn pos(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[0].map() == Kind::Long.map() {
        return Ok(arguments[0]);
    }
    vm.long(&this(arguments))
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let digits = Ref::<LongObject>::of(arguments[0]).digits().to_vec();
    vm.long_from_digits(false, &digits)
}

fn invert(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.long(&!this(arguments))
}

fn nonzero(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok((Ref::<LongObject>::of(arguments[0]).count.get() != 0).into())
}

fn int(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.int_or_long(&this(arguments))
}

fn float(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = vm.float_of_bigint(&this(arguments))?;
    Ok(vm.float(f))
}

/// CPython's hash of a long: that of the int if it fits, else its 30-bit digits folded with rotation.
pub(crate) fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(arguments);
    if let Some(small) = i.to_i64() {
        return Ok(vm.int(if small == -1 { -2 } else { small }));
    }
    let digits = Ref::<LongObject>::of(arguments[0]).digits();
    let count = (digits::bit_length(digits) as usize).div_ceil(30);
    let mut x: u64 = 0;
    for at in (0..count).rev() {
        let digit = digits::bits_at(digits, at * 30, 30);
        x = x.rotate_left(30).wrapping_add(digit);
        if x < digit {
            x = x.wrapping_add(1);
        }
    }
    let x = x as i64;
    let x = if i.is_negative() { x.wrapping_neg() } else { x };
    Ok(vm.int(if x == -1 { -2 } else { x }))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = format!("{}L", this(arguments));
    Ok(vm.str(text.as_bytes()))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = this(arguments).to_string();
    Ok(vm.str(text.as_bytes()))
}

fn oct(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(arguments);
    let sign = if i.is_negative() { "-" } else { "" };
    let text = if i.is_zero() {
        "0L".to_string()
    } else {
        format!("{sign}0{}L", i.abs().to_str_radix(8))
    };
    Ok(vm.str(text.as_bytes()))
}

fn hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(arguments);
    let sign = if i.is_negative() { "-" } else { "" };
    Ok(vm.str(format!("{sign}0x{}L", i.abs().to_str_radix(16)).as_bytes()))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = vm.long(&this(arguments))?;
    Ok(vm.tuple(&[i]))
}

fn bit_length(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bits = digits::bit_length(Ref::<LongObject>::of(arguments[0]).digits()) as i64;
    Ok(vm.int(bits))
}

fn zero(vm: &mut Vm, _: &[Value]) -> Result {
    vm.long(&BigInt::zero())
}

fn one(vm: &mut Vm, _: &[Value]) -> Result {
    vm.long(&BigInt::one())
}
