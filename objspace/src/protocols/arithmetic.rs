//! Binary and unary operations of any values: special methods, reflected and in-place forms, coercion.

use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! operators {
    ($($name:ident $symbol:literal $forward:ident $reflected:ident $inplace:ident;)+) => {
        /// The binary operators.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Operator { $($name,)+ }

        impl Operator {
            pub const ALL: &'static [Operator] = &[$(Operator::$name,)+];
            pub const fn symbol(self) -> &'static str { match self { $(Operator::$name => $symbol,)+ } }
            pub fn forward(self, vm: &Vm) -> Ref<StrObject> { match self { $(Operator::$name => vm.names.$forward,)+ } }
            pub fn reflected(self, vm: &Vm) -> Ref<StrObject> { match self { $(Operator::$name => vm.names.$reflected,)+ } }
            /// The in-place method; the forward one where there is none (divmod).
            pub fn inplace(self, vm: &Vm) -> Ref<StrObject> { match self { $(Operator::$name => vm.names.$inplace,)+ } }
        }
    };
}

operators! {
    Add "+" __add__ __radd__ __iadd__;
    Subtract "-" __sub__ __rsub__ __isub__;
    Multiply "*" __mul__ __rmul__ __imul__;
    Divide "/" __div__ __rdiv__ __idiv__;
    TrueDivide "/" __truediv__ __rtruediv__ __itruediv__;
    FloorDivide "//" __floordiv__ __rfloordiv__ __ifloordiv__;
    Modulo "%" __mod__ __rmod__ __imod__;
    Power "** or pow()" __pow__ __rpow__ __ipow__;
    ShiftLeft "<<" __lshift__ __rlshift__ __ilshift__;
    ShiftRight ">>" __rshift__ __rrshift__ __irshift__;
    And "&" __and__ __rand__ __iand__;
    Or "|" __or__ __ror__ __ior__;
    Xor "^" __xor__ __rxor__ __ixor__;
    DivMod "divmod()" __divmod__ __rdivmod__ __divmod__;
}

impl Vm {
    /// `a <op> b`.
    pub fn binary(&mut self, op: Operator, a: Value, b: Value) -> Result {
        if let Some(result) = self.binary_builtin(op, a, b) {
            return result;
        }
        // Two exact tuples or lists: no lookup can find anything else.
        if op == Operator::Add && a.map() == b.map() {
            if a.map() == Kind::Tuple.map() {
                return crate::types::tuple_type::add(self, &[a, b]);
            } else if a.map() == Kind::List.map() {
                return crate::types::list_type::add(self, &[a, b]);
            }
        }
        self.check_native_stack("")?;
        // Formats take any argument, and only classes have an operator of their own that could come first.
        if op == Operator::Modulo && a.map() == Kind::Str.map() && !self.class_of(b).heap_type.get() {
            return crate::types::format_percent::format(self, a, b);
        }
        match self.binary_methods(op, a, b)? {
            Value::NOT_IMPLEMENTED => Err(self.unsupported_operands(op, a, b, false)),
            result => Ok(result),
        }
    }

