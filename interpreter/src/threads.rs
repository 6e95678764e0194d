//! Threads: real ones, under one global lock.

use objspace::vm::Vm;

/// Gives the lock to another thread if one waits for it.
pub fn switch(vm: &mut Vm) {
    let _ = vm;
}
