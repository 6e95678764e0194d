//! Allocation, explicit roots, growing in place, inspection.

use super::super::*;
use super::*;

#[test]
fn objects_are_zeroed_and_apart() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    let mut random = Random(88172645463325252);
    let mut ranges = Vec::new();
    for round in 0..3 {
        for _ in 0..3000 {
            let size = match random.below(20) {
                0 => 1 + random.below(200_000),
                1..3 => 1 + random.below(MAX_SMALL),
                _ => 8 + random.below(300),
            };
            let object = heap.allocate_large_or_small(size, RAW).unwrap();
            assert!(heap.object_size(object) >= size);
            assert_eq!(object as usize % GRANULE, 0);
            let size = size.max(8);
            // SAFETY: the object has that many bytes.
            let bytes = unsafe { std::slice::from_raw_parts_mut(object, size) };
            assert_eq!(&bytes[..8.min(size)], &u64::from(RAW).to_ne_bytes());
            assert!(bytes[8..].iter().all(|&byte| byte == 0));
            bytes[8..].fill(0xee);
            if random.chance(2) {
                roots.push(object as Word);
                ranges.push((object as usize, object as usize + size));
            }
        }
        match round {
            0 => heap.collect_major(),
            _ => heap.collect_minor(),
        }
    }
    ranges.sort_unstable();
    assert!(ranges.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    for (start, end) in ranges {
        // SAFETY: rooted objects.
        let bytes = unsafe { std::slice::from_raw_parts(start as *const u8, end - start) };
        assert!(bytes[8..].iter().all(|&byte| byte == 0xee));
    }
}

#[test]
fn only_what_roots_reach_survives() {
    let mut heap = heap();
    for major in [false, true] {
        let keep = pair(&mut heap, 1);
        let kept = root(&mut heap, keep);
        let child = pair(&mut heap, 2);
        link(&mut heap, keep, 2, child);
        pair(&mut heap, 3);
        match major {
            false => heap.collect_minor(),
            true => heap.collect_major(),
        }
        assert_eq!(count_objects(&mut heap), 2);
        assert_eq!(read(object_at(keep, 2), 1), 2);
        drop(kept);
        heap.collect_major();
        assert_eq!(count_objects(&mut heap), 0);
        assert_eq!(heap.statistics().old_bytes, 0);
    }
}

#[test]
fn every_kind_of_layout_is_traced() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    let mut make = |heap: &mut Heap, map, size, words: &[usize]| {
        let object = heap.allocate_large_or_small(size, map).unwrap();
        roots.push(object as Word);
        for &word in words {
            let referent = pair(heap, word as u64);
            link(heap, object, word, referent);
        }
        object
    };
    let two = make(&mut heap, PAIR, 32, &[2, 3]);
    let custom = make(&mut heap, CUSTOM, 32, &[2, 3]);
    let weak = make(&mut heap, WEAK, 32, &[3]);
    let flagged = make(&mut heap, FLAGGED, 32, &[2, 3]);
    // SAFETY: a live object.
    unsafe { (*flagged.cast::<Header>()).flags |= FLAG };
    make(&mut heap, FLAGGED, 32, &[2, 3]);
    let items: Vec<usize> = (2..3000).collect();
    let array = make(&mut heap, ARRAY, 8 * 3000, &[]);
    write_raw(array, 1, 2998);
    let headed = make(&mut heap, HEADED_ARRAY, 8 * 3000, &[]);
    write_raw(headed, 1, 2997);
    for &item in &items {
        for array in [array, headed] {
            let referent = pair(&mut heap, item as u64);
            link(&mut heap, array, item, referent);
        }
    }
    for _ in 0..2 {
        heap.collect_minor();
        heap.collect_major();
        assert_eq!(count_objects(&mut heap), 7 + 7 + 2 * 2998);
        for word in [2, 3] {
            assert_eq!(read(object_at(two, word), 1), word as u64);
            assert_eq!(read(object_at(custom, word), 1), word as u64);
            assert_eq!(read(object_at(flagged, word), 1), word as u64);
        }
        assert_eq!(read(object_at(weak, 3), 1), 3);
        for &item in &items {
            assert_eq!(read(object_at(array, item), 1), item as u64);
            assert_eq!(read(object_at(headed, item), 1), item as u64);
        }
    }
}

#[test]
fn root_vectors_are_seen_after_every_change() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    for number in 0..10 {
        let object = pair(&mut heap, number);
        roots.push(object as Word);
        heap.collect_minor();
    }
    let object = pair(&mut heap, 100);
    roots.set(4, object as Word);
    heap.collect_minor();
    let object = pair(&mut heap, 101);
    roots.pop();
    roots.push(object as Word);
    heap.collect_minor();
    let expected = [0, 1, 2, 3, 100, 5, 6, 7, 8, 101];
    for (&word, number) in roots.as_slice().iter().zip(expected) {
        assert_eq!(read(word as *mut u8, 1), number);
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 10);
    roots.clear();
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn roots_may_outlive_the_heap() {
    let mut first = heap();
    let object = pair(&mut first, 1);
    let mut kept = root(&mut first, object);
    let other = root(&mut first, object);
    drop(first);
    kept.set(7);
    drop(other);
    assert_eq!(kept.get(), 7);
}

