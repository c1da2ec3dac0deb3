//! A naive reference of "What the words mean" in `docs/claim-files.md`. It enumerates simple chains, so it is only fit
//! for tiny corpora. Terms in quotation marks are the headings and words that the page defines.
#![allow(unreachable_pub)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

pub use super::random::{split, yaml};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Named,
    Anonymous,
    Unspecified,
}

#[derive(Clone, Debug)]
pub struct Source {
    pub identity: Identity,
    /// Whether its kind is `outlet`.
    pub is_outlet: bool,
    /// Whether it has a `known_to`.
    pub is_known: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Claim {
    pub statement: String,
    pub attributed_to: Vec<String>,
    pub cites: Vec<String>,
    pub corroborates: Vec<String>,
    pub disputes: Vec<String>,
    /// The document of each item of evidence.
    pub documents: Vec<String>,
    pub retracted: bool,
}

/// Sources and claims by id.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub sources: BTreeMap<String, Source>,
    pub claims: BTreeMap<String, Claim>,
}

/// The ids from a claim to a source, both included.
type Chain<'a> = Vec<&'a str>;

/// Which links a chain may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Provenance,
    Support,
    NamedSupport,
}

/// `report --format json` of section 4.
pub fn report(corpus: &Corpus) -> Value {
    let claims: Vec<Value> = corpus.claims.keys().map(|id| entry(corpus, id)).collect();
    let mut summary = BTreeMap::from([("claims", claims.len())]);
    for basis in "named mixed outlet anonymous retracted circular unsourced".split(' ') {
        let has_it = |claim: &&Value| claim["basis"] == basis;
        summary.insert(basis, claims.iter().filter(has_it).count());
    }
    json!({"summary": summary, "claims": claims})
}

/// One claim in that report.
fn entry(corpus: &Corpus, id: &str) -> Value {
    let origins = origins(corpus, id);
    let support = live_chains(corpus, Kind::Support, id);
    let independent = independent_sources(corpus, &support);
    let named = most_independent(&live_chains(corpus, Kind::NamedSupport, id));
    json!({
        "id": id,
        "statement": corpus.claims[id].statement,
        "attributed_to": voices(corpus, id),
        "basis": basis(corpus, id),
        "origins": origins.iter().take(10).collect::<Vec<_>>(),
        "origins_truncated": origins.len() > 10,
        "on_the_record": named >= 1,
        "independent_sources": independent,
        "independent_named_sources": named,
        "rests_solely_on": shared_by_all(&support).filter(|_| independent == 1),
        "retracted": corpus.claims[id].retracted,
        "in_cycle": on_loop(corpus, id),
        "disputed_by": pointing_at(corpus, id, |other| &other.disputes),
    })
}

/// The ids in a list of links of `id` that count: known ones, each once, and not `id` itself.
fn links<'a, T>(id: &str, list: &'a [String], known: &BTreeMap<String, T>) -> Vec<&'a str> {
    let mut kept = Vec::new();
    for target in list.iter().map(String::as_str) {
        if target != id && known.contains_key(target) && !kept.contains(&target) {
            kept.push(target);
        }
    }
    kept
}

/// The other claims whose list holds `id`, in order of id: R(c) where it is `corroborates`. "A claim that both
/// corroborates and disputes another does neither."
fn pointing_at<'a>(corpus: &'a Corpus, id: &str, list: fn(&Claim) -> &[String]) -> Vec<&'a str> {
    let holds = |list: &[String]| list.iter().any(|target| target == id);
    let mut found = Vec::new();
    for (other, claim) in &corpus.claims {
        let does_neither = holds(&claim.corroborates) && holds(&claim.disputes);
        if other != id && holds(list(claim)) && !does_neither {
            found.push(other.as_str());
        }
    }
    found
}

/// V(c) of "Definitions".
fn voices<'a>(corpus: &'a Corpus, id: &str) -> Vec<&'a str> {
    links(id, &corpus.claims[id].attributed_to, &corpus.sources)
}

/// K(c) of "Definitions".
fn cited<'a>(corpus: &'a Corpus, id: &str) -> Vec<&'a str> {
    links(id, &corpus.claims[id].cites, &corpus.claims)
}

/// Whether a voice is named, whether it is an outlet or not.
fn has_name(corpus: &Corpus, source: &str) -> bool {
    corpus.sources[source].identity == Identity::Named
}

