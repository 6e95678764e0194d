//! Whether what was typed at a prompt is a whole statement yet.

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::{parse, Mode, ParseOptions, Parsed};

/// What was typed so far.
#[derive(Debug)]
pub enum Completeness {
    Complete(Box<Parsed>),
    /// More lines may make it a statement.
    Incomplete,
    /// No more lines can.
    Invalid(SyntaxError),
}

/// Tells what was typed so far, in the manner of Python's `codeop`: the source is parsed as it is, with one newline
/// more, and with two; an error that stays the same whatever follows is there to stay.
pub fn completeness(source: &[u8], filename: &str, mode: Mode, options: ParseOptions) -> Completeness {
    let options = ParseOptions {
        dont_imply_dedent: true,
        ..options
    };
    if mode != Mode::Eval && source.split(|&byte| byte == b'\n').all(is_comment_or_blank) {
        return match parse(b"pass", filename, mode, options) {
            Ok(parsed) => Completeness::Complete(Box::new(parsed)),
            Err(error) => Completeness::Invalid(error),
        };
    }
    match parse(source, filename, mode, options) {
        Ok(parsed) => return Completeness::Complete(Box::new(parsed)),
        Err(error) if is_not_about_syntax(&error) => return Completeness::Invalid(error),
        Err(_) => {}
    }
    let mut longer = source.to_vec();
    let mut with_newline = || {
        longer.push(b'\n');
        parse(&longer, filename, mode, options).err()
    };
    match (with_newline(), with_newline()) {
        (Some(error), _) | (_, Some(error)) if is_not_about_syntax(&error) => Completeness::Invalid(error),
        (Some(second), Some(third)) if second == third => Completeness::Invalid(second),
        _ => Completeness::Incomplete,
    }
}

/// `codeop` does not catch these.
fn is_not_about_syntax(error: &SyntaxError) -> bool {
    matches!(error.kind, SyntaxErrorKind::Memory | SyntaxErrorKind::Value)
}

fn is_comment_or_blank(line: &[u8]) -> bool {
    line.trim_ascii().first().is_none_or(|&byte| byte == b'#')
}
