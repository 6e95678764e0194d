//! Traces built by hand, and a plain machine to run their code on.

use jit::backend::activation::{self, read, Activation, ActivationStack};
use jit::backend::plain::{PlainContext, PlainLowering};
use jit::backend::{Backend, BackendOptions, Branch, Code, Exit, Linkage, Outcome, Unit};
use jit::helper::Helper;
use jit::ir::{Constant, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use jit::snapshot::{FrameSnapshot, Resume, Snapshot, VirtualObject};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Builds a trace operation by operation.
#[derive(Default)]
pub struct Builder {
    pub trace: Trace,
}

impl Builder {
    pub fn new() -> Builder {
        Builder::default()
    }

    pub fn constant(&mut self, kind: Kind, bits: u64) -> Operand {
        self.trace.constants.push(Constant { kind, bits });
        Operand::constant(self.trace.constants.len() - 1)
    }

    pub fn integer(&mut self, value: i64) -> Operand {
        self.constant(Kind::Integer, value as u64)
    }

    pub fn float(&mut self, value: f64) -> Operand {
        self.constant(Kind::Float, value.to_bits())
    }

    pub fn word(&mut self, word: u64) -> Operand {
        self.constant(Kind::Value, word)
    }

    /// A snapshot of the root frame with these registers.
    pub fn snapshot(&mut self, registers: &[(u16, Operand)]) -> SnapshotIndex {
        self.add_snapshot(Snapshot {
            frames: vec![frame(0, registers)],
            ..Snapshot::default()
        })
    }

    pub fn add_snapshot(&mut self, snapshot: Snapshot) -> SnapshotIndex {
        self.trace.snapshots.push(snapshot);
        self.trace.snapshots.len() as u32 - 1
    }

    pub fn full(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, snapshot: SnapshotIndex) -> Operand {
        self.trace.operations.push(Operation {
            opcode,
            arguments: arguments.to_vec(),
            immediate,
            second_immediate: 0,
            snapshot,
        });
        Operand::operation(self.trace.operations.len() - 1)
    }

    pub fn op(&mut self, opcode: Opcode, arguments: &[Operand]) -> Operand {
        self.full(opcode, arguments, 0, NO_SNAPSHOT)
    }

    pub fn with(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64) -> Operand {
        self.full(opcode, arguments, immediate, NO_SNAPSHOT)
    }

    pub fn guard(&mut self, opcode: Opcode, arguments: &[Operand], snapshot: SnapshotIndex) -> Operand {
        self.full(opcode, arguments, 0, snapshot)
    }

    /// A register of the root frame.
    pub fn load(&mut self, register: u64) -> Operand {
        self.with(Opcode::LoadRegister, &[], register)
    }

    /// A register that holds an integer, unboxed.
    pub fn load_integer(&mut self, register: u64, snapshot: SnapshotIndex) -> Operand {
        let word = self.load(register);
        self.guard(Opcode::GuardInteger, &[word], snapshot);
        self.guard(Opcode::UnboxInteger, &[word], snapshot)
    }

    /// A call of a helper; the opcode follows from its result.
    pub fn call(&mut self, helper: &'static Helper, arguments: &[Operand], snapshot: SnapshotIndex) -> Operand {
        let opcode = match helper.result {
            Kind::Value => Opcode::CallValue,
            Kind::Integer => Opcode::CallInteger,
            Kind::Float => Opcode::CallFloat,
            Kind::Nothing => Opcode::CallNothing,
        };
        self.trace.helpers.push(helper);
        self.full(opcode, arguments, self.trace.helpers.len() as u64 - 1, snapshot)
    }

    /// A label with its phis, of the kinds of their initial values.
    pub fn label(&mut self, number: u64, initial: &[(Kind, Operand)]) -> Vec<Operand> {
        let values: Vec<Operand> = initial.iter().map(|i| i.1).collect();
        self.with(Opcode::Label, &values, number);
        initial
            .iter()
            .map(|&(kind, _)| match kind {
                Kind::Value => self.op(Opcode::PhiValue, &[]),
                Kind::Integer => self.op(Opcode::PhiInteger, &[]),
                Kind::Float => self.op(Opcode::PhiFloat, &[]),
                Kind::Nothing => unreachable!(),
            })
            .collect()
    }

    pub fn finish(mut self, word: Operand) -> Trace {
        self.op(Opcode::Finish, &[word]);
        self.trace
    }
}

pub fn frame(base: u32, registers: &[(u16, Operand)]) -> FrameSnapshot {
    FrameSnapshot {
        code: 0,
        base,
        flags: 0,
        resume: Resume::default(),
        registers: registers.to_vec(),
    }
}

/// Registers of a frame of the test language.
pub const FRAME_SIZE: u32 = 16;

/// A thread of the plain language with a register stack, and the cells that link code.
pub struct Machine {
    pub backend: Backend,
    pub context: Box<PlainContext>,
    pub records: ActivationStack,
    pub registers: Vec<u64>,
    pub links: Links,
    /// The first exit number of the next unit.
    pub next_exit: u32,
}

pub struct Links {
    pub functions: BTreeMap<u64, Box<AtomicU64>>,
    pub trees: BTreeMap<u32, Box<AtomicU64>>,
    pub finish_call: *const u8,
}

impl Linkage for Links {
    fn function_entry(&self, code: u64, _: u32) -> *const AtomicU64 {
        &*self.functions[&code]
    }
    fn tree_entry(&self, tree: u32) -> *const AtomicU64 {
        &*self.trees[&tree]
    }
    fn finish_call(&self) -> *const u8 {
        self.finish_call
    }
}

/// What a frame's register holds after an exit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Held {
    Word(u64),
    Integer(i64),
    Float(f64),
    Virtual(usize),
}

