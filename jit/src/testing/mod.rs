//! Random programs for testing the optimizer and the backends against each other.
//!
//! A [`Program`] is a loop of *stages*, each a short trace of its own that reads registers, guards, has at most one effect
//! and writes registers; a guard that fails makes it write other registers instead. Programs are generated at
//! random ([`generate`]), interpreted stage by stage, recorded while they are interpreted, and run as compiled traces by
//! an [`Executor`] with the interpreter going on where a trace leaves. All ways must come to the same
//! end: registers, reachable objects, and the calls of helpers in their order.
//!
//! [`check`] does it all for one seed. [`ReferenceExecutor`] runs traces on the reference interpreter; a backend
//! brings its own executor. The words and objects are those of the plain language ([`crate::backend::plain`]).

mod check;
mod executor;
mod generate;
mod program;
mod world;

pub use check::{check, Counts, Failure, Plan};
pub use executor::{Executor, Left, ReferenceExecutor};
pub use generate::{generate, Random};
pub use program::{Position, Program, ProgramRecorder, Stage};
pub use world::{World, HELPERS};
