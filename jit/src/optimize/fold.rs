//! Pure operations: folded when their arguments are constant, rewritten to simpler ones, and done once.

use super::available::NO_IMPORT;
use super::bounds::order;
use super::fact::Tags;
use super::optimizer::Optimizer;
use crate::ir::{Kind, Opcode, Operand, NO_SNAPSHOT};
use crate::reference::evaluate;

/// Whether the arguments of a binary operation may be exchanged.
fn commutes(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(
        opcode,
        IntegerAdd | IntegerMultiply | IntegerAnd | IntegerOr | IntegerXor | IntegerEqual | IntegerNotEqual | Same
    )
}

impl Optimizer<'_> {
    /// The result of a pure operation.
    pub fn pure(&mut self, opcode: Opcode, arguments: &[Operand]) -> Operand {
        let sorted;
        let mut arguments = arguments;
        if commutes(opcode) && order(arguments[0]) > order(arguments[1]) {
            sorted = [arguments[1], arguments[0]];
            arguments = &sorted;
        }
        if let Some(result) = self.fold(opcode, arguments) {
            return result;
        }
        if let Some(result) = self.rewrite(opcode, arguments) {
            return result;
        }
        if let Some(entry) = self.available.find(opcode, 0, arguments) {
            let (import, result) = (entry.import, entry.result);
            self.use_import(import);
            return self.resolve(result);
        }
        if let Some(result) = self.known_comparison(opcode, arguments) {
            return result;
        }
        let result = if arguments.iter().any(|argument| argument.as_virtual().is_some()) {
            let arguments: Vec<Operand> = arguments.iter().map(|&argument| self.make(argument)).collect();
            self.push(opcode, &arguments, 0, 0, NO_SNAPSHOT)
        } else {
            self.push(opcode, arguments, 0, 0, NO_SNAPSHOT)
        };
        let now = self.heap.now();
        self.available.insert(opcode, 0, arguments, result, now, NO_IMPORT);
        if let Some(value) = self.range(result).as_constant() {
            if opcode.result() == Kind::Integer {
                return self.integer_constant(value);
            }
        }
        result
    }

    /// A comparison is known to be true, or false.
    pub fn know_condition(&mut self, opcode: Opcode, arguments: &[Operand], truth: bool) {
        let mut arguments = arguments.to_vec();
        if commutes(opcode) {
            arguments.sort_by_key(|&operand| order(operand));
        }
        let value = self.integer_constant(truth as i64);
        let now = self.heap.now();
        self.available.insert(opcode, 0, &arguments, value, now, NO_IMPORT);
    }

    /// The result for constant arguments.
    fn fold(&mut self, opcode: Opcode, arguments: &[Operand]) -> Option<Operand> {
        let a = self.constant_bits(arguments[0])?;
        let bits = match *arguments {
            [_] => match opcode {
                Opcode::BoxInteger => (self.words.integer_word)(a as i64),
                Opcode::BoxFloat => (self.words.float_word)(f64::from_bits(a))?,
                Opcode::UnboxFloat => (self.words.word_float)(a)?.to_bits(),
                _ => evaluate(opcode, &[a])?,
            },
            [_, second] => evaluate(opcode, &[a, self.constant_bits(second)?])?,
            _ => return None,
        };
        Some(self.constant(opcode.result(), bits))
    }

    /// A simpler way to the same result.
    fn rewrite(&mut self, opcode: Opcode, arguments: &[Operand]) -> Option<Operand> {
        use Opcode::*;
        let a = arguments[0];
        match opcode {
            BoxInteger => self.argument_of(a, UnboxInteger),
            // A float has no identity: its word may stand for another one of the same value.
            BoxFloat => self.argument_of(a, UnboxFloat),
            UnboxFloat => self.argument_of(a, BoxFloat),
            WordToInteger => self.argument_of(a, IntegerToWord),
            IntegerToWord => self.argument_of(a, WordToInteger),
            FloatBits => self.argument_of(a, BitsFloat),
            BitsFloat => self.argument_of(a, FloatBits),
            FloatNegate => self.argument_of(a, FloatNegate),
            FloatAbsolute => match self.definition(a)?.opcode {
                FloatAbsolute => Some(a),
                FloatNegate => {
                    let inner = self.argument_of(a, FloatNegate)?;
                    Some(self.pure(FloatAbsolute, &[inner]))
                }
                _ => None,
            },
            FloatFloor => matches!(self.definition(a)?.opcode, IntegerToFloat | FloatFloor).then_some(a),
            FloatToInteger => {
                let integer = self.argument_of(a, IntegerToFloat)?;
                let exact = self.range(integer).within(-(1 << 53), 1 << 53);
                exact.then_some(integer)
            }
            FloatMultiply | FloatDivide | FloatSubtract => self.rewrite_float(opcode, a, arguments[1]),
            Same => self.rewrite_same(a, arguments[1]),
            _ if arguments.len() == 2 => self.rewrite_integer(opcode, a, arguments[1]),
            _ => None,
        }
    }

    fn rewrite_float(&mut self, opcode: Opcode, a: Operand, b: Operand) -> Option<Operand> {
        let float = |operand: Operand| self.constant_bits(operand).map(f64::from_bits);
        let by = float(b);
        match opcode {
            Opcode::FloatMultiply if by == Some(1.0) => Some(a),
            Opcode::FloatMultiply if float(a) == Some(1.0) => Some(b),
            Opcode::FloatSubtract => (by?.to_bits() == 0).then_some(a),
            Opcode::FloatDivide => {
                let by = by?;
                if by == 1.0 {
                    return Some(a);
                }
                // Powers of two have exact inverses.
                let mantissa = by.to_bits() & ((1 << 52) - 1);
                let inverse = 1.0 / by;
                if mantissa != 0 || !by.is_normal() || !inverse.is_normal() {
                    return None;
                }
                let inverse = self.constant(Kind::Float, inverse.to_bits());
                Some(self.pure(Opcode::FloatMultiply, &[a, inverse]))
            }
            _ => None,
        }
    }

    fn rewrite_same(&mut self, a: Operand, b: Operand) -> Option<Operand> {
        if a == b {
            return Some(self.integer_constant(1));
        }
        if self.differ(a, b) || self.assume_other_tag(a, b) {
            return Some(self.integer_constant(0));
        }
        let (x, y) = (self.unboxed_integer(a)?, self.unboxed_integer(b)?);
        Some(self.pure(Opcode::IntegerEqual, &[x, y]))
    }

    /// The raw integer of a word that is known to be a boxed small one.
    pub fn unboxed_integer(&mut self, word: Operand) -> Option<Operand> {
        if let Some(bits) = self.constant_bits(word) {
            let value = (self.words.word_integer)(bits)?;
            return Some(self.integer_constant(value));
        }
        self.argument_of(word, Opcode::BoxInteger)
    }

    fn rewrite_integer(&mut self, opcode: Opcode, a: Operand, b: Operand) -> Option<Operand> {
        use Opcode::*;
        let (range_a, range_b) = (self.range(a), self.range(b));
        let constant = self.as_integer(b);
        let zero = |this: &mut Self| Some(this.integer_constant(0));
        match opcode {
            IntegerAdd => match constant? {
                0 => Some(a),
                c => self.combine(IntegerAdd, a, c, i64::wrapping_add),
            },
            IntegerSubtract => match constant {
                Some(0) => Some(a),
                Some(c) => {
                    let negative = self.integer_constant(c.wrapping_neg());
                    Some(self.pure(IntegerAdd, &[a, negative]))
                }
                None if a == b => zero(self),
                None => None,
            },
            IntegerMultiply => match constant? {
                0 => zero(self),
                1 => Some(a),
                c if c > 0 && c & (c - 1) == 0 => {
                    let count = self.integer_constant(c.trailing_zeros() as i64);
                    Some(self.pure(IntegerShiftLeft, &[a, count]))
                }
                _ => None,
            },
            IntegerAnd => {
                if a == b {
                    return Some(a);
                }
                let c = constant?;
                // Bits that are known to be zero.
                let low = (1i64 << range_a.zeros.min(62)) - 1;
                let effective = c & !low;
                if effective == 0 {
                    return zero(self);
                }
                let covers = |mask: i64| range_a.low >= 0 && range_a.high <= mask && mask & mask.wrapping_add(1) == 0;
                if c | low == -1 || covers(c | low) {
                    return Some(a);
                }
                self.combine(IntegerAnd, a, c, |x, y| x & y)
            }
            IntegerOr if a == b => Some(a),
            IntegerOr => match constant? {
                0 => Some(a),
                -1 => Some(b),
                _ => None,
            },
            IntegerXor if a == b => zero(self),
            IntegerXor => (constant? == 0).then_some(a),
            IntegerShiftLeft => match constant? {
                0 => Some(a),
                count => {
                    let inner = self.shifted(a, IntegerShiftRight, count)?;
                    (self.range(inner).zeros as i64 >= count).then_some(inner)
                }
            },
            IntegerShiftRight => match constant? {
                0 => Some(a),
                count => {
                    let inner = self.shifted(a, IntegerShiftLeft, count)?;
                    let limit = 1i64 << (63 - count.min(62));
                    (count <= 62 && self.range(inner).within(-limit, limit - 1)).then_some(inner)
                }
            },
            IntegerFloorDivide => match constant? {
                1 => Some(a),
                c if c > 0 && c & (c - 1) == 0 => {
                    let count = self.integer_constant(c.trailing_zeros() as i64);
                    Some(self.pure(IntegerShiftRight, &[a, count]))
                }
                _ => None,
            },
            IntegerModulo => match constant? {
                c if c > 0 && c & (c - 1) == 0 => {
                    let mask = self.integer_constant(c - 1);
                    Some(self.pure(IntegerAnd, &[a, mask]))
                }
                c if c > 0 && range_a.within(0, c - 1) => Some(a),
                _ => None,
            },
            IntegerLess | IntegerLessEqual | IntegerEqual | IntegerNotEqual | IntegerBelow => {
                let truth = if a == b {
                    matches!(opcode, IntegerLessEqual | IntegerEqual)
                } else {
                    match opcode {
                        IntegerLess if range_a.high < range_b.low => true,
                        IntegerLess if range_a.low >= range_b.high => false,
                        IntegerLessEqual if range_a.high <= range_b.low => true,
                        IntegerLessEqual if range_a.low > range_b.high => false,
                        IntegerBelow if range_a.low >= 0 && range_a.high < range_b.low => true,
                        IntegerBelow if range_b.low >= 0 && (range_a.high < 0 || range_a.low >= range_b.high) => false,
                        IntegerEqual | IntegerNotEqual if range_a.and(range_b).is_none() => opcode == IntegerNotEqual,
                        // The lowest bit of a truth value is itself.
                        IntegerNotEqual if constant == Some(0) && range_a.within(0, 1) => return Some(a),
                        _ => return None,
                    }
                };
                Some(self.integer_constant(truth as i64))
            }
            _ => None,
        }
    }

    /// `opcode(opcode(x, c), d)` is `opcode(x, f(c, d))`.
    fn combine(&mut self, opcode: Opcode, a: Operand, d: i64, f: fn(i64, i64) -> i64) -> Option<Operand> {
        let operation = self.definition(a).filter(|operation| operation.opcode == opcode)?;
        let (x, c) = (operation.arguments[0], operation.arguments[1]);
        let c = self.as_integer(self.resolve(c))?;
        let x = self.resolve(x);
        let constant = self.integer_constant(f(c, d));
        Some(self.pure(opcode, &[x, constant]))
    }

    /// The argument of a shift by exactly `count`.
    fn shifted(&self, operand: Operand, opcode: Opcode, count: i64) -> Option<Operand> {
        let operation = self
            .definition(operand)
            .filter(|operation| operation.opcode == opcode)?;
        let same = self.as_integer(self.resolve(operation.arguments[1])) == Some(count);
        same.then(|| self.resolve(operation.arguments[0]))
    }

    /// A comparison that follows from another one that was decided before.
    fn known_comparison(&mut self, opcode: Opcode, arguments: &[Operand]) -> Option<Operand> {
        use Opcode::*;
        let [a, b] = *arguments else {
            return None;
        };
        let decided = |opcode: Opcode, a: Operand, b: Operand| {
            let entry = self.available.find(opcode, 0, &[a, b])?;
            let own = entry.import == NO_IMPORT;
            self.as_integer(self.resolve(entry.result)).filter(|_| own)
        };
        let truth = match opcode {
            IntegerLess => match (decided(IntegerLessEqual, b, a), decided(IntegerLess, b, a)) {
                (Some(greater), _) => greater == 0,
                (_, Some(1)) => false,
                _ => return None,
            },
            IntegerLessEqual => match (decided(IntegerLess, b, a), decided(IntegerLess, a, b)) {
                (Some(greater), _) => greater == 0,
                (_, Some(1)) => true,
                _ => return None,
            },
            IntegerEqual => match (
                decided(IntegerNotEqual, a, b),
                decided(IntegerLess, a, b),
                decided(IntegerLess, b, a),
            ) {
                (Some(differ), _, _) => differ == 0,
                (_, Some(1), _) | (_, _, Some(1)) => false,
                _ => return None,
            },
            IntegerNotEqual => match decided(IntegerEqual, a, b) {
                Some(equal) => equal == 0,
                None => return None,
            },
            _ => return None,
        };
        Some(self.integer_constant(truth as i64))
    }

    /// Whether a word is known to be a float.
    pub fn is_float(&self, word: Operand) -> bool {
        self.tags(word).within(Tags::FLOAT)
    }
}
