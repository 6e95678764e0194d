//! `posix`: the operating system. Files and directories; processes are in `posix_process`.

use super::support::{bytes, c_int, derived_type, keep_type, kept_type, last_error, path};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "posix",
    doc: "What the operating system offers by the standards of C and POSIX; most functions\nare the system calls of the same name, described in the manual pages of Unix.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("open", 2, 3, open, "open(filename, flag [, mode=0777]) -> fd"),
    function(
        "close",
        1,
        1,
        |vm, a| descriptor(vm, a, |fd| unsafe { libc::close(fd) }),
        "close(fd)",
    ),
    function(
        "closerange",
        2,
        2,
        close_range,
        "closerange(low, high)\n\nCloses the descriptors of the range, ignoring errors.",
    ),
    function("read", 2, 2, read, "read(fd, size) -> string"),
    function("write", 2, 2, write, "write(fd, string) -> number of bytes written"),
    function("lseek", 3, 3, seek, "lseek(fd, pos, how) -> newpos"),
    function(
        "fsync",
        1,
        1,
        |vm, a| descriptor(vm, a, |fd| unsafe { libc::fsync(fd) }),
        "fsync(fd)",
    ),
    function(
        "fdatasync",
        1,
        1,
        |vm, a| descriptor(vm, a, |fd| unsafe { libc::fdatasync(fd) }),
        "fdatasync(fd)",
    ),
    function(
        "fchdir",
        1,
        1,
        |vm, a| descriptor(vm, a, |fd| unsafe { libc::fchdir(fd) }),
        "fchdir(fd)",
    ),
    function("ftruncate", 2, 2, truncate, "ftruncate(fd, length)"),
    function("dup", 1, 1, duplicate, "dup(fd) -> fd2"),
    function("dup2", 2, 2, duplicate_to, "dup2(old_fd, new_fd)"),
    function("pipe", 0, 0, pipe, "pipe() -> (read_end, write_end)"),
    function("isatty", 1, 1, is_terminal, "isatty(fd) -> bool"),
    function("ttyname", 1, 1, terminal_name, "ttyname(fd) -> string"),
    function(
        "fdopen",
        1,
        3,
        file_of_descriptor,
        "fdopen(fd [, mode='r' [, bufsize]]) -> file_object",
    ),
    function("stat", 1, 1, stat, "stat(path) -> stat result"),
    function("lstat", 1, 1, lstat, "lstat(path) -> stat result"),
    function("fstat", 1, 1, fstat, "fstat(fd) -> stat result"),
    function("listdir", 1, 1, list_directory, "listdir(path) -> list_of_strings"),
    function("mkdir", 1, 2, make_directory, "mkdir(path [, mode=0777])"),
    function("mkfifo", 1, 2, make_fifo, "mkfifo(filename [, mode=0666])"),
    function(
        "rmdir",
        1,
        1,
        |vm, a| of_path(vm, a, |p| unsafe { libc::rmdir(p.as_ptr()) }),
        "rmdir(path)",
    ),
    function(
        "unlink",
        1,
        1,
        |vm, a| of_path(vm, a, |p| unsafe { libc::unlink(p.as_ptr()) }),
        "unlink(path)",
    ),
    function(
        "remove",
        1,
        1,
        |vm, a| of_path(vm, a, |p| unsafe { libc::unlink(p.as_ptr()) }),
        "remove(path)",
    )
    .alias_of("unlink"),
    function(
        "chdir",
        1,
        1,
        |vm, a| of_path(vm, a, |p| unsafe { libc::chdir(p.as_ptr()) }),
        "chdir(path)",
    ),
    function(
        "chroot",
        1,
        1,
        |vm, a| of_path(vm, a, |p| unsafe { libc::chroot(p.as_ptr()) }),
        "chroot(path)",
    ),
    function(
        "rename",
        2,
        2,
        |vm, a| of_paths(vm, a, |p, q| unsafe { libc::rename(p.as_ptr(), q.as_ptr()) }),
        "rename(old, new)",
    ),
    function(
        "link",
        2,
        2,
        |vm, a| of_paths(vm, a, |p, q| unsafe { libc::link(p.as_ptr(), q.as_ptr()) }),
        "link(src, dst)",
    ),
    function(
        "symlink",
        2,
        2,
        |vm, a| of_paths(vm, a, |p, q| unsafe { libc::symlink(p.as_ptr(), q.as_ptr()) }),
        "symlink(src, dst)",
    ),
    function("readlink", 1, 1, read_link, "readlink(path) -> path"),
    function("getcwd", 0, 0, current_directory, "getcwd() -> path"),
    function("getcwdu", 0, 0, current_directory_unicode, "getcwdu() -> path"),
    function(
        "access",
        2,
        2,
        access,
        "access(path, mode) -> whether the real user may do this with the file",
    ),
    function("chmod", 2, 2, change_mode, "chmod(path, mode)"),
    function("fchmod", 2, 2, change_mode_of_descriptor, "fchmod(fd, mode)"),
    function("chown", 3, 3, change_owner, "chown(path, uid, gid)"),
    function("lchown", 3, 3, change_owner_of_link, "lchown(path, uid, gid)"),
    function(
        "utime",
        2,
        2,
        set_times,
        "utime(path, (atime, mtime))\nutime(path, None)",
    ),
    function("umask", 1, 1, umask, "umask(new_mask) -> old_mask"),
    function(
        "urandom",
        1,
        1,
        random_bytes,
        "urandom(n) -> str\n\nn random bytes that nobody can foresee, for keys and the like.",
    ),
    function("strerror", 1, 1, error_text, "strerror(code) -> string"),
    function(
        "stat_float_times",
        0,
        1,
        |_, _| Ok(Value::TRUE),
        "stat_float_times([newval]) -> oldval",
    ),
];

