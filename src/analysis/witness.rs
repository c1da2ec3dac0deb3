//! Why one claim has its basis: all its origins, all that its support hangs on, and lines to show for the
//! counts.

use super::failure::SinglePoints;
use super::lines::{LineKind, Lines};
use super::search::{Network, Search};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node, SourceIndex};

/// What can be shown for one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Witness {
    /// All its origins: the fewest links first, then in order of id.
    pub origins: Vec<SourceIndex>,
    /// The claims and sources with which the claim falls, from the claim to the sources; the claim is not among them.
    pub single_points_of_failure: Vec<Node>,
    /// Live support chains that share nothing but the claim and end in sources that can be told from each other, as
    /// many as are counted; the shortest first. If there are none, the shortest of any other.
    pub lines: Vec<Vec<Node>>,
    /// The same over chains on which every voice is named.
    pub named_lines: Vec<Vec<Node>>,
}

/// Finds what can be shown for a claim. The single points of failure take `O(links · log nodes)`, the rest is linear.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn witness(graph: &Graph, claim: ClaimIndex) -> Witness {
    let mut all = Witnesses::new(graph);
    Witness {
        origins: origins(graph, claim),
        single_points_of_failure: all.single_points_of_failure(claim, usize::MAX),
        lines: all.lines(claim),
        named_lines: all.named_lines(claim),
    }
}

/// What can be shown for any claim of one graph, so that many claims do not cost many times as much.
#[derive(Debug)]
pub(crate) struct Witnesses<'g> {
    points: SinglePoints<'g>,
    distinct: Lines,
    named: Lines,
    search: Search,
}

impl<'g> Witnesses<'g> {
    /// `O(links · log nodes)`.
    pub(crate) fn new(graph: &'g Graph) -> Self {
        let points = SinglePoints::new(graph);
        let (distinct, named) = (points.lines().distinct(graph), Lines::new(graph, LineKind::Named));
        Self { points, distinct, named, search: Search::new(graph.node_count()) }
    }

    /// The claims and sources with which a claim falls, from the claim to the sources, at most so many. Linear in what
    /// the claim leads to, but where hundreds of voices speak on a shortest chain.
    pub(crate) fn single_points_of_failure(&mut self, claim: ClaimIndex, most: usize) -> Vec<Node> {
        self.points.first(claim, most)
    }

    /// Live support chains that share nothing but the claim and end in sources that can be told from each other, the
    /// shortest first; if there are none, the shortest of any other. Linear in what the claim leads to.
    pub(crate) fn lines(&mut self, claim: ClaimIndex) -> Vec<Vec<Node>> {
        let found = independent_lines(&self.distinct, &mut self.search, claim);
        if found.is_empty() { self.points.shortest_chain(claim).into_iter().collect() } else { found }
    }

    /// The same over chains on which every voice is named.
    pub(crate) fn named_lines(&mut self, claim: ClaimIndex) -> Vec<Vec<Node>> {
        independent_lines(&self.named, &mut self.search, claim)
    }
}

/// The network as it is.
struct Plain<'a>(&'a Lines);

impl Network for Plain<'_> {
    fn is_end(&self, node: Node) -> bool {
        self.0.is_end(node)
    }

    fn leads(&self, node: Node, leads: &mut Vec<Node>) {
        leads.clear();
        leads.extend_from_slice(self.0.down(node));
    }
}

fn independent_lines(lines: &Lines, search: &mut Search, claim: ClaimIndex) -> Vec<Vec<Node>> {
    let mut found = search.lines(&Plain(lines), claim.into());
    found.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    found
}

/// The sources at the ends of a claim's live chains, a link at a time.
fn origins(graph: &Graph, claim: ClaimIndex) -> Vec<SourceIndex> {
    if graph.is_retracted(claim) {
        return Vec::new();
    }
    let mut seen = IndexVec::<Node, _>::filled(false, graph.node_count());
    let (mut found, mut level) = (Vec::new(), vec![claim]);
    seen[claim.into()] = true;
    while !level.is_empty() {
        let mut next = Vec::new();
        for below in level.iter().flat_map(|&claim| graph.rests_on(claim)) {
            if !graph.is_retracted(below) && !std::mem::replace(&mut seen[below], true) {
                next.push(below);
            }
        }
        next.sort_unstable();
        found.extend(next.iter().filter_map(|&node| graph.source_index(node)));
        level = next.into_iter().filter_map(|node| graph.claim_index(node)).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{case, random_texts};

    #[test]
    fn what_is_shown_of_a_claim_does_not_depend_on_what_was_shown_before() {
        for text in random_texts(500) {
            let case = case(&text);
            let mut all = Witnesses::new(&case.graph);
            for claim in case.graph.claims().chain(case.graph.claims()) {
                let alone = witness(&case.graph, claim);
                let both = (all.lines(claim), all.named_lines(claim));
                assert_eq!((&both.0, &both.1), (&alone.lines, &alone.named_lines), "{text}");
                assert_eq!((all.lines(claim), all.named_lines(claim)), both, "{text}: twice");
            }
        }
    }
}
