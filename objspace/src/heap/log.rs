//! The log of collections: `PYRSLOG=gc-collect:-`.

use super::pacing::Options;
use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

/// Where and which collections are logged.
pub(super) struct Log {
    sink: Option<Box<dyn Write>>,
    start: Instant,
    minor: bool,
    major: bool,
}

/// What a log line says about a collection.
pub(super) struct Entry {
    pub major: bool,
    pub duration: Duration,
    pub before: usize,
    pub after: usize,
    pub external: usize,
    pub committed: usize,
}

impl Log {
    /// The log that the options ask for. The sections are `gc-minor` and, for major collections,
    /// `gc-collect`; a prefix names all that start with it.
    pub fn new(options: &Options) -> Log {
        let mut log = Log {
            sink: None,
            start: Instant::now(),
            minor: false,
            major: false,
        };
        if let Some((sections, file)) = options.log.as_deref().and_then(|log| log.rsplit_once(':')) {
            let wants = |section: &str| {
                let mut wanted = sections.split(',');
                wanted.any(|prefix| !prefix.is_empty() && section.starts_with(prefix))
            };
            log.major = wants("gc-collect");
            log.minor = wants("gc-minor");
            if log.major || log.minor {
                log.sink = match file {
                    "-" => Some(Box::new(std::io::stderr())),
                    _ => match OpenOptions::new().append(true).create(true).open(file) {
                        Ok(file) => Some(Box::new(file)),
                        Err(_) => None,
                    },
                };
            }
        }
        log
    }

    /// Writes a line about a collection. A log that cannot be written is not worth an error.
    pub fn write(&mut self, entry: &Entry) {
        let Some(sink) = &mut self.sink else { return };
        if !(if entry.major { self.major } else { self.minor }) {
            return;
        }
        let mebibytes = |bytes: usize| bytes as f64 / (1 << 20) as f64;
        let line = format!(
            "[{:.6}] {} {:.3} ms, heap {:.2} MB -> {:.2} MB, external {:.2} MB, committed {:.2} MB\n",
            self.start.elapsed().as_secs_f64(),
            if entry.major { "gc-collect" } else { "gc-minor" },
            entry.duration.as_secs_f64() * 1e3,
            mebibytes(entry.before),
            mebibytes(entry.after),
            mebibytes(entry.external),
            mebibytes(entry.committed),
        );
        let _ = sink.write_all(line.as_bytes());
    }
}
