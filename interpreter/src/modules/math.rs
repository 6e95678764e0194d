//! `math`.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, Intrinsic, ModuleDefinition, Native, Quiet, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "math",
    doc: "Functions of floats, as the mathematics of C has them.",
    functions: FUNCTIONS,
    initialize,
};

extern "C" {
    fn erf(x: f64) -> f64;
    fn erfc(x: f64) -> f64;
    fn tgamma(x: f64) -> f64;
    fn lgamma(x: f64) -> f64;
}

/// What traces look into.
const fn of_name(name: &str) -> Intrinsic {
    match name.as_bytes() {
        b"sqrt" => Intrinsic::SquareRoot,
        _ => Intrinsic::None,
    }
}

/// Functions of one float: errors by what goes in and comes out, as CPython decides them.
macro_rules! one {
    ($($name:ident $text:literal $expression:expr, $doc:literal;)*) => {
        $(fn $name(vm: &mut Vm, arguments: &[Value]) -> Result {
            let x = vm.float_argument(arguments[0])?;
            let compute: fn(f64) -> f64 = $expression;
            checked(vm, x, compute(x), $text)
        })*
        static ONE: &[Native] = &[$(function($text, 1, 1, $name, $doc).quiet(Quiet::Plain).traced(of_name($text))),*];
    };
}

one! {
    acos "acos" f64::acos, "The angle, in radians, whose cosine is x.";
    acosh "acosh" |x| if x > 1e17 { x.ln() + std::f64::consts::LN_2 } else { x.acosh() }, "The inverse of cosh at x.";
    asin "asin" f64::asin, "The angle, in radians, whose sine is x.";
    asinh "asinh" |x| if x.abs() > 1e17 { (x.abs().ln() + std::f64::consts::LN_2).copysign(x) } else { x.asinh() }, "The inverse of sinh at x.";
    atan "atan" f64::atan, "The angle, in radians, whose tangent is x.";
    atanh "atanh" |x| x.abs().atanh().copysign(x), "The inverse of tanh at x.";
    cos "cos" f64::cos, "The cosine of the angle x in radians.";
    cosh "cosh" f64::cosh, "The hyperbolic cosine of x.";
    exp "exp" f64::exp, "e to the power x.";
    expm1 "expm1" f64::exp_m1, "Return exp(x)-1.";
    log1p "log1p" f64::ln_1p, "log(1+x), exact for small x as well.";
    sin "sin" f64::sin, "The sine of the angle x in radians.";
    sinh "sinh" f64::sinh, "The hyperbolic sine of x.";
    sqrt "sqrt" f64::sqrt, "The square root of x.";
    tan "tan" f64::tan, "The tangent of the angle x in radians.";
    tanh "tanh" f64::tanh, "The hyperbolic tangent of x.";
    fabs "fabs" f64::abs, "x without its sign, as a float.";
    ceil "ceil" f64::ceil, "The smallest whole float that is not below x.";
    floor "floor" f64::floor, "The largest whole float that is not above x.";
    degrees "degrees" |x| x * (180.0 / std::f64::consts::PI), "x radians in degrees.";
    radians "radians" |x| x * (std::f64::consts::PI / 180.0), "x degrees in radians.";
    error_function "erf" |x| unsafe { erf(x) }, "Error function at x.";
    error_complement "erfc" |x| unsafe { erfc(x) }, "1 - erf(x), exact for large x as well.";
    gamma "gamma" |x| if x < 0.0 && x == x.floor() { f64::NAN } else { unsafe { tgamma(x) } }, "Gamma function at x.";
    log_gamma "lgamma" |x| if x <= 0.0 && x == x.floor() && x.is_finite() { f64::NAN } else { unsafe { lgamma(x) } }, "log(abs(gamma(x))).";
}

