//! `NP said: “Q”`: who says it, and after the verb a quotation.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Takes;
use crate::speech::scene::{After, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(After::Quote(said)) = content::after(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("said-quote", "[Ada Moss] {said}: <“The bridge is safe.”>");
        check("said-quote", "[The mayor] {told} a crowd in Elm on Monday, <“The bridge is safe and will stay open.”>");
        check("said-quote", "In a letter to the council, [Moss] {wrote}, <“We have no choice.”>");
    }

    #[test]
    fn traps() {
        check_none("said-quote", "Moss, who for five decades told the children of Elm: “Go home,” died on Friday.");
        check_none("said-quote", "Moss called the film “The Bridge.”");
    }
}
