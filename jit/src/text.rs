//! The text form of traces: for tests and the log.
//!
//! ```text
//! v0 = load_register 1
//! v1 = unbox_integer v0 @s0
//! v2 = add_overflow v1 2 @s0
//! v3 = new 24/7
//! set_field v3 0x15 instance+16
//! v5 = get_item_integer v3 v1 list+16*8:word
//! v6 = call_value lookup v0 v3 @s1
//! label v6 0
//! v8 = phi_value
//! jump v8 0
//! s0: code 5 at 12.0 { r0=v0 r1=2 }
//! s1: code 5 at 13.1 { r0=v0 } code 6 at 4.0 base 8 flags 1 { r2=virtual0 } virtual0 = 24/7 origin 3 { instance+16=v2 } raising
//! ```
//!
//! A line is an operation: its name, arguments, immediates, and the snapshot that it uses. Constants are written where
//! they are used: `0x15` a tagged word, `-3` an integer, `1.5` a float. Locations are written `region+offset`, arrays
//! `region+first*stride`, followed by `:content` unless it is a value and by `!` when immutable; shapes `size/map`.
//! `#` starts a comment. A recording adds a line on how it ended: `end loop @s1`, `end tree 4 @s1`, `end finish v3`, `end exit`.

use std::collections::HashMap;
use std::fmt::{self, Write};

use crate::helper::Helper;
use crate::ir::{Constant, Immediate, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::memory::{Array, Content, Field, Region, Shape};
use crate::recorder::{RecordedEnd, Recording};
use crate::snapshot::{FrameSnapshot, Resume, Snapshot, VirtualObject};
use crate::trees::TreeId;

const REGIONS: [&str; 6] = ["instance", "list", "dict", "cell", "other", "dict_value"];
const CONTENTS: [&str; 5] = ["value", "word", "half", "byte", "float"];

// --- printing

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for index in 0..self.operations.len() {
            self.write_operation(f, index)?;
            f.write_char('\n')?;
        }
        for (number, snapshot) in self.snapshots.iter().enumerate() {
            write!(f, "s{number}:")?;
            self.write_snapshot(f, snapshot)?;
            f.write_char('\n')?;
        }
        Ok(())
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.trace.fmt(f)?;
        match &self.end {
            RecordedEnd::Loop { snapshot } => writeln!(f, "end loop @s{snapshot}"),
            RecordedEnd::Tree { tree, snapshot } => writeln!(f, "end tree {} @s{snapshot}", tree.0),
            RecordedEnd::Finish(operand) => {
                f.write_str("end finish ")?;
                self.trace.write_operand(f, *operand)?;
                f.write_char('\n')
            }
            RecordedEnd::Exit => writeln!(f, "end exit"),
        }
    }
}

impl Trace {
    /// Writes one operation, without a line break.
    pub fn write_operation(&self, f: &mut dyn Write, index: usize) -> fmt::Result {
        let operation = &self.operations[index];
        if operation.opcode.result() != Kind::Nothing {
            write!(f, "v{index} = ")?;
        }
        f.write_str(operation.opcode.text())?;
        let immediate = operation.immediate;
        if operation.opcode.immediate() == Immediate::Helper {
            let helper = self.helpers.get(immediate as usize);
            write!(f, " {}", helper.map_or("?", |helper| helper.name))?;
        }
        for &argument in &operation.arguments {
            f.write_char(' ')?;
            self.write_operand(f, argument)?;
        }
        match operation.opcode.immediate() {
            Immediate::None | Immediate::Helper => {}
            Immediate::Number => write!(f, " {immediate}")?,
            Immediate::Bits => write!(f, " {:#x}/{:#x}", immediate >> 32, immediate as u32)?,
            Immediate::Field => write!(f, " {}", field_text(Field::unpack(immediate)))?,
            Immediate::Array => write!(f, " {}", array_text(Array::unpack(immediate)))?,
            Immediate::Shape => write!(f, " {}", shape_text(Shape::unpack(immediate)))?,
            Immediate::Call if operation.entry() == 0 => write!(f, " {immediate} {}", operation.window())?,
            Immediate::Call => write!(f, " {immediate} {}+{}", operation.window(), operation.entry())?,
        }
        if operation.snapshot != NO_SNAPSHOT {
            write!(f, " @s{}", operation.snapshot)?;
        }
        Ok(())
    }

