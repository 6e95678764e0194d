//! Interned identifiers.

use std::collections::HashMap;
use std::rc::Rc;

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
    spellings: Vec<Rc<str>>,
    ids: HashMap<Rc<str>, Name, ahash::RandomState>,
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
        if let Some(&name) = self.ids.get(spelling) {
            return name;
        }
        let name = Name(self.spellings.len() as u32);
        let spelling: Rc<str> = spelling.into();
        self.spellings.push(spelling.clone());
        self.ids.insert(spelling, name);
        name
    }

    /// The name spelled so, if it was interned before.
    pub fn lookup(&self, spelling: &str) -> Option<Name> {
        self.ids.get(spelling).copied()
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
