//! Being behind a label: phis, what is derived from them, and what is assumed of them.

use super::{ActiveLabel, Assumption, Derived, Is, LabelInfo};
use crate::ir::{Kind, Opcode, Operand, NO_SNAPSHOT};
use crate::memory::{Array, Field};
use crate::optimize::available::NO_IMPORT;
use crate::optimize::fact::{Tags, NO_MAP};
use crate::optimize::heap::Place;
use crate::optimize::optimizer::Optimizer;
use crate::optimize::range::Range;
use ahash::AHashMap;

impl Optimizer<'_> {
    /// Emits the label and starts over behind it, knowing what it says. Gives the operands of its registers.
    pub fn pass_label(&mut self, info: LabelInfo, initial: &[Operand]) -> Vec<(u16, Operand)> {
        self.push(Opcode::Label, initial, info.number as u64, 0, NO_SNAPSHOT);
        let first_phi = self.out.operations.len();
        for &kind in &info.phis {
            let opcode = match kind {
                Kind::Integer => Opcode::PhiInteger,
                Kind::Float => Opcode::PhiFloat,
                _ => Opcode::PhiValue,
            };
            self.push(opcode, &[], 0, 0, NO_SNAPSHOT);
        }
        self.available.clear();
        self.heap.clear();
        self.registers.clear();
        self.map_changes.clear();
        self.forget_maps();
        for index in 0..self.constant_facts.len() {
            let constant = self.out.constants[index];
            self.constant_facts[index] = self.constant_fact(constant.kind, constant.bits);
        }
        let mut of_phi = vec![u32::MAX; info.phis.len()];
        let mut of_constant = AHashMap::new();
        for (number, assumption) in info.assumptions.iter().enumerate() {
            match assumption.of {
                Is::Constant(constant) => {
                    let operand = self.constant(constant.kind, constant.bits);
                    of_constant.insert(operand, number as u32);
                }
                Is::Phi(phi) => {
                    of_phi[phi as usize] = number as u32;
                    if assumption.natural {
                        self.facts[first_phi + phi as usize].range.low = 0;
                    }
                }
                _ => {}
            }
        }
        self.label = Some(ActiveLabel {
            first_phi,
            time: self.heap.now(),
            of_phi,
            of_constant,
            info: LabelInfo {
                number: info.number,
                phis: Vec::new(),
                registers: Vec::new(),
                objects: Vec::new(),
                derived: Vec::new(),
                assumptions: Vec::new(),
            },
        });
        // Boxed words of unboxed phis; those that nobody uses are dropped in the end.
        let objects = self.virtuals.len();
        for object in &info.objects {
            let shape = object.shape;
            self.new_object(shape);
        }
        for (number, object) in info.objects.iter().enumerate() {
            for field in &object.fields {
                let value = self.operand_at_label(field.holds.is, objects);
                self.set_virtual_field(objects + number, field.field, value, field.item);
            }
        }
        for (number, derived) in info.derived.iter().enumerate() {
            self.make_available(derived, number as u32, objects);
        }
        let mut registers = Vec::with_capacity(info.registers.len());
        for at in &info.registers {
            let operand = self.operand_at_label(at.holds.is, objects);
            if at.in_memory {
                self.register_holds(at.register as u64, operand);
            }
            registers.push((at.register, operand));
        }
        if let Some(label) = &mut self.label {
            label.info = info;
        }
        registers
    }

    fn phi(&self, number: u32) -> Operand {
        let label = self.label.as_ref().expect("behind a label");
        Operand::operation(label.first_phi + number as usize)
    }

    /// What stands behind the label for what is expected there.
    fn operand_at_label(&mut self, is: Is, objects: usize) -> Operand {
        match is {
            Is::Constant(constant) => self.constant(constant.kind, constant.bits),
            Is::Phi(phi) => self.phi(phi),
            Is::Boxed(phi) => {
                let phi = self.phi(phi);
                self.boxed(phi)
            }
            Is::Object(number) => self.resolve(Operand::virtual_object(objects + number as usize)),
            Is::Anything => Operand::NONE,
        }
    }

    /// A raw number as a word.
    pub fn boxed(&mut self, number: Operand) -> Operand {
        match self.kind(number) {
            Kind::Integer => {
                if let Some(index) = number.as_operation() {
                    // It is a doubled integer.
                    let range = self.facts[index].range.and(Range::DOUBLED);
                    self.facts[index].range = range.unwrap_or(Range::DOUBLED);
                }
                self.pure(Opcode::BoxInteger, &[number])
            }
            Kind::Float => self.pure(Opcode::BoxFloat, &[number]),
            _ => number,
        }
    }

    fn make_available(&mut self, derived: &Derived, number: u32, objects: usize) {
        let arguments: Vec<Operand> = derived
            .arguments
            .iter()
            .map(|&argument| self.operand_at_label(argument, objects))
            .collect();
        if let (Some(index), Is::Phi(_)) = (self.phi_of(derived.result.is), derived.result.is) {
            if derived.opcode.result() == Kind::Integer {
                let range = |this: &Self, n: usize| arguments.get(n).map_or(Range::ALL, |&a| this.range(a));
                let (a, b) = (range(self, 0), range(self, 1));
                let says = match derived.opcode {
                    Opcode::AddOverflow | Opcode::SubtractOverflow | Opcode::MultiplyOverflow => {
                        Range::checked(derived.opcode, a, b)
                    }
                    _ => Range::result(derived.opcode, a, b),
                };
                let known = self.facts[index].range;
                self.facts[index].range = known.and(says).unwrap_or(known);
            }
        }
        let result = match derived.result.is {
            Is::Anything => Operand::operation(0),
            is => self.operand_at_label(is, objects),
        };
        match load_place(derived.opcode, derived.immediate) {
            Some(place) => {
                let index = arguments.get(1).copied().unwrap_or(Operand::NONE);
                self.heap.learn(place, arguments[0], index, result, number);
            }
            None => {
                let now = self.heap.now();
                let immediate = match derived.helper {
                    Some(helper) => self.helper_number(helper),
                    None => derived.immediate,
                };
                self.available
                    .insert(derived.opcode, immediate, &arguments, result, now, number);
            }
        }
    }

    /// The phi's operation.
    fn phi_of(&self, is: Is) -> Option<usize> {
        match is {
            Is::Phi(phi) | Is::Boxed(phi) => self.phi(phi).as_operation(),
            _ => None,
        }
    }

    /// The body makes use of a derived result.
    pub fn use_import(&mut self, import: u32) {
        if import == NO_IMPORT {
            return;
        }
        if let Some(label) = &mut self.label {
            if let Some(derived) = label.info.derived.get_mut(import as usize) {
                derived.used = true;
            }
        }
    }

    fn assumption_of(&mut self, operand: Operand) -> Option<&mut Assumption> {
        let label = self.label.as_mut()?;
        let number = match operand.as_operation() {
            Some(index) => *label.of_phi.get(index.checked_sub(label.first_phi)?)?,
            None => *label.of_constant.get(&operand)?,
        };
        label.info.assumptions.get_mut(number as usize)
    }

    /// The tags of a word are assumed to be among `wanted`.
    pub fn assume_tags(&mut self, word: Operand, wanted: Tags) -> bool {
        let Some(assumption) = self.assumption_of(word) else {
            return false;
        };
        if !assumption.tags.within(wanted) {
            return false;
        }
        assumption.use_tags = true;
        let tags = assumption.tags;
        let fact = self.fact_mut(word);
        fact.tags = fact.tags.and(tags);
        true
    }

    /// The word is assumed to be a constant: which one?
    pub fn assume_constant(&mut self, word: Operand) -> Option<Operand> {
        let assumption = self.assumption_of(word).filter(|_| word.as_operation().is_some())?;
        let constant = assumption.constant?;
        assumption.use_constant = true;
        let constant = self.constant(Kind::Value, constant);
        self.equals_constant(word, constant);
        Some(constant)
    }

    /// The tags of one of the words are assumed to be none of the other's.
    pub fn assume_other_tag(&mut self, a: Operand, b: Operand) -> bool {
        for (word, other) in [(a, b), (b, a)] {
            let tags = self.tags(other);
            if word.as_operation().is_some() && self.assume_tags(word, Tags::ANY.without(tags)) {
                return true;
            }
        }
        false
    }

    /// The object is assumed to have the map, and nothing changed it since the label.
    pub fn assume_map(&mut self, object: Operand, map: u32) -> bool {
        let fact = self.fact(object);
        let Some(time) = self.label.as_ref().map(|label| label.time) else {
            return false;
        };
        if fact.map != NO_MAP
            || self
                .assumption_of(object)
                .is_none_or(|assumption| assumption.map != map)
        {
            return false;
        }
        let fact = self.fact_mut(object);
        fact.map = map;
        fact.map_time = time;
        if self.known_map(object) != Some(map) {
            return false;
        }
        if let Some(assumption) = self.assumption_of(object) {
            assumption.use_map = true;
        }
        let fact = self.fact_mut(object);
        fact.tags = fact.tags.and(Tags::POINTER);
        true
    }
}

/// The location that a load reads.
pub(super) fn load_place(opcode: Opcode, immediate: u64) -> Option<Place> {
    match opcode {
        Opcode::GetFieldValue | Opcode::GetFieldInteger | Opcode::GetFieldFloat => {
            Some(Place::Field(Field::unpack(immediate)))
        }
        Opcode::GetItemValue | Opcode::GetItemInteger | Opcode::GetItemFloat => {
            Some(Place::Item(Array::unpack(immediate)))
        }
        _ => None,
    }
}
