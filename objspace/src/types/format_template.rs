//! `str.format` and `unicode.format`: text with replacement fields, `{name.attribute[item]!conversion:specification}`; and
//! `format(value, specification)`, which they use. Templates are bytes; those of unicode are UTF-8, and all that is
//! syntax in them is ASCII.

use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, variadic, Native, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::format_specification::{self, decimal};
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// The methods of `str` and of `unicode`.
pub static METHODS: &[Native] = &[
    variadic(
        "format",
        format_method,
        "S.format(*args, **kwargs) -> string\n\nS with each field in braces, as {0} or {name}, replaced by that argument.",
    ),
    function(
        "__format__",
        1,
        1,
        builtin_format,
        "S.__format__(format_spec) -> string\n\nS with the width, filling and alignment that format_spec asks for.",
    ),
    function("_formatter_parser", 0, 0, formatter_parser, ""),
    function("_formatter_field_name_split", 0, 0, formatter_field_name_split, ""),
];

/// `__format__` of the numbers.
pub static NUMBER_METHODS: &[Native] = &[function("__format__", 1, 1, builtin_format, "")];

/// How deep fields may be nested in specifications of fields.
const NESTING: usize = 2;

/// Whether fields are numbered by the template or by their order.
#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Undecided,
    Manual,
    Automatic(usize),
}

/// What a template is filled in from.
struct Fields<'a> {
    positional: &'a [Value],
    keywords: Value,
    unicode: bool,
    numbering: Numbering,
}

/// One stretch of a template: literal text, and the field behind it if there is one.
struct Stretch<'a> {
    literal: &'a [u8],
    field: Option<Field<'a>>,
}

struct Field<'a> {
    name: &'a [u8],
    conversion: Option<u32>,
    specification: &'a [u8],
    /// The specification has fields itself.
    nested: bool,
}

/// The bytes of a str or unicode.
fn text_of(vm: &Vm, v: Value) -> &'static [u8] {
    if vm.kind_of(v) == Kind::Unicode {
        Ref::<UnicodeObject>::of(v).bytes()
    } else {
        Ref::<StrObject>::of(v).bytes()
    }
}

fn text_object(vm: &mut Vm, bytes: &[u8], unicode: bool) -> Value {
    if unicode {
        vm.unicode(bytes)
    } else {
        vm.str(bytes)
    }
}

/// `unicode(v)` or `str(v)`.
fn convert(vm: &mut Vm, v: Value, unicode: bool) -> Result {
    if !unicode {
        return Ok(vm.to_str(v)?.value());
    }
    match vm.kind_of(v) {
        Kind::Unicode if vm.is_exact(v, Kind::Unicode) => return Ok(v),
        Kind::Str => return vm.decode_default(v),
        Kind::Int | Kind::Long | Kind::Float if vm.is_exact(v, vm.kind_of(v)) => {
            let text = vm.to_str(v)?.value();
            return vm.decode_default(text);
        }
        _ => {}
    }
    let class = vm.type_of_kind(Kind::Unicode).value();
    vm.call(class, &[v])
}

/// The next stretch of a template from `at` on, which moves behind it; None at the end. ValueError.
fn next_stretch<'a>(vm: &mut Vm, template: &'a [u8], at: &mut usize) -> Result<Option<Stretch<'a>>> {
    let start = *at;
    if start >= template.len() {
        return Ok(None);
    }
    let brace = template[start..].iter().position(|b| matches!(b, b'{' | b'}'));
    let Some(brace) = brace.map(|i| start + i) else {
        *at = template.len();
        let literal = &template[start..];
        return Ok(Some(Stretch { literal, field: None }));
    };
    let (c, next) = (template[brace], template.get(brace + 1));
    if next == Some(&c) {
        *at = brace + 2;
        let literal = &template[start..=brace];
        return Ok(Some(Stretch { literal, field: None }));
    }
    if c == b'}' {
        return Err(vm.value_error("Single '}' encountered in format string"));
    }
    if next.is_none() {
        return Err(vm.value_error("Single '{' encountered in format string"));
    }
    let (mut depth, mut nested) = (1, false);
    for i in brace + 1..template.len() {
        match template[i] {
            b'{' => {
                nested = true;
                depth += 1;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    *at = i + 1;
                    let field = parse_field(vm, &template[brace + 1..i], nested)?;
                    let literal = &template[start..brace];
                    return Ok(Some(Stretch {
                        literal,
                        field: Some(field),
                    }));
                }
            }
            _ => {}
        }
    }
    Err(vm.value_error("unmatched '{' in format"))
}

