//! Running and recording flowgraph programs.

use std::ops::ControlFlow;

use jit::recorder::{Abort, Purpose, Recorder, Recording};
use jit::{Jit, Language, Parameters};

use crate::flowgraph::live::Live;
use crate::flowgraph::program::{Code, Instruction};
use crate::flowgraph::semantics::step;
use crate::flowgraph::{words, Context, Flowgraph, Program, Stop};

pub fn jit() -> &'static Jit<Flowgraph> {
    Flowgraph::jit()
}

/// Sets parameters (`name=value,...`) of this thread's compiler; the others are the defaults.
pub fn set(text: &str) {
    let mut parameters = Parameters::default();
    parameters.apply(text).expect("parameters");
    jit().set_parameters(parameters);
}

/// A program with counters as the parameters say.
pub fn load(text: &str) -> Box<Context> {
    let program = Program::parse(text, jit().loop_counter(), jit().function_counter());
    Context::new(program.expect("a program"))
}

pub fn integers(arguments: &[i64]) -> Vec<u64> {
    arguments.iter().map(|&argument| words::integer(argument)).collect()
}

/// What a call gives: the value, `raised` and the exception, or what was printed.
pub fn call(context: &mut Context, function: &str, arguments: &[i64]) -> String {
    let stop = context.call(function, &integers(arguments));
    assert!(context.frames.is_empty(), "frames are left");
    assert_eq!(context.plain.depth, 0, "the depth is wrong");
    assert!(context.plain.activation.is_null(), "an activation is left");
    match stop {
        Stop::Returned(0) => panic!("no value"),
        Stop::Returned(word) => words::show(word),
        Stop::Raised => format!("raised {}", words::show(std::mem::take(&mut context.plain.exception))),
        Stop::Stopped => {
            context.stopped = false;
            context.plain.exception = 0;
            context.output.join(" ")
        }
    }
}

/// Runs a program without the compiler and with it; both give the same, which is returned.
pub fn both(text: &str, function: &str, arguments: &[i64], parameters: &str) -> String {
    set("off");
    let plain = call(&mut load(text), function, arguments);
    set(parameters);
    let traced = call(&mut load(text), function, arguments);
    assert_eq!(traced, plain, "traced with {parameters}");
    plain
}

/// Stands at the entry of a function.
pub fn enter(context: &mut Context, function: &str, arguments: &[i64]) -> Live {
    let code = context.program.function(function) as *const _ as u64;
    let base = context.free_registers();
    for (number, word) in integers(arguments).into_iter().enumerate() {
        // Invariant: a frame has room for its parameters.
        unsafe { *base.add(1 + number) = word };
    }
    Flowgraph::enter_frame(&raw mut *context as *mut u8, code, base)
}

/// Interprets until the machine stands at a loop header.
pub fn run_to_header(live: &mut Live) {
    // Invariant: the machine stands at an instruction.
    while Instruction(unsafe { *live.position }).code() != Code::Header {
        assert!(matches!(step(live), ControlFlow::Continue(())), "no loop");
    }
}

/// Records from where the machine stands.
pub fn record(live: Live, purpose: Purpose) -> (Result<Recording, Abort>, Live) {
    let mut recorder = Recorder::<Flowgraph>::new(live, purpose);
    let mut flow = ControlFlow::Continue(());
    while flow.is_continue() && !recorder.is_ended() {
        flow = Flowgraph::step(&mut recorder);
    }
    recorder.take()
}

/// The recording of one round of the first loop of a function, as text.
pub fn loop_text(text: &str, function: &str, arguments: &[i64]) -> String {
    let mut context = load(text);
    let mut live = enter(&mut context, function, arguments);
    run_to_header(&mut live);
    let header = Flowgraph::innermost(&live).resume;
    let (recording, _) = record(live, Purpose::Loop { header });
    shown(&context, recording)
}

/// The recording of a function, as text.
pub fn function_text(text: &str, function: &str, arguments: &[i64]) -> String {
    let mut context = load(text);
    let live = enter(&mut context, function, arguments);
    let (recording, _) = record(live, Purpose::Function { entry: 0 });
    shown(&context, recording)
}

/// A recording with codes and positions as `function` and `word index`.
pub fn shown(context: &Context, recording: Result<Recording, Abort>) -> String {
    match recording {
        Ok(recording) => readable(context, &recording.to_string()),
        Err(abort) => match abort {
            Abort::TooLong { largest_callee } => format!("too long, callee: {}", largest_callee.is_some()),
            Abort::InnerLoop(_) => "inner loop".to_string(),
            Abort::LoopInCallee(_) => "loop in callee".to_string(),
            other => format!("{other:?}"),
        },
    }
}

/// A text with codes and positions as `function` and `word index`.
pub fn readable(context: &Context, text: &str) -> String {
    let mut text = text.to_string();
    for function in &context.program.functions {
        for index in 0..function.words.len() {
            let address = &function.words[index] as *const u64 as u64;
            text = text.replace(&format!("at {address}.0"), &format!("at {index}"));
        }
        let code = &**function as *const _ as u64;
        text = text.replace(&code.to_string(), &function.name);
    }
    text
}

/// Compares texts line by line, without their indentation.
pub fn check(found: &str, expected: &str) {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_string());
        lines.filter(|line| !line.is_empty()).collect()
    };
    assert_eq!(lines(found), lines(expected), "found:\n{found}");
}
