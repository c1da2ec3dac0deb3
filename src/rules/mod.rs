//! The rules of `check`: one file each, with its page beside it, and one table.
//!
//! A rule reads facts and words them. What needs a walk through the graph is worked out in [`crate::analysis`].

mod anachronism;
mod anonymity_unexplained;
mod anonymous_only;
mod chains;
mod circular_citation;
mod conflicting_reviews;
mod contradicting_links;
mod copied_text;
mod duplicate_statement;
mod expired_review;
mod facts;
mod false_corroboration;
mod independent;
mod kind_missing;
mod meant;
mod named_on_background;
mod negation_elided;
mod outlet_only;
mod quote_not_found;
mod relays;
mod rests_on_retracted;
mod returns_to_source;
mod revealing_id;
mod revealing_review;
mod review_without_digest;
mod same_source_twice;
mod search;
mod second_hand_evidence;
mod single_source;
mod snapshot_digest;
mod snapshot_missing;
mod snapshot_path;
mod stale_review;
mod stamp_mismatch;
#[cfg(test)]
mod tests;
mod unknown_verdict;
mod unreadable;
mod unreviewed;
mod unsourced;
mod unspecified_source;
mod unused_document;
mod unused_source;
mod unverified_quote;
mod unverified_stamp;
mod vague_attribution;
mod withheld_document;

use std::collections::HashSet;

pub(crate) use facts::Facts;
pub(crate) use independent::add_support;

use crate::diagnostic::{Diagnostic, Finding, LazyFinding, RuleFinding, RuleMeta, Worded, Wording, faults};
use crate::evidence::QuoteIndex;
use crate::index::{ClaimIndex, DocumentIndex, Idx, ReviewIndex, SourceIndex};
use crate::model::Record;
use crate::text::{FileId, Span, Text, nearest, terminal};
use crate::workspace::Snapshot;

/// A rule, and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is known of it without running it.
    pub meta: &'static RuleMeta,
    find: Find,
    reads: Reads,
}

/// What a rule reads of records other than the one that it looks at, beside the state of reviews and archived copies.
/// Other edits do not change what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Ids, links, identities, dates and retractions, and what is known from them.
    Links,
    /// What other claims say, too.
    Statements,
    /// What other sources are called, too.
    Labels,
}

