//! Random graphs, compared with a model after collections.
//!
//! `PYRS_FUZZ_SEED` repeats a run; each prints its seed.

use super::super::*;
use super::*;
use std::collections::HashMap;

/// What the model knows of an object. The model goes by address.
struct Model {
    /// Tells objects apart that had the same address one after the other.
    serial: u64,
    map: u32,
    /// The referents of its traced words, by word.
    fields: HashMap<usize, *mut u8>,
    size: usize,
}

struct Fuzz {
    heap: Box<Heap>,
    random: Random,
    roots: RootVec,
    objects: HashMap<*mut u8, Model>,
    /// Words that a root source reports as if they were on a stack.
    junk: *mut [usize; 64],
    /// Weak references, the addresses of their referents and the serials of these.
    weak: Vec<(RootVec, *mut u8, u64)>,
    serial: u64,
}

impl Fuzz {
    fn new(seed: u64, options: Options) -> Fuzz {
        let mut heap = heap_with(options);
        let junk = Box::into_raw(Box::new([0; 64]));
        heap.add_root_source(move |visitor| {
            visitor.conservative(junk as usize, junk as usize + size_of::<[usize; 64]>());
        });
        let mut roots = RootVec::new(&mut heap);
        for _ in 0..300 {
            roots.push(0);
        }
        Fuzz {
            heap,
            random: Random(seed | 1),
            roots,
            objects: HashMap::new(),
            junk,
            weak: Vec::new(),
            serial: 0,
        }
    }

    /// A reachable object: the end of a short random walk from a random root.
    fn pick(&mut self) -> Option<*mut u8> {
        let index = self.random.below(self.roots.len());
        let mut object = self.roots.get(index) as *mut u8;
        if object.is_null() {
            return None;
        }
        for _ in 0..self.random.below(4) {
            let fields = &self.objects[&object].fields;
            if fields.is_empty() {
                break;
            }
            let mut words: Vec<_> = fields.keys().copied().collect();
            words.sort_unstable();
            object = fields[&words[self.random.below(words.len())]];
        }
        Some(object)
    }

    fn allocate(&mut self) {
        let sizes = [32, 32, 32, 48, 64, 96, 112, 400, 3000, 16_000, 40_000, 1_200_000];
        let limit = match self.random.below(1000) {
            0 => 12,
            1..10 => 11,
            _ => 8,
        };
        let size = sizes[self.random.below(limit)];
        let map = match size {
            32 => [PAIR, CUSTOM, RAW][self.random.below(3)],
            _ => [ARRAY, HEADED_ARRAY, RAW][self.random.below(3)],
        };
        let object = self.heap.allocate_large_or_small(size, map).unwrap();
        assert!((8..size).step_by(8).all(|at| read(object, at / 8) == 0));
        if map == ARRAY {
            write_raw(object, 1, (size / 8 - 2) as Word);
        } else if map == HEADED_ARRAY {
            write_raw(object, 1, (size / 8 - 3) as Word);
        } else {
            write_raw(object, 1, size as Word);
        }
        self.serial += 1;
        let model = Model {
            serial: self.serial,
            map,
            fields: HashMap::new(),
            size,
        };
        self.objects.insert(object, model);
        let index = self.random.below(self.roots.len());
        self.roots.set(index, object as Word);
        for _ in 0..self.random.below(4) {
            self.store_into(object);
        }
    }

    fn store_into(&mut self, object: *mut u8) {
        let Some(value) = self.pick() else { return };
        let (map, size) = (self.objects[&object].map, self.objects[&object].size);
        let word = match map {
            RAW => return,
            _ => 2 + self.random.below(size / 8 - 2),
        };
        let slot = object.cast::<Word>().wrapping_add(word);
        if self.random.chance(5) {
            // SAFETY: a traced word of a reachable object; integers need no barrier.
            unsafe { *slot = self.random.next() << 1 | 1 };
            self.objects.get_mut(&object).unwrap().fields.remove(&word);
            return;
        }
        match map {
            ARRAY => self.heap.array_store(object, slot, value as Word),
            HEADED_ARRAY if word > 2 && self.random.chance(2) => self.heap.array_store(object, slot, value as Word),
            _ => link(&mut self.heap, object, word, value),
        }
        let model = self.objects.get_mut(&object).unwrap();
        model.fields.insert(word, value);
    }

    fn scatter_junk(&mut self) {
        let objects: Vec<usize> = self.objects.keys().map(|&object| object as usize).collect();
        let (base, size) = (self.heap.space.base, self.heap.pool.top() << 15);
        // SAFETY: the box of the root source, which does not run now.
        for word in unsafe { &mut *self.junk } {
            *word = match self.random.below(4) {
                0 => base + self.random.below(size + 1),
                1 if !objects.is_empty() => objects[self.random.below(objects.len())] + self.random.below(64),
                2 => self.random.next() as usize,
                _ => 0,
            };
        }
    }

