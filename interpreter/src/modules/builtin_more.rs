//! `__builtin__`: numbers, characters, sequences, code, attributes.

use num_bigint::{BigInt, Sign};
use objspace::class::TypeObject;
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::{function, named, unpacked, variadic, Intrinsic, Native, Quiet, Result};
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static FUNCTIONS: &[Native] = &[
    function("abs", 1, 1, abs, "The absolute value of a number.")
        .quiet(Quiet::Plain)
        .traced(Intrinsic::Absolute),
    function("callable", 1, 1, callable, "Whether an object can be called."),
    function("chr", 1, 1, chr, "The one-character string of a code from 0 to 255.").quiet(Quiet::Plain),
    function("unichr", 1, 1, unichr, "The one-character unicode string of a code.").quiet(Quiet::Plain),
    function("ord", 1, 1, ord, "The code of a one-character string.").quiet(Quiet::Plain),
    unpacked("cmp", 2, 2, cmp, "Negative, zero or positive for less, equal, greater.").quiet(Quiet::Plain),
    unpacked("coerce", 2, 2, coerce, "Both numbers in a common type."),
    unpacked("delattr", 2, 2, delattr, "Deletes an attribute of an object by name."),
    unpacked("hasattr", 2, 2, hasattr, "Whether an object has an attribute."),
    unpacked("divmod", 2, 2, divmod, "Quotient and remainder.").quiet(Quiet::Plain),
    unpacked("pow", 2, 3, pow, "A power, modulo a third number if given.").quiet(Quiet::Plain),
    named(
        "round",
        1,
        &["number", "ndigits"],
        round,
        "A number rounded to some digits after the point.",
    ),
    function("hex", 1, 1, hex, "The hexadecimal representation of an integer.").quiet(Quiet::Plain),
    function("oct", 1, 1, oct, "The octal representation of an integer.").quiet(Quiet::Plain),
    function("bin", 1, 1, bin, "The binary representation of an integer.").quiet(Quiet::Plain),
    unpacked("next", 1, 2, next, "The next value of an iterator.").traced(Intrinsic::Next),
    function("range", 1, 3, range, "A list of numbers in arithmetic progression.").quiet(Quiet::Plain),
    variadic("zip", zip, "A list of tuples of the items of several sequences.").quiet(Quiet::Sequences),
    variadic(
        "print",
        print_function,
        "Prints values to a stream, or to sys.stdout by default.",
    ),
    function("globals", 0, 0, globals, "The namespace of the module that runs."),
    function("locals", 0, 0, locals, "The local variables."),
    unpacked("vars", 0, 1, vars, "An object's __dict__, or the local variables."),
    unpacked("dir", 0, 1, dir, "Names of an object's attributes."),
    named(
        "compile",
        3,
        &["source", "filename", "mode", "flags", "dont_inherit"],
        compile,
        "Code of a source string.",
    ),
    unpacked("eval", 1, 3, eval, "The value of an expression."),
    function("execfile", 1, 3, execfile, "Runs a file."),
    function("intern", 1, 1, intern, "The one string that stands for all equal ones."),
    function("reload", 1, 1, reload, "Loads a module again."),
    function("raw_input", 0, 1, raw_input, "A line from standard input."),
    function("input", 0, 1, input, "The value of an expression from standard input."),
    unpacked(
        "apply",
        1,
        3,
        apply,
        "Calls a function with a sequence of arguments and a dict of keyword arguments.",
    ),
    variadic("open", open, "Opens a file."),
    function("format", 1, 2, format, "A value formatted by a specification."),
];

fn apply(vm: &mut Vm, arguments: &[Value]) -> Result {
    let arguments_tuple = match arguments.get(1) {
        None => vm.tuple(&[]),
        Some(&v) if vm.is_exact(v, Kind::Tuple) => v,
        Some(&v) => {
            if !vm.is_sequence(v)? {
                let name = vm.type_name(v);
                return Err(vm.type_error(&format!("apply() arg 2 expected sequence, found {name}")));
            }
            let list = vm.list_from(v)?;
            vm.tuple(list.items())
        }
    };
    let keywords = match arguments.get(2) {
        None => Value::UNBOUND,
        Some(&v) if vm.is_kind(v, Kind::Dict) => v,
        Some(&v) => {
            let name = vm.type_name(v);
            return Err(vm.type_error(&format!("apply() arg 3 expected dictionary, found {name}")));
        }
    };
    crate::runtime::exceptions::call_keywords(
        vm,
        arguments[0],
        Ref::of(arguments_tuple),
        Value::UNBOUND,
        Value::UNBOUND,
        keywords,
    )
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.__abs__;
    vm.unary(arguments[0], name, "abs()")
}

