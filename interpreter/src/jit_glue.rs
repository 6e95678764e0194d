//! Where the interpreter meets the compiler: starting it, hot places, recording steps, liveness.

use crate::eval::attributes::WORDS;
use crate::eval::items::TUPLE_LENGTH;
use crate::eval::{self, opcode_of};
use crate::runtime::run;
use jit::backend::{Activation, ActivationStack};
use jit::counters::Counter;
use jit::machine::Argument;
use jit::memory::Shape;
use jit::recorder::Recorder;
use jit::snapshot::Resume;
use jit::{Jit, Language, Machine, Parameters, Stress};
use objspace::code::{code_flags, CodeObject};
use objspace::exec::Exec;
use objspace::frame::frame_flags;
use objspace::generator::{GeneratorObject, YIELD_WORDS};
use objspace::kind::Kind;
use objspace::language::{self, compiler, LanguageHooks, Python, Stop, CALLING};
use objspace::machine::Control;
use objspace::object::Ref;
use objspace::recording;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_compiler::code::Code;
use pyrs_compiler::liveness::Liveness;
use pyrs_compiler::opcode::Opcode;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Makes the compiler. `off`: counters never run out.
pub fn start(vm: &mut Vm, parameters: Parameters, off: bool) {
    let jit = Jit::new(Stress::from_environment());
    jit.set_parameters(parameters);
    language::start(
        LanguageHooks {
            step,
            step_raise,
            live,
            outcome,
            unwind,
            leave_raising: run::leave_raising,
            run: run_to_stop,
        },
        jit,
    );
    unsafe {
        objspace::code::DROP_LIVENESS = Some(drop_liveness);
        objspace::code::PLAIN_WORDS = Some(crate::runtime::code::plain_words);
    }
    let jit = compiler().expect("it was just made");
    vm.watches.fire = Some(|watch| {
        if let Some(jit) = compiler() {
            jit.fire(watch)
        }
    });
    vm.module_roots.push(Box::new(|visitor| {
        if let Some(jit) = compiler() {
            jit.visit_roots(!visitor.is_major(), &mut |word| visitor.word(word));
        }
    }));
    if off || !jit.is_available() {
        return;
    }
    if give_records(vm) {
        vm.entry_cell_start = word_of(jit.function_counter());
        vm.loop_cell_start = word_of(jit.loop_counter());
    }
}

/// Gives the running thread activation records; without them it interprets.
pub fn give_records(vm: &mut Vm) -> bool {
    let Some(stack) = ActivationStack::new() else {
        return false;
    };
    vm.thread.record_limit = stack.limit() as usize;
    vm.thread.activations = Some(Box::new(stack));
    true
}

fn word_of(counter: Counter) -> u64 {
    counter.count as u64
}

/// The loop whose header the machine stands at is hot.
pub fn hot_loop(m: &mut Exec) -> ControlFlow<Stop> {
    let counter = unsafe { (*m.vm).thread.hot_counter } as *mut Counter;
    if waits_for_tracing(m, counter) {
        return ControlFlow::Continue(());
    }
    match compiler() {
        // The counter lies in the words of the code that runs.
        Some(jit) => unsafe { jit.hot_loop(m, counter) },
        None => ControlFlow::Continue(()),
    }
}

/// The function whose frame was just pushed, or the place where a generator has just gone on, is hot.
pub fn hot_function(m: &mut Exec) -> ControlFlow<Stop> {
    let counter = m.entry_counter() as *mut Counter;
    if waits_for_tracing(m, counter) {
        return ControlFlow::Continue(());
    }
    let entry = m.frame().code.offset(m.pc) as u32;
    match compiler() {
        // The counter lies in the code that runs.
        Some(jit) => unsafe { jit.hot_function(m, entry, counter) },
        None => ControlFlow::Continue(()),
    }
}

/// Whether the thread is traced: nothing is compiled, and the counter that ran out does so again the next time.
pub fn waits_for_tracing(m: &mut Exec, counter: *mut Counter) -> bool {
    let traced = unsafe { (*m.vm).thread.traced };
    if traced {
        // It lies in the words of the code that runs, or in the code object.
        unsafe { (*counter).count = 1 };
    }
    traced
}

/// Whether the code reads one of `registers` from an instruction on, before it writes it; variables that it asks about first do not count.
pub fn registers_needed(code: Ref<CodeObject>, offset: usize) -> Vec<u16> {
    let analysis = analysis(code);
    let live = analysis.liveness.live_before(&analysis.code, offset);
    live.iter().map(|register| register as u16).collect()
}

