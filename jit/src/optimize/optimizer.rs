//! The state of an optimization and the walk over the recorded operations. The passes are methods on it, each in a
//! file of its own; an operation goes through all of them before the next one is looked at.

use ahash::AHashMap;

use super::available::Available;
use super::fact::{Fact, Tags, NO_MAP};
use super::heap::HeapCache;
use super::inherited::Ancestor;
use super::label::ActiveLabel;
use super::range::Range;
use super::virtuals::Virtual;
use super::{Contradiction, Words};
use crate::ir::{Constant, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::memory::{Content, Field, Shape};

/// An object whose map was changed.
#[derive(Clone, Copy)]
pub(super) struct MapChange {
    pub time: u32,
    pub object: Operand,
    /// The map it had, if known.
    pub from: u32,
}

pub(super) struct Optimizer<'a> {
    pub recorded: &'a Trace,
    pub words: Words,
    pub out: Trace,
    /// One for each operation of `out`.
    pub facts: Vec<Fact>,
    /// One for each constant of `out`.
    pub constant_facts: Vec<Fact>,
    constant_index: AHashMap<(Kind, u64), Operand>,
    /// Where each recorded constant is in `out`.
    constant_place: Vec<Operand>,
    /// The number of each recorded helper in `out`.
    pub helper_place: Vec<u64>,
    /// What became of each recorded operation's result; NONE: not reached yet.
    pub place: Vec<Operand>,
    pub available: Available,
    pub heap: HeapCache,
    pub virtuals: Vec<Virtual>,
    /// What memory is known to hold in registers of the root frame.
    pub registers: Vec<Operand>,
    /// Where each recorded snapshot is in `out`, and the virtual objects' clock when it was made.
    pub snapshot_place: Vec<(SnapshotIndex, u32)>,
    /// Advances when a virtual object changes or is made.
    pub virtual_clock: u32,
    /// How many snapshots were made.
    pub numbering: u32,
    /// Only facts are wanted: nothing is virtual, snapshots are not made.
    pub quiet: bool,
    /// Maps of objects before this time are forgotten, but for maps that never change.
    pub maps_forgotten: u32,
    pub map_changes: Vec<MapChange>,
    /// The recorded call whose outcome is yet to be guarded.
    pub outcome: Option<usize>,
    /// A call that runs the language happened since the last GuardNotInvalidated.
    pub validity_due: bool,
    /// The label that was passed.
    pub label: Option<ActiveLabel>,
    /// Operations that stand for results of traces further out, while a bridge is walked through.
    pub stand_ins: AHashMap<Operand, Ancestor>,
    arguments: Vec<Operand>,
}

