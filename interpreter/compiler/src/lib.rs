//! Tree to register bytecode: symbol table, code generator, disassembler, liveness. Plain data, no heap.

pub mod code;
mod codegen;
pub mod dis;
pub mod error;
pub mod future;
pub mod lines;
mod mangle;
pub mod opcode;
mod resolve;
pub mod symtable;

use code::Code;
use error::{Result, Warning};
use future::Future;
use pyrs_syntax::{FutureFlags, Parsed};

/// How to compile.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// For `co_filename`, errors and warnings.
    pub filename: &'a str,
    /// 0; 1 drops assertions (`-O`); 2 docstrings too (`-OO`).
    pub optimize: u8,
}

/// Code and what else compiling tells.
#[derive(Debug)]
pub struct Compiled {
    pub code: Code,
    /// To be issued as `SyntaxWarning`s; where they are errors, the first one is the error.
    pub warnings: Vec<Warning>,
    /// The features in force, those that the source turns on included: code compiled later at the prompt inherits them.
    pub future: FutureFlags,
}

/// Compiles a tree. Names that the compiler makes up are added to the tree's interner.
///
/// # Errors
/// What CPython finds after parsing, with its message and line, and code too large for the instruction format.
pub fn compile(parsed: &mut Parsed, options: &Options) -> Result<Compiled> {
    let Parsed {
        tree,
        names,
        lines,
        future,
        ..
    } = parsed;
    let mut warnings = Vec::new();
    let mut future = Future {
        flags: *future,
        last_line: 0,
    };
    future.read(tree, names, lines, options.filename)?;
    let table = symtable::build(tree, names, lines, options.filename, &mut warnings)?;
    let code = codegen::generate(tree, names, lines, &table, options, future, &mut warnings)?;
    Ok(Compiled {
        code,
        warnings,
        future: future.flags,
    })
}
