//! Items and slices.

use super::attributes::push_with;
use super::helpers as h;
use super::{a, b, c, entries, finish, finish_nothing, free_window, quiet};
use jit::machine::Argument::Value as V;
use jit::memory::{Array, Content, Field, Region, Shape};
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::slice::SliceObject;
use objspace::string::StrObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

pub const LIST_LENGTH: Field = Field::new(8, Content::Word, Region::List);
pub const LIST_STORAGE: Field = Field::new(16, Content::Value, Region::List);
/// How many items there is room for in a list's storage.
pub const LIST_CAPACITY: Field = Field::new(8, Content::Word, Region::List);
pub const LIST_ITEMS: Array = Array::new(16, 8, Content::Value, Region::List);
pub const TUPLE_LENGTH: Field = Field::immutable(8, Content::Word, Region::Other);
pub const TUPLE_ITEMS: Array = Array::immutable(16, 8, Content::Value, Region::Other);

/// A tagged index as a plain number within `0..length`; None: out of bounds.
#[inline(always)]
fn in_bounds<M: PyMachine>(m: &mut M, index: M::V, length: M::I) -> Option<M::I> {
    let doubled = m.unbox_integer(index);
    let one = m.integer(1);
    let mut i = m.integer_shift_right(doubled, one);
    let zero = m.integer(0);
    if m.integer_less(i, zero) {
        i = m.integer_add(i, length);
    }
    m.integer_below(i, length).then_some(i)
}

#[inline(always)]
pub fn load_item<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    let index = m.operand(c(word));
    if m.is_integer(index) && m.has_map(object, Kind::List.map()) {
        let length = m.load_integer(object, LIST_LENGTH);
        if let Some(i) = in_bounds(m, index, length) {
            let storage = m.load(object, LIST_STORAGE);
            let v = m.load_item(storage, i, LIST_ITEMS);
            m.set(a(word), v);
            m.advance(3);
            return Control::Next;
        }
    }
    m.outline(load_item_slow, word)
}

fn load_item_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    let index = m.operand(c(word));
    if m.is_pointer(object) {
        let map = m.map(object);
        if map == Kind::Tuple.map() && m.is_integer(index) {
            let length = m.load_integer(object, TUPLE_LENGTH);
            if let Some(i) = in_bounds(m, index, length) {
                let v = m.load_item(object, i, TUPLE_ITEMS);
                m.set(a(word), v);
                m.advance(3);
                return Control::Next;
            }
        } else if map == Kind::Dict.map() {
            let result = if quiet::is_key(m, index) {
                entries::get(m, object, index)
            } else {
                m.call(&h::GETITEM, &[V(object), V(index)])
            };
            return finish(m, word, 3, result);
        } else if m.has_map(index, Kind::Slice.map()) {
            if let Some(result) = stepped_slice(m, map, object, index) {
                return finish(m, word, 3, result);
            }
        } else if map == Kind::Str.map() && m.is_integer(index) {
            let result = m.call(&h::STR_ITEM, &[V(object), V(index)]);
            return finish(m, word, 3, result);
        } else if map == Kind::Unicode.map() && m.is_integer(index) {
            let result = m.call(&quiet::GETITEM, &[V(object), V(index)]);
            return finish(m, word, 3, result);
        } else if let Some(code) = special_function(m, map, |names| names.__getitem__, 2) {
            let (f, window) = (m.value(code.0), free_window(m));
            return push_with(m, code.1, window, &[f, object, index], Opcode::RESULT);
        }
    }
    let result = m.call(&h::GETITEM, &[V(object), V(index)]);
    finish(m, word, 3, result)
}

/// `object[slice]` for a str, list or tuple and bounds that are small integers or absent.
fn stepped_slice<M: PyMachine>(m: &mut M, map: u32, object: M::V, slice: M::V) -> Option<Result<M::V>> {
    if map != Kind::List.map() && map != Kind::Str.map() && map != Kind::Tuple.map() {
        return None;
    }
    let start = m.load(slice, SliceObject::START);
    let stop = m.load(slice, SliceObject::STOP);
    let step = m.load(slice, SliceObject::STEP);
    if !is_bound(m, start) || !is_bound(m, stop) || !is_bound(m, step) {
        return None;
    }
    Some(m.call(&quiet::STEPPED_SLICE, &[V(object), V(start), V(stop), V(step)]))
}

/// The Python function that is the special method of plain instances of this map, if it takes so many arguments (self
/// included): its word and code.
pub fn special_function<M: PyMachine>(
    m: &mut M,
    map: u32,
    name: fn(&objspace::names::Names) -> Ref<StrObject>,
    arguments: u32,
) -> Option<(u64, Ref<objspace::code::CodeObject>)> {
    let name = name(&m.vm().names);
    let method = match m.vm().map(map).kind {
        Kind::Object => m.class_attribute(map, name)?,
        Kind::OldInstance => old_special(m, map, name)?,
        _ => return None,
    };
    if !method.is_pointer() || method.map() != Kind::Function.map() {
        return None;
    }
    let code = Ref::<FunctionObject>::of(method).code();
    (code.argument_count.get() == arguments && h::is_simple(code)).then_some((method.0, code))
}

