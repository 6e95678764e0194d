//! Getting, setting and deleting attributes.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::function::{FunctionObject, MethodObject, NativeObject};
use crate::kind::Kind;
use crate::module::ModuleObject;
use crate::native::{Result, Role};
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

/// property: header and five fields.
#[repr(C)]
pub struct PropertyObject {
    pub header: crate::heap::Header,
    pub getter: Field,
    pub setter: Field,
    pub deleter: Field,
    pub doc: Field,
    /// True if the documentation is the getter's.
    pub doc_of_getter: Field,
}

/// staticmethod and classmethod: the callable.
#[repr(C)]
pub struct WrapperObject {
    pub header: crate::heap::Header,
    pub callable: Field,
}

impl Vm {
    /// `v.name`.
    pub fn getattr(&mut self, v: Value, name: Ref<StrObject>) -> Result {
        match self.kind_of(v) {
            Kind::OldInstance => return self.old_instance_getattr(v, name),
            Kind::OldClass => return self.old_class_getattr(v, name),
            _ => {}
        }
        let class = self.class_of(v);
        let hook = self.names.__getattribute__;
        let result = match self.lookup(class, hook) {
            Some(hook) if self.kind_of(hook) != Kind::SlotWrapper => {
                let bound = self.bind(hook, v, class)?;
                self.call(bound, &[name.value()])
            }
            Some(hook) => (Ref::<NativeObject>::of(hook).definition.get().call)(self, &[v, name.value()]),
            None => self.generic_getattr(v, name),
        };
        if result.is_ok() {
            return result;
        }
        let fallback = self.names.__getattr__;
        if let Some(fallback) = self.lookup(class, fallback) {
            if self.swallow(Error::AttributeError) {
                let bound = self.bind(fallback, v, class)?;
                return self.call(bound, &[name.value()]);
            }
        }
        result
    }

    /// `getattr` by text.
    pub fn getattr_text(&mut self, v: Value, name: &str) -> Result {
        let name = self.intern(name);
        self.getattr(v, name)
    }

    /// `v.name`, or None where AttributeError would be raised.
    pub fn getattr_optional(&mut self, v: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
        if self.has_plain_attributes(v) {
            // No exception is made for what is not there.
            let found = self.generic_find(v, name);
            return self.unless(found, Error::AttributeError).map(Option::flatten);
        }
        let found = self.getattr(v, name);
        self.unless(found, Error::AttributeError)
    }

    /// Whether `v.name` is what `object.__getattribute__` finds, and nothing else is asked.
    pub fn has_plain_attributes(&mut self, v: Value) -> bool {
        if matches!(self.kind_of(v), Kind::OldInstance | Kind::OldClass | Kind::Type) {
            return false;
        }
        let (class, object) = (self.class_of(v), self.type_of_kind(Kind::Object));
        let (hook, fallback) = (self.names.__getattribute__, self.names.__getattr__);
        self.lookup(class, hook) == self.lookup(object, hook) && self.lookup(class, fallback).is_none()
    }

    /// object.__getattribute__: data descriptors of the class, the instance's own, other class attributes.
    pub fn generic_getattr(&mut self, v: Value, name: Ref<StrObject>) -> Result {
        match self.generic_find(v, name)? {
            Some(found) => Ok(found),
            None => Err(self.no_attribute(v, name)),
        }
    }

    /// As `generic_getattr`; None where there is no such attribute.
    fn generic_find(&mut self, v: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
        match self.kind_of(v) {
            Kind::Type => return self.type_getattr(Ref::of(v), name).map(Some),
            Kind::Module => {
                let module = Ref::<ModuleObject>::of(v);
                if let Some(found) = self.dict_get_str(module.namespace(), name) {
                    let class = self.class_of(v);
                    // `__dict__` and the like are data descriptors of the type: they come first.
                    if !self.lookup(class, name).is_some_and(|a| self.is_data_descriptor(a)) {
                        return Ok(Some(found));
                    }
                }
            }
            _ => {}
        }
        let class = self.class_of(v);
        let found = self.lookup(class, name);
        if let Some(attribute) = found {
            if self.is_data_descriptor(attribute) && self.has_get(attribute) {
                return self.bind(attribute, v, class).map(Some);
            }
        }
        if self.has_instance_dict(v) {
            if let Some(own) = self.instance_get(v, name) {
                return Ok(Some(own));
            }
        } else if self.kind_of(v) == Kind::Function {
            if let Some(dict) = Ref::<FunctionObject>::of(v).dict.get().bound() {
                if let Some(own) = self.dict_get_str(Ref::of(dict), name) {
                    return Ok(Some(own));
                }
            }
        } else if self.kind_of(v) == Kind::Method && found.is_none() {
            // Methods show their function's attributes.
            let function = Ref::<MethodObject>::of(v).function.get();
            return self.getattr(function, name).map(Some);
        }
        match found {
            Some(attribute) => self.bind(attribute, v, class).map(Some),
            None => Ok(self.part_of_handled(v, name)),
        }
    }

