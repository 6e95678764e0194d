//! The compiler's driver: from hot code to a recording, to compiled code, into it and out again.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::rc::Rc;

use ahash::{AHashMap, AHashSet};

use crate::backend::Activation;
use crate::counters::Counter;
use crate::ir::Kind;
use crate::language::Language;
use crate::params::Parameters;
use crate::recorder::{Abort, Purpose, Recorder, SharedConstants};
use crate::snapshot::FrameSnapshot;
use crate::trees::TreeId;
use crate::watch::Watch;

/// Counts of what happened so far.
#[derive(Clone, Default, Debug)]
pub struct Statistics {
    pub loops_compiled: u64,
    pub functions_compiled: u64,
    pub bridges_compiled: u64,
    pub trees_freed: u64,
    pub trees_invalidated: u64,
    /// Recordings given up, by reason.
    pub aborts: AHashMap<&'static str, u64>,
    pub recorded_operations: u64,
    pub optimized_operations: u64,
    pub code_bytes: u64,
}

/// The tracing compiler of a language: one a process, used under the language's global lock. All methods take `&self`
/// and may be entered again from within (residual calls record and compile their own loops).
pub struct Jit<L: Language> {
    parameters: RefCell<Parameters>,
    statistics: RefCell<Statistics>,
    /// Constants of the recordings in progress.
    recordings: RefCell<Vec<(TreeId, SharedConstants)>>,
    invalid: RefCell<AHashSet<TreeId>>,
    not_inlinable: RefCell<AHashSet<u64>>,
    last_tree: Cell<u32>,
    language: std::marker::PhantomData<fn(L)>,
}

impl<L: Language> Default for Jit<L> {
    fn default() -> Jit<L> {
        Jit::new()
    }
}

impl<L: Language> Jit<L> {
    pub fn new() -> Jit<L> {
        Jit {
            parameters: RefCell::default(),
            statistics: RefCell::default(),
            recordings: RefCell::default(),
            invalid: RefCell::default(),
            not_inlinable: RefCell::default(),
            last_tree: Cell::new(0),
            language: std::marker::PhantomData,
        }
    }

    // --- called by the interpreter

    /// The counter of the loop header that `live` stands at ran out. Enters the loop's tree, or records one round of it.
    /// Afterwards `live` stands wherever the program came to.
    ///
    /// # Safety
    /// `counter` stays where it is for as long as the code of `live`'s innermost frame lives.
    pub unsafe fn hot_loop(&self, live: &mut L::Live, counter: *mut Counter) -> ControlFlow<L::Stop> {
        let header = L::innermost(live).resume;
        self.record(live, Purpose::Loop { header }, counter)
    }

    /// The counter of the function whose frame `live` has just pushed ran out. As [`Jit::hot_loop`].
    ///
    /// # Safety
    /// As [`Jit::hot_loop`].
    pub unsafe fn hot_function(&self, live: &mut L::Live, counter: *mut Counter) -> ControlFlow<L::Stop> {
        self.record(live, Purpose::Function, counter)
    }

    unsafe fn record(&self, live: &mut L::Live, purpose: Purpose, counter: *mut Counter) -> ControlFlow<L::Stop> {
        let mut recorder = Recorder::<L>::new(live.clone(), purpose);
        let mut flow = ControlFlow::Continue(());
        while !recorder.is_ended() && flow.is_continue() {
            flow = L::step(&mut recorder);
        }
        let (recording, left) = recorder.take();
        *live = left;
        if recording.is_err() {
            (*counter).back_off(self.parameters().threshold);
        }
        flow
    }

    /// What a new loop's counter starts with.
    pub fn loop_counter(&self) -> Counter {
        let parameters = self.parameters.borrow();
        Counter::new(if parameters.off { u32::MAX } else { parameters.threshold })
    }

    /// What a new function's counter starts with.
    pub fn function_counter(&self) -> Counter {
        let parameters = self.parameters.borrow();
        Counter::new(if parameters.off {
            u32::MAX
        } else {
            parameters.function_threshold
        })
    }

