//! The handlers, and how they are told of what is in a document.
//!
//! An exception out of a handler takes all handlers away and stops the parser; Parse raises it. Where a text cannot
//! be told, the rest is read without handlers.

use super::attributes::Element;
use super::codes::Code;
use super::document_type::{normalize_lines, Model, PartKind};
use super::input::{self, Encoding};
use super::names::interned;
use super::parser::{Outcome, Parser, Source, Status};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

macro_rules! handlers {
    ($($name:ident)+) => {
        /// What may be handled. The order is that in which they are taken over and taken away.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Handler { $($name,)+ }

        impl Handler {
            pub const ALL: &'static [Handler] = &[$(Handler::$name,)+];
        }
    };
}

handlers! {
    StartElement EndElement ProcessingInstruction CharacterData UnparsedEntityDecl NotationDecl StartNamespaceDecl
    EndNamespaceDecl Comment StartCdataSection EndCdataSection Default DefaultHandlerExpand NotStandalone
    ExternalEntityRef StartDoctypeDecl EndDoctypeDecl EntityDecl XmlDecl ElementDecl AttlistDecl SkippedEntity
}

/// How many there are.
pub const COUNT: usize = 22;

/// Converted text is told in pieces of so many bytes at most.
const PIECE: usize = 1024;

/// Text as handlers are told it: unicode, or a str in UTF-8.
/// UnicodeDecodeError: names may have bytes that are no UTF-8.
pub fn text_object(vm: &mut Vm, text: &[u8], unicode: bool) -> Result {
    match unicode {
        true if text.is_ascii() => Ok(vm.unicode_counted(text, text.len())),
        true if std::str::from_utf8(text).is_ok() => Ok(vm.unicode(text)),
        true => {
            let (bytes, encoding) = (vm.str(text), vm.str(b"utf-8"));
            let class = vm.type_of_kind(Kind::Unicode).value();
            vm.call(class, &[bytes, encoding])
        }
        false => Ok(vm.str(text)),
    }
}

impl Parser {
    /// Whether a handler is set.
    #[inline(always)]
    pub fn has(self, handler: Handler) -> bool {
        self.active >> handler as u8 & 1 != 0
    }

    /// Sets a handler, or takes it away; `quiet`: what it would be told goes to nobody instead.
    pub fn set_handler(mut self, vm: &mut Vm, handler: Handler, function: Value, quiet: bool) {
        let present = !function.is_none();
        let field = handler as usize;
        self.object.handlers[field].init(function);
        vm.heap.write_barrier(self.object.pointer());
        let bit = 1 << field;
        match present || quiet {
            true => self.active |= bit,
            false => self.active &= !bit,
        }
        if matches!(handler, Handler::Default | Handler::DefaultHandlerExpand) {
            self.default = present.then_some(handler);
            self.expands = handler == Handler::DefaultHandlerExpand;
        }
    }

    /// Keeps the waiting exception until Parse comes back.
    fn keep_exception(self, vm: &mut Vm) {
        let (instance, traceback) = vm.take_exception();
        self.object.exception.init(instance);
        self.object.traceback.init(traceback);
        vm.heap.write_barrier(self.object.pointer());
    }

    /// As that, and takes all handlers away.
    fn fail(mut self, vm: &mut Vm) {
        self.keep_exception(vm);
        for &handler in Handler::ALL {
            self.set_handler(vm, handler, Value::NONE, false);
        }
        // External entities are refused from now on.
        self.active |= 1 << Handler::ExternalEntityRef as u8;
    }

    pub fn has_exception(self) -> bool {
        !self.object.exception.get().is_unbound()
    }

    /// The function of a handler, if it is to be called now: what is buffered is told before.
    fn function(self, vm: &mut Vm, handler: Handler) -> Option<Value> {
        let field = handler as usize;
        if self.object.handlers[field].get().is_none() || self.has_exception() || !self.flush(vm) {
            return None;
        }
        Some(self.object.handlers[field].get()).filter(|function| !function.is_none())
    }

    /// Calls a handler's function; None: it raised an exception.
    fn call(mut self, vm: &mut Vm, function: Value, arguments: &[Value]) -> Option<Value> {
        self.in_callback = true;
        let result = vm.call(function, arguments);
        self.in_callback = false;
        match result {
            Ok(v) => Some(v),
            Err(_) => {
                self.fail(vm);
                self.status = Status::Finished;
                None
            }
        }
    }

