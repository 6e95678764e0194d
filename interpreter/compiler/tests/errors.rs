//! Errors and warnings, as CPython 2.7 gives them: `record_errors.py` wrote the expectations.

use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};

/// What the compiler says about a source, in the form of the recorded file.
fn judge(source: &str) -> Vec<String> {
    let mut said = Vec::new();
    let parsed = parse(source.as_bytes(), "source.py", Mode::File, ParseOptions::default());
    let error = match parsed {
        Err(error) => Some(error),
        Ok(mut parsed) => {
            let options = Options {
                filename: "source.py",
                optimize: 0,
            };
            let mut warnings = Vec::new();
            let result = compile(&mut parsed, &options, &mut warnings);
            for warning in warnings {
                said.push(format!("warning: {}, line {}", warning.message, warning.lineno));
            }
            result.err().map(|error| *error)
        }
    };
    if let Some(error) = error {
        let line = match error.filename {
            Some(_) => error.lineno.to_string(),
            None => "None".into(),
        };
        let offset = match error.offset {
            Some(offset) => offset.to_string(),
            None => "None".into(),
        };
        said.push(format!("error: {}, line {line}, offset {offset}", error.message));
    }
    said
}

#[test]
fn errors_and_warnings_are_those_of_cpython() {
    let cases = include_str!("errors.txt");
    let mut count = 0;
    for case in cases.split("=== ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a title");
        let (source, expected) = rest.split_once("---\n").expect("a source");
        let expected: Vec<&str> = expected.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(judge(source), expected, "{title}");
        count += 1;
    }
    assert!(count > 60, "{count} cases");
}
