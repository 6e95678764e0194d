//! Comparison, truth, and the jumps on them.

use super::attributes::push_with;
use super::entries::{self, Entry};
use super::helpers as h;
use super::{a, b, c, far_offset, finish, free_window, jump_offset, length, opcode_of, quiet};
use jit::machine::Argument::{Integer, Value as V};
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::protocols::compare::Comparison;
use objspace::types::set::SetObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

/// A comparison of two integers or two floats; None: something else.
#[inline(always)]
fn of_numbers<M: PyMachine>(m: &mut M, op: Comparison, x: M::V, y: M::V) -> Option<bool> {
    if m.both_integers(x, y) {
        let (i, j) = (m.unbox_integer(x), m.unbox_integer(y));
        return Some(match op {
            Comparison::Less => m.integer_less(i, j),
            Comparison::LessEqual => m.integer_less_equal(i, j),
            Comparison::Equal => m.integer_equal(i, j),
            Comparison::NotEqual => !m.integer_equal(i, j),
            Comparison::Greater => m.integer_less(j, i),
            Comparison::GreaterEqual => m.integer_less_equal(j, i),
        });
    }
    if m.both_floats(x, y) {
        let (f, g) = (m.unbox_float(x), m.unbox_float(y));
        return Some(of_floats(m, op, f, g));
    }
    None
}

#[inline(always)]
fn of_floats<M: PyMachine>(m: &mut M, op: Comparison, f: M::F, g: M::F) -> bool {
    match op {
        Comparison::Less => m.float_less(f, g),
        Comparison::LessEqual => m.float_less_equal(f, g),
        Comparison::Equal => m.float_equal(f, g),
        Comparison::NotEqual => !m.float_equal(f, g),
        Comparison::Greater => m.float_less(g, f),
        Comparison::GreaterEqual => m.float_less_equal(g, f),
    }
}

const COMPARISONS: [Comparison; 6] = [
    Comparison::Less,
    Comparison::LessEqual,
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Greater,
    Comparison::GreaterEqual,
];

/// The comparison of a COMPARE_* or JUMP_* instruction.
#[inline(always)]
pub fn comparison(opcode: Opcode) -> Comparison {
    let number = opcode as u16;
    let first = if number >= Opcode::JUMP_LT as u16 {
        Opcode::JUMP_LT as u16
    } else {
        Opcode::COMPARE_LT as u16
    };
    COMPARISONS[(number - first) as usize]
}

#[inline(always)]
pub fn compare<M: PyMachine>(m: &mut M, opcode: Opcode, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    if let Some(t) = of_numbers(m, comparison(opcode), x, y) {
        let v = m.value(Value::bool(t).0);
        m.set(a(word), v);
        m.advance(2);
        return Control::Next;
    }
    m.outline(compare_slow, word)
}

fn compare_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    let op = comparison(opcode_of(word));
    if let Some(t) = known(m, op, x, y) {
        let v = m.value(Value::bool(t).0);
        m.set(a(word), v);
        m.advance(2);
        return Control::Next;
    }
    if let Some((f, code)) = rich_function(m, op, x, y) {
        let (f, window) = (m.value(f), free_window(m));
        return push_with(m, code, window, &[f, x, y], Opcode::COMPARE_RESULT);
    }
    if let Some(control) = super::old_style::order(m, op, x, y) {
        return control;
    }
    let number = m.integer(op as i64);
    let helper = if quiet::is_plain(m, x) && quiet::is_plain(m, y) {
        &quiet::COMPARE
    } else {
        &h::COMPARE
    };
    let result = m.call(helper, &[V(x), V(y), Integer(number)]);
    finish(m, word, 2, result)
}

