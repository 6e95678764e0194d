//! Decoded instructions: what the opcode table says about the operands of a word.

use crate::code::{Code, Constant};
use crate::opcode::{JumpPlace, Opcode, Use, CONSTANT_BIT};

/// An instruction of a code object.
#[derive(Clone, Copy, Debug)]
pub struct Instruction {
    /// In words from the start of the code.
    pub offset: usize,
    pub opcode: Opcode,
    pub a: u16,
    pub b: u16,
    pub c: u16,
    /// The first extra word, 0 if there is none.
    pub extra: u64,
}

impl Instruction {
    /// The instruction at an offset; None if there is no such opcode or the code ends within it.
    pub fn at(code: &Code, offset: usize) -> Option<Instruction> {
        let words = &code.code[..code.instructions_end()];
        let word = *words.get(offset)?;
        let opcode = Opcode::decode(word)?;
        words.get(offset + opcode.length() - 1)?;
        Some(Instruction {
            offset,
            opcode,
            a: (word >> 16) as u16,
            b: (word >> 32) as u16,
            c: (word >> 48) as u16,
            extra: match opcode.description().extra_words {
                0 => 0,
                _ => words[offset + 1],
            },
        })
    }

    /// Offset of the next instruction.
    pub fn end(&self) -> usize {
        self.offset + self.opcode.length()
    }

    /// Where it may jump to; negative targets wrap around to very large ones.
    pub fn jump_target(&self) -> Option<usize> {
        let relative = match self.opcode.description().jump {
            JumpPlace::None => return None,
            JumpPlace::OperandsBC => (u32::from(self.b) | u32::from(self.c) << 16) as i32,
            JumpPlace::FirstExtraWord => self.extra as u32 as i32,
        };
        Some(self.offset.wrapping_add_signed(relative as isize))
    }

    /// The operands with their uses.
    pub fn operands(&self) -> [(u16, Use); 3] {
        let description = self.opcode.description();
        [
            (self.a, description.a),
            (self.b, description.b),
            (self.c, description.c),
        ]
    }

    /// The registers it reads, as ranges of first register and count.
    pub fn reads<'c>(&'c self, code: &'c Code) -> impl Iterator<Item = (usize, usize)> + 'c {
        self.operands().into_iter().filter_map(|(value, kind)| {
            let count = match kind {
                Use::Read | Use::ReadWrite => 1,
                Use::Operand if value & CONSTANT_BIT == 0 => 1,
                Use::ReadRun(count) => count as usize,
                Use::ReadCountB(more) => self.b as usize + more as usize,
                Use::ReadCountC(more) => self.c as usize + more as usize,
                Use::Window => self.window_length(code),
                _ => return None,
            };
            Some((value as usize, count))
        })
    }

    /// The registers it writes, as ranges of first register and count.
    pub fn writes(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.operands().into_iter().filter_map(|(value, kind)| {
            let count = match kind {
                Use::Write | Use::ReadWrite | Use::Window => 1,
                Use::WriteRun(count) => count as usize,
                Use::WriteCountC => self.c as usize,
                _ => return None,
            };
            Some((value as usize, count))
        })
    }

    /// The number of registers in the window of a call: callable and arguments.
    fn window_length(&self, code: &Code) -> usize {
        let positional = self.b as usize;
        match self.opcode {
            Opcode::CALL_METHOD => 2 + positional,
            Opcode::CALL_KEYWORDS => 1 + positional + tuple_length(code, self.c as usize),
            Opcode::CALL_STAR => {
                let names = match (self.extra as usize).checked_sub(1) {
                    Some(index) => tuple_length(code, index),
                    None => 0,
                };
                1 + positional + names + (self.c & 3).count_ones() as usize
            }
            _ => 1 + positional,
        }
    }
}

fn tuple_length(code: &Code, index: usize) -> usize {
    match code.constants.get(index) {
        Some(Constant::Tuple(items)) => items.len(),
        _ => 0,
    }
}

impl Code {
    /// The instructions in order, up to the first word that is none.
    pub fn instructions(&self) -> impl Iterator<Item = Instruction> + '_ {
        let mut offset = 0;
        std::iter::from_fn(move || {
            let instruction = Instruction::at(self, offset)?;
            offset = instruction.end();
            Some(instruction)
        })
    }
}
