//! `type`: making classes, class and instance tests.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::{function, getter, special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC};
use crate::object::Ref;
use crate::old_class::OldClassObject;
use crate::protocols::attribute::WrapperObject;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::types::slots;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Type,
    base: Kind::Object,
    doc: "type(object) -> the class of an object\ntype(name, bases, dict) -> a new class",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
    special_variadic("__init__", init, INITIALIZER_DOC),
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
    special(
        "__eq__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_eq),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_ne),
        "x.__ne__(y) <==> x!=y",
    ),
    special(
        "__lt__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_lt),
        "x.__lt__(y) <==> x<y",
    ),
    special(
        "__le__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_le),
        "x.__le__(y) <==> x<=y",
    ),
    special(
        "__gt__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_gt),
        "x.__gt__(y) <==> x>y",
    ),
    special(
        "__ge__",
        1,
        1,
        |vm, a| order(vm, a, Ordering::is_ge),
        "x.__ge__(y) <==> x>=y",
    ),
    function(
        "__instancecheck__",
        1,
        1,
        instancecheck,
        "whether an object counts as an instance of the class",
    ),
    function(
        "__subclasscheck__",
        1,
        1,
        subclasscheck,
        "whether a class counts as derived from the class",
    ),
    function("__subclasses__", 0, 0, subclasses, "list of immediate subclasses"),
    function("mro", 0, 0, mro, "the type's method resolution order, as a list"),
    getter("__name__", get_name, "").setting(set_name),
    getter("__bases__", get_bases, "").setting(set_bases),
    getter("__module__", get_module, "").setting(set_module),
    getter("__dict__", get_dict, ""),
    getter("__doc__", get_doc, ""),
    getter("__base__", get_base, "").member(),
    getter("__mro__", get_mro, "").member(),
    getter("__flags__", get_flags, "").member(),
    getter("__basicsize__", get_basicsize, "").member(),
    getter("__itemsize__", get_itemsize, "").member(),
    getter("__dictoffset__", get_dictoffset, "").member(),
    getter("__weakrefoffset__", get_weakrefoffset, "").member(),
    getter("__abstractmethods__", get_abstract, "").setting(set_abstract),
];

fn class_of_self(arguments: &[Value]) -> Ref<TypeObject> {
    Ref::of(arguments[0])
}

/// `type(object)`, or `type(name, bases, dict)`.
fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let metaclass = Ref::<TypeObject>::of(arguments[0]);
    let given = &arguments[1..arguments.len() - 1];
    if given.len() == 1 && metaclass == vm.type_of_kind(Kind::Type) {
        return Ok(vm.class_of(given[0]).value());
    }
    let keywords = arguments[arguments.len() - 1];
    let count = given.len() + keywords.bound().map_or(0, |k| Ref::<DictObject>::of(k).len());
    if count != 3 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let [name, bases, dict] = vm.named_arguments("type", 3, ["name", "bases", "dict"], &arguments[1..])?;
    if !vm.is_kind(name, Kind::Str) {
        let name = vm.type_name(name);
        return Err(vm.type_error(&format!("type() argument 1 must be string, not {name}")));
    }
    if Ref::<StrObject>::of(name).bytes().contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    if !vm.is_kind(bases, Kind::Tuple) {
        let name = vm.type_name(bases);
        return Err(vm.type_error(&format!("type() argument 2 must be tuple, not {name}")));
    }
    if !vm.is_kind(dict, Kind::Dict) {
        let name = vm.type_name(dict);
        return Err(vm.type_error(&format!("type() argument 3 must be dict, not {name}")));
    }
    make_class(vm, metaclass, name, Ref::of(bases), Ref::of(dict))
}

