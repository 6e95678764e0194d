//! One code object under construction: instructions, labels, registers, lines.
//!
//! Until the number of locals is known, registers have provisional numbers, one range for each kind; `assemble` gives
//! them their final ones.

use super::assigned::Assigned;
use super::constants::Constants;
use super::control::Block;
use crate::code::Constant;
use crate::opcode::{Opcode, Use, CONSTANT_BIT};
use crate::symtable::BlockId;
use pyrs_syntax::Name;
use std::collections::HashMap;
use std::rc::Rc;

/// Provisional number of a register.
pub type Register = u16;

/// First local; they are numbered as they are first used, as in `co_varnames`.
pub const LOCALS: Register = 1;
/// A local whose number is not known yet: it gets one when the value it is assigned is compiled.
pub const PENDING: Register = 0x1fff;
/// First cell: those of `co_cellvars`, then those of `co_freevars`.
pub const CELLS: Register = 0x2000;
/// The namespace of code that is not optimized.
pub const NAMESPACE: Register = 0x3ffe;
/// The exception that the frame handles or handled last.
pub const EXCEPTION: Register = 0x3fff;
/// First temporary.
pub const TEMPORARIES: Register = 0x4000;

/// The line of an instruction that belongs to the one behind it.
pub const NEXT_LINE: u32 = u32::MAX;

/// An `o` operand: a register or a constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand(pub u16);

impl Operand {
    pub fn register(register: Register) -> Self {
        debug_assert!(register & CONSTANT_BIT == 0);
        Operand(register)
    }

    pub fn is_local(self) -> bool {
        (LOCALS..CELLS).contains(&self.0)
    }
}

/// A place in the code that jumps go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(pub u32);

impl Label {
    pub const NONE: Label = Label(u32::MAX);
}

/// A label's place and what is assigned there.
#[derive(Debug, Default)]
pub struct Target {
    /// Index of an instruction.
    pub position: Option<u32>,
    /// What is assigned at every jump so far; `None` if there was none.
    incoming: Option<Assigned>,
}

#[derive(Clone, Copy, Debug)]
pub struct Instruction {
    pub opcode: Opcode,
    pub a: u16,
    pub b: u16,
    pub c: u16,
    pub label: Label,
    /// The first extra word where it is neither a cache nor a jump.
    pub extra: u32,
    pub line: u32,
}

/// Instructions `start..end` are protected by `handler`.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    pub start: u32,
    pub end: u32,
    pub handler: Label,
    pub depth: u32,
}

#[derive(Debug)]
pub struct Unit {
    pub name: Rc<str>,
    pub block: BlockId,
    /// The class whose private names are mangled.
    pub private: Option<Name>,
    /// Not optimized: names are also looked up in a namespace.
    pub has_namespace: bool,
    pub list_comprehension: bool,
    pub argument_count: u32,
    first_line: u32,

    pub instructions: Vec<Instruction>,
    pub targets: Vec<Target>,
    /// Where the label bound last is.
    last_label: u32,
    pub regions: Vec<Region>,
    pub blocks: Vec<Block>,
    /// Locals that are certainly bound here; `None` where control never comes.
    pub assigned: Option<Assigned>,
    /// Locals that some `del` unbinds.
    deletable: Assigned,

    pub constants: Constants,
    pub names: Vec<Name>,
    name_index: HashMap<Name, u32, ahash::RandomState>,
    pub variables: Vec<Name>,
    variable_index: HashMap<Name, Register, ahash::RandomState>,
    pub cells: Vec<Name>,
    pub free: Vec<Name>,

    top: u32,
    pub most_temporaries: u32,
    pub uses_exception: bool,
    /// Some index does not fit the instruction format.
    pub too_large: bool,

    line: u32,
    /// The line changed and no instruction has it yet.
    line_is_new: bool,
    /// On this line an operand is used in place, which costs CPython an instruction.
    line_is_owed: bool,
    /// The line of the first instruction as CPython emits them, before it folds constants; 0 before that.
    first_code_line: u32,
    /// Positions below this offset are on `line` or before it.
    pub line_end: u32,
}

