//! What the machine code of a language looks like where the compiler cannot know: tests of tags, boxing, allocation,
//! barriers. The language writes it with an [`Emitter`].

use crate::language::Tag;
use crate::memory::Shape;
pub use cranelift_codegen::ir::{self as clif, condcodes, types, Block, InstBuilder, MemFlagsData, Type, Value};
use cranelift_frontend::FunctionBuilder;

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
/// and leave it where the code goes on; those that take blocks end the current block.
pub trait Lowering {
    fn context(&self) -> ContextLayout;
    /// Registers of a frame of `code`.
    fn frame_size(&self, code: u64) -> u32;

    /// Goes to `yes` when the word has the tag, else to `no`. `Integer` and `Float` accept boxed ones; a boxed
    /// number is not a `Pointer`.
    fn branch_on_tag(&self, e: &mut Emitter, tag: Tag, word: Value, yes: Block, no: Block);
    /// The map id (I32) of an object.
    fn map(&self, e: &mut Emitter, object: Value) -> Value;
    fn set_map(&self, e: &mut Emitter, object: Value, map: u32);

    fn box_integer(&self, e: &mut Emitter, doubled: Value) -> Value;
    /// The doubled integer of a word that is an integer; goes to `no` when it is one that the trace cannot hold (boxed).
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

    /// A new object: header set for the shape's map, the words behind it zero. Never fails.
    fn allocate(&self, e: &mut Emitter, shape: Shape) -> Value;
    /// Before or after a tagged word was stored to a fixed field of `object`. Not called when the stored word is known to be
    /// no pointer or the object is known to be new.
    fn field_barrier(&self, e: &mut Emitter, object: Value, stored: Value);
    /// The same for an item of an array; `slot` is the item's address.
    fn item_barrier(&self, e: &mut Emitter, object: Value, slot: Value, stored: Value);
}

/// Emits Cranelift IR: the function builder with what lowering needs often.
pub struct Emitter<'a, 'f> {
    pub builder: &'a mut FunctionBuilder<'f>,
    /// The context pointer.
    pub context: Value,
}

impl<'a, 'f> Emitter<'a, 'f> {
    /// A new block.
    pub fn block(&mut self) -> Block {
        self.builder.create_block()
    }

    /// Goes on emitting in `block`.
    pub fn switch_to(&mut self, block: Block) {
        self.builder.switch_to_block(block);
    }
}
