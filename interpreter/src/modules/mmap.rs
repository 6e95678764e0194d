//! `mmap`: files (and memory that forked children share) as bytes in memory.

use super::support::{keep_type, kept_type};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, special, unpacked, ModuleDefinition, Result, TypeDefinition};
use objspace::object::Ref;
use objspace::protocols::buffer::BufferView;
use objspace::slice::{clip_bounds, SliceObject};
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "mmap",
    doc: "",
    functions: &[],
    initialize,
};

const KEY: &str = "mmap.mmap";

/// `access` of a mapping.
const ACCESS_DEFAULT: i64 = 0;
const ACCESS_READ: i64 = 1;
const ACCESS_WRITE: i64 = 2;
const ACCESS_COPY: i64 = 3;

/// A mapping. Without an address it is closed.
#[repr(C)]
struct Mapping {
    header: Header,
    address: Cell<*mut u8>,
    length: Cell<usize>,
    position: Cell<usize>,
    offset: Cell<i64>,
    /// A descriptor of its own, or -1: anonymous memory.
    descriptor: Cell<i32>,
    access: Cell<u32>,
}

static MAPPING: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "mmap(fileno, length[, flags[, prot[, access[, offset]]]])\n\nMap length bytes of a file from offset on (or of anonymous memory, where fileno is -1) into memory; 0: all of the\nfile. flags are MAP_SHARED (the default) or MAP_PRIVATE and the like, prot is PROT_READ, PROT_WRITE or both;\naccess, ACCESS_READ, ACCESS_WRITE or ACCESS_COPY, stands for both.",
    new: Some(new),
    methods: &[
        special("__len__", 0, 0, |vm, a| Ok(Value::integer(open(vm, a)?.length.get() as i64)), "x.__len__() <==> len(x)"),
        special("__getitem__", 1, 1, get_item, "x.__getitem__(y) <==> x[y]"),
        special("__getslice__", 2, 2, get_slice, "x.__getslice__(i, j) <==> x[i:j]"),
        special("__setitem__", 2, 2, set_item, "x.__setitem__(i, y) <==> x[i]=y"),
        special("__setslice__", 3, 3, set_slice, "x.__setslice__(i, j, y) <==> x[i:j]=y"),
        unpacked("close", 0, 0, close, "close()\n\nUnmap the memory."),
        unpacked("find", 1, 3, |vm, a| find(vm, a, false), "find(string[, start[, end]]) -> the first index of string, -1 if there is none"),
        unpacked("rfind", 1, 3, |vm, a| find(vm, a, true), "rfind(string[, start[, end]]) -> the last index of string, -1 if there is none"),
        unpacked("flush", 0, 2, flush, "flush([offset, size])\n\nWrite changes to the file."),
        function("move", 3, 3, move_bytes, "move(dest, src, count)\n\nCopy count bytes from src to dest."),
        unpacked("read", 1, 1, read, "read(num) -> up to num bytes from the position on"),
        unpacked("read_byte", 0, 0, read_byte, "read_byte() -> the byte at the position, a string"),
        unpacked("readline", 0, 0, read_line, "readline() -> the bytes up to and with the next newline"),
        unpacked("resize", 1, 1, resize, "resize(newsize)\n\nMake mapping and file longer or shorter."),
        unpacked("seek", 1, 2, seek, "seek(pos[, whence])\n\nSet the position."),
        unpacked("size", 0, 0, size, "size() -> the length of the file"),
        unpacked("tell", 0, 0, |vm, a| Ok(Value::integer(open(vm, a)?.position.get() as i64)), "tell() -> the position"),
        unpacked("write", 1, 1, write, "write(string)\n\nWrite at the position."),
        unpacked("write_byte", 1, 1, write, "write_byte(byte)\n\nWrite one byte, a string, at the position."),
    ],
    subclassable: true,
};

