//! The records of two manifests: those with one id together, and a claim with what it was before it got another id.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::super::manifest::{Manifest, RecordIndex};
use crate::digest::Fields;
use crate::graph::Adjacency;
use crate::index::{Idx, IndexVec, indices};
use crate::model::Identity;
use crate::text::{NormalWords, Text};

/// How often claims with other ids are looked for that only relay such claims.
const MAX_PASSES: usize = 8;

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
    pub(super) fn new<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>) -> Self {
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

    pub(super) fn others(&self) -> impl Iterator<Item = (PairIndex, Pair)> {
        self.all().skip(self.kinds[0].end)
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

/// Puts together claims that have another id now: one that is gone and one that is new, that say the same and that one
/// source at least says. So a change of its id does not hide what has become of the sourcing of a claim, and what
/// somebody else says is another claim. Those of which no field has changed come first; of several the first with the
/// first. Linear in the links.
fn join_renamed<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>, claims: &mut Vec<Pair>) {
    let [before, mut now] = Speakers::of(old, new);
    join(&before, &mut now, claims, true);
    // A claim that only relays others is known by those, which may have other ids, too.
    for _ in 0..MAX_PASSES {
        if !join(&before, &mut now, claims, false) {
            return;
        }
    }
}

/// Whether any were put together.
fn join<'m>(before: &Speakers<'m>, now: &mut Speakers<'m>, claims: &mut Vec<Pair>, is_exact: bool) -> bool {
    let mut coming: HashMap<Key<'m>, VecDeque<usize>> = HashMap::new();
    for (at, pair) in claims.iter().enumerate() {
        if let Pair { old: None, new: Some(record) } = *pair {
            for key in now.keys(record, is_exact) {
                coming.entry(key).or_default().push_back(at);
            }
        }
    }
    let mut joined = HashSet::new();
    for at in 0..claims.len() {
        let Pair { old: Some(record), new: None } = claims[at] else { continue };
        if coming.is_empty() {
            return false;
        }
        let mut others = Vec::new();
        for key in before.keys(record, is_exact) {
            let Some(coming) = coming.get_mut(&key) else { continue };
            while coming.front().is_some_and(|first| joined.contains(first)) {
                coming.pop_front();
            }
            others.extend(coming.front().copied());
        }
        let Some(other): Option<usize> = others.into_iter().min() else { continue };
        claims[at].new = claims[other].new;
        now.names.extend(claims[other].new.map(|new| (new, before.manifest.id(record))));
        joined.insert(other);
    }
    let mut at = 0..;
    claims.retain(|_| at.next().is_none_or(|at| !joined.contains(&at)));
    !joined.is_empty()
}

/// By what a claim is known under another id: its statement, and its fields, or one of those who say it.
#[derive(PartialEq, Eq, Hash)]
enum Key<'m> {
    Fields(NormalWords, Fields),
    Speaker(NormalWords, Option<&'m Text>),
}

/// Who says the claims of a manifest.
pub(super) struct Speakers<'m> {
    manifest: &'m Manifest<'m>,
    /// What sources and claims were called that have another id now.
    names: HashMap<RecordIndex, &'m Text>,
}

impl<'m> Speakers<'m> {
    /// Those of the old and of the new manifest.
    pub(super) fn of(old: &'m Manifest<'m>, new: &'m Manifest<'m>) -> [Self; 2] {
        let before = Self { manifest: old, names: HashMap::new() };
        [before, Self { manifest: new, names: renamed_sources(old, new) }]
    }

    /// Who says a claim, by the ids that they had.
    pub(super) fn voices(&self, record: RecordIndex) -> BTreeSet<&'m Text> {
        self.beneath(record, 1).collect()
    }

    /// What a claim rests on of one kind of record.
    fn beneath(&self, record: RecordIndex, kind: usize) -> impl Iterator<Item = &'m Text> {
        let manifest = self.manifest;
        let of_kind = manifest.kinds()[kind].clone();
        let beneath = manifest.claim_index(record).map(|claim| manifest.rests_on(claim)).unwrap_or_default();
        let beneath = beneath.iter().filter(move |record| of_kind.contains(&record.at()));
        beneath.map(|record| self.names.get(record).copied().unwrap_or_else(|| manifest.id(*record)))
    }

    fn keys(&self, record: RecordIndex, is_exact: bool) -> Vec<Key<'m>> {
        let manifest = self.manifest;
        let Some(claim) = manifest.claim_index(record) else { return Vec::new() };
        let statement = || NormalWords::of(manifest.claim(claim).statement());
        if is_exact {
            return vec![Key::Fields(statement(), manifest.fields(record))];
        }
        // A claim without a voice is known by the claims that it is made of.
        let mut ids: Vec<_> = self.beneath(record, 1).collect();
        if ids.is_empty() {
            ids.extend(self.beneath(record, 0));
        }
        let none = ids.is_empty().then_some(None);
        ids.into_iter().map(Some).chain(none).map(|id| Key::Speaker(statement(), id)).collect()
    }
}

/// The named sources that are as they were but for their ids, with what they were called.
pub(super) fn renamed_sources<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>) -> HashMap<RecordIndex, &'m Text> {
    fn named(manifest: &Manifest<'_>, other: &Manifest<'_>) -> Vec<RecordIndex> {
        let ids: HashSet<_> = other.kinds()[1].clone().map(|at| other.id(Idx::new(at))).collect();
        let is_alone = |&record: &RecordIndex| {
            manifest.identity(record) == Some(Identity::Named) && !ids.contains(manifest.id(record))
        };
        manifest.kinds()[1].clone().map(Idx::new).filter(is_alone).collect()
    }
    let gone: HashMap<_, _> = named(old, new).into_iter().map(|record| (old.fields(record), old.id(record))).collect();
    let coming = named(new, old).into_iter();
    coming.filter_map(|record| Some((record, *gone.get(&new.fields(record))?))).collect()
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
