//! Locals, globals, names of namespaces, cells.

use super::helpers as h;
use super::{a, b, c, finish, finish_nothing};
use jit::machine::Argument::{Integer, Value as V};
use jit::memory::{Content, Region};
use objspace::function::{CellObject, FunctionObject};
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::value::Value;

#[inline(always)]
pub fn load_const<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(b(word) | 0x8000);
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

pub fn load_const_wide<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let index = b(word) as usize | (c(word) as usize) << 16;
    let constant = m.code().constant(index).0;
    let v = m.value(constant);
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn move_register<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(b(word));
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn check_local<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.get(a(word));
    if m.is_same(v, Value::UNBOUND.0) {
        return m.outline(unbound_local, word);
    }
    m.advance(1);
    Control::Next
}

fn unbound_local<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let i = m.integer(a(word) as i64);
    let _ = m.call_nothing(&h::UNBOUND_LOCAL, &[Integer(i)]);
    Control::Raise
}

pub fn delete_local<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.get(a(word));
    if m.is_same(v, Value::UNBOUND.0) {
        return unbound_local(m, word);
    }
    clear(m, word)
}

#[inline(always)]
pub fn clear<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.value(Value::UNBOUND.0);
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn load_global<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(b(word));
    let result = m.load_global(name);
    finish(m, word, 3, result)
}

pub fn store_global<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(a(word));
    let name = m.name(b(word)).value().0;
    let (function, name) = (m.get(0), m.value(name));
    let result = m.call_nothing(&h::STORE_GLOBAL, &[V(function), V(name), V(v)]);
    finish_nothing(m, 3, result)
}

pub fn delete_global<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(b(word)).value().0;
    let (function, name) = (m.get(0), m.value(name));
    let result = m.call_nothing(&h::DELETE_GLOBAL, &[V(function), V(name)]);
    finish_nothing(m, 1, result)
}

pub fn load_name<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(b(word)).value().0;
    let (function, namespace, name) = (m.get(0), m.get(c(word)), m.value(name));
    let result = m.call(&h::LOAD_NAME, &[V(function), V(namespace), V(name)]);
    finish(m, word, 3, result)
}

pub fn store_name<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.operand(a(word));
    let name = m.name(b(word)).value().0;
    let (namespace, name) = (m.get(c(word)), m.value(name));
    let result = m.call_nothing(&h::STORE_NAME, &[V(namespace), V(name), V(v)]);
    finish_nothing(m, 3, result)
}

pub fn delete_name<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let name = m.name(b(word)).value().0;
    let (namespace, name) = (m.get(c(word)), m.value(name));
    let result = m.call_nothing(&h::DELETE_NAME, &[V(namespace), V(name)]);
    finish_nothing(m, 1, result)
}

fn new_cell<M: PyMachine>(m: &mut M, content: Option<M::V>) -> M::V {
    let shape = jit::memory::Shape {
        size: std::mem::size_of::<CellObject>() as u32,
        map: Kind::Cell.map(),
    };
    let cell = m.new(shape);
    if let Some(content) = content {
        m.store(cell, CellObject::CONTENT, content);
    }
    cell
}

pub fn make_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let v = m.get(b(word));
    let cell = new_cell(m, Some(v));
    m.set(a(word), cell);
    m.advance(1);
    Control::Next
}

pub fn make_empty_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let cell = new_cell(m, None);
    m.set(a(word), cell);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn load_closure_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let function = m.get(0);
    let closure = m.load(function, FunctionObject::CLOSURE);
    let item = jit::Field::immutable(16 + b(word) as u32 * 8, Content::Value, Region::Other);
    let cell = m.load(closure, item);
    m.set(a(word), cell);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn load_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let cell = m.get(b(word));
    let v = m.load(cell, CellObject::CONTENT);
    if m.is_same(v, Value::UNBOUND.0) {
        return m.outline(empty_cell, word);
    }
    m.set(a(word), v);
    m.advance(1);
    Control::Next
}

fn empty_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let i = m.integer(c(word) as i64);
    let _ = m.call_nothing(&h::EMPTY_CELL, &[Integer(i)]);
    Control::Raise
}

#[inline(always)]
pub fn store_cell<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let cell = m.get(a(word));
    let v = m.operand(b(word));
    m.store(cell, CellObject::CONTENT, v);
    m.advance(1);
    Control::Next
}
