//! Truth, equality, ordering, hashing.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

/// The six rich comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    /// The comparison with the operands exchanged.
    pub fn reflected(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            other => other,
        }
    }

    /// What an ordering says to it.
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Comparison::Less => ordering.is_lt(),
            Comparison::LessEqual => ordering.is_le(),
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterEqual => ordering.is_ge(),
        }
    }

    fn method(self, vm: &Vm) -> Ref<StrObject> {
        match self {
            Comparison::Less => vm.names.__lt__,
            Comparison::LessEqual => vm.names.__le__,
            Comparison::Equal => vm.names.__eq__,
            Comparison::NotEqual => vm.names.__ne__,
            Comparison::Greater => vm.names.__gt__,
            Comparison::GreaterEqual => vm.names.__ge__,
        }
    }
}

impl Vm {
    /// Equality of two values of types whose comparison runs no Python: str, unicode (ASCII against str), small and boxed ints, floats, bools,
    /// None. None: some other type is involved.
    #[inline]
    pub fn trusted_equal(&self, a: Value, b: Value) -> Option<bool> {
        if a == b && !a.is_immediate_float() {
            return Some(true);
        }
        if a.is_integer() && b.is_integer() {
            return Some(false);
        }
        if a.is_pointer() && b.is_pointer() {
            let (x, y) = (a.map(), b.map());
            if x == Kind::Str.map() && y == Kind::Str.map() {
                let (s, t) = (Ref::<StrObject>::of(a), Ref::<StrObject>::of(b));
                return Some(s.len() == t.len() && s.bytes() == t.bytes());
            }
            if x == Kind::Unicode.map() && y == Kind::Unicode.map() {
                return Some(Ref::<UnicodeObject>::of(a).bytes() == Ref::<UnicodeObject>::of(b).bytes());
            }
            if x == Kind::Str.map() && y == Kind::Unicode.map() && self.codecs.default_is_ascii() {
                let (s, u) = (Ref::<StrObject>::of(a), Ref::<UnicodeObject>::of(b));
                return s.bytes().is_ascii().then(|| s.bytes() == u.bytes());
            }
            if x == Kind::Unicode.map() && y == Kind::Str.map() && self.codecs.default_is_ascii() {
                return self.trusted_equal(b, a);
            }
        }
        None
    }

    /// `a == b` as containers compare their elements: identity first.
    pub fn equal(&mut self, a: Value, b: Value) -> Result<bool> {
        if a == b {
            return Ok(true);
        }
        if let Some(equal) = self.trusted_equal(a, b) {
            return Ok(equal);
        }
        let result = self.compare(Comparison::Equal, a, b)?;
        self.truth(result)
    }

    /// `a <op> b` for a condition.
    pub fn compare_truth(&mut self, op: Comparison, a: Value, b: Value) -> Result<bool> {
        let result = self.compare(op, a, b)?;
        self.truth(result)
    }

