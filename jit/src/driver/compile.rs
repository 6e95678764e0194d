//! From recordings to machine code.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use super::hot::{finish_call, place_of};
use super::{BackendState, Jit};
use crate::backend::{Backend, BackendOptions, Branch, Code, CompileError, Countdown, Linkage, Unit};
use crate::ir::{Opcode, Operation, Trace};
use crate::language::Language;
use crate::log::{self, Section};
use crate::optimize::{self, Optimized, Parent, Words};
use crate::recorder::{Abort, Purpose, RecordedEnd, Recording};
use crate::snapshot::{FrameSnapshot, Resume, Snapshot};
use crate::trees::{Callee, ExitPlace, Place, References, Tree, TreeId};

impl<L: Language> Jit<L> {
    pub(super) fn with_backend<R>(&self, use_it: impl FnOnce(&mut Backend) -> R) -> Option<R> {
        let mut state = self.backend.borrow_mut();
        if let BackendState::NotYet = *state {
            let options = BackendOptions {
                listing: log::enabled(Section::Backend),
                fail_guards: self.stress.guards,
            };
            *state = match Backend::new(L::lowering(), options) {
                Ok(backend) => BackendState::Ready(Box::new(backend)),
                Err(error) => {
                    log::write(Section::Summary, format_args!("no machine code: {error:?}"));
                    BackendState::Unavailable
                }
            };
        }
        match &mut *state {
            BackendState::Ready(backend) => Some(use_it(backend)),
            _ => None,
        }
    }

    fn optimized(
        &self,
        optimize: impl FnOnce() -> Result<Optimized, optimize::Contradiction>,
        what: &str,
    ) -> Result<Optimized, Abort> {
        let start = Instant::now();
        let optimized = optimize().map_err(|_| Abort::Language("contradiction"))?;
        let mut statistics = self.statistics.borrow_mut();
        statistics.optimizing_time += start.elapsed().as_secs_f64();
        statistics.optimized_operations += optimized.trace.operations.len() as u64;
        drop(statistics);
        if log::enabled(Section::Opt) {
            log::write(Section::Opt, format_args!("{what}\n{}", optimized.trace));
        }
        Ok(optimized)
    }

    fn options(&self, tree: TreeId) -> optimize::Options {
        optimize::Options {
            words: Words::of::<L>(),
            tree,
            optimize: self.parameters.borrow().optimizer != 0,
            failing_guards: self.stress.guards != 0,
        }
    }

    /// Compiles the root trace of a new tree.
    pub(super) fn compile_root(
        &self,
        recording: &Recording,
        id: TreeId,
        purpose: Purpose,
        root: u64,
        place: &str,
    ) -> Result<Rc<Tree>, Abort> {
        let options = self.options(id);
        let tree_place = place_of(purpose);
        let optimized = match tree_place {
            Place::Loop(_) => self.optimized(
                || optimize::optimize_loop(recording, 0, &options),
                &format!("loop {} at {place}", id.0),
            ),
            _ => self.optimized(
                || optimize::optimize_function(recording, &options),
                &format!("function {} at {place}", id.0),
            ),
        }?;
        let tree = Rc::new(Tree::new(id, tree_place, root, recording.codes.clone()));
        tree.add_trace(&optimized, None, &[]);
        self.compile_whole(&tree).map_err(|error| self.refused(error))?;
        self.trees.insert(Rc::clone(&tree));
        let what = match tree_place {
            Place::Loop(_) => "loop",
            Place::Specialization => "specialization",
            Place::Function(entry) | Place::Stub(entry) => {
                self.trees.set_function_tree((root, entry), Some(&tree));
                "function"
            }
        };
        let bytes = tree.entry().map_or(0, |code| code.size);
        self.log_compiled(what, &tree, place, optimized.trace.operations.len(), bytes);
        {
            let mut statistics = self.statistics.borrow_mut();
            match tree_place {
                Place::Loop(_) => statistics.loops_compiled += 1,
                _ => statistics.functions_compiled += 1,
            }
        }
        self.pass_generation(id);
        Ok(tree)
    }

