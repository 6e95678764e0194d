//! Features that a source turns on with `from __future__ import ...`.

use std::ops::{BitOr, BitOrAssign};

/// A set of future features; the bits are those of CPython's `co_flags`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct FutureFlags(u32);

impl FutureFlags {
    pub const NONE: FutureFlags = FutureFlags(0);
    pub const DIVISION: FutureFlags = FutureFlags(0x2000);
    pub const ABSOLUTE_IMPORT: FutureFlags = FutureFlags(0x4000);
    pub const WITH_STATEMENT: FutureFlags = FutureFlags(0x8000);
    pub const PRINT_FUNCTION: FutureFlags = FutureFlags(0x10000);
    pub const UNICODE_LITERALS: FutureFlags = FutureFlags(0x20000);

    const ALL: u32 = 0x3e000;

    /// The future features among the bits of `co_flags` or of the flags given to `compile`.
    pub fn from_bits(bits: u32) -> Self {
        FutureFlags(bits & Self::ALL)
    }

    /// The bits as in `co_flags`.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Whether every feature of `other` is in the set.
    pub fn contains(self, other: FutureFlags) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for FutureFlags {
    type Output = FutureFlags;

    fn bitor(self, other: FutureFlags) -> FutureFlags {
        FutureFlags(self.0 | other.0)
    }
}

impl BitOrAssign for FutureFlags {
    fn bitor_assign(&mut self, other: FutureFlags) {
        self.0 |= other.0;
    }
}
