//! Typed pointers to heap objects and the fields of objects.
//!
//! Invariants that make `Ref` safe to follow: (1) a `Ref<T>` is only made from a word whose map says that the cell holds a
//! `T`; (2) objects never move; (3) the native stack is scanned conservatively, so a `Ref` or `Value` in a local variable or
//! argument keeps its object alive. Hence the one rule for all code: **no `Value` or `Ref` in a `Vec`, `Box` or map of
//! Rust's own across an allocation**; use heap cells (a list, a tuple), `RootVec`/`Root`, or an array on the stack.

use crate::heap::Header;
use crate::kind::Kind;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// A pointer to a heap object of Rust type `T`.
#[repr(transparent)]
pub struct Ref<T>(*mut T);

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Ref<T> {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Ref<T>) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Ref<T> {}

impl<T> std::ops::Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        unsafe { &*self.0 }
    }
}

impl<T> Ref<T> {
    /// # Safety
    /// `p` points to a live cell that holds a `T` (invariant 1).
    #[inline(always)]
    pub unsafe fn from_pointer(p: *mut u8) -> Ref<T> {
        Ref(p as *mut T)
    }

    /// The object of a value whose map is known to say `T` (invariant 1; checked by the caller).
    #[inline(always)]
    pub fn of(v: Value) -> Ref<T> {
        debug_assert!(v.is_pointer());
        Ref(v.0 as *mut T)
    }

    #[inline(always)]
    pub fn value(self) -> Value {
        Value(self.0 as u64)
    }

    #[inline(always)]
    pub fn pointer(self) -> *mut u8 {
        self.0 as *mut u8
    }

    #[inline(always)]
    pub fn header(self) -> &'static Header {
        unsafe { &*(self.0 as *const Header) }
    }

    /// Sets flag bits of the header.
    pub fn set_flags(self, bits: u32) {
        unsafe { (*(self.0 as *mut Header)).flags |= bits }
    }

    pub fn clear_flags(self, bits: u32) {
        unsafe { (*(self.0 as *mut Header)).flags &= !bits }
    }

    pub fn has_flag(self, bits: u32) -> bool {
        self.header().flags & bits != 0
    }

    /// Writes a field that holds a value: the store and its barrier.
    #[inline(always)]
    pub fn set(self, vm: &mut Vm, field: fn(&T) -> &Field, v: Value) {
        field(&self).0.set(v);
        vm.heap.write_barrier(self.pointer());
    }
}

impl<T> From<Ref<T>> for Value {
    fn from(r: Ref<T>) -> Value {
        r.value()
    }
}

/// A field of a heap object that holds a value. Written through `Ref::set` (with the barrier), or `init` when the object is new.
#[repr(transparent)]
pub struct Field(Cell<Value>);

impl Field {
    #[inline(always)]
    pub fn get(&self) -> Value {
        self.0.get()
    }

    /// The first write into an object allocated since the last safepoint, or a write of a word that is no pointer.
    #[inline(always)]
    pub fn init(&self, v: Value) {
        self.0.set(v)
    }

    /// The object the field points to, typed.
    #[inline(always)]
    pub fn of<T>(&self) -> Ref<T> {
        Ref::of(self.0.get())
    }
}

/// Bits of the header's flags that are the virtual machine's own (see `heap::Header` for the collector's).
pub mod flags {
    use crate::heap::Header;
    /// A str whose bytes are two other strs, joined when they are first looked at.
    pub const ROPE: u32 = 1 << Header::VM_SHIFT;
    /// A str whose bytes lie in another str object (a flattened rope).
    pub const INDIRECT: u32 = 2 << Header::VM_SHIFT;
    /// A str in the intern table: equal strings are the same object.
    pub const INTERNED: u32 = 4 << Header::VM_SHIFT;
    /// A dict somebody watches (a namespace): structural changes and stores to watched keys are reported.
    pub const WATCHED: u32 = 8 << Header::VM_SHIFT;
    /// A watched dict that is the namespace of an old-style class which attribute plans depend on.
    pub const OLD_NAMESPACE: u32 = 32 << Header::VM_SHIFT;
    /// An object whose repr is running (recursive containers).
    pub const IN_REPR: u32 = 16 << Header::VM_SHIFT;
    /// An instance in slots whose `__dict__` was asked for and is alive (see `attribute_dict`).
    pub const HAS_VIEW: u32 = 64 << Header::VM_SHIFT;
}

/// A cell of raw words or values: storage of lists, dicts, generators, overflow slots. `length` counts values (kind Words) or bytes (kind Bytes).
#[repr(C)]
pub struct Storage {
    pub header: Header,
    pub length: Cell<usize>,
}

impl Storage {
    /// Address of item `i` of a cell of values.
    #[inline(always)]
    pub fn item(&self, i: usize) -> *mut Value {
        unsafe { (self as *const Storage as *mut Value).add(2 + i) }
    }

    #[inline(always)]
    pub fn get(&self, i: usize) -> Value {
        debug_assert!(i < self.length.get());
        unsafe { *self.item(i) }
    }

    /// The first `count` items.
    pub fn values(&self, count: usize) -> &[Value] {
        debug_assert!(count <= self.length.get());
        unsafe { std::slice::from_raw_parts(self.item(0), count) }
    }

    /// The bytes of a cell of raw bytes.
    pub fn bytes(&self) -> *mut u8 {
        self.item(0) as *mut u8
    }
}

impl Ref<Storage> {
    /// Item `i` = `v`, with the barrier.
    #[inline(always)]
    pub fn put(self, vm: &mut Vm, i: usize, v: Value) {
        debug_assert!(i < self.length.get());
        vm.heap.array_store(self.pointer(), self.item(i) as *mut u64, v.0);
    }

    /// Item `i` of a cell allocated since the last safepoint.
    #[inline(always)]
    pub fn init(self, i: usize, v: Value) {
        debug_assert!(i < self.length.get());
        unsafe { *self.item(i) = v }
    }
}

impl Vm {
    /// The memory that a value and its storage take, in bytes; that of a word for values which are no objects. What the storage refers
    /// to, and what objects share, does not count.
    pub fn size_in_bytes(&mut self, v: Value) -> usize {
        if !v.is_pointer() {
            return std::mem::size_of::<Value>();
        }
        let mut size = self.heap.object_size(v.pointer());
        for cell in self.heap.referents(v.pointer()) {
            if matches!(
                self.kind_of(Value(cell as u64)),
                Kind::Words | Kind::Bytes | Kind::Entries
            ) {
                size += self.heap.object_size(cell);
            }
        }
        size
    }
}
