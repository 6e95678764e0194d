//! Expressions: chains of operators, attributes, subscripts and calls; displays; the rest.

use super::fold;
use super::subscripts::Subscript;
use super::unit::{Operand, Register, Unit};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use crate::symtable::{chain_child, BlockKind};
use pyrs_syntax::ast::*;
use pyrs_syntax::FutureFlags;

/// A value along a chain: constants are kept back as long as they may be folded.
enum Value {
    Constant(Constant),
    Operand(Operand),
}

impl Compiler<'_> {
    /// The value of an expression: a local or a constant in place, else a new temporary.
    pub(super) fn operand(&mut self, expression: &Expr) -> Result<Operand> {
        match self.operand_in_place(expression) {
            Some(operand) => Ok(operand),
            None => {
                let register = self.unit.allocate();
                self.compute(expression, register)?;
                Ok(Operand::register(register))
            }
        }
    }

    /// The value of an expression: a local or a constant in place, else the given temporary.
    pub(super) fn operand_at(&mut self, expression: &Expr, register: Register) -> Result<Operand> {
        match self.operand_in_place(expression) {
            Some(operand) => Ok(operand),
            None => {
                self.compute(expression, register)?;
                Ok(Operand::register(register))
            }
        }
    }

    fn operand_in_place(&mut self, expression: &Expr) -> Option<Operand> {
        self.expression_line(expression);
        if let ExprKind::Name { id, .. } = &expression.kind {
            let in_place = *id == pyrs_syntax::Name::NONE || self.is_local(*id);
            return in_place.then(|| self.name_operand(*id));
        }
        let constant = self.constant(expression)?;
        self.folded_line(expression);
        self.unit.owe_line();
        Some(self.unit.constant_operand(constant))
    }

    /// Compiles an expression into the wanted register, a temporary or a local.
    pub(super) fn into(&mut self, expression: &Expr, destination: Register) -> Result<()> {
        self.expression_line(expression);
        match &expression.kind {
            ExprKind::Name { id, .. } => self.name_into(*id, destination),
            _ => match self.constant(expression) {
                Some(constant) => {
                    self.folded_line(expression);
                    self.unit.load_constant(destination, constant);
                }
                None => self.compute(expression, destination)?,
            },
        }
        Ok(())
    }

    /// Compiles an expression for what it does; its value is dropped.
    pub(super) fn effect(&mut self, expression: &Expr) -> Result<()> {
        let mark = self.unit.mark();
        match &expression.kind {
            ExprKind::BoolOp { op, values } => {
                self.expression_line(expression);
                let end = self.unit.new_label();
                let (last, others) = values.split_last().expect("a value");
                for value in others {
                    self.jump_if(value, end, *op == BoolOperator::Or)?;
                }
                self.effect(last)?;
                self.unit.bind(end);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expression_line(expression);
                let otherwise = self.unit.new_label();
                let end = self.unit.new_label();
                self.jump_if(test, otherwise, false)?;
                self.effect(body)?;
                self.unit.jump(end);
                self.unit.bind(otherwise);
                self.effect(orelse)?;
                self.unit.bind(end);
            }
            _ => {
                self.operand(expression)?;
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    /// Compiles an expression that is neither a name nor a constant.
    fn compute(&mut self, expression: &Expr, destination: Register) -> Result<()> {
        let mark = self.unit.mark();
        match &expression.kind {
            ExprKind::BinOp { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } | ExprKind::Call(_) => {
                self.chain(expression, destination)?
            }
            ExprKind::BoolOp { op, values } => self.logic(*op, values, destination)?,
            ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, destination)?,
            ExprKind::Lambda { args, body } => {
                self.lambda(expression, args, body, destination)?;
            }
            ExprKind::IfExp { test, body, orelse } => {
                let otherwise = self.unit.new_label();
                let end = self.unit.new_label();
                self.jump_if(test, otherwise, false)?;
                self.into(body, destination)?;
                self.unit.jump(end);
                self.unit.bind(otherwise);
                self.into(orelse, destination)?;
                self.unit.bind(end);
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, destination)?,
            ExprKind::Set { elts } => self.set(elts, destination)?,
            ExprKind::List { elts, .. } => self.list(elts, destination)?,
            ExprKind::Tuple { elts, .. } => self.tuple(elts, destination)?,
            ExprKind::ListComp { elt, generators } => {
                self.list_comprehension(elt, generators, destination)?;
            }
            ExprKind::SetComp { elt, generators } | ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expression, elt, None, generators, destination)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expression, key, Some(value), generators, destination)?
            }
            ExprKind::Yield { value } => {
                if self.block().kind != BlockKind::Function {
                    return self.error("'yield' outside function");
                }
                let value = match value {
                    Some(value) => self.operand(value)?,
                    None => self.unit.none(),
                };
                self.unit.emit(Opcode::YIELD, destination, value.0, 0);
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, destination)?,
            ExprKind::Repr { value } => {
                let value = self.operand(value)?;
                self.unit.emit(Opcode::REPR, destination, value.0, 0);
            }
            ExprKind::Name { id, .. } => self.name_into(*id, destination),
            ExprKind::Num(number) => self.unit.load_constant(destination, fold::number(number)),
            ExprKind::Str(text) => self.unit.load_constant(destination, fold::string(text)),
        }
        self.unit.release(mark);
        Ok(())
    }

    /// A temporary to build in: the destination, unless that is a local, which must not change before all is done.
    pub(super) fn scratch(&mut self, destination: Register) -> Register {
        if Unit::is_temporary(destination) {
            destination
        } else {
            self.unit.allocate()
        }
    }

    /// A chain of binary operators, attributes, subscripts and calls, from the innermost link on, in a loop: such chains
    /// may have any length. Results on the way share one temporary on top of the stack, where call windows start.
    fn chain(&mut self, expression: &Expr, destination: Register) -> Result<()> {
        let mut links = vec![expression];
        let mut leaf = expression;
        while let Some(next) = chain_child(leaf) {
            self.expression_line(next);
            leaf = next;
            if chain_child(leaf).is_some() {
                links.push(leaf);
            }
        }
        let work = if self.unit.is_topmost(destination) {
            destination
        } else {
            self.unit.allocate()
        };
        let mark = self.unit.mark();
        let mut value = match self.constant(leaf) {
            Some(constant) => {
                self.folded_line(leaf);
                self.unit.owe_line();
                Value::Constant(constant)
            }
            None => Value::Operand(self.operand_at(leaf, work)?),
        };
        while let Some(link) = links.pop() {
            if let (Value::Constant(constant), ExprKind::BinOp { op, right, .. }) = (&value, &link.kind) {
                let folded = self
                    .constant(right)
                    .and_then(|right| fold::binary(*op, constant, &right, self.has_true_division()));
                if let Some(folded) = folded {
                    self.expression_line(right);
                    self.folded_line(right);
                    value = Value::Constant(folded);
                    continue;
                }
            }
            let mut operand = match value {
                Value::Constant(constant) => self.unit.constant_operand(constant),
                Value::Operand(operand) => operand,
            };
            let target = if links.is_empty() { destination } else { work };
            match &link.kind {
                ExprKind::BinOp { op, right, .. } => {
                    operand = self.protect(operand, Some(&**right));
                    let right = self.operand(right)?;
                    let opcode = binary_opcode(*op, self.has_true_division());
                    self.unit.emit(opcode, target, operand.0, right.0);
                }
                ExprKind::Subscript { slice, .. } => {
                    operand = self.protect_from_slice(operand, slice);
                    match self.subscript(slice)? {
                        Subscript::Item(index) => {
                            self.unit.emit(Opcode::LOAD_ITEM, target, operand.0, index.0);
                        }
                        Subscript::Slice(bounds) => {
                            self.unit.emit(Opcode::LOAD_SLICE, target, operand.0, bounds);
                        }
                    }
                }
                ExprKind::Attribute { attr, .. } => {
                    let name = self.mangled_index(*attr);
                    match links.last().map(|outer| &outer.kind) {
                        Some(ExprKind::Call(call)) if is_plain(call) => {
                            links.pop();
                            self.method_call(work, operand, name, call)?;
                            self.unit.release(mark);
                            if links.is_empty() {
                                self.unit.move_to(destination, Operand::register(work));
                            }
                            value = Value::Operand(Operand::register(work));
                            continue;
                        }
                        _ => self.unit.emit(Opcode::LOAD_ATTR, target, operand.0, name),
                    }
                }
                ExprKind::Call(call) => {
                    self.unit.move_to(work, operand);
                    self.call(work, call)?;
                    self.unit.release(mark);
                    self.unit.move_to(target, Operand::register(work));
                }
                _ => unreachable!("a link of a chain"),
            }
            self.unit.release(mark);
            value = Value::Operand(Operand::register(target));
        }
        if let Value::Constant(constant) = value {
            self.unit.load_constant(destination, constant);
        }
        Ok(())
    }

    pub(super) fn has_true_division(&self) -> bool {
        self.flags & FutureFlags::DIVISION.bits() != 0
    }

    fn unary(&mut self, op: UnaryOperator, operand: &Expr, destination: Register) -> Result<()> {
        if let (UnaryOperator::Not, Some(opposite)) = (op, opposite(operand)) {
            let (left, opcode, right) = opposite;
            self.expression_line(operand);
            let left = self.operand(left)?;
            let left = self.protect(left, Some(right));
            let right = self.operand(right)?;
            self.unit.emit(opcode, destination, left.0, right.0);
            return Ok(());
        }
        let opcode = match op {
            UnaryOperator::Invert => Opcode::INVERT,
            UnaryOperator::Not => Opcode::NOT,
            UnaryOperator::UAdd => Opcode::POSITIVE,
            UnaryOperator::USub => Opcode::NEGATIVE,
        };
        let operand = self.operand(operand)?;
        self.unit.emit(opcode, destination, operand.0, 0);
        Ok(())
    }
}

