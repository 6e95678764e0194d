//! The plan of a unit, made before any code: which exits it has, and in which record word each value that they hand over
//! lies.
//!
//! A value that many exits need (or a call during which the frames may be read) is stored once, where it is
//! defined; other values are stored on the way out. Stores at the definition make compilation faster, as the
//! register allocator need not keep values alive for each exit; stores on the way out keep them off the hot path. Words of
//! the first kind are given out by live interval, in one pass, as a trace is linear.

use super::exits::{values_of, Exit, ExitValue};
use super::unit::Unit;
use crate::ir::{Class, Kind, Opcode, Operand, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::snapshot::Snapshot;
use ahash::AHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A value that at least this many exits need is stored where it is defined.
const EXITS_FOR_STORE_AT_DEFINITION: u32 = 5;
/// A separate bridge leaves its inputs in their words up to this record size; above it starts from word 0 again.
const COMPACT_ABOVE: u32 = 512;

pub const NONE: u32 = u32::MAX;

/// The plan of one trace of a unit.
pub struct PartPlan {
    /// For each operation: the record word that holds its result for as long as an exit may need it, or NONE.
    pub resident: Vec<u32>,
    /// For each operation: whether its result is to be stored to that word where it is defined.
    pub store: Vec<bool>,
    /// For each snapshot: the index of its exit in the unit, or NONE when a branch takes its place or nothing uses it.
    pub exit_of: Vec<u32>,
    /// For each snapshot: the branch (part number) that continues it, or NONE.
    pub branch_of: Vec<u32>,
    /// For each snapshot: the position of the first operation that leaves through it.
    pub first_use: Vec<u32>,
    /// For each snapshot: whether a branch that takes its exit's place is reached for certain.
    pub branches: Vec<bool>,
    /// Whether the trace is reached for certain (see `branches`).
    pub reached: bool,
    /// For the parts of branches: the parent, and the operation of the parent that each input stands for.
    pub parent: Option<u32>,
    pub inputs: Vec<Operand>,
}

/// The plan of a unit.
pub struct Plan {
    pub parts: Vec<PartPlan>,
    pub exits: Vec<Exit>,
    /// For each exit: what is stored on the way out.
    pub stores: Vec<Vec<(Operand, u32)>>,
    /// Record words.
    pub length: u32,
    /// Words from the base to above the last frame of any snapshot.
    pub frame_words: u32,
    /// The exit for the state at the entry, if there is one.
    pub entry_exit: Option<u32>,
}

impl Plan {
    /// `frame_size`: the registers of a frame of a code.
    pub fn new(unit: &Unit, frame_size: impl Fn(u64) -> u32) -> Plan {
        let mut plan = Plan {
            parts: Vec::new(),
            exits: Vec::new(),
            stores: Vec::new(),
            length: 0,
            frame_words: unit.frame_size,
            entry_exit: None,
        };
        if let Some(entry) = &unit.entry {
            plan.entry_exit = Some(0);
            plan.exits.push(make_exit(
                unit.trace,
                entry,
                (0, NO_SNAPSHOT),
                |_| unreachable!(),
                &AHashMap::new(),
            ));
            plan.stores.push(Vec::new());
        }
        // Where the words of each part's own values begin.
        let mut ends = Vec::new();
        for part in 0..=unit.branches.len() {
            let snapshots = part_trace(unit, part as u32).snapshots.iter();
            for frame in snapshots.flat_map(|snapshot| &snapshot.frames) {
                plan.frame_words = plan.frame_words.max(frame.base + frame_size(frame.code));
            }
            let planner = PartPlanner::new(unit, part as u32, &plan, &ends);
            ends.push(planner.finish(&mut plan));
        }
        plan
    }
}

/// A trace of a unit, by part number.
pub fn part_trace<'a>(unit: &Unit<'a>, part: u32) -> &'a Trace {
    match part {
        0 => unit.trace,
        _ => unit.branches[part as usize - 1].trace,
    }
}

/// How a snapshot is used.
#[derive(Clone, Copy, Default)]
struct Use {
    used: bool,
    during_call: bool,
    /// By a guard whose exit is never continued by a bridge, see [`Opcode::is_never_bridged`].
    leaves: bool,
    /// By an operation whose exit block is made for certain: a branch in its place is reached.
    branches: bool,
    /// By a guard on the outcome of a call that runs the language.
    after_call: bool,
    first: u32,
    last: u32,
}

struct PartPlanner<'a> {
    part: u32,
    trace: &'a Trace,
    first_word: u32,
    uses: Vec<Use>,
    plan: PartPlan,
}

