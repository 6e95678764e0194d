//! Socket objects.

use super::super::support::{bytes, c_int, keep_type, kept_type};
use super::address::{self, Address};
use super::errors;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;
use std::time::{Duration, Instant};

const TYPE: &str = "_socket.socket";
const DEFAULT: &str = "_socket.default timeout";

#[repr(C)]
pub struct SocketObject {
    header: Header,
    /// Small integers; -1: closed.
    descriptor: Field,
    family: Field,
    kind: Field,
    protocol: Field,
    /// Seconds as a float (0.0: never waits), or None: waits for ever.
    timeout: Field,
    /// The objects of the library that share it (`_reuse`): the last one that drops it closes it.
    users: Cell<usize>,
}

static SOCKET: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "socket([family[, type[, proto]]]) -> socket object\n\nA socket of the system; family is an AF_ constant, type a SOCK_ constant.",
    new: Some(|vm, a| {
        let class = a[0];
        let socket = Ref::<SocketObject>::of(vm.new_instance(Ref::of(class))?);
        socket.descriptor.init(Value::integer(-1));
        for field in [&socket.family, &socket.kind, &socket.protocol] {
            field.init(Value::integer(0));
        }
        socket.timeout.init(Value::NONE);
        Ok(socket.value())
    }),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", initialize, INITIALIZER_DOC),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    // Closes the descriptor of a socket that is gone.
    special(
        "__del__",
        0,
        0,
        close,
        "close() when nothing refers to the socket any more",
    ),
    function("accept", 0, 0, accept, "accept() -> (socket, address) of a client"),
    function("bind", 1, 1, bind, "bind(address)"),
    function("close", 0, 0, close, "close(): the socket cannot be used any more"),
    function(
        "_reuse",
        0,
        0,
        |_, a| {
            this(a).users.set(this(a).users.get() + 1);
            Ok(Value::NONE)
        },
        "_reuse(): one more object uses the socket",
    ),
    function(
        "_drop",
        0,
        0,
        |vm, a| {
            let users = this(a).users.get().saturating_sub(1);
            this(a).users.set(users);
            match users {
                0 => close(vm, a),
                _ => Ok(Value::NONE),
            }
        },
        "_drop(): one object less uses the socket; without any it is closed",
    ),
    function("connect", 1, 1, connect, "connect(address)"),
    function(
        "connect_ex",
        1,
        1,
        connect_number,
        "connect_ex(address) -> error number, 0 for none",
    ),
    function(
        "dup",
        0,
        0,
        duplicate,
        "dup() -> socket on a duplicate of the descriptor",
    ),
    function(
        "fileno",
        0,
        0,
        |_, a| Ok(this(a).descriptor.get()),
        "fileno() -> descriptor",
    ),
    function(
        "getpeername",
        0,
        0,
        |vm, a| name(vm, a, libc::getpeername),
        "getpeername() -> address of the other end",
    ),
    function(
        "getsockname",
        0,
        0,
        |vm, a| name(vm, a, libc::getsockname),
        "getsockname() -> address of this end",
    ),
    function(
        "getsockopt",
        2,
        3,
        get_option,
        "getsockopt(level, option[, size]) -> number, or with a size that many bytes",
    ),
    function(
        "setsockopt",
        3,
        3,
        set_option,
        "setsockopt(level, option, number or bytes)",
    ),
    function(
        "gettimeout",
        0,
        0,
        |_, a| Ok(this(a).timeout.get()),
        "gettimeout() -> seconds, or None",
    ),
    function(
        "settimeout",
        1,
        1,
        set_timeout,
        "settimeout(seconds or None): how long operations wait",
    ),
    function(
        "setblocking",
        1,
        1,
        set_blocking,
        "setblocking(flag): settimeout(None) or settimeout(0.0)",
    ),
    function("listen", 1, 1, listen, "listen(backlog): clients may connect"),
    function(
        "makefile",
        0,
        2,
        make_file,
        "makefile([mode[, size of buffer]]) -> file on a duplicate of the descriptor",
    ),
    function("recv", 1, 2, receive, "recv(size[, flags]) -> str"),
    function(
        "recv_into",
        1,
        3,
        receive_into,
        "recv_into(buffer[, size[, flags]]) -> number of bytes",
    ),
    function(
        "recvfrom",
        1,
        2,
        receive_from,
        "recvfrom(size[, flags]) -> (str, address)",
    ),
    function(
        "recvfrom_into",
        1,
        3,
        receive_from_into,
        "recvfrom_into(buffer[, size[, flags]]) -> (number of bytes, address)",
    ),
    function("send", 1, 2, send, "send(data[, flags]) -> number of bytes sent"),
    function("sendall", 1, 2, send_all, "sendall(data[, flags])"),
    function(
        "sendto",
        0,
        255,
        send_to,
        "sendto(data[, flags], address) -> number of bytes sent",
    ),
    function(
        "shutdown",
        1,
        1,
        shutdown,
        "shutdown(how): SHUT_RD, SHUT_WR or SHUT_RDWR",
    ),
    getter("family", |_, a| Ok(this(a).family.get()), "the socket family").member(),
    getter("type", |_, a| Ok(this(a).kind.get()), "the socket type").member(),
    getter("proto", |_, a| Ok(this(a).protocol.get()), "the socket protocol").member(),
    getter("timeout", |_, a| Ok(this(a).timeout.get()), "the socket timeout").member(),
];

