//! For many claims and voices at once, whether the voice comes back, in passes through the whole graph.

use super::super::masks::{LANES, Mask};
use super::cited::Cited;
use super::{LAST, Speaking};
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec};

/// The lane of a source that a pass is not about.
const NO_LANE: u32 = u32::MAX;

/// Whether some claims have a return of some voice, which is heard somewhere nearer the beginning of the order.
///
/// A pass hands on from what is cited to what cites it which of [`LANES`] sources speak there, and which of them are
/// behind another voice.
pub(super) fn sweep<S: Idx>(
    graph: &Graph,
    components: &Components,
    voices: &Speaking<'_, S>,
    lowest: &IndexVec<S, Component>,
    asked: &[(ClaimIndex, S)],
) -> Vec<bool> {
    let mut answers = vec![false; asked.len()];
    if asked.is_empty() {
        return answers;
    }
    let mut in_order: Vec<usize> = (0..asked.len()).collect();
    in_order.sort_unstable_by_key(|&at| asked[at].1);
    let mut by_source: Vec<&[usize]> = in_order.chunk_by(|&a, &b| asked[a].1 == asked[b].1).collect();
    // A pass ends where nothing more is asked: sources that are asked about near the beginning share short ones.
    by_source.sort_by_key(|of_source| of_source.iter().map(|&at| components.of(asked[at].0)).max());
    let cited = Cited::by(graph, components, asked.iter().map(|ask| ask.0));
    let mut pass = Pass {
        graph,
        components,
        voices,
        first: LAST,
        lanes: IndexVec::filled(NO_LANE, voices.count),
        full: Mask::default(),
        heard: vec![Heard::default(); cited.order.len()],
        cited,
    };
    for batch in by_source.chunks(LANES) {
        let mut asks = Vec::new();
        pass.clear();
        for (lane, &of_source) in (0..).zip(batch) {
            let source = asked[of_source[0]].1;
            pass.take_in(source, lane, lowest[source]);
            asks.extend(of_source.iter().map(|&at| (components.of(asked[at].0), lane, at)));
        }
        asks.sort_unstable();
        pass.run(&asks, &mut answers);
        for &of_source in batch {
            pass.lanes[asked[of_source[0]].1] = NO_LANE;
        }
    }
    answers
}

/// What is heard from a component on, on the way down.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Heard {
    /// The sources that speak.
    speak: Mask,
    /// Those of them that speak behind another voice.
    behind: Mask,
}

/// A pass through the components, what is cited first.
struct Pass<'a, S> {
    graph: &'a Graph,
    components: &'a Components,
    voices: &'a Speaking<'a, S>,
    /// The components that matter.
    cited: Cited,
    /// The component that it starts at: nobody of interest speaks before.
    first: Component,
    /// The lane of every source that it is about, [`NO_LANE`] for all others.
    lanes: IndexVec<S, u32>,
    /// All these lanes.
    full: Mask,
    /// From each of them.
    heard: Vec<Heard>,
}

impl<S: Idx> Pass<'_, S> {
    fn clear(&mut self) {
        self.first = LAST;
        self.full = Mask::default();
    }

    fn take_in(&mut self, source: S, lane: u32, lowest: Component) {
        self.lanes[source] = lane;
        self.full.set(lane);
        self.first = self.first.min(lowest);
    }

    /// Answers questions, which are in order of component.
    fn run(&mut self, asks: &[(Component, u32, usize)], answers: &mut [bool]) {
        let mut asks = asks.iter().peekable();
        let start = self.cited.order.partition_point(|&component| component < self.first);
        for at in start..self.cited.order.len() {
            if asks.peek().is_none() {
                break;
            }
            let component = self.cited.order[at];
            let below = self.below(component);
            let (own, lacking) = self.voices(component);
            let speak = below.speak | own;
            self.heard[at] = Heard { speak, behind: below.behind | speak & lacking };
            let returns = below.behind | below.speak & lacking;
            while let Some(&(_, lane, at)) = asks.next_if(|ask| ask.0 == component) {
                answers[at] = returns.has(lane);
            }
        }
    }

    /// What is heard from all that a component cites.
    fn below(&self, component: Component) -> Heard {
        let mut heard = Heard::default();
        for &claim in self.components.members(component) {
            for &cited in self.graph.cites(claim) {
                let below = self.components.of(cited);
                if below < self.first || below == component {
                    continue;
                }
                let below = &self.heard[self.cited.place(below)];
                heard.speak |= below.speak;
                heard.behind |= below.behind;
                if heard.behind == self.full {
                    return heard;
                }
            }
        }
        heard
    }

    /// The sources that speak in a component, and those that one of its claims has voices without.
    fn voices(&self, component: Component) -> (Mask, Mask) {
        let (mut speaking, mut lacking) = (Mask::default(), Mask::default());
        for &claim in self.components.members(component) {
            let voices = self.voices.of.of(claim);
            let mut mask = Mask::default();
            let lanes = voices.iter().map(|&voice| self.lanes[voice]);
            lanes.filter(|&lane| lane != NO_LANE).for_each(|lane| mask.set(lane));
            speaking |= mask;
            if !voices.is_empty() {
                lacking |= !mask;
            }
        }
        (speaking, lacking)
    }
}
