//! The dispatch loop of the plain machine, unwinding, and nested runs for native callers.

use super::tracing;
use crate::eval::{opcode_of, step};
use jit::Exception;
use objspace::code::{code_flags, CodeObject};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::exec::{finish_generator, Exec};
use objspace::frame::frame_flags;
use objspace::function::FunctionObject;
use objspace::generator::{GeneratorObject, GeneratorState};
use objspace::kind::Kind;
use objspace::language::{stop_of, Stop};
use objspace::machine::{Control, Push, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_compiler::opcode::Opcode;
use std::ops::ControlFlow;

/// Runs instructions until something other than going on happens.
#[inline(never)]
fn dispatch(state: &mut Exec) -> Control {
    let mut m = Exec::from_memory(state);
    let mut word = unsafe { *m.pc };
    let mut opcode = opcode_of(word);
    if m.stage != 0 {
        opcode = opcode_of(m.stage as u64);
        m.stage = 0;
    }
    loop {
        match step(&mut m, opcode, word) {
            Control::Next => {
                word = unsafe { *m.pc };
                opcode = opcode_of(word);
            }
            Control::EnterStage => {
                word = unsafe { *m.pc };
                opcode = opcode_of(m.stage as u64);
                m.stage = 0;
            }
            other => {
                *state = m;
                return other;
            }
        }
    }
}

/// Runs from where `m` stands until its boundary frame is gone.
pub fn run(m: &mut Exec) -> Stop {
    let vm = unsafe { &mut *m.vm };
    loop {
        if vm.thread.traced {
            if let ControlFlow::Break(stop) = tracing::run(m) {
                return stop;
            }
        }
        let flow = match dispatch(m) {
            // Compiled code leaves at once while something is pending: that comes first.
            Control::HotLoop => {
                let counter = vm.thread.hot_counter;
                match poll(m) {
                    Ok(()) => {
                        vm.thread.hot_counter = counter;
                        crate::jit_glue::hot_loop(m)
                    }
                    Err(_) => stop_of(Control::Raise, m),
                }
            }
            Control::HotFunction => match poll(m) {
                Ok(()) => crate::jit_glue::hot_function(m),
                Err(_) => stop_of(Control::Raise, m),
            },
            Control::Poll => match poll(m) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => stop_of(Control::Raise, m),
            },
            control => stop_of(control, m),
        };
        if let ControlFlow::Break(stop) = flow {
            return stop;
        }
    }
}

/// Runs one stage of an instruction.
#[inline(never)]
pub fn step_stage(state: &mut Exec) -> Control {
    let mut m = Exec::from_memory(state);
    let word = unsafe { *m.pc };
    let opcode = match m.stage {
        0 => opcode_of(word),
        stage => opcode_of(stage as u64),
    };
    m.stage = 0;
    let control = step(&mut m, opcode, word);
    *state = m;
    control
}

/// Does what is pending, between two instructions.
#[inline]
pub fn poll(m: &mut Exec) -> Result<()> {
    let vm = unsafe { &mut *m.vm };
    if vm.pending == 0 {
        return Ok(());
    }
    m.publish();
    vm.poll()
}

/// The value of a run that was to return one.
fn returned(stop: Stop) -> Result {
    match stop {
        Stop::Returned(v) => Ok(v),
        Stop::Raised => Err(Exception),
        _ => unreachable!("only generators' frames yield and finish"),
    }
}

/// Whether the instruction raises again what has its traceback already: this frame is in it.
pub fn is_reraise(vm: &Vm, pc: *const u64) -> bool {
    match opcode_of(unsafe { *pc }) {
        Opcode::RERAISE => true,
        Opcode::RAISE => !vm.thread.traceback.is_unbound(),
        _ => false,
    }
}

/// The stage that ends the loop at `pc`, a FOR_ITER whose frame's registers begin at `base`, if that is what the waiting exception says: the
/// StopIteration of an iterator's `next`, or the IndexError of a `__getitem__`.
pub fn ends_loop(vm: &mut Vm, pc: *const u64, base: *const Value) -> Option<Opcode> {
    let word = unsafe { *pc };
    if opcode_of(word) != Opcode::FOR_ITER {
        return None;
    }
    let iterator = unsafe { *base.add(crate::eval::b(word) as usize) };
    let stage = match is_indexing(iterator) {
        true => Opcode::ITEM_RESULT,
        false => Opcode::NEXT_RESULT,
    };
    is_end(vm, iterator).then_some(stage)
}

/// Whether the waiting exception, raised by the iterator's next value, is its end.
pub fn is_end(vm: &mut Vm, iterator: Value) -> bool {
    vm.exception_matches(Error::StopIteration) || is_indexing(iterator) && vm.exception_matches(Error::IndexError)
}

fn is_indexing(iterator: Value) -> bool {
    iterator.is_pointer() && iterator.map() == Kind::SequenceIterator.map()
}