#[test]
fn small_objects_extend_into_their_cell_only() {
    let mut heap = heap();
    let object = heap.allocate(130, RAW);
    assert!(heap.extend_in_place(object, 160));
    assert!(!heap.extend_in_place(object, 161));
}

#[test]
fn large_objects_extend_into_free_blocks() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    let first = heap.allocate_large_or_small(40_000, RAW).unwrap();
    roots.push(first as Word);
    assert!(heap.extend_in_place(first, 100_000));
    let second = heap.allocate_large_or_small(40_000, RAW).unwrap();
    assert!(second as usize >= first as usize + 100_000);
    assert!(!heap.extend_in_place(first, 400_000));
    // Fill the second with something, so that what the first takes over is not zero anyway.
    // SAFETY: the object has that many bytes.
    unsafe { std::ptr::write_bytes(second.add(8), 0xee, 39_000) };
    heap.collect_major();
    assert!(heap.extend_in_place(first, 130_000));
    // SAFETY: the object has that many bytes.
    let bytes = unsafe { std::slice::from_raw_parts(first, 130_000) };
    assert!(bytes[8..].iter().all(|&byte| byte == 0));
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1);
    assert_eq!(heap.object_containing(first as usize + 129_999), Some(first));
}

#[test]
fn huge_arrays_grow_in_place() {
    let mut heap = heap();
    let mut length = 200_000;
    let object = array(&mut heap, length);
    let kept = root(&mut heap, object);
    let neighbour = array(&mut heap, length);
    let _neighbour = root(&mut heap, neighbour);
    let mut moves = 0;
    while length < 1_500_000 {
        for _ in 0..10 {
            let item = pair(&mut heap, length as u64);
            store_item(&mut heap, object, length - 1, item as Word);
            length += 1000;
            if !heap.extend_in_place(object, 16 + 8 * length) {
                moves += 1;
                length -= 1000;
            }
            write_raw(object, 1, length as Word);
        }
        heap.collect_minor();
    }
    assert_eq!(moves, 0);
    heap.collect_major();
    for index in (200_000..length).step_by(1000) {
        assert_eq!(read(object_at(object, 2 + index - 1), 1), index as u64);
        assert_eq!(read(object, 2 + index), 0);
    }
    let committed = heap.statistics().committed_bytes;
    drop(kept);
    heap.collect_major();
    assert!(heap.statistics().committed_bytes + 8 * length <= committed);
    // The range is reused, and zero.
    let again = array(&mut heap, 200_000);
    assert_eq!(again, object);
    assert!((2..200_000).all(|index| read(again, index) == 0));
}

#[test]
fn free_blocks_are_joined_for_large_objects() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    for _ in 0..100_000 {
        let object = pair(&mut heap, 0);
        roots.push(object as Word);
    }
    roots.clear();
    heap.collect_major();
    let before = heap.statistics().committed_bytes;
    for _ in 0..8 {
        let object = heap.allocate_large_or_small(300_000, RAW).unwrap();
        roots.push(object as Word);
    }
    assert_eq!(heap.statistics().committed_bytes, before);
}

#[test]
fn inspection_finds_objects_and_references() {
    let mut heap = heap();
    let parent = pair(&mut heap, 1);
    let _parent = root(&mut heap, parent);
    let child = pair(&mut heap, 2);
    link(&mut heap, parent, 2, child);
    link(&mut heap, parent, 3, parent);
    let big = array(&mut heap, 5000);
    store_item(&mut heap, big, 4999, child as Word);
    assert_eq!(heap.referents(parent), [child, parent]);
    assert_eq!(heap.referrers(&[child]), [parent, big]);
    assert_eq!(heap.referrers(&[parent]), [parent]);
    assert_eq!(heap.referrers(&[big]), [] as [*mut u8; 0]);
    let mut all = Vec::new();
    heap.for_each_object(|object| all.push(object));
    assert_eq!(all, [parent, child, big]);
    assert_eq!(heap.object_containing(parent as usize), Some(parent));
    assert_eq!(heap.object_containing(parent as usize + 31), Some(parent));
    assert_eq!(heap.object_containing(child as usize + 32), None);
    assert_eq!(heap.object_containing(big as usize + 40_000), Some(big));
    assert_eq!(heap.object_containing(0), None);
    assert_eq!(heap.object_containing(usize::MAX), None);
}

#[test]
fn heaps_can_follow_each_other() {
    for round in 0..50 {
        let mut heap = heap();
        let object = pair(&mut heap, round);
        let kept = root(&mut heap, object);
        heap.collect_major();
        assert_eq!(read(kept.get() as *mut u8, 1), round);
    }
}

