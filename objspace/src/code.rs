//! Code objects: the plain data of the compiler made executable. The instruction words are copied to memory of their own, where inline caches and
//! counters live.

use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::object::{Field, Ref};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct CodeObject {
    pub header: Header,
    /// Tuple of constants.
    pub constants: Field,
    /// Tuple of interned strs; likewise the next.
    pub names: Field,
    pub varnames: Field,
    pub filename: Field,
    pub name: Field,
    pub lnotab: Field,
    pub freevars: Field,
    pub cellvars: Field,
    /// co_code as a str, made when asked for.
    pub bytes: Field,
    /// The prototype of the function last made of this code; unbound before.
    pub prototype: Field,
    /// The executable words: instructions, exception table, entry count (see `Code::code` of the compiler).
    pub words: Cell<*mut u64>,
    pub word_count: Cell<usize>,
    /// Items of the tuple of constants.
    pub constant_items: Cell<*const Value>,
    /// Counter and tree of the function entry, as at loop headers.
    pub entry_cell: Cell<u64>,
    /// Liveness, made when the code gets hot; owned.
    pub liveness: Cell<*mut u8>,
    pub argument_count: Cell<u32>,
    pub local_count: Cell<u32>,
    pub stack_size: Cell<u32>,
    pub register_count: Cell<u32>,
    pub flags: Cell<u32>,
    pub first_line: Cell<u32>,
    /// Traces may not inline calls of it (it made one too long).
    pub not_inlinable: Cell<bool>,
    /// Has a back-edge.
    pub has_loop: Cell<bool>,
    /// The register that holds the exception being handled; 0: no handlers.
    pub exception_register: Cell<u16>,
    /// The register of a generator's own object; 0: no generator.
    pub generator_register: Cell<u16>,
    /// A loop's header is the first instruction.
    pub loop_at_entry: Cell<bool>,
}

pub mod code_flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const NOFREE: u32 = 0x40;
}

/// What a code object is made of. Tuples hold interned strs.
pub struct CodeParts<'a> {
    pub argument_count: u32,
    pub local_count: u32,
    pub stack_size: u32,
    pub flags: u32,
    pub words: &'a [u64],
    pub constants: Value,
    pub names: Value,
    pub varnames: Value,
    pub filename: Value,
    pub name: Value,
    pub first_line: u32,
    pub lnotab: Value,
    pub freevars: Value,
    pub cellvars: Value,
    pub has_loop: bool,
    pub exception_register: u16,
    pub generator_register: u16,
    pub loop_at_entry: bool,
}

impl CodeObject {
    pub const MASK: u64 =
        mask!(CodeObject: constants names varnames filename name lnotab freevars cellvars bytes prototype);

    pub fn has_flags(&self, flags: u32) -> bool {
        self.flags.get() & flags != 0
    }

    /// Makes the locals and cells of a new frame at `base` unbound, but the first `arguments`, and so its exception.
    #[inline(always)]
    pub fn unbind(&self, base: *mut Value, arguments: usize) {
        let end = (self.register_count.get() - self.stack_size.get()) as usize;
        let mut i = 1 + arguments;
        unsafe {
            while i < end {
                *base.add(i) = Value::UNBOUND;
                i += 1;
            }
            let exception = self.exception_register.get() as usize;
            if exception != 0 {
                *base.add(exception) = Value::UNBOUND;
            }
        }
    }

    /// Registers that a caller fills behind register 0: arguments, `*args` and `**keywords`.
    pub fn filled(&self) -> usize {
        self.argument_count.get() as usize
            + self.has_flags(code_flags::VARARGS) as usize
            + self.has_flags(code_flags::VARKEYWORDS) as usize
    }

    /// The register of the namespace, where names are not fast variables.
    pub fn namespace_register(&self) -> Option<usize> {
        (!self.has_flags(code_flags::OPTIMIZED)).then(|| (self.register_count.get() - self.stack_size.get()) as usize)
    }

    /// Whether its variables may be assigned by name (exec, import *): traces, which know where each is assigned, leave such functions alone.
    pub fn assigns_by_name(&self) -> bool {
        self.has_flags(code_flags::NEWLOCALS) && !self.has_flags(code_flags::OPTIMIZED)
    }

