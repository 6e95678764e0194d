//! Dead code: operations without effect whose results nobody uses are dropped, and with them phis, constants and
//! snapshots; what is left is numbered anew.

use super::label::{Is, LabelInfo};
use crate::ir::{Class, Immediate, Opcode, Operand, SnapshotIndex, Trace, NO_SNAPSHOT};

/// Whether an operation stays even if nobody uses its result.
fn is_root(trace: &Trace, index: usize) -> bool {
    let operation = &trace.operations[index];
    match operation.opcode.class() {
        // It guards nothing but the result's being one.
        Class::Guard => operation.opcode != Opcode::UnboxInteger,
        Class::Store | Class::End => true,
        Class::Call if operation.opcode.immediate() == Immediate::Helper => {
            let effects = trace.helpers[operation.immediate as usize].effects;
            !effects.is_droppable()
        }
        Class::Call => true,
        Class::Input => operation.opcode == Opcode::Label,
        Class::Pure | Class::Load | Class::New => false,
    }
}

struct Marker<'a> {
    trace: &'a Trace,
    live: Vec<bool>,
    live_snapshots: Vec<bool>,
    work: Vec<usize>,
    /// The label and the jump back to it, if the trace has a loop.
    label: Option<usize>,
    jump: Option<usize>,
}

impl Marker<'_> {
    fn mark(&mut self, operand: Operand) {
        if let Some(index) = operand.as_operation() {
            if !std::mem::replace(&mut self.live[index], true) {
                self.work.push(index);
            }
        }
    }

    fn run(&mut self) {
        let trace = self.trace;
        while let Some(index) = self.work.pop() {
            let operation = &trace.operations[index];
            match (self.label, self.jump) {
                // Arguments of labels and jumps live as their phis do.
                (Some(label), _) if index == label => continue,
                (_, Some(jump)) if index == jump => continue,
                (Some(label), jump) if is_phi(operation.opcode) => {
                    let phi = index - label - 1;
                    self.mark(trace.operations[label].arguments[phi]);
                    if let Some(jump) = jump {
                        self.mark(trace.operations[jump].arguments[phi]);
                    }
                }
                _ => {}
            }
            for &argument in &operation.arguments {
                self.mark(argument);
            }
            if operation.snapshot != NO_SNAPSHOT {
                self.mark_snapshot(operation.snapshot);
            }
        }
    }

    fn mark_snapshot(&mut self, snapshot: SnapshotIndex) {
        if !std::mem::replace(&mut self.live_snapshots[snapshot as usize], true) {
            let trace = self.trace;
            for operand in trace.snapshots[snapshot as usize].operands() {
                self.mark(operand);
            }
        }
    }
}

fn is_phi(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat)
}

/// Drops what is dead and numbers the rest; `label` is adjusted to the phis that are left.
pub(super) fn sweep(mut trace: Trace, label: Option<&mut LabelInfo>) -> Trace {
    let at = |opcode: Opcode| {
        trace
            .operations
            .iter()
            .rposition(|operation| operation.opcode == opcode)
    };
    let mut marker = Marker {
        trace: &trace,
        live: vec![false; trace.operations.len()],
        live_snapshots: vec![false; trace.snapshots.len()],
        work: Vec::new(),
        label: at(Opcode::Label),
        jump: at(Opcode::Jump),
    };
    for index in 0..trace.operations.len() {
        if is_root(&trace, index) {
            marker.mark(Operand::operation(index));
            marker.run();
        }
    }
    if let (Some(info), Some(label)) = (&label, marker.label) {
        for phi in info.phis_in_use() {
            marker.mark(Operand::operation(label + 1 + phi as usize));
            marker.run();
        }
    }
    let Marker {
        live,
        live_snapshots,
        label: label_at,
        jump: jump_at,
        ..
    } = marker;
    let is_live_phi = |phi: usize| label_at.is_some_and(|label| live[label + 1 + phi]);
    let mut numbers = vec![Operand::NONE; live.len()];
    let mut constants = Constants {
        old: std::mem::take(&mut trace.constants),
        numbers: Vec::new(),
        new: Vec::new(),
    };
    constants.numbers.resize(constants.old.len(), Operand::NONE);
    let mut operations = Vec::with_capacity(live.iter().filter(|&&live| live).count());
    let mut snapshots = Vec::new();
    let mut snapshot_numbers = vec![NO_SNAPSHOT; live_snapshots.len()];
    for (index, mut operation) in std::mem::take(&mut trace.operations).into_iter().enumerate() {
        if !live[index] {
            continue;
        }
        if Some(index) == label_at || Some(index) == jump_at {
            let mut phi = 0;
            operation.arguments.retain(|_| {
                phi += 1;
                is_live_phi(phi - 1)
            });
        }
        for argument in &mut operation.arguments {
            *argument = constants.renumber(*argument, &numbers);
        }
        if operation.snapshot != NO_SNAPSHOT {
            let number = &mut snapshot_numbers[operation.snapshot as usize];
            if *number == NO_SNAPSHOT {
                *number = snapshots.len() as SnapshotIndex;
                let mut snapshot = std::mem::take(&mut trace.snapshots[operation.snapshot as usize]);
                for operand in snapshot.operands_mut() {
                    *operand = constants.renumber(*operand, &numbers);
                }
                snapshots.push(snapshot);
            }
            operation.snapshot = *number;
        }
        numbers[index] = Operand::operation(operations.len());
        operations.push(operation);
    }
    if let (Some(info), Some(_)) = (label, label_at) {
        info.keep_phis(is_live_phi);
    }
    Trace {
        operations,
        constants: constants.new,
        snapshots,
        helpers: trace.helpers,
    }
}

