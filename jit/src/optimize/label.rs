//! Labels: what one expects of those who come to it.
//!
//! A label's phis stand for the registers of the root frame, for fields of virtual objects that registers hold, and
//! for results that the loop's body may use without computing them (*derived*: loads, conditions, unboxed numbers). What is
//! *assumed* of a phi lets the body do without guards. Both are taken up only where the body makes use of them, and
//! whoever jumps to the label, the loop's own end and bridges alike, makes sure of them ([`Optimizer::satisfy`]).

use ahash::AHashMap;

use super::available::NO_IMPORT;
use super::fact::{Tags, NO_MAP};
use super::heap::Place;
use super::optimizer::Optimizer;
use super::range::Range;
use super::Contradiction;
use crate::helper::Helper;
use crate::ir::{Constant, Immediate, Kind, Opcode, Operand, SnapshotIndex, NO_SNAPSHOT};
use crate::memory::{Array, Field, Shape};

/// What a label expects of those who jump to it.
#[derive(Clone, Debug)]
pub struct LabelInfo {
    /// The Label operation's `immediate`.
    pub number: u32,
    /// Kinds of its phis.
    pub phis: Vec<Kind>,
    pub(super) registers: Vec<LabelRegister>,
    pub(super) objects: Vec<LabelObject>,
    pub(super) derived: Vec<Derived>,
    pub(super) assumptions: Vec<Assumption>,
}

/// A register of the root frame at a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelRegister {
    pub register: u16,
    pub holds: Expected,
    /// Memory holds it too.
    pub in_memory: bool,
}

/// A virtual object at a label.
#[derive(Clone, Debug)]
pub(super) struct LabelObject {
    pub shape: Shape,
    pub fields: Vec<LabelField>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LabelField {
    pub field: Field,
    pub item: bool,
    pub holds: Expected,
}

/// What is expected somewhere. The key names the place over several tries at a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    pub key: u64,
    pub is: Is,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Is {
    Constant(Constant),
    /// A phi of the same kind.
    Phi(u32),
    /// A boxed number; the phi stands for the number.
    Boxed(u32),
    Object(u32),
    /// Nobody asks.
    Anything,
}

/// A result that the body uses: of a load, a pure operation, a call that may be merged, a guard. Arguments are constants or
/// phis.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub opcode: Opcode,
    /// For calls it is not the helper's number: that differs between traces.
    pub immediate: u64,
    pub helper: Option<&'static Helper>,
    pub arguments: Vec<Is>,
    pub result: Expected,
    pub used: bool,
}

/// What is assumed of a phi or a constant word, and which of it is made use of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assumption {
    pub of: Is,
    pub key: u64,
    /// The derived result that it is about; [`NO_IMPORT`]: a register, a field of an object, a constant.
    pub derived: u32,
    /// The word that it equals.
    pub constant: Option<u64>,
    pub use_constant: bool,
    pub tags: Tags,
    pub use_tags: bool,
    pub map: u32,
    pub use_map: bool,
    /// The integer is not negative.
    pub natural: bool,
}

impl Assumption {
    /// Some guard was left out for it.
    pub fn is_guarded(&self) -> bool {
        self.use_constant || self.use_tags || self.use_map
    }

    pub fn is_used(&self) -> bool {
        self.use_constant || self.use_tags || self.use_map || self.natural
    }
}

/// Keys of what is assumed, from the key of the place.
const CONSTANT_KEY: u64 = 0x636f_6e73;
const TAGS_KEY: u64 = 0x7461_6773;
const MAP_KEY: u64 = 0x6d61_7073;
const NATURAL_KEY: u64 = 0x6e61_7475;

/// How much a place was generalised: 0 = as it was found, [`NO_CONSTANT`], [`WORD`], [`DROPPED`].
#[derive(Clone, Default)]
pub(super) struct Levels {
    levels: AHashMap<u64, u8>,
    /// Everything is as general as can be.
    pub general: bool,
}

/// No constant, but a number of its kind.
pub(super) const NO_CONSTANT: u8 = 1;
/// A tagged word: not unboxed, not virtual.
pub(super) const WORD: u8 = 2;
/// Not derived, not assumed.
pub(super) const DROPPED: u8 = 3;

