//! The Pickler: an object that keeps its memo from one pickle to the next.

use super::super::{error, memo_argument, PICKLING_ERROR};
use super::{protocol, writer, Saver, State};
use crate::modules::support::{keep_type, kept_type};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{function, getter, named, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;
use std::collections::HashMap;

#[repr(C)]
struct PicklerObject {
    header: Header,
    /// The file's `write`; unbound: the pickle is asked for by `getvalue`.
    write: Field,
    persistent: Field,
    instance_persistent: Field,
    pickling_error: Field,
    /// The objects of the memo, a list.
    kept: Field,
    protocol: Cell<i64>,
    binary: Cell<i64>,
    fast: Cell<i64>,
    state: Cell<*mut State>,
}

static PICKLER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Objects that know how to pickle objects\n",
    new: None,
    methods: &[
        named(
            "dump",
            1,
            &["obj", "get"],
            pickler_dump,
            "dump(object) -- Writes the pickle of an object to the file",
        ),
        function(
            "clear_memo",
            0,
            0,
            clear_memo,
            "clear_memo() -- Clear the picklers memo",
        ),
        function(
            "getvalue",
            0,
            1,
            get_value,
            "getvalue() -- Finish picking a list-based pickle",
        ),
        getter("persistent_id", get_persistent, "").setting(|vm, a| set_field(vm, a, |p| &p.persistent)),
        getter(
            "inst_persistent_id",
            |vm, _| {
                Err(vm.raise(
                    Error::AttributeError,
                    "attribute 'inst_persistent_id' of 'cPickle.Pickler' objects is not readable",
                ))
            },
            "",
        )
        .setting(|vm, a| set_field(vm, a, |p| &p.instance_persistent)),
        getter("memo", get_memo, "").setting(set_memo),
        getter("PicklingError", |_, a| Ok(this(a).pickling_error.get()), "")
            .setting(|vm, a| set_field(vm, a, |p| &p.pickling_error)),
        getter("binary", |vm, a| Ok(vm.int(this(a).binary.get())), "")
            .member()
            .setting(|vm, a| set_number(vm, a, |p| &p.binary)),
        getter("fast", |vm, a| Ok(vm.int(this(a).fast.get())), "")
            .member()
            .setting(|vm, a| set_number(vm, a, |p| &p.fast)),
    ],
    subclassable: false,
};

const KEY: &str = "cPickle.Pickler";

pub fn initialize(vm: &mut Vm) {
    let size = std::mem::size_of::<PicklerObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 5), &PICKLER);
    keep_type(vm, KEY, class);
}

fn this(arguments: &[Value]) -> Ref<PicklerObject> {
    Ref::of(arguments[0])
}

fn set_field(vm: &mut Vm, arguments: &[Value], field: fn(&PicklerObject) -> &Field) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    this(arguments).set(vm, field, arguments[1]);
    Ok(Value::NONE)
}

fn set_number(vm: &mut Vm, arguments: &[Value], field: fn(&PicklerObject) -> &Cell<i64>) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    let number = vm.argument_i64(arguments[1])?;
    field(&this(arguments)).set(number as i32 as i64);
    Ok(Value::NONE)
}

fn get_persistent(vm: &mut Vm, arguments: &[Value]) -> Result {
    match this(arguments).persistent.get().bound() {
        Some(function) => Ok(function),
        None => Err(vm.raise(Error::AttributeError, "persistent_id")),
    }
}

pub fn new_pickler(vm: &mut Vm, arguments: &[Value]) -> Result {
    // A first argument that is a number is the protocol: the pickler has no file then.
    let (file, number) = match (arguments[0].bound(), arguments[1].bound()) {
        (Some(first), None) if vm.is_index(first) => (Value::UNBOUND, first),
        _ => (arguments[0], arguments[1]),
    };
    let protocol = protocol(vm, number)?;
    let write = match file.bound() {
        Some(file) if !file.is_none() => writer(vm, file)?,
        _ => Value::UNBOUND,
    };
    let class = kept_type(vm, KEY);
    let object = vm.new_instance(class)?;
    let pickler = Ref::<PicklerObject>::of(object);
    pickler.state.set(Box::into_raw(Box::default()));
    vm.heap.register_native_drop(object.pointer(), |p| unsafe {
        drop(Box::from_raw((*(p as *const PicklerObject)).state.get()));
    });
    pickler.protocol.set(protocol);
    pickler.binary.set((protocol > 0) as i64);
    pickler.set(vm, |p| &p.write, write);
    let kept = vm.new_list(0)?.value();
    pickler.set(vm, |p| &p.kept, kept);
    let error = kept_type(vm, PICKLING_ERROR).value();
    pickler.set(vm, |p| &p.pickling_error, error);
    Ok(object)
}

