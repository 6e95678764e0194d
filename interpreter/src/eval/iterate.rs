//! Iteration and unpacking.

use super::attributes::push_with;
use super::helpers as h;
use super::items::{special_function, LIST_ITEMS, LIST_LENGTH, LIST_STORAGE, TUPLE_ITEMS, TUPLE_LENGTH};
use super::{a, b, c, far_offset, finish, free_window, length, opcode_of, quiet};
use jit::machine::Argument::{Integer, Value as V};
use jit::memory::Shape;
use objspace::generator::GeneratorObject;
use objspace::kind::Kind;
use objspace::machine::{Control, Push, PyMachine};
use objspace::types::enumerate::EnumerateObject;
use objspace::types::iterators::{SequenceIteratorObject, XrangeIteratorObject};
use objspace::types::xrange_type::XrangeObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

pub fn get_iter<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    if m.is_pointer(x) {
        let map = m.map(x);
        if map == Kind::List.map() || map == Kind::Tuple.map() {
            let kind = if map == Kind::List.map() {
                Kind::ListIterator
            } else {
                Kind::TupleIterator
            };
            let iterator = sequence_iterator(m, kind, x);
            m.set(a(word), iterator);
            m.advance(2);
            return Control::Next;
        }
        if ITERATORS.contains(&map) {
            m.set(a(word), x);
            m.advance(2);
            return Control::Next;
        }
        if map == Kind::Xrange.map() {
            if let Some(iterator) = xrange_iterator(m, x) {
                m.set(a(word), iterator);
                m.advance(2);
                return Control::Next;
            }
        }
        if CONTAINERS.contains(&map) {
            let result = m.call(&quiet::ITER, &[V(x)]);
            return finish(m, word, 2, result);
        }
        if let Some((f, code)) = special_function(m, map, |names| names.__iter__, 1) {
            let (f, window) = (m.value(f), free_window(m));
            return push_with(m, code, window, &[f, x], Opcode::ITER_RESULT);
        }
    }
    if m.is_pointer(x) {
        let map = m.map(x);
        if super::old_style::is_indexed(m, map) {
            let iterator = sequence_iterator(m, Kind::SequenceIterator, x);
            return finish(m, word, 2, Ok(iterator));
        }
    }
    let result = m.call(&h::ITER, &[V(x)]);
    finish(m, word, 2, result)
}

/// A new iterator of the kind that goes through a sequence by indexes.
fn sequence_iterator<M: PyMachine>(m: &mut M, kind: Kind, sequence: M::V) -> M::V {
    let iterator = m.new(Shape {
        size: kind.body_size() as u32,
        map: kind.map(),
    });
    m.store(iterator, SequenceIteratorObject::SEQUENCE, sequence);
    iterator
}

/// Iterators that are their own.
const ITERATORS: [u32; 11] = [
    Kind::Generator.map(),
    Kind::ListIterator.map(),
    Kind::ListReverseIterator.map(),
    Kind::TupleIterator.map(),
    Kind::SequenceIterator.map(),
    Kind::XrangeIterator.map(),
    Kind::DictKeyIterator.map(),
    Kind::DictValueIterator.map(),
    Kind::DictItemIterator.map(),
    Kind::SetIterator.map(),
    Kind::Enumerate.map(),
];

/// Containers whose iterators are made without running Python code.
const CONTAINERS: [u32; 5] = [
    Kind::Str.map(),
    Kind::Dict.map(),
    Kind::Set.map(),
    Kind::FrozenSet.map(),
    Kind::Xrange.map(),
];

/// Iterators whose `next` runs no Python code.
const QUIET: [u32; 5] = [
    Kind::ListReverseIterator.map(),
    Kind::DictKeyIterator.map(),
    Kind::DictValueIterator.map(),
    Kind::DictItemIterator.map(),
    Kind::SetIterator.map(),
];

/// Iterators that FOR_ITER looks into; inside of others their `next` runs no Python code either.
const SEQUENCES: [u32; 3] = [
    Kind::ListIterator.map(),
    Kind::TupleIterator.map(),
    Kind::XrangeIterator.map(),
];

/// An iterator over the value that is made without a call; None: it is of other types.
pub fn new_iterator<M: PyMachine>(m: &mut M, v: M::V) -> Option<M::V> {
    if !m.is_pointer(v) {
        return None;
    }
    let map = m.map(v);
    if map == Kind::List.map() {
        return Some(sequence_iterator(m, Kind::ListIterator, v));
    }
    if map == Kind::Tuple.map() {
        return Some(sequence_iterator(m, Kind::TupleIterator, v));
    }
    if map == Kind::Xrange.map() {
        return xrange_iterator(m, v);
    }
    ITERATORS.contains(&map).then_some(v)
}

