//! `property`, `staticmethod`, `classmethod`, and the descriptors of native attributes.

use crate::class::TypeObject;
use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::{
    getter, named, special, special_variadic, Native, Parameters, Result, TypeDefinition, INITIALIZER_DOC,
};
use crate::object::Ref;
use crate::protocols::attribute::{PropertyObject, WrapperObject};
use crate::value::Value;
use crate::vm::Vm;

pub static PROPERTY: TypeDefinition = TypeDefinition {
    kind: Kind::Property,
    base: Kind::Object,
    doc: "property(fget=None, fset=None, fdel=None, doc=None) -> property attribute",
    new: Some(new_plain),
    methods: PROPERTY_METHODS,
    subclassable: true,
};

static PROPERTY_INIT: Native = named(
    "__init__",
    0,
    &["fget", "fset", "fdel", "doc"],
    property_init,
    "initializes the property",
);

static PROPERTY_METHODS: &[Native] = &[
    special_variadic("__init__", property_init_any, INITIALIZER_DOC),
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    special("__set__", 2, 2, property_set, "descr.__set__(obj, value)"),
    special("__delete__", 1, 1, property_delete, "descr.__delete__(obj)"),
    crate::native::function("getter", 1, 1, with_getter, "a copy with another getter"),
    crate::native::function("setter", 1, 1, with_setter, "a copy with another setter"),
    crate::native::function("deleter", 1, 1, with_deleter, "a copy with another deleter"),
    getter("fget", fget, "").member(),
    getter("fset", fset, "").member(),
    getter("fdel", fdel, "").member(),
    getter("__doc__", property_doc, "").member(),
];

pub static STATIC_METHOD: TypeDefinition = TypeDefinition {
    kind: Kind::StaticMethod,
    base: Kind::Object,
    doc: "staticmethod(function) -> method",
    new: Some(new_plain),
    methods: WRAPPER_METHODS,
    subclassable: true,
};

pub static CLASS_METHOD: TypeDefinition = TypeDefinition {
    kind: Kind::ClassMethod,
    base: Kind::Object,
    doc: "classmethod(function) -> method",
    new: Some(new_plain),
    methods: WRAPPER_METHODS,
    subclassable: true,
};

static WRAPPER_METHODS: &[Native] = &[
    special("__init__", 1, 1, wrapper_init, INITIALIZER_DOC),
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    getter("__func__", wrapped, "").member(),
];

macro_rules! native_descriptor {
    ($name:ident $kind:ident $methods:ident) => {
        pub static $name: TypeDefinition = TypeDefinition {
            kind: Kind::$kind,
            base: Kind::Object,
            doc: "",
            new: None,
            methods: $methods,
            subclassable: false,
        };
    };
}

native_descriptor!(METHOD_DESCRIPTOR MethodDescriptor CALLABLE);
native_descriptor!(CLASS_METHOD_DESCRIPTOR ClassMethodDescriptor CALLABLE);
native_descriptor!(SLOT_WRAPPER SlotWrapper CALLABLE);
native_descriptor!(METHOD_WRAPPER MethodWrapper BOUND);
native_descriptor!(GET_SET GetSetDescriptor DATA);
native_descriptor!(MEMBER MemberDescriptor DATA);

static CALLABLE: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    special("__repr__", 0, 0, descriptor_repr, "x.__repr__() <==> repr(x)"),
    getter("__name__", native_name, ""),
    getter("__doc__", native_doc, ""),
    getter("__objclass__", native_owner, "").member(),
];

static BOUND: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special("__repr__", 0, 0, wrapper_repr, "x.__repr__() <==> repr(x)"),
    special("__cmp__", 1, 1, wrapper_cmp, "x.__cmp__(y) <==> cmp(x,y)"),
    special("__hash__", 0, 0, wrapper_hash, "x.__hash__() <==> hash(x)"),
    getter("__name__", native_name, ""),
    getter("__doc__", native_doc, ""),
    getter("__self__", native_self, ""),
    getter("__objclass__", native_owner, ""),
];

static DATA: &[Native] = &[
    special("__get__", 1, 2, descriptor_get, "descr.__get__(obj[, type]) -> value"),
    special("__set__", 2, 2, data_set, "descr.__set__(obj, value)"),
    special("__delete__", 1, 1, data_delete, "descr.__delete__(obj)"),
    special("__repr__", 0, 0, descriptor_repr, "x.__repr__() <==> repr(x)"),
    getter("__name__", native_name, ""),
    getter("__doc__", native_doc, ""),
    getter("__objclass__", native_owner, "").member(),
];

