//! Syntax trees as Python objects, of the classes of `_ast`: what `compile` gives with PyCF_ONLY_AST, and what it takes.

mod nodes;
mod values;

use objspace::dict::DictObject;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use pyrs_syntax::ast::Mod;
use pyrs_syntax::{FutureFlags, Interner, LineTable, Mode, Parsed, Position};

/// A part of a tree, in both shapes.
trait Node: Sized {
    /// The object for the part.
    fn to_python(&self, builder: &mut Builder) -> Result;

    /// The part that an object stands for. TypeError, ValueError.
    fn from_python(reader: &mut Reader, value: Value) -> Result<Self>;

    /// What stands for a part that is missing, or None. None: it is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads the part from a field of a node.
    fn from_field(reader: &mut Reader, node: Value, class: &str, field: &str) -> Result<Self> {
        let name = reader.vm.intern(field);
        let found = reader.vm.getattr_optional(node, name)?;
        match (found, Self::absent()) {
            (None | Some(Value::NONE), Some(absent)) => Ok(absent),
            (None, None) => Err(reader.missing(class, field)),
            (Some(Value::NONE), None) => Err(reader.vm.value_error(&format!("field {field} is required for {class}"))),
            (Some(value), _) => Self::from_python(reader, value),
        }
    }
}

/// Makes objects of a tree.
struct Builder<'a> {
    vm: &'a mut Vm,
    /// The namespace of `_ast`.
    classes: Ref<DictObject>,
    /// The shared instances of the classes without fields (operators and contexts), by name.
    shared: Ref<DictObject>,
    names: &'a Interner,
    lines: &'a LineTable,
}

impl Builder<'_> {
    /// A node without its fields.
    fn node(&mut self, class: &str) -> Result {
        self.vm.check_native_stack("")?;
        let name = self.vm.intern(class);
        if let Some(shared) = self.vm.dict_get_str(self.shared, name) {
            return Ok(shared);
        }
        match self.vm.dict_get_str(self.classes, name) {
            Some(class) if self.vm.is_kind(class, Kind::Type) => self.vm.new_instance(Ref::of(class)),
            _ => Err(self.vm.type_error(&format!("_ast has no class {class}"))),
        }
    }

    fn set(&mut self, node: Value, field: &str, value: Value) -> Result<()> {
        let name = self.vm.intern(field);
        self.vm.setattr(node, name, value)
    }

    fn set_position(&mut self, node: Value, position: Position) -> Result<()> {
        let place = self.lines.location(position);
        self.set(node, "lineno", Value::integer(i64::from(place.line)))?;
        self.set(node, "col_offset", Value::integer(i64::from(place.column)))
    }
}

/// Reads a tree from objects.
struct Reader<'a> {
    vm: &'a mut Vm,
    classes: Ref<DictObject>,
    names: Interner,
}

impl Reader<'_> {
    /// The name of the class of `_ast` that an object is an instance of.
    fn class_name(&mut self, value: Value) -> Option<std::borrow::Cow<'static, str>> {
        for &class in self.vm.class_of(value).mro_items() {
            if !self.vm.is_kind(class, Kind::Type) {
                continue;
            }
            let name = Ref::<objspace::class::TypeObject>::of(class).name.of::<StrObject>();
            if self.vm.dict_get_str(self.classes, name) == Some(class) {
                return Some(name.text());
            }
        }
        None
    }

    fn missing(&mut self, class: &str, field: &str) -> jit::Exception {
        let message = format!("required field \"{field}\" missing from {class}");
        self.vm.type_error(&message)
    }

    /// An object that is no node of the kind wanted.
    fn unexpected(&mut self, wanted: &str, value: Value) -> jit::Exception {
        match self.vm.repr(value) {
            Ok(text) => {
                let text = text.text();
                let message = format!("expected some sort of {wanted}, but got {text}");
                self.vm.type_error(&message)
            }
            Err(raised) => raised,
        }
    }

    /// Where a statement, expression or handler is; the column is read and forgotten.
    fn position(&mut self, node: Value, class: &str) -> Result<Position> {
        let line = i64::from_field(self, node, class, "lineno")?;
        i64::from_field(self, node, class, "col_offset")?;
        Ok(LineTable::numbered_position(line))
    }
}

/// The namespace of `_ast`, imported if it was not yet.
fn classes(vm: &mut Vm) -> Result<Ref<DictObject>> {
    let name = vm.intern("_ast");
    let module = match vm.dict_get_str(vm.modules, name) {
        Some(module) => module,
        None => crate::runtime::import::import_module(vm, name, Value::NONE, Value::NONE, 0)?,
    };
    if !vm.is_kind(module, Kind::Module) {
        return Err(vm.type_error("_ast is no module"));
    }
    Ok(Ref::<ModuleObject>::of(module).namespace())
}

/// The objects of a parsed source.
pub fn to_python(vm: &mut Vm, parsed: &Parsed) -> Result {
    let classes = classes(vm)?;
    let name = vm.intern("_shared");
    let shared = match vm.dict_get_str(classes, name) {
        Some(shared) if vm.is_kind(shared, Kind::Dict) => Ref::of(shared),
        _ => return Err(vm.type_error("_ast has no shared instances")),
    };
    let mut builder = Builder {
        vm,
        classes,
        shared,
        names: &parsed.names,
        lines: &parsed.lines,
    };
    parsed.tree.to_python(&mut builder)
}

/// Whether a value is a node of a tree.
pub fn is_node(vm: &mut Vm, value: Value) -> bool {
    let name = vm.intern("_ast");
    let Some(module) = vm.dict_get_str(vm.modules, name) else {
        return false;
    };
    if !vm.is_kind(module, Kind::Module) {
        return false;
    }
    let name = vm.intern("AST");
    match vm.dict_get_str(Ref::<ModuleObject>::of(module).namespace(), name) {
        Some(class) if vm.is_kind(class, Kind::Type) => vm.is_instance_of(value, Ref::of(class)),
        _ => false,
    }
}

/// The tree that a node of `Module`, `Expression` or `Interactive` stands for, by the mode. TypeError, ValueError.
pub fn from_python(vm: &mut Vm, node: Value, mode: Mode, future: FutureFlags) -> Result<Parsed> {
    let classes = classes(vm)?;
    let mut reader = Reader {
        vm,
        classes,
        names: Interner::new(),
    };
    let wanted = match mode {
        Mode::File => "Module",
        Mode::Eval => "Expression",
        Mode::Single => "Interactive",
    };
    let found = reader.class_name(node).unwrap_or_default();
    if found != wanted {
        let message = format!("expected {wanted} node, got {found}");
        return Err(reader.vm.type_error(&message));
    }
    let tree = Mod::from_python(&mut reader, node)?;
    Ok(Parsed {
        tree,
        names: reader.names,
        lines: LineTable::numbered(),
        encoding: None,
        future,
        inconsistent_tabs: false,
    })
}
