//! What is said: where it begins after a verb, and where it ends.

use std::ops::Range;

use super::lexicon::{Classes, Form, Takes};
use super::page::Unit;
use super::phrases;
use super::scene::{Cue, Scene};
use super::tokens::Kind;

/// How many units may be between a verb and what is said, such as "in an interview on Monday".
const MAX_BETWEEN: usize = 30;
/// How many words in quotation marks are somebody's sentence even without a capital letter.
const MIN_SENTENCE: u32 = 4;

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

/// What is said after a cue.
pub(super) fn after(scene: &Scene<'_>, cue: &Cue) -> Option<After> {
    let mut at = without_adverbs(scene, cue.group.end);
    if cue.takes.has_any(Takes::PERSON) {
        at = without_adverbs(scene, person(scene, at));
    }
    starting(scene, cue, at).or_else(|| farther(scene, cue, at))
}

/// What is said from a unit on, if it starts there.
fn starting(scene: &Scene<'_>, cue: &Cue, at: usize) -> Option<After> {
    if scene.is_mark(at, Kind::Colon) && at + 1 < scene.end() {
        return match scene.unit(at + 1)? {
            unit if unit.is_quotation() => Some(After::Quote(at + 1..quote_end(scene, at + 1))),
            _ => Some(After::Colon(at + 1..scene.end())),
        };
    }
    let end = clause_end(scene, cue.group.start, at);
    let quote = if scene.is_mark(at, Kind::Comma) { at + 1 } else { at };
    if let Some(quoted) = scene.quoted(quote) {
        let is_whole = quoted.is_capital || quoted.words >= MIN_SENTENCE || quote > at;
        let follows = Classes::AND | Classes::SUBORDINATE | Classes::PREPOSITION | Classes::TIME | Classes::ADVERB;
        let is_last = scene.unit(quote + 1).is_none_or(|next| !next.is_word() || next.is(follows));
        let goes_on = quote == at && (quote + 1..end).any(|at| scene.is_quotation(at)) && scene.is_word(quote + 1);
        if is_whole && is_last && !goes_on {
            return Some(After::Quote(quote..quote_end(scene, quote)));
        }
        return (quote == at && quote < end).then_some(After::Bare(at..end));
    }
    let unit = scene.unit(at)?;
    if scene.is_the_word(at, "that") && cue.takes.has_any(Takes::THAT) && at + 2 < end {
        // `two states that voted`: a noun, and a clause about it.
        let relates = cue.takes.has_any(Takes::NOUN) && phrases::is_finite(scene.units, at, at + 1);
        return (!relates).then_some(After::That(at..end));
    }
    if unit.is(Classes::RELATIVE) && cue.takes.has_any(Takes::QUESTION) && at + 1 < end {
        return Some(After::Question(at..end));
    }
    let is_clause = cue.takes.has_any(Takes::BARE)
        && starts_clause(scene, at)
        && (opens_clause(scene, at..end) || cue.takes.has_any(Takes::WORDS) && end > at + 3);
    is_clause.then_some(After::Bare(at..end))
}

/// Whether a unit can be the first of a clause.
fn starts_clause(scene: &Scene<'_>, at: usize) -> bool {
    let leads = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PRONOUN | Classes::DEMONSTRATIVE | Classes::QUANTITY;
    let never = Classes::PREPOSITION
        | Classes::AND
        | Classes::TIME
        | Classes::AUXILIARY
        | Classes::ADVERB
        | Classes::SUBORDINATE
        | Classes::RELATIVE;
    scene.unit(at).is_some_and(|unit| unit.is_word() || unit.is_mark(Kind::Number))
        && !scene.is(at, Classes::REFLEXIVE)
        && (scene.is(at, leads) || !scene.is(at, never) || scene.is_the_word(at, "if"))
}

/// Whether some units have a verb of their own.
pub(super) fn is_clause(scene: &Scene<'_>, units: Range<usize>) -> bool {
    scene.has_finite_verb(units)
}

/// Whether the first phrase of some units has a verb of its own: none that relates, and none after a comma.
fn opens_clause(scene: &Scene<'_>, units: Range<usize>) -> bool {
    let Range { start, end } = units;
    for at in start + 1..end {
        let unit = &scene.units[at];
        if unit.is_quotation() || phrases::is_finite(scene.units, start, at) {
            return true;
        }
        let relates = unit.is(Classes::RELATIVE | Classes::SUBORDINATE) && !unit.is(Classes::PREPOSITION);
        let is_apart = unit.is_mark(Kind::Comma) && !scene.is(start, Classes::SUBORDINATE) && !is_aside(scene, at, end);
        if relates || is_apart || unit.is_mark(Kind::Semicolon) {
            return false;
        }
    }
    false
}

