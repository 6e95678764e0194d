//! The constants of a code under construction, each kept once.

use crate::code::Constant;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// Constants in order of first use.
#[derive(Debug, Default)]
pub struct Constants {
    list: Vec<Constant>,
    index: HashMap<Key, u32, ahash::RandomState>,
}

impl Constants {
    /// The index of a constant.
    pub fn index(&mut self, constant: Constant) -> u32 {
        let next = self.list.len() as u32;
        // Two code objects are never one constant, however alike.
        if matches!(constant, Constant::Code(_)) {
            self.list.push(constant);
            return next;
        }
        let list = &mut self.list;
        *self.index.entry(Key(constant)).or_insert_with_key(|Key(constant)| {
            list.push(constant.clone());
            next
        })
    }

    pub fn into_list(self) -> Vec<Constant> {
        self.list
    }
}

/// A constant compared by type and bits: 1, 1L, 1.0, True, 0.0 and -0.0 are all different.
#[derive(Debug)]
struct Key(Constant);

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        same(&self.0, &other.0)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

fn same(left: &Constant, right: &Constant) -> bool {
    match (left, right) {
        (Constant::Float(a), Constant::Float(b)) => a.to_bits() == b.to_bits(),
        (Constant::Complex(a, b), Constant::Complex(c, d)) => a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits(),
        (Constant::Tuple(a), Constant::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => left == right,
    }
}

fn hash<H: Hasher>(constant: &Constant, state: &mut H) {
    std::mem::discriminant(constant).hash(state);
    match constant {
        Constant::None | Constant::Ellipsis | Constant::Code(_) => {}
        Constant::Bool(value) => value.hash(state),
        Constant::Int(value) => value.hash(state),
        Constant::Long(value) => value.hash(state),
        Constant::Float(value) => value.to_bits().hash(state),
        Constant::Complex(real, imaginary) => (real.to_bits(), imaginary.to_bits()).hash(state),
        Constant::Str(bytes) | Constant::Unicode(bytes) => bytes.hash(state),
        Constant::Tuple(items) => {
            items.len().hash(state);
            items.iter().for_each(|item| hash(item, state));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_of_different_types_stay_apart() {
        let mut constants = Constants::default();
        let all = [
            Constant::Int(0),
            Constant::Float(0.0),
            Constant::Float(-0.0),
            Constant::Bool(false),
            Constant::Long(0.into()),
            Constant::Str((*b"").into()),
            Constant::Unicode((*b"").into()),
            Constant::Tuple(vec![Constant::Int(0)]),
            Constant::Tuple(vec![Constant::Float(0.0)]),
        ];
        for (expected, constant) in all.iter().enumerate() {
            assert_eq!(constants.index(constant.clone()), expected as u32);
        }
        for (expected, constant) in all.iter().enumerate() {
            assert_eq!(constants.index(constant.clone()), expected as u32);
        }
        assert_eq!(constants.into_list(), all);
    }
}
