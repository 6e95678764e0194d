//! Exceptions: the hierarchy, instances, and raising from native code.
//!
//! A raised exception waits in the thread: `thread.exception` is the instance (or old-style instance), `thread.traceback` its
//! traceback. `Err(Exception)` says that one waits.

use crate::class::TypeObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::Exception;
use std::mem::offset_of;

#[repr(C)]
pub struct ExceptionObject {
    pub header: Header,
    /// `args`, a tuple.
    pub arguments: Field,
    /// `message`.
    pub message: Field,
}

impl ExceptionObject {
    pub const ARGUMENTS: jit::Field = field(offset_of!(ExceptionObject, arguments));
    pub const MESSAGE: jit::Field = field(offset_of!(ExceptionObject, message));
}

const fn field(offset: usize) -> jit::Field {
    jit::Field::new(offset as u32, jit::memory::Content::Value, jit::Region::Other)
}

crate::helpers! {
    /// The exception that waits to be handled.
    WAITING_EXCEPTION = waiting_exception(vm) -> V [jit::Effects::READ_OTHER] { Ok(vm.thread.exception) }
}

macro_rules! exceptions {
    ($($name:ident $base:ident $doc:literal;)+) => {
        /// The exception classes, by name.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(usize)]
        #[allow(clippy::enum_variant_names)]
        pub enum Error { $($name,)+ }

        impl Error {
            pub const ALL: &'static [(Error, &'static str, Option<Error>, &'static str)] =
                &[$((Error::$name, stringify!($name), exceptions!(@base $base), $doc),)+];
        }
    };
    (@base object) => { None };
    (@base $base:ident) => { Some(Error::$base) };
}

exceptions! {
    BaseException object "The base of all exceptions";
    SystemExit BaseException "Asks the interpreter to end.";
    KeyboardInterrupt BaseException "Program interrupted by user.";
    GeneratorExit BaseException "Asks a generator to end.";
    Exception BaseException "The base of all exceptions that do not ask something to end.";
    StopIteration Exception "Raised by iterator.next() when there is nothing left.";
    StandardError Exception "The base of the built-in exceptions that report errors.";
    BufferError StandardError "Buffer error.";
    ArithmeticError StandardError "The base of errors of arithmetic.";
    FloatingPointError ArithmeticError "An operation on floats that failed.";
    OverflowError ArithmeticError "A number that is too large for its type.";
    ZeroDivisionError ArithmeticError "A division, or a modulo, by zero.";
    AssertionError StandardError "Assertion failed.";
    AttributeError StandardError "Attribute not found.";
    EnvironmentError StandardError "The base of errors of files and the system.";
    IOError EnvironmentError "I/O operation failed.";
    OSError EnvironmentError "OS system call failed.";
    EOFError StandardError "The end of a file came where more was expected.";
    ImportError StandardError "A module that is not found, or has no such name.";
    LookupError StandardError "The base of errors of keys and indices.";
    IndexError LookupError "An index of a place that the sequence does not have.";
    KeyError LookupError "Mapping key not found.";
    MemoryError StandardError "Out of memory.";
    NameError StandardError "Name not found globally.";
    UnboundLocalError NameError "A local variable that has no value yet.";
    ReferenceError StandardError "The object that a weak proxy stood for is gone.";
    RuntimeError StandardError "Unspecified run-time error.";
    NotImplementedError RuntimeError "Something that a derived class is to implement.";
    SyntaxError StandardError "Invalid syntax.";
    IndentationError SyntaxError "Improper indentation.";
    TabError IndentationError "Tabs and spaces mixed so that the indentation is not clear.";
    SystemError StandardError "Something that went wrong inside the interpreter itself.";
    TypeError StandardError "An argument of a type that does not fit.";
    ValueError StandardError "An argument of the right type whose value does not fit.";
    UnicodeError ValueError "Unicode related error.";
    UnicodeEncodeError UnicodeError "Unicode encoding error.";
    UnicodeDecodeError UnicodeError "Unicode decoding error.";
    UnicodeTranslateError UnicodeError "Unicode translation error.";
    Warning Exception "The base of all categories of warnings.";
    UserWarning Warning "Warnings of a program's own.";
    DeprecationWarning Warning "Something that is to be used no more.";
    PendingDeprecationWarning Warning "Something that will be deprecated later.";
    SyntaxWarning Warning "Syntax that is allowed but doubtful.";
    RuntimeWarning Warning "Something doubtful that happened at run time.";
    FutureWarning Warning "Something that will mean another thing in a later version.";
    ImportWarning Warning "An import that is probably a mistake";
    UnicodeWarning Warning "Something doubtful about unicode, as a comparison with bytes\nthat cannot be decoded.";
    BytesWarning Warning "Something doubtful about bytes, as a comparison of str\nwith unicode.";
}

impl Vm {
    /// The class of a built-in exception.
    pub fn error_class(&self, error: Error) -> Ref<TypeObject> {
        self.errors[error as usize]
    }