/// Whether a comma begins an aside that another comma ends.
fn is_aside(scene: &Scene<'_>, comma: usize, end: usize) -> bool {
    let is_open = scene.is(comma + 1, Classes::ARTICLE | Classes::RELATIVE | Classes::POSSESSIVE | Classes::ROLE)
        || scene.unit(comma + 1).is_some_and(Unit::is_capital);
    is_open && (comma + 1..end.min(comma + MAX_BETWEEN)).any(|at| scene.is_mark(at, Kind::Comma))
}

fn without_adverbs(scene: &Scene<'_>, at: usize) -> usize {
    // `said, however, that`
    let is_between = scene.is_mark(at, Kind::Comma) && scene.is_mark(at + 2, Kind::Comma);
    let at = if is_between && scene.is(at + 1, Classes::ADVERB) { at + 3 } else { at };
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
    let owns = first.is(Classes::POSSESSIVE) && scene.is_word(at + 1) && !starts_anew(&scene.units[at + 1]);
    if first.is(Classes::OBJECT) && !owns {
        return at + 1;
    }
    let limit = scene.at.end.min(at + MAX_BETWEEN);
    (at..limit).find(|&next| !goes_on(scene, at, next)).unwrap_or(limit)
}

/// Whether a word after "her" shows that "her" is somebody: `told her she`, `told her in May`.
fn starts_anew(unit: &Unit) -> bool {
    let anew = Classes::ARTICLE
        | Classes::PRONOUN
        | Classes::POSSESSIVE
        | Classes::PREPOSITION
        | Classes::SUBORDINATE
        | Classes::RELATIVE
        | Classes::TIME
        | Classes::ADVERB;
    unit.is(anew) || unit.is_capital()
}

/// Whether a unit is part of the person that begins at another.
fn goes_on(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    let unit = &scene.units[at];
    // The name of a programme.
    let is_name = scene.quoted(at).is_some_and(|quoted| quoted.words < MIN_SENTENCE && quoted.last == Kind::Word)
        && scene.is_mark(at.wrapping_sub(1), Kind::Possessive);
    let is_part =
        is_name || unit.is_word() || unit.is_bracketed || unit.is_mark(Kind::Possessive) || unit.is_mark(Kind::Number);
    if at == start || !is_part {
        return is_part;
    }
    let before = &scene.units[at - 1];
    let is_tied = before.is(Classes::PREPOSITION | Classes::AND);
    let is_new = unit.is(Classes::ARTICLE | Classes::PRONOUN | Classes::POSSESSIVE) && !is_tied
        || unit.is(Classes::TIME)
        || unit.is(Classes::PREPOSITION) && !unit.is(Classes::TIGHT) && !unit.is_capital()
        || before.is(Classes::OBJECT);
    let is_over = unit.is(Classes::SUBORDINATE | Classes::RELATIVE | Classes::ADVERB | Classes::AUXILIARY);
    !is_new && (!is_over || unit.is_capital())
}

