//! Corroboration that is none: by a claim that rests on what it corroborates, or on nothing else than that does.

use super::Analysis;
use super::reach::{Pair, rest_on, share_origins};
use super::walk::Walk;
use crate::graph::{Components, Graph};
use crate::index::{ClaimIndex, SourceIndex};

/// From every claim that corroborates another one a walk is made over so many links, which settles nearly all of them.
const NEAR: usize = 64;
/// Where more origins than are listed must be compared, both claims are walked from over so many links.
const NEAR_ORIGINS: usize = 1000;
/// To show chains that such a walk does not find, so many links are walked in all, and so many more for every claim.
const FAR: usize = 2_000_000;
const TIMES: usize = 8;

/// A claim that corroborates another one without grounds of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FalseCorroboration {
    /// The claim that corroborates.
    pub(crate) claim: ClaimIndex,
    /// The claim that it corroborates.
    pub(crate) corroborated: ClaimIndex,
    /// What they share.
    pub(crate) shared: Shared,
}

/// What two claims share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shared {
    /// The first rests on the second: a shortest chain of citations between them, or nothing if to look for it would
    /// take long.
    Chain(Option<Vec<ClaimIndex>>),
    /// All origins of the first, of which there are some, are origins of the second.
    Origins,
}

/// Whether a claim rests on the one that it corroborates.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rests {
    Unknown,
    No,
    Yes(Option<Vec<ClaimIndex>>),
}

/// All of them, in order of the claim that corroborates and of the one that is corroborated.
///
/// Takes as long as the claims and links, and as much again for every few hundred claims that something with much
/// beneath it corroborates, or sources where claims have more origins than are listed. Chains are shown as long as
/// there is time: see [`FAR`].
pub(crate) fn false_corroborations(graph: &Graph, analysis: &Analysis) -> Vec<FalseCorroboration> {
    let of_claim = |claim: ClaimIndex| graph.corroborates(claim).iter().map(move |&corroborated| (claim, corroborated));
    let pairs: Vec<Pair> = graph.claims().flat_map(of_claim).collect();
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for (pair, rests) in pairs.iter().zip(rests(graph, analysis.components(), &pairs)) {
        match rests {
            Rests::Yes(chain) => found.push(false_corroboration(*pair, Shared::Chain(chain))),
            _ if !analysis.origins(pair.0).is_empty() => others.push(*pair),
            _ => {}
        }
    }
    let shared = share_all_origins(graph, analysis, &others);
    let shared = others.iter().zip(shared).filter(|(_, shared)| *shared);
    found.extend(shared.map(|(&pair, _)| false_corroboration(pair, Shared::Origins)));
    found.sort_unstable_by_key(|found| (found.claim, found.corroborated));
    found
}

fn false_corroboration((claim, corroborated): Pair, shared: Shared) -> FalseCorroboration {
    FalseCorroboration { claim, corroborated, shared }
}

fn rests(graph: &Graph, components: &Components, pairs: &[Pair]) -> Vec<Rests> {
    let mut rests = vec![Rests::Unknown; pairs.len()];
    let mut search = Search { graph, components, walk: Walk::new(graph.claim_count()) };
    for (pairs, rests) in of_each_claim(pairs, &mut rests) {
        let mut budget = NEAR;
        search.walk(pairs, rests, &mut budget);
    }

    let open: Vec<usize> = (0..pairs.len()).filter(|&at| rests[at] == Rests::Unknown).collect();
    let asked: Vec<Pair> = open.iter().map(|&at| pairs[at]).collect();
    for (&at, answer) in open.iter().zip(rest_on(graph, components, &asked)) {
        rests[at] = if answer { Rests::Yes(None) } else { Rests::No };
    }

    let mut budget = FAR + TIMES * graph.claim_count();
    for (pairs, rests) in of_each_claim(pairs, &mut rests) {
        search.walk(pairs, rests, &mut budget);
    }
    rests
}

/// Pairs and what is known of them, in groups with the same first claim.
fn of_each_claim<'a>(
    pairs: &'a [Pair],
    mut rests: &'a mut [Rests],
) -> impl Iterator<Item = (&'a [Pair], &'a mut [Rests])> {
    pairs.chunk_by(|a, b| a.0 == b.0).map(move |pairs| {
        let (first, others) = std::mem::take(&mut rests).split_at_mut(pairs.len());
        rests = others;
        (pairs, first)
    })
}

/// Looks for chains of citations.
struct Search<'a> {
    graph: &'a Graph,
    components: &'a Components,
    walk: Walk<ClaimIndex>,
}

