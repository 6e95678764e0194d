//! Items, slices, length, containment.

use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::Ref;
use crate::slice::{clip_bounds, SliceRange};
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::types::set::elements_of;
use crate::types::xrange_type::XrangeObject;
use crate::value::Value;
use crate::vm::Vm;

/// The kind of a value whose type is exactly the kind's own; Invalid for all others.
#[inline]
fn exact_kind(v: Value) -> Kind {
    Kind::of_exact_map(v.map()).unwrap_or(Kind::Invalid)
}

/// The length of an exact built-in container.
#[inline]
fn exact_length(v: Value) -> Option<usize> {
    Some(match exact_kind(v) {
        Kind::List => Ref::<ListObject>::of(v).len(),
        Kind::Str => Ref::<StrObject>::of(v).len(),
        Kind::Tuple => Ref::<TupleObject>::of(v).len(),
        Kind::Dict => Ref::<DictObject>::of(v).len(),
        Kind::Set | Kind::FrozenSet => DictObject::len(&elements_of(v)),
        _ => return None,
    })
}

/// The bounds of a slice of an exact list or tuple, if they are small integers or absent.
fn small_bounds(v: Value, start: Value, stop: Value) -> Option<(usize, usize)> {
    let length = exact_length(v)?;
    let bound = |bound: Value, default: i64| match bound.is_integer() {
        true if bound.as_integer() < 0 => Some(bound.as_integer() + length as i64),
        true => Some(bound.as_integer()),
        false => bound.is_unbound().then_some(default),
    };
    Some(clip_bounds(bound(start, 0)?, bound(stop, i64::MAX)?, length))
}

impl Vm {
    /// `v[index]`.
    pub fn getitem(&mut self, v: Value, index: Value) -> Result {
        match exact_kind(v) {
            Kind::List => return self.list_getitem(v, index),
            Kind::Tuple => return self.tuple_getitem(v, index),
            Kind::Dict => return self.dict_getitem(v, index),
            _ => {}
        }
        let name = self.names.__getitem__;
        if self.kind_of(v) == Kind::OldInstance {
            return self.old_instance_method(v, name, &[index]);
        }
        match self.call_special(v, name, &[index])? {
            Some(item) => Ok(item),
            None => {
                let indexing = self.takes_indexes(v) && self.is_index(index);
                Err(self.no_items(v, |class| match indexing {
                    true => format!("'{class}' object does not support indexing"),
                    false => format!("'{class}' object has no attribute '__getitem__'"),
                }))
            }
        }
    }

    /// `v[index] = item`.
    pub fn setitem(&mut self, v: Value, index: Value, item: Value) -> Result<()> {
        match exact_kind(v) {
            Kind::List => return self.list_setitem(v, index, item),
            Kind::Dict => return self.dict_set(Ref::of(v), index, item),
            _ => {}
        }
        let name = self.names.__setitem__;
        if self.kind_of(v) == Kind::OldInstance {
            self.old_instance_method(v, name, &[index, item])?;
            return Ok(());
        }
        match self.call_special(v, name, &[index, item])? {
            Some(_) => Ok(()),
            None => Err(self.no_items(v, |class| format!("'{class}' object does not support item assignment"))),
        }
    }

    /// `del v[index]`.
    pub fn delitem(&mut self, v: Value, index: Value) -> Result<()> {
        if self.is_exact(v, Kind::List) {
            return self.list_setitem(v, index, Value::UNBOUND);
        }
        let name = self.names.__delitem__;
        if self.kind_of(v) == Kind::OldInstance {
            self.old_instance_method(v, name, &[index])?;
            return Ok(());
        }
        match self.call_special(v, name, &[index])? {
            Some(_) => Ok(()),
            None => {
                let indexing = self.takes_indexes(v) && self.is_index(index);
                let does_not = if indexing { "doesn't" } else { "does not" };
                Err(self.no_items(v, |class| format!("'{class}' object {does_not} support item deletion")))
            }
        }
    }

    /// What is raised where there is no special method for items: TypeError with the message for the type's name.
    #[cold]
    fn no_items(&mut self, v: Value, message: impl FnOnce(String) -> String) -> jit::Exception {
        let name = self.type_name(v);
        self.type_error(&message(name))
    }

    /// Whether CPython would take an integer index of the value for one of a sequence, items or not.
    fn takes_indexes(&mut self, v: Value) -> bool {
        self.class_of(v).heap_type.get()
            || matches!(
                self.kind_of(v),
                Kind::Str
                    | Kind::Unicode
                    | Kind::Tuple
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::Xrange
                    | Kind::Buffer
                    | Kind::DictKeys
                    | Kind::DictValues
                    | Kind::DictItems
            )
    }

    /// `len(v)`.
    pub fn len(&mut self, v: Value) -> Result<usize> {
        if let Some(length) = exact_length(v) {
            return Ok(length);
        }
        let name = self.names.__len__;
        if self.kind_of(v) == Kind::OldInstance {
            let result = self.old_instance_method(v, name, &[])?;
            return self.length_result(v, result);
        }
        match self.call_special(v, name, &[])? {
            Some(result) => self.length_result(v, result),
            None => Err(self.no_items(v, |class| format!("object of type '{class}' has no len()"))),
        }
    }

