//! `“Q,” said NP`: a quotation, and after it the verb and who said it.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let is_said = |form: Form| matches!(form, Form::Past | Form::Present);
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE) && is_said(cue.form) && !cue.is_passive) {
        let at = cue.group.start;
        let end = if scene.is_mark(at.wrapping_sub(1), Sign::Comma) { at - 1 } else { at };
        let starts = !scene.is(cue.group.end, Classes::AUXILIARY | Classes::PREPOSITION | Classes::AND);
        let phrase =
            cue.group.end..scene.noun_end(cue.group.end, phrases::after(scene.units, cue.group.end, scene.at.end));
        if phrase.is_empty() || !starts {
            continue;
        }
        if let Some(close) = end.checked_sub(1).filter(|&at| scene.is_whole_quotation(at, end)) {
            if scene.leads_elsewhere(scene.start_of_said(close), close) {
                continue;
            }
            let parts = [Some(scene.start_of_said(close)..close + 1), content::again(scene, phrase.end)];
            let contents = parts.into_iter().flatten().collect();
            into.push(Found::new(Some(phrase), cue.group.clone(), contents));
        } else if at == scene.at.start && scene.is_mark(phrase.end, Sign::Comma) && scene.is_quotation(phrase.end + 1) {
            let said = phrase.end + 1..content::quote_end(scene, phrase.end + 1);
            into.push(Found::one(Some(phrase), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn a_name_in_marks_is_not_what_is_said() {
        check_none(
            "quote-said-name",
            r#"The witness, known in court as "Witness 3", said the founder, Carl Moss, told him."#,
        );
        check("quote-said-name", "<“With that, it is over,”> {said} [Moss].");
        check("quote-said-name", "<It is a “bad day,”> {said} [Moss].");
    }

    #[test]
    fn found() {
        check("quote-said-name", "<“The bridge is safe,”> {said} [Ada Moss, the mayor].");
        check("quote-said-name", "<“It is safe,”> {said} [Moss]. <“It will stay so.”>");
        check("quote-said-name", "<“Why not?”> {asked} [a man] in the crowd.");
    }

    #[test]
    fn traps() {
        check_none("quote-said-name", "The “bridge” said nothing to him.");
    }
}
