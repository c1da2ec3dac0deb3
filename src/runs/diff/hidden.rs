//! What is not shown of the old manifest: what claims said while a source of theirs was named that is not named any
//! more, since the name may be in it, and ids that are gone and may be those of such a source or document.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::pairs::{Pair, Pairs, renamed_sources};
use super::{Diff, Entry, What};
use crate::runs::manifest::{Manifest, RecordIndex};
use crate::text::Text;

/// What is shown in the place of such a statement.
static NOT_SHOWN: LazyLock<Text> = LazyLock::new(|| Text::new("(not shown: a source of it is no longer named)"));
/// What is shown in the place of such an id.
static NO_ID: LazyLock<Text> = LazyLock::new(|| Text::new("(not shown)"));

/// The ids of old records of which these are not shown: of a claim its statement, and of any record its id, if it is
/// gone. Linear in the links.
pub(super) fn ids<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>, pairs: &Pairs) -> HashSet<&'m Text> {
    let turnover = Turnover::of(old, new, pairs);
    let (mut hidden, mut known) = (HashSet::new(), HashSet::new());
    let below = |claim| old.claim_index(claim).map(|claim| old.rests_on(claim)).unwrap_or_default();
    for (_, pair) in pairs.claims() {
        let Some(claim) = pair.old else { continue };
        let below = below(claim);
        if below.iter().any(|record| turnover.unnamed.contains(record)) {
            hidden.insert(old.id(claim));
        }
        if pair.new.is_some_and(|now| new.digest(now) == old.digest(claim)) {
            continue;
        }
        known.extend(below.iter().filter(|record| turnover.gone.contains(*record)).copied());
        let lost = turnover.lost(pair, below);
        let has_come = if lost.is_empty() { [false; 2] } else { turnover.has_come(pair, below) };
        let is_unnamed = has_come[SOURCE] && lost.iter().any(|&record| kind(old, record) == SOURCE);
        hidden.extend(is_unnamed.then(|| old.id(claim)));
        // Its documents may be the source's own.
        let lost = lost.into_iter().filter(|&record| is_unnamed || has_come[kind(old, record)]);
        hidden.extend(lost.filter(|record| turnover.gone.contains(record)).map(|record| old.id(record)));
    }
    // Nobody knows what became of one that no claim rested on.
    let unknown = turnover.gone.difference(&known).copied();
    hidden.extend(unknown.filter(|&record| turnover.come[kind(old, record)]).map(|record| old.id(record)));
    // What such a source also said, and is gone with it.
    let gone = pairs.claims().filter(|(_, pair)| pair.new.is_none()).filter_map(|(_, pair)| pair.old);
    let is_hidden = |record: &RecordIndex| kind(old, *record) == SOURCE && hidden.contains(old.id(*record));
    let said: Vec<_> = gone.filter(|&claim| below(claim).iter().any(is_hidden)).collect();
    hidden.extend(said.into_iter().map(|claim| old.id(claim)));
    hidden
}

const SOURCE: usize = 0;

/// Which kind a record other than a claim is of.
fn kind(manifest: &Manifest<'_>, record: RecordIndex) -> usize {
    if manifest.identity(record).is_some() { SOURCE } else { 1 }
}

/// Sources and documents that came and went.
struct Turnover<'m> {
    old: &'m Manifest<'m>,
    new: &'m Manifest<'m>,
    /// Those that readers knew and that are gone, those with another id not counted.
    gone: HashSet<RecordIndex>,
    /// The sources that were named, and are not any more.
    unnamed: HashSet<RecordIndex>,
    /// Of each kind, whether any came that readers do not know.
    come: [bool; 2],
    /// What sources were called that are the same under another id.
    renamed: HashSet<&'m Text>,
}

