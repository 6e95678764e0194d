//! What the parser reports.

/// Which Python exception an error becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `MemoryError`: the nesting is deeper than CPython's parser stack. It has no message.
    Memory,
    /// `ValueError`, for a wrong `\x` escape in a byte string. It has a message only.
    Value,
}

/// An error in the source, with CPython 2.7.18's message and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub message: String,
    pub filename: Option<String>,
    /// From 1; 0 where the source could not be decoded.
    pub lineno: u32,
    /// From 1; `None` for errors found after the grammar accepted the source.
    pub offset: Option<u32>,
    /// The line as the lexer holds it. Where it is `None` and the source is a file, CPython reads the line again
    /// from disk: see [`SyntaxError::with_program_text`].
    pub text: Option<Vec<u8>>,
}
