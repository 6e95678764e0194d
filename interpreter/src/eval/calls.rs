//! Calls: Python functions by pushing frames, classes by making the instance and pushing `__init__`, everything else by helpers.

use super::binding::{bind, tuple_of_values, Arguments};
use super::build::tuple_of;
use super::helpers as h;
use super::items::TUPLE_LENGTH;
use super::{a, b, c, finish, free_window, length, opcode_of, quiet};
use jit::machine::Argument::Value as V;
use jit::memory::Shape;
use objspace::class::TypeObject;
use objspace::code::{code_flags, CodeObject};
use objspace::exception::{Error, ExceptionObject};
use objspace::function::{FunctionObject, MethodObject, NativeObject};
use objspace::generator::GeneratorObject;
use objspace::kind::Kind;
use objspace::machine::{Control, Push, PyMachine};
use objspace::object::Ref;
use objspace::tuple::TupleObject;
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
    m.prototype(function).code.of()
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
        advance: if plain { length(opcode_of(call.word)) as u16 } else { 0 },
        arguments: code.argument_count.get() as u16 + h::star_arguments(code),
    })
}

/// Defaults, `*args`, `**names`, generators; anything else by the helper.
fn call_function_slow<M: PyMachine>(m: &mut M, call: Call) -> Control {
    let arguments = Arguments::of_registers(m, call.window + 1, call.count, &[]);
    call_given(m, call, arguments)
}

/// A call with arguments that are not yet as the callee's frame wants them; by the helper where it is no Python function's.
fn call_given<M: PyMachine>(m: &mut M, call: Call, given: Option<Arguments<M>>) -> Control {
    let known = given.and_then(|given| {
        let callable = m.get(call.window);
        call_known(m, call, callable, &given)
    });
    match known {
        Some(control) => control,
        None => call_unknown(m, call),
    }
}

/// A call of a Python function, of a method that is one, or of a class whose `__init__` is one; None: of something else, or the arguments
/// do not fit.
fn call_known<M: PyMachine>(m: &mut M, call: Call, callable: M::V, given: &Arguments<M>) -> Option<Control> {
    if !m.is_pointer(callable) {
        return None;
    }
    let map = m.map(callable);
    if map == Kind::Function.map() {
        return enter(m, call, callable, given);
    }
    if map == Kind::Method.map() {
        let function = m.load(callable, MethodObject::FUNCTION);
        if !m.has_map(function, Kind::Function.map()) {
            return None;
        }
        let receiver = m.load(callable, MethodObject::RECEIVER);
        if m.is_same(receiver, Value::UNBOUND.0) {
            // Of a class: the first argument is to be an instance.
            let class = m.load(callable, MethodObject::CLASS);
            let &first = given.values().first()?;
            return (super::intrinsics::is_instance(m, first, class)?).then(|| enter(m, call, function, given))?;
        }
        let all = given.behind(receiver)?;
        return enter(m, call, function, &all);
    }
    if map == Kind::NativeFunction.map() {
        let function = m.load(callable, NativeObject::FUNCTION);
        return match m.has_map(function, Kind::Function.map()) {
            true => enter(m, call, function, given),
            false => None,
        };
    }
    if map == Kind::OldClass.map() {
        let class = Value(m.promote(callable));
        let (init, del) = (m.vm().names.__init__, m.vm().names.__del__);
        if m.old_class_attribute(class, del)?.is_some() {
            return None;
        }
        let init = m.old_class_attribute(class, init)?;
        let plan = h::old_construction(m.vm(), class)?;
        return construct(m, call, plan, init, given);
    }
    if m.vm().map(map).kind == Kind::Type {
        let class = Ref::<TypeObject>::of(Value(m.promote(callable)));
        if class.kind.get() == Kind::Exception {
            return construct_exception(m, call, class, given);
        }
        let plan = h::construction(m.vm(), class)?;
        let init = init_of_plan(m, &plan);
        let init = init.filter(|&init| !h::is_default_init(m.vm(), init));
        return construct(m, call, plan, init, given);
    }
    None
}

