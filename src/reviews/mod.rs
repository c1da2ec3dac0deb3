//! Which reviews of a claim are valid, and what has changed below those that are not.
//!
//! `docs/reviews.md` describes the life of a review. Here are facts only; rules and outputs word them.

mod changes;
mod later;
#[cfg(test)]
mod tests;
mod verdicts;
mod withheld;

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

pub use changes::{Change, Changed, Changes, changes, grounds};
pub use withheld::{Withheld, lists_gone_name, withheld};

pub use verdicts::{Verdict, Verdicts};

use crate::digest::Digests;
use crate::format::named;
use crate::graph::Graph;
use crate::index::{ClaimIndex, Idx, IndexVec, ReviewIndex};
use crate::model::{Corpus, Date};
use crate::text::{NormalWords, Text};
use later::{Seen, latest};

/// How things stand with a claim. The later in this list, the sooner somebody has to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It has a review, and each one that was not superseded is valid.
    Current,
    /// It has no review at all.
    Unreviewed,
    /// A review was good for a time that is over.
    Expired,
    /// A review was of something else than what the claim and its grounds say now.
    Stale,
    /// Reviews that hold disagree.
    Conflicting,
}

impl State {
    /// All of them, the best first.
    pub const ALL: [Self; 5] = [Self::Current, Self::Unreviewed, Self::Expired, Self::Stale, Self::Conflicting];

    /// The word for it in outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Unreviewed => "unreviewed",
            Self::Expired => "expired",
            Self::Stale => "stale",
            Self::Conflicting => "conflicting",
        }
    }
}

named!(State);

/// The reviews of a corpus and how they stand.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug, Default)]
pub struct Reviews {
    /// One for each review of the corpus.
    known: IndexVec<ReviewIndex, Known>,
    /// The reviews of claims that exist, claim by claim, and those of one claim latest first.
    order: Vec<ReviewIndex>,
    /// The claims that have reviews, in order.
    claims: Vec<Reviewed>,
}

/// Whether a review is valid, as defined in `docs/reviews.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// It is valid.
    Current,
    /// It was of something else than what the claim and its grounds say now. It may have expired as well.
    Stale,
    /// It was good for a time that is over.
    Expired,
    /// Another review took its place, whatever else is true of it.
    Superseded,
    /// It is dated after the day in question, whatever else is true of it.
    Future,
}

/// What is known of one review.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may be so without the others")]
struct Known {
    claim: Option<ClaimIndex>,
    is_stale: bool,
    is_expired: bool,
    is_in_future: bool,
    is_superseded: bool,
}

/// A claim that has reviews.
#[derive(Debug)]
struct Reviewed {
    claim: ClaimIndex,
    /// Where its reviews are in the order.
    reviews: Range<usize>,
    state: State,
}

impl Reviews {
    /// The reviews of a corpus on a day. Digests are only made where there are reviews to compare them with.
    pub fn of_corpus(corpus: &Corpus, graph: &Graph, today: Option<&Date>) -> Self {
        if corpus.reviews.is_empty() {
            return Self::default();
        }
        Self::new(corpus, graph, &Digests::new(corpus, graph), today)
    }

    /// Looks at all reviews. `today` is the day on which they are to be valid; where nobody knows it, nothing expires.
    ///
    /// Linear in the reviews, except for putting them in order; claims without reviews cost nothing. For a corpus
    /// without reviews [`Self::default`] is the same, and needs no digests.
    pub fn new(corpus: &Corpus, graph: &Graph, digests: &Digests, today: Option<&Date>) -> Self {
        let known = |review| Known::new(corpus, graph, digests, today, review);
        let reviews = (0..corpus.reviews.len()).into_par_iter().map(ReviewIndex::new);
        let known: Vec<_> = reviews.map(known).collect();
        let mut reviews = Self { known: known.into(), ..Self::default() };
        let numbers = corpus.reviews.indices();
        let mut order: Vec<_> = numbers.filter_map(|review| Some((reviews.claim(review)?, review))).collect();
        order.sort_by_cached_key(|&(claim, review)| (claim, latest(&corpus.reviews[review])));
        for of_claim in order.chunk_by(|(a, _), (b, _)| a == b) {
            reviews.add(corpus, of_claim);
        }
        reviews
    }

    /// The claim that a review is of; `None` if there is none.
    pub fn claim(&self, review: ReviewIndex) -> Option<ClaimIndex> {
        self.known[review].claim
    }

    /// Whether a review has the digest of other grounds than its claim has now. One without a digest never is stale.
    pub fn is_stale(&self, review: ReviewIndex) -> bool {
        self.known[review].is_stale
    }

    /// Whether the last day on which a review is valid is surely over.
    pub fn is_expired(&self, review: ReviewIndex) -> bool {
        self.known[review].is_expired
    }

    /// Whether a review is surely dated after the day on which it is to be valid. It supersedes no other yet.
    pub fn is_in_future(&self, review: ReviewIndex) -> bool {
        self.known[review].is_in_future
    }

    /// Whether another review took its place: a later one of the same claim by the same reviewer or, of a review that
    /// is stale or expired, a later one by anybody that is neither.
    ///
    /// Later is what surely was made later or, of two with the same date, what has the greater id, with numbers at the
    /// end of ids compared as numbers.
    pub fn is_superseded(&self, review: ReviewIndex) -> bool {
        self.known[review].is_superseded
    }

