//! `file`.

use crate::heap::Header;
use crate::layout::mask;
use crate::native::Result;
use crate::object::Field;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct FileObject {
    pub header: Header,
    pub name: Field,
    pub mode: Field,
    pub encoding: Field,
    pub errors: Field,
    /// The native file state; owned, null when never opened.
    pub state: Cell<*mut u8>,
    pub softspace: Cell<bool>,
}

/// `print v,` to an exact file.
pub fn print_item(vm: &mut Vm, stream: Value, v: Value) -> Result<()> {
    let _ = stream;
    let text = vm.to_str(v)?;
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.bytes());
    Ok(())
}

/// `print` to an exact file: the newline.
pub fn print_newline(vm: &mut Vm, stream: Value) -> Result<()> {
    let _ = (vm, stream);
    println!();
    Ok(())
}

impl FileObject {
    pub const MASK: u64 = mask!(FileObject: name mode encoding errors);
}
