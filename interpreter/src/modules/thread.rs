//! `thread`: starting threads, locks, and data of a thread of its own.

use super::support::{keep_type, kept_type};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, special, special_variadic, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "thread",
    doc: "Threads and locks, the base of the module threading,\nwhich is easier to use.",
    functions: FUNCTIONS,
    initialize,
};

#[repr(C)]
struct LockObject {
    header: Header,
    /// Read and written under the global lock.
    locked: Cell<bool>,
    /// Threads that wait for it.
    waiting: Cell<u32>,
}

/// An object whose attributes each thread has for itself.
#[repr(C)]
struct LocalObject {
    header: Header,
    /// What it was made with, for `__init__` in every thread that uses it.
    arguments: Field,
    keywords: Field,
    /// The threads' attributes: a dict of dicts by identity.
    dicts: Field,
}

static FUNCTIONS: &[Native] = &[
    function("start_new_thread", 2, 3, start, "start_new_thread(function, args[, kwargs]) -> integer\n\nStarts a thread that calls the function and gives its identity."),
    function("start_new", 2, 3, start, "start_new_thread(function, args[, kwargs]) -> integer"),
    function("allocate_lock", 0, 0, new_lock, "allocate_lock() -> lock object"),
    function("allocate", 0, 0, new_lock, "allocate_lock() -> lock object"),
    function(
        "get_ident",
        0,
        0,
        |vm, _| Ok(vm.int(unsafe { libc::pthread_self() } as i64)),
        "get_ident() -> integer\n\nA number that no other thread alive has.",
    ),
    function(
        "_count",
        0,
        0,
        |vm, _| Ok(vm.int(vm.threads.len() as i64 - 1)),
        "_count() -> integer\n\nHow many threads were started and have not ended.",
    ),
    function(
        "exit",
        0,
        0,
        |vm, _| Err(vm.raise_with(Error::SystemExit, &[])),
        "exit()\n\nEnds the thread: raises SystemExit.",
    ),
    function(
        "exit_thread",
        0,
        0,
        |vm, _| Err(vm.raise_with(Error::SystemExit, &[])),
        "exit()\n\nEnds the thread: raises SystemExit.",
    ),
    function(
        "interrupt_main",
        0,
        0,
        |_, _| {
            crate::signals::note(libc::SIGINT);
            Ok(Value::NONE)
        },
        "interrupt_main()\n\nHas KeyboardInterrupt raised in the main thread.",
    ),
    function("stack_size", 0, 1, stack_size, "stack_size([size]) -> size"),
];

static LOCK: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "A lock, which one thread at a time can hold.",
    new: None,
    methods: LOCK_METHODS,
    subclassable: false,
};

static LOCK_METHODS: &[Native] = &[
    function(
        "acquire",
        0,
        1,
        acquire,
        "acquire([wait]) -> bool\n\nLocks the lock; without waiting if the argument is false.",
    ),
    function("acquire_lock", 0, 1, acquire, "acquire([wait]) -> bool"),
    function(
        "release",
        0,
        0,
        release,
        "release()\n\nUnlocks the lock, which must be locked.",
    ),
    function("release_lock", 0, 0, release, "release()"),
    function(
        "locked",
        0,
        0,
        |_, a| Ok(this(a).locked.get().into()),
        "locked() -> bool",
    ),
    function(
        "locked_lock",
        0,
        0,
        |_, a| Ok(this(a).locked.get().into()),
        "locked() -> bool",
    ),
    special("__enter__", 0, 0, acquire, "acquire()"),
    special_variadic("__exit__", release, "release()"),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let class = vm.new_native_type("thread.lock", 16, Layout::raw(), &LOCK);
    class.has_weakrefs.set(true);
    keep_type(vm, "thread.lock", class);
    vm.module_set(module, "LockType", class.value());
    let size = size_of::<LocalObject>() as u32;
    let local = vm.new_native_type("thread._local", size, Layout::fixed_words(1, 3), &LOCAL);
    local.has_weakrefs.set(true);
    vm.module_set(module, "_local", local.value());
    let base = vm.error_class(Error::Exception);
    let error = vm.new_exception_class("thread.error", base, "");
    keep_type(vm, "thread.error", error);
    vm.module_set(module, "error", error.value());
    Ok(())
}

