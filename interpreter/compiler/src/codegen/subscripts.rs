//! What stands in the brackets of a subscript: an index, a simple slice, or several of these.

use super::unit::{Operand, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Expr, Slice};

/// What stands in the brackets of a subscript.
pub(super) enum Subscript {
    Item(Operand),
    /// Two registers with the bounds of a slice without step.
    Slice(Register),
}

impl Compiler<'_> {
    pub(super) fn subscript(&mut self, slice: &Slice) -> Result<Subscript> {
        Ok(match slice {
            Slice::Slice {
                lower,
                upper,
                step: None,
            } => {
                let first = self.unit.allocate();
                self.bound(lower, first)?;
                let second = self.unit.allocate();
                self.bound(upper, second)?;
                Subscript::Slice(first)
            }
            _ => Subscript::Item(self.index(slice)?),
        })
    }

    fn bound(&mut self, bound: &Option<Box<Expr>>, register: Register) -> Result<()> {
        match bound {
            Some(bound) => self.into(bound, register),
            None => {
                self.unit.emit(Opcode::CLEAR, register, 0, 0);
                Ok(())
            }
        }
    }

    fn index(&mut self, slice: &Slice) -> Result<Operand> {
        if let Slice::Index { value } = slice {
            return self.operand(value);
        }
        if let Slice::Ellipsis = slice {
            return Ok(self.unit.constant_operand(Constant::Ellipsis));
        }
        let register = self.unit.allocate();
        self.index_into(slice, register)?;
        Ok(Operand::register(register))
    }

    fn index_into(&mut self, slice: &Slice, register: Register) -> Result<()> {
        let mark = self.unit.mark();
        match slice {
            Slice::Index { value } => self.into(value, register)?,
            Slice::Ellipsis => self.unit.load_constant(register, Constant::Ellipsis),
            Slice::Slice { lower, upper, step } => {
                let mut window = None;
                for part in [lower, upper, step] {
                    let register = self.unit.allocate();
                    window = window.or(Some(register));
                    match part {
                        Some(part) => self.into(part, register)?,
                        None => self.unit.load_constant(register, Constant::None),
                    }
                }
                let window = window.expect("three registers");
                self.unit.emit(Opcode::BUILD_SLICE, register, window, 0);
            }
            Slice::ExtSlice { dims } => {
                let mut window = None;
                for dim in dims {
                    let register = self.unit.allocate();
                    window = window.or(Some(register));
                    self.index_into(dim, register)?;
                }
                let window = window.unwrap_or(0);
                let count = dims.len() as u16;
                self.unit.emit(Opcode::BUILD_TUPLE, register, window, count);
            }
        }
        self.unit.release(mark);
        Ok(())
    }
}
