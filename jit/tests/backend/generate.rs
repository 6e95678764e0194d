//! Makes random traces that are well formed and that end: each round of a loop and each jump uses up fuel.

use crate::support::{frame, virtual_object, Builder};
use jit::backend::activation::{set_flags, Activation};
use jit::backend::exits::values_of;
use jit::backend::plain::{immediate_word, integer_word, PlainContext};
use jit::helper::{Effects, Helper};
use jit::ir::{Kind, Opcode, Operand, Trace};
use jit::memory::{Array, Content, Field, Region, Shape};
use jit::snapshot::Snapshot;
use Opcode::*;

/// A small random number generator (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Mostly small, sometimes at the edges.
    pub fn integer(&mut self) -> i64 {
        match self.below(8) {
            0 => i64::MAX - self.below(4) as i64,
            1 => i64::MIN + self.below(4) as i64,
            2 => (self.next() << 20) as i64,
            _ => self.below(40) as i64 - 20,
        }
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// The register that holds the fuel, an integer.
pub const FUEL_REGISTER: u16 = 15;
pub const OBJECT_SIZE: u32 = 80;
const VALUES: [Field; 2] = [
    Field::new(8, Content::Value, Region::Instance),
    Field::new(16, Content::Value, Region::Instance),
];
const INTEGERS: [Field; 3] = [
    Field::new(24, Content::Word, Region::Other),
    Field::new(40, Content::Half, Region::Other),
    Field::new(44, Content::Byte, Region::Other),
];
const FLOAT: Field = Field::new(32, Content::Float, Region::Other);
const ITEMS: Array = Array::new(48, 8, Content::Value, Region::List);
const BYTES: Array = Array::new(40, 1, Content::Byte, Region::Other);

extern "C" fn combine(_: *mut PlainContext, a: i64, b: i64) -> i64 {
    a.wrapping_mul(31).wrapping_add(b)
}

static COMBINE: Helper = Helper::new(
    "combine",
    combine as *const u8,
    &[Kind::Integer, Kind::Integer],
    Kind::Integer,
    Effects::PURE,
);

extern "C" fn mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

static MEAN: Helper = Helper::new(
    "mean",
    mean as *const u8,
    &[Kind::Float, Kind::Float],
    Kind::Float,
    Effects::PURE,
)
.leaf();

/// The word, or an exception where the integer is a multiple of three.
extern "C" fn may_raise(context: *mut PlainContext, word: u64, integer: i64) -> u64 {
    if integer % 3 == 0 {
        unsafe { (*context).exception = immediate_word(7) };
        return 0;
    }
    word
}

static MAY_RAISE: Helper = Helper::new(
    "may_raise",
    may_raise as *const u8,
    &[Kind::Value, Kind::Integer],
    Kind::Value,
    Effects::RAISES,
);

/// Runs the "language": invalidates the tree for some integers.
extern "C" fn run(context: *mut PlainContext, integer: i64) -> u64 {
    if integer % 5 == 0 {
        unsafe {
            let record = (*context).activation;
            set_flags(record, (*record).tree, Activation::INVALIDATED);
        }
    }
    integer_word(integer % 1000)
}

static RUN: Helper = Helper::new(
    "run",
    run as *const u8,
    &[Kind::Integer],
    Kind::Value,
    Effects::RUNS_LANGUAGE,
);

/// Handles the exception.
extern "C" fn catch(context: *mut PlainContext) {
    unsafe { (*context).exception = 0 };
}

static CATCH: Helper = Helper::new("catch", catch as *const u8, &[], Kind::Nothing, Effects::WRITE_OTHER);

type Call = fn(*mut u8, &[u64]) -> u64;

/// The helpers, and how to call them with their arguments' bits.
pub static HELPERS: [(&Helper, Call); 5] = [
    (&COMBINE, |_, a| {
        combine(std::ptr::null_mut(), a[0] as i64, a[1] as i64) as u64
    }),
    (&MEAN, |_, a| mean(f64::from_bits(a[0]), f64::from_bits(a[1])).to_bits()),
    (&MAY_RAISE, |context, a| may_raise(context.cast(), a[0], a[1] as i64)),
    (&RUN, |context, a| run(context.cast(), a[0] as i64)),
    (&CATCH, |context, _| {
        catch(context.cast());
        0
    }),
];

pub struct GeneratedPart {
    pub trace: Trace,
    /// Kinds of its label's phis, the first is the fuel. The label's number is that of the part.
    pub label: Option<Vec<Kind>>,
}

/// What is known of the operands so far.
#[derive(Default)]
struct Pool {
    /// Words of any kind.
    words: Vec<Operand>,
    integers: Vec<Operand>,
    floats: Vec<Operand>,
    /// Words that are objects with `OBJECT_SIZE` bytes.
    objects: Vec<Operand>,
}

struct Generator<'r> {
    b: Builder,
    random: &'r mut Random,
    pool: Pool,
    fuel: Operand,
    /// The snapshot that guards use until the next effect.
    here: u32,
    next_origin: u32,
}