/// How a rule looks for what it finds.
#[derive(Debug, Clone, Copy)]
enum Find {
    /// Looks at one claim at a time.
    EachClaim { find: Where<ClaimIndex>, word: Words<ClaimIndex> },
    /// Looks at one source at a time.
    EachSource { find: Where<SourceIndex>, word: Words<SourceIndex> },
    /// Looks at one document at a time.
    EachDocument { find: Where<DocumentIndex>, word: Words<DocumentIndex> },
    /// Looks at one quote at a time.
    EachQuote { find: Where<QuoteIndex>, word: Words<QuoteIndex> },
    /// Looks at one review at a time.
    EachReview { find: Where<ReviewIndex>, word: Words<ReviewIndex> },
    /// Finds sources for what the corpus as a whole says of them.
    Sources { find: fn(&Facts<'_>) -> Vec<SourceIndex>, word: Words<SourceIndex> },
    /// Finds documents for what the corpus as a whole says of them.
    Documents { find: fn(&Facts<'_>) -> Vec<DocumentIndex>, word: Words<DocumentIndex> },
    /// Looks at the corpus as a whole, and words at once the few things that it finds.
    Corpus(fn(&Facts<'_>, &mut Worded)),
    /// Does not look: loading, linking or configuration finds it.
    OnTheWay,
}

/// Adds to a list where in a record or a quote there is something to be found. That is fast: it is asked of every one.
type Where<I> = fn(&Facts<'_>, I, &mut Vec<Span>);
/// Words what was found in it at a place, with the record as the one that it is about; for a quote, its claim and its
/// document.
type Words<I> = fn(&Facts<'_>, I, Span) -> Diagnostic;

/// Every rule, in order of name.
pub static RULES: [Rule; 60] = [
    anachronism::RULE,
    anonymity_unexplained::RULE,
    anonymous_only::RULE,
    circular_citation::RULE,
    on_the_way(&faults::CONFIGURATION_NOT_READ),
    conflicting_reviews::RULE,
    contradicting_links::RULE,
    copied_text::RULE,
    on_the_way(&faults::CUT_TEXT),
    on_the_way(&faults::DANGLING_REFERENCE),
    on_the_way(&faults::DUPLICATE_ID),
    duplicate_statement::RULE,
    expired_review::RULE,
    on_the_way(&faults::EXPIRED_WAIVER),
    false_corroboration::RULE,
    on_the_way(&faults::FILE_NOT_READ),
    on_the_way(&faults::INVALID_CONFIGURATION),
    on_the_way(&faults::INVALID_DATE),
    on_the_way(&faults::INVALID_ID),
    on_the_way(&faults::INVALID_URL),
    kind_missing::RULE,
    on_the_way(&faults::LIMIT),
    on_the_way(&faults::LINK_NOT_FOLLOWED),
    on_the_way(&faults::MISSING_FIELD),
    named_on_background::RULE,
    negation_elided::RULE,
    on_the_way(&faults::OFF_THE_RECORD),
    outlet_only::RULE,
    quote_not_found::RULE,
    rests_on_retracted::RULE,
    returns_to_source::RULE,
    on_the_way(&faults::REVEALED_SOURCE),
    revealing_id::RULE,
    revealing_review::RULE,
    review_without_digest::RULE,
    same_source_twice::RULE,
    second_hand_evidence::RULE,
    on_the_way(&faults::SELF_REFERENCE),
    single_source::RULE,
    snapshot_digest::RULE,
    snapshot_missing::RULE,
    snapshot_path::RULE,
    stale_review::RULE,
    stamp_mismatch::RULE,
    on_the_way(&faults::SYNTAX),
    on_the_way(&faults::UNKNOWN_FIELD),
    unknown_verdict::RULE,
    unreadable::RULE,
    unreviewed::RULE,
    unsourced::RULE,
    unspecified_source::RULE,
    unused_document::RULE,
    unused_source::RULE,
    on_the_way(&faults::UNUSED_WAIVER),
    unverified_quote::RULE,
    unverified_stamp::RULE,
    vague_attribution::RULE,
    withheld_document::RULE,
    on_the_way(&faults::WRONG_KIND_REFERENCE),
    on_the_way(&faults::WRONG_TYPE),
];

const fn on_the_way(meta: &'static RuleMeta) -> Rule {
    Rule { meta, find: Find::OnTheWay, reads: Reads::Links }
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta).find(|meta| meta.name == name)
}

/// The rule whose name is most like a misspelt one or, if none is, the first that has it as one of its words.
pub fn nearest_rule(name: &str) -> Option<&'static RuleMeta> {
    let has_word = |rule: &&RuleMeta| rule.name.split('-').any(|word| word == name);
    let mut names = RULES.iter().map(|rule| rule.meta);
    nearest(name, names.clone().map(|rule| rule.name)).and_then(rule).or_else(|| names.find(has_word))
}

/// Whether nothing of the archived copy may be shown with a quote: it could reveal a confidential source.
pub(crate) fn hides_copy(facts: &Facts<'_>, quote: QuoteIndex) -> bool {
    let quote = facts.quote(quote);
    facts.evidence.is_elsewhere(quote.document) || facts.hides(quote.document, quote.claim).is_some()
}

/// Whether a finding is about words of archived copies that must stay hidden. Somebody who may ask about one quote
/// after the other would learn them. A rule that looks at quotes says how they compare with the copies.
pub fn tells_of_hidden_copy(snapshot: &Snapshot, found: &Finding<'_>) -> bool {
    if !matches!(looks(found.rule()), Some(Find::EachQuote { .. })) {
        return false;
    }
    // How many sources a claim needs has no part in it.
    let facts = Facts::new(snapshot, None, None, 0);
    let is_hidden = |id: &Text| match snapshot.corpus().find(&terminal::line(id)) {
        Some(Record::Document(document)) => facts.is_confidential(document),
        _ => false,
    };
    found.about().iter().any(is_hidden)
}

/// How a quote is wrong, if it is not in the archived copy word for word.
pub(crate) fn misquote(facts: &Facts<'_>, quote: QuoteIndex) -> Option<Diagnostic> {
    quote_not_found::found(facts, quote)
}

/// Everything that is found by the rules that `runs` lets run, file by file and in order of place; `within` some files,
/// if they are given.
///
/// What was found before edits is found again only where it may be different.
pub(crate) fn find<'a>(
    facts: &Facts<'a>,
    runs: impl Fn(&RuleMeta) -> bool,
    within: Option<&HashSet<FileId>>,
) -> Vec<&'a [RuleFinding<'a>]> {
    let rules: Vec<_> = RULES.iter().filter(|rule| runs(rule.meta)).collect();
    let snapshot = facts.snapshot;
    let order = snapshot.files().order();
    let conditions = facts.conditions(rules.iter().map(|rule| rule.meta.name).collect());
    let found = snapshot.found(conditions, |before| {
        let again = |(before, edits)| search::again(facts, &rules, before, (edits, snapshot.numbers(edits)), order);
        before.and_then(again).unwrap_or_else(|| search::all(facts, &rules, order))
    });
    match within {
        Some(files) => files.iter().map(|file| found.in_file(file.0 as usize)).collect(),
        None => snapshot.files().numbers().map(|file| found.in_file(file)).collect(),
    }
}

/// How a rule looks for what it finds.
fn looks(rule: &RuleMeta) -> Option<Find> {
    let at = RULES.binary_search_by_key(&rule.name, |rule| rule.meta.name).ok()?;
    Some(RULES[at].find)
}

impl Wording for Facts<'_> {
    fn about(&self, lazy: &LazyFinding) -> [Option<&Text>; 2] {
        let at = lazy.node as usize;
        let record: Record = match looks(lazy.rule) {
            Some(Find::EachClaim { .. }) => ClaimIndex::new(at).into(),
            Some(Find::EachSource { .. } | Find::Sources { .. }) => SourceIndex::new(at).into(),
            Some(Find::EachDocument { .. } | Find::Documents { .. }) => DocumentIndex::new(at).into(),
            Some(Find::EachReview { .. }) => ReviewIndex::new(at).into(),
            Some(Find::EachQuote { .. }) => return self.about(self.quote(QuoteIndex::new(at))).map(Some),
            Some(Find::Corpus(_) | Find::OnTheWay) | None => return [None, None],
        };
        [Some(self.id(record).text()), None]
    }

    fn word(&self, lazy: &LazyFinding) -> Option<Diagnostic> {
        let (at, span) = (lazy.node as usize, lazy.span);
        match looks(lazy.rule)? {
            Find::EachClaim { word, .. } => Some(word(self, Idx::new(at), span)),
            Find::EachSource { word, .. } | Find::Sources { word, .. } => Some(word(self, Idx::new(at), span)),
            Find::EachDocument { word, .. } | Find::Documents { word, .. } => Some(word(self, Idx::new(at), span)),
            Find::EachQuote { word, .. } => Some(word(self, Idx::new(at), span)),
            Find::EachReview { word, .. } => Some(word(self, Idx::new(at), span)),
            Find::Corpus(_) | Find::OnTheWay => None,
        }
    }
}
