//! `generator`.

use crate::code::CodeObject;
use crate::exception::Error;
use crate::frame::{frame_flags, FrameObject};
use crate::generator::{GeneratorObject, GeneratorState};
use crate::kind::Kind;
use crate::native::{function, getter, special, unpacked, Intrinsic, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Generator,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: METHODS,
    subclassable: false,
};

static METHODS: &[Native] = &[
    special("__iter__", 0, 0, |_, a| Ok(a[0]), "x.__iter__() <==> iter(x)"),
    special("next", 0, 0, next, "x.next() -> the next value, or raise StopIteration").traced(Intrinsic::Next),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    function(
        "send",
        1,
        1,
        send,
        "send(value): the yield expression gives the value; returns the next value or raises StopIteration.",
    )
    .traced(Intrinsic::Send),
    unpacked(
        "throw",
        1,
        3,
        throw,
        "throw(type[, value[, traceback]]): raises at the yield; returns the next value or raises StopIteration.",
    ),
    function(
        "close",
        0,
        0,
        close,
        "close(): raises GeneratorExit inside the generator.",
    ),
    getter("gi_running", running, "").member(),
    getter("gi_frame", frame, "").member(),
    getter("gi_code", |_, a| Ok(this(a).code.get()), "").member(),
    getter("__name__", name, "the name of the generator's function"),
];

fn this(arguments: &[Value]) -> Ref<GeneratorObject> {
    Ref::of(arguments[0])
}

/// Resumes; the end is StopIteration.
fn resume(vm: &mut Vm, generator: Value, sent: Value, throw: bool) -> Result {
    match (vm.hooks.resume_generator)(vm, generator, sent, throw)? {
        Some(v) => Ok(v),
        None => Err(vm.raise_with(Error::StopIteration, &[])),
    }
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    resume(vm, arguments[0], Value::NONE, false)
}

fn send(vm: &mut Vm, arguments: &[Value]) -> Result {
    resume(vm, arguments[0], arguments[1], false)
}

fn throw(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = arguments[1];
    let value = arguments.get(2).copied().unwrap_or(Value::NONE);
    let traceback = arguments.get(3).copied().unwrap_or(Value::NONE);
    if !traceback.is_none() && !vm.is_kind(traceback, Kind::Traceback) {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    if vm.is_exception_class(class) {
        // What goes wrong in making the exception is raised in its place.
        if let Ok(instance) = vm.normalize_exception(class, value) {
            vm.raise_instance(instance, traceback);
        }
    } else if matches!(vm.kind_of(class), Kind::Exception | Kind::OldInstance) {
        if !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        vm.raise_instance(class, traceback);
    } else {
        let name = vm.type_name(class);
        return Err(vm.type_error(&format!("exceptions must be classes, or instances, not {name}")));
    }
    resume(vm, arguments[0], Value::NONE, true)
}

fn close(vm: &mut Vm, arguments: &[Value]) -> Result {
    if this(arguments).state.get() == GeneratorState::Finished {
        return Ok(Value::NONE);
    }
    vm.raise_with(Error::GeneratorExit, &[]);
    match (vm.hooks.resume_generator)(vm, arguments[0], Value::NONE, true) {
        Ok(Some(_)) => Err(vm.raise(Error::RuntimeError, "generator ignored GeneratorExit")),
        Ok(None) => Ok(Value::NONE),
        Err(e) => {
            if vm.swallow(Error::GeneratorExit) || vm.swallow(Error::StopIteration) {
                Ok(Value::NONE)
            } else {
                Err(e)
            }
        }
    }
}

fn running(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(
        (this(arguments).state.get() == GeneratorState::Running) as i64,
    ))
}

/// The frame object: the running record's, or one that shows the registers kept while suspended; None at the end.
fn frame(vm: &mut Vm, arguments: &[Value]) -> Result {
    let g = this(arguments);
    match g.state.get() {
        GeneratorState::Finished => Ok(Value::NONE),
        GeneratorState::Running => {
            let mut depth = 0;
            while let Some(record) = vm.frame_at(depth) {
                let frame = unsafe { &*record };
                if frame.flags & frame_flags::GENERATOR != 0
                    && frame.register(frame.code.generator_register.get() as usize) == arguments[0]
                {
                    return Ok(vm.frame_object(record).value());
                }
                depth += 1;
            }
            Ok(Value::NONE)
        }
        GeneratorState::Created | GeneratorState::Suspended => {
            if let Some(frame) = g.frame.get().bound() {
                let frame = Ref::<FrameObject>::of(frame);
                frame.set(vm, |f| &f.registers, g.registers.get());
                frame.position.set(g.code.of::<CodeObject>().offset(g.pc.get()));
                return Ok(frame.value());
            }
            let p = vm.heap.allocate(std::mem::size_of::<FrameObject>(), Kind::Frame.map());
            let frame = unsafe { Ref::<FrameObject>::from_pointer(p) };
            frame.code.init(g.code.get());
            frame.function.init(g.function.get());
            frame.registers.init(g.registers.get());
            frame.position.set(g.code.of::<CodeObject>().offset(g.pc.get()));
            g.set(vm, |g| &g.frame, frame.value());
            Ok(frame.value())
        }
    }
}

fn name(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(this(arguments).code.of::<CodeObject>().name.get())
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = name(vm, arguments)?;
    let (name, at) = (Ref::<StrObject>::of(name).text(), arguments[0].0);
    Ok(vm.str(format!("<generator object {name} at {at:#x}>").as_bytes()))
}
