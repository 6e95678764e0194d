//! Where an unpickler reads from: bytes at hand, a file, anything with `read` and `readline`.

use super::error;
use crate::modules::string_io;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub enum Source {
    /// All bytes and how many of them are read. Somebody else keeps them.
    Bytes(&'static [u8], usize),
    File(Value),
    /// The bound methods, and what the last call gave, which keeps its bytes alive.
    Methods {
        read: Value,
        line: Value,
        last: Value,
    },
}

impl Source {
    /// A source that reads from an object. TypeError.
    pub fn of(vm: &mut Vm, file: Value) -> Result<Source> {
        if vm.is_exact(file, Kind::File) {
            return Ok(Source::File(file));
        }
        if let Some((bytes, position)) = string_io::reading(vm, file) {
            return Ok(Source::Bytes(bytes, position));
        }
        let (read, line) = (vm.names.read, vm.names.readline);
        let read = vm.getattr_optional(file, read)?;
        let line = vm.getattr_optional(file, line)?;
        match (read, line) {
            (Some(read), Some(line)) => Ok(Source::Methods {
                read,
                line,
                last: Value::NONE,
            }),
            _ => Err(vm.type_error("argument must have 'read' and 'readline' attributes")),
        }
    }

    /// Tells an object read from how far it was read.
    pub fn finish(&self, vm: &mut Vm, file: Value) {
        if let Source::Bytes(_, position) = self {
            string_io::read_until(vm, file, *position);
        }
    }

    #[inline]
    pub fn byte(&mut self, vm: &mut Vm) -> Result<u8> {
        if let Source::Bytes(bytes, position) = self {
            if let Some(&byte) = bytes.get(*position) {
                *position += 1;
                return Ok(byte);
            }
        }
        Ok(self.take(vm, 1)?[0])
    }

    /// Just `count` bytes, to be looked at before the next read. EOFError.
    #[inline]
    pub fn take(&mut self, vm: &mut Vm, count: usize) -> Result<&'static [u8]> {
        let bytes = match self {
            Source::Bytes(bytes, position) => {
                let bytes = &bytes[*position..];
                let bytes = &bytes[..count.min(bytes.len())];
                *position += bytes.len();
                bytes
            }
            Source::File(file) => vm.file_read(*file, count)?,
            Source::Methods { read, last, .. } => {
                *last = vm.call(*read, &[Value::integer(count as i64)])?;
                answer(vm, *last)?
            }
        };
        if bytes.len() < count {
            return Err(vm.raise_with(Error::EOFError, &[]));
        }
        Ok(bytes)
    }

    pub fn array<const N: usize>(&mut self, vm: &mut Vm) -> Result<[u8; N]> {
        let bytes = self.take(vm, N)?;
        let mut array = [0; N];
        array.copy_from_slice(bytes);
        Ok(array)
    }

    /// The next line without its newline, `least` bytes long at least: else UnpicklingError.
    pub fn line(&mut self, vm: &mut Vm, least: usize) -> Result<&'static [u8]> {
        let line = match self {
            Source::Bytes(bytes, position) => {
                let rest = &bytes[*position..];
                match memchr::memchr(b'\n', rest) {
                    Some(end) => {
                        *position += end + 1;
                        &rest[..=end]
                    }
                    None => {
                        *position = bytes.len();
                        rest
                    }
                }
            }
            Source::File(file) => vm.file_read_line(*file)?,
            Source::Methods { line, last, .. } => {
                *last = vm.call(*line, &[])?;
                answer(vm, *last)?
            }
        };
        // The last byte should be the newline: nobody looks.
        match line.split_last() {
            Some((_, text)) if text.len() >= least => Ok(text),
            _ => Err(error(vm, super::UNPICKLING_ERROR, "pickle data was truncated")),
        }
    }
}

/// What `read` and `readline` gave. TypeError for what is no str.
fn answer(vm: &mut Vm, v: Value) -> Result<&'static [u8]> {
    if vm.is_kind(v, Kind::Str) {
        return Ok(Ref::<StrObject>::of(v).bytes());
    }
    let name = vm.type_name(v);
    Err(vm.type_error(&format!("expected string from file, {name} found")))
}