/// The special method of old-style instances of this map: the class's, as none of them has one of its own.
fn old_special<M: PyMachine>(m: &mut M, map: u32, name: Ref<StrObject>) -> Option<Value> {
    let vm = m.vm();
    let map = vm.map(map);
    if map.dict_mode || map.find(name).is_some() {
        return None;
    }
    let class = map.old_class;
    m.old_class_attribute(class, name)?
}

#[inline(always)]
pub fn store_item<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let index = m.operand(b(word));
    if m.is_integer(index) && m.has_map(object, Kind::List.map()) {
        let v = m.operand(c(word));
        let length = m.load_integer(object, LIST_LENGTH);
        if let Some(i) = in_bounds(m, index, length) {
            let storage = m.load(object, LIST_STORAGE);
            m.store_item(storage, i, LIST_ITEMS, v);
            m.advance(2);
            return Control::Next;
        }
    }
    m.outline(store_item_slow, word)
}

fn store_item_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let index = m.operand(b(word));
    let v = m.operand(c(word));
    if m.is_pointer(object) {
        let map = m.map(object);
        if map == Kind::Dict.map() && quiet::is_key(m, index) {
            let result = entries::set(m, object, index, v);
            return finish_nothing(m, 2, result);
        }
        if let Some(code) = special_function(m, map, |names| names.__setitem__, 3) {
            let (f, window) = (m.value(code.0), free_window(m));
            return push_with(m, code.1, window, &[f, object, index, v], Opcode::DROP_RESULT);
        }
    }
    let result = m.call_nothing(&h::SETITEM, &[V(object), V(index), V(v)]);
    finish_nothing(m, 2, result)
}

pub fn delete_item<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let index = m.operand(b(word));
    if m.has_map(object, Kind::Dict.map()) && quiet::is_key(m, index) {
        let result = m.call_nothing(&h::DICT_DELITEM, &[V(object), V(index)]);
        return finish_nothing(m, 1, result);
    }
    let result = m.call_nothing(&h::DELITEM, &[V(object), V(index)]);
    finish_nothing(m, 1, result)
}

/// Whether taking a slice runs no Python code: of a str, list or tuple, the bounds being small integers or absent.
fn is_quiet_slice<M: PyMachine>(m: &mut M, object: M::V, start: M::V, stop: M::V) -> bool {
    if !m.is_pointer(object) {
        return false;
    }
    let map = m.map(object);
    (map == Kind::List.map() || map == Kind::Str.map() || map == Kind::Tuple.map())
        && is_bound(m, start)
        && is_bound(m, stop)
}

fn is_bound<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    m.is_integer(v) || m.is_same(v, Value::UNBOUND.0) || m.is_same(v, Value::NONE.0)
}

pub fn load_slice<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    let (start, stop) = (m.get(c(word)), m.get(c(word) + 1));
    let quiet = is_quiet_slice(m, object, start, stop);
    let helper = if quiet { &quiet::GETSLICE } else { &h::GETSLICE };
    let result = m.call(helper, &[V(object), V(start), V(stop)]);
    finish(m, word, 1, result)
}

pub fn store_slice<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let v = m.operand(b(word));
    let (start, stop) = (m.get(c(word)), m.get(c(word) + 1));
    let quiet = m.has_map(object, Kind::List.map())
        && is_quiet_slice(m, object, start, stop)
        && (m.has_map(v, Kind::List.map()) || m.has_map(v, Kind::Tuple.map()));
    let helper = if quiet { &quiet::SETSLICE } else { &h::SETSLICE };
    let result = m.call_nothing(helper, &[V(object), V(start), V(stop), V(v)]);
    finish_nothing(m, 1, result)
}

pub fn delete_slice<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let (start, stop, nothing) = (m.get(c(word)), m.get(c(word) + 1), m.value(0));
    let result = m.call_nothing(&h::SETSLICE, &[V(object), V(start), V(stop), V(nothing)]);
    finish_nothing(m, 1, result)
}

pub fn build_slice<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let first = b(word);
    let (start, stop, step) = (m.get(first), m.get(first + 1), m.get(first + 2));
    let slice = m.new(Shape {
        size: std::mem::size_of::<SliceObject>() as u32,
        map: Kind::Slice.map(),
    });
    m.store(slice, SliceObject::START, start);
    m.store(slice, SliceObject::STOP, stop);
    m.store(slice, SliceObject::STEP, step);
    m.set(a(word), slice);
    m.advance(1);
    Control::Next
}
