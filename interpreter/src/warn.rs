//! Warnings issued by native code, through the `warnings` module when there is one.

use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;

/// A SyntaxWarning of the compiler, by `warnings.warn_explicit`.
pub fn syntax_warning(vm: &mut Vm, message: &str, filename: &str, line: u32) -> Result<()> {
    let class = vm.error_class(objspace::exception::Error::SyntaxWarning).value();
    let name = vm.intern("warnings");
    let module = crate::runtime::import::import_module(vm, name, Value::NONE, Value::NONE, 0)?;
    let function = vm.getattr_text(module, "warn_explicit")?;
    let message = vm.str(message.as_bytes());
    let filename = vm.str(filename.as_bytes());
    vm.call(function, &[message, class, filename, Value::integer(line as i64)])?;
    Ok(())
}
