//! Speed and memory of the heap alone.
//!
//! `cargo run --release --example heap_benchmark [name [size]]`: without arguments each benchmark
//! in a process of its own. `PYRS_GC_NURSERY` and the other variables apply.

use objspace::heap::{Heap, Layout, Options, Word};
use std::hint::black_box;
use std::time::Instant;

/// Maps `1..=8`: objects of that many granules whose words are all traced.
const NODE: u32 = 2;
const ARRAY: u32 = 9;

type Benchmark = fn(&mut Heap, usize) -> usize;

/// Name, size, and a function that returns the number of operations.
const BENCHMARKS: [(&str, usize, Benchmark); 10] = [
    ("start", 0, start),
    ("hello", 0, hello),
    ("garbage", 100_000_000, garbage),
    ("mixed_garbage", 50_000_000, mixed_garbage),
    ("binary_trees", 20, binary_trees),
    ("window", 50_000_000, window),
    ("half_dropped", 1_000_000, half_dropped),
    ("array_stores", 20_000_000, array_stores),
    ("append", 20_000_000, append),
    ("linked_list", 5_000_000, linked_list),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = arguments.first() else {
        let program = std::env::current_exe().expect("the name of this program");
        for (name, ..) in BENCHMARKS {
            let status = std::process::Command::new(&program).arg(name).status();
            assert!(status.is_ok_and(|status| status.success()), "{name} failed");
        }
        return;
    };
    let (_, size, body) = *(BENCHMARKS.iter())
        .find(|(known, ..)| known == name)
        .expect("the name of a benchmark");
    let size = arguments.get(1).map_or(size, |size| size.parse().expect("a size"));

    let resident_before = status("VmRSS");
    let start = Instant::now();
    let mut heap = Heap::new(Options::from_environment()).expect("address space");
    let base = 0usize;
    let stack = heap.register_thread_stack(&raw const base as usize + 64);
    heap.adopt_thread_stack(stack);
    for granules in 1..=8 {
        heap.set_layout(granules, Layout::fixed_words(1, 2 * granules as usize - 1));
    }
    heap.set_layout(ARRAY, Layout::array(1, 2));
    let started = start.elapsed();
    let operations = black_box(body)(&mut heap, size);
    let elapsed = start.elapsed();
    let statistics = heap.statistics();
    println!(
        "{name:<14} {:8.2} ns/op {:6.2} s | {} minor {:.3} s, {} major {:.3} s, longest {:.1} ms | \
         resident {:.1} MB, peak {:.1} MB, before {:.1} MB | start {:.1} us",
        elapsed.as_nanos() as f64 / operations.max(1) as f64,
        elapsed.as_secs_f64(),
        statistics.minor_collections,
        statistics.minor_nanoseconds as f64 / 1e9,
        statistics.major_collections,
        statistics.major_nanoseconds as f64 / 1e9,
        statistics.longest_pause_nanoseconds as f64 / 1e6,
        status("VmRSS"),
        status("VmHWM"),
        resident_before,
        started.as_nanos() as f64 / 1e3,
    );
    black_box(base);
}

/// A figure of the system about this process, in MB.
fn status(key: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

struct Random(u64);

impl Random {
    #[inline(always)]
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % limit
    }
}

#[inline(always)]
fn word(object: *mut u8, index: usize) -> *mut Word {
    object.cast::<Word>().wrapping_add(index)
}

#[inline(always)]
fn get(object: *mut u8, index: usize) -> Word {
    // SAFETY: the benchmarks give live objects that have the word.
    unsafe { *word(object, index) }
}

#[inline(always)]
fn set(object: *mut u8, index: usize, value: Word) {
    // SAFETY: as in `get`; needs no barrier, or has had it.
    unsafe { *word(object, index) = value }
}

fn integer(value: usize) -> Word {
    (value as Word) << 1 | 1
}

/// Words that are roots, as a frame's would be.
fn root_words(heap: &mut Heap, count: usize) -> *mut Word {
    let words = Box::leak(vec![0; count].into_boxed_slice()).as_mut_ptr();
    heap.add_root_source(move |visitor| visitor.range(words, count));
    words
}

fn new_array(heap: &mut Heap, length: usize) -> *mut u8 {
    let array = heap.allocate_large_or_small(16 + 8 * length, ARRAY).expect("memory");
    set(array, 1, length as Word);
    array
}

