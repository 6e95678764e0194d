//! The interactive prompt: statements are read until they are complete, run, and errors printed.

use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_syntax::{completeness, Completeness, Mode, ParseOptions};
use std::io::Write;

/// Says on the error stream what this is.
pub fn greet() {
    eprintln!("Python 2.7.18 (pyrs {})", env!("CARGO_PKG_VERSION"));
    eprintln!("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
}

/// A prompt of `sys`, `ps1` or `ps2`: its str.
fn prompt_text(vm: &mut Vm, name: &str, default: &str) -> Vec<u8> {
    let key = vm.intern(name);
    let prompt = match vm.dict_get_str(vm.sys, key) {
        Some(prompt) => prompt,
        None => {
            let prompt = vm.str(default.as_bytes());
            let sys = vm.sys;
            vm.dict_set_str(sys, key, prompt);
            prompt
        }
    };
    match vm.to_str(prompt) {
        Ok(text) => text.bytes().to_vec(),
        Err(_) => {
            vm.take_exception();
            Vec::new()
        }
    }
}

/// Whether lines are typed at a terminal and the module `readline` was imported, which edits them.
pub fn edits_lines(vm: &mut Vm) -> bool {
    let name = vm.intern("readline");
    let imported = vm
        .dict_get_str(vm.modules, name)
        .is_some_and(|module| !module.is_none());
    imported && unsafe { libc::isatty(0) == 1 && libc::isatty(1) == 1 } && has_own_streams(vm)
}

/// Whether sys.stdin and sys.stdout are what they were at the start.
fn has_own_streams(vm: &mut Vm) -> bool {
    [("stdin", "__stdin__"), ("stdout", "__stdout__")]
        .into_iter()
        .all(|(name, own)| {
            let (name, own) = (vm.intern(name), vm.intern(own));
            vm.dict_get_str(vm.sys, name) == vm.dict_get_str(vm.sys, own)
        })
}

/// A line that the user edits, with its newline: a str, empty at the end of the input. KeyboardInterrupt and the like.
pub fn edited_line(vm: &mut Vm, prompt: &[u8]) -> Result {
    let (name, read) = (vm.intern("readline"), vm.intern("_read_line"));
    let readline = vm.dict_get_str(vm.modules, name).unwrap_or(Value::NONE);
    let prompt = vm.str(prompt);
    let line = vm.call_method(readline, read, &[prompt])?;
    Ok(vm.to_str(line)?.value())
}

/// Reads a line after a prompt; None at the end of the input. KeyboardInterrupt and the like.
fn read_line(vm: &mut Vm, prompt: &[u8]) -> Result<Option<String>> {
    if edits_lines(vm) {
        let line = edited_line(vm, prompt)?;
        let bytes = Ref::<StrObject>::of(line).bytes();
        return Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes).into_owned()));
    }
    let _ = std::io::stderr().write_all(prompt);
    let mut line = String::new();
    match std::io::stdin().read_line(&mut line) {
        Ok(n) if n > 0 => Ok(Some(line)),
        _ => Ok(None),
    }
}

/// Imports the module that edits lines, if lines are typed at a terminal.
fn prepare_editing(vm: &mut Vm) {
    if unsafe { libc::isatty(0) == 1 && libc::isatty(1) == 1 } {
        let name = vm.intern("readline");
        if crate::runtime::import::import_module(vm, name, Value::UNBOUND, Value::NONE, 0).is_err() {
            vm.take_exception();
        }
    }
}

/// Reads and runs statements until the input ends; gives the exit code.
pub fn run(vm: &mut Vm) -> i32 {
    prepare_editing(vm);
    let mut text = String::new();
    loop {
        let (name, default) = if text.is_empty() {
            ("ps1", ">>> ")
        } else {
            ("ps2", "... ")
        };
        let prompt = prompt_text(vm, name, default);
        let line = match read_line(vm, &prompt) {
            Ok(Some(line)) => line,
            Ok(None) => {
                let _ = writeln!(std::io::stderr());
                return 0;
            }
            Err(_) => {
                // An interrupt: what was typed is dropped.
                text.clear();
                if vm.swallow(objspace::exception::Error::KeyboardInterrupt) {
                    let _ = writeln!(std::io::stderr(), "KeyboardInterrupt");
                } else {
                    crate::command_line::report(vm);
                }
                continue;
            }
        };
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
