//! Signals: noted by the native handler, delivered to Python handlers by the main thread at its polls.

use objspace::exception::Error;
use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

/// One more than the highest signal.
pub const COUNT: i32 = 65;

/// Signals that arrived and were not delivered, a bit each.
static ARRIVED: AtomicU64 = AtomicU64::new(0);
/// The descriptor of `signal.set_wakeup_fd`, or -1.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);

/// The native handler. (Only what may be done in a handler: atomics and a write.)
extern "C" fn arrived(signal: i32) {
    let saved = std::io::Error::last_os_error().raw_os_error();
    note(signal);
    let wakeup = WAKEUP.load(Ordering::Relaxed);
    if wakeup >= 0 {
        unsafe { libc::write(wakeup, [0u8].as_ptr().cast(), 1) };
    }
    if let Some(saved) = saved {
        unsafe { *libc::__errno_location() = saved };
    }
}

/// A signal arrived, or is to be treated as if it did.
pub fn note(signal: i32) {
    ARRIVED.fetch_or(1 << (signal - 1), Ordering::SeqCst);
    Vm::raise_pending_in_main();
}

/// What the system does when a signal arrives. (As the words of Python: a function, SIG_DFL 0, SIG_IGN 1.)
pub enum Action {
    Default,
    Ignore,
    Note,
}

/// Sets what the system does; the errno when it refuses.
pub fn set_action(signal: i32, action: Action) -> std::result::Result<(), i32> {
    let mut sigaction: libc::sigaction = unsafe { std::mem::zeroed() };
    sigaction.sa_sigaction = match action {
        Action::Default => libc::SIG_DFL,
        Action::Ignore => libc::SIG_IGN,
        Action::Note => arrived as *const () as usize,
    };
    // Without SA_RESTART: calls that block come back and the handler runs.
    match unsafe { libc::sigaction(signal, &sigaction, std::ptr::null_mut()) } {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error().raw_os_error().unwrap_or(0)),
    }
}

/// Sets the wakeup descriptor; gives the old one.
pub fn set_wakeup(fd: i32) -> i32 {
    WAKEUP.swap(fd, Ordering::SeqCst)
}

/// What a Python process starts with: SIGPIPE and SIGXFSZ are ignored (writes give errors), SIGINT raises KeyboardInterrupt.
pub fn start() {
    for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
        let _ = set_action(signal, Action::Ignore);
    }
    let mut old: libc::sigaction = unsafe { std::mem::zeroed() };
    unsafe { libc::sigaction(libc::SIGINT, std::ptr::null(), &mut old) };
    if old.sa_sigaction == libc::SIG_DFL {
        let _ = set_action(libc::SIGINT, Action::Note);
    }
}

/// Runs the handlers of signals that arrived. Only the main thread does.
pub fn deliver(vm: &mut Vm) -> Result<()> {
    if ARRIVED.load(Ordering::Relaxed) == 0 || !vm.is_main_thread() {
        return Ok(());
    }
    vm.main_answers();
    loop {
        let waiting = ARRIVED.load(Ordering::SeqCst);
        if waiting == 0 {
            return Ok(());
        }
        let signal = waiting.trailing_zeros() as i32 + 1;
        ARRIVED.fetch_and(!(1 << (signal - 1)), Ordering::SeqCst);
        if let Err(e) = crate::modules::signal::handle(vm, signal) {
            if ARRIVED.load(Ordering::SeqCst) != 0 {
                Vm::raise_pending_in_main();
            }
            return Err(e);
        }
    }
}

/// Raises KeyboardInterrupt: the handler of SIGINT while nobody set another.
pub fn interrupt(vm: &mut Vm) -> Result {
    Err(vm.raise_with(Error::KeyboardInterrupt, &[]))
}

/// In a forked child: what had arrived was the parent's.
pub fn after_fork(_: &mut Vm) {
    ARRIVED.store(0, Ordering::SeqCst);
}

/// SIG_DFL and SIG_IGN as Python has them.
pub const DEFAULT: Value = Value::integer(0);
pub const IGNORE: Value = Value::integer(1);
