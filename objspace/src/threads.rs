//! Threads: real ones, of which the one that holds the global lock runs the language.
//!
//! `Vm::thread` is the state of the holder. A thread that gives the lock up takes its state with it and shows its native stack to
//! the collector; when it has the lock again it puts the state back. So nothing that runs needs to know that there are others,
//! and as long as there is only one nothing here costs anything.

use crate::heap::{ThreadStack, Visitor};
use crate::value::Value;
use crate::vm::{native_stack, Thread, Vm, NATIVE_RESERVE};
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// How long a thread waits before it asks the holder to give the lock up.
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// The global lock.
struct GlobalLock {
    state: Mutex<LockState>,
    /// The lock became free.
    freed: Condvar,
    /// Another thread took it.
    taken: Condvar,
}

struct LockState {
    held: bool,
    waiting: u32,
    /// How often it was taken.
    turns: u64,
}

impl GlobalLock {
    const fn new(held: bool) -> GlobalLock {
        GlobalLock {
            state: Mutex::new(LockState {
                held,
                waiting: 0,
                turns: 0,
            }),
            freed: Condvar::new(),
            taken: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, LockState> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn release(&self) -> u64 {
        let mut state = self.state();
        state.held = false;
        self.freed.notify_one();
        state.turns
    }

    fn acquire(&self) {
        let mut state = self.state();
        state.waiting += 1;
        while state.held {
            let turns = state.turns;
            let waited = self.freed.wait_timeout(state, SWITCH_INTERVAL);
            let (again, result) = waited.unwrap_or_else(|e| e.into_inner());
            state = again;
            if result.timed_out() && state.held && state.turns == turns {
                SWITCH_WANTED.store(true, Ordering::Relaxed);
                Vm::raise_pending();
            }
        }
        state.waiting -= 1;
        state.held = true;
        state.turns += 1;
        SWITCH_WANTED.store(false, Ordering::Relaxed);
        self.taken.notify_all();
    }

    /// Waits until another thread took the lock, which the caller gave up in turn `turns`, or none wants it.
    fn wait_for_another(&self, turns: u64) {
        let mut state = self.state();
        while state.turns == turns && state.waiting > 0 {
            state = self.taken.wait(state).unwrap_or_else(|e| e.into_inner());
        }
    }
}

/// Held by the main thread from the start.
static mut LOCK: GlobalLock = GlobalLock::new(true);
static SWITCH_WANTED: AtomicBool = AtomicBool::new(false);
/// The main thread is to poll as soon as it has the lock: signals arrived that only it handles.
static MAIN_WANTED: AtomicBool = AtomicBool::new(false);

fn lock() -> &'static GlobalLock {
    // Invariant: replaced only by a forked child, which has one thread.
    unsafe { &*std::ptr::addr_of!(LOCK) }
}

/// One thread as the others see it. Lives from its start to its end.
pub struct ThreadEntry {
    /// Its state while it does not hold the lock.
    state: MaybeUninit<Thread>,
    waits: bool,
    stack: Option<ThreadStack>,
    /// What it is to run, before it does.
    start: Cell<Value>,
    pub identity: u64,
    pub is_main: bool,
}

thread_local! {
    static ENTRY: Cell<*mut ThreadEntry> = const { Cell::new(std::ptr::null_mut()) };
}

/// The running thread as the system names it: `thread.get_ident`.
pub fn identity() -> u64 {
    unsafe { libc::pthread_self() as u64 }
}

impl Vm {
    /// Registers the thread that makes the machine as the main one.
    pub(crate) fn start_main_thread(&mut self, stack: ThreadStack) {
        let entry = Box::into_raw(Box::new(ThreadEntry {
            state: MaybeUninit::uninit(),
            waits: false,
            stack: Some(stack),
            start: Cell::new(Value::NONE),
            identity: identity(),
            is_main: true,
        }));
        self.threads.push(entry);
        ENTRY.set(entry);
    }

