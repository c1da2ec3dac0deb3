//! A naive reference of "Impact", of single points of failure and of witness lines. It enumerates simple chains, so it is only fit for
//! tiny corpora, and it shares nothing with the product. The words in quotation marks are those of the definition.

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
    let struck = struck(corpus, x);
    let mut outcome = Outcome { falls: Vec::new(), weakened: Vec::new() };
    for id in corpus.claims.keys() {
        let before = chains(corpus, id, false);
        // "stands for nothing": a chain on which something struck stands is none.
        let after = before.iter().filter(|chain| chain.iter().all(|id| !struck.contains(id))).count();
        // "A claim that had a live support chain and has none left"
        if !before.is_empty() && after == 0 {
            outcome.falls.push(id.clone());
        }
        // "one that could reach something struck and still has a chain"
        if after > 0 && reach(corpus, id).iter().any(|id| struck.contains(id)) {
            outcome.weakened.push(id.clone());
        }
    }
    outcome
}

/// "A struck claim stands for nothing. A struck source stands for nothing, and neither does any claim whose voices are only that
/// source."
fn struck<'a>(corpus: &'a Corpus, x: &'a str) -> BTreeSet<&'a str> {
    let mut struck = BTreeSet::from([x]);
    if corpus.sources.contains_key(x) {
        for (id, claim) in &corpus.claims {
            let voices: BTreeSet<&str> = known_voices(corpus, claim).collect();
            if voices == BTreeSet::from([x]) {
                struck.insert(id);
            }
        }
    }
    struck
}

fn known_voices<'a>(corpus: &'a Corpus, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
    claim.attributed_to.iter().map(String::as_str).filter(|id| corpus.sources.contains_key(*id))
}

/// What a claim leads to in "support", as far as it is "live"; with `named`, as far as "every voice is named".
fn leads<'a>(corpus: &'a Corpus, id: &str, named: bool) -> BTreeSet<&'a str> {
    let claim = &corpus.claims[id];
    let is_named = |id: &&str| corpus.sources[*id].identity == Identity::Named;
    let cited: Vec<&str> =
        claim.cites.iter().map(String::as_str).filter(|to| *to != id && corpus.claims.contains_key(*to)).collect();
    let voices: Vec<&str> = known_voices(corpus, claim).collect();
    let mut leads = BTreeSet::new();
    if !named || voices.is_empty() || voices.iter().any(is_named) {
        if cited.is_empty() {
            leads.extend(voices.into_iter().filter(|voice| !named || is_named(voice)));
        } else {
            leads.extend(cited);
        }
    }
    for (other, claim) in &corpus.claims {
        if other != id && claim.corroborates.iter().any(|to| to == id) {
            leads.insert(other);
        }
    }
    leads.retain(|to| corpus.claims.get(*to).is_none_or(|claim| !claim.retracted));
    leads
}

/// Every simple live support chain of a claim.
pub fn chains<'a>(corpus: &'a Corpus, id: &'a str, named: bool) -> Vec<Chain<'a>> {
    let mut found = Vec::new();
    let mut open: Vec<Chain<'a>> = vec![vec![id]];
    while let Some(chain) = open.pop() {
        for to in leads(corpus, chain[chain.len() - 1], named) {
            let mut longer = chain.clone();
            longer.push(to);
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
            open.extend(leads(corpus, id, false).into_iter().filter(|to| met.insert(to)));
        }
    }
    met
}
