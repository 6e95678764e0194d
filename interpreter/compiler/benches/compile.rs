//! How fast sources become code, images and code again, in processor time: `cargo bench -p pyrs-compiler -- folder-or-file ...`.

use pyrs_compiler::code::{Code, Constant};
use pyrs_compiler::liveness::Liveness;
use pyrs_compiler::serialize::{deserialize, serialize};
use pyrs_compiler::validate::validate;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROUNDS: u32 = 5;

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, files));
    } else if path.extension().is_some_and(|extension| extension == "py") {
        files.push(path.to_owned());
    }
}

fn each_code(code: &Code, action: &mut impl FnMut(&Code)) {
    action(code);
    for constant in &code.constants {
        if let Constant::Code(code) = constant {
            each_code(code, action);
        }
    }
}

/// Processor time of this thread, which other programs do not add to.
fn now() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // The clock exists wherever the bench runs; the pointer is to a local.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Runs an action and adds the time it took.
fn timed<T>(total: &mut Duration, action: impl FnOnce() -> T) -> T {
    let start = now();
    let result = action();
    *total += now() - start;
    result
}

fn main() {
    let mut files = Vec::new();
    for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        collect(Path::new(&argument), &mut files);
    }
    let sources: Vec<Vec<u8>> = files.iter().flat_map(std::fs::read).collect();
    let (mut parsing, mut compiling, mut writing, mut reading, mut checking, mut analysing) = Default::default();
    let (mut source_bytes, mut image_bytes, mut words, mut codes) = (0, 0, 0, 0);
    for _ in 0..ROUNDS {
        for source in &sources {
            let parsed = timed(&mut parsing, || {
                parse(source, "bench.py", Mode::File, ParseOptions::default())
            });
            let Ok(mut parsed) = parsed else { continue };
            let options = Options {
                filename: "bench.py",
                optimize: 0,
            };
            let compiled = timed(&mut compiling, || compile(&mut parsed, &options, &mut Vec::new()));
            let Ok(compiled) = compiled else { continue };
            let image = timed(&mut writing, || serialize(&compiled.code));
            let code = timed(&mut reading, || deserialize(&image)).expect("an image");
            timed(&mut checking, || validate(&code)).expect("valid code");
            timed(&mut analysing, || {
                each_code(&code, &mut |code| {
                    std::hint::black_box(Liveness::new(code));
                })
            });
            source_bytes += source.len();
            image_bytes += image.len();
            each_code(&code, &mut |code| {
                words += code.code.len();
                codes += 1;
            });
        }
    }
    let rounds = ROUNDS as usize;
    println!(
        "{} files, {} bytes of source, {} code objects, {} words, {} bytes of images",
        files.len(),
        source_bytes / rounds,
        codes / rounds,
        words / rounds,
        image_bytes / rounds
    );
    for (what, time) in [
        ("parse", parsing),
        ("compile", compiling),
        ("serialize", writing),
        ("deserialize", reading),
        ("validate", checking),
        ("liveness", analysing),
    ] {
        let speed = source_bytes as f64 / time.as_secs_f64() / 1e6;
        let time = time / ROUNDS;
        println!("{what:12} {time:10.1?}  {speed:6.1} MB of source a second");
    }
}