fn callable(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.is_callable(arguments[0]).map(Value::bool)
}

fn chr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = vm.argument_i64(arguments[0])?;
    if !(0..256).contains(&i) {
        return Err(vm.value_error("chr() arg not in range(256)"));
    }
    Ok(vm.char_str(i as u8))
}

fn unichr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = vm.argument_i64(arguments[0])?;
    if !(0..0x110000).contains(&i) {
        return Err(vm.value_error("unichr() arg not in range(0x110000) (wide Python build)"));
    }
    Ok(vm.unicode(&objspace::unicode::encode_code_point(i as u32)))
}

fn ord(vm: &mut Vm, arguments: &[Value]) -> Result {
    let v = arguments[0];
    let length = match vm.kind_of(v) {
        Kind::Str => {
            let bytes = Ref::<StrObject>::of(v).bytes();
            if let [b] = bytes {
                return Ok(Value::integer(*b as i64));
            }
            bytes.len()
        }
        Kind::Unicode => {
            let u = Ref::<objspace::unicode::UnicodeObject>::of(v);
            if u.len() == 1 {
                return Ok(Value::integer(objspace::unicode::first_code_point(u) as i64));
            }
            u.len()
        }
        Kind::ByteArray => {
            let bytes = vm.buffer_bytes(v)?;
            if let [b] = bytes {
                return Ok(Value::integer(*b as i64));
            }
            bytes.len()
        }
        _ => {
            let name = vm.type_name(v);
            return Err(vm.type_error(&format!("ord() expected string of length 1, but {name} found")));
        }
    };
    Err(vm.type_error(&format!(
        "ord() expected a character, but string of length {length} found"
    )))
}

fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(vm.cmp(arguments[0], arguments[1])? as i64))
}

fn coerce(vm: &mut Vm, arguments: &[Value]) -> Result {
    match vm.coerce(arguments[0], arguments[1])? {
        Some((x, y)) => Ok(vm.tuple(&[x, y])),
        None => Err(vm.type_error("number coercion failed")),
    }
}

fn delattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.name_of(arguments[1], "attribute name")?;
    vm.setattr(arguments[0], name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn hasattr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = super::builtin::attribute_name(vm, arguments[1], "hasattr")?;
    let found = vm.getattr_optional(arguments[0], name);
    Ok(match found {
        Ok(found) => found.is_some().into(),
        Err(e) => {
            let exception = vm.error_class(Error::Exception);
            let instance = vm.thread.exception;
            if vm.kind_of(instance) == Kind::Exception && !vm.is_instance_of(instance, exception) {
                return Err(e);
            }
            vm.take_exception();
            Value::FALSE
        }
    })
}

fn divmod(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.binary(Operator::DivMod, arguments[0], arguments[1])
}

fn pow(vm: &mut Vm, arguments: &[Value]) -> Result {
    match arguments.get(2).filter(|z| !z.is_none()) {
        None => vm.binary(Operator::Power, arguments[0], arguments[1]),
        Some(_) => {
            let name = vm.names.__pow__;
            if vm.kind_of(arguments[0]) == Kind::OldInstance {
                let power = vm.getattr(arguments[0], name)?;
                return vm.call(power, &arguments[1..]);
            }
            match vm.call_special(arguments[0], name, &arguments[1..])? {
                Some(v) if v != Value::NOT_IMPLEMENTED => Ok(v),
                _ => {
                    let names: Vec<String> = arguments.iter().map(|&v| vm.type_name(v)).collect();
                    Err(vm.type_error(&format!(
                        "unsupported operand type(s) for pow(): '{}', '{}', '{}'",
                        names[0], names[1], names[2]
                    )))
                }
            }
        }
    }
}

