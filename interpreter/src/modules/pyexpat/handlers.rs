//! The handlers, and how they are told of what is in a document.
//!
//! An exception out of a handler takes all handlers away and stops the parser; Parse raises it. Where a text cannot
//! be told, the rest is read without handlers.

use super::codes::Code;
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
    pub fn tell_with<const N: usize>(
        self,
        vm: &mut Vm,
        handler: Handler,
        arguments: impl FnOnce(&mut Vm) -> Result<[Value; N]>,
    ) -> Option<Value> {
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

    pub fn is_yes(self, vm: &mut Vm, answer: Option<Value>) -> bool {
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

    pub fn text(self, vm: &mut Vm, text: &[u8]) -> Result {
        text_object(vm, text, self.returns_unicode)
    }

    pub fn optional_text(self, vm: &mut Vm, text: Option<&[u8]>) -> Result {
        text.map_or(Ok(Value::NONE), |text| self.text(vm, text))
    }

    /// A name or an address: equal ones are one object.
    pub fn interned(self, vm: &mut Vm, text: Option<&[u8]>) -> Result {
        let Some(text) = text else {
            return Ok(Value::NONE);
        };
        let text = self.text(vm, text)?;
        interned(vm, self.object.intern.get(), text)
    }

    pub fn name(mut self, vm: &mut Vm, number: u32) -> Result {
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
            let next = if in_pieces {
                piece_end(source.text, at, end)
            } else {
                end
            };
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
