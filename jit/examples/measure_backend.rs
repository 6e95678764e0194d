//! What machine code costs: microseconds to compile an operation, bytes a trace, nanoseconds an exit. Times are those of
//! the processor.
//!
//! `cargo run --release -p jit --example measure_backend` (with `compile`: the first part only)

use jit::backend::activation::{self, enter, Activation, ActivationStack, Outcome};
use jit::backend::plain::{integer_word, PlainContext, PlainLowering};
use jit::backend::{Backend, BackendOptions, Branch, Code, Exit, Linkage, Unit};
use jit::ir::{Constant, Kind, Opcode, Operand, Operation, Trace, NO_SNAPSHOT};
use jit::memory::{Content, Field, Region, Shape};
use jit::snapshot::{FrameSnapshot, Resume, Snapshot};
use std::sync::atomic::{AtomicU64, Ordering};
use Opcode::*;

struct Cells {
    tree: AtomicU64,
    function: AtomicU64,
}

impl Linkage for Cells {
    fn function_entry(&self, _code: u64, _: u32) -> *const AtomicU64 {
        &self.function
    }
    fn tree_entry(&self, _tree: u32) -> *const AtomicU64 {
        &self.tree
    }
    fn finish_call(&self) -> *const u8 {
        finish_call as *const u8
    }
}

/// The base case of the recursive function: its argument.
extern "C" fn finish_call(_: *mut u8, _result: u64, base: *mut u64, record: *mut Activation) -> u64 {
    // SAFETY: called by compiled code with its frame and record.
    unsafe {
        debug_assert!(!(*record).parent.is_null());
        *base
    }
}

#[derive(Default)]
struct Builder {
    trace: Trace,
}

impl Builder {
    fn op(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, snapshot: u32) -> Operand {
        self.trace.operations.push(Operation {
            opcode,
            arguments: arguments.to_vec(),
            immediate,
            second_immediate: 0,
            snapshot,
        });
        Operand::operation(self.trace.operations.len() - 1)
    }

    fn pure(&mut self, opcode: Opcode, arguments: &[Operand]) -> Operand {
        self.op(opcode, arguments, 0, NO_SNAPSHOT)
    }

    fn integer(&mut self, value: i64) -> Operand {
        let bits = value as u64;
        self.trace.constants.push(Constant {
            kind: Kind::Integer,
            bits,
        });
        Operand::constant(self.trace.constants.len() - 1)
    }

    fn snapshot(&mut self, registers: &[Operand]) -> u32 {
        self.trace.snapshots.push(Snapshot {
            frames: vec![frame(registers)],
            ..Snapshot::default()
        });
        self.trace.snapshots.len() as u32 - 1
    }

    fn load_integer(&mut self, register: u64, snapshot: u32) -> Operand {
        let word = self.op(LoadRegister, &[], register, NO_SNAPSHOT);
        self.op(GuardInteger, &[word], 0, snapshot);
        self.op(UnboxInteger, &[word], 0, snapshot)
    }
}

fn frame(registers: &[Operand]) -> FrameSnapshot {
    FrameSnapshot {
        code: 0,
        base: 0,
        flags: 0,
        resume: Resume::default(),
        registers: registers.iter().enumerate().map(|(r, &o)| (r as u16, o)).collect(),
    }
}

