//! Which claims and sources the file knows, and by what numbers its script calls them.
//!
//! The claims that are listed come first, in the order of the page; then other claims that they lead to or are in
//! dispute with; then the sources.

use crate::analysis::Basis;
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node, SourceIndex, number};
use crate::report::Report;

/// So many claims are listed, the worst basis first. A browser opens a page of them in two seconds, and filters them
/// in a tenth of one.
pub(super) const MAX_ROWS: usize = 100_000;

const ABSENT: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Numbers {
    /// The nodes of the graph that the file knows, by its numbers.
    pub(super) nodes: Vec<Node>,
    /// How many of them are listed claims.
    pub(super) rows: usize,
    /// How many of them are claims.
    pub(super) claims: usize,
    places: IndexVec<Node, u32>,
}

impl Numbers {
    /// Linear in claims and links.
    pub(super) fn new(report: &Report<'_>) -> Self {
        let graph = report.graph();
        let rows =
            Basis::ALL.iter().flat_map(|&basis| report.rows_on(basis)).map(|row| row.number().into()).take(MAX_ROWS);
        let places = IndexVec::filled(ABSENT, graph.node_count());
        let mut known = Self { nodes: Vec::new(), rows: 0, claims: 0, places };
        known.extend(rows);
        known.rows = known.nodes.len();
        known.follow(graph);
        known.claims = known.nodes.len();
        let mut voices: Vec<SourceIndex> = known.claims(graph).flat_map(|claim| graph.voices(claim)).copied().collect();
        voices.sort_unstable();
        known.extend(voices.into_iter().map(|voice| graph.source_node(voice)));
        known
    }

    /// The number of a node in the file, if the file knows it.
    pub(super) fn of(&self, node: impl Into<Node>) -> Option<u32> {
        Some(self.places[node.into()]).filter(|&number| number != ABSENT)
    }

    /// The claims that the file knows, by its numbers.
    pub(super) fn claims(&self, graph: &Graph) -> impl Iterator<Item = ClaimIndex> {
        self.nodes[..self.claims].iter().filter_map(|&node| graph.claim_index(node))
    }

    /// The number of a node in the file, or one more than there are if the file does not know it.
    pub(super) fn or_none(&self, node: Node) -> u32 {
        self.of(node).unwrap_or_else(|| number(self.nodes.len()))
    }

    /// The numbers of the claims that the file knows.
    pub(super) fn all(&self, claims: &[ClaimIndex]) -> Vec<u32> {
        claims.iter().filter_map(|&claim| self.of(claim)).collect()
    }

    /// The numbers of the sources that the file knows.
    pub(super) fn sources(&self, graph: &Graph, sources: &[SourceIndex]) -> Vec<u32> {
        sources.iter().filter_map(|&source| self.of(graph.source_node(source))).collect()
    }

    fn extend(&mut self, nodes: impl Iterator<Item = Node>) {
        for node in nodes {
            if self.of(node).is_none() {
                self.places[node] = number(self.nodes.len());
                self.nodes.push(node);
            }
        }
    }

    /// Adds what the claims lead to, as long as there is room.
    fn follow(&mut self, graph: &Graph) {
        let mut at = 0;
        while let Some(&node) = self.nodes.get(at).filter(|_| self.nodes.len() < MAX_ROWS)
            && let Some(claim) = graph.claim_index(node)
        {
            let ways =
                [graph.cites(claim), graph.corroborated_by(claim), graph.disputes(claim), graph.disputed_by(claim)];
            self.extend(ways.into_iter().flatten().map(|&claim| claim.into()));
            at += 1;
        }
    }
}
