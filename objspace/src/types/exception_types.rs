//! The exception classes' methods and members.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::{Error, ExceptionObject};
use crate::kind::Kind;
use crate::native::{
    function, getter, special, special_variadic, Native, Quiet, Result, TypeDefinition, INITIALIZER_DOC,
};
use crate::object::Ref;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Exception,
    base: Kind::Object,
    doc: "The base of all exceptions",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", init, INITIALIZER_DOC).quiet(Quiet::Always),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, str, "x.__str__() <==> str(x)"),
    function("__unicode__", 0, 0, unicode, ""),
    function("__reduce__", 0, 0, reduce, ""),
    function("__setstate__", 1, 1, setstate, ""),
    special("__getitem__", 1, 1, getitem, "x.__getitem__(y) <==> x[y]"),
    special("__getslice__", 2, 2, getslice, "x.__getslice__(i, j) <==> x[i:j]"),
    getter("args", get_args, "").setting(set_args),
    getter("message", get_message, "").setting(set_message),
    getter("__dict__", get_dict, "").setting(set_dict),
];

static ENVIRONMENT: &[Native] = &[
    special_variadic("__init__", environment_init, INITIALIZER_DOC),
    special("__str__", 0, 0, environment_str, "x.__str__() <==> str(x)"),
    function("__reduce__", 0, 0, environment_reduce, ""),
];

static SYNTAX: &[Native] = &[
    special_variadic("__init__", syntax_init, INITIALIZER_DOC),
    special("__str__", 0, 0, syntax_str, "x.__str__() <==> str(x)"),
];

static SYSTEM_EXIT: &[Native] = &[special_variadic("__init__", exit_init, INITIALIZER_DOC)];

static KEY: &[Native] = &[special("__str__", 0, 0, key_str, "x.__str__() <==> str(x)")];

static UNICODE: &[Native] = &[special_variadic("__init__", unicode_init, INITIALIZER_DOC)];

static UNICODE_STR: &[Native] = &[special("__str__", 0, 0, unicode_error_str, "x.__str__() <==> str(x)")];

/// Members of the classes that have them, once all exist.
pub(crate) fn finish(vm: &mut Vm) {
    let members: &[(Error, &[&str], &'static [Native])] = &[
        (Error::EnvironmentError, &["errno", "strerror", "filename"], ENVIRONMENT),
        (
            Error::SyntaxError,
            &["msg", "filename", "lineno", "offset", "text", "print_file_and_line"],
            SYNTAX,
        ),
        (Error::SystemExit, &["code"], SYSTEM_EXIT),
        (Error::KeyError, &[], KEY),
        (
            Error::UnicodeEncodeError,
            &["encoding", "object", "start", "end", "reason"],
            UNICODE,
        ),
        (
            Error::UnicodeDecodeError,
            &["encoding", "object", "start", "end", "reason"],
            UNICODE,
        ),
        (
            Error::UnicodeTranslateError,
            &["object", "start", "end", "reason"],
            UNICODE,
        ),
    ];
    for &(error, names, methods) in members {
        let class = vm.error_class(error);
        for name in names {
            vm.add_member(class, name);
        }
        vm.add_natives(class, methods);
        if matches!(
            error,
            Error::UnicodeEncodeError | Error::UnicodeDecodeError | Error::UnicodeTranslateError
        ) {
            vm.add_natives(class, UNICODE_STR);
        }
    }
    // Derived built-in classes were made before the members were there.
    for (derived, base) in [
        (Error::IOError, Error::EnvironmentError),
        (Error::OSError, Error::EnvironmentError),
        (Error::IndentationError, Error::SyntaxError),
        (Error::TabError, Error::SyntaxError),
    ] {
        let (derived, base) = (vm.error_class(derived), vm.error_class(base));
        derived.members.set(base.members.get());
        derived.predicted_slots.set(base.predicted_slots.get());
    }
    let class = vm.error_class(Error::MemoryError);
    if let Ok(instance) = vm.call(class.value(), &[]) {
        vm.common.memory_error = instance;
    }
}

fn this(arguments: &[Value]) -> Ref<ExceptionObject> {
    Ref::of(arguments[0])
}

fn items(e: Ref<ExceptionObject>) -> &'static [Value] {
    e.arguments.of::<TupleObject>().items()
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    // `args` are what `__init__` is given.
    made(vm, Ref::of(arguments[0]), &[])
}

