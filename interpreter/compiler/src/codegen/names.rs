//! Names: locals in registers, cells, globals, namespaces.

use super::unit::{Operand, Register, NAMESPACE};
use super::Compiler;
use crate::code::Constant;
use crate::error::{error_nowhere, Result};
use crate::mangle::mangle;
use crate::opcode::Opcode;
use crate::symtable::{BlockKind, Scope, Usage};
use pyrs_syntax::Name;

/// How the code of a block reaches a name.
enum Access {
    Local(Register),
    /// The cell's register and its index among `co_cellvars + co_freevars`.
    Cell(Register, u16),
    Global(u16),
    Namespace(u16),
}

impl Compiler<'_> {
    pub(super) fn mangled(&mut self, name: Name) -> Name {
        mangle(self.names, self.unit.private, name)
    }

    /// Index in `co_names` of a mangled attribute or module name.
    pub(super) fn mangled_index(&mut self, name: Name) -> u16 {
        let name = self.mangled(name);
        self.unit.name_index(name)
    }

    fn access(&mut self, name: Name) -> Access {
        let name = self.mangled(name);
        let block = self.block();
        let is_function = block.kind == BlockKind::Function;
        match block.scope(name) {
            Some(Scope::Local) if is_function => Access::Local(self.local_register(name)),
            Some(Scope::Free | Scope::Cell) => {
                let (register, index) = self.unit.cell(name);
                Access::Cell(register, index)
            }
            Some(Scope::GlobalExplicit) => Access::Global(self.unit.name_index(name)),
            Some(Scope::GlobalImplicit) if is_function && !block.unoptimized() => {
                Access::Global(self.unit.name_index(name))
            }
            _ => Access::Namespace(self.unit.name_index(name)),
        }
    }

    /// The register of a name that is a local of this code.
    pub(super) fn local(&mut self, name: Name) -> Option<Register> {
        match self.access(name) {
            Access::Local(register) => Some(register),
            _ => None,
        }
    }

    /// The register of a local that the code has used before.
    pub(super) fn known_local(&mut self, name: Name) -> Option<Register> {
        let name = self.mangled(name);
        self.unit.known_local(name)
    }

    /// Whether a name is a local of this code.
    pub(super) fn is_local(&mut self, name: Name) -> bool {
        let name = self.mangled(name);
        let block = self.block();
        block.kind == BlockKind::Function && block.scope(name) == Some(Scope::Local)
    }

    /// The register of a local; the code uses it from now on.
    pub(super) fn local_register(&mut self, name: Name) -> Register {
        if let Some(register) = self.unit.known_local(name) {
            return register;
        }
        let register = self.unit.local(name);
        let symbol = self.block().symbols.get(&name);
        if symbol.is_some_and(|symbol| symbol.usage.contains(Usage::DELETED)) {
            self.unit.set_deletable(register);
        }
        register
    }

    /// The value of a name: a local in place, anything else in a new temporary.
    pub(super) fn name_operand(&mut self, name: Name) -> Operand {
        if name == Name::NONE {
            self.unit.owe_line();
            return self.unit.none();
        }
        match self.access(name) {
            Access::Local(register) => {
                self.check_local(register);
                self.unit.owe_line();
                Operand::register(register)
            }
            access => {
                let register = self.unit.allocate();
                self.load(access, register);
                Operand::register(register)
            }
        }
    }

    /// The value of a name in the wanted register.
    pub(super) fn name_into(&mut self, name: Name, destination: Register) {
        if name == Name::NONE {
            return self.unit.load_constant(destination, Constant::None);
        }
        match self.access(name) {
            Access::Local(register) => {
                self.check_local(register);
                self.unit.move_to(destination, Operand::register(register));
            }
            access => self.load(access, destination),
        }
    }

    fn check_local(&mut self, register: Register) {
        if !self.unit.is_assigned(register) {
            self.unit.emit(Opcode::CHECK_LOCAL, register, 0, 0);
            self.unit.assign(register);
        }
    }

    fn load(&mut self, access: Access, destination: Register) {
        let unit = &mut self.unit;
        match access {
            Access::Local(register) => unit.move_to(destination, Operand::register(register)),
            Access::Cell(cell, index) => unit.emit(Opcode::LOAD_CELL, destination, cell, index),
            Access::Global(name) => unit.emit(Opcode::LOAD_GLOBAL, destination, name, 0),
            Access::Namespace(name) => {
                unit.emit(Opcode::LOAD_NAME, destination, name, NAMESPACE);
            }
        }
    }

    /// Binds a name to a value.
    pub(super) fn store_name(&mut self, name: Name, value: Operand) -> Result<()> {
        match self.access(name) {
            Access::Local(register) => {
                self.unit.move_to(register, value);
                self.unit.assign(register);
            }
            Access::Cell(cell, _) => self.unit.emit(Opcode::STORE_CELL, cell, value.0, 0),
            Access::Global(name) => self.unit.emit(Opcode::STORE_GLOBAL, value.0, name, 0),
            Access::Namespace(name) => {
                self.unit.emit(Opcode::STORE_NAME, value.0, name, NAMESPACE);
            }
        }
        Ok(())
    }

    pub(super) fn delete_name(&mut self, name: Name) -> Result<()> {
        match self.access(name) {
            Access::Local(register) => {
                self.unit.emit(Opcode::DELETE_LOCAL, register, 0, 0);
                self.unit.unassign(register);
            }
            Access::Cell(..) => {
                let name = self.mangled(name);
                let name = self.names.spelling(name);
                return Err(error_nowhere(format!(
                    "can not delete variable '{name}' referenced in nested scope"
                )));
            }
            Access::Global(name) => self.unit.emit(Opcode::DELETE_GLOBAL, 0, name, 0),
            Access::Namespace(name) => {
                self.unit.emit(Opcode::DELETE_NAME, 0, name, NAMESPACE);
            }
        }
        Ok(())
    }
}
