//! The declarations of the document type: entities, notations, attributes and elements.

use super::codes::Code;
use super::document_type::{normalize_public_id, Entity, Model, PartKind, Text};
use super::grammar::{Quantifier, Role};
use super::handlers::Handler;
use super::parser::{Outcome, Parser, Source};
use objspace::vm::Vm;

impl Parser {
    /// Changes an entity, if there is one: (is a parameter, number).
    pub fn with_entity(self, entity: Option<(bool, usize)>, change: impl FnOnce(&mut Entity)) {
        if let Some((is_parameter, number)) = entity {
            let mut document = self.document.borrow_mut();
            let entities = match is_parameter {
                true => &mut document.parameters,
                false => &mut document.general,
            };
            change(&mut entities.all[number]);
        }
    }

    fn keeps(self) -> bool {
        self.document.borrow().keep_processing
    }

    /// A token of a declaration. Whether the default handler is told it.
    pub fn declaration(self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        match role {
            Role::EntityNone
            | Role::GeneralEntityName
            | Role::ParameterEntityName
            | Role::EntityValue
            | Role::EntityPublicId
            | Role::EntitySystemId
            | Role::EntityComplete
            | Role::EntityNotationName => self.entity_token(vm, source, at, next, role),
            Role::NotationNone
            | Role::NotationName
            | Role::NotationPublicId
            | Role::NotationSystemId
            | Role::NotationNoSystemId => self.notation_token(vm, source, at, next, role),
            Role::AttlistNone
            | Role::AttlistElementName
            | Role::AttributeName
            | Role::AttributeType(_)
            | Role::AttributeEnumValue
            | Role::AttributeNotationValue
            | Role::ImpliedAttribute
            | Role::RequiredAttribute
            | Role::DefaultValue
            | Role::FixedValue => self.attlist_token(vm, source, at, next, role),
            _ => self.element_token(vm, source, at, next, role),
        }
    }

    fn entity_token(mut self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let text = &source.text[at..next];
        let keeps = self.keeps();
        let wanted = self.has(Handler::EntityDecl);
        let declared = self.declaration.entity.filter(|_| keeps);
        match role {
            Role::GeneralEntityName | Role::ParameterEntityName => {
                let is_parameter = role == Role::ParameterEntityName;
                self.declaration.entity = None;
                if !keeps || !is_parameter && predefined(text).is_some() {
                    return Ok(true);
                }
                // What another entity declares is not declared in the document itself.
                let is_internal = !self.is_part && self.open_entities == 0;
                let mut document = self.document.borrow_mut();
                let entities = match is_parameter {
                    true => &mut document.parameters,
                    false => &mut document.general,
                };
                let number = entities.declare(text, is_parameter, is_internal);
                drop(document);
                self.declaration.entity = number.map(|number| (is_parameter, number));
                Ok(!(wanted && number.is_some()))
            }
            Role::EntityPublicId => {
                self.check_public_id(source, at, next)?;
                let public = normalize_public_id(&text[1..text.len() - 1]);
                self.with_entity(declared, |entity| entity.public = Some(public));
                Ok(!(wanted && declared.is_some()))
            }
            Role::EntitySystemId => {
                let (system, base) = (Text::from(&text[1..text.len() - 1]), self.base.clone());
                self.with_entity(declared, |entity| (entity.system, entity.base) = (Some(system), base));
                Ok(!(wanted && declared.is_some()))
            }
            Role::EntityValue if keeps => {
                let start = self.document.borrow().value.len();
                let stored = self.store_entity_value(vm, source, at + 1, next - 1);
                let value = self.document.borrow_mut().value.split_off(start);
                let mut tell = true;
                if declared.is_some() {
                    let value = Text::from(value);
                    self.with_entity(declared, |entity| entity.text = Some(value));
                    if wanted {
                        self.tell_entity(vm, declared);
                        tell = false;
                    }
                }
                stored?;
                Ok(tell)
            }
            Role::EntityComplete if declared.is_some() && wanted => {
                self.tell_entity(vm, declared);
                Ok(false)
            }
            Role::EntityNotationName if declared.is_some() => {
                let notation = Text::from(text);
                self.with_entity(declared, |entity| entity.notation = Some(notation));
                if self.has(Handler::UnparsedEntityDecl) {
                    self.tell_unparsed_entity(vm, declared);
                    return Ok(false);
                }
                if wanted {
                    self.tell_entity(vm, declared);
                }
                Ok(!wanted)
            }
            Role::EntityNone => Ok(!(keeps && wanted)),
            _ => Ok(true),
        }
    }

