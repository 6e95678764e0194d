//! Calls: Python functions by pushing frames, classes by making the instance and pushing `__init__`, everything else by helpers.

use super::build::tuple_of;
use super::helpers as h;
use super::items::{TUPLE_ITEMS, TUPLE_LENGTH};
use super::{a, b, c, finish, free_window, length, opcode_of};
use jit::machine::Argument::{Integer, Value as V};
use jit::memory::Shape;
use objspace::class::TypeObject;
use objspace::code::{code_flags, CodeObject};
use objspace::function::{FunctionObject, MethodObject, PrototypeObject};
use objspace::generator::GeneratorObject;
use objspace::kind::Kind;
use objspace::machine::{Control, Push, PyMachine};
use objspace::object::Ref;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

/// A call as its instruction describes it.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) word: u64,
    /// Where the callable is; arguments follow.
    pub(super) window: u16,
    pub(super) count: u16,
    /// The continuation for the value.
    continuation: Opcode,
    initialized: Opcode,
}

#[inline(always)]
pub fn call<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = a(word);
    let call = Call {
        word,
        window,
        count: b(word),
        continuation: Opcode::NOP,
        initialized: Opcode::INITIALIZED,
    };
    let callable = m.get(window);
    if m.has_map(callable, Kind::Function.map()) {
        return call_function(m, call, callable);
    }
    m.outline(call_other, call)
}

#[inline(always)]
pub fn call_method<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = a(word);
    let function = m.get(window);
    if m.has_map(function, Kind::Function.map()) {
        let call = Call {
            word,
            window,
            count: b(word) + 1,
            continuation: Opcode::NOP,
            initialized: Opcode::INITIALIZED,
        };
        return call_function(m, call, function);
    }
    m.outline(call_method_other, word)
}

fn call_method_other<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = a(word);
    let function = m.get(window);
    if m.is_same(function, Value::UNBOUND.0) {
        let call = Call {
            word,
            window: window + 1,
            count: b(word),
            continuation: Opcode::METHOD_RESULT,
            initialized: Opcode::INITIALIZED_METHOD,
        };
        let callable = m.get(window + 1);
        if m.has_map(callable, Kind::Function.map()) {
            return call_function(m, call, callable);
        }
        return call_other(m, call);
    }
    // The descriptor of a built-in method, and its receiver.
    let call = Call {
        word,
        window,
        count: b(word) + 1,
        continuation: Opcode::NOP,
        initialized: Opcode::INITIALIZED,
    };
    call_native(m, call, function)
}

/// A function's code, green through its prototype.
#[inline(always)]
fn code_of<M: PyMachine>(m: &mut M, function: M::V) -> Ref<CodeObject> {
    let prototype = m.load(function, FunctionObject::PROTOTYPE);
    let prototype = Value(m.promote(prototype));
    Ref::<PrototypeObject>::of(prototype).code.of()
}

#[inline(always)]
fn call_function<M: PyMachine>(m: &mut M, call: Call, function: M::V) -> Control {
    let code = code_of(m, function);
    if code.argument_count.get() == call.count as u32 && h::is_simple(code) {
        return push(m, call, code);
    }
    m.outline(call_function_slow, call)
}

#[inline(always)]
fn push<M: PyMachine>(m: &mut M, call: Call, code: Ref<CodeObject>) -> Control {
    let plain = call.continuation == Opcode::NOP;
    m.push_frame(Push {
        code,
        window: call.window,
        flags: 0,
        continuation: if plain { 0 } else { call.continuation as u16 },
        advance: if plain { 3 } else { 0 },
        arguments: code.argument_count.get() as u16 + h::star_arguments(code),
    })
}

/// Defaults, `*args`, generators; anything else by the helper.
fn call_function_slow<M: PyMachine>(m: &mut M, call: Call) -> Control {
    let function = m.get(call.window);
    let code = code_of(m, function);
    let wanted = code.argument_count.get() as u16;
    let flags = code.flags.get();
    if flags & code_flags::VARKEYWORDS != 0 || flags & code_flags::OPTIMIZED == 0 {
        return call_by_helper(m, call);
    }
    let star = flags & code_flags::VARARGS != 0;
    if call.count > wanted && !star {
        return call_by_helper(m, call);
    }
    if call.count < wanted {
        let missing = wanted - call.count;
        let defaults = m.load(function, FunctionObject::DEFAULTS);
        if !m.has_map(defaults, Kind::Tuple.map()) {
            return call_by_helper(m, call);
        }
        let n = m.load_integer(defaults, TUPLE_LENGTH);
        let n = m.promote_integer(n) as u16;
        if n < missing {
            return call_by_helper(m, call);
        }
        for i in call.count..wanted {
            let index = m.integer((i + n - wanted) as i64);
            let v = m.load_item(defaults, index, TUPLE_ITEMS);
            m.set(call.window + 1 + i, v);
        }
    }
    if star {
        let extra = call.count.saturating_sub(wanted);
        let tuple = tuple_of(m, call.window + 1 + wanted, extra);
        m.set(call.window + 1 + wanted, tuple);
    }
    if flags & code_flags::GENERATOR != 0 {
        return make_generator(m, call, code);
    }
    push(m, call, code)
}