    /// Writes an operand; constants by their value.
    pub fn write_operand(&self, f: &mut dyn Write, operand: Operand) -> fmt::Result {
        match operand.as_constant() {
            Some(index) => write_constant(f, self.constants[index]),
            None => write!(f, "{operand:?}"),
        }
    }

    /// Writes what a snapshot says, starting with a space.
    pub fn write_snapshot(&self, f: &mut dyn Write, snapshot: &Snapshot) -> fmt::Result {
        for frame in &snapshot.frames {
            write!(
                f,
                " code {} at {}.{}",
                frame.code, frame.resume.position, frame.resume.stage
            )?;
            if frame.base != 0 {
                write!(f, " base {}", frame.base)?;
            }
            if frame.flags != 0 {
                write!(f, " flags {}", frame.flags)?;
            }
            f.write_str(" {")?;
            for &(register, operand) in &frame.registers {
                write!(f, " r{register}=")?;
                self.write_operand(f, operand)?;
            }
            f.write_str(" }")?;
        }
        for (number, object) in snapshot.virtuals.iter().enumerate() {
            write!(
                f,
                " virtual{number} = {} origin {} {{",
                shape_text(object.shape),
                object.origin
            )?;
            for &(field, operand) in &object.fields {
                write!(f, " {}=", field_text(field))?;
                self.write_operand(f, operand)?;
            }
            f.write_str(" }")?;
        }
        if snapshot.raising {
            f.write_str(" raising")?;
        }
        Ok(())
    }
}

fn write_constant(f: &mut dyn Write, constant: Constant) -> fmt::Result {
    let bits = constant.bits;
    match constant.kind {
        Kind::Integer => write!(f, "{}", bits as i64),
        Kind::Float if f64::from_bits(bits).is_nan() => write!(f, "nan:{bits:#x}"),
        Kind::Float => write!(f, "{:?}", f64::from_bits(bits)),
        _ => write!(f, "{bits:#x}"),
    }
}

fn location_text(region: Region, place: String, content: Content, immutable: bool) -> String {
    let mut text = format!("{}+{place}", REGIONS[region as usize]);
    if content != Content::Value {
        let _ = write!(text, ":{}", CONTENTS[content as usize]);
    }
    if immutable {
        text.push('!');
    }
    text
}

fn field_text(field: Field) -> String {
    location_text(field.region, field.offset.to_string(), field.content, field.immutable)
}

fn array_text(array: Array) -> String {
    let place = format!("{}*{}", array.first, array.stride);
    location_text(array.region, place, array.content, array.immutable)
}

fn shape_text(shape: Shape) -> String {
    format!("{}/{}", shape.size, shape.map)
}

// --- parsing

/// Where a text is wrong and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    pub line: usize,
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Parses a trace. Calls name helpers of `helpers`.
pub fn parse_trace(text: &str, helpers: &[&'static Helper]) -> Result<Trace, ParseError> {
    let mut parser = Parser::new(helpers);
    parser.parse(text)?;
    Ok(parser.trace)
}

/// Parses a recording: a trace and how it ended.
pub fn parse_recording(text: &str, helpers: &[&'static Helper]) -> Result<Recording, ParseError> {
    let mut parser = Parser::new(helpers);
    parser.parse(text)?;
    let line = text.lines().count();
    let end = parser.end.ok_or(ParseError {
        line,
        message: "no line says how the recording ended".into(),
    })?;
    Ok(Recording {
        trace: parser.trace,
        end,
        codes: Vec::new(),
    })
}

type Parsed<T> = Result<T, String>;

/// The words of a line that are still to be read.
type Words<'t> = std::iter::Peekable<std::str::SplitWhitespace<'t>>;

struct Parser<'h> {
    helpers: &'h [&'static Helper],
    trace: Trace,
    names: HashMap<String, Operand>,
    constants: HashMap<(Kind, u64), Operand>,
    end: Option<RecordedEnd>,
}

