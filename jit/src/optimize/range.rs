//! Sets of raw integers: an interval whose members have their lowest bits clear.

use crate::ir::Opcode;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Range {
    pub low: i64,
    pub high: i64,
    /// So many of the lowest bits are zero.
    pub zeros: u8,
}

/// So many zeros are noted at most: the next bit is not the sign.
const MOST_ZEROS: u32 = 62;

impl Range {
    pub const ALL: Range = Range {
        low: i64::MIN,
        high: i64::MAX,
        zeros: 0,
    };
    /// Doubled integers.
    pub const DOUBLED: Range = Range {
        low: i64::MIN,
        high: i64::MAX - 1,
        zeros: 1,
    };
    pub const TRUTH: Range = Range {
        low: 0,
        high: 1,
        zeros: 0,
    };

    pub fn constant(value: i64) -> Range {
        Range {
            low: value,
            high: value,
            zeros: value.trailing_zeros().min(MOST_ZEROS) as u8,
        }
    }

    /// The interval; more when it is empty or too wide for i64.
    fn between(low: i128, high: i128, zeros: u32) -> Range {
        let zeros = zeros.min(MOST_ZEROS) as u8;
        let all = Range { zeros, ..Range::ALL }.tightened().unwrap_or(Range::ALL);
        match (i64::try_from(low), i64::try_from(high)) {
            (Ok(low), Ok(high)) => Range { low, high, zeros }.tightened().unwrap_or(all),
            _ => all,
        }
    }

    /// Moves the bounds inwards to members. None: there are none.
    fn tightened(self) -> Option<Range> {
        let step = 1i64.checked_shl(self.zeros as u32).unwrap_or(i64::MIN);
        let mask = step.wrapping_sub(1);
        let low = if self.low & mask == 0 {
            self.low
        } else {
            (self.low & !mask).checked_add(step)?
        };
        let high = self.high & !mask;
        (low <= high).then_some(Range { low, high, ..self })
    }

    /// Members of both. None: there are none.
    pub fn and(self, other: Range) -> Option<Range> {
        Range {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
            zeros: self.zeros.max(other.zeros),
        }
        .tightened()
    }

    pub fn as_constant(self) -> Option<i64> {
        (self.low == self.high).then_some(self.low)
    }

    pub fn contains(self, value: i64) -> bool {
        self.and(Range::constant(value)).is_some()
    }

    pub fn within(self, low: i64, high: i64) -> bool {
        self.low >= low && self.high <= high
    }

    pub fn at_least(low: i64) -> Range {
        Range { low, ..Range::ALL }
    }

    pub fn at_most(high: i64) -> Range {
        Range { high, ..Range::ALL }
    }

    /// The exact bounds of a checked operation's result, were there no overflow.
    fn exact(opcode: Opcode, a: Range, b: Range) -> (i128, i128) {
        let corners = |f: fn(i128, i128) -> i128, al: i64, ah: i64| {
            let all = [
                f(al as i128, b.low as i128),
                f(al as i128, b.high as i128),
                f(ah as i128, b.low as i128),
                f(ah as i128, b.high as i128),
            ];
            (
                all.into_iter().fold(i128::MAX, i128::min),
                all.into_iter().fold(i128::MIN, i128::max),
            )
        };
        match opcode {
            Opcode::AddOverflow | Opcode::IntegerAdd => corners(|x, y| x + y, a.low, a.high),
            Opcode::SubtractOverflow | Opcode::IntegerSubtract => corners(|x, y| x - y, a.low, a.high),
            Opcode::MultiplyOverflow => corners(|x, y| x * y, a.low >> 1, a.high >> 1),
            _ => corners(|x, y| x * y, a.low, a.high),
        }
    }

    /// Whether checked arithmetic on members overflows: None = it may or may not.
    pub fn overflows(opcode: Opcode, a: Range, b: Range) -> Option<bool> {
        let (low, high) = Range::exact(opcode, a, b);
        let (least, most) = (i64::MIN as i128, i64::MAX as i128);
        if low >= least && high <= most {
            Some(false)
        } else if low > most || high < least {
            Some(true)
        } else {
            None
        }
    }

    /// What checked arithmetic gives when it does not overflow.
    pub fn checked(opcode: Opcode, a: Range, b: Range) -> Range {
        let (low, high) = Range::exact(opcode, a, b);
        let zeros = match opcode {
            Opcode::MultiplyOverflow => a.zeros.saturating_sub(1) as u32 + b.zeros as u32,
            _ => a.zeros.min(b.zeros) as u32,
        };
        Range::between(low.max(i64::MIN as i128), high.min(i64::MAX as i128), zeros)
    }

