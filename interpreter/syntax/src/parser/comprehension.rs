//! The `for` and `if` clauses of comprehensions.

use super::expression::node;
use super::{Parse, Parser};
use crate::ast::{Comprehension, Expr, ExprContext, ExprKind};
use crate::token::TokenKind;

impl Parser<'_> {
    /// `comp_for: 'for' exprlist 'in' or_test [comp_iter]`
    pub(super) fn generators(&mut self) -> Parse<Vec<Comprehension>> {
        self.clauses(Self::or_test)
    }

    /// `list_for: 'for' exprlist 'in' testlist_safe [list_iter]`
    pub(super) fn list_generators(&mut self) -> Parse<Vec<Comprehension>> {
        self.clauses(Self::safe_list)
    }

    fn clauses(&mut self, iterable: fn(&mut Self) -> Parse<Expr>) -> Parse<Vec<Comprehension>> {
        let depth = self.depth;
        let mut generators = Vec::new();
        self.depth += 1;
        while self.accept(TokenKind::For) {
            let target = self.targets()?;
            self.expect(TokenKind::In)?;
            let iter = iterable(self)?;
            let mut ifs = Vec::new();
            // CPython's parser nests each clause in the one before.
            self.depth += 2;
            while self.accept(TokenKind::If) {
                ifs.push(self.old_test()?);
                self.depth += 2;
            }
            generators.push(Comprehension { target, iter, ifs });
        }
        self.depth = depth;
        Ok(generators)
    }

    /// `testlist_safe: old_test [(',' old_test)+ [',']]`
    fn safe_list(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let position = self.token.position;
        let mut expr = self.old_test()?;
        if self.accept(TokenKind::Comma) {
            let mut elts = vec![expr, self.old_test()?];
            while self.accept(TokenKind::Comma) && self.token.kind.starts_test() {
                elts.push(self.old_test()?);
            }
            let ctx = ExprContext::Load;
            expr = node(ExprKind::Tuple { elts, ctx }, position);
        }
        self.depth -= 1;
        Ok(expr)
    }
}
