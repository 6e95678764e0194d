//! Loops with unboxed phis, entered from registers and left through exits.

use crate::support::{Builder, Held, Machine};
use jit::backend::plain::{float_word, integer_word};
use jit::backend::Outcome;
use jit::ir::{Kind, Opcode, Trace};

/// `while i < limit: total += i; i += 1` with i in register 0, total in register 1.
pub fn sum_trace(limit: i64) -> Trace {
    let mut b = Builder::new();
    let entry = b.snapshot(&[]);
    let i = b.load_integer(0, entry);
    let total = b.load_integer(1, entry);
    let phis = b.label(0, &[(Kind::Integer, i), (Kind::Integer, total)]);
    let (i, total) = (phis[0], phis[1]);
    let here = b.snapshot(&[(0, i), (1, total)]);
    let limit = b.integer(limit * 2);
    let less = b.op(Opcode::IntegerLess, &[i, limit]);
    b.guard(Opcode::GuardTrue, &[less], here);
    let next_total = b.guard(Opcode::AddOverflow, &[total, i], here);
    let after = b.snapshot(&[(0, i), (1, next_total)]);
    let one = b.integer(2);
    let next = b.guard(Opcode::AddOverflow, &[i, one], after);
    b.op(Opcode::Jump, &[next, next_total]);
    b.trace
}

#[test]
fn integer_loop() {
    let mut machine = Machine::new();
    let code = machine.compile(7, &sum_trace(1000));
    machine.registers[0] = integer_word(1);
    machine.registers[1] = integer_word(5);
    let outcome = machine.run(&code);
    assert!(matches!(outcome, Outcome::Exit(_)));
    assert_eq!(unsafe { (*machine.record()).tree }, 7);
    let registers = machine.leave(&code, outcome);
    assert_eq!(registers[&0], Held::Integer(2000));
    assert_eq!(registers[&1], Held::Integer(2 * (5 + 999 * 1000 / 2)));
}

#[test]
fn entry_guard_fails() {
    let mut machine = Machine::new();
    let code = machine.compile(1, &sum_trace(1000));
    machine.registers[0] = integer_word(1);
    machine.registers[1] = float_word(1.5).unwrap();
    let outcome = machine.run(&code);
    assert!(machine.leave(&code, outcome).is_empty());
}

#[test]
fn overflow_leaves_before_the_operation() {
    let mut machine = Machine::new();
    let code = machine.compile(1, &sum_trace(i64::MAX / 2));
    machine.registers[0] = integer_word(10);
    machine.registers[1] = integer_word((1 << 62) - 15);
    let outcome = machine.run(&code);
    let registers = machine.leave(&code, outcome);
    assert_eq!(registers[&0], Held::Integer(22));
    assert_eq!(registers[&1], Held::Integer(((1 << 62) - 5) * 2));
}