static FLAGS: &[(&str, i32)] = &[
    ("O_RDONLY", libc::O_RDONLY),
    ("O_WRONLY", libc::O_WRONLY),
    ("O_RDWR", libc::O_RDWR),
    ("O_NDELAY", libc::O_NDELAY),
    ("O_NONBLOCK", libc::O_NONBLOCK),
    ("O_APPEND", libc::O_APPEND),
    ("O_DSYNC", libc::O_DSYNC),
    ("O_RSYNC", libc::O_RSYNC),
    ("O_SYNC", libc::O_SYNC),
    ("O_NOCTTY", libc::O_NOCTTY),
    ("O_CREAT", libc::O_CREAT),
    ("O_EXCL", libc::O_EXCL),
    ("O_TRUNC", libc::O_TRUNC),
    ("O_LARGEFILE", libc::O_LARGEFILE),
    ("O_ASYNC", libc::O_ASYNC),
    ("O_DIRECT", libc::O_DIRECT),
    ("O_DIRECTORY", libc::O_DIRECTORY),
    ("O_NOFOLLOW", libc::O_NOFOLLOW),
    ("O_NOATIME", libc::O_NOATIME),
    ("F_OK", libc::F_OK),
    ("R_OK", libc::R_OK),
    ("W_OK", libc::W_OK),
    ("X_OK", libc::X_OK),
    ("TMP_MAX", 238328),
];

static STAT_FIELDS: &[Native] = &[
    getter("st_mode", |_, a| field(a, 0), "protection bits"),
    getter("st_ino", |_, a| field(a, 1), "inode"),
    getter("st_dev", |_, a| field(a, 2), "device"),
    getter("st_nlink", |_, a| field(a, 3), "number of hard links"),
    getter("st_uid", |_, a| field(a, 4), "user ID of owner"),
    getter("st_gid", |_, a| field(a, 5), "group ID of owner"),
    getter("st_size", |_, a| field(a, 6), "total size, in bytes"),
    function("__reduce__", 0, 0, reduce_stat, "helper for pickle"),
];

