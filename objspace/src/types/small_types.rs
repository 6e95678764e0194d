//! `module`, `cell`, and the types of None, NotImplemented and Ellipsis.

use crate::function::CellObject;
use crate::kind::Kind;
use crate::module::ModuleObject;
use crate::native::{getter, special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC};
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

macro_rules! definition {
    ($name:ident $kind:ident $new:expr, $subclassable:literal, $methods:expr) => {
        pub static $name: TypeDefinition = TypeDefinition {
            kind: Kind::$kind,
            base: Kind::Object,
            doc: "",
            new: $new,
            methods: $methods,
            subclassable: $subclassable,
        };
    };
}

macro_rules! singleton {
    ($name:ident $kind:ident $text:literal) => {
        definition!($name $kind None, false, &[special(
            "__repr__",
            0,
            0,
            |vm, _| Ok(vm.intern($text).value()),
            "x.__repr__() <==> repr(x)",
        )]);
    };
}

singleton!(NONE NoneType "None");
singleton!(NOT_IMPLEMENTED NotImplementedType "NotImplemented");
singleton!(ELLIPSIS EllipsisType "Ellipsis");

definition!(CELL Cell None, false, CELL_METHODS);
definition!(MODULE Module Some(new_module), true, MODULE_METHODS);

static CELL_METHODS: &[Native] = &[
    special("__repr__", 0, 0, cell_repr, "x.__repr__() <==> repr(x)"),
    special("__cmp__", 1, 1, cell_cmp, "x.__cmp__(y) <==> cmp(x,y)"),
    getter("cell_contents", cell_contents, ""),
];

fn content(cell: Value) -> Option<Value> {
    Ref::<CellObject>::of(cell).content.get().bound()
}

fn cell_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let at = arguments[0].0;
    let text = match content(arguments[0]) {
        Some(v) => format!("<cell at {at:#x}: {} object at {:#x}>", vm.type_name(v), v.0),
        None => format!("<cell at {at:#x}: empty>"),
    };
    Ok(vm.str(text.as_bytes()))
}

/// Cells compare by their contents, empty ones first.
fn cell_cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Cell) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ordering = match (content(arguments[0]), content(arguments[1])) {
        (Some(a), Some(b)) => vm.cmp(a, b)?,
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
    };
    Ok(Value::integer(ordering as i64))
}

fn cell_contents(vm: &mut Vm, arguments: &[Value]) -> Result {
    match content(arguments[0]) {
        Some(v) => Ok(v),
        None => Err(vm.value_error("Cell is empty")),
    }
}

static MODULE_METHODS: &[Native] = &[
    special_variadic("__init__", init_module, INITIALIZER_DOC),
    special("__repr__", 0, 0, module_repr, "x.__repr__() <==> repr(x)"),
    getter("__dict__", |_, a| Ok(module(a).dict.get()), "").member(),
];

fn module(arguments: &[Value]) -> Ref<ModuleObject> {
    Ref::of(arguments[0])
}

fn new_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = vm.new_dict();
    let module = Ref::<ModuleObject>::of(vm.new_instance(Ref::of(arguments[0]))?);
    module.set(vm, |m| &m.dict, dict.value());
    Ok(module.value())
}

/// `module(name[, doc])`.
fn init_module(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [name, doc] = vm.named_arguments("module.__init__", 1, ["name", "doc"], &arguments[1..])?;
    if !vm.is_kind(name, Kind::Str) {
        let got = vm.type_name(name);
        return Err(vm.type_error(&format!("module.__init__() argument 1 must be string, not {got}")));
    }
    let dict = module(arguments).namespace();
    let key = vm.names.__name__;
    vm.dict_set_str(dict, key, name);
    let key = vm.names.__doc__;
    vm.dict_set_str(dict, key, doc.bound().unwrap_or(Value::NONE));
    Ok(Value::NONE)
}

fn module_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = module(arguments).namespace();
    let text = |vm: &mut Vm, key: Ref<StrObject>| {
        let v = vm.dict_get_str(dict, key)?;
        vm.is_kind(v, Kind::Str).then(|| Ref::<StrObject>::of(v).text())
    };
    let (name, file) = (vm.names.__name__, vm.names.__file__);
    let name = text(vm, name).unwrap_or_else(|| "?".into());
    let text = match text(vm, file) {
        Some(file) => format!("<module '{name}' from '{file}'>"),
        None => format!("<module '{name}' (built-in)>"),
    };
    Ok(vm.str(text.as_bytes()))
}
