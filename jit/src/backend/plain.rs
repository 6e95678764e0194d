//! A plain language: tagged words, objects from a bump allocator, nothing collected. Small languages can use it as it is; the
//! tests of the compiler do.
//!
//! A word ends in `1`: an integer of 63 bits. In `10`: a float, its bits rotated so that common exponents leave those two
//! bits free (other floats are boxed). In `000`: a pointer to an object. In `100`: any other immediate.
//! An object starts with its map id (u32) and flags (u32).

use super::lowering::{types, Block, ContextLayout, Emitter, InstBuilder, IntCC, Lowering, MemFlagsData, Value};
use super::Activation;
use crate::language::Tag;
use crate::memory::Shape;
use std::mem::offset_of;

/// The map of boxed floats: 8 bytes of float behind the header.
pub const FLOAT_MAP: u32 = 1;
/// The map of integers that need 64 bits: 8 bytes behind the header.
pub const WIDE_INTEGER_MAP: u32 = 2;
/// The first map id that is free for objects.
pub const FIRST_MAP: u32 = 3;
/// Header flag: stores into the object are to be noted.
pub const OLD: u32 = 1;

/// The word of a small integer.
pub const fn integer_word(value: i64) -> u64 {
    (value as u64) << 1 | 1
}

/// The `index`th word that is neither number nor pointer.
pub const fn immediate_word(index: u32) -> u64 {
    (index as u64) << 3 | 4
}

/// The word of a float that fits one.
pub fn float_word(float: f64) -> Option<u64> {
    let word = float.to_bits().wrapping_add(1 << 60).rotate_left(3);
    (word & 3 == 2).then_some(word)
}

fn word_float(word: u64) -> f64 {
    f64::from_bits(word.rotate_right(3).wrapping_sub(1 << 60))
}

/// What compiled code and helpers get as their context.
#[repr(C)]
pub struct PlainContext {
    cursor: *mut u8,
    limit: *mut u8,
    /// The word of the exception that was raised, 0 = none.
    pub exception: u64,
    pub activation: *mut Activation,
    pub stack_limit: *mut u8,
    pub record_limit: *mut u8,
    pub pending: u32,
    pub depth: u32,
    pub depth_limit: u32,
    /// Objects that were stored into while their flag [`OLD`] was set.
    pub remembered: Vec<u64>,
    chunks: Vec<Vec<u64>>,
}

impl PlainContext {
    /// Size of the chunks that objects are cut from, in words.
    const CHUNK: usize = 4096;

    pub fn new() -> Box<PlainContext> {
        Box::new(PlainContext {
            cursor: std::ptr::null_mut(),
            limit: std::ptr::null_mut(),
            exception: 0,
            activation: std::ptr::null_mut(),
            stack_limit: std::ptr::null_mut(),
            record_limit: usize::MAX as *mut u8,
            pending: 0,
            depth: 0,
            depth_limit: i32::MAX as u32,
            remembered: Vec::new(),
            chunks: Vec::new(),
        })
    }

    /// The pointer that compiled code takes.
    pub fn pointer(&mut self) -> *mut u8 {
        (self as *mut PlainContext).cast()
    }

    /// A new object: zero behind the header.
    pub fn allocate(&mut self, shape: Shape) -> u64 {
        let size = shape.size.next_multiple_of(8) as usize;
        if (self.limit as usize) - (self.cursor as usize) < size {
            let mut chunk = vec![0u64; PlainContext::CHUNK.max(size / 8)];
            self.cursor = chunk.as_mut_ptr().cast();
            // SAFETY: the end of the chunk.
            self.limit = unsafe { self.cursor.add(chunk.len() * 8) };
            self.chunks.push(chunk);
        }
        let object = self.cursor;
        // SAFETY: the object lies in the chunk, which is zero where nothing was cut from yet.
        unsafe {
            self.cursor = object.add(size);
            object.cast::<u64>().write(shape.map as u64);
        }
        object as u64
    }

    pub fn box_float(&mut self, float: f64) -> u64 {
        float_word(float).unwrap_or_else(|| self.boxed(FLOAT_MAP, float.to_bits()))
    }

    /// Boxes an integer that may need 64 bits.
    pub fn box_integer(&mut self, value: i64) -> u64 {
        match value.checked_mul(2) {
            Some(doubled) => doubled as u64 | 1,
            None => self.boxed(WIDE_INTEGER_MAP, value as u64),
        }
    }

    fn boxed(&mut self, map: u32, bits: u64) -> u64 {
        let object = self.allocate(Shape { size: 16, map });
        // SAFETY: a new object with one word behind its header.
        unsafe { (object as *mut u64).add(1).write(bits) };
        object
    }
}

