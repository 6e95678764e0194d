//! `import` and `from ... import`.

use super::unit::{Operand, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::future;
use crate::opcode::Opcode;
use pyrs_syntax::ast::Alias;
use pyrs_syntax::{FutureFlags, Name};

impl Compiler<'_> {
    pub(super) fn import(&mut self, aliases: &[Alias]) -> Result<()> {
        let level = if self.absolute_import() { 0 } else { -1 };
        for alias in aliases {
            let mark = self.unit.mark();
            let module = self.unit.allocate();
            self.import_name(module, alias.name, level, Constant::None);
            let spelling = self.spelling(alias.name);
            let mut parts = spelling.split('.');
            let first = parts.next().unwrap_or("");
            match alias.asname {
                Some(name) => {
                    for part in parts {
                        let part = self.names.intern(part);
                        let part = self.unit.name_index(part);
                        self.unit.emit(Opcode::LOAD_ATTR, module, module, part);
                    }
                    self.store_name(name, Operand::register(module))?;
                }
                None => {
                    let name = self.names.intern(first);
                    self.store_name(name, Operand::register(module))?;
                }
            }
            self.unit.release(mark);
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, module: Option<Name>, aliases: &[Alias], level: u32) -> Result<()> {
        let name = match module {
            Some(module) => module,
            None => self.names.intern(""),
        };
        let line = self.unit.line();
        if line > self.future_line && self.names.spelling(name) == "__future__" {
            return Err(future::late(&self.filename, line));
        }
        let level = if level == 0 && !self.absolute_import() {
            -1
        } else {
            i64::from(level)
        };
        let list = aliases.iter().map(|alias| self.text_constant(alias.name)).collect();
        let module = self.unit.allocate();
        self.import_name(module, name, level, Constant::Tuple(list));
        for alias in aliases {
            if self.names.spelling(alias.name) == "*" {
                self.unit.emit(Opcode::IMPORT_STAR, module, 0, 0);
                break;
            }
            let mark = self.unit.mark();
            let name = self.mangled_index(alias.name);
            let target = alias.asname.unwrap_or(alias.name);
            let item = self.unit.allocate();
            self.unit.emit(Opcode::IMPORT_FROM, item, module, name);
            self.store_name(target, Operand::register(item))?;
            self.unit.release(mark);
        }
        Ok(())
    }

    fn absolute_import(&self) -> bool {
        self.flags & FutureFlags::ABSOLUTE_IMPORT.bits() != 0
    }

    fn import_name(&mut self, destination: Register, name: Name, level: i64, list: Constant) {
        let mark = self.unit.mark();
        let pair = self.unit.allocate_run(2);
        self.unit.load_constant(pair, Constant::Int(level));
        self.unit.load_constant(pair + 1, list);
        let name = self.mangled_index(name);
        self.unit.emit(Opcode::IMPORT_NAME, destination, name, pair);
        self.unit.release(mark);
    }
}
