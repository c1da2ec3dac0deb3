//! Claims that are looked at from all others: whoever reaches one of them, and another voice behind it, has a return.
//!
//! Where everything cites much, two passes settle nearly all questions so, which would each need a walk.

use super::super::masks::{LANES, Mask};
use super::Speaking;
use super::cited::Cited;
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec};

/// Up to [`LANES`] claims that have voices, spread over the order.
pub(super) struct Landmarks<'a, S> {
    cited: &'a Cited,
    /// Those in components that are reached from each component.
    ahead: Vec<Mask>,
    /// Those behind which a source speaks, and which are not its own.
    before: IndexVec<S, Mask>,
}

impl<'a, S: Idx> Landmarks<'a, S> {
    /// Linear in the claims and links of what is cited.
    pub(super) fn new(graph: &Graph, components: &Components, voices: &Speaking<'_, S>, cited: &'a Cited) -> Self {
        let has_voices = |claim: &&ClaimIndex| !voices.of.of(**claim).is_empty();
        let first = |&component: &Component| components.members(component).iter().find(has_voices).copied();
        let candidates: Vec<_> = cited.order.iter().filter_map(first).collect();
        let chosen: Vec<_> = candidates.iter().step_by(candidates.len().div_ceil(LANES).max(1)).copied().collect();
        let none = || vec![Mask::default(); cited.order.len()];
        let mut own = none();
        for (lane, &claim) in (0..).zip(&chosen) {
            own[cited.place(components.of(claim))].set(lane);
        }
        let below = |component| {
            let members = components.members(component).iter();
            let below = members.flat_map(|&claim| graph.cites(claim)).map(|&claim| components.of(claim));
            below.filter(move |&below| below != component).map(|below| cited.place(below))
        };
        let mut ahead = none();
        for (at, &component) in cited.order.iter().enumerate() {
            let mut reached = Mask::default();
            below(component).for_each(|below| reached |= ahead[below] | own[below]);
            ahead[at] = reached;
        }
        let mut reaching = none();
        let mut before = IndexVec::filled(Mask::default(), voices.count);
        for (at, &component) in cited.order.iter().enumerate().rev() {
            let here = reaching[at];
            let speaking = components.members(component).iter().flat_map(|&claim| voices.of.of(claim));
            speaking.for_each(|&voice| before[voice] |= here);
            below(component).for_each(|below| reaching[below] |= here | own[at]);
        }
        for (lane, &claim) in (0..).zip(&chosen) {
            voices.of.of(claim).iter().for_each(|&voice| before[voice].unset(lane));
        }
        Self { cited, ahead, before }
    }

    /// Whether a claim in a component has a return of a voice by way of a landmark. If not, it may have another one.
    pub(super) fn show(&self, component: Component, voice: S) -> bool {
        !(self.ahead[self.cited.place(component)] & self.before[voice]).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{case, random_texts};
    use super::super::tests::{shortest, voices};
    use super::*;

    /// Where every claim that has voices is a landmark and there are no loops, all returns are seen.
    #[test]
    fn what_is_shown_is_a_return() {
        let (mut shown, mut all) = (0, 0);
        for text in random_texts(2000) {
            let case = case(&text);
            let (components, distances) = (case.analysis.components(), case.distances());
            let cited = Cited::by(&case.graph, components, case.graph.claims());
            let landmarks = Landmarks::new(&case.graph, components, &voices(&case), &cited);
            let has_loops = components.count() < case.graph.claim_count();
            all += usize::from(!has_loops);
            for claim in case.graph.claims() {
                for &voice in case.graph.voices(claim) {
                    let has_return = shortest(&case, &distances, claim, voice).is_some();
                    let is_shown = landmarks.show(components.of(claim), voice);
                    let may_differ = has_loops && has_return;
                    assert!(is_shown == has_return || may_differ, "{text}: {}", case.ids(&[claim]));
                    shown += usize::from(is_shown);
                }
            }
        }
        assert!(shown > 200 && all > 100, "{shown} and {all}");
    }

    /// A chain of 1,000 claims of 200 voices that take turns: from the claim after the last of a round on, each comes
    /// back behind one of the 250 landmarks.
    #[test]
    fn a_chain_is_settled() {
        let claim = |at: usize| format!("c{at:03} by s{} cites c{:03}", at % 200, at.saturating_sub(1));
        let text = (0..1000).map(claim).collect::<Vec<_>>().join("; ").replace("c000 by s0 cites c000", "c000 by s0");
        let case = case(&text);
        let components = case.analysis.components();
        let cited = Cited::by(&case.graph, components, case.graph.claims());
        let landmarks = Landmarks::new(&case.graph, components, &voices(&case), &cited);
        let is_shown = |at: usize| {
            let claim = ClaimIndex::new(at);
            landmarks.show(components.of(claim), case.graph.voices(claim)[0])
        };
        assert!((0..1000).all(|at| is_shown(at) == (at >= 200)));
    }
}
