//! What comma-separated values look like: separators, quotes, escapes.

use super::{registered, QUOTE_MINIMAL, QUOTE_NONE};
use crate::modules::support::{keep_type, kept_type};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{getter, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

/// A dialect. Characters are 0 where there is none.
#[repr(C)]
pub struct DialectObject {
    pub header: Header,
    /// A str.
    pub terminator: Field,
    pub quoting: Cell<i64>,
    pub delimiter: Cell<u8>,
    pub quote: Cell<u8>,
    pub escape: Cell<u8>,
    pub double_quote: Cell<bool>,
    pub skip_space: Cell<bool>,
    pub strict: Cell<bool>,
}

static DIALECT: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "The options that say how rows are written as text.\n",
    new: Some(|vm, a| {
        let (positional, keywords) = (&a[1..a.len() - 1], a[a.len() - 1]);
        if positional.len() > 1 {
            return Err(vm.type_error("dialect argument expected"));
        }
        make(vm, positional.first().copied(), keywords)
    }),
    methods: &[
        getter("delimiter", |vm, a| Ok(vm.char_str(this(a).delimiter.get())), "").member(),
        getter("doublequote", |_, a| Ok(flag(this(a).double_quote.get())), "").member(),
        getter("escapechar", |vm, a| Ok(character(vm, this(a).escape.get())), ""),
        getter("lineterminator", |_, a| Ok(this(a).terminator.get()), ""),
        getter("quotechar", |vm, a| Ok(character(vm, this(a).quote.get())), ""),
        getter("quoting", |_, a| Ok(Value::integer(this(a).quoting.get())), ""),
        getter("skipinitialspace", |_, a| Ok(flag(this(a).skip_space.get())), "").member(),
        getter("strict", |_, a| Ok(flag(this(a).strict.get())), "").member(),
    ],
    subclassable: true,
};

const KEY: &str = "_csv.Dialect";

/// The names of the options, in the order of CPython's parameters.
const OPTIONS: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

pub fn initialize(vm: &mut Vm, module: Ref<ModuleObject>) {
    let size = std::mem::size_of::<DialectObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 1), &DIALECT);
    keep_type(vm, KEY, class);
    vm.module_set(module, "Dialect", class.value());
}

fn this(arguments: &[Value]) -> Ref<DialectObject> {
    Ref::of(arguments[0])
}

fn flag(flag: bool) -> Value {
    Value::integer(flag as i64)
}

fn character(vm: &mut Vm, byte: u8) -> Value {
    match byte {
        0 => Value::NONE,
        _ => vm.char_str(byte),
    }
}

/// A dialect of another one (an object with some of the options as attributes, or the name of a registered dialect) and
/// options given by name. TypeError, `_csv.Error`.
pub fn make(vm: &mut Vm, base: Option<Value>, keywords: Value) -> Result {
    let mut options = [Value::UNBOUND; OPTIONS.len()];
    let mut base = base.unwrap_or(Value::UNBOUND);
    let mut given = false;
    if let Some(keywords) = keywords.bound() {
        let keywords = Ref::<DictObject>::of(keywords);
        let mut position = 0;
        while let Some((entry, key, v)) = keywords.next(position) {
            position = entry + 1;
            let name = vm.keyword_text(key)?;
            match OPTIONS.iter().position(|&option| option == name) {
                Some(i) => {
                    options[i] = v;
                    given = true;
                }
                None if name == "dialect" && base.is_unbound() => base = v,
                None => {
                    return Err(vm.type_error(&format!("'{name}' is an invalid keyword argument for this function")))
                }
            }
        }
    }
    if let Some(v) = base.bound() {
        if matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) {
            base = registered(vm, v)?;
        }
        if !given && vm.class_of(base) == kept_type(vm, KEY) {
            return Ok(base);
        }
        for (option, name) in options.iter_mut().zip(OPTIONS) {
            if option.is_unbound() {
                let name = vm.intern(name);
                match vm.getattr(base, name) {
                    Ok(v) => *option = v,
                    Err(_) => {
                        vm.take_exception();
                    }
                }
            }
        }
    }
    build(vm, options)
}

fn build(vm: &mut Vm, options: [Value; OPTIONS.len()]) -> Result {
    let [delimiter, double_quote, escape, terminator, quote, quoting, skip_space, strict] = options;
    let class = kept_type(vm, KEY);
    let dialect = Ref::<DialectObject>::of(vm.new_instance(class)?);
    dialect.delimiter.set(one_character(vm, "delimiter", delimiter, b',')?);
    dialect.double_quote.set(truth(vm, double_quote, true)?);
    dialect.escape.set(one_character(vm, "escapechar", escape, 0)?);
    let terminator = match terminator.bound() {
        None => vm.str(b"\r\n"),
        Some(v) if vm.is_kind(v, Kind::Str) || v.is_none() => v,
        Some(v) if vm.is_kind(v, Kind::Unicode) => vm.encode_default(v)?,
        Some(_) => return Err(vm.type_error("\"lineterminator\" must be a string")),
    };
    dialect.set(vm, |d| &d.terminator, terminator);
    dialect.quote.set(one_character(vm, "quotechar", quote, b'"')?);
    let quoting = match quoting.bound() {
        None if quote.is_none() => QUOTE_NONE,
        None => QUOTE_MINIMAL,
        Some(v) if vm.is_kind(v, Kind::Int) || vm.is_kind(v, Kind::Bool) => vm.as_int(v).unwrap_or(-1),
        Some(v) if vm.kind_of(v) == Kind::Long => vm.argument_i64(v)? as i32 as i64,
        Some(_) => return Err(vm.type_error("\"quoting\" must be an integer")),
    };
    dialect.quoting.set(quoting);
    dialect.skip_space.set(truth(vm, skip_space, false)?);
    dialect.strict.set(truth(vm, strict, false)?);
    if !(QUOTE_MINIMAL..=QUOTE_NONE).contains(&quoting) {
        return Err(vm.type_error("bad \"quoting\" value"));
    }
    if dialect.delimiter.get() == 0 {
        return Err(vm.type_error("\"delimiter\" must be an 1-character string"));
    }
    if quoting != QUOTE_NONE && dialect.quote.get() == 0 {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    if terminator.is_none() {
        return Err(vm.type_error("lineterminator must be set"));
    }
    Ok(dialect.value())
}

fn truth(vm: &mut Vm, v: Value, default: bool) -> Result<bool> {
    match v.bound() {
        Some(v) => vm.truth(v),
        None => Ok(default),
    }
}

fn one_character(vm: &mut Vm, name: &str, v: Value, default: u8) -> Result<u8> {
    match v.bound() {
        None => Ok(default),
        Some(v) if v.is_none() => Ok(0),
        Some(v) if vm.is_kind(v, Kind::Str) => match Ref::<StrObject>::of(v).bytes() {
            [] => Ok(0),
            [byte] => Ok(*byte),
            _ => Err(vm.raise(Error::TypeError, &format!("\"{name}\" must be an 1-character string"))),
        },
        Some(v) => {
            let got = vm.type_name(v);
            Err(vm.type_error(&format!("\"{name}\" must be string, not {got}")))
        }
    }
}
