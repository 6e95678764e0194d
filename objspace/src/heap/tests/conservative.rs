//! Native stacks, registers and conservative ranges.

use super::super::*;
use super::*;
use std::hint::black_box;

/// Runs `body` on a registered stack.
#[inline(never)]
fn on_stack(heap: &mut Heap, body: impl FnOnce(&mut Heap)) {
    let base = 0usize;
    let stack = heap.register_thread_stack(&raw const base as usize + 64);
    heap.adopt_thread_stack(stack);
    body(heap);
    heap.unregister_thread_stack(stack);
    black_box(base);
}

#[test]
fn locals_keep_objects() {
    on_stack(&mut heap(), |heap| {
        #[inline(never)]
        fn build(heap: &mut Heap, depth: u64) -> *mut u8 {
            if depth == 0 {
                return std::ptr::null_mut();
            }
            let left = build(heap, depth - 1);
            let right = build(heap, depth - 1);
            let node = pair(heap, depth);
            write_raw(node, 2, left as Word);
            write_raw(node, 3, right as Word);
            node
        }
        fn check(node: *mut u8) -> usize {
            if node.is_null() {
                return 0;
            }
            1 + check(object_at(node, 2)) + check(object_at(node, 3))
        }
        for stress in [false, true] {
            heap.stress = stress;
            let depth = if stress { 9 } else { 17 };
            let tree = build(heap, depth);
            heap.collect_major();
            assert_eq!(check(tree), (1 << depth) - 1);
        }
    });
}

#[test]
fn interior_pointers_count() {
    on_stack(&mut heap(), |heap| {
        #[inline(never)]
        fn interior(heap: &mut Heap) -> [usize; 2] {
            let small = pair(heap, 7) as usize;
            let large = array(heap, 100_000) as usize;
            [small + 9, large + 500_000]
        }
        let kept = black_box(interior(heap));
        for _ in 0..3 {
            heap.collect_major();
            for _ in 0..1000 {
                pair(heap, 0);
            }
        }
        assert_eq!(read((kept[0] - 9) as *mut u8, 1), 7);
        assert_eq!(read((kept[1] - 500_000) as *mut u8, 1), 100_000);
    });
}

#[test]
fn any_word_may_be_reported() {
    let mut heap = heap();
    let kept = pair(&mut heap, 1) as usize;
    // Allocated and freed, so that there are free cells and blocks to point into.
    for _ in 0..50_000 {
        pair(&mut heap, 0);
    }
    heap.collect_major();
    let mut words = vec![kept, 0, 1, usize::MAX, usize::MAX - 7, 1 << 63];
    let start = heap.space.base;
    words.extend((0..4096).map(|step| start.wrapping_add(step * 4099)));
    words.extend((0..4096).map(|step| start.wrapping_sub(step * 4099)));
    words.extend((0..64).map(|shift| start.wrapping_add(1 << shift)));
    let end = words.as_ptr_range().end as usize;
    let object = pair(&mut heap, 2) as usize;
    words[1] = object;
    let (low, high) = (words.as_ptr() as usize, end);
    heap.add_root_source(move |visitor| visitor.conservative(low, high));
    heap.collect_minor();
    heap.collect_major();
    assert_eq!(read(object as *mut u8, 1), 2);
    // `kept` was dead before it was reported.
    assert_eq!(count_objects(&mut heap), 1);
}

#[test]
fn minor_collections_skip_what_is_unchanged() {
    let mut heap = heap();
    let mut words = vec![0usize; 10];
    for word in &mut words {
        *word = pair(&mut heap, 3) as usize;
    }
    let low = words.as_mut_ptr() as usize;
    let source = heap.add_root_source(move |visitor| visitor.conservative(low, low + 80));
    heap.collect_minor();
    heap.remove_root_source(source);
    heap.add_root_source(move |visitor| {
        visitor.unchanged(low, low + 40);
        visitor.conservative(low + 40, low + 80);
    });
    heap.collect_minor();
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 10);
    // A young object in the part declared unchanged is not seen: that is the contract.
    let young = pair(&mut heap, 4) as usize;
    // SAFETY: inside the vector.
    unsafe { *(low as *mut usize) = young };
    heap.collect_minor();
    assert_eq!(count_objects(&mut heap), 10);
}

#[test]
fn waiting_threads_keep_their_objects() {
    use std::sync::mpsc;
    /// The tests hand the heap over by messages, as the global lock would.
    struct Shared(*mut Heap);
    // SAFETY: one thread uses the heap at a time.
    unsafe impl Send for Shared {}
    impl Shared {
        #[allow(clippy::mut_from_ref)]
        fn heap(&self) -> &mut Heap {
            // SAFETY: as above.
            unsafe { &mut *self.0 }
        }
    }

    let mut heap = heap();
    let shared = Shared(&mut *heap);
    let (published, main) = mpsc::channel();
    let (go_on, thread) = mpsc::channel();
    let waiting = std::thread::spawn(move || {
        let shared = shared;
        let base = 0usize;
        let stack = shared.heap().register_thread_stack(&raw const base as usize + 64);
        shared.heap().adopt_thread_stack(stack);
        let object = black_box(pair(shared.heap(), 42));
        shared.heap().publish_thread_stack();
        published.send(()).unwrap();
        thread.recv().unwrap();
        shared.heap().adopt_thread_stack(stack);
        let number = read(object, 1);
        shared.heap().unregister_thread_stack(stack);
        black_box(base);
        number
    });
    main.recv().unwrap();
    on_stack(&mut heap, |heap| {
        for _ in 0..100_000 {
            pair(heap, 0);
        }
        heap.collect_major();
        heap.collect_major();
    });
    go_on.send(()).unwrap();
    assert_eq!(waiting.join().unwrap(), 42);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}
