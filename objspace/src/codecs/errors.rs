//! Error handling of codecs: what replaces text that cannot be converted. The handlers that are always there work without an exception
//! object; others are looked up by name and called with one.

use crate::code_points;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, Native, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// How errors are handled, by name; None: strict.
pub type Handling<'a> = Option<&'a [u8]>;

/// Unicode text to go on with (UTF-8), and the position where.
pub struct Replacement {
    pub text: Vec<u8>,
    pub position: usize,
}

/// The name of a handler that every machine has: its function is called `NAME_errors`.
fn handler_name(native: &Native) -> &'static str {
    native.name.trim_end_matches("_errors")
}

/// The handlers that every machine has.
static HANDLERS: &[Native] = &[
    function("strict_errors", 1, 1, strict, "Raises the exception."),
    function("ignore_errors", 1, 1, ignore, "Leaves the text out."),
    function("replace_errors", 1, 1, replace, "Replaces the text by a mark."),
    function(
        "xmlcharrefreplace_errors",
        1,
        1,
        xmlcharrefreplace,
        "Replaces characters by XML character references.",
    ),
    function(
        "backslashreplace_errors",
        1,
        1,
        backslashreplace,
        "Replaces characters by backslash escapes.",
    ),
];

/// `\xe9`, `\u20ac` or `\U00010000`.
pub fn push_escape(out: &mut Vec<u8>, code: u32) {
    let (letter, digits) = match code {
        0..=0xff => (b'x', 2),
        0x100..=0xffff => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    let digit = |i: u32| b"0123456789abcdef"[(code >> (4 * i) & 15) as usize];
    out.extend((0..digits).rev().map(digit));
}

/// What a handler by itself puts for characters; None: no handler of every machine.
fn for_characters(handler: &[u8], characters: &mut dyn Iterator<Item = u32>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    match handler {
        b"ignore" => {}
        b"replace" => out.extend(characters.map(|_| b'?')),
        b"xmlcharrefreplace" => characters.for_each(|c| out.extend_from_slice(format!("&#{c};").as_bytes())),
        b"backslashreplace" => characters.for_each(|c| push_escape(&mut out, c)),
        _ => return None,
    }
    Some(out)
}

/// The errors of one decoding. Handlers see one exception object, made at the first error and changed for the next ones.
pub struct Decoding<'a> {
    encoding: &'static str,
    source: Ref<StrObject>,
    handling: Handling<'a>,
    exception: Value,
    handler: Value,
}

impl<'a> Decoding<'a> {
    pub fn new(encoding: &'static str, source: Ref<StrObject>, handling: Handling<'a>) -> Decoding<'a> {
        Decoding {
            encoding,
            source,
            handling,
            exception: Value::UNBOUND,
            handler: Value::UNBOUND,
        }
    }

    /// Appends what stands for the bytes `range`, which do not decode; gives where to go on. UnicodeDecodeError, or whatever a
    /// handler raises.
    pub fn replace(
        &mut self,
        vm: &mut Vm,
        out: &mut Vec<u8>,
        range: std::ops::Range<usize>,
        reason: &str,
    ) -> Result<usize> {
        match self.handling {
            Some(b"ignore") if !vm.codecs.replaced => return Ok(range.end),
            Some(b"replace") if !vm.codecs.replaced => {
                out.extend_from_slice("\u{fffd}".as_bytes());
                return Ok(range.end);
            }
            _ => {}
        }
        let exception = self.exception(vm, range, reason)?;
        let Some(name) = self.handling.filter(|name| *name != b"strict" || vm.codecs.replaced) else {
            return Err(vm.raise_instance(exception, Value::UNBOUND));
        };
        if self.handler.is_unbound() {
            self.handler = vm.error_handler(name)?;
        }
        let result = vm.call(self.handler, &[exception])?;
        let replaced = vm.handled(result, self.source.len(), "decoding")?;
        out.extend_from_slice(&replaced.text);
        Ok(replaced.position)
    }

    fn exception(&mut self, vm: &mut Vm, range: std::ops::Range<usize>, reason: &str) -> Result {
        let (start, end) = (Value::integer(range.start as i64), Value::integer(range.end as i64));
        let reason = vm.str(reason.as_bytes());
        if self.exception.is_unbound() {
            let class = vm.error_class(Error::UnicodeDecodeError).value();
            let encoding = vm.str(self.encoding.as_bytes());
            self.exception = vm.call(class, &[encoding, self.source.value(), start, end, reason])?;
        } else {
            for (slot, v) in [(2, start), (3, end), (4, reason)] {
                vm.slot_set(self.exception, slot, v);
            }
        }
        Ok(self.exception)
    }
}

