//! The plain machine: the flowgraph interpreter's state, and the interpreter.

use std::ops::ControlFlow;

use jit::backend::plain::PlainContext;
use jit::backend::{Activation, ActivationStack};
use jit::language::Tag;
use jit::machine::{Argument, Exception, Machine};
use jit::memory::Shape;
use jit::{Counter, Helper, Jit, Language, Watch};

use super::program::{Function, Instruction, Program};
use super::recording::CONTEXTS;
use super::semantics::{step, Flow, FlowgraphMachine, Stop};
use super::words;
use super::Flowgraph;

const STACK_WORDS: usize = 1 << 20;
const MAX_DEPTH: u32 = 10_000;

/// A control frame; its registers lie on the register stack.
pub struct Frame {
    pub function: *const Function,
    pub base: *mut u64,
    /// Where it goes on. For the innermost frame the running machine knows better.
    pub position: *const u64,
    /// The interpreter stops when it returns.
    pub boundary: bool,
}

/// What native code gets: all state of a program that runs.
#[repr(C)]
pub struct Context {
    /// What compiled code reads and writes.
    pub plain: PlainContext,
    pub program: Program,
    pub frames: Vec<Frame>,
    pub activations: ActivationStack,
    pub output: Vec<String>,
    pub stopped: bool,
    pub global: u64,
    pub global_watch: Watch,
    /// Polls that found something pending.
    pub polls: u32,
    registers: Vec<u64>,
}

impl Context {
    pub fn new(program: Program) -> Box<Context> {
        let activations = ActivationStack::new().expect("address space for activation records");
        let mut plain = *PlainContext::new();
        plain.record_limit = activations.limit();
        plain.depth_limit = MAX_DEPTH;
        // The native stack may grow by this much from here.
        let here = &raw const plain as *mut u8;
        plain.stack_limit = here.wrapping_sub(1 << 20);
        let mut context = Box::new(Context {
            plain,
            program,
            frames: Vec::new(),
            activations,
            output: Vec::new(),
            stopped: false,
            global: words::integer(0),
            global_watch: Watch::new(),
            polls: 0,
            registers: vec![0; STACK_WORDS],
        });
        CONTEXTS.with_borrow_mut(|contexts| contexts.push(&raw mut *context));
        context
    }

    /// Calls a function and runs it to its end.
    pub fn call(&mut self, name: &str, arguments: &[u64]) -> Stop {
        let function: *const Function = self.program.function(name);
        let base = self.free_registers();
        for (number, &word) in arguments.iter().enumerate() {
            // Invariant: a frame has room for its parameters.
            unsafe { *base.add(1 + number) = word };
        }
        let mut live = Flowgraph::enter_frame(&raw mut *self as *mut u8, function as u64, base);
        run(&mut live)
    }

    /// Where a new frame's registers may lie: above those of every frame there is.
    pub fn free_registers(&mut self) -> *mut u64 {
        let mut top = self.registers.as_mut_ptr();
        // Invariant: frames and linked activation records are alive.
        unsafe {
            if let Some(frame) = self.frames.last() {
                top = frame.base.add((*frame.function).registers as usize);
            }
            if !self.plain.activation.is_null() {
                top = top.max(Activation::frame_top(self.plain.activation));
            }
        }
        top
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        let this = &raw mut *self;
        CONTEXTS.with_borrow_mut(|contexts| contexts.retain(|&context| context != this));
        // Compiled code points into the program. (A language with a collector keeps what `Jit::visit_codes` shows.)
        Flowgraph::jit().free_trees();
    }
}

/// The interpreter's machine: where it stands, and the context.
#[derive(Clone)]
pub struct Live {
    pub position: *const u64,
    pub base: *mut u64,
    pub context: *mut Context,
}

/// Runs until the boundary frame is gone.
pub fn run(live: &mut Live) -> Stop {
    loop {
        if let ControlFlow::Break(stop) = step(live) {
            return stop;
        }
    }
}

impl Live {
    // Invariant of everything below: the context outlives its machines, and only one of them runs at a time.
    #[allow(clippy::mut_from_ref)]
    pub fn context(&self) -> &mut Context {
        unsafe { &mut *self.context }
    }

