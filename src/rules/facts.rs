//! What rules look at: a snapshot, with shortcuts for frequent questions.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::meant;
use crate::analysis::{Along, Analysis, Basis, Ends};
use crate::diagnostic::{Diagnostic, Message};
use crate::evidence::{Evidence, Quote, QuoteIndex, Snapshot as Found};
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, ReviewIndex, SourceIndex};
use crate::model::{Claim, Corpus, Date, Document, Id, Record, Reference, Review, Source};
use crate::reviews::{Reviews, Verdicts};
use crate::text::{Span, Text};
use crate::workspace::{Conditions, Snapshot};

/// How many records a finding lists.
pub(super) const MAX_LISTED: usize = 20;

/// A copy that a document names.
pub(super) struct NamedCopy {
    /// Where its path is, if there is one.
    pub(super) place: Option<Span>,
    /// What came of opening it.
    pub(super) state: Found,
    /// If it has another digest than it should: that one, and its own.
    pub(super) digests: Option<([u8; 32], [u8; 32])>,
    /// What it is, in words before the id of its document.
    pub(super) words: &'static str,
}

/// What rules read: a snapshot on a day, and what a policy asks of it.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// All of it.
    pub(super) snapshot: &'a Snapshot,
    elsewhere: Option<PathBuf>,
    /// The records.
    pub(super) corpus: &'a Corpus,
    /// Their links.
    pub(super) graph: &'a Graph,
    /// What is known of the claims.
    pub(super) analysis: &'a Analysis,
    /// What is known of archived copies and of the quotes from them.
    pub(super) evidence: &'a Evidence,
    /// The state of each review.
    pub(super) reviews: &'a Reviews,
    /// The verdicts that a review may reach.
    pub(super) verdicts: Verdicts<'a>,
    /// Whether every file was read and every record was understood. Where not, nobody knows who is confidential.
    pub(super) is_understood: bool,
    /// How many independent sources a claim needs.
    pub(super) independent_sources: u8,
    /// The day on which it is asked, if that is known.
    pub(super) today: Option<Date>,
    /// Whether what follows from a dangling reference is reported, since the reference is not.
    tells_followers: bool,
    /// The claims that are likely meant by reviews of claims that there are not.
    meant_by_reviews: OnceLock<HashSet<ClaimIndex>>,
}

