//! The links by which one could step out of a part of a tree, to be taken one by one.

use std::ops::Range;

use super::dominators::Visit;
use crate::index::number;

/// A link between nodes that are not above each other in a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    /// Where it starts, in the order of the tree.
    pub(super) place: u32,
    /// The depth of the node above both its ends.
    pub(super) depth: u32,
    /// Where it ends.
    pub(super) node: Visit,
}

/// What has been taken.
const TAKEN: u32 = u32::MAX;

/// All such links, in order of place, with the lowest depth of every stretch of them: a link is found in `O(log
/// links)`.
#[derive(Debug)]
pub(super) struct Sides {
    list: Vec<Side>,
    /// How many links start before each place, up to the last one where any does.
    before: Vec<u32>,
    /// A tree of minima: that of a stretch is at `at`, those of its halves at `2 at` and `2 at + 1`. The links come
    /// last.
    lowest: Vec<u32>,
    taken: Vec<usize>,
}

impl Sides {
    pub(super) fn new(mut list: Vec<Side>) -> Self {
        list.sort_unstable_by_key(|side| (side.place, side.node));
        let mut before = Vec::new();
        for (at, side) in list.iter().enumerate() {
            before.resize(before.len().max(side.place as usize + 1), number(at));
        }
        let leaves = list.len().next_power_of_two();
        let mut lowest = vec![TAKEN; 2 * leaves];
        for (at, side) in list.iter().enumerate() {
            lowest[leaves + at] = side.depth;
        }
        for at in (1..leaves).rev() {
            lowest[at] = lowest[2 * at].min(lowest[2 * at + 1]);
        }
        Self { list, before, lowest, taken: Vec::new() }
    }

    /// The links that start between two places.
    pub(super) fn between(&self, first: u32, end: u32) -> Range<usize> {
        let before = |place: u32| self.before.get(place as usize).map_or(self.list.len(), |&links| links as usize);
        before(first)..before(end)
    }

    /// Takes one of some links that lead out of the part of the tree that begins at a depth, and returns where it
    /// leads.
    pub(super) fn take(&mut self, links: Range<usize>, depth: u32) -> Option<Visit> {
        let mut at = self.stretch(links, depth)?;
        let leaves = self.lowest.len() / 2;
        while at < leaves {
            at = if self.lowest[2 * at] < depth { 2 * at } else { 2 * at + 1 };
        }
        self.set(at, TAKEN);
        self.taken.push(at - leaves);
        Some(self.list[at - leaves].node)
    }

    /// Gives back all that was taken.
    pub(super) fn put_back(&mut self) {
        let leaves = self.lowest.len() / 2;
        while let Some(at) = self.taken.pop() {
            self.set(leaves + at, self.list[at].depth);
        }
    }

    /// A stretch of some links in which one is low enough.
    fn stretch(&self, links: Range<usize>, depth: u32) -> Option<usize> {
        let leaves = self.lowest.len() / 2;
        let (mut first, mut end) = (links.start + leaves, links.end + leaves);
        while first < end {
            if first % 2 == 1 {
                if self.lowest[first] < depth {
                    return Some(first);
                }
                first += 1;
            }
            if end % 2 == 1 {
                end -= 1;
                if self.lowest[end] < depth {
                    return Some(end);
                }
            }
            (first, end) = (first / 2, end / 2);
        }
        None
    }

    fn set(&mut self, mut at: usize, depth: u32) {
        self.lowest[at] = depth;
        while at > 1 {
            at /= 2;
            self.lowest[at] = self.lowest[2 * at].min(self.lowest[2 * at + 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_leads_out_and_gives_it_back() {
        let side = |(place, depth, node)| Side { place, depth, node: Visit(node) };
        let mut sides = Sides::new([(7, 0, 1), (3, 2, 2), (3, 1, 3), (5, 4, 4), (9, 1, 5)].map(side).to_vec());
        let links = sides.between(3, 8);
        let mut take = |depth| sides.take(links.clone(), depth);
        assert_eq!([take(2), take(2), take(2)], [Some(Visit(3)), Some(Visit(1)), None]);
        assert_eq!((take(3), take(3)), (Some(Visit(2)), None));
        sides.put_back();
        assert_eq!(sides.take(sides.between(7, 8), 1), Some(Visit(1)));
        assert_eq!(sides.take(sides.between(4, 5), 9), None);
        assert_eq!(Sides::new(Vec::new()).take(0..0, 9), None);
    }
}