    /// `sys.exc_type`, `exc_value` and `exc_traceback`: of the exception being handled, if there is one. (CPython keeps them in the
    /// module; here they are found when they are asked for.)
    #[cold]
    fn part_of_handled(&mut self, module: Value, name: Ref<StrObject>) -> Option<Value> {
        if self.kind_of(module) != Kind::Module || Ref::<ModuleObject>::of(module).namespace() != self.sys {
            return None;
        }
        let part = ["exc_type", "exc_value", "exc_traceback"]
            .iter()
            .position(|part| part.as_bytes() == name.bytes())?;
        let triple = self.find_handled(|vm, v| !v.is_unbound() && v.is_pointer() && vm.is_exact(v, Kind::Tuple))?;
        Some(Ref::<crate::tuple::TupleObject>::of(triple).get(part))
    }

    /// AttributeError as CPython words it.
    #[cold]
    pub fn no_attribute(&mut self, v: Value, name: Ref<StrObject>) -> jit::Exception {
        let name = name.text();
        let message = match self.kind_of(v) {
            Kind::Type => format!(
                "type object '{}' has no attribute '{name}'",
                Ref::<TypeObject>::of(v).full_name()
            ),
            Kind::OldClass => format!("class {} has no attribute '{name}'", self.class_display_name(v)),
            Kind::OldInstance => format!("{} instance has no attribute '{name}'", self.instance_display_name(v)),
            _ => format!("'{}' object has no attribute '{name}'", self.type_name(v)),
        };
        self.raise(Error::AttributeError, &message)
    }

