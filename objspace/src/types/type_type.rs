//! `type`: making classes, class and instance tests.

use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::{Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::attribute::WrapperObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Type,
    base: Kind::Object,
    doc: "type(object) -> the object's type\ntype(name, bases, dict) -> a new type",
    new: None,
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[];

impl Vm {
    /// isinstance(v, class).
    pub fn is_instance(&mut self, v: Value, class: Value) -> Result<bool> {
        Ok(self.kind_of(class) == Kind::Type && self.is_instance_of(v, Ref::of(class)))
    }

    /// issubclass(class, of).
    pub fn is_subclass(&mut self, class: Value, of: Value) -> Result<bool> {
        Ok(self.kind_of(class) == Kind::Type
            && self.kind_of(of) == Kind::Type
            && self.is_subtype(Ref::of(class), Ref::of(of)))
    }

    pub fn new_static_method(&mut self, callable: Value) -> Value {
        let p = self.heap.allocate(16, Kind::StaticMethod.map());
        let wrapper = unsafe { Ref::<WrapperObject>::from_pointer(p) };
        wrapper.callable.init(callable);
        wrapper.value()
    }

    /// The slot a member descriptor of `__slots__` reads; None for computed attributes.
    pub fn member_slot(&self, descriptor: Ref<NativeObject>) -> Option<u16> {
        let slot = descriptor.receiver.get();
        slot.is_integer().then(|| slot.as_integer() as u16)
    }

    /// A member descriptor's name.
    pub fn member_name(&mut self, descriptor: Ref<NativeObject>) -> Value {
        self.str(descriptor.definition.get().name.as_bytes())
    }
}
