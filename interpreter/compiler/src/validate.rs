//! Checks code from outside (`marshal`, `new.code`): whatever the interpreter does with valid code, it stays within the
//! code, the constants, the names and the frame, and reads no register before it is bound.
//!
//! Checked are: the numbers of the code object; opcodes, none of them hidden; operands against the frame and the tables;
//! jumps, which go to instructions, backward only with JUMP_BACK; the exception table, whose handlers start with CATCH;
//! that control never runs off the end; that on every path a register is bound before it is read (CHECK_LOCAL, which
//! raises for an unbound local, counts as binding); and that registers of cells are used as cells and no others are.
//!
//! Not checked is what kind of object a register holds: LIST_APPEND, say, may find anything in its list register.

use crate::code::{flags, Code, Constant};
use crate::instruction::Instruction;
use crate::opcode::{JumpPlace, Opcode, Use, CONSTANT_BIT};
use crate::register_set::RegisterSet;
use std::ops::Range;
use std::rc::Rc;

/// What is wrong with a code object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// `co_name` of the code.
    pub name: Rc<str>,
    /// In words.
    pub offset: usize,
    pub reason: &'static str,
}

/// Most registers of a frame.
const MOST_REGISTERS: usize = 1 << 15;

/// Checks a code object and those among its constants.
///
/// # Errors
/// The first thing found wrong.
pub fn validate(code: &Code) -> Result<(), Invalid> {
    let mut pending = vec![code];
    while let Some(code) = pending.pop() {
        Validator::new(code)
            .and_then(|mut validator| validator.check())
            .map_err(|(offset, reason)| Invalid {
                name: code.name.clone(),
                offset,
                reason,
            })?;
        pending.extend(code.constants.iter().filter_map(|constant| match constant {
            Constant::Code(code) => Some(&**code),
            _ => None,
        }));
    }
    Ok(())
}

/// Where and what.
type Failure = (usize, &'static str);

fn fail<T>(offset: usize, reason: &'static str) -> Result<T, Failure> {
    Err((offset, reason))
}

fn require(condition: bool, offset: usize, reason: &'static str) -> Result<(), Failure> {
    if condition {
        Ok(())
    } else {
        fail(offset, reason)
    }
}

struct Validator<'c> {
    code: &'c Code,
    instructions: Vec<Instruction>,
    /// Index of the instruction that starts at an offset, or `NOT_A_START`.
    index_at: Vec<u32>,
    registers: usize,
    cells: Range<usize>,
    /// For each instruction the index of the one that handles its exceptions.
    handlers: Vec<Option<usize>>,
}

const NOT_A_START: u32 = u32::MAX;

impl<'c> Validator<'c> {
    /// Checks the numbers of the code object and the opcodes.
    fn new(code: &'c Code) -> Result<Self, Failure> {
        let registers = 1usize
            .checked_add(code.nlocals as usize)
            .and_then(|sum| sum.checked_add(code.cellvars.len() + code.freevars.len()))
            .and_then(|sum| sum.checked_add(code.stacksize as usize))
            .unwrap_or(usize::MAX);
        require(registers <= MOST_REGISTERS, 0, "too many registers")?;
        require(
            code.varnames.len() == code.nlocals as usize,
            0,
            "varnames do not match nlocals",
        )?;
        require(
            code.parameter_count() <= code.nlocals as usize,
            0,
            "more arguments than locals",
        )?;
        let hidden = usize::from(code.namespace_register().is_some());
        require(code.stacksize as usize >= hidden, 0, "no room for the namespace")?;
        require(!code.code.is_empty(), 0, "no code")?;
        let entries = code.code[code.code.len() - 1];
        require(
            entries <= (code.code.len() as u64 - 1) / 2,
            0,
            "exception table does not fit",
        )?;

        let instructions: Vec<Instruction> = code.instructions().collect();
        let end = code.instructions_end();
        let reached = instructions.last().map_or(0, Instruction::end);
        require(reached == end, reached, "unknown opcode")?;
        let mut index_at = vec![NOT_A_START; end + 1];
        for (index, instruction) in instructions.iter().enumerate() {
            index_at[instruction.offset] = index as u32;
        }
        let first_cell = 1 + code.nlocals as usize;
        Ok(Validator {
            code,
            handlers: vec![None; instructions.len()],
            instructions,
            index_at,
            registers,
            cells: first_cell..first_cell + code.cellvars.len() + code.freevars.len(),
        })
    }

