//! The flowgraph language's words and objects in machine code.

use std::mem::offset_of;

use jit::backend::lowering::{clif, condcodes::IntCC, types, Block, InstBuilder, MemFlagsData, Value};
use jit::backend::{ContextLayout, Emitter, Lowering};
use jit::language::Tag;
use jit::memory::Shape;

use super::live::Context;
use super::program::Function;
use super::words;

pub struct FlowgraphLowering;

extern "C" fn box_float(context: *mut Context, value: f64) -> u64 {
    // Invariant: compiled code passes its context.
    unsafe { (*context).float(value) }
}

extern "C" fn allocate(context: *mut Context, size: u64, map: u64) -> u64 {
    // Invariant: as above.
    unsafe {
        (*context).allocate(Shape {
            size: size as u32,
            map: map as u32,
        })
    }
}

/// Calls a native function with the context and these arguments.
fn call(e: &mut Emitter, function: *const u8, arguments: &[Value]) -> Value {
    let builder = &mut e.builder;
    let mut signature = clif::Signature::new(builder.func.signature.call_conv);
    signature.params.push(clif::AbiParam::new(types::I64));
    for &argument in arguments {
        let kind = builder.func.dfg.value_type(argument);
        signature.params.push(clif::AbiParam::new(kind));
    }
    signature.returns.push(clif::AbiParam::new(types::I64));
    let signature = builder.import_signature(signature);
    let address = builder.ins().iconst(types::I64, function as i64);
    let mut all = vec![e.context];
    all.extend_from_slice(arguments);
    let call = builder.ins().call_indirect(signature, address, &all);
    builder.inst_results(call)[0]
}

impl Lowering for FlowgraphLowering {
    fn context(&self) -> ContextLayout {
        ContextLayout {
            exception: offset_of!(Context, exception) as i32,
            pending: offset_of!(Context, pending) as i32,
            activation: offset_of!(Context, activation) as i32,
            stack_limit: offset_of!(Context, stack_limit) as i32,
            record_limit: offset_of!(Context, record_limit) as i32,
            depth: offset_of!(Context, depth) as i32,
            depth_limit: offset_of!(Context, depth_limit) as i32,
        }
    }

    fn frame_size(&self, code: u64) -> u32 {
        // Invariant: codes are functions of a program, which outlives the code compiled for it.
        unsafe { (*(code as *const Function)).registers }
    }

    fn branch_on_tag(&self, e: &mut Emitter, tag: Tag, word: Value, yes: Block, no: Block) {
        let low = |e: &mut Emitter, mask: i64, value: i64| {
            let mask = e.builder.ins().iconst(types::I64, mask);
            let bits = e.builder.ins().band(word, mask);
            e.builder.ins().icmp_imm_s(IntCC::Equal, bits, value)
        };
        match tag {
            Tag::Integer => {
                let test = low(e, 1, 1);
                e.builder.ins().brif(test, yes, &[], no, &[]);
            }
            Tag::Float => {
                let (other, pointer) = (e.block(), e.block());
                let test = low(e, 3, 2);
                e.builder.ins().brif(test, yes, &[], other, &[]);
                e.switch_to(other);
                let test = low(e, 7, 0);
                e.builder.ins().brif(test, pointer, &[], no, &[]);
                e.switch_to(pointer);
                let map = self.map(e, word);
                let test = e.builder.ins().icmp_imm_s(IntCC::Equal, map, words::FLOAT_MAP as i64);
                e.builder.ins().brif(test, yes, &[], no, &[]);
            }
            Tag::Pointer => {
                let pointer = e.block();
                let test = low(e, 7, 0);
                e.builder.ins().brif(test, pointer, &[], no, &[]);
                e.switch_to(pointer);
                let map = self.map(e, word);
                let test = e
                    .builder
                    .ins()
                    .icmp_imm_s(IntCC::NotEqual, map, words::FLOAT_MAP as i64);
                e.builder.ins().brif(test, yes, &[], no, &[]);
            }
            Tag::Immediate => {
                let test = low(e, 7, 4);
                e.builder.ins().brif(test, yes, &[], no, &[]);
            }
        }
    }

    fn map(&self, e: &mut Emitter, object: Value) -> Value {
        e.builder.ins().load(types::I32, MemFlagsData::trusted(), object, 0)
    }

    fn set_map(&self, e: &mut Emitter, object: Value, map: u32) {
        let map = e.builder.ins().iconst(types::I32, map as i64);
        e.builder.ins().store(MemFlagsData::trusted(), map, object, 0);
    }

    fn box_integer(&self, e: &mut Emitter, doubled: Value) -> Value {
        let one = e.builder.ins().iconst(types::I64, 1);
        e.builder.ins().bor(doubled, one)
    }

    fn unbox_integer(&self, e: &mut Emitter, word: Value, _no: Block) -> Value {
        let mask = e.builder.ins().iconst(types::I64, !1);
        e.builder.ins().band(word, mask)
    }

    fn box_float(&self, e: &mut Emitter, float: Value) -> Value {
        let (slow, done) = (e.block(), e.block());
        e.builder.append_block_param(done, types::I64);
        let bits = e.builder.ins().bitcast(types::I64, MemFlagsData::new(), float);
        let bias = e.builder.ins().iconst(types::I64, 1 << 60);
        let biased = e.builder.ins().iadd(bits, bias);
        let three = e.builder.ins().iconst(types::I64, 3);
        let word = e.builder.ins().rotl(biased, three);
        let tag = e.builder.ins().band(word, three);
        let test = e.builder.ins().icmp_imm_s(IntCC::Equal, tag, 2);
        e.builder.ins().brif(test, done, &[word.into()], slow, &[]);
        e.builder.set_cold_block(slow);
        e.switch_to(slow);
        let boxed = call(e, box_float as *const u8, &[float]);
        e.builder.ins().jump(done, &[boxed.into()]);
        e.switch_to(done);
        e.builder.block_params(done)[0]
    }

    fn unbox_float(&self, e: &mut Emitter, word: Value) -> Value {
        let (immediate, boxed, done) = (e.block(), e.block(), e.block());
        e.builder.append_block_param(done, types::F64);
        let three = e.builder.ins().iconst(types::I64, 3);
        let tag = e.builder.ins().band(word, three);
        e.builder.ins().brif(tag, immediate, &[], boxed, &[]);
        e.switch_to(immediate);
        let rotated = e.builder.ins().rotr(word, three);
        let bias = e.builder.ins().iconst(types::I64, 1 << 60);
        let bits = e.builder.ins().isub(rotated, bias);
        let float = e.builder.ins().bitcast(types::F64, MemFlagsData::new(), bits);
        e.builder.ins().jump(done, &[float.into()]);
        e.builder.set_cold_block(boxed);
        e.switch_to(boxed);
        let float = e.builder.ins().load(types::F64, MemFlagsData::trusted(), word, 8);
        e.builder.ins().jump(done, &[float.into()]);
        e.switch_to(done);
        e.builder.block_params(done)[0]
    }

    fn allocate(&self, e: &mut Emitter, shape: Shape) -> Value {
        let size = e.builder.ins().iconst(types::I64, shape.size as i64);
        let map = e.builder.ins().iconst(types::I64, shape.map as i64);
        call(e, allocate as *const u8, &[size, map])
    }

    // Nothing is ever freed: no barriers.
    fn field_barrier(&self, _e: &mut Emitter, _object: Value, _stored: Value) {}
    fn item_barrier(&self, _e: &mut Emitter, _object: Value, _slot: Value, _stored: Value) {}
}