fn parse_field<'a>(vm: &mut Vm, text: &'a [u8], nested: bool) -> Result<Field<'a>> {
    let mut field = Field {
        name: text,
        conversion: None,
        specification: b"",
        nested,
    };
    let Some(end) = text.iter().position(|b| matches!(b, b':' | b'!')) else {
        return Ok(field);
    };
    field.name = &text[..end];
    field.specification = &text[end + 1..];
    if text[end] == b':' {
        return Ok(field);
    }
    let rest = field.specification;
    let Some(&first) = rest.first() else {
        return Err(vm.value_error("end of format while looking for conversion specifier"));
    };
    // A conversion that is not ASCII is refused later, by its code.
    let width = match first {
        0..=0x7f => 1,
        _ => 1 + rest[1..].iter().take_while(|&&b| b & 0xc0 == 0x80).count(),
    };
    let code = std::str::from_utf8(&rest[..width]).ok().and_then(|s| s.chars().next());
    field.conversion = Some(code.map_or(first as u32, |c| c as u32));
    field.specification = b"";
    match rest.get(width) {
        None => {}
        Some(b':') => field.specification = &rest[width + 1..],
        Some(_) => return Err(vm.value_error("expected ':' after format specifier")),
    }
    Ok(field)
}

/// A field's name in parts: the first (a number if it looks like one), and the rest with its dots and brackets.
fn split_name<'a>(vm: &mut Vm, name: &'a [u8]) -> Result<(&'a [u8], Option<usize>, &'a [u8])> {
    let end = name.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(name.len());
    let first = &name[..end];
    Ok((first, whole_number(vm, first)?, &name[end..]))
}

/// The number that a text consists of.
fn whole_number(vm: &mut Vm, text: &[u8]) -> Result<Option<usize>> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    decimal(vm, text, &mut 0)
}

/// The next step of a name's rest: whether it is an attribute, its text, and what follows. None at the end.
fn next_step<'a>(vm: &mut Vm, rest: &'a [u8]) -> Result<Option<(bool, &'a [u8], &'a [u8])>> {
    let Some((&kind, body)) = rest.split_first() else {
        return Ok(None);
    };
    let (is_attribute, text, after) = match kind {
        b'.' => {
            let end = body.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(body.len());
            (true, &body[..end], &body[end..])
        }
        b'[' => {
            let Some(end) = body.iter().position(|&b| b == b']') else {
                return Err(vm.value_error("Missing ']' in format string"));
            };
            (false, &body[..end], &body[end + 1..])
        }
        _ => {
            return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier"));
        }
    };
    if text.is_empty() {
        return Err(vm.value_error("Empty attribute in format string"));
    }
    Ok(Some((is_attribute, text, after)))
}

