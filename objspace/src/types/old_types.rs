//! `classobj` and `instance`: old-style classes and their instances as types.

use crate::dict::DictObject;
use crate::kind::Kind;
use crate::native::{special, special_variadic, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::old_class::OldClassObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;

pub static CLASS: TypeDefinition = TypeDefinition {
    kind: Kind::OldClass,
    base: Kind::Object,
    doc: "classobj(name, bases, dict) -> a new old-style class",
    new: Some(new_class),
    methods: CLASS_METHODS,
    subclassable: false,
};

/// Instances find all they have through their class.
pub static INSTANCE: TypeDefinition = TypeDefinition {
    kind: Kind::OldInstance,
    base: Kind::Object,
    doc: "instance(class[, dict]) -> an instance of an old-style class, without a call of __init__",
    new: Some(new_instance),
    methods: &[],
    subclassable: false,
};

static CLASS_METHODS: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special(
        "__getattribute__",
        1,
        1,
        getattribute,
        "x.__getattribute__('name') <==> x.name",
    ),
    special(
        "__setattr__",
        2,
        2,
        setattr,
        "x.__setattr__('name', value) <==> x.name = value",
    ),
    special("__delattr__", 1, 1, delattr, "x.__delattr__('name') <==> del x.name"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, str, "x.__str__() <==> str(x)"),
];

/// What needs all types to exist.
pub(crate) fn finish(vm: &mut Vm) {
    let instance = vm.type_of_kind(Kind::OldInstance);
    instance.has_dict.set(true);
    instance.has_weakrefs.set(true);
    vm.type_of_kind(Kind::OldClass).has_weakrefs.set(true);
}

/// `classobj(name, bases, dict)`; where a base is no old-style class, its own type makes the class.
fn new_class(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [name, bases, dict] = vm.named_arguments("classobj", 3, ["name", "bases", "dict"], &arguments[1..])?;
    if !vm.is_kind(name, Kind::Str) {
        return Err(vm.type_error("PyClass_New: name must be a string"));
    }
    if !vm.is_kind(dict, Kind::Dict) {
        return Err(vm.type_error("PyClass_New: dict must be a dictionary"));
    }
    let namespace = Ref::<DictObject>::of(dict);
    let doc = vm.names.__doc__;
    if vm.dict_get_str(namespace, doc).is_none() {
        vm.dict_set_str(namespace, doc, Value::NONE);
    }
    crate::types::type_type::set_module_from_frame(vm, namespace);
    if !vm.is_kind(bases, Kind::Tuple) {
        return Err(vm.type_error("PyClass_New: bases must be a tuple"));
    }
    for &base in Ref::<TupleObject>::of(bases).items() {
        if vm.kind_of(base) == Kind::OldClass {
            continue;
        }
        let metaclass = vm.class_of(base).value();
        return vm.call(metaclass, &[name, bases, dict]);
    }
    Ok(vm.new_old_class(name, bases, namespace).value())
}

/// `instance(class[, dict])`.
fn new_instance(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = vm.positional_arguments("instance", 1, 2, &arguments[1..])?;
    if vm.kind_of(given[0]) != Kind::OldClass {
        let got = vm.type_name(given[0]);
        return Err(vm.type_error(&format!("instance() argument 1 must be classobj, not {got}")));
    }
    let dict = given.get(1).copied().filter(|v| !v.is_none());
    if dict.is_some_and(|dict| !vm.is_kind(dict, Kind::Dict)) {
        return Err(vm.type_error("instance() second arg must be dictionary or None"));
    }
    let instance = vm.new_old_instance(Ref::of(given[0]))?;
    if let Some(dict) = dict {
        vm.install_dict(instance, Ref::of(dict));
    }
    Ok(instance)
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (rest, keywords) = (&arguments[1..arguments.len() - 1], arguments[arguments.len() - 1]);
    vm.old_class_call(arguments[0], rest, keywords)
}

fn getattribute(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.old_class_getattr(arguments[0], name)
}

fn setattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.old_class_setattr(arguments[0], name, arguments[2])?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.old_class_setattr(arguments[0], name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::<OldClassObject>::of(arguments[0]);
    let module = vm.old_class_module(class).unwrap_or_else(|| "?".to_string());
    let (name, at) = (class.text(), arguments[0].0);
    Ok(vm.str(format!("<class {module}.{name} at {at:#x}>").as_bytes()))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::<OldClassObject>::of(arguments[0]);
    let name = class.text();
    let text = match vm.old_class_module(class) {
        Some(module) => format!("{module}.{name}"),
        None => name,
    };
    Ok(vm.str(text.as_bytes()))
}
