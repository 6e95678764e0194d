//! Tests of the heap as a whole, and the layouts that they use.

mod basics;
mod conservative;
mod deaths;
mod fuzz;
mod generations;
mod limits;

use super::{Header, Heap, Layout, Options, Root, Word};

/// Word 1 is untraced (tests keep a number in it), words 2 and 3 are traced.
const PAIR: u32 = 1;
/// Word 1 is the length, items from word 2 on.
const ARRAY: u32 = 2;
/// No traced words.
const RAW: u32 = 3;
/// Word 1 is untraced, word 2 is traced by a function, word 3 conservatively.
const CUSTOM: u32 = 4;
/// Word 2 traced, word 1 the length of the items from word 3 on.
const HEADED_ARRAY: u32 = 5;
/// Word 2 is a weak reference, word 3 is traced.
const WEAK: u32 = 6;

/// Words 2 and 3 are traced if [`FLAG`] is set.
const FLAGGED: u32 = 7;
const FLAG: u32 = 1 << (Header::VM_SHIFT + 2);

fn heap_with(options: Options) -> Box<Heap> {
    let mut heap = Heap::new(options).expect("address space");
    heap.set_layout(PAIR, Layout::fixed(0b1100));
    heap.set_layout(ARRAY, Layout::array(1, 2));
    heap.set_layout(RAW, Layout::raw());
    heap.set_layout(
        CUSTOM,
        Layout::custom(|object, visitor| {
            visitor.slot(object.cast::<Word>().wrapping_add(2));
            visitor.conservative(object as usize + 24, object as usize + 32);
        }),
    );
    heap.set_layout(HEADED_ARRAY, Layout::fixed_and_array(0b100, 1, 3));
    heap.set_layout(WEAK, Layout::fixed_words(3, 1));
    heap.set_layout(FLAGGED, Layout::flagged_words(FLAG, 2, 2));
    heap
}

fn heap() -> Box<Heap> {
    heap_with(Options::default())
}

fn read(object: *mut u8, index: usize) -> Word {
    // SAFETY: tests give live objects that have the word.
    unsafe { *object.cast::<Word>().add(index) }
}

fn object_at(object: *mut u8, index: usize) -> *mut u8 {
    read(object, index) as *mut u8
}

/// A store without barrier.
fn write_raw(object: *mut u8, index: usize, word: Word) {
    // SAFETY: tests give live objects that have the word.
    unsafe { *object.cast::<Word>().add(index) = word };
}

/// A store of a reference into a field.
fn link(heap: &mut Heap, object: *mut u8, index: usize, referent: *mut u8) {
    heap.write_barrier(object);
    write_raw(object, index, referent as Word);
}

fn pair(heap: &mut Heap, number: u64) -> *mut u8 {
    let object = heap.allocate(32, PAIR);
    write_raw(object, 1, number);
    object
}

fn array(heap: &mut Heap, length: usize) -> *mut u8 {
    let object = heap.allocate_large_or_small(16 + 8 * length, ARRAY).expect("memory");
    write_raw(object, 1, length as Word);
    object
}

fn store_item(heap: &mut Heap, array: *mut u8, index: usize, word: Word) {
    let slot = array.cast::<Word>().wrapping_add(2 + index);
    heap.array_store(array, slot, word);
}

fn root(heap: &mut Heap, object: *mut u8) -> Root {
    Root::new(heap, object as Word)
}

fn count_objects(heap: &mut Heap) -> usize {
    let mut count = 0;
    heap.for_each_object(|_| count += 1);
    count
}

/// A small generator of pseudorandom numbers (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}