/// Whether going through objects of this map runs no Python code, and changes at most themselves: iterators and ranges of built-in types.
pub fn is_quiet_source(map: u32) -> bool {
    QUIET.contains(&map)
        || [
            Kind::ListIterator,
            Kind::TupleIterator,
            Kind::XrangeIterator,
            Kind::Xrange,
            Kind::Str,
        ]
        .iter()
        .any(|kind| kind.map() == map)
}

/// The iterator of a range of step 1 whose numbers are all small integers.
fn xrange_iterator<M: PyMachine>(m: &mut M, range: M::V) -> Option<M::V> {
    let (step, one) = (m.load_integer(range, XrangeObject::STEP), m.integer(1));
    if !m.integer_equal(step, one) {
        return None;
    }
    let (start, length) = (
        m.load_integer(range, XrangeObject::START),
        m.load_integer(range, XrangeObject::LENGTH),
    );
    // -2^60 <= start < 2^60 and length <= 2^61.
    let (half, all) = (m.integer(1 << 60), m.integer(1 << 61));
    let shifted = m.integer_add(start, half);
    if !m.integer_below(shifted, all) || !m.integer_below(length, all) {
        return None;
    }
    let iterator = m.new(Shape {
        size: Kind::XrangeIterator.body_size() as u32,
        map: Kind::XrangeIterator.map(),
    });
    m.store_integer(iterator, XrangeIteratorObject::NEXT, start);
    m.store_integer(iterator, XrangeIteratorObject::STEP, step);
    m.store_integer(iterator, XrangeIteratorObject::REMAINING, length);
    Some(iterator)
}

/// `__iter__` returned: what it gave must be an iterator.
pub fn iter_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let r = m.get(window);
    let result = m.call(&h::CHECK_ITERATOR, &[V(r)]);
    finish(m, word, 2, result)
}

#[inline(always)]
fn exhausted<M: PyMachine>(m: &mut M) -> Control {
    let offset = far_offset(m);
    m.jump(offset);
    Control::Next
}

#[inline(always)]
pub fn for_iter<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let iterator = m.get(b(word));
    if m.has_map(iterator, Kind::XrangeIterator.map()) {
        let (remaining, zero) = (m.load_integer(iterator, XrangeIteratorObject::REMAINING), m.integer(0));
        if m.integer_equal(remaining, zero) {
            return exhausted(m);
        }
        let i = m.load_integer(iterator, XrangeIteratorObject::NEXT);
        // xrange checks its bounds when made: all its numbers are small integers or it gives no such iterator.
        let one = m.integer(1);
        let doubled = m.integer_shift_left(i, one);
        let v = m.box_integer(doubled);
        let step = m.load_integer(iterator, XrangeIteratorObject::STEP);
        let next = m.integer_add(i, step);
        let left = m.integer_subtract(remaining, one);
        m.store_integer(iterator, XrangeIteratorObject::NEXT, next);
        m.store_integer(iterator, XrangeIteratorObject::REMAINING, left);
        m.set(a(word), v);
        m.advance(4);
        return Control::Next;
    }
    if m.has_map(iterator, Kind::ListIterator.map()) {
        let list = m.load(iterator, SequenceIteratorObject::SEQUENCE);
        if !m.is_same(list, Value::UNBOUND.0) {
            let i = m.load_integer(iterator, SequenceIteratorObject::INDEX);
            let length = m.load_integer(list, LIST_LENGTH);
            if m.integer_below(i, length) {
                let storage = m.load(list, LIST_STORAGE);
                let v = m.load_item(storage, i, LIST_ITEMS);
                let one = m.integer(1);
                let next = m.integer_add(i, one);
                m.store_integer(iterator, SequenceIteratorObject::INDEX, next);
                m.set(a(word), v);
                m.advance(4);
                return Control::Next;
            }
        }
    }
    m.outline(for_iter_slow, word)
}

