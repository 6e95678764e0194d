//! The arguments of a call.

use super::{Parse, Parser};
use crate::ast::{Call, Expr, ExprKind, Keyword};
use crate::position::Position;
use crate::token::TokenKind;

/// As many arguments a call may have, apart from `*` and `**`.
const MAX_ARGUMENTS: usize = 255;

impl Parser<'_> {
    /// `arglist: (argument ',')* (argument [','] | '*' test (',' argument)* [',' '**' test] | '**' test)`,
    /// and the parenthesis after it.
    pub(super) fn call(&mut self, func: Expr) -> Parse<Call> {
        // trailer, arglist
        self.depth += 2;
        let position = self.token.position;
        let earlier = self.deferred.take();
        let mut call = Call {
            func,
            args: Vec::new(),
            keywords: Vec::new(),
            starargs: None,
            kwargs: None,
        };
        let mut generator_count = 0;
        let mut after_comma = false;
        loop {
            match self.token.kind {
                TokenKind::Star if call.starargs.is_none() => {
                    self.advance();
                    call.starargs = Some(self.test()?);
                }
                TokenKind::DoubleStar => {
                    self.advance();
                    call.kwargs = Some(self.test()?);
                    break;
                }
                kind if kind.starts_test() => generator_count += self.argument(&mut call)? as usize,
                // Nothing may be left out after a comma that follows `*`.
                _ if after_comma && call.starargs.is_some() => return self.unexpected(),
                _ => break,
            }
            after_comma = self.accept(TokenKind::Comma);
            if !after_comma {
                break;
            }
        }
        self.expect(TokenKind::RightParen)?;
        self.depth -= 2;

        let in_arguments = std::mem::replace(&mut self.deferred, earlier);
        let count = call.args.len() + call.keywords.len();
        if generator_count > 1 || (generator_count == 1 && count > 1) {
            self.defer(
                "Generator expression must be parenthesized if not sole argument",
                position,
            );
        } else if count > MAX_ARGUMENTS {
            self.defer("more than 255 arguments", position);
        }
        self.deferred = self.deferred.take().or(in_arguments);
        Ok(call)
    }

    /// `argument: test [comp_for] | test '=' test`. Tells whether it is a bare generator expression.
    fn argument(&mut self, call: &mut Call) -> Parse<bool> {
        self.depth += 1;
        let position = self.token.position;
        let earlier = self.deferred.take();
        let expr = self.test()?;
        let mut is_generator = false;
        if self.token.kind == TokenKind::For {
            let elt = Box::new(expr);
            let generators = self.generators()?;
            let kind = ExprKind::GeneratorExp { elt, generators };
            call.args.push(Expr { kind, position });
            is_generator = true;
            self.deferred = earlier.or(self.deferred.take());
        } else if self.token.kind == TokenKind::Equal {
            self.deferred = earlier.or(self.deferred.take());
            self.keyword(expr, position, call)?;
        } else {
            let inside = std::mem::replace(&mut self.deferred, earlier);
            if !call.keywords.is_empty() {
                self.defer("non-keyword arg after keyword arg", position);
            } else if call.starargs.is_some() {
                self.defer("only named arguments may follow *expression", position);
            }
            self.deferred = self.deferred.take().or(inside);
            call.args.push(expr);
        }
        self.depth -= 1;
        Ok(is_generator)
    }

    /// The rest of a keyword argument, from the equals sign on.
    fn keyword(&mut self, name: Expr, position: Position, call: &mut Call) -> Parse<()> {
        self.advance();
        let arg = match name.kind {
            ExprKind::Name { id, .. } => Some(id),
            ExprKind::Lambda { .. } => {
                self.defer("lambda cannot contain assignment", position);
                None
            }
            _ => {
                self.defer("keyword can't be an expression", position);
                None
            }
        };
        if let Some(arg) = arg {
            self.check_assignable(arg, position);
            if call.keywords.iter().any(|keyword| keyword.arg == arg) {
                self.defer("keyword argument repeated", position);
            }
        }
        let value = self.test()?;
        // Without a name the parse goes on only to find errors of the grammar.
        let arg = arg.unwrap_or(crate::Name::NONE);
        call.keywords.push(Keyword { arg, value });
        Ok(())
    }
}
