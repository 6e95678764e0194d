//! `_weakref`: weak references and proxies.

use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{
    function, special, special_variadic, ModuleDefinition, Native, Result, TypeDefinition, INITIALIZER_DOC,
};
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::protocols::compare::Comparison;
use objspace::value::Value;
use objspace::vm::Vm;
use objspace::weak::WeakObject;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_weakref",
    doc: "References that do not keep their object alive.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("getweakrefcount", 1, 1, count, "getweakrefcount(object) -- how many weak references to the object there are."),
    function("getweakrefs", 1, 1, references, "getweakrefs(object) -- the weak references to the object,\nas a list."),
    function("proxy", 1, 2, proxy, "proxy(object[, callback]) -- an object that stands for this one without\nkeeping it alive.  The callback, if there is one, gets the proxy when\nthe object goes."),
    function("_remove_dead_weakref", 2, 2, remove_dead, "_remove_dead_weakref(dict, key): removes the key if its value is a reference to what is gone"),
];

static REFERENCE: TypeDefinition = TypeDefinition {
    kind: Kind::WeakReference,
    base: Kind::Object,
    doc: "",
    new: Some(new_reference),
    methods: REFERENCE_METHODS,
    subclassable: true,
};

static REFERENCE_METHODS: &[Native] = &[
    special_variadic(
        "__init__",
        |vm, a| {
            vm.check_count("__init__", 1, 2, a.len() - 2)?;
            Ok(Value::NONE)
        },
        INITIALIZER_DOC,
    ),
    special(
        "__call__",
        0,
        0,
        |_, a| Ok(weak(a[0]).referent.get().bound().unwrap_or(Value::NONE)),
        "x.__call__(...) <==> x(...)",
    ),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special(
        "__eq__",
        1,
        1,
        |vm, a| equal(vm, a, Comparison::Equal),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| equal(vm, a, Comparison::NotEqual),
        "x.__ne__(y) <==> x!=y",
    ),
];

fn remove_dead(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[0], Kind::Dict) {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("_remove_dead_weakref() argument 1 must be dict, not {name}")));
    }
    let dict = Ref::of(arguments[0]);
    if let Some(v) = vm.dict_get(dict, arguments[1])? {
        if !vm.is_kind(v, Kind::WeakReference) {
            return Err(vm.type_error("not a weakref"));
        }
        if weak(v).referent.get().bound().is_none() {
            vm.dict_delete(dict, arguments[1])?;
        }
    }
    Ok(Value::NONE)
}

const fn proxy_type(kind: Kind, methods: &'static [Native]) -> TypeDefinition {
    TypeDefinition {
        kind,
        base: Kind::Object,
        doc: "",
        new: None,
        methods,
        subclassable: false,
    }
}

static PROXY: TypeDefinition = proxy_type(Kind::WeakProxy, PROXY_METHODS);
static CALLABLE_PROXY: TypeDefinition = proxy_type(Kind::WeakCallableProxy, PROXY_METHODS);

/// A special method that a proxy hands on to its referent.
macro_rules! forward {
    ($name:literal $count:literal) => {
        special(
            $name,
            $count,
            $count,
            |vm, a| forward(vm, a, $name),
            concat!("x.", $name, "() of what the proxy stands for"),
        )
    };
}

/// A binary operator's two methods; either operand may be the proxy.
macro_rules! operator {
    ($name:literal $operator:ident) => {
        special(
            $name,
            1,
            1,
            |vm, a| {
                let (x, y) = (unwrap(vm, a[0])?, unwrap(vm, a[1])?);
                vm.binary(Operator::$operator, x, y)
            },
            concat!("x.", $name, "(y) of what the proxy stands for"),
        )
    };
}

macro_rules! reflected {
    ($name:literal $operator:ident) => {
        special(
            $name,
            1,
            1,
            |vm, a| {
                let (x, y) = (unwrap(vm, a[0])?, unwrap(vm, a[1])?);
                vm.binary(Operator::$operator, y, x)
            },
            concat!("x.", $name, "(y) of what the proxy stands for"),
        )
    };
}

