//! Who cites, corroborates and disputes whom: the corpus as a graph of numbers.
//!
//! Claims are numbered from 0 in order of id, and sources go on where claims end. Links from a claim to itself, to
//! nothing or to a record of the wrong kind are not in it; `link` reports them.

mod adjacency;
mod find;
mod link;
mod loops;
#[cfg(feature = "parquet")]
mod rows;
mod suggest;

pub(crate) use adjacency::Adjacency;
pub use find::NotFound;
pub(crate) use find::find;
pub(crate) use link::{Linked, link};
#[cfg(feature = "html")]
pub(crate) use loops::answered;
pub(crate) use loops::{Component, Components};
#[cfg(feature = "parquet")]
pub(crate) use rows::Rows;
pub(crate) use suggest::Suggestions;

use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, Node, ReviewIndex, SourceIndex};
use crate::model::{Record, Source, SourceClass};

/// The graph of a corpus.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug)]
pub struct Graph {
    retracted: IndexVec<ClaimIndex, bool>,
    sources: IndexVec<SourceIndex, Standing>,
    voices: Relation<SourceIndex>,
    cites: Relation<ClaimIndex>,
    corroborates: Relation<ClaimIndex>,
    disputes: Relation<ClaimIndex>,
    contradicts: Adjacency<ClaimIndex, ClaimIndex>,
    documents: Adjacency<ClaimIndex, DocumentIndex>,
    evidence: Adjacency<ClaimIndex, Option<DocumentIndex>>,
    publishers: IndexVec<DocumentIndex, Option<SourceIndex>>,
    reviewed: IndexVec<ReviewIndex, Option<ClaimIndex>>,
    reviews: Adjacency<ClaimIndex, ReviewIndex>,
    loose: IndexVec<ClaimIndex, Loose>,
}

/// What counts of a source.
#[derive(Debug, Clone, Copy)]
struct Standing {
    has_name: bool,
    class: SourceClass,
    is_distinct: bool,
}

impl Standing {
    fn of(source: &Source) -> Self {
        Self { has_name: !source.is_confidential(), class: source.class(), is_distinct: source.is_distinct() }
    }
}

/// Which lists of a claim have references that do not hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loose {
    /// One of its voices is no source.
    pub voices: bool,
    /// Something that it cites is no claim, or is the claim itself.
    pub cites: bool,
    /// Its voices, or what it cites or corroborates, could not be read whole.
    pub unread: bool,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A claim.
    Claim(ClaimIndex),
    /// A source.
    Source(SourceIndex),
}

/// Links of claims of one kind, in both directions.
#[derive(Debug)]
struct Relation<T> {
    out: Adjacency<ClaimIndex, T>,
    into: Adjacency<T, ClaimIndex>,
}

impl<T: Idx> Relation<T> {
    fn new(claims: usize, links: &[(ClaimIndex, T)], targets: usize) -> Self {
        let out = Adjacency::new(claims, links);
        let into = out.reversed(targets);
        Self { out, into }
    }
}

impl Graph {
    /// How many claims there are.
    pub fn claim_count(&self) -> usize {
        self.retracted.len()
    }

    /// How many claims and sources there are.
    pub fn node_count(&self) -> usize {
        self.retracted.len() + self.sources.len()
    }

