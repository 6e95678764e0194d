//! Text codecs: the registry of Python's codecs, the native ones, and what happens where text cannot be converted.

pub mod byte_order;
pub mod errors;
pub mod escapes;
pub mod single_byte;
pub mod utf_7;
pub mod utf_8;

use crate::dict::DictObject;
use crate::exception::Error;
use crate::heap::Visitor;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// The state of the registry. Zeroed memory is a fresh one.
pub struct Registry {
    /// List of search functions; unbound until the first use.
    search_path: Value,
    /// Dict of what they found, by normalized name.
    cache: Value,
    /// Dict of error handlers by name.
    handlers: Value,
    /// Name of the default encoding; unbound: ascii.
    default_encoding: Value,
    /// Whether a handler that every machine has was registered anew.
    replaced: bool,
}

impl Registry {
    pub(crate) fn visit(&self, visitor: &mut Visitor) {
        for v in [self.search_path, self.cache, self.handlers, self.default_encoding] {
            visitor.word(v.0);
        }
    }

    pub fn default_is_ascii(&self) -> bool {
        self.default_encoding.is_unbound()
    }
}

/// Encodings that are converted without asking the registry.
#[derive(Clone, Copy, PartialEq)]
enum Direct {
    Ascii,
    Latin1,
    Utf8,
}

fn direct(encoding: &[u8]) -> Option<Direct> {
    let name: Vec<u8> = encoding
        .iter()
        .map(|b| if *b == b'_' { b'-' } else { b.to_ascii_lowercase() })
        .collect();
    Some(match &name[..] {
        b"ascii" | b"us-ascii" => Direct::Ascii,
        b"latin-1" | b"latin1" | b"iso-8859-1" => Direct::Latin1,
        b"utf-8" | b"utf8" => Direct::Utf8,
        _ => return None,
    })
}

impl Vm {
    /// The name of the default encoding.
    pub fn default_encoding(&mut self) -> Value {
        match self.codecs.default_encoding.bound() {
            Some(name) => name,
            None => self.intern("ascii").value(),
        }
    }

    /// sys.setdefaultencoding. LookupError for an unknown encoding.
    pub fn set_default_encoding(&mut self, name: Ref<StrObject>) -> Result<()> {
        self.lookup_codec(name.bytes())?;
        self.codecs.default_encoding = if name.bytes() == b"ascii" {
            Value::UNBOUND
        } else {
            name.value()
        };
        Ok(())
    }

    /// Adds a search function.
    pub fn register_codec_search(&mut self, function: Value) -> Result<()> {
        self.prepare_codecs()?;
        let list = Ref::<ListObject>::of(self.codecs.search_path);
        self.list_append(list, function)
    }

    /// Makes the tables at the first use and imports `encodings`, which registers the standard library's search function.
    fn prepare_codecs(&mut self) -> Result<()> {
        if !self.codecs.search_path.is_unbound() {
            return Ok(());
        }
        let list = self.new_list(4)?;
        self.codecs.search_path = list.value();
        self.codecs.cache = self.new_dict().value();
        let import = self.names.__import__;
        if let Some(import) = self.dict_get_str(self.builtins, import) {
            let name = self.str(b"encodings");
            let imported = self.call(import, &[name]);
            // Without the package only the direct encodings work.
            self.unless(imported, Error::ImportError)?;
        }
        Ok(())
    }

