//! `file`: buffered files of the operating system.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::{
    function, getter, named, special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC,
};
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::types::universal_newlines::{UniversalNewlines, BOTH, NEWLINE, RETURN};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct FileObject {
    pub header: Header,
    pub name: Field,
    pub mode: Field,
    pub encoding: Field,
    pub errors: Field,
    /// The native state; owned, null when never opened.
    pub state: Cell<*mut FileState>,
    pub softspace: Cell<bool>,
    /// Of a closed file: the kinds of line ends it had, as bits.
    pub line_ends: Cell<u8>,
}

impl FileObject {
    pub const MASK: u64 = mask!(FileObject: name mode encoding errors);
}

/// What a file needs besides its attributes.
pub struct FileState {
    fd: i32,
    /// Calls of the system that are under way, by any thread.
    uses: u32,
    read: Vec<u8>,
    /// Bytes of `read` already taken.
    taken: usize,
    write: Vec<u8>,
    /// Written through at every newline (a terminal), or at every write.
    line_buffered: bool,
    unbuffered: bool,
    readable: bool,
    writable: bool,
    /// Reads with universal newlines.
    universal: Option<UniversalNewlines>,
    /// The last universal read came to the end of the file.
    at_end: bool,
    /// The command at the other end of the pipe, 0 if there is none: closing waits for it.
    child: i32,
    /// A flush that no program asked for failed with this errno: the end says so.
    failed: Option<i32>,
}

const BUFFER: usize = 8192;

/// In the place of an errno: a signal's handler raised, its exception waits.
const RAISED: i32 = -1;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::File,
    base: Kind::Object,
    doc: "file(name[, mode[, buffering]]) -> file object\n\nOpens a file.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static INIT: Native = named("file", 1, &["name", "mode", "buffering"], init, "");

static METHODS: &[Native] = &[
    special_variadic("__init__", init_any, INITIALIZER_DOC),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__iter__", 0, 0, iter, "x.__iter__() <==> iter(x)"),
    function("__enter__", 0, 0, iter, "the file itself"),
    function("__exit__", 0, 255, exit, "closes the file"),
    function("next", 0, 0, next, "the next line, or raise StopIteration"),
    function(
        "read",
        0,
        1,
        read,
        "read([size]) -> the next size bytes, or all that are left, in a string.",
    ),
    function(
        "readinto",
        1,
        1,
        read_into,
        "readinto(buffer) -> fill a writable buffer from the file; returns how many bytes were read.",
    ),
    function(
        "readline",
        0,
        1,
        readline,
        "readline([size]) -> the next line with its end, or size bytes of it.",
    ),
    function(
        "readlines",
        0,
        1,
        readlines,
        "readlines([size]) -> the lines that are left, in a list.",
    ),
    function("xreadlines", 0, 0, iter, "the file itself"),
    function("write", 1, 1, write, "write(str) -> None.  Writes a string."),
    function(
        "writelines",
        1,
        1,
        writelines,
        "writelines(sequence_of_strings) -> None.  Writes all of the strings.",
    ),
    function("flush", 0, 0, flush, "flush() -> None.  Writes out what is buffered."),
    function(
        "close",
        0,
        0,
        close,
        "close() -> None, or the exit status of a pipe.  Closes the file.",
    ),
    function("fileno", 0, 0, fileno, "fileno() -> integer \"file descriptor\"."),
    function("isatty", 0, 0, isatty, "isatty() -> whether the file is a terminal."),
    function(
        "seek",
        1,
        2,
        seek,
        "seek(offset[, whence]) -> None.  Goes to another place in the file.",
    ),
    function("tell", 0, 0, tell, "tell() -> the place in the file, an int or a long."),
    function(
        "truncate",
        0,
        1,
        truncate,
        "truncate([size]) -> None.  Cuts the file off at size, or at the current place.",
    ),
    getter("closed", closed, "True if the file is closed"),
    getter("name", name, "file name").member(),
    getter(
        "mode",
        mode,
        "how the file was opened: 'r', 'U', 'w' or 'a', maybe with 'b' or '+'",
    )
    .member(),
    getter("encoding", encoding, "file encoding").member(),
    getter("errors", errors, "Unicode error handler").member(),
    getter("newlines", newlines, "the ends of lines that were seen so far"),
    getter("softspace", get_softspace, "whether print has to write a space first").setting(set_softspace),
];

