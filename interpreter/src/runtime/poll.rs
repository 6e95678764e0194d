//! What is done at polls: finalizers, callbacks of weak references, signals, thread switches.

use objspace::generator::{GeneratorObject, GeneratorState};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use objspace::weak::WeakObject;

/// Does what is pending.
pub fn poll(vm: &mut Vm) -> Result<()> {
    vm.pending = 0;
    if vm.heap.take_memory_error() {
        return Err(vm.memory_error());
    }
    while let Some(weak) = vm.heap.take_dead_weak() {
        let weak = unsafe { Ref::<WeakObject>::from_pointer(weak) };
        let callback = weak.callback.get();
        if !callback.is_unbound() && !callback.is_none() {
            weak.callback.init(Value::NONE);
            let result = vm.call(callback, &[weak.value()]);
            if result.is_err() {
                super::traceback::report_ignored(vm, callback);
            }
        }
    }
    while let Some(object) = vm.heap.take_finalizer() {
        finalize(vm, Value(object as u64));
    }
    crate::signals::deliver(vm)?;
    vm.switch_threads();
    Ok(())
}

/// Runs `__del__` (or a generator's close); errors are reported and ignored.
fn finalize(vm: &mut Vm, object: Value) {
    if vm.kind_of(object) == Kind::Generator {
        if Ref::<GeneratorObject>::of(object).state.get() == GeneratorState::Finished {
            return;
        }
        let close = vm.intern("close");
        if vm.call_method(object, close, &[]).is_err() {
            super::traceback::report_ignored(vm, object);
        }
        return;
    }
    let name = vm.names.__del__;
    let method = if vm.kind_of(object) == Kind::OldInstance {
        vm.old_instance_find(object, name).unwrap_or(None)
    } else {
        let class = vm.class_of(object);
        match vm.lookup(class, name) {
            Some(method) => vm.bind(method, object, class).ok(),
            None => None,
        }
    };
    if let Some(method) = method {
        if vm.call(method, &[]).is_err() {
            super::traceback::report_ignored(vm, method);
        }
    }
}
