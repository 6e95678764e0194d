//! What runs around the semantics: the dispatch loop, unwinding, argument binding, namespaces, import, printing.

pub mod arguments;
pub mod code;
pub mod exceptions;
pub mod frames;
pub mod import;
pub mod line_jumps;
pub mod namespace;
pub mod poll;
pub mod print;
pub mod run;
mod syntax_place;
pub mod traceback;
pub mod tracing;