fn new_plain(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

/// `descr.__get__(obj[, type])` of all descriptors: as attribute access through obj does.
pub(crate) fn descriptor_get(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (descriptor, receiver) = (arguments[0], arguments[1]);
    let class = arguments.get(2).copied().filter(|v| !v.is_none());
    if receiver.is_none() {
        let Some(class) = class else {
            return Err(vm.type_error("__get__(None, None) is invalid"));
        };
        // None itself is an instance of its type.
        if vm.kind_of(descriptor) == Kind::ClassMethodDescriptor {
            return bind_class_method(vm, descriptor, receiver, Some(class));
        }
        if class != vm.type_of_kind(Kind::NoneType).value() {
            return vm.bind_to_class_of_kind(vm.kind_of(descriptor), descriptor, class);
        }
    }
    if vm.kind_of(descriptor) == Kind::ClassMethodDescriptor {
        return bind_class_method(vm, descriptor, receiver, class);
    }
    if vm.kind_of(descriptor) == Kind::Method && class.is_none() {
        // An unbound method is bound to anything where no class is given to check.
        let method = Ref::<crate::function::MethodObject>::of(descriptor);
        if method.receiver.get().is_unbound() {
            return Ok(vm.new_method(method.function.get(), receiver, Value::UNBOUND));
        }
        return Ok(descriptor);
    }
    let own = vm.class_of(receiver);
    let class = match class {
        Some(class) if vm.kind_of(class) == Kind::Type => Ref::<TypeObject>::of(class),
        _ => own,
    };
    if matches!(vm.kind_of(descriptor), Kind::MethodDescriptor | Kind::SlotWrapper) {
        let owner = Ref::<TypeObject>::of(Ref::<NativeObject>::of(descriptor).owner.get());
        if !vm.is_instance_of(receiver, owner) {
            let name = Ref::<NativeObject>::of(descriptor).definition.get().name;
            let (owner, got) = (owner.full_name(), vm.type_name(receiver));
            return Err(vm.type_error(&format!(
                "descriptor '{name}' for '{owner}' objects doesn't apply to '{got}' object"
            )));
        }
    }
    vm.bind_of_kind(vm.kind_of(descriptor), descriptor, receiver, class)
}

/// `descr.__get__(obj, type)` of a built-in type's class method. TypeError.
fn bind_class_method(vm: &mut Vm, descriptor: Value, receiver: Value, class: Option<Value>) -> Result {
    let native = Ref::<NativeObject>::of(descriptor);
    let (name, owner) = (native.definition.get().name, native.owner.of::<TypeObject>());
    let class = class.unwrap_or_else(|| vm.class_of(receiver).value());
    let owner_name = owner.full_name();
    if vm.kind_of(class) != Kind::Type {
        let got = vm.type_name(class);
        return Err(vm.type_error(&format!(
            "descriptor '{name}' for type '{owner_name}' needs a type, not a '{got}' as arg 2"
        )));
    }
    if !vm.is_subtype(Ref::of(class), owner) {
        let got = Ref::<TypeObject>::of(class).full_name();
        return Err(vm.type_error(&format!(
            "descriptor '{name}' for type '{owner_name}' doesn't apply to type '{got}'"
        )));
    }
    vm.bind_to_class_of_kind(vm.kind_of(descriptor), descriptor, class)
}

fn property(arguments: &[Value]) -> Ref<PropertyObject> {
    Ref::of(arguments[0])
}

fn property_init_any(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (given, keywords) = (&arguments[..arguments.len() - 1], arguments[arguments.len() - 1]);
    let _ = matches!(PROPERTY_INIT.parameters, Parameters::Named { .. });
    vm.call_native(&PROPERTY_INIT, given, keywords, 1)
}

fn property_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = property(arguments);
    let or_none = |v: Value| v.bound().unwrap_or(Value::NONE);
    let (doc, exact) = (or_none(arguments[4]), vm.is_exact(arguments[0], Kind::Property));
    p.set(vm, |p| &p.getter, or_none(arguments[1]));
    p.set(vm, |p| &p.setter, or_none(arguments[2]));
    p.set(vm, |p| &p.deleter, or_none(arguments[3]));
    p.set(vm, |p| &p.doc, doc);
    p.doc_of_getter.init(Value::FALSE);
    if doc.is_none() && !or_none(arguments[1]).is_none() {
        let name = vm.names.__doc__;
        if let Some(doc) = vm.getattr_optional(arguments[1], name)? {
            p.doc_of_getter.init(Value::TRUE);
            if exact {
                p.set(vm, |p| &p.doc, doc);
            } else {
                // The subclass has a documentation of its own, which hides the property's attribute.
                vm.setattr(arguments[0], name, doc)?;
            }
        }
    }
    Ok(Value::NONE)
}

