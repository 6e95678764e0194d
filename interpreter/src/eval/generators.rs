//! Yielding. Resuming is in `iterate` (for loops) and in the helpers (`next`, `send`, `throw`).

use super::{a, b};
use objspace::machine::{Control, PyMachine};

pub fn yield_value<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(b(word));
    m.yield_value(v, a(word))
}
