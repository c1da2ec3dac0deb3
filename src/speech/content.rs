//! What is said: where it begins after a verb, and where it ends.

use std::ops::Range;

use super::lexicon::{Classes, Takes};
use super::page::Unit;
use super::scene::{Cue, Scene};
use super::tokens::Kind;

/// How many units may be between a verb and what is said, such as "in an interview on Monday".
const MAX_BETWEEN: usize = 30;

/// What comes after a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// A quotation, after a comma or a colon or neither.
    Quote(Range<usize>),
    /// A clause with "that".
    That(Range<usize>),
    /// A clause without "that".
    Bare(Range<usize>),
    /// A question: "whether", "why".
    Question(Range<usize>),
    /// What comes after a colon and is no quotation.
    Colon(Range<usize>),
}

impl After {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Quote(range) | Self::That(range) | Self::Bare(range) | Self::Question(range) | Self::Colon(range) => {
                range.clone()
            }
        }
    }
}

/// What is said after a cue.
pub(super) fn after(scene: &Scene<'_>, cue: &Cue) -> Option<After> {
    let mut at = without_adverbs(scene, cue.group.end);
    if cue.takes.has_any(Takes::PERSON) {
        at = person(scene, at);
        at = without_adverbs(scene, at);
    }
    if let Some(found) = starting(scene, cue, at) {
        return Some(found);
    }
    let far = farther(scene, at)?;
    starting(scene, cue, far)
}

/// What is said from a unit on, if it starts there.
fn starting(scene: &Scene<'_>, cue: &Cue, at: usize) -> Option<After> {
    let end = clause_end(scene, cue, at);
    if scene.is_mark(at, Kind::Colon) {
        let at = at + 1;
        return match scene.unit(at)? {
            unit if unit.is_quotation() => Some(After::Quote(at..quote_end(scene, at))),
            _ => Some(After::Colon(at..scene.end())),
        };
    }
    let quote = if scene.is_mark(at, Kind::Comma) { at + 1 } else { at };
    if let Some(quoted) = scene.unit(quote).and_then(|unit| scene.page.quoted(unit)) {
        let is_whole = quoted.is_capital || quoted.words > 3 || quote > at;
        let after = scene.unit(quote + 1);
        let is_last = after.is_none_or(|next| {
            !next.is_word()
                || next.is(Classes::AND | Classes::SUBORDINATE | Classes::PREPOSITION | Classes::TIME | Classes::ADVERB)
        });
        if is_whole && is_last {
            return Some(After::Quote(quote..quote_end(scene, quote)));
        }
        return (quote == at && quote < end).then(|| After::Bare(at..end));
    }
    let unit = scene.unit(at)?;
    if scene.is_the_word(at, "that") && cue.takes.has_any(Takes::THAT) && at + 1 < end {
        return Some(After::That(at..end));
    }
    if unit.is(Classes::RELATIVE) && cue.takes.has_any(Takes::QUESTION) && at + 1 < end {
        return Some(After::Question(at..end));
    }
    let is_clause = cue.takes.has_any(Takes::BARE) && starts_clause(unit) && scene.has_finite_verb(at + 1..end);
    is_clause.then(|| After::Bare(at..end))
}

/// Whether a unit can be the first of a clause.
fn starts_clause(unit: &Unit) -> bool {
    let leads = Classes::ARTICLE
        | Classes::POSSESSIVE
        | Classes::PRONOUN
        | Classes::DEMONSTRATIVE
        | Classes::QUANTITY
        | Classes::SUBORDINATE;
    unit.is_word()
        && (unit.is(leads)
            || !unit.is(Classes::PREPOSITION | Classes::AND | Classes::TIME | Classes::AUXILIARY | Classes::ADVERB))
}

fn without_adverbs(scene: &Scene<'_>, at: usize) -> usize {
    let is_loose = |at: usize| {
        scene.is(at, Classes::ADVERB | Classes::TIME)
            && !scene.is(at, Classes::QUANTITY | Classes::PRONOUN | Classes::ARTICLE)
    };
    (at..scene.at.end).find(|&at| !is_loose(at)).unwrap_or(scene.at.end)
}

/// The end of a person who is told something.
fn person(scene: &Scene<'_>, at: usize) -> usize {
    let Some(first) = scene.unit(at).filter(|unit| unit.is_word()) else { return at };
    if scene.is_the_word(at, "that") || first.is(Classes::PREPOSITION | Classes::SUBORDINATE | Classes::AND) {
        return at;
    }
    if first.is(Classes::PRONOUN) || is_object(scene, at) {
        return at + 1;
    }
    let mut end = at;
    while end < scene.at.end {
        let unit = &scene.units[end];
        let is_new = end > at
            && (unit.is(Classes::ARTICLE | Classes::PRONOUN | Classes::POSSESSIVE)
                && !scene.units[end - 1].is(Classes::PREPOSITION | Classes::AND)
                || !unit.is_capital()
                    && !scene.units[end - 1].is(Classes::PREPOSITION)
                    && unit.is(Classes::PREPOSITION)
                    && !unit.is(Classes::TIGHT)
                || unit.is(Classes::TIME));
        let is_part =
            unit.is_word() || unit.is_bracketed || unit.is_mark(Kind::Possessive) || unit.is_mark(Kind::Number);
        let is_over = unit.is(Classes::SUBORDINATE | Classes::RELATIVE | Classes::ADVERB) && !unit.is_capital();
        if !is_part || is_new || is_over || end > at + MAX_BETWEEN {
            break;
        }
        end += 1;
    }
    end
}