    /// Makes the running thread poll soon. From any thread, also from a signal's handler.
    pub fn raise_pending() {
        let vm = Vm::current_pointer();
        if !vm.is_null() {
            // A word that is only ever set from outside and cleared by the holder of the lock.
            unsafe { std::ptr::write_volatile(std::ptr::addr_of_mut!((*vm).pending), 1) };
        }
    }

    /// Makes the main thread poll as soon as it runs.
    pub fn raise_pending_in_main() {
        MAIN_WANTED.store(true, Ordering::Relaxed);
        Vm::raise_pending();
    }

    /// Whether the running thread is the main one.
    pub fn is_main_thread(&self) -> bool {
        let entry = ENTRY.get();
        entry.is_null() || unsafe { (*entry).is_main }
    }

    /// Does something that may block and touches no object: other threads run meanwhile.
    #[inline]
    pub fn without_lock<R>(&mut self, blocking: impl FnOnce() -> R) -> R {
        if self.threads.len() < 2 {
            return blocking();
        }
        self.give_up_lock();
        let result = blocking();
        self.take_lock();
        result
    }

    #[inline(never)]
    fn give_up_lock(&mut self) -> u64 {
        let entry = ENTRY.get();
        self.heap.publish_thread_stack();
        // Invariant: `vm.thread` is nobody's until the next holder writes its state there.
        unsafe {
            (*entry).state.write(std::ptr::read(&self.thread));
            (*entry).waits = true;
        }
        lock().release()
    }

    #[inline(never)]
    fn take_lock(&mut self) {
        let errno = std::io::Error::last_os_error().raw_os_error();
        lock().acquire();
        let entry = ENTRY.get();
        unsafe {
            std::ptr::write(&mut self.thread, (*entry).state.assume_init_read());
            (*entry).waits = false;
            if let Some(stack) = (*entry).stack {
                self.heap.adopt_thread_stack(stack);
            }
            if (*entry).is_main && MAIN_WANTED.load(Ordering::Relaxed) {
                self.pending = 1;
            }
            if let Some(errno) = errno {
                *libc::__errno_location() = errno;
            }
        }
    }

    /// At a poll: gives the lock to another thread if one waited long enough.
    pub fn switch_threads(&mut self) {
        if SWITCH_WANTED.load(Ordering::Relaxed) && self.threads.len() > 1 {
            let turns = self.give_up_lock();
            lock().wait_for_another(turns);
            self.take_lock();
        }
    }

    /// The main thread is about to do what it was called for.
    pub fn main_answers(&self) {
        MAIN_WANTED.store(false, Ordering::Relaxed);
    }

    /// Starts a thread that runs `body(start)` as soon as it has the lock. `stack`: bytes of its native stack. Its identity; None when
    /// the system refuses.
    pub fn spawn_thread(&mut self, start: Value, stack: usize, body: fn(&mut Vm, Value)) -> Option<u64> {
        let mut state = Thread::new()?;
        state.recursion_limit = self.thread.recursion_limit;
        let entry = Box::into_raw(Box::new(ThreadEntry {
            state: MaybeUninit::new(state),
            waits: true,
            stack: None,
            start: Cell::new(start),
            identity: 0,
            is_main: false,
        }));
        self.threads.push(entry);
        let address = entry as usize;
        let spawned = std::thread::Builder::new().stack_size(stack).spawn(move || {
            let entry = address as *mut ThreadEntry;
            ENTRY.set(entry);
            let vm = unsafe { &mut *Vm::current_pointer() };
            run_thread(vm, entry, body);
        });
        match spawned {
            Ok(handle) => {
                use std::os::unix::thread::JoinHandleExt;
                let identity = handle.as_pthread_t();
                unsafe { (*entry).identity = identity };
                Some(identity)
            }
            Err(_) => {
                self.threads.pop();
                let mut entry = unsafe { Box::from_raw(entry) };
                unsafe { entry.state.assume_init_mut() }.release();
                None
            }
        }
    }

    /// Shows what threads hold to the collector: the running one and those that wait.
    pub(crate) fn visit_threads(&self, visitor: &mut Visitor) {
        self.thread.visit(visitor);
        for &entry in &self.threads {
            let entry = unsafe { &*entry };
            visitor.word(entry.start.get().0);
            if entry.waits {
                unsafe { entry.state.assume_init_ref() }.visit(visitor);
            }
        }
    }

