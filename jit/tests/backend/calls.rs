//! Calls of helpers and of compiled functions.

use crate::support::{exit_of, frame, virtual_object, Builder, Held, Machine, FRAME_SIZE};
use jit::backend::activation::{self, Activation, Outcome};
use jit::backend::plain::{immediate_word, integer_word, PlainContext};
use jit::backend::{BackendOptions, Branch};
use jit::helper::{Effects, Helper};
use jit::ir::{Kind, Opcode, Operand, Trace};
use jit::memory::{Content, Field, Region};
use jit::snapshot::Snapshot;
use Opcode::*;

/// Half of an even word; an odd one raises.
extern "C" fn half(context: *mut PlainContext, word: u64) -> u64 {
    if word & 2 != 0 {
        unsafe { (*context).exception = word };
        return 0;
    }
    word / 2
}

static HALF: Helper = Helper::new("half", half as *const u8, &[Kind::Value], Kind::Value, Effects::RAISES);

extern "C" fn half_integer(context: *mut PlainContext, word: u64) -> u64 {
    half(context, word)
}

static HALF_INTEGER: Helper = Helper::new(
    "half_integer",
    half_integer as *const u8,
    &[Kind::Integer],
    Kind::Integer,
    Effects::RAISES,
);

extern "C" fn power(x: f64, y: f64) -> f64 {
    x.powf(y)
}

static POWER: Helper = Helper::new(
    "power",
    power as *const u8,
    &[Kind::Float, Kind::Float],
    Kind::Float,
    Effects::PURE,
)
.leaf();

extern "C" fn weigh(_: *mut PlainContext, a: u64, b: f64, c: i64, d: f64, e: u64, f: i64, g: i64) -> u64 {
    a + 10 * b as u64 + 100 * c as u64 + 1000 * d as u64 + 10_000 * e + 100_000 * f as u64 + 1_000_000 * g as u64
}

static WEIGH: Helper = Helper::new(
    "weigh",
    weigh as *const u8,
    &[
        Kind::Value,
        Kind::Float,
        Kind::Integer,
        Kind::Float,
        Kind::Value,
        Kind::Integer,
        Kind::Integer,
    ],
    Kind::Integer,
    Effects::PURE,
);

/// The pending word decides what happens while the language "runs": nothing, invalidation, reading of the frames. The
/// exception word gets the number of the exit that describes the frames, the result is the depth.
extern "C" fn run_language(context: *mut PlainContext) -> u64 {
    unsafe {
        let context = &mut *context;
        let record = context.activation;
        match context.pending {
            1 => activation::set_flags(record, (*record).tree, Activation::INVALIDATED),
            2 => (*record).flags |= Activation::FORCED,
            _ => {}
        }
        context.remembered.push((*record).exit as u64);
        context.remembered.push(context.depth as u64);
        context.remembered.push(Activation::frame_top(record) as u64);
        integer_word(1)
    }
}

static RUN_LANGUAGE: Helper = Helper::new(
    "run_language",
    run_language as *const u8,
    &[],
    Kind::Value,
    Effects::RUNS_LANGUAGE,
);

#[test]
fn helpers() {
    let mut machine = Machine::new();
    let mut b = Builder::new();
    let (x, y) = (b.float(1.5), b.float(3.0));
    let power = b.call(&POWER, &[x, y], u32::MAX);
    let word = b.load(0);
    let integers: Vec<Operand> = (3..6).map(|i| b.integer(i)).collect();
    let arguments = [word, x, integers[0], y, word, integers[1], integers[2]];
    let sum = b.call(&WEIGH, &arguments, u32::MAX);
    let exit = b.snapshot(&[(0, power), (1, sum)]);
    b.guard(Exit, &[], exit);
    machine.registers[0] = 2;
    let code = machine.compile(1, &b.trace);
    let outcome = machine.run(&code);
    let registers = machine.leave(&code, outcome);
    assert_eq!(registers[&0], Held::Float(3.375));
    assert_eq!(
        registers[&1],
        Held::Integer(2 + 10 + 300 + 3000 + 20_000 + 400_000 + 5_000_000)
    );
}