fn this(arguments: &[Value]) -> Ref<FileObject> {
    Ref::of(arguments[0])
}

impl Vm {
    /// IOError (or another environment error) from an errno.
    /// A call that was interrupted runs the signals' handlers: what they raise comes instead.
    pub fn os_error(&mut self, error: Error, errno: i32, filename: Value) -> jit::Exception {
        if errno == libc::EINTR {
            if let Err(e) = self.poll() {
                return e;
            }
        }
        let text = std::io::Error::from_raw_os_error(errno).to_string();
        let text = text.split(" (os error").next().unwrap_or("").to_string();
        let text = self.str(text.as_bytes());
        if filename.is_unbound() || filename.is_none() {
            return self.raise_with(error, &[Value::integer(errno as i64), text]);
        }
        self.raise_with(error, &[Value::integer(errno as i64), text, filename])
    }

    /// A file object on a descriptor.
    pub fn new_file(&mut self, fd: i32, name: &str, mode: &str) -> Value {
        let class = self.type_of_kind(Kind::File);
        let Ok(file) = self.new_instance(class) else {
            return Value::NONE;
        };
        let f = Ref::<FileObject>::of(file);
        let name = self.str(name.as_bytes());
        let mode_value = self.str(mode.as_bytes());
        f.set(self, |f| &f.name, name);
        f.set(self, |f| &f.mode, mode_value);
        install(self, f, fd, mode, -1);
        file
    }
}

impl Vm {
    /// At most `count` bytes of a file, fewer at its end only. They are there until the file is used again. ValueError, IOError.
    pub fn file_read(&mut self, file: Value, count: usize) -> Result<&'static [u8]> {
        let state = state(self, Ref::of(file), false)?;
        while state.read.len() - state.taken < count {
            let more = state.fill();
            if !failed(self, more)? {
                break;
            }
        }
        let count = count.min(state.read.len() - state.taken);
        Ok(state.take(count))
    }

    /// The next line of a file with its newline. It is there until the file is used again. ValueError, IOError.
    pub fn file_read_line(&mut self, file: Value) -> Result<&'static [u8]> {
        let state = state(self, Ref::of(file), false)?;
        let length = state.line_length(usize::MAX);
        let length = failed(self, length)?;
        Ok(state.take(length))
    }
}

impl Vm {
    /// A file object on a pipe to a command: `close` waits for its end and gives its status.
    pub fn new_pipe_file(&mut self, fd: i32, name: &str, mode: &str, child: i32) -> Value {
        let file = self.new_file(fd, name, mode);
        let state = Ref::<FileObject>::of(file).state.get();
        if !state.is_null() {
            unsafe { (*state).child = child };
        }
        file
    }
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn install(vm: &mut Vm, f: Ref<FileObject>, fd: i32, mode: &str, buffering: i64) {
    let plus = mode.contains('+');
    let terminal = unsafe { libc::isatty(fd) } == 1;
    let state = FileState {
        fd,
        uses: 0,
        read: Vec::new(),
        taken: 0,
        write: Vec::new(),
        line_buffered: buffering == 1 || (buffering < 0 && terminal),
        unbuffered: buffering == 0 || fd == 2,
        readable: mode.starts_with(['r', 'U']) || plus,
        writable: mode.starts_with(['w', 'a']) || plus,
        universal: mode.contains('U').then(UniversalNewlines::default),
        at_end: false,
        failed: None,
        child: 0,
    };
    if f.state.get().is_null() {
        vm.heap.register_native_drop(f.pointer(), drop_file);
    }
    f.state.set(Box::into_raw(Box::new(state)));
}

/// A file nobody can reach any more: what is buffered is written, the descriptor closed.
fn drop_file(p: *mut u8) {
    let f = unsafe { Ref::<FileObject>::from_pointer(p) };
    if !f.state.get().is_null() {
        let mut state = unsafe { Box::from_raw(f.state.get()) };
        f.state.set(std::ptr::null_mut());
        if let Err(e) = state.flush() {
            report_failed_close(e);
        }
        if state.fd > 2 {
            unsafe { libc::close(state.fd) };
        }
        if state.child != 0 {
            let mut status = 0;
            unsafe { libc::waitpid(state.child, &mut status, libc::WNOHANG) };
        }
    }
}

impl FileState {
    /// A call of the system that may block: other threads run meanwhile, but do not close the file.
    fn unlocked<R>(&mut self, call: impl FnOnce(i32) -> R) -> R {
        let fd = self.fd;
        self.uses += 1;
        let result = Vm::current().without_lock(|| call(fd));
        // Other threads may have changed everything here.
        let this: &mut FileState = std::hint::black_box(self);
        this.uses -= 1;
        result
    }

