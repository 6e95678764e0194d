//! The part of `posix` that asks the system about itself, and makes terminals, devices, temporary files and pipes to commands.

use super::posix::{done, fileno, number};
use super::structure_sequence::{self, structure, structure_type};
use super::support::{bytes, c_int, last_error, path};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, unpacked, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

/// A call that takes user or group numbers.
/// The number of a user or a group, by the name of the function; -1: any. TypeError, OverflowError.
pub(super) fn identity(vm: &mut Vm, v: Value, function: &str) -> Result<u32> {
    let kind = if function.contains("gid") { "group" } else { "user" };
    let fault = match vm.argument_i64(v) {
        Ok(-1) => return Ok(u32::MAX),
        Ok(n) if n < 0 => "less than minimum",
        Ok(n) if n < u32::MAX as i64 => return Ok(n as u32),
        Ok(_) => "greater than maximum",
        Err(_) if vm.swallow(Error::OverflowError) => "greater than maximum",
        Err(e) => return Err(e),
    };
    Err(vm.raise(Error::OverflowError, &format!("{kind} id is {fault}")))
}

macro_rules! identities {
    ($name:literal $call:ident $($i:literal)*) => {
        function(
            $name,
            [$($i),*].len() as u8,
            [$($i),*].len() as u8,
            |vm, a| {
                let ids = [$(identity(vm, a[$i], $name)?),*];
                let r = unsafe { libc::$call($(ids[$i]),*) };
                done(vm, r, Value::UNBOUND)
            },
            concat!($name, "(...)"),
        )
    };
}

