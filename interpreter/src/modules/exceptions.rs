//! `exceptions`: the built-in exception classes.

use objspace::exception::Error;
use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "exceptions",
    doc: "Python's standard exception class hierarchy.\n\nExceptions found here are defined both in the exceptions module and the\nbuilt-in namespace.  It is recommended that user-defined exceptions\ninherit from Exception.  See the documentation for the exception\ninheritance hierarchy.\n",
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