/// The state of a pickler. Taken out while it runs, so that what it calls finds an empty one.
fn state(pickler: Ref<PicklerObject>) -> &'static mut State {
    unsafe { &mut *pickler.state.get() }
}

fn pickler_dump(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    let get = match arguments[2].bound() {
        Some(v) => vm.argument_i64(v)? != 0,
        None => false,
    };
    let mut saver = Saver {
        state: std::mem::take(state(pickler)),
        kept: pickler.kept.of(),
        write: pickler.write.get(),
        persistent: pickler.persistent.get(),
        instance_persistent: pickler.instance_persistent.get(),
        protocol: pickler.protocol.get(),
        binary: pickler.binary.get() != 0,
        fast: pickler.fast.get() != 0,
        fast_depth: 0,
        fast_inside: Vec::new(),
        is_list: pickler.write.get().is_unbound(),
    };
    let mut result = saver.dump(vm, arguments[1]);
    if result.is_ok() {
        result = saver.flush(vm);
    }
    *state(pickler) = saver.state;
    result?;
    if get {
        return get_value(vm, &arguments[..1]);
    }
    Ok(arguments[0])
}

fn clear_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    state(pickler).numbers.clear();
    vm.list_clear(pickler.kept.of());
    Ok(Value::NONE)
}

fn get_value(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    let clear = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)? != 0,
        None => true,
    };
    if !pickler.write.get().is_unbound() {
        return Err(error(
            vm,
            PICKLING_ERROR,
            "Attempt to getvalue() a non-list-based pickler",
        ));
    }
    let state = state(pickler);
    let mut out = Vec::with_capacity(state.out.len());
    let mut copied = 0;
    for &(offset, number) in &state.puts {
        out.extend(&state.out[copied..offset]);
        copied = offset;
        if !state.gets.contains(&number) {
            copied += if number < 256 { 2 } else { 5 };
        }
    }
    out.extend(&state.out[copied..]);
    if clear {
        *state = State::default();
        vm.list_clear(pickler.kept.of());
    }
    Ok(vm.str(&out))
}

fn get_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let kept = this(arguments).kept.of::<ListObject>();
    let memo = vm.new_dict();
    for i in 0..kept.len() {
        let entry = vm.tuple(&[Value::integer(i as i64 + 1), kept.get(i)]);
        let key = kept.get(i).0 as i64;
        let key = vm.int(key);
        vm.dict_set(memo, key, entry)?;
    }
    Ok(memo.value())
}

/// Takes a memo as `memo` gives it, or another pickler's.
fn set_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let memo = memo_argument(vm, arguments[1])?;
    let kept = vm.new_list(memo.len())?;
    let mut numbers: HashMap<u64, u32, ahash::RandomState> = HashMap::default();
    for _ in 0..memo.len() {
        vm.list_append(kept, Value::NONE)?;
    }
    for (_, entry) in memo.pairs() {
        let pair = vm.items_of(entry);
        let number = pair.first().and_then(|&v| vm.as_int(v));
        match (number, pair.get(1)) {
            (Some(number), Some(&v)) if number >= 1 && number as usize <= kept.len() => {
                vm.list_put(kept, number as usize - 1, v);
                numbers.insert(v.0, number as u32);
            }
            _ => return Err(vm.type_error("memo must be a dictionary")),
        }
    }
    state(this(arguments)).numbers = numbers;
    this(arguments).set(vm, |p| &p.kept, kept.value());
    Ok(Value::NONE)
}
