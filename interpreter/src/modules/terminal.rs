//! `termios`: how terminals treat what is typed and printed.

use super::posix::descriptor_of as fileno;
use super::support::{c_int, keep_type, kept_type, module_error};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, unpacked, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "termios",
    doc: "The POSIX calls for control of terminals. Descriptors are numbers, or objects\nwith a fileno() method.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("tcgetattr", 1, 1, get, "tcgetattr(fd) -> list_of_attrs\n\n[iflag, oflag, cflag, lflag, ispeed, ospeed, cc], where cc is a list of the\ncontrol characters (strings, but numbers for VMIN and VTIME where they count)."),
    unpacked("tcsetattr", 3, 3, set, "tcsetattr(fd, when, attributes) -> None"),
    unpacked("tcsendbreak", 2, 2, |vm, a| call(vm, a, |fd, n| unsafe { libc::tcsendbreak(fd, n) }), "tcsendbreak(fd, duration) -> None"),
    function("tcdrain", 1, 1, |vm, a| call(vm, &[a[0], Value::integer(0)], |fd, _| unsafe { libc::tcdrain(fd) }), "tcdrain(fd) -> None"),
    unpacked("tcflush", 2, 2, |vm, a| call(vm, a, |fd, n| unsafe { libc::tcflush(fd, n) }), "tcflush(fd, queue) -> None"),
    unpacked("tcflow", 2, 2, |vm, a| call(vm, a, |fd, n| unsafe { libc::tcflow(fd, n) }), "tcflow(fd, action) -> None"),
];

