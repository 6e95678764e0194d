//! Guards: tests that leave the trace.

use super::super::lowering::{types, InstBuilder, IntCC, Value};
use super::super::Activation;
use super::Lowerer;
use crate::ir::{Opcode, Operand, Operation};
use crate::language::Tag;
use std::mem::offset_of;

/// How far behind a guard another operation may be for one test to do for both.
const FUSED_WITHIN: usize = 16;

impl Lowerer<'_, '_> {
    pub(super) fn guard(&mut self, position: usize, operation: &Operation) {
        use Opcode::*;
        self.fail_sometimes(operation);
        match operation.opcode {
            GuardInteger => {
                // The unbox operation behind it makes the same test. (Where guards are counted, both count.)
                let unbox = self.unbox_after(position, UnboxInteger, operation.arguments[0]);
                let same_test = unbox.is_some_and(|unbox| self.snapshot_of(unbox) == operation.snapshot);
                if !same_test || self.failing.every != 0 {
                    self.guard_tag(operation, Tag::Integer, true);
                }
            }
            GuardNotInteger => self.guard_tag(operation, Tag::Integer, false),
            GuardFloat => match self.unbox_after(position, UnboxFloat, operation.arguments[0]) {
                Some(unbox) => {
                    let word = self.argument(operation, 0);
                    let exit = self.exit_block(operation.snapshot, false);
                    let float = self.lowering.guard_unbox_float(&mut self.e, word, exit);
                    self.parts[self.part].unboxed.insert(unbox, float);
                }
                None => self.guard_tag(operation, Tag::Float, true),
            },
            GuardNotFloat => self.guard_tag(operation, Tag::Float, false),
            GuardPointer => match self.map_guard_follows(position, operation) {
                true => {
                    let word = self.argument(operation, 0);
                    let exit = self.exit_block(operation.snapshot, false);
                    let go_on = self.e.block();
                    self.lowering.branch_on_address(&mut self.e, word, go_on, exit);
                    self.e.switch_to(go_on);
                }
                false => self.guard_tag(operation, Tag::Pointer, true),
            },
            GuardNotPointer => self.guard_tag(operation, Tag::Pointer, false),
            GuardMap | GuardNotMap => {
                let object = self.argument(operation, 0);
                let map = self.lowering.map(&mut self.e, object);
                let expected = self.e.ins().iconst(types::I32, operation.immediate as u32 as i64);
                let same = self.e.ins().icmp(IntCC::Equal, map, expected);
                self.guard_condition(operation, same, operation.opcode == GuardMap);
            }
            GuardValue | GuardNotValue | GuardIntegerValue => {
                let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
                let same = self.e.ins().icmp(IntCC::Equal, a, b);
                self.guard_condition(operation, same, operation.opcode != GuardNotValue);
            }
            GuardTrue | GuardFalse => {
                let condition = self.condition(operation.arguments[0]);
                self.guard_condition(operation, condition, operation.opcode == GuardTrue);
            }
            GuardBits => {
                let word = self.argument(operation, 0);
                let bits = self.e.ins().band_imm_s(word, (operation.immediate >> 32) as i64);
                let same = self
                    .e
                    .ins()
                    .icmp_imm_s(IntCC::Equal, bits, (operation.immediate & 0xffff_ffff) as i64);
                self.guard_condition(operation, same, true);
            }
            GuardNoException if self.is_done_by_call(position) => {}
            GuardNoException | GuardException => self.guard_exception(operation),
            GuardNotInvalidated => {
                let record = self.record;
                let flags = self.e.load(types::I32, record, offset_of!(Activation, flags) as i32);
                self.guard_zero_or_leave(operation, flags);
            }
            GuardNotPending => {
                let pending = self.lowering.context().pending;
                let pending = self.e.load_context(types::I32, pending);
                self.guard_zero_or_leave(operation, pending);
            }
            other => unreachable!("{} is no simple guard", other.text()),
        }
    }

    /// Leaves when whether `condition` is not zero differs from `expected`.
    pub(super) fn guard_condition(&mut self, operation: &Operation, condition: Value, expected: bool) {
        let exit = self.exit_block(operation.snapshot, false);
        let go_on = self.e.block();
        match expected {
            true => self.e.branch(condition, go_on, exit),
            false => self.e.branch(condition, exit, go_on),
        }
        self.e.switch_to(go_on);
    }