/// A call of a generator function: a generator whose registers are the arguments.
fn make_generator<M: PyMachine>(m: &mut M, call: Call, code: Ref<CodeObject>) -> Control {
    let registers = code.register_count.get();
    if registers as usize > 500 {
        return call_by_helper(m, call);
    }
    let function = m.get(call.window);
    let words = m.new(Shape {
        size: 16 + registers * 8,
        map: Kind::Words.map(),
    });
    let n = m.integer(registers as i64);
    m.store_integer(words, TUPLE_LENGTH, n);
    let arguments = code.argument_count.get() as u16 + h::star_arguments(code);
    for i in 0..=arguments {
        let (v, index) = (m.get(call.window + i), m.integer(i as i64));
        m.store_item(words, index, super::attributes::WORDS, v);
    }
    let generator = m.new(Shape {
        size: Kind::Generator.body_size() as u32,
        map: Kind::Generator.map(),
    });
    let code_word = m.value(code.value().0);
    m.store(generator, GeneratorObject::FUNCTION, function);
    m.store(generator, GeneratorObject::CODE, code_word);
    m.store(generator, GeneratorObject::REGISTERS, words);
    let pc = m.integer(code.words.get() as i64);
    m.store_integer(generator, GeneratorObject::PC, pc);
    finish_call(m, call, Ok(generator))
}

/// A call's value without a frame: to the instruction's register a.
pub(super) fn finish_call<M: PyMachine>(m: &mut M, call: Call, result: objspace::native::Result<M::V>) -> Control {
    finish(m, call.word, length(opcode_of(call.word)), result)
}

/// Calls through a helper that takes the arguments as a tuple or, when few, as they are.
#[inline(never)]
fn call_by_helper<M: PyMachine>(m: &mut M, call: Call) -> Control {
    let callable = m.get(call.window);
    let at = |m: &mut M, i: u16| m.get(call.window + 1 + i);
    let result = match call.count {
        0 => m.call(&h::CALL_0, &[V(callable)]),
        1 => {
            let x = at(m, 0);
            m.call(&h::CALL_1, &[V(callable), V(x)])
        }
        2 => {
            let (x, y) = (at(m, 0), at(m, 1));
            m.call(&h::CALL_2, &[V(callable), V(x), V(y)])
        }
        3 => {
            let (x, y, z) = (at(m, 0), at(m, 1), at(m, 2));
            m.call(&h::CALL_3, &[V(callable), V(x), V(y), V(z)])
        }
        n => {
            let tuple = tuple_of(m, call.window + 1, n);
            let nothing = m.value(Value::UNBOUND.0);
            m.call(&h::CALL_TUPLE, &[V(callable), V(tuple), V(nothing)])
        }
    };
    finish_call(m, call, result)
}

/// Methods, classes, native functions. (The cases are functions of their own that are not inlined: the collector reads the native stack,
/// and large frames keep dead values.)
fn call_other<M: PyMachine>(m: &mut M, call: Call) -> Control {
    let callable = m.get(call.window);
    if m.is_pointer(callable) {
        let map = m.map(callable);
        if map == Kind::Method.map() {
            return call_bound(m, call, callable);
        }
        if map == Kind::NativeFunction.map() || map == Kind::MethodDescriptor.map() {
            return call_native(m, call, callable);
        }
        if m.vm().map(map).kind == Kind::Type {
            return call_class(m, call, callable);
        }
        if let Some((f, code)) = super::items::special_function(m, map, |names| names.__call__, call.count as u32 + 1) {
            // The receiver comes before the arguments.
            shift_arguments(m, call, 1);
            let f = m.value(f);
            m.set(call.window + 1, callable);
            m.set(call.window, f);
            return push(m, call, code);
        }
    }
    call_by_helper(m, call)
}

/// Moves the arguments `by` registers up. An effect.
fn shift_arguments<M: PyMachine>(m: &mut M, call: Call, by: u16) {
    for i in (0..call.count).rev() {
        let v = m.get(call.window + 1 + i);
        m.set(call.window + 1 + i + by, v);
    }
}

/// A bound method of a Python function: the function with the receiver before the arguments.
#[inline(never)]
fn call_bound<M: PyMachine>(m: &mut M, call: Call, method: M::V) -> Control {
    let receiver = m.load(method, MethodObject::RECEIVER);
    if m.is_same(receiver, Value::UNBOUND.0) {
        return call_by_helper(m, call);
    }
    let function = m.load(method, MethodObject::FUNCTION);
    if !m.has_map(function, Kind::Function.map()) {
        return call_by_helper(m, call);
    }
    let code = code_of(m, function);
    if code.argument_count.get() != call.count as u32 + 1 || !h::is_simple(code) {
        return call_by_helper(m, call);
    }
    shift_arguments(m, call, 1);
    m.set(call.window + 1, receiver);
    m.set(call.window, function);
    push(m, call, code)
}