/// A loop over `rounds` copies of a body of integer arithmetic, attribute access on an object, a float of it, and guards:
/// about sixteen operations with seven guards and six live registers each.
fn program(rounds: usize) -> Trace {
    let number = Field::new(16, Content::Value, Region::Instance);
    let float = Field::new(24, Content::Value, Region::Instance);
    let mut b = Builder::default();
    let entry = b.snapshot(&[]);
    let counter = b.load_integer(0, entry);
    let total = b.load_integer(1, entry);
    let object = b.op(LoadRegister, &[], 2, NO_SNAPSHOT);
    b.op(GuardPointer, &[object], 0, entry);
    b.op(Label, &[counter, total], 0, NO_SNAPSHOT);
    let mut counter = b.pure(PhiInteger, &[]);
    let mut total = b.pure(PhiInteger, &[]);
    let (one, mask) = (b.integer(2), b.integer(510));
    let limit = b.integer(1 << 40);
    for _ in 0..rounds {
        let start = b.snapshot(&[counter, total, object]);
        let less = b.pure(IntegerLess, &[counter, limit]);
        b.op(GuardTrue, &[less], 0, start);
        let next = b.op(AddOverflow, &[counter, one], 0, start);
        let second = b.snapshot(&[next, total, object, counter]);
        b.op(GuardMap, &[object], 9, second);
        let word = b.op(GetFieldValue, &[object], number.pack(), NO_SNAPSHOT);
        b.op(GuardInteger, &[word], 0, second);
        let value = b.op(UnboxInteger, &[word], 0, second);
        let low = b.pure(IntegerAnd, &[value, mask]);
        let third = b.snapshot(&[next, total, object, counter, value, low]);
        let sum = b.op(AddOverflow, &[total, low], 0, third);
        let word = b.op(GetFieldValue, &[object], float.pack(), NO_SNAPSHOT);
        b.op(GuardFloat, &[word], 0, third);
        let x = b.pure(UnboxFloat, &[word]);
        let y = b.pure(FloatAdd, &[x, x]);
        let last = b.snapshot(&[next, sum, object, counter, value, y]);
        let small = b.pure(FloatLess, &[y, x]);
        b.op(GuardFalse, &[small], 0, last);
        let boxed = b.pure(BoxInteger, &[sum]);
        b.op(SetField, &[object, boxed], number.pack(), NO_SNAPSHOT);
        (counter, total) = (next, sum);
    }
    b.op(Jump, &[counter, total], 0, NO_SNAPSHOT);
    b.trace
}

/// `while i < limit: i += 1 or 2` by the parity of i: leaves at odd ones.
fn alternating(limit: i64) -> Trace {
    let mut b = Builder::default();
    let entry = b.snapshot(&[]);
    let i = b.load_integer(0, entry);
    let total = b.load_integer(1, entry);
    b.op(Label, &[i, total], 0, NO_SNAPSHOT);
    let i = b.pure(PhiInteger, &[]);
    let total = b.pure(PhiInteger, &[]);
    let end = b.snapshot(&[i, total]);
    let (limit, two) = (b.integer(limit * 2), b.integer(2));
    let less = b.pure(IntegerLess, &[i, limit]);
    b.op(GuardTrue, &[less], 0, end);
    let parity = b.pure(IntegerAnd, &[i, two]);
    let odd = b.snapshot(&[i, total]);
    b.op(GuardFalse, &[parity], 0, odd);
    let sum = b.op(AddOverflow, &[total, i], 0, odd);
    let after = b.snapshot(&[i, sum]);
    let next = b.op(AddOverflow, &[i, two], 0, after);
    b.op(Jump, &[next, sum], 0, NO_SNAPSHOT);
    b.trace
}

fn odd_bridge() -> Trace {
    let mut b = Builder::default();
    let i = b.op(InputInteger, &[], 0, NO_SNAPSHOT);
    let total = b.op(InputInteger, &[], 1, NO_SNAPSHOT);
    let two = b.integer(2);
    let here = b.snapshot(&[i, total]);
    let less = b.op(SubtractOverflow, &[total, two], 0, here);
    let next = b.op(AddOverflow, &[i, two], 0, here);
    let back = b.snapshot(&[next, less]);
    b.op(JumpLabel, &[next, less], 0, back);
    b.trace
}

