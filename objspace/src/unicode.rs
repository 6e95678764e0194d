//! `unicode`: UTF-8 inline (surrogates allowed), with the number of characters; indexing non-ASCII text goes through a lazily built index.

use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct UnicodeObject {
    pub header: Header,
    /// CPython's hash; 0 = not computed yet.
    pub hash: Cell<i64>,
    /// Length in bytes.
    pub size: Cell<usize>,
    /// Length in characters (code points).
    pub length: Cell<usize>,
    /// Bytes cell: byte offset of every 64th character (u32 or u64); unbound while not needed. ASCII never needs one.
    pub index: Field,
    // The bytes are inline.
}

const BODY: usize = std::mem::size_of::<UnicodeObject>();

/// Bytes of the variable part of a unicode object.
pub fn inline_size(object: *mut u8) -> usize {
    unsafe { (*(object as *const UnicodeObject)).size.get() }
}

impl UnicodeObject {
    pub const MASK: u64 = mask!(UnicodeObject: index);

    /// Length in characters.
    pub fn len(&self) -> usize {
        self.length.get()
    }

    pub fn is_empty(&self) -> bool {
        self.length.get() == 0
    }

    pub fn is_ascii(&self) -> bool {
        self.length.get() == self.size.get()
    }

    /// The UTF-8 bytes (generalised: surrogates are encoded as three bytes).
    pub fn bytes(&self) -> &'static [u8] {
        unsafe { std::slice::from_raw_parts((self as *const UnicodeObject as *const u8).add(BODY), self.size.get()) }
    }
}

impl Vm {
    /// A unicode object of these UTF-8 bytes (surrogates allowed).
    pub fn unicode(&mut self, utf8: &[u8]) -> Value {
        match self.new_unicode(utf8.len()) {
            Ok(u) => {
                unsafe {
                    std::ptr::copy_nonoverlapping(utf8.as_ptr(), (u.pointer()).add(BODY), utf8.len());
                }
                u.length.set(utf8.iter().filter(|&&b| b & 0xc0 != 0x80).count());
                u.value()
            }
            Err(_) => panic!("out of memory for a unicode of {} bytes", utf8.len()),
        }
    }

    /// A unicode object of `size` zero bytes and no length yet, to be filled at once.
    pub fn new_unicode(&mut self, size: usize) -> Result<Ref<UnicodeObject>> {
        let p = self.allocate(BODY.saturating_add(size), Kind::Unicode.map())?;
        let u = unsafe { Ref::<UnicodeObject>::from_pointer(p) };
        u.size.set(size);
        Ok(u)
    }
}

/// The first code point of a non-empty unicode object.
pub fn first_code_point(u: Ref<UnicodeObject>) -> u32 {
    let b = u.bytes();
    let tail = |n: usize| b[1..n].iter().fold(0, |code, &byte| code << 6 | (byte & 0x3f) as u32);
    match b[0] {
        0..=0x7f => b[0] as u32,
        0x80..=0xdf => ((b[0] & 0x1f) as u32) << 6 | tail(2),
        0xe0..=0xef => ((b[0] & 0x0f) as u32) << 12 | tail(3),
        _ => ((b[0] & 0x07) as u32) << 18 | tail(4),
    }
}

impl Vm {
    /// A unicode object in the default encoding, ascii: a str. UnicodeEncodeError.
    pub fn encode_default(&mut self, v: Value) -> Result {
        let u = Ref::<UnicodeObject>::of(v);
        if u.is_ascii() {
            return Ok(self.str(u.bytes()));
        }
        let start = u.bytes().iter().position(|b| !b.is_ascii()).unwrap_or(0) as i64;
        let encoding = self.str(b"ascii");
        let reason = self.str(b"ordinal not in range(128)");
        let (start, end) = (Value::integer(start), Value::integer(start + 1));
        Err(self.raise_with(
            crate::exception::Error::UnicodeEncodeError,
            &[encoding, v, start, end, reason],
        ))
    }
}

/// A code point as UTF-8 (surrogates too).
pub fn encode_code_point(code: u32) -> Vec<u8> {
    match code {
        0..=0x7f => vec![code as u8],
        0x80..=0x7ff => vec![0xc0 | (code >> 6) as u8, 0x80 | (code & 0x3f) as u8],
        0x800..=0xffff => vec![
            0xe0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ],
        _ => vec![
            0xf0 | (code >> 18) as u8,
            0x80 | (code >> 12 & 0x3f) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ],
    }
}

impl Vm {
    /// A str in the default encoding, ascii, as unicode; a unicode object itself. UnicodeDecodeError.
    pub fn decode_default(&mut self, v: Value) -> Result {
        if self.kind_of(v) == Kind::Unicode {
            return Ok(v);
        }
        let bytes = Ref::<crate::string::StrObject>::of(v).bytes();
        if bytes.is_ascii() {
            return Ok(self.unicode(bytes));
        }
        let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0) as i64;
        let encoding = self.str(b"ascii");
        let reason = self.str(b"ordinal not in range(128)");
        let (start, end) = (Value::integer(start), Value::integer(start + 1));
        Err(self.raise_with(
            crate::exception::Error::UnicodeDecodeError,
            &[encoding, v, start, end, reason],
        ))
    }
}
