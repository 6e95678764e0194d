//! What lists and tuples share: comparison, representation, searching, repetition, and how native functions take whole numbers.

use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::value::Value;
use crate::vm::Vm;

/// Items that a repetition makes at most: their storage has to be addressable.
const MAX_ITEMS: usize = isize::MAX as usize / std::mem::size_of::<Value>();

impl Vm {
    /// The index of an item given by a number, negative ones counted from the end; None: out of range.
    #[inline]
    pub fn item_index(&self, i: i64, length: usize) -> Option<usize> {
        let i = if i < 0 { i.wrapping_add(length as i64) } else { i } as u64;
        (i < length as u64).then_some(i as usize)
    }

    /// `a <op> b` of two lists or two tuples: the first items that differ decide, then the lengths.
    pub fn compare_sequences(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        let of_lengths = |x: usize, y: usize| Value::bool(op.holds(x.cmp(&y)));
        let equality = matches!(op, Comparison::Equal | Comparison::NotEqual);
        let (x, y) = (self.items_of(a), self.items_of(b));
        if equality && x.len() != y.len() {
            return Ok(of_lengths(x.len(), y.len()));
        }
        let mut i = 0;
        loop {
            // Comparing may have changed lists: their items are looked up anew.
            let (x, y) = (self.items_of(a), self.items_of(b));
            let (Some(&p), Some(&q)) = (x.get(i), y.get(i)) else {
                return Ok(of_lengths(x.len(), y.len()));
            };
            if !self.equal(p, q)? {
                break;
            }
            i += 1;
        }
        if equality {
            return Ok(Value::bool(op == Comparison::NotEqual));
        }
        let (x, y) = (self.items_of(a), self.items_of(b));
        match (x.get(i), y.get(i)) {
            (Some(&p), Some(&q)) => self.compare(op, p, q),
            _ => Ok(of_lengths(x.len(), y.len())),
        }
    }

    /// The index of the first of the items `low..high` that equals `wanted`. The list may change meanwhile.
    pub fn find_item(&mut self, sequence: Value, wanted: Value, low: usize, high: usize) -> Result<Option<usize>> {
        let mut i = low;
        while i < high {
            let Some(&item) = self.items_of(sequence).get(i) else {
                break;
            };
            if self.equal(item, wanted)? {
                return Ok(Some(i));
            }
            i += 1;
        }
        Ok(None)
    }

    /// Whether an item equals `wanted`, which stands left in the comparison.
    pub fn contains_item(&mut self, sequence: Value, wanted: Value) -> Result<bool> {
        let mut i = 0;
        while let Some(&item) = self.items_of(sequence).get(i) {
            if self.equal(wanted, item)? {
                return Ok(true);
            }
            i += 1;
        }
        Ok(false)
    }

    /// How many items equal `wanted`.
    pub fn count_item(&mut self, sequence: Value, wanted: Value) -> Result {
        let (mut i, mut count) = (0, 0);
        while let Some(&item) = self.items_of(sequence).get(i) {
            count += self.equal(item, wanted)? as i64;
            i += 1;
        }
        Ok(Value::integer(count))
    }

    /// The bounds of `index(value, start, stop)`: two optional arguments, clipped to the length.
    pub fn search_bounds(&mut self, arguments: &[Value], length: usize) -> Result<(usize, usize)> {
        let mut bounds = [0, length as i64];
        for (bound, &v) in bounds.iter_mut().zip(arguments) {
            if !self.is_index(v) {
                return Err(self.type_error("slice indices must be integers or have an __index__ method"));
            }
            let i = self.index_clipped(v)?;
            let i = if i < 0 { i.saturating_add(length as i64) } else { i };
            *bound = i.max(0);
        }
        Ok((bounds[0] as usize, bounds[1] as usize))
    }

