//! Images: code as bytes and back, for the frozen library and for files of compiled code.
//!
//! ```text
//! image  = "PYRS" fingerprint:u32 strings code
//! strings = count (length bytes)*        every name once, referred to by index
//! code   = counts, string indices, instructions, constants, line table
//! ```
//! Numbers are LEB128, signed ones zigzag first. Instructions are written operand by operand as the opcode table has them;
//! inline caches, which are zero in plain code, cost nothing. The fingerprint is a hash of the opcode table, so an image
//! never meets an interpreter with other opcodes.

use crate::code::{Code, Constant};
use crate::instruction::Instruction;
use crate::opcode::{encode, JumpPlace, Opcode, Use};
use num_bigint::BigInt;
use std::collections::HashMap;
use std::rc::Rc;

const MAGIC: &[u8; 4] = b"PYRS";

/// Nested code and tuples deeper than this are refused: reading is recursive.
const MOST_NESTING: usize = 200;

/// Bytes that are no image of this version, or damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadImage;

/// A hash of the opcode table (FNV-1a, which is the same in every build).
pub const FINGERPRINT: u32 = {
    let mut hash: u32 = 0x811c_9dc5;
    let mut number = 0;
    while number < Opcode::ALL.len() {
        let description = Opcode::ALL[number].description();
        let name = description.name.as_bytes();
        let mut index = 0;
        while index < name.len() {
            hash = add(hash, name[index]);
            index += 1;
        }
        hash = add(hash, kind_number(description.a));
        hash = add(hash, kind_number(description.b));
        hash = add(hash, kind_number(description.c));
        hash = add(hash, description.extra_words);
        number += 1;
    }
    hash
};

const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn kind_number(kind: Use) -> u8 {
    match kind {
        Use::Unused => 0,
        Use::Write => 1,
        Use::Read => 2,
        Use::Operand => 3,
        Use::ReadWrite => 4,
        Use::WriteCountC => 5,
        Use::Name => 6,
        Use::Constant => 7,
        Use::Immediate => 8,
        Use::Jump => 9,
        Use::Window => 10,
        Use::ReadRun(count) => 16 + count as u8,
        Use::WriteRun(count) => 32 + count as u8,
        Use::ReadCountB(more) => 48 + more as u8,
        Use::ReadCountC(more) => 64 + more as u8,
    }
}

/// The image of a code object and those inside it.
pub fn serialize(code: &Code) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.code(code);
    let mut image = Vec::with_capacity(writer.bytes.len() + 1024);
    image.extend(MAGIC);
    image.extend(FINGERPRINT.to_le_bytes());
    let mut strings = Writer::default();
    strings.number(writer.strings.len() as u64);
    for string in &writer.strings {
        strings.bytes(string.as_bytes());
    }
    image.extend(strings.bytes);
    image.extend(writer.bytes);
    image
}

/// The code object of an image. It is as trustworthy as the image is: see [`crate::validate`].
///
/// # Errors
/// If the bytes are no whole image of this version.
pub fn deserialize(image: &[u8]) -> Result<Code, BadImage> {
    let rest = image.strip_prefix(MAGIC).ok_or(BadImage)?;
    let (found, rest) = rest.split_first_chunk().ok_or(BadImage)?;
    if u32::from_le_bytes(*found) != FINGERPRINT {
        return Err(BadImage);
    }
    let mut reader = Reader {
        rest,
        strings: Vec::new(),
        nesting: 0,
    };
    for _ in 0..reader.length()? {
        let bytes = reader.bytes()?;
        let string = std::str::from_utf8(bytes).map_err(|_| BadImage)?;
        reader.strings.push(string.into());
    }
    let code = reader.code()?;
    if reader.rest.is_empty() {
        Ok(code)
    } else {
        Err(BadImage)
    }
}

/// Defines the tags of constants once for writer and reader.
macro_rules! tags {
    ($($name:ident = $value:literal;)+) => { mod tag { $(pub const $name: u8 = $value;)+ } };
}

tags! {
    NONE = 0;
    ELLIPSIS = 1;
    FALSE = 2;
    TRUE = 3;
    INT = 4;
    LONG = 5;
    FLOAT = 6;
    COMPLEX = 7;
    STR = 8;
    UNICODE = 9;
    TUPLE = 10;
    CODE = 11;
}

