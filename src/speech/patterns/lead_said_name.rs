//! `Am Montag sagte NP, …`: a verb with something else before it, who said it, and a clause after a comma.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Classes, Takes};
use crate::speech::phrases;
use crate::speech::scene::{After, Scene};
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    if !scene.syntax.lexicon.traits.has_comma_before_clause {
        return;
    }
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::BARE) && cue.subject.is_none()) {
        let first = cue.group.end;
        let before = cue.group.start.checked_sub(1).filter(|&before| before >= scene.at.start);
        let is_lead = |before: usize| scene.is_word(before) || scene.is_mark(before, Sign::Number);
        let has_lead = before.is_some_and(is_lead) || cue.group.len() > 1;
        let opens = Classes::ARTICLE | Classes::POSSESSIVE | Classes::HE | Classes::SHE;
        let is_phrase = scene.unit(first).is_some_and(|unit: &Unit| unit.is_capital() || unit.is(opens));
        // An article after a comma may begin what is said.
        let end = phrases::after(scene.units, first, scene.at.end);
        let comma = (first..end).find(|&at| scene.is_mark(at, Sign::Comma)).unwrap_or(end);
        let phrase = first..scene.noun_end(first, comma);
        if !has_lead || !is_phrase || phrase.is_empty() || !scene.is_mark(phrase.end, Sign::Comma) {
            continue;
        }
        if let Some(After::That(said) | After::Bare(said)) = content::starting(scene, cue, phrase.end) {
            into.push(Found::one(Some(phrase), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("lead-said-name", "Am Montag {sagte} [Ada Moos], <die Brücke sei sicher>.");
        check("lead-said-name", "Am 3. Okt. 2025 {sagte} [die Ministerin], <dass die Brücke sicher ist>.");
        check("lead-said-name", "{Später erklärte} [sie], <die Kosten seien noch offen>.");
    }

    #[test]
    fn traps() {
        check_none("lead-said-name", "Ada Moos sagte am Montag, die Brücke sei sicher.");
        check_none("lead-said-name", "Die Brücke ist gesperrt, sagte Ada Moos, die sie gebaut hat.");
        check_none("lead-said-name", "Am Montag sagte Ada Moos nichts, das neu war.");
    }
}
