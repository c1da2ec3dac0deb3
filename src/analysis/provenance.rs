//! Where claims come from: basis and origins, over the links from claims to what they cite and to their voices.

use std::collections::VecDeque;

use super::{Basis, MAX_ORIGINS};
use crate::graph::{Components, Graph};

/// What provenance says of every claim, by number.
#[derive(Debug)]
pub(super) struct Provenance {
    pub(super) bases: Vec<Basis>,
    pub(super) origins: Vec<Origins>,
    pub(super) components: Components,
}

/// The nearest origins of one claim, nearest first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origins {
    nodes: [u32; MAX_ORIGINS],
    length: u8,
    pub(super) truncated: bool,
}

impl Origins {
    pub(super) fn nodes(&self) -> &[u32] {
        &self.nodes[..usize::from(self.length)]
    }

    /// Takes a source in, if it is new and there is room.
    fn add(&mut self, source: u32) -> bool {
        if self.nodes().contains(&source) {
            return false;
        }
        if usize::from(self.length) == MAX_ORIGINS {
            self.truncated = true;
            return false;
        }
        self.nodes[usize::from(self.length)] = source;
        self.length += 1;
        true
    }
}

/// Linear in claims and links, but for origins: at most ten times that.
pub(super) fn provenance(graph: &Graph) -> Provenance {
    let ((components, meets_loop), (has_chain, origins)) = rayon::join(
        || {
            let components = Components::of_citations(graph);
            let meets_loop = spread(graph, graph.claims().filter(|&claim| components.is_on_loop(claim)), |_| true);
            (components, meets_loop)
        },
        || {
            let has_chain = spread(graph, graph.sources(), |_| true);
            (has_chain, origins(graph))
        },
    );
    let live = |node: u32| !graph.is_retracted(node);
    let named = spread(graph, graph.sources().filter(|&source| graph.is_named(source)), live);
    let unnamed = spread(graph, graph.sources().filter(|&source| !graph.is_named(source)), live);
    let basis = |claim: u32| {
        let claim = claim as usize;
        match (named[claim], unnamed[claim]) {
            (true, false) => Basis::Named,
            (true, true) => Basis::Mixed,
            (false, true) => Basis::Anonymous,
            (false, false) if has_chain[claim] => Basis::Retracted,
            (false, false) if meets_loop[claim] => Basis::Circular,
            (false, false) => Basis::Unsourced,
        }
    };
    Provenance { bases: graph.claims().map(basis).collect(), origins, components }
}

/// Everything that rests on one of `starts`, the starts included, going on only from nodes that `passes` lets through.
fn spread(graph: &Graph, starts: impl Iterator<Item = u32>, passes: impl Fn(u32) -> bool) -> Vec<bool> {
    let mut reached = vec![false; graph.node_count()];
    let mut open: Vec<u32> = starts.collect();
    for &start in &open {
        reached[start as usize] = true;
    }
    while let Some(node) = open.pop() {
        if !passes(node) {
            continue;
        }
        for claim in graph.carries(node) {
            if !std::mem::replace(&mut reached[claim as usize], true) {
                open.push(claim);
            }
        }
    }
    reached
}

/// The ten nearest origins of every claim.
///
/// Sources are handed on from claim to claim, a link at a time and within a link's length in order of id, so the first ten to
/// arrive are the nearest. A source that comes eleventh to a claim need not be handed on: where that claim leads, ten nearer ones do.
fn origins(graph: &Graph) -> Vec<Origins> {
    let mut all = vec![Origins::default(); graph.claim_count()];
    let mut open: VecDeque<(u32, u32)> = graph.sources().map(|source| (source, source)).collect();
    while let Some((node, source)) = open.pop_front() {
        if graph.is_retracted(node) {
            continue;
        }
        for claim in graph.carries(node) {
            if all[claim as usize].add(source) {
                open.push_back((claim, source));
            }
        }
    }
    let truncated = graph.claims().filter(|&claim| all[claim as usize].truncated);
    let truncated = spread(graph, truncated, |node| !graph.is_retracted(node));
    for (origins, truncated) in all.iter_mut().zip(truncated) {
        origins.truncated = truncated;
    }
    all
}
