//! Displays: dicts, sets, lists and tuples.

use super::unit::{Operand, Register};
use super::Compiler;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Expr, ExprKind};

/// Displays with more elements are filled one element at a time.
const LONGEST_RUN: usize = 64;

impl Compiler<'_> {
    pub(super) fn dict(&mut self, keys: &[Expr], values: &[Expr], destination: Register) -> Result<()> {
        let dict = if keys.is_empty() {
            destination
        } else {
            self.scratch(destination)
        };
        let room = keys.len().min(u16::MAX as usize) as u16;
        self.unit.emit(Opcode::BUILD_MAP, dict, room, 0);
        for (key, value) in keys.iter().zip(values) {
            let mark = self.unit.mark();
            let value = self.operand(value)?;
            let value = self.protect(value, Some(key));
            let key = self.operand(key)?;
            self.unit.emit(Opcode::STORE_MAP, dict, key.0, value.0);
            self.unit.release(mark);
        }
        self.unit.move_to(destination, Operand::register(dict));
        Ok(())
    }

    pub(super) fn set(&mut self, elements: &[Expr], destination: Register) -> Result<()> {
        if elements.len() <= LONGEST_RUN {
            return self.build(Opcode::BUILD_SET, elements, destination);
        }
        self.fill(Opcode::BUILD_SET, Opcode::SET_ADD, elements, destination)
    }

    pub(super) fn list(&mut self, elements: &[Expr], destination: Register) -> Result<()> {
        if elements.len() >= 2 {
            if let Some(tuple) = self.constant_elements(elements) {
                self.element_lines(elements);
                let tuple = self.unit.constant_operand(tuple);
                self.unit.emit(Opcode::LIST_FROM_TUPLE, destination, tuple.0, 0);
                return Ok(());
            }
        }
        if elements.len() <= LONGEST_RUN {
            return self.build(Opcode::BUILD_LIST, elements, destination);
        }
        self.fill(Opcode::BUILD_LIST, Opcode::LIST_APPEND, elements, destination)
    }

    pub(super) fn tuple(&mut self, elements: &[Expr], destination: Register) -> Result<()> {
        if elements.len() <= LONGEST_RUN {
            return self.build(Opcode::BUILD_TUPLE, elements, destination);
        }
        let list = self.scratch(destination);
        self.fill(Opcode::BUILD_LIST, Opcode::LIST_APPEND, elements, list)?;
        self.unit.emit(Opcode::TUPLE_FROM_LIST, destination, list, 0);
        Ok(())
    }

    /// A display whose elements are first put into consecutive registers.
    fn build(&mut self, opcode: Opcode, elements: &[Expr], destination: Register) -> Result<()> {
        let first = self.run(elements)?;
        let count = elements.len() as u16;
        self.unit.emit(opcode, destination, first, count);
        Ok(())
    }

    /// A display that is filled one element at a time.
    fn fill(&mut self, build: Opcode, add: Opcode, elements: &[Expr], destination: Register) -> Result<()> {
        let display = self.scratch(destination);
        if let Some(first) = elements.first() {
            self.expression_line(first);
        }
        self.unit.emit(build, display, 0, 0);
        for element in elements {
            let mark = self.unit.mark();
            let element = self.operand(element)?;
            self.unit.emit(add, display, element.0, 0);
            self.unit.release(mark);
        }
        self.unit.move_to(destination, Operand::register(display));
        Ok(())
    }

    /// The values of expressions in consecutive registers: their own if they are neighbouring locals.
    pub(super) fn run(&mut self, elements: &[Expr]) -> Result<Register> {
        if let Some(first) = self.neighbouring_locals(elements) {
            for element in elements {
                self.operand(element)?;
            }
            return Ok(first);
        }
        let mut first = 0;
        for (index, element) in elements.iter().enumerate() {
            let register = self.unit.allocate();
            if index == 0 {
                first = register;
            }
            self.into(element, register)?;
        }
        Ok(first)
    }

    /// The first of the registers, if the expressions are locals in consecutive registers.
    pub(super) fn neighbouring_locals(&mut self, elements: &[Expr]) -> Option<Register> {
        let mut first = None;
        for (index, element) in elements.iter().enumerate() {
            let ExprKind::Name { id, .. } = &element.kind else {
                return None;
            };
            if !self.is_local(*id) {
                return None;
            }
            let register = self.local(*id)?;
            let first = *first.get_or_insert(register);
            if register != first + index as Register {
                return None;
            }
        }
        first
    }
}
