//! `pyexpat`: a parser of XML that does not validate, with the interface of Expat.
//!
//! Input becomes text in UTF-8 (`input`), text becomes tokens (`scanner`, `content_tokens`, `prolog_tokens`,
//! `value_tokens`), tokens of the prolog get their role from `grammar`; `prolog`, `declarations`, `content`, `attributes` and
//! `values` say what each does, and `handlers` tells the program. Which piece of text a handler is told at a time, where a
//! parser is then, and which error is found first, are as Expat 2.2.8 has them.

mod attributes;
mod codes;
mod content;
mod content_tokens;
mod declarations;
mod document_type;
mod grammar;
mod handlers;
mod input;
mod name_characters;
mod names;
mod namespaces;
mod object;
mod parser;
mod positions;
mod prolog;
mod prolog_tokens;
mod scanner;
mod telling;
mod value_tokens;
mod values;
mod xml_declaration;

use super::support::{argument_type_name, keep_type, kept_type, module_error, name_argument, text_or_buffer};
use codes::Code;
use object::{new_parser, raise_kept, this, ATTRIBUTES, LAYOUT, SIZE, TYPE};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, named, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use parser::{Parser, Stage, Status};
use std::rc::Rc;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "pyexpat",
    doc: "A parser of XML with the interface of Expat.",
    functions: &[
        named(
            "ParserCreate",
            0,
            &["encoding", "namespace_separator", "intern"],
            parser_create,
            "ParserCreate([encoding[, namespace_separator[, intern]]]) -> parser\nA new parser. With a separator, of one character at most, names are told with\ntheir namespaces before it.",
        ),
        function(
            "ErrorString",
            1,
            1,
            error_string,
            "ErrorString(errno) -> string\nThe text of an error's number.",
        ),
    ],
    initialize,
};

static METHODS: &[Native] = &[
    function(
        "Parse",
        1,
        2,
        parse,
        "Parse(data[, isfinal])\nParse more of a document; isfinal must be true at its end.",
    ),
    function("ParseFile", 1, 1, parse_file, "ParseFile(file)\nParse what a file has, to its end."),
    function("SetBase", 1, 1, set_base, "SetBase(base_url)\nSet what addresses are relative to."),
    function(
        "GetBase",
        0,
        0,
        |vm, a| {
            let base = this(a).base.clone();
            Ok(base.map_or(Value::NONE, |base| vm.str(&base)))
        },
        "GetBase() -> url\nWhat addresses are relative to.",
    ),
    function(
        "GetInputContext",
        0,
        0,
        input_context,
        "GetInputContext() -> string\nThe input from what a handler is called for on, as it came. None outside of\nhandlers.",
    ),
    function(
        "ExternalEntityParserCreate",
        1,
        2,
        external_parser,
        "ExternalEntityParserCreate(context[, encoding])\nA parser for the external entity that ExternalEntityRefHandler was called for.",
    ),
    function(
        "SetParamEntityParsing",
        1,
        1,
        set_parameter_parsing,
        "SetParamEntityParsing(flag) -> success\nWhether external parts of the document type are read: one of the constants\nXML_PARAM_ENTITY_PARSING_. It must be said before anything is parsed.",
    ),
    function(
        "UseForeignDTD",
        0,
        1,
        use_foreign,
        "UseForeignDTD([flag])\nRead an external document type, given by the handler, if a document names none.",
    ),
];

