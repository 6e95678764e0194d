//! Yielding. Resuming is in `iterate` (for loops) and in the helpers (`next`, `send`, `throw`).

use super::helpers as h;
use super::{a, b};
use jit::machine::Argument::Value as V;
use objspace::machine::{Control, PyMachine};

pub fn yield_value<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(b(word));
    let code = m.code();
    // Where `finally` or `with` waits, a generator that nobody resumes is closed.
    if code.handler(code.offset(m.position())).is_some() {
        let generator = m.get(code.generator_register.get());
        // No effect that doing the stage anew would repeat.
        let _ = m.call_nothing(&h::CLOSE_WHEN_DEAD, &[V(generator)]);
    }
    m.yield_value(v, a(word))
}
