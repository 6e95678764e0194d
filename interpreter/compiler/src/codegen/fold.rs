//! Constant expressions.

use super::arithmetic;
pub(super) use super::arithmetic::binary;
use super::Compiler;
use crate::code::Constant;
use crate::symtable::chain_child;
use num_traits::Zero;
use pyrs_syntax::ast::*;
use pyrs_syntax::Name;

impl Compiler<'_> {
    /// The value of an expression, if it is known now.
    pub(super) fn constant(&self, expression: &Expr) -> Option<Constant> {
        match &expression.kind {
            ExprKind::Num(value) => Some(number(value)),
            ExprKind::Str(text) => Some(string(text)),
            ExprKind::Name { id, .. } if *id == Name::NONE => Some(Constant::None),
            ExprKind::Tuple { elts, .. } => self.constant_elements(elts),
            ExprKind::UnaryOp { op, operand } => arithmetic::unary(*op, &self.constant(operand)?),
            ExprKind::BinOp { .. } => self.constant_chain(expression),
            _ => None,
        }
    }

    /// The tuple of the values of expressions, if all are known.
    pub(super) fn constant_elements(&self, elements: &[Expr]) -> Option<Constant> {
        let elements: Option<Vec<Constant>> = elements.iter().map(|e| self.constant(e)).collect();
        elements.map(Constant::Tuple)
    }

    /// Raises the line as if the parts of a folded expression were visited. CPython folds a tuple only if it need not
    /// fold the elements behind the first; where it does not, each line keeps its instruction.
    pub(super) fn folded_line(&mut self, expression: &Expr) {
        let mut last = expression;
        loop {
            last = match &last.kind {
                ExprKind::BinOp { right, .. } => right,
                ExprKind::UnaryOp { operand, .. } => operand,
                ExprKind::Tuple { elts, .. } => {
                    let is_literal = |element: &Expr| {
                        matches!(
                            element.kind,
                            ExprKind::Num(_) | ExprKind::Str(_) | ExprKind::Name { .. }
                        )
                    };
                    let Some((last, others)) = elts.split_last() else {
                        break;
                    };
                    self.expression_line(&elts[0]);
                    self.unit.note_first_line();
                    if !others.is_empty() && !elts[1..].iter().all(is_literal) {
                        return self.element_lines(elts);
                    }
                    last
                }
                _ => break,
            };
            self.expression_line(last);
        }
    }

    /// Gives each line of a display of constants an instruction, as loading them one by one would.
    pub(super) fn element_lines(&mut self, elements: &[Expr]) {
        for element in elements {
            self.expression_line(element);
            self.folded_line(element);
            self.unit.owe_line();
        }
    }

    /// The value of a chain of binary operators, innermost first.
    fn constant_chain(&self, expression: &Expr) -> Option<Constant> {
        let mut links = Vec::new();
        let mut leaf = expression;
        while let ExprKind::BinOp { .. } = leaf.kind {
            links.push(leaf);
            leaf = chain_child(leaf)?;
        }
        let mut value = self.constant(leaf)?;
        for link in links.iter().rev() {
            let ExprKind::BinOp { op, right, .. } = &link.kind else {
                return None;
            };
            let right = self.constant(right)?;
            value = binary(*op, &value, &right, self.has_true_division())?;
        }
        Some(value)
    }
}

/// The constant of a numeric literal.
pub(super) fn number(number: &Num) -> Constant {
    match number {
        Num::Int(value) => Constant::Int(*value),
        Num::Long(value) => Constant::Long(value.clone()),
        Num::Float(value) => Constant::Float(*value),
        Num::Imaginary(value) => Constant::Complex(0.0, *value),
    }
}

/// The constant of a string literal.
pub(super) fn string(text: &Str) -> Constant {
    match text {
        Str::Bytes(bytes) => Constant::Str(bytes[..].into()),
        Str::Unicode(bytes) => Constant::Unicode(bytes[..].into()),
    }
}

/// The truth of a constant.
pub(super) fn is_true(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Ellipsis | Constant::Code(_) => true,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::Long(value) => !value.is_zero(),
        Constant::Float(value) => *value != 0.0,
        Constant::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
        Constant::Str(bytes) | Constant::Unicode(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) => !items.is_empty(),
    }
}
