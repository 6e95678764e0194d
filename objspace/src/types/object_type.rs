//! `object`.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::{function, getter, special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC};
use crate::object::Ref;
use crate::types::type_type::solid_base;
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
    special_variadic("__init__", init, INITIALIZER_DOC),
    getter("__class__", class, "the object's class").setting(set_class),
    function("__reduce__", 0, 1, reduce, "helper for pickle"),
    function("__reduce_ex__", 0, 1, reduce_ex, "helper for pickle"),
    function("__format__", 1, 1, format, "default object formatter"),
    function("__sizeof__", 0, 0, sizeof, "how many bytes the object takes"),
    function(
        "__subclasshook__",
        1,
        1,
        |_, _| Ok(Value::NOT_IMPLEMENTED),
        "Abstract classes override it to say what their subclasses are.",
    )
    .class_method(),
];

/// What needs all types to exist.
pub(crate) fn finish(vm: &mut Vm) {
    super::old_types::finish(vm);
}

/// Whether there are arguments besides the first.
fn has_excess(arguments: &[Value]) -> bool {
    let keywords = arguments[arguments.len() - 1];
    arguments.len() > 2 || !keywords.is_unbound() && !Ref::<DictObject>::of(keywords).is_empty()
}

/// Whether the class has its own `__new__` and its own `__init__`: these take what object's do not.
fn overrides(vm: &mut Vm, class: Ref<TypeObject>) -> (bool, bool) {
    let object = vm.type_of_kind(Kind::Object);
    let (new, init) = (vm.names.__new__, vm.names.__init__);
    (
        vm.lookup(class, new) != vm.lookup(object, new),
        vm.lookup(class, init) != vm.lookup(object, init),
    )
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::<TypeObject>::of(arguments[0]);
    if has_excess(arguments) {
        let (new, init) = overrides(vm, class);
        // A class with both its own may pass on what it likes, but should not.
        if new && init {
            vm.warn(Error::DeprecationWarning, "object() takes no parameters")?;
        } else if new || !init {
            return Err(vm.type_error("object() takes no parameters"));
        }
    }
    if class.abstract_methods.get() {
        return Err(abstract_error(vm, class));
    }
    vm.new_instance(class)
}