pub fn make_type(vm: &mut Vm, module: Ref<ModuleObject>) {
    let size = std::mem::size_of::<SocketObject>() as u32;
    let class = vm.new_native_type(TYPE, size, Layout::fixed_words(1, 5), &SOCKET);
    class.has_weakrefs.set(true);
    class.has_finalizer.set(true);
    keep_type(vm, TYPE, class);
    vm.module_state.insert(DEFAULT, Box::new(None::<f64>));
    for name in ["socket", "SocketType"] {
        vm.module_set(module, name, class.value());
    }
}

fn this(arguments: &[Value]) -> Ref<SocketObject> {
    Ref::of(arguments[0])
}

impl SocketObject {
    fn fd(&self) -> i32 {
        self.descriptor.get().as_integer() as i32
    }

    fn family(&self) -> i32 {
        self.family.get().as_integer() as i32
    }
}

/// Seconds of a timeout argument; None: for ever. TypeError, ValueError.
fn timeout_argument(vm: &mut Vm, v: Value) -> Result<Option<f64>> {
    if v.is_none() {
        return Ok(None);
    }
    let seconds = vm.float_argument(v)?;
    if seconds < 0.0 || seconds.is_nan() {
        return Err(vm.value_error("Timeout value out of range"));
    }
    Ok(Some(seconds))
}

fn default(vm: &Vm) -> Option<f64> {
    *vm.module_state[DEFAULT]
        .downcast_ref::<Option<f64>>()
        .expect("the module keeps it")
}

pub fn default_timeout(vm: &mut Vm, _: &[Value]) -> Result {
    let seconds = default(vm);
    Ok(seconds.map_or(Value::NONE, |seconds| vm.float(seconds)))
}

pub fn set_default_timeout(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = timeout_argument(vm, arguments[0])?;
    vm.module_state.insert(DEFAULT, Box::new(seconds));
    Ok(Value::NONE)
}

/// Gives a socket its descriptor and timeout.
fn fill(vm: &mut Vm, socket: Ref<SocketObject>, fd: i32, family: i32, kind: i32, protocol: i32) {
    socket.descriptor.init(Value::integer(fd as i64));
    socket.family.init(Value::integer(family as i64));
    socket.kind.init(Value::integer(kind as i64));
    socket.protocol.init(Value::integer(protocol as i64));
    let seconds = default(vm);
    give_timeout(vm, socket, seconds);
}

/// Sockets with a timeout do not block: they wait by `poll`.
fn give_timeout(vm: &mut Vm, socket: Ref<SocketObject>, seconds: Option<f64>) {
    let value = seconds.map_or(Value::NONE, |seconds| vm.float(seconds));
    socket.set(vm, |s| &s.timeout, value);
    let fd = socket.fd();
    unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFL);
        let blocking = flags & !libc::O_NONBLOCK;
        libc::fcntl(
            fd,
            libc::F_SETFL,
            if seconds.is_some() {
                flags | libc::O_NONBLOCK
            } else {
                blocking
            },
        );
    }
}

fn make(vm: &mut Vm, fd: i32, family: i32, kind: i32, protocol: i32) -> Result {
    let class = kept_type(vm, TYPE);
    let socket = Ref::<SocketObject>::of(vm.new_instance(class)?);
    fill(vm, socket, fd, family, kind, protocol);
    Ok(socket.value())
}

