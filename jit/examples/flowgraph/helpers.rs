//! Native functions that the semantics call. A word result of 0 means that the exception is in the context.

use jit::helper::{Effects, Helper};
use jit::ir::Kind;
use jit::Language;

use super::live::{Context, Live};
use super::program::Op2;
use super::words;
use super::Flowgraph;

type C = *mut Context;

macro_rules! helpers {
    ($($name:ident $function:ident ($($kind:ident),*) $result:ident $effects:expr;)+) => {
        $(pub static $name: Helper = Helper::new(
            stringify!($function), $function as *const u8, &[$(Kind::$kind),*], Kind::$result, $effects,
        );)+
    };
}

helpers! {
    ARITHMETIC arithmetic (Integer, Value, Value) Value Effects::ALLOCATES.and(Effects::RAISES);
    TYPE_ERROR type_error (Value) Value Effects::RAISES;
    RAISE raise (Value) Nothing Effects::RAISES.and(Effects::WRITE_OTHER);
    CAUGHT caught () Value Effects::READ_OTHER.and(Effects::WRITE_OTHER);
    APPLY apply (Integer, Value) Value Effects::RUNS_LANGUAGE;
    SET_GLOBAL set_global (Value) Value Effects::RUNS_LANGUAGE;
    CALLER_REGISTER caller_register (Value) Value Effects::RUNS_LANGUAGE;
}

// Invariant of all: the context is that of the running program.

/// Arithmetic on operands that the fast paths did not take: mixed numbers, integers that overflow (as floats).
extern "C" fn arithmetic(context: C, kind: i64, a: u64, b: u64) -> u64 {
    use jit::language::Tag;
    let number = |word| match words::tag(word) {
        Tag::Integer => Some(words::as_integer(word) as f64),
        Tag::Float => Some(words::as_float(word)),
        _ => None,
    };
    let (Some(x), Some(y)) = (number(a), number(b)) else {
        return type_error(context, a);
    };
    let context = unsafe { &mut *context };
    match Op2::ALL[kind as usize] {
        Op2::Add => context.plain.box_float(x + y),
        Op2::Subtract => context.plain.box_float(x - y),
        Op2::Multiply => context.plain.box_float(x * y),
        Op2::Less => words::integer((x < y) as i64),
        Op2::Equal => words::integer((x == y) as i64),
        _ => type_error(context, a),
    }
}

extern "C" fn type_error(context: C, a: u64) -> u64 {
    unsafe { (*context).plain.exception = a };
    0
}

extern "C" fn raise(context: C, v: u64) {
    unsafe { (*context).plain.exception = v };
}

extern "C" fn caught(context: C) -> u64 {
    unsafe { std::mem::take(&mut (*context).plain.exception) }
}

/// Calls a function from native code: a nested interpreter.
extern "C" fn apply(context: C, function: i64, argument: u64) -> u64 {
    let state = unsafe { &mut *context };
    let code = &raw const *state.program.functions[function as usize] as u64;
    let base = state.free_registers();
    unsafe { *base.add(1) = argument };
    let mut live: Live = Flowgraph::enter_frame(context as *mut u8, code, base);
    Flowgraph::run(&mut live)
}

/// Sets the global, which compiled code takes for a constant.
extern "C" fn set_global(context: C, v: u64) -> u64 {
    let context = unsafe { &mut *context };
    Flowgraph::jit().fire(&context.global_watch);
    context.global = v;
    v
}

/// Register `register` of the frame that made the call, which may be one that only compiled code knows.
extern "C" fn caller_register(context: C, register: u64) -> u64 {
    let context = unsafe { &mut *context };
    let register = words::as_integer(register) as u16;
    let frame = context.frames.last().expect("a frame");
    let (position, mut base) = (frame.position, frame.base);
    let record = context.plain.activation;
    let mut live = Live {
        position,
        base,
        context,
    };
    // Compiled code runs above the innermost frame of the interpreter, in it or in one that it called.
    if !record.is_null() && unsafe { (*record).base } >= base {
        let jit = Flowgraph::jit();
        let frames = unsafe { jit.frames_of(record) }.expect("the call is under way");
        let innermost = frames.len() - 1;
        if let Some(word) = unsafe { jit.read_register(&mut live, record, innermost, register) } {
            return word;
        }
        base = unsafe { (*record).base.add(frames[innermost].base as usize) };
    }
    unsafe { *base.add(register as usize) }
}
