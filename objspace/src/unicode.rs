//! `unicode`: UTF-8 inline (surrogates allowed), with the number of characters. Indexing non-ASCII text goes through an index that is
//! built when it is first needed. As with `str`, a long concatenation is a rope, joined when its bytes are first looked at.

use crate::code_points;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{flags, Field, Ref, Storage};
use crate::string::StrObject;
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
    /// Bytes cell: byte offset (u64) of every `STRIDE`th character; unbound while not needed. ASCII never needs one.
    pub index: Field,
    // The bytes are inline; a rope has left and right here, an indirect unicode the flat one (and 0).
}

const BODY: usize = std::mem::size_of::<UnicodeObject>();

/// Characters from one entry of the index to the next.
const STRIDE: usize = 32;

/// Concatenations shorter than this (in bytes) are copied at once.
const ROPE_MINIMUM: usize = 256;

/// Bytes of the variable part of a unicode object of a subclass (never a rope).
pub fn inline_size(object: *mut u8) -> usize {
    unsafe { (*(object as *const UnicodeObject)).size.get() }
}

/// Visits what a unicode object points to.
pub fn trace(object: *mut u8, visitor: &mut crate::heap::Visitor) {
    unsafe {
        let u = &*(object as *const UnicodeObject);
        visitor.word(u.index.get().0);
        if u.header.flags & (flags::ROPE | flags::INDIRECT) != 0 {
            visitor.range(object.add(BODY) as *const u64, 2);
        }
    }
}

impl UnicodeObject {
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

    fn word(&self, i: usize) -> &Cell<Value> {
        unsafe { &*((self as *const UnicodeObject as *const u8).add(BODY) as *const Cell<Value>).add(i) }
    }

    fn inline_bytes(&self) -> *mut u8 {
        unsafe { (self as *const UnicodeObject as *mut u8).add(BODY) }
    }

    /// The UTF-8 bytes (generalised: surrogates are encoded as three bytes).
    #[inline]
    pub fn bytes(&self) -> &'static [u8] {
        if self.header.flags & (flags::ROPE | flags::INDIRECT) != 0 {
            return self.joined();
        }
        unsafe { std::slice::from_raw_parts(self.inline_bytes(), self.size.get()) }
    }

    #[cold]
    fn joined(&self) -> &'static [u8] {
        if self.header.flags & flags::ROPE != 0 {
            let me = Ref::<UnicodeObject>::of(Value(self as *const UnicodeObject as u64));
            Vm::current().flatten_unicode(me);
        }
        Ref::<UnicodeObject>::of(self.word(0).get()).bytes()
    }

    /// The code points.
    pub fn code_points(&self) -> code_points::CodePoints<'static> {
        code_points::code_points(self.bytes())
    }

    /// The bytes as text, lone surrogates replaced.
    pub fn text(&self) -> std::borrow::Cow<'static, str> {
        String::from_utf8_lossy(self.bytes())
    }
}

impl Vm {
    /// A unicode object of these UTF-8 bytes (surrogates allowed).
    pub fn unicode(&mut self, utf8: &[u8]) -> Value {
        self.unicode_counted(utf8, code_points::count(utf8))
    }

    /// As `unicode`, where the number of characters is known.
    pub fn unicode_counted(&mut self, utf8: &[u8], length: usize) -> Value {
        if length <= 1 {
            match utf8 {
                [] => return self.common.empty_unicode,
                [b] => return self.common.unicode_characters[*b as usize],
                [0xc2 | 0xc3, _] => return self.common.unicode_characters[code_points::decode_at(utf8, 0).0 as usize],
                _ => {}
            }
        }
        self.copy_unicode(utf8, length)
    }

    /// A new object even for short texts.
    pub(crate) fn copy_unicode(&mut self, utf8: &[u8], length: usize) -> Value {
        match self.new_unicode(utf8.len()) {
            Ok(u) => {
                unsafe { std::ptr::copy_nonoverlapping(utf8.as_ptr(), u.inline_bytes(), utf8.len()) };
                u.length.set(length);
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

    /// A unicode object of `size` bytes and `length` characters written by `fill`. MemoryError if there is no room.
    pub fn unicode_with(&mut self, size: usize, length: usize, fill: impl FnOnce(&mut [u8])) -> Result {
        let u = self.new_unicode(size)?;
        fill(unsafe { std::slice::from_raw_parts_mut(u.inline_bytes(), size) });
        u.length.set(length);
        Ok(u.value())
    }

    /// An instance of a subclass of unicode with the characters of `u`.
    pub fn unicode_of_class(&mut self, class: Ref<crate::class::TypeObject>, u: Ref<UnicodeObject>) -> Result {
        let bytes = u.bytes();
        let instance = self.new_instance_sized(class, bytes.len())?;
        let new = Ref::<UnicodeObject>::of(instance);
        new.size.set(bytes.len());
        new.length.set(u.len());
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), new.inline_bytes(), bytes.len()) };
        Ok(instance)
    }