/// Rounds half away from zero, as Python 2 does, on the decimal digits of the float.
fn round(vm: &mut Vm, arguments: &[Value]) -> Result {
    let f = vm.float_argument(arguments[0])?;
    let digits = match arguments[1].bound() {
        None => 0,
        Some(n) => vm.index_clipped(n)?,
    };
    if !f.is_finite() || f == 0.0 || digits > 323 {
        return Ok(vm.float(f));
    }
    if digits < -308 {
        return Ok(vm.float(0f64.copysign(f)));
    }
    let r = if digits >= 0 {
        round_decimal(f.abs(), digits as usize)
    } else {
        let scale = 10f64.powi(-digits as i32);
        (f.abs() / scale).round() * scale
    };
    if r.is_infinite() {
        return Err(vm.raise(Error::OverflowError, "rounded value too large to represent"));
    }
    Ok(vm.float(r.copysign(f)))
}

fn round_decimal(f: f64, digits: usize) -> f64 {
    if digits == 0 {
        return f.round();
    }
    // The exact decimal expansion tells halves apart.
    let exact = format!("{f:.1100}");
    let point = exact.find('.').unwrap_or(exact.len());
    let cut = point + 1 + digits;
    let half = exact[cut..].starts_with('5') && exact[cut + 1..].bytes().all(|b| b == b'0');
    if half {
        // Away from zero: the next digit up.
        let step = 10f64.powi(-(digits as i32));
        let down: f64 = exact[..cut].parse().unwrap_or(f);
        return format!("{:.digits$}", down + step).parse().unwrap_or(f);
    }
    format!("{f:.digits$}").parse().unwrap_or(f)
}

fn hex(vm: &mut Vm, arguments: &[Value]) -> Result {
    by_method(vm, arguments[0], |vm| vm.names.__hex__, "hex")
}

fn oct(vm: &mut Vm, arguments: &[Value]) -> Result {
    by_method(vm, arguments[0], |vm| vm.names.__oct__, "oct")
}

fn by_method(vm: &mut Vm, v: Value, name: fn(&Vm) -> Ref<StrObject>, what: &str) -> Result {
    let name = name(vm);
    match vm.call_special(v, name, &[])? {
        Some(text) if vm.kind_of(text) == Kind::Str => Ok(text),
        Some(other) => {
            let got = vm.type_name(other);
            Err(vm.type_error(&format!("__{what}__ returned non-string (type {got})")))
        }
        None if vm.kind_of(v) == Kind::OldInstance => Err(vm.no_attribute(v, name)),
        None => Err(vm.type_error(&format!("{what}() argument can't be converted to {what}"))),
    }
}

fn bin(vm: &mut Vm, arguments: &[Value]) -> Result {
    let v = vm.index(arguments[0])?;
    let i = vm.bigint(v).unwrap_or_default();
    let sign = if i.sign() == Sign::Minus { "-" } else { "" };
    let digits = i.magnitude().to_str_radix(2);
    Ok(vm.str(format!("{sign}0b{digits}").as_bytes()))
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_iterator(arguments[0]) {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("{name} object is not an iterator")));
    }
    match (vm.next(arguments[0])?, arguments.get(1)) {
        (Some(v), _) => Ok(v),
        (None, Some(&default)) => Ok(default),
        (None, None) => Err(vm.raise_with(Error::StopIteration, &[])),
    }
}

/// A bound of range(): an int or long. TypeError.
fn bound(vm: &mut Vm, v: Value, what: &str) -> Result<BigInt> {
    let name = vm.names.__int__;
    let integer = match vm.kind_of(v) {
        Kind::Int | Kind::Bool | Kind::Long => v,
        Kind::Float => return Err(vm.type_error(&format!("range() integer {what} argument expected, got float."))),
        Kind::OldInstance => vm.int_from(v, None)?,
        _ => match vm.call_special(v, name, &[])? {
            Some(v) => v,
            None => {
                let name = vm.type_name(v);
                return Err(vm.type_error(&format!("range() integer {what} argument expected, got {name}.")));
            }
        },
    };
    match vm.bigint(integer) {
        Some(i) => Ok(i),
        None => Err(vm.type_error("__int__ should return int object")),
    }
}

