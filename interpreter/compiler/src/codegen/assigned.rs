//! Definite assignment: the set of locals that are certainly bound at a point of the code.

/// Locals by index. Names that a `del` unbinds are left out where a backward jump or an exception may come in, so along any
/// path from there the set only grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned(Vec<u64>);

impl Assigned {
    pub fn contains(&self, local: usize) -> bool {
        self.0.get(local / 64).is_some_and(|word| word >> (local % 64) & 1 != 0)
    }

    pub fn insert(&mut self, local: usize) {
        if self.0.len() <= local / 64 {
            self.0.resize(local / 64 + 1, 0);
        }
        self.0[local / 64] |= 1 << (local % 64);
    }

    pub fn remove(&mut self, local: usize) {
        if let Some(word) = self.0.get_mut(local / 64) {
            *word &= !(1 << (local % 64));
        }
    }

    /// Removes what is in the other set.
    pub fn subtract(&mut self, other: &Assigned) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= !other;
        }
    }

    /// Keeps what is in both sets.
    pub fn intersect(&mut self, other: &Assigned) {
        self.0.truncate(other.0.len());
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_different_lengths() {
        let mut small = Assigned::default();
        small.insert(3);
        let mut large = small.clone();
        large.insert(100);
        let mut both = large.clone();
        both.intersect(&small);
        assert_eq!(both, small);
        both.insert(100);
        assert!(both.contains(100) && both.contains(3) && !both.contains(4));
        assert!(!both.contains(1000));
        both.subtract(&small);
        both.remove(1000);
        assert!(both.contains(100) && !both.contains(3));
    }
}
