//! The recorder: a [`Machine`](crate::Machine) that does each operation on the live program and writes it down.
//!
//! Red values are pairs of the live word and the operand that names it in the trace. The operands of frame
//! registers (root frame and inlined frames) are kept beside the live frame. An operation whose operands are all
//! constants of the trace is a constant itself and is not written down: what the program does with green data leaves
//! no trace.
//!
//! The recorder checks the rules of code generic over `Machine` as it goes: a guard after an effect of the same stage
//! (rule 1) and a red value kept over stages (rule 2) panic in debug builds and end the recording in others.

mod calls;
mod frames;
mod machine;
mod snapshots;

use std::cell::RefCell;
use std::rc::Rc;

use ahash::AHashMap;

use crate::backend::Exit;
use crate::ir::{Constant, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::language::Language;
use crate::machine::Machine;
use crate::params::Parameters;
use crate::snapshot::Resume;
use crate::trees::TreeId;
use crate::watch::Watch;

pub use calls::CallDecision;
use frames::RecordedFrame;
pub use frames::Returned;

/// A red tagged word.
#[derive(Clone, Copy, Debug)]
pub struct RedValue {
    pub word: u64,
    pub operand: Operand,
    stage: u32,
}

/// A red raw integer.
#[derive(Clone, Copy, Debug)]
pub struct RedInteger {
    pub value: i64,
    pub operand: Operand,
    stage: u32,
}

/// A red float.
#[derive(Clone, Copy, Debug)]
pub struct RedFloat {
    pub value: f64,
    pub operand: Operand,
    stage: u32,
}

/// Why a recording was given up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Abort {
    /// More operations than `trace_limit`. The code is the inlined callee that took the most of them.
    TooLong { largest_callee: Option<u64> },
    /// The loop that starts here has no tree and goes round too often.
    InnerLoop(Resume),
    /// A loop inside an inlined callee goes round too often: the callee is not inlined from now on.
    LoopInCallee(u64),
    /// State that the recording relied on changed during a call.
    Invalidated,
    /// The frame the recording started in was left in a way that a trace cannot follow.
    LeftRootFrame,
    /// The interpreter's loop ended.
    Stopped,
    /// Code generic over the machine broke one of its rules.
    Rule(&'static str),
    /// It ended where it started.
    Empty,
    /// The language's own reason.
    Language(&'static str),
}

/// How a recording ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RecordedEnd {
    /// Back at the header of its tree's loop. The snapshot has every register that is live there, whether memory holds it
    /// or not.
    Loop { snapshot: SnapshotIndex },
    /// At the header of a loop that has a tree.
    Tree { tree: TreeId, snapshot: SnapshotIndex },
    /// The root frame returned.
    Finish(Operand),
    /// The interpreter goes on (the last operation is [`Opcode::Exit`]).
    Exit,
}

/// What a recording is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// One round of the loop with this header.
    Loop { header: Resume },
    /// A function from one of its entries to its return.
    Function { entry: u32 },
    /// From an exit on; it may come back to the header of its tree's loop.
    Bridge { header: Option<Resume> },
    /// The rest of the program for registers that are known: loops are followed as often as they go round, every call is
    /// followed into.
    Specialization,
}

/// What the semantics do at a loop header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MergeAction {
    /// Go on as usual.
    Continue,
    /// The recording has ended: return from [`Language::step`], the live machine standing at the header.
    Stop,
}

#[derive(Debug)]
enum State {
    Recording,
    Ended(RecordedEnd),
    Aborted(Abort),
}

/// The constants of a recording in progress, shared with the compiler, which shows them to the collector.
pub(crate) type SharedConstants = Rc<RefCell<Vec<Constant>>>;

/// A finished recording.
pub struct Recording {
    pub trace: Trace,
    pub end: RecordedEnd,
    /// Every code that was followed into, the root's first.
    pub codes: Vec<u64>,
}

/// Where a bridge starts.
pub(crate) struct BridgeStart<'a> {
    pub tree: TreeId,
    pub exit: &'a Exit,
    /// The header of the tree's loop.
    pub header: Option<Resume>,
}

/// Records what a live machine does. See the module's documentation.
pub struct Recorder<L: Language> {
    /// The machine that really runs.
    pub live: L::Live,
    tree: TreeId,
    purpose: Purpose,
    trace: Trace,
    constants: SharedConstants,
    constant_index: AHashMap<(Kind, u64), Operand>,
    helper_index: AHashMap<*const u8, u64>,
    /// Register 0 of the root frame.
    root_base: *mut u64,
    /// Operand of each register, counted from the root frame's register 0; NONE: what memory held at the start.
    shadow: Vec<Operand>,
    frames: Vec<RecordedFrame>,
    codes: Vec<u64>,
    state: State,

