//! `socket.error` and what derives from it.

use super::super::support::{keep_type, kept_type};
use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::CStr;

const ERROR: &str = "socket.error";
const HOST: &str = "socket.herror";
const ADDRESS: &str = "socket.gaierror";
const TIMEOUT: &str = "socket.timeout";

pub fn define(vm: &mut Vm, module: Ref<ModuleObject>) -> Result<()> {
    let mut base = vm.error_class(Error::IOError);
    for key in [ERROR, HOST, ADDRESS, TIMEOUT] {
        let name = &key["socket.".len()..];
        let class = vm.new_exception_class(name, base, "");
        class.heap_type.set(true);
        let (attribute, text) = (vm.names.__module__, vm.intern("socket"));
        vm.dict_set_str(class.namespace(), attribute, text.value());
        keep_type(vm, key, class);
        vm.module_set(module, name, class.value());
        if key == ERROR {
            base = class;
        }
    }
    Ok(())
}

fn raise(vm: &mut Vm, class: &'static str, arguments: &[Value]) -> jit::Exception {
    let class = kept_type(vm, class);
    match vm.call(class.value(), arguments) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

/// `socket.error` with a number and its text. A signal's handler runs first, and what it raises goes before.
pub fn number(vm: &mut Vm, number: i32) -> jit::Exception {
    if number == libc::EINTR {
        if let Err(e) = vm.poll() {
            return e;
        }
    }
    let text = std::io::Error::from_raw_os_error(number).to_string();
    let text = text.split(" (os error").next().unwrap_or("").to_string();
    let text = vm.str(text.as_bytes());
    raise(vm, ERROR, &[Value::integer(number as i64), text])
}

/// `socket.error` of the last system call.
pub fn last(vm: &mut Vm) -> jit::Exception {
    let code = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    number(vm, code)
}

/// `socket.error` with a text alone.
pub fn text(vm: &mut Vm, text: &str) -> jit::Exception {
    let text = vm.str(text.as_bytes());
    raise(vm, ERROR, &[text])
}

pub fn timed_out(vm: &mut Vm) -> jit::Exception {
    let text = vm.str(b"timed out");
    raise(vm, TIMEOUT, &[text])
}

/// `socket.gaierror` of a result of getaddrinfo.
pub fn address(vm: &mut Vm, code: i32) -> jit::Exception {
    if code == libc::EAI_SYSTEM {
        return last(vm);
    }
    let text = unsafe { CStr::from_ptr(libc::gai_strerror(code)) };
    let text = vm.str(text.to_bytes());
    raise(vm, ADDRESS, &[Value::integer(code as i64), text])
}

/// `socket.herror` for a host without a name.
pub fn unknown_host(vm: &mut Vm) -> jit::Exception {
    let text = vm.str(b"Unknown host");
    raise(vm, HOST, &[Value::integer(1), text])
}