impl Fields<'_> {
    /// The position a field without or with a number has; notes how fields are numbered. ValueError when both ways are mixed.
    fn position(&mut self, vm: &mut Vm, number: Option<usize>) -> Result<usize> {
        match (number, self.numbering) {
            (Some(n), Numbering::Undecided | Numbering::Manual) => {
                self.numbering = Numbering::Manual;
                Ok(n)
            }
            (None, Numbering::Undecided) => {
                self.numbering = Numbering::Automatic(1);
                Ok(0)
            }
            (None, Numbering::Automatic(n)) => {
                self.numbering = Numbering::Automatic(n + 1);
                Ok(n)
            }
            (Some(_), Numbering::Automatic(_)) => {
                Err(vm.value_error("cannot switch from automatic field numbering to manual field specification"))
            }
            (None, Numbering::Manual) => {
                Err(vm.value_error("cannot switch from manual field specification to automatic field numbering"))
            }
        }
    }

    fn lookup(&mut self, vm: &mut Vm, name: &[u8]) -> Result {
        let (first, number, mut rest) = split_name(vm, name)?;
        let mut v = if first.is_empty() || number.is_some() {
            let position = self.position(vm, number)?;
            match self.positional.get(position) {
                Some(&v) => v,
                None => return Err(vm.raise(Error::IndexError, "tuple index out of range")),
            }
        } else {
            let key = text_object(vm, first, self.unicode);
            let found = match self.keywords.bound() {
                Some(keywords) => vm.dict_get(Ref::<DictObject>::of(keywords), key)?,
                None => None,
            };
            match found {
                Some(v) => v,
                None => return Err(vm.raise_with(Error::KeyError, &[key])),
            }
        };
        while let Some((is_attribute, text, after)) = next_step(vm, rest)? {
            v = if is_attribute {
                let attribute = text_object(vm, text, self.unicode);
                let attribute = vm.name_of(attribute, "attribute name")?;
                vm.getattr(v, attribute)?
            } else {
                let index = match whole_number(vm, text)? {
                    Some(n) => vm.int(n as i64),
                    None => text_object(vm, text, self.unicode),
                };
                vm.getitem(v, index)?
            };
            rest = after;
        }
        Ok(v)
    }

    /// Appends the template, filled in.
    fn fill(&mut self, vm: &mut Vm, out: &mut Vec<u8>, template: &[u8], nesting: usize) -> Result<()> {
        let mut at = 0;
        while let Some(stretch) = next_stretch(vm, template, &mut at)? {
            out.extend_from_slice(stretch.literal);
            if let Some(field) = stretch.field {
                self.fill_field(vm, out, &field, nesting)?;
            }
        }
        Ok(())
    }

    fn fill_field(&mut self, vm: &mut Vm, out: &mut Vec<u8>, field: &Field, nesting: usize) -> Result<()> {
        let mut v = self.lookup(vm, field.name)?;
        if let Some(conversion) = field.conversion {
            v = match u8::try_from(conversion).unwrap_or(0) {
                b'r' => vm.repr(v)?.value(),
                b's' => convert(vm, v, self.unicode)?,
                _ => {
                    let code = match conversion {
                        33..=126 => (conversion as u8 as char).to_string(),
                        _ => format!("\\x{conversion:x}"),
                    };
                    return Err(vm.value_error(&format!("Unknown conversion specifier {code}")));
                }
            };
        }
        if !field.nested {
            return self.fill_value(vm, out, v, field.specification);
        }
        if nesting == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut specification = Vec::new();
        self.fill(vm, &mut specification, field.specification, nesting - 1)?;
        self.fill_value(vm, out, v, &specification)
    }

    /// Appends `v` by its specification: directly if it is of a built-in type.
    fn fill_value(&mut self, vm: &mut Vm, out: &mut Vec<u8>, v: Value, specification: &[u8]) -> Result<()> {
        let kind = vm.kind_of(v);
        let own = if self.unicode { Kind::Unicode } else { Kind::Str };
        let direct = kind == own || matches!(kind, Kind::Int | Kind::Long | Kind::Float);
        if direct && vm.is_exact(v, kind) {
            if !specification.is_empty() {
                return format_specification::format(vm, out, v, specification, self.unicode);
            }
            let text = if kind == own { v } else { vm.to_str(v)?.value() };
            out.extend_from_slice(text_of(vm, text));
            return Ok(());
        }
        let specification = text_object(vm, specification, self.unicode);
        let text = vm.format(v, specification)?;
        let text = convert(vm, text, self.unicode)?;
        out.extend_from_slice(text_of(vm, text));
        Ok(())
    }
}

impl Vm {
    /// `format(v, specification)`, the specification a str or unicode: a str, or unicode.
    pub fn format(&mut self, v: Value, specification: Value) -> Result {
        let unicode = self.kind_of(specification) == Kind::Unicode;
        let name = self.names.__format__;
        let text = if self.kind_of(v) == Kind::OldInstance {
            match self.getattr_optional(v, name)? {
                Some(method) => self.call(method, &[specification])?,
                None => {
                    let text = convert(self, v, unicode)?;
                    self.warn_of_format(specification)?;
                    self.call_method(text, name, &[specification])?
                }
            }
        } else {
            match self.call_special(v, name, &[specification])? {
                Some(text) => text,
                None => {
                    let name = self.type_name(v);
                    return Err(self.type_error(&format!("Type {name} doesn't define __format__")));
                }
            }
        };
        match self.kind_of(text) {
            Kind::Str if unicode => convert(self, text, true),
            Kind::Str | Kind::Unicode => Ok(text),
            _ => {
                let name = self.type_name(v);
                Err(self.type_error(&format!(
                    "{name}.__format__ must return string or unicode, not {}",
                    self.type_name(text)
                )))
            }
        }
    }
}