#[rustfmt::skip]
static CONSTANTS: &[(&str, i64)] = &[
    ("ACCESS_READ", ACCESS_READ), ("ACCESS_WRITE", ACCESS_WRITE), ("ACCESS_COPY", ACCESS_COPY),
    ("MAP_SHARED", libc::MAP_SHARED as i64), ("MAP_PRIVATE", libc::MAP_PRIVATE as i64),
    ("MAP_DENYWRITE", libc::MAP_DENYWRITE as i64), ("MAP_EXECUTABLE", libc::MAP_EXECUTABLE as i64),
    ("MAP_ANON", libc::MAP_ANON as i64), ("MAP_ANONYMOUS", libc::MAP_ANONYMOUS as i64),
    ("PROT_READ", libc::PROT_READ as i64), ("PROT_WRITE", libc::PROT_WRITE as i64), ("PROT_EXEC", libc::PROT_EXEC as i64),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let size = std::mem::size_of::<Mapping>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::raw(), &MAPPING);
    keep_type(vm, KEY, class);
    vm.native_buffer = Some(buffer_of);
    vm.module_set(module, "mmap", class.value());
    let error = super::support::module_error(vm, "mmap", "error", Error::EnvironmentError);
    vm.module_set(module, "error", error.value());
    vm.module_state.insert("mmap.error", Box::new(error));
    for &(name, value) in CONSTANTS {
        vm.module_set(module, name, Value::integer(value));
    }
    let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    for name in ["PAGESIZE", "ALLOCATIONGRANULARITY"] {
        vm.module_set(module, name, Value::integer(page));
    }
    Ok(())
}

/// The bytes of an object of a native type, if it is a mapping; none once it is closed.
fn buffer_of(vm: &Vm, v: Value) -> Option<BufferView> {
    if !vm.is_instance_of(v, kept_type(vm, KEY)) {
        return None;
    }
    let mapping = Ref::<Mapping>::of(v);
    let is_open = !mapping.address.get().is_null();
    Some(BufferView {
        bytes: if is_open {
            mapping.address.get()
        } else {
            std::ptr::dangling_mut()
        },
        length: if is_open { mapping.length.get() } else { 0 },
        writable: mapping.access.get() as i64 != ACCESS_READ,
    })
}

