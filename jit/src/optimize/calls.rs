//! Calls of helpers and of compiled functions.

use super::available::NO_IMPORT;
use super::optimizer::Optimizer;
use super::Contradiction;
use crate::helper::{Effects, Helper};
use crate::ir::{Kind, Opcode, Operand, Operation, NO_SNAPSHOT};
use crate::memory::Region;

/// Equal calls give the same result, as long as what they read is not written.
fn is_mergeable(effects: Effects) -> bool {
    !effects.writes_anything() && !effects.runs_language() && !effects.contains(Effects::ALLOCATES)
}

impl Optimizer<'_> {
    /// The number of a helper in the output.
    pub fn helper_number(&mut self, helper: &'static Helper) -> u64 {
        let helpers = &mut self.out.helpers;
        let found = helpers.iter().position(|&other| std::ptr::eq(other, helper));
        found.unwrap_or_else(|| {
            helpers.push(helper);
            helpers.len() - 1
        }) as u64
    }

    /// `raised`: it did when it was recorded. Then it is done again whenever the program does it: the exception is to be there.
    pub fn call(
        &mut self,
        index: usize,
        raised: bool,
        operation: &Operation,
        arguments: &mut [Operand],
    ) -> Result<Operand, Contradiction> {
        let number = self.helper_place[operation.immediate as usize];
        let helper = self.out.helpers[number as usize];
        let effects = helper.effects;
        if let (true, Some(fold)) = (effects.is_pure(), helper.fold) {
            let bits: Option<Vec<u64>> = arguments.iter().map(|&operand| self.constant_bits(operand)).collect();
            if let Some(result) = bits.and_then(|bits| fold(&bits)) {
                return Ok(self.constant(helper.result, result));
            }
        }
        for argument in arguments.iter_mut() {
            *argument = self.make(*argument);
        }
        let mergeable = is_mergeable(effects) && helper.result != Kind::Nothing && !raised;
        if mergeable {
            let found = self
                .available
                .find(operation.opcode, number, arguments)
                .map(|entry| (entry.time, entry.import, entry.result));
            if let Some((time, import, result)) = found {
                if self.heap.unchanged_since(effects, time) {
                    self.use_import(import);
                    return Ok(self.resolve(result));
                }
            }
        }
        let snapshot = match operation.snapshot {
            NO_SNAPSHOT => NO_SNAPSHOT,
            at => self.snapshot(at),
        };
        let result = self.push(operation.opcode, arguments, number, 0, snapshot);
        if mergeable {
            let now = self.heap.now();
            self.available
                .insert(operation.opcode, number, arguments, result, now, NO_IMPORT);
        }
        self.has_effects(effects);
        if effects.raises() {
            self.outcome = Some(index);
        }
        Ok(result)
    }

    /// Memory and maps may have changed.
    fn has_effects(&mut self, effects: Effects) {
        if effects.writes_anything() {
            self.heap.call(effects);
        }
        if effects.writes_region(Region::Instance) {
            self.forget_maps();
        }
        if effects.runs_language() {
            self.validity_due = true;
        }
    }

    pub fn call_trace(&mut self, index: usize, operation: &Operation) -> Operand {
        let snapshot = self.snapshot(operation.snapshot);
        let (code, place) = (operation.immediate, operation.second_immediate);
        let result = self.push(Opcode::CallTrace, &[], code, place, snapshot);
        // The callee's frame is there.
        self.registers.truncate(operation.window() as usize);
        self.has_effects(Effects::RUNS_LANGUAGE);
        self.outcome = Some(index);
        result
    }
}
