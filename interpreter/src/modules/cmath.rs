//! `cmath`: functions of complex numbers. The C library computes them, special values included; what is an error is decided here.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::types::complex_type::operation;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "cmath",
    doc: "Functions of complex numbers.",
    functions: FUNCTIONS,
    initialize,
};

/// C's `double complex`: passed like a struct of two doubles.
#[repr(C)]
#[derive(Clone, Copy)]
struct Complex {
    re: f64,
    im: f64,
}

extern "C" {
    fn cacos(z: Complex) -> Complex;
    fn cacosh(z: Complex) -> Complex;
    fn casin(z: Complex) -> Complex;
    fn casinh(z: Complex) -> Complex;
    fn catan(z: Complex) -> Complex;
    fn catanh(z: Complex) -> Complex;
    fn ccos(z: Complex) -> Complex;
    fn ccosh(z: Complex) -> Complex;
    fn cexp(z: Complex) -> Complex;
    fn clog(z: Complex) -> Complex;
    fn csin(z: Complex) -> Complex;
    fn csinh(z: Complex) -> Complex;
    fn csqrt(z: Complex) -> Complex;
    fn ctan(z: Complex) -> Complex;
    fn ctanh(z: Complex) -> Complex;
}

type Domain = fn(Complex) -> bool;

/// The C functions, and where they are not defined.
macro_rules! one {
    ($($name:ident $c:ident $outside:expr, $doc:literal;)*) => {
        $(fn $name(vm: &mut Vm, arguments: &[Value]) -> Result {
            let z = complex_argument(vm, arguments[0])?;
            let outside: Domain = $outside;
            if outside(z) {
                return Err(vm.value_error("math domain error"));
            }
            // A pure function of the C library.
            checked(vm, z, unsafe { $c(z) })
        })*
        static FUNCTIONS: &[Native] = &[
            $(function(stringify!($name), 1, 1, $name, $doc),)*
            function("log", 1, 2, log, "log(x[, base]) -> the logarithm of x to that base; without one, to base e."),
            function("log10", 1, 1, log10, "log10(x)\n\nThe logarithm of x to base 10."),
            function("phase", 1, 1, phase, "phase(z) -> float\n\nThe angle of z, from -pi to pi."),
            function("polar", 1, 1, polar, "polar(z) -> r: float, phi: float\n\nThe polar coordinates of z: its distance from 0 and its angle."),
            function("rect", 2, 2, rect, "rect(r, phi) -> z: complex\n\nThe number at distance r from 0 with the angle phi."),
            function("isnan", 1, 1, is_nan, "isnan(z) -> bool\nWhether one of the two parts of z is a NaN"),
            function("isinf", 1, 1, is_inf, "isinf(z) -> bool\nWhether one of the two parts of z is infinite."),
        ];
    };
}

const EVERYWHERE: Domain = |_| false;

one! {
    acos cacos EVERYWHERE, "acos(x)\n\nThe arc cosine of x.";
    acosh cacosh EVERYWHERE, "acosh(x)\n\nThe inverse of cosh at x.";
    asin casin EVERYWHERE, "asin(x)\n\nThe arc sine of x.";
    asinh casinh EVERYWHERE, "asinh(x)\n\nThe inverse of sinh at x.";
    atan catan |z| z.re == 0.0 && z.im.abs() == 1.0, "atan(x)\n\nThe arc tangent of x.";
    atanh catanh |z| z.im == 0.0 && z.re.abs() == 1.0, "atanh(x)\n\nThe inverse of tanh at x.";
    cos ccos |z| z.re.is_infinite() && !z.im.is_nan(), "cos(x)\n\nThe cosine of x.";
    cosh ccosh |z| z.im.is_infinite() && !z.re.is_nan(), "cosh(x)\n\nThe hyperbolic cosine of x.";
    exp cexp |z| z.im.is_infinite() && (z.re.is_finite() || z.re == f64::INFINITY), "exp(x)\n\ne to the power x.";
    sin csin |z| z.re.is_infinite() && !z.im.is_nan(), "sin(x)\n\nThe sine of x.";
    sinh csinh |z| z.im.is_infinite() && !z.re.is_nan(), "sinh(x)\n\nThe hyperbolic sine of x.";
    sqrt csqrt EVERYWHERE, "sqrt(x)\n\nThe square root of x.";
    tan ctan |z| z.re.is_infinite() && z.im.is_finite(), "tan(x)\n\nThe tangent of x.";
    tanh ctanh |z| z.im.is_infinite() && z.re.is_finite(), "tanh(x)\n\nThe hyperbolic tangent of x.";
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for (name, number) in [("pi", std::f64::consts::PI), ("e", std::f64::consts::E)] {
        let number = vm.float(number);
        vm.module_set(module, name, number);
    }
    Ok(())
}

