//! Functions: parameters, defaults, closures, decorators, lambda.

use super::fold;
use super::module::docstring;
use super::unit::{Operand, Register, CELLS, LOCALS, NEXT_LINE};
use super::Compiler;
use crate::code::{Code, Constant};
use crate::error::Result;
use crate::opcode::Opcode;
use crate::symtable::BlockId;
use pyrs_syntax::ast::*;
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn function_definition(&mut self, statement: &Stmt) -> Result<()> {
        let StmtKind::FunctionDef {
            name,
            args,
            body,
            decorator_list,
        } = &statement.kind
        else {
            unreachable!("called for `def` only");
        };
        let decorators = self.decorators(decorator_list)?;
        let temporary = self.unit.allocate();
        let pair = self.unit.allocate_run(2);
        self.defaults(&args.defaults, pair)?;

        let block = self.table.of_statement(statement);
        let line = self.lines.line(statement.position);
        let spelling = self.spelling(*name);
        let private = self.unit.private;
        let code = self.nested(spelling, block, line, private, |compiler| {
            let text = docstring(body).filter(|_| compiler.optimize < 2);
            let first = text.map_or(Constant::None, fold::string);
            compiler.unit.constants.index(first);
            compiler.enter_function(args, block);
            compiler.unpack_parameters(args)?;
            let rest = if docstring(body).is_some() { 1 } else { 0 };
            compiler.statements(&body[rest..])?;
            compiler.return_none();
            Ok(())
        })?;
        let destination = self.definition_register(*name, decorators, temporary);
        self.make_function(code, pair, destination);
        self.decorate(decorators, destination);
        self.store_definition(*name, decorators, destination)
    }

    pub(super) fn lambda(
        &mut self,
        expression: &Expr,
        args: &Arguments,
        body: &Expr,
        destination: Register,
    ) -> Result<()> {
        let pair = self.unit.allocate_run(2);
        self.defaults(&args.defaults, pair)?;
        let block = self.table.of_expression(expression);
        let line = self.lines.line(expression.position);
        let private = self.unit.private;
        let code = self.nested("<lambda>".into(), block, line, private, |compiler| {
            // The first constant would be the docstring.
            compiler.unit.constants.index(Constant::None);
            compiler.enter_function(args, block);
            compiler.unpack_parameters(args)?;
            let value = compiler.operand(body)?;
            if compiler.table.blocks[block].generator {
                compiler.return_none();
            } else {
                compiler.unit.emit(Opcode::RETURN, value.0, 0, 0);
            }
            Ok(())
        })?;
        self.make_function(code, pair, destination);
        Ok(())
    }

    /// Puts decorators into the first slots of call windows; gives the window of the first and their number.
    pub(super) fn decorators(&mut self, decorators: &[Expr]) -> Result<Decorators> {
        let mut first = 0;
        for (index, decorator) in decorators.iter().enumerate() {
            let register = self.unit.allocate();
            if index == 0 {
                first = register;
            }
            self.into(decorator, register)?;
        }
        Ok(Decorators {
            first,
            count: decorators.len() as u16,
        })
    }

    /// Calls the decorators; what they decorate is in the register behind the last of them.
    pub(super) fn decorate(&mut self, decorators: Decorators, decorated: Register) {
        for index in (0..decorators.count).rev() {
            let window = decorators.first + index;
            debug_assert!(index + 1 < decorators.count || decorated == window + 1);
            self.unit.emit(Opcode::CALL, window, 1, 0);
        }
    }

    /// Where a definition goes: a local straight away if there are no decorators, else the temporary.
    pub(super) fn definition_register(
        &mut self,
        name: pyrs_syntax::Name,
        decorators: Decorators,
        temporary: Register,
    ) -> Register {
        let direct = decorators.count == 0 && self.is_local(name);
        direct.then(|| self.local(name)).flatten().unwrap_or(temporary)
    }

    /// Binds a definition to its name.
    pub(super) fn store_definition(
        &mut self,
        name: pyrs_syntax::Name,
        decorators: Decorators,
        destination: Register,
    ) -> Result<()> {
        let value = if decorators.count == 0 {
            destination
        } else {
            decorators.first
        };
        self.store_name(name, Operand::register(value))
    }

    /// The tuple of default values, or None, into the first register of a pair.
    fn defaults(&mut self, defaults: &[Expr], pair: Register) -> Result<()> {
        let mark = self.unit.mark();
        match self.constant_elements(defaults) {
            _ if defaults.is_empty() => self.unit.load_constant(pair, Constant::None),
            Some(tuple) => {
                self.element_lines(defaults);
                self.unit.load_constant(pair, tuple);
            }
            None => {
                let first = self.run(defaults)?;
                let count = defaults.len() as u16;
                self.unit.emit(Opcode::BUILD_TUPLE, pair, first, count);
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    /// A function of the code; its defaults are in the first register of the pair, its cells go to the second.
    pub(super) fn make_function(&mut self, code: Code, pair: Register, destination: Register) {
        let mark = self.unit.mark();
        if code.freevars.is_empty() {
            self.unit.load_constant(pair + 1, Constant::None);
        } else {
            let cells: Vec<Register> = code
                .freevars
                .iter()
                .map(|name| {
                    let name = self.names.intern(name);
                    self.unit.cell(name).0
                })
                .collect();
            let neighbours = cells.windows(2).all(|two| two[0] + 1 == two[1]);
            let first = if neighbours {
                cells[0]
            } else {
                let first = self.unit.allocate_run(cells.len() as u32);
                for (slot, &cell) in (first..).zip(&cells) {
                    self.unit.move_to(slot, Operand::register(cell));
                }
                first
            };
            let count = cells.len() as u16;
            self.unit.emit(Opcode::BUILD_TUPLE, pair + 1, first, count);
        }
        let code = self.unit.constants.index(Constant::Code(Rc::new(code)));
        self.unit.emit(Opcode::MAKE_FUNCTION, destination, code as u16, pair);
        self.unit.too_large |= code > u16::MAX as u32;
        self.unit.release(mark);
    }

    /// The start of a function: parameters get their registers, cells and the closure are set up.
    pub(super) fn enter_function(&mut self, args: &Arguments, block: BlockId) {
        let parameters = &self.table.blocks[block].parameters;
        let direct = args.args.len() + usize::from(args.vararg.is_some()) + usize::from(args.kwarg.is_some());
        self.unit.argument_count = args.args.len() as u32;
        self.enter(parameters, direct);
    }

    /// Gives registers to all parameters; the first `direct` of them are bound when the code starts.
    pub(super) fn enter(&mut self, parameters: &[pyrs_syntax::Name], direct: usize) {
        for (index, &parameter) in parameters.iter().enumerate() {
            let register = self.local_register(parameter);
            if index < direct {
                self.unit.assign(register);
            }
        }
        self.enter_cells(&parameters[..direct]);
    }

    /// Makes the cells of the code and fetches those of its closure.
    pub(super) fn enter_cells(&mut self, parameters: &[pyrs_syntax::Name]) {
        let start = self.unit.instructions.len();
        let cells = self.unit.cells.len();
        for index in 0..cells {
            let cell = CELLS + index as Register;
            let name = self.unit.cells[index];
            match parameters.iter().position(|&parameter| parameter == name) {
                Some(argument) => {
                    let argument = LOCALS + argument as Register;
                    self.unit.emit(Opcode::MAKE_CELL, cell, argument, 0);
                }
                None => self.unit.emit(Opcode::MAKE_EMPTY_CELL, cell, 0, 0),
            }
        }
        for index in 0..self.unit.free.len() {
            let cell = CELLS + (cells + index) as Register;
            self.unit.emit(Opcode::LOAD_CLOSURE_CELL, cell, index as u16, 0);
        }
        for instruction in &mut self.unit.instructions[start..] {
            instruction.line = NEXT_LINE;
        }
    }

    /// Unpacks parenthesized parameters from the hidden arguments `.0`, `.1`, ...
    fn unpack_parameters(&mut self, args: &Arguments) -> Result<()> {
        for (index, argument) in args.args.iter().enumerate() {
            if let ExprKind::Tuple { .. } = argument.kind {
                let mark = self.unit.mark();
                let hidden = LOCALS + index as Register;
                self.expression_line(argument);
                self.store(argument, Operand::register(hidden))?;
                self.unit.release(mark);
            }
        }
        Ok(())
    }
}

/// Decorators that wait in consecutive registers.
#[derive(Clone, Copy)]
pub(super) struct Decorators {
    first: Register,
    count: u16,
}