/// The last system error as mmap.error.
fn failed(vm: &mut Vm) -> jit::Exception {
    let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    let class = *vm.module_state["mmap.error"]
        .downcast_ref::<Ref<objspace::class::TypeObject>>()
        .expect("kept when the module was made");
    let text = vm.str(super::support::error_text(number).as_bytes());
    match vm.call(class.value(), &[Value::integer(number as i64), text]) {
        Ok(error) => vm.raise_instance(error, Value::UNBOUND),
        Err(e) => e,
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = ["fileno", "length", "flags", "prot", "access", "offset"];
    let given = vm.named_arguments("mmap", 2, names, &arguments[1..])?;
    let number = |vm: &mut Vm, v: Value, default: i64| match v.bound() {
        Some(v) => vm.argument_i64(v),
        None => Ok(default),
    };
    let descriptor = number(vm, given[0], -1)? as i32;
    let length = number(vm, given[1], 0)?;
    let mut flags = number(vm, given[2], libc::MAP_SHARED as i64)? as i32;
    let both = (libc::PROT_READ | libc::PROT_WRITE) as i64;
    let mut protection = number(vm, given[3], both)? as i32;
    let access = number(vm, given[4], ACCESS_DEFAULT)?;
    let offset = number(vm, given[5], 0)?;
    if length < 0 {
        return Err(vm.raise(Error::OverflowError, "memory mapped length must be positive"));
    }
    if offset < 0 {
        return Err(vm.raise(Error::OverflowError, "memory mapped offset must be positive"));
    }
    if access != ACCESS_DEFAULT && (given[2].bound().is_some() || given[3].bound().is_some()) {
        return Err(vm.value_error("mmap can't specify both access and flags, prot."));
    }
    let mut access = access;
    (flags, protection) = match access {
        ACCESS_READ => (libc::MAP_SHARED, libc::PROT_READ),
        ACCESS_WRITE => (libc::MAP_SHARED, both as i32),
        ACCESS_COPY => (libc::MAP_PRIVATE, both as i32),
        ACCESS_DEFAULT => {
            if protection as i64 & both == libc::PROT_READ as i64 {
                access = ACCESS_READ;
            }
            (flags, protection)
        }
        _ => return Err(vm.value_error("mmap invalid access parameter.")),
    };
    let mut length = length as usize;
    if let Some(all) = file_size(descriptor) {
        if length == 0 {
            if all == 0 {
                return Err(vm.value_error("cannot mmap an empty file"));
            }
            if offset >= all {
                return Err(vm.value_error("mmap offset is greater than file size"));
            }
            length = (all - offset) as usize;
        } else if offset > all || all - offset < length as i64 {
            return Err(vm.value_error("mmap length is greater than file size"));
        }
    }
    let mut own = -1;
    if descriptor == -1 {
        flags |= libc::MAP_ANONYMOUS;
    } else {
        own = unsafe { libc::fcntl(descriptor, libc::F_DUPFD_CLOEXEC, 0) };
        if own < 0 {
            return Err(failed(vm));
        }
    }
    let address = unsafe { libc::mmap(std::ptr::null_mut(), length, protection, flags, descriptor, offset) };
    if address == libc::MAP_FAILED {
        let e = failed(vm);
        close_descriptor(own);
        return Err(e);
    }
    let object = vm.new_instance(Ref::of(arguments[0]))?;
    let mapping = Ref::<Mapping>::of(object);
    mapping.address.set(address as *mut u8);
    mapping.length.set(length);
    mapping.offset.set(offset);
    mapping.descriptor.set(own);
    mapping.access.set(access as u32);
    vm.heap.register_native_drop(object.pointer(), |p| {
        release(unsafe { Ref::<Mapping>::from_pointer(p) });
    });
    Ok(object)
}

/// The length of a regular file.
fn file_size(descriptor: i32) -> Option<i64> {
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    let known = unsafe { libc::fstat(descriptor, &mut status) } == 0;
    (known && status.st_mode & libc::S_IFMT == libc::S_IFREG).then_some(status.st_size)
}

fn close_descriptor(descriptor: i32) {
    if descriptor >= 0 {
        unsafe { libc::close(descriptor) };
    }
}

fn release(mapping: Ref<Mapping>) {
    let address = mapping.address.replace(std::ptr::null_mut());
    if !address.is_null() {
        unsafe { libc::munmap(address.cast(), mapping.length.get()) };
        close_descriptor(mapping.descriptor.get());
    }
}

/// The mapping, which must be open. ValueError.
fn open(vm: &mut Vm, arguments: &[Value]) -> Result<Ref<Mapping>> {
    let mapping = Ref::<Mapping>::of(arguments[0]);
    if mapping.address.get().is_null() {
        return Err(vm.value_error("mmap closed or invalid"));
    }
    Ok(mapping)
}

fn bytes(mapping: Ref<Mapping>) -> &'static mut [u8] {
    // The memory is mapped until `release`; one native function writes at a time.
    unsafe { std::slice::from_raw_parts_mut(mapping.address.get(), mapping.length.get()) }
}

/// The bytes to write to. TypeError if the mapping is for reading only.
fn writable(vm: &mut Vm, mapping: Ref<Mapping>) -> Result<&'static mut [u8]> {
    if mapping.access.get() as i64 == ACCESS_READ {
        return Err(vm.type_error("mmap can't modify a readonly memory map."));
    }
    Ok(bytes(mapping))
}

fn close(_: &mut Vm, arguments: &[Value]) -> Result {
    release(Ref::of(arguments[0]));
    Ok(Value::NONE)
}

/// The index that an integer means. IndexError.
fn index(vm: &mut Vm, v: Value, length: usize) -> Result<usize> {
    let i = vm.index_clipped(v)?;
    let i = if i < 0 { i + length as i64 } else { i };
    if i < 0 || i >= length as i64 {
        return Err(vm.raise(Error::IndexError, "mmap index out of range"));
    }
    Ok(i as usize)
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let all = bytes(open(vm, arguments)?);
    if vm.is_kind(arguments[1], Kind::Slice) {
        let indices = vm
            .slice_range(Ref::<SliceObject>::of(arguments[1]), || all.len())?
            .indexes();
        let picked: Vec<u8> = indices.map(|i| all[i]).collect();
        return Ok(vm.str(&picked));
    }
    if !vm.is_index(arguments[1]) {
        return Err(vm.type_error("mmap indices must be integers"));
    }
    let i = index(vm, arguments[1], all.len())?;
    Ok(vm.char_str(all[i]))
}