/// Makes an instance and calls `__init__`.
fn construct<M: PyMachine>(
    m: &mut M,
    call: Call,
    plan: h::Construction,
    init: Option<Value>,
    given: &Arguments<M>,
) -> Option<Control> {
    let shape = Shape {
        size: plan.size,
        map: plan.map,
    };
    let Some(init) = init else {
        if !given.values().is_empty() {
            return None;
        }
        let instance = m.new(shape);
        return Some(finish_call(m, call, Ok(instance)));
    };
    if !init.is_pointer() || init.map() != Kind::Function.map() {
        return None;
    }
    let instance = m.new(shape);
    initialize(m, call, instance, init, given)
}

/// Makes an exception: a built-in one, or one whose `__new__` is built-in and whose `__init__` is a Python function.
fn construct_exception<M: PyMachine>(
    m: &mut M,
    call: Call,
    class: Ref<TypeObject>,
    given: &Arguments<M>,
) -> Option<Control> {
    let (new, init) = (m.vm().names.__new__, m.vm().names.__init__);
    if given.has_names() || m.vm().class_of(class.value()) != m.vm().type_of_kind(Kind::Type) {
        return None;
    }
    let base = m.vm().error_class(Error::BaseException);
    let own = m.type_attribute(class, new)?;
    let init = m.type_attribute(class, init)??;
    if own != m.vm().lookup(base, new) {
        return None;
    }
    let is_function = init.is_pointer() && init.map() == Kind::Function.map();
    if !is_function && (!init.is_pointer() || init.map() != Kind::SlotWrapper.map()) {
        return None;
    }
    let all = tuple_of_values(m, given.values());
    let plain = !is_function && Some(init) == m.vm().lookup(base, m.vm().names.__init__);
    let made = if is_function {
        // `args` are what BaseException's `__init__` is given.
        let empty = m.vm().common.empty_tuple;
        let none = m.value(empty.0);
        new_exception(m, class, none)
    } else if plain {
        new_exception(m, class, all)
    } else {
        None
    };
    if let Some(instance) = made {
        if is_function {
            return initialize(m, call, instance, init, given);
        }
        if let [message] = *given.values() {
            m.store(instance, ExceptionObject::MESSAGE, message);
        }
        return Some(finish_call(m, call, Ok(instance)));
    }
    let class = m.value(class.value().0);
    if !is_function {
        let result = m.call(&quiet::BUILT_IN_EXCEPTION, &[V(class), V(all)]);
        return Some(finish_call(m, call, result));
    }
    let Ok(instance) = m.call(&quiet::NEW_EXCEPTION, &[V(class), V(all)]) else {
        return Some(Control::Raise);
    };
    initialize(m, call, instance, init, given)
}

/// A new exception with these `args`, as BaseException's `__new__` and `__init__` make it; None: it takes more than that.
fn new_exception<M: PyMachine>(m: &mut M, class: Ref<TypeObject>, arguments: M::V) -> Option<M::V> {
    let (vm, mut built_in) = (m.vm(), class);
    while built_in.heap_type.get() {
        built_in = built_in.base.of();
    }
    if class.has_finalizer.get() || built_in.members.get() > 0 {
        return None;
    }
    let map = vm.instance_map_of(class);
    let size = Kind::Exception.body_size() + vm.map(map).capacity as usize * 8;
    if size > objspace::heap::MAX_SMALL {
        return None;
    }
    let instance = m.new(Shape { size: size as u32, map });
    let empty = m.value(vm.empty_str().0);
    m.store(instance, ExceptionObject::ARGUMENTS, arguments);
    m.store(instance, ExceptionObject::MESSAGE, empty);
    Some(instance)
}

/// Calls `__init__`, a Python function, on a new instance.
fn initialize<M: PyMachine>(
    m: &mut M,
    call: Call,
    instance: M::V,
    init: Value,
    given: &Arguments<M>,
) -> Option<Control> {
    let code = Ref::<FunctionObject>::of(init).code();
    if code.has_flags(code_flags::GENERATOR) {
        return None;
    }
    let function = m.value(init.0);
    let given = given.behind(instance)?;
    let bound = bind(m, function, code, &given)?;
    // The instance stays in the window's first register; the frame starts behind it.
    m.set(call.window, instance);
    m.set(call.window + 1, function);
    for (i, &v) in bound.values().iter().enumerate() {
        m.set(call.window + 2 + i as u16, v);
    }
    Some(m.push_frame(Push {
        code,
        window: call.window + 1,
        flags: 0,
        continuation: call.initialized as u16,
        advance: 0,
        arguments: bound.values().len() as u16,
    }))
}

