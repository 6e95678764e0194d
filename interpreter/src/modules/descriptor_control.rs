//! `fcntl`: control of open files.

use super::posix::descriptor_of as fileno;
use super::support::{c_int, last_error};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{unpacked, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "fcntl",
    doc: "Control of files and devices through their descriptors: the system's fcntl() and\nioctl(). Descriptors are numbers, or objects with a fileno() method.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    unpacked("fcntl", 2, 3, control, "fcntl(fd, op, [arg])\n\nPerform the operation op on a descriptor. With a string as the argument the\nresult is what the system made of it, else it is the number that came back."),
    unpacked("ioctl", 2, 4, device_control, "ioctl(fd, op[, arg[, mutate_flag]])\n\nPerform the operation op on a device. A writable buffer is changed in place\nunless mutate_flag is false; of a string, a changed copy is the result."),
    unpacked("flock", 2, 2, lock, "flock(fd, operation)\n\nPerform the lock operation on a descriptor."),
    unpacked("lockf", 2, 5, lock_range, "lockf(fd, operation, length=0, start=0, whence=0)\n\nLock or unlock a range of a file."),
];

static CONSTANTS: &[(&str, i64)] = &[
    ("LOCK_SH", libc::LOCK_SH as i64),
    ("LOCK_EX", libc::LOCK_EX as i64),
    ("LOCK_NB", libc::LOCK_NB as i64),
    ("LOCK_UN", libc::LOCK_UN as i64),
    ("LOCK_MAND", 32),
    ("LOCK_READ", 64),
    ("LOCK_WRITE", 128),
    ("LOCK_RW", 192),
    ("F_DUPFD", libc::F_DUPFD as i64),
    ("F_GETFD", libc::F_GETFD as i64),
    ("F_SETFD", libc::F_SETFD as i64),
    ("F_GETFL", libc::F_GETFL as i64),
    ("F_SETFL", libc::F_SETFL as i64),
    ("F_GETLK", libc::F_GETLK as i64),
    ("F_SETLK", libc::F_SETLK as i64),
    ("F_SETLKW", libc::F_SETLKW as i64),
    ("F_GETLK64", libc::F_GETLK as i64),
    ("F_SETLK64", libc::F_SETLK as i64),
    ("F_SETLKW64", libc::F_SETLKW as i64),
    ("F_GETOWN", libc::F_GETOWN as i64),
    ("F_SETOWN", libc::F_SETOWN as i64),
    ("F_GETSIG", 11),
    ("F_SETSIG", 10),
    ("F_RDLCK", libc::F_RDLCK as i64),
    ("F_WRLCK", libc::F_WRLCK as i64),
    ("F_UNLCK", libc::F_UNLCK as i64),
    ("F_EXLCK", 4),
    ("F_SHLCK", 8),
    ("F_GETLEASE", libc::F_GETLEASE as i64),
    ("F_SETLEASE", libc::F_SETLEASE as i64),
    ("F_NOTIFY", libc::F_NOTIFY as i64),
    ("FD_CLOEXEC", libc::FD_CLOEXEC as i64),
    ("FASYNC", libc::O_ASYNC as i64),
    ("DN_ACCESS", 1),
    ("DN_MODIFY", 2),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_RENAME", 16),
    ("DN_ATTRIB", 32),
    ("DN_MULTISHOT", 0x8000_0000),
];

/// Arguments in strings have room for this much.
const BUFFER: usize = 1024;

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value));
    }
    Ok(())
}

fn failed(vm: &mut Vm) -> jit::Exception {
    last_error(vm, Error::IOError, Value::UNBOUND)
}

/// An operation's number: C's unsigned int, written with either sign.
fn operation(vm: &mut Vm, v: Value) -> Result<u64> {
    Ok(vm.argument_i64(v)? as u32 as u64)
}

fn copy_of(vm: &mut Vm, v: Value, name: &str) -> Result<Option<([u8; BUFFER + 8], usize)>> {
    if vm.kind_of(v) != Kind::Str {
        return Ok(None);
    }
    let text = Ref::<StrObject>::of(v).bytes();
    if text.len() > BUFFER {
        return Err(vm.value_error(&format!("{name} string arg too long")));
    }
    let mut buffer = [0; BUFFER + 8];
    buffer[..text.len()].copy_from_slice(text);
    Ok(Some((buffer, text.len())))
}

