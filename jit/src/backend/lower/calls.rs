//! Calls: of helpers, and of the compiled entries of functions.

use super::super::activation::{Activation, FIRST_ADDRESS};
use super::super::lowering::{types, InstBuilder, IntCC, Value};
use super::{register_offset, type_of, word_offset, Lowerer};
use crate::ir::{Opcode, Operand, Operation, NO_SNAPSHOT};
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
    /// several pieces of code (bridges, other trees), and may end in the interpreter. Where it raised it has not returned a word.
    pub(super) fn call_trace(&mut self, position: usize, operation: &Operation) -> Value {
        let activation = self.lowering.context().activation;
        self.parts[self.part].fresh = None;
        self.note_call(operation.snapshot);
        let depth = self.frames(operation.snapshot);
        self.change_depth(depth);

        let (record, (base, callee)) = (self.record, self.callee(operation));
        self.e.store(record, callee, offset_of!(Activation, parent) as i32);
        self.e.store_context(callee, activation);
        self.state.is_linked = false;
        let cell = self.unit.linkage.function_entry(operation.immediate, operation.entry());
        let cell = self.e.word(cell as u64);
        let target = self.e.load(types::I64, cell, 0);
        let word = self.call_code(target, base, callee);
        let (left, done) = (self.e.cold_block(), self.e.block());
        let value = self.e.parameter(done, types::I64);
        self.e.ins().brif(word, done, &[word.into()], left, &[]);

        // It has not finished. (What is needed here is computed anew, so that nothing is kept for it on the other way.)
        self.e.switch_to(left);
        let (base, callee) = self.callee(operation);
        let next = self.e.load(types::I64, callee, offset_of!(Activation, next) as i32);
        let is_code = IntCC::UnsignedGreaterThanOrEqual;
        let goes_on = self.e.ins().icmp_imm_s(is_code, next, FIRST_ADDRESS as i64);
        let (enter, ended) = (self.e.cold_block(), self.e.cold_block());
        self.e.branch(goes_on, enter, ended);

        self.e.switch_to(enter);
        let word = self.call_code(next, base, callee);
        self.e.ins().brif(word, done, &[word.into()], left, &[]);

        self.e.switch_to(ended);
        let arguments = [self.e.context, next, base, callee];
        let word = self
            .e
            .call(self.unit.linkage.finish_call(), &arguments, Some(types::I64))
            .expect("a result");
        match self.guard_behind(position) {
            Some(guard) => {
                let raised = self.e.cold_block();
                self.e.ins().brif(word, done, &[word.into()], raised, &[]);
                self.e.switch_to(raised);
                self.change_depth(-depth);
                let exit = self.exit_block(guard, false);
                self.e.jump(exit, &[]);
            }
            None => self.e.jump(done, &[word]),
        }

        self.e.switch_to(done);
        self.change_depth(-depth);
        value
    }

    /// The base and the record of a function that is called.
    fn callee(&mut self, operation: &Operation) -> (Value, Value) {
        let (base, record) = (self.base, self.record);
        let window = register_offset(operation.window() as u64) as i64;
        let end = word_offset(self.plan.length) as i64;
        (
            self.e.ins().iadd_imm_s(base, window),
            self.e.ins().iadd_imm_s(record, end),
        )
    }

    fn call_code(&mut self, code: Value, base: Value, callee: Value) -> Value {
        let arguments = [self.e.context, base, callee];
        let word = self.e.call_indirect(code, &arguments, Some(types::I64));
        word.expect("a result")
    }

    /// The snapshot of the guard just behind a call, which leaves when it raised: the call does so itself.
    fn guard_behind(&self, call: usize) -> Option<u32> {
        let next = self.parts[self.part].trace.operations.get(call + 1)?;
        let is_its = next.opcode == Opcode::GuardNoException && next.arguments[0] == Operand::operation(call);
        is_its.then_some(next.snapshot)
    }

    /// Whether the guard at a position is that of a call of a trace just before it.
    pub(super) fn is_done_by_call(&self, guard: usize) -> bool {
        let calls = |call: &usize| self.parts[self.part].trace.operations[*call].opcode == Opcode::CallTrace;
        let call = guard.checked_sub(1).filter(calls);
        call.is_some_and(|call| self.guard_behind(call).is_some())
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
