//! What a document type declares: entities, the attributes of elements, content models.
//!
//! A parser shares it with those of the external parts of the document type; the parser of an external entity of
//! the document has a copy.

use super::grammar::Quantifier;
use ahash::AHashMap;
use std::rc::Rc;

pub type Text = Rc<[u8]>;

/// A declared entity.
#[derive(Clone)]
pub struct Entity {
    pub name: Text,
    /// Of an internal entity.
    pub text: Option<Text>,
    pub system: Option<Text>,
    pub public: Option<Text>,
    pub base: Option<Text>,
    /// Of an entity that is not parsed.
    pub notation: Option<Text>,
    pub is_parameter: bool,
    /// Declared in the document itself, not through a parameter entity.
    pub is_internal: bool,
    /// Its text is being read.
    pub open: bool,
}

/// Entities by name and by the number that `Entities::find` gives.
#[derive(Clone, Default)]
pub struct Entities {
    pub all: Vec<Entity>,
    by_name: AHashMap<Text, usize>,
}

impl Entities {
    /// The number of an entity.
    pub fn find(&self, name: &[u8]) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// A new entity. None: there is one of this name, and the first declaration counts.
    pub fn declare(&mut self, name: &[u8], is_parameter: bool, is_internal: bool) -> Option<usize> {
        if self.by_name.contains_key(name) {
            return None;
        }
        let name = Text::from(name);
        let number = self.all.len();
        self.by_name.insert(name.clone(), number);
        self.all.push(Entity {
            name,
            text: None,
            system: None,
            public: None,
            base: None,
            notation: None,
            is_parameter,
            is_internal,
            open: false,
        });
        Some(number)
    }
}

/// A declared attribute.
#[derive(Clone)]
pub struct Declared {
    pub name: Text,
    /// Its value is kept as it is written (CDATA); of others white space is normalized.
    pub is_text: bool,
    pub default: Option<Text>,
}

/// The declared attributes of an element.
#[derive(Clone, Default)]
pub struct ElementType {
    pub attributes: Vec<Declared>,
    by_name: AHashMap<Text, usize>,
}

impl ElementType {
    /// Declares an attribute. One that has a default, or is an ID, counts only if it is the first of its name.
    pub fn declare(&mut self, name: &[u8], is_text: bool, is_id: bool, default: Option<Text>) {
        if (default.is_some() || is_id) && self.by_name.contains_key(name) {
            return;
        }
        let name = Text::from(name);
        self.by_name.entry(name.clone()).or_insert(self.attributes.len());
        self.attributes.push(Declared { name, is_text, default });
    }

    /// Whether the value of an attribute is kept as it is written.
    pub fn is_text(&self, name: &[u8]) -> bool {
        self.by_name.get(name).is_none_or(|&i| self.attributes[i].is_text)
    }
}

/// What a part of a content model is; the numbers are Expat's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    Empty = 1,
    Any = 2,
    Mixed = 3,
    Name = 4,
    Choice = 5,
    Sequence = 6,
}

/// A part of a content model.
#[derive(Clone)]
pub struct Part {
    pub kind: PartKind,
    pub quantifier: Quantifier,
    pub name: Option<Text>,
    /// Numbers of parts, all greater than its own.
    pub children: Vec<usize>,
}

/// The content model that is being declared.
#[derive(Clone, Default)]
pub struct Model {
    pub parts: Vec<Part>,
    /// The groups that are open.
    pub open: Vec<usize>,
}

impl Model {
    /// Adds a part to the innermost group.
    pub fn add(&mut self, kind: PartKind, quantifier: Quantifier, name: Option<Text>) -> usize {
        let number = self.parts.len();
        self.parts.push(Part {
            kind,
            quantifier,
            name,
            children: Vec::new(),
        });
        if let Some(&group) = self.open.last() {
            self.parts[group].children.push(number);
        }
        number
    }
}

/// All that is declared.
#[derive(Clone)]
pub struct DocumentType {
    pub general: Entities,
    pub parameters: Entities,
    /// Elements that have declared attributes.
    pub elements: AHashMap<Text, ElementType>,
    /// Declarations still count: no parameter entity was left out before them.
    pub keep_processing: bool,
    pub has_parameter_references: bool,
    pub standalone: bool,
    /// An external part was read.
    pub parameter_entity_read: bool,
    /// The value of an entity, while it is declared; the parser of an external entity within it adds to it.
    pub value: Vec<u8>,
    /// The model of the element declaration that is being read, if somebody wants it.
    pub model: Option<Model>,
}

impl DocumentType {
    pub fn new() -> DocumentType {
        DocumentType {
            general: Entities::default(),
            parameters: Entities::default(),
            elements: AHashMap::default(),
            keep_processing: true,
            has_parameter_references: false,
            standalone: false,
            parameter_entity_read: false,
            value: Vec::new(),
            model: None,
        }
    }

    /// The copy for the parser of an external entity of the document.
    pub fn for_entity(&self) -> DocumentType {
        let mut copy = self.clone();
        for entities in [&mut copy.general, &mut copy.parameters] {
            for entity in &mut entities.all {
                entity.open = false;
            }
        }
        copy.value = Vec::new();
        copy.model = None;
        copy
    }
}

/// Returns become newlines, those before a newline vanish.
pub fn normalize_lines(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for (i, &byte) in text.iter().enumerate() {
        match byte {
            b'\r' if text.get(i + 1) == Some(&b'\n') => {}
            b'\r' => out.push(b'\n'),
            _ => out.push(byte),
        }
    }
    out
}

/// A public id with one space for each stretch of white space within it, and none around it.
pub fn normalize_public_id(text: &[u8]) -> Text {
    let words = text.split(|byte| matches!(byte, b' ' | b'\r' | b'\n'));
    let words: Vec<&[u8]> = words.filter(|word| !word.is_empty()).collect();
    Text::from(words.join(&b' '))
}
