//! `marshal`: values as bytes, in CPython's format; code objects in a form of our own.

use super::support::{argument_type_name, bytes as argument_bytes};
use crate::runtime::code::{code_object, plain_code};
use objspace::exception::Error;
use objspace::heap::Header;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::object::{flags, Ref};
use objspace::string::StrObject;
use objspace::types::float_format;
use objspace::types::memory_view::wide_characters;
use objspace::types::set::elements_of;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use objspace::{digits, types::float_type};
use std::collections::HashMap;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "marshal",
    doc: "Writes values to strings and files and reads them back. The format is Python's\nown but the same on all machines. Code objects can be read only by the version\nthat wrote them.",
    functions: &[
        function("dump", 2, 3, dump, "dump(value, file[, version])\n\nWrites value to an open file."),
        function("load", 1, 1, load, "load(file)\n\nReads one value from an open file."),
        function("dumps", 1, 2, dumps, "dumps(value[, version])\n\nThe bytes that dump(value, file) writes, as a string."),
        function("loads", 1, 1, loads, "loads(string)\n\nThe value at the start of the string."),
    ],
    initialize: |vm, module| {
        vm.module_set(Ref::<ModuleObject>::of(module), "version", Value::integer(VERSION));
        Ok(())
    },
};

const VERSION: i64 = 2;

/// Containers within containers, at most.
const MOST_NESTING: usize = 2000;

/// Bits of a digit of a long.
const DIGIT_BITS: u32 = 15;

/// Why a value cannot be written.
enum Problem {
    Unmarshallable,
    TooDeep,
    Raised(jit::Exception),
}

impl From<jit::Exception> for Problem {
    fn from(exception: jit::Exception) -> Problem {
        Problem::Raised(exception)
    }
}

struct Writer {
    out: Vec<u8>,
    version: i64,
    /// The interned strs written so far, by address: their numbers.
    interned: HashMap<u64, u32, ahash::RandomState>,
    nesting: usize,
}

impl Writer {
    fn int(&mut self, i: i32) {
        self.out.extend(i.to_le_bytes());
    }

    /// A length and so many bytes.
    fn sized(&mut self, bytes: &[u8]) -> std::result::Result<(), Problem> {
        self.length(bytes.len())?;
        self.out.extend(bytes);
        Ok(())
    }

    fn length(&mut self, length: usize) -> std::result::Result<(), Problem> {
        self.int(i32::try_from(length).map_err(|_| Problem::Unmarshallable)?);
        Ok(())
    }

    fn text(&mut self, f: f64) {
        let text = seventeen_digits(f);
        self.out.push(text.len() as u8);
        self.out.extend(text.as_bytes());
    }

    fn value(&mut self, vm: &mut Vm, v: Value) -> std::result::Result<(), Problem> {
        if self.nesting >= MOST_NESTING {
            return Err(Problem::TooDeep);
        }
        self.nesting += 1;
        let result = self.value_here(vm, v);
        self.nesting -= 1;
        result
    }

    fn value_here(&mut self, vm: &mut Vm, v: Value) -> std::result::Result<(), Problem> {
        match v {
            Value::NONE => self.out.push(b'N'),
            Value::ELLIPSIS => self.out.push(b'.'),
            Value::FALSE => self.out.push(b'F'),
            Value::TRUE => self.out.push(b'T'),
            _ if v == vm.error_class(Error::StopIteration).value() => self.out.push(b'S'),
            _ if vm.is_exact(v, Kind::Int) => {
                let i = vm.as_int(v).unwrap_or(0);
                match i32::try_from(i) {
                    Ok(small) => {
                        self.out.push(b'i');
                        self.int(small);
                    }
                    Err(_) => {
                        self.out.push(b'I');
                        self.out.extend(i.to_le_bytes());
                    }
                }
            }
            _ if vm.is_exact(v, Kind::Float) => {
                let f = vm.as_float(v).unwrap_or(0.0);
                if self.version > 1 {
                    self.out.push(b'g');
                    self.out.extend(f.to_le_bytes());
                } else {
                    self.out.push(b'f');
                    self.text(f);
                }
            }
            _ if v.is_pointer() => return self.object(vm, v),
            _ => return Err(Problem::Unmarshallable),
        }
        Ok(())
    }

