//! Sets of registers of a frame.

/// A set of small numbers, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterSet(Vec<u64>);

impl RegisterSet {
    /// An empty set with room for registers below `count`.
    pub fn new(count: usize) -> Self {
        RegisterSet(vec![0; count.div_ceil(64)])
    }

    pub fn contains(&self, register: usize) -> bool {
        self.0
            .get(register / 64)
            .is_some_and(|word| word >> (register % 64) & 1 != 0)
    }

    /// Adds a register that there is room for; others are ignored.
    pub fn insert(&mut self, register: usize) {
        if let Some(word) = self.0.get_mut(register / 64) {
            *word |= 1 << (register % 64);
        }
    }

    pub fn remove(&mut self, register: usize) {
        if let Some(word) = self.0.get_mut(register / 64) {
            *word &= !(1 << (register % 64));
        }
    }

    /// Removes the register and all above it.
    pub fn remove_from(&mut self, register: usize) {
        let word = register / 64;
        if word < self.0.len() {
            self.0[word] &= (1 << (register % 64)) - 1;
            self.0[word + 1..].fill(0);
        }
    }

    /// Adds the registers of another set of the same size; tells whether any was new.
    pub fn unite(&mut self, other: &RegisterSet) -> bool {
        let mut grew = false;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            grew |= other & !*word != 0;
            *word |= other;
        }
        grew
    }

    /// Keeps the registers that are in another set of the same size too; tells whether any was lost.
    pub fn intersect(&mut self, other: &RegisterSet) -> bool {
        let mut shrank = false;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            shrank |= *word & !other != 0;
            *word &= other;
        }
        shrank
    }

    /// The registers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(index, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(index * 64 + bit)
            })
        })
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_operations() {
        let mut set = RegisterSet::new(130);
        for register in [129, 0, 64] {
            set.insert(register);
        }
        set.insert(1000);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 64, 129]);
        let mut other = RegisterSet::new(130);
        other.insert(64);
        assert!(!set.unite(&other));
        assert!(other.unite(&set));
        other.remove(0);
        assert!(set.intersect(&other));
        assert_eq!(set.len(), 2);
        let mut low = set.clone();
        low.remove_from(128);
        assert_eq!(low.iter().collect::<Vec<_>>(), [64]);
        assert!(!set.contains(0) && set.contains(129) && !set.contains(1000));
    }
}
