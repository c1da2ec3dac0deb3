//! Chains that come back to a source, or to a page, after somebody else spoke: circular reporting.

mod cited;
mod landmarks;
mod sweep;

use cited::Cited;
use landmarks::Landmarks;
use sweep::sweep;

use super::Analysis;
use super::masks::LANES;
use super::walk::Walk;
use crate::graph::{Adjacency, Component, Components, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec, indices};

indices! {
    /// Where a walk is: twice a claim's number, and one more once another voice was heard on the way.
    State;
}

/// No component comes after this one.
const LAST: Component = Component(u32::MAX);

/// From every claim and voice a walk is made over so many links, which settles nearly all of them.
const NEAR: usize = 64;
/// To show chains that such a walk does not find, so many links are walked in all, and so many more for every claim.
const FAR: usize = 2_000_000;
const TIMES: usize = 8;

/// Who speaks in which claims, in order.
#[derive(Debug)]
pub(crate) struct Speaking<'a, S> {
    /// Who speaks in a claim.
    pub(crate) of: &'a Adjacency<ClaimIndex, S>,
    /// How many speak in all.
    pub(crate) count: usize,
}

/// A claim, one of its voices, and a chain of citations on which that voice speaks again after a claim that has voices,
/// but not this one. The claim where it does is on no loop with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Return<S> {
    /// The claim.
    pub(crate) claim: ClaimIndex,
    /// Who speaks.
    pub(crate) voice: S,
    /// The shortest such chain, or nothing if to look for it would take long. On a loop it may pass a claim twice.
    pub(crate) chain: Option<Vec<ClaimIndex>>,
}

/// One return for every claim and voice that is asked about and has one, in order of claim and voice.
///
/// Takes as long as the claims and links, and as much again for every few hundred sources for which that does not
/// settle it. Chains are shown as long as there is time: see [`FAR`].
pub(crate) fn returns<S: Idx>(
    graph: &Graph,
    analysis: &Analysis,
    voices: &Speaking<'_, S>,
    is_asked: impl Fn(S) -> bool,
) -> Vec<Return<S>> {
    let components = analysis.components();
    let lowest = lowest(graph, components, voices);
    let mut search = Search { graph, components, voices, lowest: &lowest, walk: Walk::new(2 * graph.claim_count()) };
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for claim in graph.claims().filter(|&claim| !graph.cites(claim).is_empty()) {
        let may_return = |voice: &&S| is_asked(**voice) && lowest[**voice] < components.of(claim);
        for &source in voices.of.of(claim).iter().filter(may_return) {
            match search.walk(claim, source, &mut NEAR.clone()) {
                Outcome::Unknown => open.push((claim, source)),
                Outcome::None => {}
                Outcome::Chain(chain) => found.push(Return { claim, voice: source, chain: Some(chain) }),
            }
        }
    }
    let mut budget = FAR + TIMES * graph.claim_count();
    for (&(claim, source), _) in
        open.iter().zip(have_returns(graph, components, voices, &lowest, &open)).filter(|(_, has)| *has)
    {
        let chain = match search.walk(claim, source, &mut budget) {
            Outcome::Chain(chain) => Some(chain),
            _ => None,
        };
        found.push(Return { claim, voice: source, chain });
    }
    found.sort_unstable_by_key(|found| (found.claim, found.voice));
    found
}

/// For every source, the component nearest the beginning of the order in which it speaks and is cited.
fn lowest<S: Idx>(graph: &Graph, components: &Components, voices: &Speaking<'_, S>) -> IndexVec<S, Component> {
    let mut lowest = IndexVec::filled(LAST, voices.count);
    for claim in graph.claims().filter(|&claim| !graph.cited_by(claim).is_empty()) {
        for &voice in voices.of.of(claim) {
            let lowest = &mut lowest[voice];
            *lowest = components.of(claim).min(*lowest);
        }
    }
    lowest
}

impl State {
    fn at_claim(claim: ClaimIndex, other_spoke: bool) -> Self {
        Self::new(2 * claim.at() + usize::from(other_spoke))
    }

    fn claim(self) -> ClaimIndex {
        ClaimIndex::new(self.at() / 2)
    }

    fn other_spoke(self) -> bool {
        self.at() % 2 == 1
    }
}

