//! `dict`: its table and its special methods.

use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{
    function, special, special_variadic, unpacked, variadic, Intrinsic, Native, Quiet, Result, TypeDefinition, Writes,
    INITIALIZER_DOC,
};
use crate::object::Ref;
use crate::types::{dict_compare as compare, dict_methods as methods};
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Dict,
    base: Kind::Object,
    doc: "dict() -> an empty dictionary\n\
          dict(mapping) -> a dictionary of the mapping's keys and values\n\
          dict(iterable) -> a dictionary of the iterable's (key, value) pairs\n\
          dict(**kwargs) -> a dictionary of the names and values given as keyword arguments, which may\n\
          \x20   follow a mapping or iterable, too",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", init, INITIALIZER_DOC),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__cmp__", 1, 1, compare::cmp, "x.__cmp__(y) <==> cmp(x,y)"),
    special("__lt__", 1, 1, compare::unordered, "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, compare::unordered, "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, compare::eq, "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, compare::ne, "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, compare::unordered, "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, compare::unordered, "x.__ge__(y) <==> x>=y"),
    special("__iter__", 0, 0, methods::iterkeys, "x.__iter__() <==> iter(x)"),
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__setitem__", 2, 2, setitem, "x.__setitem__(i, y) <==> x[i]=y"),
    special("__delitem__", 1, 1, delitem, "x.__delitem__(y) <==> del x[y]"),
    function("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    function("__contains__", 1, 1, methods::has_key, "D.__contains__(k) -> whether D has the key k"),
    function("__sizeof__", 0, 0, sizeof, "D.__sizeof__() -> the memory the dictionary takes, in bytes"),
    function("has_key", 1, 1, methods::has_key, "D.has_key(k) -> whether D has the key k").quiet(Quiet::Key),
    unpacked("get", 1, 2, methods::get, "D.get(k[, d]) -> D[k] if D has the key k, else d, which is None by default").quiet(Quiet::Key).traced(Intrinsic::Get),
    unpacked("setdefault", 1, 2, methods::setdefault, "D.setdefault(k[, d]) -> D[k]; if D does not have the key k it is set to d first").quiet(Quiet::Key).writing(Writes::Dicts).traced(Intrinsic::SetDefault),
    unpacked("pop", 1, 2, methods::pop, "D.pop(k[, d]) -> the value at k, which is removed.\nWithout the key: d if it is given, else KeyError is raised.").quiet(Quiet::Key).writing(Writes::Dicts),
    function("popitem", 0, 0, methods::popitem, "D.popitem() -> the (key, value) that was added last, which is removed.\nRaises KeyError if D is empty.").quiet(Quiet::Always).writing(Writes::Dicts),
    variadic("update", methods::update, "D.update([E, ]**F) sets all items of E, a mapping or an iterable of (key, value) pairs, and then of F."),
    function("clear", 0, 0, methods::clear, "D.clear() removes all items.").quiet(Quiet::Always).writing(Writes::Dicts),
    function("copy", 0, 0, methods::copy, "D.copy() -> a dictionary with the same items").quiet(Quiet::Always),
    function("keys", 0, 0, methods::keys, "D.keys() -> a list of the keys").quiet(Quiet::Always),
    function("values", 0, 0, methods::values, "D.values() -> a list of the values").quiet(Quiet::Always),
    function("items", 0, 0, methods::items, "D.items() -> a list of the (key, value) pairs").quiet(Quiet::Always),
    function("iterkeys", 0, 0, methods::iterkeys, "D.iterkeys() -> an iterator over the keys").quiet(Quiet::Always),
    function("itervalues", 0, 0, methods::itervalues, "D.itervalues() -> an iterator over the values").quiet(Quiet::Always),
    function("iteritems", 0, 0, methods::iteritems, "D.iteritems() -> an iterator over the (key, value) pairs").quiet(Quiet::Always),
    function("viewkeys", 0, 0, methods::viewkeys, "D.viewkeys() -> an object that shows the keys like a set").quiet(Quiet::Always),
    function("viewvalues", 0, 0, methods::viewvalues, "D.viewvalues() -> an object that shows the values").quiet(Quiet::Always),
    function("viewitems", 0, 0, methods::viewitems, "D.viewitems() -> an object that shows the (key, value) pairs like a set").quiet(Quiet::Always),
    unpacked("fromkeys", 1, 2, methods::fromkeys, "dict.fromkeys(S[, v]) -> a dictionary with the values of S as keys, all with the value v (None by default)").class_method(),
];

pub(super) fn dict_of(v: Value) -> Ref<DictObject> {
    Ref::of(v)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    methods::update_common(vm, "dict", arguments)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = dict_of(arguments[0]);
    if !vm.enter_repr(dict.value())? {
        return Ok(vm.str(b"{...}"));
    }
    let mut text = vec![b'{'];
    let result = repr_entries(vm, dict, &mut text);
    vm.leave_repr();
    result?;
    text.push(b'}');
    vm.str_with(text.len(), |s| s.copy_from_slice(&text))
}

fn repr_entries(vm: &mut Vm, dict: Ref<DictObject>, text: &mut Vec<u8>) -> Result<()> {
    let mut position = 0;
    while let Some((entry, key, value)) = dict.next(position) {
        if text.len() > 1 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(vm.repr(key)?.bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(vm.repr(value)?.bytes());
        position = entry + 1;
    }
    Ok(())
}

fn len(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(dict_of(arguments[0]).len() as i64))
}

fn sizeof(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(dict_of(arguments[0]).size_in_bytes() as i64))
}

impl Vm {
    /// `dict[key]` of a dict or an instance of a subclass, whose `__missing__` is asked at last. KeyError.
    pub fn dict_getitem(&mut self, dict: Value, key: Value) -> Result {
        if let Some(v) = self.dict_get(dict_of(dict), key)? {
            return Ok(v);
        }
        if !self.is_exact(dict, Kind::Dict) {
            let name = self.names.__missing__;
            if let Some(v) = self.call_special(dict, name, &[key])? {
                return Ok(v);
            }
        }
        Err(self.raise_with(Error::KeyError, &[key]))
    }
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.dict_getitem(arguments[0], arguments[1])
}

fn setitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.dict_set(dict_of(arguments[0]), arguments[1], arguments[2])?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.dict_delete(dict_of(arguments[0]), arguments[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.raise_with(Error::KeyError, &[arguments[1]])),
    }
}
