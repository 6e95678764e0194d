//! The values of attributes and entities: references in them are resolved, white space is normalized.

use super::codes::Code;
use super::declarations::predefined;
use super::handlers::Handler;
use super::parser::{is_incomplete, Outcome, Parser, Source, Stage};
use super::scanner::{Found, Token};
use objspace::vm::Vm;

impl Parser {
    /// Adds the value `at..end` of an attribute to `value`. `is_text`: white space is kept but for its kind;
    /// `in_content`: of an element, not of a declaration.
    #[allow(clippy::too_many_arguments)]
    pub fn attribute_value(
        self,
        vm: &mut Vm,
        source: Source,
        at: usize,
        end: usize,
        is_text: bool,
        in_content: bool,
        value: &mut Vec<u8>,
    ) -> Outcome<()> {
        let start = value.len();
        self.append_attribute_value(vm, source.until(end), at, is_text, in_content, (start, value))?;
        if !is_text && value.len() > start && value.last() == Some(&b' ') {
            value.pop();
        }
        Ok(())
    }

    /// `value`: what it has, and where the attribute's value begins in it.
    fn append_attribute_value(
        self,
        vm: &mut Vm,
        source: Source,
        mut at: usize,
        is_text: bool,
        in_content: bool,
        (start, value): (usize, &mut Vec<u8>),
    ) -> Outcome<()> {
        let scanner = self.scanner(source);
        loop {
            let Found { token, mut next, .. } = scanner.attribute_value(at);
            // No space follows another, or comes first, in values that are normalized.
            let spaced = !is_text && (value.len() == start || value.last() == Some(&b' '));
            match token {
                Token::None => return Ok(()),
                Token::Data => value.extend_from_slice(&source.text[at..next]),
                Token::CharacterReference => match character(&source.text[at..next]) {
                    None => {
                        self.set_event(source, at);
                        return Err(Code::BAD_CHAR_REF);
                    }
                    Some(' ') if spaced => {}
                    Some(character) => value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                },
                Token::ValueSpace | Token::Newline | Token::TrailingReturn => {
                    if token == Token::TrailingReturn {
                        next = at + 1;
                    }
                    if !spaced {
                        value.push(b' ');
                    }
                }
                Token::EntityReference => {
                    let name = &source.text[at + 1..next - 1];
                    match predefined(name) {
                        Some(byte) => value.push(byte),
                        None => self.entity_in_value(vm, source, at, name, is_text, in_content, (start, value))?,
                    }
                }
                Token::Invalid => {
                    self.set_event(source, next);
                    return Err(Code::INVALID_TOKEN);
                }
                Token::Partial | Token::PartialCharacter => {
                    self.set_event(source, at);
                    return Err(Code::INVALID_TOKEN);
                }
                _ => {
                    self.set_event(source, at);
                    return Err(Code::UNEXPECTED_STATE);
                }
            }
            at = next;
        }
    }

    /// A reference at `at` to an entity that was declared, or should be.
    #[allow(clippy::too_many_arguments)]
    fn entity_in_value(
        self,
        vm: &mut Vm,
        source: Source,
        at: usize,
        name: &[u8],
        is_text: bool,
        in_content: bool,
        (start, value): (usize, &mut Vec<u8>),
    ) -> Outcome<()> {
        let (number, text) = {
            let document = self.document.borrow();
            let must_be_declared = match in_content {
                true => !document.has_parameter_references || document.standalone,
                false => {
                    self.grammar.is_document
                        && match document.standalone {
                            true => self.open_entities == 0,
                            false => !document.has_parameter_references,
                        }
                }
            };
            let Some(number) = document.general.find(name) else {
                return match must_be_declared {
                    true => Err(Code::UNDEFINED_ENTITY),
                    // Nobody can be told here: the element's start comes later.
                    false => Ok(()),
                };
            };
            let entity = &document.general.all[number];
            if must_be_declared && !entity.is_internal {
                return Err(Code::ENTITY_DECLARED_IN_PE);
            }
            let refused = if entity.open {
                Some(Code::RECURSIVE_ENTITY_REF)
            } else if entity.notation.is_some() {
                Some(Code::BINARY_ENTITY_REF)
            } else if entity.text.is_none() {
                Some(Code::ATTRIBUTE_EXTERNAL_ENTITY_REF)
            } else {
                None
            };
            if let Some(code) = refused {
                self.set_event(source, at);
                return Err(code);
            }
            (number, entity.text.clone().expect("an entity without text was refused"))
        };
        // SAFETY: `text` keeps it.
        let inner = unsafe { Source::entity(&text) };
        self.with_entity(Some((false, number)), |entity| entity.open = true);
        let outcome = self.nested(vm, |parser, vm| {
            parser.append_attribute_value(vm, inner, 0, is_text, in_content, (start, value))
        });
        self.with_entity(Some((false, number)), |entity| entity.open = false);
        outcome
    }

    /// Adds the value `at..end` of an entity's declaration to the document type's `value`. References to
    /// characters and parameter entities are resolved now, those to other entities where it is used.
    pub fn store_entity_value(mut self, vm: &mut Vm, source: Source, at: usize, end: usize) -> Outcome<()> {
        let outer = self.grammar.in_entity_value;
        self.grammar.in_entity_value = true;
        let outcome = self.append_entity_value(vm, source.until(end), at);
        self.grammar.in_entity_value = outer;
        outcome
    }

