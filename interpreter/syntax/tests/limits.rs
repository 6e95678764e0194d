//! Nesting up to CPython's limits, and inputs that could exhaust the native stack.

mod common;

use common::parse_in;
use pyrs_syntax::{Parsed, SyntaxError, SyntaxErrorKind};

/// A source that repeats `open` and `close` around `middle`.
fn nested(count: usize, open: &str, middle: &str, close: &str) -> String {
    open.repeat(count) + middle + &close.repeat(count)
}

/// Parses on a stack as small as a thread may have.
fn parse_on_small_stack(source: String) -> Result<(), SyntaxError> {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let parse = move || parse_in("exec", source.as_bytes()).map(drop);
    thread.spawn(parse).unwrap().join().expect("it does not panic")
}

/// The deepest nesting that CPython 2.7.18 takes, for each kind of nesting.
#[test]
fn depth_limits() {
    let table = [
        (98, "(", "x", ")"),
        (98, "[", "x", "]"),
        (98, "{", "x", "}"),
        (98, "{1: ", "x", "}"),
        (49, "(`", "x", "`)"),
        (92, "f(", "x", ")"),
        (98, "f(*", "x", ")"),
        (98, "f(**", "x", ")"),
        (92, "f(a=", "x", ")"),
        (92, "x[", "x", "]"),
        (92, "x[:", "x", "]"),
        (87, "x[::", "x", "]"),
        (92, "(yield ", "x", ")"),
        (87, "[x for x in ", "x", "]"),
        (98, "(x for x in ", "x", ")"),
        (92, "f(x for x in ", "x", ")"),
        (98, "{x: x for x in ", "x", "}"),
        (98, "(x if ", "x", " else x)"),
        (92, "-(", "x", ")"),
        (1480, "-", "x", ""),
        (1480, "not ", "x", ""),
        (1480, "x if x else ", "x", ""),
        (740, "x**", "x", ""),
        (740, "lambda: ", "x", ""),
        (493, "lambda x=", "x", ": x"),
    ];
    for (limit, open, middle, close) in table {
        let parse = |count| parse_on_small_stack(nested(count, open, middle, close));
        assert_eq!(parse(limit), Ok(()), "{limit} times {open}");
        let error = parse(limit + 1).expect_err(open);
        assert_eq!(error.kind, SyntaxErrorKind::Memory, "{} times {open}", limit + 1);
    }
}

#[test]
fn depth_limits_within_statements() {
    let table = [
        ("del @", 99),
        ("exec @", 99),
        ("for @ in x: pass", 99),
        ("with x as @: pass", 99),
        ("return @", 98),
        ("import x; print @", 98),
        ("@x(@)\ndef f(): pass", 98),
        ("class A(@): pass", 98),
        ("try: pass\nexcept @: pass", 98),
        ("[x for x in x if @]", 97),
        ("x[y[0]:@]", 97),
    ];
    for (statement, limit) in table {
        let parse = |count| {
            // The decorator's own sign stays.
            let (start, rest) = match statement.strip_prefix("@x") {
                Some(rest) => ("@x", rest),
                None => ("", statement),
            };
            parse_on_small_stack(start.to_owned() + &rest.replace('@', &nested(count, "(", "x", ")")))
        };
        assert_eq!(parse(limit), Ok(()), "{statement}");
        assert!(parse(limit + 1).is_err(), "{statement}");
    }
    for (blocks, limit) in [(10, 96), (60, 82)] {
        let parse = |count| {
            let mut source: String = (0..blocks).map(|depth| " ".repeat(depth) + "while x:\n").collect();
            source += &" ".repeat(blocks);
            source += &nested(count, "(", "x", ")");
            parse_on_small_stack(source)
        };
        assert_eq!(parse(limit), Ok(()));
        assert!(parse(limit + 1).is_err());
    }
    let parameters = |count| parse_on_small_stack(format!("def f({}): pass", nested(count, "(", "x", ")")));
    assert_eq!(parameters(746), Ok(()));
    assert!(parameters(747).is_err());
    let clauses = |count| parse_on_small_stack(format!("[x{}]", " for x in x".repeat(count)));
    assert_eq!(clauses(732), Ok(()));
    assert!(clauses(733).is_err());
}