impl Parser<'_> {
    fn new<'h>(helpers: &'h [&'static Helper]) -> Parser<'h> {
        Parser {
            helpers,
            trace: Trace::default(),
            names: HashMap::new(),
            constants: HashMap::new(),
            end: None,
        }
    }

    fn parse(&mut self, text: &str) -> Result<(), ParseError> {
        let lines = text.lines().enumerate().map(|(number, line)| {
            let line = line.split('#').next().unwrap_or_default().trim();
            (number + 1, line)
        });
        let (late, operations): (Vec<_>, Vec<_>) = lines
            .filter(|(_, line)| !line.is_empty())
            .partition(|(_, line)| line.starts_with("end ") || snapshot_number(line).is_some());
        let mut run = |line: &str, f: &mut dyn FnMut(&mut Self, &str) -> Parsed<()>, number: usize| {
            f(self, line).map_err(|message| ParseError { line: number, message })
        };
        for (number, line) in operations {
            run(line, &mut |parser, line| parser.operation(line), number)?;
        }
        for (number, line) in late {
            run(line, &mut |parser, line| parser.late_line(line), number)?;
        }
        Ok(())
    }

    fn operation(&mut self, line: &str) -> Parsed<()> {
        let (name, rest) = match line.split_once(" = ") {
            Some((name, rest)) => (Some(name.trim()), rest),
            None => (None, line),
        };
        let mut words: Words = rest.split_whitespace().peekable();
        let text = words.next().ok_or("an operation is missing")?;
        let opcode = Opcode::ALL.iter().copied().find(|opcode| opcode.text() == text);
        let opcode = opcode.ok_or_else(|| format!("no operation '{text}'"))?;
        let mut operation = Operation::new(opcode, &[], 0, NO_SNAPSHOT);
        if opcode.immediate() == Immediate::Helper {
            let helper = words.next().ok_or("a helper is missing")?;
            operation.immediate = self.helper(helper)?;
        }
        let mut words: Vec<&str> = words.collect();
        if let Some(snapshot) = words.last().and_then(|word| word.strip_prefix("@s")) {
            operation.snapshot = number(snapshot)?;
            words.pop();
        }
        let mut immediate = || words.pop().ok_or("an immediate is missing");
        match opcode.immediate() {
            Immediate::None | Immediate::Helper => {}
            Immediate::Number => operation.immediate = number(immediate()?)?,
            Immediate::Bits => {
                let (mask, value) = immediate()?.split_once('/').ok_or("expected mask/value")?;
                operation.immediate = number::<u64>(mask)? << 32 | number::<u64>(value)?;
            }
            Immediate::Field => operation.immediate = parse_field(immediate()?)?.pack(),
            Immediate::Array => operation.immediate = parse_array(immediate()?)?.pack(),
            Immediate::Shape => operation.immediate = parse_shape(immediate()?)?.pack(),
            Immediate::Call => {
                let place = immediate()?;
                let (window, entry) = place.split_once('+').unwrap_or((place, "0"));
                operation.second_immediate = Operation::call_place(number(window)?, number(entry)?);
                operation.immediate = number(immediate()?)?;
            }
        }
        for word in words {
            operation.arguments.push(self.operand(word)?);
        }
        if opcode.arity().is_some_and(|arity| arity != operation.arguments.len()) {
            return Err(format!("wrong number of arguments for '{text}'"));
        }
        if let Some(name) = name {
            let operand = Operand::operation(self.trace.operations.len());
            if self.names.insert(name.to_string(), operand).is_some() {
                return Err(format!("'{name}' is there already"));
            }
        }
        self.trace.operations.push(operation);
        Ok(())
    }

    fn helper(&mut self, name: &str) -> Parsed<u64> {
        let find = |helpers: &[&'static Helper]| helpers.iter().position(|helper| helper.name == name);
        if let Some(index) = find(&self.trace.helpers) {
            return Ok(index as u64);
        }
        let index = find(self.helpers).ok_or_else(|| format!("no helper '{name}'"))?;
        self.trace.helpers.push(self.helpers[index]);
        Ok(self.trace.helpers.len() as u64 - 1)
    }

    fn operand(&mut self, word: &str) -> Parsed<Operand> {
        if let Some(&operand) = self.names.get(word) {
            return Ok(operand);
        }
        if let Some(index) = word.strip_prefix("virtual").and_then(|index| index.parse().ok()) {
            return Ok(Operand::virtual_object(index));
        }
        if word == "none" {
            return Ok(Operand::NONE);
        }
        let (kind, bits) = if let Some(bits) = word.strip_prefix("nan:") {
            (Kind::Float, number::<u64>(bits)?)
        } else if word.starts_with("0x") {
            (Kind::Value, number::<u64>(word)?)
        } else if let Ok(integer) = word.parse::<i64>() {
            (Kind::Integer, integer as u64)
        } else if let Ok(float) = word.parse::<f64>() {
            (Kind::Float, float.to_bits())
        } else {
            return Err(format!("no operand '{word}'"));
        };
        let constants = &mut self.trace.constants;
        Ok(*self.constants.entry((kind, bits)).or_insert_with(|| {
            constants.push(Constant { kind, bits });
            Operand::constant(constants.len() - 1)
        }))
    }

    /// A snapshot or the end.
    fn late_line(&mut self, line: &str) -> Parsed<()> {
        if let Some(number) = snapshot_number(line) {
            let rest = line.split_once(':').map_or("", |(_, rest)| rest);
            let snapshot = self.snapshot(rest)?;
            let snapshots = &mut self.trace.snapshots;
            if snapshots.len() <= number as usize {
                snapshots.resize(number as usize + 1, Snapshot::default());
            }
            snapshots[number as usize] = snapshot;
            return Ok(());
        }
        let mut words: Words = line.split_whitespace().peekable();
        words.next();
        self.end = Some(match words.next() {
            Some("loop") => RecordedEnd::Loop {
                snapshot: snapshot_reference(&mut words)?,
            },
            Some("tree") => RecordedEnd::Tree {
                tree: TreeId(number(words.next().unwrap_or_default())?),
                snapshot: snapshot_reference(&mut words)?,
            },
            Some("finish") => RecordedEnd::Finish(self.operand(words.next().unwrap_or_default())?),
            Some("exit") => RecordedEnd::Exit,
            _ => return Err("expected loop, tree, finish or exit".into()),
        });
        Ok(())
    }

    fn snapshot(&mut self, text: &str) -> Parsed<Snapshot> {
        let mut snapshot = Snapshot::default();
        let mut words: Words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if word == "raising" {
                snapshot.raising = true;
            } else if word == "code" {
                snapshot.frames.push(self.frame(&mut words)?);
            } else if word.starts_with("virtual") {
                snapshot.virtuals.push(self.virtual_object(&mut words)?);
            } else {
                return Err(format!("'{word}' in a snapshot"));
            }
        }
        Ok(snapshot)
    }

    fn frame(&mut self, words: &mut Words) -> Parsed<FrameSnapshot> {
        let code = number(words.next().unwrap_or_default())?;
        let mut frame = FrameSnapshot {
            code,
            base: 0,
            flags: 0,
            resume: Resume::default(),
            registers: Vec::new(),
        };
        loop {
            match words.next() {
                Some("at") => {
                    let at = words.next().unwrap_or_default();
                    let (position, stage) = at.split_once('.').unwrap_or((at, "0"));
                    frame.resume = Resume {
                        position: number(position)?,
                        stage: number(stage)?,
                    };
                }
                Some("base") => frame.base = number(words.next().unwrap_or_default())?,
                Some("flags") => frame.flags = number(words.next().unwrap_or_default())?,
                Some("{") => break,
                _ => return Err("expected at, base, flags or {".into()),
            }
        }
        self.braces(
            words,
            |word| number(word.strip_prefix('r').unwrap_or(word)),
            &mut frame.registers,
        )?;
        Ok(frame)
    }

    fn virtual_object(&mut self, words: &mut Words) -> Parsed<VirtualObject> {
        if words.next() != Some("=") {
            return Err("expected =".into());
        }
        let shape = parse_shape(words.next().unwrap_or_default())?;
        let mut origin = 0;
        if words.next_if_eq(&"origin").is_some() {
            origin = number(words.next().unwrap_or_default())?;
        }
        if words.next() != Some("{") {
            return Err("expected {".into());
        }
        let mut fields = Vec::new();
        self.braces(words, parse_field, &mut fields)?;
        Ok(VirtualObject { origin, shape, fields })
    }

    /// `key=operand ... }`
    fn braces<K>(
        &mut self,
        words: &mut Words,
        key: impl Fn(&str) -> Parsed<K>,
        out: &mut Vec<(K, Operand)>,
    ) -> Parsed<()> {
        loop {
            let word = words.next().ok_or("} is missing")?;
            if word == "}" {
                return Ok(());
            }
            let (name, operand) = word.split_once('=').ok_or("expected name=operand")?;
            out.push((key(name)?, self.operand(operand)?));
        }
    }
}

