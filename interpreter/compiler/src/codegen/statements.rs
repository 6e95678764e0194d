//! Statements, except those with a file of their own.

use super::fold;
use super::unit::Operand;
use super::Compiler;
use crate::error::{Result, Warning};
use crate::opcode::Opcode;
use crate::symtable::BlockKind;
use pyrs_syntax::ast::*;

impl Compiler<'_> {
    pub(super) fn statements(&mut self, statements: &[Stmt]) -> Result<()> {
        statements.iter().try_for_each(|s| self.statement(s))
    }

    fn statement(&mut self, statement: &Stmt) -> Result<()> {
        self.statement_line(statement.position);
        let mark = self.unit.mark();
        match &statement.kind {
            StmtKind::FunctionDef { .. } => self.function_definition(statement)?,
            StmtKind::ClassDef { .. } => self.class_definition(statement)?,
            StmtKind::Return { value } => self.return_statement(value.as_deref())?,
            StmtKind::Delete { targets } => {
                for target in targets {
                    self.delete(target)?;
                }
            }
            StmtKind::Assign { targets, value } => self.assign(targets, value)?,
            StmtKind::AugAssign { target, op, value } => {
                self.augmented_assign(target, *op, value)?;
            }
            StmtKind::Print { dest, values, nl } => self.print(dest.as_deref(), values, *nl)?,
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => self.for_statement(target, iter, body, orelse)?,
            StmtKind::While { test, body, orelse } => self.while_statement(test, body, orelse)?,
            StmtKind::If { .. } => self.if_statement(statement)?,
            StmtKind::With { .. } => self.with_statement(statement)?,
            StmtKind::Raise { kind, inst, tback } => self.raise(kind, inst, tback)?,
            StmtKind::TryExcept { body, handlers, orelse } => self.try_except(body, handlers, orelse)?,
            StmtKind::TryFinally { body, finalbody } => self.try_finally(body, finalbody)?,
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_deref())?,
            StmtKind::Import { names } => self.import(names)?,
            StmtKind::ImportFrom { module, names, level } => self.import_from(*module, names, *level)?,
            StmtKind::Exec { body, globals, locals } => self.exec(body, globals.as_deref(), locals.as_deref())?,
            StmtKind::Global { .. } | StmtKind::Pass => {}
            StmtKind::Expr { value } => self.expression_statement(value)?,
            StmtKind::Break => self.break_statement()?,
            StmtKind::Continue => self.continue_statement()?,
        }
        self.unit.release(mark);
        Ok(())
    }

    fn expression_statement(&mut self, value: &Expr) -> Result<()> {
        if self.interactive && self.block().kind == BlockKind::Module {
            let value = self.operand(value)?;
            self.unit.emit(Opcode::PRINT_EXPRESSION, value.0, 0, 0);
        } else if !matches!(value.kind, ExprKind::Num(_) | ExprKind::Str(_)) {
            self.effect(value)?;
        }
        Ok(())
    }

    fn if_statement(&mut self, statement: &Stmt) -> Result<()> {
        let end = self.unit.new_label();
        let mut statement = statement;
        // An `elif` is an `if` alone in the else part; a chain of them is compiled in this loop.
        while let StmtKind::If { test, body, orelse } = &statement.kind {
            let constant = self.constant_condition(test);
            match constant {
                Some(false) => {}
                Some(true) => self.statements(body)?,
                None => {
                    let next = self.unit.new_label();
                    self.jump_if(test, next, false)?;
                    self.statements(body)?;
                    // CPython jumps to the end in any case, which a `pass` shows.
                    self.unit.owe_line();
                    if !orelse.is_empty() && self.unit.is_reachable() {
                        self.unit.jump(end);
                    }
                    self.unit.bind(next);
                }
            }
            match &orelse[..] {
                _ if constant == Some(true) => break,
                [only] if matches!(only.kind, StmtKind::If { .. }) => {
                    statement = only;
                    self.statement_line(only.position);
                }
                _ => {
                    self.statements(orelse)?;
                    break;
                }
            }
        }
        self.unit.bind(end);
        Ok(())
    }

    /// The value of a condition that `if` and `while` decide at compile time: a literal or `__debug__`.
    pub(super) fn constant_condition(&self, test: &Expr) -> Option<bool> {
        match &test.kind {
            ExprKind::Num(number) => Some(fold::is_true(&fold::number(number))),
            ExprKind::Str(text) => Some(fold::is_true(&fold::string(text))),
            ExprKind::Name { id, .. } if self.names.spelling(*id) == "__debug__" => Some(self.optimize == 0),
            _ => None,
        }
    }

    fn return_statement(&mut self, value: Option<&Expr>) -> Result<()> {
        if self.block().kind != BlockKind::Function {
            return self.error("'return' outside function");
        }
        let value = match value {
            Some(value) => self.operand(value)?,
            None => self.unit.none(),
        };
        self.unwind_return(value);
        Ok(())
    }

    fn print(&mut self, destination: Option<&Expr>, values: &[Expr], newline: bool) -> Result<()> {
        let stream = match destination {
            Some(destination) => {
                let stream = self.operand(destination)?;
                self.protect(stream, values)
            }
            None => self.unit.none(),
        };
        for value in values {
            let mark = self.unit.mark();
            let value = self.operand(value)?;
            self.unit.emit(Opcode::PRINT_ITEM, value.0, stream.0, 0);
            self.unit.release(mark);
        }
        if newline {
            self.unit.emit(Opcode::PRINT_NEWLINE, stream.0, 0, 0);
        }
        Ok(())
    }

    fn raise(
        &mut self,
        kind: &Option<Box<Expr>>,
        instance: &Option<Box<Expr>>,
        traceback: &Option<Box<Expr>>,
    ) -> Result<()> {
        let mut count = 0;
        let mark = self.unit.mark();
        for expression in [kind, instance, traceback].into_iter().flatten() {
            let register = self.unit.allocate();
            self.into(expression, register)?;
            count += 1;
        }
        self.unit.release(mark);
        let window = self.unit.allocate_run(3);
        self.unit.emit(Opcode::RAISE, window, count, 0);
        Ok(())
    }

    fn assert(&mut self, test: &Expr, message: Option<&Expr>) -> Result<()> {
        if self.optimize > 0 {
            return Ok(());
        }
        if matches!(&test.kind, ExprKind::Tuple { elts, .. } if !elts.is_empty()) {
            self.warnings.push(Warning {
                message: "assertion is always true, perhaps remove parentheses?".into(),
                lineno: self.unit.line(),
            });
        }
        let end = self.unit.new_label();
        self.jump_if(test, end, true)?;
        let name = self.names.intern("AssertionError");
        let name = self.unit.name_index(name);
        let mark = self.unit.mark();
        let window = self.unit.allocate_run(2);
        self.unit.emit(Opcode::LOAD_GLOBAL, window, name, 0);
        if let Some(message) = message {
            self.into(message, window + 1)?;
            self.unit.emit(Opcode::CALL, window, 1, 0);
        }
        self.unit.release(mark);
        let window = self.unit.allocate_run(3);
        self.unit.emit(Opcode::RAISE, window, 1, 0);
        self.unit.bind(end);
        Ok(())
    }

    fn exec(&mut self, body: &Expr, globals: Option<&Expr>, locals: Option<&Expr>) -> Result<()> {
        let body = self.operand(body)?;
        let body = self.protect(body, globals);
        let body = self.protect(body, locals);
        let globals = self.optional_operand(globals)?;
        let globals = self.protect(globals, locals);
        let locals = self.optional_operand(locals)?;
        self.unit.emit(Opcode::EXEC, body.0, globals.0, locals.0);
        Ok(())
    }

    fn optional_operand(&mut self, expression: Option<&Expr>) -> Result<Operand> {
        match expression {
            Some(expression) => self.operand(expression),
            None => Ok(self.unit.none()),
        }
    }
}
