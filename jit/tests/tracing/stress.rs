//! The programs of [`driver`](crate::driver) under each stress mode: the tests run again in a process of their own.

use std::process::Command;

fn under(modes: &str) {
    if std::env::var_os("PYRS_STRESS").is_some() {
        return;
    }
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .arg("driver::")
        .env("PYRS_STRESS", modes)
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "under {modes}:\n{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Not an empty run.
    assert!(text.contains("test driver::recursion ... ok"), "{text}");
}

#[test]
fn guards_that_fail() {
    for every in [2, 5, 100] {
        under(&format!("guards={every}"));
    }
}

#[test]
fn trees_that_are_freed() {
    under("trees");
}

#[test]
fn frames_that_are_read() {
    under("frames");
}

#[test]
fn invalidation() {
    for every in [1, 50] {
        under(&format!("invalidate={every}"));
    }
}

#[test]
fn everything() {
    under("guards=5,trees,frames,invalidate=7");
}
