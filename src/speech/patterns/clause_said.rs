//! `clause, NP said`: a clause without quotation marks, and after it who says it.

use super::Found;
use crate::speech::lexicon::Takes;
use crate::speech::scene::Scene;
use crate::speech::tokens::Kind;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::BARE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if !scene.is_mark(subject.start.wrapping_sub(1), Kind::Comma) {
            continue;
        }
        let comma = subject.start - 1;
        let is_last = cue.group.end == scene.end() || scene.is_mark(cue.group.end, Kind::Comma);
        if comma > scene.at.start && is_last && scene.has_finite_verb(scene.at.start..comma) {
            let mut contents = vec![scene.at.start..comma];
            if cue.group.end < scene.end() {
                contents.push(cue.group.end + 1..scene.end());
            }
            into.push(Found::new(Some(subject.clone()), cue.group.clone(), contents));
        }
    }
}