    /// Calls a handler with what `arguments` makes.
    fn tell_with<const N: usize>(self, vm: &mut Vm, handler: Handler, arguments: impl FnOnce(&mut Vm) -> Result<[Value; N]>) -> Option<Value> {
        let function = self.function(vm, handler)?;
        match arguments(vm) {
            Ok(arguments) => self.call(vm, function, &arguments),
            Err(_) => {
                self.fail(vm);
                None
            }
        }
    }

    /// Calls a handler.
    pub fn tell(self, vm: &mut Vm, handler: Handler, arguments: &[Value]) {
        if let Some(function) = self.function(vm, handler) {
            self.call(vm, function, arguments);
        }
    }

    /// Calls a handler that answers yes or no.
    pub fn ask(self, vm: &mut Vm, handler: Handler, arguments: &[Value]) -> bool {
        let Some(function) = self.function(vm, handler) else {
            return false;
        };
        let answer = self.call(vm, function, arguments);
        self.is_yes(vm, answer)
    }

    fn is_yes(self, vm: &mut Vm, answer: Option<Value>) -> bool {
        let Some(answer) = answer else {
            return false;
        };
        match vm.c_long(answer) {
            Ok(number) => number as i32 != 0,
            Err(_) => {
                self.keep_exception(vm);
                true
            }
        }
    }

    fn text(self, vm: &mut Vm, text: &[u8]) -> Result {
        text_object(vm, text, self.returns_unicode)
    }

    fn optional_text(self, vm: &mut Vm, text: Option<&[u8]>) -> Result {
        text.map_or(Ok(Value::NONE), |text| self.text(vm, text))
    }

    /// A name or an address: equal ones are one object.
    fn interned(self, vm: &mut Vm, text: Option<&[u8]>) -> Result {
        let Some(text) = text else {
            return Ok(Value::NONE);
        };
        let text = self.text(vm, text)?;
        interned(vm, self.object.intern.get(), text)
    }

    fn name(mut self, vm: &mut Vm, number: u32) -> Result {
        let (unicode, kept, intern) = (self.returns_unicode, self.object.names.of(), self.object.intern.get());
        self.names.object(vm, number, unicode, kept, intern)
    }

    // ---- character data

    /// Tells what is buffered. Whether all is well.
    pub fn flush(mut self, vm: &mut Vm) -> bool {
        let Some(buffer) = &mut self.buffer else {
            return true;
        };
        if buffer.is_empty() {
            return true;
        }
        let waiting = std::mem::take(buffer);
        self.flushing = waiting.len();
        let handled = self.call_character_handler(vm, &waiting);
        self.flushing = 0;
        handled
    }

    fn call_character_handler(self, vm: &mut Vm, text: &[u8]) -> bool {
        let function = self.object.handlers[Handler::CharacterData as usize].get();
        if function.is_none() {
            return false;
        }
        match self.text(vm, text) {
            Ok(text) => self.call(vm, function, &[text]).is_some(),
            Err(_) => {
                self.fail(vm);
                false
            }
        }
    }

    /// Character data, for the handler or the buffer.
    fn characters(mut self, vm: &mut Vm, text: &[u8]) {
        if self.has_exception() {
            return;
        }
        let size = self.buffer_size as usize;
        let Some(buffer) = &mut self.buffer else {
            self.call_character_handler(vm, text);
            return;
        };
        if buffer.len() + text.len() > size {
            let handled = self.flush(vm);
            if !handled || self.object.handlers[Handler::CharacterData as usize].get().is_none() {
                return;
            }
        }
        match &mut self.buffer {
            Some(buffer) if text.len() <= size => buffer.extend_from_slice(text),
            _ => {
                self.call_character_handler(vm, text);
            }
        }
    }

    /// Tells of characters that `at..end` of the text stands for.
    pub fn tell_characters(self, vm: &mut Vm, characters: &[u8], source: Source, at: usize, end: usize) {
        match self.has(Handler::CharacterData) {
            true => self.characters(vm, characters),
            false => self.tell_default(vm, source, at, end),
        }
    }

