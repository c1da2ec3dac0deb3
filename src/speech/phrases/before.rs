//! The phrase before a verb.

use std::ops::Range;

use super::{PERSONAL, is_alone, is_finite, is_name};
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

/// How many units a phrase may have before its verb.
const MAX_PHRASE: usize = 40;
/// How many units may be between a phrase and its verb: `Smith, who had never been there, said`.
const MAX_ASIDE: usize = 45;

/// How many units of an aside may come before the word for what somebody is.
const MAX_ROLE: usize = 12;

/// The phrase that ends before a unit, the start of a sentence given. Looks back over a bounded number of units.
pub(in crate::speech) fn before(units: &[Unit], start: usize, end: usize) -> Option<Range<usize>> {
    let end = without_time(units, start, end);
    let last = units.get(end.checked_sub(1)?).filter(|_| end > start)?;
    if last.is_mark(Sign::Comma) {
        // The farthest comma with a phrase before it: `On Monday, Smith, the mayor, said`.
        let mut commas = asides(units, start, end - 1).into_iter().rev();
        let phrase = commas.find_map(|comma| plain_before(units, start, comma))?;
        return Some(phrase.start..end - 1);
    }
    if last.is_mark(Sign::Dash) {
        let near = start.max(end.saturating_sub(MAX_ASIDE))..end - 1;
        let dash = near.rev().find(|&at| units[at].is_mark(Sign::Dash))?;
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

/// The commas at which what is said of a phrase may begin, the last one first: it ends at another comma.
fn asides(units: &[Unit], start: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut last = end;
    let is_first = |at: usize| at > start && (units[at - 1].is_capital() || units[at - 1].is(Classes::ROLE));
    for at in (start.max(end.saturating_sub(MAX_ASIDE))..end).rev() {
        if units[at].is_quotation() && units[at + 1..].first().is_some_and(|next| !next.is_mark(Sign::Possessive)) {
            // A quotation within an aside is short; one that ends with a mark is somebody's words.
            break;
        }
        if !units[at].is_mark(Sign::Comma) {
            continue;
        }
        // `Smith, R-Ohio, said`
        let is_place = last == end && is_name(&units[at + 1..last]) && last - at <= 4 && is_first(at);
        if is_aside(&units[at + 1..last]) || is_place {
            found.push(at);
        } else if !found.is_empty() || !is_name(&units[at + 1..last]) {
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
        | Classes::NEGATION
        | Classes::ROLE
        | Classes::TITLE
        | Classes::PREPOSITION
        | Classes::SUFFIX;
    let is_short = words.len() <= 2 && (first.is(Classes::ADVERB) || first.is_mark(Sign::Number));
    let is_participle = first.is(Classes::CITED) || first.verb().is_some_and(|verb| verb.form == Form::Participle);
    // `a diplomat said` is a clause of its own.
    let speaks = |word: &Unit| {
        let verb = word.verb().filter(|verb| matches!(verb.form, Form::Past | Form::Present));
        verb.is_some_and(|verb| verb.takes.has_any(Takes::WORDS)) && !word.is_capital()
    };
    if words.len() > 1 && !first.is(Classes::RELATIVE) && words.last().is_some_and(speaks) {
        return false;
    }
    // `granted anonymity to speak`
    let is_past = first.is(Classes::PAST_LIKE) && !first.verb().is_some_and(|verb| verb.takes.has_any(Takes::WORDS));
    let is_past = is_past && words.get(1).is_some_and(|next| !next.is(Classes::ARTICLE | Classes::POSSESSIVE));
    let is_participle = is_participle || is_past;
    let is_former = words.iter().take(MAX_ROLE).any(|word| word.is(Classes::ROLE));
    first.is(opens) || is_short || is_participle || is_former || first.is_mark(Sign::Number)
}

/// The phrase that ends right before a unit, without asides.
fn plain_before(units: &[Unit], start: usize, end: usize) -> Option<Range<usize>> {
    let limit = start.max(end.saturating_sub(MAX_PHRASE));
    let mut at = end;
    while at > limit && joins(units, start, at - 1, end) {
        at -= 1;
        // `der Sprecher der Stadt`: an article that ties a noun to the one before.
        let is_tied = units[at].is(Classes::TIGHT) && at > limit && units[at - 1].is_capital();
        let is_first = units[at].is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::DEMONSTRATIVE) && !is_tied;
        if is_first && !(at > limit && units[at - 1].is(Classes::PREPOSITION | Classes::QUANTITY)) {
            break;
        }
        if units[at].is(PERSONAL) || units[at].is_word() && is_alone(&units[at]) {
            break;
        }
    }
    let whole = relative(units, limit, at).or_else(|| reduced(units, limit, at, end));
    let whole = whole.or_else(|| seeming(units, limit, at)).unwrap_or(at);
    let is_joined = whole < end;
    trimmed(units, if is_joined { coordinated(units, limit, whole) } else { whole }..end)
}

/// Whether a unit belongs to a phrase that goes on after it.
fn joins(units: &[Unit], start: usize, at: usize, end: usize) -> bool {
    let unit = &units[at];
    if unit.is_quotation() {
        // A nickname.
        return at > start && at + 1 < end && units[at - 1].is_capital() && units[at + 1].is_capital();
    }
    if unit.is_bracketed || unit.is_mark(Sign::Possessive) || unit.is_mark(Sign::Number) {
        return true;
    }
    let is_clause = unit.is(Classes::SUBORDINATE | Classes::RELATIVE | Classes::AND) && !unit.is(Classes::ARTICLE);
    if !unit.is_word() || is_clause {
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
    let words = near.rev().take_while(|&at| !units[at].is_mark(Sign::Comma) && !units[at].is_quotation());
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

/// Where a phrase begins that a clause without "who" is part of: `a person briefed on the plan`.
fn reduced(units: &[Unit], limit: usize, at: usize, end: usize) -> Option<usize> {
    let verb = at.checked_sub(1).filter(|&verb| verb > limit && at < end)?;
    let is_reduced = units[verb].is(Classes::PAST_LIKE) && !units[verb].is(Classes::VERB | Classes::AUXILIARY);
    if !is_reduced || !units[at].is(Classes::PREPOSITION) {
        return None;
    }
    let mut first = verb;
    while first > limit && joins(units, limit, first - 1, verb) && !units[first].is(Classes::ARTICLE) {
        first -= 1;
    }
    let opens = Classes::INDEFINITE | Classes::QUANTITY | Classes::PEOPLE;
    let is_free = first == limit || !units[first - 1].is_word();
    (first < verb && is_free && units[first].is(opens)).then_some(first)
}

/// Where a phrase begins that goes on with who somebody only seems to be: `a man posing as Smith`, `a man who pretended
/// to be Smith`.
fn seeming(units: &[Unit], limit: usize, at: usize) -> Option<usize> {
    let seems = |unit: &Unit| unit.verb().is_some_and(|verb| verb.takes.has_any(Takes::SEEM));
    let last = if units.get(at).is_some_and(seems) { at } else { at.checked_sub(1)? };
    let (is_as, is_be) = (units[last].is(Classes::SUBORDINATE), units[last].is(Classes::BE));
    let verb = last.checked_sub(usize::from(is_as) + 2 * usize::from(is_be)).filter(|&verb| verb > limit)?;
    let found = units[verb].verb().filter(|verb| verb.takes.has_any(Takes::SEEM))?;
    let is_whole = is_as || is_be || !found.takes.has_any(Takes::NOUN | Takes::QUOTE);
    let is_who = verb > limit && units[verb - 1].is(Classes::RELATIVE);
    let who = if is_who && found.form == Form::Past { verb - 1 } else { verb };
    let is_participle = found.form == Form::Participle || who < verb;
    let mut first = who;
    while first > limit && joins(units, limit, first - 1, who) {
        first -= 1;
        if units[first].is(Classes::ARTICLE | Classes::POSSESSIVE) {
            break;
        }
    }
    (first < who && is_whole && is_participle).then_some(first)
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
    let is_free = first == limit || units[first - 1].is_mark(Sign::Comma) || units[first - 1].is_quotation();
    let is_phrase = units[first].is_capital() || units[first].is(Classes::ARTICLE | Classes::QUANTITY);
    if first < at - 1 && is_free && is_phrase { first } else { at }
}

/// A phrase without what only leads up to it.
fn trimmed(units: &[Unit], phrase: Range<usize>) -> Option<Range<usize>> {
    let mut start = phrase.start;
    let leads = |unit: &Unit| {
        unit.is(Classes::AND | Classes::SUBORDINATE | Classes::RELATIVE) && !unit.is(Classes::ARTICLE)
            || unit.is(Classes::ADVERB) && !unit.is(Classes::QUANTITY)
            || !unit.is_word() && !unit.is_bracketed && !unit.is_mark(Sign::Number) && !unit.is_quotation()
    };
    while start < phrase.end && leads(&units[start]) {
        start += 1;
    }
    let is_number =
        |at: usize| units.get(at).is_some_and(|unit| unit.is_mark(Sign::Number) || unit.is(Classes::QUANTITY));
    // `for five decades told` counts nobody.
    let is_free = start < phrase.end && !units[start].is(Classes::TIGHT);
    let is_counted = is_free && is_number(start + 1) && start + 1 < phrase.end && !is_date(units, start + 2);
    if units[start..phrase.end].first()?.is(Classes::PREPOSITION) && is_counted {
        // `About half`
        start += 1;
    } else if units[start].is(Classes::PREPOSITION) {
        start = after_lead(units, start, phrase.end)?;
    }
    let last = &units[phrase.end - 1];
    let is_pronoun = !last.is(Classes::ARTICLE) && (last.is(Classes::PRONOUN) || phrase.end - start == 1);
    let ends_open = !is_pronoun && last.is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION);
    let is_open = last.is_mark(Sign::Possessive) || ends_open;
    (!is_open && units[start..phrase.end].iter().any(Unit::is_word)).then_some(start..phrase.end)
}

/// Whether a unit is the month of a date: `on 3 May`, `in May`.
fn is_date(units: &[Unit], at: usize) -> bool {
    let leads = |before: &Unit| before.is_mark(Sign::Number) || before.is(Classes::PREPOSITION);
    at > 0 && units.get(at).is_some_and(|unit| unit.is(Classes::MONTH)) && leads(&units[at - 1])
}

/// Where a phrase begins after one with a preposition and without a comma: `In Ohio Mr. Smith said`.
fn after_lead(units: &[Unit], start: usize, end: usize) -> Option<usize> {
    let mut at = end;
    while at > start + 1 && units[at - 1].is_capital() && !is_date(units, at - 1) {
        at -= 1;
    }
    let is_pronoun = end > start + 1 && units[end - 1].is(Classes::PRONOUN);
    let first = if is_pronoun { end - 1 } else { at };
    let is_apart = first > start + 1 && !units[first - 1].is(Classes::PREPOSITION | Classes::ARTICLE);
    (first < end && is_apart).then_some(first)
}
