//! In which sources the chains of every claim end, and by way of whom: made when people are to read it, not for every
//! analysis.
//!
//! Sources are handed on from claim to claim, as for the origins in `provenance.rs`, and every claim keeps from where
//! each came. So the way back to a source gets shorter with every step, on loops too.

use std::collections::VecDeque;

use super::Analysis;
use super::nearest::Nearest;
use crate::graph::Graph;
use crate::index::{ClaimIndex, Node, SourceIndex};

/// So many steps of a way to a source are followed.
const MAX_STEPS: usize = 64;

/// Which chains are followed, of which claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    /// From every claim to what it rests on: the ends are the claim's origins.
    Provenance,
    /// To what corroborates it as well, of the claims whose sources nobody can tell from each other: those that are to
    /// be named by kind. What such a claim leads to are such claims, too.
    Indistinct,
}

/// The nearest ends of the live chains of every claim.
#[derive(Debug)]
pub(crate) struct Ends {
    all: Nearest<End, 2>,
}

/// A source in which a chain of a claim ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    source: SourceIndex,
    /// The next node on the way to it.
    next: Node,
}

/// How a claim gets to a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// The claims on the way, the nearest to the source first: the claim itself comes last.
    pub claims: Vec<ClaimIndex>,
    /// Whether the way is longer than was followed, so that the claims nearest to the source are left out.
    pub is_cut: bool,
}

impl Ends {
    /// At most ten times as much as there are claims and links.
    pub(crate) fn new(graph: &Graph, analysis: &Analysis, along: Along) -> Self {
        let has_ends = |claim| match along {
            Along::Provenance => !graph.is_retracted(claim),
            Along::Indistinct => analysis.is_indistinct(claim),
        };
        let mut all = Nearest::new(graph.claim_count(), End { source: SourceIndex(0), next: Node(0) });
        let sources = graph.sources().map(|source| (graph.source_node(source), source));
        let mut open: VecDeque<(Node, SourceIndex)> = sources.collect();
        while let Some((node, source)) = open.pop_front() {
            let corroborated = graph.claim_index(node).filter(|_| along == Along::Indistinct);
            let corroborated = corroborated.map_or(&[][..], |claim| graph.corroborates(claim));
            let above = graph.carries(node).chain(corroborated.iter().copied());
            for claim in above.filter(|&claim| has_ends(claim)) {
                let is_new = !all.is_full(claim) && all.of(claim).iter().all(|end| end.source != source);
                if is_new && all.push(claim, End { source, next: node }) {
                    open.push_back((claim.into(), source));
                }
            }
        }
        Self { all }
    }

    /// The nearest sources, at most [`MAX_ORIGINS`](super::MAX_ORIGINS).
    pub(crate) fn sources(&self, claim: ClaimIndex) -> impl ExactSizeIterator<Item = SourceIndex> + '_ {
        self.all.of(claim).iter().map(|end| end.source)
    }

    /// A shortest way to one of these sources.
    pub(crate) fn way(&self, graph: &Graph, claim: ClaimIndex, source: SourceIndex) -> Way {
        let mut claims = vec![claim];
        let mut is_cut = false;
        while let Some(&last) = claims.last()
            && let Some(end) = self.all.of(last).iter().find(|end| end.source == source)
            && let Some(next) = graph.claim_index(end.next)
        {
            is_cut = claims.len() == MAX_STEPS;
            if is_cut {
                break;
            }
            claims.push(next);
        }
        claims.reverse();
        Way { claims, is_cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{case, random_texts};

    #[test]
    fn a_way_leads_from_the_claim_to_the_source() {
        let case = case("a cites b c; b cites d; c by su2; d by su1 su3; e backs a cites f; f by su4");
        let claim = case.graph.claims().next().unwrap();
        let along = |along| {
            let ends = Ends::new(&case.graph, &case.analysis, along);
            let way = |source| {
                let way = ends.way(&case.graph, claim, source);
                format!("{}: {}", case.source(source), case.ids(&way.claims))
            };
            ends.sources(claim).map(way).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(along(Along::Provenance), "su2: c a, su1: d b a, su3: d b a");
        assert_eq!(along(Along::Indistinct), "su2: c a, su1: d b a, su3: d b a, su4: f e a");
    }

    #[test]
    fn claims_with_a_source_that_can_be_told_from_others_have_none_to_be_named_by_kind() {
        let case = case("a cites b; b by su1; c cites b d; d by s1; e backs b; f by su1 retracted; g");
        let ends = Ends::new(&case.graph, &case.analysis, Along::Indistinct);
        let counts = case.graph.claims().map(|claim| ends.sources(claim).len());
        assert_eq!(counts.collect::<Vec<_>>(), [1, 1, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_long_way_is_cut() {
        let chain: Vec<_> = (0..=MAX_STEPS).map(|at| format!("c{at:02} cites c{:02}", at + 1)).collect();
        let case = case(&format!("{}; c{:02} by s1", chain.join("; "), MAX_STEPS + 1));
        let ends = Ends::new(&case.graph, &case.analysis, Along::Provenance);
        let lengths = |claim| {
            let way = ends.way(&case.graph, ClaimIndex(claim), SourceIndex(0));
            (way.claims.len(), way.is_cut)
        };
        assert_eq!(lengths(0), (MAX_STEPS, true));
        assert_eq!(lengths(2), (MAX_STEPS, false));
    }

    #[test]
    fn the_ends_of_provenance_are_the_origins() {
        for text in random_texts(2000) {
            let case = case(&text);
            let ends = Ends::new(&case.graph, &case.analysis, Along::Provenance);
            for claim in case.graph.claims() {
                assert!(ends.sources(claim).eq(case.analysis.origins(claim).iter().copied()), "{text}");
                for source in ends.sources(claim) {
                    let mut way = ends.way(&case.graph, claim, source).claims;
                    way.reverse();
                    case.is_chain(&way);
                    let last = *way.last().unwrap();
                    assert!(case.graph.cites(last).is_empty() && case.graph.voices(last).contains(&source), "{text}");
                }
            }
        }
    }

    /// Origins are handed on many at a time, ends one by one.
    #[test]
    fn large_graphs_have_the_same_ends_and_origins() {
        let claim = |at: usize| {
            let cited = [(at * 7919 / 13) % at.max(1), at / 2].map(|cited| format!("c{cited:03}")).join(" ");
            if at.is_multiple_of(5) { format!("c{at:03} by s{}", at % 30) } else { format!("c{at:03} cites {cited}") }
        };
        let case = case(&(0..600).map(claim).collect::<Vec<_>>().join("; "));
        let ends = Ends::new(&case.graph, &case.analysis, Along::Provenance);
        assert!(case.graph.claims().all(|claim| ends.sources(claim).eq(case.analysis.origins(claim).iter().copied())));
        let counts: usize = case.graph.claims().map(|claim| case.analysis.origins(claim).len()).sum();
        assert!(counts > 1000, "{counts}");
    }
}
