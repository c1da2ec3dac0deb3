//! `clause, said NP`: a clause without quotation marks, the verb, and who said it.

use super::Found;
use crate::speech::clauses;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let is_said = |form: Form| matches!(form, Form::Past | Form::Present);
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::WORDS) && is_said(cue.form)) {
        if cue.subject.is_some() || cue.takes.has_any(Takes::PERSON) {
            continue;
        }
        let Some(comma) = cue.group.start.checked_sub(1).filter(|&at| scene.is_mark(at, Sign::Comma)) else { continue };
        let opens = Classes::ARTICLE | Classes::POSSESSIVE | Classes::ROLE | Classes::TITLE | Classes::QUANTITY;
        let is_phrase = scene.unit(cue.group.end).is_some_and(|unit| unit.is_capital() || unit.is(opens));
        let end = scene.noun_end(cue.group.end, phrases::after(scene.units, cue.group.end, scene.at.end));
        let said = scene.start()..comma;
        // `“Ali”, a guard who left, said managers knew`
        let is_named = scene.is_quotation(said.start) && scene.is_mark(said.start + 1, Sign::Comma)
            || scene.is_quotation(comma - 1) && scene.leads_elsewhere(said.start, comma - 1);
        // `The novelist, whose book “Deep” won a prize, said the sea is cold`
        let says_clause = end < scene.at.end && phrases::is_finite(scene.units, cue.group.end, end);
        if is_phrase && !is_named && !says_clause && end > cue.group.end && clauses::is_clause(scene, said.clone()) {
            into.push(Found::one(Some(cue.group.end..end), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("clause-said-name", "<The bridge will be closed in May>, {said} [Ada Moss, the mayor].");
        check("clause-said-name", "<The bridge will be closed in May>, {said} [Ada Moss]");
    }

    #[test]
    fn traps() {
        let witness = r#"The witness, known in court as "Witness 3", said the founder, Carl Moss, told him."#;
        check_none("clause-said-name", witness);
        check_none("clause-said-name", "“Ali”, a guard who left, said managers knew.");
        check_none("clause-said-name", "The novelist, whose book “Deep” won a prize, said the sea is cold.");
        check_none("clause-said-name", "Moss left the room, said nothing and went home.");
    }
}