/// The number of the snapshot that a line defines.
fn snapshot_number(line: &str) -> Option<SnapshotIndex> {
    let (name, _) = line.split_once(':')?;
    name.strip_prefix('s')?.parse().ok()
}

fn snapshot_reference(words: &mut Words) -> Parsed<SnapshotIndex> {
    let word = words.next().unwrap_or_default();
    number(word.strip_prefix("@s").ok_or("expected a snapshot")?)
}

fn number<T: TryFrom<u64>>(word: &str) -> Parsed<T> {
    let value = match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => word.parse(),
    };
    let value = value.map_err(|_| format!("'{word}' is not a number"))?;
    T::try_from(value).map_err(|_| format!("{word} is too large"))
}

struct Location<'t> {
    region: Region,
    place: &'t str,
    content: Content,
    immutable: bool,
}

fn parse_location(word: &str) -> Parsed<Location<'_>> {
    let wrong = || format!("'{word}' is not a location");
    let (rest, immutable) = match word.strip_suffix('!') {
        Some(rest) => (rest, true),
        None => (word, false),
    };
    let (rest, content) = match rest.split_once(':') {
        Some((rest, name)) => (rest, CONTENTS.iter().position(|&c| c == name).ok_or_else(wrong)?),
        None => (rest, 0),
    };
    let (region, place) = rest.split_once('+').ok_or_else(wrong)?;
    let region = REGIONS.iter().position(|&r| r == region).ok_or_else(wrong)?;
    Ok(Location {
        region: Region::from_code(region as u8),
        place,
        content: Content::from_code(content as u8),
        immutable,
    })
}

