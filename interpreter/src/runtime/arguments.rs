//! Binding the arguments of a call to a function's parameters.

use objspace::code::{code_flags, CodeObject};
use objspace::dict::DictObject;
use objspace::function::FunctionObject;
use objspace::generator::GeneratorObject;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::{Ref, Storage};
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// Writes function and arguments to the registers at `base`. Gives how many registers behind register 0 are filled.
pub fn bind(
    vm: &mut Vm,
    function: Ref<FunctionObject>,
    arguments: &[Value],
    keywords: Value,
    base: *mut Value,
) -> Result<u16> {
    let code = function.code();
    let wanted = code.argument_count.get() as usize;
    let flags = code.flags.get();
    let (star, mapping) = (flags & code_flags::VARARGS != 0, flags & code_flags::VARKEYWORDS != 0);
    let set = |i: usize, v: Value| unsafe { *base.add(i) = v };
    let get = |i: usize| unsafe { *base.add(i) };
    set(0, function.value());
    let total = wanted + star as usize + mapping as usize;
    let taken = arguments.len().min(wanted);
    for (i, &v) in arguments[..taken].iter().enumerate() {
        set(1 + i, v);
    }
    for i in taken..total {
        set(1 + i, Value::UNBOUND);
    }
    let keyword_count = keywords.bound().map_or(0, |k| Ref::<DictObject>::of(k).len());
    if arguments.len() > wanted && !star {
        return Err(too_many(vm, function, arguments.len(), keyword_count));
    }
    if mapping {
        let dict = vm.new_dict();
        set(1 + wanted + star as usize, dict.value());
    }
    if star {
        let extra = vm.tuple(&arguments[taken..]);
        set(1 + wanted, extra);
    }
    if let Some(keywords) = keywords.bound() {
        let keywords = Ref::<DictObject>::of(keywords);
        let mut position = 0;
        while let Some((entry, key, v)) = keywords.next(position) {
            position = entry + 1;
            match parameter(vm, code, key, wanted) {
                Some(i) => {
                    if !get(1 + i).is_unbound() {
                        let name = name_of(function);
                        let key = vm.keyword_text(key)?;
                        return Err(
                            vm.type_error(&format!("{name}() got multiple values for keyword argument '{key}'"))
                        );
                    }
                    set(1 + i, v);
                }
                None if mapping => {
                    let dict = Ref::<DictObject>::of(get(1 + wanted + star as usize));
                    vm.dict_set(dict, key, v)?;
                }
                None => {
                    let name = name_of(function);
                    let key = vm.keyword_text(key)?;
                    return Err(vm.type_error(&format!("{name}() got an unexpected keyword argument '{key}'")));
                }
            }
        }
    }
    if taken < wanted {
        let defaults = function.defaults.get();
        let defaults: &[Value] = if vm.is_kind(defaults, Kind::Tuple) {
            Ref::<TupleObject>::of(defaults).items()
        } else {
            &[]
        };
        let first_default = wanted - defaults.len().min(wanted);
        for i in taken..wanted {
            if !get(1 + i).is_unbound() {
                continue;
            }
            if i >= first_default {
                set(1 + i, defaults[defaults.len() - (wanted - i)]);
            } else {
                let given = (0..wanted).filter(|&i| !get(1 + i).is_unbound()).count();
                return Err(too_few(
                    vm,
                    function,
                    given.min(arguments.len() + keyword_count),
                    first_default,
                ));
            }
        }
    }
    Ok(total as u16)
}

/// The parameter that a keyword names.
fn parameter(vm: &Vm, code: Ref<CodeObject>, key: Value, wanted: usize) -> Option<usize> {
    let names = code.varnames.of::<TupleObject>();
    let key_bytes = match vm.is_kind(key, Kind::Unicode) {
        true => Ref::<UnicodeObject>::of(key).bytes(),
        false => Ref::<StrObject>::of(key).bytes(),
    };
    names.items()[..wanted]
        .iter()
        .position(|&name| name == key || Ref::<StrObject>::of(name).bytes() == key_bytes)
}

fn name_of(function: Ref<FunctionObject>) -> String {
    function.code().name.of::<StrObject>().text().into_owned()
}

fn plural(n: usize) -> &'static str {
    if n == 1 {
        ""
    } else {
        "s"
    }
}

fn default_count(vm: &Vm, function: Ref<FunctionObject>) -> usize {
    let defaults = function.defaults.get();
    if vm.is_kind(defaults, Kind::Tuple) {
        Ref::<TupleObject>::of(defaults).len()
    } else {
        0
    }
}

fn too_many(vm: &mut Vm, function: Ref<FunctionObject>, given: usize, keywords: usize) -> jit::Exception {
    let wanted = function.code().argument_count.get() as usize;
    let name = name_of(function);
    let given = given + keywords;
    if wanted == 0 {
        return vm.type_error(&format!("{name}() takes no arguments ({given} given)"));
    }
    let how = if default_count(vm, function) > 0 {
        "at most"
    } else {
        "exactly"
    };
    vm.type_error(&format!(
        "{name}() takes {how} {wanted} argument{} ({given} given)",
        plural(wanted)
    ))
}

fn too_few(vm: &mut Vm, function: Ref<FunctionObject>, given: usize, required: usize) -> jit::Exception {
    let code = function.code();
    let name = name_of(function);
    let flexible = code.has_flags(code_flags::VARARGS) || default_count(vm, function) > 0;
    let how = if flexible { "at least" } else { "exactly" };
    vm.type_error(&format!(
        "{name}() takes {how} {required} argument{} ({given} given)",
        plural(required)
    ))
}

/// A generator of `code` whose registers are those at `base`; `count` of them behind register 0 are arguments.
pub fn generator(vm: &mut Vm, code: Ref<CodeObject>, base: *mut Value, count: u16) -> Result<Ref<GeneratorObject>> {
    let registers = vm.new_words(code.register_count.get() as usize)?;
    for i in 0..=count as usize {
        Ref::<Storage>::init(registers, i, unsafe { *base.add(i) });
    }
    if let Some(register) = code.namespace_register() {
        let namespace = vm.new_dict();
        Ref::<Storage>::init(registers, register, namespace.value());
    }
    vm.heap.log_object(registers.pointer());
    let p = vm.heap.allocate(Kind::Generator.body_size(), Kind::Generator.map());
    let g = unsafe { Ref::<GeneratorObject>::from_pointer(p) };
    g.function.init(unsafe { *base });
    g.code.init(code.value());
    g.registers.init(registers.value());
    g.pc.set(code.words.get());
    Ok(g)
}
