//! Native functions in traces: the commonest are looked into, those that run no Python code are called as such.

use super::calls::{finish_call, Call};
use super::entries::{self, Entry};
use super::helpers as h;
use super::items::{LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH, LIST_STORAGE, TUPLE_ITEMS, TUPLE_LENGTH};
use super::{free_window, quiet};
use jit::machine::Argument::{Integer, Value as V};
use objspace::class::TypeObject;
use objspace::function::NativeObject;
use objspace::generator::{GeneratorObject, GeneratorState};
use objspace::kind::Kind;
use objspace::list::SHRINKABLE;
use objspace::machine::{Control, Push, PyMachine};
use objspace::native::{Intrinsic, Native, Parameters, Quiet, Result};
use objspace::object::Ref;
use objspace::old_class::OldClassObject;
use objspace::types::set::SetObject;
use objspace::types::xrange_type::XrangeObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

/// The arguments of a native call, receiver first.
struct Arguments<M: PyMachine> {
    values: [M::V; quiet::MOST_ARGUMENTS],
    count: usize,
}

/// A call of the native function, method descriptor or bound native method in the call's window; None: as any other callable.
/// (Its frame, full of values, is gone when the callable is called another way: the collector reads the native stack.)
#[inline(never)]
pub fn call<M: PyMachine>(m: &mut M, call: Call, callable: M::V) -> Option<Control> {
    let map = m.map(callable);
    let is_method = map == Kind::MethodDescriptor.map() || map == Kind::SlotWrapper.map();
    if !is_method && map != Kind::NativeFunction.map() {
        return None;
    }
    let definition = m.load_integer(callable, NativeObject::DEFINITION);
    // Invariant: definitions are statics.
    let native = unsafe { &*(m.promote_integer(definition) as *const Native) };
    if native.intrinsic == Intrinsic::InPython {
        return super::calls::call_in_python(m, call, callable);
    }
    if (native.quiet == Quiet::Never && native.intrinsic == Intrinsic::None) || native.name == "__new__" {
        return None;
    }
    if native.intrinsic == Intrinsic::ChangesFrame {
        m.leave_to_interpreter();
        return None;
    }
    if native.intrinsic == Intrinsic::SwitchesTracing {
        m.leave_to_interpreter();
        return Some(match super::calls::call_by_helper(m, call) {
            Control::Next => Control::Poll,
            control => control,
        });
    }
    let owner = m.load(callable, NativeObject::OWNER);
    let unbound = m.value(Value::UNBOUND.0);
    let mut arguments = Arguments::<M> {
        values: [unbound; quiet::MOST_ARGUMENTS],
        count: 0,
    };
    let is_bound = !is_method && !m.is_same(owner, Value::UNBOUND.0);
    if is_bound {
        arguments.values[0] = m.load(callable, NativeObject::RECEIVER);
        arguments.count = 1;
    }
    if arguments.count + call.count as usize > quiet::MOST_ARGUMENTS {
        return None;
    }
    for i in 0..call.count {
        arguments.values[arguments.count] = m.get(call.window + 1 + i);
        arguments.count += 1;
    }
    if is_method || is_bound {
        let owner = Ref::<TypeObject>::of(Value(m.promote(owner)));
        if arguments.count == 0 || !is_receiver(m, arguments.values[0], owner) {
            return None;
        }
    }
    let receivers = (is_method || is_bound) as usize;
    let given = arguments.count - receivers;
    match native.parameters {
        Parameters::Positional(min, max) | Parameters::Unpacked(min, max)
            if given >= min as usize && (max == 255 || given <= max as usize) => {}
        // No keywords.
        Parameters::Any if arguments.count < quiet::MOST_ARGUMENTS => {
            arguments.values[arguments.count] = unbound;
            arguments.count += 1;
        }
        _ => return None,
    }
    let values = &arguments.values[..arguments.count];
    let known = match native.intrinsic {
        Intrinsic::None | Intrinsic::InPython | Intrinsic::ChangesFrame | Intrinsic::SwitchesTracing => None,
        Intrinsic::Len => length(m, values[0]).map(|n| super::arithmetic::boxed(m, n)),
        Intrinsic::IsInstance => is_instance(m, values[0], values[1]).map(|t| m.value(Value::bool(t).0)),
        Intrinsic::Absolute => absolute(m, values[0]),
        Intrinsic::SquareRoot => square_root(m, values[0]),
        Intrinsic::Append => return Some(append(m, call, values[0], values[1])),
        Intrinsic::Pop if values.len() == 1 => pop(m, values[0]),
        Intrinsic::Pop if m.is_integer(values[1]) => {
            let i = super::arithmetic::plain(m, values[1]);
            let result = m.call(&quiet::LIST_POP, &[V(values[0]), Integer(i)]);
            return Some(finish_call(m, call, result));
        }
        Intrinsic::Insert if m.is_integer(values[1]) => {
            let (i, none) = (super::arithmetic::plain(m, values[1]), m.value(Value::NONE.0));
            let result = m.call_nothing(&quiet::LIST_INSERT, &[V(values[0]), Integer(i), V(values[2])]);
            return Some(finish_call(m, call, result.map(|()| none)));
        }
        Intrinsic::Pop | Intrinsic::Insert => None,
        Intrinsic::Extend => {
            if let Some(result) = extend(m, values[0], values[1]) {
                return Some(finish_call(m, call, result));
            }
            None
        }
        Intrinsic::Get | Intrinsic::SetDefault | Intrinsic::Add if !quiet::is_key(m, values[1]) => return None,
        Intrinsic::Get => match entries::find(m, values[0], values[1]) {
            Entry::At(number) => Some(entries::value(m, values[0], number)),
            Entry::Absent if values.len() == 3 => Some(values[2]),
            Entry::Absent => Some(m.value(Value::NONE.0)),
            Entry::Unknown => return None,
        },
        Intrinsic::SetDefault => match entries::find(m, values[0], values[1]) {
            Entry::At(number) => Some(entries::value(m, values[0], number)),
            Entry::Absent => {
                let v = match values.len() {
                    3 => values[2],
                    _ => m.value(Value::NONE.0),
                };
                let result = entries::append(m, values[0], values[1], v);
                return Some(finish_call(m, call, result.map(|()| v)));
            }
            Entry::Unknown => return None,
        },
        Intrinsic::Add => {
            let (elements, none) = (m.load(values[0], SetObject::DICT), m.value(Value::NONE.0));
            match entries::find(m, elements, values[1]) {
                Entry::At(_) => Some(none),
                Entry::Absent => {
                    let result = entries::append(m, elements, values[1], none);
                    return Some(finish_call(m, call, result.map(|()| none)));
                }
                Entry::Unknown => return None,
            }
        }
        Intrinsic::Next if values.len() == 1 => {
            let none = m.value(Value::NONE.0);
            return resume(m, values[0], none);
        }
        Intrinsic::Next => None,
        Intrinsic::Send => return resume(m, values[0], values[1]),
    };
    if let Some(v) = known {
        return Some(finish_call(m, call, Ok(v)));
    }
    if !quiet::is_quiet(m, native, &values[receivers..]) {
        return None;
    }
    let result = quiet::call_native(m, native, values);
    Some(finish_call(m, call, result))
}

