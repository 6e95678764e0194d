//! Native functions: how Rust code is offered to Python. One table declares a module's or a type's functions: name, arity,
//! documentation, what kind of attribute it becomes, and (for traces) what a call does at most.

use crate::value::Value;
use crate::vm::Vm;
use jit::Exception;

pub type Result<T = Value> = std::result::Result<T, Exception>;

/// A native function: the machine and the arguments (self first for methods). Absent optional arguments
/// are left out, or `Value::UNBOUND` where names are declared.
pub type NativeFunction = fn(&mut Vm, &[Value]) -> Result;

/// How arguments are taken.
#[derive(Clone, Copy)]
pub enum Parameters {
    /// Between so many and so many positional arguments (self not counted), no keywords. A maximum of 255: any number.
    Positional(u8, u8),
    /// As `Positional`; errors in the words of functions that unpack a tuple of arguments (`pop expected at most 2 arguments, got 3`).
    Unpacked(u8, u8),
    /// Positional or by name. The function sees exactly `names.len()` arguments (after self), absent ones unbound. At least `required` must be given.
    Named {
        required: u8,
        names: &'static [&'static str],
    },
    /// Any positional arguments; the last argument the function sees is the dict of keyword arguments, or unbound.
    Any,
}

/// What attribute a function becomes in a type's dict.
#[derive(Clone, Copy)]
pub enum Role {
    /// Of a module, or `method_descriptor` of a type.
    Method,
    /// `wrapper_descriptor`: a special method.
    Special,
    StaticMethod,
    ClassMethod,
    /// `getset_descriptor`; the setter gets (self, value), value unbound for a deletion.
    Getter(Option<NativeFunction>),
    /// `member_descriptor` (reads like a getter).
    Member(Option<NativeFunction>),
}

/// When a call runs no Python code. (A method's receiver is exactly of the method's type then.) *Plain* values are numbers, str,
/// unicode, None, True and False.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quiet {
    Never,
    /// Whatever the arguments are.
    Always,
    /// If the first argument is plain; the others are stored or given back.
    PlainFirst,
    /// If all arguments are plain.
    Plain,
    /// If the first argument is a key of a dict or set whose hash and comparison run no Python code; the others are stored or given back.
    Key,
    /// If all arguments are exactly lists, tuples or strs.
    Sequences,
    /// If the first argument is plain, or exactly a list or tuple, and the others are plain.
    Items,
}

/// What a quiet call writes that Python code can see. All may allocate, raise, and read anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Writes {
    Nothing,
    Lists,
    /// Dicts and sets.
    Dicts,
}

/// Native functions that traces look into where their arguments are of the usual types (`interpreter::eval::intrinsics`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Intrinsic {
    None,
    Len,
    IsInstance,
    Absolute,
    SquareRoot,
    /// `list.append` and `list.pop`, at the end of lists that have the room; `list.pop` and `list.insert` at small indexes.
    Append,
    Pop,
    Insert,
    /// `list.extend` by an iterator of a built-in type.
    Extend,
    /// Of dicts, for keys that are hashed and compared without Python code: where the key is there already.
    Get,
    SetDefault,
    /// `set.add` likewise.
    Add,
    /// `next` of a generator, as method and as function.
    Next,
    Send,
    /// The function in Python that the built-in one stands for is called.
    InPython,
    /// Changes what the running frame is: left to the interpreter.
    ChangesFrame,
    /// Sets a trace or profile function: what follows is interpreted.
    SwitchesTracing,
}

#[derive(Clone, Copy)]
pub struct Native {
    pub name: &'static str,
    /// Two functions of one receiver and owner are equal if this is: the name, or the one that an alias stands for.
    /// (Not `call`: a linker may merge functions that do the same, and those written in Python share one.)
    pub original: &'static str,
    pub call: NativeFunction,
    pub parameters: Parameters,
    pub role: Role,
    pub quiet: Quiet,
    pub writes: Writes,
    pub intrinsic: Intrinsic,
    pub doc: &'static str,
}

