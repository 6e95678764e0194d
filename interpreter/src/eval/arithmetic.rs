//! Arithmetic: integers and floats inline, operators of classes as calls, everything else through helpers.

use super::helpers as h;
use super::{a, b, c, finish, free_window, length, opcode_of, quiet};
use crate::eval::attributes::push_with;
use jit::machine::Argument::{Integer, Value as V};
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

#[inline(always)]
fn done<M: PyMachine>(m: &mut M, word: u64, v: M::V) -> Control {
    m.set(a(word), v);
    m.advance(2);
    Control::Next
}

/// `a + b` and its kind where integers have a checked form and floats an operation.
macro_rules! checked {
    ($(#[$attribute:meta])* $name:ident $integers:ident $floats:ident) => {
        $(#[$attribute])*
        #[inline(always)]
        pub fn $name<M: PyMachine>(m: &mut M, word: u64) -> Control {
            let (x, y) = (m.operand(b(word)), m.operand(c(word)));
            if m.both_integers(x, y) {
                let (i, j) = (m.unbox_integer(x), m.unbox_integer(y));
                if let Some(r) = m.$integers(i, j) {
                    let r = m.box_integer(r);
                    return done(m, word, r);
                }
            } else if m.both_floats(x, y) {
                let (f, g) = (m.unbox_float(x), m.unbox_float(y));
                let r = m.$floats(f, g);
                let r = m.box_float(r);
                return done(m, word, r);
            }
            m.outline(slow, word)
        }
    };
}

checked!(add add_overflow float_add);
checked!(subtract subtract_overflow float_subtract);
checked!(multiply multiply_overflow float_multiply);

/// Bit operations work on doubled integers as they are.
macro_rules! bits {
    ($name:ident $operation:ident) => {
        #[inline(always)]
        pub fn $name<M: PyMachine>(m: &mut M, word: u64) -> Control {
            let (x, y) = (m.operand(b(word)), m.operand(c(word)));
            if m.both_integers(x, y) {
                let (i, j) = (m.unbox_integer(x), m.unbox_integer(y));
                let r = m.$operation(i, j);
                let r = m.box_integer(r);
                return done(m, word, r);
            }
            m.outline(slow, word)
        }
    };
}

bits!(and integer_and);
bits!(or integer_or);
bits!(xor integer_xor);

/// The plain integer of a word known to be a small one.
#[inline(always)]
pub fn plain<M: PyMachine>(m: &mut M, v: M::V) -> M::I {
    let (doubled, one) = (m.unbox_integer(v), m.integer(1));
    m.integer_shift_right(doubled, one)
}

/// A plain integer of the 63-bit range as a word.
#[inline(always)]
pub fn boxed<M: PyMachine>(m: &mut M, i: M::I) -> M::V {
    let one = m.integer(1);
    let doubled = m.integer_shift_left(i, one);
    m.box_integer(doubled)
}

/// Whether a divisor is neither 0 nor -1.
#[inline(always)]
fn ordinary_divisor<M: PyMachine>(m: &mut M, i: M::I) -> bool {
    // Unsigned: i + 1 is 0 or 1 for -1 and 0.
    let one = m.integer(1);
    let shifted = m.integer_add(i, one);
    !m.integer_below(shifted, one) && {
        let two = m.integer(2);
        !m.integer_below(shifted, two)
    }
}

#[inline(always)]
fn floor_of_integers<M: PyMachine>(m: &mut M, x: M::V, y: M::V) -> Option<M::V> {
    let (i, j) = (plain(m, x), plain(m, y));
    if !ordinary_divisor(m, j) {
        return None;
    }
    let r = m.integer_floor_divide(i, j);
    Some(boxed(m, r))
}

#[inline(always)]
fn quotient_of_floats<M: PyMachine>(m: &mut M, x: M::V, y: M::V) -> Option<M::V> {
    let (f, g) = (m.unbox_float(x), m.unbox_float(y));
    let zero = m.float(0.0);
    if m.float_equal(g, zero) {
        return None;
    }
    let r = m.float_divide(f, g);
    Some(m.box_float(r))
}

#[inline(always)]
pub fn divide<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    let r = if is_warned_of(m, Operator::Divide) {
        None
    } else if m.both_integers(x, y) {
        floor_of_integers(m, x, y)
    } else if m.both_floats(x, y) {
        quotient_of_floats(m, x, y)
    } else {
        None
    };
    match r {
        Some(r) => done(m, word, r),
        None => m.outline(slow, word),
    }
}

#[inline(always)]
pub fn true_divide<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_floats(x, y) {
        if let Some(r) = quotient_of_floats(m, x, y) {
            return done(m, word, r);
        }
    }
    m.outline(slow, word)
}

