//! Integers and floats: arithmetic, comparisons, conversions, boxing.

use super::super::lowering::{types, FloatCC, InstBuilder, IntCC, MemFlagsData, Value};
use super::Lowerer;
use crate::ir::{Opcode, Operation};

impl Lowerer<'_, '_> {
    pub(super) fn integer_arithmetic(&mut self, operation: &Operation) -> Value {
        use Opcode::*;
        let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
        let ins = self.e.ins();
        match operation.opcode {
            IntegerAdd => ins.iadd(a, b),
            IntegerSubtract => ins.isub(a, b),
            IntegerMultiply => ins.imul(a, b),
            IntegerAnd => ins.band(a, b),
            IntegerOr => ins.bor(a, b),
            IntegerXor => ins.bxor(a, b),
            IntegerShiftLeft => ins.ishl(a, b),
            IntegerShiftRight => ins.sshr(a, b),
            other => unreachable!("{} is no arithmetic", other.text()),
        }
    }

    /// Sum, difference or product of doubled integers and the condition that it overflowed.
    fn overflowing(&mut self, operation: &Operation) -> (Value, Value) {
        use Opcode::*;
        let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
        let subtracts = matches!(operation.opcode, SubtractOverflow | SubtractOverflows);
        if matches!(operation.opcode, MultiplyOverflow | MultiplyOverflows) {
            let half = self.e.ins().sshr_imm_s(a, 1);
            return self.e.ins().smul_overflow(half, b);
        }
        if let Some(constant) = self.constant(operation.arguments[1]) {
            // Cranelift does not branch on the overflow flag itself. Where the sign of the second operand is known, comparing the
            // result with the first one is shorter.
            let result = match subtracts {
                true => self.e.ins().isub(a, b),
                false => self.e.ins().iadd(a, b),
            };
            let wrapped = match ((constant as i64) < 0) == subtracts {
                true => IntCC::SignedLessThan,
                false => IntCC::SignedGreaterThan,
            };
            return (result, self.e.ins().icmp(wrapped, result, a));
        }
        match subtracts {
            true => self.e.ins().ssub_overflow(a, b),
            false => self.e.ins().sadd_overflow(a, b),
        }
    }

    pub(super) fn checked_arithmetic(&mut self, operation: &Operation) -> Value {
        self.fail_sometimes(operation);
        let (result, overflow) = self.overflowing(operation);
        self.guard_condition(operation, overflow, false);
        result
    }

    pub(super) fn guard_overflows(&mut self, operation: &Operation) {
        self.fail_sometimes(operation);
        let (_, overflow) = self.overflowing(operation);
        self.guard_condition(operation, overflow, true);
    }

    /// Floor division and modulo from the machine's truncating ones. Constant powers of two need neither.
    pub(super) fn integer_division(&mut self, operation: &Operation) -> Value {
        let quotient_wanted = operation.opcode == Opcode::IntegerFloorDivide;
        let a = self.argument(operation, 0);
        if let Some(divisor) = self.constant(operation.arguments[1]) {
            if (divisor as i64) > 0 && divisor.is_power_of_two() {
                return match quotient_wanted {
                    true => self.e.ins().sshr_imm_s(a, divisor.trailing_zeros() as i64),
                    false => self.e.ins().band_imm_s(a, divisor as i64 - 1),
                };
            }
        }
        let b = self.argument(operation, 1);
        let quotient = self.e.ins().sdiv(a, b);
        let product = self.e.ins().imul(quotient, b);
        let remainder = self.e.ins().isub(a, product);
        // The remainder has the sign of the dividend. Where it is not zero and that is not the divisor's, the quotient was
        // rounded up.
        let signs = self.e.ins().bxor(remainder, b);
        let differ = self.e.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let inexact = self.e.ins().icmp_imm_s(IntCC::NotEqual, remainder, 0);
        let rounded_up = self.e.ins().band(differ, inexact);
        if quotient_wanted {
            let below = self.e.ins().iadd_imm_s(quotient, -1);
            self.e.ins().select(rounded_up, below, quotient)
        } else {
            let moved = self.e.ins().iadd(remainder, b);
            self.e.ins().select(rounded_up, moved, remainder)
        }
    }

