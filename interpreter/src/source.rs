//! Source text to code objects; SyntaxErrors as exceptions.

use crate::source_codecs::SourceCodecs;
use crate::tree;
use objspace::code::CodeObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::TabCheck;
use pyrs_syntax::{parse_with_codecs, FutureFlags, Mode, Origin, ParseOptions, Parsed, SyntaxError, SyntaxErrorKind};

/// Flag of `compile`: the end of the source does not end indented blocks.
const DONT_IMPLY_DEDENT: u32 = 0x200;

/// Flag of `compile`: the tree is wanted, not code.
const ONLY_TREE: u32 = 0x400;

/// The flag of code whose `/` is true division.
const DIVISION: u32 = 0x2000;

fn mode_of(mode: u8) -> Mode {
    match mode {
        0 => Mode::File,
        1 => Mode::Eval,
        _ => Mode::Single,
    }
}

/// Compiles bytes. `mode`: 0 exec, 1 eval, 2 single. `from_file`: a script or module.
pub fn compile_bytes(
    vm: &mut Vm,
    source: &[u8],
    filename: &str,
    mode: u8,
    flags: u32,
    from_file: bool,
) -> Result<Ref<CodeObject>> {
    let origin = if from_file { Origin::File } else { Origin::Bytes };
    compile_text(vm, source, filename, mode, flags, origin)
}

fn compile_text(
    vm: &mut Vm,
    source: &[u8],
    filename: &str,
    mode: u8,
    flags: u32,
    origin: Origin,
) -> Result<Ref<CodeObject>> {
    let parsed = parse_text(vm, source, filename, mode, flags, origin)?;
    compile_parsed(vm, parsed, filename)
}

fn parse_text(vm: &mut Vm, source: &[u8], filename: &str, mode: u8, flags: u32, origin: Origin) -> Result<Parsed> {
    let asked = crate::options::flags();
    let division = if asked.division_new > 0 { DIVISION } else { 0 };
    let options = ParseOptions {
        future: FutureFlags::from_bits(flags | division),
        tab_check: match asked.tabcheck {
            0 => TabCheck::default(),
            1 => TabCheck::Warn,
            _ => TabCheck::Error,
        },
        dont_imply_dedent: flags & DONT_IMPLY_DEDENT != 0,
        origin,
    };
    let codecs = SourceCodecs::new(filename);
    let parsed =
        parse_with_codecs(source, filename, mode_of(mode), options, &codecs).map_err(|error| match error.kind {
            SyntaxErrorKind::Raised => codecs.raise(vm),
            _ => raise_syntax_error(vm, error, filename),
        })?;
    if parsed.inconsistent_tabs {
        let text = format!("{filename}: inconsistent use of tabs and spaces in indentation\n");
        crate::runtime::traceback::write_stderr(vm, text.as_bytes());
    }
    Ok(parsed)
}

fn compile_parsed(vm: &mut Vm, mut parsed: Parsed, filename: &str) -> Result<Ref<CodeObject>> {
    let optimize = vm.optimize_level;
    let mut warnings = Vec::new();
    let compiled = compile(&mut parsed, &Options { filename, optimize }, &mut warnings);
    for warning in &warnings {
        let done = crate::warn::syntax_warning(vm, &warning.message, filename, warning.lineno);
        if done.is_err() && vm.swallow(Error::SyntaxWarning) {
            // A filter made an error of it: then it is one of the syntax.
            let error = pyrs_compiler::error::message_at(&warning.message, filename, warning.lineno);
            return Err(raise_syntax_error(vm, *error, filename));
        }
        done?;
    }
    match compiled {
        Ok(compiled) => super::runtime::code::code_object(vm, &compiled.code),
        Err(error) => Err(raise_syntax_error(vm, *error, filename)),
    }
}

/// The `compile` hook: a str, unicode, buffer or tree.
pub fn compile_value(vm: &mut Vm, source: Value, filename: &str, mode: u8, flags: u32, _dont_inherit: bool) -> Result {
    if tree::is_node(vm, source) {
        if flags & ONLY_TREE != 0 {
            return Ok(source);
        }
        let parsed = tree::from_python(vm, source, mode_of(mode), FutureFlags::from_bits(flags))?;
        return Ok(compile_parsed(vm, parsed, filename)?.value());
    }
    let (bytes, origin) = match vm.kind_of(source) {
        Kind::Unicode => (Ref::<UnicodeObject>::of(source).bytes(), Origin::Unicode),
        Kind::Str => (Ref::<StrObject>::of(source).bytes(), Origin::Bytes),
        _ => return Err(vm.type_error("expected a readable buffer object")),
    };
    if bytes.contains(&0) {
        return Err(vm.type_error("compile() expected string without null bytes"));
    }
    let parsed = parse_text(vm, bytes, filename, mode, flags, origin)?;
    if flags & ONLY_TREE != 0 {
        return tree::to_python(vm, &parsed);
    }
    Ok(compile_parsed(vm, parsed, filename)?.value())
}

/// Raises a SyntaxError of the front end as the Python exception.
pub fn raise_syntax_error(vm: &mut Vm, error: SyntaxError, filename: &str) -> jit::Exception {
    let class = match error.kind {
        SyntaxErrorKind::Syntax => Error::SyntaxError,
        SyntaxErrorKind::Indentation => Error::IndentationError,
        SyntaxErrorKind::Tab => Error::TabError,
        SyntaxErrorKind::Memory => return vm.raise_with(Error::MemoryError, &[]),
        SyntaxErrorKind::Value | SyntaxErrorKind::Raised => return vm.value_error(&error.message),
    };
    if error.message_only {
        return raise_message(vm, class, error);
    }
    let error = error.with_program_text();
    let message = vm.str(error.message.as_bytes());
    let file = vm.str(error.filename.as_deref().unwrap_or(filename).as_bytes());
    let offset = error.offset.map_or(Value::NONE, |o| Value::integer(o as i64));
    let text = match &error.text {
        Some(text) => vm.str(text),
        None => Value::NONE,
    };
    let details = vm.tuple(&[file, Value::integer(error.lineno as i64), offset, text]);
    vm.raise_with(class, &[message, details])
}

/// Raises an error whose place, if it has one, is in the exception's attributes only.
fn raise_message(vm: &mut Vm, class: Error, error: SyntaxError) -> jit::Exception {
    let placed = error.filename.is_some();
    let error = error.with_program_text();
    let message = vm.str(error.message.as_bytes());
    let raised = vm.raise_with(class, &[message]);
    if !placed {
        return raised;
    }
    let (instance, traceback) = vm.take_exception();
    let file = vm.str(error.filename.as_deref().unwrap_or_default().as_bytes());
    let text = match &error.text {
        Some(text) => vm.str(text),
        None => Value::NONE,
    };
    let line = Value::integer(error.lineno as i64);
    for (name, v) in [("filename", file), ("lineno", line), ("text", text)] {
        let name = vm.intern(name);
        if let Err(e) = vm.setattr(instance, name, v) {
            return e;
        }
    }
    vm.raise_instance(instance, traceback)
}
