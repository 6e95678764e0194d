//! The print statement and sys.displayhook.

use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The stream a print goes to; None: sys.stdout is None, nothing is printed.
fn target(vm: &mut Vm, stream: Value) -> Result<Option<Value>> {
    if !stream.is_none() {
        return Ok(Some(stream));
    }
    let name = vm.names.stdout;
    match vm.dict_get_str(vm.sys, name) {
        Some(v) if v.is_none() => Ok(None),
        Some(v) => Ok(Some(v)),
        None => Err(vm.raise(Error::RuntimeError, "lost sys.stdout")),
    }
}

/// `print v,`: a space if the last item asks for one, then str(v).
pub fn item(vm: &mut Vm, v: Value, stream: Value) -> Result<()> {
    let Some(stream) = target(vm, stream)? else {
        return Ok(());
    };
    if vm.is_exact(stream, Kind::File) {
        return objspace::types::file::print_item(vm, stream, v);
    }
    if soft_space(vm, stream, false)? {
        let space = vm.str(b" ");
        write(vm, stream, space)?;
    }
    let text = if vm.is_kind(v, Kind::Unicode) {
        v
    } else {
        vm.to_str(v)?.value()
    };
    write(vm, stream, text)?;
    let wants_space = match vm.kind_of(v) {
        Kind::Str => match Ref::<StrObject>::of(v).bytes().last() {
            Some(&last) => last == b' ' || !(last.is_ascii_whitespace() || last == 0x0b),
            None => true,
        },
        _ => true,
    };
    if wants_space {
        soft_space(vm, stream, true)?;
    }
    Ok(())
}

/// `print`: the newline.
pub fn newline(vm: &mut Vm, stream: Value) -> Result<()> {
    let Some(stream) = target(vm, stream)? else {
        return Ok(());
    };
    if vm.is_exact(stream, Kind::File) {
        return objspace::types::file::print_newline(vm, stream);
    }
    let text = vm.str(b"\n");
    write(vm, stream, text)?;
    soft_space(vm, stream, false)?;
    Ok(())
}

/// Ends a line of sys.stdout that a `print` left open.
pub fn flush_line(vm: &mut Vm) -> Result<()> {
    let Some(stream) = target(vm, Value::NONE)? else {
        return Ok(());
    };
    if soft_space(vm, stream, false)? {
        let newline = vm.str(b"\n");
        write(vm, stream, newline)?;
    }
    Ok(())
}

fn write(vm: &mut Vm, stream: Value, text: Value) -> Result<()> {
    let name = vm.names.write;
    let write = vm.getattr(stream, name)?;
    vm.call(write, &[text])?;
    Ok(())
}

/// Sets the stream's softspace attribute and gives what it was. A stream that has or takes none counts as 0.
fn soft_space(vm: &mut Vm, stream: Value, to: bool) -> Result<bool> {
    let name = vm.names.softspace;
    let old = match vm.getattr(stream, name) {
        Ok(v) => vm.as_int(v).unwrap_or(0) != 0,
        Err(_) => {
            vm.take_exception();
            false
        }
    };
    if vm.setattr(stream, name, Value::integer(to as i64)).is_err() {
        vm.take_exception();
    }
    Ok(old)
}

/// An expression statement at the prompt.
pub fn expression(vm: &mut Vm, v: Value) -> Result<()> {
    let name = vm.names.displayhook;
    match vm.dict_get_str(vm.sys, name) {
        Some(hook) => vm.call(hook, &[v]).map(|_| ()),
        None => Err(vm.raise(Error::RuntimeError, "lost sys.displayhook")),
    }
}