    fn check(&mut self) -> Result<(), Failure> {
        let end = self.code.instructions_end();
        match self.instructions.last() {
            Some(last) => require(last.opcode.description().ends, last.offset, "control runs off the end")?,
            None => return fail(0, "no code"),
        }
        self.check_exception_table(end)?;
        for index in 0..self.instructions.len() {
            self.check_instruction(index)?;
        }
        self.check_bound()
    }

    fn start(&self, offset: usize) -> Option<usize> {
        let index = *self.index_at.get(offset)?;
        (index != NOT_A_START).then_some(index as usize)
    }

    fn check_exception_table(&mut self, end: usize) -> Result<(), Failure> {
        let exception = self.code.exception_register();
        for entry in self.code.exception_table() {
            let (start, stop) = (entry.start as usize, entry.end as usize);
            let first = self.start(start);
            let after = if stop == end {
                Some(self.instructions.len())
            } else {
                self.start(stop)
            };
            let (Some(first), Some(after)) = (first, after) else {
                return fail(start, "protected range does not start or end at an instruction");
            };
            require(first < after, start, "protected range is empty")?;
            let Some(handler) = self.start(entry.handler as usize) else {
                return fail(start, "handler is not at an instruction");
            };
            require(
                self.instructions[handler].opcode == Opcode::CATCH,
                entry.handler as usize,
                "handler does not start with CATCH",
            )?;
            // The first entry that covers a position wins.
            for handled in &mut self.handlers[first..after] {
                handled.get_or_insert(handler);
            }
        }
        let namespace = self.code.namespace_register();
        for instruction in &self.instructions {
            if instruction.opcode == Opcode::CATCH {
                let window = instruction.a as usize..instruction.a as usize + 3;
                let hidden = [namespace, exception].into_iter().flatten();
                let (at, unhandled) = (instruction.b as usize, instruction.a as usize + 3);
                require(
                    (exception == Some(at) || at == unhandled)
                        && (exception.is_none() || exception != namespace)
                        && hidden.into_iter().all(|register| !window.contains(&register))
                        && instruction.b as usize >= self.cells.end,
                    instruction.offset,
                    "CATCH without its exception register",
                )?;
            }
        }
        Ok(())
    }

    fn check_instruction(&self, index: usize) -> Result<(), Failure> {
        let instruction = &self.instructions[index];
        let offset = instruction.offset;
        let description = instruction.opcode.description();
        require(description.stage_of.is_none(), offset, "hidden opcode")?;
        for (position, (value, kind)) in instruction.operands().into_iter().enumerate() {
            let value = value as usize;
            match kind {
                Use::Name => require(value < self.code.names.len(), offset, "no such name")?,
                Use::Constant => require(value < self.code.constants.len(), offset, "no such constant")?,
                Use::Operand if value & CONSTANT_BIT as usize != 0 => require(
                    value & !(CONSTANT_BIT as usize) < self.code.constants.len(),
                    offset,
                    "no such constant",
                )?,
                Use::Write | Use::WriteRun(_) | Use::WriteCountC | Use::ReadWrite if position == 0 => {
                    require(value != 0, offset, "the function is written")?;
                }
                _ => {}
            }
        }
        let ranges = instruction.reads(self.code).chain(instruction.writes());
        for (first, count) in ranges {
            require(first + count <= self.registers, offset, "register outside the frame")?;
        }
        self.check_special(instruction)?;
        self.check_cells(instruction)?;
        if description.jump != JumpPlace::None {
            let target = instruction.jump_target().unwrap_or(usize::MAX);
            require(self.start(target).is_some(), offset, "jump to no instruction")?;
            let backward = target <= offset;
            require(
                backward == (instruction.opcode == Opcode::JUMP_BACK),
                offset,
                "jump in the wrong direction",
            )?;
        }
        Ok(())
    }

