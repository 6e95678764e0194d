//! Type objects: what they hold, and finding attributes along the method resolution order.

use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::NativeFunction;
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct TypeObject {
    pub header: Header,
    /// str; for built-in types with their module's name and a dot in front (`exceptions.ValueError`) or bare.
    pub name: Field,
    pub bases: Field,
    /// The base whose struct instances share; unbound for `object`.
    pub base: Field,
    /// Tuple, the class itself first.
    pub mro: Field,
    pub dict: Field,
    /// List of weak references to direct subclasses; unbound while there are none.
    pub subclasses: Field,
    /// Native data of a native module's type (its struct's layout), an integer; unbound otherwise.
    pub native: Field,
    /// The dotted name (a str) of a class that stands for a built-in type of CPython's, as some of the library do; unbound in others.
    pub stands_for: Field,
    /// Changes with every change of the class or of a class in its mro; never reused in a process.
    pub version: Cell<u64>,
    /// The version for which instances are known to hash by identity; 0: none.
    pub identity_hash: Cell<u64>,
    /// The version for which instances are known to be equal to themselves only; 0: none.
    pub identity_equality: Cell<u64>,
    /// Map of new instances (0: not made yet).
    pub root_map: Cell<u32>,
    /// How many maps instances of the class have.
    pub map_count: Cell<u32>,
    /// Slots a new instance gets.
    pub predicted_slots: Cell<u16>,
    /// Slots taken by __slots__ members, the bases' included.
    pub members: Cell<u16>,
    pub kind: Cell<Kind>,
    pub has_dict: Cell<bool>,
    pub has_weakrefs: Cell<bool>,
    /// Made by a class statement or type(): its attributes can be set.
    pub heap_type: Cell<bool>,
    /// Python classes may derive from it.
    pub subclassable: Cell<bool>,
    pub abstract_methods: Cell<bool>,
    /// There are or were maps of instances: inline caches may know the class.
    pub has_maps: Cell<bool>,
    /// Has or inherits __del__.
    pub has_finalizer: Cell<bool>,
    /// Size of instances' native struct for types of kind Native.
    pub native_size: Cell<u32>,
    /// How instances of a built-in type are made, once asked for (new types are zero); None: not in so simple a way.
    pub constructor_known: Cell<bool>,
    pub constructor: Cell<Option<Constructor>>,
}

/// The `__new__` and `__init__` of a built-in type: native functions, which nothing changes.
#[derive(Clone, Copy)]
pub struct Constructor {
    pub new: NativeFunction,
    /// None: `object`'s, which does nothing for types with a `__new__` of their own.
    pub init: Option<NativeFunction>,
    /// Both are BaseException's.
    pub plain_exception: bool,
}

impl TypeObject {
    pub const MASK: u64 = mask!(TypeObject: name bases base mro dict subclasses native stands_for);

    pub fn mro_items(&self) -> &'static [Value] {
        self.mro.of::<TupleObject>().items()
    }

    pub fn namespace(&self) -> Ref<DictObject> {
        self.dict.of()
    }

    /// The name without module.
    pub fn short_name(&self) -> String {
        let name = self.name.of::<StrObject>().text().into_owned();
        if self.heap_type.get() {
            return name;
        }
        name.rsplit('.').next().unwrap_or("").to_string()
    }

    /// tp_name: what error messages show.
    pub fn full_name(&self) -> String {
        let name = self.stands_for.get().bound().unwrap_or(self.name.get());
        Ref::<StrObject>::of(name).text().into_owned()
    }

    /// Whether it shows as a type, not as a class of a program.
    pub fn looks_built_in(&self) -> bool {
        !self.heap_type.get() || !self.stands_for.get().is_unbound()
    }

    /// Learns that instances have `slots` attributes: new ones are made with room for them.
    pub fn predict_slots(&self, vm: &mut Vm, slots: u16) {
        let slots = slots.min(crate::map::MAX_ATTRIBUTES as u16);
        if slots > self.predicted_slots.get() && !self.kind.get().is_variable() {
            self.predicted_slots.set(slots);
            self.root_map.set(0);
            let _ = vm;
        }
    }
}

impl Ref<TypeObject> {
    /// From now on the class shows as the built-in type that it stands for, and its attributes cannot be set.
    pub fn stand_for_built_in(self, vm: &mut Vm, module: &str) {
        let name = format!("{module}.{}", self.short_name());
        let name = vm.intern(&name).value();
        self.set(vm, |class| &class.stands_for, name);
    }

