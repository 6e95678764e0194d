//! The interpreter: source to code to frames to execution; builtins, modules, import, the command line.

pub mod command_line;
pub mod eval;
pub mod jit_glue;
pub mod library;
pub mod modules;
pub mod options;
pub mod repl;
pub mod runtime;
pub mod signals;
pub mod source;
mod source_codecs;
pub mod threads;
mod tree;
pub mod warn;
