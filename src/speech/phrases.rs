//! Phrases for people and things: where the one before a verb begins, and where the one after it ends.

use std::ops::Range;

use super::lexicon::{Classes, Form};
use super::page::Unit;
use super::tokens::Kind;

/// How many units a phrase may have before its verb.
const MAX_PHRASE: usize = 40;
/// How many units may be between a phrase and its verb: `Smith, who had never been there, said`.
const MAX_ASIDE: usize = 45;

/// How many units of an aside may come before the word for what somebody is.
const MAX_ROLE: usize = 12;

const PERSONAL: Classes = Classes::HE.and(Classes::SHE).and(Classes::THEY);

/// The phrase that ends before a unit, the start of a sentence given. Looks back over a bounded number of units.
pub(super) fn before(units: &[Unit], start: usize, end: usize) -> Option<Range<usize>> {
    let end = without_time(units, start, end);
    let last = units.get(end.checked_sub(1)?).filter(|_| end > start)?;
    if last.is_mark(Kind::Comma) {
        let comma = aside(units, start, end - 1)?;
        let phrase = plain_before(units, start, comma)?;
        return Some(phrase.start..end - 1);
    }
    if last.is_mark(Kind::Dash) {
        let near = start.max(end.saturating_sub(MAX_ASIDE))..end - 1;
        let dash = near.rev().find(|&at| units[at].is_mark(Kind::Dash))?;
        let phrase = plain_before(units, start, dash)?;
        return Some(phrase.start..end - 1);
    }
    plain_before(units, start, end)
}

/// Without the time between a phrase and its verb: `Smith on Tuesday said`.
fn without_time(units: &[Unit], start: usize, end: usize) -> usize {
    let mut at = end;
    while at > start && units[at - 1].is(Classes::TIME) {
        at -= 1;
    }
    let is_time = at < end;
    if is_time && at > start && units[at - 1].is(Classes::PREPOSITION | Classes::DEMONSTRATIVE) {
        at -= 1;
    }
    let is_free = is_time && at > start && !units[at - 1].is(Classes::ARTICLE | Classes::PREPOSITION);
    if is_free { at } else { end }
}

/// The comma at which an aside begins that ends at another comma.
fn aside(units: &[Unit], start: usize, end: usize) -> Option<usize> {
    let mut found = None;
    let mut last = end;
    let is_first = |at: usize| at > start && (units[at - 1].is_capital() || units[at - 1].is(Classes::ROLE));
    for at in (start.max(end.saturating_sub(MAX_ASIDE))..end).rev() {
        if units[at].is_quotation() && units[at + 1..].first().is_some_and(|next| !next.is_mark(Kind::Possessive)) {
            // A quotation within an aside is short; one that ends with a mark is somebody's words.
            break;
        }
        if !units[at].is_mark(Kind::Comma) {
            continue;
        }
        // `Smith, R-Ohio, said`
        let is_place = last == end && is_name(&units[at + 1..last]) && last - at <= 4 && is_first(at);
        if is_aside(&units[at + 1..last]) || is_place {
            found = Some(at);
        } else if found.is_some() || !is_name(&units[at + 1..last]) {
            break;
        }
        last = at;
    }
    found
}

/// Whether words between commas say more of the name before them.
fn is_aside(words: &[Unit]) -> bool {
    let Some(first) = words.first() else { return false };
    let opens = Classes::ARTICLE
        | Classes::RELATIVE
        | Classes::POSSESSIVE
        | Classes::ROLE
        | Classes::TITLE
        | Classes::PREPOSITION
        | Classes::SUFFIX;
    let is_short = words.len() <= 2 && (first.is(Classes::ADVERB) || first.is_mark(Kind::Number));
    let is_participle = first.verb().is_some_and(|verb| verb.form == Form::Participle);
    let is_former = words.iter().take(MAX_ROLE).any(|word| word.is(Classes::ROLE));
    first.is(opens) || is_short || is_participle || is_former || first.is_mark(Kind::Number)
}