    fn append_entity_value(self, vm: &mut Vm, source: Source, mut at: usize) -> Outcome<()> {
        let scanner = self.scanner(source);
        let add = |bytes: &[u8]| self.document.borrow_mut().value.extend_from_slice(bytes);
        loop {
            let Found { token, mut next, .. } = scanner.entity_value(at);
            match token {
                Token::None => return Ok(()),
                Token::EntityReference | Token::Data => add(&source.text[at..next]),
                Token::TrailingReturn => {
                    next = at + 1;
                    add(b"\n");
                }
                Token::Newline => add(b"\n"),
                Token::CharacterReference => match character(&source.text[at..next]) {
                    Some(character) => add(character.encode_utf8(&mut [0; 4]).as_bytes()),
                    None => {
                        self.set_event(source, at);
                        return Err(Code::BAD_CHAR_REF);
                    }
                },
                Token::ParameterReference if self.is_parameter || source.is_entity => {
                    if !self.parameter_in_value(vm, source, at, &source.text[at + 1..next - 1])? {
                        return Ok(());
                    }
                }
                Token::ParameterReference => {
                    // Declarations in the document itself have none.
                    self.set_event(source, at);
                    return Err(Code::PARAM_ENTITY_REF);
                }
                Token::Invalid => {
                    self.set_event(source, next);
                    return Err(Code::INVALID_TOKEN);
                }
                Token::Partial | Token::PartialCharacter => {
                    self.set_event(source, at);
                    return Err(Code::INVALID_TOKEN);
                }
                _ => {
                    self.set_event(source, at);
                    return Err(Code::UNEXPECTED_STATE);
                }
            }
            at = next;
        }
    }

    /// A reference to a parameter entity. Ok(false): it was never declared, the value ends here.
    fn parameter_in_value(self, vm: &mut Vm, source: Source, at: usize, name: &[u8]) -> Outcome<bool> {
        let skip = || {
            let mut document = self.document.borrow_mut();
            document.keep_processing = document.standalone;
        };
        let found = self.document.borrow().parameters.find(name);
        let Some(number) = found else {
            skip();
            return Ok(false);
        };
        let (open, external, text) = {
            let document = self.document.borrow();
            let entity = &document.parameters.all[number];
            (entity.open, entity.system.is_some(), entity.text.clone())
        };
        if open {
            self.set_event(source, at);
            return Err(Code::RECURSIVE_ENTITY_REF);
        }
        let key = Some((true, number));
        if !external {
            let text = text.unwrap_or_else(|| super::document_type::Text::from(&b""[..]));
            // SAFETY: `text` keeps it.
            let inner = unsafe { Source::entity(&text) };
            self.with_entity(key, |entity| entity.open = true);
            let outcome = self.nested(vm, |parser, vm| {
                parser.store_entity_value(vm, inner, 0, inner.text.len())
            });
            self.with_entity(key, |entity| entity.open = false);
            outcome?;
            return Ok(true);
        }
        if !self.has(Handler::ExternalEntityRef) {
            skip();
            return Ok(true);
        }
        self.document.borrow_mut().parameter_entity_read = false;
        self.with_entity(key, |entity| entity.open = true);
        let read = self.tell_external_entity(vm, None, true, number);
        self.with_entity(key, |entity| entity.open = false);
        read?;
        if !self.document.borrow().parameter_entity_read {
            skip();
        }
        Ok(true)
    }

    /// The stage of an external entity in the value of another, which is stored when all of it is there.
    pub fn value_start(mut self, vm: &mut Vm, start: usize) -> Outcome {
        let mut at = start;
        self.event = Some(at);
        loop {
            let found = self.first_prolog_token(at);
            if is_incomplete(found) {
                return self.value_end(vm, start, found);
            }
            match found.token {
                Token::XmlDeclaration => {
                    self.xml_declaration(vm, self.source(), at, found.next, false)?;
                    self.stage = Stage::Value;
                    return self.value_stage(vm, found.next);
                }
                Token::ByteOrderMark if found.next == self.input.text.len() && self.has_more() => return Ok(found.next),
                Token::Instance => return Err(Code::SYNTAX),
                _ => {}
            }
            at = found.next;
            self.event = Some(at);
        }
    }

    /// Behind its text declaration.
    pub fn value_stage(self, vm: &mut Vm, start: usize) -> Outcome {
        let mut at = start;
        loop {
            let found = self.scanner(self.source()).prolog(at);
            if is_incomplete(found) {
                return self.value_end(vm, start, found);
            }
            at = found.next;
        }
    }

    fn value_end(self, vm: &mut Vm, start: usize, last: Found) -> Outcome {
        if self.has_more() && last.token != Token::Invalid {
            return Ok(start);
        }
        match last.token {
            Token::Invalid => Err(Code::INVALID_TOKEN),
            Token::Partial => Err(Code::UNCLOSED_TOKEN),
            Token::PartialCharacter => Err(Code::PARTIAL_CHAR),
            _ => {
                let source = self.source();
                self.store_entity_value(vm, source, start, source.text.len())?;
                Ok(start)
            }
        }
    }
}

/// The character of a reference, "&#" and ';' included. None: XML has no such character.
pub fn character(reference: &[u8]) -> Option<char> {
    let (digits, base) = match reference[2] {
        b'x' => (&reference[3..], 16),
        _ => (&reference[2..], 10),
    };
    let mut code = 0;
    for &digit in &digits[..digits.len() - 1] {
        code = code * base + (digit as char).to_digit(base)?;
        if code >= 0x110000 {
            return None;
        }
    }
    let allowed = !matches!(code, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0xfffe | 0xffff);
    char::from_u32(code).filter(|_| allowed)
}
