//! Very long and very deep sources neither overflow the native stack nor take quadratic time.

use pyrs_compiler::code::Code;
use pyrs_compiler::liveness::Liveness;
use pyrs_compiler::validate::validate;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};

/// Compiles on a stack of the size that threads have by default, and has the code checked.
fn compiles(source: String) -> Option<Code> {
    let result = parse(source.as_bytes(), "deep.py", Mode::File, ParseOptions::default());
    // Sources too deep for the parser do not get to the compiler.
    let mut parsed = result.ok()?;
    let options = Options {
        filename: "deep.py",
        optimize: 0,
    };
    let compiled = compile(&mut parsed, &options, &mut Vec::new()).ok()?;
    assert_eq!(validate(&compiled.code), Ok(()));
    let liveness = Liveness::new(&compiled.code);
    assert!(liveness.live_before(&compiled.code, 0).contains(0));
    Some(compiled.code)
}

const LONG: usize = 100_000;

#[test]
fn long_chains() {
    for (first, link) in [
        ("1", "+1"),
        ("x", "+x"),
        ("x", "+x*2"),
        ("x", ".y"),
        ("x", ".y()"),
        ("x", "(1)"),
        ("x", "[0]"),
        ("x", "[1:]"),
        ("x", " and x"),
        ("x", " or f(x)"),
    ] {
        let source = format!("def g(x):\n    y = {first}{}\n", link.repeat(LONG));
        assert!(compiles(source).is_some(), "{link}");
    }
}

#[test]
fn long_statements() {
    let elif = "elif x: y\n".repeat(LONG);
    assert!(compiles(format!("if x: y\n{elif}")).is_some());
    assert!(compiles("x = y = z\n".repeat(LONG)).is_some());
    assert!(compiles(format!("{}z\n", "x = ".repeat(LONG))).is_some());
    assert!(compiles(format!("x = [{}]\n", "y, ".repeat(LONG))).is_some());
    assert!(compiles(format!("x = ({})\n", "y, ".repeat(LONG))).is_some());
    assert!(compiles(format!("x = {{{}}}\n", "y: 1, ".repeat(LONG))).is_some());
    let numbers: String = (0..LONG).map(|number| format!("{number}, ")).collect();
    assert!(compiles(format!("x = [{numbers}]\n")).is_some());
    assert!(compiles(format!("x = [f, {numbers}]\n")).is_some());
    assert!(compiles(format!("x = y{}\n", " < y".repeat(LONG))).is_some());
    assert!(compiles(format!("with {}x: pass\n", "x, ".repeat(LONG))).is_none());
}

#[test]
fn deep_nesting() {
    for depth in [50, 90, 500, 1400, 20_000] {
        for (open, middle, close) in [
            ("(", "x", ")"),
            ("[", "x", "]"),
            ("f(", "x", ")"),
            ("x[", "x", "]"),
            ("-", "x", ""),
            ("not ", "x", ""),
            ("x ** ", "x", ""),
            ("lambda: ", "x", ""),
            ("x if x else ", "x", ""),
            ("[x for x in ", "x", "]"),
            ("(x for x in ", "x", ")"),
            ("{x: ", "x", "}"),
            ("`", "x", "`"),
        ] {
            let source = format!("y = {}{middle}{}\n", open.repeat(depth), close.repeat(depth));
            compiles(source);
        }
    }
}
