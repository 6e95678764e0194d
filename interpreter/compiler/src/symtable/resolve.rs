//! The second half of the symbol table: local, global, free or cell?

use crate::error::{message_at, Result};
use crate::symtable::{BlockId, BlockKind, Scope, Symbol, SymbolTable, Usage};
use pyrs_syntax::{Interner, Name};
use std::collections::HashSet;

type Names = HashSet<Name, ahash::RandomState>;

/// Decides the scope of every name of every block.
///
/// # Errors
/// A parameter declared global; `exec` or `import *` beside closures.
pub fn resolve(table: &mut SymbolTable, names: &Interner, filename: &str) -> Result<()> {
    let mut resolver = Resolver { table, names, filename };
    resolver.block(
        SymbolTable::TOP,
        Names::default(),
        &mut Names::default(),
        Names::default(),
    )?;
    Ok(())
}

struct Resolver<'a> {
    table: &'a mut SymbolTable,
    names: &'a Interner,
    filename: &'a str,
}

impl Resolver<'_> {
    /// Resolves a block and those inside. `bound`: names of enclosing functions; `global`: names that enclosing blocks
    /// declare global. Adds the names that the block needs from outside to `free`. Returns whether the block or one inside
    /// may use a name from outside that the compiler cannot place (which forbids `exec` around it).
    fn block(&mut self, id: BlockId, mut bound: Names, free: &mut Names, mut global: Names) -> Result<bool> {
        let is_class = self.table.blocks[id].kind == BlockKind::Class;
        let is_function = self.table.blocks[id].kind == BlockKind::Function;
        // Global statements of a class do not reach its methods.
        let outside_class = is_class.then(|| (bound.clone(), global.clone()));

        let mut has_free = false;
        let mut locals = Names::default();
        let block = &mut self.table.blocks[id];
        let mut order: Vec<Name> = block.symbols.keys().copied().collect();
        order.sort_unstable();
        for name in order {
            let symbol = block.symbols.get_mut(&name).expect("a key of the map");
            if symbol.usage.contains(Usage::GLOBAL) {
                if symbol.usage.contains(Usage::PARAMETER) {
                    let name = self.names.spelling(name);
                    return Err(message_at(
                        format!("name '{name}' is local and global"),
                        self.filename,
                        block.lineno,
                    ));
                }
                symbol.scope = Scope::GlobalExplicit;
                global.insert(name);
                bound.remove(&name);
            } else if symbol.usage.binds() {
                symbol.scope = Scope::Local;
                locals.insert(name);
                global.remove(&name);
            } else if bound.contains(&name) {
                symbol.scope = Scope::Free;
                free.insert(name);
                has_free = true;
            } else {
                symbol.scope = Scope::GlobalImplicit;
                has_free |= block.nested && !global.contains(&name);
            }
        }

        let (mut inner_bound, inner_global) = match outside_class {
            Some((bound, global)) => (bound, global),
            None => (bound.clone(), global),
        };
        if is_function {
            inner_bound.extend(&locals);
        }
        let mut child_free = false;
        let mut needed = Names::default();
        for child in self.table.blocks[id].children.clone() {
            child_free |= self.block(child, inner_bound.clone(), &mut needed, inner_global.clone())?;
        }

        let block = &mut self.table.blocks[id];
        if is_function {
            for name in &locals {
                if needed.remove(name) {
                    if let Some(symbol) = block.symbols.get_mut(name) {
                        symbol.scope = Scope::Cell;
                    }
                }
            }
        }
        for &name in &needed {
            match block.symbols.get_mut(&name) {
                Some(symbol) if is_class && (symbol.usage.binds() || symbol.usage.contains(Usage::GLOBAL)) => {
                    symbol.usage.add(Usage::FREE_IN_CLASS);
                }
                None if bound.contains(&name) => {
                    block.symbols.insert(
                        name,
                        Symbol {
                            usage: Usage::default(),
                            scope: Scope::Free,
                        },
                    );
                }
                _ => {}
            }
        }
        self.check_unoptimized(id, has_free, child_free)?;
        free.extend(needed);
        Ok(has_free || child_free)
    }

    fn check_unoptimized(&self, id: BlockId, has_free: bool, child_free: bool) -> Result<()> {
        let block = &self.table.blocks[id];
        if block.kind != BlockKind::Function || !(has_free || child_free) {
            return Ok(());
        }
        let reason = if child_free {
            "contains a nested function with free variables"
        } else {
            "is a nested function"
        };
        let name: String = self.names.spelling(block.name).chars().take(100).collect();
        let message = match (block.import_star, block.bare_exec, block.qualified_exec) {
            (false, false, _) => return Ok(()),
            (true, false, false) => {
                format!("import * is not allowed in function '{name}' because it {reason}")
            }
            (false, true, false) => {
                format!("unqualified exec is not allowed in function '{name}' because it {reason}")
            }
            _ => format!("function '{name}' uses import * and bare exec, which are illegal because it {reason}"),
        };
        Err(message_at(message, self.filename, block.unoptimized_line))
    }
}
