//! Attribute access.

use super::helpers as h;
use super::{a, b, c, finish, finish_nothing, free_window};
use jit::machine::Argument::{Integer, Value as V};
use jit::memory::{Array, Content, Field, Region, Shape};
use objspace::code::CodeObject;
use objspace::function::{FunctionObject, MethodObject, NativeObject};
use objspace::kind::Kind;
use objspace::machine::{AttributePlan, Control, Push, PyMachine, StorePlan};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use pyrs_compiler::opcode::Opcode;

/// Items of a Words cell.
pub const WORDS: Array = Array::new(16, 8, Content::Value, Region::Instance);

pub fn slot(offset: u32) -> Field {
    Field::new(offset, Content::Value, Region::Instance)
}

/// The value of an attribute that a plan finds without running code.
enum Read<V> {
    Value(V),
    /// A function of the class, or the descriptor of a built-in type's method, to be bound to the object.
    Method(Value),
    Property(Value),
    Slow,
}

#[inline(always)]
fn read<M: PyMachine>(m: &mut M, object: M::V, name: u16) -> Read<M::V> {
    if !m.is_pointer(object) {
        return Read::Slow;
    }
    let map = m.map(object);
    let name = m.name(name);
    match m.attribute_plan(map, name) {
        AttributePlan::Slot(offset) => {
            let v = m.load(object, slot(offset));
            if m.is_same(v, Value::UNBOUND.0) {
                return Read::Slow;
            }
            Read::Value(v)
        }
        AttributePlan::Overflow(offset, item) => {
            let array = m.load(object, slot(offset));
            let item = m.integer(item as i64);
            let v = m.load_item(array, item, WORDS);
            if m.is_same(v, Value::UNBOUND.0) {
                return Read::Slow;
            }
            Read::Value(v)
        }
        AttributePlan::Constant(v) => Read::Value(m.value(v.0)),
        AttributePlan::Method(f) | AttributePlan::NativeMethod(f) => Read::Method(f),
        AttributePlan::Property(f) => Read::Property(f),
        AttributePlan::Slow => Read::Slow,
    }
}

#[inline(always)]
pub fn load_attr<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    match read(m, object, c(word)) {
        Read::Value(v) => {
            m.set(a(word), v);
            m.advance(3);
            Control::Next
        }
        Read::Method(f) => m.outline(load_bound::<M>, (word, f)),
        Read::Property(getter) => m.outline(load_property::<M>, (word, getter)),
        Read::Slow => m.outline(load_attr_slow, word),
    }
}

/// A method as an object: a function of the class, or a built-in type's descriptor, bound.
fn load_bound<M: PyMachine>(m: &mut M, (word, method): (u64, Value)) -> Control {
    let object = m.operand(b(word));
    let map = m.map(object);
    let f = m.value(method.0);
    let bound = if method.map() == Kind::Function.map() {
        let class = match m.vm().map(map).old_class.bound() {
            Some(class) => class,
            None => m.vm().map(map).class.value(),
        };
        let class = m.value(class.0);
        new_method(m, f, object, class)
    } else {
        let native = m.new(Shape {
            size: std::mem::size_of::<NativeObject>() as u32,
            map: Kind::NativeFunction.map(),
        });
        let definition = m.load_integer(f, NativeObject::DEFINITION);
        let owner = m.load(f, NativeObject::OWNER);
        m.store_integer(native, NativeObject::DEFINITION, definition);
        m.store(native, NativeObject::RECEIVER, object);
        m.store(native, NativeObject::OWNER, owner);
        native
    };
    m.set(a(word), bound);
    m.advance(3);
    Control::Next
}

fn new_method<M: PyMachine>(m: &mut M, function: M::V, receiver: M::V, class: M::V) -> M::V {
    let method = m.new(Shape {
        size: std::mem::size_of::<MethodObject>() as u32,
        map: Kind::Method.map(),
    });
    m.store(method, MethodObject::FUNCTION, function);
    m.store(method, MethodObject::RECEIVER, receiver);
    m.store(method, MethodObject::CLASS, class);
    method
}

