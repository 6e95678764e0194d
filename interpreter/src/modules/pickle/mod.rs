//! `cPickle`: objects as strings of bytes, and back. `save` writes, `load` reads, `opcode` names the bytes between them.

mod load;
mod opcode;
mod save;
mod source;

use super::support::{keep_type, kept_type};
use objspace::class::TypeObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{named, special, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "cPickle",
    doc: "The native core of pickle.",
    functions: &[
        named("dump", 2, &["obj", "file", "protocol"], save::dump, "dump(obj, file, protocol=0) -- Writes the pickle of obj to file.\n\nPickler tells about protocol."),
        named("dumps", 1, &["obj", "protocol"], save::dumps, "dumps(obj, protocol=0) -- The pickle of obj as a string.\n\nPickler tells about protocol."),
        objspace::native::function("load", 1, 1, load::load, "load(file) -- The object whose pickle is read from file"),
        objspace::native::function("loads", 1, 1, load::loads, "loads(string) -- The object whose pickle the string is"),
        named("Pickler", 0, &["file", "protocol"], save::new_pickler, "Pickler(file, protocol=0) -- An object that writes pickles to file.\n\nThe protocol is 0, which is plain text, 1 or 2, which are shorter;\na negative one stands for the newest."),
        objspace::native::function("Unpickler", 1, 1, load::new_unpickler, "Unpickler(file) -- An object that reads pickles from file."),
    ],
    initialize,
};

/// The highest protocol there is.
const HIGHEST: i64 = 2;

static ERROR_METHODS: &[Native] = &[special("__str__", 0, 0, error_text, "x.__str__() <==> str(x)")];
static UNPICKLEABLE_METHODS: &[Native] = &[special("__str__", 0, 0, unpickleable_text, "x.__str__() <==> str(x)")];

/// Keys of the kept exception classes.
const PICKLE_ERROR: &str = "cPickle.PickleError";
const PICKLING_ERROR: &str = "cPickle.PicklingError";
const UNPICKLEABLE_ERROR: &str = "cPickle.UnpickleableError";
const UNPICKLING_ERROR: &str = "cPickle.UnpicklingError";
const BAD_GET: &str = "cPickle.BadPickleGet";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let exception = vm.error_class(Error::Exception);
    let base = error_class(vm, module, PICKLE_ERROR, "PickleError", exception, ERROR_METHODS);
    let pickling = error_class(vm, module, PICKLING_ERROR, "PicklingError", base, &[]);
    error_class(
        vm,
        module,
        UNPICKLEABLE_ERROR,
        "UnpickleableError",
        pickling,
        UNPICKLEABLE_METHODS,
    );
    let unpickling = error_class(vm, module, UNPICKLING_ERROR, "UnpicklingError", base, &[]);
    error_class(vm, module, BAD_GET, "BadPickleGet", unpickling, &[]);
    save::initialize(vm);
    load::initialize(vm);
    let version = vm.str(b"1.71");
    vm.module_set(module, "__version__", version);
    let format = vm.str(b"2.0");
    vm.module_set(module, "format_version", format);
    let formats = vm.new_list(5)?;
    for text in ["1.0", "1.1", "1.2", "1.3", "2.0"] {
        let text = vm.str(text.as_bytes());
        vm.list_append(formats, text)?;
    }
    vm.module_set(module, "compatible_formats", formats.value());
    vm.module_set(module, "HIGHEST_PROTOCOL", Value::integer(HIGHEST));
    Ok(())
}

fn error_class(
    vm: &mut Vm,
    module: Ref<ModuleObject>,
    key: &'static str,
    name: &str,
    base: Ref<TypeObject>,
    methods: &'static [Native],
) -> Ref<TypeObject> {
    let class = vm.new_exception_class(name, base, "");
    class.heap_type.set(true);
    let (attribute, text) = (vm.names.__module__, vm.intern("cPickle"));
    vm.dict_set_str(class.namespace(), attribute, text.value());
    vm.add_natives(class, methods);
    vm.class_changed(class);
    keep_type(vm, key, class);
    vm.module_set(module, name, class.value());
    class
}

