//! `_bz2`: compression by bzip2, for the module `bz2`.

use super::support::{argument_type_name, keep_type, kept_type, text_or_buffer};
use bzip2::{Action, Compress, Compression, Decompress, Status};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, named, ModuleDefinition, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_bz2",
    doc: "Compression by bzip2.",
    functions: &[
        named(
            "compress",
            1,
            &["data", "compresslevel"],
            compress,
            "compress(data [, compresslevel=9]) -> string\n\nThe whole of data, compressed.",
        ),
        function(
            "decompress",
            1,
            1,
            decompress,
            "decompress(data) -> decompressed data\n\nThe text that data, a complete stream, was made of.",
        ),
        named(
            "BZ2Compressor",
            0,
            &["compresslevel"],
            new_compressor,
            "BZ2Compressor([compresslevel=9]) -> compressor object\n\nFor data that is compressed part by part.",
        ),
        function(
            "BZ2Decompressor",
            0,
            0,
            new_decompressor,
            "BZ2Decompressor() -> decompressor object\n\nFor a stream that is decompressed part by part.",
        ),
    ],
    initialize,
};

/// An object over a state that it owns.
#[repr(C)]
struct StreamObject {
    header: Header,
    /// What follows the end of the compressed data, a str.
    unused: Field,
    ended: Cell<bool>,
    state: Cell<*mut u8>,
}

static COMPRESSOR: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "BZ2Compressor([compresslevel=9]) -> an object that compresses part by part",
    new: None,
    methods: &[
        function(
            "compress",
            1,
            1,
            compress_more,
            "compress(data) -> string\n\nTakes more data in; gives what is ready of the stream, maybe ''.",
        ),
        function(
            "flush",
            0,
            0,
            flush,
            "flush() -> string\n\nEnds the stream and gives the rest of it.",
        ),
    ],
    subclassable: false,
};

static DECOMPRESSOR: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "BZ2Decompressor() -> an object that decompresses part by part",
    new: None,
    methods: &[
        function(
            "decompress",
            1,
            1,
            decompress_more,
            "decompress(data) -> string\n\nTakes more of the stream in; gives the text known so far, maybe ''.",
        ),
        getter(
            "unused_data",
            |_, a| Ok(this(a).unused.get()),
            "what follows the end of the compressed data",
        )
        .member(),
    ],
    subclassable: false,
};

const KEYS: [&str; 2] = ["bz2.BZ2Compressor", "bz2.BZ2Decompressor"];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for (key, definition) in KEYS.into_iter().zip([&COMPRESSOR, &DECOMPRESSOR]) {
        let size = std::mem::size_of::<StreamObject>() as u32;
        let class = vm.new_native_type(key, size, Layout::fixed_words(1, 1), definition);
        keep_type(vm, key, class);
    }
    let version = vm.str(b"1.0.8");
    vm.module_set(module, "__version__", version);
    Ok(())
}

fn this(arguments: &[Value]) -> Ref<StreamObject> {
    Ref::of(arguments[0])
}

fn data(vm: &mut Vm, v: Value, function: &str) -> Result<&'static [u8]> {
    match text_or_buffer(vm, v)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = argument_type_name(vm, v);
            Err(vm.type_error(&format!("{function}() argument 1 must be string or buffer, not {name}")))
        }
    }
}

fn level(vm: &mut Vm, v: Value) -> Result<Compression> {
    let level = match v.bound() {
        Some(v) => vm.argument_i64(v)?,
        None => 9,
    };
    if !(1..=9).contains(&level) {
        return Err(vm.value_error("compresslevel must be between 1 and 9"));
    }
    Ok(Compression::new(level as u32))
}

/// Compresses bytes; with `Action::Finish` to the end.
fn run(state: &mut Compress, input: &[u8], action: Action) -> Vec<u8> {
    let mut out = Vec::with_capacity(input.len() / 2 + 4096);
    let mut rest = input;
    loop {
        out.reserve(4096);
        let before = state.total_in();
        let status = state.compress_vec(rest, &mut out, action);
        rest = &rest[(state.total_in() - before) as usize..];
        match (action, status) {
            (_, Ok(Status::StreamEnd)) | (_, Err(_)) => return out,
            (Action::Run, _) if rest.is_empty() => return out,
            _ => {}
        }
    }
}