static FUNCTIONS: &[Native] = &[
    function(
        "atan2",
        2,
        2,
        atan2,
        "The angle, in radians, of the point (x, y), with regard to both signs.",
    ),
    function("copysign", 2, 2, copysign, "The size of x with the sign of y.").quiet(Quiet::Plain),
    function(
        "fmod",
        2,
        2,
        fmod,
        "The remainder of x/y with the sign of x, as fmod of C.",
    )
    .quiet(Quiet::Plain),
    function("hypot", 2, 2, hypot, "sqrt(x*x + y*y) without overflow in between.").quiet(Quiet::Plain),
    function("pow", 2, 2, pow, "x to the power y, as a float.").quiet(Quiet::Plain),
    function("log", 1, 2, log, "log of x to that base; without one, to base e.").quiet(Quiet::Plain),
    function("log10", 1, 1, log10, "The logarithm of x to base 10.").quiet(Quiet::Plain),
    function(
        "frexp",
        1,
        1,
        frexp,
        "(m, e) with x == m * 2**e and 0.5 <= abs(m) < 1 (or both 0).",
    ),
    function("ldexp", 2, 2, ldexp, "Return x * (2**i).").quiet(Quiet::Plain),
    function(
        "modf",
        1,
        1,
        modf,
        "(the part of x after the point, the part before it), both floats.",
    )
    .quiet(Quiet::Plain),
    function("isnan", 1, 1, isnan, "Whether x is a NaN.").quiet(Quiet::Plain),
    function("isinf", 1, 1, isinf, "Whether x is infinite, of either sign."),
    function(
        "trunc",
        1,
        1,
        trunc,
        "x without what is after the point, as an integer (x.__trunc__()).",
    ),
    function(
        "factorial",
        1,
        1,
        factorial,
        "The product 1*2*...*x; x must be a whole number and not negative.",
    ),
    function(
        "fsum",
        1,
        1,
        fsum,
        "The sum of the values as floats, rounded only once.",
    ),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let name = vm.intern("math");
    for native in ONE {
        let f = vm.new_native(Kind::NativeFunction, native, name.value(), Value::UNBOUND);
        vm.module_set(module, native.name, f);
    }
    let (pi, e) = (vm.float(std::f64::consts::PI), vm.float(std::f64::consts::E));
    vm.module_set(module, "pi", pi);
    vm.module_set(module, "e", e);
    Ok(())
}

/// A result; ValueError where a number went in and none came out, OverflowError where a finite one gave an infinite one.
fn checked(vm: &mut Vm, x: f64, r: f64, name: &str) -> Result {
    if r.is_nan() && !x.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    if r.is_infinite() && x.is_finite() {
        // (gamma(0) has no value, gammas of tiny numbers are too large.)
        if matches!(name, "atanh" | "log1p" | "lgamma") && x <= 1.0 || name == "gamma" && x == 0.0 {
            return Err(vm.value_error("math domain error"));
        }
        return Err(vm.raise(Error::OverflowError, "math range error"));
    }
    Ok(vm.float(r))
}

fn two(vm: &mut Vm, arguments: &[Value]) -> Result<(f64, f64)> {
    Ok((vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?))
}

fn atan2(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (y, x) = two(vm, arguments)?;
    Ok(vm.float(y.atan2(x)))
}

fn copysign(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (x, y) = two(vm, arguments)?;
    Ok(vm.float(x.copysign(y)))
}

fn fmod(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (x, y) = two(vm, arguments)?;
    if y.is_infinite() && x.is_finite() {
        return Ok(vm.float(x));
    }
    let r = x % y;
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    Ok(vm.float(r))
}

fn hypot(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (x, y) = two(vm, arguments)?;
    let r = x.hypot(y);
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(vm.raise(Error::OverflowError, "math range error"));
    }
    Ok(vm.float(r))
}

fn pow(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (x, y) = two(vm, arguments)?;
    let r = x.powf(y);
    if x == 0.0 && y == f64::NEG_INFINITY {
        return Err(vm.value_error("math domain error"));
    }
    if x.is_finite() && y.is_finite() {
        if r.is_nan() || (r.is_infinite() && x == 0.0) {
            return Err(vm.value_error("math domain error"));
        }
        if r.is_infinite() {
            return Err(vm.raise(Error::OverflowError, "math range error"));
        }
    }
    Ok(vm.float(r))
}

/// The natural logarithm of a number, longs of any size included. ValueError.
fn logarithm(vm: &mut Vm, v: Value, of: fn(f64) -> f64, of_two: f64) -> Result<f64> {
    if vm.kind_of(v) == Kind::Long {
        let l = vm.bigint(v).unwrap_or_default();
        if l.sign() != num_bigint::Sign::Plus {
            return Err(vm.value_error("math domain error"));
        }
        let bits = l.bits();
        if bits > 1000 {
            let shift = bits - 64;
            let top = vm.float_of_bigint(&(l >> shift as usize))?;
            return Ok(of(top) + shift as f64 * of_two);
        }
    }
    let x = vm.float_argument(v)?;
    if x <= 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(of(x))
}

