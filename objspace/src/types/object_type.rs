//! `object`.

use crate::kind::Kind;
use crate::native::{getter, special, special_variadic, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Object,
    base: Kind::Object,
    doc: "The most base type",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
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
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special_variadic(
        "__init__",
        init,
        "x.__init__(...) initializes x; see help(type(x)) for signature",
    ),
    getter("__class__", class, "the object's class"),
];

/// What needs all types to exist.
pub(crate) fn finish(vm: &mut Vm) {
    super::old_types::finish(vm);
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

fn init(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::NONE)
}

fn getattribute(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.generic_getattr(arguments[0], name)
}

fn setattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.generic_setattr(arguments[0], name, arguments[2])?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.generic_setattr(arguments[0], name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.default_repr(arguments[0]))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.repr(arguments[0])?.value())
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = vm.identity_hash(arguments[0]);
    Ok(vm.int(hash))
}

fn class(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.class_of(arguments[0]).value())
}
