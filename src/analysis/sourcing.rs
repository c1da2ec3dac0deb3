//! What links, classes and retractions answer by walks alone: nothing is counted, so all of it is linear.

use super::provenance::{Provenance, provenance};
use super::{Basis, Classes};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, SourceIndex};
use crate::model::SourceClass;

/// What is known of every claim, by its number in the graph, without any count of independent sources.
///
/// # Panics
/// What takes a number panics if it is not one of this graph.
#[derive(Debug)]
pub struct Sourcing {
    provenance: Provenance,
    on_the_record: IndexVec<ClaimIndex, bool>,
}

/// Works out everything but counts. Linear in claims and links. Uses the threads of the current rayon pool.
pub fn sourcing(graph: &Graph) -> Sourcing {
    let (provenance, on_the_record) = rayon::join(|| provenance(graph), || on_the_record(graph));
    Sourcing { provenance, on_the_record }
}

impl Sourcing {
    /// What kind of sources a claim rests on.
    pub fn basis(&self, claim: ClaimIndex) -> Basis {
        self.provenance.bases[claim]
    }

    /// The classes of all its origins, listed or not.
    pub fn origin_classes(&self, claim: ClaimIndex) -> Classes {
        self.provenance.classes[claim]
    }

    /// The sources at the ends of its live chains: the nearest 10, by fewest links and then by number.
    pub fn origins(&self, claim: ClaimIndex) -> &[SourceIndex] {
        self.provenance.origins.of(claim)
    }

    /// Whether it has more origins than are listed.
    pub fn origins_truncated(&self, claim: ClaimIndex) -> bool {
        self.provenance.truncated[claim]
    }

    /// Whether it is on a citation loop.
    pub fn in_cycle(&self, claim: ClaimIndex) -> bool {
        self.provenance.components.is_on_loop(claim)
    }

    /// Whether it is on the record: still supported without unnamed voices and without outlets as sources.
    pub fn on_the_record(&self, claim: ClaimIndex) -> bool {
        self.on_the_record[claim]
    }
}

/// The claims that have a live support chain on which every voice is named: a walk up from the origins that have one.
fn on_the_record(graph: &Graph) -> IndexVec<ClaimIndex, bool> {
    let is_vouched_for = |&claim: &ClaimIndex| {
        let voices = graph.voices(claim);
        voices.is_empty() || voices.iter().any(|&voice| graph.is_named(voice))
    };
    let is_origin = |&claim: &ClaimIndex| {
        let ends = |&voice: &SourceIndex| graph.class(voice) == SourceClass::Named;
        graph.cites(claim).is_empty() && graph.voices(claim).iter().any(ends)
    };
    let mut reached = IndexVec::filled(false, graph.claim_count());
    let mut open: Vec<ClaimIndex> = Vec::new();
    let mut reach = |claim: ClaimIndex, open: &mut Vec<ClaimIndex>| {
        if !graph.is_retracted(claim) && !std::mem::replace(&mut reached[claim], true) {
            open.push(claim);
        }
    };
    graph.claims().filter(is_origin).filter(is_vouched_for).for_each(|claim| reach(claim, &mut open));
    while let Some(claim) = open.pop() {
        let relays = graph.cited_by(claim).iter().filter(|claim| is_vouched_for(claim));
        relays.chain(graph.corroborates(claim)).for_each(|&above| reach(above, &mut open));
    }
    reached
}