fn initialize(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut numbers = [libc::AF_INET, libc::SOCK_STREAM, 0];
    let given = vm.named_arguments("socket", 0, ["family", "type", "proto"], &arguments[1..])?;
    for (number, v) in numbers.iter_mut().zip(given) {
        if let Some(v) = v.bound() {
            *number = c_int(vm, v)?;
        }
    }
    let [family, kind, protocol] = numbers;
    let fd = unsafe { libc::socket(family, kind, protocol) };
    if fd < 0 {
        return Err(errors::last(vm));
    }
    fill(vm, this(arguments), fd, family, kind, protocol);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let number = |field: &Field| field.get().as_integer();
    let text = format!(
        "<socket object, fd={}, family={}, type={}, protocol={}>",
        number(&s.descriptor),
        number(&s.family),
        number(&s.kind),
        number(&s.protocol)
    );
    Ok(vm.str(text.as_bytes()))
}

pub fn from_descriptor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut numbers = [0; 4];
    for (number, &v) in numbers.iter_mut().zip(arguments) {
        *number = c_int(vm, v)?;
    }
    let [fd, family, kind, protocol] = numbers;
    let fd = unsafe { libc::dup(fd) };
    if fd < 0 {
        return Err(errors::last(vm));
    }
    make(vm, fd, family, kind, protocol)
}

pub fn pair(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut numbers = [libc::AF_UNIX, libc::SOCK_STREAM, 0];
    for (number, &v) in numbers.iter_mut().zip(arguments) {
        *number = c_int(vm, v)?;
    }
    let [family, kind, protocol] = numbers;
    let mut fds = [0; 2];
    if unsafe { libc::socketpair(family, kind, protocol, fds.as_mut_ptr()) } < 0 {
        return Err(errors::last(vm));
    }
    let first = make(vm, fds[0], family, kind, protocol)?;
    let second = make(vm, fds[1], family, kind, protocol)?;
    Ok(vm.tuple(&[first, second]))
}

/// Waits until the socket can be read (or written) or its timeout is over. socket.timeout.
fn wait(vm: &mut Vm, socket: Ref<SocketObject>, writing: bool, limit: Option<Instant>) -> Result<()> {
    let Some(limit) = limit else { return Ok(()) };
    if socket.fd() < 0 {
        return Err(errors::number(vm, libc::EBADF));
    }
    let events = if writing { libc::POLLOUT } else { libc::POLLIN };
    loop {
        let mut poll = libc::pollfd {
            fd: socket.fd(),
            events,
            revents: 0,
        };
        // Rounded up, or the last part of a millisecond would be spent polling.
        let rest = limit
            .saturating_duration_since(Instant::now())
            .as_micros()
            .div_ceil(1000);
        let milliseconds = rest.min(i32::MAX as u128) as i32;
        match vm.without_lock(|| unsafe { libc::poll(&mut poll, 1, milliseconds) }) {
            0 => return Err(errors::timed_out(vm)),
            n if n > 0 => return Ok(()),
            _ => match std::io::Error::last_os_error().raw_os_error() {
                Some(libc::EINTR) => vm.poll()?,
                _ => return Err(errors::last(vm)),
            },
        }
    }
}

/// When an operation that starts now is to give up. None: it is the system's to wait, or nobody waits.
fn deadline(socket: Ref<SocketObject>, vm: &Vm) -> Option<Instant> {
    let seconds = vm.as_float(socket.timeout.get()).filter(|&seconds| seconds > 0.0)?;
    Some(Instant::now() + Duration::from_secs_f64(seconds.min(1e9)))
}

/// Does a system call that gives a number below 0 for an error, once the socket is ready.
fn ready(vm: &mut Vm, socket: Ref<SocketObject>, writing: bool, mut call: impl FnMut() -> isize) -> Result<isize> {
    let limit = deadline(socket, vm);
    loop {
        wait(vm, socket, writing, limit)?;
        let result = vm.without_lock(&mut call);
        if result >= 0 {
            return Ok(result);
        }
        match std::io::Error::last_os_error().raw_os_error() {
            // Someone else was faster.
            Some(libc::EAGAIN) if limit.is_some() => {}
            _ => return Err(errors::last(vm)),
        }
    }
}

