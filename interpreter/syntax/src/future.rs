//! The future statements of a module, which come before the rest of it.

use crate::ast::{Alias, ExprKind, Mod, StmtKind};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::flags::FutureFlags;
use crate::Parsed;

/// What the future statements turn on, and where they end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FutureStatements {
    pub flags: FutureFlags,
    /// The line of the last one, or 0. A future statement on a later line is an error the compiler reports.
    pub last_line: u32,
}

/// The message for a future statement that is not among the first statements.
pub const LATE_FUTURE: &str = "from __future__ imports must occur at the beginning of the file";

/// Finds the future statements at the start of a module, as CPython does before it compiles.
///
/// # Errors
/// An unknown feature, or a future statement after another statement on the same line. The error has no file name.
pub fn future_statements(parsed: &Parsed) -> Result<FutureStatements, SyntaxError> {
    let mut found = FutureStatements::default();
    let (Mod::Module { body } | Mod::Interactive { body }) = &parsed.tree else {
        return Ok(found);
    };
    let mut docstring_seen = false;
    let mut done = false;
    let mut last_line = 0;
    for stmt in body {
        let line = parsed.lines.line(stmt.position);
        if done && line > last_line {
            break;
        }
        last_line = line;
        match &stmt.kind {
            StmtKind::ImportFrom {
                module: Some(module),
                names,
                ..
            } if parsed.names.spelling(*module) == "__future__" => {
                if done {
                    return Err(SyntaxError::at_line(SyntaxErrorKind::Syntax, LATE_FUTURE, line));
                }
                found.flags |= features(parsed, names, line)?;
                found.last_line = line;
            }
            StmtKind::Expr { value } if !docstring_seen && matches!(value.kind, ExprKind::Str(_)) => {
                docstring_seen = true;
            }
            _ => done = true,
        }
    }
    Ok(found)
}

fn features(parsed: &Parsed, names: &[Alias], line: u32) -> Result<FutureFlags, SyntaxError> {
    let mut flags = FutureFlags::NONE;
    for alias in names {
        let feature = parsed.names.spelling(alias.name);
        flags |= match feature {
            "nested_scopes" | "generators" => FutureFlags::NONE,
            "division" => FutureFlags::DIVISION,
            "absolute_import" => FutureFlags::ABSOLUTE_IMPORT,
            "with_statement" => FutureFlags::WITH_STATEMENT,
            "print_function" => FutureFlags::PRINT_FUNCTION,
            "unicode_literals" => FutureFlags::UNICODE_LITERALS,
            _ => {
                let message = match feature {
                    "braces" => "not a chance".into(),
                    _ => format!("future feature {feature:.100} is not defined"),
                };
                return Err(SyntaxError::at_line(SyntaxErrorKind::Syntax, message, line));
            }
        };
    }
    Ok(flags)
}
