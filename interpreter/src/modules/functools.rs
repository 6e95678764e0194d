//! `_functools`: partial and reduce.

use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, special_variadic, ModuleDefinition, Result, TypeDefinition, INITIALIZER_DOC};
use objspace::object::{Field, Ref};
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_functools",
    doc: "Functions that make functions of functions.",
    functions: &[function("reduce", 2, 3, reduce, "reduce(function, sequence[, initial]) -> value\n\nTakes the items one after another into a single value: each step calls function\nwith the value so far (first initial, or the first item) and the next item.")],
    initialize,
};

#[repr(C)]
struct PartialObject {
    header: Header,
    function: Field,
    /// The tuple of leading arguments.
    arguments: Field,
    /// The dict of keyword arguments.
    keywords: Field,
}

static PARTIAL: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "partial(func, *args, **keywords) - a callable that calls func with\n    these arguments and those of the call.\n",
    new: Some(new_partial),
    methods: &[
        special_variadic("__init__", |_, _| Ok(Value::NONE), INITIALIZER_DOC),
        special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
        getter("func", |_, a| Ok(this(a).function.get()), "the function that a call is passed on to").member(),
        getter("args", |_, a| Ok(this(a).arguments.get()), "the arguments that go before those of a call").member(),
        getter("keywords", |_, a| Ok(this(a).keywords.get()), "the keyword arguments that a call adds to or replaces").member(),
        function("__reduce__", 0, 0, reduce_object, "how copy and pickle take the object apart"),
        function("__setstate__", 1, 1, set_state, "how copy and pickle fill the object"),
    ],
    subclassable: true,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let size = std::mem::size_of::<PartialObject>() as u32;
    let class = vm.new_native_type("functools.partial", size, Layout::fixed_words(1, 3), &PARTIAL);
    class.has_dict.set(true);
    vm.add_natives(class, std::slice::from_ref(&objspace::types::object_type::DICT));
    class.has_weakrefs.set(true);
    // Instances have room for attributes: their map is made anew.
    class.root_map.set(0);
    vm.module_set(Ref::<ModuleObject>::of(module), "partial", class.value());
    Ok(())
}

fn this(arguments: &[Value]) -> Ref<PartialObject> {
    Ref::of(arguments[0])
}

fn new_partial(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[class, ref positional @ .., keywords] = arguments else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    let Some((&function, rest)) = positional.split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    let call = vm.names.__call__;
    if vm.kind_of(function) != Kind::OldInstance
        && vm.lookup_special(function, call).is_none()
        && !callable(vm, function)
    {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let rest = vm.tuple(rest);
    let copy = vm.new_dict();
    if !keywords.is_unbound() {
        vm.dict_update_from(copy, Ref::of(keywords))?;
    }
    let instance = vm.new_instance(Ref::of(class))?;
    let partial = Ref::<PartialObject>::of(instance);
    partial.set(vm, |p| &p.function, function);
    partial.set(vm, |p| &p.arguments, rest);
    partial.set(vm, |p| &p.keywords, copy.value());
    Ok(instance)
}

/// Values of kinds that are called without a `__call__` of their class.
fn callable(vm: &Vm, v: Value) -> bool {
    matches!(
        vm.kind_of(v),
        Kind::Function
            | Kind::NativeFunction
            | Kind::Method
            | Kind::Type
            | Kind::OldClass
            | Kind::MethodDescriptor
            | Kind::SlotWrapper
            | Kind::MethodWrapper
            | Kind::ClassMethodDescriptor
    )
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let partial = this(arguments);
    let (positional, keywords) = (&arguments[1..arguments.len() - 1], arguments[arguments.len() - 1]);
    let first = partial.arguments.of::<TupleObject>();
    let all = vm.new_tuple(first.len() + positional.len())?;
    for (i, &v) in first.items().iter().chain(positional).enumerate() {
        vm.tuple_put(all, i, v);
    }
    let own = Ref::of(partial.keywords.get());
    let merged = if keywords.is_unbound() {
        partial.keywords.get()
    } else {
        let merged = vm.dict_copy(own)?;
        vm.dict_update_from(merged, Ref::of(keywords))?;
        merged.value()
    };
    vm.call_with_keywords(partial.function.get(), all.items(), merged)
}

fn reduce_object(vm: &mut Vm, arguments: &[Value]) -> Result {
    let partial = this(arguments);
    let class = vm.class_of(arguments[0]).value();
    let function = vm.tuple(&[partial.function.get()]);
    let attributes = vm.instance_attributes(arguments[0]);
    let state = vm.tuple(&[
        partial.function.get(),
        partial.arguments.get(),
        partial.keywords.get(),
        attributes.value(),
    ]);
    Ok(vm.tuple(&[class, function, state]))
}

fn set_state(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Tuple) || Ref::<TupleObject>::of(arguments[1]).len() != 4 {
        return Err(vm.type_error("invalid partial state"));
    }
    let state = Ref::<TupleObject>::of(arguments[1]);
    if !vm.is_kind(state.get(1), Kind::Tuple) || !vm.is_kind(state.get(2), Kind::Dict) {
        return Err(vm.type_error("invalid partial state"));
    }
    let partial = this(arguments);
    partial.set(vm, |p| &p.function, state.get(0));
    partial.set(vm, |p| &p.arguments, state.get(1));
    partial.set(vm, |p| &p.keywords, state.get(2));
    if vm.is_kind(state.get(3), Kind::Dict) {
        vm.install_dict(arguments[0], Ref::of(state.get(3)));
    }
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[1])?;
    let mut result = match arguments.get(2) {
        Some(&initial) => initial,
        None => match vm.next(iterator)? {
            Some(first) => first,
            None => return Err(vm.type_error("reduce() of empty sequence with no initial value")),
        },
    };
    while let Some(item) = vm.next(iterator)? {
        result = vm.call(arguments[0], &[result, item])?;
    }
    Ok(result)
}