    /// What is on the heap.
    fn object(&mut self, vm: &mut Vm, v: Value) -> std::result::Result<(), Problem> {
        let exact = Kind::of_exact_map(v.map());
        match exact {
            Some(Kind::Long) => {
                let long = vm.integer(v).ok_or(Problem::Unmarshallable)?;
                let count = (digits::bit_length(long.digits()) as usize).div_ceil(DIGIT_BITS as usize);
                self.out.push(b'l');
                self.int(if long.negative { -(count as i32) } else { count as i32 });
                for i in 0..count {
                    let digit = digits::bits_at(long.digits(), i * DIGIT_BITS as usize, DIGIT_BITS);
                    self.out.extend((digit as u16).to_le_bytes());
                }
            }
            Some(Kind::Complex) => {
                let (real, imaginary) = vm.complex_parts(v);
                if self.version > 1 {
                    self.out.push(b'y');
                    self.out.extend(real.to_le_bytes());
                    self.out.extend(imaginary.to_le_bytes());
                } else {
                    self.out.push(b'x');
                    self.text(real);
                    self.text(imaginary);
                }
            }
            Some(Kind::Str) => return self.str(Ref::of(v)),
            Some(Kind::Unicode) => {
                self.out.push(b'u');
                return self.sized(Ref::<UnicodeObject>::of(v).bytes());
            }
            Some(Kind::Tuple | Kind::List) => {
                self.out.push(if exact == Some(Kind::Tuple) { b'(' } else { b'[' });
                self.length(vm.items_of(v).len())?;
                let mut i = 0;
                while let Some(&item) = vm.items_of(v).get(i) {
                    self.value(vm, item)?;
                    i += 1;
                }
            }
            Some(Kind::Dict) => {
                self.out.push(b'{');
                let dict = Ref::<objspace::dict::DictObject>::of(v);
                let mut position = 0;
                while let Some((entry, key, item)) = dict.next(position) {
                    self.value(vm, key)?;
                    self.value(vm, item)?;
                    position = entry + 1;
                }
                self.out.push(b'0');
            }
            Some(Kind::Set | Kind::FrozenSet) => {
                self.out.push(if exact == Some(Kind::Set) { b'<' } else { b'>' });
                let elements = elements_of(v);
                self.length(elements.len())?;
                let mut position = 0;
                while let Some((entry, item, _)) = elements.next(position) {
                    self.value(vm, item)?;
                    position = entry + 1;
                }
            }
            Some(Kind::Code) => {
                let code = plain_code(vm, Ref::of(v)).ok_or(Problem::Unmarshallable)?;
                self.out.push(b'c');
                return self.sized(&pyrs_compiler::serialize::serialize(&code));
            }
            _ => {
                // Anything else with the buffer interface becomes a string.
                let is_unicode = vm.kind_of(v) == Kind::Unicode;
                if is_unicode {
                    self.out.push(b's');
                    return self.sized(&wide_characters(Ref::of(v)));
                }
                let view = vm.buffer_view(v).filter(|_| vm.kind_of(v) != Kind::MemoryView);
                let view = view.ok_or(Problem::Unmarshallable)?;
                self.out.push(b's');
                return self.sized(view.slice());
            }
        }
        Ok(())
    }