/// A root trace, or a bridge from an exit of one of the tree's parts.
pub fn generate(random: &mut Random, from: Option<(&Trace, u32)>, parts: &[GeneratedPart]) -> GeneratedPart {
    let mut g = Generator {
        b: Builder::new(),
        random,
        pool: Pool::default(),
        fuel: Operand::NONE,
        here: 0,
        next_origin: 0,
    };
    match from {
        Some((trace, snapshot)) => g.inputs(trace, snapshot),
        None => g.entry(),
    }
    g.stage();
    g.operations(12);
    let mut label = None;
    if g.random.one_in(2) {
        label = Some(g.label(parts.len()));
        g.operations(14);
    }
    g.end(label.as_deref(), parts);
    GeneratedPart {
        trace: g.b.trace,
        label,
    }
}

impl Generator<'_> {
    fn entry(&mut self) {
        let word = self.b.load(FUEL_REGISTER as u64);
        let untouched = self.b.snapshot(&[]);
        self.fuel = self.b.guard(UnboxInteger, &[word], untouched);
        for register in 0..6 {
            let word = self.b.load(register);
            self.pool.words.push(word);
        }
        let object = self.pool.words[0];
        self.b.guard(GuardPointer, &[object], untouched);
        self.pool.objects.push(object);
        self.here = untouched;
        self.burn();
    }

    fn inputs(&mut self, trace: &Trace, snapshot: u32) {
        let registers = &trace.snapshots[snapshot as usize].frames[0].registers;
        let fuel = registers.iter().find(|r| r.0 == FUEL_REGISTER).expect("fuel").1;
        for (index, operand) in values_of(&trace.snapshots[snapshot as usize]).into_iter().enumerate() {
            let opcode = match trace.kind(operand) {
                Kind::Integer => InputInteger,
                Kind::Float => InputFloat,
                _ => InputValue,
            };
            let input = self.b.with(opcode, &[], index as u64);
            match opcode {
                InputInteger => self.pool.integers.push(input),
                InputFloat => self.pool.floats.push(input),
                _ => self.pool.words.push(input),
            }
            if operand == fuel {
                self.fuel = input;
            }
        }
        if self.pool.words.is_empty() {
            let word = self.b.word(integer_word(3));
            self.pool.words.push(word);
        }
        if trace.snapshots[snapshot as usize].raising {
            self.b.call(&CATCH, &[], u32::MAX);
        }
    }

    /// Leaves when the fuel is used up.
    fn burn(&mut self) {
        self.stage();
        let two = self.b.integer(2);
        let enough = self.b.op(IntegerLess, &[two, self.fuel]);
        self.b.guard(GuardTrue, &[enough], self.here);
        self.fuel = self.b.op(IntegerSubtract, &[self.fuel, two]);
        self.stage();
    }

    fn word(&mut self) -> Operand {
        match self.random.below(10) {
            0 => self.b.word(integer_word(5)),
            1 => self.b.word(immediate_word(2)),
            _ => self.random.pick(&self.pool.words),
        }
    }

    fn integer(&mut self) -> Operand {
        if self.pool.integers.is_empty() || self.random.one_in(5) {
            let value = self.random.integer();
            return self.b.integer(value);
        }
        self.random.pick(&self.pool.integers)
    }

    fn float(&mut self) -> Operand {
        if self.pool.floats.is_empty() || self.random.one_in(5) {
            let value = self.random.below(32) as f64 / 8.0;
            return self.b.float(value);
        }
        self.random.pick(&self.pool.floats)
    }

    /// Any operand: what a register of a snapshot may hold.
    fn anything(&mut self) -> Operand {
        match self.random.below(3) {
            0 => self.word(),
            1 => self.integer(),
            _ => self.float(),
        }
    }

    fn snapshot(&mut self) -> Snapshot {
        let mut virtuals = Vec::new();
        for _ in 0..[0, 0, 0, 1, 2][self.random.below(5)] {
            let mut fields = Vec::new();
            for offset in [8, 16, 48, 56, 64, 72] {
                let operand = match self.random.one_in(6) {
                    true => Operand::virtual_object(self.random.below(virtuals.len() + 1)),
                    false => self.anything(),
                };
                fields.push((Field::new(offset, Content::Value, Region::Instance), operand));
            }
            fields.push((INTEGERS[0], self.integer()));
            fields.push((FLOAT, self.float()));
            virtuals.push(virtual_object(self.next_origin, (6, OBJECT_SIZE), &fields));
            self.next_origin += 1;
        }
        let mut registers = Vec::new();
        for register in 1..10 {
            if self.random.one_in(2) {
                let operand = match virtuals.is_empty() || self.random.one_in(3) {
                    true => self.anything(),
                    false => Operand::virtual_object(self.random.below(virtuals.len())),
                };
                registers.push((register, operand));
            }
        }
        registers.push((FUEL_REGISTER, self.fuel));
        let mut frames = vec![frame(0, &registers)];
        if self.random.one_in(5) {
            let operand = self.anything();
            frames.push(frame(20, &[(3, operand)]));
        }
        Snapshot {
            frames,
            virtuals,
            raising: false,
        }
    }

    /// From here on guards use a new snapshot.
    fn stage(&mut self) {
        let snapshot = self.snapshot();
        self.here = self.b.add_snapshot(snapshot);
    }

    fn operations(&mut self, count: usize) {
        for _ in 0..count {
            match self.random.below(12) {
                0 | 1 => self.guard(),
                2..=4 => self.integers(),
                5 | 6 => self.floats(),
                7 => self.boxes(),
                8 => self.call(),
                9 => self.new_object(),
                _ => self.memory(),
            }
            if self.random.one_in(3) {
                self.stage();
            }
        }
    }

    fn guard(&mut self) {
        let here = self.here;
        match self.random.below(9) {
            0 => {
                let word = self.word();
                let guard = [GuardNotInteger, GuardNotFloat, GuardNotPointer, GuardInteger][self.random.below(4)];
                self.b.guard(guard, &[word], here);
            }
            1 | 2 => {
                let word = self.word();
                if self.random.one_in(2) {
                    self.b.guard(GuardInteger, &[word], here);
                }
                let integer = self.b.guard(UnboxInteger, &[word], here);
                self.pool.integers.push(integer);
            }
            3 => {
                let word = self.word();
                self.b.guard(GuardFloat, &[word], here);
                let float = self.b.op(UnboxFloat, &[word]);
                self.pool.floats.push(float);
            }
            4 => {
                let word = self.word();
                self.b.guard(GuardPointer, &[word], here);
                self.pool.objects.push(word);
                let guard = [GuardMap, GuardNotMap][self.random.below(2)];
                let map = 5 + self.random.below(3) as u64;
                self.b.full(guard, &[word], map, here);
            }
            5 => {
                let (a, b) = (self.word(), self.b.word(integer_word(5)));
                let guard = [GuardValue, GuardNotValue, GuardNotValue][self.random.below(3)];
                self.b.guard(guard, &[a, b], here);
            }
            6 => {
                let a = self.integer();
                self.b
                    .full(GuardBits, &[a], 1 << 32 | self.random.below(2) as u64, here);
            }
            7 => {
                self.b.guard(GuardNotPending, &[], here);
            }
            _ => {
                let a = match self.random.one_in(2) {
                    true => self.integer(),
                    false => self.comparison(),
                };
                let guard = [GuardTrue, GuardFalse][self.random.below(2)];
                self.b.guard(guard, &[a], here);
            }
        }
    }

    fn comparison(&mut self) -> Operand {
        if self.random.one_in(3) {
            let arguments = [self.float(), self.float()];
            let opcode = self.random.pick(&[FloatLess, FloatLessEqual, FloatEqual]);
            return self.b.op(opcode, &arguments);
        }
        if self.random.one_in(4) {
            let arguments = [self.word(), self.word()];
            return self.b.op(Same, &arguments);
        }
        let arguments = [self.integer(), self.integer()];
        let comparisons = [
            IntegerLess,
            IntegerLessEqual,
            IntegerEqual,
            IntegerNotEqual,
            IntegerBelow,
        ];
        let opcode = self.random.pick(&comparisons);
        self.b.op(opcode, &arguments)
    }

    fn integers(&mut self) {
        let (a, b) = (self.integer(), self.integer());
        let here = self.here;
        let result = match self.random.below(8) {
            0 | 1 => {
                let opcode = self.random.pick(&[AddOverflow, SubtractOverflow, MultiplyOverflow]);
                self.b.guard(opcode, &[a, b], here)
            }
            2 => {
                let opcode = self.random.pick(&[AddOverflows, SubtractOverflows, MultiplyOverflows]);
                if self.random.one_in(3) {
                    self.b.guard(opcode, &[a, b], here);
                }
                a
            }
            3 => {
                let divisor = self.random.pick(&[1, 2, 3, -2, 8, -7, 1 << 40]);
                let b = self.b.integer(divisor);
                let opcode = self.random.pick(&[IntegerFloorDivide, IntegerModulo]);
                self.b.op(opcode, &[a, b])
            }
            4 => {
                let mask = self.b.integer(63);
                let count = self.b.op(IntegerAnd, &[b, mask]);
                let opcode = self.random.pick(&[IntegerShiftLeft, IntegerShiftRight]);
                self.b.op(opcode, &[a, count])
            }
            5 => self.comparison(),
            _ => {
                let opcodes = [
                    IntegerAdd,
                    IntegerSubtract,
                    IntegerMultiply,
                    IntegerAnd,
                    IntegerOr,
                    IntegerXor,
                ];
                let opcode = self.random.pick(&opcodes);
                self.b.op(opcode, &[a, b])
            }
        };
        self.pool.integers.push(result);
    }

    fn floats(&mut self) {
        let (a, b) = (self.float(), self.float());
        let result = match self.random.below(6) {
            0 => {
                let integer = self.integer();
                self.b.op(IntegerToFloat, &[integer])
            }
            1 => {
                let integer = self.b.op(FloatToInteger, &[a]);
                self.pool.integers.push(integer);
                a
            }
            2 => {
                let opcodes = [FloatNegate, FloatAbsolute, FloatSquareRoot, FloatFloor];
                let opcode = self.random.pick(&opcodes);
                self.b.op(opcode, &[a])
            }
            _ => {
                let opcode = self.random.pick(&[FloatAdd, FloatSubtract, FloatMultiply, FloatDivide]);
                self.b.op(opcode, &[a, b])
            }
        };
        self.pool.floats.push(result);
    }

    fn boxes(&mut self) {
        let word = match self.random.one_in(2) {
            true => {
                let integer = self.integer();
                self.b.op(BoxInteger, &[integer])
            }
            false => {
                let float = self.float();
                self.b.op(BoxFloat, &[float])
            }
        };
        self.pool.words.push(word);
    }

    fn new_object(&mut self) {
        let shape = Shape {
            size: OBJECT_SIZE,
            map: 5 + self.random.below(3) as u32,
        };
        let object = self.b.with(New, &[], shape.pack());
        for field in VALUES {
            let word = self.word();
            self.b.with(SetField, &[object, word], field.pack());
        }
        for index in 0..4 {
            let (index, word) = (self.b.integer(index), self.word());
            self.b.with(SetItem, &[object, index, word], ITEMS.pack());
        }
        self.pool.words.push(object);
        self.pool.objects.push(object);
        self.stage();
    }

    fn memory(&mut self) {
        if self.pool.objects.is_empty() {
            return;
        }
        let object = self.random.pick(&self.pool.objects);
        let value = self.random.pick(&VALUES).pack();
        let field = self.random.pick(&INTEGERS).pack();
        let mask = self.b.integer(3);
        match self.random.below(12) {
            0 | 1 => {
                let word = self.b.with(GetFieldValue, &[object], value);
                self.pool.words.push(word);
            }
            2 => {
                let integer = self.b.with(GetFieldInteger, &[object], field);
                self.pool.integers.push(integer);
            }
            3 => {
                let float = self.b.with(GetFieldFloat, &[object], FLOAT.pack());
                self.pool.floats.push(float);
            }
            4 => {
                let index = self.integer();
                let index = self.b.op(IntegerAnd, &[index, mask]);
                let word = self.b.with(GetItemValue, &[object, index], ITEMS.pack());
                self.pool.words.push(word);
            }
            5 => {
                let index = self.integer();
                let index = self.b.op(IntegerAnd, &[index, mask]);
                let integer = self.b.with(GetItemInteger, &[object, index], BYTES.pack());
                self.pool.integers.push(integer);
            }
            6 => {
                let word = self.word();
                self.b.with(SetField, &[object, word], value);
                self.stage();
            }
            7 => {
                let integer = self.integer();
                self.b.with(SetField, &[object, integer], field);
                self.stage();
            }
            8 => {
                let float = self.float();
                self.b.with(SetField, &[object, float], FLOAT.pack());
                self.stage();
            }
            9 => {
                let index = self.integer();
                let index = self.b.op(IntegerAnd, &[index, mask]);
                let integer = self.integer();
                self.b.with(SetItem, &[object, index, integer], BYTES.pack());
                self.stage();
            }
            10 => {
                let index = self.integer();
                let index = self.b.op(IntegerAnd, &[index, mask]);
                let word = self.word();
                self.b.with(SetItem, &[object, index, word], ITEMS.pack());
                self.stage();
            }
            _ => {
                let map = 5 + self.random.below(3) as u64;
                self.b.with(SetMap, &[object], map);
                self.stage();
            }
        }
    }

    fn call(&mut self) {
        match self.random.below(4) {
            0 => {
                let arguments = [self.integer(), self.integer()];
                let result = self.b.call(&COMBINE, &arguments, u32::MAX);
                self.pool.integers.push(result);
            }
            1 => {
                let arguments = [self.float(), self.float()];
                let result = self.b.call(&MEAN, &arguments, u32::MAX);
                self.pool.floats.push(result);
            }
            2 => {
                let arguments = [self.word(), self.integer()];
                let result = self.b.call(&MAY_RAISE, &arguments, u32::MAX);
                let mut raising = self.snapshot();
                raising.raising = true;
                let raising = self.b.add_snapshot(raising);
                self.b.guard(GuardNoException, &[result], raising);
                self.pool.words.push(result);
            }
            _ => {
                let argument = self.integer();
                let during = self.snapshot();
                let during = self.b.add_snapshot(during);
                let result = self.b.call(&RUN, &[argument], during);
                self.pool.words.push(result);
                self.stage();
                self.b.guard(GuardNotInvalidated, &[], self.here);
            }
        }
    }

    /// An operand of a kind.
    fn of_kind(&mut self, kind: Kind) -> Operand {
        match kind {
            Kind::Integer => self.integer(),
            Kind::Float => self.float(),
            _ => self.word(),
        }
    }

    /// Starts a loop; the kinds of its phis. What came before is not used behind it.
    fn label(&mut self, number: usize) -> Vec<Kind> {
        let mut initial = vec![(Kind::Integer, self.fuel)];
        for _ in 0..1 + self.random.below(8) {
            let kind = self.random.pick(&[Kind::Value, Kind::Integer, Kind::Float]);
            let operand = self.of_kind(kind);
            initial.push((kind, operand));
        }
        let word = self.word();
        initial.push((Kind::Value, word));
        let phis = self.b.label(number as u64, &initial);
        self.pool = Pool::default();
        self.fuel = phis[0];
        for (&phi, &(kind, _)) in phis.iter().zip(&initial).skip(1) {
            match kind {
                Kind::Integer => self.pool.integers.push(phi),
                Kind::Float => self.pool.floats.push(phi),
                _ => self.pool.words.push(phi),
            }
        }
        self.burn();
        initial.iter().map(|phi| phi.0).collect()
    }

    /// Next values for the phis of a label.
    fn arguments(&mut self, kinds: &[Kind]) -> Vec<Operand> {
        let rest: Vec<Operand> = kinds[1..].iter().map(|&kind| self.of_kind(kind)).collect();
        let mut arguments = vec![self.fuel];
        arguments.extend(rest);
        arguments
    }

    fn end(&mut self, own: Option<&[Kind]>, parts: &[GeneratedPart]) {
        if let (Some(kinds), false) = (own, self.random.one_in(5)) {
            let arguments = self.arguments(kinds);
            self.b.op(Jump, &arguments);
            return;
        }
        let labels: Vec<usize> = (0..parts.len()).filter(|&part| parts[part].label.is_some()).collect();
        let choice = self.random.below(8);
        if choice < 4 && !labels.is_empty() {
            self.burn();
            let part = self.random.pick(&labels);
            let arguments = self.arguments(parts[part].label.as_ref().expect("it has one"));
            self.b.full(JumpLabel, &arguments, part as u64, self.here);
        } else if choice < 6 {
            self.burn();
            self.b.full(JumpTree, &[], 1, self.here);
        } else if choice == 6 {
            self.b.guard(Exit, &[], self.here);
        } else {
            let word = self.word();
            self.b.op(Finish, &[word]);
        }
    }
}
