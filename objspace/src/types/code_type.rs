//! `code`, `frame` and `traceback`: what shows running code to programs.

use crate::code::CodeObject;
use crate::frame::{FrameObject, TracebackObject};
use crate::function::FunctionObject;
use crate::kind::Kind;
use crate::native::{getter, special, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! definition {
    ($name:ident $kind:ident $methods:ident $new:expr) => {
        pub static $name: TypeDefinition = TypeDefinition {
            kind: Kind::$kind,
            base: Kind::Object,
            doc: "",
            new: $new,
            methods: $methods,
            subclassable: false,
        };
    };
}

definition!(CODE Code CODE_METHODS Some(|vm, a| (vm.hooks.make_code)(vm, a)));
definition!(FRAME Frame FRAME_METHODS None);
definition!(TRACEBACK Traceback TRACEBACK_METHODS None);

static CODE_METHODS: &[Native] = &[
    special("__repr__", 0, 0, code_repr, "x.__repr__() <==> repr(x)"),
    special("__hash__", 0, 0, code_hash, "x.__hash__() <==> hash(x)"),
    special(
        "__eq__",
        1,
        1,
        |vm, a| code_compare(vm, a, true),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| code_compare(vm, a, false),
        "x.__ne__(y) <==> x!=y",
    ),
    getter("co_argcount", |_, a| number(code(a).argument_count.get()), "").member(),
    getter("co_nlocals", |_, a| number(code(a).local_count.get()), "").member(),
    getter("co_stacksize", |_, a| number(code(a).stack_size.get()), "").member(),
    getter("co_flags", |_, a| number(code(a).flags.get()), "").member(),
    getter("co_firstlineno", |_, a| number(code(a).first_line.get()), "").member(),
    getter("co_code", code_bytes, "").member(),
    getter("co_consts", |_, a| Ok(code(a).constants.get()), "").member(),
    getter("co_names", |_, a| Ok(code(a).names.get()), "").member(),
    getter("co_varnames", |_, a| Ok(code(a).varnames.get()), "").member(),
    getter("co_freevars", |_, a| Ok(code(a).freevars.get()), "").member(),
    getter("co_cellvars", |_, a| Ok(code(a).cellvars.get()), "").member(),
    getter("co_filename", |_, a| Ok(code(a).filename.get()), "").member(),
    getter("co_name", |_, a| Ok(code(a).name.get()), "").member(),
    getter("co_lnotab", |_, a| Ok(code(a).lnotab.get()), "").member(),
];

fn code(arguments: &[Value]) -> Ref<CodeObject> {
    Ref::of(arguments[0])
}

fn number(n: u32) -> Result {
    Ok(Value::integer(n as i64))
}

fn code_words(code: Ref<CodeObject>) -> Vec<u8> {
    let words = unsafe { std::slice::from_raw_parts(code.words.get(), code.word_count.get()) };
    let words = match unsafe { crate::code::PLAIN_WORDS } {
        Some(plain) => plain(words),
        None => words.to_vec(),
    };
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// `co_code`: the instruction words as the compiler made them.
fn code_bytes(vm: &mut Vm, arguments: &[Value]) -> Result {
    let code = code(arguments);
    if let Some(bytes) = code.bytes.get().bound() {
        return Ok(bytes);
    }
    let bytes = vm.str(&code_words(code));
    code.set(vm, |c| &c.bytes, bytes);
    Ok(bytes)
}

fn code_repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let code = code(arguments);
    let (name, file) = (
        code.name.of::<StrObject>().text(),
        code.filename.of::<StrObject>().text(),
    );
    let (at, line) = (arguments[0].0, code.first_line.get());
    Ok(vm.str(format!("<code object {name} at {at:#x}, file \"{file}\", line {line}>").as_bytes()))
}

fn code_hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let code = code(arguments);
    let mut hash = code.argument_count.get() as i64 ^ code.first_line.get() as i64;
    for v in [code.name.get(), code.names.get(), code.varnames.get()] {
        hash = hash.wrapping_mul(1000003) ^ vm.hash(v)?;
    }
    Ok(vm.int(hash))
}

