//! Bridges: they start with what their parent knows at the exit, and try to join a label of their tree.

use ahash::AHashMap;

use super::available::NO_IMPORT;
use super::fact::{Fact, NO_MAP};
use super::failure::ways_out;
use super::heap::Place;
use super::inherited::{Carried, Heritage};
use super::label::{Is, LabelInfo};
use super::optimizer::Optimizer;
use super::{Contradiction, Optimized, Options, Parent, Root};
use crate::backend::exits::values_of;
use crate::ir::{Constant, Kind, Opcode, Operand, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::recorder::RecordedEnd;
use crate::snapshot::Snapshot;

/// A value of a bridge's beginning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Known {
    Input(u32),
    /// An input that is a number, as a word.
    Boxed(u32),
    /// What memory holds in a register of the root frame.
    Register(u16),
    Constant(Constant),
}

/// What is known where a bridge begins.
#[derive(Clone, Default, Debug)]
pub(super) struct Knowledge {
    facts: Vec<(Known, Fact)>,
    heap: Vec<(Place, Known, Option<Known>, Known)>,
    /// Conditions that are decided: the operation, its arguments, its value.
    conditions: Vec<(Opcode, Vec<Known>, bool)>,
    /// What the traces further out have in registers.
    carried: Vec<Carried>,
}

/// Gathers knowledge: from the operands of the parent to the bridge's beginning.
struct Gatherer<'o, 'a> {
    parent: &'o Optimizer<'a>,
    known: AHashMap<Operand, Known>,
}

impl Gatherer<'_, '_> {
    fn known(&self, operand: Operand) -> Option<Known> {
        let operand = self.parent.resolve(operand);
        if let Some(index) = operand.as_constant() {
            return Some(Known::Constant(self.parent.out.constants[index]));
        }
        if let Some(&known) = self.known.get(&operand) {
            return Some(known);
        }
        let boxed = self
            .parent
            .argument_of(operand, Opcode::BoxInteger)
            .or_else(|| self.parent.argument_of(operand, Opcode::BoxFloat))?;
        match self.known.get(&boxed)? {
            &Known::Input(number) => Some(Known::Boxed(number)),
            _ => None,
        }
    }
}

impl Knowledge {
    /// What the parent knows where it leaves through `exit` and a bridge begins.
    fn at_exit<'p>(parent: Parent<'p>, options: &Options) -> (Knowledge, Heritage<'p>) {
        let Parent { optimized, exit } = parent;
        let trace = &optimized.trace;
        let mut walker = Optimizer::new(trace, options.words);
        walker.quiet = true;
        let mut ways_out = ways_out(trace, exit);
        let way_out = ways_out.next();
        walker.walk_to(optimized, way_out.unwrap_or(trace.operations.len()));
        let failed = way_out.filter(|_| ways_out.next().is_none() && !options.failing_guards);
        let conditions = failed.map(|guard| walker.learn_failure(&trace.operations[guard]));
        // (A guard that cannot fail has no bridge.)
        let conditions = conditions.and_then(Result::ok).unwrap_or_default();
        let mut known = AHashMap::new();
        for (register, &operand) in walker.registers.iter().enumerate() {
            let operand = walker.resolve(operand);
            if operand.as_operation().is_some() {
                known.insert(operand, Known::Register(register as u16));
            }
        }
        let values = values_of(&trace.snapshots[exit as usize]);
        for (number, &value) in values.iter().enumerate() {
            known.insert(walker.place_of(value), Known::Input(number as u32));
        }
        let gatherer = Gatherer { parent: &walker, known };
        let mut knowledge = Knowledge::default();
        for (&operand, &known) in &gatherer.known {
            if operand.as_operation().is_some() {
                let map = walker.known_map(operand).unwrap_or(NO_MAP);
                let fact = walker.fact(operand);
                knowledge.facts.push((known, Fact { map, ..fact }));
            } else if let Some(index) = operand.as_constant() {
                // The value turned out to be a constant.
                let fact = walker.constant_facts[index];
                let constant = Operand::constant(index);
                knowledge.facts.push((known, Fact { constant, ..fact }));
            }
        }
        for (place, entry) in walker.heap.entries() {
            let index = match entry.index {
                Operand::NONE => Some(None),
                index => gatherer.known(index).map(Some),
            };
            let (object, value) = (gatherer.known(entry.object), gatherer.known(entry.value));
            if let (Some(object), Some(index), Some(value)) = (object, index, value) {
                knowledge.heap.push((place, object, index, value));
            }
        }
        for (condition, truth) in conditions {
            let Some(operation) = walker.definition(condition) else {
                continue;
            };
            let arguments = operation.arguments.iter().map(|&argument| gatherer.known(argument));
            if let Some(arguments) = arguments.collect() {
                knowledge.conditions.push((operation.opcode, arguments, truth));
            }
        }
        knowledge.resolve_constants(&walker);
        let heritage = Heritage::new(walker, &values);
        knowledge.carried = heritage.carried();
        (knowledge, heritage)
    }

    /// Turns the walker's constants into facts that mean the same elsewhere: a range of one integer; words are left out.
    fn resolve_constants(&mut self, walker: &Optimizer) {
        self.facts.retain(|(_, fact)| {
            let constant = fact.constant.as_constant();
            constant.is_none_or(|index| walker.out.constants[index].kind == Kind::Integer)
        });
        for (_, fact) in &mut self.facts {
            fact.constant = Operand::NONE;
        }
    }

    /// Teaches an optimizer that stands at the beginning, where input `i` is `inputs[i]`.
    fn apply(&self, optimizer: &mut Optimizer, inputs: &[Operand]) {
        for &(known, fact) in &self.facts {
            let Some(operand) = optimizer.operand_of(known, inputs) else {
                continue;
            };
            if operand.as_operation().is_none() {
                continue;
            }
            let own = optimizer.fact_mut(operand);
            own.tags = own.tags.and(fact.tags);
            own.range = own.range.and(fact.range).unwrap_or(own.range);
            if fact.map != NO_MAP {
                optimizer.learn_map(operand, fact.map);
            }
        }
        for &(place, object, index, value) in &self.heap {
            let index = match index {
                Some(index) => optimizer.operand_of(index, inputs),
                None => Some(Operand::NONE),
            };
            let object = optimizer.operand_of(object, inputs);
            let value = optimizer.operand_of(value, inputs);
            if let (Some(object), Some(index), Some(value)) = (object, index, value) {
                optimizer.heap.learn(place, object, index, value, NO_IMPORT);
            }
        }
        for (opcode, arguments, truth) in &self.conditions {
            let arguments = arguments.iter().map(|&known| optimizer.operand_of(known, inputs));
            if let Some(arguments) = arguments.collect::<Option<Vec<Operand>>>() {
                optimizer.know_condition(*opcode, &arguments, *truth);
            }
        }
        if optimizer.quiet {
            optimizer.inherit(&self.carried);
        }
    }
}

