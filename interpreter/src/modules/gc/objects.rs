//! The part of `gc` that looks at objects: which there are, what they refer to and what refers to them.
//!
//! Programs see Python objects only. Storage cells (of lists, dicts, generators) and what functions share are seen through.

use ahash::AHashSet;
use objspace::class::TypeObject;
use objspace::dict::DictObject;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::types::set::elements_of;
use objspace::value::Value;
use objspace::vm::Vm;

/// How deep tuples and dicts in tuples and dicts are looked into before they count as tracked.
const DEPTH: u32 = 50;

/// Whether the cell is storage of an object rather than an object.
fn is_hidden(vm: &Vm, v: Value) -> bool {
    let kind = vm.kind_of(v);
    kind != Kind::Native && kind.type_name().is_empty()
}

/// Whether the object can refer to others: `gc.is_tracked`.
fn tracked(vm: &Vm, v: Value, depth: u32) -> bool {
    if !v.is_pointer() || is_hidden(vm, v) {
        return false;
    }
    let class = vm.class_of(v);
    let kind = vm.kind_of(v);
    match kind {
        Kind::Tuple if !class.heap_type.get() => {
            let mut items = Ref::<TupleObject>::of(v).items().iter();
            depth == 0 || items.any(|&item| tracked(vm, item, depth - 1))
        }
        Kind::Dict if !class.heap_type.get() => {
            let dict = Ref::<DictObject>::of(v);
            depth == 0
                || dict
                    .pairs()
                    .any(|(key, value)| tracked(vm, key, depth - 1) || tracked(vm, value, depth - 1))
        }
        Kind::Type => Ref::<TypeObject>::of(v).heap_type.get(),
        Kind::Object | Kind::Int | Kind::Long | Kind::Float | Kind::Complex | Kind::Str | Kind::Unicode => {
            class.heap_type.get() && (class.has_dict.get() || class.members.get() > 0)
        }
        Kind::NoneType
        | Kind::NotImplementedType
        | Kind::EllipsisType
        | Kind::Bool
        | Kind::ByteArray
        | Kind::Xrange
        | Kind::XrangeIterator
        | Kind::Code
        | Kind::File => false,
        _ => true,
    }
}

pub fn is_tracked(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::bool(tracked(vm, arguments[0], DEPTH)))
}

/// The dicts that hold the elements of sets.
fn set_elements(vm: &mut Vm) -> AHashSet<u64> {
    let mut sets = Vec::new();
    vm.heap.for_each_object(|object| sets.push(Value(object as u64)));
    sets.retain(|&v| matches!(vm.kind_of(v), Kind::Set | Kind::FrozenSet));
    sets.iter().map(|&v| elements_of(v).value().0).collect()
}

pub fn get_objects(vm: &mut Vm, _: &[Value]) -> Result {
    vm.heap.collect_major();
    // Addresses until the list has room: making it may collect, and frees nothing that is alive now.
    let mut all = Vec::new();
    vm.heap.for_each_object(|object| all.push(object as u64));
    let storage = set_elements(vm);
    all.retain(|&word| tracked(vm, Value(word), DEPTH) && !storage.contains(&word));
    let list = vm.new_list(all.len())?;
    // What died meanwhile (garbage that a stale word of the stack had kept) is no object any more.
    for word in all {
        if vm.heap.object_containing(word as usize) == Some(word as *mut u8) {
            vm.list_append(list, Value(word))?;
        }
    }
    Ok(list.value())
}

/// The arguments of a function that takes positional ones only.
fn positional<'a>(vm: &mut Vm, name: &str, arguments: &'a [Value]) -> Result<&'a [Value]> {
    let (given, keywords) = (&arguments[..arguments.len() - 1], arguments[arguments.len() - 1]);
    if !keywords.is_unbound() {
        return Err(vm.type_error(&format!("{name}() takes no keyword arguments")));
    }
    Ok(given)
}

pub fn get_referrers(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = positional(vm, "get_referrers", arguments)?;
    vm.heap.collect_major();
    let elements = set_elements(vm);
    let mut seen: AHashSet<*mut u8> = AHashSet::new();
    let mut wanted: Vec<*mut u8> = given.iter().filter(|v| v.is_pointer()).map(|v| v.pointer()).collect();
    let mut found = Vec::new();
    while !wanted.is_empty() {
        let referrers = vm.heap.referrers(&wanted);
        wanted.clear();
        for referrer in referrers {
            if !seen.insert(referrer) {
                continue;
            }
            if elements.contains(&(referrer as u64)) || is_hidden(vm, Value(referrer as u64)) {
                wanted.push(referrer);
            } else {
                found.push(referrer as u64);
            }
        }
    }
    let list = vm.new_list(found.len())?;
    for word in found {
        if vm.heap.object_containing(word as usize) == Some(word as *mut u8) {
            vm.list_append(list, Value(word))?;
        }
    }
    Ok(list.value())
}

pub fn get_referents(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = positional(vm, "get_referents", arguments)?;
    let list = vm.new_list(given.len())?;
    for &v in given {
        if v.is_pointer() {
            append_referents(vm, list, v)?;
        }
    }
    Ok(list.value())
}

/// Appends what the object refers to directly, numbers included where it is a container.
fn append_referents(vm: &mut Vm, list: Ref<ListObject>, v: Value) -> Result<()> {
    let class = vm.class_of(v);
    let kind = vm.kind_of(v);
    let elements = match kind {
        Kind::List => {
            let source = Ref::<ListObject>::of(v);
            let mut i = 0;
            while i < ListObject::len(&source) {
                vm.list_append(list, source.get(i))?;
                i += 1;
            }
            None
        }
        Kind::Tuple => {
            vm.list_extend(list, Ref::<TupleObject>::of(v).items())?;
            None
        }
        Kind::Dict => Some((Ref::<DictObject>::of(v), true)),
        Kind::Set | Kind::FrozenSet => Some((elements_of(v), false)),
        _ => {
            append_cells(vm, list, v)?;
            None
        }
    };
    if let Some((dict, values)) = elements {
        let mut position = 0;
        while let Some((entry, key, value)) = dict.next(position) {
            vm.list_append(list, key)?;
            if values {
                vm.list_append(list, value)?;
            }
            position = entry + 1;
        }
    }
    if kind == Kind::OldInstance {
        let class = vm.map(v.map()).old_class;
        vm.list_append(list, class)?;
    } else if class.heap_type.get() {
        vm.list_append(list, class.value())?;
    }
    Ok(())
}

/// Appends the objects that words of the object, or of its storage, point to.
fn append_cells(vm: &mut Vm, list: Ref<ListObject>, v: Value) -> Result<()> {
    let mut found = vm.heap.referents(v.pointer());
    let mut seen: AHashSet<*mut u8> = found.iter().copied().collect();
    let mut i = 0;
    while i < found.len() {
        if is_hidden(vm, Value(found[i] as u64)) {
            for cell in vm.heap.referents(found[i]) {
                if seen.insert(cell) {
                    found.push(cell);
                }
            }
        }
        i += 1;
    }
    // They are alive as long as the object is.
    for cell in found {
        let cell = Value(cell as u64);
        if !is_hidden(vm, cell) {
            vm.list_append(list, cell)?;
        }
    }
    Ok(())
}
