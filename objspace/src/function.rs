//! Functions, methods, cells, and the objects that stand for native functions.

use crate::code::CodeObject;
use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::Native;
use crate::object::{Field, Ref};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// What functions made at one place share. Traces guard on it: code and globals are constants then.
#[repr(C)]
pub struct PrototypeObject {
    pub header: Header,
    pub code: Field,
    pub globals: Field,
}

impl PrototypeObject {
    pub const MASK: u64 = mask!(PrototypeObject: code globals);
}

#[repr(C)]
pub struct FunctionObject {
    pub header: Header,
    pub prototype: Field,
    /// Tuple of cells or None.
    pub closure: Field,
    /// Tuple of default values or None.
    pub defaults: Field,
    pub name: Field,
    pub doc: Field,
    /// `__dict__`; unbound while never asked for.
    pub dict: Field,
    pub module: Field,
}

impl FunctionObject {
    pub const MASK: u64 = mask!(FunctionObject: prototype closure defaults name doc dict module);
    /// For who watches that no function gets other code ([`Vm::watch_function_code`]).
    pub const PROTOTYPE: jit::Field = jit::Field::immutable(8, jit::memory::Content::Value, jit::Region::Other);
    /// For all others.
    pub const VARIABLE_PROTOTYPE: jit::Field = jit::Field::new(8, jit::memory::Content::Value, jit::Region::Other);
    pub const CLOSURE: jit::Field = jit::Field::immutable(16, jit::memory::Content::Value, jit::Region::Other);
    /// Unbound while there is none.
    pub const DICT: jit::Field = jit::Field::new(48, jit::memory::Content::Value, jit::Region::Other);
    pub const DEFAULTS: jit::Field = jit::Field::new(24, jit::memory::Content::Value, jit::Region::Other);

    #[inline(always)]
    pub fn code(&self) -> Ref<CodeObject> {
        self.prototype.of::<PrototypeObject>().code.of()
    }

    #[inline(always)]
    pub fn globals(&self) -> Ref<DictObject> {
        self.prototype.of::<PrototypeObject>().globals.of()
    }
}

/// `instancemethod`: a function (any callable) with its receiver, or unbound (receiver unbound) with its class.
#[repr(C)]
pub struct MethodObject {
    pub header: Header,
    pub function: Field,
    pub receiver: Field,
    pub class: Field,
}

impl MethodObject {
    pub const CLASS: jit::Field = jit::Field::immutable(24, jit::memory::Content::Value, jit::Region::Other);
    pub const FUNCTION: jit::Field = jit::Field::immutable(8, jit::memory::Content::Value, jit::Region::Other);
    pub const RECEIVER: jit::Field = jit::Field::immutable(16, jit::memory::Content::Value, jit::Region::Other);
}

#[repr(C)]
pub struct CellObject {
    pub header: Header,
    /// Unbound while the variable is.
    pub content: Field,
}

impl CellObject {
    pub const CONTENT: jit::Field = jit::Field::new(8, jit::memory::Content::Value, jit::Region::Cell);
}

/// builtin_function_or_method, the descriptors of native methods, method-wrapper.
#[repr(C)]
pub struct NativeObject {
    pub header: Header,
    pub definition: Cell<&'static Native>,
    /// Bound receiver, or the module's name (a str) for functions of a module; unbound for descriptors.
    pub receiver: Field,
    /// The type a descriptor belongs to; unbound for functions.
    pub owner: Field,
    /// The function in Python that a built-in function stands for; unbound for all others.
    pub function: Field,
}

impl NativeObject {
    pub const DEFINITION: jit::Field = jit::Field::immutable(8, jit::memory::Content::Word, jit::Region::Other);
    pub const RECEIVER: jit::Field = jit::Field::immutable(16, jit::memory::Content::Value, jit::Region::Other);
    pub const OWNER: jit::Field = jit::Field::immutable(24, jit::memory::Content::Value, jit::Region::Other);
    pub const FUNCTION: jit::Field = jit::Field::immutable(32, jit::memory::Content::Value, jit::Region::Other);
}

