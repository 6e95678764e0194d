//! The one interface that a language's semantics are written against.
//!
//! Rules for code generic over `Machine` (the recorder checks 1 and 2 at run time):
//!  1. A bytecode is a chain of *stages*. A stage has at most one effect, last. No guard after it in the same stage.
//!  2. A stage reads frame registers and green data only; what must survive goes to scratch registers.
//!  3. Red values are opaque (`M::V`, `M::I`, `M::F`); plain Rust values are green: constants of the trace. Mutable state
//!     read as green is watched or promoted.
//!  4. A loop over a green count unrolls; a loop over a red count belongs in a helper or in the language.
//!  5. Combined predicates (`both_integers`) are methods: one test when executing, two guards when recording.
//!  6. Helpers take `(context, a, b)`, never the machine.
//!  7. Call, return, yield and resume are primitives (of the language's own extension of this trait).
//!  8. An overflow seen while recording records the inverted guard and continues in the slow path.

use crate::helper::Helper;
use crate::memory::{Array, Field, Shape};

/// The language raised: the exception object waits in the context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exception;

/// An argument of a helper.
#[derive(Clone, Copy)]
pub enum Argument<M: Machine + ?Sized> {
    Value(M::V),
    Integer(M::I),
}

/// A machine that semantics run on: the plain interpreter, or the recorder.
///
/// Methods that return `bool` or another plain Rust value decide something about red values: the interpreter
/// tests, the recorder tests and emits the guard for what it saw.
pub trait Machine {
    /// A tagged word.
    type V: Copy;
    /// A raw 64-bit integer; small integers of the language are doubled (`value << 1`).
    type I: Copy;
    type F: Copy;

    // --- constants
    fn value(&mut self, word: u64) -> Self::V;
    fn integer(&mut self, value: i64) -> Self::I;
    fn float(&mut self, value: f64) -> Self::F;

    // --- what a word is
    /// A small (tagged) integer. Boxed wide integers of the language answer false here; the slow path takes them.
    fn is_integer(&mut self, v: Self::V) -> bool;
    fn both_integers(&mut self, a: Self::V, b: Self::V) -> bool;
    /// A float, immediate or boxed: one language type, one guard.
    fn is_float(&mut self, v: Self::V) -> bool;
    fn both_floats(&mut self, a: Self::V, b: Self::V) -> bool;
    /// A heap object that is not a boxed float.
    fn is_pointer(&mut self, v: Self::V) -> bool;
    /// The map id of an object, promoted. `v` is known to be a pointer.
    fn map(&mut self, v: Self::V) -> u32;
    /// Whether the object's map is `map`, without promoting it. `v` may be any word.
    fn has_map(&mut self, v: Self::V, map: u32) -> bool;
    /// Whether the word is `constant`, bit for bit (None, True, unbound ...).
    fn is_same(&mut self, v: Self::V, constant: u64) -> bool;
    /// Whether two words are the same, bit for bit.
    fn are_same(&mut self, a: Self::V, b: Self::V) -> bool;
    /// The word as a green value (guard_value).
    fn promote(&mut self, v: Self::V) -> u64;
    fn promote_integer(&mut self, i: Self::I) -> i64;

    // --- boxing
    /// The doubled integer of a word known to be a small integer.
    fn unbox_integer(&mut self, v: Self::V) -> Self::I;
    fn box_integer(&mut self, i: Self::I) -> Self::V;
    fn unbox_float(&mut self, v: Self::V) -> Self::F;
    fn box_float(&mut self, f: Self::F) -> Self::V;
    fn word_to_integer(&mut self, v: Self::V) -> Self::I;
    fn integer_to_word(&mut self, i: Self::I) -> Self::V;