/// What a word is.
///
/// # Safety
/// A pointer points to an object.
pub unsafe fn tag(word: u64) -> Tag {
    match word & 7 {
        0 => match map_of(word) {
            FLOAT_MAP => Tag::Float,
            WIDE_INTEGER_MAP => Tag::Integer,
            _ => Tag::Pointer,
        },
        4 => Tag::Immediate,
        bits if bits & 1 == 1 => Tag::Integer,
        _ => Tag::Float,
    }
}

/// The map id of an object.
///
/// # Safety
/// `object` points to one.
pub unsafe fn map_of(object: u64) -> u32 {
    *(object as *const u32)
}

/// The float of a word.
///
/// # Safety
/// The word is a float, immediate or boxed.
pub unsafe fn float_of(word: u64) -> f64 {
    match word & 3 {
        2 => word_float(word),
        _ => *(word as *const f64).add(1),
    }
}

extern "C" fn allocate_slow(context: *mut PlainContext, size: u64, map: u64) -> u64 {
    let (size, map) = (size as u32, map as u32);
    // SAFETY: compiled code passes its context.
    unsafe { (*context).allocate(Shape { size, map }) }
}

extern "C" fn box_float_slow(context: *mut PlainContext, float: f64) -> u64 {
    // SAFETY: compiled code passes its context.
    unsafe { (*context).box_float(float) }
}

extern "C" fn remember(context: *mut PlainContext, object: u64) {
    // SAFETY: compiled code passes its context and an object.
    unsafe {
        *(object as *mut u32).add(1) &= !OLD;
        (*context).remembered.push(object);
    }
}

/// Machine code of the plain language.
pub struct PlainLowering {
    /// How many registers a frame of a code has.
    pub frame_size: fn(u64) -> u32,
}

const FLOAT_BIAS: i64 = 1 << 60;

impl PlainLowering {
    fn float_bits(e: &mut Emitter, word: Value) -> Value {
        let rotated = e.ins().rotr_imm_s(word, 3);
        let bits = e.ins().iadd_imm_s(rotated, -FLOAT_BIAS);
        e.ins().bitcast(types::F64, MemFlagsData::new(), bits)
    }

    fn has_tag(e: &mut Emitter, word: Value, mask: i64, tag: i64) -> Value {
        let bits = e.ins().band_imm_s(word, mask);
        e.ins().icmp_imm_s(IntCC::Equal, bits, tag)
    }

    /// Goes to `yes` when the word is a pointer to an object with this map.
    fn branch_on_boxed(e: &mut Emitter, word: Value, map: u32, yes: Block, no: Block) {
        let pointer = Self::has_tag(e, word, 7, 0);
        let look = e.cold_block();
        e.branch(pointer, look, no);
        e.switch_to(look);
        let found = e.load(types::I32, word, 0);
        let same = e.ins().icmp_imm_s(IntCC::Equal, found, map as i64);
        e.branch(same, yes, no);
    }

    fn barrier(e: &mut Emitter, object: Value) {
        let flags = e.load(types::I32, object, 4);
        let old = e.ins().band_imm_s(flags, OLD as i64);
        let (note, done) = (e.cold_block(), e.block());
        e.branch(old, note, done);
        e.switch_to(note);
        let context = e.context;
        e.call(remember as *const u8, &[context, object], None);
        e.jump(done, &[]);
        e.switch_to(done);
    }
}

impl Lowering for PlainLowering {
    fn context(&self) -> ContextLayout {
        ContextLayout {
            exception: offset_of!(PlainContext, exception) as i32,
            pending: offset_of!(PlainContext, pending) as i32,
            activation: offset_of!(PlainContext, activation) as i32,
            stack_limit: offset_of!(PlainContext, stack_limit) as i32,
            record_limit: offset_of!(PlainContext, record_limit) as i32,
            depth: offset_of!(PlainContext, depth) as i32,
            depth_limit: offset_of!(PlainContext, depth_limit) as i32,
        }
    }

    fn frame_size(&self, code: u64) -> u32 {
        (self.frame_size)(code)
    }

    fn is_pointer(&self, word: u64) -> bool {
        word & 7 == 0
    }