/// An instance as BaseException's `__new__` and `__init__` make it.
pub fn plain(vm: &mut Vm, class: Ref<TypeObject>, arguments: &[Value]) -> Result {
    let instance = made(vm, class, arguments)?;
    if let [message] = arguments {
        Ref::<ExceptionObject>::of(instance).set(vm, |e| &e.message, *message);
    }
    Ok(instance)
}

/// An instance with these `args`, and without a message.
fn made(vm: &mut Vm, class: Ref<TypeObject>, arguments: &[Value]) -> Result {
    let args = vm.tuple(arguments);
    let instance = vm.new_instance(class)?;
    let e = Ref::<ExceptionObject>::of(instance);
    let empty = vm.empty_str();
    e.set(vm, |e| &e.arguments, args);
    e.set(vm, |e| &e.message, empty);
    for slot in 0..native_members(vm, class) {
        vm.slot_set(instance, slot, Value::NONE);
    }
    Ok(instance)
}

/// Members of the built-in class that a class derives from: None by default.
fn native_members(vm: &Vm, class: Ref<TypeObject>) -> u16 {
    let _ = vm;
    let mut at = class;
    while at.heap_type.get() {
        at = at.base.of();
    }
    at.members.get()
}

/// `args` and `message` from positional arguments; no keywords.
fn set_arguments(vm: &mut Vm, arguments: &[Value]) -> Result<()> {
    let keywords = arguments[arguments.len() - 1];
    if !keywords.is_unbound() && !Ref::<DictObject>::of(keywords).is_empty() {
        let name = vm.class_of(arguments[0]).full_name();
        return Err(vm.type_error(&format!("{name} does not take keyword arguments")));
    }
    let given = &arguments[1..arguments.len() - 1];
    let args = vm.tuple(given);
    let e = this(arguments);
    e.set(vm, |e| &e.arguments, args);
    if let [message] = given {
        e.set(vm, |e| &e.message, *message);
    }
    Ok(())
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    set_arguments(vm, arguments)?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.class_of(arguments[0]).short_name();
    let args = vm.repr(this(arguments).arguments.get())?.text();
    Ok(vm.str(format!("{name}{args}").as_bytes()))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> Result {
    match items(this(arguments)) {
        [] => Ok(vm.empty_str()),
        [only] => Ok(vm.to_str(*only)?.value()),
        _ => Ok(vm.to_str(this(arguments).arguments.get())?.value()),
    }
}

fn unicode(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.type_of_kind(Kind::Unicode).value();
    // A class with its own __str__ shows that.
    let name = vm.names.__str__;
    let (own, base) = (vm.class_of(arguments[0]), vm.error_class(Error::BaseException));
    if vm.lookup(own, name) != vm.lookup(base, name) {
        // It may give unicode, which `str` would have to encode.
        if let Some(text) = vm.call_special(arguments[0], name, &[])? {
            return vm.call(class, &[text]);
        }
    }
    match items(this(arguments)) {
        [] => Ok(vm.common.empty_unicode),
        [only] => vm.call(class, &[*only]),
        _ => vm.call(class, &[this(arguments).arguments.get()]),
    }
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]).value();
    let args = this(arguments).arguments.get();
    let dict = vm.instance_attributes(arguments[0]);
    if dict.is_empty() {
        return Ok(vm.tuple(&[class, args]));
    }
    Ok(vm.tuple(&[class, args, dict.value()]))
}

fn setstate(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_none() {
        return Ok(Value::NONE);
    }
    if !vm.is_kind(arguments[1], Kind::Dict) {
        return Err(vm.type_error("state is not a dictionary"));
    }
    let dict = Ref::<DictObject>::of(arguments[1]);
    let mut position = 0;
    while let Some((entry, key, v)) = dict.next(position) {
        position = entry + 1;
        let name = vm.name_of(key, "attribute name")?;
        vm.setattr(arguments[0], name, v)?;
    }
    Ok(Value::NONE)
}

fn getitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.getitem(this(arguments).arguments.get(), arguments[1])
}

fn getslice(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.getslice(this(arguments).arguments.get(), arguments[1], arguments[2])
}

fn get_args(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).arguments.get())
}

fn set_args(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("args may not be deleted"));
    }
    let tuple = vm.tuple_from(arguments[1])?;
    this(arguments).set(vm, |e| &e.arguments, tuple);
    Ok(Value::NONE)
}