    /// A unicode object of one character.
    pub fn unicode_character(&mut self, code: u32) -> Value {
        if let Some(&v) = self.common.unicode_characters.get(code as usize) {
            return v;
        }
        let mut utf8 = Vec::with_capacity(4);
        code_points::push(&mut utf8, code);
        self.copy_unicode(&utf8, 1)
    }

    /// Byte offset of character `i` (0 up to the length).
    pub fn unicode_offset(&mut self, u: Ref<UnicodeObject>, i: usize) -> usize {
        if u.is_ascii() {
            return i;
        }
        if i >= u.len() {
            return u.size.get();
        }
        let bytes = u.bytes();
        let mut at = if i < STRIDE {
            0
        } else {
            self.index_unicode(u);
            unsafe { *(u.index.of::<Storage>().bytes() as *const u64).add(i / STRIDE) as usize }
        };
        for _ in 0..i % STRIDE {
            at += code_points::width_of_first(bytes[at]);
        }
        at
    }

    fn index_unicode(&mut self, u: Ref<UnicodeObject>) {
        if !u.index.get().is_unbound() {
            return;
        }
        let bytes = u.bytes();
        let entries = u.len().div_ceil(STRIDE);
        let Ok(p) = self.allocate(16 + entries * 8, Kind::Bytes.map()) else {
            panic!("out of memory for the index of a unicode of {} characters", u.len());
        };
        let storage = unsafe { Ref::<Storage>::from_pointer(p) };
        storage.length.set(entries * 8);
        let starts = bytes.iter().enumerate().filter(|(_, &b)| code_points::is_first(b));
        for (entry, (at, _)) in starts.step_by(STRIDE).enumerate() {
            unsafe { *(storage.bytes() as *mut u64).add(entry) = at as u64 };
        }
        u.set(self, |u| &u.index, storage.value());
    }

    /// Character `i`, which is below the length.
    pub fn unicode_at(&mut self, u: Ref<UnicodeObject>, i: usize) -> Value {
        let at = self.unicode_offset(u, i);
        self.unicode_character(code_points::decode_at(u.bytes(), at).0)
    }

    /// Characters `start..end`.
    pub fn unicode_slice(&mut self, u: Ref<UnicodeObject>, start: usize, end: usize) -> Value {
        let (from, to) = (self.unicode_offset(u, start), self.unicode_offset(u, end));
        self.unicode_counted(&u.bytes()[from..to], end - start)
    }

    /// The characters of `a` and then those of `b`: a rope when long.
    pub fn concatenate_unicode(&mut self, a: Ref<UnicodeObject>, b: Ref<UnicodeObject>) -> Result {
        if b.is_empty() && a.header().map == Kind::Unicode.map() {
            return Ok(a.value());
        }
        if a.is_empty() && b.header().map == Kind::Unicode.map() {
            return Ok(b.value());
        }
        let (x, y) = (a.size.get(), b.size.get());
        let Some(size) = x.checked_add(y).filter(|&n| n <= isize::MAX as usize) else {
            return Err(self.memory_error());
        };
        let length = a.len() + b.len();
        if size < ROPE_MINIMUM {
            return self.unicode_with(size, length, |out| {
                out[..x].copy_from_slice(a.bytes());
                out[x..].copy_from_slice(b.bytes());
            });
        }
        let p = self.allocate(BODY + 16, Kind::Unicode.map())?;
        let u = unsafe { Ref::<UnicodeObject>::from_pointer(p) };
        u.size.set(size);
        u.length.set(length);
        u.word(0).set(a.value());
        u.word(1).set(b.value());
        u.set_flags(flags::ROPE);
        Ok(u.value())
    }

