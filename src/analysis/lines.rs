//! The network in which lines of support are counted: from claims to what they rest on and to the claims that
//! corroborate them.

use std::sync::Arc;

use crate::graph::{Adjacency, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec, Node, SourceIndex};
use crate::model::SourceClass;

/// Lines are counted up to here; this means itself and more.
pub(super) const MANY: u8 = 3;

/// Which lines there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// All.
    Any,
    /// Those that end in a source that can be told from the others.
    Distinct,
    /// Those on which every voice is named, the source at the end being no outlet.
    Named,
}

impl LineKind {
    /// Whether a line may end in a source.
    fn may_end(self, graph: &Graph, source: SourceIndex) -> bool {
        match self {
            Self::Any => true,
            Self::Distinct => graph.is_distinct(source),
            Self::Named => graph.class(source) == SourceClass::Named,
        }
    }
}

/// What is struck.
#[derive(Debug)]
pub(super) struct Struck {
    /// Claims that are not there, and the source that is not there.
    pub(super) gone: IndexVec<Node, bool>,
    /// Claims whose only voice is not there: they neither relay nor say anything of their own, and stand by what
    /// corroborates them.
    pub(super) silent: IndexVec<ClaimIndex, bool>,
}

/// Live support links, each once, and the sources in which lines may end. Claims that were retracted lead nowhere, and
/// nothing leads to them.
///
/// Where nodes beyond those of the graph are, each is the step of one claim to what it rests on, apart from what
/// corroborates it.
#[derive(Debug)]
pub(super) struct Lines {
    links: Arc<Links>,
    /// Sources follow after so many claims.
    claims: usize,
    ends: IndexVec<SourceIndex, bool>,
    nodes: usize,
}

#[derive(Debug)]
struct Links {
    down: Adjacency<Node, Node>,
    up: Adjacency<Node, Node>,
}

impl Lines {
    /// All of a corpus. Linear in claims and links.
    pub(super) fn new(graph: &Graph, kind: LineKind) -> Self {
        Self::build(graph, kind, &[], |node, targets| {
            if let Some(claim) = graph.claim_index(node) {
                add_targets(graph, kind, None, claim, targets);
            }
        })
    }

    /// Those that are left when something is struck. Linear in claims and links.
    pub(super) fn without(graph: &Graph, kind: LineKind, struck: &Struck) -> Self {
        Self::build(graph, kind, &[], |node, targets| {
            if let Some(claim) = graph.claim_index(node) {
                add_targets(graph, kind, Some(struck), claim, targets);
            }
        })
    }

    /// All of a corpus, where some claims lead to what they rest on by a node of their own: the first one beyond those
    /// of the graph is the first claim's, and so on.
    pub(super) fn with_steps(graph: &Graph, of: &[ClaimIndex]) -> Self {
        let first_step = graph.node_count();
        let step = |claim: ClaimIndex| of.binary_search(&claim).ok().map(|nth| Node::new(first_step + nth));
        Self::build(graph, LineKind::Any, of, |node, targets| {
            if let Some(nth) = node.at().checked_sub(first_step) {
                add_step(graph, LineKind::Any, None, of[nth], targets);
            } else if let Some(claim) = graph.claim_index(node) {
                match step(claim) {
                    Some(step) if !graph.is_retracted(claim) => {
                        add_corroborations(graph, None, claim, targets);
                        targets.push(step);
                    }
                    _ => add_targets(graph, LineKind::Any, None, claim, targets),
                }
            }
        })
    }

    /// Of all lines, those that end in a source that can be told from the others: the links are the same.
    pub(super) fn distinct(&self, graph: &Graph) -> Self {
        Self { links: Arc::clone(&self.links), ends: ends(graph, LineKind::Distinct), ..*self }
    }

