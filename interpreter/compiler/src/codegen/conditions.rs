//! Conditions: short-circuit logic, comparisons, jumps fused with the comparison they test.

use super::fold;
use super::unit::{Label, Operand, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::*;

impl Compiler<'_> {
    /// Jumps if the truth of the expression is `when`; falls through otherwise.
    pub(super) fn jump_if(&mut self, test: &Expr, target: Label, when: bool) -> Result<()> {
        self.expression_line(test);
        let mark = self.unit.mark();
        match &test.kind {
            ExprKind::UnaryOp {
                op: UnaryOperator::Not,
                operand,
            } => self.jump_if(operand, target, !when)?,
            ExprKind::BoolOp { op, values } => {
                // `or` ends with the first true value, `and` with the first false one.
                let deciding = *op == BoolOperator::Or;
                let (last, others) = values.split_last().expect("a value");
                if deciding == when {
                    for value in others {
                        self.jump_if(value, target, when)?;
                    }
                    self.jump_if(last, target, when)?;
                } else {
                    let end = self.unit.new_label();
                    for value in others {
                        self.jump_if(value, end, deciding)?;
                    }
                    self.jump_if(last, target, when)?;
                    self.unit.bind(end);
                }
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.jump_if_compare(left, ops, comparators, target, when)?
            }
            ExprKind::IfExp { test, body, orelse } => {
                let otherwise = self.unit.new_label();
                let end = self.unit.new_label();
                self.jump_if(test, otherwise, false)?;
                self.jump_if(body, target, when)?;
                self.unit.jump(end);
                self.unit.bind(otherwise);
                self.jump_if(orelse, target, when)?;
                self.unit.bind(end);
            }
            _ => match self.constant(test) {
                Some(constant) => {
                    self.unit.owe_line();
                    if fold::is_true(&constant) == when {
                        self.unit.jump(target);
                    }
                }
                None => {
                    let value = self.operand(test)?;
                    self.jump_if_operand(value, target, when);
                }
            },
        }
        self.unit.release(mark);
        Ok(())
    }

    fn jump_if_operand(&mut self, value: Operand, target: Label, when: bool) {
        let opcode = if when {
            Opcode::JUMP_IF_TRUE
        } else {
            Opcode::JUMP_IF_FALSE
        };
        self.unit.emit_jump(opcode, value.0, 0, 0, target);
    }

    fn jump_if_compare(
        &mut self,
        left: &Expr,
        ops: &[CompareOperator],
        comparators: &[Expr],
        target: Label,
        when: bool,
    ) -> Result<()> {
        let end = self.unit.new_label();
        self.comparisons(left, ops, comparators, |compiler, index, left, right| {
            let (opcode, sense) = jump_opcode(ops[index]);
            // A chain is false with its first false comparison.
            let (to, wanted) = if index + 1 == ops.len() {
                (target, when)
            } else if when {
                (end, false)
            } else {
                (target, false)
            };
            let sense = u16::from(sense == wanted);
            compiler.unit.emit_jump(opcode, left.0, right.0, sense, to);
        })?;
        self.unit.bind(end);
        Ok(())
    }

    /// Compiles the operands of a chain of comparisons, and each comparison as soon as its operands are there.
    fn comparisons(
        &mut self,
        left: &Expr,
        ops: &[CompareOperator],
        comparators: &[Expr],
        mut compare: impl FnMut(&mut Self, usize, Operand, Operand),
    ) -> Result<()> {
        // The operands of a long chain share two temporaries in turn.
        let shared = (ops.len() > 2).then(|| self.unit.allocate_run(2));
        let mut left = match shared {
            Some(shared) => self.operand_at(left, shared + 1)?,
            None => self.operand(left)?,
        };
        for (index, comparator) in comparators.iter().enumerate() {
            left = self.protect(left, Some(comparator));
            let constant = self.constant_list(ops[index], comparator);
            let right = match (constant, shared) {
                (Some(constant), _) => self.unit.constant_operand(constant),
                (None, Some(shared)) => self.operand_at(comparator, shared + (index % 2) as Register)?,
                (None, None) => self.operand(comparator)?,
            };
            compare(self, index, left, right);
            left = right;
        }
        Ok(())
    }

    /// Nobody else sees a list displayed after `in`: a tuple of constants does as well.
    fn constant_list(&mut self, op: CompareOperator, expression: &Expr) -> Option<Constant> {
        let (CompareOperator::In | CompareOperator::NotIn, ExprKind::List { elts, .. }) = (op, &expression.kind) else {
            return None;
        };
        let tuple = self.constant_elements(elts)?;
        self.expression_line(expression);
        if let Some(last) = elts.last() {
            self.expression_line(last);
            self.folded_line(last);
        }
        self.unit.owe_line();
        Some(tuple)
    }

    /// The value of a comparison.
    pub(super) fn compare(
        &mut self,
        left: &Expr,
        ops: &[CompareOperator],
        comparators: &[Expr],
        destination: Register,
    ) -> Result<()> {
        let result = if ops.len() > 1 {
            self.scratch(destination)
        } else {
            destination
        };
        let end = self.unit.new_label();
        self.comparisons(left, ops, comparators, |compiler, index, left, right| {
            let opcode = compare_opcode(ops[index]);
            compiler.unit.emit(opcode, result, left.0, right.0);
            if index + 1 < ops.len() {
                compiler.jump_if_operand(Operand::register(result), end, false);
            }
        })?;
        self.unit.bind(end);
        self.unit.move_to(destination, Operand::register(result));
        Ok(())
    }

    /// The value of `and` or `or`.
    pub(super) fn logic(&mut self, op: BoolOperator, values: &[Expr], destination: Register) -> Result<()> {
        let result = self.scratch(destination);
        let end = self.unit.new_label();
        let (last, others) = values.split_last().expect("a value");
        for value in others {
            self.into(value, result)?;
            let deciding = op == BoolOperator::Or;
            self.jump_if_operand(Operand::register(result), end, deciding);
        }
        self.into(last, result)?;
        self.unit.bind(end);
        self.unit.move_to(destination, Operand::register(result));
        Ok(())
    }
}