/// The next item of an iterator over a list (from either end) or a tuple, which moves on; of one at its end None, and it stays there. None
/// for other iterators.
fn next_item<M: PyMachine>(m: &mut M, iterator: M::V, map: u32) -> Option<Option<M::V>> {
    let is_tuple = map == Kind::TupleIterator.map();
    let step = match map == Kind::ListReverseIterator.map() {
        true => -1,
        false if is_tuple || map == Kind::ListIterator.map() => 1,
        false => return None,
    };
    let (length, items) = match is_tuple {
        true => (TUPLE_LENGTH, TUPLE_ITEMS),
        false => (LIST_LENGTH, LIST_ITEMS),
    };
    let sequence = m.load(iterator, SequenceIteratorObject::SEQUENCE);
    if m.is_same(sequence, Value::UNBOUND.0) {
        return Some(None);
    }
    let i = m.load_integer(iterator, SequenceIteratorObject::INDEX);
    let length = m.load_integer(sequence, length);
    if !m.integer_below(i, length) {
        let nothing = m.value(Value::UNBOUND.0);
        m.store(iterator, SequenceIteratorObject::SEQUENCE, nothing);
        return Some(None);
    }
    let row = match is_tuple {
        true => sequence,
        false => m.load(sequence, LIST_STORAGE),
    };
    let v = m.load_item(row, i, items);
    let step = m.integer(step);
    let next = m.integer_add(i, step);
    m.store_integer(iterator, SequenceIteratorObject::INDEX, next);
    Some(Some(v))
}

fn for_iter_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let iterator = m.get(b(word));
    if m.is_pointer(iterator) {
        let map = m.map(iterator);
        if let Some(item) = next_item(m, iterator, map) {
            let Some(v) = item else {
                return exhausted(m);
            };
            m.set(a(word), v);
            m.advance(4);
            return Control::Next;
        }
        if map == Kind::SequenceIterator.map() {
            let sequence = m.load(iterator, SequenceIteratorObject::SEQUENCE);
            if let Some((f, code)) = super::old_style::item_function(m, sequence) {
                let index = m.load_integer(iterator, SequenceIteratorObject::INDEX);
                let index = super::arithmetic::boxed(m, index);
                let (f, window) = (m.value(f), free_window(m));
                return push_with(m, code, window, &[f, sequence, index], Opcode::ITEM_RESULT);
            }
        } else if map == Kind::Enumerate.map() {
            let inner = m.load(iterator, EnumerateObject::ITERATOR);
            return match next_in_python(m, inner, Opcode::ENUMERATED) {
                Some(control) => control,
                None => m.enter_stage(Opcode::ENUMERATE as u16),
            };
        }
        if let Some(control) = next_in_python(m, iterator, Opcode::NEXT_RESULT) {
            return control;
        }
    }
    let helper = next_helper(m, iterator);
    match m.call(helper, &[V(iterator)]) {
        Ok(v) => {
            let scratch = free_window(m);
            m.set(scratch, v);
            m.enter_stage(Opcode::NEXT_RESULT as u16)
        }
        Err(_) => Control::Raise,
    }
}

/// The next value of an iterator that runs Python code for it: of a generator, or by a method `next`. `then` is the stage that takes the value.
/// None: by a helper.
fn next_in_python<M: PyMachine>(m: &mut M, iterator: M::V, then: Opcode) -> Option<Control> {
    if !m.is_pointer(iterator) {
        return None;
    }
    let map = m.map(iterator);
    if map == Kind::Generator.map() {
        let state = m.load_integer(iterator, GeneratorObject::STATE);
        let state = m.promote_integer(state);
        if state == objspace::generator::GeneratorState::Finished as i64 {
            return Some(exhausted(m));
        }
        if state == objspace::generator::GeneratorState::Running as i64 || !m.may_resume(iterator) {
            return None;
        }
        let (window, none) = (free_window(m), m.value(Value::NONE.0));
        return Some(m.resume_generator(
            iterator,
            none,
            Push {
                code: m.code(),
                window,
                flags: 0,
                continuation: then as u16,
                advance: 0,
                arguments: 0,
            },
        ));
    }
    let (f, code) = special_function(m, map, |names| names.next, 1)?;
    let (f, window) = (m.value(f), free_window(m));
    Some(push_with(m, code, window, &[f, iterator], then))
}

/// Second stage of FOR_ITER over enumerate.
pub fn enumerate<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let iterator = m.get(b(word));
    let inner = m.load(iterator, EnumerateObject::ITERATOR);
    let inner_map = m.is_pointer(inner).then(|| m.map(inner));
    let next = match inner_map.and_then(|map| next_item(m, inner, map)) {
        Some(None) => return exhausted(m),
        Some(Some(v)) => Ok(v),
        None => {
            let helper = next_helper(m, inner);
            m.call(helper, &[V(inner)])
        }
    };
    match next {
        Ok(v) => {
            let scratch = free_window(m);
            m.set(scratch, v);
            m.enter_stage(Opcode::ENUMERATED as u16)
        }
        Err(_) => Control::Raise,
    }
}

