//! What native modules share: arguments, types of theirs, paths.

use objspace::class::TypeObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::{Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::CString;

/// Remembers a type of a module under a key. (Types live as long as the machine: their maps are roots.)
pub fn keep_type(vm: &mut Vm, key: &'static str, class: Ref<TypeObject>) {
    vm.module_state.insert(key, Box::new(class));
}

/// The type kept under a key. Invariant: the module that keeps it was initialized.
pub fn kept_type(vm: &Vm, key: &'static str) -> Ref<TypeObject> {
    *vm.module_state[key]
        .downcast_ref::<Ref<TypeObject>>()
        .expect("a type is kept under the key")
}

/// A type derived from a built-in type with these methods; its instances have the members named, without
/// such a list a `__dict__`.
pub fn derived_type(
    vm: &mut Vm,
    module: &str,
    name: &str,
    base: Kind,
    members: Option<&[&str]>,
    methods: &'static [Native],
) -> Result<Ref<TypeObject>> {
    let namespace = vm.new_dict();
    let list = vm.new_list(0)?;
    for member in members.unwrap_or_default() {
        let member = vm.intern(member);
        vm.list_append(list, member.value())?;
    }
    let slots = vm.tuple_from(list.value())?;
    if members.is_some() {
        let key = vm.intern("__slots__");
        vm.dict_set_str(namespace, key, slots);
    }
    let (key, text) = (vm.intern("__module__"), vm.intern(module));
    vm.dict_set_str(namespace, key, text.value());
    let (metaclass, base) = (vm.type_of_kind(Kind::Type), vm.type_of_kind(base).value());
    let bases = vm.tuple(&[base]);
    let name = vm.intern(name);
    let class = vm.call(metaclass.value(), &[name.value(), bases, namespace.value()])?;
    let class = Ref::<TypeObject>::of(class);
    vm.add_natives(class, methods);
    vm.class_changed(class);
    class.stand_for_built_in(vm, module);
    Ok(class)
}

/// An exception class of a module, as programs would define it.
pub fn module_error(vm: &mut Vm, module: &str, name: &str, base: Error) -> Ref<TypeObject> {
    let base = vm.error_class(base);
    let class = vm.new_exception_class(name, base, "");
    class.heap_type.set(true);
    let key = vm.names.__module__;
    let module = vm.intern(module);
    vm.dict_set_str(class.namespace(), key, module.value());
    class
}

/// The bytes of a buffer, or of unicode in the default encoding. None: neither. UnicodeEncodeError.
pub fn text_or_buffer(vm: &mut Vm, v: Value) -> Result<Option<&'static [u8]>> {
    match vm.buffer_view(v) {
        Some(view) => Ok(Some(view.slice())),
        None if vm.kind_of(v) == Kind::Unicode => vm.buffer_bytes(v).map(Some),
        None => Ok(None),
    }
}

/// The name of an argument's type as errors about arguments have it: None is called by its own name.
pub fn argument_type_name(vm: &Vm, v: Value) -> String {
    if v.is_none() {
        return "None".to_string();
    }
    vm.type_name(v)
}

/// A str argument, or a unicode one in the default encoding, without zero bytes. `expected` ends with what may stand besides a
/// string. TypeError, UnicodeEncodeError.
pub fn name_argument(vm: &mut Vm, v: Value, function: &str, i: usize, expected: &str) -> Result<Ref<StrObject>> {
    let name = match vm.kind_of(v) {
        Kind::Str => v,
        Kind::Unicode => vm.encode_default(v)?,
        _ => {
            let got = argument_type_name(vm, v);
            return Err(vm.type_error(&format!(
                "{function}() argument {i} must be string{expected}, not {got}"
            )));
        }
    };
    let name = Ref::<StrObject>::of(name);
    if name.bytes().contains(&0) {
        let got = vm.type_name(v);
        let message = format!("{function}() argument {i} must be string without null bytes{expected}, not {got}");
        return Err(vm.type_error(&message));
    }
    Ok(name)
}

/// The bytes of a str, unicode (in the default encoding) or buffer argument. TypeError.
pub fn bytes(vm: &mut Vm, v: Value) -> Result<&'static [u8]> {
    match text_or_buffer(vm, v)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = argument_type_name(vm, v);
            Err(vm.type_error(&format!("must be string or buffer, not {name}")))
        }
    }
}

/// A path argument. TypeError for what is no string or has a zero byte.
pub fn path(vm: &mut Vm, v: Value) -> Result<CString> {
    if !matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) {
        let name = vm.type_name(v);
        return Err(vm.type_error(&format!("coercing to Unicode: need string or buffer, {name} found")));
    }
    let text = match vm.kind_of(v) {
        Kind::Unicode => Ref::<UnicodeObject>::of(v).bytes(),
        _ => Ref::<StrObject>::of(v).bytes(),
    };
    match CString::new(text) {
        Ok(path) => Ok(path),
        Err(_) => Err(vm.type_error("must be encoded string without NULL bytes, not str")),
    }
}

/// An int argument of C's `int`. TypeError, OverflowError.
pub fn c_int(vm: &mut Vm, v: Value) -> Result<i32> {
    Ok(vm.argument_c_int(v)? as i32)
}

/// The last system error as an exception.
pub fn last_error(vm: &mut Vm, error: Error, filename: Value) -> jit::Exception {
    let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
    vm.os_error(error, number, filename)
}

/// The system's text for an error number.
pub fn error_text(number: i32) -> String {
    let text = std::io::Error::from_raw_os_error(number).to_string();
    text.split(" (os error").next().unwrap_or("").to_string()
}
