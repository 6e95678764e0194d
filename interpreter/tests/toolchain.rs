//! The tests of the translator and of the benchmark command, which are Python programs, run on pyrs.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_path_buf()
}

/// A command on a quiet standard input, as a user would type it in a folder.
fn pyrs(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("PYTHONPATH")
        .stdin(std::process::Stdio::null());
    command
}

/// Standard output; fails with everything the program wrote unless it ended well.
fn output_of(mut command: Command) -> String {
    let output = command.output().expect("pyrs starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}\n{text}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

/// An empty folder, removed in the end.
struct EmptyFolder(PathBuf);

impl EmptyFolder {
    fn new(name: &str) -> EmptyFolder {
        let path = std::env::temp_dir().join(format!("pyrs-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        EmptyFolder(path)
    }
}

impl Drop for EmptyFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_translator_passes_its_tests() {
    let text = output_of(pyrs(&root(), &["translate/run_tests.py", "--quick"]));
    let summary = text.lines().last().unwrap_or_default();
    println!("translate/run_tests.py: {summary}");
    assert!(summary.contains(" 0 failed"), "{text}");
}

#[test]
fn the_benchmark_command_passes_its_tests() {
    let text = output_of(pyrs(&root(), &["benchmarks/run_tests.py"]));
    let summary = text.lines().last().unwrap_or_default();
    println!("benchmarks/run_tests.py: {summary}");
    assert!(summary.contains(" 0 failed"), "{text}");
}

/// The generated C does not depend on what translates: with the compiler, without, and with traces everywhere it is the
/// same.
#[test]
fn every_mode_translates_to_the_same_program() {
    let folder = EmptyFolder::new("translate");
    let script = root().join("translate/translate.py");
    let target = root().join("translate/targets/gcbench.py");
    let translate = |name: &str, options: &[&str]| {
        let mut arguments = options.to_vec();
        let script = script.to_string_lossy();
        let target = target.to_string_lossy();
        arguments.extend([&script, "-O2", "--source", "--folder", name, &*target]);
        let text = output_of(pyrs(&folder.0, &arguments));
        assert!(text.contains("[Timer] backendopt"), "{text}");
        sources(&folder.0.join(name).join("gcbench.c-files"))
    };
    let plain = translate("plain", &["--jit", "off"]);
    assert!(!plain.is_empty());
    assert_eq!(plain, translate("default", &[]));
    let eager = ["--jit", "threshold=20,function_threshold=20,trace_eagerness=5"];
    assert_eq!(plain, translate("eager", &eager));
}

/// Names and contents of a folder's files.
fn sources(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of C files")
        .flatten()
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("a C file"))
        })
        .collect();
    files.sort();
    files
}

/// From the binary alone: the programs come out of it.
#[test]
fn the_benchmark_is_in_the_binary() {
    let folder = EmptyFolder::new("benchmark");
    let list = output_of(pyrs(&folder.0, &["-m", "benchmark", "--list"]));
    assert!(list.lines().any(|name| name == "richards"), "{list}");
    let table = output_of(pyrs(
        &folder.0,
        &[
            "-m",
            "benchmark",
            "--quick",
            "--only",
            "--against",
            env!("CARGO_BIN_EXE_pyrs"),
            "recursion",
        ],
    ));
    assert!(table.contains("recursion"), "{table}");
    assert_eq!(std::fs::read_dir(&folder.0).expect("the folder").count(), 0);
}
