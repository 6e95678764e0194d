//! The place of a SyntaxError as it is printed: file, line, text and a caret.

use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// Writes the place, and gives the message that is to follow. None where the attributes are not those of a
/// SyntaxError; then nothing is written.
pub fn write(vm: &mut Vm, instance: Value, out: &mut Vec<u8>) -> Option<Value> {
    match Place::of(vm, instance) {
        Ok(place) => {
            place.write(out);
            Some(place.message)
        }
        Err(_) => {
            vm.take_exception();
            None
        }
    }
}

struct Place {
    message: Value,
    file: Option<&'static [u8]>,
    line: i64,
    /// Of the byte that the caret is under, from 1.
    offset: Option<i64>,
    text: Option<&'static [u8]>,
}

impl Place {
    fn of(vm: &mut Vm, instance: Value) -> Result<Place> {
        vm.getattr_text(instance, "print_file_and_line")?;
        let line = vm.getattr_text(instance, "lineno")?;
        let offset = vm.getattr_text(instance, "offset")?;
        Ok(Place {
            message: vm.getattr_text(instance, "msg")?,
            file: text(vm, instance, "filename")?,
            line: vm.argument_i64(line)?,
            offset: match offset.is_none() {
                true => None,
                false => Some(vm.argument_i64(offset)?).filter(|&offset| offset != -1),
            },
            text: text(vm, instance, "text")?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"  File \"");
        out.extend_from_slice(self.file.unwrap_or(b"<string>"));
        out.extend_from_slice(format!("\", line {}\n", self.line).as_bytes());
        if let Some(text) = self.text {
            write_text(text, self.offset, out);
        }
    }
}

/// An attribute that is a string (as C knows them) or None.
fn text(vm: &mut Vm, instance: Value, name: &str) -> Result<Option<&'static [u8]>> {
    let value = vm.getattr_text(instance, name)?;
    let bytes = match vm.kind_of(value) {
        Kind::Str => Ref::<StrObject>::of(value).bytes(),
        Kind::Unicode => {
            let encoded = vm.encode_default(value)?;
            Ref::<StrObject>::of(encoded).bytes()
        }
        _ if value.is_none() => return Ok(None),
        _ => return Err(vm.type_error("a string is expected")),
    };
    Ok(bytes.split(|&byte| byte == 0).next())
}

fn write_text(mut text: &[u8], mut offset: Option<i64>, out: &mut Vec<u8>) {
    if let Some(offset) = offset.as_mut().filter(|offset| **offset >= 0) {
        // The newline itself has no column.
        if *offset == text.len() as i64 && text.ends_with(b"\n") {
            *offset -= 1;
        }
        while let Some(end) = text.iter().position(|&byte| byte == b'\n') {
            if end as i64 >= *offset {
                break;
            }
            text = &text[end + 1..];
            *offset -= end as i64 + 1;
        }
        let blank = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        text = &text[blank..];
        *offset -= blank as i64;
    }
    out.extend_from_slice(b"    ");
    out.extend_from_slice(text);
    if !text.ends_with(b"\n") {
        out.push(b'\n');
    }
    // White space can have taken the caret's place away: then none is shown.
    let Some(offset) = offset.filter(|&offset| offset != -1) else {
        return;
    };
    out.extend_from_slice(b"    ");
    out.extend(std::iter::repeat_n(b' ', (offset - 1).max(0) as usize));
    out.extend_from_slice(b"^\n");
}