/// How the words of a code object are written.
const PLAIN_WORDS: u8 = 0;
const BY_OPERANDS: u8 = 1;

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    strings: Vec<Rc<str>>,
    indices: HashMap<Rc<str>, u64, ahash::RandomState>,
}

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend(bytes);
    }

    fn string(&mut self, string: &Rc<str>) {
        let next = self.strings.len() as u64;
        let index = *self.indices.entry(string.clone()).or_insert_with(|| {
            self.strings.push(string.clone());
            next
        });
        self.number(index);
    }

    fn strings(&mut self, strings: &[Rc<str>]) {
        self.number(strings.len() as u64);
        strings.iter().for_each(|string| self.string(string));
    }

    fn code(&mut self, code: &Code) {
        for number in [
            code.argcount,
            code.nlocals,
            code.stacksize,
            code.flags,
            code.firstlineno,
        ] {
            self.number(u64::from(number));
        }
        self.string(&code.name);
        self.string(&code.filename);
        for strings in [&code.names, &code.varnames, &code.freevars, &code.cellvars] {
            self.strings(strings);
        }
        self.words(code);
        self.number(code.constants.len() as u64);
        code.constants.iter().for_each(|constant| self.constant(constant));
        self.bytes(&code.lnotab);
    }

    fn words(&mut self, code: &Code) {
        self.number(code.code.len() as u64);
        let end = code.instructions().last().map_or(0, |last| last.end());
        let is_plain =
            end != code.instructions_end() || code.instructions().any(|instruction| has_caches(code, &instruction));
        if is_plain {
            self.bytes.push(PLAIN_WORDS);
            for word in code.code.iter() {
                self.bytes.extend(word.to_le_bytes());
            }
            return;
        }
        self.bytes.push(BY_OPERANDS);
        self.number(end as u64);
        for instruction in code.instructions() {
            self.instruction(&instruction);
        }
        for &word in &code.code[end..] {
            self.number(word);
        }
    }

    fn instruction(&mut self, instruction: &Instruction) {
        self.number(instruction.opcode as u64);
        for (value, kind) in instruction.operands() {
            match kind {
                Use::Unused => {}
                Use::Jump => break,
                _ => self.number(u64::from(value)),
            }
        }
        match instruction.opcode.description().jump {
            JumpPlace::OperandsBC => {
                let jump = (u32::from(instruction.b) | u32::from(instruction.c) << 16) as i32;
                self.signed(i64::from(jump));
            }
            JumpPlace::FirstExtraWord => self.signed(i64::from(instruction.extra as u32 as i32)),
            JumpPlace::None if instruction.opcode == Opcode::CALL_STAR => {
                self.number(instruction.extra);
            }
            JumpPlace::None => {}
        }
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::None => self.bytes.push(tag::NONE),
            Constant::Ellipsis => self.bytes.push(tag::ELLIPSIS),
            Constant::Bool(false) => self.bytes.push(tag::FALSE),
            Constant::Bool(true) => self.bytes.push(tag::TRUE),
            Constant::Int(value) => {
                self.bytes.push(tag::INT);
                self.signed(*value);
            }
            Constant::Long(value) => {
                self.bytes.push(tag::LONG);
                self.bytes(&value.to_signed_bytes_le());
            }
            Constant::Float(value) => {
                self.bytes.push(tag::FLOAT);
                self.bytes.extend(value.to_bits().to_le_bytes());
            }
            Constant::Complex(real, imaginary) => {
                self.bytes.push(tag::COMPLEX);
                self.bytes.extend(real.to_bits().to_le_bytes());
                self.bytes.extend(imaginary.to_bits().to_le_bytes());
            }
            Constant::Str(bytes) => {
                self.bytes.push(tag::STR);
                self.bytes(bytes);
            }
            Constant::Unicode(bytes) => {
                self.bytes.push(tag::UNICODE);
                self.bytes(bytes);
            }
            Constant::Tuple(items) => {
                self.bytes.push(tag::TUPLE);
                self.number(items.len() as u64);
                items.iter().for_each(|item| self.constant(item));
            }
            Constant::Code(code) => {
                self.bytes.push(tag::CODE);
                self.code(code);
            }
        }
    }
}

