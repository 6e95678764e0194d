//! The flowgraph language: an example of a language that is interpreted, traced and partially evaluated by one
//! description of its semantics.

pub mod helpers;
pub mod live;
pub mod program;
pub mod recording;
pub mod semantics;
pub mod words;

pub use live::Context;
pub use program::Program;
pub use recording::Flowgraph;
pub use semantics::Stop;
