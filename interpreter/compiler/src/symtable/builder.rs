//! The walk over the tree that notes what each block does with each name.

use super::{address, chain_child, resolve, Block, BlockId, BlockKind, Scope, Symbol, SymbolTable, Usage};
use crate::error::{message_at, Result, Warning};
use crate::mangle::mangle;
use pyrs_syntax::ast::*;
use pyrs_syntax::{Interner, LineTable, Name, Position};
use std::collections::HashMap;

/// Builds the symbol table of a tree and resolves every name.
///
/// # Errors
/// CPython's, in CPython's order.
pub fn build(
    tree: &Mod,
    names: &mut Interner,
    lines: &LineTable,
    filename: &str,
    warnings: &mut Vec<Warning>,
) -> Result<SymbolTable> {
    let top = names.intern("top");
    let mut builder = Builder {
        table: SymbolTable {
            blocks: vec![Block::new(BlockKind::Module, top, 0, false)],
            by_node: HashMap::default(),
        },
        current: SymbolTable::TOP,
        private: None,
        names,
        lines,
        filename,
        warnings,
    };
    match tree {
        Mod::Module { body } | Mod::Interactive { body } => builder.statements(body)?,
        Mod::Expression { body } => builder.expression(body)?,
    }
    let mut table = builder.table;
    resolve::resolve(&mut table, names, filename)?;
    Ok(table)
}

struct Builder<'a> {
    table: SymbolTable,
    current: BlockId,
    private: Option<Name>,
    names: &'a mut Interner,
    lines: &'a LineTable,
    filename: &'a str,
    warnings: &'a mut Vec<Warning>,
}

