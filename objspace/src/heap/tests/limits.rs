//! Memory limits: errors, never an abort.

use super::super::*;
use super::*;

const MIB: usize = 1 << 20;

fn limited(max: usize) -> Box<Heap> {
    heap_with(Options {
        max: Some(max),
        ..Options::default()
    })
}

#[test]
fn large_allocations_over_the_limit_fail() {
    let mut heap = limited(32 * MIB);
    let mut kept = RootVec::new(&mut heap);
    let mut count = 0;
    let error = loop {
        match heap.allocate_large_or_small(MIB, RAW) {
            Ok(object) => kept.push(object as Word),
            Err(error) => break error,
        }
        count += 1;
    };
    assert_eq!(error, OutOfMemory);
    assert!((31..=32).contains(&count), "{count}");
    // Absurd sizes fail at once, without a collection.
    let before = heap.statistics().major_collections;
    for size in [33 * MIB, 1 << 40, usize::MAX / 2, usize::MAX - 15, usize::MAX] {
        assert!(heap.allocate_large_or_small(size, RAW).is_err());
    }
    assert_eq!(heap.statistics().major_collections, before);
    assert!(!heap.extend_in_place(kept.get(0) as *mut u8, 8 * MIB));
    assert!(!heap.extend_in_place(kept.get(0) as *mut u8, usize::MAX));
    // There is room again as soon as something dies.
    kept.pop();
    heap.allocate_large_or_small(MIB, RAW).unwrap();
    kept.clear();
    heap.allocate_large_or_small(30 * MIB, RAW).unwrap();
}

#[test]
fn small_allocations_over_the_limit_leave_an_error_pending() {
    let mut heap = limited(16 * MIB);
    let mut kept = RootVec::new(&mut heap);
    let mut count = 0;
    while !heap.take_memory_error() {
        let object = pair(&mut heap, 1);
        kept.push(object as Word);
        count += 1;
        assert!(count < 2_000_000);
    }
    assert!((15 * MIB..=18 * MIB).contains(&(count * 32)), "{count}");
    // SAFETY: the heap's own flag.
    assert_eq!(unsafe { *heap.poll_word() }, POLL_HEAP);
    assert_eq!(heap.allocate_large_or_small(100_000, RAW), Err(OutOfMemory));
    // What follows is still served; after the program made room all is well.
    let majors = heap.statistics().major_collections;
    for _ in 0..10_000 {
        pair(&mut heap, 2);
    }
    assert!(heap.statistics().major_collections <= majors + 2);
    kept.clear();
    heap.collect_major();
    heap.take_memory_error();
    for _ in 0..1_000_000 {
        pair(&mut heap, 2);
    }
    assert!(!heap.take_memory_error());
    heap.allocate_large_or_small(10 * MIB, RAW).unwrap();
}

#[test]
fn small_allocations_that_can_fail_do() {
    let mut heap = limited(16 * MIB);
    let mut kept = RootVec::new(&mut heap);
    let mut count = 0;
    while let Ok(object) = heap.allocate_large_or_small(48, RAW) {
        kept.push(object as Word);
        count += 1;
        assert!(count < 2_000_000);
    }
    assert!(!heap.take_memory_error());
}

#[test]
fn an_exhausted_reservation_is_an_error_as_well() {
    let mut heap = heap_with(Options {
        reservation: Some(64 * MIB),
        max: Some(1 << 40),
        ..Options::default()
    });
    let mut kept = RootVec::new(&mut heap);
    // The main region is half of the reservation.
    let mut count = 0;
    while !heap.take_memory_error() {
        let object = pair(&mut heap, 1);
        kept.push(object as Word);
        count += 1;
        assert!(count < 2_000_000);
    }
    assert!(heap.allocate_large_or_small(64, RAW).is_err());
    assert!(heap.allocate_large_or_small(100_000, RAW).is_err());
    kept.clear();
    heap.collect_major();
    heap.allocate_large_or_small(100_000, RAW).unwrap();
    // The region of huge objects.
    let mut huge = RootVec::new(&mut heap);
    while let Ok(object) = heap.allocate_large_or_small(2 * MIB, RAW) {
        huge.push(object as Word);
        assert!(huge.len() < 64);
    }
    // Some of the region is the slack of the first ones; the main region serves the rest.
    assert!(huge.len() >= 16, "{}", huge.len());
    huge.clear();
    heap.collect_major();
    pair(&mut heap, 1);
    assert!(!heap.take_memory_error());
}

#[test]
fn external_memory_counts() {
    let mut heap = limited(32 * MIB);
    heap.charge_external(31 * MIB as isize);
    assert!(heap.allocate_large_or_small(2 * MIB, RAW).is_err());
    heap.charge_external(-31 * MIB as isize);
    heap.allocate_large_or_small(2 * MIB, RAW).unwrap();
}

#[test]
fn memory_of_a_shrunk_heap_is_given_back() {
    fn resident(heap: &Heap) -> usize {
        let pages = heap.pool.top() * 8;
        let mut residency = vec![0u8; pages];
        // SAFETY: the vector has a byte for each page of the range.
        let result = unsafe { libc::mincore(heap.space.base as *mut _, pages * 4096, residency.as_mut_ptr().cast()) };
        assert_eq!(result, 0);
        residency.iter().filter(|&&byte| byte & 1 != 0).count() * 4096
    }
    let mut heap = heap();
    let mut kept = RootVec::new(&mut heap);
    for _ in 0..100_000 {
        let object = heap.allocate(320, RAW);
        kept.push(object as Word);
    }
    heap.collect_major();
    assert!(resident(&heap) >= 30 * MIB);
    kept.clear();
    heap.collect_major();
    assert!(resident(&heap) <= 4 * MIB, "{}", resident(&heap));
    for _ in 0..100_000 {
        let object = heap.allocate(320, RAW);
        assert_eq!(read(object, 39), 0);
        write_raw(object, 39, 1);
    }
}

#[test]
fn pacing_can_be_changed() {
    let mut heap = heap();
    heap.set_pacing(Some(64 << 10), None, None);
    for _ in 0..32_768 {
        pair(&mut heap, 1);
    }
    assert!((12..=16).contains(&heap.statistics().minor_collections));
    heap.set_pacing(Some(MIB), Some(3.0), Some(8 * MIB));
    assert!(heap.allocate_large_or_small(9 * MIB, RAW).is_err());
}
