//! The built-in types, one file each: their tables and native methods.

pub mod bytearray;
pub mod file;
pub mod set;