fn start(_: &mut Heap, _: usize) -> usize {
    1
}

/// About what a program does that only prints a line: 4000 objects of all small sizes.
fn hello(heap: &mut Heap, _: usize) -> usize {
    let mut random = Random(88172645463325252);
    let array = new_array(heap, 4000);
    for index in 0..4000 {
        let granules = 1 + random.below(8);
        let object = heap.allocate(granules * 16, granules as u32);
        heap.array_store(array, word(array, 2 + index), object as Word);
    }
    black_box(array);
    4000
}

/// 32-byte objects of which the last 1000 live.
fn garbage(heap: &mut Heap, count: usize) -> usize {
    let roots = root_words(heap, 1000);
    let mut place = 0;
    for number in 0..count {
        let object = heap.allocate(32, NODE);
        set(object, 1, integer(number));
        set(object, 2, integer(place));
        // SAFETY: one of the 1000 words.
        unsafe { *roots.add(place) = object as Word };
        place += 1;
        if place == 1000 {
            place = 0;
        }
    }
    count
}

const SIZES: [usize; 16] = [16, 32, 32, 32, 48, 48, 64, 64, 96, 128, 32, 32, 48, 48, 64, 80];

/// As `garbage`, of 16 to 128 bytes.
fn mixed_garbage(heap: &mut Heap, count: usize) -> usize {
    let roots = root_words(heap, 1000);
    let mut random = Random(88172645463325252);
    for number in 0..count {
        let size = SIZES[random.below(16)];
        let object = heap.allocate(size, (size / 16) as u32);
        set(object, 1, integer(number));
        // SAFETY: one of the 1000 words.
        unsafe { *roots.add(number % 1000) = object as Word };
    }
    count
}

#[inline(never)]
fn tree(heap: &mut Heap, depth: u32) -> *mut u8 {
    if depth == 0 {
        return heap.allocate(32, NODE);
    }
    let left = tree(heap, depth - 1);
    let right = tree(heap, depth - 1);
    let node = heap.allocate(32, NODE);
    set(node, 1, left as Word);
    set(node, 2, right as Word);
    node
}

#[inline(never)]
fn check(node: *mut u8) -> usize {
    match get(node, 1) {
        0 => 1,
        left => 1 + check(left as *mut u8) + check(get(node, 2) as *mut u8),
    }
}

/// The program of that name of the Computer Language Benchmarks Game.
fn binary_trees(heap: &mut Heap, depth: usize) -> usize {
    let depth = depth as u32;
    let stretch = tree(heap, depth + 1);
    let mut count = check(stretch);
    let long_lived = tree(heap, depth);
    count += (2 << depth) - 1;
    for shallow in (4..=depth).step_by(2) {
        let rounds = 1 << (depth - shallow + 4);
        for _ in 0..rounds {
            let short_lived = tree(heap, shallow);
            count += check(short_lived);
        }
    }
    assert_eq!(check(black_box(long_lived)), (2 << depth) - 1);
    count
}

/// 32-byte objects of which the last million live, in an array.
fn window(heap: &mut Heap, count: usize) -> usize {
    const LIVE: usize = 1_000_000;
    let array = new_array(heap, LIVE);
    let mut place = 0;
    for number in 0..count {
        let object = heap.allocate(32, NODE);
        set(object, 1, integer(number));
        heap.array_store(array, word(array, 2 + place), object as Word);
        place += 1;
        if place == LIVE {
            place = 0;
        }
    }
    black_box(array);
    count
}

