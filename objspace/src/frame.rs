//! Frames: records of running code on a stack of their own, and the objects that show them to programs.
//!
//! A record's registers are a window of the thread's Python stack. A frame object exists only when asked for; while its frame
//! runs it points to the record, afterwards it holds a copy of the registers.

use crate::code::CodeObject;
use crate::function::FunctionObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::visible_frames::is_hidden;
use crate::vm::Vm;
use std::cell::Cell;

/// A running frame.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Frame {
    pub code: Ref<CodeObject>,
    /// Register 0.
    pub base: *mut Value,
    /// The instruction that runs, or waits for a callee; kept up to date before anything that can look.
    pub pc: *const u64,
    /// The stage at which the *caller* goes on with this frame's value; 0: store it in the caller's register `result` and advance.
    pub continuation: u16,
    pub result: u16,
    pub advance: u16,
    pub flags: u16,
    /// The frame object; unbound while nobody asked.
    pub object: Value,
}

/// Bits of `Frame::flags`.
pub mod frame_flags {
    /// The return ends a nested run of the interpreter.
    pub const BOUNDARY: u16 = 1;
    /// The frame belongs to a generator, which register 0 of its window names... its object is in `Frame::object`'s place of the generator.
    pub const GENERATOR: u16 = 2;
    /// The value is dropped and the instance being made is the result (`__init__`).
    pub const INITIALIZER: u16 = 4;
    /// No instruction of the frame has run yet: a trace function is told of the call, or an exception is thrown into a new generator.
    pub const STARTING: u16 = 8;
}

impl Frame {
    #[inline(always)]
    pub fn register(&self, i: usize) -> Value {
        unsafe { *self.base.add(i) }
    }

    #[inline(always)]
    pub fn function(&self) -> Ref<FunctionObject> {
        Ref::of(self.register(0))
    }

    #[inline(always)]
    pub fn position(&self) -> usize {
        self.code.offset(self.pc)
    }

    pub fn line(&self) -> u32 {
        if self.flags & frame_flags::STARTING != 0 {
            return self.code.first_line.get();
        }
        self.code.line(self.position())
    }
}

#[repr(C)]
pub struct FrameObject {
    pub header: Header,
    /// The caller's frame object, or None; found when asked for while the frame runs.
    pub back: Field,
    pub code: Field,
    pub function: Field,
    /// f_locals; unbound while never asked for.
    pub locals: Field,
    /// Words cell with the registers after the frame ended; unbound before.
    pub registers: Field,
    /// f_trace.
    pub trace: Field,
    /// Exception state: triple tuple or unbound.
    pub exception: Field,
    /// The record while the frame runs, else null.
    pub live: Cell<*mut Frame>,
    /// Word offset of the last instruction after the frame ended (or while a generator is suspended).
    pub position: Cell<usize>,
    /// What a trace function is being told of it: whether it may set f_lineno.
    pub told: Cell<Told>,
    /// The line that a trace function was told of last: f_lineno while f_trace is set; 0: none.
    pub told_line: Cell<u32>,
}

/// What a trace function is being told of a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Told {
    Nothing,
    Line,
    Call,
    Yield,
    Other,
}

impl FrameObject {
    pub const MASK: u64 = mask!(FrameObject: back code function locals registers trace exception);

    pub fn position(&self) -> usize {
        let live = self.live.get();
        if live.is_null() {
            self.position.get()
        } else {
            unsafe { (*live).position() }
        }
    }

    /// Whether no instruction of the frame has run yet.
    pub fn is_starting(&self) -> bool {
        let live = self.live.get();
        !live.is_null() && unsafe { (*live).flags } & frame_flags::STARTING != 0
    }

    pub fn line(&self) -> u32 {
        if self.is_starting() {
            return self.code.of::<CodeObject>().first_line.get();
        }
        if self.told_line.get() != 0 && !self.trace.get().is_unbound() {
            return self.told_line.get();
        }
        self.code.of::<CodeObject>().line(self.position())
    }
}

#[repr(C)]
pub struct TracebackObject {
    pub header: Header,
    pub next: Field,
    pub frame: Field,
    pub position: Cell<usize>,
}

