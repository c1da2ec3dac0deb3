//! `Moss: “Q”`, `“Q” – Ada Moss`, `Minister: no plans`: a headline or a pulled quotation, and who says it.

use std::ops::Range;

use super::Found;
use crate::speech::lexicon::Classes;
use crate::speech::scene::Scene;
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

/// How many units the words for who speaks have at most, and the time before them in a list of what is new.
const MAX_NAME: usize = 4;
const TIME: usize = 3;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    // A headline is a paragraph of one sentence.
    if scene.syntax.blocks[scene.paragraph] != scene.at {
        return;
    }
    let (start, end) = (after_time(scene), scene.at.end);
    let Some(mark) = (start..end.min(start + MAX_NAME + 1)).find(|&at| !scene.is_word(at) && !scene.is_quotation(at))
    else {
        return;
    };
    let (before, after) = (start..mark, mark + 1..end);
    let is_colon = scene.is_mark(mark, Sign::Colon);
    if is_colon && is_quoted(scene, &after) && is_speaker(scene, &before)
        || is_colon && is_plain(scene, &after) && is_official(scene, &before)
    {
        into.push(Found::one(Some(before), mark..mark + 1, after));
    } else if (is_colon || scene.is_mark(mark, Sign::Dash)) && is_quoted(scene, &before) && is_speaker(scene, &after) {
        into.push(Found::one(Some(after), mark..mark + 1, before));
    }
}

/// After the time of a report: `14:32 Moss: “Q”`.
fn after_time(scene: &Scene<'_>) -> usize {
    let start = scene.at.start;
    let is_number = |at: usize| scene.is_mark(at, Sign::Number);
    let is_time = is_number(start) && scene.is_mark(start + 1, Sign::Colon) && is_number(start + 2);
    if is_time { start + TIME } else { start }
}

/// Whether units are one quotation of what somebody says. A title has capitals.
fn is_quoted(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let Some(quoted) = scene.quoted(units.start).filter(|_| units.len() == 1) else { return false };
    let words = scene.syntax.slice(quoted.extent).split_whitespace();
    let small = words.filter(|word| word.starts_with(char::is_lowercase)).count();
    2 * small >= quoted.words as usize && quoted.words > 1
}

/// Whether words are a person, as far as the text shows: somebody with a first name or a title, here or elsewhere in
/// it. What a headline is about has a colon, too: `Ukraine: “Hundreds dead”`.
fn is_speaker(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let given = Classes::MALE | Classes::FEMALE | Classes::TITLE;
    let is_name = units.clone().all(|at| scene.unit(at).is_some_and(Unit::is_capital))
        && !units.clone().any(|at| scene.is(at, Classes::HEADING | Classes::PAPER | Classes::OUTLET | Classes::PLACE));
    let Some(last) = units.clone().next_back().filter(|_| units.len() <= MAX_NAME) else { return false };
    let surname = scene.syntax.words(&scene.units[last]).to_lowercase();
    is_official(scene, units)
        || is_name && (units.len() > 1 && scene.is(units.start, given) || scene.syntax.surnames.contains(&surname))
}

/// Whether words are what a single person is, or the police: of others a headline may only be about them.
fn is_official(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let Some(last) = units.clone().next_back().filter(|_| units.len() <= MAX_NAME) else { return false };
    let known = Classes::ROLE | Classes::TITLE | Classes::DEMONYM | Classes::GROUP;
    let is_plural = scene.syntax.words(&scene.units[last]).ends_with('s');
    let is_police = scene.is(last, Classes::PEOPLE) && scene.is(last, Classes::GROUP);
    units.clone().all(|at| scene.is(at, known)) && (is_police || scene.is(last, Classes::ROLE) && !is_plural)
}

/// Whether units are a headline without quotation marks: in small letters, with a verb or `no`, and without a mark at
/// the end. `Director: Ada Moss` is none.
fn is_plain(scene: &Scene<'_>, units: &Range<usize>) -> bool {
    let is_small = scene.unit(units.start).is_some_and(|unit| unit.is_word() && !unit.is_capital());
    let is_open = scene.end() == scene.at.end && !scene.syntax.lexicon.traits.has_capital_nouns;
    let says = scene.is(units.start, Classes::NEGATION) || scene.has_finite_verb(units.clone());
    is_small && is_open && says && units.len() > 2
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    const BODY: &str = "\n\nThe mayor, Olga Brandt, was there in May. Donald Trump came later, and it rained.";

    #[test]
    fn found() {
        for headline in [
            "[Trump]{:} <“We will win”>",
            "[Trump]{:} <‘We will win’>",
            "[Olga Brandt]{:} <“We can do this.”>",
            "[Mayor]{:} <“Stay away from the river”>",
            "14:32 [Mayor Brandt]{:} <“Stay away from the river”>",
            "<“We will win”>{:} [Trump]",
            "<“We can do this”> {–} [Olga Brandt]",
            "[Minister]{:} <no plans for new tolls>",
            "[Police]{:} <man arrested over fire>",
        ] {
            check("headline", &format!("{headline}{BODY}"));
        }
    }

    #[test]
    fn traps() {
        for headline in [
            "Ukraine: “Hundreds dead in strike”",
            "Analysis: “The end of the road”",
            "Brexit: what happens next",
            "Director: “The Long Night”",
            "Director: Ada Moss",
            "Teachers: no pay rise this year",
            "Elm bridge: “safe for cars”",
            "Covid: no new cases",
            "Mayor: 2010 to 2014",
            "Minister: Who is she?",
            "Brandt: the story of a mayor",
            "“The long way home” – Elm",
            "Trump: “We will win” in Ohio",
        ] {
            check_none("headline", &format!("{headline}{BODY}"));
        }
    }
}
