//! Write barriers, sticky marks, stress mode and the verifier.

use super::super::*;
use super::*;

#[test]
fn old_objects_keep_young_ones_through_the_barrier() {
    let mut heap = heap();
    let old = pair(&mut heap, 1);
    let _old = root(&mut heap, old);
    heap.collect_minor();
    for round in 0..5 {
        let child = pair(&mut heap, round);
        link(&mut heap, old, 2, child);
        let other = pair(&mut heap, 100 + round);
        link(&mut heap, old, 3, other);
        heap.collect_minor();
        assert_eq!(read(object_at(old, 2), 1), round);
        assert_eq!(read(object_at(old, 3), 1), 100 + round);
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 3);
}

#[test]
fn old_garbage_waits_for_a_major_collection() {
    let mut heap = heap();
    let object = pair(&mut heap, 1);
    let kept = root(&mut heap, object);
    heap.collect_minor();
    drop(kept);
    heap.collect_minor();
    assert_eq!(count_objects(&mut heap), 1);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn array_stores_are_recorded_however_many() {
    const LENGTH: usize = 50_000;
    let mut heap = heap_with(Options {
        nursery: Some(8 << 20),
        ..Options::default()
    });
    let items = array(&mut heap, LENGTH);
    let _items = root(&mut heap, items);
    heap.collect_minor();
    // More than the slot buffer grows to, with repetitions.
    for round in 0..4 {
        for index in 0..LENGTH {
            let object = pair(&mut heap, (round * LENGTH + index) as u64);
            store_item(&mut heap, items, index, object as Word);
        }
        heap.collect_minor();
        for index in 0..LENGTH {
            let number = (round * LENGTH + index) as u64;
            assert_eq!(read(object_at(items, 2 + index), 1), number);
        }
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1 + LENGTH);
}

#[test]
fn a_full_slot_buffer_remembers_the_array() {
    const LENGTH: usize = 30_000;
    let mut heap = heap();
    let items = array(&mut heap, LENGTH);
    let _items = root(&mut heap, items);
    heap.collect_minor();
    let child = pair(&mut heap, 5);
    for index in 0..LENGTH {
        store_item(&mut heap, items, index, child as Word);
    }
    assert_eq!(heap.remembered, [items as usize]);
    heap.collect_minor();
    assert!(heap.remembered.is_empty());
    assert_eq!(read(object_at(items, 2), 1), 5);
}

#[test]
fn integers_in_arrays_need_no_record() {
    let mut heap = heap();
    let items = array(&mut heap, 10);
    let _items = root(&mut heap, items);
    heap.collect_minor();
    store_item(&mut heap, items, 0, 5 << 1 | 1);
    let old = items as Word;
    store_item(&mut heap, items, 1, old);
    assert!(heap.slot_buffer.slots().is_empty());
}

#[test]
fn a_bulk_move_is_recorded_by_the_log() {
    let mut heap = heap();
    let items = array(&mut heap, 10);
    let _items = root(&mut heap, items);
    heap.collect_minor();
    let first = pair(&mut heap, 1);
    for index in 2..12 {
        write_raw(items, index, first as Word);
    }
    heap.log_object(items);
    heap.collect_minor();
    assert_eq!(read(object_at(items, 11), 1), 1);
}

#[test]
#[should_panic(expected = "lacks the write barrier")]
fn the_verifier_misses_no_missing_barrier() {
    let mut heap = heap_with(Options {
        verify: true,
        ..Options::default()
    });
    let old = pair(&mut heap, 1);
    let _old = root(&mut heap, old);
    heap.collect_minor();
    let child = pair(&mut heap, 2);
    write_raw(old, 2, child as Word);
    heap.collect_minor();
}

#[test]
#[should_panic(expected = "is no object")]
fn the_verifier_finds_stray_references() {
    let mut heap = heap_with(Options {
        verify: true,
        ..Options::default()
    });
    let old = pair(&mut heap, 1);
    let _old = root(&mut heap, old);
    heap.collect_minor();
    heap.write_barrier(old);
    write_raw(old, 2, old as Word + 64);
    heap.collect_minor();
}

#[test]
fn stress_mode_collects_at_every_allocation() {
    let mut heap = heap_with(Options {
        stress: true,
        ..Options::default()
    });
    let mut stack = RootVec::new(&mut heap);
    // A tree, built from the leaves by a stack machine.
    for number in 0..512u64 {
        let leaf = pair(&mut heap, number);
        stack.push(leaf as Word);
        for _ in 0..(number + 1).trailing_zeros() {
            let node = pair(&mut heap, 0);
            let right = stack.pop().unwrap();
            let left = stack.pop().unwrap();
            write_raw(node, 2, left);
            write_raw(node, 3, right);
            write_raw(node, 1, read(left as *mut u8, 1) + read(right as *mut u8, 1));
            stack.push(node as Word);
        }
    }
    assert_eq!(stack.len(), 1);
    assert_eq!(read(stack.get(0) as *mut u8, 1), 511 * 512 / 2);
    let statistics = heap.statistics();
    let collections = statistics.minor_collections + statistics.major_collections;
    assert!(collections >= 1023, "{collections}");
    assert!(statistics.major_collections >= 5);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1023);
}

#[test]
fn freed_memory_is_reused() {
    let mut heap = heap();
    for number in 0..3_000_000 {
        pair(&mut heap, number);
    }
    let statistics = heap.statistics();
    assert!(statistics.minor_collections > 50);
    assert!(statistics.committed_bytes <= 8 << 20);
}

#[test]
fn a_requested_collection_comes_with_the_next_allocation() {
    let mut heap = heap();
    pair(&mut heap, 1);
    heap.request_collection();
    assert_eq!(heap.statistics().minor_collections, 0);
    let object = pair(&mut heap, 2);
    assert_eq!(heap.statistics().minor_collections, 1);
    let next = pair(&mut heap, 3);
    assert_eq!(next as usize, object as usize + 32);
}

#[test]
fn nothing_is_collected_while_collecting_is_off() {
    let mut heap = heap();
    heap.set_collecting(false);
    let first = pair(&mut heap, 1);
    for number in 0..200_000 {
        pair(&mut heap, number);
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 200_001);
    let _first = root(&mut heap, first);
    heap.set_collecting(true);
    heap.collect_minor();
    assert_eq!(count_objects(&mut heap), 1);
}