/// `fib(n)` with both calls through the entry cell; the base case is an exit, or a bridge.
fn fibonacci() -> Trace {
    let mut b = Builder::default();
    let entry = b.snapshot(&[]);
    let n = b.load_integer(0, entry);
    let four = b.integer(4);
    let less = b.pure(IntegerLess, &[n, four]);
    let base_case = b.snapshot(&[n]);
    b.op(GuardFalse, &[less], 0, base_case);
    let mut registers = vec![n];
    for amount in [2, 4] {
        let amount = b.integer(amount);
        let argument = b.pure(IntegerSubtract, &[n, amount]);
        let argument = b.pure(BoxInteger, &[argument]);
        b.op(StoreRegister, &[argument], 4, NO_SNAPSHOT);
        let during = b.snapshot(&registers);
        let result = b.op(CallTrace, &[], 0, during);
        b.trace.operations.last_mut().expect("the call").second_immediate = 4;
        b.op(GuardNoException, &[result], 0, during);
        let after = b.snapshot(&[&registers[..], &[result]].concat());
        b.op(GuardNotInvalidated, &[], 0, after);
        b.op(GuardInteger, &[result], 0, after);
        registers.push(b.op(UnboxInteger, &[result], 0, after));
    }
    let end = b.snapshot(&registers);
    let sum = b.op(AddOverflow, &[registers[1], registers[2]], 0, end);
    let sum = b.pure(BoxInteger, &[sum]);
    b.op(Finish, &[sum], 0, NO_SNAPSHOT);
    b.trace
}

fn fibonacci_base() -> Trace {
    let mut b = Builder::default();
    let n = b.op(InputInteger, &[], 0, NO_SNAPSHOT);
    let word = b.pure(BoxInteger, &[n]);
    b.op(Finish, &[word], 0, NO_SNAPSHOT);
    b.trace
}

/// Time that this thread was running: other programs do not count.
struct Clock(f64);

impl Clock {
    fn start() -> Clock {
        Clock(Clock::now())
    }

    fn seconds(&self) -> f64 {
        Clock::now() - self.0
    }

    fn now() -> f64 {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the clock exists and `time` may be written.
        unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
        time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
    }
}

struct Machine {
    backend: Backend,
    context: Box<PlainContext>,
    records: ActivationStack,
    registers: Vec<u64>,
    cells: Box<Cells>,
    next_exit: u32,
}

impl Machine {
    fn compile(&mut self, trace: &Trace, from: Option<&Exit>, branches: Vec<Branch>, entry: Option<Snapshot>) -> Code {
        let unit = Unit {
            tree: 1,
            trace,
            from,
            branches,
            first_exit: self.next_exit,
            frame_size: 4,
            entry,
            countdown: None,
            linkage: &*self.cells,
        };
        let code = self.backend.compile(&unit).expect("compiles");
        self.next_exit += code.exits.len() as u32;
        code
    }

    fn run(&mut self, code: &Code) -> Outcome {
        let link: *mut *mut Activation = &mut self.context.activation;
        // SAFETY: the code was compiled for this machine; exits are not read, so the record is unlinked at once.
        unsafe {
            let record = self.records.next(*link).expect("room");
            let base = self.registers.as_mut_ptr();
            let outcome = enter(code.entry, self.context.pointer(), link, base, record);
            if !matches!(outcome, Outcome::Finished(_)) {
                activation::unlink(link);
            }
            outcome
        }
    }
}

