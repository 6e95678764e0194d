//! When to collect and how much memory may be used.

use super::memory;

const MIB: usize = 1 << 20;

/// Bounds of the bytes allocated between two minor collections.
const SMALLEST_NURSERY: usize = MIB;
const LARGEST_NURSERY: usize = 32 * MIB;
/// What a program may fix the nursery to.
const SMALLEST_FIXED_NURSERY: usize = 64 << 10;
const LARGEST_FIXED_NURSERY: usize = 1 << 30;

/// A heap below this size is not worth a major collection.
const SMALLEST_MAJOR: usize = 2 * MIB;

/// Every limit is assumed to be larger than this until more is used: finding out takes longer
/// than starting the program.
const CERTAINLY_ALLOWED: usize = 64 * MIB;

/// What a heap is created with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes allocated between two minor collections; `None`: chosen from the live bytes.
    pub nursery: Option<usize>,
    /// A major collection starts when the heap has grown by this factor since the last one.
    pub major: f64,
    /// The most bytes that may be in use; `None`: chosen from the memory of the machine.
    pub max: Option<usize>,
    /// Bytes of address space; `None`: ample.
    pub reservation: Option<usize>,
    /// Collect at every allocation.
    pub stress: bool,
    /// In stress mode: a collection at every so many allocations.
    pub stress_interval: u32,
    /// Check the heap around collections.
    pub verify: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            nursery: None,
            major: 1.5,
            max: None,
            reservation: None,
            stress: false,
            stress_interval: 1,
            verify: cfg!(debug_assertions),
        }
    }
}

impl Options {
    /// The defaults as modified by `PYRS_GC_NURSERY`, `PYRS_GC_MAX` (bytes, or with a suffix
    /// `K`, `M`, `G`), `PYRS_GC_MAJOR` (a factor) and `PYRS_STRESS=collect` (or `collect=N`: at every Nth allocation).
    /// Malformed values are ignored.
    pub fn from_environment() -> Options {
        let variable = |name: &str| std::env::var(name).ok();
        let bytes = |name: &str| variable(name).as_deref().and_then(parse_bytes);
        let defaults = Options::default();
        // None: no stress mode.
        let interval = variable("PYRS_STRESS").and_then(|names| {
            names.split(',').find_map(|name| match name.trim().split_once('=') {
                None if name.trim() == "collect" => Some(1),
                Some(("collect", interval)) => interval.parse().ok(),
                _ => None,
            })
        });
        let stress = interval.is_some();
        Options {
            nursery: bytes("PYRS_GC_NURSERY"),
            major: variable("PYRS_GC_MAJOR")
                .and_then(|factor| factor.parse().ok())
                .unwrap_or(defaults.major),
            max: bytes("PYRS_GC_MAX"),
            stress,
            stress_interval: interval.unwrap_or(1),
            verify: defaults.verify || stress,
            ..defaults
        }
    }
}

/// Reads a number of bytes such as `4194304`, `4096K`, `4M`, `4MB` or `1.5G`.
fn parse_bytes(text: &str) -> Option<usize> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_suffix('B').unwrap_or(&text);
    let (number, shift) = match text.as_bytes().last()? {
        b'K' => (&text[..text.len() - 1], 10),
        b'M' => (&text[..text.len() - 1], 20),
        b'G' => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: f64 = number.trim().parse().ok()?;
    (number >= 0.0).then_some((number * f64::from(1u32 << shift)) as usize)
}

/// Decides when to collect.
pub(super) struct Pacing {
    fixed_nursery: Option<usize>,
    factor: f64,
    fixed_max: Option<usize>,
    /// The limit, once it mattered.
    max: Option<usize>,
    /// Bytes to allocate between the last minor collection and the next.
    nursery: usize,
    /// A major collection is due when old and external bytes reach this.
    next_major: usize,
    /// Above this, allocations that cannot fail do something about it.
    alarm: usize,
}

impl Pacing {
    pub fn new(options: &Options) -> Pacing {
        let mut pacing = Pacing {
            fixed_nursery: None,
            factor: 0.0,
            fixed_max: None,
            max: None,
            nursery: SMALLEST_NURSERY,
            next_major: SMALLEST_MAJOR,
            alarm: CERTAINLY_ALLOWED,
        };
        pacing.set(options.nursery, Some(options.major), options.max);
        pacing
    }

