//! Exits that go on: bridges compiled alone, trees compiled as a whole, jumps between trees.

use crate::loops::sum_trace;
use crate::support::{exit_of, frame, virtual_object, Builder, Held, Machine};
use jit::backend::plain::{float_of, float_word, immediate_word, integer_word};
use jit::backend::{activation, Activation, Branch, Code, Outcome};
use jit::ir::{Kind, Opcode, Operand, Trace};
use jit::memory::{Content, Field, Region};
use jit::snapshot::Snapshot;
use Opcode::*;

/// `while i < limit: total += (i odd ? 1 : x * 0.5); i += 1` with a float total; the even case is taken. Registers: i, total, x.
/// The snapshot of the guard on the parity is number 2.
fn alternating(limit: i64) -> Trace {
    let mut b = Builder::new();
    let entry = b.snapshot(&[]);
    let i = b.load_integer(0, entry);
    let words = [b.load(1), b.load(2)];
    for word in words {
        b.guard(GuardFloat, &[word], entry);
    }
    let total = b.op(UnboxFloat, &[words[0]]);
    let x = b.op(UnboxFloat, &[words[1]]);
    let half = b.float(0.5);
    let half_x = b.op(FloatMultiply, &[x, half]);
    let phis = b.label(0, &[(Kind::Integer, i), (Kind::Float, total)]);
    let (i, total) = (phis[0], phis[1]);
    let here = b.snapshot(&[(0, i), (1, total), (2, x)]);
    let limit = b.integer(limit * 2);
    let less = b.op(IntegerLess, &[i, limit]);
    b.guard(GuardTrue, &[less], here);
    let two = b.integer(2);
    let parity = b.op(IntegerAnd, &[i, two]);
    let odd = b.snapshot(&[(0, i), (1, total), (3, half_x)]);
    assert_eq!(odd, ODD);
    b.guard(GuardFalse, &[parity], odd);
    let next_total = b.op(FloatAdd, &[total, half_x]);
    let next = b.op(IntegerAdd, &[i, two]);
    b.op(Jump, &[next, next_total]);
    b.trace
}

const ODD: u32 = 2;

/// The bridge for the odd case, back to the loop.
fn odd_bridge() -> Trace {
    let mut b = Builder::new();
    let i = b.with(InputInteger, &[], 0);
    let total = b.with(InputFloat, &[], 1);
    let one = b.float(1.0);
    let next_total = b.op(FloatAdd, &[total, one]);
    let two = b.integer(2);
    let next = b.op(IntegerAdd, &[i, two]);
    let back = b.snapshot(&[(0, next), (1, next_total)]);
    b.full(JumpLabel, &[next, next_total], 0, back);
    b.trace
}

fn start_alternating(machine: &mut Machine) {
    machine.registers[0] = integer_word(0);
    machine.registers[1] = float_word(10.0).unwrap();
    machine.registers[2] = float_word(4.0).unwrap();
}

/// Where the loop of a thousand rounds leaves in the end.
fn check_end(machine: &mut Machine, code: &Code, outcome: Outcome) {
    assert_eq!(exit_of(code, outcome).snapshot_index, 1);
    let registers = machine.leave(code, outcome);
    assert_eq!(registers[&0], Held::Integer(2000));
    assert_eq!(registers[&1], Held::Float(10.0 + 500.0 * 2.0 + 500.0));
}

#[test]
fn separate_bridge() {
    let mut machine = Machine::new();
    machine.add_tree(1);
    let code = machine.compile(1, &alternating(1000));
    machine.set_tree(1, Some(&code));
    start_alternating(&mut machine);
    let outcome = machine.run(&code);
    let exit = exit_of(&code, outcome);
    assert_eq!((exit.part, exit.snapshot_index), (0, ODD));
    let registers = machine.leave(&code, outcome);
    assert_eq!((registers[&0], registers[&3]), (Held::Integer(2), Held::Float(2.0)));

    let bridge = machine.compile_bridge(1, &odd_bridge(), exit);
    let Outcome::Exit(number) = outcome else {
        panic!("{outcome:?}")
    };
    code.attach_bridge(number, &bridge);
    start_alternating(&mut machine);
    let outcome = machine.run(&code);
    check_end(&mut machine, &code, outcome);

    code.detach_bridge(number);
    start_alternating(&mut machine);
    assert_eq!(machine.run(&code), Outcome::Exit(number));
}

