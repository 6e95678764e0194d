//! Weak references, finalizers and native resources.

use super::super::*;
use super::*;
use std::cell::Cell;

fn weak_to(heap: &mut Heap, referent: *mut u8) -> *mut u8 {
    let weak = heap.allocate(32, WEAK);
    write_raw(weak, 2, referent as Word);
    heap.register_weak(weak, 2);
    weak
}

fn polled(heap: &mut Heap) -> bool {
    // SAFETY: the heap's own flag.
    unsafe { heap.poll_word().replace(0) & POLL_HEAP != 0 }
}

#[test]
fn weak_references_are_cleared_and_queued_once() {
    let mut heap = heap();
    heap.set_cleared_word(0b10);
    for major in [false, true] {
        let live = pair(&mut heap, 1);
        let _live = root(&mut heap, live);
        let dead = pair(&mut heap, 2);
        let mut weak = RootVec::new(&mut heap);
        for referent in [live, dead, dead] {
            let reference = weak_to(&mut heap, referent);
            weak.push(reference as Word);
        }
        let [to_live, first, second] = [0, 1, 2].map(|index| weak.get(index) as *mut u8);
        assert_eq!(heap.weak_references(dead), [second, first]);
        match major {
            false => heap.collect_minor(),
            true => heap.collect_major(),
        }
        assert!(polled(&mut heap));
        assert_eq!(read(to_live, 2), live as Word);
        assert_eq!(read(first, 2), 0b10);
        assert_eq!(read(second, 2), 0b10);
        assert_eq!(heap.take_dead_weak(), Some(second));
        assert_eq!(heap.take_dead_weak(), Some(first));
        assert_eq!(heap.take_dead_weak(), None);
        assert_eq!(heap.weak_references(live), [to_live]);
        heap.collect_major();
        assert!(!polled(&mut heap));
        assert_eq!(heap.take_dead_weak(), None);
    }
}

#[test]
fn weak_references_of_all_ages_are_cleared() {
    let mut heap = heap();
    let referent = pair(&mut heap, 1);
    let strong = root(&mut heap, referent);
    let mut weak = RootVec::new(&mut heap);
    for _ in 0..3 {
        let reference = weak_to(&mut heap, referent);
        weak.push(reference as Word);
        heap.collect_minor();
    }
    assert_eq!(heap.weak_references(referent).len(), 3);
    drop(strong);
    heap.collect_major();
    for index in 0..3 {
        assert_eq!(read(weak.get(index) as *mut u8, 2), 0);
        assert!(heap.take_dead_weak().is_some());
    }
}