fn get_message(vm: &mut Vm, arguments: &[Value]) -> Result {
    // One that the program has set is an attribute like any other.
    let name = vm.intern("message");
    if let Some(own) = vm.instance_get(arguments[0], name) {
        return Ok(own);
    }
    match this(arguments).message.get().bound() {
        Some(v) => {
            vm.warn(
                Error::DeprecationWarning,
                "BaseException.message has been deprecated as of Python 2.6",
            )?;
            Ok(v)
        }
        None => Err(vm.raise(Error::AttributeError, "message attribute was deleted")),
    }
}

fn set_message(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.intern("message");
    if arguments[1].is_unbound() {
        vm.instance_delete(arguments[0], name)?;
        this(arguments).message.init(Value::UNBOUND);
    } else {
        vm.instance_set(arguments[0], name, arguments[1])?;
    }
    Ok(Value::NONE)
}

fn get_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.attribute_dict(arguments[0]).value())
}

fn set_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_unbound() || !vm.is_kind(arguments[1], Kind::Dict) {
        return Err(vm.type_error("__dict__ must be a dictionary"));
    }
    vm.install_dict(arguments[0], Ref::of(arguments[1]));
    Ok(Value::NONE)
}

fn environment_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    set_arguments(vm, arguments)?;
    let given = &arguments[1..arguments.len() - 1];
    if given.len() == 2 || given.len() == 3 {
        vm.slot_set(arguments[0], 0, given[0]);
        vm.slot_set(arguments[0], 1, given[1]);
        if given.len() == 3 {
            vm.slot_set(arguments[0], 2, given[2]);
            // args keeps two, for programs that unpack it.
            let args = vm.tuple(&given[..2]);
            this(arguments).set(vm, |e| &e.arguments, args);
        }
    }
    Ok(Value::NONE)
}

fn environment_str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (errno, text, file) = (
        vm.slot_get(arguments[0], 0),
        vm.slot_get(arguments[0], 1),
        vm.slot_get(arguments[0], 2),
    );
    let present = |v: Value| !v.is_none() && !v.is_unbound();
    if present(file) {
        let (errno, text, file) = (vm.to_str(errno)?.text(), vm.to_str(text)?.text(), vm.repr(file)?.text());
        return Ok(vm.str(format!("[Errno {errno}] {text}: {file}").as_bytes()));
    }
    if present(errno) && present(text) {
        let (errno, text) = (vm.to_str(errno)?.text(), vm.to_str(text)?.text());
        return Ok(vm.str(format!("[Errno {errno}] {text}").as_bytes()));
    }
    str(vm, arguments)
}

fn environment_reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]).value();
    let mut args = this(arguments).arguments.get();
    let file = vm.slot_get(arguments[0], 2);
    if items(this(arguments)).len() == 2 && !file.is_none() && !file.is_unbound() {
        let two = items(this(arguments));
        args = vm.tuple(&[two[0], two[1], file]);
    }
    let dict = vm.instance_attributes(arguments[0]);
    if dict.is_empty() {
        return Ok(vm.tuple(&[class, args]));
    }
    Ok(vm.tuple(&[class, args, dict.value()]))
}

fn syntax_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    set_arguments(vm, arguments)?;
    let given = &arguments[1..arguments.len() - 1];
    if let Some(&message) = given.first() {
        vm.slot_set(arguments[0], 0, message);
    }
    if given.len() == 2 {
        let details = vm.tuple_from(given[1])?;
        let details = vm.items_of(details);
        if details.len() != 4 {
            return Err(vm.raise(Error::IndexError, "tuple index out of range"));
        }
        for (i, &v) in details.iter().enumerate() {
            vm.slot_set(arguments[0], 1 + i as u16, v);
        }
    }
    Ok(Value::NONE)
}

fn syntax_str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let message = vm.slot_get(arguments[0], 0);
    let message = if message.is_unbound() { Value::NONE } else { message };
    let message = vm.to_str(message)?.text();
    let (file, line) = (vm.slot_get(arguments[0], 1), vm.slot_get(arguments[0], 2));
    let file = if !file.is_unbound() && vm.is_kind(file, Kind::Str) {
        let text = Ref::<crate::string::StrObject>::of(file).text();
        Some(text.rsplit('/').next().unwrap_or("").to_string())
    } else {
        None
    };
    let line = if line.is_unbound() { None } else { vm.as_int(line) };
    let text = match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message.into_owned(),
    };
    Ok(vm.str(text.as_bytes()))
}

