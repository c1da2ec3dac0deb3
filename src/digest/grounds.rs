//! Grounds digests: one number for all that a claim rests on.

use rayon::prelude::*;

use super::canonical::{Object, list, string};
use super::{Digest, Hasher, record};
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
            (0..number(count)).into_par_iter().map(|at| record(corpus, kind(at))).collect()
        };
        let mut digests = Self {
            sources: of(corpus.sources.len(), Record::Source),
            documents: of(corpus.documents.len(), Record::Document),
            claims: of(corpus.claims.len(), Record::Claim),
            reviews: of(corpus.reviews.len(), Record::Review),
            grounds: Vec::new(),
        };
        digests.grounds = digests.of_grounds(graph);
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

    /// What a component leads to comes before it, so one pass settles all.
    fn of_grounds(&self, graph: &Graph) -> Vec<Digest> {
        let components = Components::of_grounds(graph);
        let mut found: Vec<Digest> = Vec::with_capacity(components.count());
        let mut parts = Parts::default();
        for component in 0..number(components.count()) {
            let members = components.members(component);
            parts.clear();
            for &claim in members {
                parts.claims.push(self.claims[claim as usize]);
                parts.documents.extend(graph.documents(claim).iter().map(|&at| self.documents[at as usize]));
                let beneath = graph.cites(claim).iter().chain(graph.corroborated_by(claim));
                let outside = beneath.map(|&other| components.of(other)).filter(|&other| other != component);
                parts.rests_on.extend(outside.map(|other| found[other as usize]));
                let voices = graph.voices(claim).iter().filter_map(|&voice| graph.source_index(voice));
                parts.sources.extend(voices.map(|at| self.sources[at]));
            }
            found.push(parts.digest());
        }
        graph.claims().map(|claim| found[components.of(claim) as usize]).collect()
    }
}

/// What the digest of a component is made of. Its lists are used again for the next one.
#[derive(Default)]
struct Parts {
    claims: Vec<Digest>,
    documents: Vec<Digest>,
    rests_on: Vec<Digest>,
    sources: Vec<Digest>,
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
        let mut hasher = Hasher::new();
        let mut object = Object::new();
        for (name, digests) in self.lists() {
            digests.sort_unstable();
            digests.dedup();
            object.key(&mut hasher, name);
            list(&mut hasher, digests, |out, digest| string(out, digest.text().as_str()));
        }
        object.end(&mut hasher);
        hasher.finish()
    }
}
