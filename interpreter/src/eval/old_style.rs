//! Operations on instances whose special methods are found by name (old-style ones), and `__cmp__`, `__getattr__`, `__setattr__` of all
//! instances: coercion and methods are frames, the rest of the protocol is a helper.

use super::attributes::push_with;
use super::compare::{comparison, decide_comparison};
use super::helpers as h;
use super::items::{special_function, TUPLE_ITEMS, TUPLE_LENGTH};
use super::{arithmetic, b, c, finish, free_window, opcode_of, quiet};
use jit::machine::Argument::{Integer, Value as V};
use jit::Effects;
use objspace::code::CodeObject;
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::protocols::compare::Comparison;
use objspace::string::StrObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

const ANY: Effects = Effects::RUNS_LANGUAGE;

/// A Python function that takes its arguments as they are: its word and code.
type Function = (u64, Ref<CodeObject>);

/// What looking up a special method gives.
enum Special {
    Function(Function),
    Absent,
    /// The full protocol finds it, or not.
    Unknown,
}

impl Special {
    fn of(method: Value, arguments: u32) -> Special {
        if !method.is_pointer() || method.map() != Kind::Function.map() {
            return Special::Unknown;
        }
        let code = Ref::<FunctionObject>::of(method).code();
        match code.argument_count.get() == arguments && h::is_simple(code) {
            true => Special::Function((method.0, code)),
            false => Special::Unknown,
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Special::Absent)
    }
}

/// The special method of instances of this map, taking so many arguments with the instance itself. An old-style one may have it of its own,
/// or by `__getattr__`: not known then.
fn special<M: PyMachine>(m: &mut M, map: u32, name: Ref<StrObject>, arguments: u32) -> Special {
    let data = m.vm().map(map);
    if data.kind == Kind::Object {
        return match m.class_attribute(map, name) {
            Some(method) => Special::of(method, arguments),
            None => Special::Absent,
        };
    }
    if data.kind != Kind::OldInstance || data.dict_mode || data.find(name).is_some() {
        return Special::Unknown;
    }
    let class = data.old_class;
    let hook = m.vm().names.__getattr__;
    match m.old_class_attribute(class, name) {
        None => Special::Unknown,
        Some(Some(method)) => Special::of(method, arguments),
        Some(None) => match m.old_class_attribute(class, hook) {
            Some(None) => Special::Absent,
            _ => Special::Unknown,
        },
    }
}

/// The map of an old-style instance.
fn old_map<M: PyMachine>(m: &mut M, v: M::V) -> Option<u32> {
    if !m.is_pointer(v) {
        return None;
    }
    let map = m.map(v);
    (m.vm().map(map).kind == Kind::OldInstance).then_some(map)
}

fn push_binary<M: PyMachine>(m: &mut M, (f, code): Function, x: M::V, y: M::V, then: Opcode) -> Control {
    let (f, window) = (m.value(f), free_window(m));
    push_with(m, code, window, &[f, x, y], then)
}

/// `x <op> y` with an old-style instance on a side: its `__coerce__`, or its method, is called. None: that is left to the helper.
pub fn binary<M: PyMachine>(m: &mut M, operator: Operator, inplace: bool, x: M::V, y: M::V) -> Option<Control> {
    let names = &m.vm().names;
    let coerce = names.__coerce__;
    if let Some(map) = old_map(m, x) {
        if inplace {
            // Without an in-place method the operands are coerced twice.
            let method = operator.inplace(m.vm());
            if !special(m, map, method, 2).is_absent() || !special(m, map, coerce, 2).is_absent() {
                return None;
            }
        }
        return match special(m, map, coerce, 2) {
            Special::Function(f) => Some(push_binary(m, f, x, y, Opcode::OLD_COERCED)),
            Special::Absent => {
                let name = operator.forward(m.vm());
                match special(m, map, name, 2) {
                    Special::Function(f) => Some(push_binary(m, f, x, y, Opcode::OLD_RESULT)),
                    _ => None,
                }
            }
            Special::Unknown => None,
        };
    }
    if !m.is_integer(x) && !m.is_float(x) {
        return None;
    }
    let map = old_map(m, y)?;
    match special(m, map, coerce, 2) {
        Special::Function(f) => Some(push_binary(m, f, y, x, Opcode::OLD_COERCED_RIGHT)),
        Special::Absent => {
            let name = operator.reflected(m.vm());
            match special(m, map, name, 2) {
                Special::Function(f) => Some(push_binary(m, f, y, x, Opcode::REFLECTED_RESULT)),
                _ => None,
            }
        }
        Special::Unknown => None,
    }
}

