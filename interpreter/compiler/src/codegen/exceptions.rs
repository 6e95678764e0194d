//! `try ... except` and `try ... finally`.
//!
//! Nothing is executed to enter a protected body: the exception table names its handler. A handler starts with CATCH.
//! A `finally` clause is compiled once; a register says why it runs, and what follows the clause goes on accordingly.

use super::control::{BlockKind, Exit, Finally};
use super::unit::{Operand, Register, EXCEPTION};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{ExceptHandler, Stmt};

impl Compiler<'_> {
    /// Emits the start of a handler: the exception to three registers.
    pub(super) fn catch(&mut self, window: Register) {
        self.unit.uses_exception = true;
        self.unit.emit(Opcode::CATCH, window, EXCEPTION, 0);
    }

    pub(super) fn try_except(&mut self, body: &[Stmt], handlers: &[ExceptHandler], orelse: &[Stmt]) -> Result<()> {
        let handler = self.unit.new_label();
        let otherwise = self.unit.new_label();
        let end = self.unit.new_label();
        let before = self.unit.assigned.clone();

        self.unit.owe_line();
        self.push_block(BlockKind::Except, Some(handler))?;
        self.statements(body)?;
        self.pop_block();
        if self.unit.is_reachable() {
            self.unit.jump(otherwise);
        }

        self.resume_assigned(before);
        self.unit.bind(handler);
        let window = self.unit.allocate_run(3);
        self.catch(window);
        let mut catches_all = false;
        for (index, handler) in handlers.iter().enumerate() {
            if handler.kind.is_none() && index + 1 < handlers.len() {
                return self.error("default 'except:' must be last");
            }
            self.statement_line(handler.position);
            let next = self.unit.new_label();
            match &handler.kind {
                Some(kind) => {
                    let mark = self.unit.mark();
                    let kind = self.operand(kind)?;
                    self.unit.emit_jump(Opcode::JUMP_MATCH, window, kind.0, 0, next);
                    self.unit.release(mark);
                }
                None => {
                    catches_all = true;
                    self.unit.owe_line();
                }
            }
            if let Some(name) = &handler.name {
                self.expression_line(name);
                self.store(name, Operand::register(window + 1))?;
            }
            self.statements(&handler.body)?;
            if self.unit.is_reachable() {
                self.unit.jump(end);
            }
            self.unit.bind(next);
        }
        if !catches_all {
            self.unit.emit(Opcode::RERAISE, window, 0, 0);
        }

        self.unit.bind(otherwise);
        self.statements(orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    pub(super) fn try_finally(&mut self, body: &[Stmt], clause: &[Stmt]) -> Result<()> {
        let handler = self.unit.new_label();
        let start = self.unit.new_label();
        let window = self.unit.allocate_run(4);
        let before = self.unit.assigned.clone();

        let finally = Finally {
            clause: start,
            window,
            exits: Vec::new(),
        };
        let reason = finally.reason();
        self.unit.owe_line();
        self.push_block(BlockKind::Finally(finally), Some(handler))?;
        self.statements(body)?;
        let BlockKind::Finally(finally) = self.pop_block().kind else {
            unreachable!("the block that was pushed");
        };
        let falls_through = self.unit.is_reachable();
        if falls_through {
            if finally.exits.contains(&Exit::Return) {
                self.unit.load_constant(window, Constant::None);
            }
            let why = Constant::Int(Finally::FELL_THROUGH);
            self.unit.load_constant(reason, why);
            self.unit.jump(start);
        }

        self.resume_assigned(before.clone());
        self.unit.bind(handler);
        // The clause runs, but handles nothing: sys.exc_info() does not tell of the exception.
        self.unit.emit(Opcode::CATCH, window, reason, 0);
        let why = Constant::Int(Finally::RAISED);
        self.unit.load_constant(reason, why);

        self.resume_assigned(before);
        self.unit.bind(start);
        self.push_block(BlockKind::FinallyClause, None)?;
        self.statements(clause)?;
        self.pop_block();

        let end = self.unit.new_label();
        if falls_through {
            self.jump_if_reason(reason, Finally::FELL_THROUGH, 1, end);
        }
        for (number, &exit) in finally.exits.iter().enumerate() {
            let next = self.unit.new_label();
            let number = Finally::FIRST_EXIT + number as i64;
            self.jump_if_reason(reason, number, 0, next);
            let outermost = self.unit.blocks.len();
            let value = (exit == Exit::Return).then_some(Operand::register(window));
            self.unwind(exit, value, outermost);
            self.unit.bind(next);
        }
        self.unit.emit(Opcode::RERAISE, window, 0, 0);
        self.unit.bind(end);
        Ok(())
    }

    /// Jumps if `reason is number` is as wanted.
    fn jump_if_reason(&mut self, reason: Register, number: i64, when: u16, to: super::unit::Label) {
        let number = self.unit.constant_operand(Constant::Int(number));
        self.unit.emit_jump(Opcode::JUMP_IS, reason, number.0, when, to);
    }
}