impl Levels {
    pub fn of(&self, key: u64) -> u8 {
        match self.general {
            true => DROPPED,
            false => self.levels.get(&key).copied().unwrap_or(0),
        }
    }

    fn allows(&self, key: u64) -> bool {
        self.of(key) < DROPPED
    }

    pub fn raise(&mut self, key: u64, level: u8) {
        let entry = self.levels.entry(key).or_insert(0);
        *entry = (*entry).max(level);
    }
}

/// Where a jump does not fit the label, and the level at which it would.
pub(super) type Problems = Vec<(u64, u8)>;

pub(super) fn mix(key: u64, with: u64) -> u64 {
    (key.rotate_left(17) ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The label that the walk has passed.
pub(super) struct ActiveLabel {
    pub info: LabelInfo,
    /// The operation of the first phi.
    first_phi: usize,
    /// The heap cache's time there.
    time: u32,
    /// Assumptions by phi, and by constant operand.
    of_phi: Vec<u32>,
    of_constant: AHashMap<Operand, u32>,
}

// --- being behind a label

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

// --- going to a label

/// A jump to a label that is being made.
struct Jump<'i> {
    info: &'i LabelInfo,
    /// The recorded snapshot of the header, for guards.
    at: SnapshotIndex,
    /// From a bridge: guards may be added for what is not known.
    bridge: bool,
    next: Vec<Operand>,
    /// The virtual objects that stand for the label's.
    objects: Vec<Operand>,
    problems: Problems,
}

impl Optimizer<'_> {
    /// Makes sure that all the label expects is so, with `registers` holding these operands; adds guards (leaving at the
    /// header, recorded snapshot `at`) and operations where it takes them. Gives the arguments of the jump; NONE for phis
    /// that nobody uses.
    pub fn satisfy(
        &mut self,
        info: &LabelInfo,
        registers: &[(u16, Operand)],
        at: SnapshotIndex,
        bridge: bool,
    ) -> Result<Vec<Operand>, Problems> {
        let mut jump = Jump {
            info,
            at,
            bridge,
            next: vec![Operand::NONE; info.phis.len()],
            objects: vec![Operand::NONE; info.objects.len()],
            problems: Vec::new(),
        };
        let holds = |this: &mut Self, register: u16| {
            let found = registers.iter().find(|r| r.0 == register);
            match found {
                Some(&(_, operand)) => this.resolve(operand),
                None => this.register_operand(register),
            }
        };
        for at in &info.registers {
            let operand = holds(self, at.register);
            self.meet(&mut jump, at.holds, operand);
        }
        // Words are made only now: an object that is virtual on one way to it is virtual on all.
        for phi in 0..jump.next.len() {
            if jump.next[phi] != Operand::NONE && info.phis[phi] == Kind::Value {
                jump.next[phi] = self.make(jump.next[phi]);
            }
        }
        for object in 0..jump.objects.len() {
            if jump.objects[object] != Operand::NONE && self.resolve(jump.objects[object]).as_virtual().is_none() {
                let key = info.key_of_object(object as u32);
                jump.problems.push((key, WORD));
            }
        }
        let mut assumptions = info
            .assumptions
            .iter()
            .filter(|assumption| assumption.is_used())
            .peekable();
        while let Some(assumption) = assumptions.next_if(|assumption| assumption.derived == NO_IMPORT) {
            self.meet_assumption(&mut jump, assumption);
        }
        for (number, derived) in info.derived.iter().enumerate() {
            if derived.used {
                self.meet_derived(&mut jump, derived);
            }
            while let Some(assumption) = assumptions.next_if(|assumption| assumption.derived == number as u32) {
                self.meet_assumption(&mut jump, assumption);
            }
        }
        for at in info.registers.iter().filter(|at| at.in_memory) {
            let operand = match at.holds.is {
                Is::Phi(phi) if jump.next[phi as usize] != Operand::NONE => jump.next[phi as usize],
                _ => holds(self, at.register),
            };
            if self.register_in_memory(at.register as u64) != operand {
                match bridge {
                    true => self.store_register(at.register as u64, operand),
                    false => jump.problems.push((mix(at.holds.key, MEMORY_KEY), DROPPED)),
                }
            }
        }
        match jump.problems.is_empty() {
            true => Ok(jump.next),
            false => Err(jump.problems),
        }
    }

    /// What a register that no operand is known of holds.
    pub fn register_operand(&mut self, register: u16) -> Operand {
        let known = self.register_in_memory(register as u64);
        if known != Operand::NONE {
            return known;
        }
        let loaded = self.push(Opcode::LoadRegister, &[], register as u64, 0, NO_SNAPSHOT);
        self.register_holds(register as u64, loaded);
        loaded
    }

    fn meet(&mut self, jump: &mut Jump, expected: Expected, operand: Operand) {
        let mut problem = |level: u8| jump.problems.push((expected.key, level));
        match expected.is {
            Is::Anything => {}
            Is::Constant(constant) => {
                let wanted = self.constant(constant.kind, constant.bits);
                if operand != wanted {
                    let same_kind = self.is_number_like(operand, wanted);
                    problem(if same_kind { NO_CONSTANT } else { WORD });
                }
            }
            Is::Phi(phi) => jump.next[phi as usize] = operand,
            Is::Boxed(phi) => {
                let kind = jump.info.phis[phi as usize];
                match self.number(operand, kind, jump.at, jump.bridge) {
                    Some(number) => jump.next[phi as usize] = number,
                    None => problem(WORD),
                }
            }
            Is::Object(number) => {
                let wanted = &jump.info.objects[number as usize];
                let known = jump.objects[number as usize];
                let Some(index) = operand.as_virtual() else {
                    return problem(WORD);
                };
                if known == operand {
                    return;
                }
                let other = jump.objects.contains(&operand);
                if known != Operand::NONE || other || self.virtuals[index].shape != wanted.shape {
                    return problem(WORD);
                }
                let extra = self.virtuals[index]
                    .fields
                    .iter()
                    .any(|field| !wanted.fields.iter().any(|wanted| wanted.field == field.field));
                if extra {
                    return problem(WORD);
                }
                jump.objects[number as usize] = operand;
                for field in &wanted.fields {
                    match self.virtual_field(index, field.field) {
                        Some(value) => self.meet(jump, field.holds, value),
                        None => jump.problems.push((expected.key, WORD)),
                    }
                }
            }
        }
    }

    /// Both are numbers of the same kind, as far as is known.
    fn is_number_like(&self, operand: Operand, constant: Operand) -> bool {
        if self.kind(operand) != Kind::Value {
            return true;
        }
        let tags = self.tags(constant);
        (tags == Tags::INTEGER || tags == Tags::FLOAT) && self.tags(operand) == tags
    }

    /// The raw number of a word.
    fn number(&mut self, word: Operand, kind: Kind, at: SnapshotIndex, bridge: bool) -> Option<Operand> {
        if word.as_virtual().is_some() {
            return None;
        }
        if self.kind(word) == kind {
            return Some(word);
        }
        let (tag, guard) = match kind {
            Kind::Integer => (Tags::INTEGER, Opcode::GuardInteger),
            _ => (Tags::FLOAT, Opcode::GuardFloat),
        };
        let known = self.tags(word).within(tag);
        let possible = bridge && self.tags(word).intersects(tag);
        if !(known || possible) {
            return None;
        }
        self.guard_tag(word, tag, guard, at).ok()?;
        match kind {
            Kind::Integer => self.unbox_integer(word, at).ok(),
            _ => Some(self.pure(Opcode::UnboxFloat, &[word])),
        }
    }

    /// What the jump brings for a constant or phi of the label.
    fn brings(&mut self, jump: &Jump, is: Is) -> Operand {
        match is {
            Is::Constant(constant) => self.constant(constant.kind, constant.bits),
            Is::Phi(phi) => jump.next[phi as usize],
            Is::Boxed(phi) => match jump.next[phi as usize] {
                Operand::NONE => Operand::NONE,
                number => self.boxed(number),
            },
            Is::Object(_) | Is::Anything => Operand::NONE,
        }
    }

    fn meet_assumption(&mut self, jump: &mut Jump, assumption: &Assumption) {
        let operand = self.brings(jump, assumption.of);
        if operand == Operand::NONE {
            return;
        }
        let key = assumption.key;
        if let (true, Some(constant)) = (assumption.use_constant, assumption.constant) {
            let constant = self.constant(Kind::Value, constant);
            if self.guard_value(operand, constant, jump.at).is_err() {
                jump.problems.push((mix(key, CONSTANT_KEY), DROPPED));
            }
        }
        if assumption.use_tags && self.guard_tags(operand, assumption.tags, jump.at).is_err() {
            jump.problems.push((mix(key, TAGS_KEY), DROPPED));
        }
        if assumption.use_map {
            let pointer = self.guard_tag(operand, Tags::POINTER, Opcode::GuardPointer, jump.at);
            if pointer
                .and_then(|()| self.guard_map(operand, assumption.map, jump.at))
                .is_err()
            {
                jump.problems.push((mix(key, MAP_KEY), DROPPED));
            }
        }
        if assumption.natural && self.range(operand).low < 0 {
            let guarded = jump.bridge && {
                let zero = self.integer_constant(0);
                let negative = self.pure(Opcode::IntegerLess, &[operand, zero]);
                self.guard_truth(negative, false, jump.at).is_ok()
            };
            if !guarded {
                jump.problems.push((mix(key, NATURAL_KEY), DROPPED));
            }
        }
    }

    /// Guards that a word's tag is in a set.
    fn guard_tags(&mut self, word: Operand, tags: Tags, at: SnapshotIndex) -> Result<(), Contradiction> {
        let guards = [
            (Tags::INTEGER, Opcode::GuardInteger, Opcode::GuardNotInteger),
            (Tags::FLOAT, Opcode::GuardFloat, Opcode::GuardNotFloat),
            (Tags::POINTER, Opcode::GuardPointer, Opcode::GuardNotPointer),
        ];
        for (tag, is, is_not) in guards {
            if tags == tag {
                return self.guard_tag(word, tag, is, at);
            }
            if !tags.intersects(tag) {
                self.guard_tag(word, Tags::ANY.without(tag), is_not, at)?;
            }
        }
        match self.tags(word).within(tags) {
            true => Ok(()),
            false => Err(Contradiction),
        }
    }

    fn meet_derived(&mut self, jump: &mut Jump, derived: &Derived) {
        let arguments: Vec<Operand> = derived
            .arguments
            .iter()
            .map(|&argument| self.brings(jump, argument))
            .collect();
        let result = match arguments.contains(&Operand::NONE) {
            true => None,
            false => self.derive(jump, derived, &arguments),
        };
        match result {
            Some(result) => self.meet(jump, derived.result, result),
            None => jump.problems.push((derived.result.key, DROPPED)),
        }
    }

    /// Computes a derived result anew. None: it is not available and it would not be safe to compute it here.
    fn derive(&mut self, jump: &Jump, derived: &Derived, arguments: &[Operand]) -> Option<Operand> {
        use Opcode::*;
        let (opcode, immediate, at) = (derived.opcode, derived.immediate, jump.at);
        if let Some(place) = load_place(opcode, immediate) {
            let index = arguments.get(1).copied().unwrap_or(Operand::NONE);
            if let Some(entry) = self.heap.find(place, arguments[0], index) {
                self.use_import(entry.import);
                return Some(self.resolve(entry.value));
            }
            // The object is what the label's body takes it for, and the field is one that it has.
            let trusted =
                jump.bridge && matches!(place, Place::Field(_)) && is_trusted(jump.info, derived.arguments[0]);
            if !trusted {
                return None;
            }
            let loaded = self.push(opcode, arguments, immediate, 0, NO_SNAPSHOT);
            self.heap.learn(place, arguments[0], index, loaded, NO_IMPORT);
            return Some(loaded);
        }
        let guarded = |result: Result<(), Contradiction>| result.ok().map(|()| Operand::NONE);
        match opcode {
            CallValue | CallInteger | CallFloat => {
                let helper = derived.helper?;
                let number = self.helper_number(helper);
                if let Some(&entry) = self.available.find(opcode, number, arguments) {
                    if self.heap.unchanged_since(helper.effects, entry.time) {
                        self.use_import(entry.import);
                        return Some(self.resolve(entry.result));
                    }
                }
                let trusted = |&is: &Is| match is {
                    Is::Phi(phi) if jump.info.phis[phi as usize] != Kind::Value => true,
                    is => is_trusted(jump.info, is),
                };
                let safe = jump.bridge && !helper.effects.raises() && derived.arguments.iter().all(trusted);
                if !safe {
                    return None;
                }
                let result = self.push(opcode, arguments, number, 0, NO_SNAPSHOT);
                let now = self.heap.now();
                self.available.insert(opcode, number, arguments, result, now, NO_IMPORT);
                Some(result)
            }
            GuardNotValue => guarded(self.guard_not_value(arguments[0], arguments[1], at)),
            GuardBits => guarded(self.guard_bits(arguments[0], immediate, at)),
            AddOverflows | SubtractOverflows | MultiplyOverflows => {
                guarded(self.overflows(opcode, arguments[0], arguments[1], at))
            }
            AddOverflow | SubtractOverflow | MultiplyOverflow => {
                self.checked(opcode, arguments[0], arguments[1], at).ok()
            }
            UnboxInteger => {
                let known = self.tags(arguments[0]).within(Tags::INTEGER);
                known.then(|| self.unbox_integer(arguments[0], at).ok()).flatten()
            }
            UnboxFloat if !self.is_float(arguments[0]) => None,
            // Not defined for all arguments.
            IntegerFloorDivide | IntegerModulo | FloatToInteger | IntegerShiftLeft | IntegerShiftRight
                if opcode == FloatToInteger || self.constant_bits(arguments[1]).is_none() =>
            {
                let entry = *self.available.find(opcode, 0, arguments)?;
                self.use_import(entry.import);
                Some(self.resolve(entry.result))
            }
            _ => Some(self.pure(opcode, arguments)),
        }
    }
}

