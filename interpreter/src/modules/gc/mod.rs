//! `gc`: the collector's controls. What looks at objects is in `objects`.

mod objects;

use crate::runtime::traceback::write_stderr;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, named, variadic, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::time::Instant;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "gc",
    doc: "Controls of the garbage collector, and functions that look at the objects it knows.\n\nEverything is collected, whether on cycles or not; finalizers of objects on cycles run too, so that `garbage` stays empty.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    named(
        "collect",
        0,
        &["generation"],
        collect,
        "collect([generation]) -> n\n\nRuns a collection (0: of the young objects; 1, 2 or nothing: of all), and then the finalizers that wait.\nThe number of unreachable objects is not counted: 0.",
    ),
    function(
        "enable",
        0,
        0,
        |vm, _| switch(vm, true),
        "enable() -> None\n\nTurns automatic collection on.",
    ),
    function(
        "disable",
        0,
        0,
        |vm, _| switch(vm, false),
        "disable() -> None\n\nNoted for isenabled(); memory is collected all the same, as nothing else frees it.",
    ),
    function(
        "isenabled",
        0,
        0,
        |vm, _| Ok(Value::bool(state(vm).enabled)),
        "isenabled() -> status\n\nWhether collection is automatic.",
    ),
    function(
        "get_count",
        0,
        0,
        get_count,
        "get_count() -> (count0, count1, count2)\n\nHow much of the way to the next collection of young objects has been allocated, as a part of threshold0;\ncollections of young objects since the last full one; 0.",
    ),
    variadic(
        "set_threshold",
        set_threshold,
        "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nthreshold0 stands for 1.5 KB each that are allocated between two collections of young objects; 700, the\ndefault, and 0 let the collector choose. The others are noted only.",
    ),
    function(
        "get_threshold",
        0,
        0,
        get_threshold,
        "get_threshold() -> (threshold0, threshold1, threshold2)\n\nThe values that set_threshold was given last, or the first ones",
    ),
    function(
        "set_debug",
        1,
        1,
        set_debug,
        "set_debug(flags) -> None\n\nDEBUG_STATS prints a line for each collection asked for; the other flags are noted only, as no\nobject is uncollectable.",
    ),
    function(
        "get_debug",
        0,
        0,
        |vm, _| Ok(Value::integer(state(vm).debug)),
        "get_debug() -> flags\n\nThe flags that set_debug was given last.",
    ),
    function(
        "get_stats",
        0,
        0,
        get_stats,
        "get_stats() -> dict\n\nFigures about the heap: collections and their times in nanoseconds, bytes.",
    ),
    function(
        "get_objects",
        0,
        0,
        objects::get_objects,
        "get_objects() -> [...]\n\nAll container objects there are, but for the list itself.",
    ),
    function("is_tracked", 1, 1, objects::is_tracked, "is_tracked(obj) -> bool\n\nWhether the object can refer to others; simple atomic objects, and containers of such, cannot."),
    variadic(
        "get_referrers",
        objects::get_referrers,
        "get_referrers(*objs) -> list\nThe objects that hold one of objs themselves.",
    ),
    variadic(
        "get_referents",
        objects::get_referents,
        "get_referents(*objs) -> list\nThe objects that objs hold themselves.",
    ),
];

const DEBUG_STATS: i64 = 1;

static FLAGS: &[(&str, i64)] = &[
    ("DEBUG_STATS", DEBUG_STATS),
    ("DEBUG_COLLECTABLE", 2),
    ("DEBUG_UNCOLLECTABLE", 4),
    ("DEBUG_INSTANCES", 8),
    ("DEBUG_OBJECTS", 16),
    ("DEBUG_SAVEALL", 32),
    ("DEBUG_LEAK", 62),
];

/// What the program set.
struct State {
    enabled: bool,
    debug: i64,
    thresholds: [i64; 3],
    /// Minor collections there had been at the last collection asked for.
    minor_collections: u64,
}

/// The threshold that leaves the pace to the collector.
const DEFAULT_THRESHOLD: i64 = 700;
/// Bytes that one of threshold0 stands for.
const THRESHOLD_BYTES: i64 = 1536;

const KEY: &str = "gc";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let garbage = vm.list(&[]);
    vm.module_set(module, "garbage", garbage);
    for &(name, flag) in FLAGS {
        vm.module_set(module, name, Value::integer(flag));
    }
    let state = State {
        enabled: true,
        debug: 0,
        thresholds: [DEFAULT_THRESHOLD, 10, 10],
        minor_collections: 0,
    };
    vm.module_state.insert(KEY, Box::new(state));
    Ok(())
}

