//! Snapshots: what the interpreter needs to go on where a trace leaves. A snapshot names the frames from the
//! trace's root frame inwards, the stage each resumes at, and the operand that holds each live register.

use crate::ir::Operand;
use crate::memory::Field;

/// Where a frame goes on: an instruction and a stage of it. Both are the language's own; for the
/// innermost frame the stage is about to run, for the outer ones it is the continuation that takes the result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Resume {
    pub position: u64,
    pub stage: u32,
}

/// One frame of a snapshot. `base` is the offset, in words, of its register 0 from register 0 of the trace's
/// root frame; `code` and `flags` are the language's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameSnapshot {
    pub code: u64,
    pub base: u32,
    pub flags: u32,
    pub resume: Resume,
    /// Live registers. An operand of kind Integer or Float is boxed when the frame is rebuilt. A register that
    /// still holds in memory what the trace found there is left out.
    pub registers: Vec<(u16, Operand)>,
}

/// An object that the trace never allocated: made when a snapshot that mentions it is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VirtualObject {
    /// The number of the allocation within the trace: the same object has the same number in all snapshots.
    pub origin: u32,
    pub shape: crate::memory::Shape,
    pub fields: Vec<(Field, Operand)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snapshot {
    pub frames: Vec<FrameSnapshot>,
    pub virtuals: Vec<VirtualObject>,
    /// The innermost frame does not run its stage: an exception is waiting in the context and is raised there.
    pub raising: bool,
}

impl Snapshot {
    /// Every operand: registers of the frames from the root inwards, then fields of virtual objects.
    pub fn operands(&self) -> impl Iterator<Item = Operand> + '_ {
        let registers = self.frames.iter().flat_map(|frame| frame.registers.iter().map(|r| r.1));
        let fields = self
            .virtuals
            .iter()
            .flat_map(|object| object.fields.iter().map(|f| f.1));
        registers.chain(fields)
    }

    /// As [`Snapshot::operands`], to be changed.
    pub fn operands_mut(&mut self) -> impl Iterator<Item = &mut Operand> + '_ {
        let registers = self
            .frames
            .iter_mut()
            .flat_map(|frame| frame.registers.iter_mut().map(|r| &mut r.1));
        let fields = self
            .virtuals
            .iter_mut()
            .flat_map(|object| object.fields.iter_mut().map(|f| &mut f.1));
        registers.chain(fields)
    }
}