/// Calls a property's getter, a Python function.
fn load_property<M: PyMachine>(m: &mut M, (word, getter): (u64, Value)) -> Control {
    let function = Ref::<FunctionObject>::of(getter);
    let code = function.code();
    if code.argument_count.get() != 1 || !h::is_simple(code) {
        return load_attr_slow(m, word);
    }
    let object = m.operand(b(word));
    let window = free_window(m);
    let f = m.value(getter.0);
    push_with(m, code, window, &[f, object], Opcode::RESULT)
}

/// Pushes a frame of a function with a fixed number of arguments: `values` = the function, then its arguments, put into a
/// window behind the frame.
pub fn push_with<M: PyMachine>(
    m: &mut M,
    code: Ref<CodeObject>,
    window: u16,
    values: &[M::V],
    continuation: Opcode,
) -> Control {
    for (i, &v) in values.iter().enumerate() {
        m.set(window + i as u16, v);
    }
    m.push_frame(Push {
        code,
        window,
        flags: 0,
        continuation: continuation as u16,
        advance: 0,
        arguments: values.len() as u16 - 1,
    })
}

pub fn load_attr_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    let green = m.name(c(word));
    if m.is_pointer(object) && m.has_map(object, Kind::Module.map()) {
        if let Some(v) = module_attribute(m, object, green) {
            m.set(a(word), v);
            m.advance(3);
            return Control::Next;
        }
    }
    if let Some(v) = class_attribute(m, object, green) {
        m.set(a(word), v);
        m.advance(3);
        return Control::Next;
    }
    if let Some(v) = function_attribute(m, object, green) {
        m.set(a(word), v);
        m.advance(3);
        return Control::Next;
    }
    if let Some(v) = variable_of_class(m, object, green) {
        m.set(a(word), v);
        m.advance(3);
        return Control::Next;
    }
    let name = m.value(green.value().0);
    if let Some((f, code)) = hook_of(m, object, green) {
        let (f, window) = (m.value(f), free_window(m));
        return push_with(m, code, window, &[f, object, name], Opcode::RESULT);
    }
    let result = m.call(&h::GETATTR, &[V(object), V(name)]);
    finish(m, word, 3, result)
}

/// The `__getattr__` that makes the attribute up.
fn hook_of<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<(u64, Ref<CodeObject>)> {
    if !m.is_pointer(object) {
        return None;
    }
    let map = m.map(object);
    super::old_style::attribute_hook(m, map, name)
}

/// A module's attribute, through the module's namespace as a constant.
fn module_attribute<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<M::V> {
    let module = Value(m.promote(object));
    let class = m.vm().class_of(module);
    // A name that the module type itself knows (`__dict__`, `__class__`) goes the long way.
    if m.vm().lookup(class, name).is_some() {
        return None;
    }
    let dict = Ref::<objspace::module::ModuleObject>::of(module).namespace();
    m.namespace_entry(dict, name)
}

/// The dict of a function whose attribute of this name can be nowhere else.
fn function_dict<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<M::V> {
    if !m.has_map(object, Kind::Function.map()) {
        return None;
    }
    let class = m.vm().type_of_kind(Kind::Function);
    if m.vm().lookup(class, name).is_some() {
        return None;
    }
    let dict = m.load(object, FunctionObject::DICT);
    m.has_map(dict, Kind::Dict.map()).then_some(dict)
}

/// An attribute that a function was given.
fn function_attribute<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<M::V> {
    let dict = function_dict(m, object, name)?;
    let name = m.value(name.value().0);
    let v = m.call(&super::quiet::FIND, &[V(dict), V(name)]).ok()?;
    (!m.is_same(v, Value::END.0)).then_some(v)
}

/// An attribute of a class, the class being a constant: what needs no binding, or an unbound method.
fn class_attribute<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<M::V> {
    if !m.is_pointer(object) {
        return None;
    }
    let map = m.map(object);
    if map == Kind::Type.map() || map == Kind::OldClass.map() {
        if let Some(v) = class_variable(m, object, map, name) {
            return v;
        }
    }
    let found = if map == Kind::Type.map() {
        let metaclass = m.vm().type_of_kind(Kind::Type);
        if m.vm().lookup(metaclass, name).is_some() {
            return None;
        }
        let class = Ref::of(Value(m.promote(object)));
        m.type_attribute(class, name)??
    } else if map == Kind::OldClass.map() {
        let names = &m.vm().names;
        if [names.__dict__, names.__bases__, names.__name__].contains(&name) {
            return None;
        }
        let class = Value(m.promote(object));
        m.old_class_attribute(class, name)??
    } else {
        return None;
    };
    let v = m.value(found.0);
    if !found.is_pointer() {
        return Some(v);
    }
    match found.map() {
        map if map == Kind::Function.map() => {
            let unbound = m.value(Value::UNBOUND.0);
            Some(new_method(m, v, unbound, object))
        }
        map if PLAIN_ATTRIBUTES.contains(&map) => Some(v),
        _ => None,
    }
}

