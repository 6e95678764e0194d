//! The helpers of the semantics: complete operations that are not looked into.

use crate::runtime::{exceptions as raising, import, namespace, print};
use jit::memory::{Content, Field, Region};
use jit::Effects;
use objspace::class::TypeObject;
use objspace::code::{code_flags, CodeObject};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::function::FunctionObject;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::object::Ref;
use objspace::protocols::arithmetic::Operator;
use objspace::protocols::compare::Comparison;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub const STR_LENGTH: Field = Field::immutable(16, Content::Word, Region::Other);
pub const DICT_USED: Field = Field::new(8, Content::Word, Region::Dict);

const ANY: Effects = Effects::RUNS_LANGUAGE;
const WRITES_DICT: Effects = Effects::READ_DICT
    .and(Effects::WRITE_DICT)
    .and(Effects::ALLOCATES)
    .and(Effects::RAISES);
const RAISES: Effects = Effects::RAISES.and(Effects::ALLOCATES).and(Effects::WRITE_OTHER);

/// Arguments are positional only and all there: a frame can be pushed without looking at them.
#[inline(always)]
pub fn is_simple(code: Ref<CodeObject>) -> bool {
    code.flags.get() & (code_flags::VARARGS | code_flags::VARKEYWORDS | code_flags::GENERATOR | code_flags::OPTIMIZED)
        == code_flags::OPTIMIZED
}

/// Registers behind the arguments that the caller fills: `*args` and `**names`.
#[inline(always)]
pub fn star_arguments(code: Ref<CodeObject>) -> u16 {
    let flags = code.flags.get();
    (flags & code_flags::VARARGS != 0) as u16 + (flags & code_flags::VARKEYWORDS != 0) as u16
}

/// How to make instances of a class whose `__new__` is object's.
pub struct Construction {
    pub map: u32,
    pub size: u32,
}

/// The plan for `Class(...)`; None where type.__call__ has more to do.
pub fn construction(vm: &mut Vm, class: Ref<TypeObject>) -> Option<Construction> {
    if class.kind.get() != Kind::Object
        || !class.heap_type.get()
        || class.has_finalizer.get()
        || class.abstract_methods.get()
        || vm.class_of(class.value()) != vm.type_of_kind(Kind::Type)
    {
        return None;
    }
    let name = vm.names.__new__;
    let object = vm.type_of_kind(Kind::Object);
    if vm.lookup(class, name) != vm.lookup(object, name) {
        return None;
    }
    let map = vm.instance_map_of(class);
    let size = 8 + vm.map(map).capacity as u32 * 8;
    (size as usize <= objspace::heap::MAX_SMALL).then_some(Construction { map, size })
}

/// The plan for calling an old-style class; None where its instances have finalizers.
pub fn old_construction(vm: &mut Vm, class: Value) -> Option<Construction> {
    let map = vm.old_instance_map(Ref::of(class));
    let size = (Kind::OldInstance.body_size() + vm.map(map).capacity as usize * 8) as u32;
    (size as usize <= objspace::heap::MAX_SMALL).then_some(Construction { map, size })
}

/// Whether `__init__` is object's own.
pub fn is_default_init(vm: &mut Vm, init: Value) -> bool {
    let (object, name) = (vm.type_of_kind(Kind::Object), vm.names.__init__);
    vm.lookup(object, name) == Some(init)
}

fn operator(number: i64) -> (Operator, bool) {
    (Operator::ALL[(number & 0xff) as usize], number >> 8 != 0)
}

pub fn comparison(number: i64) -> Comparison {
    [
        Comparison::Less,
        Comparison::LessEqual,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Greater,
        Comparison::GreaterEqual,
    ][number as usize]
}

extern "C" fn power(a: f64, b: f64) -> f64 {
    a.powf(b)
}

/// `a ** b` of floats.
pub static POWER: jit::Helper = jit::Helper::new(
    "power",
    power as *const u8,
    &[jit::ir::Kind::Float, jit::ir::Kind::Float],
    jit::ir::Kind::Float,
    Effects::PURE,
)
.leaf();

