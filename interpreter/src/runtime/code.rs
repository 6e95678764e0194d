//! Compiled code made into code objects.

use objspace::code::{CodeObject, CodeParts};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_compiler::code::{Code, Constant};
use pyrs_compiler::opcode::{encode, JumpPlace, Opcode, Use};
use std::rc::Rc;

/// A code object of compiled code. MemoryError.
pub fn code_object(vm: &mut Vm, code: &Code) -> Result<Ref<CodeObject>> {
    let constants = vm.new_tuple(code.constants.len())?;
    for (i, constant) in code.constants.iter().enumerate() {
        let v = constant_value(vm, constant)?;
        vm.tuple_put(constants, i, v);
    }
    // Each tuple is a local: the collector sees it.
    let names = name_tuple(vm, &code.names)?;
    let varnames = name_tuple(vm, &code.varnames)?;
    let freevars = name_tuple(vm, &code.freevars)?;
    let cellvars = name_tuple(vm, &code.cellvars)?;
    let filename = vm.intern(&code.filename).value();
    let name = vm.intern(&code.name).value();
    let lnotab = vm.str(&code.lnotab);
    let mut words = code.code.to_vec();
    let (exception_register, has_loop) = prepare(&mut words, vm);
    Ok(vm.new_code(&CodeParts {
        argument_count: code.argcount,
        local_count: code.nlocals,
        stack_size: code.stacksize,
        flags: code.flags,
        words: &words,
        constants: constants.value(),
        names,
        varnames,
        filename,
        name,
        first_line: code.firstlineno,
        lnotab,
        freevars,
        cellvars,
        has_loop,
        exception_register,
        generator_register: code.generator_register().unwrap_or(0) as u16,
        loop_at_entry: loops_to_entry(&words),
    }))
}

/// The register that CATCH instructions keep the exception in (0: none), and whether there is a back-edge.
/// The counters of loops and of yields, where generators go on, are set to their start.
pub fn prepare(words: &mut [u64], vm: &Vm) -> (u16, bool) {
    let entries = words.last().map_or(0, |&n| n as usize);
    let end = words.len().saturating_sub(1 + entries * 2);
    let (mut register, mut has_loop, mut i) = (0, false, 0);
    while i < end {
        let Some(opcode) = Opcode::decode(words[i]) else { break };
        match opcode {
            // A `finally` clause handles nothing.
            Opcode::CATCH if crate::eval::b(words[i]) != crate::eval::a(words[i]).wrapping_add(3) => {
                register = crate::eval::b(words[i]);
            }
            Opcode::JUMP_BACK => {
                has_loop = true;
                words[i + 1] = vm.loop_cell_start;
            }
            Opcode::YIELD => words[i + 1] = vm.entry_cell_start,
            _ => {}
        }
        i += opcode.length();
    }
    (register, has_loop)
}

fn name_tuple(vm: &mut Vm, names: &[Rc<str>]) -> Result {
    let tuple = vm.new_tuple(names.len())?;
    for (i, name) in names.iter().enumerate() {
        let name = vm.intern(name);
        vm.tuple_put(tuple, i, name.value());
    }
    Ok(tuple.value())
}

/// Strings that look like names are interned, as CPython does.
fn is_name(bytes: &[u8]) -> bool {
    bytes.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'_')
}

fn constant_value(vm: &mut Vm, constant: &Constant) -> Result {
    Ok(match constant {
        Constant::None => Value::NONE,
        Constant::Ellipsis => Value::ELLIPSIS,
        Constant::Bool(b) => Value::bool(*b),
        Constant::Int(i) => vm.int(*i),
        Constant::Long(i) => vm.long(i)?,
        Constant::Float(f) => vm.float(*f),
        Constant::Complex(re, im) => vm.complex(*re, *im),
        Constant::Str(s) if is_name(s) => vm.intern_bytes(s).value(),
        Constant::Str(s) => vm.str(s),
        Constant::Unicode(s) => vm.unicode(s),
        Constant::Tuple(items) if items.is_empty() => vm.common.empty_tuple,
        Constant::Tuple(items) => {
            let tuple = vm.new_tuple(items.len())?;
            for (i, item) in items.iter().enumerate() {
                let v = constant_value(vm, item)?;
                vm.tuple_put(tuple, i, v);
            }
            tuple.value()
        }
        Constant::Code(code) => code_object(vm, code)?.value(),
    })
}

