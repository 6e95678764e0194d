//! Disassembler: code as text, one instruction a line, for golden tests and for reading.
//!
//! ```text
//! def f: 2 arguments, 5 registers
//!   2    0  ADD t0, x, 1
//! ```
//! Locals appear by name, the namespace as `namespace`, temporaries as `t0`, `t1`, ..., constants by value.

use crate::code::{flags, Code, Constant};
use crate::instruction::Instruction;
use crate::lines::line_at;
use crate::opcode::{Opcode, Use, CONSTANT_BIT};
use std::fmt::Write;

/// The listing of a code object and of those inside it.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    let mut queue = vec![code];
    while let Some(code) = queue.pop() {
        if !text.is_empty() {
            text.push('\n');
        }
        listing(code, &mut text);
        let inner = code.constants.iter().filter_map(|constant| match constant {
            Constant::Code(code) => Some(&**code),
            _ => None,
        });
        let inner: Vec<&Code> = inner.collect();
        queue.extend(inner.into_iter().rev());
    }
    text
}

fn listing(code: &Code, text: &mut String) {
    let _ = writeln!(
        text,
        "{}: {} arguments, {} registers",
        code.name,
        code.argcount,
        code.register_count()
    );
    let mut offset = 0;
    let mut last_line = 0;
    let end = code.instructions_end();
    while offset < end {
        let line = line_at(&code.lnotab, code.firstlineno, offset * 8);
        if line == last_line {
            text.push_str("     ");
        } else {
            let _ = write!(text, "{line:5}");
            last_line = line;
        }
        let Some(instruction) = Instruction::at(code, offset) else {
            let _ = writeln!(text, " {offset:4}  {:#x}", code.code[offset]);
            offset += 1;
            continue;
        };
        let _ = write!(text, " {offset:4}  {:?}", instruction.opcode);
        let operands = operands(code, &instruction);
        if !operands.is_empty() {
            let _ = write!(text, " {}", operands.join(", "));
        }
        text.push('\n');
        offset = instruction.end();
    }
    for entry in code.exception_table() {
        let _ = writeln!(
            text,
            "      {}..{} -> {} depth {}",
            entry.start, entry.end, entry.handler, entry.depth
        );
    }
}

fn operands(code: &Code, instruction: &Instruction) -> Vec<String> {
    let mut operands = Vec::new();
    for (value, kind) in instruction.operands() {
        match kind {
            Use::Unused => {}
            Use::Jump => break,
            Use::Name => operands.push(match code.names.get(value as usize) {
                Some(name) => name.to_string(),
                None => format!("name {value}"),
            }),
            Use::Constant => operands.push(constant_at(code, value)),
            Use::Immediate => operands.push(format!("#{value}")),
            Use::Operand if value & CONSTANT_BIT != 0 => {
                operands.push(constant_at(code, value & !CONSTANT_BIT));
            }
            Use::ReadCountC(_) if instruction.c == 0 => {}
            Use::ReadRun(count) | Use::WriteRun(count) => {
                let last = value.saturating_add(count - 1);
                operands.push(format!("{}..{}", register(code, value), register(code, last)));
            }
            _ => operands.push(register(code, value)),
        }
    }
    if let Some(target) = instruction.jump_target() {
        operands.push(format!("-> {target}"));
    } else if instruction.opcode == Opcode::CALL_STAR {
        if let Some(names) = instruction.extra.checked_sub(1) {
            operands.push(constant_at(code, names as u16));
        }
    }
    operands
}

/// The name of a register of the code's frame.
pub fn register(code: &Code, register: u16) -> String {
    let index = register as usize;
    if index == 0 {
        return "function".into();
    }
    let mut index = index - 1;
    if let Some(name) = code.varnames.get(index) {
        return name.to_string();
    }
    index = index.wrapping_sub(code.nlocals as usize);
    if let Some(name) = code.cellvars.iter().chain(&code.freevars).nth(index) {
        return format!("cell {name}");
    }
    index = index.wrapping_sub(code.cellvars.len() + code.freevars.len());
    if code.flags & flags::OPTIMIZED == 0 {
        if index == 0 {
            return "namespace".into();
        }
        index = index.wrapping_sub(1);
    }
    if code.exception_register().is_some() {
        if index == 0 {
            return "exception".into();
        }
        index = index.wrapping_sub(1);
    }
    format!("t{index}")
}

fn constant_at(code: &Code, index: u16) -> String {
    match code.constants.get(index as usize) {
        Some(value) => constant(value),
        None => format!("constant {index}"),
    }
}

/// A constant about as Python would write it.
pub fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Bool(value) => if *value { "True" } else { "False" }.into(),
        Constant::Int(value) => value.to_string(),
        Constant::Long(value) => format!("{value}L"),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex(real, imaginary) => format!("({real:?}{imaginary:+?}j)"),
        Constant::Str(bytes) => format!("'{}'", bytes.escape_ascii()),
        Constant::Unicode(bytes) => format!("u'{}'", String::from_utf8_lossy(bytes)),
        Constant::Tuple(items) => {
            let items: Vec<String> = items.iter().map(constant).collect();
            match &items[..] {
                [only] => format!("({only},)"),
                _ => format!("({})", items.join(", ")),
            }
        }
        Constant::Code(code) => format!("<code {}>", code.name),
    }
}
