//! Phrases for people and things: where the one before a verb begins, and where the one after it ends.

mod after;
mod before;

pub(super) use after::{after, after_nouns, outlet_after, until_comma};
pub(super) use before::before;

use super::lexicon::{Classes, Form, Takes};
use super::syntax::Unit;
use super::tokens::Sign;

const PERSONAL: Classes = Classes::HE.and(Classes::SHE).and(Classes::THEY);

/// Whether a unit shows that the words before it are a clause: a verb in a form of its own.
pub(super) fn is_finite(units: &[Unit], start: usize, at: usize) -> bool {
    let unit = &units[at];
    if !unit.is_word() || unit.is_capital() && at > start {
        return false;
    }
    let is_noun = at > start && units[at - 1].is(Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION);
    let speaks = unit
        .verb()
        .is_some_and(|verb| verb.form == Form::Past || verb.form == Form::Present && !verb.takes.has_any(Takes::NOUN));
    unit.is(Classes::AUXILIARY) || !is_noun && (unit.is(Classes::VERB) || speaks || unit.is(Classes::PAST_LIKE))
}

/// Whether words are a name and nothing else, such as that of a state.
fn is_name(words: &[Unit]) -> bool {
    let is_part = |word: &Unit| word.is_capital() || word.is_bracketed;
    let is_small = |word: &Unit| word.is_word() && word.token.entry.classes == Classes::default();
    let ends = words.first().is_some_and(is_part) && words.last().is_some_and(is_part);
    ends && words.len() <= 4 && words.iter().all(|word| is_part(word) || is_small(word))
}

/// Pronouns that are a phrase of their own.
fn is_alone(unit: &Unit) -> bool {
    unit.is(Classes::PRONOUN) && !unit.is(Classes::QUANTITY | Classes::DEMONSTRATIVE | Classes::INDEFINITE)
}

/// Whether a phrase with a verb of its own begins at a unit: the start of another clause.
pub(super) fn has_subject(units: &[Unit], at: usize, end: usize) -> bool {
    let Some(first) = units.get(at).filter(|_| at < end) else { return false };
    let opens = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PRONOUN | Classes::DEMONSTRATIVE | Classes::QUANTITY;
    let is_subject = first.is_word() && (first.is_capital() || first.is(opens));
    let limit = end.min(at + MAX_CLAUSE);
    let mut words = (at + 1..limit).take_while(|&at| units[at].is_plain() && !units[at].is_mark(Sign::Comma));
    is_subject && words.any(|next| is_finite(units, at, next) && !units[next].is(Classes::PAST_LIKE))
}

/// How soon the verb of a clause comes, in units.
const MAX_CLAUSE: usize = 8;
