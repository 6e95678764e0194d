//! `_source_file`: what the import statement does with a source, for modules in Python that load others.

use super::support::bytes;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_source_file",
    doc: "Sources of modules.",
    functions: &[function(
        "compile",
        2,
        2,
        compile,
        "compile(source, file name) -> code. As a file: a codec's stream reader decodes it, and errors count its lines.",
    )],
    initialize: |_, _| Ok(()),
};

fn compile(vm: &mut Vm, arguments: &[Value]) -> Result {
    let source = bytes(vm, arguments[0])?;
    let name = vm.to_str(arguments[1])?.text().into_owned();
    Ok(crate::source::compile_bytes(vm, source, &name, 0, 0, true)?.value())
}