/// Fields of a stat result that are not items: the times as floats, and more.
const STAT_MEMBERS: [&str; 6] = ["st_atime", "st_mtime", "st_ctime", "st_blksize", "st_blocks", "st_rdev"];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, flag) in FLAGS {
        vm.module_set(module, name, Value::integer(flag as i64));
    }
    let error = vm.error_class(Error::OSError).value();
    vm.module_set(module, "error", error);
    // Subclasses of tuple cannot have members of their own: the further fields are attributes of the instance.
    let class = derived_type(vm, "posix", "stat_result", Kind::Tuple, None, STAT_FIELDS)?;
    vm.add_new(class, new_stat);
    vm.class_changed(class);
    keep_type(vm, "posix.stat_result", class);
    vm.module_set(module, "stat_result", class.value());
    let environ = vm.new_dict();
    for (name, value) in std::env::vars_os() {
        use std::os::unix::ffi::OsStrExt;
        let (name, value) = (vm.str(name.as_bytes()), vm.str(value.as_bytes()));
        vm.dict_set(environ, name, value)?;
    }
    vm.module_set(module, "environ", environ.value());
    super::posix_process::initialize(vm, module)
}

/// `stat_result(sequence[, dict])`: ten items, and a dict of further fields.
fn new_stat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [sequence, more] = vm.named_arguments("stat_result", 1, ["sequence", "dict"], &arguments[1..])?;
    let items = vm.fast_sequence(sequence, "constructor requires a sequence")?;
    let items = vm.items_of(items);
    if items.len() < 10 {
        let message = format!(
            "posix.stat_result() takes an at least 10-sequence ({}-sequence given)",
            items.len()
        );
        return Err(vm.type_error(&message));
    }
    let tuple = vm.tuple(&items[..10]);
    let (new, base) = (vm.names.__new__, vm.type_of_kind(Kind::Tuple).value());
    let new = vm.getattr(base, new)?;
    let result = vm.call(new, &[arguments[0], tuple])?;
    for (i, name) in STAT_MEMBERS.into_iter().enumerate() {
        let name = vm.intern(name);
        let mut v = Value::NONE;
        if let Some(&given) = items.get(10 + i) {
            v = given;
        } else if let Some(dict) = more.bound().filter(|&dict| vm.is_kind(dict, Kind::Dict)) {
            v = vm.dict_get(Ref::of(dict), name.value())?.unwrap_or(Value::NONE);
        }
        // The times are items as well.
        if v.is_none() && i < 3 {
            v = items[7 + i];
        }
        vm.setattr(result, name, v)?;
    }
    Ok(result)
}

fn reduce_stat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]).value();
    let items = vm.tuple(Ref::<TupleObject>::of(arguments[0]).items());
    let more = vm.new_dict();
    for name in STAT_MEMBERS {
        let name = vm.intern(name);
        if let Some(v) = vm.getattr_optional(arguments[0], name)? {
            vm.dict_set_str(more, name, v);
        }
    }
    let given = vm.tuple(&[items, more.value()]);
    Ok(vm.tuple(&[class, given]))
}

fn field(arguments: &[Value], i: usize) -> Result {
    Ok(Ref::<TupleObject>::of(arguments[0]).get(i))
}

/// None, or OSError for -1.
pub fn done(vm: &mut Vm, result: i32, filename: Value) -> Result {
    if result == -1 {
        return Err(last_error(vm, Error::OSError, filename));
    }
    Ok(Value::NONE)
}

/// The number, or OSError for -1.
pub fn number(vm: &mut Vm, result: i64, filename: Value) -> Result {
    if result == -1 {
        return Err(last_error(vm, Error::OSError, filename));
    }
    Ok(vm.int(result))
}

/// A descriptor: an int or something with `fileno`.
pub fn fileno(vm: &mut Vm, v: Value) -> Result<i32> {
    if vm.as_int(v).is_some() || vm.is_kind(v, Kind::Long) {
        return c_int(vm, v);
    }
    let name = vm.intern("fileno");
    match vm.getattr_optional(v, name)? {
        Some(method) => {
            let fd = vm.call(method, &[])?;
            c_int(vm, fd)
        }
        None => Err(vm.type_error("argument must be an int, or have a fileno() method")),
    }
}

/// As `fileno`; ValueError for a negative one.
pub fn descriptor_of(vm: &mut Vm, v: Value) -> Result<i32> {
    let fd = fileno(vm, v)?;
    if fd < 0 {
        return Err(vm.value_error(&format!("file descriptor cannot be a negative integer ({fd})")));
    }
    Ok(fd)
}

