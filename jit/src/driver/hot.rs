//! Hot places: what happens when a counter runs out, an exit is taken, or compiled code calls a function.

use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::Instant;

use super::Jit;
use crate::backend::{self, unlink, Activation, Outcome};
use crate::counters::Counter;
use crate::ir::{Opcode, Trace, NO_SNAPSHOT};
use crate::language::Language;
use crate::log::{self, Section};
use crate::recorder::{Abort, BridgeStart, Purpose, RecordedEnd, Recorder, Recording};
use crate::resume;
use crate::trees::{ExitPlace, Place, Tree, TreeId};

/// What happens next.
enum Next<L: Language> {
    /// A tree is entered, at whose place the live machine stands.
    Enter(Rc<Tree>),
    /// The interpreter goes on, or its loop ends.
    Interpret(ControlFlow<L::Stop>),
}

impl<L: Language> Jit<L> {
    /// The counter of the loop header that `live` stands at ran out. Enters the loop's tree, or records one round of it.
    /// Afterwards `live` stands wherever the program came to; when that is the same header again, the interpreter goes on
    /// behind it.
    ///
    /// # Safety
    /// `counter` stays where it is for as long as the code of `live`'s innermost frame lives.
    pub unsafe fn hot_loop(&self, live: &mut L::Live, counter: *mut Counter) -> ControlFlow<L::Stop> {
        let header = L::innermost(live).resume;
        self.hot(
            live,
            Purpose::Loop { header },
            counter,
            self.parameters.borrow().threshold,
        )
    }

    /// The counter of this entry of the code whose frame `live` has just pushed ran out. As [`Jit::hot_loop`].
    ///
    /// # Safety
    /// As [`Jit::hot_loop`].
    pub unsafe fn hot_function(&self, live: &mut L::Live, entry: u32, counter: *mut Counter) -> ControlFlow<L::Stop> {
        let threshold = self.parameters.borrow().function_threshold;
        self.hot(live, Purpose::Function { entry }, counter, threshold)
    }

    /// Partial evaluation: records the program from where `live` stands (a function's entry) to its end, registers `known` being
    /// what they are now, and compiles what is left. Loops and calls are followed, however often and deep.
    /// `live` runs along. [`Jit::enter_specialized`] runs the result.
    ///
    /// # Safety
    /// `live` stands at the entry of its innermost frame's code.
    pub unsafe fn specialize(
        &self,
        live: &mut L::Live,
        known: &[u16],
    ) -> (Result<Specialization, Abort>, ControlFlow<L::Stop>) {
        let start = L::innermost(live);
        let place = L::describe(start.code, start.resume);
        let mut recorder = Recorder::<L>::new(live.clone(), Purpose::Specialization);
        known.iter().for_each(|&register| recorder.assume_constant(register));
        let (recorder, flow) = self.run_recorder(recorder, ControlFlow::Continue(()));
        let id = recorder.tree();
        let (recording, left) = self.end_recording(recorder, &place);
        *live = left;
        let specialization = recording.and_then(|recording| {
            let tree = self.compile_root(&recording, id, Purpose::Specialization, start.code, &place)?;
            let residual = tree.trace(0).trace;
            Ok(Specialization { tree: id, residual })
        });
        (specialization, flow)
    }

    /// Runs a specialized program; `live` stands as it did when it was specialized, with other values in the registers
    /// that were not known. False: the program is gone (invalidated, or freed for age), and nothing was done.
    ///
    /// # Safety
    /// The known registers hold what they held then.
    pub unsafe fn enter_specialized(&self, tree: TreeId, live: &mut L::Live) -> (bool, ControlFlow<L::Stop>) {
        match self.trees.valid(tree) {
            Some(tree) => (true, self.enter(tree, live)),
            None => (false, ControlFlow::Continue(())),
        }
    }

    unsafe fn hot(
        &self,
        live: &mut L::Live,
        purpose: Purpose,
        counter: *mut Counter,
        threshold: u32,
    ) -> ControlFlow<L::Stop> {
        if self.parameters.borrow().off || !self.has_stack(live) {
            (*counter).wait(threshold);
            return ControlFlow::Continue(());
        }
        let had_tree = (*counter).tree().is_some();
        if let Some(tree) = self.tree_for(live, purpose, counter) {
            (*counter).set_tree(tree.id.0);
            return self.enter(tree, live);
        }
        if had_tree {
            (*counter).reset(threshold);
            return ControlFlow::Continue(());
        }
        // What the recording calls may count down to a recording of its own.
        (*counter).wait(threshold);
        match self.record_root(live, purpose, counter, threshold) {
            Next::Enter(tree) => self.enter(tree, live),
            Next::Interpret(flow) => flow,
        }
    }