/// "named": one of the "three classes of source".
fn is_named(corpus: &Corpus, source: &str) -> bool {
    has_name(corpus, source) && !corpus.sources[source].is_outlet
}

/// "an outlet": another one. All others are "unnamed".
fn is_outlet(corpus: &Corpus, source: &str) -> bool {
    has_name(corpus, source) && corpus.sources[source].is_outlet
}

/// "a source that can be told from the others: a named one, or an anonymous one that somebody at the desk knows".
fn can_be_told(corpus: &Corpus, source: &str) -> bool {
    let Source { identity, is_known, .. } = corpus.sources[source];
    is_named(corpus, source) || identity == Identity::Anonymous && is_known
}

/// What a claim leads to: "Provenance", "Support" and `independent_named_sources`.
fn leads_to<'a>(corpus: &'a Corpus, kind: Kind, id: &str) -> BTreeSet<&'a str> {
    let (voices, cited) = (voices(corpus, id), cited(corpus, id));
    let has_named_voice = voices.iter().any(|source| has_name(corpus, source));
    let may_pass = kind != Kind::NamedSupport || voices.is_empty() || has_named_voice;

    let mut next = BTreeSet::new();
    if may_pass {
        next.extend(if cited.is_empty() { voices } else { cited });
    }
    if kind == Kind::NamedSupport {
        next.retain(|to| corpus.claims.contains_key(*to) || is_named(corpus, to));
    }
    if kind != Kind::Provenance {
        next.extend(pointing_at(corpus, id, |other| &other.corroborates));
    }
    next
}

/// Adds every simple "chain" that begins with `path`, which ends in a claim.
fn extend<'a>(corpus: &'a Corpus, kind: Kind, path: &mut Chain<'a>, found: &mut Vec<Chain<'a>>) {
    let end = path[path.len() - 1];
    for next in leads_to(corpus, kind, end) {
        if corpus.sources.contains_key(next) {
            found.push([path.as_slice(), &[next]].concat());
        } else if !path.contains(&next) {
            path.push(next);
            extend(corpus, kind, path, found);
            path.pop();
        }
    }
}

/// Every simple "chain" from a claim.
fn chains<'a>(corpus: &'a Corpus, kind: Kind, id: &'a str) -> Vec<Chain<'a>> {
    let mut found = Vec::new();
    extend(corpus, kind, &mut vec![id], &mut found);
    found
}

/// Every simple "live" chain from a claim.
fn live_chains<'a>(corpus: &'a Corpus, kind: Kind, id: &'a str) -> Vec<Chain<'a>> {
    let retracted = |id: &&str| corpus.claims.get(*id).is_some_and(|claim| claim.retracted);
    let mut chains = chains(corpus, kind, id);
    chains.retain(|chain| !chain.iter().any(retracted));
    chains
}

/// The "origins", the fewest links first, then by id.
pub fn origins<'a>(corpus: &'a Corpus, id: &'a str) -> Vec<&'a str> {
    let mut chains = live_chains(corpus, Kind::Provenance, id);
    chains.sort_by_key(|chain| (chain.len(), chain[chain.len() - 1]));
    let mut origins = Vec::new();
    for source in chains.iter().map(|chain| chain[chain.len() - 1]) {
        if !origins.contains(&source) {
            origins.push(source);
        }
    }
    origins
}

/// The "basis".
fn basis(corpus: &Corpus, id: &str) -> &'static str {
    let origins = origins(corpus, id);
    let count = |is: fn(&Corpus, &str) -> bool| origins.iter().filter(|source| is(corpus, source)).count();
    let (named, outlets) = (count(is_named), count(is_outlet));
    let unnamed = origins.len() - named - outlets;
    let has_chains = !chains(corpus, Kind::Provenance, id).is_empty();
    let followed = followed(corpus, id);
    if origins.is_empty() {
        match () {
            () if has_chains => "retracted",
            () if followed.iter().any(|met| on_loop(corpus, met)) => "circular",
            () => "unsourced",
        }
    } else if unnamed == origins.len() {
        "anonymous"
    } else if named == 0 && outlets > 0 {
        "outlet"
    } else if named > 0 && unnamed > 0 {
        "mixed"
    } else {
        "named"
    }
}

/// The claims met by following one or more citations.
fn followed<'a>(corpus: &'a Corpus, id: &str) -> BTreeSet<&'a str> {
    let mut met = BTreeSet::new();
    let mut todo = cited(corpus, id);
    while let Some(claim) = todo.pop() {
        if met.insert(claim) {
            todo.extend(cited(corpus, claim));
        }
    }
    met
}

