//! What has changed between two manifests: which claims moved, and because of what.

mod causes;
mod hidden;
pub(crate) mod json;
mod markdown;
mod pairs;
mod reattributed;
mod text;
mod words;

use std::collections::HashSet;

use causes::Nearest;
pub use hidden::Exposed;
use pairs::{Pair, PairIndex, Pairs};
use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use crate::digest::changed;
use crate::format::{Format, Writer, Written};
use crate::graph::Adjacency;
use crate::model::Identity;
use crate::model::fields::is_sourcing;
use crate::reviews::State;
use crate::text::Text;

/// The difference between two manifests, as a view of both.
#[derive(Debug)]
pub struct Diff<'m> {
    old: &'m Manifest<'m>,
    new: &'m Manifest<'m>,
    pairs: Pairs,
    changes: Vec<Change>,
    reworded: Vec<PairIndex>,
    /// How many claims other sources say than before.
    reattributed: usize,
    moved: Vec<Moved>,
    turned: Vec<Turned>,
    /// The ids of old records that are not shown as they were.
    hidden: HashSet<&'m Text>,
}

impl Written for Diff<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Markdown, markdown::write),
        ]
    }
}

/// A record that is not what it was.
#[derive(Debug)]
struct Change {
    pair: PairIndex,
    what: What,
}

#[derive(Debug, PartialEq, Eq)]
enum What {
    Added,
    Removed,
    /// These fields; none are known where their short digests agree by chance.
    Changed(Vec<&'static str>),
    /// Its id, and these fields.
    Renamed(Vec<&'static str>),
}

/// A claim whose sourcing is not what it was.
#[derive(Debug)]
struct Moved {
    pair: PairIndex,
    is_weaker: bool,
    because: Because,
}

/// A claim whose review status has changed.
#[derive(Debug)]
struct Turned {
    pair: PairIndex,
    turn: Turn,
    because: Because,
}

/// The nearest changes that explain something.
#[derive(Debug, Default)]
struct Because {
    /// By their places among the changes, with how many links down each is.
    causes: Vec<(usize, u32)>,
    has_more: bool,
}

/// What has become of the reviews of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Stale,
    Expired,
    Conflicting,
    Unreviewed,
    Reviewed,
    ReviewedAgain,
    Verdict,
}

/// Compares two manifests. Linear in the records and links of both: why claims moved is found for all of them in one
/// walk. [`Manifest`] has an example.
///
/// ```
/// use onrecord::runs::{Manifest, diff};
/// use onrecord::Workspace;
///
/// let snapshot = Workspace::of_texts([("claims.yaml", "claims:\n  a: {statement: Troops leave.}\n")]).snapshot();
/// let manifest = Manifest::new(&snapshot, &"2026-01-31".parse()?);
/// assert!(diff(&manifest, &manifest).is_nothing());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>) -> Diff<'m> {
    let pairs = Pairs::new(old, new);
    let all: Vec<_> = pairs.all().collect();
    let change = |&(pair, both)| Some(Change { pair, what: what(old, new, both)? });
    let changes: Vec<_> = all.par_iter().filter_map(change).collect();
    let reattributed = reattributed::count(old, new, &pairs, &changes);
    let (reworded, moved, turned) = (Vec::new(), Vec::new(), Vec::new());
    let hidden = hidden::ids(old, new, &pairs);
    let mut diff = Diff { old, new, pairs, changes, reworded, reattributed, moved, turned, hidden };
    for (pair, both) in diff.pairs.claims() {
        let Pair { old: Some(before), new: Some(now) } = both else { continue };
        let (Some(before), Some(now)) = (old.claim_index(before), new.claim_index(now)) else { continue };
        let (old, new) = (old.claim(before), new.claim(now));
        if old.statement() != new.statement() {
            diff.reworded.push(pair);
        }
        if has_moved(&old, &new) {
            diff.moved.push(Moved { pair, is_weaker: is_weaker(&old, &new), because: Because::default() });
        }
        if let Some(turn) = turn(&old, &new) {
            diff.turned.push(Turned { pair, turn, because: Because::default() });
        }
    }
    diff.explain();
    diff.moved.sort_by_key(|moved| !moved.is_weaker);
    diff
}

