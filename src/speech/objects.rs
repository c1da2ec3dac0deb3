//! What is said where it is no clause: the object of a verb, or an infinitive.

use std::ops::Range;

use super::addressee::{person, without_adverbs};
use super::clauses::clause_end;
use super::lexicon::{Classes, Takes};
use super::phrases;
use super::scene::{Cue, Scene};
use super::tokens::Sign;

/// The object of a verb and what is said of it, up to the next clause.
pub(super) fn object(scene: &Scene<'_>, cue: &Cue) -> Option<Range<usize>> {
    let at = without_adverbs(scene, cue.group.end);
    let never = Classes::PREPOSITION | Classes::AND | Classes::SUBORDINATE | Classes::RELATIVE | Classes::AUXILIARY;
    let first = scene.unit(at)?;
    let starts = first.is_word() || first.is_quotation() || first.is_mark(Sign::Number);
    let is_free = !first.is(never) || first.is(Classes::DEMONSTRATIVE);
    let end = phrase_end(scene, cue, at);
    (starts && is_free && end > at).then_some(at..end)
}

/// Where a phrase after a verb ends: at a comma, or at a word that begins a clause.
fn phrase_end(scene: &Scene<'_>, cue: &Cue, at: usize) -> usize {
    let end = clause_end(scene, cue.group.start, at);
    let is_as = |at: usize| scene.is_the_word(at, "as");
    let is_over = |at: usize| {
        let unit = &scene.units[at];
        let is_mark = [Sign::Comma, Sign::Dash, Sign::Colon].iter().any(|&kind| unit.is_mark(kind));
        let is_clause =
            unit.is(Classes::SUBORDINATE) && !scene.is_the_word(at, "that") && !is_as(at) && !unit.is(Classes::TIGHT);
        let is_verb = unit.is(Classes::AND) && phrases::is_finite(scene.units, at, at + 1.min(scene.at.end - 1 - at));
        is_mark || is_clause || is_verb
    };
    (at + 1..end).find(|&at| is_over(at)).unwrap_or(end)
}

/// What somebody promises or wants: an infinitive, perhaps with the person who is asked.
pub(super) fn infinitive(scene: &Scene<'_>, cue: &Cue) -> Option<Range<usize>> {
    let at = without_adverbs(scene, cue.group.end);
    let to = if cue.takes.has_any(Takes::PERSON) && !scene.is_the_word(at, "to") { person(scene, at) } else { at };
    let is_negated = scene.is(to, Classes::NEGATION);
    let verb = to + 1 + usize::from(is_negated);
    let is_to = scene.is_the_word(to + usize::from(is_negated), "to");
    let is_verb = scene.unit(verb).is_some_and(|unit| unit.is_word() && !unit.is_capital());
    let is_phrase = scene.is(verb, Classes::ARTICLE | Classes::POSSESSIVE | Classes::OBJECT);
    (is_to && is_verb && !is_phrase).then(|| at..clause_end(scene, cue.group.start, to))
}
