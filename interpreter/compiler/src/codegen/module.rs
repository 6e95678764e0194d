//! The outermost code: a module, one interactive statement, an expression.

use super::unit::{Operand, NAMESPACE};
use super::Compiler;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{ExprKind, Mod, Stmt, StmtKind, Str};

impl Compiler<'_> {
    pub(super) fn module(&mut self, tree: &Mod) -> Result<()> {
        let block = self.block();
        self.unit.list_comprehension = block.list_comprehension;
        match tree {
            Mod::Module { body } => {
                self.body(body)?;
                self.return_none();
            }
            Mod::Interactive { body } => {
                self.statements(body)?;
                self.return_none();
            }
            Mod::Expression { body } => {
                let value = self.operand(body)?;
                self.unit.emit(Opcode::RETURN, value.0, 0, 0);
            }
        }
        Ok(())
    }

    /// The statements of a module or a class; a string in front becomes `__doc__`.
    pub(super) fn body(&mut self, body: &[Stmt]) -> Result<()> {
        let mut rest = body;
        if let Some(text) = docstring(body) {
            if self.optimize < 2 {
                rest = &body[1..];
                let StmtKind::Expr { value } = &body[0].kind else {
                    return Ok(());
                };
                self.expression_line(value);
                let value = self.unit.constant_operand(super::fold::string(text));
                let doc = self.names.intern("__doc__");
                self.store_name(doc, value)?;
            }
        }
        self.statements(rest)
    }

    /// Ends code that falls off its end.
    pub(super) fn return_none(&mut self) {
        if self.unit.falls_off() {
            let none = self.unit.none();
            self.unit.emit(Opcode::RETURN, none.0, 0, 0);
        }
    }

    /// The namespace of this code, as an operand.
    pub(super) fn namespace(&self) -> Operand {
        debug_assert!(self.unit.has_namespace);
        Operand::register(NAMESPACE)
    }
}

/// The string that is the first statement, if it is one.
pub(super) fn docstring(body: &[Stmt]) -> Option<&Str> {
    match &body.first()?.kind {
        StmtKind::Expr { value } => match &value.kind {
            ExprKind::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