impl Vm {
    fn error_handlers(&mut self) -> Ref<DictObject> {
        if self.codecs.handlers.is_unbound() {
            let dict = self.new_dict();
            self.codecs.handlers = dict.value();
            for native in HANDLERS {
                let f = self.new_native(Kind::NativeFunction, native, Value::UNBOUND, Value::UNBOUND);
                let name = self.intern(handler_name(native));
                self.dict_set_str(dict, name, f);
            }
        }
        Ref::of(self.codecs.handlers)
    }

    /// codecs.register_error.
    pub fn register_error_handler(&mut self, name: &[u8], handler: Value) {
        let dict = self.error_handlers();
        self.codecs.replaced |= HANDLERS.iter().any(|native| handler_name(native).as_bytes() == name);
        let name = self.intern_bytes(name);
        self.dict_set_str(dict, name, handler);
    }

    /// codecs.lookup_error. LookupError.
    pub fn error_handler(&mut self, name: &[u8]) -> Result {
        let dict = self.error_handlers();
        let key = self.intern_bytes(name);
        match self.dict_get_str(dict, key) {
            Some(handler) => Ok(handler),
            None => {
                let name = String::from_utf8_lossy(name);
                Err(self.raise(Error::LookupError, &format!("unknown error handler name '{name}'")))
            }
        }
    }

    /// UnicodeEncodeError for characters `start..end` of a unicode object, as an instance.
    pub fn encode_exception(&mut self, encoding: &str, u: Value, start: usize, end: usize, reason: &str) -> Result {
        let class = self.error_class(Error::UnicodeEncodeError).value();
        let encoding = self.str(encoding.as_bytes());
        let reason = self.str(reason.as_bytes());
        let (start, end) = (Value::integer(start as i64), Value::integer(end as i64));
        self.call(class, &[encoding, u, start, end, reason])
    }

    /// What stands for characters `start..end` of the unicode object `u`, which an encoding does not have. UnicodeEncodeError, or
    /// whatever a handler raises.
    pub fn encode_error(
        &mut self,
        handling: Handling,
        encoding: &str,
        u: Value,
        range: std::ops::Range<usize>,
        reason: &str,
    ) -> Result<Replacement> {
        let object = Ref::<UnicodeObject>::of(u);
        let (start, end) = (range.start, range.end);
        // The first three of these cannot be replaced where characters are encoded.
        if let Some(name) = handling.filter(|name| !self.codecs.replaced || *name != b"backslashreplace") {
            let (from, to) = (self.unicode_offset(object, start), self.unicode_offset(object, end));
            let mut characters = code_points::code_points(&object.bytes()[from..to]);
            if let Some(text) = for_characters(name, &mut characters) {
                return Ok(Replacement { text, position: end });
            }
        }
        let exception = self.encode_exception(encoding, u, start, end, reason)?;
        let Some(name) = handling.filter(|name| *name != b"strict") else {
            return Err(self.raise_instance(exception, Value::UNBOUND));
        };
        let handler = self.error_handler(name)?;
        let result = self.call(handler, &[exception])?;
        self.handled(result, object.len(), "encoding")
    }

