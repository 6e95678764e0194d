//! `str`: bytes. A flat str has its bytes inline; `s += x` makes a rope, which is joined when its bytes are first looked at and
//! is then indirect: it points to the flat str that holds them.

use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{flags, Ref};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};

#[repr(C)]
pub struct StrObject {
    pub header: Header,
    /// CPython's hash of the bytes; 0 = not computed yet (a hash of 0 is computed each time).
    pub hash: Cell<i64>,
    pub length: Cell<usize>,
    // Inline bytes; a rope has left and right here, an indirect str the flat one (and 0).
}

/// Concatenations shorter than this are copied at once.
const ROPE_MINIMUM: usize = 256;
const BODY: usize = std::mem::size_of::<StrObject>();

impl StrObject {
    fn word(&self, i: usize) -> &Cell<Value> {
        unsafe { &*((self as *const StrObject as *const Cell<Value>).add(3 + i)) }
    }

    fn inline_bytes(&self) -> *mut u8 {
        unsafe { (self as *const StrObject as *mut u8).add(BODY) }
    }

    pub fn len(&self) -> usize {
        self.length.get()
    }

    pub fn is_empty(&self) -> bool {
        self.length.get() == 0
    }

    /// The bytes. They live as long as the str.
    #[inline]
    pub fn bytes(&self) -> &'static [u8] {
        if self.header.flags & (flags::ROPE | flags::INDIRECT) != 0 {
            return self.joined();
        }
        unsafe { std::slice::from_raw_parts(self.inline_bytes(), self.length.get()) }
    }

    #[cold]
    fn joined(&self) -> &'static [u8] {
        if self.header.flags & flags::ROPE != 0 {
            let me = Ref::<StrObject>::of(Value(self as *const StrObject as u64));
            Vm::current().flatten(me);
        }
        Ref::<StrObject>::of(self.word(0).get()).bytes()
    }

    /// Writes the bytes of a new str (of a subclass) with room for them.
    pub fn fill(&self, bytes: &[u8]) {
        self.length.set(bytes.len());
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.inline_bytes(), bytes.len()) };
    }

    /// The bytes as text, lossily (messages, names).
    pub fn text(&self) -> std::borrow::Cow<'static, str> {
        String::from_utf8_lossy(self.bytes())
    }
}