impl<'a> Optimizer<'a> {
    fn operand_of(&mut self, known: Known, inputs: &[Operand]) -> Option<Operand> {
        Some(match known {
            Known::Input(number) => *inputs.get(number as usize)?,
            Known::Boxed(number) => {
                let input = *inputs.get(number as usize)?;
                self.boxed(input)
            }
            Known::Constant(Constant { kind, bits }) => self.constant(kind, bits),
            Known::Register(register) => {
                let known = self.register_in_memory(register as u64);
                if known != Operand::NONE {
                    return Some(known);
                }
                let loaded = self.push(Opcode::LoadRegister, &[], register as u64, 0, NO_SNAPSHOT);
                self.register_holds(register as u64, loaded);
                loaded
            }
        })
    }

    /// Walks through an optimized trace up to an operation, only to learn what is known there.
    fn walk_to(&mut self, parent: &Optimized, end: usize) {
        let trace = &parent.trace;
        let mut inputs = Vec::new();
        let mut at_beginning = true;
        for (index, operation) in trace.operations[..end].iter().enumerate() {
            if at_beginning
                && !matches!(
                    operation.opcode,
                    Opcode::InputValue | Opcode::InputInteger | Opcode::InputFloat
                )
            {
                at_beginning = false;
                parent.knowledge.apply(self, &inputs);
            }
            match operation.opcode {
                Opcode::InputValue | Opcode::InputInteger | Opcode::InputFloat => {
                    let input = self.push(operation.opcode, &[], operation.immediate, 0, NO_SNAPSHOT);
                    inputs.resize(operation.immediate as usize + 1, Operand::NONE);
                    inputs[operation.immediate as usize] = input;
                    self.place[index] = input;
                }
                Opcode::Label => {
                    if let Some(info) = &parent.label {
                        self.walk_over_label(info, index);
                    }
                }
                _ if self.place[index] != Operand::NONE => {}
                _ => match self.operation(index) {
                    Ok(operand) => self.place[index] = operand,
                    // Knowledge that contradicts the trace cannot be: what comes after it is never run.
                    Err(Contradiction) => return,
                },
            }
        }
    }

    /// Behind the label all that it made use of is so.
    fn walk_over_label(&mut self, info: &LabelInfo, label: usize) {
        let first = self.out.operations.len() + 1;
        self.pass_label(info.clone(), &[]);
        for phi in 0..info.phis.len() {
            self.place[label + 1 + phi] = Operand::operation(first + phi);
        }
        for assumption in &info.assumptions {
            let operand = match assumption.of {
                Is::Phi(phi) => self.place[label + 1 + phi as usize],
                Is::Constant(Constant { kind, bits }) => self.constant(kind, bits),
                _ => continue,
            };
            let (tags, map) = (assumption.tags, assumption.map);
            if assumption.use_tags {
                let fact = self.fact_mut(operand);
                fact.tags = fact.tags.and(tags);
            }
            if assumption.use_map {
                self.learn_map(operand, map);
            }
        }
        self.label = None;
    }

