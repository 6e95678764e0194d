//! The optimizer: from a recording to a trace that the backend compiles.
//!
//! **A loop** ([`optimize_loop`]) is one recorded round, from the header back to itself. The result is that round
//! (the preamble, which assumes nothing), a [`Label`](crate::ir::Opcode::Label) whose arguments start the phis that follow it,
//! the round again with what the first one found out, and a Jump. After the label the trace uses nothing from
//! before it but constants: the phis carry everything, so that a bridge from anywhere in the tree can go there.
//! A register that no phi stands for is in memory at the label.
//!
//! **A bridge** ([`optimize_bridge`]) continues an exit of an optimized trace. In its *recording*, `InputValue i` is
//! the `i`-th register of the exit's snapshot, counted over its frames from the root inwards, as a tagged word (an object that was
//! virtual has been made). In the *result*, input `i` is the `i`-th value of the exit
//! ([`values_of`](crate::backend::exits::values_of)), of that value's kind. A recording that ends at its tree's header ends in JumpLabel when
//! it satisfies a label of the tree, else in JumpTree.
//!
//! **A function** ([`optimize_function`]) is recorded from its entry on and ends in Finish, or anywhere else.
//!
//! Results never leave a register out of a snapshot unless memory holds its value at that place.

mod available;
mod bounds;
mod bridge;
mod calls;
mod dead;
mod fact;
mod failure;
mod fold;
mod guards;
mod heap;
mod inherited;
mod label;
mod memory;
mod optimizer;
mod plain;
mod range;
mod snapshots;
mod unroll;
mod virtuals;

use crate::ir::{SnapshotIndex, Trace};
use crate::language::{Language, Tag};
use crate::packed::PackedTrace;
use crate::recorder::{RecordedEnd, Recording};
use crate::tagging;
use crate::trees::TreeId;
use bridge::Knowledge;
pub use inherited::{Ancestor, Inherited};
pub use label::LabelInfo;
use optimizer::Optimizer;

/// What the optimizer knows of a language's words: functions of the words alone.
#[derive(Clone, Copy)]
pub struct Words {
    pub tag: fn(u64) -> Tag,
    pub integer_word: fn(i64) -> u64,
    pub word_integer: fn(u64) -> Option<i64>,
    pub float_word: fn(f64) -> Option<u64>,
    pub word_float: fn(u64) -> Option<f64>,
    pub is_fixed_map: fn(u32) -> bool,
}

impl Words {
    /// The words of [`crate::tagging`].
    pub fn tagging() -> Words {
        Words {
            tag: tagging::tag,
            integer_word: tagging::box_integer,
            word_integer: tagging::unbox_integer,
            float_word: tagging::box_float,
            word_float: tagging::unbox_float,
            is_fixed_map: |_| false,
        }
    }

    pub fn of<L: Language>() -> Words {
        Words {
            tag: L::tag,
            integer_word: L::integer_word,
            word_integer: L::word_integer,
            float_word: L::float_word,
            word_float: L::word_float,
            is_fixed_map: L::is_fixed_map,
        }
    }
}

#[derive(Clone, Copy)]
pub struct Options {
    pub words: Words,
    /// The tree that the result belongs to.
    pub tree: TreeId,
    /// Without it the result does what the recording says, operation by operation.
    pub optimize: bool,
    /// Testing: guards may leave though what they test holds. That one did tells nothing then.
    pub failing_guards: bool,
}

/// A trace for the backend, and what later bridges need to know of it.
#[derive(Clone)]
pub struct Optimized {
    pub trace: Trace,
    /// The label of the trace's loop, if it has one.
    pub label: Option<LabelInfo>,
    /// What it inherits, in the order of its operations: bridges.
    pub inherited: Vec<Inherited>,
    /// What was known where it begins: bridges.
    knowledge: Knowledge,
}

/// An [`Optimized`] that is kept for what grows from it.
pub(crate) struct Kept {
    pub trace: PackedTrace,
    pub label: Option<LabelInfo>,
    inherited: Box<[Inherited]>,
    knowledge: Knowledge,
}

impl Kept {
    pub fn new(optimized: &Optimized) -> Kept {
        Kept {
            trace: PackedTrace::new(&optimized.trace),
            label: optimized.label.clone(),
            inherited: optimized.inherited.as_slice().into(),
            knowledge: optimized.knowledge.clone(),
        }
    }

