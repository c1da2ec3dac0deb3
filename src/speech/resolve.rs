//! From what the patterns found to attributions: none has the words of another, and quotations that stand alone go on
//! with the one before.

use std::ops::Range;

use super::page::{Page, Sentence};
use super::patterns::{self, Found, PATTERNS};
use super::reading::{Account, Attribution, Extent, Kind, Tier};
use super::relays;
use super::scene::Scene;

/// The attributions of a text, in the order in which they begin. Their voices are still to be found.
pub(super) fn attributions(page: &Page<'_>) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    // The paragraph that ends with somebody's words: quotations that stand alone after them are the same person's.
    let mut latest: Option<usize> = None;
    let mut taken = 0;
    for sentence in &page.sentences {
        if sentence.units.start < taken {
            continue;
        }
        let scene = Scene::new(page, sentence);
        let found = relays::with_relays(&scene, apart(patterns::all(&scene)));
        let goes_on = latest.is_some_and(|paragraph| sentence.paragraph <= paragraph + 1);
        if found.is_empty() && goes_on && is_quoted(page, sentence) {
            let quoted = page.units[sentence.units.clone()].iter().filter(|unit| unit.is_quotation());
            if let Some(before) = all.last_mut() {
                before.content.extend(quoted.map(super::page::Unit::extent));
            }
            latest = Some(sentence.paragraph);
            continue;
        }
        latest = None;
        let first = all.len();
        for found in found {
            let mut attribution = attribution(page, &found);
            attribution.relays = found.relays.map(|at| first + at);
            if attribution.kind != Kind::Indirect {
                attribution.content.splice(0..0, opened_before(page, &found));
                latest = Some(sentence.paragraph);
            }
            let end = found.content.iter().map(|part| part.end).max().unwrap_or_default();
            if end > sentence.units.end {
                taken = end;
                latest = latest.map(|paragraph| paragraph + 1);
            }
            all.push(attribution);
        }
    }
    all
}

/// The quotations of earlier paragraphs that go on in what was found: each opened and did not close.
fn opened_before(page: &Page<'_>, found: &Found) -> Vec<Extent> {
    let first = found.content.iter().map(|part| part.start).min().and_then(|at| page.units.get(at));
    let Some(mut number) = first.and_then(|unit| unit.quotation).map(|number| number as usize) else {
        return Vec::new();
    };
    let mut before = Vec::new();
    while number > 0 && before.len() < MAX_PARAGRAPHS && page.quotations[number].goes_on {
        number -= 1;
        before.push(page.quotations[number].extent);
    }
    before.reverse();
    before
}

/// How many paragraphs a quotation may have.
const MAX_PARAGRAPHS: usize = 100;

/// Whether a sentence is quotations and nothing else.
fn is_quoted(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.units[sentence.units.clone()].iter().all(|unit| unit.is_quotation() || !unit.is_word())
        && page.units[sentence.units.clone()].iter().any(super::page::Unit::is_quotation)
}

/// Without those whose content has words of another that begins earlier or is longer.
fn apart(mut found: Vec<Found>) -> Vec<Found> {
    let first = |found: &Found| found.content.iter().map(|part| part.start).min().unwrap_or(usize::MAX);
    let length = |found: &Found| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    found.sort_by_key(|found| (first(found), found.pattern, usize::MAX - length(found)));
    let overlaps = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    let mut kept: Vec<Found> = Vec::new();
    for next in found {
        let is_free = kept
            .iter()
            .all(|other| !next.content.iter().any(|part| other.content.iter().any(|held| overlaps(part, held))));
        if is_free {
            kept.push(next);
        }
    }
    kept
}

fn attribution(page: &Page<'_>, found: &Found) -> Attribution {
    let pattern = &PATTERNS[found.pattern];
    let units = || found.content.iter().flat_map(|part| &page.units[part.clone()]);
    let has_words = units().any(super::page::Unit::is_word);
    let kind = match units().any(super::page::Unit::is_quotation) {
        true if has_words => Kind::Mixed,
        true => Kind::Direct,
        false => Kind::Indirect,
    };
    let mut content: Vec<_> = found.content.iter().filter_map(|part| page.extent(part)).collect();
    content.sort_unstable();
    Attribution {
        tier: if page.lexicon.traits.is_measured { pattern.tier() } else { Tier::Likely },
        pattern: pattern.name,
        kind,
        source: found.source.as_ref().and_then(|source| page.extent(source)),
        cue: page.extent(&found.cue),
        content,
        voice: None,
        relays: None,
    }
}

/// What was found and what was not.
pub(super) fn account(page: &Page<'_>, attributions: &[Attribution]) -> Account {
    let mut all: Vec<Extent> = attributions.iter().flat_map(|one| one.content.clone()).collect();
    all.sort_unstable();
    let is_covered = |place: Extent| {
        let after = all.partition_point(|content| content.end <= place.start);
        all.get(after).is_some_and(|content| content.overlaps(place))
    };
    Account {
        sure: attributions.iter().filter(|one| one.tier == Tier::Sure).count(),
        likely: attributions.iter().filter(|one| one.tier == Tier::Likely).count(),
        quotations_without_attribution: page.quotations.iter().filter(|quoted| !is_covered(quoted.extent)).count(),
        paragraphs_without_attribution: page.paragraphs.iter().filter(|place| !is_covered(**place)).count(),
        is_read: true,
    }
}
