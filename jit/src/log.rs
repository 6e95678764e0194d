//! The log: `PYRSLOG=section,section:path` writes the sections to a file, `-` is the standard error.
//! Each line starts with the time since the process began to log, and names its section.

use std::fmt::Arguments;
use std::fs::File;
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

/// What can be logged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Each change of what is compiled, and the totals at the end.
    Summary,
    /// Recordings.
    NoOpt,
    /// Optimized traces.
    Opt,
    /// Cranelift's input and output.
    Backend,
    /// Major collections of the heap.
    Collect,
    /// Minor ones.
    MinorCollect,
}

impl Section {
    pub const NAMES: [(&'static str, Section); 6] = [
        ("jit-summary", Section::Summary),
        ("jit-log-noopt", Section::NoOpt),
        ("jit-log-opt", Section::Opt),
        ("jit-backend", Section::Backend),
        ("gc-collect", Section::Collect),
        ("gc-minor", Section::MinorCollect),
    ];
}

struct Log {
    sections: Vec<Section>,
    out: Mutex<Box<dyn Write + Send>>,
    start: Instant,
}

impl Log {
    fn from_environment() -> Option<Log> {
        let setting = std::env::var("PYRSLOG").ok()?;
        let (names, path) = setting.split_once(':').unwrap_or((&setting, "-"));
        let mut sections = Vec::new();
        for name in names.split(',') {
            match Section::NAMES.iter().find(|known| known.0 == name) {
                Some(known) => sections.push(known.1),
                None => eprintln!("PYRSLOG: no section '{name}'"),
            }
        }
        let out: Box<dyn Write + Send> = match path {
            "-" => Box::new(std::io::stderr()),
            path => match File::create(path) {
                Ok(file) => Box::new(file),
                Err(error) => {
                    eprintln!("PYRSLOG: {path}: {error}");
                    return None;
                }
            },
        };
        Some(Log {
            sections,
            out: Mutex::new(out),
            start: Instant::now(),
        })
    }
}

fn log() -> Option<&'static Log> {
    static LOG: OnceLock<Option<Log>> = OnceLock::new();
    LOG.get_or_init(Log::from_environment).as_ref()
}

/// Whether the section is logged: ask before making an expensive text.
pub fn enabled(section: Section) -> bool {
    log().is_some_and(|log| log.sections.contains(&section))
}

/// Writes a text of one or more lines, each with the time and the section's name.
pub fn write(section: Section, text: Arguments) {
    let Some(log) = log().filter(|log| log.sections.contains(&section)) else {
        return;
    };
    let name = Section::NAMES
        .iter()
        .find(|known| known.1 == section)
        .map_or("", |known| known.0);
    let time = log.start.elapsed().as_secs_f64();
    let mut lines = String::new();
    for line in text.to_string().lines() {
        lines.push_str(&format!("[{time:.6}] {{{name}}} {line}\n"));
    }
    let mut out = log.out.lock().unwrap_or_else(PoisonError::into_inner);
    // A log that cannot be written is no reason to fail.
    let _ = out.write_all(lines.as_bytes()).and_then(|()| out.flush());
}
