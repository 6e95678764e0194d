//! `sys`.

use super::structure_sequence::{self, structure};
use crate::runtime::{exceptions as raising, tracing};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, named, Intrinsic, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "sys",
    doc: "The interpreter's own state: its settings, limits, streams and loaded modules.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "exit",
        0,
        1,
        exit,
        "exit([status])\n\nRaises SystemExit(status), which ends the program if nothing catches it.",
    ),
    function("exc_info", 0, 0, exc_info, "exc_info() -> (type, value, traceback)"),
    function(
        "exc_clear",
        0,
        0,
        exc_clear,
        "exc_clear() -> None\n\nForgets the exception that is being handled.",
    )
    .traced(Intrinsic::ChangesFrame),
    function(
        "getrecursionlimit",
        0,
        0,
        getrecursionlimit,
        "How many calls may be inside one another.",
    ),
    function(
        "setrecursionlimit",
        1,
        1,
        setrecursionlimit,
        "Sets the recursion limit.",
    ),
    function(
        "getdefaultencoding",
        0,
        0,
        getdefaultencoding,
        "The encoding of strings where none is given.",
    ),
    function(
        "getfilesystemencoding",
        0,
        0,
        getfilesystemencoding,
        "The encoding of file names.",
    ),
    function(
        "getrefcount",
        1,
        1,
        getrefcount,
        "A number: objects are not counted here.",
    ),
    named(
        "getsizeof",
        1,
        &["object", "default"],
        getsizeof,
        "getsizeof(object, default) -> int\n\nHow many bytes the object takes, as its __sizeof__ says.",
    ),
    function(
        "_current_frames",
        0,
        0,
        current_frames,
        "_current_frames() -> dictionary\n\nThe running frame of each thread, by the threads' identifiers.",
    ),
    function(
        "_clear_type_cache",
        0,
        0,
        |_, _| Ok(Value::NONE),
        "_clear_type_cache() -> None\n\nAccepted: caches of attributes notice every change.",
    ),
    function(
        "call_tracing",
        2,
        2,
        |vm, a| {
            if !vm.is_kind(a[1], Kind::Tuple) {
                let name = vm.type_name(a[1]);
                return Err(vm.type_error(&format!("call_tracing() argument 2 must be tuple, not {name}")));
            }
            tracing::call_tracing(vm, a[0], Ref::<TupleObject>::of(a[1]).items())
        },
        "call_tracing(func, args) -> object\n\nCall func(*args) with tracing on, from within a trace function.",
    ),
    function(
        "settrace",
        1,
        1,
        |vm, a| {
            tracing::set_trace(vm, a[0]);
            Ok(Value::NONE)
        },
        "settrace(function)\n\nSet the function that is told of calls, lines, returns and exceptions in this thread.",
    )
    .traced(Intrinsic::SwitchesTracing),
    function(
        "gettrace",
        0,
        0,
        |vm, _| Ok(vm.thread.trace_function),
        "gettrace()\n\nThe function that sys.settrace() set, or None.",
    ),
    function(
        "setprofile",
        1,
        1,
        |vm, a| {
            tracing::set_profile(vm, a[0]);
            Ok(Value::NONE)
        },
        "setprofile(function)\n\nSet the function that is told of calls and returns, of native functions too, in this thread.",
    )
    .traced(Intrinsic::SwitchesTracing),
    function(
        "getprofile",
        0,
        0,
        |vm, _| Ok(vm.thread.profile_function),
        "getprofile()\n\nThe function that sys.setprofile() set, or None.",
    ),
    function(
        "setdefaultencoding",
        1,
        1,
        setdefaultencoding,
        "setdefaultencoding(encoding)\n\nSet the encoding by which strings become unicode and back where none is given.",
    ),
    function(
        "getdlopenflags",
        0,
        0,
        |_, _| Ok(Value::integer(libc::RTLD_NOW as i64)),
        "getdlopenflags() -> int",
    ),
    function(
        "setdlopenflags",
        1,
        1,
        |_, _| Ok(Value::NONE),
        "setdlopenflags(n) -> None\n\nAccepted: there are no extension modules to open.",
    ),
    function("getcheckinterval", 0, 0, getcheckinterval, "The check interval."),
    function(
        "setcheckinterval",
        1,
        1,
        setcheckinterval,
        "Accepted and ignored: there is no such interval.",
    ),
    function("_getframe", 0, 1, getframe, "A frame object from the call stack."),
    function(
        "displayhook",
        1,
        1,
        displayhook,
        "Prints an object to sys.stdout and saves it in __builtin__._",
    ),
    function("excepthook", 3, 3, excepthook, "Prints an exception to sys.stderr."),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.sys = module.namespace();
    let modules = vm.modules.value();
    vm.module_set(module, "modules", modules);
    for (fd, name, mode) in [(0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")] {
        let file = vm.new_file(fd, &format!("<{name}>"), mode);
        vm.module_set(module, name, file);
        vm.module_set(module, &format!("__{name}__"), file);
    }
    let text = |vm: &mut Vm, name: &str, v: &str| {
        let v = vm.str(v.as_bytes());
        vm.module_set(module, name, v);
    };
    text(
        vm,
        "version",
        concat!("2.7.18 (pyrs ", env!("CARGO_PKG_VERSION"), ")\n[Rust]"),
    );
    text(vm, "copyright", "Copyright (c) the pyrs authors.");
    text(vm, "platform", "linux2");
    text(
        vm,
        "byteorder",
        if cfg!(target_endian = "little") {
            "little"
        } else {
            "big"
        },
    );
    text(vm, "prefix", "/usr");
    text(vm, "exec_prefix", "/usr");
    text(vm, "float_repr_style", "short");
    for name in ["path", "path_hooks", "meta_path", "argv", "warnoptions"] {
        let list = vm.list(&[]);
        vm.module_set(module, name, list);
    }
    let cache = vm.new_dict().value();
    vm.module_set(module, "path_importer_cache", cache);
    let max = vm.int(i64::MAX);
    vm.module_set(module, "maxint", max);
    vm.module_set(module, "maxsize", max);
    vm.module_set(module, "maxunicode", Value::integer(0x10ffff));
    vm.module_set(module, "hexversion", Value::integer(0x020712f0));
    vm.module_set(module, "api_version", Value::integer(1013));
    vm.module_set(module, "dont_write_bytecode", Value::TRUE);
    vm.module_set(module, "py3kwarning", (crate::options::flags().py3k_warning > 0).into());
    for (public, private) in [("displayhook", "__displayhook__"), ("excepthook", "__excepthook__")] {
        let key = vm.intern(public);
        if let Some(hook) = vm.dict_get_str(vm.sys, key) {
            vm.module_set(module, private, hook);
        }
    }
    let parts = ["pyrs", "", ""].map(|part| vm.intern(part).value());
    let subversion = vm.tuple(&parts);
    vm.module_set(module, "subversion", subversion);
    let final_text = vm.intern("final").value();
    let numbers = [2, 7, 18].map(Value::integer);
    let version = [numbers[0], numbers[1], numbers[2], final_text, Value::integer(0)];
    structure(vm, module, "sys.version_info", VERSION_INFO, &version)?;
    let names: Vec<Value> = super::MODULES.iter().map(|m| vm.intern(m.name).value()).collect();
    let names = vm.tuple(&names);
    vm.module_set(module, "builtin_module_names", names);
    let asked = crate::options::flags();
    let flags = [
        asked.debug,
        asked.py3k_warning,
        asked.division_warning,
        asked.division_new,
        asked.inspect,
        asked.interactive,
        asked.optimize,
        asked.dont_write_bytecode,
        asked.no_user_site,
        asked.no_site,
        asked.ignore_environment,
        asked.tabcheck,
        asked.verbose,
        0,
        asked.bytes_warning,
        asked.hash_randomization,
    ];
    structure(vm, module, "sys.flags", FLAGS, &flags.map(Value::integer))?;
    for warning in &asked.warnings {
        let (name, text) = (vm.intern("warnoptions"), vm.str(warning.as_bytes()));
        if let Some(list) = vm.dict_get_str(vm.sys, name) {
            vm.list_append(Ref::of(list), text)?;
        }
    }
    let (max, min, epsilon) = (vm.float(f64::MAX), vm.float(f64::MIN_POSITIVE), vm.float(f64::EPSILON));
    let i = Value::integer;
    let values = [
        max,
        i(1024),
        i(308),
        min,
        i(-1021),
        i(-307),
        i(15),
        i(53),
        epsilon,
        i(2),
        i(1),
    ];
    structure(vm, module, "sys.float_info", FLOAT_INFO, &values)?;
    structure(vm, module, "sys.long_info", LONG_INFO, &[i(30), i(4)])?;
    Ok(())
}

