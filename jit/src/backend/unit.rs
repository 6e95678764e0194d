//! What is compiled at a time, and what comes of it.

use super::activation::Entry;
use super::exits::Exit;
use crate::ir::{SnapshotIndex, Trace};
use crate::optimize::Inherited;
use crate::snapshot::Snapshot;
use cranelift_jit::JITModule;
use std::sync::atomic::{AtomicU32, AtomicU64};
use std::sync::Arc;

/// Something to compile: the root trace of a tree, a tree as a whole (`branches`), or one bridge.
pub struct Unit<'a> {
    /// The tree it belongs to; stored in the record.
    pub tree: u32,
    /// The root trace, or the bridge. A trace with Input operations reads them from the record words that the values
    /// of `from` lie in.
    pub trace: &'a Trace,
    /// For a bridge: the exit it continues.
    pub from: Option<&'a Exit>,
    /// Bridges compiled into the tree, each after the one it branches off from.
    pub branches: Vec<Branch<'a>>,
    /// The number of the unit's first exit. Exits of all units of a tree that are alive have different numbers.
    pub first_exit: u32,
    /// Words that the root frame takes at its base; inlined frames are added by the backend.
    pub frame_size: u32,
    /// For trees that CallTrace enters: the state at the entry label. The code then checks the native stack and the
    /// recursion depth first and leaves with it when they are used up.
    pub entry: Option<Snapshot>,
    /// For a bridge: what each of its runs counts down.
    pub countdown: Option<Countdown>,
    pub linkage: &'a dyn Linkage,
}

/// Counts runs of a bridge. The run that comes to 0 leaves, before it did anything, through the exit that the bridge continues.
#[derive(Clone, Copy)]
pub struct Countdown {
    /// Stays where it is while the code lives.
    pub cell: *const AtomicU64,
    /// The number of that exit.
    pub exit: u32,
}

/// A bridge that is compiled into its tree.
pub struct Branch<'a> {
    /// The trace whose exit it continues: 0 = the root, i + 1 = `branches[i]`.
    pub parent: u32,
    /// The snapshot of that exit, in the parent trace.
    pub snapshot: SnapshotIndex,
    pub trace: &'a Trace,
    /// Operations whose results are those of traces further out, in the order of the operations.
    pub inherited: &'a [Inherited],
}

/// Cells and functions that code of one unit uses to reach others. Cells stay where they are while the code lives.
pub trait Linkage {
    /// The cell that holds the address of the compiled entry `entry` of `code` (CallTrace), or that of a stub with the
    /// same signature which interprets the function.
    fn function_entry(&self, code: u64, entry: u32) -> *const AtomicU64;
    /// The cell that holds the address of a tree's entry (JumpTree, JumpLabel), 0 when the tree is not to be entered any more.
    fn tree_entry(&self, tree: u32) -> *const AtomicU64;
    /// Ends a call that CallTrace made and that did not finish in compiled code:
    /// `fn(context, next, base, record) -> value`, 0 with the context's exception set when it raised. `next` is what the record says; 0: the call has raised.
    fn finish_call(&self) -> *const u8;
}

/// Why a unit was not compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CompileError {
    /// No machine code can be made in this process at all.
    Unavailable,
    /// The unit needs more record words than there may be.
    TooLarge,
    /// Cranelift refused; the text says why.
    Refused(String),
}

/// Compiled code of a unit, with its exits. Dropping it frees the machine code: it must not be running
/// (see [`super::activation::is_running`]) and no cell may lead to it.
pub struct Code {
    pub tree: u32,
    /// The code's address.
    pub entry: Entry,
    /// Bytes of machine code.
    pub size: usize,
    pub first_exit: u32,
    /// Exit `first_exit + i` is `exits[i]`.
    pub exits: Vec<Exit>,
    /// Cranelift IR and disassembly, when asked for.
    pub listing: Option<String>,
    /// What each exit returns: its number + 1, or the address of its bridge.
    pub(super) targets: Box<[AtomicU64]>,
    /// What its guards count down, in tests.
    pub(super) _guard_counter: Arc<AtomicU32>,
    /// Owns the machine code; its memory provider gives it back to the pool when dropped.
    pub(super) _module: JITModule,
}

impl Unit<'_> {
    /// The operations of all its traces.
    pub(super) fn operations(&self) -> usize {
        let branches = self.branches.iter().map(|branch| branch.trace.operations.len());
        self.trace.operations.len() + branches.sum::<usize>()
    }
}

impl Code {
    /// From now on an exit of this code goes on in `bridge`.
    pub fn attach_bridge(&self, exit: u32, bridge: &Code) {
        let index = (exit - self.first_exit) as usize;
        self.targets[index].store(bridge.entry as usize as u64, std::sync::atomic::Ordering::Release);
    }

    /// An exit of this code leaves again.
    pub fn detach_bridge(&self, exit: u32) {
        let index = (exit - self.first_exit) as usize;
        self.targets[index].store(exit as u64 + 1, std::sync::atomic::Ordering::Release);
    }
}
