//! Counts of independent lines on graphs too large for enumeration, against a plain maximum flow and against striking
//! out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::agreement::report_json;
use crate::random::Rng;
use crate::reference::{self, Claim, Corpus, Identity, Source};

/// A corpus with links from anywhere to anywhere, so that most of it is one tangle of loops.
pub fn tangle(rng: &mut Rng) -> Corpus {
    let claims = 20 + rng.below(60);
    let sources = 2 + rng.below(12);
    let backward = rng.chance(50);
    let mut corpus = Corpus::default();
    for at in 0..sources {
        let identity = if rng.chance(60) { Identity::Named } else { Identity::Anonymous };
        let (is_outlet, is_known) = (rng.chance(10), identity == Identity::Anonymous && rng.chance(70));
        corpus.sources.insert(format!("s{at}"), Source { identity, is_outlet, is_known });
    }
    let links = 1 + rng.below(4);
    for at in 0..claims {
        let mut claim = Claim { statement: "x".into(), retracted: rng.chance(5), ..Claim::default() };
        let some = |rng: &mut Rng, most: usize| -> Vec<String> {
            let range = if backward { at } else { claims };
            let picks = (0..rng.below(most + 1)).filter(|_| range > 0).map(|_| rng.below(range.max(1)));
            picks.filter(|&to| to != at).collect::<BTreeSet<_>>().into_iter().map(|to| format!("c{to}")).collect()
        };
        if !rng.chance(25) {
            claim.cites = some(rng, links);
        }
        if rng.chance(30) {
            claim.corroborates = some(rng, links);
        }
        let voices: BTreeSet<_> = (0..rng.below(3)).map(|_| rng.below(sources)).collect();
        claim.attributed_to = voices.into_iter().map(|voice| format!("s{voice}")).collect();
        corpus.claims.insert(format!("c{at}"), claim);
    }
    corpus
}

/// What a node leads to in the support network, by the definition.
pub fn leads(corpus: &Corpus, named_only: bool) -> BTreeMap<&str, BTreeSet<&str>> {
    let has_name = |id: &String| corpus.sources[id].identity == Identity::Named;
    let is_named = |id: &String| has_name(id) && !corpus.sources[id].is_outlet;
    let mut leads: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, claim) in &corpus.claims {
        let voices = &claim.attributed_to;
        if !named_only || voices.is_empty() || voices.iter().any(has_name) {
            let below = if claim.cites.is_empty() { voices } else { &claim.cites };
            let below = below.iter().filter(|id| !named_only || !corpus.sources.contains_key(*id) || is_named(id));
            leads.entry(id).or_default().extend(below.map(String::as_str));
        }
        for corroborated in claim.corroborates.iter().filter(|id| !claim.disputes.contains(id)) {
            leads.entry(corroborated).or_default().insert(id);
        }
    }
    let is_live = |id: &str| corpus.claims.get(id).is_none_or(|claim| !claim.retracted);
    leads.retain(|id, _| is_live(id));
    for below in leads.values_mut() {
        below.retain(|id| is_live(id));
    }
    leads
}

/// Whether a source that `counts` can be reached from a claim without the nodes in `without`.
pub fn reaches(
    corpus: &Corpus,
    leads: &BTreeMap<&str, BTreeSet<&str>>,
    from: &str,
    without: &[&str],
    counts: fn(&Source) -> bool,
) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(node) = open.pop() {
        if corpus.sources.get(node).is_some_and(counts) {
            return true;
        }
        for &below in leads.get(node).into_iter().flatten() {
            if !without.contains(&below) && seen.insert(below) {
                open.push(below);
            }
        }
    }
    false
}

/// Every source.
pub fn any(_: &Source) -> bool {
    true
}

/// A source that can be told from the others.
pub fn told(source: &Source) -> bool {
    source.is_known || source.identity == Identity::Named && !source.is_outlet
}

/// The smallest number of nodes without which no source that can be told from the others is reached, up to 3: Menger's
/// theorem, by trying.
fn smallest_cut(corpus: &Corpus, leads: &BTreeMap<&str, BTreeSet<&str>>, claim: &str) -> u64 {
    let nodes: Vec<&str> = corpus.claims.keys().chain(corpus.sources.keys()).map(String::as_str).collect();
    let others = || nodes.iter().copied().filter(|&node| node != claim);
    let reaches = |without: &[&str]| reaches(corpus, leads, claim, without, told);
    if !reaches(&[]) {
        return 0;
    }
    if others().any(|one| !reaches(&[one])) {
        return 1;
    }
    let pairs = others().flat_map(|one| others().filter(move |&two| one < two).map(move |two| [one, two]));
    if pairs.into_iter().any(|pair| !reaches(&pair)) { 2 } else { 3 }
}

#[test]
fn counts_are_the_sizes_of_the_smallest_cuts() {
    let (mut seen, mut solely) = ([0; 4], 0);
    for seed in 0..40 {
        let corpus = tangle(&mut Rng::new(seed));
        let report = report_json(vec![("a.yaml".into(), reference::yaml(&corpus))]);
        let report: Value = serde_json::from_str(&report).unwrap();
        let (all, named) = (leads(&corpus, false), leads(&corpus, true));
        let nodes: Vec<&str> = corpus.claims.keys().chain(corpus.sources.keys()).map(String::as_str).collect();
        for row in report["claims"].as_array().unwrap().iter().step_by(3) {
            let id = row["id"].as_str().unwrap();
            let reaches = |without: &[&str]| reaches(&corpus, &all, id, without, any);
            let count = match smallest_cut(&corpus, &all, id) {
                0 => u64::from(reaches(&[])),
                count => count,
            };
            seen[usize::try_from(count).unwrap()] += 1;
            assert_eq!(row["independent_sources"], count, "seed {seed}, {id}");
            assert_eq!(row["independent_named_sources"], smallest_cut(&corpus, &named, id), "seed {seed}, {id}, named");
            let is_passed_by_all = |node: &&str| *node != id && !reaches(&[node]);
            match row["rests_solely_on"].as_str() {
                Some(sole) => {
                    assert!(count == 1 && is_passed_by_all(&sole), "seed {seed}, {id} without {sole}");
                    solely += 1;
                }
                None => assert!(count != 1 || !nodes.iter().any(is_passed_by_all), "seed {seed}, {id}"),
            }
        }
    }
    assert!(seen.iter().all(|&count| count > 20) && solely > 20, "everything must occur: {seen:?}, {solely}");
}