    /// Calls `look` with every thread's identity and state, the running one's included.
    pub fn each_thread(&mut self, mut look: impl FnMut(u64, &mut Thread)) {
        look(identity(), &mut self.thread);
        for &entry in &self.threads {
            let entry = unsafe { &mut *entry };
            if entry.waits {
                look(entry.identity, unsafe { entry.state.assume_init_mut() });
            }
        }
    }

    /// In a forked child: only the thread that forked is left, and is the main one.
    pub fn threads_after_fork(&mut self) {
        // Threads that are not here may hold the mutexes: one that was just woken holds its queue's for a moment.
        unsafe {
            std::ptr::write(std::ptr::addr_of_mut!(LOCK), GlobalLock::new(true));
            std::ptr::write(std::ptr::addr_of_mut!(QUEUES), [const { Queue::new() }; QUEUE_COUNT]);
        }
        SWITCH_WANTED.store(false, Ordering::Relaxed);
        let own = ENTRY.get();
        for entry in std::mem::take(&mut self.threads) {
            if entry == own {
                self.threads.push(entry);
            } else if let Some(stack) = unsafe { (*entry).stack } {
                // The entry's memory is left alone: its thread may have been anywhere in it.
                self.heap.unregister_thread_stack(stack);
            }
        }
        unsafe { (*own).is_main = true };
    }
}

/// A thread from its first to its last instruction.
fn run_thread(vm: &mut Vm, entry: *mut ThreadEntry, body: fn(&mut Vm, Value)) {
    lock().acquire();
    let (lowest, base) = native_stack();
    // Invariant: this thread holds the lock from here on.
    unsafe {
        std::ptr::write(&mut vm.thread, (*entry).state.assume_init_read());
        (*entry).waits = false;
        let stack = vm.heap.register_thread_stack(base);
        vm.heap.adopt_thread_stack(stack);
        (*entry).stack = Some(stack);
        (*entry).identity = identity();
        vm.thread.identity = (*entry).identity;
        vm.thread.native_limit = lowest + NATIVE_RESERVE;
        let start = (*entry).start.replace(Value::NONE);
        body(vm, start);
        vm.threads.retain(|&other| other != entry);
        vm.heap.unregister_thread_stack(stack);
        vm.thread.release();
        std::ptr::drop_in_place(&mut vm.thread.activations);
        drop(Box::from_raw(entry));
    }
    lock().release();
}

/// Where threads wait for locks of the language, by the lock's address.
static mut QUEUES: [Queue; QUEUE_COUNT] = [const { Queue::new() }; QUEUE_COUNT];
const QUEUE_COUNT: usize = 16;

struct Queue {
    mutex: Mutex<()>,
    changed: Condvar,
}

impl Queue {
    const fn new() -> Queue {
        Queue {
            mutex: Mutex::new(()),
            changed: Condvar::new(),
        }
    }
}

fn queue(address: usize) -> &'static Queue {
    // Invariant: replaced only by a forked child, which has one thread.
    unsafe { &(*std::ptr::addr_of!(QUEUES))[(address >> 4) % QUEUE_COUNT] }
}

impl Vm {
    /// Waits until [`Vm::wake`] is called for this address, or for no reason. The caller looks again.
    pub fn wait_at(&mut self, address: usize) {
        let queue = queue(address);
        // Taken before the global lock is given up: whoever wakes this thread waits until it sleeps.
        let guard = queue.mutex.lock().unwrap_or_else(|e| e.into_inner());
        if self.threads.len() < 2 {
            // Nobody else is there: only a signal's handler can change anything.
            drop(queue.changed.wait_timeout(guard, Duration::from_millis(1)));
            return;
        }
        self.without_lock(move || drop(queue.changed.wait(guard)));
    }

    /// Wakes the threads that wait at an address.
    pub fn wake(&self, address: usize) {
        let queue = queue(address);
        drop(queue.mutex.lock());
        queue.changed.notify_all();
    }
}
