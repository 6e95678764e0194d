//! The backend: traces built by hand, compiled, run, left through their exits.

mod bridges;
mod calls;
mod loops;
mod operations;
mod support;