#[test]
fn whole_tree() {
    let mut machine = Machine::new();
    machine.add_tree(1);
    let (root, bridge) = (alternating(1000), odd_bridge());
    let branch = |snapshot| Branch {
        parent: 0,
        snapshot,
        trace: &bridge,
        inherited: &[],
    };
    let code = machine.compile_whole(1, &root, vec![branch(ODD)]);
    start_alternating(&mut machine);
    let outcome = machine.run(&code);
    check_end(&mut machine, &code, outcome);
}

/// A bridge that branches off before the label can jump to it when the loop uses nothing from before the label.
/// Otherwise it goes through memory, to the tree's entry.
#[test]
fn bridge_from_before_the_label() {
    for closed in [true, false] {
        let mut b = Builder::new();
        let word = b.load(0);
        let entry = b.snapshot(&[(0, word)]);
        b.guard(GuardInteger, &[word], entry);
        let i = b.guard(UnboxInteger, &[word], entry);
        let limit = match closed {
            true => b.integer(200),
            false => {
                let limit = b.load(1);
                b.op(WordToInteger, &[limit])
            }
        };
        let phis = b.label(0, &[(Kind::Integer, i)]);
        let here = b.snapshot(&[(0, phis[0])]);
        let less = b.op(IntegerLess, &[phis[0], limit]);
        b.guard(GuardTrue, &[less], here);
        let two = b.integer(2);
        let next = b.op(IntegerAdd, &[phis[0], two]);
        b.op(Jump, &[next]);
        let root = b.trace;

        // Whatever is no integer counts as 7.
        let mut b = Builder::new();
        let seven = b.integer(14);
        let back = b.snapshot(&[(0, seven)]);
        b.full(JumpLabel, &[seven], 0, back);
        let bridge = b.trace;

        let mut machine = Machine::new();
        machine.add_tree(1);
        let branch = Branch {
            parent: 0,
            snapshot: 0,
            trace: &bridge,
            inherited: &[],
        };
        let code = machine.compile_whole(1, &root, vec![branch]);
        machine.registers[0] = immediate_word(0);
        machine.registers[1] = 200;
        let outcome = machine.run(&code);
        assert_eq!(machine.leave(&code, outcome)[&0], Held::Integer(200));
        let through_memory = machine.registers[0] == integer_word(7);
        assert_eq!(through_memory, !closed);
    }
}

/// A jump to a tree with objects that the trace never made: they are made on the way, also when they refer to each other.
#[test]
fn jump_with_virtual_objects() {
    let value = Field::new(8, Content::Value, Region::Instance);
    let raw = Field::new(16, Content::Half, Region::Instance);
    let mut b = Builder::new();
    let entry = b.snapshot(&[]);
    let i = b.load_integer(0, entry);
    let float = b.float(0.0);
    let objects = [Operand::virtual_object(0), Operand::virtual_object(1)];
    let snapshot = b.add_snapshot(Snapshot {
        frames: vec![frame(0, &[(0, objects[0]), (1, objects[1]), (2, i)])],
        virtuals: vec![
            virtual_object(0, (8, 24), &[(value, objects[1]), (raw, i)]),
            virtual_object(1, (9, 16), &[(value, float)]),
        ],
        raising: false,
    });
    b.full(JumpTree, &[], 2, snapshot);
    let first = b.trace;
    let mut b = Builder::new();
    let word = b.load(0);
    let second = b.finish(word);

    let mut machine = Machine::new();
    machine.add_tree(2);
    let target = machine.compile(2, &second);
    machine.set_tree(2, Some(&target));
    let code = machine.compile(1, &first);
    machine.registers[0] = integer_word(21);
    let Outcome::Finished(object) = machine.run(&code) else {
        panic!("finished")
    };
    assert_eq!(machine.registers[2], integer_word(21));
    assert_eq!(machine.registers[0], object);
    unsafe {
        let words = std::slice::from_raw_parts(object as *const u64, 3);
        assert_eq!(words, [8, machine.registers[1], 42]);
        let words = std::slice::from_raw_parts(words[1] as *const u64, 2);
        assert_eq!(words[0], 9);
        assert_eq!(float_of(words[1]).to_bits(), 0);
    }
}