const fn native(
    name: &'static str,
    parameters: Parameters,
    role: Role,
    call: NativeFunction,
    doc: &'static str,
) -> Native {
    Native {
        name,
        original: name,
        call,
        parameters,
        role,
        quiet: Quiet::Never,
        writes: Writes::Nothing,
        intrinsic: Intrinsic::None,
        doc,
    }
}

/// A function of a module or method of a type with `min..=max` positional arguments (self not counted).
pub const fn function(name: &'static str, min: u8, max: u8, call: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Positional(min, max), Role::Method, call, doc)
}

/// As `function`; wrong numbers of arguments are worded as CPython's unpacking of an argument tuple does.
pub const fn unpacked(name: &'static str, min: u8, max: u8, call: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Unpacked(min, max), Role::Method, call, doc)
}

/// A function or method whose arguments may be given by name.
pub const fn named(
    name: &'static str,
    required: u8,
    names: &'static [&'static str],
    call: NativeFunction,
    doc: &'static str,
) -> Native {
    native(name, Parameters::Named { required, names }, Role::Method, call, doc)
}

/// A function or method that takes anything; its last argument is the keyword dict or unbound.
pub const fn variadic(name: &'static str, call: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Any, Role::Method, call, doc)
}

/// A special method (`__len__`) with `min..=max` arguments after self.
pub const fn special(name: &'static str, min: u8, max: u8, call: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Positional(min, max), Role::Special, call, doc)
}

/// A special method that takes anything (`__init__`, `__call__`); its last argument is the keyword dict or unbound.
pub const fn special_variadic(name: &'static str, call: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Any, Role::Special, call, doc)
}

/// The documentation of every `__init__` that has none of its own.
pub const INITIALIZER_DOC: &str = "x.__init__(...) sets x up; help(type(x)) says what it takes";

/// A computed attribute, read-only unless `setting` is used.
pub const fn getter(name: &'static str, get: NativeFunction, doc: &'static str) -> Native {
    native(name, Parameters::Positional(0, 0), Role::Getter(None), get, doc)
}

impl Native {
    /// With a setter: called with (self, value), value unbound for a deletion.
    pub const fn setting(mut self, set: NativeFunction) -> Native {
        self.role = match self.role {
            Role::Member(_) => Role::Member(Some(set)),
            _ => Role::Getter(Some(set)),
        };
        self
    }

    /// A getter that shows as `member_descriptor`.
    pub const fn member(mut self) -> Native {
        self.role = match self.role {
            Role::Getter(set) => Role::Member(set),
            other => other,
        };
        self
    }

    pub const fn static_method(mut self) -> Native {
        self.role = Role::StaticMethod;
        self
    }

    pub const fn class_method(mut self) -> Native {
        self.role = Role::ClassMethod;
        self
    }

    /// Another name of a function of the same table: equal to it.
    pub const fn alias_of(mut self, original: &'static str) -> Native {
        self.original = original;
        self
    }

    /// When a call runs no Python code. Without it: it may always.
    pub const fn quiet(mut self, quiet: Quiet) -> Native {
        self.quiet = quiet;
        self
    }

    /// What a quiet call writes.
    pub const fn writing(mut self, writes: Writes) -> Native {
        self.writes = writes;
        self
    }

    /// What traces look into.
    pub const fn traced(mut self, intrinsic: Intrinsic) -> Native {
        self.intrinsic = intrinsic;
        self
    }
}

/// The definition of a built-in function that is written in Python.
pub const fn in_python(name: &'static str, doc: &'static str) -> Native {
    variadic(name, |_, _| Err(jit::Exception), doc).traced(Intrinsic::InPython)
}

/// The table of a native module.
pub struct ModuleDefinition {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [Native],
    /// Adds what is not a function: constants, types.
    pub initialize: fn(&mut Vm, module: Value) -> Result<()>,
}

/// The table of a built-in type.
pub struct TypeDefinition {
    pub kind: crate::kind::Kind,
    pub base: crate::kind::Kind,
    pub doc: &'static str,
    /// `__new__`: (class, arguments..., keyword dict or unbound). None: instances cannot be made by calling.
    pub new: Option<NativeFunction>,
    pub methods: &'static [Native],
    /// Whether Python classes may derive from it.
    pub subclassable: bool,
}