fn parse_field(word: &str) -> Parsed<Field> {
    let location = parse_location(word)?;
    Ok(Field {
        offset: number(location.place)?,
        content: location.content,
        region: location.region,
        immutable: location.immutable,
    })
}

fn parse_array(word: &str) -> Parsed<Array> {
    let location = parse_location(word)?;
    let (first, stride) = location.place.split_once('*').ok_or("expected first*stride")?;
    Ok(Array {
        first: number(first)?,
        stride: number(stride)?,
        content: location.content,
        region: location.region,
        immutable: location.immutable,
    })
}

fn parse_shape(word: &str) -> Parsed<Shape> {
    let (size, map) = word.split_once('/').ok_or("expected size/map")?;
    Ok(Shape {
        size: number(size)?,
        map: number(map)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helper::Effects;

    static LOOKUP: Helper = Helper::new(
        "lookup",
        std::ptr::null(),
        &[Kind::Value, Kind::Value],
        Kind::Value,
        Effects::READ_DICT,
    );

    const TEXT: &str = "\
v0 = load_register 1
v1 = unbox_integer v0 @s0
v2 = add_overflow v1 -2 @s0
v3 = new 24/7
set_field v3 0x15 instance+16!
v5 = get_item_integer v3 v1 list+16*8:half
v6 = call_value lookup v0 v3 @s1
v7 = float_add 1.5 nan:0x7ff8000000000001
guard_bits v5 0xff/0x3 @s1
v9 = call_trace 77 8 @s0
label v6 0
v11 = phi_value
jump v11 0
s0: code 5 at 12.0 { r0=v0 r1=2 }
s1: code 5 at 13.1 { r0=v0 } code 6 at 4.0 base 8 flags 1 { r2=virtual0 } virtual0 = 24/7 origin 3 { instance+16=v2 } raising
end tree 4 @s1
";

    #[test]
    fn text_comes_back() {
        let recording = parse_recording(TEXT, &[&LOOKUP]).unwrap();
        assert_eq!(recording.to_string(), TEXT);
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| parse_trace(text, &[]).err().map(|e| e.to_string());
        assert_eq!(
            error("v0 = load_register 1\n\nv1 = frobnicate v0"),
            Some("line 3: no operation 'frobnicate'".into())
        );
        assert_eq!(error("v0 = integer_add v7 2"), Some("line 1: no operand 'v7'".into()));
        assert_eq!(
            error("v0 = integer_add 2"),
            Some("line 1: wrong number of arguments for 'integer_add'".into())
        );
        assert_eq!(error("v0 = call_value f"), Some("line 1: no helper 'f'".into()));
    }
}
