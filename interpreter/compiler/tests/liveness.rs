//! Live registers before and after instructions, by name.

use pyrs_compiler::code::{Code, Constant};
use pyrs_compiler::dis::register;
use pyrs_compiler::liveness::Liveness;
use pyrs_compiler::opcode::Opcode;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};
use std::rc::Rc;

/// The code of the function that a source defines.
fn function(source: &str) -> Rc<Code> {
    let mut parsed =
        parse(source.as_bytes(), "live.py", Mode::File, ParseOptions::default()).expect("a source without errors");
    let options = Options {
        filename: "live.py",
        optimize: 0,
    };
    let compiled = compile(&mut parsed, &options, &mut Vec::new()).expect("no errors");
    let code = compiled.code.constants.iter().find_map(|constant| match constant {
        Constant::Code(code) => Some(code.clone()),
        _ => None,
    });
    code.expect("a function")
}

/// The registers live before and after each instruction of an opcode, without the function, which always is.
fn live(code: &Code, opcode: Opcode) -> Vec<(String, String)> {
    let liveness = Liveness::new(code);
    let show = |set: pyrs_compiler::register_set::RegisterSet| {
        assert!(set.contains(0));
        let names: Vec<String> = set.iter().skip(1).map(|number| register(code, number as u16)).collect();
        names.join(" ")
    };
    code.instructions()
        .filter(|instruction| instruction.opcode == opcode)
        .map(|instruction| {
            (
                show(liveness.live_before(code, instruction.offset)),
                show(liveness.live_after(code, instruction.offset)),
            )
        })
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(before, after)| (before.to_string(), after.to_string()))
        .collect()
}

#[test]
fn a_loop_keeps_what_later_rounds_read() {
    let code = function(
        "def f(n, unused):
    i = total = 0
    while i < n:
        total += i
        i += 1
    return total
",
    );
    assert_eq!(live(&code, Opcode::JUMP_LT), pairs(&[("n i total", "n i total")]));
    assert_eq!(
        live(&code, Opcode::INPLACE_ADD),
        pairs(&[("n i total", "n i"), ("n i total", "n total")])
    );
    assert_eq!(live(&code, Opcode::RETURN), pairs(&[("total", "")]));
}

#[test]
fn the_target_of_an_exhausted_for_keeps_its_value() {
    let code = function("def f(x, y):\n    for x in y: pass\n    return x\n");
    assert_eq!(live(&code, Opcode::FOR_ITER), pairs(&[("x t0", "x t0")]));
}

#[test]
fn a_call_under_way_keeps_neither_its_window_nor_its_result() {
    let code = function("def f(g, x):\n    return g(x, 1) + g(x)\n");
    assert_eq!(
        live(&code, Opcode::CALL),
        pairs(&[("g x t0 t1 t2", "g x"), ("t0 t1 t2", "t0")])
    );
}

#[test]
fn what_a_handler_reads_is_live_in_its_range() {
    let code = function(
        "def f(g, x, y):
    try:
        x = g()
        x = g(x)
    except E:
        return x, y
",
    );
    // The exception is the frame's own; the old x is live although the instruction replaces it.
    assert_eq!(
        live(&code, Opcode::CALL),
        pairs(&[
            ("g x y exception t0", "g x y exception"),
            ("x y exception t0 t1", "x y exception")
        ])
    );
}

#[test]
fn code_that_shows_its_locals_keeps_them() {
    let code = function("def f(x):\n    y = 1\n    return locals()\n");
    assert_eq!(live(&code, Opcode::RETURN), pairs(&[("x y t0", "x y")]));
    let code = function("def f(x):\n    y = 1\n    return eval(x)\n");
    assert_eq!(live(&code, Opcode::CALL), pairs(&[("x y t0 t1", "x y")]));
    let code = function("def f(x):\n    y = 1\n    return abs(x)\n");
    assert_eq!(live(&code, Opcode::CALL), pairs(&[("t0 t1", "")]));
}
