//! The verifier and the cadence of stress mode.
//!
//! Both look at the whole heap, so how often they do depends on its size: work for them is saved
//! up at every collection.

use super::visitor::header;
use super::{Header, Heap};
use ahash::AHashSet;

/// Bytes of heap that may be looked at for each collection.
const CREDIT: usize = 64 << 10;

/// As [`CREDIT`], in stress mode, for each allocation.
const STRESS_CREDIT: usize = 4 << 10;

/// What was saved up.
#[derive(Default)]
pub(super) struct Credits {
    verify: usize,
    major: usize,
}

impl Heap {
    /// Whether this collection in stress mode should be a major one.
    pub(super) fn stress_major_due(&mut self) -> bool {
        self.credits.major += STRESS_CREDIT;
        let due = self.credits.major >= self.old_bytes;
        if due {
            self.credits.major = 0;
        }
        due
    }

    /// Whether to verify the heap around this collection.
    pub(super) fn is_verification_due(&mut self, major: bool) -> bool {
        if !self.verify {
            return false;
        }
        let credit = if self.stress {
            STRESS_CREDIT
        } else {
            CREDIT + self.young_bytes
        };
        self.credits.verify += credit;
        let due = major || self.credits.verify >= self.old_bytes;
        if due {
            self.credits.verify = 0;
        }
        due
    }

    /// Before a collection: panics if an old object refers to a young one without record, or to
    /// no object at all.
    pub(super) fn verify_recorded(&mut self) {
        let recorded: AHashSet<usize> = (self.slot_buffer.slots().iter())
            // SAFETY: recorded slots are readable until the next collection.
            .map(|&slot| unsafe { *slot } as usize)
            .collect();
        let space = self.space;
        self.for_each_reference(|object, referent| {
            assert!(
                space.resolve(referent) == Some(referent),
                "{} refers to {referent:#x}, which is no object",
                describe(object),
            );
            // SAFETY: `for_each_reference` gives valid objects.
            let old = unsafe { (*header(object)).flags } & Header::OLD != 0;
            assert!(
                !old || space.is_marked(referent) || recorded.contains(&referent),
                "a store into {} lacks the write barrier: it refers to the young {}",
                describe(object),
                describe(referent),
            );
        });
    }

    /// After a collection: panics if a live object or an explicit root refers to a freed one.
    pub(super) fn verify_marked(&mut self) {
        let space = self.space;
        self.for_each_reference(|object, referent| {
            assert!(
                space.resolve(referent) == Some(referent),
                "{} refers to {referent:#x}, which was freed",
                describe(object),
            );
        });
        self.roots.for_each(|words| {
            for &word in words {
                let object = word as usize;
                assert!(
                    !super::visitor::is_pointer(word) || space.resolve(object) == Some(object),
                    "a root refers to {object:#x}, which was freed",
                );
            }
        });
    }

    /// Calls `action` with each marked object and each object it refers to.
    fn for_each_reference(&mut self, mut action: impl FnMut(usize, usize)) {
        let space = self.space;
        let mut objects = Vec::new();
        self.for_each_object(|object| {
            if space.is_marked(object as usize) {
                objects.push(object as usize);
            }
        });
        self.visitor.begin(space, &self.layouts, true);
        let mut found = Vec::new();
        for object in objects {
            found.clear();
            self.visitor.referents(object, &mut found);
            for &referent in &found {
                action(object, referent);
            }
        }
        self.visitor.end();
    }
}

fn describe(object: usize) -> String {
    // SAFETY: the verifier describes valid objects only.
    let Header { map, flags } = unsafe { *header(object) };
    format!("the object {object:#x} (map {map}, flags {flags:#x})")
}
