//! `according to NP`: before a clause, within it or after it.

use std::ops::Range;

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Classes;
use crate::speech::phrases;
use crate::speech::scene::{Cue, Scene};
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for at in scene.at.clone() {
        let Some(start) = scene.according(at) else { continue };
        // Where the verb comes right after the source, no comma ends it.
        let ends =
            if scene.syntax.lexicon.traits.has_comma_before_clause { phrases::after } else { phrases::until_comma };
        let source = start..scene.noun_end(start, ends(scene.units, start, scene.end()));
        let contents = contents(scene, at, source.end);
        if !source.is_empty() && !contents.is_empty() {
            into.push(Found::new(Some(source), at..start, contents));
        }
    }
}

/// How many units a lead such as "In the long run" has.
const MAX_LEAD: usize = 5;

/// What is said before and after: a lead such as "In May" belongs to what follows.
fn contents(scene: &Scene<'_>, cue: usize, end: usize) -> Vec<Range<usize>> {
    let start = scene.start();
    let comma = cue.checked_sub(1).filter(|&at| scene.is_mark(at, Sign::Comma));
    let before = start..comma.unwrap_or(cue).max(start);
    let is_lead = scene.is(start, Classes::PREPOSITION) && before.len() <= MAX_LEAD;
    let is_clause =
        !is_lead && before.len() > 1 && scene.has_finite_verb(before.clone()) && !scene.is(start, Classes::SUBORDINATE);
    let rest = if scene.is_mark(end, Sign::Comma) { end + 1 } else { end };
    let after = rest..scene.end().max(rest);
    // `NP said, according to NP, that …`: what is said is not that somebody said it.
    let is_outlet = |cue: &Cue| cue.subject.as_ref().is_some_and(|subject| scene.is_outlet(subject));
    let is_said = |cue: &Cue| cue.group.end == before.end && !is_outlet(cue) && content::after(scene, cue).is_some();
    if scene.cues.iter().any(is_said) {
        return Vec::new();
    }
    let is_quoted = |part: &Range<usize>| part.clone().any(|at| scene.is_quotation(at));
    if scene.is(before.end.wrapping_sub(1), Classes::THAT) && !before.is_empty() && !after.is_empty() {
        // `The Post reported that, according to officials, …`
        vec![after]
    } else if is_clause || is_quoted(&before) {
        vec![before]
    } else if after.len() > 1 || is_quoted(&after) {
        [before, after].into_iter().filter(|part| !part.is_empty()).collect()
    } else {
        [before].into_iter().filter(|part| part.len() > 2).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("according-to", "{According to} [Ada Moss], <the bridge is safe>.");
        check("according-to", "<The bridge is safe>, {according to} [the mayor, Ada Moss].");
        check("according-to", "<“The bridge is safe,”> {according to} [the mayor, Ada Moss].");
        check("according-to", "{According to} [Ada Moss], <“the bridge is safe”>.");
        check("according-to", "<In the long run>, {according to} [the budget office], <the bridge will cost more>.");
        check("according-to", "<The bridge is safe>, {according to} [a report by the ministry], but nobody uses it.");
    }

    #[test]
    fn a_lead_is_no_part_of_what_somebody_says_further_on() {
        let text = "According to the Daily Tribune, the contractor Norsteel warned the city in March.";
        let reading = crate::speech::read(&crate::text::Text::new(text));
        assert_eq!(reading.attributions.len(), 1, "{:#?}", reading.attributions);
        check(
            "according-to",
            "{According to} [the Daily Tribune], <the contractor Norsteel warned the city in March>.",
        );
    }

    #[test]
    fn traps() {
        check_none("according-to", "The bridge is in accord with the plan.");
    }
}