#[cold]
fn abstract_error(vm: &mut Vm, class: Ref<TypeObject>) -> jit::Exception {
    let name = vm.names.__abstractmethods__;
    let methods = vm
        .getattr(class.value(), name)
        .and_then(|methods| vm.list_from(methods));
    let methods = match methods {
        Ok(methods) => methods,
        Err(e) => return e,
    };
    let mut names: Vec<String> = Vec::new();
    for &method in methods.items() {
        match vm.to_str(method) {
            Ok(text) => names.push(text.text().into_owned()),
            Err(e) => return e,
        }
    }
    names.sort();
    let (class, names) = (class.full_name(), names.join(", "));
    vm.type_error(&format!(
        "Can't instantiate abstract class {class} with abstract methods {names}"
    ))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    if has_excess(arguments) {
        let class = vm.class_of(arguments[0]);
        let (new, init) = overrides(vm, class);
        if init && new {
            vm.warn(Error::DeprecationWarning, "object.__init__() takes no parameters")?;
        } else if init || !new {
            return Err(vm.type_error("object.__init__() takes no parameters"));
        }
    }
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

/// `object.__class__ = class`: between classes of Python's own with the same layout.
fn set_class(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (object, class) = (arguments[0], arguments[1]);
    if class.is_unbound() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    if vm.kind_of(class) != Kind::Type {
        let got = vm.type_name(class);
        return Err(vm.type_error(&format!("__class__ must be set to new-style class, not '{got}' object")));
    }
    let (old, new) = (vm.class_of(object), Ref::<TypeObject>::of(class));
    if !old.heap_type.get() || !new.heap_type.get() {
        return Err(vm.type_error("__class__ assignment: only for heap types"));
    }
    let alike = old.has_dict.get() == new.has_dict.get()
        && old.has_weakrefs.get() == new.has_weakrefs.get()
        && have_same_members(vm, solid_base(old), solid_base(new));
    if !alike {
        let (old, new) = (old.full_name(), new.full_name());
        return Err(vm.type_error(&format!(
            "__class__ assignment: '{old}' object layout differs from '{new}'"
        )));
    }
    vm.move_to_class(object, new, Value::UNBOUND)?;
    if new.has_finalizer.get() && !old.has_finalizer.get() {
        vm.heap.register_finalizer(object.pointer());
    }
    Ok(Value::NONE)
}

/// Whether instances of two classes, which add something to their bases' instances, are laid out alike: the classes are the same, or both add
/// the same slots to the same base.
fn have_same_members(vm: &mut Vm, a: Ref<TypeObject>, b: Ref<TypeObject>) -> bool {
    if a == b {
        return true;
    }
    let members = |vm: &mut Vm, class: Ref<TypeObject>| {
        let dict = class.dict.of::<DictObject>();
        let own = dict.pairs().filter_map(|(name, v)| {
            let is_slot = v.is_pointer() && v.map() == Kind::MemberDescriptor.map();
            Some((is_slot.then(|| vm.member_slot(Ref::of(v)))??, name))
        });
        own.collect::<Vec<_>>()
    };
    let (of_a, of_b) = (members(vm, a), members(vm, b));
    a.base.get() == b.base.get() && a.native_size.get() == b.native_size.get() && !of_a.is_empty() && of_a == of_b
}

pub static DICT: Native =
    getter("__dict__", get_dict, "dictionary for instance variables (if defined)").setting(set_dict);
static WEAKREF: Native = getter(
    "__weakref__",
    |_, _| Ok(Value::NONE),
    "list of weak references to the object (if defined)",
);

/// Gives a new class the descriptors of what its instances have and the bases' do not: `__dict__` and `__weakref__`.
pub(crate) fn add_instance_descriptors(vm: &mut Vm, class: Ref<TypeObject>) {
    for (native, present) in [(&DICT, class.has_dict.get()), (&WEAKREF, class.has_weakrefs.get())] {
        if present && vm.lookup_text(class, native.name).is_none() {
            let descriptor = vm.new_native(Kind::GetSetDescriptor, native, Value::UNBOUND, class.value());
            let name = vm.intern(native.name);
            vm.class_set(class, name, descriptor);
        }
    }
}

fn get_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.attribute_dict(arguments[0]).value())
}

fn set_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = match arguments[1].bound() {
        None => vm.new_dict(),
        Some(dict) if vm.is_kind(dict, Kind::Dict) => Ref::of(dict),
        Some(other) => {
            let got = vm.type_name(other);
            return Err(vm.type_error(&format!("__dict__ must be set to a dictionary, not a '{got}'")));
        }
    };
    if vm.kind_of(arguments[0]) == Kind::Type {
        return Err(vm.raise(
            Error::AttributeError,
            "attribute '__dict__' of 'type' objects is not writable",
        ));
    }
    vm.install_dict(arguments[0], dict);
    Ok(Value::NONE)
}

/// `__format__`: the str (or unicode) of the object, formatted.
fn format(vm: &mut Vm, arguments: &[Value]) -> Result {
    let kind = vm.kind_of(arguments[1]);
    let text = match kind {
        Kind::Str => vm.to_str(arguments[0])?.value(),
        Kind::Unicode => {
            let class = vm.type_of_kind(Kind::Unicode).value();
            vm.call(class, &[arguments[0]])?
        }
        _ => return Err(vm.type_error("argument to __format__ must be unicode or str")),
    };
    vm.warn_of_format(arguments[1])?;
    let name = vm.names.__format__;
    vm.call_method(text, name, &[arguments[1]])
}

impl Vm {
    /// Warns of a specification for an object that only has object's way to be formatted. Err: a filter made it an exception.
    pub(crate) fn warn_of_format(&mut self, specification: Value) -> Result<()> {
        let empty = match self.kind_of(specification) {
            Kind::Str => Ref::<crate::string::StrObject>::of(specification).is_empty(),
            _ => Ref::<crate::unicode::UnicodeObject>::of(specification)
                .bytes()
                .is_empty(),
        };
        if empty {
            return Ok(());
        }
        self.warn(
            Error::PendingDeprecationWarning,
            "object.__format__ with a non-empty format string is deprecated",
        )
    }
}

fn sizeof(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(vm.size_in_bytes(arguments[0]) as i64))
}

