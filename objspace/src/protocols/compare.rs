//! Truth, equality, ordering, hashing.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::{NativeFunction, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::tuple::TupleObject;
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

/// What a comparison asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The left side's method.
    Forward,
    /// The right side's method of the reflected comparison.
    Reflected,
    /// `__cmp__` of two objects of one type.
    ThreeWay,
}

struct Steps {
    /// Both sides are instances of new-style classes or both of old-style ones: their slots ask each other.
    alike: bool,
    all: [Step; 7],
    count: usize,
}

impl Steps {
    fn push(&mut self, step: Step) {
        self.all[self.count] = step;
        self.count += 1;
    }

    /// One side's slot: its method; and the other side's, if both are slots that run Python.
    fn slot(&mut self, own: Step, python: bool, other_python: bool) {
        self.push(own);
        if self.alike && python && other_python {
            self.push(match own {
                Step::Forward => Step::Reflected,
                _ => Step::Forward,
            });
        }
    }
}

/// A `__hash__` that needs no call through the protocol.
enum BuiltInHash {
    Identity,
    Method(NativeFunction),
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
            if self.is_equal_to_itself_only(a) && self.is_equal_to_itself_only(b) {
                return Some(false);
            }
        }
        None
    }

    /// `a == b` as containers compare their elements, as far as that runs no Python code; None: it may.
    pub fn quiet_equal(&self, a: Value, b: Value) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        if let Some(equal) = self.trusted_equal(a, b) {
            return Some(equal);
        }
        if let Some(ordering) = self.compare_numbers(a, b) {
            return Some(ordering == Some(Ordering::Equal));
        }
        if self.is_exact(a, Kind::Tuple) && self.is_exact(b, Kind::Tuple) {
            let (a, b) = (Ref::<TupleObject>::of(a).items(), Ref::<TupleObject>::of(b).items());
            if a.len() != b.len() {
                return Some(false);
            }
            for (&x, &y) in a.iter().zip(b) {
                if !self.quiet_equal(x, y)? {
                    return Some(false);
                }
            }
            return Some(true);
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
        self.nested(" in cmp", |vm| vm.compare_objects(op, a, b))
    }

    fn compare_objects(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        if a.map() == b.map() && (a.map() == Kind::Tuple.map() || a.map() == Kind::List.map()) {
            return self.compare_sequences(op, a, b);
        }
        self.compare_from(op, a, b, 0)
    }

    /// `a <op> b` after `a`'s own method said NotImplemented. `a` is a new-style instance, and the class of `b` derives not from its.
    pub fn compare_after_left(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        self.compare_from(op, a, b, 1)
    }

    /// The rich comparison methods in turn but for the first `done`, then the three-way comparison.
    fn compare_from(&mut self, op: Comparison, a: Value, b: Value, done: usize) -> Result {
        let (steps, count) = self.comparison_steps(op, a, b, true);
        for &step in &steps[done.min(count)..count] {
            let result = match step {
                Step::Forward => self.rich_method(op, a, b)?,
                Step::Reflected => self.rich_method(op.reflected(), b, a)?,
                Step::ThreeWay => match self.slot_order(a, b)? {
                    Some(ordering) => Value::bool(op.holds(ordering)),
                    None => Value::NOT_IMPLEMENTED,
                },
            };
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        let ordering = match self.three_way(a, b)? {
            Some(ordering) => ordering,
            None => self.default_order(a, b),
        };
        Ok(Value::bool(op.holds(ordering)))
    }

    /// What `a <op> b` asks before the three-way comparison, in CPython's order and as often: each side's slot, of which one that
    /// runs Python asks the other side too if that also runs Python. `alike`: with what only two objects of one type are asked, first.
    fn comparison_steps(&mut self, op: Comparison, a: Value, b: Value, alike: bool) -> ([Step; 7], usize) {
        let (x, y) = (self.class_of(a), self.class_of(b));
        let mut steps = Steps {
            alike: false,
            all: [Step::Forward; 7],
            count: 0,
        };
        let (forward, reflected) = (op.method(self), op.reflected().method(self));
        let native = |vm: &mut Vm, class: Ref<TypeObject>, name: Ref<StrObject>| match vm.lookup(class, name) {
            Some(method) => vm.kind_of(method) == Kind::SlotWrapper,
            None => true,
        };
        let is_old = |class: Ref<TypeObject>| class.kind.get() == Kind::OldInstance;
        let old = is_old(x) || is_old(y);
        let plain = !old && native(self, x, forward) && native(self, y, reflected);
        let left = !plain && self.compares_in_python(x);
        let right = !plain && self.compares_in_python(y);
        steps.alike = is_old(x) == is_old(y);
        if x == y && alike && !old {
            steps.slot(Step::Forward, left, right);
            let name = self.names.__cmp__;
            if self.lookup(x, name).is_some() {
                steps.push(Step::ThreeWay);
            }
        } else if x != y && self.is_subtype(y, x) {
            steps.slot(Step::Reflected, right, left);
        }
        steps.slot(Step::Forward, left, right);
        steps.slot(Step::Reflected, right, left);
        (steps.all, steps.count)
    }

    /// Whether a class, or one that it derives from, has rich comparison methods written in Python (old-style instances: always).
    fn compares_in_python(&mut self, class: Ref<TypeObject>) -> bool {
        if !class.heap_type.get() {
            return class.kind.get() == Kind::OldInstance;
        }
        let n = &self.names;
        [n.__eq__, n.__ne__, n.__lt__, n.__le__, n.__gt__, n.__ge__]
            .iter()
            .any(|&name| {
                self.lookup(class, name)
                    .is_some_and(|method| self.kind_of(method) != Kind::SlotWrapper)
            })
    }

    /// `a.__lt__(b)` and its kind; NotImplemented if there is none.
    pub(crate) fn rich_method(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        let name = op.method(self);
        Ok(self.call_special(a, name, &[b])?.unwrap_or(Value::NOT_IMPLEMENTED))
    }

    /// The rich comparison methods of both sides, as `cmp` asks them; NotImplemented if none has an opinion.
    pub(crate) fn compare_rich(&mut self, op: Comparison, a: Value, b: Value) -> Result {
        let (steps, count) = self.comparison_steps(op, a, b, false);
        for &step in &steps[..count] {
            let result = match step {
                Step::Reflected => self.rich_method(op.reflected(), b, a)?,
                _ => self.rich_method(op, a, b)?,
            };
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        Ok(Value::NOT_IMPLEMENTED)
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
            return self.nonzero_result(v, result);
        }
        let name = self.names.__len__;
        match self.call_special(v, name, &[])? {
            Some(result) if self.kind_of(v) == Kind::OldInstance => self.nonzero_result(v, result),
            Some(result) => Ok(self.length_result(v, result)? != 0),
            None => Ok(true),
        }
    }

    /// What the `__nonzero__` of `v` (or the `__len__` in its place, of old-style instances) returned, as a truth value.
    pub fn nonzero_result(&mut self, v: Value, result: Value) -> Result<bool> {
        let old = self.kind_of(v) == Kind::OldInstance;
        let result_fits = old || self.is_exact(result, Kind::Int) || self.is_kind(result, Kind::Bool);
        match self.as_int(result).filter(|_| result_fits) {
            Some(i) if i >= 0 || !old => Ok(i != 0),
            Some(_) => Err(self.value_error("__nonzero__ should return >= 0")),
            None if old => Err(self.type_error("__nonzero__ should return an int")),
            None => {
                let name = self.type_name(result);
                Err(self.type_error(&format!("__nonzero__ should return bool or int, returned {name}")))
            }
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
        if v.is_pointer() {
            let class = self.class_of(v);
            if class.identity_hash.get() == class.version.get() && class.version.get() != 0 {
                return Ok(self.identity_hash(v));
            }
        }
        self.hash_of_object(v)
    }

    /// Whether the object's class is known to have no methods for hashing and comparing. (Known is what was hashed once.)
    #[inline(always)]
    fn is_equal_to_itself_only(&self, v: Value) -> bool {
        let class = self.class_of(v);
        class.identity_equality.get() == class.version.get() && class.version.get() != 0
    }

    fn hash_of_object(&mut self, v: Value) -> Result<i64> {
        self.check_native_stack("")?;
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
                let built_in = self.built_in_hash(class, v, method);
                let result = match built_in {
                    Some(BuiltInHash::Identity) => {
                        class.identity_hash.set(class.version.get());
                        let asked = [self.names.__eq__, self.names.__cmp__, self.names.__coerce__];
                        if class.kind.get() == Kind::Object
                            && asked.iter().all(|&name| self.lookup(class, name).is_none())
                        {
                            class.identity_equality.set(class.version.get());
                        }
                        return Ok(self.identity_hash(v));
                    }
                    Some(BuiltInHash::Method(method)) => method(self, &[v])?,
                    None => self.call_special(v, name, &[])?.unwrap_or(Value::NONE),
                };
                if let Some(i) = self.as_int(result) {
                    return Ok(if i == -1 { -2 } else { i });
                }
                if self.is_kind(result, Kind::Long) {
                    // A subclass's own __hash__ is not asked.
                    let hash = crate::types::long_type::hash(self, &[result])?;
                    return Ok(self.as_int(hash).unwrap_or(0));
                }
                let i = self.c_long(result)?;
                Ok(if i == -1 { -2 } else { i })
            }
            _ => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("unhashable type: '{name}'")))
            }
        }
    }

    /// What a `__hash__` found on the value's class computes, if it is `object`'s or the class's own and native.
    fn built_in_hash(&self, class: Ref<TypeObject>, v: Value, method: Value) -> Option<BuiltInHash> {
        if !self.is_exact(method, Kind::SlotWrapper) {
            return None;
        }
        let method = Ref::<NativeObject>::of(method);
        let owner = method.owner.get();
        if owner == self.type_of_kind(Kind::Object).value() {
            return Some(BuiltInHash::Identity);
        }
        debug_assert!(self.class_of(v) == class);
        (owner == class.value()).then(|| BuiltInHash::Method(method.definition.get().call))
    }

    /// The hash of an object by identity, as CPython computes it of addresses.
    pub fn identity_hash(&self, v: Value) -> i64 {
        (v.0.rotate_right(4)) as i64
    }

    /// What the `__len__` of `v` returned, as a length. Old-style instances take an int, others anything with `__int__`.
    pub fn length_result(&mut self, v: Value, result: Value) -> Result<usize> {
        if self.kind_of(v) == Kind::OldInstance && self.as_int(result).is_none() {
            return Err(self.type_error("__len__() should return an int"));
        }
        let long = self.is_kind(result, Kind::Long);
        let length = self.c_long(result);
        if long && length.is_err() && self.swallow(Error::OverflowError) {
            return Err(self.raise(Error::OverflowError, "long int too large to convert to int"));
        }
        usize::try_from(length?).map_err(|_| self.value_error("__len__() should return >= 0"))
    }
}
