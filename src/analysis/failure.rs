//! The single points of failure of a claim: every claim and every source with which it falls, as `strike` has it.
//!
//! A claim falls with another one that all its lines pass: the dominator tree has those. A source that is struck also
//! silences every claim that has no other voice, and so it may cut lines in different places. One line is enough to
//! find such sources: striking one must cut that line, so the source ends it or is the only voice of a claim on it. For
//! all of these at once, one pass through what the claim leads to hands on from which nodes a source is reached without
//! each of them. A short walk for each settles nearly all before that.

use std::collections::BTreeSet;

use super::dominators::Dominators;
use super::lines::{LineKind, Lines};
use super::masks::{LANES, Mask};
use super::walk::Walk;
use crate::graph::{Graph, NodeKind};
use crate::index::{ClaimIndex, IndexVec, Node, SourceIndex};

/// For every source in question a walk is made over so many links.
const NEAR: usize = 64;
/// The lane of a source that a pass is not about.
const NO_LANE: u32 = u32::MAX;

/// What is needed to find them for any claim of a graph, made once.
#[derive(Debug)]
pub(super) struct SinglePoints<'g> {
    graph: &'g Graph,
    lines: Lines,
    dominators: Dominators,
    walk: Walk<Node>,
    lanes: IndexVec<SourceIndex, u32>,
    /// Without which sources a node still reaches one. Nothing of claims that were retracted.
    reaches: IndexVec<Node, Mask>,
}

impl<'g> SinglePoints<'g> {
    /// `O(links · log nodes)`.
    pub(super) fn new(graph: &'g Graph) -> Self {
        let lines = Lines::new(graph, LineKind::Any);
        let dominators = Dominators::new(&lines);
        Self {
            graph,
            lines,
            dominators,
            walk: Walk::new(graph.node_count()),
            lanes: IndexVec::filled(NO_LANE, graph.sources().len()),
            reaches: IndexVec::filled(Mask::default(), graph.node_count()),
        }
    }

    /// The network that is looked at: all lines.
    pub(super) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Those of a claim, in the order of a chain from the claim to a source; a source that no chain need end in comes
    /// after the claim that it silences. Linear in what the claim leads to, times one in [`LANES`] of the voices on a
    /// shortest chain.
    pub(super) fn of(&mut self, claim: ClaimIndex) -> Vec<Node> {
        let Some(chain) = self.shortest_chain(claim) else { return Vec::new() };
        let on_all: Vec<Node> = self.dominators.all_bottlenecks(claim.into()).collect();
        let mut asked: Vec<SourceIndex> = chain.iter().filter_map(|&node| self.speaker(node)).collect();
        asked.sort_unstable();
        asked.dedup();
        // Of what all chains pass, only the last can be a source.
        asked.retain(|&source| on_all.last() != Some(&self.graph.source_node(source)));
        let mut silencing = BTreeSet::new();
        asked.retain(|&source| match self.falls_with(claim, source, NEAR) {
            Some(falls) => {
                silencing.extend(Some(source).filter(|_| falls));
                false
            }
            None => true,
        });
        silencing.extend(self.without_which_it_falls(claim, &asked));
        let (mut found, mut on_all) = (Vec::new(), on_all.into_iter().peekable());
        for node in chain {
            found.extend(on_all.next_if_eq(&node));
            let source = self.speaker(node).filter(|source| silencing.remove(source));
            found.extend(source.map(|source| self.graph.source_node(source)));
        }
        found
    }

    /// The first of the shortest live support chains of a claim, if it has any.
    pub(super) fn shortest_chain(&mut self, claim: ClaimIndex) -> Option<Vec<Node>> {
        self.walk.start(claim.into());
        while let Some(node) = self.walk.take() {
            if self.lines.is_end(node) {
                return Some(self.walk.path());
            }
            for &below in self.lines.down(node) {
                self.walk.reach(below);
            }
        }
        None
    }

    /// The source itself, or the only voice of a claim.
    fn speaker(&self, node: Node) -> Option<SourceIndex> {
        match self.graph.kind(node) {
            NodeKind::Source(source) => Some(source),
            NodeKind::Claim(claim) => match self.graph.voices(claim) {
                &[voice] => Some(voice),
                _ => None,
            },
        }
    }