/// A function of the module `copy_reg`.
fn copy_reg(vm: &mut Vm, name: &str) -> Result {
    let import = vm.intern("__import__");
    let import = vm.dict_get_str(vm.builtins, import).unwrap_or(Value::NONE);
    let module = vm.str(b"copy_reg");
    let module = vm.call(import, &[module])?;
    vm.getattr_text(module, name)
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    if let Some(&protocol) = arguments.get(1) {
        if vm.argument_c_int(protocol)? >= 2 {
            return reduce_by_newobj(vm, arguments[0]);
        }
    }
    let function = copy_reg(vm, "_reduce_ex")?;
    vm.call(function, &[arguments[0], Value::integer(0)])
}

/// `__reduce_ex__(protocol)`: an overridden `__reduce__`, else the reduction of `copy_reg`; from protocol 2 on by `__newobj__`.
fn reduce_ex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.__reduce__;
    let (own, object) = (vm.class_of(arguments[0]), vm.type_of_kind(Kind::Object));
    if vm.lookup(own, name) != vm.lookup(object, name) {
        return vm.call_method(arguments[0], name, &[]);
    }
    let protocol = arguments.get(1).copied().unwrap_or(Value::integer(0));
    if vm.index_i64(protocol)? >= 2 {
        return reduce_by_newobj(vm, arguments[0]);
    }
    let function = copy_reg(vm, "_reduce_ex")?;
    vm.call(function, &[arguments[0], protocol])
}

/// (copy_reg.__newobj__, (class, arguments...), state, list items, dict items), as PEP 307 has it.
fn reduce_by_newobj(vm: &mut Vm, object: Value) -> Result {
    let name = vm.names.__class__;
    let class = vm.getattr(object, name)?;
    if !vm.class_of(object).heap_type.get() && has_no_new(vm, object) {
        let name = vm.type_name(object);
        return Err(vm.type_error(&format!("can't pickle {name} objects")));
    }
    let new_arguments = vm.list(&[class]);
    let name = vm.names.__getnewargs__;
    if let Some(method) = vm.getattr_optional(object, name)? {
        let given = vm.call(method, &[])?;
        if !vm.is_kind(given, Kind::Tuple) {
            let got = vm.type_name(given);
            return Err(vm.type_error(&format!("__getnewargs__ should return a tuple, not '{got}'")));
        }
        vm.list_extend(Ref::of(new_arguments), vm.items_of(given))?;
    }
    let new_arguments = vm.tuple_from(new_arguments)?;
    let name = vm.names.__getstate__;
    let state = match vm.getattr_optional(object, name)? {
        Some(method) => vm.call(method, &[])?,
        None => default_state(vm, object, class)?,
    };
    let list_items = if vm.is_kind(object, Kind::List) {
        vm.iter(object)?
    } else {
        Value::NONE
    };
    let dict_items = if vm.is_kind(object, Kind::Dict) {
        let name = vm.names.iteritems;
        vm.call_method(object, name, &[])?
    } else {
        Value::NONE
    };
    let function = copy_reg(vm, "__newobj__")?;
    Ok(vm.tuple(&[function, new_arguments, state, list_items, dict_items]))
}

/// Whether the object's type is a built-in one whose instances calling it does not make.
fn has_no_new(vm: &mut Vm, object: Value) -> bool {
    let (class, root, new) = (vm.class_of(object), vm.type_of_kind(Kind::Object), vm.names.__new__);
    class != root && vm.lookup(class, new) == vm.lookup(root, new)
}

/// The `__dict__`, together with the values of `__slots__` where there are any.
fn default_state(vm: &mut Vm, object: Value, class: Value) -> Result {
    let name = vm.names.__dict__;
    let dict = vm.getattr_optional(object, name)?.unwrap_or(Value::NONE);
    let names = copy_reg(vm, "_slotnames")?;
    let names = vm.call(names, &[class])?;
    if !vm.is_kind(names, Kind::List) {
        return Ok(dict);
    }
    let (names, slots) = (Ref::<ListObject>::of(names), vm.new_dict());
    for i in 0..names.len() {
        let name = vm.name_of(names.get(i), "attribute name")?;
        if let Some(v) = vm.getattr_optional(object, name)? {
            vm.dict_set_str(slots, name, v);
        }
    }
    if slots.is_empty() {
        return Ok(dict);
    }
    Ok(vm.tuple(&[dict, slots.value()]))
}