/// What the system calls the parts of a terminal's mode, characters and operations.
#[rustfmt::skip]
static CONSTANTS: &[(&str, i64)] = &[
    ("B0", 0), ("B110", 3), ("B115200", 4098), ("B1200", 9), ("B134", 4), ("B150", 5), ("B1800", 10), ("B19200", 14),
    ("B200", 6), ("B230400", 4099), ("B2400", 11), ("B300", 7), ("B38400", 15), ("B460800", 4100), ("B4800", 12),
    ("B50", 1), ("B57600", 4097), ("B600", 8), ("B75", 2), ("B9600", 13), ("BRKINT", 2), ("BS0", 0), ("BS1", 8192),
    ("BSDLY", 8192), ("CBAUD", 4111), ("CBAUDEX", 4096), ("CDSUSP", 25), ("CEOF", 4), ("CEOL", 0), ("CEOT", 4),
    ("CERASE", 127), ("CFLUSH", 15), ("CIBAUD", 269418496), ("CINTR", 3), ("CKILL", 21), ("CLNEXT", 22), ("CLOCAL", 2048),
    ("CQUIT", 28), ("CR0", 0), ("CR1", 512), ("CR2", 1024), ("CR3", 1536), ("CRDLY", 1536), ("CREAD", 128), ("CRPRNT", 18),
    ("CRTSCTS", 2147483648), ("CS5", 0), ("CS6", 16), ("CS7", 32), ("CS8", 48), ("CSIZE", 48), ("CSTART", 17),
    ("CSTOP", 19), ("CSTOPB", 64), ("CSUSP", 26), ("CWERASE", 23), ("ECHO", 8), ("ECHOCTL", 512), ("ECHOE", 16),
    ("ECHOK", 32), ("ECHOKE", 2048), ("ECHONL", 64), ("ECHOPRT", 1024), ("EXTA", 14), ("EXTB", 15), ("FF0", 0),
    ("FF1", 32768), ("FFDLY", 32768), ("FIOASYNC", 21586), ("FIOCLEX", 21585), ("FIONBIO", 21537), ("FIONCLEX", 21584),
    ("FIONREAD", 21531), ("FLUSHO", 4096), ("HUPCL", 1024), ("ICANON", 2), ("ICRNL", 256), ("IEXTEN", 32768), ("IGNBRK", 1),
    ("IGNCR", 128), ("IGNPAR", 4), ("IMAXBEL", 8192), ("INLCR", 64), ("INPCK", 16), ("IOCSIZE_MASK", 1073676288),
    ("IOCSIZE_SHIFT", 16), ("ISIG", 1), ("ISTRIP", 32), ("IUCLC", 512), ("IXANY", 2048), ("IXOFF", 4096), ("IXON", 1024),
    ("NCC", 8), ("NCCS", 32), ("NL0", 0), ("NL1", 256), ("NLDLY", 256), ("NOFLSH", 128), ("N_MOUSE", 2), ("N_PPP", 3),
    ("N_SLIP", 1), ("N_STRIP", 4), ("N_TTY", 0), ("OCRNL", 8), ("OFDEL", 128), ("OFILL", 64), ("OLCUC", 2), ("ONLCR", 4),
    ("ONLRET", 32), ("ONOCR", 16), ("OPOST", 1), ("PARENB", 256), ("PARMRK", 8), ("PARODD", 512), ("PENDIN", 16384),
    ("TAB0", 0), ("TAB1", 2048), ("TAB2", 4096), ("TAB3", 6144), ("TABDLY", 6144), ("TCFLSH", 21515), ("TCGETA", 21509),
    ("TCGETS", 21505), ("TCIFLUSH", 0), ("TCIOFF", 2), ("TCIOFLUSH", 2), ("TCION", 3), ("TCOFLUSH", 1), ("TCOOFF", 0),
    ("TCOON", 1), ("TCSADRAIN", 1), ("TCSAFLUSH", 2), ("TCSANOW", 0), ("TCSBRK", 21513), ("TCSBRKP", 21541),
    ("TCSETA", 21510), ("TCSETAF", 21512), ("TCSETAW", 21511), ("TCSETS", 21506), ("TCSETSF", 21508), ("TCSETSW", 21507),
    ("TCXONC", 21514), ("TIOCCONS", 21533), ("TIOCEXCL", 21516), ("TIOCGETD", 21540), ("TIOCGICOUNT", 21597),
    ("TIOCGLCKTRMIOS", 21590), ("TIOCGPGRP", 21519), ("TIOCGSERIAL", 21534), ("TIOCGSOFTCAR", 21529), ("TIOCGWINSZ", 21523),
    ("TIOCINQ", 21531), ("TIOCLINUX", 21532), ("TIOCMBIC", 21527), ("TIOCMBIS", 21526), ("TIOCMGET", 21525),
    ("TIOCMIWAIT", 21596), ("TIOCMSET", 21528), ("TIOCM_CAR", 64), ("TIOCM_CD", 64), ("TIOCM_CTS", 32), ("TIOCM_DSR", 256),
    ("TIOCM_DTR", 2), ("TIOCM_LE", 1), ("TIOCM_RI", 128), ("TIOCM_RNG", 128), ("TIOCM_RTS", 4), ("TIOCM_SR", 16),
    ("TIOCM_ST", 8), ("TIOCNOTTY", 21538), ("TIOCNXCL", 21517), ("TIOCOUTQ", 21521), ("TIOCPKT", 21536),
    ("TIOCPKT_DATA", 0), ("TIOCPKT_DOSTOP", 32), ("TIOCPKT_FLUSHREAD", 1), ("TIOCPKT_FLUSHWRITE", 2),
    ("TIOCPKT_NOSTOP", 16), ("TIOCPKT_START", 8), ("TIOCPKT_STOP", 4), ("TIOCSCTTY", 21518), ("TIOCSERCONFIG", 21587),
    ("TIOCSERGETLSR", 21593), ("TIOCSERGETMULTI", 21594), ("TIOCSERGSTRUCT", 21592), ("TIOCSERGWILD", 21588),
    ("TIOCSERSETMULTI", 21595), ("TIOCSERSWILD", 21589), ("TIOCSER_TEMT", 1), ("TIOCSETD", 21539),
    ("TIOCSLCKTRMIOS", 21591), ("TIOCSPGRP", 21520), ("TIOCSSERIAL", 21535), ("TIOCSSOFTCAR", 21530), ("TIOCSTI", 21522),
    ("TIOCSWINSZ", 21524), ("TOSTOP", 256), ("VDISCARD", 13), ("VEOF", 4), ("VEOL", 11), ("VEOL2", 16), ("VERASE", 2),
    ("VINTR", 0), ("VKILL", 3), ("VLNEXT", 15), ("VMIN", 6), ("VQUIT", 1), ("VREPRINT", 12), ("VSTART", 8), ("VSTOP", 9),
    ("VSUSP", 10), ("VSWTC", 7), ("VSWTCH", 7), ("VT0", 0), ("VT1", 16384), ("VTDLY", 16384), ("VTIME", 5), ("VWERASE", 14),
    ("XCASE", 4), ("XTABS", 6144),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value));
    }
    let error = module_error(vm, "termios", "error", Error::Exception);
    keep_type(vm, "termios.error", error);
    vm.module_set(module, "error", error.value());
    Ok(())
}