    /// `a <op>= b`.
    pub fn binary_inplace(&mut self, op: Operator, a: Value, b: Value) -> Result {
        if let Some(result) = self.binary_builtin(op, a, b) {
            return result;
        }
        self.check_native_stack("")?;
        let name = op.inplace(self);
        if self.reflected_first(op, a, b, name) {
            let reflected = op.reflected(self);
            let result = if self.kind_of(b) == Kind::OldInstance {
                self.old_operand(op, b, a, reflected, true)?
            } else {
                self.call_special(b, reflected, &[a])?
            };
            if let Some(result) = result.filter(|&result| result != Value::NOT_IMPLEMENTED) {
                return Ok(result);
            }
        }
        if self.kind_of(a) == Kind::OldInstance {
            if let Some(result) = self.old_instance_inplace(op, a, b)? {
                return Ok(result);
            }
        } else if let Some(result) = self.call_special(a, name, &[b])? {
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        match self.binary_methods(op, a, b)? {
            Value::NOT_IMPLEMENTED => Err(self.unsupported_operands(op, a, b, true)),
            result => Ok(result),
        }
    }

    /// Whether the right side's reflected method goes before the left side's `method`: sequences' own concatenation and repetition
    /// come last in CPython, where they are not number slots.
    fn reflected_first(&mut self, op: Operator, a: Value, b: Value, method: Ref<StrObject>) -> bool {
        if !matches!(op, Operator::Add | Operator::Multiply) || !self.is_builtin_sequence(a) {
            return false;
        }
        let (left, right) = (self.class_of(a), self.class_of(b));
        (right.heap_type.get() || right.kind.get() == Kind::OldInstance)
            && self
                .lookup(left, method)
                .is_some_and(|m| self.kind_of(m) == Kind::SlotWrapper)
    }

    /// The special methods of both sides; NotImplemented if none takes it.
    fn binary_methods(&mut self, op: Operator, a: Value, b: Value) -> Result {
        if self.kind_of(a) == Kind::OldInstance || self.kind_of(b) == Kind::OldInstance {
            return self.old_instance_binary(op, a, b);
        }
        let (forward, reflected) = (op.forward(self), op.reflected(self));
        let (x, y) = (self.class_of(a), self.class_of(b));
        if x == y {
            return Ok(self.call_special(a, forward, &[b])?.unwrap_or(Value::NOT_IMPLEMENTED));
        }
        let mut reflected_tried = false;
        let overrides = x != y && self.is_subtype(y, x) && self.lookup(y, reflected) != self.lookup(x, reflected);
        if overrides || self.reflected_first(op, a, b, forward) {
            reflected_tried = true;
            if let Some(result) = self.call_special(b, reflected, &[a])? {
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
        }
        if let Some(result) = self.call_special(a, forward, &[b])? {
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if !reflected_tried {
            if let Some(result) = self.call_special(b, reflected, &[a])? {
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
        }
        if let Some((p, q)) = self.coerce_for_operation(a, b)? {
            if p != a || q != b {
                return self.binary(op, p, q);
            }
        }
        Ok(Value::NOT_IMPLEMENTED)
    }

    pub(crate) fn is_builtin_sequence(&self, v: Value) -> bool {
        matches!(
            self.kind_of(v),
            Kind::Str | Kind::Unicode | Kind::List | Kind::Tuple | Kind::ByteArray | Kind::Buffer | Kind::Xrange
        )
    }

    /// `a <op> b` after `a`'s own method said NotImplemented.
    pub fn binary_after_left(&mut self, op: Operator, a: Value, b: Value, inplace: bool) -> Result {
        let (x, y) = (self.class_of(a), self.class_of(b));
        if x != y || x.kind.get() == Kind::OldInstance {
            let name = op.reflected(self);
            if let Some(result) = self.call_special(b, name, &[a])? {
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
        }
        if let Some((p, q)) = self.coerce_for_operation(a, b)? {
            if p != a || q != b {
                return self.binary(op, p, q);
            }
        }
        Err(self.unsupported_operands(op, a, b, inplace))
    }

    /// TypeError as CPython words it.
    #[cold]
    pub fn unsupported_operands(&mut self, op: Operator, a: Value, b: Value, inplace: bool) -> jit::Exception {
        let (x, y) = (self.type_name(a), self.type_name(b));
        let symbol = match (op, inplace) {
            (Operator::Power, true) => "** or pow()".to_string(),
            (_, true) => format!("{}=", op.symbol()),
            _ => op.symbol().to_string(),
        };
        if op == Operator::Add {
            // The concatenation of built-in sequences has its own words.
            if let Some(message) = self.concatenation_error(a, b) {
                return self.type_error(&message);
            }
        }
        if op == Operator::Multiply {
            for (sequence, other) in [(a, b), (b, a)] {
                if self.is_builtin_sequence(sequence) {
                    let name = self.type_name(other);
                    return self.type_error(&format!("can't multiply sequence by non-int of type '{name}'"));
                }
            }
        }
        self.type_error(&format!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'"))
    }

    /// `-v`, `+v`, `~v`, `abs(v)` by special method; `symbol` for the message.
    pub fn unary(&mut self, v: Value, name: Ref<StrObject>, symbol: &str) -> Result {
        if self.kind_of(v) == Kind::OldInstance {
            return self.old_instance_method(v, name, &[]);
        }
        match self.call_special(v, name, &[])? {
            Some(result) => Ok(result),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(&format!("bad operand type for {symbol}: '{name}'")))
            }
        }
    }
}