impl<'a> PartPlanner<'a> {
    fn new(unit: &Unit<'a>, part: u32, plan: &Plan, ends: &[u32]) -> PartPlanner<'a> {
        let trace = part_trace(unit, part);
        let mut branch_of = vec![NONE; trace.snapshots.len()];
        for (index, branch) in unit.branches.iter().enumerate() {
            if branch.parent == part {
                branch_of[branch.snapshot as usize] = index as u32 + 1;
            }
        }
        let mut planned = PartPlan {
            resident: vec![NONE; trace.operations.len()],
            store: vec![false; trace.operations.len()],
            exit_of: vec![NONE; trace.snapshots.len()],
            branch_of,
            first_use: vec![NONE; trace.snapshots.len()],
            branches: vec![false; trace.snapshots.len()],
            reached: true,
            parent: None,
            inputs: Vec::new(),
        };
        let uses = snapshot_uses(trace);
        for (index, usage) in uses.iter().enumerate() {
            if usage.used {
                planned.first_use[index] = usage.first;
            }
            planned.branches[index] = usage.branches;
        }
        // Words that hold the inputs already, and the first word that is free.
        let mut first_word = 0;
        let mut input_words = Vec::new();
        if part > 0 {
            let branch = &unit.branches[part as usize - 1];
            let parent = &plan.parts[branch.parent as usize];
            planned.parent = Some(branch.parent);
            planned.reached = parent.reached && parent.branches[branch.snapshot as usize];
            planned.inputs = values_of(&part_trace(unit, branch.parent).snapshots[branch.snapshot as usize]);
            input_words.extend(
                planned
                    .inputs
                    .iter()
                    .map(|input| parent.resident[input.as_operation().expect("an operation")]),
            );
            first_word = ends[branch.parent as usize];
        } else if let Some(from) = unit.from {
            let end = from.values.iter().map(|value| value.word as u32 + 1).max().unwrap_or(0);
            if end <= COMPACT_ABOVE {
                input_words.extend(from.values.iter().map(|value| value.word as u32));
                first_word = end;
            }
        }
        for (index, operation) in trace.operations.iter().enumerate() {
            if is_input(operation.opcode) {
                if let Some(&word) = input_words.get(operation.immediate as usize) {
                    planned.resident[index] = word;
                }
            }
        }
        PartPlanner {
            part,
            trace,
            first_word,
            uses,
            plan: planned,
        }
    }

    /// Whether a snapshot needs an entry in the exit table: a branch may take its place.
    fn has_exit(&self, snapshot: usize) -> bool {
        let usage = &self.uses[snapshot];
        usage.used && (self.plan.branch_of[snapshot] == NONE || usage.during_call || usage.leaves)
    }

    /// Plans the part's words and exits; gives the end of the words of its resident values.
    fn finish(mut self, plan: &mut Plan) -> u32 {
        let resident_end = self.place_residents();
        let (virtual_words, end) = self.place_virtuals(resident_end);
        let mut length = end;
        for index in 0..self.uses.len() {
            if !self.has_exit(index) {
                continue;
            }
            let snapshot = &self.trace.snapshots[index];
            let mut stores = Vec::new();
            let mut next = end;
            let mut exit = make_exit(
                self.trace,
                snapshot,
                (self.part, index as SnapshotIndex),
                |operand| {
                    let resident = self.plan.resident[operand.as_operation().expect("an operation")];
                    if resident != NONE {
                        return resident;
                    }
                    stores.push((operand, next));
                    next += 1;
                    next - 1
                },
                &virtual_words,
            );
            exit.after_call = self.uses[index].after_call;
            length = length.max(next);
            self.plan.exit_of[index] = plan.exits.len() as u32;
            plan.exits.push(exit);
            plan.stores.push(stores);
        }
        plan.length = plan.length.max(length);
        plan.parts.push(self.plan);
        end
    }

    /// Chooses the values that are stored where they are defined and gives them words.
    fn place_residents(&mut self) -> u32 {
        let count = self.trace.operations.len();
        let mut needed = vec![0u32; count];
        let mut last = vec![0u32; count];
        for (index, usage) in self.uses.iter().enumerate().filter(|(_, usage)| usage.used) {
            let weight = match usage.during_call {
                true => EXITS_FOR_STORE_AT_DEFINITION,
                false => self.has_exit(index) as u32,
            };
            for operand in values_of(&self.trace.snapshots[index]) {
                let operation = operand.as_operation().expect("an operation");
                needed[operation] += weight;
                // A branch in the exit's place finds the value in its word, too.
                last[operation] = last[operation].max(usage.last);
            }
        }
        let label = self
            .trace
            .operations
            .iter()
            .position(|operation| operation.opcode == Opcode::Label);
        let mut free: Vec<u32> = Vec::new();
        let mut busy: BinaryHeap<Reverse<(u32, u32)>> = BinaryHeap::new();
        let mut end = self.first_word;
        for definition in 0..count {
            if needed[definition] < EXITS_FOR_STORE_AT_DEFINITION || self.plan.resident[definition] != NONE {
                continue;
            }
            // An operation's result is stored after its own exit, if it has one, so the words of values
            // that this exit is the last to need are free.
            while let Some(&Reverse((until, word))) = busy.peek() {
                if until > definition as u32 {
                    break;
                }
                busy.pop();
                free.push(word);
            }
            let word = free.pop().unwrap_or_else(|| {
                end += 1;
                end - 1
            });
            let until = match label {
                // Defined before the loop and needed in it: needed in every iteration.
                Some(label) if definition < label && last[definition] as usize > label => u32::MAX,
                _ => last[definition],
            };
            busy.push(Reverse((until, word)));
            self.plan.resident[definition] = word;
            self.plan.store[definition] = true;
        }
        end
    }

    /// Gives a word to each virtual object that may have to be made during a call.
    fn place_virtuals(&self, mut end: u32) -> (AHashMap<u32, u32>, u32) {
        let mut words = AHashMap::new();
        for (index, usage) in self.uses.iter().enumerate() {
            if usage.during_call {
                for object in &self.trace.snapshots[index].virtuals {
                    words.entry(object.origin).or_insert_with(|| {
                        end += 1;
                        end - 1
                    });
                }
            }
        }
        (words, end)
    }
}

pub fn is_input(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::InputValue | Opcode::InputInteger | Opcode::InputFloat)
}

