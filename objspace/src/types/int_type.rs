//! `int` and `bool`.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
use crate::string::StrObject;
use crate::types::number_methods::{self, binary_methods};
use crate::types::parse_integer::{self, parse, Spelled};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Int,
    base: Kind::Object,
    doc: "int(x=0) -> int or long\nint(x, base=10) -> int or long\n\nA number, or the text of one in some base, as an integer;\na float loses what is after its point.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

pub static BOOL: TypeDefinition = TypeDefinition {
    kind: Kind::Bool,
    base: Kind::Int,
    doc: "bool(x) -> bool\n\nWhether x counts as true.",
    new: Some(new_bool),
    methods: BOOL_METHODS,
    subclassable: false,
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
    special("__int__", 0, 0, pos, "x.__int__() <==> int(x)"),
    special("__long__", 0, 0, long, "x.__long__() <==> long(x)"),
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
    special("__str__", 0, 0, repr, "x.__str__() <==> str(x)"),
    special("__oct__", 0, 0, oct, "x.__oct__() <==> oct(x)"),
    special("__hex__", 0, 0, hex, "x.__hex__() <==> hex(x)"),
    function("__trunc__", 0, 0, pos, "x itself: there is nothing to cut off."),
    function("__getnewargs__", 0, 0, getnewargs, ""),
    function("conjugate", 0, 0, pos, "x itself: an int has no imaginary part.").alias_of("__trunc__"),
    function("bit_length", 0, 0, bit_length, "How many binary digits x takes."),
    getter("real", pos, "the real part: the int itself"),
    getter("imag", zero, "the imaginary part: 0"),
    getter("numerator", pos, "the upper part of the int as a fraction: itself"),
    getter("denominator", one, "the lower part of the int as a fraction: 1"),
];

static BOOL_METHODS: &[Native] = &[
    special("__repr__", 0, 0, bool_repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, bool_repr, "x.__str__() <==> str(x)"),
    special("__and__", 1, 1, bool_and, "x.__and__(y) <==> x&y"),
    special("__rand__", 1, 1, bool_and, "x.__rand__(y) <==> y&x"),
    special("__or__", 1, 1, bool_or, "x.__or__(y) <==> x|y"),
    special("__ror__", 1, 1, bool_or, "x.__ror__(y) <==> y|x"),
    special("__xor__", 1, 1, bool_xor, "x.__xor__(y) <==> x^y"),
    special("__rxor__", 1, 1, bool_xor, "x.__rxor__(y) <==> y^x"),
];

fn this(vm: &Vm, arguments: &[Value]) -> i64 {
    vm.as_int(arguments[0]).unwrap_or(0)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [x, base] = number_methods::constructor_arguments(vm, arguments, "int", &["x", "base"], 2)?;
    let v = match (x.bound(), base.bound()) {
        (None, None) => Value::integer(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(x), base) => vm.int_from(x, base)?,
    };
    let class = Ref::<TypeObject>::of(arguments[0]);
    if class == vm.type_of_kind(Kind::Int) {
        return Ok(v);
    }
    let Some(i) = vm.as_int(v) else {
        return Err(vm.raise(Error::OverflowError, "Python int too large to convert to C long"));
    };
    let instance = vm.new_instance(class)?;
    unsafe { *(instance.pointer() as *mut i64).add(1) = i };
    Ok(instance)
}

impl Vm {
    /// `int(v)` or `int(v, base)`: an int or long.
    pub fn int_from(&mut self, v: Value, base: Option<Value>) -> Result {
        if let Some(base) = base {
            let base = self.argument_c_int(base)?;
            return match self.kind_of(v) {
                Kind::Str | Kind::Unicode => {
                    let i = parse(self, v, Some(base), "int")?;
                    self.int_or_long(&i)
                }
                _ => Err(self.type_error("int() can't convert non-string with explicit base")),
            };
        }
        if v.is_integer() || v.is_pointer() && v.map() == Kind::Int.map() {
            return Ok(v);
        }
        if v.is_pointer() && v.map() == Kind::Str.map() {
            match parse_integer::look(Ref::<StrObject>::of(v).bytes()) {
                Spelled::Small(i) => return Ok(self.int(i)),
                Spelled::No => return Err(parse_integer::invalid(self, v, None, "int")),
                Spelled::Other => {}
            }
        }
        match self.kind_of(v) {
            Kind::Bool | Kind::Int if self.exact_or_no_int(v) => {
                let i = self.as_int(v).unwrap_or(0);
                Ok(self.int(i))
            }
            Kind::Str | Kind::Unicode => {
                let i = parse(self, v, None, "int")?;
                self.int_or_long(&i)
            }
            _ => self.int_by_method(v),
        }
    }

    /// A subclass of int whose `__int__` is int's own.
    fn exact_or_no_int(&mut self, v: Value) -> bool {
        let name = self.names.__int__;
        let int = self.type_of_kind(Kind::Int);
        self.lookup_special(v, name) == self.lookup(int, name)
    }

    fn int_by_method(&mut self, v: Value) -> Result {
        let int = self.names.__int__;
        if let Some(result) = self.call_special(v, int, &[])? {
            return self.integer_result(result, "__int__");
        }
        self.int_by_truncation(v)
    }

