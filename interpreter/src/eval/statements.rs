//! print, exec, import.

use super::helpers as h;
use super::{a, b, c, finish, finish_nothing};
use jit::machine::Argument::Value as V;
use objspace::machine::{Control, PyMachine};

pub fn print_item<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (v, stream) = (m.operand(a(word)), m.operand(b(word)));
    let result = m.call_nothing(&h::PRINT_ITEM, &[V(v), V(stream)]);
    finish_nothing(m, 1, result)
}

pub fn print_newline<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let stream = m.operand(a(word));
    let result = m.call_nothing(&h::PRINT_NEWLINE, &[V(stream)]);
    finish_nothing(m, 1, result)
}

pub fn print_expression<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(a(word));
    let result = m.call_nothing(&h::PRINT_EXPRESSION, &[V(v)]);
    finish_nothing(m, 1, result)
}

pub fn exec<M: PyMachine>(m: &mut M, word: u64) -> Control {
    m.shows_variables();
    let (code, globals, locals) = (m.operand(a(word)), m.operand(b(word)), m.operand(c(word)));
    let result = m.call_nothing(&h::EXEC, &[V(code), V(globals), V(locals)]);
    m.variables_assigned();
    finish_nothing(m, 1, result)
}

pub fn import_name<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(b(word)).value().0;
    let (name, level, list) = (m.value(name), m.get(c(word)), m.get(c(word) + 1));
    let result = m.call(&h::IMPORT_NAME, &[V(name), V(level), V(list)]);
    finish(m, word, 1, result)
}

pub fn import_from<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(c(word)).value().0;
    let (module, name) = (m.get(b(word)), m.value(name));
    let result = m.call(&h::IMPORT_FROM, &[V(module), V(name)]);
    finish(m, word, 1, result)
}

pub fn import_star<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let module = m.get(a(word));
    let result = m.call_nothing(&h::IMPORT_STAR, &[V(module)]);
    m.variables_assigned();
    finish_nothing(m, 1, result)
}
