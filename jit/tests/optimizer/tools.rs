//! What the tests share: optimizing texts, comparing traces.

use jit::ir::{Kind, Opcode, Operand, Trace};
use jit::language::Tag;
use jit::optimize::{optimize_loop, Optimized, Options, Words};
use jit::text::{parse_recording, parse_trace};
use jit::trees::TreeId;
use jit::{tagging, Effects, Helper};

pub fn options() -> Options {
    Options {
        words: Words {
            tag: |word| match word {
                0 => Tag::Immediate,
                _ => tagging::tag(word),
            },
            integer_word: tagging::box_integer,
            word_integer: tagging::unbox_integer,
            float_word: tagging::box_float,
            word_float: tagging::unbox_float,
            is_fixed_map: |map| map >= 100,
        },
        tree: TreeId(1),
        optimize: true,
        failing_guards: false,
    }
}

macro_rules! helpers {
    ($($name:ident ($($parameter:ident),*) $result:ident $effects:expr;)+) => {
        pub static HELPERS: &[&Helper] = &[$({
            static HELPER: Helper = Helper::new(
                stringify!($name), std::ptr::null(), &[$(Kind::$parameter),*], Kind::$result, $effects);
            &HELPER
        }),+];
    };
}

helpers! {
    pure(Value, Value) Value Effects::PURE;
    read_dict(Value, Value) Value Effects::READ_DICT.and(Effects::RAISES);
    write_list(Value) Nothing Effects::WRITE_LIST;
    write_dict(Value) Nothing Effects::WRITE_DICT;
    run(Value) Value Effects::RUNS_LANGUAGE;
    sine(Float) Float Effects::PURE;
}

/// Optimizes the recording of a loop.
pub fn optimized(recording: &str) -> Optimized {
    let recording = parse_recording(recording, HELPERS).unwrap_or_else(|error| panic!("{error}\n{recording}"));
    optimize_loop(&recording, 0, &options()).expect("no contradiction")
}

/// Optimizes a recording and compares the result with a trace.
pub fn check(recording: &str, expected: &str) {
    assert_trace(&optimized(recording).trace, expected);
}

/// The recording goes on after a guard that always fails.
pub fn is_contradiction(recording: &str) -> bool {
    let recording = parse_recording(recording, HELPERS).unwrap_or_else(|error| panic!("{error}\n{recording}"));
    optimize_loop(&recording, 0, &options()).is_err()
}

/// A trace's text. Without snapshots: whatever they hold.
pub fn text(trace: &Trace, snapshots: bool) -> String {
    let text = trace.to_string();
    if snapshots {
        return text;
    }
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('s') || !line.contains(": code"));
    lines
        .map(|line| line.split(" @s").next().unwrap_or_default().to_string() + "\n")
        .collect()
}

/// Compares with an expected trace in which results may have any names. Snapshots are compared when the
/// expected text has some.
pub fn assert_trace(trace: &Trace, expected: &str) {
    let with_snapshots = expected.contains("@s");
    let parsed = parse_trace(expected, HELPERS).unwrap_or_else(|error| panic!("{error}\n{trace}"));
    let (found, expected) = (text(trace, with_snapshots), text(&parsed, with_snapshots));
    assert!(found == expected, "found:\n{trace}\nexpected:\n{expected}");
}

/// Compares the part of a loop behind its label, without snapshots. Results may have any names.
pub fn assert_body(trace: &Trace, expected: &str) {
    let phis = expected.matches("= phi_").count();
    let label = format!("label {} 0\n", "0x4 ".repeat(phis));
    let parsed = parse_trace(&(label + expected), HELPERS).unwrap_or_else(|error| panic!("{error}\n{trace}"));
    let mut found = trace.clone();
    let at = found
        .operations
        .iter()
        .position(|operation| operation.opcode == Opcode::Label)
        .expect("a loop");
    for operation in &mut found.operations[at..] {
        for argument in &mut operation.arguments {
            if let Some(index) = argument.as_operation() {
                *argument = Operand::operation(index.saturating_sub(at));
            }
        }
    }
    found.operations.drain(..at);
    let behind = |trace: &Trace| {
        text(trace, false)
            .lines()
            .skip(1)
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    let (found, expected) = (behind(&found), behind(&parsed));
    assert!(found == expected, "found:\n{trace}\nexpected:\n{expected}");
}

/// Operations behind the label whose names start with `name`.
pub fn count_in_body(trace: &Trace, name: &str) -> usize {
    let label = trace
        .operations
        .iter()
        .position(|operation| operation.opcode == Opcode::Label);
    let body = &trace.operations[label.expect("a loop")..];
    body.iter()
        .filter(|operation| operation.opcode.text().starts_with(name))
        .count()
}