    // --- the current stage
    stage: u32,
    resume: Resume,
    /// Another stage than the first has started.
    moved: bool,
    snapshot: Option<SnapshotIndex>,
    raising_snapshot: Option<SnapshotIndex>,
    /// The stage had its effect.
    effect: bool,
    /// Objects this stage allocated: storing into them is no effect.
    fresh: Vec<Operand>,
    /// Where the trace's operations end without this stage.
    stage_start: usize,
    /// Where the result of this stage's call goes, and what runs then.
    outcome: Option<(Option<u16>, Resume)>,
    /// The stage before called what runs the language.
    check_validity: bool,

    // --- limits
    parameters: Parameters,
    /// Rounds through other loop headers.
    rounds: AHashMap<(u64, u64), u32>,
    /// Operations recorded in the largest inlined callee that returned.
    largest_callee: Option<(u64, usize)>,
}

impl<L: Language> Recorder<L> {
    /// A recording that starts where `live` stands. It does nothing until its language steps it; [`Jit`](crate::Jit) makes the
    /// recordings of hot code, this is for recording by hand (tests, specialization).
    pub fn new(live: L::Live, purpose: Purpose) -> Recorder<L> {
        let innermost = L::innermost(&live);
        let frame = RecordedFrame::new(innermost.code, 0, innermost.flags, innermost.resume);
        let mut recorder = Recorder::start(live, purpose, None, innermost.base, frame);
        if !matches!(purpose, Purpose::Specialization) {
            L::load_frame(&mut recorder, innermost.resume);
            recorder.poll();
        }
        recorder
    }

    /// A recording that continues an exit, whose frames `live` has just been given back.
    pub(crate) fn bridge(live: L::Live, start: &BridgeStart) -> Recorder<L> {
        let purpose = Purpose::Bridge { header: start.header };
        // Invariant: the record of the exit was the innermost; its base is the root frame's register 0.
        let innermost = L::innermost(&live);
        let snapshot = &start.exit.snapshot;
        let last = snapshot.frames.last().expect("a root frame");
        let base = unsafe { innermost.base.sub(last.base as usize) };
        let root = &snapshot.frames[0];
        let frame = RecordedFrame::new(root.code, 0, root.flags, root.resume);
        let mut recorder = Recorder::start(live, purpose, Some(start.tree), base, frame);
        recorder.resume = last.resume;
        recorder.check_validity = start.exit.after_call;
        for frame in &snapshot.frames[1..] {
            recorder.add_frame(frame.code, frame.base, frame.flags, frame.resume);
        }
        recorder.load_exit_registers(start.exit);
        recorder
    }

    fn start(
        live: L::Live,
        purpose: Purpose,
        tree: Option<TreeId>,
        root_base: *mut u64,
        frame: RecordedFrame,
    ) -> Recorder<L> {
        let constants = SharedConstants::default();
        let tree = L::jit().recording_starts(tree, &constants);
        Recorder {
            live,
            tree,
            purpose,
            trace: Trace::default(),
            constants,
            constant_index: AHashMap::new(),
            helper_index: AHashMap::new(),
            root_base,
            shadow: Vec::new(),
            resume: frame.continuation,
            codes: vec![frame.code],
            frames: vec![frame],
            state: State::Recording,
            stage: 0,
            moved: false,
            snapshot: None,
            raising_snapshot: None,
            effect: false,
            fresh: Vec::new(),
            stage_start: 0,
            outcome: None,
            check_validity: false,
            parameters: L::jit().parameters(),
            rounds: AHashMap::new(),
            largest_callee: None,
        }
    }

    /// The trace is for a register that holds what it holds now ([`Purpose::Specialization`]).
    pub fn assume_constant(&mut self, register: u16) {
        let word = self.live.get(register);
        let operand = self.constant(Kind::Value, word);
        let slot = self.innermost_frame().base + register as u32;
        self.set_shadow(slot, operand);
    }

    // --- state

    /// The recording ended, well or not; the semantics return as soon as they can.
    pub fn is_ended(&self) -> bool {
        !matches!(self.state, State::Recording)
    }

    /// Gives the recording up. The live program goes on.
    pub fn abort(&mut self, reason: Abort) {
        if !self.is_ended() {
            self.state = State::Aborted(reason);
        }
    }