    // --- integers. Checked forms work on doubled integers; None = overflow of the 63-bit range.
    fn add_overflow(&mut self, a: Self::I, b: Self::I) -> Option<Self::I>;
    fn subtract_overflow(&mut self, a: Self::I, b: Self::I) -> Option<Self::I>;
    fn multiply_overflow(&mut self, a: Self::I, b: Self::I) -> Option<Self::I>;
    fn integer_add(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_subtract(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_multiply(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_and(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_or(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_xor(&mut self, a: Self::I, b: Self::I) -> Self::I;
    /// Counts are 0..=63.
    fn integer_shift_left(&mut self, a: Self::I, count: Self::I) -> Self::I;
    fn integer_shift_right(&mut self, a: Self::I, count: Self::I) -> Self::I;
    /// Floor division and modulo of plain integers; the divisor is neither 0 nor -1.
    fn integer_floor_divide(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_modulo(&mut self, a: Self::I, b: Self::I) -> Self::I;
    fn integer_less(&mut self, a: Self::I, b: Self::I) -> bool;
    fn integer_less_equal(&mut self, a: Self::I, b: Self::I) -> bool;
    fn integer_equal(&mut self, a: Self::I, b: Self::I) -> bool;
    /// Unsigned `a < b`: bounds checks.
    fn integer_below(&mut self, a: Self::I, b: Self::I) -> bool;
    /// `(a & mask) == value`.
    fn has_bits(&mut self, a: Self::I, mask: u32, value: u32) -> bool;

    // --- floats
    fn float_add(&mut self, a: Self::F, b: Self::F) -> Self::F;
    fn float_subtract(&mut self, a: Self::F, b: Self::F) -> Self::F;
    fn float_multiply(&mut self, a: Self::F, b: Self::F) -> Self::F;
    fn float_divide(&mut self, a: Self::F, b: Self::F) -> Self::F;
    fn float_negate(&mut self, a: Self::F) -> Self::F;
    fn float_absolute(&mut self, a: Self::F) -> Self::F;
    fn float_square_root(&mut self, a: Self::F) -> Self::F;
    fn float_floor(&mut self, a: Self::F) -> Self::F;
    fn float_less(&mut self, a: Self::F, b: Self::F) -> bool;
    fn float_less_equal(&mut self, a: Self::F, b: Self::F) -> bool;
    fn float_equal(&mut self, a: Self::F, b: Self::F) -> bool;
    /// A plain (not doubled) integer.
    fn integer_to_float(&mut self, a: Self::I) -> Self::F;
    /// Truncates; `a` lies in the range of i64.
    fn float_to_integer(&mut self, a: Self::F) -> Self::I;
    fn float_bits(&mut self, a: Self::F) -> Self::I;
    fn bits_float(&mut self, a: Self::I) -> Self::F;

    // --- memory
    fn load(&mut self, object: Self::V, field: Field) -> Self::V;
    fn load_integer(&mut self, object: Self::V, field: Field) -> Self::I;
    fn load_float(&mut self, object: Self::V, field: Field) -> Self::F;
    fn store(&mut self, object: Self::V, field: Field, v: Self::V);
    fn store_integer(&mut self, object: Self::V, field: Field, i: Self::I);
    fn store_float(&mut self, object: Self::V, field: Field, f: Self::F);
    /// Index: a plain integer within bounds.
    fn load_item(&mut self, object: Self::V, index: Self::I, array: Array) -> Self::V;
    fn load_item_integer(&mut self, object: Self::V, index: Self::I, array: Array) -> Self::I;
    fn store_item(&mut self, object: Self::V, index: Self::I, array: Array, v: Self::V);
    fn store_item_integer(&mut self, object: Self::V, index: Self::I, array: Array, i: Self::I);
    fn set_map(&mut self, object: Self::V, map: u32);
    #[allow(clippy::wrong_self_convention)]
    fn new(&mut self, shape: Shape) -> Self::V;

    // --- helpers
    fn call(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<Self::V, Exception>;
    fn call_integer(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<Self::I, Exception>;
    fn call_nothing(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<(), Exception>;
    /// A pure leaf function of floats (`sin`, `pow`).
    fn call_float(&mut self, helper: &'static Helper, arguments: &[Self::F]) -> Self::F;

    // --- registers of the running frame
    fn get(&mut self, register: u16) -> Self::V;
    fn set(&mut self, register: u16, v: Self::V);

    /// Runs a part of the semantics that is not hot: the interpreter keeps it out of its dispatch function.
    fn outline<A, R>(&mut self, part: fn(&mut Self, A) -> R, argument: A) -> R
    where
        Self: Sized;
}
