//! Errors in our own sources: kind, line, offset, message and text as CPython 2.7 reports them.

mod common;

use pyrs_syntax::{parse, Mode, ParseOptions, SyntaxErrorKind, TabCheck};

/// Checks a table whose lines are a mode, an escaped source, and what `record.py` made of it.
fn check(table: &str) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in table.lines().enumerate() {
        let mut fields = line.splitn(3, '\t');
        let (Some(mode), Some(source), Some(expected)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        count += 1;
        let result = common::result(mode, &common::unescape(source));
        if result != expected {
            wrong.push(format!(
                "line {}: {mode} {source}\n  expected {expected}\n  found    {result}",
                number + 1
            ));
        }
    }
    assert!(count > 100, "the table is there");
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

#[test]
fn errors_are_cpythons() {
    check(include_str!("fixtures/errors.txt"));
}

/// Sources that `mutate.py` made of the trees' sources.
#[test]
fn mutations_are_seen_as_by_cpython() {
    check(include_str!("fixtures/mutations.txt"));
}

/// Recorded from `python2.7 -tt`.
#[test]
fn inconsistent_tabs() {
    let options = ParseOptions {
        tab_check: TabCheck::Error,
        ..ParseOptions::default()
    };
    let table = [
        ("if a:\n        b\n\tc\n", 3, "\tc\n"),
        ("if a:\n\tb\n        c\n", 10, "        c\n"),
        ("if a:\n  if b:\n\tc\n    d\n", 3, "\tc\n"),
        ("if a:\n    b\n\tif c:\n\t        d\n", 7, "\tif c:\n"),
        ("if a:\n        if b:\n\t c\n", 4, "\t c\n"),
    ];
    for (source, offset, text) in table {
        let error = parse(source.as_bytes(), "", Mode::File, options).unwrap_err();
        assert_eq!(error.kind, SyntaxErrorKind::Tab);
        assert_eq!((error.lineno, error.offset), (3, Some(offset)));
        assert_eq!(error.text.as_deref(), Some(text.as_bytes()));
    }
}

#[test]
fn text_of_late_errors_comes_from_the_file() {
    let path = std::env::temp_dir().join(format!("pyrs-syntax-{}.py", std::process::id()));
    let source = b"x = 1\nif x:\n    1 = 2\n";
    std::fs::write(&path, source).unwrap();
    let options = ParseOptions::default();
    let error = parse(source, path.to_str().unwrap(), Mode::File, options).unwrap_err();
    assert_eq!(error.text, None);
    assert_eq!(error.with_program_text().text.as_deref(), Some(&b"1 = 2\n"[..]));
    std::fs::remove_file(&path).unwrap();
}