/// The most derived of the metaclass and the bases' metaclasses. TypeError: conflict.
fn most_derived(vm: &mut Vm, metaclass: Ref<TypeObject>, bases: Ref<TupleObject>) -> Result<Ref<TypeObject>> {
    let mut winner = metaclass;
    for &base in bases.items() {
        if vm.kind_of(base) == Kind::OldClass {
            continue;
        }
        let own = vm.class_of(base);
        if vm.is_subtype(winner, own) {
            continue;
        }
        if vm.is_subtype(own, winner) {
            winner = own;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

fn make_class(
    vm: &mut Vm,
    metaclass: Ref<TypeObject>,
    name: Value,
    bases: Ref<TupleObject>,
    dict: Ref<DictObject>,
) -> Result {
    let winner = most_derived(vm, metaclass, bases)?;
    if winner != metaclass {
        // The winner's own __new__, if it has one.
        let key = vm.names.__new__;
        let own = vm.type_of_kind(Kind::Type);
        if vm.lookup(winner, key) != vm.lookup(own, key) {
            let new = vm.lookup(winner, key).unwrap_or(Value::NONE);
            let new = if vm.kind_of(new) == Kind::StaticMethod {
                vm.unwrap_static(new)
            } else {
                new
            };
            return vm.call(new, &[winner.value(), name, bases.value(), dict.value()]);
        }
    }
    let bases = if bases.is_empty() {
        let object = vm.type_of_kind(Kind::Object).value();
        Ref::of(vm.tuple(&[object]))
    } else {
        bases
    };
    let base = best_base(vm, bases)?;
    let own_dict = vm.dict_copy(dict)?;
    let class = Ref::<TypeObject>::of(vm.new_instance(winner)?);
    class.set(vm, |t| &t.name, name);
    class.set(vm, |t| &t.bases, bases.value());
    class.set(vm, |t| &t.base, base.value());
    class.set(vm, |t| &t.dict, own_dict.value());
    class.kind.set(base.kind.get());
    class.native_size.set(base.native_size.get());
    class.native.init(base.native.get());
    class.heap_type.set(true);
    class.subclassable.set(true);
    class.has_dict.set(base.has_dict.get());
    class.has_weakrefs.set(base.has_weakrefs.get());
    class.members.set(base.members.get());
    vm.class_versions += 1;
    class.version.set(vm.class_versions);
    class.predicted_slots.set(if base.heap_type.get() {
        base.predicted_slots.get()
    } else {
        3
    });
    for &other in bases.items() {
        if vm.kind_of(other) == Kind::OldClass {
            class.has_dict.set(true);
            class.has_weakrefs.set(true);
        } else {
            let other = Ref::<TypeObject>::of(other);
            class.has_dict.set(class.has_dict.get() || other.has_dict.get());
            class
                .has_finalizer
                .set(class.has_finalizer.get() || other.has_finalizer.get());
        }
    }
    set_module_from_frame(vm, own_dict);
    wrap_new(vm, own_dict);
    slots::add_slots(vm, class, base, own_dict)?;
    let doc = vm.names.__doc__;
    if vm.dict_get_str(own_dict, doc).is_none() {
        vm.dict_set_str(own_dict, doc, Value::NONE);
    }
    let del = vm.names.__del__;
    if vm.dict_get_str(own_dict, del).is_some() {
        class.has_finalizer.set(true);
    }
    compute_mro(vm, class)?;
    crate::types::object_type::add_instance_descriptors(vm, class);
    for &other in bases.items() {
        if vm.kind_of(other) == Kind::Type {
            vm.add_subclass(Ref::of(other), class);
        }
    }
    for &entry in class.mro_items() {
        if vm.kind_of(entry) == Kind::OldClass {
            vm.add_derived_class(Ref::of(entry), class)?;
        }
    }
    Ok(class.value())
}

/// `__module__` from the globals of the frame that makes the class.
pub(crate) fn set_module_from_frame(vm: &mut Vm, dict: Ref<DictObject>) {
    let module = vm.names.__module__;
    if vm.dict_get_str(dict, module).is_some() {
        return;
    }
    if let Some(function) = vm.running_function() {
        let name = vm.names.__name__;
        if let Some(v) = vm.dict_get_str(function.globals(), name) {
            vm.dict_set_str(dict, module, v);
        }
    }
}

/// A function called `__new__` becomes a static method.
fn wrap_new(vm: &mut Vm, dict: Ref<DictObject>) {
    let name = vm.names.__new__;
    if let Some(new) = vm.dict_get_str(dict, name) {
        if vm.kind_of(new) == Kind::Function {
            let wrapped = vm.new_static_method(new);
            vm.dict_set_str(dict, name, wrapped);
        }
    }
}

/// Where a class's struct or slots end: the class in its chain of bases that added to the layout last.
pub(crate) fn solid_base(class: Ref<TypeObject>) -> Ref<TypeObject> {
    match class.base.get().bound() {
        None => class,
        Some(base) => {
            let base = Ref::<TypeObject>::of(base);
            if base.kind.get() != class.kind.get()
                || base.members.get() != class.members.get()
                || base.native_size.get() != class.native_size.get()
            {
                class
            } else {
                solid_base(base)
            }
        }
    }
}

/// The base whose struct the instances have. TypeError: not a type, not subclassable, layout conflict.
fn best_base(vm: &mut Vm, bases: Ref<TupleObject>) -> Result<Ref<TypeObject>> {
    let mut best: Option<(Ref<TypeObject>, Ref<TypeObject>)> = None;
    for &base in bases.items() {
        if vm.kind_of(base) == Kind::OldClass {
            continue;
        }
        if vm.kind_of(base) != Kind::Type {
            return Err(vm.type_error("bases must be types"));
        }
        let base = Ref::<TypeObject>::of(base);
        if !base.subclassable.get() {
            let name = base.full_name();
            return Err(vm.type_error(&format!("type '{name}' is not an acceptable base type")));
        }
        let solid = solid_base(base);
        match best {
            None => best = Some((base, solid)),
            Some((_, winner)) if vm.is_subtype(winner, solid) => {}
            Some((_, winner)) if vm.is_subtype(solid, winner) => best = Some((base, solid)),
            Some(_) => return Err(vm.type_error("multiple bases have instance lay-out conflict")),
        }
    }
    match best {
        Some((base, _)) => Ok(base),
        None => Err(vm.type_error("a new-style class can't have only classic bases")),
    }
}

/// Sets the class's mro: the metaclass's `mro()` if it has its own, else C3.
fn compute_mro(vm: &mut Vm, class: Ref<TypeObject>) -> Result<()> {
    let metaclass = vm.class_of(class.value());
    let name = vm.intern("mro");
    let own = vm.type_of_kind(Kind::Type);
    let sequence = if metaclass != own && vm.lookup(metaclass, name) != vm.lookup(own, name) {
        // The method may look at the class: give it something to find.
        let c3 = c3(vm, class)?;
        class.set(vm, |t| &t.mro, c3);
        let method = vm.lookup(metaclass, name).unwrap_or(Value::NONE);
        let bound = vm.bind(method, class.value(), metaclass)?;
        let result = vm.call(bound, &[])?;
        let tuple = vm.tuple_from(result)?;
        for &entry in vm.items_of(tuple) {
            if !matches!(vm.kind_of(entry), Kind::Type | Kind::OldClass) {
                let name = vm.type_name(entry);
                return Err(vm.type_error(&format!("mro() returned a non-class ('{name}')")));
            }
            if vm.kind_of(entry) == Kind::Type {
                let (own, other) = (solid_base(class), solid_base(Ref::of(entry)));
                if !vm.is_subtype_by_bases(own, other) {
                    let name = Ref::<TypeObject>::of(entry).full_name();
                    return Err(vm.type_error(&format!("mro() returned base with unsuitable layout ('{name}')")));
                }
            }
        }
        tuple
    } else {
        c3(vm, class)?
    };
    class.set(vm, |t| &t.mro, sequence);
    Ok(())
}

/// The linearization of an old-style class: depth first, left to right, each class once.
fn classic_mro(vm: &mut Vm, list: Ref<crate::list::ListObject>, class: Value) -> Result<()> {
    if list.items().contains(&class) {
        return Ok(());
    }
    vm.list_append(list, class)?;
    let bases = Ref::<OldClassObject>::of(class).bases.of::<TupleObject>();
    for &base in bases.items() {
        classic_mro(vm, list, base)?;
    }
    Ok(())
}

/// The C3 linearization as a tuple. TypeError: inconsistent bases.
fn c3(vm: &mut Vm, class: Ref<TypeObject>) -> Result {
    let bases = class.bases.of::<TupleObject>();
    for (i, base) in bases.items().iter().enumerate() {
        if bases.items()[..i].contains(base) {
            let name = vm.class_display_name(*base);
            return Err(vm.type_error(&format!("duplicate base class {name}")));
        }
    }
    // The sequences to merge, as lists in a list: the bases' linearizations and the bases themselves.
    let sequences = vm.new_list(bases.len() + 1)?;
    for &base in bases.items() {
        let list = if vm.kind_of(base) == Kind::OldClass {
            let list = vm.new_list(4)?;
            classic_mro(vm, list, base)?;
            list
        } else {
            Ref::of(vm.list(Ref::<TypeObject>::of(base).mro_items()))
        };
        vm.list_append(sequences, list.value())?;
    }
    let own = vm.list(bases.items());
    vm.list_append(sequences, own)?;
    let result = Ref::of(vm.list(&[class.value()]));
    let mut heads = vec![0usize; sequences.len()];
    let list_at = |i: usize| Ref::<crate::list::ListObject>::of(sequences.get(i));
    loop {
        let open: Vec<usize> = (0..sequences.len()).filter(|&i| heads[i] < list_at(i).len()).collect();
        if open.is_empty() {
            return Ok(vm.tuple(crate::list::ListObject::items(&result)));
        }
        let candidate = open.iter().map(|&i| list_at(i).get(heads[i])).find(|candidate| {
            open.iter()
                .all(|&i| !list_at(i).items()[heads[i] + 1..].contains(candidate))
        });
        let Some(candidate) = candidate else {
            let mut names: Vec<String> = Vec::new();
            for &i in &open {
                let name = vm.class_display_name(list_at(i).get(heads[i]));
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let names = names.join(", ");
            return Err(vm.type_error(&format!(
                "Error when calling the metaclass bases\n    Cannot create a consistent method resolution\norder (MRO) for bases {names}"
            ).replace("Error when calling the metaclass bases\n    ", "")));
        };
        vm.list_append(result, candidate)?;
        for &i in &open {
            if list_at(i).get(heads[i]) == candidate {
                heads[i] += 1;
            }
        }
    }
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (rest, keywords) = (&arguments[1..arguments.len() - 1], arguments[arguments.len() - 1]);
    vm.construct(class_of_self(arguments), rest, keywords)
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    let named = keywords.bound().map_or(0, |k| Ref::<DictObject>::of(k).len());
    let given = arguments.len() - 2;
    if named > 0 {
        return Err(vm.type_error("type.__init__() takes no keyword arguments"));
    }
    if given != 1 && given != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::NONE)
}

fn getattribute(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.type_getattr(class_of_self(arguments), name)
}

fn setattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.type_setattr(class_of_self(arguments), name, arguments[2])?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.type_setattr(class_of_self(arguments), name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let kind = if class.looks_built_in() { "type" } else { "class" };
    let module = get_module(vm, arguments)?;
    let short = class.short_name();
    let text = if vm.is_kind(module, Kind::Str) && Ref::<StrObject>::of(module).bytes() != b"__builtin__" {
        format!("<{kind} '{}.{short}'>", Ref::<StrObject>::of(module).text())
    } else {
        format!("<{kind} '{short}'>")
    };
    Ok(vm.str(text.as_bytes()))
}

/// Classes are in the order of their addresses; not where a metaclass compares by `__cmp__`, which comes after.
fn order(vm: &mut Vm, arguments: &[Value], is: fn(Ordering) -> bool) -> Result {
    let (a, b) = (arguments[0], arguments[1]);
    let cmp = vm.names.__cmp__;
    if vm.kind_of(b) != Kind::Type || vm.lookup_special(a, cmp).is_some() || vm.lookup_special(b, cmp).is_some() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(is(a.0.cmp(&b.0)).into())
}

fn instancecheck(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.plain_is_instance(arguments[1], arguments[0])?.into())
}

fn subclasscheck(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.plain_is_subclass(arguments[1], arguments[0])?.into())
}

fn subclasses(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = vm.new_list(4)?;
    for class in vm.direct_subclasses(class_of_self(arguments)) {
        vm.list_append(list, class.value())?;
    }
    Ok(list.value())
}

fn mro(vm: &mut Vm, arguments: &[Value]) -> Result {
    let tuple = c3(vm, class_of_self(arguments))?;
    Ok(vm.list(Ref::<TupleObject>::of(tuple).items()))
}

fn get_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    if class.heap_type.get() {
        return Ok(class.name.get());
    }
    Ok(vm.str(class.short_name().as_bytes()))
}

