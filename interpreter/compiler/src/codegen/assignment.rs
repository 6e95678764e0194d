//! Assignment, augmented assignment and deletion.

use super::subscripts::Subscript;
use super::unit::{Operand, Register, LOCALS, PENDING};
use super::Compiler;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::*;

impl Compiler<'_> {
    pub(super) fn assign(&mut self, targets: &[Expr], value: &Expr) -> Result<()> {
        if let [target] = targets {
            if let (Some(targets), Some(values)) = (elements(target), elements(value)) {
                if targets.len() == values.len() && !values.is_empty() {
                    return self.assign_pairwise(target, targets, value, values);
                }
            }
        }
        let (first, others) = targets.split_first().expect("a target");
        if let ExprKind::Name { id, .. } = first.kind {
            if self.is_local(id) {
                let local = self.assign_local(id, first, value)?;
                let mut operand = Operand::register(local);
                let (last, between) = match others.split_last() {
                    Some((last, between)) => (Some(last), between),
                    None => (None, others),
                };
                if between.iter().any(|target| self.binds(target, local)) {
                    operand = self.copy(operand);
                }
                for target in between.iter().chain(last) {
                    self.store(target, operand)?;
                }
                return Ok(());
            }
        }
        let mut operand = self.operand(value)?;
        let before_last = &targets[..targets.len() - 1];
        if operand.is_local() && before_last.iter().any(|target| self.binds(target, operand.0)) {
            operand = self.copy(operand);
        }
        for target in targets {
            self.store(target, operand)?;
        }
        Ok(())
    }

    /// Compiles a value straight into a local. The value's own names are numbered before it.
    fn assign_local(&mut self, id: pyrs_syntax::Name, target: &Expr, value: &Expr) -> Result<Register> {
        let local = match self.known_local(id) {
            Some(local) => {
                self.into(value, local)?;
                local
            }
            None => {
                let start = self.unit.position();
                self.into(value, PENDING)?;
                let local = self.local(id).expect("a local");
                self.unit.redirect(start, PENDING, local);
                local
            }
        };
        self.expression_line(target);
        debug_assert!(local >= LOCALS);
        self.unit.assign(local);
        self.unit.owe_line();
        Ok(local)
    }

    /// `a, b = x, y`: no tuple is built. All values are there before the first is stored.
    fn assign_pairwise(&mut self, target: &Expr, targets: &[Expr], value: &Expr, values: &[Expr]) -> Result<()> {
        self.expression_line(value);
        let mut operands = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let operand = self.operand(value)?;
            let operand = self.protect(operand, &values[index + 1..]);
            operands.push(operand);
        }
        for (index, operand) in operands.iter_mut().enumerate() {
            let bound_before =
                operand.is_local() && targets[..index].iter().any(|target| self.binds(target, operand.0));
            if bound_before {
                *operand = self.copy(*operand);
            }
        }
        self.expression_line(target);
        for (target, &operand) in targets.iter().zip(&operands) {
            self.store(target, operand)?;
        }
        Ok(())
    }

    /// Stores a value in a target.
    pub(super) fn store(&mut self, target: &Expr, value: Operand) -> Result<()> {
        self.expression_line(target);
        let mark = self.unit.mark();
        match &target.kind {
            ExprKind::Name { id, .. } => self.store_name(*id, value)?,
            ExprKind::Attribute {
                value: object, attr, ..
            } => {
                let value = self.protect(value, Some(&**object));
                let object = self.operand(object)?;
                let name = self.mangled_index(*attr);
                self.unit.emit(Opcode::STORE_ATTR, object.0, value.0, name);
            }
            ExprKind::Subscript {
                value: object, slice, ..
            } => {
                let value = self.protect(value, Some(&**object));
                let value = self.protect_from_slice(value, slice);
                let object = self.operand(object)?;
                let object = self.protect_from_slice(object, slice);
                match self.subscript(slice)? {
                    Subscript::Item(index) => {
                        self.unit.emit(Opcode::STORE_ITEM, object.0, index.0, value.0);
                    }
                    Subscript::Slice(bounds) => {
                        self.unit.emit(Opcode::STORE_SLICE, object.0, value.0, bounds);
                    }
                }
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                self.unpack(elts, value)?;
            }
            _ => unreachable!("the symbol table has accepted no other targets"),
        }
        self.unit.release(mark);
        Ok(())
    }

    fn unpack(&mut self, targets: &[Expr], value: Operand) -> Result<()> {
        let count = targets.len() as u16;
        self.unit.too_large |= targets.len() > u16::MAX as usize;
        if let Some(first) = self.neighbouring_locals(targets) {
            self.unit.emit(Opcode::UNPACK_SEQUENCE, first, value.0, count);
            for (local, target) in (first..).zip(targets) {
                self.expression_line(target);
                self.unit.assign(local);
                self.unit.owe_line();
            }
            return Ok(());
        }
        let first = self.unit.allocate_run(targets.len() as u32);
        self.unit.emit(Opcode::UNPACK_SEQUENCE, first, value.0, count);
        for (register, target) in (first..).zip(targets) {
            self.store(target, Operand::register(register))?;
        }
        Ok(())
    }

    pub(super) fn augmented_assign(&mut self, target: &Expr, op: Operator, value: &Expr) -> Result<()> {
        let opcode = inplace_opcode(op, self.has_true_division());
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.expression_line(target);
                let old = self.name_operand(*id);
                let local = old.is_local().then_some(old.0);
                let old = self.protect(old, Some(value));
                let value = self.operand(value)?;
                match local {
                    Some(local) => {
                        self.unit.emit(opcode, local, old.0, value.0);
                        self.unit.assign(local);
                    }
                    None => {
                        self.unit.emit(opcode, old.0, old.0, value.0);
                        self.store_name(*id, old)?;
                    }
                }
            }
            ExprKind::Attribute {
                value: object, attr, ..
            } => {
                self.expression_line(target);
                let object = self.operand(object)?;
                let object = self.protect(object, Some(value));
                let name = self.mangled_index(*attr);
                let item = self.unit.allocate();
                self.unit.emit(Opcode::LOAD_ATTR, item, object.0, name);
                let value = self.operand(value)?;
                self.unit.emit(opcode, item, item, value.0);
                self.unit.emit(Opcode::STORE_ATTR, object.0, item, name);
            }
            ExprKind::Subscript {
                value: object, slice, ..
            } => {
                self.expression_line(target);
                let object = self.operand(object)?;
                let object = self.protect_from_slice(object, slice);
                let object = self.protect(object, Some(value));
                match self.subscript(slice)? {
                    Subscript::Item(index) => {
                        let index = self.protect(index, Some(value));
                        let item = self.unit.allocate();
                        self.unit.emit(Opcode::LOAD_ITEM, item, object.0, index.0);
                        let value = self.operand(value)?;
                        self.unit.emit(opcode, item, item, value.0);
                        self.unit.emit(Opcode::STORE_ITEM, object.0, index.0, item);
                    }
                    Subscript::Slice(bounds) => {
                        let item = self.unit.allocate();
                        self.unit.emit(Opcode::LOAD_SLICE, item, object.0, bounds);
                        let value = self.operand(value)?;
                        self.unit.emit(opcode, item, item, value.0);
                        self.unit.emit(Opcode::STORE_SLICE, object.0, item, bounds);
                    }
                }
            }
            _ => unreachable!("the symbol table has accepted no other targets"),
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &Expr) -> Result<()> {
        self.expression_line(target);
        let mark = self.unit.mark();
        match &target.kind {
            ExprKind::Name { id, .. } => self.delete_name(*id)?,
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.operand(value)?;
                let name = self.mangled_index(*attr);
                self.unit.emit(Opcode::DELETE_ATTR, object.0, 0, name);
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand(value)?;
                let object = self.protect_from_slice(object, slice);
                match self.subscript(slice)? {
                    Subscript::Item(index) => {
                        self.unit.emit(Opcode::DELETE_ITEM, object.0, index.0, 0);
                    }
                    Subscript::Slice(bounds) => {
                        self.unit.emit(Opcode::DELETE_SLICE, object.0, 0, bounds);
                    }
                }
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                for element in elts {
                    self.delete(element)?;
                }
            }
            _ => unreachable!("the symbol table has accepted no other targets"),
        }
        self.unit.release(mark);
        Ok(())
    }
}

/// The elements of a tuple or list display.
fn elements(expression: &Expr) -> Option<&[Expr]> {
    match &expression.kind {
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => Some(elts),
        _ => None,
    }
}

fn inplace_opcode(op: Operator, true_division: bool) -> Opcode {
    match op {
        Operator::Add => Opcode::INPLACE_ADD,
        Operator::Sub => Opcode::INPLACE_SUBTRACT,
        Operator::Mult => Opcode::INPLACE_MULTIPLY,
        Operator::Div if true_division => Opcode::INPLACE_TRUE_DIVIDE,
        Operator::Div => Opcode::INPLACE_DIVIDE,
        Operator::Mod => Opcode::INPLACE_MODULO,
        Operator::Pow => Opcode::INPLACE_POWER,
        Operator::LShift => Opcode::INPLACE_SHIFT_LEFT,
        Operator::RShift => Opcode::INPLACE_SHIFT_RIGHT,
        Operator::BitOr => Opcode::INPLACE_OR,
        Operator::BitXor => Opcode::INPLACE_XOR,
        Operator::BitAnd => Opcode::INPLACE_AND,
        Operator::FloorDiv => Opcode::INPLACE_FLOOR_DIVIDE,
    }
}