    /// The map of new instances.
    pub fn instance_map(self, vm: &mut Vm) -> u32 {
        let map = self.root_map.get();
        if map != 0 {
            return map;
        }
        let capacity = if self.has_dict.get() {
            self.predicted_slots.get().max(self.members.get() + 1)
        } else {
            self.members.get()
        };
        let map = vm.new_root_map(self, Value::UNBOUND, capacity);
        self.root_map.set(map);
        map
    }
}

/// One line of the cache of `Vm::lookup`.
#[derive(Clone, Copy)]
pub struct LookupLine {
    version: u64,
    name: u64,
    value: Value,
}

pub const LOOKUP_LINES: usize = 2048;

impl LookupLine {
    pub const EMPTY: LookupLine = LookupLine {
        version: 0,
        name: 0,
        value: Value::UNBOUND,
    };
}

impl Vm {
    /// The class of any value (`instance` for old-style instances).
    #[inline]
    pub fn class_of(&self, v: Value) -> Ref<TypeObject> {
        if v.is_pointer() {
            return self.map(v.header().map).class;
        }
        self.types[if v.is_integer() {
            Kind::Int
        } else if v.is_immediate_float() {
            Kind::Float
        } else {
            match v {
                Value::NONE => Kind::NoneType,
                Value::NOT_IMPLEMENTED => Kind::NotImplementedType,
                Value::ELLIPSIS => Kind::EllipsisType,
                Value::UNBOUND => panic!("class of the unbound value"),
                _ => Kind::Bool,
            }
        } as usize]
    }

    /// The kind of any value: which Rust struct (or immediate) it is.
    #[inline]
    pub fn kind_of(&self, v: Value) -> Kind {
        if v.is_pointer() {
            let map = v.header().map;
            // Exact types have their kind's number as map id.
            return if (map as usize) < Kind::ALL.len() {
                Kind::ALL[map as usize]
            } else {
                self.map(map).kind
            };
        }
        self.class_of(v).kind.get()
    }

    /// Whether the value is of exactly the kind's own type, no subclass.
    #[inline]
    pub fn is_exact(&self, v: Value, kind: Kind) -> bool {
        if v.is_pointer() {
            let map = v.header().map;
            return map == kind.map() || (kind == Kind::Dict && map == crate::attribute_dict::VIEW_MAP);
        }
        self.class_of(v).kind.get() == kind
    }

    /// Whether the value has the kind's struct: its type or a subclass.
    #[inline]
    pub fn is_kind(&self, v: Value, kind: Kind) -> bool {
        self.kind_of(v) == kind
    }

    /// The type object of a kind.
    pub fn type_of_kind(&self, kind: Kind) -> Ref<TypeObject> {
        self.types[kind as usize]
    }

    /// Error messages' name of a value's type (`instance` for old-style ones).
    pub fn type_name(&self, v: Value) -> String {
        self.class_of(v).full_name()
    }