fn property_set(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.descriptor_set_of_kind(vm.kind_of(arguments[0]), arguments[0], arguments[1], arguments[2])?;
    Ok(Value::NONE)
}

fn property_delete(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.descriptor_set_of_kind(vm.kind_of(arguments[0]), arguments[0], arguments[1], Value::UNBOUND)?;
    Ok(Value::NONE)
}

/// A copy of the property (of its class) with one function replaced.
fn copy(vm: &mut Vm, arguments: &[Value], which: usize) -> Result {
    let p = property(arguments);
    let mut parts = [p.getter.get(), p.setter.get(), p.deleter.get(), p.doc.get()];
    parts[which] = arguments[1];
    let class = vm.class_of(arguments[0]).value();
    let mut parts = parts.map(|v| v.bound().unwrap_or(Value::NONE));
    if p.doc_of_getter.get() == Value::TRUE && !parts[0].is_none() {
        parts[3] = Value::NONE;
    }
    vm.call(class, &parts)
}

fn with_getter(vm: &mut Vm, arguments: &[Value]) -> Result {
    copy(vm, arguments, 0)
}

fn with_setter(vm: &mut Vm, arguments: &[Value]) -> Result {
    copy(vm, arguments, 1)
}

fn with_deleter(vm: &mut Vm, arguments: &[Value]) -> Result {
    copy(vm, arguments, 2)
}

fn fget(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(property(arguments).getter.get().bound().unwrap_or(Value::NONE))
}

fn fset(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(property(arguments).setter.get().bound().unwrap_or(Value::NONE))
}

fn fdel(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(property(arguments).deleter.get().bound().unwrap_or(Value::NONE))
}

fn property_doc(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(property(arguments).doc.get().bound().unwrap_or(Value::NONE))
}

fn wrapper_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ref::<WrapperObject>::of(arguments[0]).set(vm, |w| &w.callable, arguments[1]);
    Ok(Value::NONE)
}

fn wrapped(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Ref::<WrapperObject>::of(arguments[0])
        .callable
        .get()
        .bound()
        .unwrap_or(Value::NONE))
}

fn native(arguments: &[Value]) -> Ref<NativeObject> {
    Ref::of(arguments[0])
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    vm.call_with_keywords(arguments[0], &arguments[1..arguments.len() - 1], keywords)
}

fn descriptor_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = native(arguments);
    let what = match vm.kind_of(arguments[0]) {
        Kind::MethodDescriptor => "method",
        Kind::ClassMethodDescriptor => "method",
        Kind::SlotWrapper => "slot wrapper",
        Kind::MemberDescriptor => "member",
        _ => "attribute",
    };
    let owner = Ref::<TypeObject>::of(n.owner.get()).full_name();
    let name = n.definition.get().name;
    Ok(vm.str(format!("<{what} '{name}' of '{owner}' objects>").as_bytes()))
}

fn wrapper_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = native(arguments);
    let (name, receiver) = (n.definition.get().name, vm.type_name(n.receiver.get()));
    let at = n.receiver.get().0;
    Ok(vm.str(format!("<method-wrapper '{name}' of {receiver} object at {at:#x}>").as_bytes()))
}

fn wrapper_cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::MethodWrapper {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (native(arguments), Ref::<NativeObject>::of(arguments[1]));
    let key = |n: Ref<NativeObject>| n.definition.get() as *const Native as usize;
    let order = match key(a).cmp(&key(b)) {
        std::cmp::Ordering::Equal => vm.cmp(a.receiver.get(), b.receiver.get())?,
        order => order,
    };
    Ok(Value::integer(order as i64))
}

fn wrapper_hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = native(arguments);
    let hash = vm.identity_hash(n.receiver.get()) ^ (n.definition.get() as *const Native as i64 >> 4);
    Ok(vm.int(hash))
}

fn native_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.intern(native(arguments).definition.get().name).value())
}

fn native_doc(vm: &mut Vm, arguments: &[Value]) -> Result {
    let doc = native(arguments).definition.get().doc;
    if doc.is_empty() {
        return Ok(Value::NONE);
    }
    Ok(vm.str(doc.as_bytes()))
}

fn native_owner(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(native(arguments).owner.get().bound().unwrap_or(Value::NONE))
}

fn native_self(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(native(arguments).receiver.get().bound().unwrap_or(Value::NONE))
}

fn data_set(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.descriptor_set_of_kind(vm.kind_of(arguments[0]), arguments[0], arguments[1], arguments[2])?;
    Ok(Value::NONE)
}

fn data_delete(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.descriptor_set_of_kind(vm.kind_of(arguments[0]), arguments[0], arguments[1], Value::UNBOUND)?;
    Ok(Value::NONE)
}