/// Whether the value is an instance of the type that a native method belongs to.
fn is_receiver<M: PyMachine>(m: &mut M, v: M::V, owner: Ref<TypeObject>) -> bool {
    if !m.is_pointer(v) {
        return false;
    }
    let map = m.map(v);
    let vm = m.vm();
    let (kind, class) = (vm.map(map).kind, vm.map(map).class);
    kind == owner.kind.get() && (class == owner || vm.is_subtype(class, owner))
}

/// The length of an exact built-in container, a plain integer.
pub fn length<M: PyMachine>(m: &mut M, v: M::V) -> Option<M::I> {
    if !m.is_pointer(v) {
        return None;
    }
    let map = m.map(v);
    if map == Kind::List.map() {
        Some(m.load_integer(v, LIST_LENGTH))
    } else if map == Kind::Tuple.map() {
        Some(m.load_integer(v, TUPLE_LENGTH))
    } else if map == Kind::Str.map() {
        Some(m.load_integer(v, h::STR_LENGTH))
    } else if map == Kind::Dict.map() {
        Some(m.load_integer(v, h::DICT_USED))
    } else if map == Kind::Set.map() || map == Kind::FrozenSet.map() {
        let elements = m.load(v, SetObject::DICT);
        Some(m.load_integer(elements, h::DICT_USED))
    } else if map == Kind::Xrange.map() {
        let (n, limit) = (m.load_integer(v, XrangeObject::LENGTH), m.integer(1 << 61));
        m.integer_below(n, limit).then_some(n)
    } else {
        None
    }
}