fn control(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, op) = (fileno(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let argument = arguments.get(2).copied().unwrap_or(Value::integer(0));
    if let Some((mut buffer, length)) = copy_of(vm, argument, "fcntl")? {
        let address = buffer.as_mut_ptr();
        let result = vm.without_lock(|| unsafe { libc::fcntl(fd, op, address) });
        return match result {
            r if r < 0 => Err(failed(vm)),
            _ => Ok(vm.str(&buffer[..length])),
        };
    }
    let number = vm.argument_i64(argument)?;
    let result = vm.without_lock(|| unsafe { libc::fcntl(fd, op, number) });
    if result < 0 {
        return Err(failed(vm));
    }
    Ok(vm.int(result as i64))
}

fn device_control(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, op) = (fileno(vm, arguments[0])?, operation(vm, arguments[1])?);
    let argument = arguments.get(2).copied().unwrap_or(Value::integer(0));
    let mutate = match arguments.get(3) {
        Some(&flag) => vm.truth(flag)?,
        None => true,
    };
    let writable = match vm.kind_of(argument) {
        Kind::Str | Kind::Unicode => None,
        _ => vm.buffer_view(argument),
    };
    if let Some(view) = writable.filter(|_| mutate) {
        let bytes = view.slice();
        let mut copy = [0u8; BUFFER + 8];
        if bytes.len() > BUFFER {
            let address = bytes.as_ptr();
            let result = vm.without_lock(|| unsafe { libc::ioctl(fd, op as _, address) });
            return if result < 0 {
                Err(failed(vm))
            } else {
                Ok(vm.int(result as i64))
            };
        }
        copy[..bytes.len()].copy_from_slice(bytes);
        let address = copy.as_mut_ptr();
        let result = vm.without_lock(|| unsafe { libc::ioctl(fd, op as _, address) });
        if result < 0 {
            return Err(failed(vm));
        }
        // Nobody else holds the buffer's memory: objects do not move.
        unsafe { std::ptr::copy_nonoverlapping(copy.as_ptr(), bytes.as_ptr() as *mut u8, bytes.len()) };
        return Ok(vm.int(result as i64));
    }
    if let Some((mut buffer, length)) = copy_of(vm, argument, "ioctl")? {
        let address = buffer.as_mut_ptr();
        let result = vm.without_lock(|| unsafe { libc::ioctl(fd, op as _, address) });
        return match result {
            r if r < 0 => Err(failed(vm)),
            _ => Ok(vm.str(&buffer[..length])),
        };
    }
    let Some(number) = vm.as_int(argument) else {
        return Err(vm.type_error(
            "ioctl requires a file or file descriptor, an integer and optionally an integer or buffer argument",
        ));
    };
    let result = vm.without_lock(|| unsafe { libc::ioctl(fd, op as _, number) });
    if result < 0 {
        return Err(failed(vm));
    }
    Ok(vm.int(result as i64))
}

fn lock(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, op) = (fileno(vm, arguments[0])?, c_int(vm, arguments[1])?);
    match vm.without_lock(|| unsafe { libc::flock(fd, op) }) {
        r if r < 0 => Err(failed(vm)),
        _ => Ok(Value::NONE),
    }
}

fn lock_range(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (fd, op) = (fileno(vm, arguments[0])?, c_int(vm, arguments[1])?);
    let mut range: libc::flock = unsafe { std::mem::zeroed() };
    range.l_type = if op == libc::LOCK_UN {
        libc::F_UNLCK as i16
    } else if op & libc::LOCK_SH != 0 {
        libc::F_RDLCK as i16
    } else if op & libc::LOCK_EX != 0 {
        libc::F_WRLCK as i16
    } else {
        return Err(vm.value_error("unrecognized lockf argument"));
    };
    if let Some(&length) = arguments.get(2) {
        range.l_len = vm.argument_i64(length)?;
    }
    if let Some(&start) = arguments.get(3) {
        range.l_start = vm.argument_i64(start)?;
    }
    if let Some(&whence) = arguments.get(4) {
        range.l_whence = c_int(vm, whence)? as i16;
    }
    let command = if op & libc::LOCK_NB != 0 {
        libc::F_SETLK
    } else {
        libc::F_SETLKW
    };
    match vm.without_lock(|| unsafe { libc::fcntl(fd, command, &range) }) {
        r if r < 0 => Err(failed(vm)),
        _ => Ok(Value::NONE),
    }
}