/// The first register above what compiled code on the stack uses, at least `top`.
pub fn above_activations(vm: &Vm, top: *mut Value) -> *mut Value {
    let innermost = vm.thread.activation as *const Activation;
    if innermost.is_null() {
        return top;
    }
    // The record is linked: its code is on the stack.
    top.max(unsafe { Activation::frame_top(innermost) } as *mut Value)
}

/// Runs until the boundary frame is gone.
fn run_to_stop(m: &mut Exec) -> Stop {
    let vm = unsafe { &mut *m.vm };
    // The frame at whose entry the machine stands counts as entered.
    let code = m.frame().code;
    let is_entry = match code.has_flags(code_flags::GENERATOR) {
        false => std::ptr::eq(m.pc, code.words.get()),
        true => {
            let generator = Ref::<GeneratorObject>::of(m.frame().register(code.generator_register.get() as usize));
            // Where it went on last: its start, or behind a yield.
            let (last, yields) = unsafe { (generator.pc.get(), opcode_of(*generator.pc.get()) == Opcode::YIELD) };
            std::ptr::eq(m.pc, code.words.get()) || (yields && std::ptr::eq(m.pc, last.wrapping_add(YIELD_WORDS)))
        }
    };
    if is_entry && m.stage == 0 {
        let counter = m.entry_counter() as *mut Counter;
        if unsafe { Counter::arrive(counter) } && vm.check_native_stack("").is_ok() {
            if let ControlFlow::Break(stop) = hot_function(m) {
                return stop;
            }
        } else if !vm.thread.exception.is_unbound() {
            vm.take_exception();
        }
    }
    run::run(m)
}

fn unwind(m: &mut Exec) -> ControlFlow<Stop> {
    match run::unwind(m) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(Stop::Raised),
    }
}

/// Runs the next instruction, all its stages, on the recorder.
fn step(r: &mut Recorder<Python>) -> ControlFlow<Stop> {
    loop {
        let (pc, stage) = (r.live.pc, r.live.stage);
        if unsafe { (*r.live.vm).thread.traced } {
            // A trace function was set in a way that nobody saw coming.
            r.leave();
        }
        r.begin_stage(Resume {
            position: pc as u64,
            stage,
        });
        if r.is_ended() {
            return ControlFlow::Continue(());
        }
        let word = unsafe { *pc };
        let opcode = if stage != 0 {
            opcode_of(stage as u64)
        } else {
            opcode_of(word)
        };
        r.live.stage = 0;
        match eval::step(r, opcode, word) {
            Control::EnterStage => {
                if r.is_ended() {
                    return ControlFlow::Continue(());
                }
            }
            Control::Raise => return raise(r),
            control => return language::stop_of(control, &mut r.live),
        }
    }
}

fn step_raise(r: &mut Recorder<Python>) -> ControlFlow<Stop> {
    raise(r)
}

/// Unwinds to the handler, which is found by position: green. Where there is none in the trace, its root frame is left.
fn raise(r: &mut Recorder<Python>) -> ControlFlow<Stop> {
    if r.is_ended() {
        return unwind(&mut r.live);
    }
    let vm = unsafe { &mut *r.live.vm };
    r.live.stage = 0;
    // What is raised again after it was caught has its entry already.
    let mut has_entry = run::is_reraise(vm, r.live.pc);
    loop {
        if let Some(stage) = run::ends_loop(vm, r.live.pc, r.live.base) {
            return end_loop(r, stage);
        }
        let frame = r.live.frame();
        let offset = frame.code.offset(r.live.pc);
        if let Some(handler) = frame.code.handler(offset) {
            if !has_entry {
                add_traceback(r, false);
            }
            r.live.pc = unsafe { frame.code.words.get().add(handler) };
            return ControlFlow::Continue(());
        }
        if !std::mem::take(&mut has_entry) {
            add_traceback(r, true);
        }
        frame.pc = r.live.pc;
        if frame.flags & frame_flags::GENERATOR != 0 {
            recording::end_generator(r);
        }
        if r.depth() == 0 {
            r.finish_raising();
            return run::leave_raising(&mut r.live);
        }
        // (Frame objects that exist now are this run's alone.)
        vm.frame_ended(frame);
        vm.pop_frame();
        let depth = r.depth() - 1;
        r.unwind_to(depth);
        let caller = r.live.frame();
        r.live.base = caller.base;
        r.live.pc = caller.pc;
        r.live.constants = caller.code.constant_items.get();
    }
}

