//! Conversions: str, repr, index.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `repr(v)`: a str.
    pub fn repr(&mut self, v: Value) -> Result<Ref<StrObject>> {
        let name = self.names.__repr__;
        let result = self.nested(" while getting the repr of an object", |vm| {
            vm.call_special(v, name, &[])
        })?;
        let result = match result {
            Some(result) => result,
            None => self.default_repr(v),
        };
        self.to_str_result(result, "__repr__ returned non-string (type ")
    }

    fn to_str_result(&mut self, result: Value, problem: &str) -> Result<Ref<StrObject>> {
        if self.is_kind(result, Kind::Str) {
            return Ok(Ref::of(result));
        }
        if self.is_kind(result, Kind::Unicode) {
            let bytes = self.encode_default(result)?;
            return Ok(Ref::of(bytes));
        }
        let name = self.type_name(result);
        Err(self.type_error(&format!("{problem}{name})")))
    }

    /// `<module.Class object at 0x...>`.
    pub fn default_repr(&mut self, v: Value) -> Value {
        if self.kind_of(v) == Kind::OldInstance {
            return self.old_instance_repr(v);
        }
        let name = self.qualified_type_name(v);
        self.str(format!("<{name} object at {:#x}>", v.0).as_bytes())
    }

    /// The type's name with its module in front unless that is `__builtin__`.
    pub fn qualified_type_name(&mut self, v: Value) -> String {
        let class = self.class_of(v);
        if !class.heap_type.get() {
            return class.full_name();
        }
        let name = self.names.__module__;
        let short = class.short_name();
        match self.dict_get_str(class.namespace(), name) {
            Some(module) if self.is_kind(module, Kind::Str) => {
                let module = Ref::<StrObject>::of(module).text();
                if module == "__builtin__" {
                    short
                } else {
                    format!("{module}.{short}")
                }
            }
            _ => short,
        }
    }

    /// `str(v)`: a str.
    pub fn to_str(&mut self, v: Value) -> Result<Ref<StrObject>> {
        if self.is_exact(v, Kind::Str) {
            return Ok(Ref::of(v));
        }
        let name = self.names.__str__;
        let result = self.nested(" while getting the str of an object", |vm| {
            vm.call_special(v, name, &[])
        })?;
        match result {
            Some(result) => self.to_str_result(result, "__str__ returned non-string (type "),
            None => self.repr(v),
        }
    }

    /// `str(v)` where a unicode result of `__str__` is let through (formatting).
    pub fn str_or_unicode(&mut self, v: Value) -> Result {
        if self.is_exact(v, Kind::Str) || self.kind_of(v) == Kind::Unicode {
            return Ok(v);
        }
        let name = self.names.__str__;
        match self.call_special(v, name, &[])? {
            Some(result) if matches!(self.kind_of(result), Kind::Str | Kind::Unicode) => Ok(result),
            Some(result) => {
                let name = self.type_name(result);
                Err(self.type_error(&format!("__str__ returned non-string (type {name})")))
            }
            None => Ok(self.repr(v)?.value()),
        }
    }

    /// repr as text for messages.
    pub fn repr_text(&mut self, v: Value) -> Result<String> {
        Ok(self.repr(v)?.text().into_owned())
    }

    /// `operator.index(v)` as i64; OverflowError -> clipped to the range of machine integers.
    pub fn index_clipped(&mut self, v: Value) -> Result<i64> {
        if let Some(i) = self.as_int(v) {
            return Ok(i);
        }
        let v = self.index(v)?;
        if let Some(i) = self.as_int(v) {
            return Ok(i);
        }
        let long = Ref::<crate::long::LongObject>::of(v);
        Ok(match (long.digits(), long.negative.get()) {
            ([], _) => 0,
            ([d], false) if *d <= i64::MAX as u64 => *d as i64,
            ([d], true) if *d <= i64::MAX as u64 + 1 => (*d as i64).wrapping_neg(),
            (_, true) => i64::MIN,
            (_, false) => i64::MAX,
        })
    }

    /// `operator.index(v)` as i64. IndexError if it does not fit.
    pub fn index_i64(&mut self, v: Value) -> Result<i64> {
        self.index_as(v, Error::IndexError)
    }

    /// `operator.index(v)` as i64. `overflow` if it does not fit.
    pub fn index_as(&mut self, v: Value, overflow: Error) -> Result<i64> {
        if let Some(i) = self.as_int(v) {
            return Ok(i);
        }
        let name = self.type_name(v);
        let v = self.index(v)?;
        if let Some(i) = self.as_int(v) {
            return Ok(i);
        }
        let long = Ref::<crate::long::LongObject>::of(v);
        match (long.digits(), long.negative.get()) {
            ([], _) => Ok(0),
            ([d], false) if *d <= i64::MAX as u64 => Ok(*d as i64),
            ([d], true) if *d <= i64::MAX as u64 + 1 => Ok((*d as i64).wrapping_neg()),
            _ => Err(self.raise(overflow, &format!("cannot fit '{name}' into an index-sized integer"))),
        }
    }

    /// `operator.index(v)`: an int or long.
    pub fn index(&mut self, v: Value) -> Result {
        if matches!(self.kind_of(v), Kind::Int | Kind::Long | Kind::Bool) {
            return Ok(v);
        }
        let name = self.names.__index__;
        match self.call_special(v, name, &[])? {
            Some(result) if matches!(self.kind_of(result), Kind::Int | Kind::Long | Kind::Bool) => Ok(result),
            Some(result) => {
                let name = self.type_name(result);
                Err(self.type_error(&format!("__index__ returned non-(int,long) (type {name})")))
            }
            None if self.kind_of(v) == Kind::OldInstance => {
                Err(self.type_error("object cannot be interpreted as an index"))
            }
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("'{name}' object cannot be interpreted as an index")))
            }
        }
    }
}