/// The first of an exception's arguments.
fn first_argument(vm: &mut Vm, exception: Value) -> Result<Option<Value>> {
    let name = vm.names.args;
    let arguments = vm.getattr(exception, name)?;
    if vm.is_kind(arguments, Kind::Tuple) {
        return Ok(Ref::<TupleObject>::of(arguments).items().first().copied());
    }
    Ok(None)
}

fn error_text(vm: &mut Vm, arguments: &[Value]) -> Result {
    match first_argument(vm, arguments[0])? {
        Some(first) => Ok(vm.to_str(first)?.value()),
        None => Ok(vm.str(b"(what)")),
    }
}

fn unpickleable_text(vm: &mut Vm, arguments: &[Value]) -> Result {
    let what = match first_argument(vm, arguments[0])? {
        Some(first) => {
            let class = vm.class_of(first).value();
            vm.repr_text(class)?
        }
        None => "(what)".to_string(),
    };
    Ok(vm.str(format!("Cannot pickle {what} objects").as_bytes()))
}

/// Raises one of the module's errors.
fn error(vm: &mut Vm, class: &'static str, message: &str) -> jit::Exception {
    let text = vm.str(message.as_bytes());
    error_with(vm, class, text)
}

fn error_with(vm: &mut Vm, class: &'static str, argument: Value) -> jit::Exception {
    let class = kept_type(vm, class).value();
    match vm.call(class, &[argument]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

/// Takes the waiting exception away if it is one of the module's own kind.
fn swallow(vm: &mut Vm, class: &'static str) -> bool {
    let class = kept_type(vm, class);
    let waiting = vm.thread.exception;
    let matches = vm.is_kind(waiting, Kind::Exception) && vm.is_instance_of(waiting, class);
    if matches {
        vm.take_exception();
    }
    matches
}

/// The module of a dotted name, imported if need be.
fn import(vm: &mut Vm, name: Value) -> Result {
    let name = vm.name_of(name, "module name")?;
    if let Some(module) = vm.dict_get_str(vm.modules, name).filter(|m| !m.is_none()) {
        return Ok(module);
    }
    let import = vm.names.__import__;
    let Some(import) = vm.dict_get_str(vm.builtins, import) else {
        return Err(vm.raise(Error::ImportError, "__import__ not found"));
    };
    let globals = vm.new_dict().value();
    let doc = vm.names.__doc__.value();
    let list = vm.list(&[doc]);
    vm.call(import, &[name.value(), globals, globals, list])
}

/// An attribute of the module `copy_reg`.
fn copy_reg(vm: &mut Vm, name: &str) -> Result {
    let module = vm.intern("copy_reg").value();
    let module = import(vm, module)?;
    vm.getattr_text(module, name)
}

/// The memo given as a Python dict. TypeError.
fn memo_argument(vm: &mut Vm, v: Value) -> Result<Ref<objspace::dict::DictObject>> {
    if v.is_unbound() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    if !vm.is_kind(v, Kind::Dict) {
        return Err(vm.type_error("memo must be a dictionary"));
    }
    Ok(Ref::of(v))
}

/// `v.name`, or None where there is no such attribute; no exception is made for the usual case.
fn attribute(vm: &mut Vm, v: Value, name: Ref<objspace::string::StrObject>) -> Result<Option<Value>> {
    match vm.kind_of(v) {
        Kind::OldInstance => return vm.old_instance_special(v, name),
        Kind::Object => {
            let class = vm.class_of(v);
            let object = vm.type_of_kind(Kind::Object);
            let (hook, fallback) = (vm.names.__getattribute__, vm.names.__getattr__);
            let plain = vm.lookup(class, hook) == vm.lookup(object, hook) && vm.lookup(class, fallback).is_none();
            if plain && vm.lookup(class, name).is_none() {
                return Ok(if vm.has_instance_dict(v) {
                    vm.instance_get(v, name)
                } else {
                    None
                });
            }
        }
        _ => {}
    }
    vm.getattr_optional(v, name)
}
