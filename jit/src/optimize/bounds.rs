//! Integer bounds: what conditions say of their arguments, and checked arithmetic that cannot overflow.

use super::available::NO_IMPORT;
use super::optimizer::Optimizer;
use super::range::Range;
use super::Contradiction;
use crate::ir::{Opcode, Operand, SnapshotIndex};
use crate::reference::evaluate;

impl Optimizer<'_> {
    /// Checked arithmetic: unchecked where the bounds rule overflow out.
    pub fn checked(
        &mut self,
        opcode: Opcode,
        a: Operand,
        b: Operand,
        at: SnapshotIndex,
    ) -> Result<Operand, Contradiction> {
        let (mut a, mut b) = (a, b);
        if let (Some(x), Some(y)) = (self.as_integer(a), self.as_integer(b)) {
            let result = evaluate(opcode, &[x as u64, y as u64]).ok_or(Contradiction)?;
            return Ok(self.integer_constant(result as i64));
        }
        let even = self.range(a).zeros > 0 && self.range(b).zeros > 0;
        let commutes = opcode == Opcode::AddOverflow || opcode == Opcode::MultiplyOverflow && even;
        if commutes && order(a) > order(b) {
            std::mem::swap(&mut a, &mut b);
        }
        let one = self.as_integer(b) == Some(2) && self.range(a).zeros > 0;
        match opcode {
            Opcode::MultiplyOverflow if one => return Ok(a),
            Opcode::AddOverflow | Opcode::SubtractOverflow if self.as_integer(b) == Some(0) => return Ok(a),
            Opcode::SubtractOverflow if a == b => return Ok(self.integer_constant(0)),
            _ => {}
        }
        match Range::overflows(opcode, self.range(a), self.range(b)) {
            Some(true) => return Err(Contradiction),
            Some(false) => {
                return Ok(match opcode {
                    Opcode::AddOverflow => self.pure(Opcode::IntegerAdd, &[a, b]),
                    Opcode::SubtractOverflow => self.pure(Opcode::IntegerSubtract, &[a, b]),
                    _ => {
                        let one = self.integer_constant(1);
                        let half = self.pure(Opcode::IntegerShiftRight, &[a, one]);
                        self.pure(Opcode::IntegerMultiply, &[half, b])
                    }
                });
            }
            None => {}
        }
        if let Some(entry) = self.available.find(opcode, 0, &[a, b]) {
            let (import, result) = (entry.import, entry.result);
            self.use_import(import);
            return Ok(self.resolve(result));
        }
        let result = self.push_guard(opcode, &[a, b], 0, at);
        let now = self.heap.now();
        self.available.insert(opcode, 0, &[a, b], result, now, NO_IMPORT);
        Ok(result)
    }

    /// The inverted guards: arithmetic that does overflow.
    pub fn overflows(
        &mut self,
        opcode: Opcode,
        a: Operand,
        b: Operand,
        at: SnapshotIndex,
    ) -> Result<(), Contradiction> {
        let checked = match opcode {
            Opcode::AddOverflows => Opcode::AddOverflow,
            Opcode::SubtractOverflows => Opcode::SubtractOverflow,
            _ => Opcode::MultiplyOverflow,
        };
        match Range::overflows(checked, self.range(a), self.range(b)) {
            Some(true) => Ok(()),
            Some(false) => Err(Contradiction),
            None => {
                self.once(opcode, &[a, b], 0, at);
                Ok(())
            }
        }
    }

    /// A condition is known: the condition's result, and what follows for its arguments.
    pub fn learn_truth(&mut self, condition: Operand, truth: bool) -> Result<(), Contradiction> {
        if !truth || self.range(condition).within(0, 1) {
            self.narrow(condition, Range::constant(truth as i64))?;
        }
        let Some(operation) = self.definition(condition) else {
            return Ok(());
        };
        let opcode = operation.opcode;
        let [a, b] = operation.arguments[..] else {
            return Ok(());
        };
        let (a, b) = (self.resolve(a), self.resolve(b));
        match (opcode, truth) {
            (Opcode::IntegerLess, true) => self.learn_less(a, b),
            (Opcode::IntegerLess, false) => self.learn_less_equal(b, a),
            (Opcode::IntegerLessEqual, true) => self.learn_less_equal(a, b),
            (Opcode::IntegerLessEqual, false) => self.learn_less(b, a),
            (Opcode::IntegerEqual, true) | (Opcode::IntegerNotEqual, false) => self.learn_equal(a, b),
            (Opcode::IntegerEqual, false) | (Opcode::IntegerNotEqual, true) => self.learn_not_equal(a, b),
            (Opcode::IntegerBelow, true) if self.range(b).low >= 0 => {
                self.bound(a, Range::at_least(0))?;
                self.learn_less(a, b)
            }
            (Opcode::IntegerBelow, false) if self.range(a).low >= 0 && self.range(b).low >= 0 => {
                self.learn_less_equal(b, a)
            }
            (Opcode::Same, true) => {
                for (word, constant) in [(a, b), (b, a)] {
                    if constant.as_constant().is_some() && word.as_operation().is_some() {
                        self.equals_constant(word, constant);
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn learn_less(&mut self, a: Operand, b: Operand) -> Result<(), Contradiction> {
        let high = self.range(b).high.checked_sub(1).ok_or(Contradiction)?;
        self.bound(a, Range::at_most(high))?;
        let low = self.range(a).low.checked_add(1).ok_or(Contradiction)?;
        self.bound(b, Range::at_least(low))
    }

    fn learn_less_equal(&mut self, a: Operand, b: Operand) -> Result<(), Contradiction> {
        self.bound(a, Range::at_most(self.range(b).high))?;
        self.bound(b, Range::at_least(self.range(a).low))
    }

    fn learn_equal(&mut self, a: Operand, b: Operand) -> Result<(), Contradiction> {
        let both = self.range(a).and(self.range(b)).ok_or(Contradiction)?;
        self.bound(a, both)?;
        self.bound(b, both)
    }

    pub fn learn_not_equal(&mut self, a: Operand, b: Operand) -> Result<(), Contradiction> {
        let Some(value) = self.as_integer(b) else {
            return Ok(());
        };
        let range = self.range(a);
        if range.low == value {
            self.bound(a, Range::at_least(value.checked_add(1).ok_or(Contradiction)?))
        } else if range.high == value {
            self.bound(a, Range::at_most(value.checked_sub(1).ok_or(Contradiction)?))
        } else {
            Ok(())
        }
    }

    /// A raw integer lies in a range; so do the integers it was computed from, accordingly.
    fn bound(&mut self, integer: Operand, range: Range) -> Result<(), Contradiction> {
        self.narrow(integer, range)?;
        let Some(operation) = self.definition(integer) else {
            return Ok(());
        };
        let opcode = operation.opcode;
        let [a, b] = operation.arguments[..] else {
            return Ok(());
        };
        let (a, range) = (self.resolve(a), self.range(integer));
        let Some(constant) = self.as_integer(b) else {
            return Ok(());
        };
        match opcode {
            Opcode::IntegerShiftRight if (0..63).contains(&constant) => {
                let scale = |value: i64| value.checked_shl(constant as u32).filter(|v| v >> constant == value);
                let low = scale(range.low).unwrap_or(i64::MIN);
                let rest = (1i64 << constant) - 1;
                let high = scale(range.high).map_or(i64::MAX, |high| high | rest);
                let zeros = 0;
                self.narrow(a, Range { low, high, zeros })
            }
            // The sum is known not to wrap around when it is that of the bounds.
            Opcode::IntegerAdd | Opcode::AddOverflow
                if Range::overflows(Opcode::IntegerAdd, self.range(a), Range::constant(constant)) == Some(false)
                    || opcode == Opcode::AddOverflow =>
            {
                let low = range.low.saturating_sub(constant);
                let high = range.high.saturating_sub(constant);
                let zeros = 0;
                self.narrow(a, Range { low, high, zeros })
            }
            _ => Ok(()),
        }
    }
}

/// Constants go last.
pub(super) fn order(operand: Operand) -> u32 {
    operand.bits()
}