fn start(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_callable(arguments[0])? {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !vm.is_kind(arguments[1], Kind::Tuple) {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    let keywords = arguments.get(2).copied().unwrap_or(Value::UNBOUND);
    if !keywords.is_unbound() && !vm.is_kind(keywords, Kind::Dict) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    match crate::threads::start(vm, arguments[0], arguments[1], keywords) {
        Some(identity) => Ok(vm.int(identity as i64)),
        None => Err(thread_error(vm, "can't start new thread")),
    }
}

fn thread_error(vm: &mut Vm, message: &str) -> jit::Exception {
    let class = kept_type(vm, "thread.error");
    let message = vm.str(message.as_bytes());
    match vm.call(class.value(), &[message]) {
        Ok(error) => vm.raise_instance(error, Value::UNBOUND),
        Err(e) => e,
    }
}

fn stack_size(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(&size) = arguments.first() else {
        return Ok(vm.int(crate::threads::stack_size() as i64));
    };
    let size = vm.argument_i64(size)?;
    if size < 0 {
        return Err(vm.value_error("size must be 0 or a positive value"));
    }
    if size != 0 && size < 32768 {
        return Err(vm.value_error(&format!("size not valid: {size} bytes")));
    }
    Ok(vm.int(crate::threads::set_stack_size(size as usize) as i64))
}

// --- locks

fn this(arguments: &[Value]) -> Ref<LockObject> {
    Ref::of(arguments[0])
}

fn new_lock(vm: &mut Vm, _: &[Value]) -> Result {
    let class = kept_type(vm, "thread.lock");
    vm.new_instance(class)
}

fn acquire(vm: &mut Vm, arguments: &[Value]) -> Result {
    let lock = this(arguments);
    let wait = match arguments.get(1) {
        Some(&wait) => vm.argument_i64(wait)? != 0,
        None => true,
    };
    while lock.locked.get() {
        if !wait {
            return Ok(Value::FALSE);
        }
        lock.waiting.set(lock.waiting.get() + 1);
        vm.wait_at(lock.pointer() as usize);
        lock.waiting.set(lock.waiting.get() - 1);
    }
    lock.locked.set(true);
    Ok(Value::TRUE)
}

fn release(vm: &mut Vm, arguments: &[Value]) -> Result {
    let lock = this(arguments);
    if !lock.locked.get() {
        return Err(thread_error(vm, "release unlocked lock"));
    }
    lock.locked.set(false);
    if lock.waiting.get() > 0 {
        vm.wake(lock.pointer() as usize);
    }
    Ok(Value::NONE)
}

// --- data of threads

static LOCAL: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Thread-local data",
    new: Some(new_local),
    methods: &[
        special(
            "__getattribute__",
            1,
            1,
            get_local,
            "x.__getattribute__('name') <==> x.name",
        ),
        special(
            "__setattr__",
            2,
            2,
            set_local,
            "x.__setattr__('name', value) <==> x.name = value",
        ),
        special(
            "__delattr__",
            1,
            1,
            delete_local,
            "x.__delattr__('name') <==> del x.name",
        ),
        getter(
            "__dict__",
            |vm, a| Ok(local_dict(vm, a[0])?.value()),
            "Local-data dictionary",
        ),
    ],
    subclassable: true,
};

fn new_local(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (&class, &keywords) = (&arguments[0], &arguments[arguments.len() - 1]);
    let positional = vm.tuple(&arguments[1..arguments.len() - 1]);
    let class = Ref::of(class);
    let name = vm.names.__init__;
    let given = arguments.len() > 2 || keywords.bound().is_some();
    let object = vm.type_of_kind(Kind::Object);
    if given && vm.lookup(class, name) == vm.lookup(object, name) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let instance = vm.new_instance(class)?;
    let local = Ref::<LocalObject>::of(instance);
    local.set(vm, |l| &l.arguments, positional);
    local.set(vm, |l| &l.keywords, keywords);
    let dicts = vm.new_dict();
    local.set(vm, |l| &l.dicts, dicts.value());
    // `__init__` runs for this thread as it does for every new object.
    own_dict(vm, local)?;
    Ok(instance)
}

/// The running thread's attributes; true if they were made just now.
fn own_dict(vm: &mut Vm, local: Ref<LocalObject>) -> Result<(Ref<DictObject>, bool)> {
    let key = vm.int(vm.thread.identity as i64);
    let dicts = local.dicts.of::<DictObject>();
    if let Some(dict) = vm.dict_get(dicts, key)? {
        return Ok((Ref::of(dict), false));
    }
    let dict = vm.new_dict();
    vm.dict_set(dicts, key, dict.value())?;
    let weak = vm.weak_reference(local.value());
    if vm.thread.locals.is_unbound() {
        vm.thread.locals = vm.new_list(0)?.value();
    }
    let list = Ref::<ListObject>::of(vm.thread.locals);
    if list.len() >= 16 && list.len().is_power_of_two() {
        let alive = vm.new_list(0)?;
        for i in 0..list.len() {
            if vm.weak_target(list.get(i)).is_some() {
                vm.list_append(alive, list.get(i))?;
            }
        }
        vm.thread.locals = alive.value();
    }
    let list = Ref::<ListObject>::of(vm.thread.locals);
    vm.list_append(list, weak)?;
    Ok((dict, true))
}

/// The running thread's attributes of a local object, which its class's `__init__` has seen.
fn local_dict(vm: &mut Vm, object: Value) -> Result<Ref<DictObject>> {
    let local = Ref::<LocalObject>::of(object);
    let (dict, made) = own_dict(vm, local)?;
    if made {
        let class = vm.class_of(object);
        let name = vm.names.__init__;
        if let Some(init) = vm.lookup(class, name) {
            let init = vm.bind(init, object, class)?;
            let arguments = local.arguments.of::<TupleObject>().items();
            if let Err(e) = vm.call_with_keywords(init, arguments, local.keywords.get()) {
                // The thread's next use tries again.
                let saved = vm.take_exception();
                let key = vm.int(vm.thread.identity as i64);
                let _ = vm.dict_delete(local.dicts.of::<DictObject>(), key);
                vm.raise_instance(saved.0, saved.1);
                return Err(e);
            }
        }
    }
    Ok(dict)
}

fn get_local(vm: &mut Vm, arguments: &[Value]) -> Result {
    let object = arguments[0];
    let dict = local_dict(vm, object)?;
    let name = vm.name_of(arguments[1], "attribute name")?;
    let class = vm.class_of(object);
    let found = vm.lookup(class, name);
    if let Some(attribute) = found.filter(|&a| vm.is_data_descriptor(a)) {
        return vm.bind(attribute, object, class);
    }
    match (vm.dict_get_str(dict, name), found) {
        (Some(own), _) => Ok(own),
        (None, Some(attribute)) => vm.bind(attribute, object, class),
        (None, None) => Err(vm.no_attribute(object, name)),
    }
}

/// The data descriptor of the class that an assignment or deletion goes to.
fn local_descriptor(vm: &mut Vm, object: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
    let class = vm.class_of(object);
    if name == vm.names.__dict__ {
        let class = vm.type_name(object);
        let message = format!("'{class}' object attribute '__dict__' is read-only");
        return Err(vm.raise(Error::AttributeError, &message));
    }
    Ok(vm.lookup(class, name).filter(|&a| vm.is_data_descriptor(a)))
}

fn set_local(vm: &mut Vm, arguments: &[Value]) -> Result {
    let object = arguments[0];
    let name = vm.name_of(arguments[1], "attribute name")?;
    let dict = local_dict(vm, object)?;
    match local_descriptor(vm, object, name)? {
        Some(descriptor) => vm.descriptor_set(descriptor, object, arguments[2])?,
        None => vm.dict_set_str(dict, name, arguments[2]),
    }
    Ok(Value::NONE)
}

fn delete_local(vm: &mut Vm, arguments: &[Value]) -> Result {
    let object = arguments[0];
    let name = vm.name_of(arguments[1], "attribute name")?;
    let dict = local_dict(vm, object)?;
    if let Some(descriptor) = local_descriptor(vm, object, name)? {
        vm.descriptor_set(descriptor, object, Value::UNBOUND)?;
        return Ok(Value::NONE);
    }
    if vm.dict_get_str(dict, name).is_none() {
        return Err(vm.raise_with(Error::AttributeError, &[name.value()]));
    }
    vm.dict_delete_str(dict, name);
    Ok(Value::NONE)
}

/// The running thread ends: its attributes of local objects go.
pub fn forget_locals(vm: &mut Vm) {
    let Some(list) = vm.thread.locals.bound() else { return };
    let list = Ref::<ListObject>::of(list);
    let key = vm.int(vm.thread.identity as i64);
    for i in 0..list.len() {
        if let Some(local) = vm.weak_target(list.get(i)) {
            let dicts = Ref::<LocalObject>::of(local).dicts.of::<DictObject>();
            if vm.dict_delete(dicts, key).is_err() {
                vm.take_exception();
            }
        }
    }
    vm.thread.locals = Value::UNBOUND;
}