/// Chains that do not nest in CPython's parser have no limit, though their trees are deep.
#[test]
fn long_chains() {
    const LENGTH: usize = 100_000;
    let table = [
        "1+".repeat(LENGTH) + "1",
        "1 or ".repeat(LENGTH) + "1",
        "1 < ".repeat(LENGTH) + "1",
        "x".to_owned() + &".y".repeat(LENGTH),
        "x".to_owned() + &"()".repeat(LENGTH),
        "x".to_owned() + &"[0]".repeat(LENGTH),
        "x".to_owned() + &" = x".repeat(LENGTH),
        "x, ".repeat(LENGTH),
        "[".to_owned() + &"x, ".repeat(LENGTH) + "]",
        "{".to_owned() + &"x: y, ".repeat(LENGTH) + "}",
        "'a' ".repeat(LENGTH),
        "x; ".repeat(LENGTH),
        "@x\n".repeat(LENGTH) + "def f(): pass",
        "if x: y\n".to_owned() + &"elif x: y\n".repeat(LENGTH) + "else: z",
        "with x".to_owned() + &", x as y".repeat(LENGTH) + ": z",
        "try: x\n".to_owned() + &"except y: z\n".repeat(LENGTH),
        "import x".to_owned() + &".x".repeat(LENGTH),
        "def f(".to_owned() + &"x, ".repeat(LENGTH) + "): pass",
        "x = \\\n".to_owned() + &"\\\n".repeat(LENGTH) + "1",
        "\n#\n".repeat(LENGTH),
    ];
    for source in table {
        let start: String = source.chars().take(20).collect();
        assert_eq!(parse_on_small_stack(source), Ok(()), "{start}");
    }
}

/// The same chains cut short: a tree half built is dropped.
#[test]
fn broken_chains() {
    let table = [
        "1+".repeat(100_000) + "$",
        "x".to_owned() + &"()".repeat(100_000) + "$",
        "if x: y\n".to_owned() + &"elif x: y\n".repeat(100_000) + "else $",
    ];
    for source in table {
        let error = parse_on_small_stack(source).unwrap_err();
        assert_eq!(error.message, "invalid syntax");
    }
}

#[test]
fn excessive_nesting_is_refused() {
    let too_deep = [
        "(",
        "[",
        "{",
        "(`",
        "f(",
        "x[",
        "-",
        "~",
        "not ",
        "lambda: ",
        "lambda x=",
        "x if x else ",
        "x**",
        "(x for x in ",
        "{x: ",
        "x[:",
        "f(*",
        "x[::",
        "-(",
        "(yield ",
    ];
    for open in too_deep {
        let error = parse_on_small_stack(open.repeat(100_000)).unwrap_err();
        assert_eq!(error.kind, SyntaxErrorKind::Memory, "{open}");
    }
    for start in ["def f(", "lambda "] {
        let error = parse_on_small_stack(start.to_owned() + &"(".repeat(100_000)).unwrap_err();
        assert_eq!(error.kind, SyntaxErrorKind::Memory, "{start}");
    }
    let blocks: String = (0..1000).map(|depth| " ".repeat(depth) + "if x:\n").collect();
    let error = parse_on_small_stack(blocks).unwrap_err();
    assert_eq!(error.message, "too many levels of indentation");
}

#[test]
fn long_lines() {
    const LENGTH: usize = 10 << 20;
    let count = |parsed: &Parsed| match &parsed.tree {
        pyrs_syntax::ast::Mod::Module { body } => body.len(),
        _ => 0,
    };
    let table = [
        ("x".repeat(LENGTH), 1),
        ("'".to_owned() + &"x".repeat(LENGTH) + "'", 1),
        ("'''".to_owned() + &"x\n".repeat(LENGTH / 2) + "'''", 1),
        ("#".to_owned() + &"x".repeat(LENGTH), 0),
        (" ".repeat(LENGTH), 0),
        ("(".to_owned() + &" ".repeat(LENGTH) + "x)", 1),
    ];
    for (source, statements) in table {
        let parsed = parse_in("exec", source.as_bytes()).expect("it parses");
        assert_eq!(count(&parsed), statements);
    }
    let error = parse_in("exec", ("x ".repeat(LENGTH / 2)).as_bytes()).unwrap_err();
    assert_eq!((error.lineno, error.offset), (1, Some(3)));
}
