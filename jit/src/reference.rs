//! The reference interpreter of the IR: what each operation means. A second backend, against which the optimizer and
//! the machine code are tested, and where the optimizer folds constants.

use crate::helper::Helper;
use crate::ir::{Kind, Opcode, Operand, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::language::Tag;
use crate::memory::{Array, Content, Field, Shape};
use crate::snapshot::Snapshot;
use crate::verify::content_kind;

/// The result of an operation that depends on nothing but the bits of its arguments. None: another operation, or one that
/// is not defined for these arguments (a division by zero).
pub fn evaluate(opcode: Opcode, arguments: &[u64]) -> Option<u64> {
    use Opcode::*;
    let word = |index: usize| arguments.get(index).copied().unwrap_or(0);
    let (a, b) = (word(0) as i64, word(1) as i64);
    let (x, y) = (f64::from_bits(word(0)), f64::from_bits(word(1)));
    let shift = u32::try_from(b).ok().filter(|&count| count < 64);
    let divisor = (b != 0 && b != -1).then_some(b);
    let integer = |value: i64| Some(value as u64);
    let truth = |value: bool| Some(value as u64);
    let float = |value: f64| Some(value.to_bits());
    match opcode {
        AddOverflow => a.checked_add(b).and_then(integer),
        SubtractOverflow => a.checked_sub(b).and_then(integer),
        MultiplyOverflow => (a >> 1).checked_mul(b).and_then(integer),
        IntegerAdd => integer(a.wrapping_add(b)),
        IntegerSubtract => integer(a.wrapping_sub(b)),
        IntegerMultiply => integer(a.wrapping_mul(b)),
        IntegerAnd => integer(a & b),
        IntegerOr => integer(a | b),
        IntegerXor => integer(a ^ b),
        IntegerShiftLeft => integer(a << shift?),
        IntegerShiftRight => integer(a >> shift?),
        IntegerFloorDivide => {
            let divisor = divisor?;
            let quotient = a / divisor;
            let inexact = a % divisor != 0 && (a < 0) != (divisor < 0);
            integer(quotient - inexact as i64)
        }
        IntegerModulo => {
            let divisor = divisor?;
            let remainder = a % divisor;
            let other_sign = remainder != 0 && (remainder < 0) != (divisor < 0);
            integer(if other_sign { remainder + divisor } else { remainder })
        }
        IntegerLess => truth(a < b),
        IntegerLessEqual => truth(a <= b),
        IntegerEqual | Same => truth(a == b),
        IntegerNotEqual => truth(a != b),
        IntegerBelow => truth((a as u64) < b as u64),
        FloatAdd => float(x + y),
        FloatSubtract => float(x - y),
        FloatMultiply => float(x * y),
        FloatDivide => float(x / y),
        FloatNegate => float(-x),
        FloatAbsolute => float(x.abs()),
        FloatSquareRoot => float(x.sqrt()),
        FloatFloor => float(x.floor()),
        FloatLess => truth(x < y),
        FloatLessEqual => truth(x <= y),
        FloatEqual => truth(x == y),
        IntegerToFloat => float(a as f64),
        FloatToInteger => integer(x as i64),
        FloatBits | BitsFloat | WordToInteger | IntegerToWord => Some(word(0)),
        _ => None,
    }
}

/// Whether a condition on raw integers holds: GuardBits.
pub fn bits_match(value: u64, immediate: u64) -> bool {
    value & (immediate >> 32) == immediate & 0xffff_ffff
}

/// The world that a trace runs in: words, memory and calls of a language.
pub trait Host {
    /// Boxed integers and floats answer Integer and Float.
    fn tag(&mut self, word: u64) -> Tag;
    fn map(&mut self, object: u64) -> u32;
    fn set_map(&mut self, object: u64, map: u32);
    fn box_integer(&mut self, doubled: i64) -> u64;
    /// The doubled integer; None for one that a trace cannot hold.
    fn unbox_integer(&mut self, word: u64) -> Option<i64>;
    fn box_float(&mut self, float: f64) -> u64;
    fn unbox_float(&mut self, word: u64) -> f64;
    fn allocate(&mut self, shape: Shape) -> u64;
    /// The bits at byte `offset` of an object.
    fn load(&mut self, object: u64, offset: u64, content: Content) -> u64;
    fn store(&mut self, object: u64, offset: u64, content: Content, bits: u64);
    /// Calls a helper; the result's bits.
    fn call(&mut self, helper: &'static Helper, arguments: &[u64]) -> u64;
    /// Calls the trace of a function whose register 0 is register `base` of the root frame; 0 when it raised.
    fn call_trace(&mut self, code: u64, base: u64) -> u64;
    /// An exception is waiting.
    fn raised(&mut self) -> bool;
    /// Something is pending at a safe point.
    fn pending(&mut self) -> bool;
    /// The tree became invalid.
    fn invalidated(&mut self) -> bool;
    /// Registers of the root frame and those above it, in memory.
    fn register(&mut self, index: u64) -> &mut u64;
    /// Asked at each guard that may fail for any reason: whether it is to fail.
    fn fail_guard(&mut self) -> bool {
        false
    }
}

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    Finished(u64),
    /// Operation `operation` left through the snapshot.
    Exit {
        operation: usize,
        snapshot: SnapshotIndex,
    },
    /// To the entry of a tree; the registers are yet to be written.
    Tree {
        tree: u32,
        snapshot: SnapshotIndex,
    },
    /// To a label of the same tree. Memory is as the label expects it.
    Label {
        label: u32,
        arguments: Vec<u64>,
        snapshot: SnapshotIndex,
    },
}

/// Where a run starts.
#[derive(Clone, Copy, Debug)]
pub enum Start<'a> {
    /// At the beginning; the words are the trace's inputs.
    Entry(&'a [u64]),
    /// At the trace's label, with values for its phis.
    Label(&'a [u64]),
}

/// A trace and the values of its operations.
pub struct Run<'a> {
    trace: &'a Trace,
    values: Vec<u64>,
    /// Operations before this one have been done, but for those before the label where it started there.
    reached: usize,
}

impl<'a> Run<'a> {
    pub fn new(trace: &'a Trace) -> Run<'a> {
        let values = vec![0; trace.operations.len()];
        Run {
            trace,
            values,
            reached: 0,
        }
    }

    /// The bits that an operation gave, if it was done.
    pub fn computed(&self, operation: u32) -> Option<u64> {
        let operation = operation as usize;
        (operation < self.reached).then(|| self.values[operation])
    }

    /// The bits of all operations' results.
    pub fn into_values(self) -> Vec<u64> {
        self.values
    }

    /// The bits of an operand.
    pub fn value(&self, operand: Operand) -> u64 {
        match (operand.as_operation(), operand.as_constant()) {
            (Some(index), _) => self.values[index],
            (_, Some(index)) => self.trace.constants[index].bits,
            _ => 0,
        }
    }

    fn words(&self, operands: &[Operand]) -> Vec<u64> {
        operands.iter().map(|&operand| self.value(operand)).collect()
    }

    /// Runs the trace until it leaves, round its loop as often as it takes.
    pub fn run(&mut self, host: &mut dyn Host, start: Start) -> Outcome {
        let trace = self.trace;
        let label = trace
            .operations
            .iter()
            .position(|operation| operation.opcode == Opcode::Label);
        let (mut position, mut inputs) = match start {
            Start::Entry(inputs) => (0, inputs.to_vec()),
            Start::Label(phis) => (label.expect("a label") + 1, phis.to_vec()),
        };
        loop {
            let operation = &trace.operations[position];
            match operation.opcode {
                Opcode::InputValue | Opcode::InputInteger | Opcode::InputFloat => {
                    self.values[position] = inputs[operation.immediate as usize];
                }
                Opcode::Label | Opcode::Jump => {
                    inputs = self.words(&operation.arguments);
                    position = label.expect("a label");
                }
                Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat => {
                    self.values[position] = inputs[position - label.expect("a label") - 1];
                }
                Opcode::JumpLabel => {
                    return Outcome::Label {
                        label: operation.immediate as u32,
                        arguments: self.words(&operation.arguments),
                        snapshot: operation.snapshot,
                    };
                }
                Opcode::JumpTree => {
                    return Outcome::Tree {
                        tree: operation.immediate as u32,
                        snapshot: operation.snapshot,
                    };
                }
                Opcode::Finish => return Outcome::Finished(self.value(operation.arguments[0])),
                _ if !self.step(host, position) => {
                    return Outcome::Exit {
                        operation: position,
                        snapshot: operation.snapshot,
                    };
                }
                _ => {}
            }
            position += 1;
            self.reached = self.reached.max(position);
        }
    }

    /// Does one operation; false: it leaves through its snapshot.
    fn step(&mut self, host: &mut dyn Host, position: usize) -> bool {
        use Opcode::*;
        let operation = &self.trace.operations[position];
        let immediate = operation.immediate;
        let arguments = self.words(&operation.arguments);
        let word = |index: usize| arguments[index];
        let mut holds = true;
        let may_fail = !matches!(
            operation.opcode,
            GuardNoException | GuardException | GuardNotInvalidated
        );
        if operation.opcode.class() == crate::ir::Class::Guard && may_fail && host.fail_guard() {
            return false;
        }
        let result = match operation.opcode {
            LoadRegister => *host.register(immediate),
            StoreRegister => {
                *host.register(immediate) = word(0);
                0
            }
            GuardInteger | GuardFloat | GuardPointer | GuardNotInteger | GuardNotFloat | GuardNotPointer => {
                let tag = host.tag(word(0));
                holds = match operation.opcode {
                    GuardInteger => tag == Tag::Integer,
                    GuardFloat => tag == Tag::Float,
                    GuardPointer => tag == Tag::Pointer,
                    GuardNotInteger => tag != Tag::Integer,
                    GuardNotFloat => tag != Tag::Float,
                    _ => tag != Tag::Pointer,
                };
                0
            }
            GuardMap | GuardNotMap => {
                let same = host.map(word(0)) as u64 == immediate;
                holds = same == (operation.opcode == GuardMap);
                0
            }
            GuardValue | GuardIntegerValue => {
                holds = word(0) == word(1);
                0
            }
            GuardNotValue => {
                holds = word(0) != word(1);
                0
            }
            GuardTrue => {
                holds = word(0) != 0;
                0
            }
            GuardFalse => {
                holds = word(0) == 0;
                0
            }
            GuardBits => {
                holds = bits_match(word(0), immediate);
                0
            }
            GuardNoException => {
                holds = !host.raised();
                0
            }
            GuardException => {
                holds = host.raised();
                0
            }
            GuardNotInvalidated => {
                holds = !host.invalidated();
                0
            }
            GuardNotPending => {
                holds = !host.pending();
                0
            }
            AddOverflow | SubtractOverflow | MultiplyOverflow => {
                let result = evaluate(operation.opcode, &arguments);
                holds = result.is_some();
                result.unwrap_or(0)
            }
            AddOverflows => {
                holds = evaluate(AddOverflow, &arguments).is_none();
                0
            }
            SubtractOverflows => {
                holds = evaluate(SubtractOverflow, &arguments).is_none();
                0
            }
            MultiplyOverflows => {
                holds = evaluate(MultiplyOverflow, &arguments).is_none();
                0
            }
            BoxInteger => host.box_integer(word(0) as i64),
            UnboxInteger => {
                let result = host.unbox_integer(word(0));
                holds = result.is_some();
                result.unwrap_or(0) as u64
            }
            BoxFloat => host.box_float(f64::from_bits(word(0))),
            UnboxFloat => host.unbox_float(word(0)).to_bits(),
            GetFieldValue | GetFieldInteger | GetFieldFloat => {
                let field = Field::unpack(immediate);
                host.load(word(0), field.offset as u64, field.content)
            }
            SetField => {
                let field = Field::unpack(immediate);
                host.store(word(0), field.offset as u64, field.content, word(1));
                0
            }
            SetMap => {
                host.set_map(word(0), immediate as u32);
                0
            }
            GetItemValue | GetItemInteger | GetItemFloat => {
                let array = Array::unpack(immediate);
                host.load(word(0), item_offset(array, word(1)), array.content)
            }
            SetItem => {
                let array = Array::unpack(immediate);
                host.store(word(0), item_offset(array, word(1)), array.content, word(2));
                0
            }
            New => host.allocate(Shape::unpack(immediate)),
            CallValue | CallInteger | CallFloat | CallNothing => {
                host.call(self.trace.helpers[immediate as usize], &arguments)
            }
            CallTrace => host.call_trace(immediate, operation.window() as u64),
            Exit => {
                holds = false;
                0
            }
            opcode => evaluate(opcode, &arguments).unwrap_or(0),
        };
        self.values[position] = result;
        holds
    }

    /// Makes the frames of a snapshot: boxes numbers, allocates virtual objects, writes the registers.
    pub fn rebuild(&self, host: &mut dyn Host, snapshot: SnapshotIndex) {
        debug_assert_ne!(snapshot, NO_SNAPSHOT);
        let snapshot: &Snapshot = &self.trace.snapshots[snapshot as usize];
        let objects: Vec<u64> = snapshot
            .virtuals
            .iter()
            .map(|object| host.allocate(object.shape))
            .collect();
        for (object, &address) in snapshot.virtuals.iter().zip(&objects) {
            for &(field, operand) in &object.fields {
                let bits = match content_kind(field.content) {
                    Kind::Value => self.boxed(host, &objects, operand),
                    _ => self.value(operand),
                };
                host.store(address, field.offset as u64, field.content, bits);
            }
        }
        for frame in &snapshot.frames {
            for &(register, operand) in &frame.registers {
                let word = self.boxed(host, &objects, operand);
                *host.register(frame.base as u64 + register as u64) = word;
            }
        }
    }

    /// The values of an exit, as a bridge takes them.
    pub fn exit_values(&self, snapshot: SnapshotIndex) -> Vec<u64> {
        self.words(&crate::backend::exits::values_of(
            &self.trace.snapshots[snapshot as usize],
        ))
    }

    fn boxed(&self, host: &mut dyn Host, objects: &[u64], operand: Operand) -> u64 {
        if let Some(index) = operand.as_virtual() {
            return objects[index];
        }
        let bits = self.value(operand);
        match self.trace.kind(operand) {
            Kind::Integer => host.box_integer(bits as i64),
            Kind::Float => host.box_float(f64::from_bits(bits)),
            _ => bits,
        }
    }
}

fn item_offset(array: Array, index: u64) -> u64 {
    (array.first as u64).wrapping_add((array.stride as u64).wrapping_mul(index))
}
