//! `select`: waiting for descriptors.

use super::posix::descriptor_of as fileno;
use super::support::{keep_type, kept_type, module_error};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, named, unpacked, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "select",
    doc: "Waiting until descriptors can be read or written: select, poll and epoll.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    unpacked("select", 3, 4, select, "select(rlist, wlist, xlist[, timeout]) -> (rlist, wlist, xlist)\n\nWait until descriptors of the three lists are ready to be read, ready to be\nwritten, or have an exceptional condition; gives those that are. The timeout is\nin seconds; without one it waits as long as it takes."),
    function("poll", 0, 0, new_poll, "An object with which file descriptors are registered, to wait for events\nof any of them."),
];

static CONSTANTS: &[(&str, i64)] = &[
    ("POLLIN", libc::POLLIN as i64),
    ("POLLPRI", libc::POLLPRI as i64),
    ("POLLOUT", libc::POLLOUT as i64),
    ("POLLERR", libc::POLLERR as i64),
    ("POLLHUP", libc::POLLHUP as i64),
    ("POLLNVAL", libc::POLLNVAL as i64),
    ("POLLRDNORM", 64),
    ("POLLRDBAND", 128),
    ("POLLWRNORM", 256),
    ("POLLWRBAND", 512),
    ("POLLMSG", 1024),
    ("EPOLLIN", 1),
    ("EPOLLPRI", 2),
    ("EPOLLOUT", 4),
    ("EPOLLERR", 8),
    ("EPOLLHUP", 16),
    ("EPOLLRDNORM", 64),
    ("EPOLLRDBAND", 128),
    ("EPOLLWRNORM", 256),
    ("EPOLLWRBAND", 512),
    ("EPOLLMSG", 1024),
    ("EPOLLONESHOT", 1 << 30),
    ("EPOLLET", 1 << 31),
    ("PIPE_BUF", 4096),
];

/// `poll()`: what it watches.
#[repr(C)]
struct PollObject {
    header: Header,
    /// A dict from descriptors to events.
    watched: Field,
}

static POLL: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[
        unpacked("register", 1, 2, register, "register(fd [, eventmask] ) -> None\n\nWatch a descriptor for the events of the mask."),
        unpacked("modify", 2, 2, modify, "modify(fd, eventmask) -> None\n\nChange what a descriptor is watched for."),
        function("unregister", 1, 1, unregister, "unregister(fd) -> None\n\nWatch the descriptor no longer."),
        unpacked("poll", 0, 1, poll, "poll( [timeout] ) -> list of (fd, event) 2-tuples\n\nWait (timeout: in milliseconds) and give the descriptors that have events or errors."),
    ],
    subclassable: false,
};

/// `epoll()`: its descriptor, -1 when closed.
#[repr(C)]
struct EpollObject {
    header: Header,
    fd: Field,
}

static EPOLL: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "select.epoll([sizehint=-1])\n\nReturns an epolling object, an edge or level triggered interface for I/O events.",
    new: Some(new_epoll),
    methods: &[
        function("fromfd", 1, 1, epoll_from_fd, "fromfd(fd) -> epoll\n\nAn epoll object of a descriptor.").class_method(),
        function("close", 0, 0, epoll_close, "close() -> None\n\nClose the descriptor."),
        function("fileno", 0, 0, |vm, a| epoll_fd(vm, a).map(|fd| Value::integer(fd as i64)), "fileno() -> int"),
        named("register", 1, &["fd", "eventmask"], |vm, a| epoll_change(vm, a, libc::EPOLL_CTL_ADD), "register(fd[, eventmask]) -> None\n\nWatch a descriptor."),
        named("modify", 2, &["fd", "eventmask"], |vm, a| epoll_change(vm, a, libc::EPOLL_CTL_MOD), "modify(fd, eventmask) -> None"),
        named("unregister", 1, &["fd"], |vm, a| epoll_change(vm, a, libc::EPOLL_CTL_DEL), "unregister(fd) -> None"),
        named("poll", 0, &["timeout", "maxevents"], epoll_poll, "poll([timeout=-1[, maxevents=-1]]) -> [(fd, events), (...)]\n\nThe events that came; waits timeout seconds for the first, for ever if it is -1."),
        getter("closed", |vm, a| Ok((epoll_number(vm, a) < 0).into()), "whether the epoll object is closed"),
    ],
    subclassable: true,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value));
    }
    let error = module_error(vm, "select", "error", Error::Exception);
    keep_type(vm, "select.error", error);
    vm.module_set(module, "error", error.value());
    let size = std::mem::size_of::<PollObject>() as u32;
    let class = vm.new_native_type("select.poll", size, Layout::fixed_words(1, 1), &POLL);
    keep_type(vm, "select.poll", class);
    let size = std::mem::size_of::<EpollObject>() as u32;
    let class = vm.new_native_type("select.epoll", size, Layout::fixed_words(1, 1), &EPOLL);
    vm.module_set(module, "epoll", class.value());
    Ok(())
}

