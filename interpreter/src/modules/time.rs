//! `time`: clocks and sleeping. (Calendar functions are added with the rest of the module.)

use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "time",
    doc: "Functions to read clocks and to wait.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "time",
        0,
        0,
        time,
        "time() -> floating point number\n\nThe current time in seconds since the Epoch.",
    ),
    function(
        "clock",
        0,
        0,
        clock,
        "clock() -> floating point number\n\nThe processor time used by the process.",
    ),
    function(
        "sleep",
        1,
        1,
        sleep,
        "sleep(seconds)\n\nDelay execution for a number of seconds.",
    ),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.module_set(module, "accept2dyear", Value::integer(1));
    Ok(())
}

fn time(vm: &mut Vm, _: &[Value]) -> Result {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Ok(vm.float(now.map_or(0.0, |d| d.as_secs_f64())))
}

fn clock(vm: &mut Vm, _: &[Value]) -> Result {
    let mut at: libc::timespec = unsafe { std::mem::zeroed() };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut at) };
    Ok(vm.float(at.tv_sec as f64 + at.tv_nsec as f64 * 1e-9))
}

fn sleep(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = vm.float_argument(arguments[0])?;
    if !(0.0..1e15).contains(&seconds) {
        return Err(vm.os_error(Error::IOError, libc::EINVAL, Value::UNBOUND));
    }
    let time = libc::timespec {
        tv_sec: seconds as i64,
        tv_nsec: (seconds.fract() * 1e9) as i64,
    };
    // A signal ends the sleep early, its handler runs.
    vm.without_lock(|| unsafe { libc::nanosleep(&time, std::ptr::null_mut()) });
    vm.poll()?;
    Ok(Value::NONE)
}
