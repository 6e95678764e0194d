//! The interactive prompt: statements are read until they are complete, run, and errors printed.

use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_syntax::{completeness, Completeness, Mode, ParseOptions};
use std::io::Write;

/// Reads and runs statements until the input ends; gives the exit code.
pub fn run(vm: &mut Vm) -> i32 {
    println!("Python 2.7.18 (pyrs {})", env!("CARGO_PKG_VERSION"));
    println!("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
    let mut text = String::new();
    loop {
        let prompt = if text.is_empty() { ">>> " } else { "... " };
        print!("{prompt}");
        let _ = std::io::stdout().flush();
        let mut line = String::new();
        match std::io::stdin().read_line(&mut line) {
            Ok(n) if n > 0 => {}
            _ => {
                println!();
                return 0;
            }
        }
        text.push_str(&line);
        // A compound statement ends with an empty line.
        let open = text.lines().count() > 1 && !line.trim().is_empty();
        let state = completeness(text.as_bytes(), "<stdin>", Mode::Single, ParseOptions::default());
        if matches!(state, Completeness::Incomplete) && !(line.trim().is_empty() && !open && text.trim().is_empty()) {
            continue;
        }
        if open && matches!(state, Completeness::Complete(_)) && line.starts_with([' ', '\t']) {
            continue;
        }
        let source = std::mem::take(&mut text);
        if source.trim().is_empty() {
            continue;
        }
        if run_one(vm, &source).is_err() {
            let exits = vm.exception_matches(objspace::exception::Error::SystemExit);
            let code = crate::command_line::report(vm);
            if exits {
                return code;
            }
        }
    }
}

fn run_one(vm: &mut Vm, source: &str) -> Result {
    let code = crate::source::compile_bytes(vm, source.as_bytes(), "<stdin>", 2, 0, false)?;
    let namespace = crate::modules::module_named(vm, "__main__").namespace();
    let result = (vm.hooks.run_code)(vm, code, namespace, namespace.value());
    let name = vm.names.stdout;
    if let Some(stdout) = vm.dict_get_str(vm.sys, name) {
        let flush = vm.names.flush;
        let _ = vm.call_method(stdout, flush, &[]).map_err(|_| vm.take_exception());
    }
    let _ = Value::NONE;
    result
}
