//! Clauses: whether words are one, and where one ends.

use std::ops::Range;

use super::addressee::{person, without_adverbs};
use super::lexicon::{Classes, Form, Takes};
use super::phrases;
use super::scene::{Cue, Scene};
use super::syntax::Unit;
use super::tokens::Sign;

/// How many units may be between a verb and the comma after what only says when, where and to whom.
const MAX_BETWEEN: usize = 30;
/// How many words in quotation marks are somebody's sentence.
const MIN_SENTENCE: u32 = 4;

/// Whether a unit can be the first of a clause.
pub(super) fn starts_clause(scene: &Scene<'_>, at: usize) -> bool {
    let leads = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PRONOUN | Classes::DEMONSTRATIVE | Classes::QUANTITY;
    let never = Classes::PREPOSITION
        | Classes::AND
        | Classes::TIME
        | Classes::AUXILIARY
        | Classes::ADVERB
        | Classes::SUBORDINATE
        | Classes::RELATIVE;
    if is_at_least(scene, at) {
        return true;
    }
    // `almost everyone knew`
    let at = if scene.is_nearly(at) { at + 1 } else { at };
    scene.unit(at).is_some_and(|unit| unit.is_word() || unit.is_mark(Sign::Number))
        && !scene.is(at, Classes::REFLEXIVE)
        && (scene.is(at, leads) || !scene.is(at, never) || scene.is_the_word(at, "if"))
}

/// Whether a number of people or things begins at a unit, and a verb comes soon: `at least nine people had died`.
fn is_at_least(scene: &Scene<'_>, at: usize) -> bool {
    let is_least = scene.is_the_word(at, "at") && ["least", "most"].iter().any(|word| scene.is_the_word(at + 1, word));
    let is_number = scene.is_mark(at + 2, Sign::Number) || scene.is(at + 2, Classes::QUANTITY);
    let near = at + 3..scene.at.end.min(at + MAX_COUNTED);
    let verb = near.into_iter().find(|&next| {
        scene.is(next, Classes::THAT) || !scene.is_word(next) || phrases::is_finite(scene.units, at, next)
    });
    is_least && is_number && verb.is_some_and(|verb| scene.is_word(verb) && !scene.is(verb, Classes::THAT))
}

/// How many units may be between "at least" and the verb.
const MAX_COUNTED: usize = 10;

/// Whether some units have a verb of their own.
pub(super) fn is_clause(scene: &Scene<'_>, units: Range<usize>) -> bool {
    scene.has_finite_verb(units)
}

/// Whether the first phrase of some units has a verb of its own: none that relates, and none after a comma.
pub(super) fn opens_clause(scene: &Scene<'_>, units: Range<usize>) -> bool {
    let Range { start, end } = units;
    for at in start + 1..end {
        let unit = &scene.units[at];
        if unit.is_quotation() || phrases::is_finite(scene.units, start, at) {
            return true;
        }
        let relates = unit.is(Classes::RELATIVE | Classes::SUBORDINATE) && !unit.is(Classes::PREPOSITION);
        let is_apart = unit.is_mark(Sign::Comma) && !scene.is(start, Classes::SUBORDINATE) && !is_aside(scene, at, end);
        if relates || is_apart || unit.is_mark(Sign::Semicolon) {
            return false;
        }
    }
    false
}

/// Whether a comma begins an aside that another comma ends.
fn is_aside(scene: &Scene<'_>, comma: usize, end: usize) -> bool {
    let is_open = scene.is(comma + 1, Classes::ARTICLE | Classes::RELATIVE | Classes::POSSESSIVE | Classes::ROLE)
        || scene.unit(comma + 1).is_some_and(Unit::is_capital);
    is_open && (comma + 1..end.min(comma + MAX_BETWEEN)).any(|at| scene.is_mark(at, Sign::Comma))
}

/// Where a clause ends that begins at a unit, after a verb: at the end of the sentence, or where something else begins.
pub(super) fn clause_end(scene: &Scene<'_>, verb: usize, at: usize) -> usize {
    let end = scene.end_of_clause(verb, at);
    let is_new = |comma: usize| scene.is_mark(comma, Sign::Comma) && begins_anew(scene, verb, comma + 1);
    let is_but = |at: usize| {
        scene.is_the_word(at, "but") && !scene.is(at + 1, Classes::ADVERB) && !scene.is_the_word(at + 1, "that")
    };
    let comma = |at: usize| if scene.is_mark(at, Sign::Comma) { at + 1 } else { at };
    let is_over =
        |at: usize| scene.is_mark(at, Sign::Semicolon) || is_new(at) || is_but(comma(at)) || speaks_anew(scene, at);
    (at + 1..end).find(|&at| is_over(at)).unwrap_or(end)
}

