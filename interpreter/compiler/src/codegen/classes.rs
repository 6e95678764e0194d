//! Classes: the body is a function whose call gives the namespace.

use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::{Stmt, StmtKind};

impl Compiler<'_> {
    pub(super) fn class_definition(&mut self, statement: &Stmt) -> Result<()> {
        let StmtKind::ClassDef {
            name,
            bases,
            body,
            decorator_list,
        } = &statement.kind
        else {
            unreachable!("called for `class` only");
        };
        let decorators = self.decorators(decorator_list)?;
        let window = self.unit.allocate_run(2);
        let text = self.text_constant(*name);
        self.unit.load_constant(window, text);
        let mark = self.unit.mark();
        match self.constant_elements(bases) {
            Some(tuple) => self.unit.load_constant(window + 1, tuple),
            None => {
                let first = self.run(bases)?;
                let count = bases.len() as u16;
                self.unit.emit(Opcode::BUILD_TUPLE, window + 1, first, count);
            }
        }
        self.unit.release(mark);

        let block = self.table.of_statement(statement);
        let line = self.lines.line(statement.position);
        let spelling = self.spelling(*name);
        let code = self.nested(spelling, block, line, Some(*name), |compiler| {
            compiler.enter_cells(&[]);
            let module = compiler.names.intern("__name__");
            let value = compiler.name_operand(module);
            let attribute = compiler.names.intern("__module__");
            compiler.store_name(attribute, value)?;
            compiler.unit.release(0);
            compiler.body(body)?;
            let namespace = compiler.namespace();
            compiler.unit.emit(Opcode::RETURN, namespace.0, 0, 0);
            Ok(())
        })?;
        let function = self.unit.allocate();
        let pair = self.unit.allocate_run(2);
        self.unit.load_constant(pair, Constant::None);
        self.make_function(code, pair, function);
        self.unit.emit(Opcode::CALL, function, 0, 0);

        let destination = self.definition_register(*name, decorators, window);
        self.unit.emit(Opcode::BUILD_CLASS, destination, window, 0);
        self.decorate(decorators, destination);
        self.store_definition(*name, decorators, destination)
    }
}