/// Whether a back-edge goes to the first instruction.
fn loops_to_entry(words: &[u64]) -> bool {
    let entries = words.last().map_or(0, |&n| n as usize);
    let end = words.len().saturating_sub(1 + entries * 2);
    let mut i = 0;
    while i < end {
        let Some(opcode) = Opcode::decode(words[i]) else { break };
        if opcode == Opcode::JUMP_BACK && i as i64 + crate::eval::jump_offset(words[i]) as i64 == 0 {
            return true;
        }
        i += opcode.length();
    }
    false
}

/// `code(argcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, firstlineno, lnotab[, freevars[,
/// cellvars]])`: a code object of what the attributes of another one may have been. TypeError, ValueError.
pub fn make_code(vm: &mut Vm, arguments: &[Value]) -> Result {
    let count = arguments.len() - 2;
    if !(12..=14).contains(&count) {
        let (most, limit) = if count < 12 { ("least", 12) } else { ("most", 14) };
        return Err(vm.type_error(&format!("code() takes at {most} {limit} arguments ({count} given)")));
    }
    let given = vm.positional_arguments("code", 12, 14, &arguments[1..])?;
    let mut counts = [0u32; 5];
    for (count, i) in counts.iter_mut().zip([0, 1, 2, 3, 10]) {
        let n = vm.argument_c_int(given[i])?;
        *count = match u32::try_from(n) {
            Ok(n) => n,
            Err(_) if i == 0 => return Err(vm.value_error("code: argcount must not be negative")),
            Err(_) if i == 1 => return Err(vm.value_error("code: nlocals must not be negative")),
            Err(_) => 0,
        };
    }
    for (i, kind) in [
        (4, Kind::Str),
        (5, Kind::Tuple),
        (6, Kind::Tuple),
        (7, Kind::Tuple),
        (8, Kind::Str),
        (9, Kind::Str),
        (11, Kind::Str),
        (12, Kind::Tuple),
        (13, Kind::Tuple),
    ] {
        if given.get(i).is_some_and(|&v| !vm.is_kind(v, kind)) {
            let (wanted, got) = (vm.type_of_kind(kind).full_name(), vm.type_name(given[i]));
            return Err(vm.type_error(&format!("code() argument {} must be {wanted}, not {got}", i + 1)));
        }
    }
    let empty = vm.common.empty_tuple;
    let texts = |vm: &mut Vm, i: usize| -> Result<Vec<Rc<str>>> {
        let names = Ref::<TupleObject>::of(given.get(i).copied().unwrap_or(empty)).items();
        let mut texts = Vec::new();
        for &name in names {
            if !vm.is_kind(name, Kind::Str) {
                let got = vm.type_name(name);
                return Err(vm.type_error(&format!("name tuples must contain only strings, not '{got}'")));
            }
            texts.push(Ref::<StrObject>::of(name).text().as_ref().into());
        }
        Ok(texts)
    };
    let (names, varnames) = (texts(vm, 6)?, texts(vm, 7)?);
    let (freevars, cellvars) = (texts(vm, 12)?, texts(vm, 13)?);
    let bytes = |i: usize| Ref::<StrObject>::of(given[i]).bytes();
    let words = bytes(4).chunks_exact(8);
    if !words.remainder().is_empty() {
        return Err(vm.value_error("code: the code string has no whole instructions"));
    }
    let constants = Ref::<TupleObject>::of(given[5]).items();
    let Some(constants) = constants.iter().map(|&v| plain_constant(vm, v)).collect() else {
        return Err(vm.type_error("code: a constant is of a type that constants do not have"));
    };
    let text = |i: usize| -> Rc<str> { Ref::<StrObject>::of(given[i]).text().as_ref().into() };
    let code = Code {
        argcount: counts[0],
        nlocals: counts[1],
        stacksize: counts[2],
        flags: counts[3],
        code: words
            .map(|word| u64::from_le_bytes(word.try_into().expect("eight bytes")))
            .collect(),
        constants,
        names,
        varnames,
        filename: text(8),
        name: text(9),
        firstlineno: counts[4],
        lnotab: bytes(11).into(),
        freevars,
        cellvars,
    };
    if let Err(invalid) = pyrs_compiler::validate::validate(&code) {
        return Err(vm.value_error(&format!("code: {}", invalid.reason)));
    }
    Ok(code_object(vm, &code)?.value())
}

