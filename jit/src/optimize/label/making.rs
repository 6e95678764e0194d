//! Making a label at the place that the walk has come to.

use super::arriving::MEMORY_KEY;
use super::behind::load_place;
use super::{
    mix, Assumption, Derived, Expected, Is, LabelField, LabelInfo, LabelObject, LabelRegister, Levels, CONSTANT_KEY,
    MAP_KEY, NATURAL_KEY, TAGS_KEY, WORD,
};
use crate::ir::{Immediate, Kind, Opcode, Operand};
use crate::optimize::available::NO_IMPORT;
use crate::optimize::fact::{Tags, NO_MAP};
use crate::optimize::heap::Place;
use crate::optimize::optimizer::Optimizer;
use ahash::AHashMap;

/// What is available at the end of the peeled round, to be derived from phis behind the label.
struct Export {
    opcode: Opcode,
    immediate: u64,
    arguments: Vec<Operand>,
    value: Operand,
    key: u64,
}

/// A label being made.
struct Maker<'l> {
    info: LabelInfo,
    initial: Vec<Operand>,
    levels: &'l Levels,
    object_of: AHashMap<Operand, u32>,
    /// What stands behind the label for a result from before it.
    behind: AHashMap<Operand, Is>,
}

impl Optimizer<'_> {
    /// Describes a label at the place that the walk has come to, with these operands in registers, and gives the initial values
    /// of its phis. Objects that are not to be virtual there are made.
    pub fn make_label(
        &mut self,
        number: u32,
        registers: &[(u16, Operand)],
        levels: &Levels,
    ) -> (LabelInfo, Vec<Operand>) {
        let mut maker = Maker {
            info: LabelInfo {
                number,
                phis: Vec::new(),
                registers: Vec::new(),
                objects: Vec::new(),
                derived: Vec::new(),
                assumptions: Vec::new(),
            },
            initial: Vec::new(),
            levels,
            object_of: AHashMap::new(),
            behind: AHashMap::new(),
        };
        // Objects that any register wants made are made before others look at them.
        for &(register, operand) in registers {
            self.make_generalised(mix(0, register as u64), operand, levels, 0);
        }
        for &(register, operand) in registers {
            let operand = self.resolve(operand);
            let key = mix(0, register as u64);
            let in_memory = levels.allows(mix(key, MEMORY_KEY)) && self.register_in_memory(register as u64) == operand;
            let is = match operand.as_constant() {
                Some(index) if in_memory && levels.of(key) == 0 => Is::Constant(self.out.constants[index]),
                // The word stays in memory, a number unboxed from it is derived.
                _ if in_memory => maker.word(operand),
                _ => self.expect(&mut maker, key, operand),
            };
            maker.info.registers.push(LabelRegister {
                register,
                holds: Expected { key, is },
                in_memory,
            });
        }
        if !levels.general {
            self.make_derived(&mut maker);
            self.make_assumptions(&mut maker);
        }
        (maker.info, maker.initial)
    }

    /// Makes the virtual objects whose places are at level [`WORD`].
    fn make_generalised(&mut self, key: u64, operand: Operand, levels: &Levels, depth: u32) {
        let operand = self.resolve(operand);
        let Some(index) = operand.as_virtual() else {
            return;
        };
        if levels.of(key) >= WORD || depth > 8 {
            self.make(operand);
            return;
        }
        for number in 0..self.virtuals[index].fields.len() {
            let field = self.virtuals[index].fields[number];
            let key = mix(key, field.field.offset as u64);
            self.make_generalised(key, field.value, levels, depth + 1);
        }
    }

    fn expect(&mut self, maker: &mut Maker, key: u64, operand: Operand) -> Is {
        let operand = self.resolve(operand);
        let level = maker.levels.of(key);
        if let Some(index) = operand.as_virtual() {
            if let Some(&number) = maker.object_of.get(&operand) {
                return Is::Object(number);
            }
            let number = maker.info.objects.len() as u32;
            maker.object_of.insert(operand, number);
            maker.info.objects.push(LabelObject {
                shape: self.virtuals[index].shape,
                fields: Vec::new(),
            });
            for field_number in 0..self.virtuals[index].fields.len() {
                let field = self.virtuals[index].fields[field_number];
                let key = mix(key, field.field.offset as u64);
                let holds = Expected {
                    key,
                    is: self.expect(maker, key, field.value),
                };
                maker.info.objects[number as usize].fields.push(LabelField {
                    field: field.field,
                    item: field.item,
                    holds,
                });
            }
            return Is::Object(number);
        }
        if self.kind(operand) == Kind::Value && level < WORD {
            let number = self.unboxed_integer(operand).or_else(|| self.unboxed_float(operand));
            if let Some(number) = number {
                let phi = maker.phi(self.kind(number), number);
                maker.behind.entry(number).or_insert(Is::Phi(phi));
                maker.behind.entry(operand).or_insert(Is::Boxed(phi));
                return Is::Boxed(phi);
            }
        }
        if self.kind(operand) == Kind::Value {
            return maker.word(operand);
        }
        let phi = maker.phi(self.kind(operand), operand);
        maker.behind.entry(operand).or_insert(Is::Phi(phi));
        Is::Phi(phi)
    }

    /// The raw float of a word that is a boxed one.
    fn unboxed_float(&mut self, word: Operand) -> Option<Operand> {
        if let Some(bits) = self.constant_bits(word) {
            let value = (self.words.word_float)(bits)?;
            return Some(self.constant(Kind::Float, value.to_bits()));
        }
        self.argument_of(word, Opcode::BoxFloat)
    }

    fn make_derived(&mut self, maker: &mut Maker) {
        let mut exports = self.exports();
        for _ in 0..3 {
            let before = exports.len();
            exports.retain(|export| !self.derive_at_label(maker, export));
            if exports.len() == before {
                break;
            }
        }
    }

    /// What is available, in an order in which later results depend on earlier ones as a rule.
    fn exports(&self) -> Vec<Export> {
        let mut exports: Vec<(u32, Export)> = Vec::new();
        let key = |opcode: Opcode, immediate: u64, arguments: &[Operand]| {
            let start = mix(opcode as u64 + 1, immediate);
            arguments
                .iter()
                .fold(start, |key, argument| mix(key, argument.bits() as u64))
        };
        for entry in self.available.entries() {
            let (opcode, immediate) = (entry.opcode, entry.immediate);
            let valid = match opcode {
                Opcode::BoxInteger | Opcode::BoxFloat | Opcode::GuardNotMap => false,
                Opcode::CallValue | Opcode::CallInteger | Opcode::CallFloat => {
                    let effects = self.out.helpers[immediate as usize].effects;
                    self.heap.unchanged_since(effects, entry.time)
                }
                _ => true,
            };
            if valid {
                let arguments = self.available.arguments(entry).to_vec();
                let export = Export {
                    opcode,
                    immediate,
                    key: key(opcode, immediate, &arguments),
                    arguments,
                    value: entry.result,
                };
                exports.push((entry.result.bits(), export));
            }
        }
        for (place, entry) in self.heap.entries() {
            let (opcode, immediate) = load_operation(place);
            let mut arguments = vec![entry.object];
            if entry.index != Operand::NONE {
                arguments.push(entry.index);
            }
            let export = Export {
                opcode,
                immediate,
                key: key(opcode, immediate, &arguments),
                arguments,
                value: entry.value,
            };
            let own = self
                .definition(entry.value)
                .is_some_and(|operation| operation.opcode == opcode && operation.arguments == export.arguments);
            exports.push((if own { entry.value.bits() } else { u32::MAX }, export));
        }
        exports.sort_by_key(|export| export.0);
        exports.into_iter().map(|export| export.1).collect()
    }

    /// False: its arguments do not stand behind the label (yet).
    fn derive_at_label(&mut self, maker: &mut Maker, export: &Export) -> bool {
        let mut arguments = Vec::with_capacity(export.arguments.len());
        for &argument in &export.arguments {
            let argument = self.resolve(argument);
            match (argument.as_constant(), maker.behind.get(&argument)) {
                (Some(index), _) => arguments.push(Is::Constant(self.out.constants[index])),
                (_, Some(&is)) => arguments.push(is),
                _ => return false,
            }
        }
        if !maker.levels.allows(export.key)
            || arguments.iter().all(|is| matches!(is, Is::Constant(_))) && is_guard(export.opcode)
        {
            return true;
        }
        let is = if is_guard(export.opcode) {
            Is::Anything
        } else {
            let value = self.resolve(export.value);
            let is_load = load_place(export.opcode, export.immediate).is_some();
            if !is_load && maker.behind.contains_key(&value) {
                return true;
            }
            self.expect(maker, export.key, value)
        };
        let is_call = export.opcode.immediate() == Immediate::Helper;
        let helper = is_call.then(|| self.out.helpers[export.immediate as usize]);
        maker.info.derived.push(Derived {
            opcode: export.opcode,
            immediate: if is_call { 0 } else { export.immediate },
            helper,
            arguments,
            result: Expected { key: export.key, is },
            used: false,
        });
        true
    }

    fn make_assumptions(&mut self, maker: &mut Maker) {
        let registers = maker.info.registers.iter().map(|at| at.holds);
        let fields = maker
            .info
            .objects
            .iter()
            .flat_map(|object| &object.fields)
            .map(|field| field.holds);
        let own = registers.chain(fields).map(|place| (place, NO_IMPORT));
        let derived = maker
            .info
            .derived
            .iter()
            .zip(0..)
            .map(|(derived, number)| (derived.result, number));
        let places: Vec<(Expected, u32)> = own.chain(derived).collect();
        self.assume_maps_of_constants(maker);
        let mut seen = vec![false; maker.info.phis.len()];
        for (place, derived) in places {
            let (Is::Phi(phi) | Is::Boxed(phi)) = place.is else {
                continue;
            };
            if std::mem::replace(&mut seen[phi as usize], true) {
                continue;
            }
            let initial = maker.initial[phi as usize];
            self.assume(maker, place.key, derived, Is::Phi(phi), initial);
        }
    }

    fn assume_maps_of_constants(&mut self, maker: &mut Maker) {
        for index in 0..self.constant_facts.len() {
            let constant = self.out.constants[index];
            if constant.kind == Kind::Value && self.constant_facts[index].map != NO_MAP {
                let key = mix(constant.bits, 1);
                self.assume(maker, key, NO_IMPORT, Is::Constant(constant), Operand::constant(index));
            }
        }
    }

    fn assume(&mut self, maker: &mut Maker, key: u64, derived: u32, of: Is, initial: Operand) {
        let allows = |what: u64| maker.levels.allows(mix(key, what));
        let mut assumption = Assumption {
            of,
            key,
            derived,
            constant: None,
            use_constant: false,
            tags: Tags::ANY,
            use_tags: false,
            map: NO_MAP,
            use_map: false,
            natural: false,
        };
        match self.kind(initial) {
            Kind::Value => {
                if allows(CONSTANT_KEY) && matches!(of, Is::Phi(_)) {
                    assumption.constant = self.constant_bits(initial);
                }
                if allows(TAGS_KEY) {
                    assumption.tags = self.tags(initial);
                }
                if allows(MAP_KEY) {
                    assumption.map = self.known_map(initial).unwrap_or(NO_MAP);
                }
            }
            Kind::Integer => assumption.natural = allows(NATURAL_KEY) && self.range(initial).low >= 0,
            _ => {}
        }
        if assumption.constant.is_some()
            || assumption.tags != Tags::ANY
            || assumption.map != NO_MAP
            || assumption.natural
        {
            maker.info.assumptions.push(assumption);
        }
    }
}

