//! Who passes on what others say: `NP told the Post`, `the Post reports, citing NP`, `first reported by the Post`.
//!
//! A relay is two attributions with the same content: one of the source, and one of who passes it on.

use std::ops::Range;

use super::clauses;
use super::lexicon::{Classes, Takes};
use super::patterns::{Found, RELAY};
use super::phrases;
use super::quoting;
use super::scene::{Cue, Scene};
use super::tokens::Sign;

/// How many units may be between a report and "citing".
const MAX_DISTANCE: usize = 12;

/// What was found in a sentence, with what relays it or whom it relays. A relay comes right before what it passes on.
/// `inner` is what was found within the words of others.
pub(super) fn with_relays(scene: &Scene<'_>, found: Vec<Found>, inner: &[Found]) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        let within = |of: &Found| of.source.as_ref().is_some_and(|source| source.contains(&one.cue.start));
        if all.iter().any(|of: &Found| of.pattern == RELAY && within(of)) {
            // `citing a man who asked not to be named`
            continue;
        }
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
    // What is said to the paper that the text is from is passed on by nobody else.
    let is_other = |relay: &Found| relay.source.as_ref().is_none_or(|source| !is_own(scene, source));
    let relay = quoted(scene, &one).or_else(|| told(scene, &one));
    if let Some(relay) = relay {
        return (Some(relay).filter(is_other), one);
    }
    if let Some((origin, by, relay)) = quoted_by(scene, &one) {
        return (Some(Found { source: Some(by), ..relay }), Found { source: Some(origin), ..one });
    }
    if let Some(relay) = reported(scene, &one) {
        let is_hearsay = is_other(&relay);
        return (Some(relay).filter(is_other), Found { is_hearsay, ..one });
    }
    if let Some((relay, origin)) = cited(scene, &one) {
        return (Some(relay), origin);
    }
    if let Some((relay, origin)) = behind(scene, &one, inner) {
        return (Some(relay), origin);
    }
    match within(scene, &one, inner) {
        Some(origin) => (Some(one).filter(is_other), Found { is_hearsay: true, ..origin }),
        None => (None, Found { is_hearsay: one.is_hearsay || is_heard(scene, &one), ..one }),
    }
}

/// Whether the sentence only says that it was heard that somebody said so: `The jury heard that Smith told a friend`.
fn is_heard(scene: &Scene<'_>, found: &Found) -> bool {
    let end = found.source.as_ref().map_or(scene.at.start, |source| source.end);
    (scene.at.start + 1..end).any(|at| scene.is_the_word(at, "heard"))
}

/// Whether some units mean the paper that the text is from: by its name, or `this newspaper`.
fn is_own(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let first = units.start;
    let is_this = units.len() == 2 && scene.is(first, Classes::DEMONSTRATIVE) && scene.is(first + 1, Classes::OUTLET);
    is_this || scene.syntax.extent(units).is_some_and(|name| scene.syntax.own.is(scene.syntax.slice(name)))
}

/// `Reuters quoted Smith as saying …`: Reuters passes it on.
fn quoted(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    let all = scene.cues.iter().filter_map(|cue| Some((cue, quoting::find(scene, cue)?)));
    let (cue, quoting) = all.into_iter().find(|(_, quoting)| quoting.cue == found.cue)?;
    Some(Found { source: Some(quoting.relay?), cue: cue.group.clone(), ..found.as_relay() })
}

/// `Officials quoted by Reuters said …`: who they are, who passes it on, and the relay without its source.
fn quoted_by(scene: &Scene<'_>, found: &Found) -> Option<(Range<usize>, Range<usize>, Found)> {
    let source = found.source.as_ref()?;
    let at = source.clone().skip(1).find(|&at| scene.is(at, Classes::CITED) && scene.is_the_word(at + 1, "by"))?;
    let end = phrases::outlet_after(scene.units, at + 2, source.end);
    let origin = source.start..without_comma(scene, at);
    let is_whole = end > at + 2 && !origin.is_empty();
    is_whole.then(|| (origin, at + 2..end, Found { cue: at..at + 2, ..found.as_relay() }))
}

/// Where words end that a comma may separate from a unit.
fn without_comma(scene: &Scene<'_>, at: usize) -> usize {
    if scene.is_mark(at.wrapping_sub(1), Sign::Comma) { at - 1 } else { at }
}

/// `Smith said that …, the Post reported`: whose words all that an outlet reports are.
fn within(scene: &Scene<'_>, outer: &Found, inner: &[Found]) -> Option<Found> {
    outer.source.as_ref().filter(|source| scene.is_outlet(source))?;
    let part = outer.content.first()?;
    let start = part.start + usize::from(scene.is(part.start, Classes::THAT));
    let is_all = |found: &&Found| {
        let is_first = found.source.as_ref().is_some_and(|source| source.start == start);
        let ends = found.content.iter().all(|said| said.start >= part.start && said.end <= part.end);
        is_first && ends && found.cue.end <= part.end
    };
    inner.iter().find(is_all).cloned()
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
    scene.is_outlet(&outlet).then(|| Found { source: Some(outlet), ..found.as_relay() })
}