fn range(vm: &mut Vm, arguments: &[Value]) -> Result {
    // Mostly they are small; then the list is made of machine integers.
    let mut small = [0; 3];
    let mut all_small = true;
    for (number, &v) in small.iter_mut().zip(arguments) {
        match vm.kind_of(v) {
            Kind::Int | Kind::Bool => *number = vm.as_int(v).unwrap_or(0),
            _ => all_small = false,
        }
    }
    if !all_small {
        return long_range(vm, arguments);
    }
    let (start, stop, step) = match arguments.len() {
        1 => (0, small[0], 1),
        2 => (small[0], small[1], 1),
        _ => (small[0], small[1], small[2]),
    };
    if step == 0 {
        return Err(vm.value_error("range() step argument must not be zero"));
    }
    let count = objspace::types::xrange_type::range_length(start, stop, step);
    let size = range_size(vm, usize::try_from(count).ok())?;
    let list = vm.new_list(size)?;
    let mut i = start;
    for _ in 0..count {
        let v = vm.int(i);
        vm.list_append(list, v)?;
        i = i.wrapping_add(step);
    }
    Ok(list.value())
}

/// The number of items if a list can have as many. OverflowError.
fn range_size(vm: &mut Vm, count: Option<usize>) -> Result<usize> {
    count
        .filter(|&count| count <= isize::MAX as usize)
        .ok_or_else(|| vm.raise(Error::OverflowError, "range() result has too many items"))
}

/// range() of any integers.
fn long_range(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (start, stop, step) = match arguments {
        [stop] => (BigInt::ZERO, bound(vm, *stop, "end")?, BigInt::from(1)),
        [start, stop] => (bound(vm, *start, "start")?, bound(vm, *stop, "end")?, BigInt::from(1)),
        _ => (
            bound(vm, arguments[0], "start")?,
            bound(vm, arguments[1], "end")?,
            bound(vm, arguments[2], "step")?,
        ),
    };
    if let Some(&given) = arguments.get(2) {
        // A subclass may have its own opinion of what is zero, or none.
        vm.cmp(given, Value::integer(0))?;
    }
    let span = match step.sign() {
        Sign::NoSign => return Err(vm.value_error("range() step argument must not be zero")),
        Sign::Plus => &stop - &start,
        Sign::Minus => &start - &stop,
    };
    let count = if span.sign() == Sign::Plus {
        (span - 1u32) / BigInt::from(step.magnitude().clone()) + 1u32
    } else {
        BigInt::ZERO
    };
    let count = range_size(vm, usize::try_from(&count).ok())?;
    let list = vm.new_list(count)?;
    let mut i = start;
    for _ in 0..count {
        let v = vm.int_or_long(&i)?;
        vm.list_append(list, v)?;
        i += &step;
    }
    Ok(list.value())
}

/// `sorted` with whatever arguments.
pub static SORTED: Native = variadic("_sorted", sorted, "A new sorted list of the items of an iterable.");

fn sorted(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    let given = &arguments[..arguments.len() - 1];
    let named = match keywords.bound() {
        Some(keywords) => Ref::<objspace::dict::DictObject>::of(keywords).len(),
        None => 0,
    };
    if given.len() + named > 4 {
        let count = given.len() + named;
        return Err(vm.type_error(&format!("sorted() takes at most 4 arguments ({count} given)")));
    }
    let Some(&iterable) = given.first() else {
        let name = vm.intern("iterable");
        let by_name = keywords
            .bound()
            .is_some_and(|keywords| vm.dict_get_str(Ref::of(keywords), name).is_some());
        return Err(vm.type_error(match by_name {
            true => "'iterable' is an invalid keyword argument for this function",
            false => "Required argument 'iterable' (pos 1) not found",
        }));
    };
    let list = vm.list_from(iterable)?.value();
    // The rest goes to list.sort; `iterable` may be given by name only in later versions.
    let sort = vm.getattr_text(list, "sort")?;
    vm.call_with_keywords(sort, &given[1..], keywords)?;
    Ok(list)
}