impl<'a> Optimizer<'a> {
    pub fn new(recorded: &'a Trace, words: Words) -> Optimizer<'a> {
        let mut optimizer = Optimizer {
            recorded,
            words,
            out: Trace::default(),
            facts: Vec::with_capacity(recorded.operations.len()),
            constant_facts: Vec::new(),
            constant_index: AHashMap::new(),
            constant_place: Vec::new(),
            helper_place: Vec::new(),
            place: Vec::new(),
            available: Available::default(),
            heap: HeapCache::new(),
            virtuals: Vec::new(),
            registers: Vec::new(),
            snapshot_place: Vec::new(),
            virtual_clock: 0,
            numbering: 0,
            quiet: false,
            maps_forgotten: 0,
            map_changes: Vec::new(),
            outcome: None,
            validity_due: true,
            label: None,
            stand_ins: AHashMap::new(),
            arguments: Vec::new(),
        };
        optimizer.record(recorded);
        optimizer
    }

    /// Goes on with another recording. Nothing of it has a place yet.
    pub fn record(&mut self, recorded: &'a Trace) {
        self.recorded = recorded;
        self.helper_place = recorded
            .helpers
            .iter()
            .map(|&helper| self.helper_number(helper))
            .collect();
        self.constant_place = recorded
            .constants
            .iter()
            .map(|&Constant { kind, bits }| self.constant(kind, bits))
            .collect();
        self.restart();
    }

    /// Forgets where recorded operations are: they are about to be gone through again.
    pub fn restart(&mut self) {
        self.place.clear();
        self.place.resize(self.recorded.operations.len(), Operand::NONE);
        self.snapshot_place.clear();
        self.snapshot_place
            .resize(self.recorded.snapshots.len(), (NO_SNAPSHOT, 0));
        self.outcome = None;
        // A bridge may begin behind a call.
        self.validity_due = true;
    }

    // --- operands

    pub fn constant(&mut self, kind: Kind, bits: u64) -> Operand {
        if let Some(&operand) = self.constant_index.get(&(kind, bits)) {
            return operand;
        }
        let operand = Operand::constant(self.out.constants.len());
        self.out.constants.push(Constant { kind, bits });
        self.constant_facts.push(self.constant_fact(kind, bits));
        self.constant_index.insert((kind, bits), operand);
        operand
    }

    /// The operand of a constant that is in use already.
    pub fn known_constant(&self, constant: Constant) -> Option<Operand> {
        self.constant_index.get(&(constant.kind, constant.bits)).copied()
    }

    pub fn constant_fact(&self, kind: Kind, bits: u64) -> Fact {
        let mut fact = Fact::UNKNOWN;
        match kind {
            Kind::Value => fact.tags = Tags::of((self.words.tag)(bits)),
            Kind::Integer => fact.range = Range::constant(bits as i64),
            _ => {}
        }
        fact
    }

    pub fn integer_constant(&mut self, value: i64) -> Operand {
        self.constant(Kind::Integer, value as u64)
    }

    /// The operand as it is known now: constants for results that turned out to be one, objects for virtual ones that were
    /// made.
    pub fn resolve(&self, operand: Operand) -> Operand {
        if let Some(index) = operand.as_operation() {
            let constant = self.facts[index].constant;
            return if constant == Operand::NONE { operand } else { constant };
        }
        if let Some(index) = operand.as_virtual() {
            let made = self.virtuals[index].made;
            return if made == Operand::NONE { operand } else { made };
        }
        operand
    }

    /// Where a recorded operand is now.
    pub fn place_of(&self, recorded: Operand) -> Operand {
        match (recorded.as_operation(), recorded.as_constant()) {
            (Some(index), _) => self.resolve(self.place[index]),
            (_, Some(index)) => self.constant_place[index],
            _ => recorded,
        }
    }

    pub fn kind(&self, operand: Operand) -> Kind {
        self.out.kind(operand)
    }

    /// The operation that computes an operand.
    pub fn definition(&self, operand: Operand) -> Option<&Operation> {
        operand.as_operation().map(|index| &self.out.operations[index])
    }

    /// The first argument of the operation that computes an operand, if that is an `opcode`.
    pub fn argument_of(&self, operand: Operand, opcode: Opcode) -> Option<Operand> {
        let operation = self.definition(operand)?;
        (operation.opcode == opcode).then(|| self.resolve(operation.arguments[0]))
    }

    pub fn constant_bits(&self, operand: Operand) -> Option<u64> {
        operand.as_constant().map(|index| self.out.constants[index].bits)
    }

    /// The value of a constant raw integer.
    pub fn as_integer(&self, operand: Operand) -> Option<i64> {
        let constant = self.out.constants[operand.as_constant()?];
        (constant.kind == Kind::Integer).then_some(constant.bits as i64)
    }

    // --- facts

    pub fn fact(&self, operand: Operand) -> Fact {
        if let Some(index) = operand.as_operation() {
            return self.facts[index];
        }
        if let Some(index) = operand.as_constant() {
            return self.constant_facts[index];
        }
        Fact {
            tags: Tags::POINTER,
            ..Fact::UNKNOWN
        }
    }

    pub fn fact_mut(&mut self, operand: Operand) -> &mut Fact {
        match (operand.as_operation(), operand.as_constant()) {
            (Some(index), _) => &mut self.facts[index],
            (_, Some(index)) => &mut self.constant_facts[index],
            _ => unreachable!("virtual objects have no facts"),
        }
    }

    pub fn range(&self, operand: Operand) -> Range {
        self.fact(operand).range
    }

    pub fn tags(&self, operand: Operand) -> Tags {
        self.fact(operand).tags
    }

    /// A raw integer is known to lie in a range now.
    pub fn narrow(&mut self, operand: Operand, range: Range) -> Result<(), Contradiction> {
        let range = self.range(operand).and(range).ok_or(Contradiction)?;
        if operand.as_operation().is_some() {
            self.fact_mut(operand).range = range;
            if let Some(value) = range.as_constant() {
                let constant = self.integer_constant(value);
                self.equals_constant(operand, constant);
            }
        }
        Ok(())
    }

    /// A result is known to equal a constant.
    pub fn equals_constant(&mut self, operand: Operand, constant: Operand) {
        let fact = self.fact(operand);
        self.fact_mut(operand).constant = constant;
        let of_constant = self.fact_mut(constant);
        if fact.map != NO_MAP && of_constant.map == NO_MAP {
            of_constant.map = fact.map;
            of_constant.map_time = fact.map_time;
        }
    }

    // --- output

    /// Adds an operation to the output.
    pub fn push(
        &mut self,
        opcode: Opcode,
        arguments: &[Operand],
        immediate: u64,
        second_immediate: u64,
        snapshot: SnapshotIndex,
    ) -> Operand {
        let fact = self.initial_fact(opcode, arguments, immediate);
        self.facts.push(fact);
        self.out.operations.push(Operation {
            opcode,
            arguments: arguments.to_vec(),
            immediate,
            second_immediate,
            snapshot,
        });
        Operand::operation(self.out.operations.len() - 1)
    }

    /// Adds an operation that leaves through recorded snapshot `at`.
    pub fn push_guard(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, at: SnapshotIndex) -> Operand {
        let snapshot = self.snapshot(at);
        self.push(opcode, arguments, immediate, 0, snapshot)
    }

    /// What an operation says of its own result.
    fn initial_fact(&self, opcode: Opcode, arguments: &[Operand], immediate: u64) -> Fact {
        let mut fact = Fact::UNKNOWN;
        match opcode {
            Opcode::BoxInteger => fact.tags = Tags::INTEGER,
            Opcode::BoxFloat => fact.tags = Tags::FLOAT,
            Opcode::New => {
                fact.tags = Tags::POINTER;
                fact.map = Shape::unpack(immediate).map;
                fact.map_time = self.heap.now();
            }
            Opcode::GetFieldInteger => fact.range = content_range(Field::unpack(immediate).content),
            Opcode::GetItemInteger => {
                fact.range = content_range(crate::memory::Array::unpack(immediate).content);
            }
            Opcode::AddOverflow | Opcode::SubtractOverflow | Opcode::MultiplyOverflow => {
                fact.range = Range::checked(opcode, self.range(arguments[0]), self.range(arguments[1]));
            }
            _ if opcode.result() == Kind::Integer => {
                let range = |index: usize| arguments.get(index).map_or(Range::ALL, |&operand| self.range(operand));
                fact.range = Range::result(opcode, range(0), range(1));
            }
            _ => {}
        }
        fact
    }

    // --- the walk

    /// Optimizes the recorded operations that have no place yet.
    pub fn replay(&mut self) -> Result<(), Contradiction> {
        for index in 0..self.recorded.operations.len() {
            if self.place[index] == Operand::NONE {
                let operand = self.operation(index)?;
                self.place[index] = operand;
            }
        }
        Ok(())
    }

    /// Optimizes one recorded operation; where its result is now.
    pub fn operation(&mut self, index: usize) -> Result<Operand, Contradiction> {
        use Opcode::*;
        let recorded = self.recorded;
        let operation = &recorded.operations[index];
        let (opcode, immediate, at) = (operation.opcode, operation.immediate, operation.snapshot);
        let mut arguments = std::mem::take(&mut self.arguments);
        arguments.clear();
        arguments.extend(operation.arguments.iter().map(|&argument| self.place_of(argument)));
        let argument = |index: usize| arguments.get(index).copied().unwrap_or(Operand::NONE);
        let (a, b, c) = (argument(0), argument(1), argument(2));
        let none = Ok(Operand::NONE);
        let result = match opcode {
            LoadRegister => Ok(self.load_register(immediate)),
            StoreRegister => {
                self.store_register(immediate, a);
                none
            }
            GuardInteger => self.guard_tag(a, Tags::INTEGER, opcode, at).and(none),
            GuardFloat => self.guard_tag(a, Tags::FLOAT, opcode, at).and(none),
            GuardPointer => self.guard_tag(a, Tags::POINTER, opcode, at).and(none),
            GuardNotInteger => self
                .guard_tag(a, Tags::ANY.without(Tags::INTEGER), opcode, at)
                .and(none),
            GuardNotFloat => self.guard_tag(a, Tags::ANY.without(Tags::FLOAT), opcode, at).and(none),
            GuardNotPointer => self
                .guard_tag(a, Tags::ANY.without(Tags::POINTER), opcode, at)
                .and(none),
            GuardMap => self.guard_map(a, immediate as u32, at).and(none),
            GuardNotMap => self.guard_not_map(a, immediate as u32, at).and(none),
            GuardValue => self.guard_value(a, b, at).and(none),
            GuardNotValue => self.guard_not_value(a, b, at).and(none),
            GuardIntegerValue => self.guard_integer_value(a, b, at).and(none),
            GuardTrue => self.guard_truth(a, true, at).and(none),
            GuardFalse => self.guard_truth(a, false, at).and(none),
            GuardBits => self.guard_bits(a, immediate, at).and(none),
            GuardNoException | GuardException => {
                self.guard_outcome(operation, a);
                none
            }
            GuardNotInvalidated => {
                if std::mem::take(&mut self.validity_due) {
                    self.push_guard(opcode, &[], 0, at);
                }
                none
            }
            GuardNotPending => {
                self.push_guard(opcode, &[], 0, at);
                none
            }
            AddOverflow | SubtractOverflow | MultiplyOverflow => self.checked(opcode, a, b, at),
            AddOverflows | SubtractOverflows | MultiplyOverflows => self.overflows(opcode, a, b, at).and(none),
            UnboxInteger => self.unbox_integer(a, at),
            GetFieldValue | GetFieldInteger | GetFieldFloat => Ok(self.get_field(opcode, a, Field::unpack(immediate))),
            SetField => {
                self.set_field(a, Field::unpack(immediate), b);
                none
            }
            GetItemValue | GetItemInteger | GetItemFloat => Ok(self.get_item(opcode, a, b, immediate)),
            SetItem => {
                self.set_item(a, b, immediate, c);
                none
            }
            SetMap => {
                self.set_map(a, immediate as u32);
                none
            }
            New => Ok(self.new_object(Shape::unpack(immediate))),
            CallValue | CallInteger | CallFloat | CallNothing => {
                let next = recorded.operations.get(index + 1);
                let raised = next.is_some_and(|next| next.opcode == GuardException);
                self.call(index, raised, operation, &mut arguments)
            }
            CallTrace => Ok(self.call_trace(index, operation)),
            Exit => {
                self.push_guard(opcode, &[], 0, at);
                none
            }
            _ => Ok(self.pure(opcode, &arguments)),
        };
        self.arguments = arguments;
        result
    }

    // --- registers of the root frame

    fn load_register(&mut self, register: u64) -> Operand {
        if let Some(&known) = self.registers.get(register as usize) {
            if known != Operand::NONE {
                return self.resolve(known);
            }
        }
        let loaded = self.push(Opcode::LoadRegister, &[], register, 0, NO_SNAPSHOT);
        self.register_holds(register, loaded);
        loaded
    }

    pub fn store_register(&mut self, register: u64, value: Operand) {
        let value = self.make(value);
        if self.register_in_memory(register) == value {
            return;
        }
        self.push(Opcode::StoreRegister, &[value], register, 0, NO_SNAPSHOT);
        self.register_holds(register, value);
    }

    /// Memory holds the operand in a register.
    pub fn register_holds(&mut self, register: u64, operand: Operand) {
        let register = register as usize;
        if self.registers.len() <= register {
            self.registers.resize(register + 1, Operand::NONE);
        }
        self.registers[register] = operand;
    }

    /// What memory holds in a register, NONE if it is not known.
    pub fn register_in_memory(&self, register: u64) -> Operand {
        let known = self.registers.get(register as usize);
        known.map_or(Operand::NONE, |&operand| self.resolve(operand))
    }
}

/// The integers that a location can hold.
fn content_range(content: Content) -> Range {
    match content {
        Content::Half => Range {
            low: 0,
            high: u32::MAX as i64,
            zeros: 0,
        },
        Content::Byte => Range {
            low: 0,
            high: u8::MAX as i64,
            zeros: 0,
        },
        _ => Range::ALL,
    }
}
