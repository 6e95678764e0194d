//! Python as a language that traces can be made for.

use crate::code::{code_flags, CodeObject};
use crate::exec::{finish_generator, Exec};
use crate::frame::{frame_flags, Frame};
use crate::generator::{sent_register, GeneratorObject, GeneratorState};
use crate::kind::Kind;
use crate::lowering::PythonLowering;
use crate::machine::{Control, PyMachine};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;
use jit::backend::{Activation, ActivationStack, Lowering};
use jit::language::{Innermost, Tag};
use jit::recorder::{Purpose, Recorder};
use jit::snapshot::{FrameSnapshot, Resume};
use jit::{Jit, Language, Machine};
use std::ops::ControlFlow;

/// The language.
pub struct Python;

/// Why the interpreter's loop ends.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// A boundary frame returned.
    Returned(Value),
    /// A generator's boundary frame yielded, or came to its end.
    Yielded(Value),
    Finished,
    /// A boundary frame was left by an exception, which waits.
    Raised,
}

/// What the interpreter contributes; set once at start.
#[derive(Clone, Copy)]
pub struct LanguageHooks {
    /// Runs the next instruction on the recorder.
    pub step: fn(&mut Recorder<Python>) -> ControlFlow<Stop>,
    /// The recorder's innermost frame raises.
    pub step_raise: fn(&mut Recorder<Python>) -> ControlFlow<Stop>,
    /// Live registers of a code at a word offset: before the instruction, or, with a stage (not 0), while it is under way.
    pub live: fn(Ref<CodeObject>, usize, u32, &mut Vec<u16>),
    /// See `Language::call_outcome`.
    pub outcome: fn(Ref<CodeObject>, Resume) -> Option<(Option<u16>, Resume)>,
    /// Unwinds the live machine to a handler.
    pub unwind: fn(&mut Exec) -> ControlFlow<Stop>,
    /// The exception that waits leaves the live machine's innermost frame, which has its entry in the traceback: unwinds to a
    /// handler further out.
    pub leave_raising: fn(&mut Exec) -> ControlFlow<Stop>,
    /// Runs the live machine until its boundary frame is gone.
    pub run: fn(&mut Exec) -> Stop,
}

pub static mut HOOKS: Option<LanguageHooks> = None;
static mut JIT: Option<&'static Jit<Python>> = None;

/// Sets what the interpreter contributes, and makes the compiler.
pub fn start(hooks: LanguageHooks, jit: Jit<Python>) {
    unsafe {
        HOOKS = Some(hooks);
        JIT = Some(Box::leak(Box::new(jit)));
    }
}

/// The compiler, if the language was started.
pub fn compiler() -> Option<&'static Jit<Python>> {
    unsafe { JIT }
}

fn hooks() -> LanguageHooks {
    unsafe { HOOKS.expect("the language was started") }
}

/// Stages of a resume that stand for a call whose arguments are in place: nothing resumes there.
pub const CALLING: u32 = u32::MAX;

pub fn code_of(word: u64) -> Ref<CodeObject> {
    Ref::of(Value(word))
}

impl Language for Python {
    type Live = Exec;
    type Stop = Stop;

    fn tag(word: u64) -> Tag {
        let v = Value(word);
        if v.is_integer() {
            Tag::Integer
        } else if v.is_immediate_float() {
            Tag::Float
        } else if v.is_pointer() {
            if v.map() == Kind::Float.map() {
                Tag::Float
            } else {
                Tag::Pointer
            }
        } else {
            Tag::Immediate
        }
    }

    fn map_of(word: u64) -> u32 {
        Value(word).map()
    }

    fn integer_word(doubled: i64) -> u64 {
        doubled as u64 | 1
    }

    fn word_integer(word: u64) -> Option<i64> {
        (word & 1 != 0).then_some((word & !1) as i64)
    }

    fn float_word(float: f64) -> Option<u64> {
        Value::immediate_float(float).map(|v| v.0)
    }

    fn word_float(word: u64) -> Option<f64> {
        let v = Value(word);
        v.is_immediate_float().then(|| v.as_immediate_float())
    }

    fn is_fixed_map(map: u32) -> bool {
        (map as usize) < Kind::ALL.len()
    }

