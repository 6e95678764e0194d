//! Calls of built-in classes in traces: conversions of numbers, ranges, copies of containers.

use super::arithmetic::{boxed, plain};
use super::calls::{finish_call, Call};
use super::items::LIST_LENGTH;
use super::quiet;
use jit::machine::Argument::Value as V;
use jit::memory::Shape;
use objspace::class::TypeObject;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::native::Result;
use objspace::object::Ref;
use objspace::types::enumerate::EnumerateObject;
use objspace::types::iterators::SequenceIteratorObject;
use objspace::types::xrange_type::XrangeObject;
use objspace::value::Value;

/// A call of exactly this built-in class; None: as any other class.
/// (Its frame, full of values, is gone when the callable is called another way: the collector reads the native stack.)
#[inline(never)]
pub fn call<M: PyMachine>(m: &mut M, call: Call, class: Ref<TypeObject>) -> Option<Control> {
    let kind = class.kind.get();
    if class.heap_type.get() || m.vm().type_of_kind(kind) != class {
        return None;
    }
    let result = match (kind, call.count) {
        (Kind::Xrange, 1 | 2) => xrange(m, call).map(Ok),
        (Kind::List, 0) => Some(Ok(empty(m, Kind::List))),
        (Kind::Dict, 0) => Some(Ok(empty(m, Kind::Dict))),
        (Kind::Int, 2) => {
            let (v, base) = (m.get(call.window + 1), m.get(call.window + 2));
            (m.has_map(v, Kind::Str.map()) && m.is_integer(base)).then(|| m.call(&quiet::INT_OF_BASE, &[V(v), V(base)]))
        }
        (Kind::Set, 0) => Some(m.call(&quiet::EMPTY_SET, &[])),
        (_, 1) => {
            let v = m.get(call.window + 1);
            of_one(m, kind, v)
        }
        _ => None,
    };
    result.map(|result| finish_call(m, call, result))
}

fn empty<M: PyMachine>(m: &mut M, kind: Kind) -> M::V {
    m.new(Shape {
        size: kind.body_size() as u32,
        map: kind.map(),
    })
}

fn of_one<M: PyMachine>(m: &mut M, kind: Kind, v: M::V) -> Option<Result<M::V>> {
    match kind {
        Kind::Int => {
            if m.is_integer(v) {
                return Some(Ok(v));
            }
            if m.is_float(v) {
                if let Some(r) = truncated(m, v) {
                    return Some(Ok(r));
                }
            }
            quiet::is_plain(m, v).then(|| m.call(&quiet::INT_OF, &[V(v)]))
        }
        Kind::Float => {
            if m.is_float(v) {
                return Some(Ok(v));
            }
            if m.is_integer(v) {
                let i = plain(m, v);
                let f = m.integer_to_float(i);
                return Some(Ok(m.box_float(f)));
            }
            quiet::is_plain(m, v).then(|| m.call(&quiet::FLOAT_OF, &[V(v)]))
        }
        Kind::Str => {
            if m.has_map(v, Kind::Str.map()) {
                return Some(Ok(v));
            }
            quiet::is_plain(m, v).then(|| m.call(&quiet::STR_OF, &[V(v)]))
        }
        Kind::Enumerate => {
            let iterator = super::iterate::new_iterator(m, v)?;
            let enumerate = empty(m, Kind::Enumerate);
            let zero = m.value(Value::integer(0).0);
            m.store(enumerate, EnumerateObject::ITERATOR, iterator);
            m.store(enumerate, EnumerateObject::NUMBER, zero);
            Some(Ok(enumerate))
        }
        Kind::Reversed if m.has_map(v, Kind::List.map()) => {
            let iterator = empty(m, Kind::ListReverseIterator);
            let (length, one) = (m.load_integer(v, LIST_LENGTH), m.integer(1));
            let last = m.integer_subtract(length, one);
            m.store(iterator, SequenceIteratorObject::SEQUENCE, v);
            m.store_integer(iterator, SequenceIteratorObject::INDEX, last);
            Some(Ok(iterator))
        }
        Kind::Type => class_of(m, v).map(|class| Ok(m.value(class.0))),
        Kind::Tuple if m.has_map(v, Kind::Tuple.map()) => Some(Ok(v)),
        Kind::Tuple if m.has_map(v, Kind::List.map()) => Some(m.call(&quiet::TUPLE_OF_LIST, &[V(v)])),
        Kind::List if m.has_map(v, Kind::List.map()) => Some(m.call(&quiet::LIST_OF_LIST, &[V(v)])),
        Kind::List if m.has_map(v, Kind::Tuple.map()) => Some(m.call(&quiet::LIST_OF_TUPLE, &[V(v)])),
        _ => None,
    }
}

/// The class of a heap object, green.
fn class_of<M: PyMachine>(m: &mut M, v: M::V) -> Option<Value> {
    if !m.is_pointer(v) {
        return None;
    }
    let map = m.map(v);
    Some(m.vm().map(map).class.value())
}

/// The integer of a float of the small range, rounded towards 0.
fn truncated<M: PyMachine>(m: &mut M, v: M::V) -> Option<M::V> {
    let f = m.unbox_float(v);
    let (low, high) = (m.float(-(2f64.powi(61))), m.float(2f64.powi(61)));
    if !m.float_less(low, f) || !m.float_less(f, high) {
        return None;
    }
    let i = m.float_to_integer(f);
    Some(boxed(m, i))
}

/// `xrange(stop)` and `xrange(start, stop)`.
fn xrange<M: PyMachine>(m: &mut M, call: Call) -> Option<M::V> {
    let first = m.get(call.window + 1);
    let (start, stop) = if call.count == 1 {
        if !m.is_integer(first) {
            return None;
        }
        (m.integer(0), plain(m, first))
    } else {
        let second = m.get(call.window + 2);
        if !m.both_integers(first, second) {
            return None;
        }
        (plain(m, first), plain(m, second))
    };
    let length = if m.integer_less(start, stop) {
        m.integer_subtract(stop, start)
    } else {
        m.integer(0)
    };
    let one = m.integer(1);
    let range = empty(m, Kind::Xrange);
    m.store_integer(range, XrangeObject::START, start);
    m.store_integer(range, XrangeObject::STEP, one);
    m.store_integer(range, XrangeObject::LENGTH, length);
    Some(range)
}
