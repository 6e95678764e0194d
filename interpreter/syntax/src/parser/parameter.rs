//! The parameters of functions, which may be nested tuples.

use super::expression::node;
use super::{Parse, Parser};
use crate::ast::{Arguments, Expr, ExprContext, ExprKind};
use crate::names::Name;
use crate::position::Position;
use crate::token::TokenKind;

/// `fpdef: NAME | '(' fplist ')'`
enum Parameter {
    Name(Name, Position),
    /// One parameter in parentheses, without a comma.
    Parenthesized(Box<Parameter>),
    /// The parameters of a tuple, and where the first starts.
    Tuple(Vec<Parameter>, Position),
}

impl Parser<'_> {
    /// `varargslist: (fpdef ['=' test] ',')* ('*' NAME [',' '**' NAME] | '**' NAME) |
    /// fpdef ['=' test] (',' fpdef ['=' test])* [',']`, or nothing before `end`.
    pub(super) fn parameters(&mut self, end: TokenKind) -> Parse<Arguments> {
        let mut arguments = Arguments::default();
        if self.token.kind == end {
            return Ok(arguments);
        }
        self.depth += 1;
        let position = self.token.position;
        loop {
            match self.token.kind {
                TokenKind::Star => {
                    self.advance();
                    arguments.vararg = Some(self.collector()?);
                    if self.accept(TokenKind::Comma) {
                        self.expect(TokenKind::DoubleStar)?;
                        arguments.kwarg = Some(self.collector()?);
                    }
                    break;
                }
                TokenKind::DoubleStar => {
                    self.advance();
                    arguments.kwarg = Some(self.collector()?);
                    break;
                }
                _ => self.parameter_with_default(&mut arguments, position)?,
            }
            if !self.accept(TokenKind::Comma) || self.token.kind == end {
                break;
            }
        }
        self.depth -= 1;
        Ok(arguments)
    }

    /// The name after `*` or `**`.
    fn collector(&mut self) -> Parse<Name> {
        let position = self.token.position;
        let name = self.name()?;
        self.check_assignable(name, position);
        Ok(name)
    }

    /// `fpdef ['=' test]`; `list` is where the whole list starts, and errors are reported.
    fn parameter_with_default(&mut self, arguments: &mut Arguments, list: Position) -> Parse<()> {
        let mut parameter = self.parameter()?;
        if self.accept(TokenKind::Equal) {
            arguments.defaults.push(self.test()?);
        } else if !arguments.defaults.is_empty() {
            self.defer("non-default argument follows default argument", list);
        }
        while let Parameter::Parenthesized(inner) = parameter {
            if !arguments.defaults.is_empty() {
                self.defer("parenthesized arg with default", list);
            }
            parameter = *inner;
        }
        let expr = match parameter {
            Parameter::Name(id, position) => {
                self.check_assignable(id, list);
                let ctx = ExprContext::Param;
                node(ExprKind::Name { id, ctx }, position)
            }
            tuple => self.tuple_parameter(tuple, list),
        };
        arguments.args.push(expr);
        Ok(())
    }

    fn parameter(&mut self) -> Parse<Parameter> {
        self.depth += 1;
        let position = self.token.position;
        let parameter = if self.token.kind == TokenKind::LeftParen {
            self.check_depth()?;
            self.advance();
            self.depth += 1;
            let start = self.token.position;
            let first = self.parameter()?;
            let parameter = if self.token.kind == TokenKind::Comma {
                let mut parameters = vec![first];
                while self.accept(TokenKind::Comma) && self.token.kind != TokenKind::RightParen {
                    parameters.push(self.parameter()?);
                }
                Parameter::Tuple(parameters, start)
            } else {
                Parameter::Parenthesized(Box::new(first))
            };
            self.depth -= 1;
            self.expect(TokenKind::RightParen)?;
            parameter
        } else {
            if self.token.kind == TokenKind::Name {
                self.check_depth()?;
            }
            Parameter::Name(self.name()?, position)
        };
        self.depth -= 1;
        Ok(parameter)
    }

    /// A parameter that the function unpacks; `list` is where the list it is in starts.
    fn tuple_parameter(&mut self, parameter: Parameter, list: Position) -> Expr {
        let ctx = ExprContext::Store;
        match parameter {
            Parameter::Name(id, position) => {
                self.check_assignable(id, list);
                node(ExprKind::Name { id, ctx }, position)
            }
            Parameter::Parenthesized(inner) => self.tuple_parameter(*inner, list),
            Parameter::Tuple(parameters, start) => {
                let elts = parameters
                    .into_iter()
                    .map(|parameter| self.tuple_parameter(parameter, start))
                    .collect();
                node(ExprKind::Tuple { elts, ctx }, start)
            }
        }
    }
}