/// Whether a clause of the writer's begins after a comma.
fn begins_anew(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    if scene.according(at).is_some() || is_relayed(scene, at) || is_heard(scene, at) {
        return true;
    }
    if scene.is(at, Classes::AND) {
        let next = scene.is(at + 1, Classes::SUBORDINATE);
        return !next && phrases::has_subject(scene.units, at + 1, scene.at.end);
    }
    if scene.cues.iter().any(|cue| cue.group.start > verb && reports(scene, cue, at)) {
        return true;
    }
    let cue = scene.cues.iter().find(|cue| cue.group.start == at && cue.group.start > verb);
    cue.is_some_and(|cue| cue.form == Form::Participle && !cue.takes.has_any(Takes::MIND))
}

/// Whether the sentence ends with where something was heard: `, the court heard`.
fn is_heard(scene: &Scene<'_>, at: usize) -> bool {
    let end = scene.end();
    end > at + 1 && end <= at + MAX_HEARER && scene.is(at, Classes::ARTICLE) && scene.is_the_word(end - 1, "heard")
}

/// How many units such words have.
const MAX_HEARER: usize = 5;

/// Whether words only name who reported it: `as first reported by the Post`.
fn is_relayed(scene: &Scene<'_>, at: usize) -> bool {
    let near = at..scene.at.end.min(at + 4);
    let is_verb = |at: usize| scene.unit(at).and_then(Unit::verb).is_some_and(|verb| verb.takes.has_any(Takes::RELAY));
    scene.is_the_word(at, "as") && near.clone().any(|at| is_verb(at) && scene.is_the_word(at + 1, "by"))
}

/// Whether somebody speaks from here on: `and Smith said`.
fn speaks_anew(scene: &Scene<'_>, at: usize) -> bool {
    if !scene.is(at, Classes::AND) && !scene.is_the_word(at, "while") {
        return false;
    }
    let starts =
        |cue: &&Cue| cue.group.start == at + 1 || cue.subject.as_ref().is_some_and(|subject| subject.start == at + 1);
    scene.cues.iter().filter(starts).any(|cue| cue.takes.has_any(Takes::WORDS) && cue.form == Form::Past)
}

/// Where the words end that only say when, where and to whom something was said: at a comma or with the sentence.
pub(super) fn tail(scene: &Scene<'_>, cue: &Cue) -> Option<usize> {
    let mut at = without_adverbs(scene, cue.group.end);
    if cue.takes.has_any(Takes::PERSON) {
        at = without_adverbs(scene, person(scene, at));
    }
    let end = scene.end();
    let pauses = |at: usize| scene.is_mark(at, Sign::Comma) || scene.is_mark(at, Sign::Colon);
    let is_loose = at >= end || pauses(at) || scene.is(at, Classes::PREPOSITION);
    let limit = end.min(at + MAX_BETWEEN);
    let comma = (at..limit).find(|&at| pauses(at)).unwrap_or(limit);
    let is_said = |at: usize| scene.quoted(at).is_some_and(|quoted| quoted.words >= MIN_SENTENCE);
    let is_plain = !(at..comma).any(|at| phrases::is_finite(scene.units, cue.group.end, at) || is_said(at));
    (is_loose && is_plain && (comma == end || pauses(comma))).then_some(comma)
}

/// Whether a phrase that begins at a unit only reports what is before it: `…, the Post reported.` An outlet reports
/// with any verb of speech.
pub(super) fn reports(scene: &Scene<'_>, cue: &Cue, at: usize) -> bool {
    let is_here = cue.subject.as_ref().is_some_and(|subject| subject.start == at);
    let by_outlet = || cue.subject.as_ref().is_some_and(|subject| scene.is_outlet(subject));
    let is_report = cue.takes.has_any(Takes::RELAY) || (cue.takes.has_any(Takes::BARE) && by_outlet());
    is_here && is_report && (tail(scene, cue) == Some(scene.end()) || scene.is_ing(cue.group.end))
}