    /// The claims.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimIndex> + DoubleEndedIterator + Clone + use<> {
        self.retracted.indices()
    }

    /// The sources.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = SourceIndex> + DoubleEndedIterator + Clone + use<> {
        self.sources.indices()
    }

    /// The sources as nodes.
    pub fn source_nodes(&self) -> impl ExactSizeIterator<Item = Node> + DoubleEndedIterator + Clone + use<> {
        (self.claim_count()..self.node_count()).map(Node::new)
    }

    /// What a node is.
    pub fn kind(&self, node: Node) -> NodeKind {
        match node.at().checked_sub(self.claim_count()) {
            Some(at) => NodeKind::Source(SourceIndex::new(at)),
            None => NodeKind::Claim(ClaimIndex(node.0)),
        }
    }

    /// Which source a node is; `None` for claims.
    pub fn source_index(&self, node: Node) -> Option<SourceIndex> {
        match self.kind(node) {
            NodeKind::Source(source) => Some(source),
            NodeKind::Claim(_) => None,
        }
    }

    /// Which claim a node is; `None` for sources.
    pub fn claim_index(&self, node: Node) -> Option<ClaimIndex> {
        match self.kind(node) {
            NodeKind::Claim(claim) => Some(claim),
            NodeKind::Source(_) => None,
        }
    }

    /// The node of a source.
    pub fn source_node(&self, source: SourceIndex) -> Node {
        Node::new(self.claim_count() + source.at())
    }

    /// The record of a node.
    pub fn record(&self, node: Node) -> Record {
        match self.kind(node) {
            NodeKind::Source(source) => Record::Source(source),
            NodeKind::Claim(claim) => Record::Claim(claim),
        }
    }

    /// The node of a claim or a source.
    pub fn node(&self, record: Record) -> Option<Node> {
        match record {
            Record::Claim(claim) => Some(claim.into()),
            Record::Source(source) => Some(self.source_node(source)),
            Record::Document(_) | Record::Review(_) => None,
        }
    }

    /// Whether a claim was withdrawn. Sources never are.
    pub fn is_retracted(&self, node: impl Into<Node>) -> bool {
        self.retracted.get(node.into().at()).copied().unwrap_or(false)
    }

    /// Whether readers know the name of a source, which may be an outlet.
    pub fn is_named(&self, source: SourceIndex) -> bool {
        self.sources[source].has_name
    }

    /// What a source is worth as the end of a chain.
    pub fn class(&self, source: SourceIndex) -> SourceClass {
        self.sources[source].class
    }

    /// Whether somebody can tell a source from others.
    pub fn is_distinct(&self, source: SourceIndex) -> bool {
        self.sources[source].is_distinct
    }

    /// The claims that a claim both corroborates and disputes: it does neither.
    pub fn contradicts(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.contradicts.of(claim)
    }

    /// The sources whose voice asserts a claim.
    pub fn voices(&self, claim: ClaimIndex) -> &[SourceIndex] {
        self.voices.out.of(claim)
    }

    /// The sources whose voices assert each claim.
    pub(crate) fn voices_of_claims(&self) -> &Adjacency<ClaimIndex, SourceIndex> {
        &self.voices.out
    }

    /// The claims that a source's voice asserts.
    pub fn speaks_in(&self, source: SourceIndex) -> &[ClaimIndex] {
        self.voices.into.of(source)
    }

    /// The claims that a claim relays.
    pub fn cites(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.cites.out.of(claim)
    }

    /// Of the claims that a claim relays, those that are not retracted; none of one that is retracted itself.
    pub(crate) fn cites_live(&self, claim: ClaimIndex) -> impl Iterator<Item = ClaimIndex> + '_ {
        let cites = if self.is_retracted(claim) { &[] } else { self.cites(claim) };
        cites.iter().copied().filter(|&cited| !self.is_retracted(cited))
    }

    /// The claims that relay a claim.
    pub fn cited_by(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.cites.into.of(claim)
    }

    /// The claims that a claim supports from its own grounds.
    pub fn corroborates(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.corroborates.out.of(claim)
    }

    /// The claims that support a claim from grounds of their own.
    pub fn corroborated_by(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.corroborates.into.of(claim)
    }

    /// The claims that a claim disputes.
    pub fn disputes(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.disputes.out.of(claim)
    }

    /// The claims that dispute a claim.
    pub fn disputed_by(&self, claim: ClaimIndex) -> &[ClaimIndex] {
        self.disputes.into.of(claim)
    }

    /// The documents that a claim is documented by, each once.
    pub fn documents(&self, claim: ClaimIndex) -> &[DocumentIndex] {
        self.documents.of(claim)
    }

    /// The claims that are documented by each document, in order.
    pub(crate) fn claims_by_document(&self) -> Adjacency<DocumentIndex, ClaimIndex> {
        self.documents.reversed(self.publishers.len())
    }

    /// The document of each item of a claim's evidence, in the order of the record; `None` where there is no such
    /// document.
    pub fn evidence(&self, claim: ClaimIndex) -> &[Option<DocumentIndex>] {
        self.evidence.of(claim)
    }

    /// How many items of evidence all claims have.
    pub(crate) fn evidence_count(&self) -> usize {
        self.evidence.target_count()
    }

    /// The claim that a review is of, if there is one.
    pub fn reviewed(&self, review: ReviewIndex) -> Option<ClaimIndex> {
        self.reviewed[review]
    }

    /// The reviews of a claim, in order of id.
    pub fn reviews(&self, claim: ClaimIndex) -> &[ReviewIndex] {
        self.reviews.of(claim)
    }

    /// Which lists of a claim have references that do not hold.
    pub fn loose(&self, claim: ClaimIndex) -> Loose {
        self.loose[claim]
    }

    /// The source that published a document.
    pub fn publisher(&self, document: DocumentIndex) -> Option<SourceIndex> {
        self.publishers[document]
    }

    /// The sources that published a document, once for each.
    pub fn publishers(&self) -> impl Iterator<Item = SourceIndex> + '_ {
        self.publishers.iter().copied().flatten()
    }

    /// What a claim rests on: the claims it cites or, if it cites none, its voices.
    pub fn rests_on(&self, claim: ClaimIndex) -> impl Iterator<Item = Node> + '_ {
        let cites = self.cites(claim);
        let voices = if cites.is_empty() { self.voices(claim) } else { &[] };
        let voices = voices.iter().map(|&voice| self.source_node(voice));
        cites.iter().copied().map(Node::from).chain(voices)
    }

    /// The claims that rest on a claim or a source.
    pub fn carries(&self, node: Node) -> impl Iterator<Item = ClaimIndex> + '_ {
        let (carried, is_claim) = match self.kind(node) {
            NodeKind::Source(source) => (self.speaks_in(source), false),
            NodeKind::Claim(claim) => (self.cited_by(claim), true),
        };
        carried.iter().copied().filter(move |&claim| is_claim || self.cites(claim).is_empty())
    }
}
