//! `NP promised to …`, `NP urged X to …`: what somebody will do, or wants others to do.

use super::Found;
use crate::speech::lexicon::Takes;
use crate::speech::objects;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::INFINITIVE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(said) = objects::infinitive(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("promised-to", "[Ada Moss] {promised} <to rebuild the bridge>.");
        check("promised-to", "[The mayor] {urged} <the council to act>.");
    }

    #[test]
    fn traps() {
        check_none("promised-to", "Moss asked for help.");
    }
}