/// Comparisons that need no protocol: mixed numbers, strings for equality, None.
fn known<M: PyMachine>(m: &mut M, op: Comparison, x: M::V, y: M::V) -> Option<bool> {
    use super::arithmetic::plain;
    if m.is_integer(x) && m.is_float(y) {
        let i = plain(m, x);
        let (f, g) = (exact_float(m, i)?, m.unbox_float(y));
        return Some(of_floats(m, op, f, g));
    }
    if m.is_float(x) && m.is_integer(y) {
        let i = plain(m, y);
        let (f, g) = (m.unbox_float(x), exact_float(m, i)?);
        return Some(of_floats(m, op, f, g));
    }
    if matches!(op, Comparison::Equal | Comparison::NotEqual)
        && m.has_map(x, Kind::Str.map())
        && m.has_map(y, Kind::Str.map())
    {
        let equal = m.call_integer(&h::STR_EQUAL, &[V(x), V(y)]).ok()?;
        let one = m.integer(1);
        let equal = m.integer_equal(equal, one);
        return Some(equal == (op == Comparison::Equal));
    }
    None
}

/// The float of an integer that has one exactly: below 2^53.
fn exact_float<M: PyMachine>(m: &mut M, i: M::I) -> Option<M::F> {
    let (half, range) = (m.integer(1 << 53), m.integer(1 << 54));
    let shifted = m.integer_add(i, half);
    m.integer_below(shifted, range).then(|| m.integer_to_float(i))
}

/// The Python function that a comparison calls first, when the left side is a plain instance and the right one of the same
/// class or no instance.
fn rich_function<M: PyMachine>(
    m: &mut M,
    op: Comparison,
    x: M::V,
    y: M::V,
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
    super::items::special_function(m, map, rich_name(op), 2)
}

pub fn rich_name(op: Comparison) -> fn(&objspace::names::Names) -> Ref<objspace::string::StrObject> {
    match op {
        Comparison::Less => |names| names.__lt__,
        Comparison::LessEqual => |names| names.__le__,
        Comparison::Equal => |names| names.__eq__,
        Comparison::NotEqual => |names| names.__ne__,
        Comparison::Greater => |names| names.__gt__,
        Comparison::GreaterEqual => |names| names.__ge__,
    }
}

pub fn compare_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let r = m.get(window);
    if m.is_same(r, Value::NOT_IMPLEMENTED.0) {
        let (x, y) = (m.operand(b(word)), m.operand(c(word)));
        let number = m.integer(comparison(opcode_of(word)) as i64);
        let result = m.call(&h::COMPARE_AFTER_LEFT, &[V(x), V(y), Integer(number)]);
        return finish(m, word, 2, result);
    }
    m.set(a(word), r);
    m.advance(2);
    Control::Next
}

#[inline(always)]
pub fn compare_is<M: PyMachine>(m: &mut M, word: u64, sense: bool) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    let same = identical(m, x, y);
    let v = m.value(Value::bool(same == sense).0);
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

/// `x is y`: floats and boxed ints by value.
#[inline(always)]
fn identical<M: PyMachine>(m: &mut M, x: M::V, y: M::V) -> bool {
    m.are_same(x, y)
}

pub fn compare_in<M: PyMachine>(m: &mut M, word: u64) -> Control {
    contains(m, word, false)
}

pub fn compare_not_in<M: PyMachine>(m: &mut M, word: u64) -> Control {
    contains(m, word, true)
}

fn contains<M: PyMachine>(m: &mut M, word: u64, negate: bool) -> Control {
    let (x, y) = (m.operand(b(word)), m.operand(c(word)));
    match call_contains(m, y, x, negate) {
        Ok(v) => {
            m.set(a(word), v);
            m.advance(2);
            Control::Next
        }
        Err(_) => Control::Raise,
    }
}

/// Whether the item is a key of a dict or in a set; None: it takes the protocol to tell.
fn is_key_of<M: PyMachine>(m: &mut M, container: M::V, item: M::V) -> Option<bool> {
    if !m.is_pointer(container) {
        return None;
    }
    let map = m.map(container);
    let is_set = map == Kind::Set.map() || map == Kind::FrozenSet.map();
    if !(is_set || map == Kind::Dict.map()) || !quiet::is_key(m, item) {
        return None;
    }
    let dict = match is_set {
        true => m.load(container, SetObject::DICT),
        false => container,
    };
    match entries::find(m, dict, item) {
        Entry::At(_) => Some(true),
        Entry::Absent => Some(false),
        Entry::Unknown => None,
    }
}

