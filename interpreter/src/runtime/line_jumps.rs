//! Setting `f_lineno`: a trace function that is told of a line may have its frame go on at another one.
//!
//! What the new place takes for granted must hold at the old one, too: it may lie in no loop, `try` or `with` that the old one is not in,
//! and registers that it reads must have values. (Code does not ask about variables that the compiler knows to be assigned, so a
//! jump over their assignment is refused where CPython would go on and raise a NameError later.)

use crate::eval::{length, opcode_of};
use objspace::code::CodeObject;
use objspace::exception::Error;
use objspace::frame::{FrameObject, Told};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_compiler::opcode::Opcode;

/// `frame.f_lineno = line`. ValueError if the frame is not being told of a line, or cannot go there.
pub fn set_line(vm: &mut Vm, object: Ref<FrameObject>, line: Value) -> Result {
    let live = object.live.get();
    let fault = match object.told.get() {
        Told::Call => "can't jump from the 'call' trace event of a new frame",
        _ if object.trace.get().is_unbound() || live.is_null() => "f_lineno can only be set by a trace function",
        Told::Line => "",
        Told::Yield => "can't jump from a yield statement",
        Told::Nothing | Told::Other => "can only jump from a 'line' trace event",
    };
    if !fault.is_empty() {
        return Err(refuse(vm, fault));
    }
    if !matches!(vm.kind_of(line), Kind::Int | Kind::Bool) {
        return Err(refuse(vm, "lineno must be an integer"));
    }
    let line = vm.as_int(line).unwrap_or(i64::MAX);
    let frame = unsafe { &mut *live };
    let code = frame.code;
    if line < code.first_line.get() as i64 {
        return Err(refuse(vm, &format!("line {line} comes before the current code block")));
    }
    let Some(target) = first_instruction(code, line) else {
        return Err(refuse(vm, &format!("line {line} comes after the current code block")));
    };
    let here = frame.position();
    if is_handler(code, target) {
        return Err(refuse(vm, "can't jump to 'except' line as there's no exception"));
    }
    if blocks(code).any(|(start, end)| (start..end).contains(&target) && !(start..end).contains(&here)) {
        return Err(refuse(vm, "can't jump into the middle of a block"));
    }
    let needed = crate::jit_glue::registers_needed(code, target);
    let at_hand = crate::jit_glue::registers_needed(code, here);
    let variables = code.register_count.get() - code.stack_size.get();
    let hidden = [0, code.exception_register.get(), code.generator_register.get()];
    for &register in &needed {
        if hidden.contains(&register) || code.namespace_register() == Some(register as usize) {
            continue;
        }
        if (register as u32) >= variables {
            // A temporary: a context manager, what a `finally` goes on with.
            if !at_hand.contains(&register) {
                return Err(refuse(vm, "can't jump into the middle of a block"));
            }
        } else if frame.register(register as usize).is_unbound() {
            return Err(refuse(vm, "can't jump over the assignment of a variable"));
        }
    }
    frame.pc = unsafe { code.words.get().add(target) };
    object.told_line.set(code.line(target));
    Ok(Value::NONE)
}

fn refuse(vm: &mut Vm, message: &str) -> jit::Exception {
    vm.raise(Error::ValueError, message)
}

/// Where the first line that is not before `line` begins, in words.
fn first_instruction(code: Ref<CodeObject>, wanted: i64) -> Option<usize> {
    let (mut address, mut line) = (0, code.first_line.get() as i64);
    if line >= wanted {
        return Some(0);
    }
    for pair in code.lnotab.of::<StrObject>().bytes().chunks_exact(2) {
        address += pair[0] as usize;
        line += pair[1] as i64;
        if line >= wanted {
            return Some(address / 8);
        }
    }
    None
}

/// Whether an exception is taken over at this place.
fn is_handler(code: Ref<CodeObject>, offset: usize) -> bool {
    let words = unsafe { std::slice::from_raw_parts(code.words.get(), code.word_count.get()) };
    let handlers = &words[code.instruction_count()..words.len() - 1];
    // The CATCH may count as part of the line before.
    let follows = |handler: usize| handler == offset || handler + length(Opcode::CATCH) == offset;
    handlers.chunks_exact(2).any(|range| follows(range[1] as u32 as usize))
}

/// The `for` loops and protected ranges, from first to behind last word.
fn blocks(code: Ref<CodeObject>) -> impl Iterator<Item = (usize, usize)> {
    let words = unsafe { std::slice::from_raw_parts(code.words.get(), code.word_count.get()) };
    let count = code.instruction_count();
    let mut found = Vec::new();
    let mut offset = 0;
    while offset < count {
        let opcode = opcode_of(words[offset]);
        if opcode == Opcode::FOR_ITER {
            let end = offset as i64 + words[offset + 1] as i32 as i64;
            found.push((offset, end as usize));
        }
        offset += length(opcode);
    }
    for range in words[count..words.len() - 1].chunks_exact(2) {
        found.push((range[0] as u32 as usize, (range[0] >> 32) as usize));
    }
    found.into_iter()
}