    /// What single opcodes ask of their operands.
    fn check_special(&self, instruction: &Instruction) -> Result<(), Failure> {
        let Instruction { offset, a, b, c, .. } = *instruction;
        let constants = &self.code.constants;
        let is_names = |index: usize| match constants.get(index) {
            Some(Constant::Tuple(items)) => items.iter().all(|item| matches!(item, Constant::Str(_))),
            _ => false,
        };
        let namespace = self.code.namespace_register();
        match instruction.opcode {
            Opcode::LOAD_NAME | Opcode::STORE_NAME | Opcode::DELETE_NAME => require(
                namespace == Some(c as usize),
                offset,
                "not the register of the namespace",
            ),
            Opcode::LOAD_CONST_WIDE => require(
                (b as usize | (c as usize) << 16) < constants.len(),
                offset,
                "no such constant",
            ),
            Opcode::LOAD_CLOSURE_CELL => require(
                (b as usize) < self.code.freevars.len(),
                offset,
                "no such cell in the closure",
            ),
            Opcode::LOAD_CELL => require(
                self.cells.start + c as usize == b as usize,
                offset,
                "wrong index of a cell",
            ),
            Opcode::LOAD_SPECIAL => require(c < 2, offset, "no such special method"),
            Opcode::CALL_KEYWORDS => require(is_names(c as usize), offset, "no tuple of names"),
            Opcode::CALL_STAR => {
                require(c < 4, offset, "unknown kind of call")?;
                let names = instruction.extra as usize;
                require(names == 0 || is_names(names - 1), offset, "no tuple of names")
            }
            Opcode::RAISE => require(b < 4, offset, "too many operands"),
            Opcode::MAKE_FUNCTION => require(
                matches!(constants.get(b as usize), Some(Constant::Code(_))),
                offset,
                "no code constant",
            ),
            Opcode::DELETE_LOCAL | Opcode::CHECK_LOCAL => require(
                (1..=self.code.nlocals as usize).contains(&(a as usize)),
                offset,
                "not a local",
            ),
            Opcode::YIELD => require(
                self.code.flags & flags::GENERATOR != 0,
                offset,
                "YIELD outside a generator",
            ),
            _ => Ok(()),
        }
    }

    /// Cells are made by the instructions for that, and used by them only (a tuple of cells makes a closure).
    fn check_cells(&self, instruction: &Instruction) -> Result<(), Failure> {
        let offset = instruction.offset;
        let touches =
            |(first, count): (usize, usize)| first < self.cells.end && self.cells.start < first + count && count > 0;
        let (reads_cells, writes_cells) = match instruction.opcode {
            Opcode::MAKE_CELL | Opcode::MAKE_EMPTY_CELL | Opcode::LOAD_CLOSURE_CELL => {
                require(
                    self.cells.contains(&(instruction.a as usize)),
                    offset,
                    "a cell in another register",
                )?;
                (false, true)
            }
            Opcode::LOAD_CELL | Opcode::STORE_CELL => {
                let cell = match instruction.opcode {
                    Opcode::LOAD_CELL => instruction.b,
                    _ => instruction.a,
                };
                require(self.cells.contains(&(cell as usize)), offset, "not a cell")?;
                (true, false)
            }
            Opcode::BUILD_TUPLE | Opcode::MOVE => (true, false),
            _ => (false, false),
        };
        for register in [self.code.namespace_register(), self.code.exception_register()] {
            let written = instruction
                .writes()
                .any(|(first, count)| register.is_some_and(|register| (first..first + count).contains(&register)));
            let may_write = instruction.opcode == Opcode::CATCH;
            require(!written || may_write, offset, "a hidden register is written")?;
        }
        let reads = instruction.reads(self.code).any(touches);
        let writes = instruction.writes().any(touches);
        require(!reads || reads_cells, offset, "a cell used as a value")?;
        require(!writes || writes_cells, offset, "a cell is overwritten")
    }