/// A million objects, half of them dropped at random, replaced by others; then twenty times a
/// tenth. Prints what is resident on the way.
fn half_dropped(heap: &mut Heap, count: usize) -> usize {
    let sizes = [16, 32, 32, 32, 48, 48, 64, 64, 96, 128];
    let table = root_words(heap, count);
    let mut random = Random(88172645463325252);
    let mut live = 0;
    let mut fill = |heap: &mut Heap, random: &mut Random, one_in: usize| {
        let mut filled = 0;
        for index in 0..count {
            if random.below(one_in) != 0 {
                continue;
            }
            // SAFETY: one of the table's words.
            let slot = unsafe { &mut *table.add(index) };
            if *slot != 0 {
                live -= heap.object_size(*slot as *mut u8);
                *slot = 0;
            }
            let size = sizes[random.below(10)];
            *slot = heap.allocate(size, (size / 16) as u32) as Word;
            live += size;
            filled += 1;
        }
        let megabytes = live as f64 / (1 << 20) as f64;
        (
            filled,
            format!("live {megabytes:.0} MB, resident {:.0} MB", status("VmRSS")),
        )
    };
    let (mut operations, mut report) = fill(heap, &mut random, 1);
    for index in 0..count {
        if random.below(2) == 0 {
            // SAFETY: one of the table's words.
            unsafe { *table.add(index) = integer(0) };
        }
    }
    heap.collect_major();
    let mut refilled = 0;
    for index in 0..count {
        // SAFETY: one of the table's words.
        let slot = unsafe { &mut *table.add(index) };
        if *slot == integer(0) {
            let size = sizes[random.below(10)];
            *slot = heap.allocate(size, (size / 16) as u32) as Word;
            refilled += 1;
        }
    }
    operations += refilled;
    report += &format!("; half refilled: resident {:.0} MB", status("VmRSS"));
    live = 0;
    for index in 0..count {
        // SAFETY: one of the table's words, which all hold objects.
        live += heap.object_size(unsafe { *table.add(index) } as *mut u8);
    }
    let mut last = String::new();
    for _ in 0..20 {
        let (filled, state) = churn(heap, table, count, &mut random, &mut live);
        operations += filled;
        last = state;
    }
    println!("    filled: {report}; after 20 x a tenth: {last}");
    operations
}

fn churn(heap: &mut Heap, table: *mut Word, count: usize, random: &mut Random, live: &mut usize) -> (usize, String) {
    let sizes = [16, 32, 32, 32, 48, 48, 64, 64, 96, 128];
    let mut filled = 0;
    for index in 0..count {
        if random.below(10) == 0 {
            // SAFETY: one of the table's words, which all hold objects.
            let slot = unsafe { &mut *table.add(index) };
            *live -= heap.object_size(*slot as *mut u8);
            *slot = 0;
            let size = sizes[random.below(10)];
            *slot = heap.allocate(size, (size / 16) as u32) as Word;
            *live += size;
            filled += 1;
        }
    }
    let megabytes = *live as f64 / (1 << 20) as f64;
    (
        filled,
        format!("live {megabytes:.0} MB, resident {:.0} MB", status("VmRSS")),
    )
}

/// New objects stored at random places of an old array of a million.
fn array_stores(heap: &mut Heap, count: usize) -> usize {
    const LENGTH: usize = 1_000_000;
    let array = new_array(heap, LENGTH);
    heap.collect_minor();
    let mut random = Random(88172645463325252);
    for number in 0..count {
        let object = heap.allocate(32, NODE);
        set(object, 1, integer(number));
        let slot = word(array, 2 + random.below(LENGTH));
        heap.array_store(array, slot, object as Word);
    }
    black_box(array);
    count
}

/// Integers appended to a list whose storage grows by an eighth, in place where possible.
fn append(heap: &mut Heap, count: usize) -> usize {
    let mut capacity = 4;
    let mut storage = new_array(heap, capacity);
    let mut moves = 0;
    for length in 0..count {
        if length == capacity {
            capacity += (capacity >> 3) + 6;
            if heap.extend_in_place(storage, 16 + 8 * capacity) {
                set(storage, 1, capacity as Word);
            } else {
                let larger = new_array(heap, capacity);
                // SAFETY: both have at least `length` items.
                unsafe { std::ptr::copy_nonoverlapping(word(storage, 2), word(larger, 2), length) };
                heap.log_object(larger);
                storage = larger;
                moves += 1;
            }
        }
        set(storage, 2 + length, integer(length));
    }
    println!("    storage moved {moves} times");
    black_box(storage);
    count
}

/// A long singly linked list.
fn linked_list(heap: &mut Heap, count: usize) -> usize {
    let mut list: *mut u8 = std::ptr::null_mut();
    for number in 0..count {
        let object = heap.allocate(32, NODE);
        set(object, 1, integer(number));
        set(object, 2, list as Word);
        list = object;
    }
    heap.collect_major();
    black_box(list);
    count
}