impl Search<'_> {
    /// Looks for the chains that are missing between a claim and those that it corroborates, as far as the budget of
    /// links goes.
    fn walk(&mut self, pairs: &[Pair], rests: &mut [Rests], budget: &mut usize) {
        let is_missing = |rests: &Rests| matches!(rests, Rests::Unknown | Rests::Yes(None));
        let missing = || pairs.iter().zip(&*rests).filter(|(_, rests)| is_missing(rests)).map(|(pair, _)| pair.1);
        let Some(lowest) = missing().map(|claim| self.components.of(claim)).min() else { return };
        let (claim, mut count) = (pairs[0].0, missing().count());
        self.walk.start(claim);
        while let Some(at) = self.walk.take() {
            for &cited in self.graph.cites(at) {
                if *budget == 0 {
                    return;
                }
                *budget -= 1;
                // What is cited has a component with a smaller number: from below the lowest, nothing is reached.
                if self.components.of(cited) < lowest || !self.walk.reach(cited) {
                    continue;
                }
                let Ok(met) = pairs.binary_search(&(claim, cited)) else { continue };
                if is_missing(&rests[met]) {
                    let mut chain = self.walk.path();
                    chain.push(cited);
                    rests[met] = Rests::Yes(Some(chain));
                    count -= 1;
                }
                if count == 0 {
                    return;
                }
            }
        }
        for rests in rests.iter_mut().filter(|rests| **rests == Rests::Unknown) {
            *rests = Rests::No;
        }
    }
}

/// Which first claims have no origin that the second one does not have.
fn share_all_origins(graph: &Graph, analysis: &Analysis, pairs: &[Pair]) -> Vec<bool> {
    let is_listed = |&(claim, other): &Pair| {
        let is_listed = |origin: &SourceIndex| analysis.origins(other).contains(origin);
        !analysis.origins_truncated(claim) && analysis.origins(claim).iter().all(is_listed)
    };
    let mut answers: Vec<bool> = pairs.iter().map(is_listed).collect();
    let mut walk = Walk::new(graph.claim_count());
    let mut open = Vec::new();
    for (at, (&(claim, other), answer)) in pairs.iter().zip(&mut answers).enumerate() {
        if *answer || !analysis.origins_truncated(other) {
            continue;
        }
        match (all_origins(graph, &mut walk, claim), all_origins(graph, &mut walk, other)) {
            (Some(ours), Some(theirs)) => *answer = ours.iter().all(|origin| theirs.binary_search(origin).is_ok()),
            _ => open.push(at),
        }
    }
    let asked: Vec<Pair> = open.iter().map(|&at| pairs[at]).collect();
    for (at, answer) in open.into_iter().zip(share_origins(graph, analysis, &asked)) {
        answers[at] = answer;
    }
    answers
}

