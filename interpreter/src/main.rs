//! pyrs: Python 2.7 with a tracing just-in-time compiler.

fn main() {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    std::process::exit(pyrs::command_line::main(arguments));
}