    /// Whether a review is valid, or the first reason why it is not.
    pub fn standing(&self, review: ReviewIndex) -> Standing {
        match self.known[review] {
            Known { is_in_future: true, .. } => Standing::Future,
            Known { is_superseded: true, .. } => Standing::Superseded,
            Known { is_stale: true, .. } => Standing::Stale,
            Known { is_expired: true, .. } => Standing::Expired,
            Known { .. } => Standing::Current,
        }
    }

    /// Whether a review is valid: it is not stale, expired, superseded or of a day to come.
    pub fn stands(&self, review: ReviewIndex) -> bool {
        self.standing(review) == Standing::Current
    }

    /// The reviews of a claim, the latest first: by the day on which their dates begin, then by the day on which they
    /// end, and then by id. Those without a date come last.
    pub fn of(&self, claim: ClaimIndex) -> &[ReviewIndex] {
        self.reviewed(claim).map_or(&[], |reviewed| &self.order[reviewed.reviews.clone()])
    }

    /// How things stand with a claim: the worst that is to be said of its reviews, of those that were not superseded
    /// and are not of a day to come.
    pub fn state(&self, claim: ClaimIndex) -> State {
        self.reviewed(claim).map_or(State::Unreviewed, |reviewed| reviewed.state)
    }

    /// The verdict on a claim: that of its valid reviews. Where they disagree there is none, whichever is the latest.
    pub fn verdict<'c>(&self, corpus: &'c Corpus, claim: ClaimIndex) -> Option<&'c Text> {
        if self.state(claim) == State::Conflicting {
            return None;
        }
        let standing = self.of(claim).iter().find(|&&review| self.stands(review))?;
        Some(&corpus.reviews[*standing].verdict.value)
    }

    fn reviewed(&self, claim: ClaimIndex) -> Option<&Reviewed> {
        let at = self.claims.binary_search_by_key(&claim, |reviewed| reviewed.claim).ok()?;
        self.claims.get(at)
    }

    /// Adds the reviews of a claim, the latest first.
    fn add(&mut self, corpus: &Corpus, of_claim: &[(ClaimIndex, ReviewIndex)]) {
        let start = self.order.len();
        self.order.extend(of_claim.iter().map(|&(_, review)| review));
        let reviews = start..self.order.len();
        supersede(corpus, &self.order[reviews.clone()], &mut self.known);
        let state = self.state_by(corpus, &self.order[reviews.clone()]);
        self.claims.extend(of_claim.first().map(|&(claim, _)| Reviewed { claim, reviews, state }));
    }

    fn state_by(&self, corpus: &Corpus, reviews: &[ReviewIndex]) -> State {
        let standing = reviews.iter().filter(|&&review| self.stands(review));
        let verdicts: HashSet<_> = standing.map(|&review| &corpus.reviews[review].verdict.value).collect();
        let of = |&review: &ReviewIndex| match self.standing(review) {
            Standing::Current => Some(State::Current),
            Standing::Stale => Some(State::Stale),
            Standing::Expired => Some(State::Expired),
            Standing::Superseded | Standing::Future => None,
        };
        match verdicts.len() {
            0 | 1 => reviews.iter().filter_map(of).max().unwrap_or(State::Unreviewed),
            _ => State::Conflicting,
        }
    }
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Current, Self::Stale, Self::Expired, Self::Superseded, Self::Future];

    /// The words for it in outputs.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Future => "dated in the future",
        }
    }
}

impl Known {
    fn new(corpus: &Corpus, graph: &Graph, digests: &Digests, today: Option<&Date>, review: ReviewIndex) -> Self {
        let (claim, review) = (graph.reviewed(review), &corpus.reviews[review]);
        let differs = |(digest, claim)| digests.grounds(claim).bytes() != digest;
        let is_over = |(expires, today): (&Date, _)| expires.is_before(today) == Some(true);
        Self {
            claim,
            is_stale: review.digest.as_ref().zip(claim).is_some_and(differs),
            is_expired: review.expires.as_ref().zip(today).is_some_and(is_over),
            is_in_future: today
                .zip(review.date.as_ref())
                .is_some_and(|(today, date)| today.is_before(date) == Some(true)),
            is_superseded: false,
        }
    }

    /// Neither stale nor expired.
    fn is_fresh(self) -> bool {
        !self.is_stale && !self.is_expired
    }
}

/// Goes through the reviews of a claim, the latest first, so that whatever may take the place of a review was seen
/// before it.
fn supersede(corpus: &Corpus, reviews: &[ReviewIndex], known: &mut IndexVec<ReviewIndex, Known>) {
    let mut fresh = Seen::default();
    let mut by_reviewer: HashMap<NormalWords, Seen<'_>> = HashMap::default();
    for &number in reviews {
        let review = &corpus.reviews[number];
        // `Desk` is no second opinion beside `desk`.
        let own = by_reviewer.entry(NormalWords::of(&review.reviewer)).or_default();
        let known = &mut known[number];
        let is_fresh = known.is_fresh();
        if known.is_in_future {
            continue;
        }
        known.is_superseded = own.has_later(review) || (!is_fresh && fresh.has_later(review));
        own.add(review);
        if is_fresh {
            fresh.add(review);
        }
    }
}