    fn notation_token(mut self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let text = &source.text[at..next];
        let wanted = self.has(Handler::NotationDecl);
        match role {
            Role::NotationName => {
                self.declaration.notation_public = None;
                self.declaration.notation = wanted.then(|| Text::from(text));
                Ok(!wanted)
            }
            Role::NotationPublicId => {
                self.check_public_id(source, at, next)?;
                if self.declaration.notation.is_none() {
                    return Ok(true);
                }
                self.declaration.notation_public = Some(normalize_public_id(&text[1..text.len() - 1]));
                Ok(false)
            }
            Role::NotationSystemId => {
                let told = wanted && self.declaration.notation.is_some();
                if told {
                    self.tell_notation(vm, Some(&text[1..text.len() - 1]));
                }
                Ok(!told)
            }
            Role::NotationNoSystemId => {
                let told = wanted && self.declaration.notation_public.is_some();
                if told {
                    self.tell_notation(vm, None);
                }
                Ok(!told)
            }
            _ => Ok(!wanted),
        }
    }

    fn attlist_token(mut self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let text = &source.text[at..next];
        let keeps = self.keeps();
        let wanted = keeps && self.has(Handler::AttlistDecl);
        match role {
            Role::AttlistElementName => self.declaration.element = text.to_vec(),
            Role::AttributeName => {
                self.declaration.attribute = text.to_vec();
                self.declaration.attribute_type = None;
                self.declaration.attribute_is_text = false;
                self.declaration.attribute_is_id = false;
            }
            Role::AttributeType(kind) => {
                self.declaration.attribute_is_text |= kind == "CDATA";
                self.declaration.attribute_is_id |= kind == "ID";
                self.declaration.attribute_type = Some(kind.as_bytes().to_vec());
            }
            Role::AttributeEnumValue | Role::AttributeNotationValue if wanted => {
                let first: &[u8] = match role {
                    Role::AttributeEnumValue => b"(",
                    _ => b"NOTATION(",
                };
                match &mut self.declaration.attribute_type {
                    Some(kind) => kind.push(b'|'),
                    none => *none = Some(first.to_vec()),
                }
                self.declaration
                    .attribute_type
                    .as_mut()
                    .expect("it was set")
                    .extend_from_slice(text);
            }
            Role::ImpliedAttribute | Role::RequiredAttribute if keeps => {
                self.define_attribute(self.declaration.attribute_is_id, None);
                return Ok(!self.tell_attribute(vm, None, role == Role::RequiredAttribute));
            }
            Role::DefaultValue | Role::FixedValue if keeps => {
                let mut value = Vec::new();
                let is_text = self.declaration.attribute_is_text;
                self.attribute_value(vm, source, at + 1, next - 1, is_text, false, &mut value)?;
                let value = Text::from(value);
                self.define_attribute(false, Some(value.clone()));
                return Ok(!self.tell_attribute(vm, Some(&value), role == Role::FixedValue));
            }
            _ => {}
        }
        Ok(!wanted
            || matches!(
                role,
                Role::ImpliedAttribute | Role::RequiredAttribute | Role::DefaultValue | Role::FixedValue
            ))
    }

    /// Declares the attribute that was read.
    fn define_attribute(self, is_id: bool, default: Option<Text>) {
        let declaration = &self.declaration;
        let mut document = self.document.borrow_mut();
        let element = document
            .elements
            .entry(Text::from(&declaration.element[..]))
            .or_default();
        element.declare(&declaration.attribute, declaration.attribute_is_text, is_id, default);
    }