    fn live_registers(code: u64, resume: Resume, out: &mut Vec<u16>) {
        let code = code_of(code);
        let offset = (resume.position - code.words.get() as u64) as usize / 8;
        out.clear();
        (hooks().live)(code, offset, resume.stage, out);
    }

    fn call_outcome(code: u64, resume: Resume) -> Option<(Option<u16>, Resume)> {
        (hooks().outcome)(code_of(code), resume)
    }

    /// Entries are words from the code's start.
    fn entry(code: u64, entry: u32) -> Resume {
        Resume {
            position: code_of(code).words.get() as u64 + entry as u64 * 8,
            stage: 0,
        }
    }

    fn arguments(code: u64, entry: u32, out: &mut Vec<u16>) {
        let object = code_of(code);
        if !object.has_flags(code_flags::GENERATOR) {
            return Python::live_registers(code, Python::entry(code, entry), out);
        }
        out.clear();
        out.push(0);
        out.extend(sent_register(object, entry));
        out.push(object.generator_register.get());
    }

    fn load_frame(recorder: &mut Recorder<Python>, resume: Resume) {
        let is_call = matches!(recorder.purpose(), Purpose::Function { .. });
        if is_call && recorder.live.code().has_flags(code_flags::GENERATOR) {
            return crate::recording::load_generator(recorder);
        }
        recorder.load_live_registers(resume);
    }

    fn describe(code: u64, resume: Resume) -> String {
        let code = code_of(code);
        let offset = (resume.position - code.words.get() as u64) as usize / 8;
        let name = code.name.of::<crate::string::StrObject>().text();
        format!("{name}:{}", code.line(offset))
    }

