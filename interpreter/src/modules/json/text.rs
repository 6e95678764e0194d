//! JSON strings: taken out of text with their escapes resolved, and written in ASCII.

use crate::modules::marshal::decode_utf8;
use objspace::code_points;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The text that is read: bytes of a str in some encoding, or of unicode. Positions within it count bytes; outside they count
/// the items of the Python object.
pub struct Document {
    /// The object, for messages; it keeps the bytes.
    pub object: Value,
    pub bytes: &'static [u8],
    /// Positions of unicode that is not ASCII are counted.
    is_wide: bool,
    is_unicode: bool,
    /// The name of a str's encoding; None: UTF-8.
    encoding: Option<Value>,
}

impl Document {
    /// TypeError for what is no string.
    pub fn new(vm: &mut Vm, object: Value, encoding: Value) -> Result<Document> {
        let (bytes, is_wide, is_unicode) = match vm.kind_of(object) {
            Kind::Str => (Ref::<StrObject>::of(object).bytes(), false, false),
            Kind::Unicode => {
                let u = Ref::<UnicodeObject>::of(object);
                (u.bytes(), !u.is_ascii(), true)
            }
            _ => {
                let name = vm.type_name(object);
                return Err(vm.type_error(&format!("first argument must be a string, not {name}")));
            }
        };
        let is_utf8 = |v: Value| {
            let name = Ref::<StrObject>::of(v).bytes();
            name.eq_ignore_ascii_case(b"utf-8") || name.eq_ignore_ascii_case(b"utf8")
        };
        let encoding = match encoding.bound() {
            Some(v) if !v.is_none() => {
                let name = vm.to_str(v)?.value();
                (!is_utf8(name)).then_some(name)
            }
            _ => None,
        };
        Ok(Document {
            object,
            bytes,
            is_wide,
            is_unicode,
            encoding,
        })
    }

    /// Byte position of an index of the object; past the end: None.
    pub fn position(&self, index: usize) -> Option<usize> {
        if !self.is_wide {
            return (index <= self.bytes.len()).then_some(index);
        }
        let mut at = 0;
        for _ in 0..index {
            at += code_points::width_of_first(*self.bytes.get(at)?);
        }
        Some(at)
    }

    /// The index of a byte position.
    pub fn index(&self, position: usize) -> usize {
        match self.is_wide {
            true => code_points::count(&self.bytes[..position.min(self.bytes.len())]),
            false => position,
        }
    }

    /// ValueError about a position, in the words of `json.decoder.errmsg`.
    pub fn error(&self, vm: &mut Vm, message: &str, position: usize) -> jit::Exception {
        let index = self.index(position) as i64;
        self.error_at(vm, message, index)
    }

    pub fn error_at(&self, vm: &mut Vm, message: &str, index: i64) -> jit::Exception {
        match self.message(vm, message, index) {
            Ok(text) => vm.raise_with(objspace::exception::Error::ValueError, &[text]),
            Err(e) => e,
        }
    }

    fn message(&self, vm: &mut Vm, message: &str, index: i64) -> Result {
        let name = vm.intern("json.decoder");
        let doc = vm.names.__doc__.value();
        let list = vm.list(&[doc]);
        let module = crate::runtime::import::import_module(vm, name, Value::NONE, list, 0)?;
        let function = vm.getattr_text(module, "errmsg")?;
        let message = vm.str(message.as_bytes());
        vm.call(function, &[message, self.object, Value::integer(index)])
    }

    fn decode(&self, vm: &mut Vm, bytes: &[u8]) -> Result {
        if bytes.is_ascii() {
            return Ok(vm.unicode_counted(bytes, bytes.len()));
        }
        match self.encoding {
            _ if self.is_unicode => Ok(vm.unicode(bytes)),
            None => decode_utf8(vm, bytes),
            Some(encoding) => {
                let (text, decode) = (vm.str(bytes), vm.intern("decode"));
                vm.call_method(text, decode, &[encoding])
            }
        }
    }

    /// The end of plain characters from a position on: a quote, backslash, control character or the end.
    fn plain_end(&self, from: usize, strict: bool) -> usize {
        let stop = |&b: &u8| b == b'"' || b == b'\\' || (strict && b < 0x20);
        self.bytes[from..]
            .iter()
            .position(stop)
            .map_or(self.bytes.len(), |n| from + n)
    }

    /// The bytes of a string that begins at `start` if nothing in it is escaped, and where it ends.
    pub fn plain_string(&self, start: usize, strict: bool) -> Option<(&'static [u8], usize)> {
        let end = self.plain_end(start, strict);
        (self.bytes.get(end) == Some(&b'"')).then(|| (&self.bytes[start..end], end + 1))
    }

    /// The string whose first character is at `start`, as unicode, and the position after its quote. ValueError.
    pub fn string(&self, vm: &mut Vm, start: usize, strict: bool) -> Result<(Value, usize)> {
        if let Some((bytes, end)) = self.plain_string(start, strict) {
            return Ok((self.decode(vm, bytes)?, end));
        }
        let mut out = Vec::new();
        let mut at = start;
        loop {
            let end = self.plain_end(at, strict);
            let plain = &self.bytes[at..end];
            if self.is_unicode || plain.is_ascii() {
                out.extend_from_slice(plain);
            } else {
                let decoded = self.decode(vm, plain)?;
                let decoded = vm.coerce_to_unicode(decoded)?;
                out.extend_from_slice(decoded.bytes());
            }
            match self.bytes.get(end) {
                Some(b'"') => return Ok((vm.unicode(&out), end + 1)),
                Some(b'\\') => at = self.escape(vm, start, end, &mut out)?,
                Some(_) => return Err(self.error(vm, "Invalid control character at", end)),
                None => return Err(self.unterminated(vm, start)),
            }
        }
    }

