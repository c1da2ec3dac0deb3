//! The records of two manifests, those with one id together.

use std::cmp::Ordering;
use std::ops::Range;

use super::super::manifest::Manifest;
use crate::graph::{Adjacency, number};

/// A record by its numbers in the old and in the new manifest; one of them has it at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Option<u32>,
    pub(super) new: Option<u32>,
}

/// All of them: claims, then sources, then documents, each in order of id.
#[derive(Debug)]
pub(super) struct Pairs {
    all: Vec<Pair>,
    kinds: [Range<u32>; 3],
}

impl Pairs {
    /// One pass over both.
    pub(super) fn new(old: &Manifest<'_>, new: &Manifest<'_>) -> Self {
        let mut all = Vec::with_capacity(old.kinds()[2].end.max(new.kinds()[2].end) as usize);
        let kinds: Vec<_> = old
            .kinds()
            .into_iter()
            .zip(new.kinds())
            .map(|(olds, news)| {
                let start = number(all.len());
                merge(old, new, olds, news, &mut all);
                start..number(all.len())
            })
            .collect();
        let [claims, sources, documents] = [0, 1, 2].map(|kind| kinds.get(kind).cloned().unwrap_or_default());
        Self { all, kinds: [claims, sources, documents] }
    }

    pub(super) fn of(&self, pair: u32) -> Pair {
        self.all[pair as usize]
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (u32, Pair)> {
        (0..).zip(self.all.iter().copied())
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = (u32, Pair)> {
        self.all().take(self.kinds[0].end as usize)
    }

    /// What such a record is called.
    pub(super) fn kind(&self, pair: u32) -> &'static str {
        if pair < self.kinds[0].end {
            "claim"
        } else if pair < self.kinds[1].end {
            "source"
        } else {
            "document"
        }
    }

    /// Which claims rest on which records, before or now. Linear in the links.
    pub(super) fn carried(&self, old: &Manifest<'_>, new: &Manifest<'_>) -> Adjacency {
        let (mut of_old, mut of_new) = (vec![0; old.kinds()[2].end as usize], vec![0; new.kinds()[2].end as usize]);
        for (pair, Pair { old, new }) in self.all() {
            if let Some(record) = old {
                of_old[record as usize] = pair;
            }
            if let Some(record) = new {
                of_new[record as usize] = pair;
            }
        }
        let claims = self.kinds[0].end;
        let mut links = Vec::new();
        let down = Adjacency::from_lists(self.all.len(), |pair, beneath| {
            if pair >= claims {
                return;
            }
            let both = self.of(pair);
            links.clear();
            links.extend(both.old.into_iter().flat_map(|claim| old.rests_on(claim)).map(|&at| of_old[at as usize]));
            links.extend(both.new.into_iter().flat_map(|claim| new.rests_on(claim)).map(|&at| of_new[at as usize]));
            links.sort_unstable();
            links.dedup();
            beneath.extend(&links);
        });
        down.reversed(self.all.len())
    }
}

/// Adds the records of one kind, which are in order in both.
fn merge(old: &Manifest<'_>, new: &Manifest<'_>, mut olds: Range<u32>, mut news: Range<u32>, all: &mut Vec<Pair>) {
    while !olds.is_empty() || !news.is_empty() {
        let order = match (olds.is_empty(), news.is_empty()) {
            (false, false) => old.id(olds.start).cmp(new.id(news.start)),
            (_, true) => Ordering::Less,
            (true, _) => Ordering::Greater,
        };
        all.push(Pair {
            old: if order == Ordering::Greater { None } else { olds.next() },
            new: if order == Ordering::Less { None } else { news.next() },
        });
    }
}