static FUNCTIONS: &[Native] = &[
    identities!("seteuid" seteuid 0),
    identities!("setegid" setegid 0),
    identities!("setreuid" setreuid 0 1),
    identities!("setregid" setregid 0 1),
    identities!("setresuid" setresuid 0 1 2),
    identities!("setresgid" setresgid 0 1 2),
    function(
        "getresuid",
        0,
        0,
        |vm, _| three(vm, libc::getresuid),
        "getresuid() -> (ruid, euid, suid)",
    ),
    function(
        "getresgid",
        0,
        0,
        |vm, _| three(vm, libc::getresgid),
        "getresgid() -> (rgid, egid, sgid)",
    ),
    function("getgroups", 0, 0, groups, "getgroups() -> list of group IDs"),
    function("setgroups", 1, 1, set_groups, "setgroups(list)"),
    function("initgroups", 2, 2, initial_groups, "initgroups(username, gid)"),
    function(
        "getsid",
        1,
        1,
        |vm, a| {
            let pid = c_int(vm, a[0])?;
            let r = unsafe { libc::getsid(pid) };
            number(vm, r as i64, Value::UNBOUND)
        },
        "getsid(pid) -> sid",
    ),
    function(
        "setpgrp",
        0,
        0,
        |vm, _| {
            let r = unsafe { libc::setpgid(0, 0) };
            done(vm, r, Value::UNBOUND)
        },
        "setpgrp()",
    ),
    function(
        "tcgetpgrp",
        1,
        1,
        |vm, a| {
            let fd = c_int(vm, a[0])?;
            let r = unsafe { libc::tcgetpgrp(fd) };
            number(vm, r as i64, Value::UNBOUND)
        },
        "tcgetpgrp(fd) -> pgid",
    ),
    function(
        "tcsetpgrp",
        2,
        2,
        |vm, a| {
            let (fd, group) = (c_int(vm, a[0])?, c_int(vm, a[1])?);
            let r = unsafe { libc::tcsetpgrp(fd, group) };
            done(vm, r, Value::UNBOUND)
        },
        "tcsetpgrp(fd, pgid)",
    ),
    function("ctermid", 0, 0, |vm, _| Ok(vm.str(b"/dev/tty")), "ctermid() -> string"),
    function(
        "wait3",
        1,
        1,
        |vm, a| wait(vm, -1, a[0]),
        "wait3(options) -> (pid, status, rusage)",
    ),
    function(
        "wait4",
        2,
        2,
        |vm, a| {
            let pid = c_int(vm, a[0])?;
            wait(vm, pid, a[1])
        },
        "wait4(pid, options) -> (pid, status, rusage)",
    ),
    function("openpty", 0, 0, open_terminal, "openpty() -> (master_fd, slave_fd)"),
    function("forkpty", 0, 0, fork_terminal, "forkpty() -> (pid, master_fd)"),
    unpacked(
        "popen",
        1,
        3,
        open_command,
        "popen(command [, mode='r' [, bufsize]]) -> pipe\n\nStarts a shell command; the file reads its output, or writes its input for 'w'.",
    ),
    function(
        "tmpfile",
        0,
        0,
        temporary_file,
        "tmpfile() -> file object\n\nA temporary file that is gone when it is closed.",
    ),
    unpacked("tempnam", 0, 2, temporary_name, "tempnam([dir[, prefix]]) -> string"),
    function("tmpnam", 0, 0, |vm, _| temporary_name(vm, &[]), "tmpnam() -> string"),
    unpacked("mknod", 1, 3, make_node, "mknod(filename [, mode=0600, device])"),
    function(
        "makedev",
        2,
        2,
        |vm, a| {
            let (major, minor) = (c_int(vm, a[0])?, c_int(vm, a[1])?);
            Ok(vm.int(libc::makedev(major as u32, minor as u32) as i64))
        },
        "makedev(major, minor) -> device number",
    ),
    function(
        "major",
        1,
        1,
        |vm, a| {
            let device = vm.argument_i64(a[0])?;
            Ok(vm.int(libc::major(device as u64) as i64))
        },
        "major(device) -> major number",
    ),
    function(
        "minor",
        1,
        1,
        |vm, a| {
            let device = vm.argument_i64(a[0])?;
            Ok(vm.int(libc::minor(device as u64) as i64))
        },
        "minor(device) -> minor number",
    ),
    function(
        "fchown",
        3,
        3,
        |vm, a| {
            let fd = fileno(vm, a[0])?;
            let (user, group) = (vm.argument_i64(a[1])? as u32, vm.argument_i64(a[2])? as u32);
            let r = unsafe { libc::fchown(fd, user, group) };
            done(vm, r, Value::UNBOUND)
        },
        "fchown(fd, uid, gid)",
    ),
    function(
        "statvfs",
        1,
        1,
        |vm, a| {
            let p = path(vm, a[0])?;
            let mut s: libc::statvfs = unsafe { std::mem::zeroed() };
            let r = unsafe { libc::statvfs(p.as_ptr(), &mut s) };
            file_system(vm, r, &s, a[0])
        },
        "statvfs(path) -> statvfs result",
    ),
    function(
        "fstatvfs",
        1,
        1,
        |vm, a| {
            let fd = c_int(vm, a[0])?;
            let mut s: libc::statvfs = unsafe { std::mem::zeroed() };
            let r = unsafe { libc::fstatvfs(fd, &mut s) };
            file_system(vm, r, &s, Value::UNBOUND)
        },
        "fstatvfs(fd) -> statvfs result",
    ),
    function(
        "sysconf",
        1,
        1,
        |vm, a| {
            let name = configuration_name(vm, a[0], SYSCONF)?;
            configuration(vm, |_| unsafe { libc::sysconf(name) }, Value::UNBOUND)
        },
        "sysconf(name) -> integer",
    ),
    function(
        "pathconf",
        2,
        2,
        |vm, a| {
            let (p, name) = (path(vm, a[0])?, configuration_name(vm, a[1], PATHCONF)?);
            configuration(vm, |_| unsafe { libc::pathconf(p.as_ptr(), name) }, a[0])
        },
        "pathconf(path, name) -> integer",
    ),
    function(
        "fpathconf",
        2,
        2,
        |vm, a| {
            let (fd, name) = (fileno(vm, a[0])?, configuration_name(vm, a[1], PATHCONF)?);
            configuration(vm, |_| unsafe { libc::fpathconf(fd, name) }, Value::UNBOUND)
        },
        "fpathconf(fd, name) -> integer",
    ),
    function("confstr", 1, 1, configuration_text, "confstr(name) -> string"),
];

