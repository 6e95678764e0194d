//! The code generator: a tree and its symbol table become register bytecode.
//!
//! It is driven by destinations. An expression is compiled either to an operand (a local or a constant is used in place,
//! anything else lands in a new temporary) or into a register that the context wants (a local that is assigned, a slot of
//! a call window). Temporaries form a stack: what a construct allocates it releases, and a call window is always on top.
//! A local that is the wanted register is written by one instruction, the last that can fail, so an exception leaves it
//! as it was.

mod arithmetic;
mod assemble;
mod assigned;
mod assignment;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod constants;
mod control;
mod displays;
mod exceptions;
mod expressions;
mod fold;
mod functions;
mod imports;
mod jumps;
mod loops;
mod module;
mod names;
mod rebinding;
mod statements;
mod subscripts;
mod unit;
mod with;

use crate::code::Code;
use crate::error::{error_at, Result, Warning};
use crate::future::Future;
use crate::symtable::{Block, BlockId, BlockKind, Scope, SymbolTable, Usage};
use crate::Options;
use pyrs_syntax::ast::{Expr, Mod};
use pyrs_syntax::{Interner, LineTable, Name, Position};
use std::mem;
use std::rc::Rc;
use unit::Unit;

/// What the whole compilation shares, and the unit under construction.
struct Compiler<'a> {
    names: &'a mut Interner,
    spellings: Vec<Option<Rc<str>>>,
    lines: &'a LineTable,
    table: &'a SymbolTable,
    filename: Rc<str>,
    /// The future flags for `co_flags`.
    flags: u32,
    /// Line of the last future statement.
    future_line: u32,
    optimize: u8,
    /// Expression statements of the module print their value.
    interactive: bool,
    warnings: &'a mut Vec<Warning>,
    unit: Unit,
}

/// Generates the code of a tree.
///
/// # Errors
/// Those CPython reports while it generates code, and code too large for the instruction format.
pub fn generate(
    tree: &Mod,
    names: &mut Interner,
    lines: &LineTable,
    table: &SymbolTable,
    options: &Options,
    future: Future,
    warnings: &mut Vec<Warning>,
) -> Result<Code> {
    let unit = Unit::new("<module>".into(), SymbolTable::TOP, 0);
    let mut compiler = Compiler {
        names,
        spellings: Vec::new(),
        lines,
        table,
        filename: options.filename.into(),
        flags: future.flags.bits(),
        future_line: future.last_line,
        optimize: options.optimize,
        interactive: matches!(tree, Mod::Interactive { .. }),
        warnings,
        unit,
    };
    compiler.module(tree)?;
    let unit = mem::replace(&mut compiler.unit, Unit::new("".into(), SymbolTable::TOP, 0));
    compiler.assemble(unit)
}

impl<'a> Compiler<'a> {
    fn error<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(error_at(message, &self.filename, self.unit.line()))
    }

    /// The spelling of a name, shared among all code objects.
    fn spelling(&mut self, name: Name) -> Rc<str> {
        let index = name.index();
        if self.spellings.len() <= index {
            self.spellings.resize(self.names.len(), None);
        }
        self.spellings[index]
            .get_or_insert_with(|| self.names.spelling(name).into())
            .clone()
    }

    fn block(&self) -> &'a Block {
        &self.table.blocks[self.unit.block]
    }

    /// Starts a statement: its line is set whatever the line was.
    fn statement_line(&mut self, position: Position) {
        let line = self.lines.line(position);
        self.unit.set_line(line, self.line_end(line));
    }

    /// Starts an expression: its line is set if it is further down.
    fn expression_line(&mut self, expression: &Expr) {
        self.raise_line(expression.position);
    }

    /// Sets the line of a position if that is further down.
    fn raise_line(&mut self, position: Position) {
        if position.offset() < self.unit.line_end {
            return;
        }
        let line = self.lines.line(position);
        let end = self.line_end(line);
        if line > self.unit.line() {
            self.unit.set_line(line, end);
        } else {
            self.unit.line_end = end;
        }
    }

    /// Offset of the line after the given one.
    fn line_end(&self, line: u32) -> u32 {
        if (line as usize) < self.lines.len() {
            self.lines.start(line + 1)
        } else {
            u32::MAX
        }
    }

    /// Compiles the inside of a block to a code object of its own.
    fn nested(
        &mut self,
        name: Rc<str>,
        block: BlockId,
        first_line: u32,
        private: Option<Name>,
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<Code> {
        let mut unit = Unit::new(name, block, first_line);
        let entry = &self.table.blocks[block];
        unit.private = private;
        unit.list_comprehension = entry.list_comprehension;
        unit.has_namespace = entry.kind != BlockKind::Function || entry.unoptimized();
        unit.cells = self.sorted(entry, |symbol| symbol.scope == Scope::Cell);
        unit.free = self.sorted(entry, |symbol| {
            symbol.scope == Scope::Free || symbol.usage.contains(Usage::FREE_IN_CLASS)
        });
        let outer = mem::replace(&mut self.unit, unit);
        let result = inside(self);
        let unit = mem::replace(&mut self.unit, outer);
        result?;
        self.assemble(unit)
    }

    /// Names of a block in the order of `co_cellvars` and `co_freevars`.
    fn sorted(&self, block: &Block, select: impl Fn(&crate::symtable::Symbol) -> bool) -> Vec<Name> {
        let mut names: Vec<Name> = block
            .symbols
            .iter()
            .filter(|(_, symbol)| select(symbol))
            .map(|(&name, _)| name)
            .collect();
        names.sort_unstable_by_key(|&name| self.names.spelling(name));
        names
    }
}
