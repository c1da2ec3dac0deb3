//! `clause, NP said` and `clause, NP said, clause`: what is said has no quotation marks, or not only.

use std::ops::Range;

use super::Found;
use crate::speech::clauses;
use crate::speech::lexicon::{Classes, Takes};
use crate::speech::scene::{Cue, Scene};
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::BARE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        let Some(comma) = subject.start.checked_sub(1).filter(|&at| scene.is_mark(at, Sign::Comma)) else { continue };
        let first = scene.start()..comma;
        let contents = contents(scene, cue, first);
        if !contents.is_empty() {
            into.push(Found::new(Some(subject.clone()), cue.group.clone(), contents));
        }
    }
}

/// How many units are a clause before a verb of speech, whatever they are.
const MIN_CLAUSE: usize = 4;

/// The clause before, and the one after if it goes on. What only leads up to a quotation is no part of it.
fn contents(scene: &Scene<'_>, cue: &Cue, first: Range<usize>) -> Vec<Range<usize>> {
    let Some(end) = clauses::tail(scene, cue).filter(|_| !first.is_empty()) else { return Vec::new() };
    let is_clause = clauses::is_clause(scene, first.clone());
    if end == scene.end() {
        let leads = scene.is(first.start, Classes::SUBORDINATE | Classes::PREPOSITION | Classes::ADVERB | Classes::AND);
        let is_said = cue.takes.has_any(Takes::WORDS) && first.len() > MIN_CLAUSE && !leads;
        return if is_clause || is_said { vec![first] } else { Vec::new() };
    }
    if !scene.is_mark(end, Sign::Comma) {
        return Vec::new();
    }
    let leads = scene.is(first.start, Classes::SUBORDINATE | Classes::PREPOSITION | Classes::AND);
    if scene.is_quotation(end + 1) && (leads || !is_clause) {
        return Vec::new();
    }
    let loose = Classes::SUBORDINATE | Classes::PREPOSITION | Classes::RELATIVE;
    let is_loose = (scene.is(end + 1, loose) || scene.is_ing(end + 1)) && !scene.is_the_word(end + 1, "that");
    if is_clause && is_loose && !scene.is(first.start, Classes::SUBORDINATE) {
        return vec![first];
    }
    if is_loose && !is_clause {
        return Vec::new();
    }
    vec![first, end + 1..scene.end()]
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("clause-said", "<The bridge is safe>, [Ada Moss] {said}.");
        check("clause-said", "<The bridge>, [she] {said}, <will last for years>.");
        check("clause-said", "<The bridge is safe>, [the mayor] {told} the council on Monday.");
    }

    #[test]
    fn traps() {
        check_none("clause-said", "On Monday, she said no.");
    }
}
