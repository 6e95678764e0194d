//! `thread`: locks and identities. (Starting threads needs the global lock to change hands, which it does not yet.)

use super::support::{keep_type, kept_type};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, special, special_variadic, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "thread",
    doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
    functions: FUNCTIONS,
    initialize,
};

#[repr(C)]
struct LockObject {
    header: Header,
    /// A bool.
    locked: Field,
}

static FUNCTIONS: &[Native] = &[
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
        |_, _| Ok(Value::integer(0)),
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
        "interrupt_main",
        0,
        0,
        |vm, _| Err(vm.raise_with(Error::KeyboardInterrupt, &[])),
        "interrupt_main()\n\nRaise a KeyboardInterrupt in the main thread.",
    ),
    function("stack_size", 0, 1, stack_size, "stack_size([size]) -> size"),
];

static LOCK: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "A lock object is a synchronization primitive.",
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
    function("locked", 0, 0, |_, a| Ok(this(a).locked.get()), "locked() -> bool"),
    function("locked_lock", 0, 0, |_, a| Ok(this(a).locked.get()), "locked() -> bool"),
    special("__enter__", 0, 0, acquire, "acquire()"),
    special_variadic("__exit__", release, "release()"),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let class = vm.new_native_type("thread.lock", 16, Layout::fixed_words(1, 1), &LOCK);
    class.has_weakrefs.set(true);
    keep_type(vm, "thread.lock", class);
    vm.module_set(module, "LockType", class.value());
    let base = vm.error_class(Error::Exception);
    let error = vm.new_exception_class("thread.error", base, "");
    keep_type(vm, "thread.error", error);
    vm.module_set(module, "error", error.value());
    Ok(())
}

fn this(arguments: &[Value]) -> Ref<LockObject> {
    Ref::of(arguments[0])
}

fn new_lock(vm: &mut Vm, _: &[Value]) -> Result {
    let class = kept_type(vm, "thread.lock");
    let lock = vm.new_instance(class)?;
    Ref::<LockObject>::of(lock).locked.init(Value::FALSE);
    Ok(lock)
}

fn acquire(vm: &mut Vm, arguments: &[Value]) -> Result {
    let lock = this(arguments);
    let wait = match arguments.get(1) {
        Some(&wait) => vm.argument_i64(wait)? != 0,
        None => true,
    };
    while lock.locked.get() == Value::TRUE {
        if !wait {
            return Ok(Value::FALSE);
        }
        // Only a signal's handler can release the lock now.
        std::thread::sleep(std::time::Duration::from_millis(1));
        vm.poll()?;
    }
    lock.locked.init(Value::TRUE);
    Ok(Value::TRUE)
}

fn release(vm: &mut Vm, arguments: &[Value]) -> Result {
    let lock = this(arguments);
    if lock.locked.get() != Value::TRUE {
        let class = kept_type(vm, "thread.error");
        let message = vm.str(b"release unlocked lock");
        let error = vm.call(class.value(), &[message])?;
        return Err(vm.raise_instance(error, Value::UNBOUND));
    }
    lock.locked.init(Value::FALSE);
    Ok(Value::NONE)
}

fn stack_size(vm: &mut Vm, arguments: &[Value]) -> Result {
    if let Some(&size) = arguments.first() {
        let size = vm.argument_i64(size)?;
        if size != 0 && size < 32768 {
            return Err(vm.value_error(&format!("size not valid: {size} bytes")));
        }
    }
    Ok(Value::integer(0))
}