fn call_contains<M: PyMachine>(m: &mut M, container: M::V, item: M::V, negate: bool) -> Result<M::V> {
    let number = m.integer(negate as i64);
    if let Some(found) = is_key_of(m, container, item) {
        return Ok(m.value(Value::bool(found != negate).0));
    }
    if m.is_pointer(container) {
        let map = m.map(container);
        if map == Kind::Str.map() && quiet::is_plain(m, item) {
            return m.call(&quiet::CONTAINS, &[V(container), V(item), Integer(number)]);
        }
    }
    m.call(&h::CONTAINS, &[V(container), V(item), Integer(number)])
}

#[inline(always)]
pub fn not<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    let t = match truth(m, x) {
        Some(t) => t,
        None => return m.outline(not_slow, word),
    };
    let v = m.value(Value::bool(!t).0);
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

fn not_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    let result = m.call(&h::NOT, &[V(x)]);
    finish(m, word, 1, result)
}

/// The truth of bools, None and integers.
#[inline(always)]
fn truth<M: PyMachine>(m: &mut M, x: M::V) -> Option<bool> {
    if m.is_integer(x) {
        let (i, zero) = (m.unbox_integer(x), m.integer(0));
        return Some(!m.integer_equal(i, zero));
    }
    if m.is_same(x, Value::TRUE.0) {
        return Some(true);
    }
    if m.is_same(x, Value::FALSE.0) || m.is_same(x, Value::NONE.0) {
        return Some(false);
    }
    None
}

#[inline(always)]
pub fn jump_if<M: PyMachine>(m: &mut M, word: u64, sense: bool) -> Control {
    let x = m.operand(a(word));
    match truth(m, x) {
        Some(t) => branch(m, t == sense, jump_offset(word), 1),
        None => m.outline(jump_if_slow, word),
    }
}

#[inline(always)]
fn branch<M: PyMachine>(m: &mut M, taken: bool, offset: i32, words: usize) -> Control {
    if taken {
        m.jump(offset);
    } else {
        m.advance(words);
    }
    Control::Next
}

fn jump_if_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(a(word));
    let sense = opcode_of(word) == Opcode::JUMP_IF_TRUE;
    if m.is_pointer(x) {
        let map = m.map(x);
        if map == Kind::List.map() || map == Kind::Str.map() || map == Kind::Tuple.map() || map == Kind::Dict.map() {
            let field = if map == Kind::List.map() {
                super::items::LIST_LENGTH
            } else if map == Kind::Tuple.map() {
                super::items::TUPLE_LENGTH
            } else if map == Kind::Str.map() {
                h::STR_LENGTH
            } else {
                h::DICT_USED
            };
            let (n, zero) = (m.load_integer(x, field), m.integer(0));
            let t = !m.integer_equal(n, zero);
            return branch(m, t == sense, jump_offset(word), 1);
        }
        match super::old_style::truth_function(m, map) {
            // Instances of classes that say nothing about their truth.
            Some(None) => return branch(m, sense, jump_offset(word), 1),
            Some(Some((f, code))) => {
                let (f, window) = (m.value(f), free_window(m));
                return push_with(m, code, window, &[f, x], Opcode::TRUTH_RESULT);
            }
            None => {}
        }
    } else if m.is_float(x) {
        let (f, zero) = (m.unbox_float(x), m.float(0.0));
        let t = !m.float_equal(f, zero);
        return branch(m, t == sense, jump_offset(word), 1);
    }
    let result = m.call(&h::TRUTH, &[V(x)]);
    decide(m, Opcode::JUMP_ON, result)
}

/// The answer of a comparison: a value, or what its jump goes by.
pub fn answer<M: PyMachine>(m: &mut M, word: u64, holds: bool) -> Control {
    if opcode_of(word) >= Opcode::JUMP_LT {
        let offset = far_offset(m);
        return branch(m, holds == (c(word) != 0), offset, 3);
    }
    let v = m.value(Value::bool(holds).0);
    finish(m, word, 2, Ok(v))
}

/// The same for a bool that a helper gave.
pub fn decide_comparison<M: PyMachine>(m: &mut M, word: u64, result: Result<M::V>) -> Control {
    match opcode_of(word) >= Opcode::JUMP_LT {
        true => decide(m, Opcode::JUMP_FAR_ON, result),
        false => finish(m, word, 2, result),
    }
}