impl Builder<'_> {
    fn block(&mut self) -> &mut Block {
        &mut self.table.blocks[self.current]
    }

    fn error<T>(&self, message: impl Into<String>, line: u32) -> Result<T> {
        Err(message_at(message, self.filename, line))
    }

    /// The parser makes no other trees, but programs that make trees themselves may.
    fn check(&self, is_well_formed: bool, position: Position) -> Result<()> {
        if is_well_formed {
            Ok(())
        } else {
            self.error("malformed tree", self.lines.line(position))
        }
    }

    fn warn(&mut self, message: String, lineno: u32) {
        self.warnings.push(Warning { message, lineno });
    }

    /// Walks the inside of a block in that block.
    fn enter(
        &mut self,
        node: usize,
        kind: BlockKind,
        name: Name,
        lineno: u32,
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let outer = self.current;
        let block = &self.table.blocks[outer];
        let nested = block.nested || block.kind == BlockKind::Function;
        let id = self.table.blocks.len();
        self.table.blocks.push(Block::new(kind, name, lineno, nested));
        self.table.blocks[outer].children.push(id);
        self.table.by_node.insert(node, id);
        self.current = id;
        inside(self)?;
        self.current = outer;
        Ok(())
    }

    fn define(&mut self, name: Name, usage: Usage) -> Result<()> {
        let mangled = mangle(self.names, self.private, name);
        let block = &mut self.table.blocks[self.current];
        let symbol = block.symbols.entry(mangled).or_insert(Symbol {
            usage: Usage::default(),
            scope: Scope::GlobalImplicit,
        });
        if usage == Usage::PARAMETER {
            if symbol.usage.contains(Usage::PARAMETER) {
                let line = block.lineno;
                let name = self.names.spelling(name);
                return self.error(format!("duplicate argument '{name}' in function definition"), line);
            }
            block.parameters.push(mangled);
        }
        symbol.usage.add(usage);
        Ok(())
    }

    fn statements(&mut self, statements: &[Stmt]) -> Result<()> {
        statements.iter().try_for_each(|s| self.statement(s))
    }

    fn expressions(&mut self, expressions: &[Expr]) -> Result<()> {
        expressions.iter().try_for_each(|e| self.expression(e))
    }

    fn optional(&mut self, expression: &Option<Box<Expr>>) -> Result<()> {
        match expression {
            Some(expression) => self.expression(expression),
            None => Ok(()),
        }
    }

    fn statement(&mut self, statement: &Stmt) -> Result<()> {
        let mut statement = statement;
        // Chains of `elif` and of `with` items are walked in this loop.
        loop {
            match &statement.kind {
                StmtKind::If { test, body, orelse } => {
                    self.expression(test)?;
                    self.statements(body)?;
                    match &orelse[..] {
                        [only] => statement = only,
                        _ => return self.statements(orelse),
                    }
                }
                StmtKind::With {
                    context_expr,
                    optional_vars,
                    body,
                } => {
                    if let Some(target) = optional_vars {
                        self.check(is_target(target), statement.position)?;
                    }
                    self.expression(context_expr)?;
                    self.optional(optional_vars)?;
                    match &body[..] {
                        [only] => statement = only,
                        _ => return self.statements(body),
                    }
                }
                _ => return self.plain_statement(statement),
            }
        }
    }

    fn plain_statement(&mut self, statement: &Stmt) -> Result<()> {
        let line = self.lines.line(statement.position);
        match &statement.kind {
            StmtKind::If { .. } | StmtKind::With { .. } => return self.statement(statement),
            StmtKind::FunctionDef {
                name,
                args,
                body,
                decorator_list,
            } => {
                self.define(*name, Usage::LOCAL)?;
                self.expressions(&args.defaults)?;
                self.expressions(decorator_list)?;
                let node = address(statement);
                self.enter(node, BlockKind::Function, *name, line, |builder| {
                    builder.arguments(args, statement.position)?;
                    builder.statements(body)
                })?;
            }
            StmtKind::ClassDef {
                name,
                bases,
                body,
                decorator_list,
            } => {
                self.define(*name, Usage::LOCAL)?;
                self.expressions(bases)?;
                self.expressions(decorator_list)?;
                let node = address(statement);
                self.enter(node, BlockKind::Class, *name, line, |builder| {
                    let outer = builder.private.replace(*name);
                    builder.statements(body)?;
                    builder.private = outer;
                    Ok(())
                })?;
            }
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expression(value)?;
                    self.block().returns_value = true;
                    if self.block().generator {
                        return self.error(RETURN_IN_GENERATOR, line);
                    }
                }
            }
            StmtKind::Delete { targets } => {
                self.check(targets.iter().all(is_target), statement.position)?;
                self.expressions(targets)?;
            }
            StmtKind::Assign { targets, value } => {
                self.check(!targets.is_empty() && targets.iter().all(is_target), statement.position)?;
                self.expressions(targets)?;
                self.expression(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.check(is_target(target) && !is_sequence(target), statement.position)?;
                self.expression(target)?;
                self.expression(value)?;
            }
            StmtKind::Print { dest, values, .. } => {
                self.optional(dest)?;
                self.expressions(values)?;
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                self.check(is_target(target), statement.position)?;
                self.expression(target)?;
                self.expression(iter)?;
                self.statements(body)?;
                self.statements(orelse)?;
            }
            StmtKind::While { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(orelse)?;
            }
            StmtKind::Raise { kind, inst, tback } => {
                self.optional(kind)?;
                self.optional(inst)?;
                self.optional(tback)?;
            }
            StmtKind::TryExcept { body, handlers, orelse } => {
                self.statements(body)?;
                self.statements(orelse)?;
                for handler in handlers {
                    let name = handler.name.as_deref();
                    self.check(name.is_none_or(is_target), statement.position)?;
                    self.optional(&handler.kind)?;
                    self.optional(&handler.name)?;
                    self.statements(&handler.body)?;
                }
            }
            StmtKind::TryFinally { body, finalbody } => {
                self.statements(body)?;
                self.statements(finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expression(test)?;
                self.optional(msg)?;
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    self.alias(alias)?;
                }
                let block = self.block();
                let unoptimized = block.unoptimized() || block.kind == BlockKind::Module;
                if unoptimized && block.unoptimized_line == 0 {
                    block.unoptimized_line = line;
                }
            }
            StmtKind::Exec { body, globals, locals } => {
                self.expression(body)?;
                let block = self.block();
                if block.unoptimized_line == 0 {
                    block.unoptimized_line = line;
                }
                if globals.is_some() {
                    block.qualified_exec = true;
                } else {
                    block.bare_exec = true;
                }
                self.optional(globals)?;
                self.optional(locals)?;
            }
            StmtKind::Global { names } => {
                for &name in names {
                    self.global(name, line)?;
                }
            }
            StmtKind::Expr { value } => self.expression(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
        Ok(())
    }

    fn global(&mut self, name: Name, line: u32) -> Result<()> {
        let mangled = mangle(self.names, self.private, name);
        if let Some(symbol) = self.block().symbols.get(&mangled) {
            let usage = symbol.usage;
            let spelling = self.names.spelling(name);
            if usage.contains(Usage::LOCAL) {
                let message = format!("name '{spelling}' is assigned to before global declaration");
                self.warn(message, line);
            } else if usage.contains(Usage::USE) {
                let message = format!("name '{spelling}' is used prior to global declaration");
                self.warn(message, line);
            }
        }
        // CPython notes it in the module, too: there the name is a global from then on, even where the namespace is another.
        self.table.blocks[SymbolTable::TOP]
            .symbols
            .entry(mangled)
            .or_insert(Symbol {
                usage: Usage::default(),
                scope: Scope::GlobalImplicit,
            })
            .usage
            .add(Usage::GLOBAL);
        self.define(name, Usage::GLOBAL)
    }

    fn alias(&mut self, alias: &Alias) -> Result<()> {
        let name = alias.asname.unwrap_or(alias.name);
        let spelling = self.names.spelling(name);
        if spelling == "*" {
            let block = self.block();
            block.import_star = true;
            if block.kind != BlockKind::Module {
                let line = block.lineno;
                self.warn("import * only allowed at module level".into(), line);
            }
            return Ok(());
        }
        let name = match spelling.split_once('.') {
            Some((first, _)) => {
                let first = first.to_owned();
                self.names.intern(&first)
            }
            None => name,
        };
        self.define(name, Usage::IMPORT)
    }

    fn arguments(&mut self, arguments: &Arguments, position: Position) -> Result<()> {
        self.check(arguments.args.iter().all(is_parameter), position)?;
        self.check(arguments.defaults.len() <= arguments.args.len(), position)?;
        for (index, argument) in arguments.args.iter().enumerate() {
            match &argument.kind {
                ExprKind::Name { id, .. } => self.define(*id, Usage::PARAMETER)?,
                _ => self.implicit_argument(index)?,
            }
        }
        if let Some(name) = arguments.vararg {
            self.define(name, Usage::PARAMETER)?;
            self.block().varargs = true;
        }
        if let Some(name) = arguments.kwarg {
            self.define(name, Usage::PARAMETER)?;
            self.block().varkeywords = true;
        }
        self.nested_parameters(&arguments.args)
    }

    /// The names inside parenthesized parameters: parameters too, but after all others, level by level.
    fn nested_parameters(&mut self, parameters: &[Expr]) -> Result<()> {
        for parameter in parameters {
            if let ExprKind::Tuple { elts, .. } = &parameter.kind {
                for element in elts {
                    if let ExprKind::Name { id, .. } = &element.kind {
                        self.define(*id, Usage::PARAMETER)?;
                    }
                }
                self.nested_parameters(elts)?;
            }
        }
        Ok(())
    }

    fn implicit_argument(&mut self, index: usize) -> Result<()> {
        let name = self.names.intern(&format!(".{index}"));
        self.define(name, Usage::PARAMETER)
    }

    fn expression(&mut self, expression: &Expr) -> Result<()> {
        let mut spine = Vec::new();
        let mut leaf = expression;
        while let Some(next) = chain_child(leaf) {
            spine.push(leaf);
            leaf = next;
        }
        self.leaf(leaf)?;
        while let Some(node) = spine.pop() {
            match &node.kind {
                ExprKind::BinOp { right, .. } => self.expression(right)?,
                ExprKind::Subscript { slice, .. } => self.slice(slice)?,
                ExprKind::Call(call) => {
                    self.expressions(&call.args)?;
                    for keyword in &call.keywords {
                        self.expression(&keyword.value)?;
                    }
                    for star in [&call.starargs, &call.kwargs].into_iter().flatten() {
                        self.expression(star)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// An expression that is not a link of a chain.
    fn leaf(&mut self, expression: &Expr) -> Result<()> {
        let position = expression.position;
        match &expression.kind {
            ExprKind::BoolOp { values, .. } => {
                self.check(!values.is_empty(), position)?;
                self.expressions(values)?;
            }
            ExprKind::UnaryOp { operand, .. } => self.expression(operand)?,
            ExprKind::Lambda { args, body } => {
                self.expressions(&args.defaults)?;
                let name = self.names.intern("lambda");
                let line = self.lines.line(position);
                let node = address(expression);
                self.enter(node, BlockKind::Function, name, line, |builder| {
                    builder.arguments(args, position)?;
                    builder.expression(body)
                })?;
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expression(test)?;
                self.expression(body)?;
                self.expression(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                self.check(keys.len() == values.len(), position)?;
                self.expressions(keys)?;
                self.expressions(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.expressions(elts)?
            }
            ExprKind::ListComp { elt, generators } => {
                self.check(!generators.is_empty(), position)?;
                self.block().list_comprehension = true;
                self.expression(elt)?;
                for generator in generators {
                    self.generator(generator)?;
                }
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(expression, "setcomp", generators, elt, None)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expression, "dictcomp", generators, key, Some(value))?
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expression, "genexpr", generators, elt, None)?;
            }
            ExprKind::Yield { value } => {
                self.optional(value)?;
                self.block().generator = true;
                if self.block().returns_value {
                    return self.error(RETURN_IN_GENERATOR, self.lines.line(position));
                }
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expression(left)?;
                self.expressions(comparators)?;
            }
            ExprKind::Repr { value } => self.expression(value)?,
            ExprKind::Num(_) | ExprKind::Str(_) => {}
            ExprKind::Name { id, ctx } => self.define(*id, usage(*ctx))?,
            ExprKind::BinOp { .. } | ExprKind::Call(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                return self.expression(expression)
            }
        }
        Ok(())
    }

    fn slice(&mut self, slice: &Slice) -> Result<()> {
        match slice {
            Slice::Ellipsis => Ok(()),
            Slice::Slice { lower, upper, step } => {
                self.optional(lower)?;
                self.optional(upper)?;
                self.optional(step)
            }
            Slice::ExtSlice { dims } => dims.iter().try_for_each(|dim| self.slice(dim)),
            Slice::Index { value } => self.expression(value),
        }
    }

    fn generator(&mut self, generator: &Comprehension) -> Result<()> {
        self.check(is_target(&generator.target), generator.target.position)?;
        self.expression(&generator.target)?;
        self.expression(&generator.iter)?;
        self.expressions(&generator.ifs)
    }

    /// A comprehension with a block of its own; the outermost iterable belongs to the enclosing block.
    fn comprehension(
        &mut self,
        expression: &Expr,
        name: &str,
        generators: &[Comprehension],
        element: &Expr,
        value: Option<&Expr>,
    ) -> Result<()> {
        let Some((first, rest)) = generators.split_first() else {
            let line = self.lines.line(expression.position);
            return self.error("malformed tree", line);
        };
        self.expression(&first.iter)?;
        let name = self.names.intern(name);
        let is_generator = matches!(expression.kind, ExprKind::GeneratorExp { .. });
        let node = address(expression);
        self.enter(node, BlockKind::Function, name, 0, |builder| {
            builder.block().generator = is_generator;
            builder.check(is_target(&first.target), first.target.position)?;
            builder.implicit_argument(0)?;
            builder.expression(&first.target)?;
            builder.expressions(&first.ifs)?;
            for generator in rest {
                builder.generator(generator)?;
            }
            if let Some(value) = value {
                builder.expression(value)?;
            }
            builder.expression(element)
        })
    }
}

/// What can be assigned to and deleted.
fn is_target(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => true,
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => elts.iter().all(is_target),
        _ => false,
    }
}

fn is_sequence(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Tuple { .. } | ExprKind::List { .. })
}

fn is_parameter(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Name { .. } => true,
        ExprKind::Tuple { elts, .. } => elts.iter().all(is_parameter),
        _ => false,
    }
}

const RETURN_IN_GENERATOR: &str = "'return' with argument inside generator";

fn usage(context: ExprContext) -> Usage {
    match context {
        ExprContext::Load => Usage::USE,
        ExprContext::Del => Usage(Usage::LOCAL.0 | Usage::DELETED.0),
        _ => Usage::LOCAL,
    }
}