    /// Writes out the buffer. Err: the errno.
    fn flush(&mut self) -> std::result::Result<(), i32> {
        let mut buffer = std::mem::take(&mut self.write);
        let mut at = 0;
        while at < buffer.len() {
            let n = self.unlocked(|fd| unsafe { libc::write(fd, buffer[at..].as_ptr().cast(), buffer.len() - at) });
            if n < 0 {
                let e = errno();
                if e == libc::EINTR {
                    Vm::current().poll().map_err(|_| RAISED)?;
                    continue;
                }
                return Err(e);
            }
            at += n as usize;
        }
        // The memory is used again, unless another thread wrote meanwhile.
        if self.write.is_empty() {
            buffer.clear();
            self.write = buffer;
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> std::result::Result<(), i32> {
        self.unread();
        self.write.extend_from_slice(bytes);
        let now = self.unbuffered || self.write.len() >= BUFFER || (self.line_buffered && bytes.contains(&b'\n'));
        if now {
            return self.flush();
        }
        Ok(())
    }

    /// Gives back what was read ahead: the position is where the program thinks it is.
    fn unread(&mut self) {
        let ahead = self.ahead();
        if let Some(newlines) = &mut self.universal {
            newlines.give_back(self.taken);
        }
        if ahead > 0 {
            unsafe { libc::lseek(self.fd, -(ahead as i64), libc::SEEK_CUR) };
        }
        self.read.clear();
        self.taken = 0;
    }

    /// Reads more into the buffer. Ok(false): the end.
    fn fill(&mut self) -> std::result::Result<bool, i32> {
        if !self.write.is_empty() {
            self.flush()?;
        }
        self.drop_taken();
        let mut buffer = [std::mem::MaybeUninit::<u8>::uninit(); BUFFER];
        loop {
            let n = self.unlocked(|fd| unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), BUFFER) });
            if n < 0 {
                let e = errno();
                if e == libc::EINTR {
                    Vm::current().poll().map_err(|_| RAISED)?;
                    continue;
                }
                return Err(e);
            }
            let bytes = unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast(), n as usize) };
            match &mut self.universal {
                Some(newlines) => {
                    newlines.translate(bytes, &mut self.read);
                    self.at_end = n == 0;
                }
                None => self.read.extend_from_slice(bytes),
            }
            return Ok(n > 0);
        }
    }

    /// Bytes of the file that were read ahead of the program.
    fn ahead(&self) -> usize {
        match &self.universal {
            Some(newlines) => newlines.ahead(self.taken),
            None => self.read.len() - self.taken,
        }
    }

    /// Forgets what the program has taken.
    fn drop_taken(&mut self) {
        if let Some(newlines) = &mut self.universal {
            newlines.drop_taken(self.taken);
        }
        self.read.drain(..self.taken);
        self.taken = 0;
    }

    /// The kinds of line ends that the program has come past, as bits.
    fn line_ends(&self) -> u8 {
        match &self.universal {
            Some(newlines) => newlines.seen(self.taken, self.at_end),
            None => 0,
        }
    }

    fn take(&mut self, n: usize) -> &[u8] {
        let start = self.taken;
        self.taken += n;
        &self.read[start..start + n]
    }

    /// The length of the next line in the buffer (newline included), reading as needed; at most `limit`.
    fn line_length(&mut self, limit: usize) -> std::result::Result<usize, i32> {
        let mut looked = 0;
        loop {
            let ahead = &self.read[self.taken..];
            if let Some(i) = memchr::memchr(b'\n', &ahead[looked..]) {
                return Ok((looked + i + 1).min(limit));
            }
            if ahead.len() >= limit {
                return Ok(limit);
            }
            looked = ahead.len();
            if !self.fill()? && self.read.len() - self.taken == looked {
                return Ok(looked);
            }
        }
    }
}