fn done(vm: &mut Vm, result: i32) -> Result {
    if result < 0 {
        return Err(errors::last(vm));
    }
    Ok(Value::NONE)
}

fn accept(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let (fd, mut address) = (socket.fd(), Address::empty());
    let new = ready(vm, socket, false, || {
        address = Address::empty();
        let mut length = address.length;
        let result = unsafe { libc::accept(fd, address.pointer_mut(), &mut length) };
        address.length = length;
        result as isize
    })?;
    let field = |field: &Field| field.get().as_integer() as i32;
    let new = make(
        vm,
        new as i32,
        field(&socket.family),
        field(&socket.kind),
        field(&socket.protocol),
    )?;
    let address = address::to_value(vm, &address);
    Ok(vm.tuple(&[new, address]))
}

fn bind(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let address = address::from_value(vm, socket.family(), arguments[1])?;
    let result = vm.without_lock(|| unsafe { libc::bind(socket.fd(), address.pointer(), address.length) });
    done(vm, result)
}

/// 0, or the number of the error. socket.timeout.
fn connect_to(vm: &mut Vm, socket: Ref<SocketObject>, address: &Address) -> Result<i32> {
    let fd = socket.fd();
    let error = || std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    if vm.without_lock(|| unsafe { libc::connect(fd, address.pointer(), address.length) }) == 0 {
        return Ok(0);
    }
    let number = error();
    let limit = deadline(socket, vm);
    if number != libc::EINPROGRESS || limit.is_none() {
        return Ok(number);
    }
    wait(vm, socket, true, limit)?;
    let (mut result, mut length) = (0i32, 4);
    let pointer = (&raw mut result).cast();
    match unsafe { libc::getsockopt(fd, libc::SOL_SOCKET, libc::SO_ERROR, pointer, &mut length) } {
        0 => Ok(result),
        _ => Ok(error()),
    }
}

fn connect(vm: &mut Vm, arguments: &[Value]) -> Result {
    let address = address::from_value(vm, this(arguments).family(), arguments[1])?;
    match connect_to(vm, this(arguments), &address)? {
        0 => Ok(Value::NONE),
        number => Err(errors::number(vm, number)),
    }
}

fn connect_number(vm: &mut Vm, arguments: &[Value]) -> Result {
    let address = address::from_value(vm, this(arguments).family(), arguments[1])?;
    let number = match connect_to(vm, this(arguments), &address) {
        Ok(number) => number,
        Err(e) => {
            let class = kept_type(vm, "socket.timeout");
            if !vm.is_instance_of(vm.thread.exception, class) {
                return Err(e);
            }
            vm.take_exception();
            libc::EWOULDBLOCK
        }
    };
    Ok(Value::integer(number as i64))
}

fn close(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let fd = socket.fd();
    if fd >= 0 {
        socket.descriptor.init(Value::integer(-1));
        vm.without_lock(|| unsafe { libc::close(fd) });
    }
    Ok(Value::NONE)
}

fn duplicate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let fields = [
        socket.descriptor.get(),
        socket.family.get(),
        socket.kind.get(),
        socket.protocol.get(),
    ];
    from_descriptor(vm, &fields)
}

fn name(
    vm: &mut Vm,
    arguments: &[Value],
    call: unsafe extern "C" fn(i32, *mut libc::sockaddr, *mut libc::socklen_t) -> i32,
) -> Result {
    let mut address = Address::empty();
    let mut length = address.length;
    if unsafe { call(this(arguments).fd(), address.pointer_mut(), &mut length) } < 0 {
        return Err(errors::last(vm));
    }
    address.length = length;
    Ok(address::to_value(vm, &address))
}

fn get_option(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = this(arguments).fd();
    let (level, option) = (c_int(vm, arguments[1])?, c_int(vm, arguments[2])?);
    let size = match arguments.get(3) {
        Some(&v) => c_int(vm, v)?,
        None => 0,
    };
    if size == 0 {
        let (mut number, mut length) = (0i32, 4);
        if unsafe { libc::getsockopt(fd, level, option, (&raw mut number).cast(), &mut length) } < 0 {
            return Err(errors::last(vm));
        }
        return Ok(Value::integer(number as i64));
    }
    if !(1..=1024).contains(&size) {
        return Err(errors::text(vm, "getsockopt buflen out of range"));
    }
    let mut buffer = vec![0u8; size as usize];
    let mut length = size as libc::socklen_t;
    if unsafe { libc::getsockopt(fd, level, option, buffer.as_mut_ptr().cast(), &mut length) } < 0 {
        return Err(errors::last(vm));
    }
    Ok(vm.str(&buffer[..length as usize]))
}

