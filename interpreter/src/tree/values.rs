//! The parts of a tree that are no nodes: identifiers, numbers, strings, flags, lists.

use super::{Builder, Node, Reader};
use num_bigint::BigInt;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use pyrs_syntax::ast::{Num, Str};
use pyrs_syntax::Name;

impl<T: Node> Node for Box<T> {
    fn to_python(&self, builder: &mut Builder) -> Result {
        T::to_python(self, builder)
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        T::from_python(reader, value).map(Box::new)
    }
}

impl<T: Node> Node for Option<T> {
    fn to_python(&self, builder: &mut Builder) -> Result {
        match self {
            Some(part) => part.to_python(builder),
            None => Ok(Value::NONE),
        }
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        T::from_python(reader, value).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Node> Node for Vec<T> {
    fn to_python(&self, builder: &mut Builder) -> Result {
        let list = builder.vm.new_list(self.len())?;
        for part in self {
            let part = part.to_python(builder)?;
            builder.vm.list_append(list, part)?;
        }
        Ok(list.value())
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        let list = Ref::<ListObject>::of(value);
        let mut parts = Vec::with_capacity(list.len());
        // Reading a part may run Python code, which may change the list.
        while parts.len() < list.len() {
            parts.push(T::from_python(reader, list.get(parts.len()))?);
        }
        Ok(parts)
    }

    fn from_field(reader: &mut Reader, node: Value, class: &str, field: &str) -> Result<Self> {
        let name = reader.vm.intern(field);
        let Some(value) = reader.vm.getattr_optional(node, name)? else {
            return Err(reader.missing(class, field));
        };
        if !reader.vm.is_kind(value, Kind::List) {
            let found = reader.vm.type_name(value);
            let message = format!("{class} field \"{field}\" must be a list, not a {found}");
            return Err(reader.vm.type_error(&message));
        }
        Self::from_python(reader, value)
    }
}

impl Node for Name {
    fn to_python(&self, builder: &mut Builder) -> Result {
        let names = builder.names;
        Ok(builder.vm.intern(names.spelling(*self)).value())
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        if !reader.vm.is_kind(value, Kind::Str) {
            return Err(reader.vm.type_error("AST identifier must be of type str"));
        }
        let text = Ref::<StrObject>::of(value).text();
        Ok(reader.names.intern(&text))
    }
}

impl Node for bool {
    fn to_python(&self, _: &mut Builder) -> Result {
        Ok(Value::bool(*self))
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        match value {
            Value::TRUE => Ok(true),
            Value::FALSE => Ok(false),
            _ => Err(invalid(reader, "boolean", value)),
        }
    }
}

impl Node for i64 {
    fn to_python(&self, builder: &mut Builder) -> Result {
        Ok(builder.vm.int(*self))
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        match reader.vm.bigint(value) {
            Some(i) => Ok(i64::try_from(i).unwrap_or(0)),
            None => Err(invalid(reader, "integer", value)),
        }
    }
}

/// The level of an import.
impl Node for u32 {
    fn to_python(&self, _: &mut Builder) -> Result {
        Ok(Value::integer(i64::from(*self)))
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        Ok(u32::try_from(i64::from_python(reader, value)?).unwrap_or(0))
    }

    fn absent() -> Option<Self> {
        Some(0)
    }
}

impl Node for Num {
    fn to_python(&self, builder: &mut Builder) -> Result {
        let vm = &mut *builder.vm;
        Ok(match self {
            Num::Int(i) => vm.int(*i),
            Num::Long(l) => return vm.long(l),
            Num::Float(f) => vm.float(*f),
            Num::Imaginary(f) => vm.complex(0.0, *f),
        })
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        let vm = &mut *reader.vm;
        match vm.kind_of(value) {
            Kind::Float => return Ok(Num::Float(vm.float_argument(value)?)),
            Kind::Complex => {
                let (real, imaginary) = vm.complex_parts(value);
                if real == 0.0 {
                    return Ok(Num::Imaginary(imaginary));
                }
            }
            Kind::Long => return Ok(Num::Long(vm.bigint(value).unwrap_or_default())),
            Kind::Int | Kind::Bool => {
                let number: BigInt = vm.bigint(value).unwrap_or_default();
                return Ok(Num::Int(i64::try_from(number).unwrap_or_default()));
            }
            _ => {}
        }
        Err(invalid(reader, "number", value))
    }
}

impl Node for Str {
    fn to_python(&self, builder: &mut Builder) -> Result {
        Ok(match self {
            Str::Bytes(bytes) => builder.vm.str(bytes),
            Str::Unicode(text) => builder.vm.unicode(text),
        })
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        match reader.vm.kind_of(value) {
            Kind::Str => Ok(Str::Bytes(Ref::<StrObject>::of(value).bytes().into())),
            Kind::Unicode => Ok(Str::Unicode(Ref::<UnicodeObject>::of(value).bytes().into())),
            _ => Err(reader.vm.type_error("AST string must be of type str or unicode")),
        }
    }
}

fn invalid(reader: &mut Reader, what: &str, value: Value) -> jit::Exception {
    match reader.vm.repr(value) {
        Ok(text) => {
            let text = text.text();
            reader.vm.value_error(&format!("invalid {what} value: {text}"))
        }
        Err(raised) => raised,
    }
}
