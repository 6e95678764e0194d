//! The content of elements.

use super::attributes::Element;
use super::codes::Code;
use super::declarations::predefined;
use super::document_type::Text;
use super::handlers::Handler;
use super::parser::{Outcome, Parser, Source, Stage, Status, Tag};
use super::scanner::{Found, Token};
use super::values::character;
use objspace::vm::Vm;

impl Parser {
    /// Reads content from `at` on; gives what it read up to. `depth`: how many elements are open around it at
    /// least; 0: it is the document's, which ends with its element.
    pub fn content(mut self, vm: &mut Vm, depth: usize, source: Source, mut at: usize, more: bool) -> Outcome {
        self.set_event(source, at);
        let scanner = self.scanner(source);
        loop {
            let Found { token, next, .. } = scanner.content(at);
            match token {
                Token::Data => self.tell_data(vm, source, at, next),
                Token::Newline => self.tell_characters(vm, b"\n", source, at, next),
                Token::StartTag => {
                    let element = self.start(vm, source, at, next)?;
                    self.tell_start(vm, source, at, next, &element);
                    self.tags.push(Tag {
                        raw: element.raw,
                        told: element.told,
                        bindings: element.bindings,
                    });
                }
                Token::EmptyElement => {
                    let element = self.start(vm, source, at, next)?;
                    self.tell_empty(vm, source, at, next, &element);
                    self.end_bindings(vm, element.bindings);
                    if self.depth() == 0 && self.status != Status::Finished {
                        return self.epilog(vm, next);
                    }
                }
                Token::EndTag => {
                    if self.depth() == depth {
                        return Err(Code::ASYNC_ENTITY);
                    }
                    self.end_tag(vm, source, at, next)?;
                    if self.depth() == 0 && self.status != Status::Finished {
                        return self.epilog(vm, next);
                    }
                }
                Token::EntityReference => self.entity_reference(vm, source, at, next)?,
                Token::CharacterReference => {
                    let character = character(&source.text[at..next]).ok_or(Code::BAD_CHAR_REF)?;
                    self.tell_characters(vm, character.encode_utf8(&mut [0; 4]).as_bytes(), source, at, next);
                }
                Token::CdataOpen => {
                    match self.has(Handler::StartCdataSection) {
                        true => self.tell(vm, Handler::StartCdataSection, &[]),
                        false => self.tell_default(vm, source, at, next),
                    }
                    match self.cdata_section(vm, source, next, more)? {
                        (Some(end), _) => {
                            at = end;
                            self.set_event(source, at);
                            continue;
                        }
                        (None, kept) => {
                            self.stage = Stage::Cdata;
                            return Ok(kept);
                        }
                    }
                }
                Token::Instruction => self.tell_instruction(vm, source, at, next),
                Token::Comment => self.tell_comment(vm, source, at, next),
                Token::XmlDeclaration => return Err(Code::MISPLACED_XML_PI),
                Token::Invalid => {
                    self.set_event(source, next);
                    return Err(Code::INVALID_TOKEN);
                }
                _ if more => return Ok(at),
                _ => return self.content_end(vm, depth, source, at, token),
            }
            at = next;
            self.set_event(source, at);
            self.check_stopped()?;
        }
    }

    /// At the end of all text, with what may be the beginning of a token.
    fn content_end(self, vm: &mut Vm, depth: usize, source: Source, at: usize, token: Token) -> Outcome {
        let end = source.text.len();
        let mut event = at;
        match token {
            Token::Partial => return Err(Code::UNCLOSED_TOKEN),
            Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
            Token::TrailingReturn => self.tell_characters(vm, b"\n", source, at, end),
            Token::TrailingBracket => {
                self.tell_data(vm, source, at, end);
                event = end;
            }
            _ => {}
        }
        let code = match depth {
            0 => Code::NO_ELEMENTS,
            _ if self.depth() != depth => Code::ASYNC_ENTITY,
            _ => return Ok(end),
        };
        self.set_event(source, event);
        Err(code)
    }

    /// How many elements are open; an external entity's parser counts the one that the entity stands in.
    fn depth(self) -> usize {
        self.tags.len() + (self.is_part && !self.is_parameter) as usize
    }

    fn end_tag(mut self, vm: &mut Vm, source: Source, at: usize, next: usize) -> Outcome<()> {
        let tag = self.tags.pop().expect("an element is open");
        let name_end = self.scanner(source).known_name_end(at + 2);
        if self.names.get(tag.raw).text[..] != source.text[at + 2..name_end] {
            self.set_event(source, at + 2);
            return Err(Code::TAG_MISMATCH);
        }
        match self.has(Handler::EndElement) {
            true => self.tell_end(vm, tag.told),
            false => self.tell_default(vm, source, at, next),
        }
        self.end_bindings(vm, tag.bindings);
        Ok(())
    }

