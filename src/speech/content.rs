//! What is said: where it begins after a verb.

use std::ops::Range;

use super::addressee::{person, without_adverbs};
use super::clauses::{clause_end, opens_clause, starts_clause};
use super::lexicon::{Classes, Takes};
use super::phrases;
use super::scene::{After, Cue, Scene};
use super::tokens::Sign;

/// How many units may be between a verb and what is said, such as "in an interview on Monday".
const MAX_BETWEEN: usize = 30;
/// How many words in quotation marks are somebody's sentence even without a capital letter.
const MIN_SENTENCE: u32 = 4;

/// What is said after a cue. It is looked for once, however many patterns ask.
pub(super) fn after(scene: &Scene<'_>, cue: &Cue) -> Option<After> {
    cue.said.get_or_init(|| look(scene, cue)).clone()
}

fn look(scene: &Scene<'_>, cue: &Cue) -> Option<After> {
    let mut at = without_adverbs(scene, cue.group.end);
    if cue.takes.has_any(Takes::PERSON) {
        at = without_adverbs(scene, person(scene, at));
    }
    let at = without_aside(scene, without_hearer(scene, at));
    starting(scene, cue, at).or_else(|| farther(scene, cue, at))
}

/// After whoever hears it, in a language that has no word before them: `sagte der Zeitung, dass`.
fn without_hearer(scene: &Scene<'_>, at: usize) -> usize {
    let has_comma = scene.syntax.lexicon.traits.has_comma_before_clause;
    let is_part = |at: usize| scene.unit(at).is_some_and(|unit| unit.is_word() && unit.is_capital());
    let end = (at + 1..at + MAX_BETWEEN).find(|&at| !is_part(at)).unwrap_or(at);
    let is_over = end > at + 1 && [Sign::Comma, Sign::Colon].iter().any(|&kind| scene.is_mark(end, kind));
    if has_comma && scene.is(at, Classes::ARTICLE) && is_over { end } else { at }
}

/// After whom an outlet cites, or what is said of it: `reported, citing officials, that`.
fn without_aside(scene: &Scene<'_>, at: usize) -> usize {
    let is_said = |end: &usize| scene.is(*end, Classes::THAT) || scene.is_quotation(*end);
    let is_other = relates(scene, at + 1) || scene.according(at + 1).is_some();
    let is_aside = |end: &usize| scene.is(at + 1, Classes::CITING) || is_other && is_said(end);
    aside_end(scene, at).filter(is_aside).unwrap_or(at)
}

/// After the comma, or before the colon, that ends what a comma begins.
fn aside_end(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let near = at + 1..scene.at.end.min(at + MAX_BETWEEN);
    let is_over = |at: &usize| scene.is_mark(*at, Sign::Comma) || scene.is_mark(*at, Sign::Colon);
    let end = near.into_iter().find(is_over).filter(|_| scene.is_mark(at, Sign::Comma))?;
    Some(end + usize::from(scene.is_mark(end, Sign::Comma)))
}

/// Whether a clause about what is before begins at a unit: `, which was first to report it,`.
fn relates(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Classes::RELATIVE) && !scene.is(at, Classes::DEMONSTRATIVE | Classes::SUBORDINATE | Classes::PRONOUN)
}