/// Whether words are a name and nothing else, such as that of a state.
fn is_name(words: &[Unit]) -> bool {
    (1..=3).contains(&words.len()) && words.iter().all(|word| word.is_capital() || word.is_bracketed)
}

/// Whether a unit shows that the words before it are a clause: a verb in a form of its own.
pub(super) fn is_finite(units: &[Unit], start: usize, at: usize) -> bool {
    let unit = &units[at];
    if !unit.is_word() || unit.is_capital() && at > start {
        return false;
    }
    let is_noun = at > start && units[at - 1].is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION);
    let speaks = unit.verb().is_some_and(|verb| {
        verb.form == Form::Past || verb.form == Form::Present && !verb.takes.has_any(super::lexicon::Takes::NOUN)
    });
    unit.is(Classes::AUXILIARY) || !is_noun && (unit.is(Classes::VERB) || speaks || unit.is(Classes::PAST_LIKE))
}

/// The phrase that ends right before a unit, without asides.
fn plain_before(units: &[Unit], start: usize, end: usize) -> Option<Range<usize>> {
    let limit = start.max(end.saturating_sub(MAX_PHRASE));
    let mut at = end;
    while at > limit && joins(units, start, at - 1, end) {
        at -= 1;
        let is_first = units[at].is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::DEMONSTRATIVE);
        if is_first && !(at > limit && units[at - 1].is(Classes::PREPOSITION | Classes::QUANTITY)) {
            break;
        }
        if units[at].is(PERSONAL) || units[at].is_word() && is_alone(&units[at]) {
            break;
        }
    }
    let whole = relative(units, limit, at).unwrap_or(at);
    trimmed(units, coordinated(units, limit, whole)..end)
}

/// Pronouns that are a phrase of their own.
fn is_alone(unit: &Unit) -> bool {
    unit.is(Classes::PRONOUN) && !unit.is(Classes::QUANTITY | Classes::DEMONSTRATIVE | Classes::INDEFINITE)
}

/// Whether a unit belongs to a phrase that goes on after it.
fn joins(units: &[Unit], start: usize, at: usize, end: usize) -> bool {
    let unit = &units[at];
    if unit.is_quotation() {
        // A nickname.
        return at > start && at + 1 < end && units[at - 1].is_capital() && units[at + 1].is_capital();
    }
    if unit.is_bracketed || unit.is_mark(Kind::Possessive) || unit.is_mark(Kind::Number) {
        return true;
    }
    if !unit.is_word() || unit.is(Classes::SUBORDINATE | Classes::RELATIVE | Classes::AND) {
        return unit.is_word() && unit.is_capital() && at + 1 < end && at > start && !unit.is(Classes::COMMON);
    }
    if unit.is(PERSONAL) || is_alone(unit) {
        return at + 1 == end;
    }
    // `a report published on Monday said`
    let is_reduced = at + 1 == end && unit.is(Classes::PAST_LIKE) && !unit.is(Classes::VERB);
    let is_adverb = unit.is(Classes::ADVERB | Classes::NEGATION) && !unit.is(Classes::QUANTITY);
    !is_adverb && (is_reduced || !is_finite(units, start, at))
}

/// Where a phrase begins that a clause with "who" is part of: `people who were there`.
fn relative(units: &[Unit], limit: usize, at: usize) -> Option<usize> {
    if at == limit || !is_finite(units, limit, at - 1) {
        return None;
    }
    let near = limit.max(at.saturating_sub(MAX_PHRASE))..at;
    let words = near.rev().take_while(|&at| !units[at].is_mark(Kind::Comma) && !units[at].is_quotation());
    let mut words = words.filter(|&at| units[at].is(Classes::RELATIVE));
    let who = words.next().filter(|&who| who > limit && who + 1 < at)?;
    let mut at = who;
    while at > limit && joins(units, limit, at - 1, who) {
        at -= 1;
        if units[at].is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::DEMONSTRATIVE) {
            break;
        }
    }
    (at < who).then_some(at)
}