/// What a walk finds.
enum Outcome {
    /// It was given up.
    Unknown,
    None,
    Chain(Vec<ClaimIndex>),
}

/// Looks for chains.
struct Search<'a, S> {
    graph: &'a Graph,
    components: &'a Components,
    voices: &'a Speaking<'a, S>,
    lowest: &'a IndexVec<S, Component>,
    walk: Walk<State>,
}

impl<S: Idx> Search<'_, S> {
    /// Looks for the shortest chain that returns, as far as the budget of links goes.
    fn walk(&mut self, claim: ClaimIndex, source: S, budget: &mut usize) -> Outcome {
        let (home, lowest) = (self.components.of(claim), self.lowest[source]);
        self.walk.start(State::at_claim(claim, false));
        while let Some(state) = self.walk.take() {
            for &cited in self.graph.cites(state.claim()) {
                if *budget == 0 {
                    return Outcome::Unknown;
                }
                *budget -= 1;
                let component = self.components.of(cited);
                // What is cited has a component with a smaller number: from below the lowest, nothing is reached.
                if component < lowest {
                    continue;
                }
                let voices = self.voices.of.of(cited);
                let (speaks, other_spoke) = (voices.binary_search(&source).is_ok(), state.other_spoke());
                if speaks && other_spoke && component != home {
                    let path = self.walk.path().into_iter().map(State::claim);
                    return Outcome::Chain(path.chain([cited]).collect());
                }
                let other_spoke = other_spoke || !speaks && !voices.is_empty();
                self.walk.reach(State::at_claim(cited, other_spoke));
            }
        }
        Outcome::None
    }
}

