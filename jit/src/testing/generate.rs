//! Random programs.

use super::program::{Program, Stage};
use super::world::{
    World, BYTE, CELL, CELL_MAP, FIRST, FIXED, FLOAT, HALF, INSTANCE_MAPS, ITEMS, LENGTH, LIST_LENGTH, LIST_MAP, MIX,
    NEW_PAIR, NONE, READ_FIRST, READ_ITEM, REGISTERS, RUN, SECOND, SINE, SIZE, TRUE, WORD, WRITE_FIRST, WRITE_ITEM,
};
use crate::backend::plain::{float_word, integer_word};
use crate::helper::Helper;
use crate::ir::{Class, Constant, Kind, Opcode, Operand, Operation, Trace, NO_SNAPSHOT};
use crate::memory::{Content, Field, Shape};
use crate::snapshot::Snapshot;
use crate::verify::content_kind;

/// Pseudo-random numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.bits() % limit as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// The counter of rounds.
const COUNTER: u16 = 15;
const INTEGERS: [u16; 4] = [0, 8, 1, 9];
const FLOATS: [u16; 3] = [2, 10, 3];
const OBJECTS: [u16; 4] = [4, 11, 5, 6];
const LIST: [u16; 2] = [7, 13];
const ANY: [u16; 1] = [14];

/// Kinds of stages that have to do with each other.
const FAMILIES: [&[usize]; 7] = [
    // Integers.
    &[0, 1, 3, 4, 5],
    // Floats.
    &[6, 7, 8, 9],
    // Fields of instances, maps, calls that change them.
    &[10, 11, 12, 13, 15, 17, 21, 25],
    &[10, 12, 14, 17, 21],
    // New objects.
    &[10, 12, 15, 16, 23, 24],
    // Lists.
    &[18, 19, 0, 21],
    // Cells, words, calls.
    &[20, 21, 23, 24, 27],
];

/// What a program has a taste for: few kinds of stages on few registers, so that they meet.
struct Taste {
    kinds: Vec<usize>,
    /// Registers used of each group.
    width: usize,
    /// Percentage of operands that come from anywhere.
    strange: usize,
}

impl Taste {
    fn new(random: &mut Random) -> Taste {
        let mut kinds = random.pick(&FAMILIES).to_vec();
        if random.chance(40) {
            kinds.extend(random.pick(&FAMILIES));
        }
        Taste {
            kinds,
            width: random.pick(&[1, 1, 2, 3, 4]),
            strange: random.pick(&[0, 2, 10]),
        }
    }
}

struct Builder<'r> {
    random: &'r mut Random,
    objects: &'r [u64],
    taste: &'r Taste,
    stage: Stage,
}

