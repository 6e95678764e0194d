//! Outside of elements: what each token of the prolog and the document type does.

use super::codes::Code;
use super::document_type::{normalize_public_id, Text};
use super::grammar::Role;
use super::handlers::Handler;
use super::input::{Encoding, Known};
use super::parser::{is_incomplete, Parser, Source, Stage};
use super::scanner::{Found, Token};
use super::{parser::Outcome, xml_declaration};
use objspace::vm::Vm;

impl Parser {
    /// Reads from the token `first` at `at` on; gives what it read up to. `may_close`: the document type may end here.
    pub fn prolog(
        mut self,
        vm: &mut Vm,
        mut source: Source,
        mut at: usize,
        first: Found,
        more: bool,
        may_close: bool,
    ) -> Outcome {
        let mut token = first;
        loop {
            let mut next = token.next;
            self.set_event(source, at);
            if is_incomplete(token) {
                if more && token.token != Token::Invalid {
                    return Ok(at);
                }
                match token.token {
                    Token::Invalid => {
                        self.set_event(source, next);
                        return Err(Code::INVALID_TOKEN);
                    }
                    Token::Partial => return Err(Code::UNCLOSED_TOKEN),
                    Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
                    Token::None => return self.prolog_end(source, at),
                    Token::Space => {}
                    _ => next = source.text.len(),
                }
            }
            let role = self.grammar.role(token.token, &source.text[at..next]);
            let tell = match role {
                Role::Error => {
                    return Err(match token.token {
                        Token::ParameterReference => Code::PARAM_ENTITY_REF,
                        Token::XmlDeclaration => Code::MISPLACED_XML_PI,
                        _ => Code::SYNTAX,
                    })
                }
                Role::XmlDeclaration | Role::TextDeclaration => {
                    self.xml_declaration(vm, source, at, next, role == Role::TextDeclaration)?;
                    if !source.is_entity {
                        // In its encoding now.
                        source = self.source();
                    }
                    false
                }
                Role::Instance => {
                    self.read_foreign_without_doctype(vm)?;
                    return self.content_stage(vm, at);
                }
                Role::Instruction => {
                    self.tell_instruction(vm, source, at, next);
                    false
                }
                Role::Comment => {
                    self.tell_comment(vm, source, at, next);
                    false
                }
                Role::IgnoredSection => {
                    self.tell_default(vm, source, at, next);
                    match self.ignored_section_of(vm, source, next, more)? {
                        (Some(end), _) => next = end,
                        (None, kept) => {
                            self.stage = Stage::IgnoredSection;
                            return Ok(kept);
                        }
                    }
                    false
                }
                Role::ParameterReference | Role::InnerParameterReference => {
                    self.parameter_reference(vm, source, at, next, role)?
                }
                Role::None => token.token != Token::ByteOrderMark,
                Role::DoctypeNone => !self.has(Handler::StartDoctypeDecl),
                Role::DoctypeClose if !may_close => return Err(Code::INVALID_TOKEN),
                Role::DoctypeName
                | Role::DoctypePublicId
                | Role::DoctypeSystemId
                | Role::InternalSubset
                | Role::DoctypeClose => self.doctype(vm, source, at, next, role)?,
                _ => self.declaration(vm, source, at, next, role)?,
            };
            if tell {
                self.tell_default(vm, source, at, next);
            }
            self.check_stopped()?;
            at = next;
            token = self.scanner(source).prolog(at);
        }
    }

    /// At the end of the text.
    fn prolog_end(mut self, source: Source, at: usize) -> Outcome {
        // An entity within a declaration may end anywhere in it.
        if source.is_entity && !self.between {
            return Ok(at);
        }
        if self.is_parameter || source.is_entity {
            return match self.grammar.role(Token::None, b"") {
                Role::Error => Err(Code::INCOMPLETE_PE),
                _ => Ok(at),
            };
        }
        Err(Code::NO_ELEMENTS)
    }

    /// The declaration `at..end`; `is_text`: of an external entity.
    pub fn xml_declaration(mut self, vm: &mut Vm, source: Source, at: usize, end: usize, is_text: bool) -> Outcome<()> {
        let declaration = match xml_declaration::read(source.text, at, end, is_text) {
            Ok(declaration) => declaration,
            Err(bad) => {
                self.event = Some(bad);
                return Err(if is_text { Code::TEXT_DECL } else { Code::XML_DECL });
            }
        };
        if !is_text && declaration.standalone == Some(true) {
            self.document.borrow_mut().standalone = true;
            if self.parameter_parsing == 1 {
                self.parameter_parsing = 0;
            }
        }
        if self.has(Handler::XmlDecl) {
            let text = |range: Option<(usize, usize)>| range.map(|(start, end)| &source.text[start..end]);
            self.tell_xml_declaration(
                vm,
                text(declaration.version),
                text(declaration.encoding),
                declaration.standalone,
            );
        } else {
            self.tell_default(vm, source, at, end);
        }
        let (None, Some((start, name_end))) = (&self.protocol_encoding, declaration.encoding) else {
            return Ok(());
        };
        let name = &source.text[start..name_end];
        let current = self.input.encoding.clone();
        let unit = current.as_ref().map_or(1, |encoding| encoding.unit());
        let encoding = match Known::named(name) {
            Some(Known::Utf16) if unit == 2 => return Ok(()),
            Some(known) => {
                let new = known.encoding();
                let same = matches!((&new, &current), (Encoding::Wide { little: a }, Some(Encoding::Wide { little: b })) if a == b);
                if new.unit() != unit || unit == 2 && !same {
                    self.event = Some(start);
                    return Err(Code::INCORRECT_ENCODING);
                }
                if same || matches!((&new, &current), (Encoding::Utf8, Some(Encoding::Utf8))) {
                    return Ok(());
                }
                new
            }
            None => match self.unknown_encoding(vm, name) {
                Ok(encoding) => encoding,
                Err(code) => {
                    self.event = Some(start);
                    return Err(code);
                }
            },
        };
        self.count_mark_as_bytes();
        self.input.settle(encoding, end);
        Ok(())
    }

