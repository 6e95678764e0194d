//! The compiler's driver: from hot code to a recording, to compiled code, into it and out again.

mod compile;
mod hot;

pub use hot::Specialization;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ahash::{AHashMap, AHashSet};

use crate::backend::activation::{is_running, set_flags};
use crate::backend::{Activation, Backend, ContextLayout};
use crate::counters::Counter;
use crate::helper::{Effects, Helper};
use crate::ir::Kind;
use crate::language::Language;
use crate::log::{self, Section};
use crate::params::Parameters;
use crate::recorder::{Abort, SharedConstants};
use crate::resume;
use crate::snapshot::{FrameSnapshot, Resume};
use crate::stress::Stress;
use crate::trees::{Place, Tree, TreeId, Trees};
use crate::watch::Watch;

/// Counts of what happened so far.
#[derive(Clone, Default, Debug)]
pub struct Statistics {
    pub loops_compiled: u64,
    pub functions_compiled: u64,
    pub bridges_compiled: u64,
    /// Trees that were compiled again as a whole, with their bridges.
    pub trees_recompiled: u64,
    pub trees_freed: u64,
    pub trees_invalidated: u64,
    /// Recordings given up, by reason.
    pub aborts: AHashMap<&'static str, u64>,
    pub recorded_operations: u64,
    pub optimized_operations: u64,
    /// Exits of compiled code to the interpreter.
    pub exits: u64,
    /// Seconds.
    pub recording_time: f64,
    pub optimizing_time: f64,
    pub compiling_time: f64,
    /// Trees and bridges that are alive, and bytes of their machine code.
    pub live_trees: usize,
    pub live_bridges: usize,
    pub code_bytes: usize,
}

/// The backend, made at its first use.
enum BackendState {
    NotYet,
    Ready(Box<Backend>),
    /// No machine code can be made in this process.
    Unavailable,
}

/// The tracing compiler of a language: one a process, used under the language's global lock. All methods take `&self`
/// and may be entered again from within (residual calls record and compile their own loops).
pub struct Jit<L: Language> {
    parameters: RefCell<Parameters>,
    statistics: RefCell<Statistics>,
    stress: Stress,
    layout: ContextLayout,
    backend: RefCell<BackendState>,
    trees: Trees,
    /// The recordings in progress: the trees they are for, and their constants.
    recordings: RefCell<Vec<(TreeId, SharedConstants)>>,
    /// Trees whose recording is in progress and that are invalid already.
    invalid: RefCell<AHashSet<TreeId>>,
    not_inlinable: RefCell<AHashSet<u64>>,
    last_tree: Cell<u32>,
    /// Calls that run the language, until the next invalidation of everything ([`Stress::invalidate`]).
    stress_calls: Cell<u32>,
    /// By the number of their arguments.
    stress_helpers: RefCell<Vec<&'static Helper>>,
    language: std::marker::PhantomData<fn(L)>,
}

impl<L: Language> Default for Jit<L> {
    fn default() -> Jit<L> {
        Jit::new(Stress::default())
    }
}

impl<L: Language> Jit<L> {
    pub fn new(stress: Stress) -> Jit<L> {
        Jit {
            parameters: RefCell::default(),
            statistics: RefCell::default(),
            stress,
            layout: L::lowering().context(),
            backend: RefCell::new(BackendState::NotYet),
            trees: Trees::default(),
            recordings: RefCell::default(),
            invalid: RefCell::default(),
            not_inlinable: RefCell::default(),
            last_tree: Cell::new(0),
            stress_calls: Cell::new(0),
            stress_helpers: RefCell::default(),
            language: std::marker::PhantomData,
        }
    }

    // --- settings and statistics

    pub fn parameters(&self) -> Parameters {
        self.parameters.borrow().clone()
    }

    pub fn set_parameters(&self, parameters: Parameters) {
        *self.parameters.borrow_mut() = parameters;
    }

    pub fn stress(&self) -> Stress {
        self.stress
    }

    pub fn statistics(&self) -> Statistics {
        let mut statistics = self.statistics.borrow().clone();
        statistics.live_trees = self.trees.len();
        statistics.live_bridges = self.trees.bridges();
        if let BackendState::Ready(backend) = &*self.backend.borrow() {
            statistics.code_bytes = backend.code_bytes();
        }
        statistics
    }

    /// Whether machine code can be made in this process. (Makes the backend.)
    pub fn is_available(&self) -> bool {
        self.with_backend(|_| ()).is_some()
    }

    /// Writes the totals to the log.
    pub fn log_totals(&self) {
        if log::enabled(Section::Summary) {
            log::write(Section::Summary, format_args!("{:#?}", self.statistics()));
        }
    }

    /// What a new loop's counter starts with.
    pub fn loop_counter(&self) -> Counter {
        Counter::new(self.parameters.borrow().threshold.max(1))
    }

    /// What a new function's counter starts with.
    pub fn function_counter(&self) -> Counter {
        Counter::new(self.parameters.borrow().function_threshold.max(1))
    }

