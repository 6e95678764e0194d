//! Quiet operations: those of built-in types that run no Python code. Their helpers say so, and traces keep what they know of memory, and
//! their virtual objects, across them.

use super::items::{TUPLE_ITEMS, TUPLE_LENGTH};
use jit::machine::Argument::{self, Integer, Value as V};
use jit::{Effects, Helper};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::machine::PyMachine;
use objspace::native::{Native, Quiet, Result, Writes};
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::protocols::compare::Comparison;
use objspace::slice::SliceRange;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::types::iterators::SequenceIteratorObject;
use objspace::types::list_methods;
use objspace::value::Value;
use objspace::vm::Vm;

const READS: Effects = Effects::reads_everything().and(Effects::ALLOCATES);
const NOTHING: Effects = READS.and(Effects::RAISES);
const LISTS: Effects = NOTHING.and(Effects::WRITE_LIST);
const DICTS: Effects = NOTHING.and(Effects::WRITE_DICT);
const ITERATORS: Effects = NOTHING.and(Effects::WRITE_OTHER);

/// Types whose operations among each other run no Python code. What is no pointer (integers, floats, None, bools) is plain, too.
const PLAIN: [u32; 5] = [
    Kind::Str.map(),
    Kind::Int.map(),
    Kind::Long.map(),
    Kind::Unicode.map(),
    Kind::Complex.map(),
];

/// Whether operations on the value and others of its kind run no Python code.
pub fn is_plain<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    if !m.is_pointer(v) {
        return true;
    }
    let map = m.map(v);
    // Another default encoding than ASCII is Python code.
    PLAIN.contains(&map) && (map != Kind::Unicode.map() || m.vm().codecs.default_is_ascii())
}

/// Most items of a tuple that is looked at as a key.
const MOST_KEY_ITEMS: i64 = 4;

/// Whether hashing the value, and comparing it with its like, runs no Python code: plain values, short tuples of them, instances that are
/// equal to themselves only.
pub fn is_key<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    if !m.is_pointer(v) {
        return true;
    }
    let map = m.map(v);
    if map == Kind::Tuple.map() {
        let length = m.load_integer(v, TUPLE_LENGTH);
        let limit = m.integer(MOST_KEY_ITEMS + 1);
        if !m.integer_below(length, limit) {
            return false;
        }
        let length = m.promote_integer(length);
        return (0..length).all(|i| {
            let i = m.integer(i);
            let item = m.load_item(v, i, TUPLE_ITEMS);
            is_plain(m, item) || is_identity_key(m, item)
        });
    }
    is_plain(m, v) || is_identity_key(m, v)
}

/// Whether the value is a plain instance of a class without methods for hashing and comparing.
fn is_identity_key<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    let map = m.map(v);
    if m.vm().map(map).kind != Kind::Object {
        return false;
    }
    let (hash, eq, cmp) = (m.vm().names.__hash__, m.vm().names.__eq__, m.vm().names.__cmp__);
    let object = m.vm().type_of_kind(Kind::Object);
    let own = m.class_attribute(map, hash);
    own.is_some()
        && own == m.vm().lookup(object, hash)
        && m.class_attribute(map, eq).is_none()
        && m.class_attribute(map, cmp).is_none()
}

/// Whether the value is an exact list or tuple.
pub fn is_sequence<M: PyMachine>(m: &mut M, v: M::V) -> bool {
    m.is_pointer(v) && {
        let map = m.map(v);
        map == Kind::List.map() || map == Kind::Tuple.map()
    }
}

/// Whether a call of the native function with these arguments (without the receiver) runs no Python code.
pub fn is_quiet<M: PyMachine>(m: &mut M, native: &Native, arguments: &[M::V]) -> bool {
    match native.quiet {
        Quiet::Never => false,
        Quiet::Always => true,
        Quiet::PlainFirst => arguments.first().is_none_or(|&v| is_plain(m, v)),
        Quiet::Key => arguments.first().is_none_or(|&v| is_key(m, v)),
        Quiet::Plain => arguments.iter().all(|&v| is_plain(m, v)),
        Quiet::Sequences => arguments
            .iter()
            .all(|&v| is_sequence(m, v) || m.has_map(v, Kind::Str.map()) || m.is_same(v, Value::UNBOUND.0)),
        Quiet::Items => arguments
            .iter()
            .enumerate()
            .all(|(i, &v)| (i == 0 && is_sequence(m, v)) || is_plain(m, v)),
    }
}

