//! Calls: of helpers, and of functions that have traces of their own.

use super::{Abort, Purpose, Recorder, RedValue};
use crate::helper::Helper;
use crate::ir::{Kind, Opcode, Operand, Operation, NO_SNAPSHOT};
use crate::language::Language;
use crate::machine::{Argument, Exception};
use crate::snapshot::Resume;

/// What to do with a call of a function of the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallDecision {
    /// Push its frame and go on recording in it.
    Inline,
    /// Call its own trace: [`Recorder::call_trace`].
    Trace,
}

impl<L: Language> Recorder<L> {
    /// Whether to follow a call of `code`. `has_loop`: it contains a loop header.
    pub fn decide_call(&self, code: u64, has_loop: bool) -> CallDecision {
        if self.purpose == Purpose::Specialization {
            return CallDecision::Inline;
        }
        let recursive = self.is_recursion(code);
        let deep = self.depth() >= self.parameters.max_inline_depth as usize;
        if has_loop || recursive || deep || !L::jit().is_inlinable(code) {
            CallDecision::Trace
        } else {
            CallDecision::Inline
        }
    }

    /// Whether calls of `code` have been followed into each other as often as they may be: by itself a few times, by way of others
    /// not at all.
    pub fn is_recursion(&self, code: u64) -> bool {
        let own = self.frames.iter().rev().take_while(|frame| frame.code == code).count();
        let all = self.frames.iter().filter(|frame| frame.code == code).count();
        all > own || own > self.parameters.max_recursion as usize
    }

    /// Whether frames of `code` may be followed into at all (also those that no call makes: a generator's).
    pub fn may_follow(&self, code: u64) -> bool {
        self.purpose == Purpose::Specialization || L::jit().is_inlinable(code)
    }

    /// Where the result of this stage's call goes when it does not raise: into `register` (none: it is dropped), and `next`
    /// runs. Announced before the call: should it raise while it is recorded, the trace follows the handler and leaves
    /// there when the call succeeds. Without it, such a trace ends before the call.
    pub fn call_outcome(&mut self, register: Option<u16>, next: Resume) {
        self.outcome = Some((register, next));
    }

    /// Calls an entry of `code`, whose frame's register 0 is register `window` of the innermost frame, as a trace of its own; its
    /// arguments are in their registers. The live call runs in a nested interpreter. An effect of the stage.
    pub fn call_trace(&mut self, code: u64, entry: u32, window: u16) -> Result<RedValue, Exception> {
        let slot = self.innermost_frame().base + window as u32;
        let mut live = Vec::new();
        L::arguments(code, entry, &mut live);
        for register in live {
            let slot = slot + register as u32;
            let operand = self.load_slot(slot);
            self.emit(Opcode::StoreRegister, &[operand], slot as u64, 0);
        }
        if self.effect && !self.is_ended() {
            self.broken_rule("a second effect in one stage");
        }
        self.stress_call(&[]);
        let snapshot = self.snapshot_here();
        let operand = self.push(
            Opcode::CallTrace,
            &[],
            code,
            Operation::call_place(slot, entry),
            snapshot,
        );
        // Invariant: the window lies on the live stack, above the innermost frame's registers in use.
        let base = unsafe { self.root_base.add(slot as usize) };
        let context = L::publish(&mut self.live);
        let mut word = 0;
        if L::may_call(context, code, base) {
            let mut callee = L::enter_frame(context, code, base);
            L::begin_call(&mut callee, entry);
            word = L::run(&mut callee);
        }
        self.effect();
        self.check_validity = true;
        let result = if word == 0 { Err(Exception) } else { Ok(()) };
        self.guard_outcome(operand, result);
        result.map(|()| self.red(word, operand))
    }

    pub(super) fn split_arguments(&mut self, arguments: &[Argument<Self>]) -> (Vec<Operand>, Vec<Argument<L::Live>>) {
        arguments
            .iter()
            .map(|argument| match *argument {
                Argument::Value(v) => (self.use_value(v), Argument::Value(v.word)),
                Argument::Integer(i) => (self.use_integer(i), Argument::Integer(i.value)),
            })
            .unzip()
    }

    /// Writes down a helper call that was just done, and the guard for how it ended. `bits`: the result.
    pub(super) fn record_call(
        &mut self,
        opcode: Opcode,
        helper: &'static Helper,
        arguments: &[Operand],
        result: Result<(), Exception>,
        bits: Option<u64>,
    ) -> Operand {
        let constant = arguments.iter().all(|argument| argument.as_constant().is_some());
        if let Some(bits) = bits.filter(|_| constant && helper.effects.is_pure()) {
            return self.constant(opcode.result(), bits);
        }
        let runs_language = helper.effects.runs_language();
        let droppable = helper.effects.is_droppable() || helper.effects.is_pure();
        if self.effect && !droppable && !self.is_ended() {
            self.broken_rule("a second effect in one stage");
        }
        if runs_language {
            let kinds = arguments.iter().zip(helper.parameters);
            let values: Vec<Operand> = kinds
                .filter(|pair| *pair.1 == Kind::Value)
                .map(|pair| *pair.0)
                .collect();
            self.stress_call(&values);
        }
        let helper_number = self.helper_number(helper);
        // The frames as they are during the call.
        let snapshot = if runs_language {
            self.snapshot_here()
        } else {
            NO_SNAPSHOT
        };
        let operand = self.push(opcode, arguments, helper_number, 0, snapshot);
        if helper.effects.raises() {
            self.guard_outcome(operand, result);
        }
        if !droppable && helper.effects.writes_anything() {
            self.effect();
        }
        if runs_language {
            self.check_validity = true;
        }
        operand
    }

    fn guard_outcome(&mut self, operand: Operand, result: Result<(), Exception>) {
        if result.is_ok() {
            let snapshot = self.raising_snapshot();
            self.push(Opcode::GuardNoException, &[operand], 0, 0, snapshot);
        } else if let Some((register, next)) = self.outcome.or_else(|| {
            let code = self.innermost_frame().code;
            L::call_outcome(code, self.resume)
        }) {
            let snapshot = self.make_snapshot(next, false, register.map(|register| (register, operand)));
            self.push(Opcode::GuardException, &[operand], 0, 0, snapshot);
        } else {
            self.leave();
        }
    }

    /// Testing: a call that reads the frames, or makes everything invalid, before the call that is recorded next. It is given the values
    /// that the call is given, so that what the call makes real is real already: whoever reads the frames during the call finds these objects.
    fn stress_call(&mut self, values: &[Operand]) {
        let stress = L::jit().stress();
        if (!stress.frames && stress.invalidate == 0) || self.purpose == Purpose::Specialization {
            return;
        }
        let number = self.helper_number(L::jit().stress_helper(values.len()));
        let snapshot = self.snapshot_here();
        self.push(Opcode::CallNothing, values, number, 0, snapshot);
    }

    fn helper_number(&mut self, helper: &'static Helper) -> u64 {
        let helpers = &mut self.trace.helpers;
        *self
            .helper_index
            .entry(helper as *const Helper as *const u8)
            .or_insert_with(|| {
                helpers.push(helper);
                (helpers.len() - 1) as u64
            })
    }

    /// Gives up: the language met something it has no recording for.
    pub fn unsupported(&mut self, reason: &'static str) {
        self.abort(Abort::Language(reason));
    }

    /// A word as a constant operand.
    pub fn constant_value(&mut self, word: u64) -> Operand {
        self.constant(Kind::Value, word)
    }
}
