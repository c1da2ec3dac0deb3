//! `As NP said, clause` and `clause, as NP said`.

use super::Found;
use crate::speech::clauses;
use crate::speech::lexicon::Takes;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE | Takes::THAT) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        let Some(lead) = subject.start.checked_sub(1).filter(|&at| scene.is_the_word(at, "as")) else { continue };
        let Some(end) = clauses::tail(scene, cue) else { continue };
        let (source, cue) = (Some(subject.clone()), cue.group.clone());
        if lead == scene.at.start && end + 1 < scene.end() {
            into.push(Found::one(source, cue, end + 1..scene.end()));
        } else if lead > scene.at.start + 1 && scene.is_mark(lead - 1, Sign::Comma) && end == scene.end() {
            into.push(Found::one(source, cue, scene.at.start..lead - 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("as-said", "As [Ada Moss] {said}, <the bridge is safe>.");
        check("as-said", "<The bridge is safe>, as [the Elm Herald] {reported}.");
    }

    #[test]
    fn traps() {
        check_none("as-said", "As the mayor said goodbye, the bridge fell.");
    }
}