fn set_option(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = this(arguments).fd();
    let (level, option) = (c_int(vm, arguments[1])?, c_int(vm, arguments[2])?);
    let number;
    let value: &[u8] = if matches!(vm.kind_of(arguments[3]), Kind::Int | Kind::Bool | Kind::Long) {
        number = c_int(vm, arguments[3])?.to_ne_bytes();
        &number
    } else {
        bytes(vm, arguments[3])?
    };
    let result = unsafe { libc::setsockopt(fd, level, option, value.as_ptr().cast(), value.len() as libc::socklen_t) };
    done(vm, result)
}

fn set_timeout(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = timeout_argument(vm, arguments[1])?;
    give_timeout(vm, this(arguments), seconds);
    Ok(Value::NONE)
}

fn set_blocking(vm: &mut Vm, arguments: &[Value]) -> Result {
    let blocking = vm.argument_i64(arguments[1])? != 0;
    give_timeout(vm, this(arguments), (!blocking).then_some(0.0));
    Ok(Value::NONE)
}

fn listen(vm: &mut Vm, arguments: &[Value]) -> Result {
    let backlog = c_int(vm, arguments[1])?.max(0);
    let result = unsafe { libc::listen(this(arguments).fd(), backlog) };
    done(vm, result)
}

fn make_file(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = unsafe { libc::dup(this(arguments).fd()) };
    if fd < 0 {
        return Err(errors::last(vm));
    }
    let posix = vm.intern("posix");
    let module = crate::runtime::import::import_module(vm, posix, Value::NONE, Value::NONE, 0)?;
    let name = vm.intern("fdopen");
    let fdopen = vm.getattr(module, name)?;
    let mode = vm.str(b"r");
    let mode = arguments.get(1).copied().unwrap_or(mode);
    let size = arguments.get(2).copied().unwrap_or(Value::integer(-1));
    vm.call(fdopen, &[Value::integer(fd as i64), mode, size])
}

fn flags(vm: &mut Vm, v: Option<&Value>) -> Result<i32> {
    match v {
        Some(&v) => c_int(vm, v),
        None => Ok(0),
    }
}

/// Receives into memory that stays: how many bytes, and from where if `address` is given.
fn receive_to(
    vm: &mut Vm,
    socket: Ref<SocketObject>,
    (to, size): (*mut u8, usize),
    flags: i32,
    mut address: Option<&mut Address>,
) -> Result<usize> {
    let fd = socket.fd();
    let count = ready(vm, socket, false, || match &mut address {
        None => unsafe { libc::recv(fd, to.cast(), size, flags) },
        Some(address) => {
            **address = Address::empty();
            let mut length = address.length;
            let count = unsafe { libc::recvfrom(fd, to.cast(), size, flags, address.pointer_mut(), &mut length) };
            address.length = length;
            count
        }
    })?;
    Ok(count as usize)
}

/// `recv` and `recvfrom`.
fn receive_str(vm: &mut Vm, arguments: &[Value], name: &str, address: Option<&mut Address>) -> Result {
    let size = c_int(vm, arguments[1])?;
    let flags = flags(vm, arguments.get(2))?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(&format!("negative buffersize in {name}")));
    };
    let buffer = vm.new_bytes(size)?;
    let count = receive_to(vm, this(arguments), (buffer.bytes(), size), flags, address)?;
    // The system has written that many.
    Ok(vm.str(unsafe { std::slice::from_raw_parts(buffer.bytes(), count) }))
}

fn receive(vm: &mut Vm, arguments: &[Value]) -> Result {
    receive_str(vm, arguments, "recv", None)
}

fn receive_from(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut address = Address::empty();
    let text = receive_str(vm, arguments, "recvfrom", Some(&mut address))?;
    let address = address::to_value(vm, &address);
    Ok(vm.tuple(&[text, address]))
}

