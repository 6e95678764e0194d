//! The flowgraph language under the recorder, and what the compiler asks it.

use std::ops::ControlFlow;

use jit::backend::plain::PlainLowering;
use jit::backend::{Activation, ActivationStack, Lowering};
use jit::language::{Innermost, Language, Tag};
use jit::machine::Machine;
use jit::recorder::{CallDecision, MergeAction, RedValue, Returned};
use jit::snapshot::{FrameSnapshot, Resume};
use jit::{Jit, Recorder, Stress};

use super::live::{run, Context, Live};
use super::program::{Function, Instruction};
use super::semantics::{step, Flow, FlowgraphMachine, Stop};
use super::words;

/// The language.
pub struct Flowgraph;

/// A frame's flags in snapshots.
const BOUNDARY: u32 = 1;

fn resume(position: *const u64) -> Resume {
    Resume {
        position: position as u64,
        stage: 0,
    }
}

impl FlowgraphMachine for Recorder<Flowgraph> {
    fn instruction(&mut self) -> Instruction {
        self.begin_stage(resume(self.live.position));
        self.live.instruction()
    }

    fn next(&mut self, words: usize) {
        self.live.next(words);
    }

    fn jump(&mut self, index: usize) {
        self.live.jump(index);
    }

    fn constant(&mut self, index: usize) -> u64 {
        self.live.constant(index)
    }

    fn global(&mut self) -> u64 {
        let watch = &raw const self.live.context().global_watch;
        // Invariant: the context outlives its machines.
        self.watch(unsafe { &*watch });
        self.live.global()
    }

    fn header(&mut self) -> Flow {
        if self.merge_point(resume(self.live.position)) == MergeAction::Continue {
            self.live.next(2);
        }
        ControlFlow::Continue(())
    }

