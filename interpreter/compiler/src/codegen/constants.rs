//! The constants of a code under construction, each kept once.

use crate::code::Constant;
use std::collections::HashMap;

/// Constants in order of first use.
#[derive(Debug, Default)]
pub struct Constants {
    list: Vec<Constant>,
    index: HashMap<Constant, u32, ahash::RandomState>,
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
        *self.index.entry(constant).or_insert_with_key(|constant| {
            list.push(constant.clone());
            next
        })
    }

    pub fn into_list(self) -> Vec<Constant> {
        self.list
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
