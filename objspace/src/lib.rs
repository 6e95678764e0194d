//! The object space: values, the heap, maps, classes, the built-in types and the protocols of Python 2.7.

pub mod call;
pub mod class;
pub mod code;
pub mod dict;
pub mod exception;
pub mod exec;
pub mod frame;
pub mod function;
pub mod generator;
pub mod heap;
#[macro_use]
pub mod helpers;
pub mod instance;
pub mod kind;
pub mod layout;
pub mod list;
pub mod long;
pub mod machine;
pub mod map;
pub mod module;
pub mod names;
pub mod native;
pub mod object;
pub mod old_class;
pub mod plans;
pub mod protocols;
pub mod slice;
mod startup;
pub mod string;
pub mod tuple;
pub mod types;
pub mod unicode;
pub mod value;
pub mod vm;
pub mod watch;
pub mod weak;
