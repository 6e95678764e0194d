//! Making the machine: maps of the kinds, type objects from the tables, exceptions, common objects.

use crate::attribute_dict::VIEW_MAP;
use crate::class::TypeObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::map::Map;
use crate::names::Names;
use crate::native::{Native, Role, TypeDefinition};
use crate::object::Ref;
use crate::types::{format_template, object_type, DEFINITIONS, UNHASHABLE};
use crate::value::Value;
use crate::vm::{Common, Vm};

/// Fills a zeroed machine. The order matters: cells need maps, names need strs, dicts need names' hashes.
pub(crate) fn initialize(vm: &mut Vm) {
    let placeholder = unsafe { Ref::<TypeObject>::from_pointer(std::ptr::null_mut()) };
    vm.types = vec![placeholder; Kind::ALL.len()];
    for &kind in Kind::ALL {
        vm.heap.set_layout(kind.map(), kind.layout());
        vm.maps.table.push(Box::new(Map::of_kind(kind, placeholder)));
    }
    vm.heap.set_layout(VIEW_MAP, Kind::Dict.layout());
    vm.maps.table.push(Box::new(Map::of_kind(Kind::Dict, placeholder)));
    make_common(vm);
    let names = Names::new(vm);
    // The zeroed field holds no names yet: nothing to drop.
    unsafe { std::ptr::write(&mut vm.names, names) };
    make_types(vm);
    make_errors(vm);
    vm.builtins = vm.new_dict();
    vm.modules = vm.new_dict();
    vm.sys = vm.new_dict();
}

fn make_common(vm: &mut Vm) {
    let empty_str = vm.new_str(0).expect("memory for the empty str").value();
    let mut characters = [Value::UNBOUND; 256];
    for (byte, slot) in characters.iter_mut().enumerate() {
        *slot = vm.str_with(1, |s| s[0] = byte as u8).expect("memory for one-byte strs");
    }
    let empty_tuple = vm.new_tuple(0).expect("memory for the empty tuple").value();
    let empty_unicode = vm.copy_unicode(b"", 0);
    let mut unicode_characters = [Value::UNBOUND; 256];
    for (code, slot) in unicode_characters.iter_mut().enumerate() {
        *slot = vm.copy_unicode(&crate::unicode::encode_code_point(code as u32), 1);
    }
    let elements = vm.new_dict();
    let empty_frozenset = vm.set_of_elements(Kind::FrozenSet, elements);
    let common = Common {
        empty_str,
        empty_tuple,
        empty_unicode,
        empty_frozenset,
        characters,
        unicode_characters,
        memory_error: Value::NONE,
        recursion_error: Value::NONE,
    };
    unsafe { std::ptr::write(&mut vm.common, common) };
}

/// A bare type object.
fn bare_type(vm: &mut Vm, name: &str, kind: Kind) -> Ref<TypeObject> {
    let name = vm.intern(name);
    let dict = vm.new_dict();
    let p = vm.heap.allocate(std::mem::size_of::<TypeObject>(), Kind::Type.map());
    let class = unsafe { Ref::<TypeObject>::from_pointer(p) };
    class.name.init(name.value());
    class.dict.init(dict.value());
    class.kind.set(kind);
    vm.class_versions += 1;
    class.version.set(vm.class_versions);
    class
}

fn set_bases(vm: &mut Vm, class: Ref<TypeObject>, base: Option<Ref<TypeObject>>) {
    let bases = match base {
        Some(base) => vm.tuple(&[base.value()]),
        None => vm.tuple(&[]),
    };
    let mut mro = vec![class.value()];
    if let Some(base) = base {
        mro.extend_from_slice(base.mro_items());
        class.base.init(base.value());
        class.has_dict.set(base.has_dict.get());
        class.has_weakrefs.set(base.has_weakrefs.get());
    }
    let mro = vm.tuple(&mro);
    class.set(vm, |t| &t.bases, bases);
    class.set(vm, |t| &t.mro, mro);
}

fn make_types(vm: &mut Vm) {
    for &kind in Kind::ALL {
        if !kind.type_name().is_empty() {
            let class = bare_type(vm, kind.type_name(), kind);
            vm.types[kind as usize] = class;
            vm.maps.table[kind as usize].class = class;
        } else {
            vm.maps.table[kind as usize].class = placeholder_type(vm, kind);
        }
    }
    vm.maps.table[VIEW_MAP as usize].class = vm.type_of_kind(Kind::Dict);
    vm.start_views();
    let object = vm.type_of_kind(Kind::Object);
    set_bases(vm, object, None);
    // Bases before derived types: bool after int, everything after object.
    for definition in DEFINITIONS {
        let class = vm.type_of_kind(definition.kind);
        if definition.kind != Kind::Object {
            let base = vm.type_of_kind(definition.base);
            set_bases(vm, class, Some(base));
        }
        class.subclassable.set(definition.subclassable);
    }
    for &kind in Kind::ALL {
        let class = vm.types[kind as usize];
        if !kind.type_name().is_empty() && class.mro.get().is_unbound() {
            set_bases(vm, class, Some(object));
        }
    }
    for definition in DEFINITIONS {
        let class = vm.type_of_kind(definition.kind);
        vm.fill_type(class, definition);
        if definition.kind != Kind::Object {
            let base = vm.type_of_kind(definition.base);
            vm.add_subclass(base, class);
        }
    }
    for &kind in UNHASHABLE {
        let (class, name) = (vm.type_of_kind(kind), vm.names.__hash__);
        vm.dict_set_str(class.namespace(), name, Value::NONE);
    }
    let class = vm.type_of_kind(Kind::Str);
    vm.add_natives(class, crate::types::str_methods::METHODS);
    let class = vm.type_of_kind(Kind::ByteArray);
    vm.add_natives(class, crate::types::bytearray_methods::METHODS);
    for kind in [Kind::Str, Kind::Unicode] {
        let class = vm.type_of_kind(kind);
        vm.add_natives(class, format_template::METHODS);
    }
    for kind in [Kind::Int, Kind::Long, Kind::Float, Kind::Complex] {
        let class = vm.type_of_kind(kind);
        vm.add_natives(class, format_template::NUMBER_METHODS);
    }
    let class = vm.type_of_kind(Kind::Unicode);
    vm.add_natives(class, crate::types::unicode_methods::METHODS);
    vm.attribute_epoch = 1;
    object_type::finish(vm);
}

