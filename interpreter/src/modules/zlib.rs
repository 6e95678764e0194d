//! `zlib`: compression in zlib's, gzip's and raw format, and checksums.

use super::support::{argument_type_name, keep_type, kept_type, module_error, text_or_buffer};
use miniz_oxide::deflate::core::{create_comp_flags_from_zip_params, CompressorOxide};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::inflate::stream::{inflate, InflateState};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "zlib",
    doc: "Compression as zlib does it, whole strings or part by part.\n\nadler32(string[, start]), crc32(string[, start]) -- checksums\ncompress(string[, level]), decompress(string,[wbits],[bufsize]) -- whole strings\ncompressobj([level]), decompressobj([wbits]) -- objects that take a stream\npart by part, with the methods compress() or decompress(), and flush()\n\nlevel is from 0 (none) to 9 (most); wbits is the size of the window in bits, and\nby its range and sign says which header the stream has.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "adler32",
        1,
        2,
        adler32,
        "adler32(string[, start]) -- The Adler-32 of string, gone on with from start.",
    ),
    function(
        "crc32",
        1,
        2,
        crc32,
        "crc32(string[, start]) -- The CRC-32 of string, gone on with from start.",
    ),
    function(
        "compress",
        1,
        2,
        compress,
        "compress(string[, level]) -- The string as a zlib stream.",
    ),
    function(
        "decompress",
        1,
        3,
        decompress,
        "decompress(string[, wbits[, bufsize]]) -- The text that the stream holds.",
    ),
    function(
        "compressobj",
        0,
        5,
        new_compressor,
        "compressobj([level[, method[, wbits[, memlevel[, strategy]]]]]) -- Return a compressor object.",
    ),
    function(
        "decompressobj",
        0,
        1,
        new_decompressor,
        "decompressobj([wbits]) -- An object that decompresses part by part.",
    ),
];

static COMPRESS: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[
        function(
            "compress",
            1,
            1,
            compress_more,
            "compress(data) -- Return a string containing data compressed.",
        ),
        function(
            "flush",
            0,
            1,
            compress_flush,
            "flush( [mode] ) -- Return a string containing any remaining compressed data.",
        ),
    ],
    subclassable: false,
};

static DECOMPRESS: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[
        function(
            "decompress",
            1,
            2,
            decompress_more,
            "decompress(data, max_length) -- Return a string containing the decompressed version of the data.",
        ),
        function(
            "flush",
            0,
            1,
            decompress_flush,
            "flush( [length] ) -- Return a string containing any remaining decompressed data.",
        ),
        function(
            "copy",
            0,
            0,
            copy_decompressor,
            "copy() -- A decompressor that goes on from the same place.",
        ),
        getter("unused_data", |_, a| Ok(stream(a).unused.get()), ""),
        getter("unconsumed_tail", |_, a| Ok(stream(a).tail.get()), ""),
    ],
    subclassable: false,
};

/// A compressor or a decompressor.
#[repr(C)]
struct StreamObject {
    header: Header,
    unused: Field,
    tail: Field,
    /// Owned: a `Compressor` or a `Decompressor`, by the type.
    state: Cell<*mut u8>,
}

/// How compressed data are wrapped.
#[derive(Clone, Copy, PartialEq)]
enum Container {
    Raw,
    Zlib,
    Gzip,
    /// Zlib or gzip, as the first bytes say.
    Either,
}

impl Container {
    fn of(window_bits: i64) -> Option<Container> {
        match window_bits {
            -15..=-8 => Some(Container::Raw),
            8..=15 => Some(Container::Zlib),
            24..=31 => Some(Container::Gzip),
            40..=47 => Some(Container::Either),
            _ => None,
        }
    }
}

struct Compressor {
    state: Box<CompressorOxide>,
    container: Container,
    started: bool,
    finished: bool,
    crc: crc32fast::Hasher,
    length: u32,
}

impl Compressor {
    fn new(level: i64, container: Container, strategy: i64) -> Compressor {
        let level = if level < 0 { 6 } else { level as i32 };
        let window = if container == Container::Zlib { 15 } else { -15 };
        let flags = create_comp_flags_from_zip_params(level, window, strategy as i32);
        Compressor {
            state: Box::new(CompressorOxide::new(flags)),
            container,
            started: false,
            finished: false,
            crc: crc32fast::Hasher::new(),
            length: 0,
        }
    }