/// Where what is said starts after words such as "in an interview with the paper on Monday".
fn farther(scene: &Scene<'_>, cue: &Cue, at: usize) -> Option<After> {
    let leads = Classes::PREPOSITION | Classes::SUBORDINATE | Classes::TIME | Classes::RELATIVE;
    if !scene.is(at, leads) {
        return None;
    }
    let limit = scene.at.end.min(at + MAX_BETWEEN);
    let mut is_clause = !scene.is(at, Classes::PREPOSITION);
    for next in at + 1..limit {
        let is_quote = scene.quoted(next).is_some_and(|quoted| quoted.is_capital && quoted.words >= MIN_SENTENCE);
        if scene.is_mark(next, Kind::Colon) || is_quote {
            return starting(scene, cue, next);
        }
        if scene.is_mark(next, Kind::Comma) {
            let far = if scene.is_quotation(next + 1) { Some(next) } else { None };
            return starting(scene, cue, far?);
        }
        if scene.is_the_word(next, "that") && !is_clause {
            return starting(scene, cue, next);
        }
        let unit = &scene.units[next];
        is_clause |= phrases::is_finite(scene.units, at, next);
        let is_after_time = scene.is(next - 1, Classes::TIME | Classes::MEDIUM)
            || unit.is(Classes::HE | Classes::SHE | Classes::THEY) && !scene.is(next - 1, Classes::PREPOSITION);
        let starts = unit.is(Classes::PRONOUN | Classes::ARTICLE) && !unit.is(Classes::RELATIVE)
            || unit.is_capital() && !unit.is(Classes::TIME);
        let found = (is_after_time && starts && !is_clause).then(|| starting(scene, cue, next)).flatten();
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The end of quotations that follow each other.
pub(super) fn quote_end(scene: &Scene<'_>, at: usize) -> usize {
    (at..scene.at.end).find(|&at| !scene.is_quotation(at)).unwrap_or(scene.at.end)
}

/// Where a clause ends that begins at a unit, after a verb: at the end of the sentence, or where something else begins.
pub(super) fn clause_end(scene: &Scene<'_>, verb: usize, at: usize) -> usize {
    let end = scene.end_of_clause(verb, at);
    let is_new = |comma: usize| scene.is_mark(comma, Kind::Comma) && begins_anew(scene, verb, comma + 1);
    let is_but = |at: usize| scene.is_the_word(at, "but") && !scene.is(at + 1, Classes::ADVERB);
    let comma = |at: usize| if scene.is_mark(at, Kind::Comma) { at + 1 } else { at };
    let is_over =
        |at: usize| scene.is_mark(at, Kind::Semicolon) || is_new(at) || is_but(comma(at)) || speaks_anew(scene, at);
    (at + 1..end).find(|&at| is_over(at)).unwrap_or(end)
}

/// Whether a clause of the writer's begins after a comma.
fn begins_anew(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    if scene.is_the_word(at, "according") {
        return true;
    }
    if scene.is(at, Classes::AND) {
        let next = scene.is(at + 1, Classes::SUBORDINATE);
        return !next && phrases::has_subject(scene.units, at + 1, scene.at.end);
    }
    let cue = scene.cues.iter().find(|cue| cue.group.start == at && cue.group.start > verb);
    cue.is_some_and(|cue| cue.form == Form::Participle && !cue.takes.has_any(Takes::MIND))
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

/// A quotation that goes on after its attribution: `“Q,” Smith said, “and Q.”`
pub(super) fn again(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let limit = scene.at.end.min(at + MAX_BETWEEN);
    let open = (at..limit).find(|&at| scene.is_quotation(at))?;
    let before = open.checked_sub(1)?;
    let pauses = [Kind::Comma, Kind::Colon, Kind::Dash];
    let is_paused = pauses.iter().any(|&kind| scene.is_mark(before, kind));
    let is_other = scene.cues.iter().any(|cue| (at..open).contains(&cue.group.start));
    (is_paused && !is_other).then(|| open..quote_end(scene, open))
}

/// The object of a verb and what is said of it, up to the next clause.
pub(super) fn object(scene: &Scene<'_>, cue: &Cue) -> Option<Range<usize>> {
    let at = without_adverbs(scene, cue.group.end);
    let never = Classes::PREPOSITION | Classes::AND | Classes::SUBORDINATE | Classes::RELATIVE | Classes::AUXILIARY;
    let first = scene.unit(at)?;
    let starts = first.is_word() || first.is_quotation() || first.is_mark(Kind::Number);
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
        let is_mark = [Kind::Comma, Kind::Dash, Kind::Colon].iter().any(|&kind| unit.is_mark(kind));
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

/// Where the words end that only say when, where and to whom something was said: at a comma or with the sentence.
pub(super) fn tail(scene: &Scene<'_>, cue: &Cue) -> Option<usize> {
    let mut at = without_adverbs(scene, cue.group.end);
    if cue.takes.has_any(Takes::PERSON) {
        at = without_adverbs(scene, person(scene, at));
    }
    let end = scene.end();
    let pauses = |at: usize| scene.is_mark(at, Kind::Comma) || scene.is_mark(at, Kind::Colon);
    let is_loose = at >= end || pauses(at) || scene.is(at, Classes::PREPOSITION);
    let limit = end.min(at + MAX_BETWEEN);
    let comma = (at..limit).find(|&at| pauses(at)).unwrap_or(limit);
    let is_plain = !(at..comma).any(|at| phrases::is_finite(scene.units, cue.group.end, at) || scene.is_quotation(at));
    (is_loose && is_plain && (comma == end || pauses(comma))).then_some(comma)
}