/// Whether some claims have a return of some voice, which is heard somewhere nearer the beginning of the order.
fn have_returns<S: Idx>(
    graph: &Graph,
    components: &Components,
    voices: &Speaking<'_, S>,
    lowest: &IndexVec<S, Component>,
    asked: &[(ClaimIndex, S)],
) -> Vec<bool> {
    if asked.len() <= LANES {
        return sweep(graph, components, voices, lowest, asked);
    }
    let cited = Cited::by(graph, components, asked.iter().map(|ask| ask.0));
    let landmarks = Landmarks::new(graph, components, voices, &cited);
    let mut answers: Vec<_> = asked.iter().map(|&(claim, voice)| landmarks.show(components.of(claim), voice)).collect();
    let (at, open): (Vec<_>, Vec<_>) = asked.iter().copied().enumerate().filter(|&(at, _)| !answers[at]).unzip();
    for (at, answer) in at.into_iter().zip(sweep(graph, components, voices, lowest, &open)) {
        answers[at] = answer;
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::super::tests::{case, random_texts};
    use super::*;
    use crate::index::SourceIndex;

    pub(in super::super) fn voices(case: &super::super::tests::Case) -> Speaking<'_, SourceIndex> {
        Speaking { of: case.graph.voices_of_claims(), count: case.graph.sources().len() }
    }

    fn returns_of(case: &super::super::tests::Case) -> Vec<Return<SourceIndex>> {
        returns(&case.graph, &case.analysis, &voices(case), |_| true)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let case = case(text);
        let found = returns_of(&case);
        let shown = |found: &Return<SourceIndex>| {
            format!("{}: {}", case.source(found.voice), case.ids(found.chain.as_deref().unwrap()))
        };
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_source_behind_another_voice() {
        check("a by s1 cites b; b by s2 cites c; c by s1", &["s1: a b c"]);
        check("a by s1 cites b; b by s2 cites c; c by s3", &[]);
        check("a by s1 cites b; b by s1 cites c; c by s1", &[]);
        check("a by s1 cites b; b cites c; c by s1", &[]);
        check("a by s1 cites b; b by s1 s2 cites c; c by s1", &[]);
        check("a by s1 cites b; b cites c; c by s2 cites d; d cites e; e by s1 s3", &["s1: a b c d e"]);
        check("z cites a; a by s1 cites b; b by s2 cites c; c by s1", &["s1: a b c"]);
        check("a by s1 s2 cites b; b by s3 cites c; c by s1 s2", &["s1: a b c", "s2: a b c"]);
        check("a by s1 cites b; b by s2 backs c; c by s1", &[]);
    }

    #[test]
    fn the_nearest_return_of_every_claim() {
        check("a by s1 cites b d; b cites c; c by s2 cites e; d by s2 cites e; e by s1", &["s1: a d e"]);
        check("a by s1 cites b; b by s1 cites c; c by s2 cites d; d by s1", &["s1: a b c d", "s1: b c d"]);
        check("a by s1 cites b; b by s2 cites c; c by s1 cites d; d by s2", &["s1: a b c", "s2: b c d"]);
        // The direct way has nobody in between.
        check("a by s1 cites b c; b by s2 cites c; c by s1", &["s1: a b c"]);
    }

    #[test]
    fn loops_are_no_returns_but_may_be_passed() {
        check("a by s1 cites b; b by s2 cites c; c by s1 cites a", &[]);
        check("a by s1 cites b; b by s2 cites c; c by s1 cites b", &["s1: a b c"]);
        check("a by s1 cites b; b by s2 cites c; c cites b d; d by s1", &["s1: a b c d"]);
        check("a by s1 cites b d; b by s2 cites a; d by s1", &["s1: a b a d"]);
    }

    /// The length of the shortest return, if there is one.
    pub(in super::super) fn shortest(
        case: &super::super::tests::Case,
        distances: &[Vec<Option<usize>>],
        claim: ClaimIndex,
        source: SourceIndex,
    ) -> Option<usize> {
        let speaks = |claim: ClaimIndex| case.graph.voices(claim).contains(&source);
        let distance = |from: ClaimIndex, to: ClaimIndex| distances[from.at()][to.at()];
        let mut lengths = Vec::new();
        for between in case.graph.claims().filter(|&other| !case.graph.voices(other).is_empty() && !speaks(other)) {
            for end in case.graph.claims().filter(|&end| speaks(end) && end != claim && distance(end, claim).is_none())
            {
                lengths.extend(distance(claim, between).zip(distance(between, end)).map(|(there, on)| there + on));
            }
        }
        lengths.into_iter().min()
    }

    #[test]
    fn what_the_definition_says() {
        let mut count = 0;
        for text in random_texts(4000) {
            let case = case(&text);
            let distances = case.distances();
            let speaking = |claim: ClaimIndex| case.graph.voices(claim).iter().map(move |&voice| (claim, voice));
            let asked: Vec<_> = case.graph.claims().flat_map(speaking).collect();
            let expected: Vec<_> =
                asked.iter().map(|&(claim, source)| shortest(&case, &distances, claim, source)).collect();
            let found = returns_of(&case);
            let mut next = found.iter().peekable();
            for (&(claim, source), length) in asked.iter().zip(&expected) {
                let found = next.next_if(|found| (found.claim, found.voice) == (claim, source));
                let chain = found.and_then(|found| found.chain.as_deref());
                assert_eq!(chain.map(|chain| chain.len() - 1), *length, "{text}: {}", case.ids(&[claim]));
                case.is_chain(chain.unwrap_or_default());
            }
            assert_eq!(next.next(), None, "{text}");
            count += found.len();

            let components = case.analysis.components();
            let lowest = lowest(&case.graph, components, &voices(&case));
            let may_return = |&(claim, source): &(ClaimIndex, SourceIndex)| lowest[source] < components.of(claim);
            let (asked, expected): (Vec<_>, Vec<_>) = asked
                .iter()
                .zip(&expected)
                .map(|(asked, length)| (*asked, length.is_some()))
                .filter(|(asked, _)| may_return(asked))
                .unzip();
            assert_eq!(sweep(&case.graph, components, &voices(&case), &lowest, &asked), expected, "{text}");
        }
        assert!(count > 400, "{count} returns");
    }

    #[test]
    fn more_sources_than_go_into_one_pass() {
        let (claims, sources) = (4000, 700);
        let claim = |at: usize| match at {
            0 => "c0 by s0".to_owned(),
            _ => format!("c{at:04} by s{} cites c{:04}", at % sources, at - 1),
        };
        let text = (0..claims).map(claim).collect::<Vec<_>>().join("; ").replace("c0 by", "c0000 by");
        let case = case(&text);
        let found = returns_of(&case);
        assert_eq!(found.len(), claims - sources);
        assert_eq!(found[0].chain.as_ref().map(Vec::len), Some(sources + 1));
        // The time for showing chains ends before the chains do.
        assert_eq!(found.last().map(|found| found.chain.is_none()), Some(true));
    }
}