macro_rules! comparison {
    ($name:literal $comparison:ident) => {
        special(
            $name,
            1,
            1,
            |vm, a| {
                let (x, y) = (unwrap(vm, a[0])?, unwrap(vm, a[1])?);
                vm.compare(Comparison::$comparison, x, y)
            },
            concat!("x.", $name, "(y) of what the proxy stands for"),
        )
    };
}

static PROXY_METHODS: &[Native] = &[
    special(
        "__getattribute__",
        1,
        1,
        |vm, a| {
            let (target, name) = (target(vm, a[0])?, vm.name_of(a[1], "attribute name")?);
            vm.getattr(target, name)
        },
        "x.__getattribute__('name') <==> x.name",
    ),
    special(
        "__setattr__",
        2,
        2,
        |vm, a| set_attribute(vm, a[0], a[1], a[2]),
        "x.__setattr__('name', value) <==> x.name = value",
    ),
    special(
        "__delattr__",
        1,
        1,
        |vm, a| set_attribute(vm, a[0], a[1], Value::UNBOUND),
        "x.__delattr__('name') <==> del x.name",
    ),
    special("__repr__", 0, 0, repr_of_proxy, "x.__repr__() <==> repr(x)"),
    special(
        "__str__",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            Ok(vm.to_str(t)?.value())
        },
        "x.__str__() <==> str(x)",
    ),
    special(
        "__unicode__",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            let name = vm.names.__unicode__;
            vm.call_method(t, name, &[])
        },
        "x.__unicode__() <==> unicode(x)",
    ),
    special_variadic(
        "__call__",
        |vm, a| {
            let t = target(vm, a[0])?;
            vm.call_with_keywords(t, &a[1..a.len() - 1], a[a.len() - 1])
        },
        "x.__call__(...) <==> x(...)",
    ),
    special(
        "__nonzero__",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            Ok(vm.truth(t)?.into())
        },
        "x.__nonzero__() <==> x != 0",
    ),
    special(
        "__len__",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            let n = vm.len(t)?;
            Ok(vm.int(n as i64))
        },
        "x.__len__() <==> len(x)",
    ),
    special(
        "__iter__",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            vm.iter(t)
        },
        "x.__iter__() <==> iter(x)",
    ),
    special(
        "next",
        0,
        0,
        |vm, a| {
            let t = target(vm, a[0])?;
            let next = vm.next(t)?;
            vm.next_result(next)
        },
        "x.next() -> the item that comes next; after the last one StopIteration is raised",
    ),
    special(
        "__contains__",
        1,
        1,
        |vm, a| {
            let t = target(vm, a[0])?;
            Ok(vm.contains(t, a[1])?.into())
        },
        "x.__contains__(y) <==> y in x",
    ),
    special(
        "__getitem__",
        1,
        1,
        |vm, a| {
            let t = target(vm, a[0])?;
            vm.getitem(t, a[1])
        },
        "x.__getitem__(y) <==> x[y]",
    ),
    special(
        "__setitem__",
        2,
        2,
        |vm, a| {
            let t = target(vm, a[0])?;
            vm.setitem(t, a[1], a[2])?;
            Ok(Value::NONE)
        },
        "x.__setitem__(i, y) <==> x[i]=y",
    ),
    special(
        "__delitem__",
        1,
        1,
        |vm, a| {
            let t = target(vm, a[0])?;
            vm.delitem(t, a[1])?;
            Ok(Value::NONE)
        },
        "x.__delitem__(y) <==> del x[y]",
    ),
    comparison!("__lt__" Less),
    comparison!("__le__" LessEqual),
    comparison!("__eq__" Equal),
    comparison!("__ne__" NotEqual),
    comparison!("__gt__" Greater),
    comparison!("__ge__" GreaterEqual),
    operator!("__add__" Add),
    operator!("__sub__" Subtract),
    operator!("__mul__" Multiply),
    operator!("__div__" Divide),
    operator!("__truediv__" TrueDivide),
    operator!("__floordiv__" FloorDivide),
    operator!("__mod__" Modulo),
    operator!("__divmod__" DivMod),
    operator!("__pow__" Power),
    operator!("__lshift__" ShiftLeft),
    operator!("__rshift__" ShiftRight),
    operator!("__and__" And),
    operator!("__or__" Or),
    operator!("__xor__" Xor),
    reflected!("__radd__" Add),
    reflected!("__rsub__" Subtract),
    reflected!("__rmul__" Multiply),
    reflected!("__rdiv__" Divide),
    reflected!("__rtruediv__" TrueDivide),
    reflected!("__rfloordiv__" FloorDivide),
    reflected!("__rmod__" Modulo),
    reflected!("__rdivmod__" DivMod),
    reflected!("__rpow__" Power),
    reflected!("__rlshift__" ShiftLeft),
    reflected!("__rrshift__" ShiftRight),
    reflected!("__rand__" And),
    reflected!("__ror__" Or),
    reflected!("__rxor__" Xor),
    forward!("__neg__" 0),
    forward!("__pos__" 0),
    forward!("__abs__" 0),
    forward!("__invert__" 0),
    forward!("__int__" 0),
    forward!("__long__" 0),
    forward!("__float__" 0),
    forward!("__index__" 0),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let types = [
        ("ReferenceType", &REFERENCE),
        ("ProxyType", &PROXY),
        ("CallableProxyType", &CALLABLE_PROXY),
    ];
    for (name, definition) in types {
        let class = vm.type_of_kind(definition.kind);
        vm.fill_type(class, definition);
        class.subclassable.set(definition.subclassable);
        vm.class_changed(class);
        vm.module_set(module, name, class.value());
    }
    for kind in [Kind::WeakProxy, Kind::WeakCallableProxy] {
        let (class, name) = (vm.type_of_kind(kind), vm.names.__hash__);
        vm.class_set(class, name, Value::NONE);
    }
    let class = vm.type_of_kind(Kind::WeakReference).value();
    vm.module_set(module, "ref", class);
    Ok(())
}

