//! Errors and warnings of the stages after the parser.

use pyrs_syntax::{SyntaxError, SyntaxErrorKind};

/// A result of compiling; the error is boxed because it is large and rare.
pub type Result<T> = std::result::Result<T, Box<SyntaxError>>;

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub lineno: u32,
}

/// An error at a line. CPython gives neither column nor text for what it finds after parsing; the text is the line
/// of the file, if the source is one.
pub fn error_at(message: impl Into<String>, filename: &str, lineno: u32) -> Box<SyntaxError> {
    Box::new(SyntaxError {
        filename: Some(filename.to_owned()),
        ..SyntaxError::at_line(SyntaxErrorKind::Syntax, message, lineno)
    })
}

/// An error of the symbol table or a future statement: as `error_at`, but the exception's only argument is the message.
pub fn message_at(message: impl Into<String>, filename: &str, lineno: u32) -> Box<SyntaxError> {
    Box::new(SyntaxError {
        message_only: true,
        ..*error_at(message, filename, lineno)
    })
}

/// An error for which CPython gives no place at all: `filename` is `None` and `lineno` 0.
pub fn error_nowhere(message: impl Into<String>) -> Box<SyntaxError> {
    Box::new(SyntaxError {
        message_only: true,
        ..SyntaxError::at_line(SyntaxErrorKind::Syntax, message, 0)
    })
}
