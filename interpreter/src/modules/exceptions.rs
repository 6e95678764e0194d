//! `exceptions`: the built-in exception classes.

use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "exceptions",
    doc: "The classes of all built-in exceptions, which are built-in names as well.\n\nClasses of exceptions in programs are best derived from Exception.\n",
    functions: &[],
    initialize,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(error, name, ..) in Error::ALL {
        let class = vm.error_class(error).value();
        vm.module_set(module, name, class);
    }
    Ok(())
}
