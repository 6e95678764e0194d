//! Start tags: the attributes that are written and those that are declared, and names with their namespaces.

use super::codes::Code;
use super::document_type::Text;
use super::handlers::Handler;
use super::namespaces::Binding;
use super::parser::{Outcome, Parser, Source};
use objspace::vm::Vm;

/// An element whose start was read.
pub struct Element {
    /// Numbers of its name as it is written, and as it is told.
    pub raw: u32,
    pub told: u32,
    pub bindings: Vec<Binding>,
}

/// The attributes of the start tag that was read last.
#[derive(Default)]
pub struct Attributes {
    /// (number of the name, where the value ends in `values`)
    pub list: Vec<(u32, usize)>,
    pub values: Vec<u8>,
    /// How many of the list were written; the others are declared.
    pub specified: usize,
    /// Start tags so far.
    tags: u64,
}

impl Parser {
    /// Reads the start tag `at..end`.
    pub fn start(mut self, vm: &mut Vm, source: Source, at: usize, end: usize) -> Outcome<Element> {
        let scanner = self.scanner(source);
        let name_end = scanner.known_name_end(at + 1);
        let name = &source.text[at + 1..name_end];
        let raw = self.names.number(name);
        self.attributes.list.clear();
        self.attributes.values.clear();
        let has_attributes = end - name_end > 2;
        let element_name = Text::clone(&self.names.get(raw).text);
        let is_declared = {
            let document = self.document.borrow();
            !document.elements.is_empty() && document.elements.contains_key(&element_name)
        };
        let mut bindings = Vec::new();
        let mut prefixed = false;
        if has_attributes || is_declared {
            self.attributes.tags += 1;
            prefixed |= self.written_attributes(vm, source, name_end, &element_name, is_declared, &mut bindings)?;
            self.attributes.specified = self.attributes.list.len();
            if is_declared {
                prefixed |= self.declared_attributes(vm, &element_name, &mut bindings)?;
            }
        } else {
            self.attributes.specified = 0;
        }
        if self.separator.is_none() {
            return Ok(Element {
                raw,
                told: raw,
                bindings,
            });
        }
        if prefixed {
            self.expand_attributes()?;
        }
        let told = self.expanded(raw, true)?;
        Ok(Element { raw, told, bindings })
    }

    /// Adds what is written in the tag. Whether a name has a prefix.
    fn written_attributes(
        mut self,
        vm: &mut Vm,
        source: Source,
        mut at: usize,
        element: &[u8],
        is_declared: bool,
        bindings: &mut Vec<Binding>,
    ) -> Outcome<bool> {
        let scanner = self.scanner(source);
        let tag = self.attributes.tags;
        let mut prefixed = false;
        loop {
            at = scanner.skip_space(at);
            if matches!(source.text[at], b'>' | b'/') {
                return Ok(prefixed);
            }
            let end = scanner.known_name_end(at);
            let name = &source.text[at..end];
            let number = self.names.number(name);
            if std::mem::replace(&mut self.names.get(number).seen, tag) == tag {
                self.set_event(source, at);
                return Err(Code::DUPLICATE_ATTRIBUTE);
            }
            // The tag is known to be well formed: '=' and a quote come next.
            let open = scanner.skip_space(scanner.skip_space(end) + 1);
            let first = open + 1;
            let rest = &source.text[first..];
            let last = first + memchr::memchr(source.text[open], rest).expect("the value has an end");
            let value = &source.text[first..last];
            let is_text = !is_declared || self.document.borrow().elements[element].is_text(name);
            let start = self.attributes.values.len();
            if is_text && !value.iter().any(|byte| matches!(byte, b'&' | b'\n' | b'\r' | b'\t')) {
                self.attributes.values.extend_from_slice(value);
            } else {
                let mut values = std::mem::take(&mut self.attributes.values);
                let outcome = self.attribute_value(vm, source, first, last, is_text, true, &mut values);
                self.attributes.values = values;
                outcome?;
            }
            prefixed |= self.attribute(vm, number, start, bindings)?;
            at = last + 1;
        }
    }

