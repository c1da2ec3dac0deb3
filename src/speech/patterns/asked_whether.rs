//! `NP asked whether …`: a question that is not in quotation marks.

use super::Found;
use crate::speech::content::{self, After};
use crate::speech::lexicon::Takes;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUESTION) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(After::Question(said)) = content::after(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}