struct Constants {
    old: Vec<crate::ir::Constant>,
    numbers: Vec<Operand>,
    new: Vec<crate::ir::Constant>,
}

impl Constants {
    fn renumber(&mut self, operand: Operand, numbers: &[Operand]) -> Operand {
        if let Some(index) = operand.as_operation() {
            return numbers[index];
        }
        let Some(index) = operand.as_constant() else {
            return operand;
        };
        if self.numbers[index] == Operand::NONE {
            self.numbers[index] = Operand::constant(self.new.len());
            self.new.push(self.old[index]);
        }
        self.numbers[index]
    }
}

impl LabelInfo {
    /// How many expectations the body makes use of.
    pub(super) fn uses(&self) -> usize {
        let derived = self.derived.iter().filter(|derived| derived.used).count();
        let assumed = |used: bool| used as usize;
        let assumptions = self.assumptions.iter().map(|assumption| {
            assumed(assumption.use_constant) + assumed(assumption.use_tags) + assumed(assumption.use_map)
        });
        derived + assumptions.sum::<usize>()
    }

    /// Phis that have to be brought even if no operation uses them.
    fn phis_in_use(&self) -> Vec<u32> {
        let derived = self.derived.iter().filter(|derived| derived.used);
        let arguments = derived.clone().flat_map(|derived| derived.arguments.iter().copied());
        let results = derived.map(|derived| derived.result.is);
        let assumed = self
            .assumptions
            .iter()
            .filter(|assumption| assumption.is_guarded())
            .map(|assumption| assumption.of);
        let phi = |is: Is| match is {
            Is::Phi(phi) | Is::Boxed(phi) => Some(phi),
            _ => None,
        };
        arguments.chain(results).chain(assumed).filter_map(phi).collect()
    }

    /// Numbers the phis that are kept anew, and drops what nobody asks for.
    fn keep_phis(&mut self, keep: impl Fn(usize) -> bool) {
        let mut numbers = Vec::with_capacity(self.phis.len());
        let mut kept = Vec::new();
        for (phi, &kind) in self.phis.iter().enumerate() {
            numbers.push(kept.len() as u32);
            if keep(phi) {
                kept.push(kind);
            }
        }
        self.phis = kept;
        let renumber = |is: &mut Is| match *is {
            Is::Phi(phi) if keep(phi as usize) => *is = Is::Phi(numbers[phi as usize]),
            Is::Boxed(phi) if keep(phi as usize) => *is = Is::Boxed(numbers[phi as usize]),
            Is::Phi(_) | Is::Boxed(_) => *is = Is::Anything,
            _ => {}
        };
        for register in &mut self.registers {
            renumber(&mut register.holds.is);
        }
        for field in self.objects.iter_mut().flat_map(|object| &mut object.fields) {
            renumber(&mut field.holds.is);
        }
        let mut number = 0;
        let mut derived_numbers = Vec::with_capacity(self.derived.len());
        for derived in &mut self.derived {
            derived_numbers.push(number);
            number += derived.used as u32;
            renumber(&mut derived.result.is);
            for argument in &mut derived.arguments {
                renumber(argument);
            }
        }
        self.derived.retain(|derived| derived.used);
        for assumption in &mut self.assumptions {
            renumber(&mut assumption.of);
            if let Some(&number) = derived_numbers.get(assumption.derived as usize) {
                assumption.derived = number;
            }
        }
        self.assumptions
            .retain(|assumption| assumption.is_used() && assumption.of != Is::Anything);
    }
}
