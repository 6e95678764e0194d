//! The protocols of the language, complete, as native code: attributes, truth, comparison, iteration, items, arithmetic,
//! conversion. Fast paths that traces look into are written on `PyMachine`; they fall back to these.

pub mod arithmetic;
pub mod attribute;
pub mod buffer;
pub mod compare;
pub mod convert;
pub mod item;
pub mod iterate;
pub mod order;
