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
            ExprKind::UnaryOp { op, operand } => {
                arithmetic::unary(*op, &self.constant(operand)?)
            }
            ExprKind::BinOp { .. } => self.constant_chain(expression),
            _ => None,
        }
    }

    /// The tuple of the values of expressions, if all are known.
    pub(super) fn constant_elements(&self, elements: &[Expr]) -> Option<Constant> {
        let elements: Option<Vec<Constant>> = elements.iter().map(|e| self.constant(e)).collect();
        elements.map(Constant::Tuple)
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