fn main() {
    let records = ActivationStack::new().expect("address space");
    let mut context = PlainContext::new();
    context.record_limit = records.limit();
    let mut machine = Machine {
        backend: Backend::new(Box::new(PlainLowering { frame_size: |_| 4 }), BackendOptions::default())
            .expect("a backend"),
        context,
        records,
        registers: vec![0; 1 << 20],
        cells: Box::new(Cells {
            tree: AtomicU64::new(0),
            function: AtomicU64::new(0),
        }),
        next_exit: 0,
    };

    println!("compiling (best)     operations      ms  us/operation   bytes  bytes/operation  record words");
    let started = Clock::start();
    drop(machine.compile(&program(1), None, Vec::new(), None));
    println!("first in the process         27 {:7.3}", started.seconds() * 1e3);
    for rounds in [1, 2, 10, 20, 85, 275] {
        let trace = program(rounds);
        let operations = trace.operations.len();
        let repeat = (2000 / rounds).clamp(5, 200);
        let mut codes = Vec::new();
        let mut ms = f64::INFINITY;
        for _ in 0..repeat {
            let started = Clock::start();
            codes.push(machine.compile(&trace, None, Vec::new(), None));
            ms = ms.min(started.seconds() * 1e3);
        }
        let code = &codes[0];
        let words = code
            .exits
            .iter()
            .flat_map(|exit| &exit.values)
            .map(|value| value.word + 1)
            .max();
        println!(
            "                          {operations:5} {ms:7.3} {:13.2} {:7} {:16.1} {:13}",
            ms * 1e3 / operations as f64,
            code.size,
            code.size as f64 / operations as f64,
            words.unwrap_or(0),
        );
    }

    if std::env::args().nth(1).as_deref() == Some("compile") {
        return;
    }

    // A unit of about 36 operations: freeing.
    let trace = program(2);
    let codes: Vec<Code> = (0..1000)
        .map(|_| machine.compile(&trace, None, Vec::new(), None))
        .collect();
    let pool = machine.backend.code_bytes() / codes.len();
    let started = Clock::start();
    drop(codes);
    println!(
        "freeing: {:.2} us a unit ({pool} bytes of code memory each)",
        started.seconds() * 1e3
    );

    // The loop itself.
    let code = machine.compile(&program(1), None, Vec::new(), None);
    let object = machine.context.allocate(Shape { size: 32, map: 9 });
    // SAFETY: a new object with three words behind its header.
    unsafe {
        *(object as *mut u64).add(2) = integer_word(3);
        *(object as *mut u64).add(3) = jit::backend::plain::float_word(1.5).expect("a common float");
    }
    let rounds = 100_000_000i64;
    machine.registers[..3].copy_from_slice(&[integer_word((1 << 39) - rounds), integer_word(0), object]);
    let started = Clock::start();
    let outcome = machine.run(&code);
    assert!(matches!(outcome, Outcome::Exit(_)));
    println!(
        "attribute loop: {:.2} ns a round",
        started.seconds() * 1e9 / rounds as f64
    );

    // Exits without bridge: in and out again.
    let limit = 50_000_000;
    let root = alternating(limit);
    let code = machine.compile(&root, None, Vec::new(), None);
    let count = 20_000_000;
    machine.registers[..2].copy_from_slice(&[integer_word(1), integer_word(0)]);
    let started = Clock::start();
    for _ in 0..count {
        machine.run(&code);
    }
    println!(
        "entry and exit without bridge: {:.2} ns",
        started.seconds() * 1e9 / count as f64
    );

    // The same loop with the exit bridged, and compiled as a whole.
    machine.cells.tree.store(code.entry as usize as u64, Ordering::Release);
    let bridge = odd_bridge();
    let odd = code
        .exits
        .iter()
        .position(|exit| exit.snapshot_index == 2)
        .expect("the exit");
    let bridge_code = machine.compile(&bridge, Some(&code.exits[odd]), Vec::new(), None);
    code.attach_bridge(code.first_exit + odd as u32, &bridge_code);
    let branch = Branch {
        parent: 0,
        snapshot: 2,
        trace: &bridge,
        inherited: &[],
    };
    let whole = machine.compile(&root, None, vec![branch], None);
    for (name, code) in [("separate bridge", &code), ("whole tree", &whole)] {
        machine.registers[..2].copy_from_slice(&[integer_word(0), integer_word(0)]);
        let started = Clock::start();
        machine.run(code);
        println!(
            "alternating loop, {name}: {:.2} ns a round",
            started.seconds() * 1e9 / limit as f64
        );
    }

    // Calls through the entry cell: fib(32) makes 7 million.
    let entry = Snapshot {
        frames: vec![frame(&[])],
        ..Snapshot::default()
    };
    let (root, base) = (fibonacci(), fibonacci_base());
    let code = machine.compile(&root, None, Vec::new(), Some(entry.clone()));
    let branch = Branch {
        parent: 0,
        snapshot: 1,
        trace: &base,
        inherited: &[],
    };
    let whole = machine.compile(&root, None, vec![branch], Some(entry));
    let calls = 7_049_155.0;
    for (name, code) in [("base case as exit", &code), ("whole tree", &whole)] {
        machine
            .cells
            .function
            .store(code.entry as usize as u64, Ordering::Release);
        machine.registers[0] = integer_word(32);
        let started = Clock::start();
        assert_eq!(machine.run(code), Outcome::Finished(integer_word(2_178_309)));
        let seconds = started.seconds();
        println!(
            "fib(32), {name}: {seconds:.3} s, {:.2} ns a call",
            seconds * 1e9 / calls
        );
    }
}
