//! From trace IR to Cranelift IR, one file a family of operations.

mod calls;
mod ends;
mod exits;
mod guards;
mod memory;
mod numbers;

use self::exits::ReturnBlock;
use super::lowering::{types, Block, Emitter, InstBuilder, Lowering, Type, Value};
use super::plan::{is_input, part_trace, Plan, NONE};
use super::unit::Unit;
use super::{Activation, FailingGuards};
use crate::ir::{Class, Kind, Opcode, Operand, Operation, Trace};
use ahash::AHashMap;
use std::collections::VecDeque;
use std::mem::offset_of;
use std::sync::atomic::AtomicU64;

/// Lowers a unit into the emitter's function, which is to be finalized. `targets` are the cells of the unit's exits.
pub fn lower<'f>(
    emitter: Emitter<'f>,
    lowering: &dyn Lowering,
    failing: FailingGuards,
    unit: &Unit,
    plan: &Plan,
    targets: &[AtomicU64],
) -> Emitter<'f> {
    let parts = (0..plan.parts.len())
        .map(|part| Part::new(part_trace(unit, part as u32)))
        .collect();
    let mut lowerer = Lowerer {
        e: emitter,
        lowering,
        failing,
        unit,
        plan,
        targets,
        base: Value::from_u32(0),
        record: Value::from_u32(0),
        start: Block::from_u32(0),
        parts,
        part: 0,
        state: State {
            has_header: true,
            is_linked: true,
        },
        pending: VecDeque::new(),
        labels: AHashMap::new(),
        return_blocks: Vec::new(),
    };
    lowerer.entry();
    lowerer.make_labels();
    lowerer.part(0);
    while let Some(pending) = lowerer.pending.pop_front() {
        lowerer.pending_exit(pending);
    }
    lowerer.finish_returns();
    lowerer.e.builder.seal_all_blocks();
    lowerer.e
}

/// What is known of one trace of the unit while it is lowered.
struct Part<'a> {
    trace: &'a Trace,
    /// The result of each operation so far.
    values: Vec<Option<Value>>,
    /// Results of comparisons as conditions: what the guards on them branch on.
    conditions: AHashMap<usize, Value>,
    /// Values of unbox operations that the guard before them has made already.
    unboxed: AHashMap<usize, Value>,
    /// The object allocated last, if nothing was allocated since.
    fresh: Option<usize>,
    /// Exit blocks by snapshot: those that may go on in a bridge and those that always leave.
    exit_blocks: AHashMap<(u32, bool), Block>,
}

impl<'a> Part<'a> {
    fn new(trace: &'a Trace) -> Part<'a> {
        Part {
            trace,
            values: vec![None; trace.operations.len()],
            conditions: AHashMap::new(),
            unboxed: AHashMap::new(),
            fresh: None,
            exit_blocks: AHashMap::new(),
        }
    }
}

/// The block of a loop label.
struct Label {
    block: Block,
    part: usize,
    position: usize,
    /// Nothing from before the label is used behind it: it can be reached from anywhere in the unit.
    closed: bool,
}

/// An exit block that is still empty.
struct PendingExit {
    part: usize,
    snapshot: u32,
    leave: bool,
    block: Block,
    /// At the first of the jumps to it. (A record that has its header has it from then on.)
    state: State,
}

/// What is known of the record where code is being emitted. Both are put off until somebody may look: a call that makes none itself
/// needs neither.
#[derive(Clone, Copy)]
struct State {
    /// Its header is written.
    has_header: bool,
    /// It is the innermost one that is linked: no call has left its own there.
    is_linked: bool,
}

struct Lowerer<'a, 'f> {
    e: Emitter<'f>,
    lowering: &'a dyn Lowering,
    failing: FailingGuards<'a>,
    unit: &'a Unit<'a>,
    plan: &'a Plan,
    targets: &'a [AtomicU64],
    base: Value,
    record: Value,
    /// Where the code goes on after the checks at the entry.
    start: Block,
    parts: Vec<Part<'a>>,
    /// The trace that is being lowered.
    part: usize,
    state: State,
    pending: VecDeque<PendingExit>,
    labels: AHashMap<u64, Label>,
    return_blocks: Vec<ReturnBlock>,
}

/// The Cranelift type of a kind; None for Nothing.
fn type_of(kind: Kind) -> Option<Type> {
    match kind {
        Kind::Value | Kind::Integer => Some(types::I64),
        Kind::Float => Some(types::F64),
        Kind::Nothing => None,
    }
}

/// Byte offset of a record word.
fn word_offset(word: u32) -> i32 {
    (size_of::<Activation>() + word as usize * size_of::<u64>()) as i32
}

fn register_offset(register: u64) -> i32 {
    register as i32 * size_of::<u64>() as i32
}

impl<'a> Lowerer<'a, '_> {
    /// The entry block: header of the record, checks of the stacks.
    fn entry(&mut self) {
        let entry = self.e.block();
        self.e.builder.append_block_params_for_function_params(entry);
        self.e.switch_to(entry);
        let parameters = self.e.builder.block_params(entry);
        let (context, base, record) = (parameters[0], parameters[1], parameters[2]);
        self.e.context = context;
        self.base = base;
        self.record = record;
        if let Some(countdown) = self.unit.countdown {
            self.count_down(countdown);
        }
        self.start = self.e.block();
        if self.unit.from.is_none() {
            self.store_header(offset_of!(Activation, flags), 0);
        }
        let loops = |part: &Part| {
            part.trace
                .operations
                .iter()
                .any(|operation| operation.opcode == Opcode::Label)
        };
        // What is run by a call may return before anybody looks at its record.
        self.state = State {
            has_header: false,
            is_linked: !self.makes_calls(),
        };
        if self.unit.entry.is_none() || self.parts.iter().any(loops) {
            self.need_header();
        }
        if let Some(exit) = self.plan.entry_exit {
            self.check_stacks(exit);
        }
        let start = self.start;
        self.e.jump(start, &[]);
        self.e.switch_to(start);
    }