#[test]
fn deep_structures_need_no_native_stack() {
    let mut heap = heap();
    let list = root(&mut heap, std::ptr::null_mut());
    let mut list = list;
    for number in 0..1_000_000 {
        let object = pair(&mut heap, number);
        write_raw(object, 2, list.get());
        list.set(object as Word);
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1_000_000);
    // The same through the search of the finalizers.
    heap.register_finalizer(list.get() as *mut u8);
    list.set(0);
    heap.collect_major();
    assert!(heap.take_finalizer().is_some());
    assert_eq!(count_objects(&mut heap), 1_000_000);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn a_forked_child_has_its_own_heap() {
    let mut heap = heap();
    let object = pair(&mut heap, 1);
    let _kept = root(&mut heap, object);
    // SAFETY: the child only uses its heap and leaves at once.
    let child = unsafe { libc::fork() };
    if child == 0 {
        write_raw(object, 1, 2);
        for number in 0..200_000 {
            pair(&mut heap, number);
        }
        heap.collect_major();
        let right = count_objects(&mut heap) == 1 && read(object, 1) == 2;
        // SAFETY: ends the child without running the test harness.
        unsafe { libc::_exit(if right { 0 } else { 1 }) };
    }
    let mut status = 0;
    // SAFETY: waits for the child just made.
    assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
    assert_eq!(status, 0);
    assert_eq!(read(object, 1), 1);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1);
}

#[test]
fn liveness_hooks_see_what_died() {
    use std::cell::RefCell;
    use std::rc::Rc;
    let mut heap = heap();
    let table = Rc::new(RefCell::new(Vec::new()));
    let hooked = Rc::clone(&table);
    heap.add_liveness_hook(move |is_live| {
        hooked.borrow_mut().retain(|&object| is_live(object));
    });
    let kept = pair(&mut heap, 1);
    let _kept = root(&mut heap, kept);
    let dead = pair(&mut heap, 2);
    table.borrow_mut().extend([kept, dead]);
    heap.collect_minor();
    assert_eq!(*table.borrow(), [kept]);
}

#[test]
fn immortal_objects_stay() {
    let mut heap = heap();
    let object = pair(&mut heap, 1);
    heap.make_immortal(object);
    let child = pair(&mut heap, 2);
    link(&mut heap, object, 2, child);
    heap.collect_minor();
    heap.collect_major();
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 2);
}

#[test]
fn root_sources_are_asked_until_removed() {
    let mut heap = heap();
    let object = pair(&mut heap, 1) as Word;
    let source = heap.add_root_source(move |visitor| visitor.range(&object, 1));
    heap.collect_minor();
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 1);
    heap.remove_root_source(source);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn reused_huge_ranges_are_zero_unless_not_asked_for() {
    let mut heap = heap();
    let mut addresses = std::collections::HashSet::new();
    for round in 0..40 {
        let size = (1 << 20) + round * 50_000;
        let object = match round % 2 {
            0 => heap.allocate_large_or_small(size, RAW).unwrap(),
            _ => heap.allocate_uninitialized(size, RAW).unwrap(),
        };
        // SAFETY: the object has that many bytes.
        let bytes = unsafe { std::slice::from_raw_parts_mut(object, size) };
        assert_eq!(&bytes[..8], &u64::from(RAW).to_ne_bytes());
        assert!(round % 2 == 1 || bytes[8..].iter().all(|&byte| byte == 0));
        bytes[8..].fill(0xee);
        addresses.insert(object);
        heap.collect_minor();
    }
    assert!(addresses.len() <= 3, "{}", addresses.len());
    assert!(heap.statistics().committed_bytes <= 40 << 20);
}

#[test]
fn uninitialized_objects_of_every_size_are_objects() {
    let mut heap = heap();
    let mut roots = RootVec::new(&mut heap);
    for size in [8, 100, 5000, 16_384, 16_385, 100_000, 2_000_000] {
        let object = heap.allocate_uninitialized(size, RAW).unwrap();
        roots.push(object as Word);
        assert!(heap.object_size(object) >= size);
        assert_eq!(read(object, 0), u64::from(RAW));
    }
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 7);
}

#[test]
fn what_a_huge_object_grows_into_is_zero() {
    let mut heap = heap();
    let object = heap.allocate_large_or_small(4 << 20, RAW).unwrap();
    // SAFETY: the object has that many bytes.
    unsafe { std::ptr::write_bytes(object.add(8), 0xee, (4 << 20) - 8) };
    heap.collect_minor();
    let smaller = heap.allocate_large_or_small(3 << 20, RAW).unwrap();
    assert_eq!(smaller, object);
    assert!(heap.extend_in_place(smaller, 5 << 20));
    // SAFETY: the object has that many bytes.
    let bytes = unsafe { std::slice::from_raw_parts(smaller, 5 << 20) };
    assert!(bytes[8..].iter().all(|&byte| byte == 0));
}
