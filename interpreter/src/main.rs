//! pyrs: Python 2.7 with a tracing just-in-time compiler.

use std::sync::atomic::{AtomicU8, Ordering};

/// Which of the standard streams were closed when the process began, a bit each.
static CLOSED: AtomicU8 = AtomicU8::new(0);

/// Runs before Rust's own start, which opens closed standard streams on /dev/null: programs are to find them closed.
extern "C" fn note_closed_streams() {
    for fd in 0..3 {
        if unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
            CLOSED.fetch_or(1 << fd, Ordering::Relaxed);
        }
    }
}

#[used]
#[cfg_attr(target_os = "linux", link_section = ".init_array")]
static BEFORE_START: extern "C" fn() = note_closed_streams;

fn main() {
    for fd in 0..3 {
        if CLOSED.load(Ordering::Relaxed) & 1 << fd != 0 {
            unsafe { libc::close(fd) };
        }
    }
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    std::process::exit(pyrs::command_line::main(arguments));
}