fn bounds(vm: &mut Vm, arguments: &[Value], length: usize) -> Result<(usize, usize)> {
    let (low, high) = (vm.index_clipped(arguments[1])?, vm.index_clipped(arguments[2])?);
    Ok(clip_bounds(low, high, length))
}

fn get_slice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let all = bytes(open(vm, arguments)?);
    let (low, high) = bounds(vm, arguments, all.len())?;
    Ok(vm.str(&all[low..high]))
}

/// The bytes of a str that is assigned. IndexError (so CPython's type) for anything else.
fn assigned(vm: &mut Vm, v: Value, message: &str) -> Result<&'static [u8]> {
    if !vm.is_kind(v, Kind::Str) {
        return Err(vm.raise(Error::IndexError, message));
    }
    vm.buffer_bytes(v)
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let all = writable(vm, mapping)?;
    if arguments[2].is_unbound() {
        return Err(vm.type_error("mmap object doesn't support item deletion"));
    }
    if vm.is_kind(arguments[1], Kind::Slice) {
        let range = vm.slice_range(Ref::<SliceObject>::of(arguments[1]), || all.len())?;
        let indices: Vec<usize> = range.indexes().collect();
        let new = assigned(vm, arguments[2], "mmap slice assignment must be a string")?;
        if new.len() != indices.len() {
            return Err(vm.raise(Error::IndexError, "mmap slice assignment is wrong size"));
        }
        for (i, &byte) in indices.into_iter().zip(new) {
            all[i] = byte;
        }
        return Ok(Value::NONE);
    }
    let i = index(vm, arguments[1], all.len())?;
    let message = "mmap assignment must be single-character string";
    match assigned(vm, arguments[2], message)? {
        &[byte] => all[i] = byte,
        _ => return Err(vm.raise(Error::IndexError, message)),
    }
    Ok(Value::NONE)
}

fn set_slice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let all = writable(vm, mapping)?;
    let (low, high) = bounds(vm, arguments, all.len())?;
    let new = assigned(vm, arguments[3], "mmap slice assignment must be a string")?;
    if new.len() != high - low {
        return Err(vm.raise(Error::IndexError, "mmap slice assignment is wrong size"));
    }
    all[low..high].copy_from_slice(new);
    Ok(Value::NONE)
}

fn find(vm: &mut Vm, arguments: &[Value], last: bool) -> Result {
    let mapping = open(vm, arguments)?;
    let all = bytes(mapping);
    let wanted = super::support::bytes(vm, arguments[1])?;
    let mut bound = |i: usize, default: usize| -> Result<usize> {
        let Some(&v) = arguments.get(i) else { return Ok(default) };
        let n = vm.argument_i64(v)?;
        let n = if n < 0 { n + all.len() as i64 } else { n };
        Ok(n.clamp(0, all.len() as i64) as usize)
    };
    let (start, end) = (bound(2, mapping.position.get().min(all.len()))?, bound(3, all.len())?);
    let within = &all[start.min(end)..end];
    let found = match last {
        false => memchr::memmem::find(within, wanted),
        true => memchr::memmem::rfind(within, wanted),
    };
    let found = found.filter(|_| start <= end);
    Ok(Value::integer(found.map_or(-1, |i| (start + i) as i64)))
}

fn flush(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let length = mapping.length.get();
    let offset = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)?,
        None => 0,
    };
    let size = match arguments.get(2) {
        Some(&v) => vm.argument_i64(v)?,
        None => length as i64,
    };
    if offset < 0 || size < 0 || offset.checked_add(size).is_none_or(|end| end > length as i64) {
        return Err(vm.value_error("flush values out of range"));
    }
    let result = unsafe {
        let address = mapping.address.get().add(offset as usize).cast();
        libc::msync(address, size as usize, libc::MS_SYNC)
    };
    match result {
        0 => Ok(Value::integer(0)),
        _ => Err(failed(vm)),
    }
}