    fn branch_on_tag(&self, e: &mut Emitter, tag: Tag, word: Value, yes: Block, no: Block) {
        match tag {
            Tag::Integer => {
                let small = e.ins().band_imm_s(word, 1);
                let boxed = e.cold_block();
                e.branch(small, yes, boxed);
                e.switch_to(boxed);
                Self::branch_on_boxed(e, word, WIDE_INTEGER_MAP, yes, no);
            }
            Tag::Float => {
                let immediate = Self::has_tag(e, word, 3, 2);
                let boxed = e.cold_block();
                e.branch(immediate, yes, boxed);
                e.switch_to(boxed);
                Self::branch_on_boxed(e, word, FLOAT_MAP, yes, no);
            }
            Tag::Pointer => {
                let pointer = Self::has_tag(e, word, 7, 0);
                let look = e.block();
                e.branch(pointer, look, no);
                e.switch_to(look);
                let map = self.map(e, word);
                let object = e
                    .ins()
                    .icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, map, FIRST_MAP as i64);
                e.branch(object, yes, no);
            }
            Tag::Immediate => {
                let immediate = Self::has_tag(e, word, 7, 4);
                e.branch(immediate, yes, no);
            }
        }
    }

    fn branch_on_address(&self, e: &mut Emitter, word: Value, yes: Block, no: Block) {
        let pointer = Self::has_tag(e, word, 7, 0);
        e.branch(pointer, yes, no);
    }

    fn map(&self, e: &mut Emitter, object: Value) -> Value {
        e.load(types::I32, object, 0)
    }

    fn set_map(&self, e: &mut Emitter, object: Value, map: u32) {
        let map = e.ins().iconst(types::I32, map as i64);
        e.store(map, object, 0);
    }

    fn box_integer(&self, e: &mut Emitter, doubled: Value) -> Value {
        e.ins().bor_imm_s(doubled, 1)
    }

    fn unbox_integer(&self, e: &mut Emitter, word: Value, no: Block) -> Value {
        let small = e.ins().band_imm_s(word, 1);
        let yes = e.block();
        e.branch(small, yes, no);
        e.switch_to(yes);
        e.ins().band_imm_s(word, -2)
    }

    fn box_float(&self, e: &mut Emitter, float: Value) -> Value {
        let bits = e.ins().bitcast(types::I64, MemFlagsData::new(), float);
        let shifted = e.ins().iadd_imm_s(bits, FLOAT_BIAS);
        let word = e.ins().rotl_imm_s(shifted, 3);
        let fits = Self::has_tag(e, word, 3, 2);
        let (slow, done) = (e.cold_block(), e.block());
        let result = e.parameter(done, types::I64);
        e.ins().brif(fits, done, &[word.into()], slow, &[]);
        e.switch_to(slow);
        let context = e.context;
        let boxed = e
            .call(box_float_slow as *const u8, &[context, float], Some(types::I64))
            .expect("a result");
        e.jump(done, &[boxed]);
        e.switch_to(done);
        result
    }

    fn unbox_float(&self, e: &mut Emitter, word: Value) -> Value {
        let immediate = Self::has_tag(e, word, 3, 2);
        let (fast, boxed, done) = (e.block(), e.cold_block(), e.block());
        let result = e.parameter(done, types::F64);
        e.branch(immediate, fast, boxed);
        e.switch_to(boxed);
        let float = e.load(types::F64, word, 8);
        e.jump(done, &[float]);
        e.switch_to(fast);
        let float = Self::float_bits(e, word);
        e.jump(done, &[float]);
        e.switch_to(done);
        result
    }

    fn guard_unbox_float(&self, e: &mut Emitter, word: Value, no: Block) -> Value {
        let immediate = Self::has_tag(e, word, 3, 2);
        let (fast, other, boxed, done) = (e.block(), e.cold_block(), e.cold_block(), e.block());
        let result = e.parameter(done, types::F64);
        e.branch(immediate, fast, other);
        e.switch_to(other);
        Self::branch_on_boxed(e, word, FLOAT_MAP, boxed, no);
        e.switch_to(boxed);
        let float = e.load(types::F64, word, 8);
        e.jump(done, &[float]);
        e.switch_to(fast);
        let float = Self::float_bits(e, word);
        e.jump(done, &[float]);
        e.switch_to(done);
        result
    }

    fn allocate(&self, e: &mut Emitter, shape: Shape) -> Value {
        let object = e.load_context(types::I64, offset_of!(PlainContext, cursor) as i32);
        let limit = e.load_context(types::I64, offset_of!(PlainContext, limit) as i32);
        let size = shape.size.next_multiple_of(8);
        let end = e.ins().iadd_imm_s(object, size as i64);
        let fits = e.ins().icmp(IntCC::UnsignedLessThanOrEqual, end, limit);
        let (fast, slow, done) = (e.block(), e.cold_block(), e.block());
        let result = e.parameter(done, types::I64);
        e.branch(fits, fast, slow);
        e.switch_to(slow);
        let arguments = [e.context, e.word(size as u64), e.word(shape.map as u64)];
        let made = e
            .call(allocate_slow as *const u8, &arguments, Some(types::I64))
            .expect("a result");
        e.jump(done, &[made]);
        e.switch_to(fast);
        e.store_context(end, offset_of!(PlainContext, cursor) as i32);
        let header = e.word(shape.map as u64);
        e.store(header, object, 0);
        e.jump(done, &[object]);
        e.switch_to(done);
        result
    }

    fn field_barrier(&self, e: &mut Emitter, object: Value, _stored: Value) {
        Self::barrier(e, object);
    }

    fn item_barrier(&self, e: &mut Emitter, object: Value, _slot: Value, _stored: Value) {
        Self::barrier(e, object);
    }
}
