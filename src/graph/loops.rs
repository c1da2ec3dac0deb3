//! Loops of claims that cite each other, found by petgraph over a view of the graph.

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::{GraphBase, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, Visitable};
use std::iter::Copied;
use std::ops::Range;
use std::slice::Iter;

use super::Graph;

/// The claims and their citations. Corroborations and disputes are no part of it.
#[derive(Clone, Copy)]
struct Citations<'g>(&'g Graph);

/// Which claims stand on a citation loop: a loop of two or more, since a link from a claim to itself is no link.
///
/// `tarjan_scc` would be faster, but recurses as deep as the longest chain.
pub(crate) fn on_loops(graph: &Graph) -> Vec<bool> {
    let mut on_loop = vec![false; graph.claim_count()];
    for component in kosaraju_scc(Citations(graph)).iter().filter(|component| component.len() > 1) {
        for &claim in component {
            on_loop[claim as usize] = true;
        }
    }
    on_loop
}

impl GraphBase for Citations<'_> {
    type NodeId = u32;
    type EdgeId = ();
}

impl GraphRef for Citations<'_> {}

impl<'g> IntoNeighbors for Citations<'g> {
    type Neighbors = Copied<Iter<'g, u32>>;

    fn neighbors(self, claim: u32) -> Self::Neighbors {
        self.0.cites(claim).iter().copied()
    }
}

impl<'g> IntoNeighborsDirected for Citations<'g> {
    type NeighborsDirected = Copied<Iter<'g, u32>>;

    fn neighbors_directed(self, claim: u32, direction: Direction) -> Self::NeighborsDirected {
        match direction {
            Direction::Outgoing => self.0.cites(claim).iter().copied(),
            Direction::Incoming => self.0.cited_by(claim).iter().copied(),
        }
    }
}

impl IntoNodeIdentifiers for Citations<'_> {
    type NodeIdentifiers = Range<u32>;

    fn node_identifiers(self) -> Range<u32> {
        self.0.claims()
    }
}

impl Visitable for Citations<'_> {
    type Map = Seen;

    fn visit_map(&self) -> Seen {
        Seen(vec![false; self.0.claim_count()])
    }

    fn reset_map(&self, map: &mut Seen) {
        map.0.fill(false);
    }
}

/// Which claims a walk has seen.
struct Seen(Vec<bool>);

impl petgraph::visit::VisitMap<u32> for Seen {
    fn visit(&mut self, claim: u32) -> bool {
        !std::mem::replace(&mut self.0[claim as usize], true)
    }

    fn is_visited(&self, claim: &u32) -> bool {
        self.0[*claim as usize]
    }

    fn unvisit(&mut self, claim: u32) -> bool {
        std::mem::replace(&mut self.0[claim as usize], false)
    }
}