    /// What was recorded, and the live machine.
    pub fn take(mut self) -> (Result<Recording, Abort>, L::Live) {
        let state = std::mem::replace(&mut self.state, State::Aborted(Abort::Stopped));
        let result = match state {
            State::Recording => Err(Abort::Stopped),
            State::Aborted(reason) => Err(reason),
            State::Ended(end) => {
                let mut trace = std::mem::take(&mut self.trace);
                trace.constants = self.constants.borrow().clone();
                let codes = std::mem::take(&mut self.codes);
                Ok(Recording { trace, end, codes })
            }
        };
        (result, self.live.clone())
    }

    /// Operations recorded so far.
    pub fn operation_count(&self) -> usize {
        self.trace.operations.len()
    }

    /// The id the recording's tree will have.
    pub fn tree(&self) -> TreeId {
        self.tree
    }

    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The recording reads the watched state as green: its tree goes when the watch fires.
    pub fn watch(&mut self, watch: &Watch) {
        L::jit().watch(self.tree, watch);
    }

    // --- stages

    /// A stage starts: the recorder may leave the trace here.
    pub fn begin_stage(&mut self, resume: Resume) {
        self.begin_effect(resume);
        if self.is_ended() {
            return;
        }
        if self.check_validity {
            self.check_validity = false;
            if !L::jit().is_valid(self.tree) {
                return self.abort(Abort::Invalidated);
            }
            let snapshot = self.snapshot_here();
            self.push(Opcode::GuardNotInvalidated, &[], 0, 0, snapshot);
        }
        self.stage_start = self.trace.operations.len();
        if self.trace.operations.len() > self.parameters.trace_limit as usize {
            let largest_callee = self.largest_callee();
            self.abort(Abort::TooLong { largest_callee });
        }
    }

    /// As [`Recorder::begin_stage`], where the trace must not leave yet: an exception is on its way to the handler at `resume`, and
    /// the interpreter would not know of what is still to be done about it. The stage may have an effect.
    pub fn begin_effect(&mut self, resume: Resume) {
        self.stage = self.stage.wrapping_add(1);
        self.moved |= resume != self.resume;
        if self.effect || resume != self.resume {
            self.snapshot = None;
            self.raising_snapshot = None;
        }
        self.resume = resume;
        self.effect = false;
        self.fresh.clear();
        self.outcome = None;
    }

    /// A loop header, reached by going on or by a jump back; the live machine stands at `header`. Polls what is pending.
    pub fn merge_point(&mut self, header: Resume) -> MergeAction {
        self.begin_stage(header);
        if self.is_ended() {
            return MergeAction::Stop;
        }
        let own_header = match self.purpose {
            Purpose::Loop { header } => Some(header),
            Purpose::Bridge { header } => header,
            Purpose::Function { .. } => None,
            Purpose::Specialization => return MergeAction::Continue,
        };
        let code = self.innermost_frame().code;
        let in_root = self.depth() == 0;
        if in_root && own_header == Some(header) {
            if !self.moved {
                // The recording starts here.
                return MergeAction::Continue;
            }
            self.load_live_registers(header);
            let snapshot = self.snapshot_here();
            self.end(RecordedEnd::Loop { snapshot });
            return MergeAction::Stop;
        }
        if let Some(tree) = L::jit().loop_tree(code, header).filter(|_| in_root) {
            let snapshot = self.snapshot_here();
            self.end(RecordedEnd::Tree { tree, snapshot });
            return MergeAction::Stop;
        }
        let rounds = self.rounds.entry((code, header.position)).or_insert(0);
        *rounds += 1;
        if *rounds > self.parameters.max_unroll {
            // (A callee whose frame comes and goes, a generator's, may well get by with a round each time.)
            self.abort(if in_root {
                Abort::InnerLoop(header)
            } else {
                Abort::LoopInCallee(code)
            });
            return MergeAction::Stop;
        }
        self.poll();
        MergeAction::Continue
    }

    /// Leaves when something is pending (signals, finalizers, thread switches).
    pub fn poll(&mut self) {
        self.guard(Opcode::GuardNotPending, &[], 0);
    }

    /// The trace ends at the start of this stage: the interpreter goes on there, whenever the trace comes to it.
    pub fn leave(&mut self) {
        if self.is_ended() {
            return;
        }
        let start = self.stage_start;
        self.trace.operations.truncate(start);
        // Registers first loaded in this stage: memory holds them.
        for operand in &mut self.shadow {
            if operand.as_operation().is_some_and(|number| number >= start) {
                *operand = Operand::NONE;
            }
        }
        self.snapshot = None;
        let snapshot = self.snapshot_here();
        self.push(Opcode::Exit, &[], 0, 0, snapshot);
        self.end(RecordedEnd::Exit);
    }