/// The iterator of an enumerate gave the value behind the frame, or has come to its end.
pub fn enumerated<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let (iterator, v) = (m.get(b(word)), m.get(scratch));
    if m.is_same(v, Value::END.0) {
        return exhausted(m);
    }
    let number = m.load(iterator, EnumerateObject::NUMBER);
    let next = match m.is_integer(number) {
        true => {
            let (i, doubled) = (m.unbox_integer(number), m.integer(2));
            m.add_overflow(i, doubled)
        }
        false => None,
    };
    let pair = match next {
        Some(next) => {
            let next = m.box_integer(next);
            let pair = super::build::pair(m, number, v);
            m.store(iterator, EnumerateObject::NUMBER, next);
            Ok(pair)
        }
        None => m.call(&quiet::NUMBERED, &[V(iterator), V(v)]),
    };
    finish(m, word, length(opcode_of(word)), pair)
}

/// What gives the iterator's next value.
fn next_helper<M: PyMachine>(m: &mut M, iterator: M::V) -> &'static jit::Helper {
    if !m.is_pointer(iterator) {
        return &h::NEXT;
    }
    let map = m.map(iterator);
    if QUIET.contains(&map) || SEQUENCES.contains(&map) {
        return &quiet::NEXT;
    }
    if map == Kind::SequenceIterator.map() {
        let sequence = m.load(iterator, SequenceIteratorObject::SEQUENCE);
        if m.has_map(sequence, Kind::Str.map()) {
            return &quiet::NEXT_CHARACTER;
        }
    }
    &h::NEXT
}

/// The next value is behind the frame, or the mark of the end.
pub fn next_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let v = m.get(scratch);
    if m.is_same(v, Value::END.0) {
        return exhausted(m);
    }
    m.set(a(word), v);
    m.advance(length(opcode_of(word)));
    Control::Next
}

/// `__getitem__` returned the next item of what a sequence iterator goes through; or it raised what ends the loop, and the mark of the end is
/// behind the frame.
pub fn item_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let (iterator, v) = (m.get(b(word)), m.get(scratch));
    if m.is_same(v, Value::END.0) {
        let nothing = m.value(Value::UNBOUND.0);
        m.store(iterator, SequenceIteratorObject::SEQUENCE, nothing);
        return exhausted(m);
    }
    let (index, one) = (m.load_integer(iterator, SequenceIteratorObject::INDEX), m.integer(1));
    let next = m.integer_add(index, one);
    m.store_integer(iterator, SequenceIteratorObject::INDEX, next);
    m.set(a(word), v);
    m.advance(length(opcode_of(word)));
    Control::Next
}

pub fn unpack_sequence<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let x = m.operand(b(word));
    let count = c(word);
    if m.is_pointer(x) {
        let map = m.map(x);
        if map == Kind::Tuple.map() {
            let (n, wanted) = (m.load_integer(x, TUPLE_LENGTH), m.integer(count as i64));
            if m.integer_equal(n, wanted) {
                // Read all before writing any: x may live in one of the targets.
                return unpack_items(m, word, x, TUPLE_ITEMS);
            }
        } else if map == Kind::List.map() {
            let (n, wanted) = (m.load_integer(x, LIST_LENGTH), m.integer(count as i64));
            if m.integer_equal(n, wanted) {
                if count == 0 {
                    m.advance(1);
                    return Control::Next;
                }
                let storage = m.load(x, LIST_STORAGE);
                return unpack_items(m, word, storage, LIST_ITEMS);
            }
        }
    }
    let wanted = m.integer(count as i64);
    match m.call(&h::UNPACK, &[V(x), Integer(wanted)]) {
        Ok(tuple) => {
            let scratch = free_window(m);
            m.set(scratch, tuple);
            m.enter_stage(Opcode::UNPACK_TUPLE as u16)
        }
        Err(_) => Control::Raise,
    }
}

fn unpack_items<M: PyMachine>(m: &mut M, word: u64, source: M::V, items: jit::Array) -> Control {
    for i in 0..c(word) {
        let index = m.integer(i as i64);
        let v = m.load_item(source, index, items);
        m.set(a(word) + i, v);
    }
    m.advance(1);
    Control::Next
}

pub fn unpack_tuple<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let scratch = free_window(m);
    let tuple = m.get(scratch);
    unpack_items(m, word, tuple, TUPLE_ITEMS)
}
