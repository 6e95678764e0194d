//! `_frozen`: the source of the library that is part of the executable.

use super::support::bytes;
use objspace::class::TypeObject;
use objspace::kind::Kind;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_frozen",
    doc: "The library that is part of the executable.",
    functions: &[
        function(
            "source",
            1,
            1,
            source,
            "source(dotted name) -> (source, is it a package), or None where there is no such module",
        ),
        function(
            "modules",
            1,
            1,
            modules,
            "modules(dotted name of a package, or '') -> pairs of a name in it and whether that is a package, in order",
        ),
        function(
            "lines",
            1,
            1,
            lines,
            "lines(file name of a module) -> its source, or None where there is no such module",
        ),
        function(
            "built_in",
            1,
            1,
            built_in,
            "built_in(class) -> the class, which from now on shows as a built-in type of its module",
        ),
    ],
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

fn modules(vm: &mut Vm, arguments: &[Value]) -> Result {
    let package = bytes(vm, arguments[0])?;
    let list = vm.new_list(0)?;
    for module in lib_python::modules() {
        let (parent, name) = module.name.rsplit_once('.').unwrap_or(("", module.name));
        if parent.as_bytes() == package {
            let name = vm.str(name.as_bytes());
            let pair = vm.tuple(&[name, module.package.into()]);
            vm.list_append(list, pair)?;
        }
    }
    Ok(list.value())
}

fn lines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = bytes(vm, arguments[0])?;
    let source = std::str::from_utf8(name).ok().and_then(crate::library::source);
    Ok(source.map_or(Value::NONE, |source| vm.str(&source)))
}

fn built_in(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[0]) != Kind::Type {
        return Err(vm.type_error("a class is required"));
    }
    let name = vm.names.__module__;
    let module = vm.getattr(arguments[0], name)?;
    let module = vm.to_str(module)?.text();
    Ref::<TypeObject>::of(arguments[0]).stand_for_built_in(vm, &module);
    Ok(arguments[0])
}
