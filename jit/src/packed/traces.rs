//! A trace, packed.

use super::{read_operand, write_operand, Codes, Reader, SnapshotReader, SnapshotWriter, Writer};
use crate::helper::Helper;
use crate::ir::{Constant, Kind, Opcode, Operation, Trace, NO_SNAPSHOT};
use crate::snapshot::Snapshot;

/// A trace that is not being worked on.
pub(crate) struct PackedTrace {
    bytes: Box<[u8]>,
    codes: Box<[(u64, u64)]>,
    constants: Box<[Constant]>,
    helpers: Box<[&'static Helper]>,
    operations: u32,
    snapshots: u32,
}

/// What an operation has besides its arguments.
const HAS_IMMEDIATE: u8 = 1;
const HAS_SECOND_IMMEDIATE: u8 = 2;
const HAS_SNAPSHOT: u8 = 4;

impl PackedTrace {
    pub fn new(trace: &Trace) -> PackedTrace {
        let mut writer = Writer::default();
        let mut last_snapshot = 0;
        for (index, operation) in trace.operations.iter().enumerate() {
            write_operation(&mut writer, operation, index as u64, &mut last_snapshot);
        }
        let mut codes = Codes::default();
        let mut before: Option<&Snapshot> = None;
        let mut last = 0;
        for snapshot in &trace.snapshots {
            // The outer frames often are those of the snapshot before.
            let same = before.map_or(0, |before| {
                let pairs = snapshot.frames.iter().zip(&before.frames);
                pairs.take_while(|(a, b)| a == b).count()
            });
            writer.number(same as u64);
            let mut snapshots = SnapshotWriter {
                writer: &mut writer,
                last,
            };
            snapshots.rest(snapshot, same, &mut codes);
            last = snapshots.last;
            before = Some(snapshot);
        }
        PackedTrace {
            bytes: writer.bytes.into(),
            codes: codes.codes.into(),
            constants: trace.constants.as_slice().into(),
            helpers: trace.helpers.as_slice().into(),
            operations: trace.operations.len() as u32,
            snapshots: trace.snapshots.len() as u32,
        }
    }

    pub fn unpack(&self) -> Trace {
        let mut reader = Reader::new(&self.bytes, 0);
        let mut last_snapshot = 0;
        let operations = (0..self.operations as u64)
            .map(|index| read_operation(&mut reader, index, &mut last_snapshot))
            .collect();
        let mut snapshots: Vec<Snapshot> = Vec::with_capacity(self.snapshots as usize);
        let mut last = 0;
        for _ in 0..self.snapshots {
            let same = reader.index();
            let outer = snapshots
                .last()
                .map_or(Vec::new(), |before| before.frames[..same].to_vec());
            let mut rest = SnapshotReader {
                reader: &mut reader,
                last,
            };
            let snapshot = rest.rest(outer, &self.codes);
            last = rest.last;
            snapshots.push(snapshot);
        }
        Trace {
            operations,
            constants: self.constants.to_vec(),
            snapshots,
            helpers: self.helpers.to_vec(),
        }
    }

    /// The tagged words that it names: roots of the collector.
    pub fn value_constants(&self) -> impl Iterator<Item = u64> + '_ {
        let values = self.constants.iter().filter(|constant| constant.kind == Kind::Value);
        values.map(|constant| constant.bits)
    }
}

fn write_operation(writer: &mut Writer, operation: &Operation, index: u64, last_snapshot: &mut u64) {
    let has_snapshot = operation.snapshot != NO_SNAPSHOT;
    writer.byte(operation.opcode as u8);
    let mut has = 0;
    for (condition, bit) in [
        (operation.immediate != 0, HAS_IMMEDIATE),
        (operation.second_immediate != 0, HAS_SECOND_IMMEDIATE),
        (has_snapshot, HAS_SNAPSHOT),
    ] {
        has |= if condition { bit } else { 0 };
    }
    writer.number((operation.arguments.len() as u64) << 3 | has as u64);
    for &argument in &operation.arguments {
        write_operand(writer, argument, index);
    }
    if operation.immediate != 0 {
        writer.number(operation.immediate);
    }
    if operation.second_immediate != 0 {
        writer.number(operation.second_immediate);
    }
    if has_snapshot {
        writer.distance(*last_snapshot, operation.snapshot as u64);
        *last_snapshot = operation.snapshot as u64;
    }
}

fn read_operation(reader: &mut Reader, index: u64, last_snapshot: &mut u64) -> Operation {
    let opcode = Opcode::ALL[reader.byte() as usize];
    let number = reader.number();
    let has = number as u8 & 7;
    let arguments = (0..number >> 3).map(|_| read_operand(reader, index)).collect();
    let mut immediate = |bit| if has & bit != 0 { reader.number() } else { 0 };
    let (first, second) = (immediate(HAS_IMMEDIATE), immediate(HAS_SECOND_IMMEDIATE));
    let mut snapshot = NO_SNAPSHOT;
    if has & HAS_SNAPSHOT != 0 {
        *last_snapshot = reader.distance(*last_snapshot);
        snapshot = *last_snapshot as u32;
    }
    Operation {
        opcode,
        arguments,
        immediate: first,
        second_immediate: second,
        snapshot,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn traces_come_back() {
        let source = "
            v0 = load_register 1
            v1 = unbox_integer v0 @s0
            v2 = add_overflow v1 2 @s1
            v3 = new 24/7
            set_field v3 0x15 instance+16
            v5 = get_item_integer v3 v1 list+16*8:word
            label v5 0
            v7 = phi_integer
            jump v7 0
            s0: code 5 at 12.0 { r0=v0 r1=2 }
            s1: code 5 at 12.0 { r0=v0 r1=2 } code 6 at 4.0 base 8 flags 1 { r2=virtual0 r0=v0 } virtual0 = 24/7 origin 3 { instance+16=v1 } raising
        ";
        let trace = text::parse_trace(source, &[]).expect("a trace");
        let packed = PackedTrace::new(&trace);
        assert_eq!(packed.unpack().to_string(), trace.to_string());
        assert_eq!(packed.value_constants().collect::<Vec<_>>(), [0x15]);
    }
}