    pub fn unpack(&self) -> Optimized {
        Optimized {
            trace: self.trace.unpack(),
            label: self.label.clone(),
            inherited: self.inherited.to_vec(),
            knowledge: self.knowledge.clone(),
        }
    }
}

/// The recording cannot be right: it goes on after a guard that always fails. (A program that another thread or
/// a signal handler changed while it was recorded.) It is to be given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction;

/// The exit that a bridge continues.
#[derive(Clone, Copy)]
pub struct Parent<'a> {
    pub optimized: &'a Optimized,
    /// The exit's snapshot in the parent's trace.
    pub exit: SnapshotIndex,
}

/// Optimizes the recording of one round of a loop (one that ends in [`RecordedEnd::Loop`]), or one that
/// started at a loop header and ended elsewhere. The label gets number `label`. A result without a label ends elsewhere, or
/// could not be closed and goes to the entry of its own tree.
pub fn optimize_loop(recording: &Recording, label: u32, options: &Options) -> Result<Optimized, Contradiction> {
    if !options.optimize {
        return Ok(plain::loop_or_function(recording, label, options));
    }
    let mut optimizer = Optimizer::new(&recording.trace, options.words);
    optimizer.replay()?;
    let label = match recording.end {
        RecordedEnd::Loop { snapshot } => {
            let registers = optimizer.header_registers(snapshot);
            optimizer.close_loop(label, &recording.trace, snapshot, &registers)
        }
        _ => None,
    };
    if label.is_none() {
        optimizer.end(&recording.end, options.tree.0);
    }
    Ok(finish(optimizer.out, label, Knowledge::default()))
}

/// Optimizes the recording of a function.
pub fn optimize_function(recording: &Recording, options: &Options) -> Result<Optimized, Contradiction> {
    optimize_loop(recording, 0, options)
}

/// The recording that a tree's root trace was made from, for bridges that satisfy none of the tree's labels.
#[derive(Clone, Copy)]
pub struct Root<'a> {
    pub recording: &'a Recording,
    /// The number of the label that a bridge may make.
    pub label: u32,
}

/// Optimizes the recording that continues `parent`. `labels`: those of the tree, the best first. (See the module's
/// documentation for the numbering of inputs.)
pub fn optimize_bridge(
    recording: &Recording,
    parent: Parent,
    labels: &[&LabelInfo],
    options: &Options,
) -> Result<Optimized, Contradiction> {
    optimize_bridge_of(recording, parent, labels, None, options)
}

/// As [`optimize_bridge`]. A bridge that comes back to the header of its tree and satisfies no label goes one round of
/// `root` more and joins one then, or else closes on itself: the result has a label then, which further bridges may join.
pub fn optimize_bridge_of(
    recording: &Recording,
    parent: Parent,
    labels: &[&LabelInfo],
    root: Option<Root>,
    options: &Options,
) -> Result<Optimized, Contradiction> {
    if !options.optimize {
        return Ok(plain::bridge(recording, parent, labels, options));
    }
    let mut optimizer = Optimizer::new(&recording.trace, options.words);
    let (knowledge, heritage) = optimizer.begin_bridge(parent, options);
    optimizer.replay()?;
    let mut label = None;
    let mut joined = false;
    if let RecordedEnd::Loop { snapshot } = recording.end {
        joined = optimizer.join(labels, snapshot);
        if let (false, Some(root)) = (joined, root) {
            joined = optimizer.join_after_round(labels, snapshot, root);
            if !joined {
                label = optimizer.close_own_loop(snapshot, root);
            }
        }
    }
    if !joined && label.is_none() {
        optimizer.end(&recording.end, options.tree.0);
    }
    let mut optimized = finish(optimizer.out, label, knowledge);
    optimized.inherited = heritage.of(&optimized.trace);
    Ok(optimized)
}

fn finish(trace: Trace, mut label: Option<LabelInfo>, knowledge: Knowledge) -> Optimized {
    let trace = dead::sweep(trace, label.as_mut());
    if cfg!(debug_assertions) {
        if let Err(problem) = crate::verify::verify(&trace) {
            panic!("the optimizer made a trace that is wrong: {problem}\n{trace}");
        }
    }
    Optimized {
        trace,
        label,
        inherited: Vec::new(),
        knowledge,
    }
}
