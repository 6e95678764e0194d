//! The frames that programs see: records, and frames that exist in compiled code only.
//!
//! Compiled code pushes no records for the functions that it has inlined or that it calls directly, and leaves the memory of
//! registers behind; where it stands is described by the exit of the call that it is in. Such a frame is given a *stand-in* when
//! somebody looks: a record outside of the stack, its registers written to their memory. The compiled code leaves when its call
//! returns; the record that is made then takes the stand-in's frame object over.

use crate::code::CodeObject;
use crate::exec::Exec;
use crate::frame::{Frame, FrameObject};
use crate::function::FunctionObject;
use crate::language::compiler;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::{Thread, Vm};
use jit::backend::Activation;
use jit::snapshot::FrameSnapshot;

/// The record of a frame of compiled code that somebody has looked at.
pub struct StandIn {
    activation: *mut Activation,
    frame: Frame,
}

/// A frame as a walk finds it.
#[derive(Clone)]
struct Seen {
    /// The record on the stack; None for frames of compiled code but the one that it was entered with.
    record: Option<*mut Frame>,
    /// The activation that runs it, its number there, and whether frames further in are the activation's too.
    compiled: Option<(*mut Activation, usize, bool)>,
    /// Of frames of compiled code.
    snapshot: Option<FrameSnapshot>,
}

/// A walk over the frames of a thread, from the innermost outwards.
struct Walk {
    record: *mut Frame,
    last: *mut Frame,
    activation: *mut Activation,
    /// The frames of `looked_at` that were not given yet, outermost first.
    inlined: Vec<FrameSnapshot>,
    count: usize,
    looked_at: *mut Activation,
}

impl Iterator for Walk {
    type Item = Seen;

    fn next(&mut self) -> Option<Seen> {
        while self.inlined.is_empty() && !self.activation.is_null() {
            self.looked_at = self.activation;
            // Invariant: activations that are linked belong to code that is on the stack.
            unsafe {
                self.activation = (*self.looked_at).parent;
                let frames = compiler().and_then(|jit| jit.frames_of(self.looked_at));
                self.inlined = frames.unwrap_or_default();
            }
            self.count = self.inlined.len();
        }
        let record = (self.record > self.last).then_some(self.record);
        let Some(frame) = self.inlined.last() else {
            self.record = unsafe { self.record.sub(1) };
            return record.map(|record| Seen {
                record: Some(record),
                compiled: None,
                snapshot: None,
            });
        };
        let base = unsafe { (*self.looked_at).base.add(frame.base as usize) } as *mut Value;
        let place = record.map_or(std::ptr::null_mut(), |record| unsafe { (*record).base });
        if place > base {
            self.record = unsafe { self.record.sub(1) };
            return Some(Seen {
                record,
                compiled: None,
                snapshot: None,
            });
        }
        let snapshot = self.inlined.pop();
        let number = self.inlined.len();
        let record = record.filter(|_| place == base);
        if record.is_some() {
            self.record = unsafe { self.record.sub(1) };
        }
        Some(Seen {
            record,
            compiled: Some((self.looked_at, number, number + 1 < self.count)),
            snapshot,
        })
    }
}

impl Seen {
    fn code(&self) -> Option<Ref<CodeObject>> {
        match (&self.snapshot, self.record) {
            (Some(snapshot), _) => Some(crate::language::code_of(snapshot.code)),
            (None, Some(record)) => Some(unsafe { (*record).code }),
            (None, None) => None,
        }
    }

    fn base(&self) -> *mut Value {
        match (&self.snapshot, self.compiled) {
            (Some(snapshot), Some((activation, ..))) => unsafe {
                (*activation).base.add(snapshot.base as usize) as *mut Value
            },
            _ => self
                .record
                .map_or(std::ptr::null_mut(), |record| unsafe { (*record).base }),
        }
    }
}

/// The file of the built-in functions that are written in Python: programs do not see their frames.
pub const HIDDEN: &[u8] = b"<frozen>/_pyrs_builtins.py";

