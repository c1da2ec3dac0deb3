//! What follows from the graph alone, and is needed for one claim or source after the other rather than for all of them
//! at once. Made on first use, and kept as long as links stay as they are.
//!
//! Each is made by one thread that waits for no other, so all who ask meanwhile can wait for it: many rules ask at
//! once, and each of them would make its own.

use std::sync::OnceLock;

use super::Snapshot;
use crate::analysis::{Along, Analysis, Ends, Retractions, falls_by_source, retractions, unsettled};
use crate::graph::{Adjacency, Graph};
use crate::index::{ClaimIndex, DocumentIndex, IndexVec, SourceIndex};

#[derive(Debug, Default)]
pub(super) struct GraphFacts {
    origins: OnceLock<Ends>,
    indistinct: OnceLock<Ends>,
    retractions: OnceLock<Option<Retractions>>,
    falls: OnceLock<IndexVec<SourceIndex, u32>>,
    origin_of: OnceLock<IndexVec<SourceIndex, u32>>,
    unsettled: OnceLock<Option<IndexVec<ClaimIndex, bool>>>,
    documented: OnceLock<Adjacency<DocumentIndex, ClaimIndex>>,
}

impl Snapshot {
    /// Where the chains of each claim end, and by way of whom.
    pub(crate) fn ends(&self, along: Along) -> &Ends {
        let facts = self.graph_facts();
        let kept = match along {
            Along::Provenance => &facts.origins,
            Along::Indistinct => &facts.indistinct,
        };
        let (graph, analysis) = (self.graph(), self.analysis());
        kept.get_or_init(|| Ends::new(graph, analysis, along))
    }

    /// What rests on withdrawn claims. Nothing if there are none.
    pub(crate) fn retractions(&self) -> Option<&Retractions> {
        let graph = self.graph();
        let find = || graph.claims().any(|claim| graph.is_retracted(claim)).then(|| retractions(graph));
        self.graph_facts().retractions.get_or_init(find).as_ref()
    }

    /// Whether what a claim lacks may follow from a reference that does not hold, its own or one below it.
    pub(crate) fn is_unsettled(&self, claim: ClaimIndex) -> bool {
        let graph = self.graph();
        self.graph_facts().unsettled.get_or_init(|| unsettled(graph)).as_ref().is_some_and(|found| found[claim])
    }

    /// How many claims fall with each source. For the cost see [`falls_by_source`].
    pub fn falls(&self) -> &IndexVec<SourceIndex, u32> {
        let graph = self.graph();
        self.graph_facts().falls.get_or_init(|| falls_by_source(graph))
    }

    /// Among the origins of how many claims each source is listed.
    pub fn origin_of(&self) -> &IndexVec<SourceIndex, u32> {
        let (graph, analysis) = (self.graph(), self.analysis());
        self.graph_facts().origin_of.get_or_init(|| origin_of(graph, analysis))
    }

    /// The claims that have evidence from a document, in order of id.
    pub fn documented(&self, document: DocumentIndex) -> &[ClaimIndex] {
        let graph = self.graph();
        self.graph_facts().documented.get_or_init(|| graph.claims_by_document()).of(document)
    }
}

fn origin_of(graph: &Graph, analysis: &Analysis) -> IndexVec<SourceIndex, u32> {
    let mut origin_of = IndexVec::filled(0, graph.sources().len());
    for claim in graph.claims() {
        for &origin in analysis.origins(claim) {
            origin_of[origin] += 1;
        }
    }
    origin_of
}
