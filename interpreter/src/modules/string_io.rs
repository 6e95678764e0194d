//! `cStringIO`: files of bytes in memory.

use super::support::{argument_type_name, bytes, keep_type, kept_type, text_or_buffer};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, special, ModuleDefinition, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::types::bytearray::ByteArrayObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "cStringIO",
    doc: "StringIO for strings of bytes, made natively: faster than the module StringIO,\nwhich is in Python and takes unicode as well.\n",
    functions: &[function(
        "StringIO",
        0,
        1,
        string_io,
        "StringIO([s]) -- A file in memory: of s to read it, without s to write",
    )],
    initialize,
};

/// A file in memory: one that is written to holds a bytearray, one that is read only the object it reads.
#[repr(C)]
struct StringFile {
    header: Header,
    /// Unbound when closed.
    content: Field,
    /// Small integers.
    position: Field,
    softspace: Field,
}

macro_rules! reading {
    ($($more:expr),*) => {
        &[
            special("__iter__", 0, 0, |vm, a| { content(vm, a)?; Ok(a[0]) }, "x.__iter__() <==> iter(x)"),
            special("next", 0, 0, next, "x.next() -> the item that comes next; after the last one StopIteration is raised"),
            function("flush", 0, 0, |vm, a| { content(vm, a)?; Ok(Value::NONE) }, "flush(): does nothing."),
            function("getvalue", 0, 1, get_value, "getvalue([use_pos]) -- All text so far; if use_pos is true, up to the current position."),
            function("isatty", 0, 0, |vm, a| { content(vm, a)?; Ok(Value::FALSE) }, "isatty(): always returns 0"),
            function("read", 0, 1, read, "read([s]) -- The next s characters at most, or all that are left"),
            function("readline", 0, 1, read_line, "readline() -- Read one line"),
            function("readlines", 0, 1, read_lines, "readlines() -- Read all lines"),
            function("reset", 0, 0, |vm, a| { content(vm, a)?; go(a, 0); Ok(Value::NONE) }, "reset() -- Goes back to the start"),
            function("seek", 1, 2, seek, "seek(position)       -- go to this position\nseek(position, mode) -- mode 1: from here on; mode 2: from the end; mode 0: from the start"),
            function("tell", 0, 0, |vm, a| { content(vm, a)?; Ok(this(a).position.get()) }, "tell() -- the current position."),
            function("truncate", 0, 1, truncate, "truncate(): cuts off what is after the current position."),
            function("close", 0, 0, |_, a| { this(a).content.init(Value::UNBOUND); Ok(Value::NONE) }, "close(): lets the text go."),
            getter("closed", |_, a| Ok(this(a).content.get().is_unbound().into()), "whether the file is closed"),
            $($more),*
        ]
    };
}

static OUTPUT: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "A file in memory that is written.",
    new: None,
    methods: reading!(
        function(
            "write",
            1,
            1,
            write,
            "write(s) -- Write a string at the current position"
        ),
        function(
            "writelines",
            1,
            1,
            write_lines,
            "writelines(sequence_of_strings) -> None.  Writes all of the strings."
        ),
        getter("softspace", |_, a| Ok(this(a).softspace.get()), "").setting(|vm, a| {
            let v = vm.argument_i64(a[1])?;
            this(a).softspace.init(Value::integer(v as i32 as i64));
            Ok(Value::NONE)
        })
    ),
    subclassable: false,
};

static INPUT: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "A file in memory that is read",
    new: None,
    methods: reading!(),
    subclassable: false,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for (name, key, definition) in [
        ("OutputType", "cStringIO.StringO", &OUTPUT),
        ("InputType", "cStringIO.StringI", &INPUT),
    ] {
        let size = std::mem::size_of::<StringFile>() as u32;
        let class = vm.new_native_type(key, size, Layout::fixed_words(1, 3), definition);
        keep_type(vm, key, class);
        vm.module_set(module, name, class.value());
    }
    Ok(())
}

fn string_io(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (key, content) = match arguments.first() {
        None => ("cStringIO.StringO", vm.bytearray(b"")?),
        Some(&source) if vm.buffer_view(source).is_some() => ("cStringIO.StringI", source),
        Some(&source) => {
            let encoded = bytes(vm, source)?;
            ("cStringIO.StringI", vm.str(encoded))
        }
    };
    let class = kept_type(vm, key);
    let file = Ref::<StringFile>::of(vm.new_instance(class)?);
    file.content.init(content);
    file.position.init(Value::integer(0));
    file.softspace.init(Value::integer(0));
    Ok(file.value())
}

fn this(arguments: &[Value]) -> Ref<StringFile> {
    Ref::of(arguments[0])
}

/// All bytes of an open file. ValueError.
fn content(vm: &mut Vm, arguments: &[Value]) -> Result<&'static [u8]> {
    match this(arguments).content.get().bound() {
        Some(content) => vm.buffer_bytes(content),
        None => Err(vm.value_error("I/O operation on closed file")),
    }
}

fn position(arguments: &[Value]) -> usize {
    this(arguments).position.get().as_integer() as usize
}

fn go(arguments: &[Value], position: usize) {
    this(arguments).position.init(Value::integer(position as i64));
}

/// An optional size: absent, None or negative ones mean everything.
fn size(vm: &mut Vm, arguments: &[Value]) -> Result<usize> {
    match arguments.get(1) {
        Some(&v) => {
            let n = vm.argument_i64(v)?;
            Ok(if n < 0 { usize::MAX } else { n as usize })
        }
        None => Ok(usize::MAX),
    }
}

