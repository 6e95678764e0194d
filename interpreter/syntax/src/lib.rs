//! The front end of pyrs: the bytes of a Python 2.7 source become tokens, then an abstract syntax tree.
//!
//! [`parse`] accepts exactly what CPython 2.7.18's parser accepts and reports its errors with the same message, line,
//! offset and text. What CPython reports later, when it builds symbol tables, is not found here.
//!
//! Encodings that this crate does not know are [those of the program](ProgramCodecs) that parses.
//!
//! Known differences: `\N{...}` also takes names that Unicode gave after version 5.2; the Asian encodings are those of
//! the Encoding Standard, which take some bytes that Python's codecs refuse, and the other way around.

pub mod ast;
mod completeness;
mod declared;
mod encoding;
pub mod error;
pub mod flags;
pub mod future;
pub mod lexer;
mod line_reader;
pub mod names;
mod number;
mod parser;
pub mod position;
pub mod source;
mod string;
pub mod token;
mod utf8;

pub use completeness::{completeness, Completeness};
pub use declared::{EncodeError, NoCodecs, ProgramCodecs};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use flags::FutureFlags;
pub use future::{future_statements, FutureStatements};
pub use lexer::TabCheck;
pub use names::{Interner, Name};
pub use position::{LineTable, Location, Position};

use source::Source;

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
    pub tab_check: TabCheck,
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
    /// Under [`TabCheck::Warn`], whether to warn of an inconsistent use of tab characters in indentation.
    pub inconsistent_tabs: bool,
}

/// Parses a source. `filename` appears in messages only.
///
/// # Errors
/// The first error CPython's parser and AST builder report.
pub fn parse(source: &[u8], filename: &str, mode: Mode, options: ParseOptions) -> Result<Parsed, SyntaxError> {
    parse_with_codecs(source, filename, mode, options, &NoCodecs)
}

/// As [`parse`], where encodings of the program may be declared.
///
/// # Errors
/// As those of [`parse`].
pub fn parse_with_codecs(
    source: &[u8],
    filename: &str,
    mode: Mode,
    options: ParseOptions,
    codecs: &dyn ProgramCodecs,
) -> Result<Parsed, SyntaxError> {
    // Recoding can make three bytes of one.
    if source.len() > source::LONGEST / 3 {
        return Err(SyntaxError::at_line(SyntaxErrorKind::Memory, "", 0));
    }
    let result = Source::read(source, filename, mode, options.origin, codecs)
        .and_then(|source| parser::parse(&source, mode, options));
    result.map_err(|error| SyntaxError {
        filename: Some(filename.into()),
        ..error
    })
}