/// Most arguments of a quiet call, receiver included.
pub const MOST_ARGUMENTS: usize = 4;

/// Calls a native function for which [`is_quiet`] holds with up to [`MOST_ARGUMENTS`] arguments, receiver included. The stage's effect
/// if it writes.
pub fn call_native<M: PyMachine>(m: &mut M, native: &'static Native, arguments: &[M::V]) -> Result<M::V> {
    let definition = m.integer(native as *const Native as i64);
    let helper = HELPERS[native.writes as usize][arguments.len() - 1];
    // The definition, then the arguments; the rest is not passed.
    let all: [Argument<M>; MOST_ARGUMENTS + 1] = std::array::from_fn(|i| match i {
        0 => Integer(definition),
        _ => V(arguments[(i - 1).min(arguments.len() - 1)]),
    });
    m.call(helper, &all[..=arguments.len()])
}

static HELPERS: [[&Helper; MOST_ARGUMENTS]; 3] = [
    [&NATIVE_1, &NATIVE_2, &NATIVE_3, &NATIVE_4],
    [&LIST_NATIVE_1, &LIST_NATIVE_2, &LIST_NATIVE_3, &LIST_NATIVE_4],
    [&DICT_NATIVE_1, &DICT_NATIVE_2, &DICT_NATIVE_3, &DICT_NATIVE_4],
];
const _: () = assert!(Writes::Nothing as usize == 0 && Writes::Lists as usize == 1 && Writes::Dicts as usize == 2);

fn run(vm: &mut Vm, definition: i64, arguments: &[Value]) -> Result {
    // Invariant: `call_native` passes the address of a static.
    let native = unsafe { &*(definition as *const Native) };
    (native.call)(vm, arguments)
}

fn operator(number: i64) -> (Operator, bool) {
    (Operator::ALL[(number & 0xff) as usize], number >> 8 != 0)
}