/// Whether programs do not see the frames of this code.
pub fn is_hidden(code: Ref<CodeObject>) -> bool {
    code.filename.of::<StrObject>().bytes() == HIDDEN
}

impl Thread {
    /// The frames that programs see.
    fn walk(&self) -> impl Iterator<Item = Seen> {
        self.walk_all().filter(|seen| !seen.code().is_some_and(is_hidden))
    }

    fn walk_all(&self) -> Walk {
        Walk {
            record: self.frame,
            last: self.frames,
            activation: self.activation as *mut Activation,
            inlined: Vec::new(),
            count: 0,
            looked_at: std::ptr::null_mut(),
        }
    }
}

impl Vm {
    /// The record (or stand-in) of the frame `depth` frames out from the running one.
    pub fn frame_at(&mut self, depth: usize) -> Option<*mut Frame> {
        let seen = self.thread.walk().nth(depth)?;
        Some(self.look_at(&seen))
    }

    /// Has compiled code leave all its frames that run, each when the call that it is in returns.
    pub fn leave_compiled_frames(&mut self) {
        if self.thread.activation.is_null() {
            return;
        }
        let frames: Vec<Seen> = self.thread.walk_all().collect();
        for seen in &frames {
            self.look_at(seen);
        }
    }

    /// The record of the frame that called this one: what `f_back` shows.
    pub fn caller_of(&mut self, frame: *mut Frame) -> Option<*mut Frame> {
        let on_stack = frame > self.thread.frames && frame <= self.thread.frame;
        if self.thread.activation.is_null() && on_stack {
            let mut caller = unsafe { frame.sub(1) };
            while caller > self.thread.frames && is_hidden(unsafe { (*caller).code }) {
                caller = unsafe { caller.sub(1) };
            }
            return (caller > self.thread.frames).then_some(caller);
        }
        let base = unsafe { (*frame).base };
        let mut walk = self.thread.walk().skip_while(|seen| seen.base() != base);
        walk.next()?;
        let caller = walk.next()?;
        Some(self.look_at(&caller))
    }

    /// As `caller_of`, for a frame that ends: a caller that only compiled code knows is not disturbed for it.
    pub fn known_caller(&mut self, frame: *mut Frame) -> Option<*mut Frame> {
        if self.thread.activation.is_null() {
            return self.caller_of(frame);
        }
        let base = unsafe { (*frame).base };
        let mut walk = self.thread.walk().skip_while(|seen| seen.base() != base);
        walk.next()?;
        let caller = walk.next()?;
        caller.record.or_else(|| self.stand_in_at(caller.base()))
    }

    /// The globals of the running function. (Compiled code is not disturbed.)
    pub fn running_function(&mut self) -> Option<Ref<FunctionObject>> {
        let seen = match self.thread.activation.is_null() {
            true => return self.frame_at(0).map(|frame| unsafe { (*frame).function() }),
            false => self.thread.walk().next()?,
        };
        if let (Some((activation, number, _)), Some(jit)) = (seen.compiled, compiler()) {
            if let Some(word) = unsafe { jit.peek_register(activation, number, 0) } {
                return Some(Ref::of(Value(word)));
            }
        }
        let frame = self.look_at(&seen);
        Some(unsafe { (*frame).function() })
    }

    /// The innermost value, of all frames, of the register that holds the exception being handled; for which `wanted` holds.
    pub fn find_handled(&mut self, wanted: impl Fn(&Vm, Value) -> bool) -> Option<Value> {
        for seen in self.thread.walk() {
            let Some(code) = seen.code() else {
                continue;
            };
            let register = code.exception_register.get();
            if register == 0 {
                continue;
            }
            let v = self.register_of(&seen, register);
            if wanted(self, v) {
                return Some(v);
            }
            if v.is_none() {
                // Cleared: what callers handle is hidden.
                return None;
            }
        }
        None
    }

    /// A register's value, wherever it is.
    fn register_of(&mut self, seen: &Seen, register: u16) -> Value {
        if let (Some((activation, number, _)), Some(jit)) = (seen.compiled, compiler()) {
            let mut live = Exec::at_frame(self);
            if let Some(word) = unsafe { jit.read_register(&mut live, activation, number, register) } {
                return Value(word);
            }
        }
        unsafe { *seen.base().add(register as usize) }
    }

