//! Which claims and sources the file knows, and by what numbers its script calls them.
//!
//! The claims that are listed come first, in the order of the page; then other claims that they lead to or are in
//! dispute with; then the sources.

use crate::analysis::Basis;
use crate::graph::Graph;
use crate::report::Report;

/// So many claims are listed, the worst basis first: a browser still opens and filters them at once.
pub(super) const MAX_ROWS: usize = 20_000;

const ABSENT: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Numbers {
    /// The nodes of the graph that the file knows, by its numbers.
    pub(super) nodes: Vec<u32>,
    /// How many of them are listed claims.
    pub(super) rows: usize,
    /// How many of them are claims.
    pub(super) claims: usize,
    places: Vec<u32>,
}

impl Numbers {
    /// Linear in claims and links.
    pub(super) fn new(report: &Report<'_>) -> Self {
        let graph = report.graph();
        let rows = Basis::ALL.iter().flat_map(|&basis| report.rows_on(basis)).map(|row| row.number()).take(MAX_ROWS);
        let mut known = Self { nodes: Vec::new(), rows: 0, claims: 0, places: vec![ABSENT; graph.node_count()] };
        known.extend(rows);
        known.rows = known.nodes.len();
        known.follow(graph);
        known.claims = known.nodes.len();
        let mut voices: Vec<u32> = known.nodes.iter().flat_map(|&claim| graph.voices(claim)).copied().collect();
        voices.sort_unstable();
        known.extend(voices.into_iter());
        known
    }

    /// The number of a node in the file, if the file knows it.
    pub(super) fn of(&self, node: u32) -> Option<u32> {
        Some(self.places[node as usize]).filter(|&number| number != ABSENT)
    }

    /// The numbers of those that the file knows.
    pub(super) fn all(&self, nodes: &[u32]) -> Vec<u32> {
        nodes.iter().filter_map(|&node| self.of(node)).collect()
    }

    fn extend(&mut self, nodes: impl Iterator<Item = u32>) {
        for node in nodes {
            if self.of(node).is_none() {
                self.places[node as usize] = crate::graph::number(self.nodes.len());
                self.nodes.push(node);
            }
        }
    }

    /// Adds what the claims lead to, as long as there is room.
    fn follow(&mut self, graph: &Graph) {
        let mut at = 0;
        while let Some(&claim) = self.nodes.get(at).filter(|_| self.nodes.len() < MAX_ROWS) {
            let ways =
                [graph.cites(claim), graph.corroborated_by(claim), graph.disputes(claim), graph.disputed_by(claim)];
            self.extend(ways.into_iter().flatten().copied());
            at += 1;
        }
    }
}
