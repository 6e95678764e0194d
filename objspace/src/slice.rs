//! Slice objects and the arithmetic of slices.

use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct SliceObject {
    pub header: Header,
    pub start: Field,
    pub stop: Field,
    pub step: Field,
}

impl SliceObject {
    pub const START: jit::Field = jit::Field::immutable(8, jit::memory::Content::Value, jit::Region::Other);
    pub const STOP: jit::Field = jit::Field::immutable(16, jit::memory::Content::Value, jit::Region::Other);
    pub const STEP: jit::Field = jit::Field::immutable(24, jit::memory::Content::Value, jit::Region::Other);
}

/// What a slice takes of a sequence of known length: `count` items, `step` apart, the first at `start`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SliceRange {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl SliceRange {
    /// The range of explicit bounds that are already numbers; absent ones are None. `step` is not 0.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> SliceRange {
        let step = step.max(-i64::MAX);
        let length = length as i64;
        let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clip = |bound: i64| {
            let bound = if bound < 0 { bound.saturating_add(length) } else { bound };
            bound.clamp(lowest, highest)
        };
        let (first, last) = if step < 0 { (highest, lowest) } else { (lowest, highest) };
        let (start, stop) = (start.map_or(first, clip), stop.map_or(last, clip));
        // Most steps are 1 and -1, which take no division.
        let count = match step {
            1 => (stop - start).max(0),
            -1 => (start - stop).max(0),
            _ if step > 0 && start < stop => (stop - start - 1) / step + 1,
            _ if step < 0 && stop < start => (stop - start + 1) / step + 1,
            _ => 0,
        };
        SliceRange {
            start,
            stop,
            step,
            count: count as usize,
        }
    }

    /// The items `low..high`.
    pub fn contiguous(low: usize, high: usize) -> SliceRange {
        SliceRange {
            start: low as i64,
            stop: high as i64,
            step: 1,
            count: high - low,
        }
    }

    /// Index of item `i` of the slice.
    #[inline]
    pub fn index(&self, i: usize) -> usize {
        (self.start + i as i64 * self.step) as usize
    }

    /// The indexes in order.
    pub fn indexes(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |i| self.index(i))
    }

    /// For steps of 1: the first index, and the one behind the last.
    pub fn bounds(&self) -> (usize, usize) {
        (self.start as usize, self.start as usize + self.count)
    }
}

/// The bounds that `__getslice__` and its kind get, clipped to a sequence: `low <= high <= length`.
pub fn clip_bounds(low: i64, high: i64, length: usize) -> (usize, usize) {
    let low = low.clamp(0, length as i64);
    (low as usize, high.clamp(low, length as i64) as usize)
}

impl Vm {
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        let p = self
            .heap
            .allocate(std::mem::size_of::<SliceObject>(), Kind::Slice.map());
        let s = unsafe { Ref::<SliceObject>::from_pointer(p) };
        s.start.init(start);
        s.stop.init(stop);
        s.step.init(step);
        s.value()
    }

    /// A slice object applied to a sequence of this length, which is asked for when the bounds are known: an `__index__` may have changed
    /// it. TypeError for bounds that are no integers, ValueError for a step of 0.
    pub fn slice_range(&mut self, slice: Ref<SliceObject>, length: impl Fn() -> usize) -> Result<SliceRange> {
        let step = match self.slice_bound(slice.step.get())? {
            Some(0) => return Err(self.value_error("slice step cannot be zero")),
            Some(step) => step,
            None => 1,
        };
        let start = self.slice_bound(slice.start.get())?;
        let stop = self.slice_bound(slice.stop.get())?;
        Ok(SliceRange::new(start, stop, step, length()))
    }

    fn slice_bound(&mut self, v: Value) -> Result<Option<i64>> {
        if v.is_none() {
            return Ok(None);
        }
        if !self.is_index(v) {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index_clipped(v).map(Some)
    }

    /// Whether the value can be an index: an int, a long, or anything with `__index__`.
    pub fn is_index(&mut self, v: Value) -> bool {
        v.is_integer()
            || match self.kind_of(v) {
                Kind::Int | Kind::Long | Kind::Bool | Kind::OldInstance => true,
                Kind::Slice => false,
                _ => {
                    let name = self.names.__index__;
                    self.lookup_special(v, name).is_some()
                }
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Vec<usize> {
        SliceRange::new(start, stop, step, length).indexes().collect()
    }

    #[test]
    fn ranges() {
        assert_eq!(taken(None, None, 1, 3), [0, 1, 2]);
        assert_eq!(taken(None, None, -1, 3), [2, 1, 0]);
        assert_eq!(taken(Some(-2), None, 1, 3), [1, 2]);
        assert_eq!(taken(Some(10), None, -2, 5), [4, 2, 0]);
        assert_eq!(taken(Some(1), Some(i64::MAX), 2, 5), [1, 3]);
        assert_eq!(taken(Some(i64::MIN), Some(-1), i64::MAX, 5), [0]);
        assert_eq!(taken(None, None, i64::MIN, 5), [4]);
        assert_eq!(taken(Some(3), Some(1), 1, 5), []);
        assert_eq!(taken(None, None, -1, 0), []);
    }

    #[test]
    fn clipped_bounds() {
        assert_eq!(clip_bounds(-5, 2, 4), (0, 2));
        assert_eq!(clip_bounds(3, 1, 4), (3, 3));
        assert_eq!(clip_bounds(9, i64::MAX, 4), (4, 4));
    }
}
