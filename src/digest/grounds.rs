//! Grounds digests: one number for all that a claim rests on.

use rayon::prelude::*;

use super::Digest;
use super::canonical::{Object, Value};
use super::record::record_in;
use crate::graph::{Components, Graph, number};
use crate::model::{Corpus, Record};

/// The digests of a whole corpus: of every record, and of the grounds of every claim.
///
/// A claim's grounds digest covers its own digest and those of all it rests on, transitively: its sources, its documents, the claims
/// that it cites and those that corroborate it. Claims that lead to each other, on a loop, are hashed as one set and share one digest.
#[derive(Debug)]
pub struct Digests {
    sources: Vec<Digest>,
    documents: Vec<Digest>,
    claims: Vec<Digest>,
    reviews: Vec<Digest>,
    /// Of the grounds of each claim.
    grounds: Vec<Digest>,
}

impl Digests {
    /// Linear in texts and links, but for putting what a claim leads to in order. Records are hashed in parallel.
    pub fn new(corpus: &Corpus, graph: &Graph) -> Self {
        let of = |count: usize, kind: fn(u32) -> Record| -> Vec<Digest> {
            let numbers = (0..number(count)).into_par_iter();
            numbers.map_init(Vec::new, |room, at| record_in(room, corpus, kind(at))).collect()
        };
        let records = || Self {
            sources: of(corpus.sources.len(), Record::Source),
            documents: of(corpus.documents.len(), Record::Document),
            claims: of(corpus.claims.len(), Record::Claim),
            reviews: of(corpus.reviews.len(), Record::Review),
            grounds: Vec::new(),
        };
        let (components, mut digests) = rayon::join(|| Components::of_grounds(graph), records);
        digests.grounds = Grounds { digests: &digests, graph, components: &components }.of_claims();
        digests
    }

    /// That of a record.
    pub fn record(&self, record: Record) -> Digest {
        match record {
            Record::Source(at) => self.sources[at as usize],
            Record::Document(at) => self.documents[at as usize],
            Record::Claim(at) => self.claims[at as usize],
            Record::Review(at) => self.reviews[at as usize],
        }
    }

    /// That of the grounds of a claim.
    pub fn grounds(&self, claim: u32) -> Digest {
        self.grounds[claim as usize]
    }
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
    fn of_claims(&self) -> Vec<Digest> {
        let heights = self.heights();
        let height = |component: u32| heights[component as usize];
        let mut order: Vec<u32> = (0..number(heights.len())).collect();
        order.par_sort_by_key(|&component| height(component));
        let mut found = vec![Digest::from([0; 32]); heights.len()];
        let mut parts = Parts::default();
        for level in order.chunk_by(|&a, &b| height(a) == height(b)) {
            if level.len() < FEW {
                for &component in level {
                    found[component as usize] = self.of(component, &found, &mut parts);
                }
            } else {
                let digests = level.par_iter().map_init(Parts::default, |parts, &at| self.of(at, &found, parts));
                let digests: Vec<_> = digests.collect();
                for (&component, digest) in level.iter().zip(digests) {
                    found[component as usize] = digest;
                }
            }
        }
        self.graph.claims().map(|claim| found[self.components.of(claim) as usize]).collect()
    }

    /// How many components stand beneath each on the longest way down. What one leads to comes before it, so one pass settles all.
    fn heights(&self) -> Vec<u32> {
        let mut heights: Vec<u32> = Vec::with_capacity(self.components.count());
        for component in 0..number(self.components.count()) {
            let beneath = self.components.members(component).iter().flat_map(|&claim| self.outside(component, claim));
            let height = beneath.map(|other| heights[other as usize] + 1).max();
            heights.push(height.unwrap_or(0));
        }
        heights
    }

    /// The other components that a claim of this one leads to.
    fn outside(&self, component: u32, claim: u32) -> impl Iterator<Item = u32> {
        let linked = self.graph.cites(claim).iter().chain(self.graph.corroborated_by(claim));
        linked.map(|&other| self.components.of(other)).filter(move |&other| other != component)
    }

    /// The digest of a component, from those that were `found` for what it leads to.
    fn of(&self, component: u32, found: &[Digest], parts: &mut Parts) -> Digest {
        parts.clear();
        for &claim in self.components.members(component) {
            let documents = self.graph.documents(claim).iter();
            let sources = self.graph.voices(claim).iter().filter_map(|&voice| self.graph.source_index(voice));
            parts.claims.push(self.digests.claims[claim as usize]);
            parts.documents.extend(documents.map(|&at| self.digests.documents[at as usize]));
            parts.rests_on.extend(self.outside(component, claim).map(|other| found[other as usize]));
            parts.sources.extend(sources.map(|at| self.digests.sources[at]));
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
            object.entry(&mut form, name, Value::Digests(digests));
        }
        object.end(&mut form);
        self.form = form;
        Digest::of(&self.form)
    }
}
