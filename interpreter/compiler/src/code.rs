//! Compiled code as plain data: the fields of CPython 2.7's `code` constructor, nothing else.

use num_bigint::BigInt;
use std::hash::{Hash, Hasher};
use std::mem;
use std::rc::Rc;

/// A constant. They are compared by type and bits: 1, 1L, 1.0, True, 0.0 and -0.0 are all different.
#[derive(Clone, Debug)]
pub enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Long(BigInt),
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    Str(Rc<[u8]>),
    /// UTF-8 with surrogates allowed (WTF-8).
    Unicode(Rc<[u8]>),
    Tuple(Vec<Constant>),
    Code(Rc<Code>),
}

impl PartialEq for Constant {
    fn eq(&self, other: &Constant) -> bool {
        use Constant::*;
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Long(a), Long(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex(a, b), Complex(c, d)) => a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits(),
            (Str(a), Str(b)) | (Unicode(a), Unicode(b)) => a == b,
            (Tuple(a), Tuple(b)) => a == b,
            (Code(a), Code(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Constant {}

impl Hash for Constant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        mem::discriminant(self).hash(state);
        match self {
            Constant::None | Constant::Ellipsis => {}
            Constant::Bool(value) => value.hash(state),
            Constant::Int(value) => value.hash(state),
            Constant::Long(value) => value.hash(state),
            Constant::Float(value) => value.to_bits().hash(state),
            Constant::Complex(real, imaginary) => {
                (real.to_bits(), imaginary.to_bits()).hash(state);
            }
            Constant::Str(bytes) | Constant::Unicode(bytes) => bytes.hash(state),
            Constant::Tuple(items) => items.hash(state),
            Constant::Code(code) => code.code.hash(state),
        }
    }
}

pub mod flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const NOFREE: u32 = 0x40;
    pub const FUTURE_DIVISION: u32 = 0x2000;
    pub const FUTURE_ABSOLUTE_IMPORT: u32 = 0x4000;
    pub const FUTURE_WITH_STATEMENT: u32 = 0x8000;
    pub const FUTURE_PRINT_FUNCTION: u32 = 0x10000;
    pub const FUTURE_UNICODE_LITERALS: u32 = 0x20000;
}

/// A code object's data. Registers: 0 the function, 1..=nlocals locals, then cells of `cellvars`, then of `freevars`, then
/// `stacksize` more: the namespace where the code is not optimized, the frame's exception where a handler is, the generator's own object, temporaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub argcount: u32,
    pub nlocals: u32,
    pub stacksize: u32,
    pub flags: u32,
    /// co_code: instruction words, then the exception table, then one word: the number of table entries. An entry is two
    /// words: `start | end << 32` (word offsets; start inclusive, end exclusive) and `handler | depth << 32`; the first
    /// entry that covers a position wins (inner before outer).
    pub code: Rc<[u64]>,
    pub constants: Vec<Constant>,
    pub names: Vec<Rc<str>>,
    pub varnames: Vec<Rc<str>>,
    pub filename: Rc<str>,
    pub name: Rc<str>,
    pub firstlineno: u32,
    /// As CPython's: pairs of byte and line increments, bytes counted in `code` (eight a word).
    pub lnotab: Rc<[u8]>,
    pub freevars: Vec<Rc<str>>,
    pub cellvars: Vec<Rc<str>>,
}

/// An entry of the exception table; offsets count words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableEntry {
    pub start: u32,
    /// Exclusive.
    pub end: u32,
    pub handler: u32,
    /// How many protected blocks are around this one.
    pub depth: u32,
}

impl Code {
    /// The number of registers that a call fills: arguments, then `*args` and `**kwargs` where there are such.
    pub fn parameter_count(&self) -> usize {
        self.argcount as usize
            + usize::from(self.flags & flags::VARARGS != 0)
            + usize::from(self.flags & flags::VARKEYWORDS != 0)
    }

    /// Registers a frame needs.
    pub fn register_count(&self) -> usize {
        self.first_hidden_register() + self.stacksize as usize
    }

    fn first_hidden_register(&self) -> usize {
        1 + self.nlocals as usize + self.cellvars.len() + self.freevars.len()
    }

    /// The register of the namespace: of modules, class bodies, and functions with `exec` or `import *`. Where there are
    /// no cells it is register 1.
    pub fn namespace_register(&self) -> Option<usize> {
        (self.flags & flags::OPTIMIZED == 0).then(|| self.first_hidden_register())
    }

    /// The register with the exception that the frame handles, or handled last; none if it has no handler.
    pub fn exception_register(&self) -> Option<usize> {
        self.exception_table().find_map(|entry| {
            let catch = *self.code.get(entry.handler as usize)?;
            let (window, kept) = ((catch >> 16) as u16, (catch >> 32) as u16);
            // A `finally` clause handles nothing: its CATCH keeps the exception in no register of that sort.
            (kept != window.wrapping_add(3)).then_some(kept as usize)
        })
    }

    /// The register that the interpreter keeps a generator's own object in while its frame runs.
    pub fn generator_register(&self) -> Option<usize> {
        let before =
            usize::from(self.namespace_register().is_some()) + usize::from(self.exception_register().is_some());
        (self.flags & flags::GENERATOR != 0).then(|| self.first_hidden_register() + before)
    }

    /// The number of words that are instructions.
    pub fn instructions_end(&self) -> usize {
        let words = self.code.len();
        words.saturating_sub(1 + 2 * self.entry_count())
    }

    fn entry_count(&self) -> usize {
        let count = self.code.last().map_or(0, |&count| count as usize);
        count.min(self.code.len().saturating_sub(1) / 2)
    }

    /// The exception table.
    pub fn exception_table(&self) -> impl ExactSizeIterator<Item = TableEntry> + '_ {
        let start = self.instructions_end();
        let end = start + 2 * self.entry_count();
        self.code[start..end].chunks_exact(2).map(|pair| TableEntry {
            start: pair[0] as u32,
            end: (pair[0] >> 32) as u32,
            handler: pair[1] as u32,
            depth: (pair[1] >> 32) as u32,
        })
    }
}
