//! A finished unit becomes a code object: final registers, words, exception table, line table.

use super::jumps;
use super::unit::{Label, Register, Unit, CELLS, EXCEPTION, NAMESPACE, NEXT_LINE, TEMPORARIES};
use super::Compiler;
use crate::code::{flags, Code};
use crate::error::Result;
use crate::lines;
use crate::opcode::{encode, JumpPlace, Use, CONSTANT_BIT};
use crate::symtable::BlockKind;
use pyrs_syntax::Name;
use std::rc::Rc;

/// Registers that an operand can name.
const MOST_REGISTERS: u32 = 1 << 15;

/// Provisional to final register numbers.
struct Registers {
    cells: u32,
    temporaries: u32,
    has_namespace: bool,
    uses_exception: bool,
    is_generator: bool,
}

impl Registers {
    fn new(unit: &Unit, is_generator: bool) -> Self {
        let cells = 1 + unit.variables.len() as u32;
        Registers {
            cells,
            temporaries: cells + (unit.cells.len() + unit.free.len()) as u32,
            has_namespace: unit.has_namespace,
            uses_exception: unit.uses_exception,
            is_generator,
        }
    }

    /// The namespace, the exception and the generator, in front of the temporaries.
    fn hidden(&self) -> u32 {
        u32::from(self.has_namespace) + u32::from(self.uses_exception) + u32::from(self.is_generator)
    }

    fn last(&self, register: Register) -> u16 {
        let register = u32::from(register);
        let last = if register >= u32::from(TEMPORARIES) {
            self.temporaries + self.hidden() + register - u32::from(TEMPORARIES)
        } else if register == u32::from(NAMESPACE) {
            self.temporaries
        } else if register == u32::from(EXCEPTION) {
            self.temporaries + u32::from(self.has_namespace)
        } else if register >= u32::from(CELLS) {
            self.cells + register - u32::from(CELLS)
        } else {
            register
        };
        last as u16
    }

    fn operand(&self, operand: u16, kind: Use) -> u16 {
        match kind {
            Use::Operand if operand & CONSTANT_BIT != 0 => operand,
            Use::Unused | Use::Name | Use::Constant | Use::Immediate | Use::Jump => operand,
            _ => self.last(operand),
        }
    }
}

impl Compiler<'_> {
    /// Makes the code object.
    ///
    /// # Errors
    /// If some number does not fit its place in an instruction.
    pub(super) fn assemble(&mut self, mut unit: Unit) -> Result<Code> {
        let registers = Registers::new(&unit, self.table.blocks[unit.block].generator);
        let stacksize = registers.hidden() + unit.most_temporaries;
        let too_large = unit.too_large
            || unit.names.len() > 1 << 16
            || unit.variables.len() >= usize::from(CELLS) - 2
            || unit.cells.len() + unit.free.len() >= usize::from(NAMESPACE - CELLS)
            || registers.temporaries + stacksize >= MOST_REGISTERS
            || unit.most_temporaries > u32::from(CONSTANT_BIT - TEMPORARIES);
        if too_large {
            return Err(crate::error::error_at(
                "code too large",
                &self.filename,
                unit.first_line(),
            ));
        }
        jumps::shorten(&mut unit);
        settle_lines(&mut unit);

        let mut offsets = Vec::with_capacity(unit.instructions.len() + 1);
        let mut length = 0;
        for instruction in &unit.instructions {
            offsets.push(length as u32);
            length += instruction.opcode.length();
        }
        offsets.push(length as u32);

        let mut words = Vec::with_capacity(length + 2 * unit.regions.len() + 1);
        self.instructions(&unit, &registers, &offsets, &mut words);
        exception_table(&unit, &offsets, &mut words);

        let first_line = unit.first_line();
        let starts = unit
            .instructions
            .iter()
            .zip(&offsets)
            .map(|(instruction, &offset)| (offset as usize * 8, instruction.line));
        let lnotab = lines::encode(first_line, starts);
        Ok(Code {
            argcount: unit.argument_count,
            nlocals: unit.variables.len() as u32,
            stacksize,
            flags: self.code_flags(&unit),
            code: words.into(),
            names: self.spellings(&unit.names),
            varnames: self.spellings(&unit.variables),
            filename: self.filename.clone(),
            name: unit.name.clone(),
            firstlineno: first_line,
            lnotab: lnotab.into(),
            freevars: self.spellings(&unit.free),
            cellvars: self.spellings(&unit.cells),
            constants: unit.constants.into_list(),
        })
    }

    fn instructions(&self, unit: &Unit, registers: &Registers, offsets: &[u32], words: &mut Vec<u64>) {
        for (instruction, &offset) in unit.instructions.iter().zip(offsets) {
            let description = instruction.opcode.description();
            let jump = match description.jump {
                JumpPlace::None => 0,
                _ => target(unit, instruction.label, offsets) as i32 - offset as i32,
            } as u32;
            let a = registers.operand(instruction.a, description.a);
            let (b, c) = match description.jump {
                JumpPlace::OperandsBC => (jump as u16, (jump >> 16) as u16),
                _ => (
                    registers.operand(instruction.b, description.b),
                    registers.operand(instruction.c, description.c),
                ),
            };
            words.push(encode(instruction.opcode, a, b, c));
            for index in 0..description.extra_words {
                words.push(match (index, description.jump) {
                    (0, JumpPlace::FirstExtraWord) => u64::from(jump),
                    (0, _) => u64::from(instruction.extra),
                    _ => 0,
                });
            }
        }
    }

    fn code_flags(&self, unit: &Unit) -> u32 {
        let block = &self.table.blocks[unit.block];
        let mut bits = self.flags;
        if block.kind != BlockKind::Module {
            bits |= flags::NEWLOCALS;
        }
        if block.kind == BlockKind::Function {
            let conditions = [
                (!block.unoptimized(), flags::OPTIMIZED),
                (block.nested, flags::NESTED),
                (block.generator, flags::GENERATOR),
                (block.varargs, flags::VARARGS),
                (block.varkeywords, flags::VARKEYWORDS),
            ];
            for (condition, bit) in conditions {
                if condition {
                    bits |= bit;
                }
            }
        }
        if unit.cells.is_empty() && unit.free.is_empty() {
            bits |= flags::NOFREE;
        }
        bits
    }

    fn spellings(&mut self, names: &[Name]) -> Vec<Rc<str>> {
        names.iter().map(|&name| self.spelling(name)).collect()
    }
}

/// Gives instructions without a line of their own that of the instruction behind them.
fn settle_lines(unit: &mut Unit) {
    let mut next = 0;
    for instruction in unit.instructions.iter_mut().rev() {
        if instruction.line == NEXT_LINE {
            instruction.line = next;
        }
        next = instruction.line;
    }
}

/// Word offset of a label.
fn target(unit: &Unit, label: Label, offsets: &[u32]) -> u32 {
    let position = unit.targets[label.0 as usize].position;
    offsets[position.expect("every label that is jumped to is bound") as usize]
}

fn exception_table(unit: &Unit, offsets: &[u32], words: &mut Vec<u64>) {
    for region in &unit.regions {
        let start = offsets[region.start as usize];
        let end = offsets[region.end as usize];
        let handler = target(unit, region.handler, offsets);
        words.push(u64::from(start) | u64::from(end) << 32);
        words.push(u64::from(handler) | u64::from(region.depth) << 32);
    }
    words.push(unit.regions.len() as u64);
}