fn compress(vm: &mut Vm, arguments: &[Value]) -> Result {
    let level = level(vm, arguments[1])?;
    let bytes = data(vm, arguments[0], "compress")?;
    let out = run(&mut Compress::new(level, 0), bytes, Action::Finish);
    Ok(vm.str(&out))
}

/// What came of decompressing: the bytes, whether the end was reached, how much of the input was taken. Err: it is damaged.
fn expand(state: &mut Decompress, input: &[u8]) -> std::result::Result<(Vec<u8>, bool, usize), ()> {
    let mut out = Vec::with_capacity(input.len() * 4 + 4096);
    let mut taken = 0;
    loop {
        out.reserve(8192);
        let (before, length) = (state.total_in(), out.len());
        let status = state.decompress_vec(&input[taken..], &mut out).map_err(|_| ())?;
        let step = (state.total_in() - before) as usize;
        taken += step;
        if status == Status::StreamEnd {
            return Ok((out, true, taken));
        }
        if taken == input.len() && out.len() < out.capacity() || step == 0 && out.len() == length {
            return Ok((out, false, taken));
        }
    }
}

fn invalid(vm: &mut Vm) -> jit::Exception {
    vm.raise(Error::IOError, "invalid data stream")
}

fn decompress(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[0], "decompress")?;
    if bytes.is_empty() {
        return Ok(vm.empty_str());
    }
    match expand(&mut Decompress::new(false), bytes) {
        Ok((out, true, _)) => Ok(vm.str(&out)),
        Ok(_) => Err(vm.value_error("couldn't find end of stream")),
        Err(()) => Err(invalid(vm)),
    }
}

fn new_stream<T>(vm: &mut Vm, key: &'static str, state: T, release: fn(*mut u8)) -> Result {
    let class = kept_type(vm, key);
    let object = vm.new_instance(class)?;
    let stream = Ref::<StreamObject>::of(object);
    stream.unused.init(vm.empty_str());
    stream.state.set(Box::into_raw(Box::new(state)) as *mut u8);
    vm.heap.register_native_drop(object.pointer(), release);
    Ok(object)
}

fn release<T>(object: *mut u8) {
    // Called once, when the object that owns the state is dead.
    unsafe { drop(Box::from_raw((*(object as *const StreamObject)).state.get() as *mut T)) }
}

/// The state of an object, which nobody else uses while a method runs.
fn state<T>(arguments: &[Value]) -> &'static mut T {
    unsafe { &mut *(this(arguments).state.get() as *mut T) }
}

fn new_compressor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let level = level(vm, arguments[0])?;
    new_stream(vm, KEYS[0], Compress::new(level, 0), release::<Compress>)
}

fn compress_more(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[1], "compress")?;
    if this(arguments).ended.get() {
        return Err(vm.value_error("this object was already flushed"));
    }
    let out = run(state(arguments), bytes, Action::Run);
    Ok(vm.str(&out))
}

fn flush(vm: &mut Vm, arguments: &[Value]) -> Result {
    if this(arguments).ended.replace(true) {
        return Err(vm.value_error("object was already flushed"));
    }
    let out = run(state(arguments), b"", Action::Finish);
    Ok(vm.str(&out))
}

fn new_decompressor(vm: &mut Vm, _: &[Value]) -> Result {
    new_stream(vm, KEYS[1], Decompress::new(false), release::<Decompress>)
}

fn decompress_more(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[1], "decompress")?;
    let stream = this(arguments);
    if stream.ended.get() {
        let unused = [stream.unused.of::<StrObject>().bytes(), bytes].concat();
        let unused = vm.str(&unused);
        stream.set(vm, |s| &s.unused, unused);
        return Err(vm.raise(Error::EOFError, "end of stream was already found"));
    }
    match expand(state(arguments), bytes) {
        Ok((out, ended, taken)) => {
            if ended {
                stream.ended.set(true);
                let unused = vm.str(&bytes[taken..]);
                stream.set(vm, |s| &s.unused, unused);
            }
            Ok(vm.str(&out))
        }
        Err(()) => Err(invalid(vm)),
    }
}
