//! `super`.

use crate::class::TypeObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::{getter, special, Native, Result, TypeDefinition, INITIALIZER_DOC};
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;

/// The struct of `super` objects.
#[repr(C)]
pub struct SuperObject {
    pub header: Header,
    /// The class after which the search starts.
    pub class: Field,
    /// The object or class it is bound to; unbound: none.
    pub receiver: Field,
    /// The class whose mro is searched.
    pub receiver_class: Field,
}

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Super,
    base: Kind::Object,
    doc: "super(type) -> unbound super object\nsuper(type, obj) -> bound super object; obj is an instance of type\nsuper(type, type2) -> bound super object; type2 is type or derived from it",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special("__init__", 1, 2, init, INITIALIZER_DOC),
    special(
        "__getattribute__",
        1,
        1,
        getattribute,
        "x.__getattribute__('name') <==> x.name",
    ),
    special("__get__", 1, 2, get, "descr.__get__(obj[, type]) -> value"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    getter("__thisclass__", this_class, "the class invoking super()").member(),
    getter(
        "__self__",
        this_self,
        "the object whose methods are looked up; None if unbound",
    )
    .member(),
    getter(
        "__self_class__",
        self_class,
        "the class of that object; None if unbound",
    )
    .member(),
];

fn this(arguments: &[Value]) -> Ref<SuperObject> {
    Ref::of(arguments[0])
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

/// The class whose mro is searched for `super(class, receiver)`. TypeError.
fn check(vm: &mut Vm, class: Ref<TypeObject>, receiver: Value) -> Result<Ref<TypeObject>> {
    if vm.kind_of(receiver) == Kind::Type && vm.is_subtype(Ref::of(receiver), class) {
        return Ok(Ref::of(receiver));
    }
    let own = vm.class_of(receiver);
    if vm.is_subtype(own, class) {
        return Ok(own);
    }
    let name = vm.names.__class__;
    if let Some(claimed) = vm.getattr_optional(receiver, name)? {
        if vm.kind_of(claimed) == Kind::Type && vm.is_subtype(Ref::of(claimed), class) {
            return Ok(Ref::of(claimed));
        }
    }
    Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::Type {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("super() argument 1 must be type, not {name}")));
    }
    let s = this(arguments);
    s.set(vm, |s| &s.class, arguments[1]);
    if let Some(&receiver) = arguments.get(2).filter(|v| !v.is_none()) {
        let class = check(vm, Ref::of(arguments[1]), receiver)?;
        s.set(vm, |s| &s.receiver, receiver);
        s.set(vm, |s| &s.receiver_class, class.value());
    }
    Ok(Value::NONE)
}

fn getattribute(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let name = vm.name_of(arguments[1], "attribute name")?;
    if !s.receiver.get().is_unbound() && name != vm.names.__class__ {
        let class = s.receiver_class.of::<TypeObject>();
        let mro = class.mro_items();
        let start = mro
            .iter()
            .position(|&c| c == s.class.get())
            .map_or(mro.len(), |i| i + 1);
        for &candidate in &mro[start..] {
            let dict = match vm.kind_of(candidate) {
                Kind::Type => Ref::<TypeObject>::of(candidate).namespace(),
                _ => Ref::<crate::old_class::OldClassObject>::of(candidate).dict.of(),
            };
            if let Some(attribute) = vm.dict_get_str(dict, name) {
                let receiver = s.receiver.get();
                if receiver == class.value() {
                    return vm.bind_to_class(attribute, receiver);
                }
                return vm.bind(attribute, receiver, class);
            }
        }
    }
    vm.generic_getattr(arguments[0], name)
}

fn get(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    if arguments[1].is_none() || !s.receiver.get().is_unbound() {
        return Ok(arguments[0]);
    }
    let own = vm.class_of(arguments[0]);
    if own != vm.type_of_kind(Kind::Super) {
        return vm.call(own.value(), &[s.class.get(), arguments[1]]);
    }
    let class = check(vm, s.class.of(), arguments[1])?;
    let bound = Ref::<SuperObject>::of(vm.new_instance(own)?);
    bound.set(vm, |b| &b.class, s.class.get());
    bound.set(vm, |b| &b.receiver, arguments[1]);
    bound.set(vm, |b| &b.receiver_class, class.value());
    Ok(bound.value())
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let class = match s.class.get().bound() {
        Some(class) => Ref::<TypeObject>::of(class).short_name(),
        None => "NULL".to_string(),
    };
    let text = match s.receiver_class.get().bound() {
        Some(receiver) => {
            let receiver = Ref::<TypeObject>::of(receiver).short_name();
            format!("<super: <class '{class}'>, <{receiver} object>>")
        }
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    Ok(vm.str(text.as_bytes()))
}

fn this_class(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).class.get().bound().unwrap_or(Value::NONE))
}

fn this_self(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).receiver.get().bound().unwrap_or(Value::NONE))
}

fn self_class(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).receiver_class.get().bound().unwrap_or(Value::NONE))
}
