//! `_jit`: what the compiler did and its parameters. `pypyjit` is written on it.

use objspace::language::compiler;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_jit",
    doc: "The just-in-time compiler.",
    functions: &[
        function(
            "statistics",
            0,
            0,
            statistics,
            "statistics() -> dict\n\nCounts of what was compiled and what of it lives, and the seconds that took.",
        ),
        function(
            "parameters",
            0,
            0,
            parameters,
            "parameters() -> dict\n\nThe values of all parameters.",
        ),
        function(
            "set_parameters",
            1,
            1,
            set_parameters,
            "set_parameters(text)\n\nSets what --jit sets: 'name=value,...', 'off', 'default'. ValueError where it cannot.",
        ),
        function(
            "free",
            0,
            0,
            |_, _| {
                if let Some(jit) = compiler() {
                    jit.free_trees();
                }
                Ok(Value::NONE)
            },
            "free()\n\nFrees all compiled code that is not running.",
        ),
    ],
    initialize: |_, _| Ok(()),
};

fn statistics(vm: &mut Vm, _: &[Value]) -> Result {
    let statistics = compiler().map(|jit| jit.statistics()).unwrap_or_default();
    let counts = [
        ("loops_compiled", statistics.loops_compiled),
        ("functions_compiled", statistics.functions_compiled),
        ("bridges_compiled", statistics.bridges_compiled),
        ("trees_recompiled", statistics.trees_recompiled),
        ("trees_freed", statistics.trees_freed),
        ("trees_invalidated", statistics.trees_invalidated),
        ("recordings_given_up", statistics.aborts.values().sum()),
        ("recorded_operations", statistics.recorded_operations),
        ("optimized_operations", statistics.optimized_operations),
        ("exits", statistics.exits),
        ("live_trees", statistics.live_trees as u64),
        ("live_bridges", statistics.live_bridges as u64),
        ("code_bytes", statistics.code_bytes as u64),
    ];
    let seconds = [
        ("recording_time", statistics.recording_time),
        ("optimizing_time", statistics.optimizing_time),
        ("compiling_time", statistics.compiling_time),
    ];
    let dict = vm.new_dict();
    for (name, count) in counts {
        let (name, count) = (vm.intern(name), vm.int(count as i64));
        vm.dict_set(dict, name.value(), count)?;
    }
    for (name, time) in seconds {
        let (name, time) = (vm.intern(name), vm.float(time));
        vm.dict_set(dict, name.value(), time)?;
    }
    Ok(dict.value())
}

fn parameters(vm: &mut Vm, _: &[Value]) -> Result {
    let parameters = compiler().map(|jit| jit.parameters()).unwrap_or_default();
    let dict = vm.new_dict();
    for &name in jit::Parameters::NAMES {
        let value = parameters.get(name).unwrap_or(0);
        let (name, value) = (vm.intern(name), vm.int(value as i64));
        vm.dict_set(dict, name.value(), value)?;
    }
    Ok(dict.value())
}

fn set_parameters(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_exact(arguments[0], objspace::kind::Kind::Str) {
        return Err(vm.type_error("a string is needed"));
    }
    let text = Ref::<StrObject>::of(arguments[0]).text().into_owned();
    if let Some(jit) = compiler() {
        let mut parameters = jit.parameters();
        if let Err(problem) = parameters.apply(&text) {
            return Err(vm.value_error(&problem));
        }
        jit.set_parameters(parameters);
    }
    Ok(Value::NONE)
}
