//! Old-style classes. Instances have maps like new-style ones; their map names the class.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::value::Value;
use std::cell::Cell;

#[repr(C)]
pub struct OldClassObject {
    pub header: Header,
    pub name: Field,
    pub bases: Field,
    pub dict: Field,
    /// Map of new instances (0: not made yet).
    pub root_map: Cell<u32>,
    pub predicted_slots: Cell<u16>,
}

impl OldClassObject {
    pub const MASK: u64 = mask!(OldClassObject: name bases dict);
}

impl crate::vm::Vm {
    /// `Class(...)`.
    pub fn old_class_call(&mut self, class: Value, arguments: &[Value], keywords: Value) -> Result {
        let _ = (class, arguments, keywords);
        Err(self.type_error("old-style class"))
    }

    /// `instance(...)` through `__call__`.
    pub fn old_instance_call(&mut self, instance: Value, arguments: &[Value], keywords: Value) -> Result {
        let name = self.names.__call__;
        let call = self.old_instance_getattr(instance, name)?;
        self.call_with_keywords(call, arguments, keywords)
    }

    /// The bound special method of an old-style instance, its own attributes and `__getattr__` included; None if there is none.
    pub fn old_instance_special(&mut self, instance: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
        let found = self.old_instance_getattr(instance, name);
        self.unless(found, Error::AttributeError)
    }

    /// `instance.name`.
    pub fn old_instance_getattr(&mut self, instance: Value, name: Ref<StrObject>) -> Result {
        Err(self.no_attribute(instance, name))
    }

    /// `Class.name`.
    pub fn old_class_getattr(&mut self, class: Value, name: Ref<StrObject>) -> Result {
        Err(self.no_attribute(class, name))
    }

    /// `instance.name = value`; unbound deletes.
    pub fn old_instance_setattr(&mut self, instance: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        let _ = value;
        Err(self.no_attribute(instance, name))
    }

    /// `Class.name = value`; unbound deletes.
    pub fn old_class_setattr(&mut self, class: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        let _ = value;
        Err(self.no_attribute(class, name))
    }

    /// hash(instance).
    pub fn old_instance_hash(&mut self, instance: Value) -> Result<i64> {
        Ok(self.identity_hash(instance))
    }

    /// The name of a class, old or new, for messages.
    pub fn class_display_name(&mut self, class: Value) -> String {
        match self.kind_of(class) {
            Kind::Type => Ref::<crate::class::TypeObject>::of(class).short_name(),
            Kind::OldClass => Ref::<OldClassObject>::of(class)
                .name
                .of::<StrObject>()
                .text()
                .into_owned(),
            _ => "?".to_string(),
        }
    }

    /// The name of an instance's class, old or new, for messages.
    pub fn instance_display_name(&mut self, v: Value) -> String {
        match self.kind_of(v) {
            Kind::OldInstance => {
                let class = self.map(v.map()).old_class;
                self.class_display_name(class)
            }
            _ => self.class_of(v).short_name(),
        }
    }
}
