//! Raising and catching.

use super::binding::tuple_of_values;
use super::helpers as h;
use super::items::TUPLE_ITEMS;
use super::{a, b, c, far_offset, quiet};
use jit::machine::Argument::{Integer, Value as V};
use objspace::exception::WAITING_EXCEPTION;
use objspace::kind::Kind;
use objspace::machine::{Control, PyMachine};
use objspace::object::Ref;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

pub fn raise<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let first = a(word);
    let count = b(word);
    let part = |m: &mut M, i: u16| {
        if i < count {
            m.get(first + i)
        } else {
            m.value(Value::UNBOUND.0)
        }
    };
    let (class, value, traceback) = (part(m, 0), part(m, 1), part(m, 2));
    if count == 1 && is_exception(m, class) {
        let _ = m.call_nothing(&quiet::RAISE, &[V(class)]);
        return Control::Raise;
    }
    if count == 0 && raise_again(m) {
        return Control::Raise;
    }
    if count == 3 {
        // What comes with a traceback gets no entry for this frame: a trace knows which.
        m.is_same(traceback, Value::NONE.0);
    }
    let _ = m.call_nothing(&h::RAISE, &[V(class), V(value), V(traceback)]);
    Control::Raise
}

/// A bare `raise` of what the running frame itself handles, traceback and all. False: it handles nothing of that sort.
fn raise_again<M: PyMachine>(m: &mut M) -> bool {
    let register = m.code().exception_register.get();
    if register == 0 {
        return false;
    }
    let triple = m.get(register);
    if !m.has_map(triple, Kind::Tuple.map()) {
        return false;
    }
    let (second, third) = (m.integer(1), m.integer(2));
    let value = m.load_item(triple, second, TUPLE_ITEMS);
    let traceback = m.load_item(triple, third, TUPLE_ITEMS);
    if m.is_same(traceback, Value::NONE.0) {
        return false;
    }
    let _ = m.call_nothing(&h::RERAISE, &[V(value), V(traceback)]);
    true
}

/// Whether the value is an exception of a new-style class.
fn is_exception<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    m.is_pointer(v) && {
        let map = m.map(v);
        m.vm().map(map).kind == Kind::Exception
    }
}

/// The waiting exception to three registers; the triple to the frame's exception register.
pub fn catch<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let instance = m
        .call(&WAITING_EXCEPTION, &[])
        .unwrap_or_else(|_| unreachable!("reading raises nothing"));
    if is_exception(m, instance) {
        let map = m.map(instance);
        let class = m.vm().map(map).class;
        let class = m.value(class.value().0);
        let traceback = m
            .call(&h::TAKE_TRACEBACK, &[])
            .unwrap_or_else(|_| unreachable!("reading raises nothing"));
        let triple = tuple_of_values(m, &[class, instance, traceback]);
        for (i, v) in [class, instance, traceback].into_iter().enumerate() {
            m.set(a(word) + i as u16, v);
        }
        m.set(b(word), triple);
        m.advance(1);
        return Control::Next;
    }
    match m.call(&h::CATCH, &[]) {
        Ok(triple) => {
            for i in 0..3 {
                let index = m.integer(i);
                let v = m.load_item(triple, index, TUPLE_ITEMS);
                m.set(a(word) + i as u16, v);
            }
            m.set(b(word), triple);
            m.advance(1);
            Control::Next
        }
        Err(_) => Control::Raise,
    }
}

pub fn reraise<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let first = a(word);
    let (value, traceback) = (m.get(first + 1), m.get(first + 2));
    let _ = m.call_nothing(&h::RERAISE, &[V(value), V(traceback)]);
    Control::Raise
}

/// Whether an exception class is the wanted one or derives from it, both being classes as `type` makes them.
fn known_match<M: PyMachine>(m: &mut M, class: M::V, wanted: M::V) -> Option<bool> {
    let plain = Kind::Type.map();
    if !m.has_map(class, plain) || !m.has_map(wanted, plain) {
        return None;
    }
    let (class, wanted) = (Value(m.promote(class)), Value(m.promote(wanted)));
    let vm = m.vm();
    let known = vm.is_exception_class(class) && vm.is_exception_class(wanted);
    known.then(|| vm.is_subtype(Ref::of(class), Ref::of(wanted)))
}

/// `except b:` for exception type a.
pub fn jump_match<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let (class, wanted) = (m.operand(a(word)), m.operand(b(word)));
    if let Some(t) = known_match(m, class, wanted) {
        let (scratch, t) = (super::free_window(m), m.value(Value::bool(t).0));
        m.set(scratch, t);
        return m.enter_stage(Opcode::JUMP_FAR_ON as u16);
    }
    match m.call(&h::EXCEPTION_MATCHES, &[V(class), V(wanted)]) {
        Ok(v) => {
            let scratch = super::free_window(m);
            m.set(scratch, v);
            m.enter_stage(Opcode::JUMP_FAR_ON as u16)
        }
        Err(_) => {
            let _ = (c(word), far_offset::<M>, Integer::<M>);
            Control::Raise
        }
    }
}
