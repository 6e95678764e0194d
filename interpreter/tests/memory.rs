//! How much memory programs take. (Linux: they read their size in /proc.)

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a program of this folder and gives the numbers it prints.
fn numbers(options: &[&str], program: &str, arguments: &[&str]) -> Vec<f64> {
    let output = Command::new(env!("CARGO_BIN_EXE_pyrs"))
        .args(options)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(program))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("pyrs runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{errors}");
    println!("{options:?} {program} {arguments:?}: {text}");
    text.split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect()
}

const OFF: &[&str] = &["--jit", "off"];

/// 32 bytes and an item of the list; the rest is for what the heap keeps beside.
#[test]
fn instances_with_three_fields() {
    for options in [&[], OFF] {
        for arguments in [&[][..], &["slots"]] {
            let bytes = numbers(options, "memory_of_instances.py", arguments)[0];
            assert!(bytes <= 44.0, "{bytes} bytes an instance {options:?} {arguments:?}");
        }
    }
}

/// Half-run generators that are dropped are freed, also those that have something to close.
#[test]
fn half_run_generators() {
    for (options, count) in [(&[][..], "10000000"), (OFF, "2000000")] {
        let sizes = numbers(options, "memory_of_generators.py", &[count]);
        assert!(sizes[1] < sizes[0] + 4_000.0, "{sizes:?} KB {options:?}");
    }
}
