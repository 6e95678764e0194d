//! Names in namespaces (module, class and exec'd code), exec, and class statements.

use super::exceptions::undefined_name;
use objspace::code::CodeObject;
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// A name: namespace, globals, builtins.
pub fn load(vm: &mut Vm, function: Value, namespace: Value, name: Ref<StrObject>) -> Result {
    let globals = Ref::<FunctionObject>::of(function).globals();
    if vm.is_exact(namespace, Kind::Dict) {
        if let Some(v) = vm.dict_get_str(Ref::of(namespace), name) {
            return Ok(v);
        }
    } else {
        let found = vm.getitem(namespace, name.value());
        if let Some(v) = vm.unless(found, Error::KeyError)? {
            return Ok(v);
        }
    }
    if let Some(v) = vm.dict_get_str(globals, name) {
        return Ok(v);
    }
    let builtins = builtins_of(vm, globals);
    match vm.dict_get_str(builtins, name) {
        Some(v) => Ok(v),
        None => Err(undefined_name(vm, name, false)),
    }
}

/// The builtins that code with these globals sees.
pub fn builtins_of(vm: &mut Vm, globals: Ref<DictObject>) -> Ref<DictObject> {
    let name = vm.names.__builtins__;
    match vm.dict_get_str(globals, name) {
        Some(b) if vm.is_kind(b, Kind::Module) => Ref::<objspace::module::ModuleObject>::of(b).namespace(),
        Some(b) if vm.is_kind(b, Kind::Dict) => Ref::of(b),
        _ => vm.builtins,
    }
}

pub fn store(vm: &mut Vm, namespace: Value, name: Ref<StrObject>, v: Value) -> Result<()> {
    if vm.is_exact(namespace, Kind::Dict) {
        vm.dict_set_str(Ref::of(namespace), name, v);
        return Ok(());
    }
    vm.setitem(namespace, name.value(), v)
}

pub fn delete(vm: &mut Vm, namespace: Value, name: Ref<StrObject>) -> Result<()> {
    if vm.is_exact(namespace, Kind::Dict) {
        if vm.dict_delete_str(Ref::of(namespace), name).is_some() {
            return Ok(());
        }
        return Err(undefined_name(vm, name, false));
    }
    let done = vm.delitem(namespace, name.value());
    match vm.unless(done, Error::KeyError)? {
        Some(()) => Ok(()),
        None => Err(undefined_name(vm, name, false)),
    }
}

/// The class statement: finds the metaclass and calls it.
pub fn build_class(vm: &mut Vm, globals: Ref<DictObject>, name: Value, bases: Value, dict: Ref<DictObject>) -> Result {
    let key = vm.names.__metaclass__;
    let metaclass = match vm.dict_get_str(dict, key) {
        Some(metaclass) => metaclass,
        None => match vm.items_of(bases).first() {
            Some(&base) => {
                let class = vm.names.__class__;
                match vm.getattr_optional(base, class)? {
                    Some(class) => class,
                    None => vm.class_of(base).value(),
                }
            }
            None => match vm.dict_get_str(globals, key) {
                Some(metaclass) => metaclass,
                None => vm.type_of_kind(Kind::OldClass).value(),
            },
        },
    };
    let result = vm.call(metaclass, &[name, bases, dict.value()]);
    if result.is_err() && vm.exception_matches(Error::TypeError) {
        // CPython says what was going on when a metaclass refuses its arguments.
        let (instance, traceback) = vm.take_exception();
        let arguments = vm.names.args;
        let arguments = vm.getattr(instance, arguments)?;
        if let [text] = vm.items_of(arguments) {
            if vm.is_kind(*text, Kind::Str) && vm.class_of(instance) == vm.error_class(Error::TypeError) {
                let text = Ref::<StrObject>::of(*text).text();
                return Err(vm.type_error(&format!("Error when calling the metaclass bases\n    {text}")));
            }
        }
        return Err(vm.raise_instance(instance, traceback));
    }
    result
}

/// The exec statement.
pub fn exec(vm: &mut Vm, code: Value, globals: Value, locals: Value) -> Result<()> {
    let (mut code, mut globals, mut locals) = (code, globals, locals);
    if vm.is_kind(code, Kind::Tuple) && globals.is_none() && locals.is_none() {
        let parts = vm.items_of(code);
        if parts.len() == 2 || parts.len() == 3 {
            code = parts[0];
            globals = parts[1];
            locals = parts.get(2).copied().unwrap_or(Value::NONE);
        }
    }
    let frame = vm.thread.frame;
    let mut own = false;
    if globals.is_none() {
        globals = unsafe { &*frame }.function().globals().value();
        if locals.is_none() {
            locals = super::frames::locals(vm, frame)?.value();
            own = true;
        }
    } else if locals.is_none() {
        locals = globals;
    }
    if !vm.is_kind(globals, Kind::Dict) {
        return Err(vm.type_error("exec: arg 2 must be a dictionary or None"));
    }
    let globals = Ref::<DictObject>::of(globals);
    let key = vm.names.__builtins__;
    if vm.dict_get_str(globals, key).is_none() {
        let builtins = vm.builtins.value();
        vm.dict_set_str(globals, key, builtins);
    }
    let code = if vm.is_kind(code, Kind::Code) {
        let object = Ref::<CodeObject>::of(code);
        if !object.freevars.of::<objspace::tuple::TupleObject>().is_empty() {
            return Err(vm.type_error("code object passed to exec may not contain free variables"));
        }
        object
    } else {
        let flags = unsafe { &*frame }.code.flags.get();
        Ref::of((vm.hooks.compile)(vm, code, "<string>", 0, flags, false)?)
    };
    let result = super::run::run_code(vm, code, globals, locals);
    if own {
        // What it assigned before it raised counts.
        super::frames::write_back(vm, frame);
    }
    result.map(|_| ())
}