#[test]
fn exceptions() {
    for helper in [&HALF, &HALF_INTEGER] {
        for expect_exception in [false, true] {
            let mut b = Builder::new();
            let mut argument = b.load(0);
            if helper.result == Kind::Integer {
                argument = b.op(WordToInteger, &[argument]);
            }
            let result = b.call(helper, &[argument], u32::MAX);
            let yes = b.word(1);
            let raising = b.add_snapshot(Snapshot {
                frames: vec![frame(0, &[(0, yes)])],
                raising: true,
                ..Snapshot::default()
            });
            let guard = match expect_exception {
                true => GuardException,
                false => GuardNoException,
            };
            b.guard(guard, &[result], raising);
            let end = b.snapshot(&[(0, result)]);
            b.guard(Exit, &[], end);
            let mut machine = Machine::new();
            let code = machine.compile(1, &b.trace);
            for (word, raises) in [(8, false), (2, true)] {
                machine.registers[0] = word;
                machine.context.exception = 0;
                let outcome = machine.run(&code);
                let guard_failed = exit_of(&code, outcome).snapshot.raising;
                assert_eq!(guard_failed, raises != expect_exception, "{} {word}", helper.name);
                machine.leave(&code, outcome);
                assert_eq!(machine.context.exception, if raises { word } else { 0 });
            }
        }
    }
}

/// A call that runs the language, in an inlined frame, with a virtual object in the frame.
fn calling_trace() -> Trace {
    let mut b = Builder::new();
    let word = b.load(0);
    let two = b.integer(2);
    let raw = b.op(WordToInteger, &[word]);
    let sum = b.op(IntegerAdd, &[raw, two]);
    let field = Field::new(8, Content::Value, Region::Instance);
    let snapshot = |registers: &[(u16, Operand)], sum| Snapshot {
        frames: vec![frame(0, &[(0, word)]), frame(20, registers)],
        virtuals: vec![virtual_object(77, (9, 16), &[(field, sum)])],
        raising: false,
    };
    let object = Operand::virtual_object(0);
    let during = b.add_snapshot(snapshot(&[(1, object), (2, sum)], sum));
    let result = b.call(&RUN_LANGUAGE, &[], during);
    let after = b.add_snapshot(snapshot(&[(1, object), (2, sum), (3, result)], sum));
    b.guard(GuardNotInvalidated, &[], after);
    b.guard(GuardNotPending, &[], after);
    let less = b.op(IntegerLess, &[raw, two]);
    b.guard(GuardTrue, &[less], after);
    b.finish(result)
}

#[test]
fn calls_that_run_the_language() {
    let mut machine = Machine::new();
    let code = machine.compile(3, &calling_trace());
    machine.context.depth = 10;
    for what in 0..4 {
        machine.context.pending = what;
        machine.registers[0] = 0;
        let outcome = machine.run(&code);
        let seen = std::mem::take(&mut machine.context.remembered);
        let during = &code.exits[(seen[0] as u32 - code.first_exit) as usize];
        assert_eq!(during.snapshot_index, 0);
        assert_eq!(seen[1], 11);
        let top = machine.registers.as_ptr() as u64 + 8 * (20 + FRAME_SIZE as u64);
        assert_eq!(seen[2], top);
        assert_eq!(machine.context.depth, 10);
        if what == 0 {
            assert_eq!(outcome, Outcome::Finished(integer_word(1)));
            continue;
        }
        assert!(matches!(outcome, Outcome::Leave(_)), "{outcome:?}");
        let after = exit_of(&code, outcome);
        assert_eq!(after.snapshot_index, 1);
        // The object that was made during the call is found after it.
        assert_eq!(after.virtual_words, during.virtual_words);
        let record = machine.record();
        let flags = unsafe { (*record).flags } & !Activation::LEFT;
        assert_eq!(
            flags,
            [0, Activation::INVALIDATED, Activation::FORCED, 0][what as usize]
        );
        let registers = machine.leave(&code, outcome);
        assert_eq!(registers[&1], Held::Virtual(0));
        assert_eq!(registers[&2], Held::Integer(2));
        assert_eq!(registers[&3], Held::Word(integer_word(1)));
    }
    // The guard that shares the snapshot is an ordinary exit.
    machine.context.pending = 0;
    machine.registers[0] = 5;
    assert!(matches!(machine.run(&code), Outcome::Exit(_)));
}