    fn jit() -> &'static Jit<Python> {
        compiler().expect("the language was started")
    }

    fn lowering() -> Box<dyn Lowering + Send> {
        Box::new(PythonLowering {
            heap: &*Vm::current().heap as *const crate::heap::Heap as u64,
        })
    }

    fn step(recorder: &mut Recorder<Python>) -> ControlFlow<Stop> {
        (hooks().step)(recorder)
    }

    fn step_raise(recorder: &mut Recorder<Python>) -> ControlFlow<Stop> {
        (hooks().step_raise)(recorder)
    }

    fn innermost(live: &Exec) -> Innermost {
        let frame = live.frame();
        Innermost {
            code: frame.code.value().0,
            flags: frame.flags as u32,
            base: live.base as *mut u64,
            resume: Resume {
                position: live.pc as u64,
                stage: live.stage,
            },
        }
    }

    fn publish(live: &mut Exec) -> *mut u8 {
        live.publish();
        live.vm as *mut u8
    }

    fn live(context: *mut u8) -> Exec {
        Exec::at_frame(unsafe { &mut *(context as *mut Vm) })
    }

    fn activation_stack(context: *mut u8) -> *const ActivationStack {
        let vm = unsafe { &*(context as *mut Vm) };
        &**vm
            .thread
            .activations
            .as_ref()
            .expect("a thread that runs compiled code has records")
    }

    fn innermost_activations(visit: &mut dyn FnMut(*mut Activation)) {
        Vm::current().each_thread(|_, thread| visit(thread.activation as *mut Activation));
    }

    fn restore(live: &mut Exec, frames: &[FrameSnapshot]) {
        let vm = unsafe { &mut *live.vm };
        let root = live.base;
        let looked_at = !vm.thread.stand_ins.is_empty();
        if looked_at {
            vm.thread.replace_stand_in(vm.thread.frame);
        }
        let mut resume = frames[0].resume;
        let code = live.frame().code;
        if frames.len() == 1 && resume == Python::entry(frames[0].code, 0) && !code.loop_at_entry.get() {
            // The call has not begun: its locals are still what was in memory before.
            code.unbind(root, code.filled());
        }
        for frame in &frames[1..] {
            let code = code_of(frame.code);
            unsafe {
                // Where the caller stands: at the instruction, or within it when it goes on behind.
                let (back, advance) = if resume.stage == 0 { (1, 1) } else { (0, 0) };
                (*vm.thread.frame).pc = (resume.position as *const u64).sub(back);
                let record = vm.thread.frame.add(1);
                *record = Frame {
                    code,
                    base: root.add(frame.base as usize),
                    pc: code.words.get(),
                    continuation: resume.stage as u16,
                    result: 0,
                    advance,
                    flags: frame.flags as u16,
                    object: Value::UNBOUND,
                };
                vm.thread.frame = record;
                vm.thread.depth += 1;
                live.base = (*record).base;
                if looked_at {
                    vm.thread.replace_stand_in(record);
                }
            }
            live.constants = code.constant_items.get();
            resume = frame.resume;
        }
        live.pc = resume.position as *const u64;
        live.stage = resume.stage;
    }

    fn raise(live: &mut Exec) -> ControlFlow<Stop> {
        (hooks().unwind)(live)
    }

    fn returned(live: &mut Exec, value: u64) -> ControlFlow<Stop> {
        if value == 0 {
            return (hooks().leave_raising)(live);
        }
        let is_generator = live.frame().flags & frame_flags::GENERATOR != 0;
        let control = match is_generator {
            true => live.generator_left(value),
            false => live.return_value(value),
        };
        stop_of(control, live)
    }

    fn enter_frame(context: *mut u8, code: u64, base: *mut u64) -> Exec {
        let vm = unsafe { &mut *(context as *mut Vm) };
        let code = code_of(code);
        let pc = match vm.current_frame() {
            Some(frame) => frame.pc,
            None => std::ptr::null(),
        };
        let mut live = Exec {
            pc,
            base: base as *mut Value,
            constants: std::ptr::null(),
            vm,
            stage: 0,
        };
        // The registers are the caller's: compiled code may have left values in them that count.
        let generator = match code.has_flags(code_flags::GENERATOR) {
            true => frame_flags::GENERATOR,
            false => 0,
        };
        live.push_frame_at(code, frame_flags::BOUNDARY | generator);
        live
    }

    fn begin_call(live: &mut Exec, entry: u32) {
        let code = live.code();
        live.pc = unsafe { code.words.get().add(entry as usize) };
        if code.has_flags(code_flags::GENERATOR) {
            let generator = live.get(code.generator_register.get());
            let generator = Ref::<GeneratorObject>::of(Value(generator));
            // Its frame has done nothing yet.
            unsafe { generator.load_registers(live.base, entry) };
            live.set(code.generator_register.get(), generator.value().0);
            generator.state.set(GeneratorState::Running);
        }
    }

    fn may_call(context: *mut u8, code: u64, base: *mut u64) -> bool {
        let vm = unsafe { &mut *(context as *mut Vm) };
        if vm.thread.depth < vm.thread.recursion_limit {
            return true;
        }
        vm.recursion_error("");
        let code = code_of(code);
        if code.has_flags(code_flags::GENERATOR) {
            let generator = unsafe { *base.add(code.generator_register.get() as usize) };
            finish_generator(Ref::of(Value(generator)));
        }
        false
    }

    fn run(live: &mut Exec) -> u64 {
        let stop = (hooks().run)(live);
        Python::outcome(live, stop)
    }

    fn outcome(_: &mut Exec, stop: Stop) -> u64 {
        match stop {
            Stop::Returned(v) | Stop::Yielded(v) => v.0,
            Stop::Finished => Value::END.0,
            Stop::Raised => 0,
        }
    }
}

/// What a control that ends the interpreter's loop means; Continue for all others.
pub fn stop_of(control: Control, live: &mut Exec) -> ControlFlow<Stop> {
    let vm = unsafe { &mut *live.vm };
    match control {
        Control::Boundary => ControlFlow::Break(Stop::Returned(vm.popped_value())),
        Control::Yielded => ControlFlow::Break(Stop::Yielded(vm.popped_value())),
        Control::Finished => ControlFlow::Break(Stop::Finished),
        Control::Raise => (hooks().unwind)(live),
        _ => ControlFlow::Continue(()),
    }
}

impl Vm {
    /// What the frame that was popped last left in its register 0.
    pub fn popped_value(&self) -> Value {
        // The popped record is still behind the top.
        unsafe { *(*self.thread.frame.add(1)).base }
    }
}