    fn run(&mut self, mut input: &[u8], flush: MZFlush) -> Vec<u8> {
        let mut out = Vec::new();
        if self.container == Container::Gzip {
            if !self.started {
                out.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
            }
            self.crc.update(input);
            self.length = self.length.wrapping_add(input.len() as u32);
        }
        self.started = true;
        let mut block = [0; 16384];
        loop {
            let result = deflate(&mut self.state, input, &mut block, flush);
            input = &input[result.bytes_consumed..];
            out.extend_from_slice(&block[..result.bytes_written]);
            let full = result.bytes_written == block.len();
            match result.status {
                Ok(MZStatus::Ok) if full || !input.is_empty() || flush == MZFlush::Finish => {}
                _ => break,
            }
        }
        if flush == MZFlush::Finish {
            self.finished = true;
            if self.container == Container::Gzip {
                out.extend_from_slice(&self.crc.clone().finalize().to_le_bytes());
                out.extend_from_slice(&self.length.to_le_bytes());
            }
        }
        out
    }
}

#[derive(Clone)]
struct Decompressor {
    state: Box<InflateState>,
    container: Container,
    /// The start of the data, until the container is known to be well begun.
    head: Vec<u8>,
    begun: bool,
    /// Bytes behind the deflated data that belong to it.
    trailer: usize,
    ended: bool,
}

impl Decompressor {
    fn new(container: Container) -> Decompressor {
        Decompressor {
            state: InflateState::new_boxed(DataFormat::Raw),
            container,
            head: Vec::new(),
            begun: false,
            trailer: 0,
            ended: false,
        }
    }

    /// Looks at the start of the data. Ok(false): more is needed.
    fn begin(&mut self) -> std::result::Result<bool, &'static str> {
        if self.container == Container::Raw {
            self.begun = true;
            return Ok(true);
        }
        let [first, second, ..] = self.head[..] else {
            return Ok(false);
        };
        if self.container == Container::Either {
            let is_gzip = first == 0x1f && second == 0x8b;
            self.container = if is_gzip { Container::Gzip } else { Container::Zlib };
        }
        if self.container == Container::Zlib {
            if !((first as u32) << 8 | second as u32).is_multiple_of(31) {
                return Err("incorrect header check");
            }
            if first & 15 != 8 {
                return Err("unknown compression method");
            }
            if first >> 4 > 7 {
                return Err("invalid window size");
            }
            self.state = InflateState::new_boxed(DataFormat::Zlib);
            self.begun = true;
            return Ok(true);
        }
        if first != 0x1f || second != 0x8b {
            return Err("incorrect header check");
        }
        let Some(end) = gzip_header(&self.head) else {
            return Ok(false);
        };
        self.head.drain(..end);
        self.trailer = 8;
        self.begun = true;
        Ok(true)
    }

    /// Takes `input` in and gives what comes out, at most `most` bytes, and how much of the input was taken.
    fn run(&mut self, input: &[u8], most: usize) -> std::result::Result<(Vec<u8>, usize), &'static str> {
        let mut out = Vec::new();
        if !self.begun {
            self.head.extend_from_slice(input);
            if !self.begin()? {
                return Ok((out, input.len()));
            }
            let all = std::mem::take(&mut self.head);
            let (out, taken) = self.run(&all, most)?;
            return Ok((out, input.len() - (all.len() - taken).min(input.len())));
        }
        let mut taken = 0;
        let mut block = [0; 16384];
        while !self.ended && out.len() < most {
            let room = block.len().min(most - out.len());
            let result = inflate(&mut self.state, &input[taken..], &mut block[..room], MZFlush::None);
            taken += result.bytes_consumed;
            out.extend_from_slice(&block[..result.bytes_written]);
            match result.status {
                Ok(MZStatus::StreamEnd) => self.ended = true,
                Ok(MZStatus::NeedDict) => return Err("need dictionary"),
                Ok(MZStatus::Ok) if result.bytes_consumed > 0 || result.bytes_written > 0 => {}
                Ok(MZStatus::Ok) | Err(MZError::Buf) => break,
                Err(_) => {
                    return Err(match self.state.last_status() {
                        TINFLStatus::Adler32Mismatch => "incorrect data check",
                        _ => "invalid block type",
                    })
                }
            }
        }
        if self.ended && self.trailer > 0 {
            let count = self.trailer.min(input.len() - taken);
            self.trailer -= count;
            taken += count;
        }
        Ok((out, taken))
    }

    fn is_complete(&self) -> bool {
        self.ended && self.trailer == 0
    }
}

