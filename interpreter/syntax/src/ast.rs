//! The abstract syntax tree, node for node that of Python 2.7's `Python.asdl`.
//!
//! A tree owns its children through `Box` and `Vec`. Chains that the grammar lets grow without nesting (`1 + 1 + ...`,
//! `a.b.c...`, `elif`, `with a, b, ...`) may be very deep: dropping them is iterative here, and code that walks a tree
//! must go down those chains in a loop, or on a guarded stack. Every other nesting is bounded by the parser's depth limit.

use crate::names::Name;
use crate::position::Position;
use num_bigint::BigInt;
use std::mem;

/// What one call of the parser yields, by start symbol.
#[derive(Debug)]
pub enum Mod {
    /// A whole file, or a string given to `exec`.
    Module { body: Vec<Stmt> },
    /// One statement typed at the prompt.
    Interactive { body: Vec<Stmt> },
    /// A string given to `eval`.
    Expression { body: Box<Expr> },
}

/// A statement and where it starts.
#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub position: Position,
}

#[derive(Debug)]
pub enum StmtKind {
    FunctionDef {
        name: Name,
        args: Box<Arguments>,
        body: Vec<Stmt>,
        decorator_list: Vec<Expr>,
    },
    ClassDef {
        name: Name,
        bases: Vec<Expr>,
        body: Vec<Stmt>,
        decorator_list: Vec<Expr>,
    },
    Return {
        value: Option<Box<Expr>>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
    },
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    Print {
        dest: Option<Box<Expr>>,
        values: Vec<Expr>,
        /// Whether a newline follows: false after a trailing comma.
        nl: bool,
    },
    For {
        target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `elif` is an `If` alone in `orelse`.
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// One item; `with a, b:` is a `With` alone in the body of a `With`.
    With {
        context_expr: Box<Expr>,
        optional_vars: Option<Box<Expr>>,
        body: Vec<Stmt>,
    },
    /// The three expressions are named `type`, `inst` and `tback` in Python.
    Raise {
        kind: Option<Box<Expr>>,
        inst: Option<Box<Expr>>,
        tback: Option<Box<Expr>>,
    },
    TryExcept {
        body: Vec<Stmt>,
        handlers: Vec<ExceptHandler>,
        orelse: Vec<Stmt>,
    },
    TryFinally {
        body: Vec<Stmt>,
        finalbody: Vec<Stmt>,
    },
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import {
        names: Vec<Alias>,
    },
    ImportFrom {
        /// `None` in `from . import name`.
        module: Option<Name>,
        /// One alias named `*` for `from module import *`.
        names: Vec<Alias>,
        /// The number of leading dots.
        level: u32,
    },
    Exec {
        body: Box<Expr>,
        globals: Option<Box<Expr>>,
        locals: Option<Box<Expr>>,
    },
    Global {
        names: Vec<Name>,
    },
    Expr {
        value: Box<Expr>,
    },
    Pass,
    Break,
    Continue,
}

/// An expression and the position CPython reports for it (not always its first byte).
#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub position: Position,
}