    /// Number of instruction words (the table behind them not counted).
    pub fn instruction_count(&self) -> usize {
        let entries = unsafe { *self.words.get().add(self.word_count.get() - 1) } as usize;
        self.word_count.get() - 1 - entries * 2
    }

    /// The handler that covers word `position`: its word offset.
    pub fn handler(&self, position: usize) -> Option<usize> {
        let first = self.instruction_count();
        let count = (self.word_count.get() - 1 - first) / 2;
        for i in 0..count {
            let (range, handler) = unsafe {
                (
                    *self.words.get().add(first + 2 * i),
                    *self.words.get().add(first + 2 * i + 1),
                )
            };
            if (range as u32 as usize) <= position && position < (range >> 32) as usize {
                return Some(handler as u32 as usize);
            }
        }
        None
    }

    /// Word offset of an address in this code.
    pub fn offset(&self, pc: *const u64) -> usize {
        (pc as usize - self.words.get() as usize) / 8
    }

    /// The source line of word `position`.
    pub fn line(&self, position: usize) -> u32 {
        let table = self.lnotab.of::<crate::string::StrObject>().bytes();
        let byte = position * 8;
        let (mut address, mut line) = (0, self.first_line.get());
        for pair in table.chunks_exact(2) {
            address += pair[0] as usize;
            if address > byte {
                break;
            }
            line += pair[1] as u32;
        }
        line
    }

    pub fn constant(&self, i: usize) -> Value {
        self.constants.of::<TupleObject>().get(i)
    }

    /// The first constant if it is a string: by convention the docstring of functions.
    pub fn docstring(&self) -> Value {
        let constants = self.constants.of::<TupleObject>();
        match constants.items().first() {
            Some(&v) if v.is_pointer() && matches!(v.map(), m if m == Kind::Str.map() || m == Kind::Unicode.map()) => v,
            _ => Value::NONE,
        }
    }
}

impl Vm {
    /// A code object. `parts.words` is checked code.
    pub fn new_code(&mut self, parts: &CodeParts) -> Ref<CodeObject> {
        let p = self.heap.allocate(std::mem::size_of::<CodeObject>(), Kind::Code.map());
        let code = unsafe { Ref::<CodeObject>::from_pointer(p) };
        code.constants.init(parts.constants);
        code.names.init(parts.names);
        code.varnames.init(parts.varnames);
        code.filename.init(parts.filename);
        code.name.init(parts.name);
        code.lnotab.init(parts.lnotab);
        code.freevars.init(parts.freevars);
        code.cellvars.init(parts.cellvars);
        let words: Box<[u64]> = parts.words.into();
        code.word_count.set(words.len());
        code.words.set(Box::into_raw(words) as *mut u64);
        code.constant_items
            .set(Ref::<TupleObject>::of(parts.constants).items().as_ptr());
        code.entry_cell.set(self.entry_cell_start);
        code.argument_count.set(parts.argument_count);
        code.local_count.set(parts.local_count);
        code.stack_size.set(parts.stack_size);
        let cells = Ref::<TupleObject>::of(parts.freevars).len() + Ref::<TupleObject>::of(parts.cellvars).len();
        code.register_count
            .set(1 + parts.local_count + cells as u32 + parts.stack_size);
        code.flags.set(parts.flags);
        code.first_line.set(parts.first_line);
        code.has_loop.set(parts.has_loop);
        code.exception_register.set(parts.exception_register);
        code.generator_register.set(parts.generator_register);
        code.loop_at_entry.set(parts.loop_at_entry);
        self.heap.register_native_drop(p, drop_code);
        code
    }
}

/// Gives the instruction words back. Inline caches hold no references and are registered nowhere.
fn drop_code(p: *mut u8) {
    unsafe {
        let code = Ref::<CodeObject>::from_pointer(p);
        drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(
            code.words.get(),
            code.word_count.get(),
        )));
        if let Some(drop_liveness) = DROP_LIVENESS {
            if !code.liveness.get().is_null() {
                drop_liveness(code.liveness.get());
            }
        }
    }
}

/// How the owner of `CodeObject::liveness` frees it; set once at start.
pub static mut DROP_LIVENESS: Option<fn(*mut u8)> = None;

/// How the owner of the opcode table tells instructions from what running them left in between (inline caches, counters); set once at start.
pub static mut PLAIN_WORDS: Option<fn(&[u64]) -> Vec<u64>> = None;
