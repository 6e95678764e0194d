//! `function` and `builtin_function_or_method`.

use crate::code::CodeObject;
use crate::function::{FunctionObject, NativeObject};
use crate::kind::Kind;
use crate::native::{getter, special, special_variadic, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::types::descriptor_types::descriptor_get;
use crate::value::Value;
use crate::vm::Vm;

pub static FUNCTION: TypeDefinition = TypeDefinition {
    kind: Kind::Function,
    base: Kind::Object,
    doc: "",
    new: Some(new),
    methods: METHODS,
    subclassable: false,
};

pub static NATIVE: TypeDefinition = TypeDefinition {
    kind: Kind::NativeFunction,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: NATIVE_METHODS,
    subclassable: false,
};

const TYPE_DOC: &str =
    "function(code, globals[, name[, argdefs[, closure]]])\n\nA function of a code object and a dictionary of globals.";

static METHODS: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    getter("func_name", get_name, "").setting(set_name),
    getter("__name__", get_name, "").setting(set_name),
    getter("func_doc", get_doc, "").setting(set_doc).member(),
    getter("__doc__", get_doc, TYPE_DOC).setting(set_doc).member(),
    getter("__module__", get_module, "").setting(set_module).member(),
    getter("func_defaults", get_defaults, "").setting(set_defaults),
    getter("__defaults__", get_defaults, "").setting(set_defaults),
    getter("func_code", get_code, "").setting(set_code),
    getter("__code__", get_code, "").setting(set_code),
    getter("func_globals", get_globals, "").member(),
    getter("__globals__", get_globals, "").member(),
    getter("func_closure", get_closure, "").member(),
    getter("__closure__", get_closure, "").member(),
    getter("func_dict", get_dict, "").setting(set_dict),
    getter("__dict__", get_dict, "").setting(set_dict),
];

fn this(arguments: &[Value]) -> Ref<FunctionObject> {
    Ref::of(arguments[0])
}

fn or_none(field: &Field) -> Result {
    Ok(field.get().bound().unwrap_or(Value::NONE))
}

/// TypeError unless the argument is of the kind; `position` counts from 1.
fn check_argument(vm: &mut Vm, position: usize, v: Value, kind: Kind) -> Result<()> {
    if vm.is_kind(v, kind) {
        return Ok(());
    }
    let (wanted, got) = (kind.type_name(), vm.type_name(v));
    Err(vm.type_error(&format!("function() argument {position} must be {wanted}, not {got}")))
}

/// `function(code, globals[, name[, argdefs[, closure]]])`.
fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = ["code", "globals", "name", "argdefs", "closure"];
    let [code, globals, name, defaults, closure] = vm
        .named_arguments("function", 2, names, &arguments[1..])?
        .map(|v| v.bound().unwrap_or(Value::NONE));
    check_argument(vm, 1, code, Kind::Code)?;
    check_argument(vm, 2, globals, Kind::Dict)?;
    if !name.is_none() && !vm.is_kind(name, Kind::Str) {
        return Err(vm.type_error("arg 3 (name) must be None or string"));
    }
    if !defaults.is_none() && !vm.is_kind(defaults, Kind::Tuple) {
        return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
    }
    let code = Ref::<CodeObject>::of(code);
    let free = code.freevars.of::<TupleObject>().len();
    if !vm.is_kind(closure, Kind::Tuple) {
        if free > 0 && closure.is_none() {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        if !closure.is_none() {
            return Err(vm.type_error("arg 5 (closure) must be None or tuple"));
        }
    }
    let cells: &[Value] = if closure.is_none() { &[] } else { vm.items_of(closure) };
    if cells.len() != free {
        let (name, given) = (code.name.of::<StrObject>().text(), cells.len());
        return Err(vm.value_error(&format!("{name} requires closure of length {free}, not {given}")));
    }
    if let Some(&other) = cells.iter().find(|&&cell| !vm.is_kind(cell, Kind::Cell)) {
        let got = vm.type_name(other);
        return Err(vm.type_error(&format!("arg 5 (closure) expected cell, found {got}")));
    }
    let f = vm.new_function(code, Ref::of(globals), defaults, closure);
    if !name.is_none() {
        f.set(vm, |f| &f.name, name);
    }
    Ok(f.value())
}

/// `f(...)` of any callable kind.
pub(crate) fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (rest, keywords) = (&arguments[1..arguments.len() - 1], arguments[arguments.len() - 1]);
    vm.call_with_keywords(arguments[0], rest, keywords)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (name, at) = (this(arguments).name.of::<StrObject>().text(), arguments[0].0);
    Ok(vm.str(format!("<function {name} at {at:#x}>").as_bytes()))
}

fn get_name(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).name)
}

fn set_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_unbound() || !vm.is_kind(arguments[1], Kind::Str) {
        return Err(vm.type_error("__name__ must be set to a string object"));
    }
    this(arguments).set(vm, |f| &f.name, arguments[1]);
    Ok(Value::NONE)
}

fn get_doc(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).doc)
}

