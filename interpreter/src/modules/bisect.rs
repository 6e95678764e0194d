//! `_bisect`: places in sorted sequences.

use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{named, ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::protocols::compare::Comparison;
use objspace::value::Value;
use objspace::vm::Vm;

const NAMES: &[&str] = &["a", "x", "lo", "hi"];

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_bisect",
    doc: "Bisection algorithms.",
    functions: &[
        named(
            "bisect",
            2,
            NAMES,
            |vm, a| index(vm, a, true),
            "bisect(a, x[, lo[, hi]]) -> index\n\nWhere to insert x in list a, after what is equal to it.",
        ),
        named(
            "bisect_right",
            2,
            NAMES,
            |vm, a| index(vm, a, true),
            "bisect_right(a, x[, lo[, hi]]) -> index\n\nWhere to insert x in list a, after what is equal to it.",
        ),
        named(
            "bisect_left",
            2,
            NAMES,
            |vm, a| index(vm, a, false),
            "bisect_left(a, x[, lo[, hi]]) -> index\n\nWhere to insert x in list a, before what is equal to it.",
        ),
        named(
            "insort",
            2,
            NAMES,
            |vm, a| insert(vm, a, true),
            "insort(a, x[, lo[, hi]])\n\nInsert x in list a, after what is equal to it.",
        ),
        named(
            "insort_right",
            2,
            NAMES,
            |vm, a| insert(vm, a, true),
            "insort_right(a, x[, lo[, hi]])\n\nInsert x in list a, after what is equal to it.",
        ),
        named(
            "insort_left",
            2,
            NAMES,
            |vm, a| insert(vm, a, false),
            "insort_left(a, x[, lo[, hi]])\n\nInsert x in list a, before what is equal to it.",
        ),
    ],
    initialize: |vm, module| {
        let module = Ref::<ModuleObject>::of(module);
        for (name, same) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
            let function = vm.getattr_text(module.value(), same)?;
            vm.module_set(module, name, function);
        }
        Ok(())
    },
};

fn find(vm: &mut Vm, arguments: &[Value], right: bool) -> Result<usize> {
    let (sequence, x) = (arguments[0], arguments[1]);
    let mut low = match arguments[2].bound() {
        Some(v) => vm.index_clipped(v)?,
        None => 0,
    };
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut high = match arguments[3].bound() {
        Some(v) => vm.index_clipped(v)?,
        None => -1,
    };
    if high == -1 {
        high = vm.len(sequence)? as i64;
    }
    let is_list = vm.is_exact(sequence, Kind::List);
    while low < high {
        let middle = ((low as u64 + high as u64) / 2) as i64;
        let item = match is_list {
            true => vm.items_of(sequence).get(middle as usize).copied(),
            false => None,
        };
        let item = match item {
            Some(item) => item,
            None => {
                let place = vm.int(middle);
                vm.getitem(sequence, place)?
            }
        };
        let before = match right {
            true => vm.compare_truth(Comparison::Less, x, item)?,
            false => !vm.compare_truth(Comparison::Less, item, x)?,
        };
        if before {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low as usize)
}

fn index(vm: &mut Vm, arguments: &[Value], right: bool) -> Result {
    let found = find(vm, arguments, right)?;
    Ok(vm.int(found as i64))
}

fn insert(vm: &mut Vm, arguments: &[Value], right: bool) -> Result {
    let found = find(vm, arguments, right)?;
    let (sequence, x) = (arguments[0], arguments[1]);
    if vm.is_exact(sequence, Kind::List) {
        vm.list_insert(Ref::of(sequence), found, x)?;
    } else {
        let (name, place) = (vm.intern("insert"), vm.int(found as i64));
        vm.call_method(sequence, name, &[place, x])?;
    }
    Ok(Value::NONE)
}