    fn str(&mut self, s: Ref<StrObject>) -> std::result::Result<(), Problem> {
        // The strings of up to one character are always the same objects, which CPython interns.
        let is_interned = s.has_flag(flags::INTERNED) || s.len() <= 1;
        if self.version < 1 || !is_interned {
            self.out.push(b's');
            return self.sized(s.bytes());
        }
        let next = self.interned.len() as u32;
        let number = *self.interned.entry(s.value().0).or_insert(next);
        if number < next {
            self.out.push(b'R');
            self.int(number as i32);
            return Ok(());
        }
        self.out.push(b't');
        self.sized(s.bytes())
    }
}

/// `'%.17g' % f`.
pub fn seventeen_digits(f: f64) -> String {
    if !f.is_finite() {
        return float_format::repr(f);
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", float_format::format(f, b'g', 17, false))
}

/// The bytes of a value.
fn written(vm: &mut Vm, v: Value, version: Option<&Value>) -> Result<Vec<u8>> {
    let version = match version {
        Some(&version) => vm.argument_i64(version)?,
        None => VERSION,
    };
    let mut writer = Writer {
        out: Vec::new(),
        version,
        interned: HashMap::default(),
        nesting: 0,
    };
    match writer.value(vm, v) {
        Ok(()) => Ok(writer.out),
        Err(Problem::Unmarshallable) => Err(vm.value_error("unmarshallable object")),
        Err(Problem::TooDeep) => Err(vm.value_error("object too deeply nested to marshal")),
        Err(Problem::Raised(e)) => Err(e),
    }
}

fn dumps(vm: &mut Vm, arguments: &[Value]) -> Result {
    let out = written(vm, arguments[0], arguments.get(1))?;
    Ok(vm.str(&out))
}

fn dump(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::File) {
        return Err(vm.type_error("marshal.dump() 2nd arg must be file"));
    }
    let out = written(vm, arguments[0], arguments.get(2))?;
    let (text, write, flush) = (vm.str(&out), vm.names.write, vm.names.flush);
    vm.call_method(arguments[1], write, &[text])?;
    // Programs read the file next, which they may not have closed.
    vm.call_method(arguments[1], flush, &[])
}

/// Where bytes come from.
enum Source {
    Bytes(&'static [u8]),
    File(Value),
}

struct Reader {
    source: Source,
    /// The interned strs read so far.
    interned: Ref<ListObject>,
    nesting: usize,
}

impl Reader {
    /// At most `count` bytes: fewer at the end. They are looked at before the next read.
    fn take(&mut self, vm: &mut Vm, count: usize) -> Result<&'static [u8]> {
        match &mut self.source {
            Source::Bytes(rest) => {
                let (taken, after) = rest.split_at(count.min(rest.len()));
                *rest = after;
                Ok(taken)
            }
            Source::File(file) => vm.file_read(*file, count),
        }
    }

    fn end(vm: &mut Vm) -> jit::Exception {
        vm.raise(Error::EOFError, "EOF read where object expected")
    }

    fn bad<T>(vm: &mut Vm, what: &str) -> Result<T> {
        Err(vm.value_error(&format!("bad marshal data ({what})")))
    }

