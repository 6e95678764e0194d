//! State that compiled code takes as constant: class attributes by (class, name), dict entries of namespaces by (dict, key).
//! Registered by recordings, fired by the one place that writes.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::heap::Visitor;
use crate::kind::Kind;
use crate::object::{flags, Ref};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use ahash::{AHashMap, AHashSet};
use jit::watch::Watch;

/// A watch and how often it fired: after a few times the state is treated as variable.
#[derive(Default)]
struct Watched {
    watch: Watch,
    fired: u8,
}

/// Fired so often, state is no longer watched but loaded.
const PATIENCE: u8 = 8;
/// Class attributes whose writes are counted; then the counting begins anew.
const MOST_WRITES: usize = 4096;

/// All watches, by address of the class or dict and of the interned name. A watched dict or class is kept alive.
#[derive(Default)]
pub struct Watches {
    entries: AHashMap<(u64, u64), Watched>,
    /// How often a class attribute that was there got another value, by class and name.
    writes: AHashMap<(u64, u64), u8>,
    /// Class attributes that were written so often that they are variables from then on: nothing is kept of what they are, they are read
    /// where they lie, and writing them tells nobody. (Addresses that are used again make an attribute a variable too early, which is
    /// slow but right.)
    variables: AHashSet<(u64, u64)>,
    /// Fires a watch; set by the interpreter, which owns the compiler.
    pub fire: Option<fn(&Watch)>,
}

impl Watches {
    pub(crate) fn visit(&self, visitor: &mut Visitor) {
        for &(owner, name) in self.entries.keys() {
            visitor.word(owner);
            visitor.word(name);
        }
    }

    /// Counts a write that replaces a class attribute. True: it has become a variable.
    pub(crate) fn note_write(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> bool {
        if self.writes.len() >= MOST_WRITES {
            self.writes.clear();
        }
        let attribute = (class.value().0, name.value().0);
        let count = self.writes.entry(attribute).or_default();
        *count += 1;
        if *count < PATIENCE {
            return false;
        }
        self.writes.remove(&attribute);
        self.variables.insert(attribute)
    }

    pub(crate) fn any_variables(&self) -> bool {
        !self.variables.is_empty()
    }

    /// Whether the class's own attribute is a variable.
    pub(crate) fn is_variable(&self, class: Value, name: Ref<StrObject>) -> bool {
        self.variables.contains(&(class.0, name.value().0))
    }

    fn fire(&mut self, owner: u64, name: u64) {
        if let Some(watched) = self.entries.get_mut(&(owner, name)) {
            if watched.watch.is_watched() {
                watched.fired = watched.fired.saturating_add(1);
                if let Some(fire) = self.fire {
                    fire(&watched.watch);
                }
            }
        }
    }
}

impl Vm {
    /// The watch of (class, name) or (dict, key). None: it changed so often that it must be read at run time.
    pub fn watch(&mut self, owner: Value, name: Ref<StrObject>) -> Option<&Watch> {
        let watched = self.watches.entries.entry((owner.0, name.value().0)).or_default();
        (watched.fired < PATIENCE).then_some(&watched.watch)
    }

    /// The watch of all functions' code: no function that there is gets other code. None: that happened a few times.
    pub fn watch_function_code(&mut self) -> Option<&Watch> {
        let owner = self.type_of_kind(Kind::Function).value().0;
        let watched = self.watches.entries.entry((owner, owner)).or_default();
        (watched.fired < PATIENCE).then_some(&watched.watch)
    }

    /// A function got other code.
    pub(crate) fn function_code_changed(&mut self) {
        let owner = self.type_of_kind(Kind::Function).value().0;
        self.watches.fire(owner, owner);
    }

    /// Whether an entry of a namespace may be taken as constant: its value was never replaced while watched.
    pub fn watch_entry(&mut self, d: Ref<DictObject>, name: Ref<StrObject>) -> Option<&Watch> {
        d.set_flags(flags::WATCHED);
        let watched = self.watches.entries.entry((d.value().0, name.value().0)).or_default();
        // The second write makes it a variable.
        (watched.fired == 0).then_some(&watched.watch)
    }

    pub(crate) fn watched_store(&mut self, d: Ref<DictObject>, entry: usize, value: Value) {
        let old = d.value_of(entry);
        if old != value {
            if d.has_flag(flags::OLD_NAMESPACE) && (old.is_pointer() || value.is_pointer()) {
                self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
            }
            self.watched_entry_changed(d, d.key(entry));
        }
    }

    /// The key came or went.
    pub(crate) fn watched_key_changed(&mut self, d: Ref<DictObject>, key: Value) {
        self.namespace_changed(d);
        self.watched_entry_changed(d, key);
    }

    fn namespace_changed(&mut self, d: Ref<DictObject>) {
        if d.has_flag(flags::OLD_NAMESPACE) {
            self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
        }
    }

    fn watched_entry_changed(&mut self, d: Ref<DictObject>, key: Value) {
        // Watches go by the interned name.
        let key = if self.is_exact(key, Kind::Str) {
            self.intern_str(Ref::of(key)).value()
        } else {
            key
        };
        self.watches.fire(d.value().0, key.0);
    }

    /// The watch of a namespace's structure: which entry a key is.
    pub fn watch_structure(&mut self, d: Ref<DictObject>) -> Option<&Watch> {
        d.set_flags(flags::WATCHED);
        let watched = self.watches.entries.entry((d.value().0, d.value().0)).or_default();
        (watched.fired < PATIENCE).then_some(&watched.watch)
    }

    pub(crate) fn watched_structure_changed(&mut self, d: Ref<DictObject>) {
        self.watches.fire(d.value().0, d.value().0);
    }

    pub(crate) fn watched_all_changed(&mut self, d: Ref<DictObject>) {
        self.namespace_changed(d);
        let owner = d.value().0;
        let names: Vec<u64> = self
            .watches
            .entries
            .keys()
            .filter(|k| k.0 == owner)
            .map(|k| k.1)
            .collect();
        for name in names {
            self.watches.fire(owner, name);
        }
    }

    /// The class's bases changed: every name may mean something else now.
    pub(crate) fn watched_whole_class_changed(&mut self, class: Ref<TypeObject>) {
        let owner = class.value().0;
        let names: Vec<u64> = self
            .watches
            .entries
            .keys()
            .filter(|k| k.0 == owner)
            .map(|k| k.1)
            .collect();
        for name in names {
            self.watches.fire(owner, name);
        }
        for subclass in self.direct_subclasses(class) {
            self.watched_whole_class_changed(subclass);
        }
    }

    /// Fires the class's watch of the name, and those of all its subclasses.
    pub(crate) fn watched_class_changed(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) {
        if self.watches.entries.is_empty() {
            return;
        }
        self.watches.fire(class.value().0, name.value().0);
        for subclass in self.direct_subclasses(class) {
            self.watched_class_changed(subclass, name);
        }
    }
}