    /// `code` is not followed into by recordings from now on.
    pub fn set_not_inlinable(&self, code: u64) {
        self.not_inlinable.borrow_mut().insert(code);
    }

    // --- the collector

    /// Shows a collection its roots: every word that compiled code and recordings in progress hold on to, and every `code` word
    /// (of frames) that compiled code can resume in. With `recent_only` what a collection was shown before, and which has grown old
    /// by that, may be left out.
    pub fn visit_roots(&self, recent_only: bool, visit: &mut dyn FnMut(u64)) {
        self.visit_recordings(visit);
        self.trees.visit(recent_only, visit);
    }

    /// Shows every word that compiled code and recordings in progress hold on to.
    pub fn visit_constants(&self, visit: &mut dyn FnMut(u64)) {
        self.visit_recordings(visit);
        self.trees.visit_constants(visit);
    }

    fn visit_recordings(&self, visit: &mut dyn FnMut(u64)) {
        for (_, constants) in self.recordings.borrow().iter() {
            for constant in constants
                .borrow()
                .iter()
                .filter(|constant| constant.kind == Kind::Value)
            {
                visit(constant.bits);
            }
        }
    }

    /// Shows every `code` word (of frames) that compiled code can resume in: the language keeps these alive.
    pub fn visit_codes(&self, visit: &mut dyn FnMut(u64)) {
        self.trees.visit_codes(visit);
    }

    // --- invalidation

    /// The watched state changes: everything that relies on it is not entered again, and leaves when the call it is in
    /// returns.
    pub fn fire(&self, watch: &Watch) {
        for tree in watch.take() {
            self.invalidate(tree);
        }
    }

    /// Makes all trees invalid.
    pub fn invalidate_all(&self) {
        self.trees.all().into_iter().for_each(|tree| self.invalidate(tree));
    }

    fn invalidate(&self, id: TreeId) {
        if self.recordings.borrow().iter().any(|recording| recording.0 == id) {
            self.invalid.borrow_mut().insert(id);
        }
        let Some(tree) = self.trees.valid(id).filter(|tree| !tree.place.is_stub()) else {
            return;
        };
        tree.invalidate();
        self.trees.sweep_soon();
        if let Place::Function(entry) = tree.place {
            self.trees.set_function_tree((tree.root, entry), None);
        }
        // Invariant: the language shows records of threads that are alive.
        L::innermost_activations(&mut |head| unsafe { set_flags(head, id.0, Activation::INVALIDATED) });
        self.statistics.borrow_mut().trees_invalidated += 1;
        log::write(Section::Summary, format_args!("tree {} is invalid", id.0));
    }

    // --- frames of compiled code

    /// The frames that a suspended activation stands for, from its root frame inwards. The root frame is the language's own
    /// (where it stands is known here only), the others exist nowhere else. None: the record stands for no frames now, because it
    /// has left, or has not made a call yet.
    ///
    /// # Safety
    /// `record` is linked.
    pub unsafe fn frames_of(&self, record: *mut Activation) -> Option<Vec<FrameSnapshot>> {
        let place = self.call_of(record)?;
        Some(place.exit().snapshot.frames.clone())
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
        let place = self.call_of(record)?;
        resume::register::<L>(live, record, place.exit(), frame, register)
    }

    /// As [`Jit::read_register`], but nothing is made and the compiled code does not leave: None also for what would have to be
    /// made.
    ///
    /// # Safety
    /// As [`Jit::frames_of`].
    pub unsafe fn peek_register(&self, record: *mut Activation, frame: usize, register: u16) -> Option<u64> {
        let place = self.call_of(record)?;
        resume::peek(record, place.exit(), frame, register)
    }

    /// Makes the virtual objects of a suspended activation's frames; the compiled code leaves when its call returns.
    ///
    /// # Safety
    /// As [`Jit::frames_of`].
    pub unsafe fn force_frames(&self, live: &mut L::Live, record: *mut Activation) {
        if let Some(place) = self.call_of(record) {
            resume::force::<L>(live, record, place.exit());
        }
    }

    /// The exit that describes the call which an activation is in.
    unsafe fn call_of(&self, record: *mut Activation) -> Option<crate::trees::ExitPlace> {
        if (*record).flags & Activation::LEFT != 0 || (*record).exit == Activation::NO_EXIT {
            return None;
        }
        let tree = self.trees.find(TreeId((*record).tree))?;
        self.trees.exit(&tree, (*record).exit)
    }

    // --- called by recorders

    /// `tree`: that of the bridge's exit; None: a new one.
    pub(crate) fn recording_starts(&self, tree: Option<TreeId>, constants: &SharedConstants) -> TreeId {
        let tree = tree.unwrap_or_else(|| self.new_tree_id());
        self.recordings.borrow_mut().push((tree, Rc::clone(constants)));
        tree
    }

    fn new_tree_id(&self) -> TreeId {
        self.last_tree.set(self.last_tree.get() + 1);
        TreeId(self.last_tree.get())
    }