/// Where a phrase begins that is joined with another: `Smith and Jones`, at the start of a sentence or a clause.
fn coordinated(units: &[Unit], limit: usize, at: usize) -> usize {
    if at < limit + 2 || !units[at - 1].is(Classes::AND) || at < units.len() && is_alone(&units[at]) {
        return at;
    }
    let mut first = at - 1;
    while first > limit && joins(units, limit, first - 1, at - 1) {
        first -= 1;
        if units[first].is(Classes::ARTICLE | Classes::POSSESSIVE) {
            break;
        }
    }
    let is_free = first == limit || units[first - 1].is_mark(Kind::Comma) || units[first - 1].is_quotation();
    let is_phrase = units[first].is_capital() || units[first].is(Classes::ARTICLE | Classes::QUANTITY);
    if first < at - 1 && is_free && is_phrase { first } else { at }
}

/// A phrase without what only leads up to it.
fn trimmed(units: &[Unit], phrase: Range<usize>) -> Option<Range<usize>> {
    let mut start = phrase.start;
    let leads = |unit: &Unit| {
        unit.is(Classes::AND | Classes::SUBORDINATE | Classes::RELATIVE)
            || unit.is(Classes::ADVERB) && !unit.is(Classes::QUANTITY)
            || !unit.is_word() && !unit.is_bracketed && !unit.is_mark(Kind::Number) && !unit.is_quotation()
    };
    while start < phrase.end && leads(&units[start]) {
        start += 1;
    }
    if units[start..phrase.end].first()?.is(Classes::PREPOSITION) {
        start = after_lead(units, start, phrase.end)?;
    }
    let last = &units[phrase.end - 1];
    let is_pronoun = !last.is(Classes::ARTICLE) && (last.is(Classes::PRONOUN) || phrase.end - start == 1);
    let ends_open = !is_pronoun && last.is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION);
    let is_open = last.is_mark(Kind::Possessive) || ends_open;
    (!is_open && units[start..phrase.end].iter().any(Unit::is_word)).then_some(start..phrase.end)
}

/// Where a phrase begins after one with a preposition and without a comma: `In Ohio Mr. Smith said`.
fn after_lead(units: &[Unit], start: usize, end: usize) -> Option<usize> {
    let mut at = end;
    while at > start + 1 && units[at - 1].is_capital() {
        at -= 1;
    }
    let is_pronoun = end > start + 1 && units[end - 1].is(Classes::PRONOUN);
    let first = if is_pronoun { end - 1 } else { at };
    let is_apart = first > start + 1 && !units[first - 1].is(Classes::PREPOSITION | Classes::ARTICLE);
    (first < end && is_apart).then_some(first)
}

/// The end of the phrase that begins at a unit, with what is said of it after a comma.
pub(super) fn after(units: &[Unit], at: usize, end: usize) -> usize {
    let mut at = plain_after(units, at, end);
    while at + 1 < end && units[at].is_mark(Kind::Comma) {
        let near = at + 1..end.min(at + 1 + MAX_ASIDE);
        let next = near.clone().find(|&next| units[next].is_mark(Kind::Comma) || units[next].is_quotation());
        let next = next.unwrap_or(near.end);
        let is_last = next == end || next + 1 == end || units[next].is_mark(Kind::Comma);
        let words = &units[at + 1..next];
        if !is_last || !(is_described(words) || is_name(words)) {
            break;
        }
        at = next;
        if next < end && units[next].token.ends_sentence() {
            break;
        }
    }
    while at > 0 && at <= end && units[at - 1].token.ends_sentence() && units[at - 1].is_plain() {
        at -= 1;
    }
    at
}

/// Whether words after a comma say who somebody is.
fn is_described(words: &[Unit]) -> bool {
    let opens = Classes::ARTICLE | Classes::POSSESSIVE | Classes::SUFFIX;
    words.first().is_some_and(|first| {
        first.is(opens)
            || first.is_mark(Kind::Number) && words.len() == 1
            || first.is(Classes::RELATIVE) && !first.is(Classes::SUBORDINATE)
            || words.iter().take(4).any(|word| word.is(Classes::ROLE))
    }) && (words[0].is(Classes::RELATIVE) || !(0..words.len()).any(|at| is_finite(words, 0, at)))
}

