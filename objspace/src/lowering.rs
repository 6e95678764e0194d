//! Python's words, allocation and barriers as machine code.

use crate::code::CodeObject;
use crate::dict_entry::{find_constant, FIND_ENTRY};
use crate::exception::WAITING_EXCEPTION;
use crate::heap::{class_size, machine, size_class, MOST_PREZEROED};
use crate::kind::Kind;
use crate::object::Ref;
use crate::value::Value as Word;
use crate::vm::{Thread, Vm};
use jit::backend::lowering::{types, Block, InstBuilder, IntCC, MemFlagsData, Value};
use jit::backend::{ContextLayout, Emitter, Lowering};
use jit::language::Tag;
use jit::memory::Shape;
use jit::Helper;
use std::mem::offset_of;

pub struct PythonLowering {
    /// The heap's address, a constant of all code.
    pub heap: u64,
}

const FLOAT_BIAS: i64 = 1 << 60;

extern "C" fn box_float_slow(vm: *mut Vm, float: f64) -> u64 {
    // Compiled code passes its context, the machine.
    unsafe { (*vm).float(float).0 }
}

fn has_tag(e: &mut Emitter, word: Value, mask: i64, tag: i64) -> Value {
    let bits = e.ins().band_imm_s(word, mask);
    e.ins().icmp_imm_s(IntCC::Equal, bits, tag)
}

fn immediate_float(e: &mut Emitter, word: Value) -> Value {
    let rotated = e.ins().rotr_imm_s(word, 3);
    let bits = e.ins().iadd_imm_s(rotated, -FLOAT_BIAS);
    e.ins().bitcast(types::F64, MemFlagsData::new(), bits)
}

/// Goes to `yes` for the words of 0.0 and -0.0, which no other float encodes, and to `no` for all others.
fn branch_on_zero(e: &mut Emitter, word: Value, yes: Block, no: Block) {
    // The two words differ in bits that no other immediate shares with them.
    let positive = e.ins().icmp_imm_s(IntCC::Equal, word, Word::FLOAT_ZERO.0 as i64);
    let next = e.cold_block();
    e.branch(positive, yes, next);
    e.switch_to(next);
    let negative = e
        .ins()
        .icmp_imm_s(IntCC::Equal, word, Word::FLOAT_NEGATIVE_ZERO.0 as i64);
    e.branch(negative, yes, no);
}

impl PythonLowering {
    /// Goes to `boxed` when the word points to a boxed float, to `zero` when it is a zero, else to `no`.
    fn branch_on_odd_float(&self, e: &mut Emitter, word: Value, boxed: Block, zero: Block, no: Block) {
        let not_zero = e.cold_block();
        branch_on_zero(e, word, zero, not_zero);
        e.switch_to(not_zero);
        let pointer = has_tag(e, word, 7, 0);
        let bound = e.cold_block();
        e.branch(pointer, bound, no);
        e.switch_to(bound);
        let look = e.cold_block();
        e.branch(word, look, no);
        e.switch_to(look);
        let map = e.load(types::I32, word, 0);
        let same = e.ins().icmp_imm_s(IntCC::Equal, map, Kind::Float.map() as i64);
        e.branch(same, boxed, no);
    }

    /// The float of a zero's word.
    fn zero(e: &mut Emitter, word: Value) -> Value {
        let positive = e.ins().icmp_imm_s(IntCC::Equal, word, Word::FLOAT_ZERO.0 as i64);
        let (plus, minus) = (e.ins().f64const(0.0), e.ins().f64const(-0.0));
        e.ins().select(positive, plus, minus)
    }

    fn barrier(&self, e: &mut Emitter, object: Value, slot: Option<Value>, stored: Value) {
        let flags = e.load(types::I8, object, machine::FLAGS_OFFSET as i32);
        let old = e.ins().band_imm_s(flags, 1);
        let (note, done) = (e.cold_block(), e.block());
        e.branch(old, note, done);
        e.switch_to(note);
        // Only pointers to objects that are not old need to be noted.
        let bits = e.ins().band_imm_s(stored, 7);
        let look = e.cold_block();
        e.branch(bits, done, look);
        e.switch_to(look);
        let call = e.cold_block();
        e.branch(stored, call, done);
        e.switch_to(call);
        let heap = e.word(self.heap);
        match slot {
            None => e.call(machine::log_object as *const u8, &[heap, object], None),
            Some(slot) => e.call(array_stored as *const u8, &[heap, object, slot, stored], None),
        };
        e.jump(done, &[]);
        e.switch_to(done);
    }
}

/// The barrier of an item store that was done already.
unsafe extern "C" fn array_stored(heap: *mut crate::heap::Heap, array: *mut u8, slot: *mut u64, word: u64) {
    (*heap).array_store(array, slot, word);
}

impl Lowering for PythonLowering {
    fn context(&self) -> ContextLayout {
        let thread = offset_of!(Vm, thread);
        ContextLayout {
            exception: (thread + offset_of!(Thread, exception)) as i32,
            pending: offset_of!(Vm, pending) as i32,
            activation: (thread + offset_of!(Thread, activation)) as i32,
            stack_limit: (thread + offset_of!(Thread, native_limit)) as i32,
            record_limit: (thread + offset_of!(Thread, record_limit)) as i32,
            depth: (thread + offset_of!(Thread, depth)) as i32,
            depth_limit: (thread + offset_of!(Thread, recursion_limit)) as i32,
        }
    }

