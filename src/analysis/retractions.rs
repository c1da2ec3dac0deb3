//! What rests on a claim that was retracted, and the shortest way to it.

use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec};

/// For every claim, the way along citations to the nearest retracted claim. 12 bytes a claim.
#[derive(Debug)]
pub(crate) struct Retractions {
    /// The next claim on the way; the claim itself where there is none, or it is retracted.
    next: IndexVec<ClaimIndex, ClaimIndex>,
    nearest: IndexVec<ClaimIndex, ClaimIndex>,
    links: IndexVec<ClaimIndex, u32>,
}

/// Walks back from all retracted claims at once. Linear in claims and links.
pub(crate) fn retractions(graph: &Graph) -> Retractions {
    let itself = || graph.claims().collect();
    let links = IndexVec::filled(0, graph.claim_count());
    let mut found = Retractions { next: itself(), nearest: itself(), links };
    let mut open: Vec<ClaimIndex> = graph.claims().filter(|&claim| graph.is_retracted(claim)).collect();
    let mut at = 0;
    while let Some(&cited) = open.get(at) {
        at += 1;
        for &claim in graph.cited_by(cited) {
            if found.next[claim] == claim && !graph.is_retracted(claim) {
                found.next[claim] = cited;
                found.nearest[claim] = found.nearest[cited];
                found.links[claim] = found.links[cited] + 1;
                open.push(claim);
            }
        }
    }
    found
}

impl Retractions {
    /// How many links a claim that is not retracted is away from the nearest one that is; 0 if it rests on none.
    pub(crate) fn links(&self, claim: ClaimIndex) -> u32 {
        self.links[claim]
    }

    /// The retracted claim that it rests on.
    pub(crate) fn nearest(&self, claim: ClaimIndex) -> ClaimIndex {
        self.nearest[claim]
    }

    /// A claim and what comes after it on the way, the retracted claim last.
    pub(crate) fn chain(&self, claim: ClaimIndex) -> impl Iterator<Item = ClaimIndex> + '_ {
        let next = |&claim: &ClaimIndex| Some(self.next[claim]).filter(|&next| next != claim);
        std::iter::successors(Some(claim), next)
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
        let found = retractions(&case.graph);
        let resting = case.graph.claims().filter(|&claim| found.links(claim) > 0);
        let shown: Vec<_> = resting.map(|claim| case.ids(&found.chain(claim).collect::<Vec<_>>())).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn the_shortest_way_to_the_nearest() {
        check("a cites b; b cites c; c retracted cites d; d retracted", &["a b c", "b c"]);
        check("a cites b c; b cites d; c cites d; d retracted", &["a b d", "b d", "c d"]);
        check("a cites b z; b cites c; c retracted; z retracted", &["a z", "b c"]);
        check("a cites b; b cites a c; c retracted", &["a b c", "b c"]);
        check("a backs b; b retracted; c", &[]);
    }

    #[test]
    fn no_way_is_shorter() {
        for text in random_texts(2000) {
            let case = case(&text);
            let (distances, found) = (case.distances(), retractions(&case.graph));
            for claim in case.graph.claims() {
                let retracted = case.graph.claims().filter(|&other| case.graph.is_retracted(other));
                let nearest = retracted.filter_map(|other| distances[claim.at()][other.at()]).min();
                let nearest = nearest.filter(|_| !case.graph.is_retracted(claim)).unwrap_or(0);
                assert_eq!(found.links(claim) as usize, nearest, "{text}");
                let chain: Vec<_> = found.chain(claim).collect();
                case.is_chain(&chain);
                assert_eq!(chain.len(), nearest + 1, "{text}");
                assert!(nearest == 0 || case.graph.is_retracted(chain[nearest]), "{text}");
                assert_eq!(chain[nearest], found.nearest(claim), "{text}");
            }
        }
    }
}
