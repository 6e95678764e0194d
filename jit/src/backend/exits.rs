//! The exit table: for each snapshot that code can leave through, where each of its values lies.

use crate::ir::{Constant, Kind, Operand, SnapshotIndex};
use crate::snapshot::Snapshot;
use ahash::AHashSet;

/// A value that an exit hands over. A bridge from the exit gets value `i` as its input `i` (InputValue,
/// InputInteger, InputFloat with `immediate` i).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExitValue {
    pub kind: Kind,
    /// The record word that holds it.
    pub word: u16,
    /// The operation of the exit's trace whose result it is.
    pub operation: u32,
}

/// Where an operand of an exit's snapshot is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Location {
    /// In a word of the activation record.
    Word {
        word: u32,
        kind: Kind,
    },
    Constant(Constant),
    /// A virtual object of the snapshot, by index.
    Virtual(usize),
}

/// One exit: a snapshot of one trace of a unit, shared by all its guards. The calls that name the snapshot as the
/// state during them use the same entry.
#[derive(Clone, Debug)]
pub struct Exit {
    /// Which trace of the unit it belongs to (0 = root, i + 1 = branch i) and which of its snapshots it is.
    pub part: u32,
    pub snapshot_index: SnapshotIndex,
    /// The snapshot; its operands index `values` and `constants` of this exit, not of the trace.
    pub snapshot: Snapshot,
    /// In the order of first appearance: frames from the root inwards, then fields of virtual objects. See [`values_of`].
    pub values: Vec<ExitValue>,
    pub constants: Vec<Constant>,
    /// For each virtual object of the snapshot: the record word that holds it once it has been made
    /// while a call was under way ([`super::Activation::FORCED`]). The same object has the same word in all exits of a unit.
    pub virtual_words: Vec<u32>,
    /// Guards on the outcome of a call that ran the language use it: a bridge that begins here has to check what may have
    /// happened during the call (GuardNotInvalidated).
    pub after_call: bool,
}

impl Exit {
    /// Where an operand of `self.snapshot` is.
    pub fn locate(&self, operand: Operand) -> Location {
        if let Some(index) = operand.as_operation() {
            let value = self.values[index];
            Location::Word {
                word: value.word as u32,
                kind: value.kind,
            }
        } else if let Some(index) = operand.as_constant() {
            Location::Constant(self.constants[index])
        } else {
            Location::Virtual(operand.as_virtual().expect("operand of a snapshot"))
        }
    }

    /// Whether an operand of this exit's snapshot is the same value as one of `other`'s, an exit of the same trace.
    pub fn is_same_value(&self, operand: Operand, other: &Exit, others: Operand) -> bool {
        if let (Some(a), Some(b)) = (operand.as_operation(), others.as_operation()) {
            return self.values[a].operation == other.values[b].operation;
        }
        if let (Some(a), Some(b)) = (operand.as_constant(), others.as_constant()) {
            return self.constants[a] == other.constants[b];
        }
        match (operand.as_virtual(), others.as_virtual()) {
            (Some(a), Some(b)) => self.snapshot.virtuals[a].origin == other.snapshot.virtuals[b].origin,
            _ => false,
        }
    }
}

/// The operations whose results an exit with this snapshot hands over, in the order of [`Exit::values`].
pub fn values_of(snapshot: &Snapshot) -> Vec<Operand> {
    let mut values = Vec::new();
    let mut seen = AHashSet::new();
    let registers = snapshot
        .frames
        .iter()
        .flat_map(|frame| frame.registers.iter().map(|r| r.1));
    let fields = snapshot
        .virtuals
        .iter()
        .flat_map(|object| object.fields.iter().map(|f| f.1));
    for operand in registers.chain(fields) {
        if operand.as_operation().is_some() && seen.insert(operand) {
            values.push(operand);
        }
    }
    values
}