    /// Finds `name` along the method resolution order, without descriptors.
    #[inline]
    pub fn lookup(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> Option<Value> {
        let version = class.version.get();
        let line =
            ((version ^ name.value().0 >> 4) as usize).wrapping_mul(0x9e3779b97f4a7c15) >> 40 & (LOOKUP_LINES - 1);
        let cached = self.lookup_cache[line];
        if cached.version == version && cached.name == name.value().0 {
            return cached.value.bound();
        }
        let value = self.lookup_uncached(class, name).unwrap_or(Value::UNBOUND);
        // Variables change without a new version.
        if !self.is_volatile(class, name) {
            self.lookup_cache[line] = LookupLine {
                version,
                name: name.value().0,
                value,
            };
        }
        value.bound()
    }

    fn lookup_uncached(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> Option<Value> {
        class.mro_items().iter().find_map(|&c| {
            let dict = match self.kind_of(c) {
                Kind::Type => Ref::<TypeObject>::of(c).namespace(),
                _ => Ref::<crate::old_class::OldClassObject>::of(c).dict.of(),
            };
            self.dict_get_str(dict, name)
        })
    }

    /// `lookup` by text.
    pub fn lookup_text(&mut self, class: Ref<TypeObject>, name: &str) -> Option<Value> {
        let name = self.intern(name);
        self.lookup(class, name)
    }

    /// The class attribute a special method is found by: `type(v)`'s, never the instance's own.
    pub fn lookup_special(&mut self, v: Value, name: Ref<StrObject>) -> Option<Value> {
        let class = self.class_of(v);
        self.lookup(class, name)
    }

    pub fn is_subtype(&self, class: Ref<TypeObject>, of: Ref<TypeObject>) -> bool {
        class == of || class.mro_items().contains(&of.value())
    }

    /// Whether the value's type is the class or derives from it (no __instancecheck__).
    pub fn is_instance_of(&self, v: Value, class: Ref<TypeObject>) -> bool {
        self.is_subtype(self.class_of(v), class)
    }

    /// The class, or a class in its mro, changed: versions anew, for all subclasses too.
    pub fn class_changed(&mut self, class: Ref<TypeObject>) {
        self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
        self.class_version_changed(class);
    }

    fn class_version_changed(&mut self, class: Ref<TypeObject>) {
        self.class_versions += 1;
        class.version.set(self.class_versions);
        for subclass in self.direct_subclasses(class) {
            self.class_version_changed(subclass);
        }
    }

    /// The living direct subclasses in the order of their creation.
    pub fn direct_subclasses(&mut self, class: Ref<TypeObject>) -> Vec<Ref<TypeObject>> {
        let Some(list) = class.subclasses.get().bound() else {
            return Vec::new();
        };
        // Alive through the weak references' referents' own owners; nothing allocates before the caller is done.
        Ref::<crate::list::ListObject>::of(list)
            .items()
            .iter()
            .filter_map(|&weak| self.weak_target(weak))
            .map(Ref::of)
            .collect()
    }

    /// Enters `class` into the list of its base's subclasses.
    pub fn add_subclass(&mut self, base: Ref<TypeObject>, class: Ref<TypeObject>) {
        let weak = self.weak_reference(class.value());
        let list = match base.subclasses.get().bound() {
            Some(list) => list,
            None => {
                let list = self.list(&[]);
                base.set(self, |t| &t.subclasses, list);
                list
            }
        };
        let list = Ref::of(list);
        // Dead ones go when the list would grow.
        if crate::list::ListObject::len(&list) == crate::list::ListObject::capacity(&list) {
            let mut kept = 0;
            for i in 0..list.len() {
                let weak = list.get(i);
                if self.weak_target(weak).is_some() {
                    self.list_put(list, kept, weak);
                    kept += 1;
                }
            }
            self.list_truncate(list, kept);
        }
        let _ = self.list_append(list, weak);
    }

    /// Sets or deletes (unbound) an entry of the class's namespace; everything that looked the name up notices.
    pub fn class_set(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>, value: Value) -> bool {
        // Caches and watches go by the interned name.
        let name = self.intern_str(name);
        let dict = class.namespace();
        let old = self.dict_get_str(dict, name);
        if old.is_some() && !value.is_unbound() && !is_special(name) {
            if self.watches.is_variable(class.value(), name) {
                self.dict_set_str(dict, name, value);
                return true;
            }
            if self.watches.note_write(class, name) {
                self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
            }
        }
        if !self.keeps_plans(class, old, name, value) {
            self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
        }
        let had = if value.is_unbound() {
            self.dict_delete_str(dict, name).is_some()
        } else {
            self.dict_set_str(dict, name, value);
            true
        };
        self.class_version_changed(class);
        self.watched_class_changed(class, name);
        had
    }

    /// Whether a write to the class's namespace leaves every attribute plan as it is, and so the inline caches.
    fn keeps_plans(&mut self, class: Ref<TypeObject>, old: Option<Value>, name: Ref<StrObject>, value: Value) -> bool {
        if !class.has_maps.get() && class.subclasses.get().is_unbound() {
            return true;
        }
        let Some(old) = old else { return false };
        if value.is_unbound() || name == self.names.__getattribute__ || name == self.names.__setattr__ {
            return false;
        }
        // Plans know objects only: no integer, None or bool is a descriptor or a method.
        !old.is_pointer() && !value.is_pointer()
    }

    /// Whether the attribute is a variable of the class or of one in its mro: plans and caches leave it alone.
    pub fn is_volatile(&self, class: Ref<TypeObject>, name: Ref<StrObject>) -> bool {
        self.watches.any_variables() && class.mro_items().iter().any(|&c| self.watches.is_variable(c, name))
    }

    /// Whether the attribute is a variable of the class itself, and there: it may be written where it lies.
    pub fn has_variable(&self, class: Ref<TypeObject>, name: Ref<StrObject>) -> bool {
        self.watches.is_variable(class.value(), name) && self.dict_entry_str(class.namespace(), name).is_some()
    }
}

/// Whether the name is one that the language itself looks up in classes: such attributes are never variables.
fn is_special(name: Ref<StrObject>) -> bool {
    name.bytes().starts_with(b"__")
}