/// All origins of a claim in order, if few enough links lead to them.
fn all_origins(graph: &Graph, walk: &mut Walk<ClaimIndex>, claim: ClaimIndex) -> Option<Vec<SourceIndex>> {
    let (mut origins, mut links) = (Vec::new(), 0);
    walk.start(claim);
    while let Some(at) = walk.take() {
        let (cites, voices) = (graph.cites(at), graph.voices(at));
        links += if cites.is_empty() { voices.len() } else { cites.len() };
        if links > NEAR_ORIGINS {
            return None;
        }
        if cites.is_empty() && !graph.is_retracted(at) {
            origins.extend(voices);
        }
        for cited in graph.cites_live(at) {
            walk.reach(cited);
        }
    }
    origins.sort_unstable();
    origins.dedup();
    Some(origins)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Case, case, random_texts};
    use super::*;
    use crate::index::Idx;
    use std::collections::BTreeSet;

    fn shown(case: &Case) -> Vec<String> {
        let found = false_corroborations(&case.graph, &case.analysis);
        let shown = |found: FalseCorroboration| {
            let pair = case.ids(&[found.claim, found.corroborated]);
            match found.shared {
                Shared::Chain(chain) => format!("{pair}: {}", chain.map_or("?".into(), |chain| case.ids(&chain))),
                Shared::Origins => format!("{pair}: origins"),
            }
        };
        found.into_iter().map(shown).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(&case(text)), expected, "{text}");
    }

    #[test]
    fn it_rests_on_what_it_corroborates() {
        check("a by s1; b by s2 backs a cites a", &["b a: b a"]);
        check("a; b cites c d backs a; c cites d; d cites a", &["b a: b d a"]);
        check("a cites b; b cites a backs a", &["b a: b a"]);
        // The other way round it does not, but then both have the same origins.
        check("a by s1 cites b; b by s2 backs a", &["b a: origins"]);
        check("a by s1; b cites c backs a; c cites a retracted", &["b a: b c a"]);
        check("a by s1; b by s2; c cites a backs a b", &["c a: c a"]);
        check("a by s1; b by s1; c cites a backs a b", &["c a: c a", "c b: origins"]);
    }

    #[test]
    fn it_has_no_origin_of_its_own() {
        check("a by s1; b by s1 backs a", &["b a: origins"]);
        check("a by s1 s2; b by s1 backs a", &["b a: origins"]);
        check("a by s1; b by s1 s2 backs a", &[]);
        check("a by s1 cites b; b by s2; c cites d backs a; d by s2", &["c a: origins"]);
        check("a by s1; b backs a", &[]);
        check("a by s1; b cites c backs a; c by s1 retracted", &[]);
        check("a by s1 retracted; b by s1 backs a", &[]);
        check("a cites c d; b cites c d backs a; c by s1 retracted; d by s2", &["b a: origins"]);
    }

    #[test]
    fn origins_beyond_those_that_are_listed() {
        let many = (10..30).map(|at| format!("s{at}")).collect::<Vec<_>>().join(" ");
        check(&format!("a cites x; b by s29 backs a; x by {many}"), &["b a: origins"]);
        check(&format!("a cites x; b by s29 s30 backs a; x by {many}"), &[]);
        check(&format!("a cites x; b cites y backs a; x by {many}; y by s30 {many}"), &[]);
        check(&format!("a cites x; b cites y backs a; x by s30 {many}; y by {many}"), &["b a: origins"]);
    }

    /// All origins of a claim, by walking every live link.
    fn origins(case: &Case, claim: ClaimIndex) -> BTreeSet<SourceIndex> {
        let (mut seen, mut open, mut origins) = (BTreeSet::new(), vec![claim], BTreeSet::new());
        open.retain(|&claim| !case.graph.is_retracted(claim));
        while let Some(claim) = open.pop() {
            if case.graph.cites(claim).is_empty() {
                origins.extend(case.graph.voices(claim));
            }
            let live = case.graph.cites(claim).iter().filter(|&&cited| !case.graph.is_retracted(cited));
            open.extend(live.filter(|&&cited| seen.insert(cited)));
        }
        origins
    }

    #[test]
    fn what_the_definition_says() {
        let mut counts = [0; 2];
        for text in random_texts(4000) {
            let case = case(&text);
            let distances = case.distances();
            let mut found = false_corroborations(&case.graph, &case.analysis).into_iter().peekable();
            for claim in case.graph.claims() {
                for &other in case.graph.corroborates(claim) {
                    let found = found.next_if(|found| (found.claim, found.corroborated) == (claim, other));
                    let found = found.map(|found| found.shared);
                    let (ours, theirs) = (origins(&case, claim), origins(&case, other));
                    if let Some(links) = distances[claim.at()][other.at()] {
                        let Some(Shared::Chain(Some(chain))) = found else { panic!("{text}: {found:?}") };
                        assert_eq!(chain.len() - 1, links, "{text}");
                        case.is_chain(&chain);
                        counts[0] += 1;
                    } else {
                        let shares = !ours.is_empty() && ours.is_subset(&theirs);
                        assert_eq!(found, shares.then_some(Shared::Origins), "{text}");
                        counts[1] += usize::from(shares);
                    }
                }
            }
            assert_eq!(found.next(), None, "{text}");
        }
        assert!(counts.iter().all(|&count| count > 400), "{counts:?}");
    }

    #[test]
    fn every_pair_in_one_pass() {
        for text in random_texts(2000) {
            let case = case(&text);
            let distances = case.distances();
            let all: Vec<Pair> = case.graph.claims().flat_map(|a| case.graph.claims().map(move |b| (a, b))).collect();
            let pairs: Vec<Pair> = all.iter().copied().filter(|(a, b)| a != b).collect();
            let expected: Vec<_> = pairs.iter().map(|&(a, b)| distances[a.at()][b.at()].is_some()).collect();
            assert_eq!(rest_on(&case.graph, case.analysis.components(), &pairs), expected, "{text}");
            let subset = |&(a, b): &Pair| origins(&case, a).is_subset(&origins(&case, b));
            let expected: Vec<_> = all.iter().map(subset).collect();
            assert_eq!(share_origins(&case.graph, &case.analysis, &all), expected, "{text}");
        }
    }

    #[test]
    fn more_claims_than_go_into_one_pass() {
        let claim = |at: usize| match at {
            0 => "c0000".to_owned(),
            _ => format!("c{at:04} cites c{:04} backs c{:04}", at - 1, at / 2),
        };
        let text: Vec<_> = (0..5000).map(claim).collect();
        let case = case(&text.join("; "));
        let found = false_corroborations(&case.graph, &case.analysis);
        assert_eq!(found.len(), 4999);
        assert!(found.iter().all(|found| found.corroborated.at() == found.claim.at() / 2));
        // The time for showing chains ends before the chains do.
        assert_eq!(found[1000].shared, Shared::Chain(Some((500..=1001).rev().map(ClaimIndex).collect())));
        assert_eq!(found[4998].shared, Shared::Chain(None));
    }

    #[test]
    fn more_sources_than_go_into_one_pass() {
        let names = |range: std::ops::Range<usize>| range.map(|at| format!("s{at:04}")).collect::<Vec<_>>().join(" ");
        for most in [900, 1100] {
            let (ours, theirs, others) = (names(0..800), names(0..most), names(1..most));
            check(&format!("a by {theirs}; b by {ours} backs a c; c by {others}"), &["b a: origins"]);
        }
    }
}