    /// Raises a built-in exception with a message: `return Err(vm.raise(Error::TypeError, "..."))`.
    #[cold]
    pub fn raise(&mut self, error: Error, message: &str) -> Exception {
        let text = self.str(message.as_bytes());
        self.raise_with(error, &[text])
    }

    /// Raises a built-in exception with these arguments.
    #[cold]
    pub fn raise_with(&mut self, error: Error, arguments: &[Value]) -> Exception {
        let class = self.error_class(error);
        match self.construct(class, arguments, Value::UNBOUND) {
            Ok(instance) => self.raise_instance(instance, Value::UNBOUND),
            Err(e) => e,
        }
    }

    /// Raises an instance; `traceback` unbound: it starts here.
    pub fn raise_instance(&mut self, instance: Value, traceback: Value) -> Exception {
        self.thread.exception = instance;
        self.thread.traceback = if traceback.is_none() { Value::UNBOUND } else { traceback };
        Exception
    }

    #[cold]
    pub fn type_error(&mut self, message: &str) -> Exception {
        self.raise(Error::TypeError, message)
    }

    #[cold]
    pub fn value_error(&mut self, message: &str) -> Exception {
        self.raise(Error::ValueError, message)
    }

    /// MemoryError. The instance was made at start.
    #[cold]
    pub fn memory_error(&mut self) -> Exception {
        let instance = self.common.memory_error;
        self.raise_instance(instance, Value::UNBOUND)
    }

    /// Whether the waiting exception is of this class.
    pub fn exception_matches(&mut self, error: Error) -> bool {
        let (instance, class) = (self.thread.exception, self.error_class(error));
        !instance.is_unbound() && self.is_kind(instance, Kind::Exception) && self.is_instance_of(instance, class)
    }

    /// Takes the waiting exception away if it is of this class.
    pub fn swallow(&mut self, error: Error) -> bool {
        let matches = self.exception_matches(error);
        if matches {
            self.take_exception();
        }
        matches
    }

    /// Takes the waiting exception: (instance, traceback or unbound).
    pub fn take_exception(&mut self) -> (Value, Value) {
        let taken = (self.thread.exception, self.thread.traceback);
        self.thread.exception = Value::UNBOUND;
        self.thread.traceback = Value::UNBOUND;
        taken
    }

    /// `Ok(None)` instead of a waiting exception of this class.
    pub fn unless<T>(&mut self, result: Result<T>, error: Error) -> Result<Option<T>> {
        match result {
            Ok(v) => Ok(Some(v)),
            Err(e) => {
                if self.swallow(error) {
                    Ok(None)
                } else {
                    Err(e)
                }
            }
        }
    }

    /// Whether it is a class that can be raised: an old-style one or an exception's.
    pub fn is_exception_class(&mut self, class: Value) -> bool {
        match self.kind_of(class) {
            Kind::OldClass => true,
            Kind::Type => {
                let base = self.error_class(Error::BaseException);
                self.is_subtype(Ref::of(class), base)
            }
            _ => false,
        }
    }

    /// The instance for class and value: the value itself if it is one, else the class called with it.
    pub fn normalize_exception(&mut self, class: Value, value: Value) -> Result {
        let is_instance = match self.kind_of(value) {
            Kind::Exception | Kind::OldInstance => self.is_instance(value, class)?,
            _ => false,
        };
        if is_instance {
            return Ok(value);
        }
        let instance = if value.is_none() {
            self.call(class, &[])?
        } else if self.is_kind(value, Kind::Tuple) {
            self.call(class, Ref::<TupleObject>::of(value).items())?
        } else {
            self.call(class, &[value])?
        };
        if !matches!(self.kind_of(instance), Kind::Exception | Kind::OldInstance) {
            let name = self.type_name(instance);
            let class = self.repr_text(class)?;
            return Err(self.type_error(&format!(
                "calling {class} should have returned an instance of BaseException, not '{name}'"
            )));
        }
        Ok(instance)
    }
}

impl Vm {
    /// Issues a warning at the running Python code, through the `warnings` module. Err: a filter made it an exception.
    pub fn warn(&mut self, category: Error, message: &str) -> Result<()> {
        let deprecated = matches!(category, Error::DeprecationWarning | Error::PendingDeprecationWarning);
        if deprecated && self.ignores_deprecation() {
            return Ok(());
        }
        let import = self.names.__import__;
        let Some(import) = self.dict_get_str(self.builtins, import) else {
            return Ok(());
        };
        let name = self.str(b"warnings");
        let module = self.call(import, &[name])?;
        let function = self.getattr_text(module, "warn")?;
        let (message, category) = (self.str(message.as_bytes()), self.error_class(category).value());
        self.call(function, &[message, category, Value::integer(1)])?;
        Ok(())
    }

    /// Whether nobody asked for warnings of deprecated things: then they are not shown.
    fn ignores_deprecation(&mut self) -> bool {
        let (name, options) = (self.intern("warnings"), self.intern("warnoptions"));
        let options = self.dict_get_str(self.sys, options);
        self.division_warning == 0
            && self.dict_get_str(self.modules, name).is_none()
            && options.is_none_or(|v| !self.is_kind(v, Kind::List) || self.items_of(v).is_empty())
    }
}
