//! What bridges inherit: results that a bridge needs and that the trace which it continues, or one further out, has computed
//! already. A bridge by itself computes them again, as it knows of its parent's values only those of the exit. Compiled together with its
//! tree it takes them from there.

use ahash::AHashMap;

use super::optimizer::Optimizer;
use crate::ir::{Class, Opcode, Operand, Trace};
use crate::memory::{Array, Field};
use crate::optimize::heap::Place;

/// A result of a trace further out: `distance` 0 is the parent, 1 its parent, and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ancestor {
    pub distance: u32,
    /// The operation there.
    pub operation: u32,
}

/// An operation of a bridge whose result an ancestor has. It cannot leave where the ancestor's did not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inherited {
    pub operation: u32,
    pub from: Ancestor,
}

/// What ancestors have of a register that is in memory: its word, or the number that the word is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carried {
    register: u16,
    opcode: Opcode,
    from: Ancestor,
}

/// The parent, walked through up to the exit.
pub(super) struct Heritage<'a> {
    walker: Optimizer<'a>,
    /// The values of the exit.
    inputs: Vec<Operand>,
    ancestors: AHashMap<Operand, Ancestor>,
}

impl<'a> Heritage<'a> {
    pub fn new(walker: Optimizer<'a>, values: &[Operand]) -> Heritage<'a> {
        let mut ancestors = AHashMap::new();
        for (index, &operand) in walker.place.iter().enumerate() {
            let operand = walker.resolve(operand);
            if operand.as_operation().is_some() {
                ancestors.entry(operand).or_insert(Ancestor {
                    distance: 0,
                    operation: index as u32,
                });
            }
        }
        for (&operand, &ancestor) in &walker.stand_ins {
            ancestors.entry(operand).or_insert(ancestor);
        }
        let inputs = values.iter().map(|&value| walker.place_of(value)).collect();
        Heritage {
            walker,
            inputs,
            ancestors,
        }
    }

    /// What a bridge may tell those that grow from it of registers in memory.
    pub fn carried(&self) -> Vec<Carried> {
        let mut carried = Vec::new();
        for (register, &held) in self.walker.registers.iter().enumerate() {
            let word = self.walker.resolve(held);
            if word.as_operation().is_none() {
                continue;
            }
            let mut note = |opcode, operand| {
                if let Some(&from) = self.ancestors.get(&operand) {
                    let register = register as u16;
                    carried.push(Carried { register, opcode, from });
                }
            };
            note(Opcode::LoadRegister, word);
            for opcode in [Opcode::UnboxInteger, Opcode::UnboxFloat] {
                if let Some(entry) = self.walker.available.find(opcode, 0, &[word]) {
                    note(opcode, self.walker.resolve(entry.result));
                }
            }
        }
        carried
    }

    /// What the finished bridge inherits.
    pub fn of(&self, bridge: &Trace) -> Vec<Inherited> {
        let mut inherited = Vec::new();
        let mut places: Vec<Operand> = Vec::with_capacity(bridge.operations.len());
        // Memory is as it was at the exit.
        let mut untouched = true;
        for (index, operation) in bridge.operations.iter().enumerate() {
            // Others may come to the label.
            if operation.opcode == Opcode::Label {
                break;
            }
            untouched &= !matches!(operation.opcode.class(), Class::Store | Class::Call);
            let arguments: Vec<Operand> = operation
                .arguments
                .iter()
                .map(|&operand| self.place_of(bridge, &places, operand))
                .collect();
            let place = match operation.opcode {
                Opcode::InputValue | Opcode::InputInteger | Opcode::InputFloat => {
                    self.inputs[operation.immediate as usize]
                }
                Opcode::LoadRegister => self.walker.register_in_memory(operation.immediate),
                _ if arguments.contains(&Operand::NONE) => Operand::NONE,
                opcode => self.computed(opcode, operation.immediate, &arguments, untouched),
            };
            places.push(place);
            if is_worth_it(operation.opcode) {
                if let Some(&from) = self.ancestors.get(&place) {
                    inherited.push(Inherited {
                        operation: index as u32,
                        from,
                    });
                }
            }
        }
        inherited
    }

    fn place_of(&self, bridge: &Trace, places: &[Operand], operand: Operand) -> Operand {
        match (operand.as_operation(), operand.as_constant()) {
            (Some(index), _) => places[index],
            (_, Some(index)) => self
                .walker
                .known_constant(bridge.constants[index])
                .unwrap_or(Operand::NONE),
            _ => Operand::NONE,
        }
    }

    /// The parent's result of an operation.
    fn computed(&self, opcode: Opcode, immediate: u64, arguments: &[Operand], untouched: bool) -> Operand {
        let place = match opcode {
            Opcode::GetFieldValue | Opcode::GetFieldInteger | Opcode::GetFieldFloat => {
                Some(Place::Field(Field::unpack(immediate)))
            }
            Opcode::GetItemValue | Opcode::GetItemInteger | Opcode::GetItemFloat => {
                Some(Place::Item(Array::unpack(immediate)))
            }
            _ => None,
        };
        let result = match (place, arguments) {
            (Some(place), [object, rest @ ..]) if untouched => {
                let index = rest.first().copied().unwrap_or(Operand::NONE);
                self.walker
                    .heap
                    .find(place, *object, index)
                    .map(|entry| (place.kind(), entry.value))
            }
            (None, _) if opcode.class() == Class::Pure || is_worth_it(opcode) => self
                .walker
                .available
                .find(opcode, immediate, arguments)
                .map(|entry| (opcode.result(), entry.result)),
            _ => None,
        };
        match result.map(|(kind, operand)| (kind, self.walker.resolve(operand))) {
            Some((kind, operand)) if operand.as_operation().is_some() && self.walker.kind(operand) == kind => operand,
            _ => Operand::NONE,
        }
    }
}

/// Operations that take a test or a load. Others are as soon done as kept in mind.
fn is_worth_it(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(
        opcode,
        LoadRegister | UnboxInteger | UnboxFloat | AddOverflow | SubtractOverflow | MultiplyOverflow
    ) || opcode.class() == Class::Load
}

impl Optimizer<'_> {
    /// The walk stands at the beginning of a bridge, which inherited this.
    pub fn inherit(&mut self, carried: &[Carried]) {
        for &Carried { register, opcode, from } in carried {
            let word = self.register_operand(register);
            let operand = match opcode {
                Opcode::LoadRegister => word,
                _ if word.as_operation().is_none() => continue,
                _ => {
                    let number = self.push(opcode, &[word], 0, 0, crate::ir::NO_SNAPSHOT);
                    let now = self.heap.now();
                    self.available
                        .insert(opcode, 0, &[word], number, now, super::available::NO_IMPORT);
                    number
                }
            };
            let further = Ancestor {
                distance: from.distance + 1,
                ..from
            };
            self.stand_ins.insert(operand, further);
        }
    }
}
