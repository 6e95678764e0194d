//! Printing exceptions as CPython does.

use super::syntax_place;
use objspace::code::CodeObject;
use objspace::exception::Error;
use objspace::frame::{FrameObject, TracebackObject};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The printed form of an exception: traceback, class and message.
pub fn format_exception(vm: &mut Vm, instance: Value, traceback: Value) -> Vec<u8> {
    let mut out = Vec::new();
    if !traceback.is_unbound() && !traceback.is_none() {
        format_traceback(vm, traceback, &mut out);
    }
    format_only(vm, instance, &mut out);
    out
}

/// "Traceback (most recent call last):" and the entries.
pub fn format_traceback(vm: &mut Vm, traceback: Value, out: &mut Vec<u8>) {
    let limit = vm.names.tracebacklimit;
    let limit = match vm.dict_get_str(vm.sys, limit) {
        Some(v) => match vm.as_int(v) {
            Some(n) if n <= 0 => return,
            Some(n) => n as usize,
            None => 1000,
        },
        None => 1000,
    };
    out.extend_from_slice(b"Traceback (most recent call last):\n");
    let mut depth = 0;
    let mut at = traceback;
    while vm.is_kind(at, Kind::Traceback) {
        depth += 1;
        at = Ref::<TracebackObject>::of(at).next.get();
    }
    let mut at = traceback;
    while vm.is_kind(at, Kind::Traceback) {
        let entry = Ref::<TracebackObject>::of(at);
        if depth <= limit {
            let code = entry.frame.of::<FrameObject>().code.of::<CodeObject>();
            let file = code.filename.of::<StrObject>().text();
            let name = code.name.of::<StrObject>().text();
            let line = entry.line();
            out.extend_from_slice(format!("  File \"{file}\", line {line}, in {name}\n").as_bytes());
            if let Some(text) = source_line(vm, &file, line as usize) {
                out.extend_from_slice(b"    ");
                out.extend_from_slice(&text);
                out.push(b'\n');
            }
        }
        depth -= 1;
        at = entry.next.get();
    }
}

/// A line of a source file without its indentation.
fn source_line(vm: &mut Vm, file: &str, line: usize) -> Option<Vec<u8>> {
    let text = match (crate::library::source(file), std::fs::read(file)) {
        (Some(text), _) | (None, Ok(text)) => text,
        (None, Err(_)) => {
            // Relative names of modules on the path.
            let path = vm.intern("path");
            let list = vm.dict_get_str(vm.sys, path)?;
            if !vm.is_kind(list, Kind::List) {
                return None;
            }
            let tail = file.rsplit('/').next()?;
            vm.items_of(list).iter().find_map(|&folder| {
                if !vm.is_kind(folder, Kind::Str) {
                    return None;
                }
                let folder = Ref::<StrObject>::of(folder).text();
                std::fs::read(format!("{folder}/{tail}")).ok()
            })?
        }
    };
    let text = text.split(|&b| b == b'\n').nth(line - 1)?;
    let start = text
        .iter()
        .position(|b| !matches!(b, b' ' | b'\t' | 0x0c))
        .unwrap_or(text.len());
    let end = text.len() - text.iter().rev().take_while(|&&b| b == b'\r').count();
    Some(text[start..end.max(start)].to_vec())
}

/// "ValueError: message", with the lines of a SyntaxError before it.
pub fn format_only(vm: &mut Vm, instance: Value, out: &mut Vec<u8>) {
    let mut message = instance;
    if vm.is_kind(instance, Kind::Exception) {
        let syntax = vm.error_class(Error::SyntaxError);
        if vm.is_instance_of(instance, syntax) {
            message = syntax_place::write(vm, instance, out).unwrap_or(instance);
        }
    }
    let class = super::exceptions::class_of_exception(vm, instance);
    let name = class_name(vm, class);
    out.extend_from_slice(name.as_bytes());
    if message.is_none() {
        out.push(b'\n');
        return;
    }
    match vm.to_str(message) {
        Ok(text) => {
            let bytes = text.bytes();
            if !bytes.is_empty() {
                out.extend_from_slice(b": ");
                out.extend_from_slice(bytes);
            }
        }
        Err(_) => {
            vm.take_exception();
            out.extend_from_slice(b": <exception str() failed>");
        }
    }
    out.push(b'\n');
}

fn class_name(vm: &mut Vm, class: Value) -> String {
    let short = vm.class_display_name(class);
    let module = vm.names.__module__;
    let module = match vm.getattr(class, module) {
        Ok(v) => v,
        Err(_) => {
            vm.take_exception();
            return format!("<unknown>.{short}");
        }
    };
    if !vm.is_kind(module, Kind::Str) {
        return format!("<unknown>.{short}");
    }
    let module = Ref::<StrObject>::of(module).text();
    if module == "exceptions" || module == "__builtin__" {
        short
    } else {
        format!("{module}.{short}")
    }
}

/// "Exception ... in ... ignored" on stderr; the waiting exception is gone afterwards.
pub fn report_ignored(vm: &mut Vm, place: Value) {
    let (instance, _) = vm.take_exception();
    if instance.is_unbound() {
        return;
    }
    let class = super::exceptions::class_of_exception(vm, instance);
    let name = class_name(vm, class);
    let text = match vm.repr(instance) {
        Ok(_) => match vm.to_str(instance) {
            Ok(text) => text.text().into_owned(),
            Err(_) => {
                vm.take_exception();
                String::new()
            }
        },
        Err(_) => {
            vm.take_exception();
            String::new()
        }
    };
    let place = match vm.repr_text(place) {
        Ok(text) => text,
        Err(_) => {
            vm.take_exception();
            "?".to_string()
        }
    };
    let line = if text.is_empty() {
        format!("Exception {name} in {place} ignored\n")
    } else {
        format!("Exception {name}: {name}({text:?},) in {place} ignored\n")
            .replace("(\"", "('")
            .replace("\",)", "',)")
    };
    write_stderr(vm, line.as_bytes());
}

/// Writes to sys.stderr; to the process's own if that fails. Without a sys.stderr nothing but that is said.
pub fn write_stderr(vm: &mut Vm, bytes: &[u8]) {
    let name = vm.names.stderr;
    let Some(stream) = vm.dict_get_str(vm.sys, name) else {
        eprintln!("lost sys.stderr");
        return;
    };
    {
        if stream.is_none() {
            return;
        }
        let text = vm.str(bytes);
        let write = vm.names.write;
        let done: Result = vm.call_method(stream, write, &[text]);
        if done.is_ok() {
            return;
        }
        vm.take_exception();
    }
    use std::io::Write;
    let _ = std::io::stderr().write_all(bytes);
}
