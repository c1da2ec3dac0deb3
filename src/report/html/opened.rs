//! What a claim opens into, worked out once for the page and for its script.

use super::chain::{Chain, LIMITS, Room};
use crate::analysis::{Direction, Trees, Witnesses};
use crate::index::Node;
use crate::report::{Report, Row};

/// Of a list of claims and sources, so many are shown.
pub(super) const MAX_NODES: usize = 24;
const MORE: &str = "and more";

/// Opens the claims of one report, one after the other.
#[derive(Debug)]
pub(super) struct Opener<'a> {
    trees: Trees<'a>,
    witnesses: Witnesses<'a>,
    room: Room,
}

/// The first claims and sources of a list, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Few {
    pub(super) nodes: Vec<Node>,
    /// How many are left out, in words.
    pub(super) more: Option<String>,
}

/// All that a claim opens into, apart from what its record says.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) chain: Chain,
    /// What there is to say in place of the lists below the chain.
    pub(super) instead: Option<&'static str>,
    pub(super) origins: Few,
    pub(super) bottlenecks: Few,
    pub(super) disputed_by: Few,
    pub(super) disputes: Few,
    /// Chains to sources, without the claim.
    pub(super) lines: Vec<Few>,
    pub(super) named_lines: Vec<Few>,
    /// Whether the lines are too long to be looked for here.
    pub(super) is_cut: bool,
}

impl<'a> Opener<'a> {
    pub(super) fn new(report: &Report<'a>, room: Room) -> Self {
        let graph = report.graph();
        Self { trees: Trees::new(graph), witnesses: Witnesses::new(graph), room }
    }

    /// Opens a claim. The cost is bounded, however much is beneath the claim.
    pub(super) fn open(&mut self, row: &Row<'a>) -> Opened {
        let (graph, claim) = (row.report().graph(), row.number());
        let tree = self.trees.tree(claim.into(), Direction::Down, LIMITS);
        let chain = Chain::new(graph, &tree, &self.room);
        let is_supported = row.independent_sources() > 0;
        let is_cut = tree.is_cut() && is_supported;
        let [lines, named_lines] = if is_cut || !is_supported {
            [Vec::new(), Vec::new()]
        } else {
            [self.witnesses.lines(claim), self.witnesses.named_lines(claim)]
        };
        let ways = |lines: &[Vec<Node>]| lines.iter().map(|line| self.way(line)).collect();
        let (lines, named_lines) = (ways(&lines), ways(&named_lines));
        Opened {
            instead: instead(&chain, is_supported),
            chain,
            origins: origins(row),
            bottlenecks: Few::new(self.witnesses.single_points_of_failure(claim).into_iter()),
            disputed_by: Few::new(graph.disputed_by(claim).iter().map(|&other| other.into())),
            disputes: Few::new(graph.disputes(claim).iter().map(|&other| other.into())),
            lines,
            named_lines,
            is_cut,
        }
    }

    fn way(&self, line: &[Node]) -> Few {
        let all = line.get(1..).unwrap_or_default();
        let shown = self.room.take(MAX_NODES, all.len());
        let more = all.len() - shown;
        Few { nodes: all[..shown].to_vec(), more: (more > 0).then(|| format!("and {more} more")) }
    }
}

impl Few {
    fn new(nodes: impl Iterator<Item = Node>) -> Self {
        let mut nodes: Vec<_> = nodes.take(MAX_NODES + 1).collect();
        let is_cut = nodes.len() > MAX_NODES;
        nodes.truncate(MAX_NODES);
        Self { nodes, more: is_cut.then(|| MORE.to_owned()) }
    }
}

fn origins(row: &Row<'_>) -> Few {
    let report = row.report();
    let nodes =
        report.analysis().origins(row.number()).iter().map(|&source| report.graph().source_node(source)).collect();
    Few { nodes, more: row.origins_truncated().then(|| MORE.to_owned()) }
}

/// What to say of a claim that has no chain, or none that holds.
fn instead(chain: &Chain, is_supported: bool) -> Option<&'static str> {
    match (chain.lines.is_empty(), is_supported) {
        (true, _) => Some("It cites nothing, and no source is its voice."),
        (false, false) => Some("No live chain of support leads to a source."),
        (false, true) => None,
    }
}
