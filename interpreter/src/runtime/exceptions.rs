//! Raising, matching and catching as the instructions need it.

use jit::Exception;
use objspace::code::CodeObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// UnboundLocalError for a local variable's register.
pub fn unbound_local(vm: &mut Vm, register: usize) -> Result<()> {
    let code = vm.current_frame().expect("an instruction runs in a frame").code;
    let name = Ref::<StrObject>::of(code.varnames.of::<TupleObject>().get(register - 1)).text();
    Err(vm.raise(
        Error::UnboundLocalError,
        &format!("local variable '{name}' referenced before assignment"),
    ))
}

/// NameError (or UnboundLocalError) for an empty cell.
pub fn empty_cell(vm: &mut Vm, index: usize) -> Result<()> {
    let code: Ref<CodeObject> = vm.current_frame().expect("an instruction runs in a frame").code;
    let cells = code.cellvars.of::<TupleObject>();
    if index < cells.len() {
        let name = Ref::<StrObject>::of(cells.get(index)).text();
        return Err(vm.raise(
            Error::UnboundLocalError,
            &format!("local variable '{name}' referenced before assignment"),
        ));
    }
    let free = code.freevars.of::<TupleObject>();
    let name = Ref::<StrObject>::of(free.get(index - cells.len())).text();
    Err(vm.raise(
        Error::NameError,
        &format!("free variable '{name}' referenced before assignment in enclosing scope"),
    ))
}

/// NameError for a name; `global`: CPython words it with "global".
pub fn undefined_name(vm: &mut Vm, name: Ref<StrObject>, global: bool) -> Exception {
    let kind = if global { "global name" } else { "name" };
    let name = name.text();
    vm.raise(Error::NameError, &format!("{kind} '{name}' is not defined"))
}

/// The elements of `v` as a tuple of exactly `count`.
pub fn unpack(vm: &mut Vm, v: Value, count: usize) -> Result {
    let iterator = match vm.iter(v) {
        Ok(iterator) => iterator,
        Err(e) => {
            if vm.exception_matches(Error::TypeError) && !vm.has_special_iter(v) {
                vm.take_exception();
                let name = vm.type_name(v);
                return Err(vm.type_error(&format!("'{name}' object is not iterable")));
            }
            return Err(e);
        }
    };
    let tuple = vm.new_tuple(count)?;
    for i in 0..count {
        match vm.next(iterator)? {
            Some(item) => vm.tuple_put(tuple, i, item),
            None => {
                let plural = if i == 1 { "" } else { "s" };
                return Err(vm.value_error(&format!("need more than {i} value{plural} to unpack")));
            }
        }
    }
    if vm.next(iterator)?.is_some() {
        return Err(vm.value_error("too many values to unpack"));
    }
    Ok(tuple.value())
}

/// The raise statement. Unbound parts are absent.
pub fn raise(vm: &mut Vm, class: Value, value: Value, traceback: Value) -> Result<()> {
    if class.is_unbound() {
        return reraise_current(vm);
    }
    let traceback = traceback.bound().unwrap_or(Value::NONE);
    if !traceback.is_none() && !vm.is_kind(traceback, Kind::Traceback) {
        return Err(vm.type_error("raise: arg 3 must be a traceback or None"));
    }
    let value = value.bound().unwrap_or(Value::NONE);
    // A tuple stands for its first element.
    let mut class = class;
    while vm.is_kind(class, Kind::Tuple) && !Ref::<TupleObject>::of(class).is_empty() {
        class = Ref::<TupleObject>::of(class).get(0);
    }
    let instance = if vm.is_exception_class(class) {
        vm.normalize_exception(class, value)?
    } else if vm.is_kind(class, Kind::Exception) || vm.kind_of(class) == Kind::OldInstance {
        if !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        class
    } else {
        let name = vm.type_name(class);
        return Err(vm.type_error(&format!(
            "exceptions must be old-style classes or derived from BaseException, not {name}"
        )));
    };
    Err(vm.raise_instance(instance, traceback))
}

/// The class of a raised instance: `sys.exc_info()[0]`.
pub fn class_of_exception(vm: &mut Vm, instance: Value) -> Value {
    match vm.kind_of(instance) {
        Kind::OldInstance => vm.map(instance.map()).old_class,
        _ => vm.class_of(instance).value(),
    }
}

/// The innermost exception being handled: a (class, value, traceback) tuple, or None. Asks the frames from within outwards, those
/// that exist in compiled code only among them.
pub fn handled(vm: &mut Vm) -> Option<Ref<TupleObject>> {
    vm.find_handled(vm_is_tuple).map(Ref::of)
}

fn vm_is_tuple(vm: &Vm, v: Value) -> bool {
    !v.is_unbound() && v.is_pointer() && vm.is_exact(v, Kind::Tuple)
}

/// `sys.exc_clear()`.
pub fn clear_handled(vm: &mut Vm) {
    if let Some(frame) = vm.current_frame() {
        let register = frame.code.exception_register.get();
        if register != 0 {
            unsafe { *frame.base.add(register as usize) = Value::NONE };
        }
    }
}

fn reraise_current(vm: &mut Vm) -> Result<()> {
    match handled(vm) {
        Some(triple) => Err(vm.raise_instance(triple.get(1), triple.get(2))),
        None => Err(vm.type_error("exceptions must be old-style classes or derived from BaseException, not NoneType")),
    }
}

/// Takes the waiting exception as a (class, value, traceback) tuple.
pub fn catch(vm: &mut Vm) -> Result {
    let (instance, traceback) = vm.take_exception();
    let class = class_of_exception(vm, instance);
    let traceback = traceback.bound().unwrap_or(Value::NONE);
    Ok(vm.tuple(&[class, instance, traceback]))
}

