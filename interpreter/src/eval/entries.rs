//! Dicts and sets by key, for keys whose hashing and comparing runs no Python code ([`quiet::is_key`](super::quiet::is_key)): the key's
//! entry is found, then what stands there is looked at. Traces search once for the same key of a dict that was not changed.

use super::helpers as h;
use jit::machine::Argument::Value as V;
use objspace::dict::{DictObject, ABSENT};
use objspace::dict_entry::{APPEND_ENTRY, FIND_ENTRY};
use objspace::machine::PyMachine;
use objspace::native::Result;

/// Where a key stands.
pub enum Entry<M: PyMachine> {
    /// The entry of this number, not negative.
    At(M::I),
    Absent,
    /// The search takes more than comparing; the dict's own operations do it.
    Unknown,
}

/// Finds a key's entry.
pub fn find<M: PyMachine>(m: &mut M, dict: M::V, key: M::V) -> Entry<M> {
    let number = m
        .call_integer(&FIND_ENTRY, &[V(dict), V(key)])
        .unwrap_or_else(|_| unreachable!("a search that raises nothing"));
    let zero = m.integer(0);
    if !m.integer_less(number, zero) {
        return Entry::At(number);
    }
    let absent = m.integer(ABSENT);
    match m.integer_equal(number, absent) {
        true => Entry::Absent,
        false => Entry::Unknown,
    }
}

/// The value of an entry.
pub fn value<M: PyMachine>(m: &mut M, dict: M::V, number: M::I) -> M::V {
    let row = m.load(dict, DictObject::ROW);
    m.load_item(row, number, DictObject::VALUES)
}

/// `dict[key]`; KeyError.
pub fn get<M: PyMachine>(m: &mut M, dict: M::V, key: M::V) -> Result<M::V> {
    match find(m, dict, key) {
        Entry::At(number) => Ok(value(m, dict, number)),
        Entry::Absent => m.call(&h::NO_KEY, &[V(key)]),
        Entry::Unknown => m.call(&h::GETITEM, &[V(dict), V(key)]),
    }
}

/// Adds an entry for a key that is absent. The stage's effect.
pub fn append<M: PyMachine>(m: &mut M, dict: M::V, key: M::V, v: M::V) -> Result<()> {
    m.call_nothing(&APPEND_ENTRY, &[V(dict), V(key), V(v)])
}

/// `dict[key] = v`. The stage's effect.
pub fn set<M: PyMachine>(m: &mut M, dict: M::V, key: M::V, v: M::V) -> Result<()> {
    match find(m, dict, key) {
        Entry::At(number) => {
            let flags = m.load_integer(dict, DictObject::FLAGS);
            if m.has_bits(flags, DictObject::WATCHED_BIT, 0) {
                let row = m.load(dict, DictObject::ROW);
                m.store_item(row, number, DictObject::VALUES, v);
                return Ok(());
            }
            m.call_nothing(&h::SETITEM, &[V(dict), V(key), V(v)])
        }
        Entry::Absent => append(m, dict, key, v),
        Entry::Unknown => m.call_nothing(&h::SETITEM, &[V(dict), V(key), V(v)]),
    }
}
