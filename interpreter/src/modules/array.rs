//! `array`: the module of the type.

use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "array",
    doc: "Arrays that hold plain values of one type (characters, integers or floats)\nside by side, without an object for each.",
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