fn descriptor(vm: &mut Vm, arguments: &[Value], call: fn(i32) -> i32) -> Result {
    let fd = fileno(vm, arguments[0])?;
    let result = call(fd);
    done(vm, result, Value::UNBOUND)
}

fn of_path(vm: &mut Vm, arguments: &[Value], call: fn(&CStr) -> i32) -> Result {
    let p = path(vm, arguments[0])?;
    let result = call(&p);
    done(vm, result, arguments[0])
}

fn of_paths(vm: &mut Vm, arguments: &[Value], call: fn(&CStr, &CStr) -> i32) -> Result {
    let (p, q) = (path(vm, arguments[0])?, path(vm, arguments[1])?);
    let result = call(&p, &q);
    done(vm, result, Value::UNBOUND)
}

fn mode(vm: &mut Vm, arguments: &[Value], i: usize, default: u32) -> Result<libc::mode_t> {
    match arguments.get(i) {
        Some(&v) => Ok(c_int(vm, v)? as libc::mode_t),
        None => Ok(default),
    }
}

fn open(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let (flags, mode) = (c_int(vm, arguments[1])?, mode(vm, arguments, 2, 0o777)?);
    let fd = vm.without_lock(|| unsafe { libc::open(p.as_ptr(), flags, mode) });
    number(vm, fd as i64, arguments[0])
}

fn close_range(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (low, high) = (c_int(vm, arguments[0])?, c_int(vm, arguments[1])?);
    for fd in low..high {
        unsafe { libc::close(fd) };
    }
    Ok(Value::NONE)
}

fn read(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, size) = (c_int(vm, arguments[0])?, vm.argument_i64(arguments[1])?);
    if size < 0 {
        return Err(vm.os_error(Error::OSError, libc::EINVAL, Value::UNBOUND));
    }
    let buffer = vm.new_bytes(size as usize)?;
    let n = vm.without_lock(|| unsafe { libc::read(fd, buffer.bytes().cast(), size as usize) });
    if n < 0 {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    let bytes = unsafe { std::slice::from_raw_parts(buffer.bytes(), n as usize) };
    vm.str_with(bytes.len(), |s| s.copy_from_slice(bytes))
}

fn write(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let text = bytes(vm, arguments[1])?;
    let n = vm.without_lock(|| unsafe { libc::write(fd, text.as_ptr().cast(), text.len()) });
    number(vm, n as i64, Value::UNBOUND)
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let (offset, how) = (vm.argument_i64(arguments[1])?, c_int(vm, arguments[2])?);
    let at = unsafe { libc::lseek(fd, offset, how) };
    number(vm, at, Value::UNBOUND)
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = fileno(vm, arguments[0])?;
    let length = vm.argument_i64(arguments[1])?;
    let result = unsafe { libc::ftruncate(fd, length) };
    done(vm, result, Value::UNBOUND)
}

fn duplicate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let fd = unsafe { libc::dup(fd) };
    number(vm, fd as i64, Value::UNBOUND)
}