/// The open state, checked for the direction. ValueError, IOError.
fn state<'a>(vm: &mut Vm, f: Ref<FileObject>, write: bool) -> Result<&'a mut FileState> {
    let p = f.state.get();
    if p.is_null() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    let state = unsafe { &mut *p };
    if write && !state.writable {
        return Err(vm.raise(Error::IOError, "File not open for writing"));
    }
    if !write && !state.readable {
        return Err(vm.raise(Error::IOError, "File not open for reading"));
    }
    Ok(state)
}

fn opened<'a>(vm: &mut Vm, f: Ref<FileObject>) -> Result<&'a mut FileState> {
    let p = f.state.get();
    if p.is_null() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(unsafe { &mut *p })
}

fn failed<T>(vm: &mut Vm, result: std::result::Result<T, i32>) -> Result<T> {
    result.map_err(|e| match e {
        RAISED => jit::Exception,
        e => vm.os_error(Error::IOError, e, Value::UNBOUND),
    })
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::of(arguments[0]))
}

fn init_any(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    vm.call_native(&INIT, &arguments[..arguments.len() - 1], keywords, 1)
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    if !f.state.get().is_null() {
        close(vm, &arguments[..1])?;
    }
    let path = if vm.kind_of(arguments[1]) == Kind::Unicode {
        Ref::<crate::unicode::UnicodeObject>::of(arguments[1]).bytes().to_vec()
    } else if vm.kind_of(arguments[1]) == Kind::Str {
        Ref::<StrObject>::of(arguments[1]).bytes().to_vec()
    } else {
        let got = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("coercing to Unicode: need string or buffer, {got} found")));
    };
    let mode = match arguments[2].bound() {
        None => "r".to_string(),
        Some(m) => vm.to_str(m)?.text().into_owned(),
    };
    let buffering = match arguments[3].bound() {
        None => -1,
        Some(b) => vm.index_clipped(b)?,
    };
    let Some(first) = mode.chars().next() else {
        return Err(vm.value_error("empty mode string"));
    };
    let flags = match first {
        'r' | 'U' => 0,
        'w' => libc::O_CREAT | libc::O_TRUNC,
        'a' => libc::O_CREAT | libc::O_APPEND,
        _ => {
            return Err(vm.value_error(&format!(
                "mode string must begin with one of 'r', 'w', 'a' or 'U', not '{mode}'"
            )))
        }
    };
    let access = if mode.contains('+') {
        libc::O_RDWR
    } else if first == 'r' || first == 'U' {
        libc::O_RDONLY
    } else {
        libc::O_WRONLY
    };
    let Ok(c_path) = std::ffi::CString::new(path) else {
        return Err(vm.type_error("file() argument 1 must be encoded string without null bytes, not str"));
    };
    let fd = unsafe { libc::open(c_path.as_ptr(), flags | access | libc::O_CLOEXEC, 0o666) };
    if fd < 0 {
        return Err(vm.os_error(Error::IOError, errno(), arguments[1]));
    }
    let mut stat: libc::stat = unsafe { std::mem::zeroed() };
    if unsafe { libc::fstat(fd, &mut stat) } == 0 && stat.st_mode & libc::S_IFMT == libc::S_IFDIR {
        unsafe { libc::close(fd) };
        return Err(vm.os_error(Error::IOError, libc::EISDIR, arguments[1]));
    }
    if first == 'a' {
        unsafe { libc::lseek(fd, 0, libc::SEEK_END) };
    }
    let mode_value = vm.str(mode.as_bytes());
    f.set(vm, |f| &f.name, arguments[1]);
    f.set(vm, |f| &f.mode, mode_value);
    install(vm, f, fd, &mode, buffering);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    let state = if f.state.get().is_null() { "closed" } else { "open" };
    let name = vm.repr_text(f.name.get().bound().unwrap_or(Value::NONE))?;
    let mode = vm.to_str(f.mode.get().bound().unwrap_or(Value::NONE))?.text();
    Ok(vm.str(format!("<{state} file {name}, mode '{mode}' at {:#x}>", arguments[0].0).as_bytes()))
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    opened(vm, this(arguments))?;
    Ok(arguments[0])
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.intern("close");
    vm.call_method(arguments[0], name, &[])?;
    Ok(Value::NONE)
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    let state = state(vm, this(arguments), false)?;
    let n = state.line_length(usize::MAX);
    let n = failed(vm, n)?;
    if n == 0 {
        return Err(vm.raise_with(Error::StopIteration, &[]));
    }
    Ok(vm.str(state.take(n)))
}