impl Unit {
    pub fn new(name: Rc<str>, block: BlockId, first_line: u32) -> Self {
        Unit {
            name,
            block,
            private: None,
            has_namespace: true,
            list_comprehension: false,
            argument_count: 0,
            first_line,
            instructions: Vec::new(),
            targets: Vec::new(),
            last_label: 0,
            regions: Vec::new(),
            blocks: Vec::new(),
            assigned: Some(Assigned::default()),
            deletable: Assigned::default(),
            constants: Constants::default(),
            names: Vec::new(),
            name_index: HashMap::default(),
            variables: Vec::new(),
            variable_index: HashMap::default(),
            cells: Vec::new(),
            free: Vec::new(),
            top: 0,
            most_temporaries: 0,
            uses_exception: false,
            too_large: false,
            line: 0,
            line_is_new: false,
            line_is_owed: false,
            first_code_line: 0,
            line_end: 0,
        }
    }

    // ---- Lines, by the rules of CPython 2.7: each statement sets the line, an expression only raises it.

    pub fn line(&self) -> u32 {
        self.line
    }

    /// Sets the line of the instructions that follow.
    pub fn set_line(&mut self, line: u32, line_end: u32) {
        if self.line_is_owed && line != self.line {
            self.emit(Opcode::NOP, 0, 0, 0);
        }
        self.line = line;
        self.line_end = line_end;
        self.line_is_new = true;
        self.line_is_owed = false;
    }

    /// The current line gets a NOP if nothing else is put on it.
    pub fn owe_line(&mut self) {
        self.line_is_owed = self.line_is_new;
    }

    /// Notes that code starts on the current line, even if folding removes it.
    pub fn note_first_line(&mut self) {
        if self.first_code_line == 0 {
            self.first_code_line = self.line;
        }
    }

    /// `co_firstlineno`: the line of the definition, or of a module's first instruction.
    pub fn first_line(&self) -> u32 {
        if self.first_line != 0 {
            self.first_line
        } else {
            self.first_code_line.max(1)
        }
    }

    // ---- Instructions

    pub fn emit(&mut self, opcode: Opcode, a: u16, b: u16, c: u16) {
        self.push(opcode, a, b, c, Label::NONE);
    }

    fn push(&mut self, opcode: Opcode, a: u16, b: u16, c: u16, label: Label) {
        self.line_is_new = false;
        self.line_is_owed = false;
        self.note_first_line();
        self.instructions.push(Instruction {
            opcode,
            a,
            b,
            c,
            label,
            extra: 0,
            line: self.line,
        });
        if opcode.description().ends {
            self.assigned = None;
        }
    }

    /// Emits an instruction that may go to the label.
    pub fn emit_jump(&mut self, opcode: Opcode, a: u16, b: u16, c: u16, label: Label) {
        if let Some(assigned) = &self.assigned {
            let target = &mut self.targets[label.0 as usize];
            if target.position.is_none() {
                match &mut target.incoming {
                    Some(incoming) => incoming.intersect(assigned),
                    None => target.incoming = Some(assigned.clone()),
                }
            }
        }
        self.push(opcode, a, b, c, label);
    }

    pub fn jump(&mut self, label: Label) {
        self.emit_jump(Opcode::JUMP, 0, 0, 0, label);
    }

    pub fn new_label(&mut self) -> Label {
        let label = Label(self.targets.len() as u32);
        self.targets.push(Target::default());
        label
    }

    /// Puts a label here.
    pub fn bind(&mut self, label: Label) {
        let position = self.instructions.len() as u32;
        let target = &mut self.targets[label.0 as usize];
        debug_assert!(target.position.is_none());
        target.position = Some(position);
        self.last_label = position;
        match (&mut self.assigned, target.incoming.take()) {
            (Some(assigned), Some(incoming)) => assigned.intersect(&incoming),
            (none @ None, incoming) => *none = incoming,
            (Some(_), None) => {}
        }
    }

    pub fn is_reachable(&self) -> bool {
        self.assigned.is_some()
    }

    /// Whether the code, dead code included, may run past its last instruction.
    pub fn falls_off(&self) -> bool {
        self.last_label == self.position()
            || !self
                .instructions
                .last()
                .is_some_and(|last| last.opcode.description().ends)
    }

    pub fn position(&self) -> u32 {
        self.instructions.len() as u32
    }

    // ---- Registers

    /// The number of temporaries in use, for `release`.
    pub fn mark(&self) -> u32 {
        self.top
    }

    /// Frees the temporaries allocated since the mark was taken.
    pub fn release(&mut self, mark: u32) {
        debug_assert!(mark <= self.top);
        self.top = mark;
    }

    pub fn allocate(&mut self) -> Register {
        self.allocate_run(1)
    }