static STATVFS: &[Native] = structure!(
    "posix.statvfs_result",
    [
        "f_bsize" 0, "f_frsize" 1, "f_blocks" 2, "f_bfree" 3, "f_bavail" 4, "f_files" 5, "f_ffree" 6, "f_favail" 7, "f_flag" 8,
        "f_namemax" 9,
    ]
);

/// The names that `sysconf` knows, with the C library's numbers.
#[rustfmt::skip]
static SYSCONF: &[(&str, i32)] = &[
    ("SC_2_CHAR_TERM", 95), ("SC_2_C_BIND", 47), ("SC_2_C_DEV", 48), ("SC_2_C_VERSION", 96), ("SC_2_FORT_DEV", 49),
    ("SC_2_FORT_RUN", 50), ("SC_2_LOCALEDEF", 52), ("SC_2_SW_DEV", 51), ("SC_2_UPE", 97), ("SC_2_VERSION", 46),
    ("SC_AIO_LISTIO_MAX", 23), ("SC_AIO_MAX", 24), ("SC_AIO_PRIO_DELTA_MAX", 25), ("SC_ARG_MAX", 0),
    ("SC_ASYNCHRONOUS_IO", 12), ("SC_ATEXIT_MAX", 87), ("SC_AVPHYS_PAGES", 86), ("SC_BC_BASE_MAX", 36),
    ("SC_BC_DIM_MAX", 37), ("SC_BC_SCALE_MAX", 38), ("SC_BC_STRING_MAX", 39), ("SC_CHARCLASS_NAME_MAX", 45),
    ("SC_CHAR_BIT", 101), ("SC_CHAR_MAX", 102), ("SC_CHAR_MIN", 103), ("SC_CHILD_MAX", 1), ("SC_CLK_TCK", 2),
    ("SC_COLL_WEIGHTS_MAX", 40), ("SC_DELAYTIMER_MAX", 26), ("SC_EQUIV_CLASS_MAX", 41), ("SC_EXPR_NEST_MAX", 42),
    ("SC_FSYNC", 15), ("SC_GETGR_R_SIZE_MAX", 69), ("SC_GETPW_R_SIZE_MAX", 70), ("SC_INT_MAX", 104), ("SC_INT_MIN", 105),
    ("SC_IOV_MAX", 60), ("SC_JOB_CONTROL", 7), ("SC_LINE_MAX", 43), ("SC_LOGIN_NAME_MAX", 71), ("SC_LONG_BIT", 106),
    ("SC_MAPPED_FILES", 16), ("SC_MB_LEN_MAX", 108), ("SC_MEMLOCK", 17), ("SC_MEMLOCK_RANGE", 18),
    ("SC_MEMORY_PROTECTION", 19), ("SC_MESSAGE_PASSING", 20), ("SC_MQ_OPEN_MAX", 27), ("SC_MQ_PRIO_MAX", 28),
    ("SC_NGROUPS_MAX", 3), ("SC_NL_ARGMAX", 119), ("SC_NL_LANGMAX", 120), ("SC_NL_MSGMAX", 121), ("SC_NL_NMAX", 122),
    ("SC_NL_SETMAX", 123), ("SC_NL_TEXTMAX", 124), ("SC_NPROCESSORS_CONF", 83), ("SC_NPROCESSORS_ONLN", 84),
    ("SC_NZERO", 109), ("SC_OPEN_MAX", 4), ("SC_PAGESIZE", 30), ("SC_PAGE_SIZE", 30), ("SC_PASS_MAX", 88),
    ("SC_PHYS_PAGES", 85), ("SC_PII", 53), ("SC_PII_INTERNET", 56), ("SC_PII_INTERNET_DGRAM", 62),
    ("SC_PII_INTERNET_STREAM", 61), ("SC_PII_OSI", 57), ("SC_PII_OSI_CLTS", 64), ("SC_PII_OSI_COTS", 63),
    ("SC_PII_OSI_M", 65), ("SC_PII_SOCKET", 55), ("SC_PII_XTI", 54), ("SC_POLL", 58), ("SC_PRIORITIZED_IO", 13),
    ("SC_PRIORITY_SCHEDULING", 10), ("SC_REALTIME_SIGNALS", 9), ("SC_RE_DUP_MAX", 44), ("SC_RTSIG_MAX", 31),
    ("SC_SAVED_IDS", 8), ("SC_SCHAR_MAX", 111), ("SC_SCHAR_MIN", 112), ("SC_SELECT", 59), ("SC_SEMAPHORES", 21),
    ("SC_SEM_NSEMS_MAX", 32), ("SC_SEM_VALUE_MAX", 33), ("SC_SHARED_MEMORY_OBJECTS", 22), ("SC_SHRT_MAX", 113),
    ("SC_SHRT_MIN", 114), ("SC_SIGQUEUE_MAX", 34), ("SC_SSIZE_MAX", 110), ("SC_STREAM_MAX", 5), ("SC_SYNCHRONIZED_IO", 14),
    ("SC_THREADS", 67), ("SC_THREAD_ATTR_STACKADDR", 77), ("SC_THREAD_ATTR_STACKSIZE", 78),
    ("SC_THREAD_DESTRUCTOR_ITERATIONS", 73), ("SC_THREAD_KEYS_MAX", 74), ("SC_THREAD_PRIORITY_SCHEDULING", 79),
    ("SC_THREAD_PRIO_INHERIT", 80), ("SC_THREAD_PRIO_PROTECT", 81), ("SC_THREAD_PROCESS_SHARED", 82),
    ("SC_THREAD_SAFE_FUNCTIONS", 68), ("SC_THREAD_STACK_MIN", 75), ("SC_THREAD_THREADS_MAX", 76), ("SC_TIMERS", 11),
    ("SC_TIMER_MAX", 35), ("SC_TTY_NAME_MAX", 72), ("SC_TZNAME_MAX", 6), ("SC_T_IOV_MAX", 66), ("SC_UCHAR_MAX", 115),
    ("SC_UINT_MAX", 116), ("SC_UIO_MAXIOV", 60), ("SC_ULONG_MAX", 117), ("SC_USHRT_MAX", 118), ("SC_VERSION", 29),
    ("SC_WORD_BIT", 107), ("SC_XBS5_ILP32_OFF32", 125), ("SC_XBS5_ILP32_OFFBIG", 126), ("SC_XBS5_LP64_OFF64", 127),
    ("SC_XBS5_LPBIG_OFFBIG", 128), ("SC_XOPEN_CRYPT", 92), ("SC_XOPEN_ENH_I18N", 93), ("SC_XOPEN_LEGACY", 129),
    ("SC_XOPEN_REALTIME", 130), ("SC_XOPEN_REALTIME_THREADS", 131), ("SC_XOPEN_SHM", 94), ("SC_XOPEN_UNIX", 91),
    ("SC_XOPEN_VERSION", 89), ("SC_XOPEN_XCU_VERSION", 90), ("SC_XOPEN_XPG2", 98), ("SC_XOPEN_XPG3", 99),
    ("SC_XOPEN_XPG4", 100),
];