static FLAGS: &[Native] = structure!(
    "sys.flags",
    [
        "debug" 0, "py3k_warning" 1, "division_warning" 2, "division_new" 3, "inspect" 4, "interactive" 5, "optimize" 6,
        "dont_write_bytecode" 7, "no_user_site" 8, "no_site" 9, "ignore_environment" 10, "tabcheck" 11, "verbose" 12,
        "unicode" 13, "bytes_warning" 14, "hash_randomization" 15,
    ]
);

static FLOAT_INFO: &[Native] = structure!(
    "sys.float_info",
    [
        "max" 0, "max_exp" 1, "max_10_exp" 2, "min" 3, "min_exp" 4, "min_10_exp" 5, "dig" 6, "mant_dig" 7, "epsilon" 8,
        "radix" 9, "rounds" 10,
    ]
);

static LONG_INFO: &[Native] = structure!("sys.long_info", ["bits_per_digit" 0, "sizeof_digit" 1]);

static VERSION_INFO: &[Native] = structure!(
    "sys.version_info",
    ["major" 0, "minor" 1, "micro" 2, "releaselevel" 3, "serial" 4]
);

/// Enters the only instance of a type of tuples whose items have names, under the type's name.
fn structure(
    vm: &mut Vm,
    module: Ref<ModuleObject>,
    key: &'static str,
    methods: &'static [Native],
    values: &[Value],
) -> Result<()> {
    structure_sequence::structure_type(vm, module, key, methods)?;
    let instance = structure_sequence::make(vm, key, values)?;
    vm.module_set(module, key.trim_start_matches("sys."), instance);
    Ok(())
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> Result {
    Err(vm.raise_with(Error::SystemExit, arguments))
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> Result {
    match raising::handled(vm) {
        Some(triple) => Ok(triple.value()),
        None => Ok(vm.tuple(&[Value::NONE; 3])),
    }
}

fn exc_clear(vm: &mut Vm, _: &[Value]) -> Result {
    raising::clear_handled(vm);
    Ok(Value::NONE)
}

fn getrecursionlimit(vm: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::integer(vm.thread.recursion_limit as i64))
}

fn setrecursionlimit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(n) = vm.as_int(arguments[0]) else {
        return Err(vm.type_error("an integer is required"));
    };
    if n <= 0 {
        return Err(vm.value_error("recursion limit must be positive"));
    }
    let limit = n.min(1 << 21) as u32;
    vm.each_thread(|_, thread| thread.recursion_limit = limit);
    Ok(Value::NONE)
}

