//! Trace and profile functions (`sys.settrace`, `sys.setprofile`): a traced thread's code is interpreted stage by stage here, and its
//! events are told in the order that CPython tells them.
//!
//! The plain dispatch loop knows nothing of this. `run::run` comes here while `Thread::traced` is set, which is the case as long as a
//! function is set and none is running. Frames of the built-in functions that are written in Python are no frames to trace functions:
//! to profile functions they are native calls.

use super::{frames, run};
use crate::eval::{self, opcode_of};
use jit::counters::Counter;
use jit::Machine;
use objspace::code::CodeObject;
use objspace::exec::Exec;
use objspace::frame::{frame_flags, Frame, FrameObject, Told};
use objspace::generator::GeneratorObject;
use objspace::kind::Kind;
use objspace::language::{stop_of, Stop};
use objspace::machine::{Control, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::visible_frames::is_hidden;
use objspace::vm::{LineWindow, Thread, Vm};
use pyrs_compiler::opcode::Opcode;
use std::ops::ControlFlow;

/// `LineWindow::previous` of a frame that has just been entered, or found running.
const NOWHERE: usize = usize::MAX;

/// Sets the thread's trace function; None: no more.
pub fn set_trace(vm: &mut Vm, function: Value) {
    vm.thread.trace_function = function;
    function_changed(vm);
}

/// Sets the thread's profile function; None: no more.
pub fn set_profile(vm: &mut Vm, function: Value) {
    vm.thread.profile_function = function;
    function_changed(vm);
}

fn function_changed(vm: &mut Vm) {
    let before = vm.thread.traced;
    settle(&mut vm.thread);
    if vm.thread.traced && !before {
        vm.thread.line_windows.clear();
        vm.leave_compiled_frames();
    }
    // Loops further out notice at their next poll.
    vm.pending = 1;
}

/// Whether events are told from now on.
fn settle(thread: &mut Thread) {
    let is_set = !thread.trace_function.is_none() || !thread.profile_function.is_none();
    thread.traced = is_set && thread.hook_depth == 0;
}

/// Calls a function with tracing on, from within a trace function (`sys.call_tracing`).
pub fn call_tracing(vm: &mut Vm, function: Value, arguments: &[Value]) -> Result {
    let depth = std::mem::take(&mut vm.thread.hook_depth);
    settle(&mut vm.thread);
    let result = vm.call(function, arguments);
    vm.thread.hook_depth = depth;
    settle(&mut vm.thread);
    result
}

/// Runs from where the machine stands until its boundary frame is gone, or the thread is not traced any more.
pub fn run(m: &mut Exec) -> ControlFlow<Stop> {
    let vm = unsafe { &mut *m.vm };
    while vm.thread.traced {
        if let ControlFlow::Break(stop) = step(m, vm) {
            // A loop further out may not know.
            vm.pending = 1;
            return ControlFlow::Break(stop);
        }
    }
    ControlFlow::Continue(())
}

/// One stage, with the events before and behind it.
fn step(m: &mut Exec, vm: &mut Vm) -> ControlFlow<Stop> {
    let frame = vm.thread.frame;
    if m.stage == 0 {
        m.publish();
        if is_hidden(unsafe { (*frame).code }) {
            if opcode_of(unsafe { *m.pc }) == Opcode::RETURN && native_event(vm, 1, "c_return").is_err() {
                return run::leave_raising(m);
            }
        } else {
            let told = line(vm);
            m.pc = unsafe { (*frame).pc };
            if told.is_err() {
                return stop_of(Control::Raise, m);
            }
            let word = unsafe { *m.pc };
            let leaves = match opcode_of(word) {
                Opcode::RETURN => Some(m.operand(eval::a(word))),
                Opcode::YIELD => Some(m.operand(eval::b(word))),
                _ => None,
            };
            if let Some(v) = leaves {
                if returned(vm, Value(v)).is_err() {
                    return run::leave_raising(m);
                }
            } else if !vm.thread.profile_function.is_none() {
                if let Some(function) = native_called(m, vm, word) {
                    return call_native(m, vm, word, function);
                }
            }
            if !vm.thread.traced {
                return ControlFlow::Continue(());
            }
        }
    }
    let control = run::step_stage(m);
    let polls = match control {
        Control::HotLoop => crate::jit_glue::waits_for_tracing(m, vm.thread.hot_counter as *mut Counter),
        Control::HotFunction => {
            let counter = m.entry_counter() as *mut Counter;
            crate::jit_glue::waits_for_tracing(m, counter)
        }
        Control::Poll => true,
        Control::Next | Control::EnterStage => false,
        other => return stop_of(other, m),
    };
    let pushed = vm.thread.frame > frame;
    if polls && run::poll(m).is_err() {
        return stop_of(Control::Raise, m);
    }
    if pushed && vm.thread.traced {
        m.publish();
        if entered(vm).is_err() {
            return run::leave_raising(m);
        }
    }
    ControlFlow::Continue(())
}

/// The native function (or bound method of a built-in type) that a call instruction calls.
fn native_called(m: &mut Exec, vm: &mut Vm, word: u64) -> Option<Value> {
    let window = eval::a(word);
    let mut callable = match opcode_of(word) {
        Opcode::CALL | Opcode::CALL_KEYWORDS | Opcode::CALL_STAR | Opcode::CALL_METHOD => Value(m.get(window)),
        _ => return None,
    };
    if opcode_of(word) == Opcode::CALL_METHOD {
        let next = Value(m.get(window + 1));
        if callable.is_unbound() {
            callable = next;
        } else if vm.is_kind(callable, Kind::MethodDescriptor) {
            let class = vm.class_of(next);
            return vm.bind(callable, next, class).ok();
        }
    }
    vm.is_kind(callable, Kind::NativeFunction).then_some(callable)
}

/// Calls a native function with the profile function told before and behind it.
fn call_native(m: &mut Exec, vm: &mut Vm, word: u64, function: Value) -> ControlFlow<Stop> {
    let at = m.pc;
    let depth = vm.thread.frame;
    if profile(vm, depth, "c_call", function).is_err() {
        return stop_of(Control::Raise, m);
    }
    let outer = std::mem::replace(&mut vm.thread.told_native, depth);
    let control = eval::call_plainly(m, word);
    vm.thread.told_native = outer;
    if control == Control::Raise {
        protected(vm, |vm| profile(vm, depth, "c_exception", function));
        return stop_of(Control::Raise, m);
    }
    if profile(vm, depth, "c_return", function).is_err() {
        m.pc = at;
        return stop_of(Control::Raise, m);
    }
    ControlFlow::Continue(())
}

/// Calls a trace or profile function: what it runs is not traced. Changes that it makes in f_locals reach the frame's variables.
fn call_hook(vm: &mut Vm, hook: Value, frame: *mut Frame, event: &str, argument: Value) -> Result {
    let object = vm.frame_object(frame);
    if object.locals.get().bound().is_some() {
        frames::locals(vm, frame)?;
    }
    let event = vm.intern(event).value();
    vm.thread.hook_depth += 1;
    settle(&mut vm.thread);
    let result = vm.call(hook, &[object.value(), event, argument]);
    vm.thread.hook_depth -= 1;
    settle(&mut vm.thread);
    frames::write_back(vm, frame);
    if result.is_err() {
        vm.add_traceback();
    }
    result
}

/// Tells the trace function of an event: of calls the thread's, of all others the frame's own. What it gives is the frame's from then on.
fn trace(vm: &mut Vm, frame: *mut Frame, told: Told, event: &str, argument: Value) -> Result<()> {
    if vm.thread.trace_function.is_none() || !vm.thread.traced {
        return Ok(());
    }
    let hook = match event {
        "call" => Some(vm.thread.trace_function),
        _ => unsafe { (*frame).object }
            .bound()
            .and_then(|object| Ref::<FrameObject>::of(object).trace.get().bound()),
    };
    let Some(hook) = hook else { return Ok(()) };
    let object = vm.frame_object(frame);
    object.told.set(told);
    let result = call_hook(vm, hook, frame, event, argument);
    object.told.set(Told::Nothing);
    match result {
        Ok(next) => {
            if !next.is_none() {
                object.set(vm, |f| &f.trace, next);
            }
            Ok(())
        }
        Err(e) => {
            set_trace(vm, Value::NONE);
            object.set(vm, |f| &f.trace, Value::UNBOUND);
            Err(e)
        }
    }
}

/// Tells the profile function of an event.
fn profile(vm: &mut Vm, frame: *mut Frame, event: &str, argument: Value) -> Result<()> {
    let hook = vm.thread.profile_function;
    if hook.is_none() || !vm.thread.traced {
        return Ok(());
    }
    match call_hook(vm, hook, frame, event, argument) {
        Ok(_) => Ok(()),
        Err(e) => {
            set_profile(vm, Value::NONE);
            Err(e)
        }
    }
}

/// Tells of something while an exception waits. An exception of the function told takes its place.
fn protected(vm: &mut Vm, tell: impl FnOnce(&mut Vm) -> Result<()>) {
    let (exception, traceback) = vm.take_exception();
    if tell(vm).is_ok() {
        vm.raise_instance(exception, traceback);
    }
}

/// An event of the innermost frame, which is hidden, as the native function that it is to the frame `out` frames further out.
fn native_event(vm: &mut Vm, out: usize, event: &str) -> Result<()> {
    if vm.thread.profile_function.is_none() {
        return Ok(());
    }
    let caller = unsafe { vm.thread.frame.sub(out) };
    if caller <= vm.thread.frames || caller == vm.thread.told_native || is_hidden(unsafe { (*caller).code }) {
        return Ok(());
    }
    let function = unsafe { (*vm.thread.frame).function() };
    profile(vm, caller, event, function.value())
}

/// The innermost frame was pushed. If a function that is told raises, the frame is to be left.
pub fn entered(vm: &mut Vm) -> Result<()> {
    let frame = vm.thread.frame;
    if is_hidden(unsafe { (*frame).code }) {
        return native_event(vm, 1, "c_call");
    }
    vm.thread.line_windows.retain(|window| window.frame < frame);
    // It stands where it last was: before its first instruction, or at a generator's yield.
    let record = unsafe { &mut *frame };
    let (flags, pc) = (record.flags, record.pc);
    if std::ptr::eq(pc, record.code.words.get()) {
        record.flags |= frame_flags::STARTING;
    } else {
        let generator = record.register(record.code.generator_register.get() as usize);
        record.pc = Ref::<GeneratorObject>::of(generator).pc.get();
    }
    let told = trace(vm, frame, Told::Call, "call", Value::NONE).and_then(|_| profile(vm, frame, "call", Value::NONE));
    (record.flags, record.pc) = (flags, pc);
    told
}

/// The innermost frame returns, or yields.
fn returned(vm: &mut Vm, v: Value) -> Result<()> {
    let frame = vm.thread.frame;
    let told = match opcode_of(unsafe { *(*frame).pc }) {
        Opcode::YIELD => Told::Yield,
        _ => Told::Other,
    };
    trace(vm, frame, told, "return", v)?;
    profile(vm, frame, "return", v)
}

/// The waiting exception has come to the innermost frame, whose handlers come next.
pub fn raised(vm: &mut Vm) {
    let frame = vm.thread.frame;
    if is_hidden(unsafe { (*frame).code }) || vm.thread.trace_function.is_none() {
        return;
    }
    let (exception, traceback) = vm.take_exception();
    let class = super::exceptions::class_of_exception(vm, exception);
    let triple = vm.tuple(&[class, exception, traceback]);
    if trace(vm, frame, Told::Other, "exception", triple).is_ok() {
        vm.raise_instance(exception, traceback);
    }
}

/// The waiting exception leaves the innermost frame.
pub fn left(vm: &mut Vm) {
    let frame = vm.thread.frame;
    if is_hidden(unsafe { (*frame).code }) {
        protected(vm, |vm| native_event(vm, 1, "c_exception"));
        return;
    }
    protected(vm, |vm| trace(vm, frame, Told::Other, "return", Value::NONE));
    protected(vm, |vm| profile(vm, frame, "return", Value::NONE));
}

/// Tells of a line if the instruction at the innermost frame's position is the first of one, or lies before the last one seen (a loop).
/// The trace function may set the position.
fn line(vm: &mut Vm) -> Result<()> {
    if vm.thread.trace_function.is_none() {
        return Ok(());
    }
    let frame = vm.thread.frame;
    let code = unsafe { (*frame).code };
    let offset = unsafe { (*frame).position() };
    let windows = &mut vm.thread.line_windows;
    windows.retain(|window| window.frame <= frame);
    if windows.last().map(|window| window.frame) != Some(frame) {
        windows.push(LineWindow {
            frame,
            low: 0,
            high: 0,
            previous: NOWHERE,
        });
    }
    let window = windows.last_mut().expect("there is one now");
    if offset < window.low || offset >= window.high {
        (window.low, window.high) = instructions_of_line(code, offset);
    }
    let is_new = offset == window.low || window.previous != NOWHERE && offset < window.previous;
    window.previous = offset;
    if !is_new {
        return Ok(());
    }
    let Some(object) = unsafe { (*frame).object }.bound().map(Ref::<FrameObject>::of) else {
        // Without a frame object there is no trace function of the frame.
        return Ok(());
    };
    object.told_line.set(code.line(offset));
    let result = trace(vm, frame, Told::Line, "line", Value::NONE);
    let position = unsafe { (*frame).position() };
    if let Some(window) = vm.thread.line_windows.last_mut().filter(|window| window.frame == frame) {
        window.previous = position;
    }
    result
}

/// The offsets in words between which the instructions of a line lie.
fn instructions_of_line(code: Ref<CodeObject>, offset: usize) -> (usize, usize) {
    let table = code.lnotab.of::<StrObject>().bytes();
    let mut pairs = table.chunks_exact(2).peekable();
    let (mut address, mut low) = (0, 0);
    while let Some(pair) = pairs.next_if(|pair| address + pair[0] as usize <= offset * 8) {
        address += pair[0] as usize;
        if pair[1] != 0 {
            low = address;
        }
    }
    for pair in pairs {
        address += pair[0] as usize;
        if pair[1] != 0 {
            return (low / 8, address / 8);
        }
    }
    (low / 8, usize::MAX)
}
