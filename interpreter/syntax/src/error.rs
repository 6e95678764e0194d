//! What the parser reports.

use std::path::Path;

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
    /// What a codec of the program raised first when a string was encoded with it; the codecs' owner has it.
    Raised,
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
    /// The message is the exception's only argument; its place stands in the attributes alone.
    pub message_only: bool,
}

impl SyntaxError {
    /// An error of the second pass, which knows only the line.
    pub fn at_line(kind: SyntaxErrorKind, message: impl Into<String>, lineno: u32) -> Self {
        SyntaxError {
            kind,
            message: message.into(),
            filename: None,
            lineno,
            offset: None,
            text: None,
            message_only: false,
        }
    }

    /// A string that cannot be decoded.
    pub(crate) fn undecodable(message: String) -> Self {
        SyntaxError {
            offset: Some(0),
            ..SyntaxError::at_line(SyntaxErrorKind::Syntax, message, 0)
        }
    }

    /// Fills in the text of an error that has none from the file, as CPython does for errors found after parsing.
    pub fn with_program_text(mut self) -> Self {
        if let (None, None, Some(filename)) = (&self.text, self.offset, &self.filename) {
            self.text = program_text(Path::new(filename), self.lineno);
        }
        self
    }
}

/// A line of a file as CPython shows it with an error, without the white space it starts with.
pub fn program_text(filename: &Path, lineno: u32) -> Option<Vec<u8>> {
    let bytes = std::fs::read(filename).ok()?;
    let index = lineno.checked_sub(1)? as usize;
    let line = bytes.split_inclusive(|&byte| byte == b'\n').nth(index)?;
    let blank = line
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'))
        .count();
    Some(line[blank..].to_vec())
}
