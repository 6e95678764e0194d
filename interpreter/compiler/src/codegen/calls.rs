//! Calls: arguments are compiled straight into the slots of the call window.

use super::unit::{Operand, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Call, Expr};

/// Bits of CALL_STAR's operand.
const SEQUENCE: u16 = 1;
const MAPPING: u16 = 2;

impl Compiler<'_> {
    /// A call of the function in the window's first register, which is on top; the result replaces it.
    pub(super) fn call(&mut self, window: Register, call: &Call) -> Result<()> {
        self.arguments(&call.args)?;
        let count = call.args.len() as u16;
        for keyword in &call.keywords {
            let register = self.unit.allocate();
            self.into(&keyword.value, register)?;
        }
        let mut stars = 0;
        for (star, bit) in [(&call.starargs, SEQUENCE), (&call.kwargs, MAPPING)] {
            if let Some(star) = star {
                let register = self.unit.allocate();
                self.into(star, register)?;
                stars |= bit;
            }
        }
        let names = self.keyword_names(call);
        match names {
            None if stars == 0 => self.unit.emit(Opcode::CALL, window, count, 0),
            Some(names) if stars == 0 && names <= u16::MAX as u32 => {
                self.unit.emit(Opcode::CALL_KEYWORDS, window, count, names as u16);
            }
            _ => {
                self.unit.emit(Opcode::CALL_STAR, window, count, stars);
                if let Some(last) = self.unit.instructions.last_mut() {
                    last.extra = names.map_or(0, |index| index + 1);
                }
            }
        }
        Ok(())
    }

    /// A call of a method of the object with positional arguments; the window is on top, the result in its first
    /// register.
    pub(super) fn method_call(&mut self, window: Register, object: Operand, name: u16, call: &Call) -> Result<()> {
        // The function and the object it is bound to.
        self.unit.allocate();
        self.unit.emit(Opcode::LOAD_METHOD, window, object.0, name);
        self.arguments(&call.args)?;
        let count = call.args.len() as u16;
        self.unit.emit(Opcode::CALL_METHOD, window, count, 0);
        Ok(())
    }

    fn arguments(&mut self, arguments: &[Expr]) -> Result<()> {
        for argument in arguments {
            let register = self.unit.allocate();
            self.into(argument, register)?;
        }
        Ok(())
    }

    /// Index of the tuple of keyword names.
    fn keyword_names(&mut self, call: &Call) -> Option<u32> {
        if call.keywords.is_empty() {
            return None;
        }
        let names = call
            .keywords
            .iter()
            .map(|keyword| self.text_constant(keyword.arg))
            .collect();
        Some(self.unit.constants.index(Constant::Tuple(names)))
    }

    /// A name as a `str` constant.
    pub(super) fn text_constant(&mut self, name: pyrs_syntax::Name) -> Constant {
        Constant::Str(self.spelling(name).as_bytes().into())
    }
}
