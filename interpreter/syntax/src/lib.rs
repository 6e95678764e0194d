//! The front end of pyrs: the bytes of a Python 2.7 source become tokens, then an abstract syntax tree.
//!
//! [`parse`] accepts exactly what CPython 2.7.18's parser accepts and reports its errors with the same message, line,
//! offset and text. What CPython reports later, when it builds symbol tables, is not found here.

pub mod ast;
pub mod error;
pub mod flags;
pub mod names;
pub mod position;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use flags::FutureFlags;
pub use names::{Interner, Name};
pub use position::{LineTable, Location, Position};

/// The start symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A sequence of statements: `exec`, scripts and modules.
    File,
    /// One expression: `eval`.
    Eval,
    /// One statement typed at the prompt: `single`.
    Single,
}

/// Where a source comes from. CPython reads a file line by line, so some errors differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A `str` given to `compile`, `exec` or `eval`. Bytes above 127 need no declared encoding.
    #[default]
    Bytes,
    /// A `unicode` given to `compile`, as UTF-8. It must not declare an encoding.
    Unicode,
    /// A script or a module.
    File,
}

/// How to parse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// Future features inherited from the code that compiles.
    pub future: FutureFlags,
    /// The end of the source does not end indented blocks (the flag that `codeop` uses).
    pub dont_imply_dedent: bool,
    pub origin: Origin,
}

/// A tree and what is needed to read it.
#[derive(Debug)]
pub struct Parsed {
    pub tree: ast::Mod,
    pub names: Interner,
    pub lines: LineTable,
    /// The encoding that the source declares (normalized, as `utf-8` or `iso-8859-1`).
    pub encoding: Option<String>,
    /// The inherited features and those the parser saw imported.
    pub future: FutureFlags,
}

/// Parses a source. `filename` appears in messages only.
///
/// # Errors
/// The first error CPython's parser and AST builder report.
pub fn parse(
    source: &[u8],
    filename: &str,
    mode: Mode,
    options: ParseOptions,
) -> Result<Parsed, SyntaxError> {
    let _ = (source, filename, mode, options);
    Err(SyntaxError {
        kind: SyntaxErrorKind::Syntax,
        message: "the parser is not built yet".into(),
        filename: None,
        lineno: 0,
        offset: None,
        text: None,
    })
}