#[inline(always)]
pub fn floor_divide<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_integers(x, y) {
        if let Some(r) = floor_of_integers(m, x, y) {
            return done(m, word, r);
        }
    }
    m.outline(slow, word)
}

#[inline(always)]
pub fn modulo<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_integers(x, y) {
        let (i, j) = (plain(m, x), plain(m, y));
        if ordinary_divisor(m, j) {
            let r = m.integer_modulo(i, j);
            let r = boxed(m, r);
            return done(m, word, r);
        }
    }
    m.outline(slow, word)
}

/// Shift counts below 62 whose result is in range are done inline.
#[inline(always)]
pub fn shift_left<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_integers(x, y) {
        let (doubled, count) = (m.unbox_integer(x), plain(m, y));
        let limit = m.integer(62);
        if m.integer_below(count, limit) {
            let shifted = m.integer_shift_left(doubled, count);
            let back = m.integer_shift_right(shifted, count);
            if m.integer_equal(back, doubled) {
                let r = m.box_integer(shifted);
                return done(m, word, r);
            }
        }
    }
    m.outline(slow, word)
}

#[inline(always)]
pub fn shift_right<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_integers(x, y) {
        let (i, count) = (plain(m, x), plain(m, y));
        let limit = m.integer(63);
        if m.integer_below(count, limit) {
            let r = m.integer_shift_right(i, count);
            let r = boxed(m, r);
            return done(m, word, r);
        }
    }
    m.outline(slow, word)
}

#[inline(always)]
pub fn negative<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    if m.is_integer(x) {
        let (zero, i) = (m.integer(0), m.unbox_integer(x));
        if let Some(r) = m.subtract_overflow(zero, i) {
            let r = m.box_integer(r);
            m.set(a(word), r);
            m.advance(1);
            return Control::Next;
        }
    } else if m.is_float(x) {
        let f = m.unbox_float(x);
        let r = m.float_negate(f);
        let r = m.box_float(r);
        m.set(a(word), r);
        m.advance(1);
        return Control::Next;
    }
    m.outline(negative_slow, word)
}

fn negative_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    if let Some(method) = unary_function(m, x, |names| names.__neg__) {
        return call_unary(m, method, x);
    }
    let result = m.call(&h::NEGATIVE, &[V(x)]);
    finish(m, word, 1, result)
}

pub fn positive<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    if m.is_integer(x) {
        m.set(a(word), x);
        m.advance(1);
        return Control::Next;
    }
    let result = m.call(&h::POSITIVE, &[V(x)]);
    finish(m, word, 1, result)
}

#[inline(always)]
pub fn invert<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    if m.is_integer(x) {
        // All bits but the tag's.
        let (mask, i) = (m.integer(!1), m.unbox_integer(x));
        let r = m.integer_xor(i, mask);
        let r = m.box_integer(r);
        m.set(a(word), r);
        m.advance(1);
        return Control::Next;
    }
    let result = m.call(&h::INVERT, &[V(x)]);
    finish(m, word, 1, result)
}

pub fn repr<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    let result = m.call(&h::REPR, &[V(x)]);
    finish(m, word, 1, result)
}

pub fn power<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if m.both_floats(x, y) {
        let (f, g) = (m.unbox_float(x), m.unbox_float(y));
        let zero = m.float(0.0);
        // A positive base raises nothing but overflow, which is infinite: the slow path words it.
        if m.float_less(zero, f) {
            let r = m.call_float(&h::POWER, &[f, g]);
            let infinity = m.float(f64::INFINITY);
            if m.float_less(r, infinity) {
                let r = m.box_float(r);
                return done(m, word, r);
            }
        }
    }
    slow(m, word)
}

/// The operator of a binary instruction, and whether it is the in-place form.
pub fn operator(word: u64) -> (Operator, bool) {
    let number = word as u16;
    let first = Opcode::ADD as u16;
    let inplace = Opcode::INPLACE_ADD as u16;
    debug_assert_eq!(inplace - first, 13);
    if number >= inplace {
        (Operator::ALL[(number - inplace) as usize], true)
    } else {
        (Operator::ALL[(number - first) as usize], false)
    }
}

