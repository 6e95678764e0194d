//! `from __future__ import ...`: which features, and that nothing comes before.

use crate::error::{error_at, message_at, Result};
use pyrs_syntax::ast::{Alias, ExprKind, Mod, Stmt, StmtKind};
use pyrs_syntax::{FutureFlags, Interner, LineTable};

/// The features in force in a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Future {
    pub flags: FutureFlags,
    /// Line of the last future statement; 0 if there is none.
    pub last_line: u32,
}

impl Future {
    /// Adds what the future statements at the start of a module say.
    ///
    /// # Errors
    /// An unknown feature, or a future statement after another statement of the same line.
    pub fn read(&mut self, tree: &Mod, names: &Interner, lines: &LineTable, filename: &str) -> Result<()> {
        let (Mod::Module { body } | Mod::Interactive { body }) = tree else {
            return Ok(());
        };
        let mut done = false;
        let mut docstring = false;
        let mut previous_line = 0;
        for statement in body {
            let line = lines.line(statement.position);
            if done && line > previous_line {
                break;
            }
            previous_line = line;
            match &statement.kind {
                StmtKind::ImportFrom {
                    module: Some(module),
                    names: aliases,
                    ..
                } if names.spelling(*module) == "__future__" => {
                    if done {
                        return Err(late(filename, line));
                    }
                    for alias in aliases {
                        self.flags |= feature(alias, names, filename, line)?;
                    }
                    self.last_line = line;
                }
                _ if !done && !docstring && is_string(statement) => docstring = true,
                _ => done = true,
            }
        }
        Ok(())
    }
}

/// The error for a future statement that comes too late.
pub fn late(filename: &str, line: u32) -> Box<pyrs_syntax::SyntaxError> {
    error_at(
        "from __future__ imports must occur at the beginning of the file",
        filename,
        line,
    )
}

fn is_string(statement: &Stmt) -> bool {
    matches!(&statement.kind, StmtKind::Expr { value } if matches!(value.kind, ExprKind::Str(_)))
}

fn feature(alias: &Alias, names: &Interner, filename: &str, line: u32) -> Result<FutureFlags> {
    Ok(match names.spelling(alias.name) {
        "nested_scopes" | "generators" => FutureFlags::NONE,
        "division" => FutureFlags::DIVISION,
        "absolute_import" => FutureFlags::ABSOLUTE_IMPORT,
        "with_statement" => FutureFlags::WITH_STATEMENT,
        "print_function" => FutureFlags::PRINT_FUNCTION,
        "unicode_literals" => FutureFlags::UNICODE_LITERALS,
        "braces" => return Err(message_at("not a chance", filename, line)),
        unknown => {
            let shown: String = unknown.chars().take(100).collect();
            let message = format!("future feature {shown} is not defined");
            return Err(message_at(message, filename, line));
        }
    })
}
