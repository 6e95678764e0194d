//! Loops: the recorded round once as it is, and once more behind a label, with what the first round found out. The label
//! is made as special as the end of the first round allows; where the end of the second does not
//! fit it, it is generalised there and the second round done again.

use super::available::Available;
use super::fact::Fact;
use super::heap::HeapCache;
use super::label::{LabelInfo, Levels};
use super::optimizer::{MapChange, Optimizer};
use super::virtuals::Virtual;
use super::Contradiction;
use crate::ir::{Opcode, Operand, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::recorder::RecordedEnd;

/// Rounds through the body before everything is generalised.
const MAX_ATTEMPTS: usize = 8;

/// The state at a place that the walk may have to come back to.
pub(super) struct Saved<'a> {
    recorded: &'a Trace,
    operations: usize,
    facts: Vec<Fact>,
    constant_facts: Vec<Fact>,
    place: Vec<Operand>,
    snapshot_place: Vec<(SnapshotIndex, u32)>,
    available: Available,
    heap: HeapCache,
    virtuals: Vec<Virtual>,
    registers: Vec<Operand>,
    maps_forgotten: u32,
    map_changes: Vec<MapChange>,
}

impl<'a> Optimizer<'a> {
    pub fn save(&self) -> Saved<'a> {
        Saved {
            recorded: self.recorded,
            operations: self.out.operations.len(),
            facts: self.facts.clone(),
            constant_facts: self.constant_facts.clone(),
            place: self.place.clone(),
            snapshot_place: self.snapshot_place.clone(),
            available: self.available.clone(),
            heap: self.heap.clone(),
            virtuals: self.virtuals.clone(),
            registers: self.registers.clone(),
            maps_forgotten: self.maps_forgotten,
            map_changes: self.map_changes.clone(),
        }
    }

    pub fn go_back(&mut self, saved: &Saved<'a>) {
        if !std::ptr::eq(self.recorded, saved.recorded) {
            self.record(saved.recorded);
        }
        self.out.operations.truncate(saved.operations);
        self.facts.clone_from(&saved.facts);
        let constants = saved.constant_facts.len();
        self.constant_facts[..constants].copy_from_slice(&saved.constant_facts);
        self.place.clone_from(&saved.place);
        self.snapshot_place.clone_from(&saved.snapshot_place);
        self.available.clone_from(&saved.available);
        self.heap.clone_from(&saved.heap);
        self.virtuals.clone_from(&saved.virtuals);
        self.registers.clone_from(&saved.registers);
        self.maps_forgotten = saved.maps_forgotten;
        self.map_changes.clone_from(&saved.map_changes);
        self.virtual_clock += 1;
        self.label = None;
    }

    /// The registers of the root frame at the header, recorded snapshot `header`: those that are live there, and others that
    /// the recording loads and leaves alone.
    pub fn header_registers(&self, header: SnapshotIndex) -> Vec<(u16, Operand)> {
        let recorded = self.recorded;
        let frame = &recorded.snapshots[header as usize].frames[0];
        let mut registers: Vec<(u16, Operand)> = frame
            .registers
            .iter()
            .map(|&(register, operand)| (register, self.place_of(operand)))
            .collect();
        for (index, operation) in recorded.operations.iter().enumerate() {
            if operation.opcode == Opcode::LoadRegister && !registers.iter().any(|r| r.0 as u64 == operation.immediate)
            {
                registers.push((operation.immediate as u16, self.resolve(self.place[index])));
            }
        }
        registers
    }

    /// Closes a loop at the header that the walk has come to: label, body, jump. `body` is the recording of one round,
    /// which ends at its snapshot `header`; `registers` are those of the root frame. None: it cannot be closed; the
    /// walk is back where it was.
    pub fn close_loop(
        &mut self,
        label: u32,
        body: &'a Trace,
        header: SnapshotIndex,
        registers: &[(u16, Operand)],
    ) -> Option<LabelInfo> {
        let saved = self.save();
        let mut levels = Levels::default();
        let mut attempt = 0;
        while attempt < MAX_ATTEMPTS {
            attempt += 1;
            levels.general = attempt == MAX_ATTEMPTS;
            match self.try_to_close(label, body, header, registers, &mut levels) {
                Ok(Some(info)) => return Some(info),
                Ok(None) => {}
                // The body cannot go round with what the first round found out.
                Err(Contradiction) => attempt = attempt.max(MAX_ATTEMPTS - 1) + levels.general as usize,
            }
            self.go_back(&saved);
        }
        None
    }

    /// One attempt. None: the levels were raised for the next one.
    fn try_to_close(
        &mut self,
        label: u32,
        body: &'a Trace,
        header: SnapshotIndex,
        registers: &[(u16, Operand)],
        levels: &mut Levels,
    ) -> Result<Option<LabelInfo>, Contradiction> {
        let (info, initial) = self.make_label(label, registers, levels);
        let at_label = self.pass_label(info, &initial);
        self.go_round(body, &at_label)?;
        let next = self.header_registers(header);
        loop {
            let info = self.label.as_ref().expect("behind the label").info.clone();
            match self.satisfy(&info, &next, header, false) {
                Err(problems) => {
                    for (key, level) in problems {
                        levels.raise(key, level);
                    }
                    return Ok(None);
                }
                Ok(arguments) => {
                    // What the jump brings may come from further derived results.
                    let after = &self.label.as_ref().expect("behind the label").info;
                    if after.uses() == info.uses() {
                        self.push(Opcode::Jump, &arguments, label as u64, 0, NO_SNAPSHOT);
                        return Ok(Some(info));
                    }
                }
            }
        }
    }

    /// Goes through the recording of one round, with these operands in registers of the root frame.
    pub fn go_round(&mut self, body: &'a Trace, registers: &[(u16, Operand)]) -> Result<(), Contradiction> {
        match std::ptr::eq(self.recorded, body) {
            true => self.restart(),
            false => self.record(body),
        }
        for (index, operation) in body.operations.iter().enumerate() {
            if operation.opcode == Opcode::LoadRegister {
                let found = registers.iter().find(|r| r.0 as u64 == operation.immediate);
                self.place[index] = found.map_or(Operand::NONE, |r| r.1);
            }
        }
        self.replay()
    }

    /// Ends a trace that does not close its loop.
    pub fn end(&mut self, end: &RecordedEnd, tree: u32) {
        match *end {
            RecordedEnd::Loop { snapshot } => self.jump_to_tree(tree, snapshot),
            RecordedEnd::Tree { tree, snapshot } => self.jump_to_tree(tree.0, snapshot),
            RecordedEnd::Finish(operand) => {
                let value = self.place_of(operand);
                let value = self.make(value);
                self.push(Opcode::Finish, &[value], 0, 0, NO_SNAPSHOT);
            }
            RecordedEnd::Exit => {}
        }
    }

    fn jump_to_tree(&mut self, tree: u32, at: SnapshotIndex) {
        let recorded = self.recorded;
        for frame in &recorded.snapshots[at as usize].frames {
            for &(_, operand) in &frame.registers {
                let operand = self.place_of(operand);
                self.make(operand);
            }
        }
        self.push_guard(Opcode::JumpTree, &[], tree as u64, at);
    }
}