/// select.error for the last error; what a signal's handler raised comes instead.
fn failed(vm: &mut Vm) -> jit::Exception {
    let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    if number == libc::EINTR {
        if let Err(e) = vm.poll() {
            return e;
        }
    }
    let class = kept_type(vm, "select.error").value();
    let text = super::support::error_text(number);
    let text = vm.str(text.as_bytes());
    match vm.call(class, &[Value::integer(number as i64), text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

/// The objects of a sequence and their descriptors, entered in the set; and one more than the highest of these.
fn descriptors(vm: &mut Vm, sequence: Value, set: &mut libc::fd_set, most: &mut i32) -> Result<Vec<(usize, i32)>> {
    unsafe { libc::FD_ZERO(set) };
    let mut found = Vec::new();
    for i in 0..vm.items_of(sequence).len() {
        let Some(&item) = vm.items_of(sequence).get(i) else {
            break;
        };
        let fd = fileno(vm, item)?;
        if fd as usize >= libc::FD_SETSIZE {
            return Err(vm.value_error("filedescriptor out of range in select()"));
        }
        unsafe { libc::FD_SET(fd, set) };
        *most = (*most).max(fd + 1);
        found.push((i, fd));
    }
    Ok(found)
}

fn select(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut timeout = None;
    if let Some(&v) = arguments.get(3).filter(|v| !v.is_none()) {
        let number = matches!(vm.kind_of(v), Kind::Int | Kind::Bool | Kind::Long | Kind::Float);
        if !number {
            return Err(vm.type_error("timeout must be a float or None"));
        }
        let seconds = vm.float_argument(v)?;
        if !(-9e15..9e15).contains(&seconds) {
            return Err(vm.raise(Error::OverflowError, "timeout period too long"));
        }
        timeout = Some(libc::timeval {
            tv_sec: seconds.floor() as i64,
            tv_usec: ((seconds - seconds.floor()) * 1e6) as i64,
        });
    }
    let lists = vm.new_list(3)?;
    for &argument in &arguments[..3] {
        let list = match vm.list_from(argument) {
            Ok(list) => list.value(),
            Err(_) if vm.swallow(Error::TypeError) => {
                return Err(vm.type_error("arguments 1-3 must be sequences"));
            }
            Err(e) => return Err(e),
        };
        vm.list_append(lists, list)?;
    }
    let mut sets: [libc::fd_set; 3] = unsafe { std::mem::zeroed() };
    let mut watched = Vec::new();
    let mut most = 0;
    for (i, set) in sets.iter_mut().enumerate() {
        let list = lists.get(i);
        watched.push(descriptors(vm, list, set, &mut most)?);
    }
    let [mut read, mut write, mut except] = sets;
    let until = timeout
        .as_mut()
        .map_or(std::ptr::null_mut(), |timeout| timeout as *mut libc::timeval);
    if vm.without_lock(|| unsafe { libc::select(most, &mut read, &mut write, &mut except, until) }) < 0 {
        return Err(failed(vm));
    }
    let mut ready = [Value::NONE; 3];
    for (i, set) in [&read, &write, &except].into_iter().enumerate() {
        let list = vm.new_list(0)?;
        let all = lists.get(i);
        for &(at, fd) in &watched[i] {
            if unsafe { libc::FD_ISSET(fd, set) } {
                let item = vm.items_of(all)[at];
                vm.list_append(list, item)?;
            }
        }
        ready[i] = list.value();
    }
    Ok(vm.tuple(&ready))
}

fn new_poll(vm: &mut Vm, _: &[Value]) -> Result {
    let class = kept_type(vm, "select.poll");
    let object = vm.new_instance(class)?;
    let watched = vm.new_dict().value();
    Ref::<PollObject>::of(object).set(vm, |p| &p.watched, watched);
    Ok(object)
}

fn watched(arguments: &[Value]) -> Ref<DictObject> {
    Ref::<PollObject>::of(arguments[0]).watched.of()
}

fn events(vm: &mut Vm, v: Value) -> Result<i64> {
    let mask = vm.argument_i64(v)?;
    if !(0..=u16::MAX as i64).contains(&mask) {
        let message = if mask < 0 {
            "can't convert negative value to unsigned long"
        } else {
            "Python int too large for C unsigned short"
        };
        return Err(vm.raise(Error::OverflowError, message));
    }
    Ok(mask)
}

fn register(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = fileno(vm, arguments[1])?;
    let mask = match arguments.get(2) {
        Some(&mask) => events(vm, mask)?,
        None => (libc::POLLIN | libc::POLLPRI | libc::POLLOUT) as i64,
    };
    vm.dict_set(watched(arguments), Value::integer(fd as i64), Value::integer(mask))?;
    Ok(Value::NONE)
}

fn modify(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = Value::integer(fileno(vm, arguments[1])? as i64);
    let mask = events(vm, arguments[2])?;
    if vm.dict_get(watched(arguments), fd)?.is_none() {
        return Err(vm.os_error(Error::IOError, libc::ENOENT, Value::UNBOUND));
    }
    vm.dict_set(watched(arguments), fd, Value::integer(mask))?;
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = Value::integer(fileno(vm, arguments[1])? as i64);
    vm.delitem(watched(arguments).value(), fd)?;
    Ok(Value::NONE)
}

fn poll(vm: &mut Vm, arguments: &[Value]) -> Result {
    let timeout = match arguments.get(1) {
        Some(&v) if !v.is_none() => {
            if !matches!(vm.kind_of(v), Kind::Int | Kind::Bool | Kind::Long | Kind::Float) {
                return Err(vm.type_error("timeout must be an integer or None"));
            }
            let milliseconds = vm.float_argument(v)?;
            if !(i32::MIN as f64..=i32::MAX as f64).contains(&milliseconds) {
                return Err(vm.raise(Error::OverflowError, "Python int too large to convert to C int"));
            }
            milliseconds as i32
        }
        _ => -1,
    };
    let mut entries: Vec<libc::pollfd> = watched(arguments)
        .pairs()
        .map(|(fd, mask)| libc::pollfd {
            fd: fd.as_integer() as i32,
            events: mask.as_integer() as i16,
            revents: 0,
        })
        .collect();
    let count = entries.len() as libc::nfds_t;
    let address = entries.as_mut_ptr();
    if vm.without_lock(|| unsafe { libc::poll(address, count, timeout) }) < 0 {
        return Err(failed(vm));
    }
    let list = vm.new_list(0)?;
    for entry in entries.iter().filter(|entry| entry.revents != 0) {
        let pair = [entry.fd as i64, entry.revents as u16 as i64].map(Value::integer);
        let pair = vm.tuple(&pair);
        vm.list_append(list, pair)?;
    }
    Ok(list.value())
}

fn io_failed(vm: &mut Vm) -> jit::Exception {
    super::support::last_error(vm, Error::IOError, Value::UNBOUND)
}

fn epoll_of(vm: &mut Vm, class: Value, fd: i32) -> Result {
    let object = vm.new_instance(Ref::of(class))?;
    Ref::<EpollObject>::of(object).fd.init(Value::integer(fd as i64));
    Ok(object)
}

fn new_epoll(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [hint] = vm.named_arguments("epoll", 0, ["sizehint"], &arguments[1..])?;
    if let Some(hint) = hint.bound() {
        let hint = vm.argument_c_int(hint)?;
        if hint == 0 || hint < -1 {
            return Err(vm.value_error(&format!("sizehint must be greater zero, got {hint}")));
        }
    }
    let fd = unsafe { libc::epoll_create1(0) };
    if fd < 0 {
        return Err(io_failed(vm));
    }
    epoll_of(vm, arguments[0], fd)
}

fn epoll_from_fd(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = vm.argument_c_int(arguments[1])? as i32;
    epoll_of(vm, arguments[0], fd)
}

fn epoll_number(_: &mut Vm, arguments: &[Value]) -> i32 {
    Ref::<EpollObject>::of(arguments[0]).fd.get().as_integer() as i32
}

fn epoll_fd(vm: &mut Vm, arguments: &[Value]) -> Result<i32> {
    match epoll_number(vm, arguments) {
        fd if fd < 0 => Err(vm.value_error("I/O operation on closed epoll fd")),
        fd => Ok(fd),
    }
}

fn epoll_close(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = epoll_number(vm, arguments);
    if fd >= 0 {
        Ref::<EpollObject>::of(arguments[0]).fd.init(Value::integer(-1));
        if unsafe { libc::close(fd) } < 0 {
            return Err(io_failed(vm));
        }
    }
    Ok(Value::NONE)
}

fn epoll_change(vm: &mut Vm, arguments: &[Value], operation: i32) -> Result {
    let epoll = epoll_fd(vm, arguments)?;
    let fd = fileno(vm, arguments[1])?;
    let events = match arguments.get(2).and_then(|v| v.bound()) {
        Some(mask) => vm.argument_i64(mask)? as u32,
        None => 7,
    };
    let mut event = libc::epoll_event { events, u64: fd as u64 };
    if unsafe { libc::epoll_ctl(epoll, operation, fd, &mut event) } < 0 {
        let number = std::io::Error::last_os_error().raw_os_error();
        // A descriptor that was closed is watched no longer already.
        if operation == libc::EPOLL_CTL_DEL && number == Some(libc::EBADF) {
            return Ok(Value::NONE);
        }
        return Err(io_failed(vm));
    }
    Ok(Value::NONE)
}

fn epoll_poll(vm: &mut Vm, arguments: &[Value]) -> Result {
    let epoll = epoll_fd(vm, arguments)?;
    let timeout = match arguments[1].bound() {
        Some(v) => vm.float_argument(v)?,
        None => -1.0,
    };
    let most = match arguments[2].bound() {
        Some(v) => vm.argument_c_int(v)?,
        None => -1,
    };
    if timeout * 1000.0 > i32::MAX as f64 {
        return Err(vm.raise(Error::OverflowError, "timeout is too large"));
    }
    let milliseconds = if timeout < 0.0 { -1 } else { (timeout * 1000.0) as i32 };
    let most = match most {
        -1 => libc::FD_SETSIZE as i64 - 1,
        n if n < 1 => return Err(vm.value_error(&format!("maxevents must be greater than 0, got {n}"))),
        n => n,
    };
    let mut events = vec![libc::epoll_event { events: 0, u64: 0 }; most.min(1 << 16) as usize];
    let (address, room) = (events.as_mut_ptr(), events.len() as i32);
    let n = vm.without_lock(|| unsafe { libc::epoll_wait(epoll, address, room, milliseconds) });
    if n < 0 {
        return Err(io_failed(vm));
    }
    let list = vm.new_list(n as usize)?;
    for event in &events[..n as usize] {
        let pair = [event.u64 as i64, event.events as i64].map(Value::integer);
        let pair = vm.tuple(&pair);
        vm.list_append(list, pair)?;
    }
    Ok(list.value())
}
