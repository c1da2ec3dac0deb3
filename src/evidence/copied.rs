//! Passages that the archived copies of different documents share word for word: what comes from elsewhere confirms
//! nothing.

use hashbrown::{HashMap, HashSet};

use super::facts::Evidence;
use crate::analysis::count_together;
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex};
use crate::model::{Corpus, Date};
use crate::quotes::{Passage, Words};

/// Of how many numbers in a row the smallest is kept: any passage has one that is kept in both texts.
const SAMPLED: usize = 4;
/// Up to how many documents with one run of words are compared each with each. Of more, each is compared with the one
/// before and with the first.
const EACH_WITH_EACH: usize = 16;
/// How often the words of all documents may be compared.
const MAX_COMPARED: usize = 16;
/// How many claims behind a document are looked at.
const MAX_CLAIMS: usize = 16;

/// A text that a claim has as evidence.
struct Copy<'a> {
    document: DocumentIndex,
    words: &'a Words,
    claims: Vec<ClaimIndex>,
}

/// Where runs of words are: for each, the copies that have it, in order.
type Places = HashMap<u64, Vec<usize>>;

/// Two copies that share passages, the earlier one first if the dates say so.
struct Shared {
    first: usize,
    later: usize,
    is_dated: bool,
    passages: Vec<Passage>,
}

/// What is known of the records that the copies are named by.
struct Facts<'a> {
    corpus: &'a Corpus,
    graph: &'a Graph,
    evidence: &'a Evidence,
}

/// Two documents behind claims that count as independent, whose copies share passages word for word.
#[derive(Debug)]
pub(crate) struct Copied {
    /// The document that was published first, if the dates say which.
    pub(crate) first: DocumentIndex,
    /// The other one.
    pub(crate) later: DocumentIndex,
    /// Whether the dates say which was published first.
    pub(crate) is_dated: bool,
    /// What they share, the longest first. At least one.
    pub(crate) passages: Vec<Passage>,
    /// Some of the claims behind each.
    pub(crate) claims: [Vec<ClaimIndex>; 2],
}

/// All documents that share passages with one before, in order. Of a text that many have, each is named with the one
/// that all have it from. Costs some times the length of all copies that are compared.
pub(crate) fn copied(corpus: &Corpus, graph: &Graph, evidence: &Evidence) -> Vec<Copied> {
    let facts = &Facts { corpus, graph, evidence };
    let copies = copies(facts);
    let places = places(&copies);
    let mut by_later: HashMap<usize, Shared> = HashMap::new();
    let mut left = MAX_COMPARED * copies.iter().map(|copy| copy.words.len()).sum::<usize>();
    for (one, other) in pairs(&places) {
        if !are_apart(facts, &copies[one], &copies[other]) {
            continue;
        }
        let cost = copies[one].words.len() + copies[other].words.len();
        let Some(rest) = left.checked_sub(cost) else { break };
        left = rest;
        let Some(shared) = shared(facts, &copies, &places, one, other) else { continue };
        match by_later.get_mut(&shared.later) {
            // The one that all have it from is named, and not each that has it too.
            Some(known) if is_first(facts, &copies, shared.first, known.first) => *known = shared,
            Some(_) => {}
            None => {
                by_later.insert(shared.later, shared);
            }
        }
    }
    let mut all: Vec<_> = by_later.into_values().collect();
    all.sort_unstable_by_key(|shared| shared.later);
    let of = |Shared { first, later, is_dated, passages }| Copied {
        first: copies[first].document,
        later: copies[later].document,
        is_dated,
        passages,
        claims: [&copies[first], &copies[later]].map(|copy| copy.claims.clone()),
    };
    all.into_iter().map(of).collect()
}

/// The copies behind claims, each with its claims.
fn copies<'a>(facts: &Facts<'a>) -> Vec<Copy<'a>> {
    let mut claims: HashMap<DocumentIndex, Vec<ClaimIndex>> = HashMap::new();
    for claim in facts.graph.claims() {
        for &document in facts.graph.documents(claim) {
            let claims = claims.entry(document).or_default();
            if claims.len() < MAX_CLAIMS {
                claims.push(claim);
            }
        }
    }
    let mut copies: Vec<Copy<'a>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for (document, words) in facts.evidence.words.entries() {
        let Some(words) = words.as_ref().filter(|words| !words.is_empty()) else { continue };
        let Some(claims) = claims.remove(&document) else { continue };
        // Documents that name one file are one copy: it has nothing from itself.
        let nth = *known.entry(words.identity()).or_insert(copies.len());
        match copies.get_mut(nth) {
            Some(copy) => copy.claims.extend(claims),
            None => copies.push(Copy { document, words, claims }),
        }
    }
    for copy in &mut copies {
        copy.claims.truncate(MAX_CLAIMS);
    }
    copies
}