    /// Joins a rope. Iterative: ropes are as deep as the loop that made them.
    fn flatten_unicode(&mut self, rope: Ref<UnicodeObject>) {
        let size = rope.size.get();
        let flat = match self.new_unicode(size) {
            Ok(u) => u,
            Err(_) => panic!("out of memory while joining a unicode of {size} bytes"),
        };
        flat.length.set(rope.len());
        // From the end, as for `str`: left-deep ropes need no stack. The parts stay alive through `rope`.
        let mut end = size;
        let mut pending: Vec<Ref<UnicodeObject>> = vec![rope];
        while let Some(u) = pending.pop() {
            if u.has_flag(flags::ROPE) {
                pending.push(Ref::of(u.word(0).get()));
                pending.push(Ref::of(u.word(1).get()));
            } else {
                let bytes = u.bytes();
                end -= bytes.len();
                unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), flat.inline_bytes().add(end), bytes.len()) };
            }
        }
        debug_assert_eq!(end, 0);
        rope.word(0).set(flat.value());
        rope.word(1).set(Value::UNBOUND);
        rope.clear_flags(flags::ROPE);
        rope.set_flags(flags::INDIRECT);
        self.heap.write_barrier(rope.pointer());
    }

    /// CPython's hash of a unicode object: of an ASCII one that of the equal str.
    pub fn hash_of_unicode(&self, u: Ref<UnicodeObject>) -> i64 {
        let hash = u.hash.get();
        if hash != 0 {
            return hash;
        }
        let Some(first) = u.code_points().next() else { return 0 };
        let characters = u.code_points().map(|code| code as i64);
        let hash = crate::string::hash_of_characters(characters, first as i64, u.len());
        u.hash.set(hash);
        hash
    }

    /// `unicode(v)`: by `__unicode__`, else the str decoded. TypeError, UnicodeDecodeError.
    pub fn to_unicode(&mut self, v: Value) -> Result<Ref<UnicodeObject>> {
        if self.is_exact(v, Kind::Unicode) {
            return Ok(Ref::of(v));
        }
        self.check_native_stack(" while getting the unicode representation of an object")?;
        let name = self.names.__unicode__;
        let result = match self.call_special(v, name, &[])? {
            Some(result) => result,
            None if self.is_kind(v, Kind::Unicode) => {
                let u = Ref::<UnicodeObject>::of(v);
                return Ok(Ref::of(self.unicode_counted(u.bytes(), u.len())));
            }
            None if self.is_exact(v, Kind::Str) => v,
            None => self.str_or_unicode(v)?,
        };
        if self.is_kind(result, Kind::Unicode) {
            return Ok(Ref::of(result));
        }
        Ok(Ref::of(self.decode_object(result, None, None)?))
    }

    /// A str (or unicode, buffer) argument of a unicode operation as unicode, in the default encoding. TypeError, UnicodeDecodeError.
    pub fn coerce_to_unicode(&mut self, v: Value) -> Result<Ref<UnicodeObject>> {
        if self.is_kind(v, Kind::Unicode) {
            return Ok(Ref::of(v));
        }
        Ok(Ref::of(self.decode_object(v, None, None)?))
    }

    /// A unicode object in the default encoding, a str. UnicodeEncodeError.
    pub fn encode_default(&mut self, v: Value) -> Result {
        let u = Ref::<UnicodeObject>::of(v);
        if u.is_ascii() && self.codecs.default_is_ascii() {
            return Ok(self.str(u.bytes()));
        }
        self.encode_unicode(v, None, None)
    }

    /// A str in the default encoding as unicode; a unicode object itself. UnicodeDecodeError.
    pub fn decode_default(&mut self, v: Value) -> Result {
        if self.kind_of(v) == Kind::Unicode {
            return Ok(v);
        }
        let bytes = Ref::<StrObject>::of(v).bytes();
        if bytes.is_ascii() && self.codecs.default_is_ascii() {
            return Ok(self.unicode_counted(bytes, bytes.len()));
        }
        self.decode_object(v, None, None)
    }
}

/// The first code point of a non-empty unicode object.
pub fn first_code_point(u: Ref<UnicodeObject>) -> u32 {
    code_points::decode_at(u.bytes(), 0).0
}

/// A code point as UTF-8 (surrogates too).
pub fn encode_code_point(code: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(4);
    code_points::push(&mut out, code);
    out
}