    /// Compiles a bridge.
    pub(super) fn compile_bridge(
        &self,
        recording: &Recording,
        tree: &Rc<Tree>,
        place: &ExitPlace,
        description: &str,
    ) -> Result<(), Abort> {
        if self.trees.valid(tree.id).is_none() {
            return Err(Abort::Invalidated);
        }
        let exit = place.exit();
        let parent = (place.trace, exit.snapshot_index);
        let options = self.options(tree.id);
        let parent_trace = tree.trace(place.trace);
        let labels = tree.labels();
        let labels: Vec<_> = labels.iter().collect();
        let optimized = self.optimized(
            || {
                let parent = Parent {
                    optimized: &parent_trace,
                    exit: exit.snapshot_index,
                };
                optimize::optimize_bridge(recording, parent, &labels, &options)
            },
            &format!("bridge of tree {} at {description}", tree.id.0),
        )?;
        let operations = optimized.trace.operations.len();
        let number = tree.add_trace(&optimized, Some(parent), &recording.codes);
        let bytes = self.attach_bridge(tree, place, number, &optimized.trace)?;
        self.log_compiled("bridge of tree", tree, description, operations, bytes);
        self.statistics.borrow_mut().bridges_compiled += 1;
        self.pass_generation(tree.id);
        Ok(())
    }

    /// Compiles a bridge by itself; gives the size of its code.
    fn attach_bridge(&self, tree: &Rc<Tree>, place: &ExitPlace, number: u32, trace: &Trace) -> Result<usize, Abort> {
        let compiled = self
            .make_stubs(trace)
            .and_then(|()| self.compile_unit(tree, trace, Some(place), Vec::new(), None));
        let (code, references) = compiled.map_err(|error| self.refused(error))?;
        let code = tree.add_unit(code, vec![number], references);
        place.code.attach_bridge(place.number(), &code);
        Ok(code.size)
    }

    /// Compiles a tree again with its bridges in it, whose runs have become worth that.
    pub(super) fn recompile(&self, tree: &Tree, description: &str) {
        let limit = self.parameters.borrow().whole_limit as usize;
        if tree.operations() > limit || self.compile_whole(tree).is_err() {
            return;
        }
        self.statistics.borrow_mut().trees_recompiled += 1;
        let (operations, bytes) = (tree.operations(), tree.entry().map_or(0, |code| code.size));
        self.log_compiled("whole tree", tree, description, operations, bytes);
    }

    /// Compiles all traces of a tree as one unit, and makes its entry the tree's.
    fn compile_whole(&self, tree: &Tree) -> Result<(), CompileError> {
        let traces: Vec<_> = (0..tree.len() as u32).map(|number| tree.trace(number)).collect();
        for trace in &traces {
            self.make_stubs(&trace.trace)?;
        }
        let entry = match tree.place {
            Place::Function(entry) => Some(snapshot_at(tree.root, L::entry(tree.root, entry))),
            _ => None,
        };
        let branch = |number: usize| {
            let (parent, snapshot) = tree.parent(number as u32).expect("a bridge");
            let optimized = &traces[number];
            Branch {
                parent,
                snapshot,
                trace: &optimized.trace,
                inherited: &optimized.inherited,
            }
        };
        let branches = (1..traces.len()).map(branch).collect();
        let (code, references) = self.compile_unit(tree, &traces[0].trace, None, branches, entry)?;
        tree.add_unit(code, (0..traces.len() as u32).collect(), references);
        if let Place::Function(entry) = tree.place {
            self.trees.set_function_tree((tree.root, entry), Some(tree));
        }
        Ok(())
    }

    fn compile_unit(
        &self,
        tree: &Tree,
        trace: &Trace,
        from: Option<&ExitPlace>,
        branches: Vec<Branch>,
        entry: Option<Snapshot>,
    ) -> Result<(Code, References), CompileError> {
        let start = Instant::now();
        let links = Links {
            jit: self,
            tree,
            references: RefCell::default(),
        };
        let unit = Unit {
            tree: tree.id.0,
            trace,
            from: from.map(ExitPlace::exit),
            branches,
            first_exit: tree.next_exit(),
            frame_size: L::lowering().frame_size(tree.root),
            entry,
            countdown: from.map(|place| Countdown {
                cell: &*tree.countdown,
                exit: place.number(),
            }),
            linkage: &links,
        };
        let code = self
            .with_backend(|backend| backend.compile(&unit))
            .ok_or(CompileError::Unavailable)??;
        drop(unit);
        if let Some(listing) = &code.listing {
            log::write(Section::Backend, format_args!("unit of tree {}\n{listing}", tree.id.0));
        }
        self.statistics.borrow_mut().compiling_time += start.elapsed().as_secs_f64();
        Ok((code, links.references.into_inner()))
    }

