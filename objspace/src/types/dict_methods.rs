//! The methods of `dict`.

use super::dict_type::dict_of;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub fn has_key(vm: &mut Vm, arguments: &[Value]) -> Result {
    let entry = vm.dict_entry(dict_of(arguments[0]), arguments[1])?;
    Ok(Value::bool(entry.is_some()))
}

pub fn get(vm: &mut Vm, arguments: &[Value]) -> Result {
    let default = arguments.get(2).copied().unwrap_or(Value::NONE);
    Ok(vm.dict_get(dict_of(arguments[0]), arguments[1])?.unwrap_or(default))
}

pub fn setdefault(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (dict, key) = (dict_of(arguments[0]), arguments[1]);
    let hash = vm.hash(key)?;
    if let Some(v) = vm.dict_get_hashed(dict, key, hash)? {
        return Ok(v);
    }
    let default = arguments.get(2).copied().unwrap_or(Value::NONE);
    vm.dict_set_hashed(dict, key, hash, default)?;
    Ok(default)
}

pub fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (dict, key) = (dict_of(arguments[0]), arguments[1]);
    let found = if dict.is_empty() {
        None
    } else {
        vm.dict_delete(dict, key)?
    };
    match found.or(arguments.get(2).copied()) {
        Some(v) => Ok(v),
        None => Err(vm.raise_with(Error::KeyError, &[key])),
    }
}

pub fn popitem(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = dict_of(arguments[0]);
    match dict.last() {
        Some((entry, key, value)) => {
            let item = vm.tuple(&[key, value]);
            vm.dict_remove_entry(dict, entry);
            Ok(item)
        }
        None => Err(vm.raise(Error::KeyError, "popitem(): dictionary is empty")),
    }
}

pub fn clear(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.dict_clear(dict_of(arguments[0]));
    Ok(Value::NONE)
}

pub fn copy(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.dict_copy(dict_of(arguments[0]))?.value())
}

/// A list of what `pick` makes of each entry.
fn listed(vm: &mut Vm, dict: Ref<DictObject>, pick: impl Fn(&mut Vm, Value, Value) -> Value) -> Result {
    let list = vm.new_list(dict.len())?;
    let mut position = 0;
    while let Some((entry, key, value)) = dict.next(position) {
        let item = pick(vm, key, value);
        vm.list_append(list, item)?;
        position = entry + 1;
    }
    Ok(list.value())
}

impl Vm {
    /// A list of a dict's keys.
    pub fn dict_keys(&mut self, dict: Ref<DictObject>) -> Result {
        listed(self, dict, |_, key, _| key)
    }
}

pub fn keys(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.dict_keys(dict_of(arguments[0]))
}

pub fn values(vm: &mut Vm, arguments: &[Value]) -> Result {
    listed(vm, dict_of(arguments[0]), |_, _, value| value)
}

pub fn items(vm: &mut Vm, arguments: &[Value]) -> Result {
    listed(vm, dict_of(arguments[0]), |vm, key, value| vm.tuple(&[key, value]))
}

pub fn iterkeys(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_iterator(Kind::DictKeyIterator, dict_of(arguments[0])))
}

pub fn itervalues(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_iterator(Kind::DictValueIterator, dict_of(arguments[0])))
}

pub fn iteritems(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_iterator(Kind::DictItemIterator, dict_of(arguments[0])))
}

pub fn viewkeys(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_view(Kind::DictKeys, dict_of(arguments[0])))
}

pub fn viewvalues(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_view(Kind::DictValues, dict_of(arguments[0])))
}

pub fn viewitems(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_view(Kind::DictItems, dict_of(arguments[0])))
}

pub fn fromkeys(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (class, keys) = (arguments[0], arguments[1]);
    let value = arguments.get(2).copied().unwrap_or(Value::NONE);
    let dict = vm.call(class, &[])?;
    let plain = vm.is_exact(dict, Kind::Dict);
    let iterator = vm.iter(keys)?;
    while let Some(key) = vm.next(iterator)? {
        if plain {
            vm.dict_set(dict_of(dict), key, value)?;
        } else {
            vm.setitem(dict, key, value)?;
        }
    }
    Ok(dict)
}

pub fn update(vm: &mut Vm, arguments: &[Value]) -> Result {
    update_common(vm, "update", arguments)
}

/// `dict.update` and `dict.__init__`: at most one mapping or iterable of pairs, then keywords.
pub fn update_common(vm: &mut Vm, function: &str, arguments: &[Value]) -> Result {
    let dict = dict_of(arguments[0]);
    let keywords = arguments[arguments.len() - 1];
    let positional = &arguments[1..arguments.len() - 1];
    vm.check_count(function, 0, 1, positional.len())?;
    if let Some(&source) = positional.first() {
        vm.dict_update(dict, source)?;
    }
    if let Some(keywords) = keywords.bound() {
        vm.dict_update_from(dict, Ref::of(keywords))?;
    }
    Ok(Value::NONE)
}

impl Vm {
    /// Sets all items of a mapping (something with `keys`) or of an iterable of pairs.
    pub fn dict_update(&mut self, dict: Ref<DictObject>, source: Value) -> Result<()> {
        if self.is_kind(source, Kind::Dict) {
            return self.dict_update_from(dict, Ref::of(source));
        }
        let name = self.names.keys;
        match self.getattr_optional(source, name)? {
            Some(keys) => {
                let keys = self.call(keys, &[])?;
                let iterator = self.iter(keys)?;
                while let Some(key) = self.next(iterator)? {
                    let value = self.getitem(source, key)?;
                    self.dict_set(dict, key, value)?;
                }
                Ok(())
            }
            None => self.dict_update_from_pairs(dict, source),
        }
    }

    fn dict_update_from_pairs(&mut self, dict: Ref<DictObject>, source: Value) -> Result<()> {
        let iterator = self.iter(source)?;
        let mut number = 0;
        while let Some(element) = self.next(iterator)? {
            let pair = if self.is_exact(element, Kind::Tuple) || self.is_exact(element, Kind::List) {
                element
            } else {
                let message = format!("cannot convert dictionary update sequence element #{number} to a sequence");
                self.fast_sequence(element, &message)?
            };
            let &[key, value] = self.items_of(pair) else {
                let length = self.items_of(pair).len();
                return Err(self.value_error(&format!(
                    "dictionary update sequence element #{number} has length {length}; 2 is required"
                )));
            };
            self.dict_set(dict, key, value)?;
            number += 1;
        }
        Ok(())
    }
}
