//! The parser as an object: its attributes.

use super::handlers::{Handler, COUNT};
use super::parser::{Parser, State};
use crate::modules::support::kept_type;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::native::{getter, special, Native, Result};
use objspace::object::{Field, Ref};
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

pub const TYPE: &str = "pyexpat.xmlparser";

#[repr(C)]
pub struct ParserObject {
    header: Header,
    /// None where there is none.
    pub handlers: [Field; COUNT],
    /// The dict of names and addresses, or None.
    pub intern: Field,
    /// A list: keeps the objects that `Names` refers to.
    pub names: Field,
    /// What a handler raised while the input is read to its end; unbound else.
    pub exception: Field,
    pub traceback: Field,
    /// Owned.
    state: Cell<*mut State>,
}

pub const SIZE: u32 = std::mem::size_of::<ParserObject>() as u32;
pub const LAYOUT: Layout = Layout::fixed_words(1, COUNT + 4);

/// A new parser.
pub fn new_parser(vm: &mut Vm, encoding: Option<Vec<u8>>, separator: Option<Vec<u8>>, intern: Value) -> Result<Parser> {
    let class = kept_type(vm, TYPE);
    let names = vm.new_list(0)?.value();
    let value = vm.new_instance(class)?;
    let object = Ref::<ParserObject>::of(value);
    for handler in &object.handlers {
        handler.init(Value::NONE);
    }
    object.intern.init(intern);
    object.names.init(names);
    object.exception.init(Value::UNBOUND);
    object.traceback.init(Value::UNBOUND);
    object
        .state
        .set(Box::into_raw(Box::new(State::new(object, encoding, separator))));
    vm.heap.register_native_drop(object.pointer(), |object| {
        // SAFETY: called once, when the object that owns the state is dead.
        unsafe { drop(Box::from_raw((*(object as *const ParserObject)).state.get())) }
    });
    Ok(parser(value))
}

/// The parser of its object.
pub fn parser(object: Value) -> Parser {
    Parser(Ref::<ParserObject>::of(object).state.get())
}

/// The parser that a method was called of.
pub fn this(arguments: &[Value]) -> Parser {
    parser(arguments[0])
}

macro_rules! handler {
    ($name:literal, $handler:ident) => {
        getter(
            $name,
            |_, a| Ok(this(a).object.handlers[Handler::$handler as usize].get()),
            "",
        )
    };
}

macro_rules! attribute {
    ($name:literal, |$parser:ident| $value:expr) => {
        getter(
            $name,
            |vm, a| {
                let $parser = this(a);
                let value = $value;
                Ok(Into::<Number>::into(value).object(vm))
            },
            "",
        )
    };
}

/// What attributes are: numbers and truths.
enum Number {
    Integer(i64),
    Truth(bool),
}

