//! `unicodedata`: the Unicode database. Its functions answer from edition 5.2.0; the object `ucd_3_2_0` has the same as methods and
//! answers from the older edition.

use super::support::{argument_type_name, name_argument};
use objspace::code_points;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, ModuleDefinition, Result, TypeDefinition};
use objspace::object::Ref;
use objspace::unicode::{first_code_point, UnicodeObject};
use objspace::value::Value;
use objspace::vm::Vm;
use unicode_database::normal::{self, Form};
use unicode_database::{names, numbers, properties, Edition};

const DOC: &str =
    "The Unicode character database, edition 5.2.0: properties of characters, their names, normal forms of texts.";

/// The functions, each with an edition and how many leading arguments (self) to skip.
macro_rules! functions {
    ($edition:expr, $skip:expr, $($more:expr),*) => {
        &[
            function("category", 1, 1, |vm, a| category(vm, $edition, &a[$skip..]), "category(character) -> str\n\nThe general category of a character."),
            function("bidirectional", 1, 1, |vm, a| bidirectional(vm, $edition, &a[$skip..]), "bidirectional(character) -> str\n\nThe bidirectional class of a character; empty if it has none."),
            function("combining", 1, 1, |vm, a| combining(vm, $edition, &a[$skip..]), "combining(character) -> int\n\nThe canonical combining class of a character; 0 if it has none."),
            function("mirrored", 1, 1, |vm, a| mirrored(vm, $edition, &a[$skip..]), "mirrored(character) -> int\n\n1 if the character is mirrored in text that runs from right to left, else 0."),
            function("east_asian_width", 1, 1, |vm, a| east_asian_width(vm, $edition, &a[$skip..]), "east_asian_width(character) -> str\n\nThe east asian width of a character."),
            function("decomposition", 1, 1, |vm, a| decomposition(vm, $edition, &a[$skip..]), "decomposition(character) -> str\n\nWhat a character decomposes to, in hexadecimal, with a tag in front; empty if it does not."),
            function("decimal", 1, 2, |vm, a| decimal(vm, $edition, &a[$skip..]), "decimal(character[, default]) -> int\n\nThe value of a decimal digit. Without one the default, or ValueError."),
            function("digit", 1, 2, |vm, a| digit(vm, $edition, &a[$skip..]), "digit(character[, default]) -> int\n\nThe value of a digit. Without one the default, or ValueError."),
            function("numeric", 1, 2, |vm, a| numeric(vm, $edition, &a[$skip..]), "numeric(character[, default]) -> float\n\nThe numeric value of a character. Without one the default, or ValueError."),
            function("name", 1, 2, |vm, a| name(vm, $edition, &a[$skip..]), "name(character[, default]) -> str\n\nThe name of a character. Without one the default, or ValueError."),
            function("lookup", 1, 1, |vm, a| lookup(vm, $edition, &a[$skip..]), "lookup(name) -> unicode\n\nThe character of a name; KeyError if there is none."),
            function("normalize", 2, 2, |vm, a| normalize(vm, $edition, &a[$skip..]), "normalize(form, text) -> unicode\n\nThe text in the normal form 'NFC', 'NFKC', 'NFD' or 'NFKD'."),
            $($more),*
        ]
    };
}

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "unicodedata",
    doc: DOC,
    functions: functions!(Edition::Current, 0,),
    initialize,
};

static DATABASE: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: functions!(
        Edition::Old,
        1,
        getter(
            "unidata_version",
            |vm, _| Ok(vm.str(Edition::Old.version().as_bytes())),
            ""
        )
        .member()
    ),
    subclassable: false,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let size = std::mem::size_of::<objspace::heap::Header>() as u32;
    let layout = objspace::heap::Layout::fixed_words(1, 0);
    let class = vm.new_native_type("unicodedata.UCD", size, layout, &DATABASE);
    let old = vm.new_instance(class)?;
    vm.module_set(module, "UCD", class.value());
    vm.module_set(module, "ucd_3_2_0", old);
    let version = vm.str(Edition::Current.version().as_bytes());
    vm.module_set(module, "unidata_version", version);
    Ok(())
}

/// A unicode argument. TypeError.
fn text_argument(vm: &mut Vm, v: Value, function: &str, i: usize) -> Result<Ref<UnicodeObject>> {
    if vm.kind_of(v) == Kind::Unicode {
        return Ok(Ref::of(v));
    }
    let got = argument_type_name(vm, v);
    Err(vm.type_error(&format!("{function}() argument {i} must be unicode, not {got}")))
}