/// Bridges of bridges: each exit of a chain of guards on the value of register 0 continues with the next one.
#[test]
fn nested_bridges() {
    let mut b = Builder::new();
    let i = b.load(0);
    let keep: Vec<(u16, Operand)> = (1..8).map(|r| (r as u16, b.load(r))).collect();
    let mut registers = vec![(0, i)];
    registers.extend(&keep);
    let failed = b.snapshot(&registers);
    let zero = b.word(integer_word(0));
    b.guard(GuardValue, &[i, zero], failed);
    let root = b.finish(zero);

    let bridge = |expected: i64| {
        let mut b = Builder::new();
        let inputs: Vec<Operand> = (0..8).map(|index| b.with(InputValue, &[], index)).collect();
        let registers: Vec<(u16, Operand)> = inputs.iter().enumerate().map(|(r, &v)| (r as u16, v)).collect();
        let failed = b.snapshot(&registers);
        let constant = b.word(integer_word(expected));
        b.guard(GuardValue, &[inputs[0], constant], failed);
        b.finish(inputs[expected as usize])
    };
    let bridges: Vec<Trace> = (1..6).map(bridge).collect();
    let check = |machine: &mut Machine, code: &Code, last: &Code| {
        for i in 0..7 {
            machine.registers[0] = integer_word(i);
            for r in 1..8 {
                machine.registers[r as usize] = integer_word(r * 100);
            }
            let outcome = machine.run(code);
            match i {
                0 => assert_eq!(outcome, Outcome::Finished(integer_word(0))),
                1..=5 => assert_eq!(outcome, Outcome::Finished(integer_word(i * 100))),
                _ => {
                    let registers = machine.leave(last, outcome);
                    assert_eq!(registers[&0], Held::Word(integer_word(6)));
                    assert_eq!(registers[&7], Held::Word(integer_word(700)));
                }
            }
        }
    };

    let mut machine = Machine::new();
    let mut codes = vec![machine.compile(1, &root)];
    for bridge in &bridges {
        let from = codes.last().unwrap();
        let code = machine.compile_bridge(1, bridge, &from.exits[0]);
        from.attach_bridge(from.first_exit, &code);
        codes.push(code);
    }
    check(&mut machine, &codes[0], codes.last().unwrap());

    let branches = bridges.iter().enumerate().map(|(parent, trace)| Branch {
        parent: parent as u32,
        snapshot: 0,
        trace,
        inherited: &[],
    });
    let code = machine.compile_whole(1, &root, branches.collect());
    assert_eq!(code.exits.len(), 1);
    check(&mut machine, &code, &code);
}