    /// The tuple (encoder, decoder, stream reader, stream writer) of an encoding. LookupError.
    pub fn lookup_codec(&mut self, encoding: &[u8]) -> Result<Ref<TupleObject>> {
        self.prepare_codecs()?;
        let name: Vec<u8> = encoding
            .iter()
            .map(|b| if *b == b' ' { b'-' } else { b.to_ascii_lowercase() })
            .collect();
        let key = self.intern_bytes(&name);
        let cache = Ref::<DictObject>::of(self.codecs.cache);
        if let Some(found) = self.dict_get_str(cache, key) {
            return Ok(Ref::of(found));
        }
        let list = Ref::<ListObject>::of(self.codecs.search_path);
        if list.is_empty() {
            return Err(self.raise(
                Error::LookupError,
                "no codec search functions registered: can't find encoding",
            ));
        }
        let mut i = 0;
        while i < list.len() {
            let found = self.call(list.get(i), &[key.value()])?;
            if !found.is_none() {
                if !self.is_kind(found, Kind::Tuple) || self.items_of(found).len() != 4 {
                    return Err(self.type_error("codec search functions must return 4-tuples"));
                }
                self.dict_set_str(cache, key, found);
                return Ok(Ref::of(found));
            }
            i += 1;
        }
        let name = String::from_utf8_lossy(encoding);
        Err(self.raise(Error::LookupError, &format!("unknown encoding: {name}")))
    }

    /// What a decoder reads: the bytes of an object with the buffer interface, or of unicode in the default encoding, as a str that
    /// stays as it is. TypeError, UnicodeEncodeError.
    pub fn decoded_bytes(&mut self, v: Value) -> Result<Ref<StrObject>> {
        if self.is_exact(v, Kind::Str) {
            return Ok(Ref::of(v));
        }
        let bytes = self.buffer_bytes(v)?;
        Ok(Ref::of(self.str(bytes)))
    }

    fn run_codec(&mut self, v: Value, encoding: Value, errors: Option<Value>, part: usize, problem: &str) -> Result {
        let codec = self.lookup_codec(Ref::<StrObject>::of(encoding).bytes())?;
        let function = codec.items()[part];
        let result = match errors {
            Some(errors) => self.call(function, &[v, errors])?,
            None => self.call(function, &[v])?,
        };
        if !self.is_kind(result, Kind::Tuple) || self.items_of(result).len() != 2 {
            return Err(self.type_error(problem));
        }
        Ok(self.items_of(result)[0])
    }

    /// `codecs.encode`: whatever the registered encoder makes of `v`. `encoding` and `errors` are strs.
    pub fn codec_encode(&mut self, v: Value, encoding: Value, errors: Option<Value>) -> Result {
        self.run_codec(v, encoding, errors, 0, "encoder must return a tuple (object,integer)")
    }

    /// `codecs.decode`.
    pub fn codec_decode(&mut self, v: Value, encoding: Value, errors: Option<Value>) -> Result {
        self.run_codec(v, encoding, errors, 1, "decoder must return a tuple (object,integer)")
    }

    /// A unicode object encoded to a str; absent: the default encoding, strictly. UnicodeEncodeError, LookupError, TypeError.
    pub fn encode_unicode(&mut self, v: Value, encoding: Option<Value>, errors: Option<Value>) -> Result {
        let encoding = encoding.unwrap_or_else(|| self.default_encoding());
        let handling = errors.map(|e| Ref::<StrObject>::of(e).bytes());
        let out = match direct(Ref::<StrObject>::of(encoding).bytes()) {
            Some(Direct::Ascii) => single_byte::encode(self, v, handling, single_byte::ASCII)?,
            Some(Direct::Latin1) => single_byte::encode(self, v, handling, single_byte::LATIN_1)?,
            Some(Direct::Utf8) => utf_8::encode(Ref::<UnicodeObject>::of(v).bytes()),
            None => {
                let result = self.codec_encode(v, encoding, errors)?;
                if !self.is_kind(result, Kind::Str) {
                    let name = self.type_name(result);
                    return Err(self.type_error(&format!("encoder did not return a string object (type={name})")));
                }
                return Ok(result);
            }
        };
        Ok(self.str(&out))
    }

