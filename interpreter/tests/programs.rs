//! Programs are tests: each runs in every mode, and its output must be what CPython 2.7 printed.
//!
//! `tests/programs/NAME.py` has its output in `NAME.expected` beside it; a benchmark program's at a small size is in
//! `benchmarks/programs/expected/NAME-SIZE.txt`. What the engine does not carry yet is listed, mode by mode, in
//! `tests/programs/not-yet.txt`; a listed program that passes fails the test, so the list stays true.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program, its arguments, and the file with what it is to print.
struct Case {
    name: String,
    script: PathBuf,
    arguments: Vec<String>,
    expected: PathBuf,
}

const MODES: &[(&str, &[&str], &str)] = &[
    ("default", &[], ""),
    ("off", &["--jit", "off"], ""),
    (
        "eager",
        &["--jit", "threshold=2,function_threshold=2,trace_eagerness=1"],
        "",
    ),
    ("collect", &["--jit", "off"], "collect"),
];

/// The heap verifies itself at every collection in this mode: only the quick programs run in it.
const STRESSED: &str = "collect";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_path_buf()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for script in files(&root().join("tests/programs"), "py") {
        let expected = script.with_extension("expected");
        cases.push(Case {
            name: stem(&script),
            script,
            arguments: Vec::new(),
            expected,
        });
    }
    let folder = root().join("benchmarks/programs");
    for expected in files(&folder.join("expected"), "txt") {
        let name = stem(&expected);
        if let Some((program, size)) = name.split_once('-') {
            let script = folder.join(format!("{program}.py"));
            cases.push(Case {
                name: program.to_string(),
                script,
                arguments: vec![size.to_string()],
                expected,
            });
        }
    }
    cases
}

/// The heap stress of a program that says in a comment `# stress: collect=N` that it allocates too much for a collection each time.
fn stress_of(case: &Case) -> String {
    let source = std::fs::read_to_string(&case.script).unwrap_or_default();
    let own = source.lines().take(3).find_map(|line| line.strip_prefix("# stress: "));
    own.unwrap_or(STRESSED).trim().to_string()
}

/// Standard output and whether the program ended well; None: it took too long.
fn run(case: &Case, options: &[&str], stress: &str, limit: Duration) -> Option<(Vec<u8>, String)> {
    let out = std::env::temp_dir().join(format!("pyrs-test-{}-{}", std::process::id(), case.name));
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    command.args(options).arg(&case.script).args(&case.arguments);
    command.current_dir(root()).stdin(Stdio::null());
    command.stdout(std::fs::File::create(&out).expect("a temporary file"));
    command.stderr(Stdio::null()).env_remove("PYTHONPATH");
    if !stress.is_empty() {
        command.env("PYRS_STRESS", stress);
    }
    let mut child = command.spawn().expect("pyrs starts");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("the child can be waited for") {
            Some(status) => break Some(status),
            None if start.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let output = std::fs::read(&out).unwrap_or_default();
    let _ = std::fs::remove_file(&out);
    status.map(|status| (output, status.to_string()))
}

/// Lines `NAME MODE`.
fn not_yet() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("tests/programs/not-yet.txt")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(name, mode)| (name.to_string(), mode.to_string()))
        .collect()
}

/// The first line in which `output` is not what is `expected`, for the report.
fn first_difference(output: &[u8], expected: &[u8]) -> String {
    let (mut printed, mut recorded) = (output.split(|&b| b == b'\n'), expected.split(|&b| b == b'\n'));
    for number in 1.. {
        match (printed.next(), recorded.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let show = |line: Option<&[u8]>| {
                    line.map(String::from_utf8_lossy)
                        .unwrap_or("end of output".into())
                        .into_owned()
                };
                return format!("line {number} is\n  {}\nand not\n  {}", show(a), show(b));
            }
        }
    }
    String::from("no difference")
}

#[test]
fn programs_print_what_cpython_printed() {
    let listed = not_yet();
    let (mut problems, mut passed) = (Vec::new(), 0);
    for case in cases() {
        let expected = std::fs::read(&case.expected).expect("a recorded output");
        for &(mode, options, stress) in MODES {
            if mode == STRESSED && !case.arguments.is_empty() {
                continue;
            }
            let limit = Duration::from_secs(60);
            let stress = if mode == STRESSED {
                stress_of(&case)
            } else {
                stress.to_string()
            };
            let result = run(&case, options, &stress, limit);
            let ok = matches!(&result, Some((output, _)) if *output == expected);
            let known = listed.iter().any(|(name, m)| *name == case.name && m == mode);
            match (ok, known) {
                (true, false) => passed += 1,
                (false, true) => {}
                (true, true) => problems.push(format!("{} {mode}: passes now, take it off the list", case.name)),
                (false, false) => problems.push(match result {
                    None => format!("{} {mode}: took more than {limit:?}", case.name),
                    Some((output, status)) => {
                        format!(
                            "{} {mode}: {status}; {}",
                            case.name,
                            first_difference(&output, &expected)
                        )
                    }
                }),
            }
        }
    }
    println!(
        "{passed} runs agree with CPython 2.7, {} are listed as not carried yet",
        listed.len()
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(passed > 0);
}