fn zip(vm: &mut Vm, arguments: &[Value]) -> Result {
    let sequences = &arguments[..arguments.len() - 1];
    let result = vm.new_list(0)?;
    if sequences.is_empty() {
        return Ok(result.value());
    }
    if sequences
        .iter()
        .all(|&v| vm.is_exact(v, Kind::List) || vm.is_exact(v, Kind::Tuple))
    {
        let count = sequences.iter().map(|&v| vm.items_of(v).len()).min().unwrap_or(0);
        vm.list_reserve(result, count)?;
        for i in 0..count {
            let tuple = vm.new_tuple(sequences.len())?;
            for (k, &sequence) in sequences.iter().enumerate() {
                vm.tuple_put(tuple, k, vm.items_of(sequence)[i]);
            }
            vm.list_append(result, tuple.value())?;
        }
        return Ok(result.value());
    }
    let iterators = vm.new_list(sequences.len())?;
    for (i, &sequence) in sequences.iter().enumerate() {
        let iterator = match vm.iter(sequence) {
            Ok(iterator) => iterator,
            Err(e) => {
                if vm.exception_matches(Error::TypeError) && !vm.has_special_iter(sequence) {
                    vm.take_exception();
                    return Err(vm.type_error(&format!("zip argument #{} must support iteration", i + 1)));
                }
                return Err(e);
            }
        };
        vm.list_append(iterators, iterator)?;
    }
    for &sequence in sequences {
        // Only what asking for the length raises is of interest.
        vm.length_hint(sequence, 10)?;
    }
    loop {
        let tuple = vm.new_tuple(sequences.len())?;
        for i in 0..sequences.len() {
            match vm.next(iterators.get(i))? {
                Some(v) => vm.tuple_put(tuple, i, v),
                None => return Ok(result.value()),
            }
        }
        vm.list_append(result, tuple.value())?;
    }
}

fn keyword(vm: &mut Vm, keywords: Value, name: &str) -> Option<Value> {
    let name = vm.intern(name);
    vm.dict_get_str(Ref::of(keywords.bound()?), name)
        .filter(|v| !v.is_none())
}

fn print_function(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    let values = &arguments[..arguments.len() - 1];
    if let Some(k) = keywords.bound() {
        for (key, _) in Ref::<DictObject>::of(k).pairs() {
            let text = vm.keyword_text(key)?;
            if !["sep", "end", "file"].contains(&&*text) {
                return Err(vm.type_error(&format!("'{text}' is an invalid keyword argument for this function")));
            }
        }
    }
    let stream = match keyword(vm, keywords, "file") {
        Some(stream) => stream,
        None => {
            let name = vm.names.stdout;
            match vm.dict_get_str(vm.sys, name) {
                Some(v) if v.is_none() => return Ok(Value::NONE),
                Some(v) => v,
                None => return Err(vm.raise(Error::RuntimeError, "lost sys.stdout")),
            }
        }
    };
    // Separators nobody gave are unicode where something else is.
    let given = [keyword(vm, keywords, "sep"), keyword(vm, keywords, "end")];
    let unicode = given
        .iter()
        .flatten()
        .chain(values)
        .any(|&v| vm.kind_of(v) == Kind::Unicode);
    let (space, newline) = if unicode {
        (vm.unicode(b" "), vm.unicode(b"\n"))
    } else {
        (vm.str(b" "), vm.str(b"\n"))
    };
    let (separator, end) = (given[0].unwrap_or(space), given[1].unwrap_or(newline));
    for (v, what) in [(separator, "sep"), (end, "end")] {
        if !matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) {
            let got = vm.type_name(v);
            return Err(vm.type_error(&format!("{what} must be None, str or unicode, not {got}")));
        }
    }
    let write = vm.names.write;
    let write = vm.getattr(stream, write)?;
    for (i, &v) in values.iter().enumerate() {
        if i > 0 {
            vm.call(write, &[separator])?;
        }
        let text = vm.str_or_unicode(v)?;
        vm.call(write, &[text])?;
    }
    vm.call(write, &[end])?;
    Ok(Value::NONE)
}

