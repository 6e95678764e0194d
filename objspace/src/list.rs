//! `list`: a length and a cell of storage that grows by a half, when it is long by less.

use crate::heap::{class_size, size_class, Header, MAX_SMALL};
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{Field, Ref, Storage};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// Lists with more room than this give some back when they get much shorter.
pub const SHRINKABLE: usize = 32;

#[repr(C)]
pub struct ListObject {
    pub header: Header,
    pub length: Cell<usize>,
    /// A Words cell with room for at least `length` items; unbound while the list has never had one.
    pub storage: Field,
}

impl ListObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    pub fn capacity(&self) -> usize {
        match self.storage.get().bound() {
            Some(s) => Ref::<Storage>::of(s).length.get(),
            None => 0,
        }
    }

    #[inline(always)]
    pub fn get(&self, i: usize) -> Value {
        debug_assert!(i < self.len());
        self.storage.of::<Storage>().get(i)
    }

    /// The items as they are now. Code that may change the list (any Python code) makes the slice stale: index anew then.
    #[inline(always)]
    pub fn items(&self) -> &'static [Value] {
        if self.is_empty() {
            return &[];
        }
        let storage = self.storage.of::<Storage>();
        unsafe { std::slice::from_raw_parts(storage.item(0), self.len()) }
    }
}

/// The room that a list with room for `old` items gets which needs room for `needed`. Short lists grow often and are copied each time, long
/// ones grow in place. All of the cell that the items come into is used.
fn grown(old: usize, needed: usize) -> usize {
    let more = match old {
        0 => 0,
        1..=255 => needed / 2,
        256..=2047 => needed / 4,
        _ => needed / 8,
    };
    let size = 16 + needed.saturating_add(more).max(4).saturating_mul(8);
    match size <= MAX_SMALL {
        true => (class_size(size_class(size)) - 16) / 8,
        false => (size - 16) / 8,
    }
}

impl Vm {
    /// A new list of these items.
    pub fn list(&mut self, items: &[Value]) -> Value {
        match self.new_list(items.len()) {
            Ok(list) => {
                if !items.is_empty() {
                    let storage = list.storage.of::<Storage>();
                    for (i, &v) in items.iter().enumerate() {
                        unsafe { *storage.item(i) = v };
                    }
                    self.heap.log_object(storage.pointer());
                    list.length.set(items.len());
                }
                list.value()
            }
            Err(_) => panic!("out of memory for a list of {} items", items.len()),
        }
    }

    /// An empty list with room for `capacity` items.
    pub fn new_list(&mut self, capacity: usize) -> Result<Ref<ListObject>> {
        let storage = if capacity > 0 {
            self.new_words(capacity)?.value()
        } else {
            Value::UNBOUND
        };
        let p = self.heap.allocate(std::mem::size_of::<ListObject>(), Kind::List.map());
        let list = unsafe { Ref::<ListObject>::from_pointer(p) };
        list.storage.init(storage);
        Ok(list)
    }

    /// A cell for `capacity` values, all unbound.
    pub fn new_words(&mut self, capacity: usize) -> Result<Ref<Storage>> {
        let p = self.allocate(16usize.saturating_add(capacity.saturating_mul(8)), Kind::Words.map())?;
        let storage = unsafe { Ref::<Storage>::from_pointer(p) };
        storage.length.set(capacity);
        Ok(storage)
    }

    /// A cell of `length` zero bytes.
    pub fn new_bytes(&mut self, length: usize) -> Result<Ref<Storage>> {
        let p = self.allocate(16usize.saturating_add(length), Kind::Bytes.map())?;
        let storage = unsafe { Ref::<Storage>::from_pointer(p) };
        storage.length.set(length);
        Ok(storage)
    }

    /// Makes room for `capacity` items.
    pub fn list_reserve(&mut self, list: Ref<ListObject>, capacity: usize) -> Result<()> {
        let old = list.capacity();
        if capacity <= old {
            return Ok(());
        }
        let grown = grown(old, capacity);
        if old > 2048 {
            let storage = list.storage.of::<Storage>();
            if self.heap.extend_in_place(storage.pointer(), 16 + grown * 8) {
                storage.length.set(grown);
                return Ok(());
            }
        }
        let storage = self.new_words(grown)?;
        self.list_move_to(list, storage);
        Ok(())
    }

    /// Appends an item.
    pub fn list_append(&mut self, list: Ref<ListObject>, v: Value) -> Result<()> {
        let n = list.len();
        if n == list.capacity() {
            self.list_reserve(list, n + 1)?;
        }
        list.storage.of::<Storage>().put(self, n, v);
        list.length.set(n + 1);
        Ok(())
    }

    /// Item `i` = `v`; `i` is within bounds.
    pub fn list_put(&mut self, list: Ref<ListObject>, i: usize, v: Value) {
        debug_assert!(i < list.len());
        list.storage.of::<Storage>().put(self, i, v);
    }