/// A complex number: one itself, of `__complex__`, or a float's. TypeError.
fn complex_argument(vm: &mut Vm, v: Value) -> Result<Complex> {
    let mut v = v;
    if vm.kind_of(v) != Kind::Complex {
        let name = vm.names.__complex__;
        match vm.call_special(v, name, &[])? {
            Some(result) if vm.kind_of(result) == Kind::Complex => v = result,
            Some(_) => return Err(vm.type_error("__complex__ should return a complex object")),
            None => {
                let re = vm.float_argument(v)?;
                return Ok(Complex { re, im: 0.0 });
            }
        }
    }
    let (re, im) = vm.complex_parts(v);
    Ok(Complex { re, im })
}

/// A result. OverflowError where finite numbers gave an infinite one.
fn checked(vm: &mut Vm, z: Complex, result: Complex) -> Result {
    let finite = z.re.is_finite() && z.im.is_finite();
    if finite && (result.re.is_infinite() || result.im.is_infinite()) {
        return Err(vm.raise(Error::OverflowError, "math range error"));
    }
    Ok(vm.complex(result.re, result.im))
}

/// The natural logarithm: of zero, minus infinity.
fn logarithm(vm: &mut Vm, v: Value) -> Result<(Complex, bool)> {
    let z = complex_argument(vm, v)?;
    // A pure function of the C library.
    Ok((unsafe { clog(z) }, z.re == 0.0 && z.im == 0.0))
}

fn log(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (z, of_zero) = logarithm(vm, arguments[0])?;
    let Some(&base) = arguments.get(1) else {
        if of_zero {
            return Err(vm.value_error("math domain error"));
        }
        return Ok(vm.complex(z.re, z.im));
    };
    let (base, base_zero) = logarithm(vm, base)?;
    if base_zero || (base.re == 0.0 && base.im == 0.0) {
        return Err(vm.value_error("math domain error"));
    }
    let quotient = operation(vm, Operator::TrueDivide, (z.re, z.im), (base.re, base.im));
    quotient.unwrap_or(Ok(Value::NOT_IMPLEMENTED))
}

fn log10(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (z, of_zero) = logarithm(vm, arguments[0])?;
    if of_zero {
        return Err(vm.value_error("math domain error"));
    }
    let ten = std::f64::consts::LN_10;
    Ok(vm.complex(z.re / ten, z.im / ten))
}

fn phase(vm: &mut Vm, arguments: &[Value]) -> Result {
    let z = complex_argument(vm, arguments[0])?;
    Ok(vm.float(z.im.atan2(z.re)))
}

fn polar(vm: &mut Vm, arguments: &[Value]) -> Result {
    let z = complex_argument(vm, arguments[0])?;
    let radius = z.re.hypot(z.im);
    if radius.is_infinite() && z.re.is_finite() && z.im.is_finite() {
        return Err(vm.raise(Error::OverflowError, "math range error"));
    }
    let (radius, angle) = (vm.float(radius), vm.float(z.im.atan2(z.re)));
    Ok(vm.tuple(&[radius, angle]))
}

fn rect(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (r, phi) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    if phi.is_infinite() && r != 0.0 && !r.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    let (re, im) = if phi == 0.0 {
        // Infinity times zero is zero here.
        (r, if r.is_nan() { 0.0 } else { phi * 1f64.copysign(r) })
    } else if phi.is_finite() {
        (r * phi.cos(), r * phi.sin())
    } else if r == 0.0 {
        (0.0, 0.0)
    } else if r.is_infinite() {
        (f64::INFINITY, f64::NAN)
    } else {
        (f64::NAN, f64::NAN)
    };
    Ok(vm.complex(re, im))
}

fn is_nan(vm: &mut Vm, arguments: &[Value]) -> Result {
    let z = complex_argument(vm, arguments[0])?;
    Ok((z.re.is_nan() || z.im.is_nan()).into())
}

fn is_inf(vm: &mut Vm, arguments: &[Value]) -> Result {
    let z = complex_argument(vm, arguments[0])?;
    Ok((z.re.is_infinite() || z.im.is_infinite()).into())
}