fn receive_buffer(vm: &mut Vm, arguments: &[Value], name: &str, address: Option<&mut Address>) -> Result<usize> {
    let view = match vm.buffer_view(arguments[1]).filter(|view| view.writable) {
        Some(view) => view,
        None => {
            let given = vm.type_name(arguments[1]);
            return Err(vm.type_error(&format!("{name}() argument 1 must be read-write buffer, not {given}")));
        }
    };
    let size = match arguments.get(2) {
        Some(&v) => c_int(vm, v)?,
        None => 0,
    };
    let flags = flags(vm, arguments.get(3))?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(&format!("negative buffersize in {name}")));
    };
    if size > view.length {
        return Err(vm.value_error("buffer too small for requested bytes"));
    }
    let size = if size == 0 { view.length } else { size };
    // Other threads may resize the buffer meanwhile: the bytes come by way of a cell that stays.
    let cell = vm.new_bytes(size)?;
    let count = receive_to(vm, this(arguments), (cell.bytes(), size), flags, address)?;
    if let Some(view) = vm.buffer_view(arguments[1]) {
        let count = count.min(view.length);
        view.slice_mut()[..count].copy_from_slice(unsafe { std::slice::from_raw_parts(cell.bytes(), count) });
    }
    Ok(count)
}

fn receive_into(vm: &mut Vm, arguments: &[Value]) -> Result {
    let count = receive_buffer(vm, arguments, "recv_into", None)?;
    Ok(Value::integer(count as i64))
}

fn receive_from_into(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut address = Address::empty();
    let count = receive_buffer(vm, arguments, "recvfrom_into", Some(&mut address))?;
    let address = address::to_value(vm, &address);
    Ok(vm.tuple(&[Value::integer(count as i64), address]))
}

/// The bytes of an argument that stay where they are whatever other threads do: those of a str. TypeError.
fn data(vm: &mut Vm, v: Value, name: &str) -> Result<Ref<StrObject>> {
    if vm.is_kind(v, Kind::Str) {
        return Ok(Ref::of(v));
    }
    match super::super::support::text_or_buffer(vm, v)? {
        Some(bytes) => {
            let copy = vm.str(bytes);
            Ok(Ref::of(copy))
        }
        None => {
            let given = super::super::support::argument_type_name(vm, v);
            Err(vm.type_error(&format!("{name}() argument 1 must be string or buffer, not {given}")))
        }
    }
}

fn send(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let bytes = data(vm, arguments[1], "send")?.bytes();
    let flags = flags(vm, arguments.get(2))?;
    let fd = socket.fd();
    let count = ready(vm, socket, true, || unsafe {
        libc::send(fd, bytes.as_ptr().cast(), bytes.len(), flags | libc::MSG_NOSIGNAL)
    })?;
    Ok(Value::integer(count as i64))
}

fn send_all(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let mut rest = data(vm, arguments[1], "sendall")?.bytes();
    let flags = flags(vm, arguments.get(2))?;
    let fd = socket.fd();
    while !rest.is_empty() {
        let count = ready(vm, socket, true, || unsafe {
            libc::send(fd, rest.as_ptr().cast(), rest.len(), flags | libc::MSG_NOSIGNAL)
        })?;
        rest = &rest[count as usize..];
        vm.poll()?;
    }
    Ok(Value::NONE)
}

fn send_to(vm: &mut Vm, arguments: &[Value]) -> Result {
    let socket = this(arguments);
    let (flag, to) = match arguments.len() {
        3 => (None, arguments[2]),
        4 => (Some(&arguments[2]), arguments[3]),
        n => return Err(vm.type_error(&format!("sendto() takes 2 or 3 arguments ({} given)", n - 1))),
    };
    let bytes = data(vm, arguments[1], "sendto")?.bytes();
    let flags = flags(vm, flag)?;
    let address = address::from_value(vm, socket.family(), to)?;
    let fd = socket.fd();
    let count = ready(vm, socket, true, || unsafe {
        let flags = flags | libc::MSG_NOSIGNAL;
        libc::sendto(
            fd,
            bytes.as_ptr().cast(),
            bytes.len(),
            flags,
            address.pointer(),
            address.length,
        )
    })?;
    Ok(Value::integer(count as i64))
}

fn shutdown(vm: &mut Vm, arguments: &[Value]) -> Result {
    let how = c_int(vm, arguments[1])?;
    let result = unsafe { libc::shutdown(this(arguments).fd(), how) };
    done(vm, result)
}