/// Cells that are no Python objects need no type; `object` stands in.
fn placeholder_type(vm: &Vm, kind: Kind) -> Ref<TypeObject> {
    let _ = kind;
    vm.types[Kind::Object as usize]
}

impl Vm {
    /// Fills a type's namespace from its table.
    pub fn fill_type(&mut self, class: Ref<TypeObject>, definition: &'static TypeDefinition) {
        let dict = class.namespace();
        let doc = if definition.doc.is_empty() {
            Value::NONE
        } else {
            self.str(definition.doc.as_bytes())
        };
        let name = self.names.__doc__;
        self.dict_set_str(dict, name, doc);
        if let Some(new) = definition.new {
            self.add_new(class, new);
        }
        self.add_natives(class, definition.methods);
    }

    /// Gives a type its `__new__`.
    pub fn add_new(&mut self, class: Ref<TypeObject>, new: crate::native::NativeFunction) {
        let native: &'static Native = Box::leak(Box::new(crate::native::variadic(
            "__new__",
            new,
            "T.__new__(S, ...) -> a new object of S, which is T or derived from T",
        )));
        let function = self.new_native(Kind::NativeFunction, native, class.value(), Value::UNBOUND);
        let name = self.names.__new__;
        self.dict_set_str(class.namespace(), name, function);
    }

    /// Enters native methods into a type's namespace.
    pub fn add_natives(&mut self, class: Ref<TypeObject>, natives: &'static [Native]) {
        let dict = class.namespace();
        for native in natives {
            let value = match native.role {
                Role::Method => self.new_native(Kind::MethodDescriptor, native, Value::UNBOUND, class.value()),
                Role::Special => self.new_native(Kind::SlotWrapper, native, Value::UNBOUND, class.value()),
                Role::ClassMethod => {
                    self.new_native(Kind::ClassMethodDescriptor, native, Value::UNBOUND, class.value())
                }
                Role::StaticMethod => {
                    let function = self.new_native(Kind::NativeFunction, native, Value::UNBOUND, Value::UNBOUND);
                    self.new_static_method(function)
                }
                Role::Getter(_) => self.new_native(Kind::GetSetDescriptor, native, Value::UNBOUND, class.value()),
                Role::Member(_) => self.new_native(Kind::MemberDescriptor, native, Value::UNBOUND, class.value()),
            };
            let name = self.intern(native.name);
            self.dict_set_str(dict, name, value);
        }
    }

    /// A type of a native module: `size` bytes of struct (header included), traced by `layout`; name with the module in front.
    /// Instances are made by `new_instance`; their fields start zero.
    pub fn new_native_type(
        &mut self,
        name: &str,
        size: u32,
        layout: crate::heap::Layout,
        definition: &'static TypeDefinition,
    ) -> Ref<TypeObject> {
        let class = bare_type(self, name, Kind::Native);
        let object = self.type_of_kind(definition.base);
        set_bases(self, class, Some(object));
        class.native_size.set(size);
        class.subclassable.set(definition.subclassable);
        self.maps.native_layouts.insert(class.value().0, layout);
        let map = self.new_root_map(class, Value::UNBOUND, 0);
        class.root_map.set(map);
        self.fill_type(class, definition);
        class
    }

    /// A new exception class derived from `base`, as native modules define them (`select.error`).
    pub fn new_exception_class(&mut self, name: &str, base: Ref<TypeObject>, doc: &str) -> Ref<TypeObject> {
        let class = bare_type(self, name, Kind::Exception);
        set_bases(self, class, Some(base));
        class.has_dict.set(true);
        class.members.set(base.members.get());
        class.predicted_slots.set(base.predicted_slots.get());
        class.has_weakrefs.set(true);
        class.subclassable.set(true);
        let text = if doc.is_empty() {
            Value::NONE
        } else {
            self.str(doc.as_bytes())
        };
        let key = self.names.__doc__;
        self.dict_set_str(class.namespace(), key, text);
        self.add_subclass(base, class);
        class
    }
}

fn make_errors(vm: &mut Vm) {
    let root = vm.type_of_kind(Kind::Exception);
    root.has_dict.set(true);
    root.subclassable.set(true);
    for &(_, name, base, doc) in Error::ALL {
        let class = match base {
            None => root,
            Some(base) => {
                let base = vm.errors[base as usize];
                vm.new_exception_class(&format!("exceptions.{name}"), base, doc)
            }
        };
        vm.errors.push(class);
    }
    crate::types::exception_types::finish(vm);
}