/// What an iterator raised ends the loop that the machine stands at; frames between them have been left.
fn end_loop(r: &mut Recorder<Python>, stage: Opcode) -> ControlFlow<Stop> {
    let position = r.live.pc as u64;
    r.begin_effect(Resume { position, stage: 0 });
    let word = unsafe { *r.live.pc };
    let iterator = r.get(eval::b(word));
    match r.call(&eval::helpers::END_LOOP, &[Argument::Value(iterator)]) {
        Ok(end) => {
            let scratch = r.live.frame().code.register_count.get() as u16 + 1;
            r.set(scratch, end);
            r.live.stage = stage as u32;
            ControlFlow::Continue(())
        }
        Err(_) => unwind(&mut r.live),
    }
}

/// Writes down that the traceback gets an entry for the innermost frame, and adds it. `ends`: the frame is left, its variables are
/// kept.
fn add_traceback(r: &mut Recorder<Python>, ends: bool) {
    let here = Resume {
        position: r.live.pc as u64,
        stage: 0,
    };
    // An effect.
    r.begin_effect(here);
    let code = r.live.frame().code;
    let function = r.get(0);
    let position = r.integer(here.position as i64);
    let mut registers = r.value(Value::UNBOUND.0);
    if ends {
        let (count, variables) = (
            code.register_count.get(),
            code.register_count.get() - code.stack_size.get(),
        );
        registers = r.new(Shape {
            size: 16 + count * 8,
            map: Kind::Words.map(),
        });
        let n = r.integer(count as i64);
        r.store_integer(registers, TUPLE_LENGTH, n);
        let mut live = Vec::new();
        Python::live_registers(code.value().0, here, &mut live);
        for register in live.into_iter().filter(|&register| (register as u32) < variables) {
            let (v, index) = (r.get(register), r.integer(register as i64));
            r.store_item(registers, index, WORDS, v);
        }
    }
    let _ = r.call_nothing(
        &eval::helpers::ADD_TRACEBACK,
        &[
            Argument::Value(function),
            Argument::Integer(position),
            Argument::Value(registers),
        ],
    );
}

/// Where the result of an instruction's only raising helper goes, and what runs then.
fn outcome(code: Ref<CodeObject>, resume: Resume) -> Option<(Option<u16>, Resume)> {
    use Opcode::*;
    if resume.stage != 0 {
        return None;
    }
    let word = unsafe { *(resume.position as *const u64) };
    let opcode = opcode_of(word);
    let next = Resume {
        position: resume.position + 8 * eval::length(opcode) as u64,
        stage: 0,
    };
    let scratch = code.register_count.get() as u16 + 1;
    let stage = |stage: Opcode| {
        let position = resume.position;
        Some((
            Some(scratch),
            Resume {
                position,
                stage: stage as u32,
            },
        ))
    };
    match opcode {
        LOAD_ATTR | LOAD_ITEM | LOAD_SLICE | CALL | CALL_METHOD | CALL_KEYWORDS | CALL_STAR | GET_ITER | NEGATIVE
        | POSITIVE | INVERT | REPR | NOT => Some((Some(eval::a(word)), next)),
        ADD | SUBTRACT | MULTIPLY | DIVIDE | TRUE_DIVIDE | FLOOR_DIVIDE | MODULO | POWER | SHIFT_LEFT | SHIFT_RIGHT
        | AND | OR | XOR | INPLACE_ADD | INPLACE_SUBTRACT | INPLACE_MULTIPLY | INPLACE_DIVIDE | INPLACE_TRUE_DIVIDE
        | INPLACE_FLOOR_DIVIDE | INPLACE_MODULO | INPLACE_POWER | INPLACE_SHIFT_LEFT | INPLACE_SHIFT_RIGHT
        | INPLACE_AND | INPLACE_OR | INPLACE_XOR => Some((Some(eval::a(word)), next)),
        STORE_ATTR | STORE_ITEM | STORE_SLICE | DELETE_ATTR | DELETE_ITEM | DELETE_SLICE => Some((None, next)),
        FOR_ITER => stage(NEXT_RESULT),
        UNPACK_SEQUENCE => stage(UNPACK_TUPLE),
        // They always raise. (A bare raise of what callers handle looks for it in the frames' registers.)
        RERAISE => Some((None, resume)),
        RAISE if eval::b(word) > 0 || code.exception_register.get() != 0 => Some((None, resume)),
        _ => None,
    }
}

/// A code object's plain form and its liveness, kept with it.
struct Analysis {
    code: Code,
    liveness: Liveness,
}

fn drop_liveness(p: *mut u8) {
    // Made by `analysis`.
    drop(unsafe { Box::from_raw(p as *mut Analysis) });
}