    /// The tree of the place that `live` stands at. A loop may have a counter at each of its jumps back: those that know the
    /// tree, and those that do not yet.
    unsafe fn tree_for(&self, live: &L::Live, purpose: Purpose, counter: *mut Counter) -> Option<Rc<Tree>> {
        let known = (*counter).tree().and_then(|serial| self.trees.valid(TreeId(serial)));
        known.or_else(|| self.trees.at(L::innermost(live).code, place_of(purpose)))
    }

    /// Whether the native stack has room for compiled code and what it calls. Where it has not, the interpreter goes on: it
    /// needs no native stack for calls of the language.
    unsafe fn has_stack(&self, live: &mut L::Live) -> bool {
        let here = 0u8;
        let limit = L::publish(live)
            .offset(self.layout.stack_limit as isize)
            .cast::<*const u8>();
        &raw const here > *limit
    }

    unsafe fn record_root(
        &self,
        live: &mut L::Live,
        purpose: Purpose,
        counter: *mut Counter,
        threshold: u32,
    ) -> Next<L> {
        let start = L::innermost(live);
        let place = L::describe(start.code, start.resume);
        let recorder = Recorder::<L>::new(live.clone(), purpose);
        let (recorder, flow) = self.run_recorder(recorder, ControlFlow::Continue(()));
        let id = recorder.tree();
        let (recording, left) = self.end_recording(recorder, &place);
        *live = left;
        // A nested recording may have been faster.
        let known = self.trees.at(start.code, place_of(purpose));
        let outcome = match recording {
            Ok(recording) if known.is_none() => {
                let compiled = self.compile_root(&recording, id, purpose, start.code, &place);
                compiled.map(|tree| (tree, recording.end))
            }
            Ok(_) => return Next::Interpret(flow),
            Err(reason) => Err(reason),
        };
        match outcome {
            Ok((tree, end)) => {
                (*counter).set_tree(tree.id.0);
                self.after_recording(flow, &end, tree.id)
            }
            Err(reason) => {
                self.gave_up(&reason, &place);
                match reason {
                    Abort::TooLong {
                        largest_callee: Some(callee),
                    }
                    | Abort::LoopInCallee(callee) => {
                        self.set_not_inlinable(callee);
                        (*counter).wait(threshold);
                    }
                    _ if known.is_none() => (*counter).back_off(threshold),
                    _ => {}
                }
                Next::Interpret(flow)
            }
        }
    }

    fn run_recorder(
        &self,
        mut recorder: Recorder<L>,
        mut flow: ControlFlow<L::Stop>,
    ) -> (Recorder<L>, ControlFlow<L::Stop>) {
        let start = Instant::now();
        while flow.is_continue() && !recorder.is_ended() {
            flow = L::step(&mut recorder);
        }
        self.statistics.borrow_mut().recording_time += start.elapsed().as_secs_f64();
        (recorder, flow)
    }

    fn end_recording(&self, recorder: Recorder<L>, place: &str) -> (Result<Recording, Abort>, L::Live) {
        let valid = self.is_valid(recorder.tree());
        let (recording, live) = recorder.take();
        let recording = recording.and_then(|recording| {
            let operations = &recording.trace.operations;
            self.statistics.borrow_mut().recorded_operations += operations.len() as u64;
            if log::enabled(Section::NoOpt) {
                log::write(Section::NoOpt, format_args!("recording of {place}\n{recording}"));
            }
            let does_something = |opcode| {
                !matches!(
                    opcode,
                    Opcode::LoadRegister | Opcode::InputValue | Opcode::GuardNotPending | Opcode::Exit
                )
            };
            if !valid {
                Err(Abort::Invalidated)
            } else if recording.end == RecordedEnd::Exit && !operations.iter().any(|o| does_something(o.opcode)) {
                Err(Abort::Empty)
            } else {
                Ok(recording)
            }
        });
        (recording, live)
    }

    fn gave_up(&self, reason: &Abort, place: &str) {
        self.note_abort(reason);
        log::write(
            Section::Summary,
            format_args!("gave up the recording of {place}: {reason:?}"),
        );
    }