#[derive(Debug)]
pub enum ExprKind {
    /// Two or more values joined by one operator, without nesting.
    BoolOp {
        op: BoolOperator,
        values: Vec<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOperator,
        operand: Box<Expr>,
    },
    Lambda {
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    Dict {
        keys: Vec<Expr>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    /// `left ops[0] comparators[0] ops[1] comparators[1] ...`
    Compare {
        left: Box<Expr>,
        ops: Vec<CompareOperator>,
        comparators: Vec<Expr>,
    },
    Call(Box<Call>),
    /// A backquoted expression.
    Repr {
        value: Box<Expr>,
    },
    Num(Num),
    Str(Str),
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Slice>,
        ctx: ExprContext,
    },
    Name {
        id: Name,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
}

/// The parts of `func(args, keywords, *starargs, **kwargs)`.
#[derive(Debug)]
pub struct Call {
    pub func: Expr,
    pub args: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub starargs: Option<Expr>,
    pub kwargs: Option<Expr>,
}

/// A numeric literal; the parser folds a minus sign directly before it.
#[derive(Debug, Clone, PartialEq)]
pub enum Num {
    Int(i64),
    /// Written with `L`, or too large for an int.
    Long(BigInt),
    Float(f64),
    /// The imaginary part of a complex number whose real part is `0.0` (a folded minus sign leaves it so).
    Imaginary(f64),
}

/// A string literal, adjacent literals joined.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Str {
    /// A byte string, in the encoding of the source.
    Bytes(Box<[u8]>),
    /// A unicode string in generalized UTF-8: each code point, surrogates too, is encoded on its own,
    /// so two surrogates that form a pair stay two code points.
    Unicode(Box<[u8]>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExprContext {
    Load,
    Store,
    Del,
    AugLoad,
    AugStore,
    Param,
}

#[derive(Debug)]
pub enum Slice {
    Ellipsis,
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        /// The name `None` when there is a second colon and nothing after it.
        step: Option<Box<Expr>>,
    },
    ExtSlice {
        dims: Vec<Slice>,
    },
    Index {
        value: Box<Expr>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoolOperator {
    And,
    Or,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    Invert,
    Not,
    UAdd,
    USub,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOperator {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `for target in iter if ... if ...`
#[derive(Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
}

#[derive(Debug)]
pub struct ExceptHandler {
    /// `type` in Python.
    pub kind: Option<Box<Expr>>,
    /// Any assignment target.
    pub name: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
    pub position: Position,
}

/// The parameters of a function.
#[derive(Debug, Default)]
pub struct Arguments {
    /// `Name` in context `Param`, or `Tuple` in context `Store` for a parenthesized parameter.
    pub args: Vec<Expr>,
    pub vararg: Option<Name>,
    pub kwarg: Option<Name>,
    /// For the last `defaults.len()` of `args`.
    pub defaults: Vec<Expr>,
}

#[derive(Debug)]
pub struct Keyword {
    pub arg: Name,
    pub value: Expr,
}

/// `name as asname`; a dotted name is one name with dots in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    pub name: Name,
    pub asname: Option<Name>,
}

impl Expr {
    /// Takes the node apart (a type that implements `Drop` cannot be destructured).
    pub fn into_kind(mut self) -> ExprKind {
        mem::replace(&mut self.kind, ExprKind::EMPTY)
    }
}

impl Stmt {
    /// Takes the node apart (a type that implements `Drop` cannot be destructured).
    pub fn into_kind(mut self) -> StmtKind {
        mem::replace(&mut self.kind, StmtKind::Pass)
    }
}

impl ExprKind {
    const EMPTY: ExprKind = ExprKind::Yield { value: None };

    /// The child along which chains grow, if this kind of node has one.
    fn chain(&mut self) -> Option<&mut ExprKind> {
        match self {
            ExprKind::BinOp { left: child, .. }
            | ExprKind::Attribute { value: child, .. }
            | ExprKind::Subscript { value: child, .. } => Some(&mut child.kind),
            ExprKind::Call(call) => Some(&mut call.func.kind),
            _ => None,
        }
    }
}

impl Drop for Expr {
    fn drop(&mut self) {
        // Each node of a chain gives up the next one before it is freed.
        let mut next = self.kind.chain().map(|kind| mem::replace(kind, ExprKind::EMPTY));
        while let Some(mut kind) = next {
            next = kind.chain().map(|kind| mem::replace(kind, ExprKind::EMPTY));
        }
    }
}

impl StmtKind {
    /// The one statement along which chains of `elif` and of `with` items grow.
    fn chain(&mut self) -> Option<&mut StmtKind> {
        match self {
            StmtKind::If { orelse: body, .. } | StmtKind::With { body, .. } => match &mut body[..] {
                [only] => Some(&mut only.kind),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Drop for Stmt {
    fn drop(&mut self) {
        let mut next = self.kind.chain().map(|kind| mem::replace(kind, StmtKind::Pass));
        while let Some(mut kind) = next {
            next = kind.chain().map(|kind| mem::replace(kind, StmtKind::Pass));
        }
    }
}