    pub fn function(&self) -> &Function {
        unsafe { &*self.context().frames.last().expect("a frame").function }
    }

    pub fn word_index(&self) -> usize {
        self.function().index_of(self.position as u64)
    }

    /// The counter behind a loop header.
    pub fn loop_counter(&self) -> *mut Counter {
        unsafe { self.position.add(1) as *mut Counter }
    }

    pub fn push_frame(&mut self, function: *const Function, base: *mut u64, boundary: bool) {
        let context = self.context();
        if let Some(caller) = context.frames.last_mut() {
            caller.position = self.position;
        }
        let position = unsafe { (*function).words.as_ptr() };
        context.frames.push(Frame {
            function,
            base,
            position,
            boundary,
        });
        context.plain.depth += 1;
        self.base = base;
        self.position = position;
    }

    /// Drops the innermost frame; whether it was a boundary.
    pub fn pop_frame(&mut self) -> bool {
        let context = self.context();
        let frame = context.frames.pop().expect("a frame");
        context.plain.depth -= 1;
        if let Some((base, position)) = context.frames.last().map(|caller| (caller.base, caller.position)) {
            self.base = base;
            self.position = position;
        }
        frame.boundary
    }

    pub fn handler(&self) -> Option<usize> {
        let index = self.word_index();
        let handlers = &self.function().handlers;
        handlers.iter().find(|h| h.0 <= index && index < h.1).map(|h| h.2)
    }

    /// Recursion limit: raises.
    pub fn too_deep(&mut self) -> bool {
        let context = self.context();
        let deep = context.plain.depth >= context.plain.depth_limit;
        if deep {
            context.plain.exception = words::integer(-1);
        }
        deep
    }
}

impl FlowgraphMachine for Live {
    #[inline(always)]
    fn instruction(&mut self) -> Instruction {
        Instruction(unsafe { *self.position })
    }

    #[inline(always)]
    fn next(&mut self, words: usize) {
        self.position = unsafe { self.position.add(words) };
    }

    #[inline(always)]
    fn jump(&mut self, index: usize) {
        self.position = unsafe { self.function().words.as_ptr().add(index) };
    }

    fn constant(&mut self, index: usize) -> u64 {
        self.function().constants[index]
    }

    fn global(&mut self) -> u64 {
        self.context().global
    }

    #[inline(always)]
    fn header(&mut self) -> Flow {
        if self.context().plain.pending != 0 {
            self.context().plain.pending = 0;
            self.context().polls += 1;
        }
        let counter = self.loop_counter();
        if unsafe { Counter::arrive(counter) } {
            let before = self.position;
            let flow = unsafe { Flowgraph::jit().hot_loop(self, counter) };
            if flow.is_break() || self.position != before {
                return flow;
            }
        }
        self.next(2);
        ControlFlow::Continue(())
    }

    fn call_function(&mut self, function: usize, window: u16) -> Flow {
        if self.too_deep() {
            return self.raise();
        }
        self.next(1);
        let function: *const Function = &*self.context().program.functions[function];
        let base = unsafe { self.base.add(window as usize) };
        self.push_frame(function, base, false);
        self.count_entry()
    }

    fn return_value(&mut self, v: u64) -> Flow {
        Flowgraph::returned(self, v)
    }

    fn raise(&mut self) -> Flow {
        Flowgraph::raise(self)
    }

    fn print_and_stop(&mut self, v: u64) -> Flow {
        self.context().output.push(words::show(v));
        self.context().stopped = true;
        while !self.pop_frame() {}
        ControlFlow::Break(Stop::Stopped)
    }

    #[inline(always)]
    fn announce_result(&mut self, _register: u16, _words: usize) {}
}

impl Live {
    /// A function starts: counts it.
    pub fn count_entry(&mut self) -> Flow {
        let counter = self.function().counter.as_ptr();
        if unsafe { Counter::arrive(counter) } {
            let jit: &Jit<Flowgraph> = Flowgraph::jit();
            return unsafe { jit.hot_function(self, 0, counter) };
        }
        ControlFlow::Continue(())
    }
}