    pub(crate) fn recording_stops(&self, tree: TreeId, constants: &SharedConstants) {
        let mut recordings = self.recordings.borrow_mut();
        recordings.retain(|(_, other)| !Rc::ptr_eq(other, constants));
        if !recordings.iter().any(|recording| recording.0 == tree) {
            self.invalid.borrow_mut().remove(&tree);
        }
    }

    pub(crate) fn watch(&self, tree: TreeId, watch: &Watch) {
        watch.register(tree, |id| {
            self.trees.valid(id).is_some() || self.recordings.borrow().iter().any(|recording| recording.0 == id)
        });
    }

    /// Whether nothing that the recording of this tree relied on has changed.
    pub(crate) fn is_valid(&self, tree: TreeId) -> bool {
        let known = self.trees.find(tree);
        !self.invalid.borrow().contains(&tree) && known.is_none_or(|tree| tree.is_valid())
    }

    /// The tree of the loop with this header.
    pub(crate) fn loop_tree(&self, root: u64, header: Resume) -> Option<TreeId> {
        self.trees.at(root, Place::Loop(header)).map(|tree| tree.id)
    }

    pub(crate) fn is_inlinable(&self, code: u64) -> bool {
        !self.not_inlinable.borrow().contains(&code)
    }

    fn note_abort(&self, reason: &Abort) {
        let name = match reason {
            Abort::TooLong { .. } => "too long",
            Abort::InnerLoop(_) => "inner loop",
            Abort::LoopInCallee(_) => "loop in callee",
            Abort::Invalidated => "invalidated",
            Abort::LeftRootFrame => "left root frame",
            Abort::Stopped => "stopped",
            Abort::Empty => "empty",
            Abort::Rule(rule) => rule,
            Abort::Language(reason) => reason,
        };
        *self.statistics.borrow_mut().aborts.entry(name).or_default() += 1;
    }

    // --- stress

    /// The helper that recordings call before each call that runs the language, under stress: with so many values, which it does not look
    /// at.
    pub(crate) fn stress_helper(&self, arguments: usize) -> &'static Helper {
        // Made at their first use: a generic function has no static of its own.
        let mut helpers = self.stress_helpers.borrow_mut();
        while helpers.len() <= arguments {
            let address = hot::stress_call::<L> as *const u8;
            let effects = Effects::READ_OTHER
                .and(Effects::WRITE_OTHER)
                .and(Effects::RUNS_LANGUAGE);
            let parameters = Vec::leak(vec![Kind::Value; helpers.len()]);
            let helper = Helper::new("stress", address, parameters, Kind::Nothing, effects);
            helpers.push(Box::leak(Box::new(helper)));
        }
        helpers[arguments]
    }

    /// A call that runs the language is about to happen in compiled code.
    unsafe fn stress_call(&self, context: *mut u8) {
        if self.stress.invalidate != 0 {
            let calls = self.stress_calls.get() + 1;
            self.stress_calls.set(calls % self.stress.invalidate);
            if calls == self.stress.invalidate {
                self.invalidate_all();
            }
        }
        if self.stress.frames {
            let record = *self.link(context);
            if !record.is_null() {
                if let Some(place) = self.call_of(record) {
                    let mut live = L::live(context);
                    resume::force::<L>(&mut live, record, place.exit());
                }
            }
        }
    }

    // --- lifetimes

    /// Something of this tree was compiled.
    fn pass_generation(&self, tree: TreeId) {
        let longevity = self.parameters.borrow().loop_longevity;
        if self.trees.next_generation(longevity) || self.stress.trees {
            self.sweep(if self.stress.trees { None } else { Some(longevity) }, Some(tree));
        }
    }

    /// `in_use`: a tree that is about to be entered.
    fn sweep(&self, longevity: Option<u32>, in_use: Option<TreeId>) {
        let mut heads = Vec::new();
        L::innermost_activations(&mut |head| heads.push(head));
        // Invariant: the language shows records of threads that are alive.
        let running = |id: TreeId| in_use == Some(id) || heads.iter().any(|&head| unsafe { is_running(head, id.0) });
        let dead = self.trees.sweep(longevity, &running);
        if !dead.is_empty() {
            self.statistics.borrow_mut().trees_freed += dead.len() as u64;
            self.log_alive(format_args!("freed {} trees", dead.len()));
        }
    }

    /// Frees every tree that is not running, valid or not.
    pub fn free_trees(&self) {
        self.sweep(None, None);
    }

    /// Logs a change of what is compiled.
    fn log_compiled(&self, what: &str, tree: &Tree, place: &str, operations: usize, bytes: usize) {
        self.log_alive(format_args!(
            "{what} {} {place}: {operations} operations, {bytes} bytes",
            tree.id.0
        ));
    }

    /// Logs a change and what is alive after it.
    fn log_alive(&self, what: std::fmt::Arguments) {
        if log::enabled(Section::Summary) {
            let statistics = self.statistics();
            log::write(
                Section::Summary,
                format_args!(
                    "{what}; trees={} bridges={} code_bytes={}",
                    statistics.live_trees, statistics.live_bridges, statistics.code_bytes
                ),
            );
        }
    }
}
