//! The phrase after a verb, or after "according to".

use super::{PERSONAL, is_alone, is_finite, is_name};
use crate::speech::lexicon::Classes;
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

/// How many units a phrase may have.
const MAX_PHRASE: usize = 40;
/// How many units may be between the commas after it.
const MAX_ASIDE: usize = 45;

/// The end of the phrase that begins at a unit, with what is said of it after a comma.
pub(in crate::speech) fn after(units: &[Unit], at: usize, end: usize) -> usize {
    let mut at = plain_after(units, at, end);
    while at + 1 < end && units[at].is_mark(Sign::Comma) {
        let near = at + 1..end.min(at + 1 + MAX_ASIDE);
        let next = near.clone().find(|&next| units[next].is_mark(Sign::Comma) || units[next].is_quotation());
        let next = next.unwrap_or(near.end);
        let is_last = next == end || next + 1 == end || units[next].is_mark(Sign::Comma);
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
            || first.is_mark(Sign::Number) && words.len() == 1
            || first.is(Classes::RELATIVE) && !first.is(Classes::SUBORDINATE)
            || first.is(Classes::CITING)
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
            || unit.is_mark(Sign::Possessive)
            || unit.is_mark(Sign::Number)
            || unit.is_quotation() && *at > start && units[*at - 1].is_capital();
        let is_and = unit.is(Classes::AND) && !units.get(at + 1).is_some_and(Unit::is_capital);
        let is_lead =
            unit.is(Classes::SUBORDINATE | Classes::RELATIVE) && !unit.is_capital() && !unit.is(Classes::ARTICLE);
        let next = units.get(at + 1);
        let is_when = unit.is(Classes::PREPOSITION) && next.is_some_and(|next| next.is(Classes::TIME))
            || is_loose(unit) && !next.is_some_and(Unit::is_capital);
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

/// The end of a phrase that goes on to a comma, with what is said of it between commas.
pub(in crate::speech) fn until_comma(units: &[Unit], at: usize, end: usize) -> usize {
    let stops = [Sign::Comma, Sign::Dash, Sign::Colon, Sign::Semicolon];
    let is_stop = |at: usize| stops.iter().any(|&kind| units[at].is_mark(kind)) || units[at].is_quotation();
    let next = |at: usize| (at..end).find(|&at| is_stop(at)).unwrap_or(end);
    let mut last = next(at);
    while last < end && units[last].is_mark(Sign::Comma) {
        let close = next(last + 1);
        let words = &units[last + 1..close];
        let is_closed = close == end || units[close].is_mark(Sign::Comma);
        if !is_closed || !(is_described(words) || is_name(words) && (close < end || units[last - 1].is(Classes::ROLE)))
        {
            break;
        }
        last = close;
    }
    last
}

/// The end of the name of an outlet that begins at a unit, with an article: the words with capitals that follow.
pub(in crate::speech) fn outlet_after(units: &[Unit], at: usize, end: usize) -> usize {
    let ties = Classes::ARTICLE | Classes::POSSESSIVE;
    let is_part = |next: usize| {
        let unit = &units[next];
        let is_lead = next == at && unit.is(ties);
        let is_of = unit.is(Classes::TIGHT) && units.get(next + 1).is_some_and(Unit::is_capital);
        let is_common = unit.is(Classes::OUTLET) && unit.is_word();
        is_lead || unit.is_capital() && !unit.is(Classes::DAY) || is_common || is_of && next > at + 1
    };
    (at..end).find(|&next| !is_part(next)).unwrap_or(end)
}

/// The end of a phrase in a language whose nouns have capitals: a verb, or another phrase, comes after its noun.
pub(in crate::speech) fn after_nouns(units: &[Unit], at: usize, end: usize) -> usize {
    let ties = Classes::PREPOSITION | Classes::TIGHT | Classes::AND;
    let is_over = |next: usize| {
        let (unit, before) = (&units[next], &units[next - 1]);
        let is_name = before.is_plain_name() && !before.is(Classes::ARTICLE);
        let is_new = unit.is(Classes::ARTICLE) && is_name || unit.is(Classes::PREPOSITION) && !unit.is(Classes::TIGHT);
        before.is_capital() && unit.is_word() && !unit.is_capital() && (!unit.is(ties) || is_new)
    };
    (at + 1..end).find(|&next| is_over(next)).unwrap_or(end)
}
