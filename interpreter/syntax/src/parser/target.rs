//! What can be assigned to and deleted.

use super::expression::node;
use super::{Parse, Parser};
use crate::ast::{Expr, ExprContext, ExprKind};
use crate::names::Name;
use crate::position::Position;
use crate::token::TokenKind;

impl Parser<'_> {
    /// `exprlist: expr (',' expr)* [',']` as a target: a tuple takes the position of its first element.
    pub(super) fn targets(&mut self) -> Parse<Expr> {
        let (mut elts, is_tuple) = self.target_list(ExprContext::Store)?;
        if !is_tuple {
            return Ok(elts.remove(0));
        }
        let position = elts[0].position;
        let ctx = ExprContext::Store;
        Ok(node(ExprKind::Tuple { elts, ctx }, position))
    }

    /// `exprlist: expr (',' expr)* [',']`, each put in a context, and whether there is a comma.
    pub(super) fn target_list(&mut self, ctx: ExprContext) -> Parse<(Vec<Expr>, bool)> {
        self.depth += 1;
        let mut elts = Vec::new();
        let mut is_tuple = false;
        loop {
            let position = self.token.position;
            let mut expr = self.expr()?;
            self.set_context(&mut expr, ctx, position);
            elts.push(expr);
            if !self.accept(TokenKind::Comma) {
                break;
            }
            is_tuple = true;
            if !self.token.kind.starts_expr() {
                break;
            }
        }
        self.depth -= 1;
        Ok((elts, is_tuple))
    }

    /// Makes an expression the target of an assignment or a deletion, that starts at `position`.
    pub(super) fn set_context(&mut self, expr: &mut Expr, context: ExprContext, position: Position) {
        let what = match &mut expr.kind {
            ExprKind::Name { id, ctx } | ExprKind::Attribute { attr: id, ctx, .. } => {
                *ctx = context;
                if context == ExprContext::Store {
                    let id = *id;
                    self.check_assignable(id, position);
                }
                return;
            }
            ExprKind::Subscript { ctx, .. } => {
                *ctx = context;
                return;
            }
            ExprKind::Tuple { elts, .. } if elts.is_empty() => "()",
            ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
                *ctx = context;
                for element in elts {
                    self.set_context(element, context, position);
                }
                return;
            }
            ExprKind::Lambda { .. } => "lambda",
            ExprKind::Call(_) => "function call",
            ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "operator",
            ExprKind::GeneratorExp { .. } => "generator expression",
            ExprKind::Yield { .. } => "yield expression",
            ExprKind::ListComp { .. } => "list comprehension",
            ExprKind::SetComp { .. } => "set comprehension",
            ExprKind::DictComp { .. } => "dict comprehension",
            ExprKind::Dict { .. } | ExprKind::Set { .. } | ExprKind::Num(_) | ExprKind::Str(_) => "literal",
            ExprKind::Compare { .. } => "comparison",
            ExprKind::Repr { .. } => "repr",
            ExprKind::IfExp { .. } => "conditional expression",
        };
        let action = match context {
            ExprContext::Store => "assign to",
            _ => "delete",
        };
        self.defer(format!("can't {action} {what}"), position);
    }

    /// Two names cannot be bound.
    pub(super) fn check_assignable(&mut self, name: Name, position: Position) {
        if name == Name::NONE {
            self.defer("cannot assign to None", position);
        } else if name == Name::DEBUG {
            self.defer("cannot assign to __debug__", position);
        }
    }
}