/// What `__coerce__` gave: the two values it made, or those it was asked about if it declined; None: neither a pair nor a refusal.
fn coerced<M: PyMachine>(m: &mut M, result: M::V, v: M::V, other: M::V) -> Option<(M::V, M::V)> {
    if m.is_same(result, Value::NONE.0) || m.is_same(result, Value::NOT_IMPLEMENTED.0) {
        return Some((v, other));
    }
    if !m.has_map(result, Kind::Tuple.map()) {
        return None;
    }
    let (length, two) = (m.load_integer(result, TUPLE_LENGTH), m.integer(2));
    if !m.integer_equal(length, two) {
        return None;
    }
    let (first, second) = (m.integer(0), m.integer(1));
    Some((
        m.load_item(result, first, TUPLE_ITEMS),
        m.load_item(result, second, TUPLE_ITEMS),
    ))
}

/// The left operand's `__coerce__` returned.
pub fn coerced_left<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y, r) = (m.operand(b(word)), m.operand(c(word)), arithmetic::returned(m));
    let (operator, _) = arithmetic::operator(word);
    if let Some((v, other)) = coerced(m, r, x, y) {
        let name = operator.forward(m.vm());
        if let Some(f) = method_of(m, v, name) {
            return push_binary(m, f, v, other, Opcode::OLD_RESULT);
        }
    }
    let number = arithmetic::number(m, word);
    let result = m.call(&BINARY_COERCED, &[V(x), V(y), V(r), Integer(number)]);
    finish(m, word, 2, result)
}

/// The right operand's `__coerce__` returned.
pub fn coerced_right<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (x, y, r) = (m.operand(b(word)), m.operand(c(word)), arithmetic::returned(m));
    let (operator, _) = arithmetic::operator(word);
    if let Some((v, other)) = coerced(m, r, y, x) {
        let name = operator.reflected(m.vm());
        if let Some(f) = method_of(m, v, name) {
            return push_binary(m, f, v, other, Opcode::REFLECTED_RESULT);
        }
    }
    let number = arithmetic::number(m, word);
    let result = m.call(&BINARY_COERCED_RIGHT, &[V(x), V(y), V(r), Integer(number)]);
    finish(m, word, 2, result)
}

/// The old-style instance's method of two arguments.
fn method_of<M: PyMachine>(m: &mut M, v: M::V, name: Ref<StrObject>) -> Option<Function> {
    let map = old_map(m, v)?;
    match special(m, map, name, 2) {
        Special::Function(f) => Some(f),
        _ => None,
    }
}

/// The left operand's method returned, after coercion or without.
pub fn result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let r = arithmetic::returned(m);
    if m.is_same(r, Value::NOT_IMPLEMENTED.0) {
        let (x, y) = (m.operand(b(word)), m.operand(c(word)));
        let number = arithmetic::number(m, word);
        let result = m.call(&BINARY_RIGHT, &[V(x), V(y), Integer(number)]);
        return finish(m, word, 2, result);
    }
    finish(m, word, 2, Ok(r))
}

/// `x <op> y` of an instance without rich comparison methods, but with `__cmp__`: that is called, or `__coerce__` before. None: other things.
pub fn order<M: PyMachine>(m: &mut M, op: Comparison, x: M::V, y: M::V) -> Option<Control> {
    if !m.is_pointer(x) {
        return None;
    }
    let map = m.map(x);
    let class = m.vm().map(map).class;
    if !has_no_method(m, map, op) {
        return None;
    }
    let old = m.vm().map(map).kind == Kind::OldInstance;
    let mut other = None;
    if !quiet::is_plain(m, y) {
        let map = m.map(y);
        other = Some(map);
        // New-style: of the same class, where nothing is to be known of its metaclass or of a subclass.
        let alike = m.vm().map(map).class == class;
        if !alike || !has_no_method(m, map, op.reflected()) {
            return None;
        }
    }
    let (coerce, cmp) = (m.vm().names.__coerce__, m.vm().names.__cmp__);
    if old {
        match special(m, map, coerce, 2) {
            Special::Function(f) => return Some(push_binary(m, f, x, y, Opcode::ORDER_COERCED)),
            Special::Unknown => return None,
            Special::Absent => {}
        }
        if other.is_some_and(|map| !special(m, map, coerce, 2).is_absent()) {
            return None;
        }
    }
    match special(m, map, cmp, 2) {
        Special::Function(f) => Some(push_binary(m, f, x, y, Opcode::ORDER_RESULT)),
        _ => None,
    }
}