static PARSER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "XML parser",
    new: None,
    methods: METHODS,
    subclassable: false,
};

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let class = vm.new_native_type(TYPE, SIZE, LAYOUT, &PARSER);
    vm.add_natives(class, ATTRIBUTES);
    keep_type(vm, TYPE, class);
    vm.module_set(module, "XMLParserType", class.value());
    let error = module_error(vm, "xml.parsers.expat", "ExpatError", Error::Exception);
    keep_type(vm, "pyexpat.ExpatError", error);
    vm.module_set(module, "ExpatError", error.value());
    vm.module_set(module, "error", error.value());
    for (name, text) in [
        ("__version__", "2.7.18"),
        ("EXPAT_VERSION", "expat_2.2.8"),
        ("native_encoding", "UTF-8"),
    ] {
        let text = vm.str(text.as_bytes());
        vm.module_set(module, name, text);
    }
    let version = vm.tuple(&[2, 2, 8].map(Value::integer));
    vm.module_set(module, "version_info", version);
    let features = vm.new_list(0)?;
    for (name, value) in [
        ("sizeof(XML_Char)", 1),
        ("sizeof(XML_LChar)", 1),
        ("XML_DTD", 0),
        ("XML_CONTEXT_BYTES", 1024),
        ("XML_NS", 0),
    ] {
        let name = vm.str(name.as_bytes());
        let pair = vm.tuple(&[name, Value::integer(value)]);
        vm.list_append(features, pair)?;
    }
    vm.module_set(module, "features", features.value());
    for (i, name) in ["NEVER", "UNLESS_STANDALONE", "ALWAYS"].iter().enumerate() {
        vm.module_set(
            module,
            &format!("XML_PARAM_ENTITY_PARSING_{name}"),
            Value::integer(i as i64),
        );
    }
    let errors = submodule(vm, module, "errors", "Constants used to describe error conditions.");
    for (name, text) in codes::constants() {
        let text = vm.str(text.as_bytes());
        vm.module_set(errors, &format!("XML_ERROR_{name}"), text);
    }
    let model = submodule(
        vm,
        module,
        "model",
        "Constants used to interpret content model information.",
    );
    for (name, value) in [
        ("XML_CTYPE_EMPTY", 1),
        ("XML_CTYPE_ANY", 2),
        ("XML_CTYPE_MIXED", 3),
        ("XML_CTYPE_NAME", 4),
        ("XML_CTYPE_CHOICE", 5),
        ("XML_CTYPE_SEQ", 6),
        ("XML_CQUANT_NONE", 0),
        ("XML_CQUANT_OPT", 1),
        ("XML_CQUANT_REP", 2),
        ("XML_CQUANT_PLUS", 3),
    ] {
        vm.module_set(model, name, Value::integer(value));
    }
    Ok(())
}

/// A module in the module, which can be imported too.
fn submodule(vm: &mut Vm, module: Ref<ModuleObject>, name: &str, doc: &str) -> Ref<ModuleObject> {
    let full = format!("pyexpat.{name}");
    let doc = vm.str(doc.as_bytes());
    let made = vm.new_module(&full, doc);
    let full = vm.intern(&full);
    let modules = vm.modules;
    vm.dict_set_str(modules, full, made.value());
    vm.module_set(module, name, made.value());
    made
}

fn error_string(vm: &mut Vm, arguments: &[Value]) -> Result {
    let number = vm.argument_c_int(arguments[0])?;
    Ok(codes::text(number).map_or(Value::NONE, |text| vm.str(text.as_bytes())))
}

/// An optional text argument without zero bytes.
fn text_argument(vm: &mut Vm, v: Value, function: &str, i: usize) -> Result<Option<Vec<u8>>> {
    if v.is_unbound() || v.is_none() {
        return Ok(None);
    }
    Ok(Some(name_argument(vm, v, function, i, " or None")?.bytes().to_vec()))
}

fn parser_create(vm: &mut Vm, arguments: &[Value]) -> Result {
    let encoding = text_argument(vm, arguments[0], "ParserCreate", 1)?;
    let separator = text_argument(vm, arguments[1], "ParserCreate", 2)?;
    if separator.as_ref().is_some_and(|separator| separator.len() > 1) {
        return Err(vm.value_error("namespace_separator must be at most one character, omitted, or None"));
    }
    let intern = match arguments[2] {
        v if v.is_unbound() => vm.new_dict().value(),
        v if v.is_none() || vm.is_kind(v, Kind::Dict) => v,
        _ => return Err(vm.type_error("intern must be a dictionary")),
    };
    let parser = new_parser(vm, encoding, separator, intern)?;
    Ok(parser.object.value())
}

/// Raises what is wrong with a document.
fn raise(vm: &mut Vm, parser: Parser, code: Code) -> jit::Exception {
    match error_instance(vm, parser, code) {
        Ok(instance) => vm.raise_instance(instance, Value::UNBOUND),
        Err(e) => e,
    }
}

fn error_instance(vm: &mut Vm, parser: Parser, code: Code) -> Result {
    let (line, column) = parser.place();
    let text = codes::text(code.0 as i64).unwrap_or_default();
    let message = vm.str(format!("{text}: line {line}, column {column}").as_bytes());
    let class = kept_type(vm, "pyexpat.ExpatError").value();
    let instance = vm.call(class, &[message])?;
    for (name, number) in [
        ("code", code.0 as i64),
        ("offset", column as i64),
        ("lineno", line as i64),
    ] {
        let name = vm.intern(name);
        vm.setattr(instance, name, Value::integer(number))?;
    }
    Ok(instance)
}

/// Parses a piece. ExpatError; what handlers raise; RuntimeError where a handler parses with the parser that called it.
fn feed(vm: &mut Vm, parser: Parser, bytes: &[u8], is_final: bool) -> Result<()> {
    if parser.busy {
        return Err(vm.raise(
            Error::RuntimeError,
            "a handler cannot parse with the parser that called it",
        ));
    }
    let outcome = parser.parse(vm, bytes, is_final);
    raise_kept(vm, parser)?;
    outcome.map_err(|code| raise(vm, parser, code))
}

