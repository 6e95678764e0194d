//! `_sre`: the matching engine of regular expressions, for the code that `sre_compile` makes.
//!
//! A pattern's way: source, tree (`sre_parse`), code (`sre_compile`), program (`program`), match (`matcher` over a `text`).

mod match_object;
mod matcher;
mod pattern;
mod program;
mod scan;
mod sets;
mod text;

use objspace::module::ModuleObject;
use objspace::native::{function, named, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

/// Changes when the codes of `sre_constants` do.
const MAGIC: i64 = 20031017;

/// Bytes of a word of code.
const CODE_SIZE: i64 = 4;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_sre",
    doc: "The matching engine of regular expressions.",
    functions: &[
        named(
            "compile",
            3,
            &["pattern", "flags", "code", "groups", "groupindex", "indexgroup"],
            pattern::compile,
            "the pattern object of what sre_compile makes",
        ),
        function(
            "getcodesize",
            0,
            0,
            |_, _| Ok(Value::integer(CODE_SIZE)),
            "bytes of a word of code",
        ),
        function(
            "getlower",
            2,
            2,
            lower,
            "getlower(character, flags): the code of its lower case",
        ),
    ],
    initialize,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    pattern::make_types(vm);
    match_object::make_types(vm);
    let module = Ref::<ModuleObject>::of(module);
    vm.module_set(module, "MAGIC", Value::integer(MAGIC));
    vm.module_set(module, "CODESIZE", Value::integer(CODE_SIZE));
    let unlimited = vm.int(program::UNLIMITED as i64);
    vm.module_set(module, "MAXREPEAT", unlimited);
    let copyright = vm.str(b"the matching engine of pyrs");
    vm.module_set(module, "copyright", copyright);
    Ok(())
}

fn lower(vm: &mut Vm, arguments: &[Value]) -> Result {
    let character = super::support::c_int(vm, arguments[0])?;
    let flags = super::support::c_int(vm, arguments[1])?;
    let case = sets::Case::of_flags(flags as i64);
    Ok(Value::integer(match u32::try_from(character) {
        Ok(character) => case.lower(character) as i64,
        Err(_) => character as i64,
    }))
}