/// Those of `confstr`.
#[rustfmt::skip]
static CONFSTR: &[(&str, i32)] = &[
    ("CS_LFS64_CFLAGS", 1004), ("CS_LFS64_LDFLAGS", 1005), ("CS_LFS64_LIBS", 1006), ("CS_LFS64_LINTFLAGS", 1007),
    ("CS_LFS_CFLAGS", 1000), ("CS_LFS_LDFLAGS", 1001), ("CS_LFS_LIBS", 1002), ("CS_LFS_LINTFLAGS", 1003), ("CS_PATH", 0),
    ("CS_XBS5_ILP32_OFF32_CFLAGS", 1100), ("CS_XBS5_ILP32_OFF32_LDFLAGS", 1101), ("CS_XBS5_ILP32_OFF32_LIBS", 1102),
    ("CS_XBS5_ILP32_OFF32_LINTFLAGS", 1103), ("CS_XBS5_ILP32_OFFBIG_CFLAGS", 1104), ("CS_XBS5_ILP32_OFFBIG_LDFLAGS", 1105),
    ("CS_XBS5_ILP32_OFFBIG_LIBS", 1106), ("CS_XBS5_ILP32_OFFBIG_LINTFLAGS", 1107), ("CS_XBS5_LP64_OFF64_CFLAGS", 1108),
    ("CS_XBS5_LP64_OFF64_LDFLAGS", 1109), ("CS_XBS5_LP64_OFF64_LIBS", 1110), ("CS_XBS5_LP64_OFF64_LINTFLAGS", 1111),
    ("CS_XBS5_LPBIG_OFFBIG_CFLAGS", 1112), ("CS_XBS5_LPBIG_OFFBIG_LDFLAGS", 1113), ("CS_XBS5_LPBIG_OFFBIG_LIBS", 1114),
    ("CS_XBS5_LPBIG_OFFBIG_LINTFLAGS", 1115),
];