    fn stand_in_at(&mut self, base: *mut Value) -> Option<*mut Frame> {
        let found = self
            .thread
            .stand_ins
            .iter_mut()
            .find(|other| other.frame.base == base)?;
        Some(&mut found.frame)
    }

    /// Makes a frame's record true: of a frame of compiled code, registers and position are brought to where the interpreter would
    /// have them.
    fn look_at(&mut self, seen: &Seen) -> *mut Frame {
        let (Some((activation, number, outer)), Some(snapshot)) = (seen.compiled, &seen.snapshot) else {
            return seen.record.expect("frames that are not compiled have records");
        };
        let base = seen.base();
        let jit = compiler().expect("compiled code runs");
        let mut live = Exec::at_frame(self);
        for &(register, _) in &snapshot.registers {
            let word = unsafe { jit.read_register(&mut live, activation, number, register) };
            if let Some(word) = word {
                unsafe { *base.add(register as usize) = Value(word) };
            }
        }
        // Even if there is nothing to read: the frame's object outlives the call.
        unsafe { jit.force_frames(&mut live, activation) };
        // Outer frames go on behind their calls, the innermost one is in the middle of its.
        let back = (outer && snapshot.resume.stage == 0) as usize;
        let pc = unsafe { (snapshot.resume.position as *const u64).sub(back) };
        if let Some(record) = seen.record {
            unsafe { (*record).pc = pc };
            return record;
        }
        self.thread.drop_old_stand_ins();
        if let Some(frame) = self.stand_in_at(base) {
            unsafe { (*frame).pc = pc };
            return frame;
        }
        let frame = Frame {
            code: crate::language::code_of(snapshot.code),
            base,
            pc,
            continuation: 0,
            result: 0,
            advance: 0,
            flags: snapshot.flags as u16,
            object: Value::UNBOUND,
        };
        self.thread.stand_ins.push(Box::new(StandIn { activation, frame }));
        let last = self.thread.stand_ins.last_mut().expect("just pushed");
        &mut last.frame
    }
}

impl Thread {
    /// Stand-ins of activations that are gone without having left: none, if all goes well.
    fn drop_old_stand_ins(&mut self) {
        let head = self.activation as *mut Activation;
        self.stand_ins.retain(|stand_in| {
            let mut at = head;
            while !at.is_null() && at != stand_in.activation {
                at = unsafe { (*at).parent };
            }
            if at.is_null() {
                if let Some(object) = stand_in.frame.object.bound() {
                    let object = Ref::<FrameObject>::of(object);
                    object.position.set(stand_in.frame.position());
                    object.live.set(std::ptr::null_mut());
                }
            }
            !at.is_null()
        });
    }

    /// A record was made for a frame of compiled code: it takes over what its stand-in has.
    pub fn replace_stand_in(&mut self, record: *mut Frame) {
        let base = unsafe { (*record).base };
        let Some(i) = self.stand_ins.iter().position(|other| other.frame.base == base) else {
            return;
        };
        let stand_in = self.stand_ins.swap_remove(i);
        if let Some(object) = stand_in.frame.object.bound() {
            unsafe { (*record).object = object };
            Ref::<FrameObject>::of(object).live.set(record);
        }
    }

    /// Roots: what stand-ins hold.
    pub fn visit_stand_ins(&self, visit: &mut dyn FnMut(u64)) {
        for stand_in in &self.stand_ins {
            visit(stand_in.frame.code.value().0);
            visit(stand_in.frame.object.0);
        }
    }

    /// The frames' records from the innermost outwards, without those that only compiled code knows.
    pub fn records(&self) -> impl Iterator<Item = (Ref<CodeObject>, *mut Frame)> + '_ {
        (0..self.frame_count()).map(|depth| unsafe {
            let record = self.frame.sub(depth);
            ((*record).code, record)
        })
    }
}
