//! Who passes on what others say: `NP told the Post`, `the Post reports, citing NP`, `first reported by the Post`.
//!
//! A relay is two attributions with the same content: one of the source, and one of who passes it on.

use std::ops::Range;

use super::clauses;
use super::lexicon::{Classes, Takes};
use super::patterns::Found;
use super::phrases;
use super::scene::{Cue, Scene};
use super::tokens::Kind;

/// How many units may be between a report and "citing".
const MAX_DISTANCE: usize = 12;

/// What was found in a sentence, with what relays it or whom it relays. A relay comes right before what it passes on.
/// `inner` is what was found within the words of others.
pub(super) fn with_relays(scene: &Scene<'_>, found: Vec<Found>, inner: &[Found]) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        let (relay, origin) = paired(scene, one, inner);
        if let Some(relay) = relay {
            all.push(Found { relays: Some(all.len() + 1), ..relay });
        }
        all.push(origin);
    }
    all
}

/// An attribution, and what passes it on.
fn paired(scene: &Scene<'_>, one: Found, inner: &[Found]) -> (Option<Found>, Found) {
    if let Some(relay) = told(scene, &one).or_else(|| reported(scene, &one)) {
        return (Some(relay), one);
    }
    if let Some(origin) = cited(scene, &one) {
        return (Some(one), origin);
    }
    match within(scene, &one, inner) {
        Some(origin) => (Some(one), origin),
        None => (None, one),
    }
}

/// `Smith said that …, the Post reported`: whose words all that an outlet reports are.
fn within(scene: &Scene<'_>, outer: &Found, inner: &[Found]) -> Option<Found> {
    outer.source.as_ref().filter(|source| is_outlet(scene, source))?;
    let part = outer.content.first()?;
    let is_all = |found: &&Found| {
        let is_first = found.source.as_ref().is_some_and(|source| source.start == part.start);
        let ends = found.content.iter().all(|said| said.start >= part.start && said.end <= part.end);
        is_first && ends && found.cue.end <= part.end
    };
    inner.iter().find(is_all).cloned()
}

/// Whether some units name an outlet: two words of it, or one that is one by itself.
fn is_outlet(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let is_name = |at: usize| scene.units[at].is_capital() && scene.is(at, Classes::OUTLET);
    let is_common = |at: usize| scene.is(at, Classes::OUTLET) && !scene.is(at, Classes::PREPOSITION);
    let last = units.end.saturating_sub(1);
    !units.is_empty() && (units.clone().any(is_name) || is_common(last))
}

fn cue<'s>(scene: &'s Scene<'_>, found: &Found) -> Option<&'s Cue> {
    scene.cues.iter().find(|cue| cue.group == found.cue)
}

/// `NP told the Post that …`: the Post passes it on.
fn told(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    let cue = cue(scene, found).filter(|cue| cue.takes.has_any(Takes::PERSON))?;
    let start = cue.group.end;
    let end = phrases::outlet_after(scene.units, start, scene.at.end);
    let outlet = start..end;
    is_outlet(scene, &outlet).then(|| Found { source: Some(outlet), ..found.as_relay() })
}

/// `NP said …, the Post reported`, `…, according to the Post`, `…, as first reported by the Post`.
fn reported(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    let last = found.content.iter().chain(std::iter::once(&found.cue)).map(|part| part.end).max()?;
    let said = scene.cues.iter().find(|cue| scene.is_mark(last, Kind::Comma) && clauses::reports(scene, cue, last + 1));
    if let Some(cue) = said {
        return Some(Found { source: cue.subject.clone(), cue: cue.group.clone(), ..found.as_relay() });
    }
    let at = (last..scene.at.end.min(last + MAX_DISTANCE)).find(|&at| by(scene, at).is_some())?;
    let source = by(scene, at)?;
    let first = if scene.is(at.wrapping_sub(1), Classes::ADVERB) { at - 1 } else { at };
    is_outlet(scene, &source).then(|| Found { cue: first..source.start, source: Some(source), ..found.as_relay() })
}

/// Who comes after `according to` or `reported by`.
fn by(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let is_reported = scene.unit(at)?.verb().is_some_and(|verb| verb.takes.has_any(Takes::RELAY));
    let follows = is_reported && scene.is_the_word(at + 1, "by");
    let start = if follows { at + 2 } else { scene.according(at)? };
    Some(start..phrases::outlet_after(scene.units, start, scene.at.end))
}

/// `the Post reports, citing NP`: whom it has it from.
fn cited(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    let source = found.source.as_ref().filter(|source| is_outlet(scene, source))?;
    let cites = |at: &usize| scene.is(*at, Classes::CITING) && !found.content.iter().any(|part| part.contains(at));
    let at = scene.at.clone().filter(|at| *at >= source.end).find(cites)?;
    let end = phrases::until_comma(scene.units, at + 1, scene.end());
    (end > at + 1).then(|| Found { source: Some(at + 1..end), cue: at..at + 1, ..found.as_relay() })
}
