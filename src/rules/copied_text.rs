//! `copied-text`: documents behind claims that count as independent share a passage word for word.

use hashbrown::{HashMap, HashSet};

use super::{Facts, Find, Reads, Rule};
use crate::analysis::count_together;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{ClaimIndex, DocumentIndex};
use crate::model::Date;
use crate::quotes::{Passage, Words};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("copied-text", Level::Warning, include_str!("copied-text.md"));

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

fn find(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
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
    found.extend(all.iter().map(|shared| word(facts, &copies, shared)));
}

/// The copies behind claims, each with its claims.
fn copies<'a>(facts: &'a Facts<'_>) -> Vec<Copy<'a>> {
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
    let published = |copy: &Copy<'_>| facts.document(copy.document).published.clone();
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

fn word(facts: &Facts<'_>, copies: &[Copy<'_>], shared: &Shared) -> Diagnostic {
    let (first, later) = (&copies[shared.first], &copies[shared.later]);
    let [first_id, later_id] = [first, later].map(|copy| facts.document(copy.document).id.text());
    let longest = &shared.passages[0];
    let message = Message::of(later_id).words(" and ").id(first_id).words(" share ");
    let message = match shared.passages.len() {
        1 => message.words("a passage word for word: ").number(longest.words).words(" words"),
        count => message
            .number(count)
            .words(" passages word for word: ")
            .number(shared.passages.iter().map(|passage| passage.words).sum::<usize>())
            .words(" words, the longest ")
            .number(longest.words),
    };
    let [here, there] = longest.paragraphs;
    let message =
        message.words(", in paragraph ").number(here).words(" of the first and ").number(there).words(" of the second");
    let hides = |copy: &Copy<'_>| copy.claims.iter().find_map(|&claim| facts.hides(copy.document, claim));
    let is_elsewhere = [first, later].iter().any(|copy| facts.evidence.is_elsewhere(copy.document));
    let hidden = hides(first).or_else(|| hides(later)).or(is_elsewhere.then_some("a copy is not with the claim files"));
    let message = match hidden {
        None => message.words(": ").text(&longest.beginning),
        Some(why) => message.words(" (the words are hidden because ").words(why).words(")"),
    };
    let message = if shared.is_dated {
        message.words("; ").id(first_id).words(" was published first")
    } else {
        message.words("; their dates do not show which was published first")
    };
    let place = |copy: &Copy<'_>| {
        let document = facts.document(copy.document);
        document.snapshot.as_ref().map_or(document.place, |snapshot| snapshot.place)
    };
    Diagnostic::new(&META, place(later), message)
        .about(later_id.clone())
        .about(first_id.clone())
        .related(place(first), "the other document")
        .help("find out which copied from which: one claim should cite the other, or both the agency they copied")
}
