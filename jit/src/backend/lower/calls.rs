//! Calls: of helpers, and of the compiled entries of functions.

use super::super::activation::{Activation, FIRST_ADDRESS};
use super::super::lowering::{types, InstBuilder, IntCC, Value};
use super::{register_offset, type_of, word_offset, Lowerer};
use crate::ir::{Operation, NO_SNAPSHOT};
use std::mem::offset_of;

impl Lowerer<'_, '_> {
    pub(super) fn call_helper(&mut self, operation: &Operation) -> Option<Value> {
        let helper = self.parts[self.part].trace.helpers[operation.immediate as usize];
        debug_assert_eq!(helper.parameters.len(), operation.arguments.len(), "{}", helper.name);
        let mut arguments = Vec::with_capacity(operation.arguments.len() + 1);
        if !helper.without_context {
            arguments.push(self.e.context);
        }
        for &operand in &operation.arguments {
            arguments.push(self.get(operand));
        }
        if helper.effects.is_droppable() {
            let constants: Vec<Option<u64>> = operation
                .arguments
                .iter()
                .map(|&operand| self.constant(operand))
                .collect();
            let given = &arguments[arguments.len() - constants.len()..];
            if let Some(result) = self.lowering.call_inline(&mut self.e, helper, given, &constants) {
                return Some(result);
            }
        }
        let frames_seen = helper.effects.runs_language() && operation.snapshot != NO_SNAPSHOT;
        // Frames that exist in the trace only; the root frame is counted already.
        let inlined = match frames_seen {
            true => self.frames(operation.snapshot) - 1,
            false => 0,
        };
        if frames_seen {
            self.note_call(operation.snapshot);
        }
        self.change_depth(inlined);
        let result = self.e.call(helper.address, &arguments, type_of(helper.result));
        self.change_depth(-inlined);
        if !helper.effects.is_pure() {
            self.parts[self.part].fresh = None;
        }
        result
    }

    /// Calls a function through its entry cell, on a record of its own behind this one. The call may go through
    /// several pieces of code (bridges, other trees), and may end in the interpreter.
    pub(super) fn call_trace(&mut self, operation: &Operation) -> Value {
        let layout = self.lowering.context();
        self.parts[self.part].fresh = None;
        self.note_call(operation.snapshot);
        let depth = self.frames(operation.snapshot);
        self.change_depth(depth);

        let (context, record, base) = (self.e.context, self.record, self.base);
        let base = self
            .e
            .ins()
            .iadd_imm_s(base, register_offset(operation.window() as u64) as i64);
        let callee = self.e.ins().iadd_imm_s(record, word_offset(self.plan.length) as i64);
        self.e.store(record, callee, offset_of!(Activation, parent) as i32);
        self.e.store_context(callee, layout.activation);

        let cell = self.unit.linkage.function_entry(operation.immediate, operation.entry());
        let cell = self.e.word(cell as u64);
        let target = self.e.load(types::I64, cell, 0);
        let (enter, returned, left, done) = (self.e.block(), self.e.block(), self.e.cold_block(), self.e.block());
        let next = self.e.parameter(enter, types::I64);
        let value = self.e.parameter(done, types::I64);
        self.e.jump(enter, &[target]);

        self.e.switch_to(enter);
        let arguments = [context, base, callee];
        let result = self
            .e
            .call_indirect(next, &arguments, Some(types::I64))
            .expect("a result");
        self.e.branch(result, left, returned);

        self.e.switch_to(left);
        let ended = self.e.cold_block();
        let goes_on = self
            .e
            .ins()
            .icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, result, FIRST_ADDRESS as i64);
        self.e.ins().brif(goes_on, enter, &[result.into()], ended, &[]);
        self.e.switch_to(ended);
        let arguments = [context, result, base, callee];
        let finished = self
            .e
            .call(self.unit.linkage.finish_call(), &arguments, Some(types::I64));
        self.e.jump(done, &[finished.expect("a result")]);

        self.e.switch_to(returned);
        let finished = self.e.load(types::I64, callee, word_offset(0));
        self.e.jump(done, &[finished]);

        self.e.switch_to(done);
        self.e.store_context(record, layout.activation);
        self.change_depth(-depth);
        value
    }

    /// How many frames a snapshot has.
    fn frames(&self, snapshot: u32) -> i64 {
        self.parts[self.part].trace.snapshots[snapshot as usize].frames.len() as i64
    }

    /// Changes the language's count of frames.
    fn change_depth(&mut self, by: i64) {
        if by != 0 {
            let offset = self.lowering.context().depth;
            let depth = self.e.load_context(types::I32, offset);
            let depth = self.e.ins().iadd_imm_s(depth, by);
            self.e.store_context(depth, offset);
        }
    }
}