fn what(old: &Manifest<'_>, new: &Manifest<'_>, both: Pair) -> Option<What> {
    match (both.old, both.new) {
        (Some(before), Some(now)) if old.digest(before) == new.digest(now) => None,
        (Some(before), Some(now)) => {
            let fields = changed(&old.fields(before), &new.fields(now));
            let is_renamed = old.id(before) != new.id(now);
            Some(if is_renamed { What::Renamed(fields) } else { What::Changed(fields) })
        }
        (None, _) => Some(What::Added),
        (_, None) => Some(What::Removed),
    }
}

fn has_moved(old: &Entry<'_>, new: &Entry<'_>) -> bool {
    let sourcing = |entry: &Entry<'_>| (entry.basis(), entry.independent_sources(), entry.independent_named_sources());
    sourcing(old) != sourcing(new)
}

/// A worse basis, or fewer independent sources. A claim that is no longer on the record has fewer named ones.
fn is_weaker(old: &Entry<'_>, new: &Entry<'_>) -> bool {
    new.basis() < old.basis()
        || new.independent_sources() < old.independent_sources()
        || new.independent_named_sources() < old.independent_named_sources()
}

fn turn(old: &Entry<'_>, new: &Entry<'_>) -> Option<Turn> {
    if old.review() == new.review() {
        return (old.verdict() != new.verdict()).then_some(Turn::Verdict);
    }
    Some(match (old.review(), new.review()) {
        (_, State::Stale) => Turn::Stale,
        (_, State::Expired) => Turn::Expired,
        (_, State::Conflicting) => Turn::Conflicting,
        (_, State::Unreviewed) => Turn::Unreviewed,
        (State::Unreviewed, State::Current) => Turn::Reviewed,
        (_, State::Current) => Turn::ReviewedAgain,
    })
}

impl What {
    fn touches_sourcing(&self, kind: &str) -> bool {
        match self {
            Self::Added | Self::Removed => kind != "document",
            Self::Changed(fields) => fields.is_empty() || fields.iter().any(|field| is_sourcing(field)),
            Self::Renamed(fields) => fields.iter().any(|field| is_sourcing(field)),
        }
    }
}