/// A bridge takes the place of an exit, but not for guards on the state of the system.
#[test]
fn leaving_guards_pass_by_bridges() {
    let root = calling_trace();
    let mut b = Builder::new();
    let answer = b.word(42);
    let bridge = b.finish(answer);
    let mut machine = Machine::new();
    let branch = Branch {
        parent: 0,
        snapshot: 1,
        trace: &bridge,
        inherited: &[],
    };
    let whole = machine.compile_whole(1, &root, vec![branch]);
    let code = machine.compile(1, &root);
    let exit = code.exits.iter().position(|exit| exit.snapshot_index == 1).unwrap();
    let bridge = machine.compile_bridge(1, &bridge, &code.exits[exit]);
    code.attach_bridge(code.first_exit + exit as u32, &bridge);
    for code in [&whole, &code] {
        machine.context.pending = 0;
        machine.registers[0] = 5;
        assert_eq!(machine.run(code), Outcome::Finished(42));
        machine.context.pending = 2;
        let outcome = machine.run(code);
        assert!(matches!(outcome, Outcome::Leave(_)));
        assert_eq!(machine.leave(code, outcome)[&3], Held::Word(integer_word(1)));
    }
}

const FIBONACCI: u64 = 1;

/// `fib(n) = n if n < 2 else fib(n-1) + fib(n-2)`: n in register 0, the recursive case, calls through the entry cell.
fn fibonacci() -> (Trace, Snapshot) {
    let mut b = Builder::new();
    let n_word = b.load(0);
    let entry = b.snapshot(&[]);
    b.guard(GuardInteger, &[n_word], entry);
    let n = b.guard(UnboxInteger, &[n_word], entry);
    let two = b.integer(4);
    let less = b.op(IntegerLess, &[n, two]);
    let base_case = b.snapshot(&[(0, n)]);
    b.guard(GuardFalse, &[less], base_case);
    let mut results = Vec::new();
    for (index, amount) in [(0, 2), (1, 4)] {
        let amount = b.integer(amount);
        let argument = b.op(IntegerSubtract, &[n, amount]);
        let argument = b.op(BoxInteger, &[argument]);
        b.with(StoreRegister, &[argument], 4);
        let mut registers = vec![(0, n)];
        registers.extend(results.first().map(|&first| (1, first)));
        let during = b.snapshot(&registers);
        let result = b.full(CallTrace, &[], FIBONACCI, during);
        b.trace.operations.last_mut().unwrap().second_immediate = 4;
        let raising = b.add_snapshot(Snapshot {
            frames: vec![frame(0, &registers)],
            raising: true,
            ..Snapshot::default()
        });
        b.guard(GuardNoException, &[result], raising);
        registers.push((2 + index, result));
        let after = b.snapshot(&registers);
        b.guard(GuardNotInvalidated, &[], after);
        b.guard(GuardInteger, &[result], after);
        results.push(b.guard(UnboxInteger, &[result], after));
    }
    let end = b.snapshot(&[(0, results[0]), (1, results[1])]);
    let sum = b.guard(AddOverflow, &[results[0], results[1]], end);
    let sum = b.op(BoxInteger, &[sum]);
    let at_entry = Snapshot {
        frames: vec![frame(0, &[])],
        ..Snapshot::default()
    };
    (b.finish(sum), at_entry)
}

/// Ends a call that left compiled code: by the base case, or by raising when a stack is used up.
extern "C" fn finish_call(context: *mut PlainContext, next: u64, base: *mut u64, record: *mut Activation) -> u64 {
    unsafe {
        let context = &mut *context;
        assert_eq!(context.activation, record);
        match Outcome::decode(next) {
            Outcome::Exit(_) if context.exception != 0 => 0,
            Outcome::Exit(_) => *base,
            Outcome::Leave(_) => {
                context.exception = immediate_word(1);
                0
            }
            Outcome::Finished(_) => unreachable!(),
        }
    }
}

/// What the entry cell holds while nothing is compiled.
extern "C" fn interpret(_: *mut u8, base: *mut u64, _: *mut Activation) -> u64 {
    fn fibonacci(n: i64) -> i64 {
        match n {
            0 | 1 => n,
            _ => fibonacci(n - 1) + fibonacci(n - 2),
        }
    }
    unsafe { integer_word(fibonacci(*base as i64 >> 1)) }
}

