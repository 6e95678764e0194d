//! The parser: its state, the stages of a document, and positions.

use super::codes::Code;
use super::document_type::{DocumentType, Text};
use super::grammar::Grammar;
use super::handlers::Handler;
use super::input::{Encoding, Input, Known};
use super::names::Names;
use super::namespaces::{Binding, Namespaces};
use super::object::ParserObject;
use super::scanner::{Found, Scanner, Token};
use objspace::object::Ref;
use objspace::vm::Vm;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// What a step of the parser gives; Err: what is wrong with the document.
pub type Outcome<T = usize> = Result<T, Code>;

/// What reads the next of the input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    PrologStart,
    Prolog,
    Content,
    Cdata,
    IgnoredSection,
    Epilog,
    /// An external entity of the document: behind nothing, behind a byte order mark, behind the declaration.
    EntityStart,
    EntityDeclaration,
    EntityContent,
    /// An external part of the document type.
    ParameterStart,
    Parameter,
    /// An external entity within the value of another.
    ValueStart,
    Value,
    Failed(Code),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Fresh,
    Parsing,
    Finished,
}

/// An element that is open.
pub struct Tag {
    /// Numbers of its name as it is written, and as it is told.
    pub raw: u32,
    pub told: u32,
    pub bindings: Vec<Binding>,
}

/// A document type declaration, or one within it, as far as it is read.
#[derive(Default)]
pub struct Declaration {
    pub doctype_name: Option<Text>,
    pub doctype_public: Option<Text>,
    pub doctype_system: Option<Text>,
    /// There is an external subset, whoever was told its address.
    pub has_external_subset: bool,
    /// (is a parameter, number)
    pub entity: Option<(bool, usize)>,
    pub element: Vec<u8>,
    pub attribute: Vec<u8>,
    pub attribute_type: Option<Vec<u8>>,
    pub attribute_is_text: bool,
    pub attribute_is_id: bool,
    pub notation: Option<Text>,
    pub notation_public: Option<Text>,
    /// Of each open group of a content model: 0, '|' or ','.
    pub connectors: Vec<u8>,
}

pub struct State {
    /// Owns this state.
    pub object: Ref<ParserObject>,
    pub input: Input,
    pub stage: Stage,
    pub status: Status,
    pub is_final: bool,
    pub code: u8,
    /// The caller's name of the encoding.
    pub protocol_encoding: Option<Vec<u8>>,
    /// The separator; with it names are told with their namespaces. Empty: nothing separates.
    pub separator: Option<Vec<u8>>,
    /// What handlers are called for, in the text.
    pub event: Option<usize>,
    /// A place of the text, its line and column (both from 0).
    pub counted: usize,
    pub line: usize,
    pub column: usize,
    pub document: Rc<RefCell<DocumentType>>,
    pub grammar: Grammar,
    pub declaration: Declaration,
    pub namespaces: Namespaces,
    pub names: Names,
    pub tags: Vec<Tag>,
    /// Internal entities whose text is being read.
    pub open_entities: usize,
    /// The parameter entity that is being read stands between declarations, not in one.
    pub between: bool,
    /// It reads a part of another parser's document: an entity, or one of the document type.
    pub is_part: bool,
    pub is_parameter: bool,
    pub base: Option<Text>,
    pub use_foreign: bool,
    pub parameter_parsing: i64,
    pub namespace_prefixes: bool,
    /// Handlers that are set: bit by number.
    pub active: u32,
    /// The one of the two default handlers that was set last.
    pub default: Option<Handler>,
    /// Internal entities are read in their place.
    pub expands: bool,
    /// A call of Parse is under way.
    pub busy: bool,
    pub in_callback: bool,
    /// Character data that wait, with how much they may be. None: they are told at once.
    pub buffer: Option<Vec<u8>>,
    /// How much a handler is being told from the buffer.
    pub flushing: usize,
    pub buffer_size: i64,
    pub ordered_attributes: bool,
    pub specified_attributes: bool,
    pub returns_unicode: bool,
    pub attributes: super::attributes::Attributes,
}