/// Key of a register's being in memory, from the key of the register.
pub(super) const MEMORY_KEY: u64 = 0x6d65_6d6f;

/// An object whose map was made sure of, a constant one, or one that was loaded from such.
fn is_trusted(info: &LabelInfo, object: Is) -> bool {
    let guarded = info
        .assumptions
        .iter()
        .any(|assumption| assumption.of == object && assumption.use_map);
    let derived = || info.derived.iter().any(|derived| derived.result.is == object);
    guarded || matches!(object, Is::Constant(_)) || derived()
}

impl LabelInfo {
    /// A label with nothing but words: phi `i` is the `i`-th of `registers`.
    pub(super) fn plain(number: u32, registers: &[u16]) -> LabelInfo {
        let register = |(&register, phi): (&u16, u32)| LabelRegister {
            register,
            holds: Expected {
                key: 0,
                is: Is::Phi(phi),
            },
            in_memory: false,
        };
        LabelInfo {
            number,
            phis: vec![Kind::Value; registers.len()],
            registers: registers.iter().zip(0..).map(register).collect(),
            objects: Vec::new(),
            derived: Vec::new(),
            assumptions: Vec::new(),
        }
    }

    /// Whether it is such a label.
    pub(super) fn is_plain(&self, registers: &[u16]) -> bool {
        let same = |(at, (&register, phi)): (&LabelRegister, (&u16, u32))| {
            at.register == register && at.holds.is == Is::Phi(phi) && !at.in_memory
        };
        self.registers.len() == registers.len()
            && self.phis.iter().all(|&kind| kind == Kind::Value)
            && self.derived.is_empty()
            && self.assumptions.is_empty()
            && self.registers.iter().zip(registers.iter().zip(0..)).all(same)
    }

    fn key_of_object(&self, number: u32) -> u64 {
        let is = Is::Object(number);
        let registers = self.registers.iter().map(|at| at.holds);
        let fields = self
            .objects
            .iter()
            .flat_map(|object| &object.fields)
            .map(|field| field.holds);
        let mut all = registers.chain(fields);
        all.find(|expected| expected.is == is)
            .map_or(0, |expected| expected.key)
    }
}

// --- making a label

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
fn is_guard(opcode: Opcode) -> bool {
    opcode.result() == Kind::Nothing
}

/// The load of a location.
fn load_operation(place: Place) -> (Opcode, u64) {
    match (place, place.kind()) {
        (Place::Field(field), Kind::Value) => (Opcode::GetFieldValue, field.pack()),
        (Place::Field(field), Kind::Float) => (Opcode::GetFieldFloat, field.pack()),
        (Place::Field(field), _) => (Opcode::GetFieldInteger, field.pack()),
        (Place::Item(array), Kind::Value) => (Opcode::GetItemValue, array.pack()),
        (Place::Item(array), Kind::Float) => (Opcode::GetItemFloat, array.pack()),
        (Place::Item(array), _) => (Opcode::GetItemInteger, array.pack()),
    }
}
