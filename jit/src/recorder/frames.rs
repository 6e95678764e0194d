//! The frames of a recording: the root frame and the callees that are followed into.

use super::{Abort, RecordedEnd, Recorder, RedValue};
use crate::backend::Exit;
use crate::ir::{Kind, Opcode, Operand};
use crate::language::Language;
use crate::snapshot::Resume;

pub(super) struct RecordedFrame {
    pub code: u64,
    /// Register 0, in words from the root frame's register 0.
    pub base: u32,
    /// Jumps back that were followed in it.
    pub rounds: u32,
    pub flags: u32,
    /// Where it goes on when the frame above it returns.
    pub continuation: Resume,
    /// Registers that are live there.
    pub live: Vec<u16>,
    /// Operations recorded when it was pushed.
    pub start: usize,
}

impl RecordedFrame {
    pub fn new(code: u64, base: u32, flags: u32, continuation: Resume) -> RecordedFrame {
        RecordedFrame {
            code,
            base,
            rounds: 0,
            flags,
            continuation,
            live: Vec::new(),
            start: 0,
        }
    }
}

/// Which frame returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Returned {
    /// A callee: its caller goes on at the continuation, the value in the callee's register 0.
    Inlined,
    /// The root frame: the recording has ended.
    Root,
}

impl<L: Language> Recorder<L> {
    /// How many callees deep the recording is; 0 in the root frame.
    pub fn depth(&self) -> usize {
        self.frames.len() - 1
    }

    pub(super) fn innermost_frame(&self) -> &RecordedFrame {
        &self.frames[self.frames.len() - 1]
    }

    /// The live machine has pushed a frame of `code` whose register 0 is register `window` of the frame it stood in,
    /// which goes on at `continuation`. An effect of the stage.
    pub fn frame_pushed(&mut self, code: u64, window: u16, flags: u32, continuation: Resume) {
        self.effect = true;
        self.innermost_frame_mut().continuation = continuation;
        let base = self.innermost_frame().base + window as u32;
        self.add_frame(code, base, flags, L::entry(code, 0));
    }

    /// The frame that was the innermost goes on at its continuation.
    pub(super) fn add_frame(&mut self, code: u64, base: u32, flags: u32, continuation: Resume) {
        let start = self.trace.operations.len();
        let caller = self.innermost_frame_mut();
        let mut live = std::mem::take(&mut caller.live);
        L::live_registers(caller.code, caller.continuation, &mut live);
        caller.live = live;
        let mut frame = RecordedFrame::new(code, base, flags, continuation);
        frame.start = start;
        self.frames.push(frame);
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
    }

    fn innermost_frame_mut(&mut self) -> &mut RecordedFrame {
        self.frames.last_mut().expect("the root frame is there")
    }

    /// A bridge starts with the registers of its exit: input `i` of the trace is the `i`-th register of the exit's
    /// snapshot, as a tagged word. Those that are constants there are constants here.
    pub(super) fn load_exit_registers(&mut self, exit: &Exit) {
        let mut number = 0;
        for frame in &exit.snapshot.frames {
            for &(register, operand) in &frame.registers {
                let slot = frame.base + register as u32;
                let operand = if operand.as_constant().is_some() {
                    // Invariant: the frames are on the stack, which does not move.
                    let word = unsafe { *self.root_base.add(slot as usize) };
                    self.constant(Kind::Value, word)
                } else {
                    self.emit(Opcode::InputValue, &[], number, 0)
                };
                self.set_shadow(slot, operand);
                number += 1;
            }
        }
    }

    /// The innermost frame, an inlined one, jumps back: whether its loop may be unrolled once more.
    pub fn unrolls(&mut self) -> bool {
        let most = self.parameters.max_unroll;
        let frame = self.innermost_frame_mut();
        frame.rounds += 1;
        let (code, rounds) = (frame.code, frame.rounds);
        if rounds > most {
            self.abort(Abort::LoopInCallee(code));
        }
        rounds <= most
    }

