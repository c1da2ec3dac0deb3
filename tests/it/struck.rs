//! A naive reference of "Impact", of single points of failure and of witness lines. It enumerates simple chains, so it
//! is only fit for tiny corpora, and it shares nothing with the product. The words in quotation marks are those of the
//! definition.

#![allow(unreachable_pub)]

use std::collections::BTreeSet;

use super::reference::{Claim, Corpus, Identity};

type Chain<'a> = Vec<&'a str>;

/// The ids of the claims that fall, and of those that are weakened.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub falls: Vec<String>,
    pub weakened: Vec<String>,
}

/// "Impact of striking x."
pub fn strike(corpus: &Corpus, x: &str) -> Outcome {
    let without = Struck::new(corpus, x);
    let mut outcome = Outcome { falls: Vec::new(), weakened: Vec::new() };
    for id in corpus.claims.keys() {
        let before = live_chains(corpus, id, &Struck::default());
        let after = live_chains(corpus, id, &without);
        // "A claim that had a live support chain and has none left"
        if !before.is_empty() && after.is_empty() {
            outcome.falls.push(id.clone());
        }
        // "one that could reach something struck and still has a chain"
        if !after.is_empty() && reach(corpus, id).iter().any(|id| without.has(id)) {
            outcome.weakened.push(id.clone());
        }
    }
    outcome
}

/// "all claims and sources x other than c such that c falls when x is struck"
pub fn single_points_of_failure<'a>(corpus: &'a Corpus, c: &str) -> BTreeSet<&'a str> {
    let others = corpus.claims.keys().chain(corpus.sources.keys()).filter(|x| *x != c);
    others.filter(|x| strike(corpus, x).falls.iter().any(|fallen| fallen == c)).map(String::as_str).collect()
}

/// What is struck, and what cannot speak any more because of it.
#[derive(Default)]
struct Struck<'a> {
    /// "A struck claim no longer counts."
    claims: BTreeSet<&'a str>,
    /// "A struck source says nothing any more: no chain ends in it"
    source: Option<&'a str>,
    /// "a claim whose voices are only that source can neither relay nor be an origin, but still stands by what
    /// corroborates it"
    silent: BTreeSet<&'a str>,
}

impl<'a> Struck<'a> {
    fn new(corpus: &'a Corpus, x: &'a str) -> Self {
        if corpus.claims.contains_key(x) {
            return Self { claims: BTreeSet::from([x]), ..Self::default() };
        }
        if !corpus.sources.contains_key(x) {
            // "A struck document takes with it every claim whose evidence is all in that document."
            let is_taken =
                |claim: &Claim| !claim.documents.is_empty() && claim.documents.iter().all(|other| other == x);
            let taken = corpus.claims.iter().filter(|(_, claim)| is_taken(claim));
            return Self { claims: taken.map(|(id, _)| id.as_str()).collect(), ..Self::default() };
        }
        let is_silent = |claim: &Claim| known_voices(corpus, claim).collect::<BTreeSet<_>>() == BTreeSet::from([x]);
        let silent = corpus.claims.iter().filter(|(_, claim)| is_silent(claim)).map(|(id, _)| id.as_str());
        Self { source: Some(x), silent: silent.collect(), ..Self::default() }
    }

    fn has(&self, id: &str) -> bool {
        self.claims.contains(id) || self.source == Some(id) || self.silent.contains(id)
    }
}

/// Every simple live support chain of a claim that is left. "A retracted c has no support chain."
fn live_chains<'a>(corpus: &'a Corpus, id: &'a str, without: &Struck<'_>) -> Vec<Chain<'a>> {
    let mut found = Vec::new();
    let is_gone = |id: &str| without.claims.contains(id) || corpus.claims[id].retracted;
    let mut open: Vec<Chain<'a>> = if is_gone(id) { Vec::new() } else { vec![vec![id]] };
    while let Some(chain) = open.pop() {
        let end = chain[chain.len() - 1];
        for to in leads(corpus, end, false, without.silent.contains(end)) {
            let longer = [&chain[..], &[to]].concat();
            if corpus.sources.contains_key(to) {
                if without.source != Some(to) {
                    found.push(longer);
                }
            } else if !chain.contains(&to) && !is_gone(to) {
                open.push(longer);
            }
        }
    }
    found
}

fn known_voices<'a>(corpus: &'a Corpus, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
    claim.attributed_to.iter().map(String::as_str).filter(|id| corpus.sources.contains_key(*id))
}

/// What a claim leads to in "support", as far as it is "live"; with `named`, as far as "every voice is named"; if it is
/// silent, only "what corroborates it".
fn leads<'a>(corpus: &'a Corpus, id: &str, named: bool, is_silent: bool) -> BTreeSet<&'a str> {
    let claim = &corpus.claims[id];
    let has_name = |id: &&str| corpus.sources[*id].identity == Identity::Named;
    let is_named = |id: &str| has_name(&id) && !corpus.sources[id].is_outlet;
    let cited: Vec<&str> =
        claim.cites.iter().map(String::as_str).filter(|to| *to != id && corpus.claims.contains_key(*to)).collect();
    let voices: Vec<&str> = known_voices(corpus, claim).collect();
    let mut leads = BTreeSet::new();
    if !is_silent && (!named || voices.is_empty() || voices.iter().any(has_name)) {
        if cited.is_empty() {
            leads.extend(voices.into_iter().filter(|voice| !named || is_named(voice)));
        } else {
            leads.extend(cited);
        }
    }
    for (other, claim) in &corpus.claims {
        let holds = |list: &[String]| list.iter().any(|to| to == id);
        if other != id && holds(&claim.corroborates) && !holds(&claim.disputes) {
            leads.insert(other);
        }
    }
    leads.retain(|to| corpus.claims.get(*to).is_none_or(|claim| !claim.retracted));
    leads
}

/// Every simple live support chain of a claim; with `named`, of those on which "every voice is named".
pub fn chains<'a>(corpus: &'a Corpus, id: &'a str, named: bool) -> Vec<Chain<'a>> {
    let mut found = Vec::new();
    let mut open: Vec<Chain<'a>> = if corpus.claims[id].retracted { Vec::new() } else { vec![vec![id]] };
    while let Some(chain) = open.pop() {
        for to in leads(corpus, chain[chain.len() - 1], named, false) {
            let longer = [&chain[..], &[to]].concat();
            if corpus.sources.contains_key(to) {
                found.push(longer);
            } else if !chain.contains(&to) {
                open.push(longer);
            }
        }
    }
    found
}

/// Everything that a claim could reach, itself included.
pub fn reach<'a>(corpus: &'a Corpus, id: &'a str) -> BTreeSet<&'a str> {
    let (mut met, mut open) = (BTreeSet::from([id]), vec![id]);
    while let Some(id) = open.pop().filter(|id| corpus.claims.contains_key(*id)).or_else(|| open.pop()) {
        if corpus.claims.contains_key(id) {
            open.extend(leads(corpus, id, false, false).into_iter().filter(|to| met.insert(to)));
        }
    }
    met
}
