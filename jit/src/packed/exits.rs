//! The exit table of a unit, packed.

use super::{Codes, Reader, SnapshotReader, SnapshotWriter, Writer};
use crate::backend::exits::ExitValue;
use crate::backend::Exit;
use crate::ir::{Constant, Kind};
use ahash::AHashMap;

/// The exits of a unit. Each is unpacked by itself; what they have in common is kept once.
pub(crate) struct PackedExits {
    bytes: Box<[u8]>,
    /// Where each exit begins.
    starts: Box<[u32]>,
    codes: Box<[(u64, u64)]>,
    /// Value constants are among those of the traces, which the collector sees.
    constants: Box<[Constant]>,
}

const KINDS: [Kind; 4] = [Kind::Value, Kind::Integer, Kind::Float, Kind::Nothing];

impl PackedExits {
    pub fn new(exits: &[Exit]) -> PackedExits {
        let mut writer = Writer::default();
        let mut codes = Codes::default();
        let mut numbers: AHashMap<Constant, usize> = AHashMap::new();
        let mut constants = Vec::new();
        let mut starts = Vec::with_capacity(exits.len());
        for exit in exits {
            starts.push(writer.bytes.len() as u32);
            writer.number((exit.part as u64) << 1 | exit.after_call as u64);
            writer.number(exit.snapshot_index as u64);
            let mut snapshots = SnapshotWriter {
                writer: &mut writer,
                last: 0,
            };
            snapshots.rest(&exit.snapshot, 0, &mut codes);
            writer.number(exit.values.len() as u64);
            let (mut last, mut operation) = (0, 0);
            for value in &exit.values {
                let distance = (value.word as u64).wrapping_sub(last) as i64;
                writer.number(((distance << 1 ^ distance >> 63) as u64) << 2 | value.kind as u64);
                last = value.word as u64;
                writer.distance(operation, value.operation as u64);
                operation = value.operation as u64;
            }
            writer.number(exit.constants.len() as u64);
            for &constant in &exit.constants {
                let number = *numbers.entry(constant).or_insert_with(|| {
                    constants.push(constant);
                    constants.len() - 1
                });
                writer.number(number as u64);
            }
            writer.number(exit.virtual_words.len() as u64);
            for &word in &exit.virtual_words {
                writer.number(word as u64);
            }
        }
        PackedExits {
            bytes: writer.bytes.into(),
            starts: starts.into(),
            codes: codes.codes.into(),
            constants: constants.into(),
        }
    }

    /// The number of exits.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    pub fn get(&self, index: usize) -> Exit {
        let mut reader = Reader::new(&self.bytes, self.starts[index] as usize);
        let number = reader.number();
        let snapshot_index = reader.number() as u32;
        let mut snapshots = SnapshotReader {
            reader: &mut reader,
            last: 0,
        };
        let snapshot = snapshots.rest(Vec::new(), &self.codes);
        let (mut last, mut operation) = (0, 0);
        let values = reader.list(|reader| {
            let number = reader.number();
            let kind = KINDS[(number & 3) as usize];
            let distance = (number >> 3) as i64 ^ -((number >> 2 & 1) as i64);
            last += distance;
            operation = reader.distance(operation);
            ExitValue {
                kind,
                word: last as u16,
                operation: operation as u32,
            }
        });
        let constants = reader.list(|reader| self.constants[reader.index()]);
        let virtual_words = reader.list(|reader| reader.number() as u32);
        Exit {
            part: (number >> 1) as u32,
            snapshot_index,
            snapshot,
            values,
            constants,
            virtual_words,
            after_call: number & 1 != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Operand;
    use crate::memory::{Content, Field, Region, Shape};
    use crate::snapshot::{FrameSnapshot, Resume, Snapshot, VirtualObject};

    fn frame(code: u64, position: u64, registers: Vec<(u16, Operand)>) -> FrameSnapshot {
        FrameSnapshot {
            code,
            base: 40,
            flags: 3,
            resume: Resume { position, stage: 130 },
            registers,
        }
    }

    #[test]
    fn exits_come_back() {
        let word = |bits| Constant {
            kind: Kind::Value,
            bits,
        };
        let object = VirtualObject {
            origin: 7,
            shape: Shape { size: 32, map: 900 },
            fields: vec![(Field::new(16, Content::Value, Region::Instance), Operand::operation(1))],
        };
        let plain = Exit {
            part: 0,
            snapshot_index: 0,
            snapshot: Snapshot {
                frames: vec![frame(
                    0x7f00_0000_1000,
                    0x7f00_1234,
                    vec![(3, Operand::operation(0)), (1, Operand::constant(0))],
                )],
                virtuals: Vec::new(),
                raising: false,
            },
            values: vec![ExitValue {
                kind: Kind::Float,
                word: 300,
                operation: 7,
            }],
            constants: vec![word(u64::MAX)],
            virtual_words: Vec::new(),
            after_call: true,
        };
        let deep = Exit {
            part: 2,
            snapshot_index: 500,
            snapshot: Snapshot {
                frames: vec![
                    frame(0x7f00_0000_1000, 0x7f00_1200, vec![(0, Operand::virtual_object(0))]),
                    frame(1, 5, Vec::new()),
                ],
                virtuals: vec![object],
                raising: true,
            },
            values: vec![
                ExitValue {
                    kind: Kind::Value,
                    word: 4,
                    operation: 3,
                },
                ExitValue {
                    kind: Kind::Integer,
                    word: 1,
                    operation: 10,
                },
            ],
            constants: vec![word(9), word(u64::MAX)],
            virtual_words: vec![12],
            after_call: false,
        };
        let exits = [plain, deep];
        let packed = PackedExits::new(&exits);
        assert_eq!(packed.len(), 2);
        for (index, exit) in exits.iter().enumerate() {
            assert_eq!(format!("{:?}", packed.get(index)), format!("{exit:?}"));
        }
    }
}
