//! What rules find in a snapshot: all of it or, after edits, again where something may be different.

use rayon::prelude::*;

use super::{Facts, Find, Reads, Rule, Where};
use crate::diagnostic::{FoundByRule, Worded};
use crate::evidence::QuoteIndex;
use crate::index::{Idx, first};
use crate::model::{Edits, FileNumbers};
use crate::text::{FileOrder, Span};
use crate::workspace::Found;

/// Everything that some rules find.
pub(super) fn all(facts: &Facts<'_>, rules: &[&Rule], order: &FileOrder) -> Found {
    let corpus = facts.corpus;
    let numbers = Numbers {
        sources: corpus.sources.indices().collect(),
        documents: corpus.documents.indices().collect(),
        claims: corpus.claims.indices().collect(),
        reviews: corpus.reviews.indices().collect(),
        quotes: first(facts.evidence.quotes.len()).collect(),
    };
    let found = rules.par_iter().map(|rule| rule.find(facts, &numbers, true)).collect();
    drop(numbers);
    Found::new(found, order)
}

/// What they find after edits, from what they found before; nothing if that is not enough to know.
pub(super) fn again(
    facts: &Facts<'_>,
    rules: &[&Rule],
    before: &Found,
    (edits, numbers): (&Edits, FileNumbers),
    order: &FileOrder,
) -> Option<Found> {
    // The state of reviews depends on every word below a claim, and quotes depend on the copies.
    if edits.copies || !facts.corpus.reviews.is_empty() {
        return None;
    }
    let quotes = numbers.claims.iter().flat_map(|&claim| facts.evidence.numbers_of(claim)).collect();
    let FileNumbers { sources, documents, claims, reviews } = numbers;
    let numbers = Numbers { sources, documents, claims, reviews, quotes };
    let is_outdated = |rule: &Rule| match rule.reads {
        Reads::Links => false,
        Reads::Statements => edits.statements,
        Reads::Labels => edits.labels,
    };
    let new = rules.par_iter().map(|rule| rule.find(facts, &numbers, is_outdated(rule)));
    let outdated: Vec<_> = rules.iter().filter(|rule| is_outdated(rule)).map(|rule| rule.meta).collect();
    let moved: Vec<_> = rules.iter().filter(|rule| rule.is_moved()).map(|rule| rule.meta).collect();
    let (is_outdated, is_moved) = (|rule| outdated.contains(&rule), |rule| moved.contains(&rule));
    before.edited(edits, order, is_outdated, is_moved, new.collect())
}

/// The records that are looked at one by one.
struct Numbers {
    sources: Vec<crate::index::SourceIndex>,
    documents: Vec<crate::index::DocumentIndex>,
    claims: Vec<crate::index::ClaimIndex>,
    reviews: Vec<crate::index::ReviewIndex>,
    quotes: Vec<QuoteIndex>,
}

impl Rule {
    /// What is found in some records and, if it is to be looked at, in the corpus as a whole.
    fn find(&self, facts: &Facts<'_>, numbers: &Numbers, with_corpus: bool) -> FoundByRule {
        match self.find {
            Find::EachClaim { find, .. } => self.find_each(facts, &numbers.claims, find),
            Find::EachSource { find, .. } => self.find_each(facts, &numbers.sources, find),
            Find::EachDocument { find, .. } => self.find_each(facts, &numbers.documents, find),
            Find::EachQuote { find, .. } => self.find_each(facts, &numbers.quotes, find),
            Find::EachReview { find, .. } => self.find_each(facts, &numbers.reviews, find),
            Find::Sources { find, .. } if with_corpus => {
                self.placed(find(facts).into_iter().map(|source| (source.at(), facts.place(source))))
            }
            Find::Documents { find, .. } if with_corpus => {
                self.placed(find(facts).into_iter().map(|document| (document.at(), facts.place(document))))
            }
            Find::Corpus(find) if with_corpus => {
                let mut found = Worded::default();
                find(facts, &mut found);
                FoundByRule::Ready(found)
            }
            Find::Sources { .. } | Find::Documents { .. } | Find::Corpus(_) | Find::OnTheWay => {
                FoundByRule::Ready(Worded::default())
            }
        }
    }

    /// What it found by number and place.
    fn placed(&self, found: impl Iterator<Item = (usize, Span)>) -> FoundByRule {
        FoundByRule::Lazy(self.meta, vec![found.map(|(at, span)| (crate::index::number(at), span)).collect()])
    }

    /// Whether what it finds depends on the corpus as a whole and is worded later: edits only move it.
    fn is_moved(&self) -> bool {
        matches!(self.find, Find::Sources { .. } | Find::Documents { .. })
    }

    fn find_each<I: Idx + Sync>(&self, facts: &Facts<'_>, numbers: &[I], find: Where<I>) -> FoundByRule {
        let add = |(mut spans, mut list): (Vec<Span>, Vec<_>), &number: &I| {
            find(facts, number, &mut spans);
            let node = crate::index::number(number.at());
            list.extend(spans.drain(..).map(|span| (node, span)));
            (spans, list)
        };
        let exact = |(_, mut list): (_, Vec<_>)| {
            list.shrink_to_fit();
            list
        };
        FoundByRule::Lazy(self.meta, numbers.par_iter().fold(Default::default, add).map(exact).collect())
    }
}
