//! What each handler is told.

use super::attributes::Element;
use super::codes::Code;
use super::document_type::{normalize_lines, Entity, Model, PartKind};
use super::handlers::Handler;
use super::parser::{Outcome, Parser, Source};
use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;

impl Parser {
    // ---- elements

    /// Tells of an element's start, in the tag `at..end`.
    pub fn tell_start(self, vm: &mut Vm, source: Source, at: usize, end: usize, element: &Element) {
        if !self.has(Handler::StartElement) {
            return self.tell_default(vm, source, at, end);
        }
        self.tell_with(vm, Handler::StartElement, |vm| {
            let attributes = self.attributes_object(vm)?;
            Ok([self.name(vm, element.told)?, attributes])
        });
    }

    /// The attributes of the tag that was read last: a dict, or a list of names and values.
    fn attributes_object(self, vm: &mut Vm) -> Result {
        let all = &self.attributes;
        let count = match self.specified_attributes {
            true => all.specified,
            false => all.list.len(),
        };
        let mut start = 0;
        if self.ordered_attributes {
            let list = vm.new_list(2 * count)?;
            for &(number, end) in &all.list[..count] {
                let name = self.name(vm, number)?;
                let value = self.text(vm, &all.values[start..end])?;
                vm.list_append(list, name)?;
                vm.list_append(list, value)?;
                start = end;
            }
            return Ok(list.value());
        }
        let dict = vm.new_dict();
        for &(number, end) in &all.list[..count] {
            let name = self.name(vm, number)?;
            let value = self.text(vm, &all.values[start..end])?;
            vm.dict_set(dict, name, value)?;
            start = end;
        }
        Ok(dict.value())
    }

    pub fn tell_end(self, vm: &mut Vm, name: u32) {
        self.tell_with(vm, Handler::EndElement, |vm| Ok([self.name(vm, name)?]));
    }

    /// Tells of a prefix and its namespace; both may be empty.
    pub fn tell_namespace(self, vm: &mut Vm, prefix: &[u8], namespace: &[u8]) {
        self.tell_with(vm, Handler::StartNamespaceDecl, |vm| {
            let prefix = self.interned(vm, some(prefix))?;
            Ok([prefix, self.interned(vm, some(namespace))?])
        });
    }

    pub fn tell_namespace_end(self, vm: &mut Vm, prefix: &[u8]) {
        self.tell_with(vm, Handler::EndNamespaceDecl, |vm| {
            Ok([self.interned(vm, some(prefix))?])
        });
    }

    // ---- what may stand anywhere

    pub fn tell_instruction(self, vm: &mut Vm, source: Source, at: usize, end: usize) {
        if !self.has(Handler::ProcessingInstruction) {
            return self.tell_default(vm, source, at, end);
        }
        let scanner = self.scanner(source);
        let name_end = scanner.known_name_end(at + 2);
        let first = scanner.skip_space(name_end);
        self.tell_with(vm, Handler::ProcessingInstruction, |vm| {
            let target = self.interned(vm, Some(&source.text[at + 2..name_end]))?;
            let data = normalize_lines(&source.text[first..end - 2]);
            Ok([target, self.text(vm, &data)?])
        });
    }

    pub fn tell_comment(self, vm: &mut Vm, source: Source, at: usize, end: usize) {
        if !self.has(Handler::Comment) {
            return self.tell_default(vm, source, at, end);
        }
        self.tell_with(vm, Handler::Comment, |vm| {
            let text = normalize_lines(&source.text[at + 4..end - 3]);
            Ok([self.text(vm, &text)?])
        });
    }

    pub fn tell_xml_declaration(
        self,
        vm: &mut Vm,
        version: Option<&[u8]>,
        encoding: Option<&[u8]>,
        standalone: Option<bool>,
    ) {
        self.tell_with(vm, Handler::XmlDecl, |vm| {
            let version = self.optional_text(vm, version)?;
            let encoding = self.optional_text(vm, encoding)?;
            Ok([version, encoding, Value::integer(standalone.map_or(-1, i64::from))])
        });
    }

    pub fn tell_skipped(self, vm: &mut Vm, name: &[u8], is_parameter: bool) {
        self.tell_with(vm, Handler::SkippedEntity, |vm| {
            Ok([self.interned(vm, Some(name))?, Value::integer(is_parameter as i64)])
        });
    }

    /// Has the handler read an external entity. Err: it did not.
    pub fn tell_external_entity(
        self,
        vm: &mut Vm,
        context: Option<&[u8]>,
        is_parameter: bool,
        number: usize,
    ) -> Outcome<()> {
        let entity = self.entity(is_parameter, number);
        let answer = self.tell_with(vm, Handler::ExternalEntityRef, |vm| {
            let context = self.optional_text(vm, context)?;
            let base = self.interned(vm, entity.base.as_deref())?;
            let system = self.interned(vm, entity.system.as_deref())?;
            Ok([context, base, system, self.interned(vm, entity.public.as_deref())?])
        });
        match self.is_yes(vm, answer) {
            true => Ok(()),
            false => Err(Code::EXTERNAL_ENTITY_HANDLING),
        }
    }

