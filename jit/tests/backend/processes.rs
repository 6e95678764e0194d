//! What compiled code owes to the operating system: refusals, forked children.

use crate::loops::sum_trace;
use crate::support::{Held, Machine, FRAME_SIZE};
use jit::backend::plain::{integer_word, PlainLowering};
use jit::backend::{Backend, BackendOptions, Code, CompileError};
use std::process::Command;

/// `PR_SET_MDWE` with `PR_MDWE_REFUSE_EXEC_GAIN`: memory that was writable is never executable again.
const REFUSE_EXECUTABLE_MEMORY: (i32, libc::c_ulong) = (65, 1);
const IN_CHILD: &str = "BACKEND_TEST_WITHOUT_EXECUTABLE_MEMORY";

/// Where the system refuses executable memory there is no backend, and no crash.
#[test]
fn executable_memory_is_refused() {
    if std::env::var_os(IN_CHILD).is_some() {
        let (option, value) = REFUSE_EXECUTABLE_MEMORY;
        let none: libc::c_ulong = 0;
        if unsafe { libc::prctl(option, value, none, none, none) } != 0 {
            eprintln!("skipped: this system cannot refuse executable memory");
            return;
        }
        let lowering = PlainLowering {
            frame_size: |_| FRAME_SIZE,
        };
        let backend = Backend::new(Box::new(lowering), BackendOptions::default());
        assert_eq!(backend.err(), Some(CompileError::Unavailable));
        return;
    }
    // What is refused once is refused for good: the rest runs in a process of its own.
    let name = "processes::executable_memory_is_refused";
    let child = Command::new(std::env::current_exe().expect("the test program"))
        .args(["--exact", name, "--nocapture"])
        .env(IN_CHILD, "1")
        .output()
        .expect("a child");
    let text = String::from_utf8_lossy(&child.stderr);
    eprint!("{text}");
    assert!(child.status.success(), "{text}");
}

fn sums_to(machine: &mut Machine, code: &Code, limit: i64) -> bool {
    machine.registers[0] = integer_word(0);
    machine.registers[1] = integer_word(0);
    let outcome = machine.run(code);
    machine.leave(code, outcome)[&1] == Held::Integer(limit * (limit - 1))
}

/// A forked child compiles into the same pages; the parent's code is not touched.
#[test]
fn a_forked_child_has_code_of_its_own() {
    let mut machine = Machine::new();
    let first = machine.compile(1, &sum_trace(10));
    let freed = machine.compile(2, &sum_trace(20));
    drop(freed);
    match unsafe { libc::fork() } {
        0 => {
            let other = machine.compile(3, &sum_trace(30));
            let right = sums_to(&mut machine, &first, 10) && sums_to(&mut machine, &other, 30);
            unsafe { libc::_exit(!right as i32) };
        }
        -1 => eprintln!("skipped: no fork"),
        child => {
            let second = machine.compile(2, &sum_trace(40));
            let mut status = 0;
            assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
            assert_eq!(status, 0);
            assert!(sums_to(&mut machine, &first, 10));
            assert!(sums_to(&mut machine, &second, 40));
        }
    }
}

/// Code may be compiled by another thread than the one that runs it.
#[test]
fn a_thread_compiles() {
    let lowering = PlainLowering {
        frame_size: |_| FRAME_SIZE,
    };
    let mut backend = Backend::new(Box::new(lowering), BackendOptions::default()).expect("a backend");
    let trace = sum_trace(100);
    let code = std::thread::spawn(move || {
        struct Nothing;
        impl jit::backend::Linkage for Nothing {
            fn function_entry(&self, _: u64, _: u32) -> *const std::sync::atomic::AtomicU64 {
                unreachable!("no calls")
            }
            fn tree_entry(&self, _: u32) -> *const std::sync::atomic::AtomicU64 {
                unreachable!("no jumps")
            }
            fn finish_call(&self) -> *const u8 {
                unreachable!("no calls")
            }
        }
        let unit = jit::backend::Unit {
            tree: 1,
            trace: &trace,
            from: None,
            branches: Vec::new(),
            first_exit: 0,
            frame_size: FRAME_SIZE,
            entry: None,
            countdown: None,
            linkage: &Nothing,
        };
        backend.compile(&unit).expect("compiles")
    });
    let code = code.join().expect("no panic");
    let mut machine = Machine::new();
    assert!(sums_to(&mut machine, &code, 100));
}
