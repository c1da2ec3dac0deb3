//! Grounds digests: one number for all that a claim rests on.

use rayon::prelude::*;

use super::Digest;
use super::canonical::{Canonical, Object};
use super::record::record_in;
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, ReviewIndex, SourceIndex};
use crate::model::{Corpus, Record};

/// The digests of a whole corpus: of every record, and of the grounds of every claim.
///
/// A claim's grounds digest covers its own digest and those of all it rests on, transitively: its sources, its
/// documents, the claims that it cites and those that corroborate it. Claims that lead to each other, on a loop, are
/// hashed as one set and share one digest.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug)]
pub struct Digests {
    sources: IndexVec<SourceIndex, Digest>,
    documents: IndexVec<DocumentIndex, Digest>,
    claims: IndexVec<ClaimIndex, Digest>,
    reviews: IndexVec<ReviewIndex, Digest>,
    /// Of the grounds of each claim.
    grounds: IndexVec<ClaimIndex, Digest>,
}

impl Digests {
    /// Linear in texts and links, except for putting what a claim leads to in order. Records are hashed in parallel.
    pub fn new(corpus: &Corpus, graph: &Graph) -> Self {
        let records = || Self {
            sources: of_kind(corpus, corpus.sources.len()),
            documents: of_kind(corpus, corpus.documents.len()),
            claims: of_kind(corpus, corpus.claims.len()),
            reviews: of_kind(corpus, corpus.reviews.len()),
            grounds: IndexVec::default(),
        };
        let (components, mut digests) = rayon::join(|| Components::of_grounds(graph), records);
        digests.grounds = Grounds { digests: &digests, graph, components: &components }.of_claims();
        digests
    }

    /// That of a record.
    pub fn record(&self, record: Record) -> Digest {
        match record {
            Record::Source(at) => self.sources[at],
            Record::Document(at) => self.documents[at],
            Record::Claim(at) => self.claims[at],
            Record::Review(at) => self.reviews[at],
        }
    }

    /// That of the grounds of a claim.
    pub fn grounds(&self, claim: ClaimIndex) -> Digest {
        self.grounds[claim]
    }
}

/// The digests of all records of a kind.
fn of_kind<I: Idx + Into<Record>>(corpus: &Corpus, count: usize) -> IndexVec<I, Digest> {
    let digest = |room: &mut Vec<u8>, at| record_in(room, corpus, I::new(at).into());
    let digests: Vec<_> = (0..count).into_par_iter().map_init(Vec::new, digest).collect();
    digests.into()
}

/// Fewer components than that are not worth sharing out.
const FEW: usize = 256;

/// What grounds digests are worked out from.
struct Grounds<'a> {
    digests: &'a Digests,
    graph: &'a Graph,
    components: &'a Components,
}

impl Grounds<'_> {
    /// Components of one height do not lead to each other, so they are worked out together, the lowest first.
    fn of_claims(&self) -> IndexVec<ClaimIndex, Digest> {
        let heights = self.heights();
        let height = |component: Component| heights[component];
        let mut order: Vec<Component> = heights.indices().collect();
        order.par_sort_by_key(|&component| height(component));
        let mut found = IndexVec::filled(Digest::from([0; 32]), heights.len());
        let mut parts = Parts::default();
        for level in order.chunk_by(|&a, &b| height(a) == height(b)) {
            if level.len() < FEW {
                for &component in level {
                    found[component] = self.of(component, &found, &mut parts);
                }
            } else {
                let digests = level.par_iter().map_init(Parts::default, |parts, &at| self.of(at, &found, parts));
                let digests: Vec<_> = digests.collect();
                for (&component, digest) in level.iter().zip(digests) {
                    found[component] = digest;
                }
            }
        }
        self.graph.claims().map(|claim| found[self.components.of(claim)]).collect()
    }

    /// How many components are below each on the longest way down. What one leads to comes before it, so one pass
    /// settles all.
    fn heights(&self) -> IndexVec<Component, u32> {
        let mut heights = IndexVec::<Component, u32>::default();
        for component in self.components.all() {
            let beneath = self.components.members(component).iter().flat_map(|&claim| self.outside(component, claim));
            let height = beneath.map(|other| heights[other] + 1).max();
            heights.push(height.unwrap_or(0));
        }
        heights
    }

    /// The other components that a claim of this one leads to.
    fn outside(&self, component: Component, claim: ClaimIndex) -> impl Iterator<Item = Component> {
        let linked = self.graph.cites(claim).iter().chain(self.graph.corroborated_by(claim));
        linked.map(|&other| self.components.of(other)).filter(move |&other| other != component)
    }

    /// The digest of a component, from those that were `found` for what it leads to.
    fn of(&self, component: Component, found: &IndexVec<Component, Digest>, parts: &mut Parts) -> Digest {
        parts.clear();
        for &claim in self.components.members(component) {
            let documents = self.graph.documents(claim).iter();
            let sources = self.graph.voices(claim).iter();
            parts.claims.push(self.digests.claims[claim]);
            parts.documents.extend(documents.map(|&at| self.digests.documents[at]));
            parts.rests_on.extend(self.outside(component, claim).map(|other| found[other]));
            parts.sources.extend(sources.map(|&at| self.digests.sources[at]));
        }
        parts.digest()
    }
}

/// What the digest of a component is made of. Its lists are used again for the next one.
#[derive(Default)]
struct Parts {
    claims: Vec<Digest>,
    documents: Vec<Digest>,
    rests_on: Vec<Digest>,
    sources: Vec<Digest>,
    /// Its canonical form.
    form: Vec<u8>,
}

impl Parts {
    /// By name, in the order of the canonical form.
    fn lists(&mut self) -> [(&'static str, &mut Vec<Digest>); 4] {
        [
            ("claims", &mut self.claims),
            ("documents", &mut self.documents),
            ("rests_on", &mut self.rests_on),
            ("sources", &mut self.sources),
        ]
    }

    fn clear(&mut self) {
        for (_, digests) in self.lists() {
            digests.clear();
        }
    }

    fn digest(&mut self) -> Digest {
        let mut form = std::mem::take(&mut self.form);
        form.clear();
        let mut object = Object::new();
        for (name, digests) in self.lists() {
            digests.sort_unstable();
            digests.dedup();
            object.entry(&mut form, name, Canonical::Digests(digests));
        }
        object.end(&mut form);
        self.form = form;
        Digest::of(&self.form)
    }
}