fn analysis(code: Ref<CodeObject>) -> &'static Analysis {
    if code.liveness.get().is_null() {
        let plain = plain_code(code);
        let liveness = Liveness::new(&plain);
        code.liveness
            .set(Box::into_raw(Box::new(Analysis { code: plain, liveness })) as *mut u8);
    }
    unsafe { &*(code.liveness.get() as *const Analysis) }
}

/// The code as the compiler's plain data, as far as its analyses look.
fn plain_code(code: Ref<CodeObject>) -> Code {
    let names = |tuple: Value| -> Vec<Rc<str>> {
        let items = Ref::<TupleObject>::of(tuple).items();
        items
            .iter()
            .map(|&name| Rc::from(&*Ref::<StrObject>::of(name).text()))
            .collect()
    };
    let words = unsafe { std::slice::from_raw_parts(code.words.get(), code.word_count.get()) };
    Code {
        argcount: code.argument_count.get(),
        nlocals: code.local_count.get(),
        stacksize: code.stack_size.get(),
        flags: code.flags.get(),
        code: words.into(),
        constants: code
            .constants
            .of::<TupleObject>()
            .items()
            .iter()
            .map(plain_constant)
            .collect(),
        names: names(code.names.get()),
        varnames: names(code.varnames.get()),
        filename: Rc::from(""),
        name: Rc::from(""),
        firstlineno: 0,
        lnotab: Rc::from([]),
        freevars: names(code.freevars.get()),
        cellvars: names(code.cellvars.get()),
    }
}

/// Constants matter to the analyses as tuples of keyword names only: by their length.
fn plain_constant(v: &Value) -> pyrs_compiler::code::Constant {
    use pyrs_compiler::code::Constant;
    if v.is_pointer() && v.map() == objspace::kind::Kind::Tuple.map() {
        let n = Ref::<TupleObject>::of(*v).len();
        return Constant::Tuple(vec![Constant::None; n]);
    }
    Constant::None
}

/// Unbinds the temporaries that no frame will read any more: before a collection that a program asks for, so that what it has just dropped
/// dies. (Variables stay: frame objects show them.)
pub fn clear_dead_temporaries(vm: &mut Vm) {
    let mut live_registers = Vec::new();
    let (first, last) = (vm.thread.frames, vm.thread.frame);
    // The registers of a callee lie over its caller's.
    let mut limit = last.cast::<Value>();
    let mut frame = last;
    while frame > first {
        let record = unsafe { &*frame };
        let code = record.code;
        let count = code.register_count.get() as usize;
        let temporaries = count - code.stack_size.get() as usize;
        let end = unsafe { record.base.add(count) };
        limit = if frame == last { end } else { limit.min(end) };
        live_registers.clear();
        live(code, record.position(), 0, &mut live_registers);
        live_registers.extend(code.namespace_register().map(|register| register as u16));
        live_registers.extend([code.exception_register.get(), code.generator_register.get()]);
        for i in temporaries..count {
            let register = unsafe { record.base.add(i) };
            if register < limit && !live_registers.contains(&(i as u16)) {
                unsafe { *register = Value::UNBOUND };
            }
        }
        limit = record.base;
        frame = unsafe { frame.sub(1) };
    }
}

/// Live registers before an instruction; with a stage, while it is under way.
fn live(code: Ref<CodeObject>, offset: usize, stage: u32, out: &mut Vec<u16>) {
    let analysis = analysis(code);
    let mut live = analysis.liveness.live_before(&analysis.code, offset);
    if stage != 0 {
        live.unite(&analysis.liveness.live_after(&analysis.code, offset));
    }
    out.extend(live.iter().map(|register| register as u16));
    // Variables are looked at by `locals()`, frame objects and debuggers, also when the code itself does not read them again.
    let cells = code.cellvars.of::<TupleObject>().len() + code.freevars.of::<TupleObject>().len();
    out.extend(1..=code.local_count.get() as u16 + cells as u16);
    let count = code.register_count.get() as u16;
    if stage != 0 && stage != CALLING {
        // What stages keep: behind the frame, or in the call's window.
        let window = eval::a(unsafe { *code.words.get().add(offset) });
        let extra: &[u16] = match opcode_of(stage as u64) {
            Opcode::METHOD_RESULT => &[1],
            Opcode::INITIALIZED => &[0, 1],
            Opcode::INITIALIZED_METHOD => &[1, 2],
            Opcode::COERCED_ORDER_RESULT => {
                out.extend([count + 1, count + 2]);
                &[]
            }
            _ => {
                out.push(count + 1);
                &[]
            }
        };
        out.extend(extra.iter().map(|i| window + i));
    }
    if code.has_flags(code_flags::GENERATOR) {
        out.push(code.generator_register.get());
    }
    out.sort_unstable();
    out.dedup();
}