    /// A handler's result: (unicode, position), position counted from the end if negative. TypeError, IndexError.
    pub fn handled(&mut self, result: Value, length: usize, doing: &str) -> Result<Replacement> {
        let items = if self.is_kind(result, Kind::Tuple) {
            self.items_of(result)
        } else {
            &[]
        };
        let (text, position) = match *items {
            [text, position] if self.is_kind(text, Kind::Unicode) => (text, position),
            _ => {
                return Err(self.type_error(&format!("{doing} error handler must return (unicode, int) tuple")));
            }
        };
        let position = self.argument_i64(position)?;
        let place = if position < 0 {
            position + length as i64
        } else {
            position
        };
        if place < 0 || place > length as i64 {
            return Err(self.raise(
                Error::IndexError,
                &format!("position {place} from error handler out of bounds"),
            ));
        }
        Ok(Replacement {
            text: Ref::<UnicodeObject>::of(text).bytes().to_vec(),
            position: place as usize,
        })
    }
}

/// A handler's argument, which must be an exception.
fn exception(vm: &mut Vm, v: Value) -> Result {
    if vm.is_kind(v, Kind::Exception) {
        return Ok(v);
    }
    Err(vm.type_error("codec must pass exception instance"))
}

fn strict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let e = exception(vm, arguments[0])?;
    Err(vm.raise_instance(e, Value::UNBOUND))
}

/// The parts of a unicode error: which of the three it is, its object, and the range, kept within the object.
struct Parts {
    error: Error,
    object: Value,
    start: usize,
    end: usize,
}

fn parts(vm: &mut Vm, v: Value, accepted: &[Error]) -> Result<Parts> {
    let e = exception(vm, v)?;
    for &error in accepted {
        let class = vm.error_class(error);
        if vm.is_instance_of(e, class) {
            let object = vm.getattr_text(e, "object")?;
            let length = if error == Error::UnicodeDecodeError {
                if !vm.is_kind(object, Kind::Str) {
                    return Err(vm.type_error("object attribute must be str"));
                }
                Ref::<StrObject>::of(object).len()
            } else {
                if !vm.is_kind(object, Kind::Unicode) {
                    return Err(vm.type_error("object attribute must be unicode"));
                }
                Ref::<UnicodeObject>::of(object).len()
            } as i64;
            let (start, end) = (vm.getattr_text(e, "start")?, vm.getattr_text(e, "end")?);
            let (start, end) = (vm.argument_i64(start)?, vm.argument_i64(end)?);
            let start = start.clamp(0, (length - 1).max(0));
            let end = end.max(1).min(length);
            return Ok(Parts {
                error,
                object,
                start: start as usize,
                end: end as usize,
            });
        }
    }
    let name = vm.type_name(e);
    let name = name.rsplit('.').next().unwrap_or("").to_string();
    Err(vm.type_error(&format!("don't know how to handle {name} in error callback")))
}

const ANY: &[Error] = &[
    Error::UnicodeEncodeError,
    Error::UnicodeDecodeError,
    Error::UnicodeTranslateError,
];

fn result(vm: &mut Vm, text: &[u8], position: usize) -> Result {
    let text = vm.unicode(text);
    Ok(vm.tuple(&[text, Value::integer(position as i64)]))
}

fn ignore(vm: &mut Vm, arguments: &[Value]) -> Result {
    let parts = parts(vm, arguments[0], ANY)?;
    result(vm, b"", parts.end)
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> Result {
    let parts = parts(vm, arguments[0], ANY)?;
    let count = parts.end.saturating_sub(parts.start);
    let text = match parts.error {
        Error::UnicodeEncodeError => "?".repeat(count),
        Error::UnicodeDecodeError => "\u{fffd}".to_string(),
        _ => "\u{fffd}".repeat(count),
    };
    result(vm, text.as_bytes(), parts.end)
}

fn escaped(vm: &mut Vm, arguments: &[Value], handler: &[u8]) -> Result {
    let parts = parts(vm, arguments[0], &[Error::UnicodeEncodeError])?;
    let u = Ref::<UnicodeObject>::of(parts.object);
    let count = parts.end.saturating_sub(parts.start);
    let text = for_characters(handler, &mut u.code_points().skip(parts.start).take(count)).unwrap_or_default();
    result(vm, &text, parts.end)
}

fn xmlcharrefreplace(vm: &mut Vm, arguments: &[Value]) -> Result {
    escaped(vm, arguments, b"xmlcharrefreplace")
}

fn backslashreplace(vm: &mut Vm, arguments: &[Value]) -> Result {
    escaped(vm, arguments, b"backslashreplace")
}