/// The character that is the first argument. TypeError.
fn character(vm: &mut Vm, arguments: &[Value], function: &str) -> Result<u32> {
    let text = text_argument(vm, arguments[0], function, 1)?;
    if text.len() != 1 {
        return Err(vm.type_error("need a single Unicode character as parameter"));
    }
    Ok(first_code_point(text))
}

fn category(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "category")?;
    Ok(vm.str(properties(edition, code).category().as_bytes()))
}

fn bidirectional(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "bidirectional")?;
    Ok(vm.str(properties(edition, code).direction().as_bytes()))
}

fn combining(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "combining")?;
    Ok(Value::integer(properties(edition, code).combining as i64))
}

fn mirrored(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "mirrored")?;
    Ok(Value::integer(properties(edition, code).mirrored as i64))
}

fn east_asian_width(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "east_asian_width")?;
    Ok(vm.str(properties(edition, code).width().as_bytes()))
}

fn decomposition(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "decomposition")?;
    let Some((tag, text)) = normal::decomposition(edition, code) else {
        return Ok(vm.empty_str());
    };
    let codes = text.chars().map(|c| format!("{:04X}", c as u32));
    let parts: Vec<String> = (!tag.is_empty())
        .then(|| tag.to_string())
        .into_iter()
        .chain(codes)
        .collect();
    Ok(vm.str(parts.join(" ").as_bytes()))
}

/// The value found, or the default that is the second argument, or ValueError.
fn value_or(vm: &mut Vm, found: Option<Value>, arguments: &[Value], problem: &str) -> Result {
    match found.or(arguments.get(1).copied()) {
        Some(value) => Ok(value),
        None => Err(vm.value_error(problem)),
    }
}

fn decimal(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "decimal")?;
    let found = numbers::numbers(edition, code).and_then(|n| n.decimal);
    value_or(vm, found.map(|n| Value::integer(n as i64)), arguments, "not a decimal")
}

fn digit(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "digit")?;
    let found = numbers::numbers(edition, code).and_then(|n| n.digit);
    value_or(vm, found.map(|n| Value::integer(n as i64)), arguments, "not a digit")
}

fn numeric(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "numeric")?;
    let found = numbers::numbers(edition, code)
        .and_then(|n| n.numeric)
        .map(|n| vm.float(n));
    value_or(vm, found, arguments, "not a numeric character")
}

/// Whether the edition has the character.
fn is_known(edition: Edition, code: u32) -> bool {
    edition == Edition::Current || properties(edition, code).is_assigned()
}

fn name(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let code = character(vm, arguments, "name")?;
    let found = if is_known(edition, code) {
        names::name(code)
    } else {
        None
    };
    let found = found.map(|name| vm.str(name.as_bytes()));
    value_or(vm, found, arguments, "no such name")
}

fn lookup(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let v = arguments[0];
    let name = match vm.kind_of(v) {
        Kind::Str | Kind::Unicode | Kind::Buffer => vm.buffer_bytes(v)?,
        _ => {
            let got = argument_type_name(vm, v);
            return Err(vm.type_error(&format!(
                "lookup() argument 1 must be string or read-only buffer, not {got}"
            )));
        }
    };
    match names::named(name).filter(|&code| is_known(edition, code)) {
        Some(code) => Ok(vm.unicode_character(code)),
        None => {
            // The message ends where a zero byte does.
            let shown = name.split(|&byte| byte == 0).next().unwrap_or(b"");
            let message = [b"undefined character name '", shown, b"'"].concat();
            let message = vm.str(&message);
            Err(vm.raise_with(Error::KeyError, &[message]))
        }
    }
}

fn normalize(vm: &mut Vm, edition: Edition, arguments: &[Value]) -> Result {
    let form = name_argument(vm, arguments[0], "normalize", 1, "")?;
    let text = text_argument(vm, arguments[1], "normalize", 2)?;
    // An empty text has no form to be wrong in.
    if text.is_empty() {
        return Ok(arguments[1]);
    }
    let Some(form) = Form::named(form.bytes()) else {
        return Err(vm.value_error("invalid normalization form"));
    };
    if edition == Edition::Current && normal::is_normal(form, text.code_points()) {
        return Ok(arguments[1]);
    }
    let mut out = Vec::with_capacity(text.bytes().len());
    for code in normal::normalize(edition, form, text.code_points()) {
        code_points::push(&mut out, code);
    }
    if out == text.bytes() {
        return Ok(arguments[1]);
    }
    Ok(vm.unicode(&out))
}
