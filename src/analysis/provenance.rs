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

/// Linear in claims and links, except for origins: at most ten times that.
pub(super) fn provenance(graph: &Graph) -> Provenance {
    let ((components, meets_loop), (has_chain, (origins, truncated))) = rayon::join(
        || {
            let components = Components::of_citations(graph);
            let meets_loop =
                spread(graph, nodes(graph.claims().filter(|&claim| components.is_on_loop(claim))), |_| true);
            (components, meets_loop)
        },
        || {
            let has_chain = spread(graph, graph.source_nodes(), |_| true);
            (has_chain, origins(graph))
        },
    );
    let rest_on = |class: SourceClass| {
        let sources = graph.sources().filter(|&source| graph.class(source) == class);
        spread(graph, sources.map(|source| graph.source_node(source)), |node| !graph.is_retracted(node))
    };
    let [named, outlet, unnamed] = [SourceClass::Named, SourceClass::Outlet, SourceClass::Unnamed].map(rest_on);
    let classes = |claim: ClaimIndex| {
        let (node, is_live) = (Node::from(claim), !graph.is_retracted(claim));
        Classes { named: named[node] && is_live, outlet: outlet[node] && is_live, unnamed: unnamed[node] && is_live }
    };
    let classes: IndexVec<ClaimIndex, _> = graph.claims().map(classes).collect();
    let basis = |(claim, classes): (ClaimIndex, &Classes)| match (classes.named, classes.outlet, classes.unnamed) {
        (true, _, false) => Basis::Named,
        (true, _, true) => Basis::Mixed,
        (false, true, _) => Basis::Outlet,
        (false, false, true) => Basis::Anonymous,
        (false, false, false) if has_chain[claim.into()] => Basis::Retracted,
        (false, false, false) if meets_loop[claim.into()] => Basis::Circular,
        (false, false, false) => Basis::Unsourced,
    };
    Provenance { bases: classes.entries().map(basis).collect(), classes, origins, truncated, components }
}

/// Claims as nodes.
fn nodes(claims: impl Iterator<Item = ClaimIndex>) -> impl Iterator<Item = Node> {
    claims.map(Node::from)
}

/// Everything that rests on one of `starts`, the starts included, going on only from nodes that `passes` lets through.
fn spread(graph: &Graph, starts: impl Iterator<Item = Node>, passes: impl Fn(Node) -> bool) -> IndexVec<Node, bool> {
    let mut reached = IndexVec::filled(false, graph.node_count());
    let mut open: Vec<Node> = starts.collect();
    for &start in &open {
        reached[start] = true;
    }
    while let Some(node) = open.pop() {
        if !passes(node) {
            continue;
        }
        for claim in nodes(graph.carries(node)) {
            if !std::mem::replace(&mut reached[claim], true) {
                open.push(claim);
            }
        }
    }
    reached
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
    while let Some((node, source)) = open.pop_front() {
        for claim in graph.carries(node).filter(|&claim| !graph.is_retracted(claim)) {
            if origins.of(claim).contains(&source) {
                continue;
            }
            if origins.push(claim, source) {
                open.push_back((claim.into(), source));
            } else {
                is_full[claim] = true;
            }
        }
    }
    let full = nodes(graph.claims().filter(|&claim| is_full[claim]));
    let truncated = spread(graph, full, |node| !graph.is_retracted(node));
    let truncated = graph.claims().map(|claim| truncated[claim.into()] && !graph.is_retracted(claim));
    (origins, truncated.collect())
}
