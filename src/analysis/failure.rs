//! The single points of failure of a claim: every claim and every source with which it falls, as `strike` has it.
//!
//! A claim falls with another one that all its lines pass: the dominator tree has those. A source that is struck also
//! silences every claim that has no other voice, and so it may cut lines in different places. One line is enough to
//! find such sources: striking one must cut that line, so the source ends it or is the only voice of a claim on it. For
//! many of these at once, one pass through what the claim leads to hands on from which nodes a source is reached
//! without each of them. A short walk for each settles nearly all before that.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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

    /// The first of those of a claim, at most so many, in the order of a chain from the claim to a source; a source
    /// that no chain need end in comes after the claim that it silences. Linear in what the claim leads to, times one
    /// in [`LANES`] of the voices on a shortest chain. Of that chain, only what comes before the last one found is
    /// looked at.
    pub(super) fn first(&mut self, claim: ClaimIndex, most: usize) -> Vec<Node> {
        let Some(chain) = self.shortest_chain(claim) else { return Vec::new() };
        let on_all: Vec<Node> = self.dominators.all_bottlenecks(claim.into()).collect();
        // Whether the claim falls with a source that is not listed yet. Of what all chains pass, only the last can be a
        // source.
        let mut falls = BTreeMap::new();
        falls.extend(on_all.last().and_then(|&last| self.graph.source_index(last)).map(|source| (source, false)));
        let (mut found, mut on_all) = (Vec::new(), on_all.into_iter().peekable());
        for (at, &node) in chain.iter().enumerate() {
            if found.len() >= most {
                break;
            }
            found.extend(on_all.next_if_eq(&node));
            let Some(source) = self.speaker(node) else { continue };
            if !falls.contains_key(&source) {
                self.find_out(claim, source, &chain[at..], &mut falls);
            }
            if falls.insert(source, false) == Some(true) {
                found.push(self.graph.source_node(source));
            }
        }
        found.truncate(most);
        found
    }

    /// Finds out whether a claim falls with a source. If a short walk does not tell, a pass does, and of the sources
    /// that speak further down a chain as many as it has lanes for.
    fn find_out(
        &mut self,
        claim: ClaimIndex,
        source: SourceIndex,
        chain: &[Node],
        falls: &mut BTreeMap<SourceIndex, bool>,
    ) {
        if let Some(it_does) = self.falls_with(claim, source, NEAR) {
            falls.insert(source, it_does);
            return;
        }
        let mut batch = Vec::new();
        for asked in chain.iter().filter_map(|&node| self.speaker(node)) {
            if batch.len() == LANES {
                break;
            }
            if let Entry::Vacant(entry) = falls.entry(asked) {
                entry.insert(false);
                batch.push(asked);
            }
        }
        falls.extend(self.without_which_it_falls(claim, &batch).into_iter().map(|source| (source, true)));
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

    /// Those of some sources without each of which a claim reaches no source. At most [`LANES`] are asked about.
    fn without_which_it_falls(&mut self, claim: ClaimIndex, asked: &[SourceIndex]) -> Vec<SourceIndex> {
        let below = self.below(claim);
        for (lane, &source) in (0..).zip(asked) {
            self.lanes[source] = lane;
        }
        self.spread(&below);
        let reaches = self.reaches[claim.into()];
        for &node in &below {
            self.reaches[node] = Mask::default();
        }
        for &source in asked {
            self.lanes[source] = NO_LANE;
        }
        (0..).zip(asked).filter(|&(lane, _)| !reaches.has(lane)).map(|(_, &source)| source).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{case, random_texts};

    /// A hundred claims, each with a voice of its own and citing the next: the first falls with all that is below it.
    /// A walk finds the chain, and one more finds out about each voice that is listed.
    #[test]
    fn the_first_of_many_need_no_look_at_the_rest() {
        let claim = |nth: usize| match nth {
            99 => "c99 by s99".to_owned(),
            _ => format!("c{nth:02} by s{nth:02} cites c{:02}", nth + 1),
        };
        let case = case(&(0..100).map(claim).collect::<Vec<_>>().join("; "));
        let mut points = SinglePoints::new(&case.graph);
        let first = points.first(ClaimIndex(0), 5);
        assert_eq!(case.nodes(&first), "s00 c01 s01 c02 s02");
        assert_eq!(points.walk.rounds(), 4);
        assert_eq!(points.first(ClaimIndex(0), usize::MAX).len(), 199);
    }

    #[test]
    fn the_first_are_where_all_begin() {
        for text in random_texts(500) {
            let case = case(&text);
            let mut points = SinglePoints::new(&case.graph);
            for claim in case.graph.claims() {
                let all = points.first(claim, usize::MAX);
                for most in 0..=all.len() {
                    assert_eq!(points.first(claim, most), all[..most], "{text}");
                }
            }
        }
    }
}
