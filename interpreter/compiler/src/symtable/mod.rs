//! The symbol table: which names each block binds and uses, by Python 2.7's rules.
//!
//! The tree is walked once in CPython's order (it decides which of several errors is reported); `resolve` then decides
//! for every name of every block whether it is local, global, free or a cell.

mod builder;
mod resolve;

pub use builder::build;

use pyrs_syntax::ast::{Expr, ExprKind, Stmt};
use pyrs_syntax::Name;
use std::collections::HashMap;

/// What a block does with a name.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Usage(u16);

impl Usage {
    /// Declared with `global`.
    pub const GLOBAL: Usage = Usage(1);
    /// Bound by a statement.
    pub const LOCAL: Usage = Usage(2);
    pub const PARAMETER: Usage = Usage(4);
    /// Read.
    pub const USE: Usage = Usage(8);
    /// Bound by an import.
    pub const IMPORT: Usage = Usage(16);
    /// A method's free variable passes through the class that also binds the name.
    pub const FREE_IN_CLASS: Usage = Usage(32);
    /// Target of `del`.
    pub const DELETED: Usage = Usage(64);

    pub fn contains(self, other: Usage) -> bool {
        self.0 & other.0 != 0
    }

    pub fn add(&mut self, other: Usage) {
        self.0 |= other.0;
    }

    /// Any kind of binding in the block itself.
    pub fn binds(self) -> bool {
        self.contains(Usage(Self::LOCAL.0 | Self::PARAMETER.0 | Self::IMPORT.0))
    }
}

/// Where a block finds a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Local,
    /// By a `global` statement of the block.
    GlobalExplicit,
    /// Bound by no enclosing function.
    GlobalImplicit,
    /// In an enclosing function.
    Free,
    /// Local, and free in an enclosed block.
    Cell,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Symbol {
    pub usage: Usage,
    pub scope: Scope,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    Module,
    Class,
    Function,
}

/// Index of a block in its [`SymbolTable`].
pub type BlockId = usize;

/// A module, a class body, a function, a lambda, a generator expression or a set or dict comprehension.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub name: Name,
    /// Line for errors; 0 for comprehensions.
    pub lineno: u32,
    pub symbols: HashMap<Name, Symbol, ahash::RandomState>,
    /// Parameters in the order of `co_varnames`.
    pub parameters: Vec<Name>,
    pub children: Vec<BlockId>,
    /// Inside a function, however deep.
    pub nested: bool,
    pub generator: bool,
    pub returns_value: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    /// `exec` with a namespace.
    pub qualified_exec: bool,
    /// `exec` in the block's own namespace.
    pub bare_exec: bool,
    pub import_star: bool,
    /// Line of the first statement that makes the block unoptimized.
    pub unoptimized_line: u32,
    /// Has a list comprehension: its targets are rebound in the middle of an expression.
    pub list_comprehension: bool,
}

impl Block {
    fn new(kind: BlockKind, name: Name, lineno: u32, nested: bool) -> Self {
        Block {
            kind,
            name,
            lineno,
            symbols: HashMap::default(),
            parameters: Vec::new(),
            children: Vec::new(),
            nested,
            generator: false,
            returns_value: false,
            varargs: false,
            varkeywords: false,
            qualified_exec: false,
            bare_exec: false,
            import_star: false,
            unoptimized_line: 0,
            list_comprehension: false,
        }
    }

    /// `exec` or `import *` may bind names the compiler does not see.
    pub fn unoptimized(&self) -> bool {
        self.qualified_exec || self.bare_exec || self.import_star
    }

    pub fn scope(&self, name: Name) -> Option<Scope> {
        self.symbols.get(&name).map(|symbol| symbol.scope)
    }
}

/// The blocks of a module.
#[derive(Debug)]
pub struct SymbolTable {
    pub blocks: Vec<Block>,
    /// By the address of the node that opens the block.
    by_node: HashMap<usize, BlockId, ahash::RandomState>,
}

impl SymbolTable {
    /// The block of the whole tree.
    pub const TOP: BlockId = 0;

    /// The block that a statement opens.
    pub fn of_statement(&self, statement: &Stmt) -> BlockId {
        self.by_node[&address(statement)]
    }

    /// The block that an expression opens.
    pub fn of_expression(&self, expression: &Expr) -> BlockId {
        self.by_node[&address(expression)]
    }
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// The first operand of a node along which the grammar lets chains grow without nesting.
pub fn chain_child(expression: &Expr) -> Option<&Expr> {
    match &expression.kind {
        ExprKind::BinOp { left: child, .. }
        | ExprKind::Attribute { value: child, .. }
        | ExprKind::Subscript { value: child, .. } => Some(child),
        ExprKind::Call(call) => Some(&call.func),
        _ => None,
    }
}
