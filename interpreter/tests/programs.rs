//! Programs are tests: each runs in every mode, and its output must be what CPython 2.7 printed.
//!
//! `tests/programs/NAME.py` has its output in `NAME.expected` beside it; a benchmark program's at a small size is in
//! `benchmarks/programs/expected/NAME-SIZE.txt`. What the engine does not carry yet is listed, mode by mode, in
//! `tests/programs/not-yet.txt`; a listed program that passes fails the test, so the list stays true.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A program, its arguments, and the file with what it is to print.
struct Case {
    name: String,
    script: PathBuf,
    arguments: Vec<String>,
    expected: PathBuf,
}

/// A way to run programs.
struct Mode {
    name: &'static str,
    options: &'static [&'static str],
    /// What `PYRS_STRESS` is.
    stress: &'static str,
    programs: Programs,
}

enum Programs {
    All,
    /// Those of `tests/programs`.
    Tests,
    /// Those of `benchmarks/programs`, at small sizes.
    Benchmarks,
}

const EAGER: &[&str] = &["--jit", "threshold=2,function_threshold=2,trace_eagerness=1"];

const fn mode(name: &'static str, options: &'static [&'static str], stress: &'static str, programs: Programs) -> Mode {
    Mode {
        name,
        options,
        stress,
        programs,
    }
}

const MODES: &[Mode] = &[
    mode("default", &[], "", Programs::All),
    mode("off", &["--jit", "off"], "", Programs::All),
    mode("eager", EAGER, "", Programs::All),
    mode("frames", EAGER, "frames", Programs::All),
    mode("guards", EAGER, "guards=5", Programs::Benchmarks),
    mode("trees", EAGER, "trees", Programs::Benchmarks),
    mode("invalidate", EAGER, "invalidate=100", Programs::Benchmarks),
    // The heap verifies itself at every collection.
    mode(COLLECT, &["--jit", "off"], COLLECT, Programs::Tests),
];

const COLLECT: &str = "collect";

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

/// What a program says in its first lines after `# NAME: `.
fn said(case: &Case, name: &str) -> Option<String> {
    let source = std::fs::read(&case.script).unwrap_or_default();
    let source = String::from_utf8_lossy(&source);
    let start = format!("# {name}: ");
    let mut lines = source.lines().take(4);
    lines.find_map(|line| Some(line.strip_prefix(&start)?.trim().to_string()))
}

/// Whether the system has what a program `wants: ` (a statement that works then): another one skips it, and says so.
fn is_wanted_there(case: &Case) -> bool {
    let Some(statement) = said(case, "wants") else {
        return true;
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    command
        .args(["-c", &statement])
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    let works = command.status().is_ok_and(|status| status.success());
    if !works {
        println!("{} is skipped: this system has no `{statement}`", case.name);
    }
    works
}

/// The heap stress of a program that says in a comment `# stress: collect=N` that it allocates too much for a collection each time.
fn stress_of(case: &Case) -> String {
    said(case, "stress").unwrap_or(COLLECT.to_string())
}

/// Standard output and whether the program ended well; None: it took too long.
fn run(case: &Case, mode: &Mode, stress: &str, limit: Duration) -> Option<(Vec<u8>, String)> {
    let name = format!("pyrs-test-{}-{}-{}", std::process::id(), case.name, mode.name);
    let out = std::env::temp_dir().join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    command.args(mode.options).arg(&case.script).args(&case.arguments);
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

/// Runs a program in a mode. None: it printed what it should; otherwise what is wrong.
fn problem(case: &Case, mode: &Mode) -> Option<String> {
    let expected = std::fs::read(&case.expected).expect("a recorded output");
    let limit = Duration::from_secs(90);
    let stress = match mode.stress {
        COLLECT => stress_of(case),
        stress => stress.to_string(),
    };
    match run(case, mode, &stress, limit) {
        Some((output, _)) if output == expected => None,
        Some((output, status)) => Some(format!("{status}; {}", first_difference(&output, &expected))),
        None => Some(format!("took more than {limit:?}")),
    }
}

#[test]
fn programs_print_what_cpython_printed() {
    let (listed, mut cases) = (not_yet(), cases());
    cases.retain(is_wanted_there);
    let runs: Vec<(&Case, &Mode)> = cases
        .iter()
        .flat_map(|case| MODES.iter().map(move |mode| (case, mode)))
        .filter(|(case, mode)| match mode.programs {
            Programs::All => true,
            Programs::Tests => case.arguments.is_empty(),
            Programs::Benchmarks => !case.arguments.is_empty(),
        })
        .collect();
    let (next, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((case, mode)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let known = listed.iter().any(|(name, m)| *name == case.name && m == mode.name);
            let wrong = match (problem(case, mode), known) {
                (None, true) => String::from("passes now, take it off the list"),
                (Some(problem), false) => problem,
                _ => continue,
            };
            let line = format!("{} {}: {wrong}", case.name, mode.name);
            problems.lock().expect("no test panics").push(line);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, |n| n.get().min(4)) {
            scope.spawn(work);
        }
    });
    let problems = problems.into_inner().expect("no test panics");
    println!("{} runs, {} are listed as not carried yet", runs.len(), listed.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(!runs.is_empty());
}
