//! Threads of the language, from their start to their end.

use objspace::exception::Error;
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Native stack of new threads unless `thread.stack_size` says something else.
const DEFAULT_STACK: usize = 8 << 20;
/// What the engine needs at least: the machine's own reserve and some depth.
const LEAST_STACK: usize = 2 << 20;

/// As `thread.stack_size` was told; 0: the default.
static STACK_SIZE: AtomicUsize = AtomicUsize::new(0);

/// Sets the size of new threads' stacks; gives the old one.
pub fn set_stack_size(size: usize) -> usize {
    STACK_SIZE.swap(size, Ordering::Relaxed)
}

pub fn stack_size() -> usize {
    STACK_SIZE.load(Ordering::Relaxed)
}

/// Starts a thread that calls `function(*arguments, **keywords)`; its identity, or None when the system refuses.
pub fn start(vm: &mut Vm, function: Value, arguments: Value, keywords: Value) -> Option<u64> {
    let call = vm.tuple(&[function, arguments, keywords]);
    let stack = match stack_size() {
        0 => DEFAULT_STACK,
        size => size.max(LEAST_STACK),
    };
    vm.spawn_thread(call, stack, run)
}

fn run(vm: &mut Vm, call: Value) {
    if vm.entry_cell_start != u32::MAX as u64 {
        // Without records a thread could not be entered from compiled code's counters.
        crate::jit_glue::give_records(vm);
    }
    let parts = Ref::<TupleObject>::of(call);
    let function = parts.get(0);
    let arguments = Ref::<TupleObject>::of(parts.get(1)).items();
    if vm.call_with_keywords(function, arguments, parts.get(2)).is_err() {
        if vm.exception_matches(Error::SystemExit) {
            vm.take_exception();
        } else {
            report(vm, function);
        }
    }
    crate::modules::thread::forget_locals(vm);
}

/// Prints the exception that ended a thread.
fn report(vm: &mut Vm, function: Value) {
    let (instance, traceback) = vm.take_exception();
    let place = match vm.repr_text(function) {
        Ok(text) => text,
        Err(_) => {
            vm.take_exception();
            "?".to_string()
        }
    };
    let mut text = format!("Unhandled exception in thread started by {place}\n").into_bytes();
    text.extend(crate::runtime::traceback::format_exception(vm, instance, traceback));
    crate::runtime::traceback::write_stderr(vm, &text);
}

/// What a forked child does first.
pub fn after_fork(vm: &mut Vm) {
    vm.threads_after_fork();
    crate::signals::after_fork(vm);
    let name = vm.intern("threading");
    if let Some(threading) = vm.dict_get_str(vm.modules, name) {
        let name = vm.intern("_after_fork");
        if vm.call_method(threading, name, &[]).is_err() {
            crate::runtime::traceback::report_ignored(vm, threading);
        }
    }
}
