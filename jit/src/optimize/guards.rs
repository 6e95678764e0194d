//! Guards: dropped when what they test is known, else emitted and what they found out remembered. A guard known to fail is a
//! [`Contradiction`].

use super::available::NO_IMPORT;
use super::fact::{Tags, NO_MAP};
use super::optimizer::Optimizer;
use super::range::Range;
use super::Contradiction;
use crate::ir::{Opcode, Operand, Operation, SnapshotIndex};
use crate::reference::bits_match;

/// Known to hold, or known to fail.
fn decided(holds: bool) -> Result<(), Contradiction> {
    if holds {
        Ok(())
    } else {
        Err(Contradiction)
    }
}

impl Optimizer<'_> {
    /// The tag of a word is one of `wanted`.
    pub fn guard_tag(
        &mut self,
        word: Operand,
        wanted: Tags,
        opcode: Opcode,
        at: SnapshotIndex,
    ) -> Result<(), Contradiction> {
        let tags = self.tags(word);
        if tags.within(wanted) {
            return Ok(());
        }
        if !tags.intersects(wanted) {
            return Err(Contradiction);
        }
        if !self.assume_tags(word, wanted) {
            self.push_guard(opcode, &[word], 0, at);
            self.fact_mut(word).tags = tags.and(wanted);
        }
        Ok(())
    }

    // --- maps

    /// The map of an object, if it is known to have it still.
    pub fn known_map(&self, object: Operand) -> Option<u32> {
        if let Some(index) = object.as_virtual() {
            return Some(self.virtuals[index].shape.map);
        }
        let fact = self.fact(object);
        if fact.map == NO_MAP {
            return None;
        }
        if (self.words.is_fixed_map)(fact.map) {
            return Some(fact.map);
        }
        let changed = self.map_changes.iter().any(|change| {
            change.time > fact.map_time
                && (change.from == NO_MAP || change.from == fact.map)
                && !self.differ_by_definition(change.object, object)
        });
        (fact.map_time >= self.maps_forgotten && !changed).then_some(fact.map)
    }

    pub fn learn_map(&mut self, object: Operand, map: u32) {
        let now = self.heap.now();
        let fact = self.fact_mut(object);
        fact.tags = fact.tags.and(Tags::POINTER);
        fact.map = map;
        fact.map_time = now;
    }

    pub fn guard_map(&mut self, object: Operand, map: u32, at: SnapshotIndex) -> Result<(), Contradiction> {
        if let Some(known) = self.known_map(object) {
            return decided(known == map);
        }
        if !self.assume_map(object, map) {
            self.push_guard(Opcode::GuardMap, &[object], map as u64, at);
            self.learn_map(object, map);
        }
        Ok(())
    }

    pub fn guard_not_map(&mut self, object: Operand, map: u32, at: SnapshotIndex) -> Result<(), Contradiction> {
        if let Some(known) = self.known_map(object) {
            return decided(known != map);
        }
        if let Some(entry) = self.available.find(Opcode::GuardNotMap, map as u64, &[object]) {
            let changed = self.map_changes.iter().any(|change| change.time > entry.time);
            if entry.time >= self.maps_forgotten && !changed {
                return Ok(());
            }
        }
        let guard = self.push_guard(Opcode::GuardNotMap, &[object], map as u64, at);
        let now = self.heap.now();
        self.available
            .insert(Opcode::GuardNotMap, map as u64, &[object], guard, now, NO_IMPORT);
        Ok(())
    }

    // --- words and integers

    pub fn guard_value(&mut self, word: Operand, constant: Operand, at: SnapshotIndex) -> Result<(), Contradiction> {
        if word.as_constant().is_some() {
            return decided(word == constant);
        }
        if word.as_virtual().is_some() || !self.tags(word).intersects(self.tags(constant)) {
            return Err(Contradiction);
        }
        if let Some(known) = self.assume_constant(word) {
            return decided(known == constant);
        }
        if let Some(integer) = self.argument_of(word, Opcode::BoxInteger) {
            let bits = self.constant_bits(constant).ok_or(Contradiction)?;
            let value = (self.words.word_integer)(bits).ok_or(Contradiction)?;
            let value = self.integer_constant(value);
            return self.guard_integer_value(integer, value, at);
        }
        self.push_guard(Opcode::GuardValue, &[word, constant], 0, at);
        self.equals_constant(word, constant);
        Ok(())
    }

    pub fn guard_not_value(
        &mut self,
        word: Operand,
        constant: Operand,
        at: SnapshotIndex,
    ) -> Result<(), Contradiction> {
        if word.as_constant().is_some() {
            return decided(word != constant);
        }
        if self.differ(word, constant) {
            return Ok(());
        }
        if let Some(known) = self.assume_constant(word) {
            return decided(known != constant);
        }
        if self.assume_other_tag(word, constant) {
            return Ok(());
        }
        self.once(Opcode::GuardNotValue, &[word, constant], 0, at);
        Ok(())
    }

    pub fn guard_integer_value(
        &mut self,
        integer: Operand,
        constant: Operand,
        at: SnapshotIndex,
    ) -> Result<(), Contradiction> {
        if integer.as_constant().is_some() {
            return decided(integer == constant);
        }
        let value = self.as_integer(constant).ok_or(Contradiction)?;
        if !self.range(integer).contains(value) {
            return Err(Contradiction);
        }
        self.push_guard(Opcode::GuardIntegerValue, &[integer, constant], 0, at);
        self.narrow(integer, Range::constant(value))
    }

    /// A condition is true (or false).
    pub fn guard_truth(&mut self, condition: Operand, truth: bool, at: SnapshotIndex) -> Result<(), Contradiction> {
        if let Some(value) = self.as_integer(condition) {
            return decided((value != 0) == truth);
        }
        let range = self.range(condition);
        if !range.contains(0) {
            return decided(truth);
        }
        // A condition compared with zero is the opposite condition.
        if let Some((argument, opposite)) = self.negated(condition) {
            self.guard_truth(argument, truth == opposite, at)?;
        } else {
            let opcode = if truth { Opcode::GuardTrue } else { Opcode::GuardFalse };
            self.push_guard(opcode, &[condition], 0, at);
        }
        self.learn_truth(condition, truth)
    }

    /// For `argument == 0` and `argument != 0` of a truth value: the argument, and whether it has the same truth.
    pub fn negated(&self, condition: Operand) -> Option<(Operand, bool)> {
        let operation = self.definition(condition)?;
        let same = match operation.opcode {
            Opcode::IntegerEqual => false,
            Opcode::IntegerNotEqual => true,
            _ => return None,
        };
        let (a, b) = (operation.arguments[0], operation.arguments[1]);
        let truth = self.range(a).within(0, 1) && self.as_integer(b) == Some(0);
        truth.then(|| (self.resolve(a), same))
    }

    pub fn guard_bits(&mut self, integer: Operand, bits: u64, at: SnapshotIndex) -> Result<(), Contradiction> {
        match self.as_integer(integer) {
            Some(value) => decided(bits_match(value as u64, bits)),
            None => {
                self.once(Opcode::GuardBits, &[integer], bits, at);
                Ok(())
            }
        }
    }

    /// Emits a guard on values unless the same one was emitted before.
    pub fn once(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, at: SnapshotIndex) {
        if let Some(entry) = self.available.find(opcode, immediate, arguments) {
            let import = entry.import;
            self.use_import(import);
            return;
        }
        let guard = self.push_guard(opcode, arguments, immediate, at);
        let now = self.heap.now();
        self.available
            .insert(opcode, immediate, arguments, guard, now, NO_IMPORT);
    }

    // --- calls

    /// A call raised or did not; nothing to guard when the call is gone.
    pub fn guard_outcome(&mut self, operation: &Operation, call: Operand) {
        if self.outcome.is_some() && self.outcome == operation.arguments[0].as_operation() {
            self.push_guard(operation.opcode, &[call], 0, operation.snapshot);
            self.outcome = None;
        }
    }

    // --- unboxing, which is a guard

    pub fn unbox_integer(&mut self, word: Operand, at: SnapshotIndex) -> Result<Operand, Contradiction> {
        if let Some(bits) = self.constant_bits(word) {
            let value = (self.words.word_integer)(bits).ok_or(Contradiction)?;
            return Ok(self.integer_constant(value));
        }
        if let Some(integer) = self.argument_of(word, Opcode::BoxInteger) {
            return Ok(integer);
        }
        if !self.tags(word).intersects(Tags::INTEGER) {
            return Err(Contradiction);
        }
        if let Some(entry) = self.available.find(Opcode::UnboxInteger, 0, &[word]) {
            let (import, result) = (entry.import, entry.result);
            self.use_import(import);
            return Ok(self.resolve(result));
        }
        let unboxed = self.push_guard(Opcode::UnboxInteger, &[word], 0, at);
        let fact = self.fact_mut(word);
        fact.tags = fact.tags.and(Tags::INTEGER);
        let now = self.heap.now();
        self.available
            .insert(Opcode::UnboxInteger, 0, &[word], unboxed, now, NO_IMPORT);
        Ok(unboxed)
    }

    // --- when two words differ

    /// The operands cannot be the same word, by what defines them: a new object is none that was there before.
    pub fn differ_by_definition(&self, a: Operand, b: Operand) -> bool {
        if a == b {
            return false;
        }
        if a.as_virtual().is_some() || b.as_virtual().is_some() {
            return true;
        }
        let is_new = |operand: Operand| {
            operand
                .as_operation()
                .filter(|&index| self.out.operations[index].opcode == Opcode::New)
        };
        match (is_new(a), is_new(b)) {
            (Some(_), Some(_)) => true,
            (Some(new), None) => b.as_operation().is_none_or(|other| other < new),
            (None, Some(new)) => a.as_operation().is_none_or(|other| other < new),
            (None, None) => a.as_constant().is_some() && b.as_constant().is_some(),
        }
    }

    /// The operands are known not to be the same word.
    pub fn differ(&self, a: Operand, b: Operand) -> bool {
        if a == b {
            return false;
        }
        if self.differ_by_definition(a, b) || !self.tags(a).intersects(self.tags(b)) {
            return true;
        }
        match (self.known_map(a), self.known_map(b)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        }
    }
}