    fn clear_junk(&mut self) {
        // SAFETY: as in `scatter_junk`.
        unsafe { *self.junk = [0; 64] };
    }

    fn reachable(&self) -> Vec<*mut u8> {
        let mut found: Vec<*mut u8> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut stack: Vec<*mut u8> = (self.roots.as_slice().iter())
            .filter(|&&word| word != 0)
            .map(|&word| word as *mut u8)
            .collect();
        while let Some(object) = stack.pop() {
            if seen.insert(object) {
                found.push(object);
                stack.extend(self.objects[&object].fields.values());
            }
        }
        found
    }

    /// Compares all reachable objects with the model, and forgets the others.
    fn check(&mut self, exactly: bool) {
        let mut reachable = self.reachable();
        for &object in &reachable {
            let model = &self.objects[&object];
            // SAFETY: reachable objects are live.
            assert_eq!(unsafe { (*object.cast::<Header>()).map }, model.map);
            for (&word, &referent) in &model.fields {
                assert_eq!(read(object, word), referent as Word);
            }
        }
        let reached: HashMap<*mut u8, u64> = (reachable.iter())
            .map(|object| (*object, self.objects[object].serial))
            .collect();
        for (weak, referent, serial) in &self.weak {
            let word = read(weak.get(0) as *mut u8, 2);
            if reached.get(referent) == Some(serial) {
                assert_eq!(word, *referent as Word);
            } else if exactly {
                assert_eq!(word, 0);
            }
        }
        let mut found = Vec::new();
        self.heap.for_each_object(|object| {
            // SAFETY: a valid object.
            if unsafe { (*object.cast::<Header>()).map } != WEAK {
                found.push(object);
            }
        });
        found.sort_unstable();
        reachable.sort_unstable();
        if exactly {
            assert_eq!(found, reachable);
        } else {
            assert!(reachable.iter().all(|object| found.binary_search(object).is_ok()));
        }
        let live: std::collections::HashSet<_> = found.into_iter().collect();
        self.objects.retain(|object, _| live.contains(object));
    }

    fn collect(&mut self) {
        match self.random.below(4) {
            0 => {
                self.clear_junk();
                self.heap.collect_major();
                self.check(true);
            }
            1 => {
                self.scatter_junk();
                self.heap.collect_major();
                self.check(false);
            }
            _ => {
                self.scatter_junk();
                self.heap.collect_minor();
                self.check(false);
            }
        }
    }

    fn change_weak(&mut self) {
        if self.weak.len() >= 30 {
            let index = self.random.below(self.weak.len());
            self.weak.swap_remove(index);
        }
        if let Some(referent) = self.pick() {
            let mut holder = RootVec::new(&mut self.heap);
            // The referent stays reachable: nothing is dropped before the next step.
            let weak = self.heap.allocate(32, WEAK);
            write_raw(weak, 2, referent as Word);
            self.heap.register_weak(weak, 2);
            holder.push(weak as Word);
            let serial = self.objects[&referent].serial;
            self.weak.push((holder, referent, serial));
        }
        while self.heap.take_dead_weak().is_some() {}
    }

    fn run(&mut self, steps: usize) {
        for step in 0..steps {
            match self.random.below(100) {
                0..60 => self.allocate(),
                60..85 => {
                    if let Some(object) = self.pick() {
                        self.store_into(object);
                    }
                }
                85..97 => {
                    let index = self.random.below(self.roots.len());
                    self.roots.set(index, 0);
                }
                _ => self.change_weak(),
            }
            if step % 1000 == 999 {
                self.collect();
            }
        }
    }
}

impl Drop for Fuzz {
    fn drop(&mut self) {
        // SAFETY: made by `new`; the root source only runs in collections.
        drop(unsafe { Box::from_raw(self.junk) });
    }
}

fn seed() -> u64 {
    let seed = std::env::var("PYRS_FUZZ_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |now| now.as_nanos() as u64)
    });
    eprintln!("PYRS_FUZZ_SEED={seed}");
    seed
}

#[test]
fn random_graphs() {
    let options = Options {
        nursery: Some(256 << 10),
        ..Options::default()
    };
    let seed = seed();
    for round in 0..3 {
        Fuzz::new(seed.wrapping_add(round << 8), options.clone()).run(15_000);
    }
}

#[test]
fn random_graphs_in_stress_mode() {
    let options = Options {
        stress: true,
        ..Options::default()
    };
    Fuzz::new(seed(), options).run(4_000);
}