fn log(vm: &mut Vm, arguments: &[Value]) -> Result {
    let x = logarithm(vm, arguments[0], f64::ln, std::f64::consts::LN_2)?;
    match arguments.get(1) {
        None => Ok(vm.float(x)),
        Some(&base) => {
            let base = logarithm(vm, base, f64::ln, std::f64::consts::LN_2)?;
            if base == 0.0 {
                return Err(vm.raise(Error::ZeroDivisionError, "float division by zero"));
            }
            Ok(vm.float(x / base))
        }
    }
}

fn log10(vm: &mut Vm, arguments: &[Value]) -> Result {
    let x = logarithm(vm, arguments[0], f64::log10, std::f64::consts::LOG10_2)?;
    Ok(vm.float(x))
}

fn frexp(vm: &mut Vm, arguments: &[Value]) -> Result {
    let x = vm.float_argument(arguments[0])?;
    let (m, e) = objspace::types::float_format::frexp(x);
    let m = vm.float(m);
    Ok(vm.tuple(&[m, Value::integer(e as i64)]))
}

fn ldexp(vm: &mut Vm, arguments: &[Value]) -> Result {
    let x = vm.float_argument(arguments[0])?;
    if vm.as_int(arguments[1]).is_none() && vm.kind_of(arguments[1]) != Kind::Long {
        return Err(vm.type_error("Expected an int or long as second argument to ldexp."));
    }
    let e = vm.index_clipped(arguments[1])?.clamp(-5000, 5000);
    let mut r = x;
    let mut left = e;
    while left != 0 && r != 0.0 && r.is_finite() {
        let step = left.clamp(-1000, 1000);
        r *= 2f64.powi(step as i32);
        left -= step;
    }
    if r.is_infinite() && x.is_finite() {
        return Err(vm.raise(Error::OverflowError, "math range error"));
    }
    Ok(vm.float(r))
}

fn modf(vm: &mut Vm, arguments: &[Value]) -> Result {
    let x = vm.float_argument(arguments[0])?;
    let whole = x.trunc();
    let fraction = if x.is_infinite() {
        0f64.copysign(x)
    } else {
        (x - whole).copysign(x)
    };
    let (fraction, whole) = (vm.float(fraction), vm.float(whole));
    Ok(vm.tuple(&[fraction, whole]))
}

fn isnan(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.float_argument(arguments[0])?.is_nan().into())
}

fn isinf(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.float_argument(arguments[0])?.is_infinite().into())
}

fn trunc(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.__trunc__;
    match vm.call_special(arguments[0], name, &[])? {
        Some(v) => Ok(v),
        None => {
            let name = vm.type_name(arguments[0]);
            Err(vm.type_error(&format!("type {name} doesn't define __trunc__ method")))
        }
    }
}

fn factorial(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = match vm.as_float(arguments[0]) {
        Some(f) if f != f.floor() || !f.is_finite() => {
            return Err(vm.value_error("factorial() only accepts integral values"));
        }
        Some(f) => f as i64,
        None => vm.index_i64(arguments[0])?,
    };
    if n < 0 {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let mut r = num_bigint::BigInt::from(1);
    for i in 2..=n {
        r *= i;
    }
    vm.int_or_long(&r)
}

/// Shewchuk's algorithm: partial sums that do not overlap; correctly rounded.
fn fsum(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[0])?;
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    let mut seen_special = false;
    while let Some(v) = vm.next(iterator)? {
        let mut x = vm.float_argument(v)?;
        if !x.is_finite() {
            special += x;
            seen_special = true;
            continue;
        }
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if !x.is_finite() {
            return Err(vm.raise(Error::OverflowError, "intermediate overflow in fsum"));
        }
        partials.push(x);
    }
    if seen_special {
        if special.is_nan() {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(vm.float(special));
    }
    let mut high = 0.0;
    let mut low = 0.0;
    while let Some(x) = partials.pop() {
        let sum: f64 = high + x;
        low = x - (sum - high);
        high = sum;
        if low != 0.0 {
            break;
        }
    }
    if let Some(&next) = partials.last() {
        if (low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0) {
            let doubled = low * 2.0;
            let x = high + doubled;
            if doubled == x - high {
                high = x;
            }
        }
    }
    Ok(vm.float(high))
}
