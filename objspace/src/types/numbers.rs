//! What the number types share: the numeric tower, comparison, coercion, and the binary operations of built-in numbers.

use crate::exception::Error;
use crate::kind::Kind;
use crate::long::{Integer, LongObject};
use crate::native::Result;
use crate::object::Ref;
use crate::protocols::arithmetic::Operator;
use crate::types::{complex_type, float_type, long_type};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use std::cmp::Ordering;

/// A built-in number taken out of its object.
pub enum Number {
    Int(i64),
    Long(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Vm {
    /// The number in a value of an exact built-in number type; subclasses too when `derived`.
    pub fn number(&self, v: Value, derived: bool) -> Option<Number> {
        if v.is_integer() {
            return Some(Number::Int(v.as_integer()));
        }
        if v.is_immediate_float() {
            return Some(Number::Float(v.as_immediate_float()));
        }
        let kind = self.kind_of(v);
        if !derived && v.is_pointer() && v.map() != kind.map() {
            return None;
        }
        match kind {
            Kind::Bool | Kind::Int => self.as_int(v).map(Number::Int),
            Kind::Float => self.as_float(v).map(Number::Float),
            Kind::Long => Some(Number::Long(Ref::<LongObject>::of(v).to_bigint())),
            Kind::Complex => {
                let (re, im) = self.complex_parts(v);
                Some(Number::Complex(re, im))
            }
            _ => None,
        }
    }

    /// Real and imaginary part of a complex.
    pub fn complex_parts(&self, v: Value) -> (f64, f64) {
        unsafe { (*(v.pointer() as *const f64).add(1), *(v.pointer() as *const f64).add(2)) }
    }

    /// Whether the default order counts the value as a number.
    pub fn is_number(&mut self, v: Value) -> bool {
        if matches!(
            self.kind_of(v),
            Kind::Int | Kind::Long | Kind::Float | Kind::Complex | Kind::Bool
        ) {
            return true;
        }
        let (int, float) = (self.names.__int__, self.names.__float__);
        self.kind_of(v) == Kind::OldInstance
            || self.lookup_special(v, int).is_some()
            || self.lookup_special(v, float).is_some()
    }

    /// The order of two exact ints, longs, floats or bools: None if another type is involved, Some(None) if unordered (NaN).
    #[inline]
    pub fn compare_numbers(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        if a.is_integer() && b.is_integer() {
            return Some(Some(a.as_integer().cmp(&b.as_integer())));
        }
        if let (Some(x), Some(y)) = (self.integer(a), self.integer(b)) {
            return Some(Some(x.compare(&y)));
        }
        if a.is_pointer()
            && !matches!(a.map(), m if m == Kind::Int.map() || m == Kind::Long.map() || m == Kind::Float.map())
        {
            return None;
        }
        let (x, y) = (self.number(a, false)?, self.number(b, false)?);
        compare(&x, &y)
    }

    /// The warning that a classic division of two numbers is given under `-Qwarn`.
    #[cold]
    fn warn_of_division(&mut self, a: Value, b: Value) -> Result<()> {
        let rank = |kind| match kind {
            Kind::Bool | Kind::Int => Some(0),
            Kind::Long => Some(1),
            Kind::Float => Some(2),
            Kind::Complex => Some(3),
            _ => None,
        };
        let (Some(x), Some(y)) = (rank(self.kind_of(a)), rank(self.kind_of(b))) else {
            return Ok(());
        };
        let highest = x.max(y);
        if highest > 1 && self.division_warning < 2 {
            return Ok(());
        }
        let kind = ["int", "long", "float", "complex"][highest];
        self.warn(Error::DeprecationWarning, &format!("classic {kind} division"))
    }

    /// A binary operation of exact built-in numbers; None: some other type is involved (or it is left to the methods).
    #[inline]
    pub fn binary_builtin(&mut self, op: Operator, a: Value, b: Value) -> Option<Result> {
        if op == Operator::Divide && self.division_warning > 0 {
            if let Err(e) = self.warn_of_division(a, b) {
                return Some(Err(e));
            }
        }
        if a.is_pointer() && !is_number_map(a.map()) || b.is_pointer() && !is_number_map(b.map()) {
            return None;
        }
        if a.is_none() || b.is_none() || a == Value::NOT_IMPLEMENTED || b == Value::NOT_IMPLEMENTED {
            return None;
        }
        if a.is_pointer() && a.map() == Kind::Long.map() || b.is_pointer() && b.map() == Kind::Long.map() {
            if let (Some(x), Some(y)) = (self.integer(a), self.integer(b)) {
                return Some(long_type::operation(self, op, &x, &y));
            }
        }
        let (x, y) = (self.number(a, false)?, self.number(b, false)?);
        if a.is_pointer()
            || b.is_pointer()
            || !matches!(a, Value::TRUE | Value::FALSE)
            || !matches!(b, Value::TRUE | Value::FALSE)
        {
            return self.binary_numbers(op, x, y);
        }
        // Two bools: & | ^ stay bools.
        match op {
            Operator::And | Operator::Or | Operator::Xor => {
                let (p, q) = (a == Value::TRUE, b == Value::TRUE);
                Some(Ok(Value::bool(match op {
                    Operator::And => p & q,
                    Operator::Or => p | q,
                    _ => p ^ q,
                })))
            }
            _ => self.binary_numbers(op, x, y),
        }
    }

    /// An operation of two numbers in the wider of their types. None: the operator is not defined there.
    pub fn binary_numbers(&mut self, op: Operator, x: Number, y: Number) -> Option<Result> {
        match (x, y) {
            (Number::Int(i), Number::Int(j)) => Some(self.int_operation(op, i, j)),
            (Number::Complex(a, b), y) => {
                let (c, d) = match self.to_complex(y) {
                    Ok(parts) => parts,
                    Err(e) => return Some(Err(e)),
                };
                complex_type::operation(self, op, (a, b), (c, d))
            }
            (x, Number::Complex(c, d)) => {
                let (a, b) = match self.to_complex(x) {
                    Ok(parts) => parts,
                    Err(e) => return Some(Err(e)),
                };
                complex_type::operation(self, op, (a, b), (c, d))
            }
            (Number::Float(f), y) => {
                let g = match self.to_float(y) {
                    Ok(g) => g,
                    Err(e) => return Some(Err(e)),
                };
                float_type::operation(self, op, f, g)
            }
            (x, Number::Float(g)) => {
                let f = match self.to_float(x) {
                    Ok(f) => f,
                    Err(e) => return Some(Err(e)),
                };
                float_type::operation(self, op, f, g)
            }
            (Number::Long(a), Number::Long(b)) => Some(long_type::bigint_operation(self, op, &a, &b)),
            (Number::Long(a), Number::Int(j)) => Some(long_type::bigint_operation(self, op, &a, &BigInt::from(j))),
            (Number::Int(i), Number::Long(b)) => Some(long_type::bigint_operation(self, op, &BigInt::from(i), &b)),
        }
    }

    fn to_float(&mut self, n: Number) -> Result<f64> {
        match n {
            Number::Int(i) => Ok(i as f64),
            Number::Float(f) => Ok(f),
            Number::Long(l) => self.float_of_bigint(&l),
            Number::Complex(..) => Err(self.type_error("can't convert complex to float")),
        }
    }

    fn to_complex(&mut self, n: Number) -> Result<(f64, f64)> {
        match n {
            Number::Complex(a, b) => Ok((a, b)),
            other => Ok((self.to_float(other)?, 0.0)),
        }
    }

    /// The nearest float (ties to even). OverflowError.
    pub fn float_of_bigint(&mut self, l: &BigInt) -> Result<f64> {
        match long_type::nearest_float(l) {
            Some(f) => Ok(f),
            None => Err(self.raise(Error::OverflowError, "long int too large to convert to float")),
        }
    }

    /// `i <op> j` of machine integers: an int, or a long where that overflows.
    pub fn int_operation(&mut self, op: Operator, i: i64, j: i64) -> Result {
        let exact = match op {
            Operator::Add => i.checked_add(j),
            Operator::Subtract => i.checked_sub(j),
            Operator::Multiply => i.checked_mul(j),
            Operator::Divide | Operator::FloorDivide => {
                if j == 0 {
                    return Err(self.raise(Error::ZeroDivisionError, "integer division or modulo by zero"));
                }
                floor_divide(i, j)
            }
            Operator::Modulo => {
                if j == 0 {
                    return Err(self.raise(Error::ZeroDivisionError, "integer division or modulo by zero"));
                }
                // The quotient overflows: then CPython goes on with longs.
                (j != -1 || i != i64::MIN).then(|| floor_modulo(i, j))
            }
            Operator::DivMod => {
                if j == 0 {
                    return Err(self.raise(Error::ZeroDivisionError, "integer division or modulo by zero"));
                }
                match floor_divide(i, j) {
                    Some(q) => {
                        let (q, r) = (self.int(q), self.int(floor_modulo(i, j)));
                        return Ok(self.tuple(&[q, r]));
                    }
                    None => None,
                }
            }
            Operator::TrueDivide => {
                if j == 0 {
                    return Err(self.raise(Error::ZeroDivisionError, "division by zero"));
                }
                if i.unsigned_abs() <= 1 << 53 && j.unsigned_abs() <= 1 << 53 {
                    return Ok(self.float(i as f64 / j as f64));
                }
                return long_type::operation(self, op, &Integer::small(i), &Integer::small(j));
            }
            Operator::Power => {
                if j < 0 {
                    if i == 0 {
                        return Err(self.raise(Error::ZeroDivisionError, "0.0 cannot be raised to a negative power"));
                    }
                    return Ok(self.float((i as f64).powf(j as f64)));
                }
                u32::try_from(j).ok().and_then(|j| i.checked_pow(j))
            }
            Operator::ShiftLeft => {
                if j < 0 {
                    return Err(self.value_error("negative shift count"));
                }
                if i == 0 {
                    Some(0)
                } else if j < 64 {
                    let r = i.wrapping_shl(j as u32);
                    (r >> j == i).then_some(r)
                } else {
                    None
                }
            }
            Operator::ShiftRight => {
                if j < 0 {
                    return Err(self.value_error("negative shift count"));
                }
                Some(i >> j.min(63))
            }
            Operator::And => Some(i & j),
            Operator::Or => Some(i | j),
            Operator::Xor => Some(i ^ j),
        };
        match exact {
            Some(r) => Ok(self.int(r)),
            None => long_type::operation(self, op, &Integer::small(i), &Integer::small(j)),
        }
    }

    /// `coerce(a, b)`: both in one type; None if neither side can. TypeError.
    pub fn coerce(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
        if let (Some(x), Some(y)) = (self.number(a, true), self.number(b, true)) {
            return self.coerce_numbers(a, x, b, y).map(Some);
        }
        self.coerce_by_method(a, b)
    }

    fn coerce_numbers(&mut self, a: Value, x: Number, b: Value, y: Number) -> Result<(Value, Value)> {
        let rank = |n: &Number| match n {
            Number::Int(_) => 0,
            Number::Long(_) => 1,
            Number::Float(_) => 2,
            Number::Complex(..) => 3,
        };
        let to = rank(&x).max(rank(&y));
        if rank(&x) == rank(&y) {
            return Ok((a, b));
        }
        let (a_low, n) = if rank(&x) < to { (true, x) } else { (false, y) };
        let raised = match to {
            1 => match n {
                Number::Int(i) => self.long(&BigInt::from(i))?,
                _ => Value::NONE,
            },
            2 => {
                let f = self.to_float(n)?;
                self.float(f)
            }
            _ => {
                let (re, im) = self.to_complex(n)?;
                self.complex(re, im)
            }
        };
        Ok(if a_low { (raised, b) } else { (a, raised) })
    }

    /// The coercion that binary operations try at last, where a side's type knows operations only with its like.
    pub fn coerce_for_operation(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
        if self.takes_any_operand(a) && self.takes_any_operand(b) {
            return Ok(None);
        }
        self.coerce_by_method(a, b)
    }

    /// Whether the operations of a value's type look at the type of the other side (CPython: `Py_TPFLAGS_CHECKTYPES`).
    fn takes_any_operand(&self, v: Value) -> bool {
        self.class_of(v).heap_type.get()
            || matches!(
                self.kind_of(v),
                Kind::Int
                    | Kind::Bool
                    | Kind::Long
                    | Kind::Float
                    | Kind::Complex
                    | Kind::Str
                    | Kind::Unicode
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::OldInstance
            )
    }

    /// `__coerce__` of either side.
    pub(crate) fn coerce_by_method(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
        match self.coerce_side(a, b)? {
            Some(pair) => Ok(Some(pair)),
            None => Ok(self.coerce_side(b, a)?.map(|(q, p)| (p, q))),
        }
    }

    /// `x.__coerce__(y)` of an instance; None: it has none, or that declines.
    pub(crate) fn coerce_side(&mut self, x: Value, y: Value) -> Result<Option<(Value, Value)>> {
        if !matches!(self.kind_of(x), Kind::Object | Kind::OldInstance) {
            return Ok(None);
        }
        let name = self.names.__coerce__;
        let Some(result) = self.call_special(x, name, &[y])? else {
            return Ok(None);
        };
        let old = self.kind_of(x) == Kind::OldInstance;
        if old && result.is_none() || result == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        if !self.is_kind(result, Kind::Tuple) || self.items_of(result).len() != 2 {
            return Err(self.type_error(if old {
                "coercion should return None or 2-tuple"
            } else {
                "__coerce__ didn't return a 2-tuple"
            }));
        }
        let pair = self.items_of(result);
        Ok(Some((pair[0], pair[1])))
    }

    /// The message of `+` where a built-in sequence stands left; None if none does.
    pub fn concatenation_error(&mut self, a: Value, b: Value) -> Option<String> {
        let name = self.type_name(b);
        match self.kind_of(a) {
            Kind::Str if self.kind_of(b) != Kind::Unicode => {
                Some(format!("cannot concatenate 'str' and '{name}' objects"))
            }
            Kind::List => Some(format!("can only concatenate list (not \"{name}\") to list")),
            Kind::Tuple => Some(format!("can only concatenate tuple (not \"{name}\") to tuple")),
            Kind::Unicode => Some(format!("coercing to Unicode: need string or buffer, {name} found")),
            _ => None,
        }
    }
}

fn is_number_map(map: u32) -> bool {
    map == Kind::Int.map() || map == Kind::Long.map() || map == Kind::Float.map() || map == Kind::Complex.map()
}

/// Quotient rounded to minus infinity; None: overflow.
pub fn floor_divide(i: i64, j: i64) -> Option<i64> {
    let q = i.checked_div(j)?;
    Some(if i % j != 0 && (i ^ j) < 0 { q - 1 } else { q })
}

/// Remainder with the divisor's sign.
pub fn floor_modulo(i: i64, j: i64) -> i64 {
    let r = i.wrapping_rem(j);
    if r != 0 && (r ^ j) < 0 {
        r + j
    } else {
        r
    }
}

/// The order of two numbers; Some(None): unordered; None: a complex is involved.
pub fn compare(x: &Number, y: &Number) -> Option<Option<Ordering>> {
    Some(match (x, y) {
        (Number::Int(i), Number::Int(j)) => Some(i.cmp(j)),
        (Number::Long(a), Number::Long(b)) => Some(a.cmp(b)),
        (Number::Long(a), Number::Int(j)) => Some(a.cmp(&BigInt::from(*j))),
        (Number::Int(i), Number::Long(b)) => Some(BigInt::from(*i).cmp(b)),
        (Number::Float(f), Number::Float(g)) => f.partial_cmp(g),
        (Number::Float(f), Number::Int(j)) => compare_float(*f, &BigInt::from(*j)),
        (Number::Float(f), Number::Long(b)) => compare_float(*f, b),
        (Number::Int(i), Number::Float(g)) => compare_float(*g, &BigInt::from(*i)).map(Ordering::reverse),
        (Number::Long(a), Number::Float(g)) => compare_float(*g, a).map(Ordering::reverse),
        _ => return None,
    })
}

/// The exact order of a float and an integer.
fn compare_float(f: f64, i: &BigInt) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    if let Some(small) = i.to_i64().filter(|s| s.unsigned_abs() <= 1 << 53) {
        return f.partial_cmp(&(small as f64));
    }
    let floor = BigInt::from_f64(f.floor())?;
    Some(floor.cmp(i).then(if f.floor() < f {
        Ordering::Greater
    } else {
        Ordering::Equal
    }))
}
