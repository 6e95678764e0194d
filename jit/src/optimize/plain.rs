//! Traces that do what the recording says, operation by operation: every value boxed, every object allocated. The
//! meaning of a recording, against which the optimizer is tested, and the compiler with its optimizer turned off.

use super::bridge::Knowledge;
use super::{LabelInfo, Optimized, Options, Parent};
use crate::backend::exits::values_of;
use crate::ir::{Constant, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::memory::Content;
use crate::recorder::{RecordedEnd, Recording};
use crate::snapshot::Snapshot;

/// Builds the result; `place[i]` is where operation `i` of the recording went.
struct Builder<'a> {
    recording: &'a Recording,
    trace: Trace,
    place: Vec<Operand>,
}

impl<'a> Builder<'a> {
    fn new(recording: &'a Recording) -> Builder<'a> {
        Builder {
            recording,
            trace: Trace {
                constants: recording.trace.constants.clone(),
                helpers: recording.trace.helpers.clone(),
                ..Trace::default()
            },
            place: vec![Operand::NONE; recording.trace.operations.len()],
        }
    }

    fn push(&mut self, operation: Operation) -> Operand {
        self.trace.operations.push(operation);
        Operand::operation(self.trace.operations.len() - 1)
    }

    fn place_of(&self, operand: Operand) -> Operand {
        operand.as_operation().map_or(operand, |index| self.place[index])
    }

    fn snapshot(&mut self, index: SnapshotIndex) -> SnapshotIndex {
        let mut snapshot: Snapshot = self.recording.trace.snapshots[index as usize].clone();
        for operand in snapshot.operands_mut() {
            *operand = self.place_of(*operand);
        }
        self.trace.add_snapshot(snapshot)
    }

    /// Copies the recorded operations that have no place yet.
    fn copy(&mut self) {
        let recording = self.recording;
        let mut last = (NO_SNAPSHOT, NO_SNAPSHOT);
        for (index, operation) in recording.trace.operations.iter().enumerate() {
            if self.place[index] != Operand::NONE {
                continue;
            }
            let mut operation = operation.clone();
            for argument in &mut operation.arguments {
                *argument = self.place_of(*argument);
            }
            if operation.snapshot != NO_SNAPSHOT {
                if operation.snapshot != last.0 {
                    last = (operation.snapshot, self.snapshot(operation.snapshot));
                }
                operation.snapshot = last.1;
            }
            self.place[index] = self.push(operation);
        }
    }

    /// The registers that are live at the header and where their values are.
    fn registers_at(&self, snapshot: SnapshotIndex) -> Vec<(u16, Operand)> {
        let frame = &self.recording.trace.snapshots[snapshot as usize].frames[0];
        frame.registers.iter().map(|&(r, o)| (r, self.place_of(o))).collect()
    }

    fn end(&mut self, tree: u32) {
        match self.recording.end {
            RecordedEnd::Loop { snapshot } => {
                let snapshot = self.snapshot(snapshot);
                self.push(Operation::new(Opcode::JumpTree, &[], tree as u64, snapshot));
            }
            RecordedEnd::Tree { tree, snapshot } => {
                let snapshot = self.snapshot(snapshot);
                self.push(Operation::new(Opcode::JumpTree, &[], tree.0 as u64, snapshot));
            }
            RecordedEnd::Finish(operand) => {
                let operand = self.place_of(operand);
                self.push(Operation::new(Opcode::Finish, &[operand], 0, NO_SNAPSHOT));
            }
            RecordedEnd::Exit => {}
        }
    }

    fn finish(self, label: Option<LabelInfo>) -> Optimized {
        Optimized {
            trace: self.trace,
            label,
            inherited: Vec::new(),
            knowledge: Knowledge::default(),
        }
    }
}

pub(super) fn loop_or_function(recording: &Recording, label: u32, options: &Options) -> Optimized {
    let mut builder = Builder::new(recording);
    builder.copy();
    let RecordedEnd::Loop { snapshot } = recording.end else {
        builder.end(options.tree.0);
        return builder.finish(None);
    };
    let registers = builder.registers_at(snapshot);
    let initial: Vec<Operand> = registers.iter().map(|r| r.1).collect();
    builder.push(Operation::new(Opcode::Label, &initial, label as u64, NO_SNAPSHOT));
    builder.place.fill(Operand::NONE);
    let phis: Vec<Operand> = registers
        .iter()
        .map(|_| builder.push(Operation::new(Opcode::PhiValue, &[], 0, NO_SNAPSHOT)))
        .collect();
    for (index, operation) in recording.trace.operations.iter().enumerate() {
        if operation.opcode == Opcode::LoadRegister {
            let found = registers.iter().position(|r| r.0 as u64 == operation.immediate);
            builder.place[index] = found.map_or(Operand::NONE, |found| phis[found]);
        }
    }
    builder.copy();
    let next: Vec<Operand> = builder.registers_at(snapshot).iter().map(|r| r.1).collect();
    builder.push(Operation::new(Opcode::Jump, &next, label as u64, NO_SNAPSHOT));
    let registers: Vec<u16> = registers.iter().map(|r| r.0).collect();
    builder.finish(Some(LabelInfo::plain(label, &registers)))
}

pub(super) fn bridge(recording: &Recording, parent: Parent, labels: &[&LabelInfo], options: &Options) -> Optimized {
    let mut builder = Builder::new(recording);
    let inputs = boxed_inputs(&mut builder, parent);
    for (index, operation) in recording.trace.operations.iter().enumerate() {
        if operation.opcode == Opcode::InputValue {
            builder.place[index] = inputs[operation.immediate as usize];
        }
    }
    builder.copy();
    if let RecordedEnd::Loop { snapshot } = recording.end {
        let registers = builder.registers_at(snapshot);
        let numbers: Vec<u16> = registers.iter().map(|r| r.0).collect();
        let label = labels.iter().find(|label| label.is_plain(&numbers));
        if let Some(label) = label {
            let arguments: Vec<Operand> = registers.iter().map(|r| r.1).collect();
            let snapshot = builder.snapshot(snapshot);
            builder.push(Operation::new(
                Opcode::JumpLabel,
                &arguments,
                label.number as u64,
                snapshot,
            ));
            return builder.finish(None);
        }
    }
    builder.end(options.tree.0);
    builder.finish(None)
}

/// The registers of the parent's exit as tagged words, in the order that recordings number them.
fn boxed_inputs(builder: &mut Builder, parent: Parent) -> Vec<Operand> {
    let from = &parent.optimized.trace;
    let snapshot = &from.snapshots[parent.exit as usize];
    let values = values_of(snapshot);
    let mut boxed = Vec::new();
    for (number, &value) in values.iter().enumerate() {
        let (opcode, boxing) = match from.kind(value) {
            Kind::Integer => (Opcode::InputInteger, Some(Opcode::BoxInteger)),
            Kind::Float => (Opcode::InputFloat, Some(Opcode::BoxFloat)),
            _ => (Opcode::InputValue, None),
        };
        let input = builder.push(Operation::new(opcode, &[], number as u64, NO_SNAPSHOT));
        boxed.push((input, boxing));
    }
    // Raw inputs come first: inputs start a trace.
    let raw: Vec<Operand> = boxed.iter().map(|b| b.0).collect();
    let words: Vec<Operand> = boxed
        .into_iter()
        .map(|(input, boxing)| match boxing {
            Some(opcode) => builder.push(Operation::new(opcode, &[input], 0, NO_SNAPSHOT)),
            None => input,
        })
        .collect();
    let objects: Vec<Operand> = snapshot
        .virtuals
        .iter()
        .map(|object| builder.push(Operation::new(Opcode::New, &[], object.shape.pack(), NO_SNAPSHOT)))
        .collect();
    let constant = |builder: &mut Builder, index: usize, boxed: bool| {
        let Constant { kind, bits } = from.constants[index];
        builder.trace.constants.push(from.constants[index]);
        let operand = Operand::constant(builder.trace.constants.len() - 1);
        match kind {
            Kind::Integer if boxed => builder.push(Operation::new(Opcode::BoxInteger, &[operand], 0, NO_SNAPSHOT)),
            Kind::Float if boxed => builder.push(Operation::new(Opcode::BoxFloat, &[operand], bits, NO_SNAPSHOT)),
            _ => operand,
        }
    };
    let find = |builder: &mut Builder, operand: Operand, boxed: bool| {
        if let Some(index) = operand.as_virtual() {
            return objects[index];
        }
        if let Some(index) = operand.as_constant() {
            return constant(builder, index, boxed);
        }
        let number = values.iter().position(|&value| value == operand).expect("a value");
        if boxed {
            words[number]
        } else {
            raw[number]
        }
    };
    for (object, &place) in snapshot.virtuals.iter().zip(&objects) {
        for &(field, operand) in &object.fields {
            let value = find(builder, operand, field.content == Content::Value);
            builder.push(Operation::new(
                Opcode::SetField,
                &[place, value],
                field.pack(),
                NO_SNAPSHOT,
            ));
        }
    }
    let registers = snapshot.frames.iter().flat_map(|frame| &frame.registers);
    registers.map(|r| find(builder, r.1, true)).collect()
}
