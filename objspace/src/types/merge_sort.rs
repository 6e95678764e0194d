//! A stable, adaptive merge sort of natural runs: Tim Peters's timsort as CPython's `Objects/listsort.txt` describes it. It makes the
//! same comparisons in the same order, so that even comparisons with effects, or without sense, give CPython's result.
//!
//! Items are plain data (indexes into an array of keys). If a comparison fails, the items are left as some permutation.

/// Merges change to galloping when one side wins so often in a row, at first.
const MIN_GALLOP: usize = 7;
/// Arrays shorter than this are sorted by insertion alone.
const MAX_MINRUN: usize = 64;

/// Sorts `items` by `less`. The error is the first one that `less` gave.
pub fn sort<T: Copy, E>(items: &mut [T], less: impl FnMut(T, T) -> Result<bool, E>) -> Result<(), E> {
    let mut sorter = Sorter {
        items,
        less,
        scratch: Vec::new(),
        runs: Vec::new(),
        min_gallop: MIN_GALLOP,
    };
    sorter.sort()
}

#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
}

struct Sorter<'a, T, F> {
    items: &'a mut [T],
    less: F,
    /// A copy of the shorter run of a merge.
    scratch: Vec<T>,
    runs: Vec<Run>,
    min_gallop: usize,
}

/// A merge in progress: what is left of both runs, and where the next item goes.
struct Merge {
    a: usize,
    a_left: usize,
    b: usize,
    b_left: usize,
    target: usize,
}

