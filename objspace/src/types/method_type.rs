//! `instancemethod`.

use crate::function::MethodObject;
use crate::kind::Kind;
use crate::native::{getter, special, special_variadic, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::types::descriptor_types::descriptor_get;
use crate::types::function_type::call;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Method,
    base: Kind::Object,
    doc: "",
    new: Some(new),
    methods: METHODS,
    subclassable: false,
};

const TYPE_DOC: &str = "instancemethod(function, instance, class)\n\nA function as method of an instance or class.";

static METHODS: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special("__eq__", 1, 1, |vm, a| compare(vm, a, true), "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, |vm, a| compare(vm, a, false), "x.__ne__(y) <==> x!=y"),
    getter("im_func", function, "").member(),
    getter("__func__", function, "").member(),
    getter("im_self", receiver, "").member(),
    getter("__self__", receiver, "").member(),
    getter("im_class", |_, a| or_none(&this(a).class), "").member(),
    getter("__doc__", doc, TYPE_DOC),
];

fn this(arguments: &[Value]) -> Ref<MethodObject> {
    Ref::of(arguments[0])
}

fn or_none(field: &Field) -> Result {
    Ok(field.get().bound().unwrap_or(Value::NONE))
}

fn function(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).function.get())
}

fn receiver(_: &mut Vm, arguments: &[Value]) -> Result {
    or_none(&this(arguments).receiver)
}

fn doc(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.__doc__;
    vm.getattr(this(arguments).function.get(), name)
}

/// `instancemethod(function, instance[, class])`.
fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = vm.positional_arguments("instancemethod", 2, 3, &arguments[1..])?;
    let call = vm.names.__call__;
    let callable = matches!(
        vm.kind_of(given[0]),
        Kind::Function | Kind::NativeFunction | Kind::Method | Kind::Type | Kind::OldClass
    ) || vm.has_special(given[0], call)?;
    if !callable {
        return Err(vm.type_error("first argument must be callable"));
    }
    let or_unbound = |v: Option<&Value>| v.copied().filter(|v| !v.is_none()).unwrap_or(Value::UNBOUND);
    let (receiver, class) = (or_unbound(given.get(1)), or_unbound(given.get(2)));
    if receiver.is_unbound() && class.is_unbound() {
        return Err(vm.type_error("unbound methods must have non-NULL im_class"));
    }
    Ok(vm.new_method(given[0], receiver, class))
}

/// The `__name__` of a function or class; "?" where there is none.
fn name_of(vm: &mut Vm, v: Value) -> Result<String> {
    if v.is_unbound() {
        return Ok("?".to_string());
    }
    let name = vm.names.__name__;
    Ok(match vm.getattr_optional(v, name)? {
        Some(name) if vm.is_kind(name, Kind::Str) => Ref::<StrObject>::of(name).text().into_owned(),
        _ => "?".to_string(),
    })
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let method = this(arguments);
    let function = name_of(vm, method.function.get())?;
    let class = name_of(vm, method.class.get())?;
    let text = match method.receiver.get().bound() {
        None => format!("<unbound method {class}.{function}>"),
        Some(receiver) => {
            let receiver = vm.repr_text(receiver)?;
            format!("<bound method {class}.{function} of {receiver}>")
        }
    };
    Ok(vm.str(text.as_bytes()))
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let method = this(arguments);
    let receiver = method.receiver.get().bound().unwrap_or(Value::NONE);
    let hash = vm.hash(receiver)? ^ vm.hash(method.function.get())?;
    Ok(vm.int(hash))
}

fn compare(vm: &mut Vm, arguments: &[Value], equal: bool) -> Result {
    if !vm.is_kind(arguments[1], Kind::Method) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (this(arguments), Ref::<MethodObject>::of(arguments[1]));
    let same = vm.equal(a.function.get(), b.function.get())?
        && match (a.receiver.get().bound(), b.receiver.get().bound()) {
            (Some(a), Some(b)) => vm.equal(a, b)?,
            (a, b) => a == b,
        };
    Ok(Value::bool(same == equal))
}