    fn refused(&self, error: CompileError) -> Abort {
        match error {
            CompileError::Unavailable => {
                self.parameters.borrow_mut().off = true;
                Abort::Language("no machine code")
            }
            CompileError::TooLarge => Abort::Language("too large"),
            CompileError::Refused(reason) => {
                log::write(Section::Summary, format_args!("cranelift refused: {reason}"));
                Abort::Language("refused")
            }
        }
    }

    /// Sees to it that every function a trace calls has an entry: a stub if it has no trace.
    fn make_stubs(&self, trace: &Trace) -> Result<(), CompileError> {
        for operation in &trace.operations {
            if operation.opcode != Opcode::CallTrace {
                continue;
            }
            let callee = (operation.immediate, operation.entry());
            if self.trees.function_cell(callee).is_none() {
                self.make_stub(callee)?;
                // It may have a tree although nobody called it from compiled code so far.
                let tree = self.trees.at(callee.0, Place::Function(callee.1));
                self.trees.set_function_tree(callee, tree.as_deref());
            }
        }
        Ok(())
    }

    /// A function's stub is a trace that leaves at once: the interpreter goes on at the function's entry.
    fn make_stub(&self, (code, entry): Callee) -> Result<(), CompileError> {
        let mut trace = Trace::default();
        let snapshot = trace.add_snapshot(snapshot_at(code, L::entry(code, entry)));
        trace.operations.push(Operation::new(Opcode::Exit, &[], 0, snapshot));
        let recording = Recording {
            trace,
            end: RecordedEnd::Exit,
            codes: vec![code],
        };
        let id = self.new_tree_id();
        let optimized = optimize::optimize_function(&recording, &self.options(id)).expect("nothing to contradict");
        let tree = Rc::new(Tree::new(id, Place::Stub(entry), code, recording.codes));
        tree.add_trace(&optimized, None, &[]);
        self.compile_whole(&tree)?;
        self.trees.add_stub((code, entry), &tree);
        self.trees.insert(tree);
        Ok(())
    }
}

/// A root frame of `code` alone, everything in memory.
fn snapshot_at(code: u64, resume: Resume) -> Snapshot {
    Snapshot {
        frames: vec![FrameSnapshot {
            code,
            base: 0,
            flags: 0,
            resume,
            registers: Vec::new(),
        }],
        virtuals: Vec::new(),
        raising: false,
    }
}

/// What one unit refers to, noted while it is compiled.
struct Links<'j, L: Language> {
    jit: &'j Jit<L>,
    tree: &'j Tree,
    references: RefCell<References>,
}

impl<L: Language> Linkage for Links<'_, L> {
    fn function_entry(&self, code: u64, entry: u32) -> *const AtomicU64 {
        let callee = (code, entry);
        let cell = self.jit.trees.function_cell(callee).expect("a stub was made");
        let mut references = self.references.borrow_mut();
        references.calls.push(callee);
        references.cells.push(Rc::clone(&cell));
        Rc::as_ptr(&cell)
    }

    fn tree_entry(&self, tree: u32) -> *const AtomicU64 {
        if tree == self.tree.id.0 {
            return Rc::as_ptr(&self.tree.cell);
        }
        let target = self.jit.trees.valid(TreeId(tree));
        // A tree that is gone is not entered.
        let cell = target.map_or_else(Default::default, |tree| Rc::clone(&tree.cell));
        let mut references = self.references.borrow_mut();
        references.jumps.push(TreeId(tree));
        references.cells.push(Rc::clone(&cell));
        Rc::as_ptr(&cell)
    }

    fn finish_call(&self) -> *const u8 {
        finish_call::<L> as *const u8
    }
}
