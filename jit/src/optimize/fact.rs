//! What is known of the result of an operation.

use super::range::Range;
use crate::ir::Operand;
use crate::language::Tag;

/// A set of tags that a word may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tags(u8);

impl Tags {
    pub const INTEGER: Tags = Tags(1);
    pub const FLOAT: Tags = Tags(2);
    pub const POINTER: Tags = Tags(4);
    pub const IMMEDIATE: Tags = Tags(8);
    pub const ANY: Tags = Tags(15);

    pub fn of(tag: Tag) -> Tags {
        match tag {
            Tag::Integer => Tags::INTEGER,
            Tag::Float => Tags::FLOAT,
            Tag::Pointer => Tags::POINTER,
            Tag::Immediate => Tags::IMMEDIATE,
        }
    }

    pub fn intersects(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Every tag of this set is in the other.
    pub fn within(self, other: Tags) -> bool {
        self.0 & !other.0 == 0
    }

    pub fn and(self, other: Tags) -> Tags {
        Tags(self.0 & other.0)
    }

    pub fn without(self, other: Tags) -> Tags {
        Tags(self.0 & !other.0)
    }
}

/// No map is known.
pub(super) const NO_MAP: u32 = u32::MAX;

/// What is known of one result. Facts only ever get stronger, but for maps, which are forgotten when they may have
/// changed since `map_time`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Words: the tags they may have.
    pub tags: Tags,
    /// Objects: the map, as it was at `map_time`.
    pub map: u32,
    pub map_time: u32,
    /// The result equals this constant.
    pub constant: Operand,
    /// Raw integers: the values they may have.
    pub range: Range,
}

impl Fact {
    pub const UNKNOWN: Fact = Fact {
        tags: Tags::ANY,
        map: NO_MAP,
        map_time: 0,
        constant: Operand::NONE,
        range: Range::ALL,
    };
}
