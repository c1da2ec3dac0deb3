//! What a claim opens into, worked out once for the page and for its script.

use super::chain::{Chain, MAX_LINKS, PART, Room};
use crate::analysis::{Direction, Limits, Trees, Witnesses};
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
    /// Whether so much is below the claim that what it hangs on, and its lines, are not looked for here.
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
        let is_large = self.trees.exceeds(claim.into(), Direction::Down, MAX_LINKS);
        let limits = if is_large { PART } else { Limits::NONE };
        let tree = self.trees.tree(claim.into(), Direction::Down, limits);
        let chain = Chain::new(graph, &tree, &self.room);
        let is_supported = row.independent_sources() > 0;
        let is_cut = is_large && is_supported;
        let (bottlenecks, [lines, named_lines]) = if is_cut || !is_supported {
            Default::default()
        } else {
            let bottlenecks = self.witnesses.single_points_of_failure(claim, MAX_NODES + 1);
            (bottlenecks, [self.witnesses.lines(claim), self.witnesses.named_lines(claim)])
        };
        let ways = |lines: &[Vec<Node>]| lines.iter().map(|line| self.way(line)).collect();
        let (lines, named_lines) = (ways(&lines), ways(&named_lines));
        Opened {
            instead: instead(&chain, is_supported),
            chain,
            origins: origins(row),
            bottlenecks: Few::new(bottlenecks.into_iter()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Selection, report};
    use crate::workspace::Workspace;

    /// So many claims, each citing the next, and one source at the end: as many links are below the first.
    fn chain(claims: usize) -> String {
        let relay = |nth| format!("  c{nth}: {{statement: x, cites: [c{}]}}\n", nth + 1);
        let relays: String = (1..claims).map(relay).collect();
        let source = "sources: {s: {identity: named, name: S}}\nclaims:\n";
        format!("{source}{relays}  c{claims}: {{statement: x, attributed_to: [s]}}\n")
    }

    /// Whether what everything hangs on is left out, how much of it is shown, and how many lines are.
    fn opened(claims: usize) -> (bool, usize, usize) {
        let snapshot = Workspace::of_texts([("a.yaml", chain(claims))]).snapshot();
        let report = report(&snapshot, &Selection::default());
        let row = report.rows().find(|row| row.id() == "c1").unwrap();
        let opened = Opener::new(&report, Room::new(usize::MAX)).open(&row);
        (opened.is_cut, opened.bottlenecks.nodes.len(), opened.lines.len())
    }

    /// Otherwise each claim of a long chain would look at all of it.
    #[test]
    fn below_a_claim_only_a_thousand_links_are_looked_at() {
        assert_eq!(opened(3), (false, 3, 1));
        assert_eq!(opened(1_000), (false, MAX_NODES, 1));
        assert_eq!(opened(1_001), (true, 0, 0));
    }
}
