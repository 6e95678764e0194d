//! Tests of the tracing part: the recorder, the driver and the lifetimes of trees, on the flowgraph language.

#[path = "../../examples/flowgraph/mod.rs"]
mod flowgraph;

mod counts;
mod driver;
mod lifetimes;
mod random;
mod recorder;
mod specialization;
mod stress;
mod support;
