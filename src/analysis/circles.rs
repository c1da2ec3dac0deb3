//! Claims that cite each other in a circle, and the shortest way round.

use super::Analysis;
use super::walk::Walk;
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec};

/// Looking for a shorter way round ends after so many links, and so many more for every link of the claims in question.
const LINKS: usize = 5_000_000;
const TIMES: usize = 16;
/// A circle of two is found without a walk, so no walk finds a shorter one than this.
const SHORTEST_WALK: usize = 3;

/// A circle of citations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Circle {
    /// Each cites the next one, and the last one the first, which has the smallest number.
    pub(crate) claims: Vec<ClaimIndex>,
    /// How many claims cite each other in circles with these, these included.
    pub(crate) size: usize,
}

/// For every set of claims that all reach each other by citations, the shortest circle in it; in order of first claims.
///
/// A circle of two is found in one pass. Otherwise the claims are walked from one by one, each no further than the
/// shortest circle known, and taken out after that with all that is on no circle without them: a ring is walked
/// once. Where this takes more than some multiple of the links, the shortest circle found until then is given. It is
/// linear for that reason.
pub(crate) fn circles(graph: &Graph, analysis: &Analysis) -> Vec<Circle> {
    let components = analysis.components();
    let mut search = None;
    let circle = |members: &[ClaimIndex]| {
        let claims = pair(graph, members).unwrap_or_else(|| {
            let search = search.get_or_insert_with(|| Search::new(graph));
            let links: usize = members.iter().map(|&claim| graph.cites(claim).len()).sum();
            search.shortest(members, LINKS + TIMES * links)
        });
        Circle { claims, size: members.len() }
    };
    let mut circles: Vec<_> = components.loops().map(circle).collect();
    circles.sort_unstable_by_key(|circle| circle.claims.first().copied());
    circles
}

/// The first two claims that cite each other.
fn pair(graph: &Graph, members: &[ClaimIndex]) -> Option<Vec<ClaimIndex>> {
    members.iter().find_map(|&claim| {
        let cites_back = |cited: &&ClaimIndex| **cited > claim && graph.cites(**cited).binary_search(&claim).is_ok();
        graph.cites(claim).iter().find(cites_back).map(|&cited| vec![claim, cited])
    })
}

