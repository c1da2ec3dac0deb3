use std::path::Path;

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Message};
use crate::evidence::{Evidence, Quote};
use crate::graph::Graph;
use crate::model::{Claim, Corpus, Date, Document, Id, Record, Reference, Review, Source};
use crate::reviews::{Reviews, Verdicts};
use crate::text::Span;
use crate::workspace::Snapshot;

/// How many records a finding lists.
pub(super) const MAX_LISTED: usize = 20;

/// What rules read: a snapshot on a day, and what a policy asks of it.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The records.
    pub(super) corpus: &'a Corpus,
    /// Their links.
    pub(super) graph: &'a Graph,
    /// What is known of the claims.
    pub(super) analysis: &'a Analysis,
    /// What is known of archived copies and of the quotes from them.
    pub(super) evidence: &'a Evidence,
    /// How the reviews stand.
    pub(super) reviews: &'a Reviews,
    /// The verdicts that a review may reach.
    pub(super) verdicts: Verdicts<'a>,
    /// Whether every file was read and every record was understood. Where not, nobody knows who is confidential.
    pub(super) is_understood: bool,
    /// How many independent sources a claim needs.
    pub(super) independent_sources: u8,
}

impl<'a> Facts<'a> {
    /// Some archived copies may be in another folder.
    pub fn new(
        snapshot: &'a Snapshot,
        today: Option<&Date>,
        elsewhere: Option<&Path>,
        independent_sources: u8,
    ) -> Self {
        Self {
            corpus: snapshot.corpus(),
            graph: snapshot.graph(),
            analysis: snapshot.analysis(),
            evidence: snapshot.evidence(elsewhere),
            reviews: snapshot.reviews(today),
            verdicts: Verdicts::of(snapshot.configuration()),
            is_understood: snapshot.is_understood(),
            independent_sources,
        }
    }

    /// A claim by its number in the graph.
    pub(super) fn claim(&self, claim: u32) -> &'a Claim {
        &self.corpus.claims[claim as usize]
    }

    /// A document by its number in the corpus.
    pub(super) fn document(&self, document: u32) -> &'a Document {
        &self.corpus.documents[document as usize]
    }

    /// A quote by its number in the evidence.
    pub(super) fn quote(&self, quote: u32) -> &Quote {
        &self.evidence.quotes[quote as usize]
    }

    /// Whether nothing may be told of what is in the copy of a document: its publisher is not known to be a source with a name.
    pub(super) fn is_confidential(&self, document: u32) -> bool {
        let is_named = |publisher| self.graph.is_named(publisher);
        !self.is_understood
            || self.document(document).publisher.is_some() && !self.graph.publisher(document).is_some_and(is_named)
    }

    /// Whether readers know the name of everybody whose voice asserts a claim.
    pub(super) fn is_all_named(&self, claim: u32) -> bool {
        self.claim(claim).attributed_to.iter().all(|voice| {
            matches!(self.record(voice), Some(Record::Source(at)) if !self.corpus.sources[at as usize].is_confidential())
        })
    }

    /// A review by its number in the corpus.
    pub(super) fn review(&self, review: u32) -> &'a Review {
        &self.corpus.reviews[review as usize]
    }

    /// The source that a node of the graph stands for, if it is one.
    pub(super) fn source(&self, node: u32) -> Option<&'a Source> {
        self.graph.source_index(node).map(|at| &self.corpus.sources[at])
    }

    /// The id of a node of the graph.
    pub(super) fn id(&self, node: u32) -> &'a Id {
        self.source(node).map_or_else(|| &self.claim(node).id, |source| &source.id)
    }

    /// Where the id of a node's record stands.
    pub(super) fn place(&self, node: u32) -> Span {
        self.source(node).map_or_else(|| self.claim(node).place, |source| source.place)
    }

    /// The record that a reference names, of whatever kind.
    pub(super) fn record(&self, reference: &Reference) -> Option<Record> {
        self.corpus.find(reference.to.untrusted())
    }

    /// The reference among some that names a node.
    pub(super) fn reference<'r>(&self, references: &'r [Reference], node: u32) -> Option<&'r Reference> {
        let id = self.id(node).text();
        references.iter().find(|reference| reference.to == *id)
    }

    /// A message that begins with the id of a node.
    pub(super) fn begin(&self, node: u32) -> Message {
        Message::new("").id(self.id(node).text())
    }

    /// Adds the ids of some nodes to a message: at most twenty, and then how many more there are.
    pub(super) fn list(&self, mut message: Message, nodes: &[u32]) -> Message {
        for (nth, &node) in nodes.iter().take(MAX_LISTED).enumerate() {
            message = if nth == 0 { message } else { message.words(", ") }.id(self.id(node).text());
        }
        match nodes.len().checked_sub(MAX_LISTED) {
            None | Some(0) => message,
            Some(more) => message.words(" and ").number(more).words(" more"),
        }
    }

    /// Adds the places of some nodes to a finding, and why they belong to it: at most twenty.
    pub(super) fn relate(&self, diagnostic: Diagnostic, nodes: &[u32], why: &'static str) -> Diagnostic {
        nodes.iter().take(MAX_LISTED).fold(diagnostic, |diagnostic, &node| diagnostic.related(self.place(node), why))
    }
}