impl Machine for Live {
    type V = u64;
    type I = i64;
    type F = f64;

    jit::plain_arithmetic!();
    jit::plain_memory!();

    #[inline(always)]
    fn is_integer(&mut self, v: u64) -> bool {
        v & 1 != 0
    }

    #[inline(always)]
    fn both_integers(&mut self, a: u64, b: u64) -> bool {
        a & b & 1 != 0
    }

    fn is_float(&mut self, v: u64) -> bool {
        words::tag(v) == Tag::Float
    }

    fn both_floats(&mut self, a: u64, b: u64) -> bool {
        self.is_float(a) && self.is_float(b)
    }

    fn is_pointer(&mut self, v: u64) -> bool {
        words::tag(v) == Tag::Pointer
    }

    fn map(&mut self, v: u64) -> u32 {
        words::map_of(v)
    }

    fn has_map(&mut self, v: u64, map: u32) -> bool {
        self.is_pointer(v) && words::map_of(v) == map
    }

    #[inline(always)]
    fn unbox_integer(&mut self, v: u64) -> i64 {
        (v & !1) as i64
    }

    #[inline(always)]
    fn box_integer(&mut self, i: i64) -> u64 {
        i as u64 | 1
    }

    fn unbox_float(&mut self, v: u64) -> f64 {
        words::as_float(v)
    }

    fn box_float(&mut self, f: f64) -> u64 {
        self.context().plain.box_float(f)
    }

    fn new(&mut self, shape: Shape) -> u64 {
        self.context().plain.allocate(shape)
    }

    fn call(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<u64, Exception> {
        let word = self.call_helper(helper, arguments);
        if word == 0 {
            Err(Exception)
        } else {
            Ok(word)
        }
    }

    fn call_integer(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<i64, Exception> {
        let value = self.call_helper(helper, arguments);
        self.outcome().map(|()| value as i64)
    }

    fn call_nothing(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<(), Exception> {
        self.call_helper(helper, arguments);
        self.outcome()
    }

    fn call_float(&mut self, helper: &'static Helper, arguments: &[f64]) -> f64 {
        type Leaf = extern "C" fn(f64, f64) -> f64;
        // Invariant: float helpers of this language take two floats.
        let function: Leaf = unsafe { std::mem::transmute(helper.address) };
        function(arguments[0], arguments[1])
    }

    #[inline(always)]
    fn get(&mut self, register: u16) -> u64 {
        unsafe { *self.base.add(register as usize) }
    }

    #[inline(always)]
    fn set(&mut self, register: u16, v: u64) {
        unsafe { *self.base.add(register as usize) = v }
    }

    fn outline<A, R>(&mut self, part: fn(&mut Self, A) -> R, argument: A) -> R {
        part(self, argument)
    }
}

impl Live {
    fn call_helper(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> u64 {
        let words: Vec<u64> = arguments
            .iter()
            .map(|argument| match *argument {
                Argument::Value(word) => word,
                Argument::Integer(i) => i as u64,
            })
            .collect();
        let context = Flowgraph::publish(self);
        let address = helper.address;
        // Invariant: the helper takes as many words as its declaration says.
        unsafe {
            use std::mem::transmute;
            match words[..] {
                [] => transmute::<*const u8, extern "C" fn(*mut u8) -> u64>(address)(context),
                [a] => transmute::<*const u8, extern "C" fn(*mut u8, u64) -> u64>(address)(context, a),
                [a, b] => transmute::<*const u8, extern "C" fn(*mut u8, u64, u64) -> u64>(address)(context, a, b),
                [a, b, c] => {
                    transmute::<*const u8, extern "C" fn(*mut u8, u64, u64, u64) -> u64>(address)(context, a, b, c)
                }
                _ => unreachable!("helpers take at most three words"),
            }
        }
    }

    fn outcome(&mut self) -> Result<(), Exception> {
        if self.context().plain.exception == 0 {
            Ok(())
        } else {
            Err(Exception)
        }
    }
}
