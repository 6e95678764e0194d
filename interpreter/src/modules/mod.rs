//! The native modules, one file each.

pub mod builtin;
pub mod sys;

use objspace::kind::Kind;
use objspace::native::{ModuleDefinition, Result};
use objspace::value::Value;
use objspace::vm::Vm;

/// The native modules, `__builtin__` and `sys` first.
pub static MODULES: &[&ModuleDefinition] = &[&builtin::MODULE, &sys::MODULE];

/// The native module of this name, made when first imported. None: there is none.
pub fn load_native(vm: &mut Vm, name: &str) -> Result<Option<Value>> {
    let Some(definition) = MODULES.iter().find(|m| m.name == name) else {
        return Ok(None);
    };
    let module = vm.make_native_module(definition)?;
    let key = vm.intern(name);
    let modules = vm.modules;
    vm.dict_set_str(modules, key, module.value());
    Ok(Some(module.value()))
}

/// The `__builtin__` module.
pub fn builtin_module(vm: &mut Vm) -> Value {
    let name = vm.names.__builtin__;
    match vm.dict_get_str(vm.modules, name) {
        Some(module) if vm.is_kind(module, Kind::Module) => module,
        _ => Value::NONE,
    }
}
