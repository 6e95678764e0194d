//! What the number types share: comparison, coercion, and the binary operations of exact numbers.

use crate::kind::Kind;
use crate::native::Result;
use crate::protocols::arithmetic::Operator;
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

impl Vm {
    /// Whether `default order` counts the value as a number.
    pub fn is_number(&mut self, v: Value) -> bool {
        matches!(
            self.kind_of(v),
            Kind::Int | Kind::Long | Kind::Float | Kind::Complex | Kind::Bool
        )
    }

    /// The order of two exact ints, longs, floats or bools: None if another type is involved, Some(None) if unordered (NaN).
    pub fn compare_numbers(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        if a.is_integer() && b.is_integer() {
            return Some(Some(a.as_integer().cmp(&b.as_integer())));
        }
        None
    }

    /// A binary operation of exact built-in numbers; None: some other type is involved.
    pub fn binary_builtin(&mut self, op: Operator, a: Value, b: Value) -> Option<Result> {
        let _ = (op, a, b);
        None
    }

    /// `coerce(a, b)`; None if neither side can.
    pub fn coerce(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
        let _ = (a, b);
        Ok(None)
    }

    /// The coercion that binary operations try at last (`__coerce__` of instances).
    pub fn coerce_for_operation(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
        self.coerce(a, b)
    }

    /// The message of `+` where a built-in sequence stands left; None if none does.
    pub fn concatenation_error(&mut self, a: Value, b: Value) -> Option<String> {
        let _ = (a, b);
        None
    }

    /// A unicode object in the default encoding (ascii). UnicodeEncodeError.
    pub fn encode_default(&mut self, v: Value) -> Result {
        let _ = v;
        Err(self.value_error("unicode"))
    }
}
