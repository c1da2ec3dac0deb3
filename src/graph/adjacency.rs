//! Links as compressed rows.

use crate::index::{Idx, IndexVec, first, number};

/// Which things lead to which, as compressed rows: 4 bytes a link and 4 a thing.
///
/// petgraph's own rows, `Csr`, take as much room for one direction as these for both, and longer to build; its
/// algorithms run on these all the same, see [`super::loops`].
#[derive(Debug)]
pub(crate) struct Adjacency<F, T> {
    /// Where the targets of each start, and after the last where they end; empty if there are no targets.
    starts: IndexVec<F, u32>,
    targets: Vec<T>,
}

impl<F: Idx, T> Adjacency<F, T> {
    /// From what each thing in turn adds to the list of targets.
    pub(crate) fn from_lists(count: usize, mut add: impl FnMut(F, &mut Vec<T>)) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        let mut targets = Vec::with_capacity(count);
        for from in first(count) {
            starts.push(number(targets.len()));
            add(from, &mut targets);
        }
        starts.push(number(targets.len()));
        Self { starts: starts.into(), targets }
    }

    /// From the targets of all things one after the other, and how many each has.
    pub(crate) fn from_counts(counts: &[u32], targets: Vec<T>) -> Self {
        let mut starts = Vec::with_capacity(if targets.is_empty() { 0 } else { counts.len() + 1 });
        if !targets.is_empty() {
            starts.push(0);
            starts.extend(counts.iter().scan(0, |end, count| {
                *end += count;
                Some(*end)
            }));
        }
        Self { starts: starts.into(), targets }
    }

    /// What a thing leads to, in the order in which it was added.
    #[inline]
    pub(crate) fn of(&self, from: F) -> &[T] {
        if self.targets.is_empty() {
            return &[];
        }
        let starts = self.starts.values();
        &self.targets[starts[from.at()] as usize..starts[from.at() + 1] as usize]
    }

    /// How many links there are.
    pub(crate) fn target_count(&self) -> usize {
        self.targets.len()
    }
}

impl<F: Idx, T: Idx> Adjacency<F, T> {
    /// From links in ascending order, each once, that start at the first `count` things.
    pub(crate) fn new(count: usize, links: &[(F, T)]) -> Self {
        debug_assert!(links.is_sorted_by(|a, b| a < b), "links are in order");
        let starts = starts(count, links.iter().map(|link| link.0));
        Self { starts, targets: links.iter().map(|link| link.1).collect() }
    }

    /// Every link turned round; `count` things may be led to. Linear: a counting sort by target keeps the sources of
    /// each in order.
    pub(crate) fn reversed(&self, count: usize) -> Adjacency<T, F> {
        let starts = starts(count, self.targets.iter().copied());
        let mut next = starts.clone();
        let mut targets = vec![F::new(0); self.targets.len()];
        for source in first(self.starts.len().saturating_sub(1)) {
            for &target in self.of(source) {
                let place = &mut next[target];
                targets[*place as usize] = source;
                *place += 1;
            }
        }
        Adjacency { starts, targets }
    }
}

/// Where the links of each thing start, if they are put in order of their `ends`; nothing if there are none.
fn starts<I: Idx>(count: usize, ends: impl ExactSizeIterator<Item = I>) -> IndexVec<I, u32> {
    if ends.len() == 0 {
        return IndexVec::default();
    }
    let mut starts = vec![0; count + 1];
    for end in ends {
        starts[end.at() + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    starts.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::ClaimIndex;

    #[test]
    fn turns_links_round() {
        let claims = |numbers: &[u32]| numbers.iter().copied().map(ClaimIndex).collect::<Vec<_>>();
        let links = [(0, 1), (0, 3), (2, 1), (2, 2)].map(|(from, to)| (ClaimIndex(from), ClaimIndex(to)));
        let there = Adjacency::new(5, &links);
        let back = there.reversed(5);
        assert_eq!(there.of(ClaimIndex(0)), claims(&[1, 3]));
        assert_eq!(back.of(ClaimIndex(1)), claims(&[0, 2]));
        assert_eq!(back.of(ClaimIndex(2)), claims(&[2]));
        assert_eq!(back.of(ClaimIndex(4)), []);
    }

    #[test]
    fn without_links_nothing_leads_anywhere() {
        let there = Adjacency::<ClaimIndex, ClaimIndex>::new(5, &[]);
        assert_eq!((there.of(ClaimIndex(4)), there.reversed(3).of(ClaimIndex(2))), (&[][..], &[][..]));
    }

    #[test]
    fn counts_say_where_lists_end() {
        let lists = Adjacency::<ClaimIndex, char>::from_counts(&[2, 0, 1], vec!['a', 'b', 'c']);
        assert_eq!([0, 1, 2].map(|claim| lists.of(ClaimIndex(claim))), [&['a', 'b'][..], &[], &['c']]);
        assert_eq!(Adjacency::<ClaimIndex, char>::from_counts(&[0, 0], vec![]).of(ClaimIndex(1)), []);
    }
}