    /// type.__getattribute__: data descriptors of the metaclass, the class's mro, the metaclass's other attributes.
    pub fn type_getattr(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> Result {
        let metaclass = self.class_of(class.value());
        let meta = self.lookup(metaclass, name);
        if let Some(attribute) = meta {
            if self.is_data_descriptor(attribute) && self.has_get(attribute) {
                return self.bind(attribute, class.value(), metaclass);
            }
        }
        if let Some(attribute) = self.lookup(class, name) {
            return self.bind_to_class(attribute, class.value());
        }
        match meta {
            Some(attribute) => self.bind(attribute, class.value(), metaclass),
            None => Err(self.no_attribute(class.value(), name)),
        }
    }

    /// Whether a class attribute takes precedence over the instance's own: it has __set__ or __delete__.
    pub fn is_data_descriptor(&mut self, attribute: Value) -> bool {
        if !attribute.is_pointer() {
            return false;
        }
        let class = self.class_of(attribute);
        match self.kind_of(attribute) {
            Kind::GetSetDescriptor | Kind::MemberDescriptor | Kind::Property => true,
            kind if matches!(kind, Kind::Object | Kind::Native) || class.heap_type.get() => {
                let (set, delete) = (self.names.__set__, self.names.__delete__);
                self.lookup(class, set).is_some() || self.lookup(class, delete).is_some()
            }
            _ => false,
        }
    }

    /// Whether reading a data descriptor asks it: one of a class in Python may have no `__get__`.
    fn has_get(&mut self, attribute: Value) -> bool {
        let get = self.names.__get__;
        let is_native = matches!(
            self.kind_of(attribute),
            Kind::GetSetDescriptor | Kind::MemberDescriptor | Kind::Property
        );
        is_native || self.lookup_special(attribute, get).is_some()
    }

    /// What a descriptor's hook goes by: the kind of the attribute, or `Object` where a class in Python, which may derive from a built-in
    /// type (property, dict), has the hook itself.
    fn descriptor_kind(&mut self, attribute: Value, hook: Ref<StrObject>) -> Kind {
        let (kind, class) = (self.kind_of(attribute), self.class_of(attribute));
        if !class.heap_type.get() || matches!(kind, Kind::Object | Kind::Native | Kind::Super) {
            return kind;
        }
        match self.lookup(class, hook) {
            Some(own) if self.kind_of(own) != Kind::SlotWrapper => Kind::Object,
            _ => kind,
        }
    }

    /// What a class attribute gives on access through an instance of `class` (`__get__`).
    pub fn bind(&mut self, attribute: Value, receiver: Value, class: Ref<TypeObject>) -> Result {
        if !attribute.is_pointer() {
            return Ok(attribute);
        }
        let get = self.names.__get__;
        let kind = self.descriptor_kind(attribute, get);
        self.bind_of_kind(kind, attribute, receiver, class)
    }

    /// As `bind` for an attribute of this kind: what the kind's own `__get__` gives.
    pub(crate) fn bind_of_kind(
        &mut self,
        kind: Kind,
        attribute: Value,
        receiver: Value,
        class: Ref<TypeObject>,
    ) -> Result {
        match kind {
            Kind::Function => Ok(self.new_method(attribute, receiver, class.value())),
            Kind::MethodDescriptor => {
                let native = Ref::<NativeObject>::of(attribute);
                Ok(self.new_native(
                    Kind::NativeFunction,
                    native.definition.get(),
                    receiver,
                    native.owner.get(),
                ))
            }
            Kind::SlotWrapper => {
                let native = Ref::<NativeObject>::of(attribute);
                Ok(self.new_native(
                    Kind::MethodWrapper,
                    native.definition.get(),
                    receiver,
                    native.owner.get(),
                ))
            }
            Kind::GetSetDescriptor | Kind::MemberDescriptor => self.descriptor_get(Ref::of(attribute), receiver),
            Kind::Method => self.bind_method(Ref::of(attribute), receiver, class.value()),
            Kind::StaticMethod | Kind::ClassMethod | Kind::ClassMethodDescriptor => {
                self.bind_to_class_of_kind(kind, attribute, class.value())
            }
            Kind::Property => {
                let property = Ref::<PropertyObject>::of(attribute);
                let getter = property.getter.get();
                if getter.is_unbound() || getter.is_none() {
                    return Err(self.raise(Error::AttributeError, "unreadable attribute"));
                }
                self.call(getter, &[receiver])
            }
            Kind::Object | Kind::Native | Kind::Super => self.call_get(attribute, receiver, class.value()),
            _ => Ok(attribute),
        }
    }

    /// `attribute.__get__(receiver, class)` through its class; the attribute itself if it has none.
    fn call_get(&mut self, attribute: Value, receiver: Value, class: Value) -> Result {
        let get = self.names.__get__;
        Ok(self
            .call_special(attribute, get, &[receiver, class])?
            .unwrap_or(attribute))
    }

    /// What a class attribute gives on access through the class itself.
    pub fn bind_to_class(&mut self, attribute: Value, class: Value) -> Result {
        if !attribute.is_pointer() {
            return Ok(attribute);
        }
        let get = self.names.__get__;
        let kind = self.descriptor_kind(attribute, get);
        self.bind_to_class_of_kind(kind, attribute, class)
    }

    /// As `bind_to_class` for an attribute of this kind: what the kind's own `__get__` gives.
    pub(crate) fn bind_to_class_of_kind(&mut self, kind: Kind, attribute: Value, class: Value) -> Result {
        match kind {
            Kind::Function => Ok(self.new_method(attribute, Value::UNBOUND, class)),
            Kind::StaticMethod => {
                let callable = Ref::<WrapperObject>::of(attribute).callable.get();
                if callable.is_unbound() {
                    return Err(self.raise(Error::RuntimeError, "uninitialized staticmethod object"));
                }
                Ok(callable)
            }
            Kind::ClassMethod => {
                let callable = Ref::<WrapperObject>::of(attribute).callable.get();
                if callable.is_unbound() {
                    return Err(self.raise(Error::RuntimeError, "uninitialized classmethod object"));
                }
                let metaclass = self.class_of(class);
                Ok(self.new_method(callable, class, metaclass.value()))
            }
            Kind::ClassMethodDescriptor => {
                let native = Ref::<NativeObject>::of(attribute);
                Ok(self.new_native(Kind::NativeFunction, native.definition.get(), class, native.owner.get()))
            }
            Kind::Method => self.bind_method(Ref::of(attribute), Value::UNBOUND, class),
            Kind::Object | Kind::Native => self.call_get(attribute, Value::NONE, class),
            _ => Ok(attribute),
        }
    }

    /// instancemethod.__get__: an unbound method is bound when the receiver is an instance of its class.
    pub(crate) fn bind_method(&mut self, method: Ref<MethodObject>, receiver: Value, class: Value) -> Result {
        if !method.receiver.get().is_unbound() {
            return Ok(method.value());
        }
        let own = method.class.get();
        if !own.is_unbound() && !own.is_none() && !self.is_subclass(class, own)? {
            return Ok(method.value());
        }
        Ok(self.new_method(method.function.get(), receiver, class))
    }

    /// The function in a staticmethod object.
    pub fn unwrap_static(&self, v: Value) -> Value {
        Ref::<WrapperObject>::of(v).callable.get()
    }

    /// Reads a getset or member descriptor.
    pub fn descriptor_get(&mut self, descriptor: Ref<NativeObject>, receiver: Value) -> Result {
        let owner = Ref::<TypeObject>::of(descriptor.owner.get());
        if !self.is_instance_of(receiver, owner) {
            let (name, owner) = (descriptor.definition.get().name, owner.full_name());
            let got = self.type_name(receiver);
            return Err(self.type_error(&format!(
                "descriptor '{name}' for '{owner}' objects doesn't apply to '{got}' object"
            )));
        }
        if let Some(slot) = self.member_slot(descriptor) {
            return match self.slot_get(receiver, slot).bound() {
                Some(v) => Ok(v),
                None => {
                    let name = self.member_name(descriptor);
                    Err(self.raise_with(Error::AttributeError, &[name]))
                }
            };
        }
        (descriptor.definition.get().call)(self, &[receiver])
    }

    /// `v.name = value`; unbound deletes.
    pub fn setattr(&mut self, v: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        match self.kind_of(v) {
            Kind::OldInstance => return self.old_instance_setattr(v, name, value),
            Kind::OldClass => return self.old_class_setattr(v, name, value),
            _ => {}
        }
        let class = self.class_of(v);
        let hook = if value.is_unbound() {
            self.names.__delattr__
        } else {
            self.names.__setattr__
        };
        match self.lookup(class, hook) {
            Some(hook) if self.kind_of(hook) != Kind::SlotWrapper => {
                let bound = self.bind(hook, v, class)?;
                if value.is_unbound() {
                    self.call(bound, &[name.value()])?;
                } else {
                    self.call(bound, &[name.value(), value])?;
                }
                Ok(())
            }
            Some(hook) => {
                let call = Ref::<NativeObject>::of(hook).definition.get().call;
                if value.is_unbound() {
                    call(self, &[v, name.value()])?;
                } else {
                    call(self, &[v, name.value(), value])?;
                }
                Ok(())
            }
            None => self.generic_setattr(v, name, value),
        }
    }

    /// object.__setattr__ and __delattr__ (value unbound).
    pub fn generic_setattr(&mut self, v: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        if self.kind_of(v) == Kind::Type {
            return self.type_setattr(Ref::of(v), name, value);
        }
        let class = self.class_of(v);
        let found = self.lookup(class, name);
        if let Some(attribute) = found {
            if self.is_data_descriptor(attribute) {
                return self.descriptor_set(attribute, v, value);
            }
        }
        match self.kind_of(v) {
            Kind::Module => {
                let dict = Ref::<ModuleObject>::of(v).namespace();
                if !value.is_unbound() {
                    self.dict_set_str(dict, name, value);
                    return Ok(());
                }
                if self.dict_delete_str(dict, name).is_some() {
                    return Ok(());
                }
            }
            Kind::Function => {
                let f = Ref::<FunctionObject>::of(v);
                let dict = self.function_dict(f);
                if !value.is_unbound() {
                    self.dict_set_str(dict, name, value);
                    return Ok(());
                }
                if self.dict_delete_str(dict, name).is_some() {
                    return Ok(());
                }
            }
            _ if self.has_instance_dict(v) => {
                if !value.is_unbound() {
                    return self.instance_set(v, name, value);
                }
                if self.instance_delete(v, name)? {
                    return Ok(());
                }
            }
            _ => {}
        }
        let text = name.text();
        let type_name = self.type_name(v);
        let has_dict = match self.kind_of(v) {
            Kind::Module | Kind::Function => true,
            // CPython has no dict yet where there was no attribute.
            _ => {
                self.has_instance_dict(v) && {
                    let map = self.map(v.map());
                    map.dict_mode || !map.names.is_empty()
                }
            }
        };
        if has_dict {
            return Err(self.raise_with(Error::AttributeError, &[name.value()]));
        }
        let message = if found.is_some() {
            format!("'{type_name}' object attribute '{text}' is read-only")
        } else {
            format!("'{type_name}' object has no attribute '{text}'")
        };
        Err(self.raise(Error::AttributeError, &message))
    }

    /// A function's `__dict__`, made now if need be.
    pub fn function_dict(&mut self, f: Ref<FunctionObject>) -> Ref<crate::dict::DictObject> {
        match f.dict.get().bound() {
            Some(dict) => Ref::of(dict),
            None => {
                let dict = self.new_dict();
                f.set(self, |f| &f.dict, dict.value());
                dict
            }
        }
    }

    /// Writes (or deletes) through a data descriptor.
    pub fn descriptor_set(&mut self, attribute: Value, receiver: Value, value: Value) -> Result<()> {
        let hook = match value.is_unbound() {
            true => self.names.__delete__,
            false => self.names.__set__,
        };
        let kind = self.descriptor_kind(attribute, hook);
        self.descriptor_set_of_kind(kind, attribute, receiver, value)
    }

    /// As `descriptor_set` for an attribute of this kind: what the kind's own `__set__` and `__delete__` do.
    pub(crate) fn descriptor_set_of_kind(
        &mut self,
        kind: Kind,
        attribute: Value,
        receiver: Value,
        value: Value,
    ) -> Result<()> {
        match kind {
            Kind::GetSetDescriptor | Kind::MemberDescriptor => {
                let descriptor = Ref::<NativeObject>::of(attribute);
                let definition = descriptor.definition.get();
                let owner = Ref::<TypeObject>::of(descriptor.owner.get());
                if !self.is_instance_of(receiver, owner) {
                    let (name, owner, got) = (definition.name, owner.full_name(), self.type_name(receiver));
                    return Err(self.type_error(&format!(
                        "descriptor '{name}' for '{owner}' objects doesn't apply to '{got}' object"
                    )));
                }
                if let Some(slot) = self.member_slot(descriptor) {
                    if value.is_unbound() && self.slot_get(receiver, slot).is_unbound() {
                        let name = self.member_name(descriptor);
                        return Err(self.raise_with(Error::AttributeError, &[name]));
                    }
                    self.slot_set(receiver, slot, value);
                    return Ok(());
                }
                match definition.role {
                    Role::Getter(Some(set)) | Role::Member(Some(set)) => set(self, &[receiver, value]).map(|_| ()),
                    Role::Member(None) => Err(self.type_error("readonly attribute")),
                    _ => {
                        let (name, owner) = (definition.name, owner.full_name());
                        Err(self.raise(
                            Error::AttributeError,
                            &format!("attribute '{name}' of '{owner}' objects is not writable"),
                        ))
                    }
                }
            }
            Kind::Property => {
                let property = Ref::<PropertyObject>::of(attribute);
                let (callable, problem) = if value.is_unbound() {
                    (property.deleter.get(), "can't delete attribute")
                } else {
                    (property.setter.get(), "can't set attribute")
                };
                if callable.is_unbound() || callable.is_none() {
                    return Err(self.raise(Error::AttributeError, problem));
                }
                if value.is_unbound() {
                    self.call(callable, &[receiver])?;
                } else {
                    self.call(callable, &[receiver, value])?;
                }
                Ok(())
            }
            _ => {
                let done = if value.is_unbound() {
                    let name = self.names.__delete__;
                    self.call_special(attribute, name, &[receiver])?
                } else {
                    let name = self.names.__set__;
                    self.call_special(attribute, name, &[receiver, value])?
                };
                match done {
                    Some(_) => Ok(()),
                    None if value.is_unbound() => Err(self.raise(Error::AttributeError, "__delete__")),
                    None => Err(self.raise(Error::AttributeError, "__set__")),
                }
            }
        }
    }

    /// type.__setattr__ and __delattr__.
    pub fn type_setattr(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>, value: Value) -> Result<()> {
        if class.looks_built_in() {
            let class = class.full_name();
            return Err(self.type_error(&format!("can't set attributes of built-in/extension type '{class}'")));
        }
        let metaclass = self.class_of(class.value());
        if let Some(attribute) = self.lookup(metaclass, name) {
            if self.is_data_descriptor(attribute) {
                return self.descriptor_set(attribute, class.value(), value);
            }
        }
        let had = self.class_set(class, name, value);
        if !had {
            return Err(self.raise_with(Error::AttributeError, &[name.value()]));
        }
        if name == self.names.__del__ && !value.is_unbound() {
            class.has_finalizer.set(true);
        }
        Ok(())
    }
}