/// The fused jump for a comparison, and whether it tests the comparison itself or its opposite.
fn jump_opcode(op: CompareOperator) -> (Opcode, bool) {
    match op {
        CompareOperator::Eq => (Opcode::JUMP_EQ, true),
        CompareOperator::NotEq => (Opcode::JUMP_NE, true),
        CompareOperator::Lt => (Opcode::JUMP_LT, true),
        CompareOperator::LtE => (Opcode::JUMP_LE, true),
        CompareOperator::Gt => (Opcode::JUMP_GT, true),
        CompareOperator::GtE => (Opcode::JUMP_GE, true),
        CompareOperator::Is => (Opcode::JUMP_IS, true),
        CompareOperator::IsNot => (Opcode::JUMP_IS, false),
        CompareOperator::In => (Opcode::JUMP_IN, true),
        CompareOperator::NotIn => (Opcode::JUMP_IN, false),
    }
}

fn compare_opcode(op: CompareOperator) -> Opcode {
    match op {
        CompareOperator::Eq => Opcode::COMPARE_EQ,
        CompareOperator::NotEq => Opcode::COMPARE_NE,
        CompareOperator::Lt => Opcode::COMPARE_LT,
        CompareOperator::LtE => Opcode::COMPARE_LE,
        CompareOperator::Gt => Opcode::COMPARE_GT,
        CompareOperator::GtE => Opcode::COMPARE_GE,
        CompareOperator::Is => Opcode::COMPARE_IS,
        CompareOperator::IsNot => Opcode::COMPARE_IS_NOT,
        CompareOperator::In => Opcode::COMPARE_IN,
        CompareOperator::NotIn => Opcode::COMPARE_NOT_IN,
    }
}