    /// Changes settings; `None` leaves one as it is.
    pub fn set(&mut self, nursery: Option<usize>, factor: Option<f64>, max: Option<usize>) {
        if let Some(bytes) = nursery {
            self.fixed_nursery = Some(bytes);
            self.nursery = bytes;
        }
        if let Some(factor) = factor {
            self.factor = if factor > 1.0 { factor } else { 1.0 };
        }
        if let Some(max) = max {
            self.fixed_max = Some(max);
            self.max = Some(max);
            self.alarm = max;
        }
    }

    /// Fixes the nursery, or lets it follow the live bytes again from the next collection on.
    pub fn set_nursery(&mut self, bytes: Option<usize>) {
        self.fixed_nursery = bytes.map(|bytes| bytes.clamp(SMALLEST_FIXED_NURSERY, LARGEST_FIXED_NURSERY));
        self.nursery = self.fixed_nursery.unwrap_or(self.nursery);
    }

    /// Bytes to allocate between two minor collections.
    pub fn nursery(&self) -> usize {
        self.nursery
    }

    /// Bytes that the heap, of which `used` are in use after a major collection, may grow by until
    /// the next one has freed something.
    pub fn headroom(&self, used: usize) -> usize {
        // The last minor collection before may promote a nursery, after which another fills up.
        let peak = self.next_major + 2 * self.nursery_for(self.next_major);
        peak.saturating_sub(used)
    }

    /// Whether a major collection is due when `used` bytes are old or external.
    pub fn is_major_due(&self, used: usize) -> bool {
        used >= self.next_major
    }

    /// The most bytes that may be in use.
    fn max(&mut self) -> usize {
        let fixed = self.fixed_max;
        *self.max.get_or_insert_with(|| {
            let limit = memory::memory_limit();
            fixed.unwrap_or(limit - limit / 16)
        })
    }

    /// Whether `used` bytes are more than allowed.
    pub fn exceeds_limit(&mut self, used: usize) -> bool {
        (self.max.is_some() || used > CERTAINLY_ALLOWED) && used > self.max()
    }

    /// Whether allocations that cannot fail must do something about the `used` bytes.
    pub fn is_alarming(&mut self, used: usize) -> bool {
        if used > self.alarm && self.max.is_none() {
            self.alarm = self.max();
        }
        used > self.alarm
    }

    /// After a full collection because of an alarm: whether the limit is still exceeded. If so,
    /// lets allocations that cannot fail have some more.
    pub fn allow_reserve(&mut self, used: usize) -> bool {
        let max = self.max();
        let exceeded = used > max;
        if exceeded {
            self.alarm = used.saturating_add((max / 16).clamp(MIB, 32 * MIB));
        }
        exceeded
    }

    fn nursery_for(&self, used: usize) -> usize {
        let largest = match self.max {
            Some(max) => (max / 32).clamp(SMALLEST_NURSERY, LARGEST_NURSERY),
            None => LARGEST_NURSERY,
        };
        let nursery = (used / 4).clamp(SMALLEST_NURSERY, largest);
        self.fixed_nursery.unwrap_or(nursery)
    }

    /// Plans the next collections after one that left `used` old and external bytes.
    pub fn after_collection(&mut self, major: bool, used: usize) {
        self.nursery = self.nursery_for(used);
        if let Some(max) = self.max.filter(|&max| used <= max) {
            self.alarm = max;
        }
        if major {
            let grown = (used as f64 * self.factor) as usize;
            self.next_major = grown.max(SMALLEST_MAJOR);
            // Close to the limit collect more often, but never without some progress.
            if let Some(max) = self.max {
                let closer = used + max.saturating_sub(used) / 2;
                self.next_major = self.next_major.min(closer.max(used + SMALLEST_NURSERY));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_suffixes() {
        assert_eq!(parse_bytes("4096"), Some(4096));
        assert_eq!(parse_bytes(" 4k"), Some(4096));
        assert_eq!(parse_bytes("4MB"), Some(4 << 20));
        assert_eq!(parse_bytes("1.5G"), Some(3 << 29));
        assert_eq!(parse_bytes("-1"), None);
        assert_eq!(parse_bytes("many"), None);
        assert_eq!(parse_bytes(""), None);
    }

    #[test]
    fn the_reserve_raises_the_alarm_once() {
        let max = 100 * MIB;
        let mut pacing = Pacing::new(&Options {
            max: Some(max),
            ..Options::default()
        });
        assert!(!pacing.is_alarming(max));
        assert!(pacing.is_alarming(max + 1));
        assert!(pacing.allow_reserve(max + 1));
        assert!(!pacing.is_alarming(max + MIB));
        assert!(pacing.is_alarming(max + 8 * MIB));
        pacing.after_collection(true, max / 2);
        assert!(pacing.is_alarming(max + 1));
    }
}
