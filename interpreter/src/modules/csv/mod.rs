//! `_csv`: rows of comma-separated values. `dialect` says what such text looks like, `reader` takes it apart, `writer` makes it.

mod dialect;
mod reader;
mod writer;

use super::support::{keep_type, kept_type, module_error};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, variadic, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_csv",
    doc: "CSV parsing and writing.\n\nRows of fields as the lines of text that spreadsheets and databases\nexchange, and back.",
    functions: &[
        variadic("reader", reader::new, "csv_reader = reader(iterable [, dialect='excel'] [optional keyword args])\n\nThe rows, lists of strings, of what gives lines."),
        variadic("writer", writer::new, "csv_writer = csv.writer(fileobj [, dialect='excel'] [optional keyword args])\n\nAn object with writerow() and writerows()."),
        function("list_dialects", 0, 0, list_dialects, "The names of all registered dialects.\n    names = csv.list_dialects()"),
        variadic("register_dialect", register_dialect, "Gives a dialect, a class or keyword arguments, a name.\n    csv.register_dialect(name[, dialect], **options)"),
        function("unregister_dialect", 1, 1, unregister_dialect, "Forgets the dialect with this name.\n\n    csv.unregister_dialect(name)"),
        function("get_dialect", 1, 1, |vm, a| registered(vm, a[0]), "The dialect that was registered with this name.\n\n    dialect = csv.get_dialect(name)"),
        objspace::native::unpacked("field_size_limit", 0, 1, field_size_limit, "The number of characters that a field may have.\n    csv.field_size_limit([limit])\n\nGives the limit there was, and sets the new one if it is given"),
    ],
    initialize,
};

/// When fields are quoted.
const QUOTE_MINIMAL: i64 = 0;
const QUOTE_ALL: i64 = 1;
const QUOTE_NONNUMERIC: i64 = 2;
const QUOTE_NONE: i64 = 3;

const ERROR: &str = "_csv.Error";
const LIMIT: &str = "_csv.field_size_limit";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let class = module_error(vm, "_csv", "Error", Error::Exception);
    keep_type(vm, ERROR, class);
    vm.module_set(module, "Error", class.value());
    dialect::initialize(vm, module);
    reader::initialize(vm);
    writer::initialize(vm);
    let dialects = vm.new_dict().value();
    vm.module_set(module, "_dialects", dialects);
    for (name, value) in [
        ("QUOTE_MINIMAL", QUOTE_MINIMAL),
        ("QUOTE_ALL", QUOTE_ALL),
        ("QUOTE_NONNUMERIC", QUOTE_NONNUMERIC),
        ("QUOTE_NONE", QUOTE_NONE),
    ] {
        vm.module_set(module, name, Value::integer(value));
    }
    let version = vm.str(b"1.0");
    vm.module_set(module, "__version__", version);
    vm.module_state.insert(LIMIT, Box::new(131072i64));
    Ok(())
}

fn error(vm: &mut Vm, message: &str) -> jit::Exception {
    let class = kept_type(vm, ERROR).value();
    let text = vm.str(message.as_bytes());
    match vm.call(class, &[text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

/// The dict of registered dialects.
fn dialects(vm: &mut Vm) -> Result<Ref<DictObject>> {
    let name = vm.intern("_dialects");
    let module = super::module_named(vm, "_csv");
    match vm.dict_get_str(module.namespace(), name) {
        Some(dict) if vm.is_kind(dict, Kind::Dict) => Ok(Ref::of(dict)),
        _ => Err(error(vm, "_csv._dialects is no dict")),
    }
}

/// A registered dialect. Error if there is none of this name.
fn registered(vm: &mut Vm, name: Value) -> Result {
    let dialects = dialects(vm)?;
    match vm.dict_get(dialects, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn list_dialects(vm: &mut Vm, _: &[Value]) -> Result {
    let dialects = dialects(vm)?;
    vm.dict_keys(dialects)
}

fn register_dialect(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some((&keywords, positional)) = arguments.split_last() else {
        return Ok(Value::NONE);
    };
    vm.check_count("", 1, 2, positional.len())?;
    if !matches!(vm.kind_of(positional[0]), Kind::Str | Kind::Unicode) {
        return Err(vm.type_error("dialect name must be a string or unicode"));
    }
    let given = positional.get(1).copied();
    let dialect = dialect::make(vm, given, keywords)?;
    let dialects = dialects(vm)?;
    vm.dict_set(dialects, positional[0], dialect)?;
    Ok(Value::NONE)
}

fn unregister_dialect(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dialects = dialects(vm)?;
    match vm.dict_delete(dialects, arguments[0])? {
        Some(_) => Ok(Value::NONE),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn limit(vm: &mut Vm) -> i64 {
    vm.module_state[LIMIT].downcast_ref::<i64>().copied().unwrap_or(131072)
}

fn field_size_limit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let old = limit(vm);
    if let Some(&new) = arguments.first() {
        let Some(new) = vm.as_int(new) else {
            return Err(vm.type_error("limit must be an integer"));
        };
        vm.module_state.insert(LIMIT, Box::new(new));
    }
    Ok(vm.int(old))
}

/// The dialect that the arguments of `reader` and `writer` after the first describe.
fn dialect_argument(vm: &mut Vm, positional: &[Value], keywords: Value) -> Result<Ref<dialect::DialectObject>> {
    let dialect = dialect::make(vm, positional.get(1).copied(), keywords)?;
    Ok(Ref::of(dialect))
}
