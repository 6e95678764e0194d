//! Loop labels, and the ways a trace ends: jumps within the tree, to other trees, return of the root frame.

use super::super::lowering::{types, InstBuilder, Value};
use super::super::plan::NONE;
use super::{register_offset, type_of, word_offset, Label, Lowerer};
use crate::ir::{Kind, Opcode, Operation};

impl Lowerer<'_, '_> {
    /// Starts a loop: a block with the phis that follow as parameters.
    pub(super) fn label(&mut self, position: usize, operation: &Operation) {
        let trace = self.parts[self.part].trace;
        let initial: Vec<Value> = operation.arguments.iter().map(|&operand| self.get(operand)).collect();
        let block = self.e.block();
        self.e.jump(block, &initial);
        self.e.switch_to(block);
        for index in 0..initial.len() {
            let phi = position + 1 + index;
            let opcode = trace.operations[phi].opcode;
            assert!(
                matches!(opcode, Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat),
                "a label is followed by its phis"
            );
            let ty = type_of(opcode.result()).expect("a phi has a value");
            let value = self.e.parameter(block, ty);
            self.parts[self.part].values[phi] = Some(value);
        }
        self.parts[self.part].fresh = None;
        let label = Label {
            block,
            part: self.part,
            position,
        };
        let known = self.labels.insert(operation.immediate, label);
        assert!(known.is_none(), "two labels of a tree have the same number");
    }

    fn jump_to(&mut self, number: u64, operation: &Operation) {
        let arguments: Vec<Value> = operation.arguments.iter().map(|&operand| self.get(operand)).collect();
        let block = self.labels[&number].block;
        self.e.jump(block, &arguments);
    }

    pub(super) fn jump_to_own_label(&mut self, operation: &Operation) {
        let own = self
            .labels
            .iter()
            .find(|(_, label)| label.part == self.part)
            .map(|(&number, _)| number);
        self.jump_to(own.expect("a trace that jumps has a label"), operation);
    }

    /// A bridge reaches a loop label directly where the label dominates it. Otherwise (also from a bridge that was
    /// compiled alone) it goes to the entry label, through memory.
    pub(super) fn jump_label(&mut self, operation: &Operation) {
        if self.dominated_by(operation.immediate) {
            self.jump_to(operation.immediate, operation);
        } else {
            self.jump_tree(operation, self.unit.tree);
        }
    }

    /// Whether every path to the current trace passes a label: the trace branched off behind it.
    fn dominated_by(&self, number: u64) -> bool {
        let Some(label) = self.labels.get(&number) else {
            return false;
        };
        let mut part = self.part;
        while part != label.part {
            let Some(parent) = self.plan.parts[part].parent else {
                return false;
            };
            let snapshot = self.unit.branches[part - 1].snapshot;
            let branches_at = self.plan.parts[parent as usize].first_use[snapshot as usize];
            if parent as usize == label.part {
                return branches_at != NONE && branches_at as usize > label.position;
            }
            part = parent as usize;
        }
        true
    }

    /// To the entry label of a tree: the live registers go to memory, then the code returns the address of the
    /// tree's entry. Where the frame must be rebuilt by the language (inlined frames, virtual objects) or the
    /// tree cannot be entered, it is an exit.
    pub(super) fn jump_tree(&mut self, operation: &Operation, tree: u32) {
        let snapshot = &self.parts[self.part].trace.snapshots[operation.snapshot as usize];
        let exit = self.exit_block(operation.snapshot, false);
        if snapshot.frames.len() != 1 || !snapshot.virtuals.is_empty() || snapshot.raising {
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
        for &(register, operand) in &snapshot.frames[0].registers {
            let value = self.get(operand);
            let word = match self.kind_of(operand) {
                Kind::Integer => self.lowering.box_integer(&mut self.e, value),
                Kind::Float => self.lowering.box_float(&mut self.e, value),
                _ => value,
            };
            let base = self.base;
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

    pub(super) fn finish_root(&mut self, operation: &Operation) {
        let (value, record) = (self.argument(operation, 0), self.record);
        self.e.store(value, record, word_offset(0));
        let finished = self.e.word(0);
        self.e.ins().return_(&[finished]);
    }
}
