//! Every code object of CPython 2.7's library has the names, flags and lines that CPython gives it.

mod common;

use common::python;
use pyrs_compiler::code::{Code, Constant};
use pyrs_compiler::serialize::{deserialize, serialize};
use pyrs_compiler::validate::validate;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};
use std::collections::BTreeSet;

/// As the script describes a code object.
fn describe(code: &Code, found: &mut BTreeSet<String>) {
    let lines: BTreeSet<u32> = line_starts(code).into_iter().collect();
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    found.insert(format!(
        "C {} {} {} {:x} [{}] [{}] [{}] {}",
        code.name,
        code.firstlineno,
        code.argcount,
        code.flags,
        code.varnames.join(" "),
        code.freevars.join(" "),
        code.cellvars.join(" "),
        lines.join(" ")
    ));
    for constant in &code.constants {
        if let Constant::Code(code) = constant {
            describe(code, found);
        }
    }
}

/// The lines at which bytecode starts, as `dis.findlinestarts` reads them from the table.
fn line_starts(code: &Code) -> Vec<u32> {
    let mut lines = Vec::new();
    let mut line = code.firstlineno;
    for pair in code.lnotab.chunks_exact(2) {
        if pair[0] != 0 {
            lines.push(line);
        }
        line += u32::from(pair[1]);
    }
    lines.push(line);
    lines
}

/// Drops the code objects in which CPython folded nothing (`U`), so that it may have more lines, and their counterparts.
fn without_unfolded(expected: BTreeSet<String>, mut found: BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let split = |line: &str| {
        let (head, lines) = line[2..].rsplit_once(']').unwrap_or((line, ""));
        let lines: BTreeSet<String> = lines.split_whitespace().map(str::to_owned).collect();
        (head.to_owned(), lines)
    };
    let mut rest = BTreeSet::new();
    for line in expected {
        let (head, lines) = split(&line);
        let counterpart = found.iter().find(|found| {
            let found = split(found);
            found.0 == head && found.1.is_subset(&lines)
        });
        match counterpart.filter(|_| line.starts_with('U')).cloned() {
            Some(counterpart) => {
                found.remove(&counterpart);
            }
            None => {
                rest.insert(line);
            }
        }
    }
    (rest, found)
}

#[test]
fn library_has_the_names_flags_and_lines_of_cpython() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/describe.py");
    let Some(output) = python(&[script]) else {
        return;
    };
    let mut files = 0;
    let (mut sources, mut images) = (0, 0);
    let mut differences = Vec::new();
    for file in output.split("F /").skip(1) {
        let mut lines = file.lines();
        let path = format!("/{}", lines.next().unwrap_or_default());
        let expected: BTreeSet<String> = lines.map(str::to_owned).collect();
        let source = std::fs::read(&path).expect("CPython has just read it");
        let mut found = BTreeSet::new();
        let result = parse(&source, &path, Mode::File, ParseOptions::default())
            .map_err(Box::new)
            .and_then(|mut parsed| {
                let options = Options {
                    filename: &path,
                    optimize: 0,
                };
                compile(&mut parsed, &options, &mut Vec::new())
            });
        match result {
            Ok(compiled) => {
                assert_eq!(validate(&compiled.code), Ok(()), "{path}");
                let image = serialize(&compiled.code);
                images += image.len();
                assert_eq!(deserialize(&image).as_ref(), Ok(&compiled.code), "{path}");
                sources += source.len();
                describe(&compiled.code, &mut found);
            }
            // Messages of the parser are its own tests' concern.
            Err(_) if expected.iter().all(|line| line.starts_with('E')) => continue,
            Err(error) => {
                found.insert(format!("E {}", error.message));
            }
        }
        files += 1;
        let (expected, found) = without_unfolded(expected, found);
        for line in expected.difference(&found) {
            differences.push(format!("{path}: CPython {line}"));
        }
        for line in found.difference(&expected) {
            differences.push(format!("{path}: pyrs    {line}"));
        }
    }
    eprintln!("{files} files, {sources} bytes, {images} bytes of images");
    assert!(files > 0);
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences[..differences.len().min(60)].join("\n")
    );
}
