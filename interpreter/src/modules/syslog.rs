//! `syslog`: messages to the system's log.

use super::support::{bytes, c_int};
use objspace::module::ModuleObject;
use objspace::native::{function, named, unpacked, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::CString;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "syslog",
    doc: "",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    named(
        "openlog",
        0,
        &["ident", "logoption", "facility"],
        |vm, a| open(vm, a[0], a[1], a[2]),
        "openlog([ident[, logoption[, facility]]])\n\nSay as whom messages are logged: by default as the program's name.",
    ),
    unpacked("syslog", 1, 2, log, "syslog([priority,] message)\n\nLog a message."),
    function("closelog", 0, 0, close, "closelog()\n\nForget what openlog() said."),
    function(
        "setlogmask",
        1,
        1,
        |vm, a| {
            let mask = c_int(vm, a[0])?;
            Ok(Value::integer(unsafe { libc::setlogmask(mask) } as i64))
        },
        "setlogmask(mask) -> the old one\n\nSet which priorities are logged.",
    ),
    function(
        "LOG_MASK",
        1,
        1,
        |vm, a| Ok(Value::integer(1i64.wrapping_shl(c_int(vm, a[0])? as u32))),
        "LOG_MASK(priority) -> the mask of a priority",
    ),
    function(
        "LOG_UPTO",
        1,
        1,
        |vm, a| Ok(Value::integer(1i64.wrapping_shl(c_int(vm, a[0])? as u32 + 1) - 1)),
        "LOG_UPTO(priority) -> the mask of a priority and all more urgent ones",
    ),
];

#[rustfmt::skip]
static CONSTANTS: &[(&str, i32)] = &[
    ("LOG_EMERG", libc::LOG_EMERG), ("LOG_ALERT", libc::LOG_ALERT), ("LOG_CRIT", libc::LOG_CRIT), ("LOG_ERR", libc::LOG_ERR),
    ("LOG_WARNING", libc::LOG_WARNING), ("LOG_NOTICE", libc::LOG_NOTICE), ("LOG_INFO", libc::LOG_INFO),
    ("LOG_DEBUG", libc::LOG_DEBUG), ("LOG_PID", libc::LOG_PID), ("LOG_CONS", libc::LOG_CONS),
    ("LOG_NDELAY", libc::LOG_NDELAY), ("LOG_NOWAIT", libc::LOG_NOWAIT), ("LOG_PERROR", libc::LOG_PERROR),
    ("LOG_KERN", libc::LOG_KERN), ("LOG_USER", libc::LOG_USER), ("LOG_MAIL", libc::LOG_MAIL),
    ("LOG_DAEMON", libc::LOG_DAEMON), ("LOG_AUTH", libc::LOG_AUTH), ("LOG_LPR", libc::LOG_LPR),
    ("LOG_SYSLOG", libc::LOG_SYSLOG), ("LOG_CRON", libc::LOG_CRON), ("LOG_UUCP", libc::LOG_UUCP),
    ("LOG_NEWS", libc::LOG_NEWS), ("LOG_LOCAL0", libc::LOG_LOCAL0), ("LOG_LOCAL1", libc::LOG_LOCAL1),
    ("LOG_LOCAL2", libc::LOG_LOCAL2), ("LOG_LOCAL3", libc::LOG_LOCAL3), ("LOG_LOCAL4", libc::LOG_LOCAL4),
    ("LOG_LOCAL5", libc::LOG_LOCAL5), ("LOG_LOCAL6", libc::LOG_LOCAL6), ("LOG_LOCAL7", libc::LOG_LOCAL7),
];

/// The name that the system was given: it keeps the pointer.
static mut IDENTITY: Option<CString> = None;
static mut IS_OPEN: bool = false;

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value as i64));
    }
    Ok(())
}

/// The last part of the program's name.
fn program_name(vm: &mut Vm) -> Option<CString> {
    let key = vm.intern("argv");
    let argv = vm.dict_get_str(vm.sys, key)?;
    let first = vm
        .is_kind(argv, objspace::kind::Kind::List)
        .then(|| vm.items_of(argv).first().copied())??;
    if !vm.is_kind(first, objspace::kind::Kind::Str) {
        return None;
    }
    let path = Ref::<objspace::string::StrObject>::of(first).bytes();
    let name = path.rsplit(|&byte| byte == b'/').next().unwrap_or(path);
    (!name.is_empty()).then(|| CString::new(name).ok())?
}

fn open(vm: &mut Vm, ident: Value, option: Value, facility: Value) -> Result {
    let name = match ident.bound() {
        Some(ident) => match CString::new(bytes(vm, ident)?) {
            Ok(name) => Some(name),
            Err(_) => return Err(vm.type_error("must be string without null bytes, not str")),
        },
        None => program_name(vm),
    };
    let option = match option.bound() {
        Some(option) => c_int(vm, option)?,
        None => 0,
    };
    let facility = match facility.bound() {
        Some(facility) => c_int(vm, facility)?,
        None => libc::LOG_USER,
    };
    // Invariant: whoever runs native code holds the global lock.
    unsafe {
        let pointer = name.as_ref().map_or(std::ptr::null(), |name| name.as_ptr());
        libc::openlog(pointer, option, facility);
        *std::ptr::addr_of_mut!(IDENTITY) = name;
        IS_OPEN = true;
    }
    Ok(Value::NONE)
}

fn log(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (priority, message) = match arguments {
        [message] => (libc::LOG_INFO, *message),
        [priority, message, ..] => (c_int(vm, *priority)?, *message),
        [] => return Ok(Value::NONE),
    };
    let Ok(text) = CString::new(bytes(vm, message)?) else {
        return Err(vm.type_error("must be string without null bytes, not str"));
    };
    if !unsafe { IS_OPEN } {
        open(vm, Value::UNBOUND, Value::UNBOUND, Value::UNBOUND)?;
    }
    vm.without_lock(|| unsafe { libc::syslog(priority, c"%s".as_ptr(), text.as_ptr()) });
    Ok(Value::NONE)
}

fn close(_: &mut Vm, _: &[Value]) -> Result {
    unsafe {
        if IS_OPEN {
            libc::closelog();
            *std::ptr::addr_of_mut!(IDENTITY) = None;
            IS_OPEN = false;
        }
    }
    Ok(Value::NONE)
}