/// Whether classes of this map have attributes of this name in their namespaces only.
fn is_own_name<M: PyMachine>(m: &mut M, map: u32, name: Ref<StrObject>) -> bool {
    if map == Kind::Type.map() {
        let metaclass = m.vm().type_of_kind(Kind::Type);
        return m.vm().lookup(metaclass, name).is_none();
    }
    let names = &m.vm().names;
    map == Kind::OldClass.map() && ![names.__dict__, names.__bases__, names.__name__].contains(&name)
}

/// An attribute of a class that is written again and again: Some(None) where what it is wants binding. None: it is not such.
fn class_variable<M: PyMachine>(m: &mut M, class: M::V, map: u32, name: Ref<StrObject>) -> Option<Option<M::V>> {
    if !is_own_name(m, map, name) {
        return None;
    }
    let class = Value(m.promote(class));
    let v = m.class_variable(class, name)?;
    Some(is_unbound_alike(m, v, &PLAIN_ATTRIBUTES).then_some(v))
}

/// Whether the value of a class attribute is what getting it gives: no object, or one of these types.
fn is_unbound_alike<M: PyMachine>(m: &mut M, v: M::V, types: &[u32]) -> bool {
    !m.is_pointer(v) || {
        let map = m.map(v);
        types.contains(&map)
    }
}

/// The same of an instance that has no such attribute of its own.
fn variable_of_class<M: PyMachine>(m: &mut M, object: M::V, name: Ref<StrObject>) -> Option<M::V> {
    if !m.is_pointer(object) {
        return None;
    }
    let map = m.map(object);
    let data = m.vm().map(map);
    if data.dict_mode || data.variable || data.find(name).is_some() {
        return None;
    }
    let class = match data.kind {
        Kind::OldInstance => {
            let names = &m.vm().names;
            if name == names.__dict__ || name == names.__class__ {
                return None;
            }
            data.old_class
        }
        Kind::Object => {
            let access = m.vm().names.__getattribute__;
            let access = m.class_attribute(map, access)?;
            if !access.is_pointer() || access.map() != Kind::SlotWrapper.map() {
                return None;
            }
            data.class.value()
        }
        _ => return None,
    };
    let v = m.class_variable(class, name)?;
    // Methods of built-in types are bound to instances.
    is_unbound_alike(m, v, &PLAIN_ATTRIBUTES[2..]).then_some(v)
}

/// Exact types without `__get__`.
const PLAIN_ATTRIBUTES: [u32; 13] = [
    // (Found in a class the first two are not bound.)
    Kind::SlotWrapper.map(),
    Kind::MethodDescriptor.map(),
    Kind::Str.map(),
    Kind::Unicode.map(),
    Kind::Int.map(),
    Kind::Long.map(),
    Kind::Float.map(),
    Kind::Tuple.map(),
    Kind::List.map(),
    Kind::Dict.map(),
    Kind::Set.map(),
    Kind::Type.map(),
    Kind::OldClass.map(),
];

#[inline(always)]
pub fn load_method<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    match read(m, object, c(word)) {
        Read::Method(f) => {
            let f = m.value(f.0);
            m.set(a(word), f);
            m.set(a(word) + 1, object);
            m.advance(3);
            Control::Next
        }
        Read::Value(v) => {
            let none = m.value(Value::UNBOUND.0);
            m.set(a(word), none);
            m.set(a(word) + 1, v);
            m.advance(3);
            Control::Next
        }
        _ => m.outline(load_method_slow, word),
    }
}

