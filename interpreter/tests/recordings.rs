//! No recording of the benchmark programs breaks a rule of the machine. Such a recording is given up and the program still prints what it is
//! to print, only slowly: no other test shows it.

use std::path::Path;
use std::process::{Command, Stdio};

/// The log of the compiler for a program at its small size.
fn log(program: &Path, name: &str, size: &str, parameters: &str) -> String {
    let script = program.join(format!("{name}.py"));
    let output = Command::new(env!("CARGO_BIN_EXE_pyrs"))
        .args(["--jit", parameters])
        .arg(script)
        .arg(size)
        .env("PYRSLOG", "jit-summary:-")
        .stdin(Stdio::null())
        .output()
        .expect("pyrs runs");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{name}: {log}");
    log
}

#[test]
fn recordings_break_no_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benchmarks/programs");
    let (mut programs, mut compiled, mut problems) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(folder.join("expected"))
        .expect("recorded outputs")
        .flatten()
    {
        let path = entry.path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some((name, size)) = stem.split_once('-') else {
            continue;
        };
        programs += 1;
        for parameters in [
            "threshold=2,function_threshold=2,trace_eagerness=1",
            "threshold=40,function_threshold=60",
        ] {
            let log = log(&folder, name, size, parameters);
            compiled += log.lines().filter(|line| line.contains("operations,")).count();
            let broken = log.lines().find(|line| line.contains("Rule("));
            problems.extend(broken.map(|line| format!("{name} {parameters}: {line}")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(
        programs > 10 && compiled > programs,
        "{programs} programs, {compiled} pieces of code"
    );
}