fn set_doc(vm: &mut Vm, arguments: &[Value]) -> Result {
    this(arguments).set(vm, |f| &f.doc, arguments[1]);
    Ok(Value::NONE)
}

fn get_module(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).module)
}

fn set_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    this(arguments).set(vm, |f| &f.module, arguments[1]);
    Ok(Value::NONE)
}

fn get_defaults(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).defaults)
}

fn set_defaults(vm: &mut Vm, arguments: &[Value]) -> Result {
    let defaults = arguments[1].bound().unwrap_or(Value::NONE);
    if !defaults.is_none() && !vm.is_kind(defaults, Kind::Tuple) {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    this(arguments).set(vm, |f| &f.defaults, defaults);
    Ok(Value::NONE)
}

fn get_code(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).code().value())
}

fn set_code(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    if arguments[1].is_unbound() || !vm.is_kind(arguments[1], Kind::Code) {
        return Err(vm.type_error("__code__ must be set to a code object"));
    }
    let code = Ref::<CodeObject>::of(arguments[1]);
    let free = |code: Ref<CodeObject>| code.freevars.of::<TupleObject>().len();
    let (wanted, given) = (free(f.code()), free(code));
    if wanted != given {
        let name = f.name.of::<StrObject>().text();
        return Err(vm.value_error(&format!(
            "{name}() requires a code object with {wanted} free vars, not {given}"
        )));
    }
    let prototype = vm.prototype(code, f.globals());
    if f.prototype.get() != prototype.value() {
        f.set(vm, |f| &f.prototype, prototype.value());
        vm.function_code_changed();
    }
    Ok(Value::NONE)
}

fn get_globals(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).globals().value())
}

fn get_closure(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).closure)
}

fn get_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.function_dict(this(arguments)).value())
}

fn set_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("function's dictionary may not be deleted"));
    }
    if !vm.is_kind(arguments[1], Kind::Dict) {
        return Err(vm.type_error("setting function's dictionary to a non-dict"));
    }
    this(arguments).set(vm, |f| &f.dict, arguments[1]);
    Ok(Value::NONE)
}

static NATIVE_METHODS: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special("__repr__", 0, 0, native_repr, "x.__repr__() <==> repr(x)"),
    special("__hash__", 0, 0, native_hash, "x.__hash__() <==> hash(x)"),
    special(
        "__eq__",
        1,
        1,
        |vm, a| native_compare(vm, a, true),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| native_compare(vm, a, false),
        "x.__ne__(y) <==> x!=y",
    ),
    getter("__name__", native_name, ""),
    getter("__doc__", native_doc, ""),
    getter("__self__", native_self, ""),
    getter("__module__", native_module, "").member(),
];

fn native(arguments: &[Value]) -> Ref<NativeObject> {
    Ref::of(arguments[0])
}

/// The bound receiver: None for functions of a module, whose receiver is the module's name.
fn receiver(vm: &Vm, native: Ref<NativeObject>) -> Option<Value> {
    let receiver = native.receiver.get().bound()?;
    (!native.owner.get().is_unbound() || vm.kind_of(receiver) == Kind::Type).then_some(receiver)
}

fn native_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = native(arguments).definition.get().name;
    let text = match receiver(vm, native(arguments)) {
        Some(receiver) => {
            let class = vm.type_name(receiver);
            format!("<built-in method {name} of {class} object at {:#x}>", receiver.0)
        }
        None => format!("<built-in function {name}>"),
    };
    Ok(vm.str(text.as_bytes()))
}

/// What makes two of them equal.
fn key(native: Ref<NativeObject>) -> (Value, Value, &'static str) {
    (
        native.receiver.get(),
        native.owner.get(),
        native.definition.get().original,
    )
}

fn native_hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let native = native(arguments);
    // A method's hash is made of its receiver's, which may have none.
    let of_receiver = match receiver(vm, native) {
        Some(receiver) => vm.hash(receiver)? as u64,
        None => native.receiver.get().0.rotate_right(4),
    };
    let name = vm.intern(native.definition.get().original).value();
    Ok(vm.int((of_receiver ^ name.0.rotate_right(4)) as i64))
}

fn native_compare(vm: &mut Vm, arguments: &[Value], equal: bool) -> Result {
    if !vm.is_kind(arguments[1], Kind::NativeFunction) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = key(native(arguments)) == key(Ref::of(arguments[1]));
    Ok(Value::bool(same == equal))
}

fn native_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.intern(native(arguments).definition.get().name).value())
}

fn native_doc(vm: &mut Vm, arguments: &[Value]) -> Result {
    match native(arguments).definition.get().doc {
        "" => Ok(Value::NONE),
        doc => Ok(vm.str(doc.as_bytes())),
    }
}

fn native_self(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(receiver(vm, native(arguments)).unwrap_or(Value::NONE))
}

fn native_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    let native = native(arguments);
    match receiver(vm, native) {
        None => or_none(&native.receiver),
        Some(_) => Ok(Value::NONE),
    }
}