fn snapshot_uses(trace: &Trace) -> Vec<Use> {
    let mut uses = vec![Use::default(); trace.snapshots.len()];
    for (position, operation) in trace.operations.iter().enumerate() {
        if operation.snapshot == NO_SNAPSHOT {
            continue;
        }
        let usage = &mut uses[operation.snapshot as usize];
        if !usage.used {
            usage.first = position as u32;
        }
        usage.used = true;
        usage.last = position as u32;
        let (during_call, leaves) = (
            operation.opcode.class() == Class::Call,
            operation.opcode.is_never_bridged(),
        );
        usage.during_call |= during_call;
        usage.leaves |= leaves;
        usage.branches |= !during_call && !leaves && operation.opcode != Opcode::JumpLabel;
        let outcome = matches!(operation.opcode, Opcode::GuardNoException | Opcode::GuardException);
        usage.after_call |= outcome && runs_language(trace, operation.arguments[0]);
    }
    uses
}

/// Whether the operation is a call during which the language may run.
fn runs_language(trace: &Trace, call: Operand) -> bool {
    let Some(operation) = call.as_operation().map(|position| &trace.operations[position]) else {
        return false;
    };
    match operation.opcode {
        Opcode::CallTrace => true,
        opcode if opcode.class() != Class::Call => false,
        _ => trace
            .helpers
            .get(operation.immediate as usize)
            .is_some_and(|helper| helper.effects.runs_language()),
    }
}

/// The table entry of an exit. `word_of` places each operation that the snapshot mentions, in the order of `values_of`.
fn make_exit(
    trace: &Trace,
    snapshot: &Snapshot,
    (part, snapshot_index): (u32, SnapshotIndex),
    mut word_of: impl FnMut(Operand) -> u32,
    virtual_words: &AHashMap<u32, u32>,
) -> Exit {
    let mut exit = Exit {
        part,
        snapshot_index,
        snapshot: snapshot.clone(),
        values: Vec::new(),
        constants: Vec::new(),
        virtual_words: Vec::new(),
        after_call: false,
    };
    let mut places: AHashMap<Operand, Operand> = AHashMap::new();
    for operand in values_of(snapshot) {
        let kind = trace.operations[operand.as_operation().expect("an operation")]
            .opcode
            .result();
        debug_assert!(kind != Kind::Nothing, "a snapshot mentions an operation without result");
        places.insert(operand, Operand::operation(exit.values.len()));
        // (A unit of more words than a record may have is refused.)
        exit.values.push(ExitValue {
            kind,
            word: word_of(operand) as u16,
            operation: operand.as_operation().expect("an operation") as u32,
        });
    }
    let constants = &mut exit.constants;
    let mut renumber = |operand: &mut Operand| {
        if let Some(index) = operand.as_constant() {
            *operand = *places.entry(*operand).or_insert_with(|| {
                constants.push(trace.constants[index]);
                Operand::constant(constants.len() - 1)
            });
        } else if operand.as_operation().is_some() {
            *operand = places[operand];
        }
    };
    for frame in &mut exit.snapshot.frames {
        frame
            .registers
            .iter_mut()
            .for_each(|register| renumber(&mut register.1));
    }
    for object in &mut exit.snapshot.virtuals {
        object.fields.iter_mut().for_each(|field| renumber(&mut field.1));
    }
    exit.virtual_words = snapshot
        .virtuals
        .iter()
        .map(|object| virtual_words.get(&object.origin).copied().unwrap_or(NONE))
        .collect();
    exit
}
