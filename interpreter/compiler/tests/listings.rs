//! Golden listings: sources and the bytecode they become. With `RECORD=1` in the environment the file is written anew;
//! the difference is then to be read.

use pyrs_compiler::dis::disassemble;
use pyrs_compiler::validate::validate;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};

/// The listing of a source; the title of the case may name a mode or an optimization level.
fn listing(title: &str, source: &str) -> String {
    let mode = if title.contains("(eval)") {
        Mode::Eval
    } else if title.contains("(single)") {
        Mode::Single
    } else {
        Mode::File
    };
    let optimize = if title.contains("(-OO)") {
        2
    } else {
        u8::from(title.contains("(-O)"))
    };
    let mut parsed =
        parse(source.as_bytes(), "listing.py", mode, ParseOptions::default()).expect("a source without errors");
    let options = Options {
        filename: "listing.py",
        optimize,
    };
    let compiled = compile(&mut parsed, &options, &mut Vec::new()).expect("no errors");
    assert_eq!(validate(&compiled.code), Ok(()));
    disassemble(&compiled.code)
}

#[test]
fn listings_are_as_recorded() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/listings.txt");
    let cases = std::fs::read_to_string(path).expect("the recorded listings");
    let record = std::env::var_os("RECORD").is_some();
    let mut recorded = String::new();
    for case in cases.split("=== ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a title");
        let (source, expected) = rest.split_once("---\n").expect("a source");
        let found = listing(title, source);
        if record {
            recorded.push_str(&format!("=== {title}\n{source}---\n{found}\n"));
        } else {
            assert_eq!(found.trim(), expected.trim(), "{title}\n{found}");
        }
    }
    if record {
        std::fs::write(path, recorded).expect("the file can be written");
    }
}