/// What is not two integers or two floats: mixed numbers, operators of classes, everything else.
fn slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    let (operator, inplace) = operator(word);
    if !is_warned_of(m, operator) {
        if let Some(r) = mixed_floats(m, operator, x, y) {
            return done(m, word, r);
        }
    }
    if operator == Operator::Add && m.has_map(x, Kind::Str.map()) && m.has_map(y, Kind::Str.map()) {
        let result = m.call(&quiet::CONCATENATE, &[V(x), V(y)]);
        return finish(m, word, 2, result);
    }
    if operator == Operator::Add && inplace && m.has_map(x, Kind::List.map()) && quiet::is_sequence(m, y) {
        let result = m.call(&quiet::ADD_TO_LIST, &[V(x), V(y)]);
        return finish(m, word, 2, result);
    }
    if let Some(control) = super::old_style::binary(m, operator, inplace, x, y) {
        return control;
    }
    let vm = m.vm();
    if inplace {
        if let Some((f, code)) = binary_function(m, x, y, operator.inplace(vm)) {
            let (f, window) = (m.value(f), free_window(m));
            return push_with(m, code, window, &[f, x, y], Opcode::INPLACE_RESULT);
        }
    }
    if !inplace || !has_method(m, x, operator.inplace(vm)) {
        if let Some((f, code)) = binary_function(m, x, y, operator.forward(vm)) {
            let (f, window) = (m.value(f), free_window(m));
            return push_with(m, code, window, &[f, x, y], Opcode::BINARY_RESULT);
        }
        let number = m.is_integer(x) || m.is_float(x);
        if number {
            if let Some((f, code)) = binary_function(m, y, x, operator.reflected(vm)) {
                let (f, window) = (m.value(f), free_window(m));
                return push_with(m, code, window, &[f, y, x], Opcode::REFLECTED_RESULT);
            }
        }
    }
    let result = rest(m, word, x, y);
    finish(m, word, 2, result)
}

/// The operator of a binary instruction as helpers take it.
pub fn number<M: PyMachine>(m: &mut M, word: u64) -> M::I {
    let (operator, inplace) = operator(word);
    m.integer(operator as i64 | (inplace as i64) << 8)
}

fn rest<M: PyMachine>(m: &mut M, word: u64, x: M::V, y: M::V) -> Result<M::V> {
    let (operator, inplace) = operator(word);
    let number = number(m, word);
    let helper = if !is_warned_of(m, operator) && is_quiet(m, operator, inplace, x, y) {
        &quiet::BINARY
    } else {
        &h::BINARY
    };
    m.call(helper, &[V(x), V(y), Integer(number)])
}

/// Whether the operator is classic division, and `-Qwarn` wants warnings of it. (Set at the start: the same in every trace.)
#[inline(always)]
fn is_warned_of<M: PyMachine>(m: &mut M, operator: Operator) -> bool {
    operator == Operator::Divide && m.vm().division_warning > 0
}

/// Whether the operation runs no Python code.
fn is_quiet<M: PyMachine>(m: &mut M, operator: Operator, inplace: bool, x: M::V, y: M::V) -> bool {
    if quiet::is_plain(m, x) {
        // What is formatted may be anything.
        return if operator == Operator::Modulo && m.has_map(y, Kind::Tuple.map()) {
            has_plain_items(m, y)
        } else {
            quiet::is_plain(m, y)
        };
    }
    let map = m.map(x);
    if map == Kind::Tuple.map() || (map == Kind::List.map() && !inplace) {
        return match operator {
            Operator::Add => m.has_map(y, map),
            Operator::Multiply => m.is_integer(y),
            _ => false,
        };
    }
    false
}

/// Whether all items of a short tuple are plain.
fn has_plain_items<M: PyMachine>(m: &mut M, tuple: M::V) -> bool {
    let n = m.load_integer(tuple, super::items::TUPLE_LENGTH);
    let limit = m.integer(9);
    if !m.integer_below(n, limit) {
        return false;
    }
    let n = m.promote_integer(n);
    (0..n).all(|i| {
        let i = m.integer(i);
        let v = m.load_item(tuple, i, super::items::TUPLE_ITEMS);
        quiet::is_plain(m, v)
    })
}

