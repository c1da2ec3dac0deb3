//! Small graphs for the tests of what is worked out for one rule, and the plainest way of asking what leads where.

use std::collections::BTreeSet;

use super::{Analysis, analyse};
use crate::graph::{Graph, link};
use crate::index::{ClaimIndex, Idx, Node, SourceIndex};
use crate::load::load_texts;

/// A graph, what is known of it, and the ids of its claims and sources by number.
pub(super) struct Case {
    pub(super) graph: Graph,
    pub(super) analysis: Analysis,
    pub(super) ids: Vec<String>,
}

/// From text such as `c by s1 cites d; d by s2 backs e retracted`: claims in order of id, and sources that begin with
/// `s`; nobody can tell those that begin with `su` from each other.
pub(super) fn case(text: &str) -> Case {
    let claims: Vec<_> = text.split("; ").map(record).collect();
    let claims = claims.concat();
    let known: BTreeSet<&str> = text.split([' ', ';']).filter(|word| word.starts_with('s')).collect();
    let identity = |id: &str| {
        if id.starts_with("su") { "identity: unspecified, description: x" } else { "identity: named, name: x" }
    };
    let sources: Vec<_> = known.iter().map(|id| format!("  {id}: {{{}}}\n", identity(id))).collect();
    let sources = sources.concat();
    let sources = if sources.is_empty() { sources } else { format!("sources:\n{sources}") };
    let loaded = load_texts([("a.yaml".into(), format!("{sources}claims:\n{claims}"))]);
    assert!(loaded.diagnostics.is_empty(), "{text}: {:?}", loaded.diagnostics);
    let linked = link(&loaded.corpus);
    assert!(linked.diagnostics.is_empty(), "{text}: {:?}", linked.diagnostics);
    let claims = loaded.corpus.claims.iter().map(|claim| &claim.id);
    let ids = claims.chain(loaded.corpus.sources.iter().map(|source| &source.id)).map(ToString::to_string).collect();
    Case { analysis: analyse(&linked.graph), graph: linked.graph, ids }
}

/// A claim's record from its words.
fn record(words: &str) -> String {
    const LISTS: [(&str, &str); 3] = [("by", "attributed_to"), ("cites", "cites"), ("backs", "corroborates")];
    let mut fields = vec!["statement: x".to_owned()];
    for (word, key) in LISTS {
        let after = words.split(' ').skip_while(|other| *other != word).skip(1);
        let ids: Vec<_> = after.take_while(|id| !["by", "cites", "backs", "retracted"].contains(id)).collect();
        fields.push(format!("{key}: [{}]", ids.join(", ")));
    }
    if words.split(' ').any(|word| word == "retracted") {
        fields.push("retracted: 2024".to_owned());
    }
    format!("  {}: {{{}}}\n", words.split(' ').next().unwrap_or_default(), fields.join(", "))
}

impl Case {
    /// The ids of some claims, with blanks between.
    pub(super) fn ids(&self, claims: &[ClaimIndex]) -> String {
        claims.iter().map(|claim| self.ids[claim.at()].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The ids of some nodes, with blanks between.
    pub(super) fn nodes(&self, nodes: &[Node]) -> String {
        nodes.iter().map(|node| self.ids[node.at()].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The id of a source.
    pub(super) fn source(&self, source: SourceIndex) -> &str {
        &self.ids[self.graph.source_node(source).at()]
    }

    /// The fewest links, but one at least, by which each claim leads to each other one and to itself. Floyd and
    /// Warshall.
    pub(super) fn distances(&self) -> Vec<Vec<Option<usize>>> {
        let count = self.graph.claim_count();
        let mut distances = vec![vec![None; count]; count];
        for claim in self.graph.claims() {
            for &cited in self.graph.cites(claim) {
                distances[claim.at()][cited.at()] = Some(1);
            }
        }
        for over in 0..count {
            for from in 0..count {
                for to in 0..count {
                    if let (Some(there), Some(on)) = (distances[from][over], distances[over][to]) {
                        let known = distances[from][to].unwrap_or(usize::MAX);
                        distances[from][to] = Some(known.min(there + on));
                    }
                }
            }
        }
        distances
    }

    /// Checks that each claim of a chain cites the next one.
    #[track_caller]
    pub(super) fn is_chain(&self, chain: &[ClaimIndex]) {
        for link in chain.windows(2) {
            assert!(self.graph.cites(link[0]).contains(&link[1]), "{}", self.ids(chain));
        }
    }
}

/// Texts for [`case`] of up to eight claims and some sources, each time the same.
pub(super) fn random_texts(count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap()
    };
    (0..count).map(move |_| {
        let claims = 2 + below(7);
        let sources = [2, 3, 4, 14][below(4)];
        let (voices, cites, backs, retracted) = (1 + below(3), 8 + below(30), below(25), below(20));
        let is_acyclic = below(2) == 0;
        let mut text = Vec::new();
        for claim in 0..claims {
            let mut words = format!("c{claim}");
            let mut add = |key: &str, prefix: &str, chosen: &dyn Fn(usize) -> bool, count: usize| {
                let chosen: Vec<_> = (0..count).filter(|&at| chosen(at)).map(|at| format!(" {prefix}{at}")).collect();
                if !chosen.is_empty() {
                    words += &[" ", key, &chosen.concat()].concat();
                }
            };
            let spoken: Vec<_> =
                (0..below(voices + 1) * if sources > 10 { 6 } else { 1 }).map(|_| below(sources)).collect();
            add("by", "s", &|source| spoken.contains(&source), sources);
            let drawn: Vec<_> = (0..claims).map(|_| (below(100) < cites, below(100) < backs)).collect();
            add("cites", "c", &|to| drawn[to].0 && to != claim && (!is_acyclic || to > claim), claims);
            add("backs", "c", &|to| drawn[to].1 && to != claim, claims);
            if below(100) < retracted {
                words += " retracted";
            }
            text.push(words);
        }
        text.join("; ")
    })
}

#[test]
fn components_are_what_reaches_each_other_and_what_is_cited_comes_first() {
    for text in random_texts(2000) {
        let case = case(&text);
        let (distances, components) = (case.distances(), case.analysis.components());
        for claim in case.graph.claims() {
            let both_ways = |other: ClaimIndex| {
                claim == other
                    || distances[claim.at()][other.at()].is_some() && distances[other.at()][claim.at()].is_some()
            };
            let expected: Vec<_> = case.graph.claims().filter(|&other| both_ways(other)).collect();
            assert_eq!(components.members(components.of(claim)), expected, "{text}");
            let cited = case.graph.cites(claim).iter();
            assert!(cited.copied().all(|cited| components.of(cited) <= components.of(claim)), "{text}");
            assert_eq!(components.is_on_loop(claim), expected.len() > 1, "{text}");
        }
        assert_eq!(components.loops().map(<[ClaimIndex]>::len).filter(|&size| size < 2).count(), 0);
    }
}
