//! `array`: the module of the type.

use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "array",
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating point\nnumbers.",
    functions: &[],
    initialize,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let class = vm.type_of_kind(Kind::Array).value();
    for name in ["array", "ArrayType"] {
        vm.module_set(Ref::<ModuleObject>::of(module), name, class);
    }
    Ok(())
}