/// A call of a built-in function that is written in Python.
pub fn call_in_python<M: PyMachine>(m: &mut M, call: Call, callable: M::V) -> Option<Control> {
    let function = m.load(callable, NativeObject::FUNCTION);
    let given = Arguments::of_registers(m, call.window + 1, call.count, &[])?;
    enter(m, call, function, &given)
}

/// A call of this function, which need not be the callable in the window.
fn enter<M: PyMachine>(m: &mut M, call: Call, function: M::V, given: &Arguments<M>) -> Option<Control> {
    let code = code_of(m, function);
    if code.has_flags(code_flags::GENERATOR) && code.register_count.get() > MOST_GENERATOR_REGISTERS {
        return None;
    }
    let bound = bind(m, function, code, given)?;
    m.set(call.window, function);
    for (i, &v) in bound.values().iter().enumerate() {
        m.set(call.window + 1 + i as u16, v);
    }
    if code.has_flags(code_flags::GENERATOR) {
        return Some(make_generator(m, call, code));
    }
    Some(push(m, call, code))
}

/// Generators with more registers are made by the helper.
const MOST_GENERATOR_REGISTERS: u32 = 500;

/// A call of a generator function: a generator whose registers are the arguments.
fn make_generator<M: PyMachine>(m: &mut M, call: Call, code: Ref<CodeObject>) -> Control {
    let registers = code.register_count.get();
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
pub(super) fn call_by_helper<M: PyMachine>(m: &mut M, call: Call) -> Control {
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
        if map == Kind::OldClass.map() {
            return call_function_slow(m, call);
        }
        if map == Kind::NativeFunction.map() || map == Kind::MethodDescriptor.map() || map == Kind::SlotWrapper.map() {
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

/// A bound method of a Python function: the function with the receiver before the arguments.
fn call_bound<M: PyMachine>(m: &mut M, call: Call, method: M::V) -> Control {
    let function = m.load(method, MethodObject::FUNCTION);
    let receiver = m.load(method, MethodObject::RECEIVER);
    if m.is_same(receiver, Value::UNBOUND.0) || !m.has_map(function, Kind::Function.map()) {
        return call_function_slow(m, call);
    }
    let code = code_of(m, function);
    if code.argument_count.get() != call.count as u32 + 1 || !h::is_simple(code) {
        return call_function_slow(m, call);
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

/// A class: one of the built-in ones that are looked into, or one whose instances are plain.
#[inline(never)]
fn call_class<M: PyMachine>(m: &mut M, call: Call, callable: M::V) -> Control {
    let class = Ref::<TypeObject>::of(Value(m.promote(callable)));
    if let Some(control) = super::construct::call(m, call, class) {
        return control;
    }
    let Some(plan) = h::construction(m.vm(), class) else {
        return call_function_slow(m, call);
    };
    let init = init_of_plan(m, &plan);
    let Some(init) = init.filter(|init| init.is_pointer() && init.map() == Kind::Function.map()) else {
        return call_function_slow(m, call);
    };
    let code = Ref::<FunctionObject>::of(init).code();
    let given = call.count as u32 + 1;
    if code.argument_count.get() != given || !h::is_simple(code) {
        return call_function_slow(m, call);
    }
    let instance = m.new(Shape {
        size: plan.size,
        map: plan.map,
    });
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

/// `__init__` of the class that the plan is for; what the plan rests on is watched through the map of the instances.
fn init_of_plan<M: PyMachine>(m: &mut M, plan: &h::Construction) -> Option<Value> {
    let (new, init) = (m.vm().names.__new__, m.vm().names.__init__);
    let _ = m.class_attribute(plan.map, new);
    m.class_attribute(plan.map, init)
}

/// Moves the arguments `by` registers up. An effect.
fn shift_arguments<M: PyMachine>(m: &mut M, call: Call, by: u16) {
    for i in (0..call.count).rev() {
        let v = m.get(call.window + 1 + i);
        m.set(call.window + 1 + i + by, v);
    }
}

pub fn call_keywords<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let call = special_call(word);
    let names = keyword_names(m, c(word) as usize);
    let count = b(word) + names.len() as u16;
    let arguments = Arguments::of_registers(m, call.window + 1, count, names);
    call_given(m, call, arguments)
}

pub fn call_star<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let call = special_call(word);
    let arguments = star_arguments(m, word);
    call_given(m, call, arguments)
}

/// A CALL_KEYWORDS or CALL_STAR.
fn special_call(word: u64) -> Call {
    Call {
        word,
        window: a(word),
        count: b(word),
        continuation: Opcode::NOP,
        initialized: Opcode::INITIALIZED,
    }
}

fn keyword_names<M: PyMachine>(m: &mut M, constant: usize) -> &'static [Value] {
    Ref::<TupleObject>::of(m.code().constant(constant)).items()
}

/// The names of a CALL_STAR.
fn names_of_star<M: PyMachine>(m: &mut M) -> &'static [Value] {
    match unsafe { *m.position().add(1) } as usize {
        0 => &[],
        names => keyword_names(m, names - 1),
    }
}

/// The arguments of a CALL_STAR; None: too many, or its sequence is no exact tuple or list, or its mapping no empty exact dict.
fn star_arguments<M: PyMachine>(m: &mut M, word: u64) -> Option<Arguments<M>> {
    let (first, count, stars) = (a(word) + 1, b(word), c(word));
    let names = names_of_star(m);
    let mut arguments = Arguments::of_registers(m, first, count, &[])?;
    let mut next = first + count + names.len() as u16;
    if stars & 1 != 0 {
        let sequence = m.get(next);
        arguments.push_items(m, sequence)?;
        next += 1;
    }
    if stars & 2 != 0 {
        let mapping = m.get(next);
        if !m.has_map(mapping, Kind::Dict.map()) {
            return None;
        }
        let (used, zero) = (m.load_integer(mapping, h::DICT_USED), m.integer(0));
        if !m.integer_equal(used, zero) {
            return None;
        }
    }
    arguments.push_named(m, first + count, names)?;
    Some(arguments)
}

/// Runs a call instruction without looking into what is called: no frame is pushed, its value is there when this returns.
pub fn call_plainly<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let mut call = special_call(word);
    match opcode_of(word) {
        Opcode::CALL_KEYWORDS => call_keywords_by_helper(m, word),
        Opcode::CALL_STAR => call_star_by_helper(m, word),
        Opcode::CALL_METHOD => {
            let function = m.get(call.window);
            if m.is_same(function, Value::UNBOUND.0) {
                call.window += 1;
            } else {
                call.count += 1;
            }
            call_by_helper(m, call)
        }
        _ => call_by_helper(m, call),
    }
}

/// Calls anything in any way, by a helper.
#[inline(never)]
fn call_unknown<M: PyMachine>(m: &mut M, call: Call) -> Control {
    match opcode_of(call.word) {
        Opcode::CALL_KEYWORDS => call_keywords_by_helper(m, call.word),
        Opcode::CALL_STAR => call_star_by_helper(m, call.word),
        _ => call_by_helper(m, call),
    }
}

fn call_keywords_by_helper<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (window, count) = (a(word), b(word));
    let names = m.operand(c(word) | 0x8000);
    let names_value = m.code().constant(c(word) as usize);
    let keywords = Ref::<TupleObject>::of(names_value).len() as u16;
    let callable = m.get(window);
    let tuple = tuple_of(m, window + 1, count + keywords);
    let result = m.call(&h::CALL_KEYWORDS, &[V(callable), V(tuple), V(names)]);
    finish(m, word, 1, result)
}

fn call_star_by_helper<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (window, count, stars) = (a(word), b(word), c(word));
    let names = unsafe { *m.position().add(1) } as usize;
    let (names, keywords) = if names == 0 {
        (m.value(Value::UNBOUND.0), 0)
    } else {
        let names = m.code().constant(names - 1);
        let n = Ref::<TupleObject>::of(names).len() as u16;
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
    let (instance, v) = (m.get(a(word)), m.get(a(word) + 1));
    if !m.is_same(v, Value::NONE.0) {
        let _ = m.call_nothing(&h::BAD_INIT, &[V(instance), V(v)]);
        return Control::Raise;
    }
    m.advance(length(opcode_of(word)));
    Control::Next
}

pub fn initialized_method<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let instance = m.get(a(word) + 1);
    let v = m.get(a(word) + 2);
    if !m.is_same(v, Value::NONE.0) {
        let _ = m.call_nothing(&h::BAD_INIT, &[V(instance), V(v)]);
        return Control::Raise;
    }
    m.set(a(word), instance);
    m.advance(3);
    Control::Next
}