/// A bridge that closes on itself, and another bridge that joins it there.
#[test]
fn bridge_with_a_label_of_its_own() {
    let mut b = Builder::new();
    let word = b.load(0);
    let none = b.word(immediate_word(0));
    let other = b.snapshot(&[(0, word)]);
    b.guard(GuardValue, &[word, none], other);
    let root = b.finish(none);

    // Counts register 0 up to 10, leaving at 5.
    let mut b = Builder::new();
    let word = b.with(InputValue, &[], 0);
    let start = b.snapshot(&[(0, word)]);
    let i = b.guard(UnboxInteger, &[word], start);
    let phis = b.label(1, &[(Kind::Integer, i)]);
    let i = phis[0];
    let at_five = b.snapshot(&[(0, i)]);
    let five = b.integer(10);
    let same = b.op(IntegerEqual, &[i, five]);
    b.guard(GuardFalse, &[same], at_five);
    let end = b.snapshot(&[(0, i)]);
    let ten = b.integer(20);
    let less = b.op(IntegerLess, &[i, ten]);
    b.guard(GuardTrue, &[less], end);
    let two = b.integer(2);
    let next = b.op(IntegerAdd, &[i, two]);
    b.op(Jump, &[next]);
    let counting = b.trace;

    // At 5 goes on with 6.
    let mut b = Builder::new();
    let i = b.with(InputInteger, &[], 0);
    let two = b.integer(2);
    let next = b.op(IntegerAdd, &[i, two]);
    let back = b.snapshot(&[(0, next)]);
    b.full(JumpLabel, &[next], 1, back);
    let skipping = b.trace;

    let mut machine = Machine::new();
    machine.add_tree(1);
    let branches = vec![
        Branch {
            parent: 0,
            snapshot: 0,
            trace: &counting,
            inherited: &[],
        },
        Branch {
            parent: 1,
            snapshot: 1,
            trace: &skipping,
            inherited: &[],
        },
    ];
    let code = machine.compile_whole(1, &root, branches);
    machine.registers[0] = integer_word(0);
    let outcome = machine.run(&code);
    assert_eq!(exit_of(&code, outcome).snapshot_index, 2);
    assert_eq!(machine.leave(&code, outcome)[&0], Held::Integer(20));
}

/// Two trees that jump to each other a million times: the native stack does not grow.
#[test]
fn jumps_between_trees() {
    let step = |target: u32| {
        let mut b = Builder::new();
        let entry = b.snapshot(&[]);
        let i = b.load_integer(0, entry);
        let f = b.load(1);
        b.guard(GuardFloat, &[f], entry);
        let f = b.op(UnboxFloat, &[f]);
        let end = b.snapshot(&[(0, i), (1, f)]);
        let limit = b.integer(2_000_000);
        let less = b.op(IntegerLess, &[i, limit]);
        b.guard(GuardTrue, &[less], end);
        let two = b.integer(2);
        let next = b.op(IntegerAdd, &[i, two]);
        let one = b.float(1.0);
        let sum = b.op(FloatAdd, &[f, one]);
        let there = b.snapshot(&[(0, next), (1, sum)]);
        b.full(JumpTree, &[], target as u64, there);
        b.trace
    };
    let mut machine = Machine::new();
    machine.add_tree(1);
    machine.add_tree(2);
    let codes = [machine.compile(1, &step(2)), machine.compile(2, &step(1))];
    machine.set_tree(1, Some(&codes[0]));
    machine.set_tree(2, Some(&codes[1]));
    machine.registers[0] = integer_word(0);
    machine.registers[1] = float_word(0.5).unwrap();
    let outcome = machine.run(&codes[0]);
    let tree = unsafe { (*machine.record()).tree };
    assert_eq!(tree, 1);
    let registers = machine.leave(&codes[0], outcome);
    assert_eq!(registers[&0], Held::Integer(2_000_000));
    assert_eq!(registers[&1], Held::Float(1_000_000.5));

    // A tree that is not there any more: the jump is an exit.
    machine.set_tree(2, None);
    machine.registers[0] = integer_word(0);
    let outcome = machine.run(&codes[0]);
    let registers = machine.leave(&codes[0], outcome);
    assert_eq!(registers[&0], Held::Integer(2));
}

/// A jump out of an inlined frame leaves: the language pushes the frame.
#[test]
fn jump_from_an_inlined_frame() {
    let mut b = Builder::new();
    let word = b.load(0);
    let there = b.add_snapshot(Snapshot {
        frames: vec![frame(0, &[]), frame(5, &[(1, word)])],
        ..Snapshot::default()
    });
    b.full(JumpTree, &[], 2, there);
    let mut machine = Machine::new();
    machine.add_tree(2);
    let target = machine.compile(2, &sum_trace(10));
    machine.set_tree(2, Some(&target));
    let code = machine.compile(1, &b.trace);
    machine.registers[0] = 12;
    let outcome = machine.run(&code);
    assert_eq!(machine.leave(&code, outcome)[&1], Held::Word(12));
}

