//! Compound statements and the blocks in them.

use super::{FirstDeferred, Parse, Parser};
use crate::ast::{ExceptHandler, Expr, ExprContext, ExprKind, Stmt, StmtKind};
use crate::error::SyntaxErrorKind;
use crate::position::Position;
use crate::token::TokenKind;

impl Parser<'_> {
    pub(super) fn starts_compound(&self) -> bool {
        use TokenKind::*;
        matches!(self.token.kind, If | While | For | Try | With | Def | Class | At)
    }

    /// `compound_stmt: if_stmt | while_stmt | for_stmt | try_stmt | with_stmt | funcdef | classdef | decorated`
    pub(super) fn compound_statement(&mut self, body: &mut Vec<Stmt>) -> Parse<()> {
        // compound_stmt and the statement's own rule
        self.depth += 2;
        let position = self.token.position;
        let statement = match self.token.kind {
            TokenKind::If => self.if_statement()?,
            TokenKind::With => self.with_statement()?,
            kind => {
                let kind = match kind {
                    TokenKind::While => self.while_statement()?,
                    TokenKind::For => self.for_statement()?,
                    TokenKind::Try => self.try_statement(position)?,
                    TokenKind::Def => self.function_definition(Vec::new())?,
                    TokenKind::Class => self.class_definition(Vec::new())?,
                    _ => self.decorated()?,
                };
                Stmt { kind, position }
            }
        };
        body.push(statement);
        self.depth -= 2;
        Ok(())
    }

    /// `':' suite`, with `suite: simple_stmt | NEWLINE INDENT stmt+ DEDENT`
    fn block(&mut self) -> Parse<Vec<Stmt>> {
        self.expect(TokenKind::Colon)?;
        self.depth += 1;
        let mut body = Vec::new();
        if self.accept(TokenKind::Newline) {
            if !self.accept(TokenKind::Indent) {
                return match self.token.kind {
                    TokenKind::Error | TokenKind::Unknown => self.unexpected(),
                    _ => self.fail(SyntaxErrorKind::Indentation, "expected an indented block"),
                };
            }
            self.statement(&mut body)?;
            while !self.accept(TokenKind::Dedent) {
                self.statement(&mut body)?;
            }
        } else {
            self.simple_statements(&mut body)?;
            self.expect(TokenKind::Newline)?;
        }
        self.depth -= 1;
        Ok(body)
    }

    /// `['else' ':' suite]`
    fn else_block(&mut self) -> Parse<Vec<Stmt>> {
        match self.accept(TokenKind::Else) {
            true => self.block(),
            false => Ok(Vec::new()),
        }
    }

    /// `if_stmt: 'if' test ':' suite ('elif' test ':' suite)* ['else' ':' suite]`
    fn if_statement(&mut self) -> Parse<Stmt> {
        let earlier = self.deferred.take();
        let mut in_branches: FirstDeferred = None;
        let mut branches = Vec::new();
        let mut position = self.token.position;
        self.advance();
        let mut orelse = Vec::new();
        loop {
            let test = Box::new(self.test()?);
            let body = self.block()?;
            branches.push((position, test, body));
            let is_last = self.token.kind != TokenKind::Elif;
            if is_last {
                orelse = self.else_block()?;
            }
            // The second pass goes from the last branch to the first.
            in_branches = self.deferred.take().or(in_branches);
            if is_last {
                break;
            }
            self.advance();
            // An `elif` sits where its test starts.
            position = self.token.position;
        }
        self.deferred = earlier.or(in_branches);

        loop {
            let (position, test, body) = branches.pop().expect("there is a first branch");
            let kind = StmtKind::If { test, body, orelse };
            let statement = Stmt { kind, position };
            if branches.is_empty() {
                return Ok(statement);
            }
            orelse = vec![statement];
        }
    }

    /// `while_stmt: 'while' test ':' suite ['else' ':' suite]`
    fn while_statement(&mut self) -> Parse<StmtKind> {
        self.advance();
        let test = Box::new(self.test()?);
        let body = self.block()?;
        let orelse = self.else_block()?;
        Ok(StmtKind::While { test, body, orelse })
    }

    /// `for_stmt: 'for' exprlist 'in' testlist ':' suite ['else' ':' suite]`
    fn for_statement(&mut self) -> Parse<StmtKind> {
        self.advance();
        let earlier = self.deferred.take();
        let target = Box::new(self.targets()?);
        self.expect(TokenKind::In)?;
        let iter = Box::new(self.expression_list()?);
        let body = self.block()?;
        let in_loop = self.deferred.take();
        let orelse = self.else_block()?;
        // The second pass begins with the `else` block.
        self.deferred = earlier.or(self.deferred.take()).or(in_loop);
        Ok(StmtKind::For {
            target,
            iter,
            body,
            orelse,
        })
    }

    /// `try_stmt: 'try' ':' suite ((except_clause ':' suite)+ ['else' ':' suite] ['finally' ':' suite] | 'finally' ':' suite)`
    fn try_statement(&mut self, position: Position) -> Parse<StmtKind> {
        self.advance();
        let mut body = self.block()?;
        if self.token.kind == TokenKind::Except {
            let earlier = self.deferred.take();
            let mut handlers = Vec::new();
            while self.token.kind == TokenKind::Except {
                handlers.push(self.except_clause()?);
            }
            let in_handlers = self.deferred.take();
            let orelse = self.else_block()?;
            let mut kind = StmtKind::TryExcept { body, handlers, orelse };
            if self.accept(TokenKind::Finally) {
                let finalbody = self.block()?;
                let body = vec![Stmt { kind, position }];
                kind = StmtKind::TryFinally { body, finalbody };
            }
            // The second pass ends with the handlers.
            self.deferred = earlier.or(self.deferred.take()).or(in_handlers);
            return Ok(kind);
        }
        self.expect(TokenKind::Finally)?;
        let finalbody = self.block()?;
        body.shrink_to_fit();
        Ok(StmtKind::TryFinally { body, finalbody })
    }

    /// `except_clause: 'except' [test [('as' | ',') test]]`, and the block after it.
    fn except_clause(&mut self) -> Parse<ExceptHandler> {
        let position = self.token.position;
        self.advance();
        self.depth += 1;
        let earlier = self.deferred.take();
        let kind = self.optional_test()?;
        let in_kind = self.deferred.take();
        let mut name = None;
        if kind.is_some() && matches!(self.token.kind, TokenKind::As | TokenKind::Comma) {
            self.advance();
            let start = self.token.position;
            let mut target = self.test()?;
            self.set_context(&mut target, ExprContext::Store, start);
            name = Some(Box::new(target));
        }
        self.depth -= 1;
        // The second pass begins with the name.
        self.deferred = earlier.or(self.deferred.take()).or(in_kind);
        let body = self.block()?;
        Ok(ExceptHandler {
            kind,
            name,
            body,
            position,
        })
    }

    /// `with_stmt: 'with' with_item (',' with_item)* ':' suite`, with `with_item: test ['as' expr]`
    fn with_statement(&mut self) -> Parse<Stmt> {
        self.advance();
        let earlier = self.deferred.take();
        let mut in_items: FirstDeferred = None;
        let mut items = Vec::new();
        loop {
            let position = self.token.position;
            self.depth += 1;
            let context_expr = Box::new(self.test()?);
            let mut optional_vars = None;
            if self.accept(TokenKind::As) {
                let mut target = self.expr()?;
                self.set_context(&mut target, ExprContext::Store, position);
                optional_vars = Some(Box::new(target));
            }
            self.depth -= 1;
            items.push((position, context_expr, optional_vars));
            // The second pass goes from the block to the first item.
            in_items = self.deferred.take().or(in_items);
            if !self.accept(TokenKind::Comma) {
                break;
            }
        }
        let mut body = self.block()?;
        self.deferred = earlier.or(self.deferred.take()).or(in_items);

        loop {
            let (position, context_expr, optional_vars) = items.pop().expect("there is a first item");
            let kind = StmtKind::With {
                context_expr,
                optional_vars,
                body,
            };
            let statement = Stmt { kind, position };
            if items.is_empty() {
                return Ok(statement);
            }
            body = vec![statement];
        }
    }

    /// `decorated: decorators (classdef | funcdef)`
    fn decorated(&mut self) -> Parse<StmtKind> {
        let mut decorator_list = Vec::new();
        while self.accept(TokenKind::At) {
            decorator_list.push(self.decorator()?);
        }
        self.depth += 1;
        let kind = match self.token.kind {
            TokenKind::Def => self.function_definition(decorator_list)?,
            TokenKind::Class => self.class_definition(decorator_list)?,
            _ => return self.unexpected(),
        };
        self.depth -= 1;
        Ok(kind)
    }

    /// `decorator: '@' dotted_name ['(' [arglist] ')'] NEWLINE`, from the name on.
    fn decorator(&mut self) -> Parse<Expr> {
        let position = self.token.position;
        let id = self.name()?;
        let ctx = ExprContext::Load;
        let mut kind = ExprKind::Name { id, ctx };
        while self.accept(TokenKind::Dot) {
            let value = Box::new(Expr { kind, position });
            let attr = self.name()?;
            kind = ExprKind::Attribute { value, attr, ctx };
        }
        if self.accept(TokenKind::LeftParen) {
            // decorators and decorator, but no trailer
            self.depth += 1;
            kind = ExprKind::Call(Box::new(self.call(Expr { kind, position })?));
            self.depth -= 1;
        }
        self.expect(TokenKind::Newline)?;
        Ok(Expr { kind, position })
    }

    /// `funcdef: 'def' NAME parameters ':' suite`
    fn function_definition(&mut self, decorator_list: Vec<Expr>) -> Parse<StmtKind> {
        self.advance();
        let position = self.token.position;
        let name = self.name()?;
        self.check_assignable(name, position);
        self.expect(TokenKind::LeftParen)?;
        self.depth += 1;
        let args = Box::new(self.parameters(TokenKind::RightParen)?);
        self.depth -= 1;
        self.expect(TokenKind::RightParen)?;
        let body = self.block()?;
        Ok(StmtKind::FunctionDef {
            name,
            args,
            body,
            decorator_list,
        })
    }

    /// `classdef: 'class' NAME ['(' [testlist] ')'] ':' suite`
    fn class_definition(&mut self, decorator_list: Vec<Expr>) -> Parse<StmtKind> {
        let position = self.token.position;
        self.advance();
        let name = self.name()?;
        self.check_assignable(name, position);
        let mut bases = Vec::new();
        if self.accept(TokenKind::LeftParen) && !self.accept(TokenKind::RightParen) {
            self.depth += 1;
            bases.push(self.test()?);
            while self.accept(TokenKind::Comma) && self.token.kind.starts_test() {
                bases.push(self.test()?);
            }
            self.depth -= 1;
            self.expect(TokenKind::RightParen)?;
        }
        let body = self.block()?;
        Ok(StmtKind::ClassDef {
            name,
            bases,
            body,
            decorator_list,
        })
    }
}
