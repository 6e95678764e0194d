//! `signal`: handlers of signals, alarms and timers.

use super::support::{c_int, keep_type, kept_type, last_error};
use crate::signals::{self, Action, COUNT, DEFAULT, IGNORE};
use objspace::exception::Error;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "signal",
    doc: "Functions that are called when a signal arrives, and the signals themselves.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("signal", 2, 2, set, "signal(sig, action) -> action\n\nSets what a signal does: SIG_DFL, SIG_IGN, or a callable that\nis called with the signal and the frame that was interrupted."),
    function("getsignal", 1, 1, get, "getsignal(sig) -> action\n\nThe current action of a signal; None if it was not set from Python."),
    function("default_int_handler", 0, 2, |vm, _| signals::interrupt(vm), "default_int_handler(...)\n\nWhat SIGINT calls at first: it raises KeyboardInterrupt."),
    function("alarm", 1, 1, alarm, "alarm(seconds)\n\nHas SIGALRM sent to this process after so many seconds; 0 calls that off."),
    function("pause", 0, 0, pause, "pause()\n\nSleeps until some signal arrives."),
    function("setitimer", 2, 3, set_timer, "setitimer(which, seconds[, interval])\n\nSets a timer; gives its old values as a tuple."),
    function("getitimer", 1, 1, get_timer, "getitimer(which)\n\nThe current values of a timer."),
    function("set_wakeup_fd", 1, 1, set_wakeup, "set_wakeup_fd(fd) -> fd\n\nSets the descriptor that gets a zero byte when a signal arrives; -1: none."),
    function("siginterrupt", 2, 2, interrupt_calls, "siginterrupt(sig, flag) -> None\n\nWhether system calls come back when the signal arrives."),
];

macro_rules! signals {
    ($($name:ident)*) => { static SIGNALS: &[(&str, i32)] = &[$((stringify!($name), libc::$name)),*]; };
}

signals! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGFPE SIGKILL SIGBUS SIGSEGV SIGSYS SIGPIPE SIGALRM SIGTERM SIGURG
    SIGSTOP SIGTSTP SIGCONT SIGCHLD SIGTTIN SIGTTOU SIGIO SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGUSR1 SIGUSR2
}

#[cfg(target_os = "linux")]
static MORE_SIGNALS: &[(&str, i32)] = &[
    ("SIGCLD", libc::SIGCHLD),
    ("SIGPOLL", libc::SIGPOLL),
    ("SIGPWR", libc::SIGPWR),
];
#[cfg(not(target_os = "linux"))]
static MORE_SIGNALS: &[(&str, i32)] = &[];

/// Whose module state is the list of actions, and the key of the module's handler of SIGINT.
const ACTIONS: &str = "signal.actions";
const ERROR: &str = "signal.ItimerError";

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, number) in SIGNALS.iter().chain(MORE_SIGNALS) {
        vm.module_set(module, name, Value::integer(number as i64));
    }
    for (name, v) in [
        ("SIG_DFL", DEFAULT),
        ("SIG_IGN", IGNORE),
        ("NSIG", Value::integer(COUNT as i64)),
        ("ITIMER_REAL", Value::integer(0)),
        ("ITIMER_VIRTUAL", Value::integer(1)),
        ("ITIMER_PROF", Value::integer(2)),
    ] {
        vm.module_set(module, name, v);
    }
    #[cfg(target_os = "linux")]
    for (name, v) in [("SIGRTMIN", libc::SIGRTMIN()), ("SIGRTMAX", libc::SIGRTMAX())] {
        vm.module_set(module, name, Value::integer(v as i64));
    }
    let base = vm.error_class(Error::IOError);
    let error = vm.new_exception_class("signal.ItimerError", base, "");
    keep_type(vm, ERROR, error);
    vm.module_set(module, "ItimerError", error.value());
    // Actions as the process found them.
    let actions = vm.new_list(COUNT as usize)?;
    vm.list_append(actions, Value::NONE)?;
    let name = vm.intern("default_int_handler");
    let interrupt = vm.dict_get_str(module.namespace(), name).unwrap_or(Value::NONE);
    for signal in 1..COUNT {
        let mut old: libc::sigaction = unsafe { std::mem::zeroed() };
        let known = unsafe { libc::sigaction(signal, std::ptr::null(), &mut old) } == 0;
        let action = match old.sa_sigaction {
            _ if !known => Value::NONE,
            libc::SIG_DFL => DEFAULT,
            libc::SIG_IGN => IGNORE,
            _ if signal == libc::SIGINT => interrupt,
            _ => Value::NONE,
        };
        vm.list_append(actions, action)?;
    }
    vm.module_state.insert(ACTIONS, Box::new(actions));
    vm.module_roots
        .push(Box::new(move |visitor| visitor.word(actions.value().0)));
    Ok(())
}

/// The actions by number; None while the module was not imported.
fn actions(vm: &Vm) -> Option<Ref<ListObject>> {
    vm.module_state.get(ACTIONS)?.downcast_ref::<Ref<ListObject>>().copied()
}

