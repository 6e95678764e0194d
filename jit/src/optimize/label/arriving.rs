//! Going to a label: whoever jumps makes sure of what it expects.

use super::behind::load_place;
use super::{
    mix, Assumption, Derived, Expected, Is, LabelInfo, Problems, CONSTANT_KEY, DROPPED, MAP_KEY, NATURAL_KEY,
    NO_CONSTANT, TAGS_KEY, WORD,
};
use crate::ir::{Kind, Opcode, Operand, SnapshotIndex, NO_SNAPSHOT};
use crate::optimize::available::NO_IMPORT;
use crate::optimize::fact::Tags;
use crate::optimize::heap::Place;
use crate::optimize::optimizer::Optimizer;
use crate::optimize::Contradiction;

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
pub(super) fn is_trusted(info: &LabelInfo, object: Is) -> bool {
    let guarded = info
        .assumptions
        .iter()
        .any(|assumption| assumption.of == object && assumption.use_map);
    let derived = || info.derived.iter().any(|derived| derived.result.is == object);
    guarded || matches!(object, Is::Constant(_)) || derived()
}
