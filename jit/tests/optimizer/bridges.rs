//! Bridges: what they know from the guard that failed, and what they inherit.

use crate::tools::*;
use jit::ir::{Opcode, Trace};
use jit::optimize::{optimize_bridge, LabelInfo, Optimized, Options, Parent};
use jit::text::parse_recording;

/// `while i < n: if i & 7 == 0: s = s - 1`, of a loop whose other branch is to come. Registers: 1 = n, 2 = s, 3 = i.
const LOOP: &str = "
    n = load_register 1
    s = load_register 2
    i = load_register 3
    guard_integer i @s0
    guard_integer n @s0
    i_raw = unbox_integer i @s0
    n_raw = unbox_integer n @s0
    more = integer_less i_raw n_raw
    guard_true more @s0
    low = integer_and i_raw 14
    low_word = box_integer low
    zero = integer_equal low 0
    guard_true zero @s1
    guard_integer s @s2
    s_raw = unbox_integer s @s2
    s_next = subtract_overflow s_raw 2 @s2
    s_word = box_integer s_next
    i_next = add_overflow i_raw 2 @s3
    i_word = box_integer i_next
    end loop @s4
    s0: code 1 at 0.0 { r1=n r2=s r3=i }
    s1: code 1 at 1.0 { r1=n r2=s r3=i r4=low_word }
    s2: code 1 at 2.0 { r1=n r2=s r3=i }
    s3: code 1 at 3.0 { r1=n r2=s_word r3=i }
    s4: code 1 at 0.0 { r1=n r2=s_word r3=i_word }";

/// The other branch, from where `i & 7 == 0` failed: `s = s + i`.
const BRIDGE: &str = "
    s = input_value 0
    i = input_value 1
    low_word = input_value 2
    n = load_register 1
    i_raw = unbox_integer i @s0
    low = unbox_integer low_word @s0
    zero = integer_equal low 0
    guard_false zero @s0
    guard_integer s @s1
    s_raw = unbox_integer s @s1
    s_next = add_overflow s_raw i_raw @s1
    s_word = box_integer s_next
    i_next = add_overflow i_raw 2 @s2
    i_word = box_integer i_next
    end loop @s3
    s0: code 1 at 1.0 { r1=n r2=s r3=i r4=low_word }
    s1: code 1 at 4.0 { r1=n r2=s r3=i }
    s2: code 1 at 3.0 { r1=n r2=s_word r3=i }
    s3: code 1 at 0.0 { r1=n r2=s_word r3=i_word }";

/// The last operation of a trace that is this one.
fn last(trace: &Trace, opcode: Opcode) -> usize {
    let mut operations = trace.operations.iter();
    operations
        .rposition(|operation| operation.opcode == opcode)
        .expect("such an operation")
}

/// The bridge of the exit of the loop's last guard on a truth.
fn bridge(root: &Optimized, recording: &str, options: &Options) -> Optimized {
    let recording = parse_recording(recording, HELPERS).unwrap_or_else(|error| panic!("{error}\n{recording}"));
    let guard = last(&root.trace, Opcode::GuardTrue);
    let parent = Parent {
        optimized: root,
        exit: root.trace.operations[guard].snapshot,
    };
    let labels: Vec<&LabelInfo> = root.label.iter().collect();
    optimize_bridge(&recording, parent, &labels, options).expect("no contradiction")
}

#[test]
fn a_failed_guard_is_not_tested_again() {
    let root = optimized(LOOP);
    assert_trace(
        &bridge(&root, BRIDGE, &options()).trace,
        "
        s = input_integer 0
        i = input_integer 1
        n = load_register 1
        s_next = add_overflow s i
        i_next = integer_add i 2
        n_raw = unbox_integer n
        jump_label n s_next i_next n_raw 0",
    );
}

#[test]
fn a_guard_that_may_leave_at_will_tells_nothing() {
    let root = optimized(LOOP);
    let options = Options {
        failing_guards: true,
        ..options()
    };
    let bridge = bridge(&root, BRIDGE, &options);
    let tests = bridge
        .trace
        .operations
        .iter()
        .filter(|o| o.opcode == Opcode::GuardFalse);
    assert_eq!(tests.count(), 1, "{}", bridge.trace);
}

#[test]
fn two_ways_out_of_one_exit_tell_nothing() {
    // The overflow leaves for the same place as the test before it.
    let root = optimized(
        &LOOP
            .replace("unbox_integer s @s2", "unbox_integer s @s1")
            .replace("subtract_overflow s_raw 2 @s2", "subtract_overflow s_raw 2 @s1"),
    );
    let bridge = bridge(&root, BRIDGE, &options());
    let tests = bridge
        .trace
        .operations
        .iter()
        .filter(|o| o.opcode == Opcode::GuardFalse);
    assert_eq!(tests.count(), 1, "{}", bridge.trace);
}

#[test]
fn a_bridge_inherits_registers_and_unboxed_numbers() {
    let root = optimized(LOOP);
    let bridge = bridge(&root, BRIDGE, &options());
    let label = last(&root.trace, Opcode::Label);
    let opcode = |inherited: &jit::optimize::Inherited| bridge.trace.operations[inherited.operation as usize].opcode;
    let from: Vec<(Opcode, u32, u32)> = bridge
        .inherited
        .iter()
        .map(|inherited| (opcode(inherited), inherited.from.distance, inherited.from.operation))
        .collect();
    // The word of n and its number are phis of the loop: its first and its last.
    let phi = |number: usize| (label + 1 + number) as u32;
    assert_eq!(
        from,
        [(Opcode::LoadRegister, 0, phi(0)), (Opcode::UnboxInteger, 0, phi(3))],
        "{}",
        bridge.trace
    );
}