fn size(vm: &mut Vm, arguments: &[Value]) -> Result<usize> {
    match arguments.get(1) {
        None => Ok(usize::MAX),
        Some(&n) => {
            let n = vm.index_clipped(n)?;
            Ok(if n < 0 { usize::MAX } else { n as usize })
        }
    }
}

fn read(vm: &mut Vm, arguments: &[Value]) -> Result {
    let wanted = size(vm, arguments)?;
    let state = state(vm, this(arguments), false)?;
    while state.read.len() - state.taken < wanted {
        let more = state.fill();
        if !failed(vm, more)? {
            break;
        }
    }
    let n = wanted.min(state.read.len() - state.taken);
    let result = vm.str(state.take(n));
    if state.taken == state.read.len() {
        state.drop_taken();
        state.read = Vec::new();
    }
    Ok(result)
}

fn read_into(vm: &mut Vm, arguments: &[Value]) -> Result {
    state(vm, this(arguments), false)?;
    let view = match vm.buffer_view(arguments[1]) {
        Some(view) if matches!(vm.kind_of(arguments[1]), Kind::ByteArray | Kind::Array) => view,
        _ => {
            let name = if arguments[1].is_none() {
                "None".to_string()
            } else {
                vm.type_name(arguments[1])
            };
            return Err(vm.type_error(&format!("argument 1 must be read-write buffer, not {name}")));
        }
    };
    let text = read(vm, &[arguments[0], Value::integer(view.length as i64)])?;
    let bytes = Ref::<crate::string::StrObject>::of(text).bytes();
    // Reading may have let another thread make the buffer shorter.
    let room = vm.buffer_view(arguments[1]).map_or(0, |view| view.length);
    let count = bytes.len().min(room);
    view.slice_mut()[..count].copy_from_slice(&bytes[..count]);
    Ok(Value::integer(count as i64))
}

fn readline(vm: &mut Vm, arguments: &[Value]) -> Result {
    let limit = size(vm, arguments)?;
    let state = state(vm, this(arguments), false)?;
    let n = state.line_length(limit);
    let n = failed(vm, n)?;
    Ok(vm.str(state.take(n)))
}

fn readlines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hint = size(vm, arguments)?;
    let hint = if hint == 0 { usize::MAX } else { hint };
    let list = vm.new_list(16)?;
    let mut total = 0;
    loop {
        let state = state(vm, this(arguments), false)?;
        let n = state.line_length(usize::MAX);
        let n = failed(vm, n)?;
        if n == 0 || total >= hint {
            return Ok(list.value());
        }
        total += n;
        let line = vm.str(state.take(n));
        vm.list_append(list, line)?;
    }
}

/// The bytes that writing a value puts out: of a str, of unicode in the file's encoding, of a buffer.
fn bytes_of(vm: &mut Vm, f: Ref<FileObject>, v: Value) -> Result<&'static [u8]> {
    match vm.kind_of(v) {
        Kind::Str => Ok(Ref::<StrObject>::of(v).bytes()),
        Kind::Unicode => {
            let encoding = f.encoding.get();
            if !encoding.is_unbound() && vm.kind_of(encoding) == Kind::Str {
                let name = Ref::<StrObject>::of(encoding).text().to_ascii_lowercase();
                if name == "utf-8" || name == "utf8" {
                    return Ok(Ref::<crate::unicode::UnicodeObject>::of(v).bytes());
                }
            }
            let encoded = vm.encode_default(v)?;
            Ok(Ref::<StrObject>::of(encoded).bytes())
        }
        _ => {
            let text = vm.buffer_bytes(v)?;
            Ok(text)
        }
    }
}

fn write(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    state(vm, f, true)?;
    let bytes = bytes_of(vm, f, arguments[1])?;
    f.softspace.set(false);
    let done = state(vm, f, true)?.put(bytes);
    failed(vm, done)?;
    Ok(Value::NONE)
}