    /// Just `count` bytes. EOFError.
    fn exactly(&mut self, vm: &mut Vm, count: usize) -> Result<&'static [u8]> {
        let bytes = self.take(vm, count)?;
        if bytes.len() < count {
            return Err(Self::end(vm));
        }
        Ok(bytes)
    }

    /// A little-endian number; the bytes that the data lacks are all ones, as C's end of file is.
    fn number<const N: usize>(&mut self, vm: &mut Vm) -> Result<[u8; N]> {
        let mut number = [0xff; N];
        let bytes = self.take(vm, N)?;
        number[..bytes.len()].copy_from_slice(bytes);
        Ok(number)
    }

    fn int(&mut self, vm: &mut Vm) -> Result<i32> {
        Ok(i32::from_le_bytes(self.number(vm)?))
    }

    fn length(&mut self, vm: &mut Vm, what: &str) -> Result<usize> {
        let length = self.int(vm)?;
        match usize::try_from(length) {
            Ok(length) => Ok(length),
            Err(_) => Self::bad(vm, &format!("{what} size out of range")),
        }
    }

    fn float_text(&mut self, vm: &mut Vm) -> Result<f64> {
        let length = self.exactly(vm, 1)?[0] as usize;
        let text = self.exactly(vm, length)?.to_vec();
        float_type::parse(vm, &text)
    }

    fn float(&mut self, vm: &mut Vm) -> Result<f64> {
        let bytes = self.exactly(vm, 8)?;
        Ok(f64::from_le_bytes(bytes.try_into().unwrap_or([0; 8])))
    }

    /// A value inside a container, which may not be missing.
    fn item(&mut self, vm: &mut Vm, container: &str) -> Result {
        match self.value(vm)? {
            Some(v) => Ok(v),
            None => Err(vm.type_error(&format!("NULL object in marshal data for {container}"))),
        }
    }

    /// A value; None: the mark of a missing one.
    fn value(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let tag = self.exactly(vm, 1)?[0];
        if self.nesting >= MOST_NESTING {
            return Err(vm.value_error("recursion limit exceeded"));
        }
        self.nesting += 1;
        let result = self.value_of(vm, tag);
        self.nesting -= 1;
        result
    }

    fn value_of(&mut self, vm: &mut Vm, tag: u8) -> Result<Option<Value>> {
        Ok(Some(match tag {
            b'0' => return Ok(None),
            b'N' => Value::NONE,
            b'S' => vm.error_class(Error::StopIteration).value(),
            b'.' => Value::ELLIPSIS,
            b'F' => Value::FALSE,
            b'T' => Value::TRUE,
            b'i' => Value::integer(self.int(vm)? as i64),
            b'I' => {
                let i = i64::from_le_bytes(self.number(vm)?);
                vm.int(i)
            }
            b'l' => self.long(vm)?,
            b'f' => {
                let f = self.float_text(vm)?;
                vm.float(f)
            }
            b'g' => {
                let f = self.float(vm)?;
                vm.float(f)
            }
            b'x' => {
                let (real, imaginary) = (self.float_text(vm)?, self.float_text(vm)?);
                vm.complex(real, imaginary)
            }
            b'y' => {
                let (real, imaginary) = (self.float(vm)?, self.float(vm)?);
                vm.complex(real, imaginary)
            }
            b's' => {
                let length = self.length(vm, "string")?;
                let bytes = self.exactly(vm, length)?;
                vm.str(bytes)
            }
            b't' => {
                let length = self.length(vm, "string")?;
                let bytes = self.exactly(vm, length)?;
                let s = vm.intern_bytes(bytes).value();
                vm.list_append(self.interned, s)?;
                s
            }
            b'R' => {
                let number = self.int(vm)?;
                match usize::try_from(number).ok().and_then(|n| self.interned.items().get(n)) {
                    Some(&s) => s,
                    None => return Self::bad(vm, "string ref out of range"),
                }
            }
            b'u' => {
                let length = self.length(vm, "unicode")?;
                let bytes = self.exactly(vm, length)?;
                decode_utf8(vm, bytes)?
            }
            b'(' => {
                let list = self.list(vm, "tuple")?;
                vm.tuple_from(list.value())?
            }
            b'[' => self.list(vm, "list")?.value(),
            b'{' => {
                let dict = vm.new_dict();
                while let Some(key) = self.value(vm)? {
                    if let Some(v) = self.value(vm)? {
                        vm.dict_set(dict, key, v)?;
                    }
                }
                dict.value()
            }
            b'<' | b'>' => {
                let count = self.length(vm, "set")?;
                let elements = vm.new_dict();
                let kind = if tag == b'<' { Kind::Set } else { Kind::FrozenSet };
                let set = vm.set_of_elements(kind, elements);
                for _ in 0..count {
                    let item = self.item(vm, "set")?;
                    vm.set_add(set, item)?;
                }
                set
            }
            b'c' => {
                let length = self.int(vm)?;
                let Ok(length) = usize::try_from(length) else {
                    return Err(Self::end(vm));
                };
                let image = self.exactly(vm, length)?;
                let Ok(code) = pyrs_compiler::serialize::deserialize(image) else {
                    return Self::bad(vm, "code of another version");
                };
                if let Err(invalid) = pyrs_compiler::validate::validate(&code) {
                    return Self::bad(vm, invalid.reason);
                }
                code_object(vm, &code)?.value()
            }
            _ => return Self::bad(vm, "unknown type code"),
        }))
    }

    fn list(&mut self, vm: &mut Vm, what: &str) -> Result<Ref<ListObject>> {
        let count = self.length(vm, what)?;
        // Damaged data may ask for any size: an item takes a byte at least.
        let known = match &self.source {
            Source::Bytes(rest) => rest.len(),
            Source::File(_) => 4096,
        };
        let list = vm.new_list(count.min(known))?;
        for _ in 0..count {
            let item = self.item(vm, what)?;
            vm.list_append(list, item)?;
        }
        Ok(list)
    }

    fn long(&mut self, vm: &mut Vm) -> Result {
        let size = self.int(vm)?;
        if size == i32::MIN {
            return Self::bad(vm, "long size out of range");
        }
        let count = size.unsigned_abs() as usize;
        let mut words: Vec<u64> = Vec::new();
        let mut last = 1;
        for i in 0..count {
            let digit = i16::from_le_bytes(self.number(vm)?);
            if digit < 0 {
                return Self::bad(vm, "digit out of range in long");
            }
            last = digit;
            let at = i * DIGIT_BITS as usize;
            let (word, shift) = (at / 64, at % 64);
            if words.len() <= word + 1 {
                words.resize(word + 2, 0);
            }
            words[word] |= (digit as u64) << shift;
            if shift > 64 - DIGIT_BITS as usize {
                words[word + 1] |= digit as u64 >> (64 - shift);
            }
        }
        if count > 0 && last == 0 {
            return Self::bad(vm, "unnormalized long data");
        }
        vm.long_from_digits(size < 0, &words)
    }
}