/// The smallest of some numbers in a row, wherever it changes.
fn sampled(words: &Words) -> HashSet<u64> {
    let numbers: Vec<u64> = words.windows().map(|(number, _)| number).collect();
    let smallest = |numbers: &[u64]| numbers.iter().copied().min();
    numbers.windows(SAMPLED.min(numbers.len()).max(1)).filter_map(smallest).collect()
}

fn places(copies: &[Copy<'_>]) -> Places {
    let mut places = Places::new();
    for (nth, copy) in copies.iter().enumerate() {
        for number in sampled(copy.words) {
            places.entry(number).or_default().push(nth);
        }
    }
    places.retain(|_, copies| copies.len() > 1);
    places
}

/// The copies that have a run of words in common, two by two, in order.
fn pairs(places: &Places) -> Vec<(usize, usize)> {
    let mut pairs: HashSet<(usize, usize)> = HashSet::new();
    for copies in places.values() {
        for (nth, &other) in copies.iter().enumerate().skip(1) {
            if copies.len() <= EACH_WITH_EACH {
                pairs.extend(copies[..nth].iter().map(|&one| (one, other)));
            } else {
                pairs.extend([(copies[nth - 1], other), (copies[0], other)]);
            }
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// Whether two copies are taken for evidence of the same thing, by different publishers.
fn are_apart(facts: &Facts<'_>, one: &Copy<'_>, other: &Copy<'_>) -> bool {
    let publisher = |copy: &Copy<'_>| facts.graph.publisher(copy.document);
    let is_of_one = publisher(one).is_some() && publisher(one) == publisher(other);
    !is_of_one && are_together(facts, one, other)
}

fn are_together(facts: &Facts<'_>, one: &Copy<'_>, other: &Copy<'_>) -> bool {
    let together = |&claim: &ClaimIndex, beside: ClaimIndex| {
        if claim == beside { facts.graph.voices(claim).len() > 1 } else { count_together(facts.graph, claim, beside) }
    };
    one.claims.iter().any(|claim| other.claims.iter().any(|&beside| together(claim, beside)))
}

/// What two copies share, except what is on pages of one publisher that have nothing to do with each other.
fn shared(facts: &Facts<'_>, copies: &[Copy<'_>], places: &Places, one: usize, other: usize) -> Option<Shared> {
    let (first, later) = if is_first(facts, copies, other, one) { (other, one) } else { (one, other) };
    let is_dated = order(facts, &copies[first], &copies[later]) == Some(true);
    let words = copies[later].words;
    let mut passages = words.shared(copies[first].words);
    passages.retain(|passage| {
        let numbers: Vec<_> = words.windows_of(passage).filter_map(|number| places.get(&number)).collect();
        let of_pages = numbers.iter().filter(|copies_with| is_of_pages(facts, copies, copies_with)).count();
        2 * of_pages < numbers.len().max(1)
    });
    (!passages.is_empty()).then_some(Shared { first, later, is_dated, passages })
}

/// Whether a run of words is on several pages of one publisher that have nothing to do with each other.
fn is_of_pages(facts: &Facts<'_>, copies: &[Copy<'_>], with: &[usize]) -> bool {
    let mut last: HashMap<_, usize> = HashMap::new();
    with.iter().any(|&nth| {
        let Some(publisher) = facts.graph.publisher(copies[nth].document) else { return false };
        let before = last.insert(publisher, nth);
        before.is_some_and(|before| !are_related(facts, &copies[before], &copies[nth]))
    })
}

fn are_related(facts: &Facts<'_>, one: &Copy<'_>, other: &Copy<'_>) -> bool {
    one.claims.iter().any(|claim| other.claims.contains(claim)) || are_together(facts, one, other)
}

/// Whether one was surely published before the other; nothing if their dates do not say.
fn order(facts: &Facts<'_>, one: &Copy<'_>, other: &Copy<'_>) -> Option<bool> {
    let published = |copy: &Copy<'_>| facts.corpus.documents[copy.document].published.clone();
    let (one, other): (Date, Date) = published(one).zip(published(other))?;
    match (one.is_before(&other)?, other.is_before(&one)?) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Whether one is named as the first: by date, else by id.
fn is_first(facts: &Facts<'_>, copies: &[Copy<'_>], one: usize, other: usize) -> bool {
    order(facts, &copies[one], &copies[other]).unwrap_or(one < other)
}