fn format_method(vm: &mut Vm, arguments: &[Value]) -> Result {
    let unicode = vm.kind_of(arguments[0]) == Kind::Unicode;
    let template = text_of(vm, arguments[0]);
    let mut out = Vec::with_capacity(template.len() + 32);
    let mut fields = Fields {
        positional: &arguments[1..arguments.len() - 1],
        keywords: arguments[arguments.len() - 1],
        unicode,
        numbering: Numbering::Undecided,
    };
    fields.fill(vm, &mut out, template, NESTING - 1)?;
    Ok(text_object(vm, &out, unicode))
}

/// `__format__` of numbers, str and unicode.
fn builtin_format(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (v, mut specification) = (arguments[0], arguments[1]);
    let of_text = matches!(vm.kind_of(v), Kind::Str | Kind::Unicode);
    let kind = vm.kind_of(specification);
    if !matches!(kind, Kind::Str | Kind::Unicode) {
        if of_text {
            let name = vm.type_name(specification);
            return Err(vm.type_error(&format!("__format__ arg must be str or unicode, not {name}")));
        }
        return Err(vm.type_error("__format__ requires str or unicode"));
    }
    // Text is formatted in its own type, numbers in the specification's.
    let unicode = if of_text {
        vm.kind_of(v) == Kind::Unicode
    } else {
        kind == Kind::Unicode
    };
    if unicode != (kind == Kind::Unicode) {
        specification = convert(vm, specification, unicode)?;
    }
    let text = text_of(vm, specification);
    if text.is_empty() {
        return convert(vm, v, unicode);
    }
    let mut out = Vec::new();
    format_specification::format(vm, &mut out, v, text, unicode)?;
    Ok(text_object(vm, &out, unicode))
}

/// An iterator over (literal, field name, specification, conversion) of a template, as `string.Formatter` wants it.
fn formatter_parser(vm: &mut Vm, arguments: &[Value]) -> Result {
    let unicode = vm.kind_of(arguments[0]) == Kind::Unicode;
    let template = text_of(vm, arguments[0]);
    let list = vm.new_list(0)?;
    let mut at = 0;
    while let Some(stretch) = next_stretch(vm, template, &mut at)? {
        let literal = text_object(vm, stretch.literal, unicode);
        let (mut name, mut specification, mut conversion) = (Value::NONE, Value::NONE, Value::NONE);
        if let Some(field) = stretch.field {
            name = text_object(vm, field.name, unicode);
            specification = text_object(vm, field.specification, unicode);
            if let Some(code) = field.conversion {
                conversion = if unicode {
                    let bytes = crate::unicode::encode_code_point(code);
                    vm.unicode(&bytes)
                } else {
                    vm.char_str(code as u8)
                };
            }
        }
        let entry = vm.tuple(&[literal, name, specification, conversion]);
        vm.list_append(list, entry)?;
    }
    vm.iter(list.value())
}

/// The first part of a field's name, and an iterator over (is attribute, name or number) of the others.
fn formatter_field_name_split(vm: &mut Vm, arguments: &[Value]) -> Result {
    let unicode = vm.kind_of(arguments[0]) == Kind::Unicode;
    let (first, number, mut rest) = split_name(vm, text_of(vm, arguments[0]))?;
    let first = part(vm, first, number, unicode)?;
    let list = vm.new_list(0)?;
    while let Some((is_attribute, text, after)) = next_step(vm, rest)? {
        let number = if is_attribute { None } else { whole_number(vm, text)? };
        let step = part(vm, text, number, unicode)?;
        let entry = vm.tuple(&[is_attribute.into(), step]);
        vm.list_append(list, entry)?;
        rest = after;
    }
    let steps = vm.iter(list.value())?;
    Ok(vm.tuple(&[first, steps]))
}

fn part(vm: &mut Vm, text: &[u8], number: Option<usize>, unicode: bool) -> Result {
    match number {
        Some(n) => vm.long_from_digits(false, &[n as u64]),
        None => Ok(text_object(vm, text, unicode)),
    }
}