    /// Tells of the attribute, if somebody wants to know.
    fn tell_attribute(mut self, vm: &mut Vm, default: Option<&[u8]>, required: bool) -> bool {
        if !self.has(Handler::AttlistDecl) {
            return false;
        }
        let Some(mut kind) = self.declaration.attribute_type.take() else {
            return false;
        };
        if kind.contains(&b'(') {
            kind.push(b')');
        }
        self.tell_attlist(vm, &kind, default, required);
        self.declaration.attribute_type = Some(kind);
        true
    }

    fn element_token(mut self, vm: &mut Vm, source: Source, at: usize, next: usize, role: Role) -> Outcome<bool> {
        let text = &source.text[at..next];
        let wanted = self.has(Handler::ElementDecl);
        let declares = self.document.borrow().model.is_some();
        let untold = Ok(!(wanted && declares));
        let level = self.grammar.level;
        match role {
            Role::ElementName => {
                if wanted {
                    self.declaration.element = text.to_vec();
                    self.document.borrow_mut().model = Some(Model::default());
                }
                Ok(!wanted)
            }
            Role::ContentAny | Role::ContentEmpty => {
                let model = self.document.borrow_mut().model.take();
                if let (Some(mut model), true) = (model, wanted) {
                    let kind = if role == Role::ContentAny {
                        PartKind::Any
                    } else {
                        PartKind::Empty
                    };
                    model.add(kind, Quantifier::Once, None);
                    self.tell_element(vm, &model);
                }
                untold
            }
            Role::GroupOpen => {
                self.declaration.connectors.resize(level + 1, 0);
                self.declaration.connectors[level] = 0;
                if let Some(model) = &mut self.document.borrow_mut().model {
                    let group = model.add(PartKind::Sequence, Quantifier::Once, None);
                    model.open.push(group);
                }
                untold
            }
            Role::GroupSequence | Role::GroupChoice => {
                let is_choice = role == Role::GroupChoice;
                let (own, other) = if is_choice { (b'|', b',') } else { (b',', b'|') };
                let before = self.declaration.connectors.get(level).copied().unwrap_or(0);
                if before == other {
                    return Err(Code::SYNTAX);
                }
                if level < self.declaration.connectors.len() {
                    self.declaration.connectors[level] = own;
                }
                if is_choice {
                    let mut document = self.document.borrow_mut();
                    let Some(model) = &mut document.model else {
                        return Ok(true);
                    };
                    let group = *model.open.last().expect("a group is open");
                    if before != 0 || model.parts[group].kind == PartKind::Mixed {
                        return Ok(true);
                    }
                    model.parts[group].kind = PartKind::Choice;
                }
                untold
            }
            Role::ContentText => {
                if let Some(model) = &mut self.document.borrow_mut().model {
                    let group = *model.open.last().expect("a group is open");
                    model.parts[group].kind = PartKind::Mixed;
                }
                untold
            }
            Role::ContentElement(quantifier) => {
                if let Some(model) = &mut self.document.borrow_mut().model {
                    let name = match quantifier {
                        Quantifier::Once => text,
                        _ => &text[..text.len() - 1],
                    };
                    model.add(PartKind::Name, quantifier, Some(Text::from(name)));
                }
                untold
            }
            Role::GroupClose(quantifier) => {
                let mut document = self.document.borrow_mut();
                let Some(model) = &mut document.model else {
                    return Ok(true);
                };
                let group = model.open.pop().expect("a group is open");
                model.parts[group].quantifier = quantifier;
                if model.open.is_empty() {
                    let model = document.model.take().expect("it is there");
                    drop(document);
                    if wanted {
                        self.tell_element(vm, &model);
                    }
                }
                untold
            }
            _ => Ok(!wanted),
        }
    }
}

/// The character of an entity that every document has.
pub fn predefined(name: &[u8]) -> Option<u8> {
    Some(match name {
        b"lt" => b'<',
        b"gt" => b'>',
        b"amp" => b'&',
        b"quot" => b'"',
        b"apos" => b'\'',
        _ => return None,
    })
}