fn writelines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    state(vm, f, true)?;
    let iterator = match vm.iter(arguments[1]) {
        Ok(iterator) => iterator,
        Err(_) => {
            vm.take_exception();
            return Err(vm.type_error("writelines() requires an iterable argument"));
        }
    };
    while let Some(line) = vm.next(iterator)? {
        if !(vm.kind_of(line) == Kind::Unicode || vm.buffer_view(line).is_some()) {
            return Err(vm.type_error("writelines() argument must be a sequence of strings"));
        }
        let bytes = bytes_of(vm, f, line)?;
        let done = state(vm, f, true)?.put(bytes);
        failed(vm, done)?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, arguments: &[Value]) -> Result {
    let done = opened(vm, this(arguments))?.flush();
    failed(vm, done)?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    if f.state.get().is_null() {
        return Ok(Value::NONE);
    }
    if unsafe { (*f.state.get()).uses } > 0 {
        let message = "close() called during concurrent operation on the same file object.";
        return Err(vm.raise(Error::IOError, message));
    }
    let mut state = unsafe { Box::from_raw(f.state.get()) };
    f.line_ends.set(state.line_ends());
    f.state.set(std::ptr::null_mut());
    vm.heap.unregister_native_drop(f.pointer());
    let flushed = state.flush();
    let done = unsafe { libc::close(state.fd) };
    failed(vm, flushed)?;
    if done != 0 {
        return Err(vm.os_error(Error::IOError, errno(), Value::UNBOUND));
    }
    if state.child == 0 {
        return Ok(Value::NONE);
    }
    let mut status = 0;
    if vm.without_lock(|| unsafe { libc::waitpid(state.child, &mut status, 0) }) < 0 {
        return Err(vm.os_error(Error::IOError, errno(), Value::UNBOUND));
    }
    Ok(match status {
        0 => Value::NONE,
        status => Value::integer(status as i64),
    })
}

fn fileno(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = opened(vm, this(arguments))?.fd;
    Ok(Value::integer(fd as i64))
}

fn isatty(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = opened(vm, this(arguments))?.fd;
    Ok((unsafe { libc::isatty(fd) } == 1).into())
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> Result {
    let offset = vm.index_clipped(arguments[1])?;
    let whence = match arguments.get(2) {
        Some(&w) => vm.index_clipped(w)? as i32,
        None => 0,
    };
    let state = opened(vm, this(arguments))?;
    let flushed = state.flush();
    failed(vm, flushed)?;
    state.unread();
    if let Some(newlines) = &mut state.universal {
        newlines.moved();
    }
    if unsafe { libc::lseek(state.fd, offset, whence) } < 0 {
        return Err(vm.os_error(Error::IOError, errno(), Value::UNBOUND));
    }
    Ok(Value::NONE)
}

fn tell(vm: &mut Vm, arguments: &[Value]) -> Result {
    let state = opened(vm, this(arguments))?;
    let at = unsafe { libc::lseek(state.fd, 0, libc::SEEK_CUR) };
    if at < 0 {
        return Err(vm.os_error(Error::IOError, errno(), Value::UNBOUND));
    }
    let at = at - state.ahead() as i64 + state.write.len() as i64;
    Ok(vm.int(at))
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let at = match arguments.get(1) {
        Some(&n) => n,
        None => tell(vm, &arguments[..1])?,
    };
    let at = vm.index_clipped(at)?;
    let state = state(vm, this(arguments), true)?;
    let flushed = state.flush();
    failed(vm, flushed)?;
    if unsafe { libc::ftruncate(state.fd, at) } < 0 {
        return Err(vm.os_error(Error::IOError, errno(), Value::UNBOUND));
    }
    Ok(Value::NONE)
}

fn closed(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).state.get().is_null().into())
}

fn name(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).name.get().bound().unwrap_or(Value::NONE))
}

fn mode(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).mode.get().bound().unwrap_or(Value::NONE))
}

fn encoding(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).encoding.get().bound().unwrap_or(Value::NONE))
}

fn errors(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).errors.get().bound().unwrap_or(Value::NONE))
}