/// A handle of a parser's state. Handlers come back to the parser that calls them, so nobody keeps a reference
/// into the state while one is called: each use of the handle borrows for itself.
#[derive(Clone, Copy)]
pub struct Parser(pub *mut State);

impl Deref for Parser {
    type Target = State;

    fn deref(&self) -> &State {
        // SAFETY: the object that owns the state lives while its methods run, and see above.
        unsafe { &*self.0 }
    }
}

impl DerefMut for Parser {
    fn deref_mut(&mut self) -> &mut State {
        // SAFETY: as above.
        unsafe { &mut *self.0 }
    }
}

/// A text that is read: the document's, or that of an internal entity.
#[derive(Clone, Copy)]
pub struct Source {
    pub text: &'static [u8],
    pub is_entity: bool,
}

impl Source {
    /// # Safety
    /// The text must stay where it is while the source is used.
    pub unsafe fn entity(text: &[u8]) -> Source {
        Source {
            text: unsafe { std::mem::transmute::<&[u8], &'static [u8]>(text) },
            is_entity: true,
        }
    }

    /// The part of it that ends at `end`.
    pub fn until(self, end: usize) -> Source {
        Source {
            text: &self.text[..end],
            ..self
        }
    }
}

impl State {
    pub fn new(object: Ref<ParserObject>, encoding: Option<Vec<u8>>, separator: Option<Vec<u8>>) -> State {
        let known = encoding.as_deref().and_then(Known::named);
        State {
            object,
            input: Input::new(known),
            stage: Stage::PrologStart,
            status: Status::Fresh,
            is_final: false,
            code: 0,
            protocol_encoding: encoding,
            separator,
            event: None,
            counted: 0,
            line: 0,
            column: 0,
            document: Rc::new(RefCell::new(DocumentType::new())),
            grammar: Grammar::document(),
            declaration: Declaration::default(),
            namespaces: Namespaces::default(),
            names: Names::default(),
            tags: Vec::new(),
            open_entities: 0,
            between: false,
            is_part: false,
            is_parameter: false,
            base: None,
            use_foreign: false,
            parameter_parsing: 0,
            namespace_prefixes: false,
            active: 0,
            default: None,
            expands: true,
            busy: false,
            in_callback: false,
            buffer: None,
            flushing: 0,
            buffer_size: 8192,
            ordered_attributes: false,
            specified_attributes: false,
            returns_unicode: true,
            attributes: Default::default(),
        }
    }
}

impl Parser {
    /// Parses more bytes, the last ones if `is_final`. Err: the document is not well formed, or was not before.
    pub fn parse(mut self, vm: &mut Vm, bytes: &[u8], is_final: bool) -> Outcome<()> {
        match self.status {
            Status::Finished => {
                self.code = Code::FINISHED.0;
                return Err(Code::FINISHED);
            }
            Status::Fresh if !self.is_part && self.separator.is_some() => self.namespaces.begin(),
            _ => {}
        }
        self.status = Status::Parsing;
        self.is_final = is_final;
        if bytes.is_empty() && !is_final {
            return Ok(());
        }
        if !bytes.is_empty() {
            let done = self.input.compact();
            self.event = self.event.and_then(|event| event.checked_sub(done));
            self.input.append(bytes);
        }
        self.counted = self.input.pointer;
        self.busy = true;
        let start = self.input.pointer;
        let outcome = self.run(vm, start);
        self.busy = false;
        match outcome {
            Ok(next) => {
                self.input.pointer = next;
                if is_final {
                    self.status = Status::Finished;
                }
                self.count_to(next);
                Ok(())
            }
            Err(code) => {
                self.code = code.0;
                self.stage = Stage::Failed(code);
                Err(code)
            }
        }
    }

