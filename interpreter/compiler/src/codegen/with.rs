//! `with`: `__exit__` is looked up first, then `__enter__`.

use super::control::BlockKind;
use super::unit::{Operand, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Stmt, StmtKind};

/// Operands of LOAD_SPECIAL.
const ENTER: u16 = 0;
const EXIT: u16 = 1;

impl Compiler<'_> {
    pub(super) fn with_statement(&mut self, statement: &Stmt) -> Result<()> {
        let StmtKind::With {
            context_expr,
            optional_vars,
            body,
        } = &statement.kind
        else {
            unreachable!("called for `with` only");
        };
        let handler = self.unit.new_label();
        let end = self.unit.new_label();

        let exit = self.unit.allocate();
        let mark = self.unit.mark();
        let window = self.unit.allocate();
        let manager = self.operand(context_expr)?;
        self.unit.emit(Opcode::LOAD_SPECIAL, exit, manager.0, EXIT);
        self.unit.emit(Opcode::LOAD_SPECIAL, window, manager.0, ENTER);
        self.unit.release(mark);
        let window = self.unit.allocate();
        self.unit.emit(Opcode::CALL, window, 0, 0);

        let before = self.unit.assigned.clone();
        self.push_block(BlockKind::With(exit), Some(handler))?;
        if let Some(target) = optional_vars {
            self.expression_line(target);
            self.store(target, Operand::register(window))?;
        }
        self.unit.release(mark);
        self.statements(body)?;
        self.pop_block();
        if self.unit.is_reachable() {
            self.call_exit(exit);
            self.unit.jump(end);
        }

        self.resume_assigned(before);
        self.unit.bind(handler);
        let exception = self.unit.allocate_run(3);
        self.catch(exception);
        let window = self.unit.allocate_run(4);
        self.unit.move_to(window, Operand::register(exit));
        for index in 0..3 {
            let part = Operand::register(exception + index);
            self.unit.move_to(window + 1 + index, part);
        }
        self.unit.emit(Opcode::CALL, window, 3, 0);
        self.unit.emit_jump(Opcode::JUMP_IF_TRUE, window, 0, 0, end);
        self.unit.emit(Opcode::RERAISE, exception, 0, 0);
        self.unit.bind(end);
        Ok(())
    }

    /// Calls the `__exit__` method for a body that raised nothing.
    pub(super) fn call_exit(&mut self, method: Register) {
        let mark = self.unit.mark();
        let window = self.unit.allocate_run(4);
        self.unit.move_to(window, Operand::register(method));
        for index in 1..4 {
            self.unit.load_constant(window + index, Constant::None);
        }
        self.unit.emit(Opcode::CALL, window, 3, 0);
        self.unit.release(mark);
    }
}