    fn store_header(&mut self, offset: usize, value: u32) {
        let value = self.e.ins().iconst(types::I32, value as i64);
        let record = self.record;
        self.e.store(value, record, offset as i32);
    }

    /// Somebody may look at the record: its header is to be there.
    fn need_header(&mut self) {
        if std::mem::replace(&mut self.state.has_header, true) {
            return;
        }
        let sizes = Activation::sizes(self.plan.length as u16, self.plan.frame_words as u16);
        self.store_header(offset_of!(Activation, length), sizes);
        if self.unit.from.is_none() {
            let (base, record) = (self.base, self.record);
            self.e.store(base, record, offset_of!(Activation, base) as i32);
            self.store_header(offset_of!(Activation, tree), self.unit.tree);
        }
    }

    /// Somebody may look at the innermost record: it is to be this one.
    fn need_link(&mut self) {
        if !std::mem::replace(&mut self.state.is_linked, true) {
            let record = self.record;
            self.e.store_context(record, self.lowering.context().activation);
        }
    }

    /// Whether the unit calls traces.
    fn makes_calls(&self) -> bool {
        let calls = |part: &Part| {
            part.trace
                .operations
                .iter()
                .any(|operation| operation.opcode == Opcode::CallTrace)
        };
        self.parts.iter().any(calls)
    }

    /// Lowers a trace at the emitter's position.
    fn part(&mut self, part: usize) {
        self.part = part;
        let trace = self.parts[part].trace;
        self.load_inputs();
        for (position, operation) in trace.operations.iter().enumerate() {
            let value = self.inherited(position).or_else(|| self.operation(position, operation));
            if !matches!(operation.opcode.class(), Class::Input) {
                self.e.mark_loop(false);
            }
            if let Some(value) = value {
                self.define(position, value);
            }
        }
    }

    /// What an operation of a branch need not compute, as a trace further out has done so.
    fn inherited(&self, position: usize) -> Option<Value> {
        let branch = &self.unit.branches[self.part.checked_sub(1)?];
        let found = branch
            .inherited
            .binary_search_by_key(&position, |inherited| inherited.operation as usize)
            .ok()?;
        let from = branch.inherited[found].from;
        let mut part = branch.parent as usize;
        for _ in 0..from.distance {
            part = self.plan.parts[part].parent? as usize;
        }
        self.parts[part].values[from.operation as usize]
    }

    /// All inputs come first: their words may be used for other values later.
    fn load_inputs(&mut self) {
        let trace = self.parts[self.part].trace;
        let plan = &self.plan.parts[self.part];
        for (position, operation) in trace.operations.iter().enumerate() {
            if !is_input(operation.opcode) {
                continue;
            }
            let index = operation.immediate as usize;
            let ty = type_of(operation.opcode.result()).expect("an input has a value");
            let value = if let Some(parent) = plan.parent {
                let operand = plan.inputs[index].as_operation().expect("an operation");
                self.parts[parent as usize].values[operand].expect("defined before the exit")
            } else {
                let (address, offset) = match self.unit.from {
                    Some(exit) => (self.record, word_offset(exit.values[index].word as u32)),
                    None => (self.base, register_offset(operation.immediate)),
                };
                self.e.load(ty, address, offset)
            };
            self.parts[self.part].values[position] = Some(value);
        }
    }

    /// Sets the result of an operation, and stores it to its record word if many exits need it.
    fn define(&mut self, position: usize, value: Value) {
        self.parts[self.part].values[position] = Some(value);
        let plan = &self.plan.parts[self.part];
        if plan.store[position] {
            debug_assert_ne!(plan.resident[position], NONE);
            let (record, offset) = (self.record, word_offset(plan.resident[position]));
            self.e.store(value, record, offset);
        }
    }