/// Whether instances of this map have no method for the comparison.
fn has_no_method<M: PyMachine>(m: &mut M, map: u32, op: Comparison) -> bool {
    let name = super::compare::rich_name(op)(&m.vm().names);
    special(m, map, name, 2).is_absent()
}

/// The operands of a comparison, wherever its instruction has them.
fn compared<M: PyMachine>(m: &mut M, word: u64) -> (M::V, M::V) {
    match opcode_of(word) >= Opcode::JUMP_LT {
        true => (m.operand(super::a(word)), m.operand(b(word))),
        false => (m.operand(b(word)), m.operand(c(word))),
    }
}

/// The left operand's `__coerce__` returned: `__cmp__` of what it made is called in a window behind it.
pub fn order_coerced<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let ((x, y), r) = (compared(m, word), arithmetic::returned(m));
    let is_pair = m.has_map(r, Kind::Tuple.map());
    if is_pair {
        if let Some((v, other)) = coerced(m, r, x, y) {
            let cmp = m.vm().names.__cmp__;
            if let Some((f, code)) = method_of(m, v, cmp) {
                let (f, window) = (m.value(f), free_window(m) + 1);
                return push_with(m, code, window, &[f, v, other], Opcode::COERCED_ORDER_RESULT);
            }
        }
    }
    let op = m.integer(comparison(opcode_of(word)) as i64);
    let result = m.call(&ORDER_COERCED, &[V(x), V(y), V(r), Integer(op)]);
    decide_comparison(m, word, result)
}

/// `__cmp__` returned.
pub fn order_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (r, pair) = (arithmetic::returned(m), m.value(Value::NONE.0));
    ordered(m, word, r, pair)
}

/// `__cmp__` of coerced values returned: the pair of them is behind the frame.
pub fn coerced_order_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (pair, r) = (arithmetic::returned(m), m.get(free_window(m) + 1));
    ordered(m, word, r, pair)
}

fn ordered<M: PyMachine>(m: &mut M, word: u64, result: M::V, pair: M::V) -> Control {
    let op = comparison(opcode_of(word));
    if m.is_integer(result) {
        let (i, zero) = (m.unbox_integer(result), m.integer(0));
        let holds = match op {
            Comparison::Less => m.integer_less(i, zero),
            Comparison::LessEqual => m.integer_less_equal(i, zero),
            Comparison::Equal => m.integer_equal(i, zero),
            Comparison::NotEqual => !m.integer_equal(i, zero),
            Comparison::Greater => m.integer_less(zero, i),
            Comparison::GreaterEqual => m.integer_less_equal(zero, i),
        };
        return super::compare::answer(m, word, holds);
    }
    let ((x, y), op) = (compared(m, word), m.integer(op as i64));
    let result = m.call(&ORDERED, &[V(x), V(y), V(pair), V(result), Integer(op)]);
    decide_comparison(m, word, result)
}

/// `__getattr__`, a Python function, where instances of this map have no attribute of the name. None: other things.
pub fn attribute_hook<M: PyMachine>(m: &mut M, map: u32, name: Ref<StrObject>) -> Option<Function> {
    let data = m.vm().map(map);
    let hook = m.vm().names.__getattr__;
    let hook = match data.kind {
        Kind::OldInstance => {
            let names = &m.vm().names;
            if data.dict_mode || name == names.__dict__ || name == names.__class__ || data.find(name).is_some() {
                return None;
            }
            let class = data.old_class;
            if m.old_class_attribute(class, name)?.is_some() {
                return None;
            }
            m.old_class_attribute(class, hook)??
        }
        Kind::Object => {
            if data.dict_mode || data.variable || data.find(name).is_some() {
                return None;
            }
            let access = m.vm().names.__getattribute__;
            let access = m.class_attribute(map, access)?;
            if !access.is_pointer() || access.map() != Kind::SlotWrapper.map() || m.class_attribute(map, name).is_some()
            {
                return None;
            }
            m.class_attribute(map, hook)?
        }
        _ => return None,
    };
    match Special::of(hook, 2) {
        Special::Function(f) => Some(f),
        _ => None,
    }
}