/// termios.error with the last error's number and text.
fn failed(vm: &mut Vm) -> jit::Exception {
    let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    let class = kept_type(vm, "termios.error").value();
    let text = vm.str(super::support::error_text(number).as_bytes());
    match vm.call(class, &[Value::integer(number as i64), text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

fn call(vm: &mut Vm, arguments: &[Value], call: fn(i32, i32) -> i32) -> Result {
    let (fd, n) = (fileno(vm, arguments[0])?, c_int(vm, arguments[1])?);
    match vm.without_lock(|| call(fd, n)) {
        -1 => Err(failed(vm)),
        _ => Ok(Value::NONE),
    }
}

fn get(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = fileno(vm, arguments[0])?;
    let mut mode: libc::termios = unsafe { std::mem::zeroed() };
    if unsafe { libc::tcgetattr(fd, &mut mode) } == -1 {
        return Err(failed(vm));
    }
    let characters = vm.new_list(libc::NCCS)?;
    for (i, &c) in mode.c_cc.iter().enumerate() {
        let counts = mode.c_lflag & libc::ICANON == 0 && (i == libc::VMIN || i == libc::VTIME);
        let v = if counts {
            Value::integer(c as i64)
        } else {
            vm.char_str(c)
        };
        vm.list_append(characters, v)?;
    }
    let (input, output) = unsafe { (libc::cfgetispeed(&mode), libc::cfgetospeed(&mode)) };
    let list = vm.new_list(7)?;
    for n in [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag, input, output] {
        vm.list_append(list, Value::integer(n as i64))?;
    }
    vm.list_append(list, characters.value())?;
    Ok(list.value())
}

fn set(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = fileno(vm, arguments[0])?;
    let when = c_int(vm, arguments[1])?;
    let list = arguments[2];
    if !vm.is_kind(list, Kind::List) || vm.items_of(list).len() != 7 {
        return Err(vm.type_error("tcsetattr, arg 3: must be 7 element list"));
    }
    let mut mode: libc::termios = unsafe { std::mem::zeroed() };
    if unsafe { libc::tcgetattr(fd, &mut mode) } == -1 {
        return Err(failed(vm));
    }
    let mut numbers = [0u32; 6];
    for (i, number) in numbers.iter_mut().enumerate() {
        let item = vm.items_of(list)[i];
        *number = vm.argument_i64(item)? as u32;
    }
    let [input, output, control, local, input_speed, output_speed] = numbers;
    (mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag) = (input, output, control, local);
    let characters = vm.items_of(list)[6];
    if !vm.is_kind(characters, Kind::List) || vm.items_of(characters).len() != libc::NCCS {
        let n = libc::NCCS;
        return Err(vm.type_error(&format!("tcsetattr: attributes[6] must be {n} element list")));
    }
    for i in 0..libc::NCCS {
        let v = vm.items_of(characters)[i];
        mode.c_cc[i] = if vm.kind_of(v) == Kind::Str && Ref::<StrObject>::of(v).len() == 1 {
            Ref::<StrObject>::of(v).bytes()[0]
        } else if let Some(n) = vm.as_int(v) {
            n as u8
        } else {
            return Err(vm.type_error("tcsetattr: elements of attributes must be characters or integers"));
        };
    }
    unsafe {
        if libc::cfsetispeed(&mut mode, input_speed) == -1 || libc::cfsetospeed(&mut mode, output_speed) == -1 {
            return Err(failed(vm));
        }
    }
    match vm.without_lock(|| unsafe { libc::tcsetattr(fd, when, &mode) }) {
        -1 => Err(failed(vm)),
        _ => Ok(Value::NONE),
    }
}
