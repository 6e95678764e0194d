//! `for` and `while`: one backward jump each, at the end of the body.

use super::control::BlockKind;
use super::unit::{Label, Operand, Register};
use super::Compiler;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Expr, ExprKind, Stmt};

impl Compiler<'_> {
    pub(super) fn for_statement(
        &mut self,
        target: &Expr,
        iterable: &Expr,
        body: &[Stmt],
        orelse: &[Stmt],
    ) -> Result<()> {
        let end = self.unit.new_label();
        let next = self.unit.new_label();
        let kind = BlockKind::Loop { next, end };
        self.unit.owe_line();
        self.push_block(kind, None)?;
        let iterator = self.iterator(iterable)?;
        let (start, exhausted) = self.loop_start(iterator, target)?;
        self.statements(body)?;
        self.loop_end(start, next);
        self.unit.bind(exhausted);
        self.pop_block();
        self.statements(orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    /// A new temporary with an iterator of the value.
    pub(super) fn iterator(&mut self, iterable: &Expr) -> Result<Register> {
        let iterator = self.unit.allocate();
        let mark = self.unit.mark();
        // Nobody else sees a list displayed here, so a tuple of constants does as well.
        let elements: &[Expr] = match &iterable.kind {
            ExprKind::List { elts, .. } => elts,
            _ => &[],
        };
        let constant = self.constant_elements(elements);
        let value = match constant.filter(|_| !elements.is_empty()) {
            Some(tuple) => {
                self.expression_line(iterable);
                self.element_lines(elements);
                self.unit.constant_operand(tuple)
            }
            None => self.operand_at(iterable, iterator)?,
        };
        self.unit.emit(Opcode::GET_ITER, iterator, value.0, 0);
        self.unit.release(mark);
        Ok(iterator)
    }

    /// The header of a loop over an iterator: gives the labels of the header and of the place behind the loop.
    pub(super) fn loop_start(&mut self, iterator: Register, target: &Expr) -> Result<(Label, Label)> {
        let start = self.unit.new_label();
        let exhausted = self.unit.new_label();
        self.unit.bind(start);
        self.unit.forget_deletable();
        let mark = self.unit.mark();
        let local = match &target.kind {
            ExprKind::Name { id, .. } if self.is_local(*id) => self.local(*id),
            _ => None,
        };
        match local {
            Some(local) => {
                self.unit.emit_jump(Opcode::FOR_ITER, local, iterator, 0, exhausted);
                self.expression_line(target);
                self.unit.assign(local);
                self.unit.owe_line();
            }
            None => {
                let item = self.unit.allocate();
                self.unit.emit_jump(Opcode::FOR_ITER, item, iterator, 0, exhausted);
                self.store(target, Operand::register(item))?;
            }
        }
        self.unit.release(mark);
        Ok((start, exhausted))
    }

    /// The end of a loop's body; `continue` goes here.
    pub(super) fn loop_end(&mut self, start: Label, next: Label) {
        self.unit.bind(next);
        if self.unit.is_reachable() {
            self.unit.emit_jump(Opcode::JUMP_BACK, 0, 0, 0, start);
        }
    }

    pub(super) fn while_statement(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Result<()> {
        let constant = self.constant_condition(test);
        if constant == Some(false) {
            return self.statements(orelse);
        }
        let start = self.unit.new_label();
        let next = self.unit.new_label();
        let end = self.unit.new_label();
        let exhausted = self.unit.new_label();
        self.unit.owe_line();
        self.push_block(BlockKind::Loop { next, end }, None)?;
        if constant.is_none() {
            self.unit.bind(start);
            self.unit.forget_deletable();
            self.jump_if(test, exhausted, false)?;
        } else {
            // The line of an endless loop has no part in the loop.
            if let Some(first) = body.first() {
                self.raise_line(first.position);
            }
            self.unit.bind(start);
            self.unit.forget_deletable();
        }
        self.statements(body)?;
        self.loop_end(start, next);
        self.unit.bind(exhausted);
        self.pop_block();
        self.statements(orelse)?;
        self.unit.bind(end);
        Ok(())
    }
}