/// The length of the gzip header that bytes begin with; None: they end before it does.
fn gzip_header(bytes: &[u8]) -> Option<usize> {
    let flags = *bytes.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        let (low, high) = (*bytes.get(at)? as usize, *bytes.get(at + 1)? as usize);
        at += 2 + (high << 8 | low);
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += memchr::memchr(0, bytes.get(at..)?)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    (at <= bytes.len()).then_some(at)
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let error = module_error(vm, "zlib", "error", Error::Exception);
    keep_type(vm, "zlib.error", error);
    vm.module_set(module, "error", error.value());
    for (name, definition) in [("zlib.Compress", &COMPRESS), ("zlib.Decompress", &DECOMPRESS)] {
        let size = std::mem::size_of::<StreamObject>() as u32;
        let class = vm.new_native_type(name, size, Layout::fixed(0b110), definition);
        keep_type(vm, name, class);
    }
    for (name, value) in [
        ("DEFLATED", 8),
        ("DEF_MEM_LEVEL", 8),
        ("MAX_WBITS", 15),
        ("Z_BEST_COMPRESSION", 9),
        ("Z_BEST_SPEED", 1),
        ("Z_DEFAULT_COMPRESSION", -1),
        ("Z_DEFAULT_STRATEGY", 0),
        ("Z_FILTERED", 1),
        ("Z_FINISH", 4),
        ("Z_FULL_FLUSH", 3),
        ("Z_HUFFMAN_ONLY", 2),
        ("Z_NO_FLUSH", 0),
        ("Z_SYNC_FLUSH", 2),
    ] {
        vm.module_set(module, name, Value::integer(value));
    }
    let (version, module_version) = (vm.str(b"1.2.13"), vm.str(b"1.0"));
    vm.module_set(module, "ZLIB_VERSION", version);
    vm.module_set(module, "__version__", module_version);
    Ok(())
}

fn error(vm: &mut Vm, message: &str) -> jit::Exception {
    let class = kept_type(vm, "zlib.error").value();
    let text = vm.str(message.as_bytes());
    match vm.call(class, &[text]) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

fn data(vm: &mut Vm, v: Value, function: &str) -> Result<&'static [u8]> {
    match text_or_buffer(vm, v)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = argument_type_name(vm, v);
            Err(vm.type_error(&format!(
                "{function}() argument 1 must be string or read-only buffer, not {name}"
            )))
        }
    }
}

fn number(vm: &mut Vm, arguments: &[Value], i: usize, default: i64) -> Result<i64> {
    match arguments.get(i) {
        Some(&v) => vm.argument_i64(v),
        None => Ok(default),
    }
}

/// The start value of a checksum: taken modulo 2^32.
fn start(vm: &mut Vm, arguments: &[Value], default: u32) -> Result<u32> {
    match arguments.get(1) {
        None => Ok(default),
        Some(&v) => match vm.bigint(v) {
            Some(big) => Ok(big.iter_u32_digits().next().map_or(0, |low| {
                let negative = big.sign() == num_bigint::Sign::Minus;
                if negative {
                    low.wrapping_neg()
                } else {
                    low
                }
            })),
            None => Ok(vm.argument_i64(v)? as u32),
        },
    }
}

fn adler32(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[0], "adler32")?;
    let start = start(vm, arguments, 1)?;
    let (mut a, mut b) = ((start & 0xffff) % 65521, (start >> 16) % 65521);
    // So many bytes that the sums stay within 32 bits.
    for chunk in bytes.chunks(5552) {
        for &byte in chunk {
            a += byte as u32;
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    Ok(vm.int((b << 16 | a) as i32 as i64))
}

pub fn crc32(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[0], "crc32")?;
    let start = start(vm, arguments, 0)?;
    let mut hasher = crc32fast::Hasher::new_with_initial(start);
    hasher.update(bytes);
    Ok(vm.int(hasher.finalize() as i32 as i64))
}

fn compress(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[0], "compress")?;
    let level = number(vm, arguments, 1, -1)?;
    if !(-1..=9).contains(&level) {
        return Err(error(vm, "Bad compression level"));
    }
    let out = Compressor::new(level, Container::Zlib, 0).run(bytes, MZFlush::Finish);
    Ok(vm.str(&out))
}

fn decompress(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[0], "decompress")?;
    let bits = number(vm, arguments, 1, 15)?;
    number(vm, arguments, 2, 0)?;
    let Some(container) = Container::of(bits) else {
        return Err(error(
            vm,
            "Error -2 while preparing to decompress data: inconsistent stream state",
        ));
    };
    let mut decompressor = Decompressor::new(container);
    match decompressor.run(bytes, usize::MAX) {
        Ok((out, _)) if decompressor.is_complete() => Ok(vm.str(&out)),
        Ok(_) => Err(error(
            vm,
            "Error -5 while decompressing data: incomplete or truncated stream",
        )),
        Err(message) => Err(error(vm, &format!("Error -3 while decompressing data: {message}"))),
    }
}

fn stream(arguments: &[Value]) -> Ref<StreamObject> {
    Ref::of(arguments[0])
}

fn compressor(arguments: &[Value]) -> &'static mut Compressor {
    // The object keeps the state, which nobody else uses while a method runs.
    unsafe { &mut *(stream(arguments).state.get() as *mut Compressor) }
}

