//! Operators: from `test` down to `power`.

use super::{Parse, Parser};
use crate::ast::{BoolOperator, CompareOperator, Expr, ExprContext, ExprKind, Operator, UnaryOperator};
use crate::number;
use crate::position::Position;
use crate::token::TokenKind;

/// A binary operator and how tightly it binds.
fn binary_operator(kind: TokenKind) -> Option<(u8, Operator)> {
    Some(match kind {
        TokenKind::Bar => (1, Operator::BitOr),
        TokenKind::Circumflex => (2, Operator::BitXor),
        TokenKind::Ampersand => (3, Operator::BitAnd),
        TokenKind::LeftShift => (4, Operator::LShift),
        TokenKind::RightShift => (4, Operator::RShift),
        TokenKind::Plus => (5, Operator::Add),
        TokenKind::Minus => (5, Operator::Sub),
        TokenKind::Star => (6, Operator::Mult),
        TokenKind::Slash => (6, Operator::Div),
        TokenKind::Percent => (6, Operator::Mod),
        TokenKind::DoubleSlash => (6, Operator::FloorDiv),
        _ => return None,
    })
}

fn unary_operator(kind: TokenKind) -> Option<UnaryOperator> {
    Some(match kind {
        TokenKind::Plus => UnaryOperator::UAdd,
        TokenKind::Minus => UnaryOperator::USub,
        TokenKind::Tilde => UnaryOperator::Invert,
        _ => return None,
    })
}

/// The rules between `expr` and `factor` that are on CPython's stack at a factor.
const BINARY_RULES: u32 = 6;

pub(super) fn node(kind: ExprKind, position: Position) -> Expr {
    Expr { kind, position }
}