/// Those of `pathconf` and `fpathconf`.
#[rustfmt::skip]
static PATHCONF: &[(&str, i32)] = &[
    ("PC_ASYNC_IO", 10), ("PC_CHOWN_RESTRICTED", 6), ("PC_FILESIZEBITS", 13), ("PC_LINK_MAX", 0), ("PC_MAX_CANON", 1),
    ("PC_MAX_INPUT", 2), ("PC_NAME_MAX", 3), ("PC_NO_TRUNC", 7), ("PC_PATH_MAX", 4), ("PC_PIPE_BUF", 5), ("PC_PRIO_IO", 11),
    ("PC_SOCK_MAXBUF", 12), ("PC_SYNC_IO", 9), ("PC_VDISABLE", 8),
];

/// Adds the functions, the names of configuration and the types to the module.
pub fn initialize(vm: &mut Vm, module: Ref<ModuleObject>) -> Result<()> {
    let owner = vm.intern("posix");
    for native in FUNCTIONS {
        let f = vm.new_native(Kind::NativeFunction, native, owner.value(), Value::UNBOUND);
        vm.module_set(module, native.name, f);
    }
    vm.module_set(module, "NGROUPS_MAX", Value::integer(65536));
    for (attribute, table) in [
        ("sysconf_names", SYSCONF),
        ("confstr_names", CONFSTR),
        ("pathconf_names", PATHCONF),
    ] {
        let names = vm.new_dict();
        for &(name, v) in table {
            let name = vm.intern(name);
            vm.dict_set_str(names, name, Value::integer(v as i64));
        }
        vm.module_set(module, attribute, names.value());
    }
    structure_type(vm, module, "posix.statvfs_result", STATVFS)
}

fn failed(vm: &mut Vm) -> jit::Exception {
    last_error(vm, Error::OSError, Value::UNBOUND)
}

fn three(vm: &mut Vm, call: unsafe extern "C" fn(*mut u32, *mut u32, *mut u32) -> i32) -> Result {
    let [mut real, mut effective, mut saved] = [0; 3];
    if unsafe { call(&mut real, &mut effective, &mut saved) } != 0 {
        return Err(failed(vm));
    }
    Ok(vm.tuple(&[real, effective, saved].map(|id| Value::integer(id as i64))))
}

fn groups(vm: &mut Vm, _: &[Value]) -> Result {
    let mut groups = vec![0; 65536];
    let n = unsafe { libc::getgroups(groups.len() as i32, groups.as_mut_ptr()) };
    if n < 0 {
        return Err(failed(vm));
    }
    let groups: Vec<Value> = groups[..n as usize].iter().map(|&g| Value::integer(g as i64)).collect();
    Ok(vm.list(&groups))
}

