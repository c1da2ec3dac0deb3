//! The records of two manifests: those with one id together, and a claim with what it was before it got another id.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::super::manifest::{Manifest, RecordIndex};
use crate::graph::Adjacency;
use crate::index::{Idx, IndexVec, indices};
use crate::text::NormalWords;

indices! {
    /// A record of two manifests: claims, then sources, then documents, each in order of its first id.
    pub(super) PairIndex;
}

/// A record by its numbers in the old and in the new manifest; one of them has it at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Option<RecordIndex>,
    pub(super) new: Option<RecordIndex>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Pairs {
    all: IndexVec<PairIndex, Pair>,
    kinds: [Range<usize>; 3],
}

impl Pairs {
    /// One pass over both.
    pub(super) fn new(old: &Manifest<'_>, new: &Manifest<'_>) -> Self {
        let mut all = Vec::with_capacity(old.kinds()[2].end.max(new.kinds()[2].end));
        let kinds: Vec<_> = old
            .kinds()
            .into_iter()
            .zip(new.kinds())
            .map(|(olds, news)| {
                let start = all.len();
                merge(old, new, olds, news, &mut all);
                if start == 0 {
                    join_renamed(old, new, &mut all);
                }
                start..all.len()
            })
            .collect();
        let [claims, sources, documents] = [0, 1, 2].map(|kind| kinds.get(kind).cloned().unwrap_or_default());
        Self { all: all.into(), kinds: [claims, sources, documents] }
    }

    pub(super) fn of(&self, pair: PairIndex) -> Pair {
        self.all[pair]
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (PairIndex, Pair)> {
        self.all.indices().zip(self.all.iter().copied())
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = (PairIndex, Pair)> {
        self.all().take(self.kinds[0].end)
    }

    /// What such a record is called.
    pub(super) fn kind(&self, pair: PairIndex) -> &'static str {
        if pair.at() < self.kinds[0].end {
            "claim"
        } else if pair.at() < self.kinds[1].end {
            "source"
        } else {
            "document"
        }
    }

    /// Which claims rest on which records, before or now. Linear in the links.
    pub(super) fn carried(&self, old: &Manifest<'_>, new: &Manifest<'_>) -> Adjacency<PairIndex, PairIndex> {
        let none = |manifest: &Manifest<'_>| IndexVec::filled(PairIndex(0), manifest.kinds()[2].end);
        let (mut of_old, mut of_new) = (none(old), none(new));
        for (pair, Pair { old, new }) in self.all() {
            if let Some(record) = old {
                of_old[record] = pair;
            }
            if let Some(record) = new {
                of_new[record] = pair;
            }
        }
        let claims = self.kinds[0].end;
        let mut links = Vec::new();
        let down = Adjacency::from_lists(self.all.len(), |pair: PairIndex, beneath| {
            if pair.at() >= claims {
                return;
            }
            let Pair { old: before, new: now } = self.of(pair);
            let old_claim = before.and_then(|record| old.claim_index(record));
            let new_claim = now.and_then(|record| new.claim_index(record));
            links.clear();
            links.extend(old_claim.into_iter().flat_map(|claim| old.rests_on(claim)).map(|&at| of_old[at]));
            links.extend(new_claim.into_iter().flat_map(|claim| new.rests_on(claim)).map(|&at| of_new[at]));
            links.sort_unstable();
            links.dedup();
            beneath.extend(&links);
        });
        down.reversed(self.all.len())
    }
}

/// Puts together claims that have another id now: one that is gone and one that is new, and that say the same. So a
/// change of its id does not hide what has become of the sourcing of a claim. Those of which no field has changed come
/// first; of several the first with the first.
fn join_renamed(old: &Manifest<'_>, new: &Manifest<'_>, claims: &mut Vec<Pair>) {
    let statement = |manifest: &Manifest<'_>, record| {
        let claim = manifest.claim_index(record)?;
        Some(NormalWords::of(manifest.claim(claim).statement()))
    };
    for is_exact in [true, false] {
        let mut coming: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (at, pair) in claims.iter().enumerate() {
            if let Pair { old: None, new: Some(record) } = *pair {
                let fields = is_exact.then(|| new.fields(record));
                coming.entry((fields, statement(new, record))).or_default().push_back(at);
            }
        }
        if coming.is_empty() {
            return;
        }
        let mut joined = HashSet::new();
        for at in 0..claims.len() {
            let Pair { old: Some(record), new: None } = claims[at] else { continue };
            let key = (is_exact.then(|| old.fields(record)), statement(old, record));
            let Some(other) = coming.get_mut(&key).and_then(VecDeque::pop_front) else { continue };
            claims[at].new = claims[other].new;
            joined.insert(other);
        }
        let mut at = 0..;
        claims.retain(|_| at.next().is_none_or(|at| !joined.contains(&at)));
    }
}

/// Adds the records of one kind, which are in order in both.
fn merge(old: &Manifest<'_>, new: &Manifest<'_>, mut olds: Range<usize>, mut news: Range<usize>, all: &mut Vec<Pair>) {
    while !olds.is_empty() || !news.is_empty() {
        let order = match (olds.is_empty(), news.is_empty()) {
            (false, false) => old.id(Idx::new(olds.start)).cmp(new.id(Idx::new(news.start))),
            (_, true) => Ordering::Less,
            (true, _) => Ordering::Greater,
        };
        all.push(Pair {
            old: if order == Ordering::Greater { None } else { olds.next().map(Idx::new) },
            new: if order == Ordering::Less { None } else { news.next().map(Idx::new) },
        });
    }
}
