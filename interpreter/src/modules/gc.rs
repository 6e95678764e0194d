//! `gc`: the collector's controls.

use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "collect",
        0,
        1,
        collect,
        "collect([generation]) -> n\n\nRuns a full collection, and then the finalizers that wait.",
    ),
    function(
        "enable",
        0,
        0,
        |vm, _| switch(vm, true),
        "enable() -> None\n\nEnable automatic garbage collection.",
    ),
    function(
        "disable",
        0,
        0,
        |vm, _| switch(vm, false),
        "disable() -> None\n\nNoted for isenabled(); memory is collected all the same, as nothing else frees it.",
    ),
    function("isenabled", 0, 0, is_enabled, "isenabled() -> status"),
];

const STATE: &str = "gc.enabled";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let garbage = vm.list(&[]);
    vm.module_set(Ref::<ModuleObject>::of(module), "garbage", garbage);
    switch(vm, true)?;
    Ok(())
}

fn switch(vm: &mut Vm, enabled: bool) -> Result {
    vm.module_state.insert(STATE, Box::new(enabled));
    Ok(Value::NONE)
}

fn is_enabled(vm: &mut Vm, _: &[Value]) -> Result {
    let enabled = vm.module_state.get(STATE).and_then(|state| state.downcast_ref());
    Ok(Value::bool(enabled == Some(&true)))
}

fn collect(vm: &mut Vm, _: &[Value]) -> Result {
    vm.heap.collect_major();
    vm.poll()?;
    Ok(Value::integer(0))
}