/// A native function: as far as it is known what it does, or by the helper.
#[inline(never)]
fn call_native<M: PyMachine>(m: &mut M, call: Call, callable: M::V) -> Control {
    match super::intrinsics::call(m, call, callable) {
        Some(control) => control,
        None => call_by_helper(m, call),
    }
}

/// A class whose instances are plain: the instance, then `__init__`.
#[inline(never)]
fn call_class<M: PyMachine>(m: &mut M, call: Call, callable: M::V) -> Control {
    let class = Ref::<TypeObject>::of(Value(m.promote(callable)));
    if let Some(control) = super::construct::call(m, call, class) {
        return control;
    }
    let Some(plan) = h::construction(m.vm(), class) else {
        return call_by_helper(m, call);
    };
    let names = (m.vm().names.__new__, m.vm().names.__init__);
    // What the plan rests on is watched through the map of the instances.
    let _ = m.class_attribute(plan.map, names.0);
    let init = m.class_attribute(plan.map, names.1);
    let shape = Shape {
        size: plan.size,
        map: plan.map,
    };
    match init {
        Some(init) if init.is_pointer() && init.map() == Kind::Function.map() => {
            let code = Ref::<FunctionObject>::of(init).code();
            let given = call.count as u32 + 1;
            if code.argument_count.get() != given || !h::is_simple(code) {
                return call_by_helper(m, call);
            }
            let instance = m.new(shape);
            // The instance stays in the window's first register; the frame starts behind it.
            shift_arguments(m, call, 2);
            let f = m.value(init.0);
            m.set(call.window + 2, instance);
            m.set(call.window + 1, f);
            m.set(call.window, instance);
            m.push_frame(Push {
                code,
                window: call.window + 1,
                flags: 0,
                continuation: call.initialized as u16,
                advance: 0,
                arguments: given as u16,
            })
        }
        Some(init) if h::is_default_init(m.vm(), init) && call.count == 0 => {
            let instance = m.new(shape);
            finish_call(m, call, Ok(instance))
        }
        _ => call_by_helper(m, call),
    }
}

pub fn call_keywords<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (window, count) = (a(word), b(word));
    let names = m.operand(c(word) | 0x8000);
    let names_value = m.code().constant(c(word) as usize);
    let keywords = Ref::<objspace::tuple::TupleObject>::of(names_value).len() as u16;
    let callable = m.get(window);
    let tuple = tuple_of(m, window + 1, count + keywords);
    let result = m.call(&h::CALL_KEYWORDS, &[V(callable), V(tuple), V(names)]);
    finish(m, word, 1, result)
}

pub fn call_star<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (window, count, stars) = (a(word), b(word), c(word));
    let names = unsafe { *m.position().add(1) } as usize;
    let (names, keywords) = if names == 0 {
        (m.value(Value::UNBOUND.0), 0)
    } else {
        let names = m.code().constant(names - 1);
        let n = Ref::<objspace::tuple::TupleObject>::of(names).len() as u16;
        (m.value(names.0), n)
    };
    let callable = m.get(window);
    let mut next = window + 1 + count + keywords;
    let tuple = tuple_of(m, window + 1, count + keywords);
    let mut star = |m: &mut M, bit: u16| {
        if stars & bit != 0 {
            next += 1;
            m.get(next - 1)
        } else {
            m.value(Value::UNBOUND.0)
        }
    };
    let (sequence, mapping) = (star(m, 1), star(m, 2));
    let result = m.call(
        &h::CALL_STAR,
        &[V(callable), V(tuple), V(names), V(sequence), V(mapping)],
    );
    let _ = Integer::<M>;
    finish(m, word, 2, result)
}

/// A value behind the frame to the instruction's register a.
pub fn result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let v = m.get(window);
    m.set(a(word), v);
    m.advance(length(opcode_of(word)));
    Control::Next
}

pub fn drop_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    m.advance(length(opcode_of(word)));
    Control::Next
}

pub fn method_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.get(a(word) + 1);
    m.set(a(word), v);
    m.advance(3);
    Control::Next
}

pub fn initialized<M: PyMachine>(m: &mut M, word: u64) -> Control {
    check_init(m, word, 1)
}

pub fn initialized_method<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let instance = m.get(a(word) + 1);
    let v = m.get(a(word) + 2);
    if !m.is_same(v, Value::NONE.0) {
        let _ = m.call_nothing(&h::BAD_INIT, &[V(v)]);
        return Control::Raise;
    }
    m.set(a(word), instance);
    m.advance(3);
    Control::Next
}

fn check_init<M: PyMachine>(m: &mut M, word: u64, offset: u16) -> Control {
    let v = m.get(a(word) + offset);
    if !m.is_same(v, Value::NONE.0) {
        let _ = m.call_nothing(&h::BAD_INIT, &[V(v)]);
        return Control::Raise;
    }
    m.advance(3);
    Control::Next
}