    // --- into compiled code and out

    /// Where the program goes on after a recording that became compiled code of `tree`: the live machine stands where the
    /// recording ended.
    fn after_recording(&self, flow: ControlFlow<L::Stop>, end: &RecordedEnd, tree: TreeId) -> Next<L> {
        let tree = match *end {
            RecordedEnd::Loop { .. } => tree,
            RecordedEnd::Tree { tree, .. } => tree,
            RecordedEnd::Finish(_) | RecordedEnd::Exit => return Next::Interpret(flow),
        };
        match self.trees.valid(tree) {
            Some(tree) if flow.is_continue() => Next::Enter(tree),
            _ => Next::Interpret(flow),
        }
    }

    /// Runs a tree, at whose place `live` stands, and the trees that are recorded from its exits.
    unsafe fn enter(&self, mut tree: Rc<Tree>, live: &mut L::Live) -> ControlFlow<L::Stop> {
        loop {
            match self.run_tree(&tree, live) {
                Next::Enter(next) => tree = next,
                Next::Interpret(flow) => return flow,
            }
        }
    }

    unsafe fn run_tree(&self, tree: &Tree, live: &mut L::Live) -> Next<L> {
        let context = L::publish(live);
        let link = self.link(context);
        let record = (*L::activation_stack(context)).next(*link);
        let (Some(code), Some(record)) = (tree.entry(), record) else {
            return Next::Interpret(ControlFlow::Continue(()));
        };
        tree.note_entry(self.trees.generation(), self.trees.uses());
        let base = L::innermost(live).base;
        // The code is kept while it runs, by the record that names its tree.
        let entry = code.entry;
        drop(code);
        match backend::enter(entry, context, link, base, record) {
            Outcome::Finished(word) => Next::Interpret(L::returned(live, word)),
            Outcome::Exit(number) => self.leave(live, context, number, true),
            Outcome::Leave(number) => self.leave(live, context, number, false),
        }
    }

    /// The word of the context that links activation records.
    pub(super) unsafe fn link(&self, context: *mut u8) -> *mut *mut Activation {
        context.offset(self.layout.activation as isize).cast()
    }

    /// The innermost record has left through an exit; `live` stands as it did at the entry. Goes on in the interpreter,
    /// recording a bridge if the exit became hot.
    unsafe fn leave(&self, live: &mut L::Live, context: *mut u8, number: u32, counts: bool) -> Next<L> {
        let link = self.link(context);
        let record = *link;
        let tree = self
            .trees
            .find(TreeId((*record).tree))
            .expect("a tree that runs is kept");
        let place = self.trees.exit(&tree, number).expect("an exit of the tree");
        let forced = (*record).flags & Activation::FORCED != 0;
        let during = if forced {
            self.trees.exit(&tree, (*record).exit)
        } else {
            None
        };
        resume::rebuild::<L>(live, record, place.exit(), during.as_ref().map(ExitPlace::exit));
        unlink(link);
        self.statistics.borrow_mut().exits += 1;
        let exit = place.exit();
        if let Some(entry) = tree.place.entry().filter(|_| is_at_entry(&tree, &place)) {
            L::begin_call(live, entry);
        }
        if !counts && tree.takes_whole_due() && tree.is_valid() && !self.parameters.borrow().off {
            let last = exit.snapshot.frames.last().expect("a root frame");
            self.recompile(&tree, &L::describe(last.code, last.resume));
        }
        if counts && tree.is_valid() {
            let (eagerness, limit, off) = {
                let parameters = self.parameters.borrow();
                let eagerness = parameters.trace_eagerness.saturating_mul(self.trees.patience());
                (eagerness, parameters.tree_limit, parameters.off)
            };
            if !off && tree.count_exit(place.trace, exit.snapshot_index, eagerness, limit) {
                return self.record_bridge(live, &tree, &place);
            }
        }
        if exit.snapshot.raising {
            return Next::Interpret(L::raise(live));
        }
        Next::Interpret(ControlFlow::Continue(()))
    }

