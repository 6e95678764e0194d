//! Each operation against what Rust computes.

use crate::support::{Builder, Held, Machine};
use jit::backend::plain::{self, float_word, immediate_word, integer_word, OLD};
use jit::backend::Outcome;
use jit::ir::{Kind, Opcode, Operand, Trace};
use jit::memory::{Array, Content, Field, Region, Shape};
use Opcode::*;

const INTEGERS: [i64; 12] = [
    0,
    1,
    -1,
    2,
    7,
    -7,
    64,
    1 << 40,
    -(1 << 62),
    (1 << 62) - 1,
    i64::MAX,
    i64::MIN,
];

const FLOATS: [f64; 10] = [
    0.0,
    -0.0,
    1.0,
    -2.5,
    3.99,
    1e300,
    -1e-300,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Leaves at once with the operand in register 9.
fn leave_with(mut b: Builder, result: Operand) -> Trace {
    let exit = b.snapshot(&[(9, result)]);
    b.guard(Exit, &[], exit);
    b.trace
}

/// Runs a trace that ends in an exit; what register 9 holds.
fn result(machine: &mut Machine, trace: &Trace) -> Held {
    let code = machine.compile(1, trace);
    let outcome = machine.run(&code);
    machine.leave(&code, outcome)[&9]
}

/// An operand that is no constant: loaded as a raw word from a register.
fn raw(b: &mut Builder, register: u64) -> Operand {
    let word = b.load(register);
    b.op(WordToInteger, &[word])
}

fn raw_float(b: &mut Builder, register: u64) -> Operand {
    let bits = raw(b, register);
    b.op(BitsFloat, &[bits])
}

#[test]
fn integer_operations() {
    type Reference = fn(i64, i64) -> i64;
    let operations: [(Opcode, Reference); 16] = [
        (IntegerAdd, i64::wrapping_add),
        (IntegerSubtract, i64::wrapping_sub),
        (IntegerMultiply, i64::wrapping_mul),
        (IntegerAnd, |a, b| a & b),
        (IntegerOr, |a, b| a | b),
        (IntegerXor, |a, b| a ^ b),
        (IntegerShiftLeft, |a, b| a << (b & 63)),
        (IntegerShiftRight, |a, b| a >> (b & 63)),
        (IntegerFloorDivide, |a, b| {
            a / b - (a % b != 0 && (a % b < 0) != (b < 0)) as i64
        }),
        (IntegerModulo, |a, b| {
            let r = a % b;
            if r != 0 && (r < 0) != (b < 0) {
                r + b
            } else {
                r
            }
        }),
        (IntegerLess, |a, b| (a < b) as i64),
        (IntegerLessEqual, |a, b| (a <= b) as i64),
        (IntegerEqual, |a, b| (a == b) as i64),
        (IntegerNotEqual, |a, b| (a != b) as i64),
        (IntegerBelow, |a, b| ((a as u64) < b as u64) as i64),
        (Same, |a, b| (a == b) as i64),
    ];
    let mut machine = Machine::new();
    for (opcode, reference) in operations {
        for constant in [false, true] {
            for y in INTEGERS {
                let divides = matches!(opcode, IntegerFloorDivide | IntegerModulo);
                let shifts = matches!(opcode, IntegerShiftLeft | IntegerShiftRight);
                if (divides && matches!(y, 0 | -1)) || (shifts && !(0..64).contains(&y)) {
                    continue;
                }
                let mut b = Builder::new();
                let left = raw(&mut b, 0);
                let right = match constant {
                    true => b.integer(y),
                    false => raw(&mut b, 1),
                };
                let r = b.op(opcode, &[left, right]);
                let trace = leave_with(b, r);
                let code = machine.compile(1, &trace);
                for x in INTEGERS {
                    machine.registers[0] = x as u64;
                    machine.registers[1] = y as u64;
                    let outcome = machine.run(&code);
                    let held = machine.leave(&code, outcome)[&9];
                    assert_eq!(held, Held::Integer(reference(x, y)), "{} {x} {y}", opcode.text());
                }
            }
        }
    }
}

#[test]
fn checked_arithmetic() {
    type Reference = fn(i64, i64) -> Option<i64>;
    let operations: [(Opcode, Opcode, Reference); 3] = [
        (AddOverflow, AddOverflows, i64::checked_add),
        (SubtractOverflow, SubtractOverflows, i64::checked_sub),
        (MultiplyOverflow, MultiplyOverflows, |a, b| (a >> 1).checked_mul(b)),
    ];
    let mut machine = Machine::new();
    for (checked, inverted, reference) in operations {
        for constant in [None].into_iter().chain(INTEGERS.map(|i| Some(i & !1))) {
            let mut b = Builder::new();
            let x = raw(&mut b, 0);
            let y = match constant {
                Some(constant) => b.integer(constant),
                None => raw(&mut b, 1),
            };
            let zero = b.integer(0);
            let overflow = b.snapshot(&[(9, zero)]);
            let r = b.guard(checked, &[x, y], overflow);
            let exact = b.snapshot(&[(9, r)]);
            b.guard(inverted, &[x, y], exact);
            let trace = leave_with(b, y);
            let code = machine.compile(1, &trace);
            for x in INTEGERS.map(|i| i & !1) {
                for y in INTEGERS.map(|i| constant.unwrap_or(i & !1)) {
                    machine.registers[0] = x as u64;
                    machine.registers[1] = y as u64;
                    let outcome = machine.run(&code);
                    let held = machine.leave(&code, outcome)[&9];
                    let expected = reference(x, y).unwrap_or(0);
                    assert_eq!(held, Held::Integer(expected), "{} {x} {y}", checked.text());
                }
            }
        }
    }
}

#[test]
fn float_operations() {
    type Reference = fn(f64, f64) -> f64;
    let operations: [(Opcode, usize, Reference); 10] = [
        (FloatAdd, 2, |a, b| a + b),
        (FloatSubtract, 2, |a, b| a - b),
        (FloatMultiply, 2, |a, b| a * b),
        (FloatDivide, 2, |a, b| a / b),
        (FloatNegate, 1, |a, _| -a),
        (FloatAbsolute, 1, |a, _| a.abs()),
        (FloatSquareRoot, 1, |a, _| a.sqrt()),
        (FloatFloor, 1, |a, _| a.floor()),
        (FloatLess, 2, |a, b| (a < b) as i64 as f64),
        (FloatEqual, 2, |a, b| (a == b) as i64 as f64),
    ];
    let mut machine = Machine::new();
    for (opcode, arity, reference) in operations {
        let mut b = Builder::new();
        let arguments = [raw_float(&mut b, 0), raw_float(&mut b, 1)];
        let mut r = b.op(opcode, &arguments[..arity]);
        if opcode.result() == Kind::Integer {
            r = b.op(IntegerToFloat, &[r]);
        }
        let bits = b.op(FloatBits, &[r]);
        let trace = leave_with(b, bits);
        let code = machine.compile(1, &trace);
        for x in FLOATS {
            for y in FLOATS {
                machine.registers[0] = x.to_bits();
                machine.registers[1] = y.to_bits();
                let outcome = machine.run(&code);
                let held = machine.leave(&code, outcome)[&9];
                let expected = reference(x, y);
                let Held::Integer(bits) = held else { panic!("{held:?}") };
                let got = f64::from_bits(bits as u64);
                let same = got.to_bits() == expected.to_bits() || (got.is_nan() && expected.is_nan());
                assert!(same, "{} {x} {y}: {got}, not {expected}", opcode.text());
            }
        }
    }
}

#[test]
fn conversions() {
    let mut machine = Machine::new();
    for float in [0.0, -3.99, 3.99, 1e15, -9.2e18] {
        let mut b = Builder::new();
        let f = b.float(float);
        let i = b.op(FloatToInteger, &[f]);
        let trace = leave_with(b, i);
        assert_eq!(result(&mut machine, &trace), Held::Integer(float as i64));
    }
    let mut b = Builder::new();
    let f = b.float(2.5);
    let trace = leave_with(b, f);
    assert_eq!(result(&mut machine, &trace), Held::Float(2.5));
}

#[test]
fn boxing() {
    let mut machine = Machine::new();
    for float in FLOATS {
        let mut b = Builder::new();
        let f = b.float(float);
        let word = b.op(BoxFloat, &[f]);
        let again = b.op(UnboxFloat, &[word]);
        let both = b.snapshot(&[(8, word), (9, again)]);
        b.guard(Exit, &[], both);
        let code = machine.compile(1, &b.trace);
        let outcome = machine.run(&code);
        let registers = machine.leave(&code, outcome);
        let (Held::Word(word), Held::Float(unboxed)) = (registers[&8], registers[&9]) else {
            panic!("{registers:?}");
        };
        assert_eq!(unboxed.to_bits(), float.to_bits());
        assert_eq!(unsafe { plain::float_of(word) }.to_bits(), float.to_bits());
        assert_eq!(float_word(float).is_some(), word & 7 != 0);
    }
    let mut b = Builder::new();
    let i = b.integer(-84);
    let word = b.op(BoxInteger, &[i]);
    let trace = leave_with(b, word);
    assert_eq!(result(&mut machine, &trace), Held::Word(integer_word(-42)));
}

#[test]
fn tag_guards() {
    let mut machine = Machine::new();
    let object = machine.context.allocate(Shape { size: 16, map: 5 });
    let words = [
        (Tag::Integer, integer_word(-4)),
        (Tag::Integer, machine.context.box_integer(i64::MAX)),
        (Tag::Float, float_word(1.5).unwrap()),
        (Tag::Float, machine.context.box_float(0.0)),
        (Tag::Pointer, object),
        (Tag::Immediate, immediate_word(3)),
    ];
    use jit::language::Tag;
    let guards = [
        (GuardInteger, Tag::Integer, true),
        (GuardNotInteger, Tag::Integer, false),
        (GuardFloat, Tag::Float, true),
        (GuardNotFloat, Tag::Float, false),
        (GuardPointer, Tag::Pointer, true),
        (GuardNotPointer, Tag::Pointer, false),
    ];
    for (guard, tag, expected) in guards {
        let mut b = Builder::new();
        let word = b.load(0);
        let no = b.integer(0);
        let failed = b.snapshot(&[(9, no)]);
        b.guard(guard, &[word], failed);
        let yes = b.integer(1);
        let trace = leave_with(b, yes);
        let code = machine.compile(1, &trace);
        for (actual, word) in words {
            machine.registers[0] = word;
            let outcome = machine.run(&code);
            let held = machine.leave(&code, outcome)[&9];
            let passes = (actual == tag) == expected;
            assert_eq!(held, Held::Integer(passes as i64), "{} {word:x}", guard.text());
        }
    }
}

/// A guard on a pointer with a guard on its map behind it.
#[test]
fn pointer_and_map() {
    let mut machine = Machine::new();
    let mut b = Builder::new();
    let word = b.load(0);
    let no = b.integer(0);
    let failed = b.snapshot(&[(9, no)]);
    b.guard(GuardPointer, &[word], failed);
    b.full(GuardMap, &[word], 5, failed);
    let yes = b.integer(1);
    let trace = leave_with(b, yes);
    let code = machine.compile(1, &trace);
    let words = [
        (machine.context.allocate(Shape { size: 16, map: 5 }), true),
        (machine.context.allocate(Shape { size: 16, map: 6 }), false),
        (machine.context.box_float(0.0), false),
        (machine.context.box_integer(i64::MAX), false),
        (integer_word(5), false),
        (float_word(1.5).unwrap(), false),
        (immediate_word(1), false),
    ];
    for (word, passes) in words {
        machine.registers[0] = word;
        let outcome = machine.run(&code);
        assert_eq!(
            machine.leave(&code, outcome)[&9],
            Held::Integer(passes as i64),
            "{word:x}"
        );
    }
}

/// A guard on a float with its unbox operation behind it: one test for both.
#[test]
fn guard_and_unbox() {
    let mut machine = Machine::new();
    let mut b = Builder::new();
    let word = b.load(0);
    let no = b.integer(0);
    let failed = b.snapshot(&[(9, no)]);
    b.guard(GuardFloat, &[word], failed);
    let float = b.op(UnboxFloat, &[word]);
    let trace = leave_with(b, float);
    let code = machine.compile(1, &trace);
    let boxed = machine.context.box_float(0.0);
    let wide = machine.context.box_integer(i64::MAX);
    for (word, expected) in [
        (float_word(1.5).unwrap(), Held::Float(1.5)),
        (boxed, Held::Float(0.0)),
        (wide, Held::Integer(0)),
        (integer_word(1), Held::Integer(0)),
        (immediate_word(1), Held::Integer(0)),
    ] {
        machine.registers[0] = word;
        let outcome = machine.run(&code);
        assert_eq!(machine.leave(&code, outcome)[&9], expected);
    }

    // An integer that a trace cannot hold leaves, also where guard and unbox have snapshots of their own.
    for shared in [false, true] {
        let mut b = Builder::new();
        let word = b.load(0);
        let (zero, one) = (b.integer(0), b.integer(1));
        let failed = b.snapshot(&[(9, zero)]);
        let wide_seen = match shared {
            true => failed,
            false => b.snapshot(&[(9, one)]),
        };
        b.guard(GuardInteger, &[word], failed);
        let integer = b.guard(UnboxInteger, &[word], wide_seen);
        let trace = leave_with(b, integer);
        let code = machine.compile(1, &trace);
        for (word, expected) in [
            (integer_word(21), Held::Integer(42)),
            (wide, Held::Integer(!shared as i64)),
            (float_word(1.5).unwrap(), Held::Integer(0)),
            (boxed, Held::Integer(0)),
        ] {
            machine.registers[0] = word;
            let outcome = machine.run(&code);
            assert_eq!(machine.leave(&code, outcome)[&9], expected, "{word:x} {shared}");
        }
    }
}

#[test]
fn value_guards() {
    let mut machine = Machine::new();
    type Emit = fn(&mut Builder, Operand, u32);
    type Holds = fn(u64) -> bool;
    let guards: [(Emit, Holds); 6] = [
        (
            |b, word, failed| {
                let c = b.word(0x1234_5678_9abc_def1);
                b.guard(GuardValue, &[word, c], failed);
            },
            |word| word == 0x1234_5678_9abc_def1,
        ),
        (
            |b, word, failed| {
                let c = b.word(5);
                b.guard(GuardNotValue, &[word, c], failed);
            },
            |word| word != 5,
        ),
        (
            |b, word, failed| {
                let i = b.op(WordToInteger, &[word]);
                let c = b.integer(-1);
                b.guard(GuardIntegerValue, &[i, c], failed);
            },
            |word| word == u64::MAX,
        ),
        (
            |b, word, failed| {
                let i = b.op(WordToInteger, &[word]);
                b.full(GuardBits, &[i], 0x8000_00ff << 32 | 0x8000_0005, failed);
            },
            |word| word & 0x8000_00ff == 0x8000_0005,
        ),
        (
            |b, word, failed| {
                let i = b.op(WordToInteger, &[word]);
                b.guard(GuardTrue, &[i], failed);
            },
            |word| word != 0,
        ),
        (
            |b, word, failed| {
                let i = b.op(WordToInteger, &[word]);
                b.guard(GuardFalse, &[i], failed);
            },
            |word| word == 0,
        ),
    ];
    for (index, (emit, expected)) in guards.into_iter().enumerate() {
        let mut b = Builder::new();
        let word = b.load(0);
        let no = b.integer(0);
        let failed = b.snapshot(&[(9, no)]);
        emit(&mut b, word, failed);
        let yes = b.integer(1);
        let trace = leave_with(b, yes);
        let code = machine.compile(1, &trace);
        for word in [0, 5, u64::MAX, 0x1234_5678_9abc_def1, 0x8000_0005, 0xf_8000_1105] {
            machine.registers[0] = word;
            let outcome = machine.run(&code);
            let held = machine.leave(&code, outcome)[&9];
            assert_eq!(held, Held::Integer(expected(word) as i64), "guard {index} {word:x}");
        }
    }
}

#[test]
fn fields_and_items() {
    let mut machine = Machine::new();
    let word = Field::new(8, Content::Word, Region::Other);
    let half = Field::new(20, Content::Half, Region::Other);
    let byte = Field::new(24, Content::Byte, Region::Other);
    let float = Field::new(32, Content::Float, Region::Other);
    let items = Array::new(40, 8, Content::Value, Region::List);
    let bytes = Array::new(17, 1, Content::Byte, Region::Other);
    let halves = Array::new(20, 4, Content::Half, Region::Other);

    let mut b = Builder::new();
    let object = b.load(0);
    let minus = b.integer(-1);
    for field in [word, half, byte] {
        b.with(SetField, &[object, minus], field.pack());
    }
    let number = b.float(6.25);
    b.with(SetField, &[object, number], float.pack());
    let two = raw(&mut b, 1);
    let one = b.integer(1);
    let value = b.word(integer_word(77));
    b.with(SetItem, &[object, two, value], items.pack());
    b.with(SetItem, &[object, one, minus], bytes.pack());
    let mut registers = Vec::new();
    for field in [word, half, byte] {
        registers.push(b.with(GetFieldInteger, &[object], field.pack()));
    }
    registers.push(b.with(GetFieldFloat, &[object], float.pack()));
    registers.push(b.with(GetItemValue, &[object, two], items.pack()));
    registers.push(b.with(GetItemInteger, &[object, one], bytes.pack()));
    registers.push(b.with(GetItemInteger, &[object, one], halves.pack()));
    b.with(SetMap, &[object], 1234);
    let registers: Vec<(u16, Operand)> = registers.iter().enumerate().map(|(i, &r)| (i as u16, r)).collect();
    let exit = b.snapshot(&registers);
    b.guard(Exit, &[], exit);

    let object = machine.context.allocate(Shape { size: 64, map: 5 });
    machine.registers[0] = object;
    machine.registers[1] = 2;
    let code = machine.compile(1, &b.trace);
    let outcome = machine.run(&code);
    let held: Vec<Held> = machine.leave(&code, outcome).into_values().collect();
    let expected = [
        Held::Integer(-1),
        Held::Integer(0xffff_ffff),
        Held::Integer(0xff),
        Held::Float(6.25),
        Held::Word(integer_word(77)),
        Held::Integer(0xff),
        Held::Integer(0xff),
    ];
    assert_eq!(held, expected);
    assert_eq!(unsafe { plain::map_of(object) }, 1234);
    assert_eq!(unsafe { *(object as *const u64).add(7) }, integer_word(77));
    let middle = unsafe { *(object as *const u64).add(2) };
    assert_eq!(middle, 0xffff_ffff_00ff_0000);
}

#[test]
fn allocation() {
    let mut machine = Machine::new();
    let value = Field::new(8, Content::Value, Region::Instance);
    // A linked list of ten thousand cells: the allocator runs out of its chunk on the way.
    let mut b = Builder::new();
    let entry = b.snapshot(&[]);
    let i = b.load_integer(0, entry);
    let head = b.load(1);
    let phis = b.label(0, &[(Kind::Integer, i), (Kind::Value, head)]);
    let here = b.snapshot(&[(0, phis[0]), (1, phis[1])]);
    let limit = b.integer(20000);
    let less = b.op(IntegerLess, &[phis[0], limit]);
    b.guard(GuardTrue, &[less], here);
    let cell = b.with(New, &[], Shape { size: 24, map: 9 }.pack());
    b.with(SetField, &[cell, phis[1]], value.pack());
    let word = b.op(BoxInteger, &[phis[0]]);
    b.with(SetField, &[cell, word], Field { offset: 16, ..value }.pack());
    let two = b.integer(2);
    let next = b.op(IntegerAdd, &[phis[0], two]);
    b.op(Jump, &[next, cell]);
    let code = machine.compile(1, &b.trace);
    machine.registers[0] = integer_word(0);
    machine.registers[1] = immediate_word(0);
    let outcome = machine.run(&code);
    let Held::Word(mut cell) = machine.leave(&code, outcome)[&1] else {
        panic!("a cell")
    };
    for i in (0..10000).rev() {
        let words = unsafe { std::slice::from_raw_parts(cell as *const u64, 3) };
        assert_eq!((words[0], words[2]), (9, integer_word(i)));
        cell = words[1];
    }
    assert_eq!(cell, immediate_word(0));
}

#[test]
fn barriers() {
    let mut machine = Machine::new();
    let value = Field::new(8, Content::Value, Region::Instance);
    let items = Array::new(16, 8, Content::Value, Region::List);
    let old = |machine: &mut Machine| {
        let object = machine.context.allocate(Shape { size: 32, map: 5 });
        unsafe { *(object as *mut u32).add(1) = OLD };
        object
    };
    let objects: Vec<u64> = (0..4).map(|_| old(&mut machine)).collect();
    let mut b = Builder::new();
    let loaded: Vec<Operand> = (0..4).map(|i| b.load(i)).collect();
    let fresh = b.with(New, &[], Shape { size: 32, map: 5 }.pack());
    let zero = b.integer(0);
    // A store of a pointer is noted, of a small integer not, into a new object not, into an array's item noted.
    b.with(SetField, &[loaded[0], loaded[1]], value.pack());
    let boxed = b.op(BoxInteger, &[zero]);
    b.with(SetField, &[loaded[1], boxed], value.pack());
    b.with(SetField, &[fresh, loaded[1]], value.pack());
    b.with(SetItem, &[loaded[2], zero, loaded[1]], items.pack());
    let none = b.word(immediate_word(0));
    b.with(SetItem, &[loaded[3], zero, none], items.pack());
    let trace = leave_with(b, fresh);
    machine.registers[..4].copy_from_slice(&objects);
    result(&mut machine, &trace);
    assert_eq!(machine.context.remembered, [objects[0], objects[2]]);
}

#[test]
fn finish_gives_the_value() {
    let mut machine = Machine::new();
    let mut b = Builder::new();
    let word = b.load(3);
    let code = machine.compile(1, &b.finish(word));
    machine.registers[3] = 99;
    assert_eq!(machine.run(&code), Outcome::Finished(99));
    assert!(machine.record().is_null());
}