#[test]
fn dead_weak_references_are_forgotten() {
    let mut heap = heap();
    let referent = pair(&mut heap, 1);
    let strong = root(&mut heap, referent);
    for _ in 0..100_000 {
        weak_to(&mut heap, referent);
    }
    heap.collect_minor();
    assert_eq!(heap.weak_references(referent), [] as [*mut u8; 0]);
    // Both die together: nothing is queued.
    weak_to(&mut heap, referent);
    drop(strong);
    heap.collect_major();
    assert_eq!(heap.take_dead_weak(), None);
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn queued_weak_references_stay_alive() {
    let mut heap = heap();
    let dead = pair(&mut heap, 1);
    let weak = weak_to(&mut heap, dead);
    let strong = root(&mut heap, weak);
    heap.collect_minor();
    drop(strong);
    heap.collect_major();
    assert_eq!(heap.take_dead_weak(), Some(weak));
    assert_eq!(read(weak, 2), 0);
    heap.collect_major();
    assert_eq!(count_objects(&mut heap), 0);
}

#[test]
fn a_weak_reference_kept_by_a_finalizer_still_works() {
    let mut heap = heap();
    let referent = pair(&mut heap, 1);
    let strong = root(&mut heap, referent);
    let owner = pair(&mut heap, 2);
    let weak = weak_to(&mut heap, referent);
    link(&mut heap, owner, 2, weak);
    heap.register_finalizer(owner);
    heap.collect_major();
    assert_eq!(heap.take_finalizer(), Some(owner));
    let _owner = root(&mut heap, owner);
    assert_eq!(read(weak, 2), referent as Word);
    drop(strong);
    heap.collect_major();
    assert_eq!(read(weak, 2), 0);
    assert_eq!(heap.take_dead_weak(), Some(weak));
}

#[test]
fn weak_references_are_cleared_before_finalizers_bring_objects_back() {
    let mut heap = heap();
    let object = pair(&mut heap, 1);
    let child = pair(&mut heap, 2);
    link(&mut heap, object, 2, child);
    heap.register_finalizer(object);
    let mut weak = RootVec::new(&mut heap);
    for referent in [object, child] {
        let reference = weak_to(&mut heap, referent);
        weak.push(reference as Word);
    }
    heap.collect_minor();
    assert_eq!(read(weak.get(0) as *mut u8, 2), 0);
    assert_eq!(read(weak.get(1) as *mut u8, 2), 0);
    assert_eq!(heap.take_finalizer(), Some(object));
    assert_eq!(read(object_at(object, 2), 1), 2);
}

#[test]
fn finalizers_come_in_topological_order() {
    let mut heap = heap();
    for major in [false, true] {
        // A diamond with a tail, registered in an order that is not topological:
        // 0 -> 1 -> 3 -> plain -> 4, 0 -> 2 -> 3.
        let [a, b, c, d, e, plain] = [0, 1, 2, 3, 4, 5].map(|number| pair(&mut heap, number));
        link(&mut heap, a, 2, b);
        link(&mut heap, a, 3, c);
        link(&mut heap, b, 2, d);
        link(&mut heap, c, 2, d);
        link(&mut heap, d, 2, plain);
        link(&mut heap, plain, 2, e);
        let independent = pair(&mut heap, 6);
        for object in [independent, d, e, b, a, c] {
            heap.register_finalizer(object);
        }
        match major {
            false => heap.collect_minor(),
            true => heap.collect_major(),
        }
        assert!(polled(&mut heap));
        let mut order = Vec::new();
        while let Some(object) = heap.take_finalizer() {
            order.push(object);
        }
        let place = |object| order.iter().position(|&other| other == object).unwrap();
        assert_eq!(order.len(), 6);
        assert_eq!(place(independent), 0);
        for (before, after) in [(a, b), (a, c), (b, d), (c, d), (d, e)] {
            assert!(place(before) < place(after));
        }
        assert_eq!(read(plain, 1), 5);
        // Once only.
        heap.collect_major();
        assert_eq!(heap.take_finalizer(), None);
        assert_eq!(count_objects(&mut heap), 0);
    }
}

#[test]
fn finalizers_of_a_cycle_all_run() {
    let mut heap = heap();
    let objects = [0, 1, 2].map(|number| pair(&mut heap, number));
    for index in 0..3 {
        link(&mut heap, objects[index], 2, objects[(index + 1) % 3]);
        heap.register_finalizer(objects[index]);
    }
    assert_eq!(heap.finalizable_objects(), objects);
    heap.collect_minor();
    let mut queued: Vec<_> = std::iter::from_fn(|| heap.take_finalizer()).collect();
    queued.sort_unstable();
    assert_eq!(queued, objects);
    assert!(heap.finalizable_objects().is_empty());
}

#[test]
fn finalizers_wait_in_the_queue_and_can_be_cancelled() {
    let mut heap = heap();
    let waiting = pair(&mut heap, 1);
    let cancelled = pair(&mut heap, 2);
    heap.register_finalizer(waiting);
    heap.register_finalizer(cancelled);
    heap.unregister_finalizer(cancelled);
    for _ in 0..3 {
        heap.collect_major();
        for number in 0..1000 {
            pair(&mut heap, number);
        }
    }
    assert_eq!(heap.take_finalizer(), Some(waiting));
    assert_eq!(read(waiting, 1), 1);
    assert_eq!(heap.take_finalizer(), None);
    // It may be registered anew.
    heap.register_finalizer(waiting);
    heap.collect_major();
    assert_eq!(heap.take_finalizer(), Some(waiting));
}

#[test]
fn finalizers_may_be_registered_and_cancelled_all_the_time() {
    let mut heap = heap();
    let generator = pair(&mut heap, 1);
    let strong = root(&mut heap, generator);
    for round in 0..1000 {
        heap.register_finalizer(generator);
        heap.register_finalizer(generator);
        assert_eq!(heap.finalizable_objects(), [generator]);
        if round % 100 == 0 {
            heap.collect_minor();
        }
        heap.unregister_finalizer(generator);
        assert!(heap.finalizable_objects().is_empty());
        if round % 300 == 0 {
            heap.collect_major();
        }
    }
    heap.register_finalizer(generator);
    drop(strong);
    heap.collect_major();
    assert_eq!(heap.take_finalizer(), Some(generator));
    assert_eq!(heap.take_finalizer(), None);
}

thread_local! {
    static DROPPED: Cell<u64> = const { Cell::new(0) };
}

fn count_drop(object: *mut u8) {
    DROPPED.set(DROPPED.get() + read(object, 1));
}

#[test]
fn native_resources_are_released_with_their_object() {
    let mut heap = heap();
    DROPPED.set(0);
    let kept = pair(&mut heap, 1);
    let strong = root(&mut heap, kept);
    let finalized = pair(&mut heap, 10);
    heap.register_finalizer(finalized);
    let dead = pair(&mut heap, 100);
    let closed = pair(&mut heap, 1000);
    for object in [kept, finalized, dead, closed] {
        heap.register_native_drop(object, count_drop);
        heap.charge_object(object, 1 << 10);
    }
    heap.unregister_native_drop(closed);
    assert_eq!(heap.statistics().external_bytes, 4 << 10);
    heap.collect_minor();
    assert_eq!(DROPPED.get(), 100);
    assert_eq!(heap.statistics().external_bytes, 2 << 10);
    assert_eq!(heap.take_finalizer(), Some(finalized));
    heap.collect_major();
    assert_eq!(DROPPED.get(), 110);
    drop(strong);
    drop(heap);
    assert_eq!(DROPPED.get(), 111);
}

#[test]
fn external_memory_brings_collections_closer() {
    let mut heap = heap();
    DROPPED.set(0);
    for _ in 0..1000 {
        let object = pair(&mut heap, 1);
        heap.register_native_drop(object, count_drop);
        heap.charge_object(object, 1 << 20);
    }
    assert!(heap.statistics().external_bytes < 16 << 20);
    assert!(DROPPED.get() > 980);
    // The same for objects that grow old before they die.
    let mut kept = RootVec::new(&mut heap);
    for _ in 0..1000 {
        let object = pair(&mut heap, 1);
        heap.charge_object(object, 1 << 20);
        if kept.len() == 20 {
            kept.clear();
        }
        kept.push(object as Word);
    }
    assert!(heap.statistics().external_bytes < 100 << 20);
    assert!(heap.statistics().major_collections > 3);
}
