//! List comprehensions, which run in the enclosing code, and comprehensions and generator expressions with code of
//! their own, whose argument `.0` is the iterator of the outermost `for`.

use super::unit::{Label, Operand, Register, LOCALS};
use super::Compiler;
use crate::code::Constant;
use crate::error::Result;
use crate::opcode::Opcode;
use pyrs_syntax::ast::*;

/// What the innermost loop does with each element.
enum Collect<'e> {
    List(Register, &'e Expr),
    Set(Register, &'e Expr),
    Dict(Register, &'e Expr, &'e Expr),
    Yield(&'e Expr),
}

impl Compiler<'_> {
    pub(super) fn list_comprehension(
        &mut self,
        element: &Expr,
        generators: &[Comprehension],
        destination: Register,
    ) -> Result<()> {
        let list = self.scratch(destination);
        self.unit.emit(Opcode::BUILD_LIST, list, 0, 0);
        self.generators(generators, &Collect::List(list, element))?;
        self.unit.move_to(destination, Operand::register(list));
        Ok(())
    }

    pub(super) fn comprehension(
        &mut self,
        expression: &Expr,
        element: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        destination: Register,
    ) -> Result<()> {
        let (name, build) = match expression.kind {
            ExprKind::SetComp { .. } => ("<setcomp>", Some(Opcode::BUILD_SET)),
            ExprKind::DictComp { .. } => ("<dictcomp>", Some(Opcode::BUILD_MAP)),
            _ => ("<genexpr>", None),
        };
        let (first, rest) = generators.split_first().expect("a `for`");
        let block = self.table.of_expression(expression);
        let line = self.lines.line(expression.position);
        let private = self.unit.private;
        let code = self.nested(name.into(), block, line, private, |compiler| {
            compiler.unit.argument_count = 1;
            compiler.enter(&compiler.table.blocks[block].parameters, 1);
            let collect = match (build, value) {
                (None, _) => Collect::Yield(element),
                (Some(build), value) => {
                    let result = compiler.unit.allocate();
                    compiler.unit.emit(build, result, 0, 0);
                    match value {
                        Some(value) => Collect::Dict(result, element, value),
                        None => Collect::Set(result, element),
                    }
                }
            };
            compiler.generator(LOCALS, first, rest, &collect)?;
            match collect {
                Collect::Set(result, _) | Collect::Dict(result, ..) => {
                    compiler.unit.emit(Opcode::RETURN, result, 0, 0);
                }
                _ => compiler.return_none(),
            }
            Ok(())
        })?;
        let window = if self.unit.is_topmost(destination) {
            destination
        } else {
            self.unit.allocate()
        };
        let mark = self.unit.mark();
        let pair = self.unit.allocate_run(2);
        self.unit.load_constant(pair, Constant::None);
        self.make_function(code, pair, window);
        self.unit.release(mark);
        let argument = self.iterator(&first.iter)?;
        debug_assert_eq!(argument, window + 1);
        self.unit.emit(Opcode::CALL, window, 1, 0);
        self.unit.move_to(destination, Operand::register(window));
        Ok(())
    }

    fn generators(&mut self, generators: &[Comprehension], collect: &Collect) -> Result<()> {
        match generators.split_first() {
            Some((first, rest)) => {
                let mark = self.unit.mark();
                let iterator = self.iterator(&first.iter)?;
                self.generator(iterator, first, rest, collect)?;
                self.unit.release(mark);
                Ok(())
            }
            None => self.collect(collect),
        }
    }

    /// One `for` of a comprehension and all that follows it.
    fn generator(
        &mut self,
        iterator: Register,
        generator: &Comprehension,
        rest: &[Comprehension],
        collect: &Collect,
    ) -> Result<()> {
        let next: Label = self.unit.new_label();
        let (start, exhausted) = self.loop_start(iterator, &generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, next, false)?;
        }
        self.generators(rest, collect)?;
        self.loop_end(start, next);
        self.unit.bind(exhausted);
        Ok(())
    }

    fn collect(&mut self, collect: &Collect) -> Result<()> {
        let mark = self.unit.mark();
        match *collect {
            Collect::List(list, element) => {
                let element = self.operand(element)?;
                self.unit.emit(Opcode::LIST_APPEND, list, element.0, 0);
            }
            Collect::Set(set, element) => {
                let element = self.operand(element)?;
                self.unit.emit(Opcode::SET_ADD, set, element.0, 0);
            }
            Collect::Dict(dict, key, value) => {
                let value = self.operand(value)?;
                let value = self.protect(value, Some(key));
                let key = self.operand(key)?;
                self.unit.emit(Opcode::STORE_MAP, dict, key.0, value.0);
            }
            Collect::Yield(element) => {
                let element = self.operand(element)?;
                let sent = self.unit.allocate();
                self.unit.emit(Opcode::YIELD, sent, element.0, 0);
            }
        }
        self.unit.release(mark);
        Ok(())
    }
}
