//! Lists of numbers, one for each thing, in one piece of memory.

/// For each thing its numbers, in compressed rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Where the numbers of each thing start, and after the last thing where they end.
    starts: Vec<usize>,
    numbers: Vec<usize>,
}

impl Rows {
    /// From pairs of a thing and a number of it, in any order; each thing keeps the order of its numbers.
    pub(super) fn new(things: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = vec![0; things + 1];
        pairs.clone().for_each(|(thing, _)| starts[thing + 1] += 1);
        for thing in 0..things {
            starts[thing + 1] += starts[thing];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; starts[things]];
        for (thing, number) in pairs {
            numbers[next[thing]] = number;
            next[thing] += 1;
        }
        Self { starts, numbers }
    }

    pub(super) fn of(&self, thing: usize) -> &[usize] {
        &self.numbers[self.starts[thing]..self.starts[thing + 1]]
    }

    /// How many numbers there are in all.
    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }
}