    /// The value of an operand.
    fn get(&mut self, operand: Operand) -> Value {
        if let Some(position) = operand.as_operation() {
            return self.parts[self.part].values[position].expect("an operand is defined before it is used");
        }
        let index = operand.as_constant().expect("a constant");
        let constant = self.parts[self.part].trace.constants[index];
        match constant.kind {
            Kind::Float => self.e.ins().f64const(f64::from_bits(constant.bits)),
            _ => self.e.word(constant.bits),
        }
    }

    /// The constant that an operand is.
    fn constant(&self, operand: Operand) -> Option<u64> {
        operand
            .as_constant()
            .map(|index| self.parts[self.part].trace.constants[index].bits)
    }

    fn argument(&mut self, operation: &Operation, index: usize) -> Value {
        self.get(operation.arguments[index])
    }

    fn kind_of(&self, operand: Operand) -> Kind {
        let trace = self.parts[self.part].trace;
        match operand.as_operation() {
            Some(position) => trace.operations[position].opcode.result(),
            None => trace.constants[operand.as_constant().expect("a constant")].kind,
        }
    }

    /// Lowers one operation; gives its result.
    fn operation(&mut self, position: usize, operation: &Operation) -> Option<Value> {
        use Opcode::*;
        match (operation.opcode, operation.opcode.class()) {
            (StoreRegister, _) => {}
            (CallTrace, _) => self.need_header(),
            (BoxFloat, _) | (_, Class::Call | Class::New | Class::Store) => {
                self.need_header();
                self.need_link();
            }
            _ => {}
        }
        match operation.opcode {
            InputValue | InputInteger | InputFloat | PhiValue | PhiInteger | PhiFloat => {
                self.parts[self.part].values[position]
            }
            LoadRegister => {
                let base = self.base;
                Some(self.e.load(types::I64, base, register_offset(operation.immediate)))
            }
            StoreRegister => {
                let (value, base) = (self.argument(operation, 0), self.base);
                self.e.store(value, base, register_offset(operation.immediate));
                None
            }

            GuardInteger | GuardNotInteger | GuardFloat | GuardNotFloat | GuardPointer | GuardNotPointer | GuardMap
            | GuardNotMap | GuardValue | GuardNotValue | GuardIntegerValue | GuardTrue | GuardFalse | GuardBits
            | GuardNoException | GuardException | GuardNotInvalidated | GuardNotPending => {
                self.guard(position, operation);
                None
            }
            AddOverflow | SubtractOverflow | MultiplyOverflow => Some(self.checked_arithmetic(operation)),
            AddOverflows | SubtractOverflows | MultiplyOverflows => {
                self.guard_overflows(operation);
                None
            }
            UnboxInteger => Some(self.unbox_integer(position, operation)),

            IntegerAdd | IntegerSubtract | IntegerMultiply | IntegerAnd | IntegerOr | IntegerXor | IntegerShiftLeft
            | IntegerShiftRight => Some(self.integer_arithmetic(operation)),
            IntegerFloorDivide | IntegerModulo => Some(self.integer_division(operation)),
            IntegerLess | IntegerLessEqual | IntegerEqual | IntegerNotEqual | IntegerBelow | Same => {
                Some(self.integer_comparison(position, operation))
            }
            FloatLess | FloatLessEqual | FloatEqual => Some(self.float_comparison(position, operation)),
            FloatAdd | FloatSubtract | FloatMultiply | FloatDivide => Some(self.float_arithmetic(operation)),
            FloatNegate | FloatAbsolute | FloatSquareRoot | FloatFloor | IntegerToFloat | FloatToInteger
            | FloatBits | BitsFloat => Some(self.conversion(operation)),
            BoxInteger | BoxFloat | UnboxFloat => Some(self.boxing(position, operation)),
            WordToInteger | IntegerToWord => Some(self.argument(operation, 0)),

            GetFieldValue | GetFieldInteger | GetFieldFloat => Some(self.get_field(operation)),
            GetItemValue | GetItemInteger | GetItemFloat => Some(self.get_item(operation)),
            SetField => {
                self.set_field(operation);
                None
            }
            SetItem => {
                self.set_item(operation);
                None
            }
            SetMap => {
                let object = self.argument(operation, 0);
                self.lowering.set_map(&mut self.e, object, operation.immediate as u32);
                None
            }
            New => Some(self.new_object(position, operation)),
            CallValue | CallInteger | CallFloat | CallNothing => self.call_helper(operation),
            CallTrace => Some(self.call_trace(position, operation)),

            Label => {
                self.label(operation);
                None
            }
            Jump => {
                self.jump_to_own_label(operation);
                None
            }
            JumpLabel => {
                self.jump_label(operation);
                None
            }
            JumpTree => {
                self.jump_tree(operation, operation.immediate as u32);
                None
            }
            Finish => {
                self.finish_root(operation);
                None
            }
            Exit => {
                let exit = self.exit_block(operation.snapshot, false);
                self.e.jump(exit, &[]);
                None
            }
        }
    }
}
