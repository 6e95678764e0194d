//! `__builtin__`.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, named, unpacked, Intrinsic, ModuleDefinition, Native, Quiet, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "__builtin__",
    doc: "The names that every program has: built-in functions, types and exceptions.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    named(
        "__import__",
        1,
        &["name", "globals", "locals", "fromlist", "level"],
        import,
        "Imports a module.",
    ),
    function("len", 1, 1, len, "The number of items of a container.").quiet(Quiet::Items).traced(Intrinsic::Len),
    function("repr", 1, 1, repr, "The printable representation of an object.").quiet(Quiet::Plain),
    unpacked(
        "iter",
        1,
        2,
        iter,
        "An iterator over an object; with two arguments, over what calling the first one gives until it equals the second.",
    ),
    unpacked(
        "isinstance",
        2,
        2,
        isinstance,
        "Whether an object is an instance of a class or of a subclass of it.",
    ).traced(Intrinsic::IsInstance),
    unpacked("issubclass", 2, 2, issubclass, "Whether a class derives from another."),
    unpacked("getattr", 2, 3, getattr, "An attribute of an object by name."),
    unpacked("setattr", 3, 3, setattr, "Sets an attribute of an object by name."),
    function("hash", 1, 1, hash, "The hash of an object.").quiet(Quiet::Plain),
    function("id", 1, 1, id, "The identity of an object."),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.builtins = module.namespace();
    for &kind in Kind::ALL {
        let public = matches!(
            kind,
            Kind::Object
                | Kind::Bool
                | Kind::Int
                | Kind::Long
                | Kind::Float
                | Kind::Complex
                | Kind::BaseString
                | Kind::Str
                | Kind::Unicode
                | Kind::ByteArray
                | Kind::Buffer
                | Kind::MemoryView
                | Kind::List
                | Kind::Tuple
                | Kind::Dict
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Slice
                | Kind::Xrange
                | Kind::Enumerate
                | Kind::Reversed
                | Kind::Type
                | Kind::Super
                | Kind::Property
                | Kind::StaticMethod
                | Kind::ClassMethod
                | Kind::File
        );
        if public {
            let class = vm.type_of_kind(kind).value();
            vm.module_set(module, kind.type_name(), class);
        }
    }
    for &(error, name, _, _) in Error::ALL {
        let class = vm.error_class(error).value();
        vm.module_set(module, name, class);
    }
    let constants = [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("__debug__", Value::bool(vm.optimize_level == 0)),
    ];
    for (name, v) in constants {
        vm.module_set(module, name, v);
    }
    let name = vm.intern("__builtin__");
    for native in super::builtin_more::FUNCTIONS {
        let function = vm.new_native(Kind::NativeFunction, native, name.value(), Value::UNBOUND);
        vm.module_set(module, native.name, function);
    }
    let bytes = vm.type_of_kind(Kind::Str).value();
    vm.module_set(module, "bytes", bytes);
    Ok(())
}

fn import(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[0], "__import__() argument 1")?;
    let level = if arguments[4].is_unbound() {
        -1
    } else {
        vm.index_clipped(arguments[4])?
    };
    crate::runtime::import::import_module(vm, name, arguments[1], arguments[3], level)
}

fn len(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = vm.len(arguments[0])?;
    Ok(vm.int(n as i64))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.repr(arguments[0])?.value())
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    match *arguments {
        [callable, sentinel] => {
            if !vm.is_callable(callable)? {
                return Err(vm.type_error("iter(v, w): v must be callable"));
            }
            Ok(vm.new_callable_iterator(callable, sentinel))
        }
        _ => vm.iter(arguments[0]),
    }
}

fn isinstance(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.is_instance(arguments[0], arguments[1])?.into())
}

fn issubclass(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.is_subclass(arguments[0], arguments[1])?.into())
}

/// The name given to `getattr` and `hasattr`. TypeError.
pub fn attribute_name(vm: &mut Vm, name: Value, function: &str) -> Result<Ref<StrObject>> {
    if matches!(vm.kind_of(name), Kind::Str | Kind::Unicode) {
        return vm.name_of(name, "attribute name");
    }
    Err(vm.type_error(&format!("{function}(): attribute name must be string")))
}

fn getattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = attribute_name(vm, arguments[1], "getattr")?;
    match arguments.get(2) {
        None => vm.getattr(arguments[0], name),
        Some(&default) => Ok(vm.getattr_optional(arguments[0], name)?.unwrap_or(default)),
    }
}

fn setattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.setattr(arguments[0], name, arguments[2])?;
    Ok(Value::NONE)
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = vm.hash(arguments[0])?;
    Ok(vm.int(hash))
}

fn id(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.int(arguments[0].0 as i64))
}

/// What the built-ins written in Python ask for the length of an iterable with.
static LENGTH_HINT: Native = function(
    "_length_hint",
    1,
    1,
    |vm, a| Ok(Value::integer(vm.length_hint(a[0], 8)? as i64)),
    "How many items iteration gives, as far as is known.",
);

/// Sorts a list of items by a list of their keys: the end of `sorted`.
static SORT_BY: Native = function(
    "_sort_by",
    3,
    3,
    |vm, a| {
        let reverse = vm.truth(a[2])?;
        vm.sort_by_keys(Ref::of(a[0]), Ref::of(a[1]), reverse)?;
        Ok(a[0])
    },
    "The list of items, sorted by the list of keys.",
);

/// The built-ins that call back, written in Python: taken from the frozen library.
pub fn add_python_functions(vm: &mut Vm) -> Result<()> {
    let (code, _, _) = crate::library::load(vm, "_pyrs_builtins")?;
    let namespace = vm.new_dict();
    let key = vm.names.__builtins__;
    let builtins = super::builtin_module(vm);
    vm.dict_set_str(namespace, key, builtins);
    for native in [&LENGTH_HINT, &SORT_BY, &super::builtin_more::SORTED] {
        let name = vm.intern(native.name);
        let function = vm.new_native(Kind::NativeFunction, native, builtins, Value::UNBOUND);
        vm.dict_set_str(namespace, name, function);
    }
    (vm.hooks.run_code)(vm, code, namespace, namespace.value())?;
    for name in ["map", "filter", "reduce", "sum", "any", "all", "min", "max", "sorted"] {
        let (text, name) = (name, vm.intern(name));
        if let Some(function) = vm.dict_get_str(namespace, name) {
            let function = vm.new_built_in(text, Ref::of(function));
            let target = vm.builtins;
            vm.dict_set_str(target, name, function);
        }
    }
    Ok(())
}