    /// Goes on at `at` with the stage that it is at; gives what it read up to.
    fn run(mut self, vm: &mut Vm, at: usize) -> Outcome {
        match self.stage {
            Stage::PrologStart => {
                self.settle_told(vm)?;
                self.stage = Stage::Prolog;
                self.prolog_stage(vm, at)
            }
            Stage::Prolog => self.prolog_stage(vm, at),
            Stage::Content => self.content_stage(vm, at),
            Stage::Cdata => self.cdata_stage(vm, at),
            Stage::IgnoredSection => match self.ignored_section(vm, at, self.has_more())? {
                (Some(next), _) => {
                    self.stage = Stage::Prolog;
                    self.prolog_stage(vm, next)
                }
                (None, kept) => Ok(kept),
            },
            Stage::Epilog => self.epilog(vm, at),
            Stage::EntityStart => {
                self.settle_told(vm)?;
                self.entity_start(vm, at)
            }
            Stage::EntityDeclaration => self.entity_declaration(vm, at),
            Stage::EntityContent => self.entity_content(vm, at),
            Stage::ParameterStart => {
                self.settle_told(vm)?;
                // Somebody reads it.
                self.document.borrow_mut().parameter_entity_read = true;
                if self.grammar.in_entity_value {
                    self.stage = Stage::ValueStart;
                    return self.value_start(vm, at);
                }
                self.stage = Stage::Parameter;
                self.parameter_stage(vm, at)
            }
            Stage::Parameter => self.parameter_stage(vm, at),
            Stage::ValueStart => self.value_start(vm, at),
            Stage::Value => self.value_stage(vm, at),
            Stage::Failed(code) => Err(code),
        }
    }

    /// Sees to an encoding that the caller named and Expat does not have.
    fn settle_told(mut self, vm: &mut Vm) -> Outcome<()> {
        if let (Some(name), None) = (self.protocol_encoding.clone(), self.input.told) {
            let encoding = self.unknown_encoding(vm, &name)?;
            let start = self.input.pointer;
            self.input.settle(encoding, start);
        }
        Ok(())
    }

    /// An encoding that only `codecs` may have.
    pub fn unknown_encoding(self, vm: &mut Vm, name: &[u8]) -> Outcome<Encoding> {
        self.decoding_table(vm, name).ok_or(Code::UNKNOWN_ENCODING)
    }

    /// Err: an exception of a handler stopped the parser.
    pub fn check_stopped(self) -> Outcome<()> {
        match self.status {
            Status::Finished => Err(Code::ABORTED),
            _ => Ok(()),
        }
    }

    pub fn has_more(self) -> bool {
        !self.is_final
    }

    /// The document's text.
    pub fn source(self) -> Source {
        // SAFETY: nothing adds to the text while it is parsed. (Where its encoding changes, sources are made anew.)
        let text = unsafe { std::mem::transmute::<&[u8], &'static [u8]>(&self.input.text[..]) };
        Source { text, is_entity: false }
    }

    pub fn scanner(self, source: Source) -> Scanner<'static> {
        let latin = !source.is_entity && self.input.encoding.as_ref().is_some_and(Encoding::has_latin_letters);
        let mut scanner = Scanner::new(source.text, self.separator.is_some(), source.is_entity, latin);
        scanner.single = match &self.input.encoding {
            Some(Encoding::Latin1 | Encoding::Wide { .. }) if !source.is_entity => 0xff,
            Some(Encoding::Table(_)) if !source.is_entity => 0xffff,
            _ => 0,
        };
        scanner.odd = !source.is_entity && self.input.has_odd_byte();
        scanner
    }

    /// The next token outside of elements, as the first one may settle the encoding.
    pub fn first_prolog_token(mut self, at: usize) -> Found {
        let begun = self.input.begin(at, false);
        begun.unwrap_or_else(|| self.scanner(self.source()).prolog(at))
    }

    /// The next token of an external entity of the document, likewise.
    fn first_content_token(mut self, at: usize) -> Found {
        let begun = self.input.begin(at, true);
        begun.unwrap_or_else(|| self.scanner(self.source()).content(at))
    }

    fn prolog_stage(self, vm: &mut Vm, at: usize) -> Outcome {
        let first = self.first_prolog_token(at);
        let more = self.has_more();
        self.prolog(vm, self.source(), at, first, more, true)
    }

    pub fn content_stage(mut self, vm: &mut Vm, at: usize) -> Outcome {
        self.stage = Stage::Content;
        let more = self.has_more();
        self.content(vm, 0, self.source(), at, more)
    }