fn duplicate_to(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, to) = (c_int(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let result = unsafe { libc::dup2(fd, to) };
    done(vm, result, Value::UNBOUND)
}

fn pipe(vm: &mut Vm, _: &[Value]) -> Result {
    let mut ends = [0; 2];
    if unsafe { libc::pipe(ends.as_mut_ptr()) } != 0 {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    Ok(vm.tuple(&ends.map(|fd| Value::integer(fd as i64))))
}

fn is_terminal(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    Ok((unsafe { libc::isatty(fd) } == 1).into())
}

fn terminal_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let mut name = [0; 256];
    let failed = unsafe { libc::ttyname_r(fd, name.as_mut_ptr(), name.len()) };
    if failed != 0 {
        return Err(vm.os_error(Error::OSError, failed, Value::UNBOUND));
    }
    let name = unsafe { CStr::from_ptr(name.as_ptr()) };
    Ok(vm.str(name.to_bytes()))
}

fn file_of_descriptor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let mode = match arguments.get(1) {
        Some(&v) => String::from_utf8_lossy(bytes(vm, v)?).into_owned(),
        None => "r".to_string(),
    };
    if !mode.starts_with(['r', 'w', 'a', 'U']) {
        return Err(vm.value_error(&format!("invalid file mode '{mode}'")));
    }
    if unsafe { libc::fcntl(fd, libc::F_GETFL) } == -1 {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    Ok(vm.new_file(fd, "<fdopen>", &mode))
}

fn stat_result(vm: &mut Vm, failed: i32, s: &libc::stat, filename: Value) -> Result {
    if failed != 0 {
        return Err(last_error(vm, Error::OSError, filename));
    }
    let numbers = [
        s.st_mode as i64,
        s.st_ino as i64,
        s.st_dev as i64,
        s.st_nlink as i64,
        s.st_uid as i64,
        s.st_gid as i64,
        s.st_size,
        s.st_atime,
        s.st_mtime,
        s.st_ctime,
    ];
    let mut items = [Value::NONE; 10];
    for (item, n) in items.iter_mut().zip(numbers) {
        *item = vm.int(n);
    }
    let items = vm.tuple(&items);
    let class = kept_type(vm, "posix.stat_result");
    let result = vm.call(class.value(), &[items])?;
    let time = |seconds: i64, nanoseconds: i64| seconds as f64 + 1e-9 * nanoseconds as f64;
    let members = [
        vm.float(time(s.st_atime, s.st_atime_nsec)),
        vm.float(time(s.st_mtime, s.st_mtime_nsec)),
        vm.float(time(s.st_ctime, s.st_ctime_nsec)),
        vm.int(s.st_blksize),
        vm.int(s.st_blocks),
        vm.int(s.st_rdev as i64),
    ];
    for (name, v) in STAT_MEMBERS.into_iter().zip(members) {
        let name = vm.intern(name);
        vm.setattr(result, name, v)?;
    }
    Ok(result)
}

fn stat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let failed = unsafe { libc::stat(p.as_ptr(), &mut s) };
    stat_result(vm, failed, &s, arguments[0])
}

fn lstat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let failed = unsafe { libc::lstat(p.as_ptr(), &mut s) };
    stat_result(vm, failed, &s, arguments[0])
}

fn fstat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let failed = unsafe { libc::fstat(fd, &mut s) };
    stat_result(vm, failed, &s, Value::UNBOUND)
}

fn list_directory(vm: &mut Vm, arguments: &[Value]) -> Result {
    use std::os::unix::ffi::OsStrExt;
    let p = path(vm, arguments[0])?;
    let unicode = vm.is_kind(arguments[0], Kind::Unicode);
    let folder = std::path::Path::new(std::ffi::OsStr::from_bytes(p.as_bytes()));
    let failed = |vm: &mut Vm, e: std::io::Error| {
        let number = e.raw_os_error().unwrap_or(libc::EIO);
        vm.os_error(Error::OSError, number, arguments[0])
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return Err(failed(vm, e)),
    };
    let list = vm.new_list(0)?;
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => return Err(failed(vm, e)),
        };
        let name = entry.file_name();
        let v = match name.to_str() {
            Some(text) if unicode => vm.unicode(text.as_bytes()),
            _ => vm.str(name.as_bytes()),
        };
        vm.list_append(list, v)?;
    }
    Ok(list.value())
}

fn make_directory(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, mode) = (path(vm, arguments[0])?, mode(vm, arguments, 1, 0o777)?);
    let result = unsafe { libc::mkdir(p.as_ptr(), mode) };
    done(vm, result, arguments[0])
}

fn make_fifo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, mode) = (path(vm, arguments[0])?, mode(vm, arguments, 1, 0o666)?);
    let result = unsafe { libc::mkfifo(p.as_ptr(), mode) };
    done(vm, result, Value::UNBOUND)
}

fn read_link(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let mut text = [0u8; libc::PATH_MAX as usize];
    let n = unsafe { libc::readlink(p.as_ptr(), text.as_mut_ptr().cast(), text.len()) };
    if n < 0 {
        return Err(last_error(vm, Error::OSError, arguments[0]));
    }
    Ok(vm.str(&text[..n as usize]))
}