    /// A bound of a slice: clipped to the range of machine integers. TypeError.
    pub fn slice_index(&mut self, v: Value) -> Result<i64> {
        if !self.is_index(v) {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index_clipped(v)
    }

    /// Begins the repr of a container: false if it is running already (the container contains itself). If true, `leave_repr` must follow.
    pub fn enter_repr(&mut self, v: Value) -> Result<bool> {
        let nesting = match self.thread.nesting.bound() {
            Some(nesting) => Ref::of(nesting),
            None => {
                let list = self.new_list(8)?;
                self.thread.nesting = list.value();
                list
            }
        };
        if ListObject::items(&nesting).contains(&v) {
            return Ok(false);
        }
        self.list_append(nesting, v)?;
        Ok(true)
    }

    /// Ends the repr of the container that was entered last.
    pub fn leave_repr(&mut self) {
        let nesting = Ref::<ListObject>::of(self.thread.nesting);
        self.list_truncate(nesting, nesting.len() - 1);
    }

    /// Appends the items' reprs, with commas between.
    pub fn repr_items(&mut self, text: &mut Vec<u8>, sequence: Value) -> Result<()> {
        let mut i = 0;
        while let Some(&item) = self.items_of(sequence).get(i) {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            text.extend_from_slice(self.repr(item)?.bytes());
            i += 1;
        }
        Ok(())
    }

    /// How often `sequence * v` repeats; None if `v` is no integer (or below 0: then 0).
    pub fn repeat_count(&mut self, v: Value) -> Result<Option<usize>> {
        if !self.is_index(v) {
            return Ok(None);
        }
        self.index_as(v, Error::OverflowError).map(|n| Some(n.max(0) as usize))
    }

    /// The length of a sequence repeated. MemoryError if there can be no such sequence.
    pub fn repeated_length(&mut self, length: usize, count: usize) -> Result<usize> {
        match length.checked_mul(count) {
            Some(n) if n <= MAX_ITEMS => Ok(n),
            _ => Err(self.memory_error()),
        }
    }

    /// An argument that native functions take as a whole number: anything with `__int__` but floats. TypeError, OverflowError.
    pub fn argument_i64(&mut self, v: Value) -> Result<i64> {
        if self.is_kind(v, Kind::Float) {
            return Err(self.type_error("integer argument expected, got float"));
        }
        self.c_long(v)
    }

    /// As `argument_i64` for a C int. OverflowError.
    pub fn argument_c_int(&mut self, v: Value) -> Result<i64> {
        let i = self.argument_i64(v)?;
        if i > i32::MAX as i64 {
            return Err(self.raise(Error::OverflowError, "signed integer is greater than maximum"));
        }
        if i < i32::MIN as i64 {
            return Err(self.raise(Error::OverflowError, "signed integer is less than minimum"));
        }
        Ok(i)
    }

    /// A value that native code takes as a whole number, by `__int__` if it is none. TypeError, OverflowError.
    pub fn c_long(&mut self, v: Value) -> Result<i64> {
        if let Some(i) = self.as_int(v) {
            return Ok(i);
        }
        let name = self.names.__int__;
        let converted = match self.kind_of(v) {
            Kind::Long => v,
            Kind::Str | Kind::Unicode => return Err(self.type_error("an integer is required")),
            Kind::OldInstance => self.int_from(v, None)?,
            _ => match self.call_special(v, name, &[])? {
                Some(converted) => converted,
                None => return Err(self.type_error("an integer is required")),
            },
        };
        if let Some(i) = self.as_int(converted) {
            return Ok(i);
        }
        if !self.is_kind(converted, Kind::Long) {
            return Err(self.type_error("__int__ method should return an integer"));
        }
        let result = self.index_as(converted, Error::OverflowError);
        if result.is_err() && self.swallow(Error::OverflowError) {
            return Err(self.raise(Error::OverflowError, "Python int too large to convert to C long"));
        }
        result
    }

    /// A list or tuple as it is, anything else that can be iterated over as a new list. TypeError with `message` for the rest.
    pub fn fast_sequence(&mut self, v: Value, message: &str) -> Result {
        if self.is_exact(v, Kind::List) || self.is_exact(v, Kind::Tuple) {
            return Ok(v);
        }
        let iterator = match self.iter(v) {
            Ok(iterator) => iterator,
            Err(_) if self.swallow(Error::TypeError) => return Err(self.type_error(message)),
            Err(e) => return Err(e),
        };
        let list = self.new_list(0)?;
        self.list_consume(list, iterator)?;
        Ok(list.value())
    }
}
