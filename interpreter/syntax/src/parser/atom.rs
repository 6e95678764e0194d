//! Names, literals, brackets and subscripts.

use super::expression::node;
use super::{Parse, Parser};
use crate::ast::{Expr, ExprContext, ExprKind, Slice, Str};
use crate::error::SyntaxErrorKind;
use crate::names::Name;
use crate::number;
use crate::position::Position;
use crate::string::{StringBuilder, StringError};
use crate::token::TokenKind;

impl Parser<'_> {
    /// `atom: '(' [yield_expr|testlist_comp] ')' | '[' [listmaker] ']' | '{' [dictorsetmaker] '}' | '`' testlist1 '`' |
    /// NAME | NUMBER | STRING+`
    pub(super) fn atom(&mut self) -> Parse<Expr> {
        let position = self.token.position;
        if !self.token.kind.starts_expr() {
            return self.unexpected();
        }
        self.depth += 1;
        self.check_depth()?;
        let expr = match self.token.kind {
            TokenKind::Name => {
                let id = self.name()?;
                let ctx = ExprContext::Load;
                node(ExprKind::Name { id, ctx }, position)
            }
            TokenKind::Number => {
                let number = number::parse(self.text(), false);
                self.advance();
                node(ExprKind::Num(number), position)
            }
            TokenKind::String => node(ExprKind::Str(self.strings()), position),
            TokenKind::LeftParen => self.parenthesized(position)?,
            TokenKind::LeftBracket => self.list(position)?,
            TokenKind::LeftBrace => self.dict_or_set(position)?,
            TokenKind::Backquote => self.repr(position)?,
            _ => return self.unexpected(),
        };
        self.depth -= 1;
        Ok(expr)
    }

    /// One or more string literals side by side.
    fn strings(&mut self) -> Str {
        let position = self.token.position;
        let mut builder = StringBuilder::default();
        while self.token.kind == TokenKind::String {
            let text = self.text();
            self.plain_string_seen |= matches!(text[0], b'"' | b'\'' | b'r' | b'R');
            match builder.push(text, self.strings) {
                Ok(()) => {}
                Err(StringError::Value(message)) => self.defer_kind(SyntaxErrorKind::Value, message, position),
                Err(StringError::Raised) => self.defer_kind(SyntaxErrorKind::Raised, "", position),
                Err(StringError::Unicode(message)) => self.defer(format!("(unicode error) {message}"), position),
            }
            self.advance();
        }
        builder.finish()
    }

    /// `'(' [yield_expr | test (comp_for | (',' test)* [','])] ')'`
    fn parenthesized(&mut self, position: Position) -> Parse<Expr> {
        self.advance();
        if self.accept(TokenKind::RightParen) {
            let (elts, ctx) = (Vec::new(), ExprContext::Load);
            return Ok(node(ExprKind::Tuple { elts, ctx }, position));
        }
        let expr = if self.token.kind == TokenKind::Yield {
            self.yield_expr()?
        } else {
            self.depth += 1;
            let start = self.token.position;
            let mut expr = self.test()?;
            if self.token.kind == TokenKind::For {
                let elt = Box::new(expr);
                let generators = self.generators()?;
                expr = node(ExprKind::GeneratorExp { elt, generators }, start);
            } else if self.token.kind == TokenKind::Comma {
                let elts = self.elements(expr, TokenKind::RightParen)?;
                let ctx = ExprContext::Load;
                expr = node(ExprKind::Tuple { elts, ctx }, start);
            }
            self.depth -= 1;
            expr
        };
        self.expect(TokenKind::RightParen)?;
        Ok(expr)
    }

    /// The elements of a display, from the first on up to the bracket that closes it.
    fn elements(&mut self, first: Expr, end: TokenKind) -> Parse<Vec<Expr>> {
        let mut elts = vec![first];
        while self.accept(TokenKind::Comma) && self.token.kind != end {
            elts.push(self.test()?);
        }
        Ok(elts)
    }

    /// `'[' [test (list_for | (',' test)* [','])] ']'`
    fn list(&mut self, position: Position) -> Parse<Expr> {
        self.advance();
        let ctx = ExprContext::Load;
        if self.accept(TokenKind::RightBracket) {
            let elts = Vec::new();
            return Ok(node(ExprKind::List { elts, ctx }, position));
        }
        self.depth += 1;
        let start = self.token.position;
        let first = self.test()?;
        let expr = if self.token.kind == TokenKind::For {
            let elt = Box::new(first);
            let generators = self.list_generators()?;
            node(ExprKind::ListComp { elt, generators }, start)
        } else {
            let elts = self.elements(first, TokenKind::RightBracket)?;
            node(ExprKind::List { elts, ctx }, position)
        };
        self.depth -= 1;
        self.expect(TokenKind::RightBracket)?;
        Ok(expr)
    }

    /// `'{' [test ':' test (comp_for | (',' test ':' test)* [',']) | test (comp_for | (',' test)* [','])] '}'`
    fn dict_or_set(&mut self, position: Position) -> Parse<Expr> {
        self.advance();
        if self.accept(TokenKind::RightBrace) {
            let (keys, values) = (Vec::new(), Vec::new());
            return Ok(node(ExprKind::Dict { keys, values }, position));
        }
        self.depth += 1;
        let start = self.token.position;
        let first = self.test()?;
        let expr = match self.token.kind {
            TokenKind::Colon => {
                self.advance();
                let value = self.test()?;
                if self.token.kind == TokenKind::For {
                    let (key, value) = (Box::new(first), Box::new(value));
                    let generators = self.generators()?;
                    let kind = ExprKind::DictComp { key, value, generators };
                    node(kind, start)
                } else {
                    let (mut keys, mut values) = (vec![first], vec![value]);
                    while self.accept(TokenKind::Comma) && self.token.kind != TokenKind::RightBrace {
                        keys.push(self.test()?);
                        self.expect(TokenKind::Colon)?;
                        values.push(self.test()?);
                    }
                    node(ExprKind::Dict { keys, values }, position)
                }
            }
            TokenKind::For => {
                let elt = Box::new(first);
                let generators = self.generators()?;
                node(ExprKind::SetComp { elt, generators }, start)
            }
            _ => {
                let elts = self.elements(first, TokenKind::RightBrace)?;
                node(ExprKind::Set { elts }, position)
            }
        };
        self.depth -= 1;
        self.expect(TokenKind::RightBrace)?;
        Ok(expr)
    }

    /// ``'`' test (',' test)* '`'``
    fn repr(&mut self, position: Position) -> Parse<Expr> {
        self.advance();
        self.depth += 1;
        let start = self.token.position;
        let mut expr = self.test()?;
        if self.token.kind == TokenKind::Comma {
            let mut elts = vec![expr];
            while self.accept(TokenKind::Comma) {
                elts.push(self.test()?);
            }
            let ctx = ExprContext::Load;
            expr = node(ExprKind::Tuple { elts, ctx }, start);
        }
        self.depth -= 1;
        self.expect(TokenKind::Backquote)?;
        let value = Box::new(expr);
        Ok(node(ExprKind::Repr { value }, position))
    }

    /// `yield_expr: 'yield' [testlist]`
    pub(super) fn yield_expr(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let position = self.token.position;
        self.advance();
        let value = match self.token.kind.starts_test() {
            true => Some(Box::new(self.expression_list()?)),
            false => None,
        };
        self.depth -= 1;
        Ok(node(ExprKind::Yield { value }, position))
    }

    /// `subscriptlist: subscript (',' subscript)* [',']`, and the bracket after it.
    pub(super) fn subscripts(&mut self) -> Parse<Slice> {
        // trailer, subscriptlist
        self.depth += 2;
        let position = self.token.position;
        let mut slice = self.subscript()?;
        if self.token.kind == TokenKind::Comma {
            let mut dims = vec![slice];
            while self.accept(TokenKind::Comma) && self.token.kind != TokenKind::RightBracket {
                dims.push(self.subscript()?);
            }
            slice = if dims.iter().all(|dim| matches!(dim, Slice::Index { .. })) {
                let index = |dim| match dim {
                    Slice::Index { value } => Some(*value),
                    _ => None,
                };
                let elts = dims.into_iter().filter_map(index).collect();
                let ctx = ExprContext::Load;
                let value = Box::new(node(ExprKind::Tuple { elts, ctx }, position));
                Slice::Index { value }
            } else {
                Slice::ExtSlice { dims }
            };
        }
        self.depth -= 2;
        self.expect(TokenKind::RightBracket)?;
        Ok(slice)
    }

    /// `subscript: '.' '.' '.' | test | [test] ':' [test] [':' [test]]`
    fn subscript(&mut self) -> Parse<Slice> {
        if self.accept(TokenKind::Dot) {
            self.expect(TokenKind::Dot)?;
            self.expect(TokenKind::Dot)?;
            return Ok(Slice::Ellipsis);
        }
        self.depth += 1;
        let mut lower = None;
        if self.token.kind != TokenKind::Colon {
            let value = Box::new(self.test()?);
            if self.token.kind != TokenKind::Colon {
                self.depth -= 1;
                return Ok(Slice::Index { value });
            }
            lower = Some(value);
        }
        self.advance();
        let upper = self.optional_test()?;
        let mut step = None;
        let position = self.token.position;
        if self.accept(TokenKind::Colon) {
            self.depth += 1;
            step = self.optional_test()?;
            self.depth -= 1;
            if step.is_none() {
                let (id, ctx) = (Name::NONE, ExprContext::Load);
                step = Some(Box::new(node(ExprKind::Name { id, ctx }, position)));
            }
        }
        self.depth -= 1;
        Ok(Slice::Slice { lower, upper, step })
    }

    /// An expression if one starts here.
    pub(super) fn optional_test(&mut self) -> Parse<Option<Box<Expr>>> {
        Ok(match self.token.kind.starts_test() {
            true => Some(Box::new(self.test()?)),
            false => None,
        })
    }
}
