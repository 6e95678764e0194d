//! What a language tells the compiler about itself: tagging, allocation, barriers, frames.

use crate::machine::Machine;
use crate::snapshot::Resume;

/// What the tag of a word says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    Integer,
    Float,
    Pointer,
    /// Any other word (None, True, unbound ...).
    Immediate,
}

/// A language that traces can be made for. `Live` is its plain machine: the recorder does every operation on it.
pub trait Language: Sized + 'static {
    type Live: Machine<V = u64, I = i64, F = f64>;

    /// What a word is; boxed floats answer Float, boxed wide integers Pointer.
    fn tag(word: u64) -> Tag;
    /// The map id of an object.
    fn map_of(word: u64) -> u32;
    /// Registers of a frame of `code` that are live where it resumes, in increasing order, into `out`.
    fn live_registers(code: u64, resume: Resume, out: &mut Vec<u16>);
}