    /// A token of the document type declaration itself. Whether the default handler is told it.
    fn doctype(mut self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let text = &source.text[at..next];
        let wanted = self.has(Handler::StartDoctypeDecl);
        match role {
            Role::DoctypeName => {
                if wanted {
                    self.declaration.doctype_name = Some(Text::from(text));
                    self.declaration.doctype_public = None;
                }
                self.declaration.doctype_system = None;
                self.declaration.has_external_subset = false;
                Ok(!wanted)
            }
            Role::DoctypePublicId => {
                self.use_foreign = false;
                self.document.borrow_mut().has_parameter_references = true;
                self.check_public_id(source, at, next)?;
                let public = normalize_public_id(&text[1..text.len() - 1]);
                self.declare_external_subset();
                let number = self.declaration.entity;
                if self.document.borrow().keep_processing {
                    self.with_entity(number, |entity| entity.public = Some(public.clone()));
                }
                if wanted {
                    self.declaration.doctype_public = Some(public);
                }
                Ok(!wanted)
            }
            Role::DoctypeSystemId => {
                self.use_foreign = false;
                self.document.borrow_mut().has_parameter_references = true;
                self.declaration.has_external_subset = true;
                let system = Text::from(&text[1..text.len() - 1]);
                if wanted {
                    self.declaration.doctype_system = Some(system.clone());
                }
                let standalone = self.document.borrow().standalone;
                if !standalone && self.parameter_parsing == 0 {
                    self.check_standalone(vm)?;
                }
                if self.declaration.entity.is_none() {
                    self.declare_external_subset();
                }
                let (number, base) = (self.declaration.entity, self.base.clone());
                if self.document.borrow().keep_processing {
                    self.with_entity(number, |entity| (entity.system, entity.base) = (Some(system), base));
                }
                Ok(!wanted)
            }
            Role::InternalSubset => {
                if wanted {
                    self.tell_doctype(vm, true);
                }
                Ok(!wanted)
            }
            _ => self.doctype_close(vm),
        }
    }

    /// At the '>' of the document type.
    fn doctype_close(mut self, vm: &mut Vm) -> Outcome<bool> {
        let mut tell = true;
        if self.declaration.doctype_name.is_some() {
            self.tell_doctype(vm, false);
            tell = false;
        }
        let has_system = self.declaration.has_external_subset;
        if has_system || self.use_foreign {
            self.read_external_subset(vm, has_system)?;
            self.use_foreign = false;
        }
        if self.has(Handler::EndDoctypeDecl) {
            self.tell(vm, Handler::EndDoctypeDecl, &[]);
            tell = false;
        }
        Ok(tell)
    }

    /// The last chance to read a foreign document type is where the document's element begins.
    fn read_foreign_without_doctype(self, vm: &mut Vm) -> Outcome<()> {
        match self.use_foreign {
            true => self.read_external_subset(vm, false),
            false => Ok(()),
        }
    }

    /// Has the handler read the external subset.
    fn read_external_subset(self, vm: &mut Vm, has_system: bool) -> Outcome<()> {
        let before = self.document.borrow().has_parameter_references;
        self.document.borrow_mut().has_parameter_references = true;
        if self.parameter_parsing == 0 || !self.has(Handler::ExternalEntityRef) {
            return Ok(());
        }
        let number = self.external_subset_entity();
        if self.use_foreign {
            let base = self.base.clone();
            self.with_entity(Some((true, number)), |entity| entity.base = base);
        }
        self.document.borrow_mut().parameter_entity_read = false;
        self.tell_external_entity(vm, None, true, number)?;
        let read = self.document.borrow().parameter_entity_read;
        if read {
            return self.check_standalone_unless_declared(vm);
        }
        if !has_system {
            self.document.borrow_mut().has_parameter_references = before;
        }
        Ok(())
    }

    /// The entity that stands for the external subset: its name is none that a document can use.
    fn external_subset_entity(self) -> usize {
        let mut document = self.document.borrow_mut();
        match document.parameters.find(b"#") {
            Some(number) => number,
            None => document
                .parameters
                .declare(b"#", false, false)
                .expect("it was not found"),
        }
    }

