//! Tuples whose items have names, as the system modules give them: `time.struct_time`, `pwd.struct_passwd`.

use super::support::{derived_type, keep_type, kept_type};
use objspace::class::TypeObject;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{Native, Result};
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The methods of such a type: a getter for each item, how it is made and shown.
macro_rules! structure {
    ($full:literal, [$($field:literal $index:literal),* $(,)?]) => {
        &[
            $(objspace::native::getter(
                $field,
                |_, a| $crate::modules::structure_sequence::item(a, $index),
                "",
            ).member(),)*
            objspace::native::special(
                "__repr__",
                0,
                0,
                |vm, a| $crate::modules::structure_sequence::repr(vm, a, $full, &[$($field),*]),
                "x.__repr__() <==> repr(x)",
            ),
            objspace::native::special(
                "__reduce__",
                0,
                0,
                |vm, a| $crate::modules::structure_sequence::reduce(vm, a),
                "how copy and pickle take the object apart",
            ),
            objspace::native::function(
                "__new__",
                1,
                3,
                |vm, a| $crate::modules::structure_sequence::new(vm, a, $full, [$($field),*].len()),
                "T.__new__(S, ...) -> a new object of S, which is T or derived from T",
            ).static_method(),
        ]
    };
}
pub(crate) use structure;

/// Makes the type, keeps it under `key` ("module.name") and enters it in the module.
pub fn structure_type(
    vm: &mut Vm,
    module: Ref<ModuleObject>,
    key: &'static str,
    methods: &'static [Native],
) -> Result<()> {
    let (owner, name) = key.split_once('.').expect("a module and a name");
    let class = derived_type(vm, owner, name, Kind::Tuple, Some(&[]), methods)?;
    class.heap_type.set(false);
    let own = vm.intern("__module__");
    vm.dict_delete_str(class.namespace(), own);
    vm.class_changed(class);
    let fields = methods.len() as i64 - 3;
    for (attribute, n) in [
        ("n_fields", fields),
        ("n_sequence_fields", fields),
        ("n_unnamed_fields", 0),
    ] {
        let attribute = vm.intern(attribute);
        vm.dict_set_str(class.namespace(), attribute, Value::integer(n));
    }
    keep_type(vm, key, class);
    vm.module_set(module, name, class.value());
    Ok(())
}

/// An instance of the type kept under `key`.
pub fn make(vm: &mut Vm, key: &'static str, items: &[Value]) -> Result {
    let class = kept_type(vm, key);
    let items = vm.tuple(items);
    of_tuple(vm, class, items)
}

fn of_tuple(vm: &mut Vm, class: Ref<TypeObject>, items: Value) -> Result {
    objspace::types::tuple_type::instance(vm, class, Ref::of(items))
}

pub fn item(arguments: &[Value], i: usize) -> Result {
    Ok(Ref::<TupleObject>::of(arguments[0]).get(i))
}

/// `time.struct_time(tm_year=1970, ...)`.
pub fn repr(vm: &mut Vm, arguments: &[Value], full: &str, fields: &[&str]) -> Result {
    let items = Ref::<TupleObject>::of(arguments[0]);
    let mut text = format!("{full}(").into_bytes();
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            text.extend(b", ");
        }
        text.extend(field.as_bytes());
        text.push(b'=');
        text.extend(vm.repr(items.get(i))?.bytes());
    }
    text.push(b')');
    Ok(vm.str(&text))
}

pub fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = vm.tuple(Ref::<TupleObject>::of(arguments[0]).items());
    let (class, empty) = (vm.class_of(arguments[0]).value(), vm.new_dict().value());
    let arguments = vm.tuple(&[items, empty]);
    Ok(vm.tuple(&[class, arguments]))
}

pub fn new(vm: &mut Vm, arguments: &[Value], full: &str, count: usize) -> Result {
    let Some(&source) = arguments.get(1) else {
        return Err(vm.type_error("Required argument 'sequence' (pos 1) not found"));
    };
    let items = match vm.tuple_from(source) {
        Ok(items) => items,
        Err(_) if vm.swallow(objspace::exception::Error::TypeError) => {
            return Err(vm.type_error("constructor requires a sequence"));
        }
        Err(e) => return Err(e),
    };
    let given = Ref::<TupleObject>::of(items).len();
    if given != count {
        return Err(vm.type_error(&format!("{full}() takes a {count}-sequence ({given}-sequence given)")));
    }
    of_tuple(vm, Ref::of(arguments[0]), items)
}
