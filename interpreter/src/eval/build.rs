//! Making lists, tuples, sets, dicts, functions, classes.

use super::helpers as h;
use super::items::{LIST_ITEMS, LIST_LENGTH, LIST_STORAGE, TUPLE_ITEMS, TUPLE_LENGTH};
use super::{a, b, c, finish, finish_nothing};
use jit::machine::Argument::{Integer, Value as V};
use jit::memory::Shape;
use objspace::heap::MAX_SMALL;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::value::Value;

/// Values that are allocated inline at most.
const INLINE: usize = (MAX_SMALL - 16) / 8;

/// A tuple of the values of consecutive registers.
pub fn tuple_of<M: PyMachine>(m: &mut M, first: u16, count: u16) -> M::V {
    if count == 0 {
        let empty = m.vm().common.empty_tuple;
        return m.value(empty.0);
    }
    let tuple = m.new(Shape {
        size: 16 + count as u32 * 8,
        map: Kind::Tuple.map(),
    });
    let n = m.integer(count as i64);
    m.store_integer(tuple, TUPLE_LENGTH, n);
    for i in 0..count {
        let (v, index) = (m.get(first + i), m.integer(i as i64));
        m.store_item(tuple, index, TUPLE_ITEMS, v);
    }
    tuple
}

/// A tuple of two values.
pub fn pair<M: PyMachine>(m: &mut M, first: M::V, second: M::V) -> M::V {
    let tuple = m.new(Shape {
        size: 32,
        map: Kind::Tuple.map(),
    });
    let n = m.integer(2);
    m.store_integer(tuple, TUPLE_LENGTH, n);
    for (i, v) in [first, second].into_iter().enumerate() {
        let index = m.integer(i as i64);
        m.store_item(tuple, index, TUPLE_ITEMS, v);
    }
    tuple
}

pub fn build_tuple<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (first, count) = (b(word), c(word));
    if count as usize > INLINE {
        return build_large(m, word, 0);
    }
    let tuple = tuple_of(m, first, count);
    m.set(a(word), tuple);
    m.advance(1);
    Control::Next
}

pub fn build_list<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (first, count) = (b(word), c(word));
    if count as usize > INLINE {
        return build_large(m, word, 1);
    }
    let list = m.new(Shape {
        size: Kind::List.body_size() as u32,
        map: Kind::List.map(),
    });
    if count > 0 {
        let storage = m.new(Shape {
            size: 16 + count as u32 * 8,
            map: Kind::Words.map(),
        });
        let n = m.integer(count as i64);
        m.store_integer(storage, TUPLE_LENGTH, n);
        for i in 0..count {
            let (v, index) = (m.get(first + i), m.integer(i as i64));
            m.store_item(storage, index, LIST_ITEMS, v);
        }
        m.store(list, LIST_STORAGE, storage);
        m.store_integer(list, LIST_LENGTH, n);
    }
    m.set(a(word), list);
    m.advance(1);
    Control::Next
}

pub fn list_from_tuple<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let tuple = m.operand(b(word));
    let result = m.call(&h::LIST_FROM_TUPLE, &[V(tuple)]);
    finish(m, word, 1, result)
}

pub fn tuple_from_list<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let list = m.get(b(word));
    let result = m.call(&h::TUPLE_FROM_LIST, &[V(list)]);
    finish(m, word, 1, result)
}

/// A display of very many elements (or a set): by a helper that reads the registers.
fn build_large<M: PyMachine>(m: &mut M, word: u64, kind: i64) -> Control {
    let (first, count, kind) = (m.integer(b(word) as i64), m.integer(c(word) as i64), m.integer(kind));
    let result = m.call(
        &h::BUILD_FROM_REGISTERS,
        &[Integer(first), Integer(count), Integer(kind)],
    );
    finish(m, word, 1, result)
}

pub fn build_set<M: PyMachine>(m: &mut M, word: u64) -> Control {
    if c(word) as usize > INLINE {
        return build_large(m, word, 2);
    }
    let tuple = tuple_of(m, b(word), c(word));
    let result = m.call(&h::BUILD_SET, &[V(tuple)]);
    finish(m, word, 1, result)
}

pub fn build_map<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let dict = m.new(Shape {
        size: Kind::Dict.body_size() as u32,
        map: Kind::Dict.map(),
    });
    m.set(a(word), dict);
    m.advance(1);
    Control::Next
}

#[inline(always)]
pub fn list_append<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let list = m.get(a(word));
    let v = m.operand(b(word));
    append(m, list, v);
    m.advance(1);
    Control::Next
}

/// Appends to an exact list. The stage's effect; MemoryError becomes pending.
pub fn append<M: PyMachine>(m: &mut M, list: M::V, v: M::V) {
    let _ = super::intrinsics::push_item(m, list, v);
}

pub fn set_add<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let set = m.get(a(word));
    let v = m.operand(b(word));
    let result = m.call_nothing(&h::SET_ADD, &[V(set), V(v)]);
    finish_nothing(m, 1, result)
}

pub fn store_map<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let dict = m.get(a(word));
    let (key, v) = (m.operand(b(word)), m.operand(c(word)));
    let result = m.call_nothing(&h::DICT_STORE, &[V(dict), V(key), V(v)]);
    finish_nothing(m, 1, result)
}

pub fn make_function<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let code = m.operand(b(word) | 0x8000);
    let function = m.get(0);
    let (defaults, closure) = (m.get(c(word)), m.get(c(word) + 1));
    let result = m.call(&h::MAKE_FUNCTION, &[V(function), V(code), V(defaults), V(closure)]);
    finish(m, word, 2, result)
}

pub fn build_class<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let first = b(word);
    let (function, name, bases, dict) = (m.get(0), m.get(first), m.get(first + 1), m.get(first + 2));
    let result = m.call(&h::BUILD_CLASS, &[V(function), V(name), V(bases), V(dict)]);
    let _ = Value::NONE;
    finish(m, word, 1, result)
}