/// `in_cycle` of section 4.
fn on_loop(corpus: &Corpus, id: &str) -> bool {
    followed(corpus, id).contains(id)
}

/// `independent_sources`: of live support chains, "1 if there is none of these and c has any live support chain at
/// all".
fn independent_sources(corpus: &Corpus, support: &[Chain<'_>]) -> usize {
    let mut told = support.to_vec();
    told.retain(|chain| can_be_told(corpus, chain[chain.len() - 1]));
    match most_independent(&told) {
        0 if !support.is_empty() => 1,
        count => count,
    }
}

/// How many of the chains from one claim share nothing else.
fn most_independent<'a>(chains: &[Chain<'a>]) -> usize {
    let beneath = |chain: &Chain<'a>| chain[1..].iter().copied().collect();
    let sets: BTreeSet<BTreeSet<&str>> = chains.iter().map(beneath).collect();
    most_disjoint(&sets.iter().collect::<Vec<_>>(), 3)
}

/// How many of the sets can be chosen so that no two overlap, up to `limit`.
fn most_disjoint(sets: &[&BTreeSet<&str>], limit: usize) -> usize {
    let mut best = 0;
    for (position, set) in sets.iter().enumerate() {
        if best == limit {
            break;
        }
        let mut apart = sets[position + 1..].to_vec();
        apart.retain(|other| other.is_disjoint(set));
        best = best.max(1 + most_disjoint(&apart, limit - 1));
    }
    best
}

