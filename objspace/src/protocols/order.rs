//! Three-way comparison: `cmp`, `__cmp__`, coercion, and the order of things that have none.

use super::compare::Comparison;
use crate::class::TypeObject;
use crate::function::NativeObject;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

impl Vm {
    /// `cmp(a, b)`.
    pub fn cmp(&mut self, a: Value, b: Value) -> Result<Ordering> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let Some(Some(ordering)) = self.compare_numbers(a, b) {
            return Ok(ordering);
        }
        self.nested(" in cmp", |vm| vm.cmp_objects(a, b))
    }

    fn cmp_objects(&mut self, a: Value, b: Value) -> Result<Ordering> {
        // Of the same type with __cmp__: that alone decides.
        if self.class_of(a) == self.class_of(b) {
            let ordering = match self.kind_of(a) {
                Kind::OldInstance => self.old_instance_order(a, b)?,
                _ => self.slot_order(a, b)?,
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
            let result = self.compare_rich(op, a, b)?;
            if result != Value::NOT_IMPLEMENTED && self.truth(result)? {
                return Ok(ordering);
            }
        }
        Ok(match self.three_way(a, b)? {
            Some(ordering) => ordering,
            None => self.default_order(a, b),
        })
    }

    /// `__cmp__` of either side, and coercion; None: neither has an opinion.
    pub(crate) fn three_way(&mut self, a: Value, b: Value) -> Result<Option<Ordering>> {
        if self.kind_of(a) == Kind::OldInstance || self.kind_of(b) == Kind::OldInstance {
            return self.old_instance_order(a, b);
        }
        if let Some(ordering) = self.slot_order(a, b)? {
            return Ok(Some(ordering));
        }
        let Some((x, y)) = self.coerce(a, b)? else {
            return Ok(None);
        };
        let (method, other) = (self.cmp_slot(x), self.cmp_slot(y));
        if method.is_some() && method == other {
            self.cmp_method(x, y)
        } else {
            Ok(None)
        }
    }

    /// The type's `__cmp__`, on which side of the language it is.
    fn cmp_slot(&mut self, v: Value) -> Option<Value> {
        let name = self.names.__cmp__;
        self.lookup_special(v, name)
    }

    /// The comparison of two types' `__cmp__` slots: a built-in one has to be the same for both; one in Python is asked before the other
    /// side's, and where both decline the addresses decide. None: they have no slot in common.
    pub(crate) fn slot_order(&mut self, a: Value, b: Value) -> Result<Option<Ordering>> {
        let (left, right) = (self.cmp_slot(a), self.cmp_slot(b));
        let in_python = |vm: &Vm, slot: Option<Value>| slot.is_some_and(|m| vm.kind_of(m) != Kind::SlotWrapper);
        let (left_python, right_python) = (in_python(self, left), in_python(self, right));
        if !left_python && !right_python {
            return if left.is_some() && left == right {
                self.cmp_method(a, b)
            } else {
                Ok(None)
            };
        }
        if left_python {
            if let Some(ordering) = self.cmp_method(a, b)? {
                return Ok(Some(ordering));
            }
        }
        if right_python {
            if let Some(ordering) = self.cmp_method(b, a)? {
                return Ok(Some(ordering.reverse()));
            }
        }
        Ok(Some(a.0.cmp(&b.0)))
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
        self.order_of_result(a, result)
    }

    /// The order that `a.__cmp__` gave; None: it declined. TypeError.
    pub(crate) fn order_of_result(&mut self, a: Value, result: Value) -> Result<Option<Ordering>> {
        if result == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        let order = self.c_long(result);
        if order.is_err() && self.kind_of(a) == Kind::OldInstance {
            self.take_exception();
            return Err(self.type_error("comparison did not return an int"));
        }
        Ok(Some(order?.cmp(&0)))
    }

    /// CPython's last resort: same type by address; None first; numbers before others; else by type name, then type address.
    pub(crate) fn default_order(&mut self, a: Value, b: Value) -> Ordering {
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
        // Instances of old-style classes lie before the other numbers but bools.
        let rank = |class: Ref<TypeObject>| match class.kind.get() {
            Kind::Bool => 0,
            Kind::OldInstance => 1,
            _ => 2,
        };
        m.cmp(&n)
            .then_with(|| (rank(x), x.value().0).cmp(&(rank(y), y.value().0)))
    }
}