fn load_method_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    let green = m.name(c(word));
    if m.is_pointer(object) && m.has_map(object, Kind::Module.map()) {
        if let Some(v) = module_attribute(m, object, green) {
            return no_method(m, word, v);
        }
    }
    if let Some(v) = class_attribute(m, object, green) {
        return no_method(m, word, v);
    }
    if let Some(v) = function_attribute(m, object, green) {
        return no_method(m, word, v);
    }
    let name = m.value(green.value().0);
    if let Some((f, code)) = hook_of(m, object, green) {
        let (f, window) = (m.value(f), free_window(m));
        return push_with(m, code, window, &[f, object, name], Opcode::METHOD_VALUE);
    }
    match m.call(&h::GETATTR, &[V(object), V(name)]) {
        Ok(v) => no_method(m, word, v),
        Err(_) => Control::Raise,
    }
}

/// LOAD_METHOD of an attribute that is no method.
fn no_method<M: PyMachine>(m: &mut M, word: u64, v: M::V) -> Control {
    let none = m.value(Value::UNBOUND.0);
    m.set(a(word), none);
    m.set(a(word) + 1, v);
    m.advance(3);
    Control::Next
}

/// `__getattr__` returned what LOAD_METHOD asked for.
pub fn method_value<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let window = free_window(m);
    let v = m.get(window);
    no_method(m, word, v)
}

#[inline(always)]
pub fn store_attr<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    if m.is_pointer(object) {
        let map = m.map(object);
        let name = m.name(c(word));
        let plan = m.store_plan(map, name);
        // Read again, not kept on the native stack meanwhile: the interpreter's loop would keep it there for good, and so alive.
        let object = m.operand(a(word));
        let v = m.operand(b(word));
        match plan {
            StorePlan::Slot(offset) => {
                m.store(object, slot(offset), v);
                m.advance(3);
                return Control::Next;
            }
            StorePlan::Add { offset, map } => {
                m.store(object, slot(offset), v);
                m.set_map(object, map);
                m.advance(3);
                return Control::Next;
            }
            StorePlan::Overflow(offset, item) => {
                let array = m.load(object, slot(offset));
                let item = m.integer(item as i64);
                m.store_item(array, item, WORDS, v);
                m.advance(3);
                return Control::Next;
            }
            StorePlan::Slow => {}
        }
    }
    m.outline(store_attr_slow, word)
}

fn store_attr_slow<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let v = m.operand(b(word));
    let green = m.name(c(word));
    let name = m.value(green.value().0);
    if m.is_pointer(object) {
        let map = m.map(object);
        if let Some((f, code)) = super::old_style::store_hook(m, map, green) {
            let (f, window) = (m.value(f), free_window(m));
            return push_with(m, code, window, &[f, object, name, v], Opcode::DROP_RESULT);
        }
        if is_own_name(m, map, green) {
            let class = Value(m.promote(object));
            if m.store_class_variable(class, green, v) {
                m.advance(3);
                return Control::Next;
            }
        }
        if let Some(dict) = function_dict(m, object, green) {
            let result = super::entries::set(m, dict, name, v);
            return finish_nothing(m, 3, result);
        }
    }
    let result = m.call_nothing(&h::SETATTR, &[V(object), V(name), V(v)]);
    finish_nothing(m, 3, result)
}

pub fn delete_attr<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(a(word));
    let name = m.name(c(word)).value().0;
    let (name, nothing) = (m.value(name), m.value(0));
    let result = m.call_nothing(&h::SETATTR, &[V(object), V(name), V(nothing)]);
    finish_nothing(m, 1, result)
}

/// `__enter__` and `__exit__` as `with` looks them up.
pub fn load_special<M: PyMachine>(m: &mut M, word: u64) -> Control {
    let object = m.operand(b(word));
    if m.is_pointer(object) {
        let map = m.map(object);
        if m.vm().map(map).kind == Kind::Object {
            let names = &m.vm().names;
            let name = if c(word) == 0 { names.__enter__ } else { names.__exit__ };
            let method = m.class_attribute(map, name);
            if let Some(method) = method.filter(|method| method.is_pointer() && method.map() == Kind::Function.map()) {
                let class = m.vm().map(map).class.value();
                let (f, class) = (m.value(method.0), m.value(class.0));
                let bound = new_method(m, f, object, class);
                m.set(a(word), bound);
                m.advance(1);
                return Control::Next;
            }
        }
    }
    let which = m.integer(c(word) as i64);
    let result = m.call(&h::LOAD_SPECIAL, &[V(object), Integer(which)]);
    finish(m, word, 1, result)
}