fn set_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    check_settable(vm, class, "__name__", arguments[1])?;
    if !vm.is_kind(arguments[1], Kind::Str) {
        let (name, got) = (class.short_name(), vm.type_name(arguments[1]));
        return Err(vm.type_error(&format!("can only assign string to {name}.__name__, not '{got}'")));
    }
    if Ref::<StrObject>::of(arguments[1]).bytes().contains(&0) {
        return Err(vm.value_error("__name__ must not contain null bytes"));
    }
    class.set(vm, |t| &t.name, arguments[1]);
    Ok(Value::NONE)
}

fn check_settable(vm: &mut Vm, class: Ref<TypeObject>, name: &str, value: Value) -> Result<()> {
    if !class.heap_type.get() {
        let class = class.full_name();
        return Err(vm.type_error(&format!("can't set {class}.{name}")));
    }
    if value.is_unbound() {
        let class = class.full_name();
        return Err(vm.type_error(&format!("can't delete {class}.{name}")));
    }
    Ok(())
}

fn get_bases(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(class_of_self(arguments).bases.get())
}

fn set_bases(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    check_settable(vm, class, "__bases__", arguments[1])?;
    if !vm.is_kind(arguments[1], Kind::Tuple) {
        let (name, got) = (class.short_name(), vm.type_name(arguments[1]));
        return Err(vm.type_error(&format!("can only assign tuple to {name}.__bases__, not {got}")));
    }
    let bases = Ref::<TupleObject>::of(arguments[1]);
    if bases.is_empty() {
        let name = class.short_name();
        return Err(vm.type_error(&format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for &base in bases.items() {
        if vm.kind_of(base) == Kind::Type && vm.is_subtype(Ref::of(base), class) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let base = best_base(vm, bases)?;
    if base.kind.get() != class.kind.get() || solid_base(base) != solid_base(class.base.of()) {
        let (old, new) = (class.base.of::<TypeObject>().short_name(), base.short_name());
        return Err(vm.type_error(&format!(
            "__bases__ assignment: '{new}' object layout differs from '{old}'"
        )));
    }
    let (old_bases, old_base, old_mro) = (class.bases.get(), class.base.get(), class.mro.get());
    class.set(vm, |t| &t.bases, bases.value());
    class.set(vm, |t| &t.base, base.value());
    let changed = vm.list(&[class.value(), old_mro]);
    if let Err(e) = compute_mro(vm, class).and_then(|()| compute_mros_below(vm, class, Ref::of(changed))) {
        let changed = Ref::<crate::list::ListObject>::of(changed);
        for pair in crate::list::ListObject::items(&changed).chunks_exact(2) {
            Ref::<TypeObject>::of(pair[0]).set(vm, |t| &t.mro, pair[1]);
        }
        class.set(vm, |t| &t.bases, old_bases);
        class.set(vm, |t| &t.base, old_base);
        return Err(e);
    }
    for &base in Ref::<TupleObject>::of(old_bases).items() {
        if vm.kind_of(base) == Kind::Type {
            vm.remove_subclass(Ref::of(base), class);
        }
    }
    for &base in bases.items() {
        if vm.kind_of(base) == Kind::Type {
            vm.add_subclass(Ref::of(base), class);
        }
    }
    vm.class_changed(class);
    vm.watched_whole_class_changed(class);
    Ok(Value::NONE)
}

/// Computes the mros of all classes that derive from one anew. `changed` takes each class with the mro it had.
fn compute_mros_below(vm: &mut Vm, class: Ref<TypeObject>, changed: Ref<crate::list::ListObject>) -> Result<()> {
    for subclass in vm.direct_subclasses(class) {
        vm.list_append(changed, subclass.value())?;
        vm.list_append(changed, subclass.mro.get())?;
        compute_mro(vm, subclass)?;
        compute_mros_below(vm, subclass, changed)?;
    }
    Ok(())
}

fn get_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    if class.heap_type.get() {
        let name = vm.names.__module__;
        return match vm.dict_get_str(class.namespace(), name) {
            Some(v) => Ok(v),
            None => Err(vm.raise(Error::AttributeError, "__module__")),
        };
    }
    let full = class.full_name();
    let module = full.rfind('.').map_or("__builtin__", |dot| &full[..dot]);
    Ok(vm.intern(module).value())
}

fn set_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    check_settable(vm, class, "__module__", arguments[1])?;
    let name = vm.names.__module__;
    vm.class_set(class, name, arguments[1]);
    Ok(Value::NONE)
}

fn get_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = class_of_self(arguments).namespace();
    Ok(vm.new_dict_proxy(dict))
}

fn get_doc(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let name = vm.names.__doc__;
    match vm.dict_get_str(class.namespace(), name) {
        Some(doc) if class.heap_type.get() => {
            if matches!(vm.kind_of(doc), Kind::Object | Kind::Native | Kind::Property) {
                return vm.bind_to_class(doc, class.value());
            }
            Ok(doc)
        }
        // Where instances have a `__doc__` of their own, the descriptor's documentation is the type's.
        Some(doc) if matches!(vm.kind_of(doc), Kind::GetSetDescriptor | Kind::MemberDescriptor) => {
            match Ref::<NativeObject>::of(doc).definition.get().doc {
                "" => Ok(Value::NONE),
                doc => Ok(vm.str(doc.as_bytes())),
            }
        }
        Some(doc) => Ok(doc),
        None => Ok(Value::NONE),
    }
}

fn get_base(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(class_of_self(arguments).base.get().bound().unwrap_or(Value::NONE))
}

fn get_mro(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(class_of_self(arguments).mro.get().bound().unwrap_or(Value::NONE))
}

/// Py_TPFLAGS as far as programs look: HEAPTYPE, BASETYPE, READY, HAVE_GC, ABSTRACT and the fast subclass bits.
fn get_flags(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let mut flags = 0x11eb | 1 << 12;
    flags |= (class.heap_type.get() as i64) << 9;
    flags |= (class.subclassable.get() as i64) << 10;
    flags |= (class.abstract_methods.get() as i64) << 20;
    let exception = vm.error_class(Error::BaseException);
    let fast = match class.kind.get() {
        Kind::Int | Kind::Bool => 23,
        Kind::Long => 24,
        Kind::List => 25,
        Kind::Tuple => 26,
        Kind::Str => 27,
        Kind::Unicode => 28,
        Kind::Dict => 29,
        Kind::Type => 31,
        _ if vm.is_subtype(class, exception) => 30,
        _ => 63,
    };
    if fast < 63 {
        flags |= 1 << fast;
    }
    Ok(vm.int(flags))
}

fn get_basicsize(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let size = class.kind.get().body_size() + 8 + class.members.get() as usize * 8;
    Ok(vm.int(size as i64))
}

fn get_itemsize(vm: &mut Vm, arguments: &[Value]) -> Result {
    let size = match class_of_self(arguments).kind.get() {
        Kind::Tuple => 8,
        Kind::Str => 1,
        Kind::Long => 4,
        Kind::Type => 40,
        _ => 0,
    };
    Ok(vm.int(size))
}

fn get_dictoffset(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let offset = if class.has_dict.get() {
        class.kind.get().body_size() as i64 + 8
    } else {
        0
    };
    Ok(vm.int(offset))
}

fn get_weakrefoffset(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let offset = if class.has_weakrefs.get() {
        class.kind.get().body_size() as i64 + 16
    } else {
        0
    };
    Ok(vm.int(offset))
}

fn get_abstract(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let name = vm.names.__abstractmethods__;
    match vm.dict_get_str(class.namespace(), name) {
        // type's own is this very attribute.
        Some(v) if class != vm.type_of_kind(Kind::Type) => Ok(v),
        _ => Err(vm.raise_with(Error::AttributeError, &[name.value()])),
    }
}

fn set_abstract(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = class_of_self(arguments);
    let name = vm.names.__abstractmethods__;
    let had = vm.class_set(class, name, arguments[1]);
    if !had {
        return Err(vm.raise_with(Error::AttributeError, &[name.value()]));
    }
    let abstract_methods = !arguments[1].is_unbound() && vm.truth(arguments[1])?;
    class.abstract_methods.set(abstract_methods);
    Ok(Value::NONE)
}

impl Vm {
    /// isinstance(v, class): tuples, `__instancecheck__`, then the plain test.
    pub fn is_instance(&mut self, v: Value, class: Value) -> Result<bool> {
        if self.kind_of(class) == Kind::Type {
            if self.class_of(v) == Ref::of(class) {
                return Ok(true);
            }
            if self.class_of(class) == self.type_of_kind(Kind::Type) {
                return self.plain_is_instance(v, class);
            }
        }
        if self.is_kind(class, Kind::Tuple) {
            return self.nested(" in __instancecheck__", |vm| {
                for &part in Ref::<TupleObject>::of(class).items() {
                    if vm.is_instance(v, part)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if !matches!(self.kind_of(class), Kind::OldClass | Kind::OldInstance) {
            let name = self.names.__instancecheck__;
            let metaclass = self.class_of(class);
            let own = self.lookup(metaclass, name);
            let type_class = self.type_of_kind(Kind::Type);
            if own.is_none() || own != self.lookup(type_class, name) {
                if let Some(result) = self.call_special(class, name, &[v])? {
                    return self.truth(result);
                }
            }
        }
        self.plain_is_instance(v, class)
    }

    /// The test without hooks: by type, or by `__class__` where that says something else.
    pub fn plain_is_instance(&mut self, v: Value, class: Value) -> Result<bool> {
        match self.kind_of(class) {
            Kind::Type => {
                let class = Ref::<TypeObject>::of(class);
                if self.is_instance_of(v, class) {
                    return Ok(true);
                }
                if !matches!(
                    self.kind_of(v),
                    Kind::Object | Kind::OldInstance | Kind::Native | Kind::WeakProxy
                ) {
                    return Ok(false);
                }
                let name = self.names.__class__;
                if self.has_plain_attributes(v) {
                    let (own, object) = (self.class_of(v), self.type_of_kind(Kind::Object));
                    if self.lookup(own, name) == self.lookup(object, name) {
                        return Ok(false);
                    }
                }
                match self.getattr_optional(v, name)? {
                    Some(claimed) if claimed != self.class_of(v).value() && self.kind_of(claimed) == Kind::Type => {
                        Ok(self.is_subtype(Ref::of(claimed), class))
                    }
                    _ => Ok(false),
                }
            }
            Kind::OldClass => {
                if self.kind_of(v) != Kind::OldInstance {
                    // A new class may derive from an old one.
                    return Ok(self.class_of(v).mro_items().contains(&class));
                }
                let own = self.map(v.map()).old_class;
                Ok(self.old_is_subclass(own, class))
            }
            _ => {
                let name = self.names.__bases__;
                if self.getattr_optional(class, name)?.is_none() {
                    return Err(
                        self.type_error("isinstance() arg 2 must be a class, type, or tuple of classes and types")
                    );
                }
                let name = self.names.__class__;
                match self.getattr_optional(v, name)? {
                    Some(own) => self.abstract_is_subclass(own, class),
                    None => Ok(false),
                }
            }
        }
    }

    /// issubclass(class, of): tuples, `__subclasscheck__`, then the plain test.
    pub fn is_subclass(&mut self, class: Value, of: Value) -> Result<bool> {
        if self.is_kind(of, Kind::Tuple) {
            return self.nested(" in __subclasscheck__", |vm| {
                for &part in Ref::<TupleObject>::of(of).items() {
                    if vm.is_subclass(class, part)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if self.kind_of(of) == Kind::Type && self.class_of(of) == self.type_of_kind(Kind::Type) {
            return self.plain_is_subclass(class, of);
        }
        if !matches!(self.kind_of(of), Kind::OldClass | Kind::OldInstance) {
            let name = self.names.__subclasscheck__;
            if let Some(result) = self.call_special(of, name, &[class])? {
                return self.truth(result);
            }
        }
        self.plain_is_subclass(class, of)
    }

    /// The test without hooks.
    pub fn plain_is_subclass(&mut self, class: Value, of: Value) -> Result<bool> {
        match (self.kind_of(class), self.kind_of(of)) {
            (Kind::Type, Kind::Type) => Ok(self.is_subtype(Ref::of(class), Ref::of(of))),
            (Kind::Type, Kind::OldClass) => Ok(Ref::<TypeObject>::of(class).mro_items().contains(&of)),
            (Kind::OldClass, Kind::OldClass) => Ok(self.old_is_subclass(class, of)),
            (Kind::OldClass, Kind::Type) => Ok(false),
            _ => {
                let name = self.names.__bases__;
                if self.getattr_optional(class, name)?.is_none() {
                    return Err(self.type_error("issubclass() arg 1 must be a class"));
                }
                if self.getattr_optional(of, name)?.is_none() {
                    return Err(self.type_error("issubclass() arg 2 must be a class or tuple of classes"));
                }
                self.abstract_is_subclass(class, of)
            }
        }
    }

    /// By `__bases__` attributes, for objects that only look like classes.
    fn abstract_is_subclass(&mut self, class: Value, of: Value) -> Result<bool> {
        self.check_native_stack(" in __subclasscheck__")?;
        if class == of {
            return Ok(true);
        }
        let name = self.names.__bases__;
        match self.getattr_optional(class, name)? {
            Some(bases) if self.is_kind(bases, Kind::Tuple) => {
                for &base in Ref::<TupleObject>::of(bases).items() {
                    if self.abstract_is_subclass(base, of)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    /// Whether a class is another one or has it among its single bases, whatever its mro says.
    fn is_subtype_by_bases(&self, class: Ref<TypeObject>, of: Ref<TypeObject>) -> bool {
        class == of
            || class
                .base
                .get()
                .bound()
                .is_some_and(|base| self.is_subtype_by_bases(Ref::of(base), of))
    }

    /// Whether an old-style class is or derives from another.
    pub fn old_is_subclass(&self, class: Value, of: Value) -> bool {
        class == of
            || Ref::<OldClassObject>::of(class)
                .bases
                .of::<TupleObject>()
                .items()
                .iter()
                .any(|&base| self.kind_of(base) == Kind::OldClass && self.old_is_subclass(base, of))
    }

    /// Takes `class` off the list of its base's subclasses.
    pub fn remove_subclass(&mut self, base: Ref<TypeObject>, class: Ref<TypeObject>) {
        let Some(list) = base.subclasses.get().bound() else {
            return;
        };
        let list = Ref::<crate::list::ListObject>::of(list);
        let mut kept = 0;
        for i in 0..list.len() {
            let weak = list.get(i);
            if self.weak_target(weak).is_some_and(|target| target != class.value()) {
                self.list_put(list, kept, weak);
                kept += 1;
            }
        }
        self.list_truncate(list, kept);
    }

    pub fn new_static_method(&mut self, callable: Value) -> Value {
        let p = self.heap.allocate(16, Kind::StaticMethod.map());
        let wrapper = unsafe { Ref::<WrapperObject>::from_pointer(p) };
        wrapper.callable.init(callable);
        wrapper.value()
    }

    /// The slot a member descriptor of `__slots__` reads; None for computed attributes.
    pub fn member_slot(&self, descriptor: Ref<NativeObject>) -> Option<u16> {
        let slot = descriptor.receiver.get();
        slot.is_integer().then(|| slot.as_integer() as u16)
    }

    /// A member descriptor's name.
    pub fn member_name(&mut self, descriptor: Ref<NativeObject>) -> Value {
        self.str(descriptor.definition.get().name.as_bytes())
    }
}