impl Vm {
    /// A function object.
    pub fn new_function(
        &mut self,
        code: Ref<CodeObject>,
        globals: Ref<DictObject>,
        defaults: Value,
        closure: Value,
    ) -> Ref<FunctionObject> {
        // Inline caches of globals know entries of plain dicts.
        self.make_plain(globals);
        let prototype = self.prototype(code, globals);
        let p = self
            .heap
            .allocate(std::mem::size_of::<FunctionObject>(), Kind::Function.map());
        let f = unsafe { Ref::<FunctionObject>::from_pointer(p) };
        f.prototype.init(prototype.value());
        f.closure.init(closure);
        f.defaults.init(defaults);
        f.name.init(code.name.get());
        f.doc.init(code.docstring());
        let name = self.names.__name__;
        let module = self.dict_get_str(globals, name).unwrap_or(Value::NONE);
        f.module.init(module);
        f
    }

    /// What functions of this code and these globals share; the last one made is kept with the code.
    pub fn prototype(&mut self, code: Ref<CodeObject>, globals: Ref<DictObject>) -> Ref<PrototypeObject> {
        if let Some(last) = code.prototype.get().bound() {
            let last = Ref::<PrototypeObject>::of(last);
            if last.globals.get() == globals.value() {
                return last;
            }
        }
        let p = self
            .heap
            .allocate(std::mem::size_of::<PrototypeObject>(), Kind::Prototype.map());
        let prototype = unsafe { Ref::<PrototypeObject>::from_pointer(p) };
        prototype.code.init(code.value());
        prototype.globals.init(globals.value());
        code.set(self, |c| &c.prototype, prototype.value());
        prototype
    }

    /// A method of `function` bound to `receiver` (unbound: an unbound method of `class`).
    pub fn new_method(&mut self, function: Value, receiver: Value, class: Value) -> Value {
        let p = self
            .heap
            .allocate(std::mem::size_of::<MethodObject>(), Kind::Method.map());
        let m = unsafe { Ref::<MethodObject>::from_pointer(p) };
        m.function.init(function);
        m.receiver.init(receiver);
        m.class.init(class);
        m.value()
    }

    pub fn new_cell(&mut self, content: Value) -> Value {
        let p = self.heap.allocate(std::mem::size_of::<CellObject>(), Kind::Cell.map());
        let c = unsafe { Ref::<CellObject>::from_pointer(p) };
        c.content.init(content);
        c.value()
    }

    /// The object for a native function: a function (receiver bound or the module's name) or a descriptor of `owner`.
    pub fn new_native(&mut self, kind: Kind, definition: &'static Native, receiver: Value, owner: Value) -> Value {
        let p = self.heap.allocate(std::mem::size_of::<NativeObject>(), kind.map());
        let n = unsafe { Ref::<NativeObject>::from_pointer(p) };
        n.definition.set(definition);
        n.receiver.init(receiver);
        n.owner.init(owner);
        n.value()
    }

    /// A built-in function of `__builtin__` that is written in Python: `function`, which takes the same arguments. (Its definition is kept for
    /// ever.)
    pub fn new_built_in(&mut self, name: &'static str, function: Ref<FunctionObject>) -> Value {
        let doc = match self.is_exact(function.doc.get(), Kind::Str) {
            true => function.doc.of::<StrObject>().text().into_owned(),
            false => String::new(),
        };
        let definition = Box::leak(Box::new(crate::native::in_python(name, doc.leak())));
        let module = self.names.__builtin__.value();
        let native = self.new_native(Kind::NativeFunction, definition, module, Value::UNBOUND);
        Ref::<NativeObject>::of(native).set(self, |n| &n.function, function.value());
        native
    }
}