    unsafe fn record_bridge(&self, live: &mut L::Live, tree: &Rc<Tree>, place: &ExitPlace) -> Next<L> {
        let exit = place.exit();
        let last = exit.snapshot.frames.last().expect("a root frame");
        let description = L::describe(last.code, last.resume);
        let header = match tree.place {
            Place::Loop(header) => Some(header),
            Place::Function(_) | Place::Stub(_) | Place::Specialization => None,
        };
        let start = BridgeStart {
            tree: tree.id,
            exit,
            header,
        };
        tree.start_bridge(place.trace, exit.snapshot_index);
        let mut recorder = Recorder::<L>::bridge(live.clone(), &start);
        let flow = match exit.snapshot.raising {
            true => L::step_raise(&mut recorder),
            false => ControlFlow::Continue(()),
        };
        let (recorder, flow) = self.run_recorder(recorder, flow);
        let (recording, left) = self.end_recording(recorder, &description);
        *live = left;
        if tree.has_bridge(place.trace, exit.snapshot_index) {
            // A nested recording was faster.
            return Next::Interpret(flow);
        }
        let outcome = recording.and_then(|recording| {
            self.compile_bridge(&recording, tree, place, &description)?;
            Ok(recording.end)
        });
        match outcome {
            Ok(end) => self.after_recording(flow, &end, tree.id),
            Err(reason) => {
                self.gave_up(&reason, &description);
                if let Abort::TooLong {
                    largest_callee: Some(callee),
                }
                | Abort::LoopInCallee(callee) = reason
                {
                    self.set_not_inlinable(callee);
                }
                tree.back_off(place.trace, exit.snapshot_index);
                Next::Interpret(flow)
            }
        }
    }
}

/// Whether it is the exit of the checks at a function's entry, or a stub's: the call has done nothing yet.
fn is_at_entry(tree: &Tree, place: &ExitPlace) -> bool {
    tree.place.is_stub() || (tree.place.entry().is_some() && place.exit().snapshot_index == NO_SNAPSHOT)
}

/// What a recording for this purpose is compiled for.
pub(super) fn place_of(purpose: Purpose) -> Place {
    match purpose {
        Purpose::Loop { header } => Place::Loop(header),
        Purpose::Specialization => Place::Specialization,
        Purpose::Function { entry } => Place::Function(entry),
        Purpose::Bridge { .. } => unreachable!("a bridge has no place of its own"),
    }
}

/// A program for registers that are known.
pub struct Specialization {
    pub tree: TreeId,
    /// What is left of the program.
    pub residual: Trace,
}

/// Ends a call that compiled code made and that did not finish there: a nested interpreter runs the callee's frame to its
/// end. Gives the value, 0 when it raised. (See [`Linkage::finish_call`](crate::backend::Linkage::finish_call).)
///
/// # Safety
/// Called by compiled code only.
pub(super) unsafe extern "C" fn finish_call<L: Language>(
    context: *mut u8,
    next: u64,
    base: *mut u64,
    record: *mut Activation,
) -> u64 {
    if next == 0 {
        return 0;
    }
    let jit = L::jit();
    let (number, counts) = match Outcome::decode(next) {
        Outcome::Exit(number) => (number, true),
        Outcome::Leave(number) => (number, false),
        Outcome::Finished(_) => unreachable!("it has left"),
    };
    (*record).flags |= Activation::LEFT;
    let tree = jit
        .trees
        .find(TreeId((*record).tree))
        .expect("a tree that runs is kept");
    let root = tree.root;
    // The caller has counted the frame, and so does the interpreter.
    let depth: *mut u32 = context.offset(jit.layout.depth as isize).cast();
    *depth -= 1;
    let limit: *const u32 = context.offset(jit.layout.depth_limit as isize).cast();
    let refused = *depth >= *limit && {
        let place = jit.trees.exit(&tree, number).expect("an exit of the tree");
        is_at_entry(&tree, &place)
    };
    if refused && !L::may_call(context, root, base) {
        *depth += 1;
        return 0;
    }
    let mut live = L::enter_frame(context, root, base);
    let flow = match jit.leave(&mut live, context, number, counts) {
        Next::Enter(tree) => jit.enter(tree, &mut live),
        Next::Interpret(flow) => flow,
    };
    let word = match flow {
        ControlFlow::Continue(()) => L::run(&mut live),
        ControlFlow::Break(stop) => L::outcome(&mut live, stop),
    };
    *depth += 1;
    word
}

/// See [`Jit::stress_helper`].
pub(super) extern "C" fn stress_call<L: Language>(context: *mut u8) {
    // Invariant: called by compiled code, with its context.
    unsafe { L::jit().stress_call(context) }
}