    /// `item in v`.
    pub fn contains(&mut self, v: Value, item: Value) -> Result<bool> {
        match exact_kind(v) {
            Kind::Dict => return Ok(self.dict_entry(Ref::of(v), item)?.is_some()),
            Kind::Set | Kind::FrozenSet => return Ok(self.set_entry(elements_of(v), item)?.is_some()),
            Kind::List | Kind::Tuple => return self.contains_item(v, item),
            Kind::Xrange if item.is_integer() => {
                return Ok(Ref::<XrangeObject>::of(v).contains(item.as_integer()));
            }
            _ => {}
        }
        let name = self.names.__contains__;
        if let Some(result) = self.call_special(v, name, &[item])? {
            return self.truth(result);
        }
        let iterator = match self.iter(v) {
            Ok(iterator) => iterator,
            Err(e) => {
                if self.swallow(Error::TypeError) {
                    let name = self.type_name(v);
                    return Err(self.type_error(&format!("argument of type '{name}' is not iterable")));
                }
                return Err(e);
            }
        };
        while let Some(other) = self.next(iterator)? {
            if self.equal(item, other)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `v[start:stop]`; unbound bounds are absent. Types with `__getslice__` get it with integer bounds.
    pub fn getslice(&mut self, v: Value, start: Value, stop: Value) -> Result {
        if let (Kind::List | Kind::Tuple, Some((low, high))) = (exact_kind(v), small_bounds(v, start, stop)) {
            let range = SliceRange::contiguous(low, high);
            return if v.map() == Kind::List.map() {
                self.list_getslice(Ref::of(v), range)
            } else {
                self.tuple_getslice(v, range)
            };
        }
        let (mut start, mut stop) = (start, stop);
        if self.simple_bounds(start, stop) {
            let name = self.names.__getslice__;
            let old = self.kind_of(v) == Kind::OldInstance;
            if old || self.has_special(v, name)? {
                (start, stop) = self.slice_bounds(v, start, stop)?;
                if let Some(result) = self.call_special(v, name, &[start, stop])? {
                    return Ok(result);
                }
            }
        }
        let slice = self.slice_of_bounds(start, stop);
        self.getitem(v, slice)
    }

    /// `v[start:stop] = value`; value unbound: del.
    pub fn setslice(&mut self, v: Value, start: Value, stop: Value, value: Value) -> Result<()> {
        if let (Kind::List, Some((low, high))) = (exact_kind(v), small_bounds(v, start, stop)) {
            return self.list_setslice(Ref::of(v), low as i64, high as i64, value);
        }
        let name = if value.is_unbound() {
            self.names.__delslice__
        } else {
            self.names.__setslice__
        };
        let (mut start, mut stop) = (start, stop);
        let old = self.kind_of(v) == Kind::OldInstance;
        if self.simple_bounds(start, stop) && (old || self.has_special(v, name)?) {
            (start, stop) = self.slice_bounds(v, start, stop)?;
            let done = if value.is_unbound() {
                self.call_special(v, name, &[start, stop])?
            } else {
                self.call_special(v, name, &[start, stop, value])?
            };
            if done.is_some() {
                return Ok(());
            }
        }
        let slice = self.slice_of_bounds(start, stop);
        if value.is_unbound() {
            self.delitem(v, slice)
        } else {
            self.setitem(v, slice, value)
        }
    }

    fn slice_of_bounds(&mut self, start: Value, stop: Value) -> Value {
        let none = |v: Value| v.bound().unwrap_or(Value::NONE);
        self.new_slice(none(start), none(stop), Value::NONE)
    }

    /// Bounds that `__getslice__` takes: absent, or integers.
    fn simple_bounds(&mut self, start: Value, stop: Value) -> bool {
        [start, stop].iter().all(|&v| v.is_unbound() || self.is_index(v))
    }

    /// Whether a special method is there (old-style instances included).
    pub fn has_special(&mut self, v: Value, name: Ref<StrObject>) -> Result<bool> {
        if self.kind_of(v) == Kind::OldInstance {
            return Ok(self.old_instance_special(v, name)?.is_some());
        }
        Ok(self.lookup_special(v, name).is_some())
    }

    /// The integer bounds that `__getslice__` gets: clipped to machine size, negative ones plus the length.
    fn slice_bounds(&mut self, v: Value, start: Value, stop: Value) -> Result<(Value, Value)> {
        let mut i = if start.is_unbound() {
            0
        } else {
            self.index_clipped(start)?
        };
        let mut j = if stop.is_unbound() {
            i64::MAX
        } else {
            self.index_clipped(stop)?
        };
        if i < 0 || j < 0 {
            let name = self.names.__len__;
            if self.has_special(v, name)? {
                let n = self.len(v)? as i64;
                if i < 0 {
                    i = i.saturating_add(n);
                }
                if j < 0 {
                    j = j.saturating_add(n);
                }
            }
        }
        Ok((self.int(i), self.int(j)))
    }
}
