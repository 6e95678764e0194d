//! `__slots__`: members in the first attribute slots of instances.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::kind::Kind;
use crate::native::{getter, Native, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

/// What a computed member never does: members of `__slots__` are read by their slot.
fn by_slot(_: &mut Vm, _: &[Value]) -> Result {
    Ok(Value::NONE)
}

impl Vm {
    /// Adds a member in the next slot of instances of `class`.
    pub fn add_member(&mut self, class: Ref<TypeObject>, name: &str) {
        let slot = class.members.get();
        class.members.set(slot + 1);
        class
            .predicted_slots
            .set(class.predicted_slots.get().max(slot + 1 + class.has_dict.get() as u16));
        // As long-lived as the class; classes with slots are few.
        let text: &'static str = Box::leak(name.to_string().into_boxed_str());
        let native: &'static Native = Box::leak(Box::new(getter(text, by_slot, "").member()));
        let descriptor = self.new_native(
            Kind::MemberDescriptor,
            native,
            Value::integer(slot as i64),
            class.value(),
        );
        let name = self.intern(name);
        self.dict_set_str(class.namespace(), name, descriptor);
    }
}

/// Acts on `__slots__` of a new class: members, and whether instances have a `__dict__` and can be weakly referenced.
pub(crate) fn add_slots(
    vm: &mut Vm,
    class: Ref<TypeObject>,
    base: Ref<TypeObject>,
    dict: Ref<DictObject>,
) -> Result<()> {
    let name = vm.names.__slots__;
    let Some(slots) = vm.dict_get_str(dict, name) else {
        class.has_dict.set(true);
        class.has_weakrefs.set(true);
        return Ok(());
    };
    let list = if vm.is_kind(slots, Kind::Str) || vm.is_kind(slots, Kind::Unicode) {
        Ref::of(vm.list(&[slots]))
    } else {
        vm.list_from(slots)?
    };
    // (CPython keeps the text of a unicode elsewhere: its struct has a fixed size.)
    let is_fixed = !base.kind.get().is_variable() || base.kind.get() == Kind::Unicode;
    if crate::list::ListObject::len(&list) > 0 && !is_fixed {
        let kind = base.short_name();
        return Err(vm.type_error(&format!("nonempty __slots__ not supported for subtype of '{kind}'")));
    }
    let class_name = class.name.of::<StrObject>().text().into_owned();
    let mut names: Vec<String> = Vec::new();
    for i in 0..list.len() {
        let slot = list.get(i);
        let slot = if vm.is_kind(slot, Kind::Unicode) {
            vm.encode_default(slot)?
        } else {
            slot
        };
        if !vm.is_kind(slot, Kind::Str) {
            let got = vm.type_name(slot);
            return Err(vm.type_error(&format!("__slots__ items must be strings, not '{got}'")));
        }
        let text = Ref::<StrObject>::of(slot).text().into_owned();
        let valid = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !valid {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        if text == "__dict__" {
            if base.has_dict.get() || class.has_dict.get() {
                return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
            }
            class.has_dict.set(true);
        } else if text == "__weakref__" {
            if base.has_weakrefs.get() || class.has_weakrefs.get() {
                return Err(
                    vm.type_error("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
                );
            }
            class.has_weakrefs.set(true);
        } else {
            names.push(mangle(&class_name, &text));
        }
    }
    names.sort();
    names.dedup();
    for name in &names {
        let key = vm.intern(name);
        if vm.dict_get_str(dict, key).is_some() {
            return Err(vm.value_error(&format!("'{name}' in __slots__ conflicts with class variable")));
        }
        vm.add_member(class, name);
    }
    class
        .predicted_slots
        .set(class.members.get() + class.has_dict.get() as u16);
    Ok(())
}

/// Class-private names: `__x` of class `C` is `_C__x`.
fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || class.is_empty() {
        return name.to_string();
    }
    format!("_{class}{name}")
}