    fn guard_zero_or_leave(&mut self, operation: &Operation, word: Value) {
        let exit = self.exit_block(operation.snapshot, true);
        let go_on = self.e.block();
        self.e.branch(word, exit, go_on);
        self.e.switch_to(go_on);
    }

    fn guard_tag(&mut self, operation: &Operation, tag: Tag, expected: bool) {
        let word = self.argument(operation, 0);
        let exit = self.exit_block(operation.snapshot, false);
        let go_on = self.e.block();
        let (yes, no) = match expected {
            true => (go_on, exit),
            false => (exit, go_on),
        };
        self.lowering.branch_on_tag(&mut self.e, tag, word, yes, no);
        self.e.switch_to(go_on);
    }

    /// A call that gives a value gives 0 when it raised; for others the context's exception says so.
    fn guard_exception(&mut self, operation: &Operation) {
        let result = operation.arguments.first().and_then(|operand| operand.as_operation());
        let trace = self.parts[self.part].trace;
        let gives_value =
            result.is_some_and(|call| matches!(trace.operations[call].opcode, Opcode::CallValue | Opcode::CallTrace));
        let want_exception = operation.opcode == Opcode::GuardException;
        if gives_value {
            let value = self.argument(operation, 0);
            self.guard_condition(operation, value, !want_exception);
        } else {
            let exception = self.lowering.context().exception;
            let exception = self.e.load_context(types::I64, exception);
            self.guard_condition(operation, exception, want_exception);
        }
    }

    /// The result of a comparison as a condition, any other integer as it is.
    pub(super) fn condition(&mut self, operand: Operand) -> Value {
        let condition = operand
            .as_operation()
            .and_then(|position| self.parts[self.part].conditions.get(&position).copied());
        condition.unwrap_or_else(|| self.get(operand))
    }

    /// The operation just behind a guard on `operand` that unboxes it.
    fn unbox_after(&self, guard: usize, opcode: Opcode, operand: Operand) -> Option<usize> {
        let operations = &self.parts[self.part].trace.operations;
        let end = operations.len().min(guard + FUSED_WITHIN);
        let found = (guard + 1..end).find(|&position| {
            let operation = &operations[position];
            operation.opcode == Opcode::Label || (operation.opcode == opcode && operation.arguments[0] == operand)
        })?;
        (operations[found].opcode == opcode).then_some(found)
    }

    /// Whether the next use of a guarded pointer is a guard on its map with the same snapshot. That one leaves at boxed
    /// numbers, too, so the first need not look at the object. (Where guards are counted, each makes its own test.)
    fn map_guard_follows(&self, guard: usize, operation: &Operation) -> bool {
        let uses = |next: &&Operation| next.opcode == Opcode::Label || next.arguments.contains(&operation.arguments[0]);
        let operations = &self.parts[self.part].trace.operations[guard + 1..];
        let next = operations.iter().take(FUSED_WITHIN).find(uses);
        let same_exit = |next: &Operation| next.opcode == Opcode::GuardMap && next.snapshot == operation.snapshot;
        self.failing.every == 0 && next.is_some_and(same_exit)
    }

    fn snapshot_of(&self, position: usize) -> u32 {
        self.parts[self.part].trace.operations[position].snapshot
    }

    /// Testing: counts guards, and leaves at every Nth. Any guard may leave when its condition holds, but for those that
    /// ask what a call did: their snapshots are right for the other outcome only.
    pub(super) fn fail_sometimes(&mut self, operation: &Operation) {
        use Opcode::*;
        let asks_what_a_call_did = matches!(
            operation.opcode,
            GuardNoException | GuardException | GuardNotInvalidated
        );
        if self.failing.every == 0 || asks_what_a_call_did {
            return;
        }
        let exit = self.exit_block(operation.snapshot, operation.opcode.is_never_bridged());
        let cell = self.e.word(self.failing.counter.as_ptr() as u64);
        let count = self.e.load(types::I32, cell, 0);
        let count = self.e.ins().iadd_imm_s(count, -1);
        self.e.store(count, cell, 0);
        let (go_on, fail) = (self.e.block(), self.e.cold_block());
        self.e.branch(count, go_on, fail);
        self.e.switch_to(fail);
        let start = self.e.ins().iconst(types::I32, self.failing.every as i64);
        self.e.store(start, cell, 0);
        self.e.jump(exit, &[]);
        self.e.switch_to(go_on);
    }
}
