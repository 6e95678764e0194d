//! Where the interpreter meets the compiler: hot loops and functions, activations.

use objspace::exec::Exec;
use objspace::machine::PyMachine;
use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;

/// The loop whose header the machine stands at is hot.
pub fn hot_loop(m: &mut Exec) -> Result<()> {
    let _ = m.position();
    Ok(())
}

/// The function whose frame was just pushed is hot.
pub fn hot_function(m: &mut Exec) -> Result<()> {
    let _ = m.position();
    Ok(())
}

/// The first register above what compiled code on the stack uses, at least `top`.
pub fn above_activations(vm: &Vm, top: *mut Value) -> *mut Value {
    let _ = vm;
    top
}