/// The bytes from the position on.
fn rest(vm: &mut Vm, arguments: &[Value]) -> Result<&'static [u8]> {
    let bytes = content(vm, arguments)?;
    Ok(&bytes[position(arguments).min(bytes.len())..])
}

fn take(vm: &mut Vm, arguments: &[Value], rest: &[u8], count: usize) -> Value {
    let count = count.min(rest.len());
    if count > 0 {
        go(arguments, position(arguments) + count);
    }
    vm.str(&rest[..count])
}

fn line_length(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1)
}

fn read(vm: &mut Vm, arguments: &[Value]) -> Result {
    let count = size(vm, arguments)?;
    let rest = rest(vm, arguments)?;
    Ok(take(vm, arguments, rest, count))
}

fn read_line(vm: &mut Vm, arguments: &[Value]) -> Result {
    let most = size(vm, arguments)?;
    let rest = rest(vm, arguments)?;
    Ok(take(vm, arguments, rest, line_length(rest).min(most)))
}

fn read_lines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hint = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)?,
        None => 0,
    };
    let list = vm.new_list(0)?;
    let mut total = 0;
    loop {
        let rest = rest(vm, arguments)?;
        let length = line_length(rest);
        if length == 0 {
            break;
        }
        let line = take(vm, arguments, rest, length);
        vm.list_append(list, line)?;
        total += length as i64;
        if hint > 0 && total >= hint {
            break;
        }
    }
    Ok(list.value())
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    let rest = rest(vm, arguments)?;
    let length = line_length(rest);
    let line = (length > 0).then(|| take(vm, arguments, rest, length));
    vm.next_result(line)
}

fn get_value(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = content(vm, arguments)?;
    let end = match arguments.get(1) {
        Some(&v) if vm.truth(v)? => position(arguments).min(bytes.len()),
        _ => bytes.len(),
    };
    Ok(vm.str(&bytes[..end]))
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> Result {
    let length = content(vm, arguments)?.len() as i64;
    let offset = vm.argument_i64(arguments[1])?;
    let mode = match arguments.get(2) {
        Some(&v) => vm.argument_i64(v)?,
        None => 0,
    };
    let base = match mode {
        1 => position(arguments) as i64,
        2 => length,
        _ => 0,
    };
    go(
        arguments,
        base.saturating_add(offset).clamp(0, Value::MAX_INTEGER) as usize,
    );
    Ok(Value::NONE)
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = content(vm, arguments)?;
    let end = match arguments.get(1) {
        Some(&v) => match usize::try_from(vm.argument_i64(v)?) {
            Ok(end) => end,
            Err(_) => return Err(vm.os_error(Error::IOError, libc::EINVAL, Value::NONE)),
        },
        None => position(arguments),
    };
    let end = end.min(bytes.len());
    let held = this(arguments).content.get();
    if vm.kind_of(held) == Kind::ByteArray {
        vm.bytes_resize(Ref::<ByteArrayObject>::of(held), end)?;
    } else {
        let shorter = vm.str(&bytes[..end]);
        this(arguments).set(vm, |f| &f.content, shorter);
    }
    go(arguments, end);
    Ok(Value::NONE)
}

fn put(vm: &mut Vm, arguments: &[Value], data: &[u8]) -> Result<()> {
    content(vm, arguments)?;
    let array = this(arguments).content.of::<ByteArrayObject>();
    let (at, length) = (position(arguments), array.len());
    let Some(end) = at.checked_add(data.len()) else {
        return Err(vm.memory_error());
    };
    // The data may be this file's own.
    let data = data.to_vec();
    if end > length {
        vm.bytes_resize(array, end)?;
        array.bytes_mut()[length..].fill(0);
    }
    array.bytes_mut()[at..end].copy_from_slice(&data);
    go(arguments, end);
    Ok(())
}

fn write(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(data) = text_or_buffer(vm, arguments[1])? else {
        let name = argument_type_name(vm, arguments[1]);
        return Err(vm.type_error(&format!("write() argument 1 must be string or buffer, not {name}")));
    };
    put(vm, arguments, data)?;
    Ok(Value::NONE)
}

fn write_lines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[1])?;
    while let Some(line) = vm.next(iterator)? {
        let data = bytes(vm, line)?;
        put(vm, arguments, data)?;
    }
    Ok(Value::NONE)
}

/// All bytes of an open file in memory and its position; None for all other objects.
pub fn reading(vm: &mut Vm, v: Value) -> Option<(&'static [u8], usize)> {
    let class = vm.class_of(v);
    if !vm.module_state.contains_key("cStringIO.StringO") || !is_string_file(vm, class) {
        return None;
    }
    let held = this(&[v]).content.get().bound()?;
    if vm.kind_of(held) == Kind::Str {
        let bytes = vm.buffer_view(held)?.slice();
        let at = position(&[v]).min(bytes.len());
        return Some((bytes, at));
    }
    // A file that is written to may change while it is read: its methods know how.
    None
}

/// Sets the position of a file in memory, if `v` is one.
pub fn read_until(vm: &mut Vm, v: Value, position: usize) {
    let class = vm.class_of(v);
    if vm.module_state.contains_key("cStringIO.StringO") && is_string_file(vm, class) {
        go(&[v], position);
    }
}

fn is_string_file(vm: &Vm, class: Ref<objspace::class::TypeObject>) -> bool {
    class == kept_type(vm, "cStringIO.StringO") || class == kept_type(vm, "cStringIO.StringI")
}
