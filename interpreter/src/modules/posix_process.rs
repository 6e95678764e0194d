//! The part of `posix` that is about processes.

use super::posix::{done, number};
use super::support::{c_int, last_error, path};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

/// A call without arguments that gives a number.
macro_rules! identity {
    ($name:literal $call:ident) => {
        function(
            $name,
            0,
            0,
            |vm, _| Ok(vm.int(unsafe { libc::$call() } as i64)),
            concat!($name, "() -> number"),
        )
    };
}

/// A predicate or part of a process's wait status.
macro_rules! status {
    ($name:literal $call:ident $convert:expr, $doc:literal) => {
        function(
            $name,
            1,
            1,
            |vm, a| {
                let status = c_int(vm, a[0])?;
                let convert = $convert;
                Ok(convert(libc::$call(status)))
            },
            $doc,
        )
    };
}

static FUNCTIONS: &[Native] = &[
    identity!("getpid" getpid),
    identity!("getppid" getppid),
    identity!("getuid" getuid),
    identity!("geteuid" geteuid),
    identity!("getgid" getgid),
    identity!("getegid" getegid),
    identity!("getpgrp" getpgrp),
    function(
        "setsid",
        0,
        0,
        |vm, _| {
            let r = unsafe { libc::setsid() };
            done(vm, r, Value::UNBOUND)
        },
        "setsid()",
    ),
    function("setpgid", 2, 2, set_group, "setpgid(pid, pgrp)"),
    function(
        "getpgid",
        1,
        1,
        |vm, a| {
            let pid = c_int(vm, a[0])?;
            let r = unsafe { libc::getpgid(pid) };
            number(vm, r as i64, Value::UNBOUND)
        },
        "getpgid(pid) -> pgid",
    ),
    function(
        "setuid",
        1,
        1,
        |vm, a| {
            let id = super::posix_system::identity(vm, a[0], "setuid")?;
            let r = unsafe { libc::setuid(id) };
            done(vm, r, Value::UNBOUND)
        },
        "setuid(uid)",
    ),
    function(
        "setgid",
        1,
        1,
        |vm, a| {
            let id = super::posix_system::identity(vm, a[0], "setgid")?;
            let r = unsafe { libc::setgid(id) };
            done(vm, r, Value::UNBOUND)
        },
        "setgid(gid)",
    ),
    function(
        "nice",
        1,
        1,
        |vm, a| {
            let by = c_int(vm, a[0])?;
            let r = unsafe { libc::nice(by) };
            number(vm, r as i64, Value::UNBOUND)
        },
        "nice(inc) -> new_priority",
    ),
    function(
        "fork",
        0,
        0,
        |vm, _| {
            let r = unsafe { libc::fork() };
            if r == 0 {
                crate::threads::after_fork(vm);
            }
            number(vm, r as i64, Value::UNBOUND)
        },
        "fork() -> pid\n\nMakes a second process that goes on from here: it gets 0, this one gets its pid.",
    ),
    function(
        "execv",
        2,
        2,
        |vm, a| execute(vm, a[0], a[1], Value::UNBOUND),
        "execv(path, args)",
    ),
    function(
        "execve",
        3,
        3,
        |vm, a| execute(vm, a[0], a[1], a[2]),
        "execve(path, args, env)",
    ),
    function("wait", 0, 0, |vm, _| wait(vm, -1, 0), "wait() -> (pid, status)"),
    function(
        "waitpid",
        2,
        2,
        |vm, a| {
            let (pid, options) = (c_int(vm, a[0])?, c_int(vm, a[1])?);
            wait(vm, pid, options)
        },
        "waitpid(pid, options) -> (pid, status)",
    ),
    function("kill", 2, 2, kill, "kill(pid, sig)"),
    function("killpg", 2, 2, kill_group, "killpg(pgid, sig)"),
    function("system", 1, 1, system, "system(command) -> exit_status"),
    function("_exit", 1, 1, exit, "_exit(status)\n\nExit without any cleanup."),
    function(
        "abort",
        0,
        0,
        |_, _| std::process::abort(),
        "abort() -> does not return!",
    ),
    function(
        "uname",
        0,
        0,
        system_name,
        "uname() -> (sysname, nodename, release, version, machine)",
    ),
    function(
        "times",
        0,
        0,
        times,
        "times() -> (utime, stime, cutime, cstime, elapsed_time)",
    ),
    function("getloadavg", 0, 0, load, "getloadavg() -> (float, float, float)"),
    function("getlogin", 0, 0, login, "getlogin() -> string"),
    function("putenv", 2, 2, set_variable, "putenv(key, value)"),
    function("unsetenv", 1, 1, unset_variable, "unsetenv(key)"),
    status!("WIFEXITED" WIFEXITED Value::bool, "WIFEXITED(status) -> bool"),
    status!("WIFSIGNALED" WIFSIGNALED Value::bool, "WIFSIGNALED(status) -> bool"),
    status!("WIFSTOPPED" WIFSTOPPED Value::bool, "WIFSTOPPED(status) -> bool"),
    status!("WIFCONTINUED" WIFCONTINUED Value::bool, "WIFCONTINUED(status) -> bool"),
    status!("WCOREDUMP" WCOREDUMP Value::bool, "WCOREDUMP(status) -> bool"),
    status!("WEXITSTATUS" WEXITSTATUS |i: i32| Value::integer(i as i64), "WEXITSTATUS(status) -> integer"),
    status!("WTERMSIG" WTERMSIG |i: i32| Value::integer(i as i64), "WTERMSIG(status) -> integer"),
    status!("WSTOPSIG" WSTOPSIG |i: i32| Value::integer(i as i64), "WSTOPSIG(status) -> integer"),
];

