//! Who cites, corroborates and disputes whom: the corpus as a graph of numbers.
//!
//! Claims are numbered from 0 in order of id, and sources go on where claims end. Links from a claim to itself, to nothing or to
//! a record of the wrong kind are not in it; [`link`] reports them.

mod adjacency;
mod find;
mod link;
mod loops;
mod suggest;

use std::ops::Range;

pub(crate) use adjacency::Adjacency;
pub use find::NotFound;
pub(crate) use find::find;
pub(crate) use link::{Linked, link};
pub(crate) use loops::Components;
pub(crate) use suggest::Suggestions;

use crate::model::{Identity, Record};

/// The graph of a corpus.
#[derive(Debug)]
pub struct Graph {
    retracted: Vec<bool>,
    identities: Vec<Identity>,
    voices: Relation,
    cites: Relation,
    corroborates: Relation,
    disputes: Relation,
    documents: Adjacency,
    publishers: Vec<Option<u32>>,
}

/// Links of one kind, in both directions.
#[derive(Debug)]
struct Relation {
    out: Adjacency,
    into: Adjacency,
}

impl Relation {
    fn new(nodes: usize, links: &[(u32, u32)]) -> Self {
        let out = Adjacency::new(nodes, links);
        let into = out.reversed(nodes);
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
        self.retracted.len() + self.identities.len()
    }

    /// The numbers of the claims.
    pub fn claims(&self) -> Range<u32> {
        0..number(self.claim_count())
    }

    /// The numbers of the sources.
    pub fn sources(&self) -> Range<u32> {
        number(self.claim_count())..number(self.node_count())
    }

    /// Which source of the corpus a node is; `None` for claims.
    pub fn source_index(&self, node: u32) -> Option<usize> {
        (node as usize).checked_sub(self.claim_count())
    }

    /// The record that a node stands for.
    pub fn record(&self, node: u32) -> Record {
        match self.source_index(node) {
            Some(at) => Record::Source(number(at)),
            None => Record::Claim(node),
        }
    }

    /// The number of a claim or a source.
    pub fn node(&self, record: Record) -> Option<u32> {
        match record {
            Record::Claim(at) => Some(at),
            Record::Source(at) => Some(number(self.claim_count()) + at),
            Record::Document(_) | Record::Review(_) => None,
        }
    }

    /// Whether a claim was withdrawn. Sources never are.
    pub fn is_retracted(&self, node: u32) -> bool {
        self.retracted.get(node as usize).copied().unwrap_or(false)
    }

    /// Whether a node is a source whose name readers know.
    pub fn is_named(&self, node: u32) -> bool {
        self.source_index(node).is_some_and(|at| self.identities[at] == Identity::Named)
    }

    /// The sources whose voice asserts a claim.
    pub fn voices(&self, claim: u32) -> &[u32] {
        self.voices.out.of(claim)
    }

    /// The claims that a source's voice asserts.
    pub fn speaks_in(&self, source: u32) -> &[u32] {
        self.voices.into.of(source)
    }

    /// The claims that a claim relays.
    pub fn cites(&self, claim: u32) -> &[u32] {
        self.cites.out.of(claim)
    }

    /// Of the claims that a claim relays, those that are not retracted.
    pub(crate) fn cites_live(&self, claim: u32) -> impl Iterator<Item = u32> + '_ {
        self.cites(claim).iter().copied().filter(|&cited| !self.is_retracted(cited))
    }

    /// The claims that relay a claim.
    pub fn cited_by(&self, claim: u32) -> &[u32] {
        self.cites.into.of(claim)
    }

    /// The claims that a claim supports from its own grounds.
    pub fn corroborates(&self, claim: u32) -> &[u32] {
        self.corroborates.out.of(claim)
    }

    /// The claims that support a claim from grounds of their own.
    pub fn corroborated_by(&self, claim: u32) -> &[u32] {
        self.corroborates.into.of(claim)
    }

    /// The claims that a claim disputes.
    pub fn disputes(&self, claim: u32) -> &[u32] {
        self.disputes.out.of(claim)
    }

    /// The claims that dispute a claim.
    pub fn disputed_by(&self, claim: u32) -> &[u32] {
        self.disputes.into.of(claim)
    }

    /// The documents that a claim is documented by, by their numbers in the corpus.
    pub fn documents(&self, claim: u32) -> &[u32] {
        self.documents.of(claim)
    }

    /// The source that published a document of the corpus, as a node.
    pub fn publisher(&self, document: u32) -> Option<u32> {
        self.publishers[document as usize]
    }

    /// The sources that published a document, once for each.
    pub fn publishers(&self) -> impl Iterator<Item = u32> + '_ {
        self.publishers.iter().copied().flatten()
    }

    /// What a claim rests on: the claims it cites or, if it cites none, its voices.
    pub fn rests_on(&self, claim: u32) -> &[u32] {
        match self.cites(claim) {
            [] => self.voices(claim),
            cites => cites,
        }
    }

    /// The claims that rest on a claim or a source.
    pub fn carries(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let is_claim = self.source_index(node).is_none();
        let carried = if is_claim { self.cited_by(node) } else { self.voices.into.of(node) };
        carried.iter().copied().filter(move |&claim| is_claim || self.cites(claim).is_empty())
    }
}

pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