fn globals(vm: &mut Vm, _: &[Value]) -> Result {
    match vm.running_function() {
        Some(function) => Ok(function.globals().value()),
        None => Ok(Value::NONE),
    }
}

/// The frame that calls. SystemError: there is none.
fn running_frame(vm: &mut Vm) -> Result<*mut objspace::frame::Frame> {
    match vm.frame_at(0) {
        Some(frame) => Ok(frame),
        None => Err(vm.raise(Error::SystemError, "frame does not exist")),
    }
}

fn locals(vm: &mut Vm, _: &[Value]) -> Result {
    let frame = running_frame(vm)?;
    Ok(crate::runtime::frames::locals(vm, frame)?.value())
}

fn vars(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(&v) = arguments.first() else {
        return locals(vm, arguments);
    };
    let name = vm.names.__dict__;
    match vm.getattr_optional(v, name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = match arguments.first() {
        None => {
            let frame = running_frame(vm)?;
            let locals = crate::runtime::frames::locals(vm, frame)?.value();
            let keys = vm.names.keys;
            let names = vm.call_method(locals, keys, &[])?;
            if !vm.is_kind(names, Kind::List) {
                let got = vm.type_name(names);
                return Err(vm.type_error(&format!("dir(): expected keys() of locals to be a list, not '{got}'")));
            }
            names
        }
        Some(&v) => names_of(vm, v)?,
    };
    let list = vm.list_from(names)?.value();
    let sort = vm.getattr_text(list, "sort")?;
    vm.call(sort, &[])?;
    Ok(list)
}

fn names_of(vm: &mut Vm, v: Value) -> Result {
    let hook = vm.names.__dir__;
    if let Some(result) = vm.call_special(v, hook, &[])? {
        if vm.kind_of(result) != Kind::List {
            let got = vm.type_name(result);
            return Err(vm.type_error(&format!("__dir__() must return a list, not {got}")));
        }
        return Ok(result);
    }
    let all = vm.new_dict();
    match vm.kind_of(v) {
        Kind::Module => {
            let dict = vm.names.__dict__;
            let own = vm.getattr(v, dict)?;
            if !vm.is_kind(own, Kind::Dict) {
                let name = vm.names.__name__;
                let name = vm.getattr(v, name)?;
                let name = vm.to_str(name)?.text();
                return Err(vm.type_error(&format!("{name}.__dict__ is not a dictionary")));
            }
            vm.dict_update_from(all, Ref::of(own))?;
        }
        Kind::Type | Kind::OldClass => merge_class(vm, all, v)?,
        _ => {
            let dict = vm.names.__dict__;
            if vm.kind_of(v) == Kind::OldInstance || vm.has_instance_dict(v) {
                let own = vm.instance_attributes(v);
                vm.dict_update_from(all, own)?;
            } else if let Some(own) = vm.getattr_optional(v, dict)? {
                if vm.is_exact(own, Kind::Dict) {
                    vm.dict_update_from(all, Ref::of(own))?;
                }
            }
            let name = vm.names.__class__;
            if let Some(class) = vm.getattr_optional(v, name)? {
                if matches!(vm.kind_of(class), Kind::Type | Kind::OldClass) {
                    merge_class(vm, all, class)?;
                }
            }
        }
    }
    let keys = vm.names.keys;
    vm.call_method(all.value(), keys, &[])
}

/// Adds the names of a class and its bases.
fn merge_class(vm: &mut Vm, all: Ref<DictObject>, class: Value) -> Result<()> {
    if vm.kind_of(class) == Kind::Type {
        for &c in Ref::<TypeObject>::of(class).mro_items() {
            let own = match vm.kind_of(c) {
                Kind::Type => Ref::<TypeObject>::of(c).namespace(),
                _ => Ref::<objspace::old_class::OldClassObject>::of(c).dict.of(),
            };
            vm.dict_update_from(all, own)?;
        }
        return Ok(());
    }
    let class = Ref::<objspace::old_class::OldClassObject>::of(class);
    vm.dict_update_from(all, class.dict.of())?;
    for &base in Ref::<objspace::tuple::TupleObject>::of(class.bases.get()).items() {
        merge_class(vm, all, base)?;
    }
    Ok(())
}

/// The flags that code compiled here inherits.
fn inherited_flags(vm: &mut Vm) -> u32 {
    vm.running_function()
        .map_or(0, |function| function.code().flags.get() & 0x3e000)
}

fn compile(vm: &mut Vm, arguments: &[Value]) -> Result {
    let filename = vm.to_str(arguments[1])?.text().into_owned();
    let mode = vm.to_str(arguments[2])?.text().into_owned();
    let mode = match mode.as_str() {
        "exec" => 0,
        "eval" => 1,
        "single" => 2,
        _ => return Err(vm.value_error("compile() arg 3 must be 'exec', 'eval' or 'single'")),
    };
    let mut flags = match arguments[3].bound() {
        Some(f) => vm.index_clipped(f)? as u32,
        None => 0,
    };
    if flags & !(0x3e000 | 0x200 | 0x400 | 0x10 | 0x1000) != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    let inherit = match arguments[4].bound() {
        Some(d) => vm.index_clipped(d)? == 0,
        None => true,
    };
    if inherit {
        flags |= inherited_flags(vm);
    }
    (vm.hooks.compile)(vm, arguments[0], &filename, mode, flags, !inherit)
}

/// Globals and locals for eval and execfile: those given, or the caller's.
fn environment(vm: &mut Vm, arguments: &[Value], what: &str) -> Result<(Ref<DictObject>, Value)> {
    let given = |i: usize| arguments.get(i).copied().filter(|v| !v.is_none());
    let frame = running_frame(vm)?;
    let (globals, locals) = match (given(1), given(2)) {
        (None, None) => {
            let globals = unsafe { &*frame }.function().globals();
            (globals.value(), crate::runtime::frames::locals(vm, frame)?.value())
        }
        (Some(g), None) => (g, g),
        (Some(g), Some(l)) => (g, l),
        (None, Some(l)) => (unsafe { &*frame }.function().globals().value(), l),
    };
    if !vm.is_kind(globals, Kind::Dict) {
        let (got, name) = (vm.type_name(globals), vm.names.__getitem__);
        let mapping = vm.has_special(globals, name)?;
        return Err(vm.type_error(&match what {
            "eval" if mapping => "globals must be a real dict; try eval(code, {}, mapping)".to_string(),
            "eval" => "globals must be a dict".to_string(),
            _ => format!("{what}() arg 2 must be dict, not {got}"),
        }));
    }
    if !vm.is_kind(locals, Kind::Dict) {
        let name = vm.names.__getitem__;
        if vm.is_kind(locals, Kind::Tuple) || vm.is_kind(locals, Kind::List) || !vm.has_special(locals, name)? {
            let got = vm.type_name(locals);
            return Err(vm.type_error(&match what {
                "eval" => "locals must be a mapping".to_string(),
                _ => format!("{what}() arg 3 must be a mapping, not {got}"),
            }));
        }
    }
    let globals = Ref::<DictObject>::of(globals);
    let key = vm.names.__builtins__;
    if vm.dict_get_str(globals, key).is_none() {
        let builtins = vm.builtins.value();
        vm.dict_set_str(globals, key, builtins);
    }
    Ok((globals, locals))
}

fn eval(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (globals, locals) = environment(vm, arguments, "eval")?;
    let code = if vm.is_kind(arguments[0], Kind::Code) {
        let code = Ref::<objspace::code::CodeObject>::of(arguments[0]);
        if !Ref::<objspace::tuple::TupleObject>::of(code.freevars.get()).is_empty() {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        code
    } else {
        if !matches!(vm.kind_of(arguments[0]), Kind::Str | Kind::Unicode) {
            return Err(vm.type_error("eval() arg 1 must be a string or code object"));
        }
        let flags = inherited_flags(vm);
        let unicode = vm.kind_of(arguments[0]) == Kind::Unicode;
        let bytes = if unicode {
            Ref::<objspace::unicode::UnicodeObject>::of(arguments[0]).bytes()
        } else {
            Ref::<StrObject>::of(arguments[0]).bytes()
        };
        let blank = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let source = if unicode {
            vm.unicode(&bytes[blank..])
        } else {
            vm.str(&bytes[blank..])
        };
        Ref::of((vm.hooks.compile)(vm, source, "<string>", 1, flags, false)?)
    };
    (vm.hooks.run_code)(vm, code, globals, locals)
}

fn execfile(vm: &mut Vm, arguments: &[Value]) -> Result {
    let file = vm.to_str(arguments[0])?.text().into_owned();
    let (globals, locals) = environment(vm, arguments, "execfile")?;
    let source = match std::fs::read(&file) {
        Ok(source) => source,
        Err(e) => return Err(vm.os_error(Error::IOError, e.raw_os_error().unwrap_or(0), arguments[0])),
    };
    let flags = inherited_flags(vm);
    let code = crate::source::compile_bytes(vm, &source, &file, 0, flags, true)?;
    (vm.hooks.run_code)(vm, code, globals, locals)?;
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_exact(arguments[0], Kind::Str) {
        if vm.kind_of(arguments[0]) == Kind::Str {
            return Err(vm.type_error("can't intern subclass of string"));
        }
        let got = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("intern() argument 1 must be string, not {got}")));
    }
    Ok(vm.intern_str(Ref::of(arguments[0])).value())
}