/// Whether extra words hold more than the table says they do in plain code, or unused operands something.
fn has_caches(code: &Code, instruction: &Instruction) -> bool {
    let description = instruction.opcode.description();
    let keeps_first = description.jump == JumpPlace::FirstExtraWord || instruction.opcode == Opcode::CALL_STAR;
    let first = instruction.offset + 1 + usize::from(keeps_first);
    let caches = code.code[first..instruction.end()].iter().any(|&word| word != 0);
    let wide = description.jump == JumpPlace::FirstExtraWord && instruction.extra >> 32 != 0;
    let unused = description.jump != JumpPlace::OperandsBC
        && instruction
            .operands()
            .iter()
            .any(|&(value, kind)| kind == Use::Unused && value != 0);
    caches || wide || unused
}

struct Reader<'i> {
    rest: &'i [u8],
    strings: Vec<Rc<str>>,
    nesting: usize,
}

impl<'i> Reader<'i> {
    fn take(&mut self, count: usize) -> Result<&'i [u8], BadImage> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(BadImage)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, BadImage> {
        Ok(self.take(1)?[0])
    }

    fn eight(&mut self) -> Result<u64, BadImage> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(BadImage)?;
        self.rest = rest;
        Ok(u64::from_le_bytes(*bytes))
    }

    fn number(&mut self) -> Result<u64, BadImage> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(BadImage)
    }

    fn signed(&mut self) -> Result<i64, BadImage> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn small<T: TryFrom<u64>>(&mut self) -> Result<T, BadImage> {
        T::try_from(self.number()?).map_err(|_| BadImage)
    }

    /// A count of things that take a byte at least, so that damage does not ask for much memory.
    fn length(&mut self) -> Result<usize, BadImage> {
        let length: usize = self.small()?;
        if length <= self.rest.len() {
            Ok(length)
        } else {
            Err(BadImage)
        }
    }

    fn bytes(&mut self) -> Result<&'i [u8], BadImage> {
        let length = self.length()?;
        self.take(length)
    }

    fn string(&mut self) -> Result<Rc<str>, BadImage> {
        let index: usize = self.small()?;
        self.strings.get(index).cloned().ok_or(BadImage)
    }

    fn strings(&mut self) -> Result<Vec<Rc<str>>, BadImage> {
        (0..self.length()?).map(|_| self.string()).collect()
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, BadImage>) -> Result<T, BadImage> {
        self.nesting += 1;
        if self.nesting > MOST_NESTING {
            return Err(BadImage);
        }
        let result = read(self);
        self.nesting -= 1;
        result
    }

    fn code(&mut self) -> Result<Code, BadImage> {
        Ok(Code {
            argcount: self.small()?,
            nlocals: self.small()?,
            stacksize: self.small()?,
            flags: self.small()?,
            firstlineno: self.small()?,
            name: self.string()?,
            filename: self.string()?,
            names: self.strings()?,
            varnames: self.strings()?,
            freevars: self.strings()?,
            cellvars: self.strings()?,
            code: self.words()?.into(),
            constants: self.constants()?,
            lnotab: self.bytes()?.into(),
        })
    }

    fn words(&mut self) -> Result<Vec<u64>, BadImage> {
        let count: usize = self.small()?;
        // Six words at most come from one byte.
        if count / 8 > self.rest.len() {
            return Err(BadImage);
        }
        let mut words = Vec::with_capacity(count);
        match self.byte()? {
            PLAIN_WORDS => {
                for _ in 0..count {
                    words.push(self.eight()?);
                }
            }
            BY_OPERANDS => {
                let end: usize = self.small()?;
                while words.len() < end {
                    self.instruction(&mut words)?;
                }
                while words.len() < count {
                    let word = self.number()?;
                    words.push(word);
                }
            }
            _ => return Err(BadImage),
        }
        if words.len() == count {
            Ok(words)
        } else {
            Err(BadImage)
        }
    }

    fn instruction(&mut self, words: &mut Vec<u64>) -> Result<(), BadImage> {
        let number: u16 = self.small()?;
        let opcode = Opcode::decode(u64::from(number)).ok_or(BadImage)?;
        let description = opcode.description();
        let mut operands = [0u16; 3];
        let kinds = [description.a, description.b, description.c];
        for (operand, kind) in operands.iter_mut().zip(kinds) {
            match kind {
                Use::Unused => {}
                Use::Jump => break,
                _ => *operand = self.small()?,
            }
        }
        let mut extra = 0;
        match description.jump {
            JumpPlace::OperandsBC => {
                let jump = self.signed()? as u32;
                operands[1] = jump as u16;
                operands[2] = (jump >> 16) as u16;
            }
            JumpPlace::FirstExtraWord => extra = u64::from(self.signed()? as u32),
            JumpPlace::None if opcode == Opcode::CALL_STAR => extra = self.number()?,
            JumpPlace::None => {}
        }
        let [a, b, c] = operands;
        words.push(encode(opcode, a, b, c));
        for index in 0..description.extra_words {
            words.push(if index == 0 { extra } else { 0 });
        }
        Ok(())
    }

    fn constants(&mut self) -> Result<Vec<Constant>, BadImage> {
        (0..self.length()?).map(|_| self.constant()).collect()
    }

    fn constant(&mut self) -> Result<Constant, BadImage> {
        Ok(match self.byte()? {
            tag::NONE => Constant::None,
            tag::ELLIPSIS => Constant::Ellipsis,
            tag::FALSE => Constant::Bool(false),
            tag::TRUE => Constant::Bool(true),
            tag::INT => Constant::Int(self.signed()?),
            tag::LONG => Constant::Long(BigInt::from_signed_bytes_le(self.bytes()?)),
            tag::FLOAT => Constant::Float(f64::from_bits(self.eight()?)),
            tag::COMPLEX => Constant::Complex(f64::from_bits(self.eight()?), f64::from_bits(self.eight()?)),
            tag::STR => Constant::Str(self.bytes()?.into()),
            tag::UNICODE => Constant::Unicode(self.bytes()?.into()),
            tag::TUPLE => Constant::Tuple(self.nested(Self::constants)?),
            tag::CODE => Constant::Code(Rc::new(self.nested(Self::code)?)),
            _ => return Err(BadImage),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Code {
        let words = [
            encode(Opcode::LOAD_CONST, 1, 0, 0),
            encode(Opcode::JUMP_LT, 1, 0x8001, 1),
            3,
            0,
            encode(Opcode::RETURN, 1, 0, 0),
            1 | 4 << 32,
            4,
            1,
        ];
        Code {
            argcount: 0,
            nlocals: 0,
            stacksize: 2,
            flags: 0x40,
            code: words.into(),
            constants: vec![
                Constant::Int(-5),
                Constant::Float(-0.0),
                Constant::Long(BigInt::from(-1) << 100),
                Constant::Complex(0.5, -1.0),
                Constant::Tuple(vec![Constant::None, Constant::Bool(true), Constant::Ellipsis]),
                Constant::Str((*b"\xff").into()),
                Constant::Unicode((*b"\xed\xa0\x80").into()),
            ],
            names: vec!["a".into(), "b".into()],
            varnames: vec![],
            filename: "f".into(),
            name: "a".into(),
            firstlineno: 300,
            lnotab: [8, 1].into(),
            freevars: vec![],
            cellvars: vec!["b".into()],
        }
    }

    #[test]
    fn round_trip() {
        let mut code = sample();
        assert_eq!(deserialize(&serialize(&code)), Ok(code.clone()));
        // Words that are no instructions stay as they are.
        code.code = [u64::MAX, 5, 0].into();
        code.constants.push(Constant::Code(Rc::new(sample())));
        assert_eq!(deserialize(&serialize(&code)), Ok(code));
    }

    #[test]
    fn damage_is_an_error_or_other_code() {
        let image = serialize(&sample());
        for end in 0..image.len() {
            assert_eq!(deserialize(&image[..end]), Err(BadImage));
        }
        for index in 0..image.len() {
            for bit in 0..8 {
                let mut damaged = image.clone();
                damaged[index] ^= 1 << bit;
                let _ = deserialize(&damaged);
            }
        }
    }
}
