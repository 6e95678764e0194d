//! `_json`: what makes the `json` package fast. `scan` reads text, `encode` writes it.

mod encode;
mod scan;
mod text;

use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_json",
    doc: "json speedups\n",
    functions: &[
        function("scanstring", 2, 4, text::scan_string, "scanstring(basestring, end, encoding, strict=True) -> (str, end)\n\nReads a JSON string whose first character, after the quote, is at end.\nGives the text it stands for and the place behind its closing quote."),
        function("encode_basestring_ascii", 1, 1, text::encode_ascii, "encode_basestring_ascii(basestring) -> str\n\nThe text as a JSON string in which all characters are ASCII"),
    ],
    initialize,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    scan::initialize(vm, module);
    encode::initialize(vm, module);
    Ok(())
}