/// What all chains from one claim pass through, the nearest to their ends: `rests_solely_on`.
fn shared_by_all<'a>(chains: &[Chain<'a>]) -> Option<&'a str> {
    let mut beneath = chains.first()?[1..].to_vec();
    beneath.retain(|id| chains.iter().all(|chain| chain.contains(id)));
    beneath.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::short::corpus;

    /// A corpus, then the basis of claim `c`, its independent sources, its independent named sources
    /// and what it rests solely on.
    #[track_caller]
    fn check(case: &str) {
        let (text, expected) = case.split_once(" => ").unwrap_or((case, ""));
        let c = entry(&corpus(text), "c");
        let (all, named) = (&c["independent_sources"], &c["independent_named_sources"]);
        let (basis, solely) = (c["basis"].as_str(), c["rests_solely_on"].as_str());
        let (basis, solely) = (basis.unwrap_or_default(), solely.unwrap_or("-"));
        assert_eq!(format!("{basis} {all} {named} {solely}"), expected);
        assert_eq!(c["on_the_record"], json!(*named != 0));
    }

    fn field(text: &str, id: &str, field: &str) -> Value {
        entry(&corpus(text), id)[field].clone()
    }

    #[test]
    fn each_voice_that_can_be_told_from_others_is_a_source_and_three_stand_for_more() {
        check("c by n1 k1 => mixed 2 1 -");
        check("c by k1 k2 => anonymous 2 0 -");
        check("c by n1 n1 => named 1 1 n1");
        check("c by n1 n2 n3 n4 k1 => mixed 3 3 -");
    }

    #[test]
    fn what_cannot_be_told_from_others_adds_none() {
        check("c by n1 a1 => mixed 1 1 -");
        check("c by a1 a2 => anonymous 1 0 -");
        check("c by u1 u2 => anonymous 1 0 -");
        check("c by o1 o2 o3 => outlet 1 0 -");
        check("c by k1 a1 => anonymous 1 0 -");
        check("c by n1 o1 => named 1 1 -");
        check("c by a1 => anonymous 1 0 a1");
        check("c by o1 => outlet 1 0 o1");
    }

    #[test]
    fn outlets_that_say_it_of_themselves_are_no_named_sources() {
        check("c by o1 a1 => outlet 1 0 -");
        check("c by n1 o1 a1 => mixed 1 1 -");
        check("c; d by o1 backs c; e by o2 backs c; f by o3 backs c => unsourced 1 0 -");
    }

    #[test]
    fn an_outlet_that_relays_is_a_voice_with_a_name() {
        check("c by o1 cites d; d by n1 => named 1 1 n1");
        check("c by o1 cites d; d by o2 n1 => named 1 1 d");
        check("c by o1 cites d; d by o2 cites e; e by a1 => anonymous 1 0 a1");
    }

    #[test]
    fn who_corroborates_and_disputes_does_neither() {
        check("c by n1; d by n2 backs c disputes c => named 1 1 n1");
        assert_eq!(field("c by n1; d by n2 backs c disputes c; e by n3 disputes c", "c", "disputed_by"), json!(["e"]));
    }

    #[test]
    fn two_relays_of_one_claim_or_one_source_are_one() {
        check("c cites d e; d cites f; e cites f; f by n1 n2 => named 1 1 f");
        check("c cites d e; d by n1; e by n1 => named 1 1 n1");
    }

    #[test]
    fn rests_solely_on_the_one_nearest_the_sources() {
        check("c cites d; d cites e; e by n1 n2 => named 1 1 e");
        check("c cites d; d cites e; e by n1 => named 1 1 n1");
        check("c cites d; d cites e f; e by n1; f by n2 => named 1 1 d");
    }

    #[test]
    fn an_anonymous_relay_takes_a_claim_off_the_record() {
        check("c by a1 cites d; d by n1 => named 1 0 n1");
        check("c cites d; d by u1 cites e; e by n1 => named 1 0 n1");
        check("c by a1 n2 cites d; d by n1 => named 1 1 n1");
    }

    #[test]
    fn a_synthesis_without_voices_stays_on_the_record() {
        check("c cites d e; d by n1; e by n2 => named 2 2 -");
        check("c cites d e; d by n1; e by k1 => mixed 2 1 -");
    }

    #[test]
    fn a_loop_is_circular_unless_there_is_a_way_out() {
        let text = "c by n1 cites d; d cites e; e by n2 cites d; f by n3 cites f";
        let in_cycle = ["c", "d", "e", "f"].map(|id| field(text, id, "in_cycle"));
        assert_eq!(json!(in_cycle), json!([false, true, true, false]));
        check(&format!("{text} => circular 0 0 -"));
        check("c cites d; d cites c e; e by a1 => anonymous 1 0 a1");
    }

    #[test]
    fn nothing_passes_a_retracted_claim_in_the_middle() {
        check("c cites d; d retracted cites e; e by n1 => retracted 0 0 -");
        check("c cites d e; d retracted by n1; e by a1 => anonymous 1 0 a1");
    }

    #[test]
    fn a_claim_that_is_itself_retracted_has_no_origins_and_no_support() {
        check("c retracted by n1 cites d; d by n2 n3 => retracted 0 0 -");
        check("c retracted by n1; d by n2 backs c => retracted 0 0 -");
        check("c retracted; d by n2 backs c => unsourced 0 0 -");
        check("c retracted cites d; d cites c => circular 0 0 -");
    }

    #[test]
    fn corroboration_gives_a_second_line_but_no_origin() {
        check("c by k1; d by n1 backs c; e retracted by n2 backs c => anonymous 2 1 -");
        check("c by a1; d by n1 backs c => anonymous 1 1 -");
        check("c by a1 cites d; d by n1; e by n2 backs c => named 2 1 -");
        check("c; d by n1 backs c => unsourced 1 1 n1");
    }

    #[test]
    fn corroboration_by_what_rests_on_the_claim_adds_nothing() {
        check("c by n1; d by n2 cites c backs c => named 1 1 n1");
    }

    #[test]
    fn a_claim_with_nothing_beneath_is_unsourced() {
        check("c => unsourced 0 0 -");
        check("c by n1 cites d; d => unsourced 0 0 -");
    }

    #[test]
    fn links_to_itself_and_to_nothing_do_not_count() {
        check("c by n1 cites c none backs c disputes c => named 1 1 n1");
    }

    #[test]
    fn lists_come_in_their_orders() {
        let text = "c by n9 n10 cites e d; d by n2 a1; e cites f; f by n1; b disputes c; a disputes c";
        assert_eq!(field(text, "c", "attributed_to"), json!(["n9", "n10"]));
        assert_eq!(field(text, "c", "origins"), json!(["a1", "n2", "n1"]));
        assert_eq!(field(text, "c", "disputed_by"), json!(["a", "b"]));
    }

    #[test]
    fn origins_stop_at_ten() {
        let text = "c by n0 n1 n2 n3 n4 n5 n6 n7 n8 n9";
        assert_eq!(field(text, "c", "origins_truncated"), false);
        let text = &format!("{text} n10");
        assert_eq!(field(text, "c", "origins_truncated"), true);
        assert_eq!(field(text, "c", "origins")[9], "n8");
    }
}
