//! What happens to some objects when they die: finalizers and native resources.

use super::visitor::header;
use super::{Header, Heap};
use ahash::AHashMap;

/// The objects whose finalizer has not been queued, in the order of registration.
#[derive(Default)]
pub(super) struct Finalizers {
    objects: Vec<usize>,
    /// Those from here on were registered since the last collection.
    young: usize,
}

/// A native resource or charged memory of an object.
#[derive(Default)]
struct Native {
    drop: Option<fn(*mut u8)>,
    charged: isize,
}

/// The objects that own native resources or charged memory.
#[derive(Default)]
pub(super) struct Natives {
    owned: AHashMap<usize, Native>,
    /// The owners registered since the last collection.
    young: Vec<usize>,
}

/// On the stack of the search: the object is finished, everything it refers to was visited.
const FINISHED: usize = 1;

impl Heap {
    /// Once `object` is found dead it is kept, with all that it refers to, and queued for
    /// [`Heap::take_finalizer`]: once, and before the finalizable objects that it refers to
    /// (those on a cycle are in some order). Registering twice is the same as once.
    pub fn register_finalizer(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        let flags = unsafe { &mut (*header(object as usize)).flags };
        *flags |= Header::HAS_FINALIZER;
        if *flags & Header::FINALIZER_LISTED == 0 {
            *flags |= Header::FINALIZER_LISTED;
            self.finalizers.objects.push(object as usize);
        }
    }

    /// Undoes [`Heap::register_finalizer`]. Both are cheap enough for every suspension of a
    /// generator.
    pub fn unregister_finalizer(&mut self, object: *mut u8) {
        // SAFETY: `object` is a live heap object.
        unsafe { (*header(object as usize)).flags &= !Header::HAS_FINALIZER };
    }

    /// The next object whose finalizer is to run.
    pub fn take_finalizer(&mut self) -> Option<*mut u8> {
        self.ready_finalizers.pop_front().map(|object| object as *mut u8)
    }

    /// All objects whose finalizer has not been queued yet, the oldest first. (For the end of
    /// the program.)
    pub fn finalizable_objects(&self) -> Vec<*mut u8> {
        let objects = self.finalizers.objects.iter();
        // SAFETY: registered objects are valid.
        let registered = |&object: &usize| unsafe { (*header(object)).flags };
        objects
            .filter(|object| registered(object) & Header::HAS_FINALIZER != 0)
            .map(|&object| object as *mut u8)
            .collect()
    }

    /// After marking: queues the dead objects that have finalizers in topological order, and
    /// marks them and all that they refer to.
    ///
    /// A depth-first search from the dead objects finishes what an object refers to before the
    /// object itself; the reverse of that order is topological. The search starts with the
    /// youngest, so that independent objects come out in the order of registration.
    pub(super) fn queue_dead_finalizers(&mut self, major: bool) {
        let space = self.space;
        let finalizers = &mut self.finalizers;
        let start = if major { 0 } else { finalizers.young };
        let mut dead = Vec::new();
        let mut kept = start;
        for index in start..finalizers.objects.len() {
            let object = finalizers.objects[index];
            // SAFETY: nothing was freed yet.
            let flags = unsafe { &mut (*header(object)).flags };
            if *flags & Header::HAS_FINALIZER == 0 {
                *flags &= !Header::FINALIZER_LISTED;
            } else if space.is_marked(object) {
                finalizers.objects[kept] = object;
                kept += 1;
            } else {
                dead.push(object);
            }
        }
        finalizers.objects.truncate(kept);
        finalizers.young = kept;

        let mut finished = Vec::new();
        let mut stack = Vec::new();
        for &object in dead.iter().rev() {
            stack.push(object);
            while let Some(entry) = stack.pop() {
                if entry & FINISHED != 0 {
                    finished.push(entry & !FINISHED);
                    continue;
                }
                if !space.mark(entry) {
                    continue;
                }
                // SAFETY: reached from an object that nobody freed yet.
                let flags = unsafe { &mut (*header(entry)).flags };
                *flags |= Header::OLD;
                if *flags & Header::HAS_FINALIZER != 0 {
                    *flags &= !(Header::HAS_FINALIZER | Header::FINALIZER_LISTED);
                    stack.push(entry | FINISHED);
                }
                self.visitor.referents(entry, &mut stack);
            }
        }
        self.ready_finalizers.extend(finished.iter().rev());
    }

    /// `drop` is called with `object` when its cell dies, and when the heap is dropped. It runs
    /// inside the collector: it may read the object's own words but must not touch any other
    /// part of the heap.
    pub fn register_native_drop(&mut self, object: *mut u8, drop: fn(*mut u8)) {
        self.native(object).drop = Some(drop);
    }

    /// Cancels [`Heap::register_native_drop`]: the resource was released.
    pub fn unregister_native_drop(&mut self, object: *mut u8) {
        self.native(object).drop = None;
    }

    /// As [`Heap::charge_external`], charged to `object`: undone when it dies.
    pub fn charge_object(&mut self, object: *mut u8, bytes: isize) {
        self.native(object).charged += bytes;
        self.charge_external(bytes);
    }

    fn native(&mut self, object: *mut u8) -> &mut Native {
        // SAFETY: `object` is a live heap object.
        let flags = unsafe { &mut (*header(object as usize)).flags };
        if *flags & Header::EXTERNAL == 0 {
            *flags |= Header::EXTERNAL;
            self.natives.young.push(object as usize);
        }
        self.natives.owned.entry(object as usize).or_default()
    }

    /// Before the sweep: releases what the dead objects own.
    pub(super) fn drop_dead_natives(&mut self, major: bool) {
        let space = self.space;
        let mut released: isize = 0;
        let mut release = |object: usize, native: &Native| {
            if let Some(drop) = native.drop {
                drop(object as *mut u8);
            }
            released += native.charged;
        };
        let natives = &mut self.natives;
        if major {
            natives.owned.retain(|&object, native| {
                let live = space.is_marked(object);
                if !live {
                    release(object, native);
                }
                live
            });
        } else {
            for &object in &natives.young {
                if !space.is_marked(object) {
                    if let Some(native) = natives.owned.remove(&object) {
                        release(object, &native);
                    }
                }
            }
        }
        natives.young.clear();
        self.external = self.external.saturating_add_signed(-released);
    }

    /// Releases what all objects own.
    pub(super) fn drop_all_natives(&mut self) {
        for (object, native) in self.natives.owned.drain() {
            if let Some(drop) = native.drop {
                drop(object as *mut u8);
            }
        }
    }
}