objspace::helpers! {
    UNBOUND_LOCAL = unbound_local(vm, register: I) -> N [RAISES] { raising::unbound_local(vm, register as usize) }
    EMPTY_CELL = empty_cell(vm, index: I) -> N [RAISES] { raising::empty_cell(vm, index as usize) }

    STORE_GLOBAL = store_global(vm, function: V, name: V, v: V) -> N [ANY] {
        let globals = Ref::<FunctionObject>::of(function).globals();
        vm.dict_set_str(globals, Ref::of(name), v);
        Ok(())
    }
    DELETE_GLOBAL = delete_global(vm, function: V, name: V) -> N [ANY] {
        let globals = Ref::<FunctionObject>::of(function).globals();
        match vm.dict_delete_str(globals, Ref::of(name)) {
            Some(_) => Ok(()),
            None => Err(raising::undefined_name(vm, Ref::of(name), true)),
        }
    }
    LOAD_NAME = load_name(vm, function: V, namespace: V, name: V) -> V [ANY] { namespace::load(vm, function, namespace, Ref::of(name)) }
    STORE_NAME = store_name(vm, namespace: V, name: V, v: V) -> N [ANY] { namespace::store(vm, namespace, Ref::of(name), v) }
    DELETE_NAME = delete_name(vm, namespace: V, name: V) -> N [ANY] { namespace::delete(vm, namespace, Ref::of(name)) }

    GETATTR = getattr(vm, v: V, name: V) -> V [ANY] { vm.getattr(v, Ref::of(name)) }
    SETATTR = setattr(vm, object: V, name: V, v: V) -> N [ANY] { vm.setattr(object, Ref::of(name), v) }
    LOAD_SPECIAL = load_special(vm, v: V, which: I) -> V [ANY] {
        let name = if which == 0 { vm.names.__enter__ } else { vm.names.__exit__ };
        if vm.kind_of(v) == Kind::OldInstance {
            return match vm.old_instance_special(v, name)? {
                Some(method) => Ok(method),
                None => {
                    let (class, text) = (vm.instance_display_name(v), name.text());
                    Err(vm.raise(Error::AttributeError, &format!("{class} instance has no attribute '{text}'")))
                }
            };
        }
        let class = vm.class_of(v);
        match vm.lookup(class, name) {
            Some(method) => vm.bind(method, v, class),
            None => Err(vm.raise_with(Error::AttributeError, &[name.value()])),
        }
    }

    GETITEM = getitem(vm, v: V, index: V) -> V [ANY] { vm.getitem(v, index) }
    SETITEM = setitem(vm, object: V, index: V, v: V) -> N [ANY] { vm.setitem(object, index, v) }
    DELITEM = delitem(vm, object: V, index: V) -> N [ANY] { vm.delitem(object, index) }
    NO_KEY = no_key(vm, key: V) -> V [RAISES] { Err(vm.raise_with(Error::KeyError, &[key])) }
    DICT_DELITEM = dict_delitem(vm, dict: V, key: V) -> N [WRITES_DICT] { vm.delitem(dict, key) }
    /// Dict displays: any key.
    DICT_STORE = dict_store(vm, dict: V, key: V, v: V) -> N [ANY] { vm.dict_set(Ref::of(dict), key, v) }
    CONTAINS = contains(vm, container: V, item: V, negate: I) -> V [ANY] {
        let found = vm.contains(container, item)?;
        Ok(Value::bool(found != (negate != 0)))
    }
    STR_ITEM = str_item(vm, s: V, index: V) -> V [RAISES] {
        let s = Ref::<StrObject>::of(s);
        let i = index.as_integer();
        let i = if i < 0 { i + s.len() as i64 } else { i };
        if i < 0 || i >= s.len() as i64 {
            return Err(vm.raise(Error::IndexError, "string index out of range"));
        }
        Ok(vm.char_str(s.bytes()[i as usize]))
    }
    STR_EQUAL = str_equal(vm, a: V, b: V) -> I [Effects::READ_OTHER] {
        let (s, t) = (Ref::<StrObject>::of(a), Ref::<StrObject>::of(b));
        Ok((a == b || (s.len() == t.len() && s.bytes() == t.bytes())) as i64)
    }
    GETSLICE = getslice(vm, v: V, start: V, stop: V) -> V [ANY] { vm.getslice(v, start, stop) }
    SETSLICE = setslice(vm, object: V, start: V, stop: V, v: V) -> N [ANY] { vm.setslice(object, start, stop, v) }

    BINARY = binary(vm, a: V, b: V, number: I) -> V [ANY] {
        match operator(number) {
            (Operator::Add, _) if vm.is_exact(a, Kind::Str) && vm.is_exact(b, Kind::Str) => vm.concatenate(Ref::of(a), Ref::of(b)),
            (op, false) => vm.binary(op, a, b),
            (op, true) => vm.binary_inplace(op, a, b),
        }
    }
    BINARY_AFTER_LEFT = binary_after_left(vm, a: V, b: V, number: I) -> V [ANY] {
        let (op, inplace) = operator(number);
        vm.binary_after_left(op, a, b, inplace)
    }
    UNSUPPORTED = unsupported(vm, a: V, b: V, number: I) -> V [ANY] {
        let (op, inplace) = operator(number);
        Err(vm.unsupported_operands(op, a, b, inplace))
    }
    NEGATIVE = negative(vm, v: V) -> V [ANY] { let name = vm.names.__neg__; vm.unary(v, name, "unary -") }
    POSITIVE = positive(vm, v: V) -> V [ANY] { let name = vm.names.__pos__; vm.unary(v, name, "unary +") }
    INVERT = invert(vm, v: V) -> V [ANY] { let name = vm.names.__invert__; vm.unary(v, name, "unary ~") }
    REPR = repr(vm, v: V) -> V [ANY] { Ok(vm.repr(v)?.value()) }
    NOT = not(vm, v: V) -> V [ANY] { Ok(Value::bool(!vm.truth(v)?)) }
    TRUTH = truth(vm, v: V) -> V [ANY] { Ok(Value::bool(vm.truth(v)?)) }
    NONZERO_RESULT = nonzero_result(vm, v: V, result: V) -> V [ANY] { Ok(Value::bool(vm.nonzero_result(v, result)?)) }
    COMPARE = compare(vm, a: V, b: V, number: I) -> V [ANY] { vm.compare(comparison(number), a, b) }
    COMPARE_AFTER_LEFT = compare_after_left(vm, a: V, b: V, number: I) -> V [ANY] { vm.compare_after_left(comparison(number), a, b) }
    COMPARE_TRUTH = compare_truth(vm, a: V, b: V, number: I) -> V [ANY] { Ok(Value::bool(vm.compare_truth(comparison(number), a, b)?)) }
    COMPARE_TRUTH_AFTER_LEFT = compare_truth_after_left(vm, result: V, a: V, b: V, number: I) -> V [ANY] {
        let result = if result == Value::NOT_IMPLEMENTED { vm.compare_after_left(comparison(number), a, b)? } else { result };
        Ok(Value::bool(vm.truth(result)?))
    }

    ITER = iter(vm, v: V) -> V [ANY] { vm.iter(v) }
    CHECK_ITERATOR = check_iterator(vm, v: V) -> V [ANY] {
        if vm.is_iterator(v) {
            return Ok(v);
        }
        let name = vm.type_name(v);
        Err(vm.type_error(&format!("iter() returned non-iterator of type '{name}'")))
    }
    /// The mark of the end for a waiting StopIteration, which is over; another exception goes on.
    END_LOOP = end_loop(vm, iterator: V) -> V [Effects::WRITE_OTHER.and(Effects::RAISES)] {
        if crate::runtime::run::is_end(vm, iterator) {
            vm.take_exception();
            return Ok(Value::END);
        }
        Err(jit::Exception)
    }
    STOP_ITERATION = stop_iteration(vm) -> N [RAISES] { Err(vm.raise_with(Error::StopIteration, &[])) }
    NEXT = next(vm, iterator: V) -> V [ANY] { Ok(vm.next(iterator)?.unwrap_or(Value::END)) }
    UNPACK = unpack(vm, v: V, count: I) -> V [ANY] { raising::unpack(vm, v, count as usize) }
    LIST_APPEND = list_append(vm, list: V, v: V) -> N [Effects::READ_LIST.and(Effects::WRITE_LIST).and(Effects::ALLOCATES).and(Effects::RAISES)] {
        vm.list_append(Ref::<ListObject>::of(list), v)
    }
    LIST_FROM_TUPLE = list_from_tuple(vm, tuple: V) -> V [Effects::ALLOCATES] { Ok(vm.list(Ref::<TupleObject>::of(tuple).items())) }
    TUPLE_FROM_LIST = tuple_from_list(vm, list: V) -> V [Effects::ALLOCATES.and(Effects::READ_LIST)] { Ok(vm.tuple(Ref::<ListObject>::of(list).items())) }
    BUILD_SET = build_set(vm, tuple: V) -> V [ANY] {
        let class = vm.type_of_kind(Kind::Set).value();
        vm.call(class, &[tuple])
    }
    SET_ADD = set_add(vm, set: V, v: V) -> N [ANY] {
        let dict = Ref::<objspace::types::set::SetObject>::of(set).dict.of::<DictObject>();
        vm.dict_set(dict, v, Value::NONE)
    }
    BUILD_FROM_REGISTERS = build_from_registers(vm, first: I, count: I, kind: I) -> V [ANY] {
        let frame = unsafe { &*vm.thread.frame };
        let items = unsafe { std::slice::from_raw_parts(frame.base.add(first as usize), count as usize) };
        match kind {
            0 => {
                let tuple = vm.new_tuple(items.len())?;
                for (i, &v) in items.iter().enumerate() {
                    vm.tuple_put(tuple, i, v);
                }
                Ok(tuple.value())
            }
            1 => Ok(vm.list(items)),
            _ => {
                let list = vm.list(items);
                let class = vm.type_of_kind(Kind::Set).value();
                vm.call(class, &[list])
            }
        }
    }

    CALL_0 = call_0(vm, f: V) -> V [ANY] { vm.call(f, &[]) }
    CALL_1 = call_1(vm, f: V, a: V) -> V [ANY] { vm.call(f, &[a]) }
    CALL_2 = call_2(vm, f: V, a: V, b: V) -> V [ANY] { vm.call(f, &[a, b]) }
    CALL_3 = call_3(vm, f: V, a: V, b: V, c: V) -> V [ANY] { vm.call(f, &[a, b, c]) }
    CALL_TUPLE = call_tuple(vm, f: V, arguments: V, keywords: V) -> V [ANY] {
        vm.call_with_keywords(f, Ref::<TupleObject>::of(arguments).items(), keywords)
    }
    CALL_KEYWORDS = call_keywords(vm, f: V, arguments: V, names: V) -> V [ANY] {
        raising::call_keywords(vm, f, Ref::of(arguments), names, Value::UNBOUND, Value::UNBOUND)
    }
    CALL_STAR = call_star(vm, f: V, arguments: V, names: V, sequence: V, mapping: V) -> V [ANY] {
        raising::call_keywords(vm, f, Ref::of(arguments), names, sequence, mapping)
    }
    BAD_INIT = bad_init(vm, instance: V, v: V) -> N [RAISES] {
        if vm.kind_of(instance) == Kind::OldInstance {
            return Err(vm.type_error("__init__() should return None"));
        }
        let name = vm.type_name(v);
        Err(vm.type_error(&format!("__init__() should return None, not '{name}'")))
    }
    MAKE_FUNCTION = make_function(vm, function: V, code: V, defaults: V, closure: V) -> V [Effects::ALLOCATES] {
        let globals = Ref::<FunctionObject>::of(function).globals();
        Ok(vm.new_function(Ref::of(code), globals, defaults, closure).value())
    }
    BUILD_CLASS = build_class(vm, function: V, name: V, bases: V, dict: V) -> V [ANY] {
        let globals = Ref::<FunctionObject>::of(function).globals();
        namespace::build_class(vm, globals, name, bases, Ref::of(dict))
    }

    // Again for the same generator it does nothing.
    CLOSE_WHEN_DEAD = close_when_dead(vm, generator: V) -> N [Effects::WRITE_OTHER] {
        vm.heap.register_finalizer(generator.pointer());
        Ok(())
    }
    RAISE = raise(vm, class: V, value: V, traceback: V) -> N [ANY] { raising::raise(vm, class, value, traceback) }
    /// The waiting exception, of a new-style class, is handled; its traceback.
    TAKE_TRACEBACK = take_traceback(vm) -> V [Effects::WRITE_OTHER] {
        let (_, traceback) = vm.take_exception();
        Ok(traceback.bound().unwrap_or(Value::NONE))
    }
    CATCH = catch(vm) -> V [Effects::ALLOCATES.and(Effects::WRITE_OTHER).and(Effects::RAISES)] { raising::catch(vm) }
    ADD_TRACEBACK = add_traceback(vm, function: V, position: I, registers: V) -> N [Effects::ALLOCATES.and(Effects::WRITE_OTHER)] {
        vm.add_traceback_of(Ref::of(function), position as *const u64, registers);
        Ok(())
    }
    RERAISE = reraise(vm, value: V, traceback: V) -> N [ANY] { Err(vm.raise_instance(value, traceback)) }
    EXCEPTION_MATCHES = exception_matches(vm, class: V, wanted: V) -> V [ANY] {
        Ok(Value::bool(raising::matches(vm, class, wanted)?))
    }

    PRINT_ITEM = print_item(vm, v: V, stream: V) -> N [ANY] { print::item(vm, v, stream) }
    PRINT_NEWLINE = print_newline(vm, stream: V) -> N [ANY] { print::newline(vm, stream) }
    PRINT_EXPRESSION = print_expression(vm, v: V) -> N [ANY] { print::expression(vm, v) }
    EXEC = exec(vm, code: V, globals: V, locals: V) -> N [ANY] { namespace::exec(vm, code, globals, locals) }
    IMPORT_NAME = import_name(vm, name: V, level: V, list: V) -> V [ANY] { import::import_name(vm, Ref::of(name), level, list) }
    IMPORT_FROM = import_from(vm, module: V, name: V) -> V [ANY] { import::import_from(vm, module, Ref::of(name)) }
    IMPORT_STAR = import_star(vm, module: V) -> N [ANY] { import::import_star(vm, module) }
}
