//! Which expressions rebind a local in the middle of a larger expression: list comprehensions, whose targets are
//! variables of the enclosing code.

use super::unit::{Operand, Register};
use super::Compiler;
use crate::symtable::chain_child;
use pyrs_syntax::ast::*;

impl Compiler<'_> {
    /// The operand in a register of its own, if it is a local that one of the later expressions rebinds.
    pub(super) fn protect<'e>(&mut self, operand: Operand, later: impl IntoIterator<Item = &'e Expr>) -> Operand {
        if !self.unit.list_comprehension || !operand.is_local() {
            return operand;
        }
        let local = operand.0;
        if later.into_iter().any(|e| self.rebinds(e, local)) {
            self.copy(operand)
        } else {
            operand
        }
    }

    /// The operand copied to a new temporary.
    pub(super) fn copy(&mut self, operand: Operand) -> Operand {
        let register: Register = self.unit.allocate();
        self.unit.move_to(register, operand);
        Operand::register(register)
    }

    /// The operand in a register of its own, if the index rebinds it.
    pub(super) fn protect_from_slice(&mut self, operand: Operand, slice: &Slice) -> Operand {
        if !self.unit.list_comprehension || !operand.is_local() {
            return operand;
        }
        if self.slice_rebinds(slice, operand.0) {
            self.copy(operand)
        } else {
            operand
        }
    }

    /// Whether evaluating the expression may rebind the local.
    pub(super) fn rebinds(&mut self, expression: &Expr, local: Register) -> bool {
        let mut expression = expression;
        while let Some(next) = chain_child(expression) {
            let found = match &expression.kind {
                ExprKind::BinOp { right, .. } => self.rebinds(right, local),
                ExprKind::Subscript { slice, .. } => self.slice_rebinds(slice, local),
                ExprKind::Call(call) => {
                    self.any_rebinds(&call.args, local)
                        || call.keywords.iter().any(|k| self.rebinds(&k.value, local))
                        || self.any_rebinds(&call.starargs, local)
                        || self.any_rebinds(&call.kwargs, local)
                }
                _ => false,
            };
            if found {
                return true;
            }
            expression = next;
        }
        match &expression.kind {
            ExprKind::ListComp { elt, generators } => {
                self.rebinds(elt, local)
                    || generators.iter().any(|generator| {
                        self.binds(&generator.target, local)
                            || self.rebinds(&generator.iter, local)
                            || self.any_rebinds(&generator.ifs, local)
                    })
            }
            // Only the outermost iterable belongs to the enclosing code.
            ExprKind::SetComp { generators, .. }
            | ExprKind::DictComp { generators, .. }
            | ExprKind::GeneratorExp { generators, .. } => self.rebinds(&generators[0].iter, local),
            ExprKind::Lambda { args, .. } => self.any_rebinds(&args.defaults, local),
            ExprKind::BoolOp { values, .. } => self.any_rebinds(values, local),
            ExprKind::UnaryOp { operand: value, .. } | ExprKind::Repr { value } => self.rebinds(value, local),
            ExprKind::IfExp { test, body, orelse } => {
                [test, body, orelse].into_iter().any(|part| self.rebinds(part, local))
            }
            ExprKind::Dict { keys, values } => self.any_rebinds(keys, local) || self.any_rebinds(values, local),
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.any_rebinds(elts, local)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.rebinds(left, local) || self.any_rebinds(comparators, local)
            }
            ExprKind::Yield { value } => value.as_ref().is_some_and(|value| self.rebinds(value, local)),
            _ => false,
        }
    }

    fn any_rebinds<'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expr>, local: Register) -> bool {
        expressions.into_iter().any(|e| self.rebinds(e, local))
    }

    pub(super) fn slice_rebinds(&mut self, slice: &Slice, local: Register) -> bool {
        match slice {
            Slice::Ellipsis => false,
            Slice::Slice { lower, upper, step } => [lower, upper, step]
                .into_iter()
                .flatten()
                .any(|part| self.rebinds(part, local)),
            Slice::ExtSlice { dims } => dims.iter().any(|dim| self.slice_rebinds(dim, local)),
            Slice::Index { value } => self.rebinds(value, local),
        }
    }

    /// Whether assigning to the target may rebind the local.
    pub(super) fn binds(&mut self, target: &Expr, local: Register) -> bool {
        match &target.kind {
            ExprKind::Name { id, .. } => self.is_local(*id) && self.known_local(*id) == Some(local),
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                elts.iter().any(|element| self.binds(element, local))
            }
            _ => self.unit.list_comprehension && self.rebinds(target, local),
        }
    }
}