    fn build(graph: &Graph, kind: LineKind, steps: &[ClaimIndex], add: impl FnMut(Node, &mut Vec<Node>)) -> Self {
        let nodes = graph.node_count() + steps.len();
        let down = Adjacency::from_lists(nodes, add);
        let up = down.reversed(nodes);
        Self { links: Arc::new(Links { down, up }), claims: graph.claim_count(), ends: ends(graph, kind), nodes }
    }

    /// How many nodes it has.
    pub(super) fn node_count(&self) -> usize {
        self.nodes
    }

    /// What a node leads to.
    pub(super) fn down(&self, node: Node) -> &[Node] {
        self.links.down.of(node)
    }

    /// What leads to a node.
    pub(super) fn up(&self, node: Node) -> &[Node] {
        self.links.up.of(node)
    }

    /// The sources in which a line may end, whether or not one leads to them.
    pub(super) fn ends(&self) -> impl Iterator<Item = Node> + '_ {
        let ends = self.ends.entries().filter(|&(_, &is_end)| is_end);
        ends.map(|(source, _)| Node::new(self.claims + source.at()))
    }

    /// Whether a line may end at a node.
    pub(super) fn is_end(&self, node: Node) -> bool {
        node.at().checked_sub(self.claims).is_some_and(|source| self.ends.get(source) == Some(&true))
    }
}

fn ends(graph: &Graph, kind: LineKind) -> IndexVec<SourceIndex, bool> {
    graph.sources().map(|source| kind.may_end(graph, source)).collect()
}

/// What a claim leads to, in order and each once.
fn add_targets(graph: &Graph, kind: LineKind, struck: Option<&Struck>, claim: ClaimIndex, targets: &mut Vec<Node>) {
    if is_gone(struck, claim.into()) || graph.is_retracted(claim) {
        return;
    }
    let start = targets.len();
    add_corroborations(graph, struck, claim, targets);
    let corroborations = targets.len() - start;
    add_step(graph, kind, struck, claim, targets);
    // Both lists are in order; a claim that is in both is one target.
    if corroborations > 0 && targets.len() - start > 1 {
        let mut own = targets.split_off(start);
        own.sort_unstable();
        own.dedup();
        targets.append(&mut own);
    }
}

fn add_corroborations(graph: &Graph, struck: Option<&Struck>, claim: ClaimIndex, targets: &mut Vec<Node>) {
    let live = |other: &ClaimIndex| !graph.is_retracted(*other) && !is_gone(struck, (*other).into());
    targets.extend(graph.corroborated_by(claim).iter().copied().filter(live).map(Node::from));
}

/// What a claim rests on, if a line may pass from the claim to there.
fn add_step(graph: &Graph, kind: LineKind, struck: Option<&Struck>, claim: ClaimIndex, targets: &mut Vec<Node>) {
    let is_silent = struck.is_some_and(|struck| struck.silent[claim]);
    if is_silent || kind == LineKind::Named && !is_vouched_for(graph, struck, claim) {
        return;
    }
    let cites = graph.cites(claim);
    if cites.is_empty() {
        let voices = graph.voices(claim).iter().map(|&voice| graph.source_node(voice));
        targets.extend(voices.filter(|&voice| !is_gone(struck, voice)));
    } else {
        let live = |cited: &ClaimIndex| !graph.is_retracted(*cited) && !is_gone(struck, (*cited).into());
        targets.extend(cites.iter().copied().filter(live).map(Node::from));
    }
}

fn is_gone(struck: Option<&Struck>, node: Node) -> bool {
    struck.is_some_and(|struck| struck.gone[node])
}

/// Whether a claim's own step needs no further proof: one of its voices is named, or it has none at all.
fn is_vouched_for(graph: &Graph, struck: Option<&Struck>, claim: ClaimIndex) -> bool {
    let voices = graph.voices(claim);
    let vouches = |&voice: &SourceIndex| graph.is_named(voice) && !is_gone(struck, graph.source_node(voice));
    voices.is_empty() || voices.iter().any(vouches)
}