    /// Tells of the start and the end of an element in one.
    fn tell_empty(self, vm: &mut Vm, source: Source, at: usize, next: usize, element: &Element) {
        let starts = self.has(Handler::StartElement);
        if starts {
            self.tell_start(vm, source, at, next, element);
        }
        if self.has(Handler::EndElement) {
            if self.has(Handler::StartElement) {
                self.set_event(source, next);
            }
            self.tell_end(vm, element.told);
        } else if !starts {
            self.tell_default(vm, source, at, next);
        }
    }

    fn entity_reference(self, vm: &mut Vm, source: Source, at: usize, next: usize) -> Outcome<()> {
        let name = &source.text[at + 1..next - 1];
        if let Some(byte) = predefined(name) {
            self.tell_characters(vm, &[byte], source, at, next);
            return Ok(());
        }
        let skipped = |vm: &mut Vm| match self.has(Handler::SkippedEntity) {
            true => self.tell_skipped(vm, name, false),
            false => self.tell_default(vm, source, at, next),
        };
        let (number, text) = {
            let document = self.document.borrow();
            let must_be_declared = !document.has_parameter_references || document.standalone;
            let Some(number) = document.general.find(name) else {
                if must_be_declared {
                    return Err(Code::UNDEFINED_ENTITY);
                }
                drop(document);
                skipped(vm);
                return Ok(());
            };
            let entity = &document.general.all[number];
            if must_be_declared && !entity.is_internal {
                return Err(Code::ENTITY_DECLARED_IN_PE);
            }
            if entity.open {
                return Err(Code::RECURSIVE_ENTITY_REF);
            }
            if entity.notation.is_some() {
                return Err(Code::BINARY_ENTITY_REF);
            }
            (number, entity.text.clone())
        };
        match text {
            Some(_) if !self.expands => skipped(vm),
            Some(text) => self.entity_text(vm, number, text)?,
            None if self.has(Handler::ExternalEntityRef) => {
                self.with_entity(Some((false, number)), |entity| entity.open = true);
                let context = self.context();
                self.with_entity(Some((false, number)), |entity| entity.open = false);
                self.tell_external_entity(vm, Some(&context), false, number)?;
            }
            None => self.tell_default(vm, source, at, next),
        }
        Ok(())
    }

    /// Reads an entity's text in the place of a reference to it.
    fn entity_text(mut self, vm: &mut Vm, number: usize, text: Text) -> Outcome<()> {
        // SAFETY: `text` keeps it.
        let source = unsafe { Source::entity(&text) };
        let depth = self.depth();
        self.with_entity(Some((false, number)), |entity| entity.open = true);
        self.open_entities += 1;
        self.nested(vm, |parser, vm| parser.content(vm, depth, source, 0, false))?;
        self.open_entities -= 1;
        self.with_entity(Some((false, number)), |entity| entity.open = false);
        Ok(())
    }

    /// What the parser of an external entity must know: namespaces and the entities that are open.
    fn context(self) -> Vec<u8> {
        let mut parts = self.namespaces.context();
        let document = self.document.borrow();
        let open = document.general.all.iter().filter(|entity| entity.open);
        parts.extend(open.map(|entity| entity.name.to_vec()));
        parts.join(&b'\x0c')
    }

    /// Takes over what `context` gave.
    pub fn set_context(mut self, context: &[u8]) -> Outcome<()> {
        for part in context.split(|&byte| byte == b'\x0c') {
            match part.iter().position(|&byte| byte == b'=') {
                Some(i) => {
                    self.namespaces.bind(&part[..i], &part[i + 1..])?;
                }
                None => {
                    let found = self.document.borrow().general.find(part);
                    self.with_entity(found.map(|number| (false, number)), |entity| entity.open = true);
                }
            }
        }
        Ok(())
    }

    /// A CDATA section from behind its beginning on: (where it ends or None, what is kept).
    pub fn cdata_section(
        self,
        vm: &mut Vm,
        source: Source,
        mut at: usize,
        more: bool,
    ) -> Outcome<(Option<usize>, usize)> {
        let scanner = self.scanner(source);
        self.set_event(source, at);
        loop {
            let Found { token, next, .. } = scanner.cdata(at);
            match token {
                Token::CdataClose => {
                    match self.has(Handler::EndCdataSection) {
                        true => self.tell(vm, Handler::EndCdataSection, &[]),
                        false => self.tell_default(vm, source, at, next),
                    }
                    self.check_stopped()?;
                    return Ok((Some(next), next));
                }
                Token::Newline => self.tell_characters(vm, b"\n", source, at, next),
                Token::Data => self.tell_data(vm, source, at, next),
                Token::Invalid => {
                    self.set_event(source, next);
                    return Err(Code::INVALID_TOKEN);
                }
                _ if more => return Ok((None, at)),
                Token::PartialCharacter => return Err(Code::PARTIAL_CHAR),
                _ => return Err(Code::UNCLOSED_CDATA_SECTION),
            }
            at = next;
            self.set_event(source, at);
            self.check_stopped()?;
        }
    }
}