    // --- called by the language

    pub fn parameters(&self) -> Parameters {
        self.parameters.borrow().clone()
    }

    pub fn set_parameters(&self, parameters: Parameters) {
        *self.parameters.borrow_mut() = parameters;
    }

    pub fn statistics(&self) -> Statistics {
        self.statistics.borrow().clone()
    }

    /// Shows every word that compiled code and recordings in progress hold on to: roots of the collector.
    pub fn visit_constants(&self, visit: &mut dyn FnMut(&mut u64)) {
        for (_, constants) in self.recordings.borrow().iter() {
            for constant in constants
                .borrow_mut()
                .iter_mut()
                .filter(|constant| constant.kind == Kind::Value)
            {
                visit(&mut constant.bits);
            }
        }
    }

    /// Shows every `code` word (of frames) that compiled code can resume in: the language keeps these alive.
    pub fn visit_codes(&self, visit: &mut dyn FnMut(u64)) {
        let _ = visit;
    }

    /// The watched state changes: everything that relies on it is not entered again, and leaves when the call it is in
    /// returns.
    pub fn fire(&self, watch: &Watch) {
        self.invalid.borrow_mut().extend(watch.take());
    }

    /// `code` is not followed into by recordings from now on.
    pub fn set_not_inlinable(&self, code: u64) {
        self.not_inlinable.borrow_mut().insert(code);
    }

    /// The frames that a suspended activation stands for, from its root frame inwards: the root frame is the language's
    /// own, the others exist nowhere else.
    ///
    /// # Safety
    /// `record` is linked: in a call that runs the language.
    pub unsafe fn frames_of(&self, record: *mut Activation) -> Vec<FrameSnapshot> {
        let _ = record;
        Vec::new()
    }

    /// A register of frame `frame` (a number in [`Jit::frames_of`]), boxed with `live`'s machine; None: memory holds it. Virtual
    /// objects are made for good: the compiled code leaves when its call returns.
    ///
    /// # Safety
    /// As [`Jit::frames_of`].
    pub unsafe fn read_register(
        &self,
        live: &mut L::Live,
        record: *mut Activation,
        frame: usize,
        register: u16,
    ) -> Option<u64> {
        let _ = (live, record, frame, register);
        None
    }

    // --- called by recorders

    pub(crate) fn recording_starts(&self, constants: &SharedConstants) -> TreeId {
        self.last_tree.set(self.last_tree.get() + 1);
        let tree = TreeId(self.last_tree.get());
        self.recordings.borrow_mut().push((tree, Rc::clone(constants)));
        tree
    }

    pub(crate) fn recording_stops(&self, constants: &SharedConstants) {
        self.recordings
            .borrow_mut()
            .retain(|(_, other)| !Rc::ptr_eq(other, constants));
    }

    pub(crate) fn watch(&self, tree: TreeId, watch: &Watch) {
        watch.register(tree, |id| !self.invalid.borrow().contains(&id));
    }

    pub(crate) fn is_valid(&self, tree: TreeId) -> bool {
        !self.invalid.borrow().contains(&tree)
    }

    pub(crate) fn tree_at(&self, counter: Counter) -> Option<TreeId> {
        counter.tree().map(TreeId).filter(|&tree| self.is_valid(tree))
    }

    pub(crate) fn is_inlinable(&self, code: u64) -> bool {
        !self.not_inlinable.borrow().contains(&code)
    }

    pub(crate) fn note_abort(&self, reason: &Abort) {
        let name = match reason {
            Abort::TooLong { .. } => "too long",
            Abort::InnerLoop(_) => "inner loop",
            Abort::LoopInCallee(_) => "loop in callee",
            Abort::Invalidated => "invalidated",
            Abort::LeftRootFrame => "left root frame",
            Abort::Stopped => "stopped",
            Abort::Rule(rule) => rule,
            Abort::Language(reason) => reason,
        };
        *self.statistics.borrow_mut().aborts.entry(name).or_default() += 1;
    }
}