fn move_bytes(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let [to, from, count] = [1, 2, 3].map(|i| vm.argument_i64(arguments[i]));
    let (to, from, count) = (to?, from?, count?);
    let all = writable(vm, mapping)?;
    let fits = |start: i64| start >= 0 && start.checked_add(count).is_some_and(|end| end <= all.len() as i64);
    if count < 0 || !fits(to) || !fits(from) {
        return Err(vm.value_error("source, destination, or count out of range"));
    }
    all.copy_within(from as usize..(from + count) as usize, to as usize);
    Ok(Value::NONE)
}

/// Up to `count` bytes from the position on, which moves behind them.
fn take(vm: &mut Vm, mapping: Ref<Mapping>, count: usize) -> Value {
    let all = bytes(mapping);
    let start = mapping.position.get().min(all.len());
    let end = start.saturating_add(count).min(all.len());
    mapping.position.set(end);
    vm.str(&all[start..end])
}

fn read(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let count = vm.argument_i64(arguments[1])?;
    Ok(take(vm, mapping, if count < 0 { usize::MAX } else { count as usize }))
}

fn read_byte(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    if mapping.position.get() >= mapping.length.get() {
        return Err(vm.value_error("read byte out of range"));
    }
    Ok(take(vm, mapping, 1))
}

fn read_line(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let all = bytes(mapping);
    let rest = &all[mapping.position.get().min(all.len())..];
    let count = memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1);
    Ok(take(vm, mapping, count))
}

fn write(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let new = super::support::bytes(vm, arguments[1])?;
    let all = writable(vm, mapping)?;
    let start = mapping.position.get();
    if new.len() > all.len().saturating_sub(start) {
        return Err(vm.value_error("data out of range"));
    }
    all[start..start + new.len()].copy_from_slice(new);
    mapping.position.set(start + new.len());
    Ok(Value::NONE)
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let distance = vm.argument_i64(arguments[1])?;
    let whence = match arguments.get(2) {
        Some(&v) => vm.argument_i64(v)?,
        None => 0,
    };
    let from = match whence {
        0 => 0,
        1 => mapping.position.get() as i64,
        2 => mapping.length.get() as i64,
        _ => return Err(vm.value_error("unknown seek type")),
    };
    match from
        .checked_add(distance)
        .filter(|to| (0..=mapping.length.get() as i64).contains(to))
    {
        Some(to) => mapping.position.set(to as usize),
        None => return Err(vm.value_error("seek out of range")),
    }
    Ok(Value::NONE)
}

fn size(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let descriptor = mapping.descriptor.get();
    if descriptor < 0 {
        return Ok(Value::integer(mapping.length.get() as i64));
    }
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    match unsafe { libc::fstat(descriptor, &mut status) } {
        0 => Ok(Value::integer(status.st_size)),
        _ => Err(failed(vm)),
    }
}

fn resize(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mapping = open(vm, arguments)?;
    let length = vm.argument_i64(arguments[1])?;
    if !matches!(mapping.access.get() as i64, ACCESS_DEFAULT | ACCESS_WRITE) {
        return Err(vm.type_error("mmap can't resize a readonly or copy-on-write memory map."));
    }
    if length < 0 {
        return Err(vm.value_error("new size out of range"));
    }
    let descriptor = mapping.descriptor.get();
    if descriptor >= 0 && unsafe { libc::ftruncate(descriptor, mapping.offset.get() + length) } != 0 {
        return Err(failed(vm));
    }
    let moved = unsafe {
        let address = mapping.address.get().cast();
        libc::mremap(address, mapping.length.get(), length as usize, libc::MREMAP_MAYMOVE)
    };
    if moved == libc::MAP_FAILED {
        return Err(failed(vm));
    }
    mapping.address.set(moved as *mut u8);
    mapping.length.set(length as usize);
    Ok(Value::NONE)
}