fn exit_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    set_arguments(vm, arguments)?;
    let code = match items(this(arguments)) {
        [] => Value::NONE,
        [only] => *only,
        _ => this(arguments).arguments.get(),
    };
    vm.slot_set(arguments[0], 0, code);
    Ok(Value::NONE)
}

/// A key is shown by its repr, so that `KeyError: ''` can be told.
fn key_str(vm: &mut Vm, arguments: &[Value]) -> Result {
    match items(this(arguments)) {
        [only] => Ok(vm.repr(*only)?.value()),
        _ => str(vm, arguments),
    }
}

fn unicode_init(vm: &mut Vm, arguments: &[Value]) -> Result {
    set_arguments(vm, arguments)?;
    let given = &arguments[1..arguments.len() - 1];
    let members = native_members(vm, vm.class_of(arguments[0])) as usize;
    if given.len() != members {
        return Err(vm.type_error(&format!(
            "function takes exactly {members} arguments ({} given)",
            given.len()
        )));
    }
    let first = members - 4;
    let check = |vm: &mut Vm, i: usize, kinds: &[Kind], what: &str| -> Result<()> {
        if kinds.contains(&vm.kind_of(given[i])) {
            return Ok(());
        }
        let got = vm.type_name(given[i]);
        Err(vm.type_error(&format!("argument {} must be {what}, not {got}", i + 1)))
    };
    if first == 1 {
        check(vm, 0, &[Kind::Str], "str")?;
    }
    let decode = vm.error_class(Error::UnicodeDecodeError);
    if vm.is_instance_of(arguments[0], decode) {
        check(vm, first, &[Kind::Str], "str")?;
    } else {
        check(vm, first, &[Kind::Unicode], "unicode")?;
    }
    for i in [first + 1, first + 2] {
        if vm.as_int(given[i]).is_none() && !vm.is_kind(given[i], Kind::Long) {
            return Err(vm.type_error("an integer is required"));
        }
    }
    check(vm, first + 3, &[Kind::Str], "str")?;
    for (i, &v) in given.iter().enumerate() {
        vm.slot_set(arguments[0], i as u16, v);
    }
    Ok(Value::NONE)
}

fn unicode_error_str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]);
    let members = native_members(vm, class);
    let first = members - 4;
    let part = |vm: &Vm, i: u16| vm.slot_get(arguments[0], first + i);
    let object = part(vm, 0);
    if object.is_unbound() || object.is_none() {
        return Ok(vm.empty_str());
    }
    let (start, end) = (part(vm, 1), part(vm, 2));
    let (start, end) = (vm.as_int(start).unwrap_or(0), vm.as_int(end).unwrap_or(0));
    let reason = vm.to_str(part(vm, 3))?.text();
    let decode = vm.error_class(Error::UnicodeDecodeError);
    let encoding = if first == 1 {
        vm.to_str(vm.slot_get(arguments[0], 0))?.text().into_owned()
    } else {
        String::new()
    };
    let text = if vm.is_subtype(class, decode) {
        let bytes = Ref::<crate::string::StrObject>::of(object).bytes();
        if end == start + 1 && (start as usize) < bytes.len() {
            format!(
                "'{encoding}' codec can't decode byte 0x{:02x} in position {start}: {reason}",
                bytes[start as usize]
            )
        } else {
            format!(
                "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
                end - 1
            )
        }
    } else {
        let what = if first == 1 {
            format!("'{encoding}' codec can't encode ")
        } else {
            "can't translate ".to_string()
        };
        let length = Ref::<crate::unicode::UnicodeObject>::of(object).len() as i64;
        if end == start + 1 && start < length {
            let character = vm.getitem(object, Value::integer(start))?;
            let code = crate::unicode::first_code_point(Ref::of(character));
            let shown = match code {
                0..=0xff => format!("\\x{code:02x}"),
                0x100..=0xffff => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            format!("{what}character u'{shown}' in position {start}: {reason}")
        } else {
            format!("{what}characters in position {start}-{}: {reason}", end - 1)
        }
    };
    Ok(vm.str(text.as_bytes()))
}
