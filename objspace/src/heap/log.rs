//! The log of collections: sections `gc-collect` and `gc-minor` of `PYRSLOG`.

use jit::log::{self, Section};
use std::time::Duration;

/// What a log line says about a collection; sizes in bytes.
pub(super) struct Entry {
    pub major: bool,
    pub duration: Duration,
    pub before: usize,
    pub after: usize,
    pub external: usize,
    pub committed: usize,
}

impl Entry {
    /// Writes a line, if the section is logged.
    pub fn write(&self) {
        let section = match self.major {
            true => Section::Collect,
            false => Section::MinorCollect,
        };
        let milliseconds = self.duration.as_secs_f64() * 1e3;
        let Entry {
            before,
            after,
            external,
            committed,
            ..
        } = self;
        log::write(
            section,
            format_args!(
                "{milliseconds:.3} ms, before={before} after={after} external={external} committed={committed}"
            ),
        );
    }
}