    /// A str or buffer decoded to unicode; absent: the default encoding, strictly. UnicodeDecodeError, LookupError, TypeError.
    pub fn decode_object(&mut self, v: Value, encoding: Option<Value>, errors: Option<Value>) -> Result {
        let bytes = match self.kind_of(v) {
            Kind::Str => Ref::<StrObject>::of(v).bytes(),
            Kind::Unicode => return Err(self.type_error("decoding Unicode is not supported")),
            Kind::ByteArray => return Err(self.type_error("decoding bytearray is not supported")),
            _ => {
                let bytes = self.buffer_bytes(v);
                match self.unless(bytes, Error::TypeError)? {
                    Some(bytes) => bytes,
                    None => {
                        let name = self.type_name(v);
                        return Err(
                            self.type_error(&format!("coercing to Unicode: need string or buffer, {name} found"))
                        );
                    }
                }
            }
        };
        if bytes.is_empty() {
            return Ok(self.common.empty_unicode);
        }
        let encoding = encoding.unwrap_or_else(|| self.default_encoding());
        let handling = errors.map(|e| Ref::<StrObject>::of(e).bytes());
        match direct(Ref::<StrObject>::of(encoding).bytes()) {
            Some(Direct::Latin1) => Ok(single_byte::decode_latin_1(self, bytes)),
            Some(Direct::Ascii) if bytes.is_ascii() => Ok(self.unicode_counted(bytes, bytes.len())),
            Some(Direct::Ascii) => {
                let source = self.decoded_bytes(v)?;
                single_byte::decode_ascii(self, source, handling)
            }
            Some(Direct::Utf8) => {
                let source = self.decoded_bytes(v)?;
                Ok(utf_8::decode(self, source, handling, true)?.0)
            }
            None => {
                let result = self.codec_decode(v, encoding, errors)?;
                if !self.is_kind(result, Kind::Unicode) {
                    let name = self.type_name(result);
                    return Err(self.type_error(&format!("decoder did not return an unicode object (type={name})")));
                }
                Ok(result)
            }
        }
    }

    /// The methods `encode` (part 0) and `decode` (part 1) of str and unicode: (self, encoding, errors).
    fn text_codec(&mut self, arguments: &[Value], encode: bool) -> Result {
        let (function, what) = if encode {
            ("encode", "encoder")
        } else {
            ("decode", "decoder")
        };
        for (i, &v) in arguments.iter().enumerate().skip(1).filter(|(_, v)| !v.is_unbound()) {
            if !matches!(self.kind_of(v), Kind::Str | Kind::Unicode) {
                let name = self.type_name(v);
                return Err(self.type_error(&format!("{function}() argument {i} must be string, not {name}")));
            }
        }
        let mut part = |i: usize| -> Result<Option<Value>> {
            match arguments[i].bound() {
                Some(v) if self.is_kind(v, Kind::Unicode) => self.encode_default(v).map(Some),
                other => Ok(other),
            }
        };
        let (encoding, errors) = (part(1)?, part(2)?);
        let v = arguments[0];
        let encoding = match encoding {
            Some(v) => v,
            None => self.default_encoding(),
        };
        let direct = direct(Ref::<StrObject>::of(encoding).bytes()).is_some();
        let result = match (encode, self.is_kind(v, Kind::Unicode)) {
            (true, true) if direct => return self.encode_unicode(v, Some(encoding), errors),
            (false, false) if direct => return self.decode_object(v, Some(encoding), errors),
            (true, _) => self.codec_encode(v, encoding, errors)?,
            (false, _) => self.codec_decode(v, encoding, errors)?,
        };
        if !matches!(self.kind_of(result), Kind::Str | Kind::Unicode) {
            let name = self.type_name(result);
            return Err(self.type_error(&format!("{what} did not return a string/unicode object (type={name})")));
        }
        Ok(result)
    }

    /// `S.encode([encoding[, errors]])` of str and unicode.
    pub fn encode_method(&mut self, arguments: &[Value]) -> Result {
        self.text_codec(arguments, true)
    }

    /// `S.decode([encoding[, errors]])` of str and unicode.
    pub fn decode_method(&mut self, arguments: &[Value]) -> Result {
        self.text_codec(arguments, false)
    }
}
