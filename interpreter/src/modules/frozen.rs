//! `_frozen`: the source of the library that is part of the executable.

use super::support::bytes;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_frozen",
    doc: "The library that is part of the executable.",
    functions: &[function(
        "source",
        1,
        1,
        source,
        "source(dotted name) -> (source, is it a package), or None where there is no such module",
    )],
    initialize: |_, _| Ok(()),
};

fn source(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = bytes(vm, arguments[0])?;
    let Some(module) = std::str::from_utf8(name).ok().and_then(lib_python::find) else {
        return Ok(Value::NONE);
    };
    let source = vm.str(&module.source());
    Ok(vm.tuple(&[source, module.package.into()]))
}