    fn frame_size(&self, code: u64) -> u32 {
        let code = Ref::<CodeObject>::of(Word(code));
        code.register_count.get() + FRAME_SLACK
    }

    fn is_pointer(&self, word: u64) -> bool {
        word & 7 == 0 && word != 0
    }

    fn branch_on_tag(&self, e: &mut Emitter, tag: Tag, word: Value, yes: Block, no: Block) {
        match tag {
            // Wide integers are boxes that the traces' fast paths refuse.
            Tag::Integer => {
                let small = e.ins().band_imm_s(word, 1);
                e.branch(small, yes, no);
            }
            Tag::Float => {
                let immediate = has_tag(e, word, 3, 2);
                let other = e.cold_block();
                e.branch(immediate, yes, other);
                e.switch_to(other);
                self.branch_on_odd_float(e, word, yes, yes, no);
            }
            Tag::Pointer => {
                let address = e.block();
                self.branch_on_address(e, word, address, no);
                e.switch_to(address);
                let map = e.load(types::I32, word, 0);
                let float = e.ins().icmp_imm_s(IntCC::Equal, map, Kind::Float.map() as i64);
                e.branch(float, no, yes);
            }
            Tag::Immediate => {
                let immediate = has_tag(e, word, 7, 4);
                let other = e.block();
                e.branch(immediate, yes, other);
                e.switch_to(other);
                e.branch(word, no, yes);
            }
        }
    }

    fn branch_on_address(&self, e: &mut Emitter, word: Value, yes: Block, no: Block) {
        let pointer = has_tag(e, word, 7, 0);
        let bound = e.block();
        e.branch(pointer, bound, no);
        e.switch_to(bound);
        e.branch(word, yes, no);
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
        let fits = has_tag(e, word, 3, 2);
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
        let (no, after) = (e.cold_block(), e.block());
        let result = e.parameter(after, types::F64);
        let float = self.guard_unbox_float(e, word, no);
        e.jump(after, &[float]);
        // The word is known to be a float: nothing comes here.
        e.switch_to(no);
        let never = e.ins().f64const(0.0);
        e.jump(after, &[never]);
        e.switch_to(after);
        result
    }

    fn guard_unbox_float(&self, e: &mut Emitter, word: Value, no: Block) -> Value {
        let immediate = has_tag(e, word, 3, 2);
        let (fast, other, boxed, zero, done) = (e.block(), e.cold_block(), e.cold_block(), e.cold_block(), e.block());
        let result = e.parameter(done, types::F64);
        e.branch(immediate, fast, other);
        e.switch_to(other);
        self.branch_on_odd_float(e, word, boxed, zero, no);
        e.switch_to(boxed);
        let float = e.load(types::F64, word, 8);
        e.jump(done, &[float]);
        e.switch_to(zero);
        let float = Self::zero(e, word);
        e.jump(done, &[float]);
        e.switch_to(fast);
        let float = immediate_float(e, word);
        e.jump(done, &[float]);
        e.switch_to(done);
        result
    }

    fn call_inline(
        &self,
        e: &mut Emitter,
        helper: &Helper,
        arguments: &[Value],
        constants: &[Option<u64>],
    ) -> Option<Value> {
        if std::ptr::eq(helper, &WAITING_EXCEPTION) {
            return Some(e.load_context(types::I64, self.context().exception));
        }
        if !std::ptr::eq(helper, &FIND_ENTRY) {
            return None;
        }
        let key = Word(constants[1]?);
        key.is_pointer()
            .then(|| find_constant(e, arguments[0], arguments[1], key))
    }

    fn allocate(&self, e: &mut Emitter, shape: Shape) -> Value {
        let class = size_class(shape.size as usize);
        let heap = e.word(self.heap);
        if class_size(class) > MOST_PREZEROED {
            let (class_word, map) = (e.word(class as u64), e.ins().iconst(types::I32, shape.map as i64));
            let arguments = [heap, class_word, map];
            let made = e.call(machine::allocate_slow as *const u8, &arguments, Some(types::I64));
            return made.expect("a result");
        }
        let object = e.load(types::I64, heap, machine::cursor_next_offset(class) as i32);
        let limit = e.load(types::I64, heap, machine::cursor_end_offset(class) as i32);
        let end = e.ins().iadd_imm_s(object, class_size(class) as i64);
        let fits = e.ins().icmp(IntCC::UnsignedLessThanOrEqual, end, limit);
        let (fast, slow, done) = (e.block(), e.cold_block(), e.block());
        let result = e.parameter(done, types::I64);
        e.branch(fits, fast, slow);
        e.switch_to(slow);
        let class_word = e.word(class as u64);
        let map = e.ins().iconst(types::I32, shape.map as i64);
        let made = e
            .call(
                machine::allocate_slow as *const u8,
                &[heap, class_word, map],
                Some(types::I64),
            )
            .expect("a result");
        e.jump(done, &[made]);
        e.switch_to(fast);
        e.store(end, heap, machine::cursor_next_offset(class) as i32);
        let header = e.word(shape.map as u64);
        e.store(header, object, 0);
        e.jump(done, &[object]);
        e.switch_to(done);
        result
    }

    fn field_barrier(&self, e: &mut Emitter, object: Value, stored: Value) {
        self.barrier(e, object, None, stored);
    }

    fn item_barrier(&self, e: &mut Emitter, object: Value, slot: Value, stored: Value) {
        self.barrier(e, object, Some(slot), stored);
    }
}

/// Words behind a frame's registers: a generator's object, and the window of instructions that call.
pub const FRAME_SLACK: u32 = 8;