fn fibonacci_machine() -> (Machine, jit::backend::Code) {
    let mut machine = Machine::new();
    machine.links.functions.insert(FIBONACCI, Box::default());
    machine.links.finish_call = finish_call as *const u8;
    let (trace, entry) = fibonacci();
    let code = machine.compile_unit(1, &trace, None, Vec::new(), Some(entry));
    machine.links.functions[&FIBONACCI].store(code.entry as usize as u64, std::sync::atomic::Ordering::Release);
    (machine, code)
}

#[test]
fn recursion() {
    let (mut machine, code) = fibonacci_machine();
    machine.registers[0] = integer_word(20);
    assert_eq!(machine.run(&code), Outcome::Finished(integer_word(6765)));
    assert!(machine.record().is_null());
    assert_eq!(machine.context.depth, 0);

    // The base case as a bridge: calls go through two pieces of code.
    let mut b = Builder::new();
    let n = b.with(InputInteger, &[], 0);
    let word = b.op(BoxInteger, &[n]);
    let bridge = b.finish(word);
    let exit = code.exits.iter().position(|exit| exit.snapshot_index == 1).unwrap();
    let bridge = machine.compile_bridge(1, &bridge, &code.exits[exit]);
    code.attach_bridge(code.first_exit + exit as u32, &bridge);
    machine.registers[0] = integer_word(20);
    assert_eq!(machine.run(&code), Outcome::Finished(integer_word(6765)));

    // Nothing compiled behind the cell.
    machine.links.functions[&FIBONACCI].store(interpret as *const () as u64, std::sync::atomic::Ordering::Release);
    machine.registers[0] = integer_word(20);
    assert_eq!(machine.run(&code), Outcome::Finished(integer_word(6765)));
}

#[test]
fn stacks_are_checked() {
    type Limit = fn(&mut Machine);
    let limits: [Limit; 3] = [
        |machine| machine.context.depth_limit = 15,
        |machine| {
            let record = unsafe { machine.records.next(std::ptr::null_mut()) }.unwrap();
            machine.context.record_limit = unsafe { record.cast::<u8>().add(1000) };
        },
        |machine| {
            let here = 0u8;
            machine.context.stack_limit = (&raw const here as *mut u8).wrapping_sub(32768);
        },
    ];
    for limit in limits {
        let (mut machine, code) = fibonacci_machine();
        limit(&mut machine);
        // Deeper than any of the limits, whatever a frame takes of the native stack.
        machine.registers[0] = integer_word(900);
        let outcome = machine.run(&code);
        assert!(exit_of(&code, outcome).snapshot.raising);
        assert_eq!(machine.context.exception, immediate_word(1));
        assert_eq!(machine.context.depth, 0);
        assert_eq!(machine.leave(&code, outcome)[&0], Held::Integer(1800));
    }
}

/// Every third guard fails: the loop still computes the same, as each exit is taken where its guard stands.
#[test]
fn guards_fail_on_demand() {
    let mut machine = Machine::with(BackendOptions {
        fail_guards: 3,
        ..BackendOptions::default()
    });
    let code = machine.compile(1, &crate::loops::sum_trace(50));
    machine.registers[0] = integer_word(0);
    machine.registers[1] = integer_word(0);
    let mut exits = 0;
    while machine.registers[0] != integer_word(50) {
        let outcome = machine.run(&code);
        exits += 1;
        for (register, held) in machine.leave(&code, outcome) {
            let Held::Integer(doubled) = held else {
                panic!("{held:?}")
            };
            machine.registers[register as usize] = doubled as u64 | 1;
        }
        // The interpreter does the rest of the round.
        let (i, total) = (machine.registers[0] as i64 >> 1, machine.registers[1] as i64 >> 1);
        if i < 50 {
            let summed = total == i * (i + 1) / 2;
            machine.registers[1] = integer_word(if summed { total } else { total + i });
            machine.registers[0] = integer_word(i + 1);
        }
    }
    assert!(exits > 10);
    assert_eq!(machine.registers[1], integer_word(49 * 50 / 2));
}