/// The class of a value, green; None: not told without asking the value itself.
fn class_of<M: PyMachine>(m: &mut M, v: M::V) -> Option<Ref<TypeObject>> {
    if m.is_pointer(v) {
        let map = m.map(v);
        let kind = m.vm().map(map).kind;
        if kind == Kind::Object {
            // An instance may say that it is of another class.
            let (name, object) = (m.vm().names.__class__, m.vm().type_of_kind(Kind::Object));
            let own = m.class_attribute(map, name);
            if own != m.vm().lookup(object, name) {
                return None;
            }
        }
        return Some(m.vm().map(map).class);
    }
    if m.is_integer(v) {
        return Some(m.vm().type_of_kind(Kind::Int));
    }
    if m.is_float(v) {
        return Some(m.vm().type_of_kind(Kind::Float));
    }
    if m.is_same(v, Value::NONE.0) {
        return Some(m.vm().type_of_kind(Kind::NoneType));
    }
    None
}

/// `isinstance` for plain classes and tuples of such.
pub fn is_instance<M: PyMachine>(m: &mut M, v: M::V, classes: M::V) -> Option<bool> {
    if !m.is_pointer(classes) || m.map(classes) != Kind::Tuple.map() {
        let wanted = Value(m.promote(classes));
        if let Some(found) = is_old_instance(m, v, wanted) {
            return Some(found);
        }
        let class = class_of(m, v)?;
        return derives_from_plain(m, class, wanted);
    }
    let class = class_of(m, v)?;
    // The tuple may have been made just now: its items are what stays the same.
    let count = m.load_integer(classes, TUPLE_LENGTH);
    let count = m.promote_integer(count);
    let mut found = false;
    for i in 0..count {
        let index = m.integer(i);
        let wanted = m.load_item(classes, index, TUPLE_ITEMS);
        let wanted = Value(m.promote(wanted));
        found |= derives_from_plain(m, class, wanted)?;
    }
    Some(found)
}

/// Whether a class is a subclass of another, which a metaclass has no say in; None: it has.
fn derives_from_plain<M: PyMachine>(m: &mut M, class: Ref<TypeObject>, wanted: Value) -> Option<bool> {
    let vm = m.vm();
    let plain = vm.type_of_kind(Kind::Type);
    let is_plain = vm.kind_of(wanted) == Kind::Type && vm.class_of(wanted) == plain;
    is_plain.then(|| vm.is_subtype(class, Ref::of(wanted)))
}

/// Whether an old-style instance is one of an old-style class; None: other things.
fn is_old_instance<M: PyMachine>(m: &mut M, v: M::V, class: Value) -> Option<bool> {
    if !class.is_pointer() || class.map() != Kind::OldClass.map() || !m.is_pointer(v) {
        return None;
    }
    let map = m.map(v);
    let own = m.vm().map(map).old_class.bound()?;
    Some(derives_from(own, class))
}

fn derives_from(class: Value, base: Value) -> bool {
    class == base
        || Ref::<OldClassObject>::of(class)
            .base_items()
            .iter()
            .any(|&b| derives_from(b, base))
}

fn absolute<M: PyMachine>(m: &mut M, v: M::V) -> Option<M::V> {
    if m.is_integer(v) {
        let (i, zero) = (m.unbox_integer(v), m.integer(0));
        if !m.integer_less(i, zero) {
            return Some(v);
        }
        let r = m.subtract_overflow(zero, i)?;
        return Some(m.box_integer(r));
    }
    if m.is_float(v) {
        let f = m.unbox_float(v);
        let r = m.float_absolute(f);
        return Some(m.box_float(r));
    }
    None
}

