//! Because of what: the nearest changed records beneath every claim.

use super::pairs::PairIndex;
use crate::graph::Adjacency;
use crate::index::{IndexVec, number};

/// How many causes of one claim are named.
pub(super) const NAMED: usize = 3;
/// One more is kept, to know whether there are more.
const KEPT: usize = NAMED + 1;

/// The nearest changes beneath each record.
pub(super) struct Nearest {
    found: IndexVec<PairIndex, Kept>,
}

/// Changes by their places in a list, each with how many links down it is, the nearest first and then in order.
#[derive(Clone, Copy, Default)]
struct Kept {
    changes: [(u32, u32); KEPT],
    length: usize,
}

impl Kept {
    fn found(&self) -> &[(u32, u32)] {
        &self.changes[..self.length]
    }

    /// Whether it was new and there was room.
    fn enter(&mut self, change: u32, links: u32) -> bool {
        let is_new = self.length < KEPT && self.found().iter().all(|&(other, _)| other != change);
        if is_new {
            self.changes[self.length] = (change, links);
            self.length += 1;
        }
        is_new
    }
}

impl Nearest {
    /// Walks up from all changed records at once, `changed` in ascending order, over the claims that rest on each
    /// record.
    ///
    /// A record hands on no more than it keeps: what is not among the nearest of one that a claim rests on is not among
    /// the nearest of the claim. So the time is that of a few walks over all links, however many records have changed.
    pub(super) fn new(
        carried: &Adjacency<PairIndex, PairIndex>,
        records: usize,
        changed: impl Iterator<Item = PairIndex>,
    ) -> Self {
        let mut nearest = Self { found: IndexVec::filled(Kept::default(), records) };
        // Always in order of change, so that of equally near ones the first come first.
        let mut level: Vec<(PairIndex, u32)> = changed.zip(0..).collect();
        for &(record, change) in &level {
            nearest.found[record].enter(change, 0);
        }
        for links in 1..=number(records) {
            let mut next = Vec::new();
            for (record, change) in level {
                let above = carried.of(record).iter();
                let entered = above.filter(|&&claim| nearest.found[claim].enter(change, links));
                next.extend(entered.map(|&claim| (claim, change)));
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        nearest
    }

    /// The nearest changes beneath a record, itself included, with how many links down each is; and whether there are
    /// more.
    pub(super) fn of(&self, record: PairIndex) -> (&[(u32, u32)], bool) {
        let found = self.found[record].found();
        (&found[..found.len().min(NAMED)], found.len() > NAMED)
    }
}