    /// `a <op> b`.
    pub fn compare(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        if let Some(ordering) = self.compare_numbers(a, b) {
            return Ok(Value::bool(
                ordering.map_or(op == Comparison::NotEqual, |o| op.holds(o)),
            ));
        }
        if self.is_exact(a, Kind::Str) && self.is_exact(b, Kind::Str) {
            let ordering = Ref::<StrObject>::of(a).bytes().cmp(Ref::<StrObject>::of(b).bytes());
            return Ok(Value::bool(op.holds(ordering)));
        }
        self.check_native_stack(" in cmp")?;
        if a.map() == b.map() && (a.map() == Kind::Tuple.map() || a.map() == Kind::List.map()) {
            return self.compare_sequences(op, a, b);
        }
        let (x, y) = (self.class_of(a), self.class_of(b));
        let reflected = op.reflected();
        let mut tried_reflected = false;
        if x != y && self.is_subtype(y, x) {
            tried_reflected = true;
            let result = self.rich_method(reflected, b, a)?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        let result = self.rich_method(op, a, b)?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
        if !tried_reflected {
            let result = self.rich_method(reflected, b, a)?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if x == y && x.kind.get() == Kind::OldInstance {
            // Either side's slot asks both instances.
            for (op, a, b) in [(reflected, b, a), (op, a, b)] {
                let result = self.rich_method(op, a, b)?;
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
        }
        let ordering = self.three_way(a, b)?;
        Ok(Value::bool(op.holds(ordering)))
    }

    /// `a <op> b` after `a`'s own method said NotImplemented.
    pub fn compare_after_left(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        let result = self.rich_method(op.reflected(), b, a)?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
        let ordering = self.three_way(a, b)?;
        Ok(Value::bool(op.holds(ordering)))
    }

    /// `a.__lt__(b)` and its kind; NotImplemented if there is none.
    fn rich_method(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        let name = op.method(self);
        Ok(self.call_special(a, name, &[b])?.unwrap_or(Value::NOT_IMPLEMENTED))
    }

    /// `cmp(a, b)`.
    pub fn cmp(&mut self, a: Value, b: Value) -> Result<Ordering> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let Some(Some(ordering)) = self.compare_numbers(a, b) {
            return Ok(ordering);
        }
        self.check_native_stack(" in cmp")?;
        let same = self.class_of(a) == self.class_of(b);
        // Of the same type with __cmp__: that alone decides.
        if same {
            let ordering = match self.kind_of(a) {
                Kind::OldInstance => self.old_instance_order(a, b)?,
                _ => self.cmp_method(a, b)?,
            };
            if let Some(ordering) = ordering {
                return Ok(ordering);
            }
        }
        for (op, ordering) in [
            (Comparison::Equal, Ordering::Equal),
            (Comparison::Less, Ordering::Less),
            (Comparison::Greater, Ordering::Greater),
        ] {
            let mut result = self.rich_method(op, a, b)?;
            if result == Value::NOT_IMPLEMENTED {
                result = self.rich_method(op.reflected(), b, a)?;
            }
            if result != Value::NOT_IMPLEMENTED && self.truth(result)? {
                return Ok(ordering);
            }
        }
        self.three_way(a, b)
    }

    /// `__cmp__` of either side, coercion, and at last an order of types and addresses.
    fn three_way(&mut self, a: Value, b: Value) -> Result<Ordering> {
        if self.kind_of(a) == Kind::OldInstance || self.kind_of(b) == Kind::OldInstance {
            return match self.old_instance_order(a, b)? {
                Some(ordering) => Ok(ordering),
                None => Ok(self.default_order(a, b)),
            };
        }
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let Some(ordering) = self.cmp_method(a, b)? {
            return Ok(ordering);
        }
        if let Some(ordering) = self.cmp_method(b, a)? {
            return Ok(ordering.reverse());
        }
        if let Some((x, y)) = self.coerce(a, b)? {
            if x != a || y != b {
                return self.cmp(x, y);
            }
        }
        Ok(self.default_order(a, b))
    }

    pub(crate) fn cmp_method(&mut self, a: Value, b: Value) -> Result<Option<Ordering>> {
        let name = self.names.__cmp__;
        if let Some(method) = self.lookup_special(a, name) {
            // A built-in type's own takes objects of that type only.
            if self.kind_of(method) == Kind::SlotWrapper {
                let owner = Ref::<NativeObject>::of(method).owner.of::<TypeObject>();
                if !self.is_instance_of(b, owner) {
                    return Ok(None);
                }
            }
        }
        let Some(result) = self.call_special(a, name, &[b])? else {
            return Ok(None);
        };
        if result == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        match self.as_int(result) {
            Some(i) => Ok(Some(i.cmp(&0))),
            None if self.is_kind(result, Kind::Long) && self.kind_of(a) != Kind::OldInstance => {
                let long = Ref::<crate::long::LongObject>::of(result);
                Ok(Some(if long.count.get() == 0 {
                    Ordering::Equal
                } else if long.negative.get() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }))
            }
            None => Err(self.type_error("comparison did not return an int")),
        }
    }

    /// CPython's last resort: same type by address; None first; numbers before others; else by type name, then type address.
    fn default_order(&mut self, a: Value, b: Value) -> Ordering {
        let (x, y) = (self.class_of(a), self.class_of(b));
        if x == y {
            return a.0.cmp(&b.0);
        }
        if a.is_none() {
            return Ordering::Less;
        }
        if b.is_none() {
            return Ordering::Greater;
        }
        let name = |vm: &mut Vm, v: Value| {
            if vm.is_number(v) {
                String::new()
            } else {
                vm.type_name(v)
            }
        };
        let (m, n) = (name(self, a), name(self, b));
        m.cmp(&n).then_with(|| x.value().0.cmp(&y.value().0))
    }

    /// `bool(v)`.
    #[inline]
    pub fn truth(&mut self, v: Value) -> Result<bool> {
        match v {
            Value::TRUE => Ok(true),
            Value::FALSE | Value::NONE => Ok(false),
            _ if v.is_integer() => Ok(v.as_integer() != 0),
            _ => self.truth_of_object(v),
        }
    }

    fn truth_of_object(&mut self, v: Value) -> Result<bool> {
        if !v.is_pointer() {
            return Ok(!v.is_immediate_float() || v.as_immediate_float() != 0.0);
        }
        let map = v.map();
        if map == Kind::Str.map() {
            return Ok(!Ref::<StrObject>::of(v).is_empty());
        } else if map == Kind::List.map() {
            return Ok(!Ref::<crate::list::ListObject>::of(v).is_empty());
        } else if map == Kind::Tuple.map() {
            return Ok(!Ref::<crate::tuple::TupleObject>::of(v).is_empty());
        } else if map == Kind::Dict.map() {
            return Ok(!Ref::<crate::dict::DictObject>::of(v).is_empty());
        }
        let name = self.names.__nonzero__;
        if let Some(result) = self.call_special(v, name, &[])? {
            if !matches!(self.kind_of(result), Kind::Bool | Kind::Int) {
                let name = self.type_name(result);
                return Err(self.type_error(&format!("__nonzero__ should return bool or int, returned {name}")));
            }
            return Ok(result != Value::FALSE && self.as_int(result) != Some(0));
        }
        let name = self.names.__len__;
        match self.call_special(v, name, &[])? {
            Some(result) => Ok(self.length_result(result)? != 0),
            None => Ok(true),
        }
    }

    /// `hash(v)`. TypeError: unhashable.
    #[inline]
    pub fn hash(&mut self, v: Value) -> Result<i64> {
        if v.is_pointer() && v.map() == Kind::Str.map() {
            return Ok(self.hash_of_str(Ref::of(v)));
        }
        if v.is_integer() {
            let i = v.as_integer();
            return Ok(if i == -1 { -2 } else { i });
        }
        self.hash_of_object(v)
    }

    fn hash_of_object(&mut self, v: Value) -> Result<i64> {
        if self.is_exact(v, Kind::Unicode) {
            return Ok(self.hash_of_unicode(Ref::of(v)));
        }
        match v {
            Value::NONE | Value::ELLIPSIS | Value::NOT_IMPLEMENTED => return Ok((v.0 as i64) * 1000003),
            Value::TRUE => return Ok(1),
            Value::FALSE => return Ok(0),
            _ => {}
        }
        let name = self.names.__hash__;
        let class = self.class_of(v);
        if class.kind.get() == Kind::OldInstance {
            return self.old_instance_hash(v);
        }
        match self.lookup(class, name) {
            Some(method) if !method.is_none() => {
                let result = self.call_special(v, name, &[])?.unwrap_or(Value::NONE);
                if let Some(i) = self.as_int(result) {
                    return Ok(if i == -1 { -2 } else { i });
                }
                if self.is_kind(result, Kind::Long) {
                    return self.hash(result);
                }
                Err(self.type_error("an integer is required"))
            }
            _ => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("unhashable type: '{name}'")))
            }
        }
    }

    /// The hash of an object by identity, as CPython computes it of addresses.
    pub fn identity_hash(&self, v: Value) -> i64 {
        (v.0.rotate_right(4)) as i64
    }

    /// What `__len__` returned as a length.
    pub fn length_result(&mut self, result: Value) -> Result<usize> {
        match self.as_int(result) {
            Some(n) if n >= 0 => Ok(n as usize),
            Some(_) => Err(self.value_error("__len__() should return >= 0")),
            None if self.is_kind(result, Kind::Long) => {
                let long = Ref::<crate::long::LongObject>::of(result);
                if long.negative.get() {
                    return Err(self.value_error("__len__() should return >= 0"));
                }
                match long.digits() {
                    [] => Ok(0),
                    [n] if *n <= i64::MAX as u64 => Ok(*n as usize),
                    _ => Err(self.raise(Error::OverflowError, "long int too large to convert to int")),
                }
            }
            None => {
                let name = self.type_name(result);
                let _ = name;
                Err(self.type_error("an integer is required"))
            }
        }
    }
}