objspace::helpers! {
    NATIVE_1 = native_1(vm, native: I, a: V) -> V [NOTHING] { run(vm, native, &[a]) }
    NATIVE_2 = native_2(vm, native: I, a: V, b: V) -> V [NOTHING] { run(vm, native, &[a, b]) }
    NATIVE_3 = native_3(vm, native: I, a: V, b: V, c: V) -> V [NOTHING] { run(vm, native, &[a, b, c]) }
    NATIVE_4 = native_4(vm, native: I, a: V, b: V, c: V, d: V) -> V [NOTHING] { run(vm, native, &[a, b, c, d]) }
    LIST_NATIVE_1 = list_native_1(vm, native: I, a: V) -> V [LISTS] { run(vm, native, &[a]) }
    LIST_NATIVE_2 = list_native_2(vm, native: I, a: V, b: V) -> V [LISTS] { run(vm, native, &[a, b]) }
    LIST_NATIVE_3 = list_native_3(vm, native: I, a: V, b: V, c: V) -> V [LISTS] { run(vm, native, &[a, b, c]) }
    LIST_NATIVE_4 = list_native_4(vm, native: I, a: V, b: V, c: V, d: V) -> V [LISTS] { run(vm, native, &[a, b, c, d]) }
    DICT_NATIVE_1 = dict_native_1(vm, native: I, a: V) -> V [DICTS] { run(vm, native, &[a]) }
    DICT_NATIVE_2 = dict_native_2(vm, native: I, a: V, b: V) -> V [DICTS] { run(vm, native, &[a, b]) }
    DICT_NATIVE_3 = dict_native_3(vm, native: I, a: V, b: V, c: V) -> V [DICTS] { run(vm, native, &[a, b, c]) }
    DICT_NATIVE_4 = dict_native_4(vm, native: I, a: V, b: V, c: V, d: V) -> V [DICTS] { run(vm, native, &[a, b, c, d]) }

    /// An operator on plain values, or `+` of two lists or two tuples.
    BINARY = quiet_binary(vm, a: V, b: V, number: I) -> V [NOTHING] {
        match operator(number) {
            (Operator::Add, _) if vm.is_exact(a, Kind::Str) && vm.is_exact(b, Kind::Str) => vm.concatenate(Ref::of(a), Ref::of(b)),
            (op, false) => vm.binary(op, a, b),
            (op, true) => vm.binary_inplace(op, a, b),
        }
    }
    /// `list += sequence`.
    ADD_TO_LIST = add_to_list(vm, list: V, sequence: V) -> V [LISTS] {
        vm.list_extend(Ref::of(list), vm.items_of(sequence)).map(|()| list)
    }
    /// The text of two strs, one after the other.
    CONCATENATE = concatenate(vm, a: V, b: V) -> V [NOTHING] { vm.concatenate(Ref::of(a), Ref::of(b)) }
    /// A comparison of plain values.
    COMPARE = quiet_compare(vm, a: V, b: V, number: I) -> V [NOTHING] {
        let op = [
            Comparison::Less,
            Comparison::LessEqual,
            Comparison::Equal,
            Comparison::NotEqual,
            Comparison::Greater,
            Comparison::GreaterEqual,
        ][number as usize];
        if vm.is_exact(a, Kind::Str) && vm.is_exact(b, Kind::Str) {
            let ordering = Ref::<StrObject>::of(a).bytes().cmp(Ref::<StrObject>::of(b).bytes());
            return Ok(Value::bool(match op {
                Comparison::Less => ordering.is_lt(),
                Comparison::LessEqual => ordering.is_le(),
                Comparison::Equal => ordering.is_eq(),
                Comparison::NotEqual => ordering.is_ne(),
                Comparison::Greater => ordering.is_gt(),
                Comparison::GreaterEqual => ordering.is_ge(),
            }));
        }
        vm.compare(op, a, b)
    }
    /// `item in container` for a plain item and a str.
    CONTAINS = quiet_contains(vm, container: V, item: V, negate: I) -> V [NOTHING] {
        let found = vm.contains(container, item)?;
        Ok(Value::bool(found != (negate != 0)))
    }
    /// A slice of a str, list or tuple with small integers as bounds, or none.
    GETSLICE = quiet_getslice(vm, v: V, start: V, stop: V) -> V [NOTHING] { vm.getslice(v, start, stop) }
    /// As GETSLICE, with a step.
    STEPPED_SLICE = quiet_stepped_slice(vm, v: V, start: V, stop: V, step: V) -> V [NOTHING] {
        if v.map() == Kind::List.map() && (step.is_integer() && step.as_integer() != 0 || !step.is_integer()) {
            let list = Ref::<ListObject>::of(v);
            let bound = |v: Value| v.is_integer().then(|| v.as_integer());
            let range = SliceRange::new(bound(start), bound(stop), bound(step).unwrap_or(1), list.len());
            return vm.list_getslice(list, range);
        }
        let slice = vm.new_slice(start, stop, step);
        vm.getitem(v, slice)
    }
    /// A slice of a list becomes the items of a list or tuple.
    SETSLICE = quiet_setslice(vm, list: V, start: V, stop: V, v: V) -> N [LISTS] { vm.setslice(list, start, stop, v) }

    LIST_POP = list_pop(vm, list: V, i: I) -> V [LISTS] { list_methods::pop_at(vm, Ref::of(list), i) }
    LIST_INSERT = list_insert(vm, list: V, i: I, v: V) -> N [LISTS] { list_methods::insert_at(vm, Ref::of(list), i, v) }
    /// Appends what an iterator of a built-in type, or an xrange, gives.
    EXTEND = extend(vm, list: V, source: V) -> N [LISTS.and(Effects::WRITE_OTHER)] { list_methods::extend_from(vm, Ref::of(list), source) }
    /// An item of a str, unicode or tuple.
    GETITEM = quiet_getitem(vm, v: V, index: V) -> V [NOTHING] { vm.getitem(v, index) }
    /// The value at a key, or the mark of the end.
    FIND = find(vm, dict: V, name: V) -> V [Effects::READ_DICT] {
        Ok(vm.dict_get_str(Ref::of(dict), Ref::of(name)).unwrap_or(Value::END))
    }
    /// `iter` of built-in containers.
    ITER = quiet_iter(vm, v: V) -> V [READS] { vm.iter(v) }
    /// `next` of iterators of built-in containers; the mark of the end behind the last value.
    NEXT = quiet_next(vm, iterator: V) -> V [ITERATORS] { Ok(vm.next(iterator)?.unwrap_or(Value::END)) }
    /// The pair of an enumerate's number and a value, and the number is counted up: one that is no small integer, or no longer.
    NUMBERED = numbered(vm, enumerate: V, v: V) -> V [ITERATORS] { vm.numbered(Ref::of(enumerate), v) }
    /// The next character of a str, by its iterator.
    NEXT_CHARACTER = next_character(vm, iterator: V) -> V [READS.and(Effects::WRITE_OTHER)] {
        let it = Ref::<SequenceIteratorObject>::of(iterator);
        let i = it.index.get();
        let byte = Ref::<StrObject>::of(it.sequence.get()).bytes().get(i as usize).copied();
        Ok(match byte {
            Some(byte) => {
                it.index.set(i + 1);
                vm.char_str(byte)
            }
            None => {
                it.sequence.init(Value::UNBOUND);
                Value::END
            }
        })
    }

    /// An int of a str, a long, or a float out of range.
    INT_OF = int_of(vm, v: V) -> V [NOTHING] { vm.int_from(v, None) }
    INT_OF_BASE = int_of_base(vm, v: V, base: V) -> V [NOTHING] {
        let class = vm.type_of_kind(Kind::Int).value();
        vm.call(class, &[v, base])
    }
    FLOAT_OF = float_of(vm, v: V) -> V [NOTHING] { construct(vm, Kind::Float, v) }
    STR_OF = str_of(vm, v: V) -> V [NOTHING] { construct(vm, Kind::Str, v) }
    /// A tuple of the items of a list.
    TUPLE_OF_LIST = tuple_of_list(vm, v: V) -> V [NOTHING] { Ok(vm.tuple(Ref::<ListObject>::of(v).items())) }
    LIST_OF_LIST = list_of_list(vm, v: V) -> V [NOTHING] { Ok(vm.list(Ref::<ListObject>::of(v).items())) }
    LIST_OF_TUPLE = list_of_tuple(vm, v: V) -> V [NOTHING] { Ok(vm.list(Ref::<TupleObject>::of(v).items())) }
    EMPTY_SET = empty_set(vm) -> V [Effects::ALLOCATES] {
        let elements = vm.new_dict();
        Ok(vm.set_of_elements(Kind::Set, elements))
    }
    /// An exception whose `__new__` and `__init__` are built-in.
    BUILT_IN_EXCEPTION = built_in_exception(vm, class: V, arguments: V) -> V [NOTHING] {
        vm.call(class, Ref::<TupleObject>::of(arguments).items())
    }
    /// An exception as the built-in `__new__` makes it.
    NEW_EXCEPTION = new_exception(vm, class: V, arguments: V) -> V [NOTHING] {
        let base = vm.error_class(Error::BaseException);
        let name = vm.names.__new__;
        let Some(new) = vm.lookup(base, name) else {
            return Err(vm.type_error("exceptions cannot be made"));
        };
        let new = if vm.kind_of(new) == Kind::StaticMethod { vm.unwrap_static(new) } else { new };
        objspace::call::with_first(vm, class, Ref::<TupleObject>::of(arguments).items(), |vm, all| vm.call(new, all))
    }
    /// Raises an instance of a built-in kind of exception, without a traceback.
    RAISE = quiet_raise(vm, instance: V) -> N [NOTHING.and(Effects::WRITE_OTHER)] { Err(vm.raise_instance(instance, Value::NONE)) }
}

fn construct(vm: &mut Vm, kind: Kind, v: Value) -> Result {
    let class = vm.type_of_kind(kind).value();
    vm.call(class, &[v])
}
