//! `NP asked whether …`: a question that is not in quotation marks.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Takes;
use crate::speech::scene::{After, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUESTION) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(After::Question(said)) = content::after(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("asked-whether", "[Ada Moss] {asked} <whether the bridge was safe>.");
        check("asked-whether", "[The report] {explains} <why the bridge fell>.");
    }

    #[test]
    fn traps() {
        check_none("asked-whether", "Moss asked for more time.");
    }
}