/// Room for looking for circles, made once.
struct Search<'g> {
    graph: &'g Graph,
    walk: Walk<ClaimIndex>,
    /// Which claims may be on a circle that was not found yet, and how many such claims they cite and are cited by.
    open: IndexVec<ClaimIndex, bool>,
    cites: IndexVec<ClaimIndex, u32>,
    cited_by: IndexVec<ClaimIndex, u32>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph) -> Self {
        let claims = graph.claim_count();
        Self {
            graph,
            walk: Walk::new(claims),
            open: IndexVec::filled(false, claims),
            cites: IndexVec::filled(0, claims),
            cited_by: IndexVec::filled(0, claims),
        }
    }

    /// The shortest circle among claims that all reach each other; of several, the one that starts first.
    fn shortest(&mut self, members: &[ClaimIndex], mut budget: usize) -> Vec<ClaimIndex> {
        self.let_in(members);
        let mut best: Vec<ClaimIndex> = Vec::new();
        let mut unbounded = usize::MAX;
        for &claim in members {
            if best.len() == SHORTEST_WALK || budget == 0 && !best.is_empty() {
                break;
            }
            if !self.open[claim] {
                continue;
            }
            let shorter = match best.len() {
                // Without a limit: a claim that reaches all others is on a circle.
                0 => self.circle(claim, usize::MAX, &mut unbounded),
                bound => self.circle(claim, bound, &mut budget),
            };
            best = shorter.unwrap_or(best);
            self.take_out(claim);
        }
        for &claim in members {
            self.open[claim] = false;
        }
        best
    }

    /// Opens some claims, and counts the links between them.
    fn let_in(&mut self, members: &[ClaimIndex]) {
        for &claim in members {
            self.open[claim] = true;
        }
        for &claim in members {
            self.cites[claim] = self.count(self.graph.cites(claim));
            self.cited_by[claim] = self.count(self.graph.cited_by(claim));
        }
    }

    fn count(&self, claims: &[ClaimIndex]) -> u32 {
        claims.iter().map(|&claim| u32::from(self.open[claim])).sum()
    }

    /// The shortest circle through a claim, if it has fewer claims than `bound`.
    fn circle(&mut self, claim: ClaimIndex, bound: usize, budget: &mut usize) -> Option<Vec<ClaimIndex>> {
        self.walk.start(claim);
        while let Some(at) = self.walk.take() {
            if self.walk.links() as usize + 1 >= bound {
                return None;
            }
            let cites = self.graph.cites(at);
            if cites.binary_search(&claim).is_ok() {
                return Some(self.walk.path());
            }
            *budget = budget.saturating_sub(cites.len());
            if *budget == 0 {
                return None;
            }
            for &cited in cites {
                if self.open[cited] {
                    self.walk.reach(cited);
                }
            }
        }
        None
    }

    /// Closes a claim, and whatever is on no circle without it.
    fn take_out(&mut self, claim: ClaimIndex) {
        self.open[claim] = false;
        let mut out = vec![claim];
        while let Some(claim) = out.pop() {
            for (beside, counts) in
                [(self.graph.cites(claim), &mut self.cited_by), (self.graph.cited_by(claim), &mut self.cites)]
            {
                for &beside in beside.iter().filter(|&&beside| self.open[beside]) {
                    counts[beside] -= 1;
                }
            }
            let graph = self.graph;
            for &beside in graph.cites(claim).iter().chain(graph.cited_by(claim)) {
                if self.open[beside] && (self.cites[beside] == 0 || self.cited_by[beside] == 0) {
                    self.open[beside] = false;
                    out.push(beside);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{case, random_texts};
    use super::*;
    use crate::index::Idx;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let case = case(text);
        let circles = circles(&case.graph, &case.analysis);
        let shown: Vec<_> =
            circles.iter().map(|circle| format!("{} of {}", case.ids(&circle.claims), circle.size)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn the_shortest_circle_of_every_part() {
        check("a cites b; b cites c; c", &[]);
        check("a cites b; b cites c; c cites a", &["a b c of 3"]);
        check("a cites c; b cites a; c cites b; x cites a", &["a c b of 3"]);
        // The circle of two is not where the first claim is.
        check("a cites b; b cites c; c cites d; d cites a c", &["c d of 4"]);
        check("a cites b; b cites c; c cites d; d cites e; e cites a f; f cites g; g cites e", &["e f g of 7"]);
        // Two parts with a link between them, and the parts in order of the circles' first claims.
        check("a cites b; b cites a d; c cites d; d cites e; e cites c", &["a b of 2", "c d e of 3"]);
        check("b cites c; c cites b; a cites b x; x cites y; y cites a", &["a x y of 3", "b c of 2"]);
    }

    #[test]
    fn of_several_shortest_circles_the_one_that_starts_first() {
        check("a cites b e; b cites c; c cites a; e cites f; f cites a", &["a b c of 5"]);
        check("a cites b; b cites c d; c cites a; d cites e; e cites b", &["a b c of 5"]);
    }

    #[test]
    fn as_short_as_can_be() {
        let mut walked = 0;
        for text in random_texts(6000) {
            let case = case(&text);
            let distances = case.distances();
            let circles = circles(&case.graph, &case.analysis);
            let mut found = 0;
            for circle in &circles {
                let first = circle.claims[0].at();
                case.is_chain(&[&circle.claims[..], &circle.claims[..1]].concat());
                let members: Vec<_> = (0..distances.len())
                    .filter(|&to| distances[first][to].is_some() && distances[to][first].is_some())
                    .collect();
                assert_eq!(circle.size, members.len(), "{text}");
                let shortest = members.iter().filter_map(|&claim| distances[claim][claim]).min();
                assert_eq!(Some(circle.claims.len()), shortest, "{text}");
                assert_eq!(circle.claims.iter().min(), circle.claims.first(), "{text}");
                walked += usize::from(circle.claims.len() > 2);
                found += circle.size;
            }
            let on_circle = (0..distances.len()).filter(|&claim| distances[claim][claim].is_some());
            assert_eq!(found, on_circle.count(), "{text}");
        }
        assert!(walked > 100, "{walked} circles of three and more");
    }

    #[test]
    fn a_ring_is_walked_once_and_without_time_the_first_circle_is_shown() {
        let ring =
            |count: usize| (0..count).map(|at| format!("c{at:04} cites c{:04}", (at + 1) % count)).collect::<Vec<_>>();
        let case = case(&ring(2000).join("; "));
        assert_eq!(circles(&case.graph, &case.analysis)[0].claims.len(), 2000);
        let members: Vec<ClaimIndex> = case.graph.claims().collect();
        let mut search = Search::new(&case.graph);
        assert_eq!(search.shortest(&members, 0).len(), 2000);
        assert_eq!(search.open.iter().filter(|&&open| open).count(), 0);
    }
}
