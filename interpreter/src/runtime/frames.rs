//! f_locals: a frame's local variables as a dict.

use objspace::code::{code_flags, CodeObject};
use objspace::dict::DictObject;
use objspace::frame::{Frame, FrameObject};
use objspace::function::CellObject;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::{Ref, Storage};
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The frame's f_locals, refreshed: the namespace itself, or a dict of the local variables.
pub fn locals(vm: &mut Vm, frame: *mut Frame) -> Result<Ref<DictObject>> {
    let record = unsafe { &*frame };
    let code = record.code;
    let dict = match code.namespace_register() {
        Some(register) => Ref::of(record.register(register)),
        None => {
            let object = vm.frame_object(frame);
            match object.locals.get().bound() {
                Some(dict) => Ref::of(dict),
                None => {
                    let dict = vm.new_dict();
                    object.set(vm, |f| &f.locals, dict.value());
                    dict
                }
            }
        }
    };
    if !vm.is_kind(dict.value(), Kind::Dict) {
        // exec with a mapping of another type: it holds all names.
        return Ok(dict);
    }
    for (name, register, cell) in variables(vm, code) {
        let v = unsafe { &*frame }.register(register);
        set_variable(vm, dict, Ref::of(name), v, cell);
    }
    Ok(dict)
}

/// f_locals of any frame object: as `locals` while it runs, afterwards of the registers it kept.
pub fn locals_of_object(vm: &mut Vm, object: Ref<FrameObject>) -> Result {
    let live = object.live.get();
    if !live.is_null() {
        return Ok(locals(vm, live)?.value());
    }
    let code = object.code.of::<CodeObject>();
    let register = |i: usize| match object.registers.get().bound() {
        Some(registers) => Ref::<Storage>::of(registers).get(i),
        None => Value::UNBOUND,
    };
    if let Some(namespace) = code.namespace_register().and_then(|i| register(i).bound()) {
        return Ok(namespace);
    }
    let dict = match object.locals.get().bound() {
        Some(dict) => Ref::of(dict),
        None => {
            let dict = vm.new_dict();
            object.set(vm, |f| &f.locals, dict.value());
            dict
        }
    };
    for (name, i, cell) in variables(vm, code) {
        set_variable(vm, dict, Ref::of(name), register(i), cell);
    }
    Ok(dict.value())
}

/// Enters a variable's value into f_locals, or takes it out while it has none.
fn set_variable(vm: &mut Vm, dict: Ref<DictObject>, name: Ref<StrObject>, v: Value, cell: bool) {
    let v = if cell && v.is_pointer() && v.map() == Kind::Cell.map() {
        Ref::<CellObject>::of(v).content.get()
    } else {
        v
    };
    if v.is_unbound() {
        vm.dict_delete_str(dict, name);
    } else {
        vm.dict_set_str(dict, name, v);
    }
}

/// Names, registers and whether they are cells, of all variables. Free variables count only in optimized code.
fn variables(vm: &Vm, code: Ref<CodeObject>) -> Vec<(Value, usize, bool)> {
    let _ = vm;
    let names = code.varnames.of::<TupleObject>().items();
    let cells = code.cellvars.of::<TupleObject>().items();
    let free = code.freevars.of::<TupleObject>().items();
    let mut all: Vec<(Value, usize, bool)> = names
        .iter()
        .enumerate()
        .map(|(i, &name)| (name, 1 + i, false))
        .collect();
    let first = 1 + code.local_count.get() as usize;
    all.extend(cells.iter().enumerate().map(|(i, &name)| (name, first + i, true)));
    if code.has_flags(code_flags::OPTIMIZED) {
        all.extend(
            free.iter()
                .enumerate()
                .map(|(i, &name)| (name, first + cells.len() + i, true)),
        );
    }
    // Interned names are immortal: the vector holds nothing the collector could take away.
    all
}

/// After exec (and trace functions): what changed in f_locals goes back to the registers.
pub fn write_back(vm: &mut Vm, frame: *mut Frame) {
    let record = unsafe { &mut *frame };
    if !record.code.has_flags(code_flags::NEWLOCALS) {
        return;
    }
    let dict = match record.code.namespace_register() {
        Some(register) => record.register(register),
        None => vm.frame_object(frame).locals.get(),
    };
    if dict.is_unbound() || !vm.is_kind(dict, Kind::Dict) {
        return;
    }
    for (name, register, cell) in variables(vm, record.code) {
        // A name that was deleted there keeps its variable: code that has assigned it does not check again.
        let Some(v) = vm.dict_get_str(Ref::of(dict), Ref::of(name)) else {
            continue;
        };
        if cell {
            let holder = record.register(register);
            if holder.is_pointer() && holder.map() == Kind::Cell.map() {
                Ref::<CellObject>::of(holder).set(vm, |c| &c.content, v);
            }
        } else {
            unsafe { *record.base.add(register) = v };
        }
    }
}