    /// Tells of the character data `at..end`.
    pub fn tell_data(self, vm: &mut Vm, source: Source, mut at: usize, end: usize) {
        if !self.has(Handler::CharacterData) {
            return self.tell_default(vm, source, at, end);
        }
        if !self.is_told_in_pieces(source) {
            return self.characters(vm, &source.text[at..end]);
        }
        loop {
            let next = piece_end(source.text, at, end);
            self.characters(vm, &source.text[at..next]);
            if next == end {
                return;
            }
            at = next;
            self.set_event(source, at);
        }
    }

    fn is_told_in_pieces(self, source: Source) -> bool {
        !source.is_entity && self.input.encoding.as_ref().is_some_and(Encoding::is_converted)
    }

    /// Tells the default handler of the text `at..end`, if there is one.
    pub fn tell_default(self, vm: &mut Vm, source: Source, mut at: usize, end: usize) {
        let Some(handler) = self.default else {
            return;
        };
        let in_pieces = self.is_told_in_pieces(source);
        loop {
            let next = if in_pieces { piece_end(source.text, at, end) } else { end };
            self.tell_with(vm, handler, |vm| Ok([self.text(vm, &source.text[at..next])?]));
            at = next;
            if in_pieces {
                self.set_event(source, at);
            }
            if next == end {
                return;
            }
        }
    }

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
        self.tell_with(vm, Handler::EndNamespaceDecl, |vm| Ok([self.interned(vm, some(prefix))?]));
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

    pub fn tell_xml_declaration(self, vm: &mut Vm, version: Option<&[u8]>, encoding: Option<&[u8]>, standalone: Option<bool>) {
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
    pub fn tell_external_entity(self, vm: &mut Vm, context: Option<&[u8]>, is_parameter: bool, number: usize) -> Outcome<()> {
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
        let (system, public) = (self.declaration.doctype_system.clone(), self.declaration.doctype_public.clone());
        self.tell_with(vm, Handler::StartDoctypeDecl, |vm| {
            let name = self.interned(vm, name.as_deref())?;
            let system = self.interned(vm, system.as_deref())?;
            let public = self.interned(vm, public.as_deref())?;
            Ok([name, system, public, Value::integer(has_subset as i64)])
        });
    }

    fn entity(self, is_parameter: bool, number: usize) -> super::document_type::Entity {
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
            Ok([name, base, system, public, self.interned(vm, entity.notation.as_deref())?])
        });
    }

    pub fn tell_notation(self, vm: &mut Vm, system: Option<&[u8]>) {
        let (name, public) = (self.declaration.notation.clone(), self.declaration.notation_public.clone());
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
            Ok([element, attribute, kind, self.optional_text(vm, default)?, Value::integer(required as i64)])
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

    // ---- other

    /// The table of an encoding that Python has a codec for.
    pub fn decoding_table(self, vm: &mut Vm, name: &[u8]) -> Option<Encoding> {
        let bytes: Vec<u8> = (0..=255).collect();
        let (bytes, name, replace) = (vm.str(&bytes), vm.str(name), vm.str(b"replace"));
        let class = vm.type_of_kind(Kind::Unicode).value();
        let decoded = vm.call(class, &[bytes, name, replace]).and_then(|decoded| {
            let decoded = Ref::<UnicodeObject>::of(decoded);
            match decoded.len() {
                256 => Ok(decoded),
                _ => Err(vm.value_error("multi-byte encodings are not supported")),
            }
        });
        match decoded {
            Ok(characters) => input::table(characters.bytes()),
            Err(_) => {
                self.keep_exception(vm);
                None
            }
        }
    }

    /// Runs what reads the text of an entity within another. An error of the native stack is raised by Parse.
    pub fn nested<T>(self, vm: &mut Vm, read: impl FnOnce(Parser, &mut Vm) -> Outcome<T>) -> Outcome<T> {
        if vm.check_native_stack(" in an XML entity").is_err() {
            self.fail(vm);
            return Err(Code::NO_MEMORY);
        }
        read(self, vm)
    }
}

fn some(text: &[u8]) -> Option<&[u8]> {
    (!text.is_empty()).then_some(text)
}

/// Where the piece of converted text that begins at `at` ends.
fn piece_end(text: &[u8], at: usize, end: usize) -> usize {
    if end - at <= PIECE {
        return end;
    }
    let mut next = at + PIECE;
    while text[next] & 0xc0 == 0x80 {
        next -= 1;
    }
    next
}