impl Builder<'_> {
    fn op(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64) -> Operand {
        let guard = opcode.class() == Class::Guard || opcode == Opcode::Exit;
        let snapshot = if guard { 0 } else { NO_SNAPSHOT };
        let operations = &mut self.stage.trace.operations;
        operations.push(Operation::new(opcode, arguments, immediate, snapshot));
        Operand::operation(operations.len() - 1)
    }

    fn constant(&mut self, kind: Kind, bits: u64) -> Operand {
        let constants = &mut self.stage.trace.constants;
        constants.push(Constant { kind, bits });
        Operand::constant(constants.len() - 1)
    }

    fn number(&mut self, value: i64) -> Operand {
        self.constant(Kind::Integer, value as u64)
    }

    fn word(&mut self, word: u64) -> Operand {
        self.constant(Kind::Value, word)
    }

    fn read(&mut self, register: u16) -> Operand {
        let found =
            self.stage.trace.operations.iter().position(|operation| {
                operation.opcode == Opcode::LoadRegister && operation.immediate == register as u64
            });
        match found {
            Some(index) => Operand::operation(index),
            None => self.op(Opcode::LoadRegister, &[], register as u64),
        }
    }

    /// A register of a group, or any register now and then.
    fn from(&mut self, group: &[u16]) -> u16 {
        match self.random.chance(self.taste.strange) {
            true => self.random.below(REGISTERS - 1) as u16,
            false => {
                let width = self.taste.width.min(group.len());
                group[self.random.below(width)]
            }
        }
    }

    fn write(&mut self, group: &[u16], value: Operand) {
        let register = self.from(group);
        self.stage.writes.push((register, value));
    }

    fn integer(&mut self) -> Operand {
        if self.random.chance(20) {
            let value = self
                .random
                .pick(&[0, 2, -2, 4, 10, 14, 1 << 20, i64::MAX - 1, i64::MIN, 1 << 40]);
            return self.number(value);
        }
        let register = self.from(&INTEGERS);
        self.integer_of(register)
    }

    fn integer_of(&mut self, register: u16) -> Operand {
        let word = self.read(register);
        self.op(Opcode::GuardInteger, &[word], 0);
        self.op(Opcode::UnboxInteger, &[word], 0)
    }

    fn float(&mut self) -> Operand {
        if self.random.chance(20) {
            let value = self
                .random
                .pick(&[0.0, -0.0, 1.0, 2.0, 0.5, -3.25, 1e300, f64::INFINITY]);
            return self.constant(Kind::Float, value.to_bits());
        }
        let register = self.from(&FLOATS);
        let word = self.read(register);
        self.op(Opcode::GuardFloat, &[word], 0);
        self.op(Opcode::UnboxFloat, &[word], 0)
    }

    /// An object with a map.
    fn object(&mut self, map: u32, group: &[u16]) -> Operand {
        let word = match self.random.chance(10) {
            true => {
                let object = self.random.pick(self.objects);
                self.word(object)
            }
            false => {
                let register = self.from(group);
                self.read(register)
            }
        };
        self.op(Opcode::GuardPointer, &[word], 0);
        self.op(Opcode::GuardMap, &[word], map as u64);
        word
    }

    fn instance(&mut self) -> Operand {
        let map = match self.random.chance(85) {
            true => INSTANCE_MAPS[0],
            false => self.random.pick(&INSTANCE_MAPS),
        };
        self.object(map, &OBJECTS)
    }

    fn any_word(&mut self) -> Operand {
        match self.random.below(6) {
            0 => {
                let word = self
                    .random
                    .pick(&[NONE, TRUE, integer_word(0), integer_word(7), integer_word(3)]);
                self.word(word)
            }
            _ => {
                let groups: [&[u16]; 5] = [&INTEGERS, &FLOATS, &OBJECTS, &LIST, &ANY];
                let group = self.random.pick(&groups);
                let register = self.from(group);
                self.read(register)
            }
        }
    }

    /// A register that a value of this kind of word goes to.
    fn group_of_word(&mut self) -> &'static [u16] {
        match self.random.below(4) {
            0 => &INTEGERS,
            1 => &OBJECTS,
            _ => &ANY,
        }
    }

    fn call(&mut self, helper: &'static Helper, arguments: &[Operand]) -> Operand {
        let opcode = match helper.result {
            Kind::Value => Opcode::CallValue,
            Kind::Integer => Opcode::CallInteger,
            Kind::Float => Opcode::CallFloat,
            Kind::Nothing => Opcode::CallNothing,
        };
        self.stage.trace.helpers.push(helper);
        let number = self.stage.trace.helpers.len() as u64 - 1;
        let result = self.op(opcode, arguments, number);
        if helper.effects.raises() {
            self.op(Opcode::GuardNoException, &[result], 0);
        }
        result
    }

    fn index(&mut self, list: Operand) -> Operand {
        let length = self.op(Opcode::GetFieldInteger, &[list], LIST_LENGTH.pack());
        let index = match self.random.chance(40) {
            true => {
                let index = self.random.below(LENGTH as usize) as i64;
                self.number(index)
            }
            false => {
                let doubled = self.integer();
                let one = self.number(1);
                let plain = self.op(Opcode::IntegerShiftRight, &[doubled, one], 0);
                let mask = self.number(3);
                match self.random.chance(60) {
                    true => self.op(Opcode::IntegerAnd, &[plain, mask], 0),
                    false => plain,
                }
            }
        };
        let below = self.op(Opcode::IntegerBelow, &[index, length], 0);
        self.op(Opcode::GuardTrue, &[below], 0);
        index
    }

    fn truth_guard(&mut self, condition: Operand) {
        let opcode = self.random.pick(&[Opcode::GuardTrue, Opcode::GuardFalse]);
        self.op(opcode, &[condition], 0);
    }

    /// Adds the operations of one random stage.
    fn fill(&mut self) {
        use Opcode::*;
        match self.random.pick(&self.taste.kinds) {
            0..=2 => {
                let (a, b) = (self.integer(), self.integer());
                let opcode = self
                    .random
                    .pick(&[AddOverflow, SubtractOverflow, AddOverflow, MultiplyOverflow]);
                let result = self.op(opcode, &[a, b], 0);
                let boxed = self.op(BoxInteger, &[result], 0);
                self.write(&INTEGERS, boxed);
            }
            3 | 4 => {
                let (a, b) = (self.integer(), self.integer());
                let opcode = self.random.pick(&[
                    IntegerLess,
                    IntegerLessEqual,
                    IntegerEqual,
                    IntegerNotEqual,
                    IntegerBelow,
                ]);
                let condition = self.op(opcode, &[a, b], 0);
                self.truth_guard(condition);
            }
            5 => self.fill_bits(),
            6 | 7 => {
                let (a, b) = (self.float(), self.float());
                let opcode = self.random.pick(&[FloatAdd, FloatSubtract, FloatMultiply, FloatDivide]);
                let result = self.op(opcode, &[a, b], 0);
                let boxed = self.op(BoxFloat, &[result], 0);
                self.write(&FLOATS, boxed);
            }
            8 => {
                let a = self.float();
                let opcode = self
                    .random
                    .pick(&[FloatNegate, FloatAbsolute, FloatSquareRoot, FloatFloor]);
                let mut result = self.op(opcode, &[a], 0);
                if self.random.chance(30) {
                    let b = self.float();
                    let opcode = self.random.pick(&[FloatLess, FloatLessEqual, FloatEqual]);
                    let condition = self.op(opcode, &[result, b], 0);
                    self.truth_guard(condition);
                }
                if self.random.chance(30) {
                    result = self.call(&SINE, &[result]);
                }
                let boxed = self.op(BoxFloat, &[result], 0);
                self.write(&FLOATS, boxed);
            }
            9 => {
                let a = self.integer();
                let one = self.number(1);
                let plain = self.op(IntegerShiftRight, &[a, one], 0);
                let float = self.op(IntegerToFloat, &[plain], 0);
                let boxed = self.op(BoxFloat, &[float], 0);
                self.write(&FLOATS, boxed);
            }
            10 | 11 => {
                let object = self.instance();
                let field = self.random.pick(&[FIRST, SECOND, FIXED]);
                let value = self.op(GetFieldValue, &[object], field.pack());
                let group = self.group_of_word();
                self.write(group, value);
            }
            12 | 13 => {
                let object = self.instance();
                let value = self.any_word();
                let field = self.random.pick(&[FIRST, SECOND]);
                self.op(SetField, &[object, value], field.pack());
            }
            14 => self.fill_raw_field(),
            15 | 16 => {
                let map = self.random.pick(&INSTANCE_MAPS);
                let object = self.op(New, &[], Shape { size: SIZE, map }.pack());
                for field in [FIRST, SECOND, FIXED] {
                    let value = self.any_word();
                    self.op(SetField, &[object, value], field.pack());
                }
                self.write(&OBJECTS, object);
            }
            17 => {
                let object = self.instance();
                let map = self.random.pick(&INSTANCE_MAPS);
                self.op(SetMap, &[object], map as u64);
            }
            18 => {
                let list = self.object(LIST_MAP, &LIST);
                let index = self.index(list);
                let value = self.op(GetItemValue, &[list, index], ITEMS.pack());
                let group = self.group_of_word();
                self.write(group, value);
            }
            19 => {
                let list = self.object(LIST_MAP, &LIST);
                let index = self.index(list);
                let value = self.any_word();
                self.op(SetItem, &[list, index, value], ITEMS.pack());
            }
            20 => {
                let map = CELL_MAP;
                let cell = self.object(map, &[12]);
                match self.random.chance(50) {
                    true => {
                        let value = self.op(GetFieldValue, &[cell], CELL.pack());
                        self.write(&INTEGERS, value);
                    }
                    false => {
                        let value = self.any_word();
                        self.op(SetField, &[cell, value], CELL.pack());
                    }
                }
            }
            21 | 25 => self.fill_call(),
            23 => {
                let word = self.any_word();
                let constant = self.random.pick(&[NONE, TRUE, integer_word(3), integer_word(7)]);
                let constant = self.word(constant);
                let opcode = self.random.pick(&[GuardValue, GuardNotValue, GuardNotValue]);
                if word.as_operation().is_some() {
                    self.op(opcode, &[word, constant], 0);
                }
                self.write(&ANY, word);
            }
            24 => {
                let (a, b) = (self.any_word(), self.any_word());
                // Floats have no identity that programs may see.
                self.op(GuardNotFloat, &[a], 0);
                self.op(GuardNotFloat, &[b], 0);
                let same = self.op(Same, &[a, b], 0);
                self.truth_guard(same);
            }
            _ => {
                let word = self.any_word();
                let group = self.group_of_word();
                self.write(group, word);
            }
        }
    }

    fn fill_bits(&mut self) {
        use Opcode::*;
        let (a, b) = (self.integer(), self.integer());
        let result = match self.random.below(6) {
            0 => {
                let count = self.random.pick(&[1, 2, 3, 40, 63]);
                let count = self.number(count);
                let opcode = self.random.pick(&[IntegerShiftLeft, IntegerShiftRight]);
                self.op(opcode, &[a, count], 0)
            }
            1 => {
                let divisor = self.random.pick(&[2, 3, 7, 8, -5, 16]);
                let divisor = self.number(divisor);
                let opcode = self.random.pick(&[IntegerFloorDivide, IntegerModulo]);
                self.op(opcode, &[a, divisor], 0)
            }
            2 => {
                let mask = self.random.pick(&[1, 2, 6, 14, 0xff]);
                let value = self.random.pick(&[0, 2]) & mask;
                self.op(GuardBits, &[a], mask << 32 | value);
                a
            }
            3 => {
                let constant = self.random.pick(&[0, 2, 4, 10]);
                let constant = self.number(constant);
                self.op(GuardIntegerValue, &[a, constant], 0);
                b
            }
            _ => {
                let opcode = self.random.pick(&[
                    IntegerAnd,
                    IntegerOr,
                    IntegerXor,
                    IntegerAdd,
                    IntegerSubtract,
                    IntegerMultiply,
                ]);
                self.op(opcode, &[a, b], 0)
            }
        };
        let mask = self.number(!1);
        let even = self.op(IntegerAnd, &[result, mask], 0);
        let boxed = self.op(BoxInteger, &[even], 0);
        self.write(&INTEGERS, boxed);
    }

    fn fill_raw_field(&mut self) {
        let object = self.instance();
        let field: Field = self.random.pick(&[WORD, FLOAT, HALF, BYTE]);
        let kind = content_kind(field.content);
        if self.random.chance(50) {
            let opcode = match kind {
                Kind::Float => Opcode::GetFieldFloat,
                _ => Opcode::GetFieldInteger,
            };
            let raw = self.op(opcode, &[object], field.pack());
            let (boxed, group): (Operand, &[u16]) = match field.content {
                Content::Float => (self.op(Opcode::BoxFloat, &[raw], 0), &FLOATS),
                _ => {
                    let mask = self.number(!1);
                    let even = self.op(Opcode::IntegerAnd, &[raw, mask], 0);
                    (self.op(Opcode::BoxInteger, &[even], 0), &INTEGERS)
                }
            };
            self.write(group, boxed);
        } else {
            let value = match kind {
                Kind::Float => self.float(),
                _ => self.integer(),
            };
            self.op(Opcode::SetField, &[object, value], field.pack());
        }
    }

    fn fill_call(&mut self) {
        match self.random.below(8) {
            0 => {
                let (a, b) = (self.integer(), self.integer());
                let result = self.call(&MIX, &[a, b]);
                let boxed = self.op(Opcode::BoxInteger, &[result], 0);
                self.write(&INTEGERS, boxed);
            }
            1 => {
                let register = self.from(&OBJECTS);
                let object = self.read(register);
                let value = self.call(&READ_FIRST, &[object]);
                let group = self.group_of_word();
                self.write(group, value);
            }
            2 => {
                let list = self.from(&LIST);
                let list = self.read(list);
                let doubled = self.integer();
                let mask = self.number(7);
                let index = self.op(Opcode::IntegerAnd, &[doubled, mask], 0);
                let value = self.call(&READ_ITEM, &[list, index]);
                self.write(&INTEGERS, value);
            }
            3 => {
                let object = self.from(&OBJECTS);
                let object = self.read(object);
                let value = self.any_word();
                self.call(&WRITE_FIRST, &[object, value]);
            }
            4 => {
                let list = self.from(&LIST);
                let list = self.read(list);
                let value = self.any_word();
                self.call(&WRITE_ITEM, &[list, value]);
            }
            5 => {
                let (a, b) = (self.any_word(), self.any_word());
                let pair = self.call(&NEW_PAIR, &[a, b]);
                self.write(&OBJECTS, pair);
            }
            _ => {
                let value = self.any_word();
                let result = self.call(&RUN, &[value]);
                let group = self.group_of_word();
                self.write(group, result);
            }
        }
    }

    /// What registers get when a guard fails.
    fn otherwise(&mut self) {
        let words = [
            NONE,
            TRUE,
            integer_word(1),
            integer_word(2),
            float_word(2.5).unwrap_or(NONE),
        ];
        let object = self.random.pick(self.objects);
        let mut registers: Vec<u16> = self.stage.writes.iter().map(|write| write.0).collect();
        if self.random.chance(30) {
            registers.push(self.random.below(REGISTERS - 1) as u16);
        }
        for register in registers {
            let word = match register {
                register if INTEGERS.contains(&register) && self.random.chance(90) => integer_word(register as i64),
                register if FLOATS.contains(&register) && self.random.chance(80) => words[4],
                register if OBJECTS.contains(&register) && self.random.chance(80) => object,
                _ => self.random.pick(&words),
            };
            if !self.stage.otherwise.iter().any(|other| other.0 == register) {
                self.stage.otherwise.push((register, word));
            }
        }
    }

    fn finish(mut self) -> Stage {
        self.op(Opcode::Exit, &[], 0);
        self.stage
    }
}

