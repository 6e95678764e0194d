//! Trees: what was compiled, and how long it lives.

/// A tree, or a recording that will become one. Never used again for another tree: an id that outlives its tree
/// finds nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TreeId(pub u32);