impl Machine {
    pub fn new() -> Machine {
        Machine::with(BackendOptions::default())
    }

    pub fn with(options: BackendOptions) -> Machine {
        let lowering = PlainLowering {
            frame_size: |_| FRAME_SIZE,
        };
        let records = ActivationStack::new().expect("address space");
        let mut context = PlainContext::new();
        context.record_limit = records.limit();
        Machine {
            backend: Backend::new(Box::new(lowering), options).expect("executable memory"),
            context,
            records,
            registers: vec![0; 4096],
            links: Links {
                functions: BTreeMap::new(),
                trees: BTreeMap::new(),
                finish_call: std::ptr::null(),
            },
            next_exit: 0,
        }
    }

    /// Compiles the root trace of a tree.
    pub fn compile(&mut self, tree: u32, trace: &Trace) -> Code {
        self.compile_unit(tree, trace, None, Vec::new(), None)
    }

    pub fn compile_bridge(&mut self, tree: u32, trace: &Trace, from: &Exit) -> Code {
        self.compile_unit(tree, trace, Some(from), Vec::new(), None)
    }

    pub fn compile_whole(&mut self, tree: u32, trace: &Trace, branches: Vec<Branch>) -> Code {
        self.compile_unit(tree, trace, None, branches, None)
    }

    pub fn compile_unit(
        &mut self,
        tree: u32,
        trace: &Trace,
        from: Option<&Exit>,
        branches: Vec<Branch>,
        entry: Option<Snapshot>,
    ) -> Code {
        let unit = Unit {
            tree,
            trace,
            from,
            branches,
            first_exit: self.next_exit,
            frame_size: FRAME_SIZE,
            entry,
            countdown: None,
            linkage: &self.links,
        };
        let code = self.backend.compile(&unit).expect("compiles");
        self.next_exit += code.exits.len() as u32;
        code
    }

    /// Runs code on the first registers.
    pub fn run(&mut self, code: &Code) -> Outcome {
        let link: *mut *mut Activation = &mut self.context.activation;
        let base = self.registers.as_mut_ptr();
        unsafe {
            let record = self.records.next(*link).expect("room for a record");
            activation::enter(code.entry, self.context.pointer(), link, base, record)
        }
    }

    /// The record that was left through an exit.
    pub fn record(&self) -> *mut Activation {
        self.context.activation
    }

    /// The registers of the innermost frame of the exit that was just taken; unlinks the record.
    pub fn leave(&mut self, code: &Code, outcome: Outcome) -> BTreeMap<u16, Held> {
        let exit = exit_of(code, outcome);
        let record = self.record();
        let frame = exit.snapshot.frames.last().expect("a frame");
        let held = |operand: Operand| match operand.as_virtual() {
            Some(index) => Held::Virtual(index),
            None => match unsafe { read(record, exit, operand) } {
                (Kind::Integer, bits) => Held::Integer(bits as i64),
                (Kind::Float, bits) => Held::Float(f64::from_bits(bits)),
                (_, bits) => Held::Word(bits),
            },
        };
        let registers = frame.registers.iter().map(|&(r, operand)| (r, held(operand))).collect();
        unsafe { activation::unlink(&mut self.context.activation) };
        registers
    }

    pub fn add_tree(&mut self, tree: u32) {
        self.links.trees.insert(tree, Box::default());
    }

    pub fn set_tree(&mut self, tree: u32, code: Option<&Code>) {
        let address = code.map_or(0, |code| code.entry as usize as u64);
        self.links.trees[&tree].store(address, Ordering::Release);
    }
}

/// The table entry of an exit that code (or a bridge with the same exit numbers) was left through.
pub fn exit_of(code: &Code, outcome: Outcome) -> &Exit {
    let (Outcome::Exit(number) | Outcome::Leave(number)) = outcome else {
        panic!("not an exit: {outcome:?}");
    };
    &code.exits[(number - code.first_exit) as usize]
}

/// A virtual object of shape (map, size in bytes) with fields.
pub fn virtual_object(origin: u32, (map, size): (u32, u32), fields: &[(jit::Field, Operand)]) -> VirtualObject {
    VirtualObject {
        origin,
        shape: jit::memory::Shape { size, map },
        fields: fields.to_vec(),
    }
}
