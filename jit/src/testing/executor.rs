//! What runs the compiled traces of a program.

use std::collections::HashMap;

use super::world::World;
use crate::ir::{Opcode, SnapshotIndex};
use crate::optimize::Optimized;
use crate::reference::{Outcome, Run, Start};

/// Where compiled code left: through a snapshot of one of the parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Left {
    /// 0 = the root trace, then the bridges in the order they were added.
    pub part: usize,
    pub snapshot: SnapshotIndex,
}

/// Runs a tree: the root trace and the bridges that were added to it. There is one tree; JumpTree goes to its entry.
pub trait Executor {
    /// Forgets everything; `root` is the new tree's root trace.
    fn set_root(&mut self, root: &Optimized);
    /// From now on `from` goes on in `bridge`.
    fn add_bridge(&mut self, from: Left, bridge: &Optimized);
    /// Runs the tree from its entry until it leaves through an exit without a bridge, whose frames are then in the
    /// world's registers.
    fn run(&mut self, world: &mut World) -> Left;
}

/// Runs traces on the reference interpreter.
#[derive(Default)]
pub struct ReferenceExecutor {
    parts: Vec<Optimized>,
    bridges: HashMap<Left, usize>,
    /// Jumps to labels go through the entry, as from bridges that are compiled alone.
    pub through_memory: bool,
}

/// More jumps than any program makes.
const MAX_JUMPS: usize = 1_000_000;

impl Executor for ReferenceExecutor {
    fn set_root(&mut self, root: &Optimized) {
        self.parts = vec![root.clone()];
        self.bridges.clear();
    }

    fn add_bridge(&mut self, from: Left, bridge: &Optimized) {
        self.parts.push(bridge.clone());
        self.bridges.insert(from, self.parts.len() - 1);
    }

    fn run(&mut self, world: &mut World) -> Left {
        let (mut part, mut words, mut at_label) = (0, Vec::new(), false);
        for _ in 0..MAX_JUMPS {
            let trace = &self.parts[part].trace;
            let mut run = Run::new(trace);
            let start = match at_label {
                true => Start::Label(&words),
                false => Start::Entry(&words),
            };
            match run.run(world, start) {
                Outcome::Exit { snapshot, .. } => {
                    let left = Left { part, snapshot };
                    let Some(&bridge) = self.bridges.get(&left) else {
                        run.rebuild(world, snapshot);
                        return left;
                    };
                    words = run.exit_values(snapshot);
                    (part, at_label) = (bridge, false);
                }
                Outcome::Label { label, arguments, .. } if !self.through_memory => {
                    let has_label = |part: &Optimized| {
                        part.trace
                            .operations
                            .iter()
                            .any(|operation| operation.opcode == Opcode::Label && operation.immediate == label as u64)
                    };
                    part = self.parts.iter().position(has_label).expect("the label's part");
                    (words, at_label) = (arguments, true);
                }
                Outcome::Tree { snapshot, .. } | Outcome::Label { snapshot, .. } => {
                    run.rebuild(world, snapshot);
                    (part, at_label) = (0, false);
                    words.clear();
                }
                Outcome::Finished(_) => unreachable!("programs do not finish in traces"),
            }
        }
        panic!("the traces do not come to an end");
    }
}
