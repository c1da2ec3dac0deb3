//! Why one claim stands where it stands: all its origins, all that its support hangs on, and lines to show for the counts.

use super::dominators::Dominators;
use super::lines::{Lines, Voices};
use super::search::{Network, Search};
use crate::graph::Graph;

/// What can be shown for one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// All its origins: the fewest links first, then in order of id.
    pub origins: Vec<u32>,
    /// The claims and sources that every live support chain passes, from the claim to the sources; the claim is not among them.
    pub single_points_of_failure: Vec<u32>,
    /// Live support chains that share nothing but the claim, as many as are counted; the shortest first.
    pub lines: Vec<Vec<u32>>,
    /// The same over chains on which every voice is named.
    pub named_lines: Vec<Vec<u32>>,
}

/// Finds what can be shown for a claim. The single points of failure take `O(links · log nodes)`, the rest is linear.
pub fn witness(graph: &Graph, claim: u32) -> Witness {
    let lines = Lines::new(graph, Voices::Any);
    let dominators = Dominators::new(&lines, graph.node_count(), graph.sources());
    Witness {
        origins: origins(graph, claim),
        single_points_of_failure: dominators.all_bottlenecks(claim),
        lines: independent_lines(graph, &lines, claim),
        named_lines: independent_lines(graph, &Lines::new(graph, Voices::Named), claim),
    }
}

/// The network as it is, its sources being the ends.
struct Plain<'a> {
    graph: &'a Graph,
    lines: &'a Lines,
}

impl Network for Plain<'_> {
    fn is_end(&self, node: u32) -> bool {
        self.graph.source_index(node).is_some()
    }

    fn leads(&self, node: u32, leads: &mut Vec<u32>) {
        leads.clear();
        leads.extend_from_slice(self.lines.down.of(node));
    }
}

fn independent_lines(graph: &Graph, lines: &Lines, claim: u32) -> Vec<Vec<u32>> {
    let mut found = Search::new(graph.node_count()).lines(&Plain { graph, lines }, claim);
    found.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    found
}

/// The sources at the ends of a claim's live chains, a link at a time.
fn origins(graph: &Graph, claim: u32) -> Vec<u32> {
    let mut seen = vec![false; graph.node_count()];
    let (mut found, mut level) = (Vec::new(), vec![claim]);
    seen[claim as usize] = true;
    while !level.is_empty() {
        let mut next = Vec::new();
        for &below in level.iter().flat_map(|&claim| graph.rests_on(claim)) {
            if !graph.is_retracted(below) && !std::mem::replace(&mut seen[below as usize], true) {
                next.push(below);
            }
        }
        next.sort_unstable();
        let (sources, claims) = next.into_iter().partition(|&node| graph.source_index(node).is_some());
        let sources: Vec<u32> = sources;
        found.extend(sources);
        level = claims;
    }
    found
}
