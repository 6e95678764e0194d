//! JSON text made into objects.

use super::text::Document;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{getter, special_variadic, Result, TypeDefinition, INITIALIZER_DOC};
use objspace::object::{Field, Ref};
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
struct ScannerObject {
    header: Header,
    encoding: Field,
    strict: Field,
    object_hook: Field,
    pairs_hook: Field,
    parse_float: Field,
    parse_int: Field,
    parse_constant: Field,
}

static SCANNER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "JSON scanner object",
    new: Some(new_scanner),
    methods: &[
        special_variadic("__init__", |_, _| Ok(Value::NONE), INITIALIZER_DOC),
        special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
        getter("encoding", |_, a| Ok(this(a).encoding.get()), "encoding").member(),
        getter("strict", |_, a| Ok(this(a).strict.get()), "strict").member(),
        getter("object_hook", |_, a| Ok(this(a).object_hook.get()), "object_hook").member(),
        getter(
            "object_pairs_hook",
            |_, a| Ok(this(a).pairs_hook.get()),
            "object_pairs_hook",
        )
        .member(),
        getter("parse_float", |_, a| Ok(this(a).parse_float.get()), "parse_float").member(),
        getter("parse_int", |_, a| Ok(this(a).parse_int.get()), "parse_int").member(),
        getter(
            "parse_constant",
            |_, a| Ok(this(a).parse_constant.get()),
            "parse_constant",
        )
        .member(),
    ],
    subclassable: true,
};

const KEY: &str = "_json.Scanner";

pub fn initialize(vm: &mut Vm, module: Ref<ModuleObject>) {
    let size = std::mem::size_of::<ScannerObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 7), &SCANNER);
    vm.module_set(module, "Scanner", class.value());
    vm.module_set(module, "make_scanner", class.value());
}

fn this(arguments: &[Value]) -> Ref<ScannerObject> {
    Ref::of(arguments[0])
}

