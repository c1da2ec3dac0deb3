//! `NP called X a Y`, `NP accused X of Y`: a judgement of somebody.

use super::Found;
use crate::speech::lexicon::Takes;
use crate::speech::objects;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::JUDGE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(object) = objects::object(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), object));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("called", "[A White House aide, granted anonymity to speak candidly], {called} <the plan “insane”>.");
        check("called", "[Ada Moss] {called} <the plan a disgrace>.");
        check("called", "[The council] {accused} <the mayor of fraud>.");
    }

    #[test]
    fn traps() {
        check_none("called", "Moss called.");
    }
}