impl<'a> Facts<'a> {
    /// Some archived copies may be in another folder.
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        today: Option<&Date>,
        elsewhere: Option<&Path>,
        independent_sources: u8,
    ) -> Self {
        Self {
            snapshot,
            elsewhere: elsewhere.map(Path::to_owned),
            corpus: snapshot.corpus(),
            graph: snapshot.graph(),
            analysis: snapshot.analysis(),
            evidence: snapshot.evidence(elsewhere),
            reviews: snapshot.reviews(today),
            verdicts: Verdicts::of(snapshot.configuration()),
            is_understood: snapshot.is_understood(),
            independent_sources,
            today: today.cloned(),
            tells_followers: false,
            meant_by_reviews: OnceLock::new(),
        }
    }

    /// The copies that a document names: the one that was archived, and the text that was made of it.
    pub(super) fn copies(&self, number: DocumentIndex) -> [NamedCopy; 2] {
        let document = self.document(number);
        [
            NamedCopy {
                place: document.copy().path.as_ref().map(|copy| copy.place),
                state: self.evidence.snapshots[number],
                digests: document.copy().sha256.zip(self.evidence.differing_digest(number, false)),
                words: "the archived copy of ",
            },
            NamedCopy {
                place: document.text().path.as_ref().map(|copy| copy.place),
                state: self.evidence.texts[number],
                digests: document.text().sha256.zip(self.evidence.differing_digest(number, true)),
                words: "the text of the archived copy of ",
            },
        ]
    }

    /// The one that is named at a place.
    pub(super) fn copy_at(&self, number: DocumentIndex, place: Span) -> NamedCopy {
        let [copy, text] = self.copies(number);
        if text.place == Some(place) { text } else { copy }
    }

    /// Dangling references are not reported here, so what follows from them must be.
    #[must_use]
    pub(crate) fn with_followers(mut self) -> Self {
        self.tells_followers = true;
        self
    }

    /// Whether what a claim lacks may follow from a dangling reference, its own or one below it. That reference is
    /// reported; one mistake is reported once.
    pub(super) fn is_unsettled(&self, claim: ClaimIndex) -> bool {
        !self.tells_followers && self.snapshot.is_unsettled(claim)
    }

    /// Whether a claim seems to have no review because the reference of one is misspelt, which is reported.
    pub(super) fn is_meant_by_review(&self, claim: ClaimIndex) -> bool {
        !self.tells_followers && self.meant_by_reviews.get_or_init(|| meant::reviewed(self)).contains(&claim)
    }

    /// Where the chains of claims end whose sources nobody can tell from each other. Found when a claim is worded.
    pub(super) fn indistinct_ends(&self) -> &'a Ends {
        self.snapshot.ends(Along::Indistinct)
    }

    /// All that findings depend on beside the snapshot.
    pub(super) fn conditions(&self, rules: Vec<&'static str>) -> Conditions {
        Conditions {
            rules,
            today: self.today.clone(),
            elsewhere: self.elsewhere.clone(),
            independent_sources: self.independent_sources,
            verdicts: self.snapshot.configuration().map(|it| it.verdicts.clone()).unwrap_or_default(),
            is_understood: self.is_understood,
        }
    }

    /// The record of a claim.
    pub(super) fn claim(&self, claim: ClaimIndex) -> &'a Claim {
        &self.corpus.claims[claim]
    }

    /// The record of a document.
    pub(super) fn document(&self, document: DocumentIndex) -> &'a Document {
        &self.corpus.documents[document]
    }

    /// A quote of the evidence.
    pub(super) fn quote(&self, quote: QuoteIndex) -> &Quote {
        &self.evidence.quotes[quote]
    }

    /// The ids of the claim and of the document of a quote.
    pub(super) fn about(&self, quote: &Quote) -> [&'a Text; 2] {
        [self.claim(quote.claim).id.text(), self.document(quote.document).id.text()]
    }

    /// Why words of a document's copy may not be shown with a claim, if so: they could reveal a confidential source.
    pub(super) fn hides(&self, document: DocumentIndex, claim: ClaimIndex) -> Option<&'static str> {
        let is_named = |node| self.graph.is_named(node);
        let (origins, is_cut) = (self.analysis.origins(claim), self.analysis.origins_truncated(claim));
        let has_named_origins = !is_cut && !origins.is_empty() && origins.iter().all(|&origin| is_named(origin));
        match () {
            () if !self.is_understood => Some("not every record could be read"),
            () if self.document(document).is_confidential => Some("the document is confidential"),
            () if self.evidence.is_shared(document) => Some("a confidential document has the same copy"),
            () if !self.graph.publisher(document).is_some_and(is_named) => {
                Some("the publisher of the document is not a named source")
            }
            () if self.claim(claim).attributed_to().is_empty() => Some("the claim has no voice"),
            () if !self.is_all_named(claim) => Some("a voice of the claim is not named"),
            () if self.analysis.basis(claim) != Basis::Named && !has_named_origins => {
                Some("an origin of the claim is not named")
            }
            () => None,
        }
    }

    /// Whether the content of a document's copy must stay hidden, because its publisher is not known to be a named
    /// source, or it is that of a confidential document, too.
    pub(super) fn is_confidential(&self, document: DocumentIndex) -> bool {
        let is_named = |publisher| self.graph.is_named(publisher);
        !self.is_understood
            || self.document(document).is_confidential
            || self.evidence.is_shared(document)
            || self.document(document).publisher.is_some() && !self.graph.publisher(document).is_some_and(is_named)
    }

    /// Whether readers know the name of everybody whose voice asserts a claim.
    pub(super) fn is_all_named(&self, claim: ClaimIndex) -> bool {
        !self.graph.loose(claim).voices && self.graph.voices(claim).iter().all(|&voice| self.graph.is_named(voice))
    }

    /// A review.
    pub(super) fn review(&self, review: ReviewIndex) -> &'a Review {
        &self.corpus.reviews[review]
    }

    /// The record of a source.
    pub(super) fn source(&self, source: SourceIndex) -> &'a Source {
        &self.corpus.sources[source]
    }

    /// The id of a record.
    pub(super) fn id(&self, record: impl Into<Record>) -> &'a Id {
        match record.into() {
            Record::Source(at) => &self.source(at).id,
            Record::Document(at) => &self.document(at).id,
            Record::Claim(at) => &self.claim(at).id,
            Record::Review(at) => &self.review(at).id,
        }
    }

    /// Where the id of a record is.
    pub(super) fn place(&self, record: impl Into<Record>) -> Span {
        self.corpus.place(record.into())
    }

    /// The one among some records, in order of id, that a reference names.
    pub(super) fn named<I: Copy + Into<Record>>(&self, records: &[I], reference: &Reference) -> Option<I> {
        let at = records.binary_search_by(|&record| self.id(record).text().cmp(&reference.to)).ok()?;
        records.get(at).copied()
    }

    /// The reference among some that names a record.
    pub(super) fn reference<'r>(
        &self,
        references: &'r [Reference],
        record: impl Into<Record>,
    ) -> Option<&'r Reference> {
        let id = self.id(record).text();
        references.iter().find(|reference| reference.to == *id)
    }

    /// A message that begins with the id of a record.
    pub(super) fn begin(&self, record: impl Into<Record>) -> Message {
        Message::new("").id(self.id(record).text())
    }

    /// Adds the ids of some records to a message: at most twenty, and then how many more there are.
    pub(super) fn list<I: Copy + Into<Record>>(&self, mut message: Message, records: &[I]) -> Message {
        for (nth, &record) in records.iter().take(MAX_LISTED).enumerate() {
            message = if nth == 0 { message } else { message.words(", ") }.id(self.id(record).text());
        }
        match records.len().checked_sub(MAX_LISTED) {
            None | Some(0) => message,
            Some(more) => message.words(" and ").number(more).words(" more"),
        }
    }

    /// Adds the places of some records to a finding, and why they belong to it: at most twenty.
    pub(super) fn relate<I: Copy + Into<Record>>(
        &self,
        diagnostic: Diagnostic,
        records: &[I],
        why: &'static str,
    ) -> Diagnostic {
        let records = records.iter().take(MAX_LISTED);
        records.fold(diagnostic, |diagnostic, &record| diagnostic.related(self.place(record), why))
    }
}

/// Adds when something was: on a day, or in a month or a year.
pub(super) fn dated(message: Message, date: &Date) -> Message {
    message.words(if date.is_day() || date.has_time() { "on " } else { "in " }).value(date.as_str())
}