    /// Allocates consecutive temporaries. Running out of them is noticed when the code is assembled.
    pub fn allocate_run(&mut self, count: u32) -> Register {
        let first = self.top;
        self.top += count;
        self.most_temporaries = self.most_temporaries.max(self.top);
        TEMPORARIES + (first & 0x3fff) as Register
    }

    /// Whether the register is the temporary allocated last.
    pub fn is_topmost(&self, register: Register) -> bool {
        register >= TEMPORARIES && u32::from(register - TEMPORARIES) + 1 == self.top
    }

    pub fn is_temporary(register: Register) -> bool {
        (TEMPORARIES..CONSTANT_BIT).contains(&register)
    }

    /// The register of a local, new if the code did not use it before.
    pub fn local(&mut self, name: Name) -> Register {
        let next = LOCALS + (self.variables.len() & 0x1fff) as Register;
        *self.variable_index.entry(name).or_insert_with(|| {
            self.variables.push(name);
            next
        })
    }

    /// The register of a local that the code used before.
    pub fn known_local(&self, name: Name) -> Option<Register> {
        self.variable_index.get(&name).copied()
    }

    /// Replaces the register that the instructions from `start` on write.
    pub fn redirect(&mut self, start: u32, from: Register, to: Register) {
        for instruction in &mut self.instructions[start as usize..] {
            if instruction.opcode.description().a == Use::Write && instruction.a == from {
                instruction.a = to;
            }
        }
    }

    /// The register of a cell and its index among `co_cellvars + co_freevars`.
    pub fn cell(&self, name: Name) -> (Register, u16) {
        let mut all = self.cells.iter().chain(&self.free);
        let index = all.position(|&cell| cell == name).expect("a cell or free variable") as u16;
        (CELLS + index, index)
    }

    /// Notes that a local is unbound now.
    pub fn unassign(&mut self, local: Register) {
        if let Some(assigned) = &mut self.assigned {
            assigned.remove((local - LOCALS) as usize);
        }
    }

    /// Notes that some `del` of the code unbinds the local.
    pub fn set_deletable(&mut self, local: Register) {
        self.deletable.insert((local - LOCALS) as usize);
    }

    /// Forgets the locals that a `del` may have unbound on another way to this place.
    pub fn forget_deletable(&mut self) {
        if let Some(assigned) = &mut self.assigned {
            assigned.subtract(&self.deletable);
        }
    }

    /// Notes that a local is bound now.
    pub fn assign(&mut self, local: Register) {
        if let Some(assigned) = &mut self.assigned {
            assigned.insert((local - LOCALS) as usize);
        }
    }

    pub fn is_assigned(&self, local: Register) -> bool {
        match &self.assigned {
            Some(assigned) => assigned.contains((local - LOCALS) as usize),
            None => true,
        }
    }

    // ---- Names and constants

    /// Index of a name in `co_names`.
    pub fn name_index(&mut self, name: Name) -> u16 {
        let next = self.names.len() as u32;
        *self.name_index.entry(name).or_insert_with(|| {
            self.names.push(name);
            next
        }) as u16
    }

    /// Loads a constant into a register.
    pub fn load_constant(&mut self, register: Register, constant: Constant) {
        let index = self.constants.index(constant);
        if index <= u16::MAX as u32 {
            self.emit(Opcode::LOAD_CONST, register, index as u16, 0);
        } else {
            self.emit(Opcode::LOAD_CONST_WIDE, register, index as u16, (index >> 16) as u16);
        }
    }

    /// The constant as an operand: in place if its index fits, else from a new temporary.
    pub fn constant_operand(&mut self, constant: Constant) -> Operand {
        let index = self.constants.index(constant.clone());
        if index < CONSTANT_BIT as u32 {
            return Operand(index as u16 | CONSTANT_BIT);
        }
        let register = self.allocate();
        self.load_constant(register, constant);
        Operand(register)
    }

    pub fn none(&mut self) -> Operand {
        self.constant_operand(Constant::None)
    }

    /// Copies an operand to a register.
    pub fn move_to(&mut self, register: Register, operand: Operand) {
        if operand.0 == register {
            return;
        }
        if operand.0 & CONSTANT_BIT != 0 {
            self.emit(Opcode::LOAD_CONST, register, operand.0 & !CONSTANT_BIT, 0);
        } else {
            self.emit(Opcode::MOVE, register, operand.0, 0);
        }
    }
}