fn decompressor(arguments: &[Value]) -> &'static mut Decompressor {
    // As above.
    unsafe { &mut *(stream(arguments).state.get() as *mut Decompressor) }
}

/// A new object that owns a state; `release` frees it when the object dies.
fn new_stream<T>(vm: &mut Vm, class: &'static str, state: T, release: fn(*mut u8)) -> Result {
    let class = kept_type(vm, class);
    let object = vm.new_instance(class)?;
    let stream = Ref::<StreamObject>::of(object);
    stream.unused.init(vm.empty_str());
    stream.tail.init(vm.empty_str());
    stream.state.set(Box::into_raw(Box::new(state)) as *mut u8);
    vm.heap.register_native_drop(object.pointer(), release);
    Ok(object)
}

fn release<T>(object: *mut u8) {
    // Called once, when the object that owns the state is dead.
    unsafe { drop(Box::from_raw((*(object as *const StreamObject)).state.get() as *mut T)) }
}

fn new_compressor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let level = number(vm, arguments, 0, -1)?;
    let method = number(vm, arguments, 1, 8)?;
    let bits = number(vm, arguments, 2, 15)?;
    let memory = number(vm, arguments, 3, 8)?;
    let strategy = number(vm, arguments, 4, 0)?;
    let container = Container::of(bits).filter(|&c| c != Container::Either);
    let valid = (-1..=9).contains(&level) && method == 8 && (1..=9).contains(&memory) && (0..=4).contains(&strategy);
    match container {
        Some(container) if valid => {
            let state = Compressor::new(level, container, strategy);
            new_stream(vm, "zlib.Compress", state, release::<Compressor>)
        }
        _ => Err(vm.value_error("Invalid initialization option")),
    }
}

fn compress_more(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[1], "compress")?;
    let compressor = compressor(arguments);
    if compressor.finished {
        return Err(error(vm, "Error -2 while compressing: inconsistent stream state"));
    }
    let out = compressor.run(bytes, MZFlush::None);
    Ok(vm.str(&out))
}

fn compress_flush(vm: &mut Vm, arguments: &[Value]) -> Result {
    let flush = match number(vm, arguments, 1, 4)? {
        0 => return Ok(vm.empty_str()),
        2 => MZFlush::Sync,
        3 => MZFlush::Full,
        _ => MZFlush::Finish,
    };
    let compressor = compressor(arguments);
    if compressor.finished {
        return Ok(vm.empty_str());
    }
    let out = compressor.run(b"", flush);
    Ok(vm.str(&out))
}

fn new_decompressor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bits = number(vm, arguments, 0, 15)?;
    match Container::of(bits) {
        Some(container) => {
            let state = Decompressor::new(container);
            new_stream(vm, "zlib.Decompress", state, release::<Decompressor>)
        }
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

/// Decompresses `bytes` and keeps what was not used.
fn advance(vm: &mut Vm, arguments: &[Value], bytes: &[u8], most: usize) -> Result<Vec<u8>> {
    let state = decompressor(arguments);
    let (out, taken) = match state.run(bytes, most) {
        Ok(result) => result,
        Err(message) => return Err(error(vm, &format!("Error -3 while decompressing: {message}"))),
    };
    let rest = &bytes[taken..];
    let stream = stream(arguments);
    if state.is_complete() && !rest.is_empty() {
        let unused = [stream.unused.of::<StrObject>().bytes(), rest].concat();
        let unused = vm.str(&unused);
        stream.set(vm, |s| &s.unused, unused);
    }
    let tail = vm.str(rest);
    stream.set(vm, |s| &s.tail, tail);
    Ok(out)
}

fn decompress_more(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[1], "decompress")?;
    let most = number(vm, arguments, 2, 0)?;
    if most < 0 {
        return Err(vm.value_error("max_length must be greater than zero"));
    }
    let most = if most == 0 { usize::MAX } else { most as usize };
    let out = advance(vm, arguments, bytes, most)?;
    Ok(vm.str(&out))
}

fn decompress_flush(vm: &mut Vm, arguments: &[Value]) -> Result {
    if number(vm, arguments, 1, 1)? <= 0 {
        return Err(vm.value_error("length must be greater than zero"));
    }
    let tail = stream(arguments).tail.of::<StrObject>().bytes();
    let out = advance(vm, arguments, tail, usize::MAX)?;
    Ok(vm.str(&out))
}

fn copy_decompressor(vm: &mut Vm, arguments: &[Value]) -> Result {
    let copy = decompressor(arguments).clone();
    let object = new_stream(vm, "zlib.Decompress", copy, release::<Decompressor>)?;
    let (old, new) = (stream(arguments), Ref::<StreamObject>::of(object));
    new.set(vm, |s| &s.unused, old.unused.get());
    new.set(vm, |s| &s.tail, old.tail.get());
    Ok(object)
}