impl<'m> Turnover<'m> {
    fn of(old: &'m Manifest<'m>, new: &'m Manifest<'m>, pairs: &Pairs) -> Self {
        let renamed = renamed_sources(old, new).into_values().collect();
        let mut turnover = Self { old, new, gone: HashSet::new(), unnamed: HashSet::new(), come: [false; 2], renamed };
        for (_, pair) in pairs.others() {
            match pair {
                Pair { old: Some(before), new: Some(now) } => {
                    if old.identity(before) != new.identity(now) && old.is_open(before) {
                        turnover.unnamed.insert(before);
                    }
                }
                Pair { old: Some(before), new: None } => {
                    if old.is_open(before) && !turnover.renamed.contains(old.id(before)) {
                        turnover.gone.insert(before);
                    }
                }
                Pair { new: Some(now), .. } => turnover.come[kind(new, now)] |= !new.is_open(now),
                Pair { old: None, new: None } => {}
            }
        }
        turnover
    }

    /// What readers knew of that below a claim, and what it does not rest on any more; of a claim that is gone, what is
    /// gone as well.
    fn lost(&self, pair: Pair, below: &[RecordIndex]) -> Vec<RecordIndex> {
        let Some(claim) = pair.new.and_then(|record| self.new.claim_index(record)) else {
            return below.iter().copied().filter(|record| self.gone.contains(record)).collect();
        };
        let now = self.new.rests_on(claim);
        let now: HashSet<_> = now.iter().map(|&record| self.new.id(record)).collect();
        let is_lost = |record: &RecordIndex| {
            let id = self.old.id(*record);
            self.old.claim_index(*record).is_none() && !now.contains(id) && !self.renamed.contains(id)
        };
        below.iter().copied().filter(is_lost).filter(|&record| self.old.is_open(record)).collect()
    }

    /// Of each kind, whether a claim rests on any that readers do not know and that it did not rest on before. A claim
    /// that is gone may be one that came.
    fn has_come(&self, pair: Pair, below: &[RecordIndex]) -> [bool; 2] {
        let Some(claim) = pair.new.and_then(|record| self.new.claim_index(record)) else { return self.come };
        let before: HashSet<_> = below.iter().map(|&record| self.old.id(record)).collect();
        let mut has_come = [false; 2];
        for &record in self.new.rests_on(claim) {
            if self.new.claim_index(record).is_none() && !before.contains(self.new.id(record)) {
                has_come[kind(self.new, record)] |= !self.new.is_open(record);
            }
        }
        has_come
    }
}

/// Of what the old manifest has digests that readers may not know now. Anyone can test a guess against a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exposed<'m> {
    /// The ids of sources that have lost their names, and of documents that have become confidential.
    pub ids: Vec<&'m Text>,
    /// How many are gone and may have another id.
    pub gone: usize,
}

impl Exposed<'_> {
    /// Whether there is nothing of the kind.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.gone == 0
    }
}

impl<'m> Diff<'m> {
    /// Of what the old manifest, if it is kept, has digests that readers may not know now.
    pub fn exposed(&self) -> Exposed<'m> {
        let (mut ids, mut gone) = (Vec::new(), 0);
        for (_, pair) in self.pairs.others() {
            match pair {
                Pair { old: Some(before), new: Some(now) } if self.old.digest(before) != self.new.digest(now) => {
                    ids.extend((self.old.is_open(before) && !self.new.is_open(now)).then(|| self.new.id(now)));
                }
                Pair { old: Some(before), new: None } => gone += usize::from(self.hidden.contains(self.old.id(before))),
                _ => {}
            }
        }
        Exposed { ids, gone }
    }

    /// What a claim of the old manifest said, if that may be shown.
    pub(super) fn said_before(&self, old: &Entry<'m>) -> &'m Text {
        if self.hidden.contains(old.id()) { &NOT_SHOWN } else { old.statement() }
    }

    /// The id and the statement of a claim that is new or gone.
    pub(super) fn shown(&self, entry: &Entry<'m>, what: &What) -> (&'m Text, &'m Text) {
        match what {
            What::Removed => (self.gone_id(entry.id()), self.said_before(entry)),
            _ => (entry.id(), entry.statement()),
        }
    }

    /// An id that no record of the new manifest has, if it may be shown.
    pub(super) fn gone_id(&self, old: &'m Text) -> &'m Text {
        if self.hidden.contains(old) { &NO_ID } else { old }
    }
}
