//! The backend: traces built by hand, compiled, run, left through their exits.

mod loops;
mod support;
