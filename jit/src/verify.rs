//! Checks that a trace is well formed. Debug builds check every trace that the optimizer gives out.

use crate::helper::Helper;
use crate::ir::{Class, Immediate, Kind, Opcode, Operand, Operation, Trace, NO_SNAPSHOT};
use crate::memory::{Array, Content, Field};
use crate::snapshot::Snapshot;

/// The kinds of an operation's arguments, where the opcode says them.
fn argument_kinds(opcode: Opcode) -> Option<&'static [Kind]> {
    use Kind::{Float as F, Integer as I, Value as V};
    use Opcode::*;
    Some(match opcode {
        StoreRegister | GuardInteger | GuardNotInteger | GuardFloat | GuardNotFloat | GuardPointer
        | GuardNotPointer | GuardMap | GuardNotMap | UnboxInteger | UnboxFloat | WordToInteger | GetFieldValue
        | GetFieldInteger | GetFieldFloat | SetMap | Finish => &[V],
        GuardValue | GuardNotValue | Same => &[V, V],
        GuardTrue | GuardFalse | GuardBits | IntegerToFloat | BitsFloat | BoxInteger | IntegerToWord => &[I],
        GuardIntegerValue | AddOverflow | SubtractOverflow | MultiplyOverflow | AddOverflows | SubtractOverflows
        | MultiplyOverflows | IntegerAdd | IntegerSubtract | IntegerMultiply | IntegerAnd | IntegerOr | IntegerXor
        | IntegerShiftLeft | IntegerShiftRight | IntegerFloorDivide | IntegerModulo | IntegerLess
        | IntegerLessEqual | IntegerEqual | IntegerNotEqual | IntegerBelow => &[I, I],
        FloatNegate | FloatAbsolute | FloatSquareRoot | FloatFloor | FloatToInteger | FloatBits | BoxFloat => &[F],
        FloatAdd | FloatSubtract | FloatMultiply | FloatDivide | FloatLess | FloatLessEqual | FloatEqual => &[F, F],
        GetItemValue | GetItemInteger | GetItemFloat => &[V, I],
        _ => return None,
    })
}

/// What a location's content is in a trace.
pub fn content_kind(content: Content) -> Kind {
    match content {
        Content::Value => Kind::Value,
        Content::Float => Kind::Float,
        Content::Word | Content::Half | Content::Byte => Kind::Integer,
    }
}

/// Checks a trace that is to be compiled: operands come before their uses and have the right kinds, after the label nothing
/// from before it is used, labels and jumps agree, guards have snapshots, and the last operation, it alone, ends the trace.
pub fn verify(trace: &Trace) -> Result<(), String> {
    check(trace, true)
}

/// Checks a recorded trace, whose end is not among its operations.
pub fn verify_recorded(trace: &Trace) -> Result<(), String> {
    check(trace, false)
}

fn check(trace: &Trace, complete: bool) -> Result<(), String> {
    let mut checker = Checker {
        trace,
        label: None,
        checked: vec![usize::MAX; trace.snapshots.len()],
    };
    for index in 0..trace.operations.len() {
        checker.operation(index, complete).map_err(|problem| {
            let mut text = String::new();
            let _ = trace.write_operation(&mut text, index);
            format!("operation {index}: {text}: {problem}")
        })?;
    }
    let ended = trace
        .operations
        .last()
        .is_some_and(|operation| operation.opcode.class() == Class::End);
    if complete && !ended {
        return Err("the trace does not end".into());
    }
    Ok(())
}

struct Checker<'a> {
    trace: &'a Trace,
    label: Option<usize>,
    /// Up to which label each snapshot's operands were checked (usize::MAX: not at all).
    checked: Vec<usize>,
}