/// Equal in all that decides what running it does.
fn code_compare(vm: &mut Vm, arguments: &[Value], equal: bool) -> Result {
    if !vm.is_kind(arguments[1], Kind::Code) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (code(arguments), Ref::<CodeObject>::of(arguments[1]));
    let numbers = |c: Ref<CodeObject>| {
        [
            c.argument_count.get(),
            c.local_count.get(),
            c.flags.get(),
            c.first_line.get(),
        ]
    };
    let mut same = a == b || numbers(a) == numbers(b) && code_words(a) == code_words(b);
    if same && a != b {
        let parts = |c: Ref<CodeObject>| {
            [
                c.name.get(),
                c.constants.get(),
                c.names.get(),
                c.varnames.get(),
                c.freevars.get(),
                c.cellvars.get(),
            ]
        };
        for (x, y) in parts(a).into_iter().zip(parts(b)) {
            same = same && vm.equal(x, y)?;
        }
    }
    Ok(Value::bool(same == equal))
}

static FRAME_METHODS: &[Native] = &[
    getter("f_back", frame_back, "").member(),
    getter("f_code", |_, a| Ok(frame(a).code.get()), "").member(),
    getter("f_globals", frame_globals, "").member(),
    getter("f_builtins", |vm, _| Ok(vm.builtins.value()), "").member(),
    getter("f_locals", |vm, a| (vm.hooks.frame_locals)(vm, frame(a)), ""),
    getter("f_lasti", |_, a| Ok(Value::integer(last_instruction(frame(a)))), "").member(),
    getter("f_lineno", |_, a| number(frame(a).line()), "").setting(set_line),
    getter("f_trace", frame_trace, "").setting(set_trace),
    getter("f_restricted", |_, _| Ok(Value::FALSE), ""),
    getter("f_exc_type", |vm, a| frame_exception(vm, a, 0), ""),
    getter("f_exc_value", |vm, a| frame_exception(vm, a, 1), ""),
    getter("f_exc_traceback", |vm, a| frame_exception(vm, a, 2), ""),
];

fn frame(arguments: &[Value]) -> Ref<FrameObject> {
    Ref::of(arguments[0])
}

/// The caller's frame: while the frame runs the one below it on the stack.
fn frame_back(vm: &mut Vm, arguments: &[Value]) -> Result {
    let live = frame(arguments).live.get();
    if live.is_null() {
        return Ok(frame(arguments).back.get().bound().unwrap_or(Value::NONE));
    }
    match vm.caller_of(live) {
        Some(caller) => Ok(vm.frame_object(caller).value()),
        None => Ok(Value::NONE),
    }
}

/// The byte offset of the instruction that runs; -1 before the first.
fn last_instruction(frame: Ref<FrameObject>) -> i64 {
    match frame.is_starting() {
        true => -1,
        false => frame.position() as i64 * 8,
    }
}

fn frame_globals(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(frame(arguments).function.of::<FunctionObject>().globals().value())
}

fn frame_trace(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(frame(arguments).trace.get().bound().unwrap_or(Value::NONE))
}

fn set_trace(vm: &mut Vm, arguments: &[Value]) -> Result {
    let trace = Some(arguments[1]).filter(|v| !v.is_none()).unwrap_or(Value::UNBOUND);
    frame(arguments).told_line.set(0);
    frame(arguments).set(vm, |f| &f.trace, trace);
    Ok(Value::NONE)
}

fn set_line(vm: &mut Vm, arguments: &[Value]) -> Result {
    (vm.hooks.set_line)(vm, frame(arguments), arguments[1])
}

fn frame_exception(vm: &mut Vm, arguments: &[Value], part: usize) -> Result {
    match frame(arguments).exception.get().bound() {
        Some(triple) if vm.is_kind(triple, Kind::Tuple) => Ok(Ref::<TupleObject>::of(triple).get(part)),
        _ => Ok(Value::NONE),
    }
}

static TRACEBACK_METHODS: &[Native] = &[
    getter("tb_next", |_, a| Ok(traceback(a).next.get()), "").member(),
    getter("tb_frame", |_, a| Ok(traceback(a).frame.get()), "").member(),
    getter(
        "tb_lasti",
        |_, a| Ok(Value::integer(traceback(a).position.get() as i64 * 8)),
        "",
    )
    .member(),
    getter("tb_lineno", |_, a| number(traceback(a).line()), "").member(),
];

fn traceback(arguments: &[Value]) -> Ref<TracebackObject> {
    Ref::of(arguments[0])
}