fn state(vm: &mut Vm) -> &mut State {
    let state = vm.module_state.get_mut(KEY).and_then(|state| state.downcast_mut());
    state.expect("the module is initialized before its functions can be called")
}

/// A number given as an argument.
fn integer(vm: &mut Vm, v: Value) -> Result<i64> {
    if !matches!(vm.kind_of(v), Kind::Int | Kind::Long | Kind::Bool) {
        return Err(vm.type_error("an integer is required"));
    }
    vm.index_as(v, Error::OverflowError)
}

fn switch(vm: &mut Vm, enabled: bool) -> Result {
    state(vm).enabled = enabled;
    Ok(Value::NONE)
}

fn collect(vm: &mut Vm, arguments: &[Value]) -> Result {
    let generation = match arguments[0].bound() {
        None => 2,
        Some(generation) => integer(vm, generation)?,
    };
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    crate::jit_glue::clear_dead_temporaries(vm);
    let start = Instant::now();
    if generation == 0 {
        vm.heap.collect_minor();
    } else {
        vm.heap.collect_major();
    }
    let minor_collections = vm.heap.statistics().minor_collections;
    let state = state(vm);
    if generation > 0 {
        state.minor_collections = minor_collections;
    }
    if state.debug & DEBUG_STATS != 0 {
        let seconds = start.elapsed().as_secs_f64();
        let bytes = vm.heap.statistics().old_bytes;
        let text = format!(
            "gc: collecting generation {generation}...\ngc: done, {bytes} bytes in use, 0 uncollectable, {seconds:.4}s elapsed.\n"
        );
        write_stderr(vm, text.as_bytes());
    }
    vm.poll()?;
    Ok(Value::integer(0))
}

fn get_count(vm: &mut Vm, _: &[Value]) -> Result {
    let statistics = vm.heap.statistics();
    let nursery = vm.heap.nursery().max(1) as u128;
    let state = state(vm);
    let threshold = match state.thresholds[0] {
        n if n > 0 => n,
        _ => DEFAULT_THRESHOLD,
    };
    let count = (statistics.young_bytes as u128 * threshold as u128 / nursery) as i64;
    let minor = statistics.minor_collections - state.minor_collections;
    let counts = [Value::integer(count), Value::integer(minor as i64), Value::integer(0)];
    Ok(vm.tuple(&counts))
}

fn set_threshold(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (given, keywords) = (&arguments[..arguments.len() - 1], arguments[arguments.len() - 1]);
    if !keywords.is_unbound() {
        return Err(vm.type_error("set_threshold() takes no keyword arguments"));
    }
    let wrong = match given.len() {
        0 => Some("at least 1 argument"),
        1..=3 => None,
        _ => Some("at most 3 arguments"),
    };
    if let Some(wanted) = wrong {
        return Err(vm.type_error(&format!("set_threshold() takes {wanted} ({} given)", given.len())));
    }
    let mut thresholds = state(vm).thresholds;
    for (threshold, &v) in thresholds.iter_mut().zip(given) {
        *threshold = integer(vm, v)?;
    }
    state(vm).thresholds = thresholds;
    let first = thresholds[0];
    let nursery = (first > 0 && first != DEFAULT_THRESHOLD).then(|| first.saturating_mul(THRESHOLD_BYTES) as usize);
    vm.heap.set_nursery(nursery);
    Ok(Value::NONE)
}

fn get_threshold(vm: &mut Vm, _: &[Value]) -> Result {
    let thresholds = state(vm).thresholds.map(Value::integer);
    Ok(vm.tuple(&thresholds))
}

fn set_debug(vm: &mut Vm, arguments: &[Value]) -> Result {
    let flags = integer(vm, arguments[0])?;
    state(vm).debug = flags as i32 as i64;
    Ok(Value::NONE)
}

fn get_stats(vm: &mut Vm, _: &[Value]) -> Result {
    let figures = vm.heap.statistics();
    let result = vm.new_dict();
    for (name, figure) in [
        ("minor_collections", figures.minor_collections),
        ("major_collections", figures.major_collections),
        ("minor_nanoseconds", figures.minor_nanoseconds),
        ("major_nanoseconds", figures.major_nanoseconds),
        ("longest_pause_nanoseconds", figures.longest_pause_nanoseconds),
        ("old_bytes", figures.old_bytes as u64),
        ("young_bytes", figures.young_bytes as u64),
        ("external_bytes", figures.external_bytes as u64),
        ("committed_bytes", figures.committed_bytes as u64),
        ("peak_bytes", figures.peak_bytes as u64),
    ] {
        let (name, figure) = (vm.intern(name), vm.int(figure as i64));
        vm.dict_set_str(result, name, figure);
    }
    Ok(result.value())
}