impl<'m> Diff<'m> {
    /// Whether nothing has changed.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.reworded.is_empty() && self.moved.is_empty() && self.turned.is_empty()
    }

    /// How many claims have weaker sourcing: a worse basis, fewer independent sources, or fewer named ones.
    pub fn weaker(&self) -> usize {
        self.moved.iter().filter(|moved| moved.is_weaker).count()
    }

    /// How many claims other sources say than before.
    pub fn reattributed(&self) -> usize {
        self.reattributed
    }

    /// How many claims have another statement.
    pub fn reworded(&self) -> usize {
        self.reworded.len()
    }

    /// How many claims are gone, those with another id not counted.
    pub fn removed(&self) -> usize {
        self.claims_that_were(&What::Removed).len()
    }

    /// How many claims had independent named sources and have none any more.
    pub fn without_named_sources(&self) -> usize {
        let named = |entry: &Entry<'_>| entry.independent_named_sources();
        let has_lost =
            |moved: &&Moved| self.entries(moved.pair).is_some_and(|(old, new)| named(&old) > 0 && named(&new) == 0);
        self.moved.iter().filter(has_lost).count()
    }

    /// Finds out why claims moved and reviews went stale.
    fn explain(&mut self) {
        let has_stale = self.turned.iter().any(|turned| turned.turn == Turn::Stale);
        if self.moved.is_empty() && !has_stale {
            return;
        }
        let carried = self.pairs.carried(self.old, self.new);
        if !self.moved.is_empty() {
            let touches = |change: &Change| change.what.touches_sourcing(self.pairs.kind(change.pair));
            let because = self.because(&carried, touches, self.moved.iter().map(|moved| moved.pair));
            self.moved.iter_mut().zip(because).for_each(|(moved, because)| moved.because = because);
        }
        if has_stale {
            let because = self.because(&carried, |_| true, self.turned.iter().map(|turned| turned.pair));
            let turned = self.turned.iter_mut().zip(because);
            turned
                .filter(|(turned, _)| turned.turn == Turn::Stale)
                .for_each(|(turned, because)| turned.because = because);
        }
    }

    /// The nearest changes beneath each of some claims, of those that count.
    fn because(
        &self,
        carried: &Adjacency<PairIndex, PairIndex>,
        counts: impl Fn(&Change) -> bool,
        claims: impl Iterator<Item = PairIndex>,
    ) -> Vec<Because> {
        let places: Vec<usize> = (0..self.changes.len()).filter(|&at| counts(&self.changes[at])).collect();
        let changed = places.iter().map(|&at| self.changes[at].pair);
        let nearest = Nearest::new(carried, self.pairs.all().count(), changed);
        let of = |claim| {
            let (found, has_more) = nearest.of(claim);
            Because { causes: found.iter().map(|&(at, links)| (places[at as usize], links)).collect(), has_more }
        };
        claims.map(of).collect()
    }

    /// A claim as it is now or, if it is no more, as it was.
    fn entry(&self, pair: PairIndex) -> Option<Entry<'m>> {
        let Pair { old, new } = self.pairs.of(pair);
        let claim = |manifest: &'m Manifest<'m>, record| Some(manifest.claim(manifest.claim_index(record?)?));
        claim(self.new, new).or_else(|| claim(self.old, old))
    }

    /// A claim as it was and as it is, if it is in both.
    fn entries(&self, pair: PairIndex) -> Option<(Entry<'m>, Entry<'m>)> {
        let Pair { old, new } = self.pairs.of(pair);
        let claim = |manifest: &'m Manifest<'m>, record| Some(manifest.claim(manifest.claim_index(record?)?));
        claim(self.old, old).zip(claim(self.new, new))
    }

    /// The id of a record as it is now or, if it is no more, as it was.
    fn id(&self, pair: PairIndex) -> &'m Text {
        match self.pairs.of(pair) {
            Pair { new: Some(new), .. } => self.new.id(new),
            Pair { old: Some(old), .. } => self.gone_id(self.old.id(old)),
            Pair { old: None, new: None } => unreachable!("a pair has a record in one manifest at least"),
        }
    }

    /// The id that a record had before, if it has another one now.
    fn old_id(&self, pair: PairIndex) -> Option<&'m Text> {
        let Pair { old, new } = self.pairs.of(pair);
        let (old, new) = (self.old.id(old?), self.new.id(new?));
        (old != new).then(|| self.gone_id(old))
    }

    /// Whether readers knew, and know, who a source is; `None` of everything else.
    fn identities(&self, pair: PairIndex) -> (Option<Identity>, Option<Identity>) {
        let Pair { old, new } = self.pairs.of(pair);
        (old.and_then(|old| self.old.identity(old)), new.and_then(|new| self.new.identity(new)))
    }

    /// The claims that were added, or those that were removed.
    fn claims_that_were(&self, what: &What) -> impl ExactSizeIterator<Item = Entry<'m>> {
        let of_claims = self.changes.iter().filter(|change| self.pairs.kind(change.pair) == "claim");
        let entries = of_claims.filter(|change| change.what == *what).filter_map(|change| self.entry(change.pair));
        entries.collect::<Vec<_>>().into_iter()
    }

    /// The changes of sources and documents, and those of claims that are there still.
    fn records(&self) -> impl Iterator<Item = &Change> {
        let is_shown = |change: &&Change| {
            let is_still = matches!(change.what, What::Changed(_) | What::Renamed(_));
            is_still || self.pairs.kind(change.pair) != "claim"
        };
        self.changes.iter().filter(is_shown)
    }
}