    /// The exception in the context leaves the root frame at `at`: the trace ends, and the interpreter raises there.
    /// Call it before the live machine unwinds.
    pub fn leave_raising(&mut self, at: Resume) {
        if self.is_ended() {
            return;
        }
        let snapshot = self.make_snapshot(at, true, None);
        self.push(Opcode::Exit, &[], 0, 0, snapshot);
        self.end(RecordedEnd::Exit);
    }

    /// The root frame returns `v`: the trace ends.
    pub fn finish(&mut self, v: RedValue) {
        let operand = self.use_value(v);
        self.end(RecordedEnd::Finish(operand));
    }

    /// The exception in the context leaves the root frame, which nobody will look at any more: the trace ends.
    pub fn finish_raising(&mut self) {
        let nothing = self.constant(Kind::Value, 0);
        self.end(RecordedEnd::Finish(nothing));
    }

    fn end(&mut self, end: RecordedEnd) {
        if !self.is_ended() {
            self.state = State::Ended(end);
        }
    }

    // --- operations

    /// Writes down an operation of the language's own primitives, without guarding anything.
    pub fn emit(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, second_immediate: u64) -> Operand {
        self.push(opcode, arguments, immediate, second_immediate, NO_SNAPSHOT)
    }

    /// Writes down a guard that leaves at the start of this stage.
    pub fn guard(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64) -> Operand {
        if self.is_ended() {
            return Operand::NONE;
        }
        if self.effect {
            self.broken_rule("a guard after an effect of its stage");
            return Operand::NONE;
        }
        let snapshot = self.snapshot_here();
        self.push(opcode, arguments, immediate, 0, snapshot)
    }

    fn push(
        &mut self,
        opcode: Opcode,
        arguments: &[Operand],
        immediate: u64,
        second_immediate: u64,
        snapshot: SnapshotIndex,
    ) -> Operand {
        if self.is_ended() {
            return Operand::NONE;
        }
        debug_assert!(
            opcode.arity().is_none_or(|arity| arity == arguments.len()),
            "{opcode:?}"
        );
        self.trace.operations.push(Operation {
            opcode,
            arguments: arguments.to_vec(),
            immediate,
            second_immediate,
            snapshot,
        });
        Operand::operation(self.trace.operations.len() - 1)
    }

    /// The stage has its effect now.
    pub fn effect(&mut self) {
        self.effect = true;
    }

    fn broken_rule(&mut self, rule: &'static str) {
        if cfg!(debug_assertions) {
            panic!("{rule}, at {}", L::describe(self.innermost_frame().code, self.resume));
        }
        self.abort(Abort::Rule(rule));
    }

    /// The operation that an operand is the result of.
    pub fn operation(&self, operand: Operand) -> Option<&Operation> {
        self.trace.operations.get(operand.as_operation()?)
    }

    // --- constants

    /// The bits of an operand that is a constant.
    pub fn constant_bits(&self, operand: Operand) -> Option<u64> {
        Some(self.constants.borrow().get(operand.as_constant()?)?.bits)
    }

    /// A constant operand.
    pub fn constant(&mut self, kind: Kind, bits: u64) -> Operand {
        let constants = &self.constants;
        *self.constant_index.entry((kind, bits)).or_insert_with(|| {
            let mut constants = constants.borrow_mut();
            constants.push(Constant { kind, bits });
            Operand::constant(constants.len() - 1)
        })
    }

    // --- red values

    /// A red value of this stage.
    pub fn red(&self, word: u64, operand: Operand) -> RedValue {
        let stage = self.stage;
        RedValue { word, operand, stage }
    }

    fn red_integer(&self, value: i64, operand: Operand) -> RedInteger {
        let stage = self.stage;
        RedInteger { value, operand, stage }
    }

    fn red_float(&self, value: f64, operand: Operand) -> RedFloat {
        let stage = self.stage;
        RedFloat { value, operand, stage }
    }

    /// The operand of a red value that is used now (rule 2).
    pub fn use_value(&mut self, v: RedValue) -> Operand {
        self.check_stage(v.stage, v.operand);
        v.operand
    }

    pub fn use_integer(&mut self, i: RedInteger) -> Operand {
        self.check_stage(i.stage, i.operand);
        i.operand
    }

    fn use_float(&mut self, f: RedFloat) -> Operand {
        self.check_stage(f.stage, f.operand);
        f.operand
    }

    fn check_stage(&mut self, stage: u32, operand: Operand) {
        if stage != self.stage && operand.as_constant().is_none() && !self.is_ended() {
            self.broken_rule("a red value kept over stages");
        }
    }
}

impl<L: Language> Drop for Recorder<L> {
    fn drop(&mut self) {
        L::jit().recording_stops(self.tree, &self.constants);
    }
}