impl Parser<'_> {
    /// `testlist: test (',' test)* [',']`
    pub(super) fn expression_list(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let position = self.token.position;
        let mut expr = self.test()?;
        if self.token.kind == TokenKind::Comma {
            let mut elts = vec![expr];
            while self.accept(TokenKind::Comma) && self.token.kind.starts_test() {
                elts.push(self.test()?);
            }
            let ctx = ExprContext::Load;
            expr = node(ExprKind::Tuple { elts, ctx }, position);
        }
        self.depth -= 1;
        Ok(expr)
    }

    /// `test: or_test ['if' or_test 'else' test] | lambdef`
    pub(super) fn test(&mut self) -> Parse<Expr> {
        self.depth += 1;
        if self.token.kind == TokenKind::Lambda {
            let lambda = self.lambda(Self::test)?;
            self.depth -= 1;
            return Ok(lambda);
        }
        let position = self.token.position;
        let mut expr = self.or_test()?;
        if self.accept(TokenKind::If) {
            let body = Box::new(expr);
            let test = Box::new(self.or_test()?);
            self.expect(TokenKind::Else)?;
            let orelse = Box::new(self.test()?);
            expr = node(ExprKind::IfExp { test, body, orelse }, position);
        }
        self.depth -= 1;
        Ok(expr)
    }

    /// `old_test: or_test | old_lambdef`
    pub(super) fn old_test(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let expr = if self.token.kind == TokenKind::Lambda {
            self.lambda(Self::old_test)?
        } else {
            self.or_test()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    /// `lambdef: 'lambda' [varargslist] ':' test`
    fn lambda(&mut self, body: fn(&mut Self) -> Parse<Expr>) -> Parse<Expr> {
        self.depth += 1;
        self.check_depth()?;
        let position = self.token.position;
        self.advance();
        let args = Box::new(self.parameters(TokenKind::Colon)?);
        self.expect(TokenKind::Colon)?;
        let body = Box::new(body(self)?);
        self.depth -= 1;
        Ok(node(ExprKind::Lambda { args, body }, position))
    }

    /// `or_test: and_test ('or' and_test)*`
    pub(super) fn or_test(&mut self) -> Parse<Expr> {
        self.depth += 2;
        let position = self.token.position;
        let mut expr = self.and_test()?;
        if self.token.kind == TokenKind::Or {
            let mut values = vec![expr];
            while self.accept(TokenKind::Or) {
                values.push(self.and_test()?);
            }
            let op = BoolOperator::Or;
            expr = node(ExprKind::BoolOp { op, values }, position);
        }
        self.depth -= 2;
        Ok(expr)
    }

    /// `and_test: not_test ('and' not_test)*`
    fn and_test(&mut self) -> Parse<Expr> {
        let position = self.token.position;
        let mut expr = self.not_test()?;
        if self.token.kind == TokenKind::And {
            let mut values = vec![expr];
            while self.accept(TokenKind::And) {
                values.push(self.not_test()?);
            }
            let op = BoolOperator::And;
            expr = node(ExprKind::BoolOp { op, values }, position);
        }
        Ok(expr)
    }

    /// `not_test: 'not' not_test | comparison`
    fn not_test(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let expr = if self.token.kind == TokenKind::Not {
            self.check_depth()?;
            let position = self.token.position;
            self.advance();
            let op = UnaryOperator::Not;
            let operand = Box::new(self.not_test()?);
            node(ExprKind::UnaryOp { op, operand }, position)
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    /// `comparison: expr (comp_op expr)*`
    fn comparison(&mut self) -> Parse<Expr> {
        self.depth += 1;
        let position = self.token.position;
        let mut expr = self.expr()?;
        if let Some(op) = self.compare_operator()? {
            let mut ops = vec![op];
            let mut comparators = vec![self.expr()?];
            while let Some(op) = self.compare_operator()? {
                ops.push(op);
                comparators.push(self.expr()?);
            }
            let left = Box::new(expr);
            let kind = ExprKind::Compare { left, ops, comparators };
            expr = node(kind, position);
        }
        self.depth -= 1;
        Ok(expr)
    }

    /// `comp_op: '<'|'>'|'=='|'>='|'<='|'<>'|'!='|'in'|'not' 'in'|'is'|'is' 'not'`
    fn compare_operator(&mut self) -> Parse<Option<CompareOperator>> {
        let op = match self.token.kind {
            TokenKind::Less => CompareOperator::Lt,
            TokenKind::Greater => CompareOperator::Gt,
            TokenKind::EqualEqual => CompareOperator::Eq,
            TokenKind::GreaterEqual => CompareOperator::GtE,
            TokenKind::LessEqual => CompareOperator::LtE,
            TokenKind::LessGreater | TokenKind::NotEqual => CompareOperator::NotEq,
            TokenKind::In => CompareOperator::In,
            TokenKind::Is => {
                self.advance();
                if !self.accept(TokenKind::Not) {
                    return Ok(Some(CompareOperator::Is));
                }
                return Ok(Some(CompareOperator::IsNot));
            }
            TokenKind::Not => {
                self.advance();
                self.expect(TokenKind::In)?;
                return Ok(Some(CompareOperator::NotIn));
            }
            _ => return Ok(None),
        };
        self.advance();
        Ok(Some(op))
    }

    /// `expr`, `xor_expr`, `and_expr`, `shift_expr`, `arith_expr` and `term`: chains of binary operators.
    pub(super) fn expr(&mut self) -> Parse<Expr> {
        self.depth += BINARY_RULES;
        let expr = self.binary(1)?;
        self.depth -= BINARY_RULES;
        Ok(expr)
    }

    /// A chain of operators that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8) -> Parse<Expr> {
        let start = self.token.position;
        let mut left = self.factor()?;
        let mut last_binding = 0;
        while let Some((binding, op)) = binary_operator(self.token.kind) {
            if binding < least {
                break;
            }
            // The first operation of a rule sits where the rule starts, the others at their operators.
            let position = if binding == last_binding {
                self.token.position
            } else {
                start
            };
            last_binding = binding;
            self.advance();
            let right = Box::new(self.binary(binding + 1)?);
            let kind = ExprKind::BinOp {
                left: Box::new(left),
                op,
                right,
            };
            left = node(kind, position);
        }
        Ok(left)
    }

    /// `factor: ('+'|'-'|'~') factor | power`
    fn factor(&mut self) -> Parse<Expr> {
        let Some(op) = unary_operator(self.token.kind) else {
            return self.power();
        };
        self.depth += 1;
        self.check_depth()?;
        let position = self.token.position;
        self.advance();
        let operand = if op == UnaryOperator::USub && self.token.kind == TokenKind::Number {
            self.depth += 3;
            self.check_depth()?;
            self.depth -= 1;
            let (text, start) = (self.text(), self.token.position);
            self.advance();
            if !self.continues_power() {
                // A minus sign directly before a number belongs to the number.
                self.depth -= 3;
                return Ok(node(ExprKind::Num(number::parse(text, true)), position));
            }
            let number = node(ExprKind::Num(number::parse(text, false)), start);
            let operand = self.power_of(number, start)?;
            self.depth -= 2;
            operand
        } else {
            self.factor()?
        };
        self.depth -= 1;
        let operand = Box::new(operand);
        Ok(node(ExprKind::UnaryOp { op, operand }, position))
    }

    fn continues_power(&self) -> bool {
        matches!(
            self.token.kind,
            TokenKind::Dot | TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::DoubleStar
        )
    }

    /// `power: atom trailer* ['**' factor]`
    fn power(&mut self) -> Parse<Expr> {
        self.depth += 2;
        let start = self.token.position;
        let mut expr = self.atom()?;
        if self.continues_power() {
            expr = self.power_of(expr, start)?;
        }
        self.depth -= 2;
        Ok(expr)
    }

    /// The rest of a power whose first token is at `start`, which is not always where its atom is.
    fn power_of(&mut self, atom: Expr, start: Position) -> Parse<Expr> {
        let mut expr = atom;
        let position = expr.position;
        loop {
            let kind = match self.token.kind {
                TokenKind::LeftParen => {
                    self.advance();
                    ExprKind::Call(Box::new(self.call(expr)?))
                }
                TokenKind::LeftBracket => {
                    self.advance();
                    let value = Box::new(expr);
                    let slice = Box::new(self.subscripts()?);
                    let ctx = ExprContext::Load;
                    ExprKind::Subscript { value, slice, ctx }
                }
                TokenKind::Dot => {
                    self.advance();
                    let value = Box::new(expr);
                    let attr = self.name()?;
                    let ctx = ExprContext::Load;
                    ExprKind::Attribute { value, attr, ctx }
                }
                _ => break,
            };
            expr = node(kind, position);
        }
        if self.accept(TokenKind::DoubleStar) {
            let left = Box::new(expr);
            let op = Operator::Pow;
            let right = Box::new(self.factor()?);
            expr = node(ExprKind::BinOp { left, op, right }, start);
        }
        Ok(expr)
    }
}
