//! Code that is not run any more is freed, as `loop_longevity` says. (Linux: the program reads its size in /proc.)

use std::path::Path;
use std::process::{Command, Stdio};

/// What is left when the program ends.
#[derive(Debug)]
struct Sizes {
    trees: u64,
    bridges: u64,
    code_bytes: u64,
    resident_kilobytes: u64,
}

/// Runs `loops` different hot loops, one after the other.
fn run(longevity: u32, loops: u32) -> Sizes {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/many_loops.py");
    let parameters = format!("loop_longevity={longevity},threshold=10,trace_eagerness=5");
    let output = Command::new(env!("CARGO_BIN_EXE_pyrs"))
        .args(["--jit", &parameters])
        .arg(script)
        .arg(loops.to_string())
        .env("PYRSLOG", "jit-summary:-")
        .stdin(Stdio::null())
        .output()
        .expect("pyrs runs");
    let (text, log) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{text}{log}");
    // The last figure of each name: the summary's, at the end of the program.
    let figure = |name: &str| {
        let line = log.lines().rfind(|line| line.contains(name)).expect(name);
        let (_, figure) = line.split_once(name).expect(name);
        let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect(name)
    };
    let sizes = Sizes {
        trees: figure("live_trees:"),
        bridges: figure("live_bridges:"),
        code_bytes: figure("code_bytes:"),
        resident_kilobytes: text.trim().parse().expect("a number of kilobytes"),
    };
    println!("loop_longevity={longevity}, {loops} loops: {sizes:?}");
    sizes
}

/// With a longevity of 100 generations no more is alive after 5,000 loops than after 1,000, and the process is hardly larger.
#[test]
fn loops_that_are_not_run_any_more_are_freed() {
    let (fewer, all) = (run(100, 1000), run(100, 5000));
    assert!(all.trees < 200 && all.bridges < 300, "{all:?}");
    assert!(all.code_bytes < fewer.code_bytes * 2, "{fewer:?} {all:?}");
    assert!(
        all.resident_kilobytes < fewer.resident_kilobytes + 4_000,
        "{fewer:?} {all:?}"
    );
}

/// With longevity 0 all of them stay.
#[test]
fn without_longevity_loops_stay() {
    let sizes = run(0, 5000);
    assert!(sizes.trees >= 5_000 && sizes.code_bytes > 1_000_000, "{sizes:?}");
    assert!(sizes.resident_kilobytes > 30_000, "{sizes:?}");
}
