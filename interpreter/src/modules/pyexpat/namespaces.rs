//! Namespaces: what prefixes stand for where the parser is.

use super::codes::Code;
use super::document_type::Text;
use ahash::AHashMap;

const XML: &[u8] = b"http://www.w3.org/XML/1998/namespace";
const XMLNS: &[u8] = b"http://www.w3.org/2000/xmlns/";

/// What a declaration hid: it is put back where the element ends. The empty prefix is that of names without one.
pub struct Binding {
    pub prefix: Text,
    hidden: Option<Text>,
}

#[derive(Default)]
pub struct Namespaces {
    current: AHashMap<Text, Text>,
    /// Another number after each change.
    pub generation: u32,
}

impl Namespaces {
    /// What holds in every document.
    pub fn begin(&mut self) {
        // It cannot be refused.
        let _ = self.bind(b"xml", XML);
    }

    /// The namespace of a prefix.
    pub fn get(&self, prefix: &[u8]) -> Option<&Text> {
        self.current.get(prefix)
    }

    /// Binds a prefix; an empty namespace takes that of names without prefix away.
    pub fn bind(&mut self, prefix: &[u8], namespace: &[u8]) -> Result<Binding, Code> {
        if namespace.is_empty() && !prefix.is_empty() {
            return Err(Code::UNDECLARING_PREFIX);
        }
        if prefix == b"xmlns" {
            return Err(Code::RESERVED_PREFIX_XMLNS);
        }
        match (prefix == b"xml", namespace == XML) {
            (true, false) => return Err(Code::RESERVED_PREFIX_XML),
            (false, true) => return Err(Code::RESERVED_NAMESPACE_URI),
            _ => {}
        }
        if namespace == XMLNS {
            return Err(Code::RESERVED_NAMESPACE_URI);
        }
        self.generation = self.generation.wrapping_add(1);
        let prefix = match self.current.get_key_value(prefix) {
            Some((known, _)) => known.clone(),
            None => Text::from(prefix),
        };
        let hidden = match namespace.is_empty() {
            true => self.current.remove(&prefix),
            false => self.current.insert(prefix.clone(), Text::from(namespace)),
        };
        Ok(Binding { prefix, hidden })
    }

    /// Puts back what a declaration hid.
    pub fn restore(&mut self, binding: Binding) {
        self.generation = self.generation.wrapping_add(1);
        match binding.hidden {
            Some(namespace) => self.current.insert(binding.prefix, namespace),
            None => self.current.remove(&binding.prefix),
        };
    }

    /// All that hold: "prefix=namespace", the default first.
    pub fn context(&self) -> Vec<Vec<u8>> {
        let mut all: Vec<(&Text, &Text)> = self.current.iter().collect();
        all.sort();
        all.iter()
            .map(|(prefix, namespace)| [prefix, &b"="[..], namespace].concat())
            .collect()
    }
}