fn weak(v: Value) -> Ref<WeakObject> {
    Ref::of(v)
}

/// TypeError unless objects like this can be referred to weakly.
fn check_referent(vm: &mut Vm, v: Value) -> Result<()> {
    let able = v.is_pointer()
        && (matches!(
            vm.kind_of(v),
            Kind::Function
                | Kind::NativeFunction
                | Kind::Method
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Type
                | Kind::OldClass
                | Kind::OldInstance
                | Kind::File
                | Kind::Generator
                | Kind::Code
        ) || vm.class_of(v).has_weakrefs.get());
    if able {
        return Ok(());
    }
    let name = vm.type_name(v);
    Err(vm.type_error(&format!("cannot create weak reference to '{name}' object")))
}

/// The live reference of exactly this kind without a callback, if there is one: it is shared.
fn shared(vm: &mut Vm, referent: Value, kind: Kind) -> Option<Value> {
    let found = vm.heap.weak_references(referent.pointer());
    found
        .into_iter()
        .map(|p| Value(p as u64))
        .find(|&v| vm.is_exact(v, kind) && weak(v).referent.get() == referent && weak(v).callback.get().is_none())
}

fn new_reference(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::of(arguments[0]);
    let keywords = arguments[arguments.len() - 1];
    if class == vm.type_of_kind(Kind::WeakReference)
        && keywords.bound().is_some_and(|k| !Ref::<DictObject>::of(k).is_empty())
    {
        return Err(vm.type_error("ref() does not take keyword arguments"));
    }
    // A subclass may have further arguments by name; they are its __init__'s.
    let positional = &arguments[1..arguments.len() - 1];
    vm.check_count("__new__", 1, 2, positional.len())?;
    let (referent, callback) = (positional[0], positional.get(1).copied().unwrap_or(Value::NONE));
    check_referent(vm, referent)?;
    if class == vm.type_of_kind(Kind::WeakReference) {
        if callback.is_none() {
            if let Some(found) = shared(vm, referent, Kind::WeakReference) {
                return Ok(found);
            }
        }
        return Ok(vm.new_weak(Kind::WeakReference.map(), referent, callback));
    }
    let instance = vm.new_instance(class)?;
    let reference = weak(instance);
    reference.referent.set(referent);
    reference.set(vm, |w| &w.callback, callback);
    vm.heap.register_weak(instance.pointer(), 1);
    Ok(instance)
}

