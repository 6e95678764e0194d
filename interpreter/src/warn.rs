//! Warnings issued by native code, through the `warnings` module when there is one.

use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;

/// A SyntaxWarning of the compiler: `warnings.warn_explicit`, if that module is loaded.
pub fn syntax_warning(vm: &mut Vm, message: &str, filename: &str, line: u32) -> Result<()> {
    let class = vm.error_class(objspace::exception::Error::SyntaxWarning).value();
    let name = vm.intern("warnings");
    let Some(module) = vm.dict_get_str(vm.modules, name) else {
        return Ok(());
    };
    let function = vm.getattr_text(module, "warn_explicit")?;
    let message = vm.str(message.as_bytes());
    let filename = vm.str(filename.as_bytes());
    vm.call(function, &[message, class, filename, Value::integer(line as i64)])?;
    Ok(())
}