impl TracebackObject {
    /// The line that the frame was in.
    pub fn line(&self) -> u32 {
        let code = self.frame.of::<FrameObject>().code.of::<CodeObject>();
        code.line(self.position.get())
    }

    pub const MASK: u64 = mask!(TracebackObject: next frame);
}

impl Vm {
    /// The innermost record; None outside of any. (The running frame may be one that compiled code has no record for: `frame_at`.)
    pub fn current_frame(&self) -> Option<&'static mut Frame> {
        let frame = self.thread.frame;
        (frame > self.thread.frames).then(|| unsafe { &mut *frame })
    }

    /// The frame object of a record, made now if need be.
    pub fn frame_object(&mut self, frame: *mut Frame) -> Ref<FrameObject> {
        let record = unsafe { &mut *frame };
        if let Some(object) = record.object.bound() {
            return Ref::of(object);
        }
        let p = self
            .heap
            .allocate(std::mem::size_of::<FrameObject>(), Kind::Frame.map());
        let object = unsafe { Ref::<FrameObject>::from_pointer(p) };
        object.code.init(record.code.value());
        object.function.init(record.register(0));
        object.live.set(frame);
        record.object = object.value();
        object
    }

    /// Drops the innermost record.
    pub fn pop_frame(&mut self) {
        self.thread.frame = unsafe { self.thread.frame.sub(1) };
        self.thread.depth -= 1;
    }

    /// The frame ends: its object, if there is one, takes the registers over.
    pub fn frame_ended(&mut self, frame: *mut Frame) {
        let record = unsafe { &mut *frame };
        let Some(object) = record.object.bound() else { return };
        let object = Ref::<FrameObject>::of(object);
        if object.back.get().is_unbound() {
            if let Some(caller) = self.known_caller(frame) {
                let back = self.frame_object(caller);
                object.set(self, |f| &f.back, back.value());
            }
        }
        let code = record.code;
        let count = code.register_count.get() as usize;
        if let Ok(words) = self.new_words(count) {
            // Temporaries may hold what is no object any more.
            let temporaries = count - code.stack_size.get() as usize;
            let exception = Some(code.exception_register.get() as usize).filter(|&register| register >= temporaries);
            for i in (0..temporaries).chain(code.namespace_register()).chain(exception) {
                words.init(i, record.register(i));
            }
            object.set(self, |f| &f.registers, words.value());
        }
        object.position.set(record.position());
        object.live.set(std::ptr::null_mut());
        record.object = Value::UNBOUND;
    }

    /// Adds an entry for a frame that exists only in compiled code (or did): its function and position, and its registers when it
    /// has ended (a words cell).
    pub fn add_traceback_of(&mut self, function: Ref<FunctionObject>, position: *const u64, registers: Value) {
        let code = function.code();
        if is_hidden(code) {
            return;
        }
        let p = self
            .heap
            .allocate(std::mem::size_of::<FrameObject>(), Kind::Frame.map());
        let frame = unsafe { Ref::<FrameObject>::from_pointer(p) };
        frame.code.init(code.value());
        frame.function.init(function.value());
        frame.registers.init(registers);
        frame.position.set(code.offset(position));
        let p = self
            .heap
            .allocate(std::mem::size_of::<TracebackObject>(), Kind::Traceback.map());
        let traceback = unsafe { Ref::<TracebackObject>::from_pointer(p) };
        let next = self.thread.traceback;
        traceback.next.init(if next.is_unbound() { Value::NONE } else { next });
        traceback.frame.init(frame.value());
        traceback.position.set(code.offset(position));
        self.thread.traceback = traceback.value();
    }

    /// Adds the running frame to the traceback of the waiting exception.
    pub fn add_traceback(&mut self) {
        let frame = self.thread.frame;
        if is_hidden(unsafe { (*frame).code }) {
            return;
        }
        let object = self.frame_object(frame);
        let p = self
            .heap
            .allocate(std::mem::size_of::<TracebackObject>(), Kind::Traceback.map());
        let traceback = unsafe { Ref::<TracebackObject>::from_pointer(p) };
        let next = self.thread.traceback;
        traceback.next.init(if next.is_unbound() { Value::NONE } else { next });
        traceback.frame.init(object.value());
        let record = unsafe { &*frame };
        traceback.position.set(record.position());
        self.thread.traceback = traceback.value();
    }
}
