//! Claims that are looked at from all others: whoever reaches one of them, and another voice behind it, has a return.
//!
//! Where everything cites much, two passes settle nearly all questions so, which would each need a walk.

use super::super::masks::{LANES, Mask};
use super::Speaking;
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec};

/// Up to [`LANES`] claims that have voices, spread over the order.
pub(super) struct Landmarks<S> {
    /// Those in components that are reached from a component.
    ahead: IndexVec<Component, Mask>,
    /// Those behind which a source speaks, and which are not its own.
    before: IndexVec<S, Mask>,
}

impl<S: Idx> Landmarks<S> {
    /// Looks at the components of an order in which what is cited comes first. Linear in their claims and links.
    pub(super) fn new(graph: &Graph, components: &Components, voices: &Speaking<'_, S>, order: &[Component]) -> Self {
        let has_voices = |claim: &&ClaimIndex| !voices.of.of(**claim).is_empty();
        let first = |&component: &Component| components.members(component).iter().find(has_voices).copied();
        let candidates: Vec<_> = order.iter().filter_map(first).collect();
        let chosen: Vec<_> = candidates.iter().step_by(candidates.len().div_ceil(LANES).max(1)).copied().collect();
        let mut own = IndexVec::filled(Mask::default(), components.count());
        for (lane, &claim) in (0..).zip(&chosen) {
            own[components.of(claim)].set(lane);
        }
        let cited = |component| {
            let members = components.members(component).iter();
            let cited = members.flat_map(|&claim| graph.cites(claim)).map(|&cited| components.of(cited));
            cited.filter(move |&cited| cited != component)
        };
        let mut ahead = IndexVec::filled(Mask::default(), components.count());
        for &component in order {
            let mut reached = Mask::default();
            cited(component).for_each(|cited| reached |= ahead[cited] | own[cited]);
            ahead[component] = reached;
        }
        let mut reaching = IndexVec::filled(Mask::default(), components.count());
        let mut before = IndexVec::filled(Mask::default(), voices.count);
        for &component in order.iter().rev() {
            let here = reaching[component];
            let speaking = components.members(component).iter().flat_map(|&claim| voices.of.of(claim));
            speaking.for_each(|&voice| before[voice] |= here);
            cited(component).for_each(|cited| reaching[cited] |= here | own[component]);
        }
        for (lane, &claim) in (0..).zip(&chosen) {
            voices.of.of(claim).iter().for_each(|&voice| before[voice].unset(lane));
        }
        Self { ahead, before }
    }

    /// Whether a claim in a component has a return of a voice by way of a landmark. If not, it may have another one.
    pub(super) fn show(&self, component: Component, voice: S) -> bool {
        !(self.ahead[component] & self.before[voice]).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{case, random_texts};
    use super::super::tests::{shortest, voices};
    use super::*;
    use crate::analysis::reach::below;

    /// Where every claim that has voices is a landmark and there are no loops, all returns are seen.
    #[test]
    fn what_is_shown_is_a_return() {
        let (mut shown, mut all) = (0, 0);
        for text in random_texts(2000) {
            let case = case(&text);
            let (components, distances) = (case.analysis.components(), case.distances());
            let order = below(components, case.graph.claims(), |claim| case.graph.cites(claim).iter().copied());
            let landmarks = Landmarks::new(&case.graph, components, &voices(&case), &order);
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
        let order = below(components, case.graph.claims(), |claim| case.graph.cites(claim).iter().copied());
        let landmarks = Landmarks::new(&case.graph, components, &voices(&case), &order);
        let is_shown = |at: usize| {
            let claim = ClaimIndex::new(at);
            landmarks.show(components.of(claim), case.graph.voices(claim)[0])
        };
        assert!((0..1000).all(|at| is_shown(at) == (at >= 200)));
    }
}