/// Many values in many exits: those that five or more exits need are stored where they are defined. All come out right.
#[test]
fn values_of_many_exits() {
    for count in [1usize, 4, 5, 6, 40] {
        let mut b = Builder::new();
        let entry = b.snapshot(&[]);
        let start = b.load_integer(0, entry);
        let selector = b.load_integer(1, entry);
        let phis = b.label(0, &[(Kind::Integer, start), (Kind::Integer, selector)]);
        let (mut value, selector) = (phis[0], phis[1]);
        let two = b.integer(2);
        let mut values = vec![value];
        for index in 0..count {
            value = b.op(IntegerAdd, &[value, two]);
            values.push(value);
            // Each exit hands over the last eight values.
            let registers: Vec<(u16, Operand)> = values
                .iter()
                .rev()
                .take(8)
                .enumerate()
                .map(|(r, &v)| (r as u16, v))
                .collect();
            let snapshot = b.snapshot(&registers);
            let here = b.integer(index as i64 * 2);
            let equal = b.op(IntegerEqual, &[selector, here]);
            b.guard(GuardFalse, &[equal], snapshot);
        }
        let minus = b.integer(-(count as i64) * 2);
        let next_selector = b.op(IntegerAdd, &[selector, minus]);
        b.op(Jump, &[value, next_selector]);
        let mut machine = Machine::new();
        let code = machine.compile(1, &b.trace);
        for selected in 0..3 * count as i64 {
            machine.registers[0] = integer_word(1000);
            machine.registers[1] = integer_word(selected);
            let outcome = machine.run(&code);
            let registers = machine.leave(&code, outcome);
            let in_round = (selected as usize % count) + 2;
            assert_eq!(registers.len(), in_round.min(8));
            for (register, held) in registers {
                assert_eq!(
                    held,
                    Held::Integer(2 * (1000 + selected + 1 - register as i64)),
                    "{count} {selected}"
                );
            }
        }
    }
}

#[test]
fn code_is_freed() {
    let mut machine = Machine::new();
    assert_eq!(machine.backend.code_bytes(), 0);
    let codes: Vec<Code> = (0..100).map(|tree| machine.compile(tree, &sum_trace(10))).collect();
    let used = machine.backend.code_bytes();
    assert!(used > 100 * 64);
    drop(codes);
    assert_eq!(machine.backend.code_bytes(), 0);
    let again: Vec<Code> = (0..100).map(|tree| machine.compile(tree, &sum_trace(10))).collect();
    assert_eq!(machine.backend.code_bytes(), used);
    drop(again);
}

#[test]
fn too_large_a_record_is_refused() {
    let mut b = Builder::new();
    let registers: Vec<(u16, Operand)> = (0..5000).map(|r| (r, b.load(0))).collect();
    let exit = b.snapshot(&registers);
    b.guard(Exit, &[], exit);
    let mut machine = Machine::new();
    let unit = jit::backend::Unit {
        tree: 1,
        trace: &b.trace,
        from: None,
        branches: Vec::new(),
        first_exit: 0,
        frame_size: 1,
        entry: None,
        countdown: None,
        linkage: &machine.links,
    };
    let error = machine.backend.compile(&unit).err();
    assert_eq!(error, Some(jit::backend::CompileError::TooLarge));
}

/// The record is linked while code runs and after an exit, until its values were read.
#[test]
fn records_are_linked() {
    let mut machine = Machine::new();
    let code = machine.compile(5, &sum_trace(10));
    machine.registers[0] = integer_word(0);
    machine.registers[1] = integer_word(0);
    machine.run(&code);
    let record = machine.record();
    unsafe {
        assert_eq!((*record).flags, Activation::LEFT);
        assert!(activation::is_running(record, 5));
        assert!(!activation::is_running(record, 6));
        let words = machine.records.used(record);
        assert!(words.as_ptr().cast() <= record.cast_const());
        assert_eq!(
            words.as_ptr_range().end.cast(),
            Activation::word(record, (*record).length as u32).cast_const()
        );
        activation::unlink(&mut machine.context.activation);
    }
    assert!(machine.record().is_null());
}
