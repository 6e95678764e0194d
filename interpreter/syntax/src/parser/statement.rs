//! Simple statements.

use super::{Parse, Parser};
use crate::ast::{Expr, ExprContext, ExprKind, Mod, Operator, Stmt, StmtKind};
use crate::position::Position;
use crate::token::TokenKind;

fn augmented_operator(kind: TokenKind) -> Option<Operator> {
    Some(match kind {
        TokenKind::PlusEqual => Operator::Add,
        TokenKind::MinusEqual => Operator::Sub,
        TokenKind::StarEqual => Operator::Mult,
        TokenKind::SlashEqual => Operator::Div,
        TokenKind::PercentEqual => Operator::Mod,
        TokenKind::AmpersandEqual => Operator::BitAnd,
        TokenKind::BarEqual => Operator::BitOr,
        TokenKind::CircumflexEqual => Operator::BitXor,
        TokenKind::LeftShiftEqual => Operator::LShift,
        TokenKind::RightShiftEqual => Operator::RShift,
        TokenKind::DoubleStarEqual => Operator::Pow,
        TokenKind::DoubleSlashEqual => Operator::FloorDiv,
        _ => return None,
    })
}

impl Parser<'_> {
    /// `single_input: NEWLINE | simple_stmt | compound_stmt NEWLINE`
    pub(super) fn single_input(&mut self) -> Parse<Mod> {
        let mut body = Vec::new();
        if self.token.kind == TokenKind::Newline {
            let (kind, position) = (StmtKind::Pass, Position::NONE);
            body.push(Stmt { kind, position });
        } else if self.starts_compound() {
            self.compound_statement(&mut body)?;
            if self.token.kind != TokenKind::Newline {
                return self.unexpected();
            }
        } else {
            self.simple_statement_line(&mut body)?;
        }
        Ok(Mod::Interactive { body })
    }

    /// `stmt: simple_stmt | compound_stmt`
    pub(super) fn statement(&mut self, body: &mut Vec<Stmt>) -> Parse<()> {
        self.depth += 1;
        if self.starts_compound() {
            self.compound_statement(body)?;
        } else {
            self.simple_statements(body)?;
            self.expect(TokenKind::Newline)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// The statements of a line of which nothing is read beyond its end.
    fn simple_statement_line(&mut self, body: &mut Vec<Stmt>) -> Parse<()> {
        self.simple_statements(body)?;
        if self.token.kind != TokenKind::Newline {
            return self.unexpected();
        }
        Ok(())
    }

    /// `simple_stmt: small_stmt (';' small_stmt)* [';'] NEWLINE`, up to the newline.
    pub(super) fn simple_statements(&mut self, body: &mut Vec<Stmt>) -> Parse<()> {
        // simple_stmt, small_stmt
        self.depth += 2;
        loop {
            let position = self.token.position;
            let kind = self.small_statement()?;
            body.push(Stmt { kind, position });
            if !self.accept(TokenKind::Semicolon) || self.token.kind == TokenKind::Newline {
                break;
            }
        }
        self.depth -= 2;
        Ok(())
    }

    fn small_statement(&mut self) -> Parse<StmtKind> {
        self.depth += 1;
        let kind = match self.token.kind {
            TokenKind::Print => self.print_statement()?,
            TokenKind::Del => {
                self.advance();
                let (targets, _) = self.target_list(ExprContext::Del)?;
                StmtKind::Delete { targets }
            }
            TokenKind::Pass => {
                self.advance();
                StmtKind::Pass
            }
            TokenKind::Break | TokenKind::Continue | TokenKind::Return | TokenKind::Raise | TokenKind::Yield => {
                self.flow_statement()?
            }
            TokenKind::Import => self.import_name()?,
            TokenKind::From => self.import_from()?,
            TokenKind::Global => {
                self.advance();
                let mut names = vec![self.name()?];
                while self.accept(TokenKind::Comma) {
                    names.push(self.name()?);
                }
                StmtKind::Global { names }
            }
            TokenKind::Exec => self.exec_statement()?,
            TokenKind::Assert => {
                self.advance();
                let test = Box::new(self.test()?);
                let msg = self.test_after_comma()?;
                StmtKind::Assert { test, msg }
            }
            _ => self.expression_statement()?,
        };
        self.depth -= 1;
        Ok(kind)
    }

    /// `flow_stmt: break_stmt | continue_stmt | return_stmt | raise_stmt | yield_stmt`
    fn flow_statement(&mut self) -> Parse<StmtKind> {
        self.depth += 1;
        let kind = match self.token.kind {
            TokenKind::Break => {
                self.advance();
                StmtKind::Break
            }
            TokenKind::Continue => {
                self.advance();
                StmtKind::Continue
            }
            TokenKind::Return => {
                self.advance();
                let value = match self.token.kind.starts_test() {
                    true => Some(Box::new(self.expression_list()?)),
                    false => None,
                };
                StmtKind::Return { value }
            }
            TokenKind::Raise => {
                self.advance();
                let kind = self.optional_test()?;
                let inst = match kind {
                    Some(_) => self.test_after_comma()?,
                    None => None,
                };
                let tback = match inst {
                    Some(_) => self.test_after_comma()?,
                    None => None,
                };
                StmtKind::Raise { kind, inst, tback }
            }
            _ => {
                let value = Box::new(self.yield_expr()?);
                StmtKind::Expr { value }
            }
        };
        self.depth -= 1;
        Ok(kind)
    }

    /// `[',' test]`
    fn test_after_comma(&mut self) -> Parse<Option<Box<Expr>>> {
        Ok(match self.accept(TokenKind::Comma) {
            true => Some(Box::new(self.test()?)),
            false => None,
        })
    }

    /// `print_stmt: 'print' ([test (',' test)* [',']] | '>>' test [(',' test)+ [',']])`
    fn print_statement(&mut self) -> Parse<StmtKind> {
        self.advance();
        let mut dest = None;
        let mut values = Vec::new();
        let mut nl = true;
        if self.accept(TokenKind::RightShift) {
            dest = Some(Box::new(self.test()?));
            if self.accept(TokenKind::Comma) {
                values.push(self.test()?);
            }
        } else if self.token.kind.starts_test() {
            values.push(self.test()?);
        }
        if !values.is_empty() {
            while self.accept(TokenKind::Comma) {
                if !self.token.kind.starts_test() {
                    nl = false;
                    break;
                }
                values.push(self.test()?);
            }
        }
        Ok(StmtKind::Print { dest, values, nl })
    }

    /// `exec_stmt: 'exec' expr ['in' test [',' test]]`
    fn exec_statement(&mut self) -> Parse<StmtKind> {
        self.advance();
        let mut body = self.expr()?;
        let mut globals = None;
        let mut locals = None;
        if self.accept(TokenKind::In) {
            globals = Some(Box::new(self.test()?));
            locals = self.test_after_comma()?;
        } else if let ExprKind::Tuple { elts, .. } = &mut body.kind {
            // A tuple of two or three stands for the other form.
            if matches!(elts.len(), 2 | 3) {
                let mut parts = std::mem::take(elts).into_iter();
                body = parts.next().expect("there are two or three");
                globals = parts.next().map(Box::new);
                locals = parts.next().map(Box::new);
            }
        }
        let body = Box::new(body);
        Ok(StmtKind::Exec { body, globals, locals })
    }

    /// `expr_stmt: testlist (augassign (yield_expr|testlist) | ('=' (yield_expr|testlist))*)`
    fn expression_statement(&mut self) -> Parse<StmtKind> {
        let start = self.token.position;
        let mut value = self.expression_list()?;
        if let Some(op) = augmented_operator(self.token.kind) {
            self.advance();
            self.set_context(&mut value, ExprContext::Store, start);
            if matches!(value.kind, ExprKind::List { .. } | ExprKind::Tuple { .. }) {
                self.defer("illegal expression for augmented assignment", start);
            }
            let target = Box::new(value);
            let value = Box::new(self.assigned_value()?);
            return Ok(StmtKind::AugAssign { target, op, value });
        }
        if self.token.kind != TokenKind::Equal {
            let value = Box::new(value);
            return Ok(StmtKind::Expr { value });
        }
        let mut targets = Vec::new();
        let mut target_start = start;
        while self.accept(TokenKind::Equal) {
            self.set_context(&mut value, ExprContext::Store, target_start);
            targets.push(value);
            target_start = self.token.position;
            value = self.chained_value(target_start)?;
        }
        let value = Box::new(value);
        Ok(StmtKind::Assign { targets, value })
    }

    /// `yield_expr | testlist`
    fn assigned_value(&mut self) -> Parse<Expr> {
        match self.token.kind {
            TokenKind::Yield => self.yield_expr(),
            _ => self.expression_list(),
        }
    }

    /// A value that may be the next target.
    fn chained_value(&mut self, start: Position) -> Parse<Expr> {
        if self.token.kind != TokenKind::Yield {
            return self.expression_list();
        }
        let earlier = self.deferred.take();
        let value = self.yield_expr()?;
        let inside = std::mem::replace(&mut self.deferred, earlier);
        if self.token.kind == TokenKind::Equal {
            self.defer("assignment to yield expression not possible", start);
        }
        self.deferred = self.deferred.take().or(inside);
        Ok(value)
    }
}