/// A signal arrived: its handler runs.
pub fn handle(vm: &mut Vm, signal: i32) -> Result<()> {
    let action = match actions(vm) {
        Some(actions) => actions.get(signal as usize),
        None if signal == libc::SIGINT => return signals::interrupt(vm).map(|_| ()),
        None => return Ok(()),
    };
    if action.is_none() || action == DEFAULT || action == IGNORE {
        return Ok(());
    }
    let frame = match vm.frame_at(0) {
        Some(frame) => vm.frame_object(frame).value(),
        None => Value::NONE,
    };
    vm.call(action, &[Value::integer(signal as i64), frame])?;
    Ok(())
}

fn number(vm: &mut Vm, v: Value) -> Result<i32> {
    let signal = c_int(vm, v)?;
    if !(1..COUNT).contains(&signal) {
        return Err(vm.value_error("signal number out of range"));
    }
    Ok(signal)
}

fn set(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_main_thread() {
        return Err(vm.value_error("signal only works in main thread"));
    }
    let signal = number(vm, arguments[0])?;
    let action = match arguments[1] {
        DEFAULT => Action::Default,
        IGNORE => Action::Ignore,
        handler => {
            if !vm.is_callable(handler)? {
                return Err(
                    vm.type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
                );
            }
            Action::Note
        }
    };
    vm.poll()?;
    if let Err(errno) = signals::set_action(signal, action) {
        return Err(vm.os_error(Error::RuntimeError, errno, Value::UNBOUND));
    }
    let Some(list) = actions(vm) else {
        return Ok(Value::NONE);
    };
    let old = list.get(signal as usize);
    vm.list_put(list, signal as usize, arguments[1]);
    Ok(old)
}

fn get(vm: &mut Vm, arguments: &[Value]) -> Result {
    let signal = number(vm, arguments[0])?;
    Ok(actions(vm).map_or(Value::NONE, |list| list.get(signal as usize)))
}

fn alarm(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = c_int(vm, arguments[0])?;
    Ok(vm.int(unsafe { libc::alarm(seconds as u32) } as i64))
}

fn pause(vm: &mut Vm, _: &[Value]) -> Result {
    vm.without_lock(|| unsafe { libc::pause() });
    vm.poll()?;
    Ok(Value::NONE)
}

fn time(seconds: f64) -> libc::timeval {
    libc::timeval {
        tv_sec: seconds.floor() as i64,
        tv_usec: (seconds.fract() * 1e6) as i64,
    }
}

fn timer_values(vm: &mut Vm, timer: &libc::itimerval) -> Value {
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 * 1e-6;
    let (value, interval) = (vm.float(seconds(timer.it_value)), vm.float(seconds(timer.it_interval)));
    vm.tuple(&[value, interval])
}

extern "C" {
    fn setitimer(which: i32, new: *const libc::itimerval, old: *mut libc::itimerval) -> i32;
    fn getitimer(which: i32, current: *mut libc::itimerval) -> i32;
}

fn timer_error(vm: &mut Vm) -> Result {
    let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    let class = kept_type(vm, ERROR);
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    let text = vm.str(text.split(" (os error").next().unwrap_or("").as_bytes());
    let error = vm.call(class.value(), &[Value::integer(errno as i64), text])?;
    Err(vm.raise_instance(error, Value::UNBOUND))
}

fn set_timer(vm: &mut Vm, arguments: &[Value]) -> Result {
    let which = c_int(vm, arguments[0])?;
    let value = vm.float_argument(arguments[1])?;
    let interval = match arguments.get(2) {
        Some(&v) => vm.float_argument(v)?,
        None => 0.0,
    };
    let new = libc::itimerval {
        it_interval: time(interval),
        it_value: time(value),
    };
    let mut old: libc::itimerval = unsafe { std::mem::zeroed() };
    if unsafe { setitimer(which, &new, &mut old) } != 0 {
        return timer_error(vm);
    }
    Ok(timer_values(vm, &old))
}

fn get_timer(vm: &mut Vm, arguments: &[Value]) -> Result {
    let which = c_int(vm, arguments[0])?;
    let mut current: libc::itimerval = unsafe { std::mem::zeroed() };
    if unsafe { getitimer(which, &mut current) } != 0 {
        return timer_error(vm);
    }
    Ok(timer_values(vm, &current))
}

fn set_wakeup(vm: &mut Vm, arguments: &[Value]) -> Result {
    let fd = c_int(vm, arguments[0])?;
    if !vm.is_main_thread() {
        return Err(vm.value_error("set_wakeup_fd only works in main thread"));
    }
    if fd != -1 && unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
        return Err(vm.value_error("invalid fd"));
    }
    Ok(vm.int(signals::set_wakeup(fd) as i64))
}

fn interrupt_calls(vm: &mut Vm, arguments: &[Value]) -> Result {
    let signal = number(vm, arguments[0])?;
    let interrupt = c_int(vm, arguments[1])? != 0;
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    let done = unsafe {
        libc::sigaction(signal, std::ptr::null(), &mut action);
        if interrupt {
            action.sa_flags &= !libc::SA_RESTART;
        } else {
            action.sa_flags |= libc::SA_RESTART;
        }
        libc::sigaction(signal, &action, std::ptr::null_mut())
    };
    if done != 0 {
        return Err(last_error(vm, Error::RuntimeError, Value::UNBOUND));
    }
    Ok(Value::NONE)
}
