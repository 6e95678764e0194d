//! A tracing just-in-time compiler for any interpreter written on [`Machine`].
//!
//! The semantics of a language are written once, as Rust code generic over [`Machine`]. The language's plain
//! implementation of the trait *is* its interpreter; [`Recorder`] implements it by doing the same
//! operations on the live program and writing each one down, and *is* the tracer. This crate knows nothing
//! of the language: it sees tagged words, memory described by [`Field`]s, and [`Helper`] functions.

pub mod backend;
pub mod counters;
pub mod driver;
pub mod helper;
pub mod ir;
pub mod language;
pub mod log;
pub mod machine;
pub mod memory;
pub mod optimize;
mod packed;
pub mod params;
pub mod plain;
pub mod recorder;
pub mod reference;
mod resume;
pub mod snapshot;
pub mod stress;
pub mod tagging;
pub mod testing;
pub mod text;
pub mod trees;
pub mod verify;
pub mod watch;

pub use counters::Counter;
pub use driver::Jit;
pub use helper::{Effects, Helper};
pub use language::Language;
pub use machine::{Exception, Machine};
pub use memory::{Array, Field, Region};
pub use params::Parameters;
pub use recorder::Recorder;
pub use stress::Stress;
pub use watch::Watch;