/// An integer and a float.
fn mixed_floats<M: PyMachine>(m: &mut M, operator: Operator, x: M::V, y: M::V) -> Option<M::V> {
    if !matches!(
        operator,
        Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::TrueDivide
    ) {
        return None;
    }
    let (f, g) = if m.is_integer(x) && m.is_float(y) {
        let i = plain(m, x);
        (m.integer_to_float(i), m.unbox_float(y))
    } else if m.is_float(x) && m.is_integer(y) {
        let i = plain(m, y);
        (m.unbox_float(x), m.integer_to_float(i))
    } else {
        return None;
    };
    let r = match operator {
        Operator::Add => m.float_add(f, g),
        Operator::Subtract => m.float_subtract(f, g),
        Operator::Multiply => m.float_multiply(f, g),
        _ => {
            let zero = m.float(0.0);
            if m.float_equal(g, zero) {
                return None;
            }
            m.float_divide(f, g)
        }
    };
    Some(m.box_float(r))
}

/// Whether a plain instance's class has the method at all.
fn has_method<M: PyMachine>(m: &mut M, x: M::V, name: Ref<objspace::string::StrObject>) -> bool {
    if !m.is_pointer(x) {
        return false;
    }
    let map = m.map(x);
    m.class_attribute(map, name).is_some()
}

/// The Python function that `x <op> y` calls first, when `x` is a plain instance: its word and code. Not when the right operand's
/// class derives from the left one's, since its reflected method would come first then.
fn binary_function<M: PyMachine>(
    m: &mut M,
    x: M::V,
    y: M::V,
    name: Ref<objspace::string::StrObject>,
) -> Option<(u64, Ref<objspace::code::CodeObject>)> {
    if !m.is_pointer(x) {
        return None;
    }
    let map = m.map(x);
    if m.vm().map(map).kind != Kind::Object {
        return None;
    }
    if m.is_pointer(y) {
        let other = m.map(y);
        let (class, other) = (m.vm().map(map).class, m.vm().map(other).class);
        if class != other && m.vm().is_subtype(other, class) {
            return None;
        }
    }
    let method = m.class_attribute(map, name)?;
    if !method.is_pointer() || method.map() != Kind::Function.map() {
        return None;
    }
    let code = Ref::<FunctionObject>::of(method).code();
    (code.argument_count.get() == 2 && h::is_simple(code)).then_some((method.0, code))
}

fn unary_function<M: PyMachine>(
    m: &mut M,
    x: M::V,
    name: fn(&objspace::names::Names) -> Ref<objspace::string::StrObject>,
) -> Option<(u64, Ref<objspace::code::CodeObject>)> {
    if !m.is_pointer(x) {
        return None;
    }
    let map = m.map(x);
    super::items::special_function(m, map, name, 1)
}

fn call_unary<M: PyMachine>(m: &mut M, (f, code): (u64, Ref<objspace::code::CodeObject>), x: M::V) -> Control {
    let (f, window) = (m.value(f), free_window(m));
    push_with(m, code, window, &[f, x], Opcode::RESULT)
}

/// The value a callee left behind the frame.
pub fn returned<M: PyMachine>(m: &mut M) -> M::V {
    let window = free_window(m);
    m.get(window)
}

pub fn binary_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let r = returned(m);
    if m.is_same(r, Value::NOT_IMPLEMENTED.0) {
        // The left method passed: the right one, then the rest.
        let (x, y) = (m.operand(b(word)), m.operand(c(word)));
        let number = number(m, word);
        let result = m.call(&h::BINARY_AFTER_LEFT, &[V(x), V(y), Integer(number)]);
        return finish(m, word, 2, result);
    }
    done(m, word, r)
}

pub fn reflected_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let r = returned(m);
    if m.is_same(r, Value::NOT_IMPLEMENTED.0) {
        let (x, y) = (m.operand(b(word)), m.operand(c(word)));
        let number = number(m, word);
        let result = m.call(&h::UNSUPPORTED, &[V(x), V(y), Integer(number)]);
        return finish(m, word, 2, result);
    }
    done(m, word, r)
}

pub fn inplace_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let r = returned(m);
    if m.is_same(r, Value::NOT_IMPLEMENTED.0) {
        let (x, y) = (m.operand(b(word)), m.operand(c(word)));
        let number = m.integer(operator(word).0 as i64);
        let result = m.call(&h::BINARY, &[V(x), V(y), Integer(number)]);
        return finish(m, word, 2, result);
    }
    let _ = (length, opcode_of);
    done(m, word, r)
}
