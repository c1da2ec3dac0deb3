//! The network in which lines of support are counted: from claims to what they rest on and to the claims that corroborate them.

use crate::graph::{Adjacency, Graph};
use crate::index::{ClaimIndex, Node};

/// Lines are counted up to here; this stands for itself and more.
pub(super) const MANY: u8 = 3;

/// Which links count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    /// All.
    Any,
    /// Those behind which a named voice stands.
    Named,
}

/// Live support links, each once. Links to retracted claims are left out: a chain may start at one, but not pass it.
#[derive(Debug)]
pub(super) struct Lines {
    /// What a node leads to.
    pub(super) down: Adjacency<Node, Node>,
    /// What leads to a node.
    pub(super) up: Adjacency<Node, Node>,
}

impl Lines {
    /// All of a corpus. Linear in claims and links.
    pub(super) fn new(graph: &Graph, voices: Voices) -> Self {
        Self::without(graph, voices, |_| false)
    }

    /// Those that are left when some claims and sources stand for nothing. Linear in claims and links.
    pub(super) fn without(graph: &Graph, voices: Voices, is_struck: impl Fn(Node) -> bool) -> Self {
        let down = Adjacency::from_lists(graph.node_count(), |node, targets| {
            if let Some(claim) = graph.claim_index(node).filter(|_| !is_struck(node)) {
                add_targets(graph, voices, &is_struck, claim, targets);
            }
        });
        let up = down.reversed(graph.node_count());
        Self { down, up }
    }
}

/// What a claim leads to, in order and each once.
fn add_targets(
    graph: &Graph,
    voices: Voices,
    is_struck: &impl Fn(Node) -> bool,
    claim: ClaimIndex,
    targets: &mut Vec<Node>,
) {
    let start = targets.len();
    let counted = |target: &Node| counts(graph, voices, *target) && !is_struck(*target);
    targets.extend(graph.corroborated_by(claim).iter().copied().map(Node::from).filter(counted));
    if voices == Voices::Any || is_vouched_for(graph, is_struck, claim) {
        targets.extend(graph.rests_on(claim).filter(counted));
    }
    // Both lists are in order; a claim that is in both is one target.
    if !graph.corroborated_by(claim).is_empty() && targets.len() - start > 1 {
        let mut own = targets.split_off(start);
        own.sort_unstable();
        own.dedup();
        targets.append(&mut own);
    }
}

/// Whether a claim's own step needs no further proof: one of its voices is named, or it has none at all.
fn is_vouched_for(graph: &Graph, is_struck: &impl Fn(Node) -> bool, claim: ClaimIndex) -> bool {
    let voices = graph.voices(claim);
    voices.is_empty() || voices.iter().any(|&voice| graph.is_named(voice) && !is_struck(graph.source_node(voice)))
}

fn counts(graph: &Graph, voices: Voices, target: Node) -> bool {
    match graph.source_index(target) {
        Some(source) => voices == Voices::Any || graph.is_named(source),
        None => !graph.is_retracted(target),
    }
}
