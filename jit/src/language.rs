//! What a language tells the compiler about itself: tagging, liveness, frames, and how to run its interpreter. How
//! its operations look in machine code is its [`Lowering`].

use std::ops::ControlFlow;

use crate::backend::{Activation, ActivationStack, Lowering};
use crate::driver::Jit;
use crate::machine::Machine;
use crate::recorder::Recorder;
use crate::snapshot::{FrameSnapshot, Resume};
use crate::tagging;

/// What the tag of a word says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    Integer,
    Float,
    Pointer,
    /// Any other word (None, True, unbound ...).
    Immediate,
}

/// The innermost frame of a live machine: between two stages, as the interpreter sees it.
#[derive(Clone, Copy, Debug)]
pub struct Innermost {
    pub code: u64,
    /// The language's own flags of a frame ([`FrameSnapshot::flags`]).
    pub flags: u32,
    /// Where register 0 lies.
    pub base: *mut u64,
    /// The stage that runs next.
    pub resume: Resume,
}

/// A language that traces can be made for. `Live` is its plain machine: the recorder does every operation on it.
/// It is a small handle (position, frame, context) that the recorder takes a copy of and gives back.
pub trait Language: Sized + 'static {
    type Live: Machine<V = u64, I = i64, F = f64> + Clone;
    /// Why the interpreter's loop ends: a boundary frame returned or raised, the program stopped.
    type Stop;

    // --- words
    /// What a word is; boxed floats answer Float. Boxed wide integers answer Pointer when `Machine::is_integer` answers
    /// false for them: the two agree, and the tests of [`Lowering::branch_on_tag`] with them.
    fn tag(word: u64) -> Tag;
    /// The map id of an object.
    fn map_of(word: u64) -> u32;
    /// The word of a doubled integer: every one has one.
    fn integer_word(doubled: i64) -> u64 {
        tagging::box_integer(doubled)
    }
    /// The doubled integer of a word; None when it is no integer or a boxed one.
    fn word_integer(word: u64) -> Option<i64> {
        tagging::unbox_integer(word)
    }
    /// The word of a float; None when it needs an object.
    fn float_word(float: f64) -> Option<u64> {
        tagging::box_float(float)
    }
    /// The float of a word; None when it is no float, or one whose object the compiler is not to look into.
    fn word_float(word: u64) -> Option<f64> {
        tagging::unbox_float(word)
    }
    /// Objects with this map never get another one: what is known of their map survives every call.
    fn is_fixed_map(map: u32) -> bool {
        let _ = map;
        false
    }

    // --- code
    /// Registers of a frame of `code` that are live where it resumes, in increasing order, into `out`. For a
    /// raising resume this covers what the handlers read, since any stage may raise: a register that the instruction
    /// writes, and a handler reads, is live before it.
    fn live_registers(code: u64, resume: Resume, out: &mut Vec<u16>);
    /// Where the result of the raising call of the stage `resume` goes when it does not raise: a register (none: it is dropped), and
    /// what runs then. None: not that simple; a recording in which the call raises ends before it.
    fn call_outcome(_code: u64, _resume: Resume) -> Option<(Option<u16>, Resume)> {
        None
    }
    /// Where calls of `code` start. Entry 0 is where the function starts; the language may have others, where a frame that was put
    /// aside goes on.
    fn entry(code: u64, entry: u32) -> Resume;
    /// Registers that a call of this entry fills, into `out`: those that are live there, unless it is known better.
    fn arguments(code: u64, entry: u32, out: &mut Vec<u16>) {
        Self::live_registers(code, Self::entry(code, entry), out);
    }
    /// `code` and a position of it, for the log (`fib:3`).
    fn describe(code: u64, resume: Resume) -> String;

    // --- the compiler
    /// The process's compiler. (The language keeps it; code of the language runs under one global lock.)
    fn jit() -> &'static Jit<Self>;
    /// How the language's operations look in machine code.
    fn lowering() -> Box<dyn Lowering + Send>;

    // --- recording
    /// A recording starts at `resume` of its root frame: gives every register that is live there its value, with
    /// [`Recorder::load_live_registers`] or, where a call fills others ([`Language::arguments`]), by operations of its own that have
    /// no effects.
    fn load_frame(recorder: &mut Recorder<Self>, resume: Resume) {
        recorder.load_live_registers(resume);
    }
    /// Runs the next instruction, with all its stages, on the recorder. Each stage starts with [`Recorder::begin_stage`].
    /// It returns early when [`Recorder::is_ended`] turned true.
    fn step(recorder: &mut Recorder<Self>) -> ControlFlow<Self::Stop>;
    /// The recorder's innermost frame raises the exception that waits in the context: unwind, on the recorder,
    /// to the handler.
    fn step_raise(recorder: &mut Recorder<Self>) -> ControlFlow<Self::Stop>;

    // --- the live machine
    fn innermost(live: &L<Self>) -> Innermost;
    /// Makes the live machine's state (position, frame top) visible to native code and gives the context pointer
    /// that helpers and compiled code take.
    fn publish(live: &mut L<Self>) -> *mut u8;

    /// The machine that the context's innermost frame of the language runs on, as it was published last.
    fn live(context: *mut u8) -> L<Self>;

    // --- threads
    /// The activation records of the thread that owns the context. Lives as long as the thread.
    fn activation_stack(context: *mut u8) -> *const ActivationStack;
    /// Shows the innermost activation record of every thread (null ones may be left out).
    fn innermost_activations(visit: &mut dyn FnMut(*mut Activation));

    // --- leaving compiled code
    /// `live` is as it was when the compiled code was entered: its innermost frame is the trace's root frame. Make
    /// it stand where the frames say: the root frame resumes at `frames[0].resume`, the others are pushed, each at
    /// `base` words from the root frame's register 0. Registers are filled in by the caller afterwards (and are
    /// not to be cleared here).
    fn restore(live: &mut L<Self>, frames: &[FrameSnapshot]);
    /// The innermost frame raises the exception that waits in the context, at its position: unwind to the handler.
    fn raise(live: &mut L<Self>) -> ControlFlow<Self::Stop>;
    /// The innermost frame returns `value`: pop it and go on at its caller's continuation. 0: it is left by the exception that
    /// waits in the context ([`Recorder::finish_raising`]).
    fn returned(live: &mut L<Self>, value: u64) -> ControlFlow<Self::Stop>;

    // --- calls of compiled functions
    /// A machine whose innermost frame is a new one of `code`, at its entry, with its registers at `base` (arguments
    /// are there), and which stops when that frame returns or raises (a boundary frame).
    fn enter_frame(context: *mut u8, code: u64, base: *mut u64) -> L<Self>;
    /// The call of this entry, in whose new frame `live` stands, has done nothing yet: whatever the caller has not filled of the
    /// registers is to be brought there.
    fn begin_call(live: &mut L<Self>, entry: u32) {
        let _ = (live, entry);
    }
    /// A call of `code` is about to begin in the interpreter, its registers at `base`: whether the language's own limit of depth
    /// allows one more frame. If not, an exception waits.
    fn may_call(context: *mut u8, code: u64, base: *mut u64) -> bool {
        let _ = (context, code, base);
        true
    }
    /// Runs a machine made by [`enter_frame`](Language::enter_frame) until its boundary frame is gone; counts the entry as a call
    /// does when it stands there. The value, or 0 when it raised. Called by native code, however little native stack is left:
    /// calls of the language inside need none.
    fn run(live: &mut L<Self>) -> u64;
    /// What `run` gives when the interpreter's loop ended with `stop`.
    fn outcome(live: &mut L<Self>, stop: Self::Stop) -> u64;
}

type L<T> = <T as Language>::Live;