fn empty_stage(inlined: bool) -> Stage {
    Stage {
        trace: Trace {
            snapshots: vec![Snapshot::default()],
            ..Trace::default()
        },
        writes: Vec::new(),
        otherwise: Vec::new(),
        inlined,
    }
}

/// A random program. Its constants are objects of `world`.
pub fn generate(random: &mut Random, world: &World) -> Program {
    let objects = world.objects.clone();
    let rounds = 4 + random.below(12) as i64;
    let count = random.pick(&[3, 6, 12, 24]) + random.below(6);
    let mut stages = Vec::with_capacity(count + 1);
    let taste = Taste::new(random);
    let mut builder = Builder {
        random,
        objects: &objects,
        taste: &taste,
        stage: empty_stage(false),
    };
    let counter = builder.integer_of(COUNTER);
    let limit = builder.number(2 * rounds);
    let less = builder.op(Opcode::IntegerLess, &[counter, limit], 0);
    builder.op(Opcode::GuardTrue, &[less], 0);
    let two = builder.number(2);
    let next = builder.op(Opcode::AddOverflow, &[counter, two], 0);
    let boxed = builder.op(Opcode::BoxInteger, &[next], 0);
    builder.stage.writes.push((COUNTER, boxed));
    stages.push(builder.finish());
    let inlined_from = random.below(count + 4);
    for number in 0..count {
        let inlined = number >= inlined_from && number < inlined_from + 4;
        let mut builder = Builder {
            random,
            objects: &objects,
            taste: &taste,
            stage: empty_stage(inlined),
        };
        builder.fill();
        builder.otherwise();
        stages.push(builder.finish());
    }
    let mut initial = Vec::with_capacity(REGISTERS);
    for register in 0..REGISTERS as u16 {
        initial.push(match register {
            COUNTER => integer_word(0),
            _ if INTEGERS.contains(&register) => integer_word(random.below(10) as i64),
            _ if FLOATS.contains(&register) => float_word(random.below(8) as f64 + 0.5).unwrap_or(NONE),
            _ if OBJECTS.contains(&register) => {
                let among = random.pick(&[1, 2, 3]);
                random.pick(&objects[..among])
            }
            _ if LIST.contains(&register) => random.pick(&objects[3..5]),
            12 => objects[5],
            _ => NONE,
        });
    }
    Program::new(stages, initial, random.chance(50))
}
