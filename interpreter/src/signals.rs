//! Signals: noted by the native handler, delivered at polls.

use objspace::native::Result;
use objspace::vm::Vm;

/// Runs the handlers of signals that arrived.
pub fn deliver(vm: &mut Vm) -> Result<()> {
    let _ = vm;
    Ok(())
}
