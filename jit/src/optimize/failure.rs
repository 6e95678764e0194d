//! What is known where a bridge begins because the guard before it failed.

use super::fact::Tags;
use super::optimizer::Optimizer;
use super::Contradiction;
use crate::ir::{Class, Opcode, Operand, Operation, SnapshotIndex, Trace};

/// The operations of a trace after which a bridge from an exit may run.
pub(super) fn ways_out(trace: &Trace, exit: SnapshotIndex) -> impl Iterator<Item = usize> + '_ {
    let leaves = move |operation: &Operation| {
        operation.snapshot == exit && operation.opcode.class() != Class::Call && !operation.opcode.is_never_bridged()
    };
    (0..trace.operations.len()).filter(move |&index| leaves(&trace.operations[index]))
}

impl Optimizer<'_> {
    /// The guard fails, behind which the walk stands. Gives the conditions that are decided by it, with their values.
    pub fn learn_failure(&mut self, guard: &Operation) -> Result<Vec<(Operand, bool)>, Contradiction> {
        use Opcode::*;
        let mut conditions = Vec::new();
        let Some(&recorded) = guard.arguments.first() else {
            return Ok(conditions);
        };
        let operand = self.place_of(recorded);
        if operand == Operand::NONE {
            return Ok(conditions);
        }
        let tags = match guard.opcode {
            GuardTrue | GuardFalse => {
                self.learn_condition(operand, guard.opcode == GuardFalse, &mut conditions)?;
                return Ok(conditions);
            }
            GuardIntegerValue => {
                let constant = self.place_of(guard.arguments[1]);
                self.learn_not_equal(operand, constant)?;
                return Ok(conditions);
            }
            GuardInteger => Tags::ANY.without(Tags::INTEGER),
            GuardFloat => Tags::ANY.without(Tags::FLOAT),
            GuardPointer => Tags::ANY.without(Tags::POINTER),
            GuardNotInteger => Tags::INTEGER,
            GuardNotFloat => Tags::FLOAT,
            GuardNotPointer => Tags::POINTER,
            _ => return Ok(conditions),
        };
        if operand.as_operation().is_some() {
            let fact = self.fact_mut(operand);
            fact.tags = fact.tags.and(tags);
        }
        Ok(conditions)
    }

    fn learn_condition(
        &mut self,
        condition: Operand,
        truth: bool,
        conditions: &mut Vec<(Operand, bool)>,
    ) -> Result<(), Contradiction> {
        if let Some((argument, same)) = self.negated(condition) {
            self.learn_condition(argument, truth == same, conditions)?;
        }
        self.learn_truth(condition, truth)?;
        conditions.push((condition, truth));
        Ok(())
    }
}
