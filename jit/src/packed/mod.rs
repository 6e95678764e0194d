//! Packed forms of what trees keep for long and seldom look at: traces ([`PackedTrace`]) for bridges and for compiling a tree again as a
//! whole, and exit tables ([`PackedExits`]) for exits that are taken. They take a tenth of the memory of the structures that they
//! are made from; an exit is unpacked by itself.

mod exits;
mod traces;

pub(crate) use exits::PackedExits;
pub(crate) use traces::PackedTrace;

use crate::ir::Operand;
use crate::memory::{Field, Shape};
use crate::snapshot::{FrameSnapshot, Resume, Snapshot, VirtualObject};

/// Writes numbers, small ones in few bytes.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number of either sign, that is small when it is close to zero.
    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    /// How far `to` is from `from`.
    fn distance(&mut self, from: u64, to: u64) {
        self.signed(to.wrapping_sub(from) as i64);
    }
}

/// Reads what a [`Writer`] wrote, in the same order.
struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], position: usize) -> Reader<'a> {
        Reader { bytes, position }
    }

    #[inline]
    fn byte(&mut self) -> u8 {
        let byte = self.bytes[self.position];
        self.position += 1;
        byte
    }

    #[inline]
    fn number(&mut self) -> u64 {
        let first = self.byte();
        if first < 0x80 {
            return first as u64;
        }
        let (mut number, mut shift) = ((first & 0x7f) as u64, 7);
        loop {
            let byte = self.byte();
            number |= ((byte & 0x7f) as u64) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    #[inline]
    fn index(&mut self) -> usize {
        self.number() as usize
    }

    #[inline]
    fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    #[inline]
    fn distance(&mut self, from: u64) -> u64 {
        from.wrapping_add(self.signed() as u64)
    }

    /// As many things as the next number says.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Reader<'a>) -> T) -> Vec<T> {
        let count = self.index();
        (0..count).map(|_| read(self)).collect()
    }
}

// --- operands: the lowest two bits say of which kind, operations are written relative to a base

fn write_operand(writer: &mut Writer, operand: Operand, base: u64) {
    if let Some(index) = operand.as_operation() {
        let distance = (index as u64).wrapping_sub(base) as i64;
        writer.number(((distance << 1 ^ distance >> 63) as u64) << 2);
    } else if let Some(index) = operand.as_constant() {
        writer.number((index as u64) << 2 | 1);
    } else if let Some(index) = operand.as_virtual() {
        writer.number((index as u64) << 2 | 2);
    } else {
        writer.number(3);
    }
}

#[inline]
fn read_operand(reader: &mut Reader, base: u64) -> Operand {
    let number = reader.number();
    let rest = number >> 2;
    match number & 3 {
        0 => {
            let distance = (rest >> 1) as i64 ^ -((rest & 1) as i64);
            Operand::operation(base.wrapping_add(distance as u64) as usize)
        }
        1 => Operand::constant(rest as usize),
        2 => Operand::virtual_object(rest as usize),
        _ => Operand::NONE,
    }
}

/// The codes of frames, and for each a position in it that others are written relative to.
#[derive(Default)]
struct Codes {
    codes: Vec<(u64, u64)>,
}

impl Codes {
    fn number(&mut self, code: u64, position: u64) -> usize {
        let known = self.codes.iter().position(|known| known.0 == code);
        known.unwrap_or_else(|| {
            self.codes.push((code, position));
            self.codes.len() - 1
        })
    }
}

/// Writes snapshots; operands are relative to the one before.
struct SnapshotWriter<'w> {
    writer: &'w mut Writer,
    last: u64,
}

impl SnapshotWriter<'_> {
    fn operand(&mut self, operand: Operand) {
        write_operand(self.writer, operand, self.last);
        if let Some(index) = operand.as_operation() {
            self.last = index as u64;
        }
    }

    /// The frames from number `first` on, and the virtual objects.
    fn rest(&mut self, snapshot: &Snapshot, first: usize, codes: &mut Codes) {
        self.writer.byte(snapshot.raising as u8);
        self.writer.number((snapshot.frames.len() - first) as u64);
        for frame in &snapshot.frames[first..] {
            let code = codes.number(frame.code, frame.resume.position);
            self.writer.number(code as u64);
            self.writer.number(frame.base as u64);
            self.writer.number(frame.flags as u64);
            self.writer.distance(codes.codes[code].1, frame.resume.position);
            self.writer.number(frame.resume.stage as u64);
            self.writer.number(frame.registers.len() as u64);
            let mut last = 0;
            for &(register, operand) in &frame.registers {
                self.writer.distance(last, register as u64);
                last = register as u64 + 1;
                self.operand(operand);
            }
        }
        self.writer.number(snapshot.virtuals.len() as u64);
        for object in &snapshot.virtuals {
            self.writer.number(object.origin as u64);
            self.writer.number(object.shape.size as u64);
            self.writer.number(object.shape.map as u64);
            self.writer.number(object.fields.len() as u64);
            for &(field, operand) in &object.fields {
                self.writer.number(field.pack());
                self.operand(operand);
            }
        }
    }
}

/// Reads what a [`SnapshotWriter`] wrote.
struct SnapshotReader<'r, 'a> {
    reader: &'r mut Reader<'a>,
    last: u64,
}

impl SnapshotReader<'_, '_> {
    #[inline]
    fn operand(&mut self) -> Operand {
        let operand = read_operand(self.reader, self.last);
        if let Some(index) = operand.as_operation() {
            self.last = index as u64;
        }
        operand
    }

    /// The snapshot whose first frames are `frames`.
    fn rest(&mut self, mut frames: Vec<FrameSnapshot>, codes: &[(u64, u64)]) -> Snapshot {
        let raising = self.reader.byte() != 0;
        let count = self.reader.index();
        frames.reserve_exact(count);
        for _ in 0..count {
            let (code, start) = codes[self.reader.index()];
            let base = self.reader.number() as u32;
            let flags = self.reader.number() as u32;
            let position = self.reader.distance(start);
            let stage = self.reader.number() as u32;
            let registers = self.reader.index();
            let mut last = 0;
            let registers = (0..registers)
                .map(|_| {
                    let register = self.reader.distance(last);
                    last = register + 1;
                    (register as u16, self.operand())
                })
                .collect();
            frames.push(FrameSnapshot {
                code,
                base,
                flags,
                resume: Resume { position, stage },
                registers,
            });
        }
        let count = self.reader.index();
        let virtuals = (0..count).map(|_| self.object()).collect();
        Snapshot {
            frames,
            virtuals,
            raising,
        }
    }

    fn object(&mut self) -> VirtualObject {
        let origin = self.reader.number() as u32;
        let (size, map) = (self.reader.number() as u32, self.reader.number() as u32);
        let count = self.reader.index();
        let fields = (0..count)
            .map(|_| (Field::unpack(self.reader.number()), self.operand()))
            .collect();
        VirtualObject {
            origin,
            shape: Shape { size, map },
            fields,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, 1 << 40, u64::MAX];
        let mut writer = Writer::default();
        for &number in &numbers {
            writer.number(number);
            writer.signed(number as i64);
            writer.signed((number as i64).wrapping_neg());
            writer.distance(number, 12);
        }
        let mut reader = Reader::new(&writer.bytes, 0);
        for &number in &numbers {
            assert_eq!(reader.number(), number);
            assert_eq!(reader.signed(), number as i64);
            assert_eq!(reader.signed(), (number as i64).wrapping_neg());
            assert_eq!(reader.distance(number), 12);
        }
        assert_eq!(reader.position, writer.bytes.len());
    }
}