impl Checker<'_> {
    fn operation(&mut self, index: usize, complete: bool) -> Result<(), String> {
        let operation = &self.trace.operations[index];
        let opcode = operation.opcode;
        for &argument in &operation.arguments {
            self.operand(argument, index)?;
        }
        self.arguments(operation)?;
        if operation.snapshot != NO_SNAPSHOT {
            self.snapshot(operation.snapshot, index)?;
        } else if opcode.class() == Class::Guard
            || matches!(opcode, Opcode::Exit | Opcode::JumpTree | Opcode::JumpLabel)
        {
            return Err("it has no snapshot".into());
        }
        let last = index + 1 == self.trace.operations.len();
        match opcode.class() {
            Class::End if !last => Err("it ends the trace too early".into()),
            Class::Input if complete => self.input(index),
            _ if opcode == Opcode::Jump => self.jump(operation),
            _ => Ok(()),
        }
    }

    /// An operand that is used at operation `index`.
    fn operand(&self, operand: Operand, index: usize) -> Result<(), String> {
        if let Some(constant) = operand.as_constant() {
            return match constant < self.trace.constants.len() {
                true => Ok(()),
                false => Err(format!("there is no constant {constant}")),
            };
        }
        match operand.as_operation() {
            Some(number) if number >= index => Err(format!("v{number} is used before its definition")),
            Some(number) if self.label.is_some_and(|label| number < label) => {
                Err(format!("v{number} is used after the label"))
            }
            Some(_) => Ok(()),
            None => Err("an operand is missing".into()),
        }
    }

    fn arguments(&self, operation: &Operation) -> Result<(), String> {
        let opcode = operation.opcode;
        if opcode.arity().is_some_and(|arity| arity != operation.arguments.len()) {
            return Err("wrong number of arguments".into());
        }
        let of = |kinds: &[Kind]| self.kinds(&operation.arguments, kinds);
        if let Some(kinds) = argument_kinds(opcode) {
            of(kinds)?;
        }
        match opcode.immediate() {
            Immediate::Field => {
                let kind = content_kind(Field::unpack(operation.immediate).content);
                match opcode {
                    Opcode::SetField => of(&[Kind::Value, kind]),
                    _ => self.result(opcode, kind),
                }
            }
            Immediate::Array => {
                let kind = content_kind(Array::unpack(operation.immediate).content);
                match opcode {
                    Opcode::SetItem => of(&[Kind::Value, Kind::Integer, kind]),
                    _ => self.result(opcode, kind),
                }
            }
            Immediate::Helper => {
                let helper: Option<&&Helper> = self.trace.helpers.get(operation.immediate as usize);
                let helper = helper.ok_or("there is no such helper")?;
                self.result(opcode, helper.result)?;
                of(helper.parameters)
            }
            _ => Ok(()),
        }
    }

    fn kinds(&self, arguments: &[Operand], kinds: &[Kind]) -> Result<(), String> {
        let found: Vec<Kind> = arguments.iter().map(|&argument| self.trace.kind(argument)).collect();
        match found == kinds {
            true => Ok(()),
            false => Err(format!("arguments are {found:?}, not {kinds:?}")),
        }
    }

    fn result(&self, opcode: Opcode, kind: Kind) -> Result<(), String> {
        match opcode.result() == kind {
            true => Ok(()),
            false => Err(format!("the result is {kind:?}")),
        }
    }

    fn input(&mut self, index: usize) -> Result<(), String> {
        let operation = &self.trace.operations[index];
        match operation.opcode {
            Opcode::Label => {
                if self.label.is_some() {
                    return Err("a second label".into());
                }
                self.label = Some(index);
                let phis = self.phis();
                self.kinds(&operation.arguments, &phis)
            }
            Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat => {
                let label = self.label.ok_or("a phi without a label")?;
                let count = self.trace.operations[label].arguments.len();
                match index - label <= count {
                    true => Ok(()),
                    false => Err("more phis than arguments of the label".into()),
                }
            }
            _ if self.label.is_some() => Err("it is after the label".into()),
            _ => Ok(()),
        }
    }

    fn jump(&self, operation: &Operation) -> Result<(), String> {
        self.label.ok_or("a jump without a label")?;
        self.kinds(&operation.arguments, &self.phis())
    }

    /// Kinds of the label's phis.
    fn phis(&self) -> Vec<Kind> {
        let after = &self.trace.operations[self.label.map_or(0, |label| label + 1)..];
        after
            .iter()
            .map(|operation| operation.opcode)
            .take_while(|opcode| matches!(opcode, Opcode::PhiValue | Opcode::PhiInteger | Opcode::PhiFloat))
            .map(Opcode::result)
            .collect()
    }

    fn snapshot(&mut self, number: u32, index: usize) -> Result<(), String> {
        let snapshot: &Snapshot = self
            .trace
            .snapshots
            .get(number as usize)
            .ok_or("there is no such snapshot")?;
        let label = self.label.unwrap_or(0);
        if self.checked[number as usize] == label {
            return Ok(());
        }
        self.checked[number as usize] = label;
        if snapshot.frames.is_empty() {
            return Err("the snapshot has no frames".into());
        }
        for operand in snapshot.operands() {
            match operand.as_virtual() {
                Some(object) if object >= snapshot.virtuals.len() => {
                    return Err(format!("the snapshot has no virtual{object}"));
                }
                Some(_) => {}
                None => self.operand(operand, index)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse_trace;

    fn problem(text: &str) -> String {
        verify(&parse_trace(text, &[]).unwrap()).err().unwrap_or_default()
    }

    #[test]
    fn well_formed() {
        let text = "v0 = load_register 0\nv1 = unbox_integer v0 @s0\nlabel v1 0\np = phi_integer\n\
                    n = add_overflow p 2 @s1\njump n 0\ns0: code 1 at 0.0 { }\ns1: code 1 at 0.0 { r0=p }";
        assert_eq!(problem(text), "");
    }

    #[test]
    fn problems() {
        let cases = [
            ("v0 = load_register 0", "the trace does not end"),
            ("finish 4", "arguments are [Integer], not [Value]"),
            (
                "v0 = load_register 0\nguard_integer v0\nfinish v0",
                "it has no snapshot",
            ),
            (
                "v0 = load_register 0\nlabel v0 0\nfinish v0",
                "arguments are [Value], not []",
            ),
            (
                "v0 = load_register 0\nlabel v0 0\np = phi_value\nfinish v0",
                "v0 is used after the label",
            ),
            (
                "v0 = load_register 0\nlabel v0 0\np = phi_value\njump 2 0",
                "arguments are [Integer]",
            ),
            ("finish 0x1\nfinish 0x1", "it ends the trace too early"),
            (
                "exit @s0\ns0: code 1 at 0.0 { r0=virtual0 }",
                "the snapshot has no virtual0",
            ),
            (
                "v0 = get_field_value 0x8 other+8:word\nfinish v0",
                "the result is Integer",
            ),
        ];
        for (text, expected) in cases {
            let found = problem(text);
            assert!(found.contains(expected), "{text}\n{found}");
        }
    }
}
