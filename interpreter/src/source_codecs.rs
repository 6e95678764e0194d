//! The program's codecs at work on a source that declares one of their encodings.
//!
//! A source given as a string is decoded at once; of a file the codec's stream reader reads what follows the
//! declaration. Such codecs can be whole translators to Python.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_syntax::{EncodeError, ProgramCodecs};
use std::cell::Cell;
use std::io::{Seek, SeekFrom, Write};
use std::os::fd::{FromRawFd, IntoRawFd};

/// What the codecs make of one source. It has to stay on the stack, where its objects are found.
pub struct SourceCodecs<'f> {
    filename: &'f str,
    /// The method of the stream reader, once that is open.
    readline: Cell<Value>,
    /// The first exception of an encoder, and its traceback.
    raised: Cell<Option<(Value, Value)>>,
}

impl<'f> SourceCodecs<'f> {
    /// For the source of this name.
    pub fn new(filename: &'f str) -> Self {
        SourceCodecs {
            filename,
            readline: Cell::new(Value::NONE),
            raised: Cell::new(None),
        }
    }

    /// Raises the exception of an encoder again.
    pub fn raise(&self, vm: &mut Vm) -> jit::Exception {
        match self.raised.take() {
            Some((instance, traceback)) => vm.raise_instance(instance, traceback),
            None => vm.raise(Error::SystemError, "no codec has raised an exception"),
        }
    }

    fn stream_reader(&self, vm: &mut Vm, encoding: &str, file: &[u8], start: usize) -> Result {
        let codec = vm.lookup_codec(encoding.as_bytes())?;
        let stream = file_of(vm, self.filename, file, start)?;
        let reader = vm.call(codec.items()[2], &[stream])?;
        vm.getattr_text(reader, "readline")
    }
}

impl ProgramCodecs for SourceCodecs<'_> {
    fn decode(&self, encoding: &str, source: &[u8]) -> std::result::Result<Vec<u8>, String> {
        let vm = Vm::current();
        decode(vm, encoding, source).map_err(|_| take_text(vm))
    }

    fn open(&self, encoding: &str, file: &[u8], start: usize) -> bool {
        let vm = Vm::current();
        match self.stream_reader(vm, encoding, file, start) {
            Ok(readline) => self.readline.set(readline),
            // Whatever went wrong: the source says an encoding that cannot be used.
            Err(_) => drop(vm.take_exception()),
        }
        !self.readline.get().is_none()
    }

    fn read_line(&self) -> std::result::Result<Vec<u8>, String> {
        let vm = Vm::current();
        let line = vm.call(self.readline.get(), &[]).map_err(|_| take_text(vm))?;
        match vm.is_kind(line, Kind::Unicode) {
            true => Ok(utf8(line)),
            false => Err("codec did not return a unicode object".into()),
        }
    }

    fn encode(&self, encoding: &str, text: &[u8]) -> std::result::Result<Vec<u8>, EncodeError> {
        let vm = Vm::current();
        encode(vm, encoding, text, None).map_err(|_| {
            if vm.exception_matches(Error::UnicodeError) {
                return EncodeError::Unicode(take_text(vm));
            }
            let exception = vm.take_exception();
            self.raised.set(self.raised.take().or(Some(exception)));
            EncodeError::Raised
        })
    }

    fn encode_with_marks(&self, encoding: &str, text: &[u8]) -> Option<Vec<u8>> {
        let vm = Vm::current();
        let encoded = encode(vm, encoding, text, Some("replace"));
        vm.unless(encoded, Error::BaseException).ok().flatten()
    }
}

fn decode(vm: &mut Vm, encoding: &str, source: &[u8]) -> Result<Vec<u8>> {
    let source = vm.str(source);
    // Decoders see a buffer, as in CPython: one that needs a str fails.
    let source = vm.new_view(Kind::Buffer, source, 0, None)?;
    let encoding = vm.str(encoding.as_bytes());
    let text = vm.codec_decode(source, encoding, None)?;
    if !vm.is_kind(text, Kind::Unicode) {
        let name = vm.type_name(text);
        return Err(vm.type_error(&format!("decoder did not return an unicode object (type={name})")));
    }
    Ok(utf8(text))
}

fn encode(vm: &mut Vm, encoding: &str, text: &[u8], errors: Option<&str>) -> Result<Vec<u8>> {
    let text = vm.unicode(text);
    let encoding = vm.str(encoding.as_bytes());
    let errors = errors.map(|errors| vm.str(errors.as_bytes()));
    let encoded = vm.encode_unicode(text, Some(encoding), errors)?;
    Ok(Ref::<StrObject>::of(encoded).bytes().to_vec())
}

fn utf8(text: Value) -> Vec<u8> {
    objspace::codecs::utf_8::encode(Ref::<UnicodeObject>::of(text).bytes())
}

/// A file object with these bytes, at `start`.
fn file_of(vm: &mut Vm, name: &str, bytes: &[u8], start: usize) -> Result {
    let descriptor = unsafe { libc::memfd_create(c"source".as_ptr(), libc::MFD_CLOEXEC) };
    if descriptor < 0 {
        let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
        return Err(vm.os_error(Error::IOError, errno, Value::NONE));
    }
    let mut file = unsafe { std::fs::File::from_raw_fd(descriptor) };
    let written = file
        .write_all(bytes)
        .and_then(|()| file.seek(SeekFrom::Start(start as u64)));
    if let Err(error) = written {
        return Err(vm.os_error(Error::IOError, error.raw_os_error().unwrap_or(0), Value::NONE));
    }
    Ok(vm.new_file(file.into_raw_fd(), name, "rb"))
}

/// The text of the waiting exception, which is gone then.
fn take_text(vm: &mut Vm) -> String {
    let (exception, _) = vm.take_exception();
    let text = vm.to_str(exception);
    match vm.unless(text, Error::BaseException) {
        Ok(Some(text)) => text.text().into_owned(),
        _ => "unknown decode error".into(),
    }
}