fn plain_after(units: &[Unit], start: usize, end: usize) -> usize {
    if units.get(start).is_some_and(|first| first.is(PERSONAL) || is_alone(first)) {
        return start + 1;
    }
    let end = end.min(start + MAX_PHRASE);
    let stops = |at: &usize| {
        let unit = &units[*at];
        let is_part = unit.is_word()
            || unit.is_bracketed
            || unit.is_mark(Kind::Possessive)
            || unit.is_mark(Kind::Number)
            || unit.is_quotation() && *at > start && units[*at - 1].is_capital();
        let is_and = unit.is(Classes::AND) && !units.get(at + 1).is_some_and(Unit::is_capital);
        let is_lead = unit.is(Classes::SUBORDINATE | Classes::RELATIVE) && !unit.is_capital();
        let is_when =
            unit.is(Classes::PREPOSITION) && !units.get(at + 1).is_some_and(Unit::is_capital) && is_loose(unit);
        let is_over = is_and || is_lead || is_when || unit.is(Classes::TIME) && *at > start;
        let is_verb = *at > start && is_finite(units, start, *at);
        !is_part || is_over || is_verb || unit.is(Classes::ADVERB) && !unit.is(Classes::QUANTITY) && *at > start
    };
    (start..end).find(stops).unwrap_or(end)
}

/// Prepositions that rather go with the verb: they say when, where or how.
fn is_loose(unit: &Unit) -> bool {
    unit.is(Classes::PREPOSITION) && !unit.is(Classes::TIGHT)
}

/// Whether a phrase with a verb of its own begins at a unit: the start of another clause.
pub(super) fn has_subject(units: &[Unit], at: usize, end: usize) -> bool {
    let Some(first) = units.get(at).filter(|_| at < end) else { return false };
    let opens = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PRONOUN | Classes::DEMONSTRATIVE | Classes::QUANTITY;
    let is_subject = first.is_word() && (first.is_capital() || first.is(opens));
    let limit = end.min(at + MAX_CLAUSE);
    let mut words = (at + 1..limit).take_while(|&at| units[at].is_plain() && !units[at].is_mark(Kind::Comma));
    is_subject && words.any(|next| is_finite(units, at, next) && !units[next].is(Classes::PAST_LIKE))
}

/// How soon the verb of a clause comes, in units.
const MAX_CLAUSE: usize = 8;

/// The end of a phrase that goes on to a comma, with what is said of it between commas.
pub(super) fn until_comma(units: &[Unit], at: usize, end: usize) -> usize {
    let stops = [Kind::Comma, Kind::Dash, Kind::Colon, Kind::Semicolon];
    let is_stop = |at: usize| stops.iter().any(|&kind| units[at].is_mark(kind)) || units[at].is_quotation();
    let next = |at: usize| (at..end).find(|&at| is_stop(at)).unwrap_or(end);
    let mut last = next(at);
    while last < end && units[last].is_mark(Kind::Comma) {
        let close = next(last + 1);
        let words = &units[last + 1..close];
        let is_closed = close == end || units[close].is_mark(Kind::Comma);
        if !is_closed || !(is_described(words) || is_name(words) && close < end) {
            break;
        }
        last = close;
    }
    last
}

/// The end of the name of an outlet that begins at a unit, with an article: the words with capitals that follow.
pub(super) fn outlet_after(units: &[Unit], at: usize, end: usize) -> usize {
    let ties = Classes::ARTICLE | Classes::POSSESSIVE;
    let is_part = |next: usize| {
        let unit = &units[next];
        let is_lead = next == at && unit.is(ties);
        let is_of = unit.is(Classes::TIGHT) && units.get(next + 1).is_some_and(Unit::is_capital);
        let is_common = unit.is(Classes::OUTLET) && unit.is_word();
        is_lead || unit.is_capital() && !unit.is(Classes::TIME) || is_common || is_of && next > at + 1
    };
    (at..end).find(|&next| !is_part(next)).unwrap_or(end)
}