    // ---- the document type

    /// Tells of the document type; once.
    pub fn tell_doctype(mut self, vm: &mut Vm, has_subset: bool) {
        let name = self.declaration.doctype_name.take();
        let (system, public) = (
            self.declaration.doctype_system.clone(),
            self.declaration.doctype_public.clone(),
        );
        self.tell_with(vm, Handler::StartDoctypeDecl, |vm| {
            let name = self.interned(vm, name.as_deref())?;
            let system = self.interned(vm, system.as_deref())?;
            let public = self.interned(vm, public.as_deref())?;
            Ok([name, system, public, Value::integer(has_subset as i64)])
        });
    }

    fn entity(self, is_parameter: bool, number: usize) -> Entity {
        let document = self.document.borrow();
        match is_parameter {
            true => document.parameters.all[number].clone(),
            false => document.general.all[number].clone(),
        }
    }

    pub fn tell_entity(self, vm: &mut Vm, declared: Option<(bool, usize)>) {
        let Some((is_parameter, number)) = declared else {
            return;
        };
        let entity = self.entity(is_parameter, number);
        // The base of an internal entity is that of its declaration.
        let base = match entity.text {
            Some(_) => self.base.clone(),
            None => entity.base.clone(),
        };
        self.tell_with(vm, Handler::EntityDecl, |vm| {
            let name = self.interned(vm, Some(&entity.name))?;
            let value = self.optional_text(vm, entity.text.as_deref())?;
            let base = self.interned(vm, base.as_deref())?;
            let system = self.interned(vm, entity.system.as_deref())?;
            let public = self.interned(vm, entity.public.as_deref())?;
            let notation = self.interned(vm, entity.notation.as_deref())?;
            let is_parameter = Value::integer(entity.is_parameter as i64);
            Ok([name, is_parameter, value, base, system, public, notation])
        });
    }

    pub fn tell_unparsed_entity(self, vm: &mut Vm, declared: Option<(bool, usize)>) {
        let Some((is_parameter, number)) = declared else {
            return;
        };
        let entity = self.entity(is_parameter, number);
        self.tell_with(vm, Handler::UnparsedEntityDecl, |vm| {
            let name = self.interned(vm, Some(&entity.name))?;
            let base = self.interned(vm, entity.base.as_deref())?;
            let system = self.interned(vm, entity.system.as_deref())?;
            let public = self.interned(vm, entity.public.as_deref())?;
            Ok([
                name,
                base,
                system,
                public,
                self.interned(vm, entity.notation.as_deref())?,
            ])
        });
    }

    pub fn tell_notation(self, vm: &mut Vm, system: Option<&[u8]>) {
        let (name, public) = (
            self.declaration.notation.clone(),
            self.declaration.notation_public.clone(),
        );
        self.tell_with(vm, Handler::NotationDecl, |vm| {
            let name = self.interned(vm, name.as_deref())?;
            let base = self.interned(vm, self.base.clone().as_deref())?;
            let system = self.interned(vm, system)?;
            Ok([name, base, system, self.interned(vm, public.as_deref())?])
        });
    }

    pub fn tell_attlist(self, vm: &mut Vm, kind: &[u8], default: Option<&[u8]>, required: bool) {
        let (element, attribute) = (self.declaration.element.clone(), self.declaration.attribute.clone());
        self.tell_with(vm, Handler::AttlistDecl, |vm| {
            let element = self.interned(vm, Some(&element))?;
            let attribute = self.interned(vm, Some(&attribute))?;
            let kind = self.text(vm, kind)?;
            Ok([
                element,
                attribute,
                kind,
                self.optional_text(vm, default)?,
                Value::integer(required as i64),
            ])
        });
    }

    pub fn tell_element(self, vm: &mut Vm, model: &Model) {
        let name = self.declaration.element.clone();
        self.tell_with(vm, Handler::ElementDecl, |vm| {
            let model = self.model_object(vm, model)?;
            Ok([self.interned(vm, Some(&name))?, model])
        });
    }

    /// (kind, quantifier, name, children) of a content model, made from its leaves up.
    fn model_object(self, vm: &mut Vm, model: &Model) -> Result {
        // The objects of all parts, the last first, so that the collector sees them.
        let made = vm.new_list(model.parts.len())?;
        let last = model.parts.len() - 1;
        for part in model.parts.iter().rev() {
            let children = vm.new_tuple(part.children.len())?;
            for (i, &child) in part.children.iter().enumerate() {
                let object = vm.items_of(made.value())[last - child];
                vm.tuple_put(children, i, object);
            }
            let name = match part.kind {
                PartKind::Name => self.optional_text(vm, part.name.as_deref())?,
                _ => Value::NONE,
            };
            let numbers = [part.kind as i64, part.quantifier as i64].map(Value::integer);
            let object = vm.tuple(&[numbers[0], numbers[1], name, children.value()]);
            vm.list_append(made, object)?;
        }
        Ok(vm.items_of(made.value())[last])
    }
}

/// None for an empty text.
fn some(text: &[u8]) -> Option<&[u8]> {
    (!text.is_empty()).then_some(text)
}