    /// What an operation on raw integers gives.
    pub fn result(opcode: Opcode, a: Range, b: Range) -> Range {
        use Opcode::*;
        let count = b.as_constant().filter(|count| (0..64).contains(count));
        match opcode {
            IntegerAdd | IntegerSubtract => {
                let (low, high) = Range::exact(opcode, a, b);
                Range::between(low, high, a.zeros.min(b.zeros) as u32)
            }
            IntegerMultiply => {
                let (low, high) = Range::exact(opcode, a, b);
                Range::between(low, high, a.zeros as u32 + b.zeros as u32)
            }
            IntegerAnd => {
                let zeros = a.zeros.max(b.zeros) as u32;
                match (a.low >= 0, b.low >= 0) {
                    (true, true) => Range::between(0, a.high.min(b.high) as i128, zeros),
                    (true, false) => Range::between(0, a.high as i128, zeros),
                    (false, true) => Range::between(0, b.high as i128, zeros),
                    _ => Range::between(i64::MIN as i128, i64::MAX as i128, zeros),
                }
            }
            IntegerOr | IntegerXor => {
                let zeros = a.zeros.min(b.zeros) as u32;
                if a.low >= 0 && b.low >= 0 {
                    let bits = 64 - (a.high | b.high).leading_zeros();
                    Range::between(0, (1i128 << bits) - 1, zeros)
                } else {
                    Range::between(i64::MIN as i128, i64::MAX as i128, zeros)
                }
            }
            IntegerShiftLeft => match count {
                Some(count) => Range::between(
                    (a.low as i128) << count,
                    (a.high as i128) << count,
                    a.zeros as u32 + count as u32,
                ),
                None => Range::ALL,
            },
            IntegerShiftRight => match count {
                Some(count) => Range::between(
                    (a.low >> count) as i128,
                    (a.high >> count) as i128,
                    (a.zeros as u32).saturating_sub(count as u32),
                ),
                None if a.low >= 0 => Range::between(0, a.high as i128, 0),
                None => Range::ALL,
            },
            IntegerFloorDivide => match b.as_constant() {
                Some(d) if d > 0 => Range::between(a.low.div_euclid(d) as i128, a.high.div_euclid(d) as i128, 0),
                _ if a.low >= 0 && b.low > 0 => Range::between(0, a.high as i128, 0),
                _ => Range::ALL,
            },
            IntegerModulo => {
                let zeros = a.zeros.min(b.zeros) as u32;
                if b.low > 0 {
                    let high = if a.low >= 0 { a.high.min(b.high - 1) } else { b.high - 1 };
                    Range::between(0, high as i128, zeros)
                } else if b.high < 0 {
                    Range::between(b.low as i128 + 1, 0, zeros)
                } else {
                    Range::ALL
                }
            }
            IntegerLess | IntegerLessEqual | IntegerEqual | IntegerNotEqual | IntegerBelow | Same | FloatLess
            | FloatLessEqual | FloatEqual => Range::TRUTH,
            UnboxInteger => Range::DOUBLED,
            _ => Range::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::evaluate;

    /// Results of members are members of the result.
    #[test]
    fn results_contain_what_happens() {
        use Opcode::*;
        let interesting = [
            i64::MIN,
            -1 << 40,
            -6,
            -5,
            -2,
            -1,
            0,
            1,
            2,
            3,
            7,
            8,
            63,
            1 << 40,
            i64::MAX - 1,
            i64::MAX,
        ];
        let mut ranges = vec![Range::ALL, Range::DOUBLED, Range::TRUTH, Range::at_least(0)];
        for &low in &interesting {
            for &high in &interesting {
                ranges.extend(Range { low, high, zeros: 0 }.tightened());
                ranges.extend(Range { low, high, zeros: 2 }.tightened());
            }
        }
        let members = |range: Range| interesting.into_iter().filter(move |&value| range.contains(value));
        for opcode in [
            IntegerAdd,
            IntegerSubtract,
            IntegerMultiply,
            IntegerAnd,
            IntegerOr,
            IntegerXor,
            IntegerShiftLeft,
            IntegerShiftRight,
            IntegerFloorDivide,
            IntegerModulo,
            IntegerLess,
            AddOverflow,
            SubtractOverflow,
            MultiplyOverflow,
        ] {
            for &a in &ranges {
                for &b in &ranges {
                    let checked = matches!(opcode, AddOverflow | SubtractOverflow | MultiplyOverflow);
                    let range = if checked {
                        Range::checked(opcode, a, b)
                    } else {
                        Range::result(opcode, a, b)
                    };
                    for x in members(a) {
                        for y in members(b) {
                            let Some(value) = evaluate(opcode, &[x as u64, y as u64]) else {
                                assert!(!checked || Range::overflows(opcode, a, b) != Some(false));
                                continue;
                            };
                            assert!(!checked || Range::overflows(opcode, a, b) != Some(true));
                            assert!(
                                range.contains(value as i64),
                                "{opcode:?} {a:?} {b:?}: {x} {y} in {range:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}