fn reload(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[0]) != Kind::Module {
        return Err(vm.type_error("reload() argument must be module"));
    }
    crate::runtime::import::reload(vm, arguments[0])
}

fn raw_input(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.names.stdout;
    let out = vm.dict_get_str(vm.sys, name).filter(|out| !out.is_none());
    if out.is_none() {
        return Err(vm.raise(Error::RuntimeError, "[raw_]input: lost sys.stdout"));
    }
    if crate::repl::edits_lines(vm) {
        let prompt = match arguments.first() {
            Some(&prompt) => vm.to_str(prompt)?.bytes().to_vec(),
            None => Vec::new(),
        };
        let line = crate::repl::edited_line(vm, &prompt)?;
        let bytes = Ref::<StrObject>::of(line).bytes();
        if bytes.is_empty() {
            return Err(vm.raise_with(Error::EOFError, &[]));
        }
        return Ok(vm.str(bytes.strip_suffix(b"\n").unwrap_or(bytes)));
    }
    if let Some(&prompt) = arguments.first() {
        if let Some(out) = out {
            let text = vm.to_str(prompt)?.value();
            let (write, flush) = (vm.names.write, vm.names.flush);
            vm.call_method(out, write, &[text])?;
            if let Some(flush) = vm.getattr_optional(out, flush)? {
                vm.call(flush, &[])?;
            }
        }
    }
    let name = vm.names.stdin;
    let Some(stdin) = vm.dict_get_str(vm.sys, name) else {
        return Err(vm.raise(Error::RuntimeError, "[raw_]input: lost sys.stdin"));
    };
    let readline = vm.names.readline;
    let line = vm.call_method(stdin, readline, &[])?;
    let bytes = Ref::<StrObject>::of(vm.to_str(line)?.value()).bytes();
    if bytes.is_empty() {
        return Err(vm.raise_with(Error::EOFError, &[]));
    }
    Ok(vm.str(bytes.strip_suffix(b"\n").unwrap_or(bytes)))
}

fn input(vm: &mut Vm, arguments: &[Value]) -> Result {
    let line = raw_input(vm, arguments)?;
    eval(vm, &[line])
}

fn open(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.type_of_kind(Kind::File).value();
    let keywords = arguments[arguments.len() - 1];
    vm.call_with_keywords(class, &arguments[..arguments.len() - 1], keywords)
}

fn format(vm: &mut Vm, arguments: &[Value]) -> Result {
    let empty = vm.empty_str();
    let specification = arguments.get(1).copied().unwrap_or(empty);
    if !matches!(vm.kind_of(specification), Kind::Str | Kind::Unicode) {
        let got = vm.type_name(specification);
        return Err(vm.type_error(&format!("format expects arg 2 to be string or unicode, not {got}")));
    }
    vm.format(arguments[0], specification)
}