impl Vm {
    /// A new str of these bytes.
    pub fn str(&mut self, bytes: &[u8]) -> Value {
        match bytes {
            [] => self.empty_str(),
            [b] => self.char_str(*b),
            _ => match self.new_str(bytes.len()) {
                Ok(s) => {
                    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), s.inline_bytes(), bytes.len()) };
                    s.value()
                }
                Err(_) => panic!("out of memory for a str of {} bytes that already exists", bytes.len()),
            },
        }
    }

    pub fn empty_str(&self) -> Value {
        self.common.empty_str
    }

    /// The one-byte str, always the same object.
    pub fn char_str(&self, byte: u8) -> Value {
        self.common.characters[byte as usize]
    }

    /// A str of `length` zero bytes to be filled at once through `StrObject::fill`. MemoryError if there is no room.
    pub fn new_str(&mut self, length: usize) -> Result<Ref<StrObject>> {
        let p = self.allocate(BODY.saturating_add(length.max(16)), Kind::Str.map())?;
        let s = unsafe { Ref::<StrObject>::from_pointer(p) };
        s.length.set(length);
        Ok(s)
    }

    /// A str of `length` bytes written by `fill`.
    pub fn str_with(&mut self, length: usize, fill: impl FnOnce(&mut [u8])) -> Result {
        let s = self.new_str(length)?;
        fill(unsafe { std::slice::from_raw_parts_mut(s.inline_bytes(), length) });
        Ok(s.value())
    }

    /// The bytes `a` + the bytes `b`: a rope when long.
    pub fn concatenate(&mut self, a: Ref<StrObject>, b: Ref<StrObject>) -> Result {
        if b.is_empty() && a.header().map == Kind::Str.map() {
            return Ok(a.value());
        }
        if a.is_empty() && b.header().map == Kind::Str.map() {
            return Ok(b.value());
        }
        let Some(length) = a.len().checked_add(b.len()).filter(|&n| n <= isize::MAX as usize) else {
            return Err(self.memory_error());
        };
        if length < ROPE_MINIMUM {
            let s = self.new_str(length)?;
            unsafe {
                std::ptr::copy_nonoverlapping(a.bytes().as_ptr(), s.inline_bytes(), a.len());
                std::ptr::copy_nonoverlapping(b.bytes().as_ptr(), s.inline_bytes().add(a.len()), b.len());
            }
            return Ok(s.value());
        }
        let p = self.allocate(BODY + 16, Kind::Str.map())?;
        let s = unsafe { Ref::<StrObject>::from_pointer(p) };
        s.length.set(length);
        s.word(0).set(a.value());
        s.word(1).set(b.value());
        s.set_flags(flags::ROPE);
        Ok(s.value())
    }

    /// Joins a rope. Iterative: ropes are as deep as the loop that made them.
    fn flatten(&mut self, rope: Ref<StrObject>) {
        let length = rope.len();
        let flat = match self.new_str(length) {
            Ok(s) => s,
            Err(_) => panic!("out of memory while joining a str of {length} bytes"),
        };
        // Fill from the end: left-deep ropes, the usual shape, need no stack then. The parts stay alive through `rope`.
        let mut end = length;
        let mut pending: Vec<Ref<StrObject>> = vec![rope];
        while let Some(s) = pending.pop() {
            if s.has_flag(flags::ROPE) {
                pending.push(Ref::of(s.word(0).get()));
                pending.push(Ref::of(s.word(1).get()));
            } else {
                let bytes = s.bytes();
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

    /// The one str object for this text, kept for ever.
    pub fn intern(&mut self, text: &str) -> Ref<StrObject> {
        self.intern_bytes(text.as_bytes())
    }

    pub fn intern_bytes(&mut self, bytes: &[u8]) -> Ref<StrObject> {
        let hash = str_hash(bytes);
        let vm: *mut Vm = self;
        if let Some(&word) = self
            .interned
            .find(hash as u64, |&w| Ref::<StrObject>::of(Value(w)).bytes() == bytes)
        {
            return Ref::of(Value(word));
        }
        let s = if bytes.len() > 1 {
            unsafe { (*vm).str(bytes) }
        } else {
            self.common.short_str(bytes)
        };
        self.intern_new(Ref::of(s), hash)
    }

    /// The interned str equal to `s` (an exact str); `s` itself if it is the first.
    pub fn intern_str(&mut self, s: Ref<StrObject>) -> Ref<StrObject> {
        if s.has_flag(flags::INTERNED) {
            return s;
        }
        let bytes = s.bytes();
        let hash = str_hash(bytes);
        if let Some(&word) = self
            .interned
            .find(hash as u64, |&w| Ref::<StrObject>::of(Value(w)).bytes() == bytes)
        {
            return Ref::of(Value(word));
        }
        self.intern_new(s, hash)
    }

    fn intern_new(&mut self, s: Ref<StrObject>, hash: i64) -> Ref<StrObject> {
        s.hash.set(hash);
        s.set_flags(flags::INTERNED);
        self.interned.insert_unique(hash as u64, s.value().0, |&w| {
            Ref::<StrObject>::of(Value(w)).hash.get() as u64
        });
        s
    }

    /// CPython's hash of a str.
    pub fn hash_of_str(&self, s: Ref<StrObject>) -> i64 {
        let hash = s.hash.get();
        if hash != 0 {
            return hash;
        }
        let hash = str_hash(s.bytes());
        s.hash.set(hash);
        hash
    }
}

/// What the hashes of strings start with and are changed by at last: zeros unless `-R` is given. Set before the machine is made.
pub static HASH_SECRET: [AtomicI64; 2] = [const { AtomicI64::new(0) }; 2];

/// A hash of a string's characters, by CPython 2.7's rule: `x = first << 7; x = 1000003 * x ^ character ...; x ^= length`.
pub fn hash_of_characters(characters: impl Iterator<Item = i64>, first: i64, length: usize) -> i64 {
    let mut x = HASH_SECRET[0].load(Ordering::Relaxed) ^ first << 7;
    for character in characters {
        x = x.wrapping_mul(1000003) ^ character;
    }
    x ^= length as i64 ^ HASH_SECRET[1].load(Ordering::Relaxed);
    if x == -1 {
        -2
    } else {
        x
    }
}

/// The hash of a str.
pub fn str_hash(bytes: &[u8]) -> i64 {
    let Some(&first) = bytes.first() else { return 0 };
    hash_of_characters(bytes.iter().map(|&b| b as i64), first as i64, bytes.len())
}