    /// Emits the inputs of a bridge from a parent's exit: the exit's registers, in the order that the recording numbers
    /// them.
    pub fn begin_bridge<'p>(&mut self, parent: Parent<'p>, options: &Options) -> (Knowledge, Heritage<'p>) {
        let from = &parent.optimized.trace;
        let snapshot: &Snapshot = &from.snapshots[parent.exit as usize];
        let values = values_of(snapshot);
        let mut inputs = Vec::with_capacity(values.len());
        for (number, &value) in values.iter().enumerate() {
            let opcode = match from.kind(value) {
                Kind::Integer => Opcode::InputInteger,
                Kind::Float => Opcode::InputFloat,
                _ => Opcode::InputValue,
            };
            inputs.push(self.push(opcode, &[], number as u64, 0, NO_SNAPSHOT));
        }
        let (knowledge, heritage) = Knowledge::at_exit(parent, options);
        knowledge.apply(self, &inputs);
        let objects: Vec<Operand> = snapshot
            .virtuals
            .iter()
            .map(|object| self.new_object(object.shape))
            .collect();
        let number_of: AHashMap<Operand, usize> = values.into_iter().zip(0..).collect();
        let find = |this: &mut Self, operand: Operand| {
            if let Some(index) = operand.as_virtual() {
                return objects[index];
            }
            match operand.as_constant() {
                Some(index) => this.constant(from.constants[index].kind, from.constants[index].bits),
                None => inputs[number_of[&operand]],
            }
        };
        for (object, &operand) in snapshot.virtuals.iter().zip(&objects) {
            for &(field, value) in &object.fields {
                let mut value = find(self, value);
                if Place::Field(field).kind() == Kind::Value {
                    value = self.boxed(value);
                }
                self.set_field(operand, field, value);
            }
        }
        let registers = snapshot.frames.iter().flat_map(|frame| &frame.registers);
        let words: Vec<Operand> = registers
            .map(|&(_, operand)| {
                let raw = find(self, operand);
                self.boxed(raw)
            })
            .collect();
        let recorded = self.recorded;
        for (index, operation) in recorded.operations.iter().enumerate() {
            if operation.opcode == Opcode::InputValue {
                if let Some(&word) = words.get(operation.immediate as usize) {
                    self.place[index] = word;
                }
            }
        }
        (knowledge, heritage)
    }

    /// Ends a bridge that is back at its tree's header: at the first label that it satisfies. False: there is none.
    pub fn join(&mut self, labels: &[&LabelInfo], header: SnapshotIndex) -> bool {
        for label in labels {
            let saved = self.save();
            let registers = self.header_registers(header);
            if let Ok(arguments) = self.satisfy(label, &registers, header, true) {
                if !arguments.contains(&Operand::NONE) {
                    let snapshot = self.snapshot(header);
                    self.push(Opcode::JumpLabel, &arguments, label.number as u64, 0, snapshot);
                    return true;
                }
            }
            self.go_back(&saved);
        }
        false
    }

    /// For a bridge that satisfies no label: one round of the tree's own recording, after which it may well satisfy one.
    pub fn join_after_round(&mut self, labels: &[&LabelInfo], header: SnapshotIndex, root: Root<'a>) -> bool {
        let RecordedEnd::Loop { snapshot } = root.recording.end else {
            return false;
        };
        let saved = self.save();
        let registers = self.registers_for(header, &root.recording.trace);
        if self.go_round(&root.recording.trace, &registers).is_ok() && self.join(labels, snapshot) {
            return true;
        }
        self.go_back(&saved);
        false
    }

    /// For a bridge that satisfies no label, not even after a round: a loop of its own, with a new label.
    pub fn close_own_loop(&mut self, header: SnapshotIndex, root: Root<'a>) -> Option<LabelInfo> {
        let RecordedEnd::Loop { snapshot } = root.recording.end else {
            return None;
        };
        let registers = self.registers_for(header, &root.recording.trace);
        self.close_loop(root.label, &root.recording.trace, snapshot, &registers)
    }

    /// The registers of the root frame at the bridge's end, with all those that another recording loads.
    fn registers_for(&mut self, header: SnapshotIndex, other: &Trace) -> Vec<(u16, Operand)> {
        let mut registers = self.header_registers(header);
        for operation in &other.operations {
            let register = operation.immediate as u16;
            if operation.opcode == Opcode::LoadRegister && !registers.iter().any(|r| r.0 == register) {
                let operand = self.register_operand(register);
                registers.push((register, operand));
            }
        }
        registers
    }
}