static CONSTANTS: &[(&str, i32)] = &[
    ("WNOHANG", libc::WNOHANG),
    ("WUNTRACED", libc::WUNTRACED),
    ("WCONTINUED", libc::WCONTINUED),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
];

pub fn initialize(vm: &mut Vm, module: Ref<ModuleObject>) -> Result<()> {
    let owner = vm.intern("posix");
    for native in FUNCTIONS {
        let f = vm.new_native(Kind::NativeFunction, native, owner.value(), Value::UNBOUND);
        vm.module_set(module, native.name, f);
    }
    for &(name, v) in CONSTANTS {
        vm.module_set(module, name, Value::integer(v as i64));
    }
    super::posix_system::initialize(vm, module)
}

fn set_group(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (pid, group) = (c_int(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let result = unsafe { libc::setpgid(pid, group) };
    done(vm, result, Value::UNBOUND)
}

fn pointers(texts: &[CString]) -> Vec<*const libc::c_char> {
    texts.iter().map(|t| t.as_ptr()).chain([std::ptr::null()]).collect()
}

fn execute(vm: &mut Vm, program: Value, arguments: Value, environment: Value) -> Result {
    let function = if environment.is_unbound() { "execv" } else { "execve" };
    let program = path(vm, program)?;
    if !matches!(vm.kind_of(arguments), Kind::List | Kind::Tuple) {
        return Err(vm.type_error(&format!("{function}() arg 2 must be a tuple or list")));
    }
    let mut texts = Vec::new();
    for i in 0..vm.items_of(arguments).len() {
        let item = vm.items_of(arguments)[i];
        if !matches!(vm.kind_of(item), Kind::Str | Kind::Unicode) {
            return Err(vm.type_error(&format!("{function}() arg 2 must contain only strings")));
        }
        texts.push(path(vm, item)?);
    }
    if texts.is_empty() && environment.is_unbound() {
        return Err(vm.value_error("execv() arg 2 must not be empty"));
    }
    let vector = pointers(&texts);
    if environment.is_unbound() {
        unsafe { libc::execv(program.as_ptr(), vector.as_ptr()) };
    } else {
        let mut settings = Vec::new();
        let environment = environment_dict(vm, environment)?;
        let mut position = 0;
        while let Some((entry, name, value)) = environment.next(position) {
            position = entry + 1;
            let (name, value) = (path(vm, name)?, path(vm, value)?);
            if name.as_bytes().iter().skip(1).any(|&b| b == b'=') || name.as_bytes() == b"=" {
                return Err(vm.value_error("illegal environment variable name"));
            }
            let setting = [name.as_bytes(), b"=", value.as_bytes()].concat();
            settings.extend(CString::new(setting));
        }
        let settings = pointers(&settings);
        unsafe { libc::execve(program.as_ptr(), vector.as_ptr(), settings.as_ptr()) };
    }
    Err(last_error(vm, Error::OSError, Value::UNBOUND))
}

/// An environment as a dict: a dict itself, or what another mapping updates one with.
fn environment_dict(vm: &mut Vm, v: Value) -> Result<Ref<DictObject>> {
    if vm.is_kind(v, Kind::Dict) {
        return Ok(Ref::of(v));
    }
    let keys = vm.intern("keys");
    if vm.getattr_optional(v, keys)?.is_none() {
        return Err(vm.type_error("execve() arg 3 must be a mapping object"));
    }
    let dict = vm.new_dict();
    vm.dict_update(dict, v)?;
    Ok(dict)
}

fn wait(vm: &mut Vm, pid: i32, options: i32) -> Result {
    let mut status = 0;
    let pid = vm.without_lock(|| unsafe { libc::waitpid(pid, &mut status, options) });
    if pid == -1 {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    Ok(vm.tuple(&[Value::integer(pid as i64), Value::integer(status as i64)]))
}

fn kill(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (pid, signal) = (c_int(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let result = unsafe { libc::kill(pid, signal) };
    // What the process sent itself is handled before the next statement.
    vm.poll()?;
    done(vm, result, Value::UNBOUND)
}

fn kill_group(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (group, signal) = (c_int(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let result = unsafe { libc::killpg(group, signal) };
    done(vm, result, Value::UNBOUND)
}

fn system(vm: &mut Vm, arguments: &[Value]) -> Result {
    let command = path(vm, arguments[0])?;
    let status = vm.without_lock(|| unsafe { libc::system(command.as_ptr()) });
    Ok(vm.int(status as i64))
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let status = c_int(vm, arguments[0])?;
    unsafe { libc::_exit(status) }
}

fn system_name(vm: &mut Vm, _: &[Value]) -> Result {
    let mut name: libc::utsname = unsafe { std::mem::zeroed() };
    if unsafe { libc::uname(&mut name) } != 0 {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    let parts = [
        &name.sysname,
        &name.nodename,
        &name.release,
        &name.version,
        &name.machine,
    ];
    let mut items = [Value::NONE; 5];
    for (item, part) in items.iter_mut().zip(parts) {
        *item = vm.str(unsafe { CStr::from_ptr(part.as_ptr()) }.to_bytes());
    }
    Ok(vm.tuple(&items))
}

fn times(vm: &mut Vm, _: &[Value]) -> Result {
    let mut t: libc::tms = unsafe { std::mem::zeroed() };
    let elapsed = unsafe { libc::times(&mut t) };
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
    let mut items = [Value::NONE; 5];
    let clocks = [t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed];
    for (item, clock) in items.iter_mut().zip(clocks) {
        *item = vm.float(clock as f64 / ticks);
    }
    Ok(vm.tuple(&items))
}

fn load(vm: &mut Vm, _: &[Value]) -> Result {
    let mut loads = [0.0; 3];
    if unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } != 3 {
        return Err(vm.raise(Error::OSError, "Load averages are unobtainable"));
    }
    let items = loads.map(|l| vm.float(l));
    Ok(vm.tuple(&items))
}

fn login(vm: &mut Vm, _: &[Value]) -> Result {
    let name = unsafe { libc::getlogin() };
    if name.is_null() {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    Ok(vm.str(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

fn set_variable(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (name, value) = (path(vm, arguments[0])?, path(vm, arguments[1])?);
    let result = unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) };
    done(vm, result, Value::UNBOUND)
}

fn unset_variable(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = path(vm, arguments[0])?;
    let result = unsafe { libc::unsetenv(name.as_ptr()) };
    done(vm, result, Value::UNBOUND)
}