/// Finds the handler of the waiting exception and makes the machine stand there. Err: the boundary frame is gone.
pub fn unwind(m: &mut Exec) -> Result<()> {
    let vm = unsafe { &mut *m.vm };
    m.stage = 0;
    let mut first = true;
    loop {
        let frame = unsafe { &mut *vm.thread.frame };
        if first {
            frame.pc = m.pc;
        }
        if let Some(stage) = ends_loop(vm, frame.pc, frame.base) {
            vm.take_exception();
            m.base = frame.base;
            m.constants = frame.code.constant_items.get();
            m.pc = frame.pc;
            // As if `next` had returned the mark of the end: where a callee's value would be.
            unsafe { *m.base.add(frame.code.register_count.get() as usize + 1) = Value::END };
            m.stage = stage as u32;
            return Ok(());
        }
        if !(first && is_reraise(vm, m.pc)) {
            vm.add_traceback();
            if vm.thread.traced {
                tracing::raised(vm);
            }
        }
        first = false;
        let position = frame.position();
        if let Some(handler) = frame.code.handler(position) {
            m.base = frame.base;
            m.constants = frame.code.constant_items.get();
            m.pc = unsafe { frame.code.words.get().add(handler) };
            return Ok(());
        }
        if vm.thread.traced {
            tracing::left(vm);
        }
        if leave_frame(vm) {
            return Err(Exception);
        }
    }
}

/// Drops the innermost frame, which an exception leaves; whether it was a boundary.
fn leave_frame(vm: &mut Vm) -> bool {
    let frame = unsafe { &mut *vm.thread.frame };
    let boundary = frame.flags & frame_flags::BOUNDARY != 0;
    if frame.flags & frame_flags::GENERATOR != 0 {
        let generator = frame.register(frame.code.generator_register.get() as usize);
        finish_generator(Ref::<GeneratorObject>::of(generator));
    }
    vm.frame_ended(frame);
    vm.pop_frame();
    boundary
}

/// The waiting exception leaves the frame that the machine stands in, whatever handlers it has; its entry is in the traceback already.
/// Unwinds to a handler further out.
pub fn leave_raising(m: &mut Exec) -> ControlFlow<Stop> {
    let vm = unsafe { &mut *m.vm };
    m.publish();
    if leave_frame(vm) {
        return ControlFlow::Break(Stop::Raised);
    }
    let frame = unsafe { &*vm.thread.frame };
    m.base = frame.base;
    m.constants = frame.code.constant_items.get();
    m.pc = frame.pc;
    match unwind(m) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(Stop::Raised),
    }
}

/// The first register that a nested run may use.
pub fn free_registers(vm: &Vm) -> *mut Value {
    let top = match vm.current_frame() {
        Some(frame) => unsafe { frame.base.add(frame.code.register_count.get() as usize + 16) },
        None => vm.thread.stack,
    };
    let top = top.max(vm.thread.stack_top);
    crate::jit_glue::above_activations(vm, top)
}

/// Pushes a boundary frame of `code` at `base`, whose arguments are in place; with it, whether the function's counter ran out.
fn enter(vm: &mut Vm, code: Ref<CodeObject>, base: *mut Value, arguments: u16) -> Result<(Exec, bool)> {
    vm.check_native_stack("")?;
    let mut m = standing(vm, base);
    let push = Push {
        code,
        window: 0,
        flags: frame_flags::BOUNDARY,
        continuation: 0,
        advance: 0,
        arguments,
    };
    match push_boundary(&mut m, push) {
        Control::Raise => Err(Exception),
        control => Ok((m, control == Control::HotFunction)),
    }
}

/// Runs a function's frame to its end, in compiled code if it is hot.
fn run_function(m: &mut Exec, is_hot: bool) -> Result {
    if unsafe { (*m.vm).thread.traced } {
        enter_traced(m)?;
    }
    if is_hot {
        if let ControlFlow::Break(stop) = crate::jit_glue::hot_function(m) {
            return returned(stop);
        }
    }
    returned(run(m))
}

/// Tells the trace functions of the boundary frame that was just pushed; if one raises, the frame is gone.
fn enter_traced(m: &mut Exec) -> Result<()> {
    let vm = unsafe { &mut *m.vm };
    m.publish();
    tracing::entered(vm).inspect_err(|_| {
        leave_frame(vm);
    })
}

/// A machine whose register 0 is at `base`, about to push a frame there.
fn standing(vm: &mut Vm, base: *mut Value) -> Exec {
    let pc = match vm.current_frame() {
        Some(frame) => frame.pc,
        None => std::ptr::null(),
    };
    Exec {
        pc,
        base,
        constants: std::ptr::null(),
        vm,
        stage: 0,
    }
}

fn push_boundary(m: &mut Exec, push: Push) -> Control {
    // The caller's record keeps its own position.
    let vm = unsafe { &mut *m.vm };
    if vm.current_frame().is_none() {
        // The record below the first frame is never read.
        unsafe { (*vm.thread.frame).pc = std::ptr::null() };
    }
    m.push_frame(push)
}

