//! `resource`: what a process has used, and limits on it.

use super::structure_sequence::{self, structure, structure_type};
use super::support::{c_int, last_error};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, unpacked, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "resource",
    doc: "The resources that a process has used, and limits on them.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "getrusage",
        1,
        1,
        |vm, a| {
            let who = c_int(vm, a[0])?;
            if !matches!(who, libc::RUSAGE_SELF | libc::RUSAGE_CHILDREN) {
                return Err(vm.value_error("invalid who parameter"));
            }
            let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
            match unsafe { libc::getrusage(who as _, &mut usage) } {
                0 => usage_value(vm, &usage),
                _ => Err(failed(vm)),
            }
        },
        "getrusage(who) -> struct_rusage",
    ),
    function("getrlimit", 1, 1, get_limit, "getrlimit(resource) -> (soft, hard)"),
    unpacked("setrlimit", 2, 2, set_limit, "setrlimit(resource, (soft, hard))"),
    function(
        "getpagesize",
        0,
        0,
        |_, _| Ok(Value::integer(unsafe { libc::sysconf(libc::_SC_PAGESIZE) })),
        "getpagesize() -> bytes of a page",
    ),
];

static USAGE: &[Native] = structure!(
    "resource.struct_rusage",
    [
        "ru_utime" 0, "ru_stime" 1, "ru_maxrss" 2, "ru_ixrss" 3, "ru_idrss" 4, "ru_isrss" 5, "ru_minflt" 6, "ru_majflt" 7,
        "ru_nswap" 8, "ru_inblock" 9, "ru_oublock" 10, "ru_msgsnd" 11, "ru_msgrcv" 12, "ru_nsignals" 13, "ru_nvcsw" 14,
        "ru_nivcsw" 15,
    ]
);

static CONSTANTS: &[(&str, i64)] = &[
    ("RLIMIT_CPU", 0),
    ("RLIMIT_FSIZE", 1),
    ("RLIMIT_DATA", 2),
    ("RLIMIT_STACK", 3),
    ("RLIMIT_CORE", 4),
    ("RLIMIT_RSS", 5),
    ("RLIMIT_NPROC", 6),
    ("RLIMIT_NOFILE", 7),
    ("RLIMIT_OFILE", 7),
    ("RLIMIT_MEMLOCK", 8),
    ("RLIMIT_AS", 9),
    ("RLIM_INFINITY", -1),
    ("RUSAGE_SELF", 0),
    ("RUSAGE_CHILDREN", -1),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value));
    }
    structure_type(vm, module, "resource.struct_rusage", USAGE)?;
    let error = super::support::module_error(vm, "resource", "error", Error::Exception);
    super::support::keep_type(vm, "resource.error", error);
    vm.module_set(module, "error", error.value());
    Ok(())
}

/// resource.error with the last error's number and text.
fn failed(vm: &mut Vm) -> jit::Exception {
    let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    let class = super::support::kept_type(vm, "resource.error").value();
    let text = vm.str(super::support::error_text(number).as_bytes());
    match vm.call(class, &[Value::integer(number as i64), text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

/// A `struct_rusage`. Invariant: the module is loaded.
fn usage_value(vm: &mut Vm, usage: &libc::rusage) -> Result {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let mut items = [Value::NONE; 16];
    items[0] = vm.float(seconds(usage.ru_utime));
    items[1] = vm.float(seconds(usage.ru_stime));
    let counts = [
        usage.ru_maxrss,
        usage.ru_ixrss,
        usage.ru_idrss,
        usage.ru_isrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_nswap,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_msgsnd,
        usage.ru_msgrcv,
        usage.ru_nsignals,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ];
    for (item, count) in items[2..].iter_mut().zip(counts) {
        *item = vm.int(count);
    }
    structure_sequence::make(vm, "resource.struct_rusage", &items)
}

/// The same for `os.wait3` and `wait4`, which load the module.
pub fn usage_of_child(vm: &mut Vm, usage: &libc::rusage) -> Result {
    let name = vm.intern("resource");
    crate::runtime::import::import_module(vm, name, Value::UNBOUND, Value::NONE, 0)?;
    usage_value(vm, usage)
}

fn resource(vm: &mut Vm, v: Value) -> Result<u32> {
    match c_int(vm, v)? {
        n @ 0..=15 => Ok(n as u32),
        _ => Err(vm.value_error("invalid resource specified")),
    }
}

fn get_limit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let resource = resource(vm, arguments[0])?;
    let mut limit: libc::rlimit = unsafe { std::mem::zeroed() };
    if unsafe { libc::getrlimit(resource as _, &mut limit) } != 0 {
        return Err(failed(vm));
    }
    let pair = [vm.int(limit.rlim_cur as i64), vm.int(limit.rlim_max as i64)];
    Ok(vm.tuple(&pair))
}

fn set_limit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let resource = resource(vm, arguments[0])?;
    let pair = vm.tuple_from(arguments[1])?;
    if !vm.is_kind(pair, Kind::Tuple) || vm.items_of(pair).len() != 2 {
        return Err(vm.value_error("expected a tuple of 2 integers"));
    }
    let (soft, hard) = (vm.items_of(pair)[0], vm.items_of(pair)[1]);
    let limit = libc::rlimit {
        rlim_cur: vm.argument_i64(soft)? as u64,
        rlim_max: vm.argument_i64(hard)? as u64,
    };
    if unsafe { libc::setrlimit(resource as _, &limit) } != 0 {
        let number = std::io::Error::last_os_error().raw_os_error();
        return Err(match number {
            Some(libc::EINVAL) => vm.value_error("current limit exceeds maximum limit"),
            Some(libc::EPERM) => vm.value_error("not allowed to raise maximum limit"),
            _ => last_error(vm, Error::OSError, Value::UNBOUND),
        });
    }
    Ok(Value::NONE)
}