    fn declare_external_subset(mut self) {
        let number = self.external_subset_entity();
        self.declaration.entity = Some((true, number));
    }

    /// Asks whether a document that is not standalone may be read. Err: it may not.
    pub fn check_standalone(self, vm: &mut Vm) -> Outcome<()> {
        match self.has(Handler::NotStandalone) && !self.ask(vm, Handler::NotStandalone, &[]) {
            true => Err(Code::NOT_STANDALONE),
            false => Ok(()),
        }
    }

    fn check_standalone_unless_declared(self, vm: &mut Vm) -> Outcome<()> {
        let standalone = self.document.borrow().standalone;
        match standalone {
            true => Ok(()),
            false => self.check_standalone(vm),
        }
    }

    /// Err: a public id, quotes included, has characters that it must not have.
    pub fn check_public_id(self, source: Source, at: usize, end: usize) -> Outcome<()> {
        match self.scanner(source).bad_in_public_id(at, end) {
            Some(bad) => {
                self.set_event(source, bad);
                Err(Code::PUBLICID)
            }
            None => Ok(()),
        }
    }

    /// %name; whether the default handler is told it.
    fn parameter_reference(self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let mut tell = true;
        self.document.borrow_mut().has_parameter_references = true;
        let skip = |parser: Parser| {
            let mut document = parser.document.borrow_mut();
            document.keep_processing = document.standalone;
        };
        if self.parameter_parsing == 0 {
            skip(self);
            self.check_standalone_unless_declared(vm)?;
            return Ok(true);
        }
        let name = &source.text[at + 1..next - 1];
        let (found, standalone) = {
            let document = self.document.borrow();
            (document.parameters.find(name), document.standalone)
        };
        let must_be_declared = self.grammar.is_document && standalone && self.open_entities == 0;
        let Some(number) = found else {
            if must_be_declared {
                return Err(Code::UNDEFINED_ENTITY);
            }
            skip(self);
            // Nobody is told of those within a declaration.
            if role == Role::ParameterReference && self.has(Handler::SkippedEntity) {
                self.tell_skipped(vm, name, true);
                tell = false;
            }
            return Ok(tell);
        };
        let (is_internal, open, text) = {
            let document = self.document.borrow();
            let entity = &document.parameters.all[number];
            (entity.is_internal, entity.open, entity.text.clone())
        };
        if must_be_declared && !is_internal {
            return Err(Code::ENTITY_DECLARED_IN_PE);
        }
        if open {
            return Err(Code::RECURSIVE_ENTITY_REF);
        }
        if let Some(text) = text {
            self.parameter_text(vm, number, text, role == Role::ParameterReference)?;
            return Ok(false);
        }
        if !self.has(Handler::ExternalEntityRef) {
            skip(self);
            return Ok(true);
        }
        self.document.borrow_mut().parameter_entity_read = false;
        self.with_entity(Some((true, number)), |entity| entity.open = true);
        let read = self.tell_external_entity(vm, None, true, number);
        self.with_entity(Some((true, number)), |entity| entity.open = false);
        read?;
        if !self.document.borrow().parameter_entity_read {
            skip(self);
            return Ok(false);
        }
        self.check_standalone_unless_declared(vm)?;
        Ok(false)
    }

    /// Reads the text of a parameter entity in the place of a reference to it; `between`: between declarations.
    fn parameter_text(mut self, vm: &mut Vm, number: usize, text: Text, between: bool) -> Outcome<()> {
        // SAFETY: `text` keeps it.
        let source = unsafe { Source::entity(&text) };
        let outer = self.between;
        self.with_entity(Some((true, number)), |entity| entity.open = true);
        self.open_entities += 1;
        self.between = between;
        let first = self.scanner(source).prolog(0);
        self.nested(vm, |parser, vm| parser.prolog(vm, source, 0, first, false, false))?;
        self.between = outer;
        self.open_entities -= 1;
        self.with_entity(Some((true, number)), |entity| entity.open = false);
        Ok(())
    }

    /// The stage of a section that is not read: (where it ends or None, what is kept).
    pub fn ignored_section(self, vm: &mut Vm, at: usize, more: bool) -> Outcome<(Option<usize>, usize)> {
        self.ignored_section_of(vm, self.source(), at, more)
    }

    fn ignored_section_of(self, vm: &mut Vm, source: Source, at: usize, more: bool) -> Outcome<(Option<usize>, usize)> {
        self.set_event(source, at);
        let Found { token, next, .. } = self.scanner(source).ignored_section(at);
        match token {
            Token::IgnoredSection => {
                self.tell_default(vm, source, at, next);
                self.check_stopped()?;
                Ok((Some(next), next))
            }
            Token::Invalid => {
                self.set_event(source, next);
                Err(Code::INVALID_TOKEN)
            }
            _ if more => Ok((None, at)),
            Token::PartialCharacter => Err(Code::PARTIAL_CHAR),
            _ => Err(Code::SYNTAX),
        }
    }
}
