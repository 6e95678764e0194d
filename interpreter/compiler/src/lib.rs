//! Tree to register bytecode. Plain data in and out, no heap, no interpreter.
//!
//! [`compile`] takes what the parser gives through three steps: [`future`] reads the future statements, [`symtable`] decides
//! the scope of every name, the code generator makes a [`code::Code`] of each block. [`opcode`] is the table of instructions.
//! Around it: [`dis`] shows code, [`validate`] checks code from outside, [`liveness`] says which registers matter at an
//! instruction, [`serialize`] makes images.

pub mod code;
mod codegen;
pub mod dis;
pub mod error;
pub mod future;
pub mod instruction;
pub mod lines;
pub mod liveness;
mod mangle;
pub mod opcode;
pub mod register_set;
pub mod serialize;
pub mod symtable;
pub mod validate;

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
    /// The features in force, those that the source turns on included: code compiled later at the prompt inherits them.
    pub future: FutureFlags,
}

/// Compiles a tree. Names that the compiler makes up are added to the tree's interner. Warnings are to be issued, in
/// order, before the error if there is one; where `SyntaxWarning` is an error, the first one is the error.
///
/// # Errors
/// What CPython finds after parsing, with its message and line, and code too large for the instruction format.
pub fn compile(parsed: &mut Parsed, options: &Options, warnings: &mut Vec<Warning>) -> Result<Compiled> {
    let Parsed {
        tree,
        names,
        lines,
        future,
        ..
    } = parsed;
    let mut future = Future {
        flags: *future,
        last_line: 0,
    };
    future.read(tree, names, lines, options.filename)?;
    let table = symtable::build(tree, names, lines, options.filename, warnings)?;
    let code = codegen::generate(tree, names, lines, &table, options, future, warnings)?;
    Ok(Compiled {
        code,
        future: future.flags,
    })
}