/// Whether a call has positional arguments only.
fn is_plain(call: &Call) -> bool {
    call.keywords.is_empty() && call.starargs.is_none() && call.kwargs.is_none()
}

/// The comparison that is true exactly if the given one is false: for `is` and `in`.
pub(super) fn opposite(expression: &Expr) -> Option<(&Expr, Opcode, &Expr)> {
    let ExprKind::Compare { left, ops, comparators } = &expression.kind else {
        return None;
    };
    let opcode = match ops[..] {
        [CompareOperator::Is] => Opcode::COMPARE_IS_NOT,
        [CompareOperator::IsNot] => Opcode::COMPARE_IS,
        [CompareOperator::In] => Opcode::COMPARE_NOT_IN,
        [CompareOperator::NotIn] => Opcode::COMPARE_IN,
        _ => return None,
    };
    Some((left, opcode, &comparators[0]))
}

fn binary_opcode(op: Operator, true_division: bool) -> Opcode {
    match op {
        Operator::Add => Opcode::ADD,
        Operator::Sub => Opcode::SUBTRACT,
        Operator::Mult => Opcode::MULTIPLY,
        Operator::Div if true_division => Opcode::TRUE_DIVIDE,
        Operator::Div => Opcode::DIVIDE,
        Operator::Mod => Opcode::MODULO,
        Operator::Pow => Opcode::POWER,
        Operator::LShift => Opcode::SHIFT_LEFT,
        Operator::RShift => Opcode::SHIFT_RIGHT,
        Operator::BitOr => Opcode::OR,
        Operator::BitXor => Opcode::XOR,
        Operator::BitAnd => Opcode::AND,
        Operator::FloorDiv => Opcode::FLOOR_DIVIDE,
    }
}
