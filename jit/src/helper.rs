//! Helpers: native functions that traces call instead of looking into (residual calls). Each is declared in
//! one place: address, signature, effects, and for pure ones a folding function.

use crate::ir::Kind;

/// What a call may do, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(pub u32);

impl Effects {
    /// Result depends on the arguments only, nothing is changed: equal calls may be merged, folded, dropped.
    pub const PURE: Effects = Effects(0);
    pub const READ_INSTANCE: Effects = Effects(1);
    pub const READ_LIST: Effects = Effects(1 << 1);
    /// Which keys a dict has, and where they stand.
    pub const READ_DICT_KEYS: Effects = Effects(1 << 2);
    pub const READ_CELL: Effects = Effects(1 << 3);
    pub const READ_OTHER: Effects = Effects(1 << 4);
    pub const READ_DICT: Effects = Effects(1 << 2 | 1 << 5);
    pub const WRITE_INSTANCE: Effects = Effects(1 << 6);
    pub const WRITE_LIST: Effects = Effects(1 << 7);
    pub const WRITE_DICT: Effects = Effects(1 << 8 | 1 << 11);
    pub const WRITE_CELL: Effects = Effects(1 << 9);
    pub const WRITE_OTHER: Effects = Effects(1 << 10);
    /// Allocates: a collection may happen (no Python runs there).
    pub const ALLOCATES: Effects = Effects(1 << 12);
    /// May raise. A `Value` result is 0 then; for other results the context's exception word is set.
    pub const RAISES: Effects = Effects(1 << 13);
    /// May run code of the language: frames can be read, code invalidated, every region is written.
    pub const RUNS_LANGUAGE: Effects =
        Effects(1 << 14 | Effects::READS | Effects::WRITES | Effects::ALLOCATES.0 | Effects::RAISES.0);
    /// May give up the global lock (implies running code of the language).
    pub const RELEASES_LOCK: Effects = Effects(1 << 15 | Effects::RUNS_LANGUAGE.0);

    /// The regions' bits: what is read, then what is written.
    const REGIONS: u32 = crate::memory::Region::ALL.len() as u32;
    const READS: u32 = (1 << Effects::REGIONS) - 1;
    const WRITES: u32 = Effects::READS << Effects::REGIONS;

    pub const fn and(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    pub const fn contains(self, other: Effects) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn reads_everything() -> Effects {
        Effects(Effects::READS)
    }

    pub const fn writes_region(self, region: crate::memory::Region) -> bool {
        self.0 >> (Effects::REGIONS + region as u32) & 1 != 0
    }

    pub const fn reads_region(self, region: crate::memory::Region) -> bool {
        self.0 >> (region as u32) & 1 != 0
    }

    pub const fn runs_language(self) -> bool {
        self.0 >> 14 & 1 != 0
    }

    pub const fn raises(self) -> bool {
        self.contains(Effects::RAISES)
    }

    /// Writes memory that another operation could read.
    pub const fn writes_anything(self) -> bool {
        self.0 & Effects::WRITES != 0
    }

    /// No effect on anything another operation could see.
    pub const fn is_pure(self) -> bool {
        self.0 == 0
    }

    /// May be dropped when the result is unused (it only reads or allocates).
    pub const fn is_droppable(self) -> bool {
        self.0 & !(Effects::READS | Effects::ALLOCATES.0) == 0
    }
}

/// The result of a pure helper for constant arguments, or None to leave the call.
pub type Fold = fn(&[u64]) -> Option<u64>;

/// A native function that traces may call: `extern "C" fn(context, arguments...) -> result`. Arguments are
/// words (values or raw integers) or floats as `parameters` says; the context pointer comes first and is
/// left out when `without_context` is set (leaf arithmetic).
pub struct Helper {
    pub name: &'static str,
    pub address: *const u8,
    pub parameters: &'static [Kind],
    pub result: Kind,
    pub effects: Effects,
    pub without_context: bool,
    /// For pure helpers.
    pub fold: Option<Fold>,
}

// Addresses of functions and static data only.
unsafe impl Sync for Helper {}
unsafe impl Send for Helper {}

impl Helper {
    pub const fn new(
        name: &'static str,
        address: *const u8,
        parameters: &'static [Kind],
        result: Kind,
        effects: Effects,
    ) -> Helper {
        Helper {
            name,
            address,
            parameters,
            result,
            effects,
            without_context: false,
            fold: None,
        }
    }

    /// A leaf function that does not take the context.
    pub const fn leaf(mut self) -> Helper {
        self.without_context = true;
        self
    }

    pub const fn folding(mut self, fold: fn(&[u64]) -> Option<u64>) -> Helper {
        self.fold = Some(fold);
        self
    }
}

impl std::fmt::Debug for Helper {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