/// Calls a Python function to its end.
pub fn call_function(vm: &mut Vm, function: Ref<FunctionObject>, arguments: &[Value], keywords: Value) -> Result {
    let base = free_registers(vm);
    let code = function.code();
    if unsafe { base.add(code.register_count.get() as usize + arguments.len()) } >= vm.thread.stack_end {
        return Err(vm.recursion_error(""));
    }
    // Binding may run Python (keyword mappings do not, unbound defaults do not), so registers are claimed first.
    let saved = vm.thread.stack_top;
    vm.thread.stack_top = unsafe { base.add(code.register_count.get() as usize + 16) };
    let bound = super::arguments::bind(vm, function, arguments, keywords, base);
    if let (Ok(count), true) = (&bound, code.has_flags(code_flags::GENERATOR)) {
        // The arguments stay claimed while their generator is made.
        let generator = super::arguments::generator(vm, code, base, *count);
        vm.thread.stack_top = saved;
        return generator.map(|g| g.value());
    }
    vm.thread.stack_top = saved;
    let count = bound?;
    let (mut m, is_hot) = enter(vm, code, base, count)?;
    if let Some(register) = code.namespace_register() {
        unsafe { *base.add(register) = Value::UNBOUND };
        let namespace = vm.new_dict();
        unsafe { *base.add(register) = namespace.value() };
    }
    run_function(&mut m, is_hot)
}

/// Runs module, class or exec'd code: `namespace` is where its names live.
pub fn run_code(vm: &mut Vm, code: Ref<CodeObject>, globals: Ref<DictObject>, namespace: Value) -> Result {
    let function = vm.new_function(code, globals, Value::NONE, Value::NONE);
    let base = free_registers(vm);
    if unsafe { base.add(code.register_count.get() as usize + 16) } >= vm.thread.stack_end {
        return Err(vm.recursion_error(""));
    }
    unsafe { *base = function.value() };
    let (mut m, _) = enter(vm, code, base, 0)?;
    if let Some(register) = code.namespace_register() {
        unsafe { *base.add(register) = namespace };
    }
    if vm.thread.traced {
        enter_traced(&mut m)?;
    }
    returned(run(&mut m))
}

/// `next`, `send` and `throw` of generators. `throw`: the waiting exception is raised inside.
pub fn resume_generator(vm: &mut Vm, generator: Value, sent: Value, throw: bool) -> Result<Option<Value>> {
    let g = Ref::<GeneratorObject>::of(generator);
    match g.state.get() {
        GeneratorState::Running => return Err(vm.value_error("generator already executing")),
        GeneratorState::Finished => return if throw { Err(Exception) } else { Ok(None) },
        GeneratorState::Created if throw => {
            // It never started: the exception comes out at once, with the generator's first line in its traceback.
            return throw_into_new(vm, g);
        }
        GeneratorState::Created if !sent.is_none() => {
            return Err(vm.type_error("can't send non-None value to a just-started generator"));
        }
        _ => {}
    }
    vm.check_native_stack("")?;
    let base = free_registers(vm);
    let mut m = standing(vm, base);
    let code = g.code.of::<CodeObject>();
    let (exception, traceback) = if throw {
        vm.take_exception()
    } else {
        (Value::UNBOUND, Value::UNBOUND)
    };
    let push = Push {
        code,
        window: 0,
        flags: frame_flags::BOUNDARY,
        continuation: 0,
        advance: 0,
        arguments: 0,
    };
    let control = m.resume_generator(generator.0, sent.0, push);
    if control == Control::Raise {
        return Err(Exception);
    }
    if vm.thread.traced {
        // A waiting exception would be in the way.
        enter_traced(&mut m)?;
    }
    if throw {
        // The exception appears at the yield.
        m.did_not_enter();
        m.pc = g.pc.get();
        vm.raise_instance(exception, traceback);
        unwind(&mut m)?;
    }
    let flow = match control {
        Control::HotFunction if !throw => crate::jit_glue::hot_function(&mut m),
        _ => ControlFlow::Continue(()),
    };
    let stop = match flow {
        ControlFlow::Break(stop) => stop,
        ControlFlow::Continue(()) => run(&mut m),
    };
    match stop {
        Stop::Yielded(v) => Ok(Some(v)),
        Stop::Raised => Err(Exception),
        _ => Ok(None),
    }
}

fn throw_into_new(vm: &mut Vm, g: Ref<GeneratorObject>) -> Result<Option<Value>> {
    let base = free_registers(vm);
    let mut m = standing(vm, base);
    let code = g.code.of::<CodeObject>();
    let (exception, traceback) = vm.take_exception();
    let push = Push {
        code,
        window: 0,
        flags: frame_flags::BOUNDARY,
        continuation: 0,
        advance: 0,
        arguments: 0,
    };
    if m.resume_generator(g.value().0, Value::NONE.0, push) == Control::Raise {
        return Err(Exception);
    }
    m.did_not_enter();
    if vm.thread.traced {
        enter_traced(&mut m)?;
    }
    vm.raise_instance(exception, traceback);
    m.publish();
    m.frame().flags |= frame_flags::STARTING;
    vm.add_traceback();
    if vm.thread.traced {
        tracing::raised(vm);
        tracing::left(vm);
    }
    leave_frame(vm);
    Err(Exception)
}
