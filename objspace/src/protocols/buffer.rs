//! The buffer protocol: objects that show the bytes they hold.

use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::bytearray::ByteArrayObject;
use crate::types::memory_view::ViewObject;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that an object shows. They stay where they are as long as the object lives and is not resized.
#[derive(Clone, Copy)]
pub struct BufferView {
    pub bytes: *mut u8,
    pub length: usize,
    pub writable: bool,
}

impl BufferView {
    fn read_only(bytes: &'static [u8]) -> BufferView {
        BufferView {
            bytes: bytes.as_ptr() as *mut u8,
            length: bytes.len(),
            writable: false,
        }
    }

    pub fn slice(&self) -> &'static [u8] {
        // The pointer and length are those of bytes of a live object.
        unsafe { std::slice::from_raw_parts(self.bytes, self.length) }
    }

    /// To write to; the caller has seen that `writable` holds.
    pub fn slice_mut(&self) -> &'static mut [u8] {
        debug_assert!(self.writable);
        // As above; no other slice of these bytes is in use while one statement writes.
        unsafe { std::slice::from_raw_parts_mut(self.bytes, self.length) }
    }
}

impl Vm {
    /// The bytes of an object with the buffer interface; None for all others, unicode among them.
    pub fn buffer_view(&self, v: Value) -> Option<BufferView> {
        match self.kind_of(v) {
            Kind::Str => Some(BufferView::read_only(Ref::<StrObject>::of(v).bytes())),
            Kind::ByteArray | Kind::Array => {
                let bytes = Ref::<ByteArrayObject>::of(v).bytes_mut();
                Some(BufferView {
                    bytes: bytes.as_mut_ptr(),
                    length: bytes.len(),
                    writable: true,
                })
            }
            Kind::Buffer | Kind::MemoryView => {
                let view = Ref::<ViewObject>::of(v);
                let whole = self.buffer_view(view.object.get())?;
                // The object may have become shorter since.
                let start = view.start.get().min(whole.length);
                Some(BufferView {
                    bytes: unsafe { whole.bytes.add(start) },
                    length: view.length.get().min(whole.length - start),
                    writable: whole.writable && self.kind_of(v) == Kind::MemoryView,
                })
            }
            Kind::Native => self.native_buffer.and_then(|view| view(self, v)),
            _ => None,
        }
    }

    /// The bytes of anything with the buffer interface; those of unicode are its encoding in the default encoding. TypeError.
    pub fn buffer_bytes(&mut self, v: Value) -> Result<&'static [u8]> {
        if let Some(view) = self.buffer_view(v) {
            return Ok(view.slice());
        }
        if self.kind_of(v) == Kind::Unicode {
            let encoded = self.encode_default(v)?;
            return Ok(Ref::<StrObject>::of(encoded).bytes());
        }
        Err(self.type_error("expected a character buffer object"))
    }

    /// The bytes of a bytearray or buffer as a str, for numbers that they spell. None for everything else.
    pub fn text_of_buffer(&mut self, v: Value) -> Option<Value> {
        if !matches!(self.kind_of(v), Kind::ByteArray | Kind::Buffer) {
            return None;
        }
        let view = self.buffer_view(v)?;
        Some(self.str(view.slice()))
    }

    /// The bytes of an object with the buffer interface. TypeError in the words of bytearray's methods.
    pub fn byte_operand(&mut self, v: Value) -> Result<&'static [u8]> {
        match self.buffer_view(v) {
            Some(view) => Ok(view.slice()),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("Type {name} doesn't support the buffer API")))
            }
        }
    }
}
