//! What the machine code of a language looks like where the compiler cannot know: tests of tags, boxing, allocation,
//! barriers. The language writes it with an [`Emitter`].

use crate::helper::Helper;
use crate::language::Tag;
use crate::memory::Shape;
pub use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
pub use cranelift_codegen::ir::{types, Block, Inst, InstBuilder, MemFlagsData, Type, Value};
use cranelift_codegen::ir::{AbiParam, BlockArg, SigRef, Signature, SourceLoc};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FuncInstBuilder, FunctionBuilder};

/// Byte offsets of words of the context that compiled code reads and writes.
#[derive(Clone, Copy, Debug)]
pub struct ContextLayout {
    /// The current exception, 0 = none.
    pub exception: i32,
    /// u32, not zero when something waits for a safe point.
    pub pending: i32,
    /// The innermost activation record.
    pub activation: i32,
    /// The lowest address that the native stack may reach.
    pub stack_limit: i32,
    /// The highest address that a new activation record may have.
    pub record_limit: i32,
    /// u32s: how many frames of the language are running, and how many may be.
    pub depth: i32,
    pub depth_limit: i32,
}

/// How a language's words, objects and allocation look in machine code. Methods emit code at the emitter's position
/// and leave it where the code goes on; those named `branch` end the current block.
pub trait Lowering {
    fn context(&self) -> ContextLayout;
    /// Registers of a frame of `code`.
    fn frame_size(&self, code: u64) -> u32;
    /// Whether a constant word is a pointer (stores of other constants need no barrier).
    fn is_pointer(&self, word: u64) -> bool;

    /// Goes to `yes` when the word has the tag, else to `no`. Agrees with [`Language::tag`](crate::Language::tag): a boxed
    /// float is a `Float` and no `Pointer`.
    fn branch_on_tag(&self, e: &mut Emitter, tag: Tag, word: Value, yes: Block, no: Block);
    /// Goes to `yes` when the word is the address of any object, a boxed number too. Used in place of the test for `Pointer`
    /// where a test of the map follows.
    fn branch_on_address(&self, e: &mut Emitter, word: Value, yes: Block, no: Block) {
        self.branch_on_tag(e, Tag::Pointer, word, yes, no);
    }
    /// The map id (I32) of an object.
    fn map(&self, e: &mut Emitter, object: Value) -> Value;
    fn set_map(&self, e: &mut Emitter, object: Value, map: u32);

    fn box_integer(&self, e: &mut Emitter, doubled: Value) -> Value;
    /// The doubled integer of a word that is an integer; goes to `no` when it is one that the trace cannot hold (boxed).
    /// Must also go to `no` for any other word: a test of the tag just before it is left out.
    fn unbox_integer(&self, e: &mut Emitter, word: Value, no: Block) -> Value;
    fn box_float(&self, e: &mut Emitter, float: Value) -> Value;
    /// The float of a word that is a float, immediate or boxed.
    fn unbox_float(&self, e: &mut Emitter, word: Value) -> Value;
    /// Tests that the word is a float and unboxes it: one test instead of two. Goes to `no` when it is not.
    fn guard_unbox_float(&self, e: &mut Emitter, word: Value, no: Block) -> Value {
        let yes = e.block();
        self.branch_on_tag(e, Tag::Float, word, yes, no);
        e.switch_to(yes);
        self.unbox_float(e, word)
    }

    /// The result of a helper for which the language has better code than its call, if it is such. `constants`: the words of the
    /// arguments that are constants.
    fn call_inline(
        &self,
        e: &mut Emitter,
        helper: &Helper,
        arguments: &[Value],
        constants: &[Option<u64>],
    ) -> Option<Value> {
        let _ = (e, helper, arguments, constants);
        None
    }

    /// A new object: header set for the shape's map, the words behind it zero. Never fails.
    fn allocate(&self, e: &mut Emitter, shape: Shape) -> Value;
    /// After a tagged word was stored to a fixed field of `object`. Not called when the stored word is known to be
    /// no pointer or the object is known to be new.
    fn field_barrier(&self, e: &mut Emitter, object: Value, stored: Value);
    /// The same for an item of an array; `slot` is the item's address.
    fn item_barrier(&self, e: &mut Emitter, object: Value, slot: Value, stored: Value);
}

