//! Native functions that traces look into: known by the address of their code, written on `PyMachine`.

use objspace::machine::{Control, PyMachine};
use objspace::value::Value;

/// The call of a green native function as an operation of its own; None: call it.
pub fn call<M: PyMachine>(m: &mut M, native: Value, word: u64, window: u16, count: u16) -> Option<Control> {
    let _ = (m, native, word, window, count);
    None
}
