//! From what the patterns found to attributions: none has the words of another, and quotations that stand alone go on
//! with the one before.

use std::ops::Range;

use super::page::{Page, Sentence};
use super::patterns::{self, Found, PATTERNS};
use super::reading::{Account, Attribution, Extent, Kind, Tier};
use super::scene::Scene;

/// The attributions of a text, in the order in which they begin. Their voices are still to be found.
pub(super) fn attributions(page: &Page<'_>) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    let mut latest: Option<(usize, usize)> = None;
    for sentence in &page.sentences {
        let scene = Scene::new(page, sentence);
        let found = apart(patterns::all(&scene));
        if found.is_empty()
            && is_quoted(page, sentence)
            && latest.is_some_and(|(_, paragraph)| paragraph == sentence.paragraph)
        {
            if let Some(before) = latest.and_then(|(at, _)| all.get_mut(at)) {
                before.content.extend(
                    page.units[sentence.units.clone()]
                        .iter()
                        .filter(|unit| unit.is_quotation())
                        .map(|unit| unit.extent()),
                );
            }
            continue;
        }
        latest = None;
        for found in found {
            let attribution = attribution(page, &found);
            if attribution.kind != Kind::Indirect {
                latest = Some((all.len(), sentence.paragraph));
            }
            all.push(attribution);
        }
    }
    all
}

/// Whether a sentence is quotations and nothing else.
fn is_quoted(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.units[sentence.units.clone()].iter().all(|unit| unit.is_quotation() || !unit.is_word())
        && page.units[sentence.units.clone()].iter().any(|unit| unit.is_quotation())
}

/// Without those whose content has words of another that begins earlier or is longer.
fn apart(mut found: Vec<Found>) -> Vec<Found> {
    let first = |found: &Found| found.content.iter().map(|part| part.start).min().unwrap_or(usize::MAX);
    let length = |found: &Found| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    found.sort_by_key(|found| (first(found), usize::MAX - length(found), found.pattern));
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
    let has_words = units().any(|unit| unit.is_word());
    let kind = match units().any(|unit| unit.is_quotation()) {
        true if has_words => Kind::Mixed,
        true => Kind::Direct,
        false => Kind::Indirect,
    };
    let mut content: Vec<_> = found.content.iter().filter_map(|part| extent(page, part)).collect();
    content.sort_unstable();
    Attribution {
        tier: pattern.tier(),
        pattern: pattern.name,
        kind,
        source: found.source.as_ref().and_then(|source| extent(page, source)),
        cue: extent(page, &found.cue),
        content,
        voice: None,
        relays: None,
    }
}

fn extent(page: &Page<'_>, units: &Range<usize>) -> Option<Extent> {
    let units = page.units.get(units.clone())?;
    Some(Extent { start: units.first()?.extent().start, end: units.last()?.extent().end })
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
