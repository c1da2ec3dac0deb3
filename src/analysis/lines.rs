//! The network in which lines of support are counted: from claims to what they rest on and to the claims that corroborate them.

use crate::graph::{Adjacency, Graph};

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
    pub(super) down: Adjacency,
    /// What leads to a node.
    pub(super) up: Adjacency,
}

impl Lines {
    /// Linear in claims and links.
    pub(super) fn new(graph: &Graph, voices: Voices) -> Self {
        let mut links = Vec::new();
        let mut targets = Vec::new();
        for claim in graph.claims() {
            targets.clear();
            targets.extend_from_slice(graph.corroborated_by(claim));
            if voices == Voices::Any || vouched(graph, claim) {
                targets.extend_from_slice(graph.rests_on(claim));
            }
            targets.retain(|&target| counts(graph, voices, target));
            targets.sort_unstable();
            targets.dedup();
            links.extend(targets.iter().map(|&target| (claim, target)));
        }
        let down = Adjacency::new(graph.node_count(), &links);
        let up = down.reversed(graph.node_count());
        Self { down, up }
    }
}

/// Whether a claim's own step needs no further proof: one of its voices is named, or it has none at all.
fn vouched(graph: &Graph, claim: u32) -> bool {
    let voices = graph.voices(claim);
    voices.is_empty() || voices.iter().any(|&voice| graph.is_named(voice))
}

fn counts(graph: &Graph, voices: Voices, target: u32) -> bool {
    match graph.source_index(target) {
        Some(_) => voices == Voices::Any || graph.is_named(target),
        None => !graph.is_retracted(target),
    }
}