/// Whether an exception of this class (or instance) is caught by `except wanted:`.
pub fn matches(vm: &mut Vm, class: Value, wanted: Value) -> Result<bool> {
    if vm.is_kind(wanted, Kind::Tuple) {
        for &part in Ref::<TupleObject>::of(wanted).items() {
            if matches(vm, class, part)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if vm.is_exception_class(wanted) && vm.is_exception_class(class) {
        let saved = (vm.thread.exception, vm.thread.traceback);
        let result = vm.is_subclass(class, wanted);
        if result.is_err() {
            // CPython prints what went wrong in __subclasscheck__ and takes it as no.
            vm.take_exception();
        }
        (vm.thread.exception, vm.thread.traceback) = saved;
        return Ok(result.unwrap_or(false));
    }
    Ok(class == wanted)
}

/// A call with keyword names, `*sequence` and `**mapping`: arguments holds the positional ones, then the keywords' values.
pub fn call_keywords(
    vm: &mut Vm,
    callable: Value,
    arguments: Ref<TupleObject>,
    names: Value,
    sequence: Value,
    mapping: Value,
) -> Result {
    let names: &[Value] = match names.bound() {
        Some(names) => Ref::<TupleObject>::of(names).items(),
        None => &[],
    };
    let positional = arguments.len() - names.len();
    let keywords = vm.new_dict();
    if let Some(mapping) = mapping.bound() {
        update_keywords(vm, keywords, mapping, callable)?;
    }
    for (i, &name) in names.iter().enumerate() {
        if vm.dict_get_str(keywords, Ref::of(name)).is_some() {
            let (f, name) = (display(vm, callable), Ref::<StrObject>::of(name).text());
            return Err(vm.type_error(&format!("{f} got multiple values for keyword argument '{name}'")));
        }
        vm.dict_set(keywords, name, arguments.get(positional + i))?;
    }
    let keywords = if keywords.is_empty() {
        Value::UNBOUND
    } else {
        keywords.value()
    };
    match sequence.bound() {
        None => vm.call_with_keywords(callable, &arguments.items()[..positional], keywords),
        Some(sequence) => {
            let list = if vm.is_kind(sequence, Kind::Tuple) || vm.is_kind(sequence, Kind::List) {
                let items = vm.items_of(sequence);
                vm.list(&arguments.items()[..positional]).pipe_extend(vm, items)?
            } else {
                let rest = match vm.list_from(sequence) {
                    Ok(rest) => rest,
                    Err(e) => {
                        let iterates = match vm.kind_of(sequence) {
                            Kind::OldInstance => {
                                let (iter, getitem) = (vm.names.__iter__, vm.names.__getitem__);
                                vm.has_special(sequence, iter)? || vm.has_special(sequence, getitem)?
                            }
                            _ => vm.has_special_iter(sequence),
                        };
                        if vm.exception_matches(Error::TypeError) && !iterates {
                            vm.take_exception();
                            let (f, name) = (display(vm, callable), vm.type_name(sequence));
                            return Err(vm.type_error(&format!("{f} argument after * must be an iterable, not {name}")));
                        }
                        return Err(e);
                    }
                };
                vm.list(&arguments.items()[..positional])
                    .pipe_extend(vm, rest.items())?
            };
            let all = vm.tuple(list.items());
            vm.call_with_keywords(callable, Ref::<TupleObject>::of(all).items(), keywords)
        }
    }
}

trait Extend {
    fn pipe_extend(self, vm: &mut Vm, items: &[Value]) -> Result<Ref<objspace::list::ListObject>>;
}

impl Extend for Value {
    fn pipe_extend(self, vm: &mut Vm, items: &[Value]) -> Result<Ref<objspace::list::ListObject>> {
        let list = Ref::of(self);
        for &item in items {
            vm.list_append(list, item)?;
        }
        Ok(list)
    }
}

/// What a callable is called in messages about its arguments.
fn display(vm: &mut Vm, callable: Value) -> String {
    match vm.kind_of(callable) {
        Kind::Function | Kind::NativeFunction | Kind::Method => format!("{}()", vm.callable_name(callable)),
        Kind::OldClass => format!("{} constructor", vm.class_display_name(callable)),
        Kind::OldInstance => format!("{} instance", vm.instance_display_name(callable)),
        _ => format!("{} object", vm.type_name(callable)),
    }
}

fn update_keywords(
    vm: &mut Vm,
    keywords: Ref<objspace::dict::DictObject>,
    mapping: Value,
    callable: Value,
) -> Result<()> {
    let keys = if vm.is_kind(mapping, Kind::Dict) {
        let list = vm.new_list(0)?;
        let dict = Ref::<objspace::dict::DictObject>::of(mapping);
        let mut position = 0;
        while let Some((entry, key, _)) = dict.next(position) {
            position = entry + 1;
            vm.list_append(list, key)?;
        }
        list
    } else {
        let name = vm.names.keys;
        match vm.getattr_optional(mapping, name)? {
            Some(keys) => {
                let keys = vm.call(keys, &[])?;
                vm.list_from(keys)?
            }
            None => {
                let (f, name) = (display(vm, callable), vm.type_name(mapping));
                return Err(vm.type_error(&format!("{f} argument after ** must be a mapping, not {name}")));
            }
        }
    };
    for i in 0..keys.len() {
        let key = keys.get(i);
        let v = vm.getitem(mapping, key)?;
        // dict() takes any key.
        let takes_all = callable == vm.type_of_kind(Kind::Dict).value();
        if !takes_all && !vm.is_kind(key, Kind::Str) && !vm.is_kind(key, Kind::Unicode) {
            let f = display(vm, callable);
            return Err(vm.type_error(&format!("{f} keywords must be strings")));
        }
        vm.dict_set(keywords, key, v)?;
    }
    Ok(())
}
