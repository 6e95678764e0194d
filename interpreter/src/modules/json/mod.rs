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
        function("scanstring", 2, 4, text::scan_string, "scanstring(basestring, end, encoding, strict=True) -> (str, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nReturns a tuple of the decoded string and the index of the character\nafter the end quote."),
        function("encode_basestring_ascii", 1, 1, text::encode_ascii, "encode_basestring_ascii(basestring) -> str\n\nReturn an ASCII-only JSON representation of a Python string"),
    ],
    initialize,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    scan::initialize(vm, module);
    encode::initialize(vm, module);
    Ok(())
}
