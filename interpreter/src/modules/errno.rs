//! `errno`: the numbers of the system's errors.

use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "errno",
    doc: "The standard symbols of the system's error numbers.\n\nThe dictionary errorcode maps numbers to names: errno.errorcode[errno.EPERM] is 'EPERM'.",
    functions: &[],
    initialize,
};

macro_rules! errors {
    ($($name:ident)*) => { static ERRORS: &[(&str, i32)] = &[$((stringify!($name), libc::$name)),*]; };
}

// Of names for the same number the last one is in `errorcode`.
errors! {
    EDEADLK EOPNOTSUPP EWOULDBLOCK E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV EAFNOSUPPORT EAGAIN EALREADY EBADE
    EBADF EBADFD EBADMSG EBADR EBADRQC EBADSLT EBFONT EBUSY ECHILD ECHRNG ECOMM ECONNABORTED ECONNREFUSED
    ECONNRESET EDEADLOCK EDESTADDRREQ EDOM EDOTDOT EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH EIDRM EILSEQ
    EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR EISNAM EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC
    ELIBMAX ELIBSCN ELNRNG ELOOP EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET
    ENETUNREACH ENFILE ENOANO ENOBUFS ENOCSI ENODATA ENODEV ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM ENOMSG ENONET
    ENOPKG ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTSOCK ENOTSUP
    ENOTTY ENOTUNIQ ENXIO EOVERFLOW EPERM EPFNOSUPPORT EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EREMCHG
    EREMOTE EREMOTEIO ERESTART EROFS ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE ESTRPIPE ETIME ETIMEDOUT
    ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EXDEV EXFULL
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let codes = vm.new_dict();
    for &(name, number) in ERRORS {
        let number = Value::integer(number as i64);
        vm.module_set(module, name, number);
        let text = vm.intern(name);
        vm.dict_set(codes, number, text.value())?;
    }
    vm.module_set(module, "errorcode", codes.value());
    Ok(())
}
