//! Iteration.

use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::Ref;
use crate::tuple::TupleObject;
use crate::types::list_methods;
use crate::types::set::elements_of;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `iter(v)`.
    pub fn iter(&mut self, v: Value) -> Result {
        if let Some(iterator) = self.native_iter(v) {
            return Ok(iterator);
        }
        let name = self.names.__iter__;
        match self.call_special(v, name, &[])? {
            Some(iterator) => {
                if !self.is_iterator(iterator) {
                    let function = if self.kind_of(v) == Kind::OldInstance {
                        "__iter__"
                    } else {
                        "iter()"
                    };
                    let name = self.type_name(iterator);
                    return Err(self.type_error(&format!("{function} returned non-iterator of type '{name}'")));
                }
                Ok(iterator)
            }
            None => {
                let name = self.names.__getitem__;
                if self.kind_of(v) == Kind::OldInstance {
                    if self.old_instance_special(v, name)?.is_some() {
                        return self.sequence_iterator(v);
                    }
                } else if self.lookup_special(v, name).is_some() && !self.is_kind(v, Kind::Dict) {
                    return self.sequence_iterator(v);
                }
                if self.kind_of(v) == Kind::OldInstance {
                    return Err(self.type_error("iteration over non-sequence"));
                }
                let name = self.type_name(v);
                Err(self.type_error(&format!("'{name}' object is not iterable")))
            }
        }
    }

    /// iter() of exact built-in containers and iterators without a method call.
    fn native_iter(&mut self, v: Value) -> Option<Value> {
        Some(match Kind::of_exact_map(v.map())? {
            Kind::List => self.new_sequence_iterator(Kind::ListIterator, v, 0),
            Kind::Tuple => self.new_sequence_iterator(Kind::TupleIterator, v, 0),
            Kind::Str => self.new_sequence_iterator(Kind::SequenceIterator, v, 0),
            Kind::Dict => self.new_dict_iterator(Kind::DictKeyIterator, Ref::of(v)),
            Kind::Set | Kind::FrozenSet => self.new_dict_iterator(Kind::SetIterator, elements_of(v)),
            Kind::Xrange => self.xrange_iter(Ref::of(v)),
            Kind::Generator | Kind::Enumerate | Kind::DictItemIterator | Kind::ListIterator => v,
            Kind::ListReverseIterator | Kind::XrangeIterator | Kind::DictKeyIterator | Kind::DictValueIterator => v,
            _ => return None,
        })
    }

    /// Whether iter() would find something to call.
    pub fn has_special_iter(&mut self, v: Value) -> bool {
        if self.kind_of(v) == Kind::OldInstance {
            return true;
        }
        let (iter, getitem) = (self.names.__iter__, self.names.__getitem__);
        matches!(self.has_special(v, iter), Ok(true)) || matches!(self.has_special(v, getitem), Ok(true))
    }

    /// Whether the value has a `next` method of its class.
    pub fn is_iterator(&mut self, v: Value) -> bool {
        if self.kind_of(v) == Kind::OldInstance {
            return true;
        }
        let name = self.names.next;
        self.lookup_special(v, name).is_some()
    }

    /// The iterator's next value; None when it is exhausted.
    pub fn next(&mut self, iterator: Value) -> Result<Option<Value>> {
        if let Some(result) = self.native_next(iterator) {
            return match result {
                // A generator's body can raise it too.
                Err(_) if self.swallow(Error::StopIteration) => Ok(None),
                result => result,
            };
        }
        let name = self.names.next;
        let result = match self.call_special(iterator, name, &[]) {
            Ok(Some(v)) => Ok(v),
            Ok(None) if self.kind_of(iterator) == Kind::OldInstance => {
                Err(self.type_error("instance has no next() method"))
            }
            Ok(None) => {
                let name = self.type_name(iterator);
                Err(self.type_error(&format!("'{name}' object is not an iterator")))
            }
            Err(e) => Err(e),
        };
        self.unless(result, Error::StopIteration)
    }

    /// A list of all that iterating over `v` gives.
    pub fn list_from(&mut self, v: Value) -> Result<Ref<ListObject>> {
        let list = self.new_list(0)?;
        list_methods::extend_from(self, list, v)?;
        Ok(list)
    }

    /// The items of a list or tuple as they are now.
    pub fn items_of(&self, v: Value) -> &'static [Value] {
        match self.kind_of(v) {
            Kind::List => Ref::<ListObject>::of(v).items(),
            _ => Ref::<TupleObject>::of(v).items(),
        }
    }

    /// A tuple of all that iterating over `v` gives; an exact tuple itself.
    pub fn tuple_from(&mut self, v: Value) -> Result {
        if self.is_exact(v, Kind::Tuple) {
            return Ok(v);
        }
        let items = if self.is_exact(v, Kind::List) {
            Ref::of(v)
        } else {
            self.list_from(v)?
        };
        if ListObject::is_empty(&items) {
            return Ok(self.common.empty_tuple);
        }
        let tuple = self.new_tuple(items.len())?;
        for (i, &v) in items.items().iter().enumerate() {
            self.tuple_put(tuple, i, v);
        }
        Ok(tuple.value())
    }

    /// How many items iteration will give, as far as `__len__` or `__length_hint__` say; `default` otherwise.
    pub fn length_hint(&mut self, v: Value, default: usize) -> Result<usize> {
        // What iterators of built-in types would say is not worth asking.
        if let Some(
            Kind::Generator | Kind::ListIterator | Kind::TupleIterator | Kind::Enumerate | Kind::DictItemIterator,
        ) = Kind::of_exact_map(v.map())
        {
            return Ok(default);
        }
        for name in [self.names.__len__, self.names.__length_hint__] {
            let result = self.call_special(v, name, &[]);
            match result {
                Ok(Some(n)) if n != Value::NOT_IMPLEMENTED => {
                    if let Some(n) = self.as_int(n).filter(|&n| n >= 0) {
                        return Ok(n as usize);
                    }
                    return Ok(default);
                }
                Ok(_) => {}
                Err(e) => {
                    if !self.swallow(Error::TypeError) && !self.swallow(Error::AttributeError) {
                        return Err(e);
                    }
                }
            }
        }
        Ok(default)
    }
}