    fn call_function(&mut self, function: usize, window: u16) -> Flow {
        let live = &mut self.live;
        if live.too_deep() {
            self.unsupported("recursion limit");
            return self.live.raise();
        }
        let function: *const Function = &*live.context().program.functions[function];
        let after = unsafe { live.position.add(1) };
        let code = function as u64;
        match self.decide_call(code, unsafe { (*function).has_loop }) {
            CallDecision::Inline => {
                let base = unsafe { self.live.base.add(window as usize) };
                self.live.position = after;
                self.live.push_frame(function, base, false);
                self.frame_pushed(code, window, 0, resume(after));
            }
            CallDecision::Trace => {
                self.announce_result(window, 1);
                match self.call_trace(code, 0, window) {
                    Ok(v) => {
                        self.set(window, v);
                        self.live.position = after;
                    }
                    Err(_) => return self.raise(),
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn return_value(&mut self, v: RedValue) -> Flow {
        match self.frame_returned(v) {
            Returned::Inlined | Returned::Root => self.live.return_value(v.word),
        }
    }

    /// Unwinds to the handler: green, since handlers are found by position. The root frame is left by the interpreter.
    fn raise(&mut self) -> Flow {
        while self.live.handler().is_none() {
            if self.depth() == 0 {
                let here = resume(self.live.position);
                self.leave_raising(here);
                return self.live.raise();
            }
            self.live.pop_frame();
            self.live.position = unsafe { self.live.position.sub(1) };
            let depth = self.depth() - 1;
            self.unwind_to(depth);
        }
        self.live.raise()
    }

    fn print_and_stop(&mut self, _v: RedValue) -> Flow {
        self.leave();
        ControlFlow::Continue(())
    }

    fn announce_result(&mut self, register: u16, words: usize) {
        let next = resume(unsafe { self.live.position.add(words) });
        self.call_outcome(Some(register), next);
    }
}

impl Language for Flowgraph {
    type Live = Live;
    type Stop = Stop;

    fn tag(word: u64) -> Tag {
        words::tag(word)
    }

    fn map_of(word: u64) -> u32 {
        words::map_of(word)
    }

    fn live_registers(code: u64, resume: Resume, out: &mut Vec<u16>) {
        let function = function(code);
        out.clear();
        out.extend_from_slice(&function.live[function.index_of(resume.position)]);
    }

    fn entry(code: u64, _: u32) -> Resume {
        resume(function(code).words.as_ptr())
    }

    fn describe(code: u64, resume: Resume) -> String {
        let function = function(code);
        format!("{}:{}", function.name, function.index_of(resume.position))
    }

    fn jit() -> &'static Jit<Flowgraph> {
        thread_local! {
            static JIT: &'static Jit<Flowgraph> = Box::leak(Box::new(Jit::new(Stress::from_environment())));
        }
        JIT.with(|jit| *jit)
    }

    fn lowering() -> Box<dyn Lowering + Send> {
        Box::new(PlainLowering {
            frame_size: |code| function(code).registers,
        })
    }

    fn step(recorder: &mut Recorder<Flowgraph>) -> Flow {
        step(recorder)
    }

    fn step_raise(recorder: &mut Recorder<Flowgraph>) -> Flow {
        // The trace cannot leave here: the snapshot of a stage says nothing of the exception.
        recorder.begin_effect(resume(recorder.live.position));
        recorder.raise()
    }

    fn innermost(live: &Live) -> Innermost {
        let frame = live.context().frames.last().expect("a frame");
        Innermost {
            code: frame.function as u64,
            flags: if frame.boundary { BOUNDARY } else { 0 },
            base: live.base,
            resume: resume(live.position),
        }
    }

    fn publish(live: &mut Live) -> *mut u8 {
        live.context().frames.last_mut().expect("a frame").position = live.position;
        live.context as *mut u8
    }

    fn live(context: *mut u8) -> Live {
        let context = context as *mut Context;
        let frames = unsafe { &(*context).frames };
        let frame = frames.last().expect("a frame");
        Live {
            position: frame.position,
            base: frame.base,
            context,
        }
    }

    fn activation_stack(context: *mut u8) -> *const ActivationStack {
        unsafe { &raw const (*(context as *mut Context)).activations }
    }

    fn innermost_activations(visit: &mut dyn FnMut(*mut Activation)) {
        CONTEXTS.with_borrow(|contexts| {
            contexts
                .iter()
                .for_each(|&context| visit(unsafe { (*context).plain.activation }))
        });
    }

    fn restore(live: &mut Live, frames: &[FrameSnapshot]) {
        let base = live.base;
        live.position = frames[0].resume.position as *const u64;
        for frame in &frames[1..] {
            let registers = unsafe { base.add(frame.base as usize) };
            live.push_frame(frame.code as *const Function, registers, frame.flags & BOUNDARY != 0);
            live.position = frame.resume.position as *const u64;
        }
    }

    fn raise(live: &mut Live) -> Flow {
        loop {
            if let Some(handler) = live.handler().filter(|_| !live.context().stopped) {
                live.jump(handler);
                return ControlFlow::Continue(());
            }
            if live.pop_frame() {
                return ControlFlow::Break(if live.context().stopped {
                    Stop::Stopped
                } else {
                    Stop::Raised
                });
            }
            // The caller stands behind its call.
            live.position = unsafe { live.position.sub(1) };
        }
    }

    fn returned(live: &mut Live, value: u64) -> Flow {
        let window = live.base;
        if live.pop_frame() {
            return ControlFlow::Break(Stop::Returned(value));
        }
        unsafe { *window = value };
        ControlFlow::Continue(())
    }

    fn enter_frame(context: *mut u8, code: u64, base: *mut u64) -> Live {
        let context = context as *mut Context;
        let mut live = Live {
            position: std::ptr::null(),
            base,
            context,
        };
        if let Some(frame) = live.context().frames.last() {
            live.position = frame.position;
        }
        live.push_frame(code as *const Function, base, true);
        live
    }

    fn run(live: &mut Live) -> u64 {
        let at_entry = live.position == live.function().words.as_ptr();
        let flow = if at_entry {
            live.count_entry()
        } else {
            ControlFlow::Continue(())
        };
        let stop = match flow {
            ControlFlow::Break(stop) => stop,
            ControlFlow::Continue(()) => run(live),
        };
        Flowgraph::outcome(live, stop)
    }

    fn outcome(live: &mut Live, stop: Stop) -> u64 {
        match stop {
            Stop::Returned(v) => v,
            Stop::Raised => 0,
            Stop::Stopped => {
                live.context().plain.exception = words::integer(0);
                0
            }
        }
    }
}

fn function(code: u64) -> &'static Function {
    // Invariant: codes are functions of a program, which outlives the code compiled for it.
    unsafe { &*(code as *const Function) }
}

thread_local! {
    /// The contexts of this thread's programs.
    pub static CONTEXTS: std::cell::RefCell<Vec<*mut Context>> = const { std::cell::RefCell::new(Vec::new()) };
}
