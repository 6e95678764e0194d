//! The command line.

use objspace::heap::Options;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::{Hooks, Vm};
use std::ffi::OsString;

/// How the interpreter serves the object space.
const HOOKS: Hooks = Hooks {
    call_function: crate::runtime::run::call_function,
    run_code: crate::runtime::run::run_code,
    resume_generator: crate::runtime::run::resume_generator,
    frame_locals: crate::runtime::frames::locals_of_object,
    compile: crate::source::compile_value,
    poll: crate::runtime::poll::poll,
};

/// Runs pyrs with these arguments (the program's name first); gives the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let vm = match Vm::new(Options::from_environment(), HOOKS) {
        Ok(vm) => vm,
        Err(_) => {
            eprintln!("pyrs: no memory for the heap");
            return 1;
        }
    };
    let mut parameters = jit::Parameters::default();
    let mut off = false;
    let mut arguments = arguments;
    if arguments.get(1).is_some_and(|a| a == "--jit") {
        let text = arguments[2].to_string_lossy().into_owned();
        if text == "off" {
            off = true;
        } else if let Err(e) = parameters.apply(&text) {
            eprintln!("pyrs: {e}");
            return 2;
        }
        arguments.drain(1..3);
    }
    crate::jit_glue::start(vm, parameters, off);
    let Some(file) = arguments.get(1) else { return 2 };
    let file = file.to_string_lossy().into_owned();
    match run_file(vm, &file) {
        Ok(_) => 0,
        Err(_) => {
            let (instance, traceback) = vm.take_exception();
            let text = crate::runtime::traceback::format_exception(vm, instance, traceback);
            crate::runtime::traceback::write_stderr(vm, &text);
            1
        }
    }
}

fn run_file(vm: &mut Vm, file: &str) -> Result {
    crate::modules::load_native(vm, "__builtin__")?;
    crate::modules::load_native(vm, "sys")?;
    let code = crate::runtime::import::compile_file(vm, file)?;
    let main = vm.new_module("__main__", Value::NONE);
    let dict = main.namespace();
    let builtins = crate::modules::builtin_module(vm);
    vm.module_set(main, "__builtins__", builtins);
    let _ = Ref::<objspace::module::ModuleObject>::of(main.value());
    vm.hooks.run_code.clone()(vm, code, dict, dict.value())
}
