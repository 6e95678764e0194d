//! Snapshots of the output: the recorded ones with what is known of their operands. A snapshot is made when the first
//! operation needs it and shared by the others, until a virtual object changes.

use super::optimizer::Optimizer;
use crate::ir::{Kind, Opcode, Operand, SnapshotIndex, NO_SNAPSHOT};
use crate::snapshot::{FrameSnapshot, Snapshot, VirtualObject};

impl Optimizer<'_> {
    /// The output's snapshot for a recorded one.
    pub fn snapshot(&mut self, recorded: SnapshotIndex) -> SnapshotIndex {
        if self.quiet {
            return NO_SNAPSHOT;
        }
        let (made, time) = self.snapshot_place[recorded as usize];
        if made != NO_SNAPSHOT && time == self.virtual_clock {
            return made;
        }
        let from = self.recorded;
        let from = &from.snapshots[recorded as usize];
        let mut snapshot = Snapshot {
            frames: Vec::with_capacity(from.frames.len()),
            virtuals: Vec::new(),
            raising: from.raising,
        };
        self.numbering += 1;
        for (depth, frame) in from.frames.iter().enumerate() {
            let mut registers = Vec::with_capacity(frame.registers.len());
            for &(register, operand) in &frame.registers {
                let operand = self.place_of(operand);
                if operand == Operand::NONE || depth == 0 && self.register_in_memory(register as u64) == operand {
                    continue;
                }
                registers.push((register, self.snapshot_operand(operand, &mut snapshot.virtuals)));
            }
            snapshot.frames.push(FrameSnapshot { registers, ..*frame });
        }
        let mut next = 0;
        while next < snapshot.virtuals.len() {
            let object = snapshot.virtuals[next].origin as usize;
            for number in 0..self.virtuals[object].fields.len() {
                let field = self.virtuals[object].fields[number];
                let value = self.resolve(field.value);
                let value = self.snapshot_operand(value, &mut snapshot.virtuals);
                snapshot.virtuals[next].fields.push((field.field, value));
            }
            next += 1;
        }
        let index = self.out.add_snapshot(snapshot);
        self.snapshot_place[recorded as usize] = (index, self.virtual_clock);
        index
    }

    /// How a snapshot names a value: boxed numbers by the number, virtual objects by their number in the snapshot.
    fn snapshot_operand(&mut self, operand: Operand, virtuals: &mut Vec<VirtualObject>) -> Operand {
        if let Some(index) = operand.as_virtual() {
            let numbering = self.numbering;
            let object = &mut self.virtuals[index];
            if object.numbered.0 != numbering {
                object.numbered = (numbering, virtuals.len() as u32);
                virtuals.push(VirtualObject {
                    origin: index as u32,
                    shape: object.shape,
                    fields: Vec::with_capacity(object.fields.len()),
                });
            }
            return Operand::virtual_object(object.numbered.1 as usize);
        }
        if self.kind(operand) != Kind::Value {
            return operand;
        }
        self.argument_of(operand, Opcode::BoxInteger)
            .or_else(|| self.argument_of(operand, Opcode::BoxFloat))
            .unwrap_or(operand)
    }
}