/// Unicode from UTF-8, surrogates allowed. UnicodeDecodeError.
pub fn decode_utf8(vm: &mut Vm, bytes: &[u8]) -> Result {
    if bytes.is_ascii() {
        return Ok(vm.unicode_counted(bytes, bytes.len()));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(vm.unicode(bytes));
    }
    let (text, decode, encoding) = (vm.str(bytes), vm.intern("decode"), vm.str(b"utf-8"));
    vm.call_method(text, decode, &[encoding])
}

fn read(vm: &mut Vm, source: Source) -> Result {
    let interned = vm.new_list(0)?;
    let mut reader = Reader {
        source,
        interned,
        nesting: 0,
    };
    reader.item(vm, "object")
}

fn loads(vm: &mut Vm, arguments: &[Value]) -> Result {
    let v = arguments[0];
    if vm.buffer_view(v).is_none() && vm.kind_of(v) != Kind::Unicode || vm.kind_of(v) == Kind::ByteArray {
        let name = match vm.kind_of(v) {
            Kind::ByteArray => "bytearray".to_string(),
            _ => argument_type_name(vm, v),
        };
        return Err(vm.type_error(&format!(
            "loads() argument 1 must be string or read-only buffer, not {name}"
        )));
    }
    // The argument keeps the bytes.
    let bytes = argument_bytes(vm, v)?;
    read(vm, Source::Bytes(bytes))
}

fn load(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[0], Kind::File) {
        return Err(vm.type_error("marshal.load() arg must be file"));
    }
    read(vm, Source::File(arguments[0]))
}

// The flag is one of the machine's own bits of the header.
const _: () = assert!(flags::INTERNED >= 1 << Header::VM_SHIFT);
