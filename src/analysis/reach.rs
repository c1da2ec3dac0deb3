//! What leads to what: whether claims rest on claims, and whether claims share all their origins, for many pairs at
//! once.
//!
//! A pass through the graph hands marks on from what is cited to what cites it, [`LANES`] different ones at a time.

use super::Analysis;
use super::masks::{LANES, Mask};
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec, SourceIndex, number};

/// Two claims.
pub(super) type Pair = (ClaimIndex, ClaimIndex);

/// For each of some pairs, whether the second claim is reached from the first by citations.
///
/// Claims and links, times one in [`LANES`] of the different second claims; a pass covers only what is below the
/// first ones.
pub(super) fn rest_on(graph: &Graph, components: &Components, pairs: &[Pair]) -> Vec<bool> {
    let mut answers = vec![false; pairs.len()];
    if pairs.is_empty() {
        return answers;
    }
    // What is cited comes first: pairs in the other order are answered.
    let is_open = |&at: &usize| components.of(pairs[at].1) <= components.of(pairs[at].0);
    let mut open: Vec<usize> = (0..pairs.len()).filter(is_open).collect();
    open.sort_unstable_by_key(|&at| (components.of(pairs[at].1), pairs[at].1));
    let by_cited: Vec<&[usize]> = open.chunk_by(|&a, &b| pairs[a].1 == pairs[b].1).collect();
    let order = below(components, open.iter().map(|&at| pairs[at].0), |claim| graph.cites(claim).iter().copied());
    let mut marks = Marks::new(components.count());
    for batch in by_cited.chunks(LANES) {
        let mut asks = Vec::new();
        for (lane, &of_cited) in (0..).zip(batch) {
            asks.extend(of_cited.iter().map(|&at| (components.of(pairs[at].0), lane, at)));
        }
        asks.sort_unstable();
        let seeds = batch.iter().map(|of_cited| components.of(pairs[of_cited[0]].1));
        let (mut seeds, mut asks) = ((0..).zip(seeds).peekable(), asks.into_iter().peekable());
        marks.first = seeds.peek().map_or(Component::new(0), |seed| seed.1);
        for &component in &order[order.partition_point(|&component| component < marks.first)..] {
            if asks.peek().is_none() {
                break;
            }
            let mut mask = marks.below(components, component, |claim| graph.cites(claim).iter().copied());
            // Those that nothing leads to are passed over.
            while let Some((lane, cited)) = seeds.next_if(|seed| seed.1 <= component) {
                if cited == component {
                    mask.set(lane);
                }
            }
            marks.of[component] = mask;
            while let Some((_, lane, at)) = asks.next_if(|ask| ask.0 == component) {
                answers[at] = mask.has(lane);
            }
        }
    }
    answers
}

/// For each of some pairs, whether all origins of the first claim are origins of the second.
///
/// Claims and links, times one in [`LANES`] of the sources; pairs that are answered are not asked again.
pub(super) fn share_origins(graph: &Graph, analysis: &Analysis, pairs: &[Pair]) -> Vec<bool> {
    let mut answers = vec![true; pairs.len()];
    if pairs.is_empty() {
        return answers;
    }
    let components = Components::of_live_citations(graph);
    let sources = sources_of(graph, analysis, pairs);
    let mut ranks = IndexVec::<SourceIndex, _>::filled(u32::MAX, graph.sources().len());
    for (rank, &source) in (0..).zip(&sources) {
        ranks[source] = rank;
    }
    let mut open: Vec<usize> = (0..pairs.len()).collect();
    let mut marks = Marks::new(components.count());
    for start in (0..number(sources.len())).step_by(LANES) {
        let lanes = start..start + number(LANES);
        let asked = open.iter().flat_map(|&at| [pairs[at].0, pairs[at].1]);
        for component in below(&components, asked, |claim| graph.cites_live(claim)) {
            let mut mask = marks.below(&components, component, |claim| graph.cites_live(claim));
            let is_origin = |claim: &&ClaimIndex| graph.cites(**claim).is_empty() && !graph.is_retracted(**claim);
            for &claim in components.members(component).iter().filter(is_origin) {
                let ranks = graph.voices(claim).iter().map(|&voice| ranks[voice]);
                ranks.filter(|rank| lanes.contains(rank)).for_each(|rank| mask.set(rank - start));
            }
            marks.of[component] = mask;
        }
        let mask = |claim: ClaimIndex| marks.of[components.of(claim)];
        open.retain(|&at| {
            answers[at] = (mask(pairs[at].0) & !mask(pairs[at].1)).is_empty();
            answers[at]
        });
    }
    answers
}

/// The sources that could be an origin of the first claim of a pair and not of the second.
fn sources_of(graph: &Graph, analysis: &Analysis, pairs: &[Pair]) -> Vec<SourceIndex> {
    if pairs.iter().any(|&(claim, _)| analysis.origins_truncated(claim)) {
        return graph.sources().collect();
    }
    let mut sources: Vec<SourceIndex> = pairs.iter().flat_map(|&(claim, _)| analysis.origins(claim)).copied().collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// Every component that is reached from some claims, theirs included, in order.
pub(super) fn below<I: Iterator<Item = ClaimIndex>>(
    components: &Components,
    claims: impl Iterator<Item = ClaimIndex>,
    leads_to: impl Fn(ClaimIndex) -> I,
) -> Vec<Component> {
    let mut is_met = IndexVec::filled(false, components.count());
    let mut met = Vec::new();
    let mut enter = |claim: ClaimIndex, met: &mut Vec<Component>| {
        let component = components.of(claim);
        if !std::mem::replace(&mut is_met[component], true) {
            met.push(component);
        }
    };
    claims.for_each(|claim| enter(claim, &mut met));
    let mut at = 0;
    while let Some(&component) = met.get(at) {
        at += 1;
        for &claim in components.members(component) {
            leads_to(claim).for_each(|below| enter(below, &mut met));
        }
    }
    met.sort_unstable();
    met
}

/// The marks of every component, as far as a pass has come.
struct Marks {
    of: IndexVec<Component, Mask>,
    /// The component that the pass started at; those before it have none.
    first: Component,
}

impl Marks {
    fn new(components: usize) -> Self {
        Self { of: IndexVec::filled(Mask::default(), components), first: Component::new(0) }
    }

    /// What comes to a component from those that its claims lead to.
    fn below<I: Iterator<Item = ClaimIndex>>(
        &self,
        components: &Components,
        component: Component,
        leads_to: impl Fn(ClaimIndex) -> I,
    ) -> Mask {
        let mut mask = Mask::default();
        for below in components.members(component).iter().flat_map(|&claim| leads_to(claim)) {
            let below = components.of(below);
            if below >= self.first && below != component {
                mask |= self.of[below];
            }
        }
        mask
    }
}
