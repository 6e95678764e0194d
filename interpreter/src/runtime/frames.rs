//! f_locals: a frame's local variables as a dict.

use objspace::code::{code_flags, CodeObject};
use objspace::dict::DictObject;
use objspace::frame::Frame;
use objspace::function::CellObject;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
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
        let v = if cell && v.is_pointer() && v.map() == Kind::Cell.map() {
            Ref::<CellObject>::of(v).content.get()
        } else {
            v
        };
        let name = Ref::of(name);
        if v.is_unbound() {
            vm.dict_delete_str(dict, name);
        } else {
            vm.dict_set_str(dict, name, v);
        }
    }
    Ok(dict)
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
    let object = vm.frame_object(frame);
    let Some(dict) = object.locals.get().bound() else {
        return;
    };
    for (name, register, cell) in variables(vm, record.code) {
        let v = vm.dict_get_str(Ref::of(dict), Ref::of(name)).unwrap_or(Value::UNBOUND);
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