    fn unterminated(&self, vm: &mut Vm, start: usize) -> jit::Exception {
        let index = self.index(start) as i64 - 1;
        self.error_at(vm, "Unterminated string starting at", index)
    }

    /// Resolves the escape whose backslash is at `backslash`; the position after it.
    fn escape(&self, vm: &mut Vm, start: usize, backslash: usize, out: &mut Vec<u8>) -> Result<usize> {
        let Some(&letter) = self.bytes.get(backslash + 1) else {
            return Err(self.unterminated(vm, start));
        };
        out.push(match letter {
            b'"' | b'\\' | b'/' => letter,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => return self.unicode_escape(vm, backslash, out),
            _ => return Err(self.error(vm, "Invalid \\escape", backslash)),
        });
        Ok(backslash + 2)
    }

    fn unicode_escape(&self, vm: &mut Vm, backslash: usize, out: &mut Vec<u8>) -> Result<usize> {
        // Something must follow the digits: the string's end at least.
        let digits = |at: usize| match self.bytes.get(at + 5) {
            Some(_) => hexadecimal(&self.bytes[at + 1..at + 5]),
            None => None,
        };
        let Some(mut code) = digits(backslash + 1) else {
            return Err(self.error(vm, "Invalid \\uXXXX escape", backslash + 1));
        };
        let mut end = backslash + 6;
        let pair = self.bytes.get(end..end + 2) == Some(b"\\u") && self.bytes.len() > end + 6;
        if (0xd800..0xdc00).contains(&code) && pair {
            let Some(second) = digits(end + 1) else {
                return Err(self.error(vm, "Invalid \\uXXXX escape", end + 1));
            };
            if (0xdc00..0xe000).contains(&second) {
                code = 0x10000 + ((code - 0xd800) << 10 | (second - 0xdc00));
                end += 6;
            }
        }
        code_points::push(out, code);
        Ok(end)
    }
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |code, &digit| Some(code << 4 | (digit as char).to_digit(16)?))
}

pub fn scan_string(vm: &mut Vm, arguments: &[Value]) -> Result {
    let end = vm.argument_i64(arguments[1])?;
    let encoding = arguments.get(2).copied().unwrap_or(Value::NONE);
    if !encoding.is_none() && !matches!(vm.kind_of(encoding), Kind::Str | Kind::Unicode) {
        let name = vm.type_name(encoding);
        return Err(vm.type_error(&format!("scanstring() argument 3 must be string or None, not {name}")));
    }
    let strict = match arguments.get(3) {
        Some(&v) => vm.truth(v)?,
        None => true,
    };
    let document = Document::new(vm, arguments[0], encoding)?;
    let Some(start) = usize::try_from(end).ok().and_then(|end| document.position(end)) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let (string, end) = document.string(vm, start, strict)?;
    let end = document.index(end) as i64;
    Ok(vm.tuple(&[string, Value::integer(end)]))
}

/// Appends a string in quotes and in ASCII. TypeError, UnicodeDecodeError.
pub fn push_ascii(vm: &mut Vm, out: &mut Vec<u8>, v: Value) -> Result<()> {
    let bytes = match vm.kind_of(v) {
        Kind::Str => {
            let bytes = Ref::<StrObject>::of(v).bytes();
            if !bytes.is_ascii() && std::str::from_utf8(bytes).is_err() {
                // What is wrong with it is for the codec to say.
                let decoded = decode_utf8(vm, bytes)?;
                return push_ascii(vm, out, decoded);
            }
            bytes
        }
        Kind::Unicode => Ref::<UnicodeObject>::of(v).bytes(),
        _ => {
            let name = vm.type_name(v);
            return Err(vm.type_error(&format!("first argument must be a string, not {name}")));
        }
    };
    out.push(b'"');
    let mut rest = bytes;
    loop {
        let special = |&b: &u8| !(0x20..0x7f).contains(&b) || b == b'"' || b == b'\\';
        let plain = rest.iter().position(special).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..plain]);
        rest = &rest[plain..];
        let Some(&first) = rest.first() else { break };
        let width = code_points::width_of_first(first);
        let escape: &[u8] = match first {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            8 => b"\\b",
            12 => b"\\f",
            _ => {
                let code = code_points::decode_at(rest, 0).0;
                match code.checked_sub(0x10000) {
                    None => push_code(out, code),
                    Some(code) => {
                        push_code(out, 0xd800 | code >> 10);
                        push_code(out, 0xdc00 | code & 0x3ff);
                    }
                }
                b""
            }
        };
        out.extend_from_slice(escape);
        rest = &rest[width..];
    }
    out.push(b'"');
    Ok(())
}

fn push_code(out: &mut Vec<u8>, code: u32) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[(code >> shift & 15) as usize]);
    }
}

pub fn encode_ascii(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut out = Vec::new();
    push_ascii(vm, &mut out, arguments[0])?;
    Ok(vm.str(&out))
}