    /// Adds the defaults of what is not written.
    fn declared_attributes(mut self, vm: &mut Vm, element: &[u8], bindings: &mut Vec<Binding>) -> Outcome<bool> {
        let tag = self.attributes.tags;
        let declared = self.document.borrow().elements[element].attributes.clone();
        let mut prefixed = false;
        for attribute in declared {
            let Some(default) = attribute.default else {
                continue;
            };
            let number = self.names.number(&attribute.name);
            if self.names.get(number).seen == tag {
                continue;
            }
            let start = self.attributes.values.len();
            self.attributes.values.extend_from_slice(&default);
            let is_binding = self.attributes.list.len();
            prefixed |= self.attribute(vm, number, start, bindings)?;
            if self.attributes.list.len() > is_binding {
                self.names.get(number).seen = tag;
            }
        }
        Ok(prefixed)
    }

    /// Lists an attribute whose value begins at `start` of the values, or binds the prefix that it declares.
    /// Whether its name has a prefix.
    fn attribute(mut self, vm: &mut Vm, number: u32, start: usize, bindings: &mut Vec<Binding>) -> Outcome<bool> {
        let end = self.attributes.values.len();
        let name = Text::clone(&self.names.get(number).text);
        let mut prefixed = false;
        if self.separator.is_some() {
            let colon = memchr::memchr(b':', &name);
            let declares = match colon {
                None if &name[..] == b"xmlns" => Some(&b""[..]),
                Some(5) if name.starts_with(b"xmlns") => Some(&name[6..]),
                _ => None,
            };
            if let Some(prefix) = declares {
                let namespace = self.attributes.values.split_off(start);
                let binding = self.namespaces.bind(prefix, &namespace)?;
                bindings.push(binding);
                if self.has(Handler::StartNamespaceDecl) {
                    self.tell_namespace(vm, prefix, &namespace);
                }
                return Ok(false);
            }
            prefixed = colon.is_some();
        }
        self.attributes.list.push((number, end));
        Ok(prefixed)
    }

    /// Gives attributes with prefixes their namespaces.
    fn expand_attributes(mut self) -> Outcome<()> {
        // Names with namespaces must differ among themselves.
        self.attributes.tags += 1;
        let tag = self.attributes.tags;
        for i in 0..self.attributes.list.len() {
            let raw = self.attributes.list[i].0;
            if !self.names.get(raw).text.contains(&b':') {
                continue;
            }
            let told = self.expanded(raw, false)?;
            if std::mem::replace(&mut self.names.get(told).seen, tag) == tag {
                return Err(Code::DUPLICATE_ATTRIBUTE);
            }
            self.attributes.list[i].0 = match self.namespace_prefixes {
                true => self.with_prefix(told, raw),
                false => told,
            };
        }
        Ok(())
    }

    /// The number of a name with its namespace, as elements' names have it (with the prefix, if that is wanted) or
    /// attributes' (without).
    fn expanded(mut self, raw: u32, is_element: bool) -> Outcome<u32> {
        let generation = self.namespaces.generation;
        let (known_at, known) = self.names.get(raw).expanded[is_element as usize];
        if known_at == generation {
            return Ok(known);
        }
        let name = Text::clone(&self.names.get(raw).text);
        let (prefix, local) = match memchr::memchr(b':', &name) {
            Some(i) => (&name[..i], &name[i + 1..]),
            None => (&b""[..], &name[..]),
        };
        let told = match self.namespaces.get(prefix) {
            Some(namespace) => {
                let separator = self.separator.as_deref().unwrap_or(b"");
                let told = [namespace, separator, local].concat();
                let number = self.names.number(&told);
                match is_element && self.namespace_prefixes {
                    true => self.with_prefix(number, raw),
                    false => number,
                }
            }
            None if prefix.is_empty() => raw,
            None => return Err(Code::UNBOUND_PREFIX),
        };
        self.names.get(raw).expanded[is_element as usize] = (generation, told);
        Ok(told)
    }

    /// A name with its namespace and its prefix behind it.
    fn with_prefix(mut self, told: u32, raw: u32) -> u32 {
        let separator = self.separator.clone().unwrap_or_default();
        let raw = Text::clone(&self.names.get(raw).text);
        let Some(i) = memchr::memchr(b':', &raw).filter(|_| !separator.is_empty()) else {
            return told;
        };
        let told = Text::clone(&self.names.get(told).text);
        self.names.number(&[&told, &separator[..], &raw[..i]].concat())
    }

    /// Ends what an element's declarations bound.
    pub fn end_bindings(mut self, vm: &mut Vm, bindings: Vec<Binding>) {
        for binding in bindings.into_iter().rev() {
            if self.has(Handler::EndNamespaceDecl) {
                self.tell_namespace_end(vm, &binding.prefix);
            }
            self.namespaces.restore(binding);
        }
    }
}
