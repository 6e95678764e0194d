//! Errors in our own sources: kind, line, offset, message and text as CPython 2.7 reports them.

mod common;

/// Checks a table whose lines are a mode, an escaped source, and what `record.py` made of it.
fn check(table: &str) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in table.lines().enumerate() {
        let mut fields = line.splitn(3, '\t');
        let (Some(mode), Some(source), Some(expected)) =
            (fields.next(), fields.next(), fields.next())
        else {
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