fn set_groups(vm: &mut Vm, arguments: &[Value]) -> Result {
    let list = vm.list_from(arguments[0])?;
    if list.len() > 65536 {
        return Err(vm.value_error("too many groups"));
    }
    let mut groups = Vec::new();
    for i in 0..list.len() {
        groups.push(vm.argument_i64(list.get(i))? as libc::gid_t);
    }
    let r = unsafe { libc::setgroups(groups.len(), groups.as_ptr()) };
    done(vm, r, Value::UNBOUND)
}

fn initial_groups(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = path(vm, arguments[0])?;
    let group = vm.argument_i64(arguments[1])? as libc::gid_t;
    let r = unsafe { libc::initgroups(name.as_ptr(), group) };
    done(vm, r, Value::UNBOUND)
}

fn wait(vm: &mut Vm, pid: i32, options: Value) -> Result {
    let options = c_int(vm, options)?;
    let mut status = 0;
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    let pid = vm.without_lock(|| unsafe { libc::wait4(pid, &mut status, options, &mut usage) });
    if pid < 0 {
        return Err(failed(vm));
    }
    let usage = super::resource::usage_of_child(vm, &usage)?;
    Ok(vm.tuple(&[Value::integer(pid as i64), Value::integer(status as i64), usage]))
}

fn open_terminal(vm: &mut Vm, _: &[Value]) -> Result {
    let (mut master, mut slave) = (-1, -1);
    let null = std::ptr::null_mut::<u8>();
    if unsafe { libc::openpty(&mut master, &mut slave, null.cast(), null.cast(), null.cast()) } != 0 {
        return Err(failed(vm));
    }
    Ok(vm.tuple(&[master, slave].map(|fd| Value::integer(fd as i64))))
}

fn fork_terminal(vm: &mut Vm, _: &[Value]) -> Result {
    let mut master = -1;
    let null = std::ptr::null_mut::<u8>();
    let pid = unsafe { libc::forkpty(&mut master, null.cast(), null.cast(), null.cast()) };
    if pid < 0 {
        return Err(failed(vm));
    }
    if pid == 0 {
        crate::threads::after_fork(vm);
    }
    Ok(vm.tuple(&[pid, master].map(|n| Value::integer(n as i64))))
}

fn open_command(vm: &mut Vm, arguments: &[Value]) -> Result {
    let command = bytes(vm, arguments[0])?;
    let name = String::from_utf8_lossy(command).into_owned();
    let Ok(command) = CString::new(command) else {
        return Err(vm.type_error("popen() argument 1 must be string without null bytes, not str"));
    };
    let mode = match arguments.get(1) {
        Some(&v) => String::from_utf8_lossy(bytes(vm, v)?).into_owned(),
        None => "r".to_string(),
    };
    let read = mode.starts_with('r');
    if !read && !mode.starts_with('w') {
        return Err(vm.os_error(Error::OSError, libc::EINVAL, Value::UNBOUND));
    }
    let mut ends = [0; 2];
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return Err(failed(vm));
    }
    let (ours, theirs) = if read { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
    let words = [c"sh".as_ptr(), c"-c".as_ptr(), command.as_ptr(), std::ptr::null()];
    // Between fork and exec the child makes system calls only.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        unsafe {
            libc::dup2(theirs, read as i32);
            libc::execv(c"/bin/sh".as_ptr(), words.as_ptr());
            libc::_exit(127);
        }
    }
    unsafe { libc::close(theirs) };
    if pid < 0 {
        let e = failed(vm);
        unsafe { libc::close(ours) };
        return Err(e);
    }
    Ok(vm.new_pipe_file(ours, &name, &mode, pid))
}

fn temporary_file(vm: &mut Vm, _: &[Value]) -> Result {
    let mut template = *b"/tmp/tmpfXXXXXX\0";
    let fd = unsafe { libc::mkstemp(template.as_mut_ptr().cast()) };
    if fd < 0 {
        return Err(failed(vm));
    }
    unsafe { libc::unlink(template.as_ptr().cast()) };
    Ok(vm.new_file(fd, "<tmpfile>", "w+b"))
}