    /// Shortens the list; the slots given up are cleared, and most of the room is given back when little of it is used.
    pub fn list_truncate(&mut self, list: Ref<ListObject>, length: usize) {
        let n = list.len();
        if length < n {
            let storage = list.storage.of::<Storage>();
            for i in length..n {
                storage.init(i, Value::UNBOUND);
            }
            list.length.set(length);
            self.list_shrink(list);
        }
    }

    /// Gives storage back when less than a quarter of it is used.
    #[inline]
    fn list_shrink(&mut self, list: Ref<ListObject>) {
        let (length, capacity) = (list.len(), list.capacity());
        if capacity > SHRINKABLE && length < capacity / 4 {
            self.list_reallocate(list, length * 2);
        }
    }

    #[cold]
    fn list_reallocate(&mut self, list: Ref<ListObject>, capacity: usize) {
        if list.is_empty() {
            list.storage.init(Value::UNBOUND);
            return;
        }
        // Without memory for a copy the large storage stays.
        match self.new_words(capacity) {
            Ok(storage) => self.list_move_to(list, storage),
            Err(_) => {
                self.take_exception();
            }
        }
    }

    /// Copies the items into a larger or smaller cell, which becomes the storage.
    fn list_move_to(&mut self, list: Ref<ListObject>, storage: Ref<Storage>) {
        unsafe { std::ptr::copy_nonoverlapping(list.items().as_ptr(), storage.item(0), list.len()) };
        self.heap.write_barrier(storage.pointer());
        list.set(self, |l| &l.storage, storage.value());
    }

    /// Drops all items.
    pub fn list_clear(&mut self, list: Ref<ListObject>) {
        list.length.set(0);
        list.storage.init(Value::UNBOUND);
    }

    /// Puts an item before item `i`.
    pub fn list_insert(&mut self, list: Ref<ListObject>, i: usize, v: Value) -> Result<()> {
        let n = list.len();
        debug_assert!(i <= n);
        self.list_reserve(list, n + 1)?;
        let storage = list.storage.of::<Storage>();
        unsafe { std::ptr::copy(storage.item(i), storage.item(i + 1), n - i) };
        storage.init(i, v);
        self.heap.write_barrier(storage.pointer());
        list.length.set(n + 1);
        Ok(())
    }

    /// Takes item `i` out.
    pub fn list_remove(&mut self, list: Ref<ListObject>, i: usize) -> Value {
        let n = list.len();
        let v = list.get(i);
        let storage = list.storage.of::<Storage>();
        if i + 1 < n {
            unsafe { std::ptr::copy(storage.item(i + 1), storage.item(i), n - 1 - i) };
            self.heap.write_barrier(storage.pointer());
        }
        storage.init(n - 1, Value::UNBOUND);
        list.length.set(n - 1);
        self.list_shrink(list);
        v
    }

    /// Appends items, which may be the list's own.
    pub fn list_extend(&mut self, list: Ref<ListObject>, items: &[Value]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let n = list.len();
        self.list_reserve(list, n + items.len())?;
        self.list_put_behind(list, items.iter().copied());
        Ok(())
    }

    /// Puts items behind the last one, where there is room for them.
    pub fn list_put_behind(&mut self, list: Ref<ListObject>, items: impl ExactSizeIterator<Item = Value>) {
        let (n, count) = (list.len(), items.len());
        let storage = list.storage.of::<Storage>();
        debug_assert!(n + count <= storage.length.get());
        if storage.header().flags & Header::OLD != 0 && count < n / 4 {
            // The collector is told of the items, and does not look at all the others again.
            for (i, v) in items.enumerate() {
                storage.put(self, n + i, v);
            }
        } else {
            for (i, v) in items.enumerate() {
                storage.init(n + i, v);
            }
            self.heap.write_barrier(storage.pointer());
        }
        list.length.set(n + count);
    }

    /// Replaces the items `low..high` by others, which are not the list's own.
    pub fn list_splice(&mut self, list: Ref<ListObject>, low: usize, high: usize, items: &[Value]) -> Result<()> {
        let n = list.len();
        debug_assert!(low <= high && high <= n);
        if high - low == items.len() && high > low {
            let storage = list.storage.of::<Storage>();
            unsafe { std::ptr::copy_nonoverlapping(items.as_ptr(), storage.item(low), items.len()) };
            self.heap.write_barrier(storage.pointer());
            return Ok(());
        }
        let length = n - (high - low) + items.len();
        if length == 0 {
            self.list_clear(list);
            return Ok(());
        }
        self.list_reserve(list, length)?;
        let storage = list.storage.of::<Storage>();
        unsafe {
            std::ptr::copy(storage.item(high), storage.item(low + items.len()), n - high);
            std::ptr::copy_nonoverlapping(items.as_ptr(), storage.item(low), items.len());
        }
        self.heap.write_barrier(storage.pointer());
        for i in length..n {
            storage.init(i, Value::UNBOUND);
        }
        list.length.set(length);
        self.list_shrink(list);
        Ok(())
    }
}