    pub(super) fn integer_comparison(&mut self, position: usize, operation: &Operation) -> Value {
        use Opcode::*;
        let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
        let condition = match operation.opcode {
            IntegerLess => IntCC::SignedLessThan,
            IntegerLessEqual => IntCC::SignedLessThanOrEqual,
            IntegerNotEqual => IntCC::NotEqual,
            IntegerBelow => IntCC::UnsignedLessThan,
            _ => IntCC::Equal,
        };
        let condition = self.e.ins().icmp(condition, a, b);
        self.comparison(position, condition)
    }

    pub(super) fn float_comparison(&mut self, position: usize, operation: &Operation) -> Value {
        use Opcode::*;
        let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
        let condition = match operation.opcode {
            FloatLess => FloatCC::LessThan,
            FloatLessEqual => FloatCC::LessThanOrEqual,
            _ => FloatCC::Equal,
        };
        let condition = self.e.ins().fcmp(condition, a, b);
        self.comparison(position, condition)
    }

    /// The condition as an integer. Guards branch on the condition itself; then no integer is made.
    fn comparison(&mut self, position: usize, condition: Value) -> Value {
        self.parts[self.part].conditions.insert(position, condition);
        self.e.ins().uextend(types::I64, condition)
    }

    pub(super) fn float_arithmetic(&mut self, operation: &Operation) -> Value {
        use Opcode::*;
        let (a, b) = (self.argument(operation, 0), self.argument(operation, 1));
        let ins = self.e.ins();
        match operation.opcode {
            FloatAdd => ins.fadd(a, b),
            FloatSubtract => ins.fsub(a, b),
            FloatMultiply => ins.fmul(a, b),
            _ => ins.fdiv(a, b),
        }
    }

    pub(super) fn conversion(&mut self, operation: &Operation) -> Value {
        use Opcode::*;
        let a = self.argument(operation, 0);
        let ins = self.e.ins();
        match operation.opcode {
            FloatNegate => ins.fneg(a),
            FloatAbsolute => ins.fabs(a),
            FloatSquareRoot => ins.sqrt(a),
            FloatFloor => ins.floor(a),
            IntegerToFloat => ins.fcvt_from_sint(types::F64, a),
            FloatToInteger => ins.fcvt_to_sint_sat(types::I64, a),
            FloatBits => ins.bitcast(types::I64, MemFlagsData::new(), a),
            BitsFloat => ins.bitcast(types::F64, MemFlagsData::new(), a),
            other => unreachable!("{} is no conversion", other.text()),
        }
    }

    pub(super) fn boxing(&mut self, position: usize, operation: &Operation) -> Value {
        match operation.opcode {
            Opcode::BoxInteger => {
                let integer = self.argument(operation, 0);
                self.lowering.box_integer(&mut self.e, integer)
            }
            Opcode::BoxFloat => {
                let float = self.argument(operation, 0);
                // A float that does not fit a word is allocated.
                self.parts[self.part].fresh = None;
                self.lowering.box_float(&mut self.e, float)
            }
            _ => match self.parts[self.part].unboxed.get(&position) {
                Some(&float) => float,
                None => {
                    let word = self.argument(operation, 0);
                    self.lowering.unbox_float(&mut self.e, word)
                }
            },
        }
    }

    pub(super) fn unbox_integer(&mut self, position: usize, operation: &Operation) -> Value {
        debug_assert!(self.parts[self.part].values[position].is_none());
        self.fail_sometimes(operation);
        let word = self.argument(operation, 0);
        let exit = self.exit_block(operation.snapshot, false);
        self.lowering.unbox_integer(&mut self.e, word, exit)
    }
}