    /// Whether a claim falls with a source, if that can be told within so many links.
    fn falls_with(&mut self, claim: ClaimIndex, source: SourceIndex, mut budget: usize) -> Option<bool> {
        let struck = self.graph.source_node(source);
        self.walk.start(claim.into());
        while let Some(node) = self.walk.take() {
            if self.lines.is_end(node) {
                return Some(false);
            }
            let is_silent = self.speaker(node) == Some(source);
            for &below in self.lines.down(node) {
                budget = budget.checked_sub(1)?;
                if below != struck && !(is_silent && self.is_own_step(node, below)) {
                    self.walk.reach(below);
                }
            }
        }
        Some(true)
    }

    /// Whether a claim leads to something only as what it relays or what it is said by.
    fn is_own_step(&self, claim: Node, below: Node) -> bool {
        let corroborates = |claim, below| self.graph.corroborated_by(claim).binary_search(&below).is_ok();
        let claims = self.graph.claim_index(claim).zip(self.graph.claim_index(below));
        claims.is_none_or(|(claim, below)| !corroborates(claim, below))
    }

    /// Those of some sources without each of which a claim reaches no source.
    fn without_which_it_falls(&mut self, claim: ClaimIndex, asked: &[SourceIndex]) -> Vec<SourceIndex> {
        if asked.is_empty() {
            return Vec::new();
        }
        let (below, mut found) = (self.below(claim), Vec::new());
        for batch in asked.chunks(LANES) {
            for (lane, &source) in (0..).zip(batch) {
                self.lanes[source] = lane;
            }
            self.spread(&below);
            let reaches = self.reaches[claim.into()];
            found.extend((0..).zip(batch).filter(|&(lane, _)| !reaches.has(lane)).map(|(_, &source)| source));
            for &node in &below {
                self.reaches[node] = Mask::default();
            }
            for &source in batch {
                self.lanes[source] = NO_LANE;
            }
        }
        found
    }

    /// All that a claim leads to, itself included: what is led to comes before what leads to it, except on loops.
    fn below(&mut self, claim: ClaimIndex) -> Vec<Node> {
        self.walk.start(claim.into());
        let (mut below, mut open) = (Vec::new(), vec![(Node::from(claim), 0)]);
        while let Some((node, next)) = open.last_mut() {
            if let Some(&to) = self.lines.down(*node).get(*next) {
                *next += 1;
                if self.walk.reach(to) {
                    open.push((to, 0));
                }
            } else {
                below.push(*node);
                open.pop();
            }
        }
        below
    }

    /// Finds out for some nodes, which lead to no others, without which sources each reaches one.
    fn spread(&mut self, nodes: &[Node]) {
        let mut open: Vec<Node> = Vec::new();
        for &node in nodes {
            self.settle(node, &mut open);
        }
        // What is on a loop may have been settled before what it leads to.
        while let Some(node) = open.pop() {
            self.settle(node, &mut open);
        }
    }

    /// Works a node out once more; if it reaches more than was known, what leads to it is open again.
    fn settle(&mut self, node: Node, open: &mut Vec<Node>) {
        let reaches = match self.graph.kind(node) {
            NodeKind::Source(source) => self.speaks(source),
            NodeKind::Claim(claim) => {
                let of = |mask: Mask, node: Node| mask | self.reaches[node];
                let own = self.graph.rests_on(claim).fold(Mask::default(), of);
                let own = match self.graph.voices(claim) {
                    &[voice] => own & self.speaks(voice),
                    _ => own,
                };
                self.graph.corroborated_by(claim).iter().map(|&other| other.into()).fold(own, of)
            }
        };
        if reaches != self.reaches[node] {
            self.reaches[node] = reaches;
            open.extend(self.lines.up(node).iter().filter(|&&above| self.walk.has_reached(above)));
        }
    }

    /// All lanes but that of a source.
    fn speaks(&self, source: SourceIndex) -> Mask {
        let mut own = Mask::default();
        if self.lanes[source] != NO_LANE {
            own.set(self.lanes[source]);
        }
        !own
    }
}