impl Maker<'_> {
    /// A phi for a word.
    fn word(&mut self, operand: Operand) -> Is {
        let phi = self.phi(Kind::Value, operand);
        self.behind.entry(operand).or_insert(Is::Phi(phi));
        Is::Phi(phi)
    }

    fn phi(&mut self, kind: Kind, initial: Operand) -> u32 {
        self.info.phis.push(kind);
        self.initial.push(initial);
        self.info.phis.len() as u32 - 1
    }
}

/// Operations without a result, remembered so that they are not done again.
pub(super) fn is_guard(opcode: Opcode) -> bool {
    opcode.result() == Kind::Nothing
}

/// The load of a location.
pub(super) fn load_operation(place: Place) -> (Opcode, u64) {
    match (place, place.kind()) {
        (Place::Field(field), Kind::Value) => (Opcode::GetFieldValue, field.pack()),
        (Place::Field(field), Kind::Float) => (Opcode::GetFieldFloat, field.pack()),
        (Place::Field(field), _) => (Opcode::GetFieldInteger, field.pack()),
        (Place::Item(array), Kind::Value) => (Opcode::GetItemValue, array.pack()),
        (Place::Item(array), Kind::Float) => (Opcode::GetItemFloat, array.pack()),
        (Place::Item(array), _) => (Opcode::GetItemInteger, array.pack()),
    }
}
