//! Interned identifiers.

use std::collections::HashMap;

/// An identifier, equal to another exactly if their spellings are equal. Its spelling is in the [`Interner`] that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u32);

impl Name {
    /// The name `None`, which every interner knows under this id.
    pub const NONE: Name = Name(0);

    /// The name `__debug__`, which every interner knows under this id.
    pub const DEBUG: Name = Name(1);

    /// A dense index, from zero, for tables keyed by name.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Identifiers and their spellings. Later stages add names of their own (mangled ones, for example).
#[derive(Debug)]
pub struct Interner {
    spellings: Vec<Box<str>>,
    /// Keyed by bytes, so that the lexer's tokens are checked as text only when they are new.
    ids: HashMap<Box<[u8]>, Name, ahash::RandomState>,
}

impl Interner {
    /// An interner that knows only [`Name::NONE`] and [`Name::DEBUG`].
    pub fn new() -> Self {
        let mut interner = Interner {
            spellings: Vec::new(),
            ids: HashMap::default(),
        };
        interner.intern("None");
        interner.intern("__debug__");
        interner
    }

    /// The name spelled so.
    pub fn intern(&mut self, spelling: &str) -> Name {
        match self.ids.get(spelling.as_bytes()) {
            Some(&name) => name,
            None => self.insert(spelling),
        }
    }

    /// The name spelled by an identifier token, which is ASCII.
    pub(crate) fn intern_token(&mut self, spelling: &[u8]) -> Name {
        match self.ids.get(spelling) {
            Some(&name) => name,
            None => self.insert(std::str::from_utf8(spelling).expect("identifiers are ASCII")),
        }
    }

    fn insert(&mut self, spelling: &str) -> Name {
        let name = Name(self.spellings.len() as u32);
        self.spellings.push(spelling.into());
        self.ids.insert(spelling.as_bytes().into(), name);
        name
    }

    /// The name spelled so, if it was interned before.
    pub fn lookup(&self, spelling: &str) -> Option<Name> {
        self.ids.get(spelling.as_bytes()).copied()
    }

    /// The spelling of a name that this interner made.
    pub fn spelling(&self, name: Name) -> &str {
        &self.spellings[name.index()]
    }

    /// The number of names; their indices are below it.
    pub fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Always false: some names are interned from the start.
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }
}

impl Default for Interner {
    fn default() -> Self {
        Self::new()
    }
}