fn getdefaultencoding(vm: &mut Vm, _: &[Value]) -> Result {
    Ok(vm.default_encoding())
}

fn setdefaultencoding(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[0], Kind::Str) {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("setdefaultencoding() argument 1 must be string, not {name}")));
    }
    vm.set_default_encoding(Ref::of(arguments[0]))?;
    Ok(Value::NONE)
}

fn getfilesystemencoding(vm: &mut Vm, _: &[Value]) -> Result {
    Ok(vm.intern("UTF-8").value())
}

fn getsizeof(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.__sizeof__;
    let size = match vm.kind_of(arguments[0]) {
        // Old-style instances and classes are not asked.
        Kind::OldInstance | Kind::OldClass => Ok(Value::integer(vm.size_in_bytes(arguments[0]) as i64)),
        Kind::Type => Ok(Value::integer(vm.size_in_bytes(arguments[0]) as i64)),
        _ => match vm.call_special(arguments[0], name, &[]) {
            Ok(Some(size)) => Ok(size),
            Ok(None) => {
                let name = vm.type_name(arguments[0]);
                Err(vm.type_error(&format!("Type {name} doesn't define __sizeof__")))
            }
            Err(e) => Err(e),
        },
    };
    let size = size.and_then(|size| match vm.kind_of(size) {
        Kind::Int | Kind::Long | Kind::Bool => Ok(size),
        _ => Err(vm.type_error("an integer is required")),
    });
    match (size, arguments[1].bound()) {
        (Err(_), Some(default)) if vm.exception_matches(Error::TypeError) => {
            vm.take_exception();
            Ok(default)
        }
        (size, _) => size,
    }
}

fn getrefcount(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::integer(2))
}

fn getcheckinterval(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::integer(100))
}

fn setcheckinterval(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::NONE)
}

fn getframe(vm: &mut Vm, arguments: &[Value]) -> Result {
    let depth = match arguments.first() {
        Some(&d) => vm.index_clipped(d)?.max(0) as usize,
        None => 0,
    };
    match vm.frame_at(depth) {
        Some(frame) => Ok(vm.frame_object(frame).value()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// Frames of this thread as they are; of waiting threads, those that have records.
fn current_frames(vm: &mut Vm, _: &[Value]) -> Result {
    let all = vm.new_dict();
    let mut found = Vec::new();
    vm.each_thread(|identity, thread| found.push((identity, thread.records().next().map(|(_, record)| record))));
    let own = vm.thread.identity;
    for (identity, record) in found {
        let record = if identity == own { vm.frame_at(0) } else { record };
        if let Some(record) = record {
            let (key, frame) = (vm.int(identity as i64), vm.frame_object(record).value());
            vm.dict_set(all, key, frame)?;
        }
    }
    Ok(all.value())
}

fn displayhook(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[0].is_none() {
        return Ok(Value::NONE);
    }
    let underscore = vm.intern("_");
    let builtins = vm.builtins;
    vm.dict_set_str(builtins, underscore, Value::NONE);
    let text = vm.repr(arguments[0])?.value();
    crate::runtime::print::flush_line(vm)?;
    crate::runtime::print::item(vm, text, Value::NONE)?;
    crate::runtime::print::newline(vm, Value::NONE)?;
    vm.dict_set_str(builtins, underscore, arguments[0]);
    Ok(Value::NONE)
}

fn excepthook(vm: &mut Vm, arguments: &[Value]) -> Result {
    // An open line ends before the report; a stream where that fails does not keep the report away.
    let ended = crate::runtime::print::flush_line(vm);
    vm.unless(ended, Error::BaseException)?;
    let text = crate::runtime::traceback::format_exception(vm, arguments[1], arguments[2]);
    crate::runtime::traceback::write_stderr(vm, &text);
    Ok(Value::NONE)
}