fn square_root<M: PyMachine>(m: &mut M, v: M::V) -> Option<M::V> {
    let f = if m.is_float(v) {
        m.unbox_float(v)
    } else if m.is_integer(v) {
        let i = super::arithmetic::plain(m, v);
        m.integer_to_float(i)
    } else {
        return None;
    };
    let zero = m.float(0.0);
    if !m.float_less_equal(zero, f) {
        return None;
    }
    let r = m.float_square_root(f);
    Some(m.box_float(r))
}

fn append<M: PyMachine>(m: &mut M, call: Call, list: M::V, v: M::V) -> Control {
    let none = m.value(Value::NONE.0);
    let result = push_item(m, list, v).map(|()| none);
    finish_call(m, call, result)
}

/// Adds an item at the end of an exact list. The stage's effect.
#[inline(always)]
pub fn push_item<M: PyMachine>(m: &mut M, list: M::V, v: M::V) -> Result<()> {
    let storage = m.load(list, LIST_STORAGE);
    if !m.is_same(storage, Value::UNBOUND.0) {
        let (length, room) = (
            m.load_integer(list, LIST_LENGTH),
            m.load_integer(storage, LIST_CAPACITY),
        );
        if m.integer_below(length, room) {
            let one = m.integer(1);
            let longer = m.integer_add(length, one);
            m.store_item(storage, length, LIST_ITEMS, v);
            m.store_integer(list, LIST_LENGTH, longer);
            return Ok(());
        }
    }
    m.call_nothing(&h::LIST_APPEND, &[V(list), V(v)])
}

/// `list.extend` of what runs no Python code when it is gone through, and is no list or tuple.
fn extend<M: PyMachine>(m: &mut M, list: M::V, source: M::V) -> Option<Result<M::V>> {
    if !m.is_pointer(source) {
        return None;
    }
    let map = m.map(source);
    if !super::iterate::is_quiet_source(map) {
        return None;
    }
    let none = m.value(Value::NONE.0);
    Some(m.call_nothing(&quiet::EXTEND, &[V(list), V(source)]).map(|()| none))
}

/// Takes the last item of an exact list whose storage stays as it is then. None: by the helper.
fn pop<M: PyMachine>(m: &mut M, list: M::V) -> Option<M::V> {
    let (length, zero) = (m.load_integer(list, LIST_LENGTH), m.integer(0));
    if !m.integer_less(zero, length) {
        return None;
    }
    let storage = m.load(list, LIST_STORAGE);
    let (room, kept) = (m.load_integer(storage, LIST_CAPACITY), m.integer(SHRINKABLE as i64 + 1));
    let (one, two) = (m.integer(1), m.integer(2));
    let shorter = m.integer_subtract(length, one);
    if !m.integer_below(room, kept) {
        // A quarter of the room is used.
        let four = m.integer_shift_left(shorter, two);
        if !m.integer_less(room, four) {
            return None;
        }
    }
    let v = m.load_item(storage, shorter, LIST_ITEMS);
    let nothing = m.value(Value::UNBOUND.0);
    m.store_item(storage, shorter, LIST_ITEMS, nothing);
    m.store_integer(list, LIST_LENGTH, shorter);
    Some(v)
}

/// `generator.next()` and `generator.send(v)`: the generator's frame goes on.
fn resume<M: PyMachine>(m: &mut M, generator: M::V, sent: M::V) -> Option<Control> {
    if !m.has_map(generator, Kind::Generator.map()) || !m.may_resume(generator) {
        return None;
    }
    let state = m.load_integer(generator, GeneratorObject::STATE);
    let state = m.promote_integer(state);
    let goes_on = state == GeneratorState::Suspended as i64
        || (state == GeneratorState::Created as i64 && m.is_same(sent, Value::NONE.0));
    if !goes_on {
        return None;
    }
    let window = free_window(m);
    Some(m.resume_generator(
        generator,
        sent,
        Push {
            code: m.code(),
            window,
            flags: 0,
            continuation: Opcode::GENERATOR_RESULT as u16,
            advance: 0,
            arguments: 0,
        },
    ))
}

/// A generator that `next` or `send` resumed has given a value, or has come to its end.
pub fn generator_result<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let v = m.get(window);
    if m.is_same(v, Value::END.0) {
        let _ = m.call_nothing(&h::STOP_ITERATION, &[]);
        return Control::Raise;
    }
    m.set(super::a(word), v);
    m.advance(3);
    Control::Next
}