fn newlines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = this(arguments);
    let seen = match unsafe { f.state.get().as_ref() } {
        Some(state) => state.line_ends(),
        None => f.line_ends.get(),
    };
    let mut kinds = Vec::new();
    for (kind, text) in [(RETURN, "\r"), (NEWLINE, "\n"), (BOTH, "\r\n")] {
        if seen & kind != 0 {
            kinds.push(vm.intern(text).value());
        }
    }
    Ok(match kinds[..] {
        [] => Value::NONE,
        [only] => only,
        _ => vm.tuple(&kinds),
    })
}

fn get_softspace(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(this(arguments).softspace.get() as i64))
}

fn set_softspace(vm: &mut Vm, arguments: &[Value]) -> Result {
    let on = vm.truth(arguments[1])?;
    this(arguments).softspace.set(on);
    Ok(Value::NONE)
}

/// `print v,` to an exact file.
pub fn print_item(vm: &mut Vm, stream: Value, v: Value) -> Result<()> {
    let f = Ref::<FileObject>::of(stream);
    let mut text = v;
    let mut nesting = 0;
    while vm.kind_of(text) != Kind::Unicode && !vm.is_exact(text, Kind::Str) {
        // The str of a str of a subclass is asked for again.
        nesting += 1;
        if nesting > 10 {
            return Err(vm.raise(Error::RuntimeError, "print recursion"));
        }
        text = vm.to_str(text)?.value();
    }
    let bytes = bytes_of(vm, f, text)?;
    let state = state(vm, f, true)?;
    let mut done = Ok(());
    if f.softspace.get() {
        done = state.put(b" ");
    }
    let done = done.and_then(|()| state.put(bytes));
    failed(vm, done)?;
    let blank = |b: u8| b != b' ' && (b.is_ascii_whitespace() || b == 0x0b);
    let string = matches!(vm.kind_of(v), Kind::Str | Kind::Unicode);
    f.softspace.set(!(string && bytes.last().is_some_and(|&b| blank(b))));
    Ok(())
}

/// `print` to an exact file: the newline.
pub fn print_newline(vm: &mut Vm, stream: Value) -> Result<()> {
    let f = Ref::<FileObject>::of(stream);
    f.softspace.set(false);
    let done = state(vm, f, true)?.put(b"\n");
    failed(vm, done)
}

/// Writes out what a file object still holds. That it failed is said at the end.
pub fn flush_at_exit(file: Value) {
    let p = Ref::<FileObject>::of(file).state.get();
    if !p.is_null() {
        unsafe { (*p).failed = (*p).flush().err() };
    }
}

/// Makes sys.stdout and sys.stderr write at once (`-u`).
pub fn set_unbuffered(vm: &mut Vm) {
    for name in [vm.names.stdout, vm.names.stderr] {
        if let Some(file) = vm.dict_get_str(vm.sys, name) {
            if vm.is_exact(file, Kind::File) {
                let p = Ref::<FileObject>::of(file).state.get();
                if !p.is_null() {
                    unsafe { (*p).unbuffered = true };
                }
            }
        }
    }
}

/// What a file could not write when nobody could reach it any more, for people to read: no program is told.
fn report_failed_close(errno: i32) {
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    let text = text.split(" (os error").next().unwrap_or("");
    let line = format!("close failed in file object destructor:\nIOError: [Errno {errno}] {text}\n");
    use std::io::Write;
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Writes out every open file (at exit), and says on the standard error stream which could not be.
pub fn flush_all(vm: &mut Vm) {
    let map = Kind::File.map();
    vm.heap.for_each_object(|object| {
        let v = Value(object as u64);
        if v.map() != map {
            return;
        }
        let p = Ref::<FileObject>::of(v).state.get();
        if p.is_null() {
            return;
        }
        let earlier = unsafe { (*p).failed };
        match unsafe { (*p).flush() }.and(earlier.map_or(Ok(()), Err)) {
            Err(e) if unsafe { (*p).fd } != 1 => report_failed_close(e),
            Err(_) => {
                // The standard output stream is the last to go: what prints exceptions is gone by then.
                use std::io::Write;
                let text = b"close failed in file object destructor:\nsys.excepthook is missing\nlost sys.stderr\n";
                let _ = std::io::stderr().write_all(text);
            }
            Ok(()) => {}
        }
    });
}