fn current_directory(vm: &mut Vm, _: &[Value]) -> Result {
    let mut text = [0; libc::PATH_MAX as usize];
    if unsafe { libc::getcwd(text.as_mut_ptr(), text.len()) }.is_null() {
        return Err(last_error(vm, Error::OSError, Value::UNBOUND));
    }
    let text = unsafe { CStr::from_ptr(text.as_ptr()) };
    Ok(vm.str(text.to_bytes()))
}

fn current_directory_unicode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let path = current_directory(vm, arguments)?;
    let text = Ref::<StrObject>::of(path).text().into_owned();
    Ok(vm.unicode(text.as_bytes()))
}

fn access(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, mode) = (path(vm, arguments[0])?, c_int(vm, arguments[1])?);
    Ok((unsafe { libc::access(p.as_ptr(), mode) } == 0).into())
}

fn change_mode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, mode) = (path(vm, arguments[0])?, mode(vm, arguments, 1, 0)?);
    let result = unsafe { libc::chmod(p.as_ptr(), mode) };
    done(vm, result, arguments[0])
}

fn change_mode_of_descriptor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, mode) = (c_int(vm, arguments[0])?, mode(vm, arguments, 1, 0)?);
    let result = unsafe { libc::fchmod(fd, mode) };
    done(vm, result, Value::UNBOUND)
}

fn owner(vm: &mut Vm, arguments: &[Value]) -> Result<(CString, u32, u32)> {
    Ok((
        path(vm, arguments[0])?,
        vm.argument_i64(arguments[1])? as u32,
        vm.argument_i64(arguments[2])? as u32,
    ))
}

fn change_owner(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, user, group) = owner(vm, arguments)?;
    let result = unsafe { libc::chown(p.as_ptr(), user, group) };
    done(vm, result, arguments[0])
}

fn change_owner_of_link(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (p, user, group) = owner(vm, arguments)?;
    let result = unsafe { libc::lchown(p.as_ptr(), user, group) };
    done(vm, result, arguments[0])
}

fn set_times(vm: &mut Vm, arguments: &[Value]) -> Result {
    let p = path(vm, arguments[0])?;
    let result = if arguments[1].is_none() {
        unsafe { libc::utimes(p.as_ptr(), std::ptr::null()) }
    } else {
        if !vm.is_kind(arguments[1], Kind::Tuple) || Ref::<TupleObject>::of(arguments[1]).len() != 2 {
            return Err(vm.type_error("utime() arg 2 must be a tuple (atime, mtime)"));
        }
        let times = Ref::<TupleObject>::of(arguments[1]);
        let mut at: [libc::timeval; 2] = unsafe { std::mem::zeroed() };
        for (i, time) in at.iter_mut().enumerate() {
            let seconds = vm.float_argument(times.get(i))?;
            time.tv_sec = seconds.floor() as i64;
            time.tv_usec = ((seconds - seconds.floor()) * 1e6) as i64;
        }
        unsafe { libc::utimes(p.as_ptr(), at.as_ptr()) }
    };
    done(vm, result, arguments[0])
}

fn umask(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mask = c_int(vm, arguments[0])?;
    let old = unsafe { libc::umask(mask as libc::mode_t) };
    Ok(vm.int(old as i64))
}

fn random_bytes(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = vm.argument_i64(arguments[0])?;
    if n < 0 {
        return Err(vm.value_error("negative argument not allowed"));
    }
    let mut failed = 0;
    let text = vm.str_with(n as usize, |s| {
        let mut at = 0;
        while at < s.len() {
            let got = unsafe { libc::getrandom(s[at..].as_mut_ptr().cast(), s.len() - at, 0) };
            if got > 0 {
                at += got as usize;
            } else if std::io::Error::last_os_error().raw_os_error() != Some(libc::EINTR) {
                failed = libc::EIO;
                break;
            }
        }
    })?;
    if failed != 0 {
        return Err(vm.os_error(Error::OSError, failed, Value::UNBOUND));
    }
    Ok(text)
}

fn error_text(vm: &mut Vm, arguments: &[Value]) -> Result {
    let number = c_int(vm, arguments[0])?;
    let text = unsafe { CStr::from_ptr(libc::strerror(number)) };
    Ok(vm.str(text.to_bytes()))
}
