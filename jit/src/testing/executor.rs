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
    /// By a guard whose exit no bridge takes the place of.
    pub for_good: bool,
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
    /// How many inherited results were checked.
    pub inherited: usize,
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
        // Values of the traces that were left for bridges, the innermost last.
        let mut further_out: Vec<Vec<u64>> = Vec::new();
        for _ in 0..MAX_JUMPS {
            let trace = &self.parts[part].trace;
            let mut run = Run::new(trace);
            let start = match at_label {
                true => Start::Label(&words),
                false => Start::Entry(&words),
            };
            let outcome = run.run(world, start);
            if !at_label {
                self.inherited += check_inherited(&self.parts[part], &run, &further_out);
            }
            match outcome {
                Outcome::Exit { snapshot, operation } => {
                    let for_good = trace.operations[operation].opcode.is_never_bridged();
                    let left = Left {
                        part,
                        snapshot,
                        for_good,
                    };
                    let Some(&bridge) = self.bridges.get(&left) else {
                        run.rebuild(world, snapshot);
                        return left;
                    };
                    words = run.exit_values(snapshot);
                    if at_label {
                        further_out.clear();
                    }
                    further_out.push(run.into_values());
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
                    further_out.clear();
                }
                Outcome::Tree { snapshot, .. } | Outcome::Label { snapshot, .. } => {
                    run.rebuild(world, snapshot);
                    (part, at_label) = (0, false);
                    words.clear();
                    further_out.clear();
                }
                Outcome::Finished(_) => unreachable!("programs do not finish in traces"),
            }
        }
        panic!("the traces do not come to an end");
    }
}

/// What a bridge inherits is what it has computed itself in this run. How much it was.
fn check_inherited(bridge: &Optimized, run: &Run, further_out: &[Vec<u64>]) -> usize {
    let mut count = 0;
    for inherited in &bridge.inherited {
        let distance = inherited.from.distance as usize;
        let ancestor = further_out.iter().rev().nth(distance);
        if let (Some(own), Some(values)) = (run.computed(inherited.operation), ancestor) {
            assert_eq!(
                own, values[inherited.from.operation as usize],
                "{inherited:?} of\n{}",
                bridge.trace
            );
            count += 1;
        }
    }
    count
}