/// `NP said …, the Post reported`, `…, according to the Post`, `…, as first reported by the Post`.
fn reported(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    if let Some(relay) = inserted(scene, found) {
        return Some(relay);
    }
    let last = found.content.iter().chain(std::iter::once(&found.cue)).map(|part| part.end).max()?;
    let said = scene.cues.iter().find(|cue| scene.is_mark(last, Sign::Comma) && clauses::reports(scene, cue, last + 1));
    if let Some(cue) = said {
        return Some(Found { source: cue.subject.clone(), cue: cue.group.clone(), ..found.as_relay() });
    }
    let near = last..scene.at.end.min(last + MAX_DISTANCE);
    let (at, source) = near.into_iter().find_map(|at| Some((at, by(scene, at)?)))?;
    let first = if scene.is(at.wrapping_sub(1), Classes::ADVERB) { at - 1 } else { at };
    Some(Found { cue: first..source.start, source: Some(source), ..found.as_relay() })
}

/// `NP said, according to NP, that …`: who passes it on between the verb and what is said.
fn inserted(scene: &Scene<'_>, found: &Found) -> Option<Found> {
    // An outlet has it from whom it names.
    found.source.as_ref().filter(|source| !scene.is_outlet(source))?;
    let said = found.content.iter().map(|part| part.start).filter(|&start| start >= found.cue.end).min()?;
    let (at, start) = (found.cue.end..said).find_map(|at| Some((at, scene.according(at)?)))?;
    let source = start..phrases::until_comma(scene.units, start, said);
    (!source.is_empty()).then(|| Found { source: Some(source), cue: at..start, ..found.as_relay() })
}

/// Who comes after `according to` or `reported by`: an outlet, or with "according to" anybody at the end of a clause.
fn by(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let is_reported = scene.unit(at)?.verb().is_some_and(|verb| verb.takes.has_any(Takes::RELAY));
    let follows = is_reported && scene.is_the_word(at + 1, "by");
    let according = scene.according(at);
    let start = if follows { at + 2 } else { according? };
    let outlet = start..phrases::outlet_after(scene.units, start, scene.at.end);
    if scene.is_outlet(&outlet) {
        return Some(outlet);
    }
    let source = start..phrases::until_comma(scene.units, start, scene.end());
    let is_last = source.end >= scene.end() || scene.is_quotation(source.end + 1);
    let is_clause = according.is_some() && scene.is_mark(at.wrapping_sub(1), Sign::Comma) && is_last;
    (is_clause && !source.is_empty()).then_some(source)
}

/// `the Post reports, citing NP`, `According to the Post, which cited NP`: who passes it on, and whom it is from.
fn cited(scene: &Scene<'_>, found: &Found) -> Option<(Found, Found)> {
    let source = found.source.clone()?;
    let is_report = cue(scene, found).map_or(is_according(scene, found), |cue| cue.takes.has_any(Takes::RELAY));
    let is_said = |at: usize| found.content.iter().any(|part| part.contains(&at));
    let is_cited = |at: usize| scene.is(at, Classes::CITED) && scene.is(at - 1, Classes::THAT) && source.contains(&at);
    let at = scene.at.clone().find(|&at| (cites(scene, at) || at > 0 && is_cited(at)) && !is_said(at))?;
    let is_inner = source.contains(&at);
    let lead = if scene.is(at, Classes::CITED) { at - 1 } else { at };
    let limit = match at < source.start {
        true if at > scene.start() => return None,
        true => without_comma(scene, source.start),
        false if is_inner => source.end,
        false => scene.end(),
    };
    let said = found.content.iter().map(|part| part.start).filter(|&start| start > at).min();
    let limit = said.map_or(limit, |said| limit.min(without_comma(scene, said)));
    // `unter Berufung auf`
    let first = at + 1 + usize::from(scene.is(at + 1, Classes::PREPOSITION));
    let end = phrases::until_comma(scene.units, first, limit);
    let relay = if is_inner { source.start..without_comma(scene, lead) } else { source };
    // What others cite is their reason rather than their source.
    if !is_report && !scene.is_outlet(&relay) {
        return None;
    }
    let origin = Found { source: Some(first..end), cue: at..first, ..found.as_relay() };
    (end > first && !relay.is_empty()).then(|| (Found { source: Some(relay), ..found.clone() }, origin))
}

/// Whether a word names the source of somebody who passes it on: "citing", "which cited".
fn cites(scene: &Scene<'_>, at: usize) -> bool {
    let relates = |at: usize| scene.is(at, Classes::RELATIVE) && !scene.is(at, Classes::DEMONSTRATIVE);
    scene.is(at, Classes::CITING) || scene.is(at, Classes::CITED) && relates(at.wrapping_sub(1))
}

fn is_according(scene: &Scene<'_>, found: &Found) -> bool {
    scene.according(found.cue.start) == Some(found.cue.end)
}

/// `The Post reported that …, according to officials`: the Post has it from them.
fn behind(scene: &Scene<'_>, outer: &Found, inner: &[Found]) -> Option<(Found, Found)> {
    let is_same = |found: &Found| found.content == outer.content && found.source != outer.source;
    if let Some(origin) = inner.iter().find(|found| is_according(scene, found) && is_same(found)) {
        return Some((outer.clone(), origin.clone()));
    }
    let (part, source) = (outer.content.first()?, outer.source.as_ref()?);
    let is_all = |found: &&Found| {
        let is_first = found.source.as_ref().is_some_and(|source| source.start == part.start);
        let ends = found.content.iter().map(|said| said.end).max() == Some(part.end);
        let is_outlet = || found.source.as_ref().is_some_and(|source| scene.is_outlet(source));
        is_first && ends && outer.content.len() == 1 && is_outlet()
    };
    if !is_according(scene, outer) || scene.is_outlet(source) {
        return None;
    }
    let relay = inner.iter().find(is_all)?;
    Some((relay.clone(), Found { content: relay.content.clone(), ..outer.clone() }))
}