    /// The innermost frame returns `v`; call it before the live machine pops the frame. For an inlined frame the
    /// value is in the callee's register 0 afterwards, where its caller's continuation finds it. For the root frame
    /// the recording ends. An effect of the stage.
    pub fn frame_returned(&mut self, v: RedValue) -> Returned {
        let operand = self.use_value(v);
        self.effect = true;
        if self.depth() == 0 {
            self.end(RecordedEnd::Finish(operand));
            return Returned::Root;
        }
        let base = self.innermost_frame().base;
        self.pop_frame();
        self.set_shadow(base, operand);
        Returned::Inlined
    }

    /// Exceptions: the live machine has dropped the frames above `depth`.
    pub fn unwind_to(&mut self, depth: usize) {
        while self.depth() > depth {
            self.pop_frame();
        }
    }

    fn pop_frame(&mut self) {
        let frame = self.frames.pop().expect("an inlined frame");
        let size = self.trace.operations.len().saturating_sub(frame.start);
        if self.largest_callee.is_none_or(|(_, largest)| size > largest) {
            self.largest_callee = Some((frame.code, size));
        }
    }

    /// The inlined callee that took the most operations.
    pub(super) fn largest_callee(&self) -> Option<u64> {
        let length = self.trace.operations.len();
        let open = self
            .frames
            .get(1)
            .map(|frame| (frame.code, length.saturating_sub(frame.start)));
        open.into_iter()
            .chain(self.largest_callee)
            .max_by_key(|&(_, size)| size)
            .map(|(code, _)| code)
    }

    /// The registers of the innermost frame hold nothing of use now.
    pub fn register_forget(&mut self, registers: std::ops::Range<u16>) {
        let base = self.innermost_frame().base;
        for register in registers {
            if let Some(shadow) = self.shadow.get_mut(base as usize + register as usize) {
                *shadow = Operand::NONE;
            }
        }
    }

    /// Register `register` of the frame at `depth`.
    pub fn get_at(&mut self, depth: usize, register: u16) -> RedValue {
        let slot = self.frames[depth].base + register as u32;
        // Invariant: the frame is on the stack, which does not move.
        let word = unsafe { *self.root_base.add(slot as usize) };
        let operand = self.load_slot(slot);
        self.red(word, operand)
    }

    /// A register of the innermost frame that the program has filled with this value, though not in this recording.
    pub fn register_holds(&mut self, register: u16, v: RedValue) {
        let operand = self.use_value(v);
        let slot = self.innermost_frame().base + register as u32;
        self.set_shadow(slot, operand);
    }

    /// Writes a register of another frame, on the live stack too. An effect of the stage.
    pub fn set_at(&mut self, depth: usize, register: u16, v: RedValue) {
        let operand = self.use_value(v);
        let slot = self.frames[depth].base + register as u32;
        // Invariant: the frame is on the stack, which does not move.
        unsafe { *self.root_base.add(slot as usize) = v.word };
        self.effect = true;
        self.set_shadow(slot, operand);
    }

    pub(super) fn shadow_at(&self, slot: u32) -> Operand {
        self.shadow.get(slot as usize).copied().unwrap_or(Operand::NONE)
    }

    pub(super) fn set_shadow(&mut self, slot: u32, operand: Operand) {
        let slot = slot as usize;
        if slot >= self.shadow.len() {
            self.shadow.resize(slot + 1, Operand::NONE);
        }
        self.shadow[slot] = operand;
    }

    /// The operand of a register; loads it at its first use.
    pub(super) fn load_slot(&mut self, slot: u32) -> Operand {
        let operand = self.shadow_at(slot);
        if operand != Operand::NONE || self.is_ended() {
            return operand;
        }
        let operand = self.emit(Opcode::LoadRegister, &[], slot as u64, 0);
        self.set_shadow(slot, operand);
        operand
    }

    /// Loads every live register of the root frame: in the rounds of a loop they need not be what memory holds.
    pub fn load_live_registers(&mut self, resume: Resume) {
        let mut live = Vec::new();
        L::live_registers(self.frames[0].code, resume, &mut live);
        for register in live {
            self.load_slot(register as u32);
        }
    }

    /// A loop of the language that cannot be followed any further.
    pub fn leave_root_frame(&mut self) {
        self.abort(Abort::LeftRootFrame);
    }
}
