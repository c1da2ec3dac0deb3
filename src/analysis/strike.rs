//! What falls, and what is weakened, when a source or a claim is struck.

use super::independence::{Independence, independence};
use super::lines::{Lines, Voices};
use super::{Analysis, Support};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node};

/// What striking one source or claim does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The claims that had a live support chain and have none left, in order. A claim that is struck itself is among them.
    pub falls: Vec<Fallen>,
    /// The claims that could reach something struck and still have a chain, in order.
    pub weakened: Vec<Weakened>,
}

/// A claim that falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fallen {
    /// The claim.
    pub claim: ClaimIndex,
    /// How it is bound to what was struck.
    pub tie: Tie,
}

/// How a claim that falls is bound to what was struck, the closest way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It was struck itself: it is the one, or its only voice is.
    Struck,
    /// It cites a claim that was struck.
    Cites,
    /// A claim that was struck corroborates it.
    Corroborated,
    /// It rests on claims that fall.
    FurtherUp,
}

impl Tie {
    /// All of them, the closest first.
    pub const ALL: [Self; 4] = [Self::Struck, Self::Cites, Self::Corroborated, Self::FurtherUp];
}

/// A claim that still stands, on less or on the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weakened {
    /// The claim.
    pub claim: ClaimIndex,
    /// What it had before.
    pub before: Support,
    /// What it has left.
    pub after: Support,
}

/// Strikes a source or a claim: a struck claim stands for nothing; a struck source stands for nothing, and neither does any claim
/// whose voices are only that source, whatever it cites.
///
/// Linear in claims and links, but for the counts of what is left, which take as long as [`super::analyse`] takes for them.
pub fn strike(graph: &Graph, analysis: &Analysis, node: Node) -> Impact {
    let struck = struck(graph, node);
    let is_struck = |node: Node| struck[node];
    let count = |voices| independence(graph, &Lines::without(graph, voices, is_struck));
    let (left, (left_named, reaches)) =
        rayon::join(|| count(Voices::Any), || rayon::join(|| count(Voices::Named), || reaches(graph, &struck)));
    let mut impact = Impact { falls: Vec::new(), weakened: Vec::new() };
    for claim in graph.claims() {
        let (before, after) = (analysis.support(claim), support(&left, &left_named, claim));
        if before.any > 0 && after.any == 0 {
            impact.falls.push(Fallen { claim, tie: tie(graph, &struck, claim) });
        } else if after.any > 0 && reaches[Node::from(claim)] {
            impact.weakened.push(Weakened { claim, before, after });
        }
    }
    impact
}

pub(super) fn support(any: &Independence, named: &Independence, claim: ClaimIndex) -> Support {
    Support { any: any.counts[claim], named: named.counts[claim] }
}

/// What stands for nothing once a node is struck.
fn struck(graph: &Graph, node: Node) -> IndexVec<Node, bool> {
    let mut struck = IndexVec::filled(false, graph.node_count());
    struck[node] = true;
    if let Some(source) = graph.source_index(node) {
        for &claim in graph.speaks_in(source) {
            struck[Node::from(claim)] = graph.voices(claim) == [source];
        }
    }
    struck
}

/// What could reach something struck along live support links.
fn reaches(graph: &Graph, struck: &IndexVec<Node, bool>) -> IndexVec<Node, bool> {
    let lines = Lines::new(graph, Voices::Any);
    let mut reaches = struck.clone();
    let mut open: Vec<Node> = struck.indices().filter(|&node| struck[node]).collect();
    while let Some(node) = open.pop() {
        for &claim in lines.up.of(node) {
            if !std::mem::replace(&mut reaches[claim], true) {
                open.push(claim);
            }
        }
    }
    reaches
}

fn tie(graph: &Graph, struck: &IndexVec<Node, bool>, claim: ClaimIndex) -> Tie {
    let is_struck = |node: Node| struck[node] && !graph.is_retracted(node);
    if struck[Node::from(claim)] {
        Tie::Struck
    } else if graph.rests_on(claim).any(is_struck) {
        Tie::Cites
    } else if graph.corroborated_by(claim).iter().any(|&claim| is_struck(claim.into())) {
        Tie::Corroborated
    } else {
        Tie::FurtherUp
    }
}