    /// Forward data flow: the registers that are bound on every path.
    fn check_bound(&self) -> Result<(), Failure> {
        let mut entry = RegisterSet::new(self.registers);
        (0..=self.code.parameter_count()).for_each(|register| entry.insert(register));
        if let Some(namespace) = self.code.namespace_register() {
            entry.insert(namespace);
        }
        let mut states: Vec<Option<RegisterSet>> = vec![None; self.instructions.len()];
        states[0] = Some(entry);
        let mut pending = vec![0];
        let flow = |to: usize, state: &RegisterSet, states: &mut Vec<Option<RegisterSet>>| match &mut states[to] {
            Some(known) => known.intersect(state),
            unknown => {
                *unknown = Some(state.clone());
                true
            }
        };
        while let Some(index) = pending.pop() {
            let Some(before) = states[index].clone() else {
                continue;
            };
            let instruction = &self.instructions[index];
            self.check_reads(instruction, &before)?;
            let after = after(instruction, &before);
            if let Some(handler) = self.handlers[index] {
                let mut either = before.clone();
                either.intersect(&after);
                if flow(handler, &either, &mut states) {
                    pending.push(handler);
                }
            }
            if let Some(target) = instruction.jump_target().and_then(|to| self.start(to)) {
                // FOR_ITER writes only when it does not jump.
                if flow(target, &before, &mut states) {
                    pending.push(target);
                }
            }
            if !instruction.opcode.description().ends && flow(index + 1, &after, &mut states) {
                pending.push(index + 1);
            }
        }
        Ok(())
    }

    fn check_reads(&self, instruction: &Instruction, bound: &RegisterSet) -> Result<(), Failure> {
        let Instruction { a, b, c, .. } = *instruction;
        let may_be_unbound = |register: usize| match instruction.opcode {
            Opcode::CHECK_LOCAL | Opcode::DELETE_LOCAL | Opcode::CALL_METHOD => register == a as usize,
            Opcode::MAKE_CELL => register == b as usize,
            Opcode::LOAD_SLICE | Opcode::STORE_SLICE | Opcode::DELETE_SLICE => {
                register == c as usize || register == c as usize + 1
            }
            Opcode::RERAISE => true,
            Opcode::RAISE => register >= a as usize + b as usize,
            _ => false,
        };
        for (first, count) in instruction.reads(self.code) {
            for register in first..first + count {
                require(
                    bound.contains(register) || may_be_unbound(register),
                    instruction.offset,
                    "reads an unbound register",
                )?;
            }
        }
        Ok(())
    }
}

/// The registers bound after an instruction.
fn after(instruction: &Instruction, before: &RegisterSet) -> RegisterSet {
    let mut after = before.clone();
    for (first, count) in instruction.writes() {
        (first..first + count).for_each(|register| after.insert(register));
    }
    match instruction.opcode {
        Opcode::CHECK_LOCAL => after.insert(instruction.a as usize),
        // A method that needs no object leaves its first register unbound.
        Opcode::CLEAR | Opcode::DELETE_LOCAL | Opcode::LOAD_METHOD => {
            after.remove(instruction.a as usize);
        }
        _ => {}
    }
    if instruction.opcode.description().a == Use::Window {
        // The callee's frame lies over the window and everything above it.
        after.remove_from(instruction.a as usize + 1);
    }
    after
}