/// Emits Cranelift IR: the function builder with what lowering needs often.
pub struct Emitter<'f> {
    pub builder: FunctionBuilder<'f>,
    /// The context pointer.
    pub context: Value,
    call_convention: CallConv,
    signatures: Vec<(Vec<Type>, Option<Type>, SigRef)>,
}

/// Memory accesses of compiled code never trap and are aligned.
pub fn trusted() -> MemFlagsData {
    MemFlagsData::trusted()
}

/// What marks the instructions at the beginning of a loop, so that they are found in the machine code.
pub(super) fn loop_mark() -> SourceLoc {
    SourceLoc::new(1)
}

impl<'f> Emitter<'f> {
    /// An emitter that stands nowhere; `context` is to be set in the entry block.
    pub(super) fn new(builder: FunctionBuilder<'f>, call_convention: CallConv) -> Emitter<'f> {
        Emitter {
            builder,
            context: Value::from_u32(0),
            call_convention,
            signatures: Vec::new(),
        }
    }

    pub fn ins(&mut self) -> FuncInstBuilder<'_, 'f> {
        self.builder.ins()
    }

    pub fn block(&mut self) -> Block {
        self.builder.create_block()
    }

    /// A new block that is placed behind the others.
    pub fn cold_block(&mut self) -> Block {
        let block = self.builder.create_block();
        self.builder.set_cold_block(block);
        block
    }

    /// Marks what is emitted from here on as the beginning of a loop, or no longer.
    pub(super) fn mark_loop(&mut self, begins: bool) {
        let mark = if begins { loop_mark() } else { SourceLoc::default() };
        self.builder.set_srcloc(mark);
    }

    /// Adds a parameter to a block.
    pub fn parameter(&mut self, block: Block, ty: Type) -> Value {
        self.builder.append_block_param(block, ty)
    }

    /// Goes on emitting in `block`.
    pub fn switch_to(&mut self, block: Block) {
        self.builder.switch_to_block(block);
    }

    pub fn jump(&mut self, to: Block, arguments: &[Value]) {
        let arguments: Vec<BlockArg> = arguments.iter().map(|&value| value.into()).collect();
        self.ins().jump(to, &arguments);
    }

    /// Goes to `yes` when `condition` is not zero, else to `no`.
    pub fn branch(&mut self, condition: Value, yes: Block, no: Block) {
        self.ins().brif(condition, yes, &[], no, &[]);
    }

    /// A 64-bit constant.
    pub fn word(&mut self, word: u64) -> Value {
        self.ins().iconst(types::I64, word as i64)
    }

    pub fn load(&mut self, ty: Type, address: Value, offset: i32) -> Value {
        self.ins().load(ty, trusted(), address, offset)
    }

    pub fn store(&mut self, value: Value, address: Value, offset: i32) {
        self.ins().store(trusted(), value, address, offset);
    }

    /// Loads from the context.
    pub fn load_context(&mut self, ty: Type, offset: i32) -> Value {
        let context = self.context;
        self.load(ty, context, offset)
    }

    pub fn store_context(&mut self, value: Value, offset: i32) {
        let context = self.context;
        self.store(value, context, offset);
    }

    /// Calls a native function. All its parameters are given, the context too if it takes it.
    pub fn call(&mut self, address: *const u8, arguments: &[Value], result: Option<Type>) -> Option<Value> {
        let target = self.word(address as usize as u64);
        self.call_indirect(target, arguments, result)
    }

    /// Calls the native function at a computed address.
    pub fn call_indirect(&mut self, target: Value, arguments: &[Value], result: Option<Type>) -> Option<Value> {
        let parameters: Vec<Type> = arguments
            .iter()
            .map(|&value| self.builder.func.dfg.value_type(value))
            .collect();
        let signature = self.signature(parameters, result);
        let call = self.ins().call_indirect(signature, target, arguments);
        result.map(|_| self.builder.inst_results(call)[0])
    }

    fn signature(&mut self, parameters: Vec<Type>, result: Option<Type>) -> SigRef {
        if let Some(known) = self.signatures.iter().find(|s| s.0 == parameters && s.1 == result) {
            return known.2;
        }
        let mut signature = Signature::new(self.call_convention);
        signature.params.extend(parameters.iter().map(|&ty| AbiParam::new(ty)));
        signature.returns.extend(result.map(AbiParam::new));
        let reference = self.builder.import_signature(signature);
        self.signatures.push((parameters, result, reference));
        reference
    }
}
