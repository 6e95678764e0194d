//! Loop labels, and the ways a trace ends: jumps within the tree, to other trees, return of the root frame.

use super::super::lowering::{types, InstBuilder, Value};
use super::super::plan::NONE;
use super::super::Activation;
use super::{register_offset, type_of, Label, Lowerer};
use crate::ir::{Kind, Opcode, Operand, Operation, Trace};
use crate::memory::Content;
use crate::snapshot::VirtualObject;
use std::mem::offset_of;
use std::ops::Range;

impl Lowerer<'_, '_> {
    /// Makes the blocks of all loop labels of the unit, with the phis that follow each as parameters.
    pub(super) fn make_labels(&mut self) {
        for part in 0..self.parts.len() {
            let operations = &self.parts[part].trace.operations;
            let Some(position) = operations
                .iter()
                .position(|operation| operation.opcode == Opcode::Label)
            else {
                continue;
            };
            let block = self.e.block();
            for phi in self.phis(part, position) {
                let ty = type_of(operations[phi].opcode.result()).expect("a phi has a value");
                let value = self.e.parameter(block, ty);
                self.parts[part].values[phi] = Some(value);
            }
            let label = Label {
                block,
                part,
                position,
                closed: is_closed(self.parts[part].trace, position),
            };
            let known = self.labels.insert(operations[position].immediate, label);
            assert!(known.is_none(), "two labels of a tree have the same number");
        }
    }

    /// The operations that are the phis of a label.
    fn phis(&self, part: usize, label: usize) -> Range<usize> {
        let operations = &self.parts[part].trace.operations;
        let phis = label + 1..label + 1 + operations[label].arguments.len();
        let all = operations[phis.clone()].iter().all(|operation| {
            matches!(
                operation.opcode,
                Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat
            )
        });
        assert!(all, "a label is followed by its phis");
        phis
    }

    /// Starts a loop.
    pub(super) fn label(&mut self, operation: &Operation) {
        self.jump_to(operation.immediate, operation);
        self.state.is_linked &= !self.makes_calls();
        let block = self.labels[&operation.immediate].block;
        self.e.switch_to(block);
        self.e.mark_loop(true);
        self.parts[self.part].fresh = None;
    }

    fn jump_to(&mut self, label: u64, operation: &Operation) {
        let arguments: Vec<Value> = operation.arguments.iter().map(|&operand| self.get(operand)).collect();
        let block = self.labels[&label].block;
        self.e.jump(block, &arguments);
    }

    pub(super) fn jump_to_own_label(&mut self, operation: &Operation) {
        let own = self.labels.iter().find(|(_, label)| label.part == self.part);
        let number = *own.expect("a trace that jumps has a label").0;
        self.jump_to(number, operation);
    }

    /// A bridge that is compiled with its tree reaches a loop label directly. One that was compiled alone goes to the entry
    /// label, through memory; so does one for which values from before the label are missing, or whose label may turn out to
    /// be in a branch that nothing leads to.
    pub(super) fn jump_label(&mut self, operation: &Operation) {
        let number = operation.immediate;
        let reachable = self
            .labels
            .get(&number)
            .is_some_and(|label| (label.closed && self.plan.parts[label.part].reached) || self.is_behind(label));
        match reachable {
            true => self.jump_to(number, operation),
            false => self.jump_tree(operation, self.unit.tree),
        }
    }

    /// Whether every path to the current trace passes a label: the trace branched off behind it.
    fn is_behind(&self, label: &Label) -> bool {
        let mut part = self.part;
        while part != label.part {
            let Some(parent) = self.plan.parts[part].parent else {
                return false;
            };
            if parent as usize == label.part {
                let snapshot = self.unit.branches[part - 1].snapshot;
                let branches_at = self.plan.parts[parent as usize].first_use[snapshot as usize];
                return branches_at != NONE && branches_at as usize > label.position;
            }
            part = parent as usize;
        }
        true
    }

    /// To the entry label of a tree: the live registers go to memory, then the code returns the address of the
    /// tree's entry. Where the language must push frames, or the tree cannot be entered, it is an exit.
    pub(super) fn jump_tree(&mut self, operation: &Operation, tree: u32) {
        let snapshot = &self.parts[self.part].trace.snapshots[operation.snapshot as usize];
        let exit = self.exit_block(operation.snapshot, false);
        if snapshot.frames.len() != 1 || snapshot.raising {
            self.e.jump(exit, &[]);
            return;
        }
        let within = tree == self.unit.tree && self.unit.from.is_none();
        let mut target = None;
        if !within {
            let cell = self.e.word(self.unit.linkage.tree_entry(tree) as u64);
            let entry = self.e.load(types::I64, cell, 0);
            let go_on = self.e.block();
            self.e.branch(entry, go_on, exit);
            self.e.switch_to(go_on);
            target = Some(entry);
        }
        self.need_header();
        self.need_link();
        let objects = self.make_virtuals(&snapshot.virtuals);
        for &(register, operand) in &snapshot.frames[0].registers {
            let (word, base) = (self.boxed(operand, &objects), self.base);
            self.e.store(word, base, register_offset(register as u64));
        }
        match target {
            Some(entry) => self.return_value(entry),
            None => {
                let start = self.start;
                self.e.jump(start, &[]);
            }
        }
    }

    /// The word of an operand of a snapshot.
    fn boxed(&mut self, operand: Operand, objects: &[Value]) -> Value {
        if let Some(index) = operand.as_virtual() {
            return objects[index];
        }
        let value = self.get(operand);
        match self.kind_of(operand) {
            Kind::Integer => self.lowering.box_integer(&mut self.e, value),
            Kind::Float => self.lowering.box_float(&mut self.e, value),
            _ => value,
        }
    }

    /// Allocates the virtual objects of a snapshot: first all of them, as they may refer to each other.
    fn make_virtuals(&mut self, virtuals: &[VirtualObject]) -> Vec<Value> {
        let mut objects = Vec::with_capacity(virtuals.len());
        for object in virtuals {
            objects.push(self.lowering.allocate(&mut self.e, object.shape));
        }
        for (index, object) in virtuals.iter().enumerate() {
            for &(field, operand) in &object.fields {
                if field.content == Content::Value {
                    let word = self.boxed(operand, &objects);
                    self.store_content(field.content, word, objects[index], field.offset as i32);
                    // What was allocated since (boxes of floats, too) may have made the object old.
                    self.lowering.field_barrier(&mut self.e, objects[index], word);
                } else {
                    let value = self.get(operand);
                    self.store_content(field.content, value, objects[index], field.offset as i32);
                }
            }
        }
        objects
    }

    pub(super) fn finish_root(&mut self, operation: &Operation) {
        let value = self.argument(operation, 0);
        if self.constant(operation.arguments[0]) == Some(0) {
            let record = self.record;
            self.e.store(value, record, offset_of!(Activation, next) as i32);
        }
        self.e.ins().return_(&[value]);
    }
}

/// Whether nothing from before a label is used behind it.
fn is_closed(trace: &Trace, label: usize) -> bool {
    let before = |operand: Operand| operand.as_operation().is_some_and(|position| position < label);
    trace.operations[label + 1..].iter().all(|operation| {
        let snapshot = trace.snapshots.get(operation.snapshot as usize);
        let mut arguments = operation.arguments.iter().copied();
        !arguments.any(before) && !snapshot.is_some_and(|snapshot| snapshot.operands().any(before))
    })
}
