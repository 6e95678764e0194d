//! Comparison with a Python 2.7 on this machine, where there is one, over its whole library.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/record.py");
const MUTATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mutate.py");

/// The directory of the library, if `python2.7` runs.
fn library() -> Option<PathBuf> {
    let print = "import os, sys; assert sys.version_info[:2] == (2, 7); print os.path.dirname(os.__file__)";
    let output = Command::new("python2.7").args(["-c", print]).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8(output.stdout).ok()?.trim().into())
}

fn skip() {
    eprintln!("skipped: there is no python2.7 to compare with");
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the directory can be read") {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

/// What python2.7 makes of cases.
fn record(cases: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut child = Command::new("python2.7")
        .args([RECORD, "cases"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("python2.7 runs");
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for (mode, source) in cases {
                writeln!(input, "{mode} {}", source.len()).unwrap();
                input.write_all(source).unwrap();
            }
        });
        let lines = output.lines().map(Result::unwrap).collect();
        assert!(child.wait().unwrap().success());
        lines
    })
}

fn compare(cases: &[(String, Vec<u8>)]) {
    let expected = record(cases);
    assert_eq!(expected.len(), cases.len());
    let mut wrong = 0;
    for ((mode, source), expected) in cases.iter().zip(expected) {
        let found = common::result(mode, source);
        // Files are compiled as well, which finds errors that are not the parser's; and codecs may do anything.
        let from_compiler = found == "ok" && expected.contains("\tNone\t");
        let from_codec = expected.contains("decoder did not return an unicode object");
        if found != expected && !from_compiler && !from_codec {
            wrong += 1;
            let start = &source[..source.len().min(300)];
            eprintln!(
                "{mode} {}\n  expected {expected}\n  found    {found}",
                common::escape(start)
            );
        }
    }
    eprintln!("{} sources, {wrong} differ", cases.len());
    assert_eq!(wrong, 0);
}

/// Every file, right or wrong: trees with positions and values, errors with line, offset, message and text.
#[test]
#[ignore = "takes half a minute, and wants python2.7"]
fn whole_library() {
    let Some(library) = library() else {
        return skip();
    };
    let mut paths = Vec::new();
    sources(&library, &mut paths);
    let read = |path: &PathBuf| ("exec".to_owned(), fs::read(path).unwrap());
    let cases: Vec<_> = paths
        .iter()
        .map(read)
        .filter(|(_, source)| !source.contains(&0))
        .collect();
    compare(&cases);
}

/// Pieces of the library's files with errors put into them.
#[test]
#[ignore = "takes half a minute, and wants python2.7"]
fn mutated_library() {
    let Some(library) = library() else {
        return skip();
    };
    let mut paths = Vec::new();
    sources(&library, &mut paths);
    paths.sort();
    for (seed, mode) in ["exec", "eval", "single", "incomplete", "unicode", "file"]
        .into_iter()
        .enumerate()
    {
        let output = Command::new("python2.7")
            .args([MUTATE, "cases", mode, "5000", &seed.to_string()])
            .args(&paths)
            .output()
            .expect("python2.7 runs");
        assert!(output.status.success());
        let mut cases = Vec::new();
        let mut rest = &output.stdout[..];
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let head = std::str::from_utf8(&rest[..end]).unwrap();
            let (mode, length) = head.split_once(' ').unwrap();
            let (source, after) = rest[end + 1..].split_at(length.parse().unwrap());
            cases.push((mode.to_owned(), source.to_vec()));
            rest = after;
        }
        compare(&cases);
    }
}
