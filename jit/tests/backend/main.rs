//! The backend: traces built by hand, compiled, run, left through their exits.

mod bridges;
mod calls;
mod generate;
mod loops;
mod operations;
mod processes;
mod random;
mod support;