/// Tells what is buffered, when a call is over.
fn end_call(vm: &mut Vm, parser: Parser) -> Result {
    parser.flush(vm);
    raise_kept(vm, parser)?;
    Ok(Value::integer(1))
}

fn parse(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(bytes) = text_or_buffer(vm, arguments[1])? else {
        let got = argument_type_name(vm, arguments[1]);
        return Err(vm.type_error(&format!(
            "Parse() argument 1 must be string or read-only buffer, not {got}"
        )));
    };
    let is_final = match arguments.get(2) {
        Some(&v) => vm.argument_c_int(v)? != 0,
        None => false,
    };
    let parser = this(arguments);
    feed(vm, parser, bytes, is_final)?;
    end_call(vm, parser)
}

/// How much is read of a file at a time.
const BLOCK: i64 = 2048;

fn parse_file(vm: &mut Vm, arguments: &[Value]) -> Result {
    let parser = this(arguments);
    let Ok(read) = vm.getattr_text(arguments[1], "read") else {
        vm.take_exception();
        return Err(vm.type_error("argument must have 'read' attribute"));
    };
    loop {
        let block = vm.call(read, &[Value::integer(BLOCK)])?;
        if !vm.is_kind(block, Kind::Str) {
            let got = vm.type_name(block);
            return Err(vm.type_error(&format!("read() did not return a string object (type={got:.400})")));
        }
        let bytes = Ref::<StrObject>::of(block).bytes();
        if bytes.len() as i64 > BLOCK {
            let length = bytes.len();
            return Err(vm.value_error(&format!(
                "read() returned too much data: {BLOCK} bytes requested, {length} returned"
            )));
        }
        feed(vm, parser, bytes, bytes.is_empty())?;
        if bytes.is_empty() {
            return end_call(vm, parser);
        }
    }
}

fn set_base(vm: &mut Vm, arguments: &[Value]) -> Result {
    let base = name_argument(vm, arguments[1], "SetBase", 1, "")?;
    let mut parser = this(arguments);
    parser.base = Some(Rc::from(base.bytes()));
    Ok(Value::NONE)
}

fn input_context(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut parser = this(arguments);
    match parser.event {
        Some(event) if parser.in_callback => {
            let bytes = parser.input.bytes_from(event).to_vec();
            Ok(vm.str(&bytes))
        }
        _ => Ok(Value::NONE),
    }
}

fn external_parser(vm: &mut Vm, arguments: &[Value]) -> Result {
    let context = text_argument(vm, arguments[1], "ExternalEntityParserCreate", 1)?;
    let encoding = match arguments.get(2) {
        Some(&v) => Some(
            name_argument(vm, v, "ExternalEntityParserCreate", 2, "")?
                .bytes()
                .to_vec(),
        ),
        None => None,
    };
    let parser = this(arguments);
    let mut child = new_parser(vm, encoding, parser.separator.clone(), parser.object.intern.get())?;
    object::inherit(vm, parser, child);
    match context {
        Some(context) => {
            let copy = parser.document.borrow().for_entity();
            *child.document.borrow_mut() = copy;
            child.stage = Stage::EntityStart;
            if child.set_context(&context).is_err() {
                return Err(vm.memory_error());
            }
        }
        None => {
            child.document = parser.document.clone();
            child.is_parameter = true;
            let in_value = child.grammar.in_entity_value;
            child.grammar = grammar::Grammar::external();
            child.grammar.in_entity_value = in_value;
            child.stage = Stage::ParameterStart;
        }
    }
    Ok(child.object.value())
}

fn set_parameter_parsing(vm: &mut Vm, arguments: &[Value]) -> Result {
    let flag = vm.argument_c_int(arguments[1])?;
    let mut parser = this(arguments);
    if parser.status == Status::Parsing {
        return Ok(Value::integer(0));
    }
    parser.parameter_parsing = flag;
    Ok(Value::integer(1))
}

fn use_foreign(vm: &mut Vm, arguments: &[Value]) -> Result {
    let flag = match arguments.get(1) {
        Some(&v) => vm.truth(v)?,
        None => true,
    };
    let mut parser = this(arguments);
    if parser.status == Status::Parsing {
        return Err(raise(vm, parser, Code::CANT_CHANGE_FEATURE_ONCE_PARSING));
    }
    parser.use_foreign = flag;
    Ok(Value::NONE)
}
