//! Binding arguments to the parameters of Python functions in traces: by position and by name, defaults, `*` and `**` parameters. What it
//! does not bind, mistakes among them, is bound by `runtime::arguments`.

use super::helpers as h;
use super::items::{LIST_ITEMS, LIST_LENGTH, LIST_STORAGE, TUPLE_ITEMS, TUPLE_LENGTH};
use jit::memory::Shape;
use objspace::code::{code_flags, CodeObject};
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::machine::PyMachine;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;

/// Most arguments, or parameters.
pub const MOST: usize = 20;

/// The arguments of a call in order, those given by name last.
pub struct Arguments<M: PyMachine> {
    values: [M::V; MOST],
    count: usize,
    names: &'static [Value],
}

impl<M: PyMachine> Arguments<M> {
    pub fn none(m: &mut M) -> Arguments<M> {
        let nothing = m.value(Value::UNBOUND.0);
        Arguments {
            values: [nothing; MOST],
            count: 0,
            names: &[],
        }
    }

    /// The values of `count` registers, the last of them given by these names; None: too many.
    pub fn of_registers(m: &mut M, first: u16, count: u16, names: &'static [Value]) -> Option<Arguments<M>> {
        let mut arguments = Arguments::none(m);
        for i in 0..count {
            let v = m.get(first + i);
            arguments.push(v)?;
        }
        arguments.names = names;
        Some(arguments)
    }

    /// Adds one by position.
    pub fn push(&mut self, v: M::V) -> Option<()> {
        *self.values.get_mut(self.count)? = v;
        self.count += 1;
        Some(())
    }

    /// Adds the values of registers that are given by these names.
    pub fn push_named(&mut self, m: &mut M, first: u16, names: &'static [Value]) -> Option<()> {
        for i in 0..names.len() as u16 {
            let v = m.get(first + i);
            self.push(v)?;
        }
        self.names = names;
        Some(())
    }

    /// Adds the items of an exact tuple or list.
    pub fn push_items(&mut self, m: &mut M, sequence: M::V) -> Option<()> {
        if !m.is_pointer(sequence) {
            return None;
        }
        let map = m.map(sequence);
        let is_list = map == Kind::List.map();
        if !is_list && map != Kind::Tuple.map() {
            return None;
        }
        let n = m.load_integer(sequence, if is_list { LIST_LENGTH } else { TUPLE_LENGTH });
        let limit = m.integer(MOST as i64);
        if !m.integer_below(n, limit) {
            return None;
        }
        let n = m.promote_integer(n);
        if n == 0 {
            return Some(());
        }
        let (place, items) = if is_list {
            (m.load(sequence, LIST_STORAGE), LIST_ITEMS)
        } else {
            (sequence, TUPLE_ITEMS)
        };
        for i in 0..n {
            let i = m.integer(i);
            let v = m.load_item(place, i, items);
            self.push(v)?;
        }
        Some(())
    }

    /// These arguments behind a receiver.
    pub fn behind(&self, receiver: M::V) -> Option<Arguments<M>> {
        let mut all = Arguments {
            values: self.values,
            count: 0,
            names: self.names,
        };
        all.push(receiver)?;
        for &v in self.values() {
            all.push(v)?;
        }
        Some(all)
    }

    pub fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    pub fn values(&self) -> &[M::V] {
        &self.values[..self.count]
    }
}

/// What the registers of the function's parameters hold when it is called with these arguments. No effects, but objects made.
pub fn bind<M: PyMachine>(
    m: &mut M,
    function: M::V,
    code: Ref<CodeObject>,
    given: &Arguments<M>,
) -> Option<Arguments<M>> {
    let wanted = code.argument_count.get() as usize;
    let flags = code.flags.get();
    let (star, mapping) = (flags & code_flags::VARARGS != 0, flags & code_flags::VARKEYWORDS != 0);
    let positional = given.count - given.names.len();
    let too_many = positional > wanted && !star;
    if flags & code_flags::OPTIMIZED == 0 || too_many || wanted + 2 > MOST {
        return None;
    }
    let mut bound = Arguments::none(m);
    let mut is_bound = [false; MOST];
    let taken = positional.min(wanted);
    bound.values[..taken].copy_from_slice(&given.values[..taken]);
    is_bound[..taken].fill(true);
    for (i, &name) in given.names.iter().enumerate() {
        let parameter = parameter(code, name, wanted)?;
        if std::mem::replace(&mut is_bound[parameter], true) {
            return None;
        }
        bound.values[parameter] = given.values[positional + i];
    }
    if !is_bound[..wanted].iter().all(|&b| b) {
        let defaults = m.load(function, FunctionObject::DEFAULTS);
        if !m.has_map(defaults, Kind::Tuple.map()) {
            return None;
        }
        let n = m.load_integer(defaults, TUPLE_LENGTH);
        let n = m.promote_integer(n) as usize;
        for i in (0..wanted).filter(|&i| !is_bound[i]) {
            let index = (i + n).checked_sub(wanted)?;
            let index = m.integer(index as i64);
            bound.values[i] = m.load_item(defaults, index, TUPLE_ITEMS);
        }
    }
    bound.count = wanted;
    if star {
        let tuple = tuple_of_values(m, &given.values[taken..positional]);
        bound.push(tuple)?;
    }
    if mapping {
        let dict = m.new(Shape {
            size: Kind::Dict.body_size() as u32,
            map: Kind::Dict.map(),
        });
        bound.push(dict)?;
    }
    debug_assert_eq!(bound.count, wanted + h::star_arguments(code) as usize);
    Some(bound)
}

/// The parameter that a keyword names.
fn parameter(code: Ref<CodeObject>, key: Value, wanted: usize) -> Option<usize> {
    let names = code.varnames.of::<TupleObject>();
    let key_bytes = Ref::<StrObject>::of(key).bytes();
    names.items()[..wanted]
        .iter()
        .position(|&name| name == key || Ref::<StrObject>::of(name).bytes() == key_bytes)
}

/// A tuple of these values.
pub fn tuple_of_values<M: PyMachine>(m: &mut M, values: &[M::V]) -> M::V {
    if values.is_empty() {
        let empty = m.vm().common.empty_tuple;
        return m.value(empty.0);
    }
    let tuple = m.new(Shape {
        size: 16 + values.len() as u32 * 8,
        map: Kind::Tuple.map(),
    });
    let n = m.integer(values.len() as i64);
    m.store_integer(tuple, TUPLE_LENGTH, n);
    for (i, &v) in values.iter().enumerate() {
        let index = m.integer(i as i64);
        m.store_item(tuple, index, TUPLE_ITEMS, v);
    }
    tuple
}