fn new_scanner(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [context] = vm.named_arguments("make_scanner", 1, ["context"], &arguments[1..])?;
    let scanner = Ref::<ScannerObject>::of(vm.new_instance(Ref::of(arguments[0]))?);
    type Part = (&'static str, fn(&ScannerObject) -> &Field);
    let parts: [Part; 7] = [
        ("encoding", |s| &s.encoding),
        ("strict", |s| &s.strict),
        ("object_hook", |s| &s.object_hook),
        ("object_pairs_hook", |s| &s.pairs_hook),
        ("parse_float", |s| &s.parse_float),
        ("parse_int", |s| &s.parse_int),
        ("parse_constant", |s| &s.parse_constant),
    ];
    for (name, field) in parts {
        let v = vm.getattr_text(context, name)?;
        scanner.set(vm, field, v);
    }
    Ok(scanner.value())
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let scanner = this(arguments);
    let [string, index] = vm.named_arguments("_scan_once", 2, ["string", "idx"], &arguments[1..])?;
    let index = vm.argument_i64(index)?;
    let document = Document::new(vm, string, scanner.encoding.get())?;
    if index < 0 {
        return Err(vm.value_error("idx cannot be negative"));
    }
    let Some(start) = document.position(index as usize) else {
        return Err(nothing(vm));
    };
    let mut reader = Reader {
        strict: vm.truth(scanner.strict.get())?,
        plain_float: scanner.parse_float.get() == vm.type_of_kind(Kind::Float).value(),
        plain_int: scanner.parse_int.get() == vm.type_of_kind(Kind::Int).value(),
        document,
        scanner,
        keys: [Value::UNBOUND; KEYS],
        hasher: ahash::RandomState::with_seeds(1, 2, 3, 4),
    };
    let (v, end) = reader.value(vm, start)?;
    let end = reader.document.index(end) as i64;
    Ok(vm.tuple(&[v, Value::integer(end)]))
}

/// There is no value: StopIteration.
fn nothing(vm: &mut Vm) -> jit::Exception {
    vm.raise_with(objspace::exception::Error::StopIteration, &[])
}

/// How many of the last keys are remembered.
const KEYS: usize = 64;

/// One run over a text. It lives on the stack, where the collector sees its values.
struct Reader {
    document: Document,
    scanner: Ref<ScannerObject>,
    strict: bool,
    plain_float: bool,
    plain_int: bool,
    /// Keys of objects seen before, at the place of their hash: most objects have the same.
    keys: [Value; KEYS],
    hasher: ahash::RandomState,
}

impl Reader {
    fn byte(&self, at: usize) -> Option<u8> {
        self.document.bytes.get(at).copied()
    }

    fn skip(&self, mut at: usize) -> usize {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte(at) {
            at += 1;
        }
        at
    }

    /// The position of the last character: where CPython says that a text ends too early.
    fn last(&self) -> i64 {
        self.document.index(self.document.bytes.len()) as i64 - 1
    }

    /// The value at a position, and the position after it.
    fn value(&mut self, vm: &mut Vm, at: usize) -> Result<(Value, usize)> {
        match self.byte(at) {
            Some(b'"') => self.document.string(vm, at + 1, self.strict),
            Some(b'{') => {
                vm.check_native_stack(" while decoding a JSON object from a string")?;
                self.object(vm, at + 1)
            }
            Some(b'[') => {
                vm.check_native_stack(" while decoding a JSON array from a string")?;
                self.array(vm, at + 1)
            }
            Some(b'n') if self.has(at, b"null") => Ok((Value::NONE, at + 4)),
            Some(b't') if self.has(at, b"true") => Ok((Value::TRUE, at + 4)),
            Some(b'f') if self.has(at, b"false") => Ok((Value::FALSE, at + 5)),
            Some(b'N') if self.has(at, b"NaN") => self.constant(vm, at, b"NaN"),
            Some(b'I') if self.has(at, b"Infinity") => self.constant(vm, at, b"Infinity"),
            Some(b'-') if self.has(at, b"-Infinity") => self.constant(vm, at, b"-Infinity"),
            Some(b'-' | b'0'..=b'9') => self.number(vm, at),
            _ => Err(nothing(vm)),
        }
    }

    fn has(&self, at: usize, word: &[u8]) -> bool {
        self.document.bytes[at..].starts_with(word)
    }

    fn constant(&self, vm: &mut Vm, at: usize, name: &[u8]) -> Result<(Value, usize)> {
        let text = vm.str(name);
        Ok((vm.call(self.scanner.parse_constant.get(), &[text])?, at + name.len()))
    }

    fn digits(&self, mut at: usize) -> usize {
        while let Some(b'0'..=b'9') = self.byte(at) {
            at += 1;
        }
        at
    }

    fn number(&self, vm: &mut Vm, start: usize) -> Result<(Value, usize)> {
        let mut at = start + (self.byte(start) == Some(b'-')) as usize;
        at = match self.byte(at) {
            Some(b'0') => at + 1,
            Some(b'1'..=b'9') => self.digits(at),
            _ => return Err(nothing(vm)),
        };
        let mut is_float = false;
        if self.byte(at) == Some(b'.') && self.digits(at + 1) > at + 1 {
            is_float = true;
            at = self.digits(at + 1);
        }
        if let Some(b'e' | b'E') = self.byte(at) {
            let sign = matches!(self.byte(at + 1), Some(b'+' | b'-')) as usize;
            let end = self.digits(at + 1 + sign);
            if end > at + 1 + sign {
                is_float = true;
                at = end;
            }
        }
        let bytes = &self.document.bytes[start..at];
        let text = std::str::from_utf8(bytes).unwrap_or("0");
        let v = if is_float && self.plain_float {
            let f = text.parse().unwrap_or(0.0);
            vm.float(f)
        } else if is_float {
            let text = vm.str(bytes);
            vm.call(self.scanner.parse_float.get(), &[text])?
        } else if self.plain_int {
            match text.parse::<i64>() {
                Ok(i) => vm.int(i),
                Err(_) => {
                    let text = vm.str(bytes);
                    vm.int_from(text, None)?
                }
            }
        } else {
            let text = vm.str(bytes);
            vm.call(self.scanner.parse_int.get(), &[text])?
        };
        Ok((v, at))
    }

    fn array(&mut self, vm: &mut Vm, at: usize) -> Result<(Value, usize)> {
        let list = vm.new_list(0)?;
        let mut at = self.skip(at);
        if self.byte(at) == Some(b']') {
            return Ok((list.value(), at + 1));
        }
        while at < self.document.bytes.len() {
            let (v, end) = self.value(vm, at)?;
            vm.list_append(list, v)?;
            at = self.skip(end);
            match self.byte(at) {
                None => break,
                Some(b']') => return Ok((list.value(), at + 1)),
                Some(b',') => at = self.skip(at + 1),
                Some(_) => return Err(self.document.error(vm, "Expecting , delimiter", at)),
            }
        }
        let last = self.last();
        Err(self.document.error_at(vm, "Expecting object", last))
    }

    /// A key, the same object for the same text where that is simple.
    fn key(&mut self, vm: &mut Vm, at: usize) -> Result<(Value, usize)> {
        let Some((bytes, end)) = self
            .document
            .plain_string(at, self.strict)
            .filter(|(bytes, _)| bytes.is_ascii())
        else {
            return self.document.string(vm, at, self.strict);
        };
        let place = self.hasher.hash_one(bytes) as usize % KEYS;
        let kept = self.keys[place];
        if !kept.is_unbound() && Ref::<UnicodeObject>::of(kept).bytes() == bytes {
            return Ok((kept, end));
        }
        let key = vm.unicode_counted(bytes, bytes.len());
        self.keys[place] = key;
        Ok((key, end))
    }

    fn object(&mut self, vm: &mut Vm, at: usize) -> Result<(Value, usize)> {
        let hooked = !self.scanner.pairs_hook.get().is_none();
        let pairs = if hooked { vm.new_list(0)?.value() } else { Value::NONE };
        let dict = vm.new_dict();
        let mut at = self.skip(at);
        if self.byte(at) == Some(b'}') {
            return Ok((self.finish(vm, dict.value(), pairs)?, at + 1));
        }
        while at < self.document.bytes.len() {
            if self.byte(at) != Some(b'"') {
                return Err(self.document.error(vm, "Expecting property name", at));
            }
            let (key, end) = self.key(vm, at + 1)?;
            at = self.skip(end);
            if self.byte(at) != Some(b':') {
                return Err(self.document.error(vm, "Expecting : delimiter", at));
            }
            at = self.skip(at + 1);
            let (v, end) = self.value(vm, at)?;
            if hooked {
                let pair = vm.tuple(&[key, v]);
                vm.list_append(Ref::of(pairs), pair)?;
            } else {
                vm.dict_set(dict, key, v)?;
            }
            at = self.skip(end);
            match self.byte(at) {
                None => break,
                Some(b'}') => return Ok((self.finish(vm, dict.value(), pairs)?, at + 1)),
                Some(b',') => at = self.skip(at + 1),
                Some(_) => return Err(self.document.error(vm, "Expecting , delimiter", at)),
            }
        }
        let last = self.last();
        Err(self.document.error_at(vm, "Expecting object", last))
    }

    /// What the hooks make of an object.
    fn finish(&self, vm: &mut Vm, dict: Value, pairs: Value) -> Result {
        let (object_hook, pairs_hook) = (self.scanner.object_hook.get(), self.scanner.pairs_hook.get());
        if !pairs_hook.is_none() {
            return vm.call(pairs_hook, &[pairs]);
        }
        if !object_hook.is_none() {
            return vm.call(object_hook, &[dict]);
        }
        Ok(dict)
    }
}