fn proxy(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (referent, callback) = (arguments[0], arguments.get(1).copied().unwrap_or(Value::NONE));
    check_referent(vm, referent)?;
    let callable = vm.is_callable(referent)?;
    let kind = if callable {
        Kind::WeakCallableProxy
    } else {
        Kind::WeakProxy
    };
    if callback.is_none() {
        if let Some(found) = shared(vm, referent, kind) {
            return Ok(found);
        }
    }
    Ok(vm.new_weak(kind.map(), referent, callback))
}

fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = references(vm, arguments)?;
    Ok(vm.int(vm.items_of(list).len() as i64))
}

fn references(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !arguments[0].is_pointer() {
        return Ok(vm.list(&[]));
    }
    let n = vm.heap.weak_references(arguments[0].pointer()).len();
    let list = vm.new_list(n)?;
    // The list was made first: the addresses are looked up anew and stay valid while they are only appended within its room.
    for p in vm
        .heap
        .weak_references(arguments[0].pointer())
        .into_iter()
        .take(n)
        .rev()
    {
        let v = Value(p as u64);
        if matches!(
            vm.kind_of(v),
            Kind::WeakReference | Kind::WeakProxy | Kind::WeakCallableProxy
        ) {
            vm.list_append(list, v)?;
        }
    }
    Ok(list.value())
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let reference = weak(arguments[0]);
    if reference.hash.get() == 0 {
        match reference.referent.get().bound() {
            Some(referent) => reference.hash.set(vm.hash(referent)?),
            None => return Err(vm.type_error("weak object has gone away")),
        }
    }
    Ok(vm.int(reference.hash.get()))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let at = arguments[0].0;
    let text = match weak(arguments[0]).referent.get().bound() {
        None => format!("<weakref at {at:#x}; dead>"),
        Some(referent) => {
            let class = vm.type_name(referent);
            let name = vm.names.__name__;
            let named = match vm.getattr_optional(referent, name)? {
                Some(name) if vm.is_kind(name, Kind::Str) => {
                    format!(" ({})", Ref::<objspace::string::StrObject>::of(name).text())
                }
                _ => String::new(),
            };
            format!("<weakref at {at:#x}; to '{class}' at {:#x}{named}>", referent.0)
        }
    };
    Ok(vm.str(text.as_bytes()))
}

fn equal(vm: &mut Vm, arguments: &[Value], comparison: Comparison) -> Result {
    let (a, b) = (arguments[0], arguments[1]);
    if !vm.is_kind(b, Kind::WeakReference) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (weak(a).referent.get().bound(), weak(b).referent.get().bound()) {
        (Some(x), Some(y)) => vm.compare(comparison, x, y),
        _ => Ok(((a == b) == (comparison == Comparison::Equal)).into()),
    }
}

/// What a proxy stands for. ReferenceError once that has died.
fn target(vm: &mut Vm, proxy: Value) -> Result {
    match weak(proxy).referent.get().bound() {
        Some(referent) => Ok(referent),
        None => Err(vm.raise(Error::ReferenceError, "weakly-referenced object no longer exists")),
    }
}

/// What a value stands for if it is a proxy, else the value.
fn unwrap(vm: &mut Vm, v: Value) -> Result {
    match vm.kind_of(v) {
        Kind::WeakProxy | Kind::WeakCallableProxy => target(vm, v),
        _ => Ok(v),
    }
}

fn set_attribute(vm: &mut Vm, proxy: Value, name: Value, value: Value) -> Result {
    let (target, name) = (target(vm, proxy)?, vm.name_of(name, "attribute name")?);
    vm.setattr(target, name, value)?;
    Ok(Value::NONE)
}

fn repr_of_proxy(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (at, referent) = (arguments[0].0, weak(arguments[0]).referent.get());
    let class = match referent.bound() {
        Some(referent) => vm.type_name(referent),
        None => "NoneType".to_string(),
    };
    Ok(vm.str(format!("<weakproxy at {at:#x} to {class} at {:#x}>", referent.0).as_bytes()))
}

fn forward(vm: &mut Vm, arguments: &[Value], name: &str) -> Result {
    let (target, name) = (target(vm, arguments[0])?, vm.intern(name));
    vm.call_method(target, name, &arguments[1..])
}
