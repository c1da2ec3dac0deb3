//! Where claims come from: basis and origins, over the links from claims to what they cite and to their voices.

use std::collections::VecDeque;

use super::nearest::Nearest;
use super::{Basis, Classes};
use crate::graph::{Components, Graph};
use crate::index::{ClaimIndex, IndexVec, Node, SourceIndex};
use crate::model::SourceClass;

/// Three of four claims have at most four.
type Origins = Nearest<SourceIndex, 4>;

/// What provenance says of every claim, by number.
#[derive(Debug)]
pub(super) struct Provenance {
    pub(super) bases: IndexVec<ClaimIndex, Basis>,
    pub(super) classes: IndexVec<ClaimIndex, Classes>,
    /// The nearest origins, nearest first.
    pub(super) origins: Origins,
    /// Whether there are more.
    pub(super) truncated: IndexVec<ClaimIndex, bool>,
    pub(super) components: Components,
}

/// So many arrivals of sources at claims are looked at together.
const TOGETHER: usize = 256;

/// What lies below a node, a bit for each answer, so that one walk finds all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Below(u8);

impl Below {
    const NOTHING: Self = Self(0);
    /// A source, whatever was retracted on the way.
    const SOURCE: Self = Self(1);
    /// A loop.
    const LOOP: Self = Self(1 << 1);
    /// What is still below where a claim was retracted.
    const DEAD: Self = Self(Self::SOURCE.0 | Self::LOOP.0);

    /// A source of a class, on a way on which nothing was retracted.
    const fn live(class: SourceClass) -> Self {
        match class {
            SourceClass::Named => Self(1 << 2),
            SourceClass::Outlet => Self(1 << 3),
            SourceClass::Unnamed => Self(1 << 4),
        }
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Linear in claims and links, except for origins: at most ten times that.
pub(super) fn provenance(graph: &Graph) -> Provenance {
    let ((components, below), (origins, truncated)) = rayon::join(
        || {
            let components = Components::of_citations(graph);
            let below = below(graph, &components);
            (components, below)
        },
        || origins(graph),
    );
    let classes = |claim: ClaimIndex| {
        let below = if graph.is_retracted(claim) { Below::NOTHING } else { below[claim.into()] };
        let [named, outlet, unnamed] =
            [SourceClass::Named, SourceClass::Outlet, SourceClass::Unnamed].map(|class| below.has(Below::live(class)));
        Classes { named, outlet, unnamed }
    };
    let classes: IndexVec<ClaimIndex, _> = graph.claims().map(classes).collect();
    let basis = |(claim, classes): (ClaimIndex, &Classes)| match (classes.named, classes.outlet, classes.unnamed) {
        (true, _, false) => Basis::Named,
        (true, _, true) => Basis::Mixed,
        (false, true, _) => Basis::Outlet,
        (false, false, true) => Basis::Anonymous,
        (false, false, false) if below[claim.into()].has(Below::SOURCE) => Basis::Retracted,
        (false, false, false) if below[claim.into()].has(Below::LOOP) => Basis::Circular,
        (false, false, false) => Basis::Unsourced,
    };
    Provenance { bases: classes.entries().map(basis).collect(), classes, origins, truncated, components }
}

/// What lies below every node, and the node itself. A node is walked from once for each thing that is found below it.
fn below(graph: &Graph, components: &Components) -> IndexVec<Node, Below> {
    let mut below = IndexVec::filled(Below::NOTHING, graph.node_count());
    let on_loops = graph.claims().filter(|&claim| components.is_on_loop(claim));
    let on_loops = on_loops.map(|claim| (Node::from(claim), Below::LOOP));
    let sources =
        graph.sources().map(|source| (graph.source_node(source), Below::SOURCE.with(Below::live(graph.class(source)))));
    let mut open = Vec::new();
    for (node, found) in on_loops.chain(sources) {
        below[node] = found;
        open.push(node);
    }
    while let Some(node) = open.pop() {
        let passed = if graph.is_retracted(node) { below[node].only(Below::DEAD) } else { below[node] };
        for claim in graph.carries(node).map(Node::from) {
            if !below[claim].has(passed) {
                below[claim] = below[claim].with(passed);
                open.push(claim);
            }
        }
    }
    below
}

/// The ten nearest origins of every claim.
///
/// Sources are handed on from claim to claim, a link at a time and within a link's length in order of id, so the first
/// ten to arrive are the nearest. A source that comes eleventh to a claim need not be handed on: where that claim
/// leads, ten nearer ones do.
fn origins(graph: &Graph) -> (Origins, IndexVec<ClaimIndex, bool>) {
    let mut origins = Origins::new(graph.claim_count(), SourceIndex(0));
    let mut is_full = IndexVec::filled(false, graph.claim_count());
    let mut open: VecDeque<(Node, SourceIndex)> =
        graph.sources().map(|source| (graph.source_node(source), source)).collect();
    let mut arrivals = Vec::new();
    while !open.is_empty() {
        // Of a large graph, each look waits for memory; many in a row wait together.
        arrivals.clear();
        while arrivals.len() < TOGETHER
            && let Some((node, source)) = open.pop_front()
        {
            let claims = graph.carries(node).filter(|&claim| !graph.is_retracted(claim));
            arrivals.extend(claims.map(|claim| (claim, source)));
        }
        for &(claim, source) in &arrivals {
            // Of most arrivals on dense graphs, this is all that has to be looked at.
            if is_full[claim] || origins.of(claim).contains(&source) {
                continue;
            }
            if origins.push(claim, source) {
                open.push_back((claim.into(), source));
            } else {
                is_full[claim] = true;
            }
        }
    }
    // Whatever rests on such a claim has more, too.
    let mut full: Vec<ClaimIndex> = graph.claims().filter(|&claim| is_full[claim]).collect();
    while let Some(claim) = full.pop() {
        for &above in graph.cited_by(claim).iter().filter(|&&above| !graph.is_retracted(above)) {
            if !std::mem::replace(&mut is_full[above], true) {
                full.push(above);
            }
        }
    }
    (origins, is_full)
}