    /// `v.__trunc__()` as an int or long. TypeError, AttributeError of old-style instances.
    pub(crate) fn int_by_truncation(&mut self, v: Value) -> Result {
        let (int, trunc) = (self.names.__int__, self.names.__trunc__);
        if let Some(result) = self.call_special(v, trunc, &[])? {
            if matches!(self.kind_of(result), Kind::Int | Kind::Long | Kind::Bool) {
                return Ok(result);
            }
            if let Some(result) = self.call_special(result, int, &[])? {
                return self.integer_result(result, "__trunc__");
            }
            let name = match self.kind_of(result) {
                Kind::OldInstance => self.instance_display_name(result),
                _ => self.type_name(result),
            };
            return Err(self.type_error(&format!("__trunc__ returned non-Integral (type {name})")));
        }
        if self.kind_of(v) == Kind::OldInstance {
            return Err(self.no_attribute(v, trunc));
        }
        if let Some(text) = self.text_of_buffer(v) {
            let text = self.str(Ref::<StrObject>::of(text).bytes().trim_ascii_start());
            let i = parse(self, text, None, "int")?;
            return self.int_or_long(&i);
        }
        let name = self.type_name(v);
        Err(self.type_error(&format!("int() argument must be a string or a number, not '{name}'")))
    }

    fn integer_result(&mut self, result: Value, method: &str) -> Result {
        match self.kind_of(result) {
            Kind::Int | Kind::Long | Kind::Bool => Ok(result),
            _ => {
                let name = self.type_name(result);
                Err(self.type_error(&format!("{method} returned non-int (type {name})")))
            }
        }
    }
}

fn new_bool(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [x, _] = number_methods::constructor_arguments(vm, arguments, "bool", &["x"], 1)?;
    match x.bound() {
        None => Ok(Value::FALSE),
        Some(x) => Ok(vm.truth(x)?.into()),
    }
}

fn neg(vm: &mut Vm, arguments: &[Value]) -> Result {
    match this(vm, arguments).checked_neg() {
        Some(i) => Ok(vm.int(i)),
        None => vm.long(&-BigInt::from(i64::MIN)),
    }
}

fn pos(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(vm, arguments);
    Ok(vm.int(i))
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> Result {
    if this(vm, arguments) < 0 {
        neg(vm, arguments)
    } else {
        pos(vm, arguments)
    }
}

fn invert(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = !this(vm, arguments);
    Ok(vm.int(i))
}

fn nonzero(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok((this(vm, arguments) != 0).into())
}

fn long(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = BigInt::from(this(vm, arguments));
    vm.long(&i)
}

fn float(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(vm, arguments) as f64;
    Ok(vm.float(f))
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(vm, arguments);
    Ok(vm.int(if i == -1 { -2 } else { i }))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = this(vm, arguments).to_string();
    Ok(vm.str(text.as_bytes()))
}

fn oct(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(vm, arguments);
    let sign = if i < 0 { "-" } else { "" };
    let text = if i == 0 {
        "0".to_string()
    } else {
        format!("{sign}0{:o}", i.unsigned_abs())
    };
    Ok(vm.str(text.as_bytes()))
}

fn hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(vm, arguments);
    let sign = if i < 0 { "-" } else { "" };
    Ok(vm.str(format!("{sign}0x{:x}", i.unsigned_abs()).as_bytes()))
}

fn getnewargs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = this(vm, arguments);
    let i = vm.int(i);
    Ok(vm.tuple(&[i]))
}

fn bit_length(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bits = 64 - this(vm, arguments).unsigned_abs().leading_zeros();
    Ok(Value::integer(bits as i64))
}

fn zero(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::integer(0))
}

fn one(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::integer(1))
}

fn bool_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = if arguments[0] == Value::TRUE { "True" } else { "False" };
    Ok(vm.intern(text).value())
}

fn bools(vm: &Vm, arguments: &[Value]) -> Option<(bool, bool)> {
    (vm.kind_of(arguments[1]) == Kind::Bool).then(|| (arguments[0] == Value::TRUE, arguments[1] == Value::TRUE))
}

fn bool_and(vm: &mut Vm, arguments: &[Value]) -> Result {
    match bools(vm, arguments) {
        Some((p, q)) => Ok((p & q).into()),
        None => and(vm, arguments),
    }
}

fn bool_or(vm: &mut Vm, arguments: &[Value]) -> Result {
    match bools(vm, arguments) {
        Some((p, q)) => Ok((p | q).into()),
        None => or(vm, arguments),
    }
}

fn bool_xor(vm: &mut Vm, arguments: &[Value]) -> Result {
    match bools(vm, arguments) {
        Some((p, q)) => Ok((p ^ q).into()),
        None => xor(vm, arguments),
    }
}

/// The integer part of a float as an int or long.
pub fn of_float(vm: &mut Vm, f: f64) -> Result {
    match f.to_i64() {
        Some(i) if f.abs() < 9.2e18 => Ok(vm.int(i)),
        _ => match BigInt::from_f64(f.trunc()) {
            Some(i) => vm.int_or_long(&i),
            None => Err(vm.raise(Error::OverflowError, "cannot convert float infinity to integer")),
        },
    }
}