    fn cdata_stage(mut self, vm: &mut Vm, at: usize) -> Outcome {
        let more = self.has_more();
        match self.cdata_section(vm, self.source(), at, more)? {
            (Some(next), _) if self.is_part => {
                self.stage = Stage::EntityContent;
                self.entity_content(vm, next)
            }
            (Some(next), _) => self.content_stage(vm, next),
            (None, kept) => Ok(kept),
        }
    }

    /// Behind the document's element.
    pub fn epilog(mut self, vm: &mut Vm, mut at: usize) -> Outcome {
        self.stage = Stage::Epilog;
        self.event = Some(at);
        let source = self.source();
        loop {
            let Found { token, next, open } = self.scanner(source).prolog(at);
            match token {
                Token::None => return Ok(at),
                Token::Space => {
                    self.tell_default(vm, source, at, next);
                    if open {
                        self.check_stopped()?;
                        return Ok(next);
                    }
                }
                _ if open => return Err(Code::JUNK_AFTER_DOC_ELEMENT),
                Token::Instruction => self.tell_instruction(vm, source, at, next),
                Token::Comment => self.tell_comment(vm, source, at, next),
                Token::Invalid => {
                    self.event = Some(next);
                    return Err(Code::INVALID_TOKEN);
                }
                Token::Partial | Token::PartialCharacter if self.has_more() => return Ok(at),
                Token::Partial => return Err(Code::UNCLOSED_TOKEN),
                Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
                _ => return Err(Code::JUNK_AFTER_DOC_ELEMENT),
            }
            at = next;
            self.event = Some(at);
            self.check_stopped()?;
        }
    }

    fn entity_start(mut self, vm: &mut Vm, mut at: usize) -> Outcome {
        let Found { token, next, .. } = self.first_content_token(at);
        match token {
            Token::ByteOrderMark => {
                if next == self.input.text.len() && self.has_more() {
                    return Ok(next);
                }
                at = next;
            }
            Token::Partial | Token::PartialCharacter => {
                if self.has_more() {
                    return Ok(at);
                }
                self.event = Some(at);
                return Err(match token {
                    Token::Partial => Code::UNCLOSED_TOKEN,
                    _ => Code::PARTIAL_CHAR,
                });
            }
            _ => {}
        }
        self.stage = Stage::EntityDeclaration;
        self.entity_declaration(vm, at)
    }

    fn entity_declaration(mut self, vm: &mut Vm, mut at: usize) -> Outcome {
        self.event = Some(at);
        let Found { token, next, .. } = self.first_content_token(at);
        match token {
            Token::XmlDeclaration => {
                self.xml_declaration(vm, self.source(), at, next, true)?;
                self.check_stopped()?;
                at = next;
            }
            Token::Partial | Token::PartialCharacter if self.has_more() => return Ok(at),
            Token::Partial => return Err(Code::UNCLOSED_TOKEN),
            Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
            _ => {}
        }
        self.stage = Stage::EntityContent;
        self.entity_content(vm, at)
    }

    fn entity_content(self, vm: &mut Vm, at: usize) -> Outcome {
        let more = self.has_more();
        self.content(vm, 1, self.source(), at, more)
    }

    fn parameter_stage(mut self, vm: &mut Vm, mut at: usize) -> Outcome {
        let mut first = self.first_prolog_token(at);
        if is_incomplete(first) {
            if self.has_more() && first.token != Token::Invalid {
                return Ok(at);
            }
            match first.token {
                Token::Invalid => return Err(Code::INVALID_TOKEN),
                Token::Partial => return Err(Code::UNCLOSED_TOKEN),
                Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
                _ => {}
            }
        } else if first.token == Token::ByteOrderMark {
            at = first.next;
            first = self.first_prolog_token(at);
        }
        self.stage = Stage::Prolog;
        let more = self.has_more();
        self.prolog(vm, self.source(), at, first, more, true)
    }
}

/// Whether a token is none yet: the text ends, or is wrong.
pub fn is_incomplete(found: Found) -> bool {
    found.open
        || matches!(
            found.token,
            Token::None | Token::Partial | Token::PartialCharacter | Token::Invalid
        )
}