/// Runs shorter than this are made longer by insertion, so that the number of runs is about a power of two.
fn minimal_run(mut n: usize) -> usize {
    let mut rest = 0;
    while n >= MAX_MINRUN {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

/// The next offset to try when galloping: 1, 3, 7, 15...
fn next_offset(offset: usize) -> usize {
    offset.saturating_mul(2).saturating_add(1)
}

/// Where `key` belongs in the sorted `run`, left of items equal to it; the search starts at `hint`.
fn gallop_left<T: Copy, E>(
    key: T,
    run: &[T],
    hint: usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<usize, E> {
    let (mut last, mut offset) = (0, 1);
    let (mut low, mut high);
    if less(run[hint], key)? {
        let most = run.len() - hint;
        while offset < most && less(run[hint + offset], key)? {
            last = offset;
            offset = next_offset(offset);
        }
        (low, high) = (hint + last + 1, hint + offset.min(most));
    } else {
        let most = hint + 1;
        while offset < most && !less(run[hint - offset], key)? {
            last = offset;
            offset = next_offset(offset);
        }
        (low, high) = (most - offset.min(most), hint - last);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if less(run[middle], key)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// Where `key` belongs in the sorted `run`, right of items equal to it; the search starts at `hint`.
fn gallop_right<T: Copy, E>(
    key: T,
    run: &[T],
    hint: usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<usize, E> {
    let (mut last, mut offset) = (0, 1);
    let (mut low, mut high);
    if less(key, run[hint])? {
        let most = hint + 1;
        while offset < most && less(key, run[hint - offset])? {
            last = offset;
            offset = next_offset(offset);
        }
        (low, high) = (most - offset.min(most), hint - last);
    } else {
        let most = run.len() - hint;
        while offset < most && !less(key, run[hint + offset])? {
            last = offset;
            offset = next_offset(offset);
        }
        (low, high) = (hint + last + 1, hint + offset.min(most));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if less(key, run[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

impl<T: Copy, E, F: FnMut(T, T) -> Result<bool, E>> Sorter<'_, T, F> {
    fn sort(&mut self) -> Result<(), E> {
        let total = self.items.len();
        let minimal = minimal_run(total);
        let mut start = 0;
        while total > 1 && start < total {
            let mut length = self.natural_run(start)?;
            if length < minimal {
                let forced = minimal.min(total - start);
                self.insert_into_run(start, length, forced)?;
                length = forced;
            }
            self.runs.push(Run { start, length });
            self.restore_invariants()?;
            start += length;
        }
        while self.runs.len() > 1 {
            let mut i = self.runs.len() - 2;
            if i > 0 && self.runs[i - 1].length < self.runs[i + 1].length {
                i -= 1;
            }
            self.merge_at(i)?;
        }
        Ok(())
    }

    /// The length of the run that begins at `start`: ascending, or strictly descending, which is turned around.
    fn natural_run(&mut self, start: usize) -> Result<usize, E> {
        let rest = &mut self.items[start..];
        if rest.len() == 1 {
            return Ok(1);
        }
        let descending = (self.less)(rest[1], rest[0])?;
        let mut length = 2;
        while length < rest.len() && (self.less)(rest[length], rest[length - 1])? == descending {
            length += 1;
        }
        if descending {
            rest[..length].reverse();
        }
        Ok(length)
    }

    /// Sorts the `length` items at `start`, of which the first `sorted` are sorted already, by binary insertion.
    fn insert_into_run(&mut self, start: usize, sorted: usize, length: usize) -> Result<(), E> {
        let run = &mut self.items[start..start + length];
        for next in sorted..length {
            let pivot = run[next];
            let (mut low, mut high) = (0, next);
            while low < high {
                let middle = low + (high - low) / 2;
                if (self.less)(pivot, run[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            run.copy_within(low..next, low + 1);
            run[low] = pivot;
        }
        Ok(())
    }

    /// Merges until each run is longer than the two after it together, and longer than the next.
    fn restore_invariants(&mut self) -> Result<(), E> {
        while self.runs.len() > 1 {
            let mut i = self.runs.len() - 2;
            let length = |i: usize| self.runs[i].length;
            if (i > 0 && length(i - 1) <= length(i) + length(i + 1))
                || (i > 1 && length(i - 2) <= length(i - 1) + length(i))
            {
                if length(i - 1) < length(i + 1) {
                    i -= 1;
                }
            } else if length(i) > length(i + 1) {
                break;
            }
            self.merge_at(i)?;
        }
        Ok(())
    }

    /// Merges runs `i` and `i + 1`.
    fn merge_at(&mut self, i: usize) -> Result<(), E> {
        let (a, b) = (self.runs[i], self.runs[i + 1]);
        self.runs[i].length = a.length + b.length;
        self.runs.remove(i + 1);
        // What is in place already at either end stays.
        let run = &self.items[a.start..b.start];
        let skipped = gallop_right(self.items[b.start], run, 0, &mut self.less)?;
        let a = Run {
            start: a.start + skipped,
            length: a.length - skipped,
        };
        if a.length == 0 {
            return Ok(());
        }
        let run = &self.items[b.start..b.start + b.length];
        let length = gallop_left(self.items[b.start - 1], run, b.length - 1, &mut self.less)?;
        if length == 0 {
            return Ok(());
        }
        self.scratch.clear();
        if a.length <= length {
            self.scratch.extend_from_slice(&self.items[a.start..b.start]);
            let mut merge = Merge {
                a: 0,
                a_left: a.length,
                b: b.start,
                b_left: length,
                target: a.start,
            };
            let result = self.merge_low(&mut merge);
            // What is left of a goes into the gap.
            let rest = &self.scratch[merge.a..merge.a + merge.a_left];
            self.items[merge.target..merge.target + rest.len()].copy_from_slice(rest);
            result
        } else {
            self.scratch.extend_from_slice(&self.items[b.start..b.start + length]);
            let mut merge = Merge {
                a: a.start,
                a_left: a.length,
                b: 0,
                b_left: length,
                target: b.start + length,
            };
            let result = self.merge_high(&mut merge);
            let rest = &self.scratch[merge.b..merge.b + merge.b_left];
            self.items[merge.target - rest.len()..merge.target].copy_from_slice(rest);
            result
        }
    }

    /// Merges upwards: run a is in the scratch space, run b in the items behind the gap that starts at the target. Ends when
    /// nothing of b is left, or moves the rest of b down when one item of a is left.
    fn merge_low(&mut self, m: &mut Merge) -> Result<(), E> {
        self.take_low_b(m);
        if m.b_left == 0 {
            return Ok(());
        }
        if m.a_left == 1 {
            self.move_low_b(m, m.b_left);
            return Ok(());
        }
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            while a_wins < self.min_gallop && b_wins < self.min_gallop {
                if (self.less)(self.items[m.b], self.scratch[m.a])? {
                    self.take_low_b(m);
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if m.b_left == 0 {
                        return Ok(());
                    }
                } else {
                    self.move_low_a(m, 1);
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if m.a_left == 1 {
                        self.move_low_b(m, m.b_left);
                        return Ok(());
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop = (self.min_gallop - 1).max(1);
                let run = &self.scratch[m.a..m.a + m.a_left];
                a_wins = gallop_right(self.items[m.b], run, 0, &mut self.less)?;
                self.move_low_a(m, a_wins);
                if a_wins > 0 {
                    if m.a_left == 1 {
                        self.move_low_b(m, m.b_left);
                        return Ok(());
                    }
                    // Only if the comparison has no sense.
                    if m.a_left == 0 {
                        return Ok(());
                    }
                }
                self.take_low_b(m);
                if m.b_left == 0 {
                    return Ok(());
                }
                let run = &self.items[m.b..m.b + m.b_left];
                b_wins = gallop_left(self.scratch[m.a], run, 0, &mut self.less)?;
                self.move_low_b(m, b_wins);
                if m.b_left == 0 {
                    return Ok(());
                }
                self.move_low_a(m, 1);
                if m.a_left == 1 {
                    self.move_low_b(m, m.b_left);
                    return Ok(());
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    fn take_low_b(&mut self, m: &mut Merge) {
        self.move_low_b(m, 1);
    }

    fn move_low_b(&mut self, m: &mut Merge, count: usize) {
        self.items.copy_within(m.b..m.b + count, m.target);
        m.b += count;
        m.b_left -= count;
        m.target += count;
    }

    fn move_low_a(&mut self, m: &mut Merge, count: usize) {
        self.items[m.target..m.target + count].copy_from_slice(&self.scratch[m.a..m.a + count]);
        m.a += count;
        m.a_left -= count;
        m.target += count;
    }

    /// Merges downwards: run b is in the scratch space, run a in the items before the gap that ends at the target. Ends when
    /// nothing of a is left, or moves the rest of a up when one item of b is left.
    fn merge_high(&mut self, m: &mut Merge) -> Result<(), E> {
        self.move_high_a(m, 1);
        if m.a_left == 0 {
            return Ok(());
        }
        if m.b_left == 1 {
            self.move_high_a(m, m.a_left);
            return Ok(());
        }
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            while a_wins < self.min_gallop && b_wins < self.min_gallop {
                let (a, b) = (self.items[m.a + m.a_left - 1], self.scratch[m.b + m.b_left - 1]);
                if (self.less)(b, a)? {
                    self.move_high_a(m, 1);
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if m.a_left == 0 {
                        return Ok(());
                    }
                } else {
                    self.move_high_b(m, 1);
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if m.b_left == 1 {
                        self.move_high_a(m, m.a_left);
                        return Ok(());
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop = (self.min_gallop - 1).max(1);
                let run = &self.items[m.a..m.a + m.a_left];
                let key = self.scratch[m.b + m.b_left - 1];
                a_wins = m.a_left - gallop_right(key, run, m.a_left - 1, &mut self.less)?;
                self.move_high_a(m, a_wins);
                if m.a_left == 0 {
                    return Ok(());
                }
                self.move_high_b(m, 1);
                if m.b_left == 1 {
                    self.move_high_a(m, m.a_left);
                    return Ok(());
                }
                let run = &self.scratch[m.b..m.b + m.b_left];
                let key = self.items[m.a + m.a_left - 1];
                b_wins = m.b_left - gallop_left(key, run, m.b_left - 1, &mut self.less)?;
                self.move_high_b(m, b_wins);
                if b_wins > 0 {
                    if m.b_left == 1 {
                        self.move_high_a(m, m.a_left);
                        return Ok(());
                    }
                    // Only if the comparison has no sense.
                    if m.b_left == 0 {
                        return Ok(());
                    }
                }
                self.move_high_a(m, 1);
                if m.a_left == 0 {
                    return Ok(());
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    fn move_high_a(&mut self, m: &mut Merge, count: usize) {
        let end = m.a + m.a_left;
        self.items.copy_within(end - count..end, m.target - count);
        m.a_left -= count;
        m.target -= count;
    }

    fn move_high_b(&mut self, m: &mut Merge, count: usize) {
        let end = m.b + m.b_left;
        self.items[m.target - count..m.target].copy_from_slice(&self.scratch[end - count..end]);
        m.b_left -= count;
        m.target -= count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudo-random numbers.
    struct Random(u64);

    impl Random {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (self.0 >> 33) % n
        }
    }

    /// Data with natural runs, duplicates and disorder.
    fn data(random: &mut Random, n: usize) -> Vec<(u64, usize)> {
        let shape = random.below(5);
        (0..n)
            .map(|i| {
                let key = match shape {
                    0 => random.below(n as u64 + 1),
                    1 => random.below(4),
                    2 => i as u64 / 3,
                    3 => (n - i) as u64 / 2,
                    _ => (i as u64 % 97) * 10 + random.below(3),
                };
                (key, i)
            })
            .collect()
    }

    #[test]
    fn sorts_stably() {
        let mut random = Random(1);
        for round in 0..300 {
            let mut items = data(&mut random, round * 7 % 1500);
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort::<_, ()>(&mut items, |x, y| Ok(x.0 < y.0)).unwrap();
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn failures_leave_a_permutation() {
        let mut random = Random(2);
        for round in 0..300 {
            let mut items = data(&mut random, 400);
            let mut left = round * 9;
            let result = sort(&mut items, |x, y| {
                left -= 1;
                if left < 0 {
                    Err(())
                } else {
                    Ok(x.0 < y.0)
                }
            });
            let _ = result;
            let mut numbers: Vec<usize> = items.iter().map(|item| item.1).collect();
            numbers.sort();
            assert!(numbers.iter().copied().eq(0..400));
        }
    }

    #[test]
    fn senseless_comparisons_leave_a_permutation() {
        let mut random = Random(3);
        for _ in 0..300 {
            let mut items: Vec<usize> = (0..500).collect();
            let mut answers = Random(random.below(1 << 30));
            sort::<_, ()>(&mut items, |_, _| Ok(answers.below(2) == 0)).unwrap();
            items.sort();
            assert!(items.iter().copied().eq(0..500));
        }
    }
}
