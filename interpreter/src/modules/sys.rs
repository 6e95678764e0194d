//! `sys`.

use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "sys",
    doc: "Access to objects used or maintained by the interpreter.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.sys = module.namespace();
    let modules = vm.modules.value();
    vm.module_set(module, "modules", modules);
    for name in ["stdin", "stdout", "stderr"] {
        let class = vm.type_of_kind(objspace::kind::Kind::File);
        let file = vm.new_instance(class)?;
        vm.module_set(module, name, file);
    }
    Ok(())
}