impl Number {
    fn object(self, vm: &mut Vm) -> Value {
        match self {
            Number::Integer(number) => vm.int(number),
            Number::Truth(truth) => truth.into(),
        }
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Number {
        Number::Integer(number)
    }
}

impl From<usize> for Number {
    fn from(number: usize) -> Number {
        Number::Integer(number as i64)
    }
}

impl From<bool> for Number {
    fn from(truth: bool) -> Number {
        Number::Truth(truth)
    }
}

pub static ATTRIBUTES: &[Native] = &[
    handler!("StartElementHandler", StartElement),
    handler!("EndElementHandler", EndElement),
    handler!("ProcessingInstructionHandler", ProcessingInstruction),
    handler!("CharacterDataHandler", CharacterData),
    handler!("UnparsedEntityDeclHandler", UnparsedEntityDecl),
    handler!("NotationDeclHandler", NotationDecl),
    handler!("StartNamespaceDeclHandler", StartNamespaceDecl),
    handler!("EndNamespaceDeclHandler", EndNamespaceDecl),
    handler!("CommentHandler", Comment),
    handler!("StartCdataSectionHandler", StartCdataSection),
    handler!("EndCdataSectionHandler", EndCdataSection),
    handler!("DefaultHandler", Default),
    handler!("DefaultHandlerExpand", DefaultHandlerExpand),
    handler!("NotStandaloneHandler", NotStandalone),
    handler!("ExternalEntityRefHandler", ExternalEntityRef),
    handler!("StartDoctypeDeclHandler", StartDoctypeDecl),
    handler!("EndDoctypeDeclHandler", EndDoctypeDecl),
    handler!("EntityDeclHandler", EntityDecl),
    handler!("XmlDeclHandler", XmlDecl),
    handler!("ElementDeclHandler", ElementDecl),
    handler!("AttlistDeclHandler", AttlistDecl),
    handler!("SkippedEntityHandler", SkippedEntity),
    attribute!("ErrorCode", |parser| parser.code as i64),
    attribute!("ErrorLineNumber", |parser| parser.place().0),
    attribute!("ErrorColumnNumber", |parser| parser.place().1),
    attribute!("ErrorByteIndex", |parser| parser.byte_index()),
    attribute!("CurrentLineNumber", |parser| parser.place().0),
    attribute!("CurrentColumnNumber", |parser| parser.place().1),
    attribute!("CurrentByteIndex", |parser| parser.byte_index()),
    attribute!("buffer_size", |parser| parser.buffer_size),
    attribute!("buffer_text", |parser| parser.buffer.is_some()),
    attribute!("buffer_used", |parser| parser.flushing
        + parser.buffer.as_ref().map_or(0, Vec::len)),
    attribute!("namespace_prefixes", |parser| parser.namespace_prefixes),
    attribute!("ordered_attributes", |parser| parser.ordered_attributes),
    attribute!("returns_unicode", |parser| parser.returns_unicode),
    attribute!("specified_attributes", |parser| parser.specified_attributes),
    getter("intern", |_, a| Ok(this(a).object.intern.get()), ""),
    special("__getattr__", 1, 1, missing, ""),
    special(
        "__setattr__",
        2,
        2,
        set,
        "x.__setattr__('name', value) <==> x.name = value",
    ),
    special(
        "__delattr__",
        1,
        1,
        |vm, _| Err(vm.raise(Error::RuntimeError, "Cannot delete attribute")),
        "x.__delattr__('name') <==> del x.name",
    ),
];

/// AttributeError with just the name.
fn missing(vm: &mut Vm, arguments: &[Value]) -> Result {
    Err(vm.raise_with(Error::AttributeError, &[arguments[1]]))
}

fn set(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut parser = this(arguments);
    let (name, value) = (vm.name_of(arguments[1], "attribute name")?, arguments[2]);
    match name.bytes() {
        b"buffer_text" => {
            let wanted = vm.truth(value)?;
            if wanted && parser.buffer.is_none() {
                parser.buffer = Some(Vec::new());
            } else if !wanted && parser.buffer.is_some() {
                flush(vm, parser)?;
                parser.buffer = None;
            }
        }
        b"buffer_size" => set_buffer_size(vm, parser, value)?,
        b"namespace_prefixes" => parser.namespace_prefixes = vm.truth(value)?,
        b"ordered_attributes" => parser.ordered_attributes = vm.truth(value)?,
        b"returns_unicode" => parser.returns_unicode = vm.truth(value)?,
        b"specified_attributes" => parser.specified_attributes = vm.truth(value)?,
        other => {
            let attributes = ATTRIBUTES[..COUNT].iter();
            let Some(i) = attributes
                .clone()
                .position(|attribute| attribute.name.as_bytes() == other)
            else {
                return missing(vm, arguments);
            };
            let handler = Handler::ALL[i];
            let mut quiet = false;
            if handler == Handler::CharacterData {
                // What is buffered is the old one's.
                flush(vm, parser)?;
                quiet = parser.in_callback;
            }
            parser.set_handler(vm, handler, value, quiet);
        }
    }
    Ok(Value::NONE)
}

fn set_buffer_size(vm: &mut Vm, mut parser: Parser, value: Value) -> Result<()> {
    if !vm.is_kind(value, Kind::Int) && !vm.is_kind(value, Kind::Bool) {
        return Err(vm.type_error("buffer_size must be an integer"));
    }
    let size = vm.argument_i64(value)?;
    if size == parser.buffer_size {
        return Ok(());
    }
    if size <= 0 {
        return Err(vm.value_error("buffer_size must be greater than zero"));
    }
    if size > i32::MAX as i64 {
        return Err(vm.value_error(&format!("buffer_size must not be greater than {}", i32::MAX)));
    }
    flush(vm, parser)?;
    // As in CPython, it makes a parser buffer text.
    parser.buffer.get_or_insert_default();
    parser.buffer_size = size;
    Ok(())
}

/// Tells what is buffered. Outside of Parse an exception of the handler is raised at once.
fn flush(vm: &mut Vm, parser: Parser) -> Result<()> {
    parser.flush(vm);
    match parser.busy {
        true => Ok(()),
        false => raise_kept(vm, parser),
    }
}

/// Raises what a handler raised, if one did.
pub fn raise_kept(vm: &mut Vm, parser: Parser) -> Result<()> {
    let object = parser.object;
    let (instance, traceback) = (object.exception.get(), object.traceback.get());
    if instance.is_unbound() {
        return Ok(());
    }
    object.exception.init(Value::UNBOUND);
    object.traceback.init(Value::UNBOUND);
    Err(vm.raise_instance(instance, traceback))
}

/// Makes `child` the parser of a part of a parser's document; it has all handlers and settings of it.
pub fn inherit(vm: &mut Vm, parser: Parser, mut child: Parser) {
    child.active = parser.active;
    child.default = parser.default;
    child.expands = parser.expands;
    for &handler in Handler::ALL {
        let function = parser.object.handlers[handler as usize].get();
        if !function.is_none() {
            child.set_handler(vm, handler, function, false);
        }
    }
    child.buffer = parser.buffer.as_ref().map(|_| Vec::new());
    child.buffer_size = parser.buffer_size;
    child.ordered_attributes = parser.ordered_attributes;
    child.specified_attributes = parser.specified_attributes;
    child.returns_unicode = parser.returns_unicode;
    child.namespace_prefixes = parser.namespace_prefixes;
    child.parameter_parsing = parser.parameter_parsing;
    child.grammar.in_entity_value = parser.grammar.in_entity_value;
    child.is_part = true;
}