fn is_object(scene: &Scene<'_>, at: usize) -> bool {
    ["me", "him", "her", "us", "them", "reporters", "journalists", "lawmakers", "supporters", "voters", "jurors"]
        .iter()
        .any(|word| scene.is_the_word(at, word))
}

/// Where what is said starts after words such as "in an interview with the paper on Monday".
fn farther(scene: &Scene<'_>, at: usize) -> Option<usize> {
    if !scene.is(at, Classes::PREPOSITION) && !scene.is(at, Classes::SUBORDINATE | Classes::TIME | Classes::RELATIVE) {
        return None;
    }
    let limit = scene.at.end.min(at + MAX_BETWEEN);
    let mut is_clause = !scene.is(at, Classes::PREPOSITION);
    for next in at + 1..limit {
        if scene.is_mark(next, Kind::Colon) || scene.is_quotation(next) && is_quote_start(scene, next) {
            return Some(next);
        }
        if scene.is_mark(next, Kind::Comma) {
            return scene.is_quotation(next + 1).then_some(next);
        }
        if scene.is_the_word(next, "that") && !is_clause {
            return Some(next);
        }
        let unit = &scene.units[next];
        is_clause |= phrases_is_finite(scene, at, next);
        let is_after_time = scene.is(next - 1, Classes::TIME | Classes::MEDIUM);
        let starts = unit.is(Classes::PRONOUN | Classes::ARTICLE) && !unit.is(Classes::RELATIVE)
            || unit.is_capital() && !unit.is(Classes::TIME);
        if is_after_time && starts && !is_clause && !scene.is(next - 1, Classes::PREPOSITION) {
            return Some(next);
        }
    }
    None
}

fn phrases_is_finite(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    super::phrases::is_finite(scene.units, start, at)
}

fn is_quote_start(scene: &Scene<'_>, at: usize) -> bool {
    scene.unit(at).and_then(|unit| scene.page.quoted(unit)).is_some_and(|quoted| quoted.is_capital && quoted.words > 3)
}

/// The end of quotations that follow each other.
pub(super) fn quote_end(scene: &Scene<'_>, at: usize) -> usize {
    let mut end = at;
    while scene.is_quotation(end) {
        end += 1;
    }
    end
}

/// Where a clause ends that begins at a unit: at the end of the sentence, or where somebody else speaks.
pub(super) fn clause_end(scene: &Scene<'_>, cue: &Cue, at: usize) -> usize {
    let end = scene.end();
    let cut = |next: &Cue| -> Option<usize> {
        let first = next.subject.as_ref().map_or(next.group.start, |subject| subject.start);
        if next.group.start <= cue.group.start || first <= at {
            return None;
        }
        let before = first.checked_sub(1)?;
        let is_joined =
            scene.is(before, Classes::AND) || scene.is_the_word(before, "while") || scene.is_the_word(before, "as");
        let speaks = next.takes.has_any(Takes::QUOTE) && !next.takes.has_any(Takes::MIND);
        if !speaks {
            return None;
        }
        if is_joined && next.subject.is_some() && scene.is_mark(before.wrapping_sub(1), Kind::Comma) {
            return Some(before - 1);
        }
        let is_participle = next.form == super::lexicon::Form::Participle && next.subject.is_none();
        if is_participle && scene.is_mark(next.group.start - 1, Kind::Comma) {
            return Some(next.group.start - 1);
        }
        None
    };
    let first_cut = scene.cues.iter().filter_map(cut).min().unwrap_or(end);
    let according = (at..end).find(|&at| scene.is_mark(at, Kind::Comma) && scene.is_the_word(at + 1, "according"));
    first_cut.min(according.unwrap_or(end)).min(end)
}

/// A quotation that goes on after its attribution: `“Q,” Smith said, “and Q.”`
pub(super) fn again(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let comma = (at..scene.at.end.min(at + MAX_BETWEEN)).find(|&at| scene.is_quotation(at))?;
    let before = comma.checked_sub(1)?;
    let is_paused =
        scene.is_mark(before, Kind::Comma) || scene.is_mark(before, Kind::Colon) || scene.is_mark(before, Kind::Dash);
    is_paused.then(|| comma..quote_end(scene, comma))
}
