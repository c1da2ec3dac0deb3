//! What supports each claim: how many independent sources, and what all of its support passes through.

use super::dominators::{Dominators, NONE};
use super::independence::count_lines;
use super::lines::{LineKind, Lines, Struck};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node};

/// How many independent sources a claim has; 3 means three or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// All: those that can be told from each other or, if there is none, 1 for whatever there is.
    pub any: u8,
    /// Those on whose chains every voice is named.
    pub named: u8,
}

/// The support of every claim.
#[derive(Debug)]
pub(super) struct Supports {
    /// For every node that has a line, to any end, the one nearest the sources that all its lines pass; the node itself
    /// if there is none.
    bottlenecks: IndexVec<Node, Node>,
    distinct: IndexVec<ClaimIndex, u8>,
    named: IndexVec<ClaimIndex, u8>,
}

impl Supports {
    /// With everything, or without what is struck. Linear in claims and links, except for counts of two lines and more.
    pub(super) fn new(graph: &Graph, struck: Option<&Struck>) -> Self {
        let lines = |kind| match struck {
            None => Lines::new(graph, kind),
            Some(struck) => Lines::without(graph, kind, struck),
        };
        let any = || {
            let lines = lines(LineKind::Any);
            rayon::join(|| count_lines(graph, &lines.distinct(graph)), || Dominators::new(&lines).bottlenecks())
        };
        let ((distinct, bottlenecks), named) = rayon::join(any, || count_lines(graph, &lines(LineKind::Named)));
        Self { bottlenecks, distinct, named }
    }

    /// That of a claim.
    pub(super) fn of(&self, claim: ClaimIndex) -> Support {
        Support { any: self.distinct[claim].max(u8::from(self.is_supported(claim))), named: self.named[claim] }
    }

    /// Whether a claim has any live support chain.
    pub(super) fn is_supported(&self, claim: ClaimIndex) -> bool {
        self.bottlenecks[claim.into()] != NONE
    }

    /// How many lines that share nothing end in sources that can be told from each other.
    pub(super) fn distinct(&self, claim: ClaimIndex) -> u8 {
        self.distinct[claim]
    }

    /// What all lines of a claim pass, the nearest to the sources, if there is anything.
    pub(super) fn bottleneck(&self, claim: ClaimIndex) -> Option<Node> {
        let node = Node::from(claim);
        Some(self.bottlenecks[node]).filter(|&bottleneck| bottleneck != NONE && bottleneck != node)
    }
}