/// What is said from a unit on, if it starts there.
pub(super) fn starting(scene: &Scene<'_>, cue: &Cue, at: usize) -> Option<After> {
    if scene.is_mark(at, Sign::Colon) && at + 1 < scene.end() {
        return match scene.unit(at + 1)? {
            unit if unit.is_quotation() => Some(After::Quote(at + 1..quote_end(scene, at + 1))),
            _ => Some(After::Colon(at + 1..scene.end())),
        };
    }
    let end = clause_end(scene, cue.group.start, at);
    if scene.syntax.lexicon.traits.has_comma_before_clause && scene.is_mark(at, Sign::Comma) && scene.is_word(at + 1) {
        let end = clause_end(scene, cue.group.start, at + 1);
        let is_that = scene.is(at + 1, Classes::THAT) && cue.takes.has_any(Takes::THAT | Takes::BARE);
        let is_bare =
            cue.takes.has_any(Takes::BARE) && starts_clause(scene, at + 1) && opens_clause(scene, at + 1..end);
        let said = at + 1..end;
        return if is_that { Some(After::That(said)) } else { is_bare.then_some(After::Bare(said)) };
    }
    let quote = if scene.is_mark(at, Sign::Comma) { at + 1 } else { at };
    if let Some(quoted) = scene.quoted(quote) {
        let is_whole = quoted.is_capital || quoted.words >= MIN_SENTENCE || quote > at;
        let follows = Classes::AND | Classes::SUBORDINATE | Classes::PREPOSITION | Classes::TIME | Classes::ADVERB;
        let is_last = scene.unit(quote + 1).is_none_or(|next| !next.is_word() || next.is(follows));
        let is_open = quote == at || matches!(quoted.last, Sign::Comma | Sign::Word);
        let goes_on = is_open && (quote + 1..end).any(|at| scene.is_quotation(at)) && scene.is_word(quote + 1);
        if is_whole && is_last && !goes_on {
            return Some(After::Quote(quote..quote_end(scene, quote)));
        }
        return ((quote == at || goes_on) && quote < end).then_some(After::Bare(quote..end));
    }
    let unit = scene.unit(at)?;
    if scene.is(at, Classes::THAT) && cue.takes.has_any(Takes::THAT) && scene.according(at + 2).is_some() {
        // `reported that, according to officials, …`
        let said = aside_end(scene, at + 1).filter(|&said| said < scene.end())?;
        return Some(After::That(said..clause_end(scene, cue.group.start, said)));
    }
    if scene.is(at, Classes::THAT) && cue.takes.has_any(Takes::THAT) && at + 2 < end {
        // `two states that voted`: a noun, and a clause about it.
        let relates = cue.takes.has_any(Takes::NOUN) && phrases::is_finite(scene.units, at, at + 1);
        return (!relates).then_some(After::That(at..end));
    }
    let is_if = scene.is_the_word(at, "if") && cue.takes.has_any(Takes::PERSON);
    if (unit.is(Classes::RELATIVE) || is_if) && cue.takes.has_any(Takes::QUESTION) && at + 1 < end {
        return Some(After::Question(at..end));
    }
    let is_clause = cue.takes.has_any(Takes::BARE)
        && starts_clause(scene, at)
        && (opens_clause(scene, at..end) || cue.takes.has_any(Takes::WORDS) && end > at + 3);
    is_clause.then_some(After::Bare(at..end))
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
        if scene.is_mark(next, Sign::Colon) || is_quote {
            return starting(scene, cue, next);
        }
        if scene.is_mark(next, Sign::Comma) {
            let after = without_aside(scene, next);
            let has_comma = scene.syntax.lexicon.traits.has_comma_before_clause;
            let is_said = has_comma || scene.is_quotation(next + 1) || after > next;
            return if is_said { starting(scene, cue, after) } else { None };
        }
        if scene.is(next, Classes::THAT) && !is_clause {
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

/// A quotation that goes on after its attribution: `“Q,” Smith said, “and Q.”`
pub(super) fn again(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let limit = scene.at.end.min(at + MAX_BETWEEN);
    let open = (at..limit).find(|&at| scene.is_quotation(at))?;
    let before = open.checked_sub(1)?;
    let pauses = [Sign::Comma, Sign::Colon, Sign::Dash];
    let is_paused = pauses.iter().any(|&kind| scene.is_mark(before, kind));
    let is_other = scene.cues.iter().any(|cue| (at..open).contains(&cue.group.start));
    (is_paused && !is_other).then(|| open..quote_end(scene, open))
}
