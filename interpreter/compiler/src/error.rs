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
        kind: SyntaxErrorKind::Syntax,
        message: message.into(),
        filename: Some(filename.to_owned()),
        lineno,
        offset: None,
        text: None,
    })
}

/// An error for which CPython gives no place at all: `filename` is `None` and `lineno` 0.
pub fn error_nowhere(message: impl Into<String>) -> Box<SyntaxError> {
    Box::new(SyntaxError {
        kind: SyntaxErrorKind::Syntax,
        message: message.into(),
        filename: None,
        lineno: 0,
        offset: None,
        text: None,
    })
}
