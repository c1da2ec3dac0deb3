//! Why a claim has its basis: what it leads to, down to the sources, or what rests on a claim or source.

pub(crate) mod json;
mod text;

use crate::analysis::{Analysis, Direction, Tree, Witness, tree, witness};
use crate::format::{Format, Writer, Written};
use crate::graph::Graph;
use crate::index::{ClaimIndex, Node};
use crate::model::{Claim, Corpus};
use crate::report::Origin;
use crate::workspace::Snapshot;

/// Which part of the graph is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The claim that is traced. Upwards it may be a source.
    pub node: Node,
    /// Down to the sources, or up to what rests on it.
    pub direction: Direction,
    /// How many links deep; all of them if not given. What is said beside the tree is about all of them in any case.
    pub depth: Option<u32>,
}

/// A trace, as a view of the corpus and the facts.
#[derive(Debug)]
pub struct Trace<'a> {
    corpus: &'a Corpus,
    graph: &'a Graph,
    analysis: &'a Analysis,
    request: Request,
    tree: Tree,
    /// For a claim, on the way down.
    witness: Option<Witness>,
}

/// Traces a claim or a source. Linear in claims and links, except for the single points of failure: `O(links · log
/// claims)`.
///
/// ```
/// use onrecord::analysis::Direction;
/// use onrecord::model::Record;
/// use onrecord::trace::{Request, trace};
/// use onrecord::Workspace;
///
/// # let text = "
/// # sources:
/// #   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
/// #   us-official: {identity: anonymous, description: a US official}
/// # claims:
/// #   agreement: {statement: There is an agreement., attributed_to: [us-official]}
/// #   relayed: {statement: Officials speak of one., attributed_to: [caliber-az], cites: [agreement]}
/// # ";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let node = snapshot.find("relayed", Record::claim).map_err(|error| error.to_string())?.into();
/// let trace = trace(&snapshot, Request { node, direction: Direction::Down, depth: None });
///
/// // The claim itself, what it cites, and the source of that.
/// let ids: Vec<_> = trace.tree().shown.iter().map(|shown| trace.id(shown.node)).collect();
/// assert_eq!(ids, ["relayed", "agreement", "us-official"]);
/// // The claim falls without what it cites, without its own voice, and without the official.
/// assert_eq!(trace.witness().map(|found| found.single_points_of_failure.len()), Some(3));
/// # Ok::<(), String>(())
/// ```
///
/// # Panics
/// If a number is not one of this corpus.
pub fn trace(snapshot: &Snapshot, request: Request) -> Trace<'_> {
    let (corpus, graph, analysis) = (snapshot.corpus(), snapshot.graph(), snapshot.analysis());
    let explained = graph.claim_index(request.node).filter(|_| request.direction == Direction::Down);
    Trace {
        corpus,
        graph,
        analysis,
        request,
        tree: tree(graph, request.node, request.direction, request.depth),
        witness: explained.map(|claim| witness(graph, claim)),
    }
}

impl<'a> Trace<'a> {
    /// The tree: every node in its place, from the top of the page to its end.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What can be shown for a claim that is traced down to its sources: its origins and single points of failure.
    pub fn witness(&self) -> Option<&Witness> {
        self.witness.as_ref()
    }

    /// The id of a claim or a source of the tree.
    ///
    /// # Panics
    /// If the node is not one of this corpus.
    pub fn id(&self, node: Node) -> &'a str {
        self.corpus.id(self.graph.record(node))
    }

    fn ids(&self, nodes: &[Node]) -> Vec<&'a str> {
        nodes.iter().map(|&node| self.id(node)).collect()
    }

    fn claim(&self, node: Node) -> Option<(ClaimIndex, &'a Claim)> {
        let claim = self.graph.claim_index(node)?;
        Some((claim, &self.corpus.claims[claim]))
    }

    /// A source, if a node is one.
    fn source(&self, node: Node) -> Option<Origin<'a>> {
        self.graph.source_index(node).map(|source| Origin::new(self.corpus, source))
    }
}

impl Written for Trace<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(Format::Text, text::write), Writer::new(Format::Json, json::write)]
    }
}