/// The plain data of a code object and those among its constants, without what running them left in the instructions.
/// None: a constant is of no type that compiled code has.
pub fn plain_code(vm: &Vm, code: Ref<CodeObject>) -> Option<Code> {
    let constants = code.constants.of::<TupleObject>().items();
    let constants = constants
        .iter()
        .map(|&v| plain_constant(vm, v))
        .collect::<Option<_>>()?;
    let words = unsafe { std::slice::from_raw_parts(code.words.get(), code.word_count.get()) };
    let text = |v: Value| -> Rc<str> { Ref::<StrObject>::of(v).text().as_ref().into() };
    let texts = |v: Value| -> Vec<Rc<str>> { Ref::<TupleObject>::of(v).items().iter().map(|&v| text(v)).collect() };
    Some(Code {
        argcount: code.argument_count.get(),
        nlocals: code.local_count.get(),
        stacksize: code.stack_size.get(),
        flags: code.flags.get(),
        code: plain_words(words).into(),
        constants,
        names: texts(code.names.get()),
        varnames: texts(code.varnames.get()),
        filename: text(code.filename.get()),
        name: text(code.name.get()),
        firstlineno: code.first_line.get(),
        lnotab: code.lnotab.of::<StrObject>().bytes().into(),
        freevars: texts(code.freevars.get()),
        cellvars: texts(code.cellvars.get()),
    })
}

fn plain_constant(vm: &Vm, v: Value) -> Option<Constant> {
    Some(match v {
        Value::NONE => Constant::None,
        Value::ELLIPSIS => Constant::Ellipsis,
        Value::FALSE => Constant::Bool(false),
        Value::TRUE => Constant::Bool(true),
        _ if vm.is_exact(v, Kind::Int) => Constant::Int(vm.as_int(v)?),
        _ if vm.is_exact(v, Kind::Float) => Constant::Float(vm.as_float(v)?),
        _ if vm.is_exact(v, Kind::Long) => Constant::Long(vm.bigint(v)?),
        _ if vm.is_exact(v, Kind::Complex) => {
            let (real, imaginary) = vm.complex_parts(v);
            Constant::Complex(real, imaginary)
        }
        _ if vm.is_exact(v, Kind::Str) => Constant::Str(Ref::<StrObject>::of(v).bytes().into()),
        _ if vm.is_exact(v, Kind::Unicode) => Constant::Unicode(Ref::<UnicodeObject>::of(v).bytes().into()),
        _ if vm.is_exact(v, Kind::Tuple) => {
            let items = Ref::<TupleObject>::of(v).items();
            Constant::Tuple(items.iter().map(|&v| plain_constant(vm, v)).collect::<Option<_>>()?)
        }
        _ if vm.is_exact(v, Kind::Code) => Constant::Code(Rc::new(plain_code(vm, Ref::of(v))?)),
        _ => return None,
    })
}

/// Instruction words with nothing in the places of inline caches and counters.
pub fn plain_words(words: &[u64]) -> Vec<u64> {
    let mut plain = words.to_vec();
    let entries = words.last().map_or(0, |&n| n as usize);
    let end = words.len().saturating_sub(1 + entries * 2);
    let mut i = 0;
    while i < end {
        let Some(opcode) = Opcode::decode(words[i]) else { break };
        let description = opcode.description();
        if description.jump != JumpPlace::OperandsBC {
            let operand = |kind: Use, shift: u32| match kind {
                Use::Unused => 0,
                _ => (words[i] >> shift) as u16,
            };
            let (a, b, c) = (
                operand(description.a, 16),
                operand(description.b, 32),
                operand(description.c, 48),
            );
            plain[i] = encode(opcode, a, b, c);
        }
        let kept = match description.jump {
            JumpPlace::FirstExtraWord => words[i + 1] as u32 as u64,
            _ if opcode == Opcode::CALL_STAR => words[i + 1],
            _ => 0,
        };
        for (n, word) in plain[i + 1..i + opcode.length()].iter_mut().enumerate() {
            *word = if n == 0 { kept } else { 0 };
        }
        i += opcode.length();
    }
    plain
}