fn temporary_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = |vm: &mut Vm, i: usize, otherwise: &str| match arguments.get(i) {
        Some(&v) if !v.is_none() => Ok(path(vm, v)?.to_string_lossy().into_owned()),
        _ => Ok(otherwise.to_string()),
    };
    let folder = std::env::var("TMPDIR").unwrap_or_else(|_| "/tmp".to_string());
    let (folder, prefix) = (given(vm, 0, &folder)?, given(vm, 1, "file")?);
    vm.warn(
        Error::RuntimeWarning,
        "tempnam is a potential security risk to your program",
    )?;
    loop {
        let mut random = [0u8; 6];
        unsafe { libc::getrandom(random.as_mut_ptr().cast(), random.len(), 0) };
        let letters: String = random.iter().map(|b| (b'a' + b % 26) as char).collect();
        let name = format!("{folder}/{prefix}{letters}");
        if !std::path::Path::new(&name).exists() {
            return Ok(vm.str(name.as_bytes()));
        }
    }
}

fn make_node(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let mode = match arguments.get(1) {
        Some(&mode) => c_int(vm, mode)? as libc::mode_t,
        None => 0o600,
    };
    let device = match arguments.get(2) {
        Some(&device) => vm.argument_i64(device)? as libc::dev_t,
        None => 0,
    };
    let r = unsafe { libc::mknod(p.as_ptr(), mode, device) };
    done(vm, r, Value::UNBOUND)
}

fn file_system(vm: &mut Vm, failed: i32, s: &libc::statvfs, filename: Value) -> Result {
    if failed != 0 {
        return Err(last_error(vm, Error::OSError, filename));
    }
    let numbers = [
        s.f_bsize,
        s.f_frsize,
        s.f_blocks,
        s.f_bfree,
        s.f_bavail,
        s.f_files,
        s.f_ffree,
        s.f_favail,
        s.f_flag,
        s.f_namemax,
    ];
    let mut items = [Value::NONE; 10];
    for (item, n) in items.iter_mut().zip(numbers) {
        *item = vm.int(n as i64);
    }
    structure_sequence::make(vm, "posix.statvfs_result", &items)
}

/// A name of configuration, or its number. ValueError: no such name.
fn configuration_name(vm: &mut Vm, v: Value, table: &[(&str, i32)]) -> Result<i32> {
    if let Some(n) = vm.as_int(v) {
        return Ok(n as i32);
    }
    if vm.kind_of(v) != Kind::Str {
        return Err(vm.type_error("configuration names must be strings or integers"));
    }
    let text = Ref::<StrObject>::of(v).text();
    match table.iter().find(|(name, _)| *name == text) {
        Some(&(_, n)) => Ok(n),
        None => Err(vm.value_error("unrecognized configuration name")),
    }
}

/// The value; -1 without an error says that there is no limit.
fn configuration(vm: &mut Vm, ask: impl Fn(()) -> i64, filename: Value) -> Result {
    unsafe { *libc::__errno_location() = 0 };
    let n = ask(());
    if n == -1 && unsafe { *libc::__errno_location() } != 0 {
        return Err(last_error(vm, Error::OSError, filename));
    }
    Ok(vm.int(n))
}

fn configuration_text(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = configuration_name(vm, arguments[0], CONFSTR)?;
    let mut buffer = vec![0u8; 4096];
    unsafe { *libc::__errno_location() = 0 };
    let n = unsafe { libc::confstr(name, buffer.as_mut_ptr().cast(), buffer.len()) };
    if n == 0 {
        return match unsafe { *libc::__errno_location() } {
            0 => Ok(Value::NONE),
            _ => Err(failed(vm)),
        };
    }
    let text = CStr::from_bytes_until_nul(&buffer).map_or(&[][..], CStr::to_bytes);
    Ok(vm.str(text))
}
