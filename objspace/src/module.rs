//! Module objects.

use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::{ModuleDefinition, Result};
use crate::object::{Field, Ref};
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct ModuleObject {
    pub header: Header,
    pub dict: Field,
}

impl ModuleObject {
    pub fn namespace(&self) -> Ref<DictObject> {
        self.dict.of()
    }
}

impl Vm {
    /// An empty module with `__name__`, `__doc__` and `__package__`.
    pub fn new_module(&mut self, name: &str, doc: Value) -> Ref<ModuleObject> {
        let dict = self.new_dict();
        let p = self
            .heap
            .allocate(std::mem::size_of::<ModuleObject>(), Kind::Module.map());
        let module = unsafe { Ref::<ModuleObject>::from_pointer(p) };
        module.dict.init(dict.value());
        let text = self.intern(name);
        let key = self.names.__name__;
        self.dict_set_str(dict, key, text.value());
        let key = self.names.__doc__;
        self.dict_set_str(dict, key, doc);
        let key = self.names.__package__;
        self.dict_set_str(dict, key, Value::NONE);
        module
    }

    /// A native module from its table.
    pub fn make_native_module(&mut self, definition: &'static ModuleDefinition) -> Result<Ref<ModuleObject>> {
        let doc = if definition.doc.is_empty() {
            Value::NONE
        } else {
            self.str(definition.doc.as_bytes())
        };
        let module = self.new_module(definition.name, doc);
        self.add_functions(module, definition);
        (definition.initialize)(self, module.value())?;
        Ok(module)
    }

    /// Enters the functions of a native module's table.
    pub fn add_functions(&mut self, module: Ref<ModuleObject>, definition: &'static ModuleDefinition) {
        let name = self.intern(definition.name);
        for native in definition.functions {
            let function = self.new_native(Kind::NativeFunction, native, name.value(), Value::UNBOUND);
            self.module_set(module, native.name, function);
        }
    }

    /// Sets a module's attribute.
    pub fn module_set(&mut self, module: Ref<ModuleObject>, name: &str, value: Value) {
        let name = self.intern(name);
        self.dict_set_str(module.namespace(), name, value);
    }
}