/// `__setattr__` of instances of this map, if it is a Python function.
pub fn store_hook<M: PyMachine>(m: &mut M, map: u32, name: Ref<StrObject>) -> Option<Function> {
    let data = m.vm().map(map);
    let hook = m.vm().names.__setattr__;
    let hook = match data.kind {
        Kind::OldInstance => {
            let names = &m.vm().names;
            if name == names.__dict__ || name == names.__class__ {
                return None;
            }
            m.old_class_attribute(data.old_class, hook)??
        }
        Kind::Object => m.class_attribute(map, hook)?,
        _ => return None,
    };
    match Special::of(hook, 3) {
        Special::Function(f) => Some(f),
        _ => None,
    }
}

/// What says whether instances of this map are true: `__nonzero__`; Some(None): nothing does, they are true. None: other things.
pub fn truth_function<M: PyMachine>(m: &mut M, map: u32) -> Option<Option<Function>> {
    let (nonzero, len) = (m.vm().names.__nonzero__, m.vm().names.__len__);
    match special(m, map, nonzero, 1) {
        Special::Function(f) => Some(Some(f)),
        Special::Absent => special(m, map, len, 1).is_absent().then_some(None),
        Special::Unknown => None,
    }
}

/// Whether iterating over instances of this map is indexing them: they have a `__getitem__` in Python and no `__iter__`.
pub fn is_indexed<M: PyMachine>(m: &mut M, map: u32) -> bool {
    let (iter, item) = (m.vm().names.__iter__, m.vm().names.__getitem__);
    special(m, map, iter, 1).is_absent() && matches!(special(m, map, item, 2), Special::Function(_))
}

/// `__getitem__` of an instance that a sequence iterator goes through.
pub fn item_function<M: PyMachine>(m: &mut M, sequence: M::V) -> Option<Function> {
    if !m.is_pointer(sequence) {
        return None;
    }
    let map = m.map(sequence);
    special_function(m, map, |names| names.__getitem__, 2)
}

fn operator(number: i64) -> (Operator, bool) {
    (Operator::ALL[(number & 0xff) as usize], number >> 8 != 0)
}

objspace::helpers! {
    /// The rest of `a <op> b` when `a.__coerce__(b)` gave `coerced`.
    BINARY_COERCED = binary_coerced(vm, a: V, b: V, coerced: V, number: I) -> V [ANY] {
        let (op, inplace) = operator(number);
        vm.old_binary_coerced(op, a, b, coerced, inplace)
    }
    /// The same for `b.__coerce__(a)`.
    BINARY_COERCED_RIGHT = binary_coerced_right(vm, a: V, b: V, coerced: V, number: I) -> V [ANY] {
        let (op, inplace) = operator(number);
        vm.old_binary_coerced_right(op, a, b, coerced, inplace)
    }
    /// The rest of `a <op> b` when the left side passed.
    BINARY_RIGHT = binary_right(vm, a: V, b: V, number: I) -> V [ANY] {
        let (op, inplace) = operator(number);
        vm.old_binary_right(op, a, b, inplace)
    }
    /// The rest of a comparison when `a.__coerce__(b)` gave `coerced`; a bool.
    ORDER_COERCED = order_after_coercion(vm, a: V, b: V, coerced: V, number: I) -> V [ANY] {
        vm.compare_coerced(h::comparison(number), a, b, coerced).map(Value::bool)
    }
    /// The rest of a comparison when `__cmp__` gave `result`; `pair`: what `a` and `b` were coerced to, or None.
    ORDERED = ordered_rest(vm, a: V, b: V, pair: V, result: V, number: I) -> V [ANY] {
        vm.compare_ordered(h::comparison(number), a, b, pair, result).map(Value::bool)
    }
}