/// A bool that a helper gave decides a jump in the next stage.
fn decide<M: PyMachine>(m: &mut M, stage: Opcode, result: Result<M::V>) -> Control {
    match result {
        Ok(v) => {
            let scratch = free_window(m);
            m.set(scratch, v);
            m.enter_stage(stage as u16)
        }
        Err(_) => Control::Raise,
    }
}

/// Second stage of JUMP_IF_*: the bool behind the frame decides.
pub fn jump_on<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let v = m.get(scratch);
    let t = m.is_same(v, Value::TRUE.0);
    let sense = opcode_of(word) == Opcode::JUMP_IF_TRUE;
    branch(m, t == sense, jump_offset(word), 1)
}

/// Second stage of comparing jumps.
pub fn jump_far_on<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let v = m.get(scratch);
    let t = m.is_same(v, Value::TRUE.0);
    let offset = far_offset(m);
    branch(m, t == (c(word) != 0), offset, length(opcode_of(word)))
}

pub fn truth_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let r = m.get(window);
    for (constant, t) in [(Value::TRUE, true), (Value::FALSE, false)] {
        if m.is_same(r, constant.0) {
            let sense = opcode_of(word) == Opcode::JUMP_IF_TRUE;
            return branch(m, t == sense, jump_offset(word), 1);
        }
    }
    let x = m.operand(a(word));
    let result = m.call(&h::NONZERO_RESULT, &[V(x), V(r)]);
    decide(m, Opcode::JUMP_ON, result)
}

#[inline(always)]
pub fn jump_less<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    match of_numbers(m, Comparison::Less, x, y) {
        Some(t) => {
            let offset = far_offset(m);
            branch(m, t == (c(word) != 0), offset, 3)
        }
        None => m.outline(jump_compare_slow, word),
    }
}

#[inline(always)]
pub fn jump_compare<M: PyMachine>(m: &mut M, opcode: Opcode, word: u64) -> Control {
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    match of_numbers(m, comparison(opcode), x, y) {
        Some(t) => {
            let offset = far_offset(m);
            branch(m, t == (c(word) != 0), offset, 3)
        }
        None => m.outline(jump_compare_slow, word),
    }
}

fn jump_compare_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    let op = comparison(opcode_of(word));
    let offset = far_offset(m);
    if let Some(t) = known(m, op, x, y) {
        return branch(m, t == (c(word) != 0), offset, 3);
    }
    if let Some((f, code)) = rich_function(m, op, x, y) {
        let (f, window) = (m.value(f), free_window(m));
        return push_with(m, code, window, &[f, x, y], Opcode::JUMP_COMPARE_RESULT);
    }
    if let Some(control) = super::old_style::order(m, op, x, y) {
        return control;
    }
    let number = m.integer(op as i64);
    // Comparisons of plain values give bools.
    let helper = if quiet::is_plain(m, x) && quiet::is_plain(m, y) {
        &quiet::COMPARE
    } else {
        &h::COMPARE_TRUTH
    };
    let result = m.call(helper, &[V(x), V(y), Integer(number)]);
    decide(m, Opcode::JUMP_FAR_ON, result)
}

pub fn jump_compare_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let r = m.get(window);
    let offset = far_offset(m);
    if let Some(t) = truth(m, r) {
        return branch(m, t == (c(word) != 0), offset, 3);
    }
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    let number = m.integer(comparison(opcode_of(word)) as i64);
    let result = m.call(&h::COMPARE_TRUTH_AFTER_LEFT, &[V(r), V(x), V(y), Integer(number)]);
    decide(m, Opcode::JUMP_FAR_ON, result)
}

#[inline(always)]
pub fn jump_is<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    let same = identical(m, x, y);
    let offset = far_offset(m);
    branch(m, same == (c(word) != 0), offset, 2)
}

pub fn jump_in<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y) = (m.operand(a(word)), m.operand(b(word)));
    let result = call_contains(m, y, x, false);
    decide(m, Opcode::JUMP_FAR_ON, result)
}
