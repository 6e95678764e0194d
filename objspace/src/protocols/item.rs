//! Items, slices, length, containment.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `v[index]`.
    pub fn getitem(&mut self, v: Value, index: Value) -> Result {
        let name = self.names.__getitem__;
        match self.call_special(v, name, &[index])? {
            Some(item) => Ok(item),
            None => {
                let name = self.type_name(v);
                let has = if self.kind_of(v) == Kind::OldInstance {
                    "has no attribute '__getitem__'"
                } else {
                    ""
                };
                if has.is_empty() {
                    return Err(self.type_error(&format!("'{name}' object has no attribute '__getitem__'")));
                }
                Err(self.raise(Error::AttributeError, &format!("{name} instance {has}")))
            }
        }
    }

    /// `v[index] = item`.
    pub fn setitem(&mut self, v: Value, index: Value, item: Value) -> Result<()> {
        let name = self.names.__setitem__;
        match self.call_special(v, name, &[index, item])? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("'{name}' object does not support item assignment")))
            }
        }
    }

    /// `del v[index]`.
    pub fn delitem(&mut self, v: Value, index: Value) -> Result<()> {
        let name = self.names.__delitem__;
        match self.call_special(v, name, &[index])? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("'{name}' object does not support item deletion")))
            }
        }
    }

    /// `len(v)`.
    pub fn len(&mut self, v: Value) -> Result<usize> {
        if v.is_pointer() {
            let map = v.map();
            if map == Kind::List.map() {
                return Ok(Ref::<crate::list::ListObject>::of(v).len());
            } else if map == Kind::Str.map() {
                return Ok(Ref::<crate::string::StrObject>::of(v).len());
            } else if map == Kind::Tuple.map() {
                return Ok(Ref::<TupleObject>::of(v).len());
            } else if map == Kind::Dict.map() {
                return Ok(Ref::<crate::dict::DictObject>::of(v).len());
            }
        }
        let name = self.names.__len__;
        match self.call_special(v, name, &[])? {
            Some(result) => self.length_result(result),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("object of type '{name}' has no len()")))
            }
        }
    }

    /// `item in v`.
    pub fn contains(&mut self, v: Value, item: Value) -> Result<bool> {
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
            if self.equal(other, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `v[start:stop]`; unbound bounds are absent. Types with `__getslice__` get it with integer bounds.
    pub fn getslice(&mut self, v: Value, start: Value, stop: Value) -> Result {
        if self.simple_bounds(start, stop) {
            let name = self.names.__getslice__;
            if self.has_special(v, name)? {
                let (i, j) = self.slice_bounds(v, start, stop)?;
                if let Some(result) = self.call_special(v, name, &[i, j])? {
                    return Ok(result);
                }
            }
        }
        let slice = self.slice_of_bounds(start, stop);
        self.getitem(v, slice)
    }

    /// `v[start:stop] = value`; value unbound: del.
    pub fn setslice(&mut self, v: Value, start: Value, stop: Value, value: Value) -> Result<()> {
        let name = if value.is_unbound() {
            self.names.__delslice__
        } else {
            self.names.__setslice__
        };
        if self.simple_bounds(start, stop) && self.has_special(v, name)? {
            let (i, j) = self.slice_bounds(v, start, stop)?;
            let done = if value.is_unbound() {
                self.call_special(v, name, &[i, j])?
            } else {
                self.call_special(v, name, &[i, j, value])?
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
        [start, stop].iter().all(|&v| {
            v.is_unbound() || matches!(self.kind_of(v), Kind::Int | Kind::Long | Kind::Bool) || {
                let index = self.names.__index__;
                matches!(self.has_special(v, index), Ok(true)) && !v.is_none()
            }
        })
    }

    /// Whether a special method is there (old-style instances included).
    pub fn has_special(&mut self, v: Value, name: Ref<crate::string::StrObject>) -> Result<bool> {
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
